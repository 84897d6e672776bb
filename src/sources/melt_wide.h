/* Room: sources. A wide table while it is looked at and melted: for melt*.c.
 *
 * Belongs here: its columns, and what its names and cells are as text. Does not belong here: what melting is for (melt.h).
 */
#ifndef SEGBIAS_SOURCES_MELT_WIDE_H
#define SEGBIAS_SOURCES_MELT_WIDE_H

#include "csv/ragged.h"
#include "sources/melt.h"

enum {
	SEGBIAS_WIDE_DIMENSIONS_MAX = 3,
	SEGBIAS_WIDE_FIGURES_MAX = 8, /* of one cell: a number, a percentage, a margin of error */
	SEGBIAS_WIDE_PREFIXED_LEAST = 3,
	SEGBIAS_WIDE_ROWS = 50, /* that are looked at */
};

extern const char SEGBIAS_WIDE_UNNAMED[]; /* what figures are called that have no name */

#define SEGBIAS_WIDE_PATH "!!" /* between the levels of a path */

/* What becomes of a column of the wide table. */
struct segbias_wide_column {
	struct segbias_label name;  /* without its quotes */
	struct segbias_label above; /* of two rows of names the upper one, which may span columns */
	struct segbias_label top;   /* of three the first */
	bool cell;                  /* the first one of a cell of the long table, which is a row there */
	bool figure;                /* one of a cell; what is none is kept, or dropped */
	bool dropped;
	bool says_figure; /* the name does: a margin of error, a share */
	bool says_error;  /* … a standard error */
	bool beside;      /* dropped, which is said: a figure of something else */
	bool left_out;    /* of a cell: an option does not take it */
	struct segbias_label values[SEGBIAS_WIDE_DIMENSIONS_MAX]; /* of a cell */
	size_t figures[SEGBIAS_WIDE_FIGURES_MAX]; /* of a cell: the columns of its figures; SIZE_MAX: none */
};

/* What a name of a column, or a part of it, says. */
enum segbias_wide_name {
	SEGBIAS_WIDE_TEXT,
	SEGBIAS_WIDE_YEAR,
	SEGBIAS_WIDE_SEX,
	SEGBIAS_WIDE_BAND,
	SEGBIAS_WIDE_TOTAL,
	SEGBIAS_WIDE_COUNT, /* a figure of how many */
	SEGBIAS_WIDE_OTHER, /* a figure of something else, or of how sure one is: a share, a rate, an error */
};

/* What a column is of another one. */
enum segbias_wide_beside {
	SEGBIAS_WIDE_BESIDE_NONE,
	SEGBIAS_WIDE_BESIDE_CELL,
	SEGBIAS_WIDE_BESIDE_UNCLEAR,
};

/* Whose the rows are. */
enum segbias_wide_rows {
	SEGBIAS_WIDE_ROWS_TABLE, /* each number is of so many people */
	SEGBIAS_WIDE_ROWS_RECORDS,
	SEGBIAS_WIDE_ROWS_UNCLEAR,
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
	bool margins; /* … the attribute that a column is a value of, and the value: nothing says how they cross */
	size_t mark;  /* what stands between them in the names: a row of MARKS of melt_marks.c; 0: a colon or a dash */
	struct segbias_label names[SEGBIAS_WIDE_DIMENSIONS_MAX];
	bool bands;  /* they are ages in one row of names, without a beginning */
	bool packed; /* the first column holds several, and figures have flags behind them, as Eurostat writes them */
	bool thousands; /* figures are written in full: the form of the file has them in thousands */
	size_t figures;
	struct segbias_label figure_names[SEGBIAS_WIDE_FIGURES_MAX];
	struct segbias_label over; /* what one cell above all of the names calls the figures; of size 0: nothing does */
	size_t edges[2];           /* the columns of the first and the last age of bands; SIZE_MAX: none */
	bool spans;                /* … of which the second says how wide the band is */
	size_t compound; /* a column of ages and sexes in one cell ("Population ages 0-14, female"); SIZE_MAX: none */
};

/* --- names and cells ---------------------------------------------------------------------------------------------- */

/* Without blanks and colons around it. */
struct segbias_label segbias_wide_trim(struct segbias_label label);
/* Where the text stands in the label; NULL: nowhere. And what is before that place, and `size` bytes behind it. */
const char *segbias_wide_find(struct segbias_label label, const char *text);
struct segbias_label segbias_wide_before(struct segbias_label label, const char *at);
struct segbias_label segbias_wide_behind(struct segbias_label label, const char *at, size_t size);
/* The group of the sexes that the name is; SEGBIAS_SYNONYM_NONE: none. */
int segbias_wide_sex(struct segbias_label name);
/* Whether all values of a column are sexes, be it by words or by codes (F, M). */
bool segbias_wide_sexes(const struct segbias_label *values, size_t count);
/* What is said of a sex, but no group: "other", "non-binary". */
bool segbias_wide_other_sex(struct segbias_label name);
/* A day: "31.12.2018", "2018-12-31"; and a year, or a day. */
bool segbias_wide_day(struct segbias_label name);
bool segbias_wide_year(struct segbias_label name);
enum segbias_wide_name segbias_wide_name(struct segbias_label name);
/* A margin of error. */
bool segbias_wide_margin(struct segbias_label name);
/* Whether the column goes on as it is. */
bool segbias_wide_keeps(const struct segbias_wide_column *column);
/* Whether a cell is a number, or the bound of one, as "<5". */
bool segbias_wide_number(struct segbias_label cell);

/* Whether most of the column's cells in the first rows are numbers, and none of the others is a word. */
bool segbias_wide_numeric(const struct segbias_wide *wide, size_t column);
/* … or say that a figure has no error, "*****". */
bool segbias_wide_margins(const struct segbias_wide *wide, size_t column);
/* Whether all of them that have something say that a figure is hidden. */
bool segbias_wide_hidden(const struct segbias_wide *wide, size_t column);

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
/* The figure of that name; SEGBIAS_WIDE_FIGURES_MAX: there are too many. */
size_t segbias_wide_add_figure(struct segbias_wide *wide, struct segbias_label name);
/* What the values of a level are of. */
struct segbias_label segbias_wide_name_level(const struct segbias_wide *wide, size_t level);
/* Whether each level is of something else. */
bool segbias_wide_names_differ(const struct segbias_wide *wide);
/* Two rows of names or three, of which the upper ones span columns. */
bool segbias_wide_melts_spanned(struct segbias_wide *wide);
/* How many marks there are; whether a mark may as well stand within a name ("Age_group"), so that more has to tell. */
size_t segbias_wide_marks(void);
bool segbias_wide_weak_mark(size_t mark);
/* "Sex: Male", "Sex - Male"; by the table's mark "Sex_Male", "Male (Sex)", too: what a name is of, and which value. */
bool segbias_wide_split_side(const struct segbias_wide *wide, struct segbias_label name, struct segbias_label *side,
                             struct segbias_label *value);
/* Of the alphabet, or beyond ASCII. */
bool segbias_wide_letter(char c);
/* Whether the name ends or begins with a sex or a band, apart from the rest: "Sex|Male", "15-24 (Age)". */
bool segbias_wide_has_value(struct segbias_label name);
/* Whether a cell before the column has its value of that level. */
bool segbias_wide_again(const struct segbias_wide *wide, size_t column, size_t level);
/* A column for each value of several attributes, side by side. */
bool segbias_wide_melts_sides(struct segbias_wide *wide);
/* A column for each band of ages. */
bool segbias_wide_melts_bands(struct segbias_wide *wide);
/* Columns whose sum is a total beside them. */
bool segbias_wide_melts_parts(struct segbias_wide *wide);
/* Whether the column is the sum of the cells in every row. */
bool segbias_wide_sums(const struct segbias_wide *wide, size_t total);
/* Whether the values of both sides, which are cells, come to the same in every row, within two in a hundred. */
bool segbias_wide_sides_sum(const struct segbias_wide *wide, struct segbias_label name, struct segbias_label other);
/* A margin of error, an error, a share. */
bool segbias_wide_says_figure(struct segbias_label name);
/* "SE" behind the name of another column, which is no value then: "Male SE". */
bool segbias_wide_says_error(const struct segbias_wide *wide, size_t column);
/* Whether the column is a figure of another of the same beginning ("Sex: Male MOE" beside "Sex: Male"), or of one whose own column
 * is called by a figure, too ("Sex: Male %" beside "Sex: Male n"): no value. */
enum segbias_wide_beside segbias_wide_beside(const struct segbias_wide *wide, size_t column);
/* Whether the column is of errors that no cell has, and is left out. */
bool segbias_wide_error_left(const struct segbias_wide *wide, size_t column);
/* Margins of error beside the cells, told by their names. */
void segbias_wide_pair_margins(struct segbias_wide *wide);
/* Figures of something else beside those that are values are dropped, and said. */
void segbias_wide_drop_beside(struct segbias_wide *wide);
/* Whether the names prove columns to be values, by a kind from 0 on; *last: there is no other. Marks the columns. */
bool segbias_wide_kind(struct segbias_wide *wide, size_t kind, bool *last);
/* Of the columns as a kind has marked them. */
enum segbias_wide_rows segbias_wide_rows(const struct segbias_wide *wide);
/* Whether the rows are the cells of a table: half of the combinations of what is kept are there, and of several columns each
 * value comes twice. Rows of people have parts that sum to a total as well. */
bool segbias_wide_crossed(const struct segbias_wide *wide);
/* Nothing is a value. */
void segbias_wide_clear(struct segbias_wide *wide);
/* A column of labels without a name is called by what they are. */
void segbias_wide_name_labels(struct segbias_wide *wide, struct segbias_label *fields);
/* Two columns of the edges of bands; and the band of a row. */
void segbias_wide_find_edges(struct segbias_wide *wide, struct segbias_label *fields);
bool segbias_wide_join_edges(const struct segbias_wide *wide, const struct segbias_label *fields,
                             struct segbias_text *out);
/* A column whose cells each hold an age and a sex. */
void segbias_wide_find_compound(struct segbias_wide *wide, struct segbias_label *fields);
bool segbias_wide_split_compound(struct segbias_label cell, struct segbias_label *age, struct segbias_label *sex);

#endif
