/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Who issued a document: the last name on the left of the motto. Over it may
 * stand the authority above (Decree 30/2020, appendix I, point 2), and either
 * may take several lines.
 */
#include "describe.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A line with more words names nobody. */
#define NAME_WORDS 40

/* Names of authorities begin with one of these. */
static const char *const organs[] = {"an ninh", "bao", "ban", "bao hiem",
    "benh vien", "bo", "chi bo", "chi cuc", "chi doan", "chinh phu",
    "chu tich nuoc", "cong an", "cong doan", "cong ti", "cuc", "dai", "dang bo",
    "dang doan", "dang uy", "dai hoc", "doan", "dai hoi", "hat", "hdnd",
    "hoc vien", "hoi", "hop tac xa", "huyen doan", "huyen uy", "khoa",
    "kho bac", "kiem toan", "lien doan", "lien hiep", "lien minh", "mat tran",
    "ngan hang", "nha may", "nha xuat ban", "phong", "quan khu", "quan uy",
    "quan doan", "qui", "quoc hoi", "so", "su doan", "tap chi", "tap doan",
    "thanh doan", "thanh tra", "thanh uy", "thi doan", "thi uy", "thong tan xa",
    "thu tuong", "tinh doan", "tinh uy", "toa an", "tong cong ti", "tong cuc",
    "tong lien doan", "tram", "trung tam", "trung uong", "truong", "ub",
    "ubmttq", "ubnd", "uy ban", "van phong", "vien", "vu", "xi nghiep"};

/* Names that are not whole without the next line. */
static const char *const open_names[] = {"ban chap hanh", "ban thuong vu",
    "hoi dong", "hoi dong tham phan", "hoi dong nhan dan", "uy ban",
    "uy ban nhan dan", "van phong"};

/* "Số: /QĐ-UBND" folds to what Sở folds to. */
static bool
is_numbered(const struct tc_segments *head, size_t i)
{
	const char *s = head->text + head->at[i].from;

	return strncmp(s, "Số", strlen("Số")) == 0 ||
	    strncmp(s, "SỐ", strlen("SỐ")) == 0 ||
	    (tc_segment_starts(head, i, "so") && head->at[i].n < 2);
}

/* Names are in capitals; those of old files have lost them. */
static bool
is_name(const struct tc_describing *describing, size_t i)
{
	const struct tc_segments *head = &describing->head;
	size_t n = head->at[i].n;

	return n <= NAME_WORDS && !is_numbered(head, i) &&
	    !tc_is_noise(head, i) &&
	    (tc_segment_is_upper(head, i, 0, n) ||
		describing->document->field[TC_FIELD_REPAIR].len > 0 ||
		(head->at[i].line < 8 && n <= 8));
}

/* A name goes on with words, not with numbers of pages. */
static bool
has_digits(const struct tc_segments *head, size_t i)
{
	size_t len;
	const char *key = tc_segment_key(head, i, &len);

	return strcspn(key, "0123456789") < len;
}

/* Does the name go on: joint issuers are parted by dashes. */
static bool
is_open(const struct tc_segments *head, size_t last, size_t begun)
{
	size_t to = head->at[last].to;

	return (head->text[to - 1] == '-' && head->text[to - 2] == ' ') ||
	    (last == begun &&
		tc_segment_is_any(head, last, open_names, COUNT(open_names)));
}

/* Its words, and the dash that joins it to the next. */
static void
put_segment(const struct tc_segments *head, size_t i, struct tc_buf *name)
{
	const struct tc_segment *segment = &head->at[i];
	const struct tc_segment_word *word = &head->words[segment->first];
	size_t n = segment->n - tc_stamp_words(head, i);
	size_t from = word->from, to = word[n - 1].to;

	if (name->len > 0)
		tc_buf_putc(name, ' ');
	tc_buf_put(name, head->text + from, to - from);
	if (strncmp(head->text + to, " -", 2) == 0 && to + 2 == segment->to)
		tc_buf_puts(name, " -");
}

enum tc_status
tc_describe_issuer(
    struct tc_describing *describing, size_t end, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	struct tc_buf name = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, begun = head->n, last = head->n;
	enum tc_status status = TC_OK;

	for (i = 0; i < end; i++) {
		size_t place;

		if (head->at[i].n == 0 || tc_segment_is_motto(head, i) ||
		    tc_is_stamp(head, i) ||
		    tc_segment_is(head, i, "xac thuc van ban hop nhat"))
			continue; /* stands in another column, or anywhere */
		if (tc_segment_is_dated(head, i, &place) ||
		    !is_name(describing, i)) {
			last = head->n; /* no name goes on behind it */
			continue;
		}
		if (tc_segment_starts_any(head, i, organs, COUNT(organs)) &&
		    (last == head->n || !is_open(head, last, begun))) {
			describing->lacks |= tc_buf_lacks(&name);
			tc_buf_clear(&name);
			begun = i;
		} else if (last == head->n || has_digits(head, i)) {
			continue;
		}
		put_segment(head, i, &name);
		last = i;
	}
	if (name.len > 0)
		status = tc_describing_set_name(
		    describing, TC_FIELD_ISSUER, name.s, name.len, err);
	tc_describing_free(describing, &name);
	return status;
}
