/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Answers that were given, kept by what they depend on. */
#ifndef TC_WEB_CACHE_H
#define TC_WEB_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

struct tc_cache;

/* What goes with the body of an answer. */
struct tc_cached {
	const char *type; /* a string that is never freed */
	uint64_t found;
};

/*
 * Room for answers of so many bytes in all, packed, with what it takes to find
 * them; the one that was asked for longest ago makes room for another. On TC_OK
 * the caller frees it. TC_NOMEM.
 */
enum tc_status
tc_cache_new(struct tc_cache **out, size_t bytes, struct tc_error *err);
void tc_cache_free(struct tc_cache *cache);

/*
 * Append the body that was kept under this key. False when there is none, and
 * where memory is out: then it is found anew.
 */
bool tc_cache_get(struct tc_cache *cache, const struct tc_buf *key,
    struct tc_cached *with, struct tc_buf *body);

/* Keep a body under a key. One that is too long, or finds no memory, is not. */
void tc_cache_put(struct tc_cache *cache, const struct tc_buf *key,
    const struct tc_cached *with, const struct tc_buf *body);

#endif
