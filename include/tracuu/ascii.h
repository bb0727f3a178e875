/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What ASCII alone tells, whatever the locale says. */
#ifndef TC_ASCII_H
#define TC_ASCII_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* 0 to 9: of a character, or of a byte, of which those above 0x7F are none. */
static inline bool
tc_ascii_is_digit(uint32_t c)
{
	return c >= '0' && c <= '9';
}

#ifdef __cplusplus
}
#endif

#endif
