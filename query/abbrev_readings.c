/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readings of one abbreviation: from the table and from the documents. */
#include "abbrev_readings.h"

#include <stdio.h>
#include <string.h>

#include "lookup.h"

/* A reading is supported when so many define it, and so many times as many as
 * define the others. */
#define DEFINED_MIN 2
#define DEFINED_MARGIN 3

/* Terms that are read for one question. */
#define TERMS_MAX 256

/* May the index be asked once more? */
static bool
may_look(struct tc_abbrev_search *search)
{
	if (search->lookups >= TC_ABBREV_LOOKUPS_MAX)
		return false;
	search->lookups++;
	return true;
}

/* A search for terms that ends after TERMS_MAX of them. */
struct some_terms {
	tc_rest_fn take;
	void *arg;
	size_t n;
};

static bool
take_some(void *arg, const char *rest, size_t len, uint32_t documents)
{
	struct some_terms *terms = arg;

	return terms->take(terms->arg, rest, len, documents) &&
	    ++terms->n < TERMS_MAX;
}

static enum tc_status
each_term(struct tc_abbrev_search *search, const struct tc_buf *prefix,
    tc_rest_fn take, void *arg)
{
	struct some_terms terms = {take, arg, 0};
	struct xapian_error why;

	if (tc_buf_lacks(prefix))
		return tc_buf_check(prefix, search->err);
	if (prefix->failed || prefix->len > XAPIAN_TERM_MAX ||
	    !may_look(search))
		return TC_OK;
	if (tc_each_term(search->index, prefix, take_some, &terms, &why) !=
	    XAPIAN_OK)
		return tc_index_fail(search->err, &why, "search");
	return TC_OK;
}

/* The next word that is no function word, from *at on. */
static size_t
content_word(const char **at)
{
	size_t len = 0;

	do {
		*at += len + strspn(*at + len, " ");
		len = strcspn(*at, " ");
	} while (len > 0 && tc_abbrev_is_function_word(*at, len));
	return len;
}

/* "khoa học và công nghệ" is "khoa học công nghệ". */
static bool
same_reading(const char *a, const char *b)
{
	size_t len;

	for (;;) {
		len = content_word(&a);
		if (content_word(&b) != len || memcmp(a, b, len) != 0)
			return false;
		if (len == 0)
			return true;
		a += len;
		b += len;
	}
}

struct tc_reading *
tc_readings_find(struct tc_readings *readings, const char *words)
{
	size_t i;

	for (i = 0; i < readings->n; i++) {
		if (same_reading(readings->list[i].words, words))
			return &readings->list[i];
	}
	return NULL;
}

/* A reading with these words, an old one or a new one; NULL when full. */
static struct tc_reading *
reading_of(struct tc_readings *readings, const char *words)
{
	struct tc_reading *reading = tc_readings_find(readings, words);

	if (reading != NULL || readings->n == TC_READINGS_MAX)
		return reading;
	reading = &readings->list[readings->n++];
	memset(reading, 0, sizeof(*reading));
	snprintf(reading->words, sizeof(reading->words), "%s", words);
	return reading;
}

static void
add_rows(struct tc_readings *out, const struct tc_abbrevs *table,
    const char *key, const char *letters)
{
	const struct tc_abbrev *const *rows;
	size_t n = table != NULL ? tc_abbrevs_by_key(table, key, &rows) : 0, i;
	struct tc_reading *reading;

	for (i = 0; i < n; i++) {
		bool equal = strcmp(rows[i]->letters, letters) == 0;

		if (rows[i]->off && equal)
			out->off = true;
		if (rows[i]->off ||
		    !tc_abbrev_include_short(rows[i]->letters, letters) ||
		    (reading = reading_of(out, rows[i]->words)) == NULL)
			continue;
		if (reading->row == NULL || !rows[i]->ambiguous)
			reading->row = rows[i];
		reading->equal |= equal;
		/* One letter may be anything: Q is quận and quyền. */
		reading->sure |= !rows[i]->ambiguous && strlen(key) > 1;
	}
}

struct collecting {
	struct tc_readings *out;
	const char *letters;
	const struct tc_abbrev_search *search;
	const char *key;
};

static bool
is_off(const struct collecting *to, const char *letters)
{
	const struct tc_abbrev *const *rows;
	size_t n, i;

	if (to->search->table == NULL)
		return false;
	n = tc_abbrevs_by_key(to->search->table, to->key, &rows);
	for (i = 0; i < n; i++) {
		if (strcmp(rows[i]->letters, letters) == 0 &&
		    (rows[i]->off || rows[i]->staff))
			return true;
	}
	return false;
}

/* "hđnd=hội đồng nhân dân", what is behind "Ahdnd=". */
static bool
add_defined(void *arg, const char *rest, size_t len, uint32_t documents)
{
	const struct collecting *to = arg;
	const char *equals = memchr(rest, TC_MARKS_SEPARATOR, len);
	char letters[TC_ABBREV_MAX + 1], words[TC_ABBREV_MAX + 1];
	struct tc_reading *reading;

	if (equals == NULL || len > TC_ABBREV_MAX)
		return true;
	snprintf(letters, sizeof(letters), "%.*s", (int)(equals - rest), rest);
	tc_abbrev_key(letters, letters);
	snprintf(words, sizeof(words), "%.*s", (int)(rest + len - equals - 1),
	    equals + 1);
	/* What staff says of an abbreviation is all there is to say. */
	if (!tc_abbrev_include_short(letters, to->letters) ||
	    is_off(to, letters) ||
	    (reading = reading_of(to->out, words)) == NULL)
		return true;
	reading->equal |= strcmp(letters, to->letters) == 0;
	reading->documents += documents;
	return true;
}

/* Has a phrase all words of another, in their order? */
static bool
has_words(const char *phrase, const char *words)
{
	size_t len = strcspn(phrase, " "), sought = strcspn(words, " ");

	while (len > 0 && sought > 0) {
		if (len == sought && memcmp(phrase, words, len) == 0) {
			words += sought + (words[sought] == ' ');
			sought = strcspn(words, " ");
		}
		phrase += len + (phrase[len] == ' ');
		len = strcspn(phrase, " ");
	}
	return sought == 0;
}

/*
 * Are the sure readings names of one thing, with and without some words? What
 * was a trung tâm hành chính công is a trung tâm phục vụ hành chính công now.
 */
static bool
are_of_one_thing(const struct tc_readings *readings)
{
	size_t i, k;

	for (i = 0; i < readings->n; i++) {
		for (k = 0; k < i; k++) {
			const char *a = readings->list[i].words;
			const char *b = readings->list[k].words;

			if (readings->list[i].sure && readings->list[k].sure &&
			    !has_words(a, b) && !has_words(b, a))
				return false;
		}
	}
	return true;
}

/*
 * Sure readings with other marks than were typed are less sure: HD is hướng dẫn
 * before it is HĐ. Of several sure ones only that is sure which is spelt as it
 * was typed: CTr is chương trình, CTR chất thải rắn, ctr either.
 */
static void
doubt(struct tc_readings *readings, const char *typed, size_t typed_len)
{
	size_t i, sure = 0, equal = 0, spelt = 0;
	bool is_spelt[TC_READINGS_MAX] = {false};

	for (i = 0; i < readings->n; i++)
		equal += readings->list[i].sure && readings->list[i].equal;
	for (i = 0; i < readings->n; i++) {
		struct tc_reading *reading = &readings->list[i];

		if (equal > 0 && !reading->equal)
			reading->sure = false;
		sure += reading->sure;
		is_spelt[i] = reading->sure &&
		    strlen(reading->row->spelling) == typed_len &&
		    memcmp(reading->row->spelling, typed, typed_len) == 0;
		spelt += is_spelt[i];
	}
	if (sure < 2 || are_of_one_thing(readings))
		return;
	for (i = 0; i < readings->n; i++)
		readings->list[i].sure = spelt == 1 && is_spelt[i];
}

/* What but one document defines may be an accident. */
static void
drop_accidents(struct tc_readings *readings)
{
	size_t i, n = 0;

	for (i = 0; i < readings->n; i++) {
		if (readings->list[i].row != NULL ||
		    readings->list[i].documents >= DEFINED_MIN)
			readings->list[n++] = readings->list[i];
	}
	readings->n = n;
}

enum tc_status
tc_readings_collect(struct tc_readings *out, struct tc_abbrev_search *search,
    const char *key, const char *letters, const char *typed, size_t typed_len,
    bool look)
{
	struct collecting to = {out, letters, search, key};
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	out->n = 0;
	out->off = false;
	add_rows(out, search->table, key, letters);
	tc_index_abbrev_prefix(key, &prefix);
	if (look && !out->off)
		status = each_term(search, &prefix, add_defined, &to);
	tc_buf_free(&prefix);
	drop_accidents(out);
	doubt(out, typed, typed_len);
	return status;
}

bool
tc_readings_single_out(struct tc_readings *readings,
    const uint32_t score[TC_READINGS_MAX], uint32_t min, uint32_t margin)
{
	uint64_t sum = 0;
	size_t i, best = 0;

	for (i = 0; i < readings->n; i++) {
		sum += score[i];
		if (score[i] > score[best])
			best = i;
	}
	if (readings->n == 0 || score[best] < min ||
	    score[best] < margin * (sum - score[best]))
		return false;
	for (i = 0; i < readings->n; i++)
		readings->list[i].taken = i == best;
	return true;
}

void
tc_readings_take(struct tc_readings *readings)
{
	uint32_t score[TC_READINGS_MAX] = {0};
	size_t i;

	for (i = 0; i < readings->n; i++)
		score[i] = readings->list[i].documents;
	tc_readings_single_out(readings, score, DEFINED_MIN, DEFINED_MARGIN);
	for (i = 0; i < readings->n; i++)
		readings->list[i].taken |= readings->list[i].sure;
}

static bool
take_highest(void *arg, const char *rest, size_t len, uint32_t documents)
{
	uint32_t *n = arg;

	/* The pair itself, or one of its spellings with marks. */
	if ((len == 0 || rest[0] == TC_MARKS_SEPARATOR) && documents > *n)
		*n = documents;
	return true;
}

enum tc_status
tc_abbrev_pair_frequency(struct tc_abbrev_search *search, const char *first,
    const char *second, uint32_t *n)
{
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	*n = 0;
	tc_buf_printf(&prefix, "%s%c%s", first, TC_PAIR_SEPARATOR, second);
	status = each_term(search, &prefix, take_highest, n);
	tc_buf_free(&prefix);
	return status;
}

enum tc_status
tc_abbrev_occurs(
    bool *occurs, struct tc_abbrev_search *search, const char *expansion)
{
	struct tc_buf last = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf word = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	size_t len, letters;
	uint32_t n;

	*occurs = true;
	for (; *expansion != '\0' && *occurs && status == TC_OK;
	     expansion += len + (expansion[len] == ' ')) {
		len = strcspn(expansion, " ");
		letters = strcspn(expansion, " -,;&/");
		tc_buf_clear(&word);
		tc_text_fold(expansion, letters, &word);
		if (last.len > 0 && word.len > 0 &&
		    search->lookups < TC_ABBREV_LOOKUPS_MAX) {
			status = tc_abbrev_pair_frequency(
			    search, tc_buf_str(&last), tc_buf_str(&word), &n);
			*occurs = n > 0;
		}
		tc_buf_clear(&last);
		if (letters == len)
			tc_buf_put(&last, tc_buf_str(&word), word.len);
	}
	if (status == TC_OK)
		status = tc_buf_check(&last, search->err);
	if (status == TC_OK)
		status = tc_buf_check(&word, search->err);
	tc_buf_free(&last);
	tc_buf_free(&word);
	return status;
}

struct defined {
	const char *folded; /* behind the words that all terms begin with */
	struct tc_buf *out;
	size_t begun;
	const char *begin;
};

/* " nhan dan=hđnd", what is behind "Ehoi dong". */
static bool
add_short(void *arg, const char *rest, size_t len, uint32_t documents)
{
	const struct defined *to = arg;
	const char *equals = memchr(rest, TC_MARKS_SEPARATOR, len);
	size_t n = equals != NULL ? (size_t)(equals - rest) : 0;

	(void)documents;
	if (equals == NULL || strncmp(to->folded, rest, n) != 0 ||
	    (to->folded[n] != '\0' && to->folded[n] != ' '))
		return true;
	tc_buf_put(to->out, to->begin, to->begun);
	tc_buf_put(to->out, rest, len);
	tc_buf_putc(to->out, '\0');
	return true;
}

enum tc_status
tc_abbrev_defined(
    struct tc_abbrev_search *search, const char *folded, struct tc_buf *out)
{
	struct tc_buf prefix = TC_BUF_INIT(TC_BUF_LINE);
	size_t two = strcspn(folded, " ");
	enum tc_status status = TC_OK;

	if (folded[two] == ' ')
		two += 1 + strcspn(folded + two + 1, " ");
	else
		two = 0;
	if (two > 0) {
		struct defined to = {folded + two, out, two, folded};

		tc_buf_puts(&prefix, TC_PREFIX_EXPANSION);
		tc_buf_put(&prefix, folded, two);
		status = each_term(search, &prefix, add_short, &to);
	}
	tc_buf_free(&prefix);
	return status;
}
