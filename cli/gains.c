/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of scores as lines of text. */
#include "gains.h"

#include <math.h>
#include <tracuu/message.h>
#include <tracuu/gains.h>

/* Parts that move a hit less than this are not named. */
#define LEAST 0.005

/* Not an id: those are never empty. */
#define MODEL_SPEAKS ""

/* The part that weighs most of those whose bits are not set in done. */
static size_t
heaviest(const double *features, bool with_text, unsigned long done)
{
	size_t i, best = tc_gains_count();
	double weight = LEAST, other;

	for (i = 0; i < tc_gains_count(); i++) {
		other = fabs(tc_gain_value(i, features, with_text));
		if ((done >> i & 1) == 0 && other >= weight) {
			best = i;
			weight = other;
		}
	}
	return best;
}

/* A tc_features_fn. */
static void
note(
    void *arg, const char *id, const double *features, size_t n, bool with_text)
{
	struct tc_buf line = TC_BUF_INIT(TC_BUF_LINE);
	unsigned long done = 0;
	double value;
	size_t part;

	(void)n;
	/* The model speaks of questions only; it reads the texts of its best
	 * hits, which it tells of first. */
	if (with_text)
		json_object_set_new(arg, MODEL_SPEAKS, json_true());
	if (json_object_get(arg, MODEL_SPEAKS) == NULL)
		return;
	while (
	    (part = heaviest(features, with_text, done)) < tc_gains_count()) {
		value = tc_gain_value(part, features, with_text);
		if (done == 0)
			tc_buf_puts(&line, value < 0 ? "-" : "");
		else
			tc_buf_puts(&line, value < 0 ? " - " : " + ");
		tc_buf_printf(&line, "%.2f %s", fabs(value),
		    tc_message(tc_gain_name(part)));
		done |= 1UL << part;
	}
	json_object_set_new(arg, id, json_string(tc_buf_str(&line)));
	tc_buf_free(&line);
}

void
tc_gains_note(struct tc_search_options *options, json_t *parts)
{
	json_object_clear(parts);
	options->told = note;
	options->told_arg = parts;
}

const char *
tc_gains_of(const json_t *parts, const char *id)
{
	const char *line = json_string_value(json_object_get(parts, id));

	return line != NULL ? line : "";
}
