/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Database: what can be read from one. */

#include "internal.h"

#include <ostream>
#include <streambuf>

using namespace xapian_c;

/* Opening, sharing, closing */

enum xapian_status
xapian_database_open(struct xapian_database **out, const char *path,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] { return Xapian::Database(path); });
}

enum xapian_status
xapian_database_new(
    struct xapian_database **out, struct xapian_error *err) noexcept
{
	return create(out, err, [] { return Xapian::Database(); });
}

enum xapian_status
xapian_database_open_remote(struct xapian_database **out, const char *host,
    unsigned port, unsigned timeout_ms, unsigned connect_timeout_ms,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::Remote::open(
		    host, port, timeout_ms, connect_timeout_ms);
	});
}

enum xapian_status
xapian_database_open_remote_prog(struct xapian_database **out,
    const char *program, const char *args, unsigned timeout_ms,
    struct xapian_error *err) noexcept
{
	return create(out, err,
	    [&] { return Xapian::Remote::open(program, args, timeout_ms); });
}

enum xapian_status
xapian_database_add_database(struct xapian_database *db,
    const struct xapian_database *shard, struct xapian_error *err) noexcept
{
	return guard(err, [&] { db->db.add_database(shard->db); });
}

size_t
xapian_database_size(const struct xapian_database *db) noexcept
{
	return db->db.size();
}

enum xapian_status
xapian_database_reopen(
    bool *moved, struct xapian_database *db, struct xapian_error *err) noexcept
{
	bool ignored;

	return get(moved != nullptr ? moved : &ignored, err,
	    [&] { return db->db.reopen(); });
}

enum xapian_status
xapian_database_retry(struct xapian_database *db, unsigned retries,
    xapian_read_fn read, void *arg, struct xapian_error *err) noexcept
{
	enum xapian_status status = read(db, arg, err);

	while (status == XAPIAN_MODIFIED && retries-- > 0) {
		status = xapian_database_reopen(nullptr, db, err);
		if (status == XAPIAN_OK)
			status = read(db, arg, err);
	}
	return status;
}

enum xapian_status
xapian_database_close(
    struct xapian_database *db, struct xapian_error *err) noexcept
{
	if (db == nullptr)
		return XAPIAN_OK;
	return guard(err, [&] { db->db.close(); });
}

void
xapian_database_free(struct xapian_database *db) noexcept
{
	delete db;
}

/* Numbers and texts */

enum xapian_status
xapian_database_get_doccount(uint32_t *n, const struct xapian_database *db,
    struct xapian_error *err) noexcept
{
	return get(n, err, [&] { return db->db.get_doccount(); });
}

enum xapian_status
xapian_database_get_lastdocid(uint32_t *docid, const struct xapian_database *db,
    struct xapian_error *err) noexcept
{
	return get(docid, err, [&] { return db->db.get_lastdocid(); });
}

enum xapian_status
xapian_database_get_avlength(double *length, const struct xapian_database *db,
    struct xapian_error *err) noexcept
{
	return get(length, err, [&] { return db->db.get_avlength(); });
}

enum xapian_status
xapian_database_get_total_length(uint64_t *length,
    const struct xapian_database *db, struct xapian_error *err) noexcept
{
	return get(length, err, [&] { return db->db.get_total_length(); });
}

enum xapian_status
xapian_database_get_termfreq(uint32_t *n, const struct xapian_database *db,
    const char *term, size_t len, struct xapian_error *err) noexcept
{
	return get(
	    n, err, [&] { return db->db.get_termfreq(text(term, len)); });
}

enum xapian_status
xapian_database_get_collection_freq(uint32_t *n,
    const struct xapian_database *db, const char *term, size_t len,
    struct xapian_error *err) noexcept
{
	return get(n, err,
	    [&] { return db->db.get_collection_freq(text(term, len)); });
}

enum xapian_status
xapian_database_term_exists(bool *exists, const struct xapian_database *db,
    const char *term, size_t len, struct xapian_error *err) noexcept
{
	return get(
	    exists, err, [&] { return db->db.term_exists(text(term, len)); });
}

enum xapian_status
xapian_database_get_doclength(uint32_t *length,
    const struct xapian_database *db, uint32_t docid,
    struct xapian_error *err) noexcept
{
	return get(length, err, [&] { return db->db.get_doclength(docid); });
}

enum xapian_status
xapian_database_get_unique_terms(uint32_t *n, const struct xapian_database *db,
    uint32_t docid, struct xapian_error *err) noexcept
{
	return get(n, err, [&] { return db->db.get_unique_terms(docid); });
}

enum xapian_status
xapian_database_has_positions(bool *has, const struct xapian_database *db,
    struct xapian_error *err) noexcept
{
	return get(has, err, [&] { return db->db.has_positions(); });
}

enum xapian_status
xapian_database_get_value_freq(uint32_t *n, const struct xapian_database *db,
    uint32_t slot, struct xapian_error *err) noexcept
{
	return get(n, err, [&] { return db->db.get_value_freq(slot); });
}

enum xapian_status
xapian_database_get_value_lower_bound(struct xapian_string *value,
    const struct xapian_database *db, uint32_t slot,
    struct xapian_error *err) noexcept
{
	return lend(value, &db->text, err,
	    [&] { return db->db.get_value_lower_bound(slot); });
}

enum xapian_status
xapian_database_get_value_upper_bound(struct xapian_string *value,
    const struct xapian_database *db, uint32_t slot,
    struct xapian_error *err) noexcept
{
	return lend(value, &db->text, err,
	    [&] { return db->db.get_value_upper_bound(slot); });
}

enum xapian_status
xapian_database_get_uuid(struct xapian_string *uuid,
    const struct xapian_database *db, struct xapian_error *err) noexcept
{
	return lend(uuid, &db->text, err, [&] { return db->db.get_uuid(); });
}

enum xapian_status
xapian_database_get_revision(uint64_t *revision,
    const struct xapian_database *db, struct xapian_error *err) noexcept
{
	return get(revision, err, [&] { return db->db.get_revision(); });
}

enum xapian_status
xapian_database_get_metadata(struct xapian_string *value,
    const struct xapian_database *db, const char *key, size_t len,
    struct xapian_error *err) noexcept
{
	return lend(value, &db->text, err,
	    [&] { return db->db.get_metadata(text(key, len)); });
}

enum xapian_status
xapian_database_get_spelling_suggestion(struct xapian_string *suggestion,
    const struct xapian_database *db, const char *word, size_t len,
    unsigned max_edit_distance, struct xapian_error *err) noexcept
{
	return lend(suggestion, &db->text, err, [&] {
		return db->db.get_spelling_suggestion(
		    text(word, len), max_edit_distance);
	});
}

enum xapian_status
xapian_database_locked(bool *locked, const struct xapian_database *db,
    struct xapian_error *err) noexcept
{
	return get(locked, err, [&] { return db->db.locked(); });
}

enum xapian_status
xapian_database_keep_alive(
    struct xapian_database *db, struct xapian_error *err) noexcept
{
	return guard(err, [&] { db->db.keep_alive(); });
}

enum xapian_status
xapian_database_get_document(struct xapian_document **out,
    const struct xapian_database *db, uint32_t docid, unsigned flags,
    struct xapian_error *err) noexcept
{
	return create(
	    out, err, [&] { return db->db.get_document(docid, flags); });
}

/* Lists */

enum xapian_status
xapian_database_allterms(struct xapian_term_iterator **out,
    const struct xapian_database *db, const char *prefix, size_t len,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, db->db, columns::TERMFREQ,
	    [&] { return db->db.allterms_begin(text(prefix, len)); });
}

enum xapian_status
xapian_database_termlist(struct xapian_term_iterator **out,
    const struct xapian_database *db, uint32_t docid,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, db->db, columns::WDF,
	    [&] { return db->db.termlist_begin(docid); });
}

enum xapian_status
xapian_database_spellings(struct xapian_term_iterator **out,
    const struct xapian_database *db, struct xapian_error *err) noexcept
{
	return list_terms(out, err, db->db, columns::TERMFREQ,
	    [&] { return db->db.spellings_begin(); });
}

enum xapian_status
xapian_database_metadata_keys(struct xapian_term_iterator **out,
    const struct xapian_database *db, const char *prefix, size_t len,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, db->db, columns::TERM,
	    [&] { return db->db.metadata_keys_begin(text(prefix, len)); });
}

enum xapian_status
xapian_database_postlist(struct xapian_posting_iterator **out,
    const struct xapian_database *db, const char *term, size_t len,
    struct xapian_error *err) noexcept
{
	return get(out, err, [&] {
		return new xapian_posting_iterator(
		    db->db, db->db.postlist_begin(text(term, len)));
	});
}

enum xapian_status
xapian_database_positionlist(struct xapian_position_iterator **out,
    const struct xapian_database *db, uint32_t docid, const char *term,
    size_t len, struct xapian_error *err) noexcept
{
	return get(out, err, [&] {
		return new xapian_position_iterator(
		    db->db, db->db.positionlist_begin(docid, text(term, len)));
	});
}

enum xapian_status
xapian_database_valuestream(struct xapian_value_iterator **out,
    const struct xapian_database *db, uint32_t slot,
    struct xapian_error *err) noexcept
{
	return get(out, err, [&] {
		return new xapian_value_iterator(
		    db->db, db->db.valuestream_begin(slot), along::SLOT);
	});
}

/* Checking */

namespace
{

/* A stream that hands on to a C function what is written to it. */
class output_buffer : public std::streambuf
{
	xapian_output_fn output;
	void *arg;

	int_type
	overflow(int_type c) override
	{
		char byte = traits_type::to_char_type(c);

		if (!traits_type::eq_int_type(c, traits_type::eof()))
			output(&byte, 1, arg);
		return traits_type::not_eof(c);
	}

	std::streamsize
	xsputn(const char *s, std::streamsize n) override
	{
		output(s, size_t(n), arg);
		return n;
	}

      public:
	output_buffer(xapian_output_fn f, void *a) : output(f), arg(a)
	{
	}
};

} // namespace

enum xapian_status
xapian_database_check(size_t *n_errors, const char *path, unsigned flags,
    xapian_output_fn output, void *arg, struct xapian_error *err) noexcept
{
	return get(n_errors, err, [&] {
		output_buffer buffer(output, arg);
		std::ostream stream(&buffer);

		return Xapian::Database::check(
		    path, int(flags), output != nullptr ? &stream : nullptr);
	});
}
