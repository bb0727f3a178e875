/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The forms of words, remembered: a language has few syllables, a thousand of
 * them are 94 % of the words of a law.
 *
 * A table of sets of two places. The first word of a set stays, for frequent
 * words come early; the next ones take the second place, each from the other.
 */
#include "forms.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/pack.h>

#include "number.h"
#include "plain.h"
#include "word.h"

/*
 * Of 6.7 million words of laws 0.2 % are not found here, in half as many sets
 * 0.5 %; making the forms of one takes as long as finding twenty. A program
 * that answers one question sees some hundred words, and zeros take time, too:
 * it begins with few sets.
 */
#define SET_BITS_FIRST 9u
#define SET_BITS_STEP 2u
#define SET_BITS 13u

struct tc_forms_cache {
	struct tc_forms (*sets)[2]; /* in room, at the edge of a cache line */
	unsigned bits;		    /* so many sets, as a power of two */
	size_t made;		    /* words, until there is room for all */
	void *room;
};

_Static_assert(sizeof(struct tc_forms) == 64, "a cache line");
_Static_assert(sizeof(struct tc_forms_key) == TC_FORMS_MAX, "a key");

/* Make room for so many sets, none has a word. False: no memory. */
static bool
make_room(struct tc_forms_cache *cache, unsigned bits)
{
	size_t size = sizeof(struct tc_forms);
	char *room = calloc(((size_t)2 << bits) + 1, size);

	if (room == NULL)
		return false;
	cache->room = room;
	cache->bits = bits;
	cache->sets = (struct tc_forms(*)[2])(
	    void *)(room + (size - (uintptr_t)room % size));
	return true;
}

struct tc_forms_cache *
tc_forms_new(void)
{
	struct tc_forms_cache *cache = calloc(1, sizeof(*cache));

	if (cache != NULL && !make_room(cache, SET_BITS_FIRST)) {
		free(cache);
		cache = NULL;
	}
	return cache;
}

void
tc_forms_free(struct tc_forms_cache *cache)
{
	if (cache != NULL)
		free(cache->room);
	free(cache);
}

static inline bool
holds(const struct tc_forms *place, struct tc_forms_key key)
{
	const char *there = place->key;

	return ((tc_load_le64(there) ^ key.a) |
		   (tc_load_le64(there + 8) ^ key.b)) == 0;
}

static bool
make_number(struct tc_forms *out, const char *s, size_t len)
{
	struct tc_buf digits = TC_BUF_INIT(TC_TERM_MAX);
	bool fits;

	tc_number_integer(s, len, &digits);
	fits = !digits.failed && digits.len <= TC_FORMS_MAX;
	if (fits) {
		memcpy(out->canonical, digits.s, digits.len);
		memcpy(out->folded, digits.s, digits.len);
		out->canonical_len = out->folded_len = (uint8_t)digits.len;
	}
	tc_buf_free(&digits);
	return fits;
}

static bool
make_word(struct tc_forms *out, const char *s, size_t len)
{
	struct tc_word_forms forms;

	tc_word_forms(s, len, &forms);
	if (forms.folded_len == 0 || forms.folded_len > TC_FORMS_MAX ||
	    forms.canonical_len > TC_FORMS_MAX)
		return false;
	memcpy(out->canonical, forms.canonical, forms.canonical_len);
	memcpy(out->folded, forms.folded, forms.folded_len);
	out->canonical_len = (uint8_t)forms.canonical_len;
	out->folded_len = (uint8_t)forms.folded_len;
	return true;
}

/* The word among the usual ones, which are plain; NULL: it is none of them. */
static inline const struct tc_forms *
find_usual(struct tc_forms_key key)
{
	const struct tc_forms *set =
	    tc_usual_forms[tc_forms_set_of(key, TC_USUAL_BITS)];

	/* An empty place has the key of no bytes. */
	return (holds(set, key) || holds(++set, key)) && set->plain ? set
								    : NULL;
}

/* Where a new word of a set goes. */
static struct tc_forms *
place_in(struct tc_forms set[2])
{
	return &set[set[0].folded_len != 0];
}

/* Have all the sets. Without memory it stays as it is. */
static void
grow(struct tc_forms_cache *cache)
{
	struct tc_forms_cache old = *cache;
	struct tc_forms *one, *end = old.sets[(size_t)1 << old.bits];
	struct tc_forms_key key;

	cache->made = 0;
	if (!make_room(cache, cache->bits + SET_BITS_STEP))
		return;
	for (one = old.sets[0]; one < end; one++) {
		key = (struct tc_forms_key){
		    tc_load_le64(one->key), tc_load_le64(one->key + 8)};
		if (one->folded_len != 0)
			*place_in(
			    cache->sets[tc_forms_set_of(key, cache->bits)]) =
			    *one;
	}
	free(old.room);
}

static struct tc_forms *
remember(struct tc_forms_cache *cache, struct tc_forms_key key, const char *s,
    size_t len)
{
	struct tc_forms new = {0}, *place;
	bool made = tc_ascii_is_digit(s[0]) ? make_number(&new, s, len)
					    : make_word(&new, s, len);

	if (!made)
		return NULL;
	memcpy(new.key, s, len);
	new.plain = tc_plain_is_word(s, len);
	if (cache->bits < SET_BITS && ++cache->made >> cache->bits != 0)
		grow(cache);
	place = place_in(cache->sets[tc_forms_set_of(key, cache->bits)]);
	*place = new;
	return place;
}

const struct tc_forms *
tc_forms_of(struct tc_forms_cache *cache, const char *s, size_t len)
{
	const struct tc_forms *usual;
	struct tc_forms *set;
	struct tc_forms_key key;

	if (len > TC_FORMS_MAX)
		return NULL;
	key = tc_forms_key_of(s, len);
	if ((usual = find_usual(key)) != NULL)
		return usual;
	set = cache->sets[tc_forms_set_of(key, cache->bits)];
	if (holds(&set[0], key))
		return &set[0];
	if (holds(&set[1], key))
		return &set[1];
	return remember(cache, key, s, len);
}

#define EACH(byte) (0x0101010101010101u * (byte))

/* The top bit of each of eight bytes that is ASCII and no letter. */
static inline uint64_t
stops(uint64_t bytes)
{
	uint64_t small = (bytes | EACH(0x20)) & EACH(0x7F);
	uint64_t from_a = small + EACH(0x80 - 'a');
	uint64_t past_z = small + EACH(0x7F - 'z');

	return ~((from_a & ~past_z) | bytes) & EACH(0x80);
}

/* Cut a key where it stops; its length, TC_FORMS_MAX or more without stop. */
static inline size_t
cut(struct tc_forms_key *key)
{
	uint64_t a = stops(key->a), b = stops(key->b);

	if (a != 0) {
		key->a &= ((a & -a) - 1) >> 7;
		key->b = 0;
		return (size_t)__builtin_ctzll(a) / 8;
	}
	if (b != 0) {
		key->b &= ((b & -b) - 1) >> 7;
		return 8 + (size_t)__builtin_ctzll(b) / 8;
	}
	return TC_FORMS_MAX;
}

const struct tc_forms *
tc_forms_seen(const struct tc_forms_cache *cache, const char *s, size_t *len)
{
	struct tc_forms_key key = {tc_load_le64(s), tc_load_le64(s + 8)};
	const struct tc_forms *set;

	*len = cut(&key);
	if ((set = find_usual(key)) != NULL)
		return set;
	set = cache->sets[tc_forms_set_of(key, cache->bits)];
	if (!holds(set, key) && !holds(++set, key))
		return NULL;
	return *len < TC_FORMS_MAX && set->plain ? set : NULL;
}

void
tc_forms_know(struct tc_forms_cache *cache, const struct tc_forms *forms,
    uint32_t roles, uint8_t value)
{
	struct tc_forms *own = &cache->sets[0][0] + (forms - cache->sets[0]);

	own->roles = roles;
	own->value = value;
	own->known = 1;
}
