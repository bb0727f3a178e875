/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers and strings as bytes, between processes of one machine. */
#ifndef TC_PACK_H
#define TC_PACK_H

#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed bytes. */
struct tc_span {
	const char *s;
	size_t len;
};

/* Eight bytes as a number, of which the first is the lowest on any machine: one
 * instruction, as compilers see. */
static inline uint64_t
tc_load_le64(const char *s)
{
	const unsigned char *bytes = (const unsigned char *)s;

	return (uint64_t)bytes[0] | (uint64_t)bytes[1] << 8 |
	    (uint64_t)bytes[2] << 16 | (uint64_t)bytes[3] << 24 |
	    (uint64_t)bytes[4] << 32 | (uint64_t)bytes[5] << 40 |
	    (uint64_t)bytes[6] << 48 | (uint64_t)bytes[7] << 56;
}

/* Append; numbers are in the byte order of this machine. */
void tc_pack_number(struct tc_buf *out, uint32_t n);
void tc_pack_span(struct tc_buf *out, const char *s, size_t len);

/*
 * Read what was appended, from in, which loses it. TC_CORRUPT when it is cut
 * short; then the output is 0 or empty.
 */
enum tc_status
tc_unpack_number(uint32_t *n, struct tc_span *in, struct tc_error *err);
enum tc_status
tc_unpack_span(struct tc_span *span, struct tc_span *in, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
