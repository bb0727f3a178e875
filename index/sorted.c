/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sorted files of postings, merged by a heap of their readers. */
#include "sorted.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/message.h>

#include "glass.h"

struct reader {
	FILE *fp;
	size_t order; /* of its file */
	struct tc_buf term, postings;
	struct tc_sorted_term head;
};

struct tc_sorted_merge {
	struct reader *readers;
	size_t n;
	struct reader **heap; /* the first is that with the least term */
	size_t heap_n;
	struct reader **taken; /* whose heads were given out */
	size_t taken_n;
	struct tc_sorted_term *parts;
};

void
tc_sorted_put(FILE *fp, struct tc_buf *before,
    const struct tc_sorted_term *term, struct tc_buf *scratch)
{
	size_t same = 0, shorter = before->len;

	if (term->term.len < shorter)
		shorter = term->term.len;
	while (same < shorter && term->term.s[same] == before->s[same])
		same++;
	tc_buf_clear(scratch);
	tc_buf_putc(scratch, (char)same);
	tc_buf_putc(scratch, (char)(term->term.len - same));
	tc_buf_put(scratch, term->term.s + same, term->term.len - same);
	tc_glass_put_number(scratch, term->documents);
	tc_glass_put_number(scratch, term->occurrences);
	tc_glass_put_number(scratch, term->last);
	tc_glass_put_number(scratch, term->postings.len);
	fwrite(tc_buf_str(scratch), 1, scratch->len, fp);
	fwrite(term->postings.s, 1, term->postings.len, fp);
	tc_buf_cut(before, same);
	tc_buf_put(before, term->term.s + same, term->term.len - same);
}

static enum tc_status
cut_short(FILE *fp, struct tc_error *err)
{
	if (ferror(fp))
		return tc_fail(
		    err, TC_IO, "sorted terms: %s", tc_message_errno(errno));
	return tc_fail(err, TC_CORRUPT, "sorted terms are cut short");
}

static uint32_t
get_number(FILE *fp)
{
	uint32_t n = 0;
	unsigned shift = 0;
	int c;

	while (
	    (c = getc_unlocked(fp)) != EOF && (c & 0x80) != 0 && shift < 28) {
		n |= (uint32_t)(c & 0x7F) << shift;
		shift += 7;
	}
	return c == EOF ? 0 : n | (uint32_t)c << shift;
}

static enum tc_status
get_bytes(FILE *fp, struct tc_buf *to, size_t len, struct tc_error *err)
{
	char *at = tc_buf_reserve(to, len);

	if (at == NULL)
		return tc_buf_check(to, err);
	if (fread(at, 1, len, fp) != len)
		return cut_short(fp, err);
	to->len += len;
	at[len] = '\0';
	return TC_OK;
}

/* TC_DONE at the end of the file. */
static enum tc_status
advance(struct reader *reader, struct tc_error *err)
{
	FILE *fp = reader->fp;
	struct tc_sorted_term *head = &reader->head;
	int same = getc_unlocked(fp), len;
	enum tc_status status;

	if (same == EOF)
		return ferror(fp) ? cut_short(fp, err) : TC_DONE;
	if ((len = getc_unlocked(fp)) == EOF || (size_t)same > reader->term.len)
		return cut_short(fp, err);
	tc_buf_cut(&reader->term, (size_t)same);
	status = get_bytes(fp, &reader->term, (size_t)len, err);
	if (status != TC_OK)
		return status;
	head->term = (struct tc_span){reader->term.s, reader->term.len};
	head->documents = get_number(fp);
	head->occurrences = get_number(fp);
	head->last = get_number(fp);
	tc_buf_clear(&reader->postings);
	status = get_bytes(fp, &reader->postings, get_number(fp), err);
	head->postings =
	    (struct tc_span){reader->postings.s, reader->postings.len};
	return status;
}

static int
compare(const struct reader *a, const struct reader *b)
{
	size_t len = a->term.len < b->term.len ? a->term.len : b->term.len;
	int order = memcmp(a->term.s, b->term.s, len);

	if (order != 0)
		return order;
	if (a->term.len != b->term.len)
		return a->term.len < b->term.len ? -1 : 1;
	return a->order < b->order ? -1 : 1;
}

/* Let the reader at i sink below all that come before it. */
static void
sink(struct tc_sorted_merge *merge, size_t i)
{
	struct reader *reader = merge->heap[i];
	size_t child;

	while ((child = 2 * i + 1) < merge->heap_n) {
		if (child + 1 < merge->heap_n &&
		    compare(merge->heap[child + 1], merge->heap[child]) < 0)
			child++;
		if (compare(reader, merge->heap[child]) < 0)
			break;
		merge->heap[i] = merge->heap[child];
		i = child;
	}
	merge->heap[i] = reader;
}

static void
rise(struct tc_sorted_merge *merge, struct reader *reader)
{
	size_t i = merge->heap_n++;

	for (; i > 0 && compare(reader, merge->heap[(i - 1) / 2]) < 0;
	     i = (i - 1) / 2)
		merge->heap[i] = merge->heap[(i - 1) / 2];
	merge->heap[i] = reader;
}

static struct reader *
take_first(struct tc_sorted_merge *merge)
{
	struct reader *first = merge->heap[0];

	merge->heap[0] = merge->heap[--merge->heap_n];
	if (merge->heap_n > 0)
		sink(merge, 0);
	return first;
}

/* Give the readers whose terms were used their next ones. */
static enum tc_status
refill(struct tc_sorted_merge *merge, struct tc_error *err)
{
	enum tc_status status;

	while (merge->taken_n > 0) {
		struct reader *reader = merge->taken[--merge->taken_n];

		status = advance(reader, err);
		if (status == TC_OK)
			rise(merge, reader);
		else if (status != TC_DONE)
			return status;
	}
	return TC_OK;
}

enum tc_status
tc_sorted_next(struct tc_sorted_merge *merge,
    const struct tc_sorted_term **parts, size_t *n, struct tc_error *err)
{
	const struct tc_sorted_term *head;
	enum tc_status status;

	*n = 0;
	*parts = merge->parts;
	if ((status = refill(merge, err)) != TC_OK)
		return status;
	if (merge->heap_n == 0)
		return TC_DONE;
	do {
		struct reader *reader = take_first(merge);

		merge->taken[merge->taken_n++] = reader;
		merge->parts[(*n)++] = reader->head;
		head = merge->heap_n > 0 ? &merge->heap[0]->head : NULL;
	} while (head != NULL && head->term.len == merge->parts[0].term.len &&
	    memcmp(head->term.s, merge->parts[0].term.s, head->term.len) == 0);
	return TC_OK;
}

static enum tc_status
start_reader(
    struct reader *reader, FILE *fp, size_t order, struct tc_error *err)
{
	reader->fp = fp;
	reader->order = order;
	reader->term.max = TC_BUF_LINE;
	reader->postings.max = UINT32_MAX;
	if (fflush(fp) != 0 || fseeko(fp, 0, SEEK_SET) != 0)
		return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO,
		    "sorted terms: %s", tc_message_errno(errno));
	return TC_OK;
}

enum tc_status
tc_sorted_open(struct tc_sorted_merge **out, FILE *const *files, size_t n,
    struct tc_error *err)
{
	struct tc_sorted_merge *merge = calloc(1, sizeof(*merge));
	enum tc_status status = TC_OK;
	size_t i;

	*out = NULL;
	if (merge != NULL) {
		merge->n = n;
		merge->readers = calloc(n + 1, sizeof(*merge->readers));
		merge->heap = calloc(n + 1, sizeof(struct reader *));
		merge->taken = calloc(n + 1, sizeof(struct reader *));
		merge->parts = calloc(n + 1, sizeof(*merge->parts));
	}
	if (merge == NULL || merge->readers == NULL || merge->heap == NULL ||
	    merge->taken == NULL || merge->parts == NULL) {
		tc_sorted_free(merge);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	for (i = 0; i < n && status == TC_OK; i++) {
		status = start_reader(&merge->readers[i], files[i], i, err);
		merge->taken[merge->taken_n++] = &merge->readers[i];
	}
	if (status != TC_OK) {
		tc_sorted_free(merge);
		return status;
	}
	*out = merge;
	return TC_OK;
}

void
tc_sorted_free(struct tc_sorted_merge *merge)
{
	size_t i;

	if (merge == NULL)
		return;
	for (i = 0; merge->readers != NULL && i < merge->n; i++) {
		tc_buf_free(&merge->readers[i].term);
		tc_buf_free(&merge->readers[i].postings);
	}
	free(merge->readers);
	free(merge->heap);
	free(merge->taken);
	free(merge->parts);
	free(merge);
}
