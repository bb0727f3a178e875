/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The index: its terms, its place on disk, reading and writing it. */
#ifndef TC_INDEX_H
#define TC_INDEX_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/abbrev.h>
#include <tracuu/buf.h>
#include <tracuu/document.h>
#include <tracuu/error.h>
#include <tracuu/pack.h>
#include <tracuu/text.h>
#include <xapian-c.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What an index holds is described in tracuu-db(5). Another schema is refused:
 * the numbers below and that page change together.
 */
#define TC_SCHEMA "4"

/* Prefixes of terms. Words have none: they begin with no capital. */
#define TC_PREFIX_ABBREV "A" /* see tc_index_definitions */
#define TC_PREFIX_EXPANSION "E"
#define TC_PREFIX_MENTION "M"	 /* + key of a structured token in the text */
#define TC_PREFIX_NUMBER "N"	 /* + key of the document's own number */
#define TC_PREFIX_ID "Q"	 /* + id, see tc_index_id_term */
#define TC_PREFIX_TITLE "H"	 /* + term of a word, pair, mention of it */
#define TC_PREFIX_SOURCE "S"	 /* + name of the source */
#define TC_PREFIX_VISIBILITY "V" /* "Vpublic" or "Vinternal" */

/* Of documents read off scans; counted so often that they weigh less. */
#define TC_TERM_OCR "XOCR"

/* Beside the generations of an index: texts of scans, by hash. */
#define TC_OCR_FOLDER "ocr"

/* Beside them, too: which files became no document, and while it is written. */
#define TC_MEMO_FILE "passed-over.jsonl"
#define TC_MEMO_FRESH TC_MEMO_FILE ".tmp"

/* And pages that wait, whose file has no name but for a moment. */
#define TC_WAITING_FILE "waiting"

/* Between the folded form of a word or pair and its marks: "duong=dwwf". */
#define TC_MARKS_SEPARATOR '='

/* Between the two words of a pair, and between their marks: hội đồng is
 * "hoi dong=oj dof". */
#define TC_PAIR_SEPARATOR ' '

/* Value slots. */
#define TC_SLOT_ORDER 0u   /* newest first: tc_index_order_value */
#define TC_SLOT_STATE 1u   /* what the indexer remembers of the source */
#define TC_SLOT_HEADING 2u /* words of the heading: tc_heading_next */
#define TC_SLOT_FACET 3u   /* + enum tc_facet, one for each that is counted */
#define TC_SLOT_SKETCH (TC_SLOT_FACET + (uint32_t)TC_FACETS_COUNTED)
#define TC_SLOT_OUTLINE (TC_SLOT_SKETCH + 1) /* tracuu/furniture.h */
#define TC_SLOTS (TC_SLOT_OUTLINE + 1)	     /* so many of them */

/*
 * Families of terms. All are there unless an index was built to measure what
 * one of them is worth (bench/TERMS.md).
 */
#define TC_FAMILY_MARKS 1u    /* words keep their marks */
#define TC_FAMILY_PAIRS 2u    /* neighbouring words as one term */
#define TC_FAMILY_MENTIONS 4u /* numbers, dates, addresses whole */
#define TC_FAMILY_HEADING 8u  /* words of the heading count more */
#define TC_FAMILY_ALL 15u

/* How often a word of the heading counts. Measured on law: bench/TERMS.md. */
#define TC_HEADING_WEIGHT 5u

/* A word as its terms have it: the folded form and the marks, "" for none. */
struct tc_index_word {
	struct tc_span folded, marks;
};

/* Append a word's term to out: the folded form, and its marks if it has any. */
void tc_index_word_term(const struct tc_index_word *word, struct tc_buf *out);

/*
 * Append the term of two neighbours: the folded forms, and if either has marks
 * those of both: khu công is "khu cong= o", cong nghiep typed without marks
 * "cong nghiep".
 */
void tc_index_pair_term(const struct tc_index_word *left,
    const struct tc_index_word *right, struct tc_buf *out);

/*
 * The terms of a text's words, token by token. Set families and give it the
 * tokens in order; a term is "" where there is none. The memory is reused.
 */
struct tc_word_terms {
	unsigned families;
	struct tc_buf word, pair;
	struct tc_buf folded, marks;		 /* of the last word */
	struct tc_buf other_folded, other_marks; /* of that in hand */
};

#define TC_WORD_TERMS_INIT(families)                                          \
	{                                                                     \
		families, TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE), \
		    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE),       \
		    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE)        \
	}

/* Failures are remembered until the next token: tc_word_terms_check. */
void
tc_word_terms_next(struct tc_word_terms *terms, const struct tc_token *token);

/* TC_OK, or TC_NOMEM when the last token's terms found no memory. */
enum tc_status
tc_word_terms_check(const struct tc_word_terms *terms, struct tc_error *err);

/* Another text begins. */
void tc_word_terms_clear(struct tc_word_terms *terms);
void tc_word_terms_free(struct tc_word_terms *terms);

/*
 * The value of a heading has the words of three fields, to be read without the
 * record: the title, the type, and the number with the name of the document.
 * Parts of numbers are words; mentions are not. Append a word's term, and end a
 * field. What is beyond 4 kB is left out.
 */
void
tc_heading_put(struct tc_buf *value, const char *term, size_t len, bool joined);
void tc_heading_end(struct tc_buf *value);

/*
 * A word of a heading: the code of its term, which one of eight million others
 * may share; joined as in struct tc_token.
 */
struct tc_heading_word {
	uint32_t code;
	bool joined;
};

/* The code of a word's term, the same on every machine. */
uint32_t tc_heading_code(const char *term, size_t len);

/* Is it that of a term that begins with a digit? */
bool tc_heading_is_number(uint32_t code);

/*
 * Take the next word of a field out of the front of a value. False at the end
 * of the field, which is taken, too, and when nothing is left.
 */
bool tc_heading_next(struct tc_span *value, struct tc_heading_word *word);

/*
 * Append the unique term of an id: "Q" and the id, or where that is too long
 * for a term its beginning and a hash of it all.
 */
void tc_index_id_term(const char *id, size_t len, struct tc_buf *out);

/*
 * Append the value that documents are ordered by: four bytes that make newer
 * dates smaller (undated ones last), then the id.
 */
void tc_index_order_value(
    const char *date, const char *id, size_t id_len, struct tc_buf *out);

/* The id in such a value; "" and 0 in one that is too short. */
const char *tc_index_order_id(const char *value, size_t len, size_t *id_len);

/* Its date in minutes, as tc_date_minutes has it; 0 for none. */
uint32_t tc_index_order_minutes(const char *value, size_t len);

/* Called for each term. */
typedef enum tc_status (*tc_term_fn)(
    void *arg, const char *term, size_t len, struct tc_error *err);

/*
 * What documents are filtered by: a term for each name, number or year. The
 * first few are counted, too: documents have them in a value, as they are
 * shown.
 */
enum tc_facet {
	TC_FACET_TYPE,
	TC_FACET_ISSUER,
	TC_FACET_YEAR,
	TC_FACET_TOPIC,
	TC_FACET_TERM,
	TC_FACET_SIGNER,
	TC_FACET_NUMBER, /* the document's own; from here on not counted */
	TC_FACET_PLACE,
	TC_FACET_ORIGIN,
	TC_FACET_AUTHOR,
	TC_FACET_BASE,
	TC_FACET_RECIPIENT,
	TC_FACET_COUNT
};

#define TC_FACETS_COUNTED ((size_t)TC_FACET_NUMBER)

/* Its name in options, such as "type"; static. */
const char *tc_facet_name(enum tc_facet facet);

/* What its terms begin with; static. */
const char *tc_facet_prefix(enum tc_facet facet);

/* The field of the record that it is made of. */
enum tc_field tc_facet_field(enum tc_facet facet);

/* The facet of that name, TC_FACET_COUNT when there is none. */
enum tc_facet tc_facet_of_name(const char *name);

/*
 * Append the term of a value, however it was typed: ("Nghị Quyết" -> "Tnghi
 * quyet", "số 61/2020/QH14" -> "N61/2020/qh14", "2020 – 2025" ->
 * "C2020-2025"). Nothing when the value says nothing. TC_NOMEM, TC_INTERNAL.
 */
enum tc_status tc_facet_term(enum tc_facet facet, struct tc_analyser *analyser,
    const char *s, size_t len, struct tc_buf *out, struct tc_error *err);

/* Give the terms of all facets that a document has. */
enum tc_status
tc_facet_terms(const struct tc_document *document, struct tc_analyser *analyser,
    tc_term_fn add, void *arg, struct tc_error *err);

/* Append what is shown of a facet that is counted, "" when there is nothing. */
void tc_facet_value(enum tc_facet facet, const struct tc_document *document,
    struct tc_buf *out);

/*
 * Find the terms for the abbreviations that a document defines in its title,
 * the name of its document and its text. "Hội đồng nhân dân (HĐND)" has two, to
 * be found from either side:
 *
 *	Ahdnd=hđnd=hội đồng nhân dân
 *	Ehoi dong nhan dan=hđnd
 *
 * Their frequency is the number of documents that define it so. A definition
 * whose first term is over XAPIAN_TERM_MAX bytes has none.
 */
enum tc_status tc_index_definitions(const struct tc_document *document,
    tc_term_fn add, void *arg, struct tc_error *err);

/* Append what the first of these terms begins with: "tn mt" -> "Atnmt=". */
void tc_index_abbrev_prefix(const char *folded, struct tc_buf *out);

/* Turn the error of the binding into ours; what names the index, say. */
enum tc_status tc_index_fail(
    struct tc_error *err, const struct xapian_error *why, const char *what);

/* Say in why, unless it is NULL, that memory is out; returns XAPIAN_NO_MEMORY.
 */
enum xapian_status tc_index_no_memory(struct xapian_error *why);

/*
 * Entries: a document as it goes into the index, made by any process.
 */

/* Makes entries. Its memory is reused from one document to the next. */
struct tc_maker;
enum tc_status
tc_maker_new(struct tc_maker **out, unsigned families, struct tc_error *err);
void tc_maker_free(struct tc_maker *maker);

/*
 * Append the entry of a document to out: its id, stored record, terms and
 * values, as bytes that tc_writer_put takes (on this machine only). source is
 * the name of its source; state is kept with it for tc_index_known.
 */
enum tc_status tc_maker_entry(struct tc_maker *maker,
    const struct tc_document *document, const char *source, const char *state,
    size_t state_len, struct tc_buf *out, struct tc_error *err);

/*
 * Writing. Documents gather in a transaction: nothing of it is visible before
 * tc_writer_commit, and all of it survives a loss of power after.
 */
struct tc_writer;

/*
 * Open the Xapian database in directory path, creating it unless it exists.
 * durable = false leaves syncing to whoever copies the database later.
 * TC_LOCKED, TC_CORRUPT, TC_IO, TC_FULL ...
 */
enum tc_status tc_writer_open(struct tc_writer **out, const char *path,
    bool durable, struct tc_error *err);

/* Put an entry in; is_new promises that no document has its id yet. */
enum tc_status tc_writer_put(struct tc_writer *writer, struct tc_span entry,
    bool is_new, struct tc_error *err);

/* Remove a document; none with that id is no error. */
enum tc_status tc_writer_remove(
    struct tc_writer *writer, const char *id, size_t len, struct tc_error *err);

/* Give a document another state and leave the rest. */
enum tc_status tc_writer_touch(struct tc_writer *writer, const char *id,
    size_t len, const char *state, size_t state_len, struct tc_error *err);

/* A value under a name, for the whole index; "" removes it. */
enum tc_status tc_writer_set(struct tc_writer *writer, const char *name,
    const char *value, struct tc_error *err);

enum tc_status tc_writer_commit(struct tc_writer *writer, struct tc_error *err);

/* Forget what was not committed and close. */
void tc_writer_free(struct tc_writer *writer);

/*
 * Making a database of documents that are all new, many times as fast. It is
 * not synced: it is a shard, to be merged by tc_layout_publish.
 */
struct tc_bulk;

/*
 * Begin a database in the new directory path. What gathers in memory before it
 * is written down takes about memory bytes. TC_IO, TC_FULL.
 */
enum tc_status tc_bulk_new(struct tc_bulk **out, const char *path,
    size_t memory, struct tc_error *err);

/* Put an entry in, whose id no entry had before. */
enum tc_status
tc_bulk_put(struct tc_bulk *bulk, struct tc_span entry, struct tc_error *err);

/* As tc_writer_set; a name is set once. */
enum tc_status tc_bulk_set(struct tc_bulk *bulk, const char *name,
    const char *value, struct tc_error *err);

/* Complete the database. Only tc_bulk_free may follow. */
enum tc_status tc_bulk_finish(struct tc_bulk *bulk, struct tc_error *err);

/* What was not completed is no database. */
void tc_bulk_free(struct tc_bulk *bulk);

/*
 * The index on disk: a folder with a stub XAPIANDB that names the live
 * generation gen-N beside it.
 */

/* The live generation's number, 0 when there is none. TC_INVALID, TC_IO. */
enum tc_status
tc_layout_live(unsigned *generation, const char *db, struct tc_error *err);

/* Append the directory of a generation. */
void tc_layout_path(const char *db, unsigned generation, struct tc_buf *out);

/*
 * Lock the folder against other indexers, creating it if need be, and wait for
 * up to so many seconds. *fd is the caller's to close, which unlocks. TC_LOCKED
 * says who holds it.
 */
enum tc_status
tc_layout_lock(int *fd, const char *db, unsigned wait, struct tc_error *err);

/* The number for the next generation: above all that are there. TC_IO. */
enum tc_status
tc_layout_next(unsigned *generation, const char *db, struct tc_error *err);

/*
 * Merge n databases into a new generation, check it, seal it, and make it the
 * live one. Readers see the old one or the new one, never anything between. On
 * failure the old one stays. TC_FULL, TC_IO, TC_CORRUPT.
 */
enum tc_status tc_layout_publish(const char *db, unsigned generation,
    const char *const *shards, size_t n, struct tc_error *err);

/*
 * Before the live generation is written to: find its tables whole, and say in
 * its manifest that they are about to change. TC_CORRUPT, TC_IO, TC_FULL.
 */
enum tc_status
tc_layout_begin(const char *db, unsigned generation, struct tc_error *err);

/* After: seal it, see tracuu/manifest.h. */
enum tc_status
tc_layout_seal(const char *db, unsigned generation, struct tc_error *err);

/* False for a generation whose run was killed. TC_CORRUPT, TC_VERSION ... */
enum tc_status tc_layout_is_sealed(
    bool *sealed, const char *db, unsigned generation, struct tc_error *err);

/*
 * Hold a generation against its manifest: a sealed one by the checksums of its
 * tables, else by Xapian's check of them. TC_CORRUPT, TC_NOTFOUND, TC_VERSION.
 */
enum tc_status tc_layout_verify(
    const char *db, unsigned generation, bool *sealed, struct tc_error *err);

/*
 * Make the newest generation that is older than the live one, whole, and of
 * this schema the live one: *to. TC_NOTFOUND when there is none.
 */
enum tc_status
tc_layout_rollback(unsigned *to, const char *db, struct tc_error *err);

/* Remove a directory and the plain files in it; missing is no error. */
enum tc_status tc_layout_remove(const char *path, struct tc_error *err);

/*
 * Remove what killed runs left behind, and of the generations all but the live
 * one and the newest of the older ones, keep in all. With live = 0 generations
 * are left alone.
 */
void tc_layout_tidy(const char *db, unsigned live, unsigned keep);

/*
 * Reading.
 */
struct tc_index;

/*
 * Open the index at path: its folder, or a stub file that names several
 * (shards, also remote ones). TC_NOTFOUND, TC_INVALID (no index), TC_VERSION,
 * TC_CORRUPT, TC_IO, with what to do in the text.
 */
enum tc_status
tc_index_open(struct tc_index **out, const char *path, struct tc_error *err);
void tc_index_free(struct tc_index *index);

/*
 * Go on to the newest state of the index: the last commit, or the generation
 * that another run has put in its place meanwhile. *changed (may be NULL) is
 * false only if nothing has changed for certain. On failure the index stays as
 * it was and may go on to be used, or be refreshed again. What was asked of the
 * database, and numbers of documents, are void once it has changed.
 */
enum tc_status
tc_index_refresh(bool *changed, struct tc_index *index, struct tc_error *err);

/*
 * Append a text that is another whenever the index holds something else, or
 * another index is live. TC_CORRUPT, TC_IO, TC_NOMEM, TC_CHANGED.
 */
enum tc_status tc_index_state(
    const struct tc_index *index, struct tc_buf *out, struct tc_error *err);

/* Answers one request; must begin its work anew each time. */
typedef enum tc_status (*tc_answer_fn)(void *arg, struct tc_error *err);

/*
 * Have a request answered from one state of the index, the newest: refresh and
 * call answer(arg, err), and again while it returns TC_CHANGED or the index was
 * written to under its hands. Returns what answer returned last.
 *
 * This is how a program that keeps an index open asks it. Each search and all
 * records of its hits belong into one call.
 */
enum tc_status tc_index_answer(struct tc_index *index, tc_answer_fn answer,
    void *arg, struct tc_error *err);

/*
 * From now on show public documents only: others are not found, counted, read
 * or named, and words that only they have are unknown to queries. It holds for
 * what the index is refreshed to, too. TC_CORRUPT, TC_IO, TC_CHANGED, and then
 * everything is hidden.
 */
enum tc_status
tc_index_show_public(struct tc_index *index, struct tc_error *err);

/* How many documents are hidden; 0 in an index that shows all. */
uint32_t tc_index_hidden(const struct tc_index *index);

/* Does any document that is shown have a term? freq documents have it in all.
 */
enum xapian_status
tc_index_shows_term(bool *shown, const struct tc_index *index, const char *term,
    size_t len, uint32_t freq, struct xapian_error *why);

/* Is that document shown? */
enum xapian_status tc_index_shows_docid(bool *shown,
    const struct tc_index *index, uint32_t docid, struct xapian_error *why);

/*
 * Give the JSON of a document's data, borrowed until the next record is read.
 * TC_CORRUPT where a byte of it has changed, TC_NOMEM.
 */
enum tc_status tc_index_expand(struct tc_span *json,
    const struct tc_index *index, struct tc_span stored, struct tc_error *err);

/* Borrowed; ends with the index. */
struct xapian_database *tc_index_database(const struct tc_index *index);
unsigned tc_index_families(const struct tc_index *index);

/* A text when it was made with another ICU than this one, else NULL. */
const char *tc_index_warning(const struct tc_index *index);

/* As it was opened. Borrowed; ends with the index. */
const char *tc_index_path(const struct tc_index *index);

/* A file that became no document. The strings are those of the JSON. */
struct tc_passed {
	struct tc_span id;
	const char *source, *state, *why;
	const char *fate; /* "failed", "unread", "skipped" */
	json_t *json;
};

/* Read a line of TC_MEMO_FILE. On TC_OK the caller frees it. TC_INVALID. */
enum tc_status tc_passed_read(
    struct tc_passed *passed, const char *line, struct tc_error *err);
void tc_passed_free(struct tc_passed *passed);

/* Find what became of the file that would have this id. On TC_OK the caller
 * frees it. TC_NOTFOUND: nothing is remembered. */
enum tc_status tc_passed_find(struct tc_passed *passed,
    const struct tc_index *index, struct tc_span id, struct tc_error *err);

/* Append the value under a name; nothing when there is none. */
enum tc_status tc_index_get(const struct tc_index *index, const char *name,
    struct tc_buf *out, struct tc_error *err);

/* Told of each fault, in words. */
typedef void (*tc_fault_fn)(void *arg, const char *text);

/*
 * Read every record, term and value, hold them against each other, and tell of
 * each fault. It takes as long as reading all of the index does. TC_NOMEM.
 */
enum tc_status tc_index_examine(const struct tc_index *index, tc_fault_fn tell,
    void *arg, struct tc_error *err);

/* Called for each document that the index knows. */
typedef enum tc_status (*tc_known_fn)(void *arg, const char *id, size_t id_len,
    const char *source, const char *state, size_t state_len,
    struct tc_error *err);

/* Tell of every document: id, source, state. Stops at the first failure. */
enum tc_status tc_index_known(const struct tc_index *index, tc_known_fn known,
    void *arg, struct tc_error *err);

/*
 * Read the record of document docid in the state of the index that is open.
 * TC_NOTFOUND, TC_CORRUPT, TC_CHANGED when that was overwritten.
 */
enum tc_status tc_index_document(const struct tc_index *index, uint32_t docid,
    struct tc_document *document, struct tc_error *err);

/*
 * Read some fields of the record of document docid in the state of the index
 * that is open, see tc_document_pick. TC_NOTFOUND, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_index_fields(const struct tc_index *index, uint32_t docid,
    unsigned wanted, struct tc_document *document, struct tc_error *err);

/*
 * What was found out about the index, kept under a name until it changes or
 * others take the room. Recall says whether there is anything; *what is
 * borrowed until something is remembered, and not aligned. Remembering never
 * fails: without memory nothing is kept.
 */
bool tc_index_recall(
    struct tc_span *what, const struct tc_index *index, struct tc_span name);
void tc_index_remember(
    const struct tc_index *index, struct tc_span name, struct tc_span what);

/* Called with the value of docids[i], empty when it has none. */
typedef enum tc_status (*tc_value_fn)(
    void *arg, size_t i, struct tc_span value, struct tc_error *err);

/*
 * Read the values in a slot of n documents. They are read, and take is called,
 * in the order of the docids, whatever order the array has: that costs a third
 * of reading each by itself. A failure of take ends it. TC_NOMEM, TC_IO,
 * TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_index_values(const struct tc_index *index, uint32_t slot,
    const uint32_t *docids, size_t n, tc_value_fn take, void *arg,
    struct tc_error *err);

/* A list of postings, read onwards: Xapian's, decoded faster than by Xapian. */
struct tc_stream;

/*
 * Open the list of the documents that have a term; "" is in all of them, once.
 * Free it before the index is refreshed or freed. What reading it meets comes
 * as xapian-c has it, in `why`: see tc_index_fail.
 */
enum xapian_status
tc_index_stream(struct tc_stream **out, const struct tc_index *index,
    struct tc_span term, struct xapian_error *why);
void tc_stream_free(struct tc_stream *stream);

/* How many documents have a term, shown or not. As tc_index_stream. */
enum xapian_status
tc_index_termfreq(uint32_t *freq, const struct tc_index *index,
    struct tc_span term, struct xapian_error *why);

/* The terms that begin with a prefix, in their order. */
struct tc_vocabulary;

/*
 * Open it before its first term. Free it before the index is refreshed or
 * freed. What reading it meets comes as tc_index_stream's.
 */
enum xapian_status
tc_index_vocabulary(struct tc_vocabulary **out, const struct tc_index *index,
    struct tc_span prefix, struct xapian_error *why);
void tc_vocabulary_free(struct tc_vocabulary *vocabulary);

/*
 * The next term, or the first from one on (which must not be before the last
 * that was told of), and how many documents have it, shown or not. XAPIAN_DONE:
 * there is none. Borrowed until the next call.
 */
enum xapian_status tc_vocabulary_next(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct xapian_error *why);
enum xapian_status tc_vocabulary_skip_to(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct tc_span term,
    struct xapian_error *why);

/* The first behind all that begin so; the last byte is less than 0xFF. */
enum xapian_status tc_vocabulary_skip_all(struct xapian_term_row *row,
    struct tc_vocabulary *vocabulary, struct tc_span beginning,
    struct xapian_error *why);

/*
 * Go to the first row from docid on, which may be the present one. XAPIAN_DONE
 * at the end, or as xapian_posting_iterator_skip_to.
 */
enum xapian_status tc_stream_skip_to(struct xapian_posting_row *row,
    struct tc_stream *stream, uint32_t docid, struct xapian_error *why);

/* How often a document has a term, where that is too much for a byte. */
struct tc_many {
	uint32_t docid, count;
};

/* In the place of a count: it is among the many, or the term is there but does
 * not count. */
#define TC_COUNT_MANY 255u
#define TC_COUNT_NONE 254u

/* Counts are there for a multiple of so many documents. */
#define TC_COUNTS_UNIT 64u

/* How often each of some documents in a row has a term. */
struct tc_counts {
	unsigned char *at;    /* from the first on; 0: has not the term */
	uint32_t first, n;    /* documents */
	struct tc_many *many; /* by docid */
	size_t many_n, many_room;
};

/* A count of a document that is among them, which is MANY or NONE. */
uint32_t tc_count_many(const struct tc_counts *counts, uint32_t docid);

/* Put a count that a byte does not hold, of a document that is behind all that
 * were put, or the last of them. False: no memory. */
bool tc_counts_put_many(
    struct tc_counts *counts, const struct xapian_posting_row *row);

/* The same of any count; of one that a byte holds it does not fail. */
static inline bool
tc_counts_put(struct tc_counts *counts, const struct xapian_posting_row *row)
{
	if (row->wdf >= TC_COUNT_NONE)
		return tc_counts_put_many(counts, row);
	counts->at[row->docid - counts->first] =
	    (unsigned char)(row->wdf > 0 ? row->wdf : TC_COUNT_NONE);
	return true;
}

/*
 * Read on the documents of counts, whose bytes are zeros and whose many are
 * none before. Both stay the caller's. XAPIAN_DONE at the end, or as
 * xapian_posting_iterator_skip_to; XAPIAN_NO_MEMORY.
 */
enum xapian_status tc_stream_count(struct tc_counts *counts,
    struct tc_stream *stream, struct xapian_error *why);

/* Documents whose lengths are read together. */
#define TC_LENGTHS_BLOCK 256u

/*
 * The lengths in terms of TC_LENGTHS_BLOCK documents from docid `first` on, a
 * multiple of that; 0 of what is no document. They are kept, four bytes a
 * document. Borrowed until the index is refreshed or freed. TC_NOMEM, TC_IO,
 * TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_index_lengths(const uint32_t **out,
    const struct tc_index *index, uint32_t first, struct tc_error *err);

/*
 * Have the counts of a term that is in freq documents, when it is common and
 * was asked for before. They are kept, a byte a document, of the terms that
 * were asked for last; where the memory for that is missing they are not. *out
 * is NULL when they are not to be had; else they are borrowed until
 * tc_index_put_counts, which must come before the index is refreshed. TC_NOMEM,
 * TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_index_counts(const struct tc_counts **out, const struct tc_index *index,
    struct tc_span term, uint32_t freq, struct tc_error *err);
void tc_index_put_counts(
    const struct tc_index *index, const struct tc_counts *counts);

/* Called for each page of a site with its outline (tracuu/furniture.h). */
typedef enum tc_status (*tc_outline_fn)(void *arg, uint32_t docid,
    struct tc_span id, struct tc_span outline, struct tc_error *err);

/* Tell of all pages of sites, until take fails. TC_CHANGED, TC_CORRUPT. */
enum tc_status tc_index_outlines(const struct tc_index *index,
    tc_outline_fn take, void *arg, struct tc_error *err);

/*
 * Append what the index keeps of a document: its record, the outline of a page
 * (else nothing), and who may see it. TC_NOTFOUND, TC_CHANGED, TC_CORRUPT.
 */
enum tc_status tc_index_stored(const struct tc_index *index, uint32_t docid,
    struct tc_buf *json, struct tc_buf *outline, enum tc_visibility *visibility,
    struct tc_error *err);

/* The document with that id: its docid, 0 when there is none. */
enum tc_status tc_index_find(uint32_t *docid, const struct tc_index *index,
    const char *id, size_t len, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
