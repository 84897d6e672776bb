#include "values/missing.h"

#include "base/unicode.h"
#include "values/list.h"

#include <string.h>

static const char *const MARKERS[] = {
#define MARKER(text) text,
#include "data/missing.def"
#undef MARKER
};

enum { MARKER_MAX = 64 }; /* longer than any marker in any encoding of it */

void segbias_missing_release(struct segbias_missing *missing)
{
	segbias_intern_release(&missing->listed);
	*missing = (struct segbias_missing){0};
}

enum segbias_status segbias_missing_add(struct segbias_missing *missing, const char *item, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena arena = {0};
	struct segbias_label *items = NULL;
	size_t count = 0;
	bool adds = item[0] == '+';
	SEGBIAS_TRY(segbias_list_split(adds ? item + 1 : item, &arena, &items, &count, error));
	if (!adds)
		missing->replaced = true;
	for (size_t i = 0; i < count; i++)
		if (segbias_intern_add(&missing->listed, items[i]) == SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
done:
	segbias_arena_release(&arena);
	return status;
}

bool segbias_missing_blank(struct segbias_label label)
{
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		bool blank =
		    size && (code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x202F ||
		             code == 0x205F || code == 0x3000 || (code >= 0x2000 && code <= 0x200B) || code == 0xFEFF);
		if (!blank)
			return false;
		at += size;
	}
	return true;
}

bool segbias_missing_listed(const struct segbias_missing *missing, struct segbias_label label)
{
	return segbias_intern_find(&missing->listed, label) != SEGBIAS_INTERN_NONE;
}

bool segbias_missing_same(const struct segbias_missing *a, const struct segbias_missing *b)
{
	for (uint32_t i = 0; i < a->listed.size; i++)
		if (!segbias_missing_listed(b, a->listed.labels[i]))
			return false;
	return a->replaced == b->replaced && a->listed.size == b->listed.size;
}

static bool is_alphanumeric(char lower)
{
	return (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9');
}

/* Whether a marker may begin as the label does; ASCII letters and digits at the start keep their places in the normal form.
 * Most cells of a file need not be folded. */
static bool may_begin(struct segbias_label label)
{
	enum { LOOKED_AT = 4 };
	char start[LOOKED_AT];
	size_t size = 0;
	for (; size < LOOKED_AT && size < label.size; size++) {
		char c = label.bytes[size];
		start[size] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
		if (!is_alphanumeric(start[size]))
			break;
	}
	for (size_t i = 0; i < sizeof MARKERS / sizeof *MARKERS; i++)
		if (size == 0 || (MARKERS[i][0] == start[0] && strncmp(MARKERS[i], start, size) == 0))
			return true;
	return false;
}

bool segbias_missing_marker(const struct segbias_missing *missing, struct segbias_label label)
{
	if (missing->replaced || label.size > MARKER_MAX || !may_begin(label))
		return false;
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	bool found = false;
	for (size_t i = 0; i < sizeof MARKERS / sizeof *MARKERS && folded.size && !found; i++)
		found = strcmp(MARKERS[i], folded.data) == 0;
	segbias_text_release(&folded);
	return found;
}

const char *const *segbias_missing_markers(size_t *count)
{
	*count = sizeof MARKERS / sizeof *MARKERS;
	return MARKERS;
}

bool segbias_missing_may_begin(const struct segbias_missing *missing, unsigned char first)
{
	char byte = (char)first;
	for (uint32_t i = 0; i < missing->listed.size; i++)
		if (missing->listed.labels[i].size && missing->listed.labels[i].bytes[0] == byte)
			return true;
	char lower = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	return !is_alphanumeric(lower) || (!missing->replaced && may_begin((struct segbias_label){&byte, 1}));
}

bool segbias_missing_any(const struct segbias_missing *missing, struct segbias_label label)
{
	return segbias_missing_blank(label) || segbias_missing_listed(missing, label) ||
	       segbias_missing_marker(missing, label);
}
