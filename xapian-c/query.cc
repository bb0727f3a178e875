/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Query: from terms and ranges to trees of them. */

#include "internal.h"

using namespace xapian_c;

/* XAPIAN_OP_AND and Xapian::Query::OP_AND, and so on, are the same number. */
#define SAME(name) (int(XAPIAN_##name) == int(Xapian::Query::name))
static_assert(SAME(OP_AND) && SAME(OP_OR) && SAME(OP_AND_NOT) && SAME(OP_XOR) &&
	SAME(OP_AND_MAYBE) && SAME(OP_FILTER) && SAME(OP_NEAR) &&
	SAME(OP_PHRASE) && SAME(OP_ELITE_SET) && SAME(OP_SYNONYM) &&
	SAME(OP_MAX),
    "an operator has another number");
static_assert(SAME(WILDCARD_LIMIT_ERROR) && SAME(WILDCARD_LIMIT_FIRST) &&
	SAME(WILDCARD_LIMIT_MOST_FREQUENT),
    "a limit has another number");
#undef SAME

/* Xapian's name of an operator that combines queries; others are refused. */
static Xapian::Query::op
combiner_of(enum xapian_op op)
{
	switch (op) {
	case XAPIAN_OP_AND:
	case XAPIAN_OP_OR:
	case XAPIAN_OP_AND_NOT:
	case XAPIAN_OP_XOR:
	case XAPIAN_OP_AND_MAYBE:
	case XAPIAN_OP_FILTER:
	case XAPIAN_OP_NEAR:
	case XAPIAN_OP_PHRASE:
	case XAPIAN_OP_ELITE_SET:
	case XAPIAN_OP_SYNONYM:
	case XAPIAN_OP_MAX:
		return Xapian::Query::op(op);
	}
	throw Xapian::InvalidArgumentError("No such query operator");
}

/* Leaves */

enum xapian_status
xapian_query_match_nothing(
    struct xapian_query **out, struct xapian_error *err) noexcept
{
	return create(out, err, [] { return Xapian::Query(); });
}

/* Not Xapian::Query::MatchAll, which all threads would count references to. */
enum xapian_status
xapian_query_match_all(
    struct xapian_query **out, struct xapian_error *err) noexcept
{
	return create(out, err, [] { return Xapian::Query(std::string()); });
}

enum xapian_status
xapian_query_term(struct xapian_query **out, const char *term, size_t len,
    uint32_t wqf, uint32_t pos, struct xapian_error *err) noexcept
{
	return create(
	    out, err, [&] { return Xapian::Query(text(term, len), wqf, pos); });
}

enum xapian_status
xapian_query_wildcard(struct xapian_query **out, const char *prefix, size_t len,
    uint32_t max_expansion, enum xapian_wildcard_limit limit,
    enum xapian_op combiner, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::Query(Xapian::Query::OP_WILDCARD,
		    text(prefix, len), max_expansion, limit,
		    combiner_of(combiner));
	});
}

enum xapian_status
xapian_query_value_range(struct xapian_query **out, uint32_t slot,
    const char *begin, size_t begin_len, const char *end, size_t end_len,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot,
		    text(begin, begin_len), text(end, end_len));
	});
}

enum xapian_status
xapian_query_value_ge(struct xapian_query **out, uint32_t slot,
    const char *limit, size_t len, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::Query(
		    Xapian::Query::OP_VALUE_GE, slot, text(limit, len));
	});
}

enum xapian_status
xapian_query_value_le(struct xapian_query **out, uint32_t slot,
    const char *limit, size_t len, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return Xapian::Query(
		    Xapian::Query::OP_VALUE_LE, slot, text(limit, len));
	});
}

/* release() hands the source to Xapian, which counts references from then. */
enum xapian_status
xapian_query_fixed_weight(
    struct xapian_query **out, double weight, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		auto source =
		    std::make_unique<Xapian::FixedWeightPostingSource>(weight);
		Xapian::Query query(source->release());

		source.release();
		return query;
	});
}

/* Trees */

/* The queries inside handles, to be read by iterators of Xapian's. */
static std::vector<const Xapian::Query *>
operands(struct xapian_query *const *queries, size_t n)
{
	std::vector<const Xapian::Query *> list(n);

	for (size_t i = 0; i < n; i++) {
		if (queries[i] == nullptr)
			throw Xapian::InvalidArgumentError("A query is NULL");
		list[i] = &queries[i]->query;
	}
	return list;
}

enum xapian_status
xapian_query_combine(struct xapian_query **out, enum xapian_op op,
    struct xapian_query *const *queries, size_t n, uint32_t parameter,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		auto list = operands(queries, n);

		return Xapian::Query(
		    combiner_of(op), list.begin(), list.end(), parameter);
	});
}

enum xapian_status
xapian_query_combine_terms(struct xapian_query **out, enum xapian_op op,
    const struct xapian_query_term *terms, size_t n, uint32_t parameter,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		std::vector<Xapian::Query> list;

		list.reserve(n);
		for (size_t i = 0; i < n; i++)
			list.emplace_back(text(terms[i].s, terms[i].len),
			    terms[i].wqf, terms[i].pos);
		return Xapian::Query(
		    combiner_of(op), list.begin(), list.end(), parameter);
	});
}

enum xapian_status
xapian_query_combine2(struct xapian_query **out, enum xapian_op op,
    const struct xapian_query *a, const struct xapian_query *b,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		if (a == nullptr || b == nullptr)
			throw Xapian::InvalidArgumentError("A query is NULL");
		return Xapian::Query(combiner_of(op), a->query, b->query);
	});
}

enum xapian_status
xapian_query_phrase(struct xapian_query **out,
    struct xapian_query *const *queries, size_t n, uint32_t window,
    struct xapian_error *err) noexcept
{
	return xapian_query_combine(
	    out, XAPIAN_OP_PHRASE, queries, n, window, err);
}

enum xapian_status
xapian_query_near(struct xapian_query **out,
    struct xapian_query *const *queries, size_t n, uint32_t window,
    struct xapian_error *err) noexcept
{
	return xapian_query_combine(
	    out, XAPIAN_OP_NEAR, queries, n, window, err);
}

enum xapian_status
xapian_query_scale_weight(struct xapian_query **out,
    const struct xapian_query *query, double factor,
    struct xapian_error *err) noexcept
{
	return create(
	    out, err, [&] { return Xapian::Query(factor, query->query); });
}

void
xapian_query_free(struct xapian_query *query) noexcept
{
	delete query;
}

void
xapian_query_free_all(struct xapian_query **queries, size_t n) noexcept
{
	for (size_t i = 0; i < n; i++) {
		delete queries[i];
		queries[i] = nullptr;
	}
}

/* Looking at one */

bool
xapian_query_empty(const struct xapian_query *query) noexcept
{
	return query->query.empty();
}

uint32_t
xapian_query_get_length(const struct xapian_query *query) noexcept
{
	return query->query.get_length();
}

enum xapian_status
xapian_query_terms(struct xapian_term_iterator **out,
    const struct xapian_query *query, struct xapian_error *err) noexcept
{
	return list_terms(out, err, query->query, columns::TERM,
	    [&] { return query->query.get_terms_begin(); });
}

enum xapian_status
xapian_query_unique_terms(struct xapian_term_iterator **out,
    const struct xapian_query *query, struct xapian_error *err) noexcept
{
	return list_terms(out, err, query->query, columns::TERM,
	    [&] { return query->query.get_unique_terms_begin(); });
}

enum xapian_status
xapian_query_get_description(struct xapian_string *description,
    const struct xapian_query *query, struct xapian_error *err) noexcept
{
	return lend(description, &query->text, err,
	    [&] { return query->query.get_description(); });
}

enum xapian_status
xapian_query_serialise(struct xapian_string *bytes,
    const struct xapian_query *query, struct xapian_error *err) noexcept
{
	return lend(
	    bytes, &query->text, err, [&] { return query->query.serialise(); });
}

enum xapian_status
xapian_query_unserialise(struct xapian_query **out, const char *bytes,
    size_t len, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return unserialise([&]() -> Xapian::Query {
			return Xapian::Query::unserialise(text(bytes, len));
		});
	});
}

/* Numbers for ranges */

size_t
xapian_sortable_serialise(char out[XAPIAN_SORTABLE_MAX], double value) noexcept
{
	return Xapian::sortable_serialise_(value, out);
}

/* What fits into a std::string without memory of its own can't fail. */
double
xapian_sortable_unserialise(const char *s, size_t len) noexcept
{
	if (len > XAPIAN_SORTABLE_MAX)
		len = XAPIAN_SORTABLE_MAX;
	return Xapian::sortable_unserialise(text(s, len));
}
