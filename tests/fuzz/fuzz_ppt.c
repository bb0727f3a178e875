/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Slides of old (document/ppt.c): any stream of records gives text in UTF-8.
 * The container is libgsf's, so inputs are the stream in it.
 */
#include "fuzz.h"
#include "ppt.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct tc_buf out = FUZZ_BUF;

	tc_ppt_texts(data, len, &out);
	must(fuzz_is_utf8(tc_buf_str(&out), out.len));
	tc_buf_free(&out);
	return 0;
}
