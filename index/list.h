/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The list of a document's terms, as the tag that glass keeps it in
 * (backends/glass/glass_termlisttable.cc of Xapian 1.4).
 */
#ifndef TC_INDEX_LIST_H
#define TC_INDEX_LIST_H

#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/pack.h>

/* Begin the list of n terms of a document whose frequencies sum up to length.
 */
void tc_list_begin(struct tc_buf *tag, uint32_t length, uint32_t n);

/* Append the next term in the order of bytes; before is the last, "" for none.
 */
void tc_list_put(struct tc_buf *tag, struct tc_span before, struct tc_span term,
    uint32_t wdf);

#endif
