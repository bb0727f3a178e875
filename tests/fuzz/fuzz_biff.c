/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Formulas of workbooks (document/biff.c): any stream of records gives texts in
 * UTF-8, one a place, in the order of the places. The container is libgsf's, so
 * inputs are the stream in it.
 */
#include "biff.h"
#include "fuzz.h"

static bool
is_before(const struct tc_formula *a, const struct tc_formula *b)
{
	if (a->sheet != b->sheet)
		return a->sheet < b->sheet;
	return a->row != b->row ? a->row < b->row : a->column <= b->column;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_formulas formulas = TC_FORMULAS_INIT;
	struct tc_formula formula, before = {0};
	size_t i;

	must(tc_biff_formulas(&formulas, (const char *)data, len, NULL) ==
	    TC_OK);
	for (i = 0; i < tc_formulas_count(&formulas); i++) {
		const char *text;

		formula = tc_formulas_get(&formulas, i);
		must(formula.from < formulas.text.len);
		text = formulas.text.s + formula.from;
		must(fuzz_is_utf8(text, strlen(text)));
		must(strpbrk(text, "\n\r") == NULL);
		must(i == 0 || is_before(&before, &formula));
		before = formula;
	}
	tc_formulas_free(&formulas);
	return 0;
}
