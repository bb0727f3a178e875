/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The texts of the site: lines of KEY<TAB>TEXT. */
#ifndef TC_WEB_TEXTS_H
#define TC_WEB_TEXTS_H

#include <tracuu/buf.h>

struct tc_texts;

/* On TC_OK the caller frees *out, which is empty. TC_NOMEM. */
enum tc_status tc_texts_new(struct tc_texts **out, struct tc_error *err);
void tc_texts_free(struct tc_texts *texts);

/*
 * Add lines; a key that is there gets the new text. Empty lines and those that
 * begin with # are comments. name is what the error calls them. TC_INVALID with
 * the line, TC_NOMEM.
 */
enum tc_status tc_texts_read(struct tc_texts *texts, const char *name,
    const char *source, size_t len, struct tc_error *err);

/* The text of a key, "" when there is none, or no texts. Borrowed. */
const char *tc_texts_get(const struct tc_texts *texts, const char *key);

#endif
