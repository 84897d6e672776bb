/* Which attributes are crossed, and the tables that this takes: of the reference by every pair (triple) of columns that may be
 * attributes, of the campaign by those that both files have. */
#include "match/building.h"

#include "match/born.h"

#include "base/number.h"
#include "values/name.h"

#include <string.h>

static const size_t TABLE_CELLS_LEAST = 4; /* of two attributes with two values each */

/* Of so many, how many pairs, and triples too. */
static double combinations(double count, unsigned most)
{
	double pairs = count * (count - 1) / 2;
	return pairs + (most > 2 ? pairs * (count - 2) / 3 : 0);
}

/* Whether --attributes names the reference's column, or names none. */
static bool is_asked(const struct segbias_policy *policy, struct segbias_label column)
{
	for (size_t i = 0; i < policy->attribute_count; i++) {
		struct segbias_label name = segbias_match_reference_name(policy, policy->attributes[i]);
		if (segbias_name_same(name, column) || segbias_name_synonym(name, column) ||
		    (segbias_born_is(policy, name) && segbias_born_is_age(column)))
			return true;
	}
	return policy->attribute_count == 0;
}

static enum segbias_status refuse_tables(const struct segbias_policy *policy, size_t columns,
                                         struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "too_many_crossings|--cross %u: %zu columns make more than %.0f crossings", policy->cross,
	                  columns, policy->cross_cells / (double)TABLE_CELLS_LEAST);
	segbias_error_hint(error, "-a A,B,C crosses these only; --cross-cells N allows more");
	return SEGBIAS_DATA;
}

enum segbias_status segbias_crossings_of_reference(const bool *wanted, const struct segbias_policy *policy,
                                                   struct segbias_arena *arena, struct segbias_plan *plan,
                                                   struct segbias_error *error)
{
	uint32_t *kept = segbias_arena_array(arena, plan->column_count, sizeof *kept);
	size_t count = 0;
	if (!kept)
		return segbias_error_memory(error);
	for (size_t i = 0; i < plan->column_count; i++)
		if (wanted[i] && !plan->columns[i].separator.bytes && is_asked(policy, plan->columns[i].name))
			kept[count++] = (uint32_t)i;
	double room = combinations((double)count, policy->cross);
	if (room > policy->cross_cells / (double)TABLE_CELLS_LEAST)
		return refuse_tables(policy, count, error);
	struct segbias_plan_table *tables =
	    segbias_arena_array(arena, plan->table_count + (size_t)room, sizeof *tables);
	if (!tables)
		return segbias_error_memory(error);
	if (plan->table_count)
		memcpy(tables, plan->tables, plan->table_count * sizeof *tables);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++) {
			tables[plan->table_count++] =
			    (struct segbias_plan_table){.columns = {kept[i], kept[j]}, .count = 2};
			for (size_t k = j + 1; k < count && policy->cross > 2; k++)
				tables[plan->table_count++] =
				    (struct segbias_plan_table){.columns = {kept[i], kept[j], kept[k]}, .count = 3};
		}
	plan->tables = tables;
	return SEGBIAS_OK;
}

const struct segbias_table *segbias_crossing_reference(const struct segbias_tally *reference,
                                                       const struct segbias_matching *matching,
                                                       const struct segbias_crossed_attributes *crossing,
                                                       size_t order[SEGBIAS_CROSSING_MAX])
{
	uint32_t columns[SEGBIAS_CROSSING_MAX] = {0};
	for (size_t i = 0; i < crossing->count; i++) { /* ascending */
		uint32_t column = (uint32_t)matching->attributes[crossing->parts[i]].reference_column;
		size_t at = i;
		for (; at > 0 && columns[at - 1] > column; at--) {
			columns[at] = columns[at - 1];
			order[at] = order[at - 1];
		}
		columns[at] = column;
		order[at] = i;
	}
	return segbias_tally_table(reference, columns, crossing->count);
}

/* Which of the named crossings it is; crossing_count: none. */
static size_t find_named(const struct segbias_building *b, const struct segbias_crossed_attributes *crossing)
{
	const struct segbias_audit_policy *named = &b->policy->audit;
	for (size_t i = 0; i < named->crossing_count; i++) {
		size_t same = 0;
		for (size_t j = 0; j < crossing->count; j++)
			for (size_t k = 0; k < named->crossings[i].count; k++)
				same += segbias_attribute_named(&b->matching->attributes[crossing->parts[j]],
				                                named->crossings[i].parts[k])
				            ? 1
				            : 0;
		if (same == crossing->count && named->crossings[i].count == crossing->count)
			return i;
	}
	return named->crossing_count;
}

static void add(const struct segbias_building *b, const struct segbias_crossed_attributes *crossing, bool *found)
{
	struct segbias_matching *matching = b->matching;
	size_t order[SEGBIAS_CROSSING_MAX];
	bool named = segbias_policy_names_crossings(b->policy);
	size_t which = named ? find_named(b, crossing) : 0;
	if ((named && which == b->policy->audit.crossing_count) ||
	    (!b->reference->marginal && !segbias_crossing_reference(b->tally, matching, crossing, order)))
		return;
	if (named)
		found[which] = true;
	matching->crossings[matching->crossing_count] = *crossing;
	matching->crossings[matching->crossing_count++].apart = b->reference->marginal;
}

/* A crossing that was named and is none. */
static enum segbias_status check_named(const struct segbias_building *b, const bool *found, struct segbias_error *error)
{
	const struct segbias_audit_policy *named = &b->policy->audit;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < named->crossing_count; i++) {
		if (named->crossings[i].count < 2 || found[i])
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "not_crossed|--attributes %s: an attribute with several values a person is not crossed",
		    segbias_label_quote(named->crossings[i].name, quoted));
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_building_crossings(struct segbias_building *b, struct segbias_error *error)
{
	struct segbias_matching *matching = b->matching;
	size_t *kept = segbias_arena_array(&matching->arena, matching->attribute_count, sizeof *kept);
	bool *found = segbias_arena_array(&matching->arena, b->policy->audit.crossing_count + 1, sizeof *found);
	size_t count = 0;
	if (!b->policy->cross)
		return SEGBIAS_OK;
	for (size_t i = 0; kept && i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && !matching->attributes[i].multi)
			kept[count++] = i;
	double room = combinations((double)count, b->policy->cross);
	if (room > b->policy->cross_cells)
		return refuse_tables(b->policy, count, error);
	matching->crossings = segbias_arena_array(&matching->arena, (size_t)room, sizeof *matching->crossings);
	if (!kept || !found || !matching->crossings)
		return segbias_error_memory(error);
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			add(b, &(struct segbias_crossed_attributes){{kept[i], kept[j]}, 2, false}, found);
	for (size_t i = 0; i < count && b->policy->cross > 2; i++)
		for (size_t j = i + 1; j < count; j++)
			for (size_t k = j + 1; k < count; k++)
				add(b, &(struct segbias_crossed_attributes){{kept[i], kept[j], kept[k]}, 3, false},
				    found);
	return check_named(b, found, error);
}

double segbias_crossing_size(const struct segbias_matching *matching, const struct segbias_crossed_attributes *crossing)
{
	double cells = 1;
	for (size_t i = 0; i < crossing->count; i++)
		cells *= (double)matching->attributes[crossing->parts[i]].value_count;
	return cells;
}

/* The attributes that cost most, with how many values: "zip (812), age (9)". */
static void list_worst(const struct segbias_matching *matching, struct segbias_text *list)
{
	enum { LISTED = 3 };
	size_t last = SIZE_MAX;
	for (size_t n = 0; n < LISTED; n++) {
		size_t worst = SIZE_MAX;
		for (size_t i = 0; i < matching->attribute_count; i++) {
			const struct segbias_attribute *a = &matching->attributes[i];
			bool listed = last != SIZE_MAX &&
			              (a->value_count > matching->attributes[last].value_count ||
			               (a->value_count == matching->attributes[last].value_count && i <= last));
			if (!a->dropped && !a->multi && !listed &&
			    (worst == SIZE_MAX || a->value_count > matching->attributes[worst].value_count))
				worst = i;
		}
		if (worst == SIZE_MAX)
			return;
		char name[SEGBIAS_QUOTE_MAX];
		segbias_text_add_format(list, "%s%s (%zu)", n ? ", " : "",
		                        segbias_label_show(matching->attributes[worst].name, name),
		                        matching->attributes[worst].value_count);
		last = worst;
	}
}

enum segbias_status segbias_crossings_check_cells(const struct segbias_matching *matching,
                                                  const struct segbias_policy *policy, size_t segments,
                                                  struct segbias_error *error)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_text list = {0};
	double cells = 0;
	for (size_t i = 0; i < matching->crossing_count; i++)
		cells += segbias_crossing_size(matching, &matching->crossings[i]) * (double)(segments + 1);
	if (cells <= policy->cross_cells)
		return SEGBIAS_OK;
	list_worst(matching, &list);
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "too_many_crossed|--cross %u makes %s cells or more in all segments, and --cross-cells allows %s; "
	    "the attributes with most values: %s",
	    policy->cross, segbias_number_group(cells, number[0]), segbias_number_group(policy->cross_cells, number[1]),
	    list.data ? list.data : "");
	segbias_error_hint(error, "-a A,B,C crosses these only; --cross-cells N allows more, at some 500 bytes a cell");
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}
