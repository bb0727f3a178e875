/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a file is: by its bytes; by its name only where they do not say. */
#include <tracuu/document.h>

#include <string.h>
#include <strings.h>

#include "extract.h"

/* PDF readers look for the mark in so many bytes (ISO 32000-1, annex H.3). */
#define PDF_LOOK 1024

/* So much of a text tells whether it is a page, or a letter. */
#define TEXT_LOOK 4096

static const struct {
	const char *suffix;
	enum tc_format format;
} suffixes[] = {
    {".txt", TC_FORMAT_TEXT},
    {".text", TC_FORMAT_TEXT},
    {".csv", TC_FORMAT_TEXT},
    {".html", TC_FORMAT_HTML},
    {".htm", TC_FORMAT_HTML},
    {".xhtml", TC_FORMAT_HTML},
    {".jsonl", TC_FORMAT_FEED},
    {".ndjson", TC_FORMAT_FEED},
    {".jsonl.gz", TC_FORMAT_FEED_GZ},
    {".pdf", TC_FORMAT_PDF},
    {".docx", TC_FORMAT_ZIP},
    {".docm", TC_FORMAT_ZIP},
    {".dotx", TC_FORMAT_ZIP},
    {".xlsx", TC_FORMAT_ZIP},
    {".xlsm", TC_FORMAT_ZIP},
    {".pptx", TC_FORMAT_ZIP},
    {".ppsx", TC_FORMAT_ZIP},
    {".pptm", TC_FORMAT_ZIP},
    {".odt", TC_FORMAT_ZIP},
    {".ods", TC_FORMAT_ZIP},
    {".odp", TC_FORMAT_ZIP},
    {".fodt", TC_FORMAT_FLAT},
    {".fods", TC_FORMAT_FLAT},
    {".fodp", TC_FORMAT_FLAT},
    {".zip", TC_FORMAT_ZIP},
    {".rtf", TC_FORMAT_RTF},
    {".doc", TC_FORMAT_DOC},
    {".dot", TC_FORMAT_DOC},
    {".xls", TC_FORMAT_XLS},
    {".ppt", TC_FORMAT_PPT},
    {".pps", TC_FORMAT_PPT},
    {".eml", TC_FORMAT_MAIL},
    {".mht", TC_FORMAT_MAIL},
    {".mhtml", TC_FORMAT_MAIL},
};

/* A few bytes at the beginning of a file that say what it is. */
static const struct {
	const char *bytes;
	size_t len;
	enum tc_format format;
} marks[] = {
    {"PK\3\4", 4, TC_FORMAT_ZIP},
    {"PK\5\6", 4, TC_FORMAT_ZIP}, /* an empty one */
    {"{\\rtf", 5, TC_FORMAT_RTF},
    {"\xDB\xA5", 2, TC_FORMAT_DOC},	/* Word 2 */
    {"\x31\xBE\0\0", 4, TC_FORMAT_DOC}, /* Word for DOS */
    {"\x9\0\4\0", 4, TC_FORMAT_XLS},	/* Excel 2 to 4, of one sheet */
    {"\x9\2\6\0", 4, TC_FORMAT_XLS},
    {"\x9\4\6\0", 4, TC_FORMAT_XLS},
};

static const char ole_mark[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/* Names of streams of [MS-CFB] files, which are in UTF-16. */
static const struct {
	const char *name;
	enum tc_format format;
} streams[] = {
    {"EncryptedPackage", TC_FORMAT_LOCKED},
    {"WordDocument", TC_FORMAT_DOC},
    {"PowerPoint Document", TC_FORMAT_PPT},
    {"Workbook", TC_FORMAT_XLS},
    {"Book", TC_FORMAT_XLS},
};

/* Headers of a letter (RFC 5322) or of a page saved as one (RFC 2557). */
static const char *const headers[] = {"content-type:", "date:", "from:",
    "message-id:", "mime-version:", "received:", "return-path:",
    "snapshot-content-location:", "subject:", "to:"};

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

enum tc_format
tc_format_of_name(const char *name)
{
	size_t i, len = strlen(name);

	for (i = 0; i < COUNT(suffixes); i++) {
		size_t suffix = strlen(suffixes[i].suffix);

		if (len > suffix &&
		    strcasecmp(name + len - suffix, suffixes[i].suffix) == 0)
			return suffixes[i].format;
	}
	return TC_FORMAT_UNKNOWN;
}

static bool
begins(const char *bytes, size_t len, const char *mark, size_t mark_len)
{
	return len >= mark_len && memcmp(bytes, mark, mark_len) == 0;
}

static uint32_t
le32(const char *s)
{
	const unsigned char *c = (const unsigned char *)s;

	return (uint32_t)c[0] | (uint32_t)c[1] << 8 | (uint32_t)c[2] << 16 |
	    (uint32_t)c[3] << 24;
}

/* Is this 128-byte entry of a directory that of a stream of this name? */
static bool
entry_is(const char *entry, const char *name)
{
	size_t i, len = strlen(name);

	if ((size_t)le32(entry + 64) % 65536 != 2 * (len + 1))
		return false;
	for (i = 0; i < len; i++) {
		if (entry[2 * i] != name[i] || entry[2 * i + 1] != '\0')
			return false;
	}
	return true;
}

/*
 * The directory of an [MS-CFB] file may be scattered over its sectors. An
 * entry begins at a multiple of 128 bytes and says how long its name is:
 * nothing else looks like one. Of several the first in our list decides: a
 * table in a letter is a letter.
 */
static enum tc_format
ole_format(const char *bytes, size_t len)
{
	size_t i, at, best = COUNT(streams);

	for (at = 512; at + 128 <= len && best > 0; at += 128) {
		for (i = 0; i < best; i++) {
			if (entry_is(bytes + at, streams[i].name))
				best = i;
		}
	}
	return best < COUNT(streams) ? streams[best].format : TC_FORMAT_UNKNOWN;
}

/* How many of the headers we know stand before the first blank line? */
static bool
is_mail(const char *s, size_t len)
{
	const char *end = s + len, *stop;
	size_t i, known = 0;

	for (; s < end && *s != '\n' && *s != '\r'; s = stop + 1) {
		if ((stop = memchr(s, '\n', (size_t)(end - s))) == NULL)
			stop = end - 1;
		if (*s == ' ' || *s == '\t') /* goes on */
			continue;
		if (memchr(s, ':', (size_t)(stop - s)) == NULL)
			return false;
		for (i = 0; i < COUNT(headers); i++)
			known +=
			    strncasecmp(s, headers[i], strlen(headers[i])) == 0;
	}
	return known >= 3;
}

static bool
contains(const char *s, size_t len, const char *word)
{
	size_t i, n = strlen(word);

	for (i = 0; i + n <= len; i++) {
		if (strncasecmp(s + i, word, n) == 0)
			return true;
	}
	return false;
}

/* Roots of XML that office programs write, with what else tells them apart. */
static const struct {
	const char *root, *also;
} flat_roots[] = {
    {"office:document", "urn:oasis:names:tc:opendocument"},
    {"w:wordDocument", "schemas.microsoft.com/office/word/2003/wordml"},
    {"Workbook", "urn:schemas-microsoft-com:office:spreadsheet"},
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The name of the root of XML, "" when there is none or it is too far away. */
static const char *
root_of(const char *s, size_t len, size_t *name_len)
{
	const char *end = s + len, *stop;

	while (s < end && (s = memchr(s, '<', (size_t)(end - s))) != NULL &&
	    end - s > 1 && (s[1] == '?' || s[1] == '!')) {
		stop = memchr(s, '>', (size_t)(end - s));
		s = stop != NULL ? stop : end;
	}
	*name_len = 0;
	if (s == NULL || s >= end)
		return "";
	s++;
	while (s + *name_len < end && !is_space(s[*name_len]) &&
	    strchr("/>", s[*name_len]) == NULL)
		++*name_len;
	return s;
}

/*
 * What begins with an XML declaration: a page (XHTML), a document of an office
 * program, or nothing that we read.
 */
static enum tc_format
xml_format(const char *s, size_t len)
{
	size_t i, root_len;
	const char *root = root_of(s, len, &root_len);

	if (root_len == 4 && strncasecmp(root, "html", 4) == 0)
		return TC_FORMAT_HTML;
	for (i = 0; i < COUNT(flat_roots); i++) {
		if (root_len == strlen(flat_roots[i].root) &&
		    memcmp(root, flat_roots[i].root, root_len) == 0 &&
		    contains(s, len, flat_roots[i].also))
			return TC_FORMAT_FLAT;
	}
	return TC_FORMAT_UNKNOWN;
}

static bool
is_html(const char *s, size_t len)
{
	static const char *const elements[] = {"<html", "<!doctype html",
	    "<head", "<body", "<title", "<meta", "<table", "<div", "<p>"};
	size_t i;

	while (len > 0 && is_space(*s)) {
		s++;
		len--;
	}
	if (len == 0 || *s != '<')
		return false;
	for (i = 0; i < COUNT(elements); i++) {
		if (contains(s, len, elements[i]))
			return true;
	}
	return false;
}

static bool
is_binary(const char *bytes, size_t len)
{
	size_t i, controls = 0;

	if (tc_wide_of_bytes(bytes, len) != TC_WIDE_NOT)
		return false;
	for (i = 0; i < len; i++) {
		unsigned char c = (unsigned char)bytes[i];

		if (c == 0)
			return true;
		controls += c < ' ' && strchr("\t\n\v\f\r\033", c) == NULL;
	}
	return controls > 8 + len / 100;
}

/* Text does not say what it is for: only its name tells documents apart. */
static enum tc_format
text_format(const char *bytes, size_t len, enum tc_format named)
{
	const char *s = bytes;

	if (begins(s, len, "\xEF\xBB\xBF", 3)) {
		s += 3;
		len -= 3;
	}
	if (len > TEXT_LOOK)
		len = TEXT_LOOK;
	if (is_mail(s, len))
		return TC_FORMAT_MAIL;
	/* Of what is called a text or page the author says what it is. */
	if (begins(s, len, "<?xml", 5) && named != TC_FORMAT_TEXT &&
	    named != TC_FORMAT_HTML)
		return xml_format(s, len);
	if (is_html(s, len))
		return TC_FORMAT_HTML;
	if (named == TC_FORMAT_FEED || named == TC_FORMAT_HTML)
		return named;
	return named == TC_FORMAT_UNKNOWN ? named : TC_FORMAT_TEXT;
}

bool
tc_format_needs_whole(const char *bytes, size_t len)
{
	return begins(bytes, len, ole_mark, sizeof(ole_mark) - 1);
}

enum tc_format
tc_format_of_bytes(const char *bytes, size_t len, enum tc_format named)
{
	size_t i, look = len < PDF_LOOK ? len : PDF_LOOK;

	for (i = 0; i < COUNT(marks); i++) {
		if (begins(bytes, len, marks[i].bytes, marks[i].len))
			return marks[i].format;
	}
	if (tc_format_needs_whole(bytes, len))
		return ole_format(bytes, len);
	if (begins(bytes, len, "\x1F\x8B", 2) && named == TC_FORMAT_FEED_GZ)
		return named;
	if (memmem(bytes, look, "%PDF-", 5) != NULL)
		return TC_FORMAT_PDF;
	if (is_binary(bytes, len))
		return named == TC_FORMAT_TEXT ? named : TC_FORMAT_UNKNOWN;
	return text_format(bytes, len, named);
}
