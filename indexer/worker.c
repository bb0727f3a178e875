/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workers: bytes to record to entry. They write nothing and know no index. */
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <tracuu/furniture.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "../sandbox/sandbox.h"
#include "item.h"

/* Files over this are refused, and what is only text over TC_TEXT_MAX. */
#define FILE_MAX ((size_t)64 << 20)

/* So much of a file tells that it is nothing that is read. */
#define HEAD_LEN ((size_t)64 << 10)

/* Address space of a worker: the largest files take about half of it. */
#define MEMORY_MAX ((size_t)1 << 30)

/*
 * What takes longer is hostile: the largest texts and pages take some seconds,
 * but libxml2 compares each attribute of an element with all before it.
 */
#define JOB_SECONDS 120

/* To get ready: where memory runs out libseccomp 2.5.4 looks for ever for a
 * place in a table that it has not got. */
#define PREPARE_SECONDS 10

struct worker {
	const struct tc_worker_job *job;
	struct tc_workshop shop;
	struct tc_buf id, url; /* of the file in hand */
	struct tc_buf bytes;
	struct tc_converters *converters;
};

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

/* Append up to `most` bytes; fewer at the end of the file. */
static enum tc_status
read_bytes(struct worker *worker, int fd, size_t most, struct tc_error *err)
{
	size_t end = worker->bytes.len + most, want;
	char *to;
	ssize_t n;

	while (worker->bytes.len < end) {
		want = end - worker->bytes.len;
		want = want < HEAD_LEN ? want : HEAD_LEN;
		to = tc_buf_reserve(&worker->bytes, want);
		if (to == NULL)
			return tc_buf_check(&worker->bytes, err);
		n = read(fd, to, want);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tc_fail(
			    err, TC_IO, "%s", tc_message_errno(errno));
		if (n == 0)
			break;
		worker->bytes.len += (size_t)n;
	}
	return TC_OK;
}

static enum tc_status
check_size(off_t size, size_t limit, struct tc_error *err)
{
	if (size <= (off_t)limit)
		return TC_OK;
	return tc_fail(err, TC_TOOBIG, "%lld MiB, over the limit of %zu MiB",
	    (long long)size >> 20, limit >> 20);
}

/*
 * Read a file whole, as it was at one moment; of one that is nothing we read
 * no more than the beginning (TC_DONE). *format is what it is.
 */
static enum tc_status
read_whole(struct worker *worker, int fd, enum tc_format *format,
    const struct stat *info, struct tc_error *err)
{
	const struct tc_buf *bytes = &worker->bytes;
	enum tc_format claimed = *format;
	enum tc_status status;
	struct stat after;

	if ((status = read_bytes(worker, fd, HEAD_LEN, err)) != TC_OK)
		return status;
	*format = tc_format_of_bytes(tc_buf_str(bytes), bytes->len, claimed);
	if (*format == TC_FORMAT_UNKNOWN && claimed == TC_FORMAT_UNKNOWN &&
	    !tc_format_needs_whole(tc_buf_str(bytes), bytes->len))
		return TC_DONE;
	status = check_size(info->st_size,
	    *format == TC_FORMAT_TEXT ? TC_TEXT_MAX : FILE_MAX, err);
	if (status == TC_OK)
		status = read_bytes(worker, fd, FILE_MAX + 1, err);
	if (status == TC_OK &&
	    (fstat(fd, &after) != 0 || !same_file(info, &after)))
		status = tc_fail(
		    err, TC_CHANGED, "is being written: left for the next run");
	if (status == TC_OK)
		*format =
		    tc_format_of_bytes(tc_buf_str(bytes), bytes->len, claimed);
	if (status == TC_OK && *format == TC_FORMAT_UNKNOWN &&
	    claimed == TC_FORMAT_UNKNOWN)
		status = TC_DONE;
	return status;
}

/* Open a file and read it as read_whole() does. */
static enum tc_status
read_file(struct worker *worker, const char *path, enum tc_format *format,
    struct stat *info, struct tc_error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	enum tc_status status;

	tc_buf_clear(&worker->bytes);
	if (fd < 0)
		return tc_fail(err, TC_IO, "%s", tc_message_errno(errno));
	if (fstat(fd, info) != 0)
		status = tc_fail(err, TC_IO, "%s", tc_message_errno(errno));
	else if (!S_ISREG(info->st_mode))
		status = tc_fail(err, TC_INVALID, "no plain file");
	else
		status = read_whole(worker, fd, format, info, err);
	close(fd);
	return status;
}

/* Is this, by its bytes and all that goes into its record, one of those that
 * are known? */
static bool
is_known(struct tc_span known, const char state[TC_STATE_LEN])
{
	size_t at;

	for (at = 0; at + TC_STATE_LEN <= known.len; at += TC_STATE_LEN) {
		if (tc_state_is_same(known.s + at, state))
			return true;
	}
	return false;
}

static enum tc_status
do_path(struct worker *worker, const struct tc_source *source,
    const struct tc_file_job *job, struct tc_error *err)
{
	const char *path = tc_buf_str(&worker->shop.path);
	char state[TC_STATE_LEN];
	size_t room = TC_UNPACKED_MAX;
	struct stat info = {0};
	struct tc_item item = {.source = source,
	    .id = tc_buf_str(&worker->id),
	    .url = tc_buf_str(&worker->url),
	    .state = state,
	    .format = job->claimed,
	    .room = &room};
	enum tc_status status;

	status = read_file(worker, path, &item.format, &info, err);
	if (status != TC_OK)
		return status;
	tc_state_begin(state, source, &info);
	tc_state_hash(state, tc_buf_str(&worker->bytes), worker->bytes.len);
	if (is_known(job->known, state)) {
		tc_item_answer(&worker->shop,
		    job->moved ? TC_OUTCOME_MOVED : TC_OUTCOME_SAME, state, "");
		return TC_OK;
	}
	item.bytes = tc_buf_str(&worker->bytes);
	item.len = worker->bytes.len;
	return tc_item_read(&worker->shop, &item, err);
}

/* Put a span, which has no end of its own, into a string. */
static void
set(struct tc_buf *to, struct tc_span from)
{
	tc_buf_clear(to);
	tc_buf_put(to, from.s, from.len);
}

static enum tc_status
do_file(struct worker *worker, struct tc_span message, struct tc_error *err)
{
	struct tc_workshop *shop = &worker->shop;
	const struct tc_source *source;
	struct tc_file_job job;
	enum tc_status status;

	if ((status = tc_job_take_file(&job, message, err)) != TC_OK)
		return status;
	source = &worker->job->sources->at[job.source];
	shop->ocr = job.ocr;
	shop->scans = false;
	set(&worker->id, job.id);
	set(&shop->path, job.path);
	tc_buf_clear(&worker->url);
	tc_source_url(source, tc_buf_str(&shop->path), &worker->url);
	set(&shop->document.field[TC_FIELD_ID], job.id);
	if ((status = tc_buf_check(&worker->id, err)) != TC_OK ||
	    (status = tc_buf_check(&shop->path, err)) != TC_OK ||
	    (status = tc_buf_check(&worker->url, err)) != TC_OK)
		return status;
	return do_path(worker, source, &job, err);
}

static enum tc_status
do_line(struct worker *worker, struct tc_span message, struct tc_error *err)
{
	struct tc_document *document = &worker->shop.document;
	const struct tc_source *source;
	char state[TC_STATE_LEN];
	struct tc_span line;
	uint32_t number;
	enum tc_status status;

	status = tc_job_take_line(&number, &line, message, err);
	if (status != TC_OK)
		return status;
	source = &worker->job->sources->at[number];
	tc_state_begin(state, source, NULL);
	tc_state_hash(state, line.s, line.len);
	status = tc_document_read_feed(document, line.s, line.len, err);
	if (status != TC_OK)
		return status;
	if (document->deleted) {
		tc_item_answer(&worker->shop, TC_OUTCOME_DELETED, state, "");
		return TC_OK;
	}
	if (document->field[TC_FIELD_TOPIC].len == 0)
		tc_source_topic(source, NULL, &document->field[TC_FIELD_TOPIC]);
	return tc_item_finish(&worker->shop, source, state, err);
}

/* What was read before becomes an entry: under another name, or anew. */
static enum tc_status
do_record(struct worker *worker, struct tc_span message, struct tc_error *err)
{
	struct tc_document *document = &worker->shop.document;
	struct tc_record_job job;
	enum tc_status status;

	if ((status = tc_job_take_record(&job, message, err)) != TC_OK ||
	    (status = tc_document_from_json(document, job.stored.json.s,
		 job.stored.json.len, err)) != TC_OK)
		return status;
	document->visibility = job.stored.visibility;
	set(&document->outline, job.stored.outline);
	set(&document->note, job.note);
	set(&worker->id, job.source);
	if (job.id.len > 0) {
		set(&document->field[TC_FIELD_ID], job.id);
		set(&document->field[TC_FIELD_URL], job.url);
		set(&document->field[TC_FIELD_TOPIC], job.topic);
	}
	if ((status = tc_buf_check(&worker->id, err)) != TC_OK ||
	    (status = tc_buf_check(&document->outline, err)) != TC_OK ||
	    (status = tc_buf_check(&document->note, err)) != TC_OK)
		return status;
	if (job.stored.outline.len > 0)
		status =
		    tc_furniture_apply(document, tc_buf_str(&worker->id), err);
	if (status == TC_OK)
		status = tc_document_check(document, err);
	return status == TC_OK
	    ? tc_item_entry(&worker->shop, tc_buf_str(&worker->id), job.state.s,
		  job.state.len, err)
	    : status;
}

static enum tc_status
do_message(
    struct worker *worker, const struct tc_buf *message, struct tc_error *err)
{
	struct tc_span job = {message->s + 1, message->len - 1};

	switch (message->s[0]) {
	case TC_MSG_FILE:
		return do_file(worker, job, err);
	case TC_MSG_LINE:
		return do_line(worker, job, err);
	case TC_MSG_RECORD:
		return do_record(worker, job, err);
	default:
		return tc_fail(err, TC_CORRUPT, "the indexer talks nonsense");
	}
}

/* Do a job, or refuse it where the worker itself is not as it must be. */
static void
do_job(struct worker *worker, const struct tc_buf *message,
    const struct tc_error *unable)
{
	struct tc_workshop *shop = &worker->shop;
	char no_state[TC_STATE_LEN] = {0};
	struct tc_error err;
	enum tc_status status;

	tc_document_clear(&shop->document);
	tc_buf_clear(&shop->answer);
	tc_buf_clear(&shop->last);
	status = unable != NULL
	    ? tc_fail(&err, unable->status, "%s", unable->text)
	    : do_message(worker, message, &err);
	if (status == TC_CHANGED)
		tc_item_answer(shop, TC_OUTCOME_CHANGING, no_state, err.text);
	else if (status == TC_DONE)
		tc_item_answer(shop, TC_OUTCOME_UNREAD, no_state, "");
	else if (status != TC_OK)
		tc_item_answer(
		    shop, tc_outcome_of_failure(status), no_state, err.text);
}

/*
 * The system ends us (SIGXCPU) when the next job takes too long; that costs
 * its document, as any crash does.
 */
static void
limit_time(unsigned seconds)
{
	struct rusage used;
	struct rlimit limit;
	rlim_t end;

	if (getrusage(RUSAGE_SELF, &used) != 0 ||
	    getrlimit(RLIMIT_CPU, &limit) != 0)
		return; /* then without a limit */
	end = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) + 1 +
	    (seconds != 0 ? seconds : JOB_SECONDS);
	limit.rlim_cur = end < limit.rlim_max ? end : limit.rlim_max;
	setrlimit(RLIMIT_CPU, &limit);
}

/* Ready for jobs: all that must be there before the process is confined. */
static enum tc_status
prepare(struct worker *worker, struct tc_error *err)
{
	static const struct tc_limits limits = {MEMORY_MAX, FILE_MAX, 64};
	const struct tc_sources *sources = worker->job->sources;
	const char **folders = calloc(sources->n + 1, sizeof(*folders));
	enum tc_status status;
	size_t i;

	if (folders == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	for (i = 0; i < sources->n; i++)
		folders[i] = sources->at[i].path;
	tc_document_init(&worker->shop.document);
	status = tc_maker_new(&worker->shop.maker, worker->job->families, err);
	if (status == TC_OK)
		status = tc_launcher_start(
		    &worker->shop.launcher, worker->job->ocr_cache, err);
	worker->converters = tc_converters_load();
	if (status == TC_OK && !worker->job->unconfined)
		status = tc_sandbox_enter(
		    TC_CONFINED_WORKER, &limits, folders, sources->n, err);
	free(folders);
	return status;
}

/*
 * Jansson's lexer goes on with half a text where it finds no memory to lengthen
 * a string (2.14, stream_get and lex_save), libxml2 with half a page: a record
 * must not be that. A worker without memory ends, which costs the document that
 * it has in hand.
 */
static void *
or_end(void *p)
{
	if (p == NULL)
		_exit(EXIT_FAILURE);
	return p;
}

static void *
allocate_or_end(size_t size)
{
	return or_end(malloc(size));
}

static void *
reallocate_or_end(void *p, size_t size)
{
	return or_end(realloc(p, size));
}

static char *
duplicate_or_end(const char *s)
{
	return or_end(strdup(s));
}

static void
free_worker(struct worker *worker)
{
	struct tc_workshop *shop = &worker->shop;

	tc_launcher_end(&shop->launcher);
	tc_converters_free(worker->converters);
	tc_maker_free(shop->maker);
	tc_document_free(&shop->document);
	tc_buf_free(&shop->path);
	tc_buf_free(&shop->last);
	tc_buf_free(&shop->entry);
	tc_buf_free(&shop->answer);
	tc_buf_free(&worker->id);
	tc_buf_free(&worker->url);
	tc_buf_free(&worker->bytes);
}

int
tc_worker_main(int fd, void *arg)
{
	struct tc_buf message = TC_BUF_INIT(TC_MSG_MAX);
	struct worker worker = {
	    .job = arg,
	    .id = TC_BUF_INIT(TC_BUF_LINE),
	    .url = TC_BUF_INIT(TC_BUF_LINE),
	    .bytes = TC_BUF_INIT(FILE_MAX + 2 * HEAD_LEN),
	    .shop = {.path = TC_BUF_INIT(TC_BUF_LINE),
		.last = TC_BUF_INIT(TC_BUF_LINE),
		.entry = TC_BUF_INIT(TC_MSG_MAX),
		.answer = TC_BUF_INIT(TC_MSG_MAX)},
	};
	struct tc_error ready = {.text = ""};
	enum tc_status status = TC_OK, able;

	json_set_alloc_funcs(allocate_or_end, free);
	tc_markup_allocate_by(
	    allocate_or_end, reallocate_or_end, duplicate_or_end);
	limit_time(PREPARE_SECONDS);
	able = prepare(&worker, &ready);
	while (status == TC_OK) {
		status = tc_wire_read(fd, &message, NULL);
		if (status != TC_OK || message.len == 0)
			break;
		limit_time(worker.job->seconds);
		do_job(&worker, &message, able == TC_OK ? NULL : &ready);
		status = tc_wire_write(fd, &worker.shop.answer, NULL);
	}
	free_worker(&worker);
	tc_buf_free(&message);
	return status == TC_DONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
