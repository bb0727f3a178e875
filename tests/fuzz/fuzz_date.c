/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dates (document/date.c): a normal date is its own normal form, has the shape
 * of one, begins before it ends, and lies between 1600 and 3000. What is no
 * date is refused with a text that is UTF-8 when the input is.
 */
#include "fuzz.h"

/* 2999-12-31T23:59 in minutes from 1600. */
#define LAST_MINUTE (1400u * 366 * 1440)

static bool
has_shape(const char *s)
{
	static const char shape[] = "0000-00-00T00:00";
	size_t i, len = strlen(s);

	if (len != 4 && len != 7 && len != 10 && len != 16)
		return false;
	for (i = 0; i < len; i++) {
		if (shape[i] == '0' ? s[i] < '0' || s[i] > '9'
				    : s[i] != shape[i])
			return false;
	}
	return true;
}

static void
check_date(const struct tc_buf *date)
{
	struct tc_buf again = FUZZ_BUF;

	must(has_shape(date->s));
	must(tc_date_normalise(date->s, date->len, &again, NULL) == TC_OK);
	must(fuzz_same(date, &again));
	must(tc_date_minutes(date->s, false) <= tc_date_minutes(date->s, true));
	must(tc_date_minutes(date->s, true) > 0 ||
	    strcmp(date->s, "1600-01-01T00:00") == 0);
	must(tc_date_minutes(date->s, true) < LAST_MINUTE);
	tc_buf_free(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf date = FUZZ_BUF;
	struct tc_error err;
	enum tc_status status;

	status = tc_date_normalise((const char *)data, len, &date, &err);
	must(status == TC_OK || status == TC_INVALID);
	must(status == TC_OK || date.len == 0);
	must(status != TC_OK || memchr(data, '\0', len) == NULL);
	if (status == TC_OK)
		check_date(&date);
	else if (fuzz_is_utf8((const char *)data, len))
		must(fuzz_is_utf8(err.text, strlen(err.text)));
	tc_buf_free(&date);
	return 0;
}
