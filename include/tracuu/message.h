/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Messages in the language of whoever reads them. */
#ifndef TC_MESSAGE_H
#define TC_MESSAGE_H

#ifdef __cplusplus
extern "C" {
#endif

/* The domain of gettext, and so the name of the catalogue. */
#define TC_MESSAGE_DOMAIN "tracuu"

/*
 * The translation of an English text, a literal, by the catalogue and language
 * that the program chose; the text itself where it chose none, which is so in
 * every library and test. "make messages" collects the texts of calls of it,
 * and the formats of tc_fail and tc_say, which need no call. UTF-8, static.
 */
const char *tc_message(const char *text) __attribute__((format_arg(1)));

/* The same of a text with a number: one and many are its English forms. */
const char *tc_message_n(const char *one, const char *many, unsigned long n)
    __attribute__((format_arg(1), format_arg(2)));

/* What an errno means: strerror, in the language of whoever reads it. */
const char *tc_message_errno(int number);

/* Marks a literal of a table, which tc_message() is given later. */
#define TC_MESSAGE(text) text

#ifdef __cplusplus
}
#endif
#endif
