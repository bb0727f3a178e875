/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All that is loaded before the first request, and outlives each. */
#ifndef TC_WEB_SITE_H
#define TC_WEB_SITE_H

#include <tracuu/query.h>

#include "cache.h"
#include "settings.h"
#include "template.h"
#include "texts.h"

enum tc_page {
	TC_PAGE_ERROR, /* read first, to say what is wrong with others */
	TC_PAGE_RESULTS,
	TC_PAGE_DOCUMENT,
	TC_PAGE_FEED, /* Atom */
	TC_PAGE_OPENSEARCH,
	TC_PAGE_COUNT
};

#define TC_VERSION_HEX 16

struct tc_site {
	struct tc_settings settings;
	struct tc_texts *texts;
	struct tc_template *pages[TC_PAGE_COUNT]; /* see tc_site_page */
	struct tc_buf style, script;
	/* Other when any file or setting of the site or the program is. */
	char version[TC_VERSION_HEX + 1];
	struct tc_index *index;
	struct tc_search *search;
	struct tc_abbrevs *abbrevs;
	struct tc_cache *cache; /* NULL: no answer is kept */
	int log;		/* -1: none */
};

/*
 * Read the settings, the site's files, and open the index, of which nothing but
 * public documents is shown. On failure the site can still be closed, and
 * there may be pages to say so with. TC_NOTFOUND, TC_INVALID, TC_VERSION,
 * TC_CORRUPT, TC_IO, TC_NOMEM.
 */
enum tc_status tc_site_open(struct tc_site *site, struct tc_error *err);
void tc_site_close(struct tc_site *site);

/* Keep answers from now on, in as much memory as the settings say. TC_NOMEM. */
enum tc_status tc_site_keep(struct tc_site *site, struct tc_error *err);

/* How a page is made; NULL: that could not be read, or there is no memory. */
const struct tc_template *tc_site_page(struct tc_site *site, enum tc_page page);

/* Where the index is; borrowed. */
const char *tc_site_database(const struct tc_site *site);

/* Append 16 hexadecimal digits of a SHA-256 of bytes. */
void tc_site_digest(struct tc_buf *out, const char *s, size_t len);

#endif
