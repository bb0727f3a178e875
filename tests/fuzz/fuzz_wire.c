/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What passes between processes (indexer/wire.c, base/pack.c, index/entry.c).
 * Bytes on a channel come out as the frames that are whole in them, alike from
 * both ends, and nothing else; a frame that is no answer or entry is refused,
 * and what is taken of one lies in it. What is packed is unpacked the same.
 */
#include "fuzz.h"

#include <sys/socket.h>

#include "entry.h"
#include "wire.h"
#include "worker.h"

/* A socket pair takes so much without a reader. */
#define SENT_MAX ((size_t)32 << 10)

static bool
lies_in(struct tc_span part, struct tc_span whole)
{
	return part.len == 0 ||
	    (part.s >= whole.s && part.s + part.len <= whole.s + whole.len);
}

static void
check_entry(struct tc_span bytes)
{
	struct tc_entry entry;
	struct tc_span term;
	uint32_t wdf;

	if (tc_entry_read(&entry, bytes, NULL) != TC_OK)
		return;
	must(lies_in(entry.id, bytes) && lies_in(entry.data, bytes) &&
	    lies_in(entry.order, bytes) && lies_in(entry.state, bytes));
	while (tc_entry_term(&entry, &term, &wdf, NULL) == TC_OK)
		must(lies_in(term, bytes) && term.len <= 255);
}

static void
check_message(struct tc_span message)
{
	struct tc_span rest = message;
	struct tc_result result;

	check_entry(message);
	if (tc_results_begin(&rest, NULL) != TC_OK)
		return;
	must(message.s[0] == TC_MSG_RESULT);
	while (tc_result_take(&result, &rest, NULL) == TC_OK) {
		must(lies_in(result.id, message) &&
		    lies_in(result.state, message) &&
		    lies_in(result.text, message) &&
		    lies_in(result.entry, message));
		check_entry(result.entry);
	}
}

static void
put_on_channel(struct tc_channel *channel, const uint8_t *data, size_t len)
{
	int ends[2];

	must(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0);
	must(send(ends[1], data, len, MSG_DONTWAIT) == (ssize_t)len);
	must(shutdown(ends[1], SHUT_WR) == 0);
	close(ends[1]);
	tc_channel_init(channel);
	channel->fd = ends[0];
	channel->closed = false;
}

/* The frames one after the other, as the parent takes them. */
static void
check_channel(const uint8_t *data, size_t len)
{
	struct tc_span rest = {(const char *)data, len}, message, frame;
	struct tc_channel channel;

	put_on_channel(&channel, data, len);
	must(tc_channel_pump(&channel, NULL) == TC_OK);
	must(channel.closed);
	while (tc_channel_take(&channel, &message)) {
		must(tc_unpack_span(&frame, &rest, NULL) == TC_OK);
		must(frame.len == message.len &&
		    memcmp(frame.s, message.s, frame.len) == 0);
		check_message(message);
	}
	must(tc_unpack_span(&frame, &rest, NULL) == TC_CORRUPT);
	tc_channel_free(&channel);
}

/* And as a child reads them. */
static void
check_reader(const uint8_t *data, size_t len)
{
	struct tc_span rest = {(const char *)data, len}, frame;
	struct tc_buf message = TC_BUF_INIT(SENT_MAX);
	struct tc_channel channel;
	enum tc_status status;

	put_on_channel(&channel, data, len);
	while ((status = tc_wire_read(channel.fd, &message, NULL)) == TC_OK) {
		must(tc_unpack_span(&frame, &rest, NULL) == TC_OK);
		must(frame.len == message.len &&
		    memcmp(frame.s, tc_buf_str(&message), frame.len) == 0);
	}
	must(status == TC_DONE ? rest.len == 0
			       : status == TC_IO || status == TC_TOOBIG);
	tc_buf_free(&message);
	tc_channel_free(&channel);
}

static void
check_packing(const uint8_t *data, size_t len)
{
	struct tc_buf bytes = FUZZ_BUF;
	struct tc_span in, span;
	uint32_t number;

	tc_pack_span(&bytes, (const char *)data, len);
	tc_pack_number(&bytes, (uint32_t)len);
	tc_pack_span(&bytes, "", 0);
	in = (struct tc_span){bytes.s, bytes.len};
	must(tc_unpack_span(&span, &in, NULL) == TC_OK && span.len == len);
	must(len == 0 || memcmp(span.s, data, len) == 0);
	must(tc_unpack_number(&number, &in, NULL) == TC_OK && number == len);
	must(tc_unpack_span(&span, &in, NULL) == TC_OK && span.len == 0);
	must(in.len == 0);
	tc_buf_free(&bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t len)
{
	if (len > SENT_MAX)
		return 0;
	check_packing(data, len);
	check_message((struct tc_span){(const char *)data, len});
	check_channel(data, len);
	check_reader(data, len);
	return 0;
}
