/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Build tool: the words that tie numbers together, as a hash table in C. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <tracuu/text.h>

#include "lexicon.h"

/* Unmarked it would be too common another word: van is văn, ngan is ngân. */
#define MARKED_ONLY (1u << 31)

/* clang-format off */
static const struct {
	char word[TC_LEXICON_BYTES + 1]; /* canonical: quí for quý, tỉ for tỷ */
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
    {"đồng", TC_NAME_VND, TC_ROLE_MONEY}, {"đ", TC_NAME_VND, TC_ROLE_MONEY},
    {"vnđ", TC_NAME_VND, TC_ROLE_MONEY}, {"vnd", TC_NAME_VND, TC_ROLE_MONEY},
    {"usd", TC_NAME_USD, TC_ROLE_MONEY}, {"đô", TC_NAME_USD, TC_ROLE_MONEY},
    {"đôla", TC_NAME_USD, TC_ROLE_MONEY}, {"euro", TC_NAME_EUR, TC_ROLE_MONEY},
    {"eur", TC_NAME_EUR, TC_ROLE_MONEY}, {"yên", TC_NAME_JPY, TC_ROLE_MONEY},
    {"jpy", TC_NAME_JPY, TC_ROLE_MONEY}, {"cny", TC_NAME_CNY, TC_ROLE_MONEY},
    {"chí", 0, TC_ROLE_NOMONEY}, {"bào", 0, TC_ROLE_NOMONEY},
    {"hồ", 0, TC_ROLE_NOMONEY}, {"đội", 0, TC_ROLE_NOMONEY},
    {"nghiệp", 0, TC_ROLE_NOMONEY}, {"phạm", 0, TC_ROLE_NOMONEY},
    {"bằng", 0, TC_ROLE_NOMONEY}, {"thời", 0, TC_ROLE_NOMONEY},
    {"sở", 0, TC_ROLE_NOMONEY}, {"bộ", 0, TC_ROLE_NOMONEY},
    {"ha", TC_NAME_HA, TC_ROLE_UNIT}, {"hecta", TC_NAME_HA, TC_ROLE_UNIT},
    {"km", TC_NAME_KM, TC_ROLE_UNIT}, {"km2", TC_NAME_KM2, TC_ROLE_UNIT},
    {"m", TC_NAME_M, TC_ROLE_UNIT}, {"m2", TC_NAME_M2, TC_ROLE_UNIT},
    {"m3", TC_NAME_M3, TC_ROLE_UNIT}, {"cm", TC_NAME_CM, TC_ROLE_UNIT},
    {"mm", TC_NAME_MM, TC_ROLE_UNIT}, {"kg", TC_NAME_KG, TC_ROLE_UNIT},
    {"tấn", TC_NAME_TON, TC_ROLE_UNIT | MARKED_ONLY},
    {"kw", TC_NAME_KW, TC_ROLE_UNIT}, {"kwh", TC_NAME_KWH, TC_ROLE_UNIT},
    {"mw", TC_NAME_MW, TC_ROLE_UNIT}, {"mwh", TC_NAME_MWH, TC_ROLE_UNIT},
    {"kv", TC_NAME_KV, TC_ROLE_UNIT}, {"kva", TC_NAME_KVA, TC_ROLE_UNIT},
    {"mva", TC_NAME_MVA, TC_ROLE_UNIT},
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

static struct tc_lexicon table;

static void
put(const char *s, size_t len, uint32_t roles, uint8_t value)
{
	uint64_t word = tc_lexicon_word(s, len);
	size_t i = tc_lexicon_home(word);

	while (table.slot[i].word != 0 && table.slot[i].word != word)
		i = (i + 1) % TC_LEXICON_SLOTS;
	table.slot[i].word = word;
	/* Unmarked words may be several: tu is tư and từ. */
	table.slot[i].meaning.roles |= roles & ~MARKED_ONLY;
	if (value != 0)
		table.slot[i].meaning.value = value;
}

/* Put a word, and as it is without marks. False: no memory. */
static bool
put_both(size_t i)
{
	struct tc_buf folded = TC_BUF_INIT(TC_BUF_LINE);
	size_t len = strlen(words[i].word);
	bool good;

	put(words[i].word, len, words[i].roles, words[i].value);
	tc_text_fold(words[i].word, len, &folded);
	good = !folded.failed;
	if (good && folded.len > 1 && folded.len < len &&
	    (words[i].roles & MARKED_ONLY) == 0)
		put(folded.s, folded.len, words[i].roles, words[i].value);
	tc_buf_free(&folded);
	return good;
}

int
main(void)
{
	size_t i, n = sizeof(words) / sizeof(words[0]);
	bool good = true;

	for (i = 0; i < n && good; i++)
		good = put_both(i);
	printf("/* Made by text/lexicon_gen.c. */\n"
	       "#include \"lexicon.h\"\n\n"
	       "const struct tc_lexicon tc_lexicon = {{\n");
	for (i = 0; i < TC_LEXICON_SLOTS; i++)
		printf("{%" PRIu64 "u, {%" PRIu32 "u, %u}},\n",
		    table.slot[i].word, table.slot[i].meaning.roles,
		    table.slot[i].meaning.value);
	printf("}};\n");
	return good && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
