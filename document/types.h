/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The types of documents. */
#ifndef TC_DOCUMENT_TYPES_H
#define TC_DOCUMENT_TYPES_H

#include <stdbool.h>
#include <stddef.h>

struct tc_type {
	const char *key; /* folded */
	/* That its numbers have, folded, with a space between them; "-" for
	 * those that are no type's: 456/BQL-QLĐT, 45/2019/QH14. */
	const char *codes;
	const char *name; /* shown */
	bool titles;	  /* a title that begins with it tells the type */
	bool copy;	  /* says that this is a copy of another type */
};

/* The longest type that a key (tc_text_key) begins with, or NULL. Static. */
const struct tc_type *tc_type_of(const char *key, size_t len);

#endif
