/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys of answers. */
#include "known.h"

#include <stdio.h>
#include <string.h>
#include <tracuu/suggest.h>

#include "../query/syntax.h"

static void
put_request(struct tc_buf *key, const struct tc_site *site,
    const struct tc_request *request)
{
	struct tc_change page = {.parameter = TC_PARAMETER_PAGE};
	char number[24];

	snprintf(number, sizeof(number), "%zu", request->page);
	page.value = number;
	tc_buf_printf(key, "\n%s %ld %d %d\n%s\n", site->version,
	    tc_when_today(), (int)request->route, (int)request->format,
	    tc_buf_str(&request->host));
	tc_request_address(request, &page, 1, key);
	if (request->route == TC_ROUTE_SUGGEST) {
		tc_buf_putc(key, '\n');
		tc_suggest_state(site->search, key);
	}
}

void
tc_known_key(struct tc_buf *key, const struct tc_site *site,
    const struct tc_request *request)
{
	tc_buf_clear(key);
	if (tc_index_state(site->index, key, NULL) == TC_OK)
		put_request(key, site, request);
	else
		tc_buf_clear(key);
	if (key->failed)
		tc_buf_clear(key);
}

bool
tc_known_holds(const struct tc_buf *key, const struct tc_site *site)
{
	struct tc_buf state = TC_BUF_INIT(TC_BUF_LINE);
	bool holds;

	holds = tc_index_state(site->index, &state, NULL) == TC_OK &&
	    state.len < key->len && memcmp(state.s, key->s, state.len) == 0 &&
	    key->s[state.len] == '\n';
	tc_buf_free(&state);
	return holds;
}
