/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is known of one file. */
#ifndef TC_INDEXER_WHY_H
#define TC_INDEXER_WHY_H

#include <stdio.h>

#include "source.h"

/*
 * Print on fp what the index knows of a file, or of a document by its id, and
 * why it is to be found or not; a file that is not indexed is read to find out.
 * *found is whether it is in the index. TC_NOTFOUND when there is neither such
 * a file nor such a document; TC_IO, TC_CORRUPT ... The sources that only the
 * index knows are added to the configuration.
 */
enum tc_status tc_why(bool *found, FILE *fp, const char *database,
    struct tc_config *config, const char *file, struct tc_error *err);

#endif
