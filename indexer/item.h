/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What becomes a document, in a worker: a file, or a member of an archive. */
#ifndef TC_INDEXER_ITEM_H
#define TC_INDEXER_ITEM_H

#include <tracuu/index.h>

#include "launcher.h"
#include "message.h"

/* What a worker works with, from one job to the next. */
struct tc_workshop {
	struct tc_maker *maker;
	struct tc_document document;
	struct tc_launcher launcher;
	struct tc_buf entry, answer;
	struct tc_buf path; /* of the file in hand */
	struct tc_buf last; /* id of the last document in the answer */
	bool ocr;	    /* scans are to be read now */
	bool scans;	    /* some in the file were not */
};

struct tc_item {
	const struct tc_source *source;
	const char *id, *url;
	const char *state;
	enum tc_format format;
	const char *bytes;
	size_t len;
	unsigned depth; /* archives that it lies in */
	size_t *room;	/* bytes that may still be unpacked */
};

/* All that is unpacked for one file comes to no more bytes than this. */
#define TC_UNPACKED_MAX ((size_t)96 << 20)

/*
 * Read a file and what is in it; whatever becomes of it all is in the answer
 * afterwards, last what is to be told of the file as a whole. TC_INVALID for an
 * archive of nothing.
 */
enum tc_status tc_item_read(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err);

/*
 * The record in the workshop is complete: answer with its entry; with the
 * record itself where it is a page of a site, which waits.
 */
enum tc_status
tc_item_finish(struct tc_workshop *shop, const struct tc_source *source,
    const char state[TC_STATE_LEN], struct tc_error *err);

/* Answer with the entry of the record in the workshop. */
enum tc_status tc_item_entry(struct tc_workshop *shop, const char *source,
    const char *state, size_t state_len, struct tc_error *err);

/* Answer with an outcome of the record in the workshop. */
void tc_item_answer(struct tc_workshop *shop, enum tc_outcome outcome,
    const char *state, const char *text);

#endif
