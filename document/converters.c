/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Converters of characters, which the C library loads when they are asked for.
 */
#include <tracuu/document.h>

#include <iconv.h>
#include <stdlib.h>

#include "charset.h"

/* What old workbooks are written in. */
static const char *const charsets[] = {
    "UTF-16LE", "CP1252", "CP1258", "CP1250", "CP1251", "CP874", "MACINTOSH"};

#define N (sizeof(charsets) / sizeof(charsets[0]))

/* And pages of some other languages. */
#define PAGES_MAX 4

struct tc_converters {
	iconv_t at[N + PAGES_MAX];
	size_t n;
};

struct tc_converters *
tc_converters_load(void)
{
	struct tc_converters *converters = malloc(sizeof(*converters));
	size_t i;

	if (converters == NULL)
		return NULL;
	for (i = 0; i < N; i++)
		converters->at[i] = iconv_open("UTF-8", charsets[i]);
	for (i = 0; i < PAGES_MAX && tc_charset_names[i] != NULL; i++)
		converters->at[N + i] =
		    iconv_open("UTF-8", tc_charset_names[i]);
	converters->n = N + i;
	return converters;
}

void
tc_converters_free(struct tc_converters *converters)
{
	size_t i;

	for (i = 0; converters != NULL && i < converters->n; i++) {
		/* One that is not there is one that is not needed. */
		if ((intptr_t)converters->at[i] != -1)
			iconv_close(converters->at[i]);
	}
	free(converters);
}
