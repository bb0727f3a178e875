/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/memory.c and of what the index keeps: it is of one state. */
#include "tracuu_test.h"

#include "lookup.h"
#include "memory.h"
#include "search_test.h"

static const struct sample before[] = {
    {"a", "Kế hoạch", "khu công nghiệp, khu cong nghiep", "", "", "2020"},
    {"b", "Báo cáo", "khu công nghệ cao", "", "", "2021"},
};
static const struct sample after[] = {
    {"c", "Thông báo", "khu công nghiệp", "", "", "2022"},
};

static struct tc_span
span_of(const char *s)
{
	return (struct tc_span){s, strlen(s)};
}

static void
assert_span_equal(struct tc_span span, const char *s)
{
	assert_int_equal(span.len, strlen(s));
	assert_memory_equal(span.s, s, span.len);
}

static void
names_stand_for_what_was_put_last(void **state)
{
	struct tc_memory memory = {.at = NULL};
	struct tc_span what;

	(void)state;
	assert_false(tc_memory_get(&what, &memory, span_of("khu")));
	tc_memory_put(&memory, span_of("khu"), span_of("một"));
	tc_memory_put(&memory, span_of("không"), span_of(""));
	assert_true(tc_memory_get(&what, &memory, span_of("khu")));
	assert_span_equal(what, "một");
	assert_true(tc_memory_get(&what, &memory, span_of("không")));
	assert_int_equal(what.len, 0);
	assert_false(tc_memory_get(&what, &memory, span_of("kh")));
	tc_memory_put(&memory, span_of("khu"), span_of("hai"));
	assert_true(tc_memory_get(&what, &memory, span_of("khu")));
	assert_span_equal(what, "hai");
	tc_memory_free(&memory);
	assert_false(tc_memory_get(&what, &memory, span_of("khu")));
	tc_memory_free(&memory);
}

/* More than there is room for, and texts of all lengths. */
static void
what_is_there_is_right_whatever_was_put(void **state)
{
	static char text[8000];
	struct tc_memory memory = {.at = NULL};
	struct tc_span what;
	size_t i, found = 0, most = 0;
	char name[16];

	(void)state;
	memset(text, 'x', sizeof(text));
	for (i = 0; i < 40000; i++) {
		snprintf(name, sizeof(name), "%zu", i);
		tc_memory_put(&memory, span_of(name),
		    (struct tc_span){text, i % sizeof(text)});
		most = memory.bytes > most ? memory.bytes : most;
	}
	for (i = 0; i < 40000; i++) {
		snprintf(name, sizeof(name), "%zu", i);
		if (!tc_memory_get(&what, &memory, span_of(name)))
			continue;
		assert_int_equal(what.len, i % sizeof(text));
		found++;
	}
	assert_true(found > 100);
	assert_true(most < (size_t)9 << 20);
	tc_memory_free(&memory);
}

/* A tc_value_fn. */
static enum tc_status
take_id(void *arg, size_t i, struct tc_span value, struct tc_error *err)
{
	size_t len;

	(void)i;
	(void)err;
	*(char *)arg = *tc_index_order_id(value.s, value.len, &len);
	return TC_OK;
}

static char
first_id(void)
{
	uint32_t docid = 1;
	char id = '?';

	assert_ok(tc_index_values(
	    index_, TC_SLOT_ORDER, &docid, 1, take_id, &id, &test_err));
	return id;
}

static void
begin_lookup(struct tc_lookup *lookup)
{
	*lookup = (struct tc_lookup){
	    .index = index_, .term = TC_BUF_INIT(TC_BUF_LINE)};
}

static void
nothing_is_kept_beyond_its_state(void **state)
{
	struct tc_lookup lookup;
	bool changed;
	int i;

	(void)state;
	begin_lookup(&lookup);
	for (i = 0; i < 3; i++) {
		assert_int_equal(first_id(), 'a');
		assert_int_equal(tc_lookup_exact(&lookup, "cong", "o"), 2);
		assert_int_equal(tc_lookup_exact(&lookup, "cong", ""), 1);
		assert_int_equal(tc_lookup_exact(&lookup, "cong", "x"), 0);
		assert_int_equal(tc_lookup_count(&lookup, "cong"), 3);
		assert_int_equal(tc_lookup_count(&lookup, "khu cong"), 3);
		assert_true(tc_lookup_any(&lookup, "cong nghe"));
		assert_false(tc_lookup_any(&lookup, "cong ty"));
		assert_int_equal(tc_lookup_count(&lookup, "cong ty"), 0);
	}
	tc_buf_free(&lookup.term);
	publish_samples(in_test_dir("db"), 2, after, COUNT(after), 0);
	assert_ok(tc_index_refresh(&changed, index_, &test_err));
	assert_true(changed);
	begin_lookup(&lookup);
	assert_int_equal(first_id(), 'c');
	assert_int_equal(tc_lookup_exact(&lookup, "cong", "o"), 1);
	assert_int_equal(tc_lookup_exact(&lookup, "cong", ""), 0);
	assert_int_equal(tc_lookup_count(&lookup, "cong"), 1);
	assert_false(tc_lookup_any(&lookup, "cong nghe"));
	tc_buf_free(&lookup.term);
}

static int
begin(void **state)
{
	return begin_search(state, before, COUNT(before), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(names_stand_for_what_was_put_last),
	    cmocka_unit_test(what_is_there_is_right_whatever_was_put),
	    cmocka_unit_test(nothing_is_kept_beyond_its_state),
	};

	return cmocka_run_group_tests(tests, begin, end_search);
}
