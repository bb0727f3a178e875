# SPDX-License-Identifier: GPL-2.0-or-later
# Each configuration of deploy/server: the server is started with it, asked for
# every kind of address, and asked again while the index is made anew.
. "$ROOT/tests/web/lib/web.sh"
. "$ROOT/tests/web/lib/nginx.sh"

case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # servers clean the environment that it needs
esac

# Servers that root starts go on as somebody else, who must get here.
here=$(mktemp -d /tmp/tracuu-servers.XXXXXX)
server=
end() {
	[ -z "$server" ] || kill "$server" 2>/dev/null || :
	[ -z "$server" ] || wait "$server" 2>/dev/null || :
	server=
}
finish() {
	end
	[ ! -f page.pid ] || kill "$(cat page.pid)" 2>/dev/null || :
	rm -rf "$here"
}
trap finish EXIT
chmod 755 "$here"
site 'title = Thử'
cp "$BUILD/bin/tracuu.cgi" "$here"
sed "s|^database.*|database = $here/site.db|" site.conf >"$here/site.conf"
index 0 -d "$here/site.db" public.jsonl
chmod -R a+rX "$here"
TRACUU_CONF=$here/site.conf

# configuration FILE: one of deploy/server, for here
configuration() {
	sed -e "s|@CGI@|$here/tracuu.cgi|" -e "s|@CONF@|$here/site.conf|" \
		-e "s|@SOCKET@|$here/page.sock|" "$ROOT/deploy/server/$1"
}

# ask STATUS PATH: from the server that runs, at $address
ask() {
	ask_got=$(curl -s -o body -D head -w '%{http_code}' $socket \
		"http://$address$2")
	is "$1" "$ask_got" "$name: $2"
}

# until_it_answers: after a while it does, or has ended
until_it_answers() {
	tries=0
	until curl -sf -o /dev/null $socket "http://$address/tra-cuu/health"; do
		kill -0 "$server" 2>/dev/null || return 1
		tries=$((tries + 1))
		[ $tries -lt 200 ] || fail "$name does not answer: $(cat log)"
		sleep 0.05
	done
}

# try_it: what every server must do
try_it() {
	ask 200 '/tra-cuu'
	has body 'action="/tra-cuu"'
	ask 200 '/tra-cuu?q=khu+cong+nghiep'
	has body 'Tìm thấy 5 kết quả'
	has body '<mark>khu công nghiệp</mark>'
	has body 'href="/tra-cuu/tracuu.css?v='
	ask 200 '/tra-cuu/tracuu.css'
	grep -qi '^content-type: text/css' head || fail "$name: type of style"
	ask 200 '/tra-cuu/tracuu.js'
	ask 200 '/tra-cuu/opensearch.xml'
	has body '/tra-cuu?q={searchTerms}'
	ask 200 '/tra-cuu?q=%C4%91%E1%BA%A7u+t%C6%B0&format=json'
	has body '"id":"nq-12"'
	ask 200 '/tra-cuu?id=tin%2F1'
	ask 200 '/tra-cuu/health'
	is ok "$(head -1 body)" "$name: health"
	ask 400 '/tra-cuu?p=0'
	ask 404 '/tra-cuu/none'
	ask 404 '/tra-cuu?id=mat-1'
	etag=$(curl -s -o body -D head $socket "http://$address/tra-cuu?q=khu" &&
		tr -d '\r' <head | sed -n 's/^[Ee][Tt]ag: //p')
	is 304 "$(curl -s -o body -w '%{http_code}' -H "If-None-Match: $etag" \
		$socket "http://$address/tra-cuu?q=khu")" "$name: 304"
	is 200 "$(curl -s -I -o head -w '%{http_code}' $socket \
		"http://$address/tra-cuu?q=khu")" "$name: HEAD"
	is 405 "$(curl -s -o body -w '%{http_code}' -d q=a $socket \
		"http://$address/tra-cuu")" "$name: POST"
	grep -qi "^content-security-policy: default-src 'none'" head ||
		fail "$name: no policy"
	# Searching goes on while the index is made anew.
	index 0 -d "$here/site.db" --rebuild public.jsonl
	chmod -R a+rX "$here/site.db"
	ask 200 '/tra-cuu?q=khu+cong+nghiep'
	has body 'Tìm thấy 5 kết quả'
}

# nginx, with workers that are started by hand.
name=nginx
address=localhost
socket="--unix-socket $here/http.sock"
umask 0
"$here/tracuu.cgi" --socket "$here/page.sock" --workers 2 2>page.err &
echo $! >page.pid
umask 022
nginx_configuration "$here" "unix:$here/http.sock" \
	"$(configuration nginx.conf)" >"$here/nginx.conf"
nginx -c "$here/nginx.conf" >log 2>&1 &
server=$!
until_it_answers || fail "nginx ended: $(cat log "$here/error.log")"
try_it
# A worker that is killed is replaced.
kill -9 $(children "$(cat page.pid)")
until_it_answers
tries=0
while curl -s -o /dev/null -w '%{http_code}' $socket \
	"http://$address/tra-cuu?q=khu" | grep -qv 200; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || fail 'no worker came back'
	sleep 0.05
done
end

# lighttpd, with FastCGI, of the same workers, and with CGI.
for name in lighttpd lighttpd-cgi; do
	rm -f "$here/http.sock"
	{
		echo "server.document-root = \"$here\""
		echo "server.bind = \"$here/http.sock\""
		echo "server.errorlog = \"$here/error.log\""
		configuration $name.conf
	} >"$here/lighttpd.conf"
	lighttpd -D -f "$here/lighttpd.conf" >log 2>&1 &
	server=$!
	until_it_answers || fail "$name ended: $(cat log "$here/error.log")"
	try_it
	ask 404 '/tra-cuu-khac'
	end
done
kill "$(cat page.pid)"
wait "$(cat page.pid)" 2>/dev/null || :
rm -f page.pid

# Apache listens at a port only: one that is free.
modules=/usr/lib/apache2/modules
socket=
port=$((20000 + $$ % 20000))
for name in apache-cgi apache-fcgid; do
	tries=0
	while :; do
		port=$((port + 1))
		address=127.0.0.1:$port
		{
			echo "ServerRoot $here"
			echo "ServerName localhost"
			echo "PidFile $here/httpd.pid"
			echo "Listen $address"
			echo "ErrorLog $here/error.log"
			[ "$(id -u)" -ne 0 ] || echo 'User www-data'
			[ "$(id -u)" -ne 0 ] || echo 'Group www-data'
			for module in mpm_event authz_core alias env; do
				echo "LoadModule ${module}_module $modules/mod_$module.so"
			done
			case $name in
			apache-cgi)
				echo "LoadModule cgid_module $modules/mod_cgid.so"
				echo "ScriptSock $here/cgisock"
				;;
			*)
				echo "LoadModule fcgid_module $modules/mod_fcgid.so"
				echo "FcgidIPCDir $here/fcgid"
				echo "FcgidProcessTableFile $here/fcgid.shm"
				;;
			esac
			configuration $name.conf
		} >"$here/httpd.conf"
		apache2 -D FOREGROUND -f "$here/httpd.conf" >log 2>&1 &
		server=$!
		! until_it_answers || break
		tries=$((tries + 1))
		[ $tries -lt 20 ] || fail "$name: $(cat log "$here/error.log")"
	done
	try_it
	end
done
