/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Unpacking, by libarchive. */
#include "zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/legacy.h>
#include <tracuu/text.h>

/* Nobody's archive has more. */
#define PARTS_MAX 10000

static enum tc_status
damaged(struct archive *archive, struct tc_error *err)
{
	const char *why = archive_error_string(archive);

	return tc_fail(err, TC_INVALID, "damaged archive: %s",
	    why != NULL ? why : "unknown reason");
}

static struct tc_part *
add_part(struct tc_parts *parts, const char *name, size_t limit)
{
	struct tc_part *at =
	    realloc(parts->at, (parts->n + 1) * sizeof(*parts->at));
	char *copy = strdup(name);

	if (at != NULL)
		parts->at = at;
	if (at == NULL || copy == NULL) {
		free(copy);
		return NULL;
	}
	at += parts->n++;
	at->name = copy;
	at->bytes = (struct tc_buf)TC_BUF_INIT(limit);
	return at;
}

static enum tc_status
unpack(struct archive *archive, struct tc_part *part, size_t *room,
    struct tc_error *err)
{
	const void *block;
	size_t size;
	la_int64_t at;
	int code;

	while ((code = archive_read_data_block(archive, &block, &size, &at)) ==
	    ARCHIVE_OK) {
		if (size > *room)
			return tc_fail(
			    err, TC_TOOBIG, "unpacks to more than the limit");
		*room -= size;
		tc_buf_put(&part->bytes, block, size);
	}
	if (code != ARCHIVE_EOF)
		return damaged(archive, err);
	return tc_buf_check(&part->bytes, err);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct tc_part *)a)->name,
	    ((const struct tc_part *)b)->name);
}

/*
 * The name of an entry in UTF-8: what the archive says it is in, or else what
 * it looks like.
 */
static enum tc_status
put_name(struct archive_entry *entry, struct tc_buf *out, struct tc_error *err)
{
	const char *name = archive_entry_pathname_utf8(entry);
	size_t len;

	tc_buf_clear(out);
	if (name == NULL)
		name = archive_entry_pathname(entry);
	if (name == NULL)
		name = "?";
	len = strlen(name);
	if (tc_text_utf8_span(name, len) < len)
		return tc_legacy_read(name, len, out, err);
	tc_buf_put(out, name, len);
	return tc_buf_check(out, err);
}

/* Unpack one entry, if it is wanted. */
static enum tc_status
take_entry(struct archive *archive, struct archive_entry *entry,
    struct tc_parts *parts, tc_part_fn wanted, size_t limit, size_t *room,
    struct tc_error *err)
{
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_part *part;
	enum tc_status status = put_name(entry, &name, err);

	if (status != TC_OK || archive_entry_filetype(entry) != AE_IFREG ||
	    !wanted(tc_buf_str(&name)))
		goto out;
	if (archive_entry_is_data_encrypted(entry))
		status =
		    tc_fail(err, TC_INVALID, "encrypted: it wants a password");
	else if ((part = add_part(parts, tc_buf_str(&name), limit)) == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else
		status = unpack(archive, part, room, err);
out:
	tc_buf_free(&name);
	return status;
}

static enum tc_status
read_parts(struct archive *archive, struct tc_parts *parts, tc_part_fn wanted,
    size_t limit, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	struct archive_entry *entry;
	size_t room = limit;
	int code = ARCHIVE_OK, n = 0;

	while (status == TC_OK &&
	    (code = archive_read_next_header(archive, &entry)) >=
		ARCHIVE_WARN &&
	    code != ARCHIVE_EOF) {
		if (++n > PARTS_MAX)
			return tc_fail(err, TC_TOOBIG,
			    "an archive of more than %d files", PARTS_MAX);
		status = take_entry(
		    archive, entry, parts, wanted, limit, &room, err);
	}
	if (status == TC_OK && code != ARCHIVE_EOF)
		status = damaged(archive, err);
	if (parts->n > 0)
		qsort(parts->at, parts->n, sizeof(*parts->at), by_name);
	return status;
}

/*
 * In the C locale libarchive has no names but those in ASCII. What else the
 * locale has stays as it is, such as the language of messages.
 */
static locale_t
utf8_locale(void)
{
	locale_t now = duplocale(LC_GLOBAL_LOCALE);
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", now);

	if (utf8 == (locale_t)0 && now != (locale_t)0)
		freelocale(now);
	return utf8;
}

enum tc_status
tc_zip_read(struct tc_parts *parts, const char *bytes, size_t len,
    tc_part_fn wanted, size_t limit, struct tc_error *err)
{
	locale_t utf8 = utf8_locale();
	locale_t before = utf8 != (locale_t)0 ? uselocale(utf8) : utf8;
	struct archive *archive = archive_read_new();
	enum tc_status status;

	*parts = (struct tc_parts){NULL, 0};
	if (archive == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else if (archive_read_support_format_zip(archive) != ARCHIVE_OK ||
	    archive_read_open_memory(archive, bytes, len) != ARCHIVE_OK)
		status = damaged(archive, err);
	else
		status = read_parts(archive, parts, wanted, limit, err);
	if (archive != NULL)
		archive_read_free(archive);
	if (utf8 != (locale_t)0) {
		uselocale(before);
		freelocale(utf8);
	}
	return status;
}

void
tc_parts_free(struct tc_parts *parts)
{
	size_t i;

	for (i = 0; i < parts->n; i++) {
		free(parts->at[i].name);
		tc_buf_free(&parts->at[i].bytes);
	}
	free(parts->at);
	*parts = (struct tc_parts){NULL, 0};
}

const struct tc_part *
tc_parts_find(const struct tc_parts *parts, const char *name)
{
	size_t i;

	for (i = 0; i < parts->n; i++) {
		if (strcmp(parts->at[i].name, name) == 0)
			return &parts->at[i];
	}
	return NULL;
}
