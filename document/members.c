/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files that a file holds. */
#include <tracuu/document.h>

#include <string.h>
#include <tracuu/path.h>

#include "mail.h"
#include "zip.h"

bool
tc_file_is_furtive(const char *name)
{
	const char *base = tc_path_name(name);

	return base[0] == '.' || strncmp(base, "~$", 2) == 0;
}

/* Nothing that a system or program adds of its own. */
static bool
is_member(const char *name)
{
	size_t len = strlen(name);

	return len > 0 && name[len - 1] != '/' && !tc_file_is_furtive(name) &&
	    strncmp(name, "__MACOSX/", strlen("__MACOSX/")) != 0;
}

enum tc_status
tc_document_members(enum tc_format format, const char *bytes, size_t len,
    tc_member_fn member, void *arg, size_t *room, struct tc_error *err)
{
	struct tc_parts parts;
	enum tc_status status;
	size_t i;

	if (format == TC_FORMAT_MAIL)
		return tc_mail_members(bytes, len, member, arg, room, err);
	if (format != TC_FORMAT_ZIP)
		return TC_OK;
	status = tc_zip_read(&parts, bytes, len, is_member, *room, err);
	for (i = 0; i < parts.n && status == TC_OK; i++)
		*room -= parts.at[i].bytes.len;
	for (i = 0; i < parts.n && status == TC_OK; i++)
		member(arg, parts.at[i].name, tc_buf_str(&parts.at[i].bytes),
		    parts.at[i].bytes.len);
	tc_parts_free(&parts);
	return status;
}
