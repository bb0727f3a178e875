/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/feed.c and document/record.c: records as JSON. */
#include "tracuu_test.h"

#include "document_test.h"

#include <tracuu/text.h>

static enum tc_status
read_line(const char *line)
{
	tc_document_clear(&doc);
	return tc_document_read_feed(&doc, S(line), &test_err);
}

#define assert_field(name, want)                                               \
	check_text(tc_document_str(&doc, (name)), doc.field[name].len, (want), \
	    #name, __FILE__, __LINE__)

static void
every_field_is_read(void **state)
{
	(void)state;
	assert_ok(read_line(
	    "{\"id\":\"a/1\",\"url\":\"http://a.vn/1\",\"title\":\"Tên\","
	    "\"text\":\"Một\\n\\nHai\",\"date\":\"29/6/2020\","
	    "\"type\":\"Nghị quyết\",\"number\":\"12/2020/NQ-HĐND\","
	    "\"issuer\":\"HĐND\",\"signer\":\"Nguyễn Văn A\","
	    "\"document\":\"Bộ luật\",\"lang\":\"vi\"}"));
	assert_field(TC_FIELD_ID, "a/1");
	assert_field(TC_FIELD_URL, "http://a.vn/1");
	assert_field(TC_FIELD_TITLE, "Tên");
	assert_field(TC_FIELD_TEXT, "Một\n\nHai");
	assert_field(TC_FIELD_DATE, "2020-06-29");
	assert_field(TC_FIELD_TYPE, "Nghị quyết");
	assert_field(TC_FIELD_NUMBER, "12/2020/NQ-HĐND");
	assert_field(TC_FIELD_ISSUER, "HĐND");
	assert_field(TC_FIELD_SIGNER, "Nguyễn Văn A");
	assert_field(TC_FIELD_DOCUMENT, "Bộ luật");
	assert_field(TC_FIELD_LANG, "vi");
	assert_field(TC_FIELD_EXTRA, "");
	assert_int_equal(doc.note.len, 0);
	assert_false(doc.deleted || doc.visibility_given);
	assert_int_equal(doc.visibility, TC_INTERNAL_ONLY);
}

/* The texts of a line are in one encoding: a title alone is too short. */
static void
old_encodings_are_repaired(void **state)
{
	(void)state;
	assert_ok(read_line(
	    "{\"id\":\"1\",\"text\":\"VÒ viÖc giao ®Êt\","
	    "\"title\":\"QuyÕt\\n®Þnh\",\"issuer\":\"Uû ban nh©n d©n\","
	    "\"number\":\"1/Q§-UB\",\"url\":\"http://a.vn/§\"}"));
	assert_field(TC_FIELD_TITLE, "Quyết định");
	assert_field(TC_FIELD_ISSUER, "Uỷ ban nhân dân");
	assert_field(TC_FIELD_NUMBER, "1/QĐ-UB");
	assert_field(TC_FIELD_TEXT, "Về việc giao đất");
	assert_field(TC_FIELD_URL, "http://a.vn/§");
	assert_field(TC_FIELD_REPAIR, "tcvn3");
	/* Only the text is old, and in a page. */
	assert_ok(read_line("{\"id\":\"1\",\"title\":\"Nghị quyết\",\"html\":"
			    "\"<h1>B¸o</h1><p>c¸o nhiÖm vô n¨m nay\"}"));
	assert_field(TC_FIELD_TITLE, "Nghị quyết");
	assert_contains(doc.field[TC_FIELD_TEXT].s, "cáo nhiệm vụ năm nay");
	assert_field(TC_FIELD_REPAIR, "tcvn3");
	/* Nothing to repair: what the feed says itself stands. */
	assert_ok(read_line("{\"id\":\"1\",\"text\":\"đất\"}"));
	assert_field(TC_FIELD_REPAIR, "");
	assert_ok(
	    read_line("{\"id\":\"1\",\"text\":\"đất\",\"repair\":\"vni\"}"));
	assert_field(TC_FIELD_REPAIR, "vni");
	assert_status(
	    TC_INVALID, read_line("{\"id\":1,\"text\":\"\",\"issuer\":5}"));
}

static void
id_may_be_a_number_and_the_rest_missing(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":-42,\"text\":\"\"}"));
	assert_field(TC_FIELD_ID, "-42");
	assert_field(TC_FIELD_TITLE, "");
	assert_ok(read_line("{\"id\":\"x\",\"text\":\"a\",\"title\":null,"
			    "\"date\":null,\"html\":null}"));
	assert_ok(read_line("{\"id\":\"x\",\"text\":\"a\",\"date\":\"\"}"));
	assert_field(TC_FIELD_DATE, "");
	assert_int_equal(doc.note.len, 0);
}

static void
texts_are_cleaned(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":\"x\",\"title\":\"  Nghie\\u0302\\u0323p"
			    " \\n vụ\\u00a0\\u00ad mới \","
			    "\"text\":\"\\r\\n a\\t\\tb \\r\\n\\r\\n\\r\\n"
			    "c\\u200bd\\n \"}"));
	assert_field(TC_FIELD_TITLE, "Nghiệp vụ mới");
	assert_field(TC_FIELD_TEXT, "a b\n\nc d");
}

static void
html_is_read_unless_there_is_text(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":\"x\",\"html\":\"<h1>Tên</h1>"
			    "<p>Một <b>hai</b></p><p>Ba\"}"));
	assert_field(TC_FIELD_TITLE, "Tên");
	assert_field(TC_FIELD_TEXT, "Một hai\n\nBa");
	assert_ok(read_line("{\"id\":\"x\",\"title\":\"Của tôi\","
			    "\"html\":\"<h1>Tên</h1><p>Một\"}"));
	assert_field(TC_FIELD_TITLE, "Của tôi");
	assert_ok(
	    read_line("{\"id\":\"x\",\"html\":\"<p>Một\",\"text\":\"Hai\"}"));
	assert_field(TC_FIELD_TEXT, "Hai");
	assert_ok(
	    read_line("{\"id\":\"x\",\"html\":\"<p>Một\",\"text\":null}"));
	assert_field(TC_FIELD_TEXT, "Một");
}

static void
wrong_lines_are_refused_and_say_why(void **state)
{
	/* clang-format off */
	static const struct {
		const char *line, *why;
	} cases[] = {
	    {"", "no JSON"}, {"x", "no JSON"}, {"{\"id\":", "no JSON"},
	    {"[]", "no JSON object"},
	    {"[{\"id\":\"x\",\"text\":\"a\"}]", "no JSON object"},
	    {"{}", "\"id\" is missing"},
	    {"{\"text\":\"a\"}", "\"id\" is missing"},
	    {"{\"id\":null,\"text\":\"a\"}", "\"id\" is missing"},
	    {"{\"id\":1.5,\"text\":\"a\"}", "\"id\" is missing"},
	    {"{\"id\":\"\",\"text\":\"a\"}", "\"id\" is empty"},
	    {"{\"id\":\"x\"}", "neither \"text\" nor \"html\""},
	    {"{\"id\":\"x\",\"text\":null}", "neither \"text\""},
	    {"{\"id\":\"x\",\"text\":1}", "\"text\" is no string"},
	    {"{\"id\":\"x\",\"html\":[]}", "\"html\" is no string"},
	    {"{\"id\":\"x\",\"text\":\"a\",\"title\":1}",
	     "\"title\" is no string"},
	    {"{\"id\":\"x\",\"text\":\"a\",\"url\":{}}",
	     "\"url\" is no string"},
	    {"{\"id\":\"x\",\"text\":\"a\",\"number\":12}",
	     "\"number\" is no string"},
	    {"{\"id\":\"x\",\"text\":\"a\",\"date\":2020}",
	     "\"date\" is no string"},
	    {"{\"id\":\"x\",\"text\":\"a\",\"deleted\":1}", "\"deleted\""},
	    {"{\"id\":\"x\",\"text\":\"a\",\"deleted\":\"true\"}",
	     "\"deleted\""},
	    {"{\"id\":\"x\",\"text\":\"a\",\"visibility\":\"PUBLIC\"}",
	     "\"visibility\""},
	    {"{\"id\":\"x\",\"text\":\"a\",\"visibility\":true}",
	     "\"visibility\""},
	    {"{\"id\":\"x\",\"text\":\"a\\u0000b\"}", "no JSON"},
	    {"{\"id\":\"a\\u0000b\",\"text\":\"a\"}", "no JSON"},
	    {"{\"id\":\"x\",\"text\":\"\xFF\"}", "no JSON"},
	    {"{\"id\":\"x\",\"text\":\"\\ud800\"}", "no JSON"},
	    {"{\"id\":\"x\",\"text\":\"a\"} {}", "no JSON"},
	    {"{\"id\":99999999999999999999,\"text\":\"a\"}", "no JSON"},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_status(TC_INVALID, read_line(cases[i].line));
		assert_contains(test_err.text, cases[i].why);
		tc_document_clear(&doc);
		assert_status(TC_INVALID,
		    tc_document_read_feed(&doc, S(cases[i].line), NULL));
	}
}

static void
broken_json_is_located(void **state)
{
	(void)state;
	assert_status(TC_INVALID, read_line("{\"id\":\"x\",\"text\":oops}"));
	assert_in_range(test_err.pos, 17, 22);
	assert_status(TC_INVALID, read_line("{\"id\":\"x\",,"));
	assert_in_range(test_err.pos, 10, 11);
}

static void
deleted_needs_no_text(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":\"x\",\"deleted\":true}"));
	assert_true(doc.deleted);
	assert_field(TC_FIELD_ID, "x");
	assert_ok(read_line("{\"id\":\"x\",\"deleted\":false,\"text\":\"a\"}"));
	assert_false(doc.deleted);
	assert_status(TC_INVALID, read_line("{\"deleted\":true}"));
}

static void
visibility_is_given_or_not(void **state)
{
	(void)state;
	assert_ok(read_line(
	    "{\"id\":\"x\",\"text\":\"a\",\"visibility\":\"public\"}"));
	assert_true(doc.visibility_given);
	assert_int_equal(doc.visibility, TC_PUBLIC);
	assert_ok(read_line(
	    "{\"id\":\"x\",\"text\":\"a\",\"visibility\":\"internal\"}"));
	assert_true(doc.visibility_given);
	assert_int_equal(doc.visibility, TC_INTERNAL_ONLY);
	assert_ok(read_line("{\"id\":\"x\",\"text\":\"a\"}"));
	assert_false(doc.visibility_given);
}

static void
unknown_fields_are_kept(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":\"x\",\"năm\":2020,\"tags\":[\"a\",1],"
			    "\"text\":\"a\",\"o\":{\"p\":null}}"));
	assert_contains(tc_document_str(&doc, TC_FIELD_EXTRA), "\"năm\":2020");
	assert_contains(
	    tc_document_str(&doc, TC_FIELD_EXTRA), "\"tags\":[\"a\",1]");
	assert_contains(
	    tc_document_str(&doc, TC_FIELD_EXTRA), "\"o\":{\"p\":null}");
	assert_null(strstr(tc_document_str(&doc, TC_FIELD_EXTRA), "text"));
}

static void
bad_date_leaves_the_document_with_a_note(void **state)
{
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	size_t shift;

	(void)state;
	assert_ok(
	    read_line("{\"id\":\"x\",\"text\":\"a\",\"date\":\"31/02/2020\"}"));
	assert_field(TC_FIELD_DATE, "");
	assert_field(TC_FIELD_EXTRA, "{\"date\":\"31/02/2020\"}");
	assert_contains(doc.note.s, "\"31/02/2020\" is no date");
	for (shift = 0; shift < 3; shift++) { /* a note is UTF-8 */
		tc_buf_clear(&line);
		tc_buf_puts(&line, "{\"id\":\"x\",\"text\":\"a\",\"date\":\"");
		put_times(&line, "x", shift);
		put_times(&line, "ệ", 100);
		tc_buf_puts(&line, "\"}");
		assert_ok(read_line(line.s));
		assert_int_equal(
		    tc_text_utf8_span(doc.note.s, doc.note.len), doc.note.len);
	}
	tc_buf_free(&line);
}

static void
deep_nesting_is_refused_or_kept(void **state)
{
	struct tc_buf line = TC_BUF_INIT((size_t)4 << 20);

	(void)state;
	tc_buf_puts(&line, "{\"id\":\"x\",\"text\":\"a\",\"o\":");
	put_times(&line, "[", 1 << 20);
	assert_status(TC_INVALID, read_line(line.s));
	tc_buf_clear(&line);
	tc_buf_puts(&line, "{\"id\":\"x\",\"text\":\"a\",\"o\":");
	put_times(&line, "[", 1000);
	put_times(&line, "]", 1000);
	tc_buf_puts(&line, "}");
	assert_ok(read_line(line.s));
	assert_int_equal(doc.field[TC_FIELD_EXTRA].len, 2000 + 6);
	tc_buf_free(&line);
}

static void
what_is_too_long_is_refused(void **state)
{
	static const char *const begins[] = {"{\"text\":\"a\",\"id\":\"",
	    "{\"id\":\"x\",\"text\":\"a\",\"title\":\"",
	    "{\"id\":\"x\",\"text\":\""};
	static const size_t limits[] = {TC_ID_MAX, 64 << 10, TC_TEXT_MAX};
	struct tc_buf line = TC_BUF_INIT(TC_TEXT_MAX + 100);
	size_t i, start;

	(void)state;
	for (i = 0; i < COUNT(begins); i++) {
		tc_buf_clear(&line);
		tc_buf_puts(&line, begins[i]);
		start = line.len;
		tc_buf_reserve(&line, limits[i] + 3);
		memset(line.s + line.len, 'x', limits[i]);
		memcpy(line.s + start + limits[i], "\"}", 3);
		line.len += limits[i] + 2;
		assert_ok(read_line(line.s));
		memcpy(line.s + start + limits[i], "x\"}", 4);
		if (read_line(line.s) == TC_OK)
			fail_msg("%s is not too long", begins[i]);
	}
	tc_buf_free(&line);
}

/* Other lines of the feed must not shine through. */
static void
record_is_reused(void **state)
{
	(void)state;
	assert_ok(read_line("{\"id\":\"long id\",\"title\":\"T\",\"text\":"
			    "\"a long text\",\"date\":\"x\",\"e\":1,"
			    "\"visibility\":\"public\"}"));
	assert_ok(read_line("{\"id\":\"x\",\"text\":\"a\"}"));
	assert_field(TC_FIELD_ID, "x");
	assert_field(TC_FIELD_TITLE, "");
	assert_field(TC_FIELD_TEXT, "a");
	assert_field(TC_FIELD_EXTRA, "");
	assert_int_equal(doc.note.len, 0);
	assert_int_equal(doc.visibility, TC_INTERNAL_ONLY);
}

static void
record_survives_as_json(void **state)
{
	struct tc_buf json = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf again = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	(void)state;
	tc_document_clear(&doc);
	for (i = 0; i < TC_FIELD_EXTRA; i++)
		tc_buf_printf(&doc.field[i], "\"%s\"\\\n</đ>", "x");
	tc_buf_puts(&doc.field[TC_FIELD_EXTRA], "{\"a\":[1,\"đ\"]}");
	assert_ok(tc_document_to_json(&doc, &json, &test_err));
	assert_ok(tc_document_from_json(&doc, json.s, json.len, &test_err));
	for (i = 0; i < TC_FIELD_EXTRA; i++)
		assert_field(i, "\"x\"\\\n</đ>");
	assert_field(TC_FIELD_EXTRA, "{\"a\":[1,\"đ\"]}");
	assert_ok(tc_document_to_json(&doc, &again, &test_err));
	assert_text(again, json.s, "the way back");
	tc_document_clear(&doc);
	tc_buf_clear(&json);
	assert_ok(tc_document_to_json(&doc, &json, &test_err));
	assert_text(json, "{}", "an empty record");
	tc_buf_free(&json);
	tc_buf_free(&again);
}

static void
damaged_records_are_corrupt(void **state)
{
	static const char *const cases[] = {"", "{", "[]", "1", "{\"id\":1}",
	    "{\"title\":[]}", "{\"text\":null}", "{\"title\":{\"a\":1}}",
	    "{\"extra\":\"a\"}"};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		assert_status(TC_CORRUPT,
		    tc_document_from_json(&doc, S(cases[i]), &test_err));
}

static void
any_bytes_are_a_record_or_not(void **state)
{
	static const char line[] =
	    "{\"id\":\"a\",\"title\":\"Tên\",\"date\":\"29/6/2020\","
	    "\"text\":\"Một\\nhai\",\"deleted\":false,\"x\":[1,2.5e3]}";
	uint64_t seed = 8259;
	char text[sizeof(line)];
	size_t i, n;

	(void)state;
	for (i = 0; i < 20000; i++) {
		memcpy(text, line, sizeof(line));
		for (n = 1 + random_below(&seed, 3); n > 0; n--)
			text[random_below(&seed, sizeof(line) - 1)] =
			    (char)next_random(&seed);
		tc_document_clear(&doc);
		tc_document_read_feed(&doc, text, sizeof(line) - 1, &test_err);
	}
}

static void
fields_have_names(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < TC_FIELD_COUNT; i++) {
		assert_non_null(tc_field_name((enum tc_field)i));
		for (k = 0; k < i; k++)
			assert_string_not_equal(tc_field_name((enum tc_field)i),
			    tc_field_name((enum tc_field)k));
	}
}

/* jansson, which reads records, takes every text for what it was. */
static void
record_keeps_every_character(void **state)
{
	struct tc_buf json = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	uint32_t c;

	(void)state;
	for (c = 1; c < 0x2100; c++)
		put_char(&text, c);
	put_char(&text, 0x1F600);
	tc_document_clear(&doc);
	tc_buf_put(&doc.field[TC_FIELD_TEXT], text.s, text.len);
	assert_ok(tc_document_to_json(&doc, &json, &test_err));
	assert_contains(json.s, "\\u0001\\u0002");
	assert_contains(json.s, "\\b\\t\\n\\u000B\\f\\r\\u000E");
	assert_ok(tc_document_from_json(&doc, json.s, json.len, &test_err));
	assert_field(TC_FIELD_TEXT, text.s);
	tc_buf_putc(&doc.field[TC_FIELD_TEXT], (char)0xC3);
	assert_status(TC_INVALID, tc_document_to_json(&doc, &json, &test_err));
	assert_contains(test_err.text, "text");
	tc_buf_free(&json);
	tc_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_field_is_read),
	    cmocka_unit_test(old_encodings_are_repaired),
	    cmocka_unit_test(id_may_be_a_number_and_the_rest_missing),
	    cmocka_unit_test(texts_are_cleaned),
	    cmocka_unit_test(html_is_read_unless_there_is_text),
	    cmocka_unit_test(wrong_lines_are_refused_and_say_why),
	    cmocka_unit_test(broken_json_is_located),
	    cmocka_unit_test(deleted_needs_no_text),
	    cmocka_unit_test(visibility_is_given_or_not),
	    cmocka_unit_test(unknown_fields_are_kept),
	    cmocka_unit_test(bad_date_leaves_the_document_with_a_note),
	    cmocka_unit_test(deep_nesting_is_refused_or_kept),
	    cmocka_unit_test(what_is_too_long_is_refused),
	    cmocka_unit_test(record_is_reused),
	    cmocka_unit_test(record_survives_as_json),
	    cmocka_unit_test(record_keeps_every_character),
	    cmocka_unit_test(damaged_records_are_corrupt),
	    cmocka_unit_test(any_bytes_are_a_record_or_not),
	    cmocka_unit_test(fields_have_names),
	};

	return cmocka_run_group_tests_name(
	    "document/feed", tests, init_document, free_document);
}
