/* SPDX-License-Identifier: GPL-2.0-or-later */
/* FNV-1a, and a hash of eight bytes at a time. */
#include <tracuu/hash.h>

#include <string.h>

/* 2^64 divided by the golden ratio: odd, and without a pattern. */
#define FACTOR 0x9E3779B97F4A7C15u

uint32_t
tc_hash(const char *s, size_t len)
{
	uint32_t hash = 2166136261u;
	size_t i;

	for (i = 0; i < len; i++)
		hash = (hash ^ (unsigned char)s[i]) * 16777619u;
	return hash;
}

static uint64_t
mix(uint64_t hash, uint64_t bytes)
{
	hash = (hash ^ bytes) * FACTOR;
	return hash ^ hash >> 32;
}

uint32_t
tc_hash_quick(const char *s, size_t len)
{
	uint64_t hash = len, bytes;

	for (; len >= sizeof(bytes); s += sizeof(bytes), len -= sizeof(bytes)) {
		memcpy(&bytes, s, sizeof(bytes));
		hash = mix(hash, bytes);
	}
	bytes = 0;
	if (len > 0)
		memcpy(&bytes, s, len);
	return (uint32_t)mix(mix(hash, bytes), 0);
}
