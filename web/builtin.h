/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The files of web/site/, made part of the program by the makefile. */
#ifndef TC_WEB_BUILTIN_H
#define TC_WEB_BUILTIN_H

struct tc_builtin {
	const char *name, *text;
};

/* The last one has no name. */
extern const struct tc_builtin tc_builtin_files[];

/* A digest of them all, in hexadecimal. */
extern const char tc_builtin_digest[];

#endif
