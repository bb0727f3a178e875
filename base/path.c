/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Parts of paths. */
#include <tracuu/path.h>

#include <string.h>

const char *
tc_path_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}
