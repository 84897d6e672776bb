#include "values/list.h"

#include <string.h>

static bool append(struct segbias_text *item, const char *bytes, size_t size)
{
	segbias_text_add(item, bytes, size);
	return !item->failed;
}

/* Reads one item at *at up to a separator or the end, which is not consumed. */
static enum segbias_status read_item(struct segbias_label text, char separator, size_t *at, struct segbias_text *item,
                                     struct segbias_error *error)
{
	size_t i = *at;
	bool ok = append(item, "", 0);
	if (i < text.size && text.bytes[i] == '"') {
		for (i++; i < text.size; i++) {
			if (text.bytes[i] == '"' && !(i + 1 < text.size && text.bytes[i + 1] == '"'))
				break;
			ok = ok && append(item, text.bytes + i, 1);
			i += text.bytes[i] == '"';
		}
		if (i == text.size)
			return segbias_error_set(error, SEGBIAS_USAGE, "bad_list|a quote is not closed");
		i++;
		if (i < text.size && text.bytes[i] != separator)
			return segbias_error_set(error, SEGBIAS_USAGE, "bad_list|text after a closing quote");
	} else {
		size_t start = i;
		while (i < text.size && text.bytes[i] != separator)
			i++;
		ok = ok && append(item, text.bytes + start, i - start);
	}
	*at = i;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_list_split(const char *text, struct segbias_arena *arena, struct segbias_label **items,
                                       size_t *count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label all = segbias_label_of(text);
	struct segbias_text item = {0};
	size_t found = 0;
	size_t commas = 1;
	for (size_t i = 0; i < all.size; i++)
		commas += all.bytes[i] == ',';
	struct segbias_label *list = segbias_arena_array(arena, commas, sizeof *list);
	if (!list)
		return segbias_error_memory(error);
	for (size_t at = 0; all.size && at <= all.size; at++) {
		item.size = 0;
		SEGBIAS_TRY(read_item(all, ',', &at, &item, error));
		if (!segbias_arena_copy(arena, (struct segbias_label){item.data, item.size}, &list[found++]))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	*items = list;
	*count = found;
done:
	segbias_text_release(&item);
	return status;
}

enum segbias_status segbias_list_head(struct segbias_label text, char separator, struct segbias_arena *arena,
                                      struct segbias_label head_and_rest[static 2], struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text item = {0};
	size_t at = 0;
	SEGBIAS_TRY(read_item(text, separator, &at, &item, error));
	if (at == text.size || item.size == 0)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_USAGE, "bad_list|no \"%c\" between two parts", separator));
	if (!segbias_arena_copy(arena, (struct segbias_label){item.data, item.size}, &head_and_rest[0]))
		SEGBIAS_TRY(segbias_error_memory(error));
	head_and_rest[1] = (struct segbias_label){text.bytes + at + 1, text.size - at - 1};
done:
	segbias_text_release(&item);
	return status;
}

enum segbias_status segbias_list_pair(struct segbias_label text, char separator, struct segbias_arena *arena,
                                      struct segbias_label pair[static 2], struct segbias_error *error)
{
	struct segbias_text item = {0};
	struct segbias_label halves[2];
	enum segbias_status status = segbias_list_head(text, separator, arena, halves, error);
	if (status != SEGBIAS_OK)
		return status;
	/* The right half runs to the end, whatever it holds; only quotes around all of it are taken off. */
	struct segbias_label rest = halves[1];
	if (rest.size && rest.bytes[0] == '"') {
		SEGBIAS_TRY(read_item(rest, '\0', &(size_t){0}, &item, error));
		rest = (struct segbias_label){item.data, item.size};
	}
	if (!segbias_arena_copy(arena, rest, &halves[1]))
		SEGBIAS_TRY(segbias_error_memory(error));
	memcpy(pair, halves, sizeof halves);
done:
	segbias_text_release(&item);
	return status;
}
