/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What programs take from start to exit, side by side: FILE has a command a
 * line, a label, then its words, parted by tabs; VARIABLE=VALUE before them is
 * set for it. They are run in turns, so many rounds, and write to nowhere.
 * Prints for each the label, the medians of the milliseconds of the clock and
 * of a processor, the least of the latter, and how it compares with the first.
 * usage: start ROUNDS FILE
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define COMMANDS_MAX 100
#define WORDS_MAX 30
#define LINE_MAX_LEN 4096

struct command {
	char *label;
	char *words[WORDS_MAX + 1];
	double *wall, *spent; /* milliseconds of each round */
};

static struct command commands[COMMANDS_MAX];
static size_t commands_n;

static void
read_command(char *line, size_t rounds)
{
	struct command *command = &commands[commands_n];
	size_t n = 0;
	char *word;

	if (commands_n == COMMANDS_MAX)
		errx(2, "more than %d commands", COMMANDS_MAX);
	line[strcspn(line, "\n")] = '\0';
	command->label = strsep(&line, "\t");
	while (n < WORDS_MAX && (word = strsep(&line, "\t")) != NULL)
		command->words[n++] = word;
	command->wall = calloc(rounds, sizeof(double));
	command->spent = calloc(rounds, sizeof(double));
	if (n == 0 || command->wall == NULL || command->spent == NULL)
		errx(2, "%s: no command, or no memory", command->label);
	commands_n++;
}

/* Lines are never freed: they are the words. */
static void
read_commands(const char *path, size_t rounds)
{
	FILE *fp = fopen(path, "re");
	char *line;

	if (fp == NULL)
		err(2, "%s", path);
	while ((line = malloc(LINE_MAX_LEN)) != NULL &&
	    fgets(line, LINE_MAX_LEN, fp) != NULL)
		read_command(line, rounds);
	free(line);
	fclose(fp);
}

/* In the child: become the command. */
static void
become(char *const *words)
{
	int fd = open("/dev/null", O_RDWR);

	for (; *words != NULL && strchr(*words, '=') != NULL; words++)
		putenv(*words);
	if (fd < 0 || dup2(fd, 0) < 0 || dup2(fd, 1) < 0 || dup2(fd, 2) < 0 ||
	    *words == NULL)
		_exit(126);
	execvp(*words, words);
	_exit(127);
}

static double
milliseconds(const struct timeval *time)
{
	return (double)time->tv_sec * 1e3 + (double)time->tv_usec / 1e3;
}

static void
run(struct command *command, size_t round)
{
	struct timespec before, after;
	struct rusage usage;
	int status;
	pid_t pid;

	clock_gettime(CLOCK_MONOTONIC, &before);
	if ((pid = fork()) == 0)
		become(command->words);
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		err(2, "%s", command->label);
	clock_gettime(CLOCK_MONOTONIC, &after);
	if (!WIFEXITED(status) || WEXITSTATUS(status) >= 126)
		errx(2, "%s: it does not run", command->label);
	command->wall[round] = (double)(after.tv_sec - before.tv_sec) * 1e3 +
	    (double)(after.tv_nsec - before.tv_nsec) / 1e6;
	command->spent[round] =
	    milliseconds(&usage.ru_utime) + milliseconds(&usage.ru_stime);
}

static int
ascending(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

int
main(int argc, char **argv)
{
	size_t rounds = argc == 3 ? strtoul(argv[1], NULL, 10) : 0, i, round;
	const struct command *first = &commands[0];

	if (rounds == 0)
		errx(2, "usage: start ROUNDS FILE");
	read_commands(argv[2], rounds);
	for (round = 0; round < rounds; round++)
		for (i = 0; i < commands_n; i++)
			run(&commands[i], round);
	for (i = 0; i < commands_n; i++) {
		qsort(commands[i].wall, rounds, sizeof(double), ascending);
		qsort(commands[i].spent, rounds, sizeof(double), ascending);
		printf("%-34s %8.2f %8.2f %8.2f %8.2f\n", commands[i].label,
		    commands[i].wall[rounds / 2], commands[i].spent[rounds / 2],
		    commands[i].spent[0],
		    commands[i].spent[0] / first->spent[0]);
	}
	return 0;
}
