/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a document says about itself: pages of a site begin with their title
 * and date; administrative documents are laid out as Decree 30/2020/ND-CP,
 * appendix I, wants it (issuer and motto, number, place and date, type,
 * abstract). What cannot be told is left empty.
 */
#include "extract.h"

#include <stdio.h>
#include <string.h>
#include <tracuu/text.h>

/* A letterhead stands in the first lines, its type and abstract soon after. */
#define HEAD_LINES 14
#define DESCRIBED_LINES 40

/* The address block of a site is short. */
#define FOOTER_MAX 700

/* The longest abstract, in bytes; what is longer is the text itself. */
#define ABSTRACT_MAX 600

/* Of a line so many bytes are looked at: no heading is longer. */
#define LINE_LOOK 1000

struct type {
	const char *key;  /* folded */
	const char *name; /* shown */
	bool titles;	  /* a title that begins with it tells the type */
	bool copy;	  /* says that this is a copy of another type */
};

/* clang-format off */
/* Decree 30/2020, articles 7 and 25, and the legal and Party documents. */
static const struct type types[] = {
    {"ban ghi nho", "Bản ghi nhớ", true, false},
    {"ban sao luc", "Bản sao lục", true, true},
    {"ban sao y", "Bản sao y", true, true},
    {"ban thoa thuan", "Bản thỏa thuận", true, false},
    {"ban trich sao", "Bản trích sao", true, true},
    {"bao cao", "Báo cáo", true, false},
    {"bien ban", "Biên bản", true, false},
    {"bo luat", "Bộ luật", true, false},
    {"chi thi", "Chỉ thị", true, false},
    {"chien luoc", "Chiến lược", false, false},
    {"chuong trinh", "Chương trình", false, false},
    {"chuong trinh hanh dong", "Chương trình hành động", true, false},
    {"cong dien", "Công điện", true, false},
    {"cong van", "Công văn", true, false},
    {"de an", "Đề án", false, false},
    {"du an", "Dự án", false, false},
    {"giay gioi thieu", "Giấy giới thiệu", true, false},
    {"giay moi", "Giấy mời", true, false},
    {"giay nghi phep", "Giấy nghỉ phép", true, false},
    {"giay uy quyen", "Giấy ủy quyền", true, false},
    {"hien phap", "Hiến pháp", false, false},
    {"hop dong", "Hợp đồng", false, false},
    {"huong dan", "Hướng dẫn", true, false},
    {"ke hoach", "Kế hoạch", true, false},
    {"ket luan", "Kết luận", true, false},
    {"lenh", "Lệnh", false, false},
    {"loi keu goi", "Lời kêu gọi", true, false},
    {"luat", "Luật", false, false},
    {"nghi dinh", "Nghị định", true, false},
    {"nghi quyet", "Nghị quyết", true, false},
    {"nghi quyet lien tich", "Nghị quyết liên tịch", true, false},
    {"phap lenh", "Pháp lệnh", true, false},
    {"phieu bao", "Phiếu báo", true, false},
    {"phieu chuyen", "Phiếu chuyển", true, false},
    {"phieu gui", "Phiếu gửi", true, false},
    {"phuong an", "Phương án", false, false},
    {"qui che", "Quy chế", true, false},
    {"qui dinh", "Quy định", true, false},
    {"quyet dinh", "Quyết định", true, false},
    {"thong bao", "Thông báo", true, false},
    {"thong cao", "Thông cáo", true, false},
    {"thong tri", "Thông tri", true, false},
    {"thong tu", "Thông tư", true, false},
    {"thong tu lien tich", "Thông tư liên tịch", true, false},
    {"thu cong", "Thư công", true, false},
    {"to trinh", "Tờ trình", true, false},
    {"tuyen bo", "Tuyên bố", false, false},
    {"van ban hop nhat", "Văn bản hợp nhất", true, false},
};

/* The motto of the state and of the Party, one of which heads a document. */
static const char *const mottos[] = {
    "cong hoa xa hoi chu nghia viet nam", "dang cong san viet nam",
};

/* After the abstract comes one of these. */
static const char *const after_abstract[] = {
    "can cu", "chu tich", "kinh goi", "kinh gui", "thuc hien", "truong ban",
    "uy ban", "xet", "dieu 1",
};
/* clang-format on */

struct line {
	const char *s;
	size_t len;
	struct tc_buf *key;
};

/* Down to max bytes, at the edge of a character. */
static size_t
shortened(const char *s, size_t len, size_t max)
{
	if (len <= max)
		return len;
	while (max > 0 && ((unsigned char)s[max] & 0xC0) == 0x80)
		max--;
	return max;
}

/* Takes the line at *at and moves on; false at the end. */
static bool
next_line(const char **at, const char *end, struct line *line)
{
	const char *stop;

	if (*at >= end)
		return false;
	stop = memchr(*at, '\n', (size_t)(end - *at));
	line->s = *at;
	line->len = (size_t)((stop != NULL ? stop : end) - *at);
	*at = stop != NULL ? stop + 1 : end;
	line->len = shortened(line->s, line->len, LINE_LOOK);
	tc_buf_clear(line->key);
	tc_text_key(line->s, line->len, line->key);
	return true;
}

static bool
key_starts(const struct line *line, const char *prefix)
{
	size_t len = strlen(prefix);

	return line->key->len >= len &&
	    memcmp(line->key->s, prefix, len) == 0 &&
	    (line->key->len == len || line->key->s[len] == ' ');
}

static bool
is_letterhead(const char *text, const char *end, struct tc_buf *key)
{
	struct line line = {NULL, 0, key};
	int i;

	for (i = 0; i < HEAD_LINES && next_line(&text, end, &line); i++) {
		if (strstr(tc_buf_str(key), mottos[0]) != NULL ||
		    strstr(tc_buf_str(key), mottos[1]) != NULL)
			return true;
	}
	return false;
}

/* The longest type that the line begins with. */
static const struct type *
type_of(const struct line *line)
{
	const struct type *best = NULL;
	size_t i;

	for (i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (key_starts(line, types[i].key) &&
		    (best == NULL || strlen(types[i].key) > strlen(best->key)))
			best = &types[i];
	}
	return best;
}

/* "THÔNG BÁO MỜI THẦU": no small letters, as far as ASCII tells. */
static bool
is_capitals(const struct line *line)
{
	size_t i;

	for (i = 0; i < line->len; i++) {
		if (line->s[i] >= 'a' && line->s[i] <= 'z')
			return false;
	}
	return true;
}

/* A type alone on its line, or in capitals with more of its name. */
static const struct type *
type_line(const struct line *line)
{
	const struct type *type = type_of(line);

	if (type == NULL ||
	    (strcmp(type->key, tc_buf_str(line->key)) != 0 &&
		!is_capitals(line)))
		return NULL;
	return type;
}

/* The type, and what else stands on its line. */
static void
put_type_line(
    const struct line *line, const struct type *type, struct tc_buf *title)
{
	size_t at, words = 1;

	for (at = 0; type->key[at] != '\0'; at++)
		words += type->key[at] == ' ';
	for (at = 0; at < line->len && words > 0; at++)
		words -= line->s[at] == ' ';
	tc_buf_puts(title, type->name);
	if (words == 0)
		tc_buf_put(title, line->s + at - 1, line->len - at + 1);
}

/* "..., ngày 05 tháng 3 năm 2020", "ngày 03 tháng tư năm 2018" */
static enum tc_status
find_date(const struct line *line, struct tc_analyser *analyser,
    struct tc_buf *date, struct tc_error *err)
{
	const char *key = tc_buf_str(line->key);
	struct tc_token token;
	enum tc_status status;

	if (date->len > 0 || strstr(key, "ngay ") == NULL ||
	    strstr(key, " nam ") == NULL)
		return TC_OK;
	status = tc_analyser_start(analyser, line->s, line->len, err);
	while (status == TC_OK && date->len == 0 &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (token.kind == TC_TOKEN_DATE && token.spans &&
		    token.term_len == sizeof("2020-03-05") - 1)
			tc_date_normalise(
			    token.term, token.term_len, date, NULL);
	}
	return status == TC_DONE ? TC_OK : status;
}

/* The document number after "Số", as it is written. */
static enum tc_status
find_number(const struct line *line, struct tc_analyser *analyser,
    struct tc_buf *number, struct tc_error *err)
{
	struct tc_token token;
	enum tc_status status;

	if (number->len > 0)
		return TC_OK;
	status = tc_analyser_start(analyser, line->s, line->len, err);
	while (status == TC_OK &&
	    (status = tc_analyser_next(analyser, &token, err)) == TC_OK) {
		if (token.kind == TC_TOKEN_DOCNO && !token.spans)
			return tc_set_line(number, line->s + token.from,
			    token.to - token.from, err);
	}
	return status == TC_DONE ? TC_OK : status;
}

/*
 * "Thái Nguyên, ngày 05 tháng 3 năm 2020" alone on a line. Names have no
 * digits: "quy định tại khoản 2, ngày ..." is no place.
 */
static bool
is_place_and_date(const struct line *line)
{
	const char *comma = memchr(line->s, ',', line->len);
	const char *at = strstr(tc_buf_str(line->key), " ngay "), *s;
	unsigned year;
	int end = 0;

	if (comma == NULL || at == NULL)
		return false;
	for (s = line->s; s < comma; s++) {
		if (*s >= '0' && *s <= '9')
			return false;
	}
	at = strstr(at, " nam ");
	return at != NULL && sscanf(at, " nam %4u%n", &year, &end) == 1 &&
	    at[end] == '\0';
}

/* Does the abstract end before this line? */
static bool
ends_abstract(const struct line *line)
{
	size_t i;

	if (line->key->len == 0 || is_place_and_date(line))
		return true; /* blank, or a rule of dashes */
	for (i = 0; i < sizeof(after_abstract) / sizeof(after_abstract[0]);
	     i++) {
		if (key_starts(line, after_abstract[i]))
			return true;
	}
	return false;
}

/* The lines of the abstract from at on, joined; it may have begun before. */
static void
take_abstract(const char *at, const char *end, bool begun, struct tc_buf *key,
    struct tc_buf *title)
{
	struct line line = {NULL, 0, key};
	size_t start = title->len;

	while (next_line(&at, end, &line)) {
		if (ends_abstract(&line)) {
			if (begun || title->len > start)
				break;
			continue; /* a blank line under the type */
		}
		if (title->len - start + line.len > ABSTRACT_MAX)
			break;
		if (title->len > 0)
			tc_buf_putc(title, ' ');
		tc_buf_put(title, line.s, line.len);
	}
}

/* Columns are parted by runs of spaces or cells: what follows the last. */
static const char *
last_column(const struct line *line, const char *from)
{
	const char *end = line->s + line->len, *at;

	for (at = from; at + 1 < end; at++) {
		if (*at == '|')
			return at;
	}
	return end;
}

/* "V/v đôn đốc ...": the abstract of an official letter. */
static bool
take_subject(const struct line *line, const char *next, const char *end,
    struct tc_buf *key, struct tc_buf *title)
{
	const char *stop;

	if (!key_starts(line, "v v"))
		return false;
	stop = last_column(line, line->s);
	tc_buf_put(title, line->s, (size_t)(stop - line->s));
	take_abstract(next, end, true, key, title);
	return true;
}

static void
set_type(struct tc_document *document, const char *name)
{
	struct tc_buf *field = &document->field[TC_FIELD_TYPE];

	if (field->len == 0)
		tc_buf_puts(field, name);
}

/* The date and the number, where this line of a letterhead has them. */
static enum tc_status
find_date_and_number(const struct line *line, struct tc_analyser *analyser,
    struct tc_document *document, struct tc_error *err)
{
	enum tc_status status =
	    find_date(line, analyser, &document->field[TC_FIELD_DATE], err);

	if (status == TC_OK && strstr(tc_buf_str(line->key), "so ") != NULL &&
	    !key_starts(line, "can cu"))
		status = find_number(
		    line, analyser, &document->field[TC_FIELD_NUMBER], err);
	return status;
}

/*
 * The type that a line names, and the title that it begins: "QUYẾT ĐỊNH", then
 * "Về việc ...". "BẢN SAO Y" tells the type only where no other line does: a
 * copy of a decision is a decision.
 */
static enum tc_status
describe_letterhead(struct tc_document *document, const char *text,
    const char *end, struct tc_analyser *analyser, struct tc_buf *key,
    struct tc_error *err)
{
	struct tc_buf title = TC_BUF_INIT(TC_BUF_LINE);
	struct line line = {NULL, 0, key}, head = line;
	const struct type *type = NULL, *found;
	enum tc_status status = TC_OK;
	const char *after = end;
	int i;

	for (i = 0; i < DESCRIBED_LINES && status == TC_OK && title.len == 0 &&
	     (type == NULL || type->copy) && next_line(&text, end, &line);
	     i++) {
		status = find_date_and_number(&line, analyser, document, err);
		found = type_line(&line);
		if (found != NULL && (type == NULL || !found->copy)) {
			type = found;
			head = line;
			after = text;
		} else if (take_subject(&line, text, end, key, &title)) {
			set_type(document, "Công văn");
		}
	}
	/* Where columns are one after the other, the date comes last. */
	for (; i < DESCRIBED_LINES && status == TC_OK &&
	     next_line(&text, end, &line);
	     i++) {
		if (is_place_and_date(&line))
			status = find_date(&line, analyser,
			    &document->field[TC_FIELD_DATE], err);
	}
	if (title.len == 0 && type != NULL) {
		set_type(document, type->name);
		put_type_line(&head, type, &title);
		take_abstract(after, end, false, key, &title);
	}
	if (status == TC_OK && title.len > 0)
		status = tc_set_line(
		    &document->field[TC_FIELD_TITLE], title.s, title.len, err);
	tc_buf_free(&title);
	return status;
}

/* "29-06-2020 17:00" alone on a line. */
static bool
take_date_line(const struct line *line, struct tc_buf *date)
{
	if (date->len > 0 || line->len < 8 || line->len > 24 ||
	    line->s[0] < '0' || line->s[0] > '9')
		return false;
	return tc_date_normalise(line->s, line->len, date, NULL) == TC_OK;
}

/* Title and date from the first lines; returns where the text begins. */
static const char *
take_head(struct tc_document *document, const char *text, const char *end,
    struct tc_buf *key)
{
	struct tc_buf *title = &document->field[TC_FIELD_TITLE];
	struct line line = {NULL, 0, key};
	const char *at = text, *before;
	bool titled = title->len > 0;

	for (before = at; next_line(&at, end, &line); before = at) {
		if (line.len == 0)
			continue;
		if (take_date_line(&line, &document->field[TC_FIELD_DATE]))
			return at;
		if (titled || memmem(line.s, line.len, "\xEF\xBF\xBD", 3))
			break; /* U+FFFD: its letters are lost */
		tc_buf_put(
		    title, line.s, shortened(line.s, line.len, ABSTRACT_MAX));
		if (title->len > 0 && title->s[title->len - 1] == ' ')
			tc_buf_cut(title, title->len - 1);
		if (line.len > ABSTRACT_MAX)
			return text; /* no heading, but the text itself */
		titled = true;
		text = at;
	}
	return before < text ? text : before;
}

/* A title such as "Kế hoạch số 15-KH/ĐU về ..." tells type and number. */
static enum tc_status
read_title(struct tc_document *document, struct tc_analyser *analyser,
    struct tc_buf *key, struct tc_error *err)
{
	const struct tc_buf *title = &document->field[TC_FIELD_TITLE];
	const char *at = tc_buf_str(title);
	struct line line = {NULL, 0, key};
	const struct type *type;

	if (!next_line(&at, at + title->len, &line))
		return TC_OK;
	type = type_of(&line);
	if (type == NULL || !type->titles)
		return TC_OK;
	set_type(document, type->name);
	return find_number(
	    &line, analyser, &document->field[TC_FIELD_NUMBER], err);
}

/* One character: a capital letter (its small one is another), or a space. */
static bool
is_capital_or_space(const char *s, size_t len)
{
	struct tc_buf small = TC_BUF_INIT(64);
	bool same;

	if (len == 1)
		return *s == ' ' || *s == '\n' || (*s >= 'A' && *s <= 'Z');
	tc_text_canonical(s, len, &small);
	same = small.len == len && memcmp(small.s, s, len) == 0;
	tc_buf_free(&small);
	return !same;
}

/* Where the capitals begin that end at s[at]. */
static size_t
capitals_before(const char *s, size_t at)
{
	size_t from;

	for (; at > 0; at = from) {
		from = at - 1;
		while (from > 0 && ((unsigned char)s[from] & 0xC0) == 0x80)
			from--;
		if (!is_capital_or_space(s + from, at - from))
			break;
	}
	return at;
}

/* Does the last line tell how to reach somebody? */
static bool
ends_in_address(const struct tc_buf *text)
{
	static const char *const ways[] = {
	    "Điện thoại", "Email", "E-mail", "Website", "Fax"};
	const char *line = memrchr(text->s, '\n', text->len);
	size_t i;

	line = line != NULL ? line : text->s;
	for (i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		if (strstr(line, ways[i]) != NULL)
			return true;
	}
	return false;
}

/*
 * The address block that a site puts under each page, often glued to the last
 * sentence: "... 2020 - 2025.BAN QUẢN LÝ CÁC KHU CÔNG NGHIỆP\n\nTrụ sở: ...".
 * Every page would be found by the words in it.
 */
static void
cut_footer(struct tc_buf *text)
{
	static const char office[] = "Trụ sở";
	char *s = text->s, *at = NULL, *next;
	size_t from;

	if (text->len == 0)
		return;
	next = text->len > FOOTER_MAX ? s + text->len - FOOTER_MAX : s;
	while ((next = strstr(next, office)) != NULL) {
		at = next;
		next += strlen(office);
	}
	if (at == NULL || strchr(at, ':') == NULL || !ends_in_address(text))
		return;
	from = capitals_before(s, (size_t)(at - s));
	while (from > 0 && s[from - 1] == ' ')
		from--;
	tc_buf_cut(text, from);
	while (text->len > 0 &&
	    (s[text->len - 1] == ' ' || s[text->len - 1] == '\n'))
		tc_buf_cut(text, text->len - 1);
}

static void
drop_prefix(struct tc_buf *text, size_t len)
{
	if (len == 0)
		return;
	memmove(text->s, text->s + len, text->len - len + 1);
	text->len -= len;
}

enum tc_status
tc_describe(struct tc_document *document, struct tc_error *err)
{
	struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf key = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_analyser *analyser = NULL;
	enum tc_status status;
	const char *s, *end, *from;

	if ((status = tc_analyser_new(&analyser, err)) != TC_OK)
		return status;
	cut_footer(text);
	s = tc_buf_str(text);
	end = s + text->len;
	if (is_letterhead(s, end, &key))
		status =
		    describe_letterhead(document, s, end, analyser, &key, err);
	if (status == TC_OK && document->field[TC_FIELD_TYPE].len == 0) {
		from = take_head(document, s, end, &key);
		while (*from == '\n')
			from++;
		drop_prefix(text, (size_t)(from - s));
		status = read_title(document, analyser, &key, err);
	}
	tc_analyser_free(analyser);
	tc_buf_free(&key);
	return status;
}
