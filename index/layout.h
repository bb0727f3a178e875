/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names in the folder of an index. */
#ifndef TC_INDEX_LAYOUT_H
#define TC_INDEX_LAYOUT_H

#define TC_LAYOUT_STUB "XAPIANDB"
#define TC_LAYOUT_GENERATION "gen-"

#endif
