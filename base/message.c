/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages by gettext, which is part of the C library. */
#include <tracuu/message.h>

#include <libintl.h>

const char *
tc_message(const char *text)
{
	/* Of an empty text gettext makes the head of the catalogue. */
	return text[0] != '\0' ? dgettext(TC_MESSAGE_DOMAIN, text) : text;
}

const char *
tc_message_n(const char *one, const char *many, unsigned long n)
{
	return dngettext(TC_MESSAGE_DOMAIN, one, many, n);
}
