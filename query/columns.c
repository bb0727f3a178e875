/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making columns of values, and counting by them. */
#include "columns.h"

#include <stdlib.h>
#include <string.h>

/* Two bytes for each of six facets: 100 MB. An index of more is sampled with
 * less than its columns would cost. */
#define DOCUMENTS_MAX 8000000u

/* Where most docids are unused, columns would be mostly air. */
#define SPARSE 4

static void
drop(struct tc_columns *columns)
{
	size_t i;

	free(columns->rows);
	columns->rows = NULL;
	for (i = 0; i < TC_FACETS_COUNTED; i++) {
		columns->of[i].at = NULL;
		tc_tally_free(&columns->of[i].values);
	}
	columns->made = false;
	columns->read = 0;
}

/* Several databases together have no revision: none can tell when they change.
 */
static bool
is_known(const struct xapian_database *db, struct tc_columns *state)
{
	struct xapian_string uuid;
	struct xapian_error why;

	if (xapian_database_get_revision(&state->revision, db, &why) !=
		XAPIAN_OK ||
	    xapian_database_get_uuid(&uuid, db, &why) != XAPIAN_OK ||
	    uuid.len == 0 || uuid.len >= sizeof(state->uuid))
		return false;
	memcpy(state->uuid, uuid.s, uuid.len);
	state->uuid[uuid.len] = '\0';
	return true;
}

static bool
is_of(const struct tc_columns *columns, const struct tc_columns *state)
{
	return columns->revision == state->revision &&
	    strcmp(columns->uuid, state->uuid) == 0;
}

/* A value of a document; columns end where there are too many. */
static enum tc_status
put(struct tc_column *column, const struct xapian_value_row *row,
    struct tc_error *err)
{
	struct tc_tally_entry *entry;
	size_t number;

	if (row->docid >= column->after || row->value.len == 0)
		return TC_OK;
	entry = tc_tally_find(&column->values, row->value.s, row->value.len);
	if (entry == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	number = (size_t)(entry - column->values.at) + 1;
	if (number > UINT16_MAX)
		column->at = NULL;
	else
		column->at[row->docid * TC_FACETS_COUNTED] = (uint16_t)number;
	return TC_OK;
}

static enum tc_status
make_column(struct tc_column *column, const struct tc_index *index,
    uint32_t slot, struct tc_error *err)
{
	struct xapian_value_iterator *it = NULL;
	struct xapian_value_row row;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;

	failure = xapian_database_valuestream(
	    &it, tc_index_database(index), slot, &why);
	while (failure == XAPIAN_OK && status == TC_OK && column->at != NULL) {
		failure = xapian_value_iterator_next(&row, it, &why);
		if (failure == XAPIAN_OK)
			status = put(column, &row, err);
	}
	xapian_value_iterator_free(it);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return tc_index_fail(err, &why, "search");
	return status;
}

static enum tc_status
make(struct tc_columns *columns, const struct tc_index *index, uint32_t last,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	columns->rows =
	    calloc(last + (size_t)1, TC_FACETS_COUNTED * sizeof(uint16_t));
	if (columns->rows == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < TC_FACETS_COUNTED && status == TC_OK; i++) {
		columns->of[i].at = columns->rows + i;
		columns->of[i].after = last + 1;
		status = make_column(
		    &columns->of[i], index, TC_SLOT_FACET + (uint32_t)i, err);
	}
	if (status != TC_OK)
		drop(columns);
	columns->made = status == TC_OK;
	return status;
}

enum tc_status
tc_columns_prepare(struct tc_columns *columns, const struct tc_index *index,
    size_t n, struct tc_error *err)
{
	const struct xapian_database *db = tc_index_database(index);
	struct tc_columns state;
	struct xapian_error why;
	uint32_t documents, last;

	if (!is_known(db, &state)) {
		drop(columns);
		return TC_OK;
	}
	if (!is_of(columns, &state)) {
		drop(columns);
		memcpy(columns->uuid, state.uuid, sizeof(state.uuid));
		columns->revision = state.revision;
	}
	if (xapian_database_get_doccount(&documents, db, &why) != XAPIAN_OK ||
	    xapian_database_get_lastdocid(&last, db, &why) != XAPIAN_OK)
		return tc_index_fail(err, &why, "search");
	if (columns->made || last > DOCUMENTS_MAX || last / SPARSE > documents)
		return TC_OK;
	if (columns->read >= documents)
		return make(columns, index, last, err);
	columns->read += n;
	return TC_OK;
}

void
tc_columns_free(struct tc_columns *columns)
{
	drop(columns);
}

uint16_t *
tc_columns_rows(
    const struct tc_columns *columns, const uint32_t *docids, size_t n)
{
	static const uint16_t none[TC_FACETS_COUNTED];
	uint16_t *rows = malloc((n + 1) * sizeof(none));
	size_t i;

	for (i = 0; i < n && rows != NULL; i++)
		memcpy(&rows[i * TC_FACETS_COUNTED],
		    docids[i] < columns->of[0].after
			? &columns->rows[docids[i] * TC_FACETS_COUNTED]
			: none,
		    sizeof(none));
	return rows;
}

void
tc_rows_count(
    const uint16_t *rows, size_t n, enum tc_facet facet, uint32_t *counts)
{
	size_t i;

	for (i = 0; i < n; i++)
		counts[rows[i * TC_FACETS_COUNTED + facet]]++;
}
