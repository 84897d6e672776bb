#include "csv/ragged.h"

#include <string.h>

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Passes a quoted field from its opening quote to what follows its closing one. */
static void pass_quoted(struct segbias_ragged *walk)
{
	walk->at++;
	while (walk->at < walk->size) {
		const char *quote = memchr(walk->bytes + walk->at, '"', walk->size - walk->at);
		walk->at = quote ? (size_t)(quote - walk->bytes) + 1 : walk->size;
		if (walk->at == walk->size || walk->bytes[walk->at] != '"')
			return;
		walk->at++;
	}
}

/* Passes one field, up to its delimiter or line end. Returns whether its quotes are sound. */
static bool pass_field(struct segbias_ragged *walk)
{
	if (walk->at < walk->size && walk->bytes[walk->at] == '"')
		pass_quoted(walk);
	size_t plain = walk->at;
	bool quoted = plain > 0 && walk->bytes[plain - 1] == '"';
	bool sound = true;
	while (walk->at < walk->size) {
		char c = walk->bytes[walk->at];
		if (c == walk->delimiter || is_line_end(c))
			break;
		if (c == '"' || (quoted && walk->at == plain))
			sound = false;
		walk->at++;
	}
	return sound;
}

bool segbias_ragged_next(struct segbias_ragged *walk, struct segbias_ragged_record *record)
{
	if (walk->at >= walk->size)
		return false;
	*record = (struct segbias_ragged_record){.start = walk->at, .width = 1, .sound = true};
	while (true) {
		if (!pass_field(walk))
			record->sound = false;
		if (walk->at == walk->size || walk->bytes[walk->at] != walk->delimiter)
			break;
		walk->at++;
		record->width++;
	}
	record->stop = walk->at;
	record->blank = record->stop == record->start;
	if (walk->at < walk->size) {
		record->ended = true;
		bool return_first = walk->bytes[walk->at] == '\r';
		walk->at++;
		if (return_first && walk->at < walk->size && walk->bytes[walk->at] == '\n')
			walk->at++;
	}
	record->end = walk->at;
	return true;
}

bool segbias_ragged_field(const struct segbias_ragged *walk, const struct segbias_ragged_record *record, size_t *at,
                          struct segbias_label *field)
{
	if (*at > record->stop)
		return false;
	struct segbias_ragged inside = {walk->bytes, record->stop, *at, walk->delimiter};
	(void)pass_field(&inside);
	*field = (struct segbias_label){walk->bytes + *at, inside.at - *at};
	*at = inside.at + 1; /* behind the delimiter, or past the end of the record */
	return true;
}
