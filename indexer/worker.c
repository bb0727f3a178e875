/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Workers: bytes to record to entry. They write nothing and know no index. */
#include "worker.h"

#include <errno.h>
#include <jansson.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <tracuu/index.h>
#include <unistd.h>

#include "launcher.h"
#include "../sandbox/sandbox.h"

/* Raised when a reader of ours changes, so that files are read again. */
#define READERS_VERSION "6"

/* Files over this are refused, and what is only text over TC_TEXT_MAX. */
#define FILE_MAX ((size_t)64 << 20)

/* So much of a file tells that it is nothing that is read. */
#define HEAD_LEN ((size_t)64 << 10)

/* An archive may hold archives, down to here. All that is unpacked for one
 * file comes to no more bytes than this. */
#define DEPTH_MAX 4
#define UNPACKED_MAX ((size_t)96 << 20)

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
	struct tc_maker *maker;
	struct tc_document document;
	struct tc_buf id, path, url; /* of the file in hand */
	struct tc_buf bytes, entry, answer;
	bool ocr;	    /* scans are to be read now */
	bool scans;	    /* some in the file were not */
	struct tc_buf last; /* id of the last entry in the answer */
	struct tc_launcher launcher;
	struct tc_converters *converters;
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
tc_state_wait(char state[TC_STATE_LEN])
{
	size_t i;

	for (i = 0; i < TC_STATE_SETTINGS; i++)
		state[TC_STATE_STAT + i] = (char)~state[TC_STATE_STAT + i];
}

void
tc_worker_file_job(struct tc_buf *message, uint32_t source,
    enum tc_format claimed, bool ocr, const struct tc_buf *id, const char *path,
    const char *known, size_t known_len)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_FILE);
	tc_pack_number(message, source);
	tc_pack_number(message, (uint32_t)claimed);
	tc_pack_number(message, ocr);
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
	if (message->len == 0)
		tc_buf_putc(message, TC_MSG_RESULT);
	tc_pack_number(message, result->outcome);
	tc_pack_span(message, result->id.s, result->id.len);
	tc_pack_span(message, result->state.s, result->state.len);
	tc_pack_span(message, result->text.s, result->text.len);
	tc_pack_span(message, result->repair.s, result->repair.len);
	tc_pack_span(message, result->entry.s, result->entry.len);
}

enum tc_status
tc_worker_results(struct tc_span *message, struct tc_error *err)
{
	if (message->len == 0 || message->s[0] != TC_MSG_RESULT)
		return tc_fail(err, TC_CORRUPT, "a worker talks nonsense");
	message->s++;
	message->len--;
	return TC_OK;
}

enum tc_status
tc_worker_result(
    struct tc_result *result, struct tc_span *message, struct tc_error *err)
{
	enum tc_status status;
	uint32_t outcome;

	if (message->len == 0)
		return TC_DONE;
	if ((status = tc_unpack_number(&outcome, message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->id, message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->state, message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->text, message, err)) == TC_OK &&
	    (status = tc_unpack_span(&result->repair, message, err)) == TC_OK)
		status = tc_unpack_span(&result->entry, message, err);
	result->outcome = (enum tc_outcome)outcome;
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
	if (outcome == TC_OUTCOME_ENTRY) {
		tc_buf_clear(&worker->last);
		tc_buf_put(&worker->last, id->s, id->len);
	}
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
			return tc_fail(err, TC_IO, "%s", strerror(errno));
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
		return tc_fail(err, TC_IO, "%s", strerror(errno));
	if (fstat(fd, info) != 0)
		status = tc_fail(err, TC_IO, "%s", strerror(errno));
	else if (!S_ISREG(info->st_mode))
		status = tc_fail(err, TC_INVALID, "no plain file");
	else
		status = read_whole(worker, fd, format, info, err);
	close(fd);
	return status;
}

/* What is to become a document: a file, or a member of an archive. */
struct item {
	const struct tc_source *source;
	const char *id, *url;
	const char *state;
	enum tc_format format;
	const char *bytes;
	size_t len;
	unsigned depth; /* archives that it lies in */
	size_t *room;	/* bytes that may still be unpacked */
};

static void do_item(struct worker *worker, const struct item *item);

/* A struct item is the archive, with the worker that reads it. */
struct unpacking {
	struct worker *worker;
	const struct item *archive;
};

static void
take_member(void *arg, const char *name, const char *bytes, size_t len)
{
	const struct unpacking *unpacking = arg;
	struct tc_buf id = TC_BUF_INIT(TC_ID_MAX);
	struct item member = *unpacking->archive;
	char state[TC_STATE_LEN];

	memcpy(state, member.state, sizeof(state));
	memset(state, 0, TC_STATE_STAT); /* until all are there: end_file */
	member.state = state;
	tc_buf_printf(
	    &id, "%s" TC_MEMBER_MARK "%s", unpacking->archive->id, name);
	member.id = tc_buf_str(&id);
	member.format = tc_format_of_bytes(bytes, len, tc_format_of_name(name));
	member.bytes = bytes;
	member.len = len;
	member.depth++;
	do_item(unpacking->worker, &member);
	tc_buf_free(&id);
}

static enum tc_status
unpack(struct worker *worker, const struct item *item, struct tc_error *err)
{
	struct unpacking unpacking = {worker, item};

	if (item->depth >= DEPTH_MAX)
		return tc_fail(err, TC_TOOBIG,
		    "more than %d archives in each other", DEPTH_MAX);
	return tc_document_members(item->format, item->bytes, item->len,
	    take_member, &unpacking, item->room, err);
}

/* Formats that programs read, and what their output is. */
static const struct {
	enum tc_format format;
	enum tc_program program;
	enum tc_format gives;
} programs[] = {
    {TC_FORMAT_PDF, TC_PROGRAM_PDFTOTEXT, TC_FORMAT_PAGES},
    {TC_FORMAT_DOC, TC_PROGRAM_ANTIWORD, TC_FORMAT_TEXT},
};

/* Words instead of a path: "van-ban/so_12.pdf" is "van ban/so 12.pdf". */
static void
put_path(const char *path, struct tc_buf *out)
{
	for (; *path != '\0'; path++)
		tc_buf_putc(out, *path == '-' || *path == '_' ? ' ' : *path);
}

/*
 * Of a scan that was not read, or shows no letters, its name and its folders
 * are known: what it is called tells its number and date often enough.
 */
static enum tc_status
read_name(struct worker *worker, const struct item *item, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	const char *name = strrchr(item->id, '/');
	enum tc_status status;

	put_path(name != NULL ? name + 1 : item->id, &text);
	tc_buf_puts(&text, "\n\n");
	put_path(item->id, &text);
	if ((status = tc_buf_check(&text, err)) == TC_OK)
		status = tc_document_read_file(&worker->document,
		    TC_FORMAT_TEXT, tc_buf_str(&text), text.len, err);
	tc_buf_free(&text);
	return status;
}

/* A PDF of pictures; text is what pdftotext found on them. */
static enum tc_status
read_scan(struct worker *worker, const struct item *item, struct tc_span text,
    struct tc_error *err)
{
	struct tc_span pdf = {item->bytes, item->len};
	struct tc_buf read = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_document *document = &worker->document;
	enum tc_status status = TC_INVALID;
	struct tc_error why = {.text = "a scan, not read yet"};

	if (worker->ocr)
		status =
		    tc_launcher_ocr(&worker->launcher, pdf, text, &read, &why);
	worker->scans |= status != TC_OK;
	if (status == TC_OK) {
		tc_buf_puts(&document->field[TC_FIELD_OCR], "tesseract");
		tc_buf_puts(&document->note, "read off a scan");
		status = tc_document_read_file(document, TC_FORMAT_PAGES,
		    tc_buf_str(&read), read.len, &why);
	}
	tc_buf_free(&read);
	if (status == TC_OK || status == TC_NOMEM)
		return status;
	tc_buf_clear(&document->field[TC_FIELD_OCR]);
	tc_buf_clear(&document->note);
	status = read_name(worker, item, err);
	tc_buf_puts(&document->note, why.text);
	return status;
}

/* Read it into the record, by our own readers or by a program's. */
static enum tc_status
read_document(
    struct worker *worker, const struct item *item, struct tc_error *err)
{
	struct tc_buf text = TC_BUF_INIT(TC_TEXT_MAX);
	struct tc_span bytes = {item->bytes, item->len};
	enum tc_format format = item->format;
	enum tc_status status = TC_OK;
	size_t i, n = sizeof(programs) / sizeof(programs[0]);

	for (i = 0; i < n && programs[i].format != format; i++)
		continue;
	if (i < n) {
		status = tc_launcher_run(&worker->launcher, programs[i].program,
		    0, bytes, &text, err);
		format = programs[i].gives;
		bytes = (struct tc_span){tc_buf_str(&text), text.len};
	}
	if (status == TC_OK && format == TC_FORMAT_PAGES &&
	    tc_pages_are_pictures(bytes.s, bytes.len))
		status = read_scan(worker, item, bytes, err);
	else if (status == TC_OK)
		status = tc_document_read_file(
		    &worker->document, format, bytes.s, bytes.len, err);
	tc_buf_free(&text);
	return status;
}

static enum tc_status
read_item(struct worker *worker, const struct item *item, struct tc_error *err)
{
	struct tc_document *document = &worker->document;
	bool scans = worker->scans;
	char state[TC_STATE_LEN];
	enum tc_status status;

	if (item->format == TC_FORMAT_MAIL &&
	    (status = unpack(worker, item, err)) != TC_OK)
		return status;
	tc_document_clear(document);
	tc_buf_puts(&document->field[TC_FIELD_ID], item->id);
	tc_buf_puts(&document->field[TC_FIELD_URL], item->url);
	tc_source_topic(item->source, tc_buf_str(&worker->path),
	    &document->field[TC_FIELD_TOPIC]);
	worker->scans = false;
	status = read_document(worker, item, err);
	memcpy(state, item->state, sizeof(state));
	if (worker->scans)
		tc_state_wait(state);
	worker->scans |= scans;
	if (status == TC_OK && document->deleted)
		answer(worker, TC_OUTCOME_DELETED, state,
		    tc_buf_str(&document->note));
	else if (status == TC_OK)
		status = finish(worker, item->source, state, err);
	return status == TC_DONE ? unpack(worker, item, err) : status;
}

/* Whatever becomes of it is in the answer afterwards. */
static void
do_item(struct worker *worker, const struct item *item)
{
	char no_state[TC_STATE_LEN] = {0};
	struct tc_buf *id = &worker->document.field[TC_FIELD_ID];
	enum tc_outcome outcome = TC_OUTCOME_FAILED;
	struct tc_error err;

	if (item->format == TC_FORMAT_UNKNOWN && item->depth > 0) {
		outcome = TC_OUTCOME_UNREAD;
		err.text[0] = '\0';
	} else if (read_item(worker, item, &err) == TC_OK) {
		return;
	}
	tc_document_clear(&worker->document);
	tc_buf_puts(id, item->id);
	answer(worker, outcome, no_state, err.text);
}

/* One more result, of the document with this id. */
static void
answer_of(struct worker *worker, const char *id, enum tc_outcome outcome,
    const char state[TC_STATE_LEN])
{
	tc_document_clear(&worker->document);
	tc_buf_puts(&worker->document.field[TC_FIELD_ID], id);
	answer(worker, outcome, state, "");
}

/*
 * What is to be told of a file as a whole, after its documents: the last member
 * of an archive has the archive's state; scans wait.
 */
static void
end_file(struct worker *worker, const struct item *item)
{
	const char *last = tc_buf_str(&worker->last);
	char state[TC_STATE_LEN];

	memcpy(state, item->state, sizeof(state));
	if (worker->scans)
		tc_state_wait(state);
	if (worker->last.len > 0 && strcmp(last, item->id) != 0)
		answer_of(worker, last, TC_OUTCOME_WHOLE, state);
	if (worker->scans)
		answer_of(worker, item->id, TC_OUTCOME_SCAN, state);
}

static enum tc_status
do_path(struct worker *worker, const struct tc_source *source,
    enum tc_format claimed, struct tc_span known, struct tc_error *err)
{
	const char *path = tc_buf_str(&worker->path);
	char state[TC_STATE_LEN];
	size_t room = UNPACKED_MAX;
	struct stat info = {0};
	struct item item = {.source = source,
	    .id = tc_buf_str(&worker->id),
	    .url = tc_buf_str(&worker->url),
	    .state = state,
	    .format = claimed,
	    .room = &room};
	enum tc_status status;

	status = read_file(worker, path, &item.format, &info, err);
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
	item.bytes = tc_buf_str(&worker->bytes);
	item.len = worker->bytes.len;
	do_item(worker, &item);
	if (worker->answer.len == 0)
		return tc_fail(err, TC_INVALID, "an archive of no files");
	end_file(worker, &item);
	return TC_OK;
}

static enum tc_status
do_file(struct worker *worker, struct tc_span job, struct tc_error *err)
{
	const struct tc_source *source;
	struct tc_span id, path, known;
	uint32_t number, claimed, ocr;
	enum tc_status status;

	if ((status = tc_unpack_number(&number, &job, err)) != TC_OK ||
	    (status = tc_unpack_number(&claimed, &job, err)) != TC_OK ||
	    (status = tc_unpack_number(&ocr, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&id, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&path, &job, err)) != TC_OK ||
	    (status = tc_unpack_span(&known, &job, err)) != TC_OK)
		return status;
	source = &worker->job->sources->at[number];
	worker->ocr = ocr != 0;
	worker->scans = false;
	tc_buf_clear(&worker->id);
	tc_buf_put(&worker->id, id.s, id.len);
	/* Spans of a message are not terminated. */
	tc_buf_clear(&worker->path);
	tc_buf_put(&worker->path, path.s, path.len);
	tc_buf_clear(&worker->url);
	tc_source_url(source, tc_buf_str(&worker->path), &worker->url);
	tc_buf_put(&worker->document.field[TC_FIELD_ID], id.s, id.len);
	return do_path(worker, source, (enum tc_format)claimed, known, err);
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

/* Do a job, or refuse it where the worker itself is not as it must be. */
static void
do_job(struct worker *worker, const struct tc_buf *message,
    const struct tc_error *unable)
{
	struct tc_span job = {message->s + 1, message->len - 1};
	char no_state[TC_STATE_LEN] = {0};
	struct tc_error err;
	enum tc_status status;

	tc_document_clear(&worker->document);
	tc_buf_clear(&worker->answer);
	tc_buf_clear(&worker->last);
	if (unable != NULL)
		status = tc_fail(&err, unable->status, "%s", unable->text);
	else if (message->s[0] == TC_MSG_FILE)
		status = do_file(worker, job, &err);
	else
		status = do_line(worker, job, &err);
	if (status == TC_CHANGED)
		answer(worker, TC_OUTCOME_CHANGING, no_state, err.text);
	else if (status == TC_DONE)
		answer(worker, TC_OUTCOME_UNREAD, no_state, "");
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
	tc_document_init(&worker->document);
	status = tc_maker_new(&worker->maker, worker->job->families, err);
	if (status == TC_OK)
		status = tc_launcher_start(
		    &worker->launcher, worker->job->ocr_cache, err);
	worker->converters = tc_converters_load();
	if (status == TC_OK && !worker->job->unconfined)
		status = tc_sandbox_enter(
		    TC_CONFINED_WORKER, &limits, folders, sources->n, err);
	free(folders);
	return status;
}

/*
 * Jansson's lexer goes on with half a text where it finds no memory to lengthen
 * a string (2.14, stream_get and lex_save): a record must not be that. A worker
 * without memory ends, which costs the document that it has in hand.
 */
static void *
allocate_or_end(size_t size)
{
	void *p = malloc(size);

	if (p == NULL)
		_exit(EXIT_FAILURE);
	return p;
}

int
tc_worker_main(int fd, void *arg)
{
	struct tc_buf message = TC_BUF_INIT(TC_MSG_MAX);
	struct worker worker = {
	    .job = arg,
	    .id = TC_BUF_INIT(TC_BUF_LINE),
	    .path = TC_BUF_INIT(TC_BUF_LINE),
	    .url = TC_BUF_INIT(TC_BUF_LINE),
	    .bytes = TC_BUF_INIT(FILE_MAX + 2 * HEAD_LEN),
	    .last = TC_BUF_INIT(TC_BUF_LINE),
	    .entry = TC_BUF_INIT(TC_MSG_MAX),
	    .answer = TC_BUF_INIT(TC_MSG_MAX),
	};
	struct tc_error ready = {.text = ""};
	enum tc_status status = TC_OK, able;

	json_set_alloc_funcs(allocate_or_end, free);
	limit_time(PREPARE_SECONDS);
	able = prepare(&worker, &ready);
	while (status == TC_OK) {
		status = tc_wire_read(fd, &message, NULL);
		if (status != TC_OK || message.len == 0)
			break;
		limit_time(worker.job->seconds);
		do_job(&worker, &message, able == TC_OK ? NULL : &ready);
		status = tc_wire_write(fd, &worker.answer, NULL);
	}
	tc_launcher_end(&worker.launcher);
	tc_converters_free(worker.converters);
	tc_maker_free(worker.maker);
	tc_document_free(&worker.document);
	tc_buf_free(&worker.id);
	tc_buf_free(&worker.path);
	tc_buf_free(&worker.url);
	tc_buf_free(&worker.last);
	tc_buf_free(&worker.bytes);
	tc_buf_free(&worker.entry);
	tc_buf_free(&worker.answer);
	tc_buf_free(&message);
	return status == TC_DONE ? EXIT_SUCCESS : EXIT_FAILURE;
}
