/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Text typed with the input method off: Telex, VNI and VIQR keys.
 *
 * Somebody means "đại hội" and the box shows "ddaij hooij" (Telex), "d9ai5
 * ho6i5" (VNI) or "dda.i ho^.i" (VIQR). Here the keys become words again, but
 * only where the literal is unknown to the index and the word known: what the
 * index has is asked through a callback.
 */
#ifndef TC_TYPING_H
#define TC_TYPING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 *         sắc huyền hỏi ngã nặng   â ê ô      ă    ơ ư     đ
 * Telex    s    f    r   x   j     aa ee oo   aw   ow uw   dd
 * VNI      1    2    3   4   5     6          8    7       d9
 * VIQR     '    `    ?   ~   .     ^          (    + *     dd
 *
 * In Telex w alone is ư and uow is ươ; z, and 0 in VNI, take the tone away.
 */
enum tc_typing { TC_TELEX, TC_VNI, TC_VIQR };

/* Longer tokens are not decoded. The longest syllables take 10 keys. */
#define TC_TYPING_MAX 12

/* How far the keys may be from what the input method would have understood. */
enum tc_typing_cost {
	TC_TYPING_EXACT = 0,
	TC_TYPING_STROKE = 1, /* d stands for đ: dangr */
	/* two keys changed places (toogrn: tổng), or one came twice (ttoongr)
	 */
	TC_TYPING_SWAP = 2,
	/* a key is missing (thwng: thương), or any of that in a word without
	 * marks (knih: kinh) */
	TC_TYPING_SLIP = 3
};

/* One way to read a token: a syllable, or an abbreviation like hđnd. */
struct tc_typing_reading {
	char text[28];	    /* as it is written, small letters: "kỹ" */
	char canonical[28]; /* as tc_text_canonical gives it: "kĩ" */
	uint8_t cost;	    /* enum tc_typing_cost */
	bool hat; /* a key made an ă â ê ô ơ ư đ, typed where it belongs */
	bool tone;     /* a key made a tone */
	uint32_t freq; /* what the callback said */
};

/*
 * Is this canonical word in the index? Then *freq is the number of documents,
 * or whatever makes one word likelier than another. Must answer the same
 * within one call. NULL in place of it: every syllable is known, freq is 0.
 */
typedef bool (*tc_typing_known_fn)(
    void *arg, const char *canonical, size_t len, uint32_t *freq);

/*
 * Append the keys that type a text, which is NFC; whatever is no Vietnamese
 * letter stays. The tone comes last in its word (VIQR: after its letter), the
 * oo of xoong is ooo in Telex. Failure is remembered by out.
 */
void tc_typing_encode(
    enum tc_typing method, const char *text, size_t len, struct tc_buf *out);

/*
 * What the input method would have shown for the keys of one token, any case:
 * marks may be typed later than their letter (nghiepej is nghiệp). False where
 * that is no syllable, or no key made a mark.
 */
bool tc_typing_strict(enum tc_typing method, const char *keys, size_t len,
    struct tc_typing_reading *out);

#define TC_TYPING_READINGS 8

/*
 * List the known readings of one token that cost no more than max_cost, which
 * is an enum tc_typing_cost: cheapest first, then by frequency, then by bytes.
 * Returns how many. Readings of TC_TYPING_SLIP, and đ for d, are looked for
 * only where there is none that costs less.
 */
size_t tc_typing_read(enum tc_typing method, const char *keys, size_t len,
    enum tc_typing_cost max_cost, tc_typing_known_fn known, void *arg,
    struct tc_typing_reading out[TC_TYPING_READINGS]);

#define TC_TYPING_NOT_A_WORD UINT32_MAX

/* A word of a query. */
struct tc_typing_token {
	const char *text; /* canonical or as typed */
	size_t len;
	/* Documents with its folded form, 0: unknown; TC_TYPING_NOT_A_WORD for
	 * what never is one: a number, a date, an address. */
	uint32_t freq;
	bool decoded; /* out: reading holds */
	struct tc_typing_reading reading;
};

/*
 * Decide for a whole query, all of whose words are given, which of them are
 * keys of Telex or VNI (one of them in one query). Words with letters outside
 * ASCII stay, and so do words that the index knows. A query of one word must
 * have a key for a hat and one for a tone: box stays, though it reads bõ. In
 * longer ones a single such word is enough, if half of the unknown words can be
 * read. Without one all unknown words must be read: two without a slip, or the
 * only one among known words; beside three of them one may be unreadable.
 *
 * In a query that is Telex beyond doubt (a word with both keys and another, or
 * any three) known words are decoded after all when they have both keys, or
 * when the reading is far more frequent (ans: án), and slips of TC_TYPING_SLIP
 * are repaired. Returns how many words are decoded.
 */
size_t tc_typing_decide(struct tc_typing_token *tokens, size_t n,
    tc_typing_known_fn known, void *arg);

/*
 * The same for VIQR, whose keys are punctuation, and which therefore needs the
 * query as it was typed. Appends the query with its words decoded and returns
 * true; else appends nothing. A mark at the end of a word counts only when
 * another word is beyond doubt: "la gi?" stays, "dda.i ho^.i" goes.
 */
bool tc_typing_viqr(const char *query, size_t len, tc_typing_known_fn known,
    void *arg, struct tc_buf *out);

/*
 * A slip in a document: toogrn that stands for tổng. True where the token, of
 * small ASCII letters and no syllable, has keys for hat and tone and one
 * cheapest reading only. It may still be English (roots): better look whether
 * the word suits its neighbours, and only ever add it.
 */
bool tc_typing_slip(const char *token, size_t len, tc_typing_known_fn known,
    void *arg, struct tc_typing_reading *out);

#ifdef __cplusplus
}
#endif
#endif
