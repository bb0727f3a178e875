#!/bin/sh
# Format, static analysis, manual pages, both compilers without a warning.
# usage: CPPFLAGS=... tests/lint.sh
set -u
bad=0

# Each check prints what it finds and makes the whole fail.
check() {
	echo "lint: $1"
	shift
	"$@" || bad=1
}

sources=$(git ls-files '*.c')
all=$(git ls-files '*.c' '*.h' '*.cc')

format() {
	# shellcheck disable=SC2086 # lists of words, on purpose
	clang-format --dry-run -Werror $all
}

# All that is found, not the first alone: each is a change to be made.
tidy() {
	found=0
	for source in $sources; do
		# shellcheck disable=SC2086
		clang-tidy --quiet "$source" -- -std=c17 $CPPFLAGS \
			2>/dev/null || found=1
	done
	return $found
}

analyse() {
	# shellcheck disable=SC2086
	# bsd: err() and errx() do not return.
	cppcheck --quiet --error-exitcode=1 --std=c17 --library=bsd --inline-suppr \
		--enable=warning,performance,portability \
		--suppressions-list=tests/cppcheck.txt \
		-Iinclude -Itext -Iindex -Iindexer -Iquery $sources
}

compilers() {
	for source in $sources; do
		for cc in gcc clang; do
			# shellcheck disable=SC2086
			$cc -std=c17 -fsyntax-only -Wall -Wextra -Wshadow \
				-Wvla -Wcast-qual -Wmissing-prototypes \
				-Werror $CPPFLAGS "$source" || return 1
		done
	done
	for source in xapian-c/*.cc; do
		for cxx in g++ clang++; do
			# shellcheck disable=SC2086
			$cxx -std=c++17 -fsyntax-only -Wall -Wextra -Wshadow \
				-Wcast-qual -Werror $CPPFLAGS "$source" ||
				return 1
		done
	done
}

pages() {
	mandoc -T lint -W warning man/*.[1-9]
}

banned() {
	! git grep -nE '\<(strcpy|strcat|v?sprintf|gets|ato[il]|strtok)\(' \
		-- '*.c' '*.h' '*.cc' ':!tests/'
}

check 'white space (clang-format)' format
check 'gcc and clang' compilers
check cppcheck analyse
check clang-tidy tidy
check 'manual pages' pages
check 'banned functions' banned
[ $bad -eq 0 ] && echo 'lint: clean'
exit $bad
