#include "base/notes.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

void segbias_notes_release(struct segbias_notes *notes)
{
	free(notes->items);
	*notes = (struct segbias_notes){0};
}

struct segbias_error *segbias_notes_add(struct segbias_notes *notes, const char *code, const char *format, ...)
{
	struct segbias_note *items = segbias_memory_room(notes->items, notes->count, &notes->capacity, sizeof *items);
	if (!items)
		return NULL;
	notes->items = items;
	struct segbias_note *note = &notes->items[notes->count++];
	*note = (struct segbias_note){.code = code};
	va_list arguments;
	va_start(arguments, format);
	(void)segbias_text_print_list(note->text.message, sizeof note->text.message, format, arguments);
	va_end(arguments);
	return &note->text;
}

bool segbias_notes_have(const struct segbias_notes *notes, const char *code)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->items[i].code, code) == 0)
			return true;
	return false;
}
