/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Lists of postings are cut into chunks, each an item of the table: what it has
 * of documents, as gaps and counts. Chunks are decoded here as long as they are
 * as expected, and from there on by Xapian.
 */
#include "stream.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "glass.h"

enum mode { BY_CHUNKS, BY_XAPIAN, AT_END };

struct tc_stream {
	struct tc_stream_source source;
	enum tc_stream_of what;
	enum mode mode;
	bool lengths; /* it is the list of lengths that is read */
	char term[KEY_MAX];
	size_t len;
	struct xapian_posting_iterator *it; /* BY_XAPIAN */
	/* BY_CHUNKS: */
	struct tc_buf key, parts;
	const char *at, *end;	       /* what is left of the chunk */
	struct xapian_posting_row row; /* the present one */
	uint32_t until;		       /* the chunk's last document */
	bool is_last;		       /* chunk */
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

/* What stands before the head of a list's first chunk. */
struct totals {
	uint32_t documents, occurrences, before; /* the first document */
};

static bool
take_totals(struct totals *totals, const char **s, const char *end)
{
	return tc_glass_number(&totals->documents, s, end) &&
	    tc_glass_number(&totals->occurrences, s, end) &&
	    tc_glass_number(&totals->before, s, end);
}

/* Take the head of a chunk, which begins at a document, and its first row. */
static bool
begin_chunk(struct tc_stream *stream, struct tc_span tag, uint32_t begins)
{
	const char *s = tag.s, *end = tag.s + tag.len;
	struct totals totals;
	uint32_t more;

	if (begins == 0) {
		if (!take_totals(&totals, &s, end) ||
		    totals.before == UINT32_MAX)
			return false;
		begins = totals.before + 1;
	}
	if (s >= end || (*s != '0' && *s != '1'))
		return false;
	stream->is_last = *s++ == '1';
	if (!tc_glass_number(&more, &s, end) || more > UINT32_MAX - begins ||
	    !tc_glass_number(&stream->row.wdf, &s, end))
		return false;
	stream->row.docid = begins;
	stream->until = begins + more;
	stream->at = s;
	stream->end = end;
	return true;
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
	    begin_chunk(stream, tag, begins) && stream->row.docid > after;
}

static bool
next_chunk(struct tc_stream *stream)
{
	uint32_t after = stream->row.docid;

	return tc_glass_next(stream->source.reader, &stream->place) &&
	    enter(stream, after);
}

/* Where a run of rows stopped. */
enum stop {
	AT_ROW, /* which is the first that was not wanted */
	CHUNK_ENDS,
	NOT_SOUND
};

/* Go on to the next row of the chunk: a gap and a count. */
static enum stop
step(struct tc_stream *stream)
{
	struct xapian_posting_row *row = &stream->row;
	uint32_t gap, wdf;

	if (stream->at == stream->end)
		return row->docid == stream->until ? CHUNK_ENDS : NOT_SOUND;
	if (!tc_glass_number(&gap, &stream->at, stream->end) ||
	    !tc_glass_number(&wdf, &stream->at, stream->end) ||
	    gap >= stream->until - row->docid)
		return NOT_SOUND;
	row->docid += gap + 1;
	row->wdf = wdf;
	return AT_ROW;
}

/*
 * The same while a gap has one byte and a count one or two, of which the
 * highest bit says that the number goes on: nearly always. It stops before the
 * first row that is from `from` on, when it has as many as are wanted, or where
 * numbers are longer or the chunk's last bytes near. Returns how many rows.
 */
static inline uint32_t
run_short(struct tc_stream *stream, uint32_t from,
    struct xapian_posting_row *rows, uint32_t max)
{
	struct xapian_posting_row row = stream->row;
	const uint32_t until = stream->until;
	const char *s = stream->at;
	uint32_t left = max, bytes, gap;

	while (row.docid < from && stream->end - s >= 4 && left > 0) {
		memcpy(&bytes, s, sizeof(bytes));
		bytes = le32toh(bytes);
		gap = bytes & 0x7F;
		if ((bytes & 0x80) != 0 || gap >= until - row.docid ||
		    (bytes & 0x808000) == 0x808000)
			break;
		left--;
		if (rows != NULL)
			*rows++ = row;
		row.docid += gap + 1;
		row.wdf = bytes >> 8 & 0x7F;
		s += 2;
		if ((bytes & 0x8000) != 0) {
			row.wdf |= bytes >> 9 & 0x3F80;
			s++;
		}
	}
	stream->row = row;
	stream->at = s;
	return max - left;
}

/*
 * Run through the rows of the chunk from the present one to the first that is
 * from `from` on; those of them that are before it go into rows, if that is
 * not NULL, at most *n, which becomes their number.
 */
static inline enum stop
run(struct tc_stream *stream, uint32_t from, struct xapian_posting_row *rows,
    uint32_t *n)
{
	uint32_t done = 0;
	enum stop stop = AT_ROW;

	while (stop == AT_ROW) {
		done += run_short(
		    stream, from, rows != NULL ? rows + done : NULL, *n - done);
		if (stream->row.docid >= from || done == *n)
			break;
		if (rows != NULL)
			rows[done] = stream->row;
		done++;
		stop = step(stream);
	}
	*n = done;
	return stop;
}

/* Go on behind the end of a chunk. False: it is Xapian's. */
static bool
turn(struct tc_stream *stream)
{
	if (!stream->is_last)
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
	while (stream->until < docid && stream->mode != AT_END) {
		if (stream->is_last)
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
	uint32_t n = UINT32_MAX;

	if (stream->row.docid >= docid)
		return true;
	if (stream->until < docid && stream->is_last) {
		stream->mode = AT_END;
		return true;
	}
	/* Until is not before docid: the chunk has a row that is wanted. */
	return (stream->until >= docid || find_chunk(stream, docid)) &&
	    (stream->mode == AT_END || run(stream, docid, NULL, &n) == AT_ROW);
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
	struct tc_glass_place place = {.leaf = NULL};
	struct tc_buf parts = TC_BUF_INIT(UINT32_MAX);
	struct totals totals = {0, 0, 0};
	struct tc_span found, tag;
	bool good;

	good = is_plain(term) && tc_glass_find(reader, &place, term) &&
	    tc_glass_key(&found, &place);
	if (good && is_same(found, term))
		good = tc_glass_tag(&tag, reader, &place, &parts) &&
		    take_totals(&totals, &tag.s, tag.s + tag.len);
	tc_glass_place_free(&place);
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
    struct tc_span term, enum tc_stream_of what, struct xapian_error *why)
{
	struct tc_stream *stream = calloc(1, sizeof(*stream));
	enum xapian_status status = XAPIAN_OK;

	*out = NULL;
	if (stream == NULL)
		return tc_index_no_memory(why);
	stream->source = *source;
	stream->what = what;
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

/* What has lengths is asked for documents. */
static bool
has_all(const struct tc_stream *stream)
{
	return stream->lengths && stream->what == TC_STREAM_COUNTS;
}

static enum xapian_status
skip_by_xapian(struct xapian_posting_row *row, struct tc_stream *stream,
    uint32_t docid, struct xapian_error *why)
{
	enum xapian_status status;

	status = xapian_posting_iterator_skip_to(row, stream->it, docid, why);
	if (status == XAPIAN_OK && stream->what == TC_STREAM_LENGTHS)
		status = xapian_posting_iterator_get_doclength(
		    &row->wdf, stream->it, why);
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
		return skip_by_xapian(row, stream, docid, why);
	if (stream->mode == AT_END)
		return XAPIAN_DONE;
	*row = stream->row;
	if (has_all(stream))
		row->wdf = 1;
	return XAPIAN_OK;
}

static enum xapian_status
read_by_xapian(uint32_t *n, struct xapian_posting_row *rows, uint32_t max,
    struct tc_stream *stream, uint32_t end, struct xapian_error *why)
{
	return stream->what == TC_STREAM_LENGTHS
	    ? xapian_posting_iterator_read_doclengths(
		  n, rows, max, stream->it, end, why)
	    : xapian_posting_iterator_read(n, rows, max, stream->it, end, why);
}

/* Read on by chunks. How many rows; *trouble: the next one is Xapian's. */
static uint32_t
read_chunks(struct xapian_posting_row *rows, uint32_t max,
    struct tc_stream *stream, uint32_t end, bool *trouble)
{
	enum stop stop = CHUNK_ENDS;
	uint32_t n = 0, done, i;

	*trouble = false;
	while (stream->mode == BY_CHUNKS && stop == CHUNK_ENDS) {
		done = max - n;
		stop = run(stream, end, rows + n, &done);
		n += done;
		*trouble =
		    stop == NOT_SOUND || (stop == CHUNK_ENDS && !turn(stream));
		if (*trouble)
			break;
	}
	for (i = 0; i < n && has_all(stream); i++)
		rows[i].wdf = 1;
	return n;
}

enum xapian_status
tc_stream_read(uint32_t *n, struct xapian_posting_row *rows, uint32_t max,
    struct tc_stream *stream, uint32_t end, struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;
	bool trouble = false;
	uint32_t more = 0;

	*n = 0;
	if (stream->mode == BY_CHUNKS)
		*n = read_chunks(rows, max, stream, end, &trouble);
	if (trouble)
		status =
		    hand_over(stream, *n > 0 ? rows[*n - 1].docid + 1 : 0, why);
	if (status == XAPIAN_OK && stream->mode == BY_XAPIAN) {
		status = read_by_xapian(
		    &more, rows + *n, max - *n, stream, end, why);
		*n += more;
	}
	return status == XAPIAN_OK && stream->mode == AT_END ? XAPIAN_DONE
							     : status;
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
