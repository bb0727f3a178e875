/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What Unicode normalisation leaves undone in Vietnamese text. */
#ifndef TC_TEXT_REPAIR_H
#define TC_TEXT_REPAIR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Join a combining mark with the character before it, in whatever order the
 * marks of a letter were typed: (á, circumflex) -> ấ, (á, acute) -> á,
 * (d, long stroke overlay) -> đ. Case is kept. Returns the character that
 * stands for both, or 0 where the mark must stay by itself.
 */
uint32_t tc_repair_join(uint32_t before, uint32_t mark);

/* The letter that a look-alike was typed for (eth -> đ), else c itself. */
uint32_t tc_repair_lookalike(uint32_t c);

/* A combining mark that can be part of a letter: U+0300 to U+036F. */
bool tc_repair_is_mark(uint32_t c);

#endif
