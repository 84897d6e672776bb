/* Room: csv. Where in its file a byte of a record stands: on which line, in which column, in which field. */
#ifndef SEGBIAS_CSV_PLACE_H
#define SEGBIAS_CSV_PLACE_H

#include "base/text.h"

#include <stdint.h>

/* A walk over a record's bytes as the file has them, which are sound up to where it stops. Offsets in `text`. */
struct segbias_csv_walk {
	struct segbias_label text; /* with a byte after a carriage return, if the file has one */
	char delimiter;
	size_t at;
	uint64_t line;
	size_t line_start;
	size_t field;
	size_t field_start;
	uint64_t field_line;
	size_t field_line_start;
	bool quoted;          /* inside quotes */
	uint64_t quoted_line; /* where the last quote was opened that spans lines; 0: none does */
};

/* Stands at the record that starts at `start`, on `line`. */
struct segbias_csv_walk segbias_csv_walk_begin(struct segbias_label text, char delimiter, size_t start, uint64_t line);

/* Walks up to `stop` or to the start of `field`. */
void segbias_csv_walk_on(struct segbias_csv_walk *walk, size_t stop, size_t field);

/* The column (1-based, in characters) of the byte at `at` in the line that starts at `line_start`. */
uint64_t segbias_csv_walk_column(const struct segbias_csv_walk *walk, size_t line_start, size_t at);

#endif
