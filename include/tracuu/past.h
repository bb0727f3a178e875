/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Queries that were asked often: a file in the folder of an index, beside its
 * generations, which suggestions are made of. tracuu-report(1) writes it, from
 * the log of the page; whoever may read the index may read it, so nothing may
 * be in it that says who asked, or of whom.
 */
#ifndef TC_PAST_H
#define TC_PAST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>

#ifdef __cplusplus
extern "C" {
#endif

#define TC_PAST_FILE "past-queries.tsv"
#define TC_PAST_FRESH TC_PAST_FILE ".tmp" /* while it is written */

/* Queries in it, and words of one: longer ones are somebody's own. */
#define TC_PAST_MAX 5000u
#define TC_PAST_WORDS 10u
#define TC_PAST_QUERY 80u /* bytes */

struct tc_past_query {
	uint64_t times;
	const char *key; /* folded words, as tc_text_key has them */
};

/*
 * May a query be shown to others, whoever asked it? Folded words with one space
 * between them, at least two letters, at most TC_PAST_WORDS words and
 * TC_PAST_QUERY bytes. Years aside it has no more than three digits: numbers of
 * identity cards, telephones and accounts and whole dates of birth have more,
 * spaced out or not.
 */
bool tc_past_is_harmless(const char *key);

/*
 * Replace the file of the index in a folder by queries in the order of their
 * keys, each once: the old file or the new one is there, whatever happens.
 * TC_NOTFOUND: there is no index; TC_IO, TC_FULL, TC_NOMEM.
 */
enum tc_status tc_past_write(const char *folder,
    const struct tc_past_query *queries, size_t n, struct tc_error *err);

/* The file as it was read. */
struct tc_past;
enum tc_status tc_past_new(struct tc_past **out, struct tc_error *err);
void tc_past_free(struct tc_past *past);

/*
 * Read the file of the index in a folder, if it is another one than was read
 * last. Lines that are not harmless queries are left out, whoever wrote them,
 * and so is all of it when it cannot be read: it is no part of the index.
 * Without memory what was read last is forgotten.
 */
void tc_past_refresh(struct tc_past *past, const char *folder);

/* Append what differs when another file was read; nothing when there is none.
 */
void tc_past_state(const struct tc_past *past, struct tc_buf *out);

/*
 * The queries that begin with a key, the most frequent first; they live until
 * the next refresh. Returns how many there are, max at most.
 */
size_t tc_past_find(const struct tc_past *past, const char *begin,
    struct tc_past_query *out, size_t max);

#ifdef __cplusplus
}
#endif
#endif
