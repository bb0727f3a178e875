# SPDX-License-Identifier: GPL-2.0-or-later
# Languages and characters of both programs, by the environment.
. "$ROOT/tests/cli/lib/cli.sh"
unset LC_ALL LANG LC_MESSAGES LC_CTYPE

# says WORDS COMMAND...: on standard error, in UTF-8
says() {
	says_what=$1
	shift
	"$@" >out 2>err || true
	has err "$says_what"
}

english='x.db: no index there'
vietnamese='x.db: không có chỉ mục ở đó'
search="tracuu -d x.db hội"
for set in LANG=vi_VN.UTF-8 LANG=vi_VN LC_ALL=vi_VN.UTF-8 LANGUAGE=vi \
	LC_MESSAGES=vi_VN.UTF-8 'LANG=en_US.UTF-8 LANGUAGE=vi:en' \
	'LANG=C LANGUAGE=vi'; do
	# shellcheck disable=SC2086 # several variables, several words
	says "$vietnamese" env $set $search
done
for set in LANG=C LANG=en_US.UTF-8 LC_ALL=C 'LC_ALL=C LANGUAGE=vi' \
	'LANG=vi_VN.UTF-8 LANGUAGE=en' 'LANG=vi_VN LC_ALL=C.UTF-8' \
	LANG=vix_XX TRACUU=vi; do
	# shellcheck disable=SC2086
	says "$english" env $set $search
done
says 'không có nguồn nào' env LANG=vi_VN tracuu-index -c /dev/null
says 'no SOURCE' env tracuu-index -c /dev/null
# What the system says of a failure, too, without its own catalogue.
mkdir texts
says 'none/x.db: Không có tệp hay thư mục này' env LANG=vi_VN tracuu-index \
	-c /dev/null -d none/x.db texts

# Both helps name the same options in every language.
for program in tracuu tracuu-index; do
	for language in en vi; do
		LANG=C.UTF-8 LANGUAGE=$language $program --help |
			tr -c 'a-z-' '\n' | grep '^--[a-z]' | sort -u \
			>options.$language
	done
	cmp options.en options.vi || fail "$program: other options"
	[ -s options.vi ] || fail "$program: no options"
done

# The catalogue is found by a program that was installed elsewhere, too.
mkdir -p elsewhere/bin elsewhere/share
cp "$BUILD/bin/tracuu" elsewhere/bin
cp -R "$BUILD/share/locale" elsewhere/share
says "$vietnamese" env LANG=vi_VN elsewhere/bin/tracuu -d x.db hoi
rm -r elsewhere/share
says "$english" env LANG=vi_VN elsewhere/bin/tracuu -d x.db hoi

# Results in Vietnamese and English.
feed a 'Đại hội đảng bộ … tỉnh Đắk Lắk “lần thứ nhất”' '"title":"Đại hội"' >f.jsonl
index 0 -d x.db f.jsonl
LANG=vi_VN run 0 tracuu -d x.db 'dai hoi'
has out 'Có phải bạn muốn tìm: đại hội'
has out '1 văn bản'
run 0 tracuu -d x.db 'dai hoi'
has out 'Did you mean: đại hội'
has out '1 document'

# Characters: those of a locale, generated or not; what it lacks loses its marks.
for set in TCVN5712-1 VISCII CP1258; do
	printf 'đại hội' | iconv -f UTF-8 -t $set >typed
	LC_ALL=vi_VN.$set run 0 tracuu -d x.db "$(cat typed)"
	iconv -f $set -t UTF-8 out >text
	has text '[Đại hội] đảng bộ'
	lacks text 'Did you'
	LC_ALL=vi_VN.$set run 1 tracuu -d x.db xyzzy
	iconv -f $set -t UTF-8 err >text
	has text 'không tìm thấy'
done
LC_ALL=en_US.ISO-8859-1 run 0 tracuu -d x.db 'dai hoi'
iconv -f ISO-8859-1 -t UTF-8 out >text
has text 'Did you mean: dai hoi'
has text 'Dak Lak "lan thu nhat"'
LC_ALL=vi_VN.TCVN5712-1 run 0 tracuu -d x.db --format json 'dai hoi'
has out '"title":"Đại hội"'
LC_ALL=C run 0 tracuu -d x.db 'đại hội'
has out '[Đại hội] đảng bộ'

# A generated locale says itself which characters it has.
localedef -i vi_VN -f TCVN5712-1 "$(pwd)/vi_VN.tcvn" 2>/dev/null
printf 'đại hội' | iconv -f UTF-8 -t TCVN5712-1 >typed
LOCPATH=$(pwd) LC_ALL=vi_VN.tcvn run 0 tracuu -d x.db "$(cat typed)"
iconv -f TCVN5712-1 -t UTF-8 out >text
has text '[Đại hội] đảng bộ'

# Streams that cannot be written or read: an exit status, and no crash.
for program in "tracuu -d x.db dai" 'tracuu-index -c /dev/null -d y.db f.jsonl'; do
	run 0 sh -c "$program 2>/dev/full >/dev/null"
	run 0 sh -c "$program 2>&- >/dev/null"
	run 0 sh -c "$program <&- >/dev/null"
done
run 2 sh -c 'tracuu -d nothing x 2>/dev/full'
run 2 sh -c 'tracuu -d x.db dai >&-'
run 2 sh -c 'tracuu -d x.db dai >&- 2>&- <&-'
i=0
while [ $i -lt 3000 ]; do
	feed "d$i" 'Đại hội đảng bộ tỉnh' '"title":"Đại hội"'
	i=$((i + 1))
done >many.jsonl
index 0 -d many.db many.jsonl
for format in text json jsonl tsv trec paths; do
	run 0 sh -c "{ tracuu -d many.db -n 3000 --format $format dai;
		echo status \$? >status; } | head -1"
	has status 'status 0'
	is 0 "$(wc -c <err)" 'bytes on stderr'
done
