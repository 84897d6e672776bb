/* Columns of a comparison of which one tells of another (--publish K). What a run cannot publish together it refuses; a column that is only
 * looked at for missing values is not published. */
#include "analysis/nested_columns.h"
#include "analysis/publish.h"

#include "base/memory.h"
#include "tally/clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct looking {
	const struct segbias_analysis_input *input;
	const struct segbias_findings *findings;
	const struct segbias_attribute **list; /* [count]: what is compared, in the order of the file */
	size_t count;
	double least; /* K, in records */
	const struct segbias_publishing_anew *anew;
};

static size_t ids_of(const struct segbias_attribute *attribute)
{
	return SEGBIAS_ID_FIRST + attribute->value_count;
}

/* Whether a count is withheld of a group that is published. */
static bool withholds(const struct looking *l, uint32_t column)
{
	const struct segbias_publishing *publishing = &l->findings->publishing;
	const struct segbias_withheld_table *table = segbias_publishing_table(l->findings, column);
	for (size_t i = 0; table && i < publishing->group_count; i++)
		if (!publishing->rows[i] && memchr(&table->cells[i * (table->ids + 1)], true, table->ids + 1))
			return true;
	return false;
}

/* --- columns that are compared ------------------------------------------------------------------------------------- */

static enum segbias_status withhold(void *context, size_t column, const struct segbias_publish_sets *sets, bool *open,
                                    struct segbias_error *error)
{
	const struct looking *l = context;
	return l->anew->withhold(l->anew->context, l->list[column]->column, sets, open, error);
}

static enum segbias_status check_compared(struct looking *l, struct segbias_error *error)
{
	const struct segbias_matching *matching = l->input->matching;
	bool few = l->count <= SEGBIAS_NESTED_COLUMNS_MAX;
	struct segbias_nested_column *columns = segbias_memory_zeroed(l->count + 1, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	for (size_t i = 0; i < l->count; i++) {
		uint32_t column = l->list[i]->column;
		size_t ids = ids_of(l->list[i]);
		columns[i] =
		    (struct segbias_nested_column){l->list[i]->name, column, ids, ids, NULL, withholds(l, column)};
	}
	const struct segbias_nested_columns of = {.tally = l->input->campaign,
	                                          .list = columns,
	                                          .count = l->count,
	                                          .least = l->least,
	                                          .counted =
	                                              few && matching->plan.table_count == matching->table_counts[1],
	                                          .few = few,
	                                          .named = l->input->policy->attribute_count > 0,
	                                          .path = l->input->campaign_path,
	                                          .withhold = withhold,
	                                          .context = l};
	enum segbias_status status = segbias_nested_columns_check(&of, error);
	free(columns);
	return status;
}

/* --- columns that are not compared --------------------------------------------------------------------------------- */

/* Whether the column has a value tells of the attribute. */
static enum segbias_status look_at_tracked(const struct looking *l, uint32_t column,
                                           const struct segbias_attribute *attribute, bool *nested,
                                           struct segbias_error *error)
{
	size_t ids = ids_of(attribute);
	const struct segbias_table *table = segbias_tally_table(l->input->campaign, &attribute->column, 1);
	const size_t width = 2; /* missing, and known */
	uint64_t *counts = segbias_memory_zeroed(ids * width, sizeof *counts);
	bool *none = segbias_memory_zeroed(ids + width, sizeof *none);
	enum segbias_status status = SEGBIAS_OK;
	if (!counts || !none)
		SEGBIAS_TRY(segbias_error_memory(error));
	memset(none, true, SEGBIAS_ID_FIRST * sizeof *none);
	for (uint32_t id = 0; id < ids; id++) {
		uint64_t missing = segbias_tally_absent(l->input->campaign, column, attribute->column, id);
		counts[id * width] = missing;
		counts[id * width + 1] = segbias_tally_cell(table, &id, 1).count - missing;
	}
	struct segbias_nested found;
	SEGBIAS_TRY(segbias_nesting_look(
	    &(struct segbias_nesting){.values = {ids, width}, .counts = counts, .none = none, .least = l->least},
	    &found, error));
	*nested = segbias_nested_tells(&found, l->least);
done:
	free(counts);
	free(none);
	return status;
}

static bool is_compared(const struct looking *l, uint32_t column)
{
	for (size_t i = 0; i < l->count; i++)
		if (l->list[i]->column == column)
			return true;
	return false;
}

/* Nothing is published of one that tells of a column that is compared. */
static enum segbias_status hide_tracked(const struct looking *l, struct segbias_error *error)
{
	const struct segbias_publishing *publishing = &l->findings->publishing;
	for (size_t t = 0; t < publishing->table_count; t++) {
		const struct segbias_withheld_table *table = &publishing->tables[t];
		for (size_t i = 0; i < l->count && !is_compared(l, table->column); i++) {
			bool nested = false;
			if (!withholds(l, table->column) && !withholds(l, l->list[i]->column))
				continue;
			enum segbias_status status = look_at_tracked(l, table->column, l->list[i], &nested, error);
			if (status != SEGBIAS_OK)
				return status;
			if (nested)
				memset(table->cells, true,
				       publishing->group_count * (table->ids + 1) * sizeof *table->cells);
		}
	}
	return SEGBIAS_OK;
}

/* K persons have so many records, on average. */
static double records_of(const struct segbias_analysis_input *input)
{
	const struct segbias_clusters *clusters = segbias_tally_clusters(input->campaign);
	double persons = clusters ? (double)segbias_clusters_count(clusters) : NAN;
	double each = persons > 0 ? (double)segbias_tally_records(input->campaign) / persons : 1;
	return ceil(input->policy->publish * fmax(1, each));
}

enum segbias_status segbias_publishing_check_nested(const struct segbias_analysis_input *input,
                                                    const struct segbias_findings *findings,
                                                    const struct segbias_publishing_anew *anew,
                                                    struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	struct looking l = {.input = input, .findings = findings, .least = records_of(input), .anew = anew};
	enum segbias_status status = SEGBIAS_OK;
	l.list = segbias_memory_zeroed(matching->attribute_count + 1, sizeof(const struct segbias_attribute *));
	if (!l.list)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped)
			l.list[l.count++] = &matching->attributes[i];
	SEGBIAS_TRY(check_compared(&l, error));
	SEGBIAS_TRY(hide_tracked(&l, error));
done:
	free((void *)l.list);
	return status;
}
