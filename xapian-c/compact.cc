/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Xapian::Database::compact(): one small database out of several. */

#include "internal.h"

using namespace xapian_c;

static_assert(XAPIAN_COMPACTOR_STANDARD == Xapian::Compactor::STANDARD &&
	XAPIAN_COMPACTOR_FULL == Xapian::Compactor::FULL,
    "the levels are Xapian's");

enum xapian_status
xapian_compact(const char *const *sources, size_t n, const char *destination,
    unsigned flags, int block_size, struct xapian_error *err) noexcept
{
	return guard(err, [&] {
		Xapian::Database all;

		if ((flags & Xapian::Compactor::FULLER) != 0)
			throw Xapian::InvalidArgumentError(
			    "Compaction level FULLER isn't safe");
		for (size_t i = 0; i < n; i++)
			all.add_database(Xapian::Database(sources[i]));
		all.compact(destination, flags, block_size);
	});
}
