/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Tests of text/abbrev.c, abbrev_file.c and abbrev_mine.c: the table both ways,
 * files of staff's, and definitions in texts.
 */
#include "tracuu_test.h"

#include <tracuu/abbrev.h>
#include <tracuu/text.h>

/* Rows of text/abbreviations.tsv, and readings in them. */
#define TABLE_ROWS 512
#define TABLE_READINGS 535

static struct tc_abbrevs *table;

static int
begin(void **state)
{
	if (make_test_dir(state) != 0)
		return -1;
	return tc_abbrevs_new(&table, NULL) == TC_OK ? 0 : -1;
}

static int
end(void **state)
{
	tc_abbrevs_free(table);
	return remove_test_dir(state);
}

/*
 * The table
 */

static bool
has(const struct tc_abbrev *const *rows, size_t n, const struct tc_abbrev *row)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (rows[i] == row)
			return true;
	}
	return false;
}

static void
check_reading(const char *typed, const struct tc_abbrev *row)
{
	const struct tc_abbrev *rows[32];
	size_t n = tc_abbrevs_readings(table, S(typed), rows, COUNT(rows));

	if (!has(rows, n, row))
		fail_msg("\"%s\" is not read as %s = %s", typed, row->spelling,
		    row->expansion);
}

static void
check_shortened(const char *typed, const struct tc_abbrev *row)
{
	const struct tc_abbrev *rows[32];
	size_t n = tc_abbrevs_shorten(table, S(typed), rows, COUNT(rows));

	if (!has(rows, n, row))
		fail_msg("\"%s\" is not shortened to %s", typed, row->spelling);
}

/* Every row is found from its abbreviation, however it is typed. */
static void
each_abbreviation_has_its_readings(void **state)
{
	const struct tc_abbrev *const *rows;
	size_t n = tc_abbrevs_rows(table, &rows), i;

	(void)state;
	assert_int_equal(n, TABLE_READINGS);
	for (i = 0; i < n; i++) {
		struct tc_buf dotted = TC_BUF_INIT(TC_BUF_LINE);
		const char *c;

		check_reading(rows[i]->spelling, rows[i]);
		check_reading(rows[i]->key, rows[i]);
		check_reading(rows[i]->letters, rows[i]);
		check_reading(rows[i]->abbr, rows[i]);
		for (c = rows[i]->key; *c != '\0'; c++)
			tc_buf_printf(&dotted, "%s%c",
			    c == rows[i]->key ? "" : ".", *c - 'a' + 'A');
		check_reading(tc_buf_str(&dotted), rows[i]);
		tc_buf_free(&dotted);
		assert_false(rows[i]->staff);
		assert_false(rows[i]->off);
	}
}

/* And from its expansion, with marks, without, in capitals. */
static void
each_expansion_has_its_abbreviation(void **state)
{
	const struct tc_abbrev *const *rows;
	size_t n = tc_abbrevs_rows(table, &rows), i;

	(void)state;
	for (i = 0; i < n; i++) {
		struct tc_buf upper = TC_BUF_INIT(TC_BUF_LINE);

		check_shortened(rows[i]->expansion, rows[i]);
		check_shortened(rows[i]->words, rows[i]);
		check_shortened(rows[i]->folded, rows[i]);
		tc_abbrev_upper(rows[i]->words, &upper);
		check_shortened(tc_buf_str(&upper), rows[i]);
		tc_buf_free(&upper);
	}
}

/* "reading/reading" of what is typed, in the order of the table. */
static void
readings_honour_marks(void **state)
{
	static const struct {
		const char *typed, *readings;
	} cases[] = {
	    {"UBND", "ủy ban nhân dân"},
	    {"ubnd", "ủy ban nhân dân"},
	    {"U.B.N.D", "ủy ban nhân dân"},
	    {"U.B.N.D.", "ủy ban nhân dân"},
	    {"HĐND", "hội đồng nhân dân"},
	    {"hđnd", "hội đồng nhân dân"},
	    {"HDND", "hội đồng nhân dân"},
	    {"HDNĐ", "hội đồng nhân dân"},
	    {"TN&MT", "tài nguyên và môi trường/tài nguyên và môi trường"},
	    {"TN & MT", "tài nguyên và môi trường/tài nguyên và môi trường"},
	    {"KT-XH", "kinh tế - xã hội/kinh tế - xã hội"},
	    {"KT – XH", "kinh tế - xã hội/kinh tế - xã hội"},
	    {"BTP", "bộ tư pháp"},
	    {"BTC", "ban tổ chức/bộ tài chính"},
	    {"V/v", "về việc"},
	    {"HD", "hướng dẫn/hợp đồng/hội đồng"},
	    {"HĐ", "hợp đồng/hội đồng"},
	    {"DA", "dự án/đề án"},
	    {"ĐA", "đề án"},
	    {"CD", "công đoàn/cao đẳng/công điện"},
	    {"CĐ", "công đoàn/cao đẳng/công điện"},
	    {"ĐC", ""},
	    {"TƯ", "trung ương"},
	    {"TU", "tỉnh ủy/thành ủy/trung ương"},
	    {"TỰ", ""},
	    {"Q", "quyền/quận"},
	    {"XYZ", ""},
	    {"", ""},
	    {"&-.", ""},
	};
	size_t i, k, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
		const struct tc_abbrev *rows[32];

		n = tc_abbrevs_readings(
		    table, S(cases[i].typed), rows, COUNT(rows));
		for (k = 0; k < n; k++)
			tc_buf_printf(
			    &got, "%s%s", k > 0 ? "/" : "", rows[k]->expansion);
		assert_text(got, cases[i].readings, cases[i].typed);
		tc_buf_free(&got);
	}
}

static void
words_are_shortened_in_any_spelling(void **state)
{
	static const struct {
		const char *typed, *abbr;
	} cases[] = {
	    {"ủy ban nhân dân", "UBND"},
	    {"uỷ ban nhân dân", "UBND"},
	    {"ỦY BAN NHÂN DÂN", "UBND"},
	    {"uy ban nhan dan", "UBND"},
	    {"uy ban nhân dan", "UBND"},
	    {"ủy ban nhấn dân", ""},
	    {"ủy ban", ""},
	    {"hạ tầng kĩ thuật", "HTKT"},
	    {"hạ tầng kỹ thuật", "HTKT"},
	    {"kinh tế xã hội", "KT-XH/KTXH"},
	    {"phòng cháy, chữa cháy", "PCCC"},
	};
	size_t i, k, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
		const struct tc_abbrev *rows[32];

		n = tc_abbrevs_shorten(
		    table, S(cases[i].typed), rows, COUNT(rows));
		for (k = 0; k < n; k++)
			tc_buf_printf(
			    &got, "%s%s", k > 0 ? "/" : "", rows[k]->spelling);
		assert_text(got, cases[i].abbr, cases[i].typed);
		tc_buf_free(&got);
	}
}

/* The flag and the context of a row. */
static void
ambiguous_readings_say_so(void **state)
{
	static const struct {
		const char *typed, *expansion, *context, *kind;
		bool ambiguous;
	} cases[] = {
	    {"TP", "thành phố", "", "place", false},
	    {"TP", "trưởng phòng", "chức vụ", "title", true},
	    {"CP", "cổ phần", "công ty", "biz", true},
	    {"CP", "chính phủ", "", "org", false},
	    {"BTC", "bộ tài chính", "", "org", true},
	    {"Q", "quyền", "cấp trưởng", "sign", false},
	};
	size_t i, k, n;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		const struct tc_abbrev *rows[32];

		n = tc_abbrevs_readings(
		    table, S(cases[i].typed), rows, COUNT(rows));
		for (k = 0; k < n; k++) {
			if (strcmp(rows[k]->expansion, cases[i].expansion) == 0)
				break;
		}
		assert_true(k < n);
		assert_string_equal(rows[k]->context, cases[i].context);
		assert_string_equal(rows[k]->kind, cases[i].kind);
		assert_int_equal(rows[k]->ambiguous, cases[i].ambiguous);
	}
}

static void
longer_expansions_are_announced(void **state)
{
	const struct tc_abbrev *const *rows;
	bool longer;

	(void)state;
	assert_int_equal(
	    tc_abbrevs_by_folded(table, "xu li", &rows, &longer), 0);
	assert_true(longer);
	assert_int_equal(
	    tc_abbrevs_by_folded(table, "xu li nuoc thai", &rows, &longer), 1);
	assert_true(longer);
	assert_int_equal(tc_abbrevs_by_folded(table,
			     "xu li nuoc thai tap trung", &rows, &longer),
	    1);
	assert_false(longer);
	assert_int_equal(tc_abbrevs_by_folded(table, "xu", &rows, &longer), 0);
	assert_true(longer);
	assert_int_equal(tc_abbrevs_by_folded(table, "x", &rows, &longer), 0);
	assert_false(longer);
	assert_int_equal(tc_abbrevs_by_folded(table, "zz", &rows, &longer), 0);
	assert_false(longer);
}

static void
capitals_and_syllables_are_told(void **state)
{
	static const struct {
		const char *word;
		bool capitals, syllable;
	} cases[] = {
	    {"TU", true, true},
	    {"tu", false, true},
	    {"Tu", false, true},
	    {"ThU", true, true},
	    {"Thu", false, true},
	    {"TTg", true, false},
	    {"T", true, false},
	    {"Đ", true, false},
	    {"ỦY", true, true},
	    {"Ủy", false, true},
	    {"bot", false, true}, /* bột without marks */
	    {"cn", false, false},
	    {"ban", false, true},
	    {"12", false, false},
	    {"", false, false},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct tc_buf form = TC_BUF_INIT(TC_BUF_LINE);

		tc_text_canonical(S(cases[i].word), &form);
		assert_int_equal(tc_abbrev_has_capitals(S(cases[i].word)),
		    cases[i].capitals);
		assert_int_equal(
		    tc_abbrev_is_syllable(tc_buf_str(&form), form.len),
		    cases[i].syllable);
		tc_buf_free(&form);
	}
}

/*
 * Files
 */

static void
note_warning(void *arg, const char *text)
{
	const char *name = strrchr(text, '/');

	tc_buf_printf(arg, "%s\n", name != NULL ? name + 1 : text);
}

/* "spelling=expansion;..." for a key, and what was told of. */
static void
check_file(
    const char *text, const char *key, const char *want, const char *warnings)
{
	struct tc_buf told = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
	const struct tc_abbrev *const *rows;
	struct tc_abbrevs *own;
	size_t i, n;

	assert_ok(tc_abbrevs_new(&own, &test_err));
	assert_ok(tc_abbrevs_read(
	    own, make_file("staff.tsv", text), note_warning, &told, &test_err));
	n = tc_abbrevs_by_key(own, key, &rows);
	for (i = 0; i < n; i++)
		tc_buf_printf(&got, "%s%s=%s%s%s", i > 0 ? ";" : "",
		    rows[i]->spelling,
		    rows[i]->off ? "off" : rows[i]->expansion,
		    rows[i]->staff ? "" : " (table)",
		    rows[i]->ambiguous ? " (ambiguous)" : "");
	assert_text(got, want, text);
	assert_text(told, warnings, text);
	tc_abbrevs_free(own);
	tc_buf_free(&told);
	tc_buf_free(&got);
}

#define LONG100                                                                \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" \
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa "

static void
files_of_staff_are_read(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *key, *want, *warnings;
	} cases[] = {
	    {"A\rBC\tmột\rhai\v\n", "abc", "A BC=một hai", ""},
	    {"", "ubnd", "UBND=ủy ban nhân dân (table)", ""},
	    {"BQLDAGT\tban quản lý dự án giao thông\n", "bqldagt",
		"BQLDAGT=ban quản lý dự án giao thông", ""},
	    /* BOM, CRLF, comments, blank lines, no newline at the end */
	    {"\xEF\xBB\xBF# của sở\r\n\r\n   \r\nPKT\tphòng kinh tế\r", "pkt",
		"PKT=phòng kinh tế", ""},
	    {"  PKT \t phòng kinh tế  ", "pkt", "PKT=phòng kinh tế", ""},
	    /* NFD, and a no-break space */
	    {"PKT\tpho\xCC\x80ng\xC2\xA0kinh tế", "pkt", "PKT=phòng kinh tế", ""},
	    /* it takes the place of what is built in, for these marks only */
	    {"UBND\tủy ban nước dừa", "ubnd", "UBND=ủy ban nước dừa", ""},
	    {"HD\thòa đàm", "hd", "HD=hòa đàm;HĐ=hợp đồng (table) (ambiguous);"
		"HĐ=hội đồng (table) (ambiguous)", ""},
	    {"KTXH\tkỹ thuật xã hội", "ktxh", "KTXH=kỹ thuật xã hội", ""},
	    {"BTC\tbộ tài chính", "btc", "BTC=bộ tài chính", ""},
	    {"PKT\tphòng kinh tế;phòng kỹ thuật", "pkt",
		"PKT=phòng kinh tế;PKT=phòng kỹ thuật", ""},
	    {"PKT\tphòng kinh tế\nPKT\tphòng kỹ thuật", "pkt",
		"PKT=phòng kinh tế;PKT=phòng kỹ thuật", ""},
	    {"PKT\tphòng kinh tế\torg\tambiguous", "pkt",
		"PKT=phòng kinh tế (ambiguous)", ""},
	    {"TP (chức vụ)\ttổ phó", "tp", "TP=tổ phó", ""},
	    /* switched off, in either way; and on again */
	    {"-UBND", "ubnd", "UBND=off", ""},
	    {"UBND\t\n", "ubnd", "UBND=off", ""},
	    {"- UBND \r\n", "ubnd", "UBND=off", ""},
	    {"UBND\tx\n-UBND\n", "ubnd", "UBND=off", ""},
	    {"-UBND\nUBND\tủy ban\n", "ubnd", "UBND=ủy ban", ""},
	    {"-HD", "hd", "HD=off;HĐ=hợp đồng (table) (ambiguous);"
		"HĐ=hội đồng (table) (ambiguous)", ""},
	    /* what is wrong is told of and skipped */
	    {"UBND ủy ban\nPKT\tphòng", "pkt", "PKT=phòng",
		"staff.tsv:1: no tab between abbreviation and expansion\n"},
	    {"\n\tphòng\n", "pkt", "",
		"staff.tsv:2: the abbreviation has no letters or is too long\n"},
	    {"PKT\t...", "pkt", "",
		"staff.tsv:1: the expansion has no words or is too long\n"},
	    {"PKT\ta\tb\tc\td", "pkt", "",
		"staff.tsv:1: more than four columns\n"},
	    {"PKT\ta\tb\tc", "pkt", "",
		"staff.tsv:1: the flag is neither empty nor \"ambiguous\"\n"},
	    {"PKT\tph\xF2ng", "pkt", "", "staff.tsv:1: not UTF-8\n"},
	    {"-PKT\tphòng", "pkt", "",
		"staff.tsv:1: both switched off and expanded\n"},
	    {"ABCDEFGHIJKLMNOPQRSTUVWXYZ\tx",
		"abcdefghijklmnopqrstuvwxyz", "",
		"staff.tsv:1: the abbreviation is too long\n"},
	    {"PKT\t" LONG100 LONG100, "pkt", "",
		"staff.tsv:1: the expansion has no words or is too long\n"},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++)
		check_file(cases[i].text, cases[i].key, cases[i].want,
		    cases[i].warnings);
}

static void
files_that_cannot_be_read_change_nothing(void **state)
{
	struct tc_buf big = TC_BUF_INIT(2 * TC_BUF_LINE);
	const struct tc_abbrev *const *rows;
	const char *path;

	(void)state;
	put_times(&big, "PKT\tphòng kinh tế\n", TC_BUF_LINE / 16);
	path = make_file("big.tsv", tc_buf_str(&big));
	tc_buf_free(&big);
	assert_status(
	    TC_TOOBIG, tc_abbrevs_read(table, path, NULL, NULL, &test_err));
	assert_status(TC_NOTFOUND,
	    tc_abbrevs_read(table, in_test_dir("none"), NULL, NULL, &test_err));
	assert_status(
	    TC_IO, tc_abbrevs_read(table, test_dir, NULL, NULL, &test_err));
	assert_int_equal(tc_abbrevs_rows(table, &rows), TABLE_READINGS);
}

static void
a_file_may_be_read_without_being_told(void **state)
{
	struct tc_abbrevs *own;
	const struct tc_abbrev *const *rows;

	(void)state;
	assert_ok(tc_abbrevs_new(&own, &test_err));
	assert_ok(tc_abbrevs_read(
	    own, make_file("bad.tsv", "a\nb\n"), NULL, NULL, &test_err));
	assert_int_equal(tc_abbrevs_rows(own, &rows), TABLE_READINGS);
	tc_abbrevs_free(own);
}

/*
 * Definitions
 */

static enum tc_status
note_pair(void *arg, const struct tc_abbrev_pair *pair, struct tc_error *err)
{
	(void)err;
	tc_buf_printf(arg, "%s=%s;", pair->abbr.words, pair->expansion.words);
	return TC_OK;
}

static void
definitions_are_found(void **state)
{
	/* clang-format off */
	static const struct {
		const char *text, *want;
	} cases[] = {
	    {"Hội đồng nhân dân (HĐND) họp", "hđnd=hội đồng nhân dân;"},
	    {"theo HỘI ĐỒNG NHÂN DÂN ( “HĐND” )", "hđnd=hội đồng nhân dân;"},
	    {"Ủy ban nhân dân (sau đây gọi tắt là UBND)",
		"ubnd=ủy ban nhân dân;"},
	    {"Uỷ ban nhân dân (sau đây viết tắt là: \"UBND\")",
		"ubnd=ủy ban nhân dân;"},
	    {"Ủy ban nhân dân (dưới đây được gọi chung là UBND, đã)",
		"ubnd=ủy ban nhân dân;"},
	    {"Ủy ban nhân dân cấp tỉnh (sau đây gọi là UBND cấp tỉnh)",
		"ubnd=ủy ban nhân dân;"},
	    {"Ủy ban nhân dân tỉnh (UBND tỉnh)", "ubnd=ủy ban nhân dân;"},
	    {"của Ủy ban nhân dân, viết tắt là UBND.",
		"ubnd=ủy ban nhân dân;"},
	    {"BHXH (bảo hiểm xã hội) và", "bhxh=bảo hiểm xã hội;"},
	    {"BHXH(bảo hiểm, xã hội )", "bhxh=bảo hiểm xã hội;"},
	    /* function words, in the middle only, and one other word */
	    {"Tài nguyên và Môi trường (TN&MT)",
		"tn mt=tài nguyên và môi trường;"},
	    {"tự do và khu công nghiệp (KCN)", "kcn=khu công nghiệp;"},
	    {"Bộ Văn hóa, Thể thao và Du lịch (BVHTTDL)",
		"bvhttdl=bộ văn hóa thể thao và du lịch;"},
	    {"phát triển kinh tế - xã hội (KT-XH)",
		"kt xh=kinh tế xã hội;"},
	    {"Tổng hợp công ty khí Việt Nam (TCTKVN)",
		"tctkvn=tổng hợp công ti khí việt nam;"},
	    /* small letters, vowels without their marks, W */
	    {"Thủ tướng (TTg)", "ttg=thủ tướng;"},
	    {"Chương trình (CTr)", "ctr=chương trình;"},
	    {"thành ủy (ThU)", "thu=thành ủy;"},
	    {"Quy định (QyĐ)", "qyđ=qui định;"},
	    {"Ban Chấp hành Trung ương (BCHTW)",
		"bchtw=ban chấp hành trung ương;"},
	    {"Trung ương (TƯ)", "tư=trung ương;"},
	    {"Ủy ban nhân dân (U.B.N.D.)", "ubnd=ủy ban nhân dân;"},
	    {"thành phố Hồ Chí Minh (TP.HCM)", "tp hcm=thành phố hồ chí minh;"},
	    /* none */
	    {"Hội đồng nhân dân (HDND)", ""},
	    {"nông dân (HĐND)", ""},
	    {"Hội đồng. Nhân dân (HĐND)", ""},
	    {"Hội đồng nhân dân\n(HĐND)", ""},
	    {"Hội đồng \"nhân dân\" (HĐND)", ""},
	    {"đồng nhân dân (HĐND)", ""},
	    {"Hội đồng nhân dân tỉnh (HĐND)", ""},
	    {"Hội đồng nhân dân tỉnh (HĐND huyện)", ""},
	    {"Nhóm mỏ phức tạp (III)", ""},
	    {"ngoại ngữ bậc (B1)", ""},
	    {"cho Hà (H)", ""},
	    {"hội nghị (Hn)", ""},
	    {"Hội đồng nhân dân (HĐND", ""},
	    {"Hội đồng nhân dân HĐND", ""},
	    {"Hội đồng nhân dân (HĐND, UBND)", ""},
	    {"BHXH (bảo hiểm xã hội bắt buộc)", ""},
	    {"BHXH (theo bảo hiểm xã hội)", ""},
	    {"BHXH (bảo hiểm xã hội", ""},
	    {"lò sưởi tắt (LST là", ""},
	    {"a b c d e f g h i k l m n (ABCDEFGHIKLMN)", ""},
	    {"(HĐND)", ""},
	    {"(", ""},
	    {"()", ""},
	    {"tắt là", ""},
	    {"", ""},
	};
	/* clang-format on */
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);

		assert_ok(tc_abbrev_mine(
		    S(cases[i].text), note_pair, &got, &test_err));
		assert_text(got, cases[i].want, cases[i].text);
		tc_buf_free(&got);
	}
}

static enum tc_status
refuse(void *arg, const struct tc_abbrev_pair *pair, struct tc_error *err)
{
	(void)pair;
	++*(int *)arg;
	return tc_fail(err, TC_FULL, "no more");
}

static void
a_failure_ends_the_search(void **state)
{
	int n = 0;

	(void)state;
	assert_status(TC_FULL,
	    tc_abbrev_mine(S("khu công nghiệp (KCN), khu chế xuất (KCX)"),
		refuse, &n, &test_err));
	assert_int_equal(n, 1);
}

/* Any bytes, cut anywhere: nothing but what asan would see. */
static void
hostile_texts_are_survived(void **state)
{
	static const char *const parts[] = {"(", ")", "HĐND", "tắt", "là ", " ",
	    "sau đây", "\"", "\xE2\x80\x9C", "\xF0\x9F", "A&", "B-", ".", "\n",
	    "khu", "công ", "nghiệp", "KCN", "9"};
	uint64_t seed = 20260623;
	int round, n;

	(void)state;
	for (round = 0; round < 3000; round++) {
		struct tc_buf text = TC_BUF_INIT(TC_BUF_LINE);
		struct tc_buf got = TC_BUF_INIT(TC_BUF_LINE);
		char *exact;

		for (n = (int)random_below(&seed, 40); n > 0; n--)
			tc_buf_puts(
			    &text, parts[random_below(&seed, COUNT(parts))]);
		exact = malloc(text.len + 1);
		assert_non_null(exact);
		memcpy(exact, tc_buf_str(&text), text.len);
		assert_ok(tc_abbrev_mine(
		    exact, text.len, note_pair, &got, &test_err));
		free(exact);
		tc_buf_free(&text);
		tc_buf_free(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(each_abbreviation_has_its_readings),
	    cmocka_unit_test(each_expansion_has_its_abbreviation),
	    cmocka_unit_test(readings_honour_marks),
	    cmocka_unit_test(words_are_shortened_in_any_spelling),
	    cmocka_unit_test(ambiguous_readings_say_so),
	    cmocka_unit_test(longer_expansions_are_announced),
	    cmocka_unit_test(capitals_and_syllables_are_told),
	    cmocka_unit_test(files_of_staff_are_read),
	    cmocka_unit_test(files_that_cannot_be_read_change_nothing),
	    cmocka_unit_test(a_file_may_be_read_without_being_told),
	    cmocka_unit_test(definitions_are_found),
	    cmocka_unit_test(a_failure_ends_the_search),
	    cmocka_unit_test(hostile_texts_are_survived),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
