/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One escaper for each place of a page. */
#include "escape.h"

#include <stdbool.h>
#include <strings.h>
#include <tracuu/ascii.h>

#define REPLACEMENT "\xEF\xBF\xBD"

static bool
is_alphanumeric(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    tc_ascii_is_digit(c);
}

/* What stands for a byte, NULL for itself. */
static const char *
entity(unsigned char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
	case '\n':
		return NULL;
	case '\r': /* a parser would make a line end of it */
	case 0x7F:
		return REPLACEMENT;
	default:
		return c < ' ' ? REPLACEMENT : NULL;
	}
}

/* U+FFFE and U+FFFF, which no XML may have, nor pages should. */
static bool
is_no_character(const char *s, size_t len)
{
	return len >= 3 && memcmp(s, "\xEF\xBF", 2) == 0 &&
	    (unsigned char)s[2] >= 0xBE;
}

/* Nearly all bytes of a page: nothing stands for them, nor begins here. */
static bool
is_plain(unsigned char c)
{
	return c > '>' ? c != 0x7F && c != 0xEF
		       : c == ' ' || (c >= '(' && c <= ';');
}

static void
escape_text(struct tc_buf *out, const char *s, size_t len)
{
	size_t i, from = 0;

	for (i = 0; i < len; i++) {
		const char *other;
		size_t width = 1;

		if (is_plain((unsigned char)s[i]))
			continue;
		other = entity((unsigned char)s[i]);
		if (other == NULL && is_no_character(s + i, len - i)) {
			other = REPLACEMENT;
			width = 3;
		}
		if (other == NULL)
			continue;
		tc_buf_put(out, s + from, i - from);
		tc_buf_puts(out, other);
		from = i + width;
		i = from - 1;
	}
	tc_buf_put(out, s + from, len - from);
}

/* %2F */
static void
put_encoded(struct tc_buf *out, unsigned char c)
{
	static const char digits[] = "0123456789ABCDEF";
	const char encoded[] = {'%', digits[c >> 4], digits[c & 15]};

	tc_buf_put(out, encoded, sizeof(encoded));
}

void
tc_escape_query(struct tc_buf *out, const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (is_alphanumeric(s[i]) || c == '-' || c == '.' || c == '_' ||
		    c == '~')
			tc_buf_putc(out, s[i]);
		else
			put_encoded(out, c);
	}
}

/*
 * Is it relative, or of the web? A browser ignores tabs and line ends in an
 * address ("java\nscript:"), so there is no other scheme that it could see.
 */
static bool
is_of_web(const char *s, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if ((unsigned char)s[i] <= ' ')
			return false;
	}
	for (i = 0; i < len && s[i] != ':'; i++) {
		if (s[i] == '/' || s[i] == '?' || s[i] == '#')
			return true;
	}
	return i == len || (i == 4 && strncasecmp(s, "http", 4) == 0) ||
	    (i == 5 && strncasecmp(s, "https", 5) == 0);
}

/* Encode what no address has, and leave what is encoded already. */
static void
escape_url(struct tc_buf *out, const char *s, size_t len)
{
	struct tc_buf url = TC_BUF_INIT(TC_BUF_LINE);
	size_t i;

	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];

		if (!is_alphanumeric(s[i]) &&
		    (c <= ' ' || c == 0x7F || strchr("\"<>\\^`{|}", c) != NULL))
			put_encoded(&url, c);
		else
			tc_buf_putc(&url, s[i]);
	}
	out->failed |= tc_buf_lacks(&url);
	if (url.failed || !is_of_web(s, len))
		tc_buf_putc(out, '#');
	else
		escape_text(out, tc_buf_str(&url), url.len);
	tc_buf_free(&url);
}

void
tc_escape(struct tc_buf *out, enum tc_place place, const char *s, size_t len)
{
	switch (place) {
	case TC_PLACE_TEXT:
		escape_text(out, s, len);
		break;
	case TC_PLACE_URL:
		escape_url(out, s, len);
		break;
	case TC_PLACE_QUERY:
		tc_escape_query(out, s, len);
		break;
	}
}
