/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing all of something. */
#include <tracuu/write.h>

#include <errno.h>
#include <unistd.h>

bool
tc_write_all(int fd, const char *s, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n == 0)
			errno = EIO;
		if (n <= 0)
			return false;
		s += n;
		len -= (size_t)n;
	}
	return true;
}
