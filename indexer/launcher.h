/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A worker may start nothing: it asks a process of its own, which is not
 * confined but reads nothing either, to run the programs of program.h.
 */
#ifndef TC_INDEXER_LAUNCHER_H
#define TC_INDEXER_LAUNCHER_H

#include "ocr.h"
#include "program.h"
#include "wire.h"

struct tc_launcher {
	struct tc_channel channel;
	struct tc_buf message;
};

/* Start it, before the calling process confines itself. TC_IO, TC_NOMEM. It
 * ends with that process. cache is of tc_ocr_read(), borrowed, or NULL. */
enum tc_status tc_launcher_start(
    struct tc_launcher *launcher, const char *cache, struct tc_error *err);
void tc_launcher_end(struct tc_launcher *launcher);

/* As tc_program_run(), which see. */
enum tc_status tc_launcher_run(struct tc_launcher *launcher,
    enum tc_program program, unsigned number, struct tc_span in,
    struct tc_buf *out, struct tc_error *err);

/* As tc_ocr_read(), with the cache that it was started with. */
enum tc_status tc_launcher_ocr(struct tc_launcher *launcher, struct tc_span pdf,
    struct tc_span text, struct tc_buf *out, struct tc_error *err);

#endif
