/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Repair of texts in the Vietnamese encodings of before Unicode. */
#ifndef TC_LEGACY_H
#define TC_LEGACY_H

#include <stddef.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What a text turned out to be written in. */
enum tc_encoding {
	TC_ENCODING_NONE,  /* Unicode, or nothing that can be told */
	TC_ENCODING_TCVN3, /* ABC fonts: ViÖt Nam */
	TC_ENCODING_VNI,   /* VNI for Windows: Vieät Nam */
	TC_ENCODING_VISCII,
	TC_ENCODING_VPS,
	TC_ENCODING_BKHCM1,
	TC_ENCODING_BKHCM2,
	TC_ENCODING_VIETWARE,
	TC_ENCODING_CP1258,   /* Windows: ViêÌt Nam */
	TC_ENCODING_MOJIBAKE, /* UTF-8 read as Windows-1252: Viá»‡t Nam */
	TC_ENCODING_ETH,      /* Unicode, but ñ or ð for đ: ñường */
	TC_ENCODING_LOST      /* its letters are gone: Vit Nam, CHNH PH */
};

/* The name to show and to store, such as "tcvn3"; "none". Static. */
const char *tc_encoding_name(enum tc_encoding encoding);

/*
 * Append a text with its paragraphs (lines) in Unicode. Old encodings are
 * expected as they come out of Word files, PDF and pages that declare
 * Windows-1252: each byte one character of that code page, or of ISO 8859-1.
 *
 * The text must be as it was found. What cleaning takes out (soft hyphen,
 * no-break space, controls) or lower case changes are letters here: call this
 * before tc_text_clean(). What comes out is not clean; what needs no repair is
 * copied byte for byte, bytes that are not UTF-8 among it. Repairing what was
 * repaired changes nothing, unless the text is in several encodings or lost its
 * letters in part: short paragraphs go by the rest of the text, which is
 * another then.
 *
 * A paragraph that lost its letters ("CHNH PH", or "CH?NH PH?") can't be
 * repaired: each run of words that suffered becomes one U+FFFD, so that nobody
 * finds documents by it; what holds a digit (numbers, dates) and addresses
 * stay.
 *
 * *which is the repair that the most bytes had, TC_ENCODING_LOST when there
 * was none but something is lost. *lost counts the bytes of the paragraphs
 * that are. Both may be NULL. TC_OK, TC_NOMEM or TC_TOOBIG (out's limit).
 */
enum tc_status tc_legacy_repair(const char *s, size_t len, struct tc_buf *out,
    enum tc_encoding *which, size_t *lost, struct tc_error *err);

/*
 * Append bytes that are not UTF-8 as what they are in Windows-1252, read as the
 * web reads it (every byte is a character). It is decided line by line: where
 * most characters are UTF-8, bad bytes are but U+FFFD. TC_OK, TC_NOMEM or
 * TC_TOOBIG.
 */
enum tc_status tc_legacy_read(
    const char *bytes, size_t len, struct tc_buf *out, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
