/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Build tool: compile break rules and write them out as a C array. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

/* Our rules are 6 kB; anything near this is a mistake in the Makefile. */
#define RULES_MAX 65536

static char source[RULES_MAX];
static UChar rules[RULES_MAX];

static int
complain(const char *what, UErrorCode status, const UParseError *where)
{
	fprintf(stderr, "rules_gen: %s: %s (line %d, column %d)\n", what,
	    u_errorName(status), where->line, where->offset);
	return EXIT_FAILURE;
}

static void
print_array(const char *name, const unsigned char *bytes, size_t len)
{
	size_t i;

	printf("const unsigned char %s[] = {", name);
	for (i = 0; i < len; i++)
		printf("%s%u,", i % 20 == 0 ? "\n\t" : "", bytes[i]);
	printf("\n};\nconst unsigned int %s_len = %zu;\n", name, len);
}

int
main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	UParseError where = {0};
	UBreakIterator *it;
	unsigned char *binary;
	int32_t rules_len = 0, binary_len;
	size_t len = fread(source, 1, sizeof(source), stdin);

	if (len == 0 || len == sizeof(source))
		return complain("cannot read rules", status, &where);
	u_strFromUTF8(
	    rules, RULES_MAX, &rules_len, source, (int32_t)len, &status);
	it = ubrk_openRules(rules, rules_len, NULL, 0, &where, &status);
	if (U_FAILURE(status))
		return complain("cannot compile rules", status, &where);
	binary_len = ubrk_getBinaryRules(it, NULL, 0, &status);
	if ((binary = malloc((size_t)binary_len)) == NULL)
		return complain("no memory", status, &where);
	ubrk_getBinaryRules(it, binary, binary_len, &status);
	if (U_FAILURE(status)) {
		free(binary);
		return complain("cannot store rules", status, &where);
	}
	printf("/* Made from text/vi_word.rbbi by text/rules_gen.c. */\n");
	printf("#include \"break_rules.h\"\n\n");
	print_array("tc_break_binary", binary, (size_t)binary_len);
	print_array("tc_break_source", (const unsigned char *)source, len);
	free(binary);
	ubrk_close(it);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
