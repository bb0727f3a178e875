/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A table of fixed size in which each name has one place: what comes later
 * takes it. Whatever is asked for often is back there soon.
 */
#include "memory.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

/* So many places; few at first, for a process that answers one question. */
#define PLACES 8192u
#define PLACES_FIRST 256u

/* Bytes for names and what they stand for, of one of them and of all. */
#define ENTRY_MAX 4096u
#define BYTES_MAX ((size_t)8 << 20)

void
tc_memory_free(struct tc_memory *memory)
{
	size_t i;

	for (i = 0; memory->at != NULL && i < memory->places; i++)
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
	entry = &memory->at[hash % memory->places];
	if (!is_of(entry, hash, name))
		return false;
	*what = (struct tc_span){entry->bytes + entry->name_len, entry->len};
	return true;
}

/* Have so many places. Where there is no memory it stays as it is. */
static void
set_places(struct tc_memory *memory, uint32_t places)
{
	struct tc_memory_entry *at = calloc(places, sizeof(*at)), *old;
	size_t i;

	if (at == NULL)
		return;
	for (i = 0; memory->at != NULL && i < memory->places; i++) {
		old = &memory->at[i];
		if (old->bytes != NULL)
			at[old->hash % places] = *old;
	}
	free(memory->at);
	memory->at = at;
	memory->places = places;
}

/* Make room, by forgetting all where it takes too much. */
static bool
make_room(struct tc_memory *memory, size_t len)
{
	if (memory->bytes + len > BYTES_MAX)
		tc_memory_free(memory);
	if (memory->at == NULL)
		set_places(memory, PLACES_FIRST);
	else if (memory->places < PLACES && ++memory->puts > PLACES_FIRST)
		set_places(memory, PLACES);
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
	entry = &memory->at[hash % memory->places];
	if (entry->bytes != NULL)
		memory->bytes -= entry->name_len + entry->len;
	free(entry->bytes);
	entry->bytes = bytes;
	entry->hash = hash;
	entry->name_len = (uint32_t)name.len;
	entry->len = (uint32_t)what.len;
	memory->bytes += len;
}
