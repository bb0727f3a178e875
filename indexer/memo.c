/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file of JSON lines beside the generations of an index. */
#include "memo.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "state.h"

/* What of a state needs no look into the file. */
#define STATE_LEN (TC_STATE_STAT + TC_STATE_SETTINGS)

/* A row's state: that, the kind, and in words why. */
#define WHY_AT (STATE_LEN + 1)

struct tc_memo {
	struct tc_known *rows;
	bool changed;
};

static const char *const kinds[TC_MEMO_KINDS] = {
    [TC_MEMO_FAILED] = "failed",
    [TC_MEMO_UNREAD] = "unread",
    [TC_MEMO_SKIPPED] = "skipped",
};

static enum tc_memo_kind
kind_of_name(const char *name)
{
	int kind = 0;

	while (kind < TC_MEMO_KINDS && strcmp(kinds[kind], name) != 0)
		kind++;
	return (enum tc_memo_kind)kind;
}

static enum tc_status
put_row(struct tc_memo *memo, struct tc_span id, const char *source,
    const char *state, enum tc_memo_kind kind, const char *why, bool met,
    struct tc_error *err)
{
	struct tc_buf packed = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_known_row *row;
	enum tc_status status;

	tc_buf_put(&packed, state, STATE_LEN);
	tc_buf_putc(&packed, (char)kind);
	tc_buf_put(&packed, why, strlen(why) + 1);
	if ((status = tc_buf_check(&packed, err)) == TC_OK)
		status =
		    tc_known_add(&row, memo->rows, id.s, id.len, source, err);
	if (status == TC_OK) {
		row->seen = row->sent = met;
		status = tc_known_set_state(memo->rows, row,
		    (struct tc_span){packed.s, packed.len}, err);
	}
	tc_buf_free(&packed);
	return status;
}

static void
put_hex(char *to, const char *from, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		snprintf(to + 2 * i, 3, "%02x", (unsigned char)from[i]);
}

static bool
take_hex(char *to, const char *from, size_t len)
{
	static const char digits[] = "0123456789abcdef";
	const char *high, *low;
	size_t i;

	if (strlen(from) != 2 * len)
		return false;
	for (i = 0; i < len; i++) {
		high = strchr(digits, from[2 * i]);
		low = strchr(digits, from[2 * i + 1]);
		if (high == NULL || low == NULL)
			return false;
		to[i] = (char)((high - digits) << 4 | (low - digits));
	}
	return true;
}

/* A line that is none of ours is passed over. */
static enum tc_status
take_line(struct tc_memo *memo, const char *line, struct tc_error *err)
{
	struct tc_passed passed;
	char state[STATE_LEN];
	enum tc_status status = TC_OK;

	if (tc_passed_read(&passed, line, NULL) != TC_OK)
		return TC_OK;
	if (take_hex(state, passed.state, STATE_LEN) &&
	    kind_of_name(passed.fate) < TC_MEMO_KINDS)
		status = put_row(memo, passed.id, passed.source, state,
		    kind_of_name(passed.fate), passed.why, false, err);
	tc_passed_free(&passed);
	return status;
}

static FILE *
open_in(const char *folder, const char *name, const char *mode)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	FILE *fp = NULL;

	tc_buf_printf(&path, "%s/%s", folder, name);
	if (!path.failed)
		fp = fopen(path.s, mode);
	tc_buf_free(&path);
	return fp;
}

enum tc_status
tc_memo_load(struct tc_memo **out, const char *folder, struct tc_error *err)
{
	struct tc_memo *memo = calloc(1, sizeof(*memo));
	enum tc_status status;
	char *line = NULL;
	size_t cap = 0;
	FILE *fp;

	*out = memo;
	if (memo == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	status = tc_known_new(&memo->rows, err);
	fp = open_in(folder, TC_MEMO_FILE, "re");
	while (status == TC_OK && fp != NULL && getline(&line, &cap, fp) > 0)
		status = take_line(memo, line, err);
	free(line);
	if (fp != NULL)
		fclose(fp);
	return status;
}

void
tc_memo_free(struct tc_memo *memo)
{
	if (memo == NULL)
		return;
	tc_known_free(memo->rows);
	free(memo);
}

bool
tc_memo_knows(struct tc_memo *memo, const struct tc_buf *id, const char *state,
    enum tc_memo_kind *kind, const char **why)
{
	struct tc_known_row *row = tc_known_find(memo->rows, id->s, id->len);

	if (row == NULL)
		return false;
	row->seen = true;
	row->sent = memcmp(row->state, state, STATE_LEN) == 0;
	/* It is another file now: what becomes of it is noted anew. */
	memo->changed |= !row->sent;
	*kind = (enum tc_memo_kind)row->state[STATE_LEN];
	*why = row->state + WHY_AT;
	return row->sent;
}

enum tc_status
tc_memo_note(struct tc_memo *memo, struct tc_span id, const char *source,
    const char *state, enum tc_memo_kind kind, const char *why,
    struct tc_error *err)
{
	memo->changed = true;
	return put_row(memo, id, source, state, kind, why, true, err);
}

static bool
write_row(FILE *fp, const struct tc_known_row *row)
{
	char hex[2 * STATE_LEN + 1];
	json_t *line;
	bool good;

	put_hex(hex, row->state, STATE_LEN);
	line = json_pack("{s:s%, s:s, s:s, s:s, s:s}", "id", row->id,
	    row->id_len, "source", row->source, "state", hex, "fate",
	    kinds[(unsigned char)row->state[STATE_LEN]], "why",
	    row->state + WHY_AT);
	/* A reason that quotes odd bytes is no JSON: it is found anew. */
	if (line == NULL)
		return true;
	good = json_dumpf(line, fp, JSON_COMPACT) == 0 && fputc('\n', fp) >= 0;
	json_decref(line);
	return good;
}

static bool
write_rows(const struct tc_memo *memo, FILE *fp, tc_memo_fn keep, void *arg)
{
	size_t i, n = tc_known_count(memo->rows);
	bool good = true;

	for (i = 0; i < n && good; i++) {
		const struct tc_known_row *row = tc_known_row(memo->rows, i);

		if (row->seen ? row->sent : keep(arg, row))
			good = write_row(fp, row);
	}
	return fclose(fp) == 0 && good;
}

void
tc_memo_save(
    const struct tc_memo *memo, const char *folder, tc_memo_fn keep, void *arg)
{
	struct tc_buf from = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf to = TC_BUF_INIT(TC_BUF_LINE);
	FILE *fp;

	tc_buf_printf(&from, "%s/%s", folder, TC_MEMO_FRESH);
	tc_buf_printf(&to, "%s/%s", folder, TC_MEMO_FILE);
	if (memo->changed && !from.failed && !to.failed &&
	    (fp = open_in(folder, TC_MEMO_FRESH, "we")) != NULL &&
	    (!write_rows(memo, fp, keep, arg) || rename(from.s, to.s) != 0))
		unlink(from.s);
	tc_buf_free(&from);
	tc_buf_free(&to);
}
