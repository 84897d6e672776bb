/* What an audit counts of the one file that it reads. */
#include "match/selection.h"

#include "base/number.h"
#include "match/identifying.h"
#include "values/applicants.h"
#include "values/boolean.h"
#include "values/figure.h"
#include "values/name.h"
#include "values/nearest.h"
#include "values/person.h"

#include "tally/numeric.h"

#include <math.h>
#include <string.h>

enum { LISTED_MAX = 8 };

/* --- columns ------------------------------------------------------------------------------------------------------ */

static enum segbias_status refuse_taken(const struct segbias_head *head, const char *option, struct segbias_label name,
                                        const char *hint, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA, "column_has_a_part|%s: column %s has another part already", option,
	                      segbias_label_quote(name, quoted));
	segbias_error_hint(error, "%s", hint);
	segbias_error_place(error, head->file, 1, 0);
	return status;
}

/* While the columns of an audit are taken. */
struct taking {
	const struct segbias_head *head;
	struct segbias_taken *taken;
	size_t first; /* those that were taken before it are of the file */
};

static enum segbias_status take(const struct taking *t, const char *option, struct segbias_label name, size_t *out,
                                struct segbias_error *error)
{
	struct segbias_taken *taken = t->taken;
	*out = SEGBIAS_NO_FIELD;
	if (!name.bytes)
		return SEGBIAS_OK;
	size_t field = segbias_head_find(t->head, name);
	if (field == SEGBIAS_NO_FIELD)
		return segbias_head_no_column(t->head, option, name, error);
	for (size_t i = t->first; i < taken->count; i++)
		if (taken->fields[i] == field)
			return refuse_taken(t->head, option, name,
			                    "--decision, --score and --label are columns of their own", error);
	if (segbias_taken_has(taken, field))
		return refuse_taken(t->head, option, name,
		                    "it is taken for the count, the weight or another part: --count COL names the "
		                    "column of all of a group, --shape rows says that a row is a record",
		                    error);
	*out = taken->fields[taken->count++] = field;
	return SEGBIAS_OK;
}

enum segbias_status segbias_audit_take(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_taken *taken, struct segbias_audit_columns *out,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_audit_policy *audit = &policy->audit;
	const struct taking t = {head, taken, taken->count};
	*out = (struct segbias_audit_columns){.decision = SEGBIAS_NO_COLUMN, .label = SEGBIAS_NO_COLUMN};
	SEGBIAS_TRY(take(&t, "--decision", audit->decision.left, &out->decision_field, error));
	SEGBIAS_TRY(take(&t, "--score", audit->score, &out->score_field, error));
	SEGBIAS_TRY(take(&t, "--label", audit->label.left, &out->label_field, error));
	if (out->score_field != SEGBIAS_NO_FIELD)
		out->score_style = &taken->styles[out->score_field];
	out->person_field = taken->person_field;
done:
	return status;
}

/* --- the plan ----------------------------------------------------------------------------------------------------- */

/* While columns and tables are added to the reference's plan. */
struct adding {
	const struct segbias_head *head;
	const struct segbias_policy *policy;
	struct segbias_plan_column *columns;
	struct segbias_plan_table *tables;
	size_t column_count, table_count;
	size_t open_count; /* columns that may be attributes: the first ones */
};

/* The plan's column of that name; SEGBIAS_NO_COLUMN: there is none. */
static uint32_t column_of(const struct adding *a, struct segbias_label name)
{
	size_t field = segbias_head_find(a->head, name);
	for (size_t i = 0; field != SEGBIAS_NO_FIELD && i < a->open_count; i++)
		if (a->columns[i].field == field)
			return (uint32_t)i;
	return SEGBIAS_NO_COLUMN;
}

static void add_table(struct adding *a, const uint32_t *columns, uint32_t count)
{
	struct segbias_plan_table table = {.count = count};
	memcpy(table.columns, columns, count * sizeof *columns);
	for (size_t i = 0; i < a->table_count; i++)
		if (a->tables[i].count == count &&
		    memcmp(a->tables[i].columns, table.columns, count * sizeof *columns) == 0)
			return;
	a->tables[a->table_count++] = table;
}

static uint32_t add_selection(struct adding *a, size_t field, const struct segbias_selecting *selecting)
{
	if (field == SEGBIAS_NO_FIELD)
		return SEGBIAS_NO_COLUMN;
	a->columns[a->column_count] = segbias_selection_column(a->head->names[field], field, selecting);
	return (uint32_t)a->column_count++;
}

/* The decision by other columns that may be of decisions, whether they are audited or not. false: out of memory. */
static bool add_others(struct adding *a, uint32_t decision)
{
	for (size_t i = 0; i < a->open_count; i++) {
		enum segbias_deciding deciding = SEGBIAS_DECIDING_NOTHING;
		bool of_decisions = false;
		if (!segbias_name_decides(a->columns[i].name, a->policy->audit.decision.left, &deciding) ||
		    !segbias_name_of_decisions(a->columns[i].name, &of_decisions))
			return false;
		if (of_decisions || deciding != SEGBIAS_DECIDING_NOTHING)
			add_table(a, (const uint32_t[]){decision, (uint32_t)i}, 2);
	}
	return true;
}

/* The decision by every column that is audited. */
static void add_attributes(struct adding *a, uint32_t decision)
{
	const struct segbias_audit_policy *audit = &a->policy->audit;
	add_table(a, &decision, 1);
	for (size_t i = 0; i < a->open_count && !audit->crossing_count; i++)
		add_table(a, (const uint32_t[]){decision, (uint32_t)i}, 2);
	for (size_t i = 0; i < audit->crossing_count; i++) {
		const struct segbias_crossing *crossing = &audit->crossings[i];
		uint32_t columns[1 + SEGBIAS_CROSSING_MAX] = {decision};
		bool known = true;
		for (size_t j = 0; j < crossing->count; j++) {
			columns[1 + j] = column_of(a, crossing->parts[j]);
			known = known && columns[1 + j] != SEGBIAS_NO_COLUMN; /* else it is an error of the matching */
		}
		if (known)
			add_table(a, columns, 1 + (uint32_t)crossing->count);
	}
}

/* Until the median is known nobody is above it. */
static void decide_by_score(const struct segbias_audit_policy *audit, struct segbias_audit_columns *columns)
{
	columns->decides.by = isnan(audit->threshold) ? SEGBIAS_SELECTING_NOBODY
	                      : audit->lower          ? SEGBIAS_SELECTING_UP_TO
	                                              : SEGBIAS_SELECTING_FROM;
	columns->decides.threshold = audit->threshold;
	columns->decides.style = columns->score_style;
}

static bool is_kept(const struct segbias_plan_design *design, uint32_t column)
{
	bool kept = false;
	for (size_t i = 0; i < design->column_count; i++)
		kept = kept || design->columns[i] == column;
	return kept;
}

/* With persons, products are kept of the decision and of every column or crossing that is audited. */
static enum segbias_status plan_persons(const struct adding *a, const struct segbias_audit_columns *columns,
                                        struct segbias_arena *arena, struct segbias_plan *plan,
                                        struct segbias_error *error)
{
	uint32_t *kept = segbias_arena_array(arena, SEGBIAS_CROSSING_MAX * a->table_count + 1, sizeof *kept);
	struct segbias_plan_pair *pairs = segbias_arena_array(arena, a->table_count, sizeof *pairs);
	if (!kept || !pairs)
		return segbias_error_memory(error);
	plan->design = (struct segbias_plan_design){.used = true,
	                                            .stratum_field = SEGBIAS_NO_FIELD,
	                                            .cluster_field = columns->person_field,
	                                            .columns = kept,
	                                            .pairs = pairs};
	if (columns->decision != SEGBIAS_NO_COLUMN)
		kept[plan->design.column_count++] = columns->decision;
	for (size_t i = 0; i < a->table_count; i++) {
		const struct segbias_plan_table *table = &a->tables[i];
		if (table->count < 2 || table->columns[0] != columns->decision)
			continue;
		struct segbias_plan_pair *pair = &pairs[plan->design.pair_count++];
		*pair = (struct segbias_plan_pair){.first = columns->decision, .second = table->columns[1]};
		for (size_t j = 1; j < table->count; j++) {
			if (j > 1)
				pair->also[pair->also_count++] = table->columns[j];
			if (!is_kept(&plan->design, table->columns[j]))
				kept[plan->design.column_count++] = table->columns[j];
		}
	}
	return SEGBIAS_OK;
}

/* What the plan has, with room for more. */
static enum segbias_status begin_adding(struct adding *a, const struct segbias_plan *plan, struct segbias_arena *arena,
                                        struct segbias_error *error)
{
	size_t room = plan->table_count + 2 + 2 * plan->column_count + a->policy->audit.crossing_count;
	a->columns = segbias_arena_array(arena, plan->column_count + 2, sizeof *a->columns);
	a->tables = segbias_arena_array(arena, room, sizeof *a->tables);
	if (!a->columns || !a->tables)
		return segbias_error_memory(error);
	if (plan->column_count)
		memcpy(a->columns, plan->columns, plan->column_count * sizeof *a->columns);
	if (plan->table_count)
		memcpy(a->tables, plan->tables, plan->table_count * sizeof *a->tables);
	a->column_count = a->open_count = plan->column_count;
	a->table_count = plan->table_count;
	return SEGBIAS_OK;
}

/* Its odds would be tested twice, and every other one more strictly. */
static enum segbias_status refuse_twice(const struct segbias_head *head, struct segbias_label name,
                                        struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_USAGE, "given_twice|--given: column %s is named twice",
	                  segbias_label_quote(name, quoted));
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_USAGE;
}

static enum segbias_status find_given(const struct adding *a, struct segbias_arena *arena,
                                      struct segbias_audit_columns *columns, struct segbias_error *error)
{
	const struct segbias_audit_policy *audit = &a->policy->audit;
	columns->given = segbias_arena_array(arena, audit->given_count, sizeof *columns->given);
	if (!columns->given)
		return segbias_error_memory(error);
	for (size_t i = 0; i < audit->given_count; i++) {
		columns->given[i] = column_of(a, audit->given[i]);
		for (size_t j = 0; j < i && columns->given[i] != SEGBIAS_NO_COLUMN; j++)
			if (columns->given[j] == columns->given[i])
				return refuse_twice(a->head, audit->given[i], error);
		if (columns->given[i] != SEGBIAS_NO_COLUMN)
			continue;
		if (segbias_head_find(a->head, audit->given[i]) == SEGBIAS_NO_FIELD)
			return segbias_head_no_column(a->head, "--given", audit->given[i], error);
		return refuse_taken(a->head, "--given", audit->given[i],
		                    "it is the decision, score, label, count, weight or person column: --given takes "
		                    "another one",
		                    error);
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_audit_plan(const struct segbias_head *head, const struct segbias_policy *policy,
                                       struct segbias_arena *arena, struct segbias_audit_columns *columns,
                                       struct segbias_plan *plan, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_audit_policy *audit = &policy->audit;
	struct adding a = {.head = head, .policy = policy};
	bool scores = columns->decision_field == SEGBIAS_NO_FIELD;
	SEGBIAS_TRY(begin_adding(&a, plan, arena, error));
	columns->decides = (struct segbias_selecting){.value = audit->decision.right, .missing = plan->missing};
	columns->labels = (struct segbias_selecting){.value = audit->label.right, .missing = plan->missing};
	columns->open_count = (uint32_t)a.open_count;
	if (scores)
		decide_by_score(audit, columns);
	columns->decision =
	    add_selection(&a, scores ? columns->score_field : columns->decision_field, &columns->decides);
	columns->label = add_selection(&a, columns->label_field, &columns->labels);
	SEGBIAS_TRY(find_given(&a, arena, columns, error));
	if (columns->decision != SEGBIAS_NO_COLUMN)
		add_attributes(&a, columns->decision);
	if (columns->decision != SEGBIAS_NO_COLUMN && !add_others(&a, columns->decision))
		SEGBIAS_TRY(segbias_error_memory(error));
	plan->columns = a.columns;
	plan->column_count = a.column_count;
	plan->tables = a.tables;
	plan->table_count = a.table_count;
	if (columns->person_field != SEGBIAS_NO_FIELD)
		SEGBIAS_TRY(plan_persons(&a, columns, arena, plan, error));
	SEGBIAS_TRY(segbias_audit_tables(head, policy, arena, columns, plan, error));
done:
	return status;
}

/* --- after the pour ------------------------------------------------------------------------------------------------ */

static double count_of(const struct segbias_tally *tally, uint32_t column, uint32_t id)
{
	return (double)segbias_tally_cell(segbias_tally_table(tally, &column, 1), &id, 1).count;
}

/* A column that says who was selected, and the option that names it. */
struct asked {
	const struct segbias_head *head;
	const struct segbias_taken *taken;
	const char *option;
	const struct segbias_pair *pair;
	const struct segbias_tally *tally;
	uint32_t column; /* SEGBIAS_NO_COLUMN: none */
	bool decides;    /* it says who is selected, not what came true */
	bool published;  /* no count may be told that --publish could withhold */
};

/* What a message says of the known values of a column. */
struct listing {
	struct segbias_text list;     /* as many as a message holds */
	struct segbias_label yes;     /* a word for yes that a hint can show; bytes NULL: none */
	struct segbias_label open[2]; /* those that are no word, likewise: the first ones … */
	size_t open_count;            /* … of so many */
	struct segbias_label near;    /* like the value that was asked for; bytes NULL: none is */
	bool numbers;                 /* all are whole numbers, and one is over 1: they may count people */
	bool scores;                  /* all are numbers, and more of them than answers */
	bool parts;                   /* all are numbers, and some are not whole or in per cent */
};

/* Whether the column tells of people, so that no value of it is shown. */
static enum segbias_status tells_of_people(const struct asked *asked, bool *out, struct segbias_error *error)
{
	struct segbias_identifying values = {
	    .name = asked->pair->left, .records = asked->taken->rows, .people = asked->taken->counted};
	struct segbias_identifying_reason reason = {0};
	enum segbias_status status = segbias_identifying_tally(&values, asked->tally, asked->column, error);
	if (status == SEGBIAS_OK)
		status = segbias_identifying_why(&values, NULL, &reason, error);
	bool ok = true;
	*out = reason.code != NULL;
	for (uint32_t i = 0; i < segbias_tally_spellings(asked->tally, asked->column) && status == SEGBIAS_OK && !*out;
	     i++) {
		struct segbias_label label = segbias_tally_spelling(asked->tally, asked->column, i).label;
		*out = segbias_person_capitals(label) && segbias_person_look(label, &ok) == SEGBIAS_PERSON_FULL;
		if (!ok)
			status = segbias_error_memory(error);
	}
	segbias_identifying_release(&values);
	return status;
}

static enum segbias_status list_values(const struct asked *asked, struct listing *out, struct segbias_error *error)
{
	const struct segbias_number_style *style =
	    &asked->taken->styles[segbias_head_find(asked->head, asked->pair->left)];
	uint64_t most = 0;
	size_t count = 0;
	bool people = false;
	bool part = false; /* no identifier is a number with decimals */
	char number[SEGBIAS_NUMBER_MAX];
	*out = (struct listing){.numbers = true, .scores = true};
	enum segbias_status status = tells_of_people(asked, &people, error);
	for (uint32_t i = 0; i < segbias_tally_spellings(asked->tally, asked->column) && status == SEGBIAS_OK; i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(asked->tally, asked->column, i);
		uint64_t value = 0;
		struct segbias_figure figure;
		if (spelling.id == SEGBIAS_ID_MISSING)
			continue;
		if (count < LISTED_MAX && !people)
			segbias_text_add_quoted(&out->list, spelling.label);
		if (!people && !out->yes.bytes && spelling.id == SEGBIAS_ID_SELECTED)
			out->yes = spelling.label;
		if (!people && spelling.id == SEGBIAS_ID_UNMATCHED && out->open_count++ < 2)
			out->open[out->open_count - 1] = spelling.label;
		if (!people && !out->near.bytes && asked->pair->right.bytes &&
		    segbias_nearest(asked->pair->right, &spelling.label, 1) == 0)
			out->near = spelling.label;
		out->scores = out->scores && segbias_figure_parse(spelling.label, style, &figure);
		part = part || (out->scores && (figure.percent || figure.value != floor(figure.value)));
		out->numbers = out->numbers && segbias_number_parse_whole(spelling.label, '.', &value);
		most = value > most ? value : most;
		count++;
	}
	out->numbers = out->numbers && most > 1;
	out->parts = out->scores && part;
	out->scores = out->scores && count > LISTED_MAX && (part || !people);
	if (people)
		segbias_text_add_format(&out->list,
		                        "%s different value%s, which are not shown: they may tell of people",
		                        asked->published ? "some" : segbias_number_group((double)count, number),
		                        asked->published ? "s" : segbias_plural((double)count));
	else if (count > LISTED_MAX)
		segbias_text_add_string(&out->list, ", …");
	return status;
}

/* Which value is meant. Of two that may be either none is put first: what is typed as it stands would be held for an answer. */
static void hint_value(const struct asked *asked, const struct listing *values, struct segbias_error *error)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	struct segbias_label column = asked->pair->left;
	struct segbias_label one = values->yes.bytes ? values->yes : values->open[0];
	const char *said = asked->decides ? "who are selected" : "of whom it came true";
	bool two =
	    !values->yes.bytes && values->open_count == 2 && segbias_label_pair_copyable(column, values->open[1]);
	segbias_label_show(column, quoted[0]);
	if (!one.bytes || !segbias_label_pair_copyable(column, one) ||
	    (!values->yes.bytes && values->open_count > 1 && !two))
		segbias_error_hint(error, "VALUE of %s COL=VALUE is what the column says of those %s", asked->option,
		                   said);
	else if (two)
		segbias_error_hint(error, "%s '%s=%s' or %s '%s=%s': the one that the column says of those %s",
		                   asked->option, quoted[0], segbias_label_show(one, quoted[1]), asked->option,
		                   quoted[0], segbias_label_show(values->open[1], quoted[2]), said);
	else
		segbias_error_hint(error, "%s '%s=%s' says which value is meant", asked->option, quoted[0],
		                   segbias_label_show(one, quoted[1]));
}

static enum segbias_status refuse(const struct asked *asked, struct segbias_error *error)
{
	struct listing values;
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = list_values(asked, &values, error);
	if (status != SEGBIAS_OK)
		goto done;
	status = segbias_error_set(
	    error, SEGBIAS_DATA, "decision_not_words|%s: column %s does not say yes or no in words that are known: %s",
	    asked->option, segbias_label_quote(asked->pair->left, quoted),
	    values.list.data ? values.list.data : "it is empty");
	if (values.parts && !asked->taken->rows && asked->decides) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "decision_of_rates|%s: column %s holds rates or other parts, and not how many were "
		                  "selected",
		                  asked->option, segbias_label_quote(asked->pair->left, quoted));
		segbias_error_hint(error, "an audit needs a column of the number of those who were selected, beside "
		                          "that of all of them");
	} else if (values.numbers && !asked->taken->rows)
		segbias_error_hint(error,
		                   "where they count those who were selected: --count COL names the column of all "
		                   "of them, and each row is a group");
	else if (values.scores && asked->decides && segbias_label_copyable(asked->pair->left))
		segbias_error_hint(error, "--score '%s' --threshold X takes those of X or more for selected",
		                   segbias_label_show(asked->pair->left, quoted));
	else
		hint_value(asked, &values, error);
	segbias_error_place(error, asked->head->file, 0, 0);
done:
	segbias_text_release(&values.list);
	return status;
}

static enum segbias_status refuse_none(const struct asked *asked, struct segbias_error *error)
{
	struct listing values;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	enum segbias_status status = list_values(asked, &values, error);
	if (status != SEGBIAS_OK)
		goto done;
	segbias_label_quote(asked->pair->left, quoted[0]);
	if (asked->pair->right.bytes)
		status = segbias_error_set(error, SEGBIAS_DATA,
		                           "decision_never|%s: no record has %s in column %s, which has %s",
		                           asked->option, segbias_label_quote(asked->pair->right, quoted[1]), quoted[0],
		                           values.list.data ? values.list.data : "no known value");
	else
		status = segbias_error_set(error, SEGBIAS_DATA, "decision_never|%s: column %s says yes of no record%s",
		                           asked->option, quoted[0], values.list.data ? "" : ", as it is empty");
	if (values.near.bytes && segbias_label_pair_copyable(asked->pair->left, values.near))
		segbias_error_hint(error, "the nearest is %s '%s=%s'", asked->option,
		                   segbias_label_show(asked->pair->left, quoted[0]),
		                   segbias_label_show(values.near, quoted[1]));
	else if (!values.list.data)
		segbias_error_hint(error, "%s names a column that says of each record yes or no", asked->option);
	else if (!asked->pair->right.bytes && asked->decides)
		segbias_error_hint(error, "a rate needs those who were selected, too: a row for each of them");
	else
		segbias_error_hint(error, "VALUE of %s COL=VALUE is what the column says of those %s", asked->option,
		                   asked->decides ? "who are selected" : "of whom it came true");
	segbias_error_place(error, asked->head->file, 0, 0);
done:
	segbias_text_release(&values.list);
	return status;
}

/* Where all are selected every rate is 1 and no group can be below another: most often those who were not are not in the file, or
 * an empty cell says no. */
static enum segbias_status refuse_all(const struct asked *asked, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	char records[SEGBIAS_NUMBER_MAX + 16] = "";
	double missing = count_of(asked->tally, asked->column, SEGBIAS_ID_MISSING);
	segbias_label_quote(asked->pair->left, quoted);
	if (!asked->published)
		(void)segbias_text_print(records, sizeof records, ", %s record%s,",
		                         segbias_number_group(missing, number), segbias_plural(missing));
	if (missing > 0) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "decision_always|--decision: column %s says of nobody that they were not selected: all "
		    "others%s have no decision",
		    quoted, records);
		segbias_error_hint(
		    error, "an empty cell, NULL and the like are unknown decisions: where they say no, write no");
	} else {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "decision_always|--decision: column %s says of nobody that they were not selected: no "
		    "group can be below another",
		    quoted);
		segbias_error_hint(error, "a rate needs those who were not selected, too: a row for each of them");
	}
	segbias_error_place(error, asked->head->file, 0, 0);
	return SEGBIAS_DATA;
}

/* A table of counts that lists all applicants beside those who were selected, in one column: who was selected would be counted
 * twice. */
static enum segbias_status check_stages(const struct asked *asked, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < segbias_tally_spellings(asked->tally, asked->column) && !asked->taken->rows &&
	                     asked->pair->right.bytes;
	     i++) {
		bool is = false;
		struct segbias_spelling spelling = segbias_tally_spelling(asked->tally, asked->column, i);
		if (spelling.id != SEGBIAS_ID_NOT_SELECTED)
			continue;
		if (!segbias_name_says_applicants(spelling.label, &is))
			return segbias_error_memory(error);
		if (!is)
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "decision_of_all|--decision: column %s also has %s: those who were selected may be among "
		    "them, and would be counted twice",
		    segbias_label_quote(asked->pair->left, quoted[0]), segbias_label_quote(spelling.label, quoted[1]));
		segbias_error_hint(
		    error, "a row of those who were selected and one of those who were not; or one row a group, "
			   "with a column of applicants and one of those who were selected");
		segbias_error_place(error, asked->head->file, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

static enum segbias_status check(const struct asked *asked, struct segbias_error *error)
{
	if (asked->column == SEGBIAS_NO_COLUMN)
		return SEGBIAS_OK;
	if (count_of(asked->tally, asked->column, SEGBIAS_ID_UNMATCHED) > 0)
		return refuse(asked, error);
	if (count_of(asked->tally, asked->column, SEGBIAS_ID_SELECTED) == 0)
		return refuse_none(asked, error);
	return SEGBIAS_OK;
}

/* A spelling of the answer; bytes NULL: it has none. */
static struct segbias_label find_answer(const struct asked *asked, uint32_t id)
{
	for (uint32_t i = 0; i < segbias_tally_spellings(asked->tally, asked->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(asked->tally, asked->column, i);
		if (spelling.id == id)
			return spelling.label;
	}
	return (struct segbias_label){0};
}

/* Whose yes is of those who were not selected: the group that is rejected most would be the most selected one. */
static enum segbias_status check_rejected(const struct asked *asked, struct segbias_error *error)
{
	char quoted[3][SEGBIAS_QUOTE_MAX];
	struct segbias_label column = asked->pair->left;
	struct segbias_label yes = find_answer(asked, SEGBIAS_ID_SELECTED);
	struct segbias_label no = find_answer(asked, SEGBIAS_ID_NOT_SELECTED);
	bool rejected = false;
	if (!asked->pair->right.bytes && !segbias_name_says_rejected(column, &rejected))
		return segbias_error_memory(error);
	if (!rejected)
		return SEGBIAS_OK;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "decision_of_rejected|--decision: by its name column %s says yes of those who were not selected",
	    segbias_label_quote(column, quoted[0]));
	segbias_label_show(column, quoted[0]);
	if (no.bytes && segbias_label_pair_copyable(column, no) && segbias_label_pair_copyable(column, yes))
		segbias_error_hint(
		    error,
		    "--decision '%s=%s' takes the others for selected, --decision '%s=%s' those of whom it says yes",
		    quoted[0], segbias_label_show(no, quoted[1]), quoted[0], segbias_label_show(yes, quoted[2]));
	else
		segbias_error_hint(error,
		                   "VALUE of --decision COL=VALUE is what the column says of those who are selected");
	segbias_error_place(error, asked->head->file, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status check_decision(const struct asked *asked, struct segbias_error *error)
{
	enum segbias_status status = check(asked, error);
	if (status != SEGBIAS_OK || asked->column == SEGBIAS_NO_COLUMN)
		return status;
	status = check_rejected(asked, error);
	if (status != SEGBIAS_OK)
		return status;
	if (count_of(asked->tally, asked->column, SEGBIAS_ID_NOT_SELECTED) == 0)
		return refuse_all(asked, error);
	return check_stages(asked, error);
}

/* A score that is no number would be left out of every figure. */
static enum segbias_status check_numbers(const struct segbias_head *head, const struct segbias_policy *policy,
                                         const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	const struct segbias_tally_facts *facts = segbias_tally_facts(tally);
	double bad = (double)facts->numbers_bad[columns->score];
	bool mixed = facts->numbers_percent[columns->score] > 0 && facts->numbers_plain[columns->score] > 0;
	struct segbias_numeric_summary summary = {0};
	const struct segbias_numeric *scores = segbias_tally_number(tally, columns->score);
	if (!segbias_numeric_summarise(scores, SEGBIAS_NUMERIC_WHOLE, &summary))
		return segbias_error_memory(error);
	if (bad == 0 && summary.count > 0 && !mixed)
		return SEGBIAS_OK;
	segbias_label_quote(head->names[columns->score_field], quoted);
	if (bad == 0 && mixed) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "score_mixed|--score: column %s holds numbers with a percent sign and numbers without one", quoted);
		segbias_error_hint(error,
		                   "is 0.4 beside 40%% the same, or less than half of a percent? Write all in one way");
	} else if (bad == 0) {
		segbias_error_set(error, SEGBIAS_DATA, "score_empty|--score: column %s holds no score", quoted);
		segbias_error_hint(error, "--score names a column of numbers");
	} else {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "score_no_number|--score: column %s holds something else than a number in %s cell%s",
		                  quoted, policy->publish > 0 ? "some" : segbias_number_group(bad, number),
		                  policy->publish > 0 ? "s" : segbias_plural(bad));
		segbias_error_hint(error, summary.count > 0 ? "--missing-values +X counts X as missing"
		                                            : "--score names a column of numbers");
	}
	segbias_error_place(error, head->file, 0, 0);
	return SEGBIAS_DATA;
}

/* Whether scores are held against a number: not against the median, and decisions are not there. */
static bool is_from_threshold(const struct segbias_audit_columns *columns)
{
	return columns->decides.by == SEGBIAS_SELECTING_FROM || columns->decides.by == SEGBIAS_SELECTING_UP_TO;
}

/* Whether a threshold and the scores are both in per cent: 0.5 of scores such as 40 % is half of them, or next to nothing. */
static enum segbias_status check_percent(const struct segbias_head *head, const struct segbias_policy *policy,
                                         const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[3][SEGBIAS_THRESHOLD_MAX];
	const struct segbias_audit_policy *audit = &policy->audit;
	double threshold = audit->threshold;
	bool percents = segbias_tally_facts(tally)->numbers_percent[columns->score] > 0;
	bool said = audit->threshold_percent;
	if (!is_from_threshold(columns) || said == percents || (percents && (threshold <= 0 || threshold > 1)))
		return SEGBIAS_OK;
	segbias_label_quote(head->names[columns->score_field], quoted);
	segbias_threshold_show(audit, threshold, said, shown[0]);
	if (percents) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "threshold_of_percents|--threshold %s: the scores in column %s are in per cent, and "
		                  "it may be a share of 1",
		                  shown[0], quoted);
		segbias_error_hint(error, "--threshold %s or --threshold %s",
		                   segbias_threshold_show(audit, 100 * threshold, true, shown[1]),
		                   segbias_threshold_show(audit, threshold, true, shown[2]));
	} else {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "threshold_in_percent|--threshold %s: the scores in column %s have no percent sign",
		                  shown[0], quoted);
		segbias_error_hint(error,
		                   "--threshold %s where they lie in 0 to 1, --threshold %s where they lie in 0 to 100",
		                   segbias_threshold_show(audit, threshold / 100, false, shown[1]),
		                   segbias_threshold_show(audit, threshold, false, shown[2]));
	}
	segbias_error_place(error, head->file, 0, 0);
	return SEGBIAS_DATA;
}

/* A threshold that nobody reaches is a slip, and one that all reach: it or the scores are in per cent. */
static enum segbias_status check_score(const struct segbias_head *head, const struct segbias_policy *policy,
                                       const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                       struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char shown[SEGBIAS_THRESHOLD_MAX];
	const struct segbias_audit_policy *audit = &policy->audit;
	if (!is_from_threshold(columns))
		return SEGBIAS_OK;
	bool never = count_of(tally, columns->decision, SEGBIAS_ID_SELECTED) == 0;
	if (!never && count_of(tally, columns->decision, SEGBIAS_ID_NOT_SELECTED) > 0)
		return SEGBIAS_OK;
	segbias_label_quote(head->names[columns->score_field], quoted);
	segbias_threshold_show(audit, audit->threshold, audit->threshold_percent, shown);
	if (never)
		segbias_error_set(error, SEGBIAS_DATA, "threshold_never|--threshold %s: no score in column %s is as %s",
		                  shown, quoted, audit->lower ? "low" : "high");
	else
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "threshold_always|--threshold %s: every score in column %s is as %s, so that no group can be "
		    "below another",
		    shown, quoted, audit->lower ? "low" : "high");
	if (audit->lower)
		segbias_error_hint(
		    error,
		    "a score of the threshold or less is selected; --threshold '<median' selects below the median");
	else
		segbias_error_hint(
		    error, "a score of the threshold or more is selected; --threshold %s selects above the median",
		    audit->sided ? "'>median'" : "median");
	segbias_error_place(error, head->file, 0, 0);
	return SEGBIAS_DATA;
}

/* The column that says that its scores are of a risk: the label, of which a bad thing came true, or one of what only such scores foretell;
 * bytes NULL: none does. false: out of memory. */
static bool find_risk(const struct segbias_head *head, const struct segbias_pair *label, struct segbias_label *out)
{
	bool says = false;
	bool yes = false;
	*out = (struct segbias_label){NULL, 0};
	const struct segbias_label *word = &label->left;
	const struct segbias_synonym_codes none = {0};
	if (label->left.bytes && !label->right.bytes)
		yes = true;
	else if (label->left.bytes && !segbias_selection_answer(label->right, &none, &yes)) {
		yes = true;
		word = &label->right;
	}
	if (yes && !segbias_name_says_lower(*word, &says))
		return false;
	*out = says ? *word : *out;
	for (size_t i = 0; i < head->width && !says; i++) {
		if (!segbias_name_says_foretold(head->names[i], &says))
			return false;
		*out = says ? head->names[i] : *out;
	}
	return true;
}

/* The first ranks, or the people of a low risk, may be selected as well as the others: a threshold alone would take the higher end. */
static enum segbias_status check_side(const struct segbias_head *head, const struct segbias_audit_columns *columns,
                                      const struct segbias_policy *policy, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[SEGBIAS_NUMBER_MAX];
	const struct segbias_audit_policy *audit = &policy->audit;
	struct segbias_label name = head->names[columns->score_field];
	struct segbias_label risk = {NULL, 0};
	bool lower = false;
	bool rejected = false;
	if (audit->sided || (!audit->median && isnan(audit->threshold)))
		return SEGBIAS_OK;
	if (!segbias_name_says_lower(name, &lower) || !segbias_name_says_rejected(name, &rejected))
		return segbias_error_memory(error);
	if (!lower && !rejected && !find_risk(head, &audit->label, &risk))
		return segbias_error_memory(error);
	if (!lower && !rejected && !risk.bytes)
		return SEGBIAS_OK;
	segbias_label_quote(name, quoted[0]);
	if (risk.bytes)
		segbias_error_set(error, SEGBIAS_DATA,
		                  "score_side|--score: beside %s less may be better in column %s, and the threshold "
		                  "does not say which end of it is selected",
		                  segbias_label_quote(risk, quoted[1]), quoted[0]);
	else
		segbias_error_set(error, SEGBIAS_DATA,
		                  "score_side|--score: by its name less may be better in column %s, and the threshold "
		                  "does not say which end of it is selected",
		                  quoted[0]);
	segbias_number_format(audit->threshold, number);
	if (audit->median)
		segbias_error_hint(
		    error, "--threshold '<median' selects below the median of all, --threshold '>median' above it");
	else
		segbias_error_hint(
		    error, "--threshold '<=%s%s' selects scores of it or less, --threshold '>=%s%s' of it or more",
		    number, audit->threshold_percent ? "%" : "", number, audit->threshold_percent ? "%" : "");
	segbias_error_place(error, head->file, 1, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_audit_settle(const struct segbias_head *head, const struct segbias_taken *taken,
                                         const struct segbias_policy *policy,
                                         const struct segbias_audit_columns *columns, const struct segbias_tally *tally,
                                         struct segbias_error *error)
{
	const struct asked decision = {
	    head, taken, "--decision", &policy->audit.decision, tally, columns->decision, true, policy->publish > 0};
	const struct asked label = {head,  taken,          "--label", &policy->audit.label,
	                            tally, columns->label, false,     policy->publish > 0};
	bool scored = columns->score_field != SEGBIAS_NO_FIELD;
	enum segbias_status status = SEGBIAS_OK;
	if (columns->decides.by == SEGBIAS_SELECTING_WORD)
		status = check_decision(&decision, error);
	if (status == SEGBIAS_OK && scored)
		status = check_numbers(head, policy, columns, tally, error);
	if (status == SEGBIAS_OK && scored)
		status = check_side(head, columns, policy, error);
	if (status == SEGBIAS_OK && scored)
		status = check_percent(head, policy, columns, tally, error);
	if (status == SEGBIAS_OK && columns->decides.by != SEGBIAS_SELECTING_WORD)
		status = check_score(head, policy, columns, tally, error);
	if (status != SEGBIAS_OK || columns->label == SEGBIAS_NO_COLUMN)
		return status;
	return check(&label, error);
}
