/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/shrink.c: records come back as they were, or not at all. */
#include "tracuu_test.h"

#include "shrink.h"

#define RECORD                                                                            \
	"{\"id\":\"qd/12.txt\",\"title\":\"Quyết định về việc phê duyệt quy " \
	"hoạch chi tiết\",\"type\":\"Quyết định\",\"issuer\":\"Ủy ban nhân "  \
	"dân tỉnh\",\"text\":\"Căn cứ Luật Tổ chức chính quyền địa phương\"}"

static struct tc_shrinker *shrinker;
static struct tc_expander *expander;

static struct tc_span
span_of(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

static void
assert_same_again(const struct tc_buf *record)
{
	struct tc_buf shrunk = TC_BUF_INIT((size_t)1 << 26);
	struct tc_span got;
	uint32_t i;

	assert_ok(tc_shrink(shrinker, span_of(record), &shrunk, &test_err));
	for (i = 0; i < 3; i++) {
		assert_ok(
		    tc_expand(&got, expander, span_of(&shrunk), &test_err));
		assert_int_equal(got.len, record->len);
		assert_memory_equal(got.s, tc_buf_str(record), record->len);
		tc_shrink_pad(&shrunk, i);
	}
	tc_buf_free(&shrunk);
}

static void
records_come_back(void **state)
{
	struct tc_buf record = TC_BUF_INIT((size_t)1 << 26);
	uint64_t seed = 3;
	size_t len;

	(void)state;
	assert_same_again(&record);
	for (len = 1; len < 3000000; len += 1 + len * 3) {
		put_times(&record, RECORD, len / strlen(RECORD) + 1);
		assert_same_again(&record);
		while (record.len < len)
			tc_buf_putc(&record, (char)random_below(&seed, 256));
		assert_same_again(&record);
		tc_buf_clear(&record);
	}
	tc_buf_free(&record);
}

/* The dictionary is worth its place: zlib saves a fifth of such a record. */
static void
short_records_get_much_shorter(void **state)
{
	struct tc_buf shrunk = TC_BUF_INIT((size_t)1 << 20);
	struct tc_span record = {S(RECORD)};

	(void)state;
	assert_ok(tc_shrink(shrinker, record, &shrunk, &test_err));
	assert_true(shrunk.len < record.len / 2);
	tc_buf_free(&shrunk);
}

/* A few bits mean nothing: then the record comes back as it was. */
static void
damage_is_noticed(void **state)
{
	struct tc_buf shrunk = TC_BUF_INIT((size_t)1 << 20);
	struct tc_span record = {S(RECORD)}, got;
	uint32_t bit, unnoticed = 0;

	(void)state;
	assert_ok(tc_shrink(shrinker, record, &shrunk, &test_err));
	for (bit = 0; bit < 8 * shrunk.len; bit++) {
		shrunk.s[bit / 8] ^= (char)(1 << bit % 8);
		if (tc_expand(&got, expander, span_of(&shrunk), &test_err) ==
		    TC_OK) {
			assert_int_equal(got.len, record.len);
			assert_memory_equal(got.s, record.s, record.len);
			unnoticed++;
		} else {
			assert_int_equal(test_err.status, TC_CORRUPT);
			assert_int_equal(got.len, 0);
		}
		shrunk.s[bit / 8] ^= (char)(1 << bit % 8);
	}
	assert_true(unnoticed < shrunk.len / 10);
	tc_buf_free(&shrunk);
}

static void
parts_are_refused(void **state)
{
	struct tc_buf shrunk = TC_BUF_INIT((size_t)1 << 20);
	struct tc_span record = {S(RECORD)}, got;
	size_t len;

	(void)state;
	assert_ok(tc_shrink(shrinker, record, &shrunk, &test_err));
	for (len = 0; len < shrunk.len; len++)
		assert_status(TC_CORRUPT,
		    tc_expand(&got, expander, (struct tc_span){shrunk.s, len},
			&test_err));
	assert_status(TC_CORRUPT, tc_expand(&got, expander, record, &test_err));
	tc_buf_free(&shrunk);
}

static int
open_both(void **state)
{
	(void)state;
	return tc_shrinker_new(&shrinker, &test_err) == TC_OK &&
		tc_expander_new(&expander, &test_err) == TC_OK
	    ? 0
	    : -1;
}

static int
close_both(void **state)
{
	(void)state;
	tc_shrinker_free(shrinker);
	tc_expander_free(expander);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(records_come_back),
	    cmocka_unit_test(short_records_get_much_shorter),
	    cmocka_unit_test(damage_is_noticed),
	    cmocka_unit_test(parts_are_refused),
	};

	return cmocka_run_group_tests(tests, open_both, close_both);
}
