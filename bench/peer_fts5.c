/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peer_fts5: the same feeds and queries by SQLite's FTS5, to compare with.
 *
 * It knows nothing of ours. Titles weigh three times as much as texts, and any
 * word of a query may match. With "fold" words lose their marks (but đ keeps
 * its stroke: FTS5 takes it for another letter), with "keep" they keep them.
 */
#include <ctype.h>
#include <err.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zlib.h>

#define EXIT_TROUBLE 2

/* A growing line or expression. */
struct text {
	char *s;
	size_t len, cap;
};

/* No text is stored: content=''. */
#define SCHEMA(diacritics)                                              \
	"CREATE TABLE ids(id TEXT NOT NULL);"                           \
	"CREATE VIRTUAL TABLE docs USING fts5(title, text, content=''," \
	" tokenize=\"unicode61 remove_diacritics " diacritics "\");"    \
	"INSERT INTO docs(docs, rank) VALUES('rank', 'bm25(3.0, 1.0)');"

static const char search[] =
    "SELECT ids.id, docs.rank FROM docs JOIN ids ON ids.rowid = docs.rowid"
    " WHERE docs MATCH ?1 ORDER BY docs.rank LIMIT 100";

static void
put(struct text *text, const char *s, size_t len)
{
	if (text->s == NULL || text->len + len + 1 > text->cap) {
		text->cap = 2 * (text->len + len + 1);
		if ((text->s = realloc(text->s, text->cap)) == NULL)
			errx(EXIT_TROUBLE, "out of memory");
	}
	memcpy(text->s + text->len, s, len);
	text->len += len;
	text->s[text->len] = '\0';
}

/* The next line without its end; false after the last one. */
static bool
next_line(gzFile feed, struct text *line)
{
	char piece[65536];
	size_t len;

	line->len = 0;
	while (gzgets(feed, piece, sizeof(piece)) != NULL) {
		len = strlen(piece);
		put(line, piece, len);
		if (len > 0 && piece[len - 1] == '\n') {
			line->s[--line->len] = '\0';
			return true;
		}
	}
	return line->len > 0;
}

static void
check(sqlite3 *db, int code)
{
	if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
		errx(EXIT_TROUBLE, "%s", sqlite3_errmsg(db));
}

static void
execute(sqlite3 *db, const char *sql)
{
	check(db, sqlite3_exec(db, sql, NULL, NULL, NULL));
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *statement;

	check(db, sqlite3_prepare_v2(db, sql, -1, &statement, NULL));
	return statement;
}

static void
bind(sqlite3 *db, sqlite3_stmt *statement, int i, const char *s, size_t len)
{
	check(db,
	    sqlite3_bind_text(
		statement, i, s != NULL ? s : "", (int)len, SQLITE_STATIC));
}

static void
run_once(sqlite3 *db, sqlite3_stmt *statement)
{
	check(db, sqlite3_step(statement));
	check(db, sqlite3_reset(statement));
}

static void
add_field(struct text *heading, const json_t *record, const char *name)
{
	const json_t *value = json_object_get(record, name);

	if (!json_is_string(value))
		return;
	put(heading, json_string_value(value), json_string_length(value));
	put(heading, "\n", 1);
}

static void
add_record(sqlite3 *db, sqlite3_stmt *ids, sqlite3_stmt *docs,
    const json_t *record, struct text *heading)
{
	const json_t *id = json_object_get(record, "id");
	const json_t *text = json_object_get(record, "text");

	if (!json_is_string(id) || !json_is_string(text))
		errx(EXIT_TROUBLE, "a record without id or text");
	heading->len = 0;
	add_field(heading, record, "title");
	add_field(heading, record, "type");
	add_field(heading, record, "number");
	add_field(heading, record, "document");
	bind(db, ids, 1, json_string_value(id), json_string_length(id));
	run_once(db, ids);
	check(db, sqlite3_bind_int64(docs, 1, sqlite3_last_insert_rowid(db)));
	bind(db, docs, 2, heading->s, heading->len);
	bind(db, docs, 3, json_string_value(text), json_string_length(text));
	run_once(db, docs);
}

static void
index_feed(sqlite3 *db, const char *path, bool fold)
{
	gzFile feed = gzopen(path, "rb");
	struct text line = {0}, heading = {0};
	sqlite3_stmt *ids, *docs;
	json_error_t why;
	json_t *record;

	if (feed == NULL)
		err(EXIT_TROUBLE, "%s", path);
	execute(db, fold ? SCHEMA("2") : SCHEMA("0"));
	ids = prepare(db, "INSERT INTO ids(id) VALUES(?1)");
	docs = prepare(
	    db, "INSERT INTO docs(rowid, title, text) VALUES(?1, ?2, ?3)");
	execute(db, "BEGIN");
	while (next_line(feed, &line)) {
		record = json_loadb(line.s, line.len, 0, &why);
		if (record == NULL)
			errx(EXIT_TROUBLE, "%s: %s", path, why.text);
		add_record(db, ids, docs, record, &heading);
		json_decref(record);
	}
	execute(db, "COMMIT");
	if (gzclose(feed) != Z_OK)
		errx(EXIT_TROUBLE, "%s: cannot read all of it", path);
	sqlite3_finalize(ids);
	sqlite3_finalize(docs);
	free(line.s);
	free(heading.s);
}

static bool
is_word_byte(char c)
{
	return (unsigned char)c >= 0x80 || isalnum((unsigned char)c);
}

/* A query as FTS5 wants it: "word" OR "word". */
static void
make_expression(struct text *out, const char *query)
{
	const char *s = query;
	size_t len;

	out->len = 0;
	put(out, "", 0);
	while (*s != '\0') {
		for (len = 0; is_word_byte(s[len]); len++)
			;
		if (len == 0) {
			s++;
			continue;
		}
		put(out, out->len > 0 ? " OR \"" : "\"", out->len > 0 ? 5 : 1);
		put(out, s, len);
		put(out, "\"", 1);
		s += len;
	}
}

static double
milliseconds_since(const struct timespec *from)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - from->tv_sec) * 1e3 +
	    (double)(now.tv_nsec - from->tv_nsec) / 1e6;
}

/* The run goes to standard output, QID<TAB>MILLISECONDS to standard error. */
static void
answer(sqlite3 *db, sqlite3_stmt *statement, const char *qid, const char *query,
    struct text *expression)
{
	struct timespec begun;
	int code, rank = 0;

	clock_gettime(CLOCK_MONOTONIC, &begun);
	make_expression(expression, query);
	if (expression->len == 0)
		return;
	bind(db, statement, 1, expression->s, expression->len);
	while ((code = sqlite3_step(statement)) == SQLITE_ROW)
		printf("%s Q0 %s %d %.6f fts5\n", qid,
		    (const char *)sqlite3_column_text(statement, 0), ++rank,
		    -sqlite3_column_double(statement, 1));
	check(db, code);
	check(db, sqlite3_reset(statement));
	fprintf(stderr, "%s\t%.3f\n", qid, milliseconds_since(&begun));
}

static void
answer_queries(sqlite3 *db, const char *path)
{
	gzFile queries = gzopen(path, "rb"); /* reads plain files, too */
	sqlite3_stmt *statement = prepare(db, search);
	struct text line = {0}, expression = {0};
	char *tab;

	if (queries == NULL)
		err(EXIT_TROUBLE, "%s", path);
	while (next_line(queries, &line)) {
		if ((tab = strchr(line.s, '\t')) == NULL)
			errx(EXIT_TROUBLE, "%s: no tab in: %s", path, line.s);
		*tab++ = '\0';
		answer(db, statement, line.s, tab, &expression);
	}
	gzclose(queries);
	sqlite3_finalize(statement);
	free(line.s);
	free(expression.s);
}

static sqlite3 *
open_database(const char *path, int flags)
{
	sqlite3 *db;

	if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK)
		errx(EXIT_TROUBLE, "%s: cannot open", path);
	return db;
}

int
main(int argc, char **argv)
{
	sqlite3 *db;

	if (argc == 5 && strcmp(argv[1], "index") == 0 &&
	    (strcmp(argv[4], "fold") == 0 || strcmp(argv[4], "keep") == 0)) {
		db = open_database(
		    argv[2], SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
		index_feed(db, argv[3], strcmp(argv[4], "fold") == 0);
	} else if (argc == 4 && strcmp(argv[1], "query") == 0) {
		db = open_database(argv[2], SQLITE_OPEN_READONLY);
		answer_queries(db, argv[3]);
	} else {
		errx(EXIT_TROUBLE,
		    "usage: peer_fts5 index DB FEED fold|keep,"
		    " peer_fts5 query DB QUERIES");
	}
	check(db, sqlite3_close(db));
	if (fflush(stdout) != 0 || ferror(stdout))
		err(EXIT_TROUBLE, "standard output");
	return 0;
}
