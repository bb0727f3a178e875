/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * analyse: how fast texts become tokens, and whether the fast path is right.
 *
 * Each line of FILE is a text. Without option it is analysed, and broken by ICU
 * alone, by turns; what is printed is the best of several times, of the
 * processor and not of the clock, for the machine may have other work.
 * --reference takes the analyser without its fast path. --compare checks that
 * both make the same tokens of every line, and of the file as one text.
 * --hostile takes a size in megabytes instead and texts that are made to be
 * slow, and prints the table of bench/ANALYSIS.md.
 */
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "break.h"
#include "token.h"

#define ROUNDS 5

static struct tc_error error;

struct text {
	char *s;
	size_t len;
};

static struct text
read_text(const char *path)
{
	struct tc_buf buf = TC_BUF_INIT(INT32_MAX);
	FILE *fp = fopen(path, "re");
	size_t n = 1;
	char *to;

	if (fp == NULL)
		err(1, "%s", path);
	while (n > 0 && (to = tc_buf_reserve(&buf, 1 << 20)) != NULL) {
		n = fread(to, 1, 1 << 20, fp);
		buf.len += n;
	}
	if (ferror(fp))
		err(1, "%s", path);
	if (tc_buf_check(&buf, &error) != TC_OK)
		errx(1, "%s: %s", path, error.text);
	fclose(fp);
	return (struct text){buf.s, buf.len};
}

/* The line that begins at *at, which then is where the next one does. */
static struct text
take_line(struct text text, size_t *at)
{
	struct text line = {text.s + *at, text.len - *at};
	const char *end = memchr(line.s, '\n', line.len);

	if (end != NULL)
		line.len = (size_t)(end - line.s);
	*at += line.len + 1;
	return line;
}

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Megabytes for each second since `from`. */
static double
speed(struct text text, double from)
{
	return (double)text.len / 1e6 / (seconds() - from);
}

static void
expect(enum tc_status status, enum tc_status want)
{
	if (status != want)
		errx(1, "%s", error.text);
}

static struct tc_analyser *
open_analyser(bool reference)
{
	struct tc_analyser *analyser;

	expect(reference ? tc_analyser_new_reference(&analyser, &error)
			 : tc_analyser_new(&analyser, &error),
	    TC_OK);
	return analyser;
}

static size_t
analyse_one(struct tc_analyser *analyser, struct text text)
{
	struct tc_token token;
	enum tc_status status;
	size_t n = 0;

	expect(tc_analyser_start(analyser, text.s, text.len, &error), TC_OK);
	while ((status = tc_analyser_next(analyser, &token, &error)) == TC_OK)
		n++;
	expect(status, TC_DONE);
	return n;
}

/* The speed of one round over all lines. */
static double
analyse_lines(bool reference, struct text text, size_t *tokens)
{
	struct tc_analyser *analyser = open_analyser(reference);
	double from = seconds();
	size_t at = 0;

	*tokens = 0;
	while (at < text.len)
		*tokens += analyse_one(analyser, take_line(text, &at));
	tc_analyser_free(analyser);
	return speed(text, from);
}

/* The same for ICU, which only finds where words break. */
static double
break_lines(struct text text)
{
	struct tc_breaker *breaker;
	enum tc_segment segment;
	enum tc_status status;
	struct text line;
	size_t at = 0, from, to;
	double start;

	expect(tc_breaker_new(&breaker, true, &error), TC_OK);
	start = seconds();
	while (at < text.len) {
		line = take_line(text, &at);
		expect(
		    tc_breaker_start(breaker, line.s, line.len, &error), TC_OK);
		to = 0;
		while ((status = tc_breaker_next(
			    breaker, &segment, &from, &to, &error)) == TC_OK)
			;
		expect(status, TC_DONE);
	}
	tc_breaker_free(breaker);
	return speed(text, start);
}

static void
measure(struct text text)
{
	double best = 0, best_icu = 0, now;
	size_t i, tokens = 0;

	for (i = 0; i < ROUNDS; i++) {
		now = break_lines(text);
		best_icu = now > best_icu ? now : best_icu;
		now = analyse_lines(false, text, &tokens);
		best = now > best ? now : best;
	}
	printf("analysis of %.0f MB, %zu tokens: %.1f MB/s; ICU alone: %.1f "
	       "MB/s; %.2f times as fast\n",
	    (double)text.len / 1e6, tokens, best, best_icu, best / best_icu);
}

static void
measure_reference(struct text text)
{
	size_t tokens;
	double now = analyse_lines(true, text, &tokens);

	printf("reference analysis of %.0f MB, %zu tokens: %.1f MB/s\n",
	    (double)text.len / 1e6, tokens, now);
}

/* Ends the program where the two differ; returns how many tokens. */
static size_t
compare_one(
    struct tc_analyser *fast, struct tc_analyser *reference, struct text text)
{
	struct tc_token got, want;
	enum tc_status status;
	size_t n = 0;

	expect(tc_analyser_start(fast, text.s, text.len, &error), TC_OK);
	expect(tc_analyser_start(reference, text.s, text.len, &error), TC_OK);
	while ((status = tc_analyser_next(reference, &want, &error)) == TC_OK) {
		if (tc_analyser_next(fast, &got, &error) != TC_OK ||
		    !tc_token_same(&got, &want))
			errx(1, "\"%.*s\" at byte %zu: not the same",
			    (int)(want.to - want.from), text.s + want.from,
			    want.from);
		n++;
	}
	expect(status, TC_DONE);
	if (tc_analyser_next(fast, &got, &error) != TC_DONE)
		errx(1, "byte %zu: a token too many", got.from);
	return n;
}

static void
compare(struct text text)
{
	struct tc_analyser *fast = open_analyser(false);
	struct tc_analyser *reference = open_analyser(true);
	size_t at = 0, lines = 0, tokens = 0, whole;

	while (at < text.len) {
		tokens += compare_one(fast, reference, take_line(text, &at));
		lines++;
	}
	whole = compare_one(fast, reference, text);
	printf("%zu tokens of %zu lines and %zu of them as one text: the same "
	       "with and without the fast path\n",
	    tokens, lines, whole);
	tc_analyser_free(fast);
	tc_analyser_free(reference);
}

/* What a hostile text repeats. */
static const struct {
	const char *name, *piece;
} hostile[] = {
    {"one letter", "a"},
    {"one letter, `ế`", "ế"},
    {"combining marks", "\xCC\x81"},
    {"a letter and marks", "e\xCC\x82\xCC\xA3"},
    {"`a-`", "a-"},
    {"`a.`", "a."},
    {"`a_b@`", "a_b@"},
    {"`a'`", "a'"},
    {"`1/`", "1/"},
    {"`1.`", "1."},
    {"`1 `", "1 "},
    {"`0912 `", "0912 "},
    {"`2020 - `", "2020 - "},
    {"`12 / `", "12 / "},
    {"one digit", "7"},
    {"spaces", " "},
    {"no-break spaces", "\xC2\xA0"},
    {"line ends", "\n"},
    {"`((((`", "("},
    {"`www.`", "www."},
    {"`http://`", "http://"},
    {"bytes FF", "\xFF"},
    {"cut letters", "\xE1\xBB"},
    {"ideographs", "三"},
    {"Cyrillic words", "слово "},
    {"decomposed words", "nghie\xCC\x82\xCC\xA3p "},
    {"`QL37 `", "QL37 "},
    {"`12/2020/NQ-HĐND `", "12/2020/NQ-HĐND "},
    {"words far from what ICU is asked about",
	"tỉnh m² khu công nghiệp Thái Nguyên và thành phố "},
};

static struct text
repeat(const char *piece, size_t len)
{
	size_t i, n = strlen(piece);
	struct text text = {malloc(len), len};

	if (text.s == NULL)
		err(1, "%zu bytes", len);
	for (i = 0; i < len; i++)
		text.s[i] = piece[i % n];
	return text;
}

/* Words none of which comes twice: aaaaaaa, baaaaaa ... */
static struct text
new_words(size_t len)
{
	struct text text = repeat(" ", len);
	size_t i, k, n = 0, rest;

	for (i = 0; i + 8 < len; i += 8) {
		rest = n++;
		for (k = 0; k < 7; k++) {
			text.s[i + k] = (char)('a' + rest % 26);
			rest /= 26;
		}
	}
	return text;
}

/* The speed with the text as one. */
static double
one_text(struct text text, bool reference)
{
	struct tc_analyser *analyser = open_analyser(reference);
	double from = seconds(), found;

	analyse_one(analyser, text);
	found = speed(text, from);
	tc_analyser_free(analyser);
	return found;
}

static void
hostile_row(const char *name, struct text text)
{
	struct text tenth = {text.s, text.len / 10};

	printf("| %s | %.1f | %.1f | %.1f |\n", name, one_text(tenth, false),
	    one_text(text, false), one_text(tenth, true));
	fflush(stdout);
	free(text.s);
}

static void
measure_hostile(const char *megabytes)
{
	char *end;
	unsigned long n = strtoul(megabytes, &end, 10);
	size_t i;

	if (*end != '\0' || n == 0 || n > 2000)
		errx(2, "--hostile takes megabytes, 1 to 2000");
	printf("| what is repeated | %.1f MB | %lu MB | reference, %.1f MB "
	       "|\n|---|--:|--:|--:|\n",
	    (double)n / 10, n, (double)n / 10);
	for (i = 0; i < sizeof(hostile) / sizeof(hostile[0]); i++)
		hostile_row(
		    hostile[i].name, repeat(hostile[i].piece, n * 1000000));
	hostile_row("words that are all new", new_words(n * 1000000));
}

int
main(int argc, char **argv)
{
	const char *option = argc == 3 ? argv[1] : "";
	struct text text;

	if (strcmp(option, "--hostile") == 0) {
		measure_hostile(argv[2]);
		return 0;
	}
	if (argc < 2 || argc > 3 ||
	    (argc == 3 && strcmp(option, "--reference") != 0 &&
		strcmp(option, "--compare") != 0))
		errx(2,
		    "usage: analyse [--reference | --compare] FILE\n"
		    "       analyse --hostile MEGABYTES");
	text = read_text(argv[argc - 1]);
	if (argc == 2)
		measure(text);
	else if (strcmp(option, "--reference") == 0)
		measure_reference(text);
	else
		compare(text);
	free(text.s);
	return 0;
}
