/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What tracuu.conf(5) says of the page. */
#ifndef TC_WEB_SETTINGS_H
#define TC_WEB_SETTINGS_H

#include <stddef.h>
#include <tracuu/error.h>

/* Strings are its own; NULL: not said. */
struct tc_settings {
	char *database;
	char *abbreviations; /* a file of the site's */
	char *templates;     /* a folder with what is used instead of ours */
	char *title;	     /* of the site */
	char *home;	     /* its address */
	char *url;	     /* of the page, where the server's word won't do */
	char *log;	     /* a file */
	char *cache;	     /* a number: see cache_bytes */
	size_t cache_bytes;  /* for answers that a process keeps; 0: none */
};

/*
 * Read the settings: of the file $TRACUU_CONF, else of /etc/tracuu.conf where
 * it is there; $TRACUU_DB says which database before both. The caller frees
 * them in any case. TC_NOTFOUND, TC_IO, TC_INVALID with the line, TC_NOMEM.
 */
enum tc_status
tc_settings_read(struct tc_settings *settings, struct tc_error *err);
void tc_settings_free(struct tc_settings *settings);

#endif
