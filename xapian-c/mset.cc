/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::MSet, RSet and ESet: matches, what is relevant, what to add. */

#include "internal.h"

using namespace xapian_c;

/* Xapian takes any index and doesn't look. */
static void
check_index(uint32_t i, uint32_t size)
{
	if (i >= size)
		throw Xapian::RangeError("Item " + std::to_string(i) + " of " +
		    std::to_string(size));
}

/* RSet */

enum xapian_status
xapian_rset_new(struct xapian_rset **out, struct xapian_error *err) noexcept
{
	return create(out, err, [] { return Xapian::RSet(); });
}

void
xapian_rset_free(struct xapian_rset *rset) noexcept
{
	delete rset;
}

enum xapian_status
xapian_rset_add_document(
    struct xapian_rset *rset, uint32_t docid, struct xapian_error *err) noexcept
{
	return guard(err, [&] { rset->rset.add_document(docid); });
}

/* MSet */

void
xapian_mset_free(struct xapian_mset *mset) noexcept
{
	delete mset;
}

uint32_t
xapian_mset_size(const struct xapian_mset *mset) noexcept
{
	return mset->mset.size();
}

void
xapian_mset_get_stats(
    struct xapian_mset_stats *stats, const struct xapian_mset *mset) noexcept
{
	const Xapian::MSet &m = mset->mset;

	stats->size = m.size();
	stats->first = m.get_firstitem();
	stats->matches_lower_bound = m.get_matches_lower_bound();
	stats->matches_estimated = m.get_matches_estimated();
	stats->matches_upper_bound = m.get_matches_upper_bound();
	stats->uncollapsed_matches_lower_bound =
	    m.get_uncollapsed_matches_lower_bound();
	stats->uncollapsed_matches_estimated =
	    m.get_uncollapsed_matches_estimated();
	stats->uncollapsed_matches_upper_bound =
	    m.get_uncollapsed_matches_upper_bound();
	stats->max_possible = m.get_max_possible();
	stats->max_attained = m.get_max_attained();
}

enum xapian_status
xapian_mset_get_row(struct xapian_mset_row *row, const struct xapian_mset *mset,
    uint32_t i, struct xapian_error *err) noexcept
{
	return get(row, err, [&] {
		check_index(i, mset->mset.size());
		Xapian::MSetIterator item = mset->mset[i];
		xapian_mset_row r;

		mset->collapse_key = item.get_collapse_key();
		mset->sort_key = item.get_sort_key();
		r.docid = *item;
		r.rank = item.get_rank();
		r.weight = item.get_weight();
		r.percent = item.get_percent();
		r.collapse_count = item.get_collapse_count();
		r.collapse_key = view(mset->collapse_key);
		r.sort_key = view(mset->sort_key);
		return r;
	});
}

enum xapian_status
xapian_mset_get_document(struct xapian_document **out,
    const struct xapian_mset *mset, uint32_t i,
    struct xapian_error *err) noexcept
{
	return create(out, err, [&] {
		check_index(i, mset->mset.size());
		return mset->mset[i].get_document();
	});
}

enum xapian_status
xapian_mset_get_termfreq(uint32_t *n, const struct xapian_mset *mset,
    const char *term, size_t len, struct xapian_error *err) noexcept
{
	return get(
	    n, err, [&] { return mset->mset.get_termfreq(text(term, len)); });
}

enum xapian_status
xapian_mset_get_termweight(double *weight, const struct xapian_mset *mset,
    const char *term, size_t len, struct xapian_error *err) noexcept
{
	return get(weight, err,
	    [&] { return mset->mset.get_termweight(text(term, len)); });
}

int
xapian_mset_convert_to_percent(
    const struct xapian_mset *mset, double weight) noexcept
{
	return mset->mset.convert_to_percent(weight);
}

/* ESet */

void
xapian_eset_free(struct xapian_eset *eset) noexcept
{
	delete eset;
}

uint32_t
xapian_eset_size(const struct xapian_eset *eset) noexcept
{
	return eset->eset.size();
}

enum xapian_status
xapian_eset_get_row(struct xapian_eset_row *row, const struct xapian_eset *eset,
    uint32_t i, struct xapian_error *err) noexcept
{
	return get(row, err, [&] {
		check_index(i, eset->eset.size());
		Xapian::ESetIterator item = eset->eset[i];

		eset->term = *item;
		return xapian_eset_row{view(eset->term), item.get_weight()};
	});
}
