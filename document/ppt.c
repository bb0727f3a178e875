/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slides of PowerPoint 97 to 2003 ([MS-PPT]): the stream by libgsf, the texts
 * in it by ourselves, since catppt finds none in what LibreOffice writes.
 */
#include "ppt.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-input.h>
#include <gsf/gsf-utils.h>
#include <string.h>

#include "extract.h"

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

static enum tc_status
read_stream(GsfInfile *file, struct tc_buf *out, struct tc_error *err)
{
	GsfInput *stream =
	    gsf_infile_child_by_name(file, "PowerPoint Document");
	const guint8 *bytes = NULL;
	gsf_off_t len = stream != NULL ? gsf_input_size(stream) : 0;

	if (len > 0)
		bytes = gsf_input_read(stream, (size_t)len, NULL);
	if (bytes != NULL)
		tc_ppt_texts(bytes, (size_t)len, out);
	if (stream != NULL)
		g_object_unref(stream);
	if (bytes == NULL)
		return tc_fail(err, TC_INVALID, "damaged: no slides in it");
	return tc_buf_check(out, err);
}

enum tc_status
tc_ppt_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	GsfInput *input =
	    gsf_input_memory_new((const guint8 *)bytes, (gsf_off_t)len, FALSE);
	GsfInfile *file =
	    input != NULL ? gsf_infile_msole_new(input, NULL) : NULL;
	enum tc_status status;

	if (file != NULL)
		status = read_stream(file, &found->text, err);
	else
		status = tc_fail(
		    err, TC_INVALID, "damaged: its parts cannot be found");
	if (file != NULL)
		g_object_unref(file);
	if (input != NULL)
		g_object_unref(input);
	return status;
}
