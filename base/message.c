/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages by gettext, which is part of the C library. */
#include <tracuu/message.h>

#include <errno.h>
#include <libintl.h>
#include <string.h>

/* What people meet. The C library's catalogue needs a locale that is generated;
 * ours does not. */
static const struct {
	int number;
	const char *text;
} reasons[] = {
    {EACCES, TC_MESSAGE("Permission denied")},
    {EBUSY, TC_MESSAGE("Device or resource busy")},
    {EDQUOT, TC_MESSAGE("Disk quota exceeded")},
    {EFBIG, TC_MESSAGE("File too large")},
    {EINVAL, TC_MESSAGE("Invalid argument")},
    {EIO, TC_MESSAGE("Input/output error")},
    {EISDIR, TC_MESSAGE("Is a directory")},
    {ELOOP, TC_MESSAGE("Too many levels of symbolic links")},
    {EMFILE, TC_MESSAGE("Too many open files")},
    {ENAMETOOLONG, TC_MESSAGE("File name too long")},
    {ENOENT, TC_MESSAGE("No such file or directory")},
    {ENOMEM, TC_MESSAGE("Cannot allocate memory")},
    {ENOSPC, TC_MESSAGE("No space left on device")},
    {ENOTDIR, TC_MESSAGE("Not a directory")},
    {EPERM, TC_MESSAGE("Operation not permitted")},
    {EROFS, TC_MESSAGE("Read-only file system")},
    {ESTALE, TC_MESSAGE("Stale file handle")},
};

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

const char *
tc_message_errno(int number)
{
	size_t i;

	for (i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
		if (reasons[i].number == number)
			return tc_message(reasons[i].text);
	}
	return strerror(number);
}
