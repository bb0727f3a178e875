/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The canonical and the folded form of a word. */
#include "word.h"

#include <string.h>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "letter.h"
#include "repair.h"
#include "syllable.h"

/* Words are cut here; nothing that is a word has so many characters. */
#define WORD_MAX 64

struct word {
	uint32_t c[WORD_MAX];
	size_t n;
	bool cut; /* characters were left out: marks belong to those */
};

/* Append to a term; false when it is full. */
static bool
put_utf8(char *term, size_t *len, uint32_t c)
{
	size_t n = (size_t)U8_LENGTH((UChar32)c);

	if (*len + n > TC_TERM_MAX)
		return false;
	U8_APPEND_UNSAFE((uint8_t *)term, *len, (UChar32)c);
	return true;
}

static bool
is_apostrophe(uint32_t c)
{
	return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x02BC ||
	    c == '`' || c == 0x00B4 || c == 0xFF40;
}

/* Characters that stand for another within a word: raised digits, full width
 * forms, apostrophes, look-alikes. Compatibility normalisation of a whole text
 * would go too far (µ ª º are letters of old encodings). */
static uint32_t
plain(uint32_t c)
{
	if (c < 0x80)
		return c == '`' ? '\'' : c;
	if (is_apostrophe(c))
		return '\'';
	if (c >= 0xFF01 && c <= 0xFF5E)
		return c - 0xFF01 + '!';
	if (c == 0x00B9)
		return '1';
	if (c == 0x00B2 || c == 0x00B3)
		return c - 0x00B2 + '2';
	if (c >= 0x2070 && c <= 0x2079)
		return c - 0x2070 + '0';
	if (c >= 0x2080 && c <= 0x2089)
		return c - 0x2080 + '0';
	return tc_repair_lookalike(c);
}

static uint32_t
lower(uint32_t c)
{
	struct tc_letter letter = tc_letter_of(c);

	return letter.lower != 0 ? letter.lower
				 : (uint32_t)u_tolower((UChar32)c);
}

static void
add(struct word *word, uint32_t c)
{
	uint32_t joined = 0;

	if (tc_repair_is_mark(c) && word->n > 0 && !word->cut)
		joined = tc_repair_join(word->c[word->n - 1], c);
	if (joined != 0)
		word->c[word->n - 1] = joined;
	else if (word->n < WORD_MAX)
		word->c[word->n++] = lower(plain(c));
	else
		word->cut = true;
}

static void
read_word(struct word *word, const char *s, size_t len)
{
	size_t i = 0;
	UChar32 c;

	word->n = 0;
	word->cut = false;
	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c == 0xFB01 || c == 0xFB02) { /* ligatures fi, fl */
			add(word, 'f');
			add(word, c == 0xFB01 ? 'i' : 'l');
		} else if (c == 0x200B) {
			continue;
		} else {
			add(word, c < 0 ? 0xFFFD : (uint32_t)c);
		}
	}
}

/* The breve of ă is sometimes a caron (from pinyin keyboards). */
static bool
has_caron(const struct word *word)
{
	size_t i;

	for (i = 0; i < word->n && word->c[i] != 0x01CE; i++)
		;
	return i < word->n;
}

static void
replace_carons(struct word *word)
{
	size_t i;

	for (i = 0; i < word->n; i++) {
		if (word->c[i] == 0x01CE)
			word->c[i] = 0x0103;
	}
}

static void
make_canonical(struct word *word)
{
	struct word changed;

	if (tc_syllable_canonical(word->c, word->n) || !has_caron(word))
		return;
	changed = *word;
	replace_carons(&changed);
	if (tc_syllable_canonical(changed.c, changed.n))
		*word = changed;
}

/* Letters of other alphabets lose their marks by decomposition: ü -> u. */
static uint32_t
base_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	struct tc_letter letter = tc_letter_of(c);
	const UNormalizer2 *nfd;
	UChar parts[8];
	int32_t n;
	UChar32 first;

	if (letter.lower != 0)
		return (uint32_t)letter.base;
	if (c < 0x80)
		return c;
	nfd = unorm2_getNFDInstance(&status);
	if (U_FAILURE(status))
		return c;
	n = unorm2_getDecomposition(nfd, (UChar32)c, parts, 8, &status);
	if (U_FAILURE(status) || n < 1 || !u_isalpha((UChar32)c) ||
	    ublock_getCode((UChar32)c) == UBLOCK_HANGUL_SYLLABLES)
		return c;
	U16_GET(parts, 0, 0, n, first);
	return (uint32_t)first;
}

void
tc_word_forms(const char *s, size_t len, struct tc_word_forms *out)
{
	struct word word;
	size_t i;

	read_word(&word, s, len);
	make_canonical(&word);
	out->canonical_len = out->folded_len = 0;
	for (i = 0; i < word.n; i++) {
		if (!put_utf8(out->canonical, &out->canonical_len, word.c[i]))
			break;
		if (word.c[i] != '\'' && !tc_repair_is_mark(word.c[i]))
			put_utf8(
			    out->folded, &out->folded_len, base_of(word.c[i]));
	}
}

void
tc_text_canonical(const char *s, size_t len, struct tc_buf *out)
{
	struct tc_word_forms forms;

	tc_word_forms(s, len, &forms);
	tc_buf_put(out, forms.canonical, forms.canonical_len);
}

void
tc_text_fold(const char *s, size_t len, struct tc_buf *out)
{
	struct tc_word_forms forms;

	tc_word_forms(s, len, &forms);
	tc_buf_put(out, forms.folded, forms.folded_len);
}

bool
tc_text_next_word(const char *s, size_t len, size_t *from, size_t *to)
{
	size_t i = *to;
	UChar32 c;

	*from = *to;
	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		if (c >= 0 && (u_isalnum(c) || tc_repair_is_mark((uint32_t)c)))
			*to = i;
		else if (*to > *from)
			return true;
		else
			*from = *to = i;
	}
	return *to > *from;
}

void
tc_text_key(const char *s, size_t len, struct tc_buf *out)
{
	size_t from, to = 0, start = out->len;

	while (tc_text_next_word(s, len, &from, &to)) {
		size_t end = out->len;

		if (end > start)
			tc_buf_putc(out, ' ');
		tc_text_fold(s + from, to - from, out);
		/* A mark without a letter folds to nothing. */
		if (end > start && out->len == end + 1)
			tc_buf_cut(out, end);
	}
}

enum tc_case
tc_text_case(const char *word, size_t len)
{
	bool first = false, upper = false, lower = false;
	size_t i = 0, n = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)word, i, len, c);
		if (c < 0 || !u_isalpha(c))
			continue;
		if (u_isUUppercase(c)) {
			first |= n == 0;
			upper |= n > 0;
		} else {
			lower = true;
		}
		n++;
	}
	if (n == 0)
		return TC_CASE_NONE;
	if (!lower)
		return n > 1 ? TC_CASE_UPPER : TC_CASE_TITLE;
	return first && !upper ? TC_CASE_TITLE
	    : first || upper   ? TC_CASE_MIXED
			       : TC_CASE_LOWER;
}

/* The Telex keys of the tones, in the order of enum tc_tone. */
static const char tone_keys[] = "\0sfrxj";

static void
put_mark(struct tc_buf *out, const char *s, size_t len, struct tc_letter letter)
{
	if (letter.lower == 0)
		tc_buf_put(out, s, len); /* ü */
	else if (letter.mark == TC_HAT || letter.mark == TC_STROKE)
		tc_buf_putc(out, letter.base); /* â aa, đ dd */
	else if (letter.mark != TC_PLAIN)
		tc_buf_putc(out, 'w'); /* ă aw, ơ ow, ư uw */
}

void
tc_text_marks(const char *canonical, size_t len, struct tc_buf *out)
{
	enum tc_tone tone = TC_LEVEL;
	struct tc_letter letter;
	size_t i = 0, from;
	UChar32 c;

	while (i < len) {
		from = i;
		U8_NEXT((const uint8_t *)canonical, i, len, c);
		if (c >= 0 && c < 0x80)
			continue;
		letter = tc_letter_of((uint32_t)c);
		put_mark(out, canonical + from, i - from, letter);
		if (letter.tone != TC_LEVEL)
			tone = (enum tc_tone)letter.tone;
	}
	if (tone != TC_LEVEL)
		tc_buf_putc(out, tone_keys[tone]);
}

/* The tone at the end of marks; takes it off their length. */
static char
take_tone(const char *marks, size_t *len)
{
	if (*len == 0 || marks[*len - 1] == '\0' ||
	    strchr(tone_keys + 1, marks[*len - 1]) == NULL)
		return '\0';
	return marks[--*len];
}

bool
tc_text_marks_include(
    const char *marks, size_t len, const char *typed, size_t typed_len)
{
	char tone = take_tone(marks, &len);
	char typed_tone = take_tone(typed, &typed_len);
	size_t i, k = 0;

	for (i = 0; i < len && k < typed_len; i++)
		k += marks[i] == typed[k];
	return k == typed_len && (typed_tone == '\0' || typed_tone == tone);
}

bool
tc_text_is_syllable(const char *s, size_t len)
{
	struct word word;

	if (len > (size_t)4 * TC_SYLLABLE_MAX)
		return false;
	read_word(&word, s, len);
	return tc_syllable_valid(word.c, word.n);
}

bool
tc_text_is_unmarked_syllable(const char *folded)
{
	return tc_syllable_folded(folded);
}
