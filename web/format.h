/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers as they are written in Vietnam. */
#ifndef TC_WEB_FORMAT_H
#define TC_WEB_FORMAT_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/buf.h>

/* Append a number as it is written here: 1.250. */
void tc_format_number(struct tc_buf *out, uint64_t n);

/* The same of an estimate, which knows no more than two figures: 12.000. */
void tc_format_about(struct tc_buf *out, uint64_t n, bool exact);

#endif
