/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Vietnamese text: cleaning, canonical and folded words, tokens. */
#ifndef TC_TEXT_H
#define TC_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Clean a text once, when it is read, and append it to out. What comes out is
 * what is stored, shown, highlighted and tokenised, so that offsets need no
 * mapping. In this order:
 *  - bytes that are not UTF-8 become U+FFFD;
 *  - Unicode NFC (UAX 15), also where a tone was typed before the hat of its
 *    letter (a + acute + circumflex, which NFC leaves as two characters);
 *  - look-alikes of đ (Icelandic eth, d with a stroke laid over it) become đ;
 *  - every space (no-break, thin, ideographic, tab ...) becomes U+0020, every
 *    line end "\n", other control characters a space;
 *  - what cannot be seen (soft hyphen, word joiner, byte order mark) goes; a
 *    zero width space goes inside one syllable (Ngu|yên) and is a space else.
 * TC_OK, TC_NOMEM or TC_TOOBIG (out's limit).
 */
enum tc_status tc_text_clean(
    const char *s, size_t len, struct tc_buf *out, struct tc_error *err);

/*
 * Where a text that claims to be UTF-8 is not: the offset of the first byte
 * that belongs to no character, or len when all is well.
 */
size_t tc_text_utf8_span(const char *s, size_t len);

/*
 * Append the canonical form of one word: lower case, the tone mark in its one
 * place (old style: hoà -> hòa), i for y where both are written (kỹ -> kĩ), or
 * just lower case where it is no Vietnamese syllable. Full width letters and
 * raised or lowered digits become plain ones (m² -> m2). Only for terms, never
 * for what is shown. Failure is remembered by out.
 */
void tc_text_canonical(const char *s, size_t len, struct tc_buf *out);

/*
 * Append the folded form: the canonical form's base letters (Nghị -> nghi,
 * đường -> duong, Ñ -> n), apostrophes dropped.
 */
void tc_text_fold(const char *s, size_t len, struct tc_buf *out);

/*
 * Append a key to compare names by: folded words with one space between them,
 * ("  Nghị   Quyết " -> "nghi quyet"). Punctuation counts as space.
 */
void tc_text_key(const char *s, size_t len, struct tc_buf *out);

/*
 * The next word of a text as tc_text_key has them, [*from, *to): from byte *to
 * on, which is 0 at first. False when there is none.
 */
bool tc_text_next_word(const char *s, size_t len, size_t *from, size_t *to);

/* How a word is written. */
enum tc_case {
	TC_CASE_NONE,  /* no letters */
	TC_CASE_LOWER, /* nghiệp */
	TC_CASE_TITLE, /* Nghiệp, and a single capital letter */
	TC_CASE_UPPER, /* NGHIỆP */
	TC_CASE_MIXED  /* TTg, iPad */
};
enum tc_case tc_text_case(const char *word, size_t len);

/*
 * Append what a canonical word has beyond its folded form, as Telex keys in
 * the order of the letters with the tone last: nghị "j", quyết "es", đường
 * "dwwf", khu "". A letter that Telex cannot type stands for itself (über "ü").
 * Folded form and marks together tell words apart.
 */
void tc_text_marks(const char *canonical, size_t len, struct tc_buf *out);

/*
 * Do the marks of a document's word include those that were typed? The words'
 * folded forms are equal. What was typed for duong ("") takes every spelling,
 * đuong ("d") takes đường and đương but not dương, đường takes only itself.
 */
bool tc_text_marks_include(
    const char *marks, size_t len, const char *typed, size_t typed_len);

/*
 * Append a word with these marks, in place of any that it has: ("Cong", "o")
 * is Công, ("hoac", "wj") hoặc, ("ky", "x") kỹ. Letters and case stay, the
 * tone goes where it belongs. False, and nothing appended, where the word has
 * no letters for the marks, or is no word.
 */
bool tc_text_put_marks(const char *word, size_t len, const char *marks,
    size_t marks_len, struct tc_buf *out);

/* Is it spelt like a Vietnamese syllable? Any case, either tone placement. */
bool tc_text_is_syllable(const char *s, size_t len);

/*
 * May it be one that was typed without its marks, in small letters of ASCII?
 * nghiep may (nghiệp), nghep may not; nghiệp itself is not asked about.
 */
bool tc_text_is_unmarked_syllable(const char *folded);

/*
 * The key of a document number, however it was typed: "Số: 012 / 2020 /
 * NQ–HĐND" -> "12/2020/nq-hdnd". TC_INVALID when the text holds no number or
 * more than one.
 */
struct tc_analyser;
enum tc_status tc_text_docno_key(struct tc_analyser *analyser, const char *s,
    size_t len, struct tc_buf *out, struct tc_error *err);

/* What a token is. Words stand alone; the others have their parts after them.
 */
enum tc_token_kind {
	TC_TOKEN_WORD,	   /* a syllable or any run of letters: nghiệp, KCN */
	TC_TOKEN_NUMBER,   /* 109, 8.900 as "8900", 1,5 as "1.5" */
	TC_TOKEN_CODE,	   /* letters and digits, R&D, U.B.N.D: ql37, ubnd */
	TC_TOKEN_DOCNO,	   /* 12/2020/nq-hdnd */
	TC_TOKEN_STDNO,	   /* 40:2011/btnmt */
	TC_TOKEN_FRACTION, /* 30/2020 */
	TC_TOKEN_DATE,	   /* 2020-06-29, 2020-06 (month), --06-29 (no year) */
	TC_TOKEN_YEARS,	   /* 2020-2025 */
	TC_TOKEN_TIME,	   /* 17:30 */
	TC_TOKEN_PHONE,	   /* 02083845435 */
	TC_TOKEN_NET,	/* an e-mail address, a domain, an address of the web */
	TC_TOKEN_AMOUNT /* money or a share: 30000-vnd, 178% */
};

/*
 * Is it a word: letters, digits or both, that may stand beside others? The
 * other kinds are numbers, dates and addresses as a whole.
 */
bool tc_token_is_word(enum tc_token_kind kind);

/*
 * One token. The strings are borrowed until the next call on the analyser.
 *
 * A structured token is given whole first and then by its parts, which lie
 * inside its [from, to) and have `part` set: 12/2020/NQ-HĐND, then 12, 2020,
 * NQ, HĐND. The whole shares the position of its first part.
 *
 * What several tokens say together is given before them as a token with
 * `spans` set, which is called a mention: "ngày 29 tháng 6 năm 2020" is
 * 2020-06-29, then the six words as they are without it; "lần thứ III" is lần,
 * thứ, 3, iii. A mention has the position of the token it begins with and is
 * `joined` where that is, if it is a word (a number, a code). It says something
 * besides the tokens it spans, so it is never the word before another. Mentions
 * may lie in one another, the longer one first: "8,9 nghìn tỷ đồng" is
 * 8900000000000-vnd, 8900000000000, 8.9, nghìn, tỉ, đồng.
 */
struct tc_token {
	enum tc_token_kind kind;
	const char *term; /* canonical form, or the key of a structured token */
	size_t term_len;
	const char *folded; /* ASCII base of term */
	size_t folded_len;
	size_t from, to;   /* bytes in the text that was given, [from, to) */
	uint32_t position; /* counts words from 0 */
	bool part;	   /* belongs to the structured token before it */
	bool joined; /* pairs with the word before it: only spaces, one line
			break or quotes lie between */
	bool spans;  /* says what the tokens up to `to` say together */
};

/* Terms are cut at this many bytes, at the edge of a character. */
#define TC_TERM_MAX 100

/*
 * The analyser: indexer and query both get their words from it and nothing
 * else tokenises. One for each thread. Words break where our own ICU rules
 * say (text/vi_word.rbbi), in every locale alike.
 * TC_OK, TC_NOMEM, or TC_INTERNAL when ICU refuses our rules.
 */
enum tc_status tc_analyser_new(struct tc_analyser **out, struct tc_error *err);
void tc_analyser_free(struct tc_analyser *analyser);

/*
 * Start on a text, which is borrowed until the last token was taken. It should
 * be cleaned: the analyser takes any bytes, but repairs only single words.
 */
enum tc_status tc_analyser_start(struct tc_analyser *analyser, const char *s,
    size_t len, struct tc_error *err);

/*
 * Once a text was started: it goes on where another ended in a word, with
 * nothing between them that keeps words from pairing. Its first word is joined
 * to that one where it begins the text.
 */
void tc_analyser_go_on(struct tc_analyser *analyser);

/* Once TC_DONE was returned: would a word pair with the last, if it followed?
 */
bool tc_analyser_ends_in_word(const struct tc_analyser *analyser);

/* The next token: TC_OK, TC_DONE after the last, or TC_NOMEM, TC_INTERNAL. */
enum tc_status tc_analyser_next(
    struct tc_analyser *analyser, struct tc_token *token, struct tc_error *err);

/*
 * The same without mentions: for who only wants the words, and fast. Not to be
 * mixed with tc_analyser_next on one text.
 */
enum tc_status tc_analyser_next_word(
    struct tc_analyser *analyser, struct tc_token *token, struct tc_error *err);

/*
 * Names what makes the terms: the version of these rules and ICU's, such as
 * "2 icu-72.1". Indexes remember it. Static.
 */
const char *tc_analyser_version(void);

#ifdef __cplusplus
}
#endif
#endif
