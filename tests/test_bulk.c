/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/bulk.c: shards that are the same as those of Xapian. */
#include "tracuu_test.h"

#include <tracuu/index.h>
#include <tracuu/sketch.h>

#include "entry.h"
#include "glass.h"

static struct xapian_error why;

#define TERM_MAX 245
#define WORDS 3000

/* A random collection, the same for the same seed. */
struct collection {
	uint64_t seed;
	uint32_t documents, words; /* words: the most in a document */
};

/* Some are as long as a term can be. */
static void
make_word(char word[TERM_MAX + 1], uint32_t n)
{
	memset(word, 'a' + (char)(n % 26), TERM_MAX);
	word[n % 97 == 0 ? TERM_MAX : 4] = '\0';
	word[0] = (char)('b' + n % 11);
	word[1] = (char)('a' + n / 11 % 26);
	word[2] = (char)('a' + n / 286 % 26);
}

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Low numbers are much more frequent. */
static uint32_t
some_word(uint64_t *seed)
{
	uint32_t most = 1 + random_below(seed, WORDS);

	return random_below(seed, 1 + random_below(seed, most));
}

static void
put_terms(struct tc_buf *out, const char *id, uint64_t *seed, uint32_t n)
{
	char(*words)[TERM_MAX + 1] = calloc(n + 1, sizeof(*words));
	char **sorted = calloc(n + 1, sizeof(*sorted));
	struct tc_buf terms = TC_BUF_INIT((size_t)1 << 26);
	uint32_t i, distinct = 0;

	assert_non_null(words);
	assert_non_null(sorted);
	for (i = 0; i < n; i++)
		make_word(sorted[i] = words[i], some_word(seed));
	snprintf(sorted[n] = words[n], TERM_MAX, "Q%s", id);
	qsort(sorted, n + 1, sizeof(*sorted), by_bytes);
	for (i = 0; i <= n; i++) {
		if (i > 0 && strcmp(sorted[i], sorted[i - 1]) == 0)
			continue;
		tc_entry_put_term(&terms, S(sorted[i]),
		    sorted[i][0] == 'Q'		     ? 0
			: random_below(seed, 9) == 0 ? random_below(seed, 70000)
						     : random_below(seed, 3));
		distinct++;
	}
	tc_pack_number(out, distinct);
	tc_buf_put(out, terms.s, terms.len);
	tc_buf_free(&terms);
	free(sorted);
	free(words);
}

/* Records are short, long, and such as cannot be made smaller. */
static void
put_record(struct tc_buf *out, uint64_t *seed, uint32_t longest)
{
	struct tc_buf record = TC_BUF_INIT((size_t)1 << 26);
	uint32_t i,
	    len = random_below(seed, 20) == 0 ? random_below(seed, longest)
					      : random_below(seed, 40);
	bool noise = random_below(seed, 2) == 0;

	for (i = 0; i < len; i++)
		tc_buf_putc(&record, (char)random_below(seed, noise ? 256 : 8));
	tc_pack_span(out, tc_buf_str(&record), record.len);
	tc_buf_free(&record);
}

static void
make_entry(struct tc_buf *out, const struct collection *of, uint32_t number)
{
	uint64_t seed = of->seed * 1000003 + number;
	char id[32], value[400];
	uint32_t i;

	snprintf(id, sizeof(id), "%u", number);
	memset(value, 'v', sizeof(value));
	tc_buf_clear(out);
	tc_pack_span(out, S(id));
	put_record(out, &seed, 40 + (size_t)of->words * 200);
	snprintf(value, 12, "%08x", next_random(&seed));
	tc_pack_span(out, value, 8);
	tc_pack_span(out, value, number % 3 == 0 ? 0 : 8 + number % 300);
	tc_pack_span(out, value, number % 50 == 1 ? 0 : 36);
	for (i = 0; i < TC_FACETS_COUNTED; i++)
		tc_pack_span(out, value, (size_t)((number + i) % 4) * 5);
	tc_pack_span(out, value, number % 7 == 0 ? 0 : TC_SKETCH_BYTES);
	tc_pack_span(
	    out, value, number % 7 == 0 ? (size_t)4 * (number % 64) : 0);
	put_terms(out, id, &seed, random_below(&seed, of->words));
	assert_false(out->failed);
}

static void
write_bulk(const struct collection *of, const char *path, size_t memory)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 26);
	struct tc_bulk *bulk;
	uint32_t i;

	assert_ok(tc_bulk_new(&bulk, path, memory, &test_err));
	assert_ok(tc_bulk_set(bulk, "schema", TC_SCHEMA, &test_err));
	assert_ok(tc_bulk_set(bulk, "analyser", "none", &test_err));
	assert_ok(tc_bulk_set(bulk, "nothing", "", &test_err));
	for (i = 1; i <= of->documents; i++) {
		make_entry(&entry, of, i);
		assert_ok(tc_bulk_put(
		    bulk, (struct tc_span){entry.s, entry.len}, &test_err));
	}
	assert_ok(tc_bulk_finish(bulk, &test_err));
	tc_bulk_free(bulk);
	tc_buf_free(&entry);
}

static void
write_by_xapian(const struct collection *of, const char *path)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 26);
	struct tc_writer *writer;
	uint32_t i;

	assert_ok(tc_writer_open(&writer, path, false, &test_err));
	assert_ok(tc_writer_set(writer, "analyser", "none", &test_err));
	assert_ok(tc_writer_set(writer, "schema", TC_SCHEMA, &test_err));
	for (i = 1; i <= of->documents; i++) {
		make_entry(&entry, of, i);
		assert_ok(tc_writer_put(writer,
		    (struct tc_span){entry.s, entry.len}, true, &test_err));
	}
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_buf_free(&entry);
}

static void
compact(const char *const *shards, size_t n, const char *path)
{
	assert_int_equal(
	    xapian_compact(shards, n, path, XAPIAN_COMPACTOR_FULL, 0, &why),
	    XAPIAN_OK);
}

static void
assert_sound(const char *path)
{
	size_t faults = 1;

	assert_int_equal(
	    xapian_database_check(&faults, path, 0, NULL, NULL, &why),
	    XAPIAN_OK);
	assert_int_equal(faults, 0);
}

static void
assert_same_file(const char *a, const char *b, const char *name)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf x = TC_BUF_INIT((size_t)1 << 28);
	struct tc_buf y = TC_BUF_INIT((size_t)1 << 28);

	tc_buf_printf(&path, "%s/%s", a, name);
	assert_ok(tc_buf_read(&x, path.s, &test_err));
	tc_buf_clear(&path);
	tc_buf_printf(&path, "%s/%s", b, name);
	assert_ok(tc_buf_read(&y, path.s, &test_err));
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.s, y.s, x.len);
	tc_buf_free(&path);
	tc_buf_free(&x);
	tc_buf_free(&y);
}

static void
assert_same_terms(const struct xapian_database *a,
    const struct xapian_database *b, uint32_t docid)
{
	struct xapian_term_iterator *x, *y;
	struct xapian_term_row s, t;
	enum xapian_status status, other;

	assert_int_equal(xapian_database_termlist(&x, a, docid, &why), 0);
	assert_int_equal(xapian_database_termlist(&y, b, docid, &why), 0);
	do {
		status = xapian_term_iterator_next(&s, x, &why);
		other = xapian_term_iterator_next(&t, y, &why);
		assert_int_equal(status, other);
		if (status != XAPIAN_OK)
			break;
		assert_int_equal(s.term.len, t.term.len);
		assert_memory_equal(s.term.s, t.term.s, t.term.len);
		assert_int_equal(s.wdf, t.wdf);
	} while (true);
	assert_int_equal(status, XAPIAN_DONE);
	xapian_term_iterator_free(x);
	xapian_term_iterator_free(y);
}

static void
assert_same_document(const struct xapian_database *a,
    const struct xapian_database *b, uint32_t docid)
{
	struct xapian_document *x, *y;
	struct xapian_string s, t;
	uint32_t slot;

	assert_int_equal(
	    xapian_database_get_document(&x, a, docid, 0, &why), 0);
	assert_int_equal(
	    xapian_database_get_document(&y, b, docid, 0, &why), 0);
	assert_int_equal(xapian_document_get_data(&s, x, &why), 0);
	assert_int_equal(xapian_document_get_data(&t, y, &why), 0);
	assert_int_equal(s.len, t.len);
	assert_memory_equal(s.s, t.s, t.len);
	for (slot = 0; slot < TC_SLOTS; slot++) {
		assert_int_equal(
		    xapian_document_get_value(&s, x, slot, &why), 0);
		assert_int_equal(
		    xapian_document_get_value(&t, y, slot, &why), 0);
		assert_int_equal(s.len, t.len);
		assert_memory_equal(s.s, t.s, t.len);
	}
	xapian_document_free(x);
	xapian_document_free(y);
	assert_same_terms(a, b, docid);
}

static void
assert_same_database(const char *a, const char *b, uint32_t documents)
{
	struct xapian_database *x, *y;
	uint32_t docid;
	uint64_t s, t;

	assert_same_file(a, b, "postlist.glass");
	assert_int_equal(xapian_database_open(&x, a, &why), 0);
	assert_int_equal(xapian_database_open(&y, b, &why), 0);
	assert_int_equal(xapian_database_get_total_length(&s, x, &why), 0);
	assert_int_equal(xapian_database_get_total_length(&t, y, &why), 0);
	assert_true(s == t);
	for (docid = 1; docid <= documents; docid++)
		assert_same_document(x, y, docid);
	xapian_database_free(x);
	xapian_database_free(y);
}

/*
 * The table of postings, which has values and metadata as well, is the same
 * byte for byte once Xapian has compacted the shards; records and lists of
 * terms are deflated by other libraries.
 */
static void
assert_same_as_xapian(const struct collection *of, size_t memory)
{
	const char *bulk = in_test_dir("bulk"), *xapian = in_test_dir("xapian");
	const char *ours = in_test_dir("ours"), *theirs = in_test_dir("theirs");

	write_bulk(of, bulk, memory);
	write_by_xapian(of, xapian);
	assert_sound(bulk);
	compact(&bulk, 1, ours);
	compact(&xapian, 1, theirs);
	assert_sound(ours);
	assert_same_database(ours, theirs, of->documents);
	assert_ok(tc_layout_remove(bulk, &test_err));
	assert_ok(tc_layout_remove(xapian, &test_err));
	assert_ok(tc_layout_remove(ours, &test_err));
	assert_ok(tc_layout_remove(theirs, &test_err));
}

static void
shards_are_those_that_xapian_writes(void **state)
{
	static const struct {
		struct collection of;
		size_t memory;
	} rows[] = {
	    {{1, 1, 40}, 1}, {{2, 2, 40}, (size_t)1 << 30},
	    {{3, 500, 400}, (size_t)1 << 30}, /* in memory to the end */
	    {{4, 500, 400}, 300000},	      /* some sorted files */
	    {{5, 40, 2000}, 1},		      /* one for each document */
	    {{6, 33000, 3}, (size_t)1 << 20}, /* numbers of three bytes */
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++)
		assert_same_as_xapian(&rows[i].of, rows[i].memory);
}

static void
shard_of_nothing_is_a_database(void **state)
{
	const char *empty = in_test_dir("empty"), *one = in_test_dir("one");
	const char *all = in_test_dir("all"), *shards[2] = {empty, one};
	struct collection of = {7, 0, 1};
	struct xapian_database *db;
	uint32_t n = 99;

	(void)state;
	write_bulk(&of, empty, 1);
	assert_sound(empty);
	of.documents = 1;
	write_bulk(&of, one, 1);
	compact(shards, 2, all);
	assert_sound(all);
	assert_int_equal(xapian_database_open(&db, all, &why), XAPIAN_OK);
	assert_int_equal(xapian_database_get_doccount(&n, db, &why), XAPIAN_OK);
	assert_int_equal(n, 1);
	xapian_database_free(db);
}

/* Changes that came too late for a shard are made by Xapian. */
static void
shard_can_be_changed_by_xapian(void **state)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 26);
	const char *path = in_test_dir("changed");
	struct collection of = {8, 300, 200}, other = {9, 300, 200};
	struct tc_writer *writer;
	struct xapian_database *db;
	uint32_t i, n = 0;

	(void)state;
	write_bulk(&of, path, 100000);
	assert_ok(tc_writer_open(&writer, path, false, &test_err));
	for (i = 1; i <= 300; i += 2) {
		make_entry(&entry, &other, i);
		assert_ok(tc_writer_put(writer,
		    (struct tc_span){entry.s, entry.len}, false, &test_err));
	}
	assert_ok(tc_writer_remove(writer, S("2"), &test_err));
	assert_ok(tc_writer_remove(writer, S("300"), &test_err));
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	assert_sound(path);
	assert_int_equal(xapian_database_open(&db, path, &why), XAPIAN_OK);
	assert_int_equal(xapian_database_get_doccount(&n, db, &why), XAPIAN_OK);
	assert_int_equal(n, 298);
	xapian_database_free(db);
	tc_buf_free(&entry);
}

static void
what_cannot_be_written_is_refused(void **state)
{
	struct tc_buf entry = TC_BUF_INIT((size_t)1 << 26);
	const char *path = in_test_dir("refused");
	struct collection of = {10, 1, 50};
	struct tc_bulk *bulk;
	size_t len;

	(void)state;
	assert_status(
	    TC_IO, tc_bulk_new(&bulk, "/nonexistent/shard", 1, &test_err));
	assert_null(bulk);
	assert_contains(test_err.text, "/nonexistent/shard");
	assert_ok(tc_bulk_new(&bulk, path, 1, &test_err));
	make_entry(&entry, &of, 1);
	for (len = 0; len < entry.len; len += 1 + len / 16)
		assert_status(TC_CORRUPT,
		    tc_bulk_put(
			bulk, (struct tc_span){entry.s, len}, &test_err));
	tc_bulk_free(bulk);
	assert_status(TC_IO, tc_bulk_new(&bulk, path, 1, &test_err));
	tc_buf_free(&entry);
}

static void
sorted_numbers_are_in_order(void **state)
{
	static const uint32_t rows[] = {0, 1, 0x7F, 0x80, 0x7FFF, 0x8000,
	    0x3FFFFF, 0x400000, 0x1FFFFFFF, 0x20000000, UINT32_MAX};
	struct tc_buf last = TC_BUF_INIT(64), next = TC_BUF_INIT(64);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		tc_buf_clear(&next);
		tc_glass_put_sorted(&next, rows[i]);
		if (i > 0)
			assert_true(
			    memcmp(next.s, last.s,
				next.len < last.len ? next.len : last.len) > 0);
		tc_buf_clear(&last);
		tc_buf_put(&last, next.s, next.len);
	}
	tc_buf_free(&last);
	tc_buf_free(&next);
}

static void
numbers_are_taken_as_they_were_put(void **state)
{
	static const uint32_t rows[] = {
	    0, 1, 0x7F, 0x80, 0x3FFF, 0x4000, 0xFFFFFFF, UINT32_MAX};
	struct tc_buf bytes = TC_BUF_INIT(64);
	const char *s;
	uint32_t n;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(rows); i++) {
		tc_buf_clear(&bytes);
		tc_glass_put_number(&bytes, rows[i]);
		s = bytes.s;
		assert_true(tc_glass_small_number(&n, &s, bytes.s + bytes.len));
		assert_int_equal(n, rows[i]);
		assert_ptr_equal(s, bytes.s + bytes.len);
		s = bytes.s;
		assert_false(
		    tc_glass_small_number(&n, &s, bytes.s + bytes.len - 1));
	}
	tc_buf_free(&bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(shards_are_those_that_xapian_writes),
	    cmocka_unit_test(shard_of_nothing_is_a_database),
	    cmocka_unit_test(shard_can_be_changed_by_xapian),
	    cmocka_unit_test(what_cannot_be_written_is_refused),
	    cmocka_unit_test(sorted_numbers_are_in_order),
	    cmocka_unit_test(numbers_are_taken_as_they_were_put),
	};

	return cmocka_run_group_tests(tests, make_test_dir, remove_test_dir);
}
