/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decoding the command line. */
#include "arguments.h"

#include <stdlib.h>
#include <string.h>

#include "../program/charset.h"

static char *
decode(const char *raw)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	tc_buf_puts(&text, "");
	tc_charset_decode(raw, strlen(raw), &text);
	return text.s; /* an argument over a megabyte is cut there */
}

enum tc_status
tc_arguments_begin(
    struct tc_arguments *arguments, int argc, char **argv, struct tc_error *err)
{
	size_t size = (size_t)argc + 1;
	int i;

	*arguments = (struct tc_arguments){.raw = argv, .n = argc};
	arguments->text = calloc(size, sizeof(*arguments->text));
	arguments->kept = calloc(size, sizeof(*arguments->kept));
	if (arguments->text == NULL || arguments->kept == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < argc; i++) {
		arguments->text[i] = arguments->kept[i] = decode(argv[i]);
		if (arguments->text[i] == NULL)
			return tc_fail(err, TC_NOMEM, "out of memory");
	}
	return TC_OK;
}

const char *
tc_arguments_raw(const struct tc_arguments *arguments, const char *value)
{
	int i;

	for (i = 0; i < arguments->n; i++) {
		const char *text = arguments->kept[i];

		if (value >= text && value <= text + strlen(text))
			return arguments->raw[i] + (value - text);
	}
	return value;
}

void
tc_arguments_free(struct tc_arguments *arguments)
{
	int i;

	for (i = 0; arguments->kept != NULL && i < arguments->n; i++)
		free(arguments->kept[i]);
	free(arguments->kept);
	free(arguments->text);
	*arguments = (struct tc_arguments){0};
}
