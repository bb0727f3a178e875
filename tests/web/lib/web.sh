# SPDX-License-Identifier: GPL-2.0-or-later
# What the scripts of tests/web share, beside those of tests/cli.
. "$ROOT/tests/cli/lib/cli.sh"

# The system's leak checker looks into itself from outside, which the sandbox
# of the page forbids.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"

# site [LINE...]: a site of sample documents: public, but for one source.
# Further lines are settings of [web].
site() {
	mkdir -p public secret
	[ -f public.jsonl ] || cp "$ROOT/tests/data/web.jsonl" public.jsonl
	{
		printf '[index]\ndatabase = site.db\n[web]\n'
		[ $# -eq 0 ] || printf '%s\n' "$@"
	} >site.conf
	TRACUU_CONF=$(pwd)/site.conf
	export TRACUU_CONF
}

# cgi [NAME=VALUE...]: what the program says to a request with just these
# variables, in head and body; its status in $got.
cgi() {
	env -i ASAN_OPTIONS="$ASAN_OPTIONS" TRACUU_CONF="$TRACUU_CONF" \
		GATEWAY_INTERFACE=CGI/1.1 REQUEST_METHOD=GET \
		SCRIPT_NAME=/tra-cuu SERVER_NAME=www.example.vn \
		SERVER_PORT=80 "$@" "$BUILD/bin/tracuu.cgi" >answer 2>err ||
		fail "exit status $?: $*"
	tr -d '\r' <answer | sed '/^$/q' >head
	tr -d '\r' <answer | sed '1,/^$/d' >body
	got=$(sed -n '1s/^Status: \([0-9]*\).*/\1/p' head)
}

# get STATUS QUERY [NAME=VALUE...]
get() {
	get_want=$1
	get_query=$2
	shift 2
	cgi QUERY_STRING="$get_query" "$@"
	is "$get_want" "$got" "status of ?$get_query $*"
}

# header NAME: its value
header() {
	sed -n "s/^$1: //p" head
}

# encoded TEXT: as it stands in a query string
encoded() {
	printf '%s' "$1" | od -An -v -tx1 | tr -d ' \n' | sed 's/../%&/g'
}

# fits FILE SCHEMA: XML as one of the schemas of tests/web has it
fits() {
	xmllint --noout --relaxng "$ROOT/tests/web/$2" "$1" 2>xml.err ||
		fail "$1: $(head -5 xml.err)"
}

# until_socket PATH LOG: a page that was started makes it
until_socket() {
	tries=0
	until [ -S "$1" ]; do
		tries=$((tries + 1))
		[ $tries -lt 200 ] || fail "no socket: $(cat "$2")"
		sleep 0.05
	done
}

# fastcgi SOCKET NAME=VALUE...: the answer to a request of FastCGI, in out
fastcgi() {
	fastcgi_socket=$1
	shift
	run 0 python3 "$ROOT/tests/web/lib/fastcgi.py" "$fastcgi_socket" \
		REQUEST_METHOD=GET SCRIPT_NAME=/tra-cuu SERVER_NAME=a.vn "$@"
}
