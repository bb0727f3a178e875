/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Folders by fts(3), feeds by zlib (which reads plain files as well). */
#include "jobs.h"

#include <errno.h>
#include <fts.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>
#include <tracuu/pack.h>
#include <unistd.h>
#include <zlib.h>

/* A line of a feed is no longer than the largest text with all escaped. */
#define LINE_MAX_BYTES (2 * TC_TEXT_MAX)
#define READ_SIZE ((size_t)64 << 10)

struct tc_jobs {
	const struct tc_sources *sources;
	size_t at; /* the source in hand, or how many there are */
	bool begun;
	struct stat skip; /* st_ino 0: nothing to skip */

	FTS *walk;
	gzFile feed;
	off_t feed_size;
	uint64_t line_number;
	struct tc_buf line;
	char *chunk; /* read and not yet split into lines */
	size_t chunk_at, chunk_len;

	struct tc_buf deferred; /* source and path, one after the other */
	size_t deferred_at;
	struct tc_buf path;
	struct tc_buf why;
	uint64_t met, *total; /* files of the source in hand; counted ones */
};

static int
by_name(const FTSENT **a, const FTSENT **b)
{
	return strcmp((*a)->fts_name, (*b)->fts_name);
}

enum tc_status
tc_jobs_new(struct tc_jobs **out, const struct tc_sources *sources,
    const char *skip, struct tc_error *err)
{
	struct tc_jobs *jobs = calloc(1, sizeof(*jobs));

	*out = NULL;
	if (jobs != NULL) {
		jobs->sources = sources;
		jobs->line = (struct tc_buf)TC_BUF_INIT(LINE_MAX_BYTES);
		jobs->why = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
		jobs->path = (struct tc_buf)TC_BUF_INIT(TC_BUF_LINE);
		jobs->deferred = (struct tc_buf)TC_BUF_INIT(SIZE_MAX / 2);
		jobs->chunk = malloc(READ_SIZE);
		if (stat(skip, &jobs->skip) != 0)
			jobs->skip.st_ino = 0;
	}
	if (jobs == NULL || jobs->chunk == NULL) {
		tc_jobs_free(jobs);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = jobs;
	return TC_OK;
}

static void
end_source(struct tc_jobs *jobs)
{
	if (jobs->walk != NULL)
		fts_close(jobs->walk);
	if (jobs->feed != NULL)
		gzclose(jobs->feed);
	jobs->walk = NULL;
	jobs->feed = NULL;
	jobs->begun = false;
}

void
tc_jobs_free(struct tc_jobs *jobs)
{
	if (jobs == NULL)
		return;
	end_source(jobs);
	tc_buf_free(&jobs->line);
	tc_buf_free(&jobs->why);
	tc_buf_free(&jobs->path);
	tc_buf_free(&jobs->deferred);
	free(jobs->chunk);
	free(jobs->total);
	free(jobs);
}

static enum tc_status
problem(struct tc_jobs *jobs, struct tc_job *job, enum tc_job_kind kind,
    const char *why)
{
	tc_buf_clear(&jobs->why);
	tc_buf_puts(&jobs->why, why);
	job->kind = kind;
	job->why = tc_buf_str(&jobs->why);
	return TC_OK;
}

static FTS *
open_walk(const struct tc_source *source)
{
	char *paths[] = {source->path, NULL};

	/* Symbolic links are not followed: what they lead to is indexed where
	 * it is, or is somebody else's. */
	return fts_open(
	    paths, FTS_PHYSICAL | FTS_NOCHDIR | FTS_COMFOLLOW, by_name);
}

static enum tc_status
open_feed(struct tc_jobs *jobs, const struct tc_source *source)
{
	struct stat info;

	if (strcmp(source->path, "-") == 0) {
		jobs->feed = gzdopen(dup(STDIN_FILENO), "rb");
		jobs->feed_size = 0;
	} else {
		jobs->feed = gzopen(source->path, "rbe");
		jobs->feed_size =
		    stat(source->path, &info) == 0 ? info.st_size : 0;
	}
	jobs->line_number = 0;
	jobs->chunk_at = jobs->chunk_len = 0;
	return jobs->feed != NULL ? TC_OK : TC_IO;
}

static bool
begin_source(struct tc_jobs *jobs, const struct tc_source *source)
{
	jobs->begun = true;
	jobs->met = 0;
	errno = ENOMEM; /* zlib sets none when memory is out */
	if (source->kind == TC_SOURCE_FEED)
		return open_feed(jobs, source) == TC_OK;
	jobs->walk = open_walk(source);
	return jobs->walk != NULL;
}

static bool
is_skipped_folder(const struct tc_jobs *jobs, const FTSENT *entry)
{
	return jobs->skip.st_ino != 0 &&
	    entry->fts_statp->st_ino == jobs->skip.st_ino &&
	    entry->fts_statp->st_dev == jobs->skip.st_dev;
}

static bool
is_hidden(const FTSENT *entry)
{
	return entry->fts_level > 0 && tc_file_is_furtive(entry->fts_name);
}

static enum tc_status
file_job(struct tc_jobs *jobs, const struct tc_source *source,
    const FTSENT *entry, struct tc_job *job)
{
	job->format = entry->fts_level == 0
	    ? source->format
	    : tc_format_of_name(entry->fts_name);
	jobs->met++;
	if (job->format == TC_FORMAT_FEED || job->format == TC_FORMAT_FEED_GZ)
		return problem(jobs, job, TC_JOB_SKIPPED,
		    tc_message("a feed: name it on the command line"));
	job->kind = TC_JOB_FILE;
	job->info = *entry->fts_statp;
	return TC_OK;
}

/* The next file of a folder, or what is wrong with an entry; TC_DONE. */
static enum tc_status
next_file(
    struct tc_jobs *jobs, const struct tc_source *source, struct tc_job *job)
{
	FTSENT *entry;

	while (errno = 0, (entry = fts_read(jobs->walk)) != NULL) {
		job->path = entry->fts_path;
		job->unmet = false;
		switch (entry->fts_info) {
		case FTS_D:
			if (is_hidden(entry) || is_skipped_folder(jobs, entry))
				fts_set(jobs->walk, entry, FTS_SKIP);
			break;
		case FTS_F:
			if (!is_hidden(entry))
				return file_job(jobs, source, entry, job);
			break;
		case FTS_SL:
		case FTS_SLNONE:
			return problem(jobs, job, TC_JOB_SKIPPED,
			    tc_message("a symbolic link, not followed"));
		case FTS_DNR:
			job->unmet = true;
			/* fallthrough */
		case FTS_NS:
		case FTS_ERR:
			return problem(jobs, job, TC_JOB_FAILED,
			    tc_message_errno(entry->fts_errno));
		case FTS_DEFAULT:
			return problem(jobs, job, TC_JOB_SKIPPED,
			    tc_message("neither a file nor a folder"));
		default:
			break;
		}
	}
	if (errno == 0)
		return TC_DONE;
	job->path = source->path;
	job->unmet = true;
	problem(jobs, job, TC_JOB_FAILED, tc_message_errno(errno));
	end_source(jobs); /* nothing more comes from here */
	jobs->at++;
	return TC_OK;
}

/* Fill the chunk; 0 at the end, -1 when the file is damaged. */
static int
read_chunk(struct tc_jobs *jobs)
{
	int n = gzread(jobs->feed, jobs->chunk, (unsigned)READ_SIZE);
	int code = Z_OK;

	jobs->chunk_at = 0;
	jobs->chunk_len = n > 0 ? (size_t)n : 0;
	if (n <= 0)
		gzerror(jobs->feed, &code);
	return n > 0 ? 1 : (n < 0 || code < 0 ? -1 : 0);
}

/* Up to the line end, or as much as a line may have. TC_DONE, TC_IO. */
static enum tc_status
read_line(struct tc_jobs *jobs)
{
	const char *end;
	size_t len;
	int more;

	tc_buf_clear(&jobs->line);
	for (;;) {
		if (jobs->chunk_at == jobs->chunk_len) {
			more = read_chunk(jobs);
			if (more < 0)
				return TC_IO;
			if (more == 0)
				return jobs->line.len > 0 || jobs->line.failed
				    ? TC_OK
				    : TC_DONE;
		}
		len = jobs->chunk_len - jobs->chunk_at;
		end = memchr(jobs->chunk + jobs->chunk_at, '\n', len);
		if (end != NULL)
			len = (size_t)(end - jobs->chunk) - jobs->chunk_at;
		tc_buf_put(&jobs->line, jobs->chunk + jobs->chunk_at, len);
		jobs->chunk_at += len + (end != NULL);
		if (end != NULL)
			return TC_OK;
	}
}

static enum tc_status
feed_failure(struct tc_jobs *jobs, struct tc_job *job)
{
	int code;
	const char *text = gzerror(jobs->feed, &code);

	job->line_number = jobs->line_number + 1;
	job->unmet = true;
	problem(jobs, job, TC_JOB_FAILED,
	    code == Z_ERRNO ? tc_message_errno(errno) : text);
	end_source(jobs);
	jobs->at++;
	return TC_OK;
}

/* Blank lines are nothing; so is a byte order mark at the beginning. */
static enum tc_status
next_line(
    struct tc_jobs *jobs, const struct tc_source *source, struct tc_job *job)
{
	static const char bom[] = "\xEF\xBB\xBF";
	enum tc_status status;

	job->path = source->path;
	do {
		if ((status = read_line(jobs)) == TC_DONE)
			return TC_DONE;
		if (status != TC_OK)
			return feed_failure(jobs, job);
		job->line_number = ++jobs->line_number;
		job->line = tc_buf_str(&jobs->line);
		job->line_len = jobs->line.len;
		if (job->line_number == 1 && job->line_len >= 3 &&
		    memcmp(job->line, bom, 3) == 0) {
			job->line += 3;
			job->line_len -= 3;
		}
	} while (
	    !jobs->line.failed && strspn(job->line, " \t\r") == job->line_len);
	if (jobs->line.failed)
		return problem(jobs, job, TC_JOB_FAILED,
		    jobs->line.full ? tc_message("a line over 32 MiB")
				    : tc_message("out of memory"));
	job->kind = TC_JOB_LINE;
	return TC_OK;
}

enum tc_status
tc_jobs_defer(struct tc_jobs *jobs, uint32_t source, const char *path,
    struct tc_error *err)
{
	tc_pack_number(&jobs->deferred, source);
	tc_pack_span(&jobs->deferred, path, strlen(path));
	return tc_buf_check(&jobs->deferred, err);
}

/* The next file that was put off and is still there; TC_DONE. */
static enum tc_status
next_deferred(struct tc_jobs *jobs, struct tc_job *job, struct tc_error *err)
{
	struct tc_span rest = {tc_buf_str(&jobs->deferred) + jobs->deferred_at,
	    jobs->deferred.len - jobs->deferred_at};
	struct tc_span path;
	enum tc_status status = TC_OK;

	while (rest.len > 0) {
		if ((status = tc_unpack_number(&job->source, &rest, err)) !=
			TC_OK ||
		    (status = tc_unpack_span(&path, &rest, err)) != TC_OK)
			return status;
		jobs->deferred_at = jobs->deferred.len - rest.len;
		tc_buf_clear(&jobs->path);
		tc_buf_put(&jobs->path, path.s, path.len);
		job->path = tc_buf_str(&jobs->path);
		job->kind = TC_JOB_FILE;
		job->format = tc_format_of_name(job->path);
		job->deferred = true;
		if (lstat(job->path, &job->info) == 0)
			return tc_buf_check(&jobs->path, err);
	}
	return TC_DONE;
}

enum tc_status
tc_jobs_next(struct tc_jobs *jobs, struct tc_job *job, struct tc_error *err)
{
	const struct tc_source *source;
	enum tc_status status;

	memset(job, 0, sizeof(*job));
	while (jobs->at < jobs->sources->n) {
		source = &jobs->sources->at[jobs->at];
		job->source = (uint32_t)jobs->at;
		if (!jobs->begun && !begin_source(jobs, source)) {
			job->path = source->path;
			job->unmet = true;
			problem(
			    jobs, job, TC_JOB_FAILED, tc_message_errno(errno));
			end_source(jobs);
			jobs->at++;
			return TC_OK;
		}
		status = source->kind == TC_SOURCE_FEED
		    ? next_line(jobs, source, job)
		    : next_file(jobs, source, job);
		if (status != TC_DONE)
			return jobs->why.failed ? tc_buf_check(&jobs->why, err)
						: status;
		end_source(jobs);
		jobs->at++;
	}
	return next_deferred(jobs, job, err);
}

static uint64_t
count_files(const struct tc_source *source)
{
	FTS *walk = open_walk(source);
	const FTSENT *entry;
	uint64_t n = 0;

	while (walk != NULL && (entry = fts_read(walk)) != NULL)
		n += entry->fts_info == FTS_F && !is_hidden(entry);
	if (walk != NULL)
		fts_close(walk);
	return n;
}

/* The part of the source in hand that is behind. */
static double
source_fraction(struct tc_jobs *jobs)
{
	const struct tc_source *source = &jobs->sources->at[jobs->at];

	if (!jobs->begun)
		return 0;
	if (source->kind == TC_SOURCE_FEED)
		return jobs->feed_size > 0
		    ? (double)gzoffset(jobs->feed) / (double)jobs->feed_size
		    : 0;
	if (jobs->total == NULL)
		jobs->total = calloc(jobs->sources->n, sizeof(*jobs->total));
	if (jobs->total == NULL)
		return 0;
	if (jobs->total[jobs->at] == 0)
		jobs->total[jobs->at] = count_files(source) + 1;
	return (double)jobs->met / (double)jobs->total[jobs->at];
}

double
tc_jobs_fraction(struct tc_jobs *jobs)
{
	double behind = (double)jobs->at;

	if (jobs->at < jobs->sources->n)
		behind += source_fraction(jobs);
	behind /= jobs->sources->n > 0 ? (double)jobs->sources->n : 1;
	return behind < 1 ? behind : 1;
}
