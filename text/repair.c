/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Marks in any order, doubled marks, and look-alikes of đ. */
#include "repair.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "letter.h"

#define DOTLESS_I 0x0131
#define SHORT_STROKE_OVERLAY 0x0335
#define LONG_STROKE_OVERLAY 0x0336

bool
tc_repair_is_mark(uint32_t c)
{
	return c >= 0x0300 && c <= 0x036F;
}

static enum tc_mark
letter_mark(uint32_t mark)
{
	switch (mark) {
	case 0x0302:
		return TC_HAT;
	case 0x0306:
		return TC_BREVE;
	case 0x031B:
		return TC_HORN;
	case SHORT_STROKE_OVERLAY:
	case LONG_STROKE_OVERLAY:
		return TC_STROKE;
	default:
		return TC_PLAIN;
	}
}

static enum tc_tone
tone_mark(uint32_t mark)
{
	switch (mark) {
	case 0x0301:
		return TC_SAC;
	case 0x0300:
		return TC_HUYEN;
	case 0x0309:
		return TC_HOI;
	case 0x0303:
		return TC_NGA;
	case 0x0323:
		return TC_NANG;
	default:
		return TC_LEVEL;
	}
}

static uint32_t
compose(uint32_t before, uint32_t mark)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *nfc = unorm2_getNFCInstance(&status);
	UChar32 c;

	if (U_FAILURE(status))
		return 0;
	c = unorm2_composePair(nfc, (UChar32)before, (UChar32)mark);
	return c > 0 ? (uint32_t)c : 0;
}

uint32_t
tc_repair_join(uint32_t before, uint32_t mark)
{
	struct tc_letter letter = tc_letter_of(before);
	enum tc_mark typed = letter_mark(mark);
	enum tc_tone tone = tone_mark(mark);
	uint32_t joined;

	if (before == DOTLESS_I)
		return compose('i', mark);
	if ((joined = compose(before, mark)) != 0 || letter.lower == 0)
		return joined;
	/* The first of two tones stands. */
	if (tone != TC_LEVEL && letter.tone != TC_LEVEL)
		return before;
	/* NFC composes ệ of ẹ only, not of ê and a dot below. */
	if (tone != TC_LEVEL) {
		joined = tc_letter_with_tone(letter.lower, tone);
	} else {
		if (typed == TC_PLAIN)
			return 0;
		if (letter.mark == typed)
			return before;
		if (letter.mark != TC_PLAIN)
			return 0;
		joined = tc_letter_with_mark(letter.lower, typed);
	}
	if (joined == letter.lower)
		return 0;
	return before == letter.lower ? joined
				      : (uint32_t)u_toupper((UChar32)joined);
}

uint32_t
tc_repair_lookalike(uint32_t c)
{
	switch (c) {
	case 0x00D0: /* Icelandic eth; also what CP1258 shows for Đ */
	case 0x0189: /* African D */
	case 0x018A: /* D with hook */
		return 0x0110;
	case 0x00F0:
	case 0x0256: /* d with tail */
	case 0x0257: /* d with hook */
		return 0x0111;
	default:
		return c;
	}
}
