/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Old encodings (text/legacy*.c). What is repaired stays UTF-8, and repairing
 * it again and again comes to an end; without a repair it is the same bytes.
 * Nothing happens to lines of Vietnamese in Unicode, with marks or without, nor
 * to ASCII but that it is lost. What was read as Windows-1252 is UTF-8; UTF-8
 * is read as it is.
 */
#include "fuzz.h"

#include <tracuu/legacy.h>

/* Do words of Vietnamese syllables alone make the text? */
static bool
is_vietnamese(const char *s, size_t len)
{
	size_t i = 0, from;

	while (i < len) {
		for (from = i; i < len && s[i] != ' ' && s[i] != '\n';)
			i++;
		if (i > from && !tc_text_is_syllable(s + from, i - from))
			return false;
		i += i < len;
	}
	return true;
}

static bool
is_ascii(const char *s, size_t len)
{
	size_t i = 0;

	while (i < len && (unsigned char)s[i] < 0x80)
		i++;
	return i == len;
}

/*
 * Repaired again a text stays as it is. Of several encodings, and beside words
 * that are lost, one may show only when another is repaired: then later.
 */
static void
check_end(struct tc_buf *text)
{
	struct tc_buf again = FUZZ_BUF, other;
	bool same = false;
	int i;

	for (i = 0; i <= TC_ENCODING_LOST && !same; i++) {
		tc_buf_clear(&again);
		must(tc_legacy_repair(tc_buf_str(text), text->len, &again, NULL,
			 NULL, NULL) == TC_OK);
		same = fuzz_same(text, &again);
		other = *text;
		*text = again;
		again = other;
	}
	must(same);
	tc_buf_free(&again);
}

static void
check_repair(const char *s, size_t len)
{
	struct tc_buf once = FUZZ_BUF;
	enum tc_encoding which;
	size_t lost;
	bool same;

	must(tc_legacy_repair(s, len, &once, &which, &lost, NULL) == TC_OK);
	same = once.len == len &&
	    (len == 0 || memcmp(tc_buf_str(&once), s, len) == 0);
	must(which <= TC_ENCODING_LOST && lost <= len);
	must(tc_encoding_name(which) != NULL);
	must(which != TC_ENCODING_NONE || (same && lost == 0));
	must(which != TC_ENCODING_LOST || lost > 0);
	must(
	    !fuzz_is_utf8(s, len) || fuzz_is_utf8(tc_buf_str(&once), once.len));
	must(!is_vietnamese(s, len) || same || which == TC_ENCODING_ETH);
	must(!is_ascii(s, len) || same || which == TC_ENCODING_LOST);
	if (fuzz_is_utf8(s, len))
		check_end(&once);
	tc_buf_free(&once);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *s = (const char *)data;
	struct tc_buf text = FUZZ_BUF;

	check_repair(s, len);
	must(tc_legacy_read(s, len, &text, NULL) == TC_OK);
	must(fuzz_is_utf8(tc_buf_str(&text), text.len));
	if (fuzz_is_utf8(s, len))
		must(text.len == len &&
		    (len == 0 || memcmp(text.s, s, len) == 0));
	else
		check_repair(tc_buf_str(&text), text.len);
	tc_buf_free(&text);
	return 0;
}
