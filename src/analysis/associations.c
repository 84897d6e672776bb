/* Question: which attributes differ between the segments? Not where segments overlap or records have weights: there the
 * plain test is wrong. */
#include "analysis/masked.h"

#include "analysis/publish.h"

#include "base/memory.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>

static const double V_LEAST = 0.1; /* corrected V; certainty alone is no finding */

/* What the tables of one attribute may be: its figures, and between what hidden and rounded ones lie. */
struct bounds {
	double *low, *high; /* [segments * values] */
};

/* Of the row, and of the column, in which figure `at` stands; `columns` is at least 1. */
static double row_sum(const double *table, size_t columns, size_t at)
{
	double sum = 0;
	for (size_t j = 0; j < columns; j++)
		sum += table[at / columns * columns + j];
	return sum;
}

static double column_sum(const double *table, size_t rows, size_t columns, size_t at)
{
	double sum = 0;
	for (size_t j = 0; j < rows && columns > 0; j++)
		sum += table[j * columns + at % columns];
	return sum;
}

/* Moves every figure towards what independence would have there, as far as its bounds allow, until that changes no more: the
 * least association that the figures may have. */
static void move_nearest(const struct bounds *bounds, double *table, size_t rows, size_t columns)
{
	enum { ROUNDS = 20 };
	for (int round = 0; round < ROUNDS; round++) {
		double n = 0;
		for (size_t i = 0; i < rows * columns; i++)
			n += table[i];
		for (size_t i = 0; i < rows * columns && n > 0; i++) {
			double expected = row_sum(table, columns, i) * column_sum(table, rows, columns, i) / n;
			double moved = fmin(fmax(expected, bounds->low[i]), bounds->high[i]);
			n += moved - table[i];
			table[i] = moved;
		}
	}
}

/* Of an attribute with hidden or rounded figures: *p and *v are those of the table so moved, where it shows less than the figures
 * do. false: out of memory. */
static bool measure_least(const struct segbias_analysis_input *input, const struct segbias_attribute *attribute,
                          double *p, double *v)
{
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, attribute->column);
	size_t rows = input->group_count - 1;
	size_t columns = attribute->value_count;
	double *room = segbias_memory_zeroed(3 * rows * columns + 1, sizeof *room);
	struct bounds bounds = {room, room ? room + rows * columns : NULL};
	double *table = room ? room + 2 * rows * columns : NULL;
	for (size_t i = 0; room && i < rows * columns; i++) {
		uint32_t id = (uint32_t)(SEGBIAS_ID_FIRST + attribute->drawn[i % columns]);
		struct segbias_cell cell = segbias_group_cell(&tables, &input->groups[i / columns + 1], id);
		table[i] = cell.weight;
		bounds.low[i] = fmax(0, cell.weight - cell.below);
		bounds.high[i] = cell.weight + cell.above;
	}
	if (room) {
		struct segbias_association result;
		move_nearest(&bounds, table, rows, columns);
		segbias_association(table, rows, columns, &result);
		*p = isnan(result.p) ? 1 : fmax(*p, result.p);
		*v = fmin(*v, result.v_corrected);
	}
	free(room);
	return room != NULL;
}

/* *masked: of the figures some are hidden or rounded. */
static enum segbias_status measure(const struct segbias_analysis_input *input,
                                   const struct segbias_attribute *attribute, struct segbias_association_finding *out,
                                   bool *masked, struct segbias_error *error)
{
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, attribute->column);
	size_t segments = input->group_count - 1;
	double *table = segbias_memory_zeroed(segments * attribute->value_count + 1, sizeof *table);
	if (!table)
		return segbias_error_memory(error);
	*masked = false;
	for (size_t i = 0; i < segments; i++)
		for (size_t v = 0; v < attribute->value_count; v++) {
			uint32_t id = (uint32_t)(SEGBIAS_ID_FIRST + attribute->drawn[v]);
			struct segbias_cell cell = segbias_group_cell(&tables, &input->groups[i + 1], id);
			table[i * attribute->value_count + v] = cell.weight;
			*masked = *masked || segbias_cell_is_masked(&cell);
		}
	struct segbias_association result;
	segbias_association(table, segments, attribute->value_count, &result);
	bool few = result.expected_min < SEGBIAS_EXPECTED_LEAST;
	struct segbias_monte_carlo draws =
	    segbias_monte_carlo_of(input->policy->seed, (struct segbias_label){0}, attribute->name);
	bool ok = !few || segbias_independence_monte_carlo(table, segments, attribute->value_count, result.chi2, &draws,
	                                                   &result.p);
	free(table);
	if (!ok)
		return segbias_error_memory(error);
	*out = (struct segbias_association_finding){.attribute = attribute->name,
	                                            .chi2 = result.chi2,
	                                            .df = result.df,
	                                            .p = result.p,
	                                            .p_method = isnan(result.p) ? SEGBIAS_P_NONE
	                                                        : few           ? SEGBIAS_P_MONTE_CARLO
	                                                                        : SEGBIAS_P_ASYMPTOTIC,
	                                            .q = NAN,
	                                            .v = result.v,
	                                            .v_corrected = result.v_corrected};
	return SEGBIAS_OK;
}

enum segbias_status segbias_analyse_associations(const struct segbias_analysis_input *input,
                                                 struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	double *p = NULL;
	double *worst = NULL; /* where figures are hidden or rounded */
	double *least_v = NULL;
	if (matching->segment_mode != SEGBIAS_SEGMENT_COLUMN || input->weighted ||
	    segbias_tally_clusters(input->campaign) || input->policy->deff > 0 || input->group_count < 3)
		return SEGBIAS_OK;
	size_t count = 0;
	struct segbias_association_finding *list =
	    segbias_arena_array(&findings->arena, matching->attribute_count, sizeof *list);
	p = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *p);
	worst = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *worst);
	least_v = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *least_v);
	if (!list || !p || !worst || !least_v)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < matching->attribute_count; i++) {
		bool masked = false;
		if (matching->attributes[i].dropped || matching->attributes[i].multi)
			continue;
		SEGBIAS_TRY(measure(input, &matching->attributes[i], &list[count], &masked, error));
		worst[count] = p[count] = list[count].p;
		least_v[count] = list[count].v_corrected;
		if (masked && !measure_least(input, &matching->attributes[i], &worst[count], &least_v[count]))
			SEGBIAS_TRY(segbias_error_memory(error));
		if (!segbias_publishing_shows_all(findings, matching->attributes[i].column)) {
			segbias_association_withhold(&list[count]);
			worst[count] = p[count] = 1;
		}
		count++;
	}
	if (!segbias_adjust(p, count, input->policy->control, p) ||
	    !segbias_adjust(worst, count, input->policy->control, worst))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < count; i++) {
		if (list[i].withheld)
			continue;
		list[i].q = p[i];
		list[i].finding = list[i].q <= input->policy->alpha && worst[i] <= input->policy->alpha &&
		                  list[i].v_corrected >= V_LEAST && least_v[i] >= V_LEAST;
	}
	findings->associations = list;
	findings->association_count = count;
done:
	free(p);
	free(worst);
	free(least_v);
	return status;
}
