/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The process that reads a document and makes its entry. */
#ifndef TC_INDEXER_WORKER_H
#define TC_INDEXER_WORKER_H

#include "message.h"

/* What every worker is told before it begins. */
struct tc_worker_job {
	const struct tc_sources *sources;
	unsigned families;
	unsigned seconds; /* of a processor for one job; 0: as many as usual */
	const char *ocr_cache; /* folder for the texts of scans, or NULL */
	bool unconfined;       /* read without the sandbox */
};

/* The body of the process, a tc_child_fn; arg is a struct tc_worker_job. */
int tc_worker_main(int fd, void *arg);

#endif
