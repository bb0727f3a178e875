/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading scans: pdftoppm makes pictures of pages, tesseract reads them. */
#include "ocr.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/document.h>
#include <unistd.h>

#include "program.h"

/* Raised when scans would be read better than those in a cache were. */
#define OCR_VERSION "1"

/* A picture of a page of 300 dpi: A4 takes 9 MiB, A3 18. */
#define PICTURE_MAX ((size_t)64 << 20)

/* DIR/0f3a...-1.txt: named by what was read, and how. */
static void
cache_path(const char *cache, struct tc_span pdf, struct tc_buf *path)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx sha;
	size_t i;

	sha256_init(&sha);
	sha256_update(&sha, pdf.len, (const uint8_t *)pdf.s);
	sha256_digest(&sha, sizeof(digest), digest);
	tc_buf_printf(path, "%s/", cache);
	for (i = 0; i < sizeof(digest); i++)
		tc_buf_printf(path, "%02x", digest[i]);
	tc_buf_puts(path, "-" OCR_VERSION ".txt");
}

/*
 * Whole or not at all. What cannot be kept is read again next time: that is no
 * failure of the document.
 */
static void
keep(const char *path, const struct tc_buf *text)
{
	struct tc_buf fresh = TC_BUF_INIT(TC_BUF_LINE);
	FILE *fp;
	bool good;

	tc_buf_printf(&fresh, "%s.%ld", path, (long)getpid());
	if ((fp = fopen(tc_buf_str(&fresh), "we")) != NULL) {
		good = fwrite(tc_buf_str(text), 1, text->len, fp) == text->len;
		good = fclose(fp) == 0 && good;
		if (!good || rename(tc_buf_str(&fresh), path) != 0)
			unlink(tc_buf_str(&fresh));
	}
	tc_buf_free(&fresh);
}

/* What tesseract says of a page, without the form feed that it ends it with. */
static enum tc_status
read_page(
    struct tc_span pdf, unsigned page, struct tc_buf *out, struct tc_error *err)
{
	struct tc_buf picture = TC_BUF_INIT(PICTURE_MAX);
	enum tc_status status;
	size_t i, start = out->len;

	status = tc_program_run(TC_PROGRAM_PDFTOPPM, page, pdf, &picture, err);
	if (status == TC_OK)
		status = tc_program_run(TC_PROGRAM_TESSERACT, 0,
		    (struct tc_span){tc_buf_str(&picture), picture.len}, out,
		    err);
	for (i = start; i < out->len; i++) {
		if (out->s[i] == '\f')
			out->s[i] = '\n';
	}
	tc_buf_free(&picture);
	return status;
}

static enum tc_status
read_pages(struct tc_span pdf, struct tc_span text, struct tc_buf *out,
    struct tc_error *err)
{
	const char *s = text.s, *end = text.s + text.len, *stop;
	enum tc_status status = TC_OK;
	unsigned page;

	for (page = 1; s < end && status == TC_OK; page++) {
		stop = memchr(s, '\f', (size_t)(end - s));
		stop = stop != NULL ? stop : end;
		if (page > TC_OCR_PAGES_MAX ||
		    !tc_page_is_picture(s, (size_t)(stop - s)))
			tc_buf_put(out, s, (size_t)(stop - s));
		else
			status = read_page(pdf, page, out, err);
		tc_buf_putc(out, '\f');
		s = stop < end ? stop + 1 : end;
	}
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

enum tc_status
tc_ocr_read(const char *cache, struct tc_span pdf, struct tc_span text,
    struct tc_buf *out, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_NOTFOUND;

	if (cache != NULL) {
		cache_path(cache, pdf, &path);
		status = tc_buf_read(out, tc_buf_str(&path), err);
	}
	if (status != TC_OK) {
		tc_buf_clear(out);
		status = read_pages(pdf, text, out, err);
		if (status == TC_OK && cache != NULL &&
		    (mkdir(cache, 0777) == 0 || errno == EEXIST))
			keep(tc_buf_str(&path), out);
	}
	tc_buf_free(&path);
	return status;
}
