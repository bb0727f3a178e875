/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Sketches of texts: 24 bytes that tell whether two texts may be nearly the
 * same, without reading them (A. Broder, On the resemblance and containment of
 * documents, 1997; a byte of each least hash: P. Li and C. Koenig, b-bit
 * minwise hashing, 2010).
 */
#ifndef TC_SKETCH_H
#define TC_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/pack.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TC_SKETCH_VALUES 16

/* Bytes of a sketch that is kept: a byte of each value, and a sum. */
#define TC_SKETCH_BYTES (TC_SKETCH_VALUES + 8)

/* A sketch while the terms of a text come in. */
struct tc_sketch {
	uint32_t least[TC_SKETCH_VALUES]; /* of each hash of pairs */
	uint64_t sum;			  /* of all words, in any order */
	uint32_t pairs;
};

/* Another text begins; to be called before the first, too. */
void tc_sketch_clear(struct tc_sketch *sketch);

/* The terms of its words and pairs of words, each as often as it comes. */
void tc_sketch_word(struct tc_sketch *sketch, const char *term, size_t len);
void tc_sketch_pair(struct tc_sketch *sketch, const char *term, size_t len);

/*
 * Append the value that is kept: the same bytes on every machine, nothing for a
 * text that is too short to be told from others.
 */
void tc_sketch_put(const struct tc_sketch *sketch, struct tc_buf *out);

/*
 * How many of TC_SKETCH_VALUES agree: about the share of pairs that both texts
 * have, of those that either has. 0 where one has no sketch.
 */
unsigned tc_sketch_alike(struct tc_span a, struct tc_span b);

/* Have both texts the very same words, each as often? */
bool tc_sketch_same(struct tc_span a, struct tc_span b);

#ifdef __cplusplus
}
#endif
#endif
