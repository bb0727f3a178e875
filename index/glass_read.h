/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading Xapian's table of postings beside Xapian, which gives out postings
 * one by one through four calls each: what takes 17 ns there takes 2 here.
 *
 * Whoever reads so needs no answer: where a table is not as it is expected to
 * be (another format, overwritten by a later commit, damaged), it is Xapian
 * that is asked, and that says what is wrong. So there are no errors here but
 * "no". Blocks of a state are left alone until the next commit but one, and are
 * known by their revision, as Xapian knows them. They are mapped, for to read
 * them took a third of a cold question; a table that is cut short meanwhile
 * ends the process by SIGBUS, which query/guard.h catches.
 */
#ifndef TC_INDEX_GLASS_READ_H
#define TC_INDEX_GLASS_READ_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/pack.h>

#include "glass_format.h"
#include "glass_number.h"

struct tc_glass_reader;

/*
 * Open the table of postings of the database in folder path, at that revision
 * and of that identity (as xapian_database_get_uuid says it). NULL when it is
 * not there, another, or of a format that is not known.
 */
struct tc_glass_reader *
tc_glass_reader_open(const char *path, uint64_t revision, struct tc_span uuid);
void tc_glass_reader_free(struct tc_glass_reader *reader);

/* A stretch of the table in memory, for all places that are in it. */
struct tc_glass_stretch {
	uint32_t number;
	unsigned users; /* it stays while there are any */
	unsigned char *bytes;
	size_t len;
};

/*
 * A place in a table: an item, and the way to it. Begin with zeros; to be freed
 * before the reader.
 */
struct tc_glass_place {
	uint32_t blocks[LEVELS_MAX];
	unsigned at[LEVELS_MAX];
	const unsigned char *leaf;	  /* that of blocks[0]; NULL: in none */
	struct tc_glass_stretch *stretch; /* where it is, or it is its own */
	unsigned char *own;
	uint32_t size; /* of blocks */
};
void tc_glass_place_free(struct tc_glass_place *place);

/*
 * Where something was looked up last, what is looked up next is often near:
 * take that place for one's own, and put it back, in place of another.
 */
void tc_glass_place_take(
    struct tc_glass_place *place, struct tc_glass_reader *reader);
void tc_glass_place_put(
    struct tc_glass_place *place, struct tc_glass_reader *reader);

/* Go to the last tag whose key is not greater. False: no. */
bool tc_glass_find(struct tc_glass_reader *reader, struct tc_glass_place *place,
    struct tc_span key);

/* Go to the next tag. False: no, or no more. */
bool
tc_glass_next(struct tc_glass_reader *reader, struct tc_glass_place *place);

/* The key of the tag at a place, borrowed until that moves. False: no. */
bool tc_glass_key(struct tc_span *key, const struct tc_glass_place *place);

/*
 * The tag at a place, which has moved to its last part then: borrowed until it
 * moves again, or until parts, where several are put together, changes. False:
 * no, or it is squeezed.
 */
bool tc_glass_tag(struct tc_span *tag, struct tc_glass_reader *reader,
    struct tc_glass_place *place, struct tc_buf *parts);

#endif
