/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index has of words and pairs. */
#include "lookup.h"

#include <string.h>

/* skip_to passes over the blocks of a frequent term in one step. */
enum xapian_status
tc_each_term(const struct tc_index *index, const struct tc_buf *prefix,
    tc_rest_fn tell, void *arg, struct xapian_error *why)
{
	struct tc_buf next = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	enum xapian_status status;
	bool shown;

	status = xapian_database_allterms(
	    &it, tc_index_database(index), prefix->s, prefix->len, why);
	if (status == XAPIAN_OK)
		status = xapian_term_iterator_next(&row, it, why);
	while (status == XAPIAN_OK) {
		status = tc_index_shows_term(
		    &shown, index, row.term.s, row.term.len, row.termfreq, why);
		if (status != XAPIAN_OK ||
		    (shown &&
			!tell(arg, row.term.s + prefix->len,
			    row.term.len - prefix->len, row.termfreq)))
			break;
		tc_buf_clear(&next);
		tc_buf_put(&next, row.term.s, row.term.len);
		tc_buf_putc(&next, '\0');
		status = xapian_term_iterator_skip_to(
		    &row, it, tc_buf_str(&next), next.len, why);
	}
	xapian_term_iterator_free(it);
	tc_buf_free(&next);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Documents with the term in hand. */
static uint32_t
term_freq(struct tc_lookup *lookup)
{
	struct tc_buf *term = &lookup->term;
	enum xapian_status status;
	uint32_t freq = 0;
	bool shown = false;

	if (lookup->failed || term->failed || term->len == 0 ||
	    term->len > XAPIAN_TERM_MAX)
		return 0;
	status = tc_index_termfreq(&freq, lookup->index,
	    (struct tc_span){term->s, term->len}, &lookup->why);
	if (status == XAPIAN_OK)
		status = tc_index_shows_term(&shown, lookup->index, term->s,
		    term->len, freq, &lookup->why);
	lookup->failed = status != XAPIAN_OK;
	return shown ? freq : 0;
}

uint32_t
tc_lookup_exact(struct tc_lookup *lookup, const char *folded, const char *marks)
{
	tc_buf_clear(&lookup->term);
	tc_buf_puts(&lookup->term, folded);
	if (marks[0] != '\0') {
		tc_buf_putc(&lookup->term, TC_MARKS_SEPARATOR);
		tc_buf_puts(&lookup->term, marks);
	}
	return term_freq(lookup);
}

void
tc_lookup_spellings(
    struct tc_lookup *lookup, const char *folded, tc_rest_fn tell, void *arg)
{
	struct tc_buf *term = &lookup->term;
	enum xapian_status status;
	uint32_t plain = tc_lookup_exact(lookup, folded, "");

	if ((plain > 0 && !tell(arg, "", 0, plain)) || lookup->failed ||
	    term->failed || term->len == 0 || term->len >= XAPIAN_TERM_MAX)
		return;
	tc_buf_putc(term, TC_MARKS_SEPARATOR);
	status = tc_each_term(lookup->index, term, tell, arg, &lookup->why);
	lookup->failed = status != XAPIAN_OK;
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
	uint32_t sum = 0;

	tc_lookup_spellings(lookup, folded, is_enough, &sum);
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
