/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index has of words and pairs. */
#include "lookup.h"

#include <string.h>

enum xapian_status
tc_each_term(const struct tc_index *index, const struct tc_buf *prefix,
    tc_rest_fn tell, void *arg, struct xapian_error *why)
{
	struct tc_vocabulary *terms;
	struct xapian_term_row row;
	enum xapian_status status;
	bool shown;

	status = tc_index_vocabulary(&terms, index,
	    (struct tc_span){tc_buf_str(prefix), prefix->len}, why);
	while (status == XAPIAN_OK &&
	    (status = tc_vocabulary_next(&row, terms, why)) == XAPIAN_OK) {
		status = tc_index_shows_term(
		    &shown, index, row.term.s, row.term.len, row.termfreq, why);
		if (status == XAPIAN_OK && shown &&
		    !tell(arg, row.term.s + prefix->len,
			row.term.len - prefix->len, row.termfreq))
			break;
	}
	tc_vocabulary_free(terms);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Without memory for something nothing can be said. */
static void
check_memory(struct tc_lookup *lookup, const struct tc_buf *buf)
{
	if (tc_buf_lacks(buf) && !lookup->failed) {
		tc_index_no_memory(&lookup->why);
		lookup->failed = true;
	}
}

void
tc_lookup_free(struct tc_lookup *lookup, struct tc_buf *buf)
{
	check_memory(lookup, buf);
	tc_buf_free(buf);
}

/* Is there a term in hand? One that is too long is nobody's. */
static bool
has_term(struct tc_lookup *lookup)
{
	const struct tc_buf *term = &lookup->term;

	check_memory(lookup, term);
	return !lookup->failed && !term->failed && term->len > 0 &&
	    term->len <= XAPIAN_TERM_MAX;
}

/* Documents with the term in hand. */
static uint32_t
term_freq(struct tc_lookup *lookup)
{
	struct tc_buf *term = &lookup->term;
	enum xapian_status status;
	uint32_t freq = 0;
	bool shown = false;

	if (!has_term(lookup))
		return 0;
	status = tc_index_termfreq(&freq, lookup->index,
	    (struct tc_span){term->s, term->len}, &lookup->why);
	if (status == XAPIAN_OK)
		status = tc_index_shows_term(&shown, lookup->index, term->s,
		    term->len, freq, &lookup->why);
	lookup->failed = status != XAPIAN_OK;
	return shown ? freq : 0;
}

/* Look up one spelling. */
static uint32_t
find_exact(struct tc_lookup *lookup, const char *folded, const char *marks)
{
	tc_buf_clear(&lookup->term);
	tc_buf_puts(&lookup->term, folded);
	if (marks[0] != '\0') {
		tc_buf_putc(&lookup->term, TC_MARKS_SEPARATOR);
		tc_buf_puts(&lookup->term, marks);
	}
	return term_freq(lookup);
}

/* Look up all spellings. */
static void
find_spellings(
    struct tc_lookup *lookup, const char *folded, tc_rest_fn tell, void *arg)
{
	struct tc_buf *term = &lookup->term;
	enum xapian_status status;
	uint32_t plain = find_exact(lookup, folded, "");

	if ((plain > 0 && !tell(arg, "", 0, plain)) || !has_term(lookup))
		return;
	tc_buf_putc(term, TC_MARKS_SEPARATOR);
	if (!has_term(lookup))
		return;
	status = tc_each_term(lookup->index, term, tell, arg, &lookup->why);
	lookup->failed = status != XAPIAN_OK;
}

/*
 * Words are few, and asked for again and again: as typed, as what others may
 * have been meant as, as neighbours. So all spellings of one are remembered:
 * for each the number of documents and the marks, packed.
 */

static bool
put_spelling(void *arg, const char *marks, size_t len, uint32_t freq)
{
	tc_pack_number(arg, freq);
	tc_pack_span(arg, marks, len);
	return true;
}

static bool
take_spelling(struct tc_span *list, uint32_t *freq, struct tc_span *marks)
{
	return list->len > 0 && tc_unpack_number(freq, list, NULL) == TC_OK &&
	    tc_unpack_span(marks, list, NULL) == TC_OK;
}

static void
tell_all(struct tc_span list, tc_rest_fn tell, void *arg)
{
	struct tc_span marks;
	uint32_t freq;

	while (take_spelling(&list, &freq, &marks) &&
	    tell(arg, marks.s, marks.len, freq))
		continue;
}

void
tc_lookup_spellings(
    struct tc_lookup *lookup, const char *folded, tc_rest_fn tell, void *arg)
{
	const struct tc_span word = {folded, strlen(folded)};
	struct tc_buf found = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_span list;

	if (lookup->failed)
		return;
	if (!tc_index_recall(&list, lookup->index, word)) {
		find_spellings(lookup, folded, put_spelling, &found);
		check_memory(lookup, &found);
		list = (struct tc_span){tc_buf_str(&found), found.len};
		if (!lookup->failed && !found.failed)
			tc_index_remember(lookup->index, word, list);
	}
	tell_all(list, tell, arg);
	tc_buf_free(&found);
}

/* Of spellings of a word, the documents with this one. */
static uint32_t
pick(struct tc_span list, const char *marks)
{
	struct tc_span other;
	uint32_t freq;
	size_t len = strlen(marks);

	while (take_spelling(&list, &freq, &other)) {
		if (other.len == len && memcmp(other.s, marks, len) == 0)
			return freq;
	}
	return 0;
}

uint32_t
tc_lookup_exact(struct tc_lookup *lookup, const char *folded, const char *marks)
{
	const struct tc_span word = {folded, strlen(folded)};
	struct tc_span list;

	if (lookup->failed)
		return 0;
	return tc_index_recall(&list, lookup->index, word)
	    ? pick(list, marks)
	    : find_exact(lookup, folded, marks);
}

static bool
add_up(void *arg, const char *marks, size_t len, uint32_t freq)
{
	uint32_t *sum = arg;

	(void)marks;
	(void)len;
	*sum += freq;
	return true;
}

static bool
is_enough(void *arg, const char *marks, size_t len, uint32_t freq)
{
	add_up(arg, marks, len, freq);
	return false;
}

uint32_t
tc_lookup_count(struct tc_lookup *lookup, const char *folded)
{
	uint32_t sum = 0;

	tc_lookup_spellings(lookup, folded, add_up, &sum);
	return sum;
}

bool
tc_lookup_any(struct tc_lookup *lookup, const char *folded)
{
	const struct tc_span word = {folded, strlen(folded)};
	struct tc_span list;
	uint32_t sum = 0;

	if (lookup->failed)
		return false;
	if (tc_index_recall(&list, lookup->index, word))
		return list.len > 0;
	find_spellings(lookup, folded, is_enough, &sum);
	return sum > 0;
}

/*
 * These syllables are mostly written with y: công ty, quản lý, kỹ thuật, quy
 * định, hy sinh.
 */
void
tc_word_show(const char *folded, const char *marks, struct tc_buf *out)
{
	static const char *const usual[][2] = {{"hi", "hy"}, {"ki", "ky"},
	    {"li", "ly"}, {"mi", "my"}, {"ti", "ty"}, {"qui", "quy"}};
	size_t i;

	for (i = 0; i < sizeof(usual) / sizeof(usual[0]); i++) {
		if (strcmp(folded, usual[i][0]) == 0) {
			folded = usual[i][1];
			break;
		}
	}
	if (!tc_text_put_marks(
		folded, strlen(folded), marks, strlen(marks), out))
		tc_buf_puts(out, folded);
}
