/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rich Text Format (Microsoft's specification 1.9.1). The programs that Debian
 * has for it break Vietnamese: they lose what \u says, or the bytes of old
 * fonts.
 */
#include "extract.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/legacy.h>

#include "rows.h"

/* Deeper groups share one state: no program nests so. */
#define GROUPS_MAX 200

/* The longest name of a control word. */
#define NAME_MAX_BYTES 32

/* What a group inherits, and what ends with it. */
struct group {
	bool skipped; /* no text of the document */
	bool hidden;  /* characters that are not shown, or are deleted */
	int fallback; /* characters that stand for one of \u */
};

struct reader {
	const char *at, *end;
	struct group group[GROUPS_MAX];
	size_t depth;
	int pass;      /* characters to pass over, after \u */
	uint32_t high; /* first half of a pair of UTF-16 */
	struct tc_buf *out;
	struct tc_rows rows;
};

struct word {
	char name[NAME_MAX_BYTES + 1];
	long number;
	bool has_number;
};

enum meaning {
	SKIP, /* the group is no text */
	PARAGRAPH,
	LINE,
	SPACE,
	CHARACTER, /* the one of the number */
	ROW,	   /* a row begins, if none has */
	CELL,
	ROW_END,
	HIDDEN, /* on, or off with 0 */
	PLAIN,
	FALLBACK,
	UNICODE,
	BINARY
};

/* clang-format off */
static const struct {
	const char *name;
	enum meaning meaning;
	uint32_t character;
} meanings[] = {
    {"fonttbl", SKIP, 0}, {"colortbl", SKIP, 0}, {"stylesheet", SKIP, 0},
    {"info", SKIP, 0}, {"pict", SKIP, 0}, {"object", SKIP, 0},
    {"header", SKIP, 0}, {"headerl", SKIP, 0}, {"headerr", SKIP, 0},
    {"headerf", SKIP, 0}, {"footer", SKIP, 0}, {"footerl", SKIP, 0},
    {"footerr", SKIP, 0}, {"footerf", SKIP, 0}, {"nonshppict", SKIP, 0},
    {"listtable", SKIP, 0}, {"filetbl", SKIP, 0}, {"xe", SKIP, 0},
    {"tc", SKIP, 0}, {"rxe", SKIP, 0}, {"listtext", SKIP, 0},
    {"sp", SKIP, 0}, {"pntext", SKIP, 0},
    {"par", PARAGRAPH, 0}, {"sect", PARAGRAPH, 0}, {"page", PARAGRAPH, 0},
    {"line", LINE, 0}, {"column", LINE, 0}, {"softline", LINE, 0},
    {"nestrow", LINE, 0},
    {"tab", SPACE, 0}, {"emspace", SPACE, 0}, {"enspace", SPACE, 0},
    {"qmspace", SPACE, 0}, {"nestcell", SPACE, 0},
    {"trowd", ROW, 0}, {"cell", CELL, 0}, {"row", ROW_END, 0},
    {"v", HIDDEN, 0}, {"deleted", HIDDEN, 0}, {"plain", PLAIN, 0},
    {"uc", FALLBACK, 0}, {"u", UNICODE, 0}, {"bin", BINARY, 0},
    {"emdash", CHARACTER, 0x2014}, {"endash", CHARACTER, 0x2013},
    {"lquote", CHARACTER, 0x2018}, {"rquote", CHARACTER, 0x2019},
    {"ldblquote", CHARACTER, 0x201C}, {"rdblquote", CHARACTER, 0x201D},
    {"bullet", CHARACTER, 0x2022},
};

/* Symbols after a backslash. A soft hyphen is the letter of TCVN3 as well. */
static const struct {
	char symbol;
	uint32_t character;
} symbols[] = {
    {'\\', '\\'}, {'{', '{'}, {'}', '}'}, {'~', 0xA0}, {'_', 0x2011},
    {'-', 0xAD}, {'\n', '\n'}, {'\r', '\n'},
};

/* Groups that only newer readers know and that have text in them. */
static const char *const known_groups[] = {"shpinst", "ud"};
/* clang-format on */

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

static struct group *
group_of(struct reader *reader)
{
	return &reader->group[reader->depth < GROUPS_MAX ? reader->depth
							 : GROUPS_MAX - 1];
}

/* A character of the text, unless it only stands for one that was there. */
static void
put(struct reader *reader, uint32_t c)
{
	const struct group *group = group_of(reader);

	if (reader->pass > 0) {
		reader->pass--;
		return;
	}
	if (group->skipped || group->hidden)
		return;
	if (c == '\n')
		tc_rows_paragraph(&reader->rows);
	else if (c >= ' ')
		tc_buf_put_char(reader->out, c);
}

/* A byte of the code page: what it means is told when all of it is there. */
static void
put_byte(struct reader *reader, char byte)
{
	struct tc_buf character = TC_BUF_INIT(16);

	if (reader->pass > 0) {
		reader->pass--;
	} else if (!group_of(reader)->skipped && !group_of(reader)->hidden) {
		if (tc_legacy_read(&byte, 1, &character, NULL) == TC_OK)
			tc_buf_put(
			    reader->out, tc_buf_str(&character), character.len);
	}
	tc_buf_free(&character);
}

/* A unit of UTF-16, written as a signed number. */
static void
put_unit(struct reader *reader, long number)
{
	uint32_t c = (uint32_t)number & 0xFFFF, high = reader->high;
	const struct group *group = group_of(reader);

	reader->high = 0;
	reader->pass = 0;
	if (c >> 10 == 0xD800 >> 10)
		reader->high = c;
	else if (c >> 10 == 0xDC00 >> 10 && high != 0)
		put(reader, 0x10000 + ((high & 0x3FF) << 10 | (c & 0x3FF)));
	else
		put(reader, c);
	reader->pass = group->fallback;
}

static void
begin_group(struct reader *reader)
{
	struct group group = *group_of(reader);

	reader->depth++;
	reader->pass = 0;
	*group_of(reader) = group;
}

static void
end_group(struct reader *reader)
{
	reader->pass = 0;
	if (reader->depth > 0)
		reader->depth--;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Letters, a number, and one space that only ends it. */
static void
take_word(struct reader *reader, struct word *word)
{
	size_t len = 0;
	char *rest;

	while (reader->at < reader->end && is_letter(*reader->at)) {
		if (len < NAME_MAX_BYTES)
			word->name[len++] = *reader->at;
		reader->at++;
	}
	word->name[len] = '\0';
	/* What is read ends in a NUL (tc_rtf_extract). */
	word->has_number = *reader->at == '-' ? tc_ascii_is_digit(reader->at[1])
					      : tc_ascii_is_digit(*reader->at);
	word->number = 0;
	if (word->has_number) {
		word->number = strtol(reader->at, &rest, 10);
		reader->at = rest;
	}
	if (reader->at < reader->end && *reader->at == ' ')
		reader->at++;
}

static void
put_structure(struct reader *reader, enum meaning meaning)
{
	if (group_of(reader)->skipped)
		return;
	reader->pass = 0;
	if (meaning == PARAGRAPH)
		tc_rows_paragraph(&reader->rows);
	else if (meaning == LINE)
		tc_buf_putc(reader->out, '\n');
	else if (meaning == SPACE)
		tc_buf_putc(reader->out, ' ');
	else if (meaning == CELL)
		tc_rows_cell(&reader->rows);
	else if (meaning == ROW_END)
		tc_rows_end(&reader->rows);
	else if (reader->rows.n == 0)
		tc_rows_begin(&reader->rows);
}

static void
pass_bytes(struct reader *reader, long number)
{
	size_t left = (size_t)(reader->end - reader->at);

	if (number > 0)
		reader->at += (size_t)number < left ? (size_t)number : left;
}

static void
obey(struct reader *reader, const struct word *word, size_t i)
{
	struct group *group = group_of(reader);

	switch (meanings[i].meaning) {
	case SKIP:
		group->skipped = true;
		break;
	case CHARACTER:
		put(reader, meanings[i].character);
		break;
	case HIDDEN:
		group->hidden = !word->has_number || word->number != 0;
		break;
	case PLAIN:
		group->hidden = false;
		break;
	case FALLBACK:
		group->fallback = word->number >= 0 && word->number < 100
		    ? (int)word->number
		    : 1;
		break;
	case UNICODE:
		put_unit(reader, word->number);
		break;
	case BINARY:
		pass_bytes(reader, word->number);
		break;
	default:
		put_structure(reader, meanings[i].meaning);
		break;
	}
}

static void
take_control_word(struct reader *reader)
{
	struct word word;
	size_t i;

	take_word(reader, &word);
	for (i = 0; i < COUNT(meanings); i++) {
		if (strcmp(meanings[i].name, word.name) == 0) {
			obey(reader, &word, i);
			return;
		}
	}
}

/* "\*": a group that who does not know it is to skip. */
static void
take_new_group(struct reader *reader)
{
	struct word word = {.name = ""};
	bool known = false;
	size_t i;

	if (reader->end - reader->at > 1 && reader->at[0] == '\\' &&
	    is_letter(reader->at[1])) {
		reader->at++;
		take_word(reader, &word);
	}
	for (i = 0; i < COUNT(known_groups); i++)
		known |= strcmp(known_groups[i], word.name) == 0;
	if (!known)
		group_of(reader)->skipped = true;
}

static int
hex_digit(char c)
{
	if (tc_ascii_is_digit(c))
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* After a backslash. */
static void
take_control(struct reader *reader)
{
	char c = *reader->at;
	size_t i;

	if (is_letter(c)) {
		take_control_word(reader);
		return;
	}
	reader->at++;
	if (c == '*') {
		take_new_group(reader);
	} else if (c == '\'') {
		if (reader->end - reader->at < 2 ||
		    hex_digit(reader->at[0]) < 0 ||
		    hex_digit(reader->at[1]) < 0)
			return;
		put_byte(reader,
		    (char)(hex_digit(reader->at[0]) << 4 |
			hex_digit(reader->at[1])));
		reader->at += 2;
	}
	for (i = 0; i < COUNT(symbols); i++) {
		if (symbols[i].symbol == c)
			put(reader, symbols[i].character);
	}
}

static void
take(struct reader *reader)
{
	char c = *reader->at++;

	if (c == '\\') {
		if (reader->at < reader->end)
			take_control(reader);
	} else if (c == '{')
		begin_group(reader);
	else if (c == '}')
		end_group(reader);
	else if ((unsigned char)c >= 0x80) /* not allowed, but written */
		put_byte(reader, c);
	else if (c >= ' ' || c == '\t')
		put(reader, c == '\t' ? ' ' : (uint32_t)c);
}

enum tc_status
tc_rtf_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	struct tc_buf copy = TC_BUF_INIT(len + 1);
	struct reader reader = {.out = &found->text};
	enum tc_status status;

	/* Ends in a NUL, so that numbers end where the bytes do. */
	tc_buf_put(&copy, bytes, len);
	if ((status = tc_buf_check(&copy, err)) != TC_OK)
		goto out;
	reader.at = tc_buf_str(&copy);
	reader.end = reader.at + copy.len;
	reader.group[0].fallback = 1;
	tc_rows_init(&reader.rows, reader.out);
	while (reader.at < reader.end && !reader.out->failed)
		take(&reader);
	tc_rows_finish(&reader.rows);
	status = tc_buf_check(reader.out, err);
out:
	tc_buf_free(&copy);
	return status;
}
