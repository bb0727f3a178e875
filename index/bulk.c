/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Making a shard of a new index: a Xapian database of new documents only,
 * written once, many times as fast as through Xapian, which must be able to
 * change a database at any place at any time.
 *
 * Records and lists of terms go into their tables at once, for they are in the
 * order of documents. Postings gather in memory and go to sorted files, which
 * are merged into the table of postings at the end; values and lengths wait in
 * files as well, for they stand before the postings.
 */
#include <tracuu/index.h>

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <tracuu/message.h>
#include <unistd.h>

#include "entry.h"
#include "glass.h"
#include "glass_format.h"
#include "inverter.h"
#include "list.h"
#include "sorted.h"

/* Postings and values are cut into pieces of about this many bytes, as Xapian
 * does. */
#define CHUNK 2000

#define SLOTS TC_SLOTS
#define FILE_BUFFER ((size_t)128 << 10)

/* Something that every document has one of: values of a slot, or lengths. */
struct column {
	FILE *fp; /* finished chunks: first document, last, length, bytes */
	struct tc_buf chunk;
	uint32_t first, last; /* documents of the chunk in hand; 0: none */
	uint32_t n;
	struct tc_buf low, high; /* the least and greatest value */
};

struct setting {
	char *name, *value;
};

struct tc_bulk {
	struct tc_buf path;
	size_t memory;
	struct tc_glass_table *records, *lists;
	struct tc_inverter *inverter;
	FILE **sorted;
	size_t sorted_n;
	struct column values[SLOTS], lengths;
	struct tc_glass_stats stats;
	struct setting *settings;
	size_t settings_n;
	struct tc_posting *postings; /* of the document in hand */
	size_t postings_cap;
	struct tc_buf key, tag, number;
};

static enum tc_status
no_memory(struct tc_error *err)
{
	return tc_fail(err, TC_NOMEM, "out of memory");
}

static enum tc_status
io_error(const struct tc_bulk *bulk, struct tc_error *err)
{
	return tc_fail(err, errno == ENOSPC ? TC_FULL : TC_IO, "%s: %s",
	    tc_buf_str(&bulk->path), tc_message_errno(errno));
}

static struct tc_span
span_of(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

/* A file without a name beside the shard: gone when it is closed. */
static FILE *
open_unnamed(struct tc_bulk *bulk)
{
	FILE *fp;

	tc_buf_clear(&bulk->key);
	tc_buf_printf(&bulk->key, "%s/unnamed", tc_buf_str(&bulk->path));
	if (bulk->key.failed || (fp = fopen(bulk->key.s, "w+e")) == NULL)
		return NULL;
	unlink(bulk->key.s);
	setvbuf(fp, NULL, _IOFBF, FILE_BUFFER);
	return fp;
}

static bool
open_column(struct tc_bulk *bulk, struct column *column)
{
	column->chunk.max = column->low.max = column->high.max =
	    (size_t)UINT32_MAX;
	column->fp = open_unnamed(bulk);
	return column->fp != NULL;
}

static void
close_column(struct column *column)
{
	if (column->fp != NULL)
		fclose(column->fp);
	tc_buf_free(&column->chunk);
	tc_buf_free(&column->low);
	tc_buf_free(&column->high);
}

void
tc_bulk_free(struct tc_bulk *bulk)
{
	size_t i;

	if (bulk == NULL)
		return;
	tc_glass_free(bulk->records);
	tc_glass_free(bulk->lists);
	tc_inverter_free(bulk->inverter);
	for (i = 0; i < bulk->sorted_n; i++)
		fclose(bulk->sorted[i]);
	free(bulk->sorted);
	for (i = 0; i < SLOTS; i++)
		close_column(&bulk->values[i]);
	close_column(&bulk->lengths);
	for (i = 0; i < bulk->settings_n; i++) {
		free(bulk->settings[i].name);
		free(bulk->settings[i].value);
	}
	free(bulk->settings);
	free(bulk->postings);
	tc_buf_free(&bulk->path);
	tc_buf_free(&bulk->key);
	tc_buf_free(&bulk->tag);
	tc_buf_free(&bulk->number);
	free(bulk);
}

static enum tc_status
open_all(struct tc_bulk *bulk, struct tc_error *err)
{
	const char *path = tc_buf_str(&bulk->path);
	enum tc_status status;
	size_t i;

	if (bulk->path.failed)
		return tc_buf_check(&bulk->path, err);
	if (mkdir(path, 0755) != 0)
		return io_error(bulk, err);
	if ((status = tc_glass_create(
		 &bulk->records, path, TC_GLASS_DOCDATA, err)) != TC_OK ||
	    (status = tc_glass_create(
		 &bulk->lists, path, TC_GLASS_TERMLIST, err)) != TC_OK ||
	    (status = tc_inverter_new(&bulk->inverter, err)) != TC_OK)
		return status;
	for (i = 0; i < SLOTS; i++) {
		if (!open_column(bulk, &bulk->values[i]))
			return io_error(bulk, err);
	}
	return open_column(bulk, &bulk->lengths) ? TC_OK : io_error(bulk, err);
}

enum tc_status
tc_bulk_new(
    struct tc_bulk **out, const char *path, size_t memory, struct tc_error *err)
{
	struct tc_bulk *bulk = calloc(1, sizeof(*bulk));
	enum tc_status status;

	*out = NULL;
	if (bulk == NULL)
		return no_memory(err);
	bulk->path.max = bulk->key.max = bulk->number.max = TC_BUF_LINE;
	bulk->tag.max = (size_t)UINT32_MAX;
	bulk->memory = memory;
	tc_buf_puts(&bulk->path, path);
	if ((status = open_all(bulk, err)) != TC_OK) {
		tc_bulk_free(bulk);
		return status;
	}
	*out = bulk;
	return TC_OK;
}

/* Columns. */

static void
end_chunk(struct tc_bulk *bulk, struct column *column)
{
	if (column->first == 0)
		return;
	tc_buf_clear(&bulk->number);
	tc_pack_number(&bulk->number, column->first);
	tc_pack_number(&bulk->number, column->last);
	tc_pack_number(&bulk->number, (uint32_t)column->chunk.len);
	fwrite(bulk->number.s, 1, bulk->number.len, column->fp);
	fwrite(column->chunk.s, 1, column->chunk.len, column->fp);
	tc_buf_clear(&column->chunk);
	column->first = 0;
}

/* The place of the document's value in the chunk, before the value itself. */
static void
begin_value(struct column *column, uint32_t document)
{
	if (column->first == 0)
		column->first = document;
	else
		tc_glass_put_number(
		    &column->chunk, document - column->last - 1);
	column->last = document;
	column->n++;
}

static int
compare(const struct tc_buf *a, struct tc_span b)
{
	size_t len = a->len < b.len ? a->len : b.len;
	int order = memcmp(tc_buf_str(a), b.s, len);

	return order != 0 ? order : (a->len > b.len) - (a->len < b.len);
}

static void
set(struct tc_buf *to, struct tc_span value)
{
	tc_buf_clear(to);
	tc_buf_put(to, value.s, value.len);
}

static enum tc_status
put_value(struct tc_bulk *bulk, unsigned slot, uint32_t document,
    struct tc_span value, struct tc_error *err)
{
	struct column *column = &bulk->values[slot];

	if (column->n == 0 || compare(&column->low, value) > 0)
		set(&column->low, value);
	if (column->n == 0 || compare(&column->high, value) < 0)
		set(&column->high, value);
	begin_value(column, document);
	tc_glass_put_number(&column->chunk, value.len);
	tc_buf_put(&column->chunk, value.s, value.len);
	if (column->chunk.failed || column->low.failed || column->high.failed)
		return no_memory(err);
	if (column->chunk.len >= CHUNK)
		end_chunk(bulk, column);
	return TC_OK;
}

static enum tc_status
put_length(struct tc_bulk *bulk, uint32_t document, uint32_t length,
    struct tc_error *err)
{
	struct column *column = &bulk->lengths;
	struct tc_glass_stats *stats = &bulk->stats;

	if (column->chunk.len >= CHUNK)
		end_chunk(bulk, column);
	begin_value(column, document);
	tc_glass_put_number(&column->chunk, length);
	if (length > stats->length_max)
		stats->length_max = length;
	if (length > 0 &&
	    (stats->length_min == 0 || length < stats->length_min))
		stats->length_min = length;
	stats->length_total += length;
	return tc_buf_check(&column->chunk, err);
}

/* Documents. */

static enum tc_status
read_postings(
    struct tc_bulk *bulk, struct tc_entry *entry, struct tc_error *err)
{
	struct tc_posting *postings = bulk->postings;
	enum tc_status status = TC_OK;
	uint32_t i;

	if (entry->terms_n == 0 || entry->terms_n > tc_entry_terms_max(entry))
		return tc_fail(err, TC_CORRUPT, "an entry is cut short");
	if (entry->terms_n > bulk->postings_cap) {
		postings = realloc(
		    postings, (size_t)entry->terms_n * sizeof(*postings));
		if (postings == NULL)
			return no_memory(err);
		bulk->postings = postings;
		bulk->postings_cap = entry->terms_n;
	}
	for (i = 0; i < entry->terms_n && status == TC_OK; i++)
		status = tc_entry_term(
		    entry, &postings[i].term, &postings[i].wdf, err);
	return status;
}

static void
make_list(struct tc_bulk *bulk, uint32_t n, uint32_t length)
{
	const struct tc_posting *postings = bulk->postings;
	struct tc_span before = {"", 0};
	uint32_t i;

	tc_buf_clear(&bulk->tag);
	tc_list_begin(&bulk->tag, length, n);
	for (i = 0; i < n; i++) {
		tc_list_put(
		    &bulk->tag, before, postings[i].term, postings[i].wdf);
		before = postings[i].term;
	}
}

/* The list of a document's terms, and of the slots that it has values in. */
static enum tc_status
put_list(struct tc_bulk *bulk, const struct tc_entry *entry, uint32_t length,
    struct tc_error *err)
{
	uint32_t document = bulk->stats.documents;
	enum tc_status status;
	struct tc_span value;
	uint32_t slot, last = 0;

	make_list(bulk, entry->terms_n, length);
	status = tc_buf_check(&bulk->tag, err);
	if (status == TC_OK)
		status = tc_glass_add(bulk->lists, span_of(&bulk->key),
		    span_of(&bulk->tag), TC_GLASS_SQUEEZED, err);
	tc_buf_clear(&bulk->tag);
	for (slot = 0; slot < SLOTS && status == TC_OK; slot++) {
		value = tc_entry_value(entry, slot);
		if (value.len == 0)
			continue;
		tc_glass_put_number(&bulk->tag, slot - last);
		last = slot + 1;
		status = put_value(bulk, slot, document, value, err);
	}
	tc_buf_putc(&bulk->key, '\0');
	if (status == TC_OK && bulk->tag.len > 0)
		status = tc_glass_add(bulk->lists, span_of(&bulk->key),
		    span_of(&bulk->tag), TC_GLASS_SQUEEZED, err);
	return status;
}

/* Write what is in memory to another sorted file. */
static enum tc_status
spill(struct tc_bulk *bulk, struct tc_error *err)
{
	FILE **sorted =
	    realloc(bulk->sorted, (bulk->sorted_n + 1) * sizeof(*sorted));

	if (sorted == NULL)
		return no_memory(err);
	bulk->sorted = sorted;
	if ((sorted[bulk->sorted_n] = open_unnamed(bulk)) == NULL)
		return io_error(bulk, err);
	return tc_inverter_write(bulk->inverter, sorted[bulk->sorted_n++], err);
}

enum tc_status
tc_bulk_put(struct tc_bulk *bulk, struct tc_span bytes, struct tc_error *err)
{
	struct tc_entry entry;
	uint32_t length = 0, i, document;
	enum tc_status status;

	if ((status = tc_entry_read(&entry, bytes, err)) != TC_OK ||
	    (status = read_postings(bulk, &entry, err)) != TC_OK)
		return status;
	for (i = 0; i < entry.terms_n; i++) {
		length += bulk->postings[i].wdf;
		if (bulk->postings[i].wdf > bulk->stats.wdf_max)
			bulk->stats.wdf_max = bulk->postings[i].wdf;
	}
	document = ++bulk->stats.documents;
	tc_buf_clear(&bulk->key);
	tc_glass_put_sorted(&bulk->key, document);
	if (entry.data.len > 0) /* as Xapian does */
		status = tc_glass_add(bulk->records, span_of(&bulk->key),
		    entry.data, TC_GLASS_WRAPPED, err);
	if (status != TC_OK ||
	    (status = put_list(bulk, &entry, length, err)) != TC_OK ||
	    (status = put_length(bulk, document, length, err)) != TC_OK ||
	    (status = tc_inverter_add(bulk->inverter, document, bulk->postings,
		 entry.terms_n, err)) != TC_OK)
		return status;
	if (tc_inverter_size(bulk->inverter) >= bulk->memory)
		status = spill(bulk, err);
	return status;
}

enum tc_status
tc_bulk_set(struct tc_bulk *bulk, const char *name, const char *value,
    struct tc_error *err)
{
	struct setting *settings =
	    realloc(bulk->settings, (bulk->settings_n + 1) * sizeof(*settings));

	if (settings == NULL)
		return no_memory(err);
	bulk->settings = settings;
	settings += bulk->settings_n;
	settings->name = strdup(name);
	settings->value = strdup(value);
	bulk->settings_n++;
	return settings->name != NULL && settings->value != NULL
	    ? TC_OK
	    : no_memory(err);
}

/* The table of postings. */

static enum tc_status
add(struct tc_bulk *bulk, struct tc_glass_table *table, struct tc_error *err)
{
	if (bulk->key.failed || bulk->tag.failed)
		return no_memory(err);
	return tc_glass_add(table, span_of(&bulk->key), span_of(&bulk->tag),
	    TC_GLASS_PLAIN, err);
}

static void
begin_key(struct tc_bulk *bulk, const char *prefix)
{
	tc_buf_clear(&bulk->key);
	tc_buf_put(&bulk->key, prefix, KEY_PREFIX_LEN);
	tc_buf_clear(&bulk->tag);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct setting *)a)->name,
	    ((const struct setting *)b)->name);
}

static enum tc_status
put_settings(
    struct tc_bulk *bulk, struct tc_glass_table *table, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	if (bulk->settings_n > 0)
		qsort(bulk->settings, bulk->settings_n, sizeof(struct setting),
		    by_name);
	for (i = 0; i < bulk->settings_n && status == TC_OK; i++) {
		if (bulk->settings[i].value[0] == '\0')
			continue;
		begin_key(bulk, KEY_METADATA);
		tc_buf_puts(&bulk->key, bulk->settings[i].name);
		tc_buf_puts(&bulk->tag, bulk->settings[i].value);
		status = add(bulk, table, err);
	}
	return status;
}

static enum tc_status
put_value_stats(
    struct tc_bulk *bulk, struct tc_glass_table *table, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	unsigned slot;

	for (slot = 0; slot < SLOTS && status == TC_OK; slot++) {
		const struct column *column = &bulk->values[slot];

		if (column->n == 0)
			continue;
		begin_key(bulk, KEY_VALUE_STATS);
		if (slot > 0)
			tc_buf_putc(&bulk->key, (char)slot);
		tc_glass_put_number(&bulk->tag, column->n);
		tc_glass_put_number(&bulk->tag, column->low.len);
		tc_buf_put(&bulk->tag, column->low.s, column->low.len);
		if (compare(&column->low, span_of(&column->high)) != 0)
			tc_buf_put(
			    &bulk->tag, column->high.s, column->high.len);
		status = add(bulk, table, err);
	}
	return status;
}

/* The next chunk of a column into its chunk, first and last. TC_DONE. */
static enum tc_status
next_chunk(struct tc_bulk *bulk, struct column *column, struct tc_error *err)
{
	uint32_t head[3];
	char *to;

	if (fread(head, sizeof(head), 1, column->fp) != 1)
		return ferror(column->fp) ? io_error(bulk, err) : TC_DONE;
	column->first = head[0];
	column->last = head[1];
	tc_buf_clear(&column->chunk);
	if ((to = tc_buf_reserve(&column->chunk, head[2])) == NULL)
		return no_memory(err);
	if (fread(to, 1, head[2], column->fp) != head[2])
		return io_error(bulk, err);
	column->chunk.len = head[2];
	return TC_OK;
}

static enum tc_status
rewind_column(struct tc_bulk *bulk, struct column *column, struct tc_error *err)
{
	end_chunk(bulk, column);
	if (fflush(column->fp) != 0 || ferror(column->fp) ||
	    fseeko(column->fp, 0, SEEK_SET) != 0)
		return io_error(bulk, err);
	return TC_OK;
}

static enum tc_status
put_values(struct tc_bulk *bulk, struct tc_glass_table *table, unsigned slot,
    struct tc_error *err)
{
	struct column *column = &bulk->values[slot];
	enum tc_status status;

	status = rewind_column(bulk, column, err);
	while (status == TC_OK &&
	    (status = next_chunk(bulk, column, err)) == TC_OK) {
		begin_key(bulk, KEY_VALUES);
		tc_glass_put_number(&bulk->key, slot);
		tc_glass_put_sorted(&bulk->key, column->first);
		tc_buf_put(&bulk->tag, column->chunk.s, column->chunk.len);
		status = add(bulk, table, err);
	}
	return status == TC_DONE ? TC_OK : status;
}

/* A chunk's head, which says how far it goes and whether it is the last. */
static void
put_head(struct tc_buf *tag, bool last, uint32_t first, uint32_t until)
{
	tc_buf_putc(tag, last ? '1' : '0');
	tc_glass_put_number(tag, until - first);
}

/* Before the head of a list's first chunk. */
static void
put_totals(struct tc_buf *tag, uint32_t documents, uint32_t occurrences,
    uint32_t first)
{
	tc_glass_put_number(tag, documents);
	tc_glass_put_number(tag, occurrences);
	tc_glass_put_number(tag, first - 1);
}

static enum tc_status
put_lengths(
    struct tc_bulk *bulk, struct tc_glass_table *table, struct tc_error *err)
{
	struct column *column = &bulk->lengths;
	bool first = true, last;
	enum tc_status status;

	status = rewind_column(bulk, column, err);
	while (status == TC_OK &&
	    (status = next_chunk(bulk, column, err)) == TC_OK) {
		begin_key(bulk, KEY_LENGTHS);
		last = column->last == bulk->stats.documents;
		if (first)
			put_totals(&bulk->tag, 0, 0, column->first);
		else
			tc_glass_put_sorted(&bulk->key, column->first);
		put_head(&bulk->tag, last, column->first, column->last);
		tc_buf_put(&bulk->tag, column->chunk.s, column->chunk.len);
		status = add(bulk, table, err);
		first = false;
	}
	return status == TC_DONE ? TC_OK : status;
}

/* The postings of one term on their way into the table. */
struct list {
	struct tc_span term;
	uint32_t documents, occurrences;
	uint32_t first, last; /* documents of the chunk in hand */
	bool begun;	      /* a chunk of it is in the table */
	struct tc_buf chunk;
};

static enum tc_status
end_list_chunk(struct tc_bulk *bulk, struct tc_glass_table *table,
    struct list *list, bool last, struct tc_error *err)
{
	tc_buf_clear(&bulk->key);
	tc_buf_clear(&bulk->tag);
	tc_buf_put(&bulk->key, list->term.s, list->term.len);
	if (list->begun) {
		tc_buf_putc(&bulk->key, '\0');
		tc_glass_put_sorted(&bulk->key, list->first);
	} else {
		put_totals(&bulk->tag, list->documents, list->occurrences,
		    list->first);
	}
	put_head(&bulk->tag, last, list->first, list->last);
	tc_buf_put(&bulk->tag, list->chunk.s, list->chunk.len);
	list->begun = true;
	list->first = 0;
	if (list->chunk.failed)
		return no_memory(err);
	tc_buf_clear(&list->chunk);
	return add(bulk, table, err);
}

/* Append the postings of one sorted file. */
static enum tc_status
put_part(struct tc_bulk *bulk, struct tc_glass_table *table, struct list *list,
    struct tc_span part, struct tc_error *err)
{
	const char *s = part.s, *end = part.s + part.len;
	uint32_t document = 0, gap, wdf;
	enum tc_status status = TC_OK;

	while (s < end && status == TC_OK) {
		if (!tc_glass_small_number(&gap, &s, end) ||
		    !tc_glass_small_number(&wdf, &s, end))
			return tc_fail(
			    err, TC_CORRUPT, "sorted terms are cut short");
		document += gap + 1;
		if (list->chunk.len >= CHUNK)
			status = end_list_chunk(bulk, table, list, false, err);
		if (list->first == 0)
			list->first = document;
		else
			tc_glass_put_number(
			    &list->chunk, document - list->last - 1);
		tc_glass_put_number(&list->chunk, wdf);
		list->last = document;
	}
	return status;
}

static enum tc_status
put_term(struct tc_bulk *bulk, struct tc_glass_table *table, struct list *list,
    const struct tc_sorted_term *parts, size_t n, struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	list->term = parts[0].term;
	list->documents = list->occurrences = list->first = 0;
	list->begun = false;
	for (i = 0; i < n; i++) {
		list->documents += parts[i].documents;
		list->occurrences += parts[i].occurrences;
	}
	for (i = 0; i < n && status == TC_OK; i++)
		status = put_part(bulk, table, list, parts[i].postings, err);
	return status == TC_OK ? end_list_chunk(bulk, table, list, true, err)
			       : status;
}

static enum tc_status
put_terms(
    struct tc_bulk *bulk, struct tc_glass_table *table, struct tc_error *err)
{
	struct list list = {.chunk = TC_BUF_INIT(UINT32_MAX)};
	struct tc_sorted_merge *merge = NULL;
	const struct tc_sorted_term *parts;
	enum tc_status status;
	size_t n;

	if ((status = spill(bulk, err)) == TC_OK)
		status =
		    tc_sorted_open(&merge, bulk->sorted, bulk->sorted_n, err);
	while (status == TC_OK &&
	    (status = tc_sorted_next(merge, &parts, &n, err)) == TC_OK)
		status = put_term(bulk, table, &list, parts, n, err);
	tc_sorted_free(merge);
	tc_buf_free(&list.chunk);
	return status == TC_DONE ? TC_OK : status;
}

static enum tc_status
write_postlist(
    struct tc_bulk *bulk, struct tc_glass_root *root, struct tc_error *err)
{
	struct tc_glass_table *table = NULL;
	enum tc_status status;
	unsigned slot;

	status = tc_glass_create(
	    &table, tc_buf_str(&bulk->path), TC_GLASS_POSTLIST, err);
	if (status == TC_OK)
		status = put_settings(bulk, table, err);
	if (status == TC_OK)
		status = put_value_stats(bulk, table, err);
	for (slot = 0; slot < SLOTS && status == TC_OK; slot++)
		status = put_values(bulk, table, slot, err);
	if (status == TC_OK)
		status = put_lengths(bulk, table, err);
	if (status == TC_OK)
		status = put_terms(bulk, table, err);
	if (status == TC_OK)
		status = tc_glass_finish(table, root, err);
	tc_glass_free(table);
	return status;
}

enum tc_status
tc_bulk_finish(struct tc_bulk *bulk, struct tc_error *err)
{
	struct tc_glass_root roots[TC_GLASS_KINDS] = {0};
	enum tc_status status;

	if ((status = tc_glass_finish(
		 bulk->records, &roots[TC_GLASS_DOCDATA], err)) != TC_OK ||
	    (status = tc_glass_finish(
		 bulk->lists, &roots[TC_GLASS_TERMLIST], err)) != TC_OK ||
	    (status = write_postlist(bulk, &roots[TC_GLASS_POSTLIST], err)) !=
		TC_OK)
		return status;
	return tc_glass_version(
	    tc_buf_str(&bulk->path), roots, &bulk->stats, err);
}
