/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What goes back to a browser. */
#ifndef TC_WEB_RESPONSE_H
#define TC_WEB_RESPONSE_H

#include <stdbool.h>
#include <tracuu/buf.h>

/* The longest response. */
#define TC_RESPONSE_MAX ((size_t)32 << 20)

/* All zeroes but for the limits of the buffers: tc_response_init. */
struct tc_response {
	int status;	   /* of HTTP */
	const char *type;  /* Content-Type; static */
	const char *cache; /* Cache-Control; static */
	bool is_page;	   /* that a browser shows, with our style and script */
	char etag[40];	   /* "" for none, without its quotes */
	struct tc_buf body;
};

/* What HTTP calls a status: "Not Found"; static, "" for others than ours. */
const char *tc_response_reason(int status);

void tc_response_init(struct tc_response *response);
void tc_response_free(struct tc_response *response);

/*
 * Append the response as CGI has it (RFC 3875): header fields, an empty line
 * and, but for HEAD and 304, the body. Nothing in the header is from the
 * request.
 */
void tc_response_write(
    const struct tc_response *response, bool head, struct tc_buf *out);

#endif
