/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of query/snippet.c: the passage that is shown. */
#include "tracuu_test.h"

#include <tracuu/query.h>

static struct tc_analyser *analyser;
static struct tc_snippet snippet;

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

static void
make(const char *query, enum tc_rung rung, const char *text, size_t len,
    size_t max)
{
	struct tc_marking marking = {.rung = rung};
	struct tc_parsed parsed;

	assert_ok(tc_parse(&parsed, S(query), analyser, &test_err));
	assert_ok(tc_snippet_make(
	    &snippet, analyser, &parsed, &marking, text, len, max, &test_err));
	tc_parsed_free(&parsed);
}

/* What holds for any snippet: parts in order, without gaps, of characters. */
static void
check_parts(const char *text, size_t len)
{
	const struct tc_snippet_part *part = snippet.part;
	size_t i;

	assert_true(snippet.n <= TC_SNIPPET_PARTS);
	for (i = 0; i < snippet.n; i++) {
		assert_true(part[i].from < part[i].to && part[i].to <= len);
		assert_true(i == 0 || part[i].from == part[i - 1].to);
		assert_int_equal(tc_text_utf8_span(text + part[i].from,
				     part[i].to - part[i].from),
		    part[i].to - part[i].from);
	}
	if (snippet.n == 0)
		return;
	assert_int_equal(snippet.begins, part[0].from > 0);
	assert_int_equal(snippet.ends, part[snippet.n - 1].to < len);
}

/* As "…một [hai] ba…". */
static void
put_snippet(struct tc_buf *out, const char *text)
{
	size_t i;

	tc_buf_clear(out);
	tc_buf_puts(out, snippet.begins ? "…" : "");
	for (i = 0; i < snippet.n; i++) {
		const struct tc_snippet_part *part = &snippet.part[i];

		tc_buf_puts(out, part->marked ? "[" : "");
		tc_buf_put(out, text + part->from, part->to - part->from);
		tc_buf_puts(out, part->marked ? "]" : "");
	}
	tc_buf_puts(out, snippet.ends ? "…" : "");
}

struct snippet_case {
	const char *query, *text, *want;
};

static void
check_cases(
    const struct snippet_case *cases, size_t n, enum tc_rung rung, size_t max)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < n; i++) {
		make(cases[i].query, rung, S(cases[i].text), max);
		check_parts(S(cases[i].text));
		put_snippet(&out, cases[i].text);
		assert_text(out, cases[i].want, cases[i].query);
	}
	tc_buf_free(&out);
}

static void
words_of_the_query_are_marked_as_they_are_written(void **state)
{
	/* clang-format off */
	static const struct snippet_case cases[] = {
	    {"dat", "đất và ĐẤT, dat", "[đất] và [ĐẤT], [dat]"},
	    {"đất", "đất đắt dat", "[đất] đắt dat"},
	    {"hoà", "HÒA hoà hoa", "[HÒA hoà] hoa"},
	    {"quy", "Quý qui", "[Quý qui]"},
	    {"nghiep", "x nghie\u0323\u0302p y", "x [nghie\u0323\u0302p] y"},
	    {"khu công nghiệp", "ở khu công nghiệp Yên Bình",
	     "ở [khu công nghiệp] Yên Bình"},
	    {"khu nghiệp", "khu công nghiệp", "[khu] công [nghiệp]"},
	    {"12/2020/NQ-HĐND", "số 012/2020/NQ–HDND này",
	     "số [012/2020/NQ–HDND] này"},
	    {"29/6/2020", "ngày 29-06-2020.", "ngày [29-06-2020]."},
	    {"2020", "số 12/2020/NQ-B", "số 12/[2020]/NQ-B"},
	    {"8900", "8.900 tỷ", "[8.900] tỷ"},
	    {"đất -nhà", "đất nhà", "[đất] nhà"},
	    {"\"đất ở\"", "đất ở", "[đất ở]"},
	    {"H'Mông", "người H’Mông", "người [H’Mông]"},
	    {"m2", "100 m²", "100 [m²]"},
	};
	/* clang-format on */

	(void)state;
	check_cases(cases, COUNT(cases), TC_RUNG_ALL, 300);
}

static void
lower_rungs_mark_whatever_the_marks(void **state)
{
	/* clang-format off */
	static const struct snippet_case cases[] = {
	    {"đất", "đất đắt dat", "[đất đắt dat]"},
	    {"đường", "duong", "[duong]"},
	};
	/* clang-format on */

	(void)state;
	check_cases(cases, COUNT(cases), TC_RUNG_FOLDED, 300);
	check_cases(cases, COUNT(cases), TC_RUNG_SOME, 300);
}

static void
without_words_the_text_begins(void **state)
{
	/* clang-format off */
	static const struct snippet_case cases[] = {
	    {"", "một hai ba", "một hai ba"},
	    {"bốn", "một hai ba", "một hai ba"},
	    {"", "", ""}, {"bốn", "", ""},
	    {"bốn", "một hai ba năm sáu bảy tám chín", "một hai ba năm sáu…"},
	};
	/* clang-format on */

	(void)state;
	check_cases(cases, COUNT(cases), TC_RUNG_ALL, 22);
}

/* The passage with most of the query, the first of equals. */
static void
best_passage_is_chosen(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	put_times(&text, "Giá đất. ", 20);
	tc_buf_puts(&text, "Câu này nói: giải phóng mặt bằng khu đất đó. ");
	put_times(&text, "Mặt trời giải nhất. ", 20);
	make("giải phóng mặt bằng", TC_RUNG_ALL, text.s, text.len, 80);
	check_parts(text.s, text.len);
	put_snippet(&out, text.s);
	assert_contains(out.s, "[giải phóng mặt bằng] khu");
	make("giải", TC_RUNG_ALL, text.s, text.len, 80);
	put_snippet(&out, text.s);
	assert_contains(out.s, "nói: [giải] phóng");
	make("đất trời", TC_RUNG_ALL, text.s, text.len, 80);
	put_snippet(&out, text.s);
	assert_contains(out.s, "[đất] đó. Mặt [trời]");
	tc_buf_free(&text);
	tc_buf_free(&out);
}

static void
passage_begins_and_ends_at_words(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t max, from, to;

	(void)state;
	put_times(&text, "một hai ba bốn ", 50);
	tc_buf_puts(&text, "nghiệp ");
	put_times(&text, "năm sáu bảy tám ", 50);
	for (max = 10; max < 700; max += 7) {
		make("nghiep", TC_RUNG_ALL, text.s, text.len, max);
		check_parts(text.s, text.len);
		from = snippet.part[0].from;
		to = snippet.part[snippet.n - 1].to;
		assert_true(to - from <= max);
		assert_true(from == 0 || text.s[from - 1] == ' ');
		assert_true(to == text.len || text.s[to] == ' ');
		assert_true(snippet.n == 3 || max < 20);
	}
	tc_buf_free(&text);
}

static void
passage_is_of_whole_sentences_where_they_fit(void **state)
{
	/* clang-format off */
	static const struct snippet_case cases[] = {
	    {"đất", "Câu đầu dài hơn chỗ có. Giá đất tăng nhanh. Câu cuối cũng "
		"dài hơn chỗ có.", "…Giá [đất] tăng nhanh.…"},
	    {"đất", "Câu đầu dài hơn chỗ có\nGiá đất tăng nhanh\nCâu cuối cũng "
		"dài hơn chỗ có", "…Giá [đất] tăng nhanh…"},
	    /* no sentences: TP., 5., a.b */
	    {"đất", "Xin nói rằng TP. Huế có đất rất rộng, xin nhắc lại",
	     "…TP. Huế có [đất] rất rộng,…"},
	    {"đất", "Trong nhiều năm xa, mục 5. Giá đất tăng đều",
	     "…mục 5. Giá [đất] tăng đều"},
	    /* else clauses */
	    {"đất", "Câu này rất dài nhưng có dấu phẩy, giá đất tăng rất "
		"nhanh, và nó chưa hết đâu", "…giá [đất] tăng rất nhanh,…"},
	};
	/* clang-format on */

	(void)state;
	check_cases(cases, COUNT(cases), TC_RUNG_ALL, 44);
}

/* UBND is marked as ủy ban nhân dân, all of it and nothing less. */
static void
other_ways_to_write_are_marked(void **state)
{
	static const char text[] = "Uỷ ban nhân dân họp, ban nhân dân không, "
				   "Ủy ban, UBND";
	struct tc_parsed parsed, phrase;
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_also also = {.first = 0, .covers = 1};
	struct tc_marking marking = {.also = &also, .also_n = 1};

	(void)state;
	assert_ok(tc_parse(&parsed, S("ubnd họp"), analyser, &test_err));
	assert_ok(tc_parse(&phrase, S("ủy ban nhân dân"), analyser, &test_err));
	also.words = phrase.words;
	also.n = phrase.n;
	assert_ok(tc_snippet_make(
	    &snippet, analyser, &parsed, &marking, S(text), 200, &test_err));
	put_snippet(&out, text);
	assert_text(out,
	    "[Uỷ ban nhân dân họp], ban nhân dân không, Ủy ban, [UBND]",
	    "ubnd họp");
	tc_parsed_free(&parsed);
	tc_parsed_free(&phrase);
	tc_buf_free(&out);
}

/* Words of a query, and others, some of them ends of sentences. */
static void
put_random_text(struct tc_buf *text, uint64_t *seed)
{
	static const char *const words[] = {"khu", "công", "nghiệp", "khu công",
	    "khu công nghiệp", "KCN", "Đất", "đường", "rừng,", "sông.", "núi",
	    "\n"};
	uint32_t n = random_below(seed, 300), others = random_below(seed, 30);
	uint32_t k;

	tc_buf_clear(text);
	for (; n > 0; n--) {
		k = random_below(seed, COUNT(words) + others);
		tc_buf_printf(text, "%s ",
		    k < COUNT(words) ? words[k] : words[6 + k % 5]);
	}
}

/*
 * A text is read no farther than where a passage has the whole query. What is
 * found is what is found of the whole text: with a word more, which it has
 * not, no passage has the whole query.
 */
static void
rest_of_text_changes_nothing(void **state)
{
	static const char *const queries[][2] = {
	    {"khu công nghiệp", "khu công nghiệp vắng"},
	    {"công nghiệp", "công nghiệp vắng"}, {"khu", "khu vắng"},
	    {"công khu", "công khu vắng"}, {"đường rừng", "đường rừng vắng"}};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE), want, got;
	uint64_t seed = 20201127;
	uint32_t i, max;
	size_t k;

	(void)state;
	want = got = text;
	for (i = 0; i < 3000; i++) {
		put_random_text(&text, &seed);
		k = random_below(&seed, COUNT(queries));
		max = 20 + random_below(&seed, 400);
		make(queries[k][0], i % 2 == 0 ? TC_RUNG_ALL : TC_RUNG_SOME,
		    tc_buf_str(&text), text.len, max);
		tc_buf_clear(&got);
		put_snippet(&got, tc_buf_str(&text));
		make(queries[k][1], i % 2 == 0 ? TC_RUNG_ALL : TC_RUNG_SOME,
		    tc_buf_str(&text), text.len, max);
		tc_buf_clear(&want);
		put_snippet(&want, tc_buf_str(&text));
		assert_string_equal(tc_buf_str(&got), tc_buf_str(&want));
	}
	tc_buf_free(&text);
	tc_buf_free(&want);
	tc_buf_free(&got);
}

static void
passage_with_the_whole_query_ends_the_search(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_marking marking = {.rung = TC_RUNG_ALL};
	struct tc_matches matches = {NULL, 0, 0};
	struct tc_parsed parsed;

	(void)state;
	put_times(&text, "Khu rừng và công trình. ", 10);
	put_times(&text, "Khu công nghiệp ở phía nam. ", 400);
	assert_ok(tc_parse(&parsed, S("khu công nghiệp"), analyser, &test_err));
	assert_ok(tc_matches_find(&matches, analyser, &parsed, &marking, text.s,
	    text.len, &test_err));
	assert_int_equal(matches.n, 20 + 1200);
	assert_ok(tc_matches_find_passage(&matches, analyser, &parsed, &marking,
	    text.s, text.len, 200, &test_err));
	assert_in_range(matches.n, 20 + 3, 20 + 60);
	/* It must fit. */
	assert_ok(tc_matches_find_passage(&matches, analyser, &parsed, &marking,
	    text.s, text.len, 10, &test_err));
	assert_int_equal(matches.n, 20 + 1200);
	free(matches.at);
	tc_parsed_free(&parsed);
	tc_buf_free(&text);
}

/* Of letterheads; a dash that stands for something stays. */
static void
drawn_lines_are_left_out(void **state)
{
	/* clang-format off */
	static const char *const cases[][2] = {
	    {"BAN QUẢN LÝ\n-------\nSố: 12", "BAN QUẢN LÝ\nSố: 12"},
	    {"KCN ------- --------------- Số", "KCN Số"},
	    {"----------\nThông báo", "Thông báo"},
	    {"Thông báo\n_____________", "Thông báo\n"},
	    {"SỞ * * * Số =====\nQĐ ~~~ UB", "SỞ Số QĐ UB"},
	    {"HẾT - - - Nơi nhận", "HẾT Nơi nhận"},
	    {"hết ---o0o---\n—————— ───── Số", "hết Số"},
	    {"-----", ""}, {"--- ***\n===", ""},
	    /* what is none */
	    {"Hà Nội - Huế -- Vinh – Thanh", "Hà Nội - Huế -- Vinh – Thanh"},
	    {"- một\n- hai\n- ba\n* bốn", "- một\n- hai\n- ba\n* bốn"},
	    {"a---b KCN------- -------Số", "a---b KCN------- -------Số"},
	    {"12/QĐ-UBND-KT 1-2-3 o0o ooo", "12/QĐ-UBND-KT 1-2-3 o0o ooo"},
	    {"Ngày ..... tháng ...", "Ngày ..... tháng ..."},
	    {"---\n- một", "- một"},
	};
	/* clang-format on */
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		make("vắng", TC_RUNG_ALL, S(cases[i][0]), 300);
		put_snippet(&out, cases[i][0]);
		assert_text(out, cases[i][1], cases[i][0]);
	}
	make("quyết định", TC_RUNG_ALL, S("UBND ----- quyết ----- định ==="),
	    300);
	put_snippet(&out, "UBND ----- quyết ----- định ===");
	assert_text(out, "UBND [quyết] [định] ", "beside marks");
	tc_buf_free(&out);
}

/* More marks than there are parts: the rest goes unmarked. */
static void
parts_are_limited(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	put_times(&text, "đất, ", 200);
	make("đất", TC_RUNG_ALL, text.s, text.len, 900);
	check_parts(text.s, text.len);
	assert_int_equal(snippet.n, TC_SNIPPET_PARTS);
	tc_buf_free(&text);
}

static void
text_without_spaces_is_cut_between_characters(void **state)
{
	static const char *const letters[] = {"a", "ệ", "三", "\U00020000"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, max;

	(void)state;
	for (i = 0; i < COUNT(letters); i++) {
		tc_buf_clear(&text);
		put_times(&text, letters[i], 3000);
		for (max = 100; max < 110; max++) {
			make("không", TC_RUNG_ALL, text.s, text.len, max);
			check_parts(text.s, text.len);
			assert_true(snippet.n == 1);
			assert_in_range(snippet.part[0].to, max - 3, max);
			make("三", TC_RUNG_ALL, text.s, text.len, max);
			check_parts(text.s, text.len);
		}
	}
	tc_buf_free(&text);
}

static void
huge_texts_are_searched_at_their_beginning(void **state)
{
	struct tc_buf text = TC_BUF_INIT((size_t)8 << 20);
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	put_times(&text, "nghiệp vụ, ", (1 << 20) / 15 - 10);
	tc_buf_puts(&text, "đây là đất. ");
	put_times(&text, "ệ", 1 << 18);
	put_times(&text, " công", 1 << 18);
	make("đất", TC_RUNG_ALL, text.s, text.len, 200);
	check_parts(text.s, text.len);
	put_snippet(&out, text.s);
	assert_contains(out.s, "đây là [đất].");
	make("công", TC_RUNG_ALL, text.s, text.len, 200); /* too far */
	check_parts(text.s, text.len);
	assert_false(snippet.begins);
	tc_buf_free(&text);
	tc_buf_free(&out);
}

static void
any_text_has_a_snippet_and_always_the_same(void **state)
{
	static const char *const scraps[] = {"đất ", "ĐẤT", "giá ", ". ", "\n",
	    "12/NQ-B ", "nghiệp", " ", "三", "ệệệệ", "\"", "http://a.vn/b-c ",
	    "29/6/2020", "KCN.Doanh ", "e\u0301", "x"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_snippet first;
	uint64_t seed = 16;
	size_t i, n, max;

	(void)state;
	for (i = 0; i < 3000; i++) {
		tc_buf_clear(&text);
		for (n = random_below(&seed, 100); n > 0; n--)
			tc_buf_puts(
			    &text, scraps[random_below(&seed, COUNT(scraps))]);
		max = random_below(&seed, 200);
		make("giá đất 12/NQ-B c \"nghiep 三\"", TC_RUNG_FOLDED,
		    tc_buf_str(&text), text.len, max);
		check_parts(tc_buf_str(&text), text.len);
		first = snippet;
		make("giá đất 12/NQ-B c \"nghiep 三\"", TC_RUNG_FOLDED,
		    tc_buf_str(&text), text.len, max);
		assert_int_equal(first.n, snippet.n);
		assert_memory_equal(first.part, snippet.part,
		    snippet.n * sizeof(snippet.part[0]));
	}
	tc_buf_free(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(words_of_the_query_are_marked_as_they_are_written),
	    cmocka_unit_test(lower_rungs_mark_whatever_the_marks),
	    cmocka_unit_test(without_words_the_text_begins),
	    cmocka_unit_test(best_passage_is_chosen),
	    cmocka_unit_test(passage_begins_and_ends_at_words),
	    cmocka_unit_test(passage_is_of_whole_sentences_where_they_fit),
	    cmocka_unit_test(other_ways_to_write_are_marked),
	    cmocka_unit_test(rest_of_text_changes_nothing),
	    cmocka_unit_test(passage_with_the_whole_query_ends_the_search),
	    cmocka_unit_test(drawn_lines_are_left_out),
	    cmocka_unit_test(parts_are_limited),
	    cmocka_unit_test(text_without_spaces_is_cut_between_characters),
	    cmocka_unit_test(huge_texts_are_searched_at_their_beginning),
	    cmocka_unit_test(any_text_has_a_snippet_and_always_the_same),
	};

	return cmocka_run_group_tests_name("query/snippet", tests, begin, end);
}
