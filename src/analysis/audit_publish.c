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

enum segbias_status segbias_audit_withhold(const struct segbias_audit_input *input, struct segbias_arena *arena,
                                           struct segbias_audit_groups *groups, struct segbias_error *error)
{
	size_t columns = groups->count + 1;
	double rows[ROWS] = {0};
	bool hidden[ROWS] = {false};
	const struct segbias_publish_groups parts = {ROWS, rows, rows, 0, input->base.policy->publish, hidden};
	struct segbias_publish_table table = {0};
	bool *cells = segbias_memory_zeroed(ROWS * columns, sizeof *cells);
	groups->withheld = segbias_arena_array(arena, columns, sizeof *groups->withheld);
	groups->unnumbered = segbias_arena_array(arena, columns, sizeof *groups->unnumbered);
	bool ok =
	    cells && groups->withheld && groups->unnumbered && segbias_publish_table_init(&table, &parts, columns);
	enum segbias_status status = SEGBIAS_OK;
	if (ok)
		fill(&table, groups);
	for (size_t row = 0; ok && row < ROWS; row++)
		for (size_t c = 0; c < columns; c++)
			rows[row] += table.count[row * columns + c];
	if (ok && (rows[SELECTED] < parts.least || rows[OTHERS] < parts.least))
		status = refuse_few(input, rows, error);
	if (ok && status == SEGBIAS_OK) {
		ok = segbias_publish_table_withhold(&parts, &table, cells);
		bool none = table.cells.open > 0; /* what is withheld protects no small count: then nothing is shown */
		for (size_t c = 0; c < columns; c++) {
			groups->unnumbered[c] = none || cells[ALL * columns + c];
			groups->withheld[c] =
			    groups->unnumbered[c] || cells[SELECTED * columns + c] || cells[OTHERS * columns + c];
		}
	}
	segbias_publish_table_release(&table);
	free(cells);
	return ok ? status : segbias_error_memory(error);
}
