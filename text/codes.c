/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Codes in numbers of documents. Types: the 29 of Nghị định 30/2020/NĐ-CP,
 * Điều 7 with the abbreviations of its Phụ lục III (công văn and thư công have
 * none), its three copies, the legal ones, and those of the Party. Folded:
 * hd is HD (hướng dẫn) and HĐ (hợp đồng).
 */
#include "codes.h"

#include "row.h"

#define TYPE TC_CODE_TYPE
#define ORGAN TC_CODE_ORGAN
#define PARTY (TC_CODE_ORGAN | TC_CODE_PARTY)
#define OLD (TC_CODE_ORGAN | TC_CODE_OLD)
#define TERM (TC_CODE_ORGAN | TC_CODE_TERM)
#define UNIT TC_CODE_UNIT

/* clang-format off */
/* In the order of strcmp. */
static const struct {
	char code[TC_ROW_LEN];
	unsigned char means;
} codes[] = {
    {"bb", TYPE}, /* BB */
    {"bbt", PARTY}, /* BBT */
    {"bc", TYPE}, /* BC */
    {"bca", ORGAN}, /* BCA */
    {"bcd", ORGAN}, /* BCĐ */
    {"bcdtw", PARTY}, /* BCĐTW */
    {"bchtw", PARTY}, /* BCHTW */
    {"bcn", ORGAN}, /* BCN */
    {"bcsd", PARTY}, /* BCSĐ */
    {"bct", ORGAN}, /* BCT */
    {"bdttg", ORGAN}, /* BDTTG */
    {"bdv", PARTY}, /* BDV */
    {"bdvtu", PARTY}, /* BDVTU */
    {"bdvtw", PARTY}, /* BDVTW */
    {"bgd", ORGAN}, /* BGD */
    {"bgddt", ORGAN}, /* BGDĐT */
    {"bgn", TYPE}, /* BGN */
    {"bgtvt", ORGAN}, /* BGTVT */
    {"bhxh", ORGAN}, /* BHXH */
    {"bhxhvn", ORGAN}, /* BHXHVN */
    {"bkh", ORGAN}, /* BKH */
    {"bkhcn", ORGAN}, /* BKHCN */
    {"bkhdt", ORGAN}, /* BKHĐT */
    {"bkttw", PARTY}, /* BKTTW */
    {"bld", ORGAN}, /* BLĐ */
    {"bldtbxh", ORGAN}, /* BLĐTBXH */
    {"bnctu", PARTY}, /* BNCTU */
    {"bnctw", PARTY}, /* BNCTW */
    {"bng", ORGAN}, /* BNG */
    {"bnn", ORGAN}, /* BNN */
    {"bnnmt", ORGAN}, /* BNNMT */
    {"bnnptnt", ORGAN}, /* BNNPTNT */
    {"bnv", ORGAN}, /* BNV */
    {"bql", ORGAN}, /* BQL */
    {"bqlda", ORGAN}, /* BQLDA */
    {"bqlkcn", ORGAN}, /* BQLKCN */
    {"bqlkkt", ORGAN}, /* BQLKKT */
    {"bqp", ORGAN}, /* BQP */
    {"btc", ORGAN}, /* BTC */
    {"btchu", PARTY}, /* BTCHU */
    {"btctu", PARTY}, /* BTCTU */
    {"btctw", PARTY}, /* BTCTW */
    {"btg", PARTY}, /* BTG */
    {"btgdv", PARTY}, /* BTGDV */
    {"btgdvtu", PARTY}, /* BTGDVTU */
    {"btgdvtw", PARTY}, /* BTGDVTW */
    {"btghu", PARTY}, /* BTGHU */
    {"btgtu", PARTY}, /* BTGTU */
    {"btgtw", PARTY}, /* BTGTW */
    {"btm", ORGAN}, /* BTM */
    {"btnmt", ORGAN}, /* BTNMT */
    {"btp", ORGAN}, /* BTP */
    {"bts", ORGAN}, /* BTS */
    {"btt", TYPE}, /* BTT */
    {"btttt", ORGAN}, /* BTTTT */
    {"bvhtt", ORGAN}, /* BVHTT */
    {"bvhttdl", ORGAN}, /* BVHTTDL */
    {"bxd", ORGAN}, /* BXD */
    {"byt", ORGAN}, /* BYT */
    {"ca", ORGAN}, /* CA */
    {"ccb", ORGAN}, /* CCB */
    {"cd", TYPE}, /* CĐ */
    {"cl", TYPE}, /* CL */
    {"cnn", UNIT}, /* CNN */
    {"cp", OLD}, /* CP */
    {"ct", TYPE}, /* CT */
    {"cthd", TYPE}, /* CTHĐ */
    {"ctn", OLD}, /* CTN */
    {"ctr", TYPE}, /* CTr */
    {"cv", TYPE}, /* CV */
    {"da", TYPE}, /* ĐA, DA */
    {"dhqghn", ORGAN}, /* ĐHQGHN */
    {"dkkd", UNIT}, /* ĐKKD */
    {"dt", UNIT}, /* ĐT */
    {"dtn", ORGAN}, /* ĐTN */
    {"dtncshcm", ORGAN}, /* ĐTNCSHCM */
    {"du", PARTY}, /* ĐU */
    {"duk", PARTY}, /* ĐUK */
    {"dukcn", PARTY}, /* ĐUKCN */
    {"dukdn", PARTY}, /* ĐUKDN */
    {"duubnd", PARTY}, /* ĐUUBND */
    {"ggt", TYPE}, /* GGT */
    {"gm", TYPE}, /* GM */
    {"gnp", TYPE}, /* GNP */
    {"guq", TYPE}, /* GUQ */
    {"hccb", ORGAN}, /* HCCB */
    {"hctc", UNIT}, /* HCTC */
    {"hd", TYPE}, /* HD, HĐ */
    {"hdbt", OLD}, /* HĐBT */
    {"hdcp", OLD}, /* HĐCP */
    {"hdlltw", PARTY}, /* HĐLLTW */
    {"hdnd", ORGAN}, /* HĐND */
    {"hdnn", OLD}, /* HĐNN */
    {"hdtd", ORGAN}, /* HĐTĐ */
    {"hdtp", ORGAN}, /* HĐTP */
    {"hdtv", ORGAN}, /* HĐTV */
    {"hlhpn", ORGAN}, /* HLHPN */
    {"hnd", ORGAN}, /* HND */
    {"hp", TYPE}, /* HP */
    {"hu", PARTY}, /* HU */
    {"kbnn", ORGAN}, /* KBNN */
    {"kgvx", UNIT}, /* KGVX */
    {"kh", TYPE}, /* KH */
    {"khtc", UNIT}, /* KHTC */
    {"kl", TYPE}, /* KL */
    {"kt", UNIT}, /* KT */
    {"ktn", UNIT}, /* KTN */
    {"ktnn", ORGAN}, /* KTNN */
    {"ktth", UNIT}, /* KTTH */
    {"l", TYPE}, /* L */
    {"ldld", ORGAN}, /* LĐLĐ */
    {"lhpn", ORGAN}, /* LHPN */
    {"lkg", TYPE}, /* LKG */
    {"mttq", ORGAN}, /* MTTQ */
    {"nc", UNIT}, /* NC */
    {"nd", TYPE}, /* NĐ */
    {"nhcsxh", ORGAN}, /* NHCSXH */
    {"nhnn", ORGAN}, /* NHNN */
    {"nn", UNIT}, /* NN */
    {"nq", TYPE}, /* NQ */
    {"nqlt", TYPE}, /* NQLT */
    {"pa", TYPE}, /* PA */
    {"pb", TYPE}, /* PB */
    {"pc", TYPE | UNIT}, /* PC */
    {"pg", TYPE}, /* PG */
    {"pl", TYPE}, /* PL */
    {"qc", TYPE}, /* QC */
    {"qd", TYPE}, /* QĐ */
    {"qdi", TYPE}, /* QĐi */
    {"qh", TERM}, /* QH */
    {"qhtn", UNIT}, /* QHTN */
    {"qhxd", UNIT}, /* QHXD */
    {"qhxdtnmt", UNIT}, /* QHXDTNMT */
    {"qldn", UNIT}, /* QLDN */
    {"qldnld", UNIT}, /* QLDNLĐ */
    {"qldt", UNIT}, /* QLĐT */
    {"qlkkt", UNIT}, /* QLKKT */
    {"qlmt", UNIT}, /* QLMT */
    {"qlnn", UNIT}, /* QLNN */
    {"qlqh", UNIT}, /* QLQH */
    {"qlqhxd", UNIT}, /* QLQHXD */
    {"qltnmt", UNIT}, /* QLTNMT */
    {"qu", PARTY}, /* QU */
    {"qyd", TYPE}, /* QyĐ */
    {"sct", ORGAN}, /* SCT */
    {"sdttg", ORGAN}, /* SDTTG */
    {"sgddt", ORGAN}, /* SGDĐT */
    {"sgtvt", ORGAN}, /* SGTVT */
    {"skhcn", ORGAN}, /* SKHCN */
    {"skhdt", ORGAN}, /* SKHĐT */
    {"sl", TYPE}, /* SL */
    {"sldtbxh", ORGAN}, /* SLĐTBXH */
    {"sngv", ORGAN}, /* SNgV */
    {"snnmt", ORGAN}, /* SNNMT */
    {"snnptnt", ORGAN}, /* SNNPTNT */
    {"snv", ORGAN}, /* SNV */
    {"st", TYPE}, /* ST */
    {"stc", ORGAN}, /* STC */
    {"stnmt", ORGAN}, /* STNMT */
    {"stp", ORGAN}, /* STP */
    {"stttt", ORGAN}, /* STTTT */
    {"svhttdl", ORGAN}, /* SVHTTDL */
    {"sxd", ORGAN}, /* SXD */
    {"sy", TYPE}, /* SY */
    {"syt", ORGAN}, /* SYT */
    {"tand", ORGAN}, /* TAND */
    {"tandc", ORGAN}, /* TANDC */
    {"tandtc", ORGAN}, /* TANDTC */
    {"tb", TYPE}, /* TB */
    {"tc", TYPE}, /* TC */
    {"tccb", UNIT}, /* TCCB */
    {"tchc", UNIT}, /* TCHC */
    {"tchq", ORGAN}, /* TCHQ */
    {"tckt", UNIT}, /* TCKT */
    {"tcln", ORGAN}, /* TCLN */
    {"tct", ORGAN}, /* TCT */
    {"tctk", ORGAN}, /* TCTK */
    {"tctl", ORGAN}, /* TCTL */
    {"th", UNIT}, /* TH */
    {"thu", PARTY}, /* ThU */
    {"tl", TYPE}, /* TL */
    {"tld", ORGAN}, /* TLĐ */
    {"tldldvn", ORGAN}, /* TLĐLĐVN */
    {"tnmt", UNIT}, /* TNMT */
    {"trs", TYPE}, /* TrS */
    {"tt", TYPE}, /* TT */
    {"ttcp", ORGAN}, /* TTCP */
    {"ttdt", UNIT}, /* TTĐT */
    {"ttg", OLD}, /* TTg */
    {"tthcc", UNIT}, /* TTHCC */
    {"ttlt", TYPE}, /* TTLT */
    {"ttpvhcc", UNIT}, /* TTPVHCC */
    {"ttr", TYPE}, /* TTr */
    {"ttra", UNIT}, /* TTra */
    {"tu", PARTY}, /* TU, TƯ */
    {"tvqh", OLD}, /* TVQH */
    {"tw", PARTY}, /* TW */
    {"twdtn", ORGAN}, /* TWĐTN */
    {"txu", PARTY}, /* TXU */
    {"ubck", ORGAN}, /* UBCK */
    {"ubcknn", ORGAN}, /* UBCKNN */
    {"ubdt", ORGAN}, /* UBDT */
    {"ubhc", ORGAN}, /* UBHC */
    {"ubkt", PARTY}, /* UBKT */
    {"ubkttu", PARTY}, /* UBKTTU */
    {"ubkttw", PARTY}, /* UBKTTW */
    {"ubmttq", ORGAN}, /* UBMTTQ */
    {"ubnd", ORGAN}, /* UBND */
    {"ubtdtt", ORGAN}, /* UBTDTT */
    {"ubtvqh", OLD | TC_CODE_TERM}, /* UBTVQH */
    {"vbhn", TYPE}, /* VBHN */
    {"vksnd", ORGAN}, /* VKSND */
    {"vksndtc", ORGAN}, /* VKSNDTC */
    {"vp", ORGAN}, /* VP */
    {"vpcp", ORGAN}, /* VPCP */
    {"vpqh", ORGAN}, /* VPQH */
    {"vptu", PARTY}, /* VPTU */
    {"vptw", PARTY}, /* VPTW */
    {"vpubnd", ORGAN}, /* VPUBND */
    {"vt", UNIT}, /* VT */
    {"vx", UNIT}, /* VX */
    {"xd", UNIT}, /* XD */
};
/* clang-format on */

unsigned
tc_code_find(const char *s, size_t len)
{
	size_t n = sizeof(codes) / sizeof(codes[0]);
	size_t i = tc_row_find(codes, n, sizeof(codes[0]), s, len);

	return i < n ? codes[i].means : 0;
}
