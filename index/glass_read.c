/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finding the way through a B-tree on disk. */
#include "glass_read.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The table is mapped stretch by stretch, for a process may have little room
 * for addresses: so many at a time, by their number.
 */
#define STRETCH_LEN ((size_t)4 << 20)
#define STRETCHES 64u

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
	uint32_t size;	      /* of blocks */
	uint32_t root, top;   /* the root's block and level */
	uint64_t len;	      /* of the file */
	unsigned char *spare; /* for a block whose stretch has no place */
	struct tc_glass_place looked; /* up last */
	struct tc_glass_stretch stretches[STRETCHES];
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
is_uuid(const char *bytes, struct tc_span text)
{
	char digits[3];
	size_t i, k = 0;

	if (text.len != UUID_TEXT_LEN)
		return false;
	for (i = 0; i < UUID_LEN; i++) {
		k += text.s[k] == '-';
		snprintf(
		    digits, sizeof(digits), "%02x", (unsigned char)bytes[i]);
		if (memcmp(text.s + k, digits, 2) != 0)
			return false;
		k += 2;
	}
	return true;
}

/* The table of postings is the first that a version file tells of. */
static bool
read_version(struct tc_glass_reader *reader, const char *s, size_t len,
    uint64_t revision, struct tc_span uuid)
{
	const char *end = s + len;
	uint64_t found, root, level, entries, size;

	if (len < VERSION_MAGIC_LEN + UUID_LEN ||
	    memcmp(s, VERSION_MAGIC, VERSION_MAGIC_LEN) != 0 ||
	    !is_uuid(s + VERSION_MAGIC_LEN, uuid))
		return false;
	s += VERSION_MAGIC_LEN + UUID_LEN;
	if (!tc_glass_long_number(&found, &s, end) || found != revision ||
	    !tc_glass_long_number(&root, &s, end) ||
	    !tc_glass_long_number(&level, &s, end) ||
	    !tc_glass_long_number(&entries, &s, end) ||
	    !tc_glass_long_number(&size, &s, end))
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

static void
unmap(struct tc_glass_stretch *stretch)
{
	if (stretch->bytes != NULL)
		munmap(stretch->bytes, stretch->len);
	stretch->bytes = NULL;
}

struct tc_glass_reader *
tc_glass_reader_open(const char *path, uint64_t revision, struct tc_span uuid)
{
	struct tc_glass_reader *reader = calloc(1, sizeof(*reader));
	unsigned char bytes[VERSION_MAX];
	struct stat info;
	bool known = false;
	ssize_t n;
	int fd;

	if (reader == NULL)
		return NULL;
	/* The table first: a version file tells of a table that is there. */
	reader->fd = open_in(path, "postlist.glass");
	if (reader->fd >= 0 && fstat(reader->fd, &info) == 0 &&
	    (fd = open_in(path, "iamglass")) >= 0) {
		reader->len = (uint64_t)info.st_size;
		n = read_at(fd, bytes, sizeof(bytes), 0);
		known = n > 0 &&
		    read_version(
			reader, (const char *)bytes, (size_t)n, revision, uuid);
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
	tc_glass_place_free(&reader->looked);
	if (reader->fd >= 0)
		close(reader->fd);
	for (i = 0; i < STRETCHES; i++)
		unmap(&reader->stretches[i]);
	free(reader->spare);
	free(reader);
}

/* Blocks. */

/* Items of a block, which is_sound(). */
static unsigned
count(const unsigned char *block, uint32_t size)
{
	unsigned end = get16(block + AT_DIRECTORY_END);

	return ((end < size ? end : size) - HEADER) / OFFSET;
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

/* Have a stretch of the table in memory, in place of another. False: no. */
static bool
map(struct tc_glass_reader *reader, struct tc_glass_stretch *stretch,
    uint32_t number)
{
	uint64_t from = (uint64_t)number * STRETCH_LEN;
	void *bytes;

	if (stretch->bytes != NULL && stretch->number == number)
		return true;
	if (stretch->users > 0 || from >= reader->len)
		return false;
	unmap(stretch);
	stretch->len = reader->len - from < STRETCH_LEN
	    ? (size_t)(reader->len - from)
	    : STRETCH_LEN;
	bytes = mmap(
	    NULL, stretch->len, PROT_READ, MAP_SHARED, reader->fd, (off_t)from);
	if (bytes == MAP_FAILED)
		return false;
	stretch->bytes = bytes;
	stretch->number = number;
	return true;
}

/* The block in memory, and in which stretch. NULL: it must be read. */
static const unsigned char *
mapped(struct tc_glass_stretch **stretch, struct tc_glass_reader *reader,
    uint32_t block)
{
	uint64_t at = (uint64_t)block * reader->size;
	uint32_t number = (uint32_t)(at / STRETCH_LEN);
	size_t within = (size_t)(at % STRETCH_LEN);

	*stretch = &reader->stretches[number % STRETCHES];
	if (!map(reader, *stretch, number) ||
	    within + reader->size > (*stretch)->len)
		return NULL;
	return (*stretch)->bytes + within;
}

/* Read a block into memory of its own, which is made if there is none. */
static const unsigned char *
read_block(
    unsigned char **own, const struct tc_glass_reader *reader, uint32_t number)
{
	if (*own == NULL && (*own = malloc(reader->size)) == NULL)
		return NULL;
	return read_at(reader->fd, *own, reader->size,
		   (off_t)number * reader->size) == (ssize_t)reader->size
	    ? *own
	    : NULL;
}

/* A block that is not a leaf, until the next one is asked for. NULL: no. */
static const unsigned char *
branch(struct tc_glass_reader *reader, uint32_t number, unsigned level)
{
	struct tc_glass_stretch *stretch;
	const unsigned char *block = mapped(&stretch, reader, number);

	if (block == NULL)
		block = read_block(&reader->spare, reader, number);
	return block != NULL && is_sound(reader, block, level) ? block : NULL;
}

static void
leave_leaf(struct tc_glass_place *place)
{
	if (place->stretch != NULL)
		place->stretch->users--;
	place->stretch = NULL;
	place->leaf = NULL;
}

/* Enter the leaf of blocks[0]. */
static bool
enter_leaf(struct tc_glass_reader *reader, struct tc_glass_place *place)
{
	struct tc_glass_stretch *stretch;
	const unsigned char *leaf;

	leave_leaf(place);
	place->size = reader->size;
	leaf = mapped(&stretch, reader, place->blocks[0]);
	if (leaf != NULL) {
		place->stretch = stretch;
		stretch->users++;
	} else {
		leaf = read_block(&place->own, reader, place->blocks[0]);
	}
	if (leaf != NULL && is_sound(reader, leaf, 0))
		place->leaf = leaf;
	else
		leave_leaf(place);
	return place->leaf != NULL;
}

/*
 * The key of an item, whose length is so many bytes behind its beginning. What
 * is looked at twice may be another the second time: a mapped block may be
 * overwritten. False: no.
 */
static bool
key_of(struct tc_span *key, const unsigned char *block, uint32_t size,
    unsigned i, unsigned before)
{
	unsigned offset = offset_of(block, i);

	if (offset > size - before - 1)
		return false;
	key->len = block[offset + before];
	key->s = (const char *)block + offset + before + 1;
	return offset + before + 1 + key->len <= size;
}

/* Is the key of an item greater? All parts of a tag have the same. */
static bool
is_beyond(const unsigned char *block, uint32_t size, unsigned i, unsigned level,
    struct tc_span key)
{
	struct tc_span its;
	size_t len;
	int order;

	if (!key_of(&its, block, size, i, level > 0 ? CHILD : ITEM_FIXED - 1))
		return true;
	len = its.len < key.len ? its.len : key.len;
	order = memcmp(its.s, key.s, len);
	if (order == 0)
		order = (its.len > key.len) - (its.len < key.len);
	return order > 0;
}

/* Of items [low, high) the last whose key is not greater, or the first. */
static unsigned
search(const unsigned char *block, uint32_t size, unsigned level,
    struct tc_span key, unsigned low, unsigned high)
{
	unsigned middle;

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
		if (onwards ? place->at[level] + 1 < count(block, reader->size)
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
		place->at[level - 1] =
		    onwards ? 0 : count(block, reader->size) - 1;
	}
	if (!enter_leaf(reader, place))
		return false;
	place->at[0] = onwards ? 0 : count(place->leaf, place->size) - 1;
	return true;
}

void
tc_glass_place_free(struct tc_glass_place *place)
{
	leave_leaf(place);
	free(place->own);
	place->own = NULL;
}

void
tc_glass_place_take(
    struct tc_glass_place *place, struct tc_glass_reader *reader)
{
	*place = reader->looked;
	memset(&reader->looked, 0, sizeof(reader->looked));
}

void
tc_glass_place_put(struct tc_glass_place *place, struct tc_glass_reader *reader)
{
	tc_glass_place_free(&reader->looked);
	reader->looked = *place;
	memset(place, 0, sizeof(*place));
}

/* Items. */

/* Go to the next item, or back to the one before. */
static bool
step(struct tc_glass_reader *reader, struct tc_glass_place *place, bool onwards)
{
	if (onwards ? place->at[0] + 1 >= count(place->leaf, place->size)
		    : place->at[0] == 0)
		return turn(reader, place, onwards);
	place->at[0] += onwards ? 1 : -1u;
	return true;
}

/*
 * Go to the last item whose key is not greater, if it is in the leaf of the
 * place and not its last one: most of what is looked for is near what was found
 * before it. False: it may be anywhere.
 */
static bool
find_near(const struct tc_glass_reader *reader, struct tc_glass_place *place,
    struct tc_span key)
{
	unsigned low = 0, high;

	if (place->leaf == NULL || !is_sound(reader, place->leaf, 0))
		return false;
	/* None: it was overwritten meanwhile. */
	high = count(place->leaf, place->size);
	if (high-- == 0)
		return false;
	if (place->at[0] < high &&
	    !is_beyond(place->leaf, place->size, place->at[0], 0, key))
		low = place->at[0];
	else if (is_beyond(place->leaf, place->size, 0, 0, key))
		return false;
	if (!is_beyond(place->leaf, place->size, high, 0, key))
		return false;
	place->at[0] = search(place->leaf, place->size, 0, key, low, high);
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

	if (find_near(reader, place, key))
		return true;
	for (level = reader->top; level > 0; level--) {
		if ((block = branch(reader, number, level)) == NULL)
			return false;
		place->blocks[level] = number;
		place->at[level] = search(block, reader->size, level, key, 0,
		    count(block, reader->size));
		if (!child(&number, block, reader->size, place->at[level]))
			return false;
	}
	place->blocks[0] = number;
	if ((place->leaf == NULL || number != there) &&
	    !enter_leaf(reader, place))
		return false;
	place->at[0] = search(place->leaf, reader->size, 0, key, 0,
	    count(place->leaf, reader->size));
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
