/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A small index for tests that ask one. To be included after tracuu_test.h. */
#ifndef INDEX_TEST_H
#define INDEX_TEST_H

#include <tracuu/index.h>

struct sample {
	const char *id, *title, *text, *type, *number, *date;
};

static inline void
put_sample_as(struct tc_writer *writer, struct tc_maker *maker,
    const struct sample *sample, enum tc_visibility visibility)
{
	struct tc_buf bytes = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_document doc;

	tc_document_init(&doc);
	doc.visibility = visibility;
	tc_buf_puts(&doc.field[TC_FIELD_ID], sample->id);
	tc_buf_puts(&doc.field[TC_FIELD_TITLE], sample->title);
	tc_buf_puts(&doc.field[TC_FIELD_TEXT], sample->text);
	tc_buf_puts(&doc.field[TC_FIELD_TYPE], sample->type);
	tc_buf_puts(&doc.field[TC_FIELD_NUMBER], sample->number);
	tc_buf_puts(&doc.field[TC_FIELD_DATE], sample->date);
	assert_ok(tc_maker_entry(maker, &doc, "tin", "", 0, &bytes, &test_err));
	assert_ok(tc_writer_put(
	    writer, (struct tc_span){bytes.s, bytes.len}, true, &test_err));
	tc_document_free(&doc);
	tc_buf_free(&bytes);
}

static inline void
put_sample(struct tc_writer *writer, struct tc_maker *maker,
    const struct sample *sample)
{
	put_sample_as(writer, maker, sample, TC_INTERNAL_ONLY);
}

/* A writer into a new shard, which says what an index says about itself. */
static inline struct tc_writer *
open_sample_writer(const char *shard)
{
	struct tc_writer *writer;

	assert_ok(tc_writer_open(&writer, shard, false, &test_err));
	assert_ok(tc_writer_set(writer, "schema", TC_SCHEMA, &test_err));
	assert_ok(tc_writer_set(
	    writer, "analyser", tc_analyser_version(), &test_err));
	assert_ok(tc_writer_set(writer, "families", "15", &test_err));
	return writer;
}

/* Publish these documents, the first of them public, as a generation of the
 * index in a folder. */
static inline void
publish_samples(const char *db, unsigned generation,
    const struct sample *samples, size_t n, size_t public)
{
	char name[24];
	const char *shards[1];
	struct tc_writer *writer;
	struct tc_maker *maker;
	size_t i;

	snprintf(name, sizeof(name), "shard-%u", generation);
	shards[0] = in_test_dir(name);
	writer = open_sample_writer(shards[0]);
	assert_ok(tc_maker_new(&maker, TC_FAMILY_ALL, &test_err));
	for (i = 0; i < n; i++)
		put_sample_as(writer, maker, &samples[i],
		    i < public ? TC_PUBLIC : TC_INTERNAL_ONLY);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_maker_free(maker);
	assert_ok(tc_layout_publish(db, generation, shards, 1, &test_err));
}

/* Make an index of these documents, the first of them public, in the folder for
 * tests and open it. */
static inline struct tc_index *
make_mixed_index(const struct sample *samples, size_t n, size_t public)
{
	const char *db = make_folder("db");
	struct tc_index *index;

	publish_samples(db, 1, samples, n, public);
	assert_ok(tc_index_open(&index, db, &test_err));
	return index;
}

static inline struct tc_index *
make_sample_index(const struct sample *samples, size_t n)
{
	return make_mixed_index(samples, n, 0);
}

#endif
