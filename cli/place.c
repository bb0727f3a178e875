/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files and addresses of documents. */
#include "place.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum tc_status
tc_place_path(struct tc_buf *out, const struct tc_index *index, const char *id,
    struct tc_error *err)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	size_t name = strcspn(id, "/"), before = out->len;
	enum tc_status status;

	/* The root of the source that an id begins with, as the indexer kept
	 * it. */
	tc_buf_puts(&key, "source:");
	tc_buf_put(&key, id, name);
	status = tc_buf_check(&key, err);
	if (status == TC_OK)
		status = tc_index_get(index, key.s, out, err);
	if (status == TC_OK && out->len > before)
		tc_buf_puts(out, id + name);
	tc_buf_free(&key);
	return status == TC_OK ? tc_buf_check(out, err) : status;
}

/* RFC 8089, as terminals want it: with the name of the machine. */
static void
put_file(const char *path, struct tc_buf *out)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789-._~/";
	const char *member = strstr(path, "!/");
	size_t i, len = member != NULL ? (size_t)(member - path) : strlen(path);
	char host[256] = "";

	gethostname(host, sizeof(host) - 1);
	tc_buf_printf(out, "file://%s", host);
	for (i = 0; i < len; i++) {
		if (strchr(plain, path[i]) != NULL)
			tc_buf_putc(out, path[i]);
		else
			tc_buf_printf(out, "%%%02X", (unsigned char)path[i]);
	}
}

enum tc_status
tc_place_address(struct tc_buf *out, const struct tc_index *index,
    const char *id, const char *url, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	char *whole = NULL;
	enum tc_status status;

	if (url[0] != '\0') {
		tc_buf_puts(out, url);
		return tc_buf_check(out, err);
	}
	status = tc_place_path(&path, index, id, err);
	if (status == TC_OK && path.len > 0) {
		/* A source may have been given relative to a folder. */
		errno = 0;
		whole = path.s[0] == '/' ? NULL : realpath(path.s, NULL);
		if (whole == NULL && errno == ENOMEM)
			status = tc_fail(err, TC_NOMEM, "out of memory");
		else
			put_file(whole != NULL ? whole : path.s, out);
		if (status == TC_OK)
			status = tc_buf_check(out, err);
	}
	free(whole);
	tc_buf_free(&path);
	return status;
}
