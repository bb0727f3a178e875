/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ICU's rule based break iterator over UTF-8. */
#include "break.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "break_rules.h"

struct tc_breaker {
	UBreakIterator *it;
	UText text;
	int32_t at;
};

/*
 * Opening the compiled rules takes 0.02 ms, compiling them 0.7 s. Another ICU
 * than the one we were built with may refuse the compiled form.
 */
static UBreakIterator *
open_rules(UErrorCode *status)
{
	UBreakIterator *it = ubrk_openBinaryRules(
	    tc_break_binary, (int32_t)tc_break_binary_len, NULL, 0, status);
	UParseError where;
	UChar *rules;
	int32_t len = 0;

	if (U_SUCCESS(*status))
		return it;
	*status = U_ZERO_ERROR;
	if ((rules = malloc(tc_break_source_len * sizeof(*rules))) == NULL) {
		*status = U_MEMORY_ALLOCATION_ERROR;
		return NULL;
	}
	u_strFromUTF8(rules, (int32_t)tc_break_source_len, &len,
	    (const char *)tc_break_source, (int32_t)tc_break_source_len,
	    status);
	it = ubrk_openRules(rules, len, NULL, 0, &where, status);
	free(rules);
	return it;
}

enum tc_status
tc_breaker_new(struct tc_breaker **out, struct tc_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct tc_breaker *breaker;

	*out = NULL;
	if ((breaker = calloc(1, sizeof(*breaker))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	breaker->text = (UText)UTEXT_INITIALIZER;
	breaker->it = open_rules(&status);
	if (U_FAILURE(status)) {
		tc_breaker_free(breaker);
		return tc_fail(err, TC_INTERNAL,
		    "ICU refuses the word rules: %s", u_errorName(status));
	}
	*out = breaker;
	return TC_OK;
}

void
tc_breaker_free(struct tc_breaker *breaker)
{
	if (breaker == NULL)
		return;
	if (breaker->it != NULL)
		ubrk_close(breaker->it);
	utext_close(&breaker->text);
	free(breaker);
}

enum tc_status
tc_breaker_start(
    struct tc_breaker *breaker, const char *s, size_t len, struct tc_error *err)
{
	UErrorCode status = U_ZERO_ERROR;

	if (len > INT32_MAX)
		return tc_fail(err, TC_TOOBIG, "text of %zu bytes", len);
	utext_openUTF8(&breaker->text, s, (int64_t)len, &status);
	ubrk_setUText(breaker->it, &breaker->text, &status);
	if (U_FAILURE(status))
		return tc_fail(
		    err, TC_INTERNAL, "ICU: %s", u_errorName(status));
	breaker->at = ubrk_first(breaker->it);
	return TC_OK;
}

enum tc_status
tc_breaker_next(struct tc_breaker *breaker, enum tc_segment *segment,
    size_t *from, size_t *to, struct tc_error *err)
{
	int32_t next;

	do {
		*from = (size_t)breaker->at;
		if ((next = ubrk_next(breaker->it)) == UBRK_DONE)
			return TC_DONE;
		if (next <= breaker->at)
			return tc_fail(err, TC_INTERNAL,
			    "ICU: no progress at byte %d", (int)next);
		breaker->at = next;
		*segment = (enum tc_segment)ubrk_getRuleStatus(breaker->it);
	} while (*segment == TC_SEGMENT_OTHER);
	*to = (size_t)next;
	return TC_OK;
}
