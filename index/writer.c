/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing entries into a Xapian database, a transaction at a time. */
#include <tracuu/index.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "deflate.h"
#include "entry.h"
#include "list.h"
#include "shrink.h"
#include "sync.h"

/* Each try ends otherwise, and of endings a good part is safe: so many in a row
 * that are not do not happen. */
#define TRIES 64

/* After all others: a character of private use, and some digits. */
#define FILLER "\xf4\x8f\xbf\xbd%08" PRIx32 "%08" PRIx32

struct tc_writer {
	struct xapian_writable *database;
	struct tc_buf path;
	struct tc_buf term;
	bool durable;
	struct xapian_term_count *terms; /* of the entry in hand */
	size_t terms_n, terms_cap;
	struct tc_buf record, filler, list; /* of the same */
};

static enum tc_status
fail(const struct tc_writer *writer, const struct xapian_error *why,
    struct tc_error *err)
{
	return tc_index_fail(err, why, tc_buf_str(&writer->path));
}

enum tc_status
tc_writer_open(struct tc_writer **out, const char *path, bool durable,
    struct tc_error *err)
{
	struct tc_writer *writer;
	struct xapian_error why;
	unsigned flags = XAPIAN_DB_CREATE_OR_OPEN;
	enum tc_status status = TC_OK;

	*out = NULL;
	if ((writer = calloc(1, sizeof(*writer))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	writer->path = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	writer->term = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	writer->record.max = writer->list.max = SIZE_MAX / 2;
	writer->filler.max = TC_BUF_LINE;
	writer->durable = durable;
	tc_buf_puts(&writer->path, path);
	if (!durable)
		flags |= XAPIAN_DB_NO_SYNC;
	if (xapian_writable_open(&writer->database, path, flags, 0, &why) !=
		XAPIAN_OK ||
	    xapian_writable_begin_transaction(writer->database, true, &why) !=
		XAPIAN_OK)
		status = fail(writer, &why, err);
	if (status != TC_OK) {
		tc_writer_free(writer);
		return status;
	}
	*out = writer;
	return TC_OK;
}

void
tc_writer_free(struct tc_writer *writer)
{
	if (writer == NULL)
		return;
	xapian_writable_free(writer->database);
	tc_buf_free(&writer->path);
	tc_buf_free(&writer->term);
	tc_buf_free(&writer->record);
	tc_buf_free(&writer->filler);
	tc_buf_free(&writer->list);
	free(writer->terms);
	free(writer);
}

static enum tc_status
read_terms(
    struct tc_writer *writer, struct tc_entry *entry, struct tc_error *err)
{
	struct xapian_term_count *terms;
	struct tc_span term;
	enum tc_status status = TC_OK;
	uint32_t i;

	if (entry->terms_n > tc_entry_terms_max(entry))
		return tc_fail(err, TC_CORRUPT, "an entry is cut short");
	/* One more for a filler. */
	if (entry->terms_n >= writer->terms_cap) {
		terms = realloc(writer->terms,
		    ((size_t)entry->terms_n + 1) * sizeof(*terms));
		if (terms == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
		writer->terms = terms;
		writer->terms_cap = (size_t)entry->terms_n + 1;
	}
	for (i = 0; i < entry->terms_n && status == TC_OK; i++) {
		status =
		    tc_entry_term(entry, &term, &writer->terms[i].wdf, err);
		writer->terms[i].s = term.s;
		writer->terms[i].len = term.len;
	}
	writer->terms_n = entry->terms_n;
	return status;
}

static struct tc_span
span_of(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

/*
 * Xapian deflates what it writes, and cannot inflate all of it again: see
 * deflate.h. It does not let us say how, but a record may have bytes after it
 * that mean nothing, and a list of terms may have another.
 */
static enum tc_status
secure_record(
    struct tc_writer *writer, struct tc_span record, struct tc_error *err)
{
	enum tc_status status;
	uint32_t try;
	bool safe;

	for (try = 0; try <= TRIES; try++) {
		tc_buf_clear(&writer->record);
		tc_buf_put(&writer->record, record.s, record.len);
		if (try > 0)
			tc_shrink_pad(&writer->record, try);
		if ((status = tc_buf_check(&writer->record, err)) != TC_OK)
			return status;
		status =
		    tc_deflate_by_xapian(&safe, span_of(&writer->record), err);
		if (status != TC_OK || safe)
			return status;
	}
	return tc_fail(
	    err, TC_INTERNAL, "Xapian cannot store the record of a document");
}

/* The list of the terms in hand as Xapian will write it. */
static enum tc_status
make_list(struct tc_writer *writer, struct tc_error *err)
{
	struct tc_span before = {"", 0}, term;
	uint32_t length = 0;
	size_t i;

	for (i = 0; i < writer->terms_n; i++)
		length += writer->terms[i].wdf;
	tc_buf_clear(&writer->list);
	tc_list_begin(&writer->list, length, (uint32_t)writer->terms_n);
	for (i = 0; i < writer->terms_n; i++) {
		term =
		    (struct tc_span){writer->terms[i].s, writer->terms[i].len};
		tc_list_put(&writer->list, before, term, writer->terms[i].wdf);
		before = term;
	}
	return tc_buf_check(&writer->list, err);
}

static enum tc_status
add_filler(
    struct tc_writer *writer, size_t n, uint32_t try, struct tc_error *err)
{
	tc_buf_clear(&writer->filler);
	tc_buf_printf(
	    &writer->filler, FILLER, try * 2654435761u, try * 2246822519u);
	writer->terms_n = n + 1;
	writer->terms[n].s = tc_buf_str(&writer->filler);
	writer->terms[n].len = writer->filler.len;
	writer->terms[n].wdf = 0;
	return tc_buf_check(&writer->filler, err);
}

static enum tc_status
secure_terms(struct tc_writer *writer, struct tc_error *err)
{
	size_t n = writer->terms_n;
	enum tc_status status = TC_OK;
	uint32_t try;
	bool safe;

	for (try = 0; try <= TRIES && status == TC_OK; try++) {
		if (try > 0)
			status = add_filler(writer, n, try, err);
		if (status != TC_OK ||
		    (status = make_list(writer, err)) != TC_OK)
			return status;
		status =
		    tc_deflate_by_xapian(&safe, span_of(&writer->list), err);
		if (status == TC_OK && safe)
			return TC_OK;
	}
	return status != TC_OK
	    ? status
	    : tc_fail(err, TC_INTERNAL,
		  "Xapian cannot store the terms of a document");
}

static void
make_id_term(struct tc_writer *writer, const char *id, size_t len)
{
	tc_buf_clear(&writer->term);
	tc_index_id_term(id, len, &writer->term);
}

static enum xapian_status
add_value(struct xapian_document *doc, uint32_t slot, struct tc_span value,
    struct xapian_error *why)
{
	if (value.len == 0)
		return XAPIAN_OK;
	return xapian_document_add_value(doc, slot, value.s, value.len, why);
}

static enum xapian_status
fill(struct xapian_document *doc, const struct tc_writer *writer,
    const struct tc_entry *entry, struct xapian_error *why)
{
	enum xapian_status status;
	uint32_t slot;

	status =
	    xapian_document_add_terms(doc, writer->terms, writer->terms_n, why);
	if (status == XAPIAN_OK)
		status = xapian_document_set_data(
		    doc, tc_buf_str(&writer->record), writer->record.len, why);
	for (slot = 0; slot < TC_SLOTS && status == XAPIAN_OK; slot++)
		status = add_value(doc, slot, tc_entry_value(entry, slot), why);
	return status;
}

enum tc_status
tc_writer_put(struct tc_writer *writer, struct tc_span bytes, bool is_new,
    struct tc_error *err)
{
	struct xapian_document *doc = NULL;
	struct xapian_error why;
	enum xapian_status failure;
	struct tc_entry entry;
	enum tc_status status;

	if ((status = tc_entry_read(&entry, bytes, err)) != TC_OK ||
	    (status = read_terms(writer, &entry, err)) != TC_OK ||
	    (status = secure_record(writer, entry.data, err)) != TC_OK ||
	    (status = secure_terms(writer, err)) != TC_OK)
		return status;
	failure = xapian_document_new(&doc, &why);
	if (failure == XAPIAN_OK)
		failure = fill(doc, writer, &entry, &why);
	if (failure == XAPIAN_OK && is_new) {
		failure = xapian_writable_add_document(
		    NULL, writer->database, doc, &why);
	} else if (failure == XAPIAN_OK) {
		make_id_term(writer, entry.id.s, entry.id.len);
		failure = xapian_writable_replace_document_by_term(NULL,
		    writer->database, writer->term.s, writer->term.len, doc,
		    &why);
	}
	if (failure != XAPIAN_OK)
		status = fail(writer, &why, err);
	xapian_document_free(doc);
	return status;
}

enum tc_status
tc_writer_remove(
    struct tc_writer *writer, const char *id, size_t len, struct tc_error *err)
{
	struct xapian_error why;

	make_id_term(writer, id, len);
	if (xapian_writable_delete_document_by_term(writer->database,
		writer->term.s, writer->term.len, &why) != XAPIAN_OK)
		return fail(writer, &why, err);
	return TC_OK;
}

/* Xapian writes only what changed: the terms stay as they are on disk. */
static enum xapian_status
touch(struct tc_writer *writer, uint32_t docid, const char *state,
    size_t state_len, struct xapian_error *why)
{
	const struct xapian_database *database =
	    xapian_writable_database(writer->database);
	struct xapian_document *doc = NULL;
	enum xapian_status status;

	status = xapian_database_get_document(&doc, database, docid, 0, why);
	if (status == XAPIAN_OK)
		status = xapian_document_add_value(
		    doc, TC_SLOT_STATE, state, state_len, why);
	if (status == XAPIAN_OK)
		status = xapian_writable_replace_document(
		    writer->database, docid, doc, why);
	xapian_document_free(doc);
	return status;
}

enum tc_status
tc_writer_touch(struct tc_writer *writer, const char *id, size_t len,
    const char *state, size_t state_len, struct tc_error *err)
{
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row;
	struct xapian_error why;
	enum xapian_status status;

	make_id_term(writer, id, len);
	status = xapian_database_postlist(&it,
	    xapian_writable_database(writer->database), writer->term.s,
	    writer->term.len, &why);
	if (status == XAPIAN_OK)
		status = xapian_posting_iterator_next(&row, it, &why);
	xapian_posting_iterator_free(it);
	if (status == XAPIAN_OK)
		status = touch(writer, row.docid, state, state_len, &why);
	if (status != XAPIAN_OK && status != XAPIAN_DONE)
		return fail(writer, &why, err);
	return TC_OK;
}

enum tc_status
tc_writer_set(struct tc_writer *writer, const char *name, const char *value,
    struct tc_error *err)
{
	struct xapian_error why;

	if (xapian_writable_set_metadata(writer->database, name, strlen(name),
		value, strlen(value), &why) != XAPIAN_OK)
		return fail(writer, &why, err);
	return TC_OK;
}

/*
 * Xapian syncs its tables but not the directory that their new names are in:
 * without fsync here two power cuts in three left a corrupt database.
 */
enum tc_status
tc_writer_commit(struct tc_writer *writer, struct tc_error *err)
{
	struct xapian_error why;
	enum tc_status status;

	if (xapian_writable_commit_transaction(writer->database, &why) !=
	    XAPIAN_OK)
		return fail(writer, &why, err);
	if (writer->durable &&
	    (status = tc_sync_path(writer->path.s, err)) != TC_OK)
		return status;
	if (xapian_writable_begin_transaction(writer->database, true, &why) !=
	    XAPIAN_OK)
		return fail(writer, &why, err);
	return TC_OK;
}
