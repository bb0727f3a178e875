/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A stranger's use of the C interface to Xapian: index three documents in a
 * new database at the path given, search them, and print what is found.
 */

#include <stdio.h>
#include <string.h>

#include <xapian-c.h>

/* Add the words of text, which are separated by spaces, and text itself. */
static enum xapian_status
fill(struct xapian_document *doc, const char *text, struct xapian_error *err)
{
	enum xapian_status status = XAPIAN_OK;
	uint32_t position = 1;
	size_t len;

	for (const char *p = text; *p != '\0' && status == XAPIAN_OK;
	     p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		status = xapian_document_add_posting(
		    doc, p, len, position++, 1, err);
	}
	if (status != XAPIAN_OK)
		return status;
	return xapian_document_set_data(doc, text, strlen(text), err);
}

static enum xapian_status
add(struct xapian_writable *w, const char *text, struct xapian_error *err)
{
	struct xapian_document *doc;
	enum xapian_status status;

	if ((status = xapian_document_new(&doc, err)) != XAPIAN_OK)
		return status;
	if ((status = fill(doc, text, err)) == XAPIAN_OK)
		status = xapian_writable_add_document(NULL, w, doc, err);
	xapian_document_free(doc);
	return status;
}

static enum xapian_status
index_texts(const char *path, struct xapian_error *err)
{
	static const char *const texts[] = {
	    "luật đất đai", "luật nhà ở", "nghị định về giá đất"};
	struct xapian_writable *w;
	enum xapian_status status;

	status = xapian_writable_open(&w, path, XAPIAN_DB_CREATE, 0, err);
	if (status != XAPIAN_OK)
		return status;
	for (size_t i = 0; i < 3 && status == XAPIAN_OK; i++)
		status = add(w, texts[i], err);
	if (status == XAPIAN_OK)
		status = xapian_writable_commit(w, err);
	xapian_writable_free(w);
	return status;
}

static enum xapian_status
print(const struct xapian_mset *mset, uint32_t i, struct xapian_error *err)
{
	struct xapian_mset_row row;
	struct xapian_document *doc;
	struct xapian_string text;
	enum xapian_status status;

	if ((status = xapian_mset_get_row(&row, mset, i, err)) != XAPIAN_OK ||
	    (status = xapian_mset_get_document(&doc, mset, i, err)) !=
		XAPIAN_OK)
		return status;
	status = xapian_document_get_data(&text, doc, err);
	if (status == XAPIAN_OK)
		printf("%u %.*s\n", (unsigned)row.docid, (int)text.len, text.s);
	xapian_document_free(doc);
	return status;
}

static enum xapian_status
search(const char *path, const char *word, struct xapian_error *err)
{
	struct xapian_database *db = NULL;
	struct xapian_query *query = NULL;
	struct xapian_enquire *enquire = NULL;
	struct xapian_mset *mset = NULL;
	enum xapian_status status;

	if ((status = xapian_database_open(&db, path, err)) != XAPIAN_OK ||
	    (status = xapian_query_term(
		 &query, word, strlen(word), 1, 0, err)) != XAPIAN_OK ||
	    (status = xapian_enquire_new(&enquire, db, err)) != XAPIAN_OK ||
	    (status = xapian_enquire_set_query(enquire, query, 0, err)) !=
		XAPIAN_OK ||
	    (status = xapian_enquire_get_mset(&mset, enquire, 0, 10, 0, err)) !=
		XAPIAN_OK)
		goto out;
	for (uint32_t i = 0; i < xapian_mset_size(mset) && status == XAPIAN_OK;
	     i++)
		status = print(mset, i, err);
out:
	xapian_mset_free(mset);
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	xapian_database_free(db);
	return status;
}

int
main(int argc, char **argv)
{
	struct xapian_error err;

	if (argc != 2) {
		fprintf(stderr, "usage: consumer path\n");
		return 2;
	}
	if (index_texts(argv[1], &err) != XAPIAN_OK ||
	    search(argv[1], "đất", &err) != XAPIAN_OK) {
		fprintf(stderr, "consumer: %s: %s\n",
		    xapian_status_name(err.status), err.message);
		return 1;
	}
	return 0;
}
