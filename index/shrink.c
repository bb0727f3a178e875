/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making stored records small, by libzstd. */
#define ZSTD_STATIC_LINKING_ONLY /* for ZSTD_initStaticCDict() */
#include "shrink.h"

#include <stdlib.h>
#include <tracuu/document.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "record_dict.h"

/* Measured on law: bench/INDEXING.md. */
#define LEVEL 3

/* No record is longer: see tc_maker_new(). */
#define RECORD_MAX (8 * TC_TEXT_MAX)

/* A frame that is skipped (RFC 8878, 3.1.2): a magic number, how many bytes
 * follow, and these. */
#define SKIPPED_MAGIC 0x184D2A50u
#define SKIPPED_BYTES 32u

struct tc_shrinker {
	ZSTD_CCtx *context;
	void *room; /* of the dictionary */
};

struct tc_expander {
	ZSTD_DCtx *context;
	ZSTD_DDict *dictionary;
	struct tc_buf record;
};

/*
 * The dictionary as the compressor wants it, NULL without memory: in memory of
 * our own, for ZSTD_createCDict() of libzstd 1.5.4 does not look whether it got
 * some. All zeros, for it reads there before it writes.
 */
static const ZSTD_CDict *
make_dictionary(struct tc_shrinker *shrinker)
{
	size_t size = ZSTD_estimateCDictSize(tc_record_dict_len, LEVEL);

	if ((shrinker->room = calloc(1, size)) == NULL)
		return NULL;
	return ZSTD_initStaticCDict(shrinker->room, size, tc_record_dict,
	    tc_record_dict_len, ZSTD_dlm_byRef, ZSTD_dct_fullDict,
	    ZSTD_getCParams(LEVEL, 0, tc_record_dict_len));
}

enum tc_status
tc_shrinker_new(struct tc_shrinker **out, struct tc_error *err)
{
	struct tc_shrinker *shrinker = calloc(1, sizeof(*shrinker));
	const ZSTD_CDict *dictionary = NULL;

	*out = NULL;
	if (shrinker != NULL) {
		shrinker->context = ZSTD_createCCtx();
		dictionary = make_dictionary(shrinker);
	}
	if (shrinker == NULL || shrinker->context == NULL ||
	    dictionary == NULL ||
	    ZSTD_isError(ZSTD_CCtx_refCDict(shrinker->context, dictionary)) ||
	    ZSTD_isError(ZSTD_CCtx_setParameter(
		shrinker->context, ZSTD_c_checksumFlag, 1))) {
		tc_shrinker_free(shrinker);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = shrinker;
	return TC_OK;
}

void
tc_shrinker_free(struct tc_shrinker *shrinker)
{
	if (shrinker == NULL)
		return;
	ZSTD_freeCCtx(shrinker->context);
	free(shrinker->room);
	free(shrinker);
}

enum tc_status
tc_shrink(struct tc_shrinker *shrinker, struct tc_span record,
    struct tc_buf *out, struct tc_error *err)
{
	size_t room = ZSTD_compressBound(record.len), len;
	char *to = tc_buf_reserve(out, room);

	if (to == NULL)
		return tc_buf_check(out, err);
	len = ZSTD_compress2(shrinker->context, to, room, record.s, record.len);
	/* There is room for all, so nothing else can fail. */
	if (ZSTD_isError(len))
		return tc_fail(err, TC_NOMEM, "out of memory");
	out->len += len;
	return TC_OK;
}

static void
put_number(struct tc_buf *out, uint32_t n)
{
	int i;

	for (i = 0; i < 4; i++)
		tc_buf_putc(out, (char)(n >> 8 * i & 0xFF));
}

void
tc_shrink_pad(struct tc_buf *out, uint32_t which)
{
	uint32_t i, noise = which;

	put_number(out, SKIPPED_MAGIC);
	put_number(out, SKIPPED_BYTES);
	for (i = 0; i < SKIPPED_BYTES / 4; i++) {
		noise = noise * 2654435761u + 12345;
		put_number(out, noise ^ noise >> 15);
	}
}

enum tc_status
tc_expander_new(struct tc_expander **out, struct tc_error *err)
{
	struct tc_expander *expander = calloc(1, sizeof(*expander));

	*out = NULL;
	if (expander != NULL) {
		expander->record.max = RECORD_MAX;
		expander->context = ZSTD_createDCtx();
		expander->dictionary =
		    ZSTD_createDDict(tc_record_dict, tc_record_dict_len);
	}
	if (expander == NULL || expander->context == NULL ||
	    expander->dictionary == NULL) {
		tc_expander_free(expander);
		return tc_fail(err, TC_NOMEM, "out of memory");
	}
	*out = expander;
	return TC_OK;
}

void
tc_expander_free(struct tc_expander *expander)
{
	if (expander == NULL)
		return;
	ZSTD_freeDCtx(expander->context);
	ZSTD_freeDDict(expander->dictionary);
	tc_buf_free(&expander->record);
	free(expander);
}

enum tc_status
tc_expand(struct tc_span *record, struct tc_expander *expander,
    struct tc_span shrunk, struct tc_error *err)
{
	unsigned long long len = ZSTD_getFrameContentSize(shrunk.s, shrunk.len);
	size_t got;
	char *to;

	*record = (struct tc_span){"", 0};
	/* Numbers for what is not known or wrong are beyond the limit, too. */
	if (len > RECORD_MAX)
		return tc_fail(err, TC_CORRUPT, "a record is damaged");
	tc_buf_clear(&expander->record);
	if ((to = tc_buf_reserve(&expander->record, (size_t)len)) == NULL)
		return tc_buf_check(&expander->record, err);
	got = ZSTD_decompress_usingDDict(expander->context, to, (size_t)len,
	    shrunk.s, shrunk.len, expander->dictionary);
	if (ZSTD_isError(got) &&
	    ZSTD_getErrorCode(got) == ZSTD_error_memory_allocation)
		return tc_fail(err, TC_NOMEM, "out of memory");
	if (got != len)
		return tc_fail(err, TC_CORRUPT, "a record is damaged");
	*record = (struct tc_span){to, (size_t)len};
	return TC_OK;
}
