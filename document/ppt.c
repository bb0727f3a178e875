/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slides of PowerPoint 97 to 2003 ([MS-PPT]): the texts in their stream, read
 * by ourselves, since catppt finds none in what LibreOffice writes.
 */
#include "ppt.h"

#include "extract.h"
#include "ole.h"

/* Types of records, [MS-PPT] 2.13.24. */
#define MAIN_MASTER 0x03F8
#define ENVIRONMENT 0x03F2
#define HANDOUT 0x0FC9
#define SLIDE_LIST 0x0FF0
#define TEXT_CHARS 0x0FA0
#define TEXT_BYTES 0x0FA8

/* A list of this instance holds the texts of the masters. */
#define MASTERS 1

struct record {
	unsigned version, instance, type;
	size_t len;
};

static unsigned
le16(const unsigned char *s)
{
	return (unsigned)s[0] | (unsigned)s[1] << 8;
}

static struct record
record_at(const unsigned char *s)
{
	return (struct record){.version = le16(s) & 0xF,
	    .instance = le16(s) >> 4,
	    .type = le16(s + 2),
	    .len = (size_t)le16(s + 4) | (size_t)le16(s + 6) << 16};
}

/* What is the same on every slide, and "Click to edit the title". */
static bool
is_furniture(const struct record *record)
{
	return record->type == MAIN_MASTER || record->type == ENVIRONMENT ||
	    record->type == HANDOUT ||
	    (record->type == SLIDE_LIST && record->instance == MASTERS);
}

static void
put_unit(struct tc_buf *out, uint32_t c)
{
	if (c == '\r' || c == 0x0B)
		tc_buf_putc(out, '\n');
	else if (c >= ' ' || c == '\t')
		tc_buf_put_char(out, c);
}

/* UTF-16, or the lower bytes of it. Surrogates are rare and become U+FFFD. */
static void
put_text(
    struct tc_buf *out, const unsigned char *s, const struct record *record)
{
	size_t i;

	/* A star stands for the number of the slide, or for today. */
	if (*s == '*' && record->len <= 2)
		return;
	if (record->type == TEXT_CHARS) {
		for (i = 0; i + 1 < record->len; i += 2)
			put_unit(out, le16(s + i));
	} else {
		for (i = 0; i < record->len; i++)
			put_unit(out, s[i]);
	}
	tc_buf_puts(out, "\n\n");
}

/* Containers are entered, everything else is stepped over. */
void
tc_ppt_texts(const unsigned char *s, size_t len, struct tc_buf *out)
{
	size_t at = 0;

	while (len - at >= 8) {
		struct record record = record_at(s + at);

		at += 8;
		if (record.version == 0xF && !is_furniture(&record))
			continue;
		if (record.len > len - at)
			break;
		if (record.len > 0 &&
		    (record.type == TEXT_CHARS || record.type == TEXT_BYTES))
			put_text(out, s + at, &record);
		at += record.len;
	}
}

enum tc_status
tc_ppt_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	struct tc_buf stream = TC_BUF_INIT(len);
	enum tc_status status;

	status = tc_ole_read(bytes, len, "PowerPoint Document", &stream, err);
	if (status == TC_OK && stream.len == 0)
		status = tc_fail(err, TC_INVALID, "damaged: no slides in it");
	if (status == TC_OK) {
		tc_ppt_texts(
		    (const unsigned char *)stream.s, stream.len, &found->text);
		status = tc_buf_check(&found->text, err);
	}
	tc_buf_free(&stream);
	return status;
}
