#!/bin/sh
# Speed of the search page on a set in a FOLDER: by FastCGI behind nginx with
# two workers, by CGI, and beside Omega's CGI; queries of two words, all facets;
# what of the processor an answer takes in the program that gives it.
# Answers are found anew each time, or kept, which all were asked for before.
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
# shellcheck source=tests/web/lib/nginx.sh
. "$root/tests/web/lib/nginx.sh"
: "${WEB_SECONDS:=20}" "${WEB_QUERIES:=10000}" "${WEB_WARM:=300}"

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

# Words that stand together in the queries of the set, then in its headings, each
# pair once.
two_words() {
	{
		cut -f 2 "$1/queries.tsv" | pairs |
			shuf --random-source="$1/corpus.jsonl.gz"
		gzip -dc "$1/corpus.jsonl.gz" | jq -r '.title // ""' | pairs |
			shuf --random-source="$1/corpus.jsonl.gz"
	} | awk '!seen[$0]++' | head -n "$WEB_QUERIES"
}
pairs() {
	tr -d '.,;:()"0-9' |
		awk '{ for (i = 1; i < NF; i++) print $i, $(i + 1) }' | sort -u
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
			print(string.format("row %d %.0f %.1f %.1f %d",
				s.requests, s.requests / s.duration * 1e6,
				l:percentile(50) / 1000, l:percentile(99) / 1000,
				e.status + e.connect + e.read + e.write + e.timeout))
		end
	END
}

# spent workers|reaped PID: the processor's milliseconds that the children of a
# process took, those that live or those that have ended
spent() {
	case $1 in
	workers) set -- "$(ps -o pid= --ppid "$2")" '$14 + $15' ;;
	reaped) set -- "$2" '$16 + $17' ;;
	esac
	for pid in $1; do cat "/proc/$pid/stat"; done |
		awk -v tick="$(getconf CLK_TCK)" \
			"{ n += $2 } END { print n * 1000 / tick }"
}

# ask LABEL PORT BEFORE METER [SECONDS]: the row, or nothing without a label;
# METER is what spent() is asked
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
	# shellcheck disable=SC2086 # words, on purpose
	before=$(spent $4)
	got=$(wrk -t1 -c4 -d"${5-$WEB_SECONDS}" -s "$work/paths.lua" \
		"http://127.0.0.1:$2/" | sed -n 's/^row //p')
	# shellcheck disable=SC2086
	after=$(spent $4)
	[ -z "$1" ] || echo "$got" | awk -v label="$1" -v before="$before" \
		-v after="$after" '{
			printf "%-34s %8s %8s %8s %8.2f %8s\n", label, $2, $3,
				$4, (after - before) / $1, $5 }'
}

# configuration FILE: one of deploy/server, for here
configuration() {
	sed -e "s|@CGI@|$bin/tracuu.cgi|" -e "s|@CONF@|$work/anew.conf|" \
		"$root/deploy/server/$1"
}

# serve_nginx PORT NAME: with the settings NAME.conf, in a folder of that name
serve_nginx() {
	mkdir "$work/$2"
	nginx_configuration "$work/$2" "127.0.0.1:$1" "$(sed \
		-e "s|@SOCKET@|$work/$2/page.sock|" \
		"$root/deploy/server/nginx.conf")" >"$work/$2/nginx.conf"
	TRACUU_CONF=$work/$2.conf start "$bin/tracuu.cgi" \
		--socket "$work/$2/page.sock" --workers 2
	serving=$!
	start nginx -c "$work/$2/nginx.conf"
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
	serving=$!
}

machine
need_set "$1"
source=$1/corpus.jsonl.gz
documents=$(gzip -dc "$source" | wc -l)
text=$(text_of "$source")
two_words "$1" >"$work/queries"
echo "$documents documents, $(wc -l <"$work/queries") queries of two words"
printf '[source set]\npath = %s\nvisibility = public\n' \
	"$(realpath "$1")" >"$work/index.conf"
"$bin/tracuu-index" -c "$work/index.conf" -q -d "$work/db" \
	"$(realpath "$source")"
printf '[index]\ndatabase = %s\n' "$work/db" >"$work/kept.conf"
printf '[index]\ndatabase = %s\n[web]\ncache = 0\n' "$work/db" \
	>"$work/anew.conf"
build_omega >"$work/omega.row"

port=$((20000 + $$ % 20000))
serve_nginx $port anew
anew="workers $serving"
serve_nginx $((port + 1)) kept
kept="workers $serving"
serve_cgi $((port + 2))
cgi="reaped $serving"
printf '%-34s %8s %8s %8s %8s %8s\n' '' req/s 'p50 ms' 'p99 ms' 'cpu ms' errors
ask 'tracuu, FastCGI and nginx' $port '/tra-cuu?q=' "$anew"
ask 'tracuu, the same as JSON' $port '/tra-cuu?format=json&facets=1&q=' "$anew"
# Each worker is to have met each query.
ask '' $((port + 1)) '/tra-cuu?q=' "$kept" "$WEB_WARM"
ask 'tracuu, answers it kept' $((port + 1)) '/tra-cuu?q=' "$kept"
ask 'tracuu, CGI and lighttpd' $((port + 2)) '/tra-cuu?q=' "$cgi"
ask 'tracuu, the same as JSON' $((port + 2)) '/tra-cuu?format=json&facets=1&q=' \
	"$cgi"
ask 'Omega, CGI and lighttpd' $((port + 2)) \
	'/omega?DB=omega&FMT=list&HITSPERPAGE=10&DEFAULTOP=and&P=' "$cgi"
