/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of index/deflate.c: Xapian reads back records and lists of terms whose
 * ends say much in few bits, whoever wrote them and in whatever parts.
 */
#include "tracuu_test.h"

#include <tracuu/index.h>

#include "deflate.h"
#include "entry.h"

#define DOCUMENTS 600u
#define TERM_MAX 245

static struct xapian_error why;

/* Some noise, then a run that ends near the end of one of Xapian's buffers. */
static void
make_record(struct tc_buf *out, uint32_t number)
{
	uint64_t seed = 77 + number % 7;
	uint32_t i;

	tc_buf_clear(out);
	for (i = 0; i < number % 7 * 1500; i++)
		tc_buf_putc(out, (char)('a' + random_below(&seed, 26)));
	put_times(out, ".", 8192 * (1 + number % 3) + number - 300);
}

/* The i-th of some terms that are runs, the last of another length each time.
 */
static void
make_term(struct tc_buf *out, uint32_t number, uint32_t i, uint32_t n)
{
	char letter[2] = {(char)('b' + i % 24), '\0'};
	uint32_t len = i + 1 < n ? TERM_MAX - 3 : 20 + number % 200;

	tc_buf_clear(out);
	tc_buf_printf(out, "%c%02u", (char)('b' + i / 24), i);
	put_times(out, letter, len);
}

static uint32_t
terms_of(uint32_t number)
{
	return 33 + number % 3;
}

static void
make_entry(struct tc_buf *out, uint32_t number)
{
	struct tc_buf part = TC_BUF_INIT((size_t)1 << 20);
	uint32_t i, n = terms_of(number);
	char id[16];

	tc_buf_clear(out);
	snprintf(id, sizeof(id), "%u", number);
	tc_pack_span(out, S(id));
	make_record(&part, number);
	tc_pack_span(out, part.s, part.len);
	for (i = 1; i < TC_SLOTS + 1; i++)
		tc_pack_span(out, S("value"));
	tc_pack_number(out, n + 1);
	tc_buf_clear(&part);
	tc_index_id_term(S(id), &part);
	tc_entry_put_term(out, part.s, part.len, 0);
	for (i = 0; i < n; i++) {
		make_term(&part, number, i, n);
		tc_entry_put_term(out, part.s, part.len, 1);
	}
	assert_false(out->failed);
	tc_buf_free(&part);
}

static void
assert_document(const struct xapian_database *db, uint32_t number)
{
	struct tc_buf want = TC_BUF_INIT((size_t)1 << 20);
	struct xapian_document *document;
	struct xapian_term_iterator *it;
	struct xapian_term_row row;
	struct xapian_string data;
	uint32_t i, n = terms_of(number);

	assert_int_equal(
	    xapian_database_get_document(&document, db, number, 0, &why), 0);
	make_record(&want, number);
	if (xapian_document_get_data(&data, document, &why) != XAPIAN_OK)
		fail_msg("record %u: %s", number, why.message);
	assert_true(data.len >= want.len);
	assert_memory_equal(data.s, want.s, want.len);
	xapian_document_free(document);
	if (xapian_database_termlist(&it, db, number, &why) != XAPIAN_OK)
		fail_msg("terms %u: %s", number, why.message);
	assert_int_equal(xapian_term_iterator_next(&row, it, &why), 0);
	for (i = 0; i < n; i++) {
		make_term(&want, number, i, n);
		assert_int_equal(xapian_term_iterator_next(&row, it, &why), 0);
		assert_int_equal(row.term.len, want.len);
		assert_memory_equal(row.term.s, want.s, want.len);
	}
	xapian_term_iterator_free(it);
	tc_buf_free(&want);
}

static void
assert_documents(const char *path)
{
	struct xapian_database *db;
	uint32_t i;

	assert_int_equal(xapian_database_open(&db, path, &why), 0);
	for (i = 1; i <= DOCUMENTS; i++)
		assert_document(db, i);
	xapian_database_free(db);
}

/* Of a database, and once more when it was compacted to blocks of 32 KiB. */
static void
assert_read_back(const char *path, const char *compacted)
{
	assert_documents(path);
	assert_int_equal(xapian_compact(&path, 1, compacted,
			     XAPIAN_COMPACTOR_FULL, 32768, &why),
	    XAPIAN_OK);
	assert_documents(compacted);
	assert_ok(tc_layout_remove(path, &test_err));
	assert_ok(tc_layout_remove(compacted, &test_err));
}

static void
shards_are_read_back(void **state)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 20);
	const char *path = in_test_dir("shard");
	struct tc_bulk *bulk;
	uint32_t i;

	(void)state;
	assert_ok(tc_bulk_new(&bulk, path, (size_t)1 << 20, &test_err));
	for (i = 1; i <= DOCUMENTS; i++) {
		make_entry(&entry, i);
		assert_ok(tc_bulk_put(
		    bulk, (struct tc_span){entry.s, entry.len}, &test_err));
	}
	assert_ok(tc_bulk_finish(bulk, &test_err));
	tc_bulk_free(bulk);
	assert_read_back(path, in_test_dir("shards"));
	tc_buf_free(&entry);
}

static void
live_index_is_read_back(void **state)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 20);
	const char *path = in_test_dir("live");
	struct tc_writer *writer;
	uint32_t i;

	(void)state;
	assert_ok(tc_writer_open(&writer, path, false, &test_err));
	for (i = 1; i <= DOCUMENTS; i++) {
		make_entry(&entry, i);
		assert_ok(tc_writer_put(writer,
		    (struct tc_span){entry.s, entry.len}, true, &test_err));
	}
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	assert_read_back(path, in_test_dir("lives"));
	tc_buf_free(&entry);
}

static bool
is_safe(const struct tc_buf *tag)
{
	bool safe;

	assert_ok(tc_deflate_by_xapian(
	    &safe, (struct tc_span){tag->s, tag->len}, &test_err));
	return safe;
}

static void
what_is_safe_is_told(void **state)
{
	struct tc_buf tag = TC_BUF_INIT((size_t)1 << 20);
	uint64_t seed = 5;
	uint32_t i, unsafe = 0;

	(void)state;
	put_times(&tag, "a", 8192); /* one buffer holds all of it */
	assert_true(is_safe(&tag));
	for (i = 0; i < 300; i++) {
		tc_buf_putc(&tag, 'a');
		unsafe += !is_safe(&tag);
	}
	assert_in_range(unsafe, 30, 300);
	for (i = 0; i < 4000; i++) /* the end of the stream has a long code */
		tc_buf_putc(&tag, (char)('a' + random_below(&seed, 26)));
	assert_true(is_safe(&tag));
	tc_buf_clear(&tag);
	for (i = 0; i < 20000; i++) /* not deflated at all */
		tc_buf_putc(&tag, (char)random_below(&seed, 256));
	assert_true(is_safe(&tag));
	tc_buf_free(&tag);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shards_are_read_back),
	    cmocka_unit_test(live_index_is_read_back),
	    cmocka_unit_test(what_is_safe_is_told),
	};

	return cmocka_run_group_tests(tests, make_test_dir, remove_test_dir);
}
