/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Searching as one types, on a whole screen. */
#ifndef TC_CLI_INTERACTIVE_H
#define TC_CLI_INTERACTIVE_H

#include "reply.h"

/*
 * Take over the terminal until the user goes. To be called before an index is
 * opened. TC_NOTFOUND and others when there is no index to search; TC_IO where
 * the terminal cannot do it.
 */
enum tc_status
tc_interactive(const struct tc_reply_arg *arg, struct tc_error *err);

#endif
