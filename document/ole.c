/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Streams of [MS-CFB] files, by libgsf. */
#include "ole.h"

#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-infile.h>
#include <gsf/gsf-input-memory.h>
#include <gsf/gsf-input.h>
#include <gsf/gsf-utils.h>

static enum tc_status
damaged(struct tc_error *err)
{
	return tc_fail(err, TC_INVALID, "damaged: its parts cannot be found");
}

static enum tc_status
read_stream(GsfInput *stream, struct tc_buf *out, struct tc_error *err)
{
	gsf_off_t len = gsf_input_size(stream);
	const guint8 *bytes;

	if (len <= 0)
		return TC_OK;
	if ((bytes = gsf_input_read(stream, (size_t)len, NULL)) == NULL)
		return damaged(err);
	tc_buf_put(out, (const char *)bytes, (size_t)len);
	return tc_buf_check(out, err);
}

enum tc_status
tc_ole_read(const char *bytes, size_t len, const char *name, struct tc_buf *out,
    struct tc_error *err)
{
	GsfInput *input =
	    gsf_input_memory_new((const guint8 *)bytes, (gsf_off_t)len, FALSE);
	GsfInfile *file =
	    input != NULL ? gsf_infile_msole_new(input, NULL) : NULL;
	GsfInput *stream =
	    file != NULL ? gsf_infile_child_by_name(file, name) : NULL;
	enum tc_status status = TC_OK;

	if (file == NULL)
		status = damaged(err);
	else if (stream != NULL)
		status = read_stream(stream, out, err);
	if (stream != NULL)
		g_object_unref(stream);
	if (file != NULL)
		g_object_unref(file);
	if (input != NULL)
		g_object_unref(input);
	return status;
}
