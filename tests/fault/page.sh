# SPDX-License-Identifier: GPL-2.0-or-later
# Memory runs out while a page is made, at one allocation or from there on: what is
# sent is the whole answer, or one that says that there is none now.
. "$ROOT/tests/fault/lib/fault.sh"
. "$ROOT/tests/web/lib/web.sh"

can_inject || exit 0
site
index 0 -d site.db public.jsonl

# lacking NTH QUERY: the answer where this allocation fails; 0: none does
lacking() {
	printf '\0\0\0\0\0\0\0\0' >counter
	cgi QUERY_STRING="$2" LD_PRELOAD="$BUILD/tests/fault/inject.so" \
		FAULT_CALL=malloc FAULT_NTH="$1" FAULT_ERROR=ENOMEM \
		FAULT_COUNTER="$(pwd)/counter" ${sticky+FAULT_STICKY=1}
}

# judge QUERY: of the answer in hand
judge() {
	judge_len=$(header Content-Length)
	[ -z "$judge_len" ] || is "$judge_len" \
		"$(LC_ALL=C sed '1,/^\r$/d' answer | wc -c)" "length: $trying"
	case $got in
	200)
		cmp -s body want || fail "another answer: $trying"
		is "$type" "$(header Content-Type)" "type: $trying"
		;;
	503)
		refused=$((refused + 1))
		[ -s err ] || fail "no word to the webmaster: $trying"
		case $type in
		*json*)
			is 'application/json; charset=utf-8' \
				"$(header Content-Type)" "type: $trying"
			valid_json body
			;;
		*)
			grep -qE '</html>|bảo trì' body ||
				fail "a cut page: $trying"
			;;
		esac
		grep -qE 'Đã xảy ra lỗi|quay lại sau' body ||
			fail "no word to the reader: $trying"
		;;
	*) fail "status $got: $trying" ;;
	esac
}

# answers EVERY QUERY: one in so many allocations fails
tries=0
refused=0
answers() {
	unset sticky
	lacking 0 "$2"
	is 200 "$got" "status of $2"
	calls=$(counted)
	cp body want
	type=$(header Content-Type)
	random "$1"
	nth=$((random + 1))
	while [ $nth -le "$calls" ]; do
		unset sticky
		random 3
		if [ "$random" -eq 0 ]; then sticky=; fi
		trying="$2, allocation $nth of $calls${sticky+ and all later}"
		lacking $nth "$2"
		judge
		tries=$((tries + 1))
		nth=$((nth + $1))
	done
}
# Reading the settings and the page's files takes a thousand.
answers "$(full_or 71 3)" q=khu+cong+nghiep
answers "$(full_or 149 3)" 'q=khuu+cong+nghyep&n=2'
answers "$(full_or 97 5)" 'id=tin%2F1&q=khu'
answers "$(full_or 97 5)" 'q=%C4%91%E1%BA%A7u+t%C6%B0&format=json&facets=1'
answers "$(full_or 97 5)" 'q=khu&type=tin&from=2020&format=atom'
answers "$(full_or 97 5)" suggest=khu
answers "$(full_or 97 5)" 'suggest=khu&format=json'
answers "$(full_or 97 5)" similar=tin%2F1
answers "$(full_or 97 5)" q=
[ $refused -gt 0 ] || fail 'nothing was ever refused'
tell "pages: $tries made without memory, $refused said so, the others were whole"
