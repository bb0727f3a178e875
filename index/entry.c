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
	struct tc_span *const spans[] = {&entry->id, &entry->data,
	    &entry->order, &entry->heading, &entry->state};
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < sizeof(spans) / sizeof(spans[0]) && status == TC_OK;
	     i++)
		status = tc_unpack_span(spans[i], &bytes, err);
	for (i = 0; i < TC_FACETS_COUNTED && status == TC_OK; i++)
		status = tc_unpack_span(&entry->facets[i], &bytes, err);
	if (status == TC_OK)
		status = tc_unpack_span(&entry->sketch, &bytes, err);
	if (status == TC_OK)
		status = tc_unpack_span(&entry->outline, &bytes, err);
	if (status == TC_OK)
		status = tc_unpack_number(&entry->terms_n, &bytes, err);
	entry->terms = bytes;
	return status;
}

struct tc_span
tc_entry_value(const struct tc_entry *entry, uint32_t slot)
{
	switch (slot) {
	case TC_SLOT_ORDER:
		return entry->order;
	case TC_SLOT_STATE:
		return entry->state;
	case TC_SLOT_HEADING:
		return entry->heading;
	case TC_SLOT_SKETCH:
		return entry->sketch;
	case TC_SLOT_OUTLINE:
		return entry->outline;
	default:
		return entry->facets[slot - TC_SLOT_FACET];
	}
}

uint32_t
tc_entry_terms_max(const struct tc_entry *entry)
{
	/* A term takes five bytes and its own. */
	return (uint32_t)(entry->terms.len / 5);
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
