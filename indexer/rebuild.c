/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Looking at the index that a rebuild replaces. */
#include "rebuild.h"

#include <stdlib.h>
#include <string.h>

static enum tc_status
add(struct tc_replaced *replaced, struct tc_span name, uint32_t documents,
    struct tc_error *err)
{
	struct tc_replaced_source *grown =
	    realloc(replaced->at, (replaced->n + 1) * sizeof(*replaced->at));

	if (grown != NULL) {
		replaced->at = grown;
		grown += replaced->n;
		grown->documents = documents;
		if ((grown->name = strndup(name.s, name.len)) != NULL) {
			replaced->n++;
			return TC_OK;
		}
	}
	return tc_fail(err, TC_NOMEM, "out of memory");
}

/* Every schema has had a term for the source. */
static enum tc_status
count_sources(struct tc_replaced *replaced,
    const struct xapian_database *database, struct tc_error *err)
{
	static const size_t prefix_len = sizeof(TC_PREFIX_SOURCE) - 1;
	struct xapian_term_iterator *sources = NULL;
	struct xapian_term_row row;
	enum tc_status status = TC_OK;
	struct tc_span name;

	if (xapian_database_allterms(&sources, database, TC_PREFIX_SOURCE,
		prefix_len, NULL) != XAPIAN_OK)
		return TC_OK;
	while (status == TC_OK &&
	    xapian_term_iterator_next(&row, sources, NULL) == XAPIAN_OK) {
		name.s = row.term.s + prefix_len;
		name.len = row.term.len - prefix_len;
		status = add(replaced, name, row.termfreq, err);
	}
	xapian_term_iterator_free(sources);
	return status;
}

enum tc_status
tc_replaced_count(struct tc_replaced *replaced, const char *db, unsigned live,
    struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_database *database = NULL;
	enum tc_status status;

	memset(replaced, 0, sizeof(*replaced));
	if (live == 0)
		return TC_OK;
	tc_layout_path(db, live, &path);
	status = tc_buf_check(&path, err);
	if (status == TC_OK &&
	    xapian_database_open(&database, path.s, NULL) == XAPIAN_OK)
		status = count_sources(replaced, database, err);
	xapian_database_free(database);
	tc_buf_free(&path);
	return status;
}

void
tc_replaced_free(struct tc_replaced *replaced)
{
	size_t i;

	for (i = 0; i < replaced->n; i++)
		free(replaced->at[i].name);
	free(replaced->at);
	memset(replaced, 0, sizeof(*replaced));
}

static bool
is_given(const struct tc_sources *sources, const char *name)
{
	size_t i;

	for (i = 0; i < sources->n; i++) {
		if (strcmp(sources->at[i].name, name) == 0)
			return true;
	}
	return false;
}

enum tc_status
tc_replaced_check(const struct tc_replaced *replaced,
    const struct tc_sources *sources, const char *db, struct tc_error *err)
{
	size_t i;

	for (i = 0; i < replaced->n; i++) {
		const struct tc_replaced_source *source = &replaced->at[i];

		if (is_given(sources, source->name))
			continue;
		return tc_fail(err, TC_INVALID,
		    "%s: %u document(s) of %s%s would be lost: give that, too, "
		    "or say --yes",
		    db, source->documents,
		    strcmp(source->name, TC_FEED_SOURCE) == 0 ? "a feed"
							      : "source ",
		    strcmp(source->name, TC_FEED_SOURCE) == 0 ? ""
							      : source->name);
	}
	return TC_OK;
}

uint32_t
tc_replaced_documents(const struct tc_replaced *replaced, const char *name)
{
	size_t i;

	for (i = 0; i < replaced->n; i++) {
		if (strcmp(replaced->at[i].name, name) == 0)
			return replaced->at[i].documents;
	}
	return 0;
}
