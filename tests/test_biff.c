/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/biff.c. */
#include "tracuu_test.h"

#include "biff.h"

/* A stream of records. */
static struct tc_buf stream = TC_BUF_INIT(TC_BUF_LINE);
static struct tc_formulas formulas = TC_FORMULAS_INIT;

static int
free_all(void **state)
{
	(void)state;
	tc_buf_free(&stream);
	tc_formulas_free(&formulas);
	return 0;
}

static void
put16(unsigned n)
{
	tc_buf_putc(&stream, (char)(n & 0xFF));
	tc_buf_putc(&stream, (char)(n >> 8 & 0xFF));
}

static void
put_head(unsigned type, size_t len)
{
	put16(type);
	put16((unsigned)len);
}

/* A record of numbers of two bytes, up to the one that is out of range. */
#define END 0x10000
#define record16(type, ...) put_numbers(type, (unsigned[]){__VA_ARGS__, END})

static void
put_numbers(unsigned type, const unsigned *numbers)
{
	size_t i, n = 0;

	while (numbers[n] != END)
		n++;
	put_head(type, 2 * n);
	for (i = 0; i < n; i++)
		put16(numbers[i]);
}

static void
formula(unsigned type, unsigned row, unsigned column, unsigned style,
    const void *result)
{
	put_head(type, 20);
	put16(row);
	put16(column);
	put16(style);
	tc_buf_put(&stream, result, 8);
	tc_buf_put(&stream, "\0\0\0\0\0\0", 6);
}

static void
number(unsigned row, unsigned column, unsigned style, double value)
{
	formula(0x0006, row, column, style, &value); /* IEEE, as here */
}

static const char waits[8] = "\0\0\0\0\0\0\xFF\xFF"; /* for a STRING */

static void
string8(unsigned type, const char *head, size_t head_len, const char *utf16,
    size_t n)
{
	put_head(type, head_len + 3 + 2 * n);
	tc_buf_put(&stream, head, head_len);
	put16((unsigned)n);
	tc_buf_putc(&stream, 1);
	tc_buf_put(&stream, utf16, 2 * n);
}

/* A workbook of Excel 97 with two sheets, the second of which comes first. */
static void
begin_workbook(void)
{
	tc_buf_clear(&stream);
	record16(0x0809, 0x0600, 0x0005);
	record16(0x0022, 0);
	string8(0x041E, "\xA4\0", 2, "d\0/\0m\0", 3);
	record16(0x00E0, 0, 0, 0);    /* style 0: as it comes */
	record16(0x00E0, 0, 14, 0);   /* 1: a date of Excel's */
	record16(0x00E0, 0, 0xA4, 0); /* 2: one of the workbook's */
	record16(0x00E0, 0, 10, 0);   /* 3: a share */
}

/* Two records of six bytes and one of none, each with a head of four. */
#define LIST_LEN ((size_t)24)

static void
list_sheets(unsigned first, unsigned second)
{
	record16(0x0085, first, 0, 0);
	record16(0x0085, second, 0, 0);
	record16(0x000A, END);
}

static void
read_stream(void)
{
	tc_formulas_free(&formulas);
	formulas.locked = false;
	assert_ok(tc_biff_formulas(&formulas, stream.s, stream.len, &test_err));
}

static void
assert_formula(
    size_t i, unsigned sheet, unsigned row, unsigned column, const char *text)
{
	struct tc_formula got;

	assert_true(i < tc_formulas_count(&formulas));
	got = tc_formulas_get(&formulas, i);
	assert_int_equal(got.sheet, sheet);
	assert_int_equal(got.row, row);
	assert_int_equal(got.column, column);
	assert_string_equal(formulas.text.s + got.from, text);
}

static void
results_of_formulas_are_read(void **state)
{
	size_t here;

	(void)state;
	begin_workbook();
	here = stream.len + LIST_LEN;
	list_sheets(0xFFFF, (unsigned)here);
	record16(0x0809, 0x0600, 0x0010);
	number(7, 2, 0, 0.5);
	number(7, 1, 1, 43831);
	number(2, 9, 2, 43831.25);
	formula(0x0006, 2, 3, 0, waits);
	record16(0x04BC, 0, 0); /* a shared formula stands between them */
	string8(0x0207, "", 0, "\x54\0\xD5\x1E\n\0", 3);
	formula(0x0006, 3, 0, 0, "\2\0\7\0\0\0\xFF\xFF"); /* #DIV/0! */
	formula(0x0006, 4, 0, 0, waits); /* whose text is missing */
	number(5, 0, 9, 1e6);
	record16(0x0809, 0x0600, 0x0020); /* a chart in the sheet */
	number(1, 1, 0, 1);
	record16(0x000A, END);
	record16(0x000A, END);
	read_stream();
	assert_int_equal(tc_formulas_count(&formulas), 5);
	assert_formula(0, 1, 2, 3, "Tổ ");
	assert_formula(1, 1, 2, 9, "1/1/2020");
	assert_formula(2, 1, 5, 0, "1000000");
	assert_formula(3, 1, 7, 1, "1/1/2020");
	assert_formula(4, 1, 7, 2, "0.5");
}

/* Numbers that libfreexl has, but not as they are shown. */
static void
shares_are_read(void **state)
{
	static const double half = 0.5, other = -0.0204;
	size_t here;

	(void)state;
	begin_workbook();
	record16(0x0203, 0, 0, 3, 0, 0, 0, 0x3FF0); /* outside of sheets */
	here = stream.len + LIST_LEN;
	list_sheets((unsigned)here, 0);
	record16(0x0809, 0x0600, 0x0010);
	put_head(0x0203, 14);
	put16(1), put16(2), put16(3);
	tc_buf_put(&stream, (const char *)&half, sizeof(half));
	put_head(0x0203, 14); /* no share */
	put16(1), put16(3), put16(0);
	tc_buf_put(&stream, (const char *)&half, sizeof(half));
	put_head(0x0203, 13); /* too short */
	put16(1), put16(4), put16(3);
	tc_buf_put(&stream, (const char *)&half, 7);
	/* 204 hundredths; half, as the upper bytes of a double; -7. */
	record16(0x027E, 2, 0, 3, 204 << 2 | 3, 0);
	record16(0x027E, 2, 1, 3, 0, 0x3FE0);
	record16(0x027E, 2, 2, 3, 0xFFE6, 0xFFFF);
	record16(0x027E, 2, 3, 1, 204 << 2 | 2, 0); /* a date */
	/* Three side by side, the second of which is none. */
	record16(0x00BD, 4, 6, 3, 1 << 2 | 2, 0, 0, 1 << 2 | 2, 0, 3,
	    25 << 2 | 3, 0, 8);
	record16(0x00BD, 5, 6, 3, 1);
	number(6, 0, 3, other);
	record16(0x000A, END);
	read_stream();
	assert_int_equal(tc_formulas_count(&formulas), 7);
	assert_formula(0, 0, 1, 2, "50,00%");
	assert_formula(1, 0, 2, 0, "204,00%");
	assert_formula(2, 0, 2, 1, "50,00%");
	assert_formula(3, 0, 2, 2, "-700,00%");
	assert_formula(4, 0, 4, 6, "100,00%");
	assert_formula(5, 0, 4, 8, "25,00%");
	assert_formula(6, 0, 6, 0, "-2,04%");
}

static void
dates_may_count_from_1904(void **state)
{
	size_t here;

	(void)state;
	begin_workbook();
	record16(0x0022, 1);
	here = stream.len + LIST_LEN;
	list_sheets((unsigned)here, 0);
	record16(0x0809, 0x0600, 0x0010);
	number(0, 0, 1, 43831 - 1462);
	read_stream();
	assert_formula(0, 0, 0, 0, "1/1/2020");
}

static void
encrypted_workbooks_are_told(void **state)
{
	(void)state;
	begin_workbook();
	record16(0x002F, 1, 1, 1);
	number(0, 0, 0, 1);
	read_stream();
	assert_true(formulas.locked);
	assert_int_equal(tc_formulas_count(&formulas), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(results_of_formulas_are_read),
	    cmocka_unit_test(shares_are_read),
	    cmocka_unit_test(dates_may_count_from_1904),
	    cmocka_unit_test(encrypted_workbooks_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, free_all);
}
