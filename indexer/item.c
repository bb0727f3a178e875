/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Items: bytes to a record, to an entry, and what came of it into an answer. */
#include "item.h"

#include <string.h>
#include <tracuu/furniture.h>
#include <tracuu/message.h>
#include <tracuu/path.h>

/* An archive may hold archives, down to here. */
#define DEPTH_MAX 4

void
tc_item_answer(struct tc_workshop *shop, enum tc_outcome outcome,
    const char *state, const char *text)
{
	const struct tc_buf *id = &shop->document.field[TC_FIELD_ID];
	const struct tc_buf *repair = &shop->document.field[TC_FIELD_REPAIR];
	bool made = outcome == TC_OUTCOME_ENTRY || outcome == TC_OUTCOME_PAGE;
	struct tc_result result = {.outcome = outcome,
	    .id = {id->s, id->len},
	    .state = {state, TC_STATE_LEN},
	    .text = {text, strlen(text)},
	    .repair = {repair->s, repair->len}};

	if (made)
		result.entry = (struct tc_span){shop->entry.s, shop->entry.len};
	tc_result_put(&shop->answer, &result);
	if (made) {
		tc_buf_clear(&shop->last);
		tc_buf_put(&shop->last, id->s, id->len);
	}
}

enum tc_status
tc_item_entry(struct tc_workshop *shop, const char *source, const char *state,
    size_t state_len, struct tc_error *err)
{
	enum tc_status status;

	tc_buf_clear(&shop->entry);
	status = tc_maker_entry(shop->maker, &shop->document, source, state,
	    state_len, &shop->entry, err);
	if (status == TC_OK)
		tc_item_answer(shop, TC_OUTCOME_ENTRY, state,
		    tc_buf_str(&shop->document.note));
	return status;
}

/* A page's record, until it is known which of its blocks are furniture. */
static enum tc_status
finish_page(struct tc_workshop *shop, const struct tc_source *source,
    const char state[TC_STATE_LEN], struct tc_error *err)
{
	struct tc_document *document = &shop->document;
	struct tc_buf json = TC_BUF_INIT(TC_MSG_MAX);
	struct tc_stored stored = {.visibility = document->visibility};
	enum tc_status status;

	status = tc_outline_make(document, source->name, err);
	if (status == TC_OK)
		status = tc_document_to_json(document, &json, err);
	if (status == TC_OK) {
		stored.outline = (struct tc_span){
		    document->outline.s, document->outline.len};
		stored.json = (struct tc_span){json.s, json.len};
		tc_buf_clear(&shop->entry);
		tc_stored_put(&shop->entry, &stored);
		status = tc_buf_check(&shop->entry, err);
	}
	if (status == TC_OK)
		tc_item_answer(
		    shop, TC_OUTCOME_PAGE, state, tc_buf_str(&document->note));
	tc_buf_free(&json);
	return status;
}

enum tc_status
tc_item_finish(struct tc_workshop *shop, const struct tc_source *source,
    const char state[TC_STATE_LEN], struct tc_error *err)
{
	struct tc_document *document = &shop->document;

	if (!document->visibility_given)
		document->visibility = source->visibility;
	if (document->field[TC_FIELD_MARK].len > 0)
		document->visibility = TC_INTERNAL_ONLY;
	if (document->page != TC_SITE_PAGE_NOT)
		return finish_page(shop, source, state, err);
	return tc_item_entry(shop, source->name, state, TC_STATE_LEN, err);
}

static void do_item(struct tc_workshop *shop, const struct tc_item *item);

/* A struct tc_item is the archive, with the workshop that it is read in. */
struct unpacking {
	struct tc_workshop *shop;
	const struct tc_item *archive;
};

static void
take_member(void *arg, const char *name, const char *bytes, size_t len)
{
	const struct unpacking *unpacking = arg;
	struct tc_buf id = TC_BUF_INIT(TC_ID_MAX);
	struct tc_item member = *unpacking->archive;
	char state[TC_STATE_LEN];

	memcpy(state, member.state, sizeof(state));
	memset(state, 0, TC_STATE_STAT); /* until all are there: end_file */
	member.state = state;
	tc_buf_printf(
	    &id, "%s" TC_MEMBER_MARK "%s", unpacking->archive->id, name);
	member.id = tc_buf_str(&id);
	member.format = tc_format_of_bytes(bytes, len, tc_format_of_name(name));
	member.bytes = bytes;
	member.len = len;
	member.depth++;
	do_item(unpacking->shop, &member);
	tc_buf_free(&id);
}

static enum tc_status
unpack(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err)
{
	struct unpacking unpacking = {shop, item};

	if (item->depth >= DEPTH_MAX)
		return tc_fail(err, TC_TOOBIG,
		    "more than %d archives in each other", DEPTH_MAX);
	return tc_document_members(item->format, item->bytes, item->len,
	    take_member, &unpacking, item->room, err);
}

/* Formats that programs read, and what their output is. */
static const struct {
	enum tc_format format;
	enum tc_program program;
	enum tc_format gives;
} programs[] = {
    {TC_FORMAT_PDF, TC_PROGRAM_PDFTOTEXT, TC_FORMAT_PAGES},
    {TC_FORMAT_DOC, TC_PROGRAM_ANTIWORD, TC_FORMAT_TEXT},
};

/* Words instead of a path: "van-ban/so_12.pdf" is "van ban/so 12.pdf". */
static void
put_path(const char *path, struct tc_buf *out)
{
	for (; *path != '\0'; path++)
		tc_buf_putc(out, *path == '-' || *path == '_' ? ' ' : *path);
}

/*
 * Of a scan that was not read, or shows no letters, its name and its folders
 * are known: what it is called tells its number and date often enough.
 */
static enum tc_status
read_name(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	enum tc_status status;

	put_path(tc_path_name(item->id), &text);
	tc_buf_puts(&text, "\n\n");
	put_path(item->id, &text);
	if ((status = tc_buf_check(&text, err)) == TC_OK)
		status = tc_document_read_file(&shop->document, TC_FORMAT_TEXT,
		    tc_buf_str(&text), text.len, err);
	tc_buf_free(&text);
	return status;
}

/* A PDF of pictures; text is what pdftotext found on them. */
static enum tc_status
read_scan(struct tc_workshop *shop, const struct tc_item *item,
    struct tc_span text, struct tc_error *err)
{
	struct tc_span pdf = {item->bytes, item->len};
	struct tc_buf read = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_document *document = &shop->document;
	enum tc_status status = TC_INVALID;
	struct tc_error why;

	tc_fail(&why, TC_INVALID, "a scan, not read yet");
	if (shop->ocr)
		status =
		    tc_launcher_ocr(&shop->launcher, pdf, text, &read, &why);
	shop->scans |= status != TC_OK;
	if (status == TC_OK) {
		tc_buf_puts(&document->field[TC_FIELD_OCR], "tesseract");
		tc_buf_puts(&document->note, tc_message("read off a scan"));
		status = tc_document_read_file(document, TC_FORMAT_PAGES,
		    tc_buf_str(&read), read.len, &why);
	}
	tc_buf_free(&read);
	if (status == TC_OK || status == TC_NOMEM)
		return status;
	tc_buf_clear(&document->field[TC_FIELD_OCR]);
	tc_buf_clear(&document->note);
	status = read_name(shop, item, err);
	tc_buf_puts(&document->note, why.text);
	return status;
}

/* Read it into the record, by our own readers or by a program's. */
static enum tc_status
read_document(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_span bytes = {item->bytes, item->len};
	enum tc_format format = item->format;
	enum tc_status status = TC_OK;
	size_t i, n = sizeof(programs) / sizeof(programs[0]);

	for (i = 0; i < n && programs[i].format != format; i++)
		continue;
	if (i < n) {
		status = tc_launcher_run(
		    &shop->launcher, programs[i].program, 0, bytes, &text, err);
		format = programs[i].gives;
		bytes = (struct tc_span){tc_buf_str(&text), text.len};
	}
	if (status == TC_OK && format == TC_FORMAT_PAGES &&
	    tc_pages_are_pictures(bytes.s, bytes.len))
		status = read_scan(shop, item, bytes, err);
	else if (status == TC_OK)
		status = tc_document_read_file(
		    &shop->document, format, bytes.s, bytes.len, err);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
read_item(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err)
{
	struct tc_document *document = &shop->document;
	bool scans = shop->scans;
	char state[TC_STATE_LEN];
	enum tc_status status;

	if (item->format == TC_FORMAT_MAIL &&
	    (status = unpack(shop, item, err)) != TC_OK)
		return status;
	tc_document_clear(document);
	tc_buf_puts(&document->field[TC_FIELD_ID], item->id);
	tc_buf_puts(&document->field[TC_FIELD_URL], item->url);
	tc_source_topic(item->source, tc_buf_str(&shop->path),
	    &document->field[TC_FIELD_TOPIC]);
	shop->scans = false;
	status = read_document(shop, item, err);
	memcpy(state, item->state, sizeof(state));
	if (shop->scans)
		tc_state_wait(state);
	shop->scans |= scans;
	if (status == TC_OK && document->deleted)
		tc_item_answer(shop, TC_OUTCOME_DELETED, state,
		    tc_buf_str(&document->note));
	else if (status == TC_OK)
		status = tc_item_finish(shop, item->source, state, err);
	return status == TC_DONE ? unpack(shop, item, err) : status;
}

/* Whatever becomes of it is in the answer afterwards. */
static void
do_item(struct tc_workshop *shop, const struct tc_item *item)
{
	char no_state[TC_STATE_LEN] = {0};
	struct tc_buf *id = &shop->document.field[TC_FIELD_ID];
	enum tc_outcome outcome;
	enum tc_status status;
	struct tc_error err;

	if (item->format == TC_FORMAT_UNKNOWN && item->depth > 0) {
		outcome = TC_OUTCOME_UNREAD;
		err.text[0] = '\0';
	} else if ((status = read_item(shop, item, &err)) == TC_OK) {
		return;
	} else {
		outcome = tc_outcome_of_failure(status);
	}
	tc_document_clear(&shop->document);
	tc_buf_puts(id, item->id);
	tc_item_answer(shop, outcome, no_state, err.text);
}

/* One more result, of the document with this id. */
static void
answer_of(struct tc_workshop *shop, const char *id, enum tc_outcome outcome,
    const char state[TC_STATE_LEN])
{
	tc_document_clear(&shop->document);
	tc_buf_puts(&shop->document.field[TC_FIELD_ID], id);
	tc_item_answer(shop, outcome, state, "");
}

/*
 * What is to be told of a file as a whole, after its documents: the last member
 * of an archive has the archive's state; scans wait.
 */
static void
end_file(struct tc_workshop *shop, const struct tc_item *item)
{
	const char *last = tc_buf_str(&shop->last);
	char state[TC_STATE_LEN];

	memcpy(state, item->state, sizeof(state));
	if (shop->scans)
		tc_state_wait(state);
	if (shop->last.len > 0 && strcmp(last, item->id) != 0)
		answer_of(shop, last, TC_OUTCOME_WHOLE, state);
	if (shop->scans)
		answer_of(shop, item->id, TC_OUTCOME_SCAN, state);
}

enum tc_status
tc_item_read(
    struct tc_workshop *shop, const struct tc_item *item, struct tc_error *err)
{
	do_item(shop, item);
	if (shop->answer.len == 0)
		return tc_fail(err, TC_INVALID, "an archive of no files");
	end_file(shop, item);
	return TC_OK;
}
