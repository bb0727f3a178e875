/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of index/stream.c, value_stream.c, vocabulary.c and glass_read.c: what
 * is read beside Xapian is what Xapian reads, in blocks of all sizes, after
 * changes, while the table is overwritten; and whatever bytes a table has,
 * reading them comes to an end.
 */
#include "tracuu_test.h"

#include <value_stream.h>
#include <vocabulary.h>

#define DOCUMENTS 6000u
#define TERMS 12u
#define OK(call) assert_int_equal(call, XAPIAN_OK)

/* What is read of a list. */
enum what { COUNTS, LENGTHS };

static struct xapian_error why;
static uint64_t seed = 20201126;

/* A database of one size of blocks, and what reads it. */
struct db {
	char path[64];
	struct xapian_writable *writable;
	struct xapian_database *database;
	struct tc_stream_source source;
};

/* Each rarer than the one before; some that make keys long. */
static struct tc_span
term_of(uint32_t i)
{
	static char term[XAPIAN_TERM_MAX + 1];

	snprintf(term, sizeof(term), "t%02u", i);
	if (i % 3 == 1)
		memset(term + 3, 'x', 200);
	return (struct tc_span){term, i % 3 == 1 ? 203 : 3};
}

/* In the first slot short ones, in the second long ones of some documents. */
static void
add_values(struct xapian_document *doc, uint32_t number)
{
	static char value[3000];
	uint32_t i;

	for (i = 0; i < sizeof(value); i++)
		value[i] = (char)next_random(&seed);
	OK(xapian_document_add_value(
	    doc, 0, value, 1 + random_below(&seed, 40), &why));
	if (number % 50 == 7)
		OK(xapian_document_add_value(doc, 1, value,
		    1 + random_below(&seed, sizeof(value)), &why));
}

/* One of many, before and behind the others; some have a NUL. */
static void
add_rare_term(struct xapian_document *doc)
{
	uint32_t number = random_below(&seed, 3000);
	char term[16];
	int len;

	len = snprintf(term, sizeof(term), "%c%u", "suv"[number % 3], number);
	if (number % 9 == 8) {
		term[0] = 'x';
		term[2] = '\0';
	}
	OK(xapian_document_add_term(doc, term, (size_t)len, 1, &why));
}

static struct xapian_document *
make_document(uint32_t number)
{
	static const uint32_t wdf_ends[] = {4, 200, 1, 1000};
	struct xapian_document *doc;
	uint32_t i, wdf;

	OK(xapian_document_new(&doc, &why));
	for (i = 0; i < TERMS; i++) {
		if (random_below(&seed, i * i * i + 1) > i)
			continue;
		/* Of one byte, mostly or only, of two, and of five. */
		wdf = number == 77 ? 400000000
				   : random_below(&seed, wdf_ends[i % 4]);
		OK(xapian_document_add_term(
		    doc, term_of(i).s, term_of(i).len, wdf, &why));
	}
	add_rare_term(doc);
	add_values(doc, number);
	return doc;
}

/* Change documents at random, and some whole stretches. */
static void
change(struct db *db)
{
	struct xapian_document *doc;
	uint32_t i, docid;

	for (i = 0; i < DOCUMENTS / 10; i++) {
		docid = 1 + random_below(&seed, DOCUMENTS);
		doc = make_document(docid);
		OK(xapian_writable_replace_document(
		    db->writable, docid, doc, &why));
		xapian_document_free(doc);
	}
	for (docid = 2000; docid < 2900; docid++)
		xapian_writable_delete_document(db->writable, docid, &why);
	OK(xapian_writable_commit(db->writable, &why));
}

/* Open what was committed last. */
static void
look(struct db *db)
{
	struct xapian_string uuid;
	uint64_t revision;

	OK(xapian_database_open(&db->database, db->path, &why));
	OK(xapian_database_get_revision(&revision, db->database, &why));
	OK(xapian_database_get_uuid(&uuid, db->database, &why));
	db->source.database = db->database;
	db->source.reader = tc_glass_reader_open(
	    db->path, revision, (struct tc_span){uuid.s, uuid.len});
	assert_non_null(db->source.reader);
}

static void
look_away(struct db *db)
{
	tc_glass_reader_free(db->source.reader);
	xapian_database_free(db->database);
}

static void
make(struct db *db, int block_size)
{
	struct xapian_document *doc;
	uint32_t i;

	snprintf(db->path, sizeof(db->path), "%s",
	    in_test_dir(block_size == 2048 ? "small"
		    : block_size == 32768  ? "large"
					   : "usual"));
	OK(xapian_writable_open(&db->writable, db->path,
	    XAPIAN_DB_CREATE_OR_OVERWRITE, block_size, &why));
	for (i = 0; i < DOCUMENTS; i++) {
		doc = make_document(i);
		OK(xapian_writable_add_document(NULL, db->writable, doc, &why));
		xapian_document_free(doc);
	}
	OK(xapian_writable_commit(db->writable, &why));
}

static void
done(struct db *db)
{
	xapian_writable_free(db->writable);
}

/* The same list by Xapian, which goes step by step. */
static void
check_skips(struct db *db, struct tc_span term, uint32_t step)
{
	struct xapian_posting_iterator *it;
	struct xapian_posting_row want = {0, 0}, got = {0, 0};
	enum xapian_status status;
	struct tc_stream *stream;
	uint32_t docid = 0;

	OK(xapian_database_postlist(&it, db->database, term.s, term.len, &why));
	OK(tc_stream_open(&stream, &db->source, term, &why));
	do {
		docid += random_below(&seed, step);
		status =
		    xapian_posting_iterator_skip_to(&want, it, docid, &why);
		assert_int_equal(
		    tc_stream_skip_to(&got, stream, docid, &why), status);
		if (status == XAPIAN_OK) {
			assert_int_equal(got.docid, want.docid);
			assert_int_equal(got.wdf, want.wdf);
			docid = got.docid;
		}
	} while (status == XAPIAN_OK && docid < DOCUMENTS + 10);
	tc_stream_free(stream);
	xapian_posting_iterator_free(it);
}

/* Rows by Xapian from the present one on, of what is asked for. */
static enum xapian_status
read_by_xapian(uint32_t *n, struct xapian_posting_row *rows, uint32_t max,
    struct xapian_posting_iterator *it, uint32_t end, enum what what)
{
	return what == LENGTHS
	    ? xapian_posting_iterator_read_doclengths(
		  n, rows, max, it, end, &why)
	    : xapian_posting_iterator_read(n, rows, max, it, end, &why);
}

#define STRETCH_MAX 3000u

/* What is read of documents in a row. */
struct stretch {
	unsigned char bytes[STRETCH_MAX];
	struct tc_counts counts;
	uint32_t lengths[STRETCH_MAX];
};

static enum xapian_status
read_stretch(struct stretch *stretch, struct tc_stream *stream, uint32_t first,
    uint32_t n, enum what what)
{
	struct tc_counts *counts = &stretch->counts;

	memset(stretch->bytes, 0, sizeof(stretch->bytes));
	memset(stretch->lengths, 0, sizeof(stretch->lengths));
	counts->at = stretch->bytes;
	counts->first = first;
	counts->n = n;
	counts->many_n = 0;
	return what == LENGTHS
	    ? tc_stream_lengths(stretch->lengths, first, n, stream, &why)
	    : tc_stream_count(counts, stream, &why);
}

/* Whether a document has the term, and how often. */
static bool
count_of(uint32_t *count, const struct stretch *stretch, uint32_t docid,
    enum what what)
{
	const struct tc_counts *counts = &stretch->counts;
	unsigned char byte = counts->at[docid - counts->first];

	if (what == LENGTHS) {
		*count = stretch->lengths[docid - counts->first];
		return *count > 0;
	}
	*count = byte < TC_COUNT_NONE ? byte : tc_count_many(counts, docid);
	return byte > 0;
}

static void
check_stretch(const struct stretch *stretch, enum what what,
    const struct xapian_posting_row *want, uint32_t n)
{
	const struct tc_counts *counts = &stretch->counts;
	uint32_t i, count, docid = counts->first;

	for (i = 0; i < n; docid++) {
		if (docid < want[i].docid) {
			assert_false(count_of(&count, stretch, docid, what));
			continue;
		}
		assert_int_equal(count_of(&count, stretch, docid, what),
		    what == COUNTS || want[i].wdf > 0);
		assert_int_equal(count, want[i++].wdf);
	}
	for (; docid < counts->first + counts->n; docid++)
		assert_false(count_of(&count, stretch, docid, what));
	/* Nor is anything put behind them. */
	for (i = counts->n; i < STRETCH_MAX; i++)
		assert_int_equal(stretch->bytes[i] | stretch->lengths[i], 0);
}

static void
check_reads(struct db *db, struct tc_span term, enum what what)
{
	static struct xapian_posting_row want[STRETCH_MAX];
	static struct stretch stretch;
	struct xapian_posting_iterator *it;
	struct xapian_posting_row row;
	enum xapian_status status;
	struct tc_stream *stream;
	uint32_t n, first = 1, len;

	OK(xapian_database_postlist(&it, db->database, term.s, term.len, &why));
	OK(tc_stream_open(&stream, &db->source, term, &why));
	do {
		first += random_below(&seed, 100);
		len = random_below(&seed, STRETCH_MAX);
		n = 0;
		status = xapian_posting_iterator_skip_to(&row, it, first, &why);
		if (status == XAPIAN_OK)
			status = read_by_xapian(
			    &n, want, STRETCH_MAX, it, first + len, what);
		assert_int_equal(
		    read_stretch(&stretch, stream, first, len, what), status);
		check_stretch(&stretch, what, want, n);
		first += len;
	} while (status == XAPIAN_OK);
	assert_int_equal(status, XAPIAN_DONE);
	free(stretch.counts.many);
	stretch.counts = (struct tc_counts){.n = 0};
	tc_stream_free(stream);
	xapian_posting_iterator_free(it);
}

static void
check_values(struct db *db, uint32_t slot, uint32_t step)
{
	struct xapian_value_row want = {.docid = 0}, got = {.docid = 0};
	struct xapian_value_iterator *it;
	struct tc_value_stream stream;
	enum xapian_status status;
	uint32_t docid = 0;
	bool goes;

	OK(xapian_database_valuestream(&it, db->database, slot, &why));
	tc_value_stream_init(&stream, &db->source, slot);
	do {
		goes = docid > 0 && random_below(&seed, 3) == 0;
		docid += goes ? 1 : random_below(&seed, step);
		status = goes
		    ? xapian_value_iterator_next(&want, it, &why)
		    : xapian_value_iterator_skip_to(&want, it, docid, &why);
		assert_int_equal(goes
			? tc_value_stream_next(&got, &stream, &why)
			: tc_value_stream_skip_to(&got, &stream, docid, &why),
		    status);
		if (status != XAPIAN_OK)
			break;
		assert_int_equal(got.docid, want.docid);
		assert_int_equal(got.value.len, want.value.len);
		assert_memory_equal(got.value.s, want.value.s, want.value.len);
		docid = got.docid;
	} while (true);
	assert_int_equal(status, XAPIAN_DONE);
	tc_value_stream_free(&stream);
	xapian_value_iterator_free(it);
}

/* A term that is not before another: there or not. */
static size_t
choose_term(char *term, size_t room, const struct xapian_string *last)
{
	int len = snprintf(term, room, "%c%u", "stuvx"[random_below(&seed, 5)],
	    random_below(&seed, 3000));
	size_t shared = last->len < (size_t)len ? last->len : (size_t)len;

	if (last->len == 0 || memcmp(term, last->s, shared) > 0)
		return (size_t)len;
	memcpy(term, last->s, last->len);
	term[last->len] = '0';
	return last->len + random_below(&seed, 2);
}

/* Pass over all that begin as the last term does. */
static enum xapian_status
skip_all(struct xapian_term_row *got, struct tc_vocabulary *terms,
    struct xapian_term_row *want, struct xapian_term_iterator *it)
{
	struct xapian_string last = want->term;
	char beyond[XAPIAN_TERM_MAX + 1];
	size_t len = 1 + random_below(&seed, (uint32_t)last.len);
	enum xapian_status status;

	memcpy(beyond, last.s, len);
	status = tc_vocabulary_skip_all(
	    got, terms, (struct tc_span){last.s, len}, &why);
	beyond[len - 1]++;
	assert_int_equal(
	    xapian_term_iterator_skip_to(want, it, beyond, len, &why), status);
	return status;
}

/* The terms with a prefix, some of them passed over. */
static void
check_terms(struct db *db, const char *prefix, uint32_t skips)
{
	struct xapian_term_row want = {.termfreq = 0}, got;
	struct xapian_term_iterator *it;
	struct tc_vocabulary *terms;
	enum xapian_status status;
	char term[XAPIAN_TERM_MAX + 20];
	size_t len;

	want.term.s = "";
	OK(xapian_database_allterms(
	    &it, db->database, prefix, strlen(prefix), &why));
	OK(tc_vocabulary_open(&terms, &db->source,
	    (struct tc_span){prefix, strlen(prefix)}, &why));
	for (;;) {
		if (want.term.len > 0 && random_below(&seed, skips) == 0) {
			status = skip_all(&got, terms, &want, it);
		} else if (random_below(&seed, skips) == 0) {
			len = choose_term(term, sizeof(term), &want.term);
			status = xapian_term_iterator_skip_to(
			    &want, it, term, len, &why);
			assert_int_equal(tc_vocabulary_skip_to(&got, terms,
					     (struct tc_span){term, len}, &why),
			    status);
		} else {
			status = xapian_term_iterator_next(&want, it, &why);
			assert_int_equal(
			    tc_vocabulary_next(&got, terms, &why), status);
		}
		if (status != XAPIAN_OK)
			break;
		assert_int_equal(got.term.len, want.term.len);
		assert_memory_equal(got.term.s, want.term.s, want.term.len);
		assert_int_equal(got.termfreq, want.termfreq);
	}
	assert_int_equal(status, XAPIAN_DONE);
	tc_vocabulary_free(terms);
	xapian_term_iterator_free(it);
}

static void
check_all_terms(struct db *db)
{
	static const char *const prefixes[] = {
	    "", "s", "s1", "s27", "t", "t01", "u2", "u9x", "v", "x", "y"};
	size_t i;

	for (i = 0; i < COUNT(prefixes); i++) {
		check_terms(db, prefixes[i], 1000000);
		check_terms(db, prefixes[i], 10);
		check_terms(db, prefixes[i], 2);
	}
}

static void
check_all(struct db *db)
{
	struct tc_span all = {"", 0}, none = {"t", 1}, beyond = {"tz", 2};
	uint32_t i, step;

	for (i = 0; i < TERMS; i++) {
		check_reads(db, term_of(i), COUNTS);
		for (step = 2; step < 4000; step *= 3)
			check_skips(db, term_of(i), step);
	}
	check_reads(db, all, COUNTS);
	check_reads(db, all, LENGTHS);
	check_skips(db, all, 100);
	for (step = 2; step < 4000; step *= 3)
		for (i = 0; i < 3; i++)
			check_values(db, i, step);
	check_reads(db, none, COUNTS);
	check_reads(db, beyond, COUNTS);
}

/* What is left to Xapian is not found in an empty database. */
static void
reads_what_xapian_reads(void **state)
{
	static const int sizes[] = {2048, 8192, 32768};
	struct xapian_database *empty;
	struct db db = {.path = ""};
	size_t i, k;

	(void)state;
	OK(xapian_writable_open(
	    &db.writable, in_test_dir("empty"), XAPIAN_DB_CREATE, 0, &why));
	done(&db);
	OK(xapian_database_open(&empty, in_test_dir("empty"), &why));
	for (i = 0; i < COUNT(sizes); i++) {
		make(&db, sizes[i]);
		for (k = 0; k < 3; k++) {
			look(&db);
			check_all_terms(&db); /* NULs are Xapian's */
			db.source.database = empty;
			check_all(&db);
			check_terms(&db, "s2", 5);
			check_terms(&db, "u", 1000);
			look_away(&db);
			change(&db);
		}
		done(&db);
	}
	xapian_database_free(empty);
}

/* All counts; fewer when Xapian says that the state is gone. */
static enum xapian_status
read_all(struct db *db, struct tc_span term, uint64_t *sum)
{
	static struct stretch stretch;
	enum xapian_status status;
	struct tc_stream *stream;
	uint32_t first, i, count;

	*sum = 0;
	status = tc_stream_open(&stream, &db->source, term, &why);
	for (first = 1; status == XAPIAN_OK; first += STRETCH_MAX) {
		status =
		    read_stretch(&stretch, stream, first, STRETCH_MAX, COUNTS);
		for (i = first; i < first + STRETCH_MAX; i++) {
			if (count_of(&count, &stretch, i, COUNTS))
				*sum = *sum * 31 + (uint64_t)i * 7 + count;
		}
	}
	free(stretch.counts.many);
	stretch.counts = (struct tc_counts){.n = 0};
	tc_stream_free(stream);
	return status;
}

/* All terms with a prefix, which rise. */
static enum xapian_status
read_terms(struct db *db, const char *prefix)
{
	char before[XAPIAN_TERM_MAX + 1] = "", term[XAPIAN_TERM_MAX + 1];
	struct tc_vocabulary *terms;
	struct xapian_term_row row;
	enum xapian_status status;

	OK(tc_vocabulary_open(&terms, &db->source,
	    (struct tc_span){prefix, strlen(prefix)}, &why));
	while ((status = tc_vocabulary_next(&row, terms, &why)) == XAPIAN_OK) {
		snprintf(
		    term, sizeof(term), "%.*s", (int)row.term.len, row.term.s);
		assert_true(strcmp(term, before) > 0);
		strcpy(before, term);
	}
	tc_vocabulary_free(terms);
	return status;
}

static void
a_state_that_is_gone_is_not_read(void **state)
{
	uint64_t sums[TERMS], sum;
	enum xapian_status status;
	uint32_t i, gone = 0;
	struct db db = {.path = ""}, other;
	int k;

	(void)state;
	make(&db, 2048);
	other = db;
	look(&other);
	for (i = 0; i < TERMS; i++)
		assert_int_equal(
		    read_all(&other, term_of(i), &sums[i]), XAPIAN_DONE);
	look_away(&other);
	look(&db);
	change(&db); /* keeps what was before */
	for (k = 0; k < 6; k++) {
		change(&db);
		for (i = 0; i < TERMS; i++) {
			status = read_all(&db, term_of(i), &sum);
			gone += status == XAPIAN_MODIFIED;
			if (status != XAPIAN_MODIFIED) {
				assert_int_equal(status, XAPIAN_DONE);
				assert_int_equal(sum, sums[i]);
			}
		}
	}
	assert_true(gone > 0);
	look_away(&db);
	done(&db);
}

static void
other_tables_are_left_to_xapian(void **state)
{
	struct xapian_string uuid;
	struct tc_span span;
	uint64_t revision;
	char path[80];
	struct db db = {.path = ""};
	FILE *fp;

	(void)state;
	make(&db, 8192);
	look(&db);
	OK(xapian_database_get_revision(&revision, db.database, &why));
	OK(xapian_database_get_uuid(&uuid, db.database, &why));
	span = (struct tc_span){uuid.s, uuid.len};
	assert_null(tc_glass_reader_open(db.path, revision + 1, span));
	assert_null(tc_glass_reader_open(
	    db.path, revision, (struct tc_span){uuid.s, uuid.len - 1}));
	assert_null(tc_glass_reader_open(db.path, revision,
	    (struct tc_span){S("75fc41d6-9d83-4bf4-9685-7ae6d4a4b2bb")}));
	assert_null(tc_glass_reader_open(in_test_dir("no"), revision, span));
	snprintf(path, sizeof(path), "%s/iamglass", db.path);
	assert_non_null(fp = fopen(path, "r+"));
	fseek(fp, 15, SEEK_SET);
	fputc('o', fp); /* another format */
	fclose(fp);
	assert_null(tc_glass_reader_open(db.path, revision, span));
	tc_glass_reader_free(db.source.reader);
	db.source.reader = NULL;
	check_reads(&db, term_of(0), COUNTS);
	look_away(&db);
	done(&db);
}

/* Overwrite some bytes of the table, which Xapian does not read then. */
static void
damage(const char *path, long size)
{
	FILE *fp = fopen(path, "r+");
	uint32_t i;

	assert_non_null(fp);
	for (i = random_below(&seed, 40); i > 0; i--) {
		fseek(fp, (long)random_below(&seed, (uint32_t)size), SEEK_SET);
		fputc((int)random_below(&seed, 256), fp);
	}
	fclose(fp);
}

/* Put the table back as it was. */
static void
copy(const char *from, const char *to)
{
	struct tc_buf bytes = TC_BUF_INIT(UINT32_MAX);
	FILE *fp;

	assert_ok(tc_buf_read(&bytes, from, &test_err));
	assert_non_null(fp = fopen(to, "w"));
	assert_int_equal(fwrite(bytes.s, 1, bytes.len, fp), bytes.len);
	fclose(fp);
	tc_buf_free(&bytes);
}

/*
 * The damaged table is beside the one that Xapian reads: what is not as it
 * should be is taken from there.
 */
static void
damage_comes_to_an_end(void **state)
{
	char whole[80], table[80], version[80];
	struct xapian_string uuid;
	struct db db = {.path = ""};
	struct stat info;
	uint64_t revision, sum;
	uint32_t i, k;
	const char *other;

	(void)state;
	make(&db, 2048);
	look(&db);
	OK(xapian_database_get_revision(&revision, db.database, &why));
	OK(xapian_database_get_uuid(&uuid, db.database, &why));
	other = make_folder("damaged");
	snprintf(whole, sizeof(whole), "%s/iamglass", db.path);
	snprintf(version, sizeof(version), "%s/iamglass", other);
	copy(whole, version);
	snprintf(whole, sizeof(whole), "%s/postlist.glass", db.path);
	snprintf(table, sizeof(table), "%s/postlist.glass", other);
	assert_int_equal(stat(whole, &info), 0);
	for (k = 0; k < 200; k++) {
		copy(whole, table);
		damage(table, (long)info.st_size);
		tc_glass_reader_free(db.source.reader);
		db.source.reader = tc_glass_reader_open(
		    other, revision, (struct tc_span){uuid.s, uuid.len});
		assert_non_null(db.source.reader);
		for (i = 0; i < TERMS; i++)
			assert_int_equal(
			    read_all(&db, term_of(i), &sum), XAPIAN_DONE);
		assert_int_equal(read_terms(&db, "s"), XAPIAN_DONE);
		assert_int_equal(read_terms(&db, "t"), XAPIAN_DONE);
	}
	look_away(&db);
	done(&db);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(reads_what_xapian_reads),
	    cmocka_unit_test(a_state_that_is_gone_is_not_read),
	    cmocka_unit_test(other_tables_are_left_to_xapian),
	    cmocka_unit_test(damage_comes_to_an_end),
	};

	return cmocka_run_group_tests(tests, make_test_dir, remove_test_dir);
}
