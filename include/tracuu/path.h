/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of paths. */
#ifndef TC_PATH_H
#define TC_PATH_H

#ifdef __cplusplus
extern "C" {
#endif

/* The last name of a path, what is behind its last slash; borrowed from it. */
const char *tc_path_name(const char *path);

#ifdef __cplusplus
}
#endif

#endif
