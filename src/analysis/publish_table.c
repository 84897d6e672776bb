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
	table->cells = (struct segbias_suppression){
	    rows, columns, table->count, table->small, table->unseen, groups->least, table->withheld, 0, NULL};
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

/* The set of the column, as a table of its own. */
static bool suppress_set(struct segbias_publish_table *table, const struct segbias_publish_sets *sets, size_t column)
{
	struct segbias_suppression *all = &table->cells;
	size_t *members = segbias_memory_zeroed(all->columns + 1, sizeof *members);
	size_t size = 0;
	for (size_t c = column; members && c < all->columns; c++)
		if (sets->of[c] == sets->of[column])
			members[size++] = c;
	double *count = segbias_memory_zeroed(all->rows * size + 1, sizeof *count);
	double *floor = segbias_memory_zeroed(all->rows * size + 1, sizeof *floor);
	bool *small = segbias_memory_zeroed(all->rows * size + 1, sizeof *small);
	bool *withheld = segbias_memory_zeroed(all->rows * size + 1, sizeof *withheld);
	struct segbias_suppression part = {all->rows, size, count, small, all->unseen, all->width, withheld, 0, floor};
	bool ok = members && count && floor && small && withheld;
	for (size_t i = 0; ok && i < all->rows * size; i++) {
		size_t from = i / size * all->columns + members[i % size];
		count[i] = all->count[from];
		floor[i] = sets->fixed[members[i % size]] ? count[i] : 0;
		small[i] = all->small[from];
	}
	ok = ok && segbias_suppress(&part);
	for (size_t i = 0; ok && i < all->rows * size; i++)
		all->withheld[i / size * all->columns + members[i % size]] = withheld[i];
	all->open += part.open;
	free(members);
	free(count);
	free(floor);
	free(small);
	free(withheld);
	return ok;
}

static bool is_first(const size_t *sets, size_t column)
{
	for (size_t c = 0; c < column; c++)
		if (sets[c] == sets[column])
			return false;
	return true;
}

static bool suppress_sets(struct segbias_publish_table *table, const struct segbias_publish_sets *sets)
{
	bool ok = true;
	table->cells.open = 0;
	for (size_t c = 0; ok && c < table->cells.columns; c++)
		if (is_first(sets->of, c))
			ok = suppress_set(table, sets, c);
	return ok;
}

bool segbias_publish_table_withhold(const struct segbias_publish_groups *groups, struct segbias_publish_table *table,
                                    const struct segbias_publish_sets *sets, bool *cells)
{
	size_t columns = table->cells.columns;
	sum_rest(groups, table);
	segbias_publish_table_mark(table);
	if (sets ? !suppress_sets(table, sets) : !segbias_suppress(&table->cells))
		return false;
	memcpy(cells, table->withheld, groups->count * columns * sizeof *cells);
	for (size_t i = 1; i < groups->count; i++)
		if (groups->hidden[i])
			memset(&cells[i * columns], true, columns * sizeof *cells);
	return true;
}
