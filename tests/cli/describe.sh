# SPDX-License-Identifier: GPL-2.0-or-later
# What documents say about themselves is found, filtered by and shown; what is
# beside the matter is neither found nor quoted; marks close a document.
. "$ROOT/tests/cli/lib/cli.sh"

mkdir vb
cat >vb/qd.txt <<'END'
UBND TỈNH THÁI NGUYÊN      CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
BAN QUẢN LÝ CÁC KCN           Độc lập - Tự do - Hạnh phúc
  Số: 15/QĐ-BQL         Thái Nguyên, ngày 05 tháng 3 năm 2020

                 QUYẾT ĐỊNH
      Về việc thành lập Tổ công tác nước thải

Căn cứ Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6 năm 2020;
Căn cứ ý kiến của Đảng ủy nhiệm kỳ 2020 - 2025;
Điều 1. Thành lập Tổ công tác kiểm tra trạm xử lý nước thải./.

Nơi nhận:                    KT. TRƯỞNG BAN
- Sở Khoa học;               PHÓ TRƯỞNG BAN
- Lưu: VT.
                             Trần Thị Bích Vân
END
sed 's/Số: 15/Số: 16/; s/^ *QUYẾT ĐỊNH/DỰ THẢO\n&/' vb/qd.txt >vb/du-thao.txt
sed 's/Số: 15/Số: 17/; s/BAN QUẢN LÝ CÁC KCN /&  MẬT /' vb/qd.txt >vb/mat.txt
cat >vb/tin.txt <<'END'
Khởi công trạm xử lý nước thải
29-06-2020 17:00

Sáng 29/6, trạm đã được khởi công.

Tin, ảnh: Thu Hà
Nguồn: Báo Thái Nguyên
END
printf '[source vb]\npath = vb\nvisibility = public\n' >t.conf
index 0 -c t.conf -d x.db vb

only() {
	only_want=$1
	shift
	is "$only_want" "$(ids -d x.db "$@" '' | tr ' ' '\n' | sort |
		tr '\n' ' ' | sed 's/ $//')" "$*"
}
only 'vb/du-thao.txt vb/mat.txt vb/qd.txt' --issuer 'ban quan ly cac kcn'
only vb/qd.txt --number 15/QĐ-BQL
only vb/qd.txt --number '15 / qd - bql' --signer 'Trần Thị Bích Vân'
only 'vb/du-thao.txt vb/mat.txt vb/qd.txt' --base 61/2020/QH14 --term 2020-2025
only 'vb/du-thao.txt vb/mat.txt vb/qd.txt' --recipient 'so khoa hoc' \
	--place 'thái nguyên' --type 'quyết định' --year 2020
only vb/tin.txt --author 'thu ha' --origin 'báo thái nguyên'
only '' --issuer 'ubnd tỉnh thái nguyên'

# Motto and recipients: no document is about them.
# (Phrases are counted "about".)
for query in '"xã hội chủ nghĩa"' '"sở khoa học"'; do
	n=$(tracuu -d x.db --count "$query" | sed 's/about //') || :
	is 0 "$n" "$query"
done
[ "$(tracuu -d x.db --count 'nước thải')" = 4 ] || fail 'nước thải'
run 0 tracuu -d x.db --format json --number 15/QĐ-BQL 'thành lập'
lacks out 'CỘNG HÒA'
lacks out 'Nơi nhận'
has out '"signer":"Trần Thị Bích Vân","capacity":"KT. TRƯỞNG BAN / PHÓ TRƯỞNG'
# They are stored all the same.
run 0 tracuu -d x.db --show vb/qd.txt
has out 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
has out 'issuer: BAN QUẢN LÝ CÁC KCN'
has out 'recipients: Sở Khoa học; Lưu: VT'
has out 'bases: Luật Đầu tư số 61/2020/QH14 ngày 17 tháng 6 năm 2020; ý kiến'

# Who may see it: the source is public, and two of its documents are not.
visible() {
	xapian-delve -1 -t "$1" x.db | sed -n 's/^\([0-9][0-9]*\)$/\1/p' | wc -l
}
is 2 "$(visible Vpublic)" public
is 2 "$(visible Vinternal)" internal
run 0 tracuu -d x.db --format jsonl --show vb/mat.txt
has out '"mark":"MẬT"'
run 0 tracuu -d x.db --format jsonl --show vb/du-thao.txt
has out '"mark":"DỰ THẢO"'

# A feed may say that it is public: the mark is stronger.
feed f1 'văn bản\nTỐI MẬT\nhết' '"visibility":"public"' >f.jsonl
index 0 -c t.conf -d x.db f.jsonl
is 3 "$(visible Vinternal)" 'internal with a feed'
