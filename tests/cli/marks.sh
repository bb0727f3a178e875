# SPDX-License-Identifier: GPL-2.0-or-later
# Marks: those that were typed are wanted, those that were not are free.
. "$ROOT/tests/cli/lib/cli.sh"

# many N ID TEXT: documents enough to keep the ladder at its top.
many() {
	many_i=1
	while [ $many_i -le "$1" ]; do
		feed "$2-$many_i" "$3"
		many_i=$((many_i + 1))
	done
}
{
	many 12 duong đường
	many 2 duongw đương
	many 3 duongz dương
	many 4 plain duong
	many 11 hoa1 'hòa bình'
	many 11 hoa2 'hoà bình'
	many 11 thuy1 'thủy lợi'
	many 11 thuy2 'thuỷ lợi'
	many 11 khoe1 'khỏe'
	many 11 khoe2 'khoẻ'
	many 11 ky 'kỹ thuật'
	many 11 ki 'kĩ thuật'
	many 11 ty 'công ty quý'
	many 11 ti 'công ti quí'
	many 10 nfc 'nghị quyết'
	# the same, decomposed: ị as i and a dot below, ế as e, circumflex, acute
	many 10 nfd "$(printf 'nghi\314\243 quye\314\202\314\201t')"
	# half decomposed, and the marks in the other order
	many 2 nfx "$(printf 'nghi\314\243 quy\303\252\314\201t')"
	many 2 caps 'NGHỊ QUYẾT'
} >f.jsonl
db=x.db
index 0 -d $db f.jsonl

# kinds ARGUMENT...: which of them are found, each once.
kinds() {
	tracuu -d $db --format trec -n 1000 "$@" | cut -d ' ' -f 3 |
		sed 's/-[0-9]*$//' | sort -u | tr '\n' ' ' | sed 's/ $//'
}
is 'duong duongw duongz plain' "$(kinds duong)" 'no marks typed'
is 'duong duongw' "$(kinds đuong)" 'đuong'
is duong "$(kinds đường)" 'all marks typed'
is 'duong duongw' "$(kinds ĐƯONG)" capitals
counts 14 -d $db đuong
counts 21 -d $db duong
counts 12 -d $db đường
# Equal before compatible.
is 'plain-1 plain-2 plain-3 plain-4' "$(ids -d $db --exact duong)" 'exact duong'
# Too few with these marks: they are let go, and the answer says so.
tracuu -d $db --format json -n 1000 đướng >out
has out '"words":"unmarked"'
has out '"total":21'
is 'duongw-1 duongw-2' "$(ids -d $db -n 2 đương)" 'the equal ones come first'
tracuu -d $db -n 1 đướng >out
has out 'marks were ignored'
# ... but not with --exact.
is duongw "$(kinds --exact đương)" 'exact đương'
is duong "$(kinds --exact đường)" 'exact đường'
is plain "$(kinds --exact duong)" 'exact duong'
counts 0 -d $db --exact dướng

# One word, two ways to write it.
for query in hòa hoà hoa; do is 'hoa1 hoa2' "$(kinds $query)" $query; done
for query in thủy thuỷ thuy; do is 'thuy1 thuy2' "$(kinds $query)" $query; done
for query in khỏe khoẻ khoe; do is 'khoe1 khoe2' "$(kinds $query)" $query; done
for query in 'kỹ thuật' 'kĩ thuật' 'ky thuat' 'ki thuat'; do
	is 'ki ky' "$(kinds "$query")" "$query"
done
for query in 'công ty' 'công ti' 'cong ti'; do
	is 'ti ty' "$(kinds "$query")" "$query"
done
for query in quý quí; do is 'ti ty' "$(kinds $query)" $query; done
for query in hòa hoà; do
	is 'hoa1 hoa2' "$(kinds --exact $query)" "exact $query"
done

# Composed or decomposed, on either side; and the answers are the same bytes.
all='caps nfc nfd nfx'
decomposed=$(printf 'nghi\314\243 quye\314\202\314\201t')
mixed=$(printf 'nghi\314\243 quy\341\272\271\314\202\314\201t') # no such word
is "$all" "$(kinds 'nghị quyết')" NFC
is "$all" "$(kinds "$decomposed")" NFD
is "$all" "$(kinds --exact "$decomposed")" 'exact NFD'
is "$all" "$(kinds 'nghi quyet')" 'no marks'
is "$all" "$(kinds 'NGHỊ QUYẾT')" capitals
tracuu -d $db --format json 'nghị quyết' >nfc
tracuu -d $db --format json "$decomposed" >nfd
cmp -s nfc nfd || fail 'NFC and NFD are answered differently'
# What is shown is composed.
! grep -q "$(printf '\314\202')" nfc || fail 'decomposed text is shown'
run 0 tracuu -d $db --format json "$mixed" # whatever it is, it is answered
