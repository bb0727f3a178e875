/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a document that are near one that it has not. */
#include "instead.h"

#include <string.h>

#include "lookup.h"

/* Words that are named. */
#define NAMED 3

/* Shorter words are a letter away from too many. */
#define LETTERS_MIN 5

struct candidate {
	char folded[TC_TERM_MAX + 1], marks[TC_TERM_MAX + 1];
	bool same; /* but for its marks */
	uint32_t wdf;
};

struct candidates {
	struct candidate at[NAMED];
	size_t n;
};

/* Is one string the other with a letter lost, added, changed, or with two that
 * changed places? */
static bool
is_one_off(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t same = 0, rest;

	if (a_len > b_len)
		return is_one_off(b, b_len, a, a_len);
	if (b_len - a_len > 1)
		return false;
	while (same < a_len && a[same] == b[same])
		same++;
	rest = a_len - same;
	if (a_len < b_len)
		return memcmp(a + same, b + same + 1, rest) == 0;
	if (rest == 0)
		return false;
	if (memcmp(a + same + 1, b + same + 1, rest - 1) == 0)
		return true;
	return rest >= 2 && a[same] == b[same + 1] && a[same + 1] == b[same] &&
	    memcmp(a + same + 2, b + same + 2, rest - 2) == 0;
}

static bool
is_better(const struct candidate *a, const struct candidate *b)
{
	if (a->same != b->same)
		return a->same;
	return a->wdf > b->wdf;
}

static void
keep(struct candidates *candidates, const struct candidate *one)
{
	size_t i = candidates->n;

	if (i == NAMED && !is_better(one, &candidates->at[i - 1]))
		return;
	i -= i == NAMED;
	for (; i > 0 && is_better(one, &candidates->at[i - 1]); i--)
		candidates->at[i] = candidates->at[i - 1];
	candidates->at[i] = *one;
	candidates->n += candidates->n < NAMED;
}

/* Take a term of the document, if it is that of a word near the given one. */
static void
take(struct candidates *candidates, const struct tc_query_word *word,
    const struct xapian_term_row *row)
{
	const char *s = row->term.s;
	size_t len = row->term.len, folded_len = len, n = strlen(word->folded);
	const char *marks = memchr(s, TC_MARKS_SEPARATOR, len);
	struct candidate one = {.wdf = row->wdf};

	if (marks != NULL)
		folded_len = (size_t)(marks - s);
	if (len == 0 || len > TC_TERM_MAX || s[0] < 'a' || s[0] > 'z' ||
	    memchr(s, TC_PAIR_SEPARATOR, folded_len) != NULL)
		return;
	one.same = folded_len == n && memcmp(s, word->folded, n) == 0;
	if (!one.same &&
	    (n < LETTERS_MIN || !is_one_off(s, folded_len, word->folded, n)))
		return;
	memcpy(one.folded, s, folded_len);
	if (marks != NULL)
		memcpy(one.marks, marks + 1, len - folded_len - 1);
	keep(candidates, &one);
}

enum tc_status
tc_instead_find(struct tc_buf *out, const struct tc_index *index,
    uint32_t docid, const struct tc_query_word *word, struct tc_error *err)
{
	struct candidates candidates = {.n = 0};
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status status;
	size_t i;

	status = xapian_database_termlist(
	    &it, tc_index_database(index), docid, &why);
	while (status == XAPIAN_OK &&
	    (status = xapian_term_iterator_next(&row, it, &why)) == XAPIAN_OK)
		take(&candidates, word, &row);
	xapian_term_iterator_free(it);
	if (status != XAPIAN_DONE)
		return tc_index_fail(err, &why, "search");
	for (i = 0; i < candidates.n; i++) {
		if (candidates.at[i].same != candidates.at[0].same)
			break;
		tc_buf_puts(out, i > 0 ? "\n" : "");
		tc_word_show(
		    candidates.at[i].folded, candidates.at[i].marks, out);
	}
	return tc_buf_check(out, err);
}
