#!/bin/sh
# Run each fuzz target for so many seconds; stop at the first finding.
# usage: BUILD=build-fuzz tests/fuzz/run.sh SECONDS TARGET...
set -eu

build=${BUILD-build-fuzz}
here=$(dirname "$0")
seconds=$1
shift
findings=$build/findings
mkdir -p "$findings"

# Xapian::Database::check() frees with another size than it allocated.
export ASAN_OPTIONS="${ASAN_OPTIONS-new_delete_type_mismatch=0}"

row() {
	printf '%-10s %8s %10s %8s %8s %8s\n' "$@"
}

# stat NAME LOG: a figure that libFuzzer prints at the end
stat() {
	sed -n "s/^stat::$1: *//p" "$2"
}

# dictionary TARGET: its own, or that of texts
dictionary() {
	dict=$here/dict/$1.dict
	[ -f "$dict" ] || dict=$here/dict/text.dict
	echo "$dict"
}

# found TARGET LOG: say what was found and how to see it again
found() {
	tail -n 60 "$2"
	echo
	echo "make fuzz: fuzz_$1 has a finding:"
	sed -n 's/.*Test unit written to //p' "$2"
	echo "Again: $build/tests/fuzz/fuzz_$1 FILE"
	echo "Once it is understood: tests/fuzz/seeds/$1/NAME-OF-WHAT-IT-SHOWED"
	exit 1
}

row target seconds runs runs/s edges inputs
for name in "$@"; do
	corpus=$build/corpus/$name
	log=$build/fuzz_$name.log
	mkdir -p "$corpus"
	"$build/tests/fuzz/fuzz_$name" -max_total_time="$seconds" \
		-max_len=2048 -timeout=20 -rss_limit_mb=2048 \
		-dict="$(dictionary "$name")" -print_final_stats=1 \
		-artifact_prefix="$findings/$name-" \
		"$corpus" "$here/seeds/$name" >"$log" 2>&1 ||
		found "$name" "$log"
	row "$name" "$seconds" "$(stat number_of_executed_units "$log")" \
		"$(stat average_exec_per_sec "$log")" \
		"$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)" \
		"$(find "$corpus" -type f | wc -l)"
done
echo 'make fuzz: no finding'
