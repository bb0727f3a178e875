/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::WritableDatabase: changes, commits, and doing without them. */

#include "internal.h"

using namespace xapian_c;

enum xapian_status
xapian_writable_open(struct xapian_writable **out, const char *path,
    unsigned flags, int block_size, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::WritableDatabase(path, int(flags), block_size);
	});
}

enum xapian_status
xapian_writable_commit(
    struct xapian_writable *w, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.commit(); });
}

enum xapian_status
xapian_writable_begin_transaction(
    struct xapian_writable *w, bool flushed, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.begin_transaction(flushed); });
}

enum xapian_status
xapian_writable_commit_transaction(
    struct xapian_writable *w, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.commit_transaction(); });
}

enum xapian_status
xapian_writable_cancel_transaction(
    struct xapian_writable *w, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.cancel_transaction(); });
}

enum xapian_status
xapian_writable_close(
    struct xapian_writable *w, struct xapian_error *err) noexcept
{
	if (w == nullptr)
		return XAPIAN_OK;
	return guard(err, [&] { w->db.close(); });
}

/*
 * Xapian commits what is pending when a database is closed or destroyed,
 * unless a transaction is open; and an unflushed one takes in what came before
 * it. So open one, where there is none, and close. What fails here has nothing
 * left to save: after it, too, the last commit is what is on the disk.
 */
void
xapian_writable_free(struct xapian_writable *w) noexcept
{
	if (w == nullptr)
		return;
	guard(nullptr, [&] { w->db.begin_transaction(false); });
	guard(nullptr, [&] { w->db.close(); });
	delete w;
}

const struct xapian_database *
xapian_writable_database(const struct xapian_writable *w) noexcept
{
	return &w->reader;
}

enum xapian_status
xapian_writable_add_document(uint32_t *docid, struct xapian_writable *w,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	uint32_t ignored;

	return get(docid != nullptr ? docid : &ignored, err,
	    [&] { return w->db.add_document(doc->doc); });
}

enum xapian_status
xapian_writable_replace_document(struct xapian_writable *w, uint32_t docid,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.replace_document(docid, doc->doc); });
}

/*
 * A term that is too long is in no document, so that Xapian would add one
 * document more at each call.
 */
enum xapian_status
xapian_writable_replace_document_by_term(uint32_t *docid,
    struct xapian_writable *w, const char *term, size_t len,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	uint32_t ignored;

	return get(docid != nullptr ? docid : &ignored, err, [&] {
		check_term(term, len);
		return w->db.replace_document(text(term, len), doc->doc);
	});
}

enum xapian_status
xapian_writable_delete_document(struct xapian_writable *w, uint32_t docid,
    struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.delete_document(docid); });
}

enum xapian_status
xapian_writable_delete_document_by_term(struct xapian_writable *w,
    const char *term, size_t len, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		check_term(term, len);
		w->db.delete_document(text(term, len));
	});
}

enum xapian_status
xapian_writable_set_metadata(struct xapian_writable *w, const char *key,
    size_t key_len, const char *value, size_t value_len,
    struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		w->db.set_metadata(text(key, key_len), text(value, value_len));
	});
}

enum xapian_status
xapian_writable_add_spelling(struct xapian_writable *w, const char *word,
    size_t len, uint32_t freq, struct xapian_error *err) noexcept
{
	return guard(err, [&] { w->db.add_spelling(text(word, len), freq); });
}

enum xapian_status
xapian_writable_remove_spelling(struct xapian_writable *w, const char *word,
    size_t len, uint32_t freq, struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { w->db.remove_spelling(text(word, len), freq); });
}
