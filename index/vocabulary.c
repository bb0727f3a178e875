/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The first chunk of a list of postings has the term for its key, and begins
 * with the number of documents. The keys of its other chunks follow: the term,
 * a NUL and a docid. Terms that have a NUL are Xapian's to tell of.
 */
#include "vocabulary.h"

#include <stdlib.h>
#include <string.h>

enum mode { BY_TABLE, BY_XAPIAN, AT_END };

struct tc_vocabulary {
	struct tc_stream_source source;
	enum mode mode;
	struct tc_buf prefix, term, sought, beyond, parts;
	struct tc_glass_place place;
	struct xapian_term_iterator *it; /* BY_XAPIAN */
};

void
tc_vocabulary_free(struct tc_vocabulary *vocabulary)
{
	if (vocabulary == NULL)
		return;
	xapian_term_iterator_free(vocabulary->it);
	if (vocabulary->source.reader != NULL)
		tc_glass_place_put(
		    &vocabulary->place, vocabulary->source.reader);
	tc_buf_free(&vocabulary->prefix);
	tc_buf_free(&vocabulary->term);
	tc_buf_free(&vocabulary->sought);
	tc_buf_free(&vocabulary->beyond);
	tc_buf_free(&vocabulary->parts);
	free(vocabulary);
}

enum xapian_status
tc_vocabulary_open(struct tc_vocabulary **out,
    const struct tc_stream_source *source, struct tc_span prefix,
    struct xapian_error *why)
{
	struct tc_vocabulary *vocabulary = calloc(1, sizeof(*vocabulary));

	*out = NULL;
	if (vocabulary == NULL)
		return tc_index_no_memory(why);
	vocabulary->source = *source;
	if (source->reader != NULL)
		tc_glass_place_take(&vocabulary->place, source->reader);
	vocabulary->prefix.max = vocabulary->term.max = UINT32_MAX;
	vocabulary->sought.max = vocabulary->beyond.max = UINT32_MAX;
	vocabulary->parts.max = UINT32_MAX;
	tc_buf_put(&vocabulary->prefix, prefix.s, prefix.len);
	if (vocabulary->prefix.failed) {
		tc_vocabulary_free(vocabulary);
		return tc_index_no_memory(why);
	}
	*out = vocabulary;
	return XAPIAN_OK;
}

/* Go to the last chunk of the term that a key of another of its chunks has. */
static bool
go_to_last_chunk(struct tc_vocabulary *vocabulary, const char *s, size_t len)
{
	struct tc_buf *sought = &vocabulary->sought;

	/* Behind all of them, before any longer term: NUL is none's. */
	tc_buf_clear(sought);
	tc_buf_put(sought, s, len);
	tc_buf_putc(sought, '\1');
	return !sought->failed &&
	    tc_glass_find(vocabulary->source.reader, &vocabulary->place,
		(struct tc_span){sought->s, sought->len});
}

/*
 * Go on to the first chunk of a list from the place on. False: it is Xapian's,
 * for instance at the end of the table.
 */
static bool
find_first_chunk(struct tc_vocabulary *vocabulary, struct tc_span *key)
{
	const char *nul;

	if (!tc_glass_key(key, &vocabulary->place))
		return false;
	nul = memchr(key->s, '\0', key->len);
	if (nul == NULL)
		return true;
	/* Behind the last chunk of a list is the first of another. */
	return nul > key->s && nul + 1 < key->s + key->len &&
	    nul[1] != '\xFF' &&
	    go_to_last_chunk(vocabulary, key->s, (size_t)(nul - key->s)) &&
	    tc_glass_next(vocabulary->source.reader, &vocabulary->place) &&
	    tc_glass_key(key, &vocabulary->place) &&
	    memchr(key->s, '\0', key->len) == NULL;
}

static bool
is_before(struct tc_span a, struct tc_span b)
{
	int order = memcmp(a.s, b.s, a.len < b.len ? a.len : b.len);

	return order < 0 || (order == 0 && a.len < b.len);
}

static bool
begins_with(struct tc_span s, const struct tc_buf *prefix)
{
	return s.len >= prefix->len &&
	    memcmp(s.s, tc_buf_str(prefix), prefix->len) == 0;
}

/*
 * Have the next term from the place on, which is not before another: a damaged
 * table may be in no order. False: it is Xapian's.
 */
static bool
take_term(struct tc_vocabulary *vocabulary, uint32_t *freq, struct tc_span from)
{
	struct tc_buf *term = &vocabulary->sought, before = vocabulary->term;
	struct tc_span key, tag;

	if (!find_first_chunk(vocabulary, &key) || is_before(key, from))
		return false;
	if (!begins_with(key, &vocabulary->prefix)) {
		vocabulary->mode = AT_END;
		return true;
	}
	tc_buf_clear(term);
	tc_buf_put(term, key.s, key.len);
	if (term->failed ||
	    !tc_glass_tag(&tag, vocabulary->source.reader, &vocabulary->place,
		&vocabulary->parts) ||
	    !tc_glass_number(freq, &tag.s, tag.s + tag.len))
		return false;
	vocabulary->term = *term;
	*term = before;
	return true;
}

/* Go to the first chunk from a term on. False: it is Xapian's. */
static bool
go_to(struct tc_vocabulary *vocabulary, struct tc_span term)
{
	struct tc_glass_reader *reader = vocabulary->source.reader;
	struct tc_span key;

	return memchr(term.s, '\0', term.len) == NULL &&
	    tc_glass_find(reader, &vocabulary->place, term) &&
	    tc_glass_key(&key, &vocabulary->place) &&
	    ((key.len == term.len && memcmp(key.s, term.s, key.len) == 0) ||
		tc_glass_next(reader, &vocabulary->place));
}

/* Have Xapian go on: from a term on, or behind the last one. */
static enum xapian_status
hand_over(struct tc_vocabulary *vocabulary, struct xapian_term_row *row,
    const struct tc_span *from, struct xapian_error *why)
{
	struct tc_buf *sought = &vocabulary->sought;
	enum xapian_status status;

	vocabulary->mode = BY_XAPIAN;
	tc_buf_clear(sought);
	if (from != NULL) {
		tc_buf_put(sought, from->s, from->len);
	} else if (vocabulary->term.len > 0) {
		tc_buf_put(sought, vocabulary->term.s, vocabulary->term.len);
		tc_buf_putc(sought, '\0');
	}
	if (sought->failed)
		return tc_index_no_memory(why);
	status = xapian_database_allterms(&vocabulary->it,
	    vocabulary->source.database, tc_buf_str(&vocabulary->prefix),
	    vocabulary->prefix.len, why);
	if (status != XAPIAN_OK)
		return status;
	return sought->len == 0
	    ? xapian_term_iterator_next(row, vocabulary->it, why)
	    : xapian_term_iterator_skip_to(
		  row, vocabulary->it, sought->s, sought->len, why);
}

static enum xapian_status
give(struct tc_vocabulary *vocabulary, struct xapian_term_row *row,
    uint32_t freq)
{
	if (vocabulary->mode == AT_END)
		return XAPIAN_DONE;
	memset(row, 0, sizeof(*row));
	row->term.s = tc_buf_str(&vocabulary->term);
	row->term.len = vocabulary->term.len;
	row->termfreq = freq;
	return XAPIAN_OK;
}

enum xapian_status
tc_vocabulary_skip_to(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct tc_span term,
    struct xapian_error *why)
{
	uint32_t freq = 0;

	if (vocabulary->mode == BY_XAPIAN)
		return xapian_term_iterator_skip_to(
		    row, vocabulary->it, term.s, term.len, why);
	if (vocabulary->mode == BY_TABLE &&
	    (vocabulary->source.reader == NULL || !go_to(vocabulary, term) ||
		!take_term(vocabulary, &freq, term)))
		return hand_over(vocabulary, row, &term, why);
	return give(vocabulary, row, freq);
}

enum xapian_status
tc_vocabulary_skip_all(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct tc_span beginning,
    struct xapian_error *why)
{
	struct tc_buf *beyond = &vocabulary->beyond;

	tc_buf_clear(beyond);
	tc_buf_put(beyond, beginning.s, beginning.len);
	if (beyond->failed)
		return tc_index_no_memory(why);
	beyond->s[beyond->len - 1]++;
	return tc_vocabulary_skip_to(
	    row, vocabulary, (struct tc_span){beyond->s, beyond->len}, why);
}

/* Take the term behind the last one. False: it is Xapian's. */
static bool
step(struct tc_vocabulary *vocabulary, uint32_t *freq)
{
	const struct tc_buf *last = &vocabulary->term;

	/* The least that is greater has a NUL at its end, as the buffer. */
	return tc_glass_next(vocabulary->source.reader, &vocabulary->place) &&
	    take_term(vocabulary, freq,
		(struct tc_span){tc_buf_str(last), last->len + 1});
}

enum xapian_status
tc_vocabulary_next(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct xapian_error *why)
{
	const struct tc_buf *prefix = &vocabulary->prefix;
	uint32_t freq = 0;

	if (vocabulary->mode == BY_XAPIAN)
		return xapian_term_iterator_next(row, vocabulary->it, why);
	if (vocabulary->mode == BY_TABLE && vocabulary->term.len == 0)
		return tc_vocabulary_skip_to(row, vocabulary,
		    (struct tc_span){tc_buf_str(prefix), prefix->len}, why);
	if (vocabulary->mode == BY_TABLE && !step(vocabulary, &freq))
		return hand_over(vocabulary, row, NULL, why);
	return give(vocabulary, row, freq);
}
