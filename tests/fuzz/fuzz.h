/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the fuzz targets share. Each target is a file with the entry of
 * libFuzzer, which replay.c calls as well; what it says must hold is checked by
 * must(), which aborts with the condition that did not.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <tracuu/buf.h>
#include <tracuu/document.h>
#include <tracuu/text.h>
#include <unistd.h>

/* Take these bytes, whatever they are. Returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

#define must(condition) \
	((condition) ? (void)0 : fuzz_fail(__FILE__, __LINE__, #condition))

__attribute__((noreturn)) static inline void
fuzz_fail(const char *file, int line, const char *condition)
{
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

/* Room for whatever comes of an input. */
#define FUZZ_BUF TC_BUF_INIT(TC_TEXT_MAX)

static inline bool
fuzz_is_utf8(const char *s, size_t len)
{
	return tc_text_utf8_span(s, len) == len;
}

/* Does [from, to) of a text that is UTF-8 cut no character? */
static inline bool
fuzz_is_cut_between(const char *s, size_t len, size_t from, size_t to)
{
	return from <= to && to <= len &&
	    (from == len || ((unsigned char)s[from] & 0xC0) != 0x80) &&
	    (to == len || ((unsigned char)s[to] & 0xC0) != 0x80);
}

static inline bool
fuzz_same(const struct tc_buf *a, const struct tc_buf *b)
{
	return a->len == b->len &&
	    memcmp(tc_buf_str(a), tc_buf_str(b), a->len) == 0;
}

/* Is the text as tc_text_clean leaves one: would it stay as it is? */
static inline bool
fuzz_is_clean(const struct tc_buf *text)
{
	struct tc_buf again = FUZZ_BUF;
	bool clean;

	must(tc_text_clean(tc_buf_str(text), text->len, &again, NULL) == TC_OK);
	clean = fuzz_same(text, &again);
	tc_buf_free(&again);
	return clean;
}

/* The analyser of this process. */
static inline struct tc_analyser *
fuzz_analyser(void)
{
	static struct tc_analyser *analyser;

	if (analyser == NULL)
		must(tc_analyser_new(&analyser, NULL) == TC_OK);
	return analyser;
}

/* Bytes of an input that are not yet taken. */
struct fuzz_input {
	const char *s;
	size_t len;
};

/* Take one byte, 0 at the end. */
static inline unsigned
fuzz_take_byte(struct fuzz_input *in)
{
	if (in->len == 0)
		return 0;
	in->len--;
	return (unsigned char)*in->s++;
}

/* Take what is before the next line end, and the line end. */
static inline struct fuzz_input
fuzz_take_line(struct fuzz_input *in)
{
	const char *end = in->len > 0 ? memchr(in->s, '\n', in->len) : NULL;
	struct fuzz_input line = *in;

	if (end != NULL)
		line.len = (size_t)(end - in->s);
	in->s += line.len + (end != NULL);
	in->len -= line.len + (end != NULL);
	return line;
}

/*
 * A file in memory with these bytes, for what reads files. Its path stands
 * until fuzz_remove_file(fd).
 */
struct fuzz_file {
	int fd;
	char path[64];
};

static inline struct fuzz_file
fuzz_make_file(const uint8_t *data, size_t len)
{
	struct fuzz_file file = {.fd = memfd_create("input", MFD_CLOEXEC)};

	must(file.fd >= 0);
	must(len == 0 || write(file.fd, data, len) == (ssize_t)len);
	snprintf(file.path, sizeof(file.path), "/proc/self/fd/%d", file.fd);
	return file;
}

#endif
