/* Room: tally. The counts: a set of contingency tables, each named by its columns. It is all that the statistics see.
 *
 * Invariants: counts are whole and at most 2^53 in all; weights are summed exactly, so that no order, split or merge
 * changes a byte. Memory grows with distinct spellings (at most SEGBIAS_DISTINCT_MAX a column) and with non-empty
 * cells, never with records. Owns its labels.
 */
#ifndef SEGBIAS_TALLY_TALLY_H
#define SEGBIAS_TALLY_TALLY_H

#include "tally/codes.h"
#include "tally/plan.h"

struct segbias_tally;
struct segbias_arena;

/* What is not known of a figure: how much less and how much more than it was taken for it may be. */
struct segbias_doubt {
	double below, above; /* >= 0 */
	bool hidden;         /* only an interval is published */
};

/* A cell, or any sum of cells. */
struct segbias_cell {
	uint64_t count; /* records */
	double weight;  /* Σw; equals count where unweighted */
	double square;  /* Σw²; equals count where unweighted; of a margin: Σ of its squared margins of error */
	uint64_t units; /* rows read: not multiplied by a count column */
	double fourth;  /* Σw⁴, of weights in 1e-70 .. 1e70; equals count where unweighted */
	double largest; /* w of the heaviest record; of a tally's own cells only, 0 elsewhere and where unweighted */
	/* What was published as "<5" or rounded: the true Σw (unweighted: count) lies between `below` less and `above` more. */
	double below, above;
	uint64_t hidden; /* figures in it of which only an interval is known */
};

static inline void segbias_cell_add_doubt(struct segbias_cell *sum, const struct segbias_cell *cell)
{
	sum->below += cell->below;
	sum->above += cell->above;
	sum->hidden += cell->hidden;
}

static inline void segbias_cell_add(struct segbias_cell *sum, const struct segbias_cell *cell)
{
	sum->count += cell->count;
	sum->units += cell->units;
	sum->weight += cell->weight;
	sum->square += cell->square;
	sum->fourth += cell->fourth;
	segbias_cell_add_doubt(sum, cell);
}

enum segbias_status segbias_tally_create(const struct segbias_plan *plan, struct segbias_tally **out,
                                         struct segbias_error *error);
void segbias_tally_free(struct segbias_tally *tally);

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* One more open column with its one-column table: through the encoder. */
enum segbias_status segbias_tally_add_column(struct segbias_tally *tally, struct segbias_label name, size_t *column,
                                             struct segbias_error *error);

/* What came up while a file was poured, beside its records. */
struct segbias_tally_facts {
	uint64_t filtered;        /* records that a filter kept out … */
	uint64_t left_out;        /* … and those that a chosen one did */
	uint64_t members_missing; /* missing cells of boolean segment columns */
	uint64_t
	    *numbers_bad; /* [plan's number_count]: cells of numeric columns that are neither a number nor missing */
	uint64_t *numbers_no_age;  /* [… the same]: those of ages that hold what can be none */
	uint64_t *numbers_percent; /* [… the same]: numbers with a percent sign; in no file of a tally */
	uint64_t *numbers_plain;   /* [… the same]: numbers without one; likewise */
};

struct segbias_tally_facts *segbias_tally_facts_edit(struct segbias_tally *tally);

/* Whose record it is. */
struct segbias_cluster_names {
	struct segbias_label stratum; /* empty where there are none */
	struct segbias_label cluster;
	bool nameless; /* the name is missing: a cluster of its own */
};

/* Labels of one cell that holds several, SEGBIAS_ID_ANSWERED last. */
struct segbias_id_list {
	const uint32_t *ids; /* [count] */
	size_t count;
};

struct segbias_record {
	const uint32_t *ids;                 /* [columns], by column, from the encoder; ignored for a members column */
	const struct segbias_id_list *lists; /* [columns]: where the id is SEGBIAS_ID_ANSWERED; NULL: it nowhere is */
	const uint32_t *members;             /* ids in the members column */
	size_t member_count;
	uint64_t count;   /* records that this row stands for */
	double weight;    /* where the plan is weighted */
	bool published;   /* the weight has a margin of error, whose squares are summed in place of the weight's … */
	double margin;    /* … which is this */
	uint32_t cluster; /* where the plan has a design: from segbias_tally_enter */
	const double *replicates;   /* [replicate_count] */
	const double *numbers;      /* [number_count], NaN where there is none */
	struct segbias_doubt doubt; /* of the count, or where the plan is weighted of the weight */
};

/* Makes the record's cluster known, also where the record itself is not counted. Only where the plan has a design.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_enter(struct segbias_tally *tally, const struct segbias_cluster_names *names,
                                        uint32_t *cluster, struct segbias_error *error);

/* Adds a record to every table. Errors: SEGBIAS_DATA where the records exceed 2^53; SEGBIAS_SYSTEM memory. */
enum segbias_status segbias_tally_add(struct segbias_tally *tally, const struct segbias_record *record,
                                      struct segbias_error *error);

/* Adds a batch of records, to be finished before anything is read. Errors as above. */
enum segbias_status segbias_tally_add_codes(struct segbias_tally *tally, const struct segbias_codes *codes,
                                            struct segbias_error *error);

/* Adds a published figure to a cell of the one-column table of `column`: weight to Σw and the square of its margin of
 * error (0: none) to Σw². */
enum segbias_status segbias_tally_add_cell(struct segbias_tally *tally, size_t column, uint32_t id,
                                           const double figure[2], struct segbias_error *error);

/* What is not known of the figure that was added to it. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_doubt_cell(struct segbias_tally *tally, size_t column, uint32_t id,
                                             const struct segbias_doubt *doubt, struct segbias_error *error);

/* Adds all counts of a tally that was made by an equal plan. Labels are matched by name, so that any split of the
 * records merges to the same tally. On failure both are as they were. Errors: SEGBIAS_DATA where the plans differ or the
 * records exceed 2^53. */
enum segbias_status segbias_tally_merge(struct segbias_tally *tally, const struct segbias_tally *other,
                                        struct segbias_error *error);

/* After the last record: labels and spellings stand by their bytes from now on, so that nothing that is read depends on the
 * order of records or of merges. With a design labels stay where they are: clusters hold them, and are many. Nothing is added afterwards but by merging, which needs another one. Errors:
 * SEGBIAS_SYSTEM, after which only free is allowed. */
enum segbias_status segbias_tally_finish(struct segbias_tally *tally, struct segbias_error *error);

/* As the merge, in place: no second tally is needed meanwhile, but after a failure only free is allowed. `other` may be one that
 * is not finished. */
enum segbias_status segbias_tally_absorb(struct segbias_tally *tally, struct segbias_tally *other,
                                         struct segbias_error *error);

/* Where all records weigh the same, forgets what: they are counted from now on, as if they had no weights. (The distributions
 * of numbers keep them: those are the same.) Whether it did; not where a row stands for several records. */
bool segbias_tally_unweight(struct segbias_tally *tally);

/* The plan that would make the tally again, but for what only who made it knows: fields, functions, filters, markers of missing values,
 * names of numbers. It lives in the arena and borrows from the tally. NULL: out of memory. */
struct segbias_plan *segbias_tally_plan(const struct segbias_tally *tally, struct segbias_arena *arena);

/* --- reading ---------------------------------------------------------------------------------------------------- */

uint64_t segbias_tally_records(const struct segbias_tally *tally);
const struct segbias_tally_facts *segbias_tally_facts(const struct segbias_tally *tally);
/* NULL where the plan has no design. */
struct segbias_clusters;
const struct segbias_clusters *segbias_tally_clusters(const struct segbias_tally *tally);
struct segbias_cell segbias_tally_total(const struct segbias_tally *tally);

/* Whether a figure in it is hidden or rounded. */
bool segbias_tally_doubts(const struct segbias_tally *tally);

size_t segbias_tally_columns(const struct segbias_tally *tally);
struct segbias_label segbias_tally_name(const struct segbias_tally *tally, size_t column);
/* Labels of a column: ids FIRST .. FIRST + count - 1. */
uint32_t segbias_tally_labels(const struct segbias_tally *tally, size_t column);
struct segbias_label segbias_tally_label(const struct segbias_tally *tally, size_t column, uint32_t id);
/* More than SEGBIAS_DISTINCT_MAX spellings. */
bool segbias_tally_overflowed(const struct segbias_tally *tally, size_t column);
/* An identifier: the known values (those that are kept, of more than SEGBIAS_DISTINCT_MAX) all differ, and there are at least
 * `least`. */
bool segbias_tally_all_differ(const struct segbias_tally *tally, size_t column, uint64_t least);

/* A known value came a second time, among those that are kept; and how many spellings the column has then, as far as they are. */
bool segbias_tally_repeats(const struct segbias_tally *tally, size_t column, uint64_t *different);

/* Of a column with a separator: it, else bytes NULL; and records with more than one label. */
struct segbias_label segbias_tally_separator(const struct segbias_tally *tally, size_t column);
uint64_t segbias_tally_several(const struct segbias_tally *tally, size_t column);

/* The table named by `columns`, NULL where the plan has none and where it may have more combinations than the plan lets it; and its cell at `ids` (no
 * table: zeros). */
struct segbias_table;
const struct segbias_table *segbias_tally_table(const struct segbias_tally *tally, const uint32_t *columns,
                                                size_t count);
struct segbias_cell segbias_tally_cell(const struct segbias_table *table, const uint32_t *ids, size_t count);

/* Records with the value `id` of column `by` for which `column` is missing. */
uint64_t segbias_tally_absent(const struct segbias_tally *tally, size_t column, size_t by, uint32_t id);

/* The distribution of a numeric column of the plan, and the patterns; NULL where the plan has none. */
struct segbias_numeric;
struct segbias_patterns;
const struct segbias_numeric *segbias_tally_number(const struct segbias_tally *tally, size_t number);
const struct segbias_patterns *segbias_tally_patterns(const struct segbias_tally *tally);

/* The group of the distributions that is the cell of the split named by `columns`; SEGBIAS_NUMERIC_NO_GROUP: it is empty. */
uint32_t segbias_tally_number_group(const struct segbias_tally *tally, const uint32_t *columns, size_t count,
                                    const uint32_t *ids);

/* What a column that is only looked at for missing values showed where it was counted, beside the spellings that come from a list
 * (values/suspect.h): a file that is read (tally/file.h) has no others of it. */
struct segbias_shown {
	uint64_t known, numbers; /* records with a value, and with a number */
	/* Numbers of the list that are below all numbers that are not of it, and that are not above all of them. No such number:
	 * SEGBIAS_SHOWN_NONE and 0. */
	uint32_t below, until;
	bool full; /* a part had more values than are kept: nothing is known, and no spelling is told */
};
enum { SEGBIAS_SHOWN_NONE = 255 };

/* NULL: the column's own spellings tell. */
const struct segbias_shown *segbias_tally_shown(const struct segbias_tally *tally, size_t column);
/* Persons, before they are written, in a tally that is finished: no name is kept. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_tell(struct segbias_tally *tally, const char *salt, struct segbias_error *error);

/* Of a column of SEGBIAS_PLAN_PRESENCE, before it is written. `repeated`: its values, where it is an identifier and one came twice; 0. */
void segbias_tally_show(struct segbias_tally *tally, size_t column, const struct segbias_shown *shown,
                        uint64_t repeated);

/* A spelling as the file has it. */
struct segbias_spelling {
	struct segbias_label label;
	uint32_t id;
	enum segbias_how how;
	uint64_t count;        /* records */
	uint64_t line, column; /* first place; 0 where not kept */
};

uint32_t segbias_tally_spellings(const struct segbias_tally *tally, size_t column);
struct segbias_spelling segbias_tally_spelling(const struct segbias_tally *tally, size_t column, uint32_t index);
/* Records with spellings that are not kept, past SEGBIAS_DISTINCT_MAX, and mean `id`. */
uint64_t segbias_tally_beyond(const struct segbias_tally *tally, size_t column, uint32_t id);

/* What stands in the column of records that the universe keeps out: the spellings, each with the records that this column
 * alone keeps out. None where the plan does not want them. */
uint32_t segbias_tally_outsiders(const struct segbias_tally *tally, size_t column);
struct segbias_label segbias_tally_outsider(const struct segbias_tally *tally, size_t column, uint32_t index,
                                            struct segbias_cell *cell);

#endif
