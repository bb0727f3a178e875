/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing numbers and strings. */
#include <tracuu/pack.h>

#include <string.h>

void
tc_pack_number(struct tc_buf *out, uint32_t n)
{
	char bytes[sizeof(n)];

	memcpy(bytes, &n, sizeof(n));
	tc_buf_put(out, bytes, sizeof(n));
}

void
tc_pack_span(struct tc_buf *out, const char *s, size_t len)
{
	tc_pack_number(out, (uint32_t)len);
	tc_buf_put(out, s, len);
}

enum tc_status
tc_unpack_number(uint32_t *n, struct tc_span *in, struct tc_error *err)
{
	*n = 0;
	if (in->len < sizeof(*n))
		return tc_fail(err, TC_CORRUPT, "a message is cut short");
	memcpy(n, in->s, sizeof(*n));
	in->s += sizeof(*n);
	in->len -= sizeof(*n);
	return TC_OK;
}

enum tc_status
tc_unpack_span(struct tc_span *span, struct tc_span *in, struct tc_error *err)
{
	enum tc_status status;
	uint32_t len;

	span->s = "";
	span->len = 0;
	if ((status = tc_unpack_number(&len, in, err)) != TC_OK)
		return status;
	if (in->len < len)
		return tc_fail(err, TC_CORRUPT, "a message is cut short");
	span->s = in->s;
	span->len = len;
	in->s += len;
	in->len -= len;
	return TC_OK;
}
