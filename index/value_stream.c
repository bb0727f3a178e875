/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Chunks of values: a document's, then those of others after gaps. */
#include "value_stream.h"

#include <string.h>

#include "glass.h"

void
tc_value_stream_init(struct tc_value_stream *stream,
    const struct tc_stream_source *source, uint32_t slot)
{
	memset(stream, 0, sizeof(*stream));
	stream->source = source;
	stream->slot = slot;
	stream->key.max = stream->parts.max = UINT32_MAX;
	stream->by_xapian = source->reader == NULL;
}

void
tc_value_stream_free(struct tc_value_stream *stream)
{
	xapian_value_iterator_free(stream->it);
	tc_glass_place_free(&stream->place);
	tc_buf_free(&stream->key);
	tc_buf_free(&stream->parts);
	memset(stream, 0, sizeof(*stream));
}

/* What keys of the slot's chunks begin with; the first document follows. */
static void
put_prefix(struct tc_value_stream *stream)
{
	tc_buf_clear(&stream->key);
	tc_buf_put(&stream->key, KEY_VALUES, KEY_PREFIX_LEN);
	tc_glass_put_number(&stream->key, stream->slot);
}

/* Is there a chunk of this slot at the place? Where it begins. */
static bool
is_ours(struct tc_value_stream *stream, uint32_t *begins)
{
	const char *s, *end;
	struct tc_span key;

	put_prefix(stream);
	if (stream->key.failed || !tc_glass_key(&key, &stream->place) ||
	    key.len < stream->key.len ||
	    memcmp(key.s, stream->key.s, stream->key.len) != 0)
		return false;
	s = key.s + stream->key.len;
	end = key.s + key.len;
	return tc_glass_sorted(begins, &s, end) && s == end;
}

static bool
take_value(struct tc_value_stream *stream)
{
	uint32_t len;

	if (!tc_glass_small_number(&len, &stream->at, stream->end) ||
	    len > (size_t)(stream->end - stream->at))
		return false;
	stream->value = (struct tc_span){stream->at, len};
	stream->at += len;
	return true;
}

/* Begin the chunk at the place, if it is of this slot. */
static bool
enter(struct tc_value_stream *stream)
{
	struct tc_span tag;
	uint32_t begins;

	if (!is_ours(stream, &begins) || begins <= stream->docid ||
	    !tc_glass_tag(
		&tag, stream->source->reader, &stream->place, &stream->parts))
		return false;
	stream->docid = stream->begins = begins;
	stream->at = tag.s;
	stream->end = tag.s + tag.len;
	return take_value(stream);
}

/* Go on with the chunk behind the place; what is there may be another list. */
static bool
turn(struct tc_value_stream *stream)
{
	struct tc_span key;
	uint32_t begins;

	if (!tc_glass_next(stream->source->reader, &stream->place) ||
	    !tc_glass_key(&key, &stream->place))
		return false;
	if (is_ours(stream, &begins))
		return enter(stream);
	stream->done = !stream->key.failed;
	return stream->done;
}

/* The next value of the chunk, which is not at its end. False: it is Xapian's.
 */
static bool
step(struct tc_value_stream *stream)
{
	uint32_t gap;

	if (!tc_glass_small_number(&gap, &stream->at, stream->end) ||
	    gap >= UINT32_MAX - stream->docid)
		return false;
	stream->docid += gap + 1;
	return take_value(stream);
}

/* Go to the chunk that a document's value would be in, unless it is this one.
 */
static bool
find_chunk(struct tc_value_stream *stream, uint32_t docid)
{
	uint32_t begins;

	put_prefix(stream);
	tc_glass_put_sorted(&stream->key, docid);
	if (stream->key.failed ||
	    !tc_glass_find(stream->source->reader, &stream->place,
		(struct tc_span){stream->key.s, stream->key.len}))
		return false;
	/* All chunks may be behind it. */
	if (!is_ours(stream, &begins))
		return turn(stream);
	return begins <= stream->docid || enter(stream);
}

/*
 * Go on in the chunk while gaps and lengths have a byte each, of which the
 * highest bit says that the number goes on: nearly always.
 */
static void
walk_short(struct tc_value_stream *stream, uint32_t docid)
{
	const char *s = stream->at, *value = NULL, *next;
	uint32_t at = stream->docid;
	unsigned gap, len;

	/* Nearer to the greatest docid a gap could go beyond it. */
	if (docid > UINT32_MAX - 0x80)
		docid = UINT32_MAX - 0x80;
	while (at < docid && stream->end - s >= 2) {
		gap = (unsigned char)s[0];
		len = (unsigned char)s[1];
		next = s + 2;
		if (((gap | len) & 0x80) != 0 || stream->end - next < (int)len)
			break;
		at += gap + 1;
		value = next;
		s = next + len;
	}
	if (value != NULL)
		stream->value = (struct tc_span){value, (size_t)(s - value)};
	stream->docid = at;
	stream->at = s;
}

/* Go on in the chunk, to its end at most. False: it is Xapian's. */
static bool
walk(struct tc_value_stream *stream, uint32_t docid)
{
	walk_short(stream, docid);
	while (stream->docid < docid && stream->at != stream->end) {
		if (!step(stream))
			return false;
		walk_short(stream, docid);
	}
	return true;
}

/* Is a document as near behind the chunk as it is long? The next may have it.
 */
static bool
is_near(const struct tc_value_stream *stream, uint32_t docid)
{
	return stream->docid != 0 &&
	    docid - stream->docid <= stream->docid - stream->begins;
}

/* A chunk is short: to walk through it costs less than to find another. */
static bool
skip(struct tc_value_stream *stream, uint32_t docid)
{
	if (!walk(stream, docid))
		return false;
	if (stream->docid != 0 && stream->docid >= docid)
		return true;
	if (!is_near(stream, docid) && !find_chunk(stream, docid))
		return false;
	while (!stream->done && stream->docid < docid) {
		if (!walk(stream, docid) ||
		    (stream->docid < docid && !turn(stream)))
			return false;
	}
	return true;
}

static enum xapian_status
note(struct tc_value_stream *stream, enum xapian_status status,
    const struct xapian_value_row *row)
{
	stream->done = status == XAPIAN_DONE;
	if (status == XAPIAN_OK)
		stream->docid = row->docid;
	return status;
}

static enum xapian_status
skip_by_xapian(struct xapian_value_row *row, struct tc_value_stream *stream,
    uint32_t docid, struct xapian_error *why)
{
	enum xapian_status status = XAPIAN_OK;

	stream->by_xapian = true;
	if (stream->it == NULL)
		status = xapian_database_valuestream(
		    &stream->it, stream->source->database, stream->slot, why);
	if (status == XAPIAN_OK)
		status =
		    xapian_value_iterator_skip_to(row, stream->it, docid, why);
	return note(stream, status, row);
}

enum xapian_status
tc_value_stream_skip_to(struct xapian_value_row *row,
    struct tc_value_stream *stream, uint32_t docid, struct xapian_error *why)
{
	if (stream->done)
		return XAPIAN_DONE;
	if (stream->by_xapian || !skip(stream, docid))
		return skip_by_xapian(row, stream, docid, why);
	if (stream->done)
		return XAPIAN_DONE;
	row->docid = stream->docid;
	row->value.s = stream->value.s;
	row->value.len = stream->value.len;
	return XAPIAN_OK;
}

enum xapian_status
tc_value_stream_next(struct xapian_value_row *row,
    struct tc_value_stream *stream, struct xapian_error *why)
{
	return tc_value_stream_skip_to(row, stream, stream->docid + 1, why);
}
