# SPDX-License-Identifier: GPL-2.0-or-later
# make install puts everything where programs and shells look for it, and make
# uninstall leaves nothing.
. "$ROOT/tests/cli/lib/cli.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL CI

into=$(pwd)/root
make_it() {
	run 0 make -C "$ROOT" --no-print-directory BUILD="$BUILD" \
		DESTDIR="$into" PREFIX=/usr "$1"
}
make_it install
for file in bin/tracuu bin/tracuu-index lib/libtracuu.a lib/libxapian-c.a \
	lib/pkgconfig/xapian-c.pc include/xapian-c.h include/tracuu/query.h \
	share/man/man1/tracuu.1 share/man/man7/tracuu-syntax.7 \
	share/locale/vi/LC_MESSAGES/tracuu.mo \
	share/bash-completion/completions/tracuu \
	share/bash-completion/completions/tracuu-index \
	share/zsh/site-functions/_tracuu \
	share/fish/vendor_completions.d/tracuu.fish; do
	[ -s "$into/usr/$file" ] || fail "no /usr/$file"
done

# The installed programs work, and speak the language of the environment.
feed a 'Đại hội đảng bộ' '"title":"Đại hội"' >f.jsonl
run 0 "$into/usr/bin/tracuu-index" -c /dev/null -q -d x.db f.jsonl
LC_ALL=vi_VN.UTF-8 run 0 "$into/usr/bin/tracuu" -d x.db 'dai hoi'
has out 'Có phải bạn muốn tìm: đại hội'
export LC_ALL=vi_VN.UTF-8
run 2 "$into/usr/bin/tracuu-report" none.log
has err 'none.log: Không có tệp hay thư mục này'
TRACUU_CONF=none.conf run 2 "$into/usr/lib/cgi-bin/tracuu.cgi" --check
has err 'none.conf: Không có tệp hay thư mục này'
LC_ALL=C

# As bash-completion loads them, by the name of the command.
for program in tracuu tracuu-index; do
	bash -c '. "$1/$2" && complete -p "$2"' bash \
		"$into/usr/share/bash-completion/completions" $program >out
	has out "complete -F _tracuu"
done

make_it uninstall
is '' "$(find "$into" ! -type d)" 'what uninstalling leaves'
