/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A feed of made-up documents, as many as are wanted and the same for the same
 * seed, to measure how things grow.
 * usage: generate DOCUMENTS SEED TEXT... >FEED
 *
 * Words follow each other as they do in the texts (a chain of order one), so
 * that words and pairs are as frequent as in real documents. Now and then comes
 * a rare syllable, a number or a document's number, whose kinds go on growing
 * with the collection, as they do (Heaps). Lengths are log-normal, with a mean
 * of 250 words.
 */
#include <err.h>
#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/buf.h>
#include <tracuu/hash.h>
#include <tracuu/text.h>

#define MEAN_WORDS 250
#define SPREAD 0.6 /* of the logarithm of the length */
#define TEXTS_MAX ((size_t)64 << 20)

/* Words out of so many: a new thread, a rare syllable, a number. */
#define NEW_THREAD 12
#define RARE 60
#define NUMBER 90
#define DOCUMENT_NUMBER 300

static const char *const types[] = {"Nghị quyết", "Quyết định", "Thông báo",
    "Công văn", "Kế hoạch", "Báo cáo", "Chỉ thị", "Hướng dẫn"};
static const char *const codes[] = {"NQ-HĐND", "QĐ-UBND", "TB-BQL", "CV-BQL",
    "KH-UBND", "BC-BQL", "CT-UBND", "HD-SXD"};
static const char *const issuers[] = {"Hội đồng nhân dân tỉnh",
    "Ủy ban nhân dân tỉnh", "Ban quản lý các khu công nghiệp", "Sở Xây dựng",
    "Sở Tài chính", "Văn phòng Tỉnh ủy"};

/* The letters that carry tones: level, falling, asking, tumbling, sharp, heavy.
 */
static const char *const vowels[][6] = {
    {"a", "à", "ả", "ã", "á", "ạ"},
    {"ă", "ằ", "ẳ", "ẵ", "ắ", "ặ"},
    {"â", "ầ", "ẩ", "ẫ", "ấ", "ậ"},
    {"e", "è", "ẻ", "ẽ", "é", "ẹ"},
    {"ê", "ề", "ể", "ễ", "ế", "ệ"},
    {"i", "ì", "ỉ", "ĩ", "í", "ị"},
    {"o", "ò", "ỏ", "õ", "ó", "ọ"},
    {"ô", "ồ", "ổ", "ỗ", "ố", "ộ"},
    {"ơ", "ờ", "ở", "ỡ", "ớ", "ợ"},
    {"u", "ù", "ủ", "ũ", "ú", "ụ"},
    {"ư", "ừ", "ử", "ữ", "ứ", "ự"},
};
static const char *const onsets[] = {"b", "c", "ch", "d", "đ", "g", "h", "kh",
    "l", "m", "n", "nh", "ng", "ph", "r", "s", "t", "th", "tr", "v", "x"};
static const char *const codas[] = {
    "", "c", "ch", "i", "m", "n", "ng", "nh", "o", "p", "t", "u"};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

struct texts {
	struct tc_buf bytes;
	char **words;	 /* all of them, as they come */
	uint32_t *alike; /* the next place of the same word, round and round */
	uint32_t n;
};

static uint64_t seed;

static uint32_t
below(uint32_t n)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (uint32_t)((seed >> 32) * n >> 32);
}

static double
uniform(void)
{
	return (below(1u << 30) + 0.5) / (1u << 30);
}

/* Low numbers are much more frequent: the k-th about 1/k times as the first. */
static uint32_t
zipf(uint32_t n)
{
	return (uint32_t)(pow((double)n + 1, uniform()) - 1);
}

/* What JSON would want to be escaped is left out. */
static void
split(struct texts *texts)
{
	char ends[' ' + 3], *word, *rest = NULL;
	uint32_t cap = 0;
	int c;

	for (c = 1; c <= ' '; c++)
		ends[c - 1] = (char)c;
	memcpy(&ends[' '], "\"\\", 3);
	for (word = strtok_r(texts->bytes.s, ends, &rest); word != NULL;
	     word = strtok_r(NULL, ends, &rest)) {
		if (tc_text_utf8_span(word, strlen(word)) < strlen(word))
			continue;
		if (texts->n == cap) {
			cap = cap > 0 ? 2 * cap : 4096;
			texts->words =
			    realloc(texts->words, cap * sizeof(char *));
			if (texts->words == NULL)
				err(1, "words");
		}
		texts->words[texts->n++] = word;
	}
}

/* Join the places of each word to a ring, by a table of the last place. */
static void
link_words(struct texts *texts)
{
	uint32_t slots = 1u << 20, i, at;
	uint32_t *last = calloc(slots, sizeof(*last));

	texts->alike = calloc(texts->n, sizeof(*texts->alike));
	if (last == NULL || texts->alike == NULL || texts->n > slots / 2)
		errx(1, "the texts are too long");
	for (i = 0; i < texts->n; i++) {
		const char *word = texts->words[i];

		at = tc_hash(word, strlen(word)) & (slots - 1);
		while (last[at] != 0 &&
		    strcmp(texts->words[last[at] - 1], word) != 0)
			at = (at + 1) & (slots - 1);
		if (last[at] == 0) {
			texts->alike[i] = i;
		} else {
			texts->alike[i] = texts->alike[last[at] - 1];
			texts->alike[last[at] - 1] = i;
		}
		last[at] = i + 1;
	}
	free(last);
}

static void
read_texts(struct texts *texts, char **paths)
{
	struct tc_error error;

	texts->bytes.max = TEXTS_MAX;
	for (; *paths != NULL; paths++) {
		if (tc_buf_read(&texts->bytes, *paths, &error) != TC_OK)
			errx(1, "%s", error.text);
		tc_buf_putc(&texts->bytes, '\n');
	}
	if (texts->bytes.failed)
		errx(1, "the texts are too long");
	split(texts);
	if (texts->n == 0)
		errx(1, "there are no texts");
	link_words(texts);
}

/* The k-th of some 20,000 syllables, most of which no dictionary has. */
static void
put_rare(uint32_t k)
{
	uint32_t mixed = k * 2654435761u;
	size_t tone = mixed % 6, vowel = mixed / 6 % COUNT(vowels);

	mixed /= 6 * COUNT(vowels);
	printf("%s%s%s", onsets[mixed % COUNT(onsets)], vowels[vowel][tone],
	    codas[mixed / COUNT(onsets) % COUNT(codas)]);
}

static void
put_number(void)
{
	size_t kind = below(COUNT(codes));

	printf("%u/%u/%s", 1 + zipf(4000), 2000 + below(27), codes[kind]);
}

/* A word of the chain after the one at *at. */
static void
put_word(const struct texts *texts, uint32_t *at)
{
	uint32_t turns = below(8);

	if (below(NEW_THREAD) == 0)
		*at = below(texts->n);
	while (turns-- > 0)
		*at = texts->alike[*at];
	*at = (*at + 1) % texts->n;
	if (below(RARE) == 0)
		put_rare(zipf(20000));
	else if (below(NUMBER) == 0)
		printf("%u", zipf(2000000));
	else if (below(DOCUMENT_NUMBER) == 0)
		put_number();
	else
		fputs(texts->words[*at], stdout);
}

static void
put_words(const struct texts *texts, uint32_t n)
{
	uint32_t at = below(texts->n), i;

	for (i = 0; i < n; i++) {
		if (i > 0)
			fputs(i % 120 == 0 ? "\\n\\n" : " ", stdout);
		put_word(texts, &at);
	}
}

/* By Box and Muller; the mean of e to it is that of the length. */
static uint32_t
length_of_text(void)
{
	double normal =
	    sqrt(-2 * log(uniform())) * cos(2 * 3.14159265358979 * uniform());

	return 1 +
	    (uint32_t)(MEAN_WORDS * exp(SPREAD * normal - SPREAD * SPREAD / 2));
}

static void
put_document(const struct texts *texts, uint32_t i)
{
	uint32_t type = below(COUNT(types)), year = 2000 + below(27);

	printf("{\"id\":\"d%u\",\"title\":\"%s ", i, types[type]);
	put_words(texts, 6 + below(14));
	printf("\",\"type\":\"%s\",\"number\":\"%u/%u/%s\",\"issuer\":\"%s\","
	       "\"date\":\"%u-%02u-%02u\",\"visibility\":\"public\","
	       "\"text\":\"",
	    types[type], i % 4000 + 1, year, codes[type],
	    issuers[below(COUNT(issuers))], year, 1 + below(12), 1 + below(28));
	put_words(texts, length_of_text());
	puts("\"}");
}

int
main(int argc, char **argv)
{
	struct texts texts = {0};
	unsigned long documents, i;
	char *rest;

	if (argc < 4)
		errx(2, "usage: generate DOCUMENTS SEED TEXT... >FEED");
	documents = strtoul(argv[1], &rest, 10);
	if (*rest != '\0' || documents > UINT32_MAX)
		errx(2, "%s: no number of documents", argv[1]);
	seed = strtoull(argv[2], &rest, 10) * 0x9E3779B97F4A7C15u + 1;
	if (*rest != '\0')
		errx(2, "%s: no seed", argv[2]);
	read_texts(&texts, argv + 3);
	for (i = 1; i <= documents; i++)
		put_document(&texts, (uint32_t)i);
	if (fflush(stdout) != 0)
		err(1, "standard output");
	tc_buf_free(&texts.bytes);
	free(texts.words);
	free(texts.alike);
	return 0;
}
