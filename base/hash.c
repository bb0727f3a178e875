/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FNV-1a. */
#include <tracuu/hash.h>

uint32_t
tc_hash(const char *s, size_t len)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619u;
	return hash;
}
