/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries as a small index answers them (query/): decoded, with abbreviations,
 * planned and searched for. Input: a byte of options, the query. Nothing fails;
 * a lower rung never matches fewer documents; an answer is a page of documents
 * that are there, the best first, and their snippets lie in their text.
 */
#include "fuzz.h"

#include <tracuu/past.h>
#include <tracuu/query.h>
#include <tracuu/suggest.h>

#include "plan.h"
#include "scan.h"

#include "folder.h"

#include "index_test.h"

/* clang-format off */
static const struct sample samples[] = {
    {"1", "Quản lý đất đai", "đường đất của Ủy ban nhân dân (UBND) tỉnh",
	"Quyết định", "", "2020-06-29"},
    {"2", "", "đương đất khu công nghiệp sotttt@tinh.gov.vn", "Quyết định", "",
	"2020-06-29T17:00"},
    {"3", "", "dương đắt hội đồng nhân dân", "Nghị quyết", "", "2020-06-30"},
    {"4", "", "duong dat quy che khong dau", "Quy chế", "", "2021"},
    {"5", "Hội đồng nhân dân", "đất đường HĐND", "", "12/2020/NQ-HĐND",
	"1945-09-02"},
    {"6", "", "theo 12/2020/NQ-HĐND của Hội đồng nhân dân (HĐND)", "", "", ""},
    {"7", "", "12 nq hđnd và 2020", "", "", "1600-01-02"},
    {"8", "đường", "ngày 29/6/2020 đã đại hội đảng bộ; Bí thư Tỉnh ủy (TU)",
	"", "", "2999-12-31"},
    {"9", "", "đất đất đất", "Thông báo", "1/TB-UBND", "2020-06"},
};
/* clang-format on */

#define SAMPLES (sizeof(samples) / sizeof(samples[0]))

/* What many asked, in the order of keys. */
static const struct tc_past_query past[] = {{3, "dai hoi dang bo"},
    {2, "dat dai"}, {9, "duong dat 2020"}, {5, "hoi dong nhan dan tinh"},
    {4, "quan li dat"}, {7, "qui che"}, {1, "xyz"}};

#define PAST (sizeof(past) / sizeof(past[0]))

static struct tc_index *index_;
static struct tc_search *search;
static struct tc_abbrevs *abbrevs;

static void
end(void)
{
	tc_search_free(search);
	tc_index_free(index_);
	tc_abbrevs_free(abbrevs);
	remove_test_dir();
}

/* The index of this process, in a folder for as long as it runs. */
static void
begin(void)
{
	if (index_ != NULL)
		return;
	make_test_dir();
	index_ = make_sample_index(samples, SAMPLES);
	must(tc_past_write(in_test_dir("db"), past, PAST, NULL) == TC_OK);
	must(tc_search_new(&search, index_, NULL) == TC_OK);
	must(tc_abbrevs_new(&abbrevs, NULL) == TC_OK);
	must(atexit(end) == 0);
}

/* How many documents match, by Xapian and by a scan; the expression is freed.
 */
static uint32_t
count_matches(struct tc_expr *expr)
{
	struct xapian_enquire *enquire;
	struct xapian_query *query;
	struct xapian_mset *mset;
	uint32_t n, *docids;
	size_t scanned;

	must(tc_expr_query(&query, expr, NULL) == XAPIAN_OK);
	must(tc_scan_list(&docids, &scanned, expr, index_, SIZE_MAX, NULL) ==
	    TC_OK);
	must(xapian_enquire_new(&enquire, tc_index_database(index_), NULL) ==
	    XAPIAN_OK);
	must(xapian_enquire_set_query(enquire, query, 0, NULL) == XAPIAN_OK);
	must(xapian_enquire_get_mset(&mset, enquire, 0, 2 * SAMPLES,
		 2 * SAMPLES, NULL) == XAPIAN_OK);
	n = xapian_mset_size(mset);
	must(n <= SAMPLES && n == scanned);
	free(docids);
	tc_expr_free(expr);
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	return n;
}

static void
check_rungs(
    const struct tc_parsed *parsed, const struct tc_search_options *options)
{
	struct tc_analyser *analyser = tc_search_analyser(search);
	struct tc_rung_query query;
	struct tc_plan plan;
	uint32_t n, before = 0;
	int rung;

	must(tc_plan_make(&plan, index_, parsed, options, analyser, NULL) ==
	    TC_OK);
	for (rung = TC_RUNG_ALL; rung <= TC_RUNG_SOME; rung++) {
		must(tc_plan_query(&query, &plan, (enum tc_rung)rung, options,
			 NULL) == TC_OK);
		n = count_matches(query.query);
		/* Longer queries begin at the lowest rung. */
		must(n >= before || tc_plan_wanted(&plan) > TC_ALL_WORDS_MAX);
		before = n;
	}
	tc_plan_free(&plan);
}

static void
check_hit(const struct tc_parsed *parsed, const struct tc_results *results,
    const struct tc_hit *hit)
{
	struct tc_snippet snippet;
	struct tc_document doc;
	const struct tc_buf *text = &doc.field[TC_FIELD_TEXT];
	size_t i;

	tc_document_init(&doc);
	must(tc_index_document(index_, hit->docid, &doc, NULL) == TC_OK);
	must(strcmp(tc_document_str(&doc, TC_FIELD_ID), hit->id) == 0);
	must(tc_snippet_make(&snippet, tc_search_analyser(search), parsed,
		 &results->marking, tc_buf_str(text), text->len, 60,
		 NULL) == TC_OK);
	for (i = 0; i < snippet.n; i++)
		must(fuzz_is_cut_between(text->s, text->len,
		    snippet.part[i].from, snippet.part[i].to));
	tc_document_free(&doc);
}

static void
check_answer(
    const struct tc_parsed *parsed, const struct tc_search_options *options)
{
	struct tc_results results;
	size_t i;

	must(tc_search_run(search, parsed, options, &results, NULL) == TC_OK);
	must(results.n <= options->limit && results.rung <= TC_RUNG_SOME);
	must(!results.exact || results.total <= SAMPLES);
	for (i = 0; i < results.n; i++) {
		if (i > 0 && options->sort == TC_SORT_RELEVANCE)
			must(
			    results.hits[i].score <= results.hits[i - 1].score);
		check_hit(parsed, &results, &results.hits[i]);
	}
	must(fuzz_is_utf8(
	    tc_buf_str(&results.suggestion), results.suggestion.len));
	must(fuzz_is_utf8(
	    tc_buf_str(&results.explanation), results.explanation.len));
	must(options->explain || results.explanation.len == 0);
	tc_results_free(&results);
}

/* What it may become is text, and in some title. */
static void
check_suggestions(const struct fuzz_input *in)
{
	struct tc_suggestions suggestions;
	size_t i;

	must(
	    tc_suggest(search, in->s, in->len, 5, &suggestions, NULL) == TC_OK);
	must(suggestions.n <= 5);
	for (i = 0; i < suggestions.n; i++) {
		const struct tc_suggestion *at = &suggestions.at[i];

		must(at->n > 0 && at->text[0] != '\0');
		must(fuzz_is_utf8(at->text, strlen(at->text)));
		must((at->id == NULL) ==
		    (at->kind == TC_SUGGEST_PHRASE ||
			at->kind == TC_SUGGEST_QUERY));
	}
	tc_suggestions_free(&suggestions);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_input in = {(const char *)data, len};
	unsigned bits = fuzz_take_byte(&in);
	struct tc_search_options options = {.limit = 5,
	    .literal = (bits & 1) != 0,
	    .exact_marks = (bits & 2) != 0,
	    .explain = (bits & 4) != 0,
	    .sort = (enum tc_sort)((bits >> 3) % 3),
	    .count_up_to = SIZE_MAX};
	struct tc_parsed parsed;

	begin();
	if ((bits & 32) == 0)
		options.abbrevs = abbrevs;
	must(tc_search_parse(search, &parsed, in.s, in.len, options.literal,
		 NULL) == TC_OK);
	must(parsed.n <= TC_QUERY_WORDS_MAX);
	must(fuzz_is_utf8(tc_buf_str(&parsed.clean), parsed.clean.len));
	check_rungs(&parsed, &options);
	check_answer(&parsed, &options);
	check_suggestions(&in);
	tc_parsed_free(&parsed);
	return 0;
}
