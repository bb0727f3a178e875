/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The codes in numbers of documents: NQ for nghị quyết, HĐND for its council.
 */
#ifndef TC_TEXT_CODES_H
#define TC_TEXT_CODES_H

#include <stddef.h>

enum tc_code {
	TC_CODE_TYPE = 1,  /* of a document: NQ, QĐ */
	TC_CODE_ORGAN = 2, /* that issues: HĐND, BTC */
	TC_CODE_PARTY = 4, /* an organ of the Party, written 05-NQ/TU */
	TC_CODE_OLD = 8,   /* an organ that numbers bore alone: 83-CP */
	TC_CODE_TERM = 16, /* takes the number of its term: QH14 */
	TC_CODE_UNIT = 32  /* a unit of an organ: BQL-QLĐT */
};

/* What a code means, by its folded form (hdnd); 0: nothing. */
unsigned tc_code_find(const char *s, size_t len);

#endif
