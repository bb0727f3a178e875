/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/: entries, terms, writing, publishing, opening. */
#include "tracuu_test.h"

#include <fcntl.h>
#include <tracuu/index.h>

#include "entry.h"
#include "shrink.h"
#include "sync.h"

static struct tc_maker *maker;
static struct tc_document doc;
static struct xapian_error why;

static int
begin(void **state)
{
	tc_document_init(&doc);
	if (tc_maker_new(&maker, TC_FAMILY_ALL, NULL) != TC_OK)
		return -1;
	return make_test_dir(state);
}

static int
end(void **state)
{
	tc_maker_free(maker);
	tc_document_free(&doc);
	return remove_test_dir(state);
}

static void
set(enum tc_field field, const char *text)
{
	tc_buf_clear(&doc.field[field]);
	tc_buf_puts(&doc.field[field], text);
}

/* A document with an id and a text. */
static void
begin_document(const char *id, const char *text)
{
	tc_document_clear(&doc);
	set(TC_FIELD_ID, id);
	set(TC_FIELD_TEXT, text);
}

static struct tc_span
span_of(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

/* The terms of the document in hand as "term:count", in their order. */
static void
put_terms(struct tc_buf *out, struct tc_maker *by)
{
	struct tc_buf bytes = TC_BUF_INIT((size_t)1 << 26);
	struct tc_entry entry;
	struct tc_span term;
	uint32_t wdf, i;

	assert_ok(tc_maker_entry(by, &doc, "tin", "s", 1, &bytes, &test_err));
	assert_ok(tc_entry_read(&entry, span_of(&bytes), &test_err));
	tc_buf_clear(out);
	for (i = 0; i < entry.terms_n; i++) {
		assert_ok(tc_entry_term(&entry, &term, &wdf, &test_err));
		if (i > 0)
			tc_buf_putc(out, '|');
		tc_buf_put(out, term.s, term.len);
		tc_buf_printf(out, ":%u", wdf);
	}
	assert_int_equal(entry.terms.len, 0);
	tc_buf_free(&bytes);
}

static void
small_document_has_these_terms(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	begin_document("tin/1", "Khu công nghiệp. Khu Cồng, 29/6");
	put_terms(&out, maker);
	assert_text(out,
	    "29:1|6:1|M29/6:1|Qtin/1:0|Stin:0|Vinternal:0|"
	    "cong nghiep=o ej:1|cong=o:1|cong=of:1|khu:2|khu cong= o:1|"
	    "khu cong= of:1|nghiep=ej:1",
	    "Khu công nghiệp. Khu Cồng, 29/6");
	tc_buf_free(&out);
}

static void
filters_come_from_the_fields(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	begin_document("x", "");
	set(TC_FIELD_TYPE, "Quy chế");
	set(TC_FIELD_ISSUER, "UBND tỉnh Thái-Nguyên");
	set(TC_FIELD_NUMBER, "Số: 012/2020/NQ–HĐND");
	set(TC_FIELD_DATE, "2020-06-29T17:00");
	doc.visibility = TC_PUBLIC;
	put_terms(&out, maker);
	assert_contains(out.s, "|Iubnd tinh thai nguyen:0|");
	assert_contains(out.s, "|N12/2020/nq-hdnd:0|");
	assert_contains(out.s, "|Qx:0|Stin:0|Tqui che:0|Vpublic:0|Y2020:0|");
	set(TC_FIELD_NUMBER, "Không số");
	set(TC_FIELD_DATE, "");
	set(TC_FIELD_TYPE, "–");
	put_terms(&out, maker);
	assert_null(strstr(out.s, "|N"));
	assert_null(strstr(out.s, "|Y"));
	assert_null(strstr(out.s, "|T"));
	assert_contains(out.s, "khong=o:5"); /* to be found by its words */
	tc_buf_free(&out);
}

static void
what_is_aside_has_no_terms(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	begin_document("x", "Một\nhai\nba\nHai");
	tc_aside_put(&doc, strlen("Một\n"), strlen("Một\nhai\n"));
	put_terms(&out, maker);
	/* What lies on either side of it makes no pair. */
	assert_text(out, "Qx:0|Stin:0|Vinternal:0|ba:1|ba hai:1|hai:1|mot=oj:1",
	    "a text with something aside");
	tc_buf_free(&out);
}

/* A word of the heading counts more, but once for each of its texts. */
static void
heading_counts_more(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_maker *plain;

	(void)state;
	begin_document("x", "mua bán bán");
	set(TC_FIELD_TITLE, "bán bán");
	put_terms(&out, maker);
	assert_contains(
	    out.s, "ban ban=s s:15|"); /* a title of two words: 14 */
	assert_contains(out.s, "ban=s:16|");
	assert_contains(out.s, "mua:1");
	set(TC_FIELD_TYPE, "bán");
	put_terms(&out, maker);
	assert_contains(out.s, "ban=s:21|");
	set(TC_FIELD_TITLE, "");
	put_times(&doc.field[TC_FIELD_TITLE], "bán ", 200);
	put_terms(&out, maker);
	assert_contains(out.s, "ban=s:8|"); /* a title of 200 words: 1 */
	assert_ok(tc_maker_new(&plain,
	    TC_FAMILY_ALL &
		~(TC_FAMILY_HEADING | TC_FAMILY_PAIRS | TC_FAMILY_MARKS |
		    TC_FAMILY_MENTIONS),
	    &test_err));
	set(TC_FIELD_TITLE, "bán bán 29/6");
	put_terms(&out, plain);
	assert_text(out, "29:1|6:1|Qx:0|Stin:0|Tban:0|Vinternal:0|ban:5|mua:1",
	    "plain");
	tc_maker_free(plain);
	tc_buf_free(&out);
}

static void
many_terms_are_sorted_and_single(void **state)
{
	struct tc_buf bytes = TC_BUF_INIT((size_t)1 << 26);
	struct tc_buf last = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf term_text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_entry entry;
	struct tc_span term;
	uint32_t wdf, i;

	(void)state;
	begin_document("x", "");
	for (i = 0; i < 20000; i++)
		tc_buf_printf(
		    &doc.field[TC_FIELD_TEXT], "w%c%u ", 'a' + i % 26, i);
	assert_ok(tc_maker_entry(maker, &doc, "tin", "", 0, &bytes, &test_err));
	assert_ok(tc_entry_read(&entry, span_of(&bytes), &test_err));
	assert_true(entry.terms_n > 40000);
	for (i = 0; i < entry.terms_n; i++) {
		assert_ok(tc_entry_term(&entry, &term, &wdf, &test_err));
		tc_buf_clear(&term_text);
		tc_buf_put(&term_text, term.s, term.len);
		assert_true(strcmp(tc_buf_str(&last), term_text.s) < 0);
		tc_buf_clear(&last);
		tc_buf_put(&last, term.s, term.len);
	}
	tc_buf_free(&bytes);
	tc_buf_free(&last);
	tc_buf_free(&term_text);
}

static void
entry_comes_back(void **state)
{
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf order = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_expander *expander;
	struct tc_entry entry;
	struct tc_span record;

	(void)state;
	begin_document("tin/1", "một");
	set(TC_FIELD_DATE, "2020-06-29");
	assert_ok(
	    tc_maker_entry(maker, &doc, "tin", "a\0b", 3, &bytes, &test_err));
	assert_ok(tc_entry_read(&entry, span_of(&bytes), &test_err));
	check_text(entry.id.s, entry.id.len, "tin/1", "id", __FILE__, __LINE__);
	assert_ok(tc_expander_new(&expander, &test_err));
	assert_ok(tc_expand(&record, expander, entry.data, &test_err));
	check_text(record.s, record.len,
	    "{\"id\":\"tin/1\",\"date\":\"2020-06-29\",\"text\":\"một\"}",
	    "data", __FILE__, __LINE__);
	assert_int_equal(entry.state.len, 3);
	assert_memory_equal(entry.state.s, "a\0b", 3);
	tc_index_order_value("2020-06-29", S("tin/1"), &order);
	assert_int_equal(entry.order.len, order.len);
	assert_memory_equal(entry.order.s, order.s, order.len);
	tc_expander_free(expander);
	tc_buf_free(&bytes);
	tc_buf_free(&order);
}

/* Cut at any byte: either the head is corrupt, or the last term. */
static void
cut_entries_are_corrupt(void **state)
{
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	struct tc_entry entry;
	struct tc_span term;
	uint32_t wdf, i;
	size_t len;

	(void)state;
	begin_document("x", "một hai ba");
	assert_ok(
	    tc_maker_entry(maker, &doc, "tin", "s", 1, &bytes, &test_err));
	for (len = 0; len < bytes.len; len++) {
		status = tc_entry_read(
		    &entry, (struct tc_span){bytes.s, len}, &test_err);
		for (i = 0; status == TC_OK && i < entry.terms_n; i++)
			status = tc_entry_term(&entry, &term, &wdf, &test_err);
		assert_int_equal(status, TC_CORRUPT);
	}
	tc_buf_free(&bytes);
}

static void
id_terms_are_unique_and_short(void **state)
{
	struct tc_buf id = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf term = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf other = TC_BUF_INIT(TC_BUF_LINE);
	size_t len;

	(void)state;
	tc_index_id_term(S("tin/đ"), &term);
	assert_text(term, "Qtin/đ", "tin/đ");
	for (len = 243; len <= TC_ID_MAX; len = len < 250 ? len + 1 : len * 2) {
		tc_buf_clear(&id);
		put_times(&id, "x", len);
		tc_buf_clear(&term);
		tc_index_id_term(id.s, id.len, &term);
		assert_in_range(term.len, 200, XAPIAN_TERM_MAX);
		assert_int_equal(term.len == len + 1, len < XAPIAN_TERM_MAX);
		id.s[len - 1] = 'y';
		tc_buf_clear(&other);
		tc_index_id_term(id.s, id.len, &other);
		assert_string_not_equal(term.s, other.s);
	}
	tc_buf_free(&id);
	tc_buf_free(&term);
	tc_buf_free(&other);
}

static void
order_puts_newest_first_and_undated_last(void **state)
{
	static const char *const dates[] = {"2999-12-31", "2025", "2020-06-29",
	    "2020-06-29T17:00", "2020-06-28T23:59", "2020-06", "2020",
	    "1600-01-02", ""};
	static const int rank[] = {0, 1, 3, 2, 4, 5, 6, 7, 8};
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf last = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, k, id_len;

	(void)state;
	for (i = 0; i < COUNT(dates); i++) {
		for (k = 0; rank[k] != (int)i; k++)
			;
		tc_buf_clear(&value);
		tc_index_order_value(dates[k], S("id"), &value);
		assert_int_equal(value.len, 6);
		assert_memory_equal(
		    tc_index_order_id(value.s, value.len, &id_len), "id", 2);
		assert_int_equal(id_len, 2);
		if (i > 0)
			assert_true(memcmp(last.s, value.s, 4) < 0);
		tc_buf_clear(&last);
		tc_buf_put(&last, value.s, value.len);
	}
	for (k = 0; k <= 4; k++) {
		assert_string_equal(tc_index_order_id(value.s, k, &id_len), "");
		assert_int_equal(id_len, 0);
	}
	tc_buf_free(&value);
	tc_buf_free(&last);
}

/*
 * Writing
 */

static void
put(struct tc_writer *writer, const char *id, const char *text,
    const char *state, bool is_new)
{
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);

	begin_document(id, text);
	assert_ok(
	    tc_maker_entry(maker, &doc, "tin", S(state), &bytes, &test_err));
	assert_ok(tc_writer_put(writer, span_of(&bytes), is_new, &test_err));
	tc_buf_free(&bytes);
}

static struct tc_writer *
open_writer(const char *path, bool durable)
{
	struct tc_writer *writer;

	assert_ok(tc_writer_open(&writer, path, durable, &test_err));
	assert_ok(tc_writer_set(writer, "schema", TC_SCHEMA, &test_err));
	assert_ok(tc_writer_set(
	    writer, "analyser", tc_analyser_version(), &test_err));
	assert_ok(tc_writer_set(writer, "families", "15", &test_err));
	return writer;
}

/* A new shard with one document. */
static const char *
make_shard(const char *name, const char *id, const char *text)
{
	const char *path = in_test_dir(name);
	struct tc_writer *writer = open_writer(path, false);

	put(writer, id, text, "new", true);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	return path;
}

/* An index of two shards in a folder of its own. */
static const char *
make_index(const char *name)
{
	const char *db = in_test_dir(name);
	const char *shards[2];
	int lock;

	shards[0] = make_shard("shard-0", "tin/1", "một");
	shards[1] = make_shard("shard-1", "tin/2", "hai ba");
	assert_ok(tc_layout_lock(&lock, db, 0, &test_err));
	assert_ok(tc_layout_publish(db, 1, shards, 2, &test_err));
	close(lock);
	assert_ok(tc_layout_remove(shards[0], &test_err));
	assert_ok(tc_layout_remove(shards[1], &test_err));
	return db;
}

/* What the index knows as "id source state;", in the order it tells. */
static enum tc_status
tell(void *arg, const char *id, size_t id_len, const char *source,
    const char *state, size_t state_len, struct tc_error *err)
{
	struct tc_buf *out = arg;

	tc_buf_printf(out, "%.*s %s %.*s;", (int)id_len, id, source,
	    (int)state_len, state_len > 0 ? state : "");
	return tc_buf_check(out, err);
}

static void
check_known(const char *path, const char *want)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_index *index;

	assert_ok(tc_index_open(&index, path, &test_err));
	assert_ok(tc_index_known(index, tell, &out, &test_err));
	assert_text(out, want, path);
	tc_index_free(index);
	tc_buf_free(&out);
}

static void
two_shards_are_published_as_one(void **state)
{
	const char *db = make_index("two");
	struct tc_index *index;
	unsigned live;
	uint32_t docid;

	(void)state;
	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_int_equal(live, 1);
	check_known(db, "tin/1 tin new;tin/2 tin new;");
	assert_ok(tc_index_open(&index, db, &test_err));
	assert_int_equal(tc_index_families(index), TC_FAMILY_ALL);
	assert_null(tc_index_warning(index));
	assert_ok(tc_index_find(&docid, index, S("tin/2"), &test_err));
	assert_true(docid > 0);
	assert_ok(tc_index_document(index, docid, &doc, &test_err));
	assert_string_equal(tc_document_str(&doc, TC_FIELD_TEXT), "hai ba");
	assert_ok(tc_index_find(&docid, index, S("tin/3"), &test_err));
	assert_int_equal(docid, 0);
	assert_status(
	    TC_NOTFOUND, tc_index_document(index, 99, &doc, &test_err));
	tc_index_free(index);
}

static void
manifest_says_what_is_there(void **state)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	char text[512] = "";
	FILE *fp;

	(void)state;
	tc_layout_path(make_index("manifest"), 1, &path);
	tc_buf_puts(&path, "/MANIFEST");
	assert_non_null(fp = fopen(path.s, "r"));
	assert_true(fread(text, 1, sizeof(text) - 1, fp) > 0);
	fclose(fp);
	assert_contains(text, "state sealed\n");
	assert_contains(text, "schema " TC_SCHEMA "\n");
	assert_contains(text, tc_analyser_version());
	assert_contains(text, "documents 2\n");
	tc_buf_free(&path);
}

static void
documents_are_put_replaced_and_removed(void **state)
{
	const char *path = in_test_dir("writing");
	struct tc_writer *writer = open_writer(path, true);
	struct tc_buf id = TC_BUF_INIT(TC_BUF_LINE);

	(void)state;
	put(writer, "a", "một", "1", true);
	put(writer, "b", "hai", "2", false);
	put(writer, "c", "ba", "", false);
	assert_ok(tc_writer_commit(writer, &test_err));
	put(writer, "a", "bốn", "4", false);
	assert_ok(tc_writer_remove(writer, S("b"), &test_err));
	assert_ok(tc_writer_remove(writer, S("nothing"), &test_err));
	assert_ok(tc_writer_touch(writer, S("c"), S("3"), &test_err));
	assert_ok(tc_writer_touch(writer, S("nothing"), S("3"), &test_err));
	put_times(&id, "dài", 300);
	put(writer, id.s, "năm", "5", true);
	put(writer, id.s, "sáu", "6", false);
	assert_ok(tc_writer_commit(writer, &test_err));
	put(writer, "d", "bảy", "7", true); /* not committed */
	tc_writer_free(writer);
	writer = open_writer(path, true);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_buf_puts(&id, " tin 6;");
	{
		struct tc_buf want = TC_BUF_INIT(TC_BUF_LINE);
		const char *shards[1] = {path};

		tc_buf_printf(&want, "a tin 4;c tin 3;%s", id.s);
		make_folder("written");
		assert_ok(tc_layout_publish(
		    in_test_dir("written"), 7, shards, 1, &test_err));
		check_known(in_test_dir("written"), want.s);
		tc_buf_free(&want);
	}
	tc_buf_free(&id);
}

static void
touching_leaves_terms_and_text(void **state)
{
	const char *path = in_test_dir("touching");
	struct tc_writer *writer = open_writer(path, false);
	const char *shards[1] = {path};
	struct tc_index *index;
	uint32_t docid, freq;

	(void)state;
	put(writer, "a", "một hai", "1", true);
	assert_ok(tc_writer_commit(writer, &test_err));
	assert_ok(tc_writer_touch(writer, S("a"), S("2"), &test_err));
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	make_folder("touched");
	assert_ok(
	    tc_layout_publish(in_test_dir("touched"), 1, shards, 1, &test_err));
	check_known(in_test_dir("touched"), "a tin 2;");
	assert_ok(tc_index_open(&index, in_test_dir("touched"), &test_err));
	assert_ok(tc_index_find(&docid, index, S("a"), &test_err));
	assert_ok(tc_index_document(index, docid, &doc, &test_err));
	assert_string_equal(tc_document_str(&doc, TC_FIELD_TEXT), "một hai");
	assert_int_equal(xapian_database_get_termfreq(&freq,
			     tc_index_database(index), S("mot hai=oj "), &why),
	    XAPIAN_OK);
	assert_int_equal(freq, 1);
	tc_index_free(index);
}

/* Publish a shard as the only one of an index and open that. */
static struct tc_index *
publish_shard(const char *name, const char *shard)
{
	struct tc_index *index;

	make_folder(name);
	assert_ok(
	    tc_layout_publish(in_test_dir(name), 1, &shard, 1, &test_err));
	assert_ok(tc_index_open(&index, in_test_dir(name), &test_err));
	return index;
}

/* The terms that Xapian has of a document, written as put_terms does. */
static void
put_stored_terms(struct tc_buf *out, const struct tc_index *index, uint32_t id)
{
	struct xapian_term_iterator *it;
	struct xapian_term_row row;
	enum xapian_status status;

	assert_int_equal(
	    xapian_database_termlist(&it, tc_index_database(index), id, &why),
	    XAPIAN_OK);
	while (
	    (status = xapian_term_iterator_next(&row, it, &why)) == XAPIAN_OK) {
		if (out->len > 0)
			tc_buf_putc(out, '|');
		tc_buf_put(out, row.term.s, row.term.len);
		tc_buf_printf(out, ":%u", row.wdf);
	}
	assert_int_equal(status, XAPIAN_DONE);
	xapian_term_iterator_free(it);
}

static void
check_value(const struct tc_index *index, uint32_t docid, enum tc_facet facet,
    const char *want)
{
	struct xapian_document *stored;
	struct xapian_string value;

	assert_int_equal(xapian_database_get_document(
			     &stored, tc_index_database(index), docid, 0, &why),
	    XAPIAN_OK);
	assert_int_equal(xapian_document_get_value(&value, stored,
			     TC_SLOT_FACET + (uint32_t)facet, &why),
	    XAPIAN_OK);
	check_text(value.s, value.len, want, "facet", __FILE__, __LINE__);
	xapian_document_free(stored);
}

static void
document_comes_back_with_its_terms_and_fields(void **state)
{
	static const char *const fields[TC_FIELD_COUNT] = {
	    [TC_FIELD_ID] = "web/1",
	    [TC_FIELD_URL] = "http://a.vn/%C4%91",
	    [TC_FIELD_TITLE] = "Mua bán",
	    [TC_FIELD_TYPE] = "Quy chế",
	    [TC_FIELD_NUMBER] = "12/NQ-B",
	    [TC_FIELD_ISSUER] = "UBND",
	    [TC_FIELD_SIGNER] = "Nguyễn Văn Ất",
	    [TC_FIELD_DATE] = "2020-06-29T17:00",
	    [TC_FIELD_RECIPIENTS] = "Như trên\nLưu: VT",
	    [TC_FIELD_ASIDE] = "0-5",
	    [TC_FIELD_TEXT] = "Đất \"ở\"\n\U0001F600",
	    [TC_FIELD_EXTRA] = "{\"pages\":3,\"tags\":[\"đất\"]}"};
	const char *shard = in_test_dir("fields");
	struct tc_buf stored = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf made = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_writer *writer = open_writer(shard, false);
	struct tc_index *index;
	uint32_t docid;
	int i;

	(void)state;
	tc_document_clear(&doc);
	for (i = 0; i < TC_FIELD_COUNT; i++)
		set((enum tc_field)i, fields[i] != NULL ? fields[i] : "x");
	put_terms(&made, maker);
	assert_ok(
	    tc_maker_entry(maker, &doc, "tin", "s", 1, &bytes, &test_err));
	assert_ok(tc_writer_put(writer, span_of(&bytes), true, &test_err));
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	index = publish_shard("with fields", shard);
	assert_ok(tc_index_find(&docid, index, S("web/1"), &test_err));
	put_stored_terms(&stored, index, docid);
	assert_text(stored, made.s, "the document");
	tc_document_clear(&doc);
	assert_ok(tc_index_document(index, docid, &doc, &test_err));
	for (i = 0; i < TC_FIELD_COUNT; i++)
		assert_string_equal(tc_document_str(&doc, (enum tc_field)i),
		    fields[i] != NULL ? fields[i] : "x");
	check_value(index, docid, TC_FACET_TYPE, "Quy chế");
	check_value(index, docid, TC_FACET_YEAR, "2020");
	check_value(index, docid, TC_FACET_SIGNER, "Nguyễn Văn Ất");
	check_value(index, docid, TC_FACET_TERM, "x");
	tc_index_free(index);
	tc_buf_free(&stored);
	tc_buf_free(&bytes);
	tc_buf_free(&made);
}

static void
long_ids_are_found(void **state)
{
	const char *shard = in_test_dir("long");
	struct tc_writer *writer = open_writer(shard, false);
	struct tc_buf id = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_index *index;
	uint32_t docid, other;

	(void)state;
	put_times(&id, "x", 300);
	put(writer, id.s, "một", "", true);
	id.s[299] = 'y'; /* they differ behind what a term can hold */
	put(writer, id.s, "hai", "", true);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	index = publish_shard("long ids", shard);
	assert_ok(tc_index_find(&docid, index, id.s, id.len, &test_err));
	assert_ok(tc_index_document(index, docid, &doc, &test_err));
	assert_string_equal(tc_document_str(&doc, TC_FIELD_TEXT), "hai");
	assert_string_equal(tc_document_str(&doc, TC_FIELD_ID), id.s);
	id.s[299] = 'x';
	assert_ok(tc_index_find(&other, index, id.s, id.len, &test_err));
	assert_true(other != 0 && other != docid);
	id.s[299] = 'z';
	assert_ok(tc_index_find(&other, index, id.s, id.len, &test_err));
	assert_int_equal(other, 0);
	tc_index_free(index);
	tc_buf_free(&id);
}

static void
two_writers_do_not_meet(void **state)
{
	const char *path = in_test_dir("alone");
	struct tc_writer *writer = open_writer(path, false), *other;

	(void)state;
	assert_status(
	    TC_LOCKED, tc_writer_open(&other, path, false, &test_err));
	assert_null(other);
	tc_writer_free(writer);
	assert_status(TC_IO,
	    tc_writer_open(
		&other, in_test_dir("no/such/folder"), false, &test_err));
	assert_null(other);
}

static void
damaged_entries_are_not_written(void **state)
{
	struct tc_writer *writer = open_writer(in_test_dir("damaged"), false);
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);
	size_t len;

	(void)state;
	begin_document("x", "một hai ba");
	assert_ok(
	    tc_maker_entry(maker, &doc, "tin", "s", 1, &bytes, &test_err));
	for (len = 0; len < bytes.len; len++)
		assert_status(TC_CORRUPT,
		    tc_writer_put(writer, (struct tc_span){bytes.s, len}, true,
			&test_err));
	tc_writer_free(writer);
	tc_buf_free(&bytes);
}

/*
 * The folder
 */

static void
lock_is_held_by_one(void **state)
{
	const char *db = in_test_dir("locked");
	char process[64];
	int first, second;

	(void)state;
	assert_ok(tc_layout_lock(&first, db, 0, &test_err));
	assert_status(TC_LOCKED, tc_layout_lock(&second, db, 0, &test_err));
	assert_int_equal(second, -1);
	snprintf(
	    process, sizeof(process), "process %ld, since 20", (long)getpid());
	assert_contains(test_err.text, process);
	close(first);
	assert_ok(tc_layout_lock(&second, db, 0, &test_err));
	close(second);
}

static void
folders_of_others_are_left_alone(void **state)
{
	int lock;

	(void)state;
	make_folder("papers");
	make_file("papers/letter.txt", "x");
	assert_status(TC_INVALID,
	    tc_layout_lock(&lock, in_test_dir("papers"), 0, &test_err));
	assert_contains(test_err.text, "letter.txt");
	make_file("file", "x");
	assert_status(TC_INVALID,
	    tc_layout_lock(&lock, in_test_dir("file"), 0, &test_err));
	assert_status(
	    TC_IO, tc_layout_lock(&lock, in_test_dir("a/b/c"), 0, &test_err));
	assert_int_equal(lock, -1);
}

static void
live_generation_is_named_by_the_stub(void **state)
{
	const char *db = make_folder("stub");
	unsigned live = 9;

	(void)state;
	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_int_equal(live, 0);
	assert_ok(
	    tc_layout_live(&live, in_test_dir("nothing here"), &test_err));
	assert_int_equal(live, 0);
	make_file("stub/XAPIANDB", "auto gen-12\n");
	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_int_equal(live, 12);
	make_file("stub/XAPIANDB", "remote host:1\n");
	assert_status(TC_INVALID, tc_layout_live(&live, db, &test_err));
	assert_status(TC_INVALID,
	    tc_layout_live(&live, in_test_dir("stub/XAPIANDB"), &test_err));
}

static void
rebuilding_swaps_generations(void **state)
{
	const char *db = make_index("swap");
	const char *shards[1];
	struct tc_index *old;
	uint32_t docid;
	unsigned live;

	(void)state;
	assert_ok(tc_index_open(&old, db, &test_err));
	shards[0] = make_shard("shard-2", "tin/3", "bốn");
	assert_ok(tc_layout_publish(db, 2, shards, 1, &test_err));
	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_int_equal(live, 2);
	check_known(db, "tin/3 tin new;");
	assert_ok(tc_index_find(&docid, old, S("tin/1"), &test_err));
	assert_true(docid > 0); /* who reads goes on reading */
	tc_index_free(old);
	make_folder("swap/gen-7");
	make_file("swap/gen-7/x", "killed while it was written");
	tc_layout_tidy(db, 2, 1);
	assert_int_equal(access(in_test_dir("swap/gen-7"), F_OK), -1);
	assert_int_equal(access(in_test_dir("swap/gen-1"), F_OK), -1);
	check_known(db, "tin/3 tin new;");
}

static void
what_cannot_be_published_changes_nothing(void **state)
{
	const char *db = make_index("unchanged");
	const char *shards[1];

	(void)state;
	shards[0] = in_test_dir("no such shard");
	assert_int_not_equal(
	    tc_layout_publish(db, 2, shards, 1, &test_err), TC_OK);
	assert_int_equal(access(in_test_dir("unchanged/gen-2"), F_OK), -1);
	check_known(db, "tin/1 tin new;tin/2 tin new;");
}

static void
removing_what_is_missing_is_no_error(void **state)
{
	(void)state;
	assert_ok(tc_layout_remove(in_test_dir("missing"), &test_err));
	make_file("plain", "x");
	assert_status(TC_IO, tc_layout_remove(in_test_dir("plain"), &test_err));
}

static void
files_are_replaced_whole(void **state)
{
	const char *path = in_test_dir("replaced");
	char text[16] = "";
	FILE *fp;

	(void)state;
	assert_ok(tc_sync_replace(path, S("một hai"), &test_err));
	assert_ok(tc_sync_replace(path, S("ba"), &test_err));
	assert_non_null(fp = fopen(path, "r"));
	assert_int_equal(fread(text, 1, sizeof(text) - 1, fp), 2);
	fclose(fp);
	assert_string_equal(text, "ba");
	assert_int_equal(access(in_test_dir("replaced.tmp"), F_OK), -1);
	assert_status(TC_IO,
	    tc_sync_replace(in_test_dir("no/folder"), "x", 1, &test_err));
	assert_status(TC_IO, tc_sync_path(in_test_dir("nowhere"), &test_err));
}

/*
 * Reading
 */

static void
refuses(enum tc_status want, const char *path, const char *text)
{
	struct tc_index *index;

	assert_status(want, tc_index_open(&index, path, &test_err));
	assert_null(index);
	assert_contains(test_err.text, text);
}

static void
what_is_no_index_is_refused(void **state)
{
	(void)state;
	refuses(TC_NOTFOUND, in_test_dir("not there"), "tracuu-index");
	make_folder("empty");
	refuses(TC_INVALID, in_test_dir("empty"), "no index of tracuu");
	make_folder("hollow");
	make_file("hollow/XAPIANDB", "");
	refuses(TC_CORRUPT, in_test_dir("hollow"), "empty stub");
	make_folder("dangling");
	make_file("dangling/XAPIANDB", "auto gen-1\n");
	refuses(TC_CORRUPT, in_test_dir("dangling"), "dangling/gen-1: missing");
	make_file("no stub", "hello\n");
	assert_int_not_equal(tc_index_open(&(struct tc_index *){NULL},
				 in_test_dir("no stub"), &test_err),
	    TC_OK);
}

/* Change a value of an index under the hand of its reader. */
static const char *
make_index_with(const char *name, const char *key, const char *value)
{
	const char *path = in_test_dir("shard"), *db = make_folder(name);
	struct tc_writer *writer = open_writer(path, false);
	const char *shards[1] = {path};

	put(writer, "tin/1", "một", "", true);
	assert_ok(tc_writer_set(writer, key, value, &test_err));
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	assert_ok(tc_layout_publish(db, 1, shards, 1, &test_err));
	assert_ok(tc_layout_remove(path, &test_err));
	return db;
}

static void
other_schema_is_refused_and_other_icu_told(void **state)
{
	struct tc_buf value = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_index *index;

	(void)state;
	refuses(
	    TC_VERSION, make_index_with("future", "schema", "99"), "schema 99");
	refuses(TC_INVALID, make_index_with("foreign", "schema", ""),
	    "no index of tracuu");
	assert_ok(tc_index_open(
	    &index, make_index_with("icu", "analyser", "1 icu-5"), &test_err));
	assert_contains(tc_index_warning(index), "1 icu-5");
	assert_ok(tc_index_get(index, "analyser", &value, &test_err));
	assert_text(value, "1 icu-5", "analyser");
	tc_buf_clear(&value);
	assert_ok(tc_index_get(index, "nothing", &value, &test_err));
	assert_int_equal(value.len, 0);
	tc_index_free(index);
	tc_buf_free(&value);
}

static enum tc_status
stop(void *arg, const char *id, size_t id_len, const char *source,
    const char *state, size_t state_len, struct tc_error *err)
{
	(void)id;
	(void)id_len;
	(void)source;
	(void)state;
	(void)state_len;
	(*(int *)arg)++;
	return tc_fail(err, TC_NOMEM, "enough");
}

static void
telling_stops_at_a_failure(void **state)
{
	struct tc_index *index;
	int calls = 0;

	(void)state;
	assert_ok(tc_index_open(&index, make_index("stop"), &test_err));
	assert_status(TC_NOMEM, tc_index_known(index, stop, &calls, &test_err));
	assert_int_equal(calls, 1);
	tc_index_free(index);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(small_document_has_these_terms),
	    cmocka_unit_test(filters_come_from_the_fields),
	    cmocka_unit_test(what_is_aside_has_no_terms),
	    cmocka_unit_test(heading_counts_more),
	    cmocka_unit_test(many_terms_are_sorted_and_single),
	    cmocka_unit_test(entry_comes_back),
	    cmocka_unit_test(cut_entries_are_corrupt),
	    cmocka_unit_test(id_terms_are_unique_and_short),
	    cmocka_unit_test(order_puts_newest_first_and_undated_last),
	    cmocka_unit_test(two_shards_are_published_as_one),
	    cmocka_unit_test(manifest_says_what_is_there),
	    cmocka_unit_test(documents_are_put_replaced_and_removed),
	    cmocka_unit_test(touching_leaves_terms_and_text),
	    cmocka_unit_test(document_comes_back_with_its_terms_and_fields),
	    cmocka_unit_test(long_ids_are_found),
	    cmocka_unit_test(two_writers_do_not_meet),
	    cmocka_unit_test(damaged_entries_are_not_written),
	    cmocka_unit_test(lock_is_held_by_one),
	    cmocka_unit_test(folders_of_others_are_left_alone),
	    cmocka_unit_test(live_generation_is_named_by_the_stub),
	    cmocka_unit_test(rebuilding_swaps_generations),
	    cmocka_unit_test(what_cannot_be_published_changes_nothing),
	    cmocka_unit_test(removing_what_is_missing_is_no_error),
	    cmocka_unit_test(files_are_replaced_whole),
	    cmocka_unit_test(what_is_no_index_is_refused),
	    cmocka_unit_test(other_schema_is_refused_and_other_icu_told),
	    cmocka_unit_test(telling_stops_at_a_failure),
	};

	return cmocka_run_group_tests_name("index", tests, begin, end);
}
