/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::ValueCountMatchSpy: how many matches have which value. */

#include "internal.h"

using namespace xapian_c;

enum xapian_status
xapian_value_count_match_spy_new(struct xapian_value_count_match_spy **out,
    uint32_t slot, struct xapian_error *err) noexcept
{
	return create(out, err,
	    [&] { return std::make_shared<Xapian::ValueCountMatchSpy>(slot); });
}

void
xapian_value_count_match_spy_free(
    struct xapian_value_count_match_spy *spy) noexcept
{
	delete spy;
}

size_t
xapian_value_count_match_spy_get_total(
    const struct xapian_value_count_match_spy *spy) noexcept
{
	return spy->spy->get_total();
}

enum xapian_status
xapian_value_count_match_spy_values(struct xapian_term_iterator **out,
    const struct xapian_value_count_match_spy *spy,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, spy->spy, columns::TERMFREQ,
	    [&] { return spy->spy->values_begin(); });
}

enum xapian_status
xapian_value_count_match_spy_top_values(struct xapian_term_iterator **out,
    const struct xapian_value_count_match_spy *spy, size_t max,
    struct xapian_error *err) noexcept
{
	return list_terms(out, err, spy->spy, columns::TERMFREQ,
	    [&] { return spy->spy->top_values_begin(max); });
}
