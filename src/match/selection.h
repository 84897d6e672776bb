/* Room: match. A column that says who is selected: by a decision, or by having agreed. */
#ifndef SEGBIAS_MATCH_SELECTION_H
#define SEGBIAS_MATCH_SELECTION_H

#include "match/match.h"
#include "values/applicants.h"
#include "values/synonym.h"

/* Ids of such a column; beside them missing, and unmatched what is neither a word for yes nor one for no. */
enum { SEGBIAS_ID_SELECTED = SEGBIAS_ID_FIRST, SEGBIAS_ID_NOT_SELECTED, SEGBIAS_SELECTION_IDS };

/* What a cell of it holds. */
enum segbias_selecting_by {
	SEGBIAS_SELECTING_WORD,
	SEGBIAS_SELECTING_FROM,   /* a number: the threshold or more is selected … */
	SEGBIAS_SELECTING_ABOVE,  /* … only more is … */
	SEGBIAS_SELECTING_UP_TO,  /* … it or less is … */
	SEGBIAS_SELECTING_BELOW,  /* … only less is … */
	SEGBIAS_SELECTING_NOBODY, /* … nobody is: there is no threshold */
};

struct segbias_selecting {
	struct segbias_label
	    value; /* that says so: anything else says that it is not; bytes NULL: words for yes and no */
	const struct segbias_missing *missing;
	enum segbias_selecting_by by;
	double threshold;
	const struct segbias_number_style *style; /* of the numbers */
};

/* The column of a plan, beside whatever else its field is. `selecting` must outlive the pour. */
struct segbias_plan_column segbias_selection_column(struct segbias_label name, size_t field,
                                                    const struct segbias_selecting *selecting);

/* Whether the cell is a word for yes or no, or 1 or 0 as a number; *yes: which. */
bool segbias_selection_word(struct segbias_label spelling, bool *yes);

/* The same in any language that data/values.def has, and by codes of that column. */
bool segbias_selection_answer(struct segbias_label spelling, const struct segbias_synonym_codes *codes, bool *yes);

/* What selects by such a column; NULL: it is none. */
const struct segbias_selecting *segbias_selecting_of(const struct segbias_plan_column *column);

/* --- of an audit -------------------------------------------------------------------------------------------------- */

#define SEGBIAS_NO_COLUMN UINT32_MAX

/* A number of the plan, and the column that has the same field. */
struct segbias_audit_number {
	struct segbias_label name;
	uint32_t column; /* SEGBIAS_NO_COLUMN: none */
};

/* What an audit counts of the one file, beside what a reference is asked for: columns of the plan by which it is poured. */
struct segbias_audit_columns {
	uint32_t decision;                    /* SEGBIAS_NO_COLUMN: a score decides */
	uint32_t label;                       /* SEGBIAS_NO_COLUMN: none */
	uint32_t open_count;                  /* columns that may be attributes: the first ones */
	size_t score;                         /* the number of the plan; SIZE_MAX: there is none */
	bool proxies;                         /* pairs of columns are counted */
	bool *measured;                       /* [open_count]: the column is also a number of the plan */
	struct segbias_audit_number *numbers; /* [number_count], of the plan */
	size_t number_count;
	size_t decision_field, score_field, label_field;
	size_t person_field; /* SEGBIAS_NO_FIELD: every row is a person */
	const struct segbias_number_style *score_style;
	uint32_t *given; /* [policy->audit.given_count] */
	struct segbias_selecting decides, labels;
};

/* Takes the columns of the audit, so that they are no attributes. Errors: SEGBIAS_DATA for one that is not there or has another
 * part. */
enum segbias_status segbias_audit_take(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_taken *taken, struct segbias_audit_columns *out,
                                       struct segbias_error *error);

/* Adds to the plan the columns and the tables: {decision}, {decision, attribute} for every column that may be one, and
 * {decision, attribute, …} for crossings; with persons what their records have in common. Errors: SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_plan(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_arena *arena, struct segbias_audit_columns *columns,
                                       struct segbias_plan *plan, struct segbias_error *error);

/* Adds what else an audit counts: {decision, attribute …, label}, {decision, attribute …, given}, pairs of an attribute and
 * another column; and of which groups numbers are kept: the score of {attribute …, label}, others of {attribute}. Crossings of
 * three have no room for a label and a stratum. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_tables(const struct segbias_head *head, const struct segbias_policy *policy,
                                         struct segbias_arena *arena, struct segbias_audit_columns *columns,
                                         struct segbias_plan *plan, struct segbias_error *error);

/* After the pour: errors for a decision that nobody understands, that never or always is made, or that lists those selected
 * among all. Errors: SEGBIAS_DATA, SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_settle(const struct segbias_head *head, const struct segbias_taken *taken,
                                         const struct segbias_policy *policy,
                                         const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error);

/* Whether a column beside that of the decisions is another one: its name says who was or was not selected, and its labels are yes and
 * no; or it says so beside other words, and each label has only people who were selected, or only others, or nearly so where no word says
 * that it is of another time. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_is_other(const struct segbias_policy *policy,
                                           const struct segbias_audit_columns *columns,
                                           const struct segbias_tally *tally, uint32_t column,
                                           enum segbias_deciding *out, struct segbias_error *error);

/* What another column says of the same records, where one says who was selected and the other who was not. Errors: SEGBIAS_DATA where
 * both are said of some and --decision names no value; SEGBIAS_SYSTEM. */
enum segbias_status segbias_audit_check_others(const struct segbias_head *head, const struct segbias_policy *policy,
                                               const struct segbias_audit_columns *columns,
                                               const struct segbias_tally *tally, struct segbias_notes *notes,
                                               struct segbias_error *error);

#endif
