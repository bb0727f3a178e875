/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The bytes of record.dict, which the makefile makes a source of. */
#ifndef TC_INDEX_RECORD_DICT_H
#define TC_INDEX_RECORD_DICT_H

#include <stddef.h>

extern const unsigned char tc_record_dict[];
extern const size_t tc_record_dict_len;

#endif
