/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Cleaning: what every text goes through once, when it is read. */
#include <tracuu/text.h>

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "repair.h"

/*
 * Characters that normalise together: a base and its marks. Unicode's
 * stream-safe format allows 30 marks (UAX 15, section 13); more are dropped,
 * which keeps hostile text linear.
 */
#define RUN_MAX 31

#define ZERO_WIDTH_SPACE 0x200B
#define REPLACEMENT 0xFFFD

struct cleaner {
	const UNormalizer2 *nfc;
	struct tc_buf *out;
	size_t start;	  /* where in out this text begins */
	uint32_t last;	  /* character at the end of out, 0 for none */
	size_t last_from; /* where it begins */
	bool zero_widths; /* some are left for the second pass */
	bool carriage;	  /* the last character was a carriage return */
	UChar32 run[RUN_MAX];
	size_t run_n;
};

static void
put(struct cleaner *cleaner, uint32_t c)
{
	uint8_t bytes[U8_MAX_LENGTH];
	size_t len = 0;

	U8_APPEND_UNSAFE(bytes, len, (UChar32)c);
	cleaner->last = c;
	cleaner->last_from = cleaner->out->len;
	tc_buf_put(cleaner->out, (const char *)bytes, len);
}

/* Does nobody see it, and does nothing hang on it? */
static bool
is_invisible(uint32_t c)
{
	return c == 0x00AD || c == 0x200C || c == 0x200D || c == 0x200E ||
	    c == 0x200F || c == 0x2060 || c == 0xFEFF ||
	    (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

static bool
is_line_end(uint32_t c)
{
	return c == '\n' || c == '\r' || c == 0x0085 || c == 0x2028 ||
	    c == 0x2029;
}

static void
put_clean(struct cleaner *cleaner, uint32_t c)
{
	uint32_t joined = 0;

	if (tc_repair_is_mark(c) && cleaner->last != 0)
		joined = tc_repair_join(cleaner->last, c);
	if (joined != 0) {
		tc_buf_cut(cleaner->out, cleaner->last_from);
		put(cleaner, joined);
		return;
	}
	cleaner->zero_widths |= c == ZERO_WIDTH_SPACE;
	if (is_line_end(c))
		c = '\n';
	else if (c < ' ' || (c >= 0x7F && c < 0xA0) ||
	    (c >= 0xA0 && u_isUWhiteSpace((UChar32)c)))
		c = ' ';
	put(cleaner, tc_repair_lookalike(c));
}

/* The commonest characters are in NFC already, whatever surrounds them. */
static bool
is_inert(UChar32 c)
{
	return c < 0x0300 || (c >= 0x1EA0 && c <= 0x1EF9) ||
	    (c >= 0x2002 && c <= 0x2064);
}

static void
flush_normalised(struct cleaner *cleaner)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar from[2 * RUN_MAX], to[8 * RUN_MAX];
	int32_t from_n = 0, to_n, i = 0;
	size_t k, n = 0;
	UChar32 c;

	for (k = 0; k < cleaner->run_n; k++)
		U16_APPEND_UNSAFE(from, from_n, cleaner->run[k]);
	to_n = unorm2_normalize(cleaner->nfc, from, from_n, to,
	    (int32_t)(sizeof(to) / sizeof(to[0])), &status);
	/* Some marks decompose into two: what comes out is no longer either. */
	while (U_SUCCESS(status) && i < to_n && n++ < RUN_MAX) {
		U16_NEXT(to, i, to_n, c);
		put_clean(cleaner, (uint32_t)c);
	}
	if (U_FAILURE(status))
		cleaner->out->failed = true;
}

static void
flush(struct cleaner *cleaner)
{
	if (cleaner->run_n == 1 && is_inert(cleaner->run[0]))
		put_clean(cleaner, (uint32_t)cleaner->run[0]);
	else if (cleaner->run_n > 0)
		flush_normalised(cleaner);
	cleaner->run_n = 0;
}

static void
take(struct cleaner *cleaner, UChar32 c)
{
	bool second = c == '\n' && cleaner->carriage;

	cleaner->carriage = c == '\r';
	if (second) /* CR LF is one line end */
		return;
	/* It goes first: marks on either side of it belong together. */
	if (is_invisible((uint32_t)c))
		return;
	if (is_inert(c) || unorm2_hasBoundaryBefore(cleaner->nfc, c))
		flush(cleaner);
	if (cleaner->run_n < RUN_MAX)
		cleaner->run[cleaner->run_n++] = c;
}

/* Copy printable ASCII in one go; returns where it ends. */
static size_t
copy_ascii(struct cleaner *cleaner, const char *s, size_t from, size_t len)
{
	size_t to = from;

	while (to < len && s[to] >= ' ' && s[to] < 0x7F)
		to++;
	/* The last one may be the base of a mark that follows. */
	if (to > from + 1) {
		flush(cleaner);
		tc_buf_put(cleaner->out, s + from, to - from - 1);
		cleaner->last = (unsigned char)s[to - 2];
		cleaner->last_from = cleaner->out->len - 1;
		cleaner->carriage = false;
		from = to - 1;
	}
	return from;
}

/* Longer than any syllable: both halves together cannot be one. */
#define HALF_MAX 24

/* How many bytes of letters s ends in; looks at HALF_MAX bytes at most. */
static size_t
letters_before(const char *s, size_t len)
{
	int32_t window = len > HALF_MAX ? HALF_MAX : (int32_t)len;
	const uint8_t *from = (const uint8_t *)s + len - (size_t)window;
	int32_t i = window, letters = window;
	UChar32 c;

	while (i > 0) {
		U8_PREV(from, 0, i, c);
		if (c < 0 || !u_isalpha(c))
			break;
		letters = i;
	}
	return (size_t)(window - letters);
}

/* Where the letters that begin at s[at] end. */
static size_t
letters_after(const char *s, size_t at, size_t len)
{
	UChar32 c;
	size_t to = at, next = at;

	while (next < len) {
		U8_NEXT((const uint8_t *)s, next, len, c);
		if (c < 0 || !u_isalpha(c))
			break;
		to = next;
	}
	return to;
}

static bool
joins_syllable(
    const char *left, size_t left_len, const char *right, size_t right_len)
{
	char whole[2 * HALF_MAX];

	if (left_len == 0 || right_len == 0 || left_len > HALF_MAX ||
	    right_len > HALF_MAX)
		return false;
	memcpy(whole, left, left_len);
	memcpy(whole + left_len, right, right_len);
	return tc_text_is_syllable(whole, left_len + right_len);
}

/* Ngu|yên is one syllable, công|nghiệp are two: look at both sides. */
static void
resolve_zero_widths(struct cleaner *cleaner)
{
	struct tc_buf *out = cleaner->out, copy = TC_BUF_INIT(out->max);
	size_t i = 0, at, left, right;
	UChar32 c;

	tc_buf_put(&copy, out->s + cleaner->start, out->len - cleaner->start);
	tc_buf_cut(out, cleaner->start);
	while (i < copy.len) {
		at = i;
		U8_NEXT((const uint8_t *)copy.s, i, copy.len, c);
		if (c != ZERO_WIDTH_SPACE) {
			tc_buf_put(out, copy.s + at, i - at);
			continue;
		}
		/* What stands before it in out is settled already. */
		left = letters_before(
		    out->s + cleaner->start, out->len - cleaner->start);
		right = letters_after(copy.s, i, copy.len) - i;
		if (!joins_syllable(
			out->s + out->len - left, left, copy.s + i, right))
			tc_buf_putc(out, ' ');
	}
	out->failed |= copy.failed;
	tc_buf_free(&copy);
}

enum tc_status
tc_text_clean(
    const char *s, size_t len, struct tc_buf *out, struct tc_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct cleaner cleaner = {.out = out, .start = out->len};
	size_t i = 0;
	UChar32 c;

	cleaner.nfc = unorm2_getNFCInstance(&status);
	if (U_FAILURE(status))
		return tc_fail(
		    err, TC_INTERNAL, "ICU: %s", u_errorName(status));
	while (i < len) {
		i = copy_ascii(&cleaner, s, i, len);
		U8_NEXT((const uint8_t *)s, i, len, c);
		take(&cleaner, c < 0 ? REPLACEMENT : c);
	}
	flush(&cleaner);
	if (cleaner.zero_widths && !out->failed)
		resolve_zero_widths(&cleaner);
	return tc_buf_check(out, err);
}

size_t
tc_text_utf8_span(const char *s, size_t len)
{
	size_t i = 0, at = 0;
	UChar32 c;

	while (i < len) {
		at = i;
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c < 0)
			return at;
	}
	return len;
}
