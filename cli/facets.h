/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Showing facets to people. */
#ifndef TC_CLI_FACETS_H
#define TC_CLI_FACETS_H

#include <stdio.h>
#include <tracuu/facets.h>

/* Print a line for each facet that has values. */
void tc_facets_print(const struct tc_facets *facets, FILE *fp);

#endif
