/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The break rules as the build compiled them, and their source. */
#ifndef TC_TEXT_BREAK_RULES_H
#define TC_TEXT_BREAK_RULES_H

extern const unsigned char tc_break_binary[];
extern const unsigned int tc_break_binary_len;
extern const unsigned char tc_break_source[];
extern const unsigned int tc_break_source_len;

#endif
