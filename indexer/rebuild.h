/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index that a rebuild replaces holds, source by source. */
#ifndef TC_INDEXER_REBUILD_H
#define TC_INDEXER_REBUILD_H

#include <stdint.h>
#include <tracuu/index.h>

#include "known.h"
#include "source.h"

struct tc_replaced_source {
	char *name;
	uint32_t documents;
};

/* All zeroes is a valid value. */
struct tc_replaced {
	struct tc_replaced_source *at;
	size_t n;
};

/*
 * Count what the live generation holds. It may be of another version; of one
 * that is damaged or not there nothing is known. TC_NOMEM. Free it in any case.
 */
enum tc_status tc_replaced_count(struct tc_replaced *replaced, const char *db,
    unsigned live, struct tc_error *err);
void tc_replaced_free(struct tc_replaced *replaced);

/*
 * A rebuild knows only the sources that it is given. TC_INVALID when documents
 * of another one would be lost.
 */
enum tc_status tc_replaced_check(const struct tc_replaced *replaced,
    const struct tc_sources *sources, const char *db, struct tc_error *err);

/* How many documents a source had; 0 when it is not known. */
uint32_t
tc_replaced_documents(const struct tc_replaced *replaced, const char *name);

#endif
