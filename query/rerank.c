/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The second stage of the ranking. */
#include "rerank.h"

#include <math.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "coefficients.h"
#include "feature.h"
#include "hits.h"
#include "numbers.h"

/* What names a document has so many words. */
#define NAME_WORDS_MIN 2

/* Scores that differ by less are equal. */
#define SCORE_UNIT 1e-6

/* The best of so many hits of the same document count for each of them. */
#define SIBLINGS 3

/* Which hits go before which, whatever the model says. */
enum class {
	CLASS_HEADING, /* only its heading was read */
	CLASS_TEXT,
	CLASS_TITLE,  /* its title is the query */
	CLASS_NUMBER, /* its own number was typed */
	CLASS_NAME    /* its title is the query, and more than a number */
};

struct candidate {
	struct tc_hit hit;
	struct tc_features features;
	uint32_t act;	  /* the document that it is a part of, 0: of none */
	uint32_t minutes; /* of the date of news, or of any document of which
			     the newest are asked for; 0: undated, or no news */
	bool news;
	bool dated; /* it is of a day that was typed */
	enum class class;
	double model;
};

/*
 * Of equal topics newer news goes first: what the newest among the best hits
 * gets, as a share of the best score, and after how many years half of that. On
 * the sample documents 0.01 to 0.05 and 5 to 10 years add 0.004 to 0.006.
 */
#define RECENCY_SHARE 0.02
#define RECENCY_YEARS 10

/*
 * The same of a topic that asks for the newest documents, news or not: as much
 * as makes up for a word or two that say little, and not for the topic.
 */
#define NEWEST_SHARE 0.5
#define NEWEST_YEARS 4

/*
 * What the title of a hit of a topic adds that is all the query, as a share of
 * the best score. On the topics of corpus/ 0.15 to 0.5 add 0.005 to 0.006.
 */
#define TITLE_SHARE 0.3

#define MINUTES_OF_YEAR (365.25 * 24 * 60)

/* The second stage at work. */
struct stage {
	const struct tc_plan *plan;
	const struct tc_index *index;
	struct tc_analyser *analyser;
	struct tc_asked asked;
	struct tc_document record;
	bool question;	 /* the model speaks */
	bool has_number; /* of a document, in the query */
	struct candidate *candidates;
	size_t n;
	/* Rows of words, 180 kB: what is read into them is looked at only. */
	struct tc_heading heading;
	struct tc_row text;
};

/* Questions have the second stage's model, unless it is left out. */
static bool
is_for_model(const struct tc_plan *plan)
{
	return tc_plan_is_question(plan) &&
	    (tc_plan_uses(plan, TC_PART_HEADINGS) ||
		tc_plan_uses(plan, TC_PART_TEXTS));
}

size_t
tc_rerank_window(
    const struct tc_plan *plan, const struct tc_search_options *options)
{
	bool newest = plan->parsed->newest;

	if (options->limit == 0 || options->sort != TC_SORT_RELEVANCE ||
	    (tc_plan_wanted(plan) < NAME_WORDS_MIN && !newest))
		return 0;
	return is_for_model(plan) ? TC_RERANK_WINDOW
	    : newest		  ? TC_RERANK_NEWEST
				  : TC_RERANK_NAMED;
}

/* Is it one of the document numbers that were typed? */
static enum tc_status
find_typed_number(bool *typed, struct stage *stage, const struct tc_buf *number,
    struct tc_error *err)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	size_t i;

	*typed = false;
	if (number->len > 0)
		status = tc_facet_term(TC_FACET_NUMBER, stage->analyser,
		    number->s, number->len, &key, err);
	if (status == TC_OK)
		status = tc_buf_check(&key, err);
	for (i = 0; i < stage->plan->n && key.len > 0; i++) {
		const struct tc_query_word *word = stage->plan->words[i].word;

		*typed |= word->kind == TC_TOKEN_DOCNO && !word->excluded &&
		    strcmp(key.s + 1, word->folded) == 0;
	}
	tc_buf_free(&key);
	return status;
}

#define BIT(field) (1u << (field))

/* Is it of a day or year that was typed? */
static bool
is_of_day(const struct stage *stage, const char *date)
{
	size_t i;

	for (i = 0; i < stage->plan->n; i++) {
		const struct tc_query_word *word = stage->plan->words[i].word;

		if (tc_numbers_day(stage->plan, i) &&
		    strncmp(date, word->folded, strlen(word->folded)) == 0)
			return true;
	}
	return false;
}

/* Was a number typed, and is it the hit's own? */
static enum tc_status
check_number(
    struct stage *stage, struct candidate *candidate, struct tc_error *err)
{
	enum tc_status status;
	bool typed = false;

	if (!stage->has_number || !tc_plan_uses(stage->plan, TC_PART_NUMBERS))
		return TC_OK;
	status = tc_index_fields(stage->index, candidate->hit.docid,
	    BIT(TC_FIELD_NUMBER) | BIT(TC_FIELD_DATE), &stage->record, err);
	if (status == TC_OK)
		status = find_typed_number(
		    &typed, stage, &stage->record.field[TC_FIELD_NUMBER], err);
	if (status != TC_OK || !typed)
		return status;
	if (candidate->class < CLASS_NUMBER)
		candidate->class = CLASS_NUMBER;
	candidate->dated =
	    is_of_day(stage, tc_document_str(&stage->record, TC_FIELD_DATE));
	return TC_OK;
}

/* As in rank.c: where one has the number and is of the day, no other counts. */
static void
mind_dates(struct stage *stage)
{
	bool dated = false;
	size_t i;

	for (i = 0; i < stage->n; i++)
		dated |= stage->candidates[i].dated;
	for (i = 0; i < stage->n && dated; i++) {
		struct candidate *candidate = &stage->candidates[i];

		if (candidate->class == CLASS_NUMBER && !candidate->dated)
			candidate->class = CLASS_HEADING;
	}
}

/* Is a title the query, with or without "Điều 5."? */
static bool
is_title(const struct stage *stage)
{
	const struct tc_heading *heading = &stage->heading;

	return tc_row_is_query(&heading->title, 0, &stage->asked) ||
	    tc_row_is_query(&heading->title, heading->article, &stage->asked);
}

/* A tc_value_fn. */
static enum tc_status
take_heading(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	struct stage *stage = arg;
	struct candidate *candidate = &stage->candidates[i];

	tc_heading_read(&stage->heading, &stage->asked, value);
	tc_features_of_heading(
	    &candidate->features, &stage->asked, &stage->heading);
	candidate->act = stage->heading.act;
	candidate->news = stage->heading.news;
	candidate->class = CLASS_HEADING;
	if (is_title(stage) && tc_plan_uses(stage->plan, TC_PART_NAMES))
		candidate->class =
		    stage->plan->says_more ? CLASS_NAME : CLASS_TITLE;
	return check_number(stage, candidate, err);
}

/* Have the values in a slot of all candidates taken. */
static enum tc_status
read_values(
    struct stage *stage, uint32_t slot, tc_value_fn take, struct tc_error *err)
{
	uint32_t *docids = calloc(stage->n, sizeof(*docids));
	enum tc_status status;
	size_t i;

	if (docids == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < stage->n; i++)
		docids[i] = stage->candidates[i].hit.docid;
	status = tc_index_values(
	    stage->index, slot, docids, stage->n, take, stage, err);
	free(docids);
	return status;
}

static enum tc_status
read_text(
    struct stage *stage, struct candidate *candidate, struct tc_error *err)
{
	enum tc_status status;

	status = tc_index_fields(stage->index, candidate->hit.docid,
	    BIT(TC_FIELD_ASIDE) | BIT(TC_FIELD_TEXT), &stage->record, err);
	tc_aside_drop(&stage->record);
	stage->text.n = 0;
	if (status == TC_OK)
		status = tc_row_read(&stage->text, &stage->asked,
		    stage->analyser, &stage->record.field[TC_FIELD_TEXT], err);
	if (status == TC_OK)
		tc_features_of_text(
		    &candidate->features, &stage->asked, &stage->text);
	return status;
}

/* Candidates are in the order of their scores. */
static void
compare_candidates(struct stage *stage)
{
	double first = stage->candidates[0].hit.score;
	size_t i, k, n;

	for (i = 0; i < stage->n; i++) {
		struct candidate *candidate = &stage->candidates[i];
		double *at = candidate->features.at, sum = 0;

		for (k = n = 0; k < stage->n && n < SIBLINGS; k++) {
			if (k != i &&
			    (candidate->act == 0 ||
				stage->candidates[k].act != candidate->act))
				continue;
			sum += stage->candidates[k].hit.score;
			n++;
		}
		if (first <= 0)
			continue;
		at[TC_FEATURE_SIBLINGS] = sum / SIBLINGS / first;
		at[TC_FEATURE_AGAINST_FIRST] = candidate->hit.score / first;
		at[TC_FEATURE_SCORE] = candidate->hit.score / stage->asked.idf;
	}
}

/* A tc_value_fn. */
static enum tc_status
take_date(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	const struct stage *stage = arg;
	struct candidate *candidate = &stage->candidates[i];

	(void)err;
	if (candidate->news || stage->plan->parsed->newest)
		candidate->minutes = tc_index_order_minutes(value.s, value.len);
	return TC_OK;
}

/* Does it count how new any of the hits is? */
static bool
has_news(const struct stage *stage)
{
	size_t i = 0;

	while (i < stage->n && !stage->candidates[i].news)
		i++;
	return i < stage->n || stage->plan->parsed->newest;
}

/* Raise news by how new they are among the hits; all of them, and by more,
 * where what is new was asked for. */
static enum tc_status
favour_news(struct stage *stage, struct tc_error *err)
{
	bool newest_asked = stage->plan->parsed->newest;
	double half = newest_asked ? NEWEST_YEARS : RECENCY_YEARS, years;
	double most = (newest_asked ? NEWEST_SHARE : RECENCY_SHARE) *
	    stage->candidates[0].hit.score;
	uint32_t newest = 0;
	enum tc_status status;
	size_t i;

	if (!has_news(stage))
		return TC_OK;
	status = read_values(stage, TC_SLOT_ORDER, take_date, err);
	for (i = 0; i < stage->n; i++) {
		if (stage->candidates[i].minutes > newest)
			newest = stage->candidates[i].minutes;
	}
	for (i = 0; i < stage->n && status == TC_OK; i++) {
		struct candidate *candidate = &stage->candidates[i];

		if (candidate->minutes == 0)
			continue;
		years = (newest - candidate->minutes) / MINUTES_OF_YEAR;
		candidate->model = tc_score_round(
		    candidate->model + most * exp2(-years / half));
	}
	return status;
}

static double
apply(const double *model, size_t n, const struct tc_features *features)
{
	double sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		sum += model[i] * features->at[i];
	return floor(sum / SCORE_UNIT + 0.5) * SCORE_UNIT;
}

/* Questions have the model, topics a part of the best score for the title. */
static void
judge_heading(const struct stage *stage, struct candidate *candidate)
{
	const struct tc_features *features = &candidate->features;

	candidate->model = candidate->hit.score;
	if (candidate->class != CLASS_HEADING ||
	    !tc_plan_uses(stage->plan, TC_PART_HEADINGS))
		return;
	if (stage->question)
		candidate->model =
		    apply(tc_heading_model, TC_FEATURE_OF_HEADING, features);
	else
		candidate->model = tc_score_round(candidate->model +
		    TITLE_SHARE * stage->candidates[0].hit.score *
			features->at[TC_FEATURE_TITLE_WORDS]);
}

static void
judge_text(struct candidate *candidate)
{
	candidate->class = CLASS_TEXT;
	candidate->model =
	    apply(tc_text_model, TC_FEATURE_COUNT, &candidate->features);
}

static int
by_class(const void *a, const void *b)
{
	const struct candidate *x = a, *y = b;

	if (x->class != y->class)
		return x->class < y->class ? 1 : -1;
	if (x->model < y->model || x->model > y->model)
		return x->model < y->model ? 1 : -1;
	return strcmp(x->hit.id, y->hit.id);
}

static enum tc_status
judge(struct stage *stage, struct tc_error *err)
{
	enum tc_status status;
	size_t i, texts = 0;

	status = read_values(stage, TC_SLOT_HEADING, take_heading, err);
	if (status != TC_OK)
		return status;
	mind_dates(stage);
	compare_candidates(stage);
	for (i = 0; i < stage->n; i++)
		judge_heading(stage, &stage->candidates[i]);
	if ((!stage->question || stage->plan->parsed->newest) &&
	    tc_plan_uses(stage->plan, TC_PART_RECENCY))
		status = favour_news(stage, err);
	qsort(
	    stage->candidates, stage->n, sizeof(*stage->candidates), by_class);
	if (!stage->question || !tc_plan_uses(stage->plan, TC_PART_TEXTS))
		return status;
	for (i = 0; i < stage->n && texts < TC_RERANK_TEXTS && status == TC_OK;
	     i++) {
		if (stage->candidates[i].class != CLASS_HEADING)
			continue;
		status = read_text(stage, &stage->candidates[i], err);
		judge_text(&stage->candidates[i]);
		texts++;
	}
	qsort(
	    stage->candidates, stage->n, sizeof(*stage->candidates), by_class);
	return status;
}

/*
 * Scores rise from the last candidate to the first, in the steps of the model
 * within a class, and by 1 from class to class.
 */
static void
set_scores(struct stage *stage, double behind)
{
	double base = behind, lowest = 0;
	size_t i;

	for (i = stage->n; i-- > 0;) {
		struct candidate *candidate = &stage->candidates[i];

		if (i + 1 == stage->n ||
		    candidate->class != stage->candidates[i + 1].class) {
			lowest = candidate->model;
			if (i + 1 < stage->n)
				base = stage->candidates[i + 1].hit.score;
		}
		candidate->hit.score = base + 1 + candidate->model - lowest;
	}
}

static void
tell(const struct stage *stage, const struct tc_search_options *options)
{
	size_t i;

	for (i = 0; i < stage->n && options->told != NULL; i++)
		options->told(options->told_arg, stage->candidates[i].hit.id,
		    stage->candidates[i].features.at, TC_FEATURE_COUNT,
		    stage->candidates[i].class == CLASS_TEXT);
}

static void
close_stage(struct stage *stage)
{
	if (stage == NULL)
		return;
	tc_document_free(&stage->record);
	free(stage->candidates);
	free(stage);
}

static enum tc_status
open_stage(struct stage **out, const struct tc_hit *hits, size_t n,
    const struct tc_plan *plan, const struct tc_index *index,
    struct tc_error *err)
{
	struct stage *stage = malloc(sizeof(*stage));
	struct xapian_error why;
	double length = 0;
	size_t i;

	*out = stage;
	if (stage == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	memset(stage, 0, offsetof(struct stage, heading));
	tc_document_init(&stage->record);
	stage->plan = plan;
	stage->index = index;
	stage->n = n;
	stage->question = is_for_model(plan);
	for (i = 0; i < plan->n; i++)
		stage->has_number |=
		    plan->words[i].word->kind == TC_TOKEN_DOCNO &&
		    !plan->words[i].word->excluded;
	stage->candidates = calloc(n, sizeof(*stage->candidates));
	if (stage->candidates == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < n; i++)
		stage->candidates[i].hit = hits[i];
	if (xapian_database_get_avlength(
		&length, tc_index_database(index), &why) != XAPIAN_OK)
		return tc_index_fail(err, &why, "search");
	tc_asked_make(&stage->asked, plan, length);
	return TC_OK;
}

enum tc_status
tc_rerank(struct tc_hit *hits, size_t n, const struct tc_plan *plan,
    const struct tc_index *index, struct tc_analyser *analyser,
    const struct tc_search_options *options, struct tc_error *err)
{
	size_t window = tc_rerank_window(plan, options), i;
	struct stage *stage = NULL;
	enum tc_status status;

	if (window > n)
		window = n;
	if (window == 0)
		return TC_OK;
	status = open_stage(&stage, hits, window, plan, index, err);
	if (status != TC_OK || stage->asked.idf <= 0)
		goto out;
	stage->analyser = analyser;
	if ((status = judge(stage, err)) != TC_OK)
		goto out;
	set_scores(stage, hits[window - 1].score);
	tell(stage, options);
	for (i = 0; i < window; i++)
		hits[i] = stage->candidates[i].hit;
out:
	close_stage(stage);
	return status;
}
