/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hash of bytes for tables in memory. */
#ifndef TC_HASH_H
#define TC_HASH_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* FNV-1a, 32 bits (draft-eastlake-fnv): quick on short strings. */
uint32_t tc_hash(const char *s, size_t len);

/*
 * The same several times as quickly, for tables of millions of terms. Not the
 * same from one kind of machine to another.
 */
uint32_t tc_hash_quick(const char *s, size_t len);

#ifdef __cplusplus
}
#endif
#endif
