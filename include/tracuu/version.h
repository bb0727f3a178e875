/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The version of this release; NEWS.md says what is in it. */
#ifndef TC_VERSION_H
#define TC_VERSION_H

#define TC_VERSION "0.1.0"

enum { TC_VERSION_MAJOR = 0, TC_VERSION_MINOR = 1, TC_VERSION_PATCH = 0 };

#endif
