/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Where in a page of HTML or XML one is. */
#ifndef TC_WEB_SCAN_H
#define TC_WEB_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "escape.h"

#define TC_SCAN_NAME 16

enum tc_scan_state {
	TC_SCAN_BETWEEN,  /* tags */
	TC_SCAN_TAG_NAME, /* after "<" */
	TC_SCAN_TAG,
	TC_SCAN_EQUALS, /* after the "=" of an attribute */
	TC_SCAN_QUOTED,
	TC_SCAN_UNQUOTED,
	TC_SCAN_COMMENT,
	TC_SCAN_EMPTY /* in <script> or <style>, where nothing may stand */
};

enum tc_scan_attribute {
	TC_SCAN_PLAIN,
	TC_SCAN_ADDRESS,
	TC_SCAN_CODE /* a script, style or list of addresses */
};

/* All zeroes is the beginning of a page. */
struct tc_scan {
	enum tc_scan_state state;
	enum tc_scan_attribute attribute;
	char quote;
	bool begun;		 /* the quoted value has something in it */
	char name[TC_SCAN_NAME]; /* of a tag or attribute, lower case, cut */
	size_t name_len;
	char tag[TC_SCAN_NAME];
	size_t dashes; /* of a comment's end */
};

/* Go over static bytes. False where there may be none: in <script>, <style>. */
bool tc_scan_static(struct tc_scan *scan, const char *s, size_t len);

/* May a value stand here, and escaped how? Goes over it. */
bool tc_scan_value(struct tc_scan *scan, enum tc_place *place);

/* Would the same things that may follow one follow the other? */
bool tc_scan_same(const struct tc_scan *a, const struct tc_scan *b);

#endif
