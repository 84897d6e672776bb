#include "analysis/risks_groups.h"

#include "analysis/rates.h"
#include "base/memory.h"
#include "base/sum.h"

#include <math.h>
#include <stdlib.h>

/* --- sums of people ------------------------------------------------------------------------------------------------ */

enum { X, Y, XX, YY, XY, PARTS };

/* Sums, and of both numbers the extremes. */
struct sums {
	double n, part[PARTS], least[2], most[2];
};

/* The same, being gathered: exact sums, which no order of the people changes. */
struct gathered {
	struct segbias_sum part[PARTS];
	struct sums sums;
};

static bool add(struct gathered *own, const double numbers[static 2], bool paired)
{
	struct sums *sums = &own->sums;
	for (size_t i = 0; i <= paired; i++) {
		sums->least[i] = sums->n > 0 ? fmin(sums->least[i], numbers[i]) : numbers[i];
		sums->most[i] = sums->n > 0 ? fmax(sums->most[i], numbers[i]) : numbers[i];
	}
	sums->n++;
	bool ok =
	    segbias_sum_add(&own->part[X], numbers[0]) && segbias_sum_add(&own->part[XX], numbers[0] * numbers[0]);
	if (paired)
		ok = ok && segbias_sum_add(&own->part[Y], numbers[1]) &&
		     segbias_sum_add(&own->part[YY], numbers[1] * numbers[1]) &&
		     segbias_sum_add(&own->part[XY], numbers[0] * numbers[1]);
	return ok;
}

/* The sums themselves; what gathered them is gone. */
static struct sums settle(struct gathered *own)
{
	for (size_t i = 0; i < PARTS; i++) {
		own->sums.part[i] = segbias_sum_value(&own->part[i]);
		segbias_sum_release(&own->part[i]);
	}
	return own->sums;
}

static void merge(struct sums *sums, const struct sums *other)
{
	for (size_t i = 0; i < 2; i++) {
		sums->least[i] = sums->n > 0 ? fmin(sums->least[i], other->least[i]) : other->least[i];
		sums->most[i] = sums->n > 0 ? fmax(sums->most[i], other->most[i]) : other->most[i];
	}
	for (size_t i = 0; i < PARTS; i++)
		sums->part[i] += other->part[i];
	sums->n += other->n;
}

static struct segbias_mean mean_of(const struct sums *sums)
{
	double x = sums->part[X];
	struct segbias_mean mean = {sums->n, sums->n > 0 ? x / sums->n : NAN, 0};
	if (sums->n > 1 && sums->least[0] < sums->most[0])
		mean.variance = fmax(0, (sums->part[XX] - x * (x / sums->n)) / (sums->n - 1));
	return mean;
}

static struct segbias_pairs pairs_of(const struct sums *sums)
{
	double n = sums->n;
	double x = sums->part[X];
	double y = sums->part[Y];
	struct segbias_pairs pairs = {.n = n, .x = x / n, .y = y / n};
	bool x_spreads = n > 1 && sums->least[0] < sums->most[0];
	bool y_spreads = n > 1 && sums->least[1] < sums->most[1];
	pairs.xx = x_spreads ? fmax(0, (sums->part[XX] - x * (x / n)) / (n - 1)) : 0;
	pairs.yy = y_spreads ? fmax(0, (sums->part[YY] - y * (y / n)) / (n - 1)) : 0;
	pairs.xy = x_spreads && y_spreads ? (sums->part[XY] - x * (y / n)) / (n - 1) : 0;
	return pairs;
}

/* Of so few people a number is that of one of them, whom the others of the group know. */
enum { DESCRIBED_MIN = 3 };

/* --- tests --------------------------------------------------------------------------------------------------------- */

/* A group's test, until the family is judged. */
struct segbias_risk_tested {
	size_t row;
	double p_over, p_under;
	bool inside; /* its index lies inside the band */
};

/* The four tests of a group against all others. */
struct tests {
	double p, over, under, above, below; /* beyond the band's edges, and inside of them */
};

static struct tests test_means(const struct segbias_policy *policy, const struct segbias_mean *own,
                               const struct segbias_mean *others)
{
	double high = policy->band_high / 100;
	double low = policy->band_low / 100;
	return (struct tests){segbias_welch_p(own, others), segbias_welch_greater(own, others, high),
	                      segbias_welch_less(own, others, low), segbias_welch_greater(own, others, low),
	                      segbias_welch_less(own, others, high)};
}

static struct segbias_ratio ratio_of(const struct sums *own, const struct sums *others)
{
	return (struct segbias_ratio){.kind = SEGBIAS_KIND_SAMPLE,
	                              .k = own->part[X],
	                              .n = own->n,
	                              .r = others->part[X] / others->n,
	                              .m = others->n,
	                              .whole = true};
}

/* Where none of the others have it, or all of them, there is no ratio to them to be tested, but one of them to the group. */
static struct tests test_rates(const struct segbias_policy *policy, const struct sums *own, const struct sums *others)
{
	double high = policy->band_high / 100;
	double low = policy->band_low / 100;
	bool turned = others->part[X] == 0 || (others->part[X] == others->n && own->part[X] > 0);
	struct segbias_ratio ratio = turned ? ratio_of(others, own) : ratio_of(own, others);
	struct tests tests = {segbias_ratio_p(&ratio), 0, 0, 0, 0};
	/* All of the one and none of the other: as the only value of an attribute it would be no test. */
	if (ratio.r == 1)
		tests.p = segbias_hypergeometric_two_sided(own->part[X], own->n, own->n + others->n,
		                                           own->part[X] + others->part[X]);
	tests.over = turned ? segbias_ratio_p_less(&ratio, 1 / high) : segbias_ratio_p_greater(&ratio, high);
	tests.under = turned ? segbias_ratio_p_greater(&ratio, 1 / low) : segbias_ratio_p_less(&ratio, low);
	tests.above = turned ? segbias_ratio_p_less(&ratio, 1 / low) : segbias_ratio_p_greater(&ratio, low);
	tests.below = turned ? segbias_ratio_p_greater(&ratio, 1 / high) : segbias_ratio_p_less(&ratio, high);
	return tests;
}

static struct tests test_pairs(const struct segbias_policy *policy, const struct segbias_pairs *pairs)
{
	double high = policy->band_high / 100;
	double low = policy->band_low / 100;
	return (struct tests){segbias_paired_p(pairs), segbias_paired_greater(pairs, high),
	                      segbias_paired_less(pairs, low), segbias_paired_greater(pairs, low),
	                      segbias_paired_less(pairs, high)};
}

static struct tests test(const struct segbias_policy *policy, enum segbias_risk_kind kind, const struct sums *own,
                         const struct sums *others)
{
	if (kind == SEGBIAS_RISK_RATE)
		return test_rates(policy, own, others);
	if (kind == SEGBIAS_RISK_PAIRED) {
		struct segbias_pairs pairs = pairs_of(own);
		return test_pairs(policy, &pairs);
	}
	struct segbias_mean x = mean_of(own);
	struct segbias_mean y = mean_of(others);
	return test_means(policy, &x, &y);
}

/* --- rows ---------------------------------------------------------------------------------------------------------- */

static void fill_index(const struct segbias_policy *policy, enum segbias_risk_kind kind, const struct sums *own,
                       const struct sums *others, struct segbias_risk_measure *row)
{
	double base = kind == SEGBIAS_RISK_PAIRED ? own->part[Y] : others->part[X];
	if (!(base > 0) || !(own->n > 0))
		return;
	if (kind == SEGBIAS_RISK_RATE) {
		struct segbias_ratio ratio = ratio_of(own, others);
		row->index = 100 * (own->part[X] / own->n) / (others->part[X] / others->n);
		segbias_ratio_index(&ratio, policy->alpha, NAN, NAN, &row->index_low, &row->index_high);
		return;
	}
	if (kind == SEGBIAS_RISK_PAIRED) {
		struct segbias_pairs pairs = pairs_of(own);
		row->index = 100 * pairs.x / pairs.y;
		segbias_paired_limits(&pairs, policy->alpha, &row->index_low, &row->index_high);
	} else {
		struct segbias_mean x = mean_of(own);
		struct segbias_mean y = mean_of(others);
		row->index = 100 * x.mean / y.mean;
		segbias_welch_limits(&x, &y, policy->alpha, &row->index_low, &row->index_high);
	}
	row->index_low *= 100;
	row->index_high *= 100;
}

static void fill_number(const struct segbias_policy *policy, enum segbias_risk_kind kind, const struct sums *sums,
                        struct segbias_risk_measure *row)
{
	struct segbias_mean mean = mean_of(sums);
	row->n = sums->n;
	if (kind == SEGBIAS_RISK_PAIRED && sums->n > 0) {
		struct segbias_pairs pairs = pairs_of(sums);
		mean.mean = pairs.x - pairs.y;
		mean.variance = fmax(0, pairs.xx - 2 * pairs.xy + pairs.yy);
	}
	row->number = mean.mean;
	if (kind == SEGBIAS_RISK_RATE || kind == SEGBIAS_RISK_COUNT)
		row->count = sums->part[X];
	if (kind != SEGBIAS_RISK_RATE)
		segbias_mean_limits(&mean, policy->alpha, &row->low, &row->high);
	else if (sums->n > 0)
		segbias_policy_interval(policy, sums->part[X], sums->n, &row->low, &row->high);
}

static struct segbias_risk_measure *add_row(struct segbias_register *reg, const struct segbias_risk_question *question,
                                            const struct sums *sums)
{
	bool rate = question->kind == SEGBIAS_RISK_RATE;
	struct segbias_risk_measure *row =
	    segbias_register_add(reg, question->measure, rate ? "rate" : "mean", "persons");
	row->level = question->level;
	fill_number(reg->input->base->policy, question->kind, sums, row);
	return row;
}

static bool spreads(enum segbias_risk_kind kind, const struct sums *own, const struct sums *others)
{
	double all = own->part[X] + others->part[X];
	if (kind == SEGBIAS_RISK_RATE)
		return all > 0 && all < own->n + others->n;
	const struct sums *second = kind == SEGBIAS_RISK_PAIRED ? own : others;
	size_t at = kind == SEGBIAS_RISK_PAIRED;
	return own->least[0] < own->most[0] || second->least[at] < second->most[at];
}

/* The row that was added last is a test: of a group against others, or, paired, of people against themselves. */
static void add_test(struct segbias_risk_family *family, enum segbias_risk_kind kind, const struct sums *own,
                     const struct sums *others)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_policy *policy = reg->input->base->policy;
	if (reg->failed)
		return;
	struct segbias_risk_measure *row = &reg->rows[reg->count - 1];
	row->verdict = "unclear";
	/* An index to one person tells of them. */
	bool told = kind != SEGBIAS_RISK_PAIRED && others->n < DESCRIBED_MIN;
	if (!told)
		fill_index(policy, kind, own, others, row);
	bool few = told || own->n < policy->min_n || (kind != SEGBIAS_RISK_PAIRED && others->n < policy->min_n);
	if (few) {
		row->reason = "too_few";
		return;
	}
	struct tests tests = {NAN, NAN, NAN, NAN, NAN};
	if (spreads(kind, own, others))
		tests = test(policy, kind, own, others);
	if (isnan(tests.p) || isnan(tests.over) || isnan(tests.under)) {
		row->reason = "no_spread";
		return;
	}
	row->p = tests.p;
	row->p_flag = fmin(1, 2 * fmin(tests.over, tests.under));
	row->p_within = fmax(tests.above, tests.below);
	struct segbias_risk_tested *room =
	    segbias_memory_room(family->tests, family->count, &family->capacity, sizeof *family->tests);
	reg->failed = reg->failed || !room;
	if (!room)
		return;
	/* An index without a number is beyond any band. */
	const double edge = 1e-9;
	bool inside = row->index >= policy->band_low - edge && row->index <= policy->band_high + edge;
	family->tests = room;
	family->tests[family->count++] = (struct segbias_risk_tested){reg->count - 1, tests.over, tests.under, inside};
}

/* The row that was added last says of a group only how many it is. */
static void hide(struct segbias_risk_measure *row)
{
	row->count = row->number = row->low = row->high = NAN;
	row->verdict = "unclear";
	row->reason = "too_few";
}

/* Every value of the attribute against all other people whose value is known. */
static void add_attribute(struct segbias_risk_family *family, const struct segbias_risk_question *question, size_t at)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_persons *persons = &reg->input->persons;
	const struct segbias_attribute *attribute = &reg->input->base->matching->attributes[at];
	struct gathered *own = segbias_memory_zeroed(attribute->value_count + 1, sizeof *own);
	bool paired = question->kind == SEGBIAS_RISK_PAIRED;
	reg->failed = reg->failed || !own;
	for (size_t i = 0; own && i < question->count; i++) {
		uint32_t unit = question->unit(question->people, i);
		uint32_t value = unit == UINT32_MAX ? UINT32_MAX : persons->values[unit * persons->width + at];
		double numbers[2] = {0, 0};
		if (value != UINT32_MAX && question->of(question, i, numbers) && !add(&own[value], numbers, paired))
			reg->failed = true;
	}
	for (size_t v = 0; own && v < attribute->value_count; v++)
		(void)settle(&own[v]);
	for (size_t v = 0; own && v < attribute->value_count; v++) {
		struct sums others = {0};
		for (size_t w = 0; w < attribute->value_count; w++)
			if (w != v && own[w].sums.n > 0)
				merge(&others, &own[w].sums);
		if (!(own[v].sums.n > 0))
			continue;
		struct segbias_risk_measure *row = add_row(reg, question, &own[v].sums);
		row->attribute = attribute->name;
		row->value = attribute->values[v];
		if (own[v].sums.n < DESCRIBED_MIN)
			hide(row);
		else
			add_test(family, question->kind, &own[v].sums, &others);
	}
	free(own);
}

static struct sums gather(struct segbias_register *reg, const struct segbias_risk_question *question,
                          bool (*with)(const void *context, size_t person), const void *context)
{
	struct gathered own = {.sums = {0}};
	for (size_t i = 0; i < question->count; i++) {
		double numbers[2] = {0, 0};
		if ((!with || with(context, i)) && question->of(question, i, numbers) &&
		    !add(&own, numbers, question->kind == SEGBIAS_RISK_PAIRED))
			reg->failed = true;
	}
	return settle(&own);
}

struct segbias_risk_measure *segbias_risk_describe(struct segbias_register *reg,
                                                   const struct segbias_risk_question *question,
                                                   bool (*with)(const void *context, size_t person),
                                                   const void *context)
{
	struct sums sums = gather(reg, question, with, context);
	return sums.n >= (with ? DESCRIBED_MIN : 1) ? add_row(reg, question, &sums) : NULL;
}

bool segbias_risk_ask(struct segbias_risk_family *family, const struct segbias_risk_question *question)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_risks_persons *persons = &reg->input->persons;
	struct sums sums = gather(reg, question, NULL, NULL);
	if (!(sums.n > 0))
		return false;
	(void)add_row(reg, question, &sums);
	if (question->kind == SEGBIAS_RISK_PAIRED)
		add_test(family, question->kind, &sums, &sums);
	for (size_t at = 0; persons->joined && at < persons->width; at++)
		if (persons->wanted[at])
			add_attribute(family, question, at);
	return true;
}

/* --- the family ------------------------------------------------------------------------------------------------------ */

static const char *verdict_of(const struct segbias_policy *policy, const struct segbias_risk_tested *test,
                              const struct segbias_risk_measure *row, double q_likely)
{
	if (row->q_flag <= policy->alpha)
		return test->p_over < test->p_under ? "over" : "under";
	if (q_likely <= policy->alpha)
		return row->index < 100 ? "likely_under" : "likely_over";
	return row->q_within <= policy->alpha ? "within" : "unclear";
}

void segbias_risk_judge(struct segbias_risk_family *family)
{
	struct segbias_register *reg = family->reg;
	const struct segbias_policy *policy = reg->input->base->policy;
	enum { PLAIN, FLAG, WITHIN, LIKELY, STEPS };
	double *p = segbias_memory_zeroed(family->count + 1, STEPS * sizeof *p);
	bool ok = p && !reg->failed;
	for (int step = 0; ok && step < STEPS; step++) {
		double *own = p + (size_t)step * family->count;
		for (size_t i = 0; i < family->count; i++) {
			struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
			bool flagged = step == LIKELY && (row->q_flag <= policy->alpha || family->tests[i].inside);
			own[i] = step == FLAG ? row->p_flag : step == WITHIN ? row->p_within : flagged ? 1 : row->p;
		}
		ok = segbias_adjust(own, family->count, policy->control, own);
		for (size_t i = 0; ok && i < family->count; i++) {
			struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
			*(step == PLAIN  ? &row->q
			  : step == FLAG ? &row->q_flag
			                 : &row->q_within) = step == LIKELY ? row->q_within : own[i];
		}
	}
	for (size_t i = 0; ok && i < family->count; i++) {
		struct segbias_risk_measure *row = &reg->rows[family->tests[i].row];
		row->verdict = verdict_of(policy, &family->tests[i], row, p[LIKELY * family->count + i]);
	}
	reg->failed = reg->failed || !ok;
	free(p);
	free(family->tests);
}
