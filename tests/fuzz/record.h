/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What holds of every record that a reader made. */
#ifndef FUZZ_RECORD_H
#define FUZZ_RECORD_H

#include <tracuu/index.h>

#include "entry.h"
#include "fuzz.h"

/* Is it one line, without spaces at its ends? */
static inline bool
fuzz_is_line(const struct tc_buf *field)
{
	return field->len == 0 ||
	    (memchr(field->s, '\n', field->len) == NULL && field->s[0] != ' ' &&
		field->s[field->len - 1] != ' ');
}

static inline void
fuzz_check_date(const struct tc_buf *date)
{
	struct tc_buf again = FUZZ_BUF;

	if (date->len == 0)
		return;
	must(tc_date_normalise(date->s, date->len, &again, NULL) == TC_OK);
	must(fuzz_same(date, &again));
	must(tc_date_minutes(date->s, false) <= tc_date_minutes(date->s, true));
	tc_buf_free(&again);
}

static inline void
fuzz_check_fields(const struct tc_document *document)
{
	int i;

	for (i = 0; i < TC_FIELD_COUNT; i++) {
		const struct tc_buf *field = &document->field[i];

		must(!field->failed && field->len <= field->max);
		must(fuzz_is_utf8(tc_buf_str(field), field->len));
		if (i == TC_FIELD_ID || i == TC_FIELD_EXTRA)
			continue;
		must(fuzz_is_clean(field));
		must(i == TC_FIELD_TEXT || i == TC_FIELD_SIGNER ||
		    i == TC_FIELD_BASES || i == TC_FIELD_RECIPIENTS ||
		    fuzz_is_line(field));
	}
	fuzz_check_date(&document->field[TC_FIELD_DATE]);
}

/* As JSON and back: the same fields. */
static inline void
fuzz_check_json(const struct tc_document *document)
{
	struct tc_document again;
	struct tc_buf json = TC_BUF_INIT(8 * TC_TEXT_MAX);
	struct tc_buf second = TC_BUF_INIT(8 * TC_TEXT_MAX);
	int i;

	tc_document_init(&again);
	must(tc_document_to_json(document, &json, NULL) == TC_OK);
	must(tc_document_from_json(&again, json.s, json.len, NULL) == TC_OK);
	for (i = 0; i < TC_FIELD_EXTRA; i++)
		must(fuzz_same(&document->field[i], &again.field[i]));
	must(tc_document_to_json(&again, &second, NULL) == TC_OK);
	must(fuzz_same(&json, &second));
	tc_document_free(&again);
	tc_buf_free(&json);
	tc_buf_free(&second);
}

/* Terms come sorted, each once, none longer than Xapian takes. */
static inline void
fuzz_check_terms(struct tc_entry *entry)
{
	struct tc_span term, before = {"", 0};
	uint32_t i, wdf;

	for (i = 0; i < entry->terms_n; i++) {
		size_t len;
		int order;

		must(tc_entry_term(entry, &term, &wdf, NULL) == TC_OK);
		must(term.len > 0 && term.len <= XAPIAN_TERM_MAX);
		len = term.len < before.len ? term.len : before.len;
		order = memcmp(before.s, term.s, len);
		must(order < 0 || (order == 0 && before.len < term.len));
		before = term;
	}
	must(entry->terms.len == 0);
}

static inline void
fuzz_check_entry(const struct tc_document *document)
{
	const struct tc_buf *id = &document->field[TC_FIELD_ID];
	static struct tc_maker *maker;
	struct tc_buf bytes = TC_BUF_INIT(16 * TC_TEXT_MAX);
	struct tc_entry entry;

	if (maker == NULL)
		must(tc_maker_new(&maker, TC_FAMILY_ALL, NULL) == TC_OK);
	must(tc_maker_entry(maker, document, "tin", "state", 5, &bytes, NULL) ==
	    TC_OK);
	must(tc_entry_read(
		 &entry, (struct tc_span){bytes.s, bytes.len}, NULL) == TC_OK);
	must(entry.id.len == id->len &&
	    memcmp(entry.id.s, tc_buf_str(id), id->len) == 0);
	must(entry.state.len == 5);
	fuzz_check_terms(&entry);
	tc_buf_free(&bytes);
}

static inline void
fuzz_check_record(const struct tc_document *document)
{
	must(tc_document_check(document, NULL) == TC_OK);
	fuzz_check_fields(document);
	fuzz_check_json(document);
	fuzz_check_entry(document);
}

#endif
