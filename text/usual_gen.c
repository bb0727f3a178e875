/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Build tool: make the forms of usual words, and write them out as a C array.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "compose.h"
#include "forms.h"
#include "plain.h"

/* What forms.c is linked with here: no word is usual yet. */
const struct tc_forms tc_usual_forms[1u << TC_USUAL_BITS][2];

/* The table that is made. */
static struct tc_forms table[1u << TC_USUAL_BITS][2];

/* A tc_source_fn: the composer is only asked what words may be. */
static enum tc_status
give_nothing(void *arg, struct tc_token *token, struct tc_meaning *meaning,
    struct tc_error *err)
{
	(void)arg;
	(void)token;
	(void)meaning;
	(void)err;
	return TC_DONE;
}

/* Put a word in its set, unless that is full: it is in the order of how often
 * words are. */
static void
put(const struct tc_forms *forms, struct tc_meaning meaning, const char *s,
    size_t len)
{
	struct tc_forms *place =
	    table[tc_forms_set_of(tc_forms_key_of(s, len), TC_USUAL_BITS)];

	place += place->folded_len != 0;
	if (place->folded_len != 0)
		return;
	*place = *forms;
	place->known = 1;
	place->roles = meaning.roles;
	place->value = meaning.value;
}

/* False: it is no such word. */
static bool
take(struct tc_forms_cache *cache, struct tc_composer *composer, const char *s,
    size_t len)
{
	const struct tc_forms *forms =
	    len < TC_FORMS_MAX ? tc_forms_of(cache, s, len) : NULL;
	struct tc_token token = {.kind = TC_TOKEN_WORD, .to = len};

	if (forms == NULL || !forms->plain)
		return false;
	token.term = forms->canonical;
	token.term_len = forms->canonical_len;
	token.folded = forms->folded;
	token.folded_len = forms->folded_len;
	tc_composer_start(composer, s, len);
	put(forms, tc_composer_meaning(composer, &token), s, len);
	return true;
}

static void
print_bytes(const char *bytes)
{
	size_t i;

	putchar('{');
	for (i = 0; i < TC_FORMS_MAX; i++)
		printf("%d,", bytes[i]);
	printf("},");
}

static void
print_table(void)
{
	const struct tc_forms *one = table[0];
	const struct tc_forms *end = one + 2 * sizeof(table) / sizeof(table[0]);

	printf("/* Made from text/usual.txt by text/usual_gen.c. */\n"
	       "#include \"forms.h\"\n\n"
	       "_Alignas(64) const struct tc_forms\n"
	       "    tc_usual_forms[1u << TC_USUAL_BITS][2] = {\n");
	for (; one < end; one++) {
		printf((one - table[0]) % 2 == 0 ? "{{" : "{");
		print_bytes(one->key);
		print_bytes(one->canonical);
		print_bytes(one->folded);
		printf("%u, %u, %u, %u, %uu, %u, {0}}", one->canonical_len,
		    one->folded_len, one->plain, one->known, one->roles,
		    one->value);
		printf((one - table[0]) % 2 == 0 ? ",\n" : "},\n");
	}
	printf("};\n");
}

int
main(void)
{
	struct tc_forms_cache *cache = tc_forms_new();
	struct tc_composer *composer =
	    tc_composer_new(give_nothing, NULL, false);
	bool failed = cache == NULL || composer == NULL;
	char line[256];
	size_t len;

	while (!failed && fgets(line, sizeof(line), stdin) != NULL) {
		len = strcspn(line, "\n");
		if (line[0] == '#')
			continue;
		failed = len == 0 || line[len] != '\n' ||
		    !take(cache, composer, line, len);
		if (failed)
			fprintf(stderr, "usual_gen: no plain word: %s", line);
	}
	if (!failed)
		print_table();
	tc_composer_free(composer);
	tc_forms_free(cache);
	return !failed && !ferror(stdin) && fflush(stdout) == 0 ? EXIT_SUCCESS
								: EXIT_FAILURE;
}
