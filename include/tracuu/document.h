/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The document record, and reading it out of files and feeds. */
#ifndef TC_DOCUMENT_H
#define TC_DOCUMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The texts of a record, all UTF-8. */
enum tc_field {
	TC_FIELD_ID,  /* unique in the index, not empty */
	TC_FIELD_URL, /* address for the reader, or empty */
	TC_FIELD_TITLE,
	TC_FIELD_TYPE,	 /* Nghị quyết, Quyết định ... */
	TC_FIELD_NUMBER, /* 12/2020/NQ-HĐND, as written */
	TC_FIELD_ISSUER,
	TC_FIELD_SIGNER,   /* of joint documents several, one a line */
	TC_FIELD_CAPACITY, /* "KT. TRƯỞNG BAN, PHÓ TRƯỞNG BAN" */
	TC_FIELD_DOCUMENT, /* the name of the document this is a part of */
	TC_FIELD_LANG,
	TC_FIELD_DATE,	 /* 2020-06-29, 2020-06-29T17:00, 2020-06 or 2020 */
	TC_FIELD_PLACE,	 /* where it was signed: Thái Nguyên */
	TC_FIELD_TERM,	 /* nhiệm kỳ: 2020-2025 */
	TC_FIELD_TOPIC,	 /* lĩnh vực; "field" in feeds and JSON */
	TC_FIELD_ORIGIN, /* of news: who had it first, "Báo Thái Nguyên" */
	TC_FIELD_AUTHOR, /* of news */
	TC_FIELD_MARK, /* MẬT, DỰ THẢO ...: such a document is internal */
	TC_FIELD_BASES,	     /* legal bases, one a line */
	TC_FIELD_RECIPIENTS, /* nơi nhận, one a line */
	TC_FIELD_REPAIR,     /* "tcvn3" ...: what the texts were in, or empty */
	TC_FIELD_ASIDE,	     /* parts of the text beside the matter: below */
	TC_FIELD_OCR,	     /* "tesseract": what read the text off a scan */
	TC_FIELD_PAGES,	     /* "0 1800 3655": where pages begin in the text */
	TC_FIELD_TEXT,
	TC_FIELD_EXTRA, /* unknown fields of a feed: a JSON object, or empty */
	TC_FIELD_COUNT
};

/* The name of a field in feeds and in JSON output, such as "title". Static. */
const char *tc_field_name(enum tc_field field);

/* Who may see it. Closed when in doubt. */
enum tc_visibility { TC_INTERNAL_ONLY, TC_PUBLIC };

/*
 * Is it a page of a site? Many of them share blocks that are their site's. One
 * that is an administrative document teaches nothing of them: its phrases recur
 * in others as well.
 */
enum tc_site_page { TC_SITE_PAGE_NOT, TC_SITE_PAGE, TC_SITE_PAGE_OFFICIAL };

/*
 * One document. The buffers are reused from one document to the next:
 * tc_document_init once, tc_document_clear before each, tc_document_free at the
 * end.
 */
struct tc_document {
	struct tc_buf field[TC_FIELD_COUNT];
	struct tc_buf note; /* what was odd about it, for the report */
	enum tc_visibility visibility;
	bool visibility_given;	/* the feed said so itself */
	bool deleted;		/* the feed wants it removed */
	enum tc_site_page page; /* not stored: the outline tells */
	struct tc_buf outline;	/* of a page: see tracuu/furniture.h */
};

/* The longest text of one document in bytes. */
#define TC_TEXT_MAX ((size_t)16 << 20)

/* The longest id in bytes; what is longer makes no good name. */
#define TC_ID_MAX 4096

void tc_document_init(struct tc_document *document);
void tc_document_clear(struct tc_document *document);
void tc_document_free(struct tc_document *document);

/* TC_OK, or TC_NOMEM or TC_TOOBIG when a field could not take its text. */
enum tc_status
tc_document_check(const struct tc_document *document, struct tc_error *err);

/* The page that byte `at` of the text is on, from 1; 0 where there are none. */
unsigned tc_document_page(const struct tc_document *document, size_t at);

/* The text of a field, "" when empty. Borrowed until the record changes. */
const char *
tc_document_str(const struct tc_document *document, enum tc_field field);

/*
 * Parts of the text that are not what the document is about (the national
 * motto, recipients, the address block of a site) are stored and shown with
 * it, but neither searched nor quoted. TC_FIELD_ASIDE has their bytes, in
 * order: "0-85 2310-2498s". Those with an s are the furniture of the site, and
 * may become text again.
 */

/* Note that [from, to) of the text is aside; nothing before it may follow. */
void tc_aside_put(struct tc_document *document, size_t from, size_t to);

/*
 * The next part of the text that is not aside, from byte *to on, which is 0 at
 * first. False when nothing is left.
 */
bool
tc_aside_next(const struct tc_document *document, size_t *from, size_t *to);

/* Cut the parts that are aside out of the text, a line end for each. */
void tc_aside_drop(struct tc_document *document);

/*
 * Write the record as one JSON object, without fields that are empty, or read
 * it back. Indexes store documents like this. TC_CORRUPT when it is no such
 * object.
 */
enum tc_status tc_document_to_json(const struct tc_document *document,
    struct tc_buf *out, struct tc_error *err);
enum tc_status tc_document_from_json(struct tc_document *document,
    const char *json, size_t len, struct tc_error *err);

/*
 * Read no more than some fields of a record that tc_document_to_json wrote,
 * 1u << TC_FIELD_TITLE and the like: those at its beginning cost the less, and
 * all of them a fraction of tc_document_from_json. TC_CORRUPT as above.
 */
#define TC_FIELDS_ALL ((1u << TC_FIELD_COUNT) - 1)

enum tc_status tc_document_pick(struct tc_document *document, const char *json,
    size_t len, unsigned wanted, struct tc_error *err);

/*
 * Read one line of a feed (JSON, RFC 8259) into a record that was cleared.
 * Known fields are checked and cleaned, unknown ones kept in TC_FIELD_EXTRA.
 * TC_INVALID says what is wrong with the line, with the byte in err->pos.
 */
enum tc_status tc_document_read_feed(struct tc_document *document,
    const char *line, size_t len, struct tc_error *err);

/* What a file is. */
enum tc_format {
	TC_FORMAT_TEXT,
	TC_FORMAT_HTML,
	TC_FORMAT_FEED,	   /* JSON lines */
	TC_FORMAT_FEED_GZ, /* the same, compressed */
	TC_FORMAT_PDF,
	TC_FORMAT_ZIP,	  /* OOXML, OpenDocument, or an archive */
	TC_FORMAT_FLAT,	  /* an Office document as one file of XML */
	TC_FORMAT_RTF,	  /* Rich Text Format */
	TC_FORMAT_DOC,	  /* Word 2 to 2003 */
	TC_FORMAT_XLS,	  /* Excel 2 to 2003 */
	TC_FORMAT_PPT,	  /* PowerPoint 97 to 2003 */
	TC_FORMAT_MAIL,	  /* a letter, or a page saved as one */
	TC_FORMAT_PAGES,  /* text, a form feed after each page: from a PDF */
	TC_FORMAT_LOCKED, /* an Office file that wants a password */
	TC_FORMAT_UNKNOWN /* nothing that we read */
};

/*
 * Is a file, by the last part of its name, none that people mean to keep?
 * Those that begin with a dot, and with "~$": Word's word of who has a document
 * open.
 */
bool tc_file_is_furtive(const char *name);

/*
 * Does the last part of a path begin as numbers of documents do: 15-kh-duk.pdf,
 * so-15-kh-duk.pdf? What its record has may depend on its name then.
 */
bool tc_file_is_numbered(const char *path);

/* What a name claims: 'x.txt', 'x.html', 'x.jsonl.gz', by its suffix alone. */
enum tc_format tc_format_of_name(const char *name);

/*
 * What the bytes of a file are. Most formats say so themselves; what is merely
 * text is what its name claims, TC_FORMAT_UNKNOWN when that is nothing.
 */
enum tc_format
tc_format_of_bytes(const char *bytes, size_t len, enum tc_format claimed);

/*
 * May a look at the whole file tell what it is, where the beginning leaves it
 * TC_FORMAT_UNKNOWN?
 */
bool tc_format_needs_whole(const char *bytes, size_t len);

/*
 * Read the bytes of a file into a record: text, title, and what else can be
 * seen in it. The record was cleared and has its id. Bytes that are not UTF-8
 * are read as Windows-1252, old Vietnamese encodings repaired
 * (tracuu/legacy.h). A page that asks not to be indexed sets `deleted`, and
 * the note says why. TC_INVALID when it is empty or damaged, with the reason;
 * TC_DONE when it is an archive, with nothing to read but its members. What
 * other programs read (PDF, DOC) is TC_INVALID here.
 */
enum tc_status tc_document_read_file(struct tc_document *document,
    enum tc_format format, const char *bytes, size_t len, struct tc_error *err);

/*
 * Text in pages, as of TC_FORMAT_PAGES: is a page one picture, with no text on
 * it but a stamp of who signed? Is that so of the most of them?
 */
bool tc_page_is_picture(const char *s, size_t len);
bool tc_pages_are_pictures(const char *s, size_t len);

/*
 * Load what readers would load when they meet it, for a process that is about
 * to lose the right to. NULL when memory is out. It is to be freed at the end.
 */
struct tc_converters;
struct tc_converters *tc_converters_load(void);
void tc_converters_free(struct tc_converters *converters);

/*
 * Have libxml2 allocate by these, before it is used at all and for good. Where
 * it finds no memory it goes on with half a page, and may go on for ever
 * (2.9.14, htmlParseDocument): what must not be had by halves lets them not
 * return then.
 */
void tc_markup_allocate_by(void *(*allocate)(size_t size),
    void *(*reallocate)(void *p, size_t size),
    char *(*duplicate)(const char *s));

/*
 * Call member for each file in an archive or fastened to a letter, in the order
 * of their names, which are paths of UTF-8. *room is how many bytes may still
 * be unpacked, and loses those that are. TC_INVALID when it is damaged,
 * TC_NOMEM, TC_TOOBIG when there is no room; then no member was met.
 */
typedef void (*tc_member_fn)(
    void *arg, const char *name, const char *bytes, size_t len);
enum tc_status
tc_document_members(enum tc_format format, const char *bytes, size_t len,
    tc_member_fn member, void *arg, size_t *room, struct tc_error *err);

/*
 * Bring a date into the form of TC_FIELD_DATE and append it to out:
 * ISO 8601 with or without time and zone (converted to Vietnam's, UTC+7),
 * 29/6/2020, 29-06-2020 17:00, 29.6.2020, 6/2020, 2020. TC_INVALID otherwise,
 * or when there is no such day.
 */
enum tc_status tc_date_normalise(
    const char *s, size_t len, struct tc_buf *out, struct tc_error *err);

/*
 * Minutes from 1600-01-01 to the beginning (or, with last, to the end) of what
 * a normal date means: "2020" begins on 1 January and ends on 31 December.
 * 0 for an empty or bad one.
 */
uint32_t tc_date_minutes(const char *date, bool last);

/*
 * Append a normal date as people write it: 29/6/2020 for "2020-06-29", 6/2020,
 * 2020. Failure is remembered by out.
 */
void tc_date_show(const char *date, struct tc_buf *out);

/* Is a key (tc_text_key) the name of a type of documents: "quyet dinh"? */
bool tc_document_type_is(const char *key);

/*
 * May a number of that type have this code, folded: "qd"? Official letters
 * (công văn) and laws have those that no type has.
 */
bool tc_document_type_has_code(const char *key, const char *code, size_t len);

#ifdef __cplusplus
}
#endif
#endif
