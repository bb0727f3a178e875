/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The names of fields. */
#include "syntax.h"

#include <string.h>

/* The longest name with its marks: "cơ quan ban hành" and the like. */
#define NAME_BYTES_MAX 48

struct name {
	const char *key; /* as tc_text_key makes it */
	enum tc_query_field field;
};

/* clang-format off */
/* What the page and the documents call them; the first of a field is printed. */
static const struct name names[] = {
    {"tieu de", TC_QUERY_TITLE}, {"title", TC_QUERY_TITLE},
    {"trich yeu", TC_QUERY_TITLE},
    {"so", TC_QUERY_NUMBER}, {"so hieu", TC_QUERY_NUMBER},
    {"so ki hieu", TC_QUERY_NUMBER}, {"number", TC_QUERY_NUMBER},
    {"loai", TC_QUERY_TYPE}, {"loai van ban", TC_QUERY_TYPE},
    {"type", TC_QUERY_TYPE},
    {"co quan", TC_QUERY_ISSUER}, {"co quan ban hanh", TC_QUERY_ISSUER},
    {"noi ban hanh", TC_QUERY_ISSUER}, {"issuer", TC_QUERY_ISSUER},
    {"nguoi ki", TC_QUERY_SIGNER}, {"signer", TC_QUERY_SIGNER},
    {"nhiem ki", TC_QUERY_TERM}, {"term", TC_QUERY_TERM},
    {"linh vuc", TC_QUERY_TOPIC}, {"field", TC_QUERY_TOPIC},
    {"ngay", TC_QUERY_DATE}, {"ngay ban hanh", TC_QUERY_DATE},
    {"date", TC_QUERY_DATE}, {"nam", TC_QUERY_DATE},
    {"nam ban hanh", TC_QUERY_DATE}, {"year", TC_QUERY_DATE},
};
/* clang-format on */

static const char *const labels[] = {
    [TC_QUERY_ANYWHERE] = "",
    [TC_QUERY_TITLE] = "tieu_de",
    [TC_QUERY_NUMBER] = "so",
    [TC_QUERY_TYPE] = "loai",
    [TC_QUERY_ISSUER] = "co_quan",
    [TC_QUERY_SIGNER] = "nguoi_ky",
    [TC_QUERY_TERM] = "nhiem_ky",
    [TC_QUERY_TOPIC] = "linh_vuc",
    [TC_QUERY_DATE] = "ngay",
};

const char *
tc_field_label(enum tc_query_field field)
{
	return labels[field];
}

/* May it stand in a name: letters, one space or low line between words? */
static bool
is_of_name(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80 ||
	    c == ' ' || c == '_';
}

bool
tc_field_may_end(const char *s, size_t len)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, n;
	bool found;

	tc_text_key(s, len < NAME_BYTES_MAX ? len : 0, &key);
	found = key.len == 0;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		n = strlen(names[i].key);
		found |= n >= key.len &&
		    strcmp(names[i].key + n - key.len, tc_buf_str(&key)) == 0;
	}
	tc_buf_free(&key);
	return found;
}

enum tc_query_field
tc_field_read(const char *s, size_t len, size_t *bytes)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_query_field field = TC_QUERY_ANYWHERE;
	size_t n = 0, i;

	while (n < len && n < NAME_BYTES_MAX && is_of_name((unsigned char)s[n]))
		n++;
	if (n == 0 || n == len || s[n] != ':' || s[0] == ' ' || s[0] == '_')
		return TC_QUERY_ANYWHERE;
	tc_text_key(s, n, &key);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(tc_buf_str(&key), names[i].key) == 0)
			field = names[i].field;
	}
	tc_buf_free(&key);
	*bytes = n + 1;
	return field;
}
