/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workers: bytes to record to entry. They write nothing and know no index. */
#include "worker.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <tracuu/index.h>
#include <unistd.h>

/* Raised when a reader of ours changes, so that files are read again. */
#define READERS_VERSION "4"

/* Files over this are refused. */
#define FILE_MAX TC_TEXT_MAX

/*
 * What takes longer is hostile: the largest texts and pages take some seconds,
 * but libxml2 compares each attribute of an element with all before it.
 */
#define JOB_SECONDS 120

struct worker {
	const struct tc_worker_job *job;
	struct tc_maker *maker;
	struct tc_document document;
	struct tc_buf bytes, entry, answer;
};

static void
put_le64(char *to, uint64_t n)
{
	int i;

	for (i = 0; i < 8; i++)
		to[i] = (char)(n >> 8 * i & 0xFF);
}

static void
put_digest(char *to, size_t n, struct sha256_ctx *sha)
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(sha, sizeof(digest), digest);
	memcpy(to, digest, n);
}

void
tc_state_begin(char state[TC_STATE_LEN], const struct tc_source *source,
    const struct stat *info)
{
	const char *url = source->base_url != NULL ? source->base_url : "";
	const char *topic = source->topic != NULL ? source->topic : "";
	struct sha256_ctx sha;

	memset(state, 0, TC_STATE_LEN);
	if (info != NULL) {
		put_le64(state, (uint64_t)info->st_size);
		put_le64(state + 8,
		    (uint64_t)info->st_mtim.tv_sec * 1000000000u +
			(uint64_t)info->st_mtim.tv_nsec);
	}
	sha256_init(&sha);
	sha256_update(&sha, strlen(url), (const uint8_t *)url);
	sha256_update(&sha, 1,
	    (const uint8_t *)(source->visibility == TC_PUBLIC ? "p" : "i"));
	sha256_update(&sha, strlen(topic), (const uint8_t *)topic);
	sha256_update(&sha, 1, (const uint8_t *)"");
	sha256_update(
	    &sha, strlen(READERS_VERSION), (const uint8_t *)READERS_VERSION);
	put_digest(state + TC_STATE_STAT, TC_STATE_SETTINGS, &sha);
}

void
tc_state_hash(char state[TC_STATE_LEN], const char *bytes, size_t len)
{
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, len, (const uint8_t *)bytes);
	put_digest(
	    state + TC_STATE_STAT + TC_STATE_SETTINGS, TC_STATE_HASH, &sha);
}

void
tc_worker_file_job(struct tc_buf *message, uint32_t source,
    enum tc_format format, const struct tc_buf *id, const char *path,
    const char *known, size_t known_len)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_FILE);
	tc_pack_number(message, source);
	tc_pack_number(message, (uint32_t)format);
	tc_pack_span(message, id->s, id->len);
	tc_pack_span(message, path, strlen(path));
	tc_pack_span(message, known, known_len);
}

void
tc_worker_line_job(
    struct tc_buf *message, uint32_t source, const char *line, size_t len)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_LINE);
	tc_pack_number(message, source);
	tc_pack_span(message, line, len);
}

void
tc_worker_put_result(struct tc_buf *message, const struct tc_result *result)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_RESULT);
	tc_pack_number(message, result->outcome);
	tc_pack_span(message, result->id.s, result->id.len);
	tc_pack_span(message, result->state.s, result->state.len);
	tc_pack_span(message, result->text.s, result->text.len);
	tc_pack_span(message, result->repair.s, result->repair.len);
	tc_buf_put(message, result->entry.s, result->entry.len);
}

enum tc_status
tc_worker_result(
    struct tc_result *result, struct tc_span message, struct tc_error *err)
{
	enum tc_status status;
	uint32_t outcome;

	if (message.len == 0 || message.s[0] != TC_MSG_RESULT)
		return tc_fail(err, TC_CORRUPT, "a worker talks nonsense");
	message.s++;
	message.len--;
	if ((status = tc_unpack_number(&outcome, &message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->id, &message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->state, &message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->text, &message, err)) == TC_OK)
		status = tc_unpack_span(&result->repair, &message, err);
	result->outcome = (enum tc_outcome)outcome;
	result->entry = message;
	return status;
}

static void
answer(struct worker *worker, enum tc_outcome outcome,
    const char state[TC_STATE_LEN], const char *text)
{
	const struct tc_buf *id = &worker->document.field[TC_FIELD_ID];
	const struct tc_buf *repair = &worker->document.field[TC_FIELD_REPAIR];
	struct tc_result result = {.outcome = outcome,
	    .id = {id->s, id->len},
	    .state = {state, TC_STATE_LEN},
	    .text = {text, strlen(text)},
	    .repair = {repair->s, repair->len}};

	if (outcome == TC_OUTCOME_ENTRY)
		result.entry =
		    (struct tc_span){worker->entry.s, worker->entry.len};
	tc_worker_put_result(&worker->answer, &result);
}

/* The record is complete: make its entry. */
static enum tc_status
finish(struct worker *worker, const struct tc_source *source,
    const char state[TC_STATE_LEN], struct tc_error *err)
{
	struct tc_document *document = &worker->document;
	enum tc_status status;

	if (!document->visibility_given)
		document->visibility = source->visibility;
	if (document->field[TC_FIELD_MARK].len > 0)
		document->visibility = TC_INTERNAL_ONLY;
	tc_buf_clear(&worker->entry);
	status = tc_maker_entry(worker->maker, document, source->name, state,
	    TC_STATE_LEN, &worker->entry, err);
	if (status == TC_OK)
		answer(worker, TC_OUTCOME_ENTRY, state,
		    tc_buf_str(&document->note));
	return status;
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
	return a->st_size == b->st_size &&
	    a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
	    a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static enum tc_status
read_bytes(struct worker *worker, int fd, struct tc_error *err)
{
	char *to;
	ssize_t n;

	tc_buf_clear(&worker->bytes);
	do {
		to = tc_buf_reserve(&worker->bytes, (size_t)64 << 10);
		if (to == NULL)
			return tc_fail(err, TC_TOOBIG,
			    "over the limit of %zu MiB", FILE_MAX >> 20);
		n = read(fd, to, (size_t)64 << 10);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return tc_fail(err, TC_IO, "%s", strerror(errno));
		worker->bytes.len += (size_t)n;
	} while (n != 0);
	return TC_OK;
}

/* Open and read a file whole, as it was at one moment. */
static enum tc_status
read_file(struct worker *worker, const char *path, struct stat *info,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	struct stat after;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return tc_fail(err, TC_IO, "%s", strerror(errno));
	if (fstat(fd, info) != 0)
		status = tc_fail(err, TC_IO, "%s", strerror(errno));
	else if (!S_ISREG(info->st_mode))
		status = tc_fail(err, TC_INVALID, "no plain file");
	else if (info->st_size > (off_t)FILE_MAX)
		status = tc_fail(err, TC_TOOBIG,
		    "%lld MiB, over the limit of %zu MiB",
		    (long long)info->st_size >> 20, FILE_MAX >> 20);
	else
		status = read_bytes(worker, fd, err);
	if (status == TC_OK &&
	    (fstat(fd, &after) != 0 || !same_file(info, &after)))
		status = tc_fail(
		    err, TC_CHANGED, "is being written: left for the next run");
	close(fd);
	return status;
}

static enum tc_status
do_file(struct worker *worker, struct tc_span job, struct tc_error *err)
{
	struct tc_document *document = &worker->document;
	const struct tc_source *source;
	struct tc_span id, path, known;
	char state[TC_STATE_LEN];
	uint32_t number, format;
	struct stat info = {0};
	enum tc_status status;

	if ((status = tc_unpack_number(&number, &job, err)) != TC_OK ||
	    (status = tc_unpack_number(&format, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&id, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&path, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&known, &job, err)) != TC_OK)
		return status;
	source = &worker->job->sources->at[number];
	tc_buf_put(&document->field[TC_FIELD_ID], id.s, id.len);
	/* Spans of a message are not terminated; the path lies before one. */
	tc_buf_clear(&worker->entry);
	tc_buf_put(&worker->entry, path.s, path.len);
	tc_source_url(
	    source, tc_buf_str(&worker->entry), &document->field[TC_FIELD_URL]);
	tc_source_topic(source, tc_buf_str(&worker->entry),
	    &document->field[TC_FIELD_TOPIC]);
	status = read_file(worker, tc_buf_str(&worker->entry), &info, err);
	if (status != TC_OK)
		return status;
	tc_state_begin(state, source, &info);
	tc_state_hash(state, tc_buf_str(&worker->bytes), worker->bytes.len);
	if (known.len == TC_STATE_LEN &&
	    memcmp(known.s + TC_STATE_STAT, state + TC_STATE_STAT,
		TC_STATE_LEN - TC_STATE_STAT) == 0) {
		answer(worker, TC_OUTCOME_SAME, state, "");
		return TC_OK;
	}
	status = tc_document_read_file(document, (enum tc_format)format,
	    tc_buf_str(&worker->bytes), worker->bytes.len, err);
	if (status == TC_OK)
		status = finish(worker, source, state, err);
	return status;
}

static enum tc_status
do_line(struct worker *worker, struct tc_span job, struct tc_error *err)
{
	const struct tc_source *source;
	char state[TC_STATE_LEN];
	struct tc_span line;
	uint32_t number;
	enum tc_status status;

	if ((status = tc_unpack_number(&number, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&line, &job, err)) != TC_OK)
		return status;
	source = &worker->job->sources->at[number];
	tc_state_begin(state, source, NULL);
	tc_state_hash(state, line.s, line.len);
	status =
	    tc_document_read_feed(&worker->document, line.s, line.len, err);
	if (status != TC_OK)
		return status;
	if (worker->document.deleted) {
		answer(worker, TC_OUTCOME_DELETED, state, "");
		return TC_OK;
	}
	if (worker->document.field[TC_FIELD_TOPIC].len == 0)
		tc_source_topic(
		    source, NULL, &worker->document.field[TC_FIELD_TOPIC]);
	return finish(worker, source, state, err);
}

static void
do_job(struct worker *worker, const struct tc_buf *message)
{
	struct tc_span job = {message->s + 1, message->len - 1};
	char no_state[TC_STATE_LEN] = {0};
	struct tc_error err;
	enum tc_status status;

	tc_document_clear(&worker->document);
	status = message->s[0] == TC_MSG_FILE ? do_file(worker, job, &err)
					      : do_line(worker, job, &err);
	if (status == TC_CHANGED)
		answer(worker, TC_OUTCOME_CHANGING, no_state, err.text);
	else if (status != TC_OK)
		answer(worker, TC_OUTCOME_FAILED, no_state, err.text);
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

int
tc_worker_main(int fd, void *arg)
{
	struct tc_buf message = TC_BUF_INIT(TC_MSG_MAX);
	struct worker worker = {
	    .job = arg,
	    .bytes = TC_BUF_INIT(FILE_MAX + ((size_t)64 << 10)),
	    .entry = TC_BUF_INIT(TC_MSG_MAX),
	    .answer = TC_BUF_INIT(TC_MSG_MAX),
	};
	enum tc_status status;

	tc_document_init(&worker.document);
	status = tc_maker_new(&worker.maker, worker.job->families, NULL);
	while (status == TC_OK) {
		status = tc_wire_read(fd, &message, NULL);
		if (status != TC_OK || message.len == 0)
			break;
		limit_time(worker.job->seconds);
		do_job(&worker, &message);
		status = tc_wire_write(fd, &worker.answer, NULL);
	}
	tc_maker_free(worker.maker);
	tc_document_free(&worker.document);
	tc_buf_free(&worker.bytes);
	tc_buf_free(&worker.entry);
	tc_buf_free(&worker.answer);
	tc_buf_free(&message);
	return status == TC_DONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
