/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of index/sketch.c: which texts may be nearly the same. */
#include "tracuu_test.h"

#include <tracuu/sketch.h>

/* The sketch of the pairs from..to, named by numbers. */
static void
make(struct tc_buf *out, unsigned from, unsigned to)
{
	struct tc_sketch sketch;
	char term[32];
	unsigned i;

	tc_buf_clear(out);
	tc_sketch_clear(&sketch);
	for (i = from; i < to; i++) {
		size_t len = (size_t)snprintf(term, sizeof(term), "w%u", i);

		tc_sketch_word(&sketch, term, len);
		len = (size_t)snprintf(term, sizeof(term), "w%u w%u", i, i + 1);
		tc_sketch_pair(&sketch, term, len);
	}
	tc_sketch_put(&sketch, out);
}

static struct tc_span
span(const struct tc_buf *buf)
{
	return (struct tc_span){tc_buf_str(buf), buf->len};
}

static struct tc_buf a = TC_BUF_INIT(TC_BUF_LINE);
static struct tc_buf b = TC_BUF_INIT(TC_BUF_LINE);

static int
end(void **state)
{
	(void)state;
	tc_buf_free(&a);
	tc_buf_free(&b);
	return 0;
}

static void
short_texts_have_none(void **state)
{
	(void)state;
	make(&a, 0, 39);
	assert_int_equal(a.len, 0);
	assert_int_equal(tc_sketch_alike(span(&a), span(&a)), 0);
	assert_false(tc_sketch_same(span(&a), span(&a)));
	make(&b, 0, 40);
	assert_int_equal(b.len, TC_SKETCH_BYTES);
	assert_int_equal(tc_sketch_alike(span(&a), span(&b)), 0);
}

static void
equal_texts_are_the_same(void **state)
{
	(void)state;
	make(&a, 0, 300);
	make(&b, 0, 300);
	assert_true(tc_sketch_same(span(&a), span(&b)));
	assert_int_equal(tc_sketch_alike(span(&a), span(&b)), TC_SKETCH_VALUES);
	make(&b, 0, 299);
	assert_false(tc_sketch_same(span(&a), span(&b)));
}

/* On average over many texts the share of values is that of pairs. */
static void
values_agree_as_often_as_pairs_are_shared(void **state)
{
	static const struct {
		unsigned shift; /* of 1000 pairs */
		double share;
	} cases[] = {{0, 1}, {111, 0.8}, {333, 0.5}, {1000, 0}};
	unsigned i, k, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		for (k = n = 0; k < 200; k++) {
			make(&a, 5000 * k, 5000 * k + 1000);
			make(&b, 5000 * k + cases[i].shift,
			    5000 * k + cases[i].shift + 1000);
			n += tc_sketch_alike(span(&a), span(&b));
		}
		assert_in_range(n,
		    (unsigned)(200 * TC_SKETCH_VALUES *
			(cases[i].share > 0.05 ? cases[i].share - 0.05 : 0)),
		    (unsigned)(200 * TC_SKETCH_VALUES *
			(cases[i].share + 0.05)));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(short_texts_have_none),
	    cmocka_unit_test(equal_texts_are_the_same),
	    cmocka_unit_test(values_agree_as_often_as_pairs_are_shared),
	};

	return cmocka_run_group_tests_name("index/sketch", tests, NULL, end);
}
