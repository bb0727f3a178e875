/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words that tie numbers together, and a quick way to find them. */
#include "lexicon.h"

#include <string.h>
#include <tracuu/text.h>

/* The longest word here in bytes: chương, giai đoạn's đoạn, nhiệm. */
#define WORD_BYTES 8

enum name {
	NAME_VND,
	NAME_USD,
	NAME_EUR,
	NAME_JPY,
	NAME_CNY,
	NAME_HA,
	NAME_KM,
	NAME_KM2,
	NAME_M,
	NAME_M2,
	NAME_M3,
	NAME_CM,
	NAME_MM,
	NAME_KG,
	NAME_TON,
	NAME_KW,
	NAME_KWH,
	NAME_MW,
	NAME_MWH,
	NAME_KV,
	NAME_KVA,
	NAME_MVA
};

static const char *const names[] = {"vnd", "usd", "eur", "jpy", "cny", "ha",
    "km", "km2", "m", "m2", "m3", "cm", "mm", "kg", "tan", "kw", "kwh", "mw",
    "mwh", "kv", "kva", "mva"};

/* Unmarked it would be too common another word: van is văn, ngan is ngân. */
#define MARKED_ONLY (1u << 31)

/* clang-format off */
static const struct {
	char word[WORD_BYTES + 1]; /* canonical: quí for quý, tỉ for tỷ */
	uint8_t value;
	uint32_t roles;
} words[] = {
    {"ngày", 0, TC_ROLE_DAY | TC_ROLE_DATES}, {"tháng", 0, TC_ROLE_MONTH},
    {"mùng", 0, TC_ROLE_DAY | TC_ROLE_DATES},
    {"mồng", 0, TC_ROLE_DAY | TC_ROLE_DATES},
    {"quí", 0, TC_ROLE_QUARTER | TC_ROLE_COUNTED},
    {"giêng", 1, TC_ROLE_MOON}, {"chạp", 12, TC_ROLE_MOON},
    {"sáng", 0, TC_ROLE_DATES}, {"trưa", 0, TC_ROLE_DATES},
    {"chiều", 0, TC_ROLE_DATES}, {"tối", 0, TC_ROLE_DATES},
    {"đêm", 0, TC_ROLE_DATES}, {"hôm", 0, TC_ROLE_DATES},
    {"nay", 0, TC_ROLE_DATES}, {"từ", 0, TC_ROLE_DATES},
    {"đến", 0, TC_ROLE_DATES | TC_ROLE_AND}, {"hết", 0, TC_ROLE_DATES},
    {"trước", 0, TC_ROLE_DATES}, {"vào", 0, TC_ROLE_DATES},
    {"lễ", 0, TC_ROLE_DATES}, {"khánh", 0, TC_ROLE_DATES},
    {"và", 0, TC_ROLE_AND}, {"hoặc", 0, TC_ROLE_AND},
    {"không", 0, TC_ROLE_ZERO}, {"một", 1, TC_ROLE_DIGIT},
    {"hai", 2, TC_ROLE_DIGIT}, {"ba", 3, TC_ROLE_DIGIT},
    {"bốn", 4, TC_ROLE_DIGIT}, {"tư", 4, TC_ROLE_DIGIT},
    {"năm", 5, TC_ROLE_DIGIT | TC_ROLE_YEAR}, {"sáu", 6, TC_ROLE_DIGIT},
    {"bảy", 7, TC_ROLE_DIGIT}, {"bẩy", 7, TC_ROLE_DIGIT},
    {"tám", 8, TC_ROLE_DIGIT}, {"chín", 9, TC_ROLE_DIGIT},
    {"mốt", 1, TC_ROLE_ENDING}, {"lăm", 5, TC_ROLE_ENDING},
    {"nhăm", 5, TC_ROLE_ENDING}, {"mười", 10, TC_ROLE_TEN},
    {"mươi", 10, TC_ROLE_TENS}, {"linh", 0, TC_ROLE_ODD},
    {"lẻ", 0, TC_ROLE_ODD}, {"trăm", 2, TC_ROLE_HUNDRED},
    {"nghìn", 3, TC_ROLE_SCALE}, {"ngàn", 3, TC_ROLE_SCALE | MARKED_ONLY},
    {"vạn", 4, TC_ROLE_SCALE | MARKED_ONLY}, {"triệu", 6, TC_ROLE_SCALE},
    {"tỉ", 9, TC_ROLE_SCALE}, {"rưỡi", 0, TC_ROLE_HALF},
    {"nhất", 1, TC_ROLE_FIRST},
    {"thứ", 0, TC_ROLE_ORDINAL | TC_ROLE_COUNTED},
    {"lần", 0, TC_ROLE_TIMES | TC_ROLE_COUNTED}, {"họp", 0, TC_ROLE_TIMES},
    {"khóa", 0, TC_ROLE_COUNTED}, {"chương", 0, TC_ROLE_COUNTED},
    {"hội", 0, TC_ROLE_COUNTED}, {"kì", 0, TC_ROLE_TERM | TC_ROLE_COUNTED},
    {"đoạn", 0, TC_ROLE_TERM | TC_ROLE_COUNTED},
    {"phần", 0, TC_ROLE_COUNTED | TC_ROLE_PERCENT},
    {"mục", 0, TC_ROLE_COUNTED}, {"tập", 0, TC_ROLE_COUNTED},
    {"đợt", 0, TC_ROLE_COUNTED}, {"lục", 0, TC_ROLE_COUNTED},
    {"hạng", 0, TC_ROLE_COUNTED}, {"loại", 0, TC_ROLE_COUNTED},
    {"nhóm", 0, TC_ROLE_COUNTED}, {"kỉ", 0, TC_ROLE_COUNTED},
    {"cấp", 0, TC_ROLE_COUNTED}, {"bậc", 0, TC_ROLE_COUNTED},
    {"đồng", NAME_VND, TC_ROLE_MONEY}, {"đ", NAME_VND, TC_ROLE_MONEY},
    {"vnđ", NAME_VND, TC_ROLE_MONEY}, {"vnd", NAME_VND, TC_ROLE_MONEY},
    {"usd", NAME_USD, TC_ROLE_MONEY}, {"đô", NAME_USD, TC_ROLE_MONEY},
    {"đôla", NAME_USD, TC_ROLE_MONEY}, {"euro", NAME_EUR, TC_ROLE_MONEY},
    {"eur", NAME_EUR, TC_ROLE_MONEY}, {"yên", NAME_JPY, TC_ROLE_MONEY},
    {"jpy", NAME_JPY, TC_ROLE_MONEY}, {"cny", NAME_CNY, TC_ROLE_MONEY},
    {"chí", 0, TC_ROLE_NOMONEY}, {"bào", 0, TC_ROLE_NOMONEY},
    {"hồ", 0, TC_ROLE_NOMONEY}, {"đội", 0, TC_ROLE_NOMONEY},
    {"nghiệp", 0, TC_ROLE_NOMONEY}, {"phạm", 0, TC_ROLE_NOMONEY},
    {"bằng", 0, TC_ROLE_NOMONEY}, {"thời", 0, TC_ROLE_NOMONEY},
    {"sở", 0, TC_ROLE_NOMONEY}, {"bộ", 0, TC_ROLE_NOMONEY},
    {"ha", NAME_HA, TC_ROLE_UNIT}, {"hecta", NAME_HA, TC_ROLE_UNIT},
    {"km", NAME_KM, TC_ROLE_UNIT}, {"km2", NAME_KM2, TC_ROLE_UNIT},
    {"m", NAME_M, TC_ROLE_UNIT}, {"m2", NAME_M2, TC_ROLE_UNIT},
    {"m3", NAME_M3, TC_ROLE_UNIT}, {"cm", NAME_CM, TC_ROLE_UNIT},
    {"mm", NAME_MM, TC_ROLE_UNIT}, {"kg", NAME_KG, TC_ROLE_UNIT},
    {"tấn", NAME_TON, TC_ROLE_UNIT | MARKED_ONLY},
    {"kw", NAME_KW, TC_ROLE_UNIT}, {"kwh", NAME_KWH, TC_ROLE_UNIT},
    {"mw", NAME_MW, TC_ROLE_UNIT}, {"mwh", NAME_MWH, TC_ROLE_UNIT},
    {"kv", NAME_KV, TC_ROLE_UNIT}, {"kva", NAME_KVA, TC_ROLE_UNIT},
    {"mva", NAME_MVA, TC_ROLE_UNIT},
    {"qcvn", 0, TC_ROLE_STANDARD}, {"tcvn", 0, TC_ROLE_STANDARD},
    {"qcxdvn", 0, TC_ROLE_STANDARD}, {"tcxdvn", 0, TC_ROLE_STANDARD},
    {"tcxd", 0, TC_ROLE_STANDARD}, {"tccs", 0, TC_ROLE_STANDARD},
    {"tcn", 0, TC_ROLE_STANDARD}, {"qcđp", 0, TC_ROLE_STANDARD},
    {"iso", 0, TC_ROLE_STANDARD}, {"iec", 0, TC_ROLE_STANDARD},
    {"astm", 0, TC_ROLE_STANDARD}, {"ohsas", 0, TC_ROLE_STANDARD},
    {"jis", 0, TC_ROLE_STANDARD},
    {"lệ", 0, TC_ROLE_RATIO}, {"số", 0, TC_ROLE_NUMBERED},
    {"định", 0, TC_ROLE_NUMBERED}, {"thị", 0, TC_ROLE_NUMBERED},
    {"lệnh", 0, TC_ROLE_NUMBERED}, {"quyết", 0, TC_ROLE_NUMBERED},
};
/* clang-format on */

static size_t
home(uint64_t word)
{
	return (size_t)((word * 0x9E3779B97F4A7C15u) >> 54);
}

static void
put(struct tc_lexicon *lexicon, const char *s, size_t len, uint32_t roles,
    uint8_t value)
{
	uint64_t word = 0;
	size_t i;

	if (len > WORD_BYTES)
		return;
	memcpy(&word, s, len);
	for (i = home(word);
	     lexicon->slot[i].word != 0 && lexicon->slot[i].word != word;)
		i = (i + 1) % TC_LEXICON_SLOTS;
	lexicon->slot[i].word = word;
	/* Unmarked words may be several: tu is tư and từ. */
	lexicon->slot[i].meaning.roles |= roles & ~MARKED_ONLY;
	if (value != 0)
		lexicon->slot[i].meaning.value = value;
}

void
tc_lexicon_init(struct tc_lexicon *lexicon)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	size_t i, len;

	memset(lexicon, 0, sizeof(*lexicon));
	for (i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		len = strlen(words[i].word);
		put(lexicon, words[i].word, len, words[i].roles,
		    words[i].value);
		tc_buf_clear(&folded);
		tc_text_fold(words[i].word, len, &folded);
		if (folded.len > 1 && folded.len < len &&
		    (words[i].roles & MARKED_ONLY) == 0)
			put(lexicon, folded.s, folded.len, words[i].roles,
			    words[i].value);
	}
	tc_buf_free(&folded);
}

struct tc_meaning
tc_lexicon_find(
    const struct tc_lexicon *lexicon, const char *canonical, size_t len)
{
	struct tc_meaning none = {0, 0};
	uint64_t word = 0;
	size_t i;

	if (len == 0 || len > WORD_BYTES)
		return none;
	memcpy(&word, canonical, len);
	for (i = home(word); lexicon->slot[i].word != 0;
	     i = (i + 1) % TC_LEXICON_SLOTS) {
		if (lexicon->slot[i].word == word)
			return lexicon->slot[i].meaning;
	}
	return none;
}

const char *
tc_lexicon_name(unsigned value)
{
	return names[value];
}
