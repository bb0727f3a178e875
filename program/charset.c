/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Languages and characters other than UTF-8. */
#include "charset.h"

#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <langinfo.h>
#include <libintl.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <tracuu/display.h>
#include <tracuu/message.h>
#include <unistd.h>

/* In every Debian 12, part of the C library. */
#define ANY_LOCALE "C.UTF-8"

/* Where they are, from the folder of a program on. */
static const char *const catalogues[] = {
    "/../share/locale", "/../../share/locale"};

/* The locale's name for a category, by the variables that say it. */
static const char *
named(const char *category)
{
	const char *const names[] = {"LC_ALL", category, "LANG"};
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value != NULL && value[0] != '\0')
			return value;
	}
	return "C";
}

static bool
is_c(const char *locale)
{
	return strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

static bool
is_vietnamese(const char *name)
{
	return strncmp(name, "vi", 2) == 0 && !isalpha((unsigned char)name[2]);
}

static bool
wants_vietnamese(void)
{
	const char *language = getenv("LANGUAGE");
	const char *all = getenv("LC_ALL");

	if (all != NULL && is_c(all))
		return false;
	if (language != NULL && language[0] != '\0')
		return is_vietnamese(language);
	return is_vietnamese(named("LC_MESSAGES"));
}

/* Where the program lies, without a slash at the end. */
static bool
find_folder(struct tc_buf *out)
{
	char path[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path));

	/* As long as the room it may be cut. */
	n = n < (ssize_t)sizeof(path) ? n : 0;
	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n > 0)
		tc_buf_put(out, path, (size_t)n - 1);
	return out->len > 0;
}

static void
find_catalogue(void)
{
	size_t i, n = sizeof(catalogues) / sizeof(catalogues[0]);
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);

	for (i = 0; i < n; i++) {
		tc_buf_clear(&path);
		if (!find_folder(&path))
			break;
		tc_buf_puts(&path, catalogues[i]);
		if (path.failed || access(path.s, F_OK) != 0)
			continue;
		bindtextdomain(TC_MESSAGE_DOMAIN, path.s);
		break;
	}
	tc_buf_free(&path);
	/* What is ours is UTF-8 inside, what the system says of errors too. */
	bind_textdomain_codeset(TC_MESSAGE_DOMAIN, "UTF-8");
	bind_textdomain_codeset("libc", "UTF-8");
	/* Now, since a confined process may not read it later. */
	dgettext(TC_MESSAGE_DOMAIN, "");
}

void
tc_charset_begin(void)
{
	const char *messages;

	if (setlocale(LC_CTYPE, "") == NULL)
		setlocale(LC_CTYPE, ANY_LOCALE);
	messages = setlocale(LC_MESSAGES, "");
	/* Only in the locale C gettext does not ask for LANGUAGE. */
	if (wants_vietnamese() && (messages == NULL || is_c(messages)) &&
	    setlocale(LC_MESSAGES, ANY_LOCALE) != NULL)
		setenv("LANGUAGE", "vi", 1);
	find_catalogue();
}

/* Of a locale that was not generated its name tells the characters. */
const char *
tc_charset_name(void)
{
	const char *set = nl_langinfo(CODESET);
	const char *locale = named("LC_CTYPE"), *dot = strchr(locale, '.');

	if (is_c(locale) || strcmp(set, "ANSI_X3.4-1968") == 0)
		return "UTF-8";
	if (strcmp(set, "UTF-8") == 0 && dot != NULL &&
	    strchr(dot, '@') == NULL)
		set = dot + 1;
	return strcasecmp(set, "utf8") == 0 ? "UTF-8" : set;
}

/* What iconv_open returns where it knows no such conversion. */
static iconv_t
none(void)
{
	return (iconv_t)-1; /* NOLINT(performance-no-int-to-ptr) */
}

struct encoder {
	iconv_t strict, lenient; /* none() where there is none */
	struct tc_buf *out;
};

/* False where the set has not all of it; nothing is appended then. */
static bool
convert(iconv_t by, const char *s, size_t len, struct tc_buf *out)
{
	char from[8], to[32], *in = from, *at = to;
	size_t left = len, room = sizeof(to);

	if (by == none() || len > sizeof(from))
		return false;
	memcpy(from, s, len);
	if (iconv(by, &in, &left, &at, &room) == (size_t)-1 ||
	    iconv(by, NULL, NULL, &at, &room) == (size_t)-1)
		return false;
	tc_buf_put(out, to, sizeof(to) - room);
	return true;
}

static void
encode_one(const struct encoder *encoder, const char *s, size_t len, uint32_t c)
{
	char bare;

	if (c < 0x80)
		tc_buf_put(encoder->out, s, len);
	else if (convert(encoder->strict, s, len, encoder->out))
		return;
	else if ((bare = tc_display_bare(c)) != 0)
		tc_buf_putc(encoder->out, bare);
	else if (!convert(encoder->lenient, s, len, encoder->out) &&
	    tc_display_width(c) != 0)
		tc_buf_putc(encoder->out, '?');
}

void
tc_charset_encode(const char *s, size_t len, struct tc_buf *out)
{
	const char *set = tc_charset_name();
	struct encoder encoder = {.out = out};
	char lenient[64];
	size_t i, n;
	uint32_t c;

	if (strcmp(set, "UTF-8") == 0) {
		tc_buf_put(out, s, len);
		return;
	}
	snprintf(lenient, sizeof(lenient), "%s//TRANSLIT", set);
	encoder.strict = iconv_open(set, "UTF-8");
	encoder.lenient = iconv_open(lenient, "UTF-8");
	for (i = 0; i < len; i += n) {
		n = tc_display_next(s + i, len - i, &c);
		encode_one(&encoder, s + i, n, c);
	}
	if (encoder.strict != none())
		iconv_close(encoder.strict);
	if (encoder.lenient != none())
		iconv_close(encoder.lenient);
}

void
tc_charset_decode(const char *s, size_t len, struct tc_buf *out)
{
	const char *set = tc_charset_name();
	char to[256], *in, *at, *copy = strndup(s, len);
	size_t left = len, room;
	iconv_t by = none();

	if (copy != NULL && strcmp(set, "UTF-8") != 0)
		by = iconv_open("UTF-8", set);
	if (copy == NULL || by == none()) {
		tc_buf_put(out, s, len);
		free(copy);
		return;
	}
	for (in = copy; left > 0;) {
		at = to;
		room = sizeof(to);
		if (iconv(by, &in, &left, &at, &room) == (size_t)-1 &&
		    errno != E2BIG) {
			tc_buf_put(out, to, sizeof(to) - room);
			tc_buf_put(out, in, 1);
			in++;
			left--;
			continue;
		}
		tc_buf_put(out, to, sizeof(to) - room);
	}
	at = to;
	room = sizeof(to);
	iconv(by, NULL, NULL, &at, &room);
	tc_buf_put(out, to, sizeof(to) - room);
	iconv_close(by);
	free(copy);
}
