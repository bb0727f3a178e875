/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Requests as the page answers them (web/). Input: five lines, which are the
 * method, the path, where the program lies, the name of the server and what the
 * browser has; then the query string. Whatever it is, the answer has a header
 * of lines that we know, and pages have elements and attributes that we know,
 * with nothing between them that is not escaped.
 */
#include "fuzz.h"

#include <tracuu/query.h>

#include "folder.h"

#include "index_test.h"

#include "../../web/serve.h"

#define PUBLIC 4

/* clang-format off */
static const struct sample samples[] = {
    {"tin/<b>&\"'1", "</title><script>alert(1)</script>",
	"đại hội <img src=x onerror=alert(1)> & \"đảng bộ\" '", "<i>Loại</i>",
	"\"><svg>", "2020-06-29"},
    {"2", "Quản lý đất đai", "đường đất của Ủy ban nhân dân (UBND) tỉnh",
	"Quyết định", "1/QĐ-UBND", "2021"},
    {"3", "", "khu công nghiệp hội đồng nhân dân", "Nghị quyết", "", ""},
    {"4", "Quy chế", "đại hội khu công nghiệp", "Quy chế", "", "2022-01-05T08:00"},
    {"5", "SECRET1", "SECRET2 đại hội", "SECRET3", "9/SECRET", "2023"},
};
/* clang-format on */

static struct tc_site site;
static struct tc_cache *cache; /* of the site, while it is not in use */
static bool begun;

/* Answers that are kept are looked at for each so-many-th length of input. */
#define KEPT 8

static void
end(void)
{
	tc_site_close(&site);
	tc_cache_free(cache);
	remove_test_dir();
}

static void
begin(void)
{
	struct tc_error error;

	if (begun)
		return;
	begun = true;
	make_test_dir();
	tc_index_free(make_mixed_index(
	    samples, sizeof(samples) / sizeof(samples[0]), PUBLIC));
	setenv("TRACUU_CONF", "/dev/null", 1);
	setenv("TRACUU_DB", in_test_dir("db"), 1);
	must(tc_site_open(&site, &error) == TC_OK);
	must(tc_index_hidden(site.index) == 1);
	must(tc_site_keep(&site, &error) == TC_OK);
	cache = site.cache;
	site.cache = NULL;
	must(atexit(end) == 0);
}

/* What the input says, line by line. */
struct said {
	char *method, *path, *script, *name, *known, *query;
};

static const char *
variable(void *arg, const char *name)
{
	const struct said *said = arg;

	if (strcmp(name, "REQUEST_METHOD") == 0)
		return said->method;
	if (strcmp(name, "PATH_INFO") == 0)
		return said->path;
	if (strcmp(name, "SCRIPT_NAME") == 0)
		return said->script;
	if (strcmp(name, "SERVER_NAME") == 0)
		return said->name;
	if (strcmp(name, "HTTP_IF_NONE_MATCH") == 0)
		return said->known;
	return strcmp(name, "QUERY_STRING") == 0 ? said->query : NULL;
}

static char *
take_line(char **at)
{
	char *line = *at;
	size_t len = strcspn(line, "\n");

	*at = line + len + (line[len] != '\0');
	line[len] = '\0';
	return line;
}

static bool
is_one_of(const char *s, size_t len, const char *const *list)
{
	size_t i;

	for (i = 0; list[i] != NULL; i++) {
		if (strlen(list[i]) == len && memcmp(list[i], s, len) == 0)
			return true;
	}
	return false;
}

/* Lines that we know, and the end of the header; returns the body. */
static const char *
check_head(const char *answer)
{
	static const char *const names[] = {"Status", "Content-Type",
	    "Content-Length", "Cache-Control", "ETag", "Allow", "Retry-After",
	    "X-Content-Type-Options", "Referrer-Policy", "X-Robots-Tag",
	    "Content-Security-Policy", NULL};
	const char *line = answer, *line_end;

	must(strncmp(answer, "Status: ", 8) == 0);
	while (strncmp(line, "\r\n", 2) != 0) {
		line_end = strstr(line, "\r\n");
		must(line_end != NULL);
		must(is_one_of(line, strcspn(line, ":"), names));
		for (; line < line_end; line++)
			must(*line >= ' ' && *line < 0x7F);
		line = line_end + 2;
	}
	return line + 2;
}

static const char *
skip_name(const char *s)
{
	while (
	    (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9') || *s == '-')
		s++;
	return s;
}

/* Between tags and in quotes: "&" begins an entity of ours, or of a template.
 */
static void
check_entity(const char *s)
{
	static const char *const entities[] = {
	    "amp", "lt", "gt", "quot", "#39", NULL};

	must(is_one_of(s + 1, strcspn(s + 1, ";"), entities));
}

/* One attribute; returns what follows it. */
static const char *
check_attribute(const char *s)
{
	static const char *const names[] = {"charset", "name", "content", "rel",
	    "href", "src", "defer", "type", "title", "lang", "class", "id",
	    "role", "action", "method", "for", "value", "maxlength",
	    "autocomplete", "autocapitalize", "spellcheck", "placeholder",
	    "aria-describedby", "aria-label", "aria-current", "aria-hidden",
	    "data-suggest", "data-count", "data-label", "tabindex", "start",
	    "datetime", "open", "inputmode", "size", NULL};
	const char *begin_ = s, *value;
	bool address;

	s = skip_name(s);
	must(is_one_of(begin_, (size_t)(s - begin_), names));
	address = memcmp(begin_, "href", 4) == 0 ||
	    memcmp(begin_, "src", 3) == 0 || memcmp(begin_, "action", 6) == 0;
	if (*s != '=')
		return s;
	must(s[1] == '"');
	value = s += 2;
	for (; *s != '"'; s++) {
		must(*s != '\0' && *s != '<' && *s != '>');
		if (*s == '&')
			check_entity(s);
	}
	if (address)
		must(*value == '/' || *value == '#' ||
		    strncmp(value, "http", 4) == 0);
	return s + 1;
}

static const char *
check_tag(const char *s)
{
	static const char *const names[] = {"html", "head", "meta", "title",
	    "link", "script", "body", "a", "header", "p", "form", "label",
	    "div", "input", "button", "main", "h1", "h2", "h3", "ul", "ol",
	    "li", "nav", "span", "strong", "article", "time", "mark", "details",
	    "summary", "footer", "dl", "dt", "dd", "abbr", NULL};
	const char *begin_;

	if (strncmp(s, "<!DOCTYPE html>", 15) == 0)
		return s + 15;
	s += 1 + (s[1] == '/');
	begin_ = s;
	s = skip_name(s);
	must(is_one_of(begin_, (size_t)(s - begin_), names));
	while (*s == ' ') {
		s++;
		if (*s != '>')
			s = check_attribute(s);
	}
	must(*s == '>');
	return s + 1;
}

static void
check_page(const char *s)
{
	while (*s != '\0') {
		if (*s == '<') {
			s = check_tag(s);
			continue;
		}
		must(*s != '>');
		must((unsigned char)*s >= ' ' || *s == '\n' || *s == '\t');
		if (*s == '&')
			check_entity(s);
		s++;
	}
}

/* The query may say it, and is echoed; then nothing can be told. */
static void
check_secret(const char *answer, const struct said *said)
{
	if (strstr(said->query, "SE") == NULL &&
	    strstr(said->query, "%") == NULL)
		must(strstr(answer, "SECRET") == NULL);
}

static void
check_answer(const char *answer, const struct said *said)
{
	const char *body = check_head(answer);
	const char *json_type = strstr(answer, "json; charset");
	json_t *json;

	check_secret(answer, said);
	if (*body == '\0')
		return;
	if (strstr(answer, "Content-Type: text/html") != NULL)
		check_page(body);
	/* A page may say it, too: it echoes queries. */
	if (json_type == NULL || json_type > body)
		return;
	must((json = json_loads(body, 0, NULL)) != NULL);
	json_decref(json);
}

/* What is kept is the answer, the first time and again. */
static void
check_kept(const struct tc_client *client, const struct tc_buf *want)
{
	struct tc_buf out = TC_BUF_INIT(2 * TC_RESPONSE_MAX);
	int i;

	site.cache = cache;
	for (i = 0; i < 2; i++) {
		tc_buf_clear(&out);
		tc_serve(&out, &site, client, NULL);
		must(!out.failed && strcmp(out.s, want->s) == 0);
	}
	site.cache = NULL;
	tc_buf_free(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct said said;
	struct tc_client client = {
	    .variable = variable, .arg = &said, .channel = {.fd = -1}};
	struct tc_buf out = TC_BUF_INIT(2 * TC_RESPONSE_MAX);
	char *copy = calloc(1, size + 1), *at = copy;

	begin();
	must(copy != NULL);
	memcpy(copy, data, size);
	said.method = take_line(&at);
	said.path = take_line(&at);
	said.script = take_line(&at);
	said.name = take_line(&at);
	said.known = take_line(&at);
	said.query = at;
	tc_serve(&out, &site, &client, NULL);
	must(!out.failed && strlen(out.s) == out.len);
	check_answer(out.s, &said);
	if (size % KEPT == 0)
		check_kept(&client, &out);
	tc_buf_free(&out);
	free(copy);
	return 0;
}
