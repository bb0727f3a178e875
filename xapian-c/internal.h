/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the sources of the binding share: the inside of each handle, and the
 * few functions through which every call to Xapian goes.
 */

#ifndef XAPIAN_C_INTERNAL_H
#define XAPIAN_C_INTERNAL_H

#include "xapian-c.h"

#include <any>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <xapian.h>

static_assert(sizeof(Xapian::docid) == sizeof(uint32_t) &&
	sizeof(Xapian::termcount) == sizeof(uint32_t) &&
	sizeof(Xapian::termpos) == sizeof(uint32_t),
    "the C interface has 32 bits for these, as Xapian by default");

#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif

/*
 * Handles.  Xapian's objects are small and count references to what is inside,
 * so a handle holds them by value, and what must outlive it as a copy. The
 * strings are those that were lent out last.
 */

struct xapian_database {
	Xapian::Database db;
	mutable std::string text;

	explicit xapian_database(Xapian::Database d) : db(std::move(d))
	{
	}
};

struct xapian_writable {
	Xapian::WritableDatabase db;
	xapian_database reader; /* the same database, for reading */

	explicit xapian_writable(Xapian::WritableDatabase w)
	    : db(std::move(w)), reader(db)
	{
	}
};

struct xapian_document {
	Xapian::Document doc;
	mutable std::string data;
	mutable std::string value;

	explicit xapian_document(Xapian::Document d) : doc(std::move(d))
	{
	}
};

struct xapian_query {
	Xapian::Query query;
	mutable std::string text;

	explicit xapian_query(Xapian::Query q) : query(std::move(q))
	{
	}
};

using spy_ptr = std::shared_ptr<Xapian::ValueCountMatchSpy>;

struct xapian_value_count_match_spy {
	spy_ptr spy;

	explicit xapian_value_count_match_spy(spy_ptr s) : spy(std::move(s))
	{
	}
};

struct xapian_enquire {
	Xapian::Enquire enquire;
	std::vector<spy_ptr> spies; /* Xapian only points at them */

	explicit xapian_enquire(Xapian::Enquire e) : enquire(std::move(e))
	{
	}
};

struct xapian_rset {
	Xapian::RSet rset;

	explicit xapian_rset(Xapian::RSet r) : rset(std::move(r))
	{
	}
};

struct xapian_mset {
	Xapian::MSet mset;
	mutable std::string collapse_key;
	mutable std::string sort_key;

	explicit xapian_mset(Xapian::MSet m) : mset(std::move(m))
	{
	}
};

struct xapian_eset {
	Xapian::ESet eset;
	mutable std::string term;

	explicit xapian_eset(Xapian::ESet e) : eset(std::move(e))
	{
	}
};

namespace xapian_c
{

/* Where an iterator stands. BROKEN is for good: a step of it has failed. */
enum class place { BEFORE, AT_ROW, AT_END, BROKEN };

/* What a term iterator's list knows of each row. */
enum class columns { TERM, WDF, TERMFREQ };

/* What a value iterator runs along. */
enum class along { SLOT, DOCUMENT };

/*
 * An iterator of Xapian's, with all that it may only point at: some of them
 * don't keep their database open. pin goes last, being declared first.
 */
template <class Iterator> struct cursor {
	std::any pin;
	Iterator it;
	place at = place::BEFORE;

	cursor(std::any p, Iterator i) : pin(std::move(p)), it(std::move(i))
	{
	}

	bool
	finished() const
	{
		return it == Iterator();
	}
};

} // namespace xapian_c

struct xapian_term_iterator : xapian_c::cursor<Xapian::TermIterator> {
	xapian_c::columns known;
	std::string term;

	xapian_term_iterator(
	    std::any p, Xapian::TermIterator i, xapian_c::columns c)
	    : cursor(std::move(p), std::move(i)), known(c)
	{
	}
};

struct xapian_posting_iterator : xapian_c::cursor<Xapian::PostingIterator> {
	using cursor::cursor;
};

struct xapian_position_iterator : xapian_c::cursor<Xapian::PositionIterator> {
	using cursor::cursor;
};

struct xapian_value_iterator : xapian_c::cursor<Xapian::ValueIterator> {
	xapian_c::along what;
	std::string value;

	xapian_value_iterator(
	    std::any p, Xapian::ValueIterator i, xapian_c::along w)
	    : cursor(std::move(p), std::move(i)), what(w)
	{
	}
};

namespace xapian_c
{

/* Thrown by us where a callback returned XAPIAN_ABORT. */
struct aborted {
};

/* Thrown by us before Xapian sees the term. */
struct term_too_long : Xapian::InvalidArgumentError {
	using InvalidArgumentError::InvalidArgumentError;
};

/*
 * Say in *err what the exception being handled is, and return its status.
 * To be called from a catch clause only.
 */
enum xapian_status translate(struct xapian_error *err) noexcept;

/* Run body, and turn whatever it throws into a status. */
template <class Body>
enum xapian_status
guard(struct xapian_error *err, Body body) noexcept
{
	try {
		body();
		return XAPIAN_OK;
	} catch (...) {
		return translate(err);
	}
}

/* Set *out to what body returns; to 0 if it throws. */
template <class T, class Body>
enum xapian_status
get(T *out, struct xapian_error *err, Body body) noexcept
{
	*out = T();
	return guard(err, [&] { *out = body(); });
}

/* Set *out to a new handle around what body returns; to NULL if it throws. */
template <class Handle, class Body>
enum xapian_status
create(Handle **out, struct xapian_error *err, Body body) noexcept
{
	return get(out, err, [&] { return new Handle(body()); });
}

/* A text of C++, as C sees it for as long as it isn't changed. */
inline struct xapian_string
view(const std::string &s)
{
	return {s.data(), s.size()};
}

/* Keep the string that body returns in *owner, and lend it out. */
template <class Body>
enum xapian_status
lend(struct xapian_string *out, std::string *owner, struct xapian_error *err,
    Body body) noexcept
{
	return get(out, err, [&] {
		*owner = body();
		return view(*owner);
	});
}

/* A text of C's; NULL is fine when len is 0. */
inline std::string
text(const char *s, size_t len)
{
	return len == 0 ? std::string() : std::string(s, len);
}

/*
 * What body makes of bytes. Xapian says NetworkError of some that are damaged,
 * since that is where it meets them most.
 */
template <class Body>
auto
unserialise(Body body)
{
	try {
		return body();
	} catch (const Xapian::NetworkError &e) {
		throw Xapian::SerialisationError(e.get_msg());
	}
}

/* Throw term_too_long unless Xapian can store the term. */
void check_term(const char *s, size_t len);

/* Does a callback's answer mean yes? Throws aborted where it says so. */
inline bool
accepted(enum xapian_decision decision)
{
	if (decision == XAPIAN_ABORT)
		throw aborted();
	return decision != XAPIAN_REJECT;
}

/* Make an iterator over the list that body begins, and keep pin with it. */
template <class Pin, class Body>
enum xapian_status
list_terms(struct xapian_term_iterator **out, struct xapian_error *err,
    const Pin &pin, columns known, Body body) noexcept
{
	return get(out, err,
	    [&] { return new xapian_term_iterator(pin, body(), known); });
}

} // namespace xapian_c

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

#endif /* XAPIAN_C_INTERNAL_H */
