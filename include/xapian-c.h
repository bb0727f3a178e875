/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A C interface to the Xapian 1.4 search library. */

#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Names follow Xapian's: Xapian::Database::get_doccount() is
 * xapian_database_get_doccount(), Xapian::Query::OP_OR is XAPIAN_OP_OR. What is
 * said here is enough to use a call; Xapian's own documentation says more.
 *
 * Arguments.  Outputs come first, then the object, then inputs; err is last.
 * Text goes in as pointer and length and may hold any bytes; names of files,
 * hosts and programs are ordinary C strings. What goes in is borrowed for the
 * call only. err may be NULL; other pointers only where it is said, and a text
 * of length 0.
 *
 * Errors.  A call that can fail returns enum xapian_status. When that is
 * neither XAPIAN_OK nor XAPIAN_DONE, *err tells why and the outputs are NULL
 * or 0. *err is a plain value of the caller's: nothing to free. It is left
 * alone when nothing failed. No C++ exception leaves a call.
 *
 * Ownership.  What arrives through a "struct xapian_... **" is the caller's,
 * who passes it to the _free() of its kind; every _free() accepts NULL. Objects
 * keep alive what they need: free them in any order. A query or document
 * handed to a call stays the caller's.
 *
 * Strings.  A struct xapian_string that comes out is borrowed from the object
 * it was asked of, and stands until that object is asked for another string or
 * freed, unless its call says otherwise. It is followed by a NUL byte that
 * len doesn't count.
 *
 * Iterators.  They start before the first row; each _next() fills a row, or
 * returns XAPIAN_DONE at the end, again and again, or an error, which ends the
 * iterator: only _free() is of use then, and other calls return
 * XAPIAN_INVALID_OPERATION.
 *
 * Threads and processes.  There is no global state. A database and everything
 * that came from it belong to one thread at a time, as does a query with all
 * the queries that it was built from; and to one process: open after fork().
 * Writing to a remote database raises SIGPIPE when the other end is gone:
 * ignore that signal.
 */

#ifdef __cplusplus
#define XAPIAN_NOEXCEPT noexcept
extern "C" {
#else
#define XAPIAN_NOEXCEPT
#endif

#ifdef __GNUC__
#pragma GCC visibility push(default)
#endif

/* The longest term in bytes, where each NUL byte counts twice. */
#define XAPIAN_TERM_MAX 245

/* No value slot, for xapian_enquire_set_collapse_key(). */
#define XAPIAN_BAD_VALUENO 0xffffffffu

/* The most that xapian_sortable_serialise() writes, in bytes. */
#define XAPIAN_SORTABLE_MAX 9

/*
 * Errors
 */

enum xapian_status {
	XAPIAN_OK = 0,
	XAPIAN_DONE,		 /* an iterator is at its end: no fault */
	XAPIAN_NO_DATABASE,	 /* nothing there that is a database */
	XAPIAN_NO_DOCUMENT,	 /* no document has this number */
	XAPIAN_LOCKED,		 /* can't lock: another writer, no right */
	XAPIAN_MODIFIED,	 /* changed while read: reopen, try again */
	XAPIAN_CORRUPT,		 /* the database is damaged */
	XAPIAN_OPENING,		 /* it is there but can't be opened */
	XAPIAN_CREATE,		 /* can't create it, or it exists already */
	XAPIAN_CLOSED,		 /* used after it was closed */
	XAPIAN_BAD_VERSION,	 /* a format that this Xapian doesn't know */
	XAPIAN_DATABASE,	 /* another fault of a database: disk full... */
	XAPIAN_NETWORK,		 /* a remote database can't be reached */
	XAPIAN_NETWORK_TIMEOUT,	 /* a remote database doesn't answer */
	XAPIAN_INVALID_ARGUMENT, /* an argument makes no sense */
	XAPIAN_INVALID_OPERATION, /* not now, or not on this object */
	XAPIAN_TERM_TOO_LONG,	  /* a term is over XAPIAN_TERM_MAX */
	XAPIAN_WILDCARD,	  /* a wildcard stands for too many terms */
	XAPIAN_UNIMPLEMENTED,	  /* Xapian can't do this (here) */
	XAPIAN_UNAVAILABLE,	  /* this Xapian was built without it */
	XAPIAN_RANGE,		  /* an index or number is out of range */
	XAPIAN_QUERY_PARSER,	  /* Xapian's query parser gave up */
	XAPIAN_SERIALISATION,	  /* what was to be unserialised is damaged */
	XAPIAN_ABORTED,		  /* a callback returned XAPIAN_ABORT */
	XAPIAN_NO_MEMORY,	  /* out of memory */
	XAPIAN_INTERNAL,	  /* a bug in Xapian, by its own word */
	XAPIAN_UNKNOWN		  /* anything else */
};

struct xapian_error {
	enum xapian_status status;
	int system_error;  /* an errno, or 0 */
	const char *type;  /* "DatabaseLockError"; static, never NULL */
	char message[240]; /* for people; cut at the edge of a character */
};

/*
 * The name of a status, "XAPIAN_LOCKED"; static. A number that is no status
 * is "XAPIAN_UNKNOWN".
 */
const char *xapian_status_name(enum xapian_status status) XAPIAN_NOEXCEPT;

/*
 * Version of the Xapian library at run time, "1.4.22" (static) and its parts.
 */
const char *xapian_version_string(void) XAPIAN_NOEXCEPT;
int xapian_major_version(void) XAPIAN_NOEXCEPT;
int xapian_minor_version(void) XAPIAN_NOEXCEPT;
int xapian_revision(void) XAPIAN_NOEXCEPT;

/*
 * Types
 */

struct xapian_database;
struct xapian_writable;
struct xapian_document;
struct xapian_query;
struct xapian_enquire;
struct xapian_rset;
struct xapian_mset;
struct xapian_eset;
struct xapian_value_count_match_spy;
struct xapian_term_iterator;
struct xapian_posting_iterator;
struct xapian_position_iterator;
struct xapian_value_iterator;

struct xapian_string {
	const char *s;
	size_t len;
};

/*
 * Callbacks.  They are C functions that return: they must not throw, longjmp
 * or end the thread. arg is what was handed in beside the function.
 */

enum xapian_decision {
	XAPIAN_ABORT = -1, /* end the call now, with XAPIAN_ABORTED */
	XAPIAN_REJECT = 0,
	XAPIAN_ACCEPT = 1
};

/*
 * Is this document a match? It is borrowed for the call: read it, but keep
 * neither it nor an iterator over it.
 */
typedef enum xapian_decision (*xapian_match_decider_fn)(
    const struct xapian_document *doc, void *arg);

/* May this term be in an expand set? */
typedef enum xapian_decision (*xapian_expand_decider_fn)(
    const char *term, size_t len, void *arg);

/* Takes the next len bytes of a report. */
typedef void (*xapian_output_fn)(const char *s, size_t len, void *arg);

/* Reads from a database what a whole question takes. */
typedef enum xapian_status (*xapian_read_fn)(
    struct xapian_database *db, void *arg, struct xapian_error *err);

/*
 * Database: reading
 */

/*
 * Open the database at path: a directory, a single file, or a stub (a file, or
 * XAPIANDB in a directory) that names one or more of them, local or remote.
 *
 * An empty stub opens as no database at all: see xapian_database_size().
 * Reopening doesn't read a stub again.
 *
 * XAPIAN_NO_DATABASE, XAPIAN_OPENING, XAPIAN_CORRUPT, XAPIAN_BAD_VERSION...
 * XAPIAN_MODIFIED if it was being changed just then: try again.
 */
enum xapian_status xapian_database_open(struct xapian_database **out,
    const char *path, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* A group of no databases yet, for xapian_database_add_database(). */
enum xapian_status xapian_database_new(
    struct xapian_database **out, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Open the database that xapian-tcpsrv serves on a port of host. Each later
 * call gives up after timeout_ms, connecting after connect_timeout_ms; 0 is
 * never. XAPIAN_NETWORK or XAPIAN_NETWORK_TIMEOUT when it isn't there.
 */
enum xapian_status xapian_database_open_remote(struct xapian_database **out,
    const char *host, unsigned port, unsigned timeout_ms,
    unsigned connect_timeout_ms, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Open the database that a program (xapian-progsrv, or ssh running it) serves
 * on its standard input and output. args are separated by spaces.
 */
enum xapian_status xapian_database_open_remote_prog(
    struct xapian_database **out, const char *program, const char *args,
    unsigned timeout_ms, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Read shard, too, as part of db. With n shards, document d of shard i (from 0)
 * is number (d - 1) * n + i + 1 of the group.
 */
enum xapian_status xapian_database_add_database(struct xapian_database *db,
    const struct xapian_database *shard,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The number of shards; 0 is an empty group. */
size_t xapian_database_size(const struct xapian_database *db) XAPIAN_NOEXCEPT;

/*
 * Go on to the newest commit. *moved (may be NULL) is false only if nothing
 * has changed for certain.
 */
enum xapian_status xapian_database_reopen(bool *moved,
    struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Call read(db, arg, err), and again after reopening for as long as it returns
 * XAPIAN_MODIFIED and retries (at least 0) are left. Returns what read returned
 * last, or why reopening failed. read must begin its work anew each time.
 */
enum xapian_status
xapian_database_retry(struct xapian_database *db, unsigned retries,
    xapian_read_fn read, void *arg, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Close the files now, under everything that still uses this database: that
 * will report XAPIAN_CLOSED unless it needs no more from the disk. db itself
 * remains, to be freed. Closing twice, or NULL, does nothing.
 */
enum xapian_status xapian_database_close(
    struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Let go of a database. Its files are closed when nothing else that came from
 * it (enquires, documents, iterators) is left.
 */
void xapian_database_free(struct xapian_database *db) XAPIAN_NOEXCEPT;

/* The number of documents. */
enum xapian_status xapian_database_get_doccount(uint32_t *n,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The highest document number that was ever used. */
enum xapian_status xapian_database_get_lastdocid(uint32_t *docid,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The mean length of the documents, in terms: the sum of their wdfs. */
enum xapian_status xapian_database_get_avlength(double *length,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The length of all documents together. */
enum xapian_status xapian_database_get_total_length(uint64_t *length,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* How many documents have this term; 0 if none has. */
enum xapian_status
xapian_database_get_termfreq(uint32_t *n, const struct xapian_database *db,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* How often this term occurs: the sum of its wdfs. */
enum xapian_status xapian_database_get_collection_freq(uint32_t *n,
    const struct xapian_database *db, const char *term, size_t len,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Does any document have this term? */
enum xapian_status
xapian_database_term_exists(bool *exists, const struct xapian_database *db,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The length of one document. XAPIAN_NO_DOCUMENT. */
enum xapian_status xapian_database_get_doclength(uint32_t *length,
    const struct xapian_database *db, uint32_t docid,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The number of different terms of one document. XAPIAN_NO_DOCUMENT. */
enum xapian_status
xapian_database_get_unique_terms(uint32_t *n, const struct xapian_database *db,
    uint32_t docid, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Does it have any positions? Without, a phrase is no more than XAPIAN_OP_AND.
 */
enum xapian_status xapian_database_has_positions(bool *has,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* How many documents have a value in slot. */
enum xapian_status
xapian_database_get_value_freq(uint32_t *n, const struct xapian_database *db,
    uint32_t slot, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* A bound on the values in slot in byte order, not always tight; or "". */
enum xapian_status xapian_database_get_value_lower_bound(
    struct xapian_string *value, const struct xapian_database *db,
    uint32_t slot, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_database_get_value_upper_bound(
    struct xapian_string *value, const struct xapian_database *db,
    uint32_t slot, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The identity that stays when documents change, 36 bytes a shard. */
enum xapian_status xapian_database_get_uuid(struct xapian_string *uuid,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The number that grows with each commit. XAPIAN_INVALID_OPERATION unless there
 * is exactly one shard, XAPIAN_UNIMPLEMENTED if that is remote.
 */
enum xapian_status xapian_database_get_revision(uint64_t *revision,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The metadata under key (of the first shard); "" if there is none. */
enum xapian_status xapian_database_get_metadata(struct xapian_string *value,
    const struct xapian_database *db, const char *key, size_t len,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The nearest word of the spelling dictionary within max_edit_distance
 * (2 is usual) letters; "" if there is none, or the word itself is there.
 * A remote database always says "".
 */
enum xapian_status
xapian_database_get_spelling_suggestion(struct xapian_string *suggestion,
    const struct xapian_database *db, const char *word, size_t len,
    unsigned max_edit_distance, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Is a writer at work on it? XAPIAN_UNIMPLEMENTED if it is remote. */
enum xapian_status xapian_database_locked(bool *locked,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Keep remote shards from hanging up; does nothing to local ones. */
enum xapian_status xapian_database_keep_alive(
    struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Don't look whether the document exists: it is known to. */
#define XAPIAN_DOC_ASSUME_VALID 1u

/*
 * Fetch one document; flags is 0 or XAPIAN_DOC_ASSUME_VALID. Its parts are read
 * when they are asked for, so those calls can fail, too.
 */
enum xapian_status xapian_database_get_document(struct xapian_document **out,
    const struct xapian_database *db, uint32_t docid, unsigned flags,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* What xapian_database_check() shows of each B-tree. */
#define XAPIAN_DBCHECK_SHORT_TREE 1u
#define XAPIAN_DBCHECK_FULL_TREE 2u
#define XAPIAN_DBCHECK_SHOW_FREELIST 4u
#define XAPIAN_DBCHECK_SHOW_STATS 8u

/*
 * Verify the database at path, or one of its tables. *n_errors is how many
 * faults were found. The report goes to output in pieces unless it is NULL. A
 * status other than XAPIAN_OK: it couldn't be checked, or is too damaged.
 */
enum xapian_status xapian_database_check(size_t *n_errors, const char *path,
    unsigned flags, xapian_output_fn output, void *arg,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Database: lists
 *
 * Rows come in ascending order: terms, keys and words by their bytes.
 */

/* All terms that begin with a prefix; "" is every term. */
enum xapian_status xapian_database_allterms(struct xapian_term_iterator **out,
    const struct xapian_database *db, const char *prefix, size_t len,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The terms of one document. XAPIAN_NO_DOCUMENT. */
enum xapian_status xapian_database_termlist(struct xapian_term_iterator **out,
    const struct xapian_database *db, uint32_t docid,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The words of the spelling dictionary. */
enum xapian_status xapian_database_spellings(struct xapian_term_iterator **out,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The metadata keys (of the first shard) that begin with a prefix. */
enum xapian_status xapian_database_metadata_keys(
    struct xapian_term_iterator **out, const struct xapian_database *db,
    const char *prefix, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The documents that have a term; for term "" every document. */
enum xapian_status xapian_database_postlist(
    struct xapian_posting_iterator **out, const struct xapian_database *db,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The positions of a term in one document; none if it isn't there. */
enum xapian_status
xapian_database_positionlist(struct xapian_position_iterator **out,
    const struct xapian_database *db, uint32_t docid, const char *term,
    size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The documents that have a value in slot, with that value. */
enum xapian_status xapian_database_valuestream(
    struct xapian_value_iterator **out, const struct xapian_database *db,
    uint32_t slot, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Iterators
 *
 * skip_to() acts like next(), but gives the first row at or after its target.
 * It never goes back: a target at or before the present row gives that row.
 */

/*
 * A row has what its list knows without reading more, and 0 elsewhere:
 *
 *   terms of a document            term, wdf
 *   all terms, spelling words      term, termfreq
 *   values that a match spy saw    term (the value), termfreq (documents)
 *   terms of a query, keys         term
 *
 * term stands until the next call on the iterator.
 */
struct xapian_term_row {
	struct xapian_string term;
	uint32_t wdf;	   /* how often it is in the document */
	uint32_t termfreq; /* how many documents have it */
};

enum xapian_status xapian_term_iterator_next(struct xapian_term_row *row,
    struct xapian_term_iterator *it, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* XAPIAN_INVALID_OPERATION on lists that aren't in the order of bytes. */
enum xapian_status xapian_term_iterator_skip_to(struct xapian_term_row *row,
    struct xapian_term_iterator *it, const char *term, size_t len,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * How many documents have the present term, for a document's terms. It is no
 * part of the row because each costs a search in the database.
 */
enum xapian_status xapian_term_iterator_get_termfreq(uint32_t *n,
    const struct xapian_term_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The positions of the present term, for a document's terms. */
enum xapian_status
xapian_term_iterator_positionlist(struct xapian_position_iterator **out,
    const struct xapian_term_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_term_iterator_free(struct xapian_term_iterator *it) XAPIAN_NOEXCEPT;

struct xapian_posting_row {
	uint32_t docid;
	uint32_t wdf; /* how often the term is in the document */
};

enum xapian_status xapian_posting_iterator_next(struct xapian_posting_row *row,
    struct xapian_posting_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_status xapian_posting_iterator_skip_to(
    struct xapian_posting_row *row, struct xapian_posting_iterator *it,
    uint32_t docid, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Read many rows at once: the present one (before the first step: the first)
 * and those behind it, of documents before docid end, max at most. *n are
 * read; the first that was not is the present one now. XAPIAN_DONE: there is
 * none, though *n may have been read.
 */
enum xapian_status
xapian_posting_iterator_read(uint32_t *n, struct xapian_posting_row *rows,
    uint32_t max, struct xapian_posting_iterator *it, uint32_t end,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The same, with the lengths of the documents instead of the wdf. */
enum xapian_status xapian_posting_iterator_read_doclengths(uint32_t *n,
    struct xapian_posting_row *rows, uint32_t max,
    struct xapian_posting_iterator *it, uint32_t end,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The length of the present document; it costs a search in the database. */
enum xapian_status xapian_posting_iterator_get_doclength(uint32_t *length,
    const struct xapian_posting_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The positions of the term in the present document. */
enum xapian_status
xapian_posting_iterator_positionlist(struct xapian_position_iterator **out,
    const struct xapian_posting_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_posting_iterator_free(
    struct xapian_posting_iterator *it) XAPIAN_NOEXCEPT;

enum xapian_status xapian_position_iterator_next(uint32_t *position,
    struct xapian_position_iterator *it,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_status xapian_position_iterator_skip_to(uint32_t *position,
    struct xapian_position_iterator *it, uint32_t target,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_position_iterator_free(
    struct xapian_position_iterator *it) XAPIAN_NOEXCEPT;

/* value stands until the next call on the iterator. */
struct xapian_value_row {
	uint32_t docid; /* 0 in the values of one document */
	uint32_t slot;
	struct xapian_string value;
};

enum xapian_status xapian_value_iterator_next(struct xapian_value_row *row,
    struct xapian_value_iterator *it, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The target is a docid in a slot's values, a slot in a document's. */
enum xapian_status xapian_value_iterator_skip_to(struct xapian_value_row *row,
    struct xapian_value_iterator *it, uint32_t target,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

void
xapian_value_iterator_free(struct xapian_value_iterator *it) XAPIAN_NOEXCEPT;

/*
 * Database: writing
 *
 * Changes gather in memory until a commit, and a reader sees a commit whole or
 * not at all. Xapian commits on its own after every 10000 changes (or
 * XAPIAN_FLUSH_THRESHOLD of the environment), except inside a transaction.
 *
 * When adding or replacing a document fails, Xapian has forgotten all changes
 * since the last commit, inside a transaction, too (which stays open): begin
 * the batch anew. The same goes for deleting, but not for XAPIAN_NO_DOCUMENT
 * and not where a term of the call itself is XAPIAN_TERM_TOO_LONG.
 *
 * Xapian syncs the files it writes but not their directory: whoever wants a
 * commit to outlast a loss of power must fsync() that after each.
 */

/* What to do with what is there: one of these four. */
#define XAPIAN_DB_CREATE_OR_OPEN 0u
#define XAPIAN_DB_CREATE_OR_OVERWRITE 1u
#define XAPIAN_DB_CREATE 2u
#define XAPIAN_DB_OPEN 3u
/* Leave it to the system when to write: unsafe if power is lost. */
#define XAPIAN_DB_NO_SYNC 0x04u
/* Try to get through the cache of the disk, too (macOS only). */
#define XAPIAN_DB_FULL_SYNC 0x08u
/* Overwrite in place: no readers meanwhile, and lost if it isn't committed. */
#define XAPIAN_DB_DANGEROUS 0x10u
/* Keep no list of each document's terms: smaller, but for adding only. */
#define XAPIAN_DB_NO_TERMLIST 0x20u
/* Wait for the other writer, however long it takes. */
#define XAPIAN_DB_RETRY_LOCK 0x40u
/* Keep it in memory alone; path is "". */
#define XAPIAN_DB_BACKEND_INMEMORY 0x400u

/*
 * Open the database at path for writing, and lock it. flags combines the above
 * by |. A new one gets blocks of block_size bytes: a power of 2 from 2048 to
 * 65536, or 0 for 8192.
 *
 * XAPIAN_LOCKED, XAPIAN_NO_DATABASE, XAPIAN_CREATE, XAPIAN_OPENING...
 */
enum xapian_status
xapian_writable_open(struct xapian_writable **out, const char *path,
    unsigned flags, int block_size, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Make the changes so far permanent and visible. XAPIAN_INVALID_OPERATION
 * inside a transaction. After another error none, or (rarely) all, of them
 * were: free w, open again, and look.
 */
enum xapian_status xapian_writable_commit(
    struct xapian_writable *w, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Begin a group of changes that is committed whole or not at all. If flushed,
 * what came before is committed first, and commit_transaction commits to disk;
 * if not, what came before joins the group, and the next commit writes it.
 *
 * XAPIAN_INVALID_OPERATION inside another one, XAPIAN_UNIMPLEMENTED in memory.
 */
enum xapian_status xapian_writable_begin_transaction(struct xapian_writable *w,
    bool flushed, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* End the transaction; when that fails nothing of it remains. */
enum xapian_status xapian_writable_commit_transaction(
    struct xapian_writable *w, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* End the transaction and forget its changes. */
enum xapian_status xapian_writable_cancel_transaction(
    struct xapian_writable *w, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Commit, close the files and release the lock. Inside a transaction that is
 * cancelled instead. If the commit fails nothing is closed, but by
 * xapian_writable_free(). w itself remains, to be freed. Closing twice, or
 * NULL, does nothing.
 */
enum xapian_status xapian_writable_close(
    struct xapian_writable *w, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Close w and release the lock, committing nothing: changes since the last
 * commit are forgotten. (Xapian's destructor would commit them and not tell if
 * that failed.) Documents and iterators read through w report XAPIAN_CLOSED
 * from now on.
 */
void xapian_writable_free(struct xapian_writable *w) XAPIAN_NOEXCEPT;

/*
 * Read w, changes since the last commit included. Borrowed: it ends with w and
 * isn't freed. A separate xapian_database_open() is faster for searching.
 */
const struct xapian_database *
xapian_writable_database(const struct xapian_writable *w) XAPIAN_NOEXCEPT;

/* Add a document; *docid (may be NULL) is the number it gets. */
enum xapian_status xapian_writable_add_document(uint32_t *docid,
    struct xapian_writable *w, const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Put a document in the place of number docid, which need not exist. */
enum xapian_status xapian_writable_replace_document(struct xapian_writable *w,
    uint32_t docid, const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Put a document in the place of all those that have this term, else add it;
 * *docid (may be NULL) is its number. The document should have the term
 * itself: it isn't added. XAPIAN_TERM_TOO_LONG.
 */
enum xapian_status xapian_writable_replace_document_by_term(uint32_t *docid,
    struct xapian_writable *w, const char *term, size_t len,
    const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Delete a document. XAPIAN_NO_DOCUMENT. */
enum xapian_status xapian_writable_delete_document(struct xapian_writable *w,
    uint32_t docid, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Delete the documents that have this term, if any. XAPIAN_TERM_TOO_LONG. */
enum xapian_status
xapian_writable_delete_document_by_term(struct xapian_writable *w,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Keep value under key, for the whole database; "" removes the key. */
enum xapian_status xapian_writable_set_metadata(struct xapian_writable *w,
    const char *key, size_t key_len, const char *value, size_t value_len,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Count a word of the spelling dictionary up or down; at 0 it goes. */
enum xapian_status
xapian_writable_add_spelling(struct xapian_writable *w, const char *word,
    size_t len, uint32_t freq, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_writable_remove_spelling(struct xapian_writable *w, const char *word,
    size_t len, uint32_t freq, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* How xapian_compact() works: one of these two, */
#define XAPIAN_COMPACTOR_STANDARD 0u /* don't split items without need */
#define XAPIAN_COMPACTOR_FULL 1u     /* split items where it saves space */
/* and any of these: keep docids, which may not overlap; */
#define XAPIAN_DBCOMPACT_NO_RENUMBER 4u
/* be faster with over three sources, using more space for it; */
#define XAPIAN_DBCOMPACT_MULTIPASS 8u
/* make one file, for reading only. */
#define XAPIAN_DBCOMPACT_SINGLE_FILE 16u

/*
 * Write the n databases at sources into a new one at destination, as small as
 * can be; block_size as for xapian_writable_open(). Of metadata under one key
 * in several of them the first one's stays. Xapian's level FULLER isn't
 * offered: it is larger in practice and has corrupted databases.
 *
 * Nothing may write to the sources meanwhile: XAPIAN_MODIFIED. After an error
 * remove what there is of destination.
 */
enum xapian_status
xapian_compact(const char *const *sources, size_t n, const char *destination,
    unsigned flags, int block_size, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Document
 */

/* A document with nothing in it. */
enum xapian_status xapian_document_new(
    struct xapian_document **out, struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_document_free(struct xapian_document *doc) XAPIAN_NOEXCEPT;

/*
 * Add a term, or wdf_inc to the count (wdf) of one that is there.
 * XAPIAN_TERM_TOO_LONG over XAPIAN_TERM_MAX, XAPIAN_INVALID_ARGUMENT if empty.
 */
enum xapian_status
xapian_document_add_term(struct xapian_document *doc, const char *term,
    size_t len, uint32_t wdf_inc, struct xapian_error *err) XAPIAN_NOEXCEPT;

struct xapian_term_count {
	const char *s;
	size_t len;
	uint32_t wdf;
};

/*
 * Add n terms in one call, as xapian_document_add_term() would each: fastest
 * when they are sorted and distinct. All are checked before the first is added.
 */
enum xapian_status xapian_document_add_terms(struct xapian_document *doc,
    const struct xapian_term_count *terms, size_t n,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Add a term to filter by: a wdf of 0, so that it has no weight or length. */
enum xapian_status xapian_document_add_boolean_term(struct xapian_document *doc,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Add a term at a position, counted in words from 1; wdf_inc is 1, mostly. */
enum xapian_status xapian_document_add_posting(struct xapian_document *doc,
    const char *term, size_t len, uint32_t position, uint32_t wdf_inc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Add a term at n positions in one call; each adds wdf_inc. */
enum xapian_status xapian_document_add_postings(struct xapian_document *doc,
    const char *term, size_t len, const uint32_t *positions, size_t n,
    uint32_t wdf_inc, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Remove a term with its positions. XAPIAN_INVALID_ARGUMENT if it is absent. */
enum xapian_status xapian_document_remove_term(struct xapian_document *doc,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Remove all terms. */
enum xapian_status xapian_document_clear_terms(
    struct xapian_document *doc, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Put a value into slot, in the place of the one before; "" removes it. */
enum xapian_status
xapian_document_add_value(struct xapian_document *doc, uint32_t slot,
    const char *value, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Remove all values. */
enum xapian_status xapian_document_clear_values(
    struct xapian_document *doc, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The value in slot, "" if there is none. It stands until the next
 * xapian_document_get_value() on this document.
 */
enum xapian_status xapian_document_get_value(struct xapian_string *value,
    const struct xapian_document *doc, uint32_t slot,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Store any bytes with the document, in the place of those before. */
enum xapian_status xapian_document_set_data(struct xapian_document *doc,
    const char *data, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * What is stored with the document. It stands until the next
 * xapian_document_get_data() or xapian_document_serialise() on it.
 */
enum xapian_status xapian_document_get_data(struct xapian_string *data,
    const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The number of different terms. */
enum xapian_status
xapian_document_termlist_count(uint32_t *n, const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The terms in the order of their bytes. */
enum xapian_status xapian_document_termlist(struct xapian_term_iterator **out,
    const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The values in the order of their slots. */
enum xapian_status xapian_document_values(struct xapian_value_iterator **out,
    const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The number in the database it was read from (of several: in its own shard),
 * or 0.
 */
uint32_t
xapian_document_get_docid(const struct xapian_document *doc) XAPIAN_NOEXCEPT;

/*
 * All of the document as bytes, for a Xapian of the same release. They stand
 * as those of xapian_document_get_data() do.
 */
enum xapian_status xapian_document_serialise(struct xapian_string *bytes,
    const struct xapian_document *doc,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The way back, for bytes made so. XAPIAN_SERIALISATION if damaged. */
enum xapian_status xapian_document_unserialise(struct xapian_document **out,
    const char *bytes, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Query
 *
 * A query is a value: it is never changed, and building one from others leaves
 * them to the caller, who may use them again and must free each. Terms of any
 * length can be asked for; those over XAPIAN_TERM_MAX just match nothing.
 */

enum xapian_op {
	XAPIAN_OP_AND = 0,	  /* all match */
	XAPIAN_OP_OR = 1,	  /* at least one does */
	XAPIAN_OP_AND_NOT = 2,	  /* the first, but none of the others */
	XAPIAN_OP_XOR = 3,	  /* an odd number of them */
	XAPIAN_OP_AND_MAYBE = 4,  /* the first; the others only add weight */
	XAPIAN_OP_FILTER = 5,	  /* all, with the weight of the first */
	XAPIAN_OP_NEAR = 6,	  /* all, within a window of parameter words */
	XAPIAN_OP_PHRASE = 7,	  /* the same, and in this order */
	XAPIAN_OP_ELITE_SET = 10, /* OR of the parameter weightiest (0: 10) */
	XAPIAN_OP_SYNONYM = 13,	  /* OR, weighed as if one term */
	XAPIAN_OP_MAX = 14	  /* OR, with the weight of the best */
};

enum xapian_wildcard_limit {
	XAPIAN_WILDCARD_LIMIT_ERROR = 0,	/* XAPIAN_WILDCARD, when run */
	XAPIAN_WILDCARD_LIMIT_FIRST = 1,	/* the first by their bytes */
	XAPIAN_WILDCARD_LIMIT_MOST_FREQUENT = 2 /* the most frequent */
};

/* A query that no document matches, and one that every document does. */
enum xapian_status xapian_query_match_nothing(
    struct xapian_query **out, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_query_match_all(
    struct xapian_query **out, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Documents that have a term ("": all). wqf is how often the query has it, 1
 * mostly; pos its place in the query (0 is fine), which orders
 * xapian_query_terms().
 */
enum xapian_status
xapian_query_term(struct xapian_query **out, const char *term, size_t len,
    uint32_t wqf, uint32_t pos, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Combine n queries. parameter is the window of XAPIAN_OP_NEAR and
 * XAPIAN_OP_PHRASE in words (0: n), the number for XAPIAN_OP_ELITE_SET, and
 * otherwise ignored. With n = 0 the result matches nothing.
 *
 * XAPIAN_UNIMPLEMENTED: below NEAR and PHRASE stand only terms and ORs of them.
 * XAPIAN_INVALID_ARGUMENT: op is none of enum xapian_op, or a query is NULL.
 */
enum xapian_status xapian_query_combine(struct xapian_query **out,
    enum xapian_op op, struct xapian_query *const *queries, size_t n,
    uint32_t parameter, struct xapian_error *err) XAPIAN_NOEXCEPT;

struct xapian_query_term {
	const char *s;
	size_t len;
	uint32_t wqf;
	uint32_t pos;
};

/* The same with terms: no need for a query of each. */
enum xapian_status xapian_query_combine_terms(struct xapian_query **out,
    enum xapian_op op, const struct xapian_query_term *terms, size_t n,
    uint32_t parameter, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* xapian_query_combine() of two, for the commonest case. */
enum xapian_status xapian_query_combine2(struct xapian_query **out,
    enum xapian_op op, const struct xapian_query *a,
    const struct xapian_query *b, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* xapian_query_combine() with XAPIAN_OP_PHRASE or XAPIAN_OP_NEAR. */
enum xapian_status xapian_query_phrase(struct xapian_query **out,
    struct xapian_query *const *queries, size_t n, uint32_t window,
    struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_query_near(struct xapian_query **out,
    struct xapian_query *const *queries, size_t n, uint32_t window,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The terms that begin with prefix, combined by XAPIAN_OP_SYNONYM, XAPIAN_OP_OR
 * or XAPIAN_OP_MAX. If there are over max_expansion in a shard (0: no limit),
 * limit says which of them, or that running the query returns XAPIAN_WILDCARD.
 *
 * Prefer SYNONYM: with the other two, Xapian 1.4.22 loses some 100 bytes of
 * memory a search with LIMIT_MOST_FREQUENT, or that ends by LIMIT_ERROR.
 */
enum xapian_status
xapian_query_wildcard(struct xapian_query **out, const char *prefix, size_t len,
    uint32_t max_expansion, enum xapian_wildcard_limit limit,
    enum xapian_op combiner, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Documents whose value in slot is from begin to end (both included), at least
 * limit, or at most limit, in the order of bytes. Documents without a value
 * don't match, except that all do where limit is at least "". No weight.
 */
enum xapian_status xapian_query_value_range(struct xapian_query **out,
    uint32_t slot, const char *begin, size_t begin_len, const char *end,
    size_t end_len, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_query_value_ge(struct xapian_query **out, uint32_t slot,
    const char *limit, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_query_value_le(struct xapian_query **out, uint32_t slot,
    const char *limit, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* A query with its weight multiplied by factor, which is at least 0. */
enum xapian_status xapian_query_scale_weight(struct xapian_query **out,
    const struct xapian_query *query, double factor,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Every document, with this weight: FixedWeightPostingSource. */
enum xapian_status xapian_query_fixed_weight(struct xapian_query **out,
    double weight, struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_query_free(struct xapian_query *query) XAPIAN_NOEXCEPT;

/* Free n queries, some of which may be NULL, and set them to NULL. */
void
xapian_query_free_all(struct xapian_query **queries, size_t n) XAPIAN_NOEXCEPT;

/* Is it the query that matches nothing? */
bool xapian_query_empty(const struct xapian_query *query) XAPIAN_NOEXCEPT;

/* The sum of the wqfs of its terms. */
uint32_t
xapian_query_get_length(const struct xapian_query *query) XAPIAN_NOEXCEPT;

/* The terms by their place in the query, or by their bytes and only once. */
enum xapian_status xapian_query_terms(struct xapian_term_iterator **out,
    const struct xapian_query *query, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_query_unique_terms(struct xapian_term_iterator **out,
    const struct xapian_query *query, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The query in words, for looking at: "Query((a OR b))". */
enum xapian_status xapian_query_get_description(struct xapian_string *text,
    const struct xapian_query *query, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The query as bytes. */
enum xapian_status xapian_query_serialise(struct xapian_string *bytes,
    const struct xapian_query *query, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The way back, for bytes made so. XAPIAN_SERIALISATION if damaged. */
enum xapian_status xapian_query_unserialise(struct xapian_query **out,
    const char *bytes, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Enquire: searching
 */

/* A search of db. XAPIAN_INVALID_ARGUMENT if db is an empty group. */
enum xapian_status xapian_enquire_new(struct xapian_enquire **out,
    const struct xapian_database *db, struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_enquire_free(struct xapian_enquire *enquire) XAPIAN_NOEXCEPT;

/* Set the query. qlen is its length for weighting; 0: as it is. */
enum xapian_status xapian_enquire_set_query(struct xapian_enquire *enquire,
    const struct xapian_query *query, uint32_t qlen,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Weighting schemes. The default is BM25 with 1, 0, 1, 0.5, 0.5. A parameter
 * out of its bounds is moved into them (BM25, BM25+) or is refused with
 * XAPIAN_INVALID_ARGUMENT (the others).
 *
 * PL2Plus and LM are left out: they are wrong in Xapian 1.4.22.
 */

/* No weights: the order is that of docids. */
enum xapian_status xapian_enquire_set_bool_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_status xapian_enquire_set_bm25_weight(
    struct xapian_enquire *enquire, double k1, double k2, double k3, double b,
    double min_normlen, struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_status xapian_enquire_set_bm25plus_weight(
    struct xapian_enquire *enquire, double k1, double k2, double k3, double b,
    double min_normlen, double delta, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* normalizations is three letters: "ntn" is Xapian's default. */
enum xapian_status
xapian_enquire_set_tfidf_weight(struct xapian_enquire *enquire,
    const char *normalizations, struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_status
xapian_enquire_set_trad_weight(struct xapian_enquire *enquire, double k,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Divergence from randomness; c is above 0, mostly 1. */
enum xapian_status
xapian_enquire_set_inl2_weight(struct xapian_enquire *enquire, double c,
    struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_enquire_set_ifb2_weight(struct xapian_enquire *enquire, double c,
    struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_enquire_set_ineb2_weight(struct xapian_enquire *enquire, double c,
    struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_bb2_weight(struct xapian_enquire *enquire,
    double c, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_pl2_weight(struct xapian_enquire *enquire,
    double c, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_dlh_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_dph_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* One point for each term that matches. */
enum xapian_status xapian_enquire_set_coord_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Orders. Values are compared as bytes, the smallest first unless reverse.
 * What is equal in the order keeps that of docids.
 */
enum xapian_status xapian_enquire_set_sort_by_relevance(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_enquire_set_sort_by_value(struct xapian_enquire *enquire, uint32_t slot,
    bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_enquire_set_sort_by_value_then_relevance(struct xapian_enquire *enquire,
    uint32_t slot, bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status
xapian_enquire_set_sort_by_relevance_then_value(struct xapian_enquire *enquire,
    uint32_t slot, bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* One part of a key that is made of several values: MultiValueKeyMaker. */
struct xapian_sort_key {
	uint32_t slot;
	bool reverse;		      /* the order of this part */
	struct xapian_string missing; /* for documents without a value */
};

/*
 * Sort by n values, the later ones among what is equal in the former; reverse
 * turns the whole order. A remote database can't: XAPIAN_UNIMPLEMENTED, when
 * run.
 */
enum xapian_status xapian_enquire_set_sort_by_key(
    struct xapian_enquire *enquire, const struct xapian_sort_key *keys,
    size_t n, bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_sort_by_key_then_relevance(
    struct xapian_enquire *enquire, const struct xapian_sort_key *keys,
    size_t n, bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;
enum xapian_status xapian_enquire_set_sort_by_relevance_then_key(
    struct xapian_enquire *enquire, const struct xapian_sort_key *keys,
    size_t n, bool reverse, struct xapian_error *err) XAPIAN_NOEXCEPT;

enum xapian_docid_order {
	XAPIAN_DESCENDING = 0,
	XAPIAN_ASCENDING = 1, /* the default */
	XAPIAN_DONT_CARE = 2  /* whichever is fastest */
};

/* The order of what is otherwise equal. */
enum xapian_status
xapian_enquire_set_docid_order(struct xapian_enquire *enquire,
    enum xapian_docid_order order, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Of the matches with the same value in slot keep the max best ones. To keep
 * all again, slot is XAPIAN_BAD_VALUENO.
 */
enum xapian_status
xapian_enquire_set_collapse_key(struct xapian_enquire *enquire, uint32_t slot,
    uint32_t max, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Leave out what has less than percent or weight; 0 is no limit. */
enum xapian_status xapian_enquire_set_cutoff(struct xapian_enquire *enquire,
    int percent, double weight, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * After so many seconds stop checking check_at_least documents; 0 is never.
 * That doesn't end a search: a decider that returns XAPIAN_ABORT does. The
 * timer may be a thread of the C library's.
 */
enum xapian_status xapian_enquire_set_time_limit(struct xapian_enquire *enquire,
    double seconds, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Let spy see the documents of the searches to come. */
enum xapian_status xapian_enquire_add_matchspy(struct xapian_enquire *enquire,
    struct xapian_value_count_match_spy *spy,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* Let no spy see them. */
enum xapian_status xapian_enquire_clear_matchspies(
    struct xapian_enquire *enquire, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Search: the matches from rank first (0 is the best) on, max_items at most.
 * At least check_at_least are looked at where there are as many, so that
 * counts up to it are exact; a spy sees all matches if it is the doccount.
 *
 * XAPIAN_MODIFIED, XAPIAN_WILDCARD, XAPIAN_NETWORK...
 */
enum xapian_status xapian_enquire_get_mset(struct xapian_mset **out,
    const struct xapian_enquire *enquire, uint32_t first, uint32_t max_items,
    uint32_t check_at_least, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The same, weighed by what rset says is relevant, and of what decider accepts;
 * each may be NULL. XAPIAN_UNIMPLEMENTED for a decider on a remote database.
 */
enum xapian_status xapian_enquire_get_mset_filtered(struct xapian_mset **out,
    const struct xapian_enquire *enquire, uint32_t first, uint32_t max_items,
    uint32_t check_at_least, const struct xapian_rset *rset,
    xapian_match_decider_fn decider, void *arg,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The terms of the query that are in one document, as the query has them. */
enum xapian_status xapian_enquire_get_matching_terms(
    struct xapian_term_iterator **out, const struct xapian_enquire *enquire,
    uint32_t docid, struct xapian_error *err) XAPIAN_NOEXCEPT;

#define XAPIAN_INCLUDE_QUERY_TERMS 1u /* also those of the query */
#define XAPIAN_USE_EXACT_TERMFREQ 2u  /* for several shards: slower */

/* How terms are chosen: "trad" (with k, mostly 1; the default) or "bo1". */
enum xapian_status
xapian_enquire_set_expansion_scheme(struct xapian_enquire *enquire,
    const char *name, double k, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The max_items terms that best tell the documents of rset from others, among
 * those that decider (may be NULL) accepts.
 */
enum xapian_status xapian_enquire_get_eset(struct xapian_eset **out,
    const struct xapian_enquire *enquire, uint32_t max_items,
    const struct xapian_rset *rset, unsigned flags,
    xapian_expand_decider_fn decider, void *arg,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * RSet: documents said to be relevant
 */

enum xapian_status xapian_rset_new(
    struct xapian_rset **out, struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_rset_free(struct xapian_rset *rset) XAPIAN_NOEXCEPT;

/* XAPIAN_INVALID_ARGUMENT for docid 0. */
enum xapian_status xapian_rset_add_document(struct xapian_rset *rset,
    uint32_t docid, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * MSet: what a search found
 */

/* Counts of matches are of the whole search, not of the items here. */
struct xapian_mset_stats {
	uint32_t size;	/* items here */
	uint32_t first; /* the rank of item 0 */
	uint32_t matches_lower_bound;
	uint32_t matches_estimated;
	uint32_t matches_upper_bound;
	uint32_t uncollapsed_matches_lower_bound;
	uint32_t uncollapsed_matches_estimated;
	uint32_t uncollapsed_matches_upper_bound;
	double max_possible; /* the highest weight there could be */
	double max_attained; /* the highest weight there is */
};

struct xapian_mset_row {
	uint32_t docid;
	uint32_t rank; /* 0 is the best match of the search */
	double weight;
	int percent;
	uint32_t collapse_count; /* at least so many were left out for it */
	struct xapian_string collapse_key; /* stand until the next row */
	struct xapian_string sort_key;
};

void xapian_mset_free(struct xapian_mset *mset) XAPIAN_NOEXCEPT;

/* The number of items here. */
uint32_t xapian_mset_size(const struct xapian_mset *mset) XAPIAN_NOEXCEPT;

/* The counts and bounds of the search. */
void xapian_mset_get_stats(struct xapian_mset_stats *stats,
    const struct xapian_mset *mset) XAPIAN_NOEXCEPT;

/* Item i, from 0. XAPIAN_RANGE if there are not so many. */
enum xapian_status
xapian_mset_get_row(struct xapian_mset_row *row, const struct xapian_mset *mset,
    uint32_t i, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The document of item i. XAPIAN_RANGE, XAPIAN_NO_DOCUMENT, XAPIAN_MODIFIED. */
enum xapian_status xapian_mset_get_document(struct xapian_document **out,
    const struct xapian_mset *mset, uint32_t i,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* How many documents have a term, of the query or not. */
enum xapian_status
xapian_mset_get_termfreq(uint32_t *n, const struct xapian_mset *mset,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * The most that a term of the query could add to a weight.
 * XAPIAN_INVALID_ARGUMENT if the query doesn't have it.
 */
enum xapian_status
xapian_mset_get_termweight(double *weight, const struct xapian_mset *mset,
    const char *term, size_t len, struct xapian_error *err) XAPIAN_NOEXCEPT;

/* A weight as a percentage of the best, which is 100 if all terms match. */
int xapian_mset_convert_to_percent(
    const struct xapian_mset *mset, double weight) XAPIAN_NOEXCEPT;

/*
 * ESet: terms to add to a query
 */

/* term stands until the next row. */
struct xapian_eset_row {
	struct xapian_string term;
	double weight;
};

void xapian_eset_free(struct xapian_eset *eset) XAPIAN_NOEXCEPT;

/* The number of terms. */
uint32_t xapian_eset_size(const struct xapian_eset *eset) XAPIAN_NOEXCEPT;

/* Term i, from 0, the best first. XAPIAN_RANGE if there are not so many. */
enum xapian_status
xapian_eset_get_row(struct xapian_eset_row *row, const struct xapian_eset *eset,
    uint32_t i, struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * ValueCountMatchSpy: how many matches have which value (facets)
 *
 * It counts only the matches that the search looked at: pass the doccount as
 * check_at_least to count all. Counts go on from search to search.
 */

enum xapian_status
xapian_value_count_match_spy_new(struct xapian_value_count_match_spy **out,
    uint32_t slot, struct xapian_error *err) XAPIAN_NOEXCEPT;

void xapian_value_count_match_spy_free(
    struct xapian_value_count_match_spy *spy) XAPIAN_NOEXCEPT;

/* How many documents it saw, with a value or without. */
size_t xapian_value_count_match_spy_get_total(
    const struct xapian_value_count_match_spy *spy) XAPIAN_NOEXCEPT;

/* The values in the order of their bytes. */
enum xapian_status
xapian_value_count_match_spy_values(struct xapian_term_iterator **out,
    const struct xapian_value_count_match_spy *spy,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/* The max most frequent values, the most frequent first. */
enum xapian_status
xapian_value_count_match_spy_top_values(struct xapian_term_iterator **out,
    const struct xapian_value_count_match_spy *spy, size_t max,
    struct xapian_error *err) XAPIAN_NOEXCEPT;

/*
 * Numbers as bytes that sort like the numbers, for values and ranges
 */

/* Write value to out; returns how many bytes that took. */
size_t xapian_sortable_serialise(
    char out[XAPIAN_SORTABLE_MAX], double value) XAPIAN_NOEXCEPT;

/* The way back; any bytes give some number. */
double xapian_sortable_unserialise(const char *s, size_t len) XAPIAN_NOEXCEPT;

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#ifdef __cplusplus
}
#endif

#endif /* XAPIAN_C_H */
