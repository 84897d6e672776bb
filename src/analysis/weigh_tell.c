/* Correction weights: what they cost, what they buy, and what they do not repair. */
#include "analysis/weigh.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double ROUNDING = 1e-24; /* of the variance of a share that cells fix */

/* What every share's variance is made from. */
struct telling {
	const struct segbias_weigh *weigh;
	struct segbias_findings *findings;
	struct segbias_calibrated_records records;
	struct segbias_residuals *residuals;
	double *z;           /* [kinds] */
	double *coefficient; /* [levels] */
	size_t *value;       /* [kinds]: of the attribute that is told of */
	double reach;        /* standard errors of an interval */
};

/* --- the cost ---------------------------------------------------------------------------------------------------- */

struct weighed_kind {
	double weight, records;
};

static int heaviest_first(const void *left, const void *right)
{
	const struct weighed_kind *a = left;
	const struct weighed_kind *b = right;
	return (a->weight < b->weight) - (a->weight > b->weight);
}

/* The share of all weight that the heaviest hundredth of the records has, at least one of them. */
static bool measure_top(const struct segbias_weigh *weigh, double sum, double *share)
{
	struct weighed_kind *sorted = segbias_memory_zeroed(weigh->kinds + 1, sizeof *sorted);
	double left = fmax(1, floor(weigh->all / 100));
	if (!sorted)
		return false;
	for (size_t i = 0; i < weigh->kinds; i++)
		sorted[i] = (struct weighed_kind){weigh->weight[i], weigh->records[i]};
	qsort(sorted, weigh->kinds, sizeof *sorted, heaviest_first);
	*share = 0;
	for (size_t i = 0; i < weigh->kinds && left > 0; i++) {
		double taken = fmin(left, sorted[i].records);
		*share += taken * sorted[i].weight / sum;
		left -= taken;
	}
	free(sorted);
	return true;
}

static enum segbias_status tell_cost(const struct segbias_weigh *weigh, struct segbias_weighing *out,
                                     struct segbias_error *error)
{
	double square = 0;
	out->records = weigh->all;
	out->cells = (double)weigh->c.cells;
	out->rounds = (double)weigh->fit.rounds;
	out->margin_error = weigh->fit.miss;
	out->weight_min = INFINITY;
	out->weight_max = -INFINITY;
	out->weight_sum = 0;
	for (size_t i = 0; i < weigh->kinds; i++) {
		out->weight_min = fmin(out->weight_min, weigh->weight[i]);
		out->weight_max = fmax(out->weight_max, weigh->weight[i]);
		out->weight_sum += weigh->records[i] * weigh->weight[i];
		square += weigh->records[i] * weigh->weight[i] * weigh->weight[i];
	}
	out->kish_deff = weigh->all * square / (out->weight_sum * out->weight_sum);
	out->effective_size = out->weight_sum * out->weight_sum / square;
	return measure_top(weigh, out->weight_sum, &out->top_share) ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- what it buys ------------------------------------------------------------------------------------------------ */

/* The attribute as it was compared before. */
static const struct segbias_comparison *before_of(const struct segbias_findings *findings, struct segbias_label name)
{
	for (size_t i = 0; i < findings->comparison_count; i++)
		if (!findings->comparisons[i].segment.bytes &&
		    segbias_label_equal(findings->comparisons[i].attribute, name))
			return &findings->comparisons[i];
	return NULL;
}

/* Whether the attribute is a margin of the fit. A cell of several is none: a record of which another value is unknown is in no cell. */
static bool is_met(const struct segbias_weigh *weigh, size_t part)
{
	return weigh->parts[part].weighted && !segbias_weigh_is_joint(&weigh->levels[0]);
}

/* Of a margin of the fit nothing is left but the target's own error. */
static enum segbias_status tell_error(struct telling *telling, size_t part, size_t value, double known,
                                      struct segbias_weighed_value *out, struct segbias_error *error)
{
	const struct segbias_weigh *weigh = telling->weigh;
	double variance = 0;
	double target = 0;
	if (is_met(weigh, part)) {
		out->share_after_se = sqrt(segbias_weigh_share_variance(weigh, weigh->parts[part].attribute, value));
		return SEGBIAS_OK;
	}
	for (size_t i = 0; i < weigh->kinds; i++)
		telling->z[i] = telling->value[i] == SIZE_MAX ? 0 : (telling->value[i] == value) - out->share_after;
	if (!segbias_residuals_variance(telling->residuals, telling->z, known, telling->coefficient, &variance))
		return segbias_error_memory(error);
	variance = variance < ROUNDING ? 0 : variance;
	for (size_t i = 0; i < weigh->c.levels; i++)
		telling->coefficient[i] /= known;
	enum segbias_status status = segbias_weigh_target_variance(weigh, telling->coefficient, &target, error);
	out->share_after_se = sqrt(variance + target);
	return status;
}

/* The index and its interval: of what is weighted on the target's own error alone, of others that of the share and the
 * reference's. */
static void tell_index(const struct telling *telling, size_t part, size_t value, struct segbias_weighed_value *out)
{
	bool met = is_met(telling->weigh, part);
	double r = out->reference_share;
	double own = segbias_weigh_share_variance(telling->weigh, telling->weigh->parts[part].attribute, value);
	double x = out->share_after;
	double share = met ? 0 : out->share_after_se * out->share_after_se;
	double error = 100 / r * sqrt(share + x * x * own / (r * r));
	out->reference_se = own > 0 ? sqrt(own) : NAN;
	out->index_after = 100 * x / r;
	out->index_after_low =
	    x < 0 ? out->index_after - telling->reach * error : fmax(0, out->index_after - telling->reach * error);
	out->index_after_high = out->index_after + telling->reach * error;
}

static enum segbias_status tell_value(struct telling *telling, size_t part, size_t value, double known,
                                      struct segbias_weighed_value *out, struct segbias_error *error)
{
	const struct segbias_weigh *weigh = telling->weigh;
	double weighed = 0;
	double started = 0;
	for (size_t i = 0; i < weigh->kinds; i++) {
		if (telling->value[i] != value)
			continue;
		weighed += weigh->records[i] * weigh->weight[i];
		started += weigh->records[i] * weigh->weight[i] / weigh->start[i];
		out->records += weigh->records[i];
	}
	if (!weigh->fitted) {
		out->reference_se = out->share_after = out->share_after_se = NAN;
		out->index_after = out->index_after_low = out->index_after_high = out->factor = NAN;
		return SEGBIAS_OK;
	}
	out->share_after = weighed / known;
	out->factor = out->records > 0 ? started / out->records : NAN;
	enum segbias_status status = tell_error(telling, part, value, known, out, error);
	tell_index(telling, part, value, out);
	return status;
}

static enum segbias_status tell_attribute(struct telling *telling, size_t part, struct segbias_weighed *out,
                                          struct segbias_error *error)
{
	const struct segbias_weigh *weigh = telling->weigh;
	const struct segbias_attribute *attribute = weigh->parts[part].attribute;
	const struct segbias_comparison *before = before_of(telling->findings, attribute->name);
	double known = 0;
	*out = (struct segbias_weighed){.attribute = attribute->name, .weighted = weigh->parts[part].weighted};
	out->values = segbias_arena_array(&telling->findings->arena, attribute->value_count, sizeof *out->values);
	if (!out->values || !segbias_arena_copy(&telling->findings->arena, attribute->name, &out->attribute))
		return segbias_error_memory(error);
	for (size_t i = 0; i < weigh->kinds; i++) {
		telling->value[i] = segbias_weigh_value(weigh, weigh->kind[i], part);
		known += telling->value[i] == SIZE_MAX ? 0 : weigh->records[i] * weigh->weight[i];
	}
	out->missing = before ? before->missing : 0;
	out->unmatched = before ? before->unmatched : 0;
	out->asmd_before = before ? before->asmd : NAN;
	for (size_t v = 0; v < attribute->value_count; v++) {
		struct segbias_weighed_value *value = &out->values[out->value_count++];
		const struct segbias_value_finding *was = before ? &before->values[v] : NULL;
		*value = (struct segbias_weighed_value){.count = was ? was->count : 0,
		                                        .reference_share =
		                                            attribute->reference[v].weight / attribute->known.weight,
		                                        .share_before = was ? was->share : NAN,
		                                        .index_before = was ? was->index : NAN,
		                                        .index_before_low = was ? was->index_low : NAN,
		                                        .index_before_high = was ? was->index_high : NAN};
		if (!segbias_arena_copy(&telling->findings->arena, attribute->values[v], &value->value))
			return segbias_error_memory(error);
		enum segbias_status status = tell_value(telling, part, v, known, value, error);
		if (status != SEGBIAS_OK)
			return status;
		double r = value->reference_share;
		out->asmd_after += /* NaN where there are no weights */
		    r < 1 ? fabs(value->share_after - r) / sqrt(r * (1 - r)) / (double)attribute->value_count : 0;
	}
	return SEGBIAS_OK;
}

/* --- what it does not repair ------------------------------------------------------------------------------------- */

static struct segbias_unrepaired *add_unrepaired(struct segbias_findings *findings, size_t *capacity)
{
	struct segbias_weighing *out = &findings->weighing;
	if (out->unrepaired_count == *capacity) {
		size_t more = *capacity ? 2 * *capacity : 16;
		struct segbias_unrepaired *larger = segbias_arena_array(&findings->arena, more, sizeof *larger);
		if (!larger)
			return NULL;
		if (out->unrepaired_count)
			memcpy(larger, out->unrepaired, out->unrepaired_count * sizeof *larger);
		out->unrepaired = larger;
		*capacity = more;
	}
	return &out->unrepaired[out->unrepaired_count++];
}

/* Few records that carry a large factor, and what was not weighted on and is beyond the band still. */
static bool tell_values(struct segbias_findings *findings, const struct segbias_policy *policy, size_t *capacity)
{
	static const double LARGE = 2; /* of a factor */
	for (size_t a = 0; a < findings->weighing.attribute_count; a++) {
		const struct segbias_weighed *attribute = &findings->weighing.attributes[a];
		for (size_t v = 0; v < attribute->value_count; v++) {
			const struct segbias_weighed_value *value = &attribute->values[v];
			bool few = attribute->weighted && value->records < policy->min_n && value->factor > LARGE;
			bool beyond = !attribute->weighted &&
			              (value->index_after < policy->band_low || value->index_after > policy->band_high);
			bool nobody = attribute->weighted && !(value->records > 0) && value->reference_share > 0;
			struct segbias_unrepaired *row =
			    few || beyond || nobody ? add_unrepaired(findings, capacity) : NULL;
			if ((few || beyond || nobody) && !row)
				return false;
			if (row)
				*row = (struct segbias_unrepaired){attribute->attribute, value->value,
				                                   few      ? "few_records"
				                                   : nobody ? "empty_cell"
				                                            : "not_weighted",
				                                   value->records, value->reference_share};
		}
	}
	return true;
}

/* Which cells of both parts a record is in; NULL: out of memory. */
static bool *find_seen(const struct segbias_weigh *weigh, const size_t parts[2], size_t count)
{
	size_t width = weigh->parts[parts[1]].attribute->value_count;
	bool *seen = segbias_memory_zeroed(count + 1, sizeof *seen);
	for (size_t i = 0; seen && i < weigh->kinds; i++) {
		size_t first = segbias_weigh_value(weigh, weigh->kind[i], parts[0]);
		size_t second = segbias_weigh_value(weigh, weigh->kind[i], parts[1]);
		if (first != SIZE_MAX && second != SIZE_MAX)
			seen[first * width + second] = true;
	}
	return seen;
}

/* Cells of two weighted attributes that the reference has and no record is in. */
static bool tell_cells(const struct telling *telling, const size_t parts[2], size_t *capacity)
{
	const struct segbias_weigh *weigh = telling->weigh;
	const struct segbias_attribute *of[2] = {weigh->parts[parts[0]].attribute, weigh->parts[parts[1]].attribute};
	const struct segbias_attribute *first = weigh->input->matching->attributes;
	const struct segbias_crossed_attributes crossed = {
	    {(size_t)(of[0] - first), (size_t)(of[1] - first)}, 2, false};
	size_t count = of[0]->value_count * of[1]->value_count;
	struct segbias_arena *arena = &telling->findings->arena;
	struct segbias_cell *cells = segbias_memory_zeroed(count + 1, sizeof *cells);
	bool *seen = find_seen(weigh, parts, count);
	double all = 0;
	bool ok = cells && seen;
	bool known = ok && segbias_crossed_reference(weigh->input, &crossed, cells);
	for (size_t i = 0; known && i < count; i++)
		all += cells[i].weight;
	for (size_t i = 0; ok && known && i < count; i++) {
		const size_t values[2] = {i / of[1]->value_count, i % of[1]->value_count};
		const struct segbias_label labels[2] = {of[0]->values[values[0]], of[1]->values[values[1]]};
		if (!(cells[i].weight > 0) || seen[i])
			continue;
		struct segbias_unrepaired *row = add_unrepaired(telling->findings, capacity);
		ok = row != NULL;
		if (!ok)
			break;
		*row = (struct segbias_unrepaired){.reason = "empty_cell", .reference_share = cells[i].weight / all};
		ok = segbias_crossing_name(of, 2, arena, &row->attribute) &&
		     segbias_crossing_join(labels, 2, "×", " × ", arena, &row->value);
	}
	free(cells);
	free(seen);
	return ok;
}

/* What the reference tells people apart by, and the campaign does not have. */
static bool tell_absent(const struct telling *telling, size_t *capacity)
{
	const struct segbias_matching *matching = telling->weigh->input->matching;
	const struct segbias_tally *reference = telling->weigh->input->reference;
	for (size_t i = 0; i < segbias_tally_columns(reference); i++) {
		bool matched = segbias_tally_overflowed(reference, i) || segbias_tally_labels(reference, i) < 2 ||
		               segbias_tally_all_differ(reference, i, 2);
		for (size_t a = 0; a < matching->attribute_count; a++)
			matched = matched || matching->attributes[a].reference_column == i;
		struct segbias_unrepaired *row = matched ? NULL : add_unrepaired(telling->findings, capacity);
		if (matched)
			continue;
		if (!row)
			return false;
		*row = (struct segbias_unrepaired){.reason = "not_in_campaign", .reference_share = NAN};
		if (!segbias_arena_copy(&telling->findings->arena, segbias_tally_name(reference, i), &row->attribute))
			return false;
	}
	return true;
}

static enum segbias_status tell_unrepaired(const struct telling *telling, struct segbias_error *error)
{
	const struct segbias_weigh *weigh = telling->weigh;
	size_t capacity = 0;
	bool ok = true;
	for (size_t a = 0; ok && a < weigh->part_count; a++)
		for (size_t b = a + 1; ok && b < weigh->part_count; b++)
			ok = !weigh->parts[a].weighted || !weigh->parts[b].weighted ||
			     tell_cells(telling, (const size_t[]){a, b}, &capacity);
	ok = ok && tell_values(telling->findings, weigh->input->policy, &capacity);
	ok = ok && tell_absent(telling, &capacity);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static const char *method_name(enum segbias_weigh_method method)
{
	static const char *const NAMES[] = {"rake", "poststratify", "linear", "logit"};
	return NAMES[method];
}

static enum segbias_status tell_settings(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                         struct segbias_error *error)
{
	struct segbias_weighing *out = &findings->weighing;
	out->method = method_name(weigh->asked->method);
	out->bounded = weigh->asked->bounded;
	out->low = weigh->asked->bounded ? weigh->asked->low : NAN;
	out->high = weigh->asked->bounded ? weigh->asked->high : NAN;
	out->trim = weigh->asked->trim;
	out->complete = weigh->asked->complete;
	out->names = segbias_arena_array(&findings->arena, weigh->part_count, sizeof *out->names);
	out->attributes = segbias_arena_array(&findings->arena, weigh->part_count, sizeof *out->attributes);
	bool ok = out->names && out->attributes;
	for (size_t i = 0; ok && i < weigh->part_count; i++)
		if (weigh->parts[i].weighted)
			ok = segbias_arena_copy(&findings->arena, weigh->parts[i].attribute->name,
			                        &out->names[out->name_count++]);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_weigh_tell(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct telling telling = {.weigh = weigh,
	                          .findings = findings,
	                          .records = {weigh->kinds, weigh->cell, weigh->records, weigh->start, weigh->weight},
	                          .reach = segbias_normal_upper_quantile(weigh->input->policy->alpha / 2)};
	SEGBIAS_TRY(tell_settings(weigh, findings, error));
	findings->weighing.fitted = weigh->fitted;
	if (weigh->fitted)
		SEGBIAS_TRY(tell_cost(weigh, &findings->weighing, error));
	telling.z = segbias_memory_zeroed(weigh->kinds + 1, sizeof *telling.z);
	telling.value = segbias_memory_zeroed(weigh->kinds + 1, sizeof *telling.value);
	telling.coefficient = segbias_memory_zeroed(weigh->c.levels + 1, sizeof *telling.coefficient);
	if (!telling.z || !telling.value || !telling.coefficient ||
	    (weigh->fitted && !segbias_residuals_create(&weigh->c, &telling.records, &telling.residuals)))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (int weighted = 1; weighted >= 0; weighted--)
		for (size_t i = 0; i < weigh->part_count; i++)
			if (weigh->parts[i].weighted == (weighted == 1))
				SEGBIAS_TRY(tell_attribute(
				    &telling, i, &findings->weighing.attributes[findings->weighing.attribute_count++],
				    error));
	SEGBIAS_TRY(tell_unrepaired(&telling, error));
done:
	segbias_residuals_free(telling.residuals);
	free(telling.z);
	free(telling.value);
	free(telling.coefficient);
	return status;
}
