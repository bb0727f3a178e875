/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading what an index remembers of files that became no document. */
#include <tracuu/index.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum tc_status
tc_passed_read(struct tc_passed *passed, const char *line, struct tc_error *err)
{
	const char *id = NULL;
	size_t len = 0;

	memset(passed, 0, sizeof(*passed));
	passed->json = json_loads(line, 0, NULL);
	if (passed->json != NULL &&
	    json_unpack(passed->json, "{s:s%, s:s, s:s, s:s, s:s}", "id", &id,
		&len, "source", &passed->source, "state", &passed->state,
		"fate", &passed->fate, "why", &passed->why) == 0) {
		passed->id = (struct tc_span){id, len};
		return TC_OK;
	}
	tc_passed_free(passed);
	return tc_fail(err, TC_INVALID, "%s: no such line", TC_MEMO_FILE);
}

void
tc_passed_free(struct tc_passed *passed)
{
	json_decref(passed->json);
	passed->json = NULL;
}

static bool
is_it(const struct tc_passed *passed, struct tc_span id)
{
	return passed->id.len == id.len &&
	    memcmp(passed->id.s, id.s, id.len) == 0;
}

enum tc_status
tc_passed_find(struct tc_passed *passed, const struct tc_index *index,
    struct tc_span id, struct tc_error *err)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status;
	char *line = NULL;
	bool found = false;
	size_t cap = 0;
	FILE *fp = NULL;

	memset(passed, 0, sizeof(*passed));
	tc_buf_printf(&path, "%s/%s", tc_index_path(index), TC_MEMO_FILE);
	if ((status = tc_buf_check(&path, err)) == TC_OK)
		fp = fopen(path.s, "re");
	while (fp != NULL && !found && getline(&line, &cap, fp) > 0) {
		if (tc_passed_read(passed, line, NULL) != TC_OK)
			continue;
		if (!(found = is_it(passed, id)))
			tc_passed_free(passed);
	}
	if (status == TC_OK && !found)
		status = tc_fail(
		    err, TC_NOTFOUND, "%.*s: never met", (int)id.len, id.s);
	if (fp != NULL)
		fclose(fp);
	free(line);
	tc_buf_free(&path);
	return status;
}
