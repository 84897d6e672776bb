#include "csv/dialect.h"

#include <string.h>

enum { RECORDS_MAX = 200 };

static const char candidates[] = {',', ';', '\t', '|'};

struct cursor {
	const char *bytes;
	size_t size;
	size_t at;
};

/* One record as a candidate splits it. */
struct shape {
	size_t width;
	bool blank;
	bool sound; /* every quote opens a field and is followed, once closed, by a delimiter or the record's end */
	bool ended; /* by a line end, not by the end of the bytes */
};

/* How well a candidate fits. */
struct fit {
	size_t records;
	size_t consistent; /* sound, and as wide as the first */
	size_t width;      /* of the first record */
};

size_t segbias_csv_bom_size(const char *bytes, size_t size)
{
	return size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

static bool is_line_end(char c)
{
	return c == '\n' || c == '\r';
}

/* Passes a quoted field from its opening quote to what follows its closing one. */
static void pass_quoted(struct cursor *cursor)
{
	cursor->at++;
	while (cursor->at < cursor->size) {
		const char *quote = memchr(cursor->bytes + cursor->at, '"', cursor->size - cursor->at);
		cursor->at = quote ? (size_t)(quote - cursor->bytes) + 1 : cursor->size;
		if (cursor->at == cursor->size || cursor->bytes[cursor->at] != '"')
			return;
		cursor->at++;
	}
}

/* Passes one field, up to its delimiter or line end. Returns whether its quotes are sound. */
static bool pass_field(struct cursor *cursor, char delimiter)
{
	if (cursor->at < cursor->size && cursor->bytes[cursor->at] == '"')
		pass_quoted(cursor);
	size_t plain = cursor->at;
	bool quoted = plain > 0 && cursor->bytes[plain - 1] == '"';
	bool sound = true;
	while (cursor->at < cursor->size) {
		char c = cursor->bytes[cursor->at];
		if (c == delimiter || is_line_end(c))
			break;
		if (c == '"' || (quoted && cursor->at == plain))
			sound = false;
		cursor->at++;
	}
	return sound;
}

static struct shape pass_record(struct cursor *cursor, char delimiter)
{
	struct shape shape = {.width = 1, .sound = true};
	size_t start = cursor->at;
	while (true) {
		if (!pass_field(cursor, delimiter))
			shape.sound = false;
		if (cursor->at == cursor->size || cursor->bytes[cursor->at] != delimiter)
			break;
		cursor->at++;
		shape.width++;
	}
	shape.blank = cursor->at == start;
	if (cursor->at < cursor->size) {
		shape.ended = true;
		bool return_first = cursor->bytes[cursor->at] == '\r';
		cursor->at++;
		if (return_first && cursor->at < cursor->size && cursor->bytes[cursor->at] == '\n')
			cursor->at++;
	}
	return shape;
}

static struct fit measure(struct cursor cursor, char delimiter, bool whole)
{
	struct fit fit = {0};
	while (cursor.at < cursor.size && fit.records < RECORDS_MAX) {
		struct shape shape = pass_record(&cursor, delimiter);
		if (shape.blank)
			continue;
		/* The cut last record of a longer file says nothing, unless it is all there is. */
		if (!shape.ended && !whole && fit.records > 0)
			break;
		if (fit.records == 0)
			fit.width = shape.width;
		fit.records++;
		fit.consistent += shape.sound && shape.width == fit.width;
	}
	return fit;
}

static bool better(const struct fit *a, const struct fit *b)
{
	bool a_all = a->consistent == a->records;
	bool b_all = b->consistent == b->records;
	if (a_all != b_all)
		return a_all;
	if (a->consistent != b->consistent)
		return a->consistent > b->consistent;
	return a->width > b->width;
}

char segbias_csv_detect(const char *bytes, size_t size, bool whole)
{
	struct cursor start = {bytes, size, segbias_csv_bom_size(bytes, size)};
	char best = ',';
	struct fit best_fit = {0};
	bool found = false;
	for (size_t i = 0; i < sizeof candidates; i++) {
		struct fit fit = measure(start, candidates[i], whole);
		if (fit.width < 2 || fit.consistent * 2 <= fit.records)
			continue;
		if (found && !better(&fit, &best_fit))
			continue;
		found = true;
		best = candidates[i];
		best_fit = fit;
	}
	return best;
}
