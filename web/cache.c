/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Answers that were given: packed by libzstd, in a table by their keys, and in
 * a list by when they were last asked for.
 */
#include "cache.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>
#include <zstd.h>

/* A page packs to a fifth at this level, in the time of 50 lines of it. */
#define LEVEL 1

/* Bytes of a packed page, about: so many slots are there for a cache. */
#define ENTRY_BYTES 4096

/* No answer takes more than this share of the room. */
#define SHARE 16

struct entry {
	struct entry *next; /* in its slot */
	struct entry *newer, *older;
	uint32_t hash;
	size_t key_len, packed_len, body_len;
	struct tc_cached with;
	char bytes[]; /* the key, then the body */
};

struct slot {
	struct entry *first;
};

struct tc_cache {
	struct slot *slots;
	size_t slots_n; /* a power of two */
	struct entry *newest, *oldest;
	size_t bytes, max;
	ZSTD_CCtx *packing;
	ZSTD_DCtx *unpacking;
	struct tc_buf packed; /* one body, while it is packed */
};

enum tc_status
tc_cache_new(struct tc_cache **out, size_t bytes, struct tc_error *err)
{
	struct tc_cache *cache = calloc(1, sizeof(*cache));

	*out = NULL;
	if (cache == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	cache->max = bytes;
	cache->packed = (struct tc_buf)TC_BUF_INIT(ZSTD_compressBound(bytes));
	cache->slots_n = 1;
	while (cache->slots_n < bytes / ENTRY_BYTES)
		cache->slots_n *= 2;
	cache->slots = calloc(cache->slots_n, sizeof(*cache->slots));
	cache->packing = ZSTD_createCCtx();
	cache->unpacking = ZSTD_createDCtx();
	if (cache->slots == NULL || cache->packing == NULL ||
	    cache->unpacking == NULL) {
		tc_cache_free(cache);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = cache;
	return TC_OK;
}

static size_t
size_of(const struct entry *entry)
{
	return sizeof(*entry) + entry->key_len + entry->packed_len;
}

/* Where the pointer to the entry of a key is, or would be. */
static struct entry **
find(const struct tc_cache *cache, const struct tc_buf *key, uint32_t hash)
{
	struct entry **at = &cache->slots[hash & (cache->slots_n - 1)].first;

	while (*at != NULL &&
	    ((*at)->hash != hash || (*at)->key_len != key->len ||
		memcmp((*at)->bytes, key->s, key->len) != 0))
		at = &(*at)->next;
	return at;
}

static void
unlink_age(struct tc_cache *cache, struct entry *entry)
{
	*(entry->newer != NULL ? &entry->newer->older : &cache->newest) =
	    entry->older;
	*(entry->older != NULL ? &entry->older->newer : &cache->oldest) =
	    entry->newer;
}

static void
make_newest(struct tc_cache *cache, struct entry *entry)
{
	entry->newer = NULL;
	entry->older = cache->newest;
	*(cache->newest != NULL ? &cache->newest->newer : &cache->oldest) =
	    entry;
	cache->newest = entry;
}

/* at points to it in its slot. */
static void
drop(struct tc_cache *cache, struct entry **at)
{
	struct entry *entry = *at;

	*at = entry->next;
	unlink_age(cache, entry);
	cache->bytes -= size_of(entry);
	free(entry);
}

static void
drop_oldest(struct tc_cache *cache)
{
	struct entry *oldest = cache->oldest;
	struct entry **at =
	    &cache->slots[oldest->hash & (cache->slots_n - 1)].first;

	while (*at != oldest)
		at = &(*at)->next;
	drop(cache, at);
}

bool
tc_cache_get(struct tc_cache *cache, const struct tc_buf *key,
    struct tc_cached *with, struct tc_buf *body)
{
	struct entry *entry = *find(cache, key, tc_hash(key->s, key->len));
	size_t len;
	char *to;

	if (entry == NULL ||
	    (to = tc_buf_reserve(body, entry->body_len)) == NULL)
		return false;
	len = ZSTD_decompressDCtx(cache->unpacking, to, entry->body_len,
	    entry->bytes + entry->key_len, entry->packed_len);
	if (ZSTD_isError(len) || len != entry->body_len)
		return false;
	body->len += len;
	*with = entry->with;
	unlink_age(cache, entry);
	make_newest(cache, entry);
	return true;
}

/* Pack a body; false without memory. */
static bool
pack(struct tc_cache *cache, const struct tc_buf *body)
{
	size_t room = ZSTD_compressBound(body->len), len;
	char *to;

	tc_buf_clear(&cache->packed);
	if ((to = tc_buf_reserve(&cache->packed, room)) == NULL)
		return false;
	len = ZSTD_compressCCtx(
	    cache->packing, to, room, body->s, body->len, LEVEL);
	if (ZSTD_isError(len))
		return false;
	cache->packed.len = len;
	return true;
}

static struct entry *
make_entry(const struct tc_cache *cache, const struct tc_buf *key,
    const struct tc_cached *with, size_t body_len)
{
	struct entry *entry =
	    malloc(sizeof(*entry) + key->len + cache->packed.len);

	if (entry == NULL)
		return NULL;
	*entry = (struct entry){.hash = tc_hash(key->s, key->len),
	    .key_len = key->len,
	    .packed_len = cache->packed.len,
	    .body_len = body_len,
	    .with = *with};
	memcpy(entry->bytes, key->s, key->len);
	memcpy(entry->bytes + key->len, cache->packed.s, cache->packed.len);
	return entry;
}

void
tc_cache_put(struct tc_cache *cache, const struct tc_buf *key,
    const struct tc_cached *with, const struct tc_buf *body)
{
	struct entry **at, *entry;

	if (key->failed || body->failed || key->len == 0 || body->len == 0 ||
	    body->len > cache->max || !pack(cache, body) ||
	    cache->packed.len > cache->max / SHARE ||
	    (entry = make_entry(cache, key, with, body->len)) == NULL)
		return;
	at = find(cache, key, entry->hash);
	if (*at != NULL)
		drop(cache, at);
	while (
	    cache->oldest != NULL && cache->bytes + size_of(entry) > cache->max)
		drop_oldest(cache);
	/* The slot may have changed by what was dropped. */
	at = &cache->slots[entry->hash & (cache->slots_n - 1)].first;
	entry->next = *at;
	*at = entry;
	make_newest(cache, entry);
	cache->bytes += size_of(entry);
}

void
tc_cache_free(struct tc_cache *cache)
{
	if (cache == NULL)
		return;
	while (cache->oldest != NULL)
		drop_oldest(cache);
	ZSTD_freeCCtx(cache->packing);
	ZSTD_freeDCtx(cache->unpacking);
	tc_buf_free(&cache->packed);
	free(cache->slots);
	free(cache);
}
