/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of xapian-c/writable.cc and compact.cc: what is published, and when. */

#include "xapian_test.h"

#include <sys/resource.h>
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>

/* Commits */

static void
nothing_shows_before_the_commit(void **state)
{
	struct xapian_writable *w = open_writable("commit");

	(void)state;
	add_text(w, "một");
	assert_int_equal(published("commit"), 0);
	assert_int_equal(doccount(xapian_writable_database(w)), 1);
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_int_equal(published("commit"), 1);
	xapian_writable_free(w);
}

static void
free_commits_nothing(void **state)
{
	struct xapian_writable *w = open_writable("free");

	(void)state;
	add_text(w, "một");
	assert_ok(xapian_writable_commit(w, &test_err));
	add_text(w, "hai");
	assert_ok(xapian_writable_set_metadata(w, S("k"), S("v"), &test_err));
	xapian_writable_free(w);
	assert_int_equal(published("free"), 1);

	/* It has let go of the lock, and of nothing else. */
	w = open_writable("free");
	assert_int_equal(doccount(xapian_writable_database(w)), 1);
	add_text(w, "ba");
	assert_ok(xapian_writable_commit(w, &test_err));
	xapian_writable_free(w);
	assert_int_equal(published("free"), 2);
}

static void
free_in_a_transaction_commits_nothing(void **state)
{
	static const bool flushed[] = {true, false};
	struct xapian_writable *w;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		w = open_writable("freetrans");
		assert_ok(xapian_writable_begin_transaction(
		    w, flushed[i], &test_err));
		add_text(w, "một");
		xapian_writable_free(w);
		assert_int_equal(published("freetrans"), 0);
	}
}

static void
free_of_several_shards_commits_nothing(void **state)
{
	static const bool in_transaction[] = {false, true};
	struct xapian_writable *w;
	FILE *fp;

	(void)state;
	make_samples("shard1", 0, 0);
	make_samples("shard2", 0, 0);
	fp = fopen(in_test_dir("shards"), "w");
	assert_non_null(fp);
	fprintf(fp, "auto shard1\nauto shard2\n");
	assert_int_equal(fclose(fp), 0);
	for (size_t i = 0; i < 2; i++) {
		assert_ok(xapian_writable_open(
		    &w, in_test_dir("shards"), XAPIAN_DB_OPEN, 0, &test_err));
		if (in_transaction[i])
			assert_ok(xapian_writable_begin_transaction(
			    w, true, &test_err));
		add_text(w, "một");
		add_text(w, "hai");
		xapian_writable_free(w);
		assert_int_equal(published("shards"), 0);
	}
}

/* What is read through a writer ends with it, but doesn't crash. */
static void
free_closes_what_still_reads(void **state)
{
	struct xapian_writable *w = open_writable("children");
	struct xapian_document *doc;
	struct xapian_term_iterator *it;
	struct xapian_string text;

	(void)state;
	add_text(w, "một hai");
	assert_ok(xapian_writable_commit(w, &test_err));
	add_text(w, "ba bốn");
	assert_ok(xapian_database_get_document(
	    &doc, xapian_writable_database(w), 1, 0, &test_err));
	assert_ok(xapian_database_allterms(
	    &it, xapian_writable_database(w), "", 0, &test_err));
	xapian_writable_free(w);

	w = open_writable("children"); /* the lock is free */
	xapian_writable_free(w);
	assert_status(
	    XAPIAN_CLOSED, xapian_document_get_data(&text, doc, &test_err));
	xapian_document_free(doc);
	xapian_term_iterator_free(it);
	assert_int_equal(published("children"), 1);
}

static void
close_commits(void **state)
{
	struct xapian_writable *w = open_writable("close");

	(void)state;
	add_text(w, "một");
	assert_ok(xapian_writable_close(w, &test_err));
	assert_int_equal(published("close"), 1);
	xapian_writable_free(w);
	assert_int_equal(published("close"), 1);
}

static void
close_cancels_a_transaction(void **state)
{
	struct xapian_writable *w = open_writable("closetrans");

	(void)state;
	assert_ok(xapian_writable_begin_transaction(w, true, &test_err));
	add_text(w, "một");
	assert_ok(xapian_writable_close(w, &test_err));
	xapian_writable_free(w);
	assert_int_equal(published("closetrans"), 0);
}

/* Transactions */

static void
cancelled_transaction_leaves_nothing(void **state)
{
	struct xapian_writable *w = open_writable("cancel");

	(void)state;
	add_text(w, "một");
	assert_ok(xapian_writable_begin_transaction(w, true, &test_err));
	assert_int_equal(published("cancel"), 1); /* begun by a commit */
	add_text(w, "hai");
	assert_ok(xapian_writable_delete_document(w, 1, &test_err));
	assert_int_equal(doccount(xapian_writable_database(w)), 1);
	assert_ok(xapian_writable_cancel_transaction(w, &test_err));
	assert_int_equal(doccount(xapian_writable_database(w)), 1);
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_int_equal(published("cancel"), 1);
	xapian_writable_free(w);
}

static void
transaction_is_published_at_once(void **state)
{
	struct xapian_writable *w = open_writable("trans");

	(void)state;
	assert_ok(xapian_writable_begin_transaction(w, true, &test_err));
	/* More than what Xapian would commit by itself outside. */
	for (int i = 0; i < 10010; i++)
		add_text(w, "x");
	assert_int_equal(published("trans"), 0);
	assert_status(
	    XAPIAN_INVALID_OPERATION, xapian_writable_commit(w, &test_err));
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_writable_begin_transaction(w, true, &test_err));
	assert_ok(xapian_writable_commit_transaction(w, &test_err));
	assert_int_equal(published("trans"), 10010);
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_writable_commit_transaction(w, &test_err));
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_writable_cancel_transaction(w, &test_err));
	xapian_writable_free(w);
}

static void
memory_has_no_transactions(void **state)
{
	struct xapian_writable *w;

	(void)state;
	assert_ok(xapian_writable_open(
	    &w, "", XAPIAN_DB_BACKEND_INMEMORY, 0, &test_err));
	add_text(w, "một");
	assert_int_equal(doccount(xapian_writable_database(w)), 1);
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_writable_begin_transaction(w, true, &test_err));
	xapian_writable_free(w);
}

/*
 * A document from bytes with a term too long, which Xapian only notices when
 * it is half added: see test_xapian_error.c.
 */
static struct xapian_document *
make_bad_document(void)
{
	char bytes[3 + 246 + 2] = {0, 1, (char)246};
	struct xapian_document *doc;

	memset(bytes + 3, 'x', 246);
	bytes[3 + 246] = 1;
	assert_ok(
	    xapian_document_unserialise(&doc, bytes, sizeof(bytes), &test_err));
	return doc;
}

static void
failed_addition_forgets_all_changes(void **state)
{
	struct xapian_writable *w = open_writable("failed");
	const struct xapian_database *db = xapian_writable_database(w);
	struct xapian_document *bad = make_bad_document();

	(void)state;
	add_text(w, "một");
	assert_ok(xapian_writable_commit(w, &test_err));
	add_text(w, "hai");
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_writable_add_document(NULL, w, bad, &test_err));
	assert_int_equal(doccount(db), 1);

	assert_ok(xapian_writable_begin_transaction(w, true, &test_err));
	add_text(w, "ba");
	assert_status(XAPIAN_TERM_TOO_LONG,
	    xapian_writable_replace_document(w, 1, bad, &test_err));
	add_text(w, "bốn");
	assert_ok(xapian_writable_commit_transaction(w, &test_err));
	assert_int_equal(published("failed"), 2); /* một, bốn */

	/* What isn't there to be deleted is no such failure. */
	add_text(w, "năm");
	assert_status(XAPIAN_NO_DOCUMENT,
	    xapian_writable_delete_document(w, 77, &test_err));
	assert_int_equal(doccount(db), 3);
	xapian_document_free(bad);
	xapian_writable_free(w);
}

/* Documents */

static void
documents_get_numbers(void **state)
{
	struct xapian_writable *w = open_writable("numbers");
	struct xapian_document *doc = make_document("một", "", "");
	uint32_t docid;

	(void)state;
	assert_ok(xapian_writable_add_document(&docid, w, doc, &test_err));
	assert_int_equal(docid, 1);
	assert_ok(xapian_writable_replace_document(w, 7, doc, &test_err));
	assert_ok(xapian_writable_add_document(&docid, w, doc, &test_err));
	assert_int_equal(docid, 8);
	assert_ok(xapian_writable_delete_document(w, 8, &test_err));
	assert_int_equal(doccount(xapian_writable_database(w)), 2);
	xapian_document_free(doc);
	xapian_writable_free(w);
}

static void
documents_are_replaced_and_deleted_by_term(void **state)
{
	struct xapian_writable *w = open_writable("byterm");
	const struct xapian_database *db = xapian_writable_database(w);
	struct xapian_document *doc = make_document("Qa một", "", "");
	struct xapian_document *again = make_document("Qa hai", "", "");
	uint32_t docid, n;

	(void)state;
	assert_ok(xapian_writable_replace_document_by_term(
	    &docid, w, S("Qa"), doc, &test_err));
	assert_int_equal(docid, 1);
	assert_ok(xapian_writable_replace_document_by_term(
	    &docid, w, S("Qa"), again, &test_err));
	assert_int_equal(docid, 1);
	assert_int_equal(doccount(db), 1);
	assert_ok(xapian_database_get_termfreq(&n, db, S("một"), &test_err));
	assert_int_equal(n, 0);
	assert_ok(
	    xapian_writable_delete_document_by_term(w, S("Qa"), &test_err));
	assert_ok(xapian_writable_delete_document_by_term(
	    w, S("Qa"), &test_err)); /* nothing there: fine */
	assert_int_equal(doccount(db), 0);
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_writable_replace_document_by_term(
		NULL, w, "", 0, doc, &test_err));
	xapian_document_free(doc);
	xapian_document_free(again);
	xapian_writable_free(w);
}

static void
without_termlist_documents_can_only_be_added(void **state)
{
	struct xapian_writable *w;

	(void)state;
	assert_ok(xapian_writable_open(&w, in_test_dir("notermlist"),
	    XAPIAN_DB_CREATE | XAPIAN_DB_NO_TERMLIST, 0, &test_err));
	add_text(w, "một");
	assert_ok(xapian_writable_commit(w, &test_err));
	assert_status(XAPIAN_UNAVAILABLE,
	    xapian_writable_delete_document(w, 1, &test_err));
	xapian_writable_free(w);
}

static void
overwriting_begins_anew(void **state)
{
	struct xapian_writable *w;

	(void)state;
	make_samples("overwrite", 0, N_SAMPLES);
	assert_ok(xapian_writable_open(&w, in_test_dir("overwrite"),
	    XAPIAN_DB_CREATE_OR_OVERWRITE, 0, &test_err));
	assert_int_equal(doccount(xapian_writable_database(w)), 0);
	xapian_writable_free(w);
}

/* A full disk */

/*
 * Add documents until a commit fails for want of space, and return what the
 * parent is to know: 0 if the fault was told as it should be.
 */
static int
fill_the_disk(const char *path)
{
	const struct rlimit limit = {65536, 65536};
	struct xapian_error err = {.status = XAPIAN_OK};
	enum xapian_status status = XAPIAN_OK;
	struct xapian_document *doc = make_document("đầy đĩa", "", "");
	struct xapian_writable *w;

	if (signal(SIGXFSZ, SIG_IGN) == SIG_ERR ||
	    setrlimit(RLIMIT_FSIZE, &limit) != 0)
		return 2;
	if (xapian_writable_open(&w, path, XAPIAN_DB_OPEN, 0, &err) !=
	    XAPIAN_OK)
		return 3;
	for (int i = 0; status == XAPIAN_OK && i < 20000; i++)
		status = xapian_writable_add_document(NULL, w, doc, &err);
	if (status == XAPIAN_OK)
		status = xapian_writable_commit(w, &err);
	xapian_document_free(doc);
	xapian_writable_free(w);
	if (status != XAPIAN_DATABASE || err.status != status)
		return 4;
	return err.system_error == EFBIG ? 0 : 5;
}

static void
full_disk_leaves_the_last_commit(void **state)
{
	struct xapian_writable *w;
	size_t n_errors;
	pid_t child;
	int how;

	(void)state;
	make_samples("full", 0, 3);
	child = fork();
	assert_true(child >= 0);
	if (child == 0)
		_exit(fill_the_disk(in_test_dir("full")));
	assert_int_equal(waitpid(child, &how, 0), child);
	assert_true(WIFEXITED(how));
	assert_int_equal(WEXITSTATUS(how), 0);

	assert_int_equal(published("full"), 3);
	assert_ok(xapian_database_check(
	    &n_errors, in_test_dir("full"), 0, NULL, NULL, &test_err));
	assert_int_equal(n_errors, 0);
	w = open_writable("full");
	add_text(w, "còn chỗ");
	assert_ok(xapian_writable_commit(w, &test_err));
	xapian_writable_free(w);
	assert_int_equal(published("full"), 4);
}

/* Compaction */

static void
compact_two_into_one(unsigned flags, const char *name)
{
	const char *const sources[] = {
	    in_test_dir("first"), in_test_dir("second")};
	struct xapian_database *db;
	struct xapian_document *doc;
	struct xapian_string text;

	assert_ok(xapian_compact(
	    sources, 2, in_test_dir(name), flags, 2048, &test_err));
	db = open_database(name);
	assert_int_equal(xapian_database_size(db), 1);
	assert_int_equal(doccount(db), N_SAMPLES);
	for (uint32_t i = 0; i < N_SAMPLES; i++) {
		assert_ok(xapian_database_get_document(
		    &doc, db, i + 1, 0, &test_err));
		assert_ok(xapian_document_get_data(&text, doc, &test_err));
		assert_text(text, samples[i].text);
		xapian_document_free(doc);
	}
	xapian_database_free(db);
}

static void
compaction_unites(void **state)
{
	(void)state;
	make_samples("first", 0, 2);
	make_samples("second", 2, N_SAMPLES);
	compact_two_into_one(XAPIAN_COMPACTOR_STANDARD, "standard");
	compact_two_into_one(
	    XAPIAN_COMPACTOR_FULL | XAPIAN_DBCOMPACT_MULTIPASS, "united");
	compact_two_into_one(
	    XAPIAN_COMPACTOR_FULL | XAPIAN_DBCOMPACT_SINGLE_FILE, "single");
}

static void
compaction_refuses(void **state)
{
	const char *const sources[] = {
	    in_test_dir("first"), in_test_dir("second")};
	const char *const missing[] = {in_test_dir("nosuch")};

	(void)state;
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_compact(sources, 2, in_test_dir("fuller"), 2, 0, &test_err));
	assert_status(XAPIAN_NO_DATABASE,
	    xapian_compact(missing, 1, in_test_dir("none"),
		XAPIAN_COMPACTOR_FULL, 0, &test_err));
	assert_status(XAPIAN_INVALID_ARGUMENT,
	    xapian_compact(sources, 2, in_test_dir("first"),
		XAPIAN_COMPACTOR_FULL, 0, &test_err));
	/* Both begin at docid 1. */
	assert_status(XAPIAN_INVALID_OPERATION,
	    xapian_compact(sources, 2, in_test_dir("overlap"),
		XAPIAN_COMPACTOR_FULL | XAPIAN_DBCOMPACT_NO_RENUMBER, 0,
		&test_err));
	assert_int_equal(published("first"), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(nothing_shows_before_the_commit),
	    cmocka_unit_test(free_commits_nothing),
	    cmocka_unit_test(free_in_a_transaction_commits_nothing),
	    cmocka_unit_test(free_of_several_shards_commits_nothing),
	    cmocka_unit_test(free_closes_what_still_reads),
	    cmocka_unit_test(close_commits),
	    cmocka_unit_test(close_cancels_a_transaction),
	    cmocka_unit_test(cancelled_transaction_leaves_nothing),
	    cmocka_unit_test(transaction_is_published_at_once),
	    cmocka_unit_test(memory_has_no_transactions),
	    cmocka_unit_test(failed_addition_forgets_all_changes),
	    cmocka_unit_test(documents_get_numbers),
	    cmocka_unit_test(documents_are_replaced_and_deleted_by_term),
	    cmocka_unit_test(without_termlist_documents_can_only_be_added),
	    cmocka_unit_test(overwriting_begins_anew),
	    cmocka_unit_test(full_disk_leaves_the_last_commit),
	    cmocka_unit_test(compaction_unites),
	    cmocka_unit_test(compaction_refuses),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/writable", tests, make_test_dir, remove_test_dir);
}
