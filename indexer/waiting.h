/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages of sites that wait on disk until all are met. */
#ifndef TC_INDEXER_WAITING_H
#define TC_INDEXER_WAITING_H

#include <tracuu/pack.h>

struct tc_waiting;

/* Nothing is written before the first page; folder is borrowed. */
enum tc_status tc_waiting_new(
    struct tc_waiting **out, const char *folder, struct tc_error *err);
void tc_waiting_free(struct tc_waiting *waiting);

/* How many wait. */
uint32_t tc_waiting_count(const struct tc_waiting *waiting);

/* Put bytes behind the others. TC_IO, TC_FULL. */
enum tc_status tc_waiting_put(struct tc_waiting *waiting,
    const struct tc_buf *bytes, struct tc_error *err);

/* Remember how many there are now; forget those that were put in since. */
enum tc_status
tc_waiting_mark(struct tc_waiting *waiting, struct tc_error *err);
enum tc_status
tc_waiting_back(struct tc_waiting *waiting, struct tc_error *err);

/* Read them from the first on; nothing may be put in between. TC_DONE. */
enum tc_status
tc_waiting_rewind(struct tc_waiting *waiting, struct tc_error *err);
enum tc_status tc_waiting_next(
    struct tc_waiting *waiting, struct tc_buf *bytes, struct tc_error *err);

#endif
