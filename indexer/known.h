/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the index knows already: id, source and state of each document. */
#ifndef TC_INDEXER_KNOWN_H
#define TC_INDEXER_KNOWN_H

#include <stdbool.h>
#include <tracuu/index.h>

struct tc_known_row {
	char *id; /* NULL: a free row */
	size_t id_len;
	const char *source; /* shared by the rows of a source */
	char *state;
	size_t state_len;
	bool indexed;	/* it was in the index when this run began */
	bool seen;	/* this run has met it */
	bool sent;	/* this run has written it */
	bool removed;	/* this run has removed it, maybe to write it again */
	uint32_t waits; /* number of the page that waits for it, or 0 */
	bool kept;	/* of an archive: its members are as they were */
	bool moved;	/* its file may have another path now, which takes it */
	uint32_t keeper; /* of an archive: the member with its state, from 1 */
};

struct tc_known;
enum tc_status tc_known_new(struct tc_known **out, struct tc_error *err);
void tc_known_free(struct tc_known *known);

/* Add all documents of an index. */
enum tc_status tc_known_load(
    struct tc_known *known, const struct tc_index *index, struct tc_error *err);

/* The row of an id, NULL when there is none. Borrowed until the next add. */
struct tc_known_row *
tc_known_find(const struct tc_known *known, const char *id, size_t len);

/* Add a row for an id that has none, or find the one it has. */
enum tc_status tc_known_add(struct tc_known_row **row, struct tc_known *known,
    const char *id, size_t len, const char *source, struct tc_error *err);

/* Give a row another state. Rows that were found before are void then. */
enum tc_status tc_known_set_state(struct tc_known *known,
    struct tc_known_row *row, struct tc_span state, struct tc_error *err);

/* Does some document have this very state? */
bool
tc_known_has_state(const struct tc_known *known, const char *state, size_t len);

/*
 * The next document that was indexed from a file of the same source, size, time
 * and settings, by the beginning of a state, unless this run has met it. *at is
 * 0 at first. *row is NULL when there are no more. TC_NOMEM.
 */
enum tc_status tc_known_alike(struct tc_known_row **row, struct tc_known *known,
    const char *source, const char *state, uint32_t *at, struct tc_error *err);

/* Rows by number, from 0 to the count; free ones have id NULL. */
size_t tc_known_count(const struct tc_known *known);
struct tc_known_row *tc_known_row(const struct tc_known *known, size_t i);

#endif
