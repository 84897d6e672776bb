/* Room: tally. The counts: a set of contingency tables, each named by its columns. It is all that the statistics see.
 *
 * Invariants: counts are whole and at most 2^53 in all; weights are summed exactly, so that no order, split or merge
 * changes a byte. Memory grows with distinct spellings (at most SEGBIAS_DISTINCT_MAX a column) and with non-empty
 * cells, never with records. Owns its labels.
 */
#ifndef SEGBIAS_TALLY_TALLY_H
#define SEGBIAS_TALLY_TALLY_H

#include "tally/plan.h"

struct segbias_tally;

/* A cell, or any sum of cells. */
struct segbias_cell {
	uint64_t count; /* records */
	double weight;  /* Σw; equals count where unweighted */
	double square;  /* Σw²; equals count where unweighted; of a margin: Σ of its squared margins of error */
	uint64_t units; /* rows read: not multiplied by a count column */
	double fourth;  /* Σw⁴, of weights in 1e-70 .. 1e70; equals count where unweighted */
	double largest; /* w of the heaviest record; of a tally's own cells only, 0 elsewhere and where unweighted */
};

enum segbias_status segbias_tally_create(const struct segbias_plan *plan, struct segbias_tally **out,
                                         struct segbias_error *error);
void segbias_tally_free(struct segbias_tally *tally);

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* One more open column with its one-column table, for shapes that name their attributes row by row. */
enum segbias_status segbias_tally_add_column(struct segbias_tally *tally, struct segbias_label name, size_t *column,
                                             struct segbias_error *error);

/* The id of a spelling of a column, which is remembered with its first place. `fresh` says that it is new. The count
 * is added to the spelling's own counter. Of a column with a separator it is a whole cell, whose answers are such
 * spellings; the id is SEGBIAS_ID_ANSWERED where one has a label, and the tally keeps which until the column's next
 * cell. */
enum segbias_status segbias_tally_spell(struct segbias_tally *tally, size_t column, struct segbias_label spelling,
                                        uint64_t count, uint32_t *id, bool *fresh);

/* What stands in a column of a record that the universe keeps out; count 0: it would be kept out by another column, too. Missing
 * ones are passed over. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_pass(struct segbias_tally *tally, size_t column, struct segbias_label spelling,
                                       uint64_t count, double weight);

/* Where what was last found fresh in the column stands. */
void segbias_tally_place(struct segbias_tally *tally, size_t column, uint64_t line, uint64_t position);

/* Whose record it is. */
struct segbias_cluster_names {
	struct segbias_label stratum; /* empty where there are none */
	struct segbias_label cluster;
	bool nameless; /* the name is missing: a cluster of its own */
};

struct segbias_record {
	const uint32_t *ids; /* [columns], by column, from the last segbias_tally_spell; ignored for a members column */
	const uint32_t *members; /* ids in the members column */
	size_t member_count;
	uint64_t count;           /* records that this row stands for */
	double weight;            /* where the plan is weighted */
	uint32_t cluster;         /* where the plan has a design: from segbias_tally_enter */
	const double *replicates; /* [replicate_count] */
	const double *numbers;    /* [number_count], NaN where there is none */
};

/* Makes the record's cluster known, also where the record itself is not counted. Only where the plan has a design.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_tally_enter(struct segbias_tally *tally, const struct segbias_cluster_names *names,
                                        uint32_t *cluster, struct segbias_error *error);

/* Adds a record to every table. Errors: SEGBIAS_DATA where the records exceed 2^53; SEGBIAS_SYSTEM memory. */
enum segbias_status segbias_tally_add(struct segbias_tally *tally, const struct segbias_record *record,
                                      struct segbias_error *error);

/* Adds a published figure to a cell of the one-column table of `column`: weight to Σw and the square of its margin of
 * error (0: none) to Σw². */
enum segbias_status segbias_tally_add_cell(struct segbias_tally *tally, size_t column, uint32_t id,
                                           const double figure[2], struct segbias_error *error);

/* Adds all counts of a tally that was made by an equal plan. Labels are matched by name, so that any split of the
 * records merges to the same tally. Errors: SEGBIAS_DATA where the plans differ or the records exceed 2^53. */
enum segbias_status segbias_tally_merge(struct segbias_tally *tally, const struct segbias_tally *other,
                                        struct segbias_error *error);

/* Where all records weigh the same, forgets what: they are counted from now on, as if they had no weights. (The distributions
 * of numbers keep them: those are the same.) Whether it did; not where a row stands for several records. */
bool segbias_tally_unweight(struct segbias_tally *tally);

/* --- reading ---------------------------------------------------------------------------------------------------- */

uint64_t segbias_tally_records(const struct segbias_tally *tally);
/* NULL where the plan has no design. */
struct segbias_clusters;
const struct segbias_clusters *segbias_tally_clusters(const struct segbias_tally *tally);
struct segbias_cell segbias_tally_total(const struct segbias_tally *tally);

size_t segbias_tally_columns(const struct segbias_tally *tally);
struct segbias_label segbias_tally_name(const struct segbias_tally *tally, size_t column);
/* Labels of a column: ids FIRST .. FIRST + count - 1. */
uint32_t segbias_tally_labels(const struct segbias_tally *tally, size_t column);
struct segbias_label segbias_tally_label(const struct segbias_tally *tally, size_t column, uint32_t id);
/* More than SEGBIAS_DISTINCT_MAX spellings. */
bool segbias_tally_overflowed(const struct segbias_tally *tally, size_t column);
/* An identifier: the known values (the first SEGBIAS_DISTINCT_MAX of them) all differ, and there are at least `least`. */
bool segbias_tally_all_differ(const struct segbias_tally *tally, size_t column, uint64_t least);

/* A known value came a second time (among the first SEGBIAS_DISTINCT_MAX different ones). */
bool segbias_tally_repeats(const struct segbias_tally *tally, size_t column);

/* Of a column with a separator: it, else bytes NULL; records with more than one label; and the labels of the last cell,
 * SEGBIAS_ID_ANSWERED among them. */
struct segbias_label segbias_tally_separator(const struct segbias_tally *tally, size_t column);
uint64_t segbias_tally_several(const struct segbias_tally *tally, size_t column);
size_t segbias_tally_answers(const struct segbias_tally *tally, size_t column, const uint32_t **ids);

/* The table named by `columns`, NULL where the plan has none; and its cell at `ids` (no table: zeros). */
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
/* Records with spellings past SEGBIAS_DISTINCT_MAX that mean `id`. */
uint64_t segbias_tally_beyond(const struct segbias_tally *tally, size_t column, uint32_t id);

/* What stands in the column of records that the universe keeps out: the spellings, each with the records that this column
 * alone keeps out. None where the plan does not want them. */
uint32_t segbias_tally_outsiders(const struct segbias_tally *tally, size_t column);
struct segbias_label segbias_tally_outsider(const struct segbias_tally *tally, size_t column, uint32_t index,
                                            struct segbias_cell *cell);

#endif
