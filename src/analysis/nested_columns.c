#include "analysis/nested_columns.h"

#include "base/memory.h"
#include "match/match.h"

#include <stdlib.h>

static size_t value_of(const struct segbias_nested_column *column, uint32_t id)
{
	if (!column->value_of)
		return id;
	return id >= SEGBIAS_ID_FIRST && column->value_of[id] != UINT32_MAX ? column->value_of[id] : column->values - 1;
}

/* The records of each combination of values, the last column's fastest; *counts NULL: nobody has counted them, or they are too many. */
static enum segbias_status count(const struct segbias_nested_columns *of,
                                 const struct segbias_nested_column *const *columns, size_t size, uint64_t **counts,
                                 struct segbias_error *error)
{
	uint32_t sorted[3] = {0};
	size_t place[3] = {0}; /* in the table */
	uint32_t ids[3] = {0};
	size_t cells = 1;
	size_t all = 1;
	for (size_t i = 0; i < size; i++) {
		for (size_t j = 0; j < size; j++)
			place[i] += columns[j]->column < columns[i]->column;
		sorted[place[i]] = columns[i]->column;
		cells *= columns[i]->values;
		all *= columns[i]->ids; /* of up to 65,536 each */
	}
	const struct segbias_table *table = segbias_tally_table(of->tally, sorted, size);
	*counts = NULL;
	if (!table || cells > SEGBIAS_NESTING_CELLS_MAX || all > SEGBIAS_NESTING_CELLS_MAX)
		return SEGBIAS_OK;
	*counts = segbias_memory_zeroed(cells + 1, sizeof **counts);
	if (!*counts)
		return segbias_error_memory(error);
	for (size_t i = 0; i < all; i++) {
		size_t left = i;
		size_t cell = 0;
		size_t step = 1;
		for (size_t k = size; k-- > 0;) {
			uint32_t id = (uint32_t)(left % columns[k]->ids);
			left /= columns[k]->ids;
			ids[place[k]] = id;
			cell += step * value_of(columns[k], id);
			step *= columns[k]->values;
		}
		(*counts)[cell] += segbias_tally_cell(table, ids, size).count;
	}
	return SEGBIAS_OK;
}

static enum segbias_status refuse(const struct segbias_nested_columns *of,
                                  const struct segbias_nested_column *const *columns, size_t size,
                                  struct segbias_error *error)
{
	struct segbias_label *names = segbias_memory_zeroed(of->count + 1, sizeof *names);
	struct segbias_telling telling = {.count = size, .named = of->named};
	if (!names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < of->count; i++)
		names[i] = of->list[i].name;
	for (size_t i = 0; i < size; i++)
		telling.names[i] = columns[i]->name;
	(void)segbias_nested_refuse(&telling, names, of->count, of->path, error);
	free(names);
	return SEGBIAS_DATA;
}

static enum segbias_status refuse_unknown(const struct segbias_nested_columns *of, struct segbias_error *error)
{
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "nesting_unknown|--publish: it was not counted which columns tell of each other, and what one "
	    "withholds another may tell");
	segbias_error_hint(
	    error, of->counted || !of->few
		       ? "--attributes A,B takes fewer columns, or ones of fewer values, of which it is counted"
		       : "segbias tally --publish K of a file counts it, too; --attributes A publishes one column");
	segbias_error_place(error, of->path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status check_pair(const struct segbias_nested_columns *of,
                                      const struct segbias_nested_column *const columns[2], struct segbias_error *error)
{
	uint64_t *counts = NULL;
	struct segbias_nested found;
	if (!columns[0]->withholds && !columns[1]->withholds)
		return SEGBIAS_OK;
	if (!of->counted)
		return refuse_unknown(of, error);
	enum segbias_status status = count(of, columns, 2, &counts, error);
	if (status != SEGBIAS_OK)
		return status;
	bool nested = !counts;
	if (counts) {
		status = segbias_nesting_look(
		    &(struct segbias_nesting){{columns[0]->values, columns[1]->values}, counts, of->least}, &found,
		    error);
		nested = status == SEGBIAS_OK && segbias_nested_tells(&found, of->least);
	}
	free(counts);
	return nested ? refuse(of, columns, 2, error) : status;
}

/* Whether of all columns the triples have few combinations enough to be looked at, of which a plan may have known nothing. */
static bool counts_triples(const struct segbias_nested_columns *of)
{
	size_t left = SEGBIAS_NESTED_CELLS_MAX;
	for (size_t i = 0; i < of->count; i++)
		for (size_t j = i + 1; j < of->count; j++)
			for (size_t k = j + 1; k < of->count; k++) {
				size_t all = of->list[i].ids * of->list[j].ids * of->list[k].ids;
				if (all > left)
					return false;
				left -= all;
			}
	return true;
}

/* Counts of three columns, with another as the last one. */
static void turn(const struct segbias_nested_column *const columns[3], const uint64_t *counts, size_t third,
                 uint64_t *turned)
{
	const size_t values[3] = {columns[0]->values, columns[1]->values, columns[2]->values};
	size_t first = third == 0;
	size_t second = third == 2 ? 1 : 2;
	size_t at[3];
	for (at[0] = 0; at[0] < values[0]; at[0]++)
		for (at[1] = 0; at[1] < values[1]; at[1]++)
			for (at[2] = 0; at[2] < values[2]; at[2]++)
				turned[(at[first] * values[second] + at[second]) * values[third] + at[third]] =
				    *counts++;
}

/* Whether both others tell the third. Of few records each may be the only one of its combination, which then tells everything and
 * nothing. */
static enum segbias_status look_at_third(const struct segbias_nested_columns *of,
                                         const struct segbias_nested_column *const columns[3], const uint64_t *counts,
                                         bool *nested, struct segbias_error *error)
{
	static const double TIMES = 3; /* that so many are expected and fewer than K found is no chance */
	struct segbias_nested found;
	enum segbias_status status = segbias_nesting_look(
	    &(struct segbias_nesting){{columns[0]->values * columns[1]->values, columns[2]->values}, counts, of->least},
	    &found, error);
	*nested = status == SEGBIAS_OK && found.sets > 1 && (double)found.all < of->least &&
	          found.expected >= TIMES * of->least;
	return status;
}

static enum segbias_status check_three(const struct segbias_nested_columns *of,
                                       const struct segbias_nested_column *const columns[3],
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint64_t *counts = NULL;
	uint64_t *turned = NULL;
	if (!columns[0]->withholds && !columns[1]->withholds && !columns[2]->withholds)
		return SEGBIAS_OK;
	if (counts_triples(of))
		SEGBIAS_TRY(count(of, columns, 3, &counts, error));
	if (!counts)
		SEGBIAS_TRY(refuse_unknown(of, error));
	turned =
	    segbias_memory_zeroed(columns[0]->values * columns[1]->values * columns[2]->values + 1, sizeof *turned);
	if (!turned)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t third = 3; third-- > 0;) {
		const struct segbias_nested_column *const order[3] = {columns[third == 0], columns[third == 2 ? 1 : 2],
		                                                      columns[third]};
		bool nested = false;
		turn(columns, counts, third, turned);
		SEGBIAS_TRY(look_at_third(of, order, turned, &nested, error));
		if (nested)
			SEGBIAS_TRY(refuse(of, order, 3, error));
	}
done:
	free(counts);
	free(turned);
	return status;
}

enum segbias_status segbias_nested_columns_check(const struct segbias_nested_columns *of, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_nested_column *list = of->list;
	for (size_t i = 0; i < of->count; i++)
		for (size_t j = i + 1; j < of->count && status == SEGBIAS_OK; j++)
			status =
			    check_pair(of, (const struct segbias_nested_column *const[]){&list[i], &list[j]}, error);
	for (size_t i = 0; i < of->count; i++)
		for (size_t j = i + 1; j < of->count; j++)
			for (size_t k = j + 1; k < of->count && status == SEGBIAS_OK; k++)
				status = check_three(
				    of, (const struct segbias_nested_column *const[]){&list[i], &list[j], &list[k]},
				    error);
	return status;
}
