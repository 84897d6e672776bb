/* Evidence: a column that has a value in the first row of each block only, as merged cells of a spreadsheet are written. */
#include "sources/evidence.h"

#include "base/intern.h"
#include "sources/source.h"
#include "values/missing.h"

#include <stdlib.h>

enum segbias_status segbias_evidence_merged(struct segbias_evidence *evidence, struct segbias_error *error);

enum {
	VALUES_LEAST = 2,
	SPARSE = 3, /* of this many possible cells one is there, once the blanks are filled */
};

/* Whether no value comes again but in the row right behind: of a table of decisions each row has become two, of those who were selected and of
 * the others. */
static bool comes_in_pairs(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_grid *grid = evidence->grid;
	struct segbias_intern seen = {0};
	bool pairs = evidence->options->audited;
	for (size_t row = 0; row < grid->rows && pairs; row++) {
		struct segbias_label cell = segbias_grid_cell(grid, row, field);
		uint32_t size = seen.size;
		if (segbias_missing_blank(cell))
			continue;
		pairs = segbias_intern_add(&seen, cell) != SEGBIAS_INTERN_NONE;
		if (pairs && seen.size == size)
			pairs = row > 0 && segbias_label_equal(cell, segbias_grid_cell(grid, row - 1, field)) &&
			        !(row > 1 && segbias_label_equal(cell, segbias_grid_cell(grid, row - 2, field)));
	}
	segbias_intern_release(&seen);
	return pairs;
}

/* Whether the column may be one: the first row has a value, no value comes again, and every third cell is blank. */
static bool may_be_merged(const struct segbias_evidence *evidence, size_t field)
{
	const struct segbias_column_evidence *column = &evidence->columns[field];
	const struct segbias_grid *grid = evidence->grid;
	return !column->numeric && column->blank && (column->differ || comes_in_pairs(evidence, field)) &&
	       column->distinct >= VALUES_LEAST && column->identity == SEGBIAS_IDENTITY_NONE &&
	       3 * (grid->rows - column->known) >= grid->rows - 1 &&
	       !segbias_missing_blank(segbias_grid_cell(grid, 0, field));
}

static bool is_text(const struct segbias_column_evidence *column)
{
	return !column->numeric && !column->constant && column->known > 0;
}

/* Whether the rows are the cells of a table once every blank has the value above it; a row without a value of another column
 * in the first block is a total of its own, as grouping sets have it. */
static enum segbias_status is_filled_table(const struct segbias_evidence *evidence, size_t merged, bool *found)
{
	const struct segbias_grid *grid = evidence->grid;
	struct segbias_intern seen = {0};
	struct segbias_text key = {0};
	uint32_t above = 0;
	double possible = 1;
	bool distinct = true;
	size_t texts = 0;
	for (size_t field = 0; field < grid->width; field++)
		if (is_text(&evidence->columns[field])) {
			const struct segbias_column_evidence *column = &evidence->columns[field];
			possible *= (double)(column->distinct + (column->blank && field != merged));
			texts++;
			distinct = distinct && !segbias_missing_blank(segbias_grid_cell(grid, 0, field));
		}
	for (size_t row = 0; row < grid->rows && distinct && texts > 1; row++) {
		uint32_t size = seen.size;
		if (!segbias_missing_blank(segbias_grid_cell(grid, row, merged)))
			above = segbias_grid_id(grid, row, merged);
		key.size = 0;
		for (size_t field = 0; field < grid->width; field++) {
			uint32_t id = field == merged ? above : segbias_grid_id(grid, row, field);
			if (is_text(&evidence->columns[field]))
				segbias_text_add(&key, (const char *)&id, sizeof id);
		}
		if (key.failed ||
		    segbias_intern_add(&seen, (struct segbias_label){key.data, key.size}) == SEGBIAS_INTERN_NONE)
			break;
		distinct = seen.size > size;
	}
	*found = distinct && texts > 1 && SPARSE * (double)grid->rows >= possible;
	bool failed = key.failed;
	segbias_intern_release(&seen);
	segbias_text_release(&key);
	return failed ? SEGBIAS_SYSTEM : SEGBIAS_OK;
}

enum segbias_status segbias_evidence_merged(struct segbias_evidence *evidence, struct segbias_error *error)
{
	for (size_t field = 0; field < evidence->grid->width && evidence->grid->rows > 0; field++)
		if (may_be_merged(evidence, field) &&
		    is_filled_table(evidence, field, &evidence->columns[field].merged) != SEGBIAS_OK)
			return segbias_error_memory(error);
	return SEGBIAS_OK;
}
