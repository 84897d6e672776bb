#include "analysis/publish_table.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void segbias_publish_table_release(struct segbias_publish_table *table)
{
	free(table->count);
	free(table->persons);
	free(table->small);
	free(table->withheld);
	free(table->unseen);
}

bool segbias_publish_table_init(struct segbias_publish_table *table, const struct segbias_publish_groups *groups,
                                size_t columns)
{
	size_t rows = groups->count + 1;
	size_t cells = rows * columns + 1;
	*table = (struct segbias_publish_table){.count = segbias_memory_zeroed(cells, sizeof *table->count)};
	table->persons = segbias_memory_zeroed(cells, sizeof *table->persons);
	table->small = segbias_memory_zeroed(cells, sizeof *table->small);
	table->withheld = segbias_memory_zeroed(cells, sizeof *table->withheld);
	table->unseen = segbias_memory_zeroed(rows, sizeof *table->unseen);
	table->cells = (struct segbias_suppression){rows,          columns,       table->count,    table->small,
	                                            table->unseen, groups->least, table->withheld, 0};
	if (table->unseen)
		table->unseen[groups->count] = true;
	return table->count && table->persons && table->small && table->withheld && table->unseen;
}

/* Of a row that nobody prints as of the others. */
void segbias_publish_table_mark(struct segbias_publish_table *table)
{
	for (size_t i = 0; i < table->cells.rows * table->cells.columns; i++)
		table->small[i] = table->persons[i] > 0 && table->persons[i] < table->cells.width;
}

/* --- groups ------------------------------------------------------------------------------------------------------- */

void segbias_publish_hide_small(const struct segbias_publish_groups *groups)
{
	for (size_t i = 1; i < groups->count; i++)
		groups->hidden[i] = groups->hidden[i] || (groups->rows[i] > 0 && groups->persons[i] < groups->least);
}

void segbias_publish_hide_tight(const struct segbias_publish_groups *groups, const struct segbias_publish_table *table)
{
	for (size_t i = 1; i < groups->count; i++)
		groups->hidden[i] = groups->hidden[i] || segbias_suppression_is_tight(&table->cells, i);
}

/* The published segment of fewest records; 0: none. */
static size_t find_smallest(const struct segbias_publish_groups *groups)
{
	size_t best = 0;
	for (size_t i = 1; i < groups->count; i++)
		if (!groups->hidden[i] && groups->rows[i] > 0 && (!best || groups->rows[i] < groups->rows[best]))
			best = i;
	return best;
}

bool segbias_publish_hide_more(const struct segbias_publish_groups *groups)
{
	double records = groups->rest;
	size_t hidden = 0;
	size_t parts = groups->rest > 0;
	for (size_t i = 1; i < groups->count; i++) {
		hidden += groups->hidden[i];
		records += groups->hidden[i] ? groups->rows[i] : 0;
	}
	parts += hidden;
	while (parts > 0 && (records < groups->least + (double)(parts - 1) || (hidden > 0 && parts < 2))) {
		size_t next = find_smallest(groups);
		if (!next)
			break;
		groups->hidden[next] = true;
		hidden++;
		parts++;
		records += groups->rows[next];
	}
	return hidden > 0 || (groups->rest > 0 && groups->rest < groups->least);
}

/* --- cells -------------------------------------------------------------------------------------------------------- */

/* Makes the last row of what the published segments leave: of groups that are not published, and of no segment. */
static void sum_rest(const struct segbias_publish_groups *groups, struct segbias_publish_table *t)
{
	size_t columns = t->cells.columns;
	for (size_t c = 0; c < columns; c++) {
		double *rest = &t->count[groups->count * columns + c];
		double *persons = &t->persons[groups->count * columns + c];
		*rest = t->count[c];
		for (size_t i = 1; i < groups->count; i++) {
			if (!groups->hidden[i]) {
				*rest -= t->count[i * columns + c];
				continue;
			}
			*persons += t->persons[i * columns + c];
			t->count[i * columns + c] = t->persons[i * columns + c] = 0;
		}
		*persons = fmax(*persons, fmin(*rest, groups->rest > 0 ? *rest : 0));
	}
}

bool segbias_publish_table_withhold(const struct segbias_publish_groups *groups, struct segbias_publish_table *table,
                                    bool *cells)
{
	size_t columns = table->cells.columns;
	sum_rest(groups, table);
	segbias_publish_table_mark(table);
	if (!segbias_suppress(&table->cells))
		return false;
	memcpy(cells, table->withheld, groups->count * columns * sizeof *cells);
	for (size_t i = 1; i < groups->count; i++)
		if (groups->hidden[i])
			memset(&cells[i * columns], true, columns * sizeof *cells);
	return true;
}
