/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tables of Xapian's glass format, written once from beginning to end.
 *
 * What is here makes the shards of a new index, which Xapian's own compactor
 * reads and merges: an index that is searched was always written by Xapian
 * itself. What reads tables is in glass_read.h. The format is that of
 * Xapian 1.4 (2016-03-14, in backends/glass/glass_table.h and
 * glass_version.cc), which no release of 1.4 may change; Xapian refuses shards
 * in a format that it does not know.
 */
#ifndef TC_INDEX_GLASS_H
#define TC_INDEX_GLASS_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

#include "glass_number.h"

/* The tables of a database, in the order of its version file. */
enum tc_glass_kind {
	TC_GLASS_POSTLIST,
	TC_GLASS_DOCDATA,
	TC_GLASS_TERMLIST,
	TC_GLASS_POSITION,
	TC_GLASS_SPELLING,
	TC_GLASS_SYNONYM,
	TC_GLASS_KINDS
};

/* Where a finished table's root is. */
struct tc_glass_root {
	uint32_t block, blocks;
	uint32_t level;
	uint64_t entries;
};

/* What a database says about its documents. */
struct tc_glass_stats {
	uint32_t documents;
	uint32_t length_min, length_max; /* of documents, in words */
	uint32_t wdf_max;
	uint64_t length_total;
};

/* One table that is being written. */
struct tc_glass_table;

/* Create the table of that kind in directory path. TC_IO, TC_FULL. */
enum tc_status tc_glass_create(struct tc_glass_table **out, const char *path,
    enum tc_glass_kind kind, struct tc_error *err);

/* What becomes of a tag; the reader sees it from the item. */
enum tc_glass_form {
	TC_GLASS_PLAIN,
	TC_GLASS_SQUEEZED, /* deflated where that makes it smaller */
	TC_GLASS_WRAPPED   /* nothing would: see tc_deflate_store() */
};

/*
 * Add an item. Keys come in ascending order, no two the same, and have at most
 * 255 bytes.
 */
enum tc_status tc_glass_add(struct tc_glass_table *table, struct tc_span key,
    struct tc_span tag, enum tc_glass_form form, struct tc_error *err);

/* Write what is left. */
enum tc_status tc_glass_finish(struct tc_glass_table *table,
    struct tc_glass_root *root, struct tc_error *err);
void tc_glass_free(struct tc_glass_table *table);

/*
 * Write the version file, which makes the tables in path a database. A root
 * with no entries stands for a table that is not there.
 */
enum tc_status tc_glass_version(const char *path,
    const struct tc_glass_root roots[TC_GLASS_KINDS],
    const struct tc_glass_stats *stats, struct tc_error *err);

#endif
