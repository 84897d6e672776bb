/* Nights of a campaign, simulated: how often a comparison with the night before shows a change where there is none, and how often
 * it shows one that is there.
 *
 *	segbias-nights NIGHTS [SEED]
 *
 * Every night two campaigns are drawn, written, compared with the reference from files to findings, and one with the other.
 * What is promised is a yes or no a night, so that what is accepted is an exact range. Exit status 1: a promise is not kept.
 */
#include "analysis/change.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <segbias/compare.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SEGMENTS = 8, VALUES = 5, PATH_ROOM = 64 };

/* A promise that is kept is rejected once in so many runs of this program. */
static const double REJECTED = 1e-5;
static const double ALPHA = 0.05;
static const double TOTAL = 1e8;

static const double REFERENCE[VALUES] = {.1, .15, .2, .25, .3};
static const unsigned SIZES[SEGMENTS] = {150, 220, 300, 370, 450, 600, 750, 900};
/* Of the first value, true index / 100: at the edges of the band, beyond and inside, where findings come and go by chance. */
static const double SKEWS[SEGMENTS] = {1, .8, 1.25, 1.6, .5, 1.4, .7, 1.3};

enum form { COUNTS, PERSONS, WEIGHTS };

struct scenario {
	const char *name;
	enum form form;
	unsigned respondents; /* of a reference that is drawn anew for every run; 0: it is exact, and stays */
	bool skewed;
	double factor; /* of the first value's share in the second segment, now; 1: nothing has changed */
	const char *control;
};

static const struct scenario SCENARIOS[] = {
    {"parity", COUNTS, 0, false, 1, NULL},
    {"skewed", COUNTS, 0, true, 1, NULL},
    {"skewed, persons of one to five rows", PERSONS, 0, true, 1, NULL},
    {"skewed, weights", WEIGHTS, 0, true, 1, NULL},
    {"skewed, another sample of 2,000 as reference each time", COUNTS, 2000, true, 1, NULL},
    {"one group grows by half", COUNTS, 0, false, 1.5, NULL},
    {"one group grows by half, no control", COUNTS, 0, false, 1.5, "none"},
};

enum { CHANGED_SEGMENT = 1 };

struct world {
	const struct scenario *scenario;
	gsl_rng *random;
	char folder[PATH_ROOM], campaign[2 * PATH_ROOM], reference[2 * PATH_ROOM];
};

/* Of all nights. */
struct tally {
	unsigned nights;
	unsigned any;   /* something is shown to have changed */
	unsigned new;   /* a new finding */
	unsigned naive; /* a finding that was none, whether or not the group has changed */
	unsigned found; /* the group that has changed is shown to have */
};

/* --- the files --------------------------------------------------------------------------------------------------- */

static void shares_of(const struct world *world, size_t segment, bool now, double *shares)
{
	double first = REFERENCE[0] * (world->scenario->skewed ? SKEWS[segment] : 1);
	if (now && segment == CHANGED_SEGMENT)
		first *= world->scenario->factor;
	shares[0] = first;
	for (size_t v = 1; v < VALUES; v++)
		shares[v] = REFERENCE[v] * (1 - first) / (1 - REFERENCE[0]);
}

static size_t draw(gsl_rng *random, const double *shares)
{
	double left = gsl_rng_uniform(random);
	size_t v = 0;
	while (v + 1 < VALUES && (left -= shares[v]) >= 0)
		v++;
	return v;
}

static void write_segment(const struct world *world, FILE *file, size_t segment, bool now)
{
	double shares[VALUES];
	unsigned counts[VALUES];
	shares_of(world, segment, now, shares);
	if (world->scenario->form == COUNTS) {
		gsl_ran_multinomial(world->random, VALUES, SIZES[segment], shares, counts);
		for (size_t v = 0; v < VALUES; v++)
			(void)fprintf(file, "s%zu,v%zu,%u\n", segment, v, counts[v]);
		return;
	}
	for (unsigned i = 0; i < SIZES[segment]; i++) {
		size_t v = draw(world->random, shares);
		unsigned rows = 1;
		double weight = 1;
		if (world->scenario->form == PERSONS)
			rows = 1 + (unsigned)gsl_rng_uniform_int(world->random, 5);
		else
			weight = exp(gsl_ran_gaussian(world->random, .5));
		for (unsigned j = 0; j < rows; j++)
			(void)fprintf(file, "s%zu,p%zu-%u,v%zu,%.6g\n", segment, segment, i, v, weight);
	}
}

static bool write_files(const struct world *world, bool now)
{
	FILE *campaign = fopen(world->campaign, "w");
	FILE *reference = fopen(world->reference, "w");
	unsigned drawn[VALUES];
	bool ok = campaign && reference;
	if (ok) {
		(void)fputs(world->scenario->form == COUNTS ? "segment,g,count\n" : "segment,who,g,w\n", campaign);
		for (size_t s = 0; s < SEGMENTS; s++)
			write_segment(world, campaign, s, now);
		gsl_ran_multinomial(world->random, VALUES, world->scenario->respondents, REFERENCE, drawn);
		(void)fputs("attribute,value,count\n", reference);
		for (size_t v = 0; v < VALUES; v++)
			(void)fprintf(reference, "g,v%zu,%.0f\n", v,
			              world->scenario->respondents ? (double)drawn[v] : TOTAL * REFERENCE[v]);
	}
	ok = campaign && fclose(campaign) == 0 && ok;
	ok = reference && fclose(reference) == 0 && ok;
	return ok;
}

/* --- a night ----------------------------------------------------------------------------------------------------- */

static struct segbias_options options_of(const struct scenario *scenario)
{
	struct segbias_options options = {.control = scenario->control};
	if (scenario->form == PERSONS) {
		options.person = "who";
		options.campaign.weight = "none";
	} else if (scenario->form == WEIGHTS) {
		options.campaign.weight = "w";
	}
	options.reference_kind = scenario->respondents ? "sample" : "population";
	return options;
}

static struct segbias_findings *run(const struct world *world, bool now, struct segbias_error *error)
{
	struct segbias_options options = options_of(world->scenario);
	struct segbias_findings *findings = NULL;
	if (!write_files(world, now))
		(void)fprintf(stderr, "segbias-nights: cannot write %s\n", world->folder);
	else if (segbias_compare(world->campaign, world->reference, &options, &findings, error) != SEGBIAS_OK)
		(void)fprintf(stderr, "segbias-nights: %s\n", error->message);
	return findings;
}

static bool is_finding(enum segbias_verdict verdict)
{
	return verdict != SEGBIAS_VERDICT_WITHIN && verdict != SEGBIAS_VERDICT_UNCLEAR;
}

static bool is_changed_group(const struct segbias_change *row)
{
	return row->segment.bytes && segbias_label_equal(row->segment, segbias_label_of("s1")) &&
	       segbias_label_equal(row->value, segbias_label_of("v0"));
}

static void count(const struct segbias_baseline *baseline, struct tally *tally)
{
	bool any = false;
	bool naive = baseline->lists[SEGBIAS_CHANGE_NEW].count > 0;
	bool found = false;
	for (int state = 0; state < SEGBIAS_CHANGE_STATES; state++)
		for (size_t i = 0; i < baseline->lists[state].count; i++) {
			const struct segbias_change *row = &baseline->lists[state].rows[i];
			any = any || state != SEGBIAS_CHANGE_OPEN;
			naive = naive || (state == SEGBIAS_CHANGE_OPEN && is_finding(row->verdict_now));
			found = found || (state != SEGBIAS_CHANGE_OPEN && is_changed_group(row));
		}
	tally->nights++;
	tally->any += any;
	tally->new += baseline->lists[SEGBIAS_CHANGE_NEW].count > 0;
	tally->naive += naive;
	tally->found += found;
}

static bool one_night(const struct world *world, const struct segbias_policy *policy, struct tally *tally)
{
	struct segbias_error error = {0};
	struct segbias_baseline baseline = {0};
	struct segbias_findings *before = run(world, false, &error);
	struct segbias_findings *now = run(world, true, &error);
	bool ok = before && now && segbias_change_find(policy, before, now, &baseline, &error) == SEGBIAS_OK;
	if (ok)
		count(&baseline, tally);
	else
		(void)fprintf(stderr, "segbias-nights: %s\n", error.message);
	segbias_findings_free(before);
	segbias_findings_free(now);
	return ok;
}

/* --- what is promised -------------------------------------------------------------------------------------------- */

/* Fisher's two-sided p, from the densities. */
static double fisher(unsigned x1, unsigned n1, unsigned x0, unsigned n0)
{
	unsigned all = x1 + x0;
	double own = gsl_ran_hypergeometric_pdf(x1, all, n1 + n0 - all, n1);
	double p = 0;
	for (unsigned x = all > n0 ? all - n0 : 0; x <= n1 && x <= all; x++) {
		double density = gsl_ran_hypergeometric_pdf(x, all, n1 + n0 - all, n1);
		p += density <= own * (1 + 1e-7) ? density : 0;
	}
	return p;
}

/* How often p is at most alpha and the ratio beyond the change band: of every outcome that is not next to impossible. */
static double power(double alpha, double factor)
{
	static const double IMPOSSIBLE = 1e-9;
	unsigned n = SIZES[CHANGED_SEGMENT];
	double sum = 0;
	for (unsigned x1 = 0; x1 <= n; x1++)
		for (unsigned x0 = 0; x0 <= n; x0++) {
			double chance = gsl_ran_binomial_pdf(x1, factor * REFERENCE[0], n) *
			                gsl_ran_binomial_pdf(x0, REFERENCE[0], n);
			double ratio = (double)x1 / x0;
			if (chance > IMPOSSIBLE && !(ratio >= .9 && ratio <= 1.11) && fisher(x1, n, x0, n) <= alpha)
				sum += chance;
		}
	return sum;
}

/* So many or more, or fewer, are too unlikely. */
static bool too_many(unsigned k, unsigned n, double p)
{
	return k > 0 && gsl_cdf_binomial_Q(k - 1, p, n) < REJECTED;
}

static bool too_few(unsigned k, unsigned n, double p)
{
	return gsl_cdf_binomial_P(k, p, n) < REJECTED;
}

static bool judge(const struct scenario *scenario, const struct tally *t)
{
	bool none = scenario->control != NULL;
	bool ok = true;
	if (scenario->factor == 1) {
		ok = !too_many(t->any, t->nights, ALPHA) && !too_many(t->new, t->nights, ALPHA);
		/* A gate that compares verdicts wakes far more often: if it did not, these nights would show nothing. */
		ok = ok && (!scenario->skewed || too_many(t->naive, t->nights, ALPHA));
	} else {
		double exact = power(ALPHA, scenario->factor);
		double least = none ? exact : power(ALPHA / ((SEGMENTS + 1) * VALUES), scenario->factor);
		ok = !too_few(t->found, t->nights, least) && !too_many(t->found, t->nights, exact);
		(void)printf("  expected between %.3f and %.3f\n", least, exact);
	}
	(void)printf("%s %s: of %u nights %.4f show a change, %.4f a new finding, %.4f another verdict",
	             ok ? "ok  " : "FAIL", scenario->name, t->nights, (double)t->any / t->nights,
	             (double)t->new / t->nights, (double)t->naive / t->nights);
	if (scenario->factor != 1)
		(void)printf(", %.4f the change that there is", (double)t->found / t->nights);
	(void)printf("\n");
	return ok;
}

static bool simulate(struct world *world, unsigned nights)
{
	struct segbias_options options = options_of(world->scenario);
	struct segbias_policy policy;
	struct segbias_error error = {0};
	struct tally tally = {0};
	bool ok = segbias_policy_read(&options, &policy, &error) == SEGBIAS_OK;
	for (unsigned i = 0; i < nights && ok; i++)
		ok = one_night(world, &policy, &tally);
	segbias_policy_release(&policy);
	return ok && judge(world->scenario, &tally);
}

int main(int count, char **arguments)
{
	struct world world = {.random = gsl_rng_alloc(gsl_rng_mt19937), .folder = "/tmp/segbias-nights-XXXXXX"};
	unsigned nights = count > 1 ? (unsigned)strtoul(arguments[1], NULL, 10) : 0;
	unsigned failed = 0;
	if (!world.random || nights == 0 || !mkdtemp(world.folder)) {
		(void)fprintf(stderr, "usage: segbias-nights NIGHTS [SEED]\n");
		gsl_rng_free(world.random);
		return 2;
	}
	(void)snprintf(world.campaign, sizeof world.campaign, "%s/campaign.csv", world.folder);
	(void)snprintf(world.reference, sizeof world.reference, "%s/reference.csv", world.folder);
	gsl_rng_set(world.random, count > 2 ? strtoul(arguments[2], NULL, 10) : 1);
	size_t scenarios = sizeof SCENARIOS / sizeof *SCENARIOS;
	for (size_t i = 0; i < scenarios; i++) {
		world.scenario = &SCENARIOS[i];
		failed += !simulate(&world, nights);
	}
	(void)unlink(world.campaign);
	(void)unlink(world.reference);
	(void)rmdir(world.folder);
	gsl_rng_free(world.random);
	(void)printf("%zu passed, %u failed\n", scenarios - failed, failed);
	return failed > 0;
}
