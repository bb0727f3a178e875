/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The blocks of a page, and those of them that are its site's furniture. */
#include <tracuu/furniture.h>

#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/hash.h>
#include <tracuu/text.h>

#include "aside.h"

/* What is longer is somebody's text. */
#define BLOCK_MAX 400

/* Of a page the first blocks and the last ones are looked at, and of a line. */
#define BLOCKS_MAX 64
#define FIRST_BLOCKS 24
#define FIRST_PIECES 2
#define PIECES 6

/* Sentences that recur are longer than "TP. Thái Nguyên." */
#define SENTENCE_WORDS 4

#define NUMBER_LEN 4

/* The first and the last of a number of blocks. */
struct ends {
	struct tc_block *at;
	size_t n, max, first;
};

static void
add(struct ends *ends, struct tc_block block)
{
	struct tc_block *at = ends->at + ends->first;

	if (ends->n < ends->max) {
		ends->at[ends->n++] = block;
		return;
	}
	memmove(at, at + 1, (ends->max - ends->first - 1) * sizeof(*at));
	ends->at[ends->max - 1] = block;
}

/* Where the character before s[at] begins. */
static size_t
before(const char *s, size_t at)
{
	do
		at--;
	while (at > 0 && ((unsigned char)s[at] & 0xC0) == 0x80);
	return at;
}

static bool
is_capital(const char *s, size_t len)
{
	size_t n = 1;

	if ((unsigned char)s[0] < 0x80)
		return s[0] >= 'A' && s[0] <= 'Z';
	while (n < len && ((unsigned char)s[n] & 0xC0) == 0x80)
		n++;
	return tc_text_case(s, n) == TC_CASE_TITLE;
}

/* Does one of these characters of UTF-8 stand at s? */
static bool
is_one_of(const char *s, size_t len, const char *const *list)
{
	for (; *list != NULL; list++) {
		if (len == strlen(*list) && memcmp(s, *list, len) == 0)
			return true;
	}
	return false;
}

enum cut { NO_CUT, CUT_GLUED, CUT_SENTENCE };

/*
 * May line[at, len) be another block than what is before? It is where nothing
 * parts the end of a sentence or a small letter from a capital one, at the
 * marks that paths of menus have, and between sentences.
 */
static enum cut
cut_at(const char *line, size_t at, size_t len)
{
	static const char *const ends[] = {".", "!", "?", "…", NULL};
	static const char *const closes[] = {
	    ".", "!", "?", "…", ";", ":", ")", "”", "\"", "»", "›", NULL};
	static const char *const paths[] = {"»", "›", NULL};
	size_t last = before(line, at), end = last;

	if (line[last] != ' ') {
		if (!is_capital(line + at, len - at))
			return NO_CUT;
		return is_one_of(line + last, at - last, closes) ||
			tc_text_case(line + last, at - last) == TC_CASE_LOWER ||
			tc_ascii_is_digit(line[last])
		    ? CUT_GLUED
		    : NO_CUT;
	}
	while (end > 0 && line[end - 1] == ' ')
		end--;
	if (end == 0)
		return NO_CUT;
	last = before(line, end);
	if (is_one_of(line + last, end - last, paths))
		return CUT_GLUED;
	if (last == 0 || !is_one_of(line + last, end - last, ends) ||
	    !is_capital(line + at, len - at))
		return NO_CUT;
	/* "TP. Thái Nguyên", "KT. Trưởng ban" */
	last = before(line, last);
	return is_capital(line + last, end - last) ? NO_CUT : CUT_SENTENCE;
}

static size_t
count_words(const char *s, size_t len)
{
	size_t i, n = 1;

	for (i = 0; i < len; i++)
		n += s[i] == ' ';
	return n;
}

/* A line as blocks, from the byte of the text that it begins with. */
static void
cut_line(const char *line, size_t len, size_t from, struct ends *pieces)
{
	enum cut cut, begun = CUT_GLUED;
	size_t at, start = 0;

	for (at = 1; at <= len; at++) {
		if (at < len &&
		    (line[at] == ' ' ||
			((unsigned char)line[at] & 0xC0) == 0x80))
			continue;
		cut = at < len ? cut_at(line, at, len) : CUT_GLUED;
		if (cut == NO_CUT ||
		    (cut == CUT_SENTENCE &&
			count_words(line + start, at - start) <=
			    SENTENCE_WORDS))
			continue;
		/* What is too short for a sentence stays with the last one. */
		if (begun == CUT_SENTENCE && pieces->n > 0 &&
		    count_words(line + start, at - start) < SENTENCE_WORDS)
			pieces->at[pieces->n - 1].to = from + at;
		else
			add(pieces,
			    (struct tc_block){from + start, from + at, 0});
		start = at;
		begun = cut;
	}
}

static bool
has_letter(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80 ||
		    (s[i] >= 'A' && s[i] <= 'Z') ||
		    (s[i] >= 'a' && s[i] <= 'z'))
			return true;
	}
	return false;
}

/* Is it in there, and something? */
static bool
contains(const char *s, size_t len, const struct tc_buf *field)
{
	return field->len > 0 && memmem(s, len, field->s, field->len) != NULL;
}

/* May it be furniture? Who wrote pages often is no part of their site. */
static bool
may_recur(const struct tc_document *document, const struct tc_block *block)
{
	const char *s = document->field[TC_FIELD_TEXT].s + block->from;
	size_t len = block->to - block->from;

	return len >= 2 && len <= BLOCK_MAX && has_letter(s, len) &&
	    !contains(s, len, &document->field[TC_FIELD_AUTHOR]) &&
	    !contains(s, len, &document->field[TC_FIELD_ORIGIN]);
}

static uint32_t
hash_block(const char *site, const char *s, size_t len)
{
	uint32_t hash = tc_hash(site, strlen(site)) * 31 + tc_hash(s, len);

	hash &= ~TC_OUTLINE_FURNITURE;
	return hash != 0 ? hash : 2;
}

static void
add_line(const struct tc_document *document, const char *site, size_t from,
    size_t to, struct ends *blocks)
{
	const char *s = tc_document_str(document, TC_FIELD_TEXT);
	struct tc_block cut[PIECES];
	struct ends pieces = {cut, 0, PIECES, FIRST_PIECES};
	size_t i;

	cut_line(s + from, to - from, from, &pieces);
	for (i = 0; i < pieces.n; i++) {
		while (cut[i].from < cut[i].to && s[cut[i].from] == ' ')
			cut[i].from++;
		while (cut[i].to > cut[i].from && s[cut[i].to - 1] == ' ')
			cut[i].to--;
		if (!may_recur(document, &cut[i]))
			continue;
		cut[i].hash =
		    hash_block(site, s + cut[i].from, cut[i].to - cut[i].from);
		add(blocks, cut[i]);
	}
}

/* The blocks of a text, whether their site has taught that they are aside. */
static size_t
find_blocks(const struct tc_document *document, const char *site,
    struct tc_block at[BLOCKS_MAX])
{
	struct ends blocks = {at, 0, BLOCKS_MAX, FIRST_BLOCKS};
	const char *s = tc_document_str(document, TC_FIELD_TEXT), *stop;
	size_t from, to = 0, end;

	while (tc_aside_next_own(document, &from, &to)) {
		for (; from < to; from = end + 1) {
			stop = memchr(s + from, '\n', to - from);
			end = stop != NULL ? (size_t)(stop - s) : to;
			if (end > from)
				add_line(document, site, from, end, &blocks);
		}
	}
	return blocks.n;
}

static void
put_number(struct tc_buf *out, uint32_t number)
{
	int i;

	for (i = 0; i < NUMBER_LEN; i++)
		tc_buf_putc(out, (char)(number >> 8 * i & 0xFF));
}

size_t
tc_outline_count(struct tc_span outline)
{
	return outline.len / NUMBER_LEN;
}

uint32_t
tc_outline_at(struct tc_span outline, size_t i)
{
	const unsigned char *s =
	    (const unsigned char *)outline.s + i * NUMBER_LEN;

	return (uint32_t)s[0] | (uint32_t)s[1] << 8 | (uint32_t)s[2] << 16 |
	    (uint32_t)s[3] << 24;
}

void
tc_outline_set(char *outline, size_t i, uint32_t number)
{
	int k;

	for (k = 0; k < NUMBER_LEN; k++)
		outline[i * NUMBER_LEN + (size_t)k] =
		    (char)(number >> 8 * k & 0xFF);
}

/* The place of a block in an outline, furniture or not; 0 for nowhere. */
static size_t
outline_find(struct tc_span outline, uint32_t hash)
{
	size_t i, n = tc_outline_count(outline);

	for (i = 1; i < n; i++) {
		if ((tc_outline_at(outline, i) & ~TC_OUTLINE_FURNITURE) == hash)
			return i;
	}
	return 0;
}

enum tc_status
tc_outline_make(
    struct tc_document *document, const char *site, struct tc_error *err)
{
	struct tc_block blocks[BLOCKS_MAX];
	struct tc_buf *outline = &document->outline;
	size_t i, n;

	tc_buf_clear(outline);
	if (document->page == TC_SITE_PAGE_NOT)
		return TC_OK;
	put_number(outline,
	    document->page == TC_SITE_PAGE_OFFICIAL ? 0
						    : hash_block(site, "", 0));
	n = find_blocks(document, site, blocks);
	for (i = 0; i < n; i++) {
		struct tc_span made = {tc_buf_str(outline), outline->len};

		if (outline_find(made, blocks[i].hash) == 0)
			put_number(outline, blocks[i].hash);
	}
	return tc_buf_check(outline, err);
}

enum tc_status
tc_furniture_apply(
    struct tc_document *document, const char *site, struct tc_error *err)
{
	struct tc_span outline = {
	    tc_buf_str(&document->outline), document->outline.len};
	const char *s = tc_document_str(document, TC_FIELD_TEXT);
	struct tc_block blocks[BLOCKS_MAX], *last;
	size_t i, at, k = 0, n;

	n = find_blocks(document, site, blocks);
	for (i = 0; i < n; i++) {
		at = outline_find(outline, blocks[i].hash);
		if (at == 0 ||
		    (tc_outline_at(outline, at) & TC_OUTLINE_FURNITURE) == 0)
			continue;
		last = k > 0 ? &blocks[k - 1] : NULL;
		/* With what parts two of them. */
		if (last != NULL &&
		    strspn(s + last->to, " \n") >= blocks[i].from - last->to)
			last->to = blocks[i].to;
		else
			blocks[k++] = blocks[i];
	}
	return tc_aside_learn(document, blocks, k, err);
}
