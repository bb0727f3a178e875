/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Marks apart from their word (text/marks.c, text/word.c). Input: a word up to
 * a line end, marks up to another. The marks of a word include themselves and
 * none at all; a syllable comes back from its letters and its marks; what gets
 * marks keeps its letters and has those marks, or is left alone.
 */
#include "fuzz.h"

static void
canonical_of(const struct tc_buf *word, struct tc_buf *canonical)
{
	tc_buf_clear(canonical);
	tc_text_canonical(tc_buf_str(word), word->len, canonical);
	must(!canonical->failed);
}

static void
marks_of(const struct tc_buf *word, struct tc_buf *marks)
{
	struct tc_buf canonical = FUZZ_BUF;

	canonical_of(word, &canonical);
	tc_buf_clear(marks);
	tc_text_marks(tc_buf_str(&canonical), canonical.len, marks);
	tc_buf_free(&canonical);
}

/* Syllables are folded with i for y, other words are not: quy, qưi. */
static void
write_i_for_y(struct tc_buf *folded)
{
	size_t i;

	for (i = 0; i < folded->len; i++) {
		if (folded->s[i] == 'y')
			folded->s[i] = 'i';
	}
}

static void
check_same_letters(const struct tc_buf *a, const struct tc_buf *b)
{
	struct tc_buf x = FUZZ_BUF, y = FUZZ_BUF;

	tc_text_fold(tc_buf_str(a), a->len, &x);
	tc_text_fold(tc_buf_str(b), b->len, &y);
	write_i_for_y(&x);
	write_i_for_y(&y);
	must(fuzz_same(&x, &y));
	tc_buf_free(&x);
	tc_buf_free(&y);
}

/* Of a syllable its letters without marks, and its marks, are all there is. */
static void
check_round_trip(const struct tc_buf *word)
{
	struct tc_buf folded = FUZZ_BUF, marks = FUZZ_BUF, back = FUZZ_BUF;
	struct tc_buf canonical = FUZZ_BUF, again = FUZZ_BUF;

	marks_of(word, &marks);
	must(fuzz_is_utf8(tc_buf_str(&marks), marks.len));
	must(tc_text_marks_include(
	    tc_buf_str(&marks), marks.len, tc_buf_str(&marks), marks.len));
	must(tc_text_marks_include(tc_buf_str(&marks), marks.len, "", 0));
	if (tc_text_is_syllable(tc_buf_str(word), word->len)) {
		tc_text_fold(word->s, word->len, &folded);
		must(tc_text_put_marks(folded.s, folded.len, tc_buf_str(&marks),
		    marks.len, &back));
		canonical_of(word, &canonical);
		canonical_of(&back, &again);
		must(fuzz_same(&canonical, &again));
	}
	tc_buf_free(&folded);
	tc_buf_free(&marks);
	tc_buf_free(&back);
	tc_buf_free(&canonical);
	tc_buf_free(&again);
}

static void
check_put(const struct tc_buf *word, struct fuzz_input marks)
{
	struct tc_buf out = FUZZ_BUF, has = FUZZ_BUF;

	if (!tc_text_put_marks(
		tc_buf_str(word), word->len, marks.s, marks.len, &out)) {
		must(out.len == 0 && !out.failed);
		return;
	}
	must(out.len > 0 && fuzz_is_utf8(out.s, out.len));
	check_same_letters(word, &out);
	marks_of(&out, &has);
	must(has.len == marks.len &&
	    (has.len == 0 || memcmp(has.s, marks.s, has.len) == 0));
	check_round_trip(&out);
	tc_buf_free(&out);
	tc_buf_free(&has);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_input in = {(const char *)data, len}, raw, marks;
	struct tc_buf word = FUZZ_BUF;

	raw = fuzz_take_line(&in);
	marks = fuzz_take_line(&in);
	must(tc_text_clean(raw.s, raw.len, &word, NULL) == TC_OK);
	check_round_trip(&word);
	check_put(&word, marks);
	tc_buf_free(&word);
	return 0;
}
