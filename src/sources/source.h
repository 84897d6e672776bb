/* Room: sources. What a file is, and how it is poured into a tally by a plan.
 *
 * Belongs here: headers, shapes (one a file, listed in shapes.def), counts and weights of rows, what a bad cell says.
 * Does not belong here: delimiters and quotes (csv), which columns are compared (match).
 */
#ifndef SEGBIAS_SOURCES_SOURCE_H
#define SEGBIAS_SOURCES_SOURCE_H

#include "csv/reader.h"
#include "tally/head.h"
#include "tally/tally.h"

struct segbias_source;

struct segbias_source_options {
	bool reference;     /* counts need not be whole; marginal tables are allowed */
	const char *shape;  /* "rows", "counts", "marginal"; NULL: detect */
	const char *count;  /* count column; NULL: by name and content */
	const char *weight; /* weight column; NULL: by name and content; "none": there is none */
	char delimiter;     /* 0: detect */
	char decimal;       /* '.' or ',' */
	uint32_t thousands; /* separator, where it is given; 0: there is none */
	bool thousands_given;
	const char *amount; /* column of money that is compared instead of records; NULL: none */
	bool skip_bad;
	bool hash_always;
	bool persons; /* an identifier says whose records they are, not that a row is one */
	bool header;  /* one without records is enough */
};

enum segbias_unit { SEGBIAS_UNIT_COUNT, SEGBIAS_UNIT_SHARE, SEGBIAS_UNIT_PERCENT };

/* Which column plays which part; SEGBIAS_NO_FIELD: none. */
struct segbias_layout {
	size_t count_field;  /* rows stand for this many records; the amount of a marginal table */
	size_t weight_field; /* rows weigh this much */
	size_t attribute_field, value_field, moe_field; /* marginal */
	enum segbias_unit unit;
	size_t events_field; /* a column of impressions, clicks or spend beside or as the count */
};

struct segbias_shape {
	const char *name;  /* as in options and JSON */
	const char *title; /* for people: "one row a record" */
	bool reference_only;
	/* Whether the head looks like this shape; fills the layout. With options->shape set to this shape, what keeps the
	 * head from being read so is an error. */
	enum segbias_status (*recognise)(const struct segbias_head *head, const struct segbias_source_options *options,
	                                 bool *found, struct segbias_layout *layout, struct segbias_error *error);
	enum segbias_status (*pour)(struct segbias_source *source, const struct segbias_plan *plan,
	                            struct segbias_tally *tally, struct segbias_error *error);
};

/* Opens the file, reads its head and detects its shape. Errors: SEGBIAS_DATA for an empty file, a header only, an empty
 * or repeated column name, a column that is asked for and not there, several columns that could hold the count. */
enum segbias_status segbias_source_open(const char *path, const struct segbias_source_options *options,
                                        struct segbias_source **out, struct segbias_error *error);
void segbias_source_free(struct segbias_source *source);

const struct segbias_head *segbias_source_head(const struct segbias_source *source);
const struct segbias_layout *segbias_source_layout(const struct segbias_source *source);
const struct segbias_shape *segbias_source_shape(const struct segbias_source *source);

/* Reads the file to its end into the tally. Once. */
enum segbias_status segbias_source_pour(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error);

/* Reads the file to its end as it stands: a row is a record whatever the shape. Instead of a pour. */
enum segbias_status segbias_source_scan(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error);

/* What came of it; complete after the pour. */
struct segbias_source_facts {
	const char *path;
	uint64_t bytes;
	uint64_t rows; /* records read, bad ones not counted */
	uint64_t bad_rows;
	struct segbias_error bad_first;
	uint64_t blank_lines;
	uint64_t filtered; /* records that a filter kept out … */
	uint64_t left_out; /* … and those that a chosen one did */
	uint64_t
	    *numbers_bad; /* [plan's number_count]: cells of numeric columns that are neither a number nor missing */
	uint64_t members_missing; /* missing cells of boolean segment columns */
	bool bom;
	char delimiter;
	bool hashed;
	char sha256[65];
};

const struct segbias_source_facts *segbias_source_facts(const struct segbias_source *source);

/* --- for the shapes --------------------------------------------------------------------------------------------- */

/* The field of a column that an option names: exact name, else the one with the same normal form. Errors: SEGBIAS_DATA
 * with the nearest name as hint. */
enum segbias_status segbias_source_field(const struct segbias_head *head, const char *name, const char *option,
                                         size_t *field, struct segbias_error *error);

/* Whether the weight option says that there is none ("none", and no column has that name). */
bool segbias_source_unweighted(const struct segbias_head *head, const struct segbias_source_options *options);

/* Whether at least half of the field's cells in the head that are not blank are numbers >= 0. */
bool segbias_source_numeric(const struct segbias_head *head, size_t field, char decimal);

/* A record of the file while it is poured. */
struct segbias_row {
	const struct segbias_csv_batch *batch;
	size_t record;
};

static inline struct segbias_label segbias_row_cell(const struct segbias_row *row, size_t field)
{
	return segbias_csv_field(row->batch, row->record, field);
}

/* The next record below the header; *end at the end. */
enum segbias_status segbias_source_next(struct segbias_source *source, struct segbias_row *row, bool *end,
                                        struct segbias_error *error);

/* Line and column of a cell of the row that `next` last gave. */
void segbias_source_place(const struct segbias_source *source, const struct segbias_row *row, size_t field,
                          uint64_t *line, uint64_t *column);

/* Gives `why` (message and hint set) the cell's place. With skip_bad the row is counted as bad, the first such error is
 * kept and SEGBIAS_OK returned; otherwise the error is handed on. */
enum segbias_status segbias_source_reject(struct segbias_source *source, const struct segbias_row *row, size_t field,
                                          struct segbias_error *why, struct segbias_error *error);

const struct segbias_source_options *segbias_source_options(const struct segbias_source *source);
struct segbias_source_facts *segbias_source_facts_edit(struct segbias_source *source);

/* The amount in a count, share or weight column: a number >= 0, at most 1e100 and, unless 0, at least 1e-100, or an error
 * in `why` that says what is wrong with it. A "%" at the end divides by 100 where `percent`. */
enum segbias_status segbias_source_amount(const struct segbias_source *source, struct segbias_label cell, bool percent,
                                          double *out, struct segbias_error *why);

/* Whether all filters accept the row; their answers are remembered per spelling in `filters`. */
struct segbias_filters;
enum segbias_status segbias_filters_create(const struct segbias_plan *plan, struct segbias_filters **out,
                                           struct segbias_error *error);
void segbias_filters_free(struct segbias_filters *filters);
bool segbias_filters_accept(struct segbias_filters *filters, const struct segbias_row *row);
/* The first one that does not; NULL: all accept it. */
const struct segbias_plan_filter *segbias_filters_refusing(struct segbias_filters *filters,
                                                           const struct segbias_row *row);

/* Rows and counts are poured alike. */
enum segbias_status segbias_pour_records(struct segbias_source *source, const struct segbias_plan *plan,
                                         struct segbias_tally *tally, struct segbias_error *error);

#endif
