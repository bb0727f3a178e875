/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/facet.c: what documents are filtered by and counted by. */
#include "tracuu_test.h"

#include <tracuu/index.h>

static struct tc_analyser *analyser;
static struct tc_document doc;

static void
set(enum tc_field field, const char *text)
{
	tc_buf_clear(&doc.field[field]);
	tc_buf_puts(&doc.field[field], text);
}

static void
values_become_terms(void **state)
{
	/* clang-format off */
	static const struct {
		enum tc_facet facet;
		const char *value, *term;
	} cases[] = {
	    {TC_FACET_TYPE, "NGHỊ  QUYẾT", "Tnghi quyet"},
	    {TC_FACET_TYPE, "nghi quyet", "Tnghi quyet"},
	    {TC_FACET_TYPE, " – ", ""},
	    {TC_FACET_ISSUER, "UBND tỉnh Thái-Nguyên", "Iubnd tinh thai nguyen"},
	    {TC_FACET_YEAR, "2020-06-29T17:00", "Y2020"},
	    {TC_FACET_YEAR, "", ""},
	    {TC_FACET_TOPIC, "cai-cach-hanh-chinh", "Fcai cach hanh chinh"},
	    {TC_FACET_TOPIC, "Cải cách hành chính", "Fcai cach hanh chinh"},
	    {TC_FACET_TERM, "2020-2025", "C2020-2025"},
	    {TC_FACET_TERM, "Nhiệm kỳ 2020 – 2025", "C2020-2025"},
	    {TC_FACET_TERM, "khóa mới", ""},
	    {TC_FACET_SIGNER, "Phan Mạnh Cường", "Kphan manh cuong"},
	    {TC_FACET_NUMBER, "Số: 012 / 2020/NQ–HĐND", "N12/2020/nq-hdnd"},
	    {TC_FACET_NUMBER, "Không số", ""},
	    {TC_FACET_PLACE, "Thái Nguyên", "Pthai nguyen"},
	    {TC_FACET_ORIGIN, "Báo Thái Nguyên", "Obao thai nguyen"},
	    {TC_FACET_AUTHOR, "Thu Hà", "Wthu ha"},
	    {TC_FACET_BASE, "Luật Đầu tư số 61/2020/QH14 ngày 17/6/2020",
	     "B61/2020/qh14"},
	    {TC_FACET_BASE, "61/2020/qh14", "B61/2020/qh14"},
	    {TC_FACET_BASE, "Hiến pháp", "Bhien phap"},
	    {TC_FACET_RECIPIENT, "Như Điều 3", "Rnhu dieu 3"},
	};
	/* clang-format on */
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&term);
		assert_ok(tc_facet_term(cases[i].facet, analyser,
		    S(cases[i].value), &term, &test_err));
		assert_text(term, cases[i].term, cases[i].value);
	}
	/* What is too long for a term is cut, on either side alike. */
	tc_buf_clear(&term);
	put_times(&name, "dài ", 100);
	assert_ok(tc_facet_term(
	    TC_FACET_SIGNER, analyser, name.s, name.len, &term, &test_err));
	assert_int_equal(term.len, XAPIAN_TERM_MAX);
	tc_buf_free(&name);
	tc_buf_free(&term);
}

static enum tc_status
join(void *arg, const char *term, size_t len, struct tc_error *err)
{
	tc_buf_printf(arg, "|%.*s", (int)len, term);
	return tc_buf_check(arg, err);
}

static void
document_has_a_term_for_each_line(void **state)
{
	struct tc_buf terms = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	tc_document_clear(&doc);
	assert_ok(tc_facet_terms(&doc, analyser, join, &terms, &test_err));
	assert_text(terms, "", "an empty record");
	set(TC_FIELD_RECIPIENTS, "Như trên\n\nLưu: VT");
	set(TC_FIELD_DATE, "2020-06");
	assert_ok(tc_facet_terms(&doc, analyser, join, &terms, &test_err));
	assert_text(terms, "|Y2020|Rnhu tren|Rluu vt", "lines");
	tc_buf_free(&terms);
}

static void
values_are_as_shown(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf *signer = &doc.field[TC_FIELD_SIGNER];

	(void)state;
	tc_document_clear(&doc);
	set(TC_FIELD_DATE, "2020-06-29");
	set(TC_FIELD_TYPE, "NGHỊ QUYẾT");
	tc_facet_value(TC_FACET_YEAR, &doc, &out);
	tc_buf_putc(&out, '|');
	tc_facet_value(TC_FACET_TYPE, &doc, &out);
	tc_buf_putc(&out, '|');
	tc_facet_value(TC_FACET_TERM, &doc, &out);
	assert_text(out, "2020|NGHỊ QUYẾT|", "values");
	tc_buf_puts(signer, "x");
	put_times(signer, "ế", 100);
	tc_buf_clear(&out);
	tc_facet_value(TC_FACET_SIGNER, &doc, &out);
	assert_int_equal(out.len, 199); /* no character is cut in two */
	tc_buf_free(&out);
}

static void
facets_have_names(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < TC_FACET_COUNT; i++)
		assert_int_equal(
		    tc_facet_of_name(tc_facet_name((enum tc_facet)i)), i);
	assert_int_equal(tc_facet_of_name("nothing"), TC_FACET_COUNT);
	assert_string_equal(tc_facet_name(TC_FACET_TOPIC), "field");
}

static int
begin(void **state)
{
	(void)state;
	tc_document_init(&doc);
	return tc_analyser_new(&analyser, NULL) == TC_OK ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	tc_analyser_free(analyser);
	tc_document_free(&doc);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(values_become_terms),
	    cmocka_unit_test(document_has_a_term_for_each_line),
	    cmocka_unit_test(values_are_as_shown),
	    cmocka_unit_test(facets_have_names),
	};

	return cmocka_run_group_tests_name("index/facet", tests, begin, end);
}
