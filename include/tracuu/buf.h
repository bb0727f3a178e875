/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A growing byte string with a size limit that remembers failure. */
#ifndef TC_BUF_H
#define TC_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Append freely and test `failed` (or call tc_buf_check) once at the end: after
 * a failure every append is a no-op and what was there before it still stands.
 * s is NULL until something was appended, and ends in a NUL that len does not
 * count from then on.
 */
struct tc_buf {
	char *s;
	size_t len; /* bytes */
	size_t cap;
	size_t max;  /* bytes that len may reach */
	bool failed; /* an append hit the limit or found no memory */
	bool full;   /* it was the limit */
};

/* clang-format off */
#define TC_BUF_INIT(limit) { NULL, 0, 0, (limit), false, false }
/* clang-format on */

/* A limit for strings that hold no more than one line or one name. */
#define TC_BUF_LINE ((size_t)1 << 20)

/* Is what was appended incomplete for want of memory, not by the limit? */
static inline bool
tc_buf_lacks(const struct tc_buf *buf)
{
	return buf->failed && !buf->full;
}

/* What tc_buf_put does when there is no room yet. */
void tc_buf_put_more(struct tc_buf *buf, const char *s, size_t len);

static inline void
tc_buf_put(struct tc_buf *buf, const char *s, size_t len)
{
	/* Words are short and many: no call for those that fit. */
	if (buf->failed || buf->cap - buf->len <= len ||
	    buf->max - buf->len < len) {
		tc_buf_put_more(buf, s, len);
		return;
	}
	if (len > 0)
		memcpy(buf->s + buf->len, s, len);
	buf->len += len;
	buf->s[buf->len] = '\0';
}

static inline void
tc_buf_putc(struct tc_buf *buf, char c)
{
	tc_buf_put(buf, &c, 1);
}

void tc_buf_puts(struct tc_buf *buf, const char *s);

/* Append a code point as UTF-8, U+FFFD in the place of what is none. */
void tc_buf_put_char(struct tc_buf *buf, uint32_t c);
void tc_buf_printf(struct tc_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Make room for len more bytes and return where they go, or NULL when that
 * fails. The caller writes there and then adds what it wrote to buf->len.
 */
char *tc_buf_reserve(struct tc_buf *buf, size_t len);

/*
 * Append all of a file; "-" is standard input. The text of an error names it.
 * TC_NOTFOUND, TC_IO, TC_TOOBIG (the buffer's limit), TC_NOMEM.
 */
enum tc_status
tc_buf_read(struct tc_buf *buf, const char *path, struct tc_error *err);

/* Cut to len bytes; a longer len is a no-op. Does not clear a failure. */
static inline void
tc_buf_cut(struct tc_buf *buf, size_t len)
{
	if (len >= buf->len)
		return;
	buf->len = len;
	buf->s[len] = '\0';
}

/* Empty the string and forget a failure; the memory is kept. */
static inline void
tc_buf_clear(struct tc_buf *buf)
{
	tc_buf_cut(buf, 0);
	buf->failed = buf->full = false;
}

/* The string, "" when nothing was ever appended. Borrowed until it changes. */
static inline const char *
tc_buf_str(const struct tc_buf *buf)
{
	return buf->s != NULL ? buf->s : "";
}

/* TC_OK, or TC_NOMEM or TC_TOOBIG in err when an append failed. */
enum tc_status tc_buf_check(const struct tc_buf *buf, struct tc_error *err);

/* Release the memory; the buffer is empty and usable again. */
void tc_buf_free(struct tc_buf *buf);

#ifdef __cplusplus
}
#endif
#endif
