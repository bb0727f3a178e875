/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The growing byte string. */
#include <tracuu/buf.h>

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#define FIRST_SIZE 256

char *
tc_buf_reserve(struct tc_buf *buf, size_t len)
{
	size_t cap = buf->cap > 0 ? buf->cap : FIRST_SIZE;
	char *s;

	if (buf->failed)
		return NULL;
	if (len > buf->max - buf->len) {
		buf->failed = buf->full = true;
		return NULL;
	}
	if (buf->cap > buf->len + len)
		return buf->s + buf->len;
	while (cap <= buf->len + len)
		cap = cap > buf->max / 2 ? buf->max + 1 : cap * 2;
	if ((s = realloc(buf->s, cap)) == NULL) {
		buf->failed = true;
		return NULL;
	}
	buf->s = s;
	buf->cap = cap;
	return buf->s + buf->len;
}

void
tc_buf_put_more(struct tc_buf *buf, const char *s, size_t len)
{
	char *to = tc_buf_reserve(buf, len);

	if (to == NULL)
		return;
	if (len > 0)
		memcpy(to, s, len);
	to[len] = '\0';
	buf->len += len;
}

void
tc_buf_puts(struct tc_buf *buf, const char *s)
{
	tc_buf_put(buf, s, strlen(s));
}

void
tc_buf_put_char(struct tc_buf *buf, uint32_t c)
{
	char bytes[4];
	size_t len = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4, i;
	static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};

	if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) {
		tc_buf_put_char(buf, 0xFFFD);
		return;
	}
	for (i = len - 1; i > 0; i--) {
		bytes[i] = (char)(0x80 | (c & 0x3F));
		c >>= 6;
	}
	bytes[0] = (char)(first[len] | c);
	tc_buf_put(buf, bytes, len);
}

void
tc_buf_printf(struct tc_buf *buf, const char *format, ...)
{
	va_list args;
	char *to;
	int len;

	va_start(args, format);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (len < 0 || (to = tc_buf_reserve(buf, (size_t)len)) == NULL) {
		buf->failed = true;
		return;
	}
	va_start(args, format);
	vsnprintf(to, (size_t)len + 1, format, args);
	va_end(args);
	buf->len += (size_t)len;
}

enum tc_status
tc_buf_check(const struct tc_buf *buf, struct tc_error *err)
{
	if (!buf->failed)
		return TC_OK;
	if (buf->full)
		return tc_fail(err, TC_TOOBIG,
		    "longer than the limit of %zu bytes", buf->max);
	return tc_fail(err, TC_NOMEM, "out of memory");
}

void
tc_buf_free(struct tc_buf *buf)
{
	free(buf->s);
	buf->s = NULL;
	buf->len = buf->cap = 0;
	buf->failed = buf->full = false;
}

#define READ_BYTES 65536

/* A file that cannot be read, by errno. */
static enum tc_status
fail_read(struct tc_error *err, const char *path)
{
	enum tc_status status = TC_IO;

	if (errno == ENOENT)
		status = TC_NOTFOUND;
	else if (errno == ENOMEM)
		status = TC_NOMEM;
	return tc_fail(err, status, "%s: %s", path, tc_message_errno(errno));
}

enum tc_status
tc_buf_read(struct tc_buf *buf, const char *path, struct tc_error *err)
{
	FILE *fp = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	enum tc_status status = TC_OK;
	size_t n = 1;
	char *to;

	if (fp == NULL)
		return fail_read(err, path);
	while (n > 0 && (to = tc_buf_reserve(buf, READ_BYTES)) != NULL) {
		n = fread(to, 1, READ_BYTES, fp);
		buf->len += n;
		buf->s[buf->len] = '\0';
	}
	if (ferror(fp))
		status = fail_read(err, path);
	else if (buf->full)
		status = tc_fail(
		    err, TC_TOOBIG, "%s: over %zu bytes", path, buf->max);
	else
		status = tc_buf_check(buf, err);
	if (fp != stdin)
		fclose(fp);
	return status;
}
