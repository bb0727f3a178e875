/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the tests of the document module share: one record, made before the
 * tests of a group and freed after them. To be included after tracuu_test.h.
 */
#ifndef DOCUMENT_TEST_H
#define DOCUMENT_TEST_H

#include <tracuu/document.h>

static struct tc_document doc;

static inline int
init_document(void **state)
{
	(void)state;
	tc_document_init(&doc);
	return 0;
}

static inline int
free_document(void **state)
{
	(void)state;
	tc_document_free(&doc);
	return 0;
}

#endif
