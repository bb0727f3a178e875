/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys of structured tokens: one spelling for each number, date, address. */
#ifndef TC_TEXT_NUMBER_H
#define TC_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

/* 0 to 9 for a decimal digit of any script or height (² ₂), else -1. */
int tc_number_digit(uint32_t c);

/* Is it a hyphen, a dash or minus; a slash of any kind? */
bool tc_number_is_dash(uint32_t c);
bool tc_number_is_slash(uint32_t c);

/*
 * Each appends the key of the token s[0, len) to out, ASCII for what the rules
 * let through. The token is one that the break rules recognised as such.
 */

/* 0109 -> 109, full width digits as plain ones. */
void tc_number_integer(const char *s, size_t len, struct tc_buf *out);

/*
 * 8.900 -> 8900, 1,5 -> 1.5, 1.234.567,89 -> 1234567.89, 4.0 -> 4.0, and the
 * English 1,234,567.89 -> 1234567.89; 8,900 is a decimal here.
 */
void tc_number_decimal(const char *s, size_t len, struct tc_buf *out);

/* 012 / 2020 / NQ–HĐND -> 12/2020/nq-hdnd; also 40:2011/BTNMT and 030/2020 */
void tc_number_document(const char *s, size_t len, struct tc_buf *out);

/* 29/6/2020, 29-06-20, 2020-06-29 -> 2020-06-29 */
void tc_number_date(const char *s, size_t len, struct tc_buf *out);

/* Is it a day of that month? In year 0, of some year. */
bool tc_number_is_day(unsigned year, unsigned month, unsigned day);

/* The runs of digits as numbers, if there are at most n (n <= 4); else 0. */
size_t tc_number_groups(const char *s, size_t len, unsigned *groups, size_t n);

/* 29/6 -> --06-29 */
void tc_number_day(const char *s, size_t len, struct tc_buf *out);

/* 6/2020 -> 2020-06 */
void tc_number_month(const char *s, size_t len, struct tc_buf *out);

/* 2020 – 2025 -> 2020-2025 */
void tc_number_years(const char *s, size_t len, struct tc_buf *out);

/* 17h30, 17:30:00 -> 17:30; 8h -> 08:00 */
void tc_number_time(const char *s, size_t len, struct tc_buf *out);

/* +84 208 3845 435, 02083.845 435 -> 02083845435 */
void tc_number_phone(const char *s, size_t len, struct tc_buf *out);

/* http://A.vn/x/ -> a.vn/x, Bbt@KCN.vn -> bbt@kcn.vn */
void tc_number_net(const char *s, size_t len, struct tc_buf *out);

#endif
