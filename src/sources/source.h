/* Room: sources. What a file is, and how it is poured into a tally by a plan.
 *
 * Belongs here: headers, shapes (one a file, listed in shapes.def), counts and weights of rows, what a bad cell says.
 * Does not belong here: delimiters and quotes (csv), which columns are compared (match).
 */
#ifndef SEGBIAS_SOURCES_SOURCE_H
#define SEGBIAS_SOURCES_SOURCE_H

#include "base/notes.h"
#include "csv/reader.h"
#include "sources/evidence.h"
#include "sources/sheet.h"
#include "tally/head.h"
#include "tally/tally.h"

struct segbias_source;

struct segbias_source_options {
	const struct segbias_head *head; /* set by the source */
	bool reference;                  /* counts need not be whole; marginal tables are allowed */
	const char *shape;               /* "rows", "counts", "marginal"; NULL: detect */
	const char *count;               /* count column; NULL: by name and content */
	const char *weight;              /* weight column; NULL: by name and content; "none": there is none */
	const char *decision;            /* column of a decision of which no value is named; NULL: none */
	const char *amount;              /* column of money whose shares are compared; NULL: none */
	char delimiter;                  /* 0: detect */
	struct segbias_stream_encoded encoded;
	struct segbias_stream *
	    *begun; /* the file, opened and looked into already, to be taken over; NULL, or of NULL: it is not */
	const char *section; /* of several tables in the file; NULL: none is named */
	char decimal;        /* '.' or ','; 0: by each column's content */
	bool thousands_given;
	uint32_t thousands; /* code point of the separator; 0: none */
	bool rounded_given;
	double rounded; /* the user's word for what figures are rounded to; 0: they are exact */
	bool hidden_given;
	double hidden_max; /* the largest figure that *, x and their like stand for */
	bool skip_bad;
	bool hash_always;
	const struct segbias_stream_inlet *inlet; /* what stands for the file; NULL: it is one */
	bool sheet;                               /* set by the source: the section was the name of a sheet */
	const struct segbias_feed *feed;   /* set by the source: what another program reads of it; NULL: none does */
	struct segbias_stream_watch watch; /* who is told how far the file is read */
	unsigned threads;                  /* that records may be poured by; 0 is 1 */
	bool persons;                      /* an identifier says whose records they are, not that a row is one */
	bool survey;                       /* strata, units or replicate weights are named: a row is a respondent */
	bool header;                       /* one without records is enough */
	const struct segbias_label
	    *names; /* [name_count]: the file has no header, and these columns; NULL: it has one */
	size_t name_count;
	bool born;    /* the campaign's birth dates are compared with its ages */
	bool exact;   /* margins of error of a joint table are not used */
	bool leveled; /* an option says at which level they are */
	bool alone;   /* nothing is compared: what would have to be asked is only said */
	bool audited; /* decisions are counted, of every value: nothing is added up over a column */
	const struct segbias_label *claimed; /* [claimed_count]: columns that options make segments or attributes */
	size_t claimed_count;
	bool segmented;       /* which columns are segments is said … */
	size_t segment_count; /* … the first of the claimed ones; 0: none */
	const struct segbias_label
	    *beside; /* [beside_count]: columns that options make something of each record: no count */
	size_t beside_count;
	const struct segbias_label *answers; /* [answer_count]: the same where they hold nothing but 0 and 1 */
	size_t answer_count;
	const struct segbias_pair *wheres; /* [where_count]: column and value, "*" for all together */
	size_t where_count;
	const struct segbias_pair
	    *named; /* [named_count]: column and value that --within names: a value, and no total */
	size_t named_count;
	bool tables; /* of the same people several tables in one may be taken */
};

enum segbias_unit {
	SEGBIAS_UNIT_COUNT,
	SEGBIAS_UNIT_SHARE,
	SEGBIAS_UNIT_PERCENT,
	SEGBIAS_UNIT_RELATIVE, /* weights of cells: shares of an unknown whole */
};

/* What the figures of a table are rounded to: true ones may be `off` less or more. unit 0: they are exact. */
struct segbias_rounding {
	double unit, off; /* as the figures are written */
	double chance;    /* that others all were multiples of it; 0: it is known otherwise */
};

/* How the margins of a table's figures are told. */
struct segbias_margin_form {
	size_t
	    upper_field; /* they are half of what lies between moe_field and this; SEGBIAS_NO_FIELD: they stand there */
	bool of_figure;  /* … each as a part of its figure: a coefficient of variation */
	double times;    /* one of what is written: .01 of percent, 1 / z of an interval at a level */
};

/* Which column plays which part; SEGBIAS_NO_FIELD: none. */
struct segbias_layout {
	size_t count_field;  /* rows stand for this many records; the amount of a marginal table */
	size_t weight_field; /* rows weigh this much */
	size_t amount_field; /* and this is the money whose shares are compared */
	size_t attribute_field, value_field, moe_field; /* marginal */
	bool standard_errors;                           /* the margin is one standard error */
	struct segbias_margin_form margin;              /* how it is told */
	size_t base_field;                              /* marginal: the people who answered */
	enum segbias_unit unit;
	size_t events_field; /* the count, where it is of impressions or clicks */
	double times;        /* one of the figures: 1000 of thousands */
	struct segbias_rounding rounding;
	size_t tables; /* that are in one, each of everybody; 0: one */
};

/* A total that a table lists beside the values of an attribute, and that was left out. */
struct segbias_total_row {
	struct segbias_label attribute, value;
	double figure, margin; /* its margin of error; NaN: none is given */
	bool fits;             /* it is the sum of the others */
};

/* An attribute of which people gave several answers: their figures add up to more than the people. */
struct segbias_answered {
	struct segbias_label attribute;
	double people; /* who answered */
};

/* What a total tells of a row's figure. */
struct segbias_told {
	double low, high; /* of one that is hidden */
	double spare;     /* so much more may one be that is not: people of the total who stand in no row */
};

struct segbias_shape {
	const char *name;  /* as in options and JSON */
	const char *title; /* for people: "one row a record" */
	bool table;        /* aggregated: read into memory, and checked by arithmetic */
	bool reference_only;
	/* Whether the evidence is explained by this shape; fills the layout and the columns' parts. With options->shape set to
	 * this shape, what keeps the file from being read so is an error. */
	enum segbias_status (*recognise)(struct segbias_evidence *evidence, bool *found, struct segbias_layout *layout,
	                                 struct segbias_error *error);
	enum segbias_status (*pour)(struct segbias_source *source, const struct segbias_plan *plan,
	                            struct segbias_tally *tally, struct segbias_error *error);
};

/* Opens the file as the options say, so that it can be looked into before a source is made of it (`begun`). Errors: as
 * segbias_source_open. */
enum segbias_status segbias_source_begin(const char *path, const struct segbias_source_options *options,
                                         struct segbias_stream **out, struct segbias_error *error);

/* Opens the file and reads its head. Errors: SEGBIAS_DATA for an empty file, a header only, an empty or repeated column
 * name. The options' lists are borrowed. */
enum segbias_status segbias_source_open(const char *path, const struct segbias_source_options *options,
                                        struct segbias_source **out, struct segbias_error *error);
void segbias_source_free(struct segbias_source *source);

/* Finds the reading that explains every column, with what the other file tells; a table is read to its end, and its
 * totals, periods and shares are told by arithmetic. Notes say what was left out or added up. `other` is borrowed for the
 * call. Errors: SEGBIAS_DATA for a column that is asked for and not there, where two readings mean different things (the
 * hint names the option that decides), and where the table contradicts its reading. */
enum segbias_status segbias_source_recognise(struct segbias_source *source, const struct segbias_other *other,
                                             struct segbias_notes *notes, struct segbias_error *error);

/* How a file of records is read, as it was recognised: by it its parts are, whatever they show. */
struct segbias_following {
	const struct segbias_label *names; /* [width] */
	size_t width;
	const struct segbias_number_style *styles; /* [width] */
	char delimiter;
	size_t weight_field, amount_field; /* SEGBIAS_NO_FIELD: none */
	/* Columns that would be a weight if they were not one and the same number. */
	const size_t *constant_fields; /* [constant_count] */
	const double *constants;       /* [constant_count] */
	size_t constant_count;
	struct segbias_form form;
};

/* Of a file of records that was recognised, or of a part that follows one; lists live in the arena, names with the source. Errors:
 * SEGBIAS_SYSTEM. */
enum segbias_status segbias_source_following(const struct segbias_source *source, struct segbias_arena *arena,
                                             struct segbias_following *out, struct segbias_error *error);

/* Instead of the recognition: the file is read so, and must have these columns in their order. Errors: SEGBIAS_DATA where it has
 * others. */
enum segbias_status segbias_source_follow(struct segbias_source *source, const struct segbias_following *following,
                                          struct segbias_error *error);

/* What came of a file whose records were counted before. */
struct segbias_counted_facts {
	uint64_t rows, bad_rows, bad_lines, blank_lines;
	struct segbias_error bad_first;
	bool windows;       /* it was read as Windows-1252 */
	uint64_t bytes;     /* of the file that the counts were kept in … */
	const char *sha256; /* … NULL: it has none */
};

/* Instead of a pour. */
void segbias_source_counted(struct segbias_source *source, const struct segbias_counted_facts *counted);

/* What made a table of what is no CSV: the name of a program, or Arrow's; NULL: it is CSV. */
const char *segbias_source_read_by(const struct segbias_source *source);

/* The type of a column whose values have no text, of a table that has types; NULL: they have, or it has none. */
const char *segbias_source_untold(const struct segbias_source *source, struct segbias_label column);

/* As the other file sees this one. */
struct segbias_other segbias_source_as_other(const struct segbias_source *source);

const struct segbias_head *segbias_source_head(const struct segbias_source *source);
const struct segbias_layout *segbias_source_layout(const struct segbias_source *source);
const struct segbias_shape *segbias_source_shape(const struct segbias_source *source);

/* After recognition: what the file shows. */
const struct segbias_evidence *segbias_source_evidence(const struct segbias_source *source);

/* After recognition: what every column is and shows. [width of the head] */
const struct segbias_column_evidence *segbias_source_columns(const struct segbias_source *source);
/* The rows of a table, NULL of records; and what arithmetic told of it. */
const struct segbias_grid *segbias_source_grid(const struct segbias_source *source);
const struct segbias_total_row *segbias_source_totals(const struct segbias_source *source, size_t *count);
const struct segbias_answered *segbias_source_answered(const struct segbias_source *source, size_t *count);
/* Whose figures add up to the people who answered, as a column says: each gave one answer, unless the user knows better. */
const struct segbias_answered *segbias_source_summed(const struct segbias_source *source, size_t *count);

/* NULL: nothing. Of a table in memory. */
const struct segbias_told *segbias_source_told(const struct segbias_source *source, size_t row);

/* Frees what was read ahead of a file that is larger, and its cells with it: the head has no rows from now on. */
void segbias_source_forget_head(struct segbias_source *source);

/* The plan, with what the codes of the file mean: by which its records are poured. */
struct segbias_plan segbias_source_plan(const struct segbias_source *source, const struct segbias_plan *plan);

/* Who sees every record that is poured, in their order: what it is counted as, or NULL where it is left out, by an option or as a
 * bad one. Of a file of records only; `watch` outlives the pour. Errors: as its function says. */
struct segbias_record_watch {
	enum segbias_status (*see)(void *context, const struct segbias_record *record, struct segbias_error *error);
	void *context;
};
void segbias_source_show(struct segbias_source *source, const struct segbias_record_watch *watch);
const struct segbias_record_watch *segbias_source_shown(const struct segbias_source *source);

/* Reads the file to its end into the tally. Once. */
enum segbias_status segbias_source_pour(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error);

/* Whether a file whose reading is undecided (SEGBIAS_DATA of the recognition) can be scanned all the same: what its rows
 * and columns are is known, and its shape may be NULL. */
bool segbias_source_scannable(const struct segbias_source *source);

/* Reads the file to its end as it stands: a row is a record whatever the shape. Instead of a pour. */
enum segbias_status segbias_source_scan(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error);

/* What came of it; complete after the pour. */
struct segbias_source_facts {
	const char *path;
	uint64_t bytes;
	uint64_t rows;                /* records read, bad ones not counted */
	uint64_t bad_rows, bad_lines; /* records left out by --skip-bad, and the lines of the file that they took */
	struct segbias_error bad_first;
	uint64_t blank_lines;
	bool bom;
	enum segbias_encoding encoding;
	struct segbias_sheet sheet; /* what stands around the table */
	size_t melted;              /* columns of it that were made rows, … */
	const char *melted_of;      /* … what they are values of, … */
	const char *melted_left;    /* … and those that were left out beside them, for a message */
	size_t melted_left_count;
	size_t melted_figures;     /* of each of its cells: the last columns */
	const char *melted_error;  /* an error of its cells that is not used; NULL: none */
	const char *melted_joined; /* columns of edges that were made bands, for a message; NULL: none */
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

/* Whether options->shape is one that such a file may have. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_source_check_shape(const struct segbias_source_options *options,
                                               struct segbias_error *error);

/* Whether the weight option says that there is none ("none", and no column has that name). */
bool segbias_source_unweighted(const struct segbias_head *head, const struct segbias_source_options *options);

/* A record of the file while it is poured: of the reader's batch, or of a table in memory. */
struct segbias_row {
	const struct segbias_csv_batch *batch;
	const struct segbias_grid *grid; /* NULL: of the batch */
	size_t record;
};

static inline struct segbias_label segbias_row_cell(const struct segbias_row *row, size_t field)
{
	return row->grid ? segbias_grid_cell(row->grid, row->record, field)
	                 : segbias_csv_field(row->batch, row->record, field);
}

/* The next record below the header; *end at the end. */
enum segbias_status segbias_source_next(struct segbias_source *source, struct segbias_row *row, bool *end,
                                        struct segbias_error *error);

/* What is left, from *first on, of the batch that came with the header: all counted as read. *batch: NULL where there is
 * nothing. Of records only, before any is read. */
void segbias_source_begun(struct segbias_source *source, const struct segbias_csv_batch **batch, size_t *first);

/* Lines of the file that a row of `width` fields takes: they keep their line ends. */
static inline uint64_t segbias_row_lines(const struct segbias_row *row, size_t width)
{
	uint64_t lines = 1;
	for (size_t field = 0; field < width; field++)
		lines += segbias_label_line_ends(segbias_row_cell(row, field));
	return lines;
}

/* Line and column of a cell of the row that `next` last gave. */
void segbias_source_place(const struct segbias_source *source, const struct segbias_row *row, size_t field,
                          uint64_t *line, uint64_t *column);

/* Gives `why` (message and hint set) the cell's place. With skip_bad the row is counted as bad, the first such error is
 * kept and SEGBIAS_OK returned; otherwise the error is handed on. */
enum segbias_status segbias_source_reject(struct segbias_source *source, const struct segbias_row *row, size_t field,
                                          struct segbias_error *why, struct segbias_error *error);

/* What several readers of one file have left out. */
struct segbias_rejected {
	uint64_t rows, lines;
	struct segbias_error first; /* in the file, where rows > 0 */
};

/* Adds them to the facts. */
void segbias_source_add_rejected(struct segbias_source *source, const struct segbias_rejected *rejected);

/* The reader of the file, of which what is left can be shared out; records that are read by others are counted by
 * segbias_source_count. */
struct segbias_csv *segbias_source_csv(struct segbias_source *source);
void segbias_source_count(struct segbias_source *source, const struct segbias_csv_counts *counts);

const struct segbias_source_options *segbias_source_options(const struct segbias_source *source);

/* A cell that the first rows did not let expect: in a column that has neither a name nor anything in it, or of a weight that
 * was one and the same number. *field: which. `text` gives a cell of the row. SEGBIAS_DATA in `why`. */
typedef struct segbias_label segbias_source_cell(const void *context, size_t field);
enum segbias_status segbias_source_check_late(const struct segbias_source *source, segbias_source_cell *cell,
                                              const void *context, size_t *field, struct segbias_error *why);
bool segbias_source_checks_late(const struct segbias_source *source);

/* The figure in a count, share or weight column: a number >= 0, at most 1e100 and, unless 0, at least 1e-100, or an error
 * in `why` that says what is wrong with it. */
enum segbias_status segbias_source_amount(const struct segbias_source *source, struct segbias_label cell, size_t field,
                                          struct segbias_figure *out, struct segbias_error *why);

/* The margin of error of a row's figure, from its column: 0 and more, in the figure's unit. */
enum segbias_status segbias_source_margin(const struct segbias_source *source, const struct segbias_row *row,
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

/* Whether all but this one do. */
bool segbias_filters_alone(struct segbias_filters *filters, const struct segbias_row *row,
                           const struct segbias_plan_filter *refusing);

/* Rows and counts are poured alike. */
enum segbias_status segbias_pour_records(struct segbias_source *source, const struct segbias_plan *plan,
                                         struct segbias_tally *tally, struct segbias_error *error);

#endif
