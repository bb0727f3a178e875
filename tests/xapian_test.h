/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tests of the C interface to Xapian share: a directory to work in,
 * statuses checked with their message, and a small database. To be included
 * first: it also includes cmocka and what that needs.
 */

#ifndef XAPIAN_TEST_H
#define XAPIAN_TEST_H

#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include <sys/types.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "xapian-c.h"

/*
 * Sanitizers look at Xapian, too, which deletes one object by a wrong size when
 * it checks a database, and loses some memory when calls fail. A handle that
 * was lost would be reported all the same: Xapian doesn't allocate those.
 */
const char *__asan_default_options(void);
const char *__lsan_default_options(void);
const char *__lsan_default_suppressions(void);

const char *
__asan_default_options(void)
{
	return "new_delete_type_mismatch=0";
}

const char *
__lsan_default_options(void)
{
	return "print_suppressions=0";
}

const char *
__lsan_default_suppressions(void)
{
	return "leak:libxapian.so";
}

/* A C string as the pointer and length that calls take. */
#define S(text) (text), strlen(text)

/* The error of the last call that was checked. */
static struct xapian_error test_err;

static inline void
check_status(enum xapian_status got, enum xapian_status want, const char *call,
    const char *file, int line)
{
	if (got == want)
		return;
	print_error("%s\n\t%s, not %s: %s\n", call, xapian_status_name(got),
	    xapian_status_name(want), test_err.message);
	_fail(file, line);
}

/* Test that a call, whose err is &test_err, returns this status. */
#define assert_status(want, call) \
	check_status((call), (want), #call, __FILE__, __LINE__)
#define assert_ok(call) assert_status(XAPIAN_OK, call)

static inline void
check_string(
    struct xapian_string got, const char *want, const char *file, int line)
{
	if (got.s != NULL && got.len == strlen(want) &&
	    memcmp(got.s, want, got.len + 1) == 0)
		return;
	print_error("\"%.*s\", not \"%s\"\n", (int)got.len,
	    got.s != NULL ? got.s : "", want);
	_fail(file, line);
}

/* Test that a struct xapian_string has this text, and a NUL byte after it. */
#define assert_text(got, want) check_string((got), (want), __FILE__, __LINE__)

/*
 * A directory for each group of tests
 */

static char test_dir[512];

static inline int
make_test_dir(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(test_dir, sizeof(test_dir), "%s/xapian-test-XXXXXX",
	    tmp != NULL && *tmp != '\0' ? tmp : "/tmp");
	return mkdtemp(test_dir) != NULL ? 0 : -1;
}

static inline int
remove_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int
remove_test_dir(void **state)
{
	(void)state;
	return nftw(test_dir, remove_file, 8, FTW_DEPTH | FTW_PHYS);
}

/* A path in it; stands until the sixteenth call from now. */
static inline const char *
in_test_dir(const char *name)
{
	static char path[16][1024];
	static unsigned next;
	char *p = path[next++ % 16];

	snprintf(p, sizeof(path[0]), "%s/%s", test_dir, name);
	return p;
}

/*
 * A small database
 *
 * Five documents. Slot 0 has a type and slot 1 a year; data is the text.
 */

static const struct sample {
	const char *text, *type, *year;
} samples[] = {
    {"quyết định về đất đai", "quyết định", "2021"},
    {"nghị định về đất và nhà", "nghị định", "2020"},
    {"nghị quyết về nhà ở", "nghị quyết", "2022"},
    {"quyết định về giao đất", "quyết định", "2023"},
    {"thông tư về giá", "thông tư", "2020"},
};

#define N_SAMPLES (sizeof(samples) / sizeof(samples[0]))

/* Index the words of a text, separated by spaces, at positions from 1. */
static inline struct xapian_document *
make_document(const char *text, const char *type, const char *year)
{
	struct xapian_document *doc;
	uint32_t position = 1;
	const char *p = text;
	size_t len;

	assert_ok(xapian_document_new(&doc, &test_err));
	for (; *p != '\0'; p += len + (p[len] == ' ')) {
		len = strcspn(p, " ");
		assert_ok(xapian_document_add_posting(
		    doc, p, len, position++, 1, &test_err));
	}
	assert_ok(xapian_document_add_value(doc, 0, S(type), &test_err));
	assert_ok(xapian_document_add_value(doc, 1, S(year), &test_err));
	assert_ok(xapian_document_set_data(doc, S(text), &test_err));
	return doc;
}

static inline void
add_text(struct xapian_writable *w, const char *text)
{
	struct xapian_document *doc = make_document(text, "", "");

	assert_ok(xapian_writable_add_document(NULL, w, doc, &test_err));
	xapian_document_free(doc);
}

static inline struct xapian_writable *
open_writable(const char *name)
{
	struct xapian_writable *w;

	assert_ok(xapian_writable_open(&w, in_test_dir(name),
	    XAPIAN_DB_CREATE_OR_OPEN | XAPIAN_DB_NO_SYNC, 2048, &test_err));
	return w;
}

static inline struct xapian_database *
open_database(const char *name)
{
	struct xapian_database *db;

	assert_ok(xapian_database_open(&db, in_test_dir(name), &test_err));
	return db;
}

static inline uint32_t
doccount(const struct xapian_database *db)
{
	uint32_t n;

	assert_ok(xapian_database_get_doccount(&n, db, &test_err));
	return n;
}

/* How many documents a reader who opens it now sees. */
static inline uint32_t
published(const char *name)
{
	struct xapian_database *db = open_database(name);
	uint32_t n = doccount(db);

	xapian_database_free(db);
	return n;
}

/* Write samples [from, to) into a new database. */
static inline void
make_samples(const char *name, size_t from, size_t to)
{
	struct xapian_writable *w = open_writable(name);
	struct xapian_document *doc;

	for (size_t i = from; i < to; i++) {
		doc = make_document(
		    samples[i].text, samples[i].type, samples[i].year);
		assert_ok(
		    xapian_writable_add_document(NULL, w, doc, &test_err));
		xapian_document_free(doc);
	}
	assert_ok(xapian_writable_commit(w, &test_err));
	xapian_writable_free(w);
}

static inline struct xapian_query *
term_query(const char *term)
{
	struct xapian_query *query;

	assert_ok(xapian_query_term(&query, S(term), 1, 0, &test_err));
	return query;
}

#endif /* XAPIAN_TEST_H */
