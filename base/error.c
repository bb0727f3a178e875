/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Error values: filled where a fault is seen, passed up unchanged. */
#include <tracuu/error.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <tracuu/message.h>

static const char *const names[] = {
    [TC_OK] = "ok",
    [TC_DONE] = "done",
    [TC_NOMEM] = "out of memory",
    [TC_IO] = "input/output",
    [TC_NOTFOUND] = "not found",
    [TC_LOCKED] = "locked",
    [TC_CORRUPT] = "corrupt",
    [TC_VERSION] = "other version",
    [TC_INVALID] = "invalid",
    [TC_TOOBIG] = "too big",
    [TC_CHANGED] = "changed meanwhile",
    [TC_FULL] = "no space left",
    [TC_INTERNAL] = "internal",
};

/* vsnprintf may have cut a character in two: drop what is left of it. */
static void
drop_partial_character(char *s)
{
	size_t len = strlen(s), lead = len;
	unsigned char c;

	while (lead > 0 && ((unsigned char)s[lead - 1] & 0xC0) == 0x80)
		lead--;
	if (lead == 0)
		return;
	c = (unsigned char)s[lead - 1];
	if ((c >= 0xF0 && len - lead < 3) || (c >= 0xE0 && len - lead < 2) ||
	    (c >= 0xC0 && len - lead < 1))
		s[lead - 1] = '\0';
}

/* Those from U+0080 to U+009F, which begin with C2, move terminals as well. */
static void
mask_controls(char *s)
{
	for (; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || *s == 0x7F)
			*s = '?';
		else if ((unsigned char)s[0] == 0xC2 &&
		    (unsigned char)s[1] >= 0x80 && (unsigned char)s[1] < 0xA0)
			s[0] = s[1] = '?';
	}
}

#undef tc_fail /* of the analyser */

enum tc_status
tc_fail(struct tc_error *err, enum tc_status status, const char *format, ...)
{
	va_list args;

	if (err == NULL)
		return status;
	err->status = status;
	err->pos = 0;
	va_start(args, format);
	if (vsnprintf(err->text, sizeof(err->text), tc_message(format), args) >=
	    (int)sizeof(err->text))
		drop_partial_character(err->text);
	va_end(args);
	mask_controls(err->text);
	return status;
}

const char *
tc_status_name(enum tc_status status)
{
	if ((size_t)status >= sizeof(names) / sizeof(names[0]))
		return "unknown";
	return names[status];
}
