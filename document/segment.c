/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines taken apart where columns meet. */
#include "segment.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/text.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Of a line so many bytes are looked at: no heading is longer. */
#define LINE_LOOK 1000

/* The longest names of places have four words: Bà Rịa - Vũng Tàu. */
#define PLACE_WORDS 4

static const char state_motto[] = "cong hoa xa hoi chu nghia viet nam";
static const char party_motto[] = "dang cong san viet nam";
static const char freedom[] = "doc lap tu do hanh phuc";

/* In the middle of what stands at the end of a consolidated text. */
static const char consolidated[] = "xac thuc van ban hop nhat";

static const struct tc_segment_word *
word_of(const struct tc_segments *segments, size_t i, size_t k)
{
	return &segments->words[segments->at[i].first + k];
}

const char *
tc_segment_word_key(
    const struct tc_segments *segments, size_t i, size_t k, size_t *len)
{
	const struct tc_segment_word *word = word_of(segments, i, k);

	*len = word->len;
	return segments->keys.s + word->key;
}

/* The key of a segment from its word k on. */
static const char *
key_from(const struct tc_segments *segments, size_t i, size_t k, size_t *len)
{
	const struct tc_segment_word *first, *last;
	size_t n = segments->at[i].n;

	*len = 0;
	if (k >= n)
		return "";
	first = word_of(segments, i, k);
	last = word_of(segments, i, n - 1);
	*len = last->key + last->len - first->key;
	return segments->keys.s + first->key;
}

const char *
tc_segment_key(const struct tc_segments *segments, size_t i, size_t *len)
{
	return key_from(segments, i, 0, len);
}

static bool
starts_at(
    const struct tc_segments *segments, size_t i, size_t k, const char *words)
{
	size_t len, n = strlen(words);
	const char *key = key_from(segments, i, k, &len);

	return len >= n && memcmp(key, words, n) == 0 &&
	    (len == n || key[n] == ' ');
}

bool
tc_segment_starts(
    const struct tc_segments *segments, size_t i, const char *words)
{
	return starts_at(segments, i, 0, words);
}

bool
tc_segment_is(const struct tc_segments *segments, size_t i, const char *words)
{
	size_t len;

	tc_segment_key(segments, i, &len);
	return len == strlen(words) && starts_at(segments, i, 0, words);
}

bool
tc_segment_starts_any(const struct tc_segments *segments, size_t i,
    const char *const *words, size_t n)
{
	while (n > 0) {
		if (tc_segment_starts(segments, i, words[--n]))
			return true;
	}
	return false;
}

bool
tc_segment_is_any(const struct tc_segments *segments, size_t i,
    const char *const *words, size_t n)
{
	while (n > 0) {
		if (tc_segment_is(segments, i, words[--n]))
			return true;
	}
	return false;
}

size_t
tc_segment_find(const struct tc_segments *segments, size_t i, const char *words)
{
	size_t k;

	for (k = 0; k < segments->at[i].n; k++) {
		if (starts_at(segments, i, k, words))
			break;
	}
	return k;
}

bool
tc_segment_is_upper(
    const struct tc_segments *segments, size_t i, size_t k, size_t n)
{
	bool upper = false;

	for (; n > 0 && k < segments->at[i].n; k++, n--) {
		const struct tc_segment_word *word = word_of(segments, i, k);
		enum tc_case written = tc_text_case(
		    segments->text + word->from, word->to - word->from);

		if (written == TC_CASE_LOWER || written == TC_CASE_MIXED ||
		    (written == TC_CASE_TITLE && word->len > 1))
			return false;
		upper |= written == TC_CASE_UPPER;
	}
	return upper;
}

bool
tc_segment_is_motto(const struct tc_segments *segments, size_t i)
{
	return tc_segment_is(segments, i, state_motto) ||
	    tc_segment_is(segments, i, party_motto) ||
	    tc_segment_is(segments, i, freedom);
}

static size_t
count_words(const char *words)
{
	size_t n = 1;

	for (; *words != '\0'; words++)
		n += *words == ' ';
	return n;
}

static bool
is_number(const char *key, size_t len)
{
	return len > 0 && strspn(key, "0123456789") >= len;
}

/* "ngày 05 tháng 3 năm 2020" from word k to the end, in any way to write it. */
static bool
is_date_from(const struct tc_segments *segments, size_t i, size_t k)
{
	size_t n = segments->at[i].n, len, month;
	const char *key;

	if (!starts_at(segments, i, k, "ngay") || n < k + 6)
		return false;
	for (month = k + 1; month < n; month++) {
		if (starts_at(segments, i, month, "thang"))
			break;
	}
	if (month != k + 2 || !starts_at(segments, i, n - 2, "nam"))
		return false;
	key = tc_segment_word_key(segments, i, n - 1, &len);
	return len == 4 && is_number(key, len);
}

static enum tc_case
case_of(const struct tc_segments *segments, size_t i, size_t k)
{
	const struct tc_segment_word *word = word_of(segments, i, k);

	return tc_text_case(segments->text + word->from, word->to - word->from);
}

/*
 * Is word k a part of a name that goes on with the next? A capital letter alone
 * is the end of a number.
 */
static bool
goes_before(const struct tc_segments *segments, size_t i, size_t k)
{
	const char *s = segments->text + word_of(segments, i, k)->to;
	const char *end = segments->text + word_of(segments, i, k + 1)->from;

	for (; s < end; s++) {
		if (strchr(" .-", *s) == NULL)
			return false;
	}
	return case_of(segments, i, k) == TC_CASE_TITLE &&
	    word_of(segments, i, k)->len > 1;
}

/*
 * Where the name of a place begins that ends with word k: capital letters, and
 * TP. or Thành phố before them. Old files have "Hà nội".
 */
static size_t
place_begins(const struct tc_segments *segments, size_t i, size_t k)
{
	size_t from = k;

	if (case_of(segments, i, k) == TC_CASE_NONE)
		return k + 1; /* "của tháng 3, ngày ..." */
	if (case_of(segments, i, k) == TC_CASE_LOWER) {
		if (k == 0 || case_of(segments, i, k - 1) != TC_CASE_TITLE)
			return k + 1;
		return k - 1;
	}
	while (from > 0 && k - from + 1 < PLACE_WORDS &&
	    goes_before(segments, i, from - 1))
		from--;
	if (from > 1 && starts_at(segments, i, from - 2, "thanh pho"))
		return from - 2;
	return from > 0 && starts_at(segments, i, from - 1, "tp") ? from - 1
								  : from;
}

/* "Thái Nguyên Thái Nguyên": the end of another column, and the place. */
static size_t
without_repetition(
    const struct tc_segments *segments, size_t i, size_t from, size_t to)
{
	size_t half = (to - from) / 2, k, a, b;

	if ((to - from) % 2 != 0)
		return from;
	for (k = 0; k < half; k++) {
		const char *x = tc_segment_word_key(segments, i, from + k, &a);
		const char *y =
		    tc_segment_word_key(segments, i, from + half + k, &b);

		if (a != b || memcmp(x, y, a) != 0)
			return from;
	}
	return from + half;
}

/* The word at which place and date begin; n when the segment has none. */
static size_t
find_dated(const struct tc_segments *segments, size_t i, size_t *day)
{
	size_t n = segments->at[i].n, k, from;

	for (k = n < 7 ? 0 : n - 7; k < n; k++) {
		if (!is_date_from(segments, i, k))
			continue;
		*day = k;
		if (k == 0)
			return k;
		if (memchr(segments->text + word_of(segments, i, k - 1)->to,
			',',
			word_of(segments, i, k)->from -
			    word_of(segments, i, k - 1)->to) == NULL)
			return n;
		from = place_begins(segments, i, k - 1);
		return from < k ? without_repetition(segments, i, from, k) : n;
	}
	return n;
}

bool
tc_segment_is_dated(const struct tc_segments *segments, size_t i, size_t *place)
{
	size_t day = 0;

	if (segments->at[i].n == 0 || find_dated(segments, i, &day) != 0)
		return false;
	*place = day;
	return true;
}

/* Who signs for whom: Decree 30/2020, and the Party's way to write it. */
static bool
signs_at(const struct tc_segments *segments, size_t i, size_t k)
{
	static const char *const two[] = {"tm", "kt", "tl", "tuq"};
	static const char *const split[] = {"t m", "k t", "t l"};
	const struct tc_segment_word *word = word_of(segments, i, k);
	char after = segments->text[word->to];
	size_t j;

	for (j = 0; j < COUNT(two); j++) {
		if (starts_at(segments, i, k, two[j]) &&
		    (after == '.' || after == '/' ||
			(after == ' ' && segments->text[word->to + 1] == '.')))
			return true;
	}
	for (j = 0; j < COUNT(split); j++) {
		if (starts_at(segments, i, k, split[j]) && after == '/')
			return true;
	}
	return false;
}

/* "nước Cộng hòa ...", but "NGÂN HÀNG NHÀ NƯỚC" on the left of the motto. */
static bool
is_of_the_state(const struct tc_segments *segments, size_t i, size_t k)
{
	return k > 0 && starts_at(segments, i, k - 1, "nuoc") &&
	    (k < 2 || !starts_at(segments, i, k - 2, "nha"));
}

/* The word before which segment i is to be cut; 0: nowhere. */
static size_t
cut_of(const struct tc_segments *segments, size_t i)
{
	static const char *const mottos[] = {
	    state_motto, freedom, party_motto, consolidated};
	size_t n = segments->at[i].n, k, m, day;

	for (m = 0; m < COUNT(mottos); m++) {
		size_t words = count_words(mottos[m]);

		k = tc_segment_find(segments, i, mottos[m]);
		/* "của nước Cộng hòa ...", "Đảng Cộng sản Việt Nam đã ..." */
		if (k == n ||
		    (k > 0 && k + words < n && mottos[m] != consolidated) ||
		    is_of_the_state(segments, i, k) ||
		    (words < n && mottos[m] != freedom &&
			(k == 0 || mottos[m] == party_motto) &&
			!tc_segment_is_upper(segments, i, k, words)))
			continue;
		return k > 0 ? k : words < n ? words : 0;
	}
	if (starts_at(segments, i, 0, "noi nhan") && n > 2)
		return 2;
	for (k = 1; k < n; k++) {
		if (signs_at(segments, i, k))
			return k;
	}
	k = find_dated(segments, i, &day);
	return k < n ? k : 0;
}

static void
trim(struct tc_segments *segments, struct tc_segment *segment)
{
	while (
	    segment->from < segment->to && segments->text[segment->from] == ' ')
		segment->from++;
	while (segment->from < segment->to &&
	    segments->text[segment->to - 1] == ' ')
		segment->to--;
}

static bool
grow(void **list, size_t *cap, size_t n, size_t size)
{
	void *grown;

	if (n < *cap)
		return true;
	grown = realloc(*list, (*cap * 2 + 64) * size);
	if (grown == NULL)
		return false;
	*list = grown;
	*cap = *cap * 2 + 64;
	return true;
}

static bool
add_words(struct tc_segments *segments, struct tc_segment *segment)
{
	const char *s = segments->text + segment->from;
	size_t from, to = 0;

	segment->first = segments->words_n;
	while (tc_text_next_word(s, segment->to - segment->from, &from, &to)) {
		struct tc_segment_word word = {
		    segment->from + from, segment->from + to, 0, 0};

		if (!grow((void **)&segments->words, &segments->words_cap,
			segments->words_n, sizeof(word)))
			return false;
		if (segments->keys.len > 0)
			tc_buf_putc(&segments->keys, ' ');
		word.key = segments->keys.len;
		tc_text_fold(s + from, to - from, &segments->keys);
		word.len = segments->keys.len - word.key;
		segments->words[segments->words_n++] = word;
	}
	segment->n = segments->words_n - segment->first;
	return !segments->keys.failed;
}

/* Cut the last segment wherever columns meet in it. */
static bool
cut_last(struct tc_segments *segments)
{
	struct tc_segment *left, right;
	size_t k, i;

	for (;;) {
		i = segments->n - 1;
		if (segments->at[i].n == 0 || (k = cut_of(segments, i)) == 0)
			return true;
		if (!grow((void **)&segments->at, &segments->cap, segments->n,
			sizeof(right)))
			return false;
		left = &segments->at[i];
		right = *left;
		right.first += k;
		right.n -= k;
		right.from = segments->words[right.first].from;
		left->n = k;
		left->to = right.from;
		trim(segments, left);
		segments->at[segments->n++] = right;
	}
}

/* A cell of a row, or all of it. */
static bool
add_cell(struct tc_segments *segments, size_t from, size_t to, unsigned line)
{
	struct tc_segment cell = {from, to, 0, 0, line};

	trim(segments, &cell);
	if (!grow((void **)&segments->at, &segments->cap, segments->n,
		sizeof(cell)) ||
	    !add_words(segments, &cell))
		return false;
	segments->at[segments->n++] = cell;
	return cut_last(segments);
}

/* A blank line is a segment without words; so is a rule of dashes. */
static bool
add_line(struct tc_segments *segments, size_t from, size_t to, unsigned line)
{
	size_t bar, looked = to - from > LINE_LOOK ? from + LINE_LOOK : to;

	while (looked < to &&
	    ((unsigned char)segments->text[looked] & 0xC0) == 0x80)
		looked--;
	for (;;) {
		const char *stop =
		    memchr(segments->text + from, '|', looked - from);

		bar = stop != NULL ? (size_t)(stop - segments->text) : looked;
		if ((from < bar || looked == from) &&
		    !add_cell(segments, from, bar, line))
			return false;
		if (stop == NULL)
			return true;
		from = bar + 1;
		if (from >= looked)
			return true;
	}
}

enum tc_status
tc_segments_read(struct tc_segments *segments, const char *text, size_t from,
    size_t to, size_t lines_max, struct tc_error *err)
{
	unsigned line;

	segments->text = text;
	segments->words_n = 0;
	segments->n = 0;
	tc_buf_clear(&segments->keys);
	while (to > from && ((unsigned char)text[to] & 0xC0) == 0x80)
		to--;
	for (line = 0; line < lines_max && from < to; line++) {
		const char *stop = memchr(text + from, '\n', to - from);
		size_t end = stop != NULL ? (size_t)(stop - text) : to;

		if (!add_line(segments, from, end, line))
			return tc_fail(err, TC_NOMEM, "out of memory");
		from = end + 1;
	}
	return TC_OK;
}

void
tc_segments_free(struct tc_segments *segments)
{
	tc_buf_free(&segments->keys);
	free(segments->words);
	free(segments->at);
	segments->words = NULL;
	segments->at = NULL;
	segments->n = segments->words_n = segments->cap = 0;
	segments->words_cap = 0;
}
