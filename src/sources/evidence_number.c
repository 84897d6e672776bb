/* Which number of a table is its figure. */
#include "sources/evidence.h"

#include "base/memory.h"

#include "sources/source.h"
#include "values/name.h"
#include "values/synonym.h"

#include <math.h>
#include <stdlib.h>

static const char *count_option(const struct segbias_evidence *evidence)
{
	return evidence->options->reference ? "--reference-count" : "--count";
}

/* Shares by name; where there is a figure of how many, they are its twins. */
static bool is_share(const struct segbias_column_evidence *column)
{
	return segbias_evidence_says(column, SEGBIAS_WORD_SHARE) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_PERCENT) || column->percents;
}

bool segbias_evidence_never(const struct segbias_column_evidence *column)
{
	bool measure = segbias_evidence_says(column, SEGBIAS_WORD_MEASURE) &&
	               segbias_evidence_rank(column) == SEGBIAS_WORD_COUNTS_END;
	return segbias_evidence_says(column, SEGBIAS_WORD_RATE) || segbias_evidence_says(column, SEGBIAS_WORD_MONEY) ||
	       segbias_evidence_says(column, SEGBIAS_WORD_HEIGHT) || measure || column->currencies;
}

/* How good a column is as the figure: less is better. */
static int grade(const struct segbias_column_evidence *column)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	if (rank < SEGBIAS_WORD_COUNTS_END)
		return (int)rank;
	if (is_share(column))
		return SEGBIAS_WORD_COUNTS_END + 1;
	if (segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT))
		return SEGBIAS_WORD_COUNTS_END + 2;
	return segbias_evidence_never(column) ? SEGBIAS_WORD_COUNTS_END + 3 : SEGBIAS_WORD_COUNTS_END;
}

/* "Males" and "Females", "M" and "F": columns of groups, of which one alone would say nothing of the others. */
static bool are_groups(const struct segbias_evidence *evidence, const size_t *fields, size_t count)
{
	enum { LOOKED_AT = 8 };
	struct segbias_label names[LOOKED_AT];
	struct segbias_synonym_codes codes;
	int set = SEGBIAS_SYNONYM_NONE;
	size_t groups = 0;
	if (segbias_evidence_rank(&evidence->columns[fields[0]]) == SEGBIAS_WORD_GROUP)
		return true;
	for (size_t i = 0; i < count && i < LOOKED_AT; i++)
		names[i] = evidence->columns[fields[i]].name;
	segbias_synonym_read(names, count < LOOKED_AT ? count : LOOKED_AT, SEGBIAS_SYNONYM_NONE, &set, &codes);
	for (size_t i = 0; i < count && i < LOOKED_AT; i++)
		groups += segbias_synonym_group(names[i], &codes) != SEGBIAS_SYNONYM_NONE;
	return groups > 1;
}

/* "selected" and "rejected" beside each other, of which one is said to be the decision. */
static bool are_answers(const struct segbias_evidence *evidence, const size_t *fields, size_t count)
{
	bool found = false;
	for (size_t i = 0; i < count && evidence->options->decision; i++)
		found = found || segbias_name_same(segbias_label_of(evidence->options->decision),
		                                   evidence->columns[fields[i]].name);
	return found;
}

static bool has_parts(const struct segbias_evidence *evidence, const size_t *fields, size_t count)
{
	bool parts = false;
	for (size_t i = 0; i < count; i++)
		parts = parts || !evidence->columns[fields[i]].whole;
	return parts;
}

static enum segbias_status several(const struct segbias_evidence *evidence, const size_t *fields, size_t count,
                                   struct segbias_error *error)
{
	struct segbias_text list = {0};
	char paste[SEGBIAS_QUOTE_MAX];
	segbias_evidence_list(evidence, fields, count, &list);
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA, "several_counts|several columns could hold the count: %s", list.data ? list.data : "");
	if (count > 1 && are_groups(evidence, fields, count))
		segbias_error_hint(error,
		                   "each counts a group: put them into rows, with a column that names the group; %s %s "
		                   "takes one of them alone",
		                   count_option(evidence),
		                   segbias_evidence_paste(evidence->columns[fields[0]].name, paste));
	else if (are_answers(evidence, fields, count) && has_parts(evidence, fields, count))
		segbias_error_hint(error, "decisions are counted in whole numbers, and some of these are not whole");
	else if (are_answers(evidence, fields, count))
		segbias_error_hint(error,
		                   "where each counts an answer: write how many there are of each group in all, under "
		                   "the name applicants, in the place of those who were not selected");
	else
		segbias_error_hint(error, "name one: %s %s (or %s rows if a row is a record)", count_option(evidence),
		                   segbias_evidence_paste(evidence->columns[fields[0]].name, paste),
		                   evidence->options->reference ? "--reference-shape" : "--shape");
	segbias_error_place(error, evidence->file, 1, 0);
	if (list.failed)
		status = segbias_error_memory(error);
	segbias_text_release(&list);
	return status;
}

enum segbias_status segbias_evidence_refuse_never(const struct segbias_evidence *evidence, size_t field,
                                                  struct segbias_error *error)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	char quoted[SEGBIAS_QUOTE_MAX];
	char paste[SEGBIAS_QUOTE_MAX];
	bool money = segbias_evidence_says(column, SEGBIAS_WORD_MONEY) || column->currencies;
	segbias_error_set(error, SEGBIAS_DATA,
	                  "counts_nobody|the only number of this table, %s, is %s by its name, and counts nobody",
	                  segbias_label_quote(column->name, quoted),
	                  money                                                ? "money"
	                  : segbias_evidence_says(column, SEGBIAS_WORD_HEIGHT) ? "a measure of bodies"
	                                                                       : "a rate or an average");
	segbias_evidence_paste(column->name, paste);
	if (money && !evidence->options->reference)
		segbias_error_hint(
		    error,
		    "--amount %s compares shares of the money; if it does count: --count %s; if a row is a "
		    "person: --shape rows",
		    segbias_evidence_paste(column->name, paste), segbias_evidence_paste(column->name, paste));
	else
		segbias_error_hint(error, "if it does count people: %s %s; if a row is a person: %s rows",
		                   count_option(evidence), paste,
		                   evidence->options->reference ? "--reference-shape" : "--shape");
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

/* Whether two figures are in proportion in the rows that agree in `field`; SEGBIAS_NO_FIELD: in all. */
static bool in_proportion(const struct segbias_evidence *evidence, size_t a, size_t b, size_t field)
{
	const struct segbias_grid *grid = evidence->grid;
	size_t groups = field == SEGBIAS_NO_FIELD ? 1 : grid->spellings[field].size;
	double *sums = segbias_memory_zeroed(2 * groups + 1, sizeof *sums);
	double *rows = segbias_memory_zeroed(groups + 1, sizeof *rows);
	double step = pow(10, -(double)evidence->columns[b].digits);
	bool proportional = sums && rows;
	for (int turn = 0; turn < 2; turn++)
		for (size_t row = 0; row < grid->rows && proportional; row++) {
			size_t group = field == SEGBIAS_NO_FIELD ? 0 : segbias_grid_id(grid, row, field);
			double x = 0;
			double y = 0;
			if (!segbias_grid_takes(grid, row) || !segbias_evidence_figure(evidence, row, a, &x) ||
			    !segbias_evidence_figure(evidence, row, b, &y))
				continue;
			if (turn == 0) {
				sums[2 * group] += x;
				sums[2 * group + 1] += y;
				rows[group]++;
			} else if (sums[2 * group] > 0) {
				double expected = x / sums[2 * group] * sums[2 * group + 1];
				proportional =
				    fabs(y - expected) <= step * (1 + expected / sums[2 * group + 1] * rows[group]);
			}
		}
	free(sums);
	free(rows);
	return proportional;
}

/* Shares beside a figure of how many are the same thing twice; those that are none of its shares, of all rows or of those
 * of a value, are weighted or of something else. */
static bool contradicts(const struct segbias_evidence *evidence, size_t count, size_t share)
{
	if (in_proportion(evidence, count, share, SEGBIAS_NO_FIELD))
		return false;
	for (size_t field = 0; field < evidence->grid->width; field++)
		if (evidence->columns[field].dimension && !evidence->columns[field].differ &&
		    in_proportion(evidence, count, share, field))
			return false;
	return true;
}

/* Impressions, and "% of Clicks". */
static bool is_of_another(const struct segbias_column_evidence *count, const struct segbias_column_evidence *share)
{
	for (int word = SEGBIAS_WORD_USUAL; word < SEGBIAS_WORD_LAST; word++)
		if (segbias_evidence_says(share, (enum segbias_word)word) &&
		    !segbias_evidence_says(count, (enum segbias_word)word))
			return true;
	return false;
}

static enum segbias_status check_shares(const struct segbias_evidence *evidence, size_t count,
                                        struct segbias_error *error)
{
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		if (field == count || !column->left_over || !is_share(column) || segbias_evidence_never(column) ||
		    is_of_another(&evidence->columns[count], column) || !contradicts(evidence, count, field))
			continue;
		const size_t both[] = {count, field};
		return several(evidence, both, 2, error);
	}
	return SEGBIAS_OK;
}

/* New users are some of the users: of figures of one rank those that count all. Returns how many there are. */
static size_t leave_some_out(const struct segbias_evidence *evidence, size_t *fields, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (!segbias_evidence_says(&evidence->columns[fields[i]], SEGBIAS_WORD_SOME))
			fields[kept++] = fields[i];
	return kept ? kept : count;
}

bool segbias_evidence_unexplained(const struct segbias_column_evidence *column)
{
	enum segbias_word rank = segbias_evidence_rank(column);
	return column->left_over && column->whole && !segbias_evidence_never(column) && !is_share(column) &&
	       !segbias_evidence_says(column, SEGBIAS_WORD_WEIGHT) &&
	       (rank == SEGBIAS_WORD_GROUP || rank == SEGBIAS_WORD_COUNTS_END);
}

/* "Adults" beside "Children" is one group of several, which all count. Adds those; returns how many there are. */
static size_t add_groups(const struct segbias_evidence *evidence, size_t *fields, size_t count)
{
	if (count != 1 || segbias_evidence_rank(&evidence->columns[fields[0]]) != SEGBIAS_WORD_GROUP)
		return count;
	for (size_t field = 0; field < evidence->grid->width; field++) {
		const struct segbias_column_evidence *column = &evidence->columns[field];
		enum segbias_word rank = segbias_evidence_rank(column);
		if (field != fields[0] && column->left_over && column->whole && !segbias_evidence_never(column) &&
		    !is_share(column) && (rank == SEGBIAS_WORD_LAST || rank == SEGBIAS_WORD_COUNTS_END))
			fields[count++] = field;
	}
	return count;
}

enum segbias_status segbias_evidence_number(struct segbias_evidence *evidence, size_t *field,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	size_t width = evidence->grid->width;
	size_t *best = segbias_memory_get((width + 1) * sizeof *best);
	size_t count = 0;
	int least = SEGBIAS_WORD_COUNTS_END + 4;
	if (!best)
		return segbias_error_memory(error);
	for (size_t i = 0; i < width; i++) {
		struct segbias_column_evidence *column = &evidence->columns[i];
		if (!column->left_over)
			continue;
		int mine = grade(column);
		count = mine < least ? 0 : count;
		least = mine < least ? mine : least;
		if (mine == least)
			best[count++] = i;
	}
	if (count > 1)
		count = leave_some_out(evidence, best, count);
	count = add_groups(evidence, best, count);
	*field = count ? best[0] : SEGBIAS_NO_FIELD;
	if (count > 1)
		SEGBIAS_TRY(several(evidence, best, count, error));
	if (count == 1 && least == SEGBIAS_WORD_COUNTS_END + 3)
		SEGBIAS_TRY(segbias_evidence_refuse_never(evidence, best[0], error));
	if (count == 1 && least <= SEGBIAS_WORD_COUNTS_END)
		SEGBIAS_TRY(check_shares(evidence, best[0], error));
	if (count == 1)
		evidence->columns[best[0]].why = least < SEGBIAS_WORD_COUNTS_END ? "name" : "content";
done:
	free(best);
	return status;
}
