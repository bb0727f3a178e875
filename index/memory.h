/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was found out about a database, by name, as far as there is room. */
#ifndef TC_INDEX_MEMORY_H
#define TC_INDEX_MEMORY_H

#include <tracuu/index.h>

struct tc_memory_entry {
	char *bytes; /* the name and what it stands for; NULL: none */
	uint32_t hash, name_len, len;
};

/* Begin with zeros; all of it is of one state of the database. */
struct tc_memory {
	struct tc_memory_entry *at; /* by hash, each in its one place */
	uint32_t places, puts;	    /* puts: while there are few places */
	size_t bytes;
};

/* Forget all. */
void tc_memory_free(struct tc_memory *memory);

/* As tc_index_recall and tc_index_remember. */
bool tc_memory_get(
    struct tc_span *what, const struct tc_memory *memory, struct tc_span name);
void tc_memory_put(
    struct tc_memory *memory, struct tc_span name, struct tc_span what);

#endif
