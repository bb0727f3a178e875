/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of remote databases: served by real servers, absent, and gone. */

#include "xapian_test.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <errno.h>
#include <signal.h>

/* Longer than any test runs, so that a hung one ends nevertheless. */
#define TIMEOUT_MS 60000

/* Skip the test if there is no such program. */
static void
need_program(const char *name)
{
	char command[64];

	snprintf(command, sizeof(command), "command -v %s >/dev/null", name);
	if (system(command) != 0)
		skip();
}

static struct xapian_database *
open_through_program(const char *name)
{
	struct xapian_database *db;

	assert_ok(xapian_database_open_remote_prog(
	    &db, "xapian-progsrv", in_test_dir(name), TIMEOUT_MS, &test_err));
	return db;
}

static void
remote_database_is_searched(void **state)
{
	struct xapian_database *db;
	struct xapian_enquire *enquire;
	struct xapian_query *query = term_query("đất");
	struct xapian_value_count_match_spy *spy;
	struct xapian_mset *mset;
	struct xapian_document *doc;
	struct xapian_string text;

	(void)state;
	need_program("xapian-progsrv");
	db = open_through_program("samples");
	assert_int_equal(doccount(db), N_SAMPLES);
	assert_ok(xapian_database_keep_alive(db, &test_err));
	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	assert_ok(xapian_value_count_match_spy_new(&spy, 0, &test_err));
	assert_ok(xapian_enquire_add_matchspy(enquire, spy, &test_err));
	assert_ok(xapian_enquire_get_mset(&mset, enquire, 0, 10, 5, &test_err));
	assert_int_equal(xapian_mset_size(mset), 3);
	assert_int_equal(xapian_value_count_match_spy_get_total(spy), 3);
	assert_ok(xapian_mset_get_document(&doc, mset, 0, &test_err));
	assert_ok(xapian_document_get_data(&text, doc, &test_err));
	assert_text(text, samples[0].text);
	xapian_document_free(doc);
	xapian_mset_free(mset);
	xapian_value_count_match_spy_free(spy);
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	xapian_database_free(db);
}

static enum xapian_decision
accept_all(const struct xapian_document *doc, void *arg)
{
	(void)doc;
	(void)arg;
	return XAPIAN_ACCEPT;
}

static void
what_a_remote_database_cannot_do_is_told(void **state)
{
	const struct xapian_sort_key key = {1, false, {NULL, 0}};
	struct xapian_database *db;
	struct xapian_enquire *enquire;
	struct xapian_query *query = term_query("đất");
	struct xapian_mset *mset;
	struct xapian_string text;
	uint64_t revision;
	bool locked;

	(void)state;
	need_program("xapian-progsrv");
	db = open_through_program("samples");
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_database_locked(&locked, db, &test_err));
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_database_get_revision(&revision, db, &test_err));
	assert_ok(xapian_database_get_spelling_suggestion(
	    &text, db, S("dat"), 2, &test_err));
	assert_text(text, "");
	assert_ok(xapian_enquire_new(&enquire, db, &test_err));
	assert_ok(xapian_enquire_set_query(enquire, query, 0, &test_err));
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_enquire_get_mset_filtered(
		&mset, enquire, 0, 10, 0, NULL, accept_all, NULL, &test_err));
	assert_null(mset);
	assert_ok(
	    xapian_enquire_set_sort_by_key(enquire, &key, 1, false, &test_err));
	assert_status(XAPIAN_UNIMPLEMENTED,
	    xapian_enquire_get_mset(&mset, enquire, 0, 10, 0, &test_err));
	xapian_enquire_free(enquire);
	xapian_query_free(query);
	xapian_database_free(db);
}

static void
server_without_a_database_fails(void **state)
{
	struct xapian_database *db;

	(void)state;
	need_program("xapian-progsrv");
	/* The other end's exception arrives as what it was. */
	assert_status(XAPIAN_NO_DATABASE,
	    xapian_database_open_remote_prog(&db, "xapian-progsrv",
		in_test_dir("nosuch"), TIMEOUT_MS, &test_err));
	assert_null(db);
	assert_status(XAPIAN_NETWORK,
	    xapian_database_open_remote_prog(
		&db, "no-such-program", "", TIMEOUT_MS, &test_err));
	assert_null(db);
}

/* A port of this machine that nothing listens on, having been free just now. */
static unsigned
free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET};
	socklen_t len = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_true(fd >= 0);
	assert_int_equal(bind(fd, (struct sockaddr *)&address, len), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &len), 0);
	assert_int_equal(close(fd), 0);
	return ntohs(address.sin_port);
}

static void
dead_port_is_a_network_error(void **state)
{
	struct xapian_database *db;

	(void)state;
	assert_status(XAPIAN_NETWORK,
	    xapian_database_open_remote(&db, "127.0.0.1", free_port(),
		TIMEOUT_MS, TIMEOUT_MS, &test_err));
	assert_null(db);
	assert_int_equal(test_err.system_error, ECONNREFUSED);
}

/*
 * Start xapian-tcpsrv for one connection, and wait until it listens. It ends
 * with this program at the latest.
 */
static pid_t
start_server(const char *name, unsigned port)
{
	char number[16], line[256];
	int ends[2];
	pid_t pid;
	FILE *fp;

	snprintf(number, sizeof(number), "%u", port);
	assert_int_equal(pipe(ends), 0);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		dup2(ends[1], STDOUT_FILENO);
		close(ends[0]);
		close(ends[1]);
		execlp("xapian-tcpsrv", "xapian-tcpsrv", "--one-shot",
		    "--interface", "127.0.0.1", "--port", number,
		    in_test_dir(name), (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	fp = fdopen(ends[0], "r");
	assert_non_null(fp);
	while (fgets(line, sizeof(line), fp) != NULL)
		if (strstr(line, "Listening") != NULL)
			break;
	fclose(fp);
	return pid;
}

static void
server_that_dies_is_a_network_error(void **state)
{
	struct xapian_database *db;
	struct xapian_term_iterator *it;
	unsigned port = free_port();
	uint32_t n;
	pid_t pid;

	(void)state;
	need_program("xapian-tcpsrv");
	signal(SIGPIPE, SIG_IGN);
	pid = start_server("samples", port);
	assert_ok(xapian_database_open_remote(
	    &db, "127.0.0.1", port, TIMEOUT_MS, TIMEOUT_MS, &test_err));
	assert_ok(xapian_database_get_termfreq(&n, db, S("đất"), &test_err));
	assert_int_equal(n, 3);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	assert_status(XAPIAN_NETWORK,
	    xapian_database_allterms(&it, db, "", 0, &test_err));
	assert_null(it);
	xapian_database_free(db);
}

static int
make_databases(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	make_samples("samples", 0, N_SAMPLES);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(remote_database_is_searched),
	    cmocka_unit_test(what_a_remote_database_cannot_do_is_told),
	    cmocka_unit_test(server_without_a_database_fails),
	    cmocka_unit_test(dead_port_is_a_network_error),
	    cmocka_unit_test(server_that_dies_is_a_network_error),
	};

	return cmocka_run_group_tests_name(
	    "xapian-c/remote", tests, make_databases, remove_test_dir);
}
