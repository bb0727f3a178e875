/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages of a site: they begin with their title and date, end with who wrote
 * them or had them first, and the site's address block is under each.
 */
#include "describe.h"

#include <string.h>
#include <tracuu/ascii.h>

#include "types.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* The address block of a site is short. */
#define FOOTER_MAX 700

/* Who wrote a page is told in its last lines. */
#define CREDIT_LINES 4
#define CREDIT_WORDS 12

/* Only titles so short go on in the next line. */
#define TITLE_LINE 300

/* Of a line so many bytes are looked at: no heading is longer. */
#define LINE_LOOK 1000

/* Down to max bytes, at the edge of a character. */
static size_t
shortened(const char *s, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)s[max] & 0xC0) == 0x80)
		max--;
	return max;
}

struct line {
	const char *s;
	size_t len;
};

/* Takes the line at *at and moves on; false at the end. */
static bool
next_line(const char **at, const char *end, struct line *line)
{
	const char *stop;

	if (*at >= end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	line->s = *at;
	line->len = (size_t)((stop != NULL ? stop : end) - *at);
	*at = stop != NULL ? stop + 1 : end;
	line->len = shortened(line->s, line->len, LINE_LOOK);
	while (line->len > 0 && line->s[line->len - 1] == ' ')
		line->len--;
	return true;
}

/* "29-06-2020 17:00" alone on a line. */
static bool
take_date_line(const struct line *line, struct tc_buf *date)
{
	if (date->len > 0 || line->len < 8 || line->len > 24 ||
	    !tc_ascii_is_digit(line->s[0]))
		return false;
	return tc_date_normalise(line->s, line->len, date, NULL) == TC_OK;
}

/* PDFs have lines of a page: the next one belongs to a title, too. */
static bool
goes_on(const char *at, const char *end, const struct tc_buf *title)
{
	size_t len = (size_t)(end - at), from, to = 0;

	if (title->len == 0 || title->len > TITLE_LINE ||
	    strchr(".!?:;", title->s[title->len - 1]) != NULL)
		return false;
	return tc_text_next_word(at, len, &from, &to) && from == 0 &&
	    tc_text_case(at, to) == TC_CASE_LOWER;
}

/* Title and date from the first lines; returns where the text begins. */
static const char *
take_head(struct tc_document *document, const char *text, const char *end)
{
	struct tc_buf *title = &document->field[TC_FIELD_TITLE];
	struct line line;
	const char *at = text, *before;
	bool titled = title->len > 0;

	for (before = at; next_line(&at, end, &line); before = at) {
		if (line.len == 0)
			continue;
		if (take_date_line(&line, &document->field[TC_FIELD_DATE]))
			return at;
		if (titled || memmem(line.s, line.len, "\xEF\xBF\xBD", 3))
			break; /* U+FFFD: its letters are lost */
		tc_buf_put(title, line.s,
		    shortened(line.s, line.len, TC_ABSTRACT_MAX));
		if (title->len > 0 && title->s[title->len - 1] == ' ')
			tc_buf_cut(title, title->len - 1);
		if (line.len > TC_ABSTRACT_MAX)
			return text; /* no heading, but the text itself */
		while (goes_on(at, end, title) && next_line(&at, end, &line)) {
			tc_buf_putc(title, ' ');
			tc_buf_put(title, line.s, line.len);
		}
		titled = true;
		text = at;
	}
	return before < text ? text : before;
}

/* A title such as "Kế hoạch số 15-KH/ĐU về ..." tells type and number. */
static enum tc_status
read_title(struct tc_describing *describing, struct tc_error *err)
{
	const struct tc_buf *title =
	    &describing->document->field[TC_FIELD_TITLE];
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_type *type;
	struct tc_token token;
	enum tc_status status = TC_OK;

	tc_text_key(tc_buf_str(title), title->len, &key);
	if ((status = tc_buf_check(&key, err)) != TC_OK)
		goto out;
	type = tc_type_of(tc_buf_str(&key), key.len);
	if (type == NULL ||
	    (!type->titles && strcmp(type->key, tc_buf_str(&key)) != 0))
		goto out;
	status = tc_describing_set(
	    describing, TC_FIELD_TYPE, type->name, strlen(type->name), err);
	if (status == TC_OK)
		status = tc_analyser_start(
		    describing->analyser, title->s, title->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(describing->analyser, &token, err)) ==
		TC_OK) {
		if (token.kind == TC_TOKEN_DOCNO && !token.spans) {
			status = tc_describing_set(describing, TC_FIELD_NUMBER,
			    title->s + token.from, token.to - token.from, err);
			break;
		}
	}
out:
	tc_buf_free(&key);
	return status == TC_DONE ? TC_OK : status;
}

/* One character: a capital letter (its small one is another), or a space. */
static bool
is_capital_or_space(const char *s, size_t len)
{
	struct tc_buf small = TC_BUF_INIT(64);
	bool same;

	if (len == 1)
		return *s == ' ' || *s == '\n' || (*s >= 'A' && *s <= 'Z');
	tc_text_canonical(s, len, &small);
	same = small.len == len && memcmp(small.s, s, len) == 0;
	tc_buf_free(&small);
	return !same;
}

/* Where the capitals begin that end at s[at]. */
static size_t
capitals_before(const char *s, size_t at)
{
	size_t from;

	for (; at > 0; at = from) {
		from = at - 1;
		while (from > 0 && ((unsigned char)s[from] & 0xC0) == 0x80)
			from--;
		if (!is_capital_or_space(s + from, at - from))
			break;
	}
	return at;
}

/* Does the last line tell how to reach somebody? */
static bool
ends_in_address(const struct tc_buf *text)
{
	static const char *const ways[] = {
	    "Điện thoại", "Email", "E-mail", "Website", "Fax"};
	const char *line = memrchr(text->s, '\n', text->len);
	size_t i;

	line = line != NULL ? line : text->s;
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (strstr(line, ways[i]) != NULL)
			return true;
	}
	return false;
}

/*
 * The address block that a site puts under each page, often glued to the last
 * sentence: "... 2020 - 2025.BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\n\nTrụ sở: ...".
 * Every page would be found by the words in it.
 */
void
tc_cut_footer(struct tc_buf *text)
{
	static const char office[] = "Trụ sở";
	char *s = text->s, *at = NULL, *next;
	size_t from;

	if (text->len == 0)
		return;
	next = text->len > FOOTER_MAX ? s + text->len - FOOTER_MAX : s;
	while ((next = strstr(next, office)) != NULL) {
		at = next;
		next += strlen(office);
	}
	if (at == NULL || strchr(at, ':') == NULL || !ends_in_address(text))
		return;
	from = capitals_before(s, (size_t)(at - s));
	while (from > 0 && s[from - 1] == ' ')
		from--;
	tc_buf_cut(text, from);
	while (text->len > 0 &&
	    (s[text->len - 1] == ' ' || s[text->len - 1] == '\n'))
		tc_buf_cut(text, text->len - 1);
}

static void
drop_prefix(struct tc_buf *text, size_t len)
{
	if (len == 0)
		return;
	memmove(text->s, text->s + len, text->len - len + 1);
	text->len -= len;
}

/* What stands before a name in the last lines of a page. */
static const struct {
	const char *words;
	enum tc_field field;
} credits[] = {
    {"nguon tin", TC_FIELD_ORIGIN},
    {"nguon", TC_FIELD_ORIGIN},
    {"theo", TC_FIELD_ORIGIN},
    {"nguoi viet", TC_FIELD_AUTHOR},
    {"tac gia", TC_FIELD_AUTHOR},
    {"bai va anh", TC_FIELD_AUTHOR},
    {"tin va anh", TC_FIELD_AUTHOR},
    {"bai anh", TC_FIELD_AUTHOR},
    {"tin anh", TC_FIELD_AUTHOR},
    {"tin bai", TC_FIELD_AUTHOR},
    {"thuc hien", TC_FIELD_AUTHOR},
};

/*
 * "Nguồn: Báo Thái Nguyên", "(Theo TTXVN)", "Tin, ảnh: Thu Hà": a colon, or
 * brackets around it all.
 */
static enum tc_status
read_credit(struct tc_describing *describing, size_t i, bool *found,
    struct tc_error *err)
{
	const struct tc_segments *lines = &describing->other;
	const struct tc_segment *line = &lines->at[i];
	size_t k, words, from;
	const char *c;

	for (k = 0; k < COUNT(credits) && !*found; k++) {
		if (!tc_segment_starts(lines, i, credits[k].words))
			continue;
		words = 1;
		for (c = credits[k].words; *c != '\0'; c++)
			words += *c == ' ';
		if (words >= line->n)
			continue;
		c = lines->text + lines->words[line->first + words - 1].to;
		if (strncmp(c, ":", 1) != 0 && strncmp(c, " :", 2) != 0 &&
		    lines->text[line->from] != '(')
			continue;
		from = lines->words[line->first + words].from;
		*found = true;
		return tc_describing_set(describing, credits[k].field,
		    lines->text + from,
		    lines->words[line->first + line->n - 1].to - from, err);
	}
	return TC_OK;
}

/* Two to four words with capital letters, alone on the last line. */
static bool
is_author(const struct tc_segments *lines, size_t i)
{
	const struct tc_segment *line = &lines->at[i];
	size_t k, len = line->to - line->from;

	if (line->n < 2 || line->n > 4 ||
	    strchr(".!?:;", lines->text[line->to - 1]) != NULL || len > 60)
		return false;
	for (k = 0; k < line->n; k++) {
		const struct tc_segment_word *word =
		    &lines->words[line->first + k];
		const char *s = lines->text + word->from;

		if (tc_text_case(s, word->to - word->from) != TC_CASE_TITLE ||
		    !tc_text_is_syllable(s, word->to - word->from) ||
		    (k > 0 && s[-1] != ' '))
			return false;
	}
	return true;
}

/* Where the last lines of the text begin. */
static size_t
last_lines(const struct tc_buf *text)
{
	size_t at = text->len, n = 0;

	while (at > 0 && n < CREDIT_LINES) {
		at--;
		if (text->s[at] == '\n')
			n += at + 1 < text->len && text->s[at + 1] != '\n';
	}
	return at;
}

/* Who wrote a dated page, and who had it first. */
static enum tc_status
read_credits(struct tc_describing *describing, struct tc_error *err)
{
	const struct tc_buf *text = &describing->document->field[TC_FIELD_TEXT];
	struct tc_segments *lines = &describing->other;
	enum tc_status status;
	bool last = true;
	size_t i;

	status = tc_segments_read(lines, tc_buf_str(text), last_lines(text),
	    text->len, 2 * CREDIT_LINES + 2, err);
	for (i = lines->n; i-- > 0 && status == TC_OK;) {
		const struct tc_segment *line = &lines->at[i];
		bool found = false;

		if (line->n == 0)
			continue;
		if (line->n <= CREDIT_WORDS)
			status = read_credit(describing, i, &found, err);
		if (status == TC_OK && !found && last && is_author(lines, i))
			status = tc_describing_set(describing, TC_FIELD_AUTHOR,
			    lines->text + line->from, line->to - line->from,
			    err);
		last = found;
	}
	return status;
}

enum tc_status
tc_describe_page(struct tc_describing *describing, struct tc_error *err)
{
	struct tc_document *document = describing->document;
	struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	const char *s = tc_buf_str(text), *from;
	enum tc_status status = TC_OK;

	if (!describing->given) {
		from = take_head(document, s, s + text->len);
		while (*from == '\n')
			from++;
		drop_prefix(text, (size_t)(from - s));
		status = read_title(describing, err);
	}
	if (status == TC_OK && document->field[TC_FIELD_DATE].len > 0)
		status = read_credits(describing, err);
	return status;
}
