/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Asking an index: parse, plan, search, snippets. */
#ifndef TC_QUERY_H
#define TC_QUERY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <tracuu/abbrev.h>
#include <tracuu/document.h>
#include <tracuu/facets.h>
#include <tracuu/index.h>
#include <tracuu/text.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The longest query in bytes, and in words; what is beyond is not read. */
#define TC_QUERY_MAX 4096
#define TC_QUERY_WORDS_MAX 128

/*
 * One word of a query, or one whole structured token. Structured tokens come
 * whole first, then by their parts, which share its group: a document matches
 * the group by the whole or by all parts. So it is with a mention and the words
 * that it spans. There are none in phrases and unwanted words.
 */
struct tc_query_word {
	enum tc_token_kind kind;
	char folded[TC_TERM_MAX + 1];
	char marks[TC_TERM_MAX + 1]; /* that were typed, see tc_text_marks */
	bool part;		     /* of the structured token before it */
	bool joined;		     /* makes a pair with the word before it */
	bool spans;		     /* a mention of the words up to `to` */
	bool excluded;		     /* -word */
	bool in_phrase;		     /* "inside quotes" */
	bool begins_phrase;	     /* the first word of its phrase */
	bool prefix;		     /* word*: it begins so */
	bool in_title;		     /* tieu_de:word */
	bool strict;	 /* an operator asks for it: no rung goes without */
	size_t from, to; /* in the cleaned query */
};

/* Where something is looked for; man/tracuu-syntax.7 has the names. */
enum tc_query_field {
	TC_QUERY_ANYWHERE,
	TC_QUERY_TITLE,
	TC_QUERY_NUMBER,
	TC_QUERY_TYPE,
	TC_QUERY_ISSUER,
	TC_QUERY_SIGNER,
	TC_QUERY_TERM,
	TC_QUERY_TOPIC,
	TC_QUERY_DATE
};

enum tc_node_kind {
	TC_NODE_ALL,  /* all children that are no TC_NODE_NOT, and not those */
	TC_NODE_ANY,  /* at least one child */
	TC_NODE_NOT,  /* not its one child */
	TC_NODE_NEAR, /* words and phrases, near one another */
	TC_NODE_WORDS,
	TC_NODE_PHRASE,
	TC_NODE_FIELD /* a field has this value */
};

/* There is no such node. */
#define TC_NODE_NONE ((size_t)-1)

/* "29/6/2020" of a date that a query asks for, at most "2020-06-29". */
#define TC_QUERY_DAY 11

/*
 * A node of the tree that a query is read as. Its children are linked by next,
 * in the order in which they were typed.
 */
struct tc_query_node {
	enum tc_node_kind kind;
	enum tc_query_field field; /* of words and phrases the title, or any */
	bool excluded;		   /* below an odd number of TC_NODE_NOT */
	bool prefix;		   /* of words: one that goes on, word* */
	size_t from, to;	   /* in the cleaned query, of a leaf; values */
	size_t first, n;	   /* words of words and phrases */
	unsigned distance; /* TC_NODE_NEAR's children but the first: words that
			      may lie between it and the one before */
	char since[TC_QUERY_DAY], until[TC_QUERY_DAY]; /* normal dates or "" */
	size_t child, next;
	size_t more; /* of words: the leaf with those that stand beside its
			own; n counts these, too. from and to are its own */
};

/* What could not be done as it was asked. */
enum tc_note_kind {
	TC_NOTE_NEAR,	/* NEAR/of looks at n words */
	TC_NOTE_WORDS,	/* word* is n of as many words as `of`, or of more */
	TC_NOTE_WIDE,	/* in very many documents: only the rarest words rank */
	TC_NOTE_NEWEST, /* "mới nhất" was read as that newer ones go first */
	TC_NOTE_TIME, /* `word` was read as that those of that time go first */
	/* Of numbers of documents, `word`: */
	TC_NOTE_NO_NUMBER,   /* no document has it, n cite it; more: something
				else is found */
	TC_NOTE_OTHER_TYPE,  /* documents of other types than that asked for
				have it */
	TC_NOTE_OTHER_DAY,   /* so have those of other days or years */
	TC_NOTE_FILTERED_OUT /* so have documents that the filters leave out */
};

struct tc_note {
	enum tc_note_kind kind;
	char word[TC_TERM_MAX + 1]; /* as it was typed; "" for none */
	size_t n, of;
	bool more;
};

/* No more are told. */
#define TC_NOTES_MAX 8

struct tc_notes {
	struct tc_note at[TC_NOTES_MAX];
	size_t n;
};

/* Append a note as a sentence, in the language of whoever reads it. */
void tc_note_say(const struct tc_note *note, struct tc_buf *out);

/* A query that was read. A plain value but for what it points to. */
struct tc_parsed {
	struct tc_buf clean; /* what is searched for, cleaned */
	struct tc_buf typed; /* as it was typed, when that is not clean */
	struct tc_query_word *words;
	size_t n;
	struct tc_query_node *nodes;
	size_t nodes_n;
	size_t root; /* TC_NODE_ALL */
	struct tc_notes notes;
	bool cut;      /* it was too long: the rest was not read */
	bool decoded;  /* typed has keys of an input method */
	bool repaired; /* typed has mistakes that clean has not */
	bool newest; /* typed ends in "mới nhất": newer documents go first */
	/* Where it ends in a time, "năm ngoái": normal dates of that, or "". */
	char since[TC_QUERY_DAY], until[TC_QUERY_DAY];
};

/*
 * Read a query; any bytes are one. Words are wanted, "phrases" are wanted as
 * they stand, -word is unwanted, and so on: man/tracuu-syntax.7. What is no
 * syntax is words. On TC_OK the caller frees it. TC_NOMEM.
 */
enum tc_status tc_parse(struct tc_parsed *parsed, const char *query, size_t len,
    struct tc_analyser *analyser, struct tc_error *err);
void tc_parsed_free(struct tc_parsed *parsed);

/* Does the query have more than words: an operator, a phrase, a field? */
bool tc_query_has_syntax(const struct tc_parsed *parsed);

/*
 * Append the tree as a query that is read as the same tree: "thuê đất OR giao
 * đất -(a OR b)". Words that would be syntax there stand in braces. Failure is
 * remembered by out.
 */
void tc_query_print(const struct tc_parsed *parsed, struct tc_buf *out);

/* The last of the words before i that is no mention, or NULL. Borrowed. */
const struct tc_query_word *
tc_query_before(const struct tc_parsed *parsed, size_t i);

enum tc_sort { TC_SORT_RELEVANCE, TC_SORT_NEWEST, TC_SORT_OLDEST };

/* What is asked of a facet, in any spelling. */
struct tc_filter_values {
	const char **at;
	size_t n;
};

/* Filters: OR inside one, AND between them. */
struct tc_filters {
	struct tc_filter_values facets[TC_FACET_COUNT];
	const char *from, *to; /* normal dates, or NULL */
};

/* What the model of the second stage looks at: query/feature.h. */
typedef void (*tc_features_fn)(void *arg, const char *id,
    const double *features, size_t n, bool with_text);

/*
 * Parts of the ranking. One by one they can be left out, to measure what each
 * is worth: bench/RANKING.md.
 */
enum tc_part {
	TC_PART_PAIRS,	    /* pairs of words rank */
	TC_PART_MEANT,	    /* spellings that are not meant do not rank */
	TC_PART_MENTIONS,   /* whole numbers and dates rank */
	TC_PART_ABBREVS,    /* what abbreviations stand for */
	TC_PART_INTENTS,    /* type, year, term of office that a topic names */
	TC_PART_NUMBERS,    /* a document's own number goes first */
	TC_PART_CANDIDATES, /* a budget of postings for a question's */
	TC_PART_COMMON,	    /* common words are looked up in the best hits */
	TC_PART_NAMES,	    /* a title that is the query goes first */
	TC_PART_HEADINGS,   /* the model of headings */
	TC_PART_TEXTS,	    /* the model of texts */
	TC_PART_RECENCY,    /* newer news before older */
	TC_PART_COUNT
};

#define TC_PART_BIT(part) (1u << (part))

/* The second stage of questions. */
#define TC_PARTS_SECOND \
	(TC_PART_BIT(TC_PART_HEADINGS) | TC_PART_BIT(TC_PART_TEXTS))

/* Its name in options, such as "pairs"; static. */
const char *tc_part_name(enum tc_part part);

/* The part of that name, TC_PART_COUNT when there is none. */
enum tc_part tc_part_of_name(const char *name);

struct tc_search_options {
	struct tc_filters filters;
	enum tc_sort sort;
	size_t offset, limit;
	bool explain; /* fill the explanation of the results */
	bool literal; /* decode no keys */
	const struct tc_abbrevs *abbrevs; /* NULL: expand and shorten nothing */
	bool exact_marks; /* only words with the very marks that were typed */
	unsigned without; /* bits of parts of the ranking to be left out */
	bool collapse;	  /* list near duplicates with the first of them only;
			     offset and limit then count those */
	/* Told of the features of hits, for fitting the model; or NULL. */
	tc_features_fn told;
	void *told_arg;
	/* Matches that are counted one by one before the total is "about":
	 * SIZE_MAX counts them all. */
	size_t count_up_to;
	/* Count facets: so many values of each at most; 0: none. Of more
	 * matches than facets_up_to so many are looked at. */
	size_t facet_values;
	size_t facets_up_to;
	/* Queries that may have been meant are looked for, so many at most. */
	size_t corrections;
	/* Where nothing meets all of the query, smaller ones that something
	 * does, so many at most. */
	size_t fewer;
};

/*
 * How much of the query a document had to meet. The ladder goes down while
 * fewer than TC_FEW documents match; in the order of dates, while none does.
 */
enum tc_rung {
	TC_RUNG_ALL,	/* all words, with at least the marks typed */
	TC_RUNG_FOLDED, /* all words, whatever their marks */
	TC_RUNG_SOME	/* some word or pair that tells documents apart */
};

#define TC_FEW 10

/* Queries of more words than this begin at TC_RUNG_SOME: they are questions. */
#define TC_ALL_WORDS_MAX 8

struct tc_hit {
	uint32_t docid;
	double score;
	char *id;
	char **copies; /* ids of near duplicates that would come after it */
	size_t copies_n;
};

/* What words [first, first + covers) of a query may also be written as: a
 * phrase, ủy ban nhân dân for UBND or the other way round. */
struct tc_also {
	struct tc_query_word *words;
	size_t n;
	size_t first, covers;
};

/* How the words of a query are marked in texts. Zeroes mark what is there of
 * the words themselves, all worth the same. */
struct tc_marking {
	enum tc_rung rung; /* on TC_RUNG_ALL marks must be compatible */
	struct tc_also *also;
	size_t also_n;
	/* What each word says of a passage, rare ones the most; 0 is 1. */
	unsigned char worth[TC_QUERY_WORDS_MAX];
};

/* A query that may have been meant, and what it finds. */
struct tc_correction {
	char *query;
	uint64_t total;
	bool exact;
};

struct tc_corrections {
	struct tc_correction *at; /* the likeliest first */
	size_t n;
	bool suggested; /* the suggestion of the results is one, too */
};

/* A query without some of its words, and how many documents meet all the rest.
 */
struct tc_fewer {
	char *query;
	struct tc_buf without; /* lines: what is left out */
	uint64_t total;
	bool exact;
};

struct tc_fewer_list {
	struct tc_fewer *at; /* what says the most first */
	size_t n;
};

/* Everything in it is freed by tc_results_free. */
struct tc_results {
	struct tc_hit *hits;
	size_t n;
	uint64_t total; /* documents that match */
	bool exact;	/* total is exact, else about right */
	enum tc_rung rung;
	struct tc_marking marking; /* of the hits' texts */
	/* The query as it is likely meant: "khu công nghiệp" for "khu cong
	 * nghiep". Empty when it was typed so. */
	struct tc_buf suggestion;
	/* The query as it was read, where it has more than words. */
	struct tc_buf reading;
	struct tc_notes notes;
	/* With the option explain: lines on how the query was answered. */
	struct tc_buf explanation;
	struct tc_facets facets;
	struct tc_corrections corrections;
	struct tc_fewer_list fewer;
};

struct tc_search;

/*
 * A search holds what many queries share. The index must outlive it. Where the
 * index may be written to meanwhile, ask within tc_index_answer: TC_CHANGED
 * then begins the whole request anew.
 */
enum tc_status tc_search_new(
    struct tc_search **out, const struct tc_index *index, struct tc_error *err);
void tc_search_free(struct tc_search *search);

/*
 * Read a query as tc_parse does. Unless it is to be taken literally, keys that
 * were typed with the input method off are decoded when the index has such
 * words: "ddaij hooij" is searched for as đại hội, and typed keeps the keys;
 * slips are repaired, and "mới nhất" behind a topic is an order. On TC_OK the
 * caller frees it. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status
tc_search_parse(struct tc_search *search, struct tc_parsed *parsed,
    const char *query, size_t len, bool literal, struct tc_error *err);

/*
 * Answer a query that was read. An empty one matches every document, newest
 * first. Equal scores are in the order of ids, so that an answer does not
 * depend on how the index was built. TC_NOMEM, TC_IO, TC_CORRUPT, TC_CHANGED.
 */
enum tc_status tc_search_run(struct tc_search *search,
    const struct tc_parsed *parsed, const struct tc_search_options *options,
    struct tc_results *results, struct tc_error *err);
void tc_results_free(struct tc_results *results);

/*
 * Find documents that are about the same as the one with this id, by the words
 * and pairs that tell it apart from others; not itself. Of the options filters,
 * offset, limit, collapse and explain hold. TC_NOTFOUND when there is no such
 * document; otherwise as tc_search_run.
 */
enum tc_status tc_search_similar(struct tc_search *search, const char *id,
    size_t len, const struct tc_search_options *options,
    struct tc_results *results, struct tc_error *err);

/* The index of a search. Borrowed. */
const struct tc_index *tc_search_index(const struct tc_search *search);

/* The analyser of a search, for tc_parse and tc_snippet_make. Borrowed. */
struct tc_analyser *tc_search_analyser(struct tc_search *search);

/* Bytes of a text that are words of a query. */
struct tc_match {
	size_t from, to;
	size_t word, covers; /* words of the query that it is */
	bool joined;	     /* it follows the match before, as in the query */
};

struct tc_matches {
	struct tc_match *at;
	size_t n, cap;
};

/*
 * Find a query's words in a text (clean UTF-8), each as long as it is written
 * there, in order and without overlaps. matches begins as zeroes or with what
 * another text left, is reused, and is the caller's to free (at). TC_NOMEM.
 */
enum tc_status
tc_matches_find(struct tc_matches *matches, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    const char *text, size_t len, struct tc_error *err);

/*
 * The same for who shows one passage of max bytes, 0: all. Where one has the
 * whole query, its words side by side, nothing later is any better: the rest of
 * the text is not read.
 */
enum tc_status tc_matches_find_passage(struct tc_matches *matches,
    struct tc_analyser *analyser, const struct tc_parsed *parsed,
    const struct tc_marking *marking, const char *text, size_t len, size_t max,
    struct tc_error *err);

/* Part of a snippet: bytes of the document's text, marked or not. */
struct tc_snippet_part {
	size_t from, to;
	bool marked;
};

#define TC_SNIPPET_PARTS 64

struct tc_snippet {
	struct tc_snippet_part part[TC_SNIPPET_PARTS];
	size_t n;
	bool begins, ends; /* the text goes on before, after it */
};

/*
 * Choose the passage of a text (clean UTF-8) that says most of the query, about
 * max bytes, whole sentences where they fit, and mark its words. Without any
 * word of the query: the beginning. Lines that are drawn with signs, "-----",
 * are left out of it: there parts do not touch. TC_NOMEM.
 */
enum tc_status
tc_snippet_make(struct tc_snippet *snippet, struct tc_analyser *analyser,
    const struct tc_parsed *parsed, const struct tc_marking *marking,
    const char *text, size_t len, size_t max, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
