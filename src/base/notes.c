#include "base/notes.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdlib.h>

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
