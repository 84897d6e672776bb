/* Room: sources. A wide table while it is looked at and melted: for melt*.c.
 *
 * Belongs here: its columns, and what its names and cells are as text. Does not belong here: what melting is for (melt.h).
 */
#ifndef SEGBIAS_SOURCES_MELT_WIDE_H
#define SEGBIAS_SOURCES_MELT_WIDE_H

#include "csv/ragged.h"
#include "sources/melt.h"

enum {
	SEGBIAS_WIDE_DIMENSIONS_MAX = 2,
	SEGBIAS_WIDE_PREFIXED_LEAST = 3,
	SEGBIAS_WIDE_ROWS = 50, /* that are looked at */
};

#define SEGBIAS_WIDE_PATH "!!" /* between the levels of a path */

/* What becomes of a column of the wide table. */
struct segbias_wide_column {
	struct segbias_label name;  /* without its quotes */
	struct segbias_label above; /* of two rows of names the upper one, which may span columns */
	bool cell;                  /* of the long table; else it is kept, or dropped */
	bool dropped;
	bool left_out;                                            /* of a cell: an option does not take it */
	struct segbias_label values[SEGBIAS_WIDE_DIMENSIONS_MAX]; /* of a cell */
	size_t margin; /* of a cell: the column of its margin of error; SIZE_MAX: none */
};

struct segbias_wide {
	const struct segbias_melting *melting;
	struct segbias_ragged walk;
	char delimiter;
	size_t width;
	struct segbias_wide_column *columns;
	struct segbias_ragged_record header;
	size_t rows_at; /* where the rows begin */
	uint64_t rows_line;
	size_t dimensions;
	struct segbias_label names[SEGBIAS_WIDE_DIMENSIONS_MAX];
	bool packed; /* the first column holds several, and figures have flags behind them, as Eurostat writes them */
	bool margins;
	bool thousands;  /* figures are written in full: the form of the file has them in thousands */
	size_t compound; /* a column of ages and sexes in one cell ("Population ages 0-14, female"); SIZE_MAX: none */
};

/* --- names and cells ---------------------------------------------------------------------------------------------- */

/* Without blanks and colons around it. */
struct segbias_label segbias_wide_trim(struct segbias_label label);
/* Where the text stands in the label; NULL: nowhere. And what is before that place, and `size` bytes behind it. */
const char *segbias_wide_find(struct segbias_label label, const char *text);
struct segbias_label segbias_wide_before(struct segbias_label label, const char *at);
struct segbias_label segbias_wide_behind(struct segbias_label label, const char *at, size_t size);
bool segbias_wide_begins(struct segbias_label label, struct segbias_label with);
/* The group of the sexes that the name is; SEGBIAS_SYNONYM_NONE: none. */
int segbias_wide_sex(struct segbias_label name);
bool segbias_wide_year(struct segbias_label name);

/* The fields of a record of the table's width, as they stand: [width]. */
void segbias_wide_fields(const struct segbias_wide *wide, const struct segbias_ragged_record *record,
                         struct segbias_label *fields);
/* A cell without the flags behind it, where the table has such. */
struct segbias_label segbias_wide_figure(const struct segbias_wide *wide, struct segbias_label field);
/* A figure in thousands in full: 12.345 is 12345. What is no plain number stays none. */
void segbias_wide_put_thousands(struct segbias_label figure, struct segbias_text *out);
/* Nothing, a dash, or signs that say that there is nothing: "..", "***", "(X)". */
bool segbias_wide_missing(struct segbias_label cell);
/* A dash alone: nobody, in the tables of statistical offices. */
bool segbias_wide_dash(struct segbias_label cell);

/* --- steps -------------------------------------------------------------------------------------------------------- */

/* Reads the names: those of a second row, where it has the paths of which the first has the codes, or is spanned. */
void segbias_wide_read_names(struct segbias_wide *wide, struct segbias_label *fields);
/* Whether the names prove columns to be values, by a kind from 0 on; *last: there is no other. Marks the columns. */
bool segbias_wide_kind(struct segbias_wide *wide, size_t kind, bool *last);
/* A column of labels without a name is called by what they are. */
void segbias_wide_name_labels(struct segbias_wide *wide, struct segbias_label *fields);
/* A column whose cells each hold an age and a sex. */
void segbias_wide_find_compound(struct segbias_wide *wide, struct segbias_label *fields);
bool segbias_wide_split_compound(struct segbias_label cell, struct segbias_label *age, struct segbias_label *sex);

#endif
