/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Letterheads: administrative documents are laid out as Decree 30/2020/ND-CP,
 * appendix I, wants it (issuer and motto, number, place and date, type,
 * abstract), those of the Party likewise (Guideline 36-HD/VPTW).
 */
#include "describe.h"

#include <string.h>
#include <tracuu/ascii.h>

#include "types.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* A motto is among the first segments that have words. */
#define MOTTO_SEGMENTS 30

/* Words of a line that gives a number: "Nghị quyết liên tịch số: ...". */
#define BEFORE_NUMBER 5

/* Where the columns are one after the other, so many lines lie between. */
#define DATE_LINES 45

/* After the abstract comes one of these. */
static const char *const after_abstract[] = {"can cu", "chuong i",
    "cong hoa xa hoi", "de dam bao", "de dap ung", "de thuc hien",
    "de trien khai", "dieu 1", "kinh goi", "kinh gui", "loi noi dau", "nham",
    "phan thu nhat", "sau khi", "theo de nghi", "thi hanh", "thuc hien",
    "tren co so", "xet"};

/* Or who issues it, once more, in capitals or before its bases. */
static const char *const who_issues[] = {"ban chap hanh", "ban thuong vu",
    "bi thu", "bo truong", "chanh an", "chinh phu", "chu nhiem", "chu tich",
    "cuc truong", "dang uy", "giam doc", "hieu truong", "hoi dong", "quoc hoi",
    "thong doc", "thu tuong", "tinh uy", "tong giam doc", "tong cuc truong",
    "truong ban", "uy ban"};

/* What else stands over or beside a letterhead: the gazette, signatures. */
static const char *const noise[] = {"cong bao", "co quan", "email", "ki boi",
    "kinh gui", "mau so", "ngay ki", "nguoi ki", "phu luc", "thoi gian ki",
    "van ban hop nhat", "van ban qui pham phap luat",
    "xac thuc van ban hop nhat"};

bool
tc_is_noise(const struct tc_segments *head, size_t i)
{
	return tc_segment_starts_any(head, i, noise, COUNT(noise));
}

static bool
find_motto(const struct tc_segments *head, size_t *at)
{
	size_t i, n = 0;

	for (i = 0; i < head->n && n < MOTTO_SEGMENTS; i++) {
		if (tc_segment_is_motto(head, i)) {
			*at = i;
			return true;
		}
		n += head->at[i].n > 0;
	}
	return false;
}

static const struct tc_type *
type_of(const struct tc_segments *head, size_t i)
{
	size_t len;
	const char *key = tc_segment_key(head, i, &len);

	return tc_type_of(key, len);
}

static size_t
words_of(const char *key)
{
	size_t n = 1;

	for (; *key != '\0'; key++)
		n += *key == ' ';
	return n;
}

/*
 * A type alone on its line, or in capitals with more of its name. In old files
 * capitals are a matter of the font and lost: there a line that begins with a
 * type will do.
 */
static const struct tc_type *
type_line(const struct tc_describing *describing, size_t i)
{
	const struct tc_segments *head = &describing->head;
	const struct tc_type *type = type_of(head, i);
	bool repaired = describing->document->field[TC_FIELD_REPAIR].len > 0;

	if (type == NULL ||
	    (!tc_segment_is(head, i, type->key) &&
		!tc_segment_is_upper(head, i, 0, words_of(type->key)) &&
		!(repaired && type->titles)))
		return NULL;
	return type;
}

/* Bytes of the letters and digits that codes have: QĐ, TTg, UBTVQH15. */
static bool
is_code_byte(char c)
{
	unsigned char byte = (unsigned char)c;

	return tc_ascii_is_digit(byte) ||
	    ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') ||
	    (byte >= 0x80 && byte <= 0xC6) || byte == 0xE1;
}

/* Behind a slash or dash with spaces around; `at` when there is none. */
static size_t
skip_separator(const char *s, size_t len, size_t at, bool *dash)
{
	size_t i = at;

	while (i < len && s[i] == ' ')
		i++;
	if (i < len && (s[i] == '/' || s[i] == '-')) {
		*dash = s[i++] == '-';
	} else if (i + 2 < len && memcmp(s + i, "\xE2\x80", 2) == 0) {
		*dash = true; /* U+2010 to U+2015 */
		i += 3;
	} else {
		return at;
	}
	while (i < len && s[i] == ' ')
		i++;
	return i;
}

/* "12 QĐ/TU", "1141 TC/QĐ": old numbers have a space for the slash. */
static size_t
skip_space(const char *s, size_t len, size_t at)
{
	size_t i = at + 1;

	if (i >= len || s[at] != ' ' || s[i] < 'A' || s[i] > 'Z')
		return at;
	while (i < len && is_code_byte(s[i]))
		i++;
	return i < len && s[i] == '/' ? at + 1 : at;
}

size_t
tc_number_span(const char *s, size_t len, bool *open)
{
	size_t i = 0, end = 0, at;
	bool letters = false, dash = false;

	*open = false;
	while (i < len && tc_ascii_is_digit(s[i]))
		i++;
	if (i == 0 || i > 5)
		return 0;
	while (i < len && s[i] >= 'a' && s[i] <= 'z')
		i++; /* 2525a/QĐ-UBND */
	at = skip_space(s, len, i);
	if (at == i)
		at = skip_separator(s, len, i, &dash);
	while (at > i && !*open) {
		for (i = at; i < len && is_code_byte(s[i]); i++)
			letters |= !tc_ascii_is_digit(s[i]);
		*open = i == at && dash;
		end = i > at ? i : end;
		at = i > at ? skip_separator(s, len, i, &dash) : i;
	}
	return letters ? end : 0;
}

/* Where the number begins that a segment gives after "Số"; 0: nowhere. */
static size_t
number_begins(const struct tc_segments *head, size_t i)
{
	size_t k = tc_segment_find(head, i, "so"), at;

	if (k >= head->at[i].n || k > BEFORE_NUMBER)
		return 0;
	at = head->words[head->at[i].first + k].to;
	while (at < head->at[i].to && strchr(" :.-", head->text[at]) != NULL)
		at++;
	if (at == head->at[i].to || !tc_ascii_is_digit(head->text[at]))
		return 0;
	return at;
}

/* The rest of a number that is too long for its column: "TANDTC-BCA-BQP". */
static void
put_rest(const struct tc_segments *head, size_t i, struct tc_buf *number)
{
	while (++i < head->n) {
		const struct tc_segment *next = &head->at[i];
		size_t at;

		if (next->n == 0 || next->n > 8 ||
		    tc_segment_is_motto(head, i) ||
		    !tc_segment_is_upper(head, i, 0, next->n))
			continue;
		for (at = next->from; at < next->to; at++) {
			if (head->text[at] == ' ')
				return;
		}
		tc_buf_putc(number, '-');
		tc_buf_put(
		    number, head->text + next->from, next->to - next->from);
		return;
	}
}

static enum tc_status
find_number(struct tc_describing *describing, size_t i, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	struct tc_buf number = TC_BUF_INIT(TC_BUF_LINE);
	size_t at = number_begins(head, i), len;
	enum tc_status status = TC_OK;
	bool open = false;

	if (at == 0 || tc_segment_starts(head, i, "can cu") ||
	    tc_is_noise(head, i))
		return TC_OK;
	len = tc_number_span(head->text + at, head->at[i].to - at, &open);
	tc_buf_put(&number, head->text + at, len);
	if (len > 0 && open)
		put_rest(head, i, &number);
	if (number.len > 0)
		status = tc_describing_set(
		    describing, TC_FIELD_NUMBER, number.s, number.len, err);
	tc_describing_free(describing, &number);
	return status;
}

enum tc_status
tc_first_date(struct tc_analyser *analyser, const char *s, size_t len,
    struct tc_buf *date, struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status = tc_analyser_start(analyser, s, len, err);
	size_t before = date->len;

	while (status == TC_OK && date->len == before &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (token.kind == TC_TOKEN_DATE &&
		    token.term_len == sizeof("2020-03-05") - 1)
			tc_date_normalise(
			    token.term, token.term_len, date, NULL);
	}
	return status == TC_DONE ? TC_OK : status;
}

/* "Thái Nguyên, ngày 05 tháng 3 năm 2020" */
static enum tc_status
find_date(struct tc_describing *describing, size_t i, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	const struct tc_segment *segment = &head->at[i];
	struct tc_buf *date = &describing->document->field[TC_FIELD_DATE];
	enum tc_status status;
	size_t place = 0;

	if (!tc_segment_is_dated(head, i, &place) || date->len > 0)
		return TC_OK;
	status = tc_first_date(describing->analyser, head->text + segment->from,
	    segment->to - segment->from, date, err);
	if (status == TC_OK && place > 0 && date->len > 0) {
		const struct tc_segment_word *word =
		    &head->words[segment->first];

		status = tc_describing_set(describing, TC_FIELD_PLACE,
		    head->text + word->from, word[place - 1].to - word->from,
		    err);
	}
	return status;
}

static bool
is_capitalised(const struct tc_segments *head, size_t i)
{
	const struct tc_segment_word *word = &head->words[head->at[i].first];

	return tc_text_case(head->text + word->from, word->to - word->from) !=
	    TC_CASE_LOWER;
}

/* Do bases follow? */
static bool
stands_before_bases(const struct tc_segments *head, size_t i)
{
	for (i++; i < head->n; i++) {
		if (head->at[i].n > 0)
			return tc_segment_starts(head, i, "can cu") ||
			    tc_segment_starts(head, i, "xet");
	}
	return false;
}

/* Behind a blank line an abstract goes on in small letters. */
static bool
goes_on(const struct tc_segments *head, size_t i)
{
	if (head->at[i].from < head->at[i].to)
		return false; /* a rule of dashes */
	while (i < head->n && head->at[i].n == 0)
		i++;
	return i < head->n && !is_capitalised(head, i);
}

/* Where no blank line parts them, the text is told by its stops. */
static bool
is_sentence(const struct tc_segments *head, size_t i)
{
	return is_capitalised(head, i) &&
	    strchr(".;:", head->text[head->at[i].to - 1]) != NULL;
}

/* Does the abstract end before this segment? begun: there is some of it. */
static bool
ends_abstract(const struct tc_segments *head, size_t i, bool begun)
{
	size_t place;

	if (head->at[i].n == 0)
		return begun && !goes_on(head, i);
	if (tc_segment_is_dated(head, i, &place))
		return true;
	if (tc_segment_starts(head, i, "thuc hien") && !begun)
		return false; /* Kế hoạch thực hiện ... */
	if (begun && is_sentence(head, i))
		return true;
	if (!is_capitalised(head, i))
		return false; /* a line goes on: "... của\nủy ban" */
	return tc_segment_starts_any(
		   head, i, after_abstract, COUNT(after_abstract)) ||
	    (tc_segment_starts_any(head, i, who_issues, COUNT(who_issues)) &&
		(tc_segment_is_upper(head, i, 0, head->at[i].n) ||
		    stands_before_bases(head, i)));
}

/*
 * Append the abstract from segment i on; it may have begun before. Returns the
 * segment after it.
 */
static size_t
take_abstract(
    const struct tc_segments *head, size_t i, bool begun, struct tc_buf *title)
{
	size_t start = title->len;
	bool upper, was_upper = false;

	for (; i < head->n; i++) {
		const struct tc_segment *segment = &head->at[i];
		size_t len = segment->to - segment->from;

		begun |= title->len > start;
		if (ends_abstract(head, i, begun))
			break;
		if (segment->n == 0 || tc_segment_is_motto(head, i))
			continue;
		upper = tc_segment_is_upper(head, i, 0, segment->n);
		if (was_upper && !upper && is_capitalised(head, i))
			break; /* an abstract in capitals has ended */
		was_upper = upper;
		if (title->len - start + len > TC_ABSTRACT_MAX)
			break;
		if (title->len > 0)
			tc_buf_putc(title, ' ');
		tc_buf_put(title, head->text + segment->from, len);
	}
	return i;
}

/*
 * The subject of an official letter stands under its number. Place and date may
 * be beside it, between its lines.
 */
static size_t
take_subject(const struct tc_segments *head, size_t i, struct tc_buf *title)
{
	const struct tc_segment *segment = &head->at[i];
	size_t place;

	tc_buf_put(
	    title, head->text + segment->from, segment->to - segment->from);
	i++;
	if (i < head->n && head->at[i].line == head->at[i - 1].line &&
	    tc_segment_is_dated(head, i, &place))
		i++;
	return take_abstract(head, i, true, title);
}

/* The type as it is shown, and what else stands on its line. */
static void
put_type_line(const struct tc_segments *head, size_t i,
    const struct tc_type *type, struct tc_buf *title)
{
	const struct tc_segment *segment = &head->at[i];
	size_t words = words_of(type->key), at;

	tc_buf_puts(title, type->name);
	if (words >= segment->n)
		return;
	at = head->words[segment->first + words - 1].to;
	tc_buf_put(title, head->text + at, segment->to - at);
}

/* What a letterhead was found to be. */
struct found {
	size_t motto;
	const struct tc_type *type;
	size_t type_at;	   /* its segment */
	size_t subject_at; /* of an official letter; the head's n: none */
	size_t address_at; /* to whom it goes; the head's n: nobody */
	size_t end;	   /* the segment where the head ends */
};

/* The segment that says to whom a letter goes; the head's n: none. */
static size_t
find_address(const struct tc_segments *head)
{
	size_t i;

	for (i = 0; i < head->n; i++) {
		if (tc_segment_starts(head, i, "kinh gui") ||
		    tc_segment_starts(head, i, "kinh goi"))
			break;
	}
	return i;
}

/*
 * "BẢN SAO Y" tells the type only where no other line does: a copy of a
 * decision is a decision.
 */
static void
find_type(const struct tc_describing *describing, struct found *found)
{
	const struct tc_segments *head = &describing->head;
	bool letter = find_address(head) < head->n;
	size_t i;

	found->subject_at = head->n;
	for (i = 0; i < head->n; i++) {
		const struct tc_type *type =
		    i > found->motto ? type_line(describing, i) : NULL;

		if (tc_segment_starts(head, i, "v v") ||
		    (letter && i > found->motto &&
			tc_segment_starts(head, i, "ve viec"))) {
			found->subject_at = i;
			break;
		}
		if (i > found->motto &&
		    (tc_segment_starts(head, i, "kinh gui") ||
			tc_segment_starts(head, i, "dieu 1") ||
			tc_segment_starts(head, i, "can cu")))
			break;
		if (type == NULL || number_begins(head, i) > 0 ||
		    (found->type != NULL && type->copy))
			continue;
		found->type = type;
		found->type_at = i;
		if (!type->copy)
			break;
	}
	found->end = i;
}

/* Under a letterhead without a type the first line is what it is about. */
static size_t
find_heading(const struct tc_segments *head, size_t motto)
{
	size_t i, place;

	for (i = motto + 1; i < head->n; i++) {
		if (head->at[i].n > 1 && !tc_segment_is_motto(head, i) &&
		    !tc_segment_is_dated(head, i, &place) &&
		    !tc_segment_starts(head, i, "so") && !tc_is_noise(head, i))
			break;
	}
	return i;
}

/* Title and type; returns the segment after the abstract. */
static enum tc_status
set_title(struct tc_describing *describing, const struct found *found,
    size_t *after, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	struct tc_buf *field = describing->document->field;
	struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_buf *number = &field[TC_FIELD_NUMBER];
	const char *type = NULL;
	enum tc_status status = TC_OK;

	*after = found->end;
	if (found->subject_at < head->n) {
		*after = take_subject(head, found->subject_at, &title);
		type = found->type != NULL && !found->type->copy
		    ? found->type->name
		    : "Công văn";
	} else if (found->type != NULL) {
		put_type_line(head, found->type_at, found->type, &title);
		*after = take_abstract(head, found->type_at + 1, false, &title);
		type = found->type->name;
	} else if (found->end == found->address_at && number->len > 0) {
		/* Official letters do not name their type. */
		type = "Công văn";
		tc_buf_printf(&title, "%s số %s", type, number->s);
	} else if (found->end != found->address_at) {
		*after = take_abstract(head, found->end, false, &title);
	}
	if (type != NULL)
		status = tc_describing_set(
		    describing, TC_FIELD_TYPE, type, strlen(type), err);
	if (status == TC_OK && title.len > 0 && !describing->given)
		tc_buf_clear(&field[TC_FIELD_TITLE]);
	if (status == TC_OK && title.len > 0)
		status = tc_describing_set(
		    describing, TC_FIELD_TITLE, title.s, title.len, err);
	tc_describing_free(describing, &title);
	return status;
}

static void
set_mottos_aside(struct tc_describing *describing, size_t end)
{
	const struct tc_segments *head = &describing->head;
	size_t i;

	for (i = 0; i < end && i < head->n; i++) {
		if (tc_segment_is_motto(head, i) ||
		    (i < 20 && tc_is_noise(head, i) &&
			!tc_segment_starts(head, i, "kinh gui")))
			tc_describing_aside(
			    describing, head->at[i].from, head->at[i].to);
	}
}

enum tc_status
tc_describe_letterhead(struct tc_describing *describing, bool *found,
    size_t *body, struct tc_error *err)
{
	const struct tc_segments *head = &describing->head;
	const struct tc_buf *number =
	    &describing->document->field[TC_FIELD_NUMBER];
	struct found what = {0, NULL, 0, 0, 0, 0};
	enum tc_status status = TC_OK;
	size_t i, after;

	*found = find_motto(head, &what.motto);
	if (!*found)
		return TC_OK;
	find_type(describing, &what);
	what.address_at = find_address(head);
	for (i = 0; i < what.end && status == TC_OK; i++) {
		status = find_number(describing, i, err);
		if (status == TC_OK)
			status = find_date(describing, i, err);
	}
	if (what.type == NULL && what.subject_at == head->n &&
	    (what.end != what.address_at || number->len == 0))
		what.end = find_heading(head, what.motto);
	if (status == TC_OK)
		status = tc_describe_issuer(describing, what.end, err);
	if (status == TC_OK)
		status = set_title(describing, &what, &after, err);
	if (status != TC_OK)
		return status;
	/* Where columns are one after the other, the date comes last. */
	for (; i < head->n && head->at[i].line < DATE_LINES && status == TC_OK;
	     i++)
		status = find_date(describing, i, err);
	set_mottos_aside(
	    describing, after > what.motto ? after : what.motto + 2);
	*body = after < head->n ? head->at[after].from : head->at[i - 1].to;
	return status;
}

/*
 * Under the abstract of a consolidated text stands which texts it is made of,
 * "Thông tư số 12/2022/...", often without a blank line before.
 */
static void
end_title(struct tc_buf *title)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf next = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_type *type;
	const char *at = NULL;

	tc_text_key(tc_buf_str(title), title->len, &key);
	type = tc_type_of(tc_buf_str(&key), key.len);
	if (type != NULL) {
		tc_buf_printf(&next, " %s số ", type->name);
		at = strstr(title->s, tc_buf_str(&next));
	}
	if (at != NULL)
		tc_buf_cut(title, (size_t)(at - title->s));
	title->failed |= key.failed || next.failed;
	tc_buf_free(&key);
	tc_buf_free(&next);
}

/* The authentication at the end is so long, and so much stands over it. */
#define AUTHENTICATION_BYTES 1500
#define AUTHENTICATION_BEFORE 200

/*
 * A consolidated text has the head of what was consolidated; who vouches for
 * it, number and date stand at its end (Ordinance 01/2012/UBTVQH13).
 */
enum tc_status
tc_describe_consolidated(struct tc_describing *describing, struct tc_error *err)
{
	static const char title[] = "XÁC THỰC VĂN BẢN HỢP NHẤT";
	static const char type[] = "Văn bản hợp nhất";
	struct tc_buf *field = describing->document->field;
	const struct tc_buf *text = &field[TC_FIELD_TEXT];
	struct tc_segments *head = &describing->head;
	const char *at = strstr(tc_buf_str(text), title);
	enum tc_status status;
	size_t from, to, i;

	if (at == NULL || describing->given)
		return TC_OK;
	from = (size_t)(at - text->s);
	to = text->len - from < AUTHENTICATION_BYTES
	    ? text->len
	    : from + AUTHENTICATION_BYTES;
	from = from > AUTHENTICATION_BEFORE ? from - AUTHENTICATION_BEFORE : 0;
	while (from > 0 && text->s[from - 1] != '\n')
		from--;
	end_title(&field[TC_FIELD_TITLE]);
	tc_buf_clear(&field[TC_FIELD_NUMBER]);
	tc_buf_clear(&field[TC_FIELD_DATE]);
	tc_buf_clear(&field[TC_FIELD_TYPE]);
	tc_buf_clear(&field[TC_FIELD_ISSUER]);
	status = tc_segments_read(head, text->s, from, to, DATE_LINES, err);
	for (i = 0; i < head->n && head->text + head->at[i].from < at; i++)
		;
	for (; i < head->n && status == TC_OK; i++) {
		status = find_number(describing, i, err);
		if (status == TC_OK)
			status = find_date(describing, i, err);
	}
	if (status == TC_OK)
		status = tc_describe_issuer(describing, head->n, err);
	if (status == TC_OK)
		status = tc_describing_set(
		    describing, TC_FIELD_TYPE, type, strlen(type), err);
	return status;
}
