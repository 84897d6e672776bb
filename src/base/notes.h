/* Room: base. Warnings of a run: each a code, a sentence, a place and a hint. */
#ifndef SEGBIAS_BASE_NOTES_H
#define SEGBIAS_BASE_NOTES_H

#include "base/error.h"

#include <stdbool.h>

struct segbias_note {
	const char *code; /* a string constant: short, stable, lower case */
	struct segbias_error text;
};

/* Zero-initialise. */
struct segbias_notes {
	struct segbias_note *items;
	size_t count;
	size_t capacity;
};

void segbias_notes_release(struct segbias_notes *notes);

/* Adds a warning and returns its text, for the place and the hint; NULL where memory ran out (the warning is lost, which
 * never changes a figure). Valid until the next call. */
struct segbias_error *segbias_notes_add(struct segbias_notes *notes, const char *code, const char *format, ...)
    SEGBIAS_PRINTF(3, 4);

/* Whether there is a warning of this code. */
bool segbias_notes_have(const struct segbias_notes *notes, const char *code);

#endif
