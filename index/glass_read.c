/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the way through a B-tree on disk. */
#include "glass_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * Blocks that are kept, by their number. A table of 1 GB has some 40 branches;
 * of leaves, 32 kB each, those that a question has to do with.
 */
#define BRANCHES 64u
#define LEAVES 128u

/* Of blocks; Xapian's own limits are 2 and 64 kB. */
#define SIZE_MIN 2048u
#define SIZE_END 65536u

/* A version file has some hundred bytes. */
#define VERSION_MAX 4096u

/* How an identity is written: 75fc41d6-9d83-4bf4-9685-7ae6d4a4b2bb. */
#define UUID_TEXT_LEN 36u

/* Bits of a root's level in the version file. */
#define ROOT_LEVEL 2 /* shift */
#define ROOT_IS_FAKE 1u

struct tc_glass_reader {
	int fd;
	uint64_t revision;
	uint32_t size;	    /* of blocks */
	uint32_t root, top; /* the root's block and level */
	struct tc_glass_kept branches[BRANCHES], leaves[LEAVES];
};

static unsigned
get16(const unsigned char *s)
{
	return (unsigned)s[0] << 8 | s[1];
}

static uint32_t
get32(const unsigned char *s)
{
	return (uint32_t)get16(s) << 16 | get16(s + 2);
}

/* Opening. */

static bool
take_long(uint64_t *n, const unsigned char **s, const unsigned char *end)
{
	unsigned shift = 0;

	for (*n = 0; *s < end && shift < 63; shift += 7) {
		*n |= (uint64_t)(**s & 0x7F) << shift;
		if ((*(*s)++ & 0x80) == 0)
			return true;
	}
	return false;
}

static bool
is_uuid(const unsigned char *bytes, struct tc_span text)
{
	char digits[3];
	size_t i, k = 0;

	if (text.len != UUID_TEXT_LEN)
		return false;
	for (i = 0; i < UUID_LEN; i++) {
		k += text.s[k] == '-';
		snprintf(digits, sizeof(digits), "%02x", bytes[i]);
		if (memcmp(text.s + k, digits, 2) != 0)
			return false;
		k += 2;
	}
	return true;
}

/* The table of postings is the first that a version file tells of. */
static bool
read_version(struct tc_glass_reader *reader, const unsigned char *s, size_t len,
    uint64_t revision, struct tc_span uuid)
{
	const unsigned char *end = s + len;
	uint64_t found, root, level, entries, size;

	if (len < VERSION_MAGIC_LEN + UUID_LEN ||
	    memcmp(s, VERSION_MAGIC, VERSION_MAGIC_LEN) != 0 ||
	    !is_uuid(s + VERSION_MAGIC_LEN, uuid))
		return false;
	s += VERSION_MAGIC_LEN + UUID_LEN;
	if (!take_long(&found, &s, end) || found != revision ||
	    !take_long(&root, &s, end) || !take_long(&level, &s, end) ||
	    !take_long(&entries, &s, end) || !take_long(&size, &s, end))
		return false;
	reader->revision = revision;
	reader->root = (uint32_t)root;
	reader->top = (uint32_t)(level >> ROOT_LEVEL);
	size <<= SIZE_SHIFT;
	reader->size = (uint32_t)size;
	return (level & ROOT_IS_FAKE) == 0 && root <= UINT32_MAX &&
	    level >> ROOT_LEVEL < LEVELS_MAX && size >= SIZE_MIN &&
	    size < SIZE_END;
}

static int
open_in(const char *folder, const char *name)
{
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	int fd = -1;

	tc_buf_printf(&path, "%s/%s", folder, name);
	if (!path.failed)
		fd = open(path.s, O_RDONLY | O_CLOEXEC);
	tc_buf_free(&path);
	return fd;
}

static ssize_t
read_at(int fd, unsigned char *to, size_t len, off_t at)
{
	ssize_t n;

	do
		n = pread(fd, to, len, at);
	while (n < 0 && errno == EINTR);
	return n;
}

struct tc_glass_reader *
tc_glass_reader_open(const char *path, uint64_t revision, struct tc_span uuid)
{
	struct tc_glass_reader *reader = calloc(1, sizeof(*reader));
	unsigned char bytes[VERSION_MAX];
	bool known = false;
	ssize_t n;
	int fd;

	if (reader == NULL)
		return NULL;
	/* The table first: a version file tells of a table that is there. */
	reader->fd = open_in(path, "postlist.glass");
	if (reader->fd >= 0 && (fd = open_in(path, "iamglass")) >= 0) {
		n = read_at(fd, bytes, sizeof(bytes), 0);
		known = n > 0 &&
		    read_version(reader, bytes, (size_t)n, revision, uuid);
		close(fd);
	}
	if (!known) {
		tc_glass_reader_free(reader);
		reader = NULL;
	}
	return reader;
}

void
tc_glass_reader_free(struct tc_glass_reader *reader)
{
	size_t i;

	if (reader == NULL)
		return;
	if (reader->fd >= 0)
		close(reader->fd);
	for (i = 0; i < BRANCHES; i++)
		free(reader->branches[i].bytes);
	for (i = 0; i < LEAVES; i++)
		free(reader->leaves[i].bytes);
	free(reader);
}

/* Blocks. */

static unsigned
count(const unsigned char *block)
{
	return (get16(block + AT_DIRECTORY_END) - HEADER) / OFFSET;
}

/* Where an item of a block begins, by the directory. */
static unsigned
offset_of(const unsigned char *block, unsigned i)
{
	return get16(block + HEADER + (size_t)i * OFFSET);
}

/* A later revision: overwritten since. Items are looked at one by one. */
static bool
is_sound(const struct tc_glass_reader *reader, const unsigned char *block,
    unsigned level)
{
	unsigned end = get16(block + AT_DIRECTORY_END);

	return get32(block) <= reader->revision && block[AT_LEVEL] == level &&
	    end >= HEADER + OFFSET && end <= reader->size;
}

static bool
read_block(const struct tc_glass_reader *reader, unsigned char *to,
    uint32_t number, unsigned level)
{
	return read_at(reader->fd, to, reader->size,
		   (off_t)number * reader->size) == (ssize_t)reader->size &&
	    is_sound(reader, to, level);
}

/* Have a block where blocks are kept, in place of another. False: no. */
static bool
keep(struct tc_glass_kept *kept, const struct tc_glass_reader *reader,
    uint32_t number, unsigned level)
{
	if (kept->bytes != NULL && kept->number == number)
		return kept->bytes[AT_LEVEL] == level;
	if (kept->bytes == NULL && (kept->bytes = malloc(reader->size)) == NULL)
		return false;
	kept->number = number;
	if (read_block(reader, kept->bytes, number, level))
		return true;
	free(kept->bytes);
	kept->bytes = NULL;
	return false;
}

/* A block that is not a leaf. NULL: no. */
static const unsigned char *
branch(struct tc_glass_reader *reader, uint32_t number, unsigned level)
{
	struct tc_glass_kept *kept = &reader->branches[number % BRANCHES];

	return keep(kept, reader, number, level) ? kept->bytes : NULL;
}

static void
leave_leaf(struct tc_glass_place *place)
{
	if (place->kept != NULL)
		place->kept->users--;
	place->kept = NULL;
	place->leaf = NULL;
}

/* Enter the leaf of blocks[0]: a kept one, unless another is in use there. */
static bool
enter_leaf(struct tc_glass_reader *reader, struct tc_glass_place *place)
{
	uint32_t number = place->blocks[0];
	struct tc_glass_kept *kept = &reader->leaves[number % LEAVES];

	leave_leaf(place);
	place->size = reader->size;
	if (kept->users == 0 || kept->number == number) {
		if (!keep(kept, reader, number, 0))
			return false;
		kept->users++;
		place->kept = kept;
		place->leaf = kept->bytes;
		return true;
	}
	if (place->own == NULL && (place->own = malloc(reader->size)) == NULL)
		return false;
	if (read_block(reader, place->own, number, 0))
		place->leaf = place->own;
	return place->leaf != NULL;
}

/* Where a key (and the number of a part) begins in a block; NULL: nowhere. */
static const unsigned char *
key_of(const unsigned char *block, uint32_t size, unsigned i, unsigned before)
{
	unsigned offset = offset_of(block, i);

	if (offset > size - before - 1 ||
	    offset + before + 1 + block[offset + before] > size)
		return NULL;
	return block + offset + before;
}

/* Is the key of an item greater? All parts of a tag have the same. */
static bool
is_beyond(const unsigned char *block, uint32_t size, unsigned i, unsigned level,
    struct tc_span key)
{
	const unsigned char *s =
	    key_of(block, size, i, level > 0 ? CHILD : ITEM_FIXED - 1);
	size_t len;
	int order;

	if (s == NULL)
		return true;
	len = *s < key.len ? *s : key.len;
	order = memcmp(s + 1, key.s, len);
	if (order == 0)
		order = (*s > key.len) - (*s < key.len);
	return order > 0;
}

/* The last item whose key is not greater, or the first. */
static unsigned
search(const unsigned char *block, uint32_t size, unsigned level,
    struct tc_span key)
{
	unsigned low = 0, high = count(block), middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (is_beyond(block, size, middle, level, key))
			high = middle;
		else
			low = middle;
	}
	return low;
}

/* The number of the block that an item of a branch leads to. */
static bool
child(uint32_t *number, const unsigned char *block, uint32_t size, unsigned i)
{
	unsigned offset = offset_of(block, i);

	if (offset > size - CHILD)
		return false;
	*number = get32(block + offset);
	return true;
}

/* Go to the next leaf, or to the one before. */
static bool
turn(struct tc_glass_reader *reader, struct tc_glass_place *place, bool onwards)
{
	const unsigned char *block;
	unsigned level;

	for (level = 1; level <= reader->top; level++) {
		block = branch(reader, place->blocks[level], level);
		if (block == NULL)
			return false;
		if (onwards ? place->at[level] + 1 < count(block)
			    : place->at[level] > 0)
			break;
	}
	if (level > reader->top)
		return false;
	place->at[level] += onwards ? 1 : -1u;
	for (; level > 0; level--) {
		block = branch(reader, place->blocks[level], level);
		if (block == NULL ||
		    !child(&place->blocks[level - 1], block, reader->size,
			place->at[level]))
			return false;
		if (level == 1)
			break;
		block = branch(reader, place->blocks[level - 1], level - 1);
		if (block == NULL)
			return false;
		place->at[level - 1] = onwards ? 0 : count(block) - 1;
	}
	if (!enter_leaf(reader, place))
		return false;
	place->at[0] = onwards ? 0 : count(place->leaf) - 1;
	return true;
}

void
tc_glass_place_free(struct tc_glass_place *place)
{
	leave_leaf(place);
	free(place->own);
	place->own = NULL;
}

/* Items. */

/* Go to the next item, or back to the one before. */
static bool
step(struct tc_glass_reader *reader, struct tc_glass_place *place, bool onwards)
{
	if (onwards ? place->at[0] + 1 >= count(place->leaf)
		    : place->at[0] == 0)
		return turn(reader, place, onwards);
	place->at[0] += onwards ? 1 : -1u;
	return true;
}

/* Go to the last item whose key is not greater. */
static bool
find_item(struct tc_glass_reader *reader, struct tc_glass_place *place,
    struct tc_span key)
{
	const unsigned char *block;
	uint32_t number = reader->root, there = place->blocks[0];
	unsigned level;

	for (level = reader->top; level > 0; level--) {
		if ((block = branch(reader, number, level)) == NULL)
			return false;
		place->blocks[level] = number;
		place->at[level] = search(block, reader->size, level, key);
		if (!child(&number, block, reader->size, place->at[level]))
			return false;
	}
	place->blocks[0] = number;
	if ((place->leaf == NULL || number != there) &&
	    !enter_leaf(reader, place))
		return false;
	place->at[0] = search(place->leaf, reader->size, 0, key);
	/* Keys that separate blocks are shorter than those they separate. */
	return !is_beyond(place->leaf, reader->size, place->at[0], 0, key) ||
	    step(reader, place, false);
}

/* An item of a leaf: a part of a tag, or all of it. */
struct item {
	struct tc_span key, part;
	bool first, last; /* of the parts */
	bool squeezed;
};

static bool
get_item(struct item *item, const struct tc_glass_place *place)
{
	const unsigned char *block = place->leaf;
	unsigned offset = offset_of(block, place->at[0]);
	unsigned flags, len, before;

	if (offset > place->size - ITEM_FIXED)
		return false;
	flags = get16(block + offset);
	len = (flags & (ITEM_FIRST - 1)) + ITEM_FIXED;
	item->first = (flags & ITEM_FIRST) != 0;
	item->last = (flags & ITEM_LAST) != 0;
	item->squeezed = (flags & ITEM_SQUEEZED) != 0;
	item->key.len = block[offset + 2];
	before = ITEM_FIXED + (unsigned)item->key.len +
	    (item->first ? 0 : PART_NUMBER);
	if (len < before || offset + len > place->size)
		return false;
	item->key.s = (const char *)block + offset + ITEM_FIXED;
	item->part.s = (const char *)block + offset + before;
	item->part.len = len - before;
	return true;
}

/* Tags. */

/* Step until a tag begins. */
static bool
go_to_first(
    struct tc_glass_reader *reader, struct tc_glass_place *place, bool onwards)
{
	struct item item;

	do {
		if (!get_item(&item, place))
			return false;
	} while (!item.first && step(reader, place, onwards));
	return item.first;
}

bool
tc_glass_find(struct tc_glass_reader *reader, struct tc_glass_place *place,
    struct tc_span key)
{
	return find_item(reader, place, key) &&
	    go_to_first(reader, place, false);
}

bool
tc_glass_next(struct tc_glass_reader *reader, struct tc_glass_place *place)
{
	return step(reader, place, true) && go_to_first(reader, place, true);
}

bool
tc_glass_key(struct tc_span *key, const struct tc_glass_place *place)
{
	struct item item;
	bool good = get_item(&item, place);

	if (good)
		*key = item.key;
	return good;
}

bool
tc_glass_tag(struct tc_span *tag, struct tc_glass_reader *reader,
    struct tc_glass_place *place, struct tc_buf *parts)
{
	struct item item;

	if (!get_item(&item, place) || !item.first || item.squeezed)
		return false;
	*tag = item.part;
	if (item.last)
		return true;
	tc_buf_clear(parts);
	for (;;) {
		tc_buf_put(parts, item.part.s, item.part.len);
		if (item.last)
			break;
		if (!step(reader, place, true) || !get_item(&item, place) ||
		    item.first)
			return false;
	}
	*tag = (struct tc_span){tc_buf_str(parts), parts->len};
	return !parts->failed;
}

bool
tc_glass_number(uint32_t *n, const char **s, const char *end)
{
	unsigned shift = 0;
	uint32_t byte;

	for (*n = 0; *s < end && shift < 32; shift += 7) {
		byte = (unsigned char)*(*s)++;
		*n |= (byte & 0x7F) << shift;
		if (byte < 0x80)
			return true;
	}
	return false;
}

/* As many ones as bytes follow the first two: see tc_glass_put_sorted(). */
bool
tc_glass_sorted(uint32_t *n, const char **s, const char *end)
{
	unsigned char first = *s < end ? (unsigned char)**s : 0xFF;
	unsigned more = first < 0x80 ? 0
	    : first < 0xC0	     ? 1
	    : first < 0xE0	     ? 2
				     : 3;
	const char *stop = *s + 2 + more;

	if (first >= 0xF0 || end - *s < 2 + (ptrdiff_t)more)
		return false;
	*n = more == 0 ? first : first & (0x3Fu >> (more - 1));
	while (++*s < stop)
		*n = *n << 8 | (unsigned char)**s;
	return true;
}
