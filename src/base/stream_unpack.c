#include "base/stream_unpack.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
	/* zstd drops what a call has put out before it meets a fault. So its calls are the same whatever the pieces in which
	 * a file comes and in which it is read: full buffers, and it does not depend on those pieces which of two faults,
	 * one in the rows and one behind them, is met. */
	INPUT_SIZE = 128 << 10,
	OUTPUT_SIZE = 128 << 10,
	/* Rows are streamed, so a small file that becomes a huge one takes time, and memory only where a whole table is
	 * kept. Rows that are all alike reach 1,030 to 1 with gzip, the format's own limit, and 11,910 to 1 with zstd,
	 * whose blocks hold 128 KiB: those of more than one repeated byte take 9 bytes at least (14,563 to 1), those of
	 * one take 4 (32,768 to 1). What is beyond is therefore no table. */
	RATIO_MAX = 16384,
	RATIO_FROM = 64 << 20, /* bytes of output from which it is looked at */
};

struct unpack {
	struct segbias_part part;
	const struct segbias_unpack_format *format;
	void *state;
	char *input, *output;
	size_t input_size, input_used;
	size_t output_size, output_used;
	bool input_ended;
	enum segbias_unpacked verdict;
	const char *why;
	uint64_t in, out;
};

static enum segbias_status fail(const struct unpack *unpack, struct segbias_error *error)
{
	const char *tool = unpack->format->tool;
	switch (unpack->verdict) {
	case SEGBIAS_UNPACKED_CUT:
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "compressed_cut|is cut: the compressed data end before their trailer");
		break;
	case SEGBIAS_UNPACKED_OTHER:
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "compressed_trailing|holds other bytes behind its compressed data");
		break;
	case SEGBIAS_UNPACKED_LARGE:
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "compressed_ratio|expands to more than %d times its size, as no table does",
		                        RATIO_MAX);
		segbias_error_hint(error, "where it is known to be good: %s -dc FILE | segbias ... - reads it", tool);
		return SEGBIAS_DATA;
	case SEGBIAS_UNPACKED_WINDOW:
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "compressed_memory|needs more than 128 MiB of memory to decompress");
		segbias_error_hint(error, "%s -dc %s FILE | segbias ... - reads it", tool, unpack->format->wide);
		return SEGBIAS_DATA;
	case SEGBIAS_UNPACKED_DICTIONARY:
		(void)segbias_error_set(error, SEGBIAS_DATA, "compressed_dictionary|is compressed with a dictionary");
		segbias_error_hint(error, "%s -dc -D DICTIONARY FILE | segbias ... - reads it", tool);
		return SEGBIAS_DATA;
	case SEGBIAS_UNPACKED_MEMORY:
		return segbias_error_memory(error);
	default:
		(void)segbias_error_set(error, SEGBIAS_DATA, "compressed_damaged|is damaged: %s", unpack->why);
		break;
	}
	segbias_error_hint(error, "get the file again; %s -t FILE checks it", tool);
	return SEGBIAS_DATA;
}

/* As much as there is room for, in however many pieces it comes. */
static enum segbias_status fill(struct unpack *unpack, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	unpack->input_size = unpack->input_used = 0;
	while (status == SEGBIAS_OK && !unpack->input_ended && unpack->input_size < INPUT_SIZE) {
		size_t got = 0;
		status = segbias_part_read(unpack->part.below, unpack->input + unpack->input_size,
		                           INPUT_SIZE - unpack->input_size, &got, error);
		unpack->input_ended = status == SEGBIAS_OK && got == 0;
		unpack->input_size += status == SEGBIAS_OK ? got : 0;
	}
	return status;
}

static void step(struct unpack *unpack)
{
	struct segbias_unpacking now = {
	    .in = unpack->input + unpack->input_used,
	    .in_size = unpack->input_size - unpack->input_used,
	    .out = unpack->output,
	    .out_size = OUTPUT_SIZE,
	};
	unpack->verdict = unpack->format->step(unpack->state, &now);
	unpack->why = now.why;
	unpack->input_used += now.in_used;
	unpack->output_size = now.out_used;
	unpack->output_used = 0;
	unpack->in += now.in_used;
	unpack->out += now.out_used;
	if (unpack->verdict <= SEGBIAS_UNPACKED_MEMBER && unpack->out > RATIO_FROM &&
	    unpack->out / RATIO_MAX > unpack->in)
		unpack->verdict = SEGBIAS_UNPACKED_LARGE;
}

/* Makes output, but at the end. What came out before a fault is handed out before it is told. */
static enum segbias_status produce(struct unpack *unpack, struct segbias_error *error)
{
	unpack->output_size = unpack->output_used = 0;
	while (unpack->output_size == 0) {
		if (unpack->verdict > SEGBIAS_UNPACKED_MEMBER)
			return fail(unpack, error);
		if (unpack->input_used == unpack->input_size && !unpack->input_ended) {
			enum segbias_status status = fill(unpack, error);
			if (status != SEGBIAS_OK)
				return status;
		}
		if (unpack->input_used < unpack->input_size)
			step(unpack);
		else if (unpack->verdict == SEGBIAS_UNPACKED_MEMBER)
			break;
		else
			unpack->verdict = SEGBIAS_UNPACKED_CUT;
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_unpacked(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                         struct segbias_error *error)
{
	struct unpack *unpack = (struct unpack *)part;
	if (unpack->output_used == unpack->output_size) {
		enum segbias_status status = produce(unpack, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	size_t left = unpack->output_size - unpack->output_used;
	*size = left < capacity ? left : capacity;
	memcpy(buffer, unpack->output + unpack->output_used, *size);
	unpack->output_used += *size;
	return SEGBIAS_OK;
}

static void free_unpack(struct segbias_part *part)
{
	struct unpack *unpack = (struct unpack *)part;
	if (unpack->state)
		unpack->format->free(unpack->state);
	free(unpack->input);
	free(unpack->output);
	free(unpack);
}

static const struct segbias_part_class class = {.read = read_unpacked, .free = free_unpack};

enum segbias_status segbias_part_unpack(const struct segbias_unpack_format *format, struct segbias_part *below,
                                        const char *head, size_t size, struct segbias_part **out,
                                        struct segbias_error *error)
{
	struct unpack *unpack = segbias_memory_zeroed(1, sizeof *unpack);
	if (!unpack)
		return segbias_error_memory(error);
	unpack->part = (struct segbias_part){.class = &class, .below = below};
	unpack->format = format;
	unpack->input = segbias_memory_get(INPUT_SIZE);
	unpack->output = segbias_memory_get(OUTPUT_SIZE);
	unpack->state = format->create();
	if (!unpack->input || !unpack->output || !unpack->state) {
		free_unpack(&unpack->part);
		return segbias_error_memory(error);
	}
	memcpy(unpack->input, head, size);
	unpack->input_size = size;
	*out = &unpack->part;
	return SEGBIAS_OK;
}
