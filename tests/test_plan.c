/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of query/plan.c, query/words.c and query/search.c: which documents
 * match, by Xapian's own description of the query and by asking small indexes,
 * and in which order an answer has them.
 */
#include "tracuu_test.h"

#include "plan.h"
#include "search_test.h"

/* clang-format off */
static const struct sample samples[] = {
    {"1", "", "đường đất", "Quyết định", "", "2020-06-29"},
    {"2", "", "đương đất", "Quyết định", "", "2020-06-29T17:00"},
    {"3", "", "dương đắt", "Nghị quyết", "", "2020-06-30"},
    {"4", "", "duong dat", "Quy chế", "", "2021"},
    {"5", "", "đất đường", "", "12/2020/NQ-HĐND", "1945-09-02"},
    {"6", "", "theo 12/2020/NQ-HĐND", "", "", ""},
    {"7", "", "12 nq hđnd và 2020", "", "", "1600-01-02"},
    {"8", "đường", "ngày 29/6/2020 đã", "", "", "2999-12-31"},
};
/* clang-format on */

static struct xapian_error why;
static const struct tc_filters no_filters;

static int
begin(void **state)
{
	return begin_search(state, samples, COUNT(samples), 0);
}

static void
make_plan(struct tc_plan *plan, struct tc_parsed *parsed, const char *typed,
    bool exact_marks)
{
	struct tc_search_options options = {.limit = 0};

	assert_ok(
	    tc_parse(parsed, S(typed), tc_search_analyser(search), &test_err));
	options.exact_marks = exact_marks;
	assert_ok(tc_plan_make(plan, index_, parsed, &options,
	    tc_search_analyser(search), &test_err));
}

static struct xapian_query *
make_query(const char *typed, enum tc_rung rung, bool exact_marks,
    const struct tc_filters *filters)
{
	struct tc_search_options options = {.filters = *filters};
	struct tc_parsed parsed;
	struct tc_rung_query query;
	struct xapian_query *out;
	struct tc_plan plan;

	make_plan(&plan, &parsed, typed, exact_marks);
	assert_ok(tc_plan_query(&query, &plan, rung, &options, &test_err));
	assert_int_equal(tc_expr_query(&out, query.query, &why), XAPIAN_OK);
	tc_expr_free(query.query);
	tc_plan_free(&plan);
	tc_parsed_free(&parsed);
	return out;
}

/* The ids of what a query matches, in order: "158". Frees the query. */
static void
check_matches(struct xapian_query *query, const char *want, const char *of)
{
	struct xapian_enquire *enquire;
	struct xapian_mset *mset;
	struct xapian_mset_row row;
	bool found[COUNT(samples) + 1] = {false};
	char got[COUNT(samples) + 1];
	uint32_t i, n = 0;

	assert_int_equal(
	    xapian_enquire_new(&enquire, tc_index_database(index_), &why),
	    XAPIAN_OK);
	assert_int_equal(
	    xapian_enquire_set_query(enquire, query, 0, &why), XAPIAN_OK);
	xapian_query_free(query);
	assert_int_equal(
	    xapian_enquire_get_mset(&mset, enquire, 0, 10, 10, &why),
	    XAPIAN_OK);
	for (i = 0; i < xapian_mset_size(mset); i++) {
		assert_int_equal(
		    xapian_mset_get_row(&row, mset, i, &why), XAPIAN_OK);
		found[row.docid] = true;
	}
	for (i = 1; i <= COUNT(samples); i++) {
		if (found[i])
			got[n++] = (char)('0' + i);
	}
	check_text(got, n, want, of, __FILE__, __LINE__);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
}

/* What each rung matches: all words, whatever their marks, some word. */
static void
rungs_match_less_and_less_strictly(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *match[3];
	} cases[] = {
	    {"", {"12345678", "12345678", "12345678"}},
	    {"đất", {"125", "12345", "12345"}},
	    {"dat", {"12345", "12345", "12345"}},
	    {"đuong", {"1258", "123458", "123458"}},
	    {"đương", {"1258", "123458", "123458"}},
	    {"đường đất", {"15", "12345", "12345" "8"}},
	    {"đuong đất", {"125", "12345", "12345" "8"}},
	    {"không", {"", "", ""}},
	    {"đất không", {"", "", "125"}},
	    {"đất ngày", {"", "", "1258"}},
	    {"2020", {"5678", "5678", "5678"}},
	    {"12/2020/NQ-HĐND", {"567", "567", "5678"}},
	    {"012/2020/NQ-HDND", {"567", "567", "5678"}},
	    {"29/6/2020", {"8", "8", "5678"}},
	    {"12/2021/NQ-HĐND", {"", "", "567"}},
	};
	/* clang-format on */
	size_t i;
	int rung;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		for (rung = TC_RUNG_ALL; rung <= TC_RUNG_SOME; rung++)
			check_matches(
			    make_query(cases[i].typed, (enum tc_rung)rung,
				false, &no_filters),
			    cases[i].match[rung], cases[i].typed);
	}
}

static void
exact_marks_are_the_very_ones(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *match;
	} cases[] = {
	    {"đường", "158"}, {"đuong", ""}, {"duong", "4"}, {"dat", "4"},
	    {"đường đất", "15"}, {"đường dat", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check_matches(
		    make_query(cases[i].typed, TC_RUNG_ALL, true, &no_filters),
		    cases[i].match, cases[i].typed);
}

static void
unwanted_words_and_phrases_are_left_out(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *match;
	} cases[] = {
	    {"đất -đường", "2"}, {"đất -đương", ""}, {"đất -duong", ""},
	    {"-đất", "34678"}, {"-không", "12345678"},
	    {"-đường -đất", "3467"}, {"-đất -12/2020/NQ-HĐND", "348"},
	    {"duong -\"dat duong\"", "12348"},
	    {"duong -\"duong dat\"", "58"},
	    {"duong -\"dat duong\" -\"duong dat\"", "8"},
	    {"duong -\"dat duong\" -dat", "8"},
	    {"duong -dat -\"dat duong\"", "8"},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check_matches(
		    make_query(cases[i].typed, TC_RUNG_ALL, false, &no_filters),
		    cases[i].match, cases[i].typed);
}

static void
phrases_stand_on_every_rung(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *match[3];
	} cases[] = {
	    {"\"đất đường\"", {"5", "5", "5"}},
	    {"\"dat duong\"", {"5", "5", "5"}},
	    {"\"duong dat\"", {"1234", "1234", "1234"}},
	    {"\"đường đất\"", {"1", "1234", "1234"}},
	    {"\"dat duong\" không", {"", "", "5"}},
	    {"\"không\" đất", {"", "", ""}},
	    {"\"dat\" \"duong\"", {"12345", "12345", "12345"}},
	};
	/* clang-format on */
	size_t i;
	int rung;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		for (rung = TC_RUNG_ALL; rung <= TC_RUNG_SOME; rung++)
			check_matches(
			    make_query(cases[i].typed, (enum tc_rung)rung,
				false, &no_filters),
			    cases[i].match[rung], cases[i].typed);
	}
}

static void
names_and_years_filter(void **state)
{
	static const char *types[] = {"QUYET  DINH", "Qui chế", "không"};
	static const char *years[] = {"2020", "1945", "1999"};
	struct tc_filters filters = {.from = NULL};
	struct tc_filter_values *asked = filters.facets;

	(void)state;
	asked[TC_FACET_TYPE] = (struct tc_filter_values){types, 1};
	check_matches(
	    make_query("", TC_RUNG_ALL, false, &filters), "12", "a type");
	asked[TC_FACET_TYPE].n = 3;
	check_matches(
	    make_query("", TC_RUNG_ALL, false, &filters), "124", "types");
	check_matches(make_query("đường", TC_RUNG_ALL, false, &filters), "1",
	    "types and a word");
	asked[TC_FACET_TYPE] = (struct tc_filter_values){types + 2, 1};
	check_matches(
	    make_query("", TC_RUNG_ALL, false, &filters), "", "no type");
	asked[TC_FACET_TYPE].n = 0;
	asked[TC_FACET_YEAR] = (struct tc_filter_values){years, 3};
	check_matches(
	    make_query("", TC_RUNG_SOME, false, &filters), "1235", "years");
	asked[TC_FACET_TYPE] = (struct tc_filter_values){types, 2};
	check_matches(make_query("", TC_RUNG_ALL, false, &filters), "12",
	    "types and years");
}

static void
dates_filter_to_their_edges(void **state)
{
	/* clang-format off */
	static const struct {
		const char *from, *to, *match;
	} cases[] = {
	    {NULL, NULL, "12345678"},
	    {"2020-06-29", "2020-06-29", "12"},
	    {"2020-06-29T00:00", "2020-06-29T16:59", "1"},
	    {"2020-06-29T00:01", "2020-06-29T16:59", ""},
	    {"2020-06-29T17:00", "2020-06-29T17:00", "2"},
	    {"2020-06-29T17:01", NULL, "348"},
	    {"2020-06-30", NULL, "348"}, {"2020-07", NULL, "48"},
	    {"2020-06", "2020-06", "123"}, {"2020", "2020", "123"},
	    {"2021", "2021", "4"}, {"2021-01-02", NULL, "8"},
	    {NULL, "2020-06-28", "57"}, {NULL, "1945-09-02", "57"},
	    {NULL, "1945-09-01", "7"}, {NULL, "1600-01-01", ""},
	    {NULL, "2999-12-31", "1234578"}, /* undated ones match no range */
	    {"2999-12-31", "2999-12-31", "8"},
	    {"1600-01-02", NULL, "1234578"},
	    {"2021", "2020", ""},
	};
	/* clang-format on */
	struct tc_filters filters = {.from = NULL};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		filters.from = cases[i].from;
		filters.to = cases[i].to;
		check_matches(make_query("", TC_RUNG_ALL, false, &filters),
		    cases[i].match,
		    filters.from != NULL ? filters.from : filters.to);
	}
}

static void
first_day_of_all_is_a_day(void **state)
{
	struct tc_filters filters = {.from = "1600", .to = "2999"};

	(void)state;
	check_matches(make_query("", TC_RUNG_ALL, false, &filters), "1234578",
	    "1600 to 2999");
}

/* Xapian's own words for a query. */
static void
description_names(const char *typed, enum tc_rung rung, const char *part)
{
	struct xapian_query *query =
	    make_query(typed, rung, false, &no_filters);
	struct xapian_string text;

	assert_int_equal(
	    xapian_query_get_description(&text, query, &why), XAPIAN_OK);
	assert_contains(text.s, part);
	xapian_query_free(query);
}

static void
query_ranks_by_spellings_pairs_and_numbers(void **state)
{
	(void)state;
	description_names("đường", TC_RUNG_ALL, "duong=dwwf");
	description_names("duong", TC_RUNG_ALL,
	    "(duong=dwwf SYNONYM duong SYNONYM duong=dww SYNONYM duong=ww)");
	description_names("duong dat", TC_RUNG_ALL,
	    " * (duong dat SYNONYM duong dat=dww das SYNONYM ");
	description_names("đường đất", TC_RUNG_ALL, " * duong dat=dwwf das)");
	description_names("12/2020/NQ-HĐND", TC_RUNG_ALL, "M12/2020/nq-hdnd");
	description_names("12/2020/NQ-HĐND", TC_RUNG_ALL, "N12/2020/nq-hdnd");
	description_names("đất -đường", TC_RUNG_ALL, " AND_NOT duong=dwwf");
}

static void
plan_knows_the_spellings_of_a_word(void **state)
{
	struct tc_parsed parsed;
	struct tc_plan plan;
	const struct tc_spellings *spellings;
	size_t i;

	(void)state;
	make_plan(&plan, &parsed, "đuong dat không", false);
	assert_int_equal(plan.n, 3);
	assert_int_equal(plan.documents, COUNT(samples));
	assert_int_equal(tc_plan_wanted(&plan), 3);
	assert_true(tc_plan_has_marks(&plan));
	spellings = &plan.words[0].spellings;
	assert_int_equal(spellings->n, 4);
	assert_string_equal(spellings->at[0].term, "duong=dwwf");
	assert_int_equal(spellings->at[0].freq, 3); /* the most frequent */
	for (i = 0; i < spellings->n; i++) {
		assert_false(spellings->at[i].equal); /* nobody writes đuong */
		assert_int_equal(spellings->at[i].compatible,
		    strncmp(spellings->at[i].term, "duong=d", 7) == 0);
	}
	assert_null(plan.words[0].before);
	assert_ptr_equal(plan.words[1].before, plan.words[0].word);
	spellings = &plan.words[1].pair;
	assert_string_equal(spellings->at[0].term, "duong dat");
	assert_int_equal(plan.words[2].spellings.n, 0);
	assert_int_equal(plan.words[2].pair.n, 0);
	tc_plan_free(&plan);
	tc_parsed_free(&parsed);
	make_plan(&plan, &parsed, "-dat 12/NQ-B", false);
	assert_int_equal(tc_plan_wanted(&plan), 1);
	assert_false(tc_plan_has_marks(&plan));
	tc_plan_free(&plan);
	tc_parsed_free(&parsed);
}

/* As many words as a query may have, and words that nobody wrote. */
static void
long_queries_are_planned(void **state)
{
	struct tc_buf typed = TC_BUF_INIT(TC_BUF_LINE);
	int rung, i;

	(void)state;
	put_times(&typed, "duong dat ", 300);
	for (rung = TC_RUNG_ALL; rung <= TC_RUNG_SOME; rung++)
		check_matches(
		    make_query(typed.s, (enum tc_rung)rung, false, &no_filters),
		    rung == TC_RUNG_SOME ? "12458" : "12345", "300 pairs");
	tc_buf_clear(&typed);
	for (i = 0; i < 130; i++)
		tc_buf_printf(&typed, "-\"đường x%d\" ", i);
	check_matches(make_query(typed.s, TC_RUNG_ALL, false, &no_filters),
	    "12345678", "unwanted phrases");
	tc_buf_clear(&typed);
	put_times(&typed, "12/2020/NQ-HĐND ", 200);
	check_matches(make_query(typed.s, TC_RUNG_ALL, false, &no_filters),
	    "567", "numbers");
	tc_buf_free(&typed);
}

/*
 * Answers: the ladder, the orders, pages.
 */

/* An index in a folder of its own, so that a test may have several. */
static struct tc_index *
make_index_in(const char *folder, const struct sample *docs, size_t n)
{
	char whole[sizeof(test_dir)];
	struct tc_index *index;

	memcpy(whole, test_dir, sizeof(whole));
	assert_true(strlen(make_folder(folder)) < sizeof(test_dir));
	strcat(strcat(test_dir, "/"), folder);
	index = make_sample_index(docs, n);
	memcpy(test_dir, whole, sizeof(whole));
	return index;
}

/* What was asked last. */
static struct tc_results results;

static void
ask(struct tc_search *by, const char *typed,
    const struct tc_search_options *options)
{
	struct tc_parsed parsed;

	assert_ok(
	    tc_parse(&parsed, S(typed), tc_search_analyser(by), &test_err));
	assert_ok(tc_search_run(by, &parsed, options, &results, &test_err));
	tc_parsed_free(&parsed);
}

static void
put_ids(struct tc_buf *out)
{
	size_t i;

	for (i = 0; i < results.n; i++) {
		tc_buf_puts(out, out->len > 0 ? " " : "");
		tc_buf_puts(out, results.hits[i].id);
	}
}

/* The ids of an answer in their order, "a b c". */
static void
check_answer(struct tc_search *by, const char *typed,
    const struct tc_search_options *options, const char *want)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	ask(by, typed, options);
	put_ids(&out);
	assert_text(out, want, typed);
	tc_buf_free(&out);
	tc_results_free(&results);
}

static const struct tc_search_options all_of_it = {
    .limit = 100, .count_up_to = SIZE_MAX};

/* Twelve documents of a folded word: as many as keep a rung, and two more. */
/* clang-format off */
static const struct sample town[] = {
    {"a1", "", "tứ", "", "", ""}, {"a2", "", "tứ", "", "", ""},
    {"a3", "", "tứ", "", "", ""}, {"a4", "", "tứ", "", "", ""},
    {"a5", "", "tứ", "", "", ""}, {"b1", "", "tú", "", "", ""},
    {"b2", "", "tú", "", "", ""}, {"b3", "", "tú", "", "", ""},
    {"b4", "", "tú", "", "", ""}, {"b5", "", "tú", "", "", ""},
    {"c1", "", "tư", "", "", ""}, {"c2", "", "tư", "", "", ""},
    {"d1", "", "dương", "", "", ""}, {"d2", "", "dương", "", "", ""},
    {"e1", "", "đương", "", "", ""}, {"e2", "", "đương", "", "", ""},
    {"e3", "", "đương", "", "", ""}, {"e4", "", "đương", "", "", ""},
    {"e5", "", "đương", "", "", ""}, {"f1", "", "đường", "", "", ""},
    {"f2", "", "đường", "", "", ""}, {"f3", "", "đường", "", "", ""},
    {"f4", "", "đường", "", "", ""}, {"f5", "", "đường", "", "", ""},
};
/* clang-format on */

static void
ladder_goes_down_while_few_match(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed;
		enum tc_rung rung;
		uint64_t total;
		const char *ids;
	} cases[] = {
	    /* the equal spelling before the compatible, whatever their ids */
	    {"tú", TC_RUNG_ALL, 10, "b1 b2 b3 b4 b5 a1 a2 a3 a4 a5"},
	    {"tu", TC_RUNG_ALL, 12, "a1 a2 a3 a4 a5 b1 b2 b3 b4 b5 c1 c2"},
	    {"đuong", TC_RUNG_ALL, 10, "e1 e2 e3 e4 e5 f1 f2 f3 f4 f5"},
	    {"đường", TC_RUNG_FOLDED, 12,
	     "f1 f2 f3 f4 f5 d1 d2 e1 e2 e3 e4 e5"},
	    {"từ", TC_RUNG_FOLDED, 12, "a1 a2 a3 a4 a5 b1 b2 b3 b4 b5 c1 c2"},
	    {"tú không", TC_RUNG_SOME, 5, "b1 b2 b3 b4 b5"},
	    {"tư đường", TC_RUNG_SOME, 7, "c1 c2 f1 f2 f3 f4 f5"},
	    {"tư a b c d e f g h", TC_RUNG_SOME, 2, "c1 c2"},
	};
	/* clang-format on */
	struct tc_index *index = make_index_in("ladder", town, COUNT(town));
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_search *by;
	size_t i;

	(void)state;
	assert_ok(tc_search_new(&by, index, &test_err));
	for (i = 0; i < COUNT(cases); i++) {
		ask(by, cases[i].typed, &all_of_it);
		tc_buf_clear(&out);
		put_ids(&out);
		assert_text(out, cases[i].ids, cases[i].typed);
		assert_int_equal(results.rung, cases[i].rung);
		assert_int_equal(results.total, cases[i].total);
		assert_true(results.exact);
		tc_results_free(&results);
	}
	tc_buf_free(&out);
	tc_search_free(by);
	tc_index_free(index);
}

static void
exact_marks_stay_on_the_highest_rung(void **state)
{
	struct tc_search_options options = all_of_it;
	struct tc_index *index = make_index_in("exact", town, COUNT(town));
	struct tc_search *by;

	(void)state;
	options.exact_marks = true;
	assert_ok(tc_search_new(&by, index, &test_err));
	ask(by, "tú", &options);
	assert_int_equal(results.rung, TC_RUNG_ALL);
	assert_int_equal(results.total, 5);
	tc_results_free(&results);
	check_answer(by, "tú", &options, "b1 b2 b3 b4 b5");
	check_answer(by, "tu", &options, "");
	tc_search_free(by);
	tc_index_free(index);
}

/* Two documents of one day, two without any. */
/* clang-format off */
static const struct sample meetings[] = {
    {"b", "", "hội nghị nữa", "", "", "2020-06-29"},
    {"a", "", "hội nghị", "", "", "2020-06-29"},
    {"g", "", "hội nghị", "", "", ""},
    {"c", "", "hội nghị hội nghị", "", "", "1999"},
    {"d", "", "hội nghị", "", "", "2020-06-29T08:00"},
    {"e", "", "hội nghị", "", "", ""},
    {"f", "", "hội nghị", "", "", "2021-01"},
    {"h", "", "khác hẳn", "", "", "2022-01-01"},
    {"1", "12/2020/NQ-HĐND", "12/2020/NQ-HĐND, 12/2020/NQ-HĐND", "", "", ""},
    {"2", "", "giấy giấy giấy giấy giấy giấy giấy giấy giấy giấy giấy giấy",
     "", "12/2020/NQ-HĐND", ""},
};
/* clang-format on */

static void
documents_are_sorted_by_date_undated_last(void **state)
{
	struct tc_search_options options = all_of_it;
	struct tc_index *index =
	    make_index_in("dates", meetings, COUNT(meetings));
	struct tc_search *by;

	(void)state;
	assert_ok(tc_search_new(&by, index, &test_err));
	check_answer(by, "", &options, "h f d a b c 1 2 e g");
	check_answer(by, "-hội", &options, "h 1 2");
	options.sort = TC_SORT_NEWEST;
	check_answer(by, "hội", &options, "f d a b c e g");
	check_answer(by, "", &options, "h f d a b c 1 2 e g");
	options.sort = TC_SORT_OLDEST;
	check_answer(by, "hội -nữa", &options, "c a d f e g");
	check_answer(by, "-nữa", &options, "c a d f h 1 2 e g");
	options.filters.from = "2020-06-29";
	options.filters.to = "2021";
	check_answer(by, "hội -nữa", &options, "a d f");
	tc_search_free(by);
	tc_index_free(index);
}

/* Even before one that has the number in its title, twice in its text. */
static void
own_number_comes_first(void **state)
{
	static const char *const typed[] = {
	    "12/2020/NQ-HĐND", "012/2020/nq-hdnd", "số 12/2020/NQ-HĐND giấy"};
	struct tc_index *index =
	    make_index_in("number", meetings, COUNT(meetings));
	struct tc_search *by;
	size_t i;

	(void)state;
	assert_ok(tc_search_new(&by, index, &test_err));
	for (i = 0; i < COUNT(typed); i++) {
		ask(by, typed[i], &all_of_it);
		assert_int_equal(results.n, 2);
		assert_string_equal(results.hits[0].id, "2");
		assert_string_equal(results.hits[1].id, "1");
		tc_results_free(&results);
	}
	tc_search_free(by);
	tc_index_free(index);
}

static const char *const asked[] = {
    "", "-tứ", "tu", "tú", "duong", "đường", "tư đường", "-dương"};

/* Pages of any size are the whole answer cut into pieces. */
static void
check_pages(struct tc_search *by, const char *typed, enum tc_sort sort)
{
	struct tc_buf whole = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf pages = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_search_options options = all_of_it;
	uint64_t total;

	options.sort = sort;
	ask(by, typed, &options);
	put_ids(&whole);
	total = results.total;
	assert_int_equal(results.n, total);
	tc_results_free(&results);
	for (options.limit = 1; options.limit < 8; options.limit += 2) {
		tc_buf_clear(&pages);
		for (options.offset = 0; options.offset < total + 9;
		     options.offset += options.limit) {
			ask(by, typed, &options);
			assert_int_equal(results.total, total);
			put_ids(&pages);
			tc_results_free(&results);
		}
		assert_text(pages, tc_buf_str(&whole), typed);
	}
	options.limit = options.offset = 0;
	ask(by, typed, &options);
	assert_int_equal(results.n, 0);
	assert_int_equal(results.total, total);
	tc_results_free(&results);
	tc_buf_free(&whole);
	tc_buf_free(&pages);
}

static void
pages_show_each_document_once(void **state)
{
	struct tc_index *index = make_index_in("pages", town, COUNT(town));
	struct tc_search *by;
	size_t i;
	int sort;

	(void)state;
	assert_ok(tc_search_new(&by, index, &test_err));
	for (i = 0; i < COUNT(asked); i++) {
		for (sort = TC_SORT_RELEVANCE; sort <= TC_SORT_OLDEST; sort++)
			check_pages(by, asked[i], (enum tc_sort)sort);
	}
	tc_search_free(by);
	tc_index_free(index);
}

#define TIED 200

/* More equal scores than are fetched at first: ids decide, not docids. */
static void
many_ties_are_settled_by_id(void **state)
{
	static struct sample tied[TIED];
	static char ids[TIED][8];
	struct tc_search_options options = all_of_it;
	struct tc_index *index;
	struct tc_search *by;
	char want[8];
	size_t i;

	(void)state;
	for (i = 0; i < TIED; i++) {
		snprintf(ids[i], sizeof(ids[i]), "%03zu", i * 77 % TIED);
		tied[i] = (struct sample){ids[i], "", "giấy", "", "", ""};
	}
	index = make_index_in("ties", tied, TIED);
	assert_ok(tc_search_new(&by, index, &test_err));
	options.limit = 1;
	for (i = 0; i < TIED; i++) {
		options.offset = i;
		snprintf(want, sizeof(want), "%03zu", i);
		check_answer(by, "giấy", &options, want);
	}
	tc_search_free(by);
	tc_index_free(index);
}

static void
check_same_answer(
    struct tc_search *one, struct tc_search *other, const char *typed, int sort)
{
	struct tc_search_options options = all_of_it;
	struct tc_results first;
	size_t i;

	options.sort = (enum tc_sort)sort;
	ask(one, typed, &options);
	first = results;
	ask(other, typed, &options);
	assert_int_equal(first.n, results.n);
	assert_int_equal(first.total, results.total);
	assert_int_equal(first.rung, results.rung);
	for (i = 0; i < first.n; i++) {
		assert_string_equal(first.hits[i].id, results.hits[i].id);
		assert_true(first.hits[i].score == results.hits[i].score);
	}
	tc_results_free(&first);
	tc_results_free(&results);
}

static void
answers_do_not_depend_on_the_order_of_indexing(void **state)
{
	struct sample turned[COUNT(town)];
	struct tc_index *one = make_index_in("one", town, COUNT(town)), *other;
	struct tc_search *of_one, *of_other;
	uint64_t seed = 7;
	size_t i, k;
	int sort;

	(void)state;
	memcpy(turned, town, sizeof(turned));
	for (i = COUNT(turned) - 1; i > 0; i--) {
		struct sample moved = turned[i];

		k = random_below(&seed, (uint32_t)i + 1);
		turned[i] = turned[k];
		turned[k] = moved;
	}
	other = make_index_in("other", turned, COUNT(turned));
	assert_ok(tc_search_new(&of_one, one, &test_err));
	assert_ok(tc_search_new(&of_other, other, &test_err));
	for (i = 0; i < COUNT(asked); i++) {
		for (sort = TC_SORT_RELEVANCE; sort <= TC_SORT_OLDEST; sort++)
			check_same_answer(of_one, of_other, asked[i], sort);
	}
	tc_search_free(of_one);
	tc_search_free(of_other);
	tc_index_free(one);
	tc_index_free(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(rungs_match_less_and_less_strictly),
	    cmocka_unit_test(exact_marks_are_the_very_ones),
	    cmocka_unit_test(unwanted_words_and_phrases_are_left_out),
	    cmocka_unit_test(phrases_stand_on_every_rung),
	    cmocka_unit_test(names_and_years_filter),
	    cmocka_unit_test(dates_filter_to_their_edges),
	    cmocka_unit_test(first_day_of_all_is_a_day),
	    cmocka_unit_test(query_ranks_by_spellings_pairs_and_numbers),
	    cmocka_unit_test(plan_knows_the_spellings_of_a_word),
	    cmocka_unit_test(long_queries_are_planned),
	    cmocka_unit_test(ladder_goes_down_while_few_match),
	    cmocka_unit_test(exact_marks_stay_on_the_highest_rung),
	    cmocka_unit_test(documents_are_sorted_by_date_undated_last),
	    cmocka_unit_test(own_number_comes_first),
	    cmocka_unit_test(pages_show_each_document_once),
	    cmocka_unit_test(many_ties_are_settled_by_id),
	    cmocka_unit_test(answers_do_not_depend_on_the_order_of_indexing),
	};

	return cmocka_run_group_tests_name(
	    "query/plan", tests, begin, end_search);
}
