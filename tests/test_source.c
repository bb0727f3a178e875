/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of indexer/config.c and indexer/source.c: where documents come from. */
#include "tracuu_test.h"

#include "source.h"

static struct tc_config config;
static struct tc_sources sources;

static enum tc_status
read_config(const char *text)
{
	return tc_config_read(
	    &config, make_file("tracuu.conf", text), &test_err);
}

/* The folders tin, tin/2020 and other/tin with a file in each. */
static int
begin(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_folder("tin");
	make_folder("tin/2020");
	make_folder("other");
	make_folder("other/tin");
	make_file("tin/a.txt", "x");
	make_file("tin/2020/b c%đ.html", "x");
	make_file("other/tin/a.txt", "x");
	make_file("feed.jsonl", "");
	make_file("feed.jsonl.gz", "");
	make_file("README", "x");
	return 0;
}

static void
forget(void)
{
	tc_sources_free(&sources);
	tc_config_free(&config);
}

static const struct tc_source *
add(const char *argument, const char *base_url)
{
	assert_ok(
	    tc_sources_add(&sources, &config, argument, base_url, &test_err));
	return &sources.at[sources.n - 1];
}

static void
settings_are_read(void **state)
{
	(void)state;
	assert_ok(read_config("; a comment\n# another\n\n[index]\n"
			      "database = db\njobs = 3\ngenerations = 4\n\n"
			      "[source công văn]\npath = tin\n"
			      "base_url = https://a.vn/x/\n"
			      "visibility = public\n"
			      "[source sau]\n  path = /no/such/folder\n"
			      "  visibility = internal\n"));
	assert_string_equal(config.database, in_test_dir("/db"));
	assert_int_equal(config.jobs, 3);
	assert_int_equal(config.generations, 4);
	assert_int_equal(config.n, 2);
	assert_string_equal(config.sources[0].name, "công văn");
	assert_string_equal(config.sources[0].root, in_test_dir("tin"));
	assert_string_equal(config.sources[0].base_url, "https://a.vn/x/");
	assert_int_equal(config.sources[0].visibility, TC_PUBLIC);
	assert_string_equal(config.sources[1].root, "/no/such/folder");
	assert_int_equal(config.sources[1].visibility, TC_INTERNAL_ONLY);
	forget();
}

static void
what_is_not_said_is_closed(void **state)
{
	(void)state;
	assert_ok(read_config(""));
	assert_null(config.database);
	assert_int_equal(config.jobs, 0);
	assert_int_equal(config.n, 0);
	assert_ok(read_config("[source a]\npath=/a\n"));
	assert_int_equal(config.sources[0].visibility, TC_INTERNAL_ONLY);
	assert_null(config.sources[0].base_url);
	forget();
}

static void
wrong_settings_are_refused_with_their_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *why;
	} cases[] = {
	    {"hello\n", ":1: neither [section] nor name = value"},
	    {"[index]\njobs = 2\nhello\n", ":3: neither"},
	    {"[index\n", ":1: "},
	    {"[index]\njobs = 0\n", ":2: [index] jobs: no number above 0"},
	    {"[index]\ngenerations = 0\n", ":2: [index] generations: no"},
	    {"[index]\njobs = two\n", ":2: [index] jobs"},
	    {"[index]\njobs = 2x\n", ":2: [index] jobs"},
	    {"[index]\njobs =\n", ":2: [index] jobs"},
	    {"[index]\njobs = 99999999999999999999\n", ":2: [index] jobs"},
	    {"[index]\n\njob = 2\n", ":3: [index] job: no such setting"},
	    {"[other]\na = 1\n", ":2: [other] a: no such section"},
	    {"a = 1\n", ":1: [] a: no such section"},
	    {"[source a]\npath = b\ncolour = red\n", ":3: [source a] colour"},
	    {"[source a]\nvisibility = Public\npath = b\n",
	     ":2: [source a] visibility: neither public nor internal"},
	    {"[source a]\nvisibility = public\n", "[source a] has no path"},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		assert_status(TC_INVALID, read_config(cases[i].text));
		assert_contains(test_err.text, cases[i].why);
		assert_contains(test_err.text, "tracuu.conf");
		assert_null(config.sources);
		assert_int_equal(config.n, 0);
	}
	assert_status(TC_NOTFOUND,
	    tc_config_read(&config, in_test_dir("none.conf"), &test_err));
	assert_status(
	    TC_IO, tc_config_read(&config, in_test_dir("tin"), &test_err));
}

/* inih reads lines of 200 bytes and sections of 50. */
static void
long_lines_are_read_or_refused_but_never_cut(void **state)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	size_t n;

	(void)state;
	for (n = 10; n < 600; n += 10) {
		tc_buf_clear(&path);
		tc_buf_clear(&text);
		put_times(&path, "/thư mục", n / 10);
		tc_buf_printf(&text, "[source a]\npath = %s\n", path.s);
		if (read_config(text.s) == TC_OK)
			assert_string_equal(config.sources[0].path, path.s);
		else
			assert_contains(test_err.text, ":2: ");
		forget();
		tc_buf_clear(&text);
		tc_buf_printf(&text, "[source %s]\npath = /a\n", path.s);
		if (read_config(text.s) == TC_OK)
			assert_string_equal(config.sources[0].name, path.s);
		forget();
	}
	tc_buf_free(&text);
	tc_buf_free(&path);
}

static void
folder_is_named_by_itself(void **state)
{
	const struct tc_source *source;

	(void)state;
	source = add(in_test_dir("tin/"), NULL);
	assert_int_equal(source->kind, TC_SOURCE_FOLDER);
	assert_string_equal(source->name, "tin");
	assert_string_equal(source->root, in_test_dir("tin"));
	assert_string_equal(source->path, source->root);
	assert_null(source->base_url);
	assert_int_equal(source->visibility, TC_INTERNAL_ONLY);
	assert_false(source->configured);
	source = add(in_test_dir("tin/2020/../../other/."), NULL);
	assert_string_equal(source->name, "other");
	forget();
	source = add("/", NULL);
	assert_string_equal(source->name, "root");
	assert_string_equal(source->root, "/");
	forget();
}

static void
file_belongs_to_its_folder(void **state)
{
	const struct tc_source *source;

	(void)state;
	source = add(in_test_dir("tin/a.txt"), NULL);
	assert_int_equal(source->kind, TC_SOURCE_FILE);
	assert_int_equal(source->format, TC_FORMAT_TEXT);
	assert_string_equal(source->name, "tin");
	assert_string_equal(source->root, in_test_dir("tin"));
	assert_string_equal(source->path, in_test_dir("tin/a.txt"));
	source = add(in_test_dir("README"), NULL); /* named, so wanted */
	assert_int_equal(source->format, TC_FORMAT_TEXT);
	forget();
}

static void
feeds_are_told_by_their_names(void **state)
{
	const struct tc_source *source;

	(void)state;
	source = add(in_test_dir("feed.jsonl"), NULL);
	assert_int_equal(source->kind, TC_SOURCE_FEED);
	assert_int_equal(source->format, TC_FORMAT_FEED);
	assert_string_equal(source->name, TC_FEED_SOURCE);
	source = add(in_test_dir("feed.jsonl.gz"), NULL);
	assert_int_equal(source->format, TC_FORMAT_FEED_GZ);
	source = add("-", NULL);
	assert_int_equal(source->kind, TC_SOURCE_FEED);
	assert_string_equal(source->path, "-");
	assert_int_equal(sources.n, 3);
	forget();
}

static void
configured_source_gives_name_and_settings(void **state)
{
	const struct tc_source *source;

	(void)state;
	assert_ok(read_config("[source web]\npath = tin\n"
			      "base_url = http://a.vn\nvisibility = public\n"
			      "[source năm]\npath = tin/2020\n"));
	source = add(in_test_dir("tin"), NULL);
	assert_string_equal(source->name, "web");
	assert_int_equal(source->visibility, TC_PUBLIC);
	assert_string_equal(source->base_url, "http://a.vn");
	assert_true(source->configured);
	source = add(in_test_dir("tin/a.txt"), "http://b.vn");
	assert_string_equal(source->name, "web");
	assert_string_equal(source->base_url, "http://b.vn");
	source = add(in_test_dir("tin/2020"), NULL); /* the innermost one */
	assert_string_equal(source->name, "năm");
	assert_int_equal(source->visibility, TC_INTERNAL_ONLY);
	make_folder("tin-khac"); /* not below tin */
	source = add(in_test_dir("tin-khac"), NULL);
	assert_string_equal(source->name, "tin-khac");
	assert_int_equal(source->visibility, TC_INTERNAL_ONLY);
	forget();
}

/* Only the subfolder is looked at, but ids are those of a run over it all. */
static void
subfolder_keeps_the_name_of_its_source(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	const char *path = in_test_dir("tin/2020/x.txt");
	const struct tc_source *source;

	(void)state;
	assert_ok(read_config("[source web]\npath = tin\n"
			      "base_url = http://a.vn\nvisibility = public\n"));
	source = add(in_test_dir("tin/2020"), NULL);
	assert_int_equal(source->kind, TC_SOURCE_FOLDER);
	assert_string_equal(source->name, "web");
	assert_string_equal(source->root, in_test_dir("tin"));
	assert_string_equal(source->path, in_test_dir("tin/2020"));
	assert_int_equal(source->visibility, TC_PUBLIC);
	tc_source_id(source, path, &out);
	assert_text(out, "web/2020/x.txt", path);
	tc_buf_clear(&out);
	tc_source_url(source, path, &out);
	assert_text(out, "http://a.vn/2020/x.txt", path);
	forget();
	tc_buf_free(&out);
}

static void
links_lead_to_what_they_name(void **state)
{
	const struct tc_source *source;

	(void)state;
	assert_int_equal(symlink(in_test_dir("tin"), in_test_dir("link")), 0);
	source = add(in_test_dir("link"), NULL);
	assert_string_equal(source->path, in_test_dir("tin"));
	assert_string_equal(source->name, "tin");
	assert_status(TC_NOTFOUND,
	    tc_sources_add(
		&sources, &config, in_test_dir("none"), NULL, &test_err));
	assert_contains(test_err.text, "none");
	assert_status(TC_INVALID,
	    tc_sources_add(&sources, &config, "/dev/null", NULL, &test_err));
	assert_int_equal(sources.n, 1);
	forget();
}

static void
folders_of_one_name_clash(void **state)
{
	(void)state;
	add(in_test_dir("tin"), NULL);
	add(in_test_dir("tin/a.txt"), NULL); /* the same folder */
	assert_status(TC_INVALID,
	    tc_sources_add(
		&sources, &config, in_test_dir("other/tin"), NULL, &test_err));
	assert_contains(test_err.text, "\"tin\"");
	assert_contains(test_err.text, in_test_dir("tin and "));
	assert_contains(test_err.text, in_test_dir("other/tin would"));
	assert_status(TC_INVALID,
	    tc_sources_add(&sources, &config, in_test_dir("other/tin/a.txt"),
		NULL, &test_err));
	assert_int_equal(sources.n, 2);
	forget();
	assert_ok(read_config("[source tin khác]\npath = other/tin\n"));
	add(in_test_dir("tin"), NULL);
	add(in_test_dir("other/tin"), NULL);
	forget();
}

static void
ids_and_addresses_follow_the_path(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	const char *path = in_test_dir("tin/2020/b c%đ.html");
	const struct tc_source *source;

	(void)state;
	source = add(in_test_dir("tin"), "http://a.vn/x");
	tc_source_id(source, path, &out);
	assert_text(out, "tin/2020/b c%đ.html", path);
	tc_buf_clear(&out);
	tc_source_url(source, path, &out);
	assert_text(out, "http://a.vn/x/2020/b%20c%25%C4%91.html", path);
	source = add(in_test_dir("tin/2020"), "http://a.vn/");
	tc_buf_clear(&out);
	tc_source_url(source, in_test_dir("tin/2020/?#&=+~-_.'\""), &out);
	assert_text(out, "http://a.vn/%3F%23%26%3D%2B~-_.%27%22", "signs");
	source = add(in_test_dir("other"), NULL);
	tc_buf_clear(&out);
	tc_source_url(source, in_test_dir("other/x"), &out);
	assert_int_equal(out.len, 0);
	tc_source_id(source, in_test_dir("other/x"), &out);
	assert_text(out, "other/x", "other/x");
	forget();
	tc_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(settings_are_read),
	    cmocka_unit_test(what_is_not_said_is_closed),
	    cmocka_unit_test(wrong_settings_are_refused_with_their_line),
	    cmocka_unit_test(long_lines_are_read_or_refused_but_never_cut),
	    cmocka_unit_test(folder_is_named_by_itself),
	    cmocka_unit_test(file_belongs_to_its_folder),
	    cmocka_unit_test(feeds_are_told_by_their_names),
	    cmocka_unit_test(configured_source_gives_name_and_settings),
	    cmocka_unit_test(subfolder_keeps_the_name_of_its_source),
	    cmocka_unit_test(links_lead_to_what_they_name),
	    cmocka_unit_test(folders_of_one_name_clash),
	    cmocka_unit_test(ids_and_addresses_follow_the_path),
	};

	return cmocka_run_group_tests_name(
	    "indexer/source", tests, begin, remove_test_dir);
}
