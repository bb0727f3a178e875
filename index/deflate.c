/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Deflating tags by zlib, as Xapian does and as it should. */
#define ZLIB_CONST /* zlib only reads its input */
#include "deflate.h"

#include <zlib.h>

#define INFLATED 8192u /* Xapian's buffer */
#define STORED_TAIL 16u
#define STORED_MAX 65535u /* bytes of a stored block (RFC 1951, 3.2.4) */

/*
 * Bytes are taken in one by one as bits are wanted. So when all that comes out
 * is known before the last one, only the end of the stream is in that: it will
 * not be taken in while the buffer is full, and Xapian goes on.
 */
bool
tc_deflate_is_safe(struct tc_span deflated, size_t len)
{
	unsigned char buffer[INFLATED];
	z_stream stream = {.next_in = (const Bytef *)deflated.s,
	    .avail_in = (uInt)(deflated.len - 1)};
	int code;

	if (len <= INFLATED)
		return true;
	if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
		return false;
	do {
		stream.next_out = buffer;
		stream.avail_out = sizeof(buffer);
		code = inflate(&stream, Z_SYNC_FLUSH);
	} while (code == Z_OK && stream.avail_out == 0);
	inflateEnd(&stream);
	return stream.total_out == len;
}

/* As Xapian sets it up. */
static bool
begin_deflating(z_stream *stream, struct tc_span tag, char *to, size_t room)
{
	stream->next_in = (const Bytef *)tag.s;
	stream->avail_in = (uInt)tag.len;
	stream->next_out = (Bytef *)to;
	stream->avail_out = (uInt)room;
	return deflateInit2(stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED,
		   -MAX_WBITS, MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK;
}

enum tc_status
tc_deflate_by_xapian(bool *safe, struct tc_span tag, struct tc_error *err)
{
	struct tc_buf deflated = TC_BUF_INIT(SIZE_MAX / 2);
	z_stream stream = {0};
	char *to;

	*safe = true;
	if (tag.len <= INFLATED)
		return TC_OK;
	to = tc_buf_reserve(&deflated, tag.len);
	if (to == NULL || !begin_deflating(&stream, tag, to, tag.len - 1)) {
		tc_buf_free(&deflated);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	/* What does not get smaller is left as it is. */
	if (deflate(&stream, Z_FINISH) == Z_STREAM_END)
		*safe = tc_deflate_is_safe(
		    (struct tc_span){to, stream.total_out}, tag.len);
	deflateEnd(&stream);
	tc_buf_free(&deflated);
	return TC_OK;
}

size_t
tc_deflate_with_tail(struct tc_span tag, char *to, size_t room)
{
	z_stream stream = {0};
	size_t len = 0;

	if (!begin_deflating(&stream, tag, to, room))
		return 0;
	stream.avail_in -= STORED_TAIL;
	if (deflate(&stream, Z_SYNC_FLUSH) == Z_OK && stream.avail_in == 0 &&
	    deflateParams(&stream, Z_NO_COMPRESSION, Z_DEFAULT_STRATEGY) ==
		Z_OK) {
		stream.avail_in = STORED_TAIL;
		if (deflate(&stream, Z_FINISH) == Z_STREAM_END)
			len = stream.total_out;
	}
	deflateEnd(&stream);
	return len;
}

void
tc_deflate_store(struct tc_span tag, struct tc_buf *out)
{
	size_t len;

	do {
		len = tag.len < STORED_MAX ? tag.len : STORED_MAX;
		tc_buf_putc(out, len == tag.len); /* the last one? */
		tc_buf_putc(out, (char)(len & 0xFF));
		tc_buf_putc(out, (char)(len >> 8));
		tc_buf_putc(out, (char)~(len & 0xFF));
		tc_buf_putc(out, (char)~(len >> 8));
		tc_buf_put(out, tag.s, len);
		tag.s += len;
		tag.len -= len;
	} while (tag.len > 0);
}
