/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * variants: QID<TAB>QUERY lines as people write and type them.
 *
 * Judged queries have all their marks. Here they become what the same people
 * would have sent without marks, with half of them, in Telex, with a slip. What
 * is random hangs on the seed and the query's id alone, so that queries keep
 * their variants when others come and go.
 */
#include <ctype.h>
#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/hash.h>
#include <tracuu/text.h>

#include "../text/letter.h"
#include <tracuu/typing.h>
#include "letters.h"

/*
 * Forms without chance
 */

/* A letter with the case of the code point c. */
static uint32_t
with_case_of(uint32_t c, uint32_t small)
{
	return tc_letter_of(c).lower == c ? small : capital_of(small);
}

/*
 * The letter that has the base and case of c: (Ậ, TC_HAT, TC_LEVEL) is Â. What
 * is no letter stays.
 */
static uint32_t
remake(uint32_t c, enum tc_mark mark, enum tc_tone tone)
{
	struct tc_letter letter = tc_letter_of(c);
	uint32_t small;

	if (letter.lower == 0)
		return c;
	small = tc_letter_with_mark((uint32_t)letter.base, mark);
	return with_case_of(c, tc_letter_with_tone(small, tone));
}

/* U+0300 to U+036F: what cleaning could not join to a letter. */
static bool
is_combining(uint32_t c)
{
	return c >= 0x0300 && c <= 0x036F;
}

/* The base of a letter that Vietnamese has not: Ü U; what has none stays. */
static uint32_t
unmark_foreign(uint32_t c)
{
	struct points letter = {&c, 1, 1};
	struct tc_buf was = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf small = TC_BUF_INIT(TC_BUF_LINE);

	points_write(&letter, 0, 1, &was);
	tc_text_fold(was.s, was.len, &folded);
	tc_text_canonical(was.s, was.len, &small);
	if (folded.len == 1 && isalpha((unsigned char)folded.s[0])) {
		c = (unsigned char)folded.s[0];
		if (strcmp(was.s, tc_buf_str(&small)) != 0)
			c = capital_of(c);
	}
	tc_buf_free(&was);
	tc_buf_free(&folded);
	tc_buf_free(&small);
	return c;
}

static uint32_t
unmark_letter(uint32_t c)
{
	if (c >= 0x80 && tc_letter_of(c).lower == 0)
		return unmark_foreign(c);
	return remake(c, TC_PLAIN, TC_LEVEL);
}

/*
 * Nghị quyết 12/2020/NQ-HĐND -> Nghi quyet 12/2020/NQ-HDND. Whatever is no
 * letter stays, lest the number become three words.
 */
static void
unmark(struct points *text, struct dice *dice)
{
	size_t i, n = 0;

	(void)dice;
	for (i = 0; i < text->n; i++) {
		if (!is_combining(text->c[i]))
			text->c[n++] = unmark_letter(text->c[i]);
	}
	text->n = n;
}

/* Nghị quyết đường -> Nghi quyêt đương */
static void
drop_tones(struct points *text, struct dice *dice)
{
	struct tc_letter letter;
	size_t i;

	(void)dice;
	for (i = 0; i < text->n; i++) {
		letter = tc_letter_of(text->c[i]);
		if (letter.tone != TC_LEVEL)
			text->c[i] = remake(
			    text->c[i], (enum tc_mark)letter.mark, TC_LEVEL);
	}
}

/* Nghị quyết -> NGHỊ QUYẾT */
static void
capitalise(struct points *text, struct dice *dice)
{
	size_t i;

	(void)dice;
	for (i = 0; i < text->n; i++)
		text->c[i] = capital_of(text->c[i]);
}

/*
 * Append a letter in its parts. Unicode sorts what stands on one letter: the
 * horn, the dot below, all that stands above.
 */
static void
add_parts(struct points *to, uint32_t c)
{
	static const uint32_t above[] = {0, 0x0306, 0x0302, 0, 0};
	static const uint32_t tones[] = {
	    0, 0x0301, 0x0300, 0x0309, 0x0303, 0x0323};
	struct tc_letter letter = tc_letter_of(c);

	/* đ is one for Unicode, too. */
	points_add(
	    to, letter.mark == TC_STROKE ? c : remake(c, TC_PLAIN, TC_LEVEL));
	if (letter.mark == TC_HORN)
		points_add(to, 0x031B);
	if (letter.tone == TC_NANG)
		points_add(to, tones[TC_NANG]);
	if (above[letter.mark] != 0)
		points_add(to, above[letter.mark]);
	if (letter.tone != TC_LEVEL && letter.tone != TC_NANG)
		points_add(to, tones[letter.tone]);
}

/* Nghị -> Nghi + U+0323, as macOS names its files. */
static void
decompose(struct points *text, struct dice *dice)
{
	struct points parts = {0};
	size_t i;

	(void)dice;
	for (i = 0; i < text->n; i++)
		add_parts(&parts, text->c[i]);
	free(text->c);
	*text = parts;
}

/* hòa khỏe thủy -> hoà khoẻ thuỷ: the tone goes to the last vowel. */
static void
move_tones(struct points *text, struct dice *dice)
{
	struct tc_letter first, last;
	size_t from, to = 0;
	uint32_t *c;

	(void)dice;
	while (points_word(text, &from, &to)) {
		if (to - from < 2)
			continue;
		c = text->c + to - 2;
		first = tc_letter_of(c[0]);
		last = tc_letter_of(c[1]);
		if (first.tone == TC_LEVEL || first.mark != TC_PLAIN ||
		    last.lower >= 0x80 ||
		    !((first.base == 'o' && strchr("ae", last.base)) ||
			(first.base == 'u' && last.base == 'y')))
			continue;
		c[0] = remake(c[0], TC_PLAIN, TC_LEVEL);
		c[1] = remake(c[1], TC_PLAIN, (enum tc_tone)first.tone);
	}
}

/* Nghị quyết -> Nghij quyeets and the like */
static void
type_keys(struct points *text, enum tc_typing method)
{
	struct tc_buf was = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf keys = TC_BUF_INIT(4 * TC_BUF_LINE);

	points_write(text, 0, text->n, &was);
	tc_typing_encode(method, tc_buf_str(&was), was.len, &keys);
	points_read(text, tc_buf_str(&keys), keys.len);
	tc_buf_free(&was);
	tc_buf_free(&keys);
}

static void
type_telex(struct points *text, struct dice *dice)
{
	(void)dice;
	type_keys(text, TC_TELEX);
}

static void
type_vni(struct points *text, struct dice *dice)
{
	(void)dice;
	type_keys(text, TC_VNI);
}

static void
type_viqr(struct points *text, struct dice *dice)
{
	(void)dice;
	type_keys(text, TC_VIQR);
}

/*
 * Forms by chance
 */

static size_t
count_marks(const struct points *text)
{
	struct tc_letter letter;
	size_t i, n = 0;

	for (i = 0; i < text->n; i++) {
		letter = tc_letter_of(text->c[i]);
		n += letter.mark != TC_PLAIN;
		n += letter.tone != TC_LEVEL;
	}
	return n;
}

/* Of the marks that are left so many must go: does this one? */
static bool
must_go(struct dice *dice, size_t *left, size_t *go)
{
	bool goes = dice_throw(dice, (*left)--) < *go;

	*go -= goes;
	return goes;
}

/* Nghị quyết đường -> Nghi quyêt đương: half of the marks and tones go. */
static void
drop_half(struct points *text, struct dice *dice)
{
	size_t i, left = count_marks(text), go = (left + 1) / 2;
	struct tc_letter letter;

	for (i = 0; i < text->n; i++) {
		letter = tc_letter_of(text->c[i]);
		if (letter.lower == 0)
			continue;
		if (letter.mark != TC_PLAIN && must_go(dice, &left, &go))
			letter.mark = TC_PLAIN;
		if (letter.tone != TC_LEVEL && must_go(dice, &left, &go))
			letter.tone = TC_LEVEL;
		text->c[i] = remake(text->c[i], (enum tc_mark)letter.mark,
		    (enum tc_tone)letter.tone);
	}
}

/* Nghị quyết -> Nghị quytế */
static void
slip_letter(struct points *text, struct dice *dice)
{
	size_t from, to;

	make_slip(text, dice, &from, &to);
}

/* Nghị quyết -> Nghị quyếc */
static void
mistake(struct points *text, struct dice *dice)
{
	make_mistake(text, dice);
}

/* Which word of the text is [from, to)? */
static size_t
number_of_word(const struct points *text, size_t from)
{
	size_t at, to = 0, n = 0;

	while (points_word(text, &at, &to) && at < from)
		n++;
	return n;
}

/* Replace word [from, to) by what the input method shows for these keys. */
static void
show_keys(
    struct points *text, size_t from, size_t to, const char *keys, size_t len)
{
	struct tc_typing_reading reading;
	struct points word = {0};
	bool first = tc_letter_of(text->c[from]).lower != text->c[from];
	bool all =
	    first && tc_letter_of(text->c[to - 1]).lower != text->c[to - 1];
	size_t i;

	if (tc_typing_strict(TC_TELEX, keys, len, &reading)) {
		points_read(&word, reading.text, strlen(reading.text));
		for (i = 0; i < word.n && (all || (first && i == 0)); i++)
			word.c[i] = capital_of(word.c[i]);
	} else {
		points_read(&word, keys, len);
	}
	while (to > from)
		points_remove(text, --to);
	for (i = 0; i < word.n; i++)
		points_insert(text, from + i, word.c[i]);
	free(word.c);
}

/*
 * A slip among the Telex keys with the input method on, which shows the raw
 * keys of a word that is no syllable: quyeets (quyết) -> quyets (quyét), or
 * quyetes, or uqyeets.
 */
static void
slip_key(struct points *text, struct dice *dice)
{
	struct points keys = {0};
	struct tc_buf word = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, number, from, to;

	for (i = 0; i < text->n; i++)
		points_add(&keys, text->c[i]);
	type_keys(&keys, TC_TELEX);
	if (make_slip(&keys, dice, &from, &to)) {
		number = number_of_word(&keys, from);
		points_write(&keys, from, to, &word);
		for (to = 0; points_word(text, &from, &to) && number > 0;)
			number--;
		show_keys(text, from, to, tc_buf_str(&word), word.len);
	}
	tc_buf_free(&word);
	free(keys.c);
}

/*
 * The program
 */

static const struct form {
	const char *name;
	void (*steps[2])(struct points *text, struct dice *dice);
} forms[] = {
    {"unmarked", {unmark}},
    {"half", {drop_half}},
    {"tones", {drop_tones}},
    {"telex", {type_telex}},
    {"vni", {type_vni}},
    {"viqr", {type_viqr}},
    {"nfd", {decompose}},
    {"caps", {capitalise}},
    {"new-tone", {move_tones}},
    {"slip-marked", {slip_letter}},
    {"slip-unmarked", {unmark, slip_letter}},
    {"slip-telex", {type_telex, slip_letter}},
    {"slip-keys", {slip_key}},
    {"mistake-marked", {mistake}},
    {"mistake-unmarked", {unmark, mistake}},
};

#define NFORMS (sizeof(forms) / sizeof(forms[0]))

static void
usage(void)
{
	size_t i;

	fprintf(stderr, "usage: variants FORM [SEED] < QUERIES > VARIANTS\n");
	fprintf(stderr, "FORM is one of:");
	for (i = 0; i < NFORMS; i++)
		fprintf(stderr, " %s", forms[i].name);
	fprintf(stderr, "\n");
	exit(2);
}

static const struct form *
find_form(const char *name)
{
	size_t i;

	for (i = 0; i < NFORMS; i++) {
		if (strcmp(forms[i].name, name) == 0)
			return &forms[i];
	}
	usage();
	return NULL;
}

static uint64_t
read_seed(const char *s)
{
	if (*s == '\0' || strspn(s, "0123456789") != strlen(s) || strlen(s) > 9)
		errx(2, "%s: a seed is a number of up to 9 digits", s);
	return strtoull(s, NULL, 10);
}

/* Print one query in its form. */
static enum tc_status
print_variant(const struct form *form, uint64_t seed, const char *qid,
    const char *query, struct tc_error *error)
{
	struct dice dice = {seed << 32 | tc_hash(qid, strlen(qid))};
	struct tc_buf buf = TC_BUF_INIT(4 * TC_BUF_LINE);
	struct points text = {0};
	enum tc_status status;
	size_t i;

	status = tc_text_clean(query, strlen(query), &buf, error);
	if (status != TC_OK)
		goto out;
	points_read(&text, tc_buf_str(&buf), buf.len);
	for (i = 0; i < 2 && form->steps[i] != NULL; i++)
		form->steps[i](&text, &dice);
	tc_buf_clear(&buf);
	points_write(&text, 0, text.n, &buf);
	if ((status = tc_buf_check(&buf, error)) == TC_OK)
		printf("%s\t%s\n", qid, tc_buf_str(&buf));
out:
	tc_buf_free(&buf);
	free(text.c);
	return status;
}

int
main(int argc, char **argv)
{
	const struct form *form;
	struct tc_error error;
	char *line = NULL, *tab;
	size_t cap = 0, number = 0;
	uint64_t seed;

	if (argc < 2 || argc > 3)
		usage();
	form = find_form(argv[1]);
	seed = argc > 2 ? read_seed(argv[2]) : 1;
	while (getline(&line, &cap, stdin) >= 0) {
		number++;
		line[strcspn(line, "\r\n")] = '\0';
		if ((tab = strchr(line, '\t')) == NULL)
			errx(2, "line %zu: no tab after a query id", number);
		*tab++ = '\0';
		if (print_variant(form, seed, line, tab, &error) != TC_OK)
			errx(2, "line %zu: %s", number, error.text);
	}
	free(line);
	if (ferror(stdin))
		err(2, "standard input");
	if (fflush(stdout) != 0 || ferror(stdout))
		err(2, "standard output");
	return 0;
}
