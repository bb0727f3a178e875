/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Cleaning a text (text/clean.c, repair.c): any bytes become UTF-8 without
 * control and invisible characters, cleaning again changes nothing, what stood
 * in the buffer before stays, and nothing grows beyond three times its size
 * (a byte that is no UTF-8 is shown as U+FFFD). Canonical, folded and key forms
 * of a text are UTF-8 as well, and forms of their own.
 */
#include "fuzz.h"

/* Spaces are all U+0020; line ends "\n". */
static bool
is_plain(const struct tc_buf *text)
{
	static const char *const gone[] = {"\xC2\xA0", "\xC2\xAD",
	    "\xE2\x80\x8B", "\xE2\x80\x8E", "\xE2\x80\xA8", "\xE2\x81\xA0",
	    "\xEF\xBB\xBF", "\xE3\x80\x80"};
	size_t i;

	for (i = 0; i < text->len; i++) {
		unsigned char c = (unsigned char)text->s[i];

		if ((c < ' ' && c != '\n') || c == 0x7F)
			return false;
	}
	for (i = 0; i < sizeof(gone) / sizeof(gone[0]); i++) {
		if (strstr(tc_buf_str(text), gone[i]) != NULL)
			return false;
	}
	return true;
}

typedef void form_fn(const char *s, size_t len, struct tc_buf *out);

static void
check_form(form_fn *form, const struct tc_buf *text, struct tc_buf *out)
{
	tc_buf_clear(out);
	form(tc_buf_str(text), text->len, out);
	must(!out->failed && fuzz_is_utf8(tc_buf_str(out), out->len));
}

/* The canonical form of the canonical form is the canonical form. */
static void
check_canonical(const struct tc_buf *text)
{
	struct tc_buf once = FUZZ_BUF, twice = FUZZ_BUF;

	check_form(tc_text_canonical, text, &once);
	must(once.len <= TC_TERM_MAX);
	check_form(tc_text_canonical, &once, &twice);
	must(fuzz_same(&once, &twice));
	tc_buf_free(&once);
	tc_buf_free(&twice);
}

/*
 * So it is with folded forms and keys, but for words that become syllables only
 * then: lÿ is none and folds to ly, which is one and spelt li.
 */
static void
check_folded(form_fn *form, const struct tc_buf *text)
{
	struct tc_buf once = FUZZ_BUF, twice = FUZZ_BUF, thrice = FUZZ_BUF;

	check_form(form, text, &once);
	check_form(form, &once, &twice);
	check_form(form, &twice, &thrice);
	must(twice.len == once.len);
	must(fuzz_same(&twice, &thrice));
	tc_buf_free(&once);
	tc_buf_free(&twice);
	tc_buf_free(&thrice);
}

static void
check_appended(const uint8_t *data, size_t len, const struct tc_buf *text)
{
	struct tc_buf out = FUZZ_BUF;

	tc_buf_puts(&out, "a");
	must(tc_text_clean((const char *)data, len, &out, NULL) == TC_OK);
	must(out.len == text->len + 1 && out.s[0] == 'a');
	must(memcmp(out.s + 1, tc_buf_str(text), text->len) == 0);
	tc_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf text = FUZZ_BUF;

	must(tc_text_clean((const char *)data, len, &text, NULL) == TC_OK);
	must(text.len <= 3 * len);
	must(fuzz_is_utf8(tc_buf_str(&text), text.len));
	must(is_plain(&text));
	must(fuzz_is_clean(&text));
	check_appended(data, len, &text);
	check_canonical(&text);
	check_folded(tc_text_fold, &text);
	check_folded(tc_text_key, &text);
	tc_buf_free(&text);
	return 0;
}
