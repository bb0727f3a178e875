/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of web/request.c and web/response.c: what is not allowed is not read,
 * addresses are stable, and nothing of a request gets into the header.
 */
#include "tracuu_test.h"

#include "../web/request.h"
#include "../web/response.h"

/* What a server says of a request. */
struct said {
	const char *method, *query, *path, *script, *name, *port;
};

static const char *
variable(void *arg, const char *name)
{
	const struct said *said = arg;
	const struct {
		const char *name, *value;
	} all[] = {{"REQUEST_METHOD", said->method},
	    {"QUERY_STRING", said->query}, {"PATH_INFO", said->path},
	    {"SCRIPT_NAME", said->script}, {"SERVER_NAME", said->name},
	    {"SERVER_PORT", said->port}};
	size_t i;

	for (i = 0; i < COUNT(all); i++) {
		if (strcmp(all[i].name, name) == 0)
			return all[i].value;
	}
	return NULL;
}

static int
read_said(struct tc_request *request, struct said *said, const char **problem)
{
	return tc_request_read(request, variable, said, problem);
}

static void
requests_are_read_or_refused(void **state)
{
	static const struct {
		struct said said;
		int status;
		const char *problem;
	} cases[] = {
	    {{"GET", "q=a", "", "/x", "a.vn", "80"}, 200, ""},
	    {{"HEAD", "", "", "/x", "a.vn", "80"}, 200, ""},
	    {{"POST", "q=a", "", "/x", "a.vn", "80"}, 405, ""},
	    {{"get", "q=a", "", "/x", "a.vn", "80"}, 405, ""},
	    {{"OPTIONS", "", "", "/x", "a.vn", "80"}, 405, ""},
	    {{"GET", "", "/etc/passwd", "/x", "a.vn", "80"}, 404, ""},
	    {{"GET", "", "/../tracuu.css", "/x", "a.vn", "80"}, 404, ""},
	    {{"GET", "", "/tracuu.css", "/x", "a.vn", "80"}, 200, ""},
	    {{"GET", "p=2", "", "", "", ""}, 200, ""},
	    {{"GET", "p=0", "", "", "", ""}, 400, "error.page"},
	    {{"GET", "p=-1", "", "", "", ""}, 400, "error.page"},
	    {{"GET", "p=101", "", "", "", ""}, 400, "error.page"},
	    {{"GET", "p=1e1", "", "", "", ""}, 400, "error.page"},
	    {{"GET", "p=99999999999999999999", "", "", "", ""}, 400,
		"error.page"},
	    {{"GET", "p=+2", "", "", "", ""}, 200, ""}, /* a space and 2 */
	    {{"GET", "sort=NEWEST", "", "", "", ""}, 400, "error.value"},
	    {{"GET", "format=xml", "", "", "", ""}, 400, "error.value"},
	    {{"GET", "year=20", "", "", "", ""}, 400, "error.year"},
	    {{"GET", "from=31/2/2020", "", "", "", ""}, 400, "date.invalid"},
	    {{"GET", "from=29%2F6%2F2020&to=", "", "", "", ""}, 200, ""},
	    {{"GET", "exact=2", "", "", "", ""}, 400, "error.value"},
	    {{"GET", "unknown=1&&=&a=b&%00=1&q", "", "", "", ""}, 200, ""},
	    {{NULL, NULL, NULL, NULL, NULL, NULL}, 200, ""},
	};
	struct tc_request request;
	const char *problem;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct said said = cases[i].said;
		int status = read_said(&request, &said, &problem);

		if (status != cases[i].status ||
		    strcmp(problem, cases[i].problem) != 0)
			fail_msg("case %zu: %d %s", i, status, problem);
		tc_request_free(&request);
	}
}

static void
what_is_too_long_is_refused(void **state)
{
	char query[TC_REQUEST_MAX + 16];
	struct said said = {.method = "GET", .query = query};
	struct tc_request request;
	const char *problem;

	(void)state;
	memset(query, 'a', sizeof(query));
	memcpy(query, "q=", 2);
	query[602] = '\0';
	assert_int_equal(read_said(&request, &said, &problem), 200);
	tc_request_free(&request);
	query[602] = 'a';
	query[603] = '\0';
	assert_int_equal(read_said(&request, &said, &problem), 400);
	assert_string_equal(problem, "result.too.long");
	tc_request_free(&request);
	query[603] = 'a';
	query[TC_REQUEST_MAX + 1] = '\0';
	assert_int_equal(read_said(&request, &said, &problem), 414);
	tc_request_free(&request);
}

static void
there_are_never_too_many_values(void **state)
{
	struct tc_buf query = TC_BUF_INIT(TC_BUF_LINE);
	struct said said = {.method = "GET"};
	struct tc_request request;
	const char *problem;
	int i;

	(void)state;
	for (i = 0; i < 200; i++)
		tc_buf_printf(&query, "type=%d&q=%d&", i, i);
	said.query = tc_buf_str(&query);
	assert_int_equal(read_said(&request, &said, &problem), 200);
	assert_int_equal(request.n, 9); /* eight of a filter, one query */
	assert_string_equal(tc_request_get(&request, TC_PARAMETER_Q), "0");
	tc_request_free(&request);
	tc_buf_free(&query);
}

/* The address of a request, with changes. */
static void
check_address(const char *query, const struct tc_change *changes, size_t n,
    const char *want)
{
	struct said said = {"GET", query, "", "/x", "a.vn", "443"};
	struct tc_buf address = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_request request;
	const char *problem;

	assert_int_equal(read_said(&request, &said, &problem), 200);
	tc_request_address(&request, changes, n, &address);
	assert_string_equal(tc_buf_str(&address), want);
	tc_request_free(&request);
	tc_buf_free(&address);
}

static void
addresses_are_stable(void **state)
{
	const enum tc_parameter type = TC_PARAMETER_FACET + TC_FACET_TYPE;
	const struct tc_change page = {TC_PARAMETER_PAGE, "3", false, false};
	const struct tc_change add = {type, "b", true, false};
	const struct tc_change remove = {type, "a", false, true};
	const struct tc_change clear = {type, NULL, false, false};

	(void)state;
	check_address("", NULL, 0, "/x");
	check_address("p=2&sort=newest&q=%C4%91%C3%A1+%26&zz=1", NULL, 0,
	    "/x?q=%C4%91%C3%A1%20%26&sort=newest");
	check_address("sort=newest&q=a", NULL, 0, "/x?q=a&sort=newest");
	check_address("q=++a++&type=", NULL, 0, "/x?q=a");
	check_address("q=a&p=2", &page, 1, "/x?q=a&p=3");
	check_address("type=a&q=a", &add, 1, "/x?q=a&type=a&type=b");
	check_address("type=a&type=b&q=a", &remove, 1, "/x?q=a&type=b");
	check_address("type=a&type=b&type=a&q=a", &clear, 1, "/x?q=a");
	check_address(
	    "q=a%0D%0ASet-Cookie:%20b", NULL, 0, "/x?q=a%20Set-Cookie%3A%20b");
	check_address("q=%FF%FE%ED%A0%80%00b", NULL, 0,
	    "/x?q=%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD%EF%BF%BD%20b");
	check_address("q=%zz%4", NULL, 0, "/x?q=%25zz%254");
}

static void
names_of_the_server_are_checked(void **state)
{
	static const struct {
		const char *script, *name, *port, *base, *host;
	} cases[] = {
	    {"/tra-cuu", "a.vn", "80", "/tra-cuu", "http://a.vn"},
	    {"/tra-cuu", "a.vn", "8080", "/tra-cuu", "http://a.vn:8080"},
	    {"/a\"b", "a.vn", "80", "/", "http://a.vn"},
	    {"//evil.vn/x", "a.vn\"", "80x", "/", "http://localhost"},
	    {"x", "a vn", "808080", "/", "http://localhost"},
	    {NULL, NULL, NULL, "/", "http://localhost"},
	};
	struct tc_request request;
	const char *problem;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct said said = {"GET", "", "", cases[i].script,
		    cases[i].name, cases[i].port};

		assert_int_equal(read_said(&request, &said, &problem), 200);
		assert_string_equal(tc_buf_str(&request.base), cases[i].base);
		assert_string_equal(tc_buf_str(&request.host), cases[i].host);
		tc_request_free(&request);
	}
}

static void
responses_have_their_header(void **state)
{
	struct tc_buf out = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_response response;

	(void)state;
	tc_response_init(&response);
	tc_buf_puts(&response.body, "body");
	tc_response_write(&response, false, &out);
	assert_contains(out.s, "Status: 200 OK\r\n");
	assert_contains(out.s, "Content-Length: 4\r\n");
	assert_contains(out.s, "default-src 'none';");
	assert_contains(out.s, "\r\n\r\nbody");
	tc_buf_clear(&out);
	tc_response_write(&response, true, &out);
	assert_contains(out.s, "Content-Length: 4\r\n");
	assert_null(strstr(out.s, "body"));
	tc_buf_clear(&out);
	response.status = 304;
	tc_response_write(&response, false, &out);
	assert_null(strstr(out.s, "Content-Length"));
	assert_null(strstr(out.s, "body"));
	tc_response_free(&response);
	tc_buf_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(requests_are_read_or_refused),
	    cmocka_unit_test(what_is_too_long_is_refused),
	    cmocka_unit_test(there_are_never_too_many_values),
	    cmocka_unit_test(addresses_are_stable),
	    cmocka_unit_test(names_of_the_server_are_checked),
	    cmocka_unit_test(responses_have_their_header),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
