/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Packing jobs and results, and taking them apart. */
#include "message.h"

#include <string.h>

static void
put_spans(struct tc_buf *out, const struct tc_span *const *spans, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		tc_pack_span(out, spans[i]->s, spans[i]->len);
}

static enum tc_status
take_spans(struct tc_span *const *spans, size_t n, struct tc_span *in,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	for (i = 0; i < n && status == TC_OK; i++)
		status = tc_unpack_span(spans[i], in, err);
	return status;
}

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

void
tc_job_put_file(struct tc_buf *message, const struct tc_file_job *job)
{
	const struct tc_span *const spans[] = {
	    &job->id, &job->path, &job->known};

	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_FILE);
	tc_pack_number(message, job->source);
	tc_pack_number(message, (uint32_t)job->claimed);
	tc_pack_number(message, job->ocr);
	tc_pack_number(message, job->moved);
	put_spans(message, spans, COUNT(spans));
}

enum tc_status
tc_job_take_file(
    struct tc_file_job *job, struct tc_span message, struct tc_error *err)
{
	struct tc_span *const spans[] = {&job->id, &job->path, &job->known};
	uint32_t claimed, ocr, moved;
	enum tc_status status;

	if ((status = tc_unpack_number(&job->source, &message, err)) != TC_OK ||
	    (status = tc_unpack_number(&claimed, &message, err)) != TC_OK ||
	    (status = tc_unpack_number(&ocr, &message, err)) != TC_OK ||
	    (status = tc_unpack_number(&moved, &message, err)) != TC_OK)
		return status;
	job->claimed = (enum tc_format)claimed;
	job->ocr = ocr != 0;
	job->moved = moved != 0;
	return take_spans(spans, COUNT(spans), &message, err);
}

void
tc_job_put_line(
    struct tc_buf *message, uint32_t source, const char *line, size_t len)
{
	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_LINE);
	tc_pack_number(message, source);
	tc_pack_span(message, line, len);
}

enum tc_status
tc_job_take_line(uint32_t *source, struct tc_span *line, struct tc_span message,
    struct tc_error *err)
{
	enum tc_status status = tc_unpack_number(source, &message, err);

	return status == TC_OK ? tc_unpack_span(line, &message, err) : status;
}

void
tc_job_put_record(struct tc_buf *message, const struct tc_record_job *job)
{
	const struct tc_span *const spans[] = {&job->source, &job->id,
	    &job->url, &job->topic, &job->state, &job->note};

	tc_buf_clear(message);
	tc_buf_putc(message, TC_MSG_RECORD);
	put_spans(message, spans, COUNT(spans));
	tc_stored_put(message, &job->stored);
}

enum tc_status
tc_job_take_record(
    struct tc_record_job *job, struct tc_span message, struct tc_error *err)
{
	struct tc_span *const spans[] = {&job->source, &job->id, &job->url,
	    &job->topic, &job->state, &job->note};
	enum tc_status status;

	status = take_spans(spans, COUNT(spans), &message, err);
	return status == TC_OK ? tc_stored_take(&job->stored, &message, err)
			       : status;
}

enum tc_outcome
tc_outcome_of_failure(enum tc_status status)
{
	return status == TC_INVALID || status == TC_TOOBIG ||
		status == TC_CORRUPT
	    ? TC_OUTCOME_FAILED
	    : TC_OUTCOME_UNABLE;
}

void
tc_result_put(struct tc_buf *message, const struct tc_result *result)
{
	const struct tc_span *const spans[] = {&result->id, &result->state,
	    &result->text, &result->repair, &result->entry};

	if (message->len == 0)
		tc_buf_putc(message, TC_MSG_RESULT);
	tc_pack_number(message, result->outcome);
	put_spans(message, spans, COUNT(spans));
}

enum tc_status
tc_results_begin(struct tc_span *message, struct tc_error *err)
{
	if (message->len == 0 || message->s[0] != TC_MSG_RESULT)
		return tc_fail(err, TC_CORRUPT, "a worker talks nonsense");
	message->s++;
	message->len--;
	return TC_OK;
}

enum tc_status
tc_result_take(
    struct tc_result *result, struct tc_span *message, struct tc_error *err)
{
	struct tc_span *const spans[] = {&result->id, &result->state,
	    &result->text, &result->repair, &result->entry};
	enum tc_status status;
	uint32_t outcome;

	if (message->len == 0)
		return TC_DONE;
	status = tc_unpack_number(&outcome, message, err);
	result->outcome = (enum tc_outcome)outcome;
	return status == TC_OK ? take_spans(spans, COUNT(spans), message, err)
			       : status;
}

void
tc_stored_put(struct tc_buf *out, const struct tc_stored *stored)
{
	const struct tc_span *const spans[] = {&stored->outline, &stored->json};

	tc_pack_number(out, stored->visibility);
	put_spans(out, spans, COUNT(spans));
}

enum tc_status
tc_stored_take(
    struct tc_stored *stored, struct tc_span *in, struct tc_error *err)
{
	struct tc_span *const spans[] = {&stored->outline, &stored->json};
	uint32_t visibility = TC_INTERNAL_ONLY;
	enum tc_status status = tc_unpack_number(&visibility, in, err);

	stored->visibility =
	    visibility == TC_PUBLIC ? TC_PUBLIC : TC_INTERNAL_ONLY;
	return status == TC_OK ? take_spans(spans, COUNT(spans), in, err)
			       : status;
}
