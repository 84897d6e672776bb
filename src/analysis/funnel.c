/* Question: which stage of a funnel skews, and does it amplify what was skewed before it? Of every value the index of each
 * stage against the one before: the first against the reference, the next against a base of which it is a part (or, where it is none, a sample), by
 * the tests of a comparison. Their verdicts are a family of their own, those against the reference another, and so is what is amplified:
 * no other verdict depends on them. DEFINITIONS.md "Funnel". */
#include "analysis/compare.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A stage of whose known records more than so much was not in the one before is no part of it. */
static const double OUTSIDE_MOST = 0.05;

enum { IN = SEGBIAS_ID_FIRST, NOT };
#define NO_COLUMN UINT32_MAX

/* A question to the tally: records by their answers to a stage and to the one before, of a value. */
struct spot {
	size_t stage;
	uint32_t before, own; /* ids; of the first stage `before` is IN */
	uint32_t column, id;  /* of an attribute; NO_COLUMN: of all */
};

/* What a stage holds of a group, by the values of an attribute. */
struct holding {
	struct segbias_cell *cells; /* [values] */
	struct segbias_cell known, missing, unmatched;
};

/* The groups of a stage that was read apart. */
struct source {
	struct segbias_group *groups;
	size_t count;
};

struct funnel {
	const struct segbias_analysis_input *input;
	size_t stages, attributes; /* attributes: those that are compared */
	size_t first, groups;      /* of the groups of the input */
	/* [groups][attributes][stages]: against the stage before, and against the reference */
	struct segbias_findings *steps, *overall;
	struct source *sources; /* [stages] */
	bool *moved;            /* [the same]: a few of the stage are not in the one before, and the test is of both */
	const char **untested;  /* [the same]: why nothing is; NULL: it is */
	bool **unknown;         /* [the same][values]: of too many it is not known whether they are in the stage */
};

/* By the column of a stage itself everybody of a value is in it or nobody. */
static bool is_followed(const struct segbias_matching *matching, const struct segbias_attribute *attribute)
{
	bool own = false;
	for (size_t i = 0; i < matching->stage_count; i++) {
		uint32_t column = matching->stages[i].column;
		own = own || (column != NO_COLUMN && matching->plan.columns[column].field == attribute->field) ||
		      matching->stages[i].counted == attribute->field;
	}
	return !own && !attribute->dropped;
}

/* --- counts ------------------------------------------------------------------------------------------------------ */

static struct segbias_cell cell_at(const struct segbias_analysis_input *input, const struct segbias_group *group,
                                   const struct spot *spot)
{
	const struct segbias_stage *stages = input->matching->stages;
	uint32_t columns[SEGBIAS_TABLE_COLUMNS_MAX];
	uint32_t ids[SEGBIAS_TABLE_COLUMNS_MAX];
	size_t size = 0;
	if (!segbias_group_is_whole(group)) {
		columns[size] = input->matching->segment_column;
		ids[size++] = group->id;
	}
	const uint32_t asked[] = {spot->before, spot->own};
	for (size_t i = 0; i < 2; i++) {
		if (spot->stage + i == 0)
			continue;
		uint32_t column = stages[spot->stage + i - 1].column;
		if (column == NO_COLUMN && asked[i] != IN) /* all records are in it */
			return (struct segbias_cell){0};
		if (column == NO_COLUMN)
			continue;
		columns[size] = column;
		ids[size++] = asked[i];
	}
	if (spot->column != NO_COLUMN) {
		columns[size] = spot->column;
		ids[size++] = spot->id;
	}
	if (size == 0)
		return segbias_tally_total(input->campaign);
	return segbias_tally_cell(segbias_tally_table(input->campaign, columns, size), ids, size);
}

/* Those in the stage: all, or `outside` those alone that are not (or do not say that they are) in the one before. */
static struct segbias_cell in_stage(const struct segbias_analysis_input *input, const struct segbias_group *group,
                                    struct spot spot, bool outside)
{
	static const uint32_t BEFORE[] = {IN, NOT, SEGBIAS_ID_MISSING};
	struct segbias_cell sum = {0};
	spot.own = IN;
	for (size_t i = outside ? 1 : 0; i < (spot.stage > 0 ? 3 : 1); i++) {
		spot.before = BEFORE[i];
		struct segbias_cell cell = cell_at(input, group, &spot);
		segbias_cell_add(&sum, &cell);
	}
	return sum;
}

/* Of a stage that the campaign's own columns tell. */
static void hold_part(const struct segbias_analysis_input *input, const struct segbias_group *group,
                      const struct segbias_attribute *attribute, size_t stage, bool outside, struct holding *out)
{
	struct spot spot = {.stage = stage, .column = attribute->column};
	for (size_t v = 0; v < attribute->value_count; v++) {
		spot.id = (uint32_t)(SEGBIAS_ID_FIRST + v);
		out->cells[v] = in_stage(input, group, spot, outside);
		segbias_cell_add(&out->known, &out->cells[v]);
	}
	spot.id = SEGBIAS_ID_MISSING;
	out->missing = in_stage(input, group, spot, outside);
	spot.id = SEGBIAS_ID_UNMATCHED;
	out->unmatched = in_stage(input, group, spot, outside);
	spot.id = SEGBIAS_ID_ANSWERED;
	if (attribute->separator.bytes)
		out->known = in_stage(input, group, spot, outside);
}

/* The group of that name, or the whole, of a stage that was read apart; NULL: it has none. */
static const struct segbias_group *group_in(const struct funnel *f, size_t stage, const struct segbias_group *group)
{
	const struct source *source = &f->sources[stage];
	if (segbias_group_is_whole(group))
		return &source->groups[0];
	for (size_t i = 1; i < source->count; i++)
		if (segbias_label_equal(source->groups[i].label, group->label))
			return &source->groups[i];
	return NULL;
}

/* The attribute as the stage's own plan has it; NULL: it has not. */
static const struct segbias_attribute *attribute_in(const struct segbias_stage *stage,
                                                    const struct segbias_attribute *attribute)
{
	for (size_t i = 0; i < stage->matching->attribute_count; i++) {
		const struct segbias_attribute *own = &stage->matching->attributes[i];
		if (segbias_label_equal(own->reference_name, attribute->reference_name) && !own->dropped)
			return own;
	}
	return NULL;
}

/* The same of a stage that was read apart; who of it is outside of another stage nobody knows. */
static void hold_apart(const struct funnel *f, const struct segbias_group *group,
                       const struct segbias_attribute *attribute, size_t at, struct holding *out)
{
	const struct segbias_stage *stage = &f->input->matching->stages[at];
	const struct segbias_attribute *own = attribute_in(stage, attribute);
	const struct segbias_group *mine = group_in(f, at, group);
	struct segbias_group_tables tables = segbias_group_tables_of(stage->tally, own->column);
	for (size_t v = 0; v < attribute->value_count; v++) {
		out->cells[v] = mine ? segbias_group_cell(&tables, mine, (uint32_t)(SEGBIAS_ID_FIRST + v))
		                     : (struct segbias_cell){0};
		segbias_cell_add(&out->known, &out->cells[v]);
	}
	if (!mine)
		return;
	out->missing = segbias_group_cell(&tables, mine, SEGBIAS_ID_MISSING);
	out->unmatched = segbias_group_cell(&tables, mine, SEGBIAS_ID_UNMATCHED);
	if (own->separator.bytes)
		out->known = segbias_group_cell(&tables, mine, SEGBIAS_ID_ANSWERED);
}

/* Fills cells[values]. */
static void hold(const struct funnel *f, const struct segbias_group *group, const struct segbias_attribute *attribute,
                 size_t stage, struct holding *out)
{
	*out = (struct holding){.cells = out->cells};
	if (f->input->matching->stages[stage].tally)
		hold_apart(f, group, attribute, stage, out);
	else
		hold_part(f->input, group, attribute, stage, false, out);
}

/* --- one attribute ------------------------------------------------------------------------------------------------ */

/* While an attribute's stages are measured. */
struct measure {
	struct funnel *funnel;
	const struct segbias_attribute *attribute;
	size_t column; /* which of those that are compared */
	struct segbias_sides sides;
	struct segbias_cell *room;                   /* what holdings hold */
	struct holding now, before, outside, *whole; /* whole[stages]: of the whole campaign */
};

static size_t place_of(const struct measure *m, size_t group, size_t stage)
{
	const struct funnel *f = m->funnel;
	return ((group - f->first) * f->attributes + m->column) * f->stages + stage;
}

static enum segbias_status measure_init(struct measure *m, struct segbias_error *error)
{
	const struct funnel *f = m->funnel;
	size_t values = m->attribute->value_count;
	m->whole = segbias_memory_zeroed(f->stages, sizeof *m->whole);
	m->room = segbias_memory_zeroed((f->stages + 3) * values + 1, sizeof *m->room);
	if (!m->whole || !m->room)
		return segbias_error_memory(error);
	m->now.cells = m->room;
	m->before.cells = m->room + values;
	m->outside.cells = m->room + 2 * values;
	for (size_t i = 0; i < f->stages; i++) {
		m->whole[i].cells = m->room + (3 + i) * values;
		hold(f, &f->input->groups[0], m->attribute, i, &m->whole[i]);
	}
	enum segbias_status status = segbias_sides_create(f->input, m->attribute, &m->sides, error);
	/* How persons are spread is known of a group, and not of those in a stage. */
	segbias_spreads_free(m->sides.campaign);
	m->sides.campaign = NULL;
	return status;
}

static void measure_release(struct measure *m)
{
	segbias_sides_release(&m->sides);
	free(m->room);
	free(m->whole);
}

static struct segbias_counts counts_of(const struct measure *m, size_t stage, bool drawn)
{
	const struct holding *whole = &m->whole[stage];
	return (struct segbias_counts){.cells = m->now.cells,
	                               .known = m->now.known,
	                               .missing = m->now.missing,
	                               .unmatched = m->now.unmatched,
	                               .drawn = drawn,
	                               .whole = whole->cells,
	                               .whole_known = whole->known};
}

static void leave_untested(struct segbias_comparison *comparison)
{
	comparison->tested = false;
	for (size_t i = 0; i < comparison->value_count; i++)
		segbias_value_leave_untested(&comparison->values[i]);
}

/* Whether the records of the stage, or those of the one before, were read apart: who is in both is not known. */
static bool is_apart(const struct funnel *f, size_t stage)
{
	const struct segbias_stage *stages = f->input->matching->stages;
	return stages[stage].tally || (stage > 0 && stages[stage - 1].tally);
}

static bool is_weighted(const struct funnel *f, size_t stage)
{
	const struct segbias_stage *one = &f->input->matching->stages[stage];
	return one->tally ? one->matching->plan.weighted : f->input->weighted;
}

/* Whether the stage is a part of the one before, but for a few. Of counts in the columns of one table it is where no value has
 * more of them than before. */
static bool is_part(const struct measure *m, size_t stage)
{
	const struct segbias_stage *stages = m->funnel->input->matching->stages;
	bool files = stages[stage].file.bytes || stages[stage - 1].file.bytes;
	bool fewer = m->now.known.count <= m->before.known.count;
	if (is_weighted(m->funnel, stage))
		return false;
	for (size_t v = 0; v < m->attribute->value_count; v++)
		fewer = fewer && m->now.cells[v].count <= m->before.cells[v].count;
	return is_apart(m->funnel, stage) ? !files && fewer
	                                  : m->outside.known.weight <= OUTSIDE_MOST * m->now.known.weight;
}

/* Where each person has one record, persons are spread as records are. */
static bool repeats_persons(const struct segbias_tally *tally)
{
	const struct segbias_clusters *persons = segbias_tally_clusters(tally);
	return persons && segbias_clusters_count(persons) < segbias_tally_total(tally).count;
}

/* Why nothing is tested of a group's stage, whatever it holds; NULL: it is. */
static const char *why_untested(const struct segbias_analysis_input *input)
{
	bool doubts = segbias_tally_doubts(input->campaign);
	bool persons = repeats_persons(input->campaign);
	for (size_t i = 0; i < input->matching->stage_count; i++) {
		const struct segbias_tally *tally = input->matching->stages[i].tally;
		doubts = doubts || (tally && segbias_tally_doubts(tally));
		persons = persons || (tally && repeats_persons(tally));
	}
	if (persons && !(input->policy->deff > 0))
		return "person";
	return doubts ? "masked" : NULL;
}

/* Whether of those who may be in the stage, all or those of a value, more than --missing-max do not say so: they are in the one
 * before, or do not say that either. However few of the stage before they are, they may be most of a stage that takes few. */
static bool is_unknown(const struct segbias_analysis_input *input, const struct segbias_group *group, struct spot spot)
{
	static const uint32_t BEFORE[] = {IN, SEGBIAS_ID_MISSING};
	const struct segbias_stage *stage = &input->matching->stages[spot.stage];
	double count = 0;
	if (stage->tally || stage->column == NO_COLUMN)
		return false;
	spot.own = SEGBIAS_ID_MISSING;
	for (size_t i = 0; i < (spot.stage > 0 ? 2 : 1); i++) {
		spot.before = BEFORE[i];
		count += cell_at(input, group, &spot).weight;
	}
	return count > 0 && count / (count + in_stage(input, group, spot, false).weight) > input->policy->missing_max;
}

/* The same of each value. */
static enum segbias_status find_unknown(const struct measure *m, size_t group, size_t stage,
                                        struct segbias_error *error)
{
	struct funnel *f = m->funnel;
	const struct segbias_group *one = &f->input->groups[group];
	struct spot spot = {.stage = stage, .column = NO_COLUMN};
	bool all = is_unknown(f->input, one, spot);
	bool *unknown = segbias_arena_array(&f->steps->arena, m->attribute->value_count + 1, sizeof *unknown);
	if (!unknown)
		return segbias_error_memory(error);
	spot.column = m->attribute->column;
	for (size_t v = 0; v < m->attribute->value_count; v++) {
		spot.id = (uint32_t)(SEGBIAS_ID_FIRST + v);
		unknown[v] = all || is_unknown(f->input, one, spot);
	}
	f->unknown[place_of(m, group, stage)] = unknown;
	return SEGBIAS_OK;
}

/* Against the reference. */
static enum segbias_status measure_overall(struct measure *m, size_t group, size_t stage, struct segbias_error *error)
{
	struct funnel *f = m->funnel;
	size_t at = place_of(m, group, stage);
	struct segbias_comparison *comparison = &f->overall->comparisons[at];
	const struct segbias_counts counts = counts_of(m, stage, false);
	struct segbias_analysis_input input = *f->input;
	input.weighted = is_weighted(f, stage);
	m->sides.input = &input;
	m->sides.counts = &counts;
	enum segbias_status status = segbias_comparison_measure(&m->sides, &f->input->groups[group], &f->overall->arena,
	                                                        comparison, NULL, error);
	m->sides.counts = NULL;
	m->sides.input = f->input;
	f->untested[at] = why_untested(f->input);
	if (status == SEGBIAS_OK && f->untested[at])
		leave_untested(comparison);
	return status == SEGBIAS_OK ? find_unknown(m, group, stage, error) : status;
}

/* The first step is the one from the reference. */
static enum segbias_status copy_step(struct funnel *f, size_t at, struct segbias_error *error)
{
	struct segbias_comparison *step = &f->steps->comparisons[at];
	*step = f->overall->comparisons[at];
	step->values = segbias_arena_array(&f->steps->arena, step->value_count, sizeof *step->values);
	if (!step->values)
		return segbias_error_memory(error);
	memcpy(step->values, f->overall->comparisons[at].values, step->value_count * sizeof *step->values);
	return SEGBIAS_OK;
}

/* What the stage came from. A part of the stage before, but for a few, is drawn from a base: from those in the stage before and
 * the few who came from elsewhere; by a declared design effect they are as many people fewer. Otherwise it is another sample,
 * which may share records with it: these make both shares more alike, so that a test as if there were none is too careful
 * at most. */
static void make_source(const struct measure *m, bool part, struct segbias_attribute *source,
                        struct segbias_cell *cells)
{
	double deff = part && m->funnel->input->policy->deff > 0 ? m->funnel->input->policy->deff : 1;
	*source = *m->attribute;
	source->reference = cells;
	source->known = m->before.known;
	if (part)
		segbias_cell_add(&source->known, &m->outside.known);
	source->known.weight /= deff;
	source->share_error = NULL;
	source->whole = 0;
	source->zero_open = false;
	for (size_t v = 0; v < source->value_count; v++) {
		cells[v] = m->before.cells[v];
		if (part)
			segbias_cell_add(&cells[v], &m->outside.cells[v]);
		cells[v].weight /= deff;
	}
}

/* Against the stage before. */
static enum segbias_status measure_step(struct measure *m, size_t group, size_t stage, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct funnel *f = m->funnel;
	size_t at = place_of(m, group, stage);
	struct segbias_comparison *step = &f->steps->comparisons[at];
	const struct segbias_counts counts = counts_of(m, stage, true);
	struct segbias_analysis_input input = *f->input;
	struct segbias_attribute source;
	struct segbias_sides sides = {.input = &input, .attribute = &source, .counts = &counts};
	struct segbias_cell *cells = segbias_memory_zeroed(m->attribute->value_count + 1, sizeof *cells);
	if (!cells)
		return segbias_error_memory(error);
	bool part = is_part(m, stage);
	input.weighted = is_weighted(f, stage);
	input.kind = part ? SEGBIAS_KIND_BASE : SEGBIAS_KIND_SAMPLE;
	input.reference_weighted = is_weighted(f, stage - 1);
	make_source(m, part, &source, cells);
	struct segbias_side_input side = {.cells = cells,
	                                  .values = source.value_count,
	                                  .known = &source.known,
	                                  .weighted = input.reference_weighted,
	                                  .deff = part ? 0 : f->input->policy->deff};
	SEGBIAS_TRY(source.separator.bytes ? segbias_side_measure_several(&side, &sides.reference, error)
	                                   : segbias_side_measure(&side, &sides.reference, error));
	SEGBIAS_TRY(segbias_comparison_measure(&sides, &input.groups[group], &f->steps->arena, step, NULL, error));
	f->moved[at] = part && m->outside.known.weight > 0;
	if (f->untested[at])
		leave_untested(step);
done:
	segbias_side_release(&sides.reference);
	free(cells);
	return status;
}

static enum segbias_status measure_group(struct measure *m, size_t group, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_analysis_input *input = m->funnel->input;
	for (size_t stage = 0; stage < m->funnel->stages; stage++) {
		hold(m->funnel, &input->groups[group], m->attribute, stage, &m->now);
		SEGBIAS_TRY(measure_overall(m, group, stage, error));
		if (stage == 0) {
			SEGBIAS_TRY(copy_step(m->funnel, place_of(m, group, stage), error));
			continue;
		}
		hold(m->funnel, &input->groups[group], m->attribute, stage - 1, &m->before);
		m->outside = (struct holding){.cells = m->outside.cells};
		memset(m->outside.cells, 0, m->attribute->value_count * sizeof *m->outside.cells);
		if (!is_apart(m->funnel, stage))
			hold_part(input, &input->groups[group], m->attribute, stage, true, &m->outside);
		SEGBIAS_TRY(measure_step(m, group, stage, error));
	}
done:
	return status;
}

static enum segbias_status measure_attribute(struct funnel *f, const struct segbias_attribute *attribute, size_t column,
                                             struct segbias_error *error)
{
	struct measure m = {.funnel = f, .attribute = attribute, .column = column};
	enum segbias_status status = measure_init(&m, error);
	for (size_t i = f->first; i < f->first + f->groups && status == SEGBIAS_OK; i++)
		status = measure_group(&m, i, error);
	measure_release(&m);
	return status;
}

/* --- rows --------------------------------------------------------------------------------------------------------- */

static double ln_of(double index)
{
	return index > 0 && isfinite(index) ? log(index / 100) : NAN;
}

/* Too much of what is known of the stage, or of the one before, matches no value: it could undo what is found. */
static bool is_unmatched(const struct segbias_policy *policy, const struct segbias_comparison *c)
{
	return c->unmatched > 0 && c->unmatched / (c->n + c->unmatched) > policy->unmatched_max;
}

static const char *why_unclear(const struct funnel *f, size_t at, const struct segbias_value_finding *value)
{
	if (!(value->index >= 0))
		return "nobody";
	return f->untested[at] ? f->untested[at] : segbias_reason_name(value->reason);
}

/* What could undo whatever is found of the step: of the stage, or of the one that it came from; NULL: nothing. */
static const char *doubt_of(const struct funnel *f, size_t at, size_t v)
{
	const struct segbias_policy *policy = f->input->policy;
	const struct segbias_comparison *c = &f->steps->comparisons[at];
	bool first = at % f->stages == 0;
	if (f->unknown[at][v] || (!first && f->unknown[at - 1][v]))
		return "unknown";
	bool unmatched = is_unmatched(policy, c) || (!first && is_unmatched(policy, c - 1));
	return unmatched ? segbias_reason_name(SEGBIAS_REASON_UNMATCHED) : NULL;
}

/* A row that has its shares and verdicts: all but what stands on the other stages. `from` is the share in the stage before. */
static void fill_row(const struct funnel *f, size_t at, size_t v, double from, struct segbias_funnel *row)
{
	size_t stage = at % f->stages;
	const struct segbias_comparison *c = &f->steps->comparisons[at];
	const struct segbias_value_finding *step = &c->values[v];
	const struct segbias_value_finding *overall = &f->overall->comparisons[at].values[v];
	/* Where some came from elsewhere the test is in both stages, and the index is against the one before all the same. */
	double moved = f->moved[at] && from > 0 ? step->reference_share / from : 1;
	*row = (struct segbias_funnel){.segment = c->segment, .attribute = c->attribute, .value = step->value};
	row->stage = f->input->matching->stages[stage].name;
	row->from = stage > 0 ? f->input->matching->stages[stage - 1].name : (struct segbias_label){NULL, 0};
	row->n = c->n;
	row->count = step->count;
	row->share = step->share;
	row->index = stage == 0 ? step->index : 100 * (step->share / from);
	row->index_low = moved * step->index_low;
	row->index_high = moved * step->index_high;
	row->ln_index = ln_of(row->index);
	row->reference_index = overall->index;
	row->reference_index_low = overall->index_low;
	row->reference_index_high = overall->index_high;
	row->reference_verdict = overall->verdict;
	row->p = step->p;
	row->q = step->q;
	row->q_flag = step->q_flag;
	row->verdict = step->verdict;
	row->share_of_whole = row->amplify_p = row->amplify_q = NAN;
	row->amplifies = SEGBIAS_TRUTH_UNDEFINED;
	if (!isfinite(row->index))
		row->index = row->index_low = row->index_high = NAN;
	if (f->unknown[at][v])
		row->reference_verdict = SEGBIAS_VERDICT_UNCLEAR;
	const char *doubt = doubt_of(f, at, v);
	if (doubt && row->verdict != SEGBIAS_VERDICT_UNCLEAR) {
		row->verdict = SEGBIAS_VERDICT_UNCLEAR;
		row->reason = doubt;
	} else if (row->verdict == SEGBIAS_VERDICT_UNCLEAR) {
		row->reason = why_unclear(f, at, step);
	}
}

/* What of the whole each stage is, where all pull in one direction; and which of those that skew moves the value most. */
static void share_out(struct segbias_funnel *rows, size_t stages)
{
	double sum = 0;
	bool up = true;
	bool down = true;
	size_t most = SIZE_MAX;
	for (size_t i = 0; i < stages; i++) {
		double size = rows[i].index > 0 ? fabs(rows[i].ln_index) : INFINITY;
		sum += rows[i].ln_index;
		up = up && rows[i].ln_index >= 0;
		down = down && rows[i].ln_index <= 0;
		if (!segbias_is_flag(rows[i].verdict))
			continue;
		double largest = most == SIZE_MAX ? -1 : rows[most].index > 0 ? fabs(rows[most].ln_index) : INFINITY;
		most = size > largest ? i : most;
	}
	if (most != SIZE_MAX)
		rows[most].skews = true;
	for (size_t i = 0; i < stages && (up || down) && isfinite(sum) && sum != 0; i++)
		rows[i].share_of_whole = rows[i].ln_index / sum;
}

/* The p of the intersection-union test: both the skew before and the step differ from 100, on one side. Of another side it is
 * 1, and of what has no test nothing. */
static double amplify_p(const struct segbias_value_finding *before, const struct segbias_value_finding *step)
{
	bool aside = (before->index - 100) * (step->index - 100) <= 0;
	if (isnan(before->p) || isnan(step->p))
		return NAN;
	return aside ? 1 : fmax(before->p, step->p);
}

static enum segbias_truth amplifies(const struct segbias_policy *policy, const struct segbias_funnel *row)
{
	enum segbias_verdict before = row[-1].reference_verdict;
	bool same = segbias_is_over(before) == segbias_is_over(row->verdict);
	if (!segbias_is_flag(before))
		return SEGBIAS_TRUTH_UNDEFINED;
	if (row->verdict == SEGBIAS_VERDICT_WITHIN || (segbias_is_flag(row->verdict) && !same))
		return SEGBIAS_TRUTH_FALSE;
	return segbias_is_flag(row->verdict) && row->amplify_q <= policy->alpha ? SEGBIAS_TRUTH_TRUE
	                                                                        : SEGBIAS_TRUTH_UNDEFINED;
}

/* A family of its own, the whole campaign another. */
static enum segbias_status judge_amplified(const struct funnel *f, struct segbias_findings *findings,
                                           struct segbias_error *error)
{
	size_t size = findings->funnel_count;
	double *p = segbias_memory_zeroed(size + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(size + 1, sizeof *whole);
	for (size_t i = 0; p && whole && i < size; i++) {
		p[i] = findings->funnel[i].amplify_p;
		whole[i] = findings->funnel[i].segment.bytes == NULL;
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, size, f->input->policy->control, p);
	for (size_t i = 0; ok && i < size; i++) {
		struct segbias_funnel *row = &findings->funnel[i];
		row->amplify_q = p[i];
		if (row->from.bytes)
			row->amplifies = amplifies(f->input->policy, row);
	}
	free(p);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status add_rows(struct funnel *f, struct segbias_findings *findings, struct segbias_error *error)
{
	size_t count = 0;
	for (size_t at = 0; at < f->steps->comparison_count; at += f->stages)
		count += f->steps->comparisons[at].value_count * f->stages;
	findings->funnel = segbias_arena_array(&findings->arena, count, sizeof *findings->funnel);
	if (!findings->funnel)
		return segbias_error_memory(error);
	for (size_t at = 0; at < f->steps->comparison_count; at += f->stages)
		for (size_t v = 0; v < f->steps->comparisons[at].value_count; v++) {
			struct segbias_funnel *rows = &findings->funnel[findings->funnel_count];
			for (size_t i = 0; i < f->stages; i++) {
				const struct segbias_value_finding *step = &f->steps->comparisons[at + i].values[v];
				fill_row(f, at + i, v, i > 0 ? rows[i - 1].share : NAN, &rows[i]);
				if (i > 0)
					rows[i].amplify_p =
					    amplify_p(&f->overall->comparisons[at + i - 1].values[v], step);
			}
			share_out(rows, f->stages);
			findings->funnel_count += f->stages;
		}
	return judge_amplified(f, findings, error);
}

/* --- stages ------------------------------------------------------------------------------------------------------- */

static double records(const struct segbias_analysis_input *input, const struct segbias_group *group, size_t stage,
                      bool outside)
{
	if (!outside && input->matching->stages[stage].column == NO_COLUMN)
		return (double)group->rows;
	return (double)in_stage(input, group, (struct spot){.stage = stage, .column = NO_COLUMN}, outside).count;
}

/* Those who do not say whether they are in the stage. */
static double unknown(const struct segbias_analysis_input *input, const struct segbias_group *group, size_t stage)
{
	static const uint32_t BEFORE[] = {IN, NOT, SEGBIAS_ID_MISSING};
	struct spot spot = {.stage = stage, .own = SEGBIAS_ID_MISSING, .column = NO_COLUMN};
	double sum = 0;
	for (size_t i = 0; i < (stage > 0 ? 3 : 1); i++) {
		spot.before = BEFORE[i];
		sum += (double)cell_at(input, group, &spot).count;
	}
	return sum;
}

/* rows[count] are those of the group. */
static void count_rows(const struct segbias_funnel *rows, size_t count, size_t stages,
                       struct segbias_stage_finding *stage)
{
	for (size_t i = 0; i < count; i += stages) {
		const struct segbias_funnel *row = &rows[i];
		stage->over += segbias_is_flag(row->verdict) && segbias_is_over(row->verdict);
		stage->under += segbias_is_flag(row->verdict) && !segbias_is_over(row->verdict);
		stage->within += row->verdict == SEGBIAS_VERDICT_WITHIN;
		stage->amplified += row->amplifies == SEGBIAS_TRUTH_TRUE;
	}
}

static void fill_stage(const struct funnel *f, const struct segbias_group *group, size_t at,
                       struct segbias_stage_finding *out)
{
	const struct segbias_stage *stages = f->input->matching->stages;
	*out = (struct segbias_stage_finding){.segment = group->label, .stage = stages[at].name};
	out->from = at > 0 ? stages[at - 1].name : (struct segbias_label){NULL, 0};
	out->file = stages[at].file_name;
	memcpy(out->sha256, stages[at].sha256, sizeof out->sha256);
	if (stages[at].tally) {
		const struct segbias_group *mine = group_in(f, at, group);
		out->rows = mine ? (double)mine->rows : 0;
	} else {
		out->rows = records(f->input, group, at, false);
		out->unknown = unknown(f->input, group, at);
	}
	out->outside = is_apart(f, at) && at > 0 ? NAN : at > 0 ? records(f->input, group, at, true) : 0;
}

static enum segbias_status add_stages(const struct funnel *f, struct segbias_findings *findings,
                                      struct segbias_error *error)
{
	findings->stages = segbias_arena_array(&findings->arena, f->groups * f->stages, sizeof *findings->stages);
	if (!findings->stages)
		return segbias_error_memory(error);
	size_t rows = findings->funnel_count / f->groups; /* of a group: all have the same values */
	for (size_t i = 0; i < f->groups; i++)
		for (size_t s = 0; s < f->stages; s++) {
			struct segbias_stage_finding *out = &findings->stages[findings->stage_count++];
			fill_stage(f, &f->input->groups[f->first + i], s, out);
			if (rows > s)
				count_rows(&findings->funnel[i * rows + s], rows - s, f->stages, out);
		}
	return SEGBIAS_OK;
}

/* --- what is said of it -------------------------------------------------------------------------------------------- */

/* A stage that was read apart must have the attributes of the campaign, with the same values. */
static enum segbias_status check_apart(const struct segbias_analysis_input *input, const struct segbias_stage *stage,
                                       struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	segbias_label_quote(stage->name, quoted[0]);
	for (size_t i = 0; i < input->matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &input->matching->attributes[i];
		if (!is_followed(input->matching, attribute))
			continue;
		const struct segbias_attribute *own = attribute_in(stage, attribute);
		bool same = own && own->value_count == attribute->value_count;
		for (size_t v = 0; same && v < attribute->value_count; v++)
			same = segbias_label_equal(own->values[v], attribute->values[v]);
		if (same)
			continue;
		segbias_error_set(error, SEGBIAS_DATA,
		                  own ? "stage_cut_otherwise|--stages: %s has other values of %s than the campaign"
		                      : "stage_lacks|--stages: %s has no %s that can be compared",
		                  quoted[0], segbias_label_quote(attribute->name, quoted[1]));
		segbias_error_hint(error, own ? "--bins ATTR=18,25,35 cuts all files alike"
		                              : "--attributes A,B compares what all files have");
		segbias_error_place(error, input->campaign_path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* A stage that holds anything but yes and no; and one whose value never occurs, which is a slip. */
static enum segbias_status check_stage(const struct segbias_analysis_input *input, size_t at,
                                       struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const struct segbias_stage *stage = &input->matching->stages[at];
	if (stage->tally)
		return check_apart(input, stage, error);
	if (stage->column == NO_COLUMN)
		return SEGBIAS_OK;
	struct segbias_label name = segbias_tally_name(input->campaign, stage->column);
	uint64_t line = 0;
	uint64_t column = 0;
	uint64_t bad = segbias_tally_beyond(input->campaign, stage->column, SEGBIAS_ID_UNMATCHED);
	uint64_t in = segbias_tally_beyond(input->campaign, stage->column, IN);
	for (uint32_t i = 0; i < segbias_tally_spellings(input->campaign, stage->column); i++) {
		struct segbias_spelling spelling = segbias_tally_spelling(input->campaign, stage->column, i);
		bad += spelling.id == SEGBIAS_ID_UNMATCHED ? spelling.count : 0;
		in += spelling.id == IN ? spelling.count : 0;
		if (spelling.id == SEGBIAS_ID_UNMATCHED && (!line || spelling.line < line)) {
			line = spelling.line;
			column = spelling.column;
		}
	}
	if (bad > 0) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "stage_not_yes_or_no|--stages: column %s holds something else than yes and no",
		                  segbias_label_quote(name, quoted[0]));
		segbias_error_hint(
		    error, "1, true, t, yes, y and 0, false, f, no, n are read; of a column of words or of "
			   "numbers COL=VALUE says who is in the stage; where columns of a table count who is in each, "
			   "--count names the first of them");
		segbias_error_place(error, input->campaign_path, line, column);
		return SEGBIAS_DATA;
	}
	if (!stage->item.bytes || in > 0)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_DATA, "no_such_stage|--stages: no record has %s in column %s",
	                  segbias_label_quote(stage->item, quoted[0]), segbias_label_quote(name, quoted[1]));
	segbias_error_hint(error, "VALUE is what the column says where somebody is in the stage");
	segbias_error_place(error, input->campaign_path, 0, 0);
	return SEGBIAS_DATA;
}

/* Whether too many do not say whether they are in the stage, of some group. */
static bool is_open(const struct segbias_findings *findings, struct segbias_label stage)
{
	bool open = false;
	for (size_t i = 0; i < findings->funnel_count && !open; i++) {
		const struct segbias_funnel *row = &findings->funnel[i];
		open = segbias_label_equal(row->stage, stage) && row->reason && strcmp(row->reason, "unknown") == 0;
	}
	return open;
}

static void note_stage(const struct funnel *f, size_t at, struct segbias_findings *findings)
{
	const struct segbias_analysis_input *input = f->input;
	const struct segbias_stage_finding *stage = &findings->stages[at];
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	struct segbias_error *note = NULL;
	segbias_label_quote(stage->stage, quoted[0]);
	segbias_number_group(stage->rows, number[0]);
	if (!(stage->rows > 0)) {
		note = segbias_notes_add(&findings->notes, "stage_empty", "no record is in stage %s", quoted[0]);
		segbias_error_place(note, input->campaign_path, 0, 0);
	}
	if (isnan(stage->outside)) {
		bool files = f->input->matching->stages[at].file.bytes || f->input->matching->stages[at - 1].file.bytes;
		note = segbias_notes_add(
		    &findings->notes, "stage_apart",
		    files
			? "who of stage %s was in the stage before it, %s, is not known: they are of two files, and tested "
			  "like two samples"
			: "who of stage %s was in the stage before it, %s, is not known: it is taken for a part of that "
			  "stage wherever no value has more records in it",
		    quoted[0], segbias_label_quote(stage->from, quoted[1]));
		segbias_error_place(note, input->campaign_path, 0, 0);
	}
	if (isnan(stage->outside) && stage->rows > findings->stages[at - 1].rows) {
		note = segbias_notes_add(&findings->notes, "stage_larger",
		                         "stage %s has %s records, more than the stage before it, %s, with %s",
		                         quoted[0], number[0], segbias_label_quote(stage->from, quoted[1]),
		                         segbias_number_group(findings->stages[at - 1].rows, number[1]));
		segbias_error_place(note, input->campaign_path, 0, 0);
		segbias_error_hint(
		    note, "it is no part of that stage: are the files those of the stages, and is the order of "
			  "--stages that in which they came?");
	}
	if (stage->outside > 0) {
		note = segbias_notes_add(&findings->notes, "stage_outside",
		                         "%s of the %s records in stage %s are not in the stage before it, %s",
		                         segbias_number_group(stage->outside, number[1]), number[0], quoted[0],
		                         segbias_label_quote(stage->from, quoted[1]));
		segbias_error_place(note, input->campaign_path, 0, 0);
		if (stage->outside > OUTSIDE_MOST * stage->rows)
			segbias_error_hint(note, "it is no part of that stage: both are tested like two samples, which "
			                         "shows less; is the order of --stages that in which they came?");
	}
	if (stage->unknown > 0) {
		note = segbias_notes_add(&findings->notes, "stage_unknown",
		                         "%s record%s not say whether they are in stage %s, and count%s as not",
		                         segbias_number_group(stage->unknown, number[1]),
		                         stage->unknown == 1 ? " does" : "s do", quoted[0],
		                         stage->unknown == 1 ? "s" : "");
		segbias_error_place(note, input->campaign_path, 0, 0);
		if (is_open(findings, stage->stage))
			segbias_error_hint(note, "of a group they are more than --missing-max of all who may be in it: "
			                         "of that stage and the next nothing is shown there");
	}
}

static void note_untested(const struct segbias_analysis_input *input, struct segbias_findings *findings)
{
	const char *why = why_untested(input);
	if (!why)
		return;
	bool person = strcmp(why, "person") == 0;
	char quoted[SEGBIAS_QUOTE_MAX];
	const struct segbias_stage *masked = NULL; /* its own file is to blame */
	for (size_t i = 0; i < input->matching->stage_count && !segbias_tally_doubts(input->campaign); i++)
		if (input->matching->stages[i].tally && segbias_tally_doubts(input->matching->stages[i].tally) &&
		    !masked)
			masked = &input->matching->stages[i];
	struct segbias_error *note =
	    segbias_notes_add(&findings->notes, "stages_untested", "nothing is tested of stages: %s%s%s",
	                      person ? "how a person's records are spread is not known of those in a stage"
	                             : "counts are hidden or rounded",
	                      masked && !person ? ", those of stage " : "",
	                      masked && !person ? segbias_label_quote(masked->name, quoted) : "");
	segbias_error_place(note, input->campaign_path, 0, 0);
	if (person)
		segbias_error_hint(
		    note, "a row a person is tested, and so are repeated ones with --deff D instead of --person");
	else
		segbias_error_hint(note, "--rounded none: figures that only look rounded are exact");
}

/* --- the question -------------------------------------------------------------------------------------------------- */

static enum segbias_status create(struct funnel *f, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = f->input->matching;
	for (size_t i = 0; i < matching->attribute_count; i++)
		f->attributes += is_followed(matching, &matching->attributes[i]);
	size_t count = f->groups * f->attributes * f->stages;
	SEGBIAS_TRY(segbias_findings_create(&f->steps, error));
	SEGBIAS_TRY(segbias_findings_create(&f->overall, error));
	f->steps->comparisons = segbias_arena_array(&f->steps->arena, count, sizeof *f->steps->comparisons);
	f->overall->comparisons = segbias_arena_array(&f->overall->arena, count, sizeof *f->overall->comparisons);
	f->sources = segbias_memory_zeroed(f->stages, sizeof *f->sources);
	f->moved = segbias_memory_zeroed(count + 1, sizeof *f->moved);
	f->untested = segbias_memory_zeroed(count + 1, sizeof *f->untested);
	f->unknown = segbias_memory_zeroed(count + 1, sizeof *f->unknown);
	if (!f->steps->comparisons || !f->overall->comparisons || !f->moved || !f->sources || !f->untested ||
	    !f->unknown)
		SEGBIAS_TRY(segbias_error_memory(error));
	f->steps->comparison_count = f->overall->comparison_count = count;
done:
	return status;
}

static void release(struct funnel *f)
{
	segbias_findings_free(f->steps);
	segbias_findings_free(f->overall);
	free(f->moved);
	free(f->sources);
	free(f->untested);
	free(f->unknown);
}

enum segbias_status segbias_analyse_funnel(const struct segbias_analysis_input *input,
                                           struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	struct funnel f = {.input = input, .stages = matching->stage_count, .groups = input->group_count};
	size_t column = 0;
	if (f.stages == 0)
		return SEGBIAS_OK;
	if (input->policy->segments_apart && f.groups > 1) {
		f.first = 1;
		f.groups--;
	}
	for (size_t i = 0; i < f.stages; i++)
		SEGBIAS_TRY(check_stage(input, i, error));
	SEGBIAS_TRY(create(&f, error));
	for (size_t i = 0; i < f.stages; i++)
		if (matching->stages[i].tally)
			SEGBIAS_TRY(segbias_groups_list(matching->stages[i].tally, matching->stages[i].matching,
			                                &f.steps->arena, &f.sources[i].groups, &f.sources[i].count,
			                                error));
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (is_followed(matching, &matching->attributes[i]))
			SEGBIAS_TRY(measure_attribute(&f, &matching->attributes[i], column++, error));
	SEGBIAS_TRY(segbias_comparisons_judge(input->policy, f.steps, error));
	SEGBIAS_TRY(segbias_comparisons_judge(input->policy, f.overall, error));
	SEGBIAS_TRY(add_rows(&f, findings, error));
	SEGBIAS_TRY(add_stages(&f, findings, error));
	for (size_t i = 0; i < f.stages; i++)
		note_stage(&f, i, findings);
	note_untested(input, findings);
done:
	release(&f);
	return status;
}
