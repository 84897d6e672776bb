#include "sources/grid.h"

#include "base/memory.h"

#include "values/missing.h"

#include <stdlib.h>
#include <string.h>

enum segbias_status segbias_grid_create(size_t width, struct segbias_grid **out, struct segbias_error *error)
{
	struct segbias_grid *grid = segbias_memory_zeroed(1, sizeof *grid);
	if (!grid)
		return segbias_error_memory(error);
	grid->width = width;
	grid->spellings = segbias_memory_zeroed(width + 1, sizeof *grid->spellings);
	if (!grid->spellings) {
		free(grid);
		return segbias_error_memory(error);
	}
	*out = grid;
	return SEGBIAS_OK;
}

void segbias_grid_free(struct segbias_grid *grid)
{
	if (!grid)
		return;
	for (size_t field = 0; field < grid->width; field++)
		segbias_intern_release(&grid->spellings[field]);
	free(grid->spellings);
	free(grid->ids);
	free(grid->lines);
	free(grid->places);
	free(grid->outside);
	free(grid->dropped);
	free(grid);
}

static bool reserve_row(struct segbias_grid *grid)
{
	if (grid->rows < grid->capacity)
		return true;
	size_t capacity = grid->capacity ? 2 * grid->capacity : 64;
	if (grid->width == 0 || capacity > SIZE_MAX / sizeof *grid->ids / grid->width)
		return false;
	uint32_t *ids = segbias_memory_resize(grid->ids, capacity * grid->width, sizeof *ids);
	if (!ids)
		return false;
	grid->ids = ids;
	uint64_t *lines = segbias_memory_resize(grid->lines, capacity, sizeof *lines);
	if (!lines)
		return false;
	grid->lines = lines;
	if (grid->placed && grid->capacity < SEGBIAS_GRID_PLACED_MAX) {
		struct segbias_grid_place *places =
		    segbias_memory_resize(grid->places, capacity * grid->width, sizeof *places);
		if (!places)
			return false;
		grid->places = places;
	}
	grid->capacity = capacity;
	return true;
}

static bool add_cell(struct segbias_grid *grid, size_t field, struct segbias_label cell)
{
	if (grid->form)
		cell = segbias_form_meaning(grid->form, grid->names[field], cell);
	uint32_t id = segbias_intern_add(&grid->spellings[field], cell);
	grid->ids[grid->rows * grid->width + field] = id;
	return id != SEGBIAS_INTERN_NONE;
}

/* Which spelling of the grid each one of the head is, + 1; 0: it was not looked for yet. [width] */
static void free_maps(uint32_t **maps, size_t width)
{
	for (size_t field = 0; maps && field < width; field++)
		free(maps[field]);
	free(maps);
}

static uint32_t **make_maps(const struct segbias_head *head)
{
	uint32_t **maps = segbias_memory_zeroed(head->width + 1, sizeof *maps);
	bool ok = maps != NULL;
	for (size_t field = 0; ok && field < head->width; field++) {
		maps[field] = segbias_memory_zeroed((size_t)head->spellings[field].size + 1, sizeof *maps[field]);
		ok = maps[field] != NULL;
	}
	if (ok)
		return maps;
	free_maps(maps, head->width);
	return NULL;
}

static bool add_row(struct segbias_grid *grid, const struct segbias_head *head, size_t row, uint32_t **maps)
{
	uint32_t *ids = &grid->ids[grid->rows * grid->width];
	const uint32_t *known = &head->ids[row * head->width];
	for (size_t field = 0; field < grid->width; field++) {
		uint32_t *id = &maps[field][known[field]];
		if (*id == 0) {
			if (!add_cell(grid, field, segbias_head_cell(head, row, field)))
				return false;
			*id = ids[field] + 1;
		}
		ids[field] = *id - 1;
	}
	return true;
}

enum segbias_status segbias_grid_add_head(struct segbias_grid *grid, const struct segbias_head *head,
                                          struct segbias_error *error)
{
	uint32_t **maps = make_maps(head);
	bool ok = maps != NULL;
	for (size_t row = 0; ok && row < head->rows; row++) {
		bool blank = true;
		for (size_t field = 0; field < grid->width && blank; field++)
			blank = segbias_missing_blank(segbias_head_cell(head, row, field));
		grid->blank_rows += blank;
		if (blank)
			continue;
		ok = reserve_row(grid) && add_row(grid, head, row, maps);
		if (ok)
			grid->lines[grid->rows++] = 0;
	}
	free_maps(maps, head->width);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_grid_add_record(struct segbias_grid *grid, const struct segbias_csv *csv,
                                            const struct segbias_csv_batch *batch, size_t record,
                                            struct segbias_error *error)
{
	bool blank = true;
	for (size_t field = 0; field < grid->width && blank; field++)
		blank = segbias_missing_blank(segbias_csv_field(batch, record, field));
	grid->blank_rows += blank;
	if (blank)
		return SEGBIAS_OK;
	if (!reserve_row(grid))
		return segbias_error_memory(error);
	for (size_t field = 0; field < grid->width; field++)
		if (!add_cell(grid, field, segbias_csv_field(batch, record, field)))
			return segbias_error_memory(error);
	uint64_t column = 0;
	segbias_csv_locate(csv, record, 0, &grid->lines[grid->rows], &column);
	for (size_t field = 0; field < grid->width && grid->rows < SEGBIAS_GRID_PLACED_MAX; field++) {
		uint64_t line = 0;
		segbias_csv_locate(csv, record, field, &line, &column);
		grid->places[grid->rows * grid->width + field] =
		    (struct segbias_grid_place){(uint32_t)(line - grid->lines[grid->rows]), (uint32_t)column};
	}
	grid->rows++;
	return SEGBIAS_OK;
}

enum segbias_status segbias_grid_finish(struct segbias_grid *grid, struct segbias_error *error)
{
	grid->outside = segbias_memory_zeroed(grid->rows + 1, sizeof *grid->outside);
	grid->dropped = segbias_memory_zeroed(grid->rows + 1, sizeof *grid->dropped);
	return grid->outside && grid->dropped ? SEGBIAS_OK : segbias_error_memory(error);
}

void segbias_grid_locate(const struct segbias_grid *grid, size_t row, size_t field, uint64_t *line, uint64_t *column)
{
	*line = grid->lines[row];
	*column = 0;
	if (!grid->placed || row >= SEGBIAS_GRID_PLACED_MAX)
		return;
	*line += grid->places[row * grid->width + field].line;
	*column = grid->places[row * grid->width + field].column;
}
