/* Question: who has not consented? The share without consent of every segment and group, as a selection rate: exact
 * interval, ratio to the rate of all others, Fisher's p; with persons and a declared design effect at the effective sizes.
 * A finding needs q and rates that differ by five points. */
#include "analysis/selection.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Five points, but for the rounding of the rates. */
static const double GAP_LEAST = 0.05 - 1e-12;
enum { WITH = SEGBIAS_ID_FIRST, WITHOUT };

/* Records by their answer. */
struct answers {
	double with, without, missing;
};

/* Of a segment (whole: all), and of one id of a column of the plan (UINT32_MAX: all). */
static struct answers count(const struct segbias_analysis_input *input, const struct segbias_group *group,
                            uint32_t column, uint32_t id)
{
	double found[3] = {0};
	for (uint32_t answer = 0; answer < 3; answer++) {
		uint32_t of = answer == 2 ? SEGBIAS_ID_MISSING : WITH + answer;
		uint32_t columns[3];
		uint32_t ids[3];
		size_t size = 0;
		if (!segbias_group_is_whole(group)) {
			columns[size] = input->matching->segment_column;
			ids[size++] = group->id;
		}
		columns[size] = input->matching->consent_column;
		ids[size++] = of;
		if (column != UINT32_MAX) {
			columns[size] = column;
			ids[size++] = id;
		}
		found[answer] =
		    (double)segbias_tally_cell(segbias_tally_table(input->campaign, columns, size), ids, size).count;
	}
	return (struct answers){found[0], found[1], found[2]};
}

/* The records of a row, and those that it is compared with. */
struct contrast {
	const struct segbias_rates *rates;
	uint32_t group, part; /* as segbias_contrasts_of */
	struct answers mine, all;
};

/* Selected is who has not agreed. */
static void measure(const struct contrast *c, struct segbias_consent *out)
{
	const struct segbias_answers mine = {c->mine.without, c->mine.with};
	const struct segbias_answers rest = {c->all.without - c->mine.without, c->all.with - c->mine.with};
	struct segbias_selection selection;
	segbias_selection_measure(c->rates, c->group, c->part, &mine, &rest, &selection);
	out->n = selection.n;
	out->without = selection.selected;
	out->missing = c->mine.missing;
	out->rate = selection.rate;
	out->rate_low = selection.low;
	out->rate_high = selection.high;
	out->ratio = selection.ratio;
	out->p = selection.p;
	out->q = NAN;
	out->finding = fabs(selection.rate - selection.rest) >= GAP_LEAST;
}

/* By the column that says who consents itself, everybody of a value does or nobody; and with several answers a person a
 * group and "all others" overlap. */
static bool is_crossed(const struct segbias_matching *matching, const struct segbias_attribute *attribute)
{
	return !attribute->dropped && !attribute->multi &&
	       attribute->field != matching->plan.columns[matching->consent_column].field;
}

static struct segbias_contrast_query query_of(const struct segbias_matching *matching)
{
	static const uint32_t VALUE_OF[] = {
	    [SEGBIAS_ID_MISSING] = UINT32_MAX, [SEGBIAS_ID_UNMATCHED] = UINT32_MAX, [WITH] = 0, [WITHOUT] = 1};
	return (struct segbias_contrast_query){
	    .column = matching->consent_column, .value_of = VALUE_OF, .ids = 4, .by = SEGBIAS_NO_FIELD};
}

/* Each segment as a whole against all other records. Rows of one segment stand `stride` apart. */
static enum segbias_status measure_segments(const struct segbias_analysis_input *input, size_t stride,
                                            struct segbias_consent *rows, struct segbias_error *error)
{
	struct segbias_rates rates;
	struct contrast c = {.rates = &rates};
	struct segbias_contrast_query query = query_of(input->matching);
	enum segbias_status status = segbias_rates_create(input, &query, &rates, error);
	c.all = count(input, &input->groups[0], UINT32_MAX, 0);
	for (size_t i = 0; i < input->group_count && status == SEGBIAS_OK; i++) {
		const struct segbias_group *group = &input->groups[i];
		c.part = segbias_group_is_whole(group) ? SEGBIAS_PART_ALL : group->id;
		c.mine = count(input, group, UINT32_MAX, 0);
		rows[i * stride].segment = group->label;
		measure(&c, &rows[i * stride]);
	}
	segbias_rates_release(&rates);
	return status;
}

/* Each value of an attribute in a segment against the rest of the segment that is known. */
static void measure_values(struct contrast *c, const struct segbias_group *group,
                           const struct segbias_attribute *attribute, struct segbias_consent *rows)
{
	const struct segbias_analysis_input *input = c->rates->input;
	c->group = segbias_group_is_whole(group) ? 0 : group->id;
	c->all = (struct answers){0};
	for (size_t v = 0; v < attribute->value_count; v++) {
		struct answers mine = count(input, group, attribute->column, (uint32_t)(SEGBIAS_ID_FIRST + v));
		c->all.with += mine.with;
		c->all.without += mine.without;
	}
	for (size_t v = 0; v < attribute->value_count; v++) {
		c->part = (uint32_t)(SEGBIAS_ID_FIRST + v);
		c->mine = count(input, group, attribute->column, c->part);
		rows[v].segment = group->label;
		rows[v].attribute = attribute->name;
		rows[v].value = attribute->values[v];
		measure(c, &rows[v]);
	}
}

static enum segbias_status measure_attribute(const struct segbias_analysis_input *input,
                                             const struct segbias_attribute *attribute, size_t stride,
                                             struct segbias_consent *rows, struct segbias_error *error)
{
	struct segbias_rates rates;
	struct contrast c = {.rates = &rates};
	struct segbias_contrast_query query = query_of(input->matching);
	query.by = attribute->column;
	query.parts = (uint32_t)attribute->value_count;
	enum segbias_status status = segbias_rates_create(input, &query, &rates, error);
	for (size_t i = 0; i < input->group_count && status == SEGBIAS_OK; i++)
		measure_values(&c, &input->groups[i], attribute, &rows[i * stride]);
	segbias_rates_release(&rates);
	return status;
}

/* The segments are one family, the whole campaign another. */
static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t size = findings->consent_count;
	double *p = segbias_memory_zeroed(size + 1, sizeof *p);
	bool *whole = segbias_memory_zeroed(size + 1, sizeof *whole);
	for (size_t i = 0; p && whole && i < size; i++) {
		p[i] = findings->consents[i].p;
		whole[i] = findings->consents[i].segment.bytes == NULL;
	}
	bool ok = p && whole && segbias_families_adjust(p, whole, size, policy->control, p);
	for (size_t i = 0; ok && i < size; i++) {
		findings->consents[i].q = p[i];
		findings->consents[i].finding = findings->consents[i].finding && p[i] <= policy->alpha;
	}
	free(p);
	free(whole);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* A value that never occurs is a slip, not a campaign without any consent. */
static enum segbias_status check(const struct segbias_analysis_input *input, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const struct segbias_pair *consent = &input->policy->consent;
	struct answers all = count(input, &input->groups[0], UINT32_MAX, 0);
	if (all.with > 0)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_DATA, "no_such_consent|--consent: no record has %s in column %s",
	    segbias_label_quote(consent->right, quoted[0]), segbias_label_quote(consent->left, quoted[1]));
	segbias_error_hint(error, "VALUE is what the column says where somebody has agreed");
	segbias_error_place(error, input->campaign_path, 0, 0);
	return status;
}

enum segbias_status segbias_analyse_consent(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	size_t rows = 1; /* of a segment */
	size_t at = 1;
	if (matching->consent_column == UINT32_MAX)
		return SEGBIAS_OK;
	for (size_t i = 0; i < matching->attribute_count; i++)
		rows += is_crossed(matching, &matching->attributes[i]) ? matching->attributes[i].value_count : 0;
	struct segbias_consent *list = segbias_arena_array(&findings->arena, rows * input->group_count, sizeof *list);
	if (!list)
		return segbias_error_memory(error);
	SEGBIAS_TRY(check(input, error));
	SEGBIAS_TRY(measure_segments(input, rows, list, error));
	for (size_t i = 0; i < matching->attribute_count; i++) {
		if (!is_crossed(matching, &matching->attributes[i]))
			continue;
		SEGBIAS_TRY(measure_attribute(input, &matching->attributes[i], rows, list + at, error));
		at += matching->attributes[i].value_count;
	}
	findings->consents = list;
	findings->consent_count = rows * input->group_count;
	SEGBIAS_TRY(judge(input->policy, findings, error));
done:
	return status;
}
