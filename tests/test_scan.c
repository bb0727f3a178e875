/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of query/scan.c, query/window.c, query/expr.c, index/counts.c,
 * index/lengths.c and index/values.c: whatever is asked, a scan finds what
 * Xapian's matcher does, and weighs it the same.
 */
#include "tracuu_test.h"

#include <math.h>

#include "scan.h"
#include "search_test.h"
#include "window.h"

/* Several windows, and enough for common terms to be kept. */
#define DOCUMENTS 16000u
/* Words, each rarer than the one before. */
#define WORDS 24u
#define DAYS 28u
/* A document that has all words, more often than a byte counts. */
#define MANY 4001u

static struct xapian_error why;
static uint32_t last; /* docid */
static uint64_t seed = 20201125;
static uint32_t asked_words = WORDS; /* the most common ones */

static void
put_words(struct tc_buf *text, uint32_t document)
{
	uint32_t i, k;

	for (i = 0; i < WORDS; i++) {
		if (document != MANY && random_below(&seed, i * i / 2 + 2) != 0)
			continue;
		k = document == MANY ? 600 : 1 + random_below(&seed, 3);
		for (; k > 0; k--)
			tc_buf_printf(text, "w%c ", (char)('a' + i));
	}
}

static void
put_document(
    struct tc_writer *writer, struct tc_maker *maker, uint32_t document)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	char id[16], date[16];
	struct sample sample = {.id = id,
	    .title = "",
	    .type = "",
	    .number = "",
	    .date = document % 5 == 0 ? "" : date};

	snprintf(id, sizeof(id), "d%u", document);
	snprintf(
	    date, sizeof(date), "2020-06-%02u", 1 + random_below(&seed, DAYS));
	put_words(&text, document);
	sample.text = tc_buf_str(&text);
	put_sample(writer, maker, &sample);
	tc_buf_free(&text);
}

static int
begin(void **state)
{
	struct tc_writer *writer;
	struct tc_maker *maker;
	const char *shards[1], *db;
	char id[16];
	uint32_t i;

	if (make_test_dir(state) != 0)
		return -1;
	shards[0] = in_test_dir("shard");
	db = make_folder("db");
	writer = open_sample_writer(shards[0]);
	assert_ok(tc_maker_new(&maker, TC_FAMILY_ALL, &test_err));
	for (i = 0; i < DOCUMENTS; i++)
		put_document(writer, maker, i);
	assert_ok(tc_writer_commit(writer, &test_err));
	/* Gaps: some here and there, and whole windows. */
	for (i = 0; i < DOCUMENTS; i++) {
		snprintf(id, sizeof(id), "d%u", i);
		if (i % 7 == 3 || i / 2500 == 2)
			assert_ok(tc_writer_remove(writer, S(id), &test_err));
	}
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_maker_free(maker);
	assert_ok(tc_layout_publish(db, 1, shards, 1, &test_err));
	assert_ok(tc_index_open(&index_, db, &test_err));
	assert_int_equal(xapian_database_get_lastdocid(
			     &last, tc_index_database(index_), &why),
	    XAPIAN_OK);
	return tc_search_new(&search, index_, NULL) == TC_OK ? 0 : -1;
}

/*
 * Expressions
 */

static struct tc_expr *
random_term(void)
{
	char term[] = "wa";

	if (random_below(&seed, 40) == 0)
		return tc_expr_new_term(S("there is no such term"));
	term[1] = (char)('a' + random_below(&seed, asked_words));
	return tc_expr_new_term(S(term));
}

static struct tc_expr *
random_range(void)
{
	struct tc_expr *expr = tc_expr_new(TC_EXPR_RANGE);
	uint32_t day = tc_date_minutes("2020-06-14", false);
	uint32_t ends[2] = {UINT32_MAX - day, UINT32_MAX};
	size_t i, k;

	if (random_below(&seed, 2) == 0)
		ends[1] = ends[0] + 3 * 24 * 60;
	for (i = 0; i < 2; i++)
		for (k = 0; k < 4; k++)
			expr->range[i][k] =
			    (unsigned char)(ends[i] >> (24 - 8 * k));
	return expr;
}

static struct tc_expr *random_expr(unsigned depth);

/* All of some terms. */
static struct tc_expr *
random_all(void)
{
	struct tc_expr *at[2] = {random_term(), random_term()};

	return tc_expr_combine(
	    random_below(&seed, 3) > 0 ? TC_EXPR_AND : TC_EXPR_AND_MAYBE, at,
	    2);
}

static struct tc_expr *
random_operator(unsigned depth)
{
	static const enum tc_expr_kind kinds[] = {TC_EXPR_OR, TC_EXPR_OR,
	    TC_EXPR_AND, TC_EXPR_AND, TC_EXPR_AND_MAYBE, TC_EXPR_AND_MAYBE,
	    TC_EXPR_AND_NOT, TC_EXPR_FILTER, TC_EXPR_MAX};
	enum tc_expr_kind kind = kinds[random_below(&seed, COUNT(kinds))];
	struct tc_expr *at[3];
	size_t i, n = 2 + random_below(&seed, 2);

	if (kind == TC_EXPR_AND_MAYBE || kind == TC_EXPR_AND_NOT)
		n = 2;
	/* Xapian 1.4 takes what is any of in a MAX for children of the MAX. */
	for (i = 0; i < n; i++)
		at[i] =
		    kind == TC_EXPR_MAX ? random_all() : random_expr(depth - 1);
	return tc_expr_combine(kind, at, n);
}

static struct tc_expr *
random_wrap(unsigned depth)
{
	static const enum tc_expr_kind kinds[] = {
	    TC_EXPR_SCALE, TC_EXPR_CONDITION, TC_EXPR_FIXED};
	struct tc_expr *child = random_expr(depth - 1);
	struct tc_expr *expr = tc_expr_combine(
	    kinds[random_below(&seed, COUNT(kinds))], &child, 1);

	expr->number = 0.5 + random_below(&seed, 3);
	return expr;
}

static struct tc_expr *
random_expr(unsigned depth)
{
	uint32_t dice = random_below(&seed, 20);

	if (dice == 0)
		return tc_expr_new(TC_EXPR_NOTHING);
	if (dice == 1)
		return tc_expr_new(TC_EXPR_EVERYTHING);
	if (dice == 2)
		return random_range();
	if (depth == 0 || dice < 6)
		return random_term();
	return dice < 16 ? random_operator(depth) : random_wrap(depth);
}

/*
 * Both answers
 */

struct answer {
	double *scores; /* by docid; -1 where it does not match */
	uint32_t n, before;
};

static struct answer
new_answer(void)
{
	struct answer answer = {.n = 0};
	uint32_t i;

	answer.scores = calloc(last + 1, sizeof(*answer.scores));
	for (i = 0; i <= last; i++)
		answer.scores[i] = -1;
	return answer;
}

/* A tc_scan_fn. */
static bool
take(void *arg, uint32_t docid, double score)
{
	struct answer *answer = arg;

	assert_true(docid > answer->before && docid <= last);
	answer->before = docid;
	answer->scores[docid] = score;
	answer->n++;
	return true;
}

/* A tc_answer_fn. */
static enum tc_status
say_nothing(void *arg, struct tc_error *err)
{
	(void)arg;
	(void)err;
	return TC_OK;
}

/* What is asked for from now on belongs to another answer. */
static void
end_answer(void)
{
	assert_ok(tc_index_answer(index_, say_nothing, NULL, &test_err));
}

static struct answer
ask_scan(const struct tc_expr *expr, bool scored)
{
	struct answer answer = new_answer();
	struct tc_scan scan = {.scored = scored, .take = take, .arg = &answer};

	end_answer();
	assert_ok(tc_scan_run(&scan, expr, index_, &test_err));
	assert_int_equal(scan.total, answer.n);
	return answer;
}

static struct answer
ask_xapian(const struct tc_expr *expr)
{
	struct answer answer = new_answer();
	struct xapian_query *query;

	assert_int_equal(tc_expr_query(&query, expr, &why), XAPIAN_OK);
	answer.n = weigh_by_xapian(answer.scores, query);
	return answer;
}

static void
fail_of(const struct tc_expr *expr, uint32_t docid, double got, double want)
{
	struct xapian_query *query;
	struct xapian_string text;

	assert_int_equal(tc_expr_query(&query, expr, &why), XAPIAN_OK);
	assert_int_equal(
	    xapian_query_get_description(&text, query, &why), XAPIAN_OK);
	fail_msg("document %u weighs %g, not %g: %s", docid, got, want, text.s);
}

/* Conditions and sums in another order show in the last digits only. */
static void
check(const struct tc_expr *expr, double tolerance)
{
	struct answer want = ask_xapian(expr), got = ask_scan(expr, true);
	uint32_t i;

	for (i = 0; i <= last; i++) {
		if ((got.scores[i] < 0) != (want.scores[i] < 0) ||
		    fabs(got.scores[i] - want.scores[i]) > tolerance)
			fail_of(expr, i, got.scores[i], want.scores[i]);
	}
	assert_int_equal(got.n, want.n);
	free(want.scores);
	free(got.scores);
}

static void
scan_finds_what_xapian_does(void **state)
{
	struct tc_expr *expr;
	int i;

	(void)state;
	for (i = 0; i < 300; i++) {
		expr = random_expr((unsigned)i % 4);
		check(expr, 1e-8);
		tc_expr_free(expr);
	}
}

/* An index that was opened now has kept nothing: all lists are read. */
static void
terms_may_be_asked_for_in_several_places(void **state)
{
	struct tc_index *kept = index_;
	struct tc_expr *expr;
	int i;

	(void)state;
	asked_words = 4;
	for (i = 0; i < 100; i++) {
		assert_ok(tc_index_open(&index_, in_test_dir("db"), &test_err));
		expr = random_expr(3);
		check(expr, 1e-8);
		tc_expr_free(expr);
		tc_index_free(index_);
	}
	asked_words = WORDS;
	index_ = kept;
}

/* Xapian guesses how many documents have any of several terms. */
static void
terms_count_as_one(void **state)
{
	struct tc_expr *at[3], *expr;
	size_t i, n;
	int k;

	(void)state;
	for (k = 0; k < 60; k++) {
		n = 1 + random_below(&seed, 3);
		for (i = 0; i < n; i++) {
			char term[] = {'w',
			    (char)('a' + 8 * i + random_below(&seed, 8)), 0};

			at[i] = tc_expr_new_term(S(term));
		}
		expr = tc_expr_combine(TC_EXPR_SYNONYM, at, n);
		check(expr, 0.01);
		tc_expr_free(expr);
	}
}

static void
unscored_scans_match_the_same(void **state)
{
	struct answer scored, plain;
	struct tc_expr *expr;
	uint32_t docid;
	int i;

	(void)state;
	for (i = 0; i < 100; i++) {
		expr = random_expr(3);
		scored = ask_scan(expr, true);
		plain = ask_scan(expr, false);
		assert_int_equal(scored.n, plain.n);
		for (docid = 0; docid <= last; docid++)
			assert_true((scored.scores[docid] < 0) ==
			    (plain.scores[docid] < 0));
		tc_expr_free(expr);
		free(scored.scores);
		free(plain.scores);
	}
}

/* The limit of those who keep the best: it rises as they are met. */
struct limit {
	const double *want; /* scores */
	struct answer *got;
	struct tc_scan *scan;
};

/* A tc_scan_fn. */
static bool
raise_limit(void *arg, uint32_t docid, double score)
{
	struct limit *limit = arg;

	assert_true(fabs(score - limit->want[docid]) < 1e-9);
	if (score * 0.9 > limit->scan->least)
		limit->scan->least = score * 0.9;
	return take(limit->got, docid, score);
}

/* Something whose parts are weighed as long as they may be enough. */
static struct tc_expr *
random_limited(int i)
{
	struct tc_expr *at[2] = {random_all(), random_term()};
	struct tc_expr *expr;

	if (i % 5 == 4) {
		tc_expr_free(at[0]);
		tc_expr_free(at[1]);
		return random_expr(4);
	}
	expr = tc_expr_combine(TC_EXPR_AND_MAYBE, at, 2);
	if (i % 2 == 0) {
		at[0] = expr;
		at[1] = random_expr(2);
		expr = tc_expr_combine(TC_EXPR_AND, at, 2);
	}
	return expr;
}

/* How many weigh so much, and not just about that. */
static uint64_t
count_enough(const struct answer *answer, double least)
{
	uint64_t n = 0;
	uint32_t i;

	for (i = 0; i <= last; i++)
		n += answer->scores[i] > least + 1e-9;
	return n;
}

/* What weighs enough is told of with its weight, all else is counted. */
static void
light_documents_are_only_counted(void **state)
{
	uint64_t told = 0, matched = 0;
	int i;

	(void)state;
	for (i = 0; i < 400; i++) {
		struct tc_expr *expr = random_limited(i);
		struct answer want = ask_scan(expr, true);
		struct answer got = new_answer();
		struct limit limit = {.want = want.scores, .got = &got};
		struct tc_scan scan = {
		    .scored = true, .take = raise_limit, .arg = &limit};

		limit.scan = &scan;
		assert_ok(tc_scan_run(&scan, expr, index_, &test_err));
		assert_int_equal(scan.total, want.n);
		assert_int_equal(count_enough(&got, scan.least),
		    count_enough(&want, scan.least));
		told += got.n;
		matched += want.n;
		free(want.scores);
		free(got.scores);
		tc_expr_free(expr);
	}
	assert_true(told < matched / 2);
}

/* What a list weighs in the first window, as if it were of so many; by what is
 * kept, if that is not NULL. */
static void
weigh(double *scores, uint32_t freq, struct tc_saturations *kept, bool known)
{
	struct tc_window *window = calloc(1, sizeof(*window));
	struct tc_bits all, match = {{0}};
	struct tc_list list;

	memset(scores, 0, TC_WINDOW * sizeof(*scores));
	memset(&all, 0xFF, sizeof(all));
	tc_window_init(window, index_, &test_err);
	if (kept != NULL)
		tc_window_keep(window, kept);
	tc_list_init(&list, window, S("wa"));
	if (freq > 0)
		list.freq = freq;
	tc_list_open(&list, window);
	assert_true(known == (window->saturations->at != NULL));
	tc_list_match(&list, window, &all, &match, scores, 3);
	assert_ok(window->status);
	tc_list_close(&list, window);
	tc_window_free(window);
	free(window);
}

static void
what_is_known_weighs_the_same(void **state)
{
	double divided[TC_WINDOW], known[TC_WINDOW];
	struct tc_saturations kept = {.per_mean = 1e-3};
	int scans;

	(void)state;
	weigh(divided, 0, NULL, false);
	weigh(known, 1000000, NULL, true);
	assert_memory_equal(divided, known, sizeof(known));
	/* Of another mean length there is nothing to know. */
	tc_saturations_know(&kept);
	for (scans = 0; scans < 3; scans++) {
		weigh(known, 0, &kept, scans > 0);
		assert_memory_equal(divided, known, sizeof(known));
	}
	tc_saturations_free(&kept);
}

static void
lists_end_where_they_are_full(void **state)
{
	struct tc_expr *expr = tc_expr_new_term(S("wa"));
	uint32_t *all, *some;
	size_t n, few;

	(void)state;
	assert_ok(tc_scan_list(&all, &n, expr, index_, SIZE_MAX, &test_err));
	assert_ok(tc_scan_list(&some, &few, expr, index_, 100, &test_err));
	assert_true(n > 3000);
	assert_int_equal(few, 100);
	assert_memory_equal(all, some, 100 * sizeof(*all));
	free(all);
	free(some);
	tc_expr_free(expr);
}

/* One answer may ask twice, and be the only one. */
static void
counts_are_kept_for_other_answers(void **state)
{
	const struct tc_counts *counts;
	struct tc_index *index;
	int answers, i;

	(void)state;
	assert_ok(tc_index_open(&index, in_test_dir("db"), &test_err));
	for (answers = 0; answers < 3; answers++) {
		assert_ok(tc_index_answer(index, say_nothing, NULL, &test_err));
		for (i = 0; i < 2; i++) {
			assert_ok(tc_index_counts(&counts, index,
			    (struct tc_span){"wa", 2}, DOCUMENTS / 2,
			    &test_err));
			assert_true((counts != NULL) == (answers > 0));
			tc_index_put_counts(index, counts);
		}
	}
	tc_index_free(index);
}

static void
counts_and_lengths_are_those_of_the_documents(void **state)
{
	struct tc_span term = {"wa", 2};
	const struct tc_counts *counts;
	const uint32_t *lengths;
	uint32_t docid, freq, length, n = 0;

	(void)state;
	assert_int_equal(xapian_database_get_termfreq(
			     &freq, tc_index_database(index_), S("wa"), &why),
	    XAPIAN_OK);
	end_answer();
	assert_ok(tc_index_counts(&counts, index_, term, freq, &test_err));
	tc_index_put_counts(index_, counts);
	end_answer();
	assert_ok(tc_index_counts(&counts, index_, term, freq, &test_err));
	assert_non_null(counts);
	for (docid = 1; docid <= last; docid++) {
		assert_ok(tc_index_lengths(&lengths, index_,
		    docid - docid % TC_LENGTHS_BLOCK, &test_err));
		if (xapian_database_get_doclength(&length,
			tc_index_database(index_), docid, &why) != XAPIAN_OK)
			length = 0;
		assert_int_equal(lengths[docid % TC_LENGTHS_BLOCK], length);
		n += counts->at[docid] != 0;
	}
	assert_int_equal(n, freq);
	assert_int_equal(counts->many_n, 1);
	assert_int_equal(tc_count_many(counts, counts->many[0].docid), 600);
	tc_index_put_counts(index_, counts);
}

/* Documents whose values are asked for, some of which are not there. */
struct asked {
	uint32_t docids[100], slot;
	size_t told;
};

/* A tc_value_fn. */
static enum tc_status
compare_value(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index_);
	struct asked *asked = arg;
	struct xapian_document *document = NULL;
	struct xapian_string other = {"", 0};

	(void)err;
	if (xapian_database_get_document(
		&document, db, asked->docids[i], 0, &why) == XAPIAN_OK)
		assert_int_equal(xapian_document_get_value(
				     &other, document, asked->slot, &why),
		    XAPIAN_OK);
	assert_int_equal(value.len, other.len);
	assert_memory_equal(value.s, other.s, other.len);
	asked->told++;
	xapian_document_free(document);
	return TC_OK;
}

/* First read, then kept, the rest as before. */
static void
values_are_those_of_the_documents(void **state)
{
	static const uint32_t slots[] = {TC_SLOT_ORDER, TC_SLOT_HEADING,
	    TC_SLOT_SKETCH, TC_SLOT_FACET + TC_FACET_YEAR};
	struct asked asked;
	size_t i, k, round;

	(void)state;
	for (round = 0; round < 20; round++) {
		for (k = 0; k < COUNT(asked.docids); k++)
			asked.docids[k] = 1 + random_below(&seed, last + 200);
		for (i = 0; i < COUNT(slots); i++) {
			asked.slot = slots[i];
			asked.told = 0;
			assert_ok(tc_index_values(index_, asked.slot,
			    asked.docids, COUNT(asked.docids), compare_value,
			    &asked, &test_err));
			assert_int_equal(asked.told, COUNT(asked.docids));
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(scan_finds_what_xapian_does),
	    cmocka_unit_test(terms_may_be_asked_for_in_several_places),
	    cmocka_unit_test(terms_count_as_one),
	    cmocka_unit_test(unscored_scans_match_the_same),
	    cmocka_unit_test(light_documents_are_only_counted),
	    cmocka_unit_test(what_is_known_weighs_the_same),
	    cmocka_unit_test(lists_end_where_they_are_full),
	    cmocka_unit_test(counts_are_kept_for_other_answers),
	    cmocka_unit_test(counts_and_lengths_are_those_of_the_documents),
	    cmocka_unit_test(values_are_those_of_the_documents),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
