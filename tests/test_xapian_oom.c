/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of xapian-c out of memory: each allocation in C++ fails in its turn.
 *
 * This file replaces operator new and delete, under the names that the linker
 * knows them by (Itanium ABI). Build it with -fexceptions: what new throws has
 * to pass through a function of C here.
 */

#include "xapian_test.h"

#include <errno.h>

void *_Znwm(size_t size);
void _ZdlPv(void *p);
void _ZdlPvm(void *p, size_t size);
_Noreturn void _ZSt17__throw_bad_allocv(void);

/* The allocation to fail, counted down; 0 when there is none to fail. */
static unsigned countdown;

void *
_Znwm(size_t size)
{
	void *p = NULL;

	if (countdown == 0 || --countdown > 0)
		p = malloc(size > 0 ? size : 1);
	if (p == NULL)
		_ZSt17__throw_bad_allocv();
	return p;
}

void
_ZdlPv(void *p)
{
	free(p);
}

void
_ZdlPvm(void *p, size_t size)
{
	(void)size;
	free(p);
}

/*
 * Run what() with the first allocation failing, the second, and so on until
 * it needs no more. It returns the first status that isn't XAPIAN_OK, and has
 * freed everything.
 */
static void fail_each_allocation(enum xapian_status (*what)(void))
{
	enum xapian_status status;
	unsigned n = 0;
	bool failed;

	do {
		countdown = ++n;
		test_err.type = "";
		status = what();
		failed = countdown == 0;
		countdown = 0;
		if (failed && status != XAPIAN_OK) {
			assert_status(XAPIAN_NO_MEMORY, status);
			assert_string_equal(test_err.type, "std::bad_alloc");
		} else {
			assert_status(XAPIAN_OK, status);
		}
	} while (failed);
	if (n == 1)
		skip(); /* operator new isn't ours: valgrind has its own */
}

/* Set status to that of the call, and go to the end unless it is fine. */
#define TRY(call)                                   \
	do {                                        \
		if ((status = (call)) != XAPIAN_OK) \
			goto out;                   \
	} while (0)

static enum xapian_status
write_document(void)
{
	static const char text[] = "a text too long for std::string itself";
	const struct xapian_term_count terms[] = {{S(text), 2}, {S("b"), 1}};
	const uint32_t positions[] = {1, 2, 3};
	struct xapian_document *doc = NULL, *copy = NULL;
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	struct xapian_string s;
	enum xapian_status status;

	TRY(xapian_document_new(&doc, &test_err));
	TRY(xapian_document_add_terms(doc, terms, 2, &test_err));
	TRY(xapian_document_add_term(doc, S(text), 1, &test_err));
	TRY(xapian_document_add_postings(
	    doc, S(text), positions, 3, 1, &test_err));
	TRY(xapian_document_add_value(doc, 1, S(text), &test_err));
	TRY(xapian_document_set_data(doc, S(text), &test_err));
	TRY(xapian_document_get_value(&s, doc, 1, &test_err));
	TRY(xapian_document_termlist(&it, doc, &test_err));
	TRY(xapian_term_iterator_next(&row, it, &test_err));
	TRY(xapian_document_serialise(&s, doc, &test_err));
	TRY(xapian_document_unserialise(&copy, s.s, s.len, &test_err));
out:
	xapian_term_iterator_free(it);
	xapian_document_free(copy);
	xapian_document_free(doc);
	return status;
}

static enum xapian_status
write_query(void)
{
	const struct xapian_query_term terms[] = {
	    {S("một"), 1, 1}, {S("hai"), 1, 2}};
	struct xapian_query *part[5] = {NULL}, *query = NULL, *copy = NULL;
	struct xapian_term_iterator *it = NULL;
	struct xapian_term_row row;
	struct xapian_string s;
	enum xapian_status status;

	TRY(xapian_query_combine_terms(
	    &part[0], XAPIAN_OP_OR, terms, 2, 0, &test_err));
	TRY(xapian_query_wildcard(&part[1], S("b"), 9,
	    XAPIAN_WILDCARD_LIMIT_FIRST, XAPIAN_OP_OR, &test_err));
	TRY(xapian_query_value_ge(&part[2], 1, S("2020"), &test_err));
	TRY(xapian_query_fixed_weight(&part[3], 1, &test_err));
	TRY(xapian_query_match_all(&part[4], &test_err));
	TRY(xapian_query_combine(&query, XAPIAN_OP_AND, part, 5, 0, &test_err));
	TRY(xapian_query_get_description(&s, query, &test_err));
	TRY(xapian_query_unique_terms(&it, query, &test_err));
	TRY(xapian_term_iterator_next(&row, it, &test_err));
	TRY(xapian_query_serialise(&s, query, &test_err));
	TRY(xapian_query_unserialise(&copy, s.s, s.len, &test_err));
out:
	xapian_term_iterator_free(it);
	xapian_query_free_all(part, 5);
	xapian_query_free(query);
	xapian_query_free(copy);
	return status;
}

static enum xapian_status
read_lists(void)
{
	struct xapian_database *db = NULL, *group = NULL;
	struct xapian_term_iterator *terms = NULL;
	struct xapian_posting_iterator *postings = NULL;
	struct xapian_value_iterator *values = NULL;
	struct xapian_position_iterator *positions = NULL;
	struct xapian_posting_row row;
	struct xapian_string s;
	enum xapian_status status;

	TRY(xapian_database_open(&db, in_test_dir("samples"), &test_err));
	TRY(xapian_database_new(&group, &test_err));
	TRY(xapian_database_add_database(group, db, &test_err));
	TRY(xapian_database_get_uuid(&s, group, &test_err));
	TRY(xapian_database_allterms(&terms, group, "", 0, &test_err));
	TRY(xapian_database_postlist(&postings, db, S("về"), &test_err));
	TRY(xapian_posting_iterator_next(&row, postings, &test_err));
	TRY(xapian_posting_iterator_positionlist(
	    &positions, postings, &test_err));
	TRY(xapian_database_valuestream(&values, db, 1, &test_err));
out:
	xapian_term_iterator_free(terms);
	xapian_posting_iterator_free(postings);
	xapian_position_iterator_free(positions);
	xapian_value_iterator_free(values);
	xapian_database_free(group);
	xapian_database_free(db);
	return status;
}

static enum xapian_status
search(void)
{
	const struct xapian_sort_key key = {1, false, {NULL, 0}};
	struct xapian_database *db = NULL;
	struct xapian_query *query = NULL;
	struct xapian_enquire *enquire = NULL;
	struct xapian_value_count_match_spy *spy = NULL;
	struct xapian_mset *mset = NULL;
	struct xapian_mset_row row;
	struct xapian_document *doc = NULL;
	struct xapian_string s;
	enum xapian_status status;

	TRY(xapian_database_open(&db, in_test_dir("samples"), &test_err));
	TRY(xapian_query_term(&query, S("về"), 1, 0, &test_err));
	TRY(xapian_enquire_new(&enquire, db, &test_err));
	TRY(xapian_enquire_set_query(enquire, query, 0, &test_err));
	TRY(xapian_enquire_set_bm25_weight(
	    enquire, 1.2, 0, 0, 0.75, 0.5, &test_err));
	TRY(xapian_enquire_set_sort_by_key(enquire, &key, 1, false, &test_err));
	TRY(xapian_value_count_match_spy_new(&spy, 0, &test_err));
	TRY(xapian_enquire_add_matchspy(enquire, spy, &test_err));
	TRY(xapian_enquire_get_mset(&mset, enquire, 0, 10, 10, &test_err));
	TRY(xapian_mset_get_row(&row, mset, 0, &test_err));
	TRY(xapian_mset_get_document(&doc, mset, 0, &test_err));
	TRY(xapian_document_get_data(&s, doc, &test_err));
out:
	xapian_document_free(doc);
	xapian_mset_free(mset);
	xapian_value_count_match_spy_free(spy);
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	xapian_database_free(db);
	return status;
}

/* Whether it failed or not, the next writer finds whole commits only. */
static enum xapian_status
write_database(void)
{
	struct xapian_writable *w = NULL;
	struct xapian_document *doc = NULL;
	enum xapian_status status;

	TRY(xapian_document_new(&doc, &test_err));
	TRY(xapian_document_add_posting(doc, S("mới"), 1, 1, &test_err));
	TRY(xapian_writable_open(&w, in_test_dir("written"),
	    XAPIAN_DB_OPEN | XAPIAN_DB_NO_SYNC, 0, &test_err));
	TRY(xapian_writable_begin_transaction(w, true, &test_err));
	TRY(xapian_writable_replace_document(w, 9, doc, &test_err));
	TRY(xapian_writable_set_metadata(w, S("key"), S("value"), &test_err));
	TRY(xapian_writable_commit_transaction(w, &test_err));
	TRY(xapian_writable_delete_document(w, 9, &test_err));
	TRY(xapian_writable_commit(w, &test_err));
out:
	xapian_document_free(doc);
	xapian_writable_free(w);
	return status;
}

/* What fails for another reason: telling that takes memory, too. */
static enum xapian_status
open_nothing(void)
{
	struct xapian_database *db;
	enum xapian_status status =
	    xapian_database_open(&db, in_test_dir("nosuch"), &test_err);

	assert_null(db);
	return status == XAPIAN_NO_DATABASE ? XAPIAN_OK : status;
}

static void
documents_survive(void **state)
{
	(void)state;
	fail_each_allocation(write_document);
}

static void
queries_survive(void **state)
{
	(void)state;
	fail_each_allocation(write_query);
}

static void
lists_survive(void **state)
{
	(void)state;
	fail_each_allocation(read_lists);
}

static void
searches_survive(void **state)
{
	(void)state;
	fail_each_allocation(search);
}

static void
writers_survive(void **state)
{
	size_t n_errors;

	(void)state;
	fail_each_allocation(write_database);
	assert_ok(xapian_database_check(
	    &n_errors, in_test_dir("written"), 0, NULL, NULL, &test_err));
	assert_int_equal(n_errors, 0);
}

static void
errors_survive(void **state)
{
	(void)state;
	fail_each_allocation(open_nothing);
}

static int
make_databases(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_samples("samples", 0, N_SAMPLES);
	make_samples("written", 0, N_SAMPLES);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(documents_survive),
	    cmocka_unit_test(queries_survive),
	    cmocka_unit_test(lists_survive),
	    cmocka_unit_test(searches_survive),
	    cmocka_unit_test(writers_survive),
	    cmocka_unit_test(errors_survive),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/oom", tests, make_databases, remove_test_dir);
}
