/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of a text that are aside because its site has them on many pages. */
#ifndef TC_DOCUMENT_ASIDE_H
#define TC_DOCUMENT_ASIDE_H

#include <tracuu/document.h>

/* A part of a text, and the number of what stands there in an outline. */
struct tc_block {
	size_t from, to;
	uint32_t hash;
};

/* As tc_aside_next(), but only what the document itself has set aside is. */
bool
tc_aside_next_own(const struct tc_document *document, size_t *from, size_t *to);

/*
 * Set n parts aside that were learned, in their order, in the place of those
 * that were before. What the document itself has set aside stays. TC_NOMEM.
 */
enum tc_status tc_aside_learn(struct tc_document *document,
    const struct tc_block *parts, size_t n, struct tc_error *err);

#endif
