/* Room: sources. What arithmetic tells of an aggregated table, once it is in memory: its figures, the periods and places
 * that would be added up, the totals that are no groups, and whether its figures are shares.
 *
 * Each is a step of aggregates.def, in aggregate_NAME.c, in the order in which they need each other. A step leaves rows out
 * (grid->dropped) and says so in a note, or asks: an error that names the option that decides. */
#ifndef SEGBIAS_SOURCES_AGGREGATE_H
#define SEGBIAS_SOURCES_AGGREGATE_H

#include "sources/source.h"

struct segbias_aggregate {
	struct segbias_evidence *evidence;
	struct segbias_grid *grid;
	struct segbias_layout *layout;
	const struct segbias_sheet *sheet;
	struct segbias_arena *arena;
	struct segbias_notes *notes;
	double *figures; /* [rows]; NaN where the cell is no number: the pour says so */
	double unit;     /* the smallest step of the figures: .01, 1, 1000 */
	bool rounded;    /* to multiples of 3 or 5, at random */
	struct segbias_total_row *totals;
	size_t total_count;
	struct segbias_answered *answered;
	size_t answered_count;
	struct segbias_answered *summed; /* whose figures add up to a column of those who answered */
	size_t summed_count;
	struct segbias_told *told; /* [rows]; NULL: totals tell nothing */
	size_t work;               /* steps that searches for parts that stand apart may still take, of all columns */
	bool hidden;               /* of some figures only the bounds are told: their middle stands in figures[] */
};

typedef enum segbias_status segbias_aggregate_step(struct segbias_aggregate *aggregate, struct segbias_error *error);

/* Runs the steps. Errors: SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_aggregate_settle(struct segbias_aggregate *aggregate, struct segbias_error *error);
void segbias_aggregate_release(struct segbias_aggregate *aggregate);

/* Marks the rows that --where does not take. Errors: SEGBIAS_DATA for a column that is not there; SEGBIAS_SYSTEM. */
enum segbias_status segbias_aggregate_where(struct segbias_grid *grid, const struct segbias_head *head,
                                            const struct segbias_source_options *options, struct segbias_error *error);

/* What takes rows of this file: --where, of an audit, too, or --campaign-where. */
const char *segbias_aggregate_where_option(const struct segbias_source_options *options);

/* Whether the row counts and is of the attribute (a spelling of the margins' column; SEGBIAS_INTERN_NONE: any). */
bool segbias_aggregate_looks_at(const struct segbias_aggregate *aggregate, uint32_t attribute, size_t row);

/* A code that stands for a total in lists of codes: T, _T, 999; it may as well be a group. */
bool segbias_aggregate_total_code(struct segbias_label label);

/* Whether --where says something of the column; "*" too. */
bool segbias_aggregate_decided(const struct segbias_source_options *options, struct segbias_label column);

/* Whether it takes all values of the column together, as they are: "*". */
bool segbias_aggregate_takes_all(const struct segbias_source_options *options, struct segbias_label column);

/* A place of the column that holds another one of it by its name (found[0], found[1]), both of which count; empty labels: there is none.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_aggregate_nested(const struct segbias_aggregate *aggregate, size_t field,
                                             struct segbias_label found[2], struct segbias_error *error);

/* Refuses figures that sum to the whole within each group by the columns that are marked; by: [width of the grid]. */
enum segbias_status segbias_aggregate_refuse_groups(const struct segbias_aggregate *aggregate, const bool *by,
                                                    double whole, struct segbias_error *error);

/* *whole: what shares of several places or periods that are not compared sum to in each of them (1, 100), and not in all: added up
 * they would be as if as many people lived in each; 0: there are none. by: [width of the grid], is marked with those columns.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_aggregate_apart(const struct segbias_aggregate *aggregate, double *whole, bool *by,
                                            struct segbias_error *error);

/* Refuses such shares; of one file alone, which nothing is compared with, it does not. Errors: SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_aggregate_check_apart(const struct segbias_aggregate *aggregate,
                                                  struct segbias_error *error);

/* Whether the column would be the weight of each record, if it were not one and the same number. */
bool segbias_records_constant_weight(const struct segbias_column_evidence *column);

/* The same of records: what is said of columns that are left out. */
enum segbias_status segbias_records_settle(const struct segbias_evidence *evidence, const struct segbias_layout *layout,
                                           struct segbias_notes *notes, struct segbias_error *error);

/* The columns of attribute names and values of a table of margins, by name; SEGBIAS_NO_FIELD. */
void segbias_marginal_fields(const struct segbias_head *head, size_t *attribute_field, size_t *value_field);

/* Rows that agree in all dimensions but one: a stratum each. */
struct segbias_strata {
	uint32_t *of_row; /* [rows]: SEGBIAS_INTERN_NONE for rows that do not count */
	uint32_t count;
};

/* By all dimensions, periods and places but `without`; of margins by the attribute, too. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_strata_make(const struct segbias_aggregate *aggregate, size_t without,
                                        struct segbias_strata *out, struct segbias_error *error);
/* By the columns that are marked; fields: [width of the grid]. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_strata_by(const struct segbias_aggregate *aggregate, const bool *fields,
                                      struct segbias_strata *out, struct segbias_error *error);
void segbias_strata_release(struct segbias_strata *strata);

#endif
