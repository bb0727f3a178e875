/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Records as they are stored: a frame of Zstandard (RFC 8878) with the
 * dictionary record.dict and a checksum, for Xapian has none.
 *
 * A record has some hundred words, too few to learn from: with words of other
 * documents before them they take a third less than deflated. The dictionary is
 * part of the schema (TC_SCHEMA): another one gets another number in its head,
 * and the schema, too.
 */
#ifndef TC_INDEX_SHRINK_H
#define TC_INDEX_SHRINK_H

#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

struct tc_shrinker;
enum tc_status tc_shrinker_new(struct tc_shrinker **out, struct tc_error *err);
void tc_shrinker_free(struct tc_shrinker *shrinker);

/* Append a record to out, shrunk. TC_NOMEM, TC_TOOBIG (out's limit). */
enum tc_status tc_shrink(struct tc_shrinker *shrinker, struct tc_span record,
    struct tc_buf *out, struct tc_error *err);

/* Append bytes that tc_expand() passes over, others for each which. */
void tc_shrink_pad(struct tc_buf *out, uint32_t which);

struct tc_expander;
enum tc_status tc_expander_new(struct tc_expander **out, struct tc_error *err);
void tc_expander_free(struct tc_expander *expander);

/*
 * Give a shrunk record as it was, borrowed until the next one. TC_CORRUPT where
 * a byte of it has changed, TC_NOMEM.
 */
enum tc_status tc_expand(struct tc_span *record, struct tc_expander *expander,
    struct tc_span shrunk, struct tc_error *err);

#endif
