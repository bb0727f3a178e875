/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The end of a document: who signed it as what, and to whom it went (Decree
 * 30/2020, appendix I, points 7 and 9). Both stand beside each other,
 * recipients on the left; readers give them row by row or one after the other.
 */
#include "describe.h"

#include <string.h>

#define COUNT(a) (sizeof(a) / sizeof((a)[0]))

/* So far the block at the end reaches from its first line. */
#define BLOCK_LINES 60
#define BLOCK_BYTES 6000

/* So many lines that say nothing may lie before the name. */
#define STRAY_MAX 6

#define NAME_WORDS_MAX 5
#define TITLE_WORDS_MAX 12

/* A title alone on its line takes no more bytes. */
#define TITLE_LINE 60

/* clang-format off */
/* Who signs. */
static const char *const titles[] = {
    "bi thu", "bo truong", "chanh an", "chanh thanh tra", "chanh van phong",
    "chi huy truong", "chu nhiem", "chu tich", "cuc truong", "doi truong",
    "giam doc", "hieu truong", "pho bi thu", "pho chanh an",
    "pho chanh thanh tra", "pho chanh van phong", "pho chu nhiem",
    "pho chu tich", "pho cuc truong", "pho giam doc", "pho hieu truong",
    "pho thong doc", "pho thu tuong", "pho thu truong", "pho tong giam doc",
    "pho tong cuc truong", "pho tong kiem toan", "pho truong ban",
    "pho truong doan", "pho truong phong", "pho vien truong",
    "pho vu truong", "quyen", "thong doc", "thu truong", "thu tuong",
    "thuong truc", "tong bi thu", "tong cuc truong", "tong giam doc",
    "tong kiem toan", "tram truong", "truong ban", "truong doan",
    "truong phong", "tu lenh", "uy vien", "vien truong", "vu truong",
};

/* Before a name, and no part of it. */
static const char *const ranks[] = {
    "bs", "dai ta", "dai tuong", "dai uy", "gs", "ks", "ong", "ba", "pgs",
    "thieu ta", "thieu tuong", "thieu uy", "ths", "thuong ta", "thuong tuong",
    "thuong uy", "trung ta", "trung tuong", "trung uy", "ts",
};

/* The family names that nearly all have. */
static const char *const families[] = {
    "au", "bach", "be", "bui", "cam", "cao", "chau", "chu", "dam", "dang",
    "dao", "diep", "dinh", "do", "doan", "duong", "giang", "ha", "hau",
    "ho", "hoang", "hua", "huynh", "khong", "khuat", "kieu", "kim", "la",
    "lai", "lam", "le", "lo", "luc", "luong", "luu", "li", "ma", "mac",
    "mai", "nghiem", "ngo", "nguyen", "nong", "ong", "pham", "phan", "phung",
    "quach", "quan", "quang", "sung", "ta", "tang", "thach", "thai", "than",
    "to", "ton", "tong", "tran", "trieu", "trinh", "truong", "tu", "van", "vi",
    "vo", "vu", "vuong",
};

/* No names, though written like them. */
static const char *const no_names[] = {
    "ban", "bo", "chi bo", "cong an", "cong ti", "cuc", "da ki", "dang ui",
    "dieu", "ha noi", "ho chi minh", "hoi", "mat tran", "noi", "phong",
    "phu luc", "so", "thai nguyen", "tinh", "toa an", "tong cuc", "uy ban",
    "van phong", "viet nam",
};

/* Names all in capitals begin with one of the commonest. */
static const char *const common_families[] = {
    "bui", "dang", "do", "duong", "ho", "hoang", "le", "ngo", "nguyen", "pham",
    "phan", "tran", "vo", "vu",
};
/* clang-format on */

/* What was read of a block so far. */
struct block {
	struct tc_buf capacity, signer, recipients;
	bool signs;	/* someone signs for someone, or as something */
	bool begun;	/* the last segment said so */
	bool sent;	/* "Nơi nhận" was there */
	unsigned stray; /* lines that said nothing */
};

static enum tc_case
case_of(const struct tc_segments *segments, size_t i, size_t k)
{
	const struct tc_segment_word *word =
	    &segments->words[segments->at[i].first + k];

	return tc_text_case(segments->text + word->from, word->to - word->from);
}

/* Does a segment have these words at its word k? */
static bool
has_at(
    const struct tc_segments *segments, size_t i, size_t k, const char *words)
{
	const struct tc_segment *segment = &segments->at[i];
	const char *key;
	size_t len, n = strlen(words);

	if (k >= segment->n)
		return false;
	key = tc_segment_word_key(segments, i, k, &len);
	return strncmp(key, words, n) == 0 &&
	    (key[n] == ' ' || key[n] == '\0') &&
	    (size_t)(key - segments->keys.s) + n <=
	    segments->words[segment->first + segment->n - 1].key +
		segments->words[segment->first + segment->n - 1].len;
}

static bool
has_any_at(const struct tc_segments *segments, size_t i, size_t k,
    const char *const *words, size_t n)
{
	while (n > 0) {
		if (has_at(segments, i, k, words[--n]))
			return true;
	}
	return false;
}

/* The words of a rank or degree that word k begins, 0 for none. */
static size_t
rank_words(const struct tc_segments *segments, size_t i, size_t k)
{
	size_t j;

	for (j = 0; j < COUNT(ranks); j++) {
		if (has_at(segments, i, k, ranks[j]))
			return strchr(ranks[j], ' ') != NULL ? 2 : 1;
	}
	return 0;
}

/* The first word behind ranks and degrees: "PGS.TS. Lê Thị Hà". */
static size_t
skip_ranks(const struct tc_segments *segments, size_t i, size_t k)
{
	size_t words = rank_words(segments, i, k);

	while (words > 0 && k + words + 2 <= segments->at[i].n) {
		k += words;
		words = rank_words(segments, i, k);
	}
	return k;
}

/*
 * Is it a person's name from word k to the end: two to five words with capital
 * letters? All in capitals it must begin with a family's name.
 */
static bool
is_person(const struct tc_segments *segments, size_t i, size_t k)
{
	size_t n = segments->at[i].n, m;
	if (n < k + 2 || n > k + NAME_WORDS_MAX)
		return false;
	if (has_any_at(segments, i, k, no_names, COUNT(no_names)) ||
	    has_any_at(segments, i, k, titles, COUNT(titles)))
		return false;
	if (tc_segment_is_upper(segments, i, k, n - k))
		return n >= k + 3 &&
		    has_any_at(segments, i, k, common_families,
			COUNT(common_families));
	for (m = k; m < n; m++) {
		const struct tc_segment_word *word =
		    &segments->words[segments->at[i].first + m];

		if (case_of(segments, i, m) != TC_CASE_TITLE ||
		    !tc_text_is_syllable(
			segments->text + word->from, word->to - word->from))
			return false;
	}
	return true;
}

/* The word at which a name stands that ends a line of another column. */
static size_t
person_at_end(const struct tc_segments *segments, size_t i)
{
	size_t n = segments->at[i].n, k;

	for (k = n > NAME_WORDS_MAX ? n - NAME_WORDS_MAX : 1; k + 3 <= n; k++) {
		if (has_any_at(segments, i, k, families, COUNT(families)) &&
		    is_person(segments, i, k))
			return k;
	}
	return n;
}

/*
 * The word at which a title stands that ends a line of another column: in
 * capitals, or after what ends an item.
 */
static size_t
title_at_end(const struct tc_segments *segments, size_t i)
{
	size_t n = segments->at[i].n, k;

	for (k = 1; k < n; k++) {
		const struct tc_segment_word *before =
		    &segments->words[segments->at[i].first + k - 1];

		if (has_any_at(segments, i, k, titles, COUNT(titles)) &&
		    (tc_segment_is_upper(segments, i, k, n - k) ||
			segments->text[before->to] == ';'))
			return k;
	}
	return n;
}

/* KT. TM. TL. TUQ. Q. or T/M K/T T/L */
static bool
signs_for(const struct tc_segments *segments, size_t i)
{
	static const char *const forms[] = {
	    "tm", "kt", "tl", "tuq", "q", "t m", "k t", "t l"};
	const char *s = segments->text + segments->at[i].from;

	return tc_segment_starts_any(segments, i, forms, COUNT(forms)) &&
	    strcspn(s, "./") <= 4 && segments->at[i].n <= TITLE_WORDS_MAX;
}

static bool
is_title(const struct tc_segments *segments, size_t i)
{
	return segments->at[i].n <= TITLE_WORDS_MAX &&
	    tc_segment_starts_any(segments, i, titles, COUNT(titles));
}

static void
put_part(struct tc_buf *out, const char *between, const char *s, size_t len)
{
	if (out->len > 0)
		tc_buf_puts(out, between);
	tc_buf_put(out, s, len);
}

/* Who signs as what, from word k to the end. */
static void
put_capacity(
    struct block *block, const struct tc_segments *segments, size_t i, size_t k)
{
	const struct tc_segment *segment = &segments->at[i];
	size_t from = segments->words[segment->first + k].from;

	block->signs = block->begun = true;
	put_part(
	    &block->capacity, " / ", segments->text + from, segment->to - from);
}

static void
put_signer(
    struct block *block, const struct tc_segments *segments, size_t i, size_t k)
{
	const struct tc_segment *segment = &segments->at[i];
	size_t from, to = segments->words[segment->first + segment->n - 1].to;

	k = skip_ranks(segments, i, k);
	from = segments->words[segment->first + k].from;
	block->begun = false;
	put_part(&block->signer, "\n", segments->text + from, to - from);
}

static bool
begins_item(const struct tc_segments *segments, size_t i)
{
	const char *s = segments->text + segments->at[i].from;

	return *s == '-' || *s == '+' || strncmp(s, "\xE2\x80\x93", 3) == 0 ||
	    strncmp(s, ". ", 2) == 0;
}

/* A recipient, or the rest of one; what ends or begins a list goes. */
static void
put_recipient(struct tc_describing *describing, struct block *block,
    const struct tc_segments *segments, size_t i, size_t words)
{
	const struct tc_segment *segment = &segments->at[i];
	const struct tc_segment_word *first, *last;
	size_t to;

	if (words == 0)
		return;
	first = &segments->words[segment->first];
	last = first + words - 1;
	to = words < segment->n ? last->to : segment->to;
	tc_describing_aside(describing, segment->from, to);
	while (to > last->to && strchr(" ;.,/", segments->text[to - 1]) != NULL)
		to--;
	put_part(&block->recipients, begins_item(segments, i) ? "\n" : " ",
	    segments->text + first->from, to - first->from);
}

/* A line of the recipients; a name or title may end it that is beside them. */
static void
read_item(struct tc_describing *describing, struct block *block,
    const struct tc_segments *segments, size_t i)
{
	size_t n = segments->at[i].n, k = n;

	if (block->signs && block->signer.len == 0) {
		k = title_at_end(segments, i);
		if (k < n)
			put_capacity(block, segments, i, k);
		else if ((k = person_at_end(segments, i)) < n)
			put_signer(block, segments, i, k);
	}
	put_recipient(describing, block, segments, i, k);
}

/* Where the text goes on: who issues a document stands over its bases, too. */
static const char *const texts[] = {"can cu", "chuong", "dieu", "kinh gui",
    "phu luc", "quyet dinh", "quyet nghi", "xet"};

/* Who signs for whom, as what, and what belongs to it: TÒA ÁN ... */
static bool
tells_capacity(
    const struct block *block, const struct tc_segments *segments, size_t i)
{
	if (signs_for(segments, i))
		return true;
	if (block->signer.len > 0 && !block->begun)
		return false;
	return is_title(segments, i) ||
	    (block->begun &&
		tc_segment_is_upper(segments, i, 0, segments->at[i].n));
}

/* A recipient, or a line in small letters that goes on with the last one. */
static bool
is_item(const struct block *block, const struct tc_segments *segments, size_t i)
{
	return block->sent &&
	    (begins_item(segments, i) ||
		(block->recipients.len > 0 &&
		    case_of(segments, i, 0) == TC_CASE_LOWER &&
		    !tells_capacity(block, segments, i)));
}

/* Take a segment of the block; false where the block has ended. */
static bool
read_segment(struct tc_describing *describing, struct block *block,
    const struct tc_segments *segments, size_t i)
{
	const struct tc_segment *segment = &segments->at[i];

	if (segment->n == 0)
		return true;
	if (tc_segment_starts_any(segments, i, texts, COUNT(texts)))
		return false;
	if (tc_segment_starts(segments, i, "noi nhan")) {
		if (block->sent)
			return false; /* of another document */
		block->sent = true;
		tc_describing_aside(describing, segment->from, segment->to);
	} else if (is_item(block, segments, i)) {
		read_item(describing, block, segments, i);
	} else if (block->signs &&
	    is_person(segments, i, skip_ranks(segments, i, 0))) {
		put_signer(block, segments, i, 0);
	} else if (tells_capacity(block, segments, i)) {
		put_capacity(block, segments, i, 0);
	} else if (block->signer.len > 0 || ++block->stray > STRAY_MAX) {
		return false;
	}
	return true;
}

static enum tc_status
set_block(
    struct tc_describing *describing, struct block *block, struct tc_error *err)
{
	enum tc_status status = TC_OK;

	if (block->signer.len > 0) {
		status = tc_describing_set(describing, TC_FIELD_SIGNER,
		    block->signer.s, block->signer.len, err);
		if (status == TC_OK && block->capacity.len > 0)
			status =
			    tc_describing_set(describing, TC_FIELD_CAPACITY,
				block->capacity.s, block->capacity.len, err);
	}
	if (status == TC_OK && block->recipients.len > 0)
		status = tc_describing_set(describing, TC_FIELD_RECIPIENTS,
		    block->recipients.s, block->recipients.len, err);
	return status;
}

/* Read the block that begins with the line at byte `from`. */
static enum tc_status
read_block(struct tc_describing *describing, size_t from, struct tc_error *err)
{
	struct tc_segments *segments = &describing->other;
	struct block block = {TC_BUF_INIT(TC_BUF_LINE),
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_BUF_LINE), false, false,
	    false, 0};
	size_t len = describing->document->field[TC_FIELD_TEXT].len, i;
	size_t to = len - from > BLOCK_BYTES ? from + BLOCK_BYTES : len;
	enum tc_status status;

	status = tc_segments_read(segments, tc_describing_text(describing),
	    from, to, BLOCK_LINES, err);
	if (status != TC_OK)
		return status;
	for (i = 0; i < segments->n; i++) {
		if (!read_segment(describing, &block, segments, i))
			break;
	}
	status = set_block(describing, &block, err);
	tc_describing_free(describing, &block.capacity);
	tc_describing_free(describing, &block.signer);
	tc_describing_free(describing, &block.recipients);
	return status;
}

/* What a line is, by its first bytes: most are none of these. */
enum line_kind { LINE_OTHER, LINE_ENDS, LINE_SIGNS, LINE_SENT };

/* A title in capitals, alone on its line: short, and without small letters. */
static bool
is_title_line(struct tc_describing *describing, const char *s, size_t len)
{
	struct tc_buf key = TC_BUF_INIT(TC_BUF_LINE);
	bool is = false;
	size_t i, n;

	if (len > TITLE_LINE)
		return false;
	for (i = 0; i < len; i++) {
		if (s[i] >= 'a' && s[i] <= 'z')
			return false;
	}
	tc_text_key(s, len, &key);
	for (i = 0; i < COUNT(titles) && !is && key.len > 0; i++) {
		n = strlen(titles[i]);
		is = strncmp(key.s, titles[i], n) == 0 &&
		    (key.s[n] == ' ' || key.s[n] == '\0');
	}
	tc_describing_free(describing, &key);
	return is;
}

static enum line_kind
kind_of(struct tc_describing *describing, const char *s, size_t len)
{
	static const char *const sent[] = {"Nơi nhận", "NƠI NHẬN", "nơi nhận"};
	size_t i;

	if (len > 3 && memcmp(s + len - 3, "./.", 3) == 0)
		return LINE_ENDS;
	while (len > 0 && strchr(" |*", *s) != NULL) {
		s++;
		len--;
	}
	for (i = 0; i < COUNT(sent); i++) {
		if (strncmp(s, sent[i], strlen(sent[i])) == 0)
			return LINE_SENT;
	}
	if (len < 5 || len > 200)
		return LINE_OTHER;
	if (is_title_line(describing, s, len))
		return LINE_SIGNS;
	if (strchr("TtKk", *s) == NULL)
		return LINE_OTHER;
	if (strchr("MmTtLl", s[1]) != NULL &&
	    (s[2] == '.' || s[2] == '/' || (s[2] == ' ' && s[3] == '.')))
		return LINE_SIGNS;
	if (s[1] == '/' && strchr("MmTtLl", s[2]) != NULL)
		return LINE_SIGNS;
	return strncmp(s, "TUQ.", 4) == 0 ? LINE_SIGNS : LINE_OTHER;
}

enum tc_status
tc_describe_end(
    struct tc_describing *describing, size_t from, struct tc_error *err)
{
	const struct tc_buf *fields = describing->document->field;
	const struct tc_buf *text = &fields[TC_FIELD_TEXT];
	const struct tc_buf *signer = &fields[TC_FIELD_SIGNER];
	enum tc_status status = TC_OK;

	while (from < text->len && status == TC_OK) {
		const char *s = text->s + from;
		const char *stop = memchr(s, '\n', text->len - from);
		size_t len =
		    stop != NULL ? (size_t)(stop - s) : text->len - from;
		enum line_kind kind = kind_of(describing, s, len);

		if (kind == LINE_ENDS && signer->len == 0)
			status = read_block(describing, from + len, err);
		else if (kind == LINE_SENT ||
		    (kind == LINE_SIGNS && signer->len == 0))
			status = read_block(describing, from, err);
		from += len + 1;
	}
	return status;
}

/* Between "thông qua" and the day. */
#define ADOPTION_BYTES 100

/*
 * "... đã được Quốc hội ... thông qua ngày 28 tháng 11 năm 2013": laws and
 * resolutions have no other date (Resolution 351/2017/UBTVQH14). The last of
 * such sentences speaks of the document itself.
 */
enum tc_status
tc_describe_adoption(struct tc_describing *describing, struct tc_error *err)
{
	static const char *const adopted[] = {
	    "Bộ luật", "Hiến pháp", "Luật", "Nghị quyết", "Pháp lệnh"};
	static const char words[] = "thông qua";
	struct tc_buf *field = describing->document->field;
	const char *s = tc_describing_text(describing), *at = NULL, *next = s;
	const char *type = tc_document_str(describing->document, TC_FIELD_TYPE);
	size_t i, len;

	for (i = 0; i < COUNT(adopted); i++) {
		if (strcmp(type, adopted[i]) == 0)
			break;
	}
	if (i == COUNT(adopted) || field[TC_FIELD_DATE].len > 0 ||
	    describing->given)
		return TC_OK;
	while ((next = strstr(next, words)) != NULL) {
		next += strlen(words);
		at = next;
	}
	if (at == NULL)
		return TC_OK;
	len = strlen(at) < ADOPTION_BYTES ? strlen(at) : ADOPTION_BYTES;
	return tc_first_date(
	    describing->analyser, at, len, &field[TC_FIELD_DATE], err);
}
