/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of postings are cut into chunks, each an item of the table: what it has
 * of documents, as gaps and counts. Chunks are decoded here as long as they are
 * as expected, and from there on by Xapian.
 */
#include "stream.h"

#include <stdlib.h>
#include <string.h>

#include "chunk.h"
#include "glass.h"

/* By Xapian. */
#define READ_AT_ONCE 64u

enum mode { BY_CHUNKS, BY_XAPIAN, AT_END };

struct tc_stream {
	struct tc_stream_source source;
	enum mode mode;
	bool lengths; /* it is the list of lengths that is read */
	char term[KEY_MAX];
	size_t len;
	struct xapian_posting_iterator *it; /* BY_XAPIAN */
	/* BY_CHUNKS: */
	struct tc_buf key, parts;
	struct tc_chunk chunk;
	struct tc_glass_place place;
};

/* The key of a list's first chunk, or of that which would begin at docid. */
static struct tc_span
make_key(struct tc_stream *stream, uint32_t docid)
{
	tc_buf_clear(&stream->key);
	tc_buf_put(&stream->key, stream->term, stream->len);
	if (docid > 0 && !stream->lengths)
		tc_buf_putc(&stream->key, '\0');
	if (docid > 0)
		tc_glass_put_sorted(&stream->key, docid);
	return (struct tc_span){tc_buf_str(&stream->key), stream->key.len};
}

/* Is it the key of a chunk of this list? Where it begins; 0: the first one. */
static bool
is_ours(const struct tc_stream *stream, struct tc_span key, uint32_t *begins)
{
	const char *s = key.s + stream->len, *end = key.s + key.len;

	*begins = 0;
	if (key.len < stream->len ||
	    memcmp(key.s, stream->term, stream->len) != 0)
		return false;
	if (s == end)
		return true;
	if (!stream->lengths && *s++ != '\0')
		return false;
	return tc_glass_sorted(begins, &s, end) && s == end && *begins > 0;
}

/* Begin the chunk at the place. False: it is none of ours, or not sound. */
static bool
enter(struct tc_stream *stream, uint32_t after)
{
	struct tc_span key, tag;
	uint32_t begins;

	return tc_glass_key(&key, &stream->place) &&
	    is_ours(stream, key, &begins) &&
	    tc_glass_tag(
		&tag, stream->source.reader, &stream->place, &stream->parts) &&
	    tc_chunk_begin(&stream->chunk, tag, begins) &&
	    stream->chunk.row.docid > after;
}

static bool
next_chunk(struct tc_stream *stream)
{
	uint32_t after = stream->chunk.row.docid;

	return tc_glass_next(stream->source.reader, &stream->place) &&
	    enter(stream, after);
}

/* Go on behind the end of a chunk. False: it is Xapian's. */
static bool
turn(struct tc_stream *stream)
{
	if (!stream->chunk.is_last)
		return next_chunk(stream);
	stream->mode = AT_END;
	return true;
}

/* Go to the last chunk whose key is not greater, of whichever list. */
static bool
go_to(struct tc_stream *stream, struct tc_span key)
{
	return !stream->key.failed &&
	    tc_glass_find(stream->source.reader, &stream->place, key);
}

static bool
is_same(struct tc_span a, struct tc_span b)
{
	return a.len == b.len && memcmp(a.s, b.s, a.len) == 0;
}

/* Go to the chunk that has a document, or the first beyond it. */
static bool
find_chunk(struct tc_stream *stream, uint32_t docid)
{
	/* That which is found may be where we are, before a gap. */
	if (!go_to(stream, make_key(stream, docid)) || !enter(stream, 0))
		return false;
	while (stream->chunk.until < docid && stream->mode != AT_END) {
		if (stream->chunk.is_last)
			stream->mode = AT_END;
		else if (!next_chunk(stream))
			return false;
	}
	return true;
}

/* Go to the first row from docid on. False: it is Xapian's. */
static bool
skip(struct tc_stream *stream, uint32_t docid)
{
	if (stream->chunk.row.docid >= docid)
		return true;
	if (stream->chunk.until < docid && stream->chunk.is_last) {
		stream->mode = AT_END;
		return true;
	}
	/* Until is not before docid: the chunk has a row that is wanted. */
	return (stream->chunk.until >= docid || find_chunk(stream, docid)) &&
	    (stream->mode == AT_END ||
		tc_chunk_run(&stream->chunk, docid, NULL, TC_TO_NOTHING) ==
		    TC_STOP_AT_ROW);
}

/* Have Xapian read on from docid. */
static enum xapian_status
hand_over(struct tc_stream *stream, uint32_t docid, struct xapian_error *why)
{
	struct xapian_posting_row row;
	enum xapian_status status;
	struct tc_span term = {stream->term, stream->len};

	if (stream->lengths)
		term.len = 0;
	stream->mode = BY_XAPIAN;
	status = xapian_database_postlist(
	    &stream->it, stream->source.database, term.s, term.len, why);
	if (status == XAPIAN_OK && docid > 0)
		status = xapian_posting_iterator_skip_to(
		    &row, stream->it, docid, why);
	return status == XAPIAN_DONE ? XAPIAN_OK : status;
}

/* Go to the list's first row, or its end where there is no such list. */
static bool
begin(struct tc_stream *stream)
{
	struct tc_span key = make_key(stream, 0), found;

	if (!go_to(stream, key) || !tc_glass_key(&found, &stream->place))
		return false;
	if (!is_same(found, key)) {
		stream->mode = AT_END;
		return true;
	}
	return enter(stream, 0);
}

/* In keys a term's NUL is written otherwise: those are Xapian's. */
static bool
is_plain(struct tc_span term)
{
	return term.len > 0 && term.len <= KEY_MAX &&
	    memchr(term.s, '\0', term.len) == NULL;
}

/* False: it is Xapian's. */
static bool
find_termfreq(
    uint32_t *freq, struct tc_glass_reader *reader, struct tc_span term)
{
	struct tc_glass_place place;
	struct tc_buf parts = TC_BUF_INIT(UINT32_MAX);
	struct tc_list_totals totals = {0, 0, 0};
	struct tc_span found, tag;
	bool good;

	tc_glass_place_take(&place, reader);
	good = is_plain(term) && tc_glass_find(reader, &place, term) &&
	    tc_glass_key(&found, &place);
	if (good && is_same(found, term))
		good = tc_glass_tag(&tag, reader, &place, &parts) &&
		    tc_list_take_totals(&totals, &tag.s, tag.s + tag.len);
	tc_glass_place_put(&place, reader);
	tc_buf_free(&parts);
	*freq = totals.documents;
	return good;
}

enum xapian_status
tc_stream_termfreq(uint32_t *freq, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why)
{
	if (source->reader != NULL && find_termfreq(freq, source->reader, term))
		return XAPIAN_OK;
	return xapian_database_get_termfreq(
	    freq, source->database, term.s, term.len, why);
}

enum xapian_status
tc_stream_open(struct tc_stream **out, const struct tc_stream_source *source,
    struct tc_span term, struct xapian_error *why)
{
	struct tc_stream *stream = calloc(1, sizeof(*stream));
	enum xapian_status status = XAPIAN_OK;

	*out = NULL;
	if (stream == NULL)
		return tc_index_no_memory(why);
	stream->source = *source;
	stream->lengths = term.len == 0;
	stream->key.max = stream->parts.max = UINT32_MAX;
	if (stream->lengths)
		term = (struct tc_span){KEY_LENGTHS, KEY_PREFIX_LEN};
	if (term.len > sizeof(stream->term)) {
		stream->mode = AT_END; /* nothing has such a term */
	} else {
		memcpy(stream->term, term.s, stream->len = term.len);
		if (source->reader == NULL ||
		    (!stream->lengths && !is_plain(term)) || !begin(stream))
			status = hand_over(stream, 0, why);
	}
	if (status != XAPIAN_OK) {
		tc_stream_free(stream);
		return status;
	}
	*out = stream;
	return status;
}

enum xapian_status
tc_stream_skip_to(struct xapian_posting_row *row, struct tc_stream *stream,
    uint32_t docid, struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;

	if (stream->mode == BY_CHUNKS && !skip(stream, docid))
		status = hand_over(stream, docid, why);
	if (status != XAPIAN_OK)
		return status;
	if (stream->mode == BY_XAPIAN)
		return xapian_posting_iterator_skip_to(
		    row, stream->it, docid, why);
	if (stream->mode == AT_END)
		return XAPIAN_DONE;
	*row = stream->chunk.row;
	if (stream->lengths) /* all documents, once */
		row->wdf = 1;
	return XAPIAN_OK;
}

/* Read on by Xapian, up to a document. A damaged list may have anything. */
static enum xapian_status
read_by_xapian(struct tc_stream *stream, uint32_t end, struct tc_wanted *wanted,
    enum tc_target target, struct xapian_error *why)
{
	struct xapian_posting_row rows[READ_AT_ONCE];
	enum xapian_status status;
	uint32_t i, n = 0;

	do {
		status = target == TC_TO_LENGTHS
		    ? xapian_posting_iterator_read_doclengths(
			  &n, rows, READ_AT_ONCE, stream->it, end, why)
		    : xapian_posting_iterator_read(
			  &n, rows, READ_AT_ONCE, stream->it, end, why);
		for (i = 0; i < n; i++) {
			if (rows[i].docid - wanted->first < wanted->n)
				tc_wanted_put(wanted, target, &rows[i]);
		}
	} while (status == XAPIAN_OK && n > 0);
	return status;
}

/* Read on by chunks, up to a document. False: the rest is Xapian's. */
static bool
read_chunks(struct tc_stream *stream, uint32_t end, struct tc_wanted *wanted,
    enum tc_target target)
{
	enum tc_stop stop = TC_STOP_CHUNK_ENDS;
	bool good = true;

	while (
	    good && stream->mode == BY_CHUNKS && stop == TC_STOP_CHUNK_ENDS) {
		stop = tc_chunk_run(&stream->chunk, end, wanted, target);
		good = stop == TC_STOP_AT_ROW ||
		    (stop == TC_STOP_CHUNK_ENDS && turn(stream));
	}
	return good;
}

static enum xapian_status
read_on(struct tc_stream *stream, struct tc_wanted *wanted,
    enum tc_target target, struct xapian_error *why)
{
	uint32_t end = wanted->n < UINT32_MAX - wanted->first
	    ? wanted->first + wanted->n
	    : UINT32_MAX;
	struct xapian_posting_row row;
	enum xapian_status status;

	status = tc_stream_skip_to(&row, stream, wanted->first, why);
	if (status == XAPIAN_OK && stream->mode == BY_CHUNKS &&
	    !read_chunks(stream, end, wanted, target))
		status = hand_over(stream, stream->chunk.row.docid, why);
	if (status == XAPIAN_OK && stream->mode == BY_XAPIAN)
		status = read_by_xapian(stream, end, wanted, target, why);
	if (wanted->failed)
		status = tc_index_no_memory(why);
	return status == XAPIAN_OK && stream->mode == AT_END ? XAPIAN_DONE
							     : status;
}

enum xapian_status
tc_stream_count(struct tc_counts *counts, struct tc_stream *stream,
    struct xapian_error *why)
{
	struct tc_wanted wanted = {
	    .counts = counts, .first = counts->first, .n = counts->n};

	return read_on(
	    stream, &wanted, stream->lengths ? TC_TO_ONES : TC_TO_COUNTS, why);
}

enum xapian_status
tc_stream_lengths(uint32_t *lengths, uint32_t first, uint32_t n,
    struct tc_stream *stream, struct xapian_error *why)
{
	struct tc_wanted wanted = {.lengths = lengths, .first = first, .n = n};

	return read_on(stream, &wanted, TC_TO_LENGTHS, why);
}

void
tc_stream_free(struct tc_stream *stream)
{
	if (stream == NULL)
		return;
	xapian_posting_iterator_free(stream->it);
	tc_glass_place_free(&stream->place);
	tc_buf_free(&stream->key);
	tc_buf_free(&stream->parts);
	free(stream);
}
