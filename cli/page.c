/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines of a terminal. */
#include "page.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/display.h>

#include "opener.h"

static const struct {
	const char *begin, *end;
} colors[TC_STYLE_COUNT] = {
    [TC_STYLE_PLAIN] = {"", ""},
    [TC_STYLE_TITLE] = {"\033[1m", "\033[0m"},
    [TC_STYLE_MARK] = {"\033[1;33m", "\033[0m"},
    [TC_STYLE_DIM] = {"\033[2m", "\033[0m"},
};

void
tc_page_begin(struct tc_page *page, FILE *fp)
{
	*page = (struct tc_page){.fp = fp, .word = TC_BUF_INIT(TC_BUF_LINE)};
}

static void
put_spaces(FILE *fp, size_t n)
{
	for (; n > 0; n--)
		fputc(' ', fp);
}

/* The word is whole: it goes on this line or on the next. */
static void
end_word(struct tc_page *page)
{
	if (page->word_columns > 0 && page->columns > 0 &&
	    page->at > page->indent &&
	    page->at + page->spaces + page->word_columns > page->columns) {
		fputc('\n', page->fp);
		put_spaces(page->fp, page->indent);
		page->at = page->indent;
		page->spaces = 0;
	}
	if (page->word_columns > 0) {
		put_spaces(page->fp, page->spaces);
		page->at += page->spaces + page->word_columns;
		page->spaces = 0;
	}
	page->failed |= tc_buf_lacks(&page->word);
	fwrite(tc_buf_str(&page->word), 1, page->word.len, page->fp);
	tc_buf_clear(&page->word);
	page->word_columns = 0;
}

static void
end_line(struct tc_page *page)
{
	end_word(page);
	fputc('\n', page->fp);
	page->at = page->spaces = 0;
}

static void
put_character(struct tc_page *page, const char *s, size_t len, uint32_t c)
{
	int width = tc_display_width(c);

	if (c == '\n') {
		end_line(page);
	} else if (c == ' ' || width < 0) {
		end_word(page);
		page->spaces++;
	} else {
		/* Between wide characters no spaces are written. */
		if (width == 2)
			end_word(page);
		tc_display_put(s, len, &page->word);
		page->word_columns += (size_t)width;
	}
}

void
tc_page_put(
    struct tc_page *page, enum tc_style style, const char *s, size_t len)
{
	bool brackets = style == TC_STYLE_MARK && !page->color;
	size_t i, n;
	uint32_t c;

	if (len == 0)
		return;
	if (brackets)
		put_character(page, "[", 1, '[');
	else if (page->color)
		tc_buf_puts(&page->word, colors[style].begin);
	for (i = 0; i < len; i += n) {
		n = tc_display_next(s + i, len - i, &c);
		put_character(page, s + i, n, c);
	}
	if (brackets)
		put_character(page, "]", 1, ']');
	else if (page->color)
		tc_buf_puts(&page->word, colors[style].end);
}

void
tc_page_puts(struct tc_page *page, enum tc_style style, const char *s)
{
	tc_page_put(page, style, s, strlen(s));
}

void
tc_page_printf(struct tc_page *page, const char *format, ...)
{
	char *formatted = NULL;
	va_list args;

	va_start(args, format);
	if (vasprintf(&formatted, format, args) >= 0) {
		tc_page_puts(page, TC_STYLE_PLAIN, formatted);
		free(formatted);
	} else {
		page->failed = true;
	}
	va_end(args);
}

void
tc_page_link(struct tc_page *page, const char *address)
{
	if (!page->links ||
	    (address[0] != '\0' && !tc_address_is_safe(address)))
		return;
	tc_buf_puts(&page->word, "\033]8;;");
	/* OSC 8 takes printable ASCII; what is not is encoded (RFC 3986). */
	for (; *address != '\0'; address++) {
		if (*address > ' ' && *address < 0x7F)
			tc_buf_putc(&page->word, *address);
		else
			tc_buf_printf(
			    &page->word, "%%%02X", (unsigned char)*address);
	}
	tc_buf_puts(&page->word, "\033\\");
}

void
tc_page_line(struct tc_page *page, size_t indent)
{
	end_line(page);
	page->indent = indent;
}

void
tc_page_release(struct tc_page *page, struct tc_buf *buf)
{
	page->failed |= tc_buf_lacks(buf);
	tc_buf_free(buf);
}

void
tc_page_end(struct tc_page *page)
{
	end_word(page);
	tc_buf_free(&page->word);
}
