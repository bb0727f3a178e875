/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Status codes and the error value that every libtracuu call can fill. */
#ifndef TC_ERROR_H
#define TC_ERROR_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum tc_status {
	TC_OK = 0,
	TC_DONE,     /* an iteration is over: not an error */
	TC_NOMEM,    /* out of memory */
	TC_IO,	     /* the operating system refused; the text says why */
	TC_NOTFOUND, /* no such file, index or document */
	TC_LOCKED,   /* somebody else is writing */
	TC_CORRUPT,  /* on disk, but not what we wrote */
	TC_VERSION,  /* made by another version */
	TC_INVALID,  /* the input is not what was asked for */
	TC_TOOBIG,   /* over a limit of ours; the text names it */
	TC_CHANGED,  /* changed while it was read: try again later */
	TC_FULL,     /* no space left on the device */
	TC_INTERNAL  /* a bug, ours or a library's */
};

#define TC_ERROR_TEXT 240

/*
 * Why a call failed. A plain value that the caller owns: there is nothing to
 * free. pos is a byte offset into the input where one makes sense, else 0.
 */
struct tc_error {
	enum tc_status status;
	size_t pos;
	char text[TC_ERROR_TEXT];
};

/*
 * Fill *err (which may be NULL) and return status, so that a caller can write
 * "return tc_fail(...)". A text that is too long is cut at the edge of a UTF-8
 * character; control characters in it (a file's name may hold a newline) are
 * shown as "?". The format is translated (message.h).
 */
enum tc_status tc_fail(struct tc_error *err, enum tc_status status,
    const char *format, ...) __attribute__((format(printf, 3, 4)));

#ifdef __clang_analyzer__
/* It sees one file at a time, and would go on as after TC_OK. */
#define tc_fail(err, status, ...) \
	((void)(tc_fail)(err, status, __VA_ARGS__), (status))
#endif

/* The short English name of a status, such as "not found". Static. */
const char *tc_status_name(enum tc_status status);

#ifdef __cplusplus
}
#endif
#endif
