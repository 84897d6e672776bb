#include "values/answers.h"

#include "base/intern.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What people put between answers; the first of two that do equally well. */
static const struct segbias_label SEPARATORS[] = {
    {";", 1},
    {"|", 1},
    {"\n", 1},
    {"\xD8\x9B", 2},     /* Arabic semicolon */
    {"\xD8\x8C", 2},     /* Arabic comma */
    {"\xE3\x80\x81", 3}, /* ideographic comma */
    {"\xEF\xBC\x9B", 3}, /* fullwidth semicolon */
    {"\xEF\xBC\x8C", 3}, /* fullwidth comma */
    {",", 1},
    {"/", 1},
};

static const struct segbias_label BLANKS[] = {
    {" ", 1},
    {"\t", 1},
    {"\r", 1},
    {"\n", 1},
    {"\xC2\xA0", 2},     /* no-break */
    {"\xE2\x80\xAF", 3}, /* narrow no-break */
    {"\xE3\x80\x80", 3}, /* ideographic */
};

static bool ends(struct segbias_label text, struct segbias_label with)
{
	return text.size >= with.size && memcmp(text.bytes + text.size - with.size, with.bytes, with.size) == 0;
}

/* Takes blanks off the front, and off the end. */
static struct segbias_label trim(struct segbias_label text)
{
	for (size_t i = 0; i < sizeof BLANKS / sizeof *BLANKS;) {
		if (text.size && segbias_label_begins(text, BLANKS[i]))
			text = (struct segbias_label){text.bytes + BLANKS[i].size, text.size - BLANKS[i].size};
		else if (text.size && ends(text, BLANKS[i]))
			text.size -= BLANKS[i].size;
		else {
			i++;
			continue;
		}
		i = 0;
	}
	return text;
}

/* Bytes up to the separator, or to the end. */
static size_t find(struct segbias_label text, size_t from, struct segbias_label separator)
{
	for (size_t i = from; i + separator.size <= text.size; i++)
		if (memcmp(text.bytes + i, separator.bytes, separator.size) == 0)
			return i;
	return text.size;
}

/* Where the quote that text begins with is closed, and nothing but blanks follows up to the separator: the answer within,
 * and in *size what it takes up. */
static bool quoted(struct segbias_label text, struct segbias_label separator, size_t *size,
                   struct segbias_label *answer)
{
	size_t start = 0;
	while (start < text.size && text.bytes[start] == ' ')
		start++;
	const char *close = start + 1 < text.size && text.bytes[start] == '"'
	                        ? memchr(text.bytes + start + 1, '"', text.size - start - 1)
	                        : NULL;
	if (!close)
		return false;
	size_t after = (size_t)(close - text.bytes) + 1;
	*size = find(text, after, separator);
	*answer = trim((struct segbias_label){text.bytes + start + 1, after - start - 2});
	return trim((struct segbias_label){text.bytes + after, *size - after}).size == 0;
}

bool segbias_answers_next(struct segbias_label *rest, struct segbias_label separator, struct segbias_label *answer)
{
	while (rest->size) {
		size_t size = 0;
		if (!quoted(*rest, separator, &size, answer)) {
			size = find(*rest, 0, separator);
			*answer = trim((struct segbias_label){rest->bytes, size});
		}
		size += size < rest->size ? separator.size : 0;
		*rest = (struct segbias_label){rest->bytes + size, rest->size - size};
		if (answer->size)
			return true;
	}
	return false;
}

bool segbias_answers_several(struct segbias_label cell, struct segbias_label separator)
{
	struct segbias_label answer;
	size_t count = 0;
	while (count < 2 && segbias_answers_next(&cell, separator, &answer))
		count++;
	return count == 2;
}

/* --- which separator -------------------------------------------------------------------------------------------- */

/* Answers, and in how many cells each stands. */
struct repeats {
	struct segbias_intern answers;
	uint32_t *cells; /* [capacity] */
	uint32_t *last;  /* [capacity]: cell + 1 that it was last seen in */
	size_t capacity;
};

static bool grow_repeats(struct repeats *repeats)
{
	size_t capacity = repeats->capacity ? 2 * repeats->capacity : 64;
	uint32_t *grown = segbias_memory_zeroed(2 * capacity, sizeof *grown);
	if (!grown)
		return false;
	if (repeats->cells) {
		memcpy(grown, repeats->cells, repeats->capacity * sizeof *grown);
		memcpy(grown + capacity, repeats->last, repeats->capacity * sizeof *grown);
	}
	free(repeats->cells);
	repeats->cells = grown;
	repeats->last = grown + capacity;
	repeats->capacity = capacity;
	return true;
}

static bool count_repeats(struct repeats *repeats, const struct segbias_answers_cells *cells,
                          struct segbias_label separator)
{
	for (size_t i = 0; i < cells->count; i++) {
		struct segbias_label rest = cells->cells[i];
		struct segbias_label answer;
		while (segbias_answers_next(&rest, separator, &answer)) {
			uint32_t id = segbias_intern_add(&repeats->answers, answer);
			if (id == SEGBIAS_INTERN_NONE)
				return false;
			if (id >= repeats->capacity && !grow_repeats(repeats))
				return false;
			repeats->cells[id] += repeats->last[id] != i + 1;
			repeats->last[id] = (uint32_t)i + 1;
		}
	}
	return true;
}

/* Whether one of the answers stands in another cell too. */
static bool comes_back(const struct repeats *repeats, struct segbias_label cell, struct segbias_label separator)
{
	struct segbias_label answer;
	while (segbias_answers_next(&cell, separator, &answer)) {
		uint32_t id = segbias_intern_find(&repeats->answers, answer);
		if (id != SEGBIAS_INTERN_NONE && repeats->cells[id] > 1)
			return true;
	}
	return false;
}

bool segbias_answers_all(struct segbias_label cell, struct segbias_label separator, segbias_answers_known *known,
                         const void *context)
{
	struct segbias_label answer;
	while (segbias_answers_next(&cell, separator, &answer))
		if (!known(context, answer))
			return false;
	return true;
}

/* By known values, or by repeats. */
static void try_separator(const struct segbias_answers_cells *cells, segbias_answers_known *known, const void *context,
                          const struct repeats *repeats, struct segbias_separator *out)
{
	uint64_t most = 0;
	for (size_t i = 0; i < cells->count; i++) {
		if (!segbias_answers_several(cells->cells[i], out->text))
			continue;
		out->split += cells->records[i];
		if (known ? !segbias_answers_all(cells->cells[i], out->text, known, context)
		          : !comes_back(repeats, cells->cells[i], out->text))
			continue;
		out->good += cells->records[i];
		out->cells++;
		if (cells->records[i] > most ||
		    (most && cells->records[i] == most &&
		     segbias_label_compare(cells->cells[i], cells->cells[out->example]) < 0)) {
			most = cells->records[i];
			out->example = i;
		}
	}
}

enum segbias_status segbias_separator_find(const struct segbias_answers_cells *cells, segbias_answers_known *known,
                                           const void *context, struct segbias_separator *out,
                                           struct segbias_error *error)
{
	*out = (struct segbias_separator){0};
	for (size_t i = 0; i < sizeof SEPARATORS / sizeof *SEPARATORS; i++) {
		struct segbias_separator tried = {.text = SEPARATORS[i]};
		struct repeats repeats = {0};
		bool ok = known || count_repeats(&repeats, cells, tried.text);
		if (ok)
			try_separator(cells, known, context, &repeats, &tried);
		segbias_intern_release(&repeats.answers);
		free(repeats.cells);
		if (!ok)
			return segbias_error_memory(error);
		if (tried.good > out->good && tried.good >= tried.split - tried.good)
			*out = tried;
	}
	return SEGBIAS_OK;
}

const char *segbias_separator_name(struct segbias_label separator, char out[static SEGBIAS_QUOTE_MAX])
{
	return segbias_label_show(separator, out);
}
