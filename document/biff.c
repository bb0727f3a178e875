/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Records of workbooks, [MS-XLS] 2.3 and 2.4; older ones are alike. */
#include "biff.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/legacy.h>

#include "serial.h"

/* Types of records, [MS-XLS] 2.3.2. */
enum {
	FORMULA = 0x0006,
	END_OF_PART = 0x000A,
	DATE_MODE = 0x0022,
	FILE_PASS = 0x002F,
	BOUND_SHEET = 0x0085,
	SHORT_NUMBERS = 0x00BD,
	STYLE = 0x00E0,
	NUMBER = 0x0203,
	STRING = 0x0207,
	SHORT_NUMBER = 0x027E,
	FORMULA_3 = 0x0206, /* of Excel 3 */
	FORMULA_4 = 0x0406,
	BEGIN_3 = 0x0209,
	BEGIN_4 = 0x0409,
	BEGIN = 0x0809,
	FORMAT = 0x041E
};

/* The version in a BEGIN: from here on strings say how wide they are. */
#define VERSION_8 0x0600

/* A part that is a sheet of cells. */
#define PART_SHEET 0x0010

/* Kinds of results that are no number. */
#define RESULT_STRING 0

#define NO_SHEET UINT32_MAX

struct record {
	unsigned type;
	size_t at, len;		/* of the record; its bytes follow its head */
	const unsigned char *s; /* its bytes */
};

/* A format of numbers that the workbook defines. */
struct own_format {
	unsigned id;
	struct tc_shows shows;
};

struct reading {
	struct tc_formulas *out;
	unsigned version;
	unsigned depth; /* of parts: a chart may stand in a sheet */
	uint32_t sheet; /* in hand, or NO_SHEET */
	bool since_1904;
	bool waits; /* the last formula's text is in the next STRING */
	struct tc_buf begins;  /* a uint32_t each: where sheets begin */
	struct tc_buf styles;  /* a uint16_t each: the format of a style */
	struct tc_buf formats; /* a struct own_format each */
};

static unsigned
le16(const unsigned char *s)
{
	return (unsigned)s[0] | (unsigned)s[1] << 8;
}

static uint32_t
le32(const unsigned char *s)
{
	return (uint32_t)le16(s) | (uint32_t)le16(s + 2) << 16;
}

static double
le_double(const unsigned char *s)
{
	uint64_t bits = (uint64_t)le32(s) | (uint64_t)le32(s + 4) << 32;
	double number;

	memcpy(&number, &bits, sizeof(number));
	return number;
}

/* The i-th of numbers of two bytes; false when there are fewer. */
static bool
get16(const struct tc_buf *numbers, size_t i, uint16_t *out)
{
	if (i >= numbers->len / sizeof(*out))
		return false;
	memcpy(out, numbers->s + i * sizeof(*out), sizeof(*out));
	return true;
}

static void
put16(struct tc_buf *numbers, unsigned number)
{
	uint16_t n = (uint16_t)number;

	tc_buf_put(numbers, (const char *)&n, sizeof(n));
}

/* The sheet whose part begins there. */
static uint32_t
sheet_at(const struct reading *in, size_t at)
{
	size_t i, n = in->begins.len / sizeof(uint32_t);
	uint32_t begin;

	/* Workbooks of old are one sheet, and nothing lists it. */
	if (n == 0 && in->version < 0x0500)
		return 0;
	for (i = 0; i < n; i++) {
		memcpy(&begin, in->begins.s + i * sizeof(begin), sizeof(begin));
		if (begin == at)
			return (uint32_t)i;
	}
	return NO_SHEET;
}

static void
begin_part(struct reading *in, const struct record *record)
{
	bool old = record->type != BEGIN;

	if (in->depth++ > 0 || record->len < 4)
		return;
	in->version = old ? record->type - 9 : le16(record->s);
	in->sheet = NO_SHEET;
	if (le16(record->s + 2) == PART_SHEET)
		in->sheet = sheet_at(in, record->at);
}

/*
 * Append a string of so many characters, as text on one line. In what is left
 * of its record, for what it is too long for is in the next one: no result of
 * a formula that anybody looks for.
 */
static void
put_string(const struct reading *in, const unsigned char *s, size_t len,
    size_t n, struct tc_buf *out)
{
	bool wide = false;
	size_t i;

	if (in->version >= VERSION_8) {
		if (len == 0)
			return;
		wide = (*s & 1) != 0;
		s++;
		len--;
	}
	n = n < len >> wide ? n : len >> wide;
	if (in->version < VERSION_8) {
		/* In a code page, which nobody's workbooks are right about. */
		tc_legacy_read((const char *)s, n, out, NULL);
		return;
	}
	for (i = 0; i < n; i++)
		tc_buf_put_char(out, wide ? le16(s + 2 * i) : s[i]);
}

static void
take_format(struct reading *in, const struct record *record)
{
	struct tc_buf code = TC_BUF_INIT(TC_BUF_LINE);
	size_t head = in->version >= VERSION_8 ? 4 : 3;
	struct own_format own;

	if (record->len < head)
		return;
	put_string(in, record->s + head, record->len - head,
	    head == 4 ? le16(record->s + 2) : record->s[2], &code);
	own = (struct own_format){
	    le16(record->s), tc_serial_shows(tc_buf_str(&code))};
	tc_buf_put(&in->formats, (const char *)&own, sizeof(own));
	tc_buf_free(&code);
}

/* How the cells of a style show numbers. */
static struct tc_shows
shows_of(const struct reading *in, unsigned style)
{
	struct own_format own;
	uint16_t format;
	size_t i;

	if (!get16(&in->styles, style, &format))
		return (struct tc_shows){.as = TC_SHOWS_NUMBER};
	for (i = 0; i + sizeof(own) <= in->formats.len; i += sizeof(own)) {
		memcpy(&own, in->formats.s + i, sizeof(own));
		if (own.id == format)
			return own.shows;
	}
	return tc_serial_shows_builtin(format);
}

/* Is it a cell of a sheet, which begins with its place and its style? */
static bool
is_cell(const struct reading *in, const struct record *record, size_t len)
{
	return in->sheet != NO_SHEET && in->depth == 1 && record->len >= len;
}

/* A number; of those that are no formulas only what libfreexl shows otherwise.
 */
static void
take_number(struct reading *in, const struct tc_formula *place, double number,
    unsigned style, bool is_formula)
{
	struct tc_shows shows = shows_of(in, style);
	struct tc_formula cell = *place;

	if (!is_formula && shows.as != TC_SHOWS_SHARE)
		return;
	cell.from = (uint32_t)in->out->text.len;
	tc_serial_put(number, shows, in->since_1904, &in->out->text);
	tc_buf_putc(&in->out->text, '\0');
	tc_buf_put(&in->out->at, (const char *)&cell, sizeof(cell));
}

/* [MS-XLS] 2.5.217: four bytes, of a whole number or the upper ones of another,
 * and whether it is a hundredth of that. */
static double
short_number(const unsigned char *s)
{
	uint32_t bits = le32(s);
	int32_t whole = (int32_t)(bits >> 2);
	uint64_t upper = (uint64_t)(bits & ~UINT32_C(3)) << 32;
	double number;

	if (whole >= 1 << 29)
		whole -= 1 << 30;
	memcpy(&number, &upper, sizeof(number));
	if ((bits & 2) != 0)
		number = whole;
	return (bits & 1) != 0 ? number / 100 : number;
}

/* One cell with a number, or several side by side with short ones. */
static void
take_numbers(struct reading *in, const struct record *record)
{
	struct tc_formula cell = {.sheet = in->sheet};
	const unsigned char *s = record->s + 4;
	size_t left;

	if (!is_cell(in, record, record->type == NUMBER ? 14 : 10))
		return;
	cell.row = le16(record->s);
	cell.column = le16(record->s + 2);
	if (record->type == NUMBER) {
		take_number(in, &cell, le_double(s + 2), le16(s), false);
		return;
	}
	for (left = record->len - 4; left >= 6; left -= 6, s += 6) {
		take_number(in, &cell, short_number(s + 2), le16(s), false);
		cell.column++;
	}
}

static void
take_formula(struct reading *in, const struct record *record)
{
	struct tc_formula formula = {.sheet = in->sheet};
	const unsigned char *result = record->s + 6;
	bool is_number;

	in->waits = false;
	if (!is_cell(in, record, 14))
		return;
	is_number = le16(result + 6) != 0xFFFF;
	if (!is_number && result[0] != RESULT_STRING)
		return;
	formula.row = le16(record->s);
	formula.column = le16(record->s + 2);
	if (is_number) {
		take_number(
		    in, &formula, le_double(result), le16(record->s + 4), true);
		return;
	}
	formula.from = (uint32_t)in->out->text.len;
	in->waits = true;
	tc_buf_put(
	    &in->out->at, (const char *)&formula, sizeof(struct tc_formula));
}

static void
take_string(struct reading *in, const struct record *record)
{
	struct tc_buf *text = &in->out->text;
	size_t i, from = text->len;

	if (!in->waits || record->len < 2)
		return;
	put_string(in, record->s + 2, record->len - 2, le16(record->s), text);
	for (i = from; i < text->len; i++) {
		if ((unsigned char)text->s[i] < ' ')
			text->s[i] = ' ';
	}
	tc_buf_putc(text, '\0');
	in->waits = false;
}

/* A formula whose text never came has none. */
static void
drop_waiting(struct reading *in)
{
	struct tc_buf *at = &in->out->at;

	if (in->waits && !at->failed)
		tc_buf_cut(at, at->len - sizeof(struct tc_formula));
	in->waits = false;
}

static void
take(struct reading *in, const struct record *record)
{
	uint32_t begin;

	switch (record->type) {
	case BEGIN:
	case BEGIN_3:
	case BEGIN_4:
		begin_part(in, record);
		break;
	case END_OF_PART:
		in->depth -= in->depth > 0;
		break;
	case FILE_PASS:
		in->out->locked = true;
		break;
	case DATE_MODE:
		in->since_1904 = record->len >= 2 && le16(record->s) != 0;
		break;
	case BOUND_SHEET:
		begin = record->len >= 4 ? le32(record->s) : 0;
		tc_buf_put(&in->begins, (const char *)&begin, sizeof(begin));
		break;
	case STYLE:
		put16(&in->styles, record->len >= 4 ? le16(record->s + 2) : 0);
		break;
	case FORMAT:
		take_format(in, record);
		break;
	case STRING:
		take_string(in, record);
		break;
	case FORMULA:
	case FORMULA_3:
	case FORMULA_4:
		drop_waiting(in);
		take_formula(in, record);
		break;
	case NUMBER:
	case SHORT_NUMBER:
	case SHORT_NUMBERS:
		drop_waiting(in);
		take_numbers(in, record);
		break;
	default:
		break;
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct tc_formula *x = a, *y = b;

	if (x->sheet != y->sheet)
		return x->sheet < y->sheet ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return x->column < y->column ? -1 : x->column > y->column;
}

enum tc_status
tc_biff_formulas(struct tc_formulas *out, const char *stream, size_t len,
    struct tc_error *err)
{
	const unsigned char *s = (const unsigned char *)stream;
	struct reading in = {.out = out,
	    .sheet = NO_SHEET,
	    .begins = TC_BUF_INIT(TC_BUF_LINE),
	    .styles = TC_BUF_INIT(TC_BUF_LINE),
	    .formats = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;
	struct record record;
	size_t at = 0;

	while (len - at >= 4 && !out->locked) {
		record = (struct record){
		    le16(s + at), at, le16(s + at + 2), s + at + 4};
		at += 4;
		if (record.len > len - at)
			break;
		take(&in, &record);
		at += record.len;
	}
	drop_waiting(&in);
	if ((status = tc_buf_check(&out->at, err)) == TC_OK)
		status = tc_buf_check(&out->text, err);
	if (status == TC_OK && out->at.len > 0)
		qsort(out->at.s, tc_formulas_count(out),
		    sizeof(struct tc_formula), by_place);
	tc_buf_free(&in.begins);
	tc_buf_free(&in.styles);
	tc_buf_free(&in.formats);
	return status;
}

size_t
tc_formulas_count(const struct tc_formulas *formulas)
{
	return formulas->at.len / sizeof(struct tc_formula);
}

struct tc_formula
tc_formulas_get(const struct tc_formulas *formulas, size_t i)
{
	struct tc_formula formula;

	memcpy(&formula, formulas->at.s + i * sizeof(formula), sizeof(formula));
	return formula;
}

void
tc_formulas_free(struct tc_formulas *formulas)
{
	tc_buf_free(&formulas->at);
	tc_buf_free(&formulas->text);
}
