/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Document numbers (tc_text_docno_key): any bytes have one key or none. A key
 * begins with a number without leading zeros, and is its own key,
 * typed small or in capitals: 012 / 2020 / NQ–HĐND and 12/2020/nq-hdnd are one
 * number. So it is with the parts of a number (tc_docno_read), which lie in the
 * text one behind the other, and any text is as far from another as that is
 * from it.
 */
#include "fuzz.h"

#include <tracuu/docno.h>

static bool
is_ascii_key(const struct tc_buf *key)
{
	size_t i;

	for (i = 0; i < key->len; i++) {
		char c = key->s[i];

		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
			c == '-' || c == '/'))
			return false;
	}
	return true;
}

/* Is there a number in front, without leading zeros? */
static bool
has_number(const struct tc_buf *key)
{
	return key->len > 2 && key->s[0] >= '0' && key->s[0] <= '9' &&
	    !(key->s[0] == '0' && key->s[1] >= '0' && key->s[1] <= '9');
}

/* Some forms are numbers in capitals only: 16/UBND, but not km/h. */
static void
check_again(const struct tc_buf *text, const struct tc_buf *key, bool always)
{
	struct tc_buf again = FUZZ_BUF;
	enum tc_status status;

	status = tc_text_docno_key(
	    fuzz_analyser(), text->s, text->len, &again, NULL);
	must(status == TC_OK || (status == TC_INVALID && !always));
	must(status != TC_OK || fuzz_same(&again, key));
	tc_buf_free(&again);
}

static void
to_capitals(struct tc_buf *text)
{
	size_t i;

	for (i = 0; i < text->len; i++) {
		if (text->s[i] >= 'a' && text->s[i] <= 'z')
			text->s[i] = (char)(text->s[i] - 'a' + 'A');
	}
}

static void
check_parts(const char *s, size_t len)
{
	struct tc_buf key = FUZZ_BUF;
	struct tc_docno docno;
	size_t i, at = 0, n;
	unsigned way;

	if (tc_docno_read(&docno, s, len)) {
		must(docno.n > 1 && docno.n <= TC_DOCNO_PARTS);
		for (i = 0; i < docno.n; at = docno.at[i++].to)
			must(docno.at[i].from >= at &&
			    docno.at[i].to > docno.at[i].from);
		must(at <= len);
		for (n = 0; n <= docno.n + 1; n++) {
			for (way = 0; way < 3; way++) {
				tc_buf_clear(&key);
				if (tc_docno_key(&docno, n, way, &key))
					must(is_ascii_key(&key) &&
					    has_number(&key));
				else
					must(key.len == 0);
			}
		}
	}
	for (i = 0; i < len; i += len / 4 + 1)
		must(tc_docno_distance(s, i, s + i, len - i) ==
		    tc_docno_distance(s + i, len - i, s, i));
	tc_buf_free(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf key = FUZZ_BUF, capitals = FUZZ_BUF;
	enum tc_status status;

	check_parts((const char *)data, len);
	status = tc_text_docno_key(
	    fuzz_analyser(), (const char *)data, len, &key, NULL);
	must(status == TC_OK || status == TC_INVALID);
	must(status == TC_OK || key.len == 0);
	/* Numbers that no term has room for are cut, where it happens. */
	if (status == TC_OK && key.len + 4 < TC_TERM_MAX) {
		must(fuzz_is_utf8(key.s, key.len) && has_number(&key));
		tc_buf_put(&capitals, key.s, key.len);
		check_again(&key, &key, false);
		to_capitals(&capitals);
		if (is_ascii_key(&key))
			check_again(&capitals, &key, true);
	}
	tc_buf_free(&key);
	tc_buf_free(&capitals);
	return 0;
}
