/* What of an audit is withheld (--publish K). The records with a decision are a campaign of two segments, those selected and those
 * not, whose values are the groups and the unknown one: publish_table.c finds which counts of 1 to K - 1 records cannot be shown, and
 * what else would tell them. Of a group of which one of the two is withheld both are, as the one beside their sum is the other; the sum
 * stays where nothing needs it. */
#include "analysis/audit.h"
#include "analysis/publish_table.h"

#include "base/memory.h"

#include <stdlib.h>

enum { ALL, SELECTED, OTHERS, ROWS };

static void fill(struct segbias_publish_table *table, const struct segbias_audit_groups *groups)
{
	size_t columns = groups->count + 1;
	for (size_t c = 0; c < columns; c++) {
		const struct segbias_decided *group = c < groups->count ? &groups->groups[c] : &groups->unknown;
		table->count[SELECTED * columns + c] = (double)group->selected.count;
		table->count[OTHERS * columns + c] = (double)group->others.count;
		table->count[ALL * columns + c] = (double)(group->selected.count + group->others.count);
	}
	for (size_t i = 0; i < ROWS * columns; i++)
		table->persons[i] = table->count[i];
	segbias_publish_table_mark(table);
}

/* Of fewer than K selected, or not, nothing can be shown but that. */
static enum segbias_status refuse_few(const struct segbias_audit_input *input, const double *rows,
                                      struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "audit_too_few_to_publish|--publish: %s are fewer than it asks for: no rate can be shown",
	                  rows[SELECTED] < input->base.policy->publish ? "those selected"
	                                                               : "those who are not selected");
	segbias_error_hint(error, "without --publish the result is for those who may see such counts");
	segbias_error_place(error, input->base.campaign_path, 0, 0);
	return SEGBIAS_DATA;
}

/* The sums are those of the table, whatever is withheld. */
static void sum_rows(const struct segbias_publish_table *table, double *rows)
{
	for (size_t row = 0; row < ROWS; row++)
		for (size_t c = 0; c < table->cells.columns; c++)
			rows[row] += table->count[row * table->cells.columns + c];
}

static void mark_groups(const struct segbias_audit_groups *groups, const bool *cells, bool none)
{
	size_t columns = groups->count + 1;
	for (size_t c = 0; c < columns; c++) {
		groups->unnumbered[c] = none || cells[ALL * columns + c];
		groups->withheld[c] =
		    groups->unnumbered[c] || cells[SELECTED * columns + c] || cells[OTHERS * columns + c];
	}
}

/* rows[ROWS] come out. *open: what is withheld protects no small count. false: out of memory. */
static bool withhold(double least, const struct segbias_audit_groups *groups, const struct segbias_publish_sets *sets,
                     double *rows, bool *open)
{
	bool hidden[ROWS] = {false};
	const struct segbias_publish_groups parts = {ROWS, rows, rows, 0, least, hidden};
	struct segbias_publish_table table = {0};
	bool *cells = segbias_memory_zeroed(ROWS * (groups->count + 1), sizeof *cells);
	bool ok = cells && segbias_publish_table_init(&table, &parts, groups->count + 1);
	if (ok) {
		fill(&table, groups);
		sum_rows(&table, rows);
		ok = segbias_publish_table_withhold(&parts, &table, sets, cells);
		*open = table.cells.open > 0;
	}
	if (ok)
		mark_groups(groups, cells, *open);
	segbias_publish_table_release(&table);
	free(cells);
	return ok;
}

enum segbias_status segbias_audit_withhold_sets(double least, const struct segbias_audit_groups *groups,
                                                const struct segbias_publish_sets *sets, bool *open,
                                                struct segbias_error *error)
{
	double rows[ROWS] = {0};
	return withhold(least, groups, sets, rows, open) ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_audit_withhold(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                           struct segbias_audit_groups *groups, struct segbias_error *error)
{
	size_t columns = groups->count + 1;
	double least = input->base.policy->publish;
	double rows[ROWS] = {0};
	bool open = false; /* then nothing is shown */
	groups->withheld = segbias_arena_array(arena, columns, sizeof *groups->withheld);
	groups->unnumbered = segbias_arena_array(arena, columns, sizeof *groups->unnumbered);
	if (!groups->withheld || !groups->unnumbered || !withhold(least, groups, NULL, rows, &open))
		return segbias_error_memory(error);
	return rows[SELECTED] < least || rows[OTHERS] < least ? refuse_few(input, rows, error) : SEGBIAS_OK;
}
