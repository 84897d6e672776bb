/* Columns of a comparison of which one tells of another (--publish K). What a run cannot publish together it refuses; a column that is only
 * looked at for missing values is not published. */
#include "analysis/nested.h"
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

static bool is_unknown(uint32_t id)
{
	return id < SEGBIAS_ID_FIRST;
}

/* --- two columns ---------------------------------------------------------------------------------------------------- */

/* What is missing or unmatched is a value, too: of who lives elsewhere there is no county. But that the same records have no value of
 * either column says nothing of values. */
static enum segbias_status look_at_pair(const struct looking *l, const struct segbias_attribute *const of[2],
                                        bool *nested, struct segbias_error *error)
{
	const uint32_t columns[2] = {of[0]->column, of[1]->column};
	const struct segbias_table *table = segbias_tally_table(l->input->campaign, columns, 2);
	struct segbias_nesting nesting = {{ids_of(of[0]), ids_of(of[1])}, NULL, l->least};
	size_t width = nesting.values[1] + 1;
	*nested = true;
	if (!table || (nesting.values[0] + 1) * width > SEGBIAS_NESTING_CELLS_MAX)
		return SEGBIAS_OK;
	uint64_t *counts = segbias_memory_zeroed((nesting.values[0] + 1) * width, sizeof *counts);
	if (!counts)
		return segbias_error_memory(error);
	for (uint32_t i = 0; i < nesting.values[0]; i++)
		for (uint32_t j = 0; j < nesting.values[1]; j++)
			if (!is_unknown(i) || !is_unknown(j))
				counts[i * width + j] = segbias_tally_cell(table, (const uint32_t[]){i, j}, 2).count;
	struct segbias_nested found;
	nesting.counts = counts;
	enum segbias_status status = segbias_nesting_look(&nesting, &found, error);
	if (status == SEGBIAS_OK)
		*nested = segbias_nested_tells(&found, l->least);
	free(counts);
	return status;
}

/* --- three columns --------------------------------------------------------------------------------------------------- */

/* The records of each combination of the first two by the values of the third. */
static enum segbias_status count_triple(const struct looking *l, const struct segbias_attribute *const of[3],
                                        struct segbias_nesting *nesting, uint64_t **counts, struct segbias_error *error)
{
	uint32_t columns[3] = {of[0]->column, of[1]->column, of[2]->column};
	size_t place[3] = {0, 1, 2}; /* in the table */
	for (size_t i = 0; i < 3; i++)
		place[i] = (size_t)(columns[i] > columns[(i + 1) % 3]) + (size_t)(columns[i] > columns[(i + 2) % 3]);
	uint32_t sorted[3];
	for (size_t i = 0; i < 3; i++)
		sorted[place[i]] = columns[i];
	const struct segbias_table *table = segbias_tally_table(l->input->campaign, sorted, 3);
	*nesting = (struct segbias_nesting){{ids_of(of[0]) * ids_of(of[1]), ids_of(of[2])}, NULL, l->least};
	size_t width = nesting->values[1] + 1;
	*counts = NULL;
	if (!table)
		return SEGBIAS_OK;
	*counts = segbias_memory_zeroed((nesting->values[0] + 1) * width, sizeof **counts);
	if (!*counts)
		return segbias_error_memory(error);
	for (size_t i = 0; i < nesting->values[0]; i++)
		for (uint32_t k = 0; k < nesting->values[1]; k++) {
			uint32_t first = (uint32_t)(i / ids_of(of[1]));
			uint32_t second = (uint32_t)(i % ids_of(of[1]));
			uint32_t ids[3];
			if (is_unknown(k) && (is_unknown(first) || is_unknown(second)))
				continue;
			ids[place[0]] = first;
			ids[place[1]] = second;
			ids[place[2]] = k;
			(*counts)[i * width + k] = segbias_tally_cell(table, ids, 3).count;
		}
	nesting->counts = *counts;
	return SEGBIAS_OK;
}

/* Of few records each may be the only one of its combination, which then tells everything and nothing. */
static enum segbias_status look_at_triple(const struct looking *l, const struct segbias_attribute *const of[3],
                                          bool *nested, struct segbias_error *error)
{
	static const double TIMES = 3; /* that so many are expected and fewer than K found is no chance */
	struct segbias_nesting nesting;
	uint64_t *counts = NULL;
	enum segbias_status status = count_triple(l, of, &nesting, &counts, error);
	*nested = false;
	if (status != SEGBIAS_OK || !counts)
		return status;
	struct segbias_nested found;
	status = segbias_nesting_look(&nesting, &found, error);
	if (status == SEGBIAS_OK)
		*nested = found.sets > 1 && (double)found.all < l->least && found.expected >= TIMES * l->least;
	free(counts);
	return status;
}

/* --- all of them ------------------------------------------------------------------------------------------------------- */

static enum segbias_status refuse(const struct looking *l, const struct segbias_attribute *const *of, size_t count,
                                  struct segbias_error *error)
{
	struct segbias_label *names = segbias_memory_zeroed(l->count + 1, sizeof *names);
	struct segbias_telling telling = {.count = count};
	if (!names)
		return segbias_error_memory(error);
	for (size_t i = 0; i < l->count; i++)
		names[i] = l->list[i]->name;
	for (size_t i = 0; i < count; i++)
		telling.names[i] = of[i]->name;
	(void)segbias_nested_refuse(&telling, names, l->count, l->input->campaign_path, error);
	free(names);
	return SEGBIAS_DATA;
}

/* A campaign that was counted before, or has too many columns. */
static enum segbias_status refuse_unknown(const struct looking *l, struct segbias_error *error)
{
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "nesting_unknown|--publish: it was not counted which columns tell of each other, and what one "
	    "withholds another may tell");
	segbias_error_hint(
	    error, l->count > SEGBIAS_NESTED_COLUMNS_MAX
		       ? "--attributes A,B compares fewer columns, of which it is"
		       : "segbias tally --publish K of a file counts it, too; --attributes A publishes one column");
	segbias_error_place(error, l->input->campaign_path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status check_pairs(const struct looking *l, struct segbias_error *error)
{
	const size_t *counts = l->input->matching->table_counts;
	bool counted = l->input->matching->plan.table_count == counts[1] && l->count <= SEGBIAS_NESTED_COLUMNS_MAX;
	for (size_t i = 0; i < l->count; i++)
		for (size_t j = i + 1; j < l->count; j++) {
			const struct segbias_attribute *const of[2] = {l->list[i], l->list[j]};
			bool nested = false;
			if (!withholds(l, of[0]->column) && !withholds(l, of[1]->column))
				continue;
			if (!counted)
				return refuse_unknown(l, error);
			enum segbias_status status = look_at_pair(l, of, &nested, error);
			if (status == SEGBIAS_OK && nested)
				status = refuse(l, of, 2, error);
			if (status != SEGBIAS_OK)
				return status;
		}
	return SEGBIAS_OK;
}

static enum segbias_status check_three(const struct looking *l, const struct segbias_attribute *const of[3],
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!withholds(l, of[0]->column) && !withholds(l, of[1]->column) && !withholds(l, of[2]->column))
		return SEGBIAS_OK;
	for (size_t third = 3; third-- > 0 && status == SEGBIAS_OK;) {
		const struct segbias_attribute *const turned[3] = {of[third == 0], of[third == 2 ? 1 : 2], of[third]};
		bool nested = false;
		status = look_at_triple(l, turned, &nested, error);
		if (status == SEGBIAS_OK && nested)
			status = refuse(l, turned, 3, error);
	}
	return status;
}

static enum segbias_status check_triples(const struct looking *l, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (l->count > SEGBIAS_JOINT_COLUMNS_MAX)
		return SEGBIAS_OK;
	for (size_t i = 0; i < l->count; i++)
		for (size_t j = i + 1; j < l->count; j++)
			for (size_t k = j + 1; k < l->count && status == SEGBIAS_OK; k++)
				status = check_three(
				    l, (const struct segbias_attribute *const[]){l->list[i], l->list[j], l->list[k]},
				    error);
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
	const size_t width = 3; /* missing, known, and none of both */
	uint64_t *counts = segbias_memory_zeroed((ids + 1) * width, sizeof *counts);
	if (!counts)
		return segbias_error_memory(error);
	for (uint32_t id = 0; id < ids; id++) {
		uint64_t missing = segbias_tally_absent(l->input->campaign, column, attribute->column, id);
		counts[id * width] = is_unknown(id) ? 0 : missing;
		counts[id * width + 1] = segbias_tally_cell(table, &id, 1).count - missing;
	}
	struct segbias_nested found;
	enum segbias_status status =
	    segbias_nesting_look(&(struct segbias_nesting){{ids, 2}, counts, l->least}, &found, error);
	if (status == SEGBIAS_OK)
		*nested = segbias_nested_tells(&found, l->least);
	free(counts);
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
                                                    struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	struct looking l = {.input = input, .findings = findings, .least = records_of(input)};
	enum segbias_status status = SEGBIAS_OK;
	l.list = segbias_memory_zeroed(matching->attribute_count + 1, sizeof(const struct segbias_attribute *));
	if (!l.list)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped)
			l.list[l.count++] = &matching->attributes[i];
	SEGBIAS_TRY(check_pairs(&l, error));
	SEGBIAS_TRY(check_triples(&l, error));
	SEGBIAS_TRY(hide_tracked(&l, error));
done:
	free((void *)l.list);
	return status;
}
