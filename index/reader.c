/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Opening an index and reading from it. */
#include <tracuu/index.h>

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* How often a read begins anew when the index changes under it. */
#define RETRIES 5

struct tc_index {
	struct xapian_database *database;
	struct tc_buf path;
	struct tc_buf warning;
	unsigned families;
};

static enum tc_status
fail(const struct tc_index *index, const struct xapian_error *why,
    struct tc_error *err)
{
	return tc_index_fail(err, why, tc_buf_str(&index->path));
}

/* Say what is wrong with a path in better words than Xapian's. */
static enum tc_status
check_path(const char *path, struct tc_error *err)
{
	struct tc_buf stub = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	struct stat info;

	tc_buf_printf(&stub, "%s/XAPIANDB", path);
	if (stub.failed)
		status = tc_buf_check(&stub, err);
	else if (stat(path, &info) != 0 && errno == ENOENT)
		status = tc_fail(err, TC_NOTFOUND,
		    "%s: no index there; tracuu-index makes one", path);
	else if (access(path, R_OK) != 0)
		status = tc_fail(err, TC_IO, "%s: %s", path, strerror(errno));
	else if (S_ISDIR(info.st_mode) && access(stub.s, R_OK) != 0)
		status = tc_fail(err, TC_INVALID,
		    "%s: a folder, but no index of tracuu (%s)", path,
		    strerror(errno));
	tc_buf_free(&stub);
	return status;
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
		    "%s: made for schema %s, this is schema " TC_SCHEMA
		    "; index anew into an empty folder",
		    index->path.s, value.s);
		goto out;
	}
	tc_buf_clear(&value);
	if ((status = tc_index_get(index, "analyser", &value, err)) != TC_OK)
		goto out;
	if (strcmp(tc_buf_str(&value), tc_analyser_version()) != 0)
		tc_buf_printf(&index->warning,
		    "%s: made with analyser %s, this is %s; some words may "
		    "not be found until it is made anew",
		    index->path.s, tc_buf_str(&value), tc_analyser_version());
	tc_buf_clear(&value);
	if ((status = tc_index_get(index, "families", &value, err)) == TC_OK)
		index->families =
		    (unsigned)strtoul(tc_buf_str(&value), NULL, 10);
out:
	tc_buf_free(&value);
	return status;
}

enum tc_status
tc_index_open(struct tc_index **out, const char *path, struct tc_error *err)
{
	struct tc_index *index;
	struct xapian_error why;
	enum tc_status status;

	*out = NULL;
	if ((index = calloc(1, sizeof(*index))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	index->path = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	index->warning = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
	tc_buf_puts(&index->path, path);
	if ((status = tc_buf_check(&index->path, err)) != TC_OK ||
	    (status = check_path(path, err)) != TC_OK)
		goto fail;
	if (xapian_database_open(&index->database, path, &why) != XAPIAN_OK) {
		status = fail(index, &why, err);
		goto fail;
	}
	if (xapian_database_size(index->database) == 0) {
		status = tc_fail(err, TC_CORRUPT, "%s: an empty stub", path);
		goto fail;
	}
	if ((status = check_version(index, err)) != TC_OK)
		goto fail;
	*out = index;
	return TC_OK;
fail:
	tc_index_free(index);
	return status;
}

void
tc_index_free(struct tc_index *index)
{
	if (index == NULL)
		return;
	xapian_database_free(index->database);
	tc_buf_free(&index->path);
	tc_buf_free(&index->warning);
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

/* Read a record, or some of its fields. */
static enum tc_status
read_document(const struct tc_index *index, uint32_t docid, unsigned wanted,
    struct tc_document *document, struct tc_error *err)
{
	struct xapian_document *doc = NULL;
	struct xapian_string data;
	struct xapian_error why;
	enum tc_status status;

	if (xapian_database_get_document(
		&doc, index->database, docid, 0, &why) != XAPIAN_OK ||
	    xapian_document_get_data(&data, doc, &why) != XAPIAN_OK)
		status = fail(index, &why, err);
	else if (wanted == ALL_FIELDS)
		status = tc_document_from_json(document, data.s, data.len, err);
	else
		status =
		    tc_document_pick(document, data.s, data.len, wanted, err);
	xapian_document_free(doc);
	return status;
}

enum tc_status
tc_index_fields(const struct tc_index *index, uint32_t docid, unsigned wanted,
    struct tc_document *document, struct tc_error *err)
{
	return read_document(index, docid, wanted, document, err);
}

enum tc_status
tc_index_heading(const struct tc_index *index, uint32_t docid,
    struct tc_buf *out, struct tc_error *err)
{
	struct xapian_document *doc = NULL;
	struct xapian_string value = {NULL, 0};
	struct xapian_error why;
	enum tc_status status = TC_OK;

	if (xapian_database_get_document(&doc, index->database, docid,
		XAPIAN_DOC_ASSUME_VALID, &why) != XAPIAN_OK ||
	    xapian_document_get_value(&value, doc, TC_SLOT_HEADING, &why) !=
		XAPIAN_OK)
		status = fail(index, &why, err);
	else
		tc_buf_put(out, value.s, value.len);
	xapian_document_free(doc);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

/* A document keeps its number for as long as it exists. */
enum tc_status
tc_index_document(const struct tc_index *index, uint32_t docid,
    struct tc_document *document, struct tc_error *err)
{
	enum tc_status status;
	int tries = 0;

	do {
		status = read_document(index, docid, ALL_FIELDS, document, err);
	} while (status == TC_CHANGED && tries++ < RETRIES &&
	    xapian_database_reopen(NULL, index->database, NULL) == XAPIAN_OK);
	return status;
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

	*docid = 0;
	tc_index_id_term(id, len, &term);
	if ((status = tc_buf_check(&term, err)) != TC_OK)
		goto out;
	failure = xapian_database_postlist(
	    &it, index->database, term.s, term.len, &why);
	if (failure == XAPIAN_OK)
		failure = xapian_posting_iterator_next(&row, it, &why);
	if (failure == XAPIAN_OK)
		*docid = row.docid;
	else if (failure != XAPIAN_DONE)
		status = fail(index, &why, err);
out:
	xapian_posting_iterator_free(it);
	tc_buf_free(&term);
	return status;
}
