/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Archives, of which an index knows only the members. */
#include "archives.h"

#include <string.h>

#include "message.h"

/* The length of the id of the file that a member lies in, 0 for no member. */
static size_t
archive_len(const char *id, size_t len)
{
	const char *mark =
	    memmem(id, len, TC_MEMBER_MARK, strlen(TC_MEMBER_MARK));

	return mark != NULL ? (size_t)(mark - id) : 0;
}

static bool
has_time(const struct tc_known_row *row)
{
	static const char none[TC_STATE_STAT];

	return row->state_len == TC_STATE_LEN &&
	    memcmp(row->state, none, sizeof(none)) != 0;
}

enum tc_status
tc_archives_load(struct tc_known *known, struct tc_error *err)
{
	size_t i, n = tc_known_count(known), len;
	enum tc_status status = TC_OK;
	struct tc_known_row *row, *archive;
	struct tc_span state;

	for (i = 0; i < n && status == TC_OK; i++) {
		row = tc_known_row(known, i);
		len = row->id != NULL ? archive_len(row->id, row->id_len) : 0;
		if (len == 0)
			continue;
		status = tc_known_add(
		    &archive, known, row->id, len, row->source, err);
		row = tc_known_row(known, i); /* rows may have moved */
		if (status != TC_OK || archive->indexed || !has_time(row))
			continue;
		archive->keeper = (uint32_t)i + 1;
		state = (struct tc_span){row->state, row->state_len};
		status = tc_known_set_state(known, archive, state, err);
	}
	return status;
}

bool
tc_archives_member(const char *id, size_t len)
{
	return archive_len(id, len) > 0;
}

struct tc_known_row *
tc_archives_find(const struct tc_known *known, const char *id, size_t len)
{
	size_t archive = archive_len(id, len);

	return archive > 0 ? tc_known_find(known, id, archive) : NULL;
}
