/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Letters (RFC 5322) and pages saved as letters (RFC 2557, "MHT"), by GMime:
 * subject, text, and what is fastened to them.
 */
#include "mail.h"

#include <gmime/gmime.h>
#include <string.h>

#include "extract.h"

/* Parts in parts: nobody's letters are deeper. */
#define DEPTH_MAX 20

/* What to do with each part that is no container: a GMimePart, or a letter in
 * the letter, a GMimeMessagePart. */
typedef enum tc_status (*part_fn)(
    void *arg, GMimeObject *part, struct tc_error *err);

/* The readable ones of the same text: a page says more than its plain text,
 * which may be cut; but what is plain is what was written. */
struct texts {
	struct tc_found *found;
	bool plain; /* some text was plain: pages say the same */
	bool pages; /* look at pages, not at plain text */
};

static GMimeMessage *
parse(const char *bytes, size_t len)
{
	GMimeStream *stream;
	GMimeParser *parser;
	GMimeMessage *message;

	g_mime_init();
	stream = g_mime_stream_mem_new_with_buffer(bytes, len);
	parser = g_mime_parser_new_with_stream(stream);
	message = g_mime_parser_construct_message(parser, NULL);
	g_object_unref(parser);
	g_object_unref(stream);
	return message;
}

/* Parts in their order. */
static enum tc_status
walk(GMimeObject *object, unsigned depth, part_fn take, void *arg,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	int i, n;

	if (object == NULL || depth > DEPTH_MAX)
		return TC_OK;
	if (GMIME_IS_PART(object) || GMIME_IS_MESSAGE_PART(object))
		return take(arg, object, err);
	if (!GMIME_IS_MULTIPART(object))
		return TC_OK;
	n = g_mime_multipart_get_count(GMIME_MULTIPART(object));
	for (i = 0; i < n && status == TC_OK; i++)
		status =
		    walk(g_mime_multipart_get_part(GMIME_MULTIPART(object), i),
			depth + 1, take, arg, err);
	return status;
}

/* What a part is called, as a file or by its type; NULL: nothing. */
static const char *
name_of(GMimeObject *part)
{
	return GMIME_IS_PART(part)
	    ? g_mime_part_get_filename(GMIME_PART(part))
	    : g_mime_object_get_content_type_parameter(part, "name");
}

/* A letter that is passed on is, whatever it says. */
static bool
is_fastened(GMimeObject *part)
{
	const char *how = g_mime_object_get_disposition(part);

	return GMIME_IS_MESSAGE_PART(part) ||
	    (how != NULL && g_ascii_strcasecmp(how, "attachment") == 0) ||
	    name_of(part) != NULL;
}

static bool
is_type(GMimeObject *part, const char *type)
{
	GMimeContentType *content = g_mime_object_get_content_type(part);

	return content != NULL &&
	    g_mime_content_type_is_type(content, "text", type);
}

/* The letter in the letter, or NULL. */
static GMimeMessage *
message_of(GMimeObject *part)
{
	return GMIME_IS_MESSAGE_PART(part)
	    ? g_mime_message_part_get_message(GMIME_MESSAGE_PART(part))
	    : NULL;
}

/* Append the bytes of a part, its transfer encoding undone. */
static enum tc_status
put_bytes(GMimeObject *part, struct tc_buf *out, struct tc_error *err)
{
	GMimeDataWrapper *content = GMIME_IS_PART(part)
	    ? g_mime_part_get_content(GMIME_PART(part))
	    : NULL;
	GMimeMessage *message = message_of(part);
	GMimeStream *memory = g_mime_stream_mem_new();
	GByteArray *bytes;

	if (content != NULL)
		g_mime_data_wrapper_write_to_stream(content, memory);
	else if (message != NULL)
		g_mime_object_write_to_stream(
		    GMIME_OBJECT(message), NULL, memory);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory));
	if (bytes != NULL)
		tc_buf_put(out, (const char *)bytes->data, bytes->len);
	g_object_unref(memory);
	return tc_buf_check(out, err);
}

static enum tc_status
take_text(void *arg, GMimeObject *part, struct tc_error *err)
{
	struct texts *texts = arg;
	struct tc_buf bytes = TC_BUF_INIT(TC_TEXT_MAX);
	/* Its title is not used: the subject is. */
	struct tc_found found = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_TEXT_MAX), false};
	struct tc_document text;
	enum tc_format format = texts->pages ? TC_FORMAT_HTML : TC_FORMAT_TEXT;
	enum tc_status status;

	if (is_fastened(part) ||
	    !is_type(part, texts->pages ? "html" : "plain"))
		return TC_OK;
	texts->plain |= !texts->pages;
	tc_document_init(&text);
	if ((status = put_bytes(part, &bytes, err)) == TC_OK)
		status = tc_file_find(
		    &text, format, tc_buf_str(&bytes), bytes.len, &found, err);
	if (status == TC_OK) {
		tc_buf_put(&texts->found->text, tc_buf_str(&found.text),
		    found.text.len);
		tc_buf_puts(&texts->found->text, "\n\n");
	}
	tc_buf_free(&found.title);
	tc_buf_free(&found.text);
	tc_document_free(&text);
	tc_buf_free(&bytes);
	/* An empty part is no fault of the letter. */
	return status == TC_INVALID ? TC_OK : status;
}

enum tc_status
tc_mail_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	GMimeMessage *message = parse(bytes, len);
	struct texts texts = {.found = found};
	const char *subject;
	enum tc_status status;
	GMimeObject *body;

	if (message == NULL)
		return tc_fail(err, TC_INVALID, "damaged: no letter in it");
	body = g_mime_message_get_mime_part(message);
	if ((subject = g_mime_message_get_subject(message)) != NULL)
		tc_buf_puts(&found->title, subject);
	status = walk(body, 0, take_text, &texts, err);
	texts.pages = true;
	if (status == TC_OK && !texts.plain)
		status = walk(body, 0, take_text, &texts, err);
	g_object_unref(message);
	return status == TC_OK ? tc_buf_check(&found->text, err) : status;
}

struct members {
	tc_member_fn member;
	void *arg;
	size_t *room;
	unsigned n;
};

/* A name for the n-th: its own, the subject of a letter, else its number. */
static void
put_name(GMimeObject *part, unsigned n, struct tc_buf *out)
{
	const char *name = name_of(part), *subject = NULL;
	GMimeMessage *message = message_of(part);

	if (name == NULL && message != NULL)
		subject = g_mime_message_get_subject(message);
	if (name != NULL)
		tc_buf_puts(out, name);
	else if (subject == NULL || subject[0] == '\0')
		tc_buf_printf(out, "%u", n);
	for (; subject != NULL && *subject != '\0'; subject++)
		tc_buf_putc(out, *subject == '/' ? '-' : *subject);
	if (name == NULL && message != NULL)
		tc_buf_puts(out, ".eml");
}

static enum tc_status
take_member(void *arg, GMimeObject *part, struct tc_error *err)
{
	struct members *members = arg;
	struct tc_buf bytes = TC_BUF_INIT(*members->room);
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;

	if (!is_fastened(part))
		return TC_OK;
	members->n++;
	put_name(part, members->n, &name);
	if ((status = put_bytes(part, &bytes, err)) == TC_OK) {
		*members->room -= bytes.len;
		members->member(members->arg, tc_buf_str(&name),
		    tc_buf_str(&bytes), bytes.len);
	}
	tc_buf_free(&name);
	tc_buf_free(&bytes);
	return status;
}

enum tc_status
tc_mail_members(const char *bytes, size_t len, tc_member_fn member, void *arg,
    size_t *room, struct tc_error *err)
{
	GMimeMessage *message = parse(bytes, len);
	struct members members = {member, arg, room, 0};
	enum tc_status status;

	if (message == NULL)
		return tc_fail(err, TC_INVALID, "damaged: no letter in it");
	status = walk(g_mime_message_get_mime_part(message), 0, take_member,
	    &members, err);
	g_object_unref(message);
	return status;
}
