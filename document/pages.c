/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Texts in pages, as pdftotext writes them: a form feed ends each. The lines
 * that run along the edges of the pages go, and it is remembered where each
 * page begins.
 */
#include "pages.h"

#include <stdlib.h>
#include <string.h>
#include <tracuu/ascii.h>
#include <tracuu/pack.h>
#include <tracuu/text.h>

/* Running lines are among the first and the last so many of a page. */
#define EDGE 3

/* Longer lines are text. */
#define LINE_LOOK 300

/* A character that no text holds (the last one for private use): it survives
 * repair and cleaning, and stands on a line of its own. */
static const char page_mark[] = "\xF4\x8F\xBF\xBD";

/* A line at the edge of a page. */
struct edge {
	struct tc_span line;
	struct tc_span key; /* in a buffer of all keys */
	size_t key_at;
	size_t page;
	bool running;
};

struct pages {
	const char *s, *end;
	size_t n; /* pages */
	struct edge *edges;
	size_t edge_n, edge_cap;
	struct tc_buf keys;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static struct tc_span
trimmed(const char *s, const char *end)
{
	while (s < end && is_space(*s))
		s++;
	while (end > s && is_space(end[-1]))
		end--;
	return (struct tc_span){s, (size_t)(end - s)};
}

/* What signing programs put over a page; running lines stand below it. */
static bool
is_stamp(struct tc_span line)
{
	static const char *const labels[] = {"Người ký:", "Ký bởi:", "Email:",
	    "Cơ quan:", "Thời gian ký:", "Ngày ký:", "Signature Not Verified",
	    "Digitally signed by", "Chữ ký số"};
	size_t i;

	for (i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		size_t len = strlen(labels[i]);

		if (line.len >= len && memcmp(line.s, labels[i], len) == 0)
			return true;
	}
	return false;
}

/* The next line of a page that holds anything; false at its end. */
static bool
next_line(const char **at, const char *end, struct tc_span *line)
{
	const char *stop;

	while (*at < end) {
		stop = memchr(*at, '\n', (size_t)(end - *at));
		stop = stop != NULL ? stop : end;
		*line = trimmed(*at, stop);
		*at = stop < end ? stop + 1 : end;
		if (line->len > 0)
			return true;
	}
	return false;
}

/* The line with each number as one sign: what all pages have in common. */
static void
put_key(struct tc_buf *keys, struct tc_span line)
{
	size_t i;

	for (i = 0; i < line.len; i++) {
		if (!tc_ascii_is_digit(line.s[i]))
			tc_buf_putc(keys, line.s[i]);
		else if (i == 0 || !tc_ascii_is_digit(line.s[i - 1]))
			tc_buf_putc(keys, '#');
	}
	tc_buf_putc(keys, '\n');
}

static bool
add_edge(struct pages *pages, struct tc_span line, size_t page)
{
	struct edge *edge;

	if (pages->edge_n == pages->edge_cap) {
		size_t cap = pages->edge_cap * 2 + 64;

		edge = realloc(pages->edges, cap * sizeof(*edge));
		if (edge == NULL)
			return false;
		pages->edges = edge;
		pages->edge_cap = cap;
	}
	edge = &pages->edges[pages->edge_n++];
	*edge = (struct edge){
	    .line = line, .page = page, .key_at = pages->keys.len};
	put_key(&pages->keys, line);
	edge->key.len = pages->keys.len - edge->key_at;
	return true;
}

/* Note the first and the last lines of one page, each once. */
static bool
add_edges(struct pages *pages, const char *s, const char *end, size_t page)
{
	struct tc_span last[EDGE], line;
	size_t n = 0, i, first = 0;
	const char *at = s;

	while (next_line(&at, end, &line)) {
		if (line.len > LINE_LOOK || is_stamp(line))
			continue;
		if (first < EDGE) {
			first++;
			if (!add_edge(pages, line, page))
				return false;
		} else {
			last[n++ % EDGE] = line;
		}
	}
	for (i = n > EDGE ? n - EDGE : 0; i < n; i++) {
		if (!add_edge(pages, last[i % EDGE], page))
			return false;
	}
	return true;
}

static int
by_key(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;
	size_t len = x->key.len < y->key.len ? x->key.len : y->key.len;
	int order = memcmp(x->key.s, y->key.s, len);

	if (order != 0)
		return order;
	if (x->key.len != y->key.len)
		return x->key.len < y->key.len ? -1 : 1;
	return x->line.s < y->line.s ? -1 : x->line.s > y->line.s;
}

static int
by_place(const void *a, const void *b)
{
	const struct edge *x = a, *y = b;

	return x->line.s < y->line.s ? -1 : x->line.s > y->line.s;
}

/*
 * Left and right pages have lines of their own, and the first often none: a
 * line runs when it is on three pages and on nearly half of them. Of two pages
 * both must have it, and a number in it: forms begin alike, too.
 */
static bool
is_running(const struct edge *edges, size_t n, size_t page_n)
{
	size_t i, on = 1;

	for (i = 1; i < n; i++)
		on += edges[i].page != edges[i - 1].page;
	if (page_n == 2)
		return on == 2 && memchr(edges->key.s, '#', edges->key.len);
	return on >= 3 && on * 5 >= page_n * 2;
}

static void
find_running(struct pages *pages)
{
	size_t from, to, i;

	for (i = 0; i < pages->edge_n; i++)
		pages->edges[i].key.s = pages->keys.s + pages->edges[i].key_at;
	if (pages->edge_n == 0)
		return;
	qsort(pages->edges, pages->edge_n, sizeof(*pages->edges), by_key);
	for (from = 0; from < pages->edge_n; from = to) {
		const struct edge *edge = &pages->edges[from];

		for (to = from + 1; to < pages->edge_n &&
		     pages->edges[to].key.len == edge->key.len &&
		     memcmp(pages->edges[to].key.s, edge->key.s,
			 edge->key.len) == 0;
		     to++)
			continue;
		if (!is_running(edge, to - from, pages->n))
			continue;
		for (i = from; i < to; i++)
			pages->edges[i].running = true;
	}
	qsort(pages->edges, pages->edge_n, sizeof(*pages->edges), by_place);
}

/* Fewer letters are a mark in a margin, or dirt. */
#define LETTERS_MIN 40

bool
tc_page_is_picture(const char *s, size_t len)
{
	const char *end = s + len;
	struct tc_span line;
	size_t i, letters = 0;

	while (next_line(&s, end, &line)) {
		for (i = 0; !is_stamp(line) && i < line.len; i++)
			letters += (line.s[i] | 0x20) >= 'a' &&
			    (line.s[i] | 0x20) <= 'z';
	}
	return letters < LETTERS_MIN;
}

static const char *
page_end(const char *s, const char *end)
{
	const char *stop = memchr(s, '\f', (size_t)(end - s));

	return stop != NULL ? stop : end;
}

bool
tc_pages_are_pictures(const char *s, size_t len)
{
	const char *end = s + len, *stop;
	size_t n = 0, pictures = 0;

	for (; s < end; s = stop < end ? stop + 1 : end) {
		stop = page_end(s, end);
		pictures += tc_page_is_picture(s, (size_t)(stop - s));
		n++;
	}
	return pictures * 2 >= n;
}

static bool
find_edges(struct pages *pages)
{
	const char *s = pages->s, *stop;

	for (; s < pages->end; s = stop < pages->end ? stop + 1 : pages->end) {
		stop = page_end(s, pages->end);
		if (!add_edges(pages, s, stop, pages->n++))
			return false;
	}
	return !pages->keys.failed;
}

/* Copy a page without its running lines; next is the first edge in it. */
static void
put_page(const struct pages *pages, const char *s, const char *end,
    size_t *next, struct tc_buf *out)
{
	const char *at = s, *from;
	struct tc_span line;

	while (at < end) {
		from = at;
		if (!next_line(&at, end, &line))
			break;
		while (*next < pages->edge_n &&
		    pages->edges[*next].line.s < line.s)
			(*next)++;
		if (*next < pages->edge_n &&
		    pages->edges[*next].line.s == line.s &&
		    pages->edges[*next].running)
			continue;
		tc_buf_put(out, from, (size_t)(at - from));
	}
}

/* A mark in the text itself would be taken for ours: it becomes spaces. */
static void
blank_marks(struct tc_buf *text, size_t from)
{
	char *at = text->len > from ? text->s + from : NULL;

	while (at != NULL &&
	    (at = memmem(at, text->len - (size_t)(at - text->s), page_mark,
		 strlen(page_mark))) != NULL)
		memset(at, ' ', strlen(page_mark));
}

enum tc_status
tc_pages_extract(
    const char *bytes, size_t len, struct tc_found *found, struct tc_error *err)
{
	struct pages pages = {.s = bytes,
	    .end = bytes + len,
	    .keys = TC_BUF_INIT(4 * TC_TEXT_MAX)};
	struct tc_buf *out = &found->text;
	const char *s, *stop;
	size_t next = 0, from;
	enum tc_status status = TC_NOMEM;

	if (!find_edges(&pages))
		goto out;
	find_running(&pages);
	for (s = bytes; s < pages.end; s = stop < pages.end ? stop + 1 : stop) {
		stop = page_end(s, pages.end);
		if (s != bytes) {
			tc_buf_puts(out, page_mark);
			tc_buf_putc(out, '\n');
		}
		from = out->len;
		put_page(&pages, s, stop, &next, out);
		blank_marks(out, from);
		if (out->len > 0 && out->s[out->len - 1] != '\n')
			tc_buf_putc(out, '\n');
	}
	status = TC_OK;
out:
	free(pages.edges);
	tc_buf_free(&pages.keys);
	if (status != TC_OK)
		return tc_fail(err, status, "out of memory");
	return tc_buf_check(out, err);
}

enum tc_status
tc_pages_resolve(struct tc_document *document, struct tc_error *err)
{
	struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf *pages = &document->field[TC_FIELD_PAGES];
	size_t mark = strlen(page_mark), read = 0, kept = 0;

	tc_buf_clear(pages);
	tc_buf_puts(pages, "0");
	while (read < text->len) {
		if (text->len - read < mark ||
		    memcmp(text->s + read, page_mark, mark) != 0) {
			text->s[kept++] = text->s[read++];
			continue;
		}
		read += mark;
		/* The line end before it is the one that stays. */
		while (read < text->len && text->s[read] == '\n' &&
		    (kept == 0 || text->s[read - 1] != '\n'))
			read++;
		tc_buf_printf(pages, " %zu", kept);
	}
	while (kept > 0 && text->s[kept - 1] == '\n')
		kept--;
	if (text->len > 0) {
		text->s[kept] = '\0';
		text->len = kept;
	}
	return tc_buf_check(pages, err);
}

/* The beginnings of pages, one after the other; false after the last. */
static bool
next_start(const char **at, size_t *start)
{
	char *end;

	*start = strtoul(*at, &end, 10);
	if (end == *at)
		return false;
	*at = end;
	return true;
}

enum tc_status
tc_pages_move(struct tc_document *document, const struct tc_buf *before,
    struct tc_error *err)
{
	const struct tc_buf *text = &document->field[TC_FIELD_TEXT];
	struct tc_buf *pages = &document->field[TC_FIELD_PAGES];
	struct tc_buf moved = TC_BUF_INIT(pages->max);
	const char *at = tc_buf_str(pages), *found;
	enum tc_status status;
	size_t start, cut;

	found = text->len > 0
	    ? memmem(before->s, before->len, text->s, text->len)
	    : NULL;
	cut = found != NULL ? (size_t)(found - before->s) : 0;
	while (next_start(&at, &start)) {
		start = start > cut ? start - cut : 0;
		tc_buf_printf(&moved, "%s%zu", moved.len > 0 ? " " : "",
		    start < text->len ? start : text->len);
	}
	tc_buf_clear(pages);
	tc_buf_put(pages, tc_buf_str(&moved), moved.len);
	status = tc_buf_check(&moved, err);
	tc_buf_free(&moved);
	return status;
}

unsigned
tc_document_page(const struct tc_document *document, size_t at)
{
	const char *s = tc_document_str(document, TC_FIELD_PAGES);
	unsigned page = 0;
	size_t start;

	while (next_start(&s, &start) && start <= at)
		page++;
	return page;
}
