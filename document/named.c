/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The number in the name of a file. Offices name files by what is in them:
 * "so-15-kh-duk-dai-hoi-chi-bo.txt" is the plan 15-KH/ĐUK where its text has
 * that number, though not in a letterhead.
 */
#include "describe.h"

#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/path.h>

/* The number is looked for in so much of the text. */
#define LOOKED_AT 40000

/* What may stand for the signs in a number. */
#define PARTED "-_ ."

/* Does a name go on with a letter or digit there? */
static bool
is_inside(char c)
{
	return tc_ascii_is_digit(c) || (c >= 'a' && c <= 'z') ||
	    (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

/*
 * Where in a name its number may begin, of which more than its digits is there:
 * not of "12.txt". NULL: nowhere.
 */
static const char *
find_number(const char *path)
{
	const char *name = tc_path_name(path), *end;

	if (strncmp(name, "so", 2) == 0 || strncmp(name, "So", 2) == 0)
		name += strspn(name + 2, PARTED) + 2;
	while (name[0] == '0' && tc_ascii_is_digit(name[1]))
		name++;
	end = name + strspn(name, "0123456789");
	if (end == name || *end == '\0' || strchr(PARTED, *end) == NULL ||
	    end == strrchr(name, '.'))
		return NULL;
	return name;
}

bool
tc_file_is_numbered(const char *path)
{
	return find_number(path) != NULL;
}

/* Does a name begin with the key of a number, as far as names may? */
static bool
begins_with(const char *name, const char *key, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		char c = name[i];

		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (key[i] == '/' || key[i] == '-') {
			if (c == '\0' || strchr(PARTED, c) == NULL)
				return false;
		} else if (c != key[i]) {
			return false;
		}
	}
	return !is_inside(name[len]);
}

enum tc_status
tc_describe_named(struct tc_describing *describing, struct tc_error *err)
{
	struct tc_document *document = describing->document;
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	const char *name = find_number(tc_document_str(document, TC_FIELD_ID));
	size_t len = text->len < LOOKED_AT ? text->len : LOOKED_AT;
	struct tc_token token;
	enum tc_status status;

	if (name == NULL || document->field[TC_FIELD_NUMBER].len > 0)
		return TC_OK;
	status =
	    tc_analyser_start(describing->analyser, tc_buf_str(text), len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(describing->analyser, &token, err)) ==
		TC_OK) {
		if (token.kind != TC_TOKEN_DOCNO ||
		    !begins_with(name, token.term, token.term_len))
			continue;
		return tc_describing_set(describing, TC_FIELD_NUMBER,
		    tc_buf_str(text) + token.from, token.to - token.from, err);
	}
	return status == TC_DONE ? TC_OK : status;
}
