/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The analyser's fast path (text/plain.c, forms.c, the short cuts of break.c
 * and token.c) against ICU's rules alone: over any bytes, and from every place
 * in them that the first byte chooses, both give the same tokens.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "token.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t len);

/* One that lives as long as the process: its memory of words fills up. */
static struct tc_analyser *
analyser(bool reference)
{
	static struct tc_analyser *analysers[2];
	struct tc_error err;

	if (analysers[reference] == NULL &&
	    (reference ? tc_analyser_new_reference(&analysers[1], &err)
		       : tc_analyser_new(&analysers[0], &err)) != TC_OK) {
		fprintf(stderr, "fuzz_fast: %s\n", err.text);
		abort();
	}
	return analysers[reference];
}

static void
compare(const char *s, size_t len)
{
	struct tc_analyser *fast = analyser(false), *slow = analyser(true);
	struct tc_token a, b;
	struct tc_error err;
	enum tc_status got, want;

	got = tc_analyser_start(fast, s, len, &err);
	want = tc_analyser_start(slow, s, len, &err);
	while (got == TC_OK && want == TC_OK) {
		got = tc_analyser_next(fast, &a, &err);
		want = tc_analyser_next(slow, &b, &err);
		if (got == TC_OK && want == TC_OK && !tc_token_same(&a, &b)) {
			fprintf(stderr,
			    "fuzz_fast: [%zu, %zu), not [%zu, %zu)\n", a.from,
			    a.to, b.from, b.to);
			abort();
		}
	}
	if (got != want || got != TC_DONE)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	const char *s = (const char *)data;

	compare(s, len);
	if (len > 1 && data[0] < len)
		compare(s + data[0], len - data[0]);
	return 0;
}
