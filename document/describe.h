/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between the parts of describing a document. */
#ifndef TC_DOCUMENT_DESCRIBE_H
#define TC_DOCUMENT_DESCRIBE_H

#include <tracuu/document.h>
#include <tracuu/text.h>

#include "extract.h"
#include "segment.h"

/* The longest abstract, in bytes; what is longer is the text itself. */
#define TC_ABSTRACT_MAX 600

/* More parts of a text than these are not set aside. */
#define TC_ASIDES_MAX 256

struct tc_part {
	size_t from, to;
};

struct tc_describing {
	struct tc_document *document;
	struct tc_analyser *analyser;
	bool given;		  /* a feed gave the record: its title stays */
	struct tc_segments head;  /* the first lines */
	struct tc_segments other; /* whatever is looked at */
	struct tc_part asides[TC_ASIDES_MAX];
	size_t asides_n;
	bool lacks; /* there was no memory for some of what was looked at */
};

/* Free a buffer in which something was looked at, and note where it lacked
 * memory: what the document says of itself may be more then. */
void tc_describing_free(struct tc_describing *describing, struct tc_buf *buf);

/* The text that is described. Borrowed until it changes. */
const char *tc_describing_text(const struct tc_describing *describing);

/* Set bytes of the text aside, in any order. */
void
tc_describing_aside(struct tc_describing *describing, size_t from, size_t to);

/*
 * Set a field unless it has something: the first to tell is believed. What is
 * no number of a document (tc_text_docno_key) is not taken for one.
 */
enum tc_status tc_describing_set(struct tc_describing *describing,
    enum tc_field field, const char *s, size_t len, struct tc_error *err);

/*
 * The same for a name, as the document writes it in running text when s is in
 * capitals: BỘ TÀI CHÍNH is Bộ Tài chính.
 */
enum tc_status tc_describing_set_name(struct tc_describing *describing,
    enum tc_field field, const char *s, size_t len, struct tc_error *err);

/*
 * The number of a document that begins at *s with a digit, as it is written:
 * "12/2020/NQ-HĐND", "15 - KH/ĐUK", "155/1998/TT/BTC". Its length, 0 when
 * there is none. *open is set when it ends in a dash: it goes on elsewhere.
 */
size_t tc_number_span(const char *s, size_t len, bool *open);

/* Append the first whole day that a text names, as TC_FIELD_DATE has it. */
enum tc_status tc_first_date(struct tc_analyser *analyser, const char *s,
    size_t len, struct tc_buf *date, struct tc_error *err);

/*
 * A letterhead: number, issuer, place and date, type and abstract, marks. The
 * head was read. *found tells whether there is one, *body where the text under
 * it begins.
 */
enum tc_status tc_describe_letterhead(struct tc_describing *describing,
    bool *found, size_t *body, struct tc_error *err);

/* Is it what stands over or beside a letterhead, but is no part of it? */
bool tc_is_noise(const struct tc_segments *head, size_t i);

/*
 * What a consolidated text says of itself at its end. The head is another one
 * after it.
 */
enum tc_status tc_describe_consolidated(
    struct tc_describing *describing, struct tc_error *err);

/* The day on which a law or resolution was adopted, where it has no date. */
enum tc_status
tc_describe_adoption(struct tc_describing *describing, struct tc_error *err);

/* Who issued it, by the segments of the head before the end. */
enum tc_status tc_describe_issuer(
    struct tc_describing *describing, size_t end, struct tc_error *err);

/*
 * Heads of collections of laws, without a motto: "Nghị định của Chính phủ số
 * 115/2003/NĐ-CP ngày 10/10/2003 về ...", "Án lệ số 11/2017/AL".
 */
enum tc_status tc_describe_cited(
    struct tc_describing *describing, bool *found, struct tc_error *err);

/* Marks of confidentiality and of drafts. */
enum tc_status
tc_describe_mark(struct tc_describing *describing, struct tc_error *err);

/* Is a segment a stamp, and nothing else: "MẬT"? */
bool tc_is_stamp(const struct tc_segments *head, size_t i);

/* How many words at the end of a segment are a stamp: "KCN MẬT". */
size_t tc_stamp_words(const struct tc_segments *head, size_t i);

/* Legal bases from byte `from` on. */
enum tc_status tc_describe_bases(
    struct tc_describing *describing, size_t from, struct tc_error *err);

/* Signer with capacity, and recipients, from byte `from` on. */
enum tc_status tc_describe_end(
    struct tc_describing *describing, size_t from, struct tc_error *err);

/* The term of the congress or council that title and text speak of. */
enum tc_status
tc_describe_term(struct tc_describing *describing, struct tc_error *err);

/* The number that a file is named by, where its text has it, too. */
enum tc_status
tc_describe_named(struct tc_describing *describing, struct tc_error *err);

/*
 * A page of a site: title and date from the first lines, which are cut off, the
 * address block at the end, origin and author.
 */
enum tc_status
tc_describe_page(struct tc_describing *describing, struct tc_error *err);

/* Cut off the address block that a site puts under each page. */
void tc_cut_footer(struct tc_buf *text);

#endif
