/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Settings, templates, texts and the index. */
#include "site.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdlib.h>
#include <string.h>
#include <tracuu/abbrev.h>
#include <tracuu/message.h>
#include <tracuu/version.h>
#include <unistd.h>

#include "builtin.h"

#define DEFAULT_DATABASE "/var/lib/tracuu/db"
#define DEFAULT_ABBREVIATIONS "/etc/tracuu-abbreviations.tsv"
#define FILE_MAX ((size_t)1 << 20)

static const char *const page_files[] = {
    [TC_PAGE_RESULTS] = "results.html",
    [TC_PAGE_DOCUMENT] = "document.html",
    [TC_PAGE_ERROR] = "error.html",
    [TC_PAGE_FEED] = "atom.xml",
    [TC_PAGE_OPENSEARCH] = "opensearch.xml",
};

/* Files while they are read: those that templates name live until the end. */
struct loading {
	struct tc_site *site;
	struct tc_buf files[16];
	size_t n;
	struct sha256_ctx hash;
	struct tc_error *err;
};

void
tc_site_digest(struct tc_buf *out, const char *s, size_t len)
{
	uint8_t digest[SHA256_DIGEST_SIZE];
	struct sha256_ctx hash;
	size_t i;

	sha256_init(&hash);
	sha256_update(&hash, len, (const uint8_t *)s);
	sha256_digest(&hash, sizeof(digest), digest);
	for (i = 0; i < TC_VERSION_HEX / 2; i++)
		tc_buf_printf(out, "%02x", digest[i]);
}

const char *
tc_site_database(const struct tc_site *site)
{
	return site->settings.database != NULL ? site->settings.database
					       : DEFAULT_DATABASE;
}

static const char *
builtin(const char *name)
{
	size_t i;

	for (i = 0; tc_builtin_files[i].name != NULL; i++) {
		if (strcmp(tc_builtin_files[i].name, name) == 0)
			return tc_builtin_files[i].text;
	}
	return NULL;
}

/* The webmaster's file of that name. TC_NOTFOUND: there is none. */
static enum tc_status
load_own(struct loading *loading, const char *name, struct tc_buf *out)
{
	const char *folder = loading->site->settings.templates;
	struct tc_buf path = TC_BUF_INIT(TC_BUF_LINE);
	enum tc_status status = TC_NOTFOUND;

	out->max = FILE_MAX;
	if (folder != NULL && strchr(name, '/') == NULL) {
		tc_buf_printf(&path, "%s/%s", folder, name);
		status = tc_buf_read(out, tc_buf_str(&path), loading->err);
	}
	if (status != TC_NOTFOUND) {
		sha256_update(
		    &loading->hash, strlen(name) + 1, (const uint8_t *)name);
		sha256_update(
		    &loading->hash, out->len, (const uint8_t *)tc_buf_str(out));
	}
	tc_buf_free(&path);
	return status;
}

/*
 * The webmaster's file of that name, else ours; TC_NOTFOUND: neither. Ours need
 * not be hashed at each start: it is known what they are.
 */
static enum tc_status
load_file(struct loading *loading, const char *name, struct tc_buf *out)
{
	const char *text = builtin(name);
	enum tc_status status = load_own(loading, name, out);

	if (status != TC_NOTFOUND)
		return status;
	if (text == NULL)
		return tc_fail(
		    loading->err, TC_NOTFOUND, "%s: no such template", name);
	tc_buf_puts(out, text);
	return tc_buf_check(out, loading->err);
}

/* A tc_include_fn. */
static const char *
include(void *arg, const char *name)
{
	struct loading *loading = arg;
	struct tc_buf file = TC_BUF_INIT(TC_BUF_LINE);
	struct tc_buf *out;

	if (loading->n == sizeof(loading->files) / sizeof(loading->files[0]))
		return NULL;
	tc_buf_printf(&file, "%s.html", name);
	out = &loading->files[loading->n++];
	*out = (struct tc_buf)TC_BUF_INIT(FILE_MAX);
	if (load_file(loading, tc_buf_str(&file), out) != TC_OK)
		tc_buf_clear(out);
	tc_buf_free(&file);
	return out->s;
}

static enum tc_status
load_page(struct loading *loading, enum tc_page page)
{
	const char *name = page_files[page];
	struct tc_buf file = TC_BUF_INIT(FILE_MAX);
	enum tc_status status = load_file(loading, name, &file);

	if (status == TC_OK)
		status = tc_template_read(&loading->site->pages[page], name,
		    tc_buf_str(&file), include, loading, loading->err);
	tc_buf_free(&file);
	while (loading->n > 0)
		tc_buf_free(&loading->files[--loading->n]);
	return status;
}

static enum tc_status
load_texts(struct loading *loading)
{
	static const char name[] = "texts.tsv";
	struct tc_texts *texts;
	struct tc_buf file = TC_BUF_INIT(FILE_MAX);
	enum tc_status status;

	status = tc_texts_new(&loading->site->texts, loading->err);
	texts = loading->site->texts;
	/* The webmaster's file need not have all of them. */
	if (status == TC_OK)
		status = tc_texts_read(texts, name, builtin(name),
		    strlen(builtin(name)), loading->err);
	if (status == TC_OK)
		status = load_own(loading, name, &file);
	if (status == TC_OK)
		status = tc_texts_read(
		    texts, name, tc_buf_str(&file), file.len, loading->err);
	tc_buf_free(&file);
	return status == TC_NOTFOUND ? TC_OK : status;
}

/* What pages say of the site. */
static void
hash_settings(struct sha256_ctx *hash, const struct tc_settings *settings)
{
	const char *said[] = {settings->title, settings->home, settings->url};
	size_t i;

	for (i = 0; i < sizeof(said) / sizeof(said[0]); i++) {
		if (said[i] != NULL)
			sha256_update(
			    hash, strlen(said[i]), (const uint8_t *)said[i]);
		sha256_update(hash, 1, (const uint8_t *)"\n");
	}
}

static enum tc_status
load_files(struct tc_site *site, struct tc_error *err)
{
	struct loading loading = {.site = site, .err = err};
	uint8_t digest[SHA256_DIGEST_SIZE];
	enum tc_status status;
	size_t i;

	sha256_init(&loading.hash);
	sha256_update(
	    &loading.hash, strlen(TC_VERSION), (const uint8_t *)TC_VERSION);
	sha256_update(&loading.hash, strlen(tc_builtin_digest),
	    (const uint8_t *)tc_builtin_digest);
	status = load_texts(&loading);
	/* A page without its texts would say nothing. */
	if (status != TC_OK) {
		tc_texts_free(site->texts);
		site->texts = NULL;
	}
	/* Ours wait until they are asked for: a CGI answers with one. */
	for (i = 0; i < TC_PAGE_COUNT && status == TC_OK &&
	     site->settings.templates != NULL;
	     i++)
		status = load_page(&loading, (enum tc_page)i);
	if (status == TC_OK)
		status = load_file(&loading, "tracuu.css", &site->style);
	if (status == TC_OK)
		status = load_file(&loading, "tracuu.js", &site->script);
	hash_settings(&loading.hash, &site->settings);
	sha256_digest(&loading.hash, sizeof(digest), digest);
	for (i = 0; i < TC_VERSION_HEX / 2; i++)
		snprintf(site->version + 2 * i, 3, "%02x", digest[i]);
	return status;
}

const struct tc_template *
tc_site_page(struct tc_site *site, enum tc_page page)
{
	struct loading loading = {.site = site};

	if (site->texts == NULL)
		return NULL;
	if (site->pages[page] == NULL && site->settings.templates == NULL)
		(void)load_page(&loading, page);
	return site->pages[page];
}

static void
ignore_line(void *arg, const char *text)
{
	(void)arg;
	(void)text;
}

static enum tc_status
load_abbreviations(struct tc_site *site, struct tc_error *err)
{
	const char *path = site->settings.abbreviations;
	enum tc_status status = tc_abbrevs_new(&site->abbrevs, err);

	if (status == TC_OK)
		status = tc_abbrevs_read(site->abbrevs,
		    path != NULL ? path : DEFAULT_ABBREVIATIONS, ignore_line,
		    NULL, err);
	return status == TC_NOTFOUND && path == NULL ? TC_OK : status;
}

static enum tc_status
open_index(struct tc_site *site, struct tc_error *err)
{
	enum tc_status status;

	status = tc_index_open(&site->index, tc_site_database(site), err);
	if (status == TC_OK)
		status = tc_index_show_public(site->index, err);
	if (status == TC_OK)
		status = tc_search_new(&site->search, site->index, err);
	return status;
}

/* A log that cannot be written is said, but no reason to serve nobody. */
static void
open_log(struct tc_site *site)
{
	const char *path = site->settings.log;

	if (path == NULL)
		return;
	site->log = open(
	    path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
	if (site->log < 0)
		fprintf(stderr, "tracuu.cgi: %s: %s\n", path,
		    tc_message_errno(errno));
}

enum tc_status
tc_site_open(struct tc_site *site, struct tc_error *err)
{
	enum tc_status status, files;

	memset(site, 0, sizeof(*site));
	site->log = -1;
	status = tc_settings_read(&site->settings, err);
	/* There are to be pages to say so with. */
	files = load_files(site, status == TC_OK ? err : NULL);
	if (status == TC_OK)
		status = files;
	if (status == TC_OK)
		status = load_abbreviations(site, err);
	if (status == TC_OK)
		status = open_index(site, err);
	if (status == TC_OK)
		open_log(site);
	return status;
}

enum tc_status
tc_site_keep(struct tc_site *site, struct tc_error *err)
{
	size_t bytes = site->settings.cache_bytes;

	return bytes > 0 ? tc_cache_new(&site->cache, bytes, err) : TC_OK;
}

void
tc_site_close(struct tc_site *site)
{
	size_t i;

	tc_cache_free(site->cache);
	tc_search_free(site->search);
	tc_index_free(site->index);
	tc_abbrevs_free(site->abbrevs);
	for (i = 0; i < TC_PAGE_COUNT; i++)
		tc_template_free(site->pages[i]);
	tc_texts_free(site->texts);
	tc_buf_free(&site->style);
	tc_buf_free(&site->script);
	tc_settings_free(&site->settings);
	if (site->log >= 0)
		close(site->log);
}
