# SPDX-License-Identifier: GPL-2.0-or-later
# The page in a real browser (browser/browser.mjs), in w3m, and its HTML held
# against the standard. Screenshots stay in $BUILD/screenshots.
. "$ROOT/tests/web/lib/web.sh"

case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # lighttpd cleans the environment that it needs
esac

# A site of the sample documents.
cat >index.conf <<CONF
[source corpus]
path = $ROOT/corpus
visibility = public
CONF
run 0 tracuu-index -q -c index.conf --ocr never -d site.db
site 'title = Tra cứu'
{
	echo "server.document-root = \"$(pwd)\""
	echo 'server.bind = "127.0.0.1"'
	echo 'server.port = PORT'
	echo "server.pid-file = \"$(pwd)/pid\""
	echo 'mimetype.assign = (".html" => "text/html")'
	echo "server.errorlog = \"$(pwd)/error.log\""
	sed -e "s|@CGI@|$BUILD/bin/tracuu.cgi|" -e "s|@CONF@|$TRACUU_CONF|" \
		"$ROOT/deploy/server/lighttpd-cgi.conf"
} >template.conf
port=$((20000 + $$ % 20000))
tries=0
while :; do
	sed "s/PORT/$port/" template.conf >lighttpd.conf
	! lighttpd -f lighttpd.conf >log 2>&1 || break
	port=$((port + 1))
	tries=$((tries + 1))
	[ $tries -lt 50 ] || fail "no port is free: $(cat log)"
done
trap 'kill "$(cat pid)" 2>/dev/null || :' EXIT
address=http://127.0.0.1:$port/tra-cuu
run 0 curl -s -o page --retry 20 --retry-connrefused "$address/health"

# A page of the site, with the form in its header.
{
	echo '<!DOCTYPE html>'
	echo '<html lang="vi"><head><meta charset="utf-8"><title>Cổng</title>'
	echo '<meta name="viewport" content="width=device-width"></head><body>'
	echo '<header><p>Cổng thông tin điện tử</p>'
	cat "$ROOT/deploy/server/form.html"
	echo '</header><main><h1>Tin mới</h1><p>Nội dung.</p></main></body></html>'
} >site.html

# Browsers ask every site for one.
printf '' >favicon.ico

# w3m: all that a page says, and its links.
run 0 w3m -O UTF-8 -dump "$address?q=dai+hoi"
has out 'Tìm thấy'
has out 'Đại hội'
has out 'Lọc kết quả'
run 0 w3m -O UTF-8 -dump "$address?q=xyzzyxyzzy"
has out 'Không tìm thấy kết quả nào'

# The tools of npm: as the lock file has them. Without the registry what needs
# them cannot be tried, and that is said.
tools=$BUILD/browser
mkdir -p "$tools" "$BUILD/screenshots"
if ! cmp -s "$ROOT/tests/web/browser/package-lock.json" \
	"$tools/installed.json"; then
	cp "$ROOT"/tests/web/browser/package*.json "$tools"
	if ! npm ci --prefix "$tools" --ignore-scripts --no-audit --no-fund \
		>log 2>&1; then
		npm ping >/dev/null 2>&1 && fail "npm ci: $(tail -5 log)"
		echo 'skipped: the registry of npm cannot be reached'
		exit 0
	fi
	cp "$tools/package-lock.json" "$tools/installed.json"
fi
cp "$ROOT"/tests/web/browser/*.mjs "$tools"
rm -f "$BUILD/screenshots"/*
(cd "$tools" && node browser.mjs "$address" "$BUILD/screenshots") >out 2>err ||
	fail 'in the browser'
while read -r name url; do
	run 0 curl -s -o "$BUILD/screenshots/$name.html" "$url"
done <"$BUILD/screenshots/pages"
run 0 java -Xss4m -jar "$tools/node_modules/vnu-jar/build/dist/vnu.jar" \
	"$BUILD"/screenshots/*.html
