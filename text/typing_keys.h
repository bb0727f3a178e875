/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Keys of the input methods: what the parts of text/typing.h share. */
#ifndef TC_TEXT_TYPING_KEYS_H
#define TC_TEXT_TYPING_KEYS_H

#include <string.h>

#include <tracuu/ascii.h>
#include <tracuu/typing.h>

/* In the order of enum tc_tone; VIQR has no key that takes a tone away. */
extern const char *const tc_typing_tone_keys[];

/*
 * tc_typing_strict() for small keys. With plain, readings need no key that
 * made a mark: kinh.
 */
bool tc_typing_keys(enum tc_typing method, const char *keys, size_t n,
    bool plain, struct tc_typing_reading *out);

/* Copy a token in small letters; 0 where it is none to be decoded. */
size_t tc_typing_copy(const char *s, size_t len, char keys[TC_TYPING_MAX]);

static inline bool
is_letter(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool
is_one_of(char c, const char *list)
{
	return c != '\0' && strchr(list, c) != NULL;
}

#endif
