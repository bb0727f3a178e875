/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a request to its response. */
#ifndef TC_WEB_SERVE_H
#define TC_WEB_SERVE_H

#include "limit.h"
#include "request.h"
#include "response.h"
#include "site.h"

/* A request as it comes from a server. */
struct tc_client {
	tc_variable_fn variable;
	void *arg; /* of variable */
	struct tc_channel channel;
};

/*
 * Append the answer to one request, as CGI has it: always a valid one, whatever
 * happens. Where it takes too long another one is sent, see limit.h. failure
 * says why the site could not be opened, NULL when it was.
 */
void tc_serve(struct tc_buf *out, struct tc_site *site,
    const struct tc_client *client, const struct tc_error *failure);

/* A page, or JSON for who wants that, that says that something is not to be
 * had, by the status of HTTP. */
void
tc_serve_error(struct tc_response *response, const struct tc_request *request,
    struct tc_site *site, int status, const char *problem);

#endif
