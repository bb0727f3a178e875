/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of an entry, between who makes it and who writes it. */
#ifndef TC_INDEX_ENTRY_H
#define TC_INDEX_ENTRY_H

#include <tracuu/index.h>

struct tc_entry {
	struct tc_span id, data, order, heading, state;
	struct tc_span facets[TC_FACETS_COUNTED], sketch, outline;
	struct tc_span terms; /* taken one by one by tc_entry_term */
	uint32_t terms_n;
};

/* Append a term of at most 255 bytes. */
void
tc_entry_put_term(struct tc_buf *out, const char *s, size_t len, uint32_t wdf);

/* TC_CORRUPT when the bytes are no entry. */
enum tc_status tc_entry_read(
    struct tc_entry *entry, struct tc_span bytes, struct tc_error *err);

/* The value of a slot, maybe empty. */
struct tc_span tc_entry_value(const struct tc_entry *entry, uint32_t slot);

/* The most terms that its bytes can hold. */
uint32_t tc_entry_terms_max(const struct tc_entry *entry);

/* Take the next term. TC_CORRUPT at a cut end. */
enum tc_status tc_entry_term(struct tc_entry *entry, struct tc_span *term,
    uint32_t *wdf, struct tc_error *err);

#endif
