/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of fixed size in which each name has one place: what comes later
 * takes it. Whatever is asked for often is back there soon.
 */
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

#define PLACES 8192u

/* Bytes for names and what they stand for, of one of them and of all. */
#define ENTRY_MAX 4096u
#define BYTES_MAX ((size_t)8 << 20)

void
tc_memory_free(struct tc_memory *memory)
{
	size_t i;

	for (i = 0; memory->at != NULL && i < PLACES; i++)
		free(memory->at[i].bytes);
	free(memory->at);
	memset(memory, 0, sizeof(*memory));
}

static bool
is_of(const struct tc_memory_entry *entry, uint32_t hash, struct tc_span name)
{
	return entry->bytes != NULL && entry->hash == hash &&
	    entry->name_len == name.len &&
	    memcmp(entry->bytes, name.s, name.len) == 0;
}

bool
tc_memory_get(
    struct tc_span *what, const struct tc_memory *memory, struct tc_span name)
{
	uint32_t hash = tc_hash(name.s, name.len);
	const struct tc_memory_entry *entry;

	*what = (struct tc_span){"", 0};
	if (memory->at == NULL)
		return false;
	entry = &memory->at[hash % PLACES];
	if (!is_of(entry, hash, name))
		return false;
	*what = (struct tc_span){entry->bytes + entry->name_len, entry->len};
	return true;
}

/* Make room, by forgetting all where it takes too much. */
static bool
make_room(struct tc_memory *memory, size_t len)
{
	if (memory->bytes + len > BYTES_MAX)
		tc_memory_free(memory);
	if (memory->at == NULL)
		memory->at = calloc(PLACES, sizeof(*memory->at));
	return memory->at != NULL;
}

void
tc_memory_put(
    struct tc_memory *memory, struct tc_span name, struct tc_span what)
{
	uint32_t hash = tc_hash(name.s, name.len);
	size_t len = name.len + what.len;
	struct tc_memory_entry *entry;
	char *bytes;

	if (len > ENTRY_MAX || !make_room(memory, len) ||
	    (bytes = malloc(len + 1)) == NULL)
		return;
	memcpy(bytes, name.s, name.len);
	memcpy(bytes + name.len, what.s, what.len);
	entry = &memory->at[hash % PLACES];
	if (entry->bytes != NULL)
		memory->bytes -= entry->name_len + entry->len;
	free(entry->bytes);
	*entry = (struct tc_memory_entry){
	    bytes, hash, (uint32_t)name.len, (uint32_t)what.len};
	memory->bytes += len;
}
