/* What a replicate says of each promise, and the range that the count of yes must lie in. */
#include "calibrate.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const double LEVEL = 1 - CALIBRATE_ALPHA;
static const double POWER = 0.8;
static const double REJECTS = 0.001; /* a right library, at the limit of its promise, is rejected that often */
static const double SAME = 1e-9;     /* ratios this near are equal */

enum outcome { NO, YES, NONE };

/* --- which values a check may draw -------------------------------------------------------------------------------------- */

static bool near(double a, double b)
{
	return fabs(a - b) < SAME;
}

static bool at_parity(const struct observed *o)
{
	return near(o->ratio, 1);
}

static bool at_high(const struct observed *o)
{
	return near(o->ratio, CALIBRATE_BAND_HIGH);
}

static bool at_edge(const struct observed *o)
{
	return at_high(o) || near(o->ratio, CALIBRATE_BAND_LOW);
}

static bool inside(const struct observed *o)
{
	return o->ratio > CALIBRATE_BAND_LOW - SAME && o->ratio < CALIBRATE_BAND_HIGH + SAME;
}

static bool any_value(const struct observed *o)
{
	(void)o;
	return true;
}

static bool called_over_or_under(const struct observed *o)
{
	return o->value->verdict == SEGBIAS_VERDICT_OVER || o->value->verdict == SEGBIAS_VERDICT_UNDER;
}

static bool called_likely(const struct observed *o)
{
	return o->value->verdict == SEGBIAS_VERDICT_LIKELY_OVER || o->value->verdict == SEGBIAS_VERDICT_LIKELY_UNDER;
}

static bool called_within(const struct observed *o)
{
	return o->value->verdict == SEGBIAS_VERDICT_WITHIN;
}

/* One of the replicate's values that may be drawn; NULL: there is none. */
static const struct observed *draw(const struct replicate *replicate, bool (*may)(const struct observed *))
{
	unsigned long count = 0;
	for (size_t i = 0; i < replicate->observed_count; i++)
		count += may(&replicate->observed[i]);
	if (count == 0)
		return NULL;
	unsigned long wanted = gsl_rng_uniform_int(replicate->world->random, count);
	for (size_t i = 0; i < replicate->observed_count; i++)
		if (may(&replicate->observed[i]) && wanted-- == 0)
			return &replicate->observed[i];
	return NULL;
}

/* --- outcomes ----------------------------------------------------------------------------------------------------------- */

static enum outcome reject_at(double p, double alpha)
{
	return isnan(p) ? NONE : p <= alpha ? YES : NO;
}

static enum outcome reject(double p)
{
	return reject_at(p, CALIBRATE_ALPHA);
}

static enum outcome false_flag(const struct replicate *replicate)
{
	for (size_t i = 0; i < replicate->observed_count; i++)
		if (called_over_or_under(&replicate->observed[i]) && inside(&replicate->observed[i]))
			return YES;
	return replicate->observed_count ? NO : NONE;
}

static enum outcome reject_parity(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, at_parity);
	return o ? reject(o->value->p) : NONE;
}

static enum outcome reject_side(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, at_edge);
	return o ? reject(at_high(o) ? o->value->p_over : o->value->p_under) : NONE;
}

static enum outcome reject_inside(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, at_edge);
	return o ? reject(o->value->p_flag) : NONE;
}

static enum outcome reject_outside(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, at_edge);
	return o ? reject(o->value->p_within) : NONE;
}

/* p of one comparison, drawn at random; NaN: there is none. */
static double draw_attribute(const struct replicate *replicate)
{
	const struct segbias_findings *findings = replicate->findings;
	bool segmented = replicate->world->segment_count > 1;
	size_t first = 0;
	while (first < findings->comparison_count && segmented && !findings->comparisons[first].segment.bytes)
		first++;
	if (first == findings->comparison_count)
		return NAN;
	size_t wanted = gsl_rng_uniform_int(replicate->world->random, findings->comparison_count - first);
	return findings->comparisons[first + wanted].p;
}

static enum outcome reject_attribute(const struct replicate *replicate)
{
	return reject(draw_attribute(replicate));
}

static enum outcome reject_attribute_01(const struct replicate *replicate)
{
	return reject_at(draw_attribute(replicate), .01);
}

static enum outcome reject_attribute_001(const struct replicate *replicate)
{
	return reject_at(draw_attribute(replicate), .001);
}

static enum outcome false_discovery(const struct replicate *replicate, bool (*called)(const struct observed *),
                                    bool (*right)(const struct observed *))
{
	const struct observed *o = draw(replicate, called);
	return o && !right(o) ? YES : NO;
}

static bool outside(const struct observed *o)
{
	return !inside(o);
}

static bool not_at_parity(const struct observed *o)
{
	return !at_parity(o);
}

static enum outcome false_over_under(const struct replicate *replicate)
{
	return false_discovery(replicate, called_over_or_under, outside);
}

static enum outcome false_likely(const struct replicate *replicate)
{
	return false_discovery(replicate, called_likely, not_at_parity);
}

static enum outcome false_within(const struct replicate *replicate)
{
	return false_discovery(replicate, called_within, inside);
}

/* A limit that is NaN is unbounded. */
static enum outcome covers(double low, double high, double truth)
{
	return low <= truth * (1 + SAME) && !(high < truth * (1 - SAME)) ? YES : NO;
}

static enum outcome cover_share(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, any_value);
	return o ? covers(o->value->share_low, o->value->share_high, o->share) : NONE;
}

static enum outcome cover_index(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, any_value);
	return o ? covers(o->value->index_low, o->value->index_high, 100 * o->ratio) : NONE;
}

/* Power is that of the first value. */
static enum outcome flagged(const struct replicate *replicate)
{
	if (replicate->observed_count == 0)
		return NONE;
	return called_over_or_under(&replicate->observed[0]) ? YES : NO;
}

static bool doubled(const struct observed *o)
{
	return o->ratio > 2;
}

static enum outcome found_over(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, doubled);
	return !o ? NONE : o->value->verdict == SEGBIAS_VERDICT_OVER ? YES : NO;
}

static enum outcome found_within(const struct replicate *replicate)
{
	if (replicate->observed_count == 0)
		return NONE;
	return called_within(&replicate->observed[0]) ? YES : NO;
}

static bool was_unclear(const struct observed *o)
{
	return o->wanted;
}

static enum outcome settled(const struct replicate *replicate)
{
	const struct observed *o = draw(replicate, was_unclear);
	return !o ? NONE : o->value->verdict != SEGBIAS_VERDICT_UNCLEAR ? YES : NO;
}

static enum outcome called_so(const struct replicate *replicate)
{
	if (replicate->observed_count == 0)
		return NONE;
	enum segbias_verdict verdict = replicate->observed[0].value->verdict;
	return verdict == SEGBIAS_VERDICT_OVER || verdict == SEGBIAS_VERDICT_LIKELY_OVER ? YES : NO;
}

static const struct segbias_consent *draw_consent(const struct replicate *replicate)
{
	const struct segbias_findings *findings = replicate->findings;
	unsigned long count = 0;
	for (size_t i = 0; i < findings->consent_count; i++)
		count += isnan(findings->consents[i].p) ? 0 : 1;
	if (count == 0)
		return NULL;
	unsigned long wanted = gsl_rng_uniform_int(replicate->world->random, count);
	for (size_t i = 0; i < findings->consent_count; i++)
		if (!isnan(findings->consents[i].p) && wanted-- == 0)
			return &findings->consents[i];
	return NULL;
}

static enum outcome reject_consent(const struct replicate *replicate)
{
	const struct segbias_consent *row = draw_consent(replicate);
	return row ? reject(row->p) : NONE;
}

static enum outcome found_consent(const struct replicate *replicate)
{
	for (size_t i = 0; i < replicate->findings->consent_count; i++) {
		const struct segbias_consent *row = &replicate->findings->consents[i];
		if (row->segment.bytes && !row->attribute.bytes)
			return row->finding && row->rate > .3 ? YES : NO;
	}
	return NONE;
}

/* A step from one stage to the next that has a test. */
static const struct segbias_funnel *draw_step(const struct replicate *replicate)
{
	const struct segbias_findings *findings = replicate->findings;
	unsigned long count = 0;
	for (size_t i = 0; i < findings->funnel_count; i++)
		count += findings->funnel[i].from.bytes && isfinite(findings->funnel[i].p);
	if (count == 0)
		return NULL;
	unsigned long wanted = gsl_rng_uniform_int(replicate->world->random, count);
	for (size_t i = 0; i < findings->funnel_count; i++)
		if (findings->funnel[i].from.bytes && isfinite(findings->funnel[i].p) && wanted-- == 0)
			return &findings->funnel[i];
	return NULL;
}

static enum outcome reject_step(const struct replicate *replicate)
{
	const struct segbias_funnel *row = draw_step(replicate);
	return row ? reject(row->p) : NONE;
}

static bool is_label(struct segbias_label label, const char *text)
{
	return segbias_label_equal(label, segbias_label_of(text));
}

/* Of those who were in the stage before as many are taken as the chances say: of the first value, and of all others. */
static enum outcome cover_step(const struct replicate *replicate)
{
	const struct segbias_funnel *row = draw_step(replicate);
	if (!row || !(row->index_low >= 0))
		return NONE;
	enum { STAGES = 3 };
	size_t cells = replicate->world->cells;
	size_t at = (size_t)(row - replicate->findings->funnel);
	const double *chance = replicate->world->kind->stages[at % STAGES - 1];
	bool own = at / STAGES % cells == 0;
	/* Of the first value, in the stage before. */
	const struct segbias_funnel *before =
	    &replicate->findings->funnel[at / (STAGES * cells) * STAGES * cells + at % STAGES - 1];
	double taken = before->share * chance[0] + (1 - before->share) * chance[1];
	double index = 100 * chance[!own] / taken;
	return row->index_low <= index && (isnan(row->index_high) || index <= row->index_high) ? YES : NO;
}

static enum outcome any_amplified(const struct replicate *replicate)
{
	for (size_t i = 0; i < replicate->findings->funnel_count; i++)
		if (replicate->findings->funnel[i].amplifies == SEGBIAS_TRUTH_TRUE)
			return YES;
	return NO;
}

static enum outcome found_amplified(const struct replicate *replicate)
{
	for (size_t i = 0; i < replicate->findings->funnel_count; i++) {
		const struct segbias_funnel *row = &replicate->findings->funnel[i];
		if (row->segment.bytes && is_label(row->stage, "targeted"))
			return row->amplifies == SEGBIAS_TRUTH_TRUE ? YES : NO;
	}
	return NONE;
}

static const struct segbias_simpson *draw_simpson(const struct replicate *replicate)
{
	const struct segbias_findings *findings = replicate->findings;
	unsigned long count = 0;
	for (size_t i = 0; i < findings->simpson_count; i++)
		count += isnan(findings->simpsons[i].mh_p) ? 0 : 1;
	if (count == 0)
		return NULL;
	unsigned long wanted = gsl_rng_uniform_int(replicate->world->random, count);
	for (size_t i = 0; i < findings->simpson_count; i++)
		if (!isnan(findings->simpsons[i].mh_p) && wanted-- == 0)
			return &findings->simpsons[i];
	return NULL;
}

static enum outcome false_reversal(const struct replicate *replicate)
{
	const struct segbias_simpson *row = draw_simpson(replicate);
	return !row ? NONE : row->reversal ? YES : NO;
}

static enum outcome found_reversal(const struct replicate *replicate)
{
	for (size_t i = 0; i < replicate->findings->simpson_count; i++) {
		const struct segbias_simpson *row = &replicate->findings->simpsons[i];
		if (row->segment.bytes && segbias_label_equal(row->segment, segbias_label_of("s000")) &&
		    segbias_label_equal(row->value, segbias_label_of("v000")))
			return row->reversal ? YES : NO;
	}
	return NO;
}

static enum outcome reject_association(const struct replicate *replicate)
{
	return replicate->findings->association_count ? reject(replicate->findings->associations[0].p) : NONE;
}

static enum outcome found_association(const struct replicate *replicate)
{
	if (replicate->findings->association_count == 0)
		return NONE;
	return replicate->findings->associations[0].finding ? YES : NO;
}

/* --- ranges ------------------------------------------------------------------------------------------------------------- */

enum promise { AT_MOST, AT_LEAST, EQUAL };

static const struct {
	const char *measured;
	enum promise promise;
	double at; /* NaN: the exact test's power */
	enum outcome (*outcome)(const struct replicate *replicate);
} CHECKS[CHECK_COUNT] = {
    [CHECK_FALSE_FLAG] = {"any group flagged that is inside the band", AT_MOST, CALIBRATE_ALPHA, false_flag},
    [CHECK_P] = {"p <= alpha at parity", AT_MOST, CALIBRATE_ALPHA, reject_parity},
    [CHECK_P_SIDE] = {"one-sided p of the flag <= alpha at the edge", AT_MOST, CALIBRATE_ALPHA, reject_side},
    [CHECK_P_FLAG] = {"p_flag <= alpha at the edge", AT_MOST, CALIBRATE_ALPHA, reject_inside},
    [CHECK_P_WITHIN] = {"p_within <= alpha at the edge", AT_MOST, CALIBRATE_ALPHA, reject_outside},
    [CHECK_P_ATTRIBUTE] = {"p of the attribute <= alpha at parity", AT_MOST, CALIBRATE_ALPHA, reject_attribute},
    [CHECK_P_ATTRIBUTE_01] = {"p of the attribute <= .01 at parity", AT_MOST, .01, reject_attribute_01},
    [CHECK_P_ATTRIBUTE_001] = {"p of the attribute <= .001 at parity", AT_MOST, .001, reject_attribute_001},
    [CHECK_FALSE_OVER_UNDER] = {"over or under, and inside the band", AT_MOST, CALIBRATE_ALPHA, false_over_under},
    [CHECK_FALSE_LIKELY] = {"likely over or under, and at parity", AT_MOST, CALIBRATE_ALPHA, false_likely},
    [CHECK_FALSE_WITHIN] = {"within, and outside the band", AT_MOST, CALIBRATE_ALPHA, false_within},
    [CHECK_COVER_SHARE] = {"the interval holds the share", AT_LEAST, LEVEL, cover_share},
    [CHECK_COVER_INDEX] = {"the interval holds the index", AT_LEAST, LEVEL, cover_index},
    [CHECK_POWER_EXACT] = {"flagged at n_needed, as the exact power", EQUAL, NAN, flagged},
    [CHECK_POWER_FORMULA] = {"flagged at n_needed, 80 %", EQUAL, POWER, flagged},
    [CHECK_CALLED] = {"2.2 times its share is called so, 80 %", AT_LEAST, POWER, called_so},
    [CHECK_P_CONSENT] = {"p of consent <= alpha where all consent alike", AT_MOST, CALIBRATE_ALPHA, reject_consent},
    [CHECK_CONSENT_FOUND] = {"lack of consent is found, 80 %", AT_LEAST, POWER, found_consent},
    [CHECK_P_STEP] = {"p of a stage <= alpha where all are taken alike", AT_MOST, CALIBRATE_ALPHA, reject_step},
    [CHECK_COVER_STEP] = {"the interval holds the stage's index", AT_LEAST, LEVEL, cover_step},
    [CHECK_FALSE_AMPLIFIED] = {"any group called amplified, and none is", AT_MOST, CALIBRATE_ALPHA, any_amplified},
    [CHECK_AMPLIFIED] = {"amplified, and called so, 80 %", AT_LEAST, POWER, found_amplified},
    [CHECK_REVERSAL] = {"called turned round, and is not", AT_MOST, CALIBRATE_ALPHA, false_reversal},
    [CHECK_REVERSAL_FOUND] = {"turned round, and called so, 80 %", AT_LEAST, POWER, found_reversal},
    [CHECK_ASSOCIATION] = {"p of an association <= alpha, segments alike", AT_MOST, CALIBRATE_ALPHA,
                           reject_association},
    [CHECK_ASSOCIATION_FOUND] = {"segments that differ are found, 80 %", AT_LEAST, POWER, found_association},
    [CHECK_POWER_WITHIN] = {"within at n_needed, at least 80 %", AT_LEAST, POWER, found_within},
    [CHECK_FOUND] = {"a true 2.2 is called over, at least 80 %", AT_LEAST, POWER, found_over},
    [CHECK_SETTLED] = {"settled where it would settle half", AT_LEAST, .5, settled},
};

void checks_count(unsigned mask, const struct replicate *replicate, struct tally_of_check tallies[CHECK_COUNT])
{
	for (size_t i = 0; i < CHECK_COUNT; i++) {
		if (!(mask & BIT(i)))
			continue;
		enum outcome outcome = CHECKS[i].outcome(replicate);
		tallies[i].yes += outcome == YES;
		tallies[i].replicates += outcome != NONE;
	}
}

/* The smallest k with P(X <= k) >= p. */
static unsigned quantile(double p, unsigned n, double chance)
{
	unsigned low = 0;
	unsigned high = n;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (gsl_cdf_binomial_P(middle, chance, n) >= p)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

struct check_result check_judge(enum check_id id, const struct tally_of_check *tally, const struct world *world)
{
	double at = isnan(CHECKS[id].at) ? world->power : CHECKS[id].at;
	if (CHECKS[id].promise == AT_MOST && world->kind->at_most > 0)
		at = world->kind->at_most;
	unsigned n = tally->replicates;
	struct check_result result = {.measured = CHECKS[id].measured, .promise = at, .low = 0, .high = n};
	if (CHECKS[id].promise == AT_MOST)
		result.high = quantile(1 - REJECTS, n, at);
	else if (CHECKS[id].promise == AT_LEAST)
		result.low = quantile(REJECTS, n, at);
	else {
		result.low = quantile(REJECTS / 2, n, at);
		result.high = quantile(1 - REJECTS / 2, n, at);
	}
	result.accepted = n > 0 && tally->yes >= result.low && tally->yes <= result.high;
	result.wide = CHECKS[id].promise == AT_LEAST && tally->yes > quantile(1 - REJECTS, n, at);
	return result;
}

double power_of_exact_test(unsigned n, double x, double r)
{
	double power = 0;
	for (unsigned k = 0; k <= n; k++) {
		double over = k ? gsl_cdf_binomial_Q(k - 1, CALIBRATE_BAND_HIGH * r, n) : 1;
		double under = gsl_cdf_binomial_P(k, CALIBRATE_BAND_LOW * r, n);
		if (2 * fmin(over, under) <= CALIBRATE_ALPHA)
			power += gsl_ran_binomial_pdf(k, x, n);
	}
	return power;
}
