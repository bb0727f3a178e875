/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of web/cache.c and web/known.c: what is kept is found again and never
 * more than there is room for; an answer that was kept is the one that would be
 * found, of the state that the index is in.
 */
#include "tracuu_test.h"

#include <tracuu/query.h>

#include "index_test.h"

#include "../web/cache.h"
#include "../web/known.h"
#include "../web/serve.h"

#define ROOM ((size_t)64 << 10)

static const char type[] = "text/plain";

static void
put(struct tc_cache *cache, const char *key, const char *body, size_t len)
{
	const struct tc_cached with = {type, len};
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(2 * ROOM);

	tc_buf_puts(&name, key);
	tc_buf_put(&text, body, len);
	tc_cache_put(cache, &name, &with, &text);
	tc_buf_free(&name);
	tc_buf_free(&text);
}

/* Is a body of this length kept under the key? What is there must be right. */
static bool
has(struct tc_cache *cache, const char *key, const char *body, size_t len)
{
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf text = TC_BUF_INIT(2 * ROOM);
	struct tc_cached with;
	bool got;

	tc_buf_puts(&name, key);
	got = tc_cache_get(cache, &name, &with, &text);
	if (got) {
		assert_int_equal(text.len, len);
		assert_memory_equal(text.s, body, len);
		assert_ptr_equal(with.type, type);
		assert_int_equal(with.found, len);
	}
	tc_buf_free(&name);
	tc_buf_free(&text);
	return got;
}

static void
what_is_kept_is_found_again(void **state)
{
	struct tc_cache *cache;

	(void)state;
	assert_ok(tc_cache_new(&cache, ROOM, &test_err));
	assert_false(has(cache, "a", "", 0));
	put(cache, "a", "first", 5);
	put(cache, "b", "second", 6);
	put(cache, "", "none", 4);
	put(cache, "c", "", 0);
	assert_true(has(cache, "a", "first", 5));
	assert_true(has(cache, "b", "second", 6));
	assert_false(has(cache, "", "none", 4));
	assert_false(has(cache, "c", "", 0));
	assert_false(has(cache, "ab", "first", 5));
	put(cache, "a", "third", 5);
	assert_true(has(cache, "a", "third", 5));
	tc_cache_free(cache);
	tc_cache_free(NULL);
}

/* Bytes that cannot be packed. */
static void
fill(char *bytes, size_t len, uint32_t seed)
{
	size_t i;

	for (i = 0; i < len; i++) {
		seed = seed * 1664525u + 1013904223u;
		bytes[i] = (char)(seed >> 24);
	}
}

static void
what_was_asked_for_longest_ago_makes_room(void **state)
{
	enum { EACH = 3000, ALL = 200 };
	static char bytes[EACH];
	struct tc_cache *cache;
	char key[16];
	unsigned i, kept = 0;

	(void)state;
	assert_ok(tc_cache_new(&cache, ROOM, &test_err));
	for (i = 0; i < ALL; i++) {
		snprintf(key, sizeof(key), "%u", i);
		fill(bytes, EACH, i);
		put(cache, key, bytes, EACH);
		fill(bytes, EACH, 0);
		assert_true(has(cache, "0", bytes, EACH));
	}
	for (i = 0; i < ALL; i++) {
		snprintf(key, sizeof(key), "%u", i);
		fill(bytes, EACH, i);
		if (has(cache, key, bytes, EACH))
			kept++;
		else
			assert_true(i > 0 && i < ALL - 15);
	}
	assert_in_range(kept, 16, ROOM / EACH);
	tc_cache_free(cache);
}

/* What is too long for its share leaves the others alone. */
static void
long_answers_are_not_kept(void **state)
{
	static char bytes[ROOM + 1];
	struct tc_cache *cache;

	(void)state;
	assert_ok(tc_cache_new(&cache, ROOM, &test_err));
	put(cache, "short", "body", 4);
	fill(bytes, sizeof(bytes), 1);
	put(cache, "share", bytes, ROOM / 8);
	put(cache, "all", bytes, ROOM);
	put(cache, "more", bytes, ROOM + 1);
	assert_false(has(cache, "share", bytes, ROOM / 8));
	assert_false(has(cache, "all", bytes, ROOM));
	assert_false(has(cache, "more", bytes, ROOM + 1));
	assert_true(has(cache, "short", "body", 4));
	/* Packed it is short. */
	memset(bytes, 'a', sizeof(bytes));
	put(cache, "as", bytes, ROOM);
	assert_true(has(cache, "as", bytes, ROOM));
	tc_cache_free(cache);
}

/*
 * Answers of the page
 */

/* clang-format off */
static const struct sample first[] = {
    {"1", "Đại hội đảng bộ", "đại hội đại biểu đảng bộ tỉnh", "Nghị quyết", "1/NQ-TU", "2020-06-29"},
    {"2", "Khu công nghiệp", "quy hoạch khu công nghiệp đại hội", "Quyết định", "2/QĐ-UBND", "2021-02-03"},
    {"3", "Mật", "đại hội khu bí mật", "Quyết định", "3/QĐ-UBND", "2021-02-03"},
};

static const struct sample second[] = {
    {"1", "Đại hội đoàn", "đại hội đại biểu đoàn thanh niên", "Nghị quyết", "1/NQ-TU", "2020-06-29"},
    {"4", "Khu đô thị", "quy hoạch khu đô thị đại hội", "Quyết định", "4/QĐ-UBND", "2022-02-03"},
    {"5", "Mật", "đại hội khu bí mật", "Quyết định", "5/QĐ-UBND", "2021-02-03"},
};
/* clang-format on */

/* Queries of which each has an answer of its own. */
static const char *const requests[] = {"", "q=dai+hoi", "q=dai+hoi&n=1",
    "q=dai+hoi&n=1&p=2", "q=dai+hoi&format=json",
    "q=dai+hoi&format=json&facets=1", "q=dai+hoi&format=atom",
    "q=dai+hoi&sort=newest", "q=dai+hoi&year=2020", "q=dai+hoi&exact=1",
    "q=dai+hoi&literal=1", "q=bi+mat", "q=khu", "q=xyzzy", "id=1",
    "id=1&q=dai+hoi", "id=1&format=json", "id=3", "similar=1", "similar=5",
    "suggest=dai", "suggest=dai&format=json", "p=0", "q=thang+nay"};

struct said {
	const char *query, *method, *known;
};

static const char *
variable(void *arg, const char *name)
{
	const struct said *said = arg;

	if (strcmp(name, "QUERY_STRING") == 0)
		return said->query;
	if (strcmp(name, "REQUEST_METHOD") == 0)
		return said->method;
	if (strcmp(name, "HTTP_IF_NONE_MATCH") == 0)
		return said->known;
	return strcmp(name, "SCRIPT_NAME") == 0 ? "/tra-cuu" : NULL;
}

static void
ask(struct tc_site *site, const char *query, struct tc_buf *out)
{
	struct said said = {query, "GET", NULL};
	const struct tc_client client = {
	    .variable = variable, .arg = &said, .channel = {.fd = -1}};

	tc_buf_clear(out);
	tc_serve(out, site, &client, NULL);
	assert_false(out->failed);
}

static void
open_site(struct tc_site *site, bool keeps)
{
	assert_ok(tc_site_open(site, &test_err));
	if (keeps)
		assert_ok(tc_site_keep(site, &test_err));
	assert_true(keeps == (site->cache != NULL));
}

/* A site that keeps answers gives those of one that does not, twice. */
static void
compare_all(struct tc_site *keeping, struct tc_site *plain)
{
	struct tc_buf want = TC_BUF_INIT(TC_RESPONSE_MAX);
	struct tc_buf got = TC_BUF_INIT(TC_RESPONSE_MAX);
	size_t i;

	for (i = 0; i < 2 * COUNT(requests); i++) {
		ask(plain, requests[i % COUNT(requests)], &want);
		ask(keeping, requests[i % COUNT(requests)], &got);
		assert_string_equal(got.s, want.s);
	}
	tc_buf_free(&want);
	tc_buf_free(&got);
}

static void
kept_answers_are_those_that_would_be_found(void **state)
{
	struct tc_site keeping, plain;
	const char *db = make_folder("db");

	(void)state;
	publish_samples(db, 1, first, COUNT(first), 2);
	setenv("TRACUU_CONF", "/dev/null", 1);
	setenv("TRACUU_DB", db, 1);
	open_site(&keeping, true);
	open_site(&plain, false);
	compare_all(&keeping, &plain);
	/* Nothing of the generation before is left, nor of what is hidden. */
	publish_samples(db, 2, second, COUNT(second), 2);
	compare_all(&keeping, &plain);
	publish_samples(db, 3, second, COUNT(second), 1);
	compare_all(&keeping, &plain);
	publish_samples(db, 4, first, COUNT(first), 2);
	compare_all(&keeping, &plain);
	tc_site_close(&keeping);
	tc_site_close(&plain);
}

/* An answer is taken from what is kept: it says so where it was put wrong. */
static void
answers_are_taken_from_what_is_kept(void **state)
{
	static const struct tc_cached with = {type, 7};
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf body = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf out = TC_BUF_INIT(TC_RESPONSE_MAX);
	struct said said = {"q=khu", "GET", NULL};
	struct tc_request request;
	struct tc_site site;
	const char *problem;

	(void)state;
	open_site(&site, true);
	assert_int_equal(
	    tc_request_read(&request, variable, &said, &problem), 200);
	tc_known_key(&key, &site, &request);
	assert_true(tc_known_holds(&key, &site));
	tc_buf_puts(&body, "another body");
	tc_cache_put(site.cache, &key, &with, &body);
	ask(&site, "q=khu", &out);
	assert_contains(out.s, "Content-Type: text/plain\r\n");
	assert_contains(out.s, "\r\n\r\nanother body");
	ask(&site, "q=khu&n=5", &out);
	assert_null(strstr(out.s, "another body"));
	/* An index that has changed has other keys. */
	publish_samples(in_test_dir("db"), 5, second, COUNT(second), 2);
	ask(&site, "q=khu", &out);
	assert_null(strstr(out.s, "another body"));
	assert_false(tc_known_holds(&key, &site));
	tc_request_free(&request);
	tc_buf_free(&key);
	tc_buf_free(&body);
	tc_buf_free(&out);
	tc_site_close(&site);
}

static void
the_setting_says_how_much_is_kept(void **state)
{
	static const struct {
		const char *line;
		enum tc_status status;
		size_t megabytes;
	} cases[] = {{"", TC_OK, 64}, {"cache = 0", TC_OK, 0},
	    {"cache = 512", TC_OK, 512}, {"cache = 513", TC_INVALID, 0},
	    {"cache = -1", TC_INVALID, 0}, {"cache = 1M", TC_INVALID, 0},
	    {"cache =", TC_INVALID, 0}};
	const char *path = in_test_dir("page.conf");
	struct tc_settings settings;
	FILE *fp;
	size_t i;

	(void)state;
	setenv("TRACUU_CONF", path, 1);
	for (i = 0; i < COUNT(cases); i++) {
		assert_non_null(fp = fopen(path, "w"));
		fprintf(fp, "[web]\n%s\n", cases[i].line);
		assert_int_equal(fclose(fp), 0);
		assert_int_equal(
		    tc_settings_read(&settings, &test_err), cases[i].status);
		if (cases[i].status == TC_OK)
			assert_int_equal(
			    settings.cache_bytes, cases[i].megabytes << 20);
		tc_settings_free(&settings);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(what_is_kept_is_found_again),
	    cmocka_unit_test(what_was_asked_for_longest_ago_makes_room),
	    cmocka_unit_test(long_answers_are_not_kept),
	    cmocka_unit_test(kept_answers_are_those_that_would_be_found),
	    cmocka_unit_test(answers_are_taken_from_what_is_kept),
	    cmocka_unit_test(the_setting_says_how_much_is_kept),
	};

	return cmocka_run_group_tests(tests, make_test_dir, remove_test_dir);
}
