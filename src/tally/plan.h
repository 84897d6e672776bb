/* Room: tally. The plan and the counts.
 *
 * Belongs here: which columns of a file are counted and how, the contingency tables, merging them.
 * Does not belong here: how a file is read (sources), how names and values are matched (match), statistics.
 *
 * This header: the plan. It says which columns are worth counting, how a spelling turns into an id, and which tables
 * are wanted. A plan borrows everything it points to; what it points to must outlive the encoder made by it, but not the
 * tally, which keeps copies and calls nothing back.
 */
#ifndef SEGBIAS_TALLY_PLAN_H
#define SEGBIAS_TALLY_PLAN_H

#include "values/form.h"
#include "values/missing.h"

/* Ids of a column. Missing and unmatched are counters, never labels; and so is "answered": a record with at least one label
 * of a column whose cells hold several. */
enum { SEGBIAS_ID_MISSING = 0, SEGBIAS_ID_UNMATCHED = 1, SEGBIAS_ID_FIRST = 2, SEGBIAS_ID_ANSWERED = 0xFFFF };

enum {
	SEGBIAS_DISTINCT_MAX = 10000, /* more distinct spellings than this: not an attribute */
	SEGBIAS_TABLE_COLUMNS_MAX = 4,
	SEGBIAS_IDENTIFIER_LEAST = 100,     /* known values that all differ: more than chance gives an attribute */
	SEGBIAS_IDENTIFIER_LEAST_NAMED = 3, /* of a column that is named like an identifier */
};

#define SEGBIAS_NO_FIELD SIZE_MAX

/* How a spelling was matched: in the order of the report's mapping. */
enum segbias_how {
	SEGBIAS_HOW_EXACT,
	SEGBIAS_HOW_NORMALISED,
	SEGBIAS_HOW_SYNONYM,
	SEGBIAS_HOW_BAND,
	SEGBIAS_HOW_OPTION,
	SEGBIAS_HOW_UNMATCHED,
	SEGBIAS_HOW_MISSING,
};

/* Which id a spelling means. Called once per distinct spelling; must depend on nothing else. */
typedef uint32_t segbias_resolve(const void *context, struct segbias_label spelling, enum segbias_how *how);

/* Spellings of an open column with the same key have one label, the key, which is appended; with none, they are unmatched. */
typedef void segbias_spelling_key(struct segbias_label spelling, struct segbias_text *key);

enum segbias_plan_kind {
	SEGBIAS_PLAN_OPEN,     /* a label for every spelling (or key) that is not missing */
	SEGBIAS_PLAN_MAPPED,   /* the labels are given; `resolve` says which one a spelling means */
	SEGBIAS_PLAN_PRESENCE, /* only whether there is a value: id FIRST or MISSING */
	SEGBIAS_PLAN_MEMBERS,  /* boolean columns: a record may have several ids, or none; labels are given */
};

struct segbias_plan_column {
	struct segbias_label name; /* in its file */
	size_t field;              /* in a record; SEGBIAS_NO_FIELD for members */
	enum segbias_plan_kind kind;
	const struct segbias_label *labels; /* mapped, members: label of id FIRST + i */
	size_t label_count;
	segbias_resolve *resolve; /* mapped */
	const void *context;
	segbias_spelling_key *key; /* open; NULL: every spelling for itself */
	/* Open, mapped: what stands between the several answers of one cell, each a spelling of its own; bytes NULL: a cell is
	 * one. A record then is in the cell of each of its labels, once, and in that of SEGBIAS_ID_ANSWERED. */
	struct segbias_label separator;
	bool told; /* presence: its values may be told, as those of a column whose numbers are compared */
	bool
	    chooses; /* mapped: its values matter only for whether they are FIRST; others may be anybody's name, and are not told */
	bool outside; /* open, mapped: what stands in records that the universe keeps out is remembered apart */
};

/* A table is named by its columns (indices into the plan's). A record is in every cell that its memberships and answers
 * make. */
struct segbias_plan_table {
	uint32_t columns[SEGBIAS_TABLE_COLUMNS_MAX];
	uint32_t count;
};

/* Only records whose field is accepted are counted. */
struct segbias_plan_filter {
	size_t field;
	bool (*accept)(const void *context, struct segbias_label spelling);
	const void *context;
	bool chosen;   /* what it keeps out is counted apart: --campaign-where */
	bool universe; /* what it keeps out is remembered by the columns that want it: --within */
};

enum { SEGBIAS_PLAN_ALSO_MAX = 2 };

/* Columns of which is asked how often their values come together in the records of a cluster: one, and one more, or a crossing
 * of several. */
struct segbias_plan_pair {
	uint32_t first, second; /* columns of the design */
	bool missing;           /* only records for which `first` is missing; else those for which it is known */
	uint32_t
	    also[SEGBIAS_PLAN_ALSO_MAX]; /* [also_count]: what `second` is crossed with, columns of the design too */
	size_t also_count;
};

/* Records that belong together, or replicate weights: what the variance needs beside the tables. */
struct segbias_plan_design {
	bool used;
	bool survey;                    /* clusters are units of a survey's strata; otherwise persons */
	size_t stratum_field;           /* SEGBIAS_NO_FIELD: one stratum */
	size_t cluster_field;           /* SEGBIAS_NO_FIELD: every record is a cluster */
	const size_t *replicate_fields; /* instead of clusters */
	size_t replicate_count;
	const uint32_t *columns; /* what is kept by cluster: columns of the plan */
	size_t column_count;
	const struct segbias_plan_pair *pairs;
	size_t pair_count;
	bool apart;   /* counted in parts: profiles stay joint until they are told (clusters.h) */
	bool grouped; /* and the segments: group_column of the plan */
	uint32_t group_column;
};

/* A numeric column, whose distribution is kept beside whatever else its field is. */
struct segbias_plan_number {
	struct segbias_label name;
	size_t field;
	bool distributed; /* its distribution is kept; otherwise it is for the patterns alone */
	bool ages;        /* what can be no age, such as 999, is no number of it */
};

struct segbias_plan {
	const struct segbias_plan_column *columns;
	size_t column_count;
	const struct segbias_plan_table *tables;
	size_t table_count;
	/* tables[bounded_first] and so many behind it may have `bounded_most` combinations of ids: one that may have more is given up, and is none. */
	size_t bounded_first, bounded_count;
	uint64_t bounded_most;
	/* Which values of `absent_by` have the records for which a column of `absent` is missing: who is it that the file does
	 * not know? One cell for each pair and value; other columns than members. */
	const uint32_t *absent, *absent_by;
	size_t absent_count, absent_by_count;
	const struct segbias_plan_filter *filters;
	size_t filter_count;
	bool placed;                 /* it is remembered where each spelling first stands, not only of the unmatched */
	bool repeats;                /* a value that a table of margins lists several times (a year each) is added up */
	const size_t *member_fields; /* of the members column: one boolean field a label */
	size_t member_count;
	const struct segbias_missing *missing;
	bool weighted; /* Σw and Σw² beside the count */
	const struct segbias_plan_number *numbers;
	size_t number_count;
	bool patterns;          /* and which of the first SEGBIAS_PATTERNS_COLUMNS_MAX of them are missing together */
	bool numbers_grouped;   /* of every segment too: */
	uint32_t numbers_group; /* … the column of the segments */
	/* Or of every cell of these columns, each with one id a record; missing and unmatched ones are cells, too. */
	const struct segbias_plan_table *number_splits;
	size_t number_split_count;
	struct segbias_plan_design design;
	const struct segbias_form *form;     /* whose lists say what the codes of some fields mean; NULL: none … */
	const struct segbias_label *written; /* … by the names of the fields in the file */
};

/* What a cell of the field means, where a list of the file's form says it; else the cell. */
static inline struct segbias_label segbias_plan_meaning(const struct segbias_plan *plan, size_t field,
                                                        struct segbias_label cell)
{
	return plan->form && field != SEGBIAS_NO_FIELD ? segbias_form_meaning(plan->form, plan->written[field], cell)
	                                               : cell;
}

#endif
