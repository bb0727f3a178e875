/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * How a table of Xapian's glass format lies on disk: what writes it and what
 * reads it go by the same numbers. A table is a B-tree of blocks. A block is a
 * header, a directory of two-byte offsets that grows up, and items that grow
 * down from its end. All numbers have the highest byte first.
 */
#ifndef TC_INDEX_GLASS_FORMAT_H
#define TC_INDEX_GLASS_FORMAT_H

/* Blocks of what is written. */
#define BLOCK_SIZE 8192u
/* A version file has the size of blocks in units of two kilobytes. */
#define SIZE_SHIFT 11
#define LEVELS_MAX 10 /* Xapian's BTREE_CURSOR_LEVELS */

/* What a version file begins with: Xapian 1.4's format of 2016-03-14. */
#define VERSION_MAGIC "\x0f\x0dXapian Glass\x04\x6e"
#define VERSION_MAGIC_LEN 16u
#define UUID_LEN 16u

/* A block's header: revision, level, the largest gap, all free bytes, the end
 * of the directory. */
#define AT_LEVEL 4
#define AT_GAP 5
#define AT_FREE 7
#define AT_DIRECTORY_END 9
#define HEADER 11u
#define OFFSET 2u /* bytes of an entry of the directory */

/* A leaf's item: two bytes for its size less 3 and three flags, the key's
 * length, the key, the number of the part unless it is the first, the part. */
#define ITEM_SQUEEZED 0x8000u
#define ITEM_LAST 0x4000u
#define ITEM_FIRST 0x2000u
#define ITEM_FIXED 3u
#define PART_NUMBER 2u

/* A branch's item: a block's number, then key and part as in a leaf. */
#define CHILD 4u

#define KEY_MAX 255u

/* What keys of the table of postings begin with where they are no terms. */
#define KEY_METADATA "\0\xC0"
#define KEY_VALUE_STATS "\0\xD0"
#define KEY_VALUES "\0\xD8"
#define KEY_LENGTHS "\0\xE0"
#define KEY_PREFIX_LEN 2

#endif
