/* Room: sources. A table that has a column for each value (of an age, a sex, a year) becomes one that has a row for each: the
 * same figures, read on as any other table.
 *
 * Told by names alone where they prove it: paths ("Estimate!!Total:!!Male:", as the US Census Bureau writes them), a
 * common beginning ("Age: Aged 4 years and under"), years, the sexes; the cells below are figures.
 *
 * Belongs here: which columns are values of what. Does not belong here: totals among them, which arithmetic tells of the
 * long table (aggregate.h).
 */
#ifndef SEGBIAS_SOURCES_MELT_H
#define SEGBIAS_SOURCES_MELT_H

#include "base/error.h"
#include "base/notes.h"
#include "base/text.h"
#include "values/figure.h"
#include "values/list.h"

#include <stdint.h>

struct segbias_melted {
	struct segbias_text text; /* CSV; empty: the table is long as it stands */
	uint64_t *lines;          /* [records of it, the header among them]: of the file */
	size_t records, capacity;
	struct segbias_text said; /* a sentence of what was taken and left; empty: nothing is said */
	size_t figures;           /* of each cell: the last columns of the text */
	bool
	    unnamed; /* nothing in the file says what they are: "count" is what the first is called for want of a name */
	size_t columns;           /* that became rows */
	struct segbias_text of;   /* what they are values of, for a message */
	struct segbias_text left; /* the columns that were left out beside them, for a message; empty: none */
	size_t left_count;
	struct segbias_text error; /* the first column of errors of the cells that is not used; empty: none */
	struct segbias_text
	    count; /* the column that is known to count, whatever its figures add up to; empty: none is */
	struct segbias_text joined; /* the columns of edges that were made one of bands, for a message; empty: none */
};

struct segbias_melting {
	const char *file;           /* its path, for errors */
	struct segbias_label bytes; /* of the table */
	char delimiter;
	uint64_t line;              /* of the file, on which it begins */
	const char *count, *amount; /* the columns that options name as the figure; NULL: none */
	const char *decision; /* the column of a decision, where an option names it and no value of it; NULL: none */
	bool reference;
	const char *shape;                  /* the one that an option names; NULL: none does */
	bool records;                       /* options say that the rows are records: of whom, or by which design */
	bool dash_hidden;                   /* notes of the file say that a dash is not nobody */
	struct segbias_style_context style; /* what options say of how numbers are written */
	const struct segbias_pair *wheres;  /* [where_count]: years that are not taken are left out at once */
	size_t where_count;
};

/* Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_melt(const struct segbias_melting *melting, struct segbias_melted *out,
                                 struct segbias_error *error);
/* Whether tabs separate the columns though the first one holds several with commas between them: "age,sex,geo\\time". */
bool segbias_melt_packed(struct segbias_label bytes);

/* Ends a record of the text, which stands on that line of the file. */
enum segbias_status segbias_melted_end(struct segbias_melted *melted, uint64_t line, struct segbias_error *error);
void segbias_melted_release(struct segbias_melted *melted);

/* The line of the file on which a line of the text stands. */
uint64_t segbias_melted_line(const struct segbias_melted *melted, uint64_t line);

#endif
