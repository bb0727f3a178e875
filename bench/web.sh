#!/bin/sh
# Speed of the search page on a set in a FOLDER: by FastCGI behind nginx with
# two workers, by CGI, and beside Omega's CGI; queries of two words, all facets.
# usage: BUILD=build bench/web.sh FOLDER
set -eu

bin=$(cd "${BUILD-build}/bin" && pwd)
root=$(cd "$(dirname "$0")/.." && pwd)
[ $# -eq 1 ] || {
	echo "usage: $0 FOLDER" >&2
	exit 2
}
work=$(mktemp -d "${TMPDIR-/tmp}/tracuu-bench.XXXXXX")
# shellcheck source=bench/measure.sh
. "$root/bench/measure.sh"
# shellcheck source=bench/peers.sh
. "$root/bench/peers.sh"
: "${WEB_SECONDS:=20}" "${WEB_QUERIES:=10000}"

started=
# start COMMAND...: until the end
start() {
	"$@" >>"$work/log" 2>&1 &
	started="$started $!"
}
finish() {
	# shellcheck disable=SC2086 # several processes
	[ -z "$started" ] || kill $started 2>/dev/null || :
	rm -rf "$work"
}
trap finish EXIT
trap 'exit 1' HUP INT TERM

# Words that stand together in the queries of the set, each pair once.
two_words() {
	cut -f 2 "$1" | awk '{ for (i = 1; i < NF; i++) print $i, $(i + 1) }' |
		sort -u | shuf --random-source="$1" | head -n "$WEB_QUERIES"
}

# paths BEFORE: what wrk asks for, one address after the other
paths() {
	echo 'local p = {'
	jq -Rr --arg before "$1" '($before + @uri) | @json + ","' \
		<"$work/queries"
	cat <<-'END'
		}
		local i = 0
		request = function()
			i = i + 1
			return wrk.format("GET", p[(i - 1) % #p + 1])
		end
		done = function(s, l, r)
			local e = s.errors
			print(string.format("row %.0f %.1f %.1f %d",
				s.requests / s.duration * 1e6,
				l:percentile(50) / 1000, l:percentile(99) / 1000,
				e.status + e.connect + e.read + e.write + e.timeout))
		end
	END
}

# ask LABEL PORT BEFORE
ask() {
	paths "$3" >"$work/paths.lua"
	tries=0
	until curl -sf -o "$work/page" "http://127.0.0.1:$2$3h%E1%BB%A3p"; do
		tries=$((tries + 1))
		if [ $tries -gt 100 ]; then
			cat "$work/log" >&2
			exit 1
		fi
		sleep 0.1
	done
	# shellcheck disable=SC2046 # words, on purpose
	printf '%-28s %8s %8s %8s %8s\n' "$1" $(wrk -t1 -c4 \
		-d"$WEB_SECONDS" -s "$work/paths.lua" \
		"http://127.0.0.1:$2/" | sed -n 's/^row //p')
}

# configuration FILE: one of deploy/server, for here
configuration() {
	sed -e "s|@CGI@|$bin/tracuu.cgi|" -e "s|@CONF@|$work/page.conf|" \
		-e "s|@SOCKET@|$work/page.sock|" "$root/deploy/server/$1"
}

serve_nginx() {
	{
		echo "daemon off; pid $work/pid; error_log $work/error;"
		[ "$(id -u)" -ne 0 ] || echo "user $(id -un);"
		echo 'worker_processes 1; events { } http { access_log off;'
		for kind in client_body proxy fastcgi uwsgi scgi; do
			echo "${kind}_temp_path $work/$kind;"
		done
		echo "server { listen 127.0.0.1:$1;"
		configuration nginx.conf
		echo '} }'
	} >"$work/nginx.conf"
	TRACUU_CONF=$work/page.conf start "$bin/tracuu.cgi" \
		--socket "$work/page.sock" --workers 2
	start nginx -c "$work/nginx.conf"
}

serve_cgi() {
	{
		echo "server.document-root = \"$work\""
		echo 'server.bind = "127.0.0.1"'
		echo "server.port = $1"
		configuration lighttpd-cgi.conf
		echo 'alias.url += ("/omega" => "/usr/lib/cgi-bin/omega/omega")'
		echo '$HTTP["url"] =~ "^/omega" {'
		echo 'cgi.assign = ("" => "")'
		echo 'setenv.set-environment = ('
		echo "\"OMEGA_CONFIG_FILE\" => \"$work/omega.conf\") }"
	} >"$work/lighttpd.conf"
	start lighttpd -D -f "$work/lighttpd.conf"
}

machine
need_set "$1"
source=$1/corpus.jsonl.gz
documents=$(gzip -dc "$source" | wc -l)
text=$(text_of "$source")
two_words "$1/queries.tsv" >"$work/queries"
echo "$documents documents, $(wc -l <"$work/queries") queries of two words"
printf '[source set]\npath = %s\nvisibility = public\n' \
	"$(realpath "$1")" >"$work/index.conf"
"$bin/tracuu-index" -c "$work/index.conf" -q -d "$work/db" \
	"$(realpath "$source")"
printf '[index]\ndatabase = %s\n' "$work/db" >"$work/page.conf"
build_omega >"$work/omega.row"

port=$((20000 + $$ % 20000))
serve_nginx $port
serve_cgi $((port + 1))
printf '%-28s %8s %8s %8s %8s\n' '' req/s 'p50 ms' 'p99 ms' errors
ask 'tracuu, FastCGI and nginx' $port '/tra-cuu?q='
ask 'tracuu, the same as JSON' $port '/tra-cuu?format=json&q='
ask 'tracuu, CGI and lighttpd' $((port + 1)) '/tra-cuu?q='
ask 'tracuu, the same as JSON' $((port + 1)) '/tra-cuu?format=json&q='
ask 'Omega, CGI and lighttpd' $((port + 1)) \
	'/omega?DB=omega&FMT=list&HITSPERPAGE=10&DEFAULTOP=and&P='
