/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is a query a question, and by which of its words? */
#include "asking.h"

#include <string.h>

/* A word of a closed class, as it is folded and with its marks. */
struct class_word {
	const char *folded, *marks;
	bool alone; /* makes a question by itself */
};

/*
 * Closed classes of the language. Questions end in and begin with them: "Thẩm
 * phán là ai?", "Bao nhiêu tuổi thì được kết hôn?". What asks is never core;
 * what frames a question is not where it begins or ends. Without them law loses
 * 0.006 of nDCG@10. Who, what, which, where, how much and how many ask alone;
 * sao, bao, thế, như, à, hả are other words as well.
 */
static const struct class_word asking[] = {{"ai", "", true}, {"gi", "f", true},
    {"nao", "f", true}, {"dau", "da", true}, {"nhieu", "e", true},
    {"may", "as", true}, {"sao", "", false}, {"bao", "", false},
    {"the", "es", false}, {"nhu", "w", false}, {"a", "f", false},
    {"ha", "r", false}};
/* là, được, quy định (canonical qui), không, có */
static const struct class_word framing[] = {{"la", "f", false},
    {"duoc", "dwwj", false}, {"qui", "", false}, {"dinh", "dj", false},
    {"khong", "o", false}, {"co", "s", false}};
/* "Văn bản hành chính có công điện không", "được không", "phải không", "hay
 * không", "đã ... chưa": what ends them, and what goes before it. */
static const struct class_word denying[] = {
    {"khong", "o", false}, {"chua", "w", false}};
static const struct class_word affirming[] = {{"co", "s", false},
    {"duoc", "dwwj", false}, {"phai", "r", false}, {"hay", "", false},
    {"da", "dx", false}, {"bi", "j", false}};

/* Two words that ask: có được, có phải, có bị, làm sao, ra sao, vì sao, tại
 * sao, bao lâu. */
static const struct {
	struct class_word left, right;
} pairs[] = {{{"co", "s", false}, {"duoc", "dwwj", false}},
    {{"co", "s", false}, {"phai", "r", false}},
    {{"co", "s", false}, {"bi", "j", false}},
    {{"lam", "f", false}, {"sao", "", false}},
    {{"la", "f", false}, {"sao", "", false}},
    {{"ra", "", false}, {"sao", "", false}},
    {{"vi", "f", false}, {"sao", "", false}},
    {{"tai", "j", false}, {"sao", "", false}},
    {{"bao", "", false}, {"lau", "a", false}}};

/* So many words are a question when a question mark ends them; with fewer it is
 * a topic in doubt: "KCN?". */
#define MARKED_MIN 4

/*
 * More words are a question whatever they are. Topics of corpus/ that have 9 to
 * 12 rank better as topics (nDCG@10 0.9347 and 0.9370), the few such questions
 * of law that no word tells lose 0.001; from 12 to 100 nothing changes.
 */
#define TOPIC_WORDS_MAX 12

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/*
 * The entry of a word, NULL where the class has none. With the marks that were
 * typed, or without any those that are likely: bảo hiểm doesn't ask bao. That
 * đầu is more frequent than đâu is no reason to take a question for a topic.
 */
static const struct class_word *
find_in_class(
    const struct tc_plan_word *word, const struct class_word *list, size_t n)
{
	struct tc_span marks = {word->word->marks, strlen(word->word->marks)};
	size_t i;

	if (marks.len == 0 && word->likeliest != NULL)
		marks = tc_variant_marks(word->likeliest);
	for (i = 0; i < n; i++) {
		if (strcmp(word->word->folded, list[i].folded) == 0 &&
		    tc_marks_are(marks, list[i].marks, strlen(list[i].marks)))
			return &list[i];
	}
	return NULL;
}

static const struct class_word *
find_asking(const struct tc_plan_word *word)
{
	return find_in_class(word, asking, COUNT(asking));
}

bool
tc_is_asking(const struct tc_plan_word *word)
{
	return find_asking(word) != NULL;
}

bool
tc_asks_alone(const struct tc_plan_word *word)
{
	const struct class_word *found = find_asking(word);

	return found != NULL && found->alone;
}

bool
tc_frames_question(const struct tc_plan_word *word)
{
	return tc_is_asking(word) ||
	    find_in_class(word, framing, COUNT(framing)) != NULL;
}

/* May it be a word of the question, and not of what operators ask for? */
static bool
is_free(const struct tc_plan_word *word)
{
	return !word->word->excluded && !word->word->strict &&
	    !word->word->in_phrase;
}

/* Does a question mark end what was typed? */
static bool
has_question_mark(const struct tc_plan *plan)
{
	const struct tc_buf *typed = &plan->parsed->clean;
	size_t to = typed->len;

	while (to > 0 && typed->s[to - 1] == ' ')
		to--;
	return to > 0 && typed->s[to - 1] == '?';
}

/* Do two words ask that stand side by side? */
static bool
asks_as_pair(const struct tc_plan_word *left, const struct tc_plan_word *right)
{
	size_t i;

	if (right->before != left->word || !is_free(left) || !is_free(right))
		return false;
	for (i = 0; i < COUNT(pairs); i++) {
		if (find_in_class(left, &pairs[i].left, 1) != NULL &&
		    find_in_class(right, &pairs[i].right, 1) != NULL)
			return true;
	}
	return false;
}

/* Is it "có ... không": may the answer be yes or no? */
static bool
asks_whether(const struct tc_plan *plan)
{
	size_t i;

	if (plan->n == 0 || !is_free(&plan->words[plan->n - 1]) ||
	    find_in_class(&plan->words[plan->n - 1], denying, COUNT(denying)) ==
		NULL)
		return false;
	for (i = 0; i + 1 < plan->n; i++) {
		if (is_free(&plan->words[i]) &&
		    find_in_class(
			&plan->words[i], affirming, COUNT(affirming)) != NULL)
			return true;
	}
	return false;
}

bool
tc_plan_is_question(const struct tc_plan *plan)
{
	size_t i, wanted = tc_plan_wanted(plan);

	if (wanted > TOPIC_WORDS_MAX)
		return true;
	for (i = 0; i < plan->n; i++) {
		if (is_free(&plan->words[i]) && tc_asks_alone(&plan->words[i]))
			return true;
		if (i > 0 && asks_as_pair(&plan->words[i - 1], &plan->words[i]))
			return true;
	}
	return wanted >= MARKED_MIN &&
	    (has_question_mark(plan) || asks_whether(plan));
}

bool
tc_plan_wants_all(const struct tc_plan *plan)
{
	return tc_plan_wanted(plan) <= TC_ALL_WORDS_MAX &&
	    !tc_plan_is_question(plan);
}
