/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every Vietnamese syllable, for tests that try them all. */
#ifndef SYLLABLES_H
#define SYLLABLES_H

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "letter.h"
#include "syllable.h"

#define TONELESS 3903	/* without tones */
#define SYLLABLES 17942 /* with them */

struct toneless {
	uint32_t letter[8];
	size_t n;
};

static inline size_t
decode(const char *s, uint32_t *letters)
{
	size_t i = 0, len = strlen(s), n = 0;
	UChar32 c;

	while (i < len) {
		U8_NEXT((const uint8_t *)s, i, len, c);
		letters[n++] = (uint32_t)c;
	}
	return n;
}

static inline void
encode(struct tc_buf *out, const uint32_t *letters, size_t n)
{
	size_t i;

	tc_buf_clear(out);
	for (i = 0; i < n; i++)
		put_char(out, letters[i]);
}

static inline int
compare_toneless(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(struct toneless));
}

/*
 * All that the grammar takes of onsets before rimes, sorted, each once. gi + a
 * and g + ia are one.
 */
static inline size_t
list_toneless(struct toneless out[28 * 168])
{
	static const char *const onsets[] = {"", "b", "c", "ch", "d", "đ", "g",
	    "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
	    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x"};
	static const char rimes[] =
	    "a e ê i o ô ơ u ư y ia ua ưa oa oe uê uơ uy uya ai ao au ay âu "
	    "ây eo êu iu oi ôi ơi ui ưi ưu iêu yêu uôi ươi ươu oai oao oay "
	    "oeo uây uyu uêu am ăm âm em êm im om ôm ơm um ưm iêm yêm uôm "
	    "ươm oam oăm oem an ăn ân en ên in on ôn ơn un ưn iên yên uôn "
	    "ươn oan oăn oen uân uyên uên uyn ang ăng âng eng ong ông ung "
	    "ưng iêng yêng uông ương oang oăng uâng oong anh ênh inh oanh "
	    "uênh uynh ynh ap ăp âp ep êp ip op ôp ơp up ưp iêp ươp oap oăp "
	    "uyp at ăt ât et êt it ot ôt ơt ut ưt iêt yêt uôt ươt oat oăt "
	    "oet uât uyt uyêt yt ac ăc âc ec oc ôc uc ưc iêc uôc ươc oac "
	    "oăc ooc ach êch ich oach uêch uych ych ";
	size_t i, n = 0, to = 0;
	const char *rime, *end;

	memset(out, 0, 28 * 168 * sizeof(out[0]));
	for (i = 0; i < COUNT(onsets); i++) {
		for (rime = rimes; *rime != '\0'; rime = end + 1) {
			char s[32];
			uint32_t canonical[16];

			end = strchr(rime, ' ');
			snprintf(s, sizeof(s), "%s%.*s", onsets[i],
			    (int)(end - rime), rime);
			to = decode(s, canonical);
			if (to > 8 || !tc_syllable_canonical(canonical, to))
				continue;
			out[n].n = decode(s, out[n].letter);
			n++;
		}
	}
	qsort(out, n, sizeof(out[0]), compare_toneless);
	for (i = 0, to = 0; i < n; i++) {
		if (to == 0 || compare_toneless(&out[to - 1], &out[i]) != 0)
			out[to++] = out[i];
	}
	return to;
}

static inline bool
ends_in_stop(const struct toneless *s)
{
	uint32_t last = s->letter[s->n - 1];

	return last == 'c' || last == 'p' || last == 't' ||
	    (last == 'h' && s->n > 1 && s->letter[s->n - 2] == 'c');
}

/* Put a tone on one of the letters; false where it takes none. */
static inline bool
put_tone(const struct toneless *s, size_t place, enum tc_tone tone,
    uint32_t letters[8])
{
	memcpy(letters, s->letter, 8 * sizeof(letters[0]));
	if (!tc_letter_is_vowel(letters[place]))
		return false;
	letters[place] = tc_letter_with_tone(letters[place], tone);
	return true;
}

#endif
