/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian's iterators: rows one by one, the end told apart from a fault. */

#include "internal.h"

using namespace xapian_c;

/*
 * Take a step by move() and, if that ends at a row, set *out to what read()
 * makes of it. The cursor counts as broken until all is done, so that it stays
 * so when something throws.
 */
template <class Row, class Cursor, class Move, class Read>
static enum xapian_status
step(Row *out, Cursor *c, struct xapian_error *err, Move move,
    Read read) noexcept
{
	enum xapian_status status;

	*out = Row();
	status = guard(err, [&] {
		place before = c->at;

		if (before == place::BROKEN)
			throw Xapian::InvalidOperationError(
			    "The iterator has failed before");
		if (before == place::AT_END)
			return;
		c->at = place::BROKEN;
		move(before);
		if (c->finished()) {
			c->at = place::AT_END;
			return;
		}
		*out = read(c);
		c->at = place::AT_ROW;
	});
	if (status == XAPIAN_OK && c->at == place::AT_END)
		return XAPIAN_DONE;
	return status;
}

/* Xapian's iterators begin at the first row, ours before it. */
template <class Row, class Cursor, class Read>
static enum xapian_status
next(Row *out, Cursor *c, struct xapian_error *err, Read read) noexcept
{
	auto move = [&](place before) {
		if (before == place::AT_ROW)
			++c->it;
	};

	return step(out, c, err, move, read);
}

/* Xapian must not be asked to move in an empty list. */
template <class Row, class Cursor, class Target, class Read>
static enum xapian_status
skip_to(Row *out, Cursor *c, struct xapian_error *err, Target target,
    Read read) noexcept
{
	auto move = [&](place) {
		if (!c->finished())
			c->it.skip_to(target());
	};

	return step(out, c, err, move, read);
}

/* Throw unless there is a present row to ask about. */
template <class Cursor>
static void
check_row(const Cursor *c)
{
	if (c->at != place::AT_ROW)
		throw Xapian::InvalidOperationError(
		    "The iterator isn't at a row");
}

/* Make an iterator over the positions at the present row of c. */
template <class Cursor>
static enum xapian_status
list_positions(struct xapian_position_iterator **out, const Cursor *c,
    struct xapian_error *err) noexcept
{
	return get(out, err, [&] {
		check_row(c);
		return new xapian_position_iterator(
		    c->pin, c->it.positionlist_begin());
	});
}

/* Terms */

static struct xapian_term_row
read_term(struct xapian_term_iterator *it)
{
	it->term = *it->it;
	return {view(it->term),
	    it->known == columns::WDF ? it->it.get_wdf() : 0,
	    it->known == columns::TERMFREQ ? it->it.get_termfreq() : 0};
}

enum xapian_status
xapian_term_iterator_next(struct xapian_term_row *row,
    struct xapian_term_iterator *it, struct xapian_error *err) noexcept
{
	return next(row, it, err, read_term);
}

enum xapian_status
xapian_term_iterator_skip_to(struct xapian_term_row *row,
    struct xapian_term_iterator *it, const char *term, size_t len,
    struct xapian_error *err) noexcept
{
	auto target = [&] { return text(term, len); };

	return skip_to(row, it, err, target, read_term);
}

enum xapian_status
xapian_term_iterator_get_termfreq(uint32_t *n,
    const struct xapian_term_iterator *it, struct xapian_error *err) noexcept
{
	return get(n, err, [&] {
		check_row(it);
		return it->it.get_termfreq();
	});
}

enum xapian_status
xapian_term_iterator_positionlist(struct xapian_position_iterator **out,
    const struct xapian_term_iterator *it, struct xapian_error *err) noexcept
{
	return list_positions(out, it, err);
}

void
xapian_term_iterator_free(struct xapian_term_iterator *it) noexcept
{
	delete it;
}

/* Postings */

static struct xapian_posting_row
read_posting(struct xapian_posting_iterator *it)
{
	return {*it->it, it->it.get_wdf()};
}

enum xapian_status
xapian_posting_iterator_next(struct xapian_posting_row *row,
    struct xapian_posting_iterator *it, struct xapian_error *err) noexcept
{
	return next(row, it, err, read_posting);
}

enum xapian_status
xapian_posting_iterator_skip_to(struct xapian_posting_row *row,
    struct xapian_posting_iterator *it, uint32_t docid,
    struct xapian_error *err) noexcept
{
	auto target = [&] { return docid; };

	return skip_to(row, it, err, target, read_posting);
}

/* Rows from the present one on, with what read() has beside the docid. */
template <class Read>
static enum xapian_status
read_postings(uint32_t *n, struct xapian_posting_row *rows, uint32_t max,
    struct xapian_posting_iterator *c, uint32_t end, struct xapian_error *err,
    Read read) noexcept
{
	enum xapian_status status;
	uint32_t done = 0;

	status = guard(err, [&] {
		Xapian::PostingIterator &it = c->it;

		if (c->at == place::BROKEN)
			throw Xapian::InvalidOperationError(
			    "The iterator has failed before");
		if (c->at == place::AT_END)
			return;
		c->at = place::BROKEN;
		for (; !c->finished() && done < max; ++it) {
			uint32_t docid = *it;

			if (docid >= end)
				break;
			rows[done++] = {docid, read(it)};
		}
		c->at = c->finished() ? place::AT_END : place::AT_ROW;
	});
	*n = done;
	if (status == XAPIAN_OK && c->at == place::AT_END)
		return XAPIAN_DONE;
	return status;
}

enum xapian_status
xapian_posting_iterator_read(uint32_t *n, struct xapian_posting_row *rows,
    uint32_t max, struct xapian_posting_iterator *it, uint32_t end,
    struct xapian_error *err) noexcept
{
	return read_postings(n, rows, max, it, end, err,
	    [](const Xapian::PostingIterator &at) { return at.get_wdf(); });
}

enum xapian_status
xapian_posting_iterator_read_doclengths(uint32_t *n,
    struct xapian_posting_row *rows, uint32_t max,
    struct xapian_posting_iterator *it, uint32_t end,
    struct xapian_error *err) noexcept
{
	return read_postings(
	    n, rows, max, it, end, err, [](const Xapian::PostingIterator &at) {
		    return at.get_doclength();
	    });
}

enum xapian_status
xapian_posting_iterator_get_doclength(uint32_t *length,
    const struct xapian_posting_iterator *it, struct xapian_error *err) noexcept
{
	return get(length, err, [&] {
		check_row(it);
		return it->it.get_doclength();
	});
}

enum xapian_status
xapian_posting_iterator_positionlist(struct xapian_position_iterator **out,
    const struct xapian_posting_iterator *it, struct xapian_error *err) noexcept
{
	return list_positions(out, it, err);
}

void
xapian_posting_iterator_free(struct xapian_posting_iterator *it) noexcept
{
	delete it;
}

/* Positions */

static uint32_t
read_position(struct xapian_position_iterator *it)
{
	return *it->it;
}

enum xapian_status
xapian_position_iterator_next(uint32_t *position,
    struct xapian_position_iterator *it, struct xapian_error *err) noexcept
{
	return next(position, it, err, read_position);
}

enum xapian_status
xapian_position_iterator_skip_to(uint32_t *position,
    struct xapian_position_iterator *it, uint32_t target,
    struct xapian_error *err) noexcept
{
	return skip_to(
	    position, it, err, [&] { return target; }, read_position);
}

void
xapian_position_iterator_free(struct xapian_position_iterator *it) noexcept
{
	delete it;
}

/* Values */

static struct xapian_value_row
read_value(struct xapian_value_iterator *it)
{
	it->value = *it->it;
	return {it->what == along::SLOT ? it->it.get_docid() : 0,
	    it->it.get_valueno(), view(it->value)};
}

enum xapian_status
xapian_value_iterator_next(struct xapian_value_row *row,
    struct xapian_value_iterator *it, struct xapian_error *err) noexcept
{
	return next(row, it, err, read_value);
}

enum xapian_status
xapian_value_iterator_skip_to(struct xapian_value_row *row,
    struct xapian_value_iterator *it, uint32_t target,
    struct xapian_error *err) noexcept
{
	return skip_to(
	    row, it, err, [&] { return target; }, read_value);
}

void
xapian_value_iterator_free(struct xapian_value_iterator *it) noexcept
{
	delete it;
}
