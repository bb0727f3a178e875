/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs of the system that read formats, each run in a cage. */
#ifndef TC_INDEXER_PROGRAM_H
#define TC_INDEXER_PROGRAM_H

#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/pack.h>

/* The programs that may be run, and nothing else. */
enum tc_program {
	TC_PROGRAM_PDFTOTEXT, /* text of a PDF, a form feed after each page */
	TC_PROGRAM_ANTIWORD,  /* text of a DOC */
	TC_PROGRAM_PDFTOPPM,  /* picture of a page of a PDF; its number */
	TC_PROGRAM_TESSERACT, /* text of a picture */
	TC_PROGRAM_COUNT
};

/*
 * Run one with these bytes as its standard input and append what it prints to
 * out, up to out's limit. number is what its arguments say with %u. It ends by
 * itself, or is ended after a while, and all that it may have started.
 * TC_INVALID when it fails, with what it says; TC_NOTFOUND when it is not
 * installed, TC_TOOBIG, TC_IO, TC_NOMEM.
 */
enum tc_status tc_program_run(enum tc_program program, unsigned number,
    struct tc_span in, struct tc_buf *out, struct tc_error *err);

#endif
