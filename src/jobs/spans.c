/* Which places and periods a table is of: a policy file remembers them. */
#include "jobs/run.h"

#include "sources/grid.h"

#include <string.h>

enum { VALUES_MAX = 3 };

/* The values of the rows that are taken, as far as they are few: "2021", or "2020, 2021, 2022, …". */
static bool list_values(const struct segbias_grid *grid, size_t field, struct segbias_text *out)
{
	uint32_t seen[VALUES_MAX];
	size_t count = 0;
	for (size_t row = 0; row < grid->rows && count <= VALUES_MAX; row++) {
		uint32_t id = segbias_grid_id(grid, row, field);
		bool known = !segbias_grid_takes(grid, row);
		for (size_t i = 0; i < count && i < VALUES_MAX; i++)
			known = known || seen[i] == id;
		struct segbias_label cell = segbias_grid_cell(grid, row, field);
		const char *words = NULL;
		if (known || segbias_label_withheld(cell, &words))
			continue;
		segbias_text_add_string(out, count ? ", " : "");
		if (count < VALUES_MAX) {
			seen[count] = id;
			segbias_text_add_clean(out, cell);
		} else {
			segbias_text_add_string(out, "\u2026");
		}
		count++;
	}
	return !out->failed;
}

static bool describe(const struct segbias_source *source, struct segbias_input_facts *facts,
                     struct segbias_arena *arena)
{
	const struct segbias_grid *grid = source ? segbias_source_grid(source) : NULL;
	bool ok = true;
	for (size_t i = 0; grid && ok && i < facts->column_count && i < grid->width; i++) {
		struct segbias_column_role *column = &facts->columns[i];
		struct segbias_text text = {0};
		if (!column->role || (strcmp(column->role, "period") != 0 && strcmp(column->role, "place") != 0))
			continue;
		ok = list_values(grid, i, &text) &&
		     (text.size == 0 ||
		      segbias_arena_copy(arena, (struct segbias_label){text.data, text.size}, &column->span));
		segbias_text_release(&text);
	}
	return ok;
}

enum segbias_status segbias_run_describe_spans(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_findings *findings = run->findings;
	return describe(run->campaign, &findings->campaign, &findings->arena) &&
	               describe(run->reference, &findings->reference, &findings->arena)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}
