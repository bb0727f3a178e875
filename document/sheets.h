/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a workbook is called. */
#ifndef TC_DOCUMENT_SHEETS_H
#define TC_DOCUMENT_SHEETS_H

#include "extract.h"

/*
 * Set the title of a workbook, unless it has one, to the last line that may be
 * a heading before its first table, or before the brackets under the heading
 * ("(Kèm theo Quyết định số ...)"). Nothing where there is no such line. The
 * text is clean. TC_NOMEM.
 */
enum tc_status
tc_sheets_title(struct tc_document *document, struct tc_error *err);

#endif
