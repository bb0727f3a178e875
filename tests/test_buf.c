/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of base/: buffers, error values, packing, the hash. */
#include <unistd.h>

#include "tracuu_test.h"

#include <tracuu/hash.h>
#include <tracuu/pack.h>
#include <tracuu/text.h>

static void
buffer_grows_and_ends_in_a_nul(void **state)
{
	struct tc_buf buf = TC_BUF_INIT(100000);
	size_t i;

	(void)state;
	assert_null(buf.s);
	assert_string_equal(tc_buf_str(&buf), "");
	tc_buf_puts(&buf, "");
	assert_non_null(buf.s);
	for (i = 0; i < 50000; i++) {
		tc_buf_putc(&buf, (char)('a' + i % 26));
		assert_int_equal(buf.s[buf.len], '\0');
	}
	tc_buf_put(&buf, "\0x", 2);
	tc_buf_printf(&buf, "%d-%s", 7, "đ");
	assert_int_equal(buf.len, 50000 + 2 + 4);
	assert_memory_equal(buf.s, "abcdefghijklmnopqrstuvwxyzabc", 29);
	assert_memory_equal(buf.s + 50000, "\0x7-đ", 7);
	assert_ok(tc_buf_check(&buf, &test_err));
	tc_buf_free(&buf);
	assert_null(buf.s);
	assert_int_equal(buf.max, 100000);
}

/* A limit is reached to the byte, by every way of appending. */
static void
limit_is_exact(void **state)
{
	size_t max, way;

	(void)state;
	for (max = 0; max < 600; max += 7) {
		for (way = 0; way < 3; way++) {
			struct tc_buf buf = TC_BUF_INIT(max);
			size_t i;

			for (i = 0; i <= max; i++) {
				assert_false(buf.failed);
				if (way == 0)
					tc_buf_putc(&buf, 'x');
				else if (way == 1)
					tc_buf_printf(&buf, "%d", 1);
				else if (tc_buf_reserve(&buf, 1) != NULL)
					buf.len++;
			}
			assert_true(buf.failed && buf.full);
			assert_int_equal(buf.len, max);
			tc_buf_free(&buf);
		}
	}
}

static void
failure_is_remembered_and_keeps_what_was_there(void **state)
{
	struct tc_buf buf = TC_BUF_INIT(5);

	(void)state;
	tc_buf_puts(&buf, "abc");
	tc_buf_puts(&buf, "def");
	assert_true(buf.failed);
	tc_buf_putc(&buf, 'd'); /* there would be room */
	tc_buf_printf(&buf, "%c", 'd');
	assert_null(tc_buf_reserve(&buf, 0));
	assert_text(buf, "abc", "abc");
	assert_status(TC_TOOBIG, tc_buf_check(&buf, &test_err));
	assert_contains(test_err.text, "5 bytes");
	tc_buf_cut(&buf, 1);
	assert_status(TC_TOOBIG, tc_buf_check(&buf, NULL));
	tc_buf_clear(&buf);
	assert_ok(tc_buf_check(&buf, &test_err));
	tc_buf_puts(&buf, "defgh");
	assert_text(buf, "defgh", "defgh");
	buf.failed = true; /* as after a realloc that failed */
	assert_status(TC_NOMEM, tc_buf_check(&buf, &test_err));
	tc_buf_free(&buf);
	assert_ok(tc_buf_check(&buf, &test_err));
	tc_buf_puts(&buf, "again");
	assert_text(buf, "again", "again");
	tc_buf_free(&buf);
}

static void
clearing_keeps_the_memory(void **state)
{
	struct tc_buf buf = TC_BUF_INIT(TC_BUF_LINE);
	const char *s;
	size_t cap;

	(void)state;
	tc_buf_clear(&buf);
	tc_buf_cut(&buf, 0);
	put_times(&buf, "0123456789", 100);
	s = buf.s;
	cap = buf.cap;
	tc_buf_clear(&buf);
	assert_int_equal(buf.len, 0);
	assert_string_equal(buf.s, "");
	put_times(&buf, "0123456789", 100);
	assert_ptr_equal(buf.s, s);
	assert_int_equal(buf.cap, cap);
	tc_buf_cut(&buf, 2000);
	assert_int_equal(buf.len, 1000);
	tc_buf_cut(&buf, 3);
	assert_string_equal(buf.s, "012");
	tc_buf_free(&buf);
}

static void
error_is_filled_and_its_status_returned(void **state)
{
	(void)state;
	test_err.pos = 7;
	assert_int_equal(
	    tc_fail(&test_err, TC_LOCKED, "%s: %d", "đây", 5), TC_LOCKED);
	assert_int_equal(test_err.status, TC_LOCKED);
	assert_int_equal(test_err.pos, 0);
	assert_string_equal(test_err.text, "đây: 5");
	assert_int_equal(tc_fail(NULL, TC_FULL, "%s", "x"), TC_FULL);
}

/* Characters of one to four bytes, cut at every place. */
static void
long_error_is_cut_between_characters(void **state)
{
	static const char *const characters[] = {"x", "đ", "ệ", "\U0001F600"};
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, shift, len;

	(void)state;
	for (i = 0; i < COUNT(characters); i++) {
		for (shift = 0; shift < 5; shift++) {
			tc_buf_clear(&text);
			put_times(&text, "a", shift);
			put_times(&text, characters[i], 300);
			tc_fail(&test_err, TC_IO, "%s", text.s);
			len = strlen(test_err.text);
			assert_in_range(
			    len, TC_ERROR_TEXT - 4, TC_ERROR_TEXT - 1);
			assert_int_equal(
			    tc_text_utf8_span(test_err.text, len), len);
		}
	}
	tc_buf_free(&text);
}

static void
control_characters_in_errors_are_shown(void **state)
{
	(void)state;
	tc_fail(&test_err, TC_IO, "%s", "a\nb\033[2J\x7F\tđ");
	assert_string_equal(test_err.text, "a?b?[2J??đ");
	/* U+009B does to some terminals what ESC [ does. */
	tc_fail(&test_err, TC_IO, "%s",
	    "a\xC2\x9B"
	    "2Jb\xC2\x85\u00A0");
	assert_string_equal(test_err.text, "a??2Jb??\u00A0");
}

static void
statuses_have_names(void **state)
{
	int status;

	(void)state;
	for (status = TC_OK; status <= TC_INTERNAL; status++) {
		assert_non_null(tc_status_name((enum tc_status)status));
		assert_string_not_equal(
		    tc_status_name((enum tc_status)status), "unknown");
	}
	assert_string_equal(tc_status_name((enum tc_status)999), "unknown");
}

static void
packed_values_come_back(void **state)
{
	struct tc_buf buf = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_span in, span;
	uint32_t n;

	(void)state;
	tc_pack_number(&buf, UINT32_MAX);
	tc_pack_span(&buf, "a\0đ", 4);
	tc_pack_span(&buf, NULL, 0);
	tc_pack_number(&buf, 0);
	in = (struct tc_span){buf.s, buf.len};
	assert_ok(tc_unpack_number(&n, &in, &test_err));
	assert_int_equal(n, UINT32_MAX);
	assert_ok(tc_unpack_span(&span, &in, &test_err));
	assert_int_equal(span.len, 4);
	assert_memory_equal(span.s, "a\0đ", 4);
	assert_ok(tc_unpack_span(&span, &in, &test_err));
	assert_int_equal(span.len, 0);
	assert_ok(tc_unpack_number(&n, &in, &test_err));
	assert_int_equal(n, 0);
	assert_int_equal(in.len, 0);
	tc_buf_free(&buf);
}

static void
cut_packing_is_corrupt_at_every_byte(void **state)
{
	struct tc_buf buf = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_span in, span = {"x", 1};
	uint32_t n = 1;
	size_t len;

	(void)state;
	tc_pack_span(&buf, S("hai mươi"));
	for (len = 0; len < buf.len; len++) {
		in = (struct tc_span){buf.s, len};
		assert_status(
		    TC_CORRUPT, tc_unpack_span(&span, &in, &test_err));
		assert_int_equal(span.len, 0);
	}
	for (len = 0; len < sizeof(n); len++) {
		in = (struct tc_span){buf.s, len};
		assert_status(TC_CORRUPT, tc_unpack_number(&n, &in, &test_err));
		assert_int_equal(n, 0);
	}
	tc_buf_free(&buf);
}

static void
files_are_read_whole(void **state)
{
	struct tc_buf all = TC_BUF_INIT(TC_BUF_LINE), few = TC_BUF_INIT(16);
	char path[] = "/tmp/tracuu-buf.XXXXXX";
	int fd = mkstemp(path), i;

	(void)state;
	assert_true(fd >= 0);
	for (i = 0; i < 20000; i++)
		assert_int_equal(write(fd, "0123456789", 10), 10);
	close(fd);
	tc_buf_puts(&all, "x");
	assert_ok(tc_buf_read(&all, path, &test_err));
	assert_int_equal(all.len, 200001);
	assert_memory_equal(all.s + 199990, "90123456789", 12);
	assert_status(TC_TOOBIG, tc_buf_read(&few, path, &test_err));
	assert_contains(test_err.text, path);
	unlink(path);
	assert_status(TC_NOTFOUND, tc_buf_read(&all, path, &test_err));
	assert_contains(test_err.text, path);
	assert_status(TC_IO, tc_buf_read(&all, "/", &test_err));
	tc_buf_free(&all);
	tc_buf_free(&few);
}

/* The examples of draft-eastlake-fnv, appendix C. */
static void
hash_is_fnv_1a(void **state)
{
	(void)state;
	assert_int_equal(tc_hash("", 0), 0x811C9DC5);
	assert_int_equal(tc_hash("a", 1), 0xE40C292C);
	assert_int_equal(tc_hash("foobar", 6), 0xBF9CF968);
}

/* Of 65,536 short terms no more share a hash than chance has it (0.5). */
static void
quick_hash_tells_terms_apart(void **state)
{
	unsigned char *seen = calloc((size_t)1 << 29, 1);
	uint32_t i, hash, alike = 0;
	char term[16];

	(void)state;
	assert_non_null(seen);
	for (i = 0; i < 65536; i++) {
		snprintf(term, sizeof(term), "%c%u %u", 'a' + (int)(i % 26),
		    i / 26 % 50, i / 1300);
		hash = tc_hash_quick(term, strlen(term));
		alike += seen[hash >> 3] >> (hash & 7) & 1;
		seen[hash >> 3] |= (unsigned char)(1u << (hash & 7));
	}
	free(seen);
	assert_true(alike <= 8);
	assert_true(tc_hash_quick("\0", 1) != tc_hash_quick("", 0));
	assert_true(tc_hash_quick("ab", 2) != tc_hash_quick("ab\0", 3));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(buffer_grows_and_ends_in_a_nul),
	    cmocka_unit_test(limit_is_exact),
	    cmocka_unit_test(failure_is_remembered_and_keeps_what_was_there),
	    cmocka_unit_test(clearing_keeps_the_memory),
	    cmocka_unit_test(error_is_filled_and_its_status_returned),
	    cmocka_unit_test(long_error_is_cut_between_characters),
	    cmocka_unit_test(control_characters_in_errors_are_shown),
	    cmocka_unit_test(statuses_have_names),
	    cmocka_unit_test(packed_values_come_back),
	    cmocka_unit_test(cut_packing_is_corrupt_at_every_byte),
	    cmocka_unit_test(files_are_read_whole),
	    cmocka_unit_test(hash_is_fnv_1a),
	    cmocka_unit_test(quick_hash_tells_terms_apart),
	};

	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
