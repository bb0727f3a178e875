/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Exceptions into statuses, and statuses into words. */

#include "internal.h"

#include <algorithm>
#include <cstring>

using namespace xapian_c;

const char *
xapian_status_name(enum xapian_status status) noexcept
{
	/* clang-format off */
	static const char *const name[] = {
		"XAPIAN_OK",
		"XAPIAN_DONE",
		"XAPIAN_NO_DATABASE",
		"XAPIAN_NO_DOCUMENT",
		"XAPIAN_LOCKED",
		"XAPIAN_MODIFIED",
		"XAPIAN_CORRUPT",
		"XAPIAN_OPENING",
		"XAPIAN_CREATE",
		"XAPIAN_CLOSED",
		"XAPIAN_BAD_VERSION",
		"XAPIAN_DATABASE",
		"XAPIAN_NETWORK",
		"XAPIAN_NETWORK_TIMEOUT",
		"XAPIAN_INVALID_ARGUMENT",
		"XAPIAN_INVALID_OPERATION",
		"XAPIAN_TERM_TOO_LONG",
		"XAPIAN_WILDCARD",
		"XAPIAN_UNIMPLEMENTED",
		"XAPIAN_UNAVAILABLE",
		"XAPIAN_RANGE",
		"XAPIAN_QUERY_PARSER",
		"XAPIAN_SERIALISATION",
		"XAPIAN_ABORTED",
		"XAPIAN_NO_MEMORY",
		"XAPIAN_INTERNAL",
		"XAPIAN_UNKNOWN",
	};
	/* clang-format on */
	static_assert(sizeof(name) / sizeof(*name) == XAPIAN_UNKNOWN + 1,
	    "each status has a name");

	if (status < XAPIAN_OK || status > XAPIAN_UNKNOWN)
		status = XAPIAN_UNKNOWN;
	return name[status];
}

/* How many of the len bytes at s can be kept without cutting a character. */
static size_t
whole_characters(const char *s, size_t len)
{
	while (len > 0 && (s[len] & 0xc0) == 0x80)
		len--;
	return len;
}

/* Append to the message what there is room for. Is that all? */
static bool
append(struct xapian_error *err, const char *s, size_t len)
{
	size_t have = strlen(err->message);
	size_t room = sizeof(err->message) - 1 - have;
	size_t take = len <= room ? len : whole_characters(s, room);

	memcpy(err->message + have, s, take);
	err->message[have + take] = '\0';
	return take == len;
}

static enum xapian_status
fail(struct xapian_error *err, enum xapian_status status, const char *type,
    const char *message)
{
	if (err != nullptr) {
		err->status = status;
		err->system_error = 0;
		err->type = type;
		err->message[0] = '\0';
		append(err, message, strlen(message));
	}
	return status;
}

/* The errno that text describes. Xapian knows it, but shows only the text. */
static int
errno_of(const char *text)
{
	for (int e = 1; e < 256; e++)
		if (strcmp(strerror(e), text) == 0)
			return e;
	return 0;
}

/* "What happened (where): what the system said". */
static enum xapian_status
fail(
    struct xapian_error *err, enum xapian_status status, const Xapian::Error &e)
{
	const std::string &what = e.get_msg();
	const std::string &where = e.get_context();
	const char *system = e.get_error_string(); /* made now: may throw */
	bool fits;

	if (err == nullptr)
		return status;
	fail(err, status, e.get_type(), "");
	fits = append(err, what.data(), what.size());
	if (fits && !where.empty())
		fits = append(err, " (", 2) &&
		    append(err, where.data(), where.size()) &&
		    append(err, ")", 1);
	if (system != nullptr) {
		err->system_error = errno_of(system);
		if (fits && append(err, ": ", 2))
			append(err, system, strlen(system));
	}
	return status;
}

/* The status for the Xapian::DatabaseError being handled. */
static enum xapian_status
database_status()
{
	try {
		throw;
	} catch (const Xapian::DatabaseNotFoundError &) {
		return XAPIAN_NO_DATABASE;
	} catch (const Xapian::DatabaseVersionError &) {
		return XAPIAN_BAD_VERSION;
	} catch (const Xapian::DatabaseOpeningError &) {
		return XAPIAN_OPENING;
	} catch (const Xapian::DatabaseCorruptError &) {
		return XAPIAN_CORRUPT;
	} catch (const Xapian::DatabaseCreateError &) {
		return XAPIAN_CREATE;
	} catch (const Xapian::DatabaseLockError &) {
		return XAPIAN_LOCKED;
	} catch (const Xapian::DatabaseModifiedError &) {
		return XAPIAN_MODIFIED;
	} catch (const Xapian::DatabaseClosedError &) {
		return XAPIAN_CLOSED;
	} catch (...) {
		return XAPIAN_DATABASE;
	}
}

/* The status for another Xapian::RuntimeError being handled. */
static enum xapian_status
runtime_status()
{
	try {
		throw;
	} catch (const Xapian::DocNotFoundError &) {
		return XAPIAN_NO_DOCUMENT;
	} catch (const Xapian::NetworkTimeoutError &) {
		return XAPIAN_NETWORK_TIMEOUT;
	} catch (const Xapian::NetworkError &) {
		return XAPIAN_NETWORK;
	} catch (const Xapian::WildcardError &) {
		return XAPIAN_WILDCARD;
	} catch (const Xapian::RangeError &) {
		return XAPIAN_RANGE;
	} catch (const Xapian::QueryParserError &) {
		return XAPIAN_QUERY_PARSER;
	} catch (const Xapian::SerialisationError &) {
		return XAPIAN_SERIALISATION;
	} catch (const Xapian::FeatureUnavailableError &) {
		return XAPIAN_UNAVAILABLE;
	} catch (const Xapian::InternalError &) {
		return XAPIAN_INTERNAL;
	} catch (...) {
		return XAPIAN_UNKNOWN;
	}
}

/* The status for the Xapian::LogicError being handled. */
static enum xapian_status
logic_status()
{
	try {
		throw;
	} catch (const term_too_long &) {
		return XAPIAN_TERM_TOO_LONG;
	} catch (const Xapian::InvalidArgumentError &e) {
		/* From a document that never came by check_term(). */
		if (e.get_msg().compare(0, 13, "Term too long") == 0)
			return XAPIAN_TERM_TOO_LONG;
		return XAPIAN_INVALID_ARGUMENT;
	} catch (const Xapian::InvalidOperationError &) {
		return XAPIAN_INVALID_OPERATION;
	} catch (const Xapian::UnimplementedError &) {
		return XAPIAN_UNIMPLEMENTED;
	} catch (const Xapian::AssertionError &) {
		return XAPIAN_INTERNAL;
	} catch (...) {
		return XAPIAN_UNKNOWN;
	}
}

/*
 * translate(), but for the memory that telling takes. The most derived come
 * first: a clause also catches what derives from its class.
 */
static enum xapian_status
describe(struct xapian_error *err)
{
	try {
		throw;
	} catch (const Xapian::DatabaseError &e) {
		return fail(err, database_status(), e);
	} catch (const Xapian::RuntimeError &e) {
		return fail(err, runtime_status(), e);
	} catch (const Xapian::LogicError &e) {
		return fail(err, logic_status(), e);
	} catch (const Xapian::Error &e) {
		return fail(err, XAPIAN_UNKNOWN, e);
	} catch (const aborted &) {
		return fail(err, XAPIAN_ABORTED, "aborted",
		    "A callback ended the call");
	} catch (const std::bad_alloc &) {
		return fail(
		    err, XAPIAN_NO_MEMORY, "std::bad_alloc", "Out of memory");
	} catch (const std::exception &e) {
		return fail(err, XAPIAN_UNKNOWN, "std::exception", e.what());
	} catch (...) {
		return fail(err, XAPIAN_UNKNOWN, "unknown",
		    "An exception of an unknown type");
	}
}

enum xapian_status
xapian_c::translate(struct xapian_error *err) noexcept
{
	try {
		return describe(err);
	} catch (...) {
		return fail(err, XAPIAN_NO_MEMORY, "std::bad_alloc",
		    "Out of memory, for an error message, too");
	}
}

/* Glass sorts keys as bytes and marks a NUL in them with a second byte. */
void
xapian_c::check_term(const char *s, size_t len)
{
	size_t size = len;

	if (len <= XAPIAN_TERM_MAX / 2)
		return;
	if (len <= XAPIAN_TERM_MAX)
		size += size_t(std::count(s, s + len, '\0'));
	if (size > XAPIAN_TERM_MAX)
		throw term_too_long("Term too long (" + std::to_string(size) +
		    " > " + std::to_string(XAPIAN_TERM_MAX) + " bytes)");
}

const char *
xapian_version_string() noexcept
{
	return Xapian::version_string();
}

int
xapian_major_version() noexcept
{
	return Xapian::major_version();
}

int
xapian_minor_version() noexcept
{
	return Xapian::minor_version();
}

int
xapian_revision() noexcept
{
	return Xapian::revision();
}
