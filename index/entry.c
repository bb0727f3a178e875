/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing an entry into bytes and taking it apart again. */
#include "entry.h"

void
tc_entry_put_term(struct tc_buf *out, const char *s, size_t len, uint32_t wdf)
{
	tc_pack_number(out, wdf);
	tc_buf_putc(out, (char)len);
	tc_buf_put(out, s, len);
}

enum tc_status
tc_entry_read(
    struct tc_entry *entry, struct tc_span bytes, struct tc_error *err)
{
	enum tc_status status;

	if ((status = tc_unpack_span(&entry->id, &bytes, err)) == TC_OK &&
	    (status = tc_unpack_span(&entry->data, &bytes, err)) == TC_OK &&
	    (status = tc_unpack_span(&entry->order, &bytes, err)) == TC_OK &&
	    (status = tc_unpack_span(&entry->heading, &bytes, err)) == TC_OK &&
	    (status = tc_unpack_span(&entry->state, &bytes, err)) == TC_OK)
		status = tc_unpack_number(&entry->terms_n, &bytes, err);
	entry->terms = bytes;
	return status;
}

enum tc_status
tc_entry_term(struct tc_entry *entry, struct tc_span *term, uint32_t *wdf,
    struct tc_error *err)
{
	struct tc_span *in = &entry->terms;
	enum tc_status status;

	term->len = 0;
	if ((status = tc_unpack_number(wdf, in, err)) != TC_OK)
		return status;
	if (in->len == 0 || in->len <= (unsigned char)in->s[0])
		return tc_fail(err, TC_CORRUPT, "an entry is cut short");
	term->len = (unsigned char)in->s[0];
	term->s = in->s + 1;
	in->s += 1 + term->len;
	in->len -= 1 + term->len;
	return TC_OK;
}
