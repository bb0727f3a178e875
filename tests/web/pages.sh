# SPDX-License-Identifier: GPL-2.0-or-later
# Every route of the page, with what a browser and a program may rely on.
. "$ROOT/tests/web/lib/web.sh"

site 'title = Cổng thông tin' 'home = https://www.example.vn/' \
	'log = search.log'
index 0 -d site.db public.jsonl

# The form alone, then results.
get 200 ''
is 'text/html; charset=utf-8' "$(header Content-Type)" 'type of a page'
has body '<html lang="vi">'
has body '<form role="search" action="/tra-cuu" method="get">'
has body '<a href="https://www.example.vn/">Trang chủ</a>'
lacks body '<ol class="hits"'
has body '<details class="help" open="">'
get 200 'q=khu+cong+nghiep'
has body '<details class="help">'
has body '<title>khu cong nghiep – 5 kết quả – Cổng thông tin</title>'
has body 'Tìm thấy 5 kết quả'
has body 'value="khu cong nghiep"'
has body '<mark>khu công nghiệp</mark>'
has body '<time datetime="2020-06-29">29/6/2020</time>'
has body 'href="https://www.example.vn/nq-12.html"'
has body 'Có phải bạn muốn tìm:'
is 5 "$(grep -c '^<article>$' body)" articles
size=$(sed 's/^Content-Length: //;t;d' head)
is "$size" "$(sed '1,/^\r$/d' answer | wc -c)" Content-Length

# Header fields, on every kind of answer.
for query in '' q=khu 'q=khu&format=json' p=0 id=none; do
	cgi QUERY_STRING="$query"
	is nosniff "$(header X-Content-Type-Options)" "$query"
	is no-referrer "$(header Referrer-Policy)" "$query"
	is 'noindex, follow' "$(header X-Robots-Tag)" "$query"
	case $(header Content-Security-Policy) in
	"default-src 'none'; "*"frame-ancestors 'none'") ;;
	*) fail "$query: no policy" ;;
	esac
done

# The same JSON as tracuu's, but that the page knows public documents only.
get 200 'q=nghi+le&format=json'
is 'application/json; charset=utf-8' "$(header Content-Type)" 'type of JSON'
run 0 tracuu -d site.db --format json 'nghi le'
cmp -s out body || fail "JSON: $(diff out body)"

# HEAD is GET without the body.
get 200 q=khu
sed 's/^Date.*//' head >get.head
get 200 q=khu REQUEST_METHOD=HEAD
cmp -s get.head head || fail "HEAD: $(diff get.head head)"
is 0 "$(wc -c <body)" 'bytes of HEAD'

# What comes with a request is read, or Apache loses the answer.
printf 'q=a' >sent
{
	cgi REQUEST_METHOD=POST CONTENT_LENGTH=3
	cat >left
} <sent
is 405 "$got" POST
is 0 "$(wc -c <left)" 'bytes that were left'

# A browser that has a page is told so; after a change of the index it is not.
get 200 q=khu
etag=$(header ETag)
get 304 q=khu "HTTP_IF_NONE_MATCH=$etag"
is 0 "$(wc -c <body)" 'bytes of 304'
is "$etag" "$(header ETag)" 'ETag of 304'
get 304 q=khu "HTTP_IF_NONE_MATCH=\"x\", W/$etag"
get 200 q=khu 'HTTP_IF_NONE_MATCH="x"'
get 200 'q=khu&sort=newest' "HTTP_IF_NONE_MATCH=$etag"
get 200 'q=khu&format=json' "HTTP_IF_NONE_MATCH=$etag"
get 304 'unknown=1&q=khu' "HTTP_IF_NONE_MATCH=$etag"
feed moi 'khu moi' '"visibility":"public"' >more.jsonl
index 0 -d site.db more.jsonl
get 200 q=khu "HTTP_IF_NONE_MATCH=$etag"

# Filters, orders, pages.
get 200 "q=khu&type=$(encoded 'nghi quyet')"
has body 'Đang lọc theo: <a href="/tra-cuu?q=khu"'
has body 'Tìm thấy 1 kết quả'
has body 'Đang lọc theo'
has body 'Loại văn bản: nghi quyet'
has body 'name="type" value="nghi quyet"'
get 200 'q=khu&from=1/1/2021&to=31/12/2021'
has body 'Tìm thấy 1 kết quả'
has body 'tb-1.html'
get 200 'q=khu&n=2'
has body 'đang xem 1–2'
has body 'rel="next" href="/tra-cuu?q=khu&amp;n=2&amp;p=2"'
lacks body 'rel="prev"'
get 200 'q=khu&n=2&p=2'
has body 'đang xem 3–4'
has body 'rel="prev" href="/tra-cuu?q=khu&amp;n=2"'
has body '<ol class="hits" start="3">'
get 200 'q=khu&p=50'
has body 'Không còn kết quả nào'
get 200 'q=khu&sort=newest'
is 2022-01-05 "$(sed -n 's/.*<time datetime="\([^"]*\)".*/\1/p' body | head -1)" \
	newest
get 200 'q=xyzzy'
has body 'Không tìm thấy kết quả nào'
has body 'kiểm tra lại chính tả'
lacks body 'id="filters"'
get 200 q=khu+cong+nghiep+xyzzy
has body 'có thể bỏ bớt: <a href="/tra-cuu?q=khu%20cong%20nghiep">'
has body '<strong>xyzzy</strong> </a>(5)'
# The page speaks its own language, whatever the server's is.
get 200 'q=khu+NEAR/999+nghiep'
has body 'NEAR/999: khoảng cách nhiều nhất là 100 từ.'
get 200 "q=khu&type=xyzzy"
has body 'id="filters"'
has body 'Bỏ bộ lọc để tìm'

# A document, its words marked.
get 200 'id=nq-12&q=khu+cong'
has body '<h1>Nghị quyết về kế hoạch đầu tư công năm 2020</h1>'
has body '12/2020/NQ-HĐND'
has body '<mark>khu công</mark>'
has body 'href="/tra-cuu?q=khu%20cong">Quay lại kết quả'
get 200 'id=nq-12&format=json'
run 0 tracuu -d site.db --format json --show nq-12
is "$(cat out)" "$(cat body)" 'record of a document'
get 404 id=khong-co
has body 'Không tìm thấy văn bản này'

# What is about the same; near duplicates under the first of them.
get 200 similar=tin/1
has body 'tương tự văn bản đã chọn'
lacks body '?id=tin%2F1'
get 200 'similar=tin/1&format=json'
has body '{"version":1,'
lacks body '"id":"tin/1"'
get 404 similar=khong-co
text='Ủy ban nhân dân tỉnh quyết định phê duyệt quy hoạch chi tiết cụm công
	nghiệp Sơn Cẩm, giao Sở Xây dựng và các đơn vị liên quan tổ chức thực hiện
	theo quy định của pháp luật, báo cáo kết quả trước ngày 30 tháng 6 hằng năm'
text=$(echo $text)
{
	feed qd-a "$text" '"title":"Quyết định quy hoạch","visibility":"public"'
	feed qd-b "$text." '"title":"Quyết định quy hoạch","visibility":"public"'
} >same.jsonl
index 0 -d site.db same.jsonl
get 200 'q=quy+hoach+son+cam'
has body '1 văn bản gần giống'
has body 'href="/tra-cuu?q=quy%20hoach%20son%20cam&amp;id=qd-b">qd-b</a>'

# A document's words are marked as those of results are; paragraphs have no empty
# lines before them.
feed kcn 'Ban Quản lý các KCN tỉnh.\n\n\nHai cụm công nghiệp.' \
	'"visibility":"public"' >kcn.jsonl
index 0 -d site.db kcn.jsonl
get 200 'id=kcn&q=khu+cong+nghiep'
has body '<p>Ban Quản lý các <mark>KCN</mark> tỉnh.</p>'
has body '<p>Hai cụm <mark>công nghiệp</mark>.</p>'

# Suggestions.
get 200 suggest=quy
is 'application/x-suggestions+json; charset=utf-8' \
	"$(header Content-Type)" 'type of suggestions'
valid_json body
has body '["quy",["'
has body 'uy chế làm việc'
get 200 'suggest=quy&format=json'
run 0 tracuu -d site.db --format json --suggest quy
is "$(cat out)" "$(cat body)" 'JSON of suggestions'
get 200 suggest=zzzz
is '["zzzz",[]]' "$(cat body)" 'no suggestions'

# The rest.
get 200 'q=khu&format=atom'
is 'application/atom+xml; charset=utf-8' "$(header Content-Type)" 'type of Atom'
fits body atom.rng
has body '<updated>2022-01-05T00:00:00+07:00</updated>'
has body '<id>http://www.example.vn/tra-cuu?id=tin%2F1</id>'
has body '<link rel="self" type="application/atom+xml" href="http://www.example.vn/tra-cuu?q=khu&amp;format=atom"/>'
get 200 'q=xyzzy&format=atom'
fits body atom.rng
get 200 '' PATH_INFO=/opensearch.xml
is 'application/opensearchdescription+xml; charset=utf-8' \
	"$(header Content-Type)" 'type of the description'
fits body opensearch.rng
has body 'template="http://www.example.vn/tra-cuu?q={searchTerms}'
get 200 '' PATH_INFO=/tracuu.css
is 'text/css; charset=utf-8' "$(header Content-Type)" 'type of the style'
get 200 '' PATH_INFO=/tracuu.js
is 'text/javascript; charset=utf-8' "$(header Content-Type)" 'type of the script'
get 200 '' PATH_INFO=/health
is 'ok 9 documents' "$(tr '\n' ' ' <body | sed 's/ $//')" health

# The first page, with all that it loads, in 30 kB.
total=0
for path in '' /tracuu.css /tracuu.js; do
	get 200 '' PATH_INFO="$path"
	total=$((total + $(wc -c <body)))
done
[ $total -le 30000 ] || fail "the first page has $total bytes"

# What cannot be done, said on a page.
get 404 '' PATH_INFO=/none
has body 'Không tìm thấy trang'
get 405 '' REQUEST_METHOD=POST
is 'GET, HEAD' "$(header Allow)" Allow
get 400 p=x
has body 'role="alert"'
get 400 from=30/2/2020
has body 'Ngày không hợp lệ'
get 414 "q=$(head -c 5000 /dev/zero | tr '\0' a)"
get 400 "q=$(head -c 700 /dev/zero | tr '\0' a)"
has body 'Câu tìm kiếm quá dài'

# The log: a day, a time, a count, the query folded; of first pages alone.
get 200 "q=$(encoded 'Đđ Xyzzy')"
is 'dd xyzzy' "$(tail -1 search.log | cut -f 4)" 'the last query'
is 0 "$(tail -1 search.log | cut -f 3)" 'its count'
lines=$(wc -l <search.log)
get 200 'q=khu&p=2&n=2'
get 200 ''
is "$lines" "$(wc -l <search.log)" 'lines of the log'
is 0 "$(grep -cvE '^[0-9]{4}-[0-9]{2}-[0-9]{2}	[0-9.]+	[0-9]+	[^	]*$' \
	search.log || :)" 'odd lines'

# Texts and templates of the webmaster's; a bad one is named.
mkdir mine
printf 'search.button\tTìm <ngay>\n' >mine/texts.tsv
printf '<p>{{site}}</p>' >mine/foot.html
site 'title = A & B' 'templates = mine'
get 200 ''
has body 'Tìm &lt;ngay&gt;'
has body '<p>A &amp; B</p>'
has body 'Chuyển đến nội dung chính'
run 0 "$BUILD/bin/tracuu.cgi" --check
printf '<p onclick="{{site}}">' >mine/foot.html
run 2 "$BUILD/bin/tracuu.cgi" --check
has err 'foot:1: a value can stand'
get 503 ''
rm -r mine/foot.html

# No index, no configuration: a page says so, and to the webmaster why.
site
rm -r site.db
get 503 q=khu
has body 'đang được bảo trì'
has err 'site.db'
lacks body 'site.db'
printf '[web]\nno = 1\n' >site.conf
get 503 q=khu
has err '[web] no: no such setting'
run 2 "$BUILD/bin/tracuu.cgi" --check
run 2 "$BUILD/bin/tracuu.cgi" --none
run 0 "$BUILD/bin/tracuu.cgi" --version
# With CGI the arguments are the client's.
cgi QUERY_STRING=--version
is 503 "$got" 'arguments with CGI'
