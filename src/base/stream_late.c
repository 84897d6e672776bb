/* A file whose first bytes are plain ASCII tells its encoding where the first others stand. What came before is the same in UTF-8
 * and in Windows-1252, so that nothing has to be read again, and a pipe is read like a file. */
#include "base/stream_part.h"

#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* From the first such byte on, whatever the pieces in which a file comes. */
enum { WINDOW = 64 << 10 };

struct late {
	struct segbias_part part;
	const char *option;
	enum segbias_encoding encoding;
	char *window; /* the byte before, and what waits */
	size_t capacity, window_size, window_used;
	char before;
	bool waiting; /* the window begins with the first such byte … */
	bool settled; /* … and what they are is known */
	bool ended;   /* the part below gives no more */
};

static size_t plain_bytes(const char *bytes, size_t size)
{
	enum { BLOCK = 256 };
	size_t at = 0;
	for (; at + BLOCK <= size; at += BLOCK) {
		uint64_t words[BLOCK / sizeof(uint64_t)];
		uint64_t any = 0;
		memcpy(words, bytes + at, BLOCK);
		for (size_t i = 0; i < sizeof words / sizeof *words; i++)
			any |= words[i];
		if (any & UINT64_C(0x8080808080808080))
			break;
	}
	while (at < size && (unsigned char)bytes[at] < 0x80)
		at++;
	return at;
}

/* Puts bytes into the window, behind the one before. */
static enum segbias_status keep(struct late *late, const char *bytes, size_t size, struct segbias_error *error)
{
	late->capacity = 1 + (size > WINDOW ? size : WINDOW);
	late->window = segbias_memory_get(late->capacity);
	if (!late->window)
		return segbias_error_memory(error);
	late->window[0] = late->before;
	memcpy(late->window + 1, bytes, size);
	late->window_size = 1 + size;
	late->window_used = 1;
	late->waiting = true;
	return SEGBIAS_OK;
}

static enum segbias_status fill(struct late *late, struct segbias_error *error)
{
	while (!late->ended && late->window_size < 1 + WINDOW) {
		size_t got = 0;
		enum segbias_status status = segbias_part_read(late->part.below, late->window + late->window_size,
		                                               late->capacity - late->window_size, &got, error);
		if (status != SEGBIAS_OK)
			return status;
		late->window_size += got;
		late->ended = got == 0;
	}
	return SEGBIAS_OK;
}

static enum segbias_status settle(struct late *late, struct segbias_error *error)
{
	enum segbias_status status = fill(late, error);
	if (status != SEGBIAS_OK)
		return status;
	size_t looked = late->window_size < 1 + WINDOW ? late->window_size : 1 + WINDOW;
	late->settled = true;
	late->encoding = segbias_encoding_detect(late->window, looked);
	if (late->encoding == SEGBIAS_ENCODING_WINDOWS_1252)
		return segbias_part_decode(late->part.below, late->encoding, late->window + 1, late->window_size - 1,
		                           &late->part.below, error);
	const char *guess = segbias_encoding_guess(late->window, looked);
	return guess ? segbias_encoding_refuse(guess, " behind its first part", late->option, error) : SEGBIAS_OK;
}

static enum segbias_status read_settled(struct late *late, char *buffer, size_t capacity, size_t *size,
                                        struct segbias_error *error)
{
	bool own = late->encoding == SEGBIAS_ENCODING_UTF_8;
	size_t left = own && late->window ? late->window_size - late->window_used : 0;
	*size = left < capacity ? left : capacity;
	if (left > 0) {
		memcpy(buffer, late->window + late->window_used, *size);
		late->window_used += *size;
		return SEGBIAS_OK;
	}
	if (own && late->ended)
		return SEGBIAS_OK;
	return segbias_part_read(late->part.below, buffer, capacity, size, error);
}

static enum segbias_status read_late(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                     struct segbias_error *error)
{
	struct late *late = (struct late *)part;
	enum segbias_status status = SEGBIAS_OK;
	size_t got = 0;
	*size = 0;
	if (!late->waiting) {
		SEGBIAS_TRY(segbias_part_read(late->part.below, buffer, capacity, &got, error));
		*size = plain_bytes(buffer, got);
		if (*size > 0)
			late->before = buffer[*size - 1];
		if (*size < got)
			SEGBIAS_TRY(keep(late, buffer + *size, got - *size, error));
		if (*size > 0 || got == 0)
			goto done;
	}
	if (!late->settled)
		SEGBIAS_TRY(settle(late, error));
	status = read_settled(late, buffer, capacity, size, error);
done:
	return status;
}

static void free_late(struct segbias_part *part)
{
	struct late *late = (struct late *)part;
	free(late->window);
	free(late);
}

static const struct segbias_part_class class = {.read = read_late, .free = free_late};

enum segbias_encoding segbias_part_late_encoding(const struct segbias_part *part)
{
	return ((const struct late *)part)->encoding;
}

size_t segbias_part_late_held(const struct segbias_part *part)
{
	const struct late *late = (const struct late *)part;
	return late->window_size - late->window_used;
}

enum segbias_status segbias_part_late(struct segbias_part *below, const char *option, char before,
                                      struct segbias_label head, struct segbias_part **out, struct segbias_error *error)
{
	struct late *late = segbias_memory_zeroed(1, sizeof *late);
	if (!late)
		return segbias_error_memory(error);
	late->part = (struct segbias_part){.class = &class, .below = below};
	late->option = option;
	late->before = before;
	if (head.size > 0 && keep(late, head.bytes, head.size, error) != SEGBIAS_OK) {
		free(late);
		return SEGBIAS_SYSTEM;
	}
	*out = &late->part;
	return SEGBIAS_OK;
}
