# SPDX-License-Identifier: GPL-2.0-or-later
# Tricks of those who would have the page say what it should not: scripts,
# header lines, other files. Documents are hostile, too.
. "$ROOT/tests/web/lib/web.sh"

site
index 0 -d site.db public.jsonl

# What a page may consist of; what else there is, and addresses of other kinds.
elements=$(echo html head meta title link script body a header p form label div \
	input button main h1 h2 h3 ul ol li nav span strong article time mark \
	details summary footer dl dt dd abbr)
foreign="//*[not(contains(' $elements ', concat(' ', name(), ' ')))]
 | //@*[starts-with(name(), 'on') or name() = 'style']
 | //script[not(starts-with(@src, '/')) or text()]
 | //@href[contains(., ':') and not(starts-with(., 'http')) and
	not(starts-with(., '/'))]"

# harmless WHAT: no element, attribute or address that we did not write
harmless() {
	case $(header Content-Type) in
	text/html*)
		is 0 "$(xmllint --html --xpath "count($foreign)" body \
			2>/dev/null)" "$1: foreign elements"
		;;
	esac
	is 0 "$(grep -ci '^Set-Cookie' head)" "$1: header"
	is 0 "$(LC_ALL=C tr -d '\n\t -~\200-\377' <body | wc -c)" \
		"$1: control characters"
}

get 200 q=khu
harmless documents
has body '&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;dấu nháy&quot;'
get 200 "id=$(encoded 'x<y>&"z"')&q=van"
harmless 'a document'
has body '&lt;/p&gt;&lt;img src=x onerror=alert(1)&gt;'
get 200 'q=khu&format=atom'
fits body atom.rng
lacks body '<script'

n=0
while IFS= read -r trick; do
	coded=$(encoded "$trick")
	n=$((n + 1))
	for name in q type id similar from suggest; do
		cgi QUERY_STRING="$name=$coded" "HTTP_IF_NONE_MATCH=$trick" \
			"HTTP_COOKIE=$trick" "HTTP_USER_AGENT=$trick" \
			"HTTP_REFERER=$trick"
		case $got in
		200 | 400 | 404) ;;
		*) fail "$name=$trick: $got" ;;
		esac
		harmless "$name=$trick"
	done
	# As a name, a path, and as names of the server, which it may take from
	# the client.
	cgi QUERY_STRING="$coded=1&$trick" PATH_INFO="/$trick" \
		SCRIPT_NAME="/$trick" SERVER_NAME="$trick" SERVER_PORT="$trick"
	is 404 "$got" "path $trick"
	harmless "path $trick"
	cgi QUERY_STRING="q=khu" SCRIPT_NAME="$trick" SERVER_NAME="$trick" \
		HTTPS="$trick"
	harmless "script $trick"
	cgi QUERY_STRING=q=a REQUEST_METHOD="$trick"
	is 405 "$got" "method $trick"
done <<'TRICKS'
<script>alert(1)</script>
"><script>alert(1)</script>
'><script>alert(1)</script>
"><img src=x onerror=alert(1)>
"><svg onload=alert(1)>
' onmouseover='alert(1)
" autofocus onfocus="alert(1)
javascript:alert(1)
JaVaScRiPt:alert(1)
</title><script>alert(1)</script>
</form><iframe src=//evil.vn>
--><script>alert(1)</script>
<!--<script>
]]><script>alert(1)</script>
{{site}}{{#results}}{{/results}}
{{$search.button}}
{n}{q}{query}
%3Cscript%3Ealert(1)%3C/script%3E
&lt;script&gt;alert(1)&lt;/script&gt;
&#60;script&#62;
<b>x</b>
../../../../etc/passwd
/etc/passwd
..%2f..%2fetc%2fpasswd
file:///etc/passwd
%0d%0aSet-Cookie: a=b
//evil.vn/x
https://evil.vn/
\"><script>alert(1)</script>
$(id)`id`;id|id
' OR '1'='1
%00<b>
%s%n%x%d
TRICKS
[ $n -gt 30 ] || fail "only $n tricks"

# Bytes as they are: line ends, NUL, no UTF-8, and combinations of all.
for bytes in '%0d%0aSet-Cookie:%20a=b' '%0aX: y' '%00' '%c0%bc' '%ff%fe' \
	'%ed%a0%80' '%f4%90%80%80' '%e2%80%ae' '%1b%5b31m' '%ef%bf%be'; do
	for name in q type id from sort; do
		cgi QUERY_STRING="$name=$bytes<b>"
		harmless "$name=$bytes"
	done
done

# The configuration and the index are not to be had.
for path in /../site.conf /site.db /XAPIANDB /%2e%2e/site.conf \
	/tracuu.css/../site.conf /texts.tsv /results.html; do
	get 404 '' PATH_INFO="$path"
	lacks body 'database'
done
