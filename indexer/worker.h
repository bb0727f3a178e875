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
	TC_OUTCOME_DELETED,  /* the feed wants the document removed */
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

/* Write the parts of a state that need no look into the file. */
void tc_state_begin(char state[TC_STATE_LEN], const struct tc_source *source,
    const struct stat *info);

/* Write the hash of the bytes. */
void tc_state_hash(char state[TC_STATE_LEN], const char *bytes, size_t len);

/* Queue-able jobs; both replace what is in message. */
void tc_worker_file_job(struct tc_buf *message, uint32_t source,
    enum tc_format format, const struct tc_buf *id, const char *path,
    const char *known, size_t known_len);
void tc_worker_line_job(
    struct tc_buf *message, uint32_t source, const char *line, size_t len);

/* Take an answer apart. TC_CORRUPT. */
enum tc_status tc_worker_result(
    struct tc_result *result, struct tc_span message, struct tc_error *err);

/* Make the message of a result, which tc_worker_result reads. */
void
tc_worker_put_result(struct tc_buf *message, const struct tc_result *result);

/* The body of the process, a tc_child_fn; arg is a struct tc_worker_job. */
int tc_worker_main(int fd, void *arg);

#endif
