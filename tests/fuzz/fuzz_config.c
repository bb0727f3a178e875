/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The configuration (indexer/config.c): a file is read or refused with its
 * line. Sources have names without a slash, absolute paths, each name once; the
 * address of a file in one is ASCII after its base.
 */
#include "fuzz.h"

#include "source.h"

static void
check_address(const struct tc_source *source)
{
	struct tc_buf path = FUZZ_BUF, url = FUZZ_BUF, id = FUZZ_BUF;
	size_t i, base;

	tc_buf_printf(&path, "%s/%s", source->root, "Kế hoạch 5%.txt");
	tc_source_id(source, path.s, &id);
	must(id.len > 0 &&
	    strncmp(id.s, source->name, strlen(source->name)) == 0);
	tc_source_url(source, path.s, &url);
	must((url.len > 0) == (source->base_url != NULL));
	base = source->base_url != NULL ? strlen(source->base_url) : 0;
	for (i = base; i < url.len; i++)
		must(url.s[i] > ' ' && url.s[i] < 0x7F);
	tc_buf_free(&path);
	tc_buf_free(&url);
	tc_buf_free(&id);
}

static void
check_sources(const struct tc_config *config)
{
	size_t i, k;

	for (i = 0; i < config->n; i++) {
		const struct tc_source *source = &config->sources[i];

		must(source->name[0] != '\0');
		must(strchr(source->name, '/') == NULL);
		must(source->path[0] == '/' && source->root[0] == '/');
		must(source->visibility == TC_PUBLIC ||
		    source->visibility == TC_INTERNAL_ONLY);
		for (k = 0; k < i; k++)
			must(
			    strcmp(source->name, config->sources[k].name) != 0);
		check_address(source);
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	struct fuzz_file file = fuzz_make_file(data, len);
	struct tc_error err = {TC_OK, 0, ""};
	struct tc_config config;
	enum tc_status status;

	status = tc_config_read(&config, file.path, &err);
	must(status == TC_OK || status == TC_INVALID);
	must(status == TC_OK || strstr(err.text, file.path) == err.text);
	if (status == TC_OK) {
		must(config.jobs >= 0);
		must(config.database == NULL || config.database[0] == '/');
		check_sources(&config);
	} else {
		must(config.n == 0 && config.sources == NULL);
	}
	tc_config_free(&config);
	close(file.fd);
	return 0;
}
