/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Build tool: read the table of abbreviations and write it out as C arrays. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "abbrev_table.h"

/* The table is 20 kB; anything near this is a mistake in the Makefile. */
#define TABLE_MAX 262144

static char table[TABLE_MAX];

static void
complain(void *arg, const char *text)
{
	bool *failed = arg;

	fprintf(stderr, "abbrev_gen: %s\n", text);
	*failed = true;
}

/* As a string of C; no byte of it can be taken for part of an escape. */
static void
print_string(const char *s)
{
	putchar('"');
	for (; *s != '\0'; s++)
		printf(strchr("\"\\?", *s) != NULL ? "\\%c" : "%c", *s);
	printf("\", ");
}

static void
print_rows(const struct tc_abbrevs *abbrevs)
{
	size_t i, k;

	printf("#include \"abbrev_table.h\"\n"
	       "const struct tc_abbrev tc_abbrev_builtin[] = {\n");
	for (i = 0; i < abbrevs->n; i++) {
		const struct tc_abbrev *row = abbrevs->by_key[i];
		const char *const strings[] = {row->spelling, row->context,
		    row->expansion, row->kind, row->key, row->letters,
		    row->abbr, row->words, row->folded};

		putchar('{');
		for (k = 0; k < sizeof(strings) / sizeof(strings[0]); k++)
			print_string(strings[k]);
		printf(
		    "%d, 0, %d, %u},\n", row->ambiguous, row->off, row->order);
	}
	printf("};\nconst size_t tc_abbrev_builtin_n = %zu;\n", abbrevs->n);
}

static size_t
place_of(const struct tc_abbrevs *abbrevs, const struct tc_abbrev *row)
{
	size_t i = 0;

	while (abbrevs->by_key[i] != row)
		i++;
	return i;
}

static void
print_order(const struct tc_abbrevs *abbrevs)
{
	size_t i;

	printf("const unsigned short tc_abbrev_builtin_folded[] = {\n");
	for (i = 0; i < abbrevs->n; i++)
		printf("%zu,\n", place_of(abbrevs, abbrevs->by_folded[i]));
	printf("};\n");
}

int
main(void)
{
	struct tc_abbrevs *abbrevs = calloc(1, sizeof(*abbrevs));
	bool failed = false;
	struct tc_abbrev_warning warning = {complain, &failed, "stdin"};
	struct tc_error err;
	size_t len = fread(table, 1, sizeof(table), stdin);

	if (abbrevs == NULL || len == sizeof(table) || ferror(stdin) ||
	    tc_abbrevs_parse(abbrevs, table, len, false, &warning, &err) !=
		TC_OK)
		failed = true;
	if (!failed) {
		print_rows(abbrevs);
		print_order(abbrevs);
	}
	tc_abbrevs_free(abbrevs);
	return !failed && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
