/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of manifests, generations, and readers that see them change. */
#include "tracuu_test.h"

#include <fcntl.h>
#include <tracuu/manifest.h>

#include "index_test.h"

static const struct sample first[] = {
    {"tin/1", "Tin", "một hai", "", "", ""},
    {"tin/2", "Tin", "hai ba", "", "", ""},
};
static const struct sample second[] = {
    {"tin/3", "Tin", "bốn năm", "", "", ""},
};

/* Make a generation of these documents and let it live. */
static void
publish(
    const char *db, unsigned generation, const struct sample *samples, size_t n)
{
	const char *shards[1] = {in_test_dir("shard")};
	struct tc_writer *writer = open_sample_writer(shards[0]);
	struct tc_maker *maker;
	size_t i;

	assert_ok(tc_maker_new(&maker, TC_FAMILY_ALL, &test_err));
	for (i = 0; i < n; i++)
		put_sample(writer, maker, &samples[i]);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_maker_free(maker);
	assert_ok(tc_layout_publish(db, generation, shards, 1, &test_err));
	assert_ok(tc_layout_remove(shards[0], &test_err));
}

static const char *
make_db(const char *name)
{
	const char *db = make_folder(name);

	publish(db, 1, first, 2);
	return db;
}

/* Write one more document into a live generation. */
static void
write_more(const char *db, unsigned generation, const char *id)
{
	struct sample sample = {id, "Tin", "thêm", "", "", ""};
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_writer *writer;
	struct tc_maker *maker;

	tc_layout_path(db, generation, &path);
	assert_ok(tc_maker_new(&maker, TC_FAMILY_ALL, &test_err));
	assert_ok(tc_writer_open(&writer, path.s, true, &test_err));
	put_sample(writer, maker, &sample);
	assert_ok(tc_writer_commit(writer, &test_err));
	tc_writer_free(writer);
	tc_maker_free(maker);
	tc_buf_free(&path);
}

static bool
knows(struct tc_index *index, const char *id)
{
	uint32_t docid;

	assert_ok(tc_index_find(&docid, index, S(id), &test_err));
	return docid != 0;
}

static void
change_byte(const char *path, off_t at)
{
	int fd = open(path, O_RDWR);
	char c;

	assert_true(fd >= 0);
	assert_int_equal(pread(fd, &c, 1, at), 1);
	c ^= 0x20;
	assert_int_equal(pwrite(fd, &c, 1, at), 1);
	close(fd);
}

static void
every_changed_byte_of_a_manifest_shows(void **state)
{
	const char *gen, *file;
	struct tc_manifest manifest;
	struct stat info;
	off_t i;

	(void)state;
	make_db("bytes");
	gen = in_test_dir("bytes/gen-1");
	file = in_test_dir("bytes/gen-1/MANIFEST");
	assert_ok(tc_manifest_read(&manifest, gen, &test_err));
	assert_true(manifest.sealed);
	assert_int_equal(manifest.documents, 2);
	assert_string_equal(manifest.schema, TC_SCHEMA);
	assert_int_equal(stat(file, &info), 0);
	for (i = 0; i < info.st_size; i++) {
		change_byte(file, i);
		assert_int_not_equal(
		    tc_manifest_read(&manifest, gen, NULL), TC_OK);
		change_byte(file, i);
	}
	assert_int_equal(truncate(file, info.st_size - 1), 0);
	assert_status(TC_CORRUPT, tc_manifest_read(&manifest, gen, &test_err));
	assert_contains(test_err.text, "MANIFEST: damaged");
	assert_int_equal(truncate(file, 0), 0);
	assert_status(TC_CORRUPT, tc_manifest_read(&manifest, gen, &test_err));
	make_file("bytes/gen-1/MANIFEST", "schema 1\ndocuments 7\n");
	assert_status(TC_VERSION, tc_manifest_read(&manifest, gen, &test_err));
	assert_int_equal(unlink(file), 0);
	assert_status(TC_NOTFOUND, tc_manifest_read(&manifest, gen, &test_err));
}

static void
every_changed_byte_of_a_table_shows(void **state)
{
	const char *db = make_db("tables");
	struct tc_manifest manifest;
	bool sealed;
	size_t i;

	(void)state;
	assert_ok(tc_manifest_read(
	    &manifest, in_test_dir("tables/gen-1"), &test_err));
	assert_true(manifest.n >= 4);
	for (i = 0; i < manifest.n; i++) {
		struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
		off_t at = (off_t)manifest.table[i].size * 2 / 3;

		tc_buf_printf(&path, "%s/gen-1/%s", db, manifest.table[i].name);
		change_byte(path.s, at);
		assert_status(
		    TC_CORRUPT, tc_layout_verify(db, 1, &sealed, &test_err));
		assert_contains(test_err.text, manifest.table[i].name);
		assert_status(TC_CORRUPT, tc_layout_begin(db, 1, &test_err));
		change_byte(path.s, at);
		assert_ok(tc_layout_verify(db, 1, &sealed, &test_err));
		assert_true(sealed);
		tc_buf_free(&path);
	}
}

static void
readers_refuse_what_is_missing_or_short(void **state)
{
	const char *db = make_db("short");
	struct tc_manifest manifest;
	struct tc_index *index;
	size_t i;

	(void)state;
	assert_ok(
	    tc_manifest_read(&manifest, in_test_dir("short/gen-1"), &test_err));
	for (i = 0; i < manifest.n; i++) {
		struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
		struct tc_buf away = TC_BUF_INIT(TC_BUF_LINE);

		tc_buf_printf(&path, "%s/gen-1/%s", db, manifest.table[i].name);
		tc_buf_printf(&away, "%s.away", path.s);
		assert_int_equal(rename(path.s, away.s), 0);
		assert_status(TC_CORRUPT, tc_index_open(&index, db, &test_err));
		assert_contains(test_err.text, manifest.table[i].name);
		assert_contains(test_err.text, "missing");
		make_file("empty", "");
		assert_int_equal(rename(in_test_dir("empty"), path.s), 0);
		assert_status(TC_CORRUPT, tc_index_open(&index, db, &test_err));
		assert_contains(test_err.text, "cut short: 0 of at least");
		assert_int_equal(unlink(path.s), 0);
		assert_int_equal(mkdir(path.s, 0755), 0);
		assert_int_not_equal(
		    tc_index_open(&index, db, &test_err), TC_OK);
		assert_null(index);
		assert_int_equal(rmdir(path.s), 0);
		assert_int_equal(rename(away.s, path.s), 0);
		tc_buf_free(&path);
		tc_buf_free(&away);
	}
	assert_ok(tc_index_open(&index, db, &test_err));
	tc_index_free(index);
}

static void
shards_named_by_a_stub_are_looked_at(void **state)
{
	const char *stub, *table;
	struct tc_index *index;

	(void)state;
	make_db("one");
	publish(make_folder("two"), 1, second, 1);
	stub = make_file("all.stub", "auto one\nauto two\n");
	assert_ok(tc_index_open(&index, stub, &test_err));
	assert_true(knows(index, "tin/1") && knows(index, "tin/3"));
	publish(in_test_dir("two"), 2, first, 1);
	assert_ok(tc_index_refresh(NULL, index, &test_err));
	assert_false(knows(index, "tin/3"));
	tc_index_free(index);
	table = in_test_dir("two/gen-2/docdata.glass");
	assert_int_equal(truncate(table, 100), 0);
	assert_status(TC_CORRUPT, tc_index_open(&index, stub, &test_err));
	assert_contains(test_err.text, "docdata.glass");
}

static void
writing_opens_a_manifest_and_sealing_closes_it(void **state)
{
	const char *db = make_db("life");
	struct tc_index *index;
	bool sealed;

	(void)state;
	assert_ok(tc_layout_begin(db, 1, &test_err));
	assert_ok(tc_layout_is_sealed(&sealed, db, 1, &test_err));
	assert_false(sealed);
	write_more(db, 1, "tin/9");
	/* Killed here, it is open, whole, and can be read and written to. */
	assert_ok(tc_layout_verify(db, 1, &sealed, &test_err));
	assert_false(sealed);
	assert_ok(tc_index_open(&index, db, &test_err));
	assert_true(knows(index, "tin/9"));
	tc_index_free(index);
	assert_ok(tc_layout_begin(db, 1, &test_err));
	assert_ok(tc_layout_seal(db, 1, &test_err));
	assert_ok(tc_layout_verify(db, 1, &sealed, &test_err));
	assert_true(sealed);
}

static void
what_a_killed_run_left_is_checked_before_it_is_written_to(void **state)
{
	const char *db = make_db("left"), *table;
	struct stat info;

	(void)state;
	table = in_test_dir("left/gen-1/postlist.glass");
	assert_ok(tc_layout_begin(db, 1, &test_err));
	assert_int_equal(stat(table, &info), 0);
	change_byte(table, 0); /* the revision of a block */
	assert_status(TC_CORRUPT, tc_layout_begin(db, 1, &test_err));
	change_byte(table, 0);
	assert_ok(tc_layout_begin(db, 1, &test_err));
}

static void
check_live(const char *db, unsigned want)
{
	unsigned live;

	assert_ok(tc_layout_live(&live, db, &test_err));
	assert_int_equal(live, want);
}

static void
rollback_takes_the_newest_older_one_that_is_whole(void **state)
{
	const char *db = make_db("back");
	unsigned to, next;

	(void)state;
	assert_status(TC_NOTFOUND, tc_layout_rollback(&to, db, &test_err));
	publish(db, 2, second, 1);
	publish(db, 3, first, 1);
	publish(db, 4, first, 2);
	change_byte(in_test_dir("back/gen-3/docdata.glass"), 5000);
	assert_ok(tc_layout_rollback(&to, db, &test_err));
	assert_int_equal(to, 2);
	check_live(db, 2);
	assert_ok(tc_layout_next(&next, db, &test_err));
	assert_int_equal(next, 5);
	assert_ok(tc_layout_rollback(&to, db, &test_err));
	check_live(db, 1);
	assert_status(TC_NOTFOUND, tc_layout_rollback(&to, db, &test_err));
	check_live(db, 1);
	/* Without a stub the newest whole one will do. */
	assert_int_equal(unlink(in_test_dir("back/XAPIANDB")), 0);
	assert_ok(tc_layout_rollback(&to, db, &test_err));
	check_live(db, 4);
}

static bool
is_there(const char *name)
{
	return access(in_test_dir(name), F_OK) == 0;
}

static void
tidying_keeps_the_live_one_and_older_ones(void **state)
{
	const char *db = make_db("tidy");

	(void)state;
	publish(db, 2, first, 1);
	publish(db, 3, first, 1);
	publish(db, 4, first, 1);
	make_folder("tidy/gen-5.new");
	make_file("tidy/gen-5.new/x", "");
	make_folder("tidy/gen-5.shard-0");
	make_folder("tidy/gen-0.old");
	make_file("tidy/XAPIANDB.tmp", "auto");
	tc_layout_tidy(db, 3, 2);
	assert_true(is_there("tidy/gen-2") && is_there("tidy/gen-3"));
	assert_false(is_there("tidy/gen-1") || is_there("tidy/gen-4"));
	assert_false(is_there("tidy/gen-5.new") || is_there("tidy/gen-0.old"));
	assert_false(is_there("tidy/gen-5.shard-0"));
	assert_false(is_there("tidy/XAPIANDB.tmp"));
	tc_layout_tidy(db, 0, 1); /* the stub may be lost */
	assert_true(is_there("tidy/gen-2") && is_there("tidy/gen-3"));
}

static void
open_index_goes_on_to_commits_and_swaps(void **state)
{
	const char *db = make_db("follow");
	struct tc_index *index;
	bool changed;

	(void)state;
	assert_ok(tc_index_open(&index, db, &test_err));
	assert_ok(tc_index_refresh(&changed, index, &test_err));
	assert_false(changed);
	write_more(db, 1, "tin/8");
	assert_false(knows(index, "tin/8"));
	assert_ok(tc_index_refresh(&changed, index, &test_err));
	assert_true(changed);
	assert_true(knows(index, "tin/8"));
	publish(db, 2, second, 1);
	assert_true(knows(index, "tin/1")); /* still the old one */
	assert_ok(tc_index_refresh(&changed, index, &test_err));
	assert_true(changed);
	assert_true(knows(index, "tin/3"));
	assert_false(knows(index, "tin/1"));
	/* A new one that cannot be read leaves the reader what it has. */
	publish(db, 3, first, 2);
	assert_int_equal(unlink(in_test_dir("follow/gen-3/iamglass")), 0);
	assert_status(TC_CORRUPT, tc_index_refresh(&changed, index, &test_err));
	assert_true(knows(index, "tin/3"));
	tc_index_free(index);
}

struct request {
	struct tc_index *index;
	const char *db;
	unsigned calls, disturbed; /* the index is written to so often */
	enum tc_status status;
};

static enum tc_status
answer(void *arg, struct tc_error *err)
{
	struct request *request = arg;
	char id[32];

	if (request->calls++ < request->disturbed) {
		snprintf(id, sizeof(id), "tin/%u", 100 + request->calls);
		write_more(request->db, 1, id);
	}
	if (request->status == TC_OK)
		return TC_OK;
	return tc_fail(err, request->status, "no");
}

static void
an_answer_is_of_one_state(void **state)
{
	static const struct {
		unsigned disturbed;
		enum tc_status answered, want;
		unsigned calls;
	} cases[] = {
	    {0, TC_OK, TC_OK, 1}, {1, TC_OK, TC_OK, 2}, {3, TC_OK, TC_OK, 4},
	    {1000, TC_OK, TC_OK, 11}, /* what it has then must do */
	    {0, TC_NOMEM, TC_NOMEM, 1}, {1, TC_CORRUPT, TC_CORRUPT, 2},
	    {1000, TC_CHANGED, TC_CHANGED, 11},
	    {0, TC_CHANGED, TC_CORRUPT, 11}, /* nothing changed */
	};
	struct request request = {.db = make_db("asked")};
	size_t i;

	(void)state;
	assert_ok(tc_index_open(&request.index, request.db, &test_err));
	for (i = 0; i < COUNT(cases); i++) {
		request.calls = 0;
		request.disturbed = cases[i].disturbed;
		request.status = cases[i].answered;
		assert_status(cases[i].want,
		    tc_index_answer(
			request.index, answer, &request, &test_err));
		assert_int_equal(request.calls, cases[i].calls);
	}
	tc_index_free(request.index);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(every_changed_byte_of_a_manifest_shows),
	    cmocka_unit_test(every_changed_byte_of_a_table_shows),
	    cmocka_unit_test(readers_refuse_what_is_missing_or_short),
	    cmocka_unit_test(shards_named_by_a_stub_are_looked_at),
	    cmocka_unit_test(writing_opens_a_manifest_and_sealing_closes_it),
	    cmocka_unit_test(
		what_a_killed_run_left_is_checked_before_it_is_written_to),
	    cmocka_unit_test(rollback_takes_the_newest_older_one_that_is_whole),
	    cmocka_unit_test(tidying_keeps_the_live_one_and_older_ones),
	    cmocka_unit_test(open_index_goes_on_to_commits_and_swaps),
	    cmocka_unit_test(an_answer_is_of_one_state),
	};

	return cmocka_run_group_tests_name(
	    "generations", tests, make_test_dir, remove_test_dir);
}
