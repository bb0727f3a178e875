/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracuu-index --check. */
#include "check.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tracuu/index.h>
#include <tracuu/manifest.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "../program/say.h"

/* More of the same help nobody. */
#define TOLD_MAX 20

/* Seconds of a processor for reading an index: these, and one for each MB, of
 * which it reads forty. */
#define SECONDS_MIN 60
#define BYTES_A_SECOND 1000000

struct check {
	const char *db;
	struct tc_buf path; /* of the live generation */
	struct tc_manifest manifest;
	unsigned faults;
};

/* A tc_fault_fn. */
static void
tell(void *arg, const char *text)
{
	struct check *check = arg;

	if (check->faults++ < TOLD_MAX)
		tc_say("damaged: %s", text);
	else if (check->faults == TOLD_MAX + 1)
		tc_say("damaged: and more");
}

static void
check_file(struct check *check, const struct tc_table *table)
{
	struct tc_error error;
	enum tc_status status;

	if (check->manifest.sealed) {
		status = tc_manifest_verify(table, check->path.s, &error);
	} else {
		struct tc_manifest one = {.n = 1};

		one.table[0] = *table;
		status = tc_manifest_tables(&one, check->path.s, &error);
	}
	if (status != TC_OK)
		tell(check, error.text);
}

static bool
is_listed(const struct tc_manifest *manifest, const char *name)
{
	size_t i;

	for (i = 0; i < manifest->n; i++) {
		if (strcmp(manifest->table[i].name, name) == 0)
			return true;
	}
	return false;
}

/* A table that appears from nowhere would be read, too. */
static void
check_strangers(struct check *check)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	const struct dirent *entry;
	DIR *dir = opendir(check->path.s);
	const char *dot;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		dot = strrchr(entry->d_name, '.');
		if (dot == NULL || strcmp(dot, ".glass") != 0 ||
		    is_listed(&check->manifest, entry->d_name))
			continue;
		tc_buf_clear(&text);
		tc_buf_printf(&text, "%s/%s: the manifest knows no such table",
		    check->path.s, entry->d_name);
		tell(check, tc_buf_str(&text));
	}
	if (dir != NULL)
		closedir(dir);
	tc_buf_free(&text);
}

static void
check_files(struct check *check)
{
	size_t i;

	for (i = 0; i < check->manifest.n; i++)
		check_file(check, &check->manifest.table[i]);
	if (check->manifest.sealed)
		check_strangers(check);
}

/* What the database says of itself, against the manifest. */
static void
check_claims(struct check *check)
{
	const struct tc_manifest *manifest = &check->manifest;
	struct tc_manifest found;
	struct tc_error error;

	if (tc_manifest_make(&found, check->path.s, false, &error) != TC_OK)
		tell(check, error.text);
	else if (strcmp(found.schema, manifest->schema) != 0 ||
	    strcmp(found.analyser, manifest->analyser) != 0)
		tell(check, "its versions are not those of the manifest");
	else if (manifest->sealed &&
	    (found.documents != manifest->documents ||
		found.revision != manifest->revision))
		tell(check,
		    "it was written to after its manifest, by another program");
}

/* Xapian's check opens tables for writing, though it writes nothing. */
static bool
can_be_written(const struct check *check)
{
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	bool can = true;
	size_t i;

	for (i = 0; i < check->manifest.n && can; i++) {
		tc_buf_clear(&file);
		tc_buf_printf(&file, "%s/%s", check->path.s,
		    check->manifest.table[i].name);
		can = access(tc_buf_str(&file), W_OK) == 0;
	}
	tc_buf_free(&file);
	return can;
}

static void
check_by_xapian(struct check *check)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
	struct xapian_error why;
	size_t n;

	if (xapian_database_check(&n, check->path.s, 0, NULL, NULL, &why) !=
	    XAPIAN_OK)
		tc_buf_printf(&text, "%s: %s", check->path.s, why.message);
	else if (n > 0)
		tc_buf_printf(&text, "%s: Xapian's check finds %zu fault(s)",
		    check->path.s, n);
	if (text.len > 0)
		tell(check, text.s);
	tc_buf_free(&text);
}

static void
check_content(struct check *check)
{
	struct tc_index *index = NULL;
	struct tc_error error;

	if (tc_index_open(&index, check->db, &error) != TC_OK ||
	    tc_index_examine(index, tell, check, &error) != TC_OK)
		tell(check, error.text);
	tc_index_free(index);
}

static void
limit_time(const struct check *check)
{
	struct rlimit limit;
	uint64_t bytes = 0;
	size_t i;

	for (i = 0; i < check->manifest.n; i++)
		bytes += check->manifest.table[i].size;
	limit.rlim_cur = SECONDS_MIN + bytes / BYTES_A_SECOND;
	limit.rlim_max = limit.rlim_cur + 1;
	setrlimit(RLIMIT_CPU, &limit);
}

static void
judge_reader(struct check *check, int outcome)
{
	struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);

	if (WIFEXITED(outcome)) {
		check->faults += WEXITSTATUS(outcome) != EXIT_SUCCESS;
		return;
	}
	tc_buf_printf(&text, "%s: reading it %s", check->path.s,
	    WTERMSIG(outcome) == SIGXCPU ? "does not come to an end"
					 : "crashes Xapian");
	tell(check, tc_buf_str(&text));
	tc_buf_free(&text);
}

/* All that Xapian does with the tables, in a process of its own. */
static enum tc_status
check_reading(struct check *check, struct tc_error *err)
{
	int outcome;
	pid_t pid;

	fflush(NULL);
	if ((pid = fork()) < 0)
		return tc_fail(err, TC_IO, "fork: %s", tc_message_errno(errno));
	if (pid == 0) {
		limit_time(check);
		check_claims(check);
		if (can_be_written(check))
			check_by_xapian(check);
		check_content(check);
		fflush(stderr);
		_exit(check->faults > 0 ? EXIT_FAILURE : EXIT_SUCCESS);
	}
	while (waitpid(pid, &outcome, 0) < 0) {
		if (errno != EINTR)
			return tc_fail(
			    err, TC_IO, "waitpid: %s", tc_message_errno(errno));
	}
	judge_reader(check, outcome);
	return TC_OK;
}

static enum tc_status
check_generation(
    struct check *check, unsigned live, bool quiet, struct tc_error *err)
{
	enum tc_status status;

	tc_layout_path(check->db, live, &check->path);
	if ((status = tc_buf_check(&check->path, err)) != TC_OK ||
	    (status = tc_manifest_read(&check->manifest, check->path.s, err)) !=
		TC_OK)
		return status == TC_NOTFOUND
		    ? tc_fail(err, TC_CORRUPT,
			  "%s: missing, or it has no manifest", check->path.s)
		    : status;
	if (!check->manifest.sealed && !quiet)
		tc_say("%s: the last run did not end, so there are no "
		       "checksums; the next one makes them",
		    check->path.s);
	check_files(check);
	/* Nobody should read what is not what was written. */
	if (check->faults == 0)
		status = check_reading(check, err);
	if (status == TC_OK && check->faults > 0)
		status = tc_fail(err, TC_CORRUPT, "%s: damaged", check->path.s);
	if (status == TC_OK)
		status = tc_manifest_make(
		    &check->manifest, check->path.s, false, err);
	if (status == TC_OK && !quiet)
		tc_say("%s: whole, %u documents", check->path.s,
		    (unsigned)check->manifest.documents);
	return status;
}

enum tc_status
tc_check(const char *db, bool quiet, struct tc_error *err)
{
	struct check check = {.db = db, .path = TC_BUF_INIT(TC_BUF_LINE)};
	enum tc_status status;
	unsigned live;

	status = tc_layout_live(&live, db, err);
	if (status == TC_OK && live == 0)
		status = tc_fail(err, TC_NOTFOUND, "%s: no index there", db);
	if (status == TC_OK)
		status = check_generation(&check, live, quiet, err);
	tc_buf_free(&check.path);
	return status;
}
