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
