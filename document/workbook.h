/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workbooks of Office Open XML. */
#ifndef TC_DOCUMENT_WORKBOOK_H
#define TC_DOCUMENT_WORKBOOK_H

#include "zip.h"

/*
 * Append what the sheets of a workbook say, in their order: the name, then a
 * line for each row, its cells parted by bars. main names the part that lists
 * them. TC_INVALID, TC_NOMEM, TC_TOOBIG.
 */
enum tc_status tc_workbook_read(const struct tc_parts *parts, const char *main,
    struct tc_buf *out, struct tc_error *err);

#endif
