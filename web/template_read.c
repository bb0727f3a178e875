/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Reading a template. */
#include "template.h"

#include <stdlib.h>
#include <string.h>

#include "scan.h"
#include "template_ops.h"

#define INCLUDES_MAX 4
#define SECTIONS_MAX 16
#define TEMPLATE_MAX ((size_t)1 << 20)

struct section {
	size_t op;
	struct tc_scan scan; /* where it began */
};

struct reader {
	struct tc_template *page;
	struct tc_scan scan;
	struct section sections[SECTIONS_MAX];
	size_t depth;
	tc_include_fn include;
	void *arg;
	struct tc_error *err;
};

/* A file that is read; what it includes is read in its place. */
struct file {
	const char *name, *source, *at;
	unsigned includes;
};

static enum tc_status read_file(struct reader *reader, struct file *file);

static enum tc_status
wrong(struct reader *reader, const struct file *file, const char *what)
{
	unsigned line = 1;
	const char *s;

	for (s = file->source; s < file->at; s++)
		line += *s == '\n';
	return tc_fail(
	    reader->err, TC_INVALID, "%s:%u: %s", file->name, line, what);
}

static enum tc_status
add_op(struct reader *reader, enum tc_op_kind kind, enum tc_place place,
    const char *s, size_t len)
{
	struct tc_template *page = reader->page;
	struct tc_op *grown;

	if (page->n == page->cap) {
		page->cap = page->cap * 2 + 32;
		grown = realloc(page->ops, page->cap * sizeof(*grown));
		if (grown == NULL)
			return tc_fail(reader->err, TC_NOMEM, "out of memory");
		page->ops = grown;
	}
	page->ops[page->n++] = (struct tc_op){
	    .kind = kind, .place = place, .at = page->text.len, .len = len};
	tc_buf_put(&page->text, s, len);
	tc_buf_putc(&page->text, '\0');
	return tc_buf_check(&page->text, reader->err);
}

static enum tc_status
open_section(struct reader *reader, struct file *file, enum tc_op_kind kind,
    const char *name, size_t len)
{
	if (reader->depth == SECTIONS_MAX)
		return wrong(reader, file, "too many sections in sections");
	reader->sections[reader->depth].op = reader->page->n;
	reader->sections[reader->depth].scan = reader->scan;
	reader->depth++;
	return add_op(reader, kind, TC_PLACE_TEXT, name, len);
}

static enum tc_status
close_section(
    struct reader *reader, struct file *file, const char *name, size_t len)
{
	struct tc_template *page = reader->page;
	struct section *section;
	struct tc_op *op;

	if (reader->depth == 0)
		return wrong(reader, file, "no section begins here");
	section = &reader->sections[--reader->depth];
	op = &page->ops[section->op];
	if (op->len != len || memcmp(page->text.s + op->at, name, len) != 0)
		return wrong(reader, file, "another section ends here");
	/* So a page is the same whether or not it has the section. */
	if (!tc_scan_same(&section->scan, &reader->scan))
		return wrong(reader, file,
		    "a section ends elsewhere in HTML than it begins");
	op->end = page->n;
	return add_op(reader, TC_OP_END, TC_PLACE_TEXT, "", 0);
}

static enum tc_status
include(struct reader *reader, struct file *file, const char *name, size_t len)
{
	char *copy = strndup(name, len);
	struct file other = {.name = copy, .includes = file->includes + 1};
	enum tc_status status;

	if (copy == NULL)
		return tc_fail(reader->err, TC_NOMEM, "out of memory");
	other.source =
	    reader->include != NULL ? reader->include(reader->arg, copy) : NULL;
	other.at = other.source;
	if (other.source == NULL)
		status = wrong(reader, file, "no such template");
	else if (other.includes > INCLUDES_MAX)
		status = wrong(reader, file, "too many templates in templates");
	else
		status = read_file(reader, &other);
	free(copy);
	return status;
}

static enum tc_status
add_value(struct reader *reader, struct file *file, enum tc_op_kind kind,
    const char *name, size_t len)
{
	enum tc_place place;

	if (!tc_scan_value(&reader->scan, &place))
		return wrong(reader, file,
		    "a value can stand between tags and in quotes only");
	return add_op(reader, kind, place, name, len);
}

/* What stands in {{...}}. */
static enum tc_status
read_directive(
    struct reader *reader, struct file *file, const char *s, size_t len)
{
	char kind = len > 0 ? s[0] : '\0';

	if (strchr("#^/>$", kind) == NULL || kind == '\0')
		kind = ' ';
	else
		s++, len--;
	if (len == 0 || memchr(s, '{', len) != NULL ||
	    memchr(s, ' ', len) != NULL)
		return wrong(reader, file, "{{...}} has no name");
	switch (kind) {
	case '#':
		return open_section(reader, file, TC_OP_IF, s, len);
	case '^':
		return open_section(reader, file, TC_OP_UNLESS, s, len);
	case '/':
		return close_section(reader, file, s, len);
	case '>':
		return include(reader, file, s, len);
	case '$':
		return add_value(reader, file, TC_OP_MESSAGE, s, len);
	default:
		return add_value(reader, file, TC_OP_VALUE, s, len);
	}
}

static enum tc_status
read_static(struct reader *reader, struct file *file, size_t len)
{
	if (len == 0)
		return TC_OK;
	if (!tc_scan_static(&reader->scan, file->at, len))
		return wrong(reader, file,
		    "nothing may stand in <script> and <style>: the page's "
		    "security policy forbids it");
	return add_op(reader, TC_OP_LITERAL, TC_PLACE_TEXT, file->at, len);
}

static enum tc_status
read_file(struct reader *reader, struct file *file)
{
	enum tc_status status = TC_OK;

	while (status == TC_OK && *file->at != '\0') {
		const char *open = strstr(file->at, "{{");
		const char *close =
		    open != NULL ? strstr(open + 2, "}}") : NULL;

		if (open != NULL && close == NULL) {
			file->at = open;
			return wrong(reader, file, "{{ without }}");
		}
		status = read_static(reader, file,
		    open != NULL ? (size_t)(open - file->at)
				 : strlen(file->at));
		if (open == NULL)
			break;
		file->at = open;
		if (status == TC_OK)
			status = read_directive(
			    reader, file, open + 2, (size_t)(close - open) - 2);
		file->at = close + 2;
	}
	return status;
}

enum tc_status
tc_template_read(struct tc_template **out, const char *name, const char *source,
    tc_include_fn include_fn, void *arg, struct tc_error *err)
{
	struct file file = {.name = name, .source = source, .at = source};
	struct reader reader = {.include = include_fn, .arg = arg, .err = err};
	enum tc_status status;

	*out = NULL;
	reader.page = calloc(1, sizeof(*reader.page));
	if (reader.page == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	reader.page->text.max = TEMPLATE_MAX;
	status = read_file(&reader, &file);
	if (status == TC_OK && reader.depth > 0)
		status = wrong(&reader, &file, "a section has no end");
	if (status != TC_OK) {
		tc_template_free(reader.page);
		return status;
	}
	*out = reader.page;
	return TC_OK;
}

void
tc_template_free(struct tc_template *page)
{
	if (page == NULL)
		return;
	free(page->ops);
	tc_buf_free(&page->text);
	free(page);
}
