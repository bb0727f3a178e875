/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tags that Xapian can inflate.
 *
 * Xapian 1.4.22 (common/compression_stream.cc) inflates into a buffer of 8192
 * bytes, again and again, and gives up where the last byte was taken in while
 * the buffer was full: what the bits in hand still stand for is lost, and the
 * tag is unreadable ("Too few chunks of compressed data"). Long runs of one
 * letter end so. It inflates a tag in parts, whose sizes depend on the table,
 * so none of this goes by where its buffers would end.
 */
#ifndef TC_INDEX_DEFLATE_H
#define TC_INDEX_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

/* Shorter tags are not worth the attempt: Xapian's COMPRESS_MIN. */
#define TC_DEFLATE_MIN 18u

/*
 * Can Xapian inflate these bytes, in whatever parts, to the len that they stand
 * for? False also where there is no memory to find out.
 */
bool tc_deflate_is_safe(struct tc_span deflated, size_t len);

/*
 * Would Xapian, after it has deflated the tag or left it as it is, be able to
 * read it? TC_NOMEM.
 */
enum tc_status
tc_deflate_by_xapian(bool *safe, struct tc_span tag, struct tc_error *err);

/*
 * Deflate a tag of over 16 bytes so that the last of them are stored as they
 * are, which is always safe. Returns how many bytes were written to `to`, 0
 * without memory or room for them.
 */
size_t tc_deflate_with_tail(struct tc_span tag, char *to, size_t room);

/*
 * Append a tag as if it had been deflated, but as it is: five bytes more for
 * each 65,535. Always safe, and Xapian's compactor does not try again what was
 * tried.
 */
void tc_deflate_store(struct tc_span tag, struct tc_buf *out);

#endif
