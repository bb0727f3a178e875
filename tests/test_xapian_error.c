/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of xapian-c/error.cc: each status, provoked by a real fault. */

#include "xapian_test.h"

#include <sys/stat.h>

#include <errno.h>

static void
status_names_are_the_constants(void **state)
{
	(void)state;
	assert_string_equal(xapian_status_name(XAPIAN_OK), "XAPIAN_OK");
	assert_string_equal(xapian_status_name(XAPIAN_DONE), "XAPIAN_DONE");
	assert_string_equal(xapian_status_name(XAPIAN_LOCKED), "XAPIAN_LOCKED");
	assert_string_equal(
	    xapian_status_name(XAPIAN_UNKNOWN), "XAPIAN_UNKNOWN");
}

static void
version_is_that_of_the_library(void **state)
{
	char text[32];

	(void)state;
	snprintf(text, sizeof(text), "%d.%d.%d", xapian_major_version(),
	    xapian_minor_version(), xapian_revision());
	assert_string_equal(xapian_version_string(), text);
	assert_int_equal(xapian_major_version(), 1);
}

static void
every_free_accepts_null(void **state)
{
	(void)state;
	xapian_database_free(NULL);
	xapian_writable_free(NULL);
	xapian_document_free(NULL);
	xapian_query_free(NULL);
	xapian_query_free_all(NULL, 0);
	xapian_enquire_free(NULL);
	xapian_rset_free(NULL);
	xapian_mset_free(NULL);
	xapian_eset_free(NULL);
	xapian_value_count_match_spy_free(NULL);
	xapian_term_iterator_free(NULL);
	xapian_posting_iterator_free(NULL);
	xapian_position_iterator_free(NULL);
	xapian_value_iterator_free(NULL);
	assert_ok(xapian_database_close(NULL, &test_err));
	assert_ok(xapian_writable_close(NULL, &test_err));
}

static void
error_says_status_type_and_message(void **state)
{
	struct xapian_database *db = (void *)&db;
	struct xapian_error err;

	(void)state;
	memset(&err, 0, sizeof(err));
	assert_int_equal(xapian_database_open(&db, in_test_dir("nosuch"), &err),
	    XAPIAN_NO_DATABASE);
	assert_null(db);
	assert_int_equal(err.status, XAPIAN_NO_DATABASE);
	assert_int_equal(err.system_error, ENOENT);
	assert_string_equal(err.type, "DatabaseNotFoundError");
	assert_non_null(strstr(err.message, "nosuch"));
	assert_non_null(strstr(err.message, strerror(ENOENT)));
}

static void
error_may_be_null(void **state)
{
	struct xapian_database *db = (void *)&db;

	(void)state;
	assert_int_equal(xapian_database_open(&db, in_test_dir("nosuch"), NULL),
	    XAPIAN_NO_DATABASE);
	assert_null(db);
}

static void
error_is_left_alone_by_success(void **state)
{
	struct xapian_document *doc;
	struct xapian_error err = {XAPIAN_RANGE, 7, "mine", "my own message"};

	(void)state;
	assert_int_equal(xapian_document_new(&doc, &err), XAPIAN_OK);
	assert_int_equal(err.status, XAPIAN_RANGE);
	assert_string_equal(err.message, "my own message");
	xapian_document_free(doc);
}

/* "ế" is three bytes; for each length of what is before it one is cut. */
static void
message_is_cut_at_the_edge_of_a_character(void **state)
{
	struct xapian_database *db;
	struct xapian_error err;
	char path[512];
	size_t len;

	(void)state;
	for (size_t pad = 0; pad < 3; pad++) {
		strcpy(path, "/nosuch/");
		memset(path + 8, 'x', pad);
		path[8 + pad] = '\0';
		for (int i = 0; i < 100; i++)
			strcat(path, "ế");
		assert_int_equal(
		    xapian_database_open(&db, path, &err), XAPIAN_NO_DATABASE);
		len = strlen(err.message);
		assert_in_range(
		    len, sizeof(err.message) - 3, sizeof(err.message) - 1);
		assert_string_equal(err.message + len - 3, "ế");
	}
}

static void
write_file(const char *name, const char *text)
{
	FILE *fp = fopen(in_test_dir(name), "w");

	assert_non_null(fp);
	assert_true(fputs(text, fp) >= 0);
	assert_int_equal(fclose(fp), 0);
}

static void
what_is_no_database_is_told_apart(void **state)
{
	struct xapian_database *db;
	struct xapian_writable *w;

	(void)state;
	assert_int_equal(mkdir(in_test_dir("empty"), 0777), 0);
	assert_status(XAPIAN_NO_DATABASE,
	    xapian_database_open(&db, in_test_dir("empty"), &test_err));
	write_file("text", "this is no stub\n");
	assert_status(XAPIAN_OPENING,
	    xapian_database_open(&db, in_test_dir("text"), &test_err));
	assert_null(db);
	assert_status(XAPIAN_NO_DATABASE,
	    xapian_writable_open(
		&w, in_test_dir("nosuch"), XAPIAN_DB_OPEN, 0, &test_err));
	assert_null(w);
	assert_status(XAPIAN_CREATE,
	    xapian_writable_open(
		&w, in_test_dir("no/parent"), XAPIAN_DB_CREATE, 0, &test_err));
	assert_null(w);
}

static void
database_that_exists_is_not_created(void **state)
{
	struct xapian_writable *w;

	(void)state;
	make_samples("exists", 0, 1);
	assert_status(XAPIAN_CREATE,
	    xapian_writable_open(
		&w, in_test_dir("exists"), XAPIAN_DB_CREATE, 0, &test_err));
	assert_null(w);
}

static void
second_writer_is_locked_out(void **state)
{
	struct xapian_writable *w = open_writable("locked"), *second;
	struct xapian_database *db;
	bool locked;

	(void)state;
	assert_status(XAPIAN_LOCKED,
	    xapian_writable_open(
		&second, in_test_dir("locked"), XAPIAN_DB_OPEN, 0, &test_err));
	assert_null(second);
	db = open_database("locked");
	assert_ok(xapian_database_locked(&locked, db, &test_err));
	assert_true(locked);

	assert_ok(xapian_writable_close(w, &test_err));
	assert_ok(xapian_database_locked(&locked, db, &test_err));
	assert_false(locked);
	second = open_writable("locked");
	xapian_writable_free(second);
	xapian_writable_free(w);
	xapian_database_free(db);
}

static void
directory_that_cannot_be_written_is_locked(void **state)
{
	struct xapian_writable *w;
	enum xapian_status status;

	(void)state;
	if (geteuid() == 0)
		skip(); /* root may write anywhere */
	make_samples("readonly", 0, 1);
	assert_int_equal(unlink(in_test_dir("readonly/flintlock")), 0);
	assert_int_equal(chmod(in_test_dir("readonly"), 0555), 0);
	status = xapian_writable_open(
	    &w, in_test_dir("readonly"), XAPIAN_DB_OPEN, 0, &test_err);
	assert_int_equal(chmod(in_test_dir("readonly"), 0755), 0);
	assert_status(XAPIAN_LOCKED, status);
	assert_non_null(strstr(test_err.message, strerror(EACCES)));
	assert_int_equal(published("readonly"), 1);
}

/* Put a byte at an offset of a file; a negative one counts from the end. */
static void
poke(const char *name, long offset, unsigned char byte)
{
	FILE *fp = fopen(in_test_dir(name), "r+");

	assert_non_null(fp);
	assert_int_equal(
	    fseek(fp, offset, offset < 0 ? SEEK_END : SEEK_SET), 0);
	assert_int_equal(fputc(byte, fp), byte);
	assert_int_equal(fclose(fp), 0);
}

/* iamglass: 14 bytes that name the format, then its version. */
static void
format_of_another_version_is_refused(void **state)
{
	struct xapian_database *db;

	(void)state;
	make_samples("version", 0, 1);
	poke("version/iamglass", 14, 0xff);
	assert_status(XAPIAN_BAD_VERSION,
	    xapian_database_open(&db, in_test_dir("version"), &test_err));
	assert_null(db);
}

static enum xapian_status
count_postings(const char *name)
{
	struct xapian_database *db;
	struct xapian_posting_iterator *it = NULL;
	struct xapian_posting_row row;
	enum xapian_status status;

	if ((status = xapian_database_open(
		 &db, in_test_dir(name), &test_err)) != XAPIAN_OK)
		return status;
	status = xapian_database_postlist(&it, db, S("về"), &test_err);
	while (status == XAPIAN_OK)
		status = xapian_posting_iterator_next(&row, it, &test_err);
	xapian_posting_iterator_free(it);
	xapian_database_free(db);
	return status;
}

static void
damage_is_an_error_and_no_crash(void **state)
{
	size_t n_errors;

	(void)state;
	make_samples("corrupt", 0, N_SAMPLES);
	assert_status(XAPIAN_DONE, count_postings("corrupt"));
	assert_int_equal(
	    truncate(in_test_dir("corrupt/postlist.glass"), 100), 0);
	assert_status(XAPIAN_DATABASE, count_postings("corrupt"));
	assert_status(XAPIAN_DATABASE,
	    xapian_database_check(
		&n_errors, in_test_dir("corrupt"), 0, NULL, NULL, &test_err));

	make_samples("corrupt2", 0, N_SAMPLES);
	poke("corrupt2/iamglass", 40, 0xff);
	assert_status(XAPIAN_CORRUPT, count_postings("corrupt2"));
}

/* Add documents, each in a commit of its own. */
static void
commit_often(struct xapian_writable *w, int n)
{
	while (n-- > 0) {
		add_text(w, "thêm một văn bản");
		assert_ok(xapian_writable_commit(w, &test_err));
	}
}

static enum xapian_status
read_all_postings(
    struct xapian_database *db, void *arg, struct xapian_error *err)
{
	struct xapian_posting_iterator *it;
	struct xapian_posting_row row;
	enum xapian_status status;
	unsigned *calls = arg;

	++*calls;
	status = xapian_database_postlist(&it, db, S("về"), err);
	while (status == XAPIAN_OK)
		status = xapian_posting_iterator_next(&row, it, err);
	xapian_posting_iterator_free(it);
	return status;
}

static void
change_under_a_reader_is_retried(void **state)
{
	struct xapian_writable *w = open_writable("modified");
	struct xapian_database *db;
	unsigned calls = 0;
	bool moved;

	(void)state;
	for (int i = 0; i < 2000; i++)
		add_text(w, "quyết định về đất");
	assert_ok(xapian_writable_commit(w, &test_err));
	db = open_database("modified");
	assert_ok(xapian_database_reopen(&moved, db, &test_err));
	assert_false(moved);

	commit_often(w, 2);
	assert_status(
	    XAPIAN_MODIFIED, read_all_postings(db, &calls, &test_err));
	assert_status(XAPIAN_MODIFIED,
	    xapian_database_retry(db, 0, read_all_postings, &calls, &test_err));
	calls = 0;
	assert_status(XAPIAN_DONE,
	    xapian_database_retry(db, 5, read_all_postings, &calls, &test_err));
	assert_int_equal(calls, 2);

	commit_often(w, 2);
	assert_ok(xapian_database_reopen(&moved, db, &test_err));
	assert_true(moved);
	assert_int_equal(doccount(db), 2004);
	assert_ok(xapian_database_reopen(NULL, db, &test_err));
	xapian_database_free(db);
	xapian_writable_free(w);
}

static void
closed_database_says_so(void **state)
{
	struct xapian_database *db, *group;
	struct xapian_writable *w;
	struct xapian_document *doc = make_document("a", "", "");
	struct xapian_term_iterator *it;
	bool moved;

	(void)state;
	make_samples("closed", 0, N_SAMPLES);
	db = open_database("closed");
	assert_ok(xapian_database_close(db, &test_err));
	assert_ok(xapian_database_close(db, &test_err));
	assert_status(
	    XAPIAN_CLOSED, xapian_database_reopen(&moved, db, &test_err));
	assert_status(
	    XAPIAN_CLOSED, xapian_database_termlist(&it, db, 1, &test_err));
	assert_ok(xapian_database_new(&group, &test_err));
	assert_ok(xapian_database_add_database(group, db, &test_err));
	assert_status(
	    XAPIAN_CLOSED, xapian_database_termlist(&it, group, 1, &test_err));
	xapian_database_free(group);
	xapian_database_free(db);

	w = open_writable("closed");
	assert_ok(xapian_writable_close(w, &test_err));
	assert_ok(xapian_writable_close(w, &test_err));
	assert_status(XAPIAN_CLOSED,
	    xapian_writable_add_document(NULL, w, doc, &test_err));
	xapian_writable_free(w);
	xapian_document_free(doc);
}

static void
absent_document_is_told_apart(void **state)
{
	struct xapian_database *db;
	struct xapian_document *doc;
	struct xapian_term_iterator *it;
	struct xapian_writable *w;
	uint32_t n = 1;

	(void)state;
	make_samples("absent", 0, 2);
	db = open_database("absent");
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_database_get_document(&doc, db, 77, 0, &test_err));
	assert_null(doc);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_database_get_document(&doc, db, 0, 0, &test_err));
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_database_get_doclength(&n, db, 77, &test_err));
	assert_int_equal(n, 0);
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_database_termlist(&it, db, 77, &test_err));
	assert_null(it);
	xapian_database_free(db);

	w = open_writable("absent");
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_writable_delete_document(w, 77, &test_err));
	xapian_writable_free(w);
}

static void
term_too_long_is_told_apart(void **state)
{
	char term[400];
	struct xapian_document *doc;
	struct xapian_term_count terms[2] = {{"short", 5, 1}, {term, 246, 1}};
	struct xapian_writable *w;
	const uint32_t position = 1;
	uint32_t n;

	(void)state;
	memset(term, 'x', sizeof(term));
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_ok(
	    xapian_document_add_term(doc, term, XAPIAN_TERM_MAX, 1, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_term(doc, term, 246, 1, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_term(doc, term, 400, 1, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_boolean_term(doc, term, 246, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_posting(doc, term, 246, 1, 1, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_postings(
		doc, term, 246, &position, 1, 1, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_terms(doc, terms, 2, &test_err));
	assert_ok(xapian_document_termlist_count(&n, doc, &test_err));
	assert_int_equal(n, 1); /* not even the short one of the two */

	w = open_writable("long");
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_writable_replace_document_by_term(
		&n, w, term, 246, doc, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_writable_delete_document_by_term(w, term, 246, &test_err));
	assert_ok(xapian_writable_add_document(&n, w, doc, &test_err));
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_int_equal(published("long"), 1);
	xapian_writable_free(w);
	xapian_document_free(doc);
}

/* 123 NUL bytes are 246 in the database; 122 and one other byte just fit. */
static void
nul_bytes_of_a_term_count_twice(void **state)
{
	char term[123] = {0};
	struct xapian_document *doc;
	struct xapian_writable *w = open_writable("nul");

	(void)state;
	assert_ok(xapian_document_new(&doc, &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_document_add_term(doc, term, 123, 1, &test_err));
	term[122] = 'x';
	assert_ok(xapian_document_add_term(doc, term, 123, 1, &test_err));
	assert_ok(xapian_writable_add_document(NULL, w, doc, &test_err));
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_int_equal(published("nul"), 1);
	xapian_writable_free(w);
	xapian_document_free(doc);
}

/*
 * A document made of bytes brings terms that nobody has checked: no values,
 * one term of 246 bytes, wdf 1, no positions.
 */
static void
term_too_long_is_told_apart_when_xapian_says_so(void **state)
{
	char bytes[3 + 246 + 2] = {0, 1, (char)246};
	struct xapian_writable *w = open_writable("long2");
	struct xapian_document *doc;

	(void)state;
	memset(bytes + 3, 'x', 246);
	bytes[3 + 246] = 1;
	assert_ok(
	    xapian_document_unserialise(&doc, bytes, sizeof(bytes), &test_err));
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_writable_add_document(NULL, w, doc, &test_err));
	xapian_document_free(doc);
	xapian_writable_free(w);
}

static void
arguments_that_make_no_sense_are_refused(void **state)
{
	struct xapian_document *doc = make_document("a", "", "");
	struct xapian_database *none;
	struct xapian_enquire *enquire;
	struct xapian_query *query;
	struct xapian_string text;

	(void)state;
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_document_add_term(doc, "", 0, 1, &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_document_remove_term(doc, S("b"), &test_err));
	assert_ok(xapian_database_new(&none, &test_err));
	assert_int_equal(xapian_database_size(none), 0);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_enquire_new(&enquire, none, &test_err));
	assert_null(enquire);
	text.s = "old";
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_database_get_metadata(&text, none, "", 0, &test_err));
	assert_null(text.s);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_query_combine2(&query, XAPIAN_OP_OR, NULL, NULL, &test_err));
	assert_null(query);
	xapian_database_free(none);
	xapian_document_free(doc);
}

static void
bytes_that_are_damaged_are_refused(void **state)
{
	struct xapian_document *doc;
	struct xapian_query *query;

	(void)state;
	assert_status(XAPIAN_SERIALISATION,
	    xapian_document_unserialise(&doc, "\xff", 1, &test_err));
	assert_null(doc);
	assert_status(XAPIAN_SERIALISATION,
	    xapian_query_unserialise(&query, "\xff", 1, &test_err));
	assert_null(query);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(status_names_are_the_constants),
	    cmocka_unit_test(version_is_that_of_the_library),
	    cmocka_unit_test(every_free_accepts_null),
	    cmocka_unit_test(error_says_status_type_and_message),
	    cmocka_unit_test(error_may_be_null),
	    cmocka_unit_test(error_is_left_alone_by_success),
	    cmocka_unit_test(message_is_cut_at_the_edge_of_a_character),
	    cmocka_unit_test(what_is_no_database_is_told_apart),
	    cmocka_unit_test(database_that_exists_is_not_created),
	    cmocka_unit_test(second_writer_is_locked_out),
	    cmocka_unit_test(directory_that_cannot_be_written_is_locked),
	    cmocka_unit_test(format_of_another_version_is_refused),
	    cmocka_unit_test(damage_is_an_error_and_no_crash),
	    cmocka_unit_test(change_under_a_reader_is_retried),
	    cmocka_unit_test(closed_database_says_so),
	    cmocka_unit_test(absent_document_is_told_apart),
	    cmocka_unit_test(term_too_long_is_told_apart),
	    cmocka_unit_test(nul_bytes_of_a_term_count_twice),
	    cmocka_unit_test(term_too_long_is_told_apart_when_xapian_says_so),
	    cmocka_unit_test(arguments_that_make_no_sense_are_refused),
	    cmocka_unit_test(bytes_that_are_damaged_are_refused),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/error", tests, make_test_dir, remove_test_dir);
}
