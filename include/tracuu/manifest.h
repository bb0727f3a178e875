/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The manifest of a generation: what it should be, to hold it against. */
#ifndef TC_MANIFEST_H
#define TC_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/buf.h>
#include <tracuu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Xapian's glass has six tables and the file that ties them together. */
#define TC_TABLES_MAX 12

#define TC_SHA256_HEX 64

/* A file of a generation. sha256 is "" while the generation is written to. */
struct tc_table {
	char name[32];
	uint64_t size;
	char sha256[TC_SHA256_HEX + 1];
};

/*
 * A plain value. A sealed manifest says what the generation is to the last
 * byte. While a run writes to it, it is not sealed: the tables are at least as
 * long as it says. So it stays when the run is killed, until the next one.
 */
struct tc_manifest {
	bool sealed;
	char schema[16], analyser[64], xapian[32];
	uint32_t documents;
	uint64_t revision; /* Xapian's count of commits */
	struct tc_table table[TC_TABLES_MAX];
	size_t n;
};

/*
 * Look at the generation in directory path and make its manifest; sealing reads
 * all of its files. TC_IO, TC_CORRUPT, TC_NOTFOUND.
 */
enum tc_status tc_manifest_make(struct tc_manifest *manifest, const char *path,
    bool sealed, struct tc_error *err);

/* Replace the manifest in directory path, for good. TC_IO, TC_FULL. */
enum tc_status tc_manifest_write(
    const struct tc_manifest *manifest, const char *path, struct tc_error *err);

/*
 * Read the manifest in directory path. TC_NOTFOUND, TC_IO, TC_CORRUPT when it
 * is not what was written, TC_VERSION when an earlier tracuu wrote it.
 */
enum tc_status tc_manifest_read(
    struct tc_manifest *manifest, const char *path, struct tc_error *err);

/*
 * Are the tables there, can they be read, and are they long enough? Costs some
 * system calls. TC_CORRUPT, TC_IO; the text names the first that is not.
 */
enum tc_status tc_manifest_tables(
    const struct tc_manifest *manifest, const char *path, struct tc_error *err);

/* Is a table, to the last byte, what a sealed manifest says? TC_CORRUPT, TC_IO.
 */
enum tc_status tc_manifest_verify(
    const struct tc_table *table, const char *path, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
