/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of a slot, read onwards. */
#ifndef TC_INDEX_VALUE_STREAM_H
#define TC_INDEX_VALUE_STREAM_H

#include "stream.h"

/*
 * Values as they stand in the table of postings, in chunks of some documents;
 * from where these are not as expected on, by Xapian. Freed by
 * tc_value_stream_free, before the source's reader.
 */
struct tc_value_stream {
	const struct tc_stream_source *source; /* borrowed */
	uint32_t slot;
	bool done;
	uint32_t docid;	 /* of the present value; 0: none yet */
	uint32_t begins; /* the chunk */
	struct tc_span value;
	const char *at, *end; /* what is left of the chunk */
	struct tc_buf key, parts;
	struct tc_glass_place place;
	bool by_xapian;
	struct xapian_value_iterator *it;
};

/* Begin before the first value. The source must live as long. */
void tc_value_stream_init(struct tc_value_stream *stream,
    const struct tc_stream_source *source, uint32_t slot);
void tc_value_stream_free(struct tc_value_stream *stream);

/*
 * Go to the first value from a document on, which may be the present one, or to
 * the next one; borrowed until the next call. At the end XAPIAN_DONE, or what
 * xapian_value_iterator_skip_to and _next say.
 */
enum xapian_status tc_value_stream_skip_to(struct xapian_value_row *row,
    struct tc_value_stream *stream, uint32_t docid, struct xapian_error *why);
enum xapian_status tc_value_stream_next(struct xapian_value_row *row,
    struct tc_value_stream *stream, struct xapian_error *why);

#endif
