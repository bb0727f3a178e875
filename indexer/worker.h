/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The process that reads a document and makes its entry. */
#ifndef TC_INDEXER_WORKER_H
#define TC_INDEXER_WORKER_H

#include <stdint.h>
#include <sys/stat.h>

#include "source.h"
#include "wire.h"

/* What became of a job. */
enum tc_outcome {
	TC_OUTCOME_ENTRY,    /* read: the entry is there */
	TC_OUTCOME_SAME,     /* the file's time changed, its bytes did not */
	TC_OUTCOME_WHOLE,    /* all of an archive was told; this was the last */
	TC_OUTCOME_SCAN,     /* there is a scan in the file that waits */
	TC_OUTCOME_DELETED,  /* it asks itself to be removed, or not indexed */
	TC_OUTCOME_UNREAD,   /* a file of no kind that is read */
	TC_OUTCOME_CHANGING, /* it changed while it was read */
	TC_OUTCOME_FAILED
};

/* A worker's answer, taken apart. text says why, or what was odd;
 * repair is the record's field. */
struct tc_result {
	enum tc_outcome outcome;
	struct tc_span id, state, text, repair, entry;
};

/* What every worker is told before it begins. */
struct tc_worker_job {
	const struct tc_sources *sources;
	unsigned families;
	unsigned seconds; /* of a processor for one job; 0: as many as usual */
	const char *ocr_cache; /* folder for the texts of scans, or NULL */
	bool unconfined;       /* read without the sandbox */
};

/*
 * The state of a document, which tells whether it must be read again:
 * a file's size and time, a hash of its bytes, and a hash of the settings that
 * go into its record (address, visibility) and of the version of the readers.
 * For a line of a feed size and time are 0.
 */
#define TC_STATE_STAT 16
#define TC_STATE_SETTINGS 4
#define TC_STATE_HASH 16
#define TC_STATE_LEN (TC_STATE_STAT + TC_STATE_SETTINGS + TC_STATE_HASH)

/* Between the ids of an archive and of what is in it. */
#define TC_MEMBER_MARK "!/"

/* Write the parts of a state that need no look into the file. */
void tc_state_begin(char state[TC_STATE_LEN], const struct tc_source *source,
    const struct stat *info);

/* Make the state that of a file with scans that were not read yet, or undo it.
 */
void tc_state_wait(char state[TC_STATE_LEN]);

/* Write the hash of the bytes. */
void tc_state_hash(char state[TC_STATE_LEN], const char *bytes, size_t len);

/* Queue-able jobs; both replace what is in message. A file is what its bytes
 * say; claimed is what its name does. With ocr scans are read, not put off. */
void tc_worker_file_job(struct tc_buf *message, uint32_t source,
    enum tc_format claimed, bool ocr, const struct tc_buf *id, const char *path,
    const char *known, size_t known_len);
void tc_worker_line_job(
    struct tc_buf *message, uint32_t source, const char *line, size_t len);

/*
 * Take an answer apart: first the beginning of the message, then its results,
 * of which an archive gives several, one after the other; TC_DONE when there
 * are no more. TC_CORRUPT.
 */
enum tc_status tc_worker_results(struct tc_span *message, struct tc_error *err);
enum tc_status tc_worker_result(
    struct tc_result *result, struct tc_span *message, struct tc_error *err);

/* Append a result to an answer; an empty message begins one. */
void
tc_worker_put_result(struct tc_buf *message, const struct tc_result *result);

/* The body of the process, a tc_child_fn; arg is a struct tc_worker_job. */
int tc_worker_main(int fd, void *arg);

#endif
