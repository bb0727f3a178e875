/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Facets as lines of text. */
#include "facets.h"

#include <inttypes.h>

static const char *const names[TC_FACETS_COUNTED] = {
    [TC_FACET_TYPE] = "Loại văn bản",
    [TC_FACET_ISSUER] = "Cơ quan ban hành",
    [TC_FACET_YEAR] = "Năm",
    [TC_FACET_TOPIC] = "Lĩnh vực",
    [TC_FACET_TERM] = "Nhiệm kỳ",
    [TC_FACET_SIGNER] = "Người ký",
};

/* Values come out of documents: nothing in them may move the cursor. */
static void
print_value(const struct tc_facet_count *count, FILE *fp)
{
	const char *s;

	if (count->chosen)
		fputc('*', fp);
	for (s = count->value; *s != '\0'; s++)
		fputc((unsigned char)*s < ' ' || *s == 0x7F ? ' ' : *s, fp);
	fprintf(fp, " (%" PRIu64 ")", count->n);
}

void
tc_facets_print(const struct tc_facets *facets, FILE *fp)
{
	size_t i, k;

	for (i = 0; i < TC_FACETS_COUNTED; i++) {
		const struct tc_facet_counts *counts = &facets->of[i];

		if (counts->n == 0)
			continue;
		fprintf(
		    fp, "%s%s: ", names[i], counts->exact ? "" : " (khoảng)");
		for (k = 0; k < counts->n; k++) {
			fputs(k > 0 ? ", " : "", fp);
			print_value(&counts->at[k], fp);
		}
		if (counts->more > 0)
			fprintf(fp, ", còn %zu", counts->more);
		fputc('\n', fp);
	}
}
