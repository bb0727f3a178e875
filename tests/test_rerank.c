/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second stage: what the features say, and the order that it gives. */
#include "tracuu_test.h"

#include <math.h>
#include <tracuu/query.h>

#include "feature.h"
#include "index_test.h"
#include "rerank.h"

static const struct sample samples[] = {
    {"dinh-nghia", "Điều 3. Giải thích từ ngữ",
	"1. Bảo hiểm xã hội là sự bảo đảm thay thế thu nhập của người lao "
	"động.\n2. Người lao động là người làm việc.",
	"Luật", "58/2014/QH13", "2014-11-20"},
    {"nhac-toi", "Điều 5. Quản lý quỹ",
	"Quỹ bảo hiểm xã hội, bảo hiểm xã hội tự nguyện và bảo hiểm xã hội "
	"khác được quản lý thống nhất. Việc chi là của quỹ.",
	"Luật", "58/2014/QH13", "2014-11-20"},
    {"ten", "Bảo hiểm xã hội là gì", "Hỏi và đáp về chế độ.", "", "", ""},
    {"so", "Nghị quyết về tiền lương", "Chi trả tiền lương đúng hạn.",
	"Nghị quyết", "12/2020/NQ-HĐND", "2020-06-29"},
    {"nhac-so", "Kế hoạch thực hiện Nghị quyết 12/2020/NQ-HĐND",
	"Thực hiện Nghị quyết 12/2020/NQ-HĐND về tiền lương: tiền lương năm "
	"2021, tiền lương năm 2022 được trả như thế nào.",
	"Kế hoạch", "7/KH-UBND", "2020-07-01"},
    {"a-doi", "Thông báo", "Lịch cắt điện tại phường Ba Hàng là mấy ngày.", "",
	"", ""},
    {"b-doi", "Thông báo", "Lịch cắt điện tại phường Ba Hàng là mấy ngày.", "",
	"", ""},
};

/* A query with its plan. */
struct asking {
	struct tc_analyser *analyser;
	struct tc_parsed parsed;
	struct tc_plan plan;
	struct tc_asked asked;
};

static struct tc_index *index_;

static int
set_up(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	index_ = make_sample_index(samples, COUNT(samples));
	return 0;
}

static int
tear_down(void **state)
{
	tc_index_free(index_);
	return remove_test_dir(state);
}

static void
begin(struct asking *a, const char *query)
{
	struct tc_search_options options = {.limit = 10};

	assert_ok(tc_analyser_new(&a->analyser, &test_err));
	assert_ok(
	    tc_parse(&a->parsed, query, strlen(query), a->analyser, &test_err));
	assert_ok(tc_plan_make(
	    &a->plan, index_, &a->parsed, &options, a->analyser, &test_err));
	tc_asked_make(&a->asked, &a->plan, 100);
}

static void
end(struct asking *a)
{
	tc_plan_free(&a->plan);
	tc_parsed_free(&a->parsed);
	tc_analyser_free(a->analyser);
}

/* A tc_value_fn. */
static enum tc_status
append_value(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	(void)i;
	tc_buf_put(arg, value.s, value.len);
	return tc_buf_check(arg, err);
}

/* The features of a document of the index. */
static void
look_at(struct asking *a, const char *id, struct tc_features *features)
{
	struct tc_heading *heading = calloc(1, sizeof(*heading));
	struct tc_row *text = calloc(1, sizeof(*text));
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_document document;
	uint32_t docid;

	memset(features, 0, sizeof(*features));
	tc_document_init(&document);
	assert_ok(tc_index_find(&docid, index_, id, strlen(id), &test_err));
	assert_ok(tc_index_values(index_, TC_SLOT_HEADING, &docid, 1,
	    append_value, &value, &test_err));
	assert_ok(tc_index_fields(
	    index_, docid, 1u << TC_FIELD_TEXT, &document, &test_err));
	tc_heading_read(heading, &a->asked,
	    (struct tc_span){tc_buf_str(&value), value.len});
	assert_ok(tc_row_read(text, &a->asked, a->analyser,
	    &document.field[TC_FIELD_TEXT], &test_err));
	tc_features_of_heading(features, &a->asked, heading);
	tc_features_of_text(features, &a->asked, text);
	tc_document_free(&document);
	tc_buf_free(&value);
	free(heading);
	free(text);
}

static void
assert_near(double got, double want)
{
	if (fabs(got - want) > 1e-9)
		fail_msg("%.12f, not %.12f", got, want);
}

static void
core_is_what_the_question_is_about(void **state)
{
	static const struct {
		const char *query, *core;
	} cases[] = {
	    {"Bảo hiểm xã hội là gì?", "bao hiem xa hoi"},
	    {"Quỹ được quản lý như thế nào", "qui duoc quan li"},
	    {"tien luong tra nhu the nao", "tien luong tra"},
	    {"là gì", "la"},
	};
	struct tc_buf core = TC_BUF_INIT(TC_BUF_LINE);
	struct asking a;
	size_t i, k;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		begin(&a, cases[i].query);
		tc_buf_clear(&core);
		for (k = 0; k < a.asked.n; k++) {
			if ((a.asked.core >> k & 1) != 0)
				tc_buf_printf(&core, "%s%s",
				    core.len > 0 ? " " : "",
				    a.asked.words[k].folded);
		}
		assert_string_equal(tc_buf_str(&core), cases[i].core);
		end(&a);
	}
	tc_buf_free(&core);
}

/* By a word or two that ask, by yes or no, by the mark, or by their length. */
static void
questions_are_told_from_topics(void **state)
{
	static const struct {
		const char *query;
		bool question;
	} cases[] = {
	    {"quỹ được quản lý ở đâu", true},
	    {"quy duoc quan ly the nao", true},
	    {"mấy ngày", true},
	    {"may ngay", true}, /* as documents have it */
	    {"máy ngày", false},
	    {"được làm thêm không", true},
	    {"đã trả tiền chưa", true},
	    {"đường hàng không", false},
	    {"chưa trả tiền", false},
	    {"tiền lương được trả ra sao", true},
	    {"có phải trả tiền lương", true},
	    {"ngôi sao", false},
	    {"Tên của quỹ bảo hiểm?", true},
	    {"Tên của quỹ bảo hiểm ? ", true},
	    {"Tên của quỹ bảo hiểm", false},
	    {"tiền lương?", false},
	    {"\"trả ở đâu\" tiền lương", false},
	    {"tiền lương -gì", false},
	    {"quỹ bảo hiểm xã hội quản lý thống nhất chi trả", false},
	    {"quỹ bảo hiểm xã hội được quản lý thống nhất và chi trả đúng hạn",
		true},
	};
	struct asking a;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		begin(&a, cases[i].query);
		if (tc_plan_is_question(&a.plan) != cases[i].question)
			fail_msg("%s", cases[i].query);
		end(&a);
	}
}

/* đâu is no slip for đầu, however rare it is in documents, nor "bao nhiêu" for
 * "bảo nhiêu". */
static void
words_that_ask_are_as_they_were_typed(void **state)
{
	static const struct {
		const char *query;
		size_t word; /* as typed or not at all, and its pair */
	} cases[] = {
	    {"quỹ ở nào", 2},
	    {"quỹ bao nhiêu", 1},
	    {"quỹ bao nhiêu", 2},
	    {"bao nhiêu", 1},
	    {"trả thế nào", 1},
	    {"trả như thế nào", 1},
	};
	struct tc_buf suggestion = TC_BUF_INIT(TC_BUF_LINE);
	struct asking a;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		const struct tc_plan_word *word;

		begin(&a, cases[i].query);
		tc_plan_suggest(&a.plan, &a.parsed, &suggestion);
		assert_int_equal(suggestion.len, 0);
		word = &a.plan.words[cases[i].word];
		assert_int_equal(
		    tc_rank_choice(&a.plan, &word->spellings), TC_CHOOSE_EQUAL);
		assert_int_equal(
		    tc_rank_choice(&a.plan, &word->pair), TC_CHOOSE_EQUAL);
		end(&a);
	}
	begin(&a, "bao hiem"); /* asks nothing */
	tc_plan_suggest(&a.plan, &a.parsed, &suggestion);
	assert_string_equal(tc_buf_str(&suggestion), "bảo hiểm");
	end(&a);
	tc_buf_free(&suggestion);
}

static void
features_tell_definition_from_mention(void **state)
{
	struct tc_features defines, mentions;
	struct asking a;

	(void)state;
	begin(&a, "Bảo hiểm xã hội là gì");
	look_at(&a, "dinh-nghia", &defines);
	look_at(&a, "nhac-toi", &mentions);
	assert_near(defines.at[TC_FEATURE_DEFINITION], 1);
	assert_near(mentions.at[TC_FEATURE_DEFINITION], 0);
	/* bảo hiểm xã hội là: five of six words in a row, against four. */
	assert_near(defines.at[TC_FEATURE_RUN], 5.0 / 6);
	assert_near(mentions.at[TC_FEATURE_RUN], 4.0 / 6);
	assert_near(defines.at[TC_FEATURE_PASSAGE], 1);
	assert_true(mentions.at[TC_FEATURE_ALL_PAIRS] <
	    defines.at[TC_FEATURE_ALL_PAIRS]);
	end(&a);
}

static void
features_look_at_titles_without_their_number(void **state)
{
	struct tc_features features;
	struct asking a;

	(void)state;
	begin(&a, "ai quản lý quỹ");
	look_at(&a, "nhac-toi", &features);
	assert_near(features.at[TC_FEATURE_TITLE_PRECISION], 1);
	assert_near(features.at[TC_FEATURE_TITLE_CORE], 1);
	look_at(&a, "dinh-nghia", &features);
	assert_near(features.at[TC_FEATURE_TITLE_PRECISION], 0);
	assert_near(features.at[TC_FEATURE_TITLE_NEAR], 0);
	/* Luật 58 / 2014 / QH 13: type and parts of the number. */
	assert_near(features.at[TC_FEATURE_DOCUMENT_LENGTH], log(1 + 5));
	end(&a);
}

/* A word of the query is met by the spellings that are meant. */
static void
features_mind_the_marks(void **state)
{
	struct tc_features features;
	struct asking a;

	(void)state;
	begin(&a, "bảo đảm trả"); /* bao, not bảo, is a word that asks */
	assert_true((a.asked.core & 1) != 0);
	look_at(&a, "so", &features); /* has trả */
	assert_near(features.at[TC_FEATURE_RUN], 1.0 / 3);
	end(&a);
	begin(&a, "luong nam"); /* lương năm is meant, lượng is not there */
	look_at(&a, "so", &features);
	assert_near(features.at[TC_FEATURE_TITLE_PRECISION], 1.0 / 5);
	end(&a);
	begin(&a, "quan ly quy");
	look_at(&a, "nhac-toi", &features);
	assert_near(features.at[TC_FEATURE_TITLE_PRECISION], 1);
	end(&a);
}

/* Ids in their order, and whether scores fall. */
static void
assert_answer(const char *query, bool no_rerank, const char *want)
{
	struct tc_search_options options = {
	    .limit = 10, .without = no_rerank ? TC_PARTS_SECOND : 0};
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_results results;
	struct tc_search *search;
	struct tc_parsed parsed;
	size_t i;

	assert_ok(tc_search_new(&search, index_, &test_err));
	assert_ok(tc_search_parse(
	    search, &parsed, query, strlen(query), false, &test_err));
	assert_ok(
	    tc_search_run(search, &parsed, &options, &results, &test_err));
	for (i = 0; i < results.n; i++) {
		tc_buf_printf(
		    &got, "%s%s", i > 0 ? " " : "", results.hits[i].id);
		assert_true(i == 0 ||
		    results.hits[i].score <= results.hits[i - 1].score);
	}
	tc_buf_cut(&got, strlen(want));
	assert_string_equal(tc_buf_str(&got), want);
	tc_buf_free(&got);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	tc_search_free(search);
}

static void
rerank_puts_titles_that_are_the_query_first(void **state)
{
	(void)state;
	assert_answer("bao hiem xa hoi la gi", false, "ten ");
	/* "Điều 5." is not part of the name. */
	assert_answer("quản lý quỹ", false, "nhac-toi");
}

static void
rerank_keeps_own_numbers_first(void **state)
{
	(void)state;
	assert_answer("tiền lương theo nghị quyết 12/2020/NQ-HĐND được trả như "
		      "thế nào năm 2021",
	    false, "so nhac-so");
}

static void
rerank_orders_equal_scores_by_id(void **state)
{
	(void)state;
	assert_answer(
	    "lịch cắt điện phường Ba Hàng mấy ngày", false, "a-doi b-doi");
	assert_answer(
	    "lịch cắt điện phường Ba Hàng mấy ngày", true, "a-doi b-doi");
}

static void
window_is_that_of_the_query(void **state)
{
	static const struct {
		const char *query;
		size_t window;
	} cases[] = {
	    {"lương", 0},
	    {"tiền lương", TC_RERANK_NAMED},
	    {"tien luong nam nao", TC_RERANK_WINDOW},
	    {"bão số 3", TC_RERANK_NAMED},
	    {"quỹ do ai quản lý", TC_RERANK_WINDOW},
	    {"chi trả tiền lương đúng hạn của người lao động", TC_RERANK_NAMED},
	    {"chi trả tiền lương đúng hạn của người lao động và người khác",
		TC_RERANK_WINDOW},
	};
	struct tc_search_options options = {.limit = 1, .offset = 1000};
	struct asking a;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		begin(&a, cases[i].query);
		assert_int_equal(
		    tc_rerank_window(&a.plan, &options), cases[i].window);
		end(&a);
	}
}

static void
heading_gives_back_its_words(void **state)
{
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_heading_word word;
	struct tc_span rest;

	(void)state;
	tc_heading_put(&value, "hoi=j", 5, false);
	tc_heading_put(&value, "12", 2, true);
	tc_heading_end(&value);
	tc_heading_end(&value);
	rest = (struct tc_span){value.s, value.len};
	assert_true(tc_heading_next(&rest, &word));
	assert_int_equal(word.code, tc_heading_code("hoi=j", 5));
	assert_false(tc_heading_is_number(word.code));
	assert_false(word.joined);
	assert_true(tc_heading_next(&rest, &word));
	assert_int_equal(word.code, tc_heading_code("12", 2));
	assert_true(tc_heading_is_number(word.code));
	assert_true(word.joined);
	assert_false(tc_heading_next(&rest, &word));
	assert_false(tc_heading_next(&rest, &word));
	assert_int_equal(rest.len, 0);
	assert_false(tc_heading_next(&rest, &word));
	/* Cut short by whatever: no byte beyond it is read. */
	rest = (struct tc_span){value.s, 2};
	assert_false(tc_heading_next(&rest, &word));
	assert_int_equal(rest.len, 0);
	tc_buf_free(&value);
}

/* Codes are of one of two kinds, and none is taken for an end. */
static void
codes_are_words(void **state)
{
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_heading_word word;
	struct tc_span rest;
	char term[32];
	unsigned i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		size_t len = (size_t)snprintf(
		    term, sizeof(term), "%s%u", i % 2 ? "w" : "", i);

		tc_buf_clear(&value);
		tc_heading_put(&value, term, len, i % 3 == 0);
		tc_heading_end(&value);
		rest = (struct tc_span){value.s, value.len};
		assert_true(tc_heading_next(&rest, &word));
		assert_int_equal(word.code, tc_heading_code(term, len));
		assert_int_equal(word.joined, i % 3 == 0);
		assert_int_equal(tc_heading_is_number(word.code), i % 2 == 0);
		assert_false(tc_heading_next(&rest, &word));
		assert_int_equal(rest.len, 0);
	}
	tc_buf_free(&value);
}

static void
pick_reads_what_was_written(void **state)
{
	static const char nasty[] = "\"Điều\"\\ 5\n\t/\x01 {}:,";
	static const char *const damaged[] = {"", "[]", "{\"title\":1}",
	    "{\"title\":\"a", "{\"title\":\"\\q\"}", "{\"title\":\"\\u00\"}",
	    "{\"nothing\":\"a\"}", "{\"title\"\"a\"}",
	    "{\"extra\":", "{\"extra\":{}", "{\"extra\":[]}",
	    "{\"extra\":{\"a\"}}", "{\"extra\":{}}}"};
	struct tc_buf json = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_document written, read;
	size_t i;

	(void)state;
	tc_document_init(&written);
	tc_document_init(&read);
	tc_buf_puts(&written.field[TC_FIELD_ID], "x");
	tc_buf_puts(&written.field[TC_FIELD_TITLE], nasty);
	tc_buf_puts(&written.field[TC_FIELD_TEXT], nasty);
	tc_buf_puts(&written.field[TC_FIELD_EXTRA],
	    "{\"a\":[1,{\"b\":\"}\"}],\"c\":null}");
	assert_ok(tc_document_to_json(&written, &json, &test_err));
	assert_ok(tc_document_pick(&read, json.s, json.len,
	    1u << TC_FIELD_TEXT | 1u << TC_FIELD_TYPE, &test_err));
	assert_string_equal(tc_document_str(&read, TC_FIELD_TEXT), nasty);
	assert_string_equal(tc_document_str(&read, TC_FIELD_TITLE), "");
	assert_string_equal(tc_document_str(&read, TC_FIELD_EXTRA), "");
	assert_ok(tc_document_pick(
	    &read, json.s, json.len, TC_FIELDS_ALL, &test_err));
	for (i = 0; i < TC_FIELD_COUNT; i++)
		assert_string_equal(tc_document_str(&read, (enum tc_field)i),
		    tc_document_str(&written, (enum tc_field)i));
	for (i = 0; i < COUNT(damaged); i++)
		assert_int_equal(
		    tc_document_pick(&read, damaged[i], strlen(damaged[i]),
			TC_FIELDS_ALL, &test_err),
		    TC_CORRUPT);
	tc_document_free(&written);
	tc_document_free(&read);
	tc_buf_free(&json);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(core_is_what_the_question_is_about),
	    cmocka_unit_test(questions_are_told_from_topics),
	    cmocka_unit_test(words_that_ask_are_as_they_were_typed),
	    cmocka_unit_test(features_tell_definition_from_mention),
	    cmocka_unit_test(features_look_at_titles_without_their_number),
	    cmocka_unit_test(features_mind_the_marks),
	    cmocka_unit_test(rerank_puts_titles_that_are_the_query_first),
	    cmocka_unit_test(rerank_keeps_own_numbers_first),
	    cmocka_unit_test(rerank_orders_equal_scores_by_id),
	    cmocka_unit_test(window_is_that_of_the_query),
	    cmocka_unit_test(heading_gives_back_its_words),
	    cmocka_unit_test(codes_are_words),
	    cmocka_unit_test(pick_reads_what_was_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
