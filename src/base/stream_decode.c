/* UTF-16 and Windows-1252 become UTF-8. What comes out is at most three bytes for each that goes in. */
#include "base/stream_part.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_SIZE = 64 << 10, GROWTH = 3, REPLACEMENT = 0xfffd };

/* What 0x80 to 0x9f stand for in Windows-1252; five have no meaning, and stay the controls that latin-1 has there.
 * source: https://encoding.spec.whatwg.org/index-windows-1252.txt */
static const uint16_t WINDOWS[] = {0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                   0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,   0x017d, 0x8f,
                                   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                   0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

struct decode {
	struct segbias_part part;
	enum segbias_encoding encoding;
	char *head; /* what was read of the part below before this stood on it */
	size_t head_size, head_used;
	unsigned char input[INPUT_SIZE];
	size_t input_size, input_used;
	bool ended; /* the part below gives no more */
	char output[INPUT_SIZE * GROWTH];
	size_t output_size, output_used;
};

static void put(struct decode *decode, uint32_t code)
{
	char *out = decode->output + decode->output_size;
	size_t size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char FIRST[] = {0, 0, 0xc0, 0xe0, 0xf0};
	for (size_t i = size; i > 1; i--, code >>= 6)
		out[i - 1] = (char)(0x80 | (code & 0x3f));
	out[0] = (char)(FIRST[size] | code);
	decode->output_size += size;
}

static void from_windows(struct decode *decode)
{
	for (; decode->input_used < decode->input_size; decode->input_used++) {
		unsigned char byte = decode->input[decode->input_used];
		put(decode, byte >= 0x80 && byte < 0xa0 ? WINDOWS[byte - 0x80] : byte);
	}
}

static uint32_t unit_at(const struct decode *decode, size_t at)
{
	unsigned first = decode->input[at];
	unsigned second = decode->input[at + 1];
	return decode->encoding == SEGBIAS_ENCODING_UTF_16_LE ? first | second << 8 : first << 8 | second;
}

/* Half a pair, or half a unit at the end, is no character; a NUL is left to the reader, which refuses it. */
static void from_utf_16(struct decode *decode)
{
	while (decode->input_used < decode->input_size) {
		size_t left = decode->input_size - decode->input_used;
		uint32_t code = left >= 2 ? unit_at(decode, decode->input_used) : REPLACEMENT;
		bool high = left >= 2 && code >= 0xd800 && code < 0xdc00;
		if (!decode->ended && (left < 2 || (high && left < 4)))
			break; /* the rest is yet to come */
		uint32_t low = high && left >= 4 ? unit_at(decode, decode->input_used + 2) : 0;
		if (low >= 0xdc00 && low < 0xe000) {
			put(decode, 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00));
			decode->input_used += 4;
			continue;
		}
		put(decode, code >= 0xd800 && code < 0xe000 ? REPLACEMENT : code);
		decode->input_used += left < 2 ? left : 2;
	}
}

/* Reads more behind what is left of the input. */
static enum segbias_status fill(struct decode *decode, struct segbias_error *error)
{
	size_t left = decode->input_size - decode->input_used;
	size_t got = decode->head_size - decode->head_used;
	memmove(decode->input, decode->input + decode->input_used, left);
	decode->input_size = left;
	decode->input_used = 0;
	if (got > 0) {
		got = got < INPUT_SIZE - left ? got : INPUT_SIZE - left;
		memcpy(decode->input + left, decode->head + decode->head_used, got);
		decode->head_used += got;
	} else {
		enum segbias_status status =
		    segbias_part_read(decode->part.below, (char *)decode->input + left, INPUT_SIZE - left, &got, error);
		if (status != SEGBIAS_OK)
			return status;
		decode->ended = got == 0;
	}
	decode->input_size += got;
	return SEGBIAS_OK;
}

static enum segbias_status read_decoded(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error)
{
	struct decode *decode = (struct decode *)part;
	while (decode->output_used == decode->output_size && !decode->ended) {
		enum segbias_status status = fill(decode, error);
		if (status != SEGBIAS_OK)
			return status;
		decode->output_size = decode->output_used = 0;
		if (decode->encoding == SEGBIAS_ENCODING_WINDOWS_1252)
			from_windows(decode);
		else
			from_utf_16(decode);
	}
	size_t left = decode->output_size - decode->output_used;
	*size = left < capacity ? left : capacity;
	memcpy(buffer, decode->output + decode->output_used, *size);
	decode->output_used += *size;
	return SEGBIAS_OK;
}

static void free_decode(struct segbias_part *part)
{
	struct decode *decode = (struct decode *)part;
	free(decode->head);
	free(decode);
}

static const struct segbias_part_class class = {.read = read_decoded, .free = free_decode};

enum segbias_status segbias_part_decode(struct segbias_part *below, enum segbias_encoding encoding, const char *head,
                                        size_t size, struct segbias_part **out, struct segbias_error *error)
{
	struct decode *decode = segbias_memory_zeroed(1, sizeof *decode);
	if (!decode)
		return segbias_error_memory(error);
	decode->part = (struct segbias_part){.class = &class, .below = below};
	decode->encoding = encoding;
	decode->head = segbias_memory_get(size + 1);
	if (!decode->head) {
		free(decode);
		return segbias_error_memory(error);
	}
	if (size)
		memcpy(decode->head, head, size);
	decode->head_size = size;
	/* The mark of UTF-16 says which it is, and is no character. */
	decode->head_used = encoding == SEGBIAS_ENCODING_WINDOWS_1252 ? 0 : 2;
	*out = &decode->part;
	return SEGBIAS_OK;
}
