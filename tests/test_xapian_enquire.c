/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of enquire.cc, weight.cc, mset.cc and matchspy.cc in xapian-c. */

#include "xapian_test.h"

static struct xapian_database *db;

static struct xapian_enquire *
search_for(const char *term)
{
	struct xapian_enquire *enquire;
	struct xapian_query *query = term_query(term);

	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	xapian_query_free(query);
	return enquire;
}

static struct xapian_mset *
find(const struct xapian_enquire *enquire)
{
	struct xapian_mset *mset;

	assert_ok(
	    xapian_enquire_get_mset(&mset, enquire, 0, 10, 10, &test_err));
	return mset;
}

/* Test that the items of mset are these documents, in this order; free it. */
static void
assert_order(struct xapian_mset *mset, const char *digits)
{
	struct xapian_mset_row row;
	char got[16] = "";

	assert_true(xapian_mset_size(mset) < sizeof(got));
	for (uint32_t i = 0; i < xapian_mset_size(mset); i++) {
		assert_ok(xapian_mset_get_row(&row, mset, i, &test_err));
		got[i] = (char)('0' + row.docid);
	}
	assert_string_equal(got, digits);
	xapian_mset_free(mset);
}

/* Matches */

static void
mset_has_rows_and_counts(void **state)
{
	struct xapian_enquire *enquire = search_for("đất");
	struct xapian_mset_stats stats;
	struct xapian_mset_row row;
	struct xapian_mset *mset;
	struct xapian_document *doc;
	struct xapian_string text;
	uint32_t n;
	double weight;

	(void)state;
	assert_ok(xapian_enquire_get_mset(&mset, enquire, 1, 5, 10, &test_err));
	xapian_enquire_free(enquire); /* the mset keeps what it needs */
	xapian_mset_get_stats(&stats, mset);
	assert_int_equal(stats.size, 2);
	assert_int_equal(stats.first, 1);
	assert_int_equal(stats.matches_lower_bound, 3);
	assert_int_equal(stats.matches_estimated, 3);
	assert_int_equal(stats.matches_upper_bound, 3);
	assert_int_equal(stats.uncollapsed_matches_lower_bound, 3);
	assert_int_equal(stats.uncollapsed_matches_estimated, 3);
	assert_int_equal(stats.uncollapsed_matches_upper_bound, 3);
	assert_true(stats.max_attained > 0);
	assert_true(stats.max_possible >= stats.max_attained);
	assert_int_equal(xapian_mset_size(mset), 2);

	/* The longest document, 2, comes last. */
	assert_ok(xapian_mset_get_row(&row, mset, 1, &test_err));
	assert_int_equal(row.docid, 2);
	assert_int_equal(row.rank, 2);
	assert_true(row.weight > 0 && row.weight < stats.max_attained);
	assert_in_range(row.percent, 1, 99);
	assert_int_equal(
	    row.percent, xapian_mset_convert_to_percent(mset, row.weight));
	assert_int_equal(row.collapse_count, 0);
	assert_text(row.collapse_key, "");
	assert_text(row.sort_key, "");

	assert_ok(xapian_mset_get_document(&doc, mset, 1, &test_err));
	assert_ok(xapian_mset_get_termfreq(&n, mset, S("đất"), &test_err));
	assert_int_equal(n, 3);
	assert_ok(xapian_mset_get_termfreq(&n, mset, S("về"), &test_err));
	assert_int_equal(n, 5);
	assert_ok(
	    xapian_mset_get_termweight(&weight, mset, S("đất"), &test_err));
	assert_true(weight > 0);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_mset_get_termweight(&weight, mset, S("về"), &test_err));
	assert_true(weight == 0);
	xapian_mset_free(mset);
	assert_ok(xapian_document_get_data(&text, doc, &test_err));
	assert_text(text, samples[1].text);
	xapian_document_free(doc);
}

static void
item_out_of_range_is_refused(void **state)
{
	struct xapian_enquire *enquire = search_for("giá");
	struct xapian_mset *mset = find(enquire);
	struct xapian_mset_row row;
	struct xapian_document *doc;

	(void)state;
	row.docid = 7;
	assert_status(
	    XAPIAN_RANGE, xapian_mset_get_row(&row, mset, 1, &test_err));
	assert_int_equal(row.docid, 0);
	assert_null(row.sort_key.s);
	assert_status(XAPIAN_RANGE,
	    xapian_mset_get_document(&doc, mset, UINT32_MAX, &test_err));
	assert_null(doc);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
}

static void
children_outlive_the_database_handle(void **state)
{
	struct xapian_database *own = open_database("samples"), *kept = db;
	struct xapian_enquire *enquire;
	struct xapian_mset *mset;
	struct xapian_document *doc;
	struct xapian_string text;

	(void)state;
	db = own;
	enquire = search_for("giá");
	db = kept;
	xapian_database_free(own);
	mset = find(enquire);
	xapian_enquire_free(enquire);
	assert_ok(xapian_mset_get_document(&doc, mset, 0, &test_err));
	xapian_mset_free(mset);
	assert_ok(xapian_document_get_data(&text, doc, &test_err));
	assert_text(text, samples[4].text);
	xapian_document_free(doc);
}

static void
closed_database_fails_the_search(void **state)
{
	struct xapian_database *own = open_database("samples"), *kept = db;
	struct xapian_enquire *enquire;
	struct xapian_mset *mset;
	struct xapian_document *doc;
	struct xapian_string text;

	(void)state;
	db = own;
	enquire = search_for("giá");
	db = kept;
	mset = find(enquire);
	assert_ok(xapian_mset_get_document(&doc, mset, 0, &test_err));
	assert_ok(xapian_database_close(own, &test_err));
	assert_status(
	    XAPIAN_CLOSED, xapian_document_get_data(&text, doc, &test_err));
	xapian_document_free(doc);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	xapian_database_free(own);
}

/* Weights */

static enum xapian_status
set_bm25(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_bm25_weight(
	    enquire, 1.2, 0, 0, 0.75, 0.5, err);
}

static enum xapian_status
set_bm25plus(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_bm25plus_weight(
	    enquire, 1.2, 0, 0, 0.75, 0.5, 1, err);
}

static enum xapian_status
set_tfidf(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_tfidf_weight(enquire, "ntn", err);
}

static enum xapian_status
set_trad(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_trad_weight(enquire, 1, err);
}

static enum xapian_status
set_inl2(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_inl2_weight(enquire, 1, err);
}

static enum xapian_status
set_ifb2(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_ifb2_weight(enquire, 1, err);
}

static enum xapian_status
set_ineb2(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_ineb2_weight(enquire, 1, err);
}

static enum xapian_status
set_bb2(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_bb2_weight(enquire, 1, err);
}

static enum xapian_status
set_pl2(struct xapian_enquire *enquire, struct xapian_error *err)
{
	return xapian_enquire_set_pl2_weight(enquire, 1, err);
}

static void
schemes_weigh(void **state)
{
	static enum xapian_status (*const set[])(
	    struct xapian_enquire *, struct xapian_error *) = {
	    set_bm25,
	    set_bm25plus,
	    set_tfidf,
	    set_trad,
	    set_inl2,
	    set_ifb2,
	    set_ineb2,
	    set_bb2,
	    set_pl2,
	    xapian_enquire_set_dlh_weight,
	    xapian_enquire_set_dph_weight,
	    xapian_enquire_set_coord_weight,
	};
	struct xapian_enquire *enquire = search_for("giá");
	struct xapian_mset *mset;
	struct xapian_mset_row row;

	(void)state;
	for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++) {
		assert_ok(set[i](enquire, &test_err));
		mset = find(enquire);
		assert_ok(xapian_mset_get_row(&row, mset, 0, &test_err));
		assert_true(row.weight > 0);
		xapian_mset_free(mset);
	}
	assert_ok(xapian_enquire_set_bool_weight(enquire, &test_err));
	mset = find(enquire);
	assert_ok(xapian_mset_get_row(&row, mset, 0, &test_err));
	assert_true(row.weight == 0);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
}

static void
parameters_out_of_bounds_are_refused(void **state)
{
	struct xapian_enquire *enquire = search_for("giá");

	(void)state;
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_enquire_set_tfidf_weight(enquire, "xyz", &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_enquire_set_pl2_weight(enquire, 0, &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_enquire_set_inl2_weight(enquire, -1, &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_enquire_set_expansion_scheme(
		enquire, "nosuch", 1, &test_err));
	xapian_enquire_free(enquire);
}

/* Orders */

/* Years of 1 to 5: 2021, 2020, 2022, 2023, 2020. Document 2 is the longest. */
static void
matches_are_sorted(void **state)
{
	struct xapian_enquire *enquire = search_for("về");
	struct xapian_mset *mset;
	struct xapian_mset_row row;

	(void)state;
	assert_ok(
	    xapian_enquire_set_sort_by_value(enquire, 1, false, &test_err));
	assert_order(find(enquire), "25134");
	assert_ok(xapian_enquire_set_docid_order(
	    enquire, XAPIAN_DESCENDING, &test_err));
	assert_order(find(enquire), "52134");
	assert_ok(xapian_enquire_set_docid_order(
	    enquire, XAPIAN_ASCENDING, &test_err));
	assert_ok(
	    xapian_enquire_set_sort_by_value(enquire, 1, true, &test_err));
	mset = find(enquire);
	assert_ok(xapian_mset_get_row(&row, mset, 0, &test_err));
	assert_text(row.sort_key, "2023");
	assert_order(mset, "43125");
	assert_ok(xapian_enquire_set_sort_by_value_then_relevance(
	    enquire, 1, false, &test_err));
	assert_order(find(enquire), "52134");
	assert_ok(xapian_enquire_set_sort_by_relevance_then_value(
	    enquire, 1, true, &test_err));
	assert_order(find(enquire), "54312");
	assert_ok(xapian_enquire_set_sort_by_relevance(enquire, &test_err));
	assert_order(find(enquire), "51342");
	xapian_enquire_free(enquire);
}

static void
matches_are_sorted_by_several_values(void **state)
{
	/* Newest first, then by type; slot 7 is empty everywhere. */
	const struct xapian_sort_key keys[] = {{7, false, {S("same")}},
	    {1, true, {NULL, 0}}, {0, false, {NULL, 0}}};
	struct xapian_enquire *enquire = search_for("về");

	(void)state;
	assert_ok(
	    xapian_enquire_set_sort_by_key(enquire, keys, 3, false, &test_err));
	assert_order(find(enquire), "43125");
	assert_ok(
	    xapian_enquire_set_sort_by_key(enquire, keys, 3, true, &test_err));
	assert_order(find(enquire), "52134");
	assert_ok(xapian_enquire_set_sort_by_key_then_relevance(
	    enquire, keys, 2, false, &test_err));
	assert_order(find(enquire), "43152");
	assert_ok(xapian_enquire_set_sort_by_relevance_then_key(
	    enquire, keys, 3, false, &test_err));
	assert_order(find(enquire), "54312");
	xapian_enquire_free(enquire);
}

/* Limits */

static void
matches_collapse(void **state)
{
	struct xapian_enquire *enquire = search_for("về");
	struct xapian_mset *mset;
	struct xapian_mset_stats stats;
	struct xapian_mset_row row;

	(void)state;
	assert_ok(xapian_enquire_set_bool_weight(enquire, &test_err));
	assert_ok(xapian_enquire_set_collapse_key(enquire, 0, 1, &test_err));
	mset = find(enquire);
	xapian_mset_get_stats(&stats, mset);
	assert_int_equal(stats.matches_estimated, 4);
	assert_int_equal(stats.uncollapsed_matches_estimated, 5);
	assert_ok(xapian_mset_get_row(&row, mset, 0, &test_err));
	assert_text(row.collapse_key, "quyết định");
	assert_int_equal(row.collapse_count, 1);
	assert_order(mset, "1235");
	assert_ok(xapian_enquire_set_collapse_key(
	    enquire, XAPIAN_BAD_VALUENO, 1, &test_err));
	assert_order(find(enquire), "12345");
	xapian_enquire_free(enquire);
}

static void
matches_are_cut_off(void **state)
{
	struct xapian_enquire *enquire;
	const struct xapian_query_term terms[] = {
	    {S("đất"), 1, 1}, {S("đai"), 1, 2}};
	struct xapian_query *query;
	struct xapian_mset *mset;
	struct xapian_mset_row row;

	(void)state;
	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_query_combine_terms(
	    &query, XAPIAN_OP_OR, terms, 2, 0, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	xapian_query_free(query);
	assert_order(find(enquire), "142");
	assert_ok(xapian_enquire_set_cutoff(enquire, 100, 0, &test_err));
	assert_order(find(enquire), "1");

	assert_ok(xapian_enquire_set_cutoff(enquire, 0, 0, &test_err));
	mset = find(enquire);
	assert_ok(xapian_mset_get_row(&row, mset, 1, &test_err));
	xapian_mset_free(mset);
	assert_ok(xapian_enquire_set_cutoff(enquire, 0, row.weight, &test_err));
	assert_order(find(enquire), "14");
	assert_ok(xapian_enquire_set_time_limit(enquire, 60, &test_err));
	assert_order(find(enquire), "14");
	xapian_enquire_free(enquire);
}

/* Callbacks */

struct decision {
	const char *year; /* the one to accept */
	unsigned calls;
	unsigned abort_at; /* which call is to abort; 0: none */
};

static enum xapian_decision
decide_by_year(const struct xapian_document *doc, void *arg)
{
	struct decision *d = arg;
	struct xapian_string year;

	if (++d->calls == d->abort_at)
		return XAPIAN_ABORT;
	assert_ok(xapian_document_get_value(&year, doc, 1, &test_err));
	return strcmp(year.s, d->year) == 0 ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

static void
decider_chooses_documents(void **state)
{
	struct xapian_enquire *enquire = search_for("về");
	struct decision d = {"2020", 0, 0};
	struct xapian_mset *mset;

	(void)state;
	assert_ok(xapian_enquire_set_bool_weight(enquire, &test_err));
	assert_ok(xapian_enquire_get_mset_filtered(
	    &mset, enquire, 0, 10, 10, NULL, decide_by_year, &d, &test_err));
	assert_int_equal(d.calls, 5);
	assert_order(mset, "25");
	assert_ok(xapian_enquire_get_mset_filtered(
	    &mset, enquire, 0, 10, 10, NULL, NULL, NULL, &test_err));
	assert_order(mset, "12345");
	xapian_enquire_free(enquire);
}

static void
decider_aborts_the_search(void **state)
{
	struct xapian_enquire *enquire = search_for("về");
	struct decision d = {"2020", 0, 2};
	struct xapian_mset *mset;

	(void)state;
	assert_status(XAPIAN_ABORTED,
	    xapian_enquire_get_mset_filtered(&mset, enquire, 0, 10, 10, NULL,
		decide_by_year, &d, &test_err));
	assert_null(mset);
	assert_int_equal(d.calls, 2);
	assert_order(find(enquire), "51342"); /* it can search again */
	xapian_enquire_free(enquire);
}

/* Relevance */

static enum xapian_decision
decide_by_letter(const char *term, size_t len, void *arg)
{
	const char *letter = arg;

	if (*letter == '!')
		return XAPIAN_ABORT;
	return len > 0 && term[0] == *letter ? XAPIAN_ACCEPT : XAPIAN_REJECT;
}

static void
eset_tells_documents_from_others(void **state)
{
	struct xapian_enquire *enquire = search_for("nhà");
	struct xapian_rset *rset;
	struct xapian_eset *eset;
	struct xapian_eset_row row;
	char n[] = "n", bang[] = "!";

	(void)state;
	assert_ok(xapian_rset_new(&rset, &test_err));
	assert_ok(xapian_rset_add_document(rset, 2, &test_err));
	assert_ok(xapian_rset_add_document(rset, 3, &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_rset_add_document(rset, 0, &test_err));
	assert_ok(xapian_enquire_get_eset(
	    &eset, enquire, 1, rset, 0, NULL, NULL, &test_err));
	assert_int_equal(xapian_eset_size(eset), 1);
	assert_ok(xapian_eset_get_row(&row, eset, 0, &test_err));
	assert_text(row.term, "nghị"); /* in both, and in no other */
	assert_true(row.weight > 0);
	assert_status(
	    XAPIAN_RANGE, xapian_eset_get_row(&row, eset, 1, &test_err));
	assert_null(row.term.s);
	xapian_eset_free(eset);

	assert_ok(
	    xapian_enquire_set_expansion_scheme(enquire, "bo1", 1, &test_err));
	assert_ok(xapian_enquire_get_eset(&eset, enquire, 10, rset,
	    XAPIAN_INCLUDE_QUERY_TERMS | XAPIAN_USE_EXACT_TERMFREQ,
	    decide_by_letter, n, &test_err));
	assert_int_equal(xapian_eset_size(eset), 2); /* nghị, nhà */
	xapian_eset_free(eset);
	assert_status(XAPIAN_ABORTED,
	    xapian_enquire_get_eset(&eset, enquire, 10, rset, 0,
		decide_by_letter, bang, &test_err));
	assert_null(eset);
	xapian_rset_free(rset);
	xapian_enquire_free(enquire);
}

static void
rset_changes_weights(void **state)
{
	struct xapian_enquire *enquire = search_for("đất");
	struct xapian_mset *plain, *fed;
	struct xapian_mset_row a, b;
	struct xapian_rset *rset;

	(void)state;
	assert_ok(xapian_rset_new(&rset, &test_err));
	assert_ok(xapian_rset_add_document(rset, 1, &test_err));
	plain = find(enquire);
	assert_ok(xapian_enquire_get_mset_filtered(
	    &fed, enquire, 0, 10, 0, rset, NULL, NULL, &test_err));
	assert_ok(xapian_mset_get_row(&a, plain, 0, &test_err));
	assert_ok(xapian_mset_get_row(&b, fed, 0, &test_err));
	assert_true(b.weight > a.weight);
	xapian_mset_free(plain);
	xapian_mset_free(fed);
	xapian_rset_free(rset);
	xapian_enquire_free(enquire);
}

static void
matching_terms_of_a_document(void **state)
{
	const struct xapian_query_term terms[] = {
	    {S("nhà"), 1, 1}, {S("xe"), 1, 2}, {S("đất"), 1, 3}};
	struct xapian_enquire *enquire;
	struct xapian_query *query;
	struct xapian_term_iterator *it;
	struct xapian_term_row row;

	(void)state;
	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_query_combine_terms(
	    &query, XAPIAN_OP_OR, terms, 3, 0, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	xapian_query_free(query);
	assert_ok(
	    xapian_enquire_get_matching_terms(&it, enquire, 2, &test_err));
	assert_ok(xapian_term_iterator_next(&row, it, &test_err));
	assert_text(row.term, "nhà");
	assert_ok(xapian_term_iterator_next(&row, it, &test_err));
	assert_text(row.term, "đất");
	assert_status(
	    XAPIAN_DONE, xapian_term_iterator_next(&row, it, &test_err));
	xapian_term_iterator_free(it);
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_enquire_get_matching_terms(&it, enquire, 99, &test_err));
	xapian_enquire_free(enquire);
}

/* Facets */

static void
assert_values(struct xapian_term_iterator *it,
    const struct xapian_term_count *want, size_t n)
{
	struct xapian_term_row row;

	for (size_t i = 0; i < n; i++) {
		assert_ok(xapian_term_iterator_next(&row, it, &test_err));
		assert_text(row.term, want[i].s);
		assert_int_equal(row.termfreq, want[i].wdf);
	}
	assert_status(
	    XAPIAN_DONE, xapian_term_iterator_next(&row, it, &test_err));
	xapian_term_iterator_free(it);
}

static void
spy_counts_values(void **state)
{
	static const struct xapian_term_count all[] = {{"nghị quyết", 0, 1},
	    {"nghị định", 0, 1}, {"quyết định", 0, 2}, {"thông tư", 0, 1}};
	static const struct xapian_term_count top[] = {
	    {"quyết định", 0, 2}, {"nghị quyết", 0, 1}};
	struct xapian_enquire *enquire = search_for("về");
	struct xapian_value_count_match_spy *spy;
	struct xapian_term_iterator *it;
	struct xapian_mset *mset;

	(void)state;
	assert_ok(xapian_value_count_match_spy_new(&spy, 0, &test_err));
	assert_ok(xapian_enquire_add_matchspy(enquire, spy, &test_err));
	assert_ok(xapian_enquire_get_mset(&mset, enquire, 0, 1, 5, &test_err));
	xapian_mset_free(mset);
	assert_int_equal(xapian_value_count_match_spy_get_total(spy), 5);
	assert_ok(xapian_value_count_match_spy_values(&it, spy, &test_err));
	assert_values(it, all, 4);
	assert_ok(
	    xapian_value_count_match_spy_top_values(&it, spy, 2, &test_err));
	assert_values(it, top, 2);

	assert_ok(xapian_enquire_clear_matchspies(enquire, &test_err));
	xapian_mset_free(find(enquire));
	assert_int_equal(xapian_value_count_match_spy_get_total(spy), 5);
	xapian_value_count_match_spy_free(spy);
	xapian_enquire_free(enquire);
}

static void
spy_may_be_freed_first(void **state)
{
	struct xapian_enquire *enquire = search_for("về");
	struct xapian_value_count_match_spy *spy;
	struct xapian_term_iterator *it;

	(void)state;
	assert_ok(xapian_value_count_match_spy_new(&spy, 0, &test_err));
	assert_ok(xapian_enquire_add_matchspy(enquire, spy, &test_err));
	assert_ok(xapian_value_count_match_spy_values(&it, spy, &test_err));
	xapian_value_count_match_spy_free(spy);
	xapian_mset_free(find(enquire));
	xapian_enquire_free(enquire);
	assert_values(it, NULL, 0);
}

static int
open_samples(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_samples("samples", 0, N_SAMPLES);
	db = open_database("samples");
	return 0;
}

static int
close_samples(void **state)
{
	xapian_database_free(db);
	return remove_test_dir(state);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(mset_has_rows_and_counts),
	    cmocka_unit_test(item_out_of_range_is_refused),
	    cmocka_unit_test(children_outlive_the_database_handle),
	    cmocka_unit_test(closed_database_fails_the_search),
	    cmocka_unit_test(schemes_weigh),
	    cmocka_unit_test(parameters_out_of_bounds_are_refused),
	    cmocka_unit_test(matches_are_sorted),
	    cmocka_unit_test(matches_are_sorted_by_several_values),
	    cmocka_unit_test(matches_collapse),
	    cmocka_unit_test(matches_are_cut_off),
	    cmocka_unit_test(decider_chooses_documents),
	    cmocka_unit_test(decider_aborts_the_search),
	    cmocka_unit_test(eset_tells_documents_from_others),
	    cmocka_unit_test(rset_changes_weights),
	    cmocka_unit_test(matching_terms_of_a_document),
	    cmocka_unit_test(spy_counts_values),
	    cmocka_unit_test(spy_may_be_freed_first),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/enquire", tests, open_samples, close_samples);
}
