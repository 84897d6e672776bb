/* What a user says the encoding is becomes UTF-8, and bytes that are no character of it are an error with their place: nothing is
 * replaced. */
#include "base/stream_part.h"

#include "base/memory.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { INPUT_SIZE = 64 << 10, OUTPUT_SIZE = 64 << 10 };

struct convert {
	struct segbias_part part;
	iconv_t state;
	const char *name, *option;
	char input[INPUT_SIZE];
	size_t input_size, input_used;
	bool ended;   /* the part below gives no more … */
	bool flushed; /* … and nothing is left of what was begun */
	bool wrong;   /* what comes next is no character */
	char output[OUTPUT_SIZE];
	size_t output_size, output_used;
	uint64_t line, column; /* behind what was put out */
	bool carriage_return;
};

static void count(struct convert *convert, size_t from)
{
	for (size_t i = from; i < convert->output_size; i++) {
		char c = convert->output[i];
		bool ends = c == '\r' || (c == '\n' && !convert->carriage_return);
		convert->carriage_return = c == '\r';
		convert->line += ends;
		if (c == '\r' || c == '\n')
			convert->column = 1;
		else if (((unsigned char)c & 0xc0) != 0x80)
			convert->column++;
	}
}

static enum segbias_status fill(struct convert *convert, struct segbias_error *error)
{
	size_t left = convert->input_size - convert->input_used;
	size_t got = 0;
	memmove(convert->input, convert->input + convert->input_used, left);
	convert->input_size = left;
	convert->input_used = 0;
	enum segbias_status status =
	    segbias_part_read(convert->part.below, convert->input + left, INPUT_SIZE - left, &got, error);
	if (status != SEGBIAS_OK)
		return status;
	convert->ended = got == 0;
	convert->input_size += got;
	return SEGBIAS_OK;
}

/* Converts what there is; true: more input is needed. */
static bool step(struct convert *convert)
{
	char *in = convert->input + convert->input_used;
	size_t in_size = convert->input_size - convert->input_used;
	char *out = convert->output;
	size_t out_size = OUTPUT_SIZE;
	size_t done = in_size > 0 ? iconv(convert->state, &in, &in_size, &out, &out_size) : 0;
	int why = done == (size_t)-1 ? errno : 0;
	if (convert->ended && in_size == 0 && why == 0) {
		convert->flushed = iconv(convert->state, NULL, NULL, &out, &out_size) != (size_t)-1;
		convert->wrong = !convert->flushed && out == convert->output;
	}
	convert->input_used = convert->input_size - in_size;
	convert->output_used = 0;
	convert->output_size = OUTPUT_SIZE - out_size;
	count(convert, 0);
	convert->wrong = convert->wrong || why == EILSEQ || (why == EINVAL && convert->ended);
	return !convert->wrong && !convert->ended && convert->output_size == 0;
}

static enum segbias_status refuse(const struct convert *convert, struct segbias_error *error)
{
	if (convert->input_used < convert->input_size)
		segbias_error_set(error, SEGBIAS_DATA, "no_character|here the byte 0x%02x is no character of %s",
		                  (unsigned)(unsigned char)convert->input[convert->input_used], convert->name);
	else
		segbias_error_set(error, SEGBIAS_DATA, "no_character|the file ends within a character of %s",
		                  convert->name);
	segbias_error_hint(error, "%s names another encoding; without it the bytes tell", convert->option);
	if (error) {
		error->line = convert->line;
		error->column = convert->column;
	}
	return SEGBIAS_DATA;
}

static enum segbias_status read_converted(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                          struct segbias_error *error)
{
	struct convert *convert = (struct convert *)part;
	while (convert->output_used == convert->output_size && !convert->flushed) {
		if (convert->wrong)
			return refuse(convert, error);
		if (!step(convert))
			continue;
		enum segbias_status status = fill(convert, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	size_t left = convert->output_size - convert->output_used;
	*size = left < capacity ? left : capacity;
	memcpy(buffer, convert->output + convert->output_used, *size);
	convert->output_used += *size;
	return SEGBIAS_OK;
}

static void free_convert(struct segbias_part *part)
{
	struct convert *convert = (struct convert *)part;
	(void)iconv_close(convert->state);
	free(convert);
}

static const struct segbias_part_class class = {.read = read_converted, .free = free_convert};

enum segbias_status segbias_part_convert(struct segbias_part *below, const struct segbias_stream_encoded *encoded,
                                         struct segbias_label head, struct segbias_part **out,
                                         struct segbias_error *error)
{
	struct convert *convert = segbias_memory_zeroed(1, sizeof *convert);
	if (!convert)
		return segbias_error_memory(error);
	convert->part = (struct segbias_part){.class = &class, .below = below};
	convert->name = encoded->name;
	convert->option = encoded->option;
	convert->line = convert->column = 1;
	memcpy(convert->input, head.bytes, head.size);
	convert->input_size = head.size;
	convert->state = iconv_open("UTF-8", encoded->name);
	if (convert->state == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): as iconv_open says it */ {
		free(convert);
		return errno == ENOMEM ? segbias_error_memory(error)
		                       : segbias_part_system(error, SEGBIAS_SYSTEM, "the encoding cannot be converted");
	}
	*out = &convert->part;
	return SEGBIAS_OK;
}
