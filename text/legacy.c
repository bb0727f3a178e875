/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Repair of texts in old Vietnamese encodings: which paragraphs need it, and
 * what the text as a whole says about them.
 */
#include "legacy_parts.h"

#include <string.h>

#include "repair.h"

/* So many words of all that is doubtful decide. */
#define DOCUMENT_WORDS 20000

/*
 * Looking: a fast first pass over each paragraph
 */

struct look {
	size_t to;	/* where the paragraph ends, its line end included */
	size_t unicode; /* characters that only Unicode has: đ, ế, marks */
	size_t high;	/* others outside ASCII: of Windows-1252 */
	size_t odd;	/* of these, no Vietnamese letters nor common signs */
	size_t eth;	/* ñ ð */
	size_t holes;	/* U+FFFD, and question marks before letters: ngh?a */
	bool soft;	/* a soft hyphen or a minus sign: ư in TCVN3 */
};

/* clang-format off */

/* U+0080 to U+00FF: 0 a sign that texts in Unicode have, 1 a Vietnamese
 * letter, 2 others, 3 ñ and ð. */
static const uint8_t latin[0x80] = {
    2,2,2,2,2,2,2,2, 2,2,2,2,2,2,2,2, 2,2,2,2,2,2,2,2, 2,2,2,2,2,2,2,2,
    0,2,2,2,2,2,2,0, 2,2,2,0,2,2,2,2, 0,0,0,0,2,2,2,0, 2,2,2,0,2,0,2,2,
    1,1,1,1,2,2,2,2, 1,1,1,2,1,1,2,2, 3,3,1,1,1,1,2,0, 2,1,1,2,2,1,2,2,
    1,1,1,1,2,2,2,2, 1,1,1,2,1,1,2,2, 3,3,1,1,1,1,2,2, 2,1,1,2,2,1,2,2,
};
/* clang-format on */

static void
look_at_latin(struct look *look, uint32_t c)
{
	look->high++;
	look->odd += latin[c - 0x80] >= 2;
	look->eth += latin[c - 0x80] == 3;
	look->soft |= c == SOFT_HYPHEN;
}

static void
look_at(struct look *look, uint32_t c)
{
	if (c < 0x100) {
		look_at_latin(look, c);
	} else if (c == REPLACEMENT) {
		look->holes++;
	} else if (c == 0x2212 || c == 0x2219) {
		look->high++;
		look->soft |= c == 0x2212;
	} else if (tc_legacy_byte(c) < 0x100) {
		look->high++;
		look->odd += c < 0x2000;
	} else if (tc_repair_is_mark(c) || lower(c) != 0) {
		look->unicode++;
	}
}

static bool
is_line_end(unsigned char c)
{
	return c >= '\n' && c <= '\r';
}

static bool
is_letter_byte(unsigned char c)
{
	return c >= 0x80 || is_ascii_letter(c);
}

/*
 * What a byte begins: 1 C3 (à ê), 2 C4 (đ ă), 3 C6 (ơ ư), 4 E1 (ế ạ), which
 * Vietnamese in Unicode is full of; 5 a carriage return, 6 a line feed; 7 what
 * must be looked at by characters.
 */
enum begun { BEGINS_NOTHING, BEGINS_CR = 5, BEGINS_LF, BEGINS_OTHER };

/* clang-format off */
static const uint8_t begins[0x100] = {
    0,0,0,0,0,0,0,0,0,0,6,7,7,5,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,7,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
    0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0, 0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
    7,7,7,1,2,7,3,7,7,7,7,7,7,7,7,7, 7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,
    7,4,7,7,7,7,7,7,7,7,7,7,7,7,7,7, 7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,7,
};

/* What follows it, by its lower six bits, so that it is not plain: other
 * letters of U+00C0 to U+00FF than class 1 above, ƒ (which is in 1252), others
 * than U+1E80 to U+1EFF, others than a line feed. */
static const uint64_t is_odd[] = {
    0, 0xD9C3C8F0D9C3C8F0, 0, (uint64_t)1 << 0x12,
    ~((uint64_t)3 << 0x3A), ~((uint64_t)1 << '\n'), 0, 0,
};

/* How it counts: as high in the upper half, as unicode in the lower. */
static const uint64_t counts[] = {0, (uint64_t)1 << 32, 1, 1, 1, 0, 0, 0};
/* clang-format on */

/*
 * Look at a paragraph that is plain Vietnamese or English; false if it is not.
 * Every text goes through this loop, whose one branch is taken at its end.
 */
static bool
look_over_plain(
    struct look *look, const unsigned char *s, size_t from, size_t len)
{
	uint64_t sum = 0, odd = 0;
	unsigned begun = BEGINS_NOTHING;
	size_t i = from;

	while (i < len && begun < BEGINS_LF && (odd & 1) == 0) {
		odd = is_odd[begun] >> (s[i] & 0x3F);
		begun = begins[s[i++]];
		sum += counts[begun];
	}
	look->unicode = (uint32_t)sum;
	look->high = (size_t)(sum >> 32);
	look->to = i;
	return (odd & 1) == 0 &&
	    (begun == BEGINS_NOTHING || begun == BEGINS_CR ||
		begun == BEGINS_LF);
}

/* Look at the paragraph that begins at from. */
static struct look
look_over(const char *s, size_t from, size_t len)
{
	struct look look = {0};
	size_t i = from;

	if (look_over_plain(&look, (const unsigned char *)s, from, len))
		return look;
	look = (struct look){0};
	while (i < len) {
		unsigned char byte = (unsigned char)s[i];

		if (byte >= 0x80) {
			look_at(&look, next_char(s, len, &i));
			continue;
		}
		i++;
		if (is_line_end(byte))
			break;
		look.holes += byte == '?' && i < len &&
		    is_letter_byte((unsigned char)s[i]);
	}
	look.to = i;
	return look;
}

/*
 * Letters that only Unicode has are in every line of Vietnamese in Unicode, and
 * in none of an old encoding.
 */
static bool
may_be_legacy(const struct look *look)
{
	return look->high > 0 &&
	    (look->unicode == 0 || look->eth > 0 ||
		4 * look->odd > look->unicode);
}

/* A fifth of the letters of Vietnamese are outside ASCII. */
static bool
may_be_lost(const struct look *look, size_t from)
{
	size_t bytes = look->to - from;

	return (look->high + look->unicode) * 50 < bytes ||
	    look->holes * 40 > bytes;
}

/*
 * Repairing
 */

/* What the first pass finds out about a whole text. */
struct survey {
	struct tally tally; /* of its doubtful paragraphs */
	enum tc_encoding encoding;
	bool doubtful;	/* there are some */
	bool own;	/* one of them can decide for itself */
	size_t odd;	/* characters in them, as in struct look */
	size_t unicode; /* characters of the whole text that only Unicode has */
	bool soft;	/* a soft hyphen is among them */
	struct bareness bareness; /* of what may have lost its letters */
	bool lost;		  /* it has, or a paragraph of it */
};

/* Count the words of all that is doubtful once more, as rare encodings. */
static void
recount(struct survey *survey, const char *s, size_t len)
{
	struct look look;
	size_t i;

	for (i = 0; i < len; i = look.to) {
		look = look_over(s, i, len);
		if (may_be_legacy(&look))
			tc_legacy_count_rare(
			    &survey->tally, s, i, look.to, DOCUMENT_WORDS);
	}
}

/* What the doubtful paragraphs together say. */
static void
survey_encoding(struct survey *survey, const char *s, size_t len)
{
	size_t n = survey->tally.n;

	survey->encoding = tc_legacy_plain(&survey->tally);
	if (survey->encoding == TC_ENCODING_NONE &&
	    tc_legacy_needs_rare(&survey->tally)) {
		recount(survey, s, len);
		survey->encoding = tc_legacy_encoding_of(&survey->tally);
	}
	/*
	 * In a text in Unicode a few lines are doubtful: a formula's Iô again
	 * and again is no word of TCVN3. It takes signs that no Vietnamese
	 * text has.
	 */
	if (survey->unicode > n && 2 * survey->odd < n &&
	    survey->encoding != TC_ENCODING_ETH)
		survey->encoding = TC_ENCODING_NONE;
}

static void
survey_doubtful(
    struct survey *survey, const struct look *look, const char *s, size_t from)
{
	size_t before = survey->tally.n;

	survey->doubtful = true;
	survey->odd += look->odd;
	survey->soft |= look->soft;
	tc_legacy_count(&survey->tally, s, from, look->to, DOCUMENT_WORDS);
	survey->own |= survey->tally.n >= before + OWN_WORDS ||
	    survey->tally.n == DOCUMENT_WORDS;
}

static void
survey_lost(struct survey *survey, const char *s, size_t from, size_t to)
{
	struct bareness bareness = {0};

	tc_legacy_count_bare(&bareness, s, from, to);
	survey->lost |=
	    tc_legacy_is_bare(&bareness) || tc_legacy_is_holey(&bareness);
	tc_legacy_add_bare(&survey->bareness, &bareness);
}

static struct survey
survey_text(const char *s, size_t len)
{
	struct survey survey = {0};
	struct look look;
	size_t i;

	for (i = 0; i < len; i = look.to) {
		look = look_over(s, i, len);
		survey.unicode += look.unicode;
		if (may_be_legacy(&look))
			survey_doubtful(&survey, &look, s, i);
		if (may_be_lost(&look, i))
			survey_lost(&survey, s, i, look.to);
	}
	survey.lost |= tc_legacy_is_bare(&survey.bareness) ||
	    tc_legacy_is_holey(&survey.bareness);
	if (survey.doubtful)
		survey_encoding(&survey, s, len);
	return survey;
}

/* What a doubtful paragraph is written in. */
static enum tc_encoding
paragraph_encoding(
    const struct survey *survey, const char *s, size_t from, size_t to)
{
	enum tc_encoding encoding, whole = survey->encoding;
	struct tally tally;

	encoding = tc_legacy_decide(&tally, s, from, to);
	if (encoding != TC_ENCODING_NONE)
		return encoding;
	if (whole == TC_ENCODING_NONE || whole == TC_ENCODING_ETH)
		return whole;
	/* The text speaks for it, unless it makes more sense as it is. */
	if (tc_legacy_is_rare(whole) && tally.rare_n == 0)
		tc_legacy_count_rare(&tally, s, from, to, tally.n);
	if (tally.n >= OWN_WORDS &&
	    (!tc_legacy_gains(&tally, whole) ||
		2 * tally.valid[whole] < tally.n))
		return TC_ENCODING_NONE;
	return tally.valid[whole] >= tally.valid[TC_ENCODING_NONE]
	    ? whole
	    : TC_ENCODING_NONE;
}

/*
 * Has a paragraph lost its letters? A short one goes by the whole text. With
 * *holes_only signs stand where they were.
 */
static bool
is_lost(const struct survey *survey, const char *s, size_t from, size_t to,
    bool *holes_only)
{
	struct bareness own = {0};
	const struct bareness *judge = &own;
	bool bare, holey;

	tc_legacy_count_bare(&own, s, from, to);
	if (own.words < OWN_WORDS)
		judge = &survey->bareness;
	bare = tc_legacy_is_bare(judge) && 10 * own.bare > 3 * own.words;
	holey = tc_legacy_is_holey(judge) && 10 * own.holes > 3 * own.words;
	*holes_only = !bare;
	return bare || holey;
}

/* Append one paragraph; returns what was done to it. */
static enum tc_encoding
repair_paragraph(const struct survey *survey, const char *s, size_t from,
    const struct look *look, struct tc_buf *out)
{
	struct decoder decoder = {.s = s,
	    .from = from,
	    .to = look->to,
	    .no_horns = !survey->soft,
	    .out = out};
	bool holes_only = false;

	if (may_be_legacy(look))
		decoder.encoding =
		    paragraph_encoding(survey, s, from, look->to);
	if (decoder.encoding == TC_ENCODING_NONE && survey->lost &&
	    may_be_lost(look, from) &&
	    is_lost(survey, s, from, look->to, &holes_only))
		decoder.encoding = TC_ENCODING_LOST;
	switch (decoder.encoding) {
	case TC_ENCODING_NONE:
		tc_buf_put(out, s + from, look->to - from);
		break;
	case TC_ENCODING_LOST:
		tc_legacy_put_lost(out, s, from, look->to, holes_only);
		break;
	case TC_ENCODING_ETH:
		tc_legacy_decode_eth(out, s, from, look->to);
		break;
	default:
		if (look->unicode > 0)
			tc_legacy_decode_mixed(&decoder);
		else
			tc_legacy_decode(&decoder);
	}
	return decoder.encoding;
}

/* The repair that the most bytes had. */
static enum tc_encoding
commonest(const size_t bytes[])
{
	enum tc_encoding best = TC_ENCODING_NONE;
	size_t i;

	for (i = TC_ENCODING_NONE + 1; i < TC_ENCODING_LOST; i++) {
		if (bytes[i] > (best != TC_ENCODING_NONE ? bytes[best] : 0))
			best = (enum tc_encoding)i;
	}
	if (best == TC_ENCODING_NONE && bytes[TC_ENCODING_LOST] > 0)
		return TC_ENCODING_LOST;
	return best;
}

enum tc_status
tc_legacy_repair(const char *s, size_t len, struct tc_buf *out,
    enum tc_encoding *which, size_t *lost, struct tc_error *err)
{
	size_t bytes[TC_ENCODING_LOST + 1] = {0};
	struct survey survey = survey_text(s, len);
	struct look look;
	enum tc_status status;
	size_t i = len;

	if (survey.encoding != TC_ENCODING_NONE || survey.own || survey.lost)
		i = 0;
	else
		tc_buf_put(out, s, len);
	for (; i < len; i = look.to) {
		look = look_over(s, i, len);
		bytes[repair_paragraph(&survey, s, i, &look, out)] +=
		    look.to - i;
	}
	status = tc_buf_check(out, err);
	if (which != NULL)
		*which = status == TC_OK ? commonest(bytes) : TC_ENCODING_NONE;
	if (lost != NULL)
		*lost = status == TC_OK ? bytes[TC_ENCODING_LOST] : 0;
	return status;
}

/* Characters outside ASCII, and bytes that belong to none. */
static void
count_utf8(const char *s, size_t len, size_t *good, size_t *bad)
{
	size_t i = 0, at;
	UChar32 c;

	for (*good = *bad = 0; i < len;) {
		at = i;
		U8_NEXT((const uint8_t *)s, i, len, c);
		*good += c >= 0x80;
		*bad += c < 0 ? i - at : 0;
	}
}

/* Append a line as UTF-8; bad bytes become U+FFFD, or letters of 1252. */
static void
put_line(struct tc_buf *out, const char *s, size_t len, bool as_1252)
{
	size_t i = 0, at;
	UChar32 c;

	while (i < len) {
		at = i;
		if (as_1252)
			c = (UChar32)tc_legacy_cp1252((unsigned char)s[i++]);
		else
			U8_NEXT((const uint8_t *)s, i, len, c);
		if (c < 0)
			append_char(out, REPLACEMENT);
		else if (as_1252)
			append_char(out, (uint32_t)c);
		else
			tc_buf_put(out, s + at, i - at);
	}
}

enum tc_status
tc_legacy_read(
    const char *bytes, size_t len, struct tc_buf *out, struct tc_error *err)
{
	size_t good, bad, from, to, line_good, line_bad;
	const char *end;
	bool is_utf8;

	count_utf8(bytes, len, &good, &bad);
	is_utf8 = good > bad;
	for (from = 0; from < len; from = to) {
		end = memchr(bytes + from, '\n', len - from);
		to = end != NULL ? (size_t)(end - bytes) + 1 : len;
		count_utf8(bytes + from, to - from, &line_good, &line_bad);
		put_line(out, bytes + from, to - from,
		    line_bad > line_good && (!is_utf8 || line_bad > 2));
	}
	return tc_buf_check(out, err);
}
