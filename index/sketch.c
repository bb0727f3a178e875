/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is kept of a text to tell whether another is nearly the same. */
#include <tracuu/sketch.h>

#include <string.h>
#include <tracuu/hash.h>

/* Texts of fewer pairs are too short to be told apart. */
#define PAIRS_MIN 40u

/* Bytes of the sum behind the least values. */
#define SUM_BYTES (TC_SKETCH_BYTES - TC_SKETCH_VALUES)

/* 2^64 divided by the golden ratio: odd, and without a pattern. */
#define FACTOR 0x9E3779B97F4A7C15u

/* Odd numbers drawn at random: a hash times each is another hash. */
static const uint64_t factors[TC_SKETCH_VALUES] = {
    0xA81485181CD1E9B1u,
    0x83C3F90864E6E9EDu,
    0x19F0AACC8AA7A9D3u,
    0x963B4CC7478DDD57u,
    0xAAE2EF183FA3A409u,
    0x972C78B9C2791AC3u,
    0xFE33E2BDB17ECFDBu,
    0xD703615E2C4AAB77u,
    0x23C65A5D6DE7B865u,
    0xC818F5483634309Fu,
    0x62633285D2EDCF6Bu,
    0xD3A63E16E27F86A3u,
    0x81FA5BD0CCFC933Fu,
    0x2DBF76A9E076FF19u,
    0x2CAE195DC5F9E789u,
    0x13BC2F1D1785076Du,
};

void
tc_sketch_clear(struct tc_sketch *sketch)
{
	memset(sketch->least, 0xFF, sizeof(sketch->least));
	sketch->sum = 0;
	sketch->pairs = 0;
}

static uint64_t
hash_of(const char *term, size_t len)
{
	return tc_hash(term, len) * FACTOR;
}

void
tc_sketch_word(struct tc_sketch *sketch, const char *term, size_t len)
{
	uint64_t hash = hash_of(term, len);

	sketch->sum += hash ^ hash >> 32;
}

void
tc_sketch_pair(struct tc_sketch *sketch, const char *term, size_t len)
{
	uint64_t hash = hash_of(term, len);
	size_t i;

	for (i = 0; i < TC_SKETCH_VALUES; i++) {
		uint32_t value = (uint32_t)(hash * factors[i] >> 32);

		if (value < sketch->least[i])
			sketch->least[i] = value;
	}
	sketch->pairs++;
}

void
tc_sketch_put(const struct tc_sketch *sketch, struct tc_buf *out)
{
	size_t i;

	if (sketch->pairs < PAIRS_MIN)
		return;
	for (i = 0; i < TC_SKETCH_VALUES; i++)
		tc_buf_putc(out, (char)(sketch->least[i] & 0xFF));
	for (i = 0; i < SUM_BYTES; i++)
		tc_buf_putc(out, (char)(sketch->sum >> 8 * i & 0xFF));
}

static bool
is_sketch(struct tc_span value)
{
	return value.len == TC_SKETCH_BYTES;
}

unsigned
tc_sketch_alike(struct tc_span a, struct tc_span b)
{
	unsigned i, n = 0;

	if (!is_sketch(a) || !is_sketch(b))
		return 0;
	for (i = 0; i < TC_SKETCH_VALUES; i++)
		n += a.s[i] == b.s[i];
	return n;
}

bool
tc_sketch_same(struct tc_span a, struct tc_span b)
{
	return is_sketch(a) && is_sketch(b) && memcmp(a.s, b.s, a.len) == 0;
}
