/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Requests of CGI, by a list of what may be in them. */
#include "request.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <tracuu/ascii.h>

#include "escape.h"

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* Bytes of a query, of a name to filter by, of what is being typed. */
#define QUERY_MAX 600
#define NAME_MAX_ 200
#define SAME_MAX 8 /* values of one filter */
#define LIMIT_MAX 50

enum type {
	TYPE_TEXT,
	TYPE_DATE,
	TYPE_YEAR,
	TYPE_NUMBER,
	TYPE_FLAG,
	TYPE_WORD
};

struct rule {
	const char *name;
	enum type type;
	size_t max;	     /* bytes, or the greatest number */
	size_t times;	     /* that it may be given; the rest is left out */
	const char *problem; /* with a value that it cannot have */
	const char *words[4];
};

#define FACET(facet) [TC_PARAMETER_FACET + (facet)]
#define NAME_RULE                                                   \
	{                                                           \
		NULL, TYPE_TEXT, NAME_MAX_, SAME_MAX, "error.long", \
		{                                                   \
			NULL                                        \
		}                                                   \
	}

/* clang-format off */
static const struct rule rules[TC_PARAMETER_COUNT] = {
    [TC_PARAMETER_Q] = {"q", TYPE_TEXT, QUERY_MAX, 1, "result.too.long", {NULL}},
    [TC_PARAMETER_ID] = {"id", TYPE_TEXT, TC_REQUEST_MAX, 1, "error.long", {NULL}},
    [TC_PARAMETER_SIMILAR] = {"similar", TYPE_TEXT, TC_REQUEST_MAX, 1, "error.long", {NULL}},
    [TC_PARAMETER_SUGGEST] = {"suggest", TYPE_TEXT, NAME_MAX_, 1, "error.long", {NULL}},
    FACET(TC_FACET_TYPE) = NAME_RULE,
    FACET(TC_FACET_ISSUER) = NAME_RULE,
    FACET(TC_FACET_YEAR) = {NULL, TYPE_YEAR, 4, SAME_MAX, "error.year", {NULL}},
    FACET(TC_FACET_TOPIC) = NAME_RULE,
    FACET(TC_FACET_TERM) = NAME_RULE,
    FACET(TC_FACET_SIGNER) = NAME_RULE,
    FACET(TC_FACET_NUMBER) = NAME_RULE,
    FACET(TC_FACET_PLACE) = NAME_RULE,
    FACET(TC_FACET_ORIGIN) = NAME_RULE,
    FACET(TC_FACET_AUTHOR) = NAME_RULE,
    FACET(TC_FACET_BASE) = NAME_RULE,
    FACET(TC_FACET_RECIPIENT) = NAME_RULE,
    [TC_PARAMETER_FROM] = {"from", TYPE_DATE, 32, 1, "date.invalid", {NULL}},
    [TC_PARAMETER_TO] = {"to", TYPE_DATE, 32, 1, "date.invalid", {NULL}},
    [TC_PARAMETER_EXACT] = {"exact", TYPE_FLAG, 1, 1, "error.value", {NULL}},
    [TC_PARAMETER_LITERAL] = {"literal", TYPE_FLAG, 1, 1, "error.value", {NULL}},
    [TC_PARAMETER_FACETS] = {"facets", TYPE_FLAG, 1, 1, "error.value", {NULL}},
    [TC_PARAMETER_SORT] = {"sort", TYPE_WORD, 0, 1, "error.value",
	{"relevance", "newest", "oldest", NULL}},
    [TC_PARAMETER_LIMIT] = {"n", TYPE_NUMBER, LIMIT_MAX, 1, "error.value", {NULL}},
    [TC_PARAMETER_PAGE] = {"p", TYPE_NUMBER, TC_PAGES_MAX, 1, "error.page", {NULL}},
    [TC_PARAMETER_FORMAT] = {"format", TYPE_WORD, 0, 1, "error.value",
	{"html", "json", "atom", NULL}},
};
/* clang-format on */

static bool
is_facet(enum tc_parameter parameter)
{
	return parameter >= TC_PARAMETER_FACET && parameter < TC_PARAMETER_FROM;
}

const char *
tc_parameter_name(enum tc_parameter parameter)
{
	return is_facet(parameter)
	    ? tc_facet_name((enum tc_facet)(parameter - TC_PARAMETER_FACET))
	    : rules[parameter].name;
}

static enum tc_parameter
parameter_named(const char *name)
{
	size_t i;

	for (i = 0; i < TC_PARAMETER_COUNT; i++) {
		if (strcmp(name, tc_parameter_name((enum tc_parameter)i)) == 0)
			break;
	}
	return (enum tc_parameter)i;
}

static int
hex(char c)
{
	if (tc_ascii_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* application/x-www-form-urlencoded; "%" without two digits is itself. */
static void
decode(const char *s, size_t len, struct tc_buf *out)
{
	size_t i;

	for (i = 0; i < len; i++) {
		if (s[i] == '+') {
			tc_buf_putc(out, ' ');
		} else if (s[i] == '%' && len - i > 2 && hex(s[i + 1]) >= 0 &&
		    hex(s[i + 2]) >= 0) {
			tc_buf_putc(
			    out, (char)(hex(s[i + 1]) * 16 + hex(s[i + 2])));
			i += 2;
		} else {
			tc_buf_putc(out, s[i]);
		}
	}
}

/* Clean and without spaces around it. False when memory is out. */
static bool
clean(const char *s, size_t len, struct tc_buf *out)
{
	struct tc_buf all = TC_BUF_INIT(TC_BUF_LINE);
	size_t from, to;
	bool good = tc_text_clean(s, len, &all, NULL) == TC_OK;

	for (from = 0; from < all.len; from++) {
		if (all.s[from] == '\n' || all.s[from] == '\0')
			all.s[from] = ' ';
	}
	from = strspn(tc_buf_str(&all), " ");
	to = all.len;
	while (to > from && all.s[to - 1] == ' ')
		to--;
	if (good)
		tc_buf_put(out, tc_buf_str(&all) + from, to - from);
	tc_buf_free(&all);
	return good && !out->failed;
}

static bool
is_number(const char *s, size_t max)
{
	size_t len = strlen(s);

	return len > 0 && len <= 4 && strspn(s, "0123456789") == len &&
	    strtoul(s, NULL, 10) >= 1 && strtoul(s, NULL, 10) <= max;
}

static bool
is_allowed(const struct rule *rule, const char *value, size_t len)
{
	struct tc_buf date = TC_BUF_INIT(TC_BUF_LINE);
	bool good;
	size_t i;

	switch (rule->type) {
	case TYPE_TEXT:
		return len <= rule->max;
	case TYPE_NUMBER:
		return is_number(value, rule->max);
	case TYPE_YEAR:
		return len == 4 && is_number(value, 9999);
	case TYPE_FLAG:
		return strcmp(value, "1") == 0;
	case TYPE_DATE:
		good = len <= rule->max &&
		    tc_date_normalise(value, len, &date, NULL) == TC_OK;
		tc_buf_free(&date);
		return good;
	case TYPE_WORD:
		for (i = 0; rule->words[i] != NULL; i++) {
			if (strcmp(value, rule->words[i]) == 0)
				return true;
		}
		return false;
	}
	return false;
}

static size_t
times_given(const struct tc_request *request, enum tc_parameter parameter)
{
	size_t i, n = 0;

	for (i = 0; i < request->n; i++)
		n += request->values[i].parameter == parameter;
	return n;
}

/* Keep values in the order of parameters, so that equal requests are equal. */
static void
insert(struct tc_request *request, enum tc_parameter parameter, size_t at)
{
	size_t i = request->n++;

	while (i > 0 && request->values[i - 1].parameter > parameter) {
		request->values[i] = request->values[i - 1];
		i--;
	}
	request->values[i] = (struct tc_value){parameter, at};
}

/* One "name=value"; what is unknown or empty is as if it was not there. */
static int
read_pair(
    struct tc_request *request, const char *s, size_t len, const char **problem)
{
	const char *equals = memchr(s, '=', len);
	size_t name_len = equals != NULL ? (size_t)(equals - s) : len;
	struct tc_buf raw = TC_BUF_INIT(TC_REQUEST_MAX);
	size_t at = request->text.len;
	enum tc_parameter parameter;
	int status = 200;

	decode(s, name_len, &raw);
	if (raw.failed) {
		status = 503;
		goto out;
	}
	parameter = parameter_named(tc_buf_str(&raw));
	tc_buf_clear(&raw);
	if (parameter == TC_PARAMETER_COUNT || equals == NULL)
		goto out;
	decode(equals + 1, len - name_len - 1, &raw);
	if (raw.failed || !clean(tc_buf_str(&raw), raw.len, &request->text))
		status = 503;
	else if (!is_allowed(&rules[parameter], tc_buf_str(&request->text) + at,
		     request->text.len - at) &&
	    request->text.len > at)
		status = 400;
	if (status == 400)
		*problem = rules[parameter].problem;
	if (status != 200 || request->text.len == at ||
	    request->n == TC_VALUES_MAX ||
	    times_given(request, parameter) >= rules[parameter].times ||
	    tc_request_has(
		request, parameter, tc_buf_str(&request->text) + at)) {
		tc_buf_cut(&request->text, at);
	} else {
		tc_buf_putc(&request->text, '\0');
		insert(request, parameter, at);
	}
out:
	tc_buf_free(&raw);
	return status;
}

static int
read_pairs(struct tc_request *request, const char *query, const char **problem)
{
	int first = 200;

	while (*query != '\0') {
		size_t len = strcspn(query, "&");
		int status = read_pair(request, query, len, problem);

		if (first == 200)
			first = status;
		query += len + (query[len] == '&');
	}
	return request->text.failed ? 503 : first;
}

/* What typed parameters say. */
static void
take_values(struct tc_request *request)
{
	const char *sort = tc_request_get(request, TC_PARAMETER_SORT);
	const char *format = tc_request_get(request, TC_PARAMETER_FORMAT);
	size_t page =
	    strtoul(tc_request_get(request, TC_PARAMETER_PAGE), NULL, 10);
	size_t limit =
	    strtoul(tc_request_get(request, TC_PARAMETER_LIMIT), NULL, 10);

	request->page = page > 0 ? page : 1;
	request->limit = limit > 0 ? limit : TC_PAGE_HITS;
	request->sort = strcmp(sort, "newest") == 0 ? TC_SORT_NEWEST
	    : strcmp(sort, "oldest") == 0	    ? TC_SORT_OLDEST
						    : TC_SORT_RELEVANCE;
	request->format = strcmp(format, "json") == 0 ? TC_PAGE_JSON
	    : strcmp(format, "atom") == 0	      ? TC_PAGE_ATOM
						      : TC_PAGE_HTML;
	request->exact = tc_request_get(request, TC_PARAMETER_EXACT)[0] != '\0';
	request->literal =
	    tc_request_get(request, TC_PARAMETER_LITERAL)[0] != '\0';
	request->facets = request->format == TC_PAGE_HTML ||
	    tc_request_get(request, TC_PARAMETER_FACETS)[0] != '\0';
	if (request->route != TC_ROUTE_SEARCH)
		return;
	if (tc_request_get(request, TC_PARAMETER_ID)[0] != '\0')
		request->route = TC_ROUTE_DOCUMENT;
	else if (tc_request_get(request, TC_PARAMETER_SUGGEST)[0] != '\0')
		request->route = TC_ROUTE_SUGGEST;
}

static int
read_path(struct tc_request *request, const char *path)
{
	static const struct {
		const char *path;
		enum tc_route route;
	} routes[] = {{"", TC_ROUTE_SEARCH}, {"/", TC_ROUTE_SEARCH},
	    {"/opensearch.xml", TC_ROUTE_OPENSEARCH},
	    {"/tracuu.css", TC_ROUTE_STYLE}, {"/tracuu.js", TC_ROUTE_SCRIPT},
	    {"/health", TC_ROUTE_HEALTH}};
	size_t i;

	for (i = 0; i < COUNT(routes); i++) {
		if (path == NULL || strcmp(path, routes[i].path) == 0) {
			request->route = routes[i].route;
			return 200;
		}
	}
	return 404;
}

/* Where the program lies on the site, by the server; else at its root. */
static void
read_base(struct tc_request *request, const char *script)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	    "/-._~";
	size_t len = script != NULL ? strlen(script) : 0;

	if (len > 0 && len < 256 && script[0] == '/' && script[1] != '/' &&
	    strspn(script, plain) == len)
		tc_buf_puts(&request->base, script);
	else
		tc_buf_putc(&request->base, '/');
}

/* A name that servers may take from the client's Host. */
static void
read_host(struct tc_request *request, tc_variable_fn variable, void *arg)
{
	static const char plain[] =
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-.";
	const char *name = variable(arg, "SERVER_NAME");
	const char *port = variable(arg, "SERVER_PORT");
	const char *https = variable(arg, "HTTPS");
	bool secure =
	    https != NULL && strcasecmp(https, "off") != 0 && https[0] != '\0';

	if (name == NULL || name[0] == '\0' || strlen(name) > 253 ||
	    strspn(name, plain) != strlen(name))
		name = "localhost";
	tc_buf_printf(
	    &request->host, "%s://%s", secure ? "https" : "http", name);
	if (port != NULL && strlen(port) <= 5 &&
	    strspn(port, "0123456789") == strlen(port) && port[0] != '\0' &&
	    strcmp(port, secure ? "443" : "80") != 0)
		tc_buf_printf(&request->host, ":%s", port);
}

bool
tc_request_wants_json(tc_variable_fn variable, void *arg)
{
	static const char json[] = "format=json", suggest[] = "suggest=";
	const char *at = variable(arg, "QUERY_STRING");
	bool wants = false;
	size_t len;

	for (; at != NULL && *at != '\0' && !wants;
	     at += len + (at[len] == '&')) {
		len = strcspn(at, "&");
		wants = strncmp(at, suggest, sizeof(suggest) - 1) == 0 ||
		    (len == sizeof(json) - 1 && memcmp(at, json, len) == 0);
	}
	return wants;
}

int
tc_request_read(struct tc_request *request, tc_variable_fn variable, void *arg,
    const char **problem)
{
	const char *method = variable(arg, "REQUEST_METHOD");
	const char *query = variable(arg, "QUERY_STRING");
	int status;

	memset(request, 0, sizeof(*request));
	request->text.max = request->base.max = request->host.max = TC_BUF_LINE;
	request->page = 1;
	request->limit = TC_PAGE_HITS;
	request->wants_json = tc_request_wants_json(variable, arg);
	*problem = "";
	read_base(request, variable(arg, "SCRIPT_NAME"));
	read_host(request, variable, arg);
	request->if_none_match = variable(arg, "HTTP_IF_NONE_MATCH");
	request->head = method != NULL && strcmp(method, "HEAD") == 0;
	if (!request->head && method != NULL && strcmp(method, "GET") != 0)
		return 405;
	if ((status = read_path(request, variable(arg, "PATH_INFO"))) != 200)
		return status;
	if (query != NULL && strlen(query) > TC_REQUEST_MAX)
		return 414;
	if (query != NULL)
		status = read_pairs(request, query, problem);
	take_values(request);
	/* It may have been written in another way: format=%6Ason. */
	request->wants_json |= request->format == TC_PAGE_JSON ||
	    request->route == TC_ROUTE_SUGGEST;
	return request->base.failed || request->host.failed ? 503 : status;
}

void
tc_request_free(struct tc_request *request)
{
	tc_buf_free(&request->text);
	tc_buf_free(&request->base);
	tc_buf_free(&request->host);
}

const char *
tc_request_get(const struct tc_request *request, enum tc_parameter parameter)
{
	size_t i;

	for (i = 0; i < request->n; i++) {
		if (request->values[i].parameter == parameter)
			return request->text.s + request->values[i].at;
	}
	return "";
}

bool
tc_request_has(const struct tc_request *request, enum tc_parameter parameter,
    const char *value)
{
	size_t i;

	for (i = 0; i < request->n; i++) {
		if (request->values[i].parameter == parameter &&
		    strcmp(request->text.s + request->values[i].at, value) == 0)
			return true;
	}
	return false;
}

bool
tc_request_is_filtered(const struct tc_request *request)
{
	size_t i;

	for (i = 0; i < request->n; i++) {
		enum tc_parameter parameter = request->values[i].parameter;

		if (is_facet(parameter) || parameter == TC_PARAMETER_FROM ||
		    parameter == TC_PARAMETER_TO)
			return true;
	}
	return false;
}

static void
put_pair(struct tc_buf *out, char *before, enum tc_parameter parameter,
    const char *value)
{
	tc_buf_putc(out, *before);
	tc_buf_puts(out, tc_parameter_name(parameter));
	tc_buf_putc(out, '=');
	tc_escape_query(out, value, strlen(value));
	*before = '&';
}

/* Does a change take this value out of the address? */
static bool
is_changed(const struct tc_change *changes, size_t n,
    enum tc_parameter parameter, const char *value)
{
	size_t i;

	if (parameter == TC_PARAMETER_PAGE || parameter == TC_PARAMETER_FORMAT)
		return true;
	for (i = 0; i < n; i++) {
		if (changes[i].parameter == parameter && !changes[i].add &&
		    (!changes[i].remove ||
			strcmp(changes[i].value, value) == 0))
			return true;
	}
	return false;
}

void
tc_request_address(const struct tc_request *request,
    const struct tc_change *changes, size_t n, struct tc_buf *out)
{
	char before = '?';
	size_t i, k, p;

	tc_buf_puts(out, tc_buf_str(&request->base));
	for (p = 0; p < TC_PARAMETER_COUNT; p++) {
		for (i = 0; i < request->n; i++) {
			const char *value =
			    request->text.s + request->values[i].at;

			if (request->values[i].parameter == p &&
			    !is_changed(
				changes, n, (enum tc_parameter)p, value))
				put_pair(
				    out, &before, (enum tc_parameter)p, value);
		}
		for (k = 0; k < n; k++) {
			if (changes[k].parameter == p &&
			    changes[k].value != NULL && !changes[k].remove)
				put_pair(out, &before, (enum tc_parameter)p,
				    changes[k].value);
		}
	}
}
