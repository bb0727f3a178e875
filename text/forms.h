/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The forms of short words and numbers, remembered. */
#ifndef TC_TEXT_FORMS_H
#define TC_TEXT_FORMS_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <tracuu/pack.h>

/* The longest word that is remembered, in bytes: "nghiêng" has 8. */
#define TC_FORMS_MAX 16

/* One word: a cache line. */
struct tc_forms {
	char key[TC_FORMS_MAX]; /* the word, zeros after it */
	char canonical[TC_FORMS_MAX];
	char folded[TC_FORMS_MAX];
	uint8_t canonical_len, folded_len; /* 0: an empty place */
	uint8_t plain;			   /* all its letters are (plain.h) */
	uint8_t known;			   /* has the analyser found ... */
	uint32_t roles;			   /* ... what the word may be? */
	uint8_t value;			   /* see tc_composer_meaning */
	uint8_t spare[7];
};

/* The bytes of a word, zeros after them. */
struct tc_forms_key {
	uint64_t a, b;
};

static inline struct tc_forms_key
tc_forms_key_of(const char *s, size_t len)
{
	char bytes[TC_FORMS_MAX] = {0};

	memcpy(bytes, s, len);
	return (struct tc_forms_key){
	    tc_load_le64(bytes), tc_load_le64(bytes + 8)};
}

/* Which of 2^bits sets a word is in. Multiplying spreads the bits upwards: the
 * set is taken from the top. */
static inline size_t
tc_forms_set_of(struct tc_forms_key key, unsigned bits)
{
	uint64_t hash = key.a * 0x9E3779B97F4A7C15u;

	hash ^= hash >> 32;
	hash = (hash ^ key.b) * 0xC2B2AE3D27D4EB4Fu;
	return (size_t)(hash >> (64 - bits));
}

/*
 * The usual words (usual.txt), made when the library is built: plain ones of
 * which all is known. A process that sees some hundred words makes few.
 */
#define TC_USUAL_BITS 10u
extern const struct tc_forms tc_usual_forms[1u << TC_USUAL_BITS][2];

/*
 * A memory of so many words at most, one megabyte; which are in it changes
 * nothing but speed. NULL when there is no memory.
 */
struct tc_forms_cache;
struct tc_forms_cache *tc_forms_new(void);
void tc_forms_free(struct tc_forms_cache *cache);

/*
 * The canonical and the folded form of s[0, len), 0 < len, as tc_word_forms
 * makes them, or as tc_number_integer does where s begins with a digit of
 * ASCII. No byte of s is NUL. NULL where a form is empty or longer than
 * TC_FORMS_MAX. Borrowed until the next call.
 */
const struct tc_forms *
tc_forms_of(struct tc_forms_cache *cache, const char *s, size_t len);

/*
 * The plain word that the bytes at s are, up to the first byte that is ASCII
 * and no letter, if it is remembered, and its length; else NULL. TC_FORMS_MAX
 * bytes may be read. That the word is in the memory proves that its letters
 * are plain: nothing need be decoded.
 */
const struct tc_forms *
tc_forms_seen(const struct tc_forms_cache *cache, const char *s, size_t *len);

/* Remember what a word may be, which was not known of it. */
void tc_forms_know(struct tc_forms_cache *cache, const struct tc_forms *forms,
    uint32_t roles, uint8_t value);

#endif
