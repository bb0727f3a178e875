/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The abbreviations that are built in: apart, for what makes them needs the
 * rest. */
#include <stdlib.h>

#include "abbrev_table.h"

static enum tc_status
take_builtin(struct tc_abbrevs *abbrevs, struct tc_error *err)
{
	size_t i;

	if (!tc_abbrevs_make_room(abbrevs, tc_abbrev_builtin_n))
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < tc_abbrev_builtin_n; i++) {
		abbrevs->by_key[i] = &tc_abbrev_builtin[i];
		abbrevs->by_folded[i] =
		    &tc_abbrev_builtin[tc_abbrev_builtin_folded[i]];
	}
	abbrevs->n = tc_abbrev_builtin_n;
	abbrevs->orders = (unsigned)tc_abbrev_builtin_n;
	return TC_OK;
}

enum tc_status
tc_abbrevs_new(struct tc_abbrevs **out, struct tc_error *err)
{
	struct tc_abbrevs *abbrevs = calloc(1, sizeof(*abbrevs));
	enum tc_status status;

	*out = NULL;
	if (abbrevs == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if ((status = take_builtin(abbrevs, err)) != TC_OK) {
		tc_abbrevs_free(abbrevs);
		return status;
	}
	*out = abbrevs;
	return TC_OK;
}
