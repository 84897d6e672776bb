/* Question: who is skewed where attributes meet, beyond what each of them is? Every pair (triple) of attributes is compared as an
 * attribute whose values are the combinations that the reference has, in families of its own; then each combination is held
 * against what its parents alone lead to expect. DEFINITIONS.md "Crossings". */
#include "analysis/compare.h"
#include "analysis/gate_item.h"
#include "stats/crossing.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double EDGE = 1e-12; /* as of a verdict */

/* What the parents say of a combination. */
struct parents {
	double expected, p, p_flag, q, q_flag, others, beyond;
	bool freed;
};

/* Attributes that are crossed. */
struct crossing {
	const struct segbias_crossed_attributes *of;
	bool apart; /* no table has the parts together */
	const struct segbias_attribute *parts[SEGBIAS_CROSSING_MAX];
	size_t size[SEGBIAS_CROSSING_MAX];
	size_t cells;
	double *reference;                   /* [cells]; of parts that are known apart as if they were independent */
	struct segbias_share_limits *limits; /* [value_count] of parts that are known apart */
	size_t *value_of;                    /* [cells]: the value that it is; SIZE_MAX: the reference has none */
	struct segbias_attribute attribute;  /* as which it is compared; [value_count] cells in cell_of */
	size_t *cell_of;
	size_t first; /* of its values' parents in the first group, of which there are groups * values */
};

struct crossed {
	const struct segbias_analysis_input *input;
	struct segbias_findings *findings;
	struct segbias_findings *measured; /* comparisons: [groups][count] */
	struct crossing *crossings;        /* [count] */
	size_t count;
	size_t first, groups; /* of the input */
	struct parents *parents;
	size_t parent_count;
};

static struct segbias_comparison *comparison_of(const struct crossed *x, size_t group, size_t crossing)
{
	return &x->measured->comparisons[group * x->count + crossing];
}

static struct parents *parents_of(const struct crossed *x, size_t group, size_t crossing)
{
	const struct crossing *c = &x->crossings[crossing];
	return &x->parents[c->first + group * c->attribute.value_count];
}

/* --- the reference ------------------------------------------------------------------------------------------------ */

/* "Female × Asian", of a cell. */
static bool name_value(const struct crossing *c, size_t cell, struct segbias_arena *arena, struct segbias_label *out)
{
	struct segbias_label values[SEGBIAS_CROSSING_MAX] = {{0}};
	for (size_t i = c->of->count; i-- > 0; cell /= c->size[i])
		values[i] = c->parts[i]->values[cell % c->size[i]];
	return segbias_crossing_join(values, c->of->count, "×", " × ", arena, out);
}

/* The reference's shares of the values that a cell is of. */
static void share_parts(const struct crossing *c, size_t cell, double *shares)
{
	for (size_t i = c->of->count; i-- > 0; cell /= c->size[i])
		shares[i] = c->parts[i]->reference[cell % c->size[i]].weight / c->parts[i]->known.weight;
}

static enum segbias_status refuse_sample(const struct crossed *x, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "crossings_need_counts|--cross: a sample's crossings need whole counts of respondents");
	segbias_error_hint(error, "--reference-kind population, where its shares have no error");
	segbias_error_place(error, x->input->reference_path, 0, 0);
	return SEGBIAS_DATA;
}

/* Whether an attribute that is compared is called as the crossing is. */
static bool is_attribute(const struct crossed *x, struct segbias_label name)
{
	const struct segbias_matching *matching = x->input->matching;
	bool found = false;
	for (size_t i = 0; i < matching->attribute_count; i++)
		found = found ||
		        (!matching->attributes[i].dropped && segbias_label_equal(matching->attributes[i].name, name));
	return found;
}

/* What the reference has of each cell; where no table has the parts together what it would be if they were independent, which is a guess,
 * and bounds[2][cells]. cells[cells] is all 0. */
static enum segbias_status read_reference(const struct crossed *x, struct crossing *c, struct segbias_cell *cells,
                                          double *bounds[2], struct segbias_error *error)
{
	double all = 0;
	if (!c->of->apart)
		segbias_crossed_reference(x->input, c->of, cells);
	for (size_t cell = 0; cell < c->cells; cell++)
		all += cells[cell].weight;
	c->apart = c->of->apart || (x->input->tables && !(all > 0));
	if (c->apart && !c->of->apart) {
		enum segbias_status status =
		    segbias_crossed_bound(x->input, c->of, bounds[0], bounds[1], c->reference, error);
		for (size_t cell = 0; cell < c->cells && status == SEGBIAS_OK; cell++)
			cells[cell].weight = c->reference[cell];
		return status;
	}
	for (size_t cell = 0; cell < c->cells; cell++) {
		double shares[SEGBIAS_CROSSING_MAX] = {0};
		share_parts(c, cell, shares);
		segbias_crossing_bounds(shares, c->of->count, &bounds[0][cell], &bounds[1][cell]);
		if (!c->apart)
			continue;
		cells[cell].weight = 1;
		for (size_t i = 0; i < c->of->count; i++)
			cells[cell].weight *= shares[i];
	}
	return SEGBIAS_OK;
}

/* The crossing as an attribute. */
static enum segbias_status create_crossing(struct crossed *x, const struct segbias_crossed_attributes *of,
                                           struct crossing *c, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_arena *arena = &x->measured->arena;
	*c = (struct crossing){.of = of, .cells = 1};
	for (size_t i = 0; i < of->count; i++) {
		c->parts[i] = &x->input->matching->attributes[of->parts[i]];
		c->size[i] = c->parts[i]->value_count;
		c->cells *= c->size[i];
	}
	struct segbias_cell *cells = segbias_memory_zeroed(c->cells + 1, sizeof *cells);
	c->reference = segbias_arena_array(arena, c->cells, sizeof *c->reference);
	c->value_of = segbias_arena_array(arena, c->cells, sizeof *c->value_of);
	c->cell_of = segbias_arena_array(arena, c->cells, sizeof *c->cell_of);
	c->attribute.values = segbias_arena_array(arena, c->cells, sizeof *c->attribute.values);
	c->attribute.reference = segbias_arena_array(arena, c->cells, sizeof *c->attribute.reference);
	c->limits = segbias_arena_array(arena, c->cells, sizeof *c->limits);
	double *bounds[] = {segbias_arena_array(arena, c->cells, sizeof **bounds),
	                    segbias_arena_array(arena, c->cells, sizeof **bounds)};
	if (!cells || !c->reference || !c->limits || !bounds[0] || !bounds[1] || !c->value_of || !c->cell_of ||
	    !c->attribute.values || !c->attribute.reference ||
	    !segbias_crossing_name(c->parts, of->count, arena, &c->attribute.name))
		SEGBIAS_TRY(segbias_error_memory(error));
	if (is_attribute(x, c->attribute.name))
		SEGBIAS_TRY(segbias_crossing_refuse_name(c->attribute.name, x->input->campaign_path, error));
	SEGBIAS_TRY(read_reference(x, c, cells, bounds, error));
	for (size_t cell = 0; cell < c->cells; cell++) {
		size_t value = c->attribute.value_count;
		double weight = cells[cell].weight;
		c->value_of[cell] = SIZE_MAX;
		if (!(weight > 0))
			continue;
		if (x->input->kind == SEGBIAS_KIND_SAMPLE && weight != floor(weight))
			SEGBIAS_TRY(refuse_sample(x, error));
		if (!name_value(c, cell, arena, &c->attribute.values[value]))
			SEGBIAS_TRY(segbias_error_memory(error));
		c->reference[cell] = weight;
		c->value_of[cell] = value;
		c->cell_of[value] = cell;
		c->attribute.reference[value] = cells[cell];
		c->limits[value] = (struct segbias_share_limits){.low = bounds[0][cell], .high = bounds[1][cell]};
		segbias_cell_add(&c->attribute.known, &cells[cell]);
		c->attribute.value_count++;
	}
done:
	free(cells);
	return status;
}

/* --- the campaign ------------------------------------------------------------------------------------------------- */

/* Fills counts' own part; cells[value_count]. */
static void read_group(const struct crossed *x, const struct crossing *c, const struct segbias_group *group,
                       struct segbias_cell *cells, struct segbias_counts *counts)
{
	uint32_t columns[SEGBIAS_CROSSING_MAX + 1] = {0};
	uint32_t ids[SEGBIAS_CROSSING_MAX + 1] = {group->id};
	size_t limit[SEGBIAS_CROSSING_MAX];
	size_t skipped = segbias_group_is_whole(group) ? 1 : 0;
	for (size_t i = 0; i < c->of->count; i++) {
		columns[i + 1] = c->parts[i]->column;
		limit[i] = SEGBIAS_ID_FIRST + c->size[i];
	}
	const struct segbias_table *table =
	    segbias_tally_table(x->input->campaign, columns + skipped, c->of->count + 1 - skipped);
	do {
		struct segbias_cell one = segbias_tally_cell(table, ids + skipped, c->of->count + 1 - skipped);
		bool missing = false;
		bool unmatched = false;
		size_t cell = 0;
		for (size_t i = 0; i < c->of->count; i++) {
			missing = missing || ids[i + 1] == SEGBIAS_ID_MISSING;
			unmatched = unmatched || ids[i + 1] == SEGBIAS_ID_UNMATCHED;
			cell = cell * c->size[i] + (ids[i + 1] < SEGBIAS_ID_FIRST ? 0 : ids[i + 1] - SEGBIAS_ID_FIRST);
		}
		if (missing) {
			segbias_cell_add(&counts->missing, &one);
		} else if (unmatched || c->value_of[cell] == SIZE_MAX) {
			segbias_cell_add(&counts->unmatched, &one);
		} else {
			cells[c->value_of[cell]] = one;
			segbias_cell_add(&counts->known, &one);
		}
	} while (segbias_crossed_next(ids + 1, limit, c->of->count));
	counts->cells = cells;
}

/* One crossing in all groups, as an attribute is. */
static enum segbias_status measure_crossing(struct crossed *x, size_t at, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct crossing *c = &x->crossings[at];
	struct segbias_counts whole = {.drawn = false};
	struct segbias_counts counts;
	struct segbias_sides sides = {
	    .input = x->input, .attribute = &c->attribute, .counts = &counts, .limits = c->apart ? c->limits : NULL};
	size_t values = c->attribute.value_count;
	struct segbias_cell *cells = segbias_memory_zeroed(2 * values + 1, sizeof *cells);
	struct segbias_side_input side = {
	    .cells = c->attribute.reference, .values = values, .known = &c->attribute.known};
	if (!cells)
		return segbias_error_memory(error);
	SEGBIAS_TRY(segbias_side_measure(&side, &sides.reference, error));
	read_group(x, c, &x->input->groups[0], cells + values, &whole);
	for (size_t i = 0; i < x->groups; i++) {
		const struct segbias_group *group = &x->input->groups[x->first + i];
		memset(cells, 0, values * sizeof *cells);
		counts = (struct segbias_counts){.whole = whole.cells, .whole_known = whole.known};
		read_group(x, c, group, cells, &counts);
		SEGBIAS_TRY(segbias_comparison_measure(&sides, group, &x->measured->arena, comparison_of(x, i, at),
		                                       NULL, error));
	}
done:
	segbias_side_release(&sides.reference);
	free(cells);
	return status;
}

/* --- the parents -------------------------------------------------------------------------------------------------- */

/* The table of a crossing in a group; count[cells]. */
static struct segbias_crossing_table table_of(const struct crossed *x, size_t group, size_t at, double *count)
{
	const struct crossing *c = &x->crossings[at];
	const struct segbias_comparison *comparison = comparison_of(x, group, at);
	struct segbias_crossing_table table = {.axes = c->of->count,
	                                       .count = count,
	                                       .reference = c->reference,
	                                       .exact = x->input->kind == SEGBIAS_KIND_POPULATION};
	memcpy(table.size, c->size, sizeof table.size);
	for (size_t cell = 0; cell < c->cells; cell++)
		count[cell] = c->value_of[cell] == SIZE_MAX ? 0 : comparison->values[c->value_of[cell]].count;
	return table;
}

/* What a fit needs of one crossing. */
struct room {
	double *count;
	bool *freed;
	struct segbias_crossing_cell *cells;
};

static void room_release(struct room *room)
{
	free(room->count);
	free(room->freed);
	free(room->cells);
}

static bool room_init(const struct crossed *x, struct room *room)
{
	size_t most = 1;
	for (size_t i = 0; i < x->count; i++)
		most = x->crossings[i].cells > most ? x->crossings[i].cells : most;
	room->count = segbias_memory_zeroed(most, sizeof *room->count);
	room->freed = segbias_memory_zeroed(most, sizeof *room->freed);
	room->cells = segbias_memory_zeroed(most, sizeof *room->cells);
	return room->count && room->freed && room->cells;
}

/* Against the parents alone. A test at the edges of the band is asked for only where it may find something: elsewhere p 1 changes
 * no discovery. false: out of memory. */
static bool fit(struct crossed *x, size_t group, size_t at, struct room *room)
{
	const struct crossing *c = &x->crossings[at];
	const struct segbias_comparison *comparison = comparison_of(x, group, at);
	struct parents *parents = parents_of(x, group, at);
	struct segbias_crossing_table table = table_of(x, group, at, room->count);
	for (size_t v = 0; v < c->attribute.value_count; v++)
		parents[v] = (struct parents){NAN, NAN, NAN, NAN, NAN, NAN, NAN, false};
	if (!comparison->tested || c->apart)
		return true;
	if (!segbias_crossing_fit(&table, NULL, room->cells))
		return false;
	for (size_t v = 0; v < c->attribute.value_count; v++) {
		size_t cell = c->cell_of[v];
		parents[v].expected = room->cells[cell].expected;
		parents[v].p = room->cells[cell].p;
		parents[v].p_flag = 1;
		if (parents[v].p <= x->input->policy->alpha &&
		    !segbias_crossing_flag(&table, cell, comparison->limits.band_low / 100,
		                           comparison->limits.band_high / 100, &parents[v].p_flag))
			return false;
	}
	return true;
}

/* Whether the first group is the whole campaign. */
static bool is_whole(const struct crossed *x, size_t group)
{
	return segbias_group_is_whole(&x->input->groups[x->first + group]);
}

/* Those of as many attributes, in the whole campaign and in the segments: q, and up to which p one of either is a finding in
 * most[2]. Triples stand apart: what pairs there are is no reason to find more of them. false: out of memory. */
static bool adjust(struct crossed *x, size_t axes, double most[2])
{
	const struct segbias_policy *policy = x->input->policy;
	double *p = segbias_memory_zeroed(x->parent_count + 1, sizeof *p);
	double *q = segbias_memory_zeroed(x->parent_count + 1, sizeof *q);
	bool *whole = segbias_memory_zeroed(x->parent_count + 1, sizeof *whole);
	struct parents **at = segbias_memory_zeroed(x->parent_count + 1, sizeof *at);
	bool ok = p && q && whole && at;
	size_t count = 0;
	for (size_t g = 0; ok && g < x->groups; g++)
		for (size_t i = 0; i < x->count; i++)
			for (size_t v = 0;
			     x->crossings[i].of->count == axes && v < x->crossings[i].attribute.value_count; v++) {
				whole[count] = is_whole(x, g);
				at[count++] = &parents_of(x, g, i)[v];
			}
	for (size_t i = 0; i < count; i++)
		p[i] = at[i]->p_flag;
	ok = ok && segbias_families_adjust(p, whole, count, policy->control, q);
	for (size_t i = 0; ok && i < count; i++) {
		at[i]->q_flag = q[i];
		p[i] = q[i] <= policy->alpha ? 1 : at[i]->p;
	}
	ok = ok && segbias_families_adjust(p, whole, count, policy->control, q);
	most[0] = most[1] = 0;
	for (size_t i = 0; ok && i < count; i++) {
		at[i]->q = q[i];
		if (at[i]->q_flag <= policy->alpha || at[i]->q <= policy->alpha)
			most[whole[i]] = fmax(most[whole[i]], at[i]->p);
	}
	free(p);
	free(q);
	free(whole);
	free(at);
	return ok;
}

/* The strongest first, each of what the others leave. false: out of memory. */
static bool free_strongest(struct crossed *x, size_t group, size_t at, double most, struct room *room)
{
	const struct crossing *c = &x->crossings[at];
	struct parents *parents = parents_of(x, group, at);
	bool any = false;
	for (size_t v = 0; v < c->attribute.value_count; v++)
		any = any || parents[v].p <= most;
	if (!any || most == 0)
		return true;
	struct segbias_crossing_table table = table_of(x, group, at, room->count);
	memset(room->freed, 0, c->cells * sizeof *room->freed);
	if (!segbias_crossing_free(&table, most, room->freed, room->cells))
		return false;
	for (size_t v = 0; v < c->attribute.value_count; v++) {
		size_t cell = c->cell_of[v];
		parents[v].freed = room->freed[cell];
		if (!parents[v].freed || !(room->cells[cell].expected > 0))
			continue;
		parents[v].others = room->cells[cell].expected;
		parents[v].beyond = 100 * (table.count[cell] / parents[v].others);
	}
	return true;
}

static bool hold_against_parents(struct crossed *x)
{
	struct room room = {0};
	double most[SEGBIAS_CROSSING_MAX + 1][2] = {{0}};
	bool ok = room_init(x, &room);
	for (size_t i = 0; ok && i < x->count; i++)
		for (size_t g = 0; ok && g < x->groups; g++)
			ok = fit(x, g, i, &room);
	for (size_t axes = 2; ok && axes <= SEGBIAS_CROSSING_MAX; axes++)
		ok = adjust(x, axes, most[axes]);
	for (size_t i = 0; ok && i < x->count; i++)
		for (size_t g = 0; ok && g < x->groups; g++)
			ok = free_strongest(x, g, i, most[x->crossings[i].of->count][is_whole(x, g)], &room);
	room_release(&room);
	return ok;
}

/* --- findings ----------------------------------------------------------------------------------------------------- */

/* A parent's value with a finding on that side, of the smallest q. */
static void take_parent(const struct segbias_comparison *comparison, const struct segbias_value_finding *value,
                        bool over, double *q, struct segbias_crossing_finding *row)
{
	if (!segbias_is_flag(value->verdict) || segbias_is_over(value->verdict) != over || !(value->q < *q))
		return;
	*q = value->q;
	row->under_attribute = comparison->attribute;
	row->under_value = value->value;
}

/* Of two attributes: their values. */
static void find_values(const struct segbias_findings *findings, const struct crossing *c, bool over,
                        struct segbias_crossing_finding *row)
{
	double q = INFINITY;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		if (!segbias_label_same(comparison->segment, row->segment))
			continue;
		for (size_t j = 0; j < c->of->count; j++)
			for (size_t v = 0; segbias_label_equal(comparison->attribute, c->parts[j]->name) &&
			                   v < comparison->value_count;
			     v++)
				if (segbias_label_equal(comparison->values[v].value, row->values[j]))
					take_parent(comparison, &comparison->values[v], over, &q, row);
	}
}

/* Of three: their pairs. */
static void find_pairs(const struct crossed *x, size_t group, const struct crossing *c, size_t cell, bool over,
                       struct segbias_crossing_finding *row)
{
	double q = INFINITY;
	size_t values[SEGBIAS_CROSSING_MAX] = {0};
	for (size_t i = c->of->count; i-- > 0; cell /= c->size[i])
		values[i] = cell % c->size[i];
	for (size_t i = 0; i < x->count; i++) {
		const struct crossing *pair = &x->crossings[i];
		const struct segbias_comparison *comparison = comparison_of(x, group, i);
		size_t own = 0;
		size_t found = 0;
		for (size_t j = 0; j < c->of->count && pair->of->count == 2; j++)
			if (found < 2 && pair->of->parts[found] == c->of->parts[j])
				own = own * pair->size[found++] + values[j];
		if (found == 2 && pair->value_of[own] != SIZE_MAX)
			take_parent(comparison, &comparison->values[pair->value_of[own]], over, &q, row);
	}
}

/* Within bounds nobody knows what its parts explain. */
static const char *state_of(const struct crossing *c, const struct segbias_comparison *comparison,
                            const struct segbias_value_finding *value, const struct parents *parents)
{
	bool over = segbias_is_over(value->verdict);
	double ratio = parents->beyond / 100;
	if (!segbias_is_flag(value->verdict))
		return "none";
	if (c->apart)
		return "bounds";
	if (parents->freed && (over ? ratio > comparison->limits.band_high / 100 + EDGE
	                            : ratio < comparison->limits.band_low / 100 - EDGE))
		return "own";
	return "sum";
}

static bool name_parts(const struct crossing *c, size_t cell, struct segbias_arena *arena,
                       struct segbias_crossing_finding *row)
{
	row->values = segbias_arena_array(arena, c->of->count, sizeof *row->values);
	row->value_count = c->of->count;
	for (size_t i = c->of->count; row->values && i-- > 0; cell /= c->size[i])
		if (!segbias_arena_copy(arena, c->parts[i]->values[cell % c->size[i]], &row->values[i]))
			return false;
	return row->values != NULL;
}

/* What is told of a value whose share lies within limits: nothing that stands on the guess. */
static void tell_limits(const struct crossing *c, size_t v, struct segbias_crossing_finding *row)
{
	row->reference_low = c->limits[v].low;
	row->reference_high = c->limits[v].high;
	row->assumed = fmin(fmax(c->attribute.reference[v].weight, row->reference_low), row->reference_high);
	row->expected = row->reference_share = row->index = NAN;
}

/* All of a row that is not of its names. */
static struct segbias_crossing_finding row_of(const struct crossed *x, size_t group, size_t at, size_t v)
{
	const struct crossing *c = &x->crossings[at];
	const struct segbias_comparison *comparison = comparison_of(x, group, at);
	const struct segbias_value_finding *value = &comparison->values[v];
	const struct parents *parents = &parents_of(x, group, at)[v];
	return (struct segbias_crossing_finding){.segment = comparison->segment,
	                                         .n = comparison->n,
	                                         .missing = comparison->missing,
	                                         .unmatched = comparison->unmatched,
	                                         .count = value->count,
	                                         .expected = comparison->n * value->reference_share,
	                                         .share = value->share,
	                                         .reference_share = value->reference_share,
	                                         .index = value->index,
	                                         .index_low = value->index_low,
	                                         .index_high = value->index_high,
	                                         .shortfall = value->shortfall,
	                                         .p = value->p,
	                                         .q = value->q,
	                                         .p_flag = value->p_flag,
	                                         .q_flag = value->q_flag,
	                                         .q_likely = value->q_likely,
	                                         .verdict = value->verdict,
	                                         .reason = value->reason,
	                                         .parents_expected = parents->expected,
	                                         .others_expected = parents->others,
	                                         .beyond = parents->beyond,
	                                         .p_parents = parents->p,
	                                         .q_parents = parents->q,
	                                         .q_parents_flag = parents->q_flag,
	                                         .state = state_of(c, comparison, value, parents),
	                                         .reference_low = NAN,
	                                         .reference_high = NAN,
	                                         .assumed = NAN};
}

/* Of the same, copied: what was measured goes. */
static bool name_row(const struct crossing *c, size_t v, struct segbias_arena *arena,
                     struct segbias_crossing_finding *row)
{
	return segbias_arena_copy(arena, c->attribute.name, &row->attribute) &&
	       segbias_arena_copy(arena, c->attribute.values[v], &row->value) &&
	       name_parts(c, c->cell_of[v], arena, row);
}

static bool add_row(const struct crossed *x, size_t group, size_t at, size_t v, struct segbias_findings *findings)
{
	const struct crossing *c = &x->crossings[at];
	const struct segbias_comparison *comparison = comparison_of(x, group, at);
	const struct segbias_value_finding *value = &comparison->values[v];
	struct segbias_crossing_finding *row = &findings->crossings[findings->crossing_count];
	struct segbias_arena *arena = &findings->arena;
	*row = row_of(x, group, at, v);
	if (c->apart)
		tell_limits(c, v, row);
	if (!name_row(c, v, arena, row))
		return false;
	if (strcmp(row->state, "sum") == 0) {
		bool over = segbias_is_over(value->verdict);
		if (c->of->count == 2)
			find_values(findings, c, over, row);
		else
			find_pairs(x, group, c, c->cell_of[v], over, row);
		if (row->under_attribute.bytes)
			row->state = "folded";
		/* A pair's name is gone with what was measured. */
		if (row->under_attribute.bytes &&
		    (!segbias_arena_copy(arena, row->under_attribute, &row->under_attribute) ||
		     !segbias_arena_copy(arena, row->under_value, &row->under_value)))
			return false;
	}
	findings->crossing_count++;
	return true;
}

/* For a gate on crossings: how near it was where it passes, and what it could not test. false: out of memory. */
static bool tell_near(const struct crossed *x, size_t group, size_t at, struct segbias_findings *findings)
{
	const struct crossing *c = &x->crossings[at];
	const struct segbias_comparison *comparison = comparison_of(x, group, at);
	struct segbias_crossing_finding *near = &findings->crossing_near[is_whole(x, group)];
	double nearest = INFINITY;
	size_t found = SIZE_MAX;
	if (comparison->state == SEGBIAS_STATE_TOO_FEW) {
		findings->crossed_small[is_whole(x, group)]++;
		findings->crossed_small_n[is_whole(x, group)] += comparison->n;
	}
	for (size_t v = 0; v < c->attribute.value_count && c->apart; v++)
		findings->crossed_bounded[is_whole(x, group)] += isnan(comparison->values[v].q_flag) ? 0 : 1;
	struct segbias_gate_item item;
	if (near->attribute.bytes && segbias_gate_crossing_item(x->input->policy, near, &item))
		nearest = item.key;
	for (size_t v = 0; v < c->attribute.value_count && comparison->tested && !c->apart; v++) {
		struct segbias_crossing_finding row = row_of(x, group, at, v);
		row.attribute = c->attribute.name;
		if (!segbias_gate_crossing_item(x->input->policy, &row, &item) || item.found || !(item.key < nearest))
			continue;
		nearest = item.key;
		found = v;
	}
	if (found == SIZE_MAX)
		return true;
	*near = row_of(x, group, at, found);
	return name_row(c, found, &findings->arena, near);
}

static bool is_told(const struct crossed *x, const struct segbias_value_finding *value)
{
	return segbias_policy_names_crossings(x->input->policy) || segbias_is_flag(value->verdict);
}

/* Group by group, crossing by crossing, in the order of the values. */
static enum segbias_status add_rows(const struct crossed *x, struct segbias_findings *findings,
                                    struct segbias_error *error)
{
	size_t room = 0;
	for (size_t i = 0; i < x->measured->comparison_count; i++)
		for (size_t v = 0; v < x->measured->comparisons[i].value_count; v++)
			room += is_told(x, &x->measured->comparisons[i].values[v]);
	findings->crossings = segbias_arena_array(&findings->arena, room, sizeof *findings->crossings);
	if (!findings->crossings)
		return segbias_error_memory(error);
	for (size_t g = 0; g < x->groups; g++)
		for (size_t i = 0; i < x->count; i++)
			if (!tell_near(x, g, i, findings))
				return segbias_error_memory(error);
	for (size_t g = 0; g < x->groups; g++)
		for (size_t i = 0; i < x->count; i++)
			for (size_t v = 0; v < x->crossings[i].attribute.value_count; v++)
				if (is_told(x, &comparison_of(x, g, i)->values[v]) && !add_row(x, g, i, v, findings))
					return segbias_error_memory(error);
	findings->crossed_segments = x->measured->family_segments;
	findings->crossed_whole = x->measured->family_whole;
	return SEGBIAS_OK;
}

/* --- the question ------------------------------------------------------------------------------------------------- */

/* No record has all parts: nothing is compared. */
static void note_nobody(const struct crossed *x, const struct crossing *c)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_error *note =
	    segbias_notes_add(&x->findings->notes, "crossing_unknown",
	                      "%s is not compared: the reference has nobody of whom it knows all parts",
	                      segbias_label_quote(c->attribute.name, quoted));
	segbias_error_place(note, x->input->reference_path, 0, 0);
}

static enum segbias_status create(struct crossed *x, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = x->input->matching;
	SEGBIAS_TRY(segbias_findings_create(&x->measured, error));
	x->crossings = segbias_arena_array(&x->measured->arena, matching->crossing_count, sizeof *x->crossings);
	if (!x->crossings)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < matching->crossing_count; i++) {
		bool dropped = false; /* the pour showed that a part cannot be compared */
		for (size_t j = 0; j < matching->crossings[i].count; j++)
			dropped = dropped || matching->attributes[matching->crossings[i].parts[j]].dropped;
		if (dropped)
			continue;
		struct crossing *c = &x->crossings[x->count];
		SEGBIAS_TRY(create_crossing(x, &matching->crossings[i], c, error));
		c->first = x->parent_count;
		x->parent_count += x->groups * c->attribute.value_count;
		x->count += c->attribute.value_count > 0;
		if (c->attribute.value_count == 0)
			note_nobody(x, c);
	}
	x->measured->comparison_count = x->groups * x->count;
	x->measured->comparisons =
	    segbias_arena_array(&x->measured->arena, x->measured->comparison_count, sizeof *x->measured->comparisons);
	x->parents = segbias_memory_zeroed(x->parent_count + 1, sizeof *x->parents);
	if (!x->measured->comparisons || !x->parents)
		status = segbias_error_memory(error);
done:
	return status;
}

static enum segbias_status refuse_doubts(const struct segbias_analysis_input *input, struct segbias_error *error)
{
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "crossings_inexact|--cross: figures of it are hidden or rounded, and crossings need exact ones");
	segbias_error_hint(error, "figures that only look rounded: --rounded none, --reference-rounded none");
	segbias_error_place(error, segbias_tally_doubts(input->campaign) ? input->campaign_path : input->reference_path,
	                    0, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_analyse_crossings(const struct segbias_analysis_input *input,
                                              struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct crossed x = {.input = input, .findings = findings, .groups = input->group_count};
	if (!input->policy->cross)
		return SEGBIAS_OK;
	if (segbias_tally_doubts(input->campaign) || segbias_tally_doubts(input->reference))
		return refuse_doubts(input, error);
	if (input->policy->segments_apart && x.groups > 1) {
		x.first = 1;
		x.groups--;
	}
	SEGBIAS_TRY(segbias_crossings_check_cells(input->matching, input->policy, input->group_count - 1, error));
	SEGBIAS_TRY(create(&x, error));
	for (size_t i = 0; i < x.count; i++)
		SEGBIAS_TRY(measure_crossing(&x, i, error));
	SEGBIAS_TRY(segbias_comparisons_judge(input->policy, x.measured, error));
	if (!hold_against_parents(&x))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(add_rows(&x, findings, error));
done:
	free(x.parents);
	segbias_findings_free(x.measured);
	return status;
}
