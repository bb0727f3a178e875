/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parts of a ZIP file. */
#ifndef TC_DOCUMENT_ZIP_H
#define TC_DOCUMENT_ZIP_H

#include <stdbool.h>
#include <tracuu/buf.h>

struct tc_part {
	char *name; /* path in the archive */
	struct tc_buf bytes;
};

struct tc_parts {
	struct tc_part *at;
	size_t n;
};

/* Is a part of this name to be unpacked? */
typedef bool (*tc_part_fn)(const char *name);

/*
 * Unpack the parts that are wanted, in the order of their names in byte order.
 * TC_INVALID when the archive is damaged or encrypted, TC_TOOBIG when what is
 * wanted comes to more than limit bytes (however small it is packed), or to
 * more than some thousand parts, TC_NOMEM. Free *parts in any case.
 */
enum tc_status tc_zip_read(struct tc_parts *parts, const char *bytes,
    size_t len, tc_part_fn wanted, size_t limit, struct tc_error *err);

void tc_parts_free(struct tc_parts *parts);

/* The part of a name, NULL when there is none. */
const struct tc_part *
tc_parts_find(const struct tc_parts *parts, const char *name);

#endif
