/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Document: terms, values and data of one. */

#include "internal.h"

using namespace xapian_c;

enum xapian_status
xapian_document_new(
    struct xapian_document **out, struct xapian_error *err) noexcept
{
	return create(out, err, [] { return Xapian::Document(); });
}

void
xapian_document_free(struct xapian_document *doc) noexcept
{
	delete doc;
}

/* Terms */

enum xapian_status
xapian_document_add_term(struct xapian_document *doc, const char *term,
    size_t len, uint32_t wdf_inc, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		check_term(term, len);
		doc->doc.add_term(text(term, len), wdf_inc);
	});
}

enum xapian_status
xapian_document_add_terms(struct xapian_document *doc,
    const struct xapian_term_count *terms, size_t n,
    struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		std::string term; /* one for all: it keeps its memory */

		for (size_t i = 0; i < n; i++)
			check_term(terms[i].s, terms[i].len);
		for (size_t i = 0; i < n; i++) {
			term.assign(terms[i].s, terms[i].len);
			doc->doc.add_term(term, terms[i].wdf);
		}
	});
}

enum xapian_status
xapian_document_add_boolean_term(struct xapian_document *doc, const char *term,
    size_t len, struct xapian_error *err) noexcept
{
	return xapian_document_add_term(doc, term, len, 0, err);
}

enum xapian_status
xapian_document_add_posting(struct xapian_document *doc, const char *term,
    size_t len, uint32_t position, uint32_t wdf_inc,
    struct xapian_error *err) noexcept
{
	return xapian_document_add_postings(
	    doc, term, len, &position, 1, wdf_inc, err);
}

enum xapian_status
xapian_document_add_postings(struct xapian_document *doc, const char *term,
    size_t len, const uint32_t *positions, size_t n, uint32_t wdf_inc,
    struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		check_term(term, len);
		const std::string name = text(term, len);
		for (size_t i = 0; i < n; i++)
			doc->doc.add_posting(name, positions[i], wdf_inc);
	});
}

enum xapian_status
xapian_document_remove_term(struct xapian_document *doc, const char *term,
    size_t len, struct xapian_error *err) noexcept
{
	return guard(err, [&] { doc->doc.remove_term(text(term, len)); });
}

enum xapian_status
xapian_document_clear_terms(
    struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return guard(err, [&] { doc->doc.clear_terms(); });
}

enum xapian_status
xapian_document_termlist_count(uint32_t *n, const struct xapian_document *doc,
    struct xapian_error *err) noexcept
{
	return get(n, err, [&] { return doc->doc.termlist_count(); });
}

enum xapian_status
xapian_document_termlist(struct xapian_term_iterator **out,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return list_terms(out, err, doc->doc, columns::WDF,
	    [&] { return doc->doc.termlist_begin(); });
}

/* Values and data */

enum xapian_status
xapian_document_add_value(struct xapian_document *doc, uint32_t slot,
    const char *value, size_t len, struct xapian_error *err) noexcept
{
	return guard(err, [&] { doc->doc.add_value(slot, text(value, len)); });
}

enum xapian_status
xapian_document_clear_values(
    struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return guard(err, [&] { doc->doc.clear_values(); });
}

enum xapian_status
xapian_document_get_value(struct xapian_string *value,
    const struct xapian_document *doc, uint32_t slot,
    struct xapian_error *err) noexcept
{
	return lend(
	    value, &doc->value, err, [&] { return doc->doc.get_value(slot); });
}

enum xapian_status
xapian_document_values(struct xapian_value_iterator **out,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return get(out, err, [&] {
		return new xapian_value_iterator(
		    doc->doc, doc->doc.values_begin(), along::DOCUMENT);
	});
}

enum xapian_status
xapian_document_set_data(struct xapian_document *doc, const char *data,
    size_t len, struct xapian_error *err) noexcept
{
	return guard(err, [&] { doc->doc.set_data(text(data, len)); });
}

enum xapian_status
xapian_document_get_data(struct xapian_string *data,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return lend(data, &doc->data, err, [&] { return doc->doc.get_data(); });
}

/* The whole */

uint32_t
xapian_document_get_docid(const struct xapian_document *doc) noexcept
{
	return doc->doc.get_docid();
}

enum xapian_status
xapian_document_serialise(struct xapian_string *bytes,
    const struct xapian_document *doc, struct xapian_error *err) noexcept
{
	return lend(
	    bytes, &doc->data, err, [&] { return doc->doc.serialise(); });
}

enum xapian_status
xapian_document_unserialise(struct xapian_document **out, const char *bytes,
    size_t len, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return unserialise([&] {
			return Xapian::Document::unserialise(text(bytes, len));
		});
	});
}
