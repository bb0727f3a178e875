/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Old encodings: what the parts of tracuu/legacy.h share. */
#ifndef TC_TEXT_LEGACY_PARTS_H
#define TC_TEXT_LEGACY_PARTS_H

#include <stdbool.h>
#include <stdint.h>
#include <tracuu/ascii.h>
#include <tracuu/legacy.h>
#include <unicode/utf8.h>

#include "letter.h"
#include "syllable.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define NO_BREAK_SPACE 0x00A0
#define SOFT_HYPHEN 0x00AD
#define REPLACEMENT 0xFFFD

/* A paragraph with so many words decides for itself. */
#define OWN_WORDS 10

/*
 * Characters
 */

/* The character at *i, which is moved behind it; U+FFFD for bad bytes. */
static inline uint32_t
next_char(const char *s, size_t len, size_t *i)
{
	UChar32 c;

	U8_NEXT((const uint8_t *)s, *i, len, c);
	return c < 0 ? REPLACEMENT : (uint32_t)c;
}

/* The character at i, 0 at the end. */
static inline uint32_t
peek_char(const char *s, size_t len, size_t i)
{
	return i < len ? next_char(s, len, &i) : 0;
}

static inline void
append_char(struct tc_buf *out, uint32_t c)
{
	uint8_t bytes[U8_MAX_LENGTH];
	size_t len = 0;

	U8_APPEND_UNSAFE(bytes, len, c);
	tc_buf_put(out, (const char *)bytes, len);
}

static inline bool
is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* The small letter, 0 when it is none of ours. */
static inline uint32_t
lower(uint32_t c)
{
	if (c < 0x80)
		return is_ascii_letter(c) ? c | 0x20 : 0;
	return tc_letter_of(c).lower;
}

/*
 * Letters: legacy_letter.c
 */

/* What Windows-1252, as the web reads it, makes of a byte. */
uint32_t tc_legacy_cp1252(unsigned char byte);

/* The byte that a character stood for; 0x100 when it is none of that page. */
uint32_t tc_legacy_byte(uint32_t c);

/* The letter that a character is by itself in this encoding, or 0. */
uint32_t tc_legacy_letter(enum tc_encoding encoding, uint32_t c);

/*
 * The letter at *i, which is moved behind all that makes it; or 0. Two are
 * tried before one: VNI oâ is ô, but â alone is nothing and ô is ơ.
 */
uint32_t tc_legacy_match(
    enum tc_encoding encoding, const char *s, size_t len, size_t *i);

/* Does the encoding have letters of two bytes? */
bool tc_legacy_has_pairs(enum tc_encoding encoding);

/* Is a character of ASCII a letter in some encoding? A few controls are. */
bool tc_legacy_is_control_letter(uint32_t c);

/*
 * Words: legacy_word.c
 */

/* A run of letters and symbols between spaces and ASCII punctuation. */
struct word {
	size_t from, to;
	bool counts; /* it has a character outside ASCII and no digit */
	bool eth;    /* ñ or ð is in it */
};

/* The next word before to; *i is moved behind it. False at the end. */
bool
tc_legacy_next_word(const char *s, size_t to, size_t *i, struct word *word);

/*
 * Is the word a syllable as it stands? A capital after a small letter (thÈm) is
 * no way to write one.
 */
bool tc_legacy_reads_as_is(const char *s, const struct word *word);

enum reading {
	READS_NOT, /* it is no syllable */
	READS,
	READS_WELL, /* its tone is where people write it */
	READS_SAME  /* nothing is to be decoded in it */
};

/* How well the word reads in this encoding. */
enum reading tc_legacy_reads_as(
    enum tc_encoding encoding, const char *s, const struct word *word);

/* Is it an abbreviation with Ñ or Ð for Đ: QÑ, HÑND? ESPAÑA is none. */
bool tc_legacy_is_abbreviation(const char *s, const struct word *word);

/* The letters of a word, decoded. */
struct letters {
	uint32_t letter[TC_SYLLABLE_MAX + 1];
	size_t n;
	bool small; /* the last one can't be a capital */
	bool same;  /* nothing was to be decoded */
};

/*
 * Add a letter; false when there are too many, or it can't follow: a capital
 * after a small one. In TCVN3 a capital and its small letter with a tone are
 * one (Aµ is À), and those with a tone are small or capital (VIÖT is VIỆT).
 */
bool tc_legacy_add_letter(struct letters *word, uint32_t c, bool tcvn3);

/*
 * Put back the ư that went with a soft hyphen where grammar leaves no doubt:
 * there is no ơc, ơng, ơu, so that đợc is được and trờng is trường. The letters
 * are small, and there is room for one more. Returns where it was put, or n.
 */
size_t tc_legacy_restore_horn(uint32_t *letters, size_t n);

/*
 * Deciding: legacy_detect.c
 */

/* How many words there are, and how many are syllables in each encoding. */
struct tally {
	size_t n, rare_n; /* the latter read in the rare encodings, too */
	size_t valid[TC_ENCODING_LOST]; /* [TC_ENCODING_NONE]: as they stand */
	size_t score[TC_ENCODING_LOST]; /* how well they read, added up */
	uint32_t seen[2]; /* hashes of the first two that differ */
	size_t distinct;  /* of them, up to 3 */
	size_t eth;	  /* with ñ or ð, but for abbreviations */
	size_t eth_valid; /* of these, what đ makes a syllable */
	size_t eth_as_is; /* what cleaning will (ð only) */
};

/* Count the words of [from, to) as common encodings, until there are max. */
void tc_legacy_count(
    struct tally *tally, const char *s, size_t from, size_t to, size_t max);

/* Count them again, as the rare ones. */
void tc_legacy_count_rare(
    struct tally *tally, const char *s, size_t from, size_t to, size_t max);

/* Must they be counted as rare ones before the tally can tell? */
bool tc_legacy_needs_rare(const struct tally *tally);

bool tc_legacy_is_rare(enum tc_encoding encoding);

/* Is so much more of it Vietnamese that it can't be chance? */
bool tc_legacy_gains(const struct tally *tally, enum tc_encoding encoding);

/* So much of it reads in a common encoding that no other can be better. */
enum tc_encoding tc_legacy_plain(const struct tally *tally);

/* What a tally of all encodings says. */
enum tc_encoding tc_legacy_encoding_of(const struct tally *tally);

/*
 * What the words of [from, to) by themselves say; fewer than ten say nothing.
 * The tally is filled.
 */
enum tc_encoding
tc_legacy_decide(struct tally *tally, const char *s, size_t from, size_t to);

/*
 * Texts whose letters are gone: legacy_lost.c
 */

/* What the words of a text without letters outside ASCII are like. */
struct bareness {
	size_t words;	  /* of two letters and more */
	size_t bare;	  /* an onset, no vowel: hnh, cng */
	size_t long_bare; /* of three letters and more */
	size_t shaped;	  /* like syllables: vit, ngha */
	size_t holes;	  /* with a sign for a letter: ngh?a, quy?t */
	bool several;	  /* the long bare ones are not all the same */
	char first[TC_SYLLABLE_MAX + 1]; /* the first of those */
};

/* Count the words of [from, to). */
void tc_legacy_count_bare(
    struct bareness *bareness, const char *s, size_t from, size_t to);

void tc_legacy_add_bare(struct bareness *sum, const struct bareness *one);

/* Did letters go without a trace: "CHNH PH S" for CHÍNH PHỦ SỐ? */
bool tc_legacy_is_bare(const struct bareness *bareness);

/* Did letters become U+FFFD or question marks: "CH?NH PH? S?"? */
bool tc_legacy_is_holey(const struct bareness *bareness);

/*
 * Append a paragraph that can't be repaired: its words become U+FFFD, one for
 * a run of them. With holes_only those without a hole stay. So does what has a
 * digit, and addresses of mail and the web.
 */
void tc_legacy_put_lost(
    struct tc_buf *out, const char *s, size_t from, size_t to, bool holes_only);

/*
 * Decoding: legacy_decode.c
 */

struct decoder {
	enum tc_encoding encoding;
	const char *s;
	size_t from, to;
	bool no_horns; /* a TCVN3 text without any ư */
	struct tc_buf *out;
	size_t word; /* where in out the word at its end begins */
};

/* Append [from, to), decoded. */
void tc_legacy_decode(struct decoder *decoder);

/* The same for a paragraph that is partly in Unicode. */
void tc_legacy_decode_mixed(struct decoder *decoder);

/* Append [from, to) with đ for ñ and ð in Vietnamese words: El Niño stays. */
void
tc_legacy_decode_eth(struct tc_buf *out, const char *s, size_t from, size_t to);

#endif
