/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that tie numbers together: ngày, tháng, trăm, tỷ, khóa, QCVN ... */
#ifndef TC_TEXT_LEXICON_H
#define TC_TEXT_LEXICON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <tracuu/pack.h>

/* What a word may be; the value of some is in brackets. */
enum tc_role {
	TC_ROLE_DAY = 1 << 0,	   /* ngày: before the day of a month */
	TC_ROLE_MONTH = 1 << 1,	   /* tháng */
	TC_ROLE_YEAR = 1 << 2,	   /* năm */
	TC_ROLE_QUARTER = 1 << 3,  /* quý */
	TC_ROLE_MOON = 1 << 4,	   /* giêng [1], chạp [12]: only of months */
	TC_ROLE_DATES = 1 << 5,	   /* sáng, từ: what follows may be a date */
	TC_ROLE_AND = 1 << 6,	   /* và, đến: goes on with a list */
	TC_ROLE_DIGIT = 1 << 7,	   /* một [1] to chín [9] */
	TC_ROLE_ZERO = 1 << 8,	   /* không */
	TC_ROLE_ENDING = 1 << 9,   /* mốt [1], lăm [5]: only after tens */
	TC_ROLE_TEN = 1 << 10,	   /* mười */
	TC_ROLE_TENS = 1 << 11,	   /* mươi: after a digit */
	TC_ROLE_ODD = 1 << 12,	   /* linh, lẻ: a hundred and */
	TC_ROLE_HUNDRED = 1 << 13, /* trăm */
	TC_ROLE_SCALE = 1 << 14, /* nghìn [3], vạn [4], triệu [6], tỷ [9] */
	TC_ROLE_HALF = 1 << 15,	   /* rưỡi: and a half */
	TC_ROLE_FIRST = 1 << 16,   /* nhất: first */
	TC_ROLE_ORDINAL = 1 << 17, /* thứ: makes an ordinal */
	TC_ROLE_TIMES = 1 << 18,   /* lần, họp: before thứ and a number */
	TC_ROLE_COUNTED = 1 << 19, /* khóa, chương: a Roman figure may follow */
	TC_ROLE_TERM = 1 << 20, /* kỳ of nhiệm kỳ, đoạn of giai đoạn */
	TC_ROLE_MONEY = 1 << 21,    /* đồng, USD [tc_lexicon_name] */
	TC_ROLE_UNIT = 1 << 22,	    /* ha, km [tc_lexicon_name] */
	TC_ROLE_NOMONEY = 1 << 23,  /* chí: đồng chí is a comrade */
	TC_ROLE_STANDARD = 1 << 24, /* QCVN, TCVN, ISO */
	TC_ROLE_RATIO = 1 << 25,    /* lệ of tỷ lệ: no dates follow */
	TC_ROLE_NUMBERED = 1 << 26, /* số, định: a document's number follows */
	TC_ROLE_PERCENT = 1 << 27, /* phần of phần trăm */
	/* The composer sets these: */
	TC_ROLE_ROMAN = 1 << 28, /* a Roman figure */
	TC_ROLE_CODE = 1 << 29	 /* hđnd: of the number of a document */
};

struct tc_meaning {
	uint32_t roles; /* of enum tc_role, 0: none */
	uint8_t value;
};

/* The value of currencies and units. */
enum tc_lexicon_name {
	TC_NAME_VND,
	TC_NAME_USD,
	TC_NAME_EUR,
	TC_NAME_JPY,
	TC_NAME_CNY,
	TC_NAME_HA,
	TC_NAME_KM,
	TC_NAME_KM2,
	TC_NAME_M,
	TC_NAME_M2,
	TC_NAME_M3,
	TC_NAME_CM,
	TC_NAME_MM,
	TC_NAME_KG,
	TC_NAME_TON,
	TC_NAME_KW,
	TC_NAME_KWH,
	TC_NAME_MW,
	TC_NAME_MWH,
	TC_NAME_KV,
	TC_NAME_KVA,
	TC_NAME_MVA
};

/* The longest word in bytes: longer ones have no meaning. */
#define TC_LEXICON_BYTES 8u

#define TC_LEXICON_BITS 10u
#define TC_LEXICON_SLOTS (1u << TC_LEXICON_BITS)

/* A hash table by the bytes of words; 0: an empty slot. */
struct tc_lexicon {
	struct {
		uint64_t word;
		struct tc_meaning meaning;
	} slot[TC_LEXICON_SLOTS];
};

/* Made by lexicon_gen.c when the library is built. */
extern const struct tc_lexicon tc_lexicon;

/* The bytes of a word that is not too long. */
static inline uint64_t
tc_lexicon_word(const char *s, size_t len)
{
	char bytes[TC_LEXICON_BYTES] = {0};

	memcpy(bytes, s, len);
	return tc_load_le64(bytes);
}

/* Where to look first; then in the next ones, up to an empty slot. */
static inline size_t
tc_lexicon_home(uint64_t word)
{
	return (size_t)((word * 0x9E3779B97F4A7C15u) >> (64 - TC_LEXICON_BITS));
}

/* By the canonical form; with marks or with none at all (ngày, ngay). */
struct tc_meaning tc_lexicon_find(const char *canonical, size_t len);

/* The name in keys of a currency or unit: "vnd", "ha". Static. */
const char *tc_lexicon_name(unsigned value);

#endif
