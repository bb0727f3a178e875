#!/bin/sh
# The cmocka programs, and one run of each program, under valgrind.
# usage: BUILD=build tests/valgrind.sh TEST...
set -u
build=${BUILD-build}
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-valgrind.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM
passed=0
failed=0

# ICU keeps its data, Xapian's iterators small caches: reachable, not lost.
run() {
	name=$1
	shift
	if valgrind --quiet --error-exitcode=99 --leak-check=full \
		--errors-for-leak-kinds=definite --trace-children=no \
		"$@" >"$work/log" 2>&1; then
		passed=$((passed + 1))
		echo "ok   $name"
	else
		failed=$((failed + 1))
		echo "FAIL $name"
		sed 's/^/     /' "$work/log"
	fi
}

for name in "$@"; do
	# Valgrind has its own allocator, which these let fail, and is more than
	# the sandbox allows.
	case $name in
	oom | xapian_oom | confined) ;;
	*) run "test_$name" "$build/tests/test_$name" ;;
	esac
done
# The sandbox has no room for valgrind.
run tracuu-index "$build/bin/tracuu-index" --unconfined --ocr never \
	-d "$work/db" corpus
run 'tracuu-index, nothing new' "$build/bin/tracuu-index" --unconfined \
	--ocr never -d "$work/db" corpus
run tracuu "$build/bin/tracuu" -d "$work/db" 'nghị quyết đại hội'
run 'tracuu --batch' "$build/bin/tracuu" -d "$work/db" --format json \
	--batch corpus/queries.tsv

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
