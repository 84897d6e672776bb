/* Room: sources. What a file's columns show, and which reading explains all of them.
 *
 * Every kind of evidence is one file, evidence_NAME.c, and a row in evidences.def: it looks at the cells, the names or the
 * other file, and marks columns. No mark is a role. The roles come from readings: a shape (shapes.def) fits where it
 * explains every column, and where two that mean different things fit, the user is asked (segbias_evidence_ask).
 */
#ifndef SEGBIAS_SOURCES_EVIDENCE_H
#define SEGBIAS_SOURCES_EVIDENCE_H

#include "sources/grid.h"
#include "sources/identity.h"
#include "sources/other.h"
#include "values/column.h"
#include "values/figure.h"
#include "values/span.h"

struct segbias_source_options;

/* What a column is in a reading; the names are those of the JSON result. */
enum segbias_part {
	SEGBIAS_PART_OTHER, /* nothing of the below: an attribute, or nobody's */
	SEGBIAS_PART_ATTRIBUTE_NAME,
	SEGBIAS_PART_VALUE,
	SEGBIAS_PART_COUNT,
	SEGBIAS_PART_SHARE,
	SEGBIAS_PART_PERCENT,
	SEGBIAS_PART_WEIGHT,
	SEGBIAS_PART_REPLICATE,
	SEGBIAS_PART_MARGIN_OF_ERROR,
	SEGBIAS_PART_AMOUNT,
	SEGBIAS_PART_IDENTIFIER,
	SEGBIAS_PART_PERIOD,
	SEGBIAS_PART_PLACE,
	SEGBIAS_PART_CODE,
	SEGBIAS_PART_FIGURE,
	SEGBIAS_PART_BASE, /* the people who answered, beside the count of those who gave an answer */
};

const char *segbias_part_name(enum segbias_part part);

struct segbias_column_evidence {
	struct segbias_label name;
	/* name */
	uint64_t words; /* of values/column.h */
	enum segbias_identity identity;
	/* content, of the rows that --where takes */
	size_t known, distinct; /* cells that are not blank, and their different spellings */
	size_t markers;         /* known cells that are a missing marker: as likely a value */
	bool blank;             /* some cells are */
	bool constant, differ;  /* one value only and no blank; all known values differ */
	size_t numbers;         /* known cells that are one */
	size_t bounds, ranges;  /* known cells that say between what a figure lies: "<5"; and with both ends, "1-4" */
	bool numeric;           /* so many that the rest are faults */
	bool whole, negative;
	bool coded; /* with a zero before other digits: a code */
	bool percents, currencies;
	unsigned digits; /* after the decimal sign, of the finest figure */
	double least, most, sum, mean, deviation;
	struct segbias_style_evidence style_evidence;
	enum segbias_style_verdict style_verdict;
	struct segbias_number_style style;
	/* period */
	bool yearlike, period;
	struct segbias_span span; /* of a period … */
	size_t span_rows;         /* … by so many rows */
	/* other */
	bool shared; /* the other file has an attribute of that name */
	/* replicate */
	bool replicate;
	/* bounds */
	bool bound;                   /* one end of another column's figures */
	bool limit;                   /* … or a limit that they lie between, at a level that need not be told */
	size_t low_field, high_field; /* the ends of this one's; SEGBIAS_NO_FIELD */
	/* code */
	size_t code_of; /* one-to-one with this column, which is kept in its place; SEGBIAS_NO_FIELD */
	/* merged */
	bool merged; /* only the first row of each block has a value */
	/* derived by the reading */
	bool left_over; /* a number that nothing else explains */
	bool dimension;
	bool remark; /* a dimension that tells no rows apart which the others do not: a flag, a level, a note */
	enum segbias_part part;
	const char *why; /* name, content, arithmetic, option, other_file; NULL: nothing is said */
};

/* A column whose name is that of one before it. */
struct segbias_repeat {
	size_t first, again;
};

struct segbias_evidence {
	const struct segbias_grid *grid;
	const struct segbias_other *other;
	const struct segbias_source_options *options;
	const struct segbias_form *form;
	const char *file;
	bool unnamed; /* the figure of a melted table is called count for want of a name */
	char delimiter;
	const struct segbias_repeat *repeats; /* [repeat_count] */
	size_t repeat_count;
	struct segbias_column_evidence *columns; /* [grid->width] */
	size_t repeated; /* after segbias_evidence_rows: the first row whose combination came before; SIZE_MAX: none */
	bool once;       /* … and, of records, whether every combination of values is there once: that is a table */
};

/* Looks at the grid by every kind of evidence; names: [width of the grid]. Release in any case. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_evidence_collect(struct segbias_evidence *evidence, const struct segbias_label *names,
                                             struct segbias_error *error);
void segbias_evidence_release(struct segbias_evidence *evidence);

/* One kind of evidence. */
typedef enum segbias_status segbias_evidence_look(struct segbias_evidence *evidence, struct segbias_error *error);

/* Decides how a column writes its numbers; `count`: it counts people or events, which are whole. */
void segbias_evidence_style(const struct segbias_evidence *evidence, struct segbias_column_evidence *column,
                            bool count);

/* The figure of a cell; false: it is none. */
bool segbias_evidence_figure(const struct segbias_evidence *evidence, size_t row, size_t field, double *value);

/* Whether every value of column `a` goes with one value of `b`. */
bool segbias_evidence_determines(const struct segbias_evidence *evidence, size_t a, size_t b);

static inline bool segbias_evidence_says(const struct segbias_column_evidence *column, enum segbias_word word)
{
	return segbias_word_in(column->words, word);
}

/* Whether the columns hold the same in all rows. */
bool segbias_evidence_alike(const struct segbias_evidence *evidence, const struct segbias_repeat *repeat);

/* The rank of a figure of how many by its name, the surest first; SEGBIAS_WORD_COUNTS_END: its name says nothing, or that
 * it is a rate, money, a share or a margin of error. */
enum segbias_word segbias_evidence_rank(const struct segbias_column_evidence *column);

/* Whether the column is a rate, money or a measure by its name, and counts nobody. */
bool segbias_evidence_never(const struct segbias_column_evidence *column);
/* Refuses a table whose only number is such a column, with the option that compares shares of money. */
enum segbias_status segbias_evidence_refuse_never(const struct segbias_evidence *evidence, size_t field,
                                                  struct segbias_error *error);

/* Whether the rows are a table, a row a cell, or records; or whether that cannot be told. */
enum segbias_rows { SEGBIAS_ROWS_RECORDS, SEGBIAS_ROWS_TABLE, SEGBIAS_ROWS_ASK };

/* Marks left-over numbers and dimensions, and decides. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_evidence_rows(struct segbias_evidence *evidence, enum segbias_rows *rows,
                                          struct segbias_error *error);

/* The number of a table: by option, by name, or the only one. Errors: SEGBIAS_DATA, with the option that decides, where
 * several could be it, or the only ones are rates or money. */
enum segbias_status segbias_evidence_number(struct segbias_evidence *evidence, size_t *field,
                                            struct segbias_error *error);

/* A whole number that no name explains: it may count a group of people. */
bool segbias_evidence_unexplained(const struct segbias_column_evidence *column);

/* Whether options make the column a segment or an attribute. */
bool segbias_evidence_claimed(const struct segbias_evidence *evidence, struct segbias_label name);

/* "1.204" alone as a count may be one thousand two hundred and four, or less than two: the error that asks. */
enum segbias_status segbias_evidence_refuse_open(const struct segbias_evidence *evidence, size_t field,
                                                 struct segbias_error *error);

/* "COL" of a column for a hint, ready to paste where it can be, else the word COL. Returns `out`. */
const char *segbias_evidence_paste(struct segbias_label name, char out[static SEGBIAS_QUOTE_MAX]);

/* Names of columns in a row: "a", "b" and "c". */
void segbias_evidence_list(const struct segbias_evidence *evidence, const size_t *fields, size_t count,
                           struct segbias_text *out);

#endif
