/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Why a document is not found, for people and for programs. */
#ifndef TC_CLI_REASONS_H
#define TC_CLI_REASONS_H

#include <jansson.h>
#include <tracuu/whynot.h>

#include "page.h"

/* What is known; passed is NULL where no run has met the id. */
struct tc_reasons {
	const char *id;
	const struct tc_parsed *parsed;
	const struct tc_whynot *whynot;
	const struct tc_passed *passed;
};

/* Sentences, one a line. */
void tc_reasons_show(struct tc_page *page, const struct tc_reasons *reasons);

/* The object that tracuu(1) describes; the caller's. NULL: no memory. */
json_t *tc_reasons_json(const struct tc_reasons *reasons);

#endif
