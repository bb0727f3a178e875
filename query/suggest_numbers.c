/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers of documents that a query which is being typed may be. */
#include "suggesting.h"

#include <stdlib.h>
#include <string.h>

#include "lookup.h"

/* Numbers that are compared, and rows read for them. */
#define NUMBERS_MAX 64
#define NUMBERS_ROWS 2000

struct number {
	char term[XAPIAN_TERM_MAX + 1];
	uint32_t freq;
	unsigned year; /* 0: none is in it */
	bool whole;    /* the digits that were typed are all of the first */
};

struct numbers {
	struct number at[NUMBERS_MAX];
	size_t n;
	const struct tc_buf *typed; /* of the term */
	size_t rows;		    /* that may still be read */
};

static int
by_newness(const void *a, const void *b)
{
	const struct number *x = a, *y = b;

	if (x->whole != y->whole)
		return x->whole ? -1 : 1;
	if (x->year != y->year)
		return x->year < y->year ? 1 : -1;
	return strcmp(x->term, y->term);
}

/* 2020 in "N12/2020/nq-hdnd" */
static unsigned
year_of(const char *term)
{
	const char *at = strchr(term, '/');

	for (; at != NULL; at = strchr(at + 1, '/')) {
		size_t digits = strspn(at + 1, "0123456789");

		if (digits == 4 && (at[5] == '/' || at[5] == '\0'))
			return (unsigned)strtoul(at + 1, NULL, 10);
	}
	return 0;
}

/* A tc_rest_fn. */
static bool
take_number(void *arg, const char *rest, size_t len, uint32_t freq)
{
	struct numbers *numbers = arg;
	struct number *number;

	if (numbers->n == NUMBERS_MAX) {
		qsort(numbers->at, numbers->n, sizeof(numbers->at[0]),
		    by_newness);
		numbers->n = NUMBERS_MAX / 2;
	}
	number = &numbers->at[numbers->n];
	if (numbers->typed->len + len <= XAPIAN_TERM_MAX) {
		memcpy(number->term, numbers->typed->s, numbers->typed->len);
		memcpy(number->term + numbers->typed->len, rest, len);
		number->term[numbers->typed->len + len] = '\0';
		number->freq = freq;
		number->year = year_of(number->term);
		number->whole = len == 0 || strchr("0123456789", *rest) == NULL;
		numbers->n++;
	}
	return --numbers->rows > 0;
}

/* Append the term of the number that the text ends in the midst of. */
static void
put_number(const struct tc_buf *clean, struct tc_buf *out)
{
	const char *text = tc_buf_str(clean), *at = strrchr(text, ' ');
	struct tc_buf canonical = TC_BUF_INIT(TC_BUF_LINE);

	at = at != NULL ? at + 1 : text;
	at += strspn(at, "0");
	/* One digit begins too many of them. */
	if (*at < '1' || *at > '9' || at[1] == '\0')
		return;
	tc_buf_puts(out, TC_PREFIX_NUMBER);
	tc_text_canonical(at, strlen(at), &canonical);
	tc_text_fold(tc_buf_str(&canonical), canonical.len, out);
	tc_buf_free(&canonical);
}

/* As the first document that has it and is shown writes it. */
static enum tc_status
add_number(
    struct tc_asking *asking, const struct number *number, struct tc_error *err)
{
	struct tc_postings postings = {.n = 0};
	struct tc_document document;
	enum tc_status status;
	uint32_t docid;

	tc_postings_open(
	    &postings, asking->index, number->term, strlen(number->term));
	tc_postings_open_shown(&postings, asking->index);
	docid = tc_postings_meet(&postings, 1);
	status = tc_postings_close(&postings, err);
	if (status != TC_OK || docid == 0)
		return status;
	tc_document_init(&document);
	status = tc_index_fields(asking->index, docid,
	    1u << TC_FIELD_NUMBER | 1u << TC_FIELD_ID, &document, err);
	if (status == TC_OK)
		status = tc_suggest_add(asking, TC_SUGGEST_NUMBER,
		    tc_document_str(&document, TC_FIELD_NUMBER),
		    tc_document_str(&document, TC_FIELD_ID), number->freq, err);
	tc_document_free(&document);
	return status;
}

enum tc_status
tc_suggest_numbers(struct tc_asking *asking, struct tc_error *err)
{
	struct tc_buf typed = TC_BUF_INIT(XAPIAN_TERM_MAX);
	struct numbers *numbers = calloc(1, sizeof(*numbers));
	enum tc_status status = TC_OK;
	struct xapian_error why;
	size_t i;

	if (numbers == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	put_number(&asking->clean, &typed);
	numbers->typed = &typed;
	numbers->rows = NUMBERS_ROWS;
	if (typed.len > 0 && !typed.failed &&
	    tc_each_term(asking->index, &typed, take_number, numbers, &why) !=
		XAPIAN_OK)
		status = tc_index_fail(err, &why, "suggest");
	if (numbers->n > 1)
		qsort(numbers->at, numbers->n, sizeof(numbers->at[0]),
		    by_newness);
	for (i = 0; i < numbers->n && status == TC_OK; i++)
		status = add_number(asking, &numbers->at[i], err);
	free(numbers);
	tc_buf_free(&typed);
	return status;
}
