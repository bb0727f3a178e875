/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Telex, VNI and VIQR (text/typing*.c). What is encoded is never longer than
 * three times the text, and a syllable with marks comes back from its keys.
 * Whatever is decoded is a known syllable or abbreviation; words with marks and
 * known words without reason stay; tc_typing_viqr appends the whole query or
 * nothing.
 */
#include "fuzz.h"

#include <tracuu/hash.h>

#include <tracuu/typing.h>

#define WORDS_MAX 24

/* An index of half the words there are: half of them once, some often. */
static bool
is_known(void *arg, const char *canonical, size_t len, uint32_t *freq)
{
	uint32_t hash = tc_hash(canonical, len) ^ *(const uint32_t *)arg;

	must(fuzz_is_utf8(canonical, len) && len > 0);
	*freq = (hash & 2) != 0 ? 1 : hash >> 8 & 0xFFF;
	return (hash & 1) != 0 && *freq > 0;
}

/* What a reading claims to be. */
static void
check_reading(const struct tc_typing_reading *reading)
{
	struct tc_buf canonical = FUZZ_BUF;
	size_t len = strnlen(reading->text, sizeof(reading->text));

	must(len > 0 && len < sizeof(reading->text));
	must(reading->cost <= TC_TYPING_SLIP);
	must(fuzz_is_utf8(reading->text, len));
	tc_text_canonical(reading->text, len, &canonical);
	must(strcmp(tc_buf_str(&canonical), reading->canonical) == 0);
	tc_buf_free(&canonical);
}

static bool
is_ascii(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] >= 0x80)
			return false;
	}
	return true;
}

/* đường is dduwowngf, d9u7o7ng2, ddu+o+`ng, and those are đường. */
static void
check_round_trip(const char *word, size_t len)
{
	struct tc_buf canonical = FUZZ_BUF, keys = FUZZ_BUF;
	struct tc_typing_reading reading;
	int method;

	tc_text_canonical(word, len, &canonical);
	for (method = TC_TELEX; method <= TC_VIQR; method++) {
		tc_buf_clear(&keys);
		tc_typing_encode((enum tc_typing)method, word, len, &keys);
		must(!keys.failed && keys.len <= 3 * len);
		if (!tc_text_is_syllable(word, len) || is_ascii(word, len))
			continue;
		must(is_ascii(tc_buf_str(&keys), keys.len));
		must(tc_typing_strict(
		    (enum tc_typing)method, keys.s, keys.len, &reading));
		check_reading(&reading);
		must(strcmp(reading.canonical, tc_buf_str(&canonical)) == 0);
	}
	tc_buf_free(&canonical);
	tc_buf_free(&keys);
}

static void
check_slip(const char *word, size_t len, uint32_t *salt)
{
	struct tc_typing_reading reading;

	if (!tc_typing_slip(word, len, is_known, salt, &reading))
		return;
	check_reading(&reading);
	must(reading.hat && reading.tone && !tc_text_is_syllable(word, len));
}

static void
check_decided(const struct tc_typing_token *tokens, size_t n, size_t decoded,
    uint32_t *salt)
{
	uint32_t freq;
	size_t i;

	for (i = 0; i < n; i++) {
		const struct tc_typing_token *token = &tokens[i];
		const char *canonical = token->reading.canonical;

		if (!token->decoded)
			continue;
		decoded--;
		check_reading(&token->reading);
		must(is_ascii(token->text, token->len));
		must(token->freq != TC_TYPING_NOT_A_WORD);
		must(is_known(salt, canonical, strlen(canonical), &freq));
	}
	must(decoded == 0);
}

static void
check_query(const struct tc_buf *text, uint32_t *salt)
{
	struct tc_typing_token tokens[WORDS_MAX];
	const char *s = tc_buf_str(text), *end = s + text->len;
	size_t n = 0, len;

	for (; s < end && n < WORDS_MAX; s += len) {
		s += strspn(s, " \n");
		len = strcspn(s, " \n");
		if (len == 0)
			break;
		memset(&tokens[n], 0, sizeof(tokens[n]));
		tokens[n].text = s;
		tokens[n].len = len;
		if (!is_known(salt, s, len, &tokens[n].freq))
			tokens[n].freq = 0;
		if (s[0] >= '0' && s[0] <= '9')
			tokens[n].freq = TC_TYPING_NOT_A_WORD;
		check_round_trip(s, len);
		check_slip(s, len, salt);
		n++;
	}
	check_decided(
	    tokens, n, tc_typing_decide(tokens, n, is_known, salt), salt);
}

static void
check_viqr(const struct tc_buf *text, uint32_t *salt)
{
	struct tc_buf out = FUZZ_BUF;

	if (tc_typing_viqr(tc_buf_str(text), text->len, is_known, salt, &out)) {
		must(out.len > 0 && fuzz_is_utf8(out.s, out.len));
		must(!is_ascii(out.s, out.len));
	} else {
		must(out.len == 0);
	}
	tc_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_input in = {(const char *)data, len};
	uint32_t salt = fuzz_take_byte(&in);
	struct tc_buf text = FUZZ_BUF;

	must(tc_text_clean(in.s, in.len, &text, NULL) == TC_OK);
	check_query(&text, &salt);
	check_viqr(&text, &salt);
	tc_buf_free(&text);
	return 0;
}
