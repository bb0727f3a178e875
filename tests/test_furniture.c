/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/furniture.c and indexer/recur.c: what recurs on pages. */
#include "tracuu_test.h"

#include "document_test.h"

#include <tracuu/furniture.h>

#include "recur.h"

/* A page with this text; its outline is made. */
static struct tc_span
outline_of(const char *text)
{
	tc_document_clear(&doc);
	doc.page = TC_SITE_PAGE;
	tc_buf_puts(&doc.field[TC_FIELD_TEXT], text);
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	return (struct tc_span){tc_buf_str(&doc.outline), doc.outline.len};
}

/* The number of a text that is one block. */
static uint32_t
number_of(const char *text)
{
	struct tc_span outline = outline_of(text);

	assert_int_equal(tc_outline_count(outline), 2);
	return tc_outline_at(outline, 1);
}

static void
lines_are_cut_where_blocks_may_meet(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text;
		const char *blocks[5];
	} cases[] = {
	    {"Một dòng\nHai dòng\n\nBa", {"Một dòng", "Hai dòng", "Ba"}},
	    /* A footer glued to the last sentence. */
	    {"Nhiệm kỳ 2020 - 2025.BAN QUẢN LÝ\nTrụ sở: A",
		{"Nhiệm kỳ 2020 - 2025.", "BAN QUẢN LÝ", "Trụ sở: A"}},
	    {"của tỉnhĐơn vị", {"của tỉnh", "Đơn vị"}},
	    {"năm 2025Ơn nghĩa", {"năm 2025", "Ơn nghĩa"}},
	    /* Paths of menus. */
	    {"Trang chủ » Tin tức » Bài này",
		{"Trang chủ »", "Tin tức »", "Bài này"}},
	    /* Sentences, but not of a few words. */
	    {"Câu này đủ năm từ. Câu sau cũng năm từ.",
		{"Câu này đủ năm từ.", "Câu sau cũng năm từ."}},
	    {"Cuộc họp được tổ chức tại thành phố. Thái Nguyên.",
		{"Cuộc họp được tổ chức tại thành phố. Thái Nguyên."}},
	    {"Cuộc họp được tổ chức tại TP. Thái Nguyên hôm qua rồi",
		{"Cuộc họp được tổ chức tại TP. Thái Nguyên hôm qua rồi"}},
	    /* No block: numbers alone, one letter. */
	    {"12/2020\nx\n---\nĐược", {"Được"}},
	    /* A block twice is one. */
	    {"In trang\nGửi\nIn trang", {"In trang", "Gửi"}},
	};
	/* clang-format on */
	uint32_t want[5];
	size_t i, k, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct tc_span got;

		for (n = 0; n < 5 && cases[i].blocks[n] != NULL; n++) {
			/* Alone a block with a cut in it would be two. */
			tc_document_clear(&doc);
			want[n] = n == 0 && cases[i].blocks[1] == NULL
			    ? 0
			    : number_of(cases[i].blocks[n]);
		}
		got = outline_of(cases[i].text);
		if (tc_outline_count(got) != n + 1)
			print_error("%s: %zu blocks\n", cases[i].text,
			    tc_outline_count(got) - 1);
		assert_int_equal(tc_outline_count(got), n + 1);
		for (k = 0; k < n && want[k] != 0; k++)
			assert_int_equal(tc_outline_at(got, k + 1), want[k]);
	}
}

static void
only_pages_have_outlines(void **state)
{
	struct tc_span outline;
	uint32_t site, block;

	(void)state;
	outline = outline_of("Chân trang");
	site = tc_outline_at(outline, 0);
	block = tc_outline_at(outline, 1);
	assert_int_not_equal(site, 0);
	assert_int_equal(block & TC_OUTLINE_FURNITURE, 0);
	doc.page = TC_SITE_PAGE_OFFICIAL;
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	outline = (struct tc_span){doc.outline.s, doc.outline.len};
	assert_int_equal(tc_outline_at(outline, 0), 0);
	assert_int_equal(tc_outline_at(outline, 1), block);
	/* Another site has other numbers. */
	doc.page = TC_SITE_PAGE;
	assert_ok(tc_outline_make(&doc, "other", &test_err));
	outline = (struct tc_span){doc.outline.s, doc.outline.len};
	assert_int_not_equal(tc_outline_at(outline, 0), site);
	assert_int_not_equal(tc_outline_at(outline, 1), block);
	doc.page = TC_SITE_PAGE_NOT;
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	assert_int_equal(doc.outline.len, 0);
}

static void
long_blocks_and_authors_are_no_furniture(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	int i;

	(void)state;
	for (i = 0; i < 100; i++)
		tc_buf_puts(&text, "chữ và ");
	tc_buf_puts(&text, "\nChân trang");
	assert_int_equal(tc_outline_count(outline_of(tc_buf_str(&text))), 2);
	tc_document_clear(&doc);
	doc.page = TC_SITE_PAGE;
	tc_buf_puts(&doc.field[TC_FIELD_TEXT],
	    "Người viết: Thu Hà\nNguồn: TTXVN\nChân trang");
	tc_buf_puts(&doc.field[TC_FIELD_AUTHOR], "Thu Hà");
	tc_buf_puts(&doc.field[TC_FIELD_ORIGIN], "TTXVN");
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	assert_int_equal(doc.outline.len, 8);
	/* Nor what is aside already. */
	tc_document_clear(&doc);
	doc.page = TC_SITE_PAGE;
	tc_buf_puts(&doc.field[TC_FIELD_TEXT], "Quốc hiệu\nChân trang");
	tc_aside_put(&doc, 0, strlen("Quốc hiệu"));
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	assert_int_equal(doc.outline.len, 8);
	/* Of very many the first and the last ones are looked at. */
	tc_buf_clear(&text);
	for (i = 0; i < 1000; i++)
		tc_buf_printf(&text, "Dòng %d\n", i);
	assert_int_equal(tc_outline_count(outline_of(tc_buf_str(&text))), 65);
	tc_buf_free(&text);
}

/* Mark a block of the document's outline, or all when at is 0. */
static void
mark(size_t at, bool furniture)
{
	struct tc_span outline = {doc.outline.s, doc.outline.len};
	size_t i;

	for (i = 1; i < tc_outline_count(outline); i++) {
		uint32_t number =
		    tc_outline_at(outline, i) & ~TC_OUTLINE_FURNITURE;

		if (at == 0 || at == i)
			tc_outline_set(doc.outline.s, i,
			    number | (furniture ? TC_OUTLINE_FURNITURE : 0));
	}
	assert_ok(tc_furniture_apply(&doc, "site", &test_err));
}

static void
furniture_is_set_aside_and_comes_back(void **state)
{
	const struct tc_buf *aside = &doc.field[TC_FIELD_ASIDE];

	(void)state;
	outline_of("Đầu\nmột.Glued\nhai\nba\ncuối");
	tc_aside_put(
	    &doc, strlen("Đầu\nmột.Glued\n"), strlen("Đầu\nmột.Glued\nhai"));
	assert_ok(tc_outline_make(&doc, "site", &test_err));
	assert_int_equal(
	    tc_outline_count((struct tc_span){doc.outline.s, doc.outline.len}),
	    6);
	mark(1, true);
	assert_text(*aside, "0-6s 19-22", "the first");
	mark(3, true);
	assert_text(*aside, "0-6s 13-18s 19-22", "the glued one, too");
	mark(5, true);
	mark(4, true); /* with the line end between them */
	assert_text(*aside, "0-6s 13-18s 19-22 23-32s", "the last");
	mark(1, false);
	assert_text(*aside, "13-18s 19-22 23-32s", "not the first");
	mark(0, false);
	assert_text(*aside, "19-22", "its own stays");
	mark(3, true);
	tc_aside_drop(&doc);
	assert_text(doc.field[TC_FIELD_TEXT], "Đầu\nmột.\n\n\n\nba\ncuối",
	    "what is left");
}

/* Give an outline of these numbers, the site first, n times. */
static void
count(struct tc_recur *recur, const uint32_t *numbers, size_t len, int n)
{
	char outline[64];
	size_t i;

	for (i = 0; i < len; i++)
		tc_outline_set(outline, i, numbers[i]);
	while (n-- > 0)
		assert_ok(tc_recur_count(
		    recur, (struct tc_span){outline, 4 * len}, &test_err));
}

static bool
recurs(const struct tc_recur *recur, uint32_t number)
{
	char outline[8];

	tc_outline_set(outline, 0, 0);
	tc_outline_set(outline, 1, number);
	tc_recur_mark(recur, outline, sizeof(outline));
	return (tc_outline_at((struct tc_span){outline, sizeof(outline)}, 1) &
		   TC_OUTLINE_FURNITURE) != 0;
}

/* Sites of 100 and of 12 pages, and some that teach nothing. */
static void
count_pages(struct tc_recur *recur)
{
	static const uint32_t twenty[] = {2, 100, 200}, nineteen[] = {2, 102},
			      rest[] = {2, 300}, small_ten[] = {4, 400},
			      small[] = {4, 402}, silent[] = {0, 500};

	count(recur, twenty, 3, 20);
	count(recur, nineteen, 2, 19);
	count(recur, rest, 1, 61);
	count(recur, small_ten, 2, 10);
	count(recur, small, 2, 2);
	count(recur, silent, 2, 50);
}

static void
blocks_of_enough_pages_recur(void **state)
{
	struct tc_recur *recur;
	char outline[12];

	(void)state;
	assert_ok(tc_recur_new(&recur, &test_err));
	/* A round that was broken off counts for nothing. */
	count_pages(recur);
	tc_recur_restart(recur);
	count_pages(recur);
	tc_recur_sift(recur);
	count_pages(recur);
	tc_recur_restart(recur);
	count_pages(recur);
	assert_true(recurs(recur, 100));
	assert_true(recurs(recur, 200));
	assert_false(recurs(recur, 102)); /* 19 of 100 */
	assert_true(recurs(recur, 400));  /* ten of twelve */
	assert_false(recurs(recur, 402));
	assert_false(recurs(recur, 500));
	assert_false(recurs(recur, 998));
	/* What is said anew is told. */
	tc_outline_set(outline, 0, 2);
	tc_outline_set(outline, 1, 100);
	tc_outline_set(outline, 2, 102 | TC_OUTLINE_FURNITURE);
	assert_true(tc_recur_mark(recur, outline, sizeof(outline)));
	assert_false(tc_recur_mark(recur, outline, sizeof(outline)));
	tc_recur_free(recur);
}

/* Many more blocks than counters of the first round hold apart. */
static void
many_blocks_are_told_apart(void **state)
{
	struct tc_recur *recur;
	uint32_t page, i, round;

	(void)state;
	assert_ok(tc_recur_new(&recur, &test_err));
	for (round = 0; round < 2; round++) {
		for (page = 0; page < 40000; page++) {
			uint32_t numbers[16] = {6, 8};

			for (i = 2; i < 16; i++)
				numbers[i] = 2 * (page * 100000 + i * 77 + 50);
			numbers[2] = page % 5 == 0 ? 10 : numbers[2];
			count(recur, numbers, 16, 1);
		}
		tc_recur_sift(recur);
	}
	assert_true(recurs(recur, 8));
	assert_true(recurs(recur, 10));
	assert_false(recurs(recur, 2 * (100000 + 3 * 77 + 50)));
	tc_recur_free(recur);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(lines_are_cut_where_blocks_may_meet),
	    cmocka_unit_test(only_pages_have_outlines),
	    cmocka_unit_test(long_blocks_and_authors_are_no_furniture),
	    cmocka_unit_test(furniture_is_set_aside_and_comes_back),
	    cmocka_unit_test(blocks_of_enough_pages_recur),
	    cmocka_unit_test(many_blocks_are_told_apart),
	};

	return cmocka_run_group_tests_name(
	    "document/furniture", tests, init_document, free_document);
}
