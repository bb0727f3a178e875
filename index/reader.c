/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening an index and reading from it. */
#include <tracuu/index.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#include "counts.h"
#include "folders.h"
#include "glass_read.h"
#include "lengths.h"
#include "memory.h"
#include "shrink.h"
#include "values.h"
#include "visible.h"
#include "vocabulary.h"

/* How often something begins anew when the index changes under it. */
#define RETRIES 10

/* What is kept of the state that is open, from question to question. */
struct kept {
	struct tc_glass_reader *reader; /* NULL where there is none */
	bool looked;			/* for it */
	struct tc_lengths lengths;
	struct tc_kept_counts counts;
	struct tc_kept_values values;
	struct tc_memory memory;
	struct tc_public public;
};

struct tc_index {
	struct xapian_database *database;
	struct tc_buf path;
	struct tc_folders folders; /* as they were when it was opened */
	struct tc_buf warning;
	unsigned families;
	bool public_only;
	bool fresh;		      /* nobody has asked since it was opened */
	uint32_t hidden;	      /* documents */
	struct tc_expander *expander; /* holds the record in hand */
	struct kept *kept;
};

static enum tc_status
fail(const struct tc_index *index, const struct xapian_error *why,
    struct tc_error *err)
{
	return tc_index_fail(err, why, tc_buf_str(&index->path));
}

enum tc_status
tc_index_get(const struct tc_index *index, const char *name, struct tc_buf *out,
    struct tc_error *err)
{
	struct xapian_string value;
	struct xapian_error why;

	if (xapian_database_get_metadata(
		&value, index->database, name, strlen(name), &why) != XAPIAN_OK)
		return fail(index, &why, err);
	tc_buf_put(out, value.s, value.len);
	return tc_buf_check(out, err);
}

/* Another schema is refused; another ICU warns (see tracuu-db(5)). */
static enum tc_status
check_version(struct tc_index *index, struct tc_error *err)
{
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	if ((status = tc_index_get(index, "schema", &value, err)) != TC_OK)
		goto out;
	if (value.len == 0) {
		status = tc_fail(
		    err, TC_INVALID, "%s: no index of tracuu", index->path.s);
		goto out;
	}
	if (strcmp(value.s, TC_SCHEMA) != 0) {
		status = tc_fail(err, TC_VERSION,
		    "%s: made for schema %s, this is schema %s; tracuu-index "
		    "--rebuild makes it anew",
		    index->path.s, value.s, TC_SCHEMA);
		goto out;
	}
	tc_buf_clear(&value);
	if ((status = tc_index_get(index, "analyser", &value, err)) != TC_OK)
		goto out;
	if (strcmp(tc_buf_str(&value), tc_analyser_version()) != 0)
		tc_buf_printf(&index->warning,
		    tc_message("%s: made with analyser %s, this is %s; some "
			       "words may not be found until tracuu-index "
			       "--rebuild makes it anew"),
		    index->path.s, tc_buf_str(&value), tc_analyser_version());
	tc_buf_clear(&value);
	if ((status = tc_index_get(index, "families", &value, err)) == TC_OK)
		index->families =
		    (unsigned)strtoul(tc_buf_str(&value), NULL, 10);
out:
	tc_buf_free(&value);
	return status;
}

/* Open what the folders say now. */
static enum tc_status
open_now(struct tc_index *index, struct tc_error *err)
{
	struct xapian_error why;
	enum tc_status status;

	if ((status = tc_folders_find(&index->folders, index->path.s, err)) !=
		TC_OK ||
	    (status = tc_folders_check(&index->folders, err)) != TC_OK)
		return status;
	if (xapian_database_open(&index->database, index->path.s, &why) !=
	    XAPIAN_OK)
		return fail(index, &why, err);
	if (xapian_database_size(index->database) == 0)
		return tc_fail(
		    err, TC_CORRUPT, "%s: an empty stub", index->path.s);
	return check_version(index, err);
}

static void
close_now(struct tc_index *index)
{
	xapian_database_free(index->database);
	index->database = NULL;
	tc_folders_free(&index->folders);
	tc_buf_clear(&index->warning);
}

/* A swap between two looks shows in the folders: then look again. */
static enum tc_status
open_steadily(struct tc_index *index, struct tc_error *err)
{
	enum tc_status status;
	int tries;

	for (tries = 0;; tries++) {
		status = open_now(index, err);
		if (status == TC_NOMEM || tries == RETRIES ||
		    (status != TC_CHANGED &&
			!tc_folders_changed(&index->folders)))
			break;
		close_now(index);
	}
	return status;
}

enum tc_status
tc_index_open(struct tc_index **out, const char *path, struct tc_error *err)
{
	struct tc_index *index;
	enum tc_status status;

	*out = NULL;
	if ((index = calloc(1, sizeof(*index))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	index->path = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	index->warning = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	tc_buf_puts(&index->path, path);
	if ((index->kept = calloc(1, sizeof(*index->kept))) == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else
		status = tc_buf_check(&index->path, err);
	if (status == TC_OK &&
	    (status = tc_expander_new(&index->expander, err)) == TC_OK)
		status = open_steadily(index, err);
	if (status != TC_OK) {
		tc_index_free(index);
		return status;
	}
	index->fresh = true;
	*out = index;
	return TC_OK;
}

static enum tc_status
count_hidden(struct tc_index *index, struct tc_error *err)
{
	struct xapian_error why;

	if (index->public_only &&
	    tc_visible_count_hidden(&index->hidden, index->database, &why) !=
		XAPIAN_OK)
		return fail(index, &why, err);
	return TC_OK;
}

uint32_t
tc_index_hidden(const struct tc_index *index)
{
	return index->hidden;
}

static void
forget(struct tc_index *index)
{
	if (index->kept == NULL)
		return;
	tc_lengths_free(&index->kept->lengths);
	tc_kept_counts_free(&index->kept->counts);
	tc_kept_values_free(&index->kept->values);
	tc_memory_free(&index->kept->memory);
	tc_public_free(&index->kept->public);
	tc_glass_reader_free(index->kept->reader);
	index->kept->reader = NULL;
	index->kept->looked = false;
}

enum tc_status
tc_index_show_public(struct tc_index *index, struct tc_error *err)
{
	index->public_only = true;
	forget(index); /* what is remembered speaks of all documents */
	return count_hidden(index, err);
}

/* Another generation is live: open it, then let go of the old one. */
static enum tc_status
move_over(struct tc_index *index, struct tc_error *err)
{
	struct tc_index *fresh, old;
	enum tc_status status;

	status = tc_index_open(&fresh, index->path.s, err);
	if (status != TC_OK)
		return status;
	fresh->public_only = index->public_only;
	if ((status = count_hidden(fresh, err)) != TC_OK) {
		tc_index_free(fresh);
		return status;
	}
	old = *index;
	*index = *fresh;
	*fresh = old;
	tc_index_free(fresh);
	return TC_OK;
}

enum tc_status
tc_index_refresh(bool *changed, struct tc_index *index, struct tc_error *err)
{
	struct xapian_error why;
	enum tc_status status = TC_OK;
	bool moved = true;

	if (tc_folders_changed(&index->folders))
		status = move_over(index, err);
	else if (xapian_database_reopen(&moved, index->database, &why) !=
	    XAPIAN_OK)
		status = tc_folders_changed(&index->folders)
		    ? move_over(index, err)
		    : fail(index, &why, err);
	else if (moved)
		status = count_hidden(index, err);
	if (status == TC_OK && moved)
		forget(index);
	if (changed != NULL)
		*changed = status != TC_OK || moved;
	return status;
}

enum tc_status
tc_index_state(
    const struct tc_index *index, struct tc_buf *out, struct tc_error *err)
{
	struct xapian_string uuid;
	struct xapian_error why;
	uint64_t revision = 0;
	uint32_t n = 0, last = 0;

	/* Several databases together have no revision. */
	if (xapian_database_get_revision(&revision, index->database, &why) !=
	    XAPIAN_OK)
		revision = 0;
	if (xapian_database_get_uuid(&uuid, index->database, &why) !=
		XAPIAN_OK ||
	    xapian_database_get_doccount(&n, index->database, &why) !=
		XAPIAN_OK ||
	    xapian_database_get_lastdocid(&last, index->database, &why) !=
		XAPIAN_OK)
		return fail(index, &why, err);
	tc_buf_put(out, uuid.s, uuid.len);
	tc_buf_printf(out, " %" PRIu64 " %u %u", revision, n, last);
	return tc_buf_check(out, err);
}

/*
 * A block may be overwritten while it is read, half of it, where Xapian sees
 * nothing of it. Xapian overwrites no block of a state before the next commit
 * but one, so an answer is good when no commit came before its end; when
 * commits come faster than answers, the last try must do.
 */
enum tc_status
tc_index_answer(struct tc_index *index, tc_answer_fn answer, void *arg,
    struct tc_error *err)
{
	enum tc_status status, after;
	bool changed, ever = false;
	int tries = 0;

	/* One that was just opened need not be looked at before, only after. */
	if (!index->fresh &&
	    (status = tc_index_refresh(NULL, index, err)) != TC_OK)
		return status;
	index->fresh = false;
	index->kept->counts.answers++;
	do {
		status = answer(arg, err);
		if ((after = tc_index_refresh(&changed, index,
			 status == TC_OK ? NULL : err)) != TC_OK) {
			status = status == TC_OK ? TC_OK : after;
			break;
		}
		ever |= changed;
	} while ((changed || status == TC_CHANGED) && ++tries <= RETRIES);
	if (status == TC_CHANGED && !ever)
		status = tc_fail(err, TC_CORRUPT,
		    "%s: damaged: parts of it are of another state than the "
		    "rest",
		    index->path.s);
	return status;
}

void
tc_index_free(struct tc_index *index)
{
	if (index == NULL)
		return;
	xapian_database_free(index->database);
	tc_folders_free(&index->folders);
	tc_buf_free(&index->path);
	tc_buf_free(&index->warning);
	tc_expander_free(index->expander);
	forget(index);
	free(index->kept);
	free(index);
}

struct xapian_database *
tc_index_database(const struct tc_index *index)
{
	return index->database;
}

unsigned
tc_index_families(const struct tc_index *index)
{
	return index->families;
}

const char *
tc_index_path(const struct tc_index *index)
{
	return tc_buf_str(&index->path);
}

const char *
tc_index_warning(const struct tc_index *index)
{
	return index->warning.len > 0 ? index->warning.s : NULL;
}

/* The state of a document, by another iterator that keeps step. */
static enum tc_status
tell_known(const struct tc_index *index, struct xapian_posting_iterator *ids,
    const char *source, tc_known_fn known, void *arg, struct tc_error *err)
{
	struct xapian_value_iterator *orders = NULL, *states = NULL;
	struct xapian_value_row order = {0}, state = {0};
	struct xapian_posting_row row;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;
	const char *id;
	size_t id_len;

	failure = xapian_database_valuestream(
	    &orders, index->database, TC_SLOT_ORDER, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_database_valuestream(
		    &states, index->database, TC_SLOT_STATE, &why);
	while (failure == XAPIAN_OK && status == TC_OK) {
		failure = xapian_posting_iterator_next(&row, ids, &why);
		if (failure == XAPIAN_OK)
			failure = xapian_value_iterator_skip_to(
			    &order, orders, row.docid, &why);
		if (failure == XAPIAN_OK)
			failure = xapian_value_iterator_skip_to(
			    &state, states, row.docid, &why);
		if (failure != XAPIAN_OK)
			break;
		id = tc_index_order_id(order.value.s, order.value.len, &id_len);
		status = known(arg, id, id_len, source, state.value.s,
		    state.value.len, err);
	}
	xapian_value_iterator_free(orders);
	xapian_value_iterator_free(states);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return fail(index, &why, err);
	return status;
}

enum tc_status
tc_index_known(const struct tc_index *index, tc_known_fn known, void *arg,
    struct tc_error *err)
{
	struct tc_buf source = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_term_iterator *sources = NULL;
	struct xapian_posting_iterator *ids;
	struct xapian_term_row row;
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status = TC_OK;

	failure = xapian_database_allterms(&sources, index->database,
	    TC_PREFIX_SOURCE, strlen(TC_PREFIX_SOURCE), &why);
	while (failure == XAPIAN_OK && status == TC_OK) {
		failure = xapian_term_iterator_next(&row, sources, &why);
		if (failure != XAPIAN_OK)
			break;
		tc_buf_clear(&source);
		tc_buf_put(&source, row.term.s, row.term.len);
		failure = xapian_database_postlist(
		    &ids, index->database, row.term.s, row.term.len, &why);
		if (failure != XAPIAN_OK)
			break;
		status = tell_known(index, ids,
		    tc_buf_str(&source) + strlen(TC_PREFIX_SOURCE), known, arg,
		    err);
		xapian_posting_iterator_free(ids);
	}
	xapian_term_iterator_free(sources);
	tc_buf_free(&source);
	if (failure != XAPIAN_OK && failure != XAPIAN_DONE)
		return fail(index, &why, err);
	return status;
}

#define ALL_FIELDS 0u

enum tc_status
tc_index_expand(struct tc_span *json, const struct tc_index *index,
    struct tc_span stored, struct tc_error *err)
{
	enum tc_status status;

	status = tc_expand(json, index->expander, stored, err);
	if (status == TC_CORRUPT)
		return tc_fail(err, TC_CORRUPT, "%s: a record is damaged",
		    tc_buf_str(&index->path));
	return status;
}

/* Take a stored record apart, or some of its fields. */
static enum tc_status
take_record(const struct tc_index *index, struct tc_span shrunk,
    unsigned wanted, struct tc_document *document, struct tc_error *err)
{
	enum tc_status status;
	struct tc_span json;

	status = tc_index_expand(&json, index, shrunk, err);
	if (status != TC_OK)
		return status;
	return wanted == ALL_FIELDS
	    ? tc_document_from_json(document, json.s, json.len, err)
	    : tc_document_pick(document, json.s, json.len, wanted, err);
}

static enum xapian_status
get_data(struct xapian_document **doc, struct xapian_string *data,
    const struct tc_index *index, uint32_t docid, unsigned flags,
    struct xapian_error *why)
{
	enum xapian_status status;

	status = xapian_database_get_document(
	    doc, index->database, docid, flags, why);
	return status == XAPIAN_OK ? xapian_document_get_data(data, *doc, why)
				   : status;
}

/* Whether a document is there costs as much to ask as to read its record. What
 * has none is asked. */
static enum xapian_status
get_record(struct xapian_document **doc, struct xapian_string *data,
    const struct tc_index *index, uint32_t docid, struct xapian_error *why)
{
	enum xapian_status status;

	status =
	    get_data(doc, data, index, docid, XAPIAN_DOC_ASSUME_VALID, why);
	if (status != XAPIAN_OK || data->len > 0)
		return status;
	xapian_document_free(*doc);
	*doc = NULL;
	return get_data(doc, data, index, docid, 0, why);
}

/* Read a record, or some of its fields. */
static enum tc_status
read_document(const struct tc_index *index, uint32_t docid, unsigned wanted,
    struct tc_document *document, struct tc_error *err)
{
	struct xapian_document *doc = NULL;
	struct xapian_string data;
	struct xapian_error why;
	enum tc_status status;
	bool shown;

	if (tc_index_shows_docid(&shown, index, docid, &why) != XAPIAN_OK)
		return fail(index, &why, err);
	if (!shown)
		return tc_fail(err, TC_NOTFOUND, "this document is not public");
	if (get_record(&doc, &data, index, docid, &why) != XAPIAN_OK)
		status = fail(index, &why, err);
	else
		status = take_record(index, (struct tc_span){data.s, data.len},
		    wanted, document, err);
	xapian_document_free(doc);
	return status;
}

enum tc_status
tc_index_fields(const struct tc_index *index, uint32_t docid, unsigned wanted,
    struct tc_document *document, struct tc_error *err)
{
	return read_document(index, docid, wanted, document, err);
}

/* The table of the live generation, which need not be the one that is open. */
static struct tc_glass_reader *
open_table(const char *folder, uint64_t revision, struct tc_span uuid)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_glass_reader *reader = NULL;
	unsigned live;

	if (tc_layout_live(&live, folder, NULL) == TC_OK)
		tc_layout_path(folder, live, &path);
	if (path.len > 0 && !path.failed)
		reader = tc_glass_reader_open(path.s, revision, uuid);
	tc_buf_free(&path);
	return reader;
}

/* Xapian's table of postings, where it is one database on this machine. */
static void
look_for_table(const struct tc_index *index)
{
	struct xapian_string uuid;
	struct xapian_error why;
	uint64_t revision;

	index->kept->looked = true;
	if (index->folders.n == 1 &&
	    xapian_database_size(index->database) == 1 &&
	    xapian_database_get_revision(&revision, index->database, &why) ==
		XAPIAN_OK &&
	    xapian_database_get_uuid(&uuid, index->database, &why) == XAPIAN_OK)
		index->kept->reader = open_table(index->folders.paths[0],
		    revision, (struct tc_span){uuid.s, uuid.len});
}

static struct tc_stream_source
source_of(const struct tc_index *index)
{
	if (!index->kept->looked)
		look_for_table(index);
	return (struct tc_stream_source){index->database, index->kept->reader};
}

enum tc_status
tc_index_values(const struct tc_index *index, uint32_t slot,
    const uint32_t *docids, size_t n, tc_value_fn take, void *arg,
    struct tc_error *err)
{
	struct tc_stream_source source = source_of(index);
	struct xapian_error why;
	enum tc_status status;

	if (tc_kept_values_read(&status, &index->kept->values, &source, slot,
		docids, n, take, arg, &why, err) != XAPIAN_OK)
		return fail(index, &why, err);
	return status;
}

enum xapian_status
tc_index_stream(struct tc_stream **out, const struct tc_index *index,
    struct tc_span term, struct xapian_error *why)
{
	struct tc_stream_source source = source_of(index);

	return tc_stream_open(out, &source, term, why);
}

enum xapian_status
tc_index_vocabulary(struct tc_vocabulary **out, const struct tc_index *index,
    struct tc_span prefix, struct xapian_error *why)
{
	struct tc_stream_source source = source_of(index);

	return tc_vocabulary_open(out, &source, prefix, why);
}

enum xapian_status
tc_index_termfreq(uint32_t *freq, const struct tc_index *index,
    struct tc_span term, struct xapian_error *why)
{
	struct tc_stream_source source = source_of(index);

	return tc_stream_termfreq(freq, &source, term, why);
}

enum tc_status
tc_index_lengths(const uint32_t **out, const struct tc_index *index,
    uint32_t first, struct tc_error *err)
{
	struct tc_stream_source source = source_of(index);
	struct xapian_error why;

	if (tc_lengths_block(
		out, &index->kept->lengths, &source, first, &why) != XAPIAN_OK)
		return fail(index, &why, err);
	return TC_OK;
}

enum tc_status
tc_index_counts(const struct tc_counts **out, const struct tc_index *index,
    struct tc_span term, uint32_t freq, struct tc_error *err)
{
	struct tc_stream_source source = source_of(index);
	struct xapian_error why;

	if (tc_kept_counts_get(out, &index->kept->counts, &source, term, freq,
		&why) != XAPIAN_OK)
		return fail(index, &why, err);
	return TC_OK;
}

enum xapian_status
tc_index_public(const struct tc_counts **out, const struct tc_index *index,
    struct xapian_error *why)
{
	struct tc_stream_source source = source_of(index);

	return tc_public_get(out, &index->kept->public, &source, why);
}

void
tc_index_put_counts(
    const struct tc_index *index, const struct tc_counts *counts)
{
	tc_kept_counts_put(&index->kept->counts, counts);
}

bool
tc_index_recall(
    struct tc_span *what, const struct tc_index *index, struct tc_span name)
{
	return tc_memory_get(what, &index->kept->memory, name);
}

void
tc_index_remember(
    const struct tc_index *index, struct tc_span name, struct tc_span what)
{
	tc_memory_put(&index->kept->memory, name, what);
}

enum tc_status
tc_index_document(const struct tc_index *index, uint32_t docid,
    struct tc_document *document, struct tc_error *err)
{
	return read_document(index, docid, ALL_FIELDS, document, err);
}

enum tc_status
tc_index_find(uint32_t *docid, const struct tc_index *index, const char *id,
    size_t len, struct tc_error *err)
{
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row = {0, 0};
	struct xapian_error why;
	enum xapian_status failure;
	enum tc_status status;
	bool shown = false;

	*docid = 0;
	tc_index_id_term(id, len, &term);
	if ((status = tc_buf_check(&term, err)) != TC_OK)
		goto out;
	failure = xapian_database_postlist(
	    &it, index->database, term.s, term.len, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_posting_iterator_next(&row, it, &why);
	if (failure == XAPIAN_OK)
		failure = tc_index_shows_docid(&shown, index, row.docid, &why);
	if (failure == XAPIAN_OK)
		*docid = shown ? row.docid : 0;
	else if (failure != XAPIAN_DONE)
		status = fail(index, &why, err);
out:
	xapian_posting_iterator_free(it);
	tc_buf_free(&term);
	return status;
}
