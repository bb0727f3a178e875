/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of a heading as a value: to be read without the record. */
#include <tracuu/ascii.h>
#include <tracuu/hash.h>
#include <tracuu/index.h>

/* A heading is a few lines; of longer ones so many bytes are kept. */
#define KEPT_MAX 4096

/* Bytes of a word: the highest bit says that it is joined, the rest is its
 * code, the highest first. */
#define WORD_BYTES 3
#define JOINED 0x80u

/* The first byte of a code, less that bit: numbers have codes of their own, and
 * none begins like an end. */
#define NUMBERS 0x70u
#define END 0x7Fu

uint32_t
tc_heading_code(const char *term, size_t len)
{
	bool number = len > 0 && tc_ascii_is_digit(term[0]);
	uint32_t from = number ? NUMBERS << 16 : 0;
	uint32_t to = (number ? END : NUMBERS) << 16;

	return from + tc_hash(term, len) % (to - from);
}

bool
tc_heading_is_number(uint32_t code)
{
	return code >= NUMBERS << 16;
}

void
tc_heading_put(struct tc_buf *value, const char *term, size_t len, bool joined)
{
	uint32_t code = tc_heading_code(term, len);

	if (len == 0 || value->len + WORD_BYTES >= KEPT_MAX)
		return;
	tc_buf_putc(value, (char)(code >> 16 | (joined ? JOINED : 0)));
	tc_buf_putc(value, (char)(code >> 8 & 0xFF));
	tc_buf_putc(value, (char)(code & 0xFF));
}

void
tc_heading_end(struct tc_buf *value)
{
	tc_buf_putc(value, (char)END);
}

bool
tc_heading_next(struct tc_span *value, struct tc_heading_word *word)
{
	const unsigned char *s = (const unsigned char *)value->s;
	size_t taken = WORD_BYTES;
	bool found;

	if (value->len == 0)
		return false;
	found = (s[0] & ~JOINED) != END && value->len >= WORD_BYTES;
	if (found) {
		word->joined = (s[0] & JOINED) != 0;
		word->code = (uint32_t)(s[0] & ~JOINED) << 16 |
		    (uint32_t)s[1] << 8 | s[2];
	} else {
		taken = s[0] == END ? 1 : value->len;
	}
	value->s += taken;
	value->len -= taken;
	return found;
}
