/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Furniture of a site: what stands on many of its pages, learned from them. A
 * page brings its outline, the hashes of its blocks; who sees all pages of a
 * site says which of them recur (indexer/furniture.h); those are set aside.
 */
#ifndef TC_FURNITURE_H
#define TC_FURNITURE_H

#include <tracuu/document.h>
#include <tracuu/pack.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Write the outline of a page: numbers of four bytes, the first of the site (0
 * when the page says nothing of what recurs, see enum tc_site_page), then one
 * for each block that is another, even and not 0. Nothing for what is no page.
 * TC_NOMEM.
 *
 * A block is a line of a page's text, or a part of one: lines are cut between
 * sentences, and where sites glue their address to the last one ("... 2020 -
 * 2025.BAN QUẢN LÝ"). Blocks that are long, without a letter, aside already, or
 * tell who wrote the page are no furniture and have no number.
 */
enum tc_status tc_outline_make(
    struct tc_document *document, const char *site, struct tc_error *err);

/* How many numbers an outline has, and the one at i. */
size_t tc_outline_count(struct tc_span outline);
uint32_t tc_outline_at(struct tc_span outline, size_t i);

/* In the number of a block: it is furniture, and set aside in its page. */
#define TC_OUTLINE_FURNITURE 1u
void tc_outline_set(char *outline, size_t i, uint32_t number);

/*
 * Set aside in the text what the document's outline says is furniture, and
 * nothing else that was set aside so before. TC_NOMEM.
 */
enum tc_status tc_furniture_apply(
    struct tc_document *document, const char *site, struct tc_error *err);

#ifdef __cplusplus
}
#endif
#endif
