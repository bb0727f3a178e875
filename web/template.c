/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filling a template with values. */
#include "template.h"

#include <inttypes.h>
#include <string.h>

#include "template_ops.h"

/* The values of the sections around one, the innermost last. */
#define SCOPES_MAX 32

struct filling {
	const struct tc_template *page;
	const struct tc_texts *texts;
	json_t *scopes[SCOPES_MAX];
	size_t depth;
	struct tc_buf *out;
};

static void fill(struct filling *filling, size_t from, size_t to);

/* The member a.b of a scope. */
static json_t *
member(json_t *scope, const char *name, size_t len)
{
	while (scope != NULL && len > 0) {
		const char *dot = memchr(name, '.', len);
		size_t part = dot != NULL ? (size_t)(dot - name) : len;

		scope = json_object_getn(scope, name, part);
		if (dot == NULL)
			break;
		name += part + 1;
		len -= part + 1;
	}
	return scope;
}

static json_t *
look_up(const struct filling *filling, const char *name, size_t len)
{
	json_t *value = NULL;
	size_t i = filling->depth;

	if (len == 1 && name[0] == '.')
		return filling->scopes[i - 1];
	while (value == NULL && i > 0)
		value = member(filling->scopes[--i], name, len);
	return value;
}

static void
put_value(struct filling *filling, enum tc_place place, const json_t *value)
{
	char number[32];

	if (json_is_string(value)) {
		tc_escape(filling->out, place, json_string_value(value),
		    json_string_length(value));
	} else if (json_is_integer(value)) {
		snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
		tc_escape(filling->out, place, number, strlen(number));
	}
}

/* A text of the site; {name} in it is a value. */
static void
put_message(struct filling *filling, const struct tc_op *op)
{
	const char *at =
	    tc_texts_get(filling->texts, filling->page->text.s + op->at);

	while (*at != '\0') {
		const char *open = strchr(at, '{');
		const char *close = open != NULL ? strchr(open, '}') : NULL;

		if (close == NULL)
			open = at + strlen(at);
		tc_escape(filling->out, op->place, at, (size_t)(open - at));
		if (close == NULL)
			break;
		put_value(filling, op->place,
		    look_up(filling, open + 1, (size_t)(close - open) - 1));
		at = close + 1;
	}
}

static bool
is_something(const json_t *value)
{
	switch (json_typeof(value)) {
	case JSON_ARRAY:
		return json_array_size(value) > 0;
	case JSON_OBJECT:
		return json_object_size(value) > 0;
	case JSON_STRING:
		return json_string_length(value) > 0;
	case JSON_INTEGER:
		return json_integer_value(value) != 0;
	case JSON_FALSE:
	case JSON_NULL:
		return false;
	default:
		return true;
	}
}

static void
fill_with(struct filling *filling, json_t *value, size_t from, size_t to)
{
	if (filling->depth == SCOPES_MAX)
		return;
	filling->scopes[filling->depth++] = value;
	fill(filling, from, to);
	filling->depth--;
}

/* The operation at i begins a section. */
static void
fill_section(struct filling *filling, size_t i)
{
	const struct tc_op *op = &filling->page->ops[i];
	json_t *value =
	    look_up(filling, filling->page->text.s + op->at, op->len);
	bool there = value != NULL && is_something(value);
	size_t k;

	if (op->kind == TC_OP_UNLESS) {
		if (!there)
			fill(filling, i + 1, op->end);
	} else if (there && json_is_array(value)) {
		for (k = 0; k < json_array_size(value); k++)
			fill_with(
			    filling, json_array_get(value, k), i + 1, op->end);
	} else if (there) {
		fill_with(filling, value, i + 1, op->end);
	}
}

/* The operations [from, to); sections are as deep as a template may have. */
static void
fill(struct filling *filling, size_t from, size_t to)
{
	const char *text = filling->page->text.s;
	size_t i;

	for (i = from; i < to; i++) {
		const struct tc_op *op = &filling->page->ops[i];

		switch (op->kind) {
		case TC_OP_LITERAL:
			tc_buf_put(filling->out, text + op->at, op->len);
			break;
		case TC_OP_VALUE:
			put_value(filling, op->place,
			    look_up(filling, text + op->at, op->len));
			break;
		case TC_OP_MESSAGE:
			put_message(filling, op);
			break;
		case TC_OP_IF:
		case TC_OP_UNLESS:
			fill_section(filling, i);
			i = op->end;
			break;
		case TC_OP_END:
			break;
		}
	}
}

void
tc_template_fill(const struct tc_template *page, const struct tc_texts *texts,
    json_t *values, struct tc_buf *out)
{
	struct filling filling = {.page = page, .texts = texts, .out = out};

	filling.scopes[filling.depth++] = values;
	fill(&filling, 0, page->n);
}
