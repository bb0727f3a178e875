/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Abbreviations. Input: "f" and a file of them (text/abbrev_file.c), or another
 * byte and a text that defines some (text/abbrev_mine.c). Rows of a table come
 * in both orders, each is found from either side, and what is said of a line
 * names it. A definition is in the text, and the abbreviation's letters are in
 * its words in that order, the first of them in the first place.
 */
#include "fuzz.h"

#include <tracuu/abbrev.h>

#include "abbrev_table.h"

#define ROWS_MAX 2048

/* Before the input, as if it were built in. */
static const char builtin[] = "UBND\tủy ban nhân dân\torgan\n"
			      "BT\tbí thư\trole\tambiguous\n"
			      "BT\tbiên tập\t\tambiguous\n";

static bool
has_row(
    const struct tc_abbrev *const *rows, size_t n, const struct tc_abbrev *row)
{
	while (n > 0 && rows[n - 1] != row)
		n--;
	return n > 0;
}

static void
check_string(const char *s)
{
	must(fuzz_is_utf8(s, strlen(s)));
	must(strpbrk(s, "\t\n") == NULL);
}

static void
check_forms(const char *words, const char *folded)
{
	size_t len = strnlen(words, TC_ABBREV_MAX + 1);

	must(len <= TC_ABBREV_MAX && fuzz_is_utf8(words, len));
	len = strnlen(folded, TC_ABBREV_MAX + 1);
	must(len <= TC_ABBREV_MAX && fuzz_is_utf8(folded, len));
}

static void
check_row(const struct tc_abbrevs *abbrevs, const struct tc_abbrev *row)
{
	const struct tc_abbrev *readings[ROWS_MAX];
	const struct tc_abbrev *const *rows;
	bool longer;
	size_t n;

	check_string(row->spelling);
	check_string(row->context);
	check_string(row->expansion);
	check_string(row->kind);
	check_forms(row->letters, row->key);
	check_forms(row->words, row->folded);
	must(row->key[0] != '\0' && row->off == (row->words[0] == '\0'));
	must(row->off == (row->folded[0] == '\0'));
	n = tc_abbrevs_by_key(abbrevs, row->key, &rows);
	must(has_row(rows, n, row));
	n = tc_abbrevs_by_folded(abbrevs, row->folded, &rows, &longer);
	must(has_row(rows, n, row));
	n = tc_abbrevs_readings(
	    abbrevs, row->spelling, strlen(row->spelling), readings, ROWS_MAX);
	must(has_row(readings, n, row) == !row->off);
	if (row->off)
		return;
	n = tc_abbrevs_shorten(abbrevs, row->expansion, strlen(row->expansion),
	    readings, ROWS_MAX);
	must(has_row(readings, n, row));
}

static void
on_warning(void *arg, const char *text)
{
	const char *colon = strstr(text, "input:");
	unsigned *line = arg, at;

	must(text == colon);
	at = (unsigned)strtoul(text + strlen("input:"), NULL, 10);
	must(at >= *line && at > 0);
	*line = at;
}

static void
check_file(const char *s, size_t len)
{
	struct tc_abbrevs *abbrevs = calloc(1, sizeof(*abbrevs));
	unsigned line = 0;
	const struct tc_abbrev_warning warning = {on_warning, &line, "input"};
	enum tc_status status;
	size_t i;

	must(abbrevs != NULL);
	must(tc_abbrevs_parse(abbrevs, builtin, strlen(builtin), false, NULL,
		 NULL) == TC_OK);
	status = tc_abbrevs_parse(abbrevs, s, len, true, &warning, NULL);
	must(status == TC_OK);
	for (i = 0; i < abbrevs->n && i < ROWS_MAX; i++) {
		const struct tc_abbrev *const *rows =
		    (const struct tc_abbrev *const *)abbrevs->by_key;

		must(i == 0 || strcmp(rows[i - 1]->key, rows[i]->key) <= 0);
		check_row(abbrevs, rows[i]);
	}
	tc_abbrevs_free(abbrevs);
}

/* Take out what stands between words and inside numbers. */
static void
squeeze(struct tc_buf *text)
{
	size_t i, kept = 0;

	for (i = 0; i < text->len; i++) {
		if (strchr(" .,/&'-:+", text->s[i]) == NULL)
			text->s[kept++] = text->s[i];
	}
	tc_buf_cut(text, kept);
}

static bool
is_in(const struct tc_buf *text, const char *words)
{
	struct tc_buf part = FUZZ_BUF;
	bool found;

	tc_buf_puts(&part, words);
	squeeze(&part);
	found = part.len == 0 ||
	    (text->len > 0 &&
		memmem(text->s, text->len, part.s, part.len) != NULL);
	tc_buf_free(&part);
	return found;
}

/* W is ư, too: TW is trung ương. */
static bool
stands_for(char letter, char in_word)
{
	return letter == in_word || (letter == 'w' && in_word == 'u');
}

/* Are all the letters in the words, in this order? */
static bool
are_letters_of(const char *letters, const char *words)
{
	for (; *words != '\0' && *letters != '\0'; words++)
		letters += stands_for(*letters, *words);
	return *letters == '\0';
}

static enum tc_status
on_pair(void *arg, const struct tc_abbrev_pair *pair, struct tc_error *err)
{
	const struct tc_buf *text = arg;
	char key[TC_ABBREV_MAX + 1];

	(void)err;
	check_forms(pair->abbr.words, pair->abbr.folded);
	check_forms(pair->expansion.words, pair->expansion.folded);
	must(pair->abbr.n > 0 && pair->expansion.n > 0);
	tc_abbrev_key(pair->abbr.folded, key);
	must(strlen(key) >= 2);
	must(stands_for(key[0], pair->expansion.folded[0]));
	must(are_letters_of(key, pair->expansion.folded));
	must(is_in(text, pair->abbr.folded));
	must(is_in(text, pair->expansion.folded));
	return TC_OK;
}

static void
check_text(const char *s, size_t len)
{
	struct tc_buf text = FUZZ_BUF, key = FUZZ_BUF;

	must(tc_text_clean(s, len, &text, NULL) == TC_OK);
	tc_text_key(tc_buf_str(&text), text.len, &key);
	must(!key.failed);
	if (key.len > 0)
		squeeze(&key);
	must(tc_abbrev_mine(tc_buf_str(&text), text.len, on_pair, &key, NULL) ==
	    TC_OK);
	tc_buf_free(&text);
	tc_buf_free(&key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_input in = {(const char *)data, len};

	if (fuzz_take_byte(&in) == 'f')
		check_file(in.s, in.len);
	else
		check_text(in.s, in.len);
	return 0;
}
