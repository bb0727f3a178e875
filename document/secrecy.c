/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Marks of confidentiality (Law on the protection of state secrets, article 8)
 * and of drafts. Stamps are words of their own, in capitals, anywhere in the
 * text; they may also end a line of the letterhead.
 */
#include "describe.h"

#include <string.h>

/* The longest stamp: "DỰ THẢO LẦN 12 NGÀY ...". */
#define STAMP_BYTES ((size_t)60)

/* Stamps in capitals, the longest first. */
static const char *const stamps[] = {
    "TUYỆT MẬT", "TỐI MẬT", "MẬT", "BẢN DỰ THẢO", "DỰ THẢO"};

/* What may stand around a stamp: "(DỰ THẢO)", "* MẬT *". */
static const char around[] = " |*()[]{}<>\"'.,:;-_=+/\\";

/*
 * Is the line a stamp, and nothing else? A draft may say which one it is. The
 * stamp, or NULL.
 */
static const char *
stamp_of(const char *s, size_t len)
{
	size_t i, n;

	while (len > 0 && strchr(around, *s) != NULL) {
		s++;
		len--;
	}
	while (len > 0 && strchr(around, s[len - 1]) != NULL)
		len--;
	for (i = 0; i < sizeof(stamps) / sizeof(stamps[0]); i++) {
		n = strlen(stamps[i]);
		if (len >= n && len <= STAMP_BYTES &&
		    memcmp(s, stamps[i], n) == 0 &&
		    (len == n ||
			(strstr(stamps[i], "DỰ THẢO") != NULL && s[n] == ' ')))
			return stamps[i];
	}
	return NULL;
}

/* "TỈNH ỦY THÁI NGUYÊN   MẬT": behind another column; not "BÍ MẬT". */
static const char *
stamp_at_end(const struct tc_segments *head, size_t i)
{
	const struct tc_segment *segment = &head->at[i];
	size_t k, n;

	for (k = 0; k < sizeof(stamps) / sizeof(stamps[0]); k++) {
		n = strlen(stamps[k]);
		if (segment->to - segment->from > n + 1 &&
		    memcmp(head->text + segment->to - n, stamps[k], n) == 0 &&
		    head->text[segment->to - n - 1] == ' ' &&
		    tc_segment_is_upper(head, i, 0, segment->n) &&
		    tc_segment_find(head, i, "bi mat") == segment->n)
			return stamps[k];
	}
	return NULL;
}

/* In the head a draft may say so in small letters: "Dự thảo lần 2". */
static bool
is_draft(const struct tc_segments *head, size_t i)
{
	return (tc_segment_starts(head, i, "du thao") ||
		   tc_segment_starts(head, i, "ban du thao")) &&
	    (head->at[i].n <= 3 ||
		tc_segment_find(head, i, "lan") < head->at[i].n ||
		tc_segment_find(head, i, "ngay") < head->at[i].n) &&
	    head->at[i].n <= 10;
}

bool
tc_is_stamp(const struct tc_segments *head, size_t i)
{
	const struct tc_segment *segment = &head->at[i];

	return stamp_of(head->text + segment->from,
		   segment->to - segment->from) != NULL;
}

size_t
tc_stamp_words(const struct tc_segments *head, size_t i)
{
	const char *stamp = stamp_at_end(head, i);
	size_t words = stamp != NULL;

	for (; stamp != NULL && *stamp != '\0'; stamp++)
		words += *stamp == ' ';
	return words;
}

static const char *
mark_of_head(const struct tc_segments *head)
{
	const char *stamp = NULL;
	size_t i;

	for (i = 0; i < head->n && stamp == NULL; i++) {
		if (head->at[i].n == 0)
			continue;
		stamp = stamp_of(head->text + head->at[i].from,
		    head->at[i].to - head->at[i].from);
		if (stamp != NULL)
			break;
		if (tc_segment_starts(head, i, "do mat"))
			stamp = "MẬT";
		else if (is_draft(head, i))
			stamp = "DỰ THẢO";
		else if (head->at[i].line < 20)
			stamp = stamp_at_end(head, i);
	}
	return stamp;
}

enum tc_status
tc_describe_mark(struct tc_describing *describing, struct tc_error *err)
{
	const struct tc_buf *text = &describing->document->field[TC_FIELD_TEXT];
	const char *at = tc_buf_str(text), *end = at + text->len, *stop;
	const char *stamp =
	    stamp_of(tc_document_str(describing->document, TC_FIELD_TITLE),
		describing->document->field[TC_FIELD_TITLE].len);

	if (stamp == NULL)
		stamp = mark_of_head(&describing->head);
	for (; at < end && stamp == NULL; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		if (stop == NULL)
			stop = end;
		if ((size_t)(stop - at) <= 2 * STAMP_BYTES)
			stamp = stamp_of(at, (size_t)(stop - at));
	}
	if (stamp == NULL)
		return TC_OK;
	return tc_describing_set(
	    describing, TC_FIELD_MARK, stamp, strlen(stamp), err);
}
