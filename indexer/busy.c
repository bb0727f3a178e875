/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Leases (fcntl(2)): none to read is given of a file that is open for writing.
 */
#include "busy.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>
#include <unistd.h>

/* Programs keep files open that they no longer write to, some for days. */
#define RECENT 60 /* seconds */

bool
tc_file_is_busy(const char *path, const struct stat *info)
{
	bool busy;
	int fd;

	if (time(NULL) - info->st_mtim.tv_sec > RECENT)
		return false;
	fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (fd < 0)
		return false; /* who reads it says why it cannot be */
	busy = fcntl(fd, F_SETLEASE, F_RDLCK) != 0 && errno == EAGAIN;
	if (!busy)
		fcntl(fd, F_SETLEASE, F_UNLCK);
	close(fd);
	return busy;
}
