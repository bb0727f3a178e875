/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Gives seeds to a fuzz target without a fuzzer: each file of the arguments, or
 * of the folders among them, as it is and then changed in ways that are the
 * same in every run (cut off, bytes flipped, pieces repeated or left out).
 *
 *     replay_NAME [-n] SEED...       -n: as they are only
 *     replay_NAME -c NUMBER SEED...  so many changes at least, of all together
 *     replay_NAME -o NUMBER SEED     write that change of a seed to stdout
 *
 * When the target fails, the seed and the number of its change are named.
 */
#include <dirent.h>
#include <err.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/stat.h>

#include "fuzz.h"

/* Changed inputs for all seeds of a target together, and for one at most. */
#define CHANGES_ALL 3000
#define CHANGES_EACH 400

/* No more than this are asked for by -c. */
#define CHANGES_MAX 100000000

#define SEED_MAX ((size_t)1 << 20)

struct seed {
	char *path;
	uint8_t *bytes;
	size_t len;
};

struct seeds {
	struct seed *at;
	size_t n;
};

/* What is being tried, for the last words of the process. */
static char current[512];

static void
say_current(void)
{
	size_t len = strlen(current);

	if (write(STDERR_FILENO, current, len) != (ssize_t)len)
		_exit(EXIT_FAILURE);
}

static void
on_signal(int signal_number)
{
	say_current();
	signal(signal_number, SIG_DFL);
	raise(signal_number);
}

/* The sanitizers have another way to end. */
void
__sanitizer_set_death_callback(void (*callback)(void)) __attribute__((weak));

static void
watch(void)
{
	signal(SIGABRT, on_signal);
	signal(SIGFPE, on_signal);
	if (__sanitizer_set_death_callback != NULL)
		__sanitizer_set_death_callback(say_current);
	else
		signal(SIGSEGV, on_signal);
}

static void *
allocate(void *old, size_t size)
{
	void *p = realloc(old, size > 0 ? size : 1);

	if (p == NULL)
		err(EXIT_FAILURE, NULL);
	return p;
}

static void
add_file(struct seeds *seeds, const char *path)
{
	FILE *fp = fopen(path, "rb");
	struct seed seed = {strdup(path), allocate(NULL, SEED_MAX), 0};

	if (fp == NULL || seed.path == NULL)
		err(EXIT_FAILURE, "%s", path);
	seed.len = fread(seed.bytes, 1, SEED_MAX, fp);
	if (ferror(fp) != 0)
		err(EXIT_FAILURE, "%s", path);
	fclose(fp);
	seed.bytes = allocate(seed.bytes, seed.len);
	seeds->at = allocate(seeds->at, (seeds->n + 1) * sizeof(*seeds->at));
	seeds->at[seeds->n++] = seed;
}

static void
add(struct seeds *seeds, const char *path)
{
	struct dirent **names;
	char *inner;
	int i, n;

	n = scandir(path, &names, NULL, alphasort);
	if (n < 0) {
		add_file(seeds, path);
		return;
	}
	for (i = 0; i < n; i++) {
		if (names[i]->d_name[0] != '.') {
			if (asprintf(&inner, "%s/%s", path, names[i]->d_name) <
			    0)
				err(EXIT_FAILURE, NULL);
			add_file(seeds, inner);
			free(inner);
		}
		free(names[i]);
	}
	free(names);
}

/* xorshift64 (Marsaglia 2003). */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state >> 16;
}

static size_t
below(uint64_t *state, size_t n)
{
	return n > 0 ? (size_t)(next_random(state) % n) : 0;
}

/* Some bytes are others now: random ones, or ones that mean something. */
static void
flip(uint8_t *bytes, size_t len, uint64_t *state)
{
	static const char special[] = "\0\n\r\t \"'-./:<>&=[]{}\\019Aaz~"
				      "\x7F\x80\xC2\xCC\xE1\xF0\xFF";
	size_t i, n = 1 + below(state, 4);

	for (i = 0; i < n && len > 0; i++) {
		size_t at = below(state, len);

		if ((next_random(state) & 1) != 0)
			bytes[at] = (uint8_t)next_random(state);
		else
			bytes[at] =
			    (uint8_t)special[below(state, sizeof(special))];
	}
}

/* A change of a seed: *len bytes that the caller frees. Change 0 is none. */
static uint8_t *
change(const struct seed *seed, unsigned number, size_t *len)
{
	uint64_t state = 0x9E3779B97F4A7C15u + number;
	size_t from, to, at;
	uint8_t *bytes = allocate(NULL, 2 * seed->len);

	*len = seed->len;
	memcpy(bytes, seed->bytes, seed->len);
	if (number == 0)
		return bytes;
	for (at = 0; at < 8; at++) /* spread the bits of the number */
		next_random(&state);
	from = below(&state, seed->len + 1);
	to = from + below(&state, seed->len + 1 - from);
	switch (number % 4) {
	case 1: /* cut off: byte by byte from the end, and anywhere */
		at = (size_t)number / 8 + 1;
		*len =
		    number % 8 == 1 && at < seed->len ? seed->len - at : from;
		break;
	case 2: /* leave a piece out */
		memmove(bytes + from, bytes + to, seed->len - to);
		*len = seed->len - (to - from);
		break;
	case 3: /* say a piece twice */
		memcpy(bytes + to, seed->bytes + from, seed->len - from);
		*len = seed->len + to - from;
		flip(bytes, *len, &state);
		break;
	default:
		flip(bytes, *len, &state);
		break;
	}
	return bytes;
}

/* In memory that ends where the input does: sanitizers see what reads on. */
static void
try_change(const struct seed *seed, unsigned number)
{
	size_t len;
	uint8_t *bytes = change(seed, number, &len);

	bytes = allocate(bytes, len);
	snprintf(current, sizeof(current), "seed %s, change %u\n", seed->path,
	    number);
	LLVMFuzzerTestOneInput(bytes, len);
	free(bytes);
}

static unsigned
changes_of(const struct seeds *seeds, size_t asked)
{
	size_t n = (asked > 0 ? asked : CHANGES_ALL) / seeds->n;

	if (asked > 0)
		return (unsigned)n + 1;
	return n > CHANGES_EACH ? CHANGES_EACH : (unsigned)n;
}

static void
try_all(const struct seeds *seeds, bool as_they_are, size_t asked)
{
	unsigned number, changes = as_they_are ? 0 : changes_of(seeds, asked);
	size_t i;

	for (i = 0; i < seeds->n; i++) {
		for (number = 0; number <= changes; number++)
			try_change(&seeds->at[i], number);
	}
	printf("%zu seeds, %u changes of each\n", seeds->n, changes);
}

static void
write_change(const struct seed *seed, unsigned number)
{
	size_t len;
	uint8_t *bytes = change(seed, number, &len);

	if (fwrite(bytes, 1, len, stdout) != len || fflush(stdout) != 0)
		err(EXIT_FAILURE, "output");
	free(bytes);
}

int
main(int argc, char **argv)
{
	struct seeds seeds = {NULL, 0};
	long number = -1, asked = 0;
	bool plain = false;
	size_t k;
	int option, i;

	while ((option = getopt(argc, argv, "c:no:")) != -1) {
		if (option == 'n')
			plain = true;
		else if (option == 'o')
			number = strtol(optarg, NULL, 10);
		else if (option == 'c')
			asked = strtol(optarg, NULL, 10);
		else
			return EXIT_FAILURE;
	}
	for (i = optind; i < argc; i++)
		add(&seeds, argv[i]);
	if (seeds.n == 0)
		errx(EXIT_FAILURE, "no seeds");
	if (asked < 0 || asked > CHANGES_MAX)
		errx(EXIT_FAILURE, "no such number of changes");
	watch();
	if (number >= 0)
		write_change(&seeds.at[0], (unsigned)number);
	else
		try_all(&seeds, plain, (size_t)asked);
	for (k = 0; k < seeds.n; k++) {
		free(seeds.at[k].path);
		free(seeds.at[k].bytes);
	}
	free(seeds.at);
	return EXIT_SUCCESS;
}
