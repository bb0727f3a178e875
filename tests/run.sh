#!/bin/sh
# Run the tests: cmocka programs by name, the seeds of the fuzz targets, then the
# programs end to end.
# usage: BUILD=build FUZZERS='TARGET...' tests/run.sh TEST...
set -u

build=${BUILD-build}
case $build in /*) ;; *) build=$(pwd)/$build ;; esac
root=$(pwd)
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-tests.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0
export TMPDIR="$work"
export TRACUU_ABBREVIATIONS=/dev/null
# Xapian::Database::check() frees with another size than it allocated.
export ASAN_OPTIONS="${ASAN_OPTIONS-new_delete_type_mismatch=0}"

# verdict NAME STATUS LOG
verdict() {
	if [ "$2" -eq 0 ]; then
		passed=$((passed + 1))
		echo "ok   $1"
	else
		failed=$((failed + 1))
		echo "FAIL $1"
		sed 's/^/     /' "$3"
	fi
}

for name in "$@"; do
	leaks=
	# Where memory runs out Xapian leaks some.
	[ "$name" = xapian_oom ] && leaks=:detect_leaks=0
	ASAN_OPTIONS=$ASAN_OPTIONS$leaks \
		"$build/tests/test_$name" >"$work/log" 2>&1
	verdict "test_$name" $? "$work/log"
done

for name in ${FUZZERS-}; do
	"$build/tests/fuzz/replay_$name" "$root/tests/fuzz/seeds/$name" \
		>"$work/log" 2>&1
	verdict "fuzz/$name" $? "$work/log"
done

# script KIND FILE: it runs in an empty folder; its output must be what NAME.out
# says, where there is one.
script() {
	name=$(basename "$2" .sh)
	mkdir "$work/$name"
	(
		cd "$work/$name" || exit 1
		PATH="$build/bin:$PATH" BUILD="$build" ROOT="$root" \
			sh -eu "$2" >"$work/$name.got" 2>"$work/log"
	)
	status=$?
	if [ $status -eq 0 ] && [ -f "${2%.sh}.out" ]; then
		diff -u "${2%.sh}.out" "$work/$name.got" >>"$work/log"
		status=$?
	elif [ $status -ne 0 ]; then
		cat "$work/$name.got" >>"$work/log"
	fi
	verdict "$1/$name" $status "$work/log"
	[ "${FAULT-}" != full ] || sed 's/^/     /' "$work/$name.got"
	chmod -R u+rwX "$work/$name"
	rm -rf "$work/$name"
}

# FAULT=full: the fault tests alone, and at length.
if [ "${FAULT-}" != full ]; then
	for file in "$root"/tests/cli/*.sh; do script cli "$file"; done
	for file in "$root"/tests/web/*.sh; do script web "$file"; done
fi
for file in "$root"/tests/fault/*.sh; do script fault "$file"; done

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
