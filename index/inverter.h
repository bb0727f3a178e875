/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Postings by term, gathered in memory from documents one after the other. */
#ifndef TC_INDEX_INVERTER_H
#define TC_INDEX_INVERTER_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>

struct tc_inverter;
enum tc_status tc_inverter_new(struct tc_inverter **out, struct tc_error *err);
void tc_inverter_free(struct tc_inverter *inverter);

/* A term of a document, and how often it is there. */
struct tc_posting {
	struct tc_span term; /* 1 to 255 bytes */
	uint32_t wdf;
	uint32_t hash, number; /* tc_inverter_add's own */
};

/*
 * Add a document's terms, no two the same. Documents come in ascending order.
 * Sets hash and number of the postings.
 */
enum tc_status tc_inverter_add(struct tc_inverter *inverter, uint32_t document,
    struct tc_posting *postings, size_t n, struct tc_error *err);

/* Bytes that hold what was added. */
size_t tc_inverter_size(const struct tc_inverter *inverter);

/*
 * Append all to fp as tc_sorted_put does, and forget it. Errors of writing
 * stay with fp.
 */
enum tc_status
tc_inverter_write(struct tc_inverter *inverter, FILE *fp, struct tc_error *err);

#endif
