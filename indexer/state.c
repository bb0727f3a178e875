/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Making states of files, of lines, and of what waits. */
#include "state.h"

#include <nettle/sha2.h>
#include <string.h>

/* Raised when a reader of ours changes, so that files are read again. */
#define READERS_VERSION "12"

static void
put_le64(char *to, uint64_t n)
{
	int i;

	for (i = 0; i < 8; i++)
		to[i] = (char)(n >> 8 * i & 0xFF);
}

static void
put_digest(char *to, size_t n, struct sha256_ctx *sha)
{
	uint8_t digest[SHA256_DIGEST_SIZE];

	sha256_digest(sha, sizeof(digest), digest);
	memcpy(to, digest, n);
}

void
tc_state_begin(char state[TC_STATE_LEN], const struct tc_source *source,
    const struct stat *info)
{
	const char *url = source->base_url != NULL ? source->base_url : "";
	const char *topic = source->topic != NULL ? source->topic : "";
	struct sha256_ctx sha;

	memset(state, 0, TC_STATE_LEN);
	if (info != NULL) {
		put_le64(state, (uint64_t)info->st_size);
		put_le64(state + 8,
		    (uint64_t)info->st_mtim.tv_sec * 1000000000u +
			(uint64_t)info->st_mtim.tv_nsec);
	}
	sha256_init(&sha);
	sha256_update(&sha, strlen(url), (const uint8_t *)url);
	sha256_update(&sha, 1,
	    (const uint8_t *)(source->visibility == TC_PUBLIC ? "p" : "i"));
	sha256_update(&sha, strlen(topic), (const uint8_t *)topic);
	sha256_update(&sha, 1, (const uint8_t *)"");
	sha256_update(
	    &sha, strlen(READERS_VERSION), (const uint8_t *)READERS_VERSION);
	put_digest(state + TC_STATE_STAT, TC_STATE_SETTINGS, &sha);
}

void
tc_state_hash(char state[TC_STATE_LEN], const char *bytes, size_t len)
{
	struct sha256_ctx sha;

	sha256_init(&sha);
	sha256_update(&sha, len, (const uint8_t *)bytes);
	put_digest(
	    state + TC_STATE_STAT + TC_STATE_SETTINGS, TC_STATE_HASH, &sha);
}

bool
tc_state_is_same(const char *state, const char *other)
{
	return memcmp(state + TC_STATE_STAT, other + TC_STATE_STAT,
		   TC_STATE_LEN - TC_STATE_STAT) == 0;
}

void
tc_state_wait(char state[TC_STATE_LEN])
{
	size_t i;

	for (i = 0; i < TC_STATE_SETTINGS; i++)
		state[TC_STATE_STAT + i] = (char)~state[TC_STATE_STAT + i];
}
