#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Build consumer.c and the example of xapian-c/README.md as a stranger would,
# by what pkg-config says of xapian-c, and compare what they print.
#
# PKG_CONFIG_PATH must lead to xapian-c.pc; CC and CFLAGS are the user's.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

# $1 is the source, $2 the program. Flags are split at spaces on purpose.
build() {
	# shellcheck disable=SC2046,SC2086
	${CC:-cc} -std=c17 -Wall -Wextra -pedantic -Werror ${CFLAGS:-} \
	    "$1" -o "$2" $(pkg-config --cflags --libs xapian-c)
}

build "$here/consumer.c" "$dir/consumer"
"$dir/consumer" "$dir/db" >"$dir/out"
diff -u "$here/consumer.out" "$dir/out"

awk '/^```c$/ { on = 1; next } /^```$/ { on = 0 } on' \
    "$here/../../xapian-c/README.md" >"$dir/example.c"
build "$dir/example.c" "$dir/example"
"$dir/example" "$dir/db" luật | cut -d ' ' -f 1 | sort >"$dir/out"
printf '1\n2\n' | diff -u - "$dir/out"
