/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where tracuu.conf(5) is, and the index that it names, through inih. */
#include "configured.h"

#include <errno.h>
#include <ini.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#define DEFAULT_FILE "/etc/tracuu.conf"

const char *
tc_configured_file(bool *named)
{
	const char *file = getenv("TRACUU_CONF");

	*named = file != NULL && file[0] != '\0';
	return *named ? file : DEFAULT_FILE;
}

void
tc_configured_path(const char *file, const char *path, struct tc_buf *out)
{
	const char *slash = strrchr(file, '/');

	if (path[0] != '/' && slash != NULL)
		tc_buf_put(out, file, (size_t)(slash - file) + 1);
	tc_buf_puts(out, path);
}

struct reading {
	const char *file;
	struct tc_buf *out;
};

/* What else the file says, and whether it may, is for others to say. */
static int
read_setting(
    void *arg, const char *section, const char *name, const char *value)
{
	struct reading *reading = arg;

	if (strcmp(section, "index") == 0 && strcmp(name, "database") == 0) {
		tc_buf_clear(reading->out);
		tc_configured_path(reading->file, value, reading->out);
	}
	return 1;
}

enum tc_status
tc_configured_database(struct tc_buf *out, struct tc_error *err)
{
	struct reading reading = {.out = out};
	bool named;
	FILE *fp;
	int line;

	reading.file = tc_configured_file(&named);
	if ((fp = fopen(reading.file, "re")) == NULL) {
		if (errno == EACCES || (errno == ENOENT && !named))
			return TC_OK;
		return tc_fail(err, errno == ENOENT ? TC_NOTFOUND : TC_IO,
		    "%s: %s", reading.file, tc_message_errno(errno));
	}
	line = ini_parse_file(fp, read_setting, &reading);
	if (ferror(fp)) {
		tc_fail(err, TC_IO, "%s: %s", reading.file,
		    tc_message_errno(errno));
		fclose(fp);
		return TC_IO;
	}
	fclose(fp);
	if (line < 0)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (line > 0)
		return tc_fail(err, TC_INVALID,
		    "%s:%d: neither [section] nor name = value", reading.file,
		    line);
	return tc_buf_check(out, err);
}
