/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What programs say to people, in their language and their characters. */
#ifndef TC_PROGRAM_SAY_H
#define TC_PROGRAM_SAY_H

#include <stdbool.h>
#include <stdio.h>
#include <tracuu/message.h>

/*
 * Print a message on standard error as a line after the program's name. The
 * format is translated. Control characters in it are shown as spaces. A message
 * that cannot be written is lost: there is nobody to tell.
 */
void tc_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same with what errno means behind it, after a colon. */
void
tc_say_errno(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The same without the program's name: a line that belongs to the message
 * before it. */
void tc_say_more(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Write UTF-8 in the characters of the locale. */
void tc_put(FILE *fp, const char *s, size_t len);

/* Print in the characters of the locale. The format is translated. */
void tc_print(FILE *fp, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Has whoever read this pipe gone away? */
bool tc_reader_gone(FILE *fp);

/*
 * The end of a program whose output is on standard output: false, and said,
 * when it could not be written. A reader that went away (head) wanted no more:
 * that is no failure.
 */
bool tc_end_output(void);

/*
 * What a program does first: descriptors 0 to 2 that are closed become ones
 * that cannot be used, or files opened later would get what is printed; a
 * reader that goes away is an error and no signal; then tc_charset_begin().
 */
void tc_program_begin(void);

#endif
