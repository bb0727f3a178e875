/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tests of the library share: cmocka, statuses checked with their
 * message, texts of code points, numbers that are random and yet the same in
 * every run, a directory to work in. To be included first.
 */

#ifndef TRACUU_TEST_H
#define TRACUU_TEST_H

#include <sys/types.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/buf.h>
#include <unistd.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A C string as the pointer and length that calls take. */
#define S(text) (text), strlen(text)

/* The error of the last call that was checked. */
static struct tc_error test_err;

static inline void
check_status(enum tc_status got, enum tc_status want, const char *call,
    const char *file, int line)
{
	if (got == want)
		return;
	print_error("%s\n\t%s, not %s: %s\n", call, tc_status_name(got),
	    tc_status_name(want), test_err.text);
	_fail(file, line);
}

/* Test that a call, whose err is &test_err, returns this status. */
#define assert_status(want, call) \
	check_status((call), (want), #call, __FILE__, __LINE__)
#define assert_ok(call) assert_status(TC_OK, call)

static inline void
check_contains(const char *text, const char *part, const char *file, int line)
{
	if (strstr(text, part) != NULL)
		return;
	print_error("\"%s\" is not in \"%s\"\n", part, text);
	_fail(file, line);
}

/* Test that a text has this part. */
#define assert_contains(text, part) \
	check_contains((text), (part), __FILE__, __LINE__)

static inline void
check_text(const char *got, size_t len, const char *want, const char *of,
    const char *file, int line)
{
	if (len == strlen(want) && memcmp(got, want, len) == 0)
		return;
	print_error(
	    "\"%s\" gives \"%.*s\", not \"%s\"\n", of, (int)len, got, want);
	_fail(file, line);
}

/* Test that what a buffer holds, made of `of`, is this text. */
#define assert_text(buf, want, of) \
	check_text(                \
	    tc_buf_str(&(buf)), (buf).len, (want), (of), __FILE__, __LINE__)

/* Append a code point as UTF-8; surrogates too, which are none. */
static inline void
put_char(struct tc_buf *out, uint32_t c)
{
	if (c < 0x80) {
		tc_buf_putc(out, (char)c);
	} else if (c < 0x800) {
		tc_buf_putc(out, (char)(0xC0 | c >> 6));
		tc_buf_putc(out, (char)(0x80 | (c & 0x3F)));
	} else if (c < 0x10000) {
		tc_buf_putc(out, (char)(0xE0 | c >> 12));
		tc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
		tc_buf_putc(out, (char)(0x80 | (c & 0x3F)));
	} else {
		tc_buf_putc(out, (char)(0xF0 | c >> 18));
		tc_buf_putc(out, (char)(0x80 | (c >> 12 & 0x3F)));
		tc_buf_putc(out, (char)(0x80 | (c >> 6 & 0x3F)));
		tc_buf_putc(out, (char)(0x80 | (c & 0x3F)));
	}
}

/* Append a text n times. */
static inline void
put_times(struct tc_buf *out, const char *s, size_t n)
{
	while (n-- > 0)
		tc_buf_puts(out, s);
}

/* xorshift64 (Marsaglia 2003); *seed is not 0. */
static inline uint32_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

/* A number from 0 to n - 1. */
static inline uint32_t
random_below(uint64_t *seed, uint32_t n)
{
	return next_random(seed) % n;
}

/*
 * A directory for each group of tests
 */

static char test_dir[512];

static inline int
make_test_dir(void **state)
{
	const char *tmp = getenv("TMPDIR");

	(void)state;
	snprintf(test_dir, sizeof(test_dir), "%s/tracuu-test-XXXXXX",
	    tmp != NULL && *tmp != '\0' ? tmp : "/tmp");
	return mkdtemp(test_dir) != NULL ? 0 : -1;
}

static inline int
remove_file(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int
remove_test_dir(void **state)
{
	(void)state;
	return nftw(test_dir, remove_file, 8, FTW_DEPTH | FTW_PHYS);
}

/* A path in it; stands until the sixteenth call from now. */
static inline const char *
in_test_dir(const char *name)
{
	static char path[16][1024];
	static unsigned next;
	char *p = path[next++ % 16];

	snprintf(p, sizeof(path[0]), "%s/%s", test_dir, name);
	return p;
}

/* Make a file in it; returns its path. */
static inline const char *
make_file(const char *name, const char *text)
{
	const char *path = in_test_dir(name);
	FILE *fp = fopen(path, "w");

	assert_non_null(fp);
	assert_int_equal(fputs(text, fp) < 0, 0);
	assert_int_equal(fclose(fp), 0);
	return path;
}

static inline const char *
make_folder(const char *name)
{
	const char *path = in_test_dir(name);

	assert_int_equal(mkdir(path, 0755), 0);
	return path;
}

#endif /* TRACUU_TEST_H */
