/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Says what state an index is in, and reads it all the while, for the fault
 * tests. Their documents have a number "seq" from 1 in the order of their feed
 * and the version "pb" of that feed, both among their further fields, and the
 * version as a word in their text. Since an indexer writes in the order of the
 * feed, a state of the index is: the first p documents have one version, the
 * rest the version before.
 *
 *	witness feed N VERSION WORDS    print a feed of N documents of so many
 *	                                words
 *	witness stamp VERSION           give the records of a feed (stdin) seq,
 *	                                pb, and the word
 *	witness state DB N [begun]      print "VERSION P"; 0 0 for no index.
 *	                                Exit status 1: it is no such state.
 *	                                begun: the rest may be missing, as when
 *	                                the feed of a new index broke off
 *	witness search DB N COUNT STOP  search so often, print "reached", and
 *	                                search on until the file STOP is there;
 *	                                exit status 1 when a search fails or is
 *	                                answered from two states
 */
#include <err.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/query.h>
#include <unistd.h>

/* A word in every document, and one that only document seq has. */
#define COMMON "chungnhau"

/* How many hits a search reads. */
#define HITS 20

struct witness {
	struct tc_index *index;
	struct tc_search *search;
	uint32_t n;
	uint64_t random;
	uint32_t newest; /* version that was seen */
	struct tc_document document;
};

/* xorshift64 (Marsaglia 2003). */
static uint32_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

/* A number as a word of letters only: 120 is "x" + "bca". */
static void
put_word(char *out, size_t size, char first, uint32_t number)
{
	char digits[16];
	size_t i;

	snprintf(digits, sizeof(digits), "%" PRIu32, number);
	for (i = 0; digits[i] != '\0'; i++)
		digits[i] = (char)(digits[i] - '0' + 'a');
	snprintf(out, size, "%cq%s", first, digits);
}

static int
print_feed(uint32_t n, uint32_t version, uint32_t words)
{
	char mark[32], own[32], word[32];
	uint64_t random = 88172645463325252u + version;
	uint32_t i, k;

	put_word(mark, sizeof(mark), 'v', version);
	for (i = 1; i <= n; i++) {
		put_word(own, sizeof(own), 'r', i);
		printf("{\"id\":\"d%06" PRIu32 "\",\"seq\":%" PRIu32
		       ",\"pb\":%" PRIu32 ",\"title\":\"Tài liệu %s\","
		       "\"text\":\"%s " COMMON " %s",
		    i, i, version, own, mark, own);
		for (k = 0; k < words; k++) {
			put_word(word, sizeof(word), 'w',
			    next_random(&random) % 5000);
			printf("%s%s", k % 12 == 11 ? ". " : " ", word);
		}
		puts("\"}");
	}
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

static int
stamp_feed(uint32_t version)
{
	char *line = NULL, mark[32], own[32];
	uint32_t seq = 0;
	size_t cap = 0;
	json_t *record;
	const char *text;

	put_word(mark, sizeof(mark), 'v', version);
	while (getline(&line, &cap, stdin) >= 0) {
		if ((record = json_loads(line, 0, NULL)) == NULL)
			continue;
		put_word(own, sizeof(own), 'r', ++seq);
		text = json_string_value(json_object_get(record, "text"));
		json_object_set_new(record, "seq", json_integer(seq));
		json_object_set_new(record, "pb", json_integer(version));
		json_object_set_new(record, "text",
		    json_sprintf("%s " COMMON " %s %s", mark, own,
			text != NULL ? text : ""));
		json_dumpf(record, stdout, JSON_COMPACT);
		putchar('\n');
		json_decref(record);
	}
	free(line);
	return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* What a record says of itself; false when it is none of these documents. */
static bool
read_stamp(const struct tc_document *document, uint32_t *seq, uint32_t *version)
{
	json_t *extra =
	    json_loads(tc_document_str(document, TC_FIELD_EXTRA), 0, NULL);
	json_int_t s = 0, v = 0;
	char mark[32];
	const char *text = tc_document_str(document, TC_FIELD_TEXT);

	if (extra != NULL)
		json_unpack(extra, "{s:I, s:I}", "seq", &s, "pb", &v);
	json_decref(extra);
	*seq = (uint32_t)s;
	*version = (uint32_t)v;
	put_word(mark, sizeof(mark), 'v', *version);
	return s > 0 && v > 0 && strncmp(text, mark, strlen(mark)) == 0;
}

/* The documents of one version among those of an answer. */
struct group {
	uint32_t version, first, last, n; /* first and last by seq */
};

/* At most two versions, as one state has them. */
struct spread {
	struct group group[2];
};

static struct group *
group_of(struct spread *spread, uint32_t version)
{
	size_t i;

	for (i = 0; i < 2; i++) {
		if (spread->group[i].n == 0 ||
		    spread->group[i].version == version)
			return &spread->group[i];
	}
	return NULL;
}

/* The group of the newer version, or the only one. */
static const struct group *
newer_group(const struct spread *spread)
{
	return &spread->group[spread->group[1].n > 0 &&
	    spread->group[1].version > spread->group[0].version];
}

static enum tc_status
spread_add(
    struct spread *spread, uint32_t seq, uint32_t version, struct tc_error *err)
{
	struct group *group = group_of(spread, version);
	const struct group *newer, *older;

	if (group == NULL)
		return tc_fail(err, TC_CORRUPT,
		    "version %" PRIu32 " beside %" PRIu32 " and %" PRIu32,
		    version, spread->group[0].version,
		    spread->group[1].version);
	if (group->n == 0)
		*group = (struct group){version, seq, seq, 0};
	group->n++;
	group->first = seq < group->first ? seq : group->first;
	group->last = seq > group->last ? seq : group->last;
	if (spread->group[1].n == 0)
		return TC_OK;
	newer = newer_group(spread);
	older = &spread->group[newer == &spread->group[0]];
	if (newer->version == older->version + 1 && newer->last < older->first)
		return TC_OK;
	return tc_fail(err, TC_CORRUPT,
	    "document %" PRIu32 " has version %" PRIu32 ", document %" PRIu32
	    " version %" PRIu32,
	    older->first, older->version, newer->last, newer->version);
}

/*
 * The state of the whole index
 */

struct all {
	struct witness *witness;
	struct spread spread;
	uint32_t n;
	bool *seen;
};

/* A tc_known_fn. */
static enum tc_status
see_document(void *arg, const char *id, size_t len, const char *source,
    const char *state, size_t state_len, struct tc_error *err)
{
	struct all *all = arg;
	struct witness *witness = all->witness;
	enum tc_status status;
	uint32_t docid, seq, version;

	(void)source;
	(void)state;
	(void)state_len;
	status = tc_index_find(&docid, witness->index, id, len, err);
	tc_document_clear(&witness->document);
	if (status == TC_OK)
		status = tc_index_document(
		    witness->index, docid, &witness->document, err);
	if (status != TC_OK)
		return status;
	if (!read_stamp(&witness->document, &seq, &version) ||
	    seq > witness->n || all->seen[seq])
		return tc_fail(
		    err, TC_CORRUPT, "%.*s: not its record", (int)len, id);
	all->seen[seq] = true;
	all->n++;
	return spread_add(&all->spread, seq, version, err);
}

static enum tc_status
see_all(void *arg, struct tc_error *err)
{
	struct all *all = arg;

	all->n = 0;
	memset(&all->spread, 0, sizeof(all->spread));
	memset(all->seen, 0, all->witness->n + 1);
	return tc_index_known(all->witness->index, see_document, all, err);
}

/* Is every document there, or as it may be, a part of them from the first? */
static bool
is_complete(const struct all *all, bool begun)
{
	const struct group *group = &all->spread.group[0];

	if (all->n == all->witness->n)
		return true;
	return begun && all->spread.group[1].n == 0 && group->first == 1 &&
	    group->last == all->n;
}

static int
print_state(const char *db, uint32_t n, bool begun)
{
	struct witness witness = {.n = n};
	struct all all = {.witness = &witness};
	struct tc_error error;
	enum tc_status status;
	unsigned live;

	if (tc_layout_live(&live, db, &error) == TC_OK && live == 0) {
		puts("0 0");
		return EXIT_SUCCESS;
	}
	tc_document_init(&witness.document);
	if ((all.seen = calloc(n + 1, sizeof(bool))) == NULL)
		err(EXIT_FAILURE, "memory");
	status = tc_index_open(&witness.index, db, &error);
	if (status == TC_OK)
		status = tc_index_answer(witness.index, see_all, &all, &error);
	if (status == TC_OK && !is_complete(&all, begun))
		status = tc_fail(&error, TC_CORRUPT,
		    "%" PRIu32 " documents, not %" PRIu32, all.n, n);
	if (status != TC_OK)
		warnx("%s", error.text);
	else
		printf("%" PRIu32 " %" PRIu32 "\n",
		    newer_group(&all.spread)->version,
		    newer_group(&all.spread)->n);
	free(all.seen);
	tc_document_free(&witness.document);
	tc_index_free(witness.index);
	return status == TC_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

/*
 * Searching
 */

struct request {
	struct witness *witness;
	char query[64];
	char must_have[32]; /* in the text of every hit */
	uint64_t want;	    /* documents, 0: not known */
	struct tc_search_options options;
	struct spread spread;
};

static enum tc_status
check_hit(
    struct request *request, const struct tc_hit *hit, struct tc_error *err)
{
	struct witness *witness = request->witness;
	enum tc_status status;
	uint32_t seq, version;

	tc_document_clear(&witness->document);
	status = tc_index_document(
	    witness->index, hit->docid, &witness->document, err);
	if (status != TC_OK)
		return status;
	if (!read_stamp(&witness->document, &seq, &version) ||
	    strcmp(tc_document_str(&witness->document, TC_FIELD_ID), hit->id) !=
		0 ||
	    strcasestr(tc_document_str(&witness->document, TC_FIELD_TEXT),
		request->must_have) == NULL)
		return tc_fail(err, TC_CORRUPT,
		    "%s: the record of %s is of another state", request->query,
		    hit->id);
	if (version > witness->newest)
		witness->newest = version;
	return spread_add(&request->spread, seq, version, err);
}

static enum tc_status
check_results(struct request *request, const struct tc_results *results,
    struct tc_error *err)
{
	enum tc_status status = TC_OK;
	size_t i;

	if (request->want != 0 && results->total != request->want)
		return tc_fail(err, TC_CORRUPT,
		    "%s: %" PRIu64 " documents, not %" PRIu64, request->query,
		    results->total, request->want);
	for (i = 0; i < results->n && status == TC_OK; i++)
		status = check_hit(request, &results->hits[i], err);
	return status;
}

/* A tc_answer_fn. */
static enum tc_status
answer(void *arg, struct tc_error *err)
{
	struct request *request = arg;
	struct witness *witness = request->witness;
	struct tc_results results = {0};
	struct tc_parsed parsed;
	enum tc_status status;

	memset(&request->spread, 0, sizeof(request->spread));
	status = tc_search_parse(witness->search, &parsed, request->query,
	    strlen(request->query), true, err);
	if (status != TC_OK)
		return status;
	status = tc_search_run(
	    witness->search, &parsed, &request->options, &results, err);
	if (status == TC_OK)
		status = check_results(request, &results, err);
	tc_results_free(&results);
	tc_parsed_free(&parsed);
	return status;
}

static void
choose(struct request *request, struct witness *witness)
{
	uint32_t random = next_random(&witness->random);

	memset(request, 0, sizeof(*request));
	request->witness = witness;
	request->options.limit = HITS;
	request->options.count_up_to = SIZE_MAX;
	/* What finds thousands costs a hundred times what finds one. */
	switch (random % 20) {
	case 0: /* every document, somewhere in the list of all */
		request->want = witness->n;
		request->options.offset =
		    next_random(&witness->random) % witness->n;
		break;
	case 1:
		memcpy(request->query, COMMON, sizeof(COMMON));
		memcpy(request->must_have, COMMON, sizeof(COMMON));
		request->options.count_up_to = 1000;
		break;
	case 2: /* one version */
		put_word(request->query, sizeof(request->must_have), 'v',
		    witness->newest + random / 20 % 2);
		memcpy(request->must_have, request->query,
		    sizeof(request->must_have));
		break;
	default: /* one document */
		put_word(request->query, sizeof(request->must_have), 'r',
		    next_random(&witness->random) % witness->n + 1);
		memcpy(request->must_have, request->query,
		    sizeof(request->must_have));
		request->want = 1;
	}
}

static bool
is_over(uint32_t done, uint32_t count, const char *stop)
{
	return done >= count && access(stop, F_OK) == 0;
}

static int
search_all(const char *db, uint32_t n, uint32_t count, const char *stop)
{
	struct witness witness = {
	    .n = n, .random = 88172645463325252u ^ ((uint64_t)getpid() << 20)};
	enum tc_status status;
	struct request request;
	struct tc_error error;
	uint32_t done = 0;

	tc_document_init(&witness.document);
	if ((status = tc_index_open(&witness.index, db, &error)) == TC_OK)
		status = tc_search_new(&witness.search, witness.index, &error);
	while (status == TC_OK && !is_over(done, count, stop)) {
		choose(&request, &witness);
		status =
		    tc_index_answer(witness.index, answer, &request, &error);
		if (++done == count) {
			puts("reached");
			fflush(stdout);
		}
	}
	if (status != TC_OK)
		warnx("search %" PRIu32 ": %s", done, error.text);
	printf("%" PRIu32 " searches\n", done);
	tc_search_free(witness.search);
	tc_document_free(&witness.document);
	tc_index_free(witness.index);
	return status == TC_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}

static uint32_t
number(const char *s)
{
	return (uint32_t)strtoul(s, NULL, 10);
}

int
main(int argc, char **argv)
{
	const char *what = argc > 2 ? argv[1] : "";

	if (strcmp(what, "feed") == 0 && argc == 5)
		return print_feed(
		    number(argv[2]), number(argv[3]), number(argv[4]));
	if (strcmp(what, "stamp") == 0 && argc == 3)
		return stamp_feed(number(argv[2]));
	if (strcmp(what, "state") == 0 && argc == 4)
		return print_state(argv[2], number(argv[3]), false);
	if (strcmp(what, "state") == 0 && argc == 5 &&
	    strcmp(argv[4], "begun") == 0)
		return print_state(argv[2], number(argv[3]), true);
	if (strcmp(what, "search") == 0 && argc == 6)
		return search_all(
		    argv[2], number(argv[3]), number(argv[4]), argv[5]);
	fputs("usage: witness feed N VERSION WORDS | stamp VERSION |\n"
	      "       state DB N [begun] | search DB N COUNT STOP\n",
	    stderr);
	return 2;
}
