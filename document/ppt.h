/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Slides of PowerPoint 97 to 2003. */
#ifndef TC_DOCUMENT_PPT_H
#define TC_DOCUMENT_PPT_H

#include <tracuu/buf.h>

/* Append the texts of a stream "PowerPoint Document", as far as it goes. */
void tc_ppt_texts(const unsigned char *s, size_t len, struct tc_buf *out);

#endif
