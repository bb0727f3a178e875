/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ICU's rule based break iterator over UTF-8. */
#include "break.h"

#include <limits.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/utext.h>

#include "break_rules.h"
#include "plain.h"

struct tc_breaker {
	UBreakIterator *it;
	UText text;
	bool reference;
	const char *s;
	size_t len;
	/* The iterator reads s from `base` on and stands at `icu_at`. */
	bool asked;
	size_t base, icu_at;
};

/* Setting the iterator anew costs as much as reading on so many bytes. */
#define NEAR 32

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
tc_breaker_new(struct tc_breaker **out, bool reference, struct tc_error *err)
{
	UErrorCode status = U_ZERO_ERROR;
	struct tc_breaker *breaker;

	*out = NULL;
	if ((breaker = calloc(1, sizeof(*breaker))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	breaker->reference = reference;
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
	if (len > INT32_MAX)
		return tc_fail(err, TC_TOOBIG, "text of %zu bytes", len);
	breaker->s = s;
	breaker->len = len;
	breaker->asked = false;
	return TC_OK;
}

/*
 * Set the iterator to begin at a boundary. The rules look at nothing before
 * one, so that it gives the segments that it would give had it read all.
 */
static enum tc_status
ask_from(struct tc_breaker *breaker, size_t at, struct tc_error *err)
{
	UErrorCode status = U_ZERO_ERROR;

	utext_openUTF8(&breaker->text, breaker->s + at,
	    (int64_t)(breaker->len - at), &status);
	ubrk_setUText(breaker->it, &breaker->text, &status);
	if (U_FAILURE(status))
		return tc_fail(
		    err, TC_INTERNAL, "ICU: %s", u_errorName(status));
	breaker->asked = true;
	breaker->base = breaker->icu_at = at;
	return TC_OK;
}

/* One step of the iterator: TC_OK, TC_DONE at the end, or TC_INTERNAL. */
static enum tc_status
step(struct tc_breaker *breaker, struct tc_error *err)
{
	int32_t next = ubrk_next(breaker->it);

	if (next == UBRK_DONE)
		return TC_DONE;
	if (breaker->base + (size_t)next <= breaker->icu_at)
		return tc_fail(err, TC_INTERNAL, "ICU: no progress at byte %zu",
		    breaker->icu_at);
	breaker->icu_at = breaker->base + (size_t)next;
	return TC_OK;
}

/* What ICU finds at a boundary, which may also lie inside a space. */
static enum tc_status
ask(struct tc_breaker *breaker, size_t at, enum tc_segment *segment,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;

	if (!breaker->asked || breaker->icu_at > at ||
	    breaker->icu_at + NEAR < at)
		status = ask_from(breaker, at, err);
	while (status == TC_OK && breaker->icu_at < at)
		status = step(breaker, err);
	if (status == TC_OK && breaker->icu_at == at)
		status = step(breaker, err);
	if (status == TC_OK)
		*segment = (enum tc_segment)ubrk_getRuleStatus(breaker->it);
	return status;
}

enum tc_status
tc_breaker_next(struct tc_breaker *breaker, enum tc_segment *segment,
    size_t *from, size_t *to, struct tc_error *err)
{
	enum tc_status status;

	do {
		*from = *to;
		*segment = TC_SEGMENT_OTHER;
		if (!breaker->reference)
			*segment =
			    tc_plain_next(breaker->s, breaker->len, from, to);
		if (*segment != TC_SEGMENT_OTHER)
			return TC_OK;
		if (*from == breaker->len)
			return TC_DONE;
		if ((status = ask(breaker, *from, segment, err)) != TC_OK)
			return status;
		*to = breaker->icu_at;
	} while (*segment == TC_SEGMENT_OTHER);
	return TC_OK;
}
