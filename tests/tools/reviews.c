/* Reviews in which nothing has changed, simulated, and some in which something has: how often `changed`, `beyond_limits` and the run
 * rules speak.
 *
 *	segbias-reviews REVIEWS [SEED]
 *
 * Of every review the periods' counts are drawn, and judged as `review show` judges what its ledger has. What is promised is a yes
 * or no a review, so that what is accepted is an exact range. Exit status 1: a promise is not kept.
 */
#include "analysis/review.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEGMENTS = 6, VALUES = 5, PERIODS_MOST = 24, GROUPS = SEGMENTS * VALUES };

/* A promise that is kept is rejected once in so many runs of this program. */
static const double REJECTED = 1e-5;
static const double ALPHA = 0.05;
/* Six independent numbers fall, or rise, in a row; the last is then beyond 100 too, or it is not counted. */
static const double RUN_MOST = 2.0 / 720;

static const double REFERENCE[VALUES] = {.04, .16, .2, .25, .35};
static const unsigned SIZES[SEGMENTS] = {200, 400, 700, 1000, 2000, 5000};

struct scenario {
	const char *name;
	size_t periods; /* with the one that is judged */
	double wobble;  /* standard deviation of ln share from period to period, of nothing that lasts */
	double factor;  /* of one group's share in the last period */
	bool new_reference;
	bool still; /* shares are the same in all periods: all that is promised holds */
};

static const struct scenario SCENARIOS[] = {
    {"nothing changes, 2 periods before", 3, 0, 1, false, true},
    {"nothing changes, 4 periods before", 5, 0, 1, false, true},
    {"nothing changes, 9 periods before", 10, 0, 1, false, true},
    {"nothing changes, 23 periods before", 24, 0, 1, false, true},
    {"nothing changes but the reference, 9 periods before", 10, 0, 1, true, true},
    {"shares wobble by 10 % and come back, 9 periods before", 10, .1, 1, false, false},
    {"shares wobble by 10 % and come back, 23 periods before", 24, .1, 1, false, false},
    {"one group of 112 in 700 grows to 190, 9 periods before", 10, 0, 1.7, false, false},
};

/* Figures of a period. */
struct period {
	struct segbias_value_finding values[GROUPS];
	struct segbias_comparison comparisons[SEGMENTS];
	struct segbias_findings findings;
	char names[SEGMENTS + VALUES][4];
};

struct tally {
	unsigned reviews, changed, beyond, found;
	double groups, runs;
};

static void draw(gsl_rng *random, const struct scenario *scenario, bool last, size_t segment, unsigned *counts)
{
	double shares[VALUES];
	for (size_t v = 0; v < VALUES; v++)
		shares[v] = REFERENCE[v] * (scenario->wobble > 0 ? exp(gsl_ran_gaussian(random, scenario->wobble)) : 1);
	/* The third segment's second value. */
	if (last && segment == 2)
		shares[1] *= scenario->factor;
	gsl_ran_multinomial(random, VALUES, SIZES[segment], shares, counts);
}

static void make(gsl_rng *random, const struct scenario *scenario, size_t at, struct period *out)
{
	bool last = at + 1 == scenario->periods;
	memset(out, 0, sizeof *out);
	for (size_t s = 0; s < SEGMENTS; s++) {
		struct segbias_comparison *c = &out->comparisons[s];
		unsigned counts[VALUES];
		draw(random, scenario, last, s, counts);
		(void)snprintf(out->names[s], sizeof *out->names, "s%zu", s);
		*c = (struct segbias_comparison){.segment = segbias_label_of(out->names[s]),
		                                 .attribute = segbias_label_of("g"),
		                                 .rows = SIZES[s],
		                                 .n = SIZES[s],
		                                 .n_effective = SIZES[s],
		                                 .deff = 1,
		                                 .first = s * VALUES,
		                                 .values = out->values + s * VALUES,
		                                 .value_count = VALUES};
		for (size_t v = 0; v < VALUES; v++) {
			struct segbias_value_finding *value = &c->values[v];
			double share = (double)counts[v] / SIZES[s];
			double reference = last && scenario->new_reference ? REFERENCE[VALUES - 1 - v] : REFERENCE[v];
			(void)snprintf(out->names[SEGMENTS + v], sizeof *out->names, "v%zu", v);
			*value = (struct segbias_value_finding){.value = segbias_label_of(out->names[SEGMENTS + v]),
			                                        .count = counts[v],
			                                        .share = share,
			                                        .reference_share = reference,
			                                        .index = 100 * share / reference,
			                                        .q = .5,
			                                        .verdict = SEGBIAS_VERDICT_UNCLEAR};
		}
	}
	out->findings = (struct segbias_findings){.comparisons = out->comparisons,
	                                          .comparison_count = SEGMENTS,
	                                          .kind = "population",
	                                          .settings = {.alpha = ALPHA, .control = "bh", .interval = "exact"}};
	memset(out->findings.campaign.sha256, 'a' + (int)at, 64);
	memset(out->findings.reference.sha256, last && scenario->new_reference ? 'b' : 'a', 64);
}

/* What the ledger has of a group. */
static void add_past(const struct period *past, const struct period *now, size_t from_last,
                     struct segbias_series *series)
{
	for (size_t i = 0; i < GROUPS; i++) {
		const struct segbias_value_finding *value = &past->values[i];
		if (from_last < SEGBIAS_REVIEW_PERIODS) {
			size_t place = SEGBIAS_REVIEW_PERIODS - 1 - from_last;
			series[i].index[place] = value->index;
			series[i].level[place] = 100 * value->share / now->values[i].reference_share;
		}
		if (from_last == 0)
			continue;
		series[i].x[series[i].count] = value->count;
		series[i].n[series[i].count++] = past->comparisons[i / VALUES].n;
	}
}

static void count(const struct segbias_review *review, struct tally *tally)
{
	bool changed = false;
	bool beyond = false;
	bool found = false;
	for (size_t i = 0; i < review->segment_count; i++)
		for (size_t j = 0; j < review->segments[i].signal_count; j++) {
			struct segbias_label signal = review->segments[i].signals[j];
			bool limits = segbias_label_equal(signal, segbias_label_of("beyond_limits"));
			changed = changed || segbias_label_equal(signal, segbias_label_of("changed"));
			beyond = beyond || limits;
			found = found ||
			        (limits && segbias_label_equal(review->segments[i].segment, segbias_label_of("s2")));
			tally->runs += segbias_label_equal(signal, segbias_label_of("falling")) ||
			               segbias_label_equal(signal, segbias_label_of("rising"));
		}
	tally->reviews++;
	tally->groups += GROUPS;
	tally->changed += changed;
	tally->beyond += beyond;
	tally->found += found;
}

static bool one_review(gsl_rng *random, const struct scenario *scenario, struct period *periods, struct tally *tally)
{
	static double x[GROUPS][PERIODS_MOST], n[GROUPS][PERIODS_MOST];
	struct segbias_series series[GROUPS];
	struct segbias_review review = {.segment_count = 0};
	struct segbias_error error = {0};
	size_t last = scenario->periods - 1;
	for (size_t i = 0; i < GROUPS; i++) {
		series[i] = (struct segbias_series){.x = x[i], .n = n[i]};
		for (size_t j = 0; j < SEGBIAS_REVIEW_PERIODS; j++) {
			series[i].index[j] = series[i].level[j] = NAN;
			series[i].verdict[j] = SEGBIAS_VERDICT_UNCLEAR;
		}
	}
	for (size_t i = 0; i <= last; i++)
		make(random, scenario, i, &periods[i]);
	for (size_t i = 0; i <= last; i++)
		add_past(&periods[i], &periods[last], last - i, series);
	struct segbias_findings *now = &periods[last].findings;
	bool ok = segbias_review_judge(&periods[last - 1].findings, series, now, &review, &error) == SEGBIAS_OK &&
	          segbias_review_limit(series, now, &review);
	if (ok)
		count(&review, tally);
	else
		(void)fprintf(stderr, "segbias-reviews: %s\n", error.message);
	segbias_arena_release(&now->arena);
	segbias_notes_release(&now->notes);
	return ok;
}

/* Whether so many of so many are not too many for a share of at most `most`. */
static bool is_kept(unsigned count, unsigned of, double most)
{
	return count == 0 || gsl_cdf_binomial_Q(count - 1, most, of) >= REJECTED;
}

static bool judge(const struct scenario *scenario, const struct tally *tally)
{
	bool kept = true;
	if (scenario->still)
		kept = is_kept(tally->changed, tally->reviews, ALPHA) &&
		       is_kept(tally->beyond, tally->reviews, ALPHA) &&
		       is_kept((unsigned)tally->runs, (unsigned)tally->groups, RUN_MOST);
	else if (scenario->factor != 1)
		kept = tally->found > tally->reviews / 2;
	(void)printf("| %s | %.2f %% | %.2f %% | %.3f %% | %s |\n", scenario->name,
	             100.0 * tally->changed / tally->reviews, 100.0 * tally->beyond / tally->reviews,
	             100 * tally->runs / tally->groups,
	             !kept                   ? "NOT KEPT"
	             : scenario->still       ? "kept"
	             : scenario->factor != 1 ? "mostly found"
	                                     : "no promise");
	return kept;
}

int main(int argument_count, char **arguments)
{
	gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
	struct period *periods = calloc(PERIODS_MOST, sizeof *periods);
	unsigned reviews = argument_count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0;
	unsigned failed = 0;
	size_t scenarios = sizeof SCENARIOS / sizeof *SCENARIOS;
	if (!random || !periods || reviews == 0) {
		(void)fprintf(stderr, "usage: segbias-reviews REVIEWS [SEED]\n");
		free(periods);
		gsl_rng_free(random);
		return 2;
	}
	gsl_rng_set(random, argument_count > 2 ? strtoul(arguments[2], NULL, 10) : 1);
	(void)printf(
	    "| %u reviews each | any changed | any beyond its limits | a group's run of six | |\n|---|---|---|---|---|\n",
	    reviews);
	for (size_t i = 0; i < scenarios; i++) {
		struct tally tally = {0};
		bool ok = true;
		for (unsigned j = 0; j < reviews && ok; j++)
			ok = one_review(random, &SCENARIOS[i], periods, &tally);
		failed += !(ok && judge(&SCENARIOS[i], &tally));
	}
	(void)printf("\n%zu passed, %u failed\n", scenarios - failed, failed);
	free(periods);
	gsl_rng_free(random);
	return failed > 0;
}
