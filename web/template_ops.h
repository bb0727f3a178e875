/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a template is once it was read. */
#ifndef TC_WEB_TEMPLATE_OPS_H
#define TC_WEB_TEMPLATE_OPS_H

#include "escape.h"
#include "template.h"

enum tc_op_kind {
	TC_OP_LITERAL, /* bytes of the template */
	TC_OP_VALUE,
	TC_OP_MESSAGE, /* a text of the site */
	TC_OP_IF,      /* a section; also for each value of an array */
	TC_OP_UNLESS,
	TC_OP_END
};

struct tc_op {
	enum tc_op_kind kind;
	enum tc_place place;
	size_t at, len; /* bytes, or a name with a NUL behind, in text */
	size_t end;	/* of a section: its TC_OP_END */
};

struct tc_template {
	struct tc_op *ops;
	size_t n, cap;
	struct tc_buf text;
};

#endif
