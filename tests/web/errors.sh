# SPDX-License-Identifier: GPL-2.0-or-later
# Whoever asks for JSON gets JSON, whatever goes wrong; others get a page.
. "$ROOT/tests/web/lib/web.sh"

site
index 0 -d site.db public.jsonl

# refuses STATUS QUERY [NAME=VALUE...]: by JSON that the schema knows
refuses() {
	get "$@"
	is 'application/json; charset=utf-8' "$(header Content-Type)" "$2"
	is no-store "$(header Cache-Control)" "$2"
	is "$(header Content-Length)" "$(wc -c <body)" "Content-Length of $2"
	is 1 "$(wc -l <body)" "lines of $2"
	run 0 python3 "$ROOT/tests/cli/lib/schema.py" \
		"$ROOT/share/error.schema.json" body
	has body "\"status\":$1,"
}
long=$(printf '%4100s' x | tr ' ' x)
refuses 400 'q=khu&p=0&format=json'
has body '"error":"Bad Request","message":"'
refuses 400 'p=0&format=%6Ason'
refuses 400 'format=json&sort=up'
refuses 400 'suggest=khu&p=0'
refuses 404 'id=none&format=json'
refuses 404 'similar=none&format=json'
refuses 404 'format=json' PATH_INFO=/none
refuses 405 'q=khu&format=json' REQUEST_METHOD=POST
is 'GET, HEAD' "$(header Allow)" 'with 405'
refuses 405 'suggest=khu' REQUEST_METHOD=DELETE
refuses 414 "format=json&q=$long"
refuses 414 "suggest=$long"
# HEAD has the same header.
get 400 'q=khu&p=0&format=json'
cp head get.head
get 400 'q=khu&p=0&format=json' REQUEST_METHOD=HEAD
cmp -s get.head head || fail "HEAD: $(diff get.head head)"
# Pages stay pages: for a format that is none, too.
for query in p=0 'p=0&format=html' format=xml id=none 'q=format%3Djson&p=0' \
	'qsuggest=a&p=0' 'format=jsonl&p=0' 'format=atom&p=0'; do
	cgi QUERY_STRING="$query"
	is 'text/html; charset=utf-8' "$(header Content-Type)" "$query"
done

# A site that cannot be opened: settings, templates, index.
broken() {
	refuses 503 'q=khu&format=json'
	is 10 "$(header Retry-After)" "$1"
	refuses 503 'suggest=khu'
	refuses 503 'id=nq-12&format=json'
	get 503 q=khu
	is 'text/html; charset=utf-8' "$(header Content-Type)" "$1"
}
mv site.db moved.db
broken 'no index'
mv moved.db site.db
printf '[web]\nno such line\n' >site.conf
broken 'bad settings'
mkdir own
printf '{{#open}}' >own/results.html
site 'templates = own'
broken 'a bad template'
site
get 200 'q=khu&format=json'

# FastCGI.
"$BUILD/bin/tracuu.cgi" --socket page.sock 2>log &
page=$!
trap 'kill $page 2>/dev/null || :' EXIT
until_socket page.sock log
fastcgi page.sock 'QUERY_STRING=p=0&format=json'
has out 'Content-Type: application/json; charset=utf-8'
has out '"error":"Bad Request"'
