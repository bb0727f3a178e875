/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Since the items of a table come in order, only the last block of each level
 * is in memory: a full one is written, and an item that separates it from the
 * next goes into the level above.
 */
#include "glass.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "deflate.h"
#include "glass_format.h"

#define REVISION 1u
#define ITEM_MAX ((BLOCK_SIZE - HEADER - 4 * OFFSET) / 4)
#define PARTS_MAX 65535u
#define BRANCH_MAX (CHILD + 1 + KEY_MAX + PART_NUMBER)

/* Measured on law, bench/INDEXING.md: 6 is a tenth slower and 1 % smaller. */
#define SQUEEZE_LEVEL 6

struct block {
	unsigned char bytes[BLOCK_SIZE];
	uint32_t number;
	unsigned n;   /* items */
	unsigned low; /* where the lowest item begins */
};

struct tc_glass_table {
	int fd;
	struct tc_buf path;
	struct block *levels[LEVELS_MAX];
	uint32_t top; /* the root's level */
	uint32_t blocks;
	uint64_t entries;
	struct tc_buf last_key;
	struct libdeflate_compressor *compressor;
	struct tc_buf squeezed;
};

static const char *const names[TC_GLASS_KINDS] = {
    "postlist", "docdata", "termlist", "position", "spelling", "synonym"};

static enum tc_status
io_error(const struct tc_buf *path, struct tc_error *err)
{
	return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO, "%s: %s",
	    tc_buf_str(path), tc_message_errno(errno));
}

static void
set16(unsigned char *to, unsigned n)
{
	to[0] = (unsigned char)(n >> 8);
	to[1] = (unsigned char)n;
}

static void
set32(unsigned char *to, uint32_t n)
{
	set16(to, n >> 16);
	set16(to + 2, n & 0xFFFF);
}

static void
begin_block(struct tc_glass_table *table, struct block *block)
{
	block->number = table->blocks++;
	block->n = 0;
	block->low = BLOCK_SIZE;
}

static bool
has_room(const struct block *block, size_t len)
{
	return HEADER + (block->n + 1) * OFFSET + len <= block->low;
}

/* Make room for an item, which must fit, and say where it goes. */
static unsigned char *
place(struct block *block, size_t len)
{
	block->low -= (unsigned)len;
	set16(block->bytes + HEADER + (size_t)block->n++ * OFFSET, block->low);
	return block->bytes + block->low;
}

static enum tc_status
write_block(struct tc_glass_table *table, unsigned level, struct tc_error *err)
{
	struct block *block = table->levels[level];
	unsigned end = HEADER + block->n * OFFSET;
	size_t done = 0;
	ssize_t n;

	set32(block->bytes, REVISION);
	block->bytes[AT_LEVEL] = (unsigned char)level;
	set16(block->bytes + AT_GAP, block->low - end);
	set16(block->bytes + AT_FREE, block->low - end);
	set16(block->bytes + AT_DIRECTORY_END, end);
	memset(block->bytes + end, 0, block->low - end);
	while (done < BLOCK_SIZE) {
		n = pwrite(table->fd, block->bytes + done, BLOCK_SIZE - done,
		    (off_t)block->number * BLOCK_SIZE + (off_t)done);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return io_error(&table->path, err);
		done += (size_t)n;
	}
	return TC_OK;
}

static enum tc_status
add_level(struct tc_glass_table *table, unsigned level, struct tc_error *err)
{
	struct block *block = malloc(sizeof(*block));

	if (block == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	table->levels[level] = block;
	table->top = level;
	begin_block(table, block);
	return TC_OK;
}

/* The first item of a branch has no key: nothing is on its left. */
static void
place_first_child(struct block *block, uint32_t child)
{
	unsigned char *to = place(block, CHILD + 1 + PART_NUMBER);

	set32(to, child);
	memset(to + CHILD, 0, 1 + PART_NUMBER);
}

/* Enter the block that begins at a key (and part) into the level above it. */
static enum tc_status
add_child(struct tc_glass_table *table, unsigned level, uint32_t left,
    struct tc_span key, unsigned part, uint32_t child, struct tc_error *err)
{
	size_t len = CHILD + 1 + key.len + PART_NUMBER;
	enum tc_status status = TC_OK;
	uint32_t full;
	unsigned char *to;

	if (level == LEVELS_MAX)
		return tc_fail(err, TC_TOOBIG, "%s: too many levels",
		    tc_buf_str(&table->path));
	if (table->levels[level] == NULL) {
		if ((status = add_level(table, level, err)) != TC_OK)
			return status;
		place_first_child(table->levels[level], left);
	}
	if (!has_room(table->levels[level], len)) {
		full = table->levels[level]->number;
		if ((status = write_block(table, level, err)) != TC_OK)
			return status;
		begin_block(table, table->levels[level]);
		place_first_child(table->levels[level], child);
		return add_child(table, level + 1, full, key, part,
		    table->levels[level]->number, err);
	}
	to = place(table->levels[level], len);
	set32(to, child);
	to[CHILD] = (unsigned char)key.len;
	memcpy(to + CHILD + 1, key.s, key.len);
	set16(to + CHILD + 1 + key.len, part);
	return status;
}

/* The shortest key that tells key from the last one. */
static size_t
separating(const struct tc_glass_table *table, struct tc_span key)
{
	size_t i = 0, shorter = table->last_key.len;

	shorter = key.len < shorter ? key.len : shorter;
	while (i < shorter && key.s[i] == table->last_key.s[i])
		i++;
	return i < key.len ? i + 1 : i;
}

/* Make room in the leaf, by a new one where the last is full. */
static enum tc_status
make_room(struct tc_glass_table *table, struct tc_span key, unsigned part,
    size_t len, struct tc_error *err)
{
	struct block *leaf = table->levels[0];
	uint32_t full = leaf->number;
	enum tc_status status;

	if (has_room(leaf, len))
		return TC_OK;
	if ((status = write_block(table, 0, err)) != TC_OK)
		return status;
	begin_block(table, leaf);
	key.len = separating(table, key);
	return add_child(table, 1, full, key, part, leaf->number, err);
}

static enum tc_status
add_part(struct tc_glass_table *table, struct tc_span key, struct tc_span tag,
    unsigned part, unsigned flags, struct tc_error *err)
{
	size_t len = ITEM_FIXED + key.len + (part > 1 ? PART_NUMBER : 0);
	enum tc_status status;
	unsigned char *to;

	status = make_room(table, key, part, len + tag.len, err);
	if (status != TC_OK)
		return status;
	to = place(table->levels[0], len + tag.len);
	set16(to, (unsigned)(len + tag.len - 3) | flags);
	to[2] = (unsigned char)key.len;
	memcpy(to + ITEM_FIXED, key.s, key.len);
	if (part > 1)
		set16(to + ITEM_FIXED + key.len, part);
	if (tag.len > 0)
		memcpy(to + len, tag.s, tag.len);
	return TC_OK;
}

/* False where deflating does not make it smaller. */
static bool
squeeze(struct tc_glass_table *table, struct tc_span *tag)
{
	size_t len;
	char *to;

	if (tag->len <= TC_DEFLATE_MIN ||
	    (to = tc_buf_reserve(&table->squeezed, tag->len)) == NULL)
		return false;
	len = libdeflate_deflate_compress(
	    table->compressor, tag->s, tag->len, to, tag->len - 1);
	if (len > 0 && !tc_deflate_is_safe((struct tc_span){to, len}, tag->len))
		len = tc_deflate_with_tail(*tag, to, tag->len);
	if (len == 0)
		return false;
	*tag = (struct tc_span){to, len};
	return true;
}

/* The flag of a tag's items, and the tag in the form that is wanted. */
static unsigned
give_form(
    struct tc_glass_table *table, struct tc_span *tag, enum tc_glass_form form)
{
	tc_buf_clear(&table->squeezed);
	if (form == TC_GLASS_SQUEEZED)
		return squeeze(table, tag) ? ITEM_SQUEEZED : 0;
	if (form == TC_GLASS_PLAIN)
		return 0;
	tc_deflate_store(*tag, &table->squeezed);
	*tag =
	    (struct tc_span){tc_buf_str(&table->squeezed), table->squeezed.len};
	return ITEM_SQUEEZED;
}

enum tc_status
tc_glass_add(struct tc_glass_table *table, struct tc_span key,
    struct tc_span tag, enum tc_glass_form form, struct tc_error *err)
{
	size_t most = ITEM_MAX - ITEM_FIXED - key.len - PART_NUMBER;
	unsigned part = 0, flags;
	enum tc_status status;
	struct tc_span piece;

	assert(key.len > 0 && key.len <= KEY_MAX);
	flags = give_form(table, &tag, form);
	if ((status = tc_buf_check(&table->squeezed, err)) != TC_OK)
		return status;
	if (tag.len / most >= PARTS_MAX - 1)
		return tc_fail(err, TC_TOOBIG, "%s: an item of %zu bytes",
		    tc_buf_str(&table->path), tag.len);
	do {
		piece = tag;
		if (piece.len > most)
			piece.len = most;
		tag.s += piece.len;
		tag.len -= piece.len;
		part++;
		status = add_part(table, key, piece, part,
		    flags | (part == 1 ? ITEM_FIRST : 0) |
			(tag.len == 0 ? ITEM_LAST : 0),
		    err);
		if (status == TC_OK && part == 1) {
			tc_buf_clear(&table->last_key);
			tc_buf_put(&table->last_key, key.s, key.len);
			status = tc_buf_check(&table->last_key, err);
		}
	} while (status == TC_OK && tag.len > 0);
	table->entries++;
	return status;
}

/* Before all others a table has an item without a key, which does not count. */
static void
place_nothing(struct block *leaf)
{
	unsigned char *to = place(leaf, ITEM_FIXED);

	set16(to, ITEM_FIRST | ITEM_LAST);
	to[2] = 0;
}

enum tc_status
tc_glass_create(struct tc_glass_table **out, const char *path,
    enum tc_glass_kind kind, struct tc_error *err)
{
	struct tc_glass_table *table = calloc(1, sizeof(*table));
	enum tc_status status = TC_OK;

	*out = NULL;
	if (table == NULL)
		return tc_fail(err, TC_NOMEM, "out of memory");
	table->fd = -1;
	table->path.max = table->last_key.max = TC_BUF_LINE;
	table->squeezed.max = SIZE_MAX / 2;
	tc_buf_printf(&table->path, "%s/%s.glass", path, names[kind]);
	table->compressor = libdeflate_alloc_compressor(SQUEEZE_LEVEL);
	if (table->path.failed || table->compressor == NULL)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else if ((table->fd = open(table->path.s,
		      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644)) < 0)
		status = io_error(&table->path, err);
	else
		status = add_level(table, 0, err);
	if (status != TC_OK) {
		tc_glass_free(table);
		return status;
	}
	place_nothing(table->levels[0]);
	*out = table;
	return TC_OK;
}

enum tc_status
tc_glass_finish(struct tc_glass_table *table, struct tc_glass_root *root,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	unsigned level;

	for (level = 0; level <= table->top && status == TC_OK; level++)
		status = write_block(table, level, err);
	root->block = table->levels[table->top]->number;
	root->blocks = table->blocks;
	root->level = table->top;
	root->entries = table->entries;
	return status;
}

void
tc_glass_free(struct tc_glass_table *table)
{
	unsigned level;

	if (table == NULL)
		return;
	if (table->fd >= 0)
		close(table->fd);
	for (level = 0; level < LEVELS_MAX; level++)
		free(table->levels[level]);
	libdeflate_free_compressor(table->compressor);
	tc_buf_free(&table->path);
	tc_buf_free(&table->last_key);
	tc_buf_free(&table->squeezed);
	free(table);
}

static void
put_root(struct tc_buf *out, const struct tc_glass_root *root,
    enum tc_glass_kind kind)
{
	bool there = root->entries > 0;
	bool squeezes = kind != TC_GLASS_POSTLIST && kind != TC_GLASS_POSITION;
	struct tc_buf list = TC_BUF_INIT(64);

	tc_glass_put_number(out, root->block);
	tc_glass_put_number(out, root->level << 2 | 2u | !there);
	tc_glass_put_number(out, root->entries);
	tc_glass_put_number(out, BLOCK_SIZE >> SIZE_SHIFT);
	tc_glass_put_number(out, squeezes ? TC_DEFLATE_MIN : 0);
	/* The list of free blocks: none before the end. */
	if (there) {
		tc_glass_put_number(&list, REVISION);
		tc_glass_put_number(&list, root->blocks);
		tc_buf_put(&list, "\0\0\0", 4);
	}
	tc_glass_put_number(out, list.len);
	tc_buf_put(out, tc_buf_str(&list), list.len);
	tc_buf_free(&list);
}

enum tc_status
tc_glass_version(const char *path,
    const struct tc_glass_root roots[TC_GLASS_KINDS],
    const struct tc_glass_stats *stats, struct tc_error *err)
{
	struct tc_buf bytes = TC_BUF_INIT(1024),
		      file = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_OK;
	char uuid[UUID_LEN];
	FILE *fp = NULL;
	int kind;

	if (getrandom(uuid, sizeof(uuid), 0) != (ssize_t)sizeof(uuid))
		return tc_fail(
		    err, TC_IO, "getrandom: %s", tc_message_errno(errno));
	tc_buf_put(&bytes, VERSION_MAGIC, VERSION_MAGIC_LEN);
	tc_buf_put(&bytes, uuid, sizeof(uuid));
	tc_glass_put_number(&bytes, REVISION);
	for (kind = 0; kind < TC_GLASS_KINDS; kind++)
		put_root(&bytes, &roots[kind], (enum tc_glass_kind)kind);
	tc_glass_put_number(&bytes, stats->documents);
	tc_glass_put_number(&bytes, 0); /* docids beyond */
	tc_glass_put_number(&bytes, stats->length_min);
	tc_glass_put_number(&bytes, stats->wdf_max);
	tc_glass_put_number(&bytes, stats->length_max - stats->wdf_max);
	tc_glass_put_number(&bytes, 0); /* the oldest changeset */
	tc_glass_put_number(&bytes, stats->length_total);
	tc_glass_put_number(&bytes, 0); /* spelling */
	tc_buf_printf(&file, "%s/iamglass", path);
	if (bytes.failed || file.failed)
		status = tc_fail(err, TC_NOMEM, "out of memory");
	else if ((fp = fopen(file.s, "we")) == NULL ||
	    fwrite(bytes.s, 1, bytes.len, fp) != bytes.len || fflush(fp) != 0)
		status = io_error(&file, err);
	if (fp != NULL)
		fclose(fp);
	tc_buf_free(&bytes);
	tc_buf_free(&file);
	return status;
}
