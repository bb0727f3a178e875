/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names in the index: terms, values, and what errors mean. */
#include <tracuu/index.h>

#include <errno.h>
#include <nettle/sha2.h>
#include <string.h>

/* A long id keeps so many bytes before its hash. */
#define ID_KEPT 200
#define ID_HASH_BYTES 12

void
tc_index_id_term(const char *id, size_t len, struct tc_buf *out)
{
	struct sha256_ctx sha;
	uint8_t digest[ID_HASH_BYTES];
	size_t i;

	tc_buf_puts(out, TC_PREFIX_ID);
	if (len < XAPIAN_TERM_MAX) {
		tc_buf_put(out, id, len);
		return;
	}
	tc_buf_put(out, id, ID_KEPT);
	sha256_init(&sha);
	sha256_update(&sha, len, (const uint8_t *)id);
	sha256_digest(&sha, sizeof(digest), digest);
	tc_buf_putc(out, '#');
	for (i = 0; i < sizeof(digest); i++)
		tc_buf_printf(out, "%02x", digest[i]);
}

#define ORDER_BYTES 4

void
tc_index_order_value(
    const char *date, const char *id, size_t id_len, struct tc_buf *out)
{
	/* No date is 0 minutes: the largest value, so the last. */
	uint32_t order = UINT32_MAX - tc_date_minutes(date, false);
	int shift;

	for (shift = 24; shift >= 0; shift -= 8)
		tc_buf_putc(out, (char)(order >> shift & 0xFF));
	tc_buf_put(out, id, id_len);
}

uint32_t
tc_index_order_minutes(const char *value, size_t len)
{
	uint32_t order = 0;
	size_t i;

	for (i = 0; i < ORDER_BYTES && i < len; i++)
		order = order << 8 | (unsigned char)value[i];
	return len >= ORDER_BYTES ? UINT32_MAX - order : 0;
}

const char *
tc_index_order_id(const char *value, size_t len, size_t *id_len)
{
	*id_len = len > ORDER_BYTES ? len - ORDER_BYTES : 0;
	return *id_len > 0 ? value + ORDER_BYTES : "";
}

static enum tc_status
status_of(const struct xapian_error *why)
{
	if (why->system_error == ENOSPC || why->system_error == EDQUOT ||
	    why->system_error == EFBIG ||
	    strstr(why->message, strerror(ENOSPC)) != NULL)
		return TC_FULL;
	switch (why->status) {
	case XAPIAN_NO_MEMORY:
		return TC_NOMEM;
	case XAPIAN_NO_DATABASE:
	case XAPIAN_NO_DOCUMENT:
		return TC_NOTFOUND;
	case XAPIAN_LOCKED:
		return TC_LOCKED;
	case XAPIAN_MODIFIED:
		return TC_CHANGED;
	case XAPIAN_CORRUPT:
	case XAPIAN_BAD_VERSION:
	case XAPIAN_SERIALISATION:
		return TC_CORRUPT;
	case XAPIAN_TERM_TOO_LONG:
	case XAPIAN_INVALID_ARGUMENT:
	case XAPIAN_INVALID_OPERATION:
	case XAPIAN_UNKNOWN:
	case XAPIAN_INTERNAL:
		return TC_INTERNAL;
	default:
		return TC_IO;
	}
}

enum xapian_status
tc_index_no_memory(struct xapian_error *why)
{
	if (why != NULL)
		*why = (struct xapian_error){.status = XAPIAN_NO_MEMORY,
		    .type = "",
		    .message = "out of memory"};
	return XAPIAN_NO_MEMORY;
}

enum tc_status
tc_index_fail(
    struct tc_error *err, const struct xapian_error *why, const char *what)
{
	return tc_fail(err, status_of(why), "%s: %s", what, why->message);
}
