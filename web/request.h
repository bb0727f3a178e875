/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a browser asks for: every part of it known, typed and bounded. */
#ifndef TC_WEB_REQUEST_H
#define TC_WEB_REQUEST_H

#include <stdbool.h>
#include <tracuu/query.h>

/* Bytes of a query string, before it is decoded. */
#define TC_REQUEST_MAX 4096

/* Values that one request can have in all. */
#define TC_VALUES_MAX 64

/* Results of a page, and pages: nobody reads on, robots do. */
#define TC_PAGE_HITS 10
#define TC_PAGES_MAX 100

/* The parameters, in the order that addresses have them. */
enum tc_parameter {
	TC_PARAMETER_Q,
	TC_PARAMETER_ID,
	TC_PARAMETER_SIMILAR,
	TC_PARAMETER_SUGGEST,
	TC_PARAMETER_FACET, /* + enum tc_facet */
	TC_PARAMETER_FROM = TC_PARAMETER_FACET + TC_FACET_COUNT,
	TC_PARAMETER_TO,
	TC_PARAMETER_EXACT,
	TC_PARAMETER_LITERAL,
	TC_PARAMETER_FACETS, /* are wanted in JSON */
	TC_PARAMETER_SORT,
	TC_PARAMETER_LIMIT,
	TC_PARAMETER_PAGE,
	TC_PARAMETER_FORMAT,
	TC_PARAMETER_COUNT
};

/* Its name in addresses, such as "q"; static. */
const char *tc_parameter_name(enum tc_parameter parameter);

struct tc_value {
	enum tc_parameter parameter;
	size_t at; /* in text, with a NUL behind */
};

enum tc_route {
	TC_ROUTE_SEARCH,
	TC_ROUTE_DOCUMENT,
	TC_ROUTE_SUGGEST,
	TC_ROUTE_OPENSEARCH,
	TC_ROUTE_STYLE,
	TC_ROUTE_SCRIPT,
	TC_ROUTE_HEALTH
};

enum tc_page_format { TC_PAGE_HTML, TC_PAGE_JSON, TC_PAGE_ATOM };

struct tc_request {
	enum tc_route route;
	bool head;
	enum tc_page_format format;
	enum tc_sort sort;
	size_t page;  /* from 1 */
	size_t limit; /* results of a page */
	bool exact, literal, facets;
	bool wants_json; /* also where it could not be read, or be answered */
	/* What was given, in the order of enum tc_parameter, cleaned. */
	struct tc_value values[TC_VALUES_MAX];
	size_t n;
	struct tc_buf text;
	struct tc_buf base;	   /* the path of the program: "/tra-cuu" */
	struct tc_buf host;	   /* "https://www.example.vn" */
	const char *if_none_match; /* borrowed; NULL */
};

/* A variable of CGI (RFC 3875) by its name; NULL: not set. */
typedef const char *(*tc_variable_fn)(void *arg, const char *name);

/*
 * Does a request, whatever else is wrong with it, ask for JSON: "format=json",
 * or suggestions? That takes no memory.
 */
bool tc_request_wants_json(tc_variable_fn variable, void *arg);

/*
 * Read a request. Returns a status of HTTP: 200; 400, with *problem the key of
 * a text that says what is wrong; 404, 405, 414; 503 when memory is out. The
 * caller frees the request in any case; what could be read of it can be used.
 */
int tc_request_read(struct tc_request *request, tc_variable_fn variable,
    void *arg, const char **problem);
void tc_request_free(struct tc_request *request);

/* The first value of a parameter, "" when there is none. Borrowed. */
const char *
tc_request_get(const struct tc_request *request, enum tc_parameter parameter);

/* Is this one of the values of a parameter? */
bool tc_request_has(const struct tc_request *request,
    enum tc_parameter parameter, const char *value);

/* Is anything filtered by? */
bool tc_request_is_filtered(const struct tc_request *request);

/* What an address has otherwise than the request. */
struct tc_change {
	enum tc_parameter parameter;
	const char *value; /* that it has; NULL: none */
	bool add;	   /* besides those that there are */
	bool remove;	   /* not this value */
};

/*
 * Append the address of the same search with changes; of its first page unless
 * a change says otherwise, and in HTML. Equal searches have equal addresses.
 */
void tc_request_address(const struct tc_request *request,
    const struct tc_change *changes, size_t n, struct tc_buf *out);

#endif
