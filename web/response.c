/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Header fields. */
#include "response.h"

/* All that a page of ours needs, which is little: no inline style or script,
 * nothing of another site, in no frame. */
#define POLICY                                                      \
	"default-src 'none'; style-src 'self'; script-src 'self'; " \
	"img-src 'self'; connect-src 'self'; form-action 'self'; "  \
	"base-uri 'none'; frame-ancestors 'none'"

static const struct {
	int status;
	const char *reason;
} reasons[] = {
    {200, "OK"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {414, "URI Too Long"},
    {500, "Internal Server Error"},
    {503, "Service Unavailable"},
};

const char *
tc_response_reason(int status)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].status == status)
			return reasons[i].reason;
	}
	return "";
}

void
tc_response_init(struct tc_response *response)
{
	memset(response, 0, sizeof(*response));
	response->status = 200;
	response->type = "text/html; charset=utf-8";
	response->cache = "no-store";
	response->body.max = TC_RESPONSE_MAX;
}

void
tc_response_free(struct tc_response *response)
{
	tc_buf_free(&response->body);
}

void
tc_response_write(
    const struct tc_response *response, bool head, struct tc_buf *out)
{
	bool has_body = response->status != 304;

	tc_buf_printf(out, "Status: %d %s\r\n", response->status,
	    tc_response_reason(response->status));
	if (has_body)
		tc_buf_printf(out,
		    "Content-Type: %s\r\nContent-Length: %zu\r\n",
		    response->type, response->body.len);
	tc_buf_printf(out, "Cache-Control: %s\r\n", response->cache);
	if (response->etag[0] != '\0')
		tc_buf_printf(out, "ETag: \"%s\"\r\n", response->etag);
	if (response->status == 405)
		tc_buf_puts(out, "Allow: GET, HEAD\r\n");
	if (response->status == 503)
		tc_buf_puts(out, "Retry-After: 10\r\n");
	tc_buf_puts(out,
	    "X-Content-Type-Options: nosniff\r\n"
	    "Referrer-Policy: no-referrer\r\n"
	    "X-Robots-Tag: noindex, follow\r\n"
	    "Content-Security-Policy: " POLICY "\r\n\r\n");
	if (has_body && !head)
		tc_buf_put(
		    out, tc_buf_str(&response->body), response->body.len);
}
