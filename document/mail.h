/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Letters, and pages saved as letters. */
#ifndef TC_DOCUMENT_MAIL_H
#define TC_DOCUMENT_MAIL_H

#include <tracuu/document.h>

/* What tc_document_members() does for a letter, which see. */
enum tc_status tc_mail_members(const char *bytes, size_t len,
    tc_member_fn member, void *arg, size_t *room, struct tc_error *err);

#endif
