/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A file without a name: lengths, and so many bytes after each. */
#include "waiting.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/index.h>
#include <tracuu/message.h>
#include <unistd.h>

struct tc_waiting {
	const char *folder;
	FILE *fp;
	uint32_t n, at; /* pages, and those behind */
	uint32_t marked;
	off_t mark; /* where those end that were there */
};

enum tc_status
tc_waiting_new(
    struct tc_waiting **out, const char *folder, struct tc_error *err)
{
	if ((*out = calloc(1, sizeof(**out))) == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	(*out)->folder = folder;
	return TC_OK;
}

void
tc_waiting_free(struct tc_waiting *waiting)
{
	if (waiting == NULL)
		return;
	if (waiting->fp != NULL)
		fclose(waiting->fp);
	free(waiting);
}

uint32_t
tc_waiting_count(const struct tc_waiting *waiting)
{
	return waiting->n;
}

static enum tc_status
io_error(const struct tc_waiting *waiting, struct tc_error *err)
{
	return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO,
	    "%s: pages that wait: %s", waiting->folder,
	    tc_message_errno(errno));
}

/* It is gone when it is closed, however the run ends. */
static FILE *
open_unnamed(const char *folder)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	FILE *fp = NULL;

	tc_buf_printf(&path, "%s/" TC_WAITING_FILE, folder);
	if (!path.failed && (fp = fopen(path.s, "w+e")) != NULL)
		unlink(path.s);
	tc_buf_free(&path);
	return fp;
}

enum tc_status
tc_waiting_put(struct tc_waiting *waiting, const struct tc_buf *bytes,
    struct tc_error *err)
{
	uint32_t len = (uint32_t)bytes->len;

	errno = ENOMEM;
	if (bytes->failed)
		return tc_buf_check(bytes, err);
	if (waiting->fp == NULL &&
	    (waiting->fp = open_unnamed(waiting->folder)) == NULL)
		return io_error(waiting, err);
	if (fwrite(&len, sizeof(len), 1, waiting->fp) != 1 ||
	    fwrite(bytes->s, 1, len, waiting->fp) != len)
		return io_error(waiting, err);
	waiting->n++;
	return TC_OK;
}

enum tc_status
tc_waiting_rewind(struct tc_waiting *waiting, struct tc_error *err)
{
	waiting->at = 0;
	if (waiting->fp != NULL &&
	    (fflush(waiting->fp) != 0 || fseeko(waiting->fp, 0, SEEK_SET) != 0))
		return io_error(waiting, err);
	return TC_OK;
}

enum tc_status
tc_waiting_next(
    struct tc_waiting *waiting, struct tc_buf *bytes, struct tc_error *err)
{
	uint32_t len;
	char *to;

	if (waiting->at == waiting->n)
		return TC_DONE;
	tc_buf_clear(bytes);
	errno = EIO; /* where the file is shorter than it was */
	if (fread(&len, sizeof(len), 1, waiting->fp) != 1)
		return io_error(waiting, err);
	if ((to = tc_buf_reserve(bytes, len)) == NULL)
		return tc_buf_check(bytes, err);
	if (fread(to, 1, len, waiting->fp) != len)
		return io_error(waiting, err);
	bytes->len = len;
	waiting->at++;
	return TC_OK;
}

enum tc_status
tc_waiting_mark(struct tc_waiting *waiting, struct tc_error *err)
{
	waiting->marked = waiting->n;
	waiting->mark = 0;
	if (waiting->fp == NULL)
		return TC_OK;
	if (fseeko(waiting->fp, 0, SEEK_END) != 0 ||
	    (waiting->mark = ftello(waiting->fp)) < 0)
		return io_error(waiting, err);
	return TC_OK;
}

enum tc_status
tc_waiting_back(struct tc_waiting *waiting, struct tc_error *err)
{
	waiting->n = waiting->marked;
	if (waiting->fp != NULL &&
	    (fflush(waiting->fp) != 0 ||
		ftruncate(fileno(waiting->fp), waiting->mark) != 0 ||
		fseeko(waiting->fp, 0, SEEK_END) != 0))
		return io_error(waiting, err);
	return TC_OK;
}
