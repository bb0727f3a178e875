# SPDX-License-Identifier: GPL-2.0-or-later
# make install, a stranger's use of what was installed, make uninstall.
. "$ROOT/tests/cli/lib/cli.sh"

command -v make >/dev/null || exit 0
unset MAKEFLAGS MFLAGS MAKELEVEL
dest=$(pwd)/dest
make_() {
	make -C "$ROOT" BUILD="$BUILD" DESTDIR="$dest" PREFIX=/opt/tc "$@" \
		>make.log 2>&1 || fail "make $*: $(tail -5 make.log)"
}
make_ install
for file in bin/tracuu bin/tracuu-index lib/libtracuu.a lib/libxapian-c.a \
	lib/pkgconfig/xapian-c.pc include/xapian-c.h include/tracuu/query.h \
	share/man/man1/tracuu.1 share/man/man1/tracuu-index.1 \
	share/man/man5/tracuu-db.5 share/man/man8/tracuu.cgi.8 \
	lib/cgi-bin/tracuu.cgi share/tracuu/web/results.html \
	share/tracuu/deploy/nginx.conf share/tracuu/deploy/form.html \
	lib/systemd/system/tracuu-web.service \
	lib/systemd/system/tracuu-index.timer lib/sysusers.d/tracuu.conf; do
	[ -s "$dest/opt/tc/$file" ] || fail "not installed: $file"
done
# No name is left open in what was installed; units are good ones.
if grep -rE '@[A-Z]+@' "$dest/opt/tc/share/tracuu" "$dest/opt/tc/lib/systemd"; then
	fail 'a name is open'
fi
has "$dest/opt/tc/share/tracuu/deploy/nginx.conf" unix:/run/tracuu/web.sock
PATH=$dest/opt/tc/bin:$PATH
export PATH
mkdir docs
echo 'Đại hội Đảng bộ' >docs/a.txt
index 0 -d x.db docs
run 0 tracuu -d x.db 'dai hoi'
has out 'docs/a.txt'

# The headers and the library, as pkg-config tells of them.
has "$dest/opt/tc/lib/pkgconfig/xapian-c.pc" /opt/tc
case $(nm "$BUILD/lib/libxapian-c.a" 2>/dev/null) in
*__asan*) ;; # a stranger's compiler would not link it
*)
	sed "s|/opt/tc|$dest/opt/tc|g" -i \
		"$dest/opt/tc/lib/pkgconfig/xapian-c.pc"
	run 0 env PKG_CONFIG_PATH="$dest/opt/tc/lib/pkgconfig" \
		sh "$ROOT/tests/xapian_consumer/check.sh"
	;;
esac

make_ uninstall
[ -z "$(find "$dest" -type f)" ] || fail "left: $(find "$dest" -type f)"

# What make demo runs.
mkdir build
cp -R "$ROOT/corpus" corpus
mkdir build/bin
cp -R "$ROOT/deploy" deploy
ln -s "$BUILD/bin/tracuu" "$BUILD/bin/tracuu-index" "$BUILD/bin/tracuu.cgi" \
	build/bin
trap 'kill "$(cat build/demo-page/pid)" 2>/dev/null || :' EXIT
run 0 env BUILD=build sh "$ROOT/deploy/demo.sh"
has out 'Đại hội Đảng bộ'
has err 'done: '
case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # lighttpd cleans the environment that it needs
esac
address=$(sed -n 's/^The search page: //p' out)
run 0 curl -s --retry 20 --retry-connrefused "$address?q=dai+hoi"
has out '<mark>'
# A second demo takes the place of the first.
run 0 env BUILD=build sh "$ROOT/deploy/demo.sh"
address=$(sed -n 's/^The search page: //p' out)
run 0 curl -s --retry 20 --retry-connrefused "$address/health"
has out ok
