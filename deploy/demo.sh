#!/bin/sh
# Index the sample documents, answer a query, and serve the search page: what
# make demo shows. DEMO_PAGE=no leaves the page out.
set -eu

bin=${BUILD-build}/bin
db=${BUILD-build}/demo.db
query='dai hoi dang bo khu cong nghiep'

# The sample documents are public; without this line they would be internal.
cat >"${BUILD-build}/demo.conf" <<CONF
[source corpus]
path = $(pwd)/corpus
visibility = public
CONF
# The scan in it would take a few seconds.
"$bin/tracuu-index" -c "${BUILD-build}/demo.conf" --ocr never -d "$db" corpus
echo
echo "\$ $bin/tracuu -d $db -n 3 '$query'"
"$bin/tracuu" -d "$db" -n 3 "$query"
echo "Try your own:"
echo "  $bin/tracuu -d $db 'nghị quyết đại hội đảng bộ'"
echo "  $bin/tracuu --help"
[ "${DEMO_PAGE-}" != no ] || exit 0

# The page, from lighttpd in the background, at the first loopback port that is
# free. An earlier demo's ends first.
page=$(cd "${BUILD-build}" && pwd)/demo-page
mkdir -p "$page"
[ ! -s "$page/pid" ] || kill "$(cat "$page/pid")" 2>/dev/null || :
cat >"$page/tracuu.conf" <<CONF
[index]
database = $page/../demo.db
[web]
title = Tra Cứu (tài liệu mẫu)
CONF
port=8080
while :; do
	{
		echo "server.document-root = \"$page\""
		echo 'server.bind = "127.0.0.1"'
		echo "server.port = $port"
		echo "server.pid-file = \"$page/pid\""
		echo "server.errorlog = \"$page/error.log\""
		sed -e "s|@CGI@|$(cd "$bin" && pwd)/tracuu.cgi|" \
			-e "s|@CONF@|$page/tracuu.conf|" \
			deploy/server/lighttpd-cgi.conf
	} >"$page/lighttpd.conf"
	PATH=$PATH:/usr/sbin lighttpd -f "$page/lighttpd.conf" \
		</dev/null >"$page/log" 2>&1 && break
	port=$((port + 1))
	if [ $port -gt 8180 ]; then
		cat "$page/log" >&2
		exit 1
	fi
done
echo
echo "The search page: http://127.0.0.1:$port/tra-cuu"
echo "It goes on until: kill \$(cat ${BUILD-build}/demo-page/pid)"
