/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tracuu-index --analyse (indexer/analyse.c): any file gives UTF-8, lines of
 * six columns (seven where a word pairs), none of them empty, whose offsets do
 * not go back.
 */
#include "fuzz.h"

#include "analyse.h"

/* Check one line; returns where its token begins. */
static size_t
check_line(const char *line, size_t len)
{
	size_t from, to, i, columns = 1;

	must(sscanf(line, "%zu\t%zu\t", &from, &to) == 2 && from < to);
	for (i = 0; i < len; i++) {
		if (line[i] != '\t')
			continue;
		columns++;
		must(i > 0 && line[i - 1] != '\t' && i + 1 < len);
	}
	must(columns == 6 || columns == 7);
	return from;
}

static void
check_output(const char *s, size_t len)
{
	const char *end = s + len, *line_end;
	size_t from = 0, at;

	must(fuzz_is_utf8(s, len));
	for (; s < end; s = line_end + 1) {
		line_end = memchr(s, '\n', (size_t)(end - s));
		must(line_end != NULL);
		at = check_line(s, (size_t)(line_end - s));
		must(at >= from);
		from = at;
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_file file = fuzz_make_file(data, len);
	char *text = NULL;
	size_t text_len = 0;
	enum tc_encoding repair;
	FILE *out = open_memstream(&text, &text_len);

	must(out != NULL);
	must(tc_analyse(out, file.path, &repair, NULL) == TC_OK);
	must(fclose(out) == 0);
	check_output(text, text_len);
	free(text);
	close(file.fd);
	return 0;
}
