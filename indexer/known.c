/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hash table of the documents that the index knows. */
#include "known.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>

#include "state.h"

/*
 * Rows lie in an array in the order they came, so that what is done for each
 * is done in the same order every time. Two tables of row numbers (from 1; 0
 * is free) find them by id and by state.
 */
struct tc_known {
	struct tc_known_row *rows;
	size_t n, cap;
	uint32_t *by_id, *by_state;
	size_t slots;	    /* a power of two, over twice n */
	size_t states_used; /* slots of by_state, those of old states too */
	char **sources;
	size_t sources_n;
	/* Rows by the beginning of their states, for tc_known_alike: the first
	 * of each chain, and the one after a row. NULL until it is asked. */
	uint32_t *alike, *after;
	size_t alike_slots;
};

#define FIRST_SLOTS 1024

enum tc_status
tc_known_new(struct tc_known **out, struct tc_error *err)
{
	struct tc_known *known = calloc(1, sizeof(*known));

	*out = NULL;
	if (known != NULL) {
		known->slots = FIRST_SLOTS;
		known->by_id = calloc(FIRST_SLOTS, sizeof(*known->by_id));
		known->by_state = calloc(FIRST_SLOTS, sizeof(*known->by_state));
	}
	if (known == NULL || known->by_id == NULL || known->by_state == NULL) {
		tc_known_free(known);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = known;
	return TC_OK;
}

void
tc_known_free(struct tc_known *known)
{
	size_t i;

	if (known == NULL)
		return;
	for (i = 0; i < known->n; i++) {
		free(known->rows[i].id);
		free(known->rows[i].state);
	}
	for (i = 0; i < known->sources_n; i++)
		free(known->sources[i]);
	free(known->sources);
	free(known->rows);
	free(known->by_id);
	free(known->by_state);
	free(known->alike);
	free(known->after);
	free(known);
}

static uint32_t *
id_slot(const struct tc_known *known, const char *id, size_t len)
{
	size_t mask = known->slots - 1, i = tc_hash(id, len) & mask;
	const struct tc_known_row *row;

	for (; known->by_id[i] != 0; i = (i + 1) & mask) {
		row = &known->rows[known->by_id[i] - 1];
		if (row->id_len == len && memcmp(row->id, id, len) == 0)
			break;
	}
	return &known->by_id[i];
}

static uint32_t *
state_slot(const struct tc_known *known, const char *state, size_t len)
{
	size_t mask = known->slots - 1, i = tc_hash(state, len) & mask;
	const struct tc_known_row *row;

	for (; known->by_state[i] != 0; i = (i + 1) & mask) {
		row = &known->rows[known->by_state[i] - 1];
		if (row->state_len == len &&
		    memcmp(row->state, state, len) == 0)
			break;
	}
	return &known->by_state[i];
}

static void
enter_row(struct tc_known *known, size_t i)
{
	const struct tc_known_row *row = &known->rows[i];

	/* Rows [0, n) are always set: the analyser cannot know. */
	/* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
	*id_slot(known, row->id, row->id_len) = (uint32_t)i + 1;
	if (row->state != NULL) {
		*state_slot(known, row->state, row->state_len) =
		    (uint32_t)i + 1;
		known->states_used++;
	}
}

/* False when there is no memory; then nothing has changed. */
static bool
grow(struct tc_known *known)
{
	size_t i, cap = known->cap > 0 ? 2 * known->cap : FIRST_SLOTS / 4;
	struct tc_known_row *rows;
	uint32_t *by_id, *by_state;

	rows = realloc(known->rows, cap * sizeof(*rows));
	if (rows == NULL)
		return false;
	known->rows = rows;
	by_id = calloc(4 * cap, sizeof(*by_id));
	by_state = calloc(4 * cap, sizeof(*by_state));
	if (by_id == NULL || by_state == NULL) {
		free(by_id);
		free(by_state);
		return false;
	}
	known->cap = cap;
	free(known->by_id);
	free(known->by_state);
	known->by_id = by_id;
	known->by_state = by_state;
	known->slots = 4 * cap;
	known->states_used = 0;
	for (i = 0; i < known->n; i++)
		enter_row(known, i);
	return true;
}

static const char *
shared_source(struct tc_known *known, const char *name)
{
	char **sources;
	size_t i;

	for (i = 0; i < known->sources_n; i++) {
		if (strcmp(known->sources[i], name) == 0)
			return known->sources[i];
	}
	sources =
	    realloc(known->sources, (known->sources_n + 1) * sizeof(*sources));
	if (sources == NULL)
		return NULL;
	known->sources = sources;
	if ((sources[known->sources_n] = strdup(name)) == NULL)
		return NULL;
	return sources[known->sources_n++];
}

static char *
copy(const char *s, size_t len)
{
	char *to = malloc(len + 1);

	if (to != NULL) {
		memcpy(to, s, len);
		to[len] = '\0';
	}
	return to;
}

enum tc_status
tc_known_add(struct tc_known_row **out, struct tc_known *known, const char *id,
    size_t len, const char *source, struct tc_error *err)
{
	struct tc_known_row row = {0};

	if ((*out = tc_known_find(known, id, len)) != NULL)
		return TC_OK;
	if (known->n == known->cap && !grow(known))
		return tc_fail(err, TC_NOMEM, "out of memory");
	row.source = shared_source(known, source);
	row.id = copy(id, len);
	row.id_len = len;
	if (row.source == NULL || row.id == NULL) {
		free(row.id);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	assert(known->rows != NULL);
	known->rows[known->n++] = row;
	enter_row(known, known->n - 1);
	*out = &known->rows[known->n - 1];
	return TC_OK;
}

/*
 * The slot of the old state still names the row, whose state is another now:
 * look-ups pass over it, and growing the table drops it. Growing moves the
 * rows.
 */
enum tc_status
tc_known_set_state(struct tc_known *known, struct tc_known_row *row,
    struct tc_span state, struct tc_error *err)
{
	char *fresh = copy(state.s, state.len);
	size_t i = (size_t)(row - known->rows);

	if (fresh == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	free(row->state);
	row->state = fresh;
	row->state_len = state.len;
	if (known->states_used * 2 >= known->slots && !grow(known))
		return tc_fail(err, TC_NOMEM, "out of memory");
	enter_row(known, i);
	return TC_OK;
}

static enum tc_status
load_one(void *arg, const char *id, size_t id_len, const char *source,
    const char *state, size_t state_len, struct tc_error *err)
{
	struct tc_known *known = arg;
	struct tc_known_row *row;
	enum tc_status status;

	status = tc_known_add(&row, known, id, id_len, source, err);
	if (status != TC_OK)
		return status;
	row->indexed = true;
	return tc_known_set_state(
	    known, row, (struct tc_span){state, state_len}, err);
}

enum tc_status
tc_known_load(
    struct tc_known *known, const struct tc_index *index, struct tc_error *err)
{
	return tc_index_known(index, load_one, known, err);
}

struct tc_known_row *
tc_known_find(const struct tc_known *known, const char *id, size_t len)
{
	uint32_t at = *id_slot(known, id, len);

	return at != 0 ? &known->rows[at - 1] : NULL;
}

bool
tc_known_has_state(const struct tc_known *known, const char *state, size_t len)
{
	return *state_slot(known, state, len) != 0;
}

/* What two files have in common that may be one. */
#define ALIKE_LEN (TC_STATE_STAT + TC_STATE_SETTINGS)

static uint32_t *
alike_slot(const struct tc_known *known, const char *state)
{
	return &known->alike[tc_hash(state, ALIKE_LEN) &
	    (known->alike_slots - 1)];
}

/* Chains of those rows that a file may have been moved from. */
static enum tc_status
chain_alike(struct tc_known *known, struct tc_error *err)
{
	uint32_t *slot;
	size_t i;

	known->alike_slots = known->slots;
	known->alike = calloc(known->slots, sizeof(*known->alike));
	known->after = calloc(known->n + 1, sizeof(*known->after));
	if (known->alike == NULL || known->after == NULL) {
		free(known->alike);
		free(known->after);
		known->alike = known->after = NULL;
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	for (i = known->n; i-- > 0;) {
		if (!known->rows[i].indexed ||
		    known->rows[i].state_len != TC_STATE_LEN)
			continue;
		slot = alike_slot(known, known->rows[i].state);
		known->after[i] = *slot;
		*slot = (uint32_t)i + 1;
	}
	return TC_OK;
}

enum tc_status
tc_known_alike(struct tc_known_row **out, struct tc_known *known,
    const char *source, const char *state, uint32_t *at, struct tc_error *err)
{
	const struct tc_known_row *row;
	enum tc_status status;

	*out = NULL;
	if (known->alike == NULL && (status = chain_alike(known, err)) != TC_OK)
		return status;
	*at = *at == 0 ? *alike_slot(known, state) : known->after[*at - 1];
	for (; *at != 0; *at = known->after[*at - 1]) {
		row = &known->rows[*at - 1];
		if (row->indexed && !row->seen && !row->moved &&
		    strcmp(row->source, source) == 0 &&
		    row->state_len == TC_STATE_LEN &&
		    memcmp(row->state, state, ALIKE_LEN) == 0)
			break;
	}
	if (*at != 0)
		*out = &known->rows[*at - 1];
	return TC_OK;
}

size_t
tc_known_count(const struct tc_known *known)
{
	return known->n;
}

struct tc_known_row *
tc_known_row(const struct tc_known *known, size_t i)
{
	return &known->rows[i];
}
