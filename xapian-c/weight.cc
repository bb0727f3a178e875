/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Weight: the weighting schemes that an enquire can use. */

#include "internal.h"

using namespace xapian_c;

/* Let enquire weigh by a Scheme with these parameters; Xapian copies it. */
template <class Scheme, class... Parameter>
static enum xapian_status
set_weight(struct xapian_enquire *enquire, struct xapian_error *err,
    Parameter... parameter) noexcept
{
	return guard(err, [&] {
		enquire->enquire.set_weighting_scheme(Scheme(parameter...));
	});
}

enum xapian_status
xapian_enquire_set_bool_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::BoolWeight>(enquire, err);
}

enum xapian_status
xapian_enquire_set_bm25_weight(struct xapian_enquire *enquire, double k1,
    double k2, double k3, double b, double min_normlen,
    struct xapian_error *err) noexcept
{
	return set_weight<Xapian::BM25Weight>(
	    enquire, err, k1, k2, k3, b, min_normlen);
}

enum xapian_status
xapian_enquire_set_bm25plus_weight(struct xapian_enquire *enquire, double k1,
    double k2, double k3, double b, double min_normlen, double delta,
    struct xapian_error *err) noexcept
{
	return set_weight<Xapian::BM25PlusWeight>(
	    enquire, err, k1, k2, k3, b, min_normlen, delta);
}

enum xapian_status
xapian_enquire_set_tfidf_weight(struct xapian_enquire *enquire,
    const char *normalizations, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::TfIdfWeight>(enquire, err, normalizations);
}

enum xapian_status
xapian_enquire_set_trad_weight(
    struct xapian_enquire *enquire, double k, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::TradWeight>(enquire, err, k);
}

enum xapian_status
xapian_enquire_set_inl2_weight(
    struct xapian_enquire *enquire, double c, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::InL2Weight>(enquire, err, c);
}

enum xapian_status
xapian_enquire_set_ifb2_weight(
    struct xapian_enquire *enquire, double c, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::IfB2Weight>(enquire, err, c);
}

enum xapian_status
xapian_enquire_set_ineb2_weight(
    struct xapian_enquire *enquire, double c, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::IneB2Weight>(enquire, err, c);
}

enum xapian_status
xapian_enquire_set_bb2_weight(
    struct xapian_enquire *enquire, double c, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::BB2Weight>(enquire, err, c);
}

enum xapian_status
xapian_enquire_set_pl2_weight(
    struct xapian_enquire *enquire, double c, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::PL2Weight>(enquire, err, c);
}

enum xapian_status
xapian_enquire_set_dlh_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::DLHWeight>(enquire, err);
}

enum xapian_status
xapian_enquire_set_dph_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::DPHWeight>(enquire, err);
}

enum xapian_status
xapian_enquire_set_coord_weight(
    struct xapian_enquire *enquire, struct xapian_error *err) noexcept
{
	return set_weight<Xapian::CoordWeight>(enquire, err);
}
