/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Tests of document/office.c, workbook.c, markup.c, serial.c and zip.c. */
#include "tracuu_test.h"

#include "document_test.h"

#include <archive.h>
#include <archive_entry.h>

#include "extract.h"
#include "serial.h"
#include "zip.h"

static char packed[(size_t)1 << 20];
static size_t packed_len;
static struct archive *archive;

/* Begin an archive, give it files, end it: packed has it then. */
static void
begin_zip(void)
{
	archive = archive_write_new();
	assert_non_null(archive);
	assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(
			     archive, packed, sizeof(packed), &packed_len),
	    ARCHIVE_OK);
}

static void
add_file(const char *name, const char *bytes, size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	assert_non_null(entry);
	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)len);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	assert_int_equal(
	    archive_write_data(archive, bytes, len), (la_ssize_t)len);
	archive_entry_free(entry);
}

static void
end_zip(void)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	archive_write_free(archive);
}

static enum tc_status
read_packed(void)
{
	tc_document_clear(&doc);
	return tc_document_read_file(
	    &doc, TC_FORMAT_ZIP, packed, packed_len, &test_err);
}

/* What the reader finds, squeezed: no title is told apart yet. */
static void
assert_found(const char *want)
{
	struct tc_found found = {
	    TC_BUF_INIT(TC_BUF_LINE), TC_BUF_INIT(TC_TEXT_MAX), false};

	assert_ok(tc_zip_extract(packed, packed_len, &found, &test_err));
	assert_ok(tc_set_text(&doc.field[TC_FIELD_TEXT], found.text.s,
	    found.text.len, &test_err));
	assert_string_equal(tc_document_str(&doc, TC_FIELD_TEXT), want);
	tc_buf_free(&found.title);
	tc_buf_free(&found.text);
}

#define TYPE(part, type)                                  \
	"<Types><Override PartName=\"" part               \
	"\" ContentType=\"application/vnd.openxmlformats" \
	"-officedocument." type "+xml\"/></Types>"
#define WORD_TYPE TYPE("/word/d.xml", "wordprocessingml.document.main")

static void
pack_word(const char *body)
{
	begin_zip();
	add_file("[Content_Types].xml", S(WORD_TYPE));
	add_file("word/d.xml", S(body));
	end_zip();
}

static void
word_is_read(void **state)
{
	static const struct {
		const char *body, *want;
	} cases[] = {
	    /* runs are no words */
	    {"<d xmlns:w='w'><w:p><w:r><w:t>Thái Ngu</w:t></w:r>"
	     "<w:r><w:t>yên</w:t></w:r></w:p><w:p><w:t>hai</w:t></w:p></d>",
		"Thái Nguyên\n\nhai"},
	    {"<d><p><t>a</t><tab/><t>b</t><br/><t>c</t><noBreakHyphen/>"
	     "<t>d</t></p></d>",
		"a b\nc-d"},
	    /* a table of figures, and a letterhead */
	    {"<d><tr><tc><p><t>a</t></p></tc><tc><p><t>b</t></p></tc></tr>"
	     "<tr><tc/><tc><p><t>d</t></p></tc></tr></d>",
		"a | b\n| d"},
	    {"<d><tr><tc><p><t>a</t></p><p><t>b</t></p></tc>"
	     "<tc><p><t>c</t></p></tc></tr></d>",
		"a\nb\n\nc"},
	    {"<d xmlns:mc='m'><mc:Choice><p><t>a</t></p></mc:Choice>"
	     "<mc:Fallback><p><t>b</t></p></mc:Fallback><p><t>c</t></p></d>",
		"a\n\nc"},
	    {"<d><instrText>PAGE</instrText><delText>x</delText>"
	     "<tabs><tab/></tabs><p><t>a</t></p></d>",
		"a"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		pack_word(cases[i].body);
		assert_found(cases[i].want);
	}
}

static void
slides_are_read_by_their_numbers(void **state)
{
	(void)state;
	begin_zip();
	add_file("[Content_Types].xml",
	    S(TYPE("/ppt/p.xml", "presentationml.presentation.main")));
	add_file("ppt/slides/slide10.xml", S("<s><p><t>mười</t></p></s>"));
	add_file("ppt/slides/slide2.xml",
	    S("<s><p><t>hai</t><fld><t>9</t></fld></p></s>"));
	add_file("ppt/notesSlides/notesSlide2.xml",
	    S("<s><p><t>ghi chú</t></p></s>"));
	add_file(
	    "ppt/slideLayouts/slideLayout1.xml", S("<s><p><t>mẫu</t></p></s>"));
	add_file("a", S("")), add_file("b", S("")), add_file("c", S(""));
	end_zip();
	assert_found("hai\n\nghi chú\n\nmười");
}

static void
workbooks_are_read(void **state)
{
	(void)state;
	begin_zip();
	add_file("[Content_Types].xml",
	    S(TYPE("/xl/workbook.xml", "spreadsheetml.sheet.main")));
	add_file("xl/workbook.xml",
	    S("<w xmlns:r='r'><sheet name='Một' sheetId='1' r:id='r2'/>"
	      "<sheet name='Hai' r:id='r1'/></w>"));
	add_file("xl/_rels/workbook.xml.rels",
	    S("<R><Relationship Id='r1' Target='worksheets/a.xml'/>"
	      "<Relationship Id='r2' Target='/xl/worksheets/b.xml'/></R>"));
	add_file("xl/sharedStrings.xml",
	    S("<s><si><t>chè</t></si><si><r><t>Thái </t></r><r><t>Nguyên</t>"
	      "</r><rPh><t>x</t></rPh></si></s>"));
	add_file("xl/styles.xml",
	    S("<s><numFmt numFmtId='170' formatCode='\"ngày\" dd/mm/yyyy'/>"
	      "<numFmt numFmtId='171' formatCode='0.0#\\ %'/>"
	      "<cellXfs><xf numFmtId='0'/><xf numFmtId='170'/>"
	      "<xf numFmtId='10'/><xf numFmtId='171'/></cellXfs></s>"));
	add_file("xl/worksheets/a.xml",
	    S("<s><row><c t='s'><v>1</v></c><c><v>3.5</v></c>"
	      "<c t='e'><v>#N/A</v></c><c t='s'><v>9</v></c></row></s>"));
	add_file("xl/worksheets/b.xml",
	    S("<s><row><c t='s'><v>0</v></c><c s='1'><v>44011</v></c></row>"
	      "<row/><row><c t='inlineStr'><is><t>cuối</t></is></c></row>"
	      "<row><c s='2'><v>2.0400000000000001E-2</v></c>"
	      "<c s='3'><v>0.5</v></c><c><v>0.10000000000000001</v></c>"
	      "<c s='2' t='str'><v>0.5</v></c><c s='9'><v>0.5</v></c>"
	      "<c s='2'><v>chưa có</v></c></row></s>"));
	end_zip();
	assert_found("Một\nchè | 29/6/2020\ncuối\n"
		     "2,04% | 50,0% | 0.1 | 0.5 | 0.5 | chưa có\n\n"
		     "Hai\nThái Nguyên | 3.5");
}

static void
open_document_is_read(void **state)
{
	(void)state;
	begin_zip();
	add_file("mimetype", S("application/vnd.oasis.opendocument.text"));
	add_file("content.xml",
	    S("<o xmlns:t='t'><t:tracked-changes><t:p>xoá</t:p>"
	      "</t:tracked-changes><t:h>Tên</t:h> ngoài <t:p>một<t:s/>hai"
	      "<t:line-break/>ba</t:p></o>"));
	end_zip();
	assert_found("Tên\n\nmột hai\nba");
}

static void
what_is_wrong_is_said(void **state)
{
	static const struct {
		const char *name, *bytes, *why;
	} cases[] = {
	    {"word/x.xml", "<d/>", "it has no part word/d.xml"},
	    {"word/d.xml", "<d><p>", "XML cannot be read"},
	    {"word/d.xml", "<!DOCTYPE d [<!ENTITY a 'b'>]><d>&a;</d>",
		"document type"},
	    {"word/d.xml", "<d/>", "no text in it"},
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		begin_zip();
		add_file("[Content_Types].xml", S(WORD_TYPE));
		add_file(cases[i].name, S(cases[i].bytes));
		end_zip();
		assert_status(TC_INVALID, read_packed());
		assert_contains(test_err.text, cases[i].why);
	}
	begin_zip();
	add_file("mimetype", S("application/vnd.oasis.opendocument.text"));
	add_file("META-INF/manifest.xml", S("<m><encryption-data/></m>"));
	end_zip();
	assert_status(TC_INVALID, read_packed());
	assert_contains(test_err.text, "encrypted");
	memset(packed + packed_len / 2, 'x', packed_len - packed_len / 2);
	assert_status(TC_INVALID, read_packed());
}

static bool
is_wanted(const char *name)
{
	return name[0] != '.';
}

static void
archives_are_bounded(void **state)
{
	static char zeros[300000];
	struct tc_parts parts;
	size_t room = 400000;

	(void)state;
	begin_zip();
	add_file("b.txt", zeros, sizeof(zeros));
	add_file(".hidden", zeros, sizeof(zeros));
	add_file("a.txt", S("x"));
	end_zip();
	assert_status(TC_DONE, read_packed());
	assert_ok(tc_zip_read(
	    &parts, packed, packed_len, is_wanted, room, &test_err));
	assert_int_equal(parts.n, 2);
	assert_string_equal(parts.at[0].name, "a.txt");
	assert_int_equal(parts.at[1].bytes.len, sizeof(zeros));
	assert_null(tc_parts_find(&parts, ".hidden"));
	tc_parts_free(&parts);
	assert_status(TC_TOOBIG,
	    tc_zip_read(&parts, packed, packed_len, is_wanted, sizeof(zeros),
		&test_err));
	tc_parts_free(&parts);
}

static void
days_are_counted_as_excel_does(void **state)
{
	static const struct {
		double days;
		bool since_1904;
		const char *date;
	} cases[] = {
	    {1, false, "1/1/1900"},
	    {59, false, "28/2/1900"},
	    {61, false, "1/3/1900"},
	    {44011.75, false, "29/6/2020"},
	    {42549, true, "29/6/2020"},
	    {43890, false, "29/2/2020"},
	    {0, false, "0"},
	    {-5, false, "-5"},
	    {1e300, false, "1e+300"},
	};
	static const struct tc_shows shows = {TC_SHOWS_DATE, 0, 0};
	struct tc_buf out = TC_BUF_INIT(100);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_serial_put(cases[i].days, shows, cases[i].since_1904, &out);
		assert_text(out, cases[i].date, "a day");
	}
	tc_buf_free(&out);
}

static void
formats_say_how_numbers_are_shown(void **state)
{
	static const struct {
		const char *format;
		double number;
		const char *text;
	} cases[] = {
	    {"dd/mm/yyyy", 44011, "29/6/2020"},
	    {"[$-42A]d \"tháng\" m", 44011, "29/6/2020"},
	    {"0.00", 44011, "44011"},
	    {"#,##0 \"đồng\"", 1e6, "1000000"},
	    {"\\d0", 2, "2"},
	    {"h:mm", 0.5, "0.5"},
	    {"[Red]0;dd", 44011, "44011"},
	    {"0%", 0.5, "50%"},
	    {"0%", 1, "100%"},
	    {"0%", -0.001, "0%"},
	    {"0%", 0.125, "13%"},
	    {"0.00%", 0.0204, "2,04%"},
	    {"0.00%", 0.5, "50,00%"},
	    {"0.00%", -0.12345, "-12,35%"},
	    {"0.00%", 0.00125, "0,13%"},
	    {"0.##%", 0.5, "50%"},
	    {"0.0#%", 0.123, "12,3%"},
	    {"0.0#%", 0.12345, "12,35%"},
	    {"#,##0.0\\ %;[Red]-0%", 12, "1200,0%"},
	    {"_(* 0.0%_)", 0.5, "50,0%"},
	    {"0.0% 00", 0.25, "25,0%"},
	    {"0.000000000%", 1, "100,000000000%"},
	    {"0.0000000000%", 1, "1"},
	    {"0.00\"%\"", 0.5, "0.5"},
	    {"0\\%", 0.5, "0.5"},
	    {"0*%", 0.5, "0.5"},
	    {"0.0%%", 0.5, "0.5"},
	    {"0;0%", 0.5, "0.5"},
	    {"0%", 1e300, "1e+300"},
	    {"", 0.1 + 0.2, "0.3"},
	    {"%", 0.5, "50%"},
	    {"\"", 1, "1"},
	    {"_", 1, "1"},
	};
	struct tc_buf out = TC_BUF_INIT(100);
	size_t i;

	(void)state;
	for (i = 0; i < COUNT(cases); i++) {
		tc_buf_clear(&out);
		tc_serial_put(cases[i].number, tc_serial_shows(cases[i].format),
		    false, &out);
		assert_text(out, cases[i].text, cases[i].format);
	}
	tc_buf_clear(&out);
	tc_serial_put(0.256, tc_serial_shows_builtin(9), false, &out);
	tc_serial_put(0.256, tc_serial_shows_builtin(10), false, &out);
	tc_serial_put(44011, tc_serial_shows_builtin(14), false, &out);
	tc_serial_put(0.5, tc_serial_shows_builtin(0), false, &out);
	tc_serial_put(0.5, tc_serial_shows_builtin(9000), false, &out);
	assert_text(out, "26%25,60%29/6/20200.50.5", "formats of all");
	tc_buf_free(&out);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
	    cmocka_unit_test(word_is_read),
	    cmocka_unit_test(slides_are_read_by_their_numbers),
	    cmocka_unit_test(workbooks_are_read),
	    cmocka_unit_test(open_document_is_read),
	    cmocka_unit_test(what_is_wrong_is_said),
	    cmocka_unit_test(archives_are_bounded),
	    cmocka_unit_test(days_are_counted_as_excel_does),
	    cmocka_unit_test(formats_say_how_numbers_are_shown),
	};

	return cmocka_run_group_tests(tests, init_document, free_document);
}
