# SPDX-License-Identifier: GPL-2.0-or-later
# Searching goes on while the index is made anew and swapped, time after time: no
# request fails, and no answer is another one. At length: make swaps.
. "$ROOT/tests/web/lib/web.sh"
. "$ROOT/tests/web/lib/nginx.sh"

: "${SWAPS:=4}" "${REQUESTS:=400}" "${EVAL:=}"

case $(nm "$BUILD/bin/tracuu.cgi" 2>/dev/null) in
*__asan*) exit 0 ;; # servers clean the environment that it needs
esac

here=$(mktemp -d /tmp/tracuu-swaps.XXXXXX)
started=
finish() {
	# shellcheck disable=SC2086 # several processes
	[ -z "$started" ] || kill $started 2>/dev/null || :
	rm -rf "$here"
}
trap finish EXIT

site
source=public.jsonl
printf '%s\n' khu 'khu cong nghiep' 'đại hội' 'quy hoạch' 'nghi quyet' \
	2020 'uy ban' xyzzy '"khu công nghiệp"' 'quy che lam viec' >queries
if [ -n "$EVAL" ]; then
	source=$EVAL/corpus.jsonl.gz
	cut -f 2 "$EVAL/queries.tsv" |
		awk '{ for (i = 1; i < NF; i++) print $i, $(i + 1) }' |
		sort -u | shuf --random-source="$EVAL/queries.tsv" |
		head -n 2000 >queries
fi
printf '[source swaps]\npath = %s\nvisibility = public\n' \
	"$(dirname "$(realpath $source)")" >index.conf
database=$here/site.db
sed "s|^database.*|database = $database|" site.conf >"$here/site.conf"
index 0 -c index.conf -d "$database" "$(realpath $source)"

TRACUU_CONF=$here/site.conf "$BUILD/bin/tracuu.cgi" --socket "$here/page.sock" \
	--workers 2 2>page.err &
started=$!
nginx_configuration "$here" "unix:$here/http.sock" "$(sed \
	-e "s|@SOCKET@|$here/page.sock|" "$ROOT/deploy/server/nginx.conf")" \
	>"$here/nginx.conf"
nginx -c "$here/nginx.conf" 2>nginx.err &
started="$started $!"
tries=0
until curl -sf -o /dev/null --unix-socket "$here/http.sock" \
	http://localhost/tra-cuu/health; do
	tries=$((tries + 1))
	[ $tries -lt 200 ] || fail "no answer: $(cat nginx.err page.err)"
	sleep 0.05
done

python3 "$ROOT/tests/web/lib/ask.py" "$here/http.sock" queries "$REQUESTS" \
	begun swapped >asked &
asking=$!
started="$started $asking"
until [ -f begun ]; do
	kill -0 $asking 2>/dev/null || fail 'asking ended'
	sleep 0.05
done
i=0
while [ $i -lt "$SWAPS" ]; do
	index 0 -c index.conf -d "$database" --rebuild "$(realpath $source)"
	i=$((i + 1))
	echo "$i swaps" >progress
done
: >swapped
wait $asking || fail "asking failed"
cat asked
has asked "faults 0"
# What was asked last is of another generation than what was asked first.
[ "$(sed -n 's/^generations //p' asked)" -gt 1 ] || fail "no swap was seen"
is '' "$(cat page.err)" 'what the page complains of'
