# SPDX-License-Identifier: GPL-2.0-or-later
# Documents in encodings of before Unicode are found by what they say.
. "$ROOT/tests/cli/lib/cli.sh"

# The bytes are as they stand in files of the time.
mkdir src
{
	printf 'Quy\325t \256\336nh\nTh\255\352ng tr\371c U\373 ban nh\251n '
	printf 'd\251n t\330nh giao \256\312t cho S\353 T\265i ch\335nh\n'
	printf 'S\350: 124/2004/Q\247-UB ng\265y 8/7/2004\n'
} >src/tcvn3.txt
{
	printf '<html><head><meta charset="x-user-defined"><title>Th\364ng'
	printf ' ba\371o</title><body><h1>Tho\342ng ba\371o</h1>\n<p>'
	printf 'U\373y ban nha\342n da\342n t\346nh giao \361a\341t cho '
	printf 'S\364\373 Ta\370i ch\355nh; h\366\364\371ng da\343n '
	printf 'thu\373 tu\357c</p>\n'
} >src/vni.html
{
	printf 'Th\364ng b\341o\n\320a\362i h\364\362i \320a\322ng b\364\362 '
	printf 'ti\322nh Th\341i Nguy\352n l\342\314n th\355\354 hai\n'
} >src/cp1258.txt
# UTF-8, read as Windows-1252 and written as UTF-8 once more.
printf 'Äáº¡i há»™i Äoàn thanh niên tá»‰nh láº§n thá»© ba nhiá»‡m ká»³ má»›i\n' \
	>src/mojibake.txt
printf 'Nhà ñầu tư ñược hưởng ưu ñãi về ñất ñai\n' >src/eth.txt
{
	printf 'CHNH PH S: 124/2004/Q-TTg H Ni, ngy 8 thng 7\n'
	printf 'QUYT NH CA TH TNG CHNH PH V vic ban hnh Bng danh mc '
	printf 'cc n v hnh chnh Vit Nam, in thoi 0912345678, bbt@example.vn\n'
} >src/lost.txt
printf 'Kế hoạch\nHội nghị bắt đầu từ tám giờ sáng ngày mai\n' >src/plain.txt
feed f1 'B¸o c¸o kÕt qu¶ thùc hiÖn nhiÖm vô' '"title":"B¸o c¸o"' >f.jsonl
feed f2 'QUYT NH CA TH TNG CHNH PH V vic ban hnh Bng danh mc cc n v' \
	'"title":"Quyết định về danh mục đơn vị","number":"9/2004/QĐ-TTg"' \
	>>f.jsonl

index 0 -v -d x.db --report r.jsonl src f.jsonl
valid_json r.jsonl
has err 'src/tcvn3.txt: added, repair: tcvn3: not UTF-8 (byte 3)'
has r.jsonl '{"id":"src/tcvn3.txt","fate":"added","repair":"tcvn3","why":"not'
has r.jsonl '{"id":"src/vni.html","fate":"added","repair":"vni",'
has r.jsonl '{"id":"src/cp1258.txt","fate":"added","repair":"cp1258",'
has r.jsonl '{"id":"src/mojibake.txt","fate":"added","repair":"mojibake"}'
has r.jsonl '{"id":"src/eth.txt","fate":"added","repair":"eth"}'
has r.jsonl '{"id":"src/lost.txt","fate":"added","repair":"lost"}'
has r.jsonl '{"id":"src/plain.txt","fate":"added"}'
has r.jsonl '{"id":"f1","fate":"added","repair":"tcvn3"}'
has r.jsonl '{"id":"f2","fate":"added","repair":"lost"}'

# finds ID QUERY: it is among all that match.
finds() {
	is "$1" "$(ids -d x.db -n 1000 "$2" | tr ' ' '\n' | grep -xF "$1")" \
		"$2"
}
finds src/tcvn3.txt '"thường trực ủy ban"'
finds src/tcvn3.txt '"giao đất" Sở Tài chính'
finds src/tcvn3.txt 124/2004/QĐ-UB
finds src/vni.html '"ủy ban nhân dân tỉnh giao đất"'
finds src/vni.html '"hướng dẫn thủ tục"'
finds src/cp1258.txt '"đại hội Đảng bộ tỉnh Thái Nguyên"'
finds src/mojibake.txt '"đại hội Đoàn thanh niên"'
finds src/eth.txt '"được hưởng ưu đãi về đất đai"'
finds f1 '"kết quả thực hiện nhiệm vụ"'
# Of what is lost the numbers, addresses and the feed's own fields are found.
finds src/lost.txt 124/2004/Q-TTg
finds src/lost.txt bbt@example.vn
finds src/lost.txt 0912345678
finds f2 '"danh mục đơn vị"'
finds f2 9/2004/QĐ-TTg
for garbage in CHNH QUYT hnh vic; do
	counts 0 -d x.db "$garbage"
done

# A query pasted from such a document is read like one.
finds src/tcvn3.txt "$(printf 'trùc Uû ban nh©n d©n tØnh giao ®Êt')"
finds src/vni.html 'Uûy ban nhaân daân tænh giao ñaát'

run 0 tracuu -d x.db --show src/tcvn3.txt
has out '    repair: tcvn3'
has out 'Thường trực Uỷ ban nhân dân tỉnh giao đất'
run 0 tracuu -d x.db --format json --show src/vni.html
valid_json out
has out '"repair":"vni"'
has out '"title":"Thông báo"'
run 0 tracuu -d x.db --format jsonl -n 1 '"đại hội Đoàn thanh niên"'
has out '"repair":"mojibake"'
run 0 tracuu -d x.db --format json --show src/plain.txt
lacks out repair
run 0 tracuu -d x.db --format json --show src/lost.txt
lacks out '"title"'

run 0 tracuu-index --analyse src/tcvn3.txt
has err 'repair: tcvn3'
has out "$(printf 'thường\tthuong')"
run 0 tracuu-index --analyse src/plain.txt
is 0 "$(wc -c <err)" 'bytes on stderr'

# A record that was given out comes back as it was.
run 0 tracuu -d x.db --format jsonl --show f1
cp out again.jsonl
index 0 -d again.db again.jsonl
run 0 tracuu -d again.db --format jsonl --show f1
has out '"repair":"tcvn3"'
