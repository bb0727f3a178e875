/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parent and its workers say to each other. */
#ifndef TC_INDEXER_MESSAGE_H
#define TC_INDEXER_MESSAGE_H

#include <tracuu/document.h>

#include "state.h"
#include "wire.h"

/* Between the ids of an archive and of what is in it. */
#define TC_MEMBER_MARK "!/"

/* Read a file. It is what its bytes say; claimed is what its name does. */
struct tc_file_job {
	uint32_t source; /* among the sources */
	enum tc_format claimed;
	bool ocr;   /* scans are read, not put off */
	bool moved; /* known are the states of files that have gone */
	struct tc_span id, path;
	struct tc_span known; /* states that it may have, all of one length */
};

/* A document as the index keeps it. */
struct tc_stored {
	enum tc_visibility visibility;
	struct tc_span outline; /* see tracuu/furniture.h */
	struct tc_span json;
};

/* Make the entry of a document that was read before. */
struct tc_record_job {
	struct tc_span source;	       /* its name */
	struct tc_span id, url, topic; /* its new ones; no id: it stays */
	struct tc_span state, note;
	struct tc_stored stored;
};

/* Jobs; each replaces what is in message. A line is one of a feed. */
void tc_job_put_file(struct tc_buf *message, const struct tc_file_job *job);
void tc_job_put_line(
    struct tc_buf *message, uint32_t source, const char *line, size_t len);
void tc_job_put_record(struct tc_buf *message, const struct tc_record_job *job);

/* Take them apart, without their first byte. TC_CORRUPT. */
enum tc_status tc_job_take_file(
    struct tc_file_job *job, struct tc_span message, struct tc_error *err);
enum tc_status tc_job_take_line(uint32_t *source, struct tc_span *line,
    struct tc_span message, struct tc_error *err);
enum tc_status tc_job_take_record(
    struct tc_record_job *job, struct tc_span message, struct tc_error *err);

/* What became of a job. */
enum tc_outcome {
	TC_OUTCOME_ENTRY,    /* read: the entry is there */
	TC_OUTCOME_PAGE,     /* read: a page of a site, whose record is there */
	TC_OUTCOME_SAME,     /* the file's time changed, its bytes did not */
	TC_OUTCOME_MOVED,    /* its bytes are those of a file that has gone */
	TC_OUTCOME_WHOLE,    /* all of an archive was told; this was the last */
	TC_OUTCOME_SCAN,     /* there is a scan in the file that waits */
	TC_OUTCOME_DELETED,  /* it asks itself to be removed, or not indexed */
	TC_OUTCOME_UNREAD,   /* a file of no kind that is read */
	TC_OUTCOME_CHANGING, /* it changed while it was read */
	TC_OUTCOME_FAILED,   /* what is in it cannot be read */
	TC_OUTCOME_UNABLE    /* it might be another time */
};

/* Whose failure is it: the document's, or of memory, disk, missing programs? */
enum tc_outcome tc_outcome_of_failure(enum tc_status status);

/* A worker's answer, taken apart. text says why, or what was odd; repair is the
 * record's field; entry is for the index, of a page a struct tc_stored. */
struct tc_result {
	enum tc_outcome outcome;
	struct tc_span id, state, text, repair, entry;
};

/* Append a result to an answer; an empty message begins one. */
void tc_result_put(struct tc_buf *message, const struct tc_result *result);

/*
 * Take an answer apart: first the beginning of the message, then its results,
 * of which an archive gives several, one after the other; TC_DONE when there
 * are no more. TC_CORRUPT.
 */
enum tc_status tc_results_begin(struct tc_span *message, struct tc_error *err);
enum tc_status tc_result_take(
    struct tc_result *result, struct tc_span *message, struct tc_error *err);

/* Append what is stored, and take it off the front. TC_CORRUPT. */
void tc_stored_put(struct tc_buf *out, const struct tc_stored *stored);
enum tc_status tc_stored_take(
    struct tc_stored *stored, struct tc_span *in, struct tc_error *err);

#endif
