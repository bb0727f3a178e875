/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of query/abbrev.c, query/abbrev_readings.c and index/definitions.c:
 * which abbreviations and expansions of a query have alternatives, given what
 * the documents of a small index define.
 */
#include "tracuu_test.h"

#include "abbrev.h"
#include "index_test.h"

/* clang-format off */
static const struct sample samples[] = {
    /* in the table and in documents */
    {"1", "", "Hội đồng nhân dân (HĐND) và Ủy ban nhân dân (UBND).", "", "", ""},
    {"2", "", "Hội đồng nhân dân (HĐND).", "", "", ""},
    /* in two documents only: not in the table */
    {"3", "", "Nhà máy điện hạt nhân (NMĐHN)", "", "", ""},
    {"4", "", "nhà máy điện hạt nhân (viết tắt là NMĐHN)", "", "", ""},
    /* in one */
    {"5", "", "Đơn vị chấp nhận thẻ (ĐVCNT)", "", "", ""},
    /* ambiguous in the table, decided by documents: bộ tài chính */
    {"6", "", "Bộ Tài chính (BTC)", "", "", ""},
    {"7", "", "Bộ Tài chính (BTC)", "", "", ""},
    /* two readings, neither in the table */
    {"8", "", "phòng kinh doanh lớn (PKDL)", "", "", ""},
    {"9", "", "phòng kinh doanh lớn (PKDL)", "", "", ""},
    {"10", "", "phòng kỹ thuật dữ liệu (PKDL); phòng kho dự lập (PKDL)", "",
	"", ""},
    {"11", "", "phòng kho dự lập (PKDL)", "", "", ""},
    /* pairs: chủ tịch UBND */
    {"12", "", "chủ tịch UBND tỉnh", "", "", ""},
    {"13", "", "chủ tịch UBND huyện", "", "", ""},
    {"14", "", "thông tư số 09/2020/TT-BTC", "", "", ""},
    {"15", "", "thông tư số 19/2020/TT-BTC", "", "", ""},
    /* the same reading with and without a function word */
    {"16", "", "khoa học và kỹ thuật biển (KHKTB)", "", "", ""},
    {"17", "", "khoa học, kỹ thuật biển (KHKTB)", "", "", ""},
    /* chi bộ for the documents, against cán bộ of the table */
    {"18", "", "chi bộ (CB)", "", "", ""},
    {"19", "", "chi bộ (CB)", "", "", ""},
    /* an abbreviation that is a word, and one without its table */
    {"20", "", "trung tâm (TT)", "", "", ""},
    {"21", "", "hội an (HA) và tỉnh an (HA)", "", "", ""},
    {"22", "", "hội an (HA)", "", "", ""},
    /* what is written as two words stands for what documents have */
    {"23", "", "thành phố Hồ Chí Minh, hành chính công, trách nhiệm hữu hạn một thành viên", "", "", ""},
};
/* clang-format on */

static struct tc_index *index_;
static struct tc_analyser *analyser;
static struct tc_abbrevs *table;

static int
begin(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	index_ = make_sample_index(samples, COUNT(samples));
	return tc_analyser_new(&analyser, NULL) == TC_OK &&
		tc_abbrevs_new(&table, NULL) == TC_OK
	    ? 0
	    : -1;
}

static int
end(void **state)
{
	tc_abbrevs_free(table);
	tc_analyser_free(analyser);
	tc_index_free(index_);
	return remove_test_dir(state);
}

/* The descriptions, one after the other, with the words they stand for. */
static void
describe(const char *query, const struct tc_abbrevs *from, struct tc_buf *out)
{
	struct tc_alternatives found;
	struct tc_parsed parsed;
	size_t i;

	assert_ok(tc_parse(&parsed, S(query), analyser, &test_err));
	assert_ok(tc_abbrevs_find(
	    &found, index_, &parsed, from, analyser, &test_err));
	for (i = 0; i < found.n; i++) {
		tc_buf_printf(out, "%s%zu+%zu ", i > 0 ? "; " : "",
		    found.list[i].first, found.list[i].n);
		tc_alternative_describe(&found.list[i], out);
		if (found.list[i].ambiguous)
			tc_buf_puts(out, "?");
	}
	tc_alternatives_free(&found);
	tc_parsed_free(&parsed);
}

static void
check(const char *query, const struct tc_abbrevs *from, const char *want)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);

	describe(query, from, &got);
	assert_text(got, want, query);
	tc_buf_free(&got);
}

static void
abbreviations_are_expanded(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} cases[] = {
	    {"", ""},
	    {"UBND", "0+1 UBND = ủy ban nhân dân (table)"},
	    {"ubnd", "0+1 ubnd = ủy ban nhân dân (table)"},
	    {"U.B.N.D tỉnh", "0+5 U.B.N.D = ủy ban nhân dân (table)"},
	    {"HDND", "0+1 HDND = hội đồng nhân dân (table)"},
	    {"họp HĐND, UBND xã", "1+1 HĐND = hội đồng nhân dân (table); "
		"2+1 UBND = ủy ban nhân dân (table)"},
	    {"sở TN&MT", "1+2 TN&MT = tài nguyên và môi trường (table)"},
	    {"phát triển KT-XH", "2+2 KT-XH = kinh tế - xã hội (table)"},
	    {"TP HCM", "0+2 TP HCM = thành phố hồ chí minh (table)"},
	    {"TT HCC", "1+1 HCC = hành chính công (table)"},
	    {"công ty TNHH MTV Bình Minh",
		"2+2 TNHH MTV = trách nhiệm hữu hạn một thành viên (table)"},
	    {"CTr", "0+1 CTr = chương trình (table)"},
	    {"CTR", "0+1 CTR = chất thải rắn (table)"},
	    {"ctr", ""},
	    {"HD", "0+1 HD = hướng dẫn (table)"},
	    {"HĐ", ""},
	    {"ĐC", ""},
	    /* words that are spelt like them */
	    {"tu", ""}, {"Thu hồi", ""}, {"cac so ban nganh", ""},
	    {"da hoa", ""}, {"DA", "0+1 DA = dự án (table)"},
	    {"DA hạ tầng", "0+1 DA = dự án (table)"},
	    {"ĐƯỜNG ĐA DẠNG", ""},
	    /* what is excluded or in quotes stays */
	    {"-UBND", ""}, {"tỉnh -UBND", ""}, {"\"UBND tỉnh\"", ""},
	    {"12/2020/NQ-HĐND", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check(cases[i].query, table, cases[i].want);
}

static void
expansions_are_shortened(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} cases[] = {
	    {"ủy ban nhân dân", "0+4 ủy ban nhân dân = UBND (table)"},
	    {"uy ban nhan dan tinh", "0+4 ủy ban nhân dân = UBND (table)"},
	    {"uỷ ban nhân dan", "0+4 ủy ban nhân dân = UBND (table)"},
	    {"ủy bàn nhân dân", ""},
	    {"khoa học và công nghệ", "0+5 khoa học và công nghệ = KHCN (table)"
		"; 0+5 khoa học và công nghệ = KH&CN (table)"},
	    /* the longest */
	    {"xử lý nước thải tập trung",
		"0+6 xử lý nước thải tập trung = XLNTTT (table)"},
	    {"xử lý nước thải", "0+4 xử lý nước thải = XLNT (table)"},
	    /* to words nothing is shortened, nor is one word alone */
	    {"công an", ""}, {"dự án", ""}, {"tỉnh ủy", ""}, {"huyện", ""},
	    {"thành phố", "0+2 thành phố = TP (table)"},
	    {"trưởng phòng", ""}, {"chủ tịch", ""}, {"thay mặt",
		"0+2 thay mặt = TM. (table)"},
	    {"\"ủy ban nhân dân\"", ""}, {"ủy ban -nhân dân", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check(cases[i].query, table, cases[i].want);
}

static void
documents_define_more(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} cases[] = {
	    {"NMĐHN", "0+1 NMĐHN = nhà máy điện hạt nhân (2 documents)?"},
	    {"nmdhn", "0+1 nmdhn = nhà máy điện hạt nhân (2 documents)?"},
	    {"nhà máy điện hạt nhân",
		"0+5 nhà máy điện hạt nhân = NMĐHN (2 documents)?"},
	    {"nha may dien hat nhan mới",
		"0+5 nhà máy điện hạt nhân = NMĐHN (2 documents)?"},
	    {"nha may điện hát nhân", ""},
	    {"NMDHN", "0+1 NMDHN = nhà máy điện hạt nhân (2 documents)?"},
	    {"ĐVCNT", ""}, {"đơn vị chấp nhận thẻ", ""},
	    {"PKDL", ""},
	    {"phòng kinh doanh lớn", "1+2 kinh doanh = KD (table)"},
	    {"PKDL phòng kinh doanh",
		"0+1 PKDL = phòng kinh doanh lớn (2 documents)?; "
		"2+2 kinh doanh = KD (table)"},
	    {"BTC", "0+1 BTC = bộ tài chính (table)?"},
	    {"bộ tài chính", "0+3 bộ tài chính = BTC (table)?"},
	    {"ban tổ chức", ""},
	    {"KHKTB", "0+1 KHKTB = khoa học kĩ thuật biển (2 documents)?"},
	    {"CB", "0+1 CB = chi bộ (table)?"},
	    {"chi bộ", "0+2 chi bộ = CB (table)?"},
	    {"cán bộ", ""},
	    {"HA", "0+1 HA = hội an (2 documents)?"},
	    {"ha", ""}, {"hội an", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check(cases[i].query, table, cases[i].want);
}

static void
the_rest_of_the_query_decides(void **state)
{
	/* clang-format off */
	static const struct {
		const char *query, *want;
	} cases[] = {
	    /* words of the reading or its context */
	    {"TP chức vụ", "0+1 TP = trưởng phòng (table)?"},
	    {"TP", "0+1 TP = thành phố (table)"},
	    {"QL các đường quốc lộ", "0+1 QL = quốc lộ (table)?"},
	    {"QL", ""},
	    /* things of the same kind */
	    {"BT PCT", "0+1 BT = bí thư (table)?; "
		"1+1 PCT = phó chủ tịch (table)"},
	    {"BT đảng ủy", "0+1 BT = bí thư (table)?"},
	    {"BT", "0+1 BT = xây dựng - chuyển giao (table)"},
	    /* pairs */
	    {"CT UBND tỉnh", "0+1 CT = chủ tịch (table)?; "
		"1+1 UBND = ủy ban nhân dân (table)"},
	    {"CT ABCD tỉnh", ""},
	    {"TT 09/2020/TT-BTC", "0+1 TT = thông tư (table)?"},
	    {"TT số 9", "0+1 TT = thông tư (table)?"},
	    {"TT", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check(cases[i].query, table, cases[i].want);
}

static void
staff_has_the_last_word(void **state)
{
	/* clang-format off */
	static const struct {
		const char *file, *query, *want;
	} cases[] = {
	    {"NMĐHN\tnghề mộc địa hình nước", "NMĐHN",
		"0+1 NMĐHN = nghề mộc địa hình nước (staff)"},
	    {"-UBND", "UBND", ""},
	    {"-UBND", "ủy ban nhân dân", ""},
	    {"-NMĐHN", "NMĐHN", ""},
	    {"-NMĐHN", "nhà máy điện hạt nhân", ""},
	    {"UBND\tủy ban; hội đồng mới", "UBND", ""},
	    {"UBND\tủy ban; ủy ban mới", "UBND",
		"0+1 UBND = ủy ban (staff); 0+1 UBND = ủy ban mới (staff)"},
	    {"BTC\tban tổ chức", "BTC", "0+1 BTC = ban tổ chức (staff)"},
	    {"BTC\tban tổ chức", "ban tổ chức",
		"0+3 ban tổ chức = BTC (staff)"},
	    {"BTC\tban tổ chức", "bộ tài chính", ""},
	};
	/* clang-format on */
	struct tc_abbrevs *own;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_ok(tc_abbrevs_new(&own, &test_err));
		assert_ok(
		    tc_abbrevs_read(own, make_file("staff.tsv", cases[i].file),
			NULL, NULL, &test_err));
		check(cases[i].query, own, cases[i].want);
		tc_abbrevs_free(own);
	}
	/* without any table the documents speak */
	check("UBND", NULL, "");
	check("HĐND", NULL, "0+1 HĐND = hội đồng nhân dân (2 documents)?");
}

/* The words are those that tc_parse would have made of the phrase. */
static void
words_come_as_a_query_has_them(void **state)
{
	struct tc_alternatives found;
	struct tc_parsed parsed;
	const struct tc_query_word *words;

	(void)state;
	assert_ok(tc_parse(&parsed, S("về KTXH"), analyser, &test_err));
	assert_ok(tc_abbrevs_find(
	    &found, index_, &parsed, table, analyser, &test_err));
	assert_int_equal(found.n, 1);
	assert_int_equal(found.list[0].words_n, 4);
	words = found.list[0].words;
	assert_string_equal(words[0].folded, "kinh");
	assert_string_equal(words[1].folded, "te");
	assert_string_equal(words[1].marks, "es");
	assert_true(words[1].joined);
	assert_false(words[2].joined);
	assert_false(words[2].excluded);
	assert_true(words[3].joined);
	assert_int_equal(words[3].from, strlen("về "));
	assert_int_equal(words[3].to, strlen("về KTXH"));
	tc_alternatives_free(&found);
	tc_parsed_free(&parsed);
}

/* As many words as a query may have, and more alternatives than are kept. */
static void
long_queries_are_bounded(void **state)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_alternatives found;
	struct tc_parsed parsed;
	int i;

	(void)state;
	for (i = 0; i < TC_QUERY_WORDS_MAX; i++)
		tc_buf_puts(&query, i % 2 == 0 ? "UBND " : "nhà ");
	assert_ok(tc_parse(
	    &parsed, tc_buf_str(&query), query.len, analyser, &test_err));
	assert_ok(tc_abbrevs_find(
	    &found, index_, &parsed, table, analyser, &test_err));
	assert_int_equal(found.n, TC_ALTERNATIVES_MAX);
	assert_int_equal(found.list[31].first, 62);
	tc_alternatives_free(&found);
	tc_parsed_free(&parsed);
	tc_buf_free(&query);
}

/* The terms of a definition, and that a long one has none. */
static enum tc_status
note_term(void *arg, const char *term, size_t len, struct tc_error *err)
{
	(void)err;
	tc_buf_put(arg, term, len);
	tc_buf_putc(arg, '\n');
	return TC_OK;
}

static void
definitions_make_two_terms(void **state)
{
	struct tc_buf terms = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_document doc;
	struct tc_buf *text = &doc.field[TC_FIELD_TEXT];
	uint32_t n;
	struct xapian_error why;

	(void)state;
	tc_document_init(&doc);
	tc_buf_puts(
	    text, "Sở Tài nguyên và Môi trường (Sở TN&MT), môi trường (MT)");
	tc_buf_puts(&doc.field[TC_FIELD_TITLE], "Về môi trường (MTR)");
	tc_buf_puts(&doc.field[TC_FIELD_DOCUMENT], "Sở Y tế (SYT)");
	assert_ok(tc_index_definitions(&doc, note_term, &terms, &test_err));
	assert_text(terms,
	    "Asyt=syt=sở y tế\nEso y te=syt\n"
	    "Amt=mt=môi trường\nEmoi truong=mt\n",
	    "a document");
	tc_buf_clear(&terms);
	/* 12 words of 21 bytes: more than a term can hold */
	tc_buf_clear(text);
	put_times(text, "ậậậậậậậ ", 12);
	tc_buf_puts(text, "(");
	put_times(text, "Â", 12);
	tc_buf_puts(text, ")");
	tc_buf_clear(&doc.field[TC_FIELD_TITLE]);
	tc_buf_clear(&doc.field[TC_FIELD_DOCUMENT]);
	assert_ok(tc_index_definitions(&doc, note_term, &terms, &test_err));
	assert_text(terms, "", "a long definition");
	tc_buf_free(&terms);
	tc_document_free(&doc);
	assert_int_equal(
	    xapian_database_get_termfreq(&n, tc_index_database(index_),
		S("Ahdnd=hđnd=hội đồng nhân dân"), &why),
	    XAPIAN_OK);
	assert_int_equal(n, 2);
	assert_int_equal(
	    xapian_database_get_termfreq(&n, tc_index_database(index_),
		S("Ehoi dong nhan dan=hđnd"), &why),
	    XAPIAN_OK);
	assert_int_equal(n, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(abbreviations_are_expanded),
	    cmocka_unit_test(expansions_are_shortened),
	    cmocka_unit_test(documents_define_more),
	    cmocka_unit_test(the_rest_of_the_query_decides),
	    cmocka_unit_test(staff_has_the_last_word),
	    cmocka_unit_test(words_come_as_a_query_has_them),
	    cmocka_unit_test(long_queries_are_bounded),
	    cmocka_unit_test(definitions_make_two_terms),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
