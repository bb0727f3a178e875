/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Single fields of a stored record, without parsing all of its JSON. */
#include <tracuu/document.h>

#include <jansson.h>
#include <string.h>
#include <tracuu/ascii.h>

/* What is left to read. */
struct reader {
	const char *at, *end;
};

static bool
take(struct reader *reader, char c)
{
	if (reader->at == reader->end || *reader->at != c)
		return false;
	reader->at++;
	return true;
}

static int
hex_digit(char c)
{
	if (tc_ascii_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/*
 * Records have \u for control characters only (RFC 8259, 7): "\u001f". Others
 * are not ours.
 */
static bool
take_code(struct reader *reader, struct tc_buf *out)
{
	int high, low;

	if (reader->end - reader->at < 4 || reader->at[0] != '0' ||
	    reader->at[1] != '0')
		return false;
	high = hex_digit(reader->at[2]);
	low = hex_digit(reader->at[3]);
	if (high < 0 || high > 7 || low < 0)
		return false;
	reader->at += 4;
	if (out != NULL)
		tc_buf_putc(out, (char)(16 * high + low));
	return true;
}

static bool
take_escape(struct reader *reader, struct tc_buf *out)
{
	static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
	const char *code;

	if (reader->at == reader->end)
		return false;
	if (take(reader, 'u'))
		return take_code(reader, out);
	code = memchr(from, *reader->at, sizeof(from) - 1);
	if (code == NULL)
		return false;
	if (out != NULL)
		tc_buf_putc(out, to[code - from]);
	reader->at++;
	return true;
}

/* A string, appended to out unless that is NULL. */
static bool
take_string(struct reader *reader, struct tc_buf *out)
{
	const char *quote = reader->at, *from, *escape;

	if (!take(reader, '"'))
		return false;
	for (;;) {
		from = reader->at;
		if (quote < from)
			quote = memchr(from, '"', (size_t)(reader->end - from));
		if (quote == NULL)
			return false;
		escape = memchr(from, '\\', (size_t)(quote - from));
		reader->at = escape != NULL ? escape : quote;
		if (out != NULL)
			tc_buf_put(out, from, (size_t)(reader->at - from));
		if (take(reader, '"'))
			return true;
		if (!take(reader, '\\') || !take_escape(reader, out))
			return false;
	}
}

/* A field's name, which has no escapes: TC_FIELD_COUNT is none that is known.
 */
static bool
take_name(struct reader *reader, enum tc_field *field)
{
	const char *from = reader->at + 1, *to;
	int i;

	if (!take_string(reader, NULL) || !take(reader, ':'))
		return false;
	to = reader->at - 2;
	for (i = 0; i < TC_FIELD_COUNT; i++) {
		const char *name = tc_field_name((enum tc_field)i);

		if (strlen(name) == (size_t)(to - from) &&
		    memcmp(name, from, (size_t)(to - from)) == 0)
			break;
	}
	*field = (enum tc_field)i;
	return true;
}

/* The last field is an object: all that is left but the end of the record. */
static bool
take_extra(struct reader *reader, struct tc_buf *out)
{
	size_t len = (size_t)(reader->end - reader->at);
	json_t *object;
	bool good;

	if (len == 0 || reader->end[-1] != '}')
		return false;
	object = json_loadb(reader->at, len - 1, 0, NULL);
	good = json_is_object(object);
	json_decref(object);
	if (good)
		tc_buf_put(out, reader->at, len - 1);
	return good;
}

static bool
pick(struct reader *reader, struct tc_document *document, unsigned wanted)
{
	enum tc_field field;

	if (!take(reader, '{'))
		return false;
	while (wanted != 0) {
		struct tc_buf *out;

		if (take(reader, '}'))
			return true;
		if (!take_name(reader, &field) || field == TC_FIELD_COUNT)
			return false;
		if (wanted < 1u << field)
			return true; /* fields are in their order */
		out = (wanted & 1u << field) != 0 ? &document->field[field]
						  : NULL;
		if (field == TC_FIELD_EXTRA)
			return take_extra(reader, out);
		if (!take_string(reader, out))
			return false;
		wanted &= ~(1u << field);
		take(reader, ',');
	}
	return true;
}

enum tc_status
tc_document_pick(struct tc_document *document, const char *json, size_t len,
    unsigned wanted, struct tc_error *err)
{
	struct reader reader = {json, json + len};

	tc_document_clear(document);
	if (!pick(&reader, document, wanted))
		return tc_fail(err, TC_CORRUPT, "a stored document is damaged");
	return tc_document_check(document, err);
}
