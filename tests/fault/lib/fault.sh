# SPDX-License-Identifier: GPL-2.0-or-later
# What the fault tests share. FAULT=full is make torture: more of everything,
# and what was done is told. FAULT_SEED chooses other moments.
. "$ROOT/tests/cli/lib/cli.sh"

witness=$BUILD/tests/fault/witness
seed=${FAULT_SEED-1}
n=60 # documents

# full_or SHORT FULL: one of these two.
full_or() {
	if [ "${FAULT-short}" = full ]; then echo "$2"; else echo "$1"; fi
}

# random N: $random is a number below N.
random() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	random=$((seed / 65536))
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	random=$(((random * 32768 + seed / 65536) % $1))
}

# Feeds of versions 1 to $1, their documents so small that a batch takes some.
make_feeds() {
	for version in $(seq "$1"); do
		"$witness" feed $n "$version" 60 >"f$version.jsonl"
	done
}

# update DB VERSION: one run; -v tells what is committed.
update() {
	tracuu-index -v -c /dev/null -j 1 --batch 16K -d "$1" "f$2.jsonl"
}

# inject CALL NTH ERROR COMMAND...: see inject.c. With $inject_by before it, a
# command that nothing is preloaded into.
inject_by=
inject() {
	inject_call=$1
	inject_nth=$2
	inject_error=$3
	shift 3
	printf '\0\0\0\0\0\0\0\0' >counter
	# shellcheck disable=SC2086 # nothing, or words
	$inject_by env LD_PRELOAD="$BUILD/tests/fault/inject.so" \
		FAULT_CALL="$inject_call" FAULT_NTH="$inject_nth" \
		FAULT_ERROR="$inject_error" FAULT_COUNTER="$(pwd)/counter" "$@"
}

counted() {
	od -An -tu8 counter | tr -d ' '
}

# Where a sanitizer is in the programs nothing can be preloaded before it.
can_inject() {
	inject none 0 EIO tracuu --version >/dev/null 2>&1
}

# state DB [begun]: $version and $done of it; fails when it is no state. $trying
# says what was done to it.
trying=
state() {
	# shellcheck disable=SC2086 # nothing, or a word
	state_got=$("$witness" state "$1" $n ${2-} 2>state.err) ||
		fail "no state after $trying: $(cat state.err)"
	version=${state_got% *}
	done=${state_got#* }
}

# is_known DB: was an index met before that is the same to the byte? What comes of
# it is known then, too: what is done to it depends on nothing else.
is_known() {
	[ -d "$1" ] || return 1
	known_as=$(cd "$1" && { find . -type d && find . -type f \
		! -name lock -exec sha256sum '{}' +; } | LC_ALL=C sort |
		sha256sum)
	! grep -qxF "$known_as" known 2>/dev/null || return 0
	echo "$known_as" >>known
	return 1
}

# The numbers of documents after which an update commits.
learn_boundaries() {
	cp -r "$1" learn.db
	update learn.db "$2" 2>&1 |
		sed -n 's/.*committed: \([0-9]*\) changes/\1/p' >boundaries
	rm -rf learn.db
	[ "$(wc -l <boundaries)" -ge 5 ] || fail 'too few batches'
}

# is_boundary DONE: nobody sees half a batch.
is_boundary() {
	grep -qx "$1" boundaries || fail "half a batch is seen: $1 documents"
}

# acknowledged FILE: of what a run told, how many changes it promised.
acknowledged() {
	acked=$(sed -n 's/.*committed: \([0-9]*\) changes/\1/p' "$1" |
		tail -n 1)
	acked=${acked:-0}
}

# tell TEXT: figures, for make torture.
tell() {
	echo "$*"
}
