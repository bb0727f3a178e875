/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of indexer/known.c: the table of what the index knows. */
#include "tracuu_test.h"

#include "known.h"
#include "state.h"

static struct tc_known *known;

static int
begin(void **state)
{
	(void)state;
	return tc_known_new(&known, NULL) == TC_OK ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	tc_known_free(known);
	return 0;
}

static struct tc_known_row *
add(const char *id, const char *source)
{
	struct tc_known_row *row;

	assert_ok(tc_known_add(&row, known, S(id), source, &test_err));
	assert_non_null(row);
	return row;
}

static void
set_state(const char *id, const char *state)
{
	struct tc_known_row *row = tc_known_find(known, S(id));

	assert_ok(tc_known_set_state(
	    known, row, (struct tc_span){state, strlen(state)}, &test_err));
}

static void
ids_are_found_once_added(void **state)
{
	struct tc_known_row *row;

	(void)state;
	assert_null(tc_known_find(known, S("a")));
	assert_int_equal(tc_known_count(known), 0);
	row = add("a", "tin");
	assert_string_equal(row->id, "a");
	assert_int_equal(row->id_len, 1);
	assert_string_equal(row->source, "tin");
	assert_null(row->state);
	assert_false(row->indexed || row->seen || row->sent);
	assert_ptr_equal(tc_known_find(known, S("a")), row);
	assert_null(tc_known_find(known, "ab", 2));
	assert_null(tc_known_find(known, "", 0));
	row->seen = true;
	row = add("a", "khác"); /* the row it has */
	assert_true(row->seen);
	assert_string_equal(row->source, "tin");
	assert_int_equal(tc_known_count(known), 1);
}

static void
ids_may_be_any_bytes(void **state)
{
	struct tc_known_row *row;

	(void)state;
	assert_ok(tc_known_add(&row, known, "a\0b", 3, "tin", &test_err));
	assert_ok(tc_known_add(&row, known, "a\0c", 3, "tin", &test_err));
	assert_ok(tc_known_add(&row, known, "", 0, "tin", &test_err));
	assert_int_equal(tc_known_count(known), 3);
	assert_memory_equal(tc_known_find(known, "a\0c", 3)->id, "a\0c", 4);
	assert_non_null(tc_known_find(known, "", 0));
}

static void
rows_stay_in_their_order_while_the_table_grows(void **state)
{
	char id[32], source[32];
	size_t i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		snprintf(id, sizeof(id), "tin/%zu", i * 7919 % 100003);
		snprintf(source, sizeof(source), "s%zu", i % 5);
		add(id, source);
		if (i % 3 == 0)
			set_state(id, id);
	}
	assert_int_equal(tc_known_count(known), 100000);
	for (i = 0; i < 100000; i++) {
		const struct tc_known_row *row = tc_known_row(known, i);

		snprintf(id, sizeof(id), "tin/%zu", i * 7919 % 100003);
		snprintf(source, sizeof(source), "s%zu", i % 5);
		assert_string_equal(row->id, id);
		assert_string_equal(row->source, source);
		assert_ptr_equal(tc_known_find(known, S(id)), row);
		assert_int_equal(tc_known_has_state(known, S(id)), i % 3 == 0);
	}
	assert_ptr_equal(
	    tc_known_row(known, 0)->source, tc_known_row(known, 5)->source);
}

static void
states_change_and_old_ones_are_forgotten(void **state)
{
	(void)state;
	add("a", "tin");
	add("b", "tin");
	assert_false(tc_known_has_state(known, S("1")));
	set_state("a", "1");
	set_state("b", "2");
	assert_true(tc_known_has_state(known, S("1")));
	assert_true(tc_known_has_state(known, S("2")));
	set_state("a", "2");
	assert_false(tc_known_has_state(known, S("1")));
	set_state("b", "3");
	assert_true(tc_known_has_state(known, S("2")));
	assert_true(tc_known_has_state(known, S("3")));
	set_state("a", "");
	assert_false(tc_known_has_state(known, S("2")));
	assert_true(tc_known_has_state(known, "", 0));
	assert_int_equal(tc_known_find(known, S("a"))->state_len, 0);
	assert_string_equal(tc_known_find(known, S("b"))->state, "3");
}

/* Slots of old states fill the table: it must grow, not run in circles. */
static void
states_may_change_as_often_as_they_like(void **state)
{
	char id[16], value[32];
	size_t i;

	(void)state;
	for (i = 0; i < 10; i++) {
		snprintf(id, sizeof(id), "%zu", i);
		add(id, "tin");
	}
	for (i = 0; i < 200000; i++) {
		snprintf(id, sizeof(id), "%zu", i % 10);
		snprintf(value, sizeof(value), "state %zu", i);
		set_state(id, value);
	}
	for (i = 0; i < 200000; i++) {
		snprintf(value, sizeof(value), "state %zu", i);
		if (i % 1000 == 0 || i > 199900)
			assert_int_equal(
			    tc_known_has_state(known, S(value)), i >= 199990);
	}
	for (i = 0; i < 10000; i++) /* to and fro */
		set_state("0", i % 2 == 0 ? "x" : "y");
	assert_true(tc_known_has_state(known, S("y")));
	assert_false(tc_known_has_state(known, S("x")));
	assert_int_equal(tc_known_count(known), 10);
}

/* A state of a file of that size and time, with these bytes. */
static void
file_state(char state[TC_STATE_LEN], char stat, char bytes)
{
	memset(state, stat, TC_STATE_STAT + TC_STATE_SETTINGS);
	memset(state + TC_STATE_STAT + TC_STATE_SETTINGS, bytes, TC_STATE_HASH);
}

static void
add_file(const char *id, const char *source, char stat, char bytes)
{
	struct tc_known_row *row = add(id, source);
	char state[TC_STATE_LEN];

	file_state(state, stat, bytes);
	row->indexed = true;
	assert_ok(tc_known_set_state(
	    known, row, (struct tc_span){state, sizeof(state)}, &test_err));
}

/* The ids of files that are alike, each after a space. */
static void
check_alike(const char *source, char stat, const char *want)
{
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	char state[TC_STATE_LEN];
	struct tc_known_row *row;
	uint32_t at = 0;

	file_state(state, stat, 'x');
	do {
		assert_ok(
		    tc_known_alike(&row, known, source, state, &at, &test_err));
		if (row != NULL)
			tc_buf_printf(&got, " %s", row->id);
	} while (row != NULL);
	assert_text(got, want, "files that are alike");
	tc_buf_free(&got);
}

static void
files_of_one_size_and_time_are_alike(void **state)
{
	(void)state;
	add_file("tin/a", "tin", 's', '1');
	add_file("tin/b", "tin", 't', '1');
	add_file("tin/c", "tin", 's', '2');
	add_file("van/d", "van", 's', '1');
	add_file("tin/e", "tin", 's', '3');
	add("tin/f", "tin");
	check_alike("tin", 's', " tin/a tin/c tin/e");
	check_alike("van", 's', " van/d");
	check_alike("tin", 'u', "");
	tc_known_find(known, S("tin/a"))->seen = true;
	tc_known_find(known, S("tin/c"))->moved = true;
	check_alike("tin", 's', " tin/e");
	/* Rows of this run are none of the last. */
	add_file("tin/g", "tin", 's', '4');
	check_alike("tin", 's', " tin/e");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test_setup_teardown(
		ids_are_found_once_added, begin, end),
	    cmocka_unit_test_setup_teardown(ids_may_be_any_bytes, begin, end),
	    cmocka_unit_test_setup_teardown(
		rows_stay_in_their_order_while_the_table_grows, begin, end),
	    cmocka_unit_test_setup_teardown(
		states_change_and_old_ones_are_forgotten, begin, end),
	    cmocka_unit_test_setup_teardown(
		states_may_change_as_often_as_they_like, begin, end),
	    cmocka_unit_test_setup_teardown(
		files_of_one_size_and_time_are_alike, begin, end),
	};

	return cmocka_run_group_tests_name("indexer/known", tests, NULL, NULL);
}
