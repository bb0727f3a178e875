/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Enquire: how to search, and the searches. */

#include "internal.h"

using namespace xapian_c;

enum xapian_status
xapian_enquire_new(struct xapian_enquire **out,
    const struct xapian_database *db, struct xapian_error *err) noexcept
{
	return create(out, err, [&] { return Xapian::Enquire(db->db); });
}

void
xapian_enquire_free(struct xapian_enquire *enquire) noexcept
{
	delete enquire;
}

enum xapian_status
xapian_enquire_set_query(struct xapian_enquire *enquire,
    const struct xapian_query *query, uint32_t qlen,
    struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { enquire->enquire.set_query(query->query, qlen); });
}

/* Orders */

enum xapian_status
xapian_enquire_set_sort_by_relevance(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return guard(err, [&] { enquire->enquire.set_sort_by_relevance(); });
}

enum xapian_status
xapian_enquire_set_sort_by_value(struct xapian_enquire *enquire, uint32_t slot,
    bool reverse, struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { enquire->enquire.set_sort_by_value(slot, reverse); });
}

enum xapian_status
xapian_enquire_set_sort_by_value_then_relevance(struct xapian_enquire *enquire,
    uint32_t slot, bool reverse, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		enquire->enquire.set_sort_by_value_then_relevance(
		    slot, reverse);
	});
}

enum xapian_status
xapian_enquire_set_sort_by_relevance_then_value(struct xapian_enquire *enquire,
    uint32_t slot, bool reverse, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		enquire->enquire.set_sort_by_relevance_then_value(
		    slot, reverse);
	});
}

/*
 * Make a key of n values and let set() hand it to Xapian, which counts
 * references to it from release() on.
 */
template <class Set>
static enum xapian_status
sort_by_key(const struct xapian_sort_key *keys, size_t n,
    struct xapian_error *err, Set set) noexcept
{
	return guard(err, [&] {
		auto maker = std::make_unique<Xapian::MultiValueKeyMaker>();

		for (size_t i = 0; i < n; i++)
			maker->add_value(keys[i].slot, keys[i].reverse,
			    text(keys[i].missing.s, keys[i].missing.len));
		set(maker->release());
		maker.release();
	});
}

enum xapian_status
xapian_enquire_set_sort_by_key(struct xapian_enquire *enquire,
    const struct xapian_sort_key *keys, size_t n, bool reverse,
    struct xapian_error *err) noexcept
{
	return sort_by_key(keys, n, err, [&](Xapian::KeyMaker *maker) {
		enquire->enquire.set_sort_by_key(maker, reverse);
	});
}

enum xapian_status
xapian_enquire_set_sort_by_key_then_relevance(struct xapian_enquire *enquire,
    const struct xapian_sort_key *keys, size_t n, bool reverse,
    struct xapian_error *err) noexcept
{
	return sort_by_key(keys, n, err, [&](Xapian::KeyMaker *maker) {
		enquire->enquire.set_sort_by_key_then_relevance(maker, reverse);
	});
}

enum xapian_status
xapian_enquire_set_sort_by_relevance_then_key(struct xapian_enquire *enquire,
    const struct xapian_sort_key *keys, size_t n, bool reverse,
    struct xapian_error *err) noexcept
{
	return sort_by_key(keys, n, err, [&](Xapian::KeyMaker *maker) {
		enquire->enquire.set_sort_by_relevance_then_key(maker, reverse);
	});
}

static_assert(int(XAPIAN_ASCENDING) == int(Xapian::Enquire::ASCENDING) &&
	int(XAPIAN_DESCENDING) == int(Xapian::Enquire::DESCENDING) &&
	int(XAPIAN_DONT_CARE) == int(Xapian::Enquire::DONT_CARE),
    "an order has another number");

enum xapian_status
xapian_enquire_set_docid_order(struct xapian_enquire *enquire,
    enum xapian_docid_order order, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		enquire->enquire.set_docid_order(
		    Xapian::Enquire::docid_order(order));
	});
}

/* Limits */

enum xapian_status
xapian_enquire_set_collapse_key(struct xapian_enquire *enquire, uint32_t slot,
    uint32_t max, struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { enquire->enquire.set_collapse_key(slot, max); });
}

enum xapian_status
xapian_enquire_set_cutoff(struct xapian_enquire *enquire, int percent,
    double weight, struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { enquire->enquire.set_cutoff(percent, weight); });
}

enum xapian_status
xapian_enquire_set_time_limit(struct xapian_enquire *enquire, double seconds,
    struct xapian_error *err) noexcept
{
	return guard(err, [&] { enquire->enquire.set_time_limit(seconds); });
}

/* Spies */

enum xapian_status
xapian_enquire_add_matchspy(struct xapian_enquire *enquire,
    struct xapian_value_count_match_spy *spy, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		enquire->spies.push_back(spy->spy);
		enquire->enquire.add_matchspy(spy->spy.get());
	});
}

enum xapian_status
xapian_enquire_clear_matchspies(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		enquire->enquire.clear_matchspies();
		enquire->spies.clear();
	});
}

/* Searches */

namespace
{

/*
 * Asks a C function about each document, all through one handle. That must not
 * refer to the document any longer than the call: the matcher keeps it on its
 * stack, whatever the references to it.
 */
class c_match_decider : public Xapian::MatchDecider
{
	xapian_match_decider_fn decide;
	void *arg;
	const Xapian::Document none;
	mutable xapian_document handle;

      public:
	c_match_decider(xapian_match_decider_fn f, void *a)
	    : decide(f), arg(a), handle(none)
	{
	}

	bool
	operator()(const Xapian::Document &doc) const override
	{
		enum xapian_decision decision;

		handle.doc = doc;
		decision = decide(&handle, arg);
		handle.doc = none;
		return accepted(decision);
	}
};

/* Asks a C function about each term. */
class c_expand_decider : public Xapian::ExpandDecider
{
	xapian_expand_decider_fn decide;
	void *arg;

      public:
	c_expand_decider(xapian_expand_decider_fn f, void *a)
	    : decide(f), arg(a)
	{
	}

	bool
	operator()(const std::string &term) const override
	{
		return accepted(decide(term.data(), term.size(), arg));
	}
};

} // namespace

enum xapian_status
xapian_enquire_get_mset(struct xapian_mset **out,
    const struct xapian_enquire *enquire, uint32_t first, uint32_t max_items,
    uint32_t check_at_least, struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		return enquire->enquire.get_mset(
		    first, max_items, check_at_least);
	});
}

enum xapian_status
xapian_enquire_get_mset_filtered(struct xapian_mset **out,
    const struct xapian_enquire *enquire, uint32_t first, uint32_t max_items,
    uint32_t check_at_least, const struct xapian_rset *rset,
    xapian_match_decider_fn decider, void *arg,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		c_match_decider asker(decider, arg);

		return enquire->enquire.get_mset(first, max_items,
		    check_at_least, rset != nullptr ? &rset->rset : nullptr,
		    decider != nullptr ? &asker : nullptr);
	});
}

enum xapian_status
xapian_enquire_get_matching_terms(struct xapian_term_iterator **out,
    const struct xapian_enquire *enquire, uint32_t docid,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, enquire->enquire, columns::TERM,
	    [&] { return enquire->enquire.get_matching_terms_begin(docid); });
}

enum xapian_status
xapian_enquire_set_expansion_scheme(struct xapian_enquire *enquire,
    const char *name, double k, struct xapian_error *err) noexcept
{
	return guard(
	    err, [&] { enquire->enquire.set_expansion_scheme(name, k); });
}

enum xapian_status
xapian_enquire_get_eset(struct xapian_eset **out,
    const struct xapian_enquire *enquire, uint32_t max_items,
    const struct xapian_rset *rset, unsigned flags,
    xapian_expand_decider_fn decider, void *arg,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		c_expand_decider asker(decider, arg);

		return enquire->enquire.get_eset(max_items, rset->rset,
		    int(flags), decider != nullptr ? &asker : nullptr);
	});
}
