/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts by their keys. */
#include "texts.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>

struct tc_texts {
	json_t *by_key;
};

enum tc_status
tc_texts_new(struct tc_texts **out, struct tc_error *err)
{
	struct tc_texts *texts = calloc(1, sizeof(*texts));

	*out = NULL;
	if (texts == NULL || (texts->by_key = json_object()) == NULL) {
		free(texts);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = texts;
	return TC_OK;
}

void
tc_texts_free(struct tc_texts *texts)
{
	if (texts == NULL)
		return;
	json_decref(texts->by_key);
	free(texts);
}

/* One line, without its end. */
static enum tc_status
read_line(struct tc_texts *texts, const char *name, unsigned number,
    const char *line, size_t len, struct tc_error *err)
{
	const char *tab = memchr(line, '\t', len);
	size_t key_len = tab == NULL ? 0 : (size_t)(tab - line);
	enum tc_status status = TC_OK;
	json_t *value;
	char *key;

	if (len == 0 || line[0] == '#')
		return TC_OK;
	errno = 0; /* Jansson does not say why there is no string */
	if (key_len == 0)
		return tc_fail(err, TC_INVALID, "%s:%u: no KEY, tab and TEXT",
		    name, number);
	value = json_stringn(tab + 1, len - key_len - 1);
	key = strndup(line, key_len);
	if (key == NULL || value == NULL) {
		json_decref(value);
		status = TC_INVALID;
	} else if (json_object_set_new(texts->by_key, key, value) != 0) {
		status = TC_INVALID;
	}
	free(key);
	if (status != TC_OK && errno == ENOMEM)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else if (status != TC_OK)
		status = tc_fail(err, status, "%s:%u: no UTF-8", name, number);
	return status;
}

enum tc_status
tc_texts_read(struct tc_texts *texts, const char *name, const char *source,
    size_t len, struct tc_error *err)
{
	const char *at = source, *end = source + len;
	enum tc_status status = TC_OK;
	unsigned number = 0;

	while (at < end && status == TC_OK) {
		const char *line_end = memchr(at, '\n', (size_t)(end - at));
		size_t line_len;

		if (line_end == NULL)
			line_end = end;
		line_len = (size_t)(line_end - at);
		if (line_len > 0 && at[line_len - 1] == '\r')
			line_len--;
		status = read_line(texts, name, ++number, at, line_len, err);
		at = line_end + 1;
	}
	return status;
}

const char *
tc_texts_get(const struct tc_texts *texts, const char *key)
{
	const char *text = texts == NULL
	    ? NULL
	    : json_string_value(json_object_get(texts->by_key, key));

	return text != NULL ? text : "";
}
