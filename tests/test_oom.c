/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Memory that runs out at each allocation in turn, from a feed's line or a text
 * to the entry of the index: there is an entry like the one without a lack of
 * memory, or an error. A record without its text would be worse than none. What
 * is live stays what it was, or becomes what was asked for.
 */
#include "tracuu_test.h"

#include <errno.h>
#include <jansson.h>

#include "index_test.h"

#ifndef __SANITIZE_ADDRESS__

/* glibc's own. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *p, size_t size);

/* The allocation that fails, counted down; 0: none. */
static unsigned long left;

static bool
fails(void)
{
	if (left == 0 || --left > 0)
		return false;
	errno = ENOMEM;
	return true;
}

void *
malloc(size_t size)
{
	return fails() ? NULL : __libc_malloc(size);
}

void *
calloc(size_t n, size_t size)
{
	return fails() ? NULL : __libc_calloc(n, size);
}

void *
realloc(void *p, size_t size)
{
	return fails() ? NULL : __libc_realloc(p, size);
}

/* Jansson, which does without memory as it likes, has it: see worker.c. */
static void *
allocate(size_t size)
{
	return __libc_malloc(size);
}

static const char line[] =
    "{\"id\": \"d1\", \"seq\": 7, \"pb\": 2, \"title\": \"Quyết định 1\", "
    "\"type\": \"Quyết định\", \"date\": \"2020-06-29\", "
    "\"text\": \"Hội đồng nhân dân (HĐND) tỉnh họp ngày 29/6/2020. "
    "Căn cứ Nghị quyết số 12/2020/NQ-HĐND về đường giao thông\"}";
static const char legacy[] =
    "QuyÕt ®Þnh cña Uû ban nh©n d©n tØnh vÒ viÖc phª duyÖt kÕ ho¹ch ph¸t "
    "triÓn kinh tÕ x· héi n¨m 2005 cña tØnh nhµ\n";

static enum tc_status
read_line(struct tc_document *document, struct tc_error *err)
{
	return tc_document_read_feed(document, line, strlen(line), err);
}

static enum tc_status
read_legacy(struct tc_document *document, struct tc_error *err)
{
	tc_buf_puts(&document->field[TC_FIELD_ID], "tin/1.txt");
	return tc_document_read_file(
	    document, TC_FORMAT_TEXT, legacy, strlen(legacy), err);
}

/* Read and make an entry; the n-th allocation fails, 0: none. */
static enum tc_status
make_entry(struct tc_buf *entry,
    enum tc_status (*read)(struct tc_document *, struct tc_error *),
    unsigned long n)
{
	struct tc_document document;
	struct tc_maker *maker = NULL;
	struct tc_error error = {0};
	enum tc_status status;

	tc_buf_clear(entry);
	tc_document_init(&document);
	left = n;
	status = tc_maker_new(&maker, TC_FAMILY_ALL, &error);
	if (status == TC_OK)
		status = read(&document, &error);
	if (status == TC_OK)
		status = tc_maker_entry(
		    maker, &document, "tin", "s", 1, entry, &error);
	if (status != TC_OK)
		assert_int_not_equal(strlen(error.text), 0);
	tc_maker_free(maker);
	tc_document_free(&document);
	return status;
}

static void
    check_all(enum tc_status (*read)(struct tc_document *, struct tc_error *))
{
	struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	unsigned long n, failed = 0, others = 0;
	enum tc_status status;

	assert_ok(make_entry(&want, read, 0));
	for (n = 1;; n++) {
		status = make_entry(&got, read, n);
		if (left > 0)
			break; /* there are no more */
		failed += status != TC_OK;
		if (status == TC_OK &&
		    (got.len != want.len ||
			memcmp(got.s, want.s, got.len) != 0)) {
			print_error("allocation %lu: another entry\n", n);
			others++;
		}
	}
	left = 0;
	assert_int_equal(others, 0);
	assert_in_range(failed, 30, n);
	tc_buf_free(&want);
	tc_buf_free(&got);
}

static void
feed_line_is_whole_or_refused(void **state)
{
	(void)state;
	check_all(read_line);
}

static void
repaired_text_is_whole_or_refused(void **state)
{
	(void)state;
	check_all(read_legacy);
}

/* Is what is live one of the first generations, and which? */
static unsigned
live_of(const char *db)
{
	unsigned live = 0;

	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_in_range(live, 1, 3);
	return live;
}

/* No stub without what it names; and no lack of memory skips a generation. */
static void
swaps_are_whole_or_refused(void **state)
{
	static const struct sample sample = {.id = "d1",
	    .title = "",
	    .type = "",
	    .number = "",
	    .date = "",
	    .text = "Quyết định"};
	const char *db = make_folder("db");
	unsigned long n, failed = 0;
	enum tc_status status;
	unsigned to, k;

	(void)state;
	for (k = 1; k <= 3; k++)
		publish_samples(db, k, &sample, 1, 1);
	for (n = 1;; n++) {
		make_file("db/XAPIANDB", "auto gen-3\n");
		left = n;
		status = tc_layout_rollback(&to, db, &test_err);
		if (left > 0)
			break; /* there are no more */
		failed += status != TC_OK;
		if (live_of(db) != (status == TC_OK ? 2 : 3))
			fail_msg("allocation %lu: %u is live: %s", n,
			    live_of(db), test_err.text);
	}
	left = 0;
	assert_in_range(failed, 5, n);
}

#endif

int
main(void)
{
#ifndef __SANITIZE_ADDRESS__
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(feed_line_is_whole_or_refused),
	    cmocka_unit_test(repaired_text_is_whole_or_refused),
	    cmocka_unit_test(swaps_are_whole_or_refused),
	};

	json_set_alloc_funcs(allocate, free);
	return cmocka_run_group_tests_name(
	    "oom", tests, make_test_dir, remove_test_dir);
#else
	return 0; /* the sanitizer has an allocator of its own */
#endif
}
