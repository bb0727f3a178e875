/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a page declares (charset=gb2312), held against its bytes. */
#include "charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <strings.h>

/* Pages declare it in their head. */
#define LOOK 4096

const char *const tc_charset_names[] = {"GB18030", "BIG5", NULL};

/* As pages write them. */
static const struct {
	const char *declared, *name;
} charsets[] = {
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"big5", "BIG5"},
};

static const char *
find_declared(const char *bytes, size_t len)
{
	static const char key[] = "charset=";
	size_t i, k, n;

	len = len < LOOK ? len : LOOK;
	for (i = 0; i + sizeof(key) < len; i++) {
		if (strncasecmp(bytes + i, key, sizeof(key) - 1) != 0)
			continue;
		i += sizeof(key) - 1;
		i += bytes[i] == '"' || bytes[i] == '\'';
		for (k = 0; k < sizeof(charsets) / sizeof(charsets[0]); k++) {
			n = strlen(charsets[k].declared);
			if (i + n < len &&
			    strncasecmp(bytes + i, charsets[k].declared, n) ==
				0 &&
			    strchr("\"' >;/", bytes[i + n]) != NULL)
				return charsets[k].name;
		}
		return NULL;
	}
	return NULL;
}

/*
 * In these encodings most bytes over 127 come in pairs; in Vietnamese of old
 * fonts they stand alone among letters.
 */
static bool
comes_in_pairs(const char *bytes, size_t len)
{
	size_t i, pairs = 0, alone = 0;

	for (i = 0; i < len; i++) {
		if ((unsigned char)bytes[i] < 0x80)
			continue;
		if (i + 1 < len && (unsigned char)bytes[i + 1] >= 0x80) {
			pairs++;
			i++;
		} else {
			alone++;
		}
	}
	return pairs > alone;
}

bool
tc_charset_read(const char *bytes, size_t len, struct tc_buf *out)
{
	const char *name = find_declared(bytes, len);
	char block[4096], *to, *from = NULL;
	size_t left = len, room, start = out->len;
	iconv_t converter;
	bool good = true;

	if (name == NULL || !comes_in_pairs(bytes, len))
		return false;
	converter = iconv_open("UTF-8", name);
	if ((intptr_t)converter == -1)
		return false;
	memcpy(&from, &bytes, sizeof(from)); /* iconv(3) writes nothing there */
	while (good && left > 0) {
		to = block;
		room = sizeof(block);
		good =
		    iconv(converter, &from, &left, &to, &room) != (size_t)-1 ||
		    errno == E2BIG;
		tc_buf_put(out, block, sizeof(block) - room);
	}
	iconv_close(converter);
	if (!good)
		tc_buf_cut(out, start);
	return good;
}
