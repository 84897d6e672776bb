/* Room: sources. Where in a file its table stands: what is above it (titles, comments, "key:,value" lines) and below it
 * (footnotes, rows of totals of the whole), by evidence of its first bytes.
 *
 * Belongs here: lines, and whether they are of the table. Does not belong here: what a column is (evidence.h), what is a
 * record and what an error (csv).
 *
 * Where all lines have one width there is nothing to tell. What is neither explained as a line above or below nor of the
 * table's width is left to the reader, which refuses it.
 */
#ifndef SEGBIAS_SOURCES_SHEET_H
#define SEGBIAS_SOURCES_SHEET_H

#include "base/arena.h"
#include "base/error.h"
#include "base/notes.h"
#include "base/text.h"
#include "values/legend.h"

struct segbias_sheet_options {
	const char *file;
	bool reference;
	char delimiter; /* 0: detect */
	const char
	    *section; /* of several tables the one with this title or first column, or number; NULL: none is named */
};

enum { SEGBIAS_SHEET_SAYS_MAX = 8 };

struct segbias_sheet {
	bool found; /* the table is not all of the file; else nothing below is set */
	char delimiter;
	size_t start, stop;   /* the table's bytes */
	uint64_t line;        /* on which it starts, from 1 */
	size_t skip, skipped; /* where, and of how many bytes, a row between them is that is no part of it */
	uint64_t skip_line;
	bool units;   /* … but units */
	size_t above; /* lines above it with something in them */
	uint64_t above_line;
	struct segbias_label says; /* those lines, joined for a message: they may be part of the meaning */
	struct segbias_label
	    dated[SEGBIAS_SHEET_SAYS_MAX]; /* [dated_count]: those of these lines with a year in them */
	size_t dated_count;
	double
	    times; /* one of the figures, as a line around the table says: 1000 of thousands; 1: none does; NaN: several differ */
	struct segbias_label times_said; /* which line */
	struct segbias_legend legend;    /* what notes above and below it say of marks */
	size_t below;                    /* lines below it with something in them */
	uint64_t below_line;
	size_t totals; /* rows at its end, of all of the table */
	uint64_t totals_line;
	uint64_t another_line; /* of a longer file: where another table begins behind it; 0: none does */
};

/* Looks at the first bytes of a file; `whole` says that no others follow, and only then the end is told: of a longer file
 * segbias_sheet_look_back does that. `sheet` is of the arena. Errors: SEGBIAS_DATA where there are several tables and none is named, or none is as it is named. */
enum segbias_status segbias_sheet_look(struct segbias_label bytes, bool whole,
                                       const struct segbias_sheet_options *options, struct segbias_arena *arena,
                                       struct segbias_sheet *sheet, struct segbias_error *error);

/* Looks at the last bytes of a longer file whose table begins with `begun`, as it would if nothing stood between them.
 * *kept: how many of them are of the table. The lines of `sheet` that stand behind it count from 1 right below it, until
 * segbias_sheet_settle knows on which `line` of the file that is. Errors: SEGBIAS_SYSTEM; of the second SEGBIAS_DATA where another
 * table stands there, and none is named. */
enum segbias_status segbias_sheet_look_back(struct segbias_label begun, struct segbias_label tail,
                                            const struct segbias_sheet_options *options, struct segbias_sheet *sheet,
                                            size_t *kept, struct segbias_error *error);
enum segbias_status segbias_sheet_settle(struct segbias_sheet *sheet, uint64_t line,
                                         const struct segbias_sheet_options *options, struct segbias_error *error);

/* Says which lines are no part of the table. */
void segbias_sheet_note(const struct segbias_sheet *sheet, const char *file, struct segbias_notes *notes);

#endif
