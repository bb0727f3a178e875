/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Plays out a loss of power: makes the folder that a disk would hold after one,
 * out of what inject.c wrote down of a run.
 *
 *	powercut LOG BASE BELOW SEED OUT
 *
 * BASE is what was in the folder BELOW before the first record. SEED chooses
 * the moment and what survives:
 *
 * - of a file, what was written before its last fsync; of later writes some,
 *   whole or torn at an edge of 512 bytes;
 * - of a folder, names that were made, changed or removed before its last
 *   fsync; of later changes either the first so many (as a file system with a
 *   journal does) or any (as POSIX allows).
 *
 * Prints the last record of kind "a" before the moment: what was acknowledged.
 */
#include <err.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct record {
	char kind;
	uint64_t inode;
	long long offset;
	size_t len;
	char *path, *path2;
	const char *bytes;
	bool survives;
};

/* A name on the disk, and the file that it names (0: a folder). */
struct name {
	char *path;
	uint64_t inode;
};

struct disk {
	struct record *records;
	size_t n;
	struct name *names;
	size_t names_n;
	const char *base, *below, *out;
	uint64_t random;
};

static uint32_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 32);
}

static char *
read_all(const char *path, size_t *len)
{
	FILE *fp = fopen(path, "rb");
	char *bytes = NULL, *grown;
	size_t cap = 0, n;

	*len = 0;
	if (fp == NULL)
		err(2, "%s", path);
	do {
		cap = cap > 0 ? 2 * cap : 1 << 20;
		if ((grown = realloc(bytes, cap + 1)) == NULL)
			err(2, "memory");
		bytes = grown;
		n = fread(bytes + *len, 1, cap - *len, fp);
		*len += n;
	} while (*len == cap);
	fclose(fp);
	bytes[*len] = '\0';
	return bytes;
}

/*
 * Inodes are used again: each file that is made gets a number of its own, above
 * all inodes, for as long as its inode is not given to another.
 */
struct numbers {
	uint64_t (*pairs)[2]; /* inode, number */
	size_t n;
	uint64_t next;
};

static uint64_t
number_of(struct numbers *numbers, uint64_t inode, bool made)
{
	size_t i;

	for (i = 0; i < numbers->n; i++) {
		if (numbers->pairs[i][0] == inode)
			break;
	}
	if (i == numbers->n) {
		if (!made)
			return inode;
		numbers->pairs = realloc(
		    numbers->pairs, ++numbers->n * sizeof(*numbers->pairs));
		if (numbers->pairs == NULL)
			err(2, "memory");
		numbers->pairs[i][0] = inode;
	}
	if (made)
		numbers->pairs[i][1] = UINT64_C(1) << 48 | numbers->next++;
	return numbers->pairs[i][1];
}

static void
read_log(struct disk *disk, const char *path)
{
	struct numbers numbers = {0};
	char first[PATH_MAX], second[PATH_MAX];
	size_t len, cap = 0;
	char *s = read_all(path, &len), *end = s + len, *line_end;
	unsigned long long inode;
	struct record *r;

	while (s < end && (line_end = memchr(s, '\n', (size_t)(end - s)))) {
		if (disk->n == cap) {
			cap = cap > 0 ? 2 * cap : 1024;
			disk->records = realloc(
			    disk->records, cap * sizeof(*disk->records));
			if (disk->records == NULL)
				err(2, "memory");
		}
		r = &disk->records[disk->n];
		memset(r, 0, sizeof(*r));
		*line_end = '\0';
		if (sscanf(s, "%c %llu %lld %zu %4095s %4095s", &r->kind,
			&inode, &r->offset, &r->len, first, second) != 6)
			errx(2, "%s: bad record %zu: %s", path, disk->n, s);
		r->inode = number_of(&numbers, inode, r->kind == 'c');
		r->path = strdup(first);
		r->path2 = strdup(second);
		s = line_end + 1;
		if (r->kind == 'w') {
			r->bytes = s;
			s += r->len;
		}
		disk->n++;
	}
	free(numbers.pairs);
}

static bool
is_folder_of(const char *folder, const char *path)
{
	size_t len = strlen(folder);

	return strncmp(path, folder, len) == 0 && path[len] == '/' &&
	    strchr(path + len + 1, '/') == NULL;
}

static bool
is_name_change(const struct record *r)
{
	return strchr("crum", r->kind) != NULL;
}

/* What came before the last fsync of its file or folder. */
static bool
is_durable(const struct disk *disk, size_t i, size_t moment)
{
	const struct record *r = &disk->records[i];
	size_t k;

	for (k = i + 1; k < moment; k++) {
		const struct record *sync = &disk->records[k];

		if (sync->kind == 's' && sync->inode == r->inode &&
		    (r->kind == 'w' || r->kind == 't'))
			return true;
		if (sync->kind == 'd' && is_name_change(r) &&
		    (is_folder_of(sync->path, r->path) ||
			(r->kind == 'r' && is_folder_of(sync->path, r->path2))))
			return true;
	}
	return false;
}

/* Decide what survives of the records before the moment. */
static void
choose(struct disk *disk, size_t moment)
{
	static const uint32_t shares[] = {0, 10, 50, 90, 100};
	uint32_t data = shares[next_random(&disk->random) % 5];
	uint32_t names = shares[next_random(&disk->random) % 5];
	bool journal = next_random(&disk->random) % 2 == 0, cut = false;
	size_t i;

	for (i = 0; i < moment; i++) {
		struct record *r = &disk->records[i];

		if (r->kind == 'w' || r->kind == 't') {
			r->survives = is_durable(disk, i, moment) ||
			    next_random(&disk->random) % 100 < data;
			if (r->survives && r->kind == 'w' && r->len > 512 &&
			    next_random(&disk->random) % 5 == 0 &&
			    !is_durable(disk, i, moment))
				r->len = 512 *
				    (1 +
					next_random(&disk->random) %
					    (r->len / 512));
		} else if (is_name_change(r)) {
			r->survives = is_durable(disk, i, moment);
			if (!r->survives && !(journal && cut)) {
				r->survives =
				    next_random(&disk->random) % 100 < names;
				cut |= !r->survives;
			}
		}
	}
}

static struct name *
find_name(struct disk *disk, const char *path)
{
	size_t i;

	for (i = 0; i < disk->names_n; i++) {
		if (strcmp(disk->names[i].path, path) == 0)
			return &disk->names[i];
	}
	return NULL;
}

static void
remove_name(struct disk *disk, const char *path)
{
	struct name *name = find_name(disk, path);

	if (name != NULL)
		*name = disk->names[--disk->names_n];
}

static void
add_name(struct disk *disk, const char *path, uint64_t inode)
{
	remove_name(disk, path);
	disk->names =
	    realloc(disk->names, (disk->names_n + 1) * sizeof(*disk->names));
	if (disk->names == NULL)
		err(2, "memory");
	disk->names[disk->names_n].path = strdup(path);
	disk->names[disk->names_n++].inode = inode;
}

/* A renamed folder takes along what is in it. */
static void
rename_all(struct disk *disk, const char *from, const char *to)
{
	size_t i, len = strlen(from);
	char path[2 * PATH_MAX];

	remove_name(disk, to);
	for (i = 0; i < disk->names_n; i++) {
		struct name *name = &disk->names[i];

		if (strncmp(name->path, from, len) != 0 ||
		    (name->path[len] != '/' && name->path[len] != '\0'))
			continue;
		snprintf(path, sizeof(path), "%s%s", to, name->path + len);
		name->path = strdup(path);
	}
}

static void
change_names(struct disk *disk, size_t moment)
{
	size_t i;

	for (i = 0; i < moment; i++) {
		const struct record *r = &disk->records[i];

		if (!r->survives)
			continue;
		if (r->kind == 'c' || r->kind == 'm')
			add_name(disk, r->path, r->kind == 'c' ? r->inode : 0);
		else if (r->kind == 'u')
			remove_name(disk, r->path);
		else if (r->kind == 'r' && find_name(disk, r->path) != NULL)
			rename_all(disk, r->path, r->path2);
	}
}

/* The files that were there before the first record: lines PATH INODE. */
static void
read_base_names(struct disk *disk)
{
	char list[PATH_MAX], path[PATH_MAX];
	unsigned long long inode;
	FILE *fp;

	snprintf(list, sizeof(list), "%s.names", disk->base);
	if ((fp = fopen(list, "r")) == NULL)
		err(2, "%s", list);
	while (fscanf(fp, "%4095s %llu", path, &inode) == 2)
		add_name(disk, path, inode);
	fclose(fp);
}

static int
by_path(const void *left, const void *right)
{
	const struct name *a = left, *b = right;

	return strcmp(a->path, b->path);
}

/* Does the folder of a name survive? */
static bool
has_folder(const struct disk *disk, const char *path)
{
	char folder[PATH_MAX];
	struct stat info;

	snprintf(folder, sizeof(folder), "%s%s", disk->out,
	    path + strlen(disk->below));
	*strrchr(folder, '/') = '\0';
	return stat(folder, &info) == 0;
}

static void
write_file(
    struct disk *disk, const struct name *name, const char *to, size_t moment)
{
	char base[PATH_MAX];
	size_t len = 0, i;
	char *old = NULL;
	int fd = open(to, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0)
		err(2, "%s", to);
	snprintf(base, sizeof(base), "%s/inode-%llu", disk->base,
	    (unsigned long long)name->inode);
	if (access(base, F_OK) == 0) {
		old = read_all(base, &len);
		if (pwrite(fd, old, len, 0) != (ssize_t)len)
			err(2, "%s", to);
		free(old);
	}
	for (i = 0; i < moment; i++) {
		const struct record *r = &disk->records[i];

		if (r->inode != name->inode || !r->survives)
			continue;
		if (r->kind == 'w' &&
		    pwrite(fd, r->bytes, r->len, r->offset) != (ssize_t)r->len)
			err(2, "%s", to);
		if (r->kind == 't' && ftruncate(fd, r->offset) != 0)
			err(2, "%s", to);
	}
	close(fd);
}

static void
write_disk(struct disk *disk, size_t moment)
{
	char to[2 * PATH_MAX];
	size_t i;

	if (mkdir(disk->out, 0755) != 0)
		err(2, "%s", disk->out);
	qsort(disk->names, disk->names_n, sizeof(*disk->names), by_path);
	for (i = 0; i < disk->names_n; i++) {
		const struct name *name = &disk->names[i];

		if (strcmp(name->path, disk->below) == 0 ||
		    !has_folder(disk, name->path))
			continue;
		snprintf(to, sizeof(to), "%s%s", disk->out,
		    name->path + strlen(disk->below));
		if (name->inode != 0)
			write_file(disk, name, to, moment);
		else if (mkdir(to, 0755) != 0)
			err(2, "%s", to);
	}
}

/* Half of the moments lie just beside something that matters. */
static size_t
choose_moment(struct disk *disk)
{
	size_t at = next_random(&disk->random) % (disk->n + 1), i;

	if (next_random(&disk->random) % 2 == 0)
		return at;
	for (i = at; i < disk->n; i++) {
		if (strchr("rsda", disk->records[i].kind) != NULL)
			return i + next_random(&disk->random) % 2;
	}
	return at;
}

int
main(int argc, char **argv)
{
	const char *acknowledged = "0 0";
	struct disk disk = {0};
	size_t moment, i;

	if (argc != 6)
		errx(2, "usage: powercut LOG BASE BELOW SEED OUT");
	disk.base = argv[2];
	disk.below = argv[3];
	disk.random =
	    88172645463325252u ^ (strtoull(argv[4], NULL, 10) * 2654435761u);
	disk.out = argv[5];
	for (i = 0; i < 8; i++)
		next_random(&disk.random);
	read_log(&disk, argv[1]);
	moment = choose_moment(&disk);
	choose(&disk, moment);
	read_base_names(&disk);
	change_names(&disk, moment);
	write_disk(&disk, moment);
	for (i = 0; i < moment; i++) {
		if (disk.records[i].kind == 'a')
			acknowledged = disk.records[i].path;
	}
	printf("%s\n", acknowledged);
	return EXIT_SUCCESS;
}
