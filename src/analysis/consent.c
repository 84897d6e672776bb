/* Question: who has not consented? The share without consent of every segment and group, as a selection rate: exact
 * interval, ratio to the rate of all others, Fisher's p. A finding needs q and rates that differ by five points. */
#include "analysis/rates.h"

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

/* Fisher's; with a design effect the score test of two rates at the effective sizes. */
static double p_of(double k, double n, double rest_k, double rest, double deff)
{
	if (deff == 1)
		return segbias_hypergeometric_two_sided(k, n, n + rest, k + rest_k);
	struct segbias_two_shares shares = {k / deff, n / deff, rest_k / deff, rest / deff};
	return 2 * segbias_normal_upper(fabs(segbias_score_z(&shares, 1)));
}

/* `deff`: of the segment's rate. A group of it is taken to have the same. */
static void measure(const struct segbias_policy *policy, const struct answers *mine, const struct answers *all,
                    double deff, struct segbias_consent *out)
{
	double n = mine->with + mine->without;
	double rest = all->with + all->without - n;
	double rest_without = all->without - mine->without;
	out->n = n;
	out->without = mine->without;
	out->missing = mine->missing;
	out->rate = out->rate_low = out->rate_high = out->ratio = out->p = out->q = NAN;
	if (!(n > 0))
		return;
	out->rate = mine->without / n;
	segbias_rate_interval(policy, mine->without, n, deff, &out->rate_low, &out->rate_high);
	if (!(rest > 0))
		return;
	if (rest_without > 0)
		out->ratio = out->rate / (rest_without / rest);
	if (n >= policy->min_n)
		out->p = p_of(mine->without, n, rest_without, rest, deff);
	out->finding = fabs(out->rate - rest_without / rest) >= GAP_LEAST;
}

/* By the column that says who consents itself, everybody of a value does or nobody; and with several answers a person a
 * group and "all others" overlap. */
static bool is_crossed(const struct segbias_matching *matching, const struct segbias_attribute *attribute)
{
	return !attribute->dropped && !attribute->multi &&
	       attribute->field != matching->plan.columns[matching->consent_column].field;
}

/* The segment as a whole against all other records, then each group of it against the rest of the segment. */
static bool measure_group(const struct segbias_rates *rates, const struct segbias_group *group,
                          struct segbias_findings *findings)
{
	const struct segbias_analysis_input *input = rates->input;
	struct answers everybody = count(input, &input->groups[0], UINT32_MAX, 0);
	struct answers segment = count(input, group, UINT32_MAX, 0);
	struct segbias_consent *row = &findings->consents[findings->consent_count++];
	row->segment = group->label;
	double deff = 1;
	if (!segbias_rates_deff(rates, group, segment.without, segment.with + segment.without, &deff))
		return false;
	measure(input->policy, &segment, &everybody, deff, row);
	for (size_t i = 0; i < input->matching->attribute_count; i++) {
		const struct segbias_attribute *attribute = &input->matching->attributes[i];
		struct answers known = {0};
		if (!is_crossed(input->matching, attribute))
			continue;
		for (size_t v = 0; v < attribute->value_count; v++) {
			struct answers mine = count(input, group, attribute->column, (uint32_t)(SEGBIAS_ID_FIRST + v));
			known.with += mine.with;
			known.without += mine.without;
		}
		for (size_t v = 0; v < attribute->value_count; v++) {
			struct answers mine = count(input, group, attribute->column, (uint32_t)(SEGBIAS_ID_FIRST + v));
			row = &findings->consents[findings->consent_count++];
			row->segment = group->label;
			row->attribute = attribute->name;
			row->value = attribute->values[v];
			measure(input->policy, &mine, &known, deff, row);
		}
	}
	return true;
}

/* The segments are one family, the whole campaign another. */
static enum segbias_status judge(const struct segbias_policy *policy, struct segbias_findings *findings,
                                 struct segbias_error *error)
{
	size_t size = findings->consent_count;
	double *p = calloc(size + 1, sizeof *p);
	bool *whole = calloc(size + 1, sizeof *whole);
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
	enum segbias_status status = segbias_error_set(error, SEGBIAS_DATA, "--consent: no record has %s in column %s",
	                                               segbias_label_quote(consent->right, quoted[0]),
	                                               segbias_label_quote(consent->left, quoted[1]));
	segbias_error_hint(error, "VALUE is what the column says where somebody has agreed");
	segbias_error_place(error, input->campaign_path, 0, 0);
	return status;
}

enum segbias_status segbias_analyse_consent(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	size_t groups = 1;
	if (input->matching->consent_column == UINT32_MAX)
		return SEGBIAS_OK;
	for (size_t i = 0; i < input->matching->attribute_count; i++)
		groups += input->matching->attributes[i].dropped ? 0 : input->matching->attributes[i].value_count;
	findings->consents =
	    segbias_arena_array(&findings->arena, groups * input->group_count, sizeof *findings->consents);
	if (!findings->consents)
		return segbias_error_memory(error);
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_rates rates = {.input = input};
	static const uint32_t VALUE_OF[] = {
	    [SEGBIAS_ID_MISSING] = UINT32_MAX, [SEGBIAS_ID_UNMATCHED] = UINT32_MAX, [WITH] = 0, [WITHOUT] = 1};
	SEGBIAS_TRY(check(input, error));
	SEGBIAS_TRY(segbias_rates_create(input, input->matching->consent_column, VALUE_OF, 4, &rates, error));
	for (size_t i = 0; i < input->group_count; i++)
		if (!measure_group(&rates, &input->groups[i], findings))
			SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(judge(input->policy, findings, error));
done:
	segbias_rates_release(&rates);
	return status;
}
