/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The terms of a document for the abbreviations that it defines. */
#include <tracuu/index.h>

struct definitions {
	tc_term_fn add;
	void *arg;
	struct tc_buf term;
};

void
tc_index_abbrev_prefix(const char *folded, struct tc_buf *out)
{
	char key[TC_ABBREV_MAX + 1];

	tc_abbrev_key(folded, key);
	tc_buf_printf(out, TC_PREFIX_ABBREV "%s%c", key, TC_MARKS_SEPARATOR);
}

static enum tc_status
add_pair(void *arg, const struct tc_abbrev_pair *pair, struct tc_error *err)
{
	struct definitions *to = arg;
	struct tc_buf *term = &to->term;
	enum tc_status status;

	tc_buf_clear(term);
	tc_index_abbrev_prefix(pair->abbr.folded, term);
	tc_buf_printf(term, "%s%c%s", pair->abbr.words, TC_MARKS_SEPARATOR,
	    pair->expansion.words);
	if ((status = tc_buf_check(term, err)) != TC_OK ||
	    term->len > XAPIAN_TERM_MAX ||
	    (status = to->add(to->arg, term->s, term->len, err)) != TC_OK)
		return status;
	/* This one is never longer than that one. */
	tc_buf_clear(term);
	tc_buf_printf(term, TC_PREFIX_EXPANSION "%s%c%s",
	    pair->expansion.folded, TC_MARKS_SEPARATOR, pair->abbr.words);
	if ((status = tc_buf_check(term, err)) != TC_OK)
		return status;
	return to->add(to->arg, term->s, term->len, err);
}

enum tc_status
tc_index_definitions(const struct tc_document *document, tc_term_fn add,
    void *arg, struct tc_error *err)
{
	static const enum tc_field fields[] = {
	    TC_FIELD_TITLE, TC_FIELD_DOCUMENT, TC_FIELD_TEXT};
	struct definitions to = {add, arg, TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++) {
		const char *text = tc_document_str(document, fields[i]);

		status = tc_abbrev_mine(
		    text, document->field[fields[i]].len, add_pair, &to, err);
		if (status != TC_OK)
			break;
	}
	tc_buf_free(&to.term);
	return status;
}
