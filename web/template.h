/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Pages: a template, the texts of the site, and values.
 *
 *	{{name}} {{a.b}} {{.}}	a value, escaped for the place it stands at
 *	{{$key}}		a text of the site; {name} in it is a value
 *	{{#name}} ... {{/name}}	for each value of an array, or when there is one
 *	{{^name}} ... {{/name}}	when there is none
 *	{{>name}}		another template
 *
 * How a value is escaped follows from where it stands: between tags, in a
 * quoted attribute, or in one that is an address. It can stand nowhere else.
 */
#ifndef TC_WEB_TEMPLATE_H
#define TC_WEB_TEMPLATE_H

#include <jansson.h>
#include <tracuu/buf.h>

#include "texts.h"

struct tc_template;

/* Gives the source of another template, borrowed; NULL: there is none. */
typedef const char *(*tc_include_fn)(void *arg, const char *name);

/*
 * Read a template. On TC_OK the caller frees *out. TC_INVALID says the line of
 * what is wrong; name is what the error calls it. TC_NOMEM.
 */
enum tc_status tc_template_read(struct tc_template **out, const char *name,
    const char *source, tc_include_fn include, void *arg, struct tc_error *err);
void tc_template_free(struct tc_template *page);

/*
 * Append a page made of a template. A name is looked for in the innermost
 * section first. Missing values and texts are nothing. Failure is remembered by
 * out.
 */
void tc_template_fill(const struct tc_template *page,
    const struct tc_texts *texts, json_t *values, struct tc_buf *out);

#endif
