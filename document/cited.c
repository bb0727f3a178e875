/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Heads of collections of laws: what a letterhead says, in one sentence:
 * "Nghị định của Chính phủ số 115/2003/NĐ-CP ngày 10/10/2003 về ...".
 * Precedents of the courts (Resolution 04/2019/NQ-HĐTP) have "Án lệ số
 * 11/2017/AL về ...", then who adopted them and when.
 */
#include "describe.h"

#include <string.h>

#include "types.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* The sentence takes so many lines at most, and names its issuer in so many
 * words. */
#define SENTENCE_LINES 10
#define ISSUER_WORDS 16

/* Offices: what is issued by the minister is the ministry's. */
static const char *const offices[] = {"bo truong", "chanh an", "chu tich",
    "giam doc", "thong doc", "tong cuc truong", "tong giam doc", "vien truong"};

/* The first segment from i on that has words; n: none. */
static size_t
next_segment(const struct tc_segments *head, size_t i)
{
	while (i < head->n && head->at[i].n == 0)
		i++;
	return i;
}

/* Old files have a blank line in it: "Quyết định", "của Thủ tướng ...". */
static bool
goes_on(const struct tc_segments *head, size_t i)
{
	static const char *const inner[] = {"cua", "ngay", "so", "ve", "v v"};

	i = next_segment(head, i);
	return i < head->n &&
	    tc_segment_starts_any(head, i, inner, COUNT(inner));
}

/* The lines of the sentence, joined: up to a blank one or the text. */
static size_t
join_lines(const struct tc_segments *head, size_t i, struct tc_buf *out)
{
	unsigned first = head->at[i].line;

	for (; i < head->n && head->at[i].line < first + SENTENCE_LINES; i++) {
		const struct tc_segment *segment = &head->at[i];

		if (segment->n == 0 && goes_on(head, i))
			continue;
		if (out->len > 0 &&
		    (segment->n == 0 || tc_segment_starts(head, i, "can cu") ||
			tc_segment_starts(head, i, "duoc") ||
			tc_segment_starts(head, i, "nguon an le") ||
			tc_segment_is(head, i, "chinh phu") ||
			out->len + segment->to - segment->from >
			    TC_ABSTRACT_MAX))
			break;
		if (out->len > 0)
			tc_buf_putc(out, ' ');
		tc_buf_put(out, head->text + segment->from,
		    segment->to - segment->from);
	}
	return i;
}

/* The issuer without the office of who signed. */
static enum tc_status
set_issuer(struct tc_describing *describing, const struct tc_segments *one,
    size_t from, size_t to, struct tc_error *err)
{
	size_t i;

	for (i = 0; i < COUNT(offices); i++) {
		if (tc_segment_find(one, 0, offices[i]) == from &&
		    to > from + 2 &&
		    tc_segment_find(one, 0, "chu tich nuoc") != from) {
			from += strchr(strchr(offices[i], ' ') + 1, ' ') != NULL
			    ? 3
			    : 2;
			break;
		}
	}
	return tc_describing_set_name(describing, TC_FIELD_ISSUER,
	    one->text + one->words[from].from,
	    one->words[to - 1].to - one->words[from].from, err);
}

/* A digit after AL is the mark of a footnote. */
static bool
is_footnoted(const char *number, size_t len)
{
	return len > 3 && memcmp(number + len - 3, "AL", 2) == 0;
}

/* The number after word k, and the day after that. */
static enum tc_status
set_number_and_date(struct tc_describing *describing,
    const struct tc_segments *one, size_t k, bool *found, struct tc_error *err)
{
	struct tc_buf *date = &describing->document->field[TC_FIELD_DATE];
	size_t end = one->at[0].to, at = one->words[k].to, len;
	enum tc_status status;
	bool open;

	while (at < end && strchr(" :.", one->text[at]) != NULL)
		at++;
	len = tc_number_span(one->text + at, end - at, &open);
	*found = len > 0;
	if (len == 0)
		return TC_OK;
	if (is_footnoted(one->text + at, len))
		len--;
	status = tc_describing_set(
	    describing, TC_FIELD_NUMBER, one->text + at, len, err);
	if (status == TC_OK && date->len == 0 &&
	    strncmp(one->text + at + len, " ngày ", strlen(" ngày ")) == 0)
		status = tc_first_date(describing->analyser,
		    one->text + at + len, one->at[0].to - at - len, date, err);
	return status;
}

/*
 * "Được Hội đồng Thẩm phán ... thông qua ngày 06 tháng 4 năm 2016": of several
 * days the last.
 */
static enum tc_status
set_adoption(struct tc_describing *describing, size_t i, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	struct tc_segments *one = &describing->other;
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf *date = &describing->document->field[TC_FIELD_DATE];
	enum tc_status status = TC_OK;
	size_t k, day;

	i = next_segment(head, i);
	if (i >= head->n || !tc_segment_starts(head, i, "duoc"))
		return TC_OK;
	join_lines(head, i, &line);
	status = tc_segments_read(one, tc_buf_str(&line), 0, line.len, 1, err);
	k = status == TC_OK && one->n > 0 ? tc_segment_find(one, 0, "thong qua")
					  : 0;
	if (k > 1 && k < one->at[0].n && k <= ISSUER_WORDS) {
		status = set_issuer(describing, one, 1, k, err);
		day = one->words[k].from;
		if (status == TC_OK && date->len == 0)
			status = tc_first_date(describing->analyser,
			    one->text + day, one->at[0].to - day, date, err);
	}
	one->n = 0;
	tc_describing_free(describing, &line);
	return status;
}

/* Is it a name? "Quyết định của người đứng đầu" is news. */
static bool
is_named(const struct tc_segments *one, size_t k)
{
	const struct tc_segment_word *word = &one->words[k];

	return tc_text_case(one->text + word->from, word->to - word->from) !=
	    TC_CASE_LOWER;
}

/* The sentence is in `one`: TYPE của ISSUER số NUMBER ngày DATE ... */
static enum tc_status
read_sentence(struct tc_describing *describing, const struct tc_segments *one,
    const struct tc_type *type, bool *found, struct tc_error *err)
{
	size_t of = tc_segment_find(one, 0, "cua");
	size_t number = tc_segment_find(one, 0, "so"), words = 1;
	const char *c;
	enum tc_status status;

	for (c = type->key; *c != '\0'; c++)
		words += *c == ' ';
	if (of == words && of + 1 < one->at[0].n && !is_named(one, of + 1))
		return TC_OK;
	if (number >= one->at[0].n ||
	    (of == words ? number > of + ISSUER_WORDS
			 : number != words || strcmp(type->key, "an le") != 0))
		return TC_OK;
	status = set_number_and_date(describing, one, number, found, err);
	if (status == TC_OK && *found)
		status = tc_describing_set(describing, TC_FIELD_TYPE,
		    type->name, strlen(type->name), err);
	if (status == TC_OK && *found && of == words && number > of + 1)
		status = set_issuer(describing, one, of + 1, number, err);
	return status;
}

/* The sentence is the title, without the mark of a footnote in it. */
static enum tc_status
set_title(struct tc_describing *describing, const struct tc_buf *line,
    struct tc_error *err)
{
	const char *number =
	    tc_document_str(describing->document, TC_FIELD_NUMBER);
	const char *at = strstr(line->s, number);
	size_t len = strlen(number), before, digits;
	struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;

	before = at != NULL ? (size_t)(at - line->s) + len : line->len;
	digits = strspn(line->s + before, "0123456789");
	tc_buf_put(&title, line->s, before);
	tc_buf_put(
	    &title, line->s + before + digits, line->len - before - digits);
	status = tc_describing_set(
	    describing, TC_FIELD_TITLE, tc_buf_str(&title), title.len, err);
	tc_describing_free(describing, &title);
	return status;
}

enum tc_status
tc_describe_cited(
    struct tc_describing *describing, bool *found, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	struct tc_segments *one = &describing->other;
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_type *type;
	enum tc_status status = TC_OK;
	size_t i = next_segment(head, 0), next, len;
	const char *key;

	*found = false;
	if (i == head->n)
		return TC_OK;
	key = tc_segment_key(head, i, &len);
	type = tc_type_of(key, len);
	if (type == NULL || !type->titles)
		return TC_OK;
	next = join_lines(head, i, &line);
	status = tc_segments_read(one, tc_buf_str(&line), 0, line.len, 1, err);
	if (status == TC_OK && one->n > 0)
		status = read_sentence(describing, one, type, found, err);
	if (status == TC_OK && *found)
		status = set_title(describing, &line, err);
	one->n = 0;
	tc_describing_free(describing, &line);
	if (status == TC_OK && *found)
		status = set_adoption(describing, next, err);
	return status;
}
