/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of query/parse.c: what somebody typed. */
#include "tracuu_test.h"

#include <tracuu/query.h>

static struct tc_analyser *analyser;
static struct tc_parsed parsed;

static int
begin(void **state)
{
	(void)state;
	return tc_analyser_new(&analyser, NULL) == TC_OK ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	tc_analyser_free(analyser);
	return 0;
}

/*
 * Words as a text: what an operator asks for after "!", what is wanted in the
 * title after "@", what is unwanted after a minus, what is in a phrase after a
 * quote, parts after a full stop, what pairs with the word before after a
 * tilde, all but words by the letter of their kind, a star after what goes on,
 * marks after "=":
 * "\"nghi=j \"~quyet=es -D:12/nq-hdnd -.N:12 ...".
 */
static void
put_words(struct tc_buf *out)
{
	static const char kinds[] = "WNCDSFTYHPUA";
	size_t i;

	tc_buf_clear(out);
	for (i = 0; i < parsed.n; i++) {
		const struct tc_query_word *word = &parsed.words[i];

		tc_buf_printf(out, "%s%s%s%s%s%s%s%s", i > 0 ? " " : "",
		    word->strict && !word->excluded ? "!" : "",
		    word->in_title ? "@" : "", word->excluded ? "-" : "",
		    word->in_phrase ? "\"" : "", word->part ? "." : "",
		    word->spans ? "^" : "", word->joined ? "~" : "");
		if (word->kind != TC_TOKEN_WORD)
			tc_buf_printf(out, "%c:", kinds[word->kind]);
		tc_buf_printf(
		    out, "%s%s", word->folded, word->prefix ? "*" : "");
		if (word->marks[0] != '\0')
			tc_buf_printf(out, "=%s", word->marks);
	}
}

struct query {
	const char *typed, *words;
};

static void
check_queries(const struct query *queries, size_t n)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < n; i++) {
		assert_ok(tc_parse(
		    &parsed, S(queries[i].typed), analyser, &test_err));
		assert_false(parsed.cut);
		put_words(&out);
		assert_text(out, queries[i].words, queries[i].typed);
		tc_parsed_free(&parsed);
	}
	tc_buf_free(&out);
}

static void
words_are_wanted(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"", ""}, {" ", ""}, {"?", ""}, {"…", ""},
	    {"Nghị quyết", "nghi=j ~quyet=es"},
	    {"nghi quyet", "nghi ~quyet"},
	    {"đuong  quỹ", "duong=d ~qui=x"},
	    {"nghie\u0302\u0323p", "nghiep=ej"},
	    {"một\nhai\n\nba", "mot=oj ~hai ~ba"}, /* a query is one line */
	    {"một, hai", "mot=oj hai"},
	    {"Khu công-nghiệp", "khu ~cong=o nghiep=ej"},
	    {"khoản 1", "khoan=r ~N:1"}, {"1,5 tỷ", "^N:1500000000 N:1.5 ti=r"},
	    {"lần thứ III", "lan=af ~thu=ws ^~N:3 ~iii"},
	    {"quý II 2020", "^T:2020-q2 qui=s ^~N:2 ~ii ~N:2020"},
	    /* Not in phrases, and not where a part is unwanted. */
	    {"\"thứ III\" III", "\"thu=ws \"~iii ^~N:3 ~iii"},
	    {"-III III", "-iii ^N:3 iii"},
	    {"-200 ha", "-N:200 ha"},
	    {"“ngày 29 tháng 6”",
	     "\"ngay=f \"~N:29 \"~thang=s \"~N:6"},
	    {"là gì?", "la=f ~gi=f"}, {"(một) [hai]", "mot=oj hai"},
	    {"a or b", "a ~or ~b"}, {"loai: a", "loai a"}, {"a*", "a"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

/* Pasted from a document of before Unicode, if that is sure. */
static void
old_encodings_are_read(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"giao ®Êt cña nhµ n\u00ADíc",
	     "giao ~dat=das ~cua=r ~nha=f ~nuoc=wws"},
	    {"Hoäi ñoàng nhaân daân",
	     "hoi=oj ~dong=dof ~nhan=a ~dan=a"},
	    {"®Êt ®ai", "et=e ai"}, /* two words are too few */
	    {"tìm các bài là gì", "tim=f ~cac=s ~bai=f ~la=f ~gi=f"},
	    {"quy?t ??nh v? vi?c c?p ph?p x?y d?ng nh? ? c?a d?n t?nh",
	     "qui t nh ~v vi c ~c p ~ph p ~x y ~d ng ~nh c a ~d n ~t nh"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

static void
structured_tokens_come_whole_then_in_parts(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"12/2020/NQ-HĐND",
	     "D:12/2020/nq-hdnd .N:12 .N:2020 .nq .hdnd=d"},
	    {"số 05-NQ/TU ngày", "so=os D:5-nq/tu .N:5 .nq .tu ngay=f"},
	    {"29/6/2020", "T:2020-06-29 .N:29 .N:6 .N:2020"},
	    {"QL37", "C:ql37 .ql .N:37"},
	    {"6/2020", "^T:2020-06 F:6/2020 .N:6 .N:2020"},
	    {"0912345678", "^P:0912345678 N:912345678"},
	    {"U.B.N.D", "C:ubnd .u .b .n .d"},
	    {"KCN.Doanh", "kcn doanh"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

static void
quotes_make_phrases(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"\"một hai\" ba", "\"mot=oj \"~hai ~ba"},
	    {"a \"b c\" d", "a \"~b \"~c ~d"},
	    {"“một hai” ba", "\"mot=oj \"~hai ~ba"},
	    {"„một hai“ ba", "\"mot=oj \"~hai ~ba"},
	    {"”một hai” ba", "\"mot=oj \"~hai ~ba"},
	    {"\"một hai” ba", "\"mot=oj \"~hai ~ba"},
	    {"\"một hai", "mot=oj ~hai"}, /* not closed */
	    {"một\" hai", "mot=oj ~hai"},
	    {"\"\" một", "mot=oj"}, {"\"", ""}, {"\"\"\"", ""},
	    {"\"a\" \"b\"", "\"a \"~b"}, {"\"a\"\"b\"", "\"a \"~b"},
	    {"\"a b\" \"c", "\"a \"~b ~c"},
	    {"‘một hai’", "mot=oj ~hai"}, /* apostrophes are none */
	    {"\"12/NQ-B\"", "\"D:12/nq-b \".N:12 \".nq \".b"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

static void
minus_before_a_word_excludes_it(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"-a", "-a"}, {"a -b c", "a -b c"}, {"a -b -c", "a -b -c"},
	    {"(-a)", "-a"}, {"a (-b) c", "a -b c"},
	    {"- a", "a"}, {"a - b", "a b"}, {"a -- b", "a b"},
	    {"-", ""}, {"a -", "a"}, {"a - - b", "a b"},
	    {"-\"a b\" c", "-\"a -\"~b c"}, {"c -\"a b\"", "c -\"a -\"~b"},
	    {"c -“a b” d", "c -\"a -\"~b d"},
	    {"-\"a", "-a"}, {"\"a -b\" c", "\"a \"b ~c"},
	    {"-12/NQ-B a", "-D:12/nq-b -.N:12 -.nq -.b a"},
	    {"a -KCN.Doanh", "a -kcn -doanh"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

/* Operators: the words, and the query as it was read. */
static void
operators_make_a_tree(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *words, *read;
	} cases[] = {
	    {"thuê đất OR giao đất",
	     "!thue=e !~dat=das !giao !~dat=das", "thuê đất OR giao đất"},
	    {"thuê HOẶC mượn đất", "!thue=e !muon=wwj !~dat=das",
	     "thuê OR mượn đất"},
	    {"thuê hoặc mượn", "thue=e ~hoac=wj ~muon=wwj", "thuê hoặc mượn"},
	    {"a AND b", "a b", "a AND b"},
	    {"(a OR b) c", "!a !b c", "(a OR b) c"},
	    {"c (a OR b)", "c !a !b", "c (a OR b)"},
	    {"(a OR b) (c OR d)", "!a !b !c !d", "(a OR b) (c OR d)"},
	    {"((a OR b) OR c)", "!a !b !c", "a OR b OR c"},
	    {"(a b) (c)", "a ~b c", "a b (c)"},
	    {"a -(b c)", "a -b -~c", "a -(b c)"},
	    {"a -(b OR c)", "a -b -c", "a -(b OR c)"},
	    {"a NOT b c", "a -b c", "a -b c"},
	    {"a OR -b", "!a -b", "a OR -b"},
	    {"-(-a)", "a", "a"},
	    {"a OR 5 %", "!a !^A:5% !N:5", "a OR 5 %"},
	    {"OR", "or", "{OR}"}, {"a OR", "a ~or", "{a OR}"},
	    {"OR a", "or ~a", "{OR a}"}, {"a OR OR b", "!a !~or !b", "{a OR} OR b"},
	    {"()", "", ""}, {"(a", "a", "a"}, {"a)", "a", "a"},
	    {"a(b OR c)", "!a !b !c", "{a(b} OR c"},
	    {"THU HỒI HOẶC CẤP", "thu ~hoi=of ~hoac=wj ~cap=as",
	     "{THU HỒI HOẶC CẤP}"},
	    {"QĐ HOẶC NQ", "!qd=d !nq", "QĐ OR NQ"},
	    {"khu ngh*", "khu ngh*", "khu ngh*"},
	    {"nghiệ*, a", "nghie*=ej a", "nghiệ* a"},
	    {"2*3 a*", "N:2 N:3 ~a", "{2*3 a*}"},
	    {"đất NEAR/5 thu hồi",
	     "!\"dat=das !\"thu !\"~hoi=of", "\"đất\" NEAR/5 \"thu hồi\""},
	    {"\"a b\" NEAR/3 ngh*", "!\"a !\"~b !\"ngh*",
	     "\"a b\" NEAR/3 ngh*"},
	    {"NEAR/3 a", "near N:3 ~a", "{NEAR/3 a}"},
	    {"a NEAR b", "a ~near ~b", "a NEAR b"},
	    {"tieu_de:a NEAR/3 b c", "!@\"a !@\"b !@\"~c",
	     "tieu_de:\"a\" NEAR/3 \"b c\""},
	    {"{a OR b} -c", "a ~or ~b -c", "{a OR b} -c"},
	    {"{a b} -c", "a ~b -c", "a b -c"}, {"-{a b}", "-a -~b", "-(a b)"},
	    {"a {b}", "a ~b", "a {b}"}, {"a, {b} -c", "a b -c", "a AND b -c"},
	    {"{{a}b} OR c}} -d", "a b or ~c -d", "{{a}b} OR c}} -d"},
	    {"{a b", "a ~b", "a b"}, {"{a}b", "a b", "{{a}b}}"},
	    {"\"{a \"b\" c}\"", "\"a \"~b \"~c", "\"{a \"b\" c}\""},
	    {"{ngh}* -{b}*", "ngh* -b", "ngh* -b"},
	    {"Điều 5: a (b) -c", "dieu=def ~N:5 a b -c", "Điều 5: a (b) -c"},
	    /* What could find syntax elsewhere than where it stood. */
	    {"OR OR;] OR", "or ~or or", "{OR OR;] OR}"},
	    {"-t*-th*", "-t -th", "-{t*-th*}"},
	    {"x OR (\"a b) c", "!x !a !~b !c", "x OR a b (c)"},
	    {"(ngay:2020) -2021", "-N:2021", "ngay:\"2020\" -2021"},
	    {"(ngay:2020) đến 2021", "den=des ~N:2021", "ngay:\"2020\" đến 2021"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_ok(
		    tc_parse(&parsed, S(cases[i].typed), analyser, &test_err));
		put_words(&out);
		assert_text(out, cases[i].words, cases[i].typed);
		tc_buf_clear(&out);
		tc_query_print(&parsed, &out);
		assert_text(out, cases[i].read, cases[i].typed);
		tc_parsed_free(&parsed);
	}
	tc_buf_free(&out);
}

static void
fields_have_values(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *words, *read;
	} cases[] = {
	    {"tieu_de:đất đai", "!@dat=das dai=d", "tieu_de:đất đai"},
	    {"tiêu đề:(đất đai)", "!@dat=das !@~dai=d", "tieu_de:(đất đai)"},
	    {"Title:\"đất đai\" a", "!@\"dat=das !@\"~dai=d a",
	     "tieu_de:\"đất đai\" a"},
	    {"title:ngh*", "!@ngh*", "tieu_de:ngh*"},
	    {"-title:a b", "@-a b", "-tieu_de:a b"},
	    {"title:(a OR \"b c\") d", "!@a !@\"b !@\"~c d",
	     "(tieu_de:a OR tieu_de:\"b c\") d"},
	    {"loại:quyết_định a", "a", "loai:quyết_định a"},
	    {"LOẠI VĂN BẢN:\"quyết định\"", "", "loai:\"quyết định\""},
	    {"loai:(nghị quyết OR \"quyết định\")", "",
	     "loai:\"nghị quyết\" OR loai:\"quyết định\""},
	    {"a -loai:b", "a", "a -loai:b"},
	    {"số:12/2020/NQ-HĐND", "", "so:12/2020/NQ-HĐND"},
	    {"Số: 12/NQ-B", "so=os D:12/nq-b .N:12 .nq .b", "Số: 12/NQ-B"},
	    {"Điều 5: a", "dieu=def ~N:5 a", "Điều 5: a"},
	    {"http://a.vn/x", "U:a.vn/x .http .a .vn .x", "http://a.vn/x"},
	    {"ngay:2020", "", "ngay:2020"},
	    {"ngày:29/6/2020 a", "a", "ngay:2020-06-29 a"},
	    {"năm:2019-2021", "", "ngay:2019..2021"},
	    {"ngay:2020-01-01..2020-12-31", "", "ngay:2020-01-01..2020-12-31"},
	    {"ngay:2020..", "", "ngay:2020.."}, {"ngay:..2020", "", "ngay:..2020"},
	    {"ngày:từ 2019 đến 6/2021 đất", "dat=das",
	     "ngay:2019..2021-06 đất"},
	    {"ngày:\"quý I/2025\"", "", "ngay:2025-01..2025-03"},
	    {"ngày:quý 4 năm 2025", "", "ngay:2025-10..2025-12"},
	    {"năm:(2019 OR 2021)", "", "ngay:2019 OR ngay:2021"},
	    {"ngày:31/6/2020", "ngay=f N:31 N:6 N:2020", "{ngày:31/6/2020}"},
	    {"ngày:mai", "ngay=f mai", "{ngày:mai}"},
	    {"nhiệm kỳ:2020-2025", "", "nhiem_ky:2020-2025"},
	    {"loai: a", "loai a", "loai: a"}, {"loai:, a", "loai a", "loai:, a"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_ok(
		    tc_parse(&parsed, S(cases[i].typed), analyser, &test_err));
		put_words(&out);
		assert_text(out, cases[i].words, cases[i].typed);
		tc_buf_clear(&out);
		tc_query_print(&parsed, &out);
		assert_text(out, cases[i].read, cases[i].typed);
		tc_parsed_free(&parsed);
	}
	tc_buf_free(&out);
}

static void
minus_inside_words_excludes_nothing(void **state)
{
	/* clang-format off */
	static const struct query queries[] = {
	    {"Bình-Phổ Yên", "binh=f pho=or ~yen=e"},
	    {"NĐ-CP", "nd=d cp"}, {"COVID-19", "covid N:19"},
	    {"10-15%", "N:10 ^A:15% N:15"}, {"2020-2025", "Y:2020-2025 .N:2020 .N:2025"},
	    {"a-b-c", "a b c"},
	    {"\"a-b\" c", "\"a \"b ~c"}, {"\"a\"-b", "\"a b"},
	    {"“a”-b", "\"a b"}, {"1,5-2", "N:1.5 N:2"},
	};
	/* clang-format on */

	(void)state;
	check_queries(queries, COUNT(queries));
}

static void
words_know_their_place_in_the_cleaned_query(void **state)
{
	static const size_t want[][2] = {
	    {1, 9}, {11, 15}, {16, 23}, {16, 18}, {19, 21}, {22, 23}};
	size_t i;

	(void)state;
	assert_ok(tc_parse(&parsed, S("\"nghie\u0302\u0323p\" vụ 12/NQ-B"),
	    analyser, &test_err));
	assert_text(parsed.clean, "\"nghiệp\" vụ 12/NQ-B", "the query cleaned");
	assert_int_equal(parsed.n, COUNT(want));
	for (i = 0; i < parsed.n; i++) {
		assert_int_equal(parsed.words[i].from, want[i][0]);
		assert_int_equal(parsed.words[i].to, want[i][1]);
	}
	tc_parsed_free(&parsed);
}

static void
long_queries_are_cut(void **state)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	size_t shift;

	(void)state;
	put_times(&query, "a ", 300); /* too many words */
	assert_ok(tc_parse(&parsed, query.s, query.len, analyser, &test_err));
	assert_int_equal(parsed.n, TC_QUERY_WORDS_MAX);
	assert_true(parsed.cut);
	tc_parsed_free(&parsed);
	for (shift = 0; shift < 4; shift++) { /* too many bytes */
		tc_buf_clear(&query);
		put_times(&query, "x", shift);
		put_times(&query, "nghiệpệệệệệệệệệệệệệệệệệệệệệ ", 100);
		assert_ok(
		    tc_parse(&parsed, query.s, query.len, analyser, &test_err));
		assert_true(parsed.cut);
		assert_in_range(
		    parsed.clean.len, TC_QUERY_MAX - 3, TC_QUERY_MAX);
		assert_null(strstr(parsed.clean.s, "\uFFFD"));
		tc_parsed_free(&parsed);
	}
	tc_buf_cut(&query, TC_QUERY_MAX - 100);
	assert_ok(tc_parse(&parsed, query.s, query.len, analyser, &test_err));
	assert_false(parsed.cut);
	tc_parsed_free(&parsed);
	tc_buf_free(&query);
}

/* Whatever was typed, and whatever became of it. */
static void
check_any(const char *s, size_t len)
{
	size_t i;

	assert_ok(tc_parse(&parsed, s, len, analyser, &test_err));
	assert_true(parsed.n <= TC_QUERY_WORDS_MAX);
	for (i = 0; i < parsed.n; i++) {
		const struct tc_query_word *word = &parsed.words[i];

		assert_true(word->folded[0] != '\0');
		assert_true(strlen(word->folded) <= TC_TERM_MAX);
		assert_true(strlen(word->marks) <= TC_TERM_MAX);
		assert_true(word->to <= parsed.clean.len);
		assert_true(i > 0 || !(word->part || word->joined));
		assert_int_equal(
		    tc_text_utf8_span(S(word->folded)), strlen(word->folded));
		if (word->part)
			assert_int_equal(
			    word->excluded, parsed.words[i - 1].excluded);
	}
	tc_parsed_free(&parsed);
}

static void
any_bytes_are_a_query(void **state)
{
	static const char *const scraps[] = {"\"", "-", " ", "“", "”", "„", "(",
	    ")", "a", "nghiệp", "12", "/", "NQ", "\xFF", "\xE1\xBB", "\n", "*",
	    ":", "OR", ".", "1,5", "29/6", "http://", "a@b.vn", "\u0301",
	    "\u200B", "三", "'", "²", "U.B", "\xF0\x9F"};
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 42;
	char bytes[40];
	size_t i, k, n;

	(void)state;
	for (i = 0; i < 10000; i++) {
		n = random_below(&seed, sizeof(bytes));
		for (k = 0; k < n; k++)
			bytes[k] = (char)next_random(&seed);
		check_any(bytes, n);
		tc_buf_clear(&query);
		for (n = random_below(&seed, 20); n > 0; n--)
			tc_buf_puts(
			    &query, scraps[random_below(&seed, COUNT(scraps))]);
		check_any(tc_buf_str(&query), query.len);
	}
	tc_buf_clear(&query);
	put_times(&query, "1", 200);
	tc_buf_puts(&query, ",5 a");
	check_any(query.s, query.len);
	tc_buf_free(&query);
}

/* Append a node and what is below it, with all that it asks for. */
static void
put_node(size_t i, struct tc_buf *out)
{
	const struct tc_query_node *node = &parsed.nodes[i];

	tc_buf_printf(out, "(%d %d %d %u %zu %s %s", node->kind, node->field,
	    node->excluded, node->distance, node->n, node->since, node->until);
	if (node->kind == TC_NODE_FIELD && node->field != TC_QUERY_DATE)
		tc_text_key(
		    parsed.clean.s + node->from, node->to - node->from, out);
	for (i = node->child; i != TC_NODE_NONE; i = parsed.nodes[i].next)
		put_node(i, out);
	tc_buf_putc(out, ')');
}

/* Read a query: its words and its tree, and what it is printed as. */
static void
read_it(const struct tc_buf *query, struct tc_buf *is, struct tc_buf *printed)
{
	assert_ok(tc_parse(
	    &parsed, tc_buf_str(query), query->len, analyser, &test_err));
	put_words(is);
	put_node(parsed.root, is);
	tc_buf_clear(printed);
	tc_query_print(&parsed, printed);
	assert_false(is->failed || printed->failed);
	tc_parsed_free(&parsed);
}

static void
check_print(const struct tc_buf *query)
{
	struct tc_buf typed = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf read = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf printed = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf again = TC_BUF_INIT(TC_BUF_LINE);

	read_it(query, &typed, &printed);
	read_it(&printed, &read, &again);
	if (typed.len != read.len || strcmp(typed.s, read.s) != 0)
		print_error("\"%s\" is read as \"%s\"\n", tc_buf_str(query),
		    tc_buf_str(&printed));
	assert_string_equal(read.s, typed.s);
	tc_buf_free(&typed);
	tc_buf_free(&read);
	tc_buf_free(&printed);
	tc_buf_free(&again);
}

static void
what_is_printed_is_read_the_same_way(void **state)
{
	static const char *const scraps[] = {" ", " ", " ", " ", " ", "(", ")",
	    "{", "}", "}}", "\"", "”", "-", "*", ",", ";", ".", "]", "a", "b ",
	    "nghiệp", "ngh*", "12", "2020", "12/QĐ", "-UBND", "ngày 29", " OR ",
	    " OR ", " AND ", "HOẶC", "NOT ", " NEAR/3 ", "NEAR/",
	    "tieu_de:", "tiêu đề:", "loai:", "so:", "ngay:", "2019", "..",
	    " đến ", "ngày:2020", "5 %", "THU HỒI", "®Êt ®ai", "là", "'", "U.B",
	    "\xFF", "\u0301"};
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	uint64_t seed = 7;
	size_t i, n;

	(void)state;
	for (i = 0; i < 20000; i++) {
		tc_buf_clear(&query);
		for (n = 1 + random_below(&seed, 16); n > 0; n--)
			tc_buf_puts(
			    &query, scraps[random_below(&seed, COUNT(scraps))]);
		check_print(&query);
	}
	/* As many values as there may be, each with its own field. */
	tc_buf_clear(&query);
	tc_buf_puts(&query, "so:(1");
	put_times(&query, " OR 2", 255);
	tc_buf_puts(&query, ")");
	check_print(&query);
	tc_buf_free(&query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_are_wanted),
	    cmocka_unit_test(old_encodings_are_read),
	    cmocka_unit_test(structured_tokens_come_whole_then_in_parts),
	    cmocka_unit_test(quotes_make_phrases),
	    cmocka_unit_test(minus_before_a_word_excludes_it),
	    cmocka_unit_test(operators_make_a_tree),
	    cmocka_unit_test(fields_have_values),
	    cmocka_unit_test(minus_inside_words_excludes_nothing),
	    cmocka_unit_test(words_know_their_place_in_the_cleaned_query),
	    cmocka_unit_test(long_queries_are_cut),
	    cmocka_unit_test(any_bytes_are_a_query),
	    cmocka_unit_test(what_is_printed_is_read_the_same_way),
	};

	return cmocka_run_group_tests_name("query/parse", tests, begin, end);
}
