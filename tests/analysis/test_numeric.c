/* Numeric columns of both files. The expected numbers are those of R and scipy for the same numbers: scripts/oracle/numeric.R
 * and numeric.py make them by the same formulas. */
#include "jobs/run.h"
#include "stats/stats.h"

static const struct segbias_numeric_finding *row_of(const struct run *run, const char *segment, const char *column)
{
	for (size_t i = 0; i < run->findings->numeric_count; i++) {
		const struct segbias_numeric_finding *row = &run->findings->numerics[i];
		if (run_is(row->segment, segment) && run_is(row->column, column))
			return row;
	}
	cr_assert_fail("no row %s, %s", segment ? segment : "whole", column);
	return NULL;
}

static const char *const SEGMENTS[] = {NULL, "S", "T"};

/* --- against R and scipy ---------------------------------------------------------------------------------------- */

/* One x in eleven is missing, one in 53 is a word. */
static void add_campaign(struct segbias_text *text)
{
	segbias_text_add_string(text, "segment,who,g,x,w\n");
	for (int i = 0; i < 600; i++) {
		char x[16];
		(void)snprintf(x, sizeof x, "%.2f", (i * i * 37 + i * 11) % 211 * .25 + (i % 2 ? 3.5 : 0));
		segbias_text_add_format(text, "%s,%d,%s,%s,%g\n", i % 2 ? "T" : "S", i % 150, i % 3 ? "a" : "b",
		                        i % 11 == 0   ? i % 2 ? "" : "NA"
		                        : i % 53 == 5 ? "high"
		                                      : x,
		                        1 + i % 4 * .5);
	}
}

static void add_reference(struct segbias_text *text)
{
	segbias_text_add_string(text, "g,x,v,unit\n");
	for (int j = 0; j < 400; j++) {
		char y[16];
		(void)snprintf(y, sizeof y, "%.2f", (j * j * 29 + j * 7) % 197 * .25);
		segbias_text_add_format(text, "%s,%s,%g,%d\n", j % 2 ? "a" : "b", j % 17 ? y : "", 1 + j % 3 * .75,
		                        j % 80);
	}
}

static struct run run_columns(const struct segbias_options *options)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	add_campaign(&campaign);
	add_reference(&reference);
	struct run run = run_good(campaign.data, reference.data, options);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
	return run;
}

/* n, missing, mean, sd, reference mean, reference sd, smd, pooled smd, ks, p of ks.test(exact = FALSE) with all its digits,
 * p.adjust(p, "BH"): the whole campaign, S and T */
static const double EXPECTED[][11] = {
    {534, 66, 29.483614232209739, 15.023506854505602, 23.621675531914892, 13.643337406408534, 0.42965577451316145,
     0.40849676925513001, 0.19704757351183358, 7.241175335472025e-08, 7.241175335472025e-08},
    {266, 34, 27.508458646616543, 14.986980949898584, 23.621675531914892, 13.643337406408534, 0.28488506872782859,
     0.271216673554181, 0.16701327787553993, 0.00033620591078197069, 0.00033620591078197069},
    {268, 32, 31.444029850746269, 14.828850113360067, 23.621675531914892, 13.643337406408534, 0.57334610189711122,
     0.54899767427320456, 0.24348999682438868, 1.7510097797754156e-08, 3.5020195595508311e-08},
};

/* n, weighted.mean, sqrt(cov.wt(method = "unbiased")$cov), the same of the reference, smd, pooled smd, ks by the weighted
 * distribution functions: weights on the campaign, then on both sides */
static const double WEIGHTED[][8] = {
    {934, 29.824946466809422, 15.036487018128945, 23.621675531914892, 13.643337406408534, 0.45467401047933736,
     0.4320783196399795, 0.20636475465852655},
    {399, 27.456766917293233, 15.129948166914911, 23.621675531914892, 13.643337406408534, 0.28109627953472188,
     0.2662179736892013, 0.16701327787553999},
    {535, 31.591121495327101, 14.746261634388382, 23.621675531914892, 13.643337406408534, 0.58412730888476083,
     0.56101099889987971, 0.2480513024458143},
    {934, 29.824946466809422, 15.036487018128945, 23.58101939901103, 13.626948445392729, 0.45820435094619172,
     0.4351461022602216, 0.20726915160583281},
    {399, 27.456766917293233, 15.129948166914911, 23.58101939901103, 13.626948445392729, 0.28441786022846466,
     0.26918514138510991, 0.1678387677066383},
    {535, 31.591121495327101, 14.746261634388382, 23.58101939901103, 13.626948445392729, 0.58781334121978623,
     0.56418546786763302, 0.24896783894946017},
};

/* scipy.stats.wasserstein_distance, with weights on the campaign, and on both sides; scipy.special.kolmogorov(sqrt(n m / (n +
 * m)) ks), of sqrt(n) ks, and with n / 2 in place of n */
static const double SCIPY[][6] = {
    {5.8721984819507531, 6.2081914324114997, 6.2471248054356652, 7.2411753354720502e-08, 1.9574564172159161e-18,
     1.0850988542761098e-05},
    {3.9784084546472562, 3.9135588305871067, 3.9460936002997231, 0.0003362059107819689, 7.1845681876194683e-07,
     0.008330965980716018},
    {7.8223543188313762, 7.9694459634122099, 8.0101020963160714, 1.7510097797753904e-08, 3.1623125443363489e-14,
     1.6352842483580927e-05},
};

/* Of all of a row but what tests. */
static void expect_figures(const struct segbias_numeric_finding *row, const double *moments, double ks,
                           double wasserstein)
{
	RUN_NEAR(row->mean, moments[0], "mean");
	RUN_NEAR(row->sd, moments[1], "sd");
	RUN_NEAR(row->reference_mean, moments[2], "reference mean");
	RUN_NEAR(row->reference_sd, moments[3], "reference sd");
	RUN_NEAR(row->smd, moments[4], "smd");
	RUN_NEAR(row->smd_pooled, moments[5], "pooled smd");
	RUN_NEAR(row->ks, ks, "ks");
	RUN_NEAR(row->wasserstein, wasserstein, "wasserstein");
	cr_expect(row->exact && row->ks_error == 0);
}

Test(numeric, against_r_and_scipy)
{
	struct run run = run_columns(&(struct segbias_options){.numeric = "x"});
	cr_assert_eq(run.findings->numeric_count, 3);
	for (size_t s = 0; s < 3; s++) {
		const struct segbias_numeric_finding *row = row_of(&run, SEGMENTS[s], "x");
		cr_assert_eq(row, &run.findings->numerics[s], "in this order");
		const double *e = EXPECTED[s];
		cr_expect(row->n == e[0] && row->missing == e[1], "a word is no number: %g, %g", row->n, row->missing);
		expect_figures(row, e + 2, e[8], SCIPY[s][0]);
		RUN_NEAR(row->ks_p, e[9], "p");
		RUN_NEAR(row->ks_q, e[10], "q");
		RUN_NEAR(row->ks_p, SCIPY[s][3], "p by scipy");
		cr_expect(row->finding);
	}
	cr_expect_str_eq(run_note(&run, "no_number")->message,
	                 "column \"x\" is taken as numbers, and 11 of its cells hold none; they are in no mean or "
	                 "distribution");
	run_release(&run);
}

/* A population has no error of its own; a declared effect divides the campaign's size. */
Test(numeric, what_the_reference_is)
{
	static const struct {
		struct segbias_options options;
		size_t p; /* in SCIPY */
	} rows[] = {{{.numeric = "x", .reference_kind = "population"}, 4},
	            {{.numeric = "x", .reference_kind = "sample", .deff = "2"}, 5}};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_columns(&rows[i].options);
		for (size_t s = 0; s < 3; s++) {
			const struct segbias_numeric_finding *row = row_of(&run, SEGMENTS[s], "x");
			expect_figures(row, EXPECTED[s] + 2, EXPECTED[s][8], SCIPY[s][0]);
			RUN_NEAR(row->ks_p, SCIPY[s][rows[i].p], "p");
		}
		run_release(&run);
	}
}

/* Of weights and of repeated people there is no p, and no finding. */
Test(numeric, weights)
{
	for (size_t both = 0; both < 2; both++) {
		struct segbias_options options = {
		    .numeric = "x", .campaign.weight = "w", .reference.weight = both ? "v" : NULL};
		struct run run = run_columns(&options);
		for (size_t s = 0; s < 3; s++) {
			const struct segbias_numeric_finding *row = row_of(&run, SEGMENTS[s], "x");
			const double *e = WEIGHTED[3 * both + s];
			RUN_NEAR(row->n, e[0], "n");
			cr_expect_eq(row->missing, EXPECTED[s][1], "in records");
			expect_figures(row, e + 1, e[7], SCIPY[s][1 + both]);
			cr_expect(isnan(row->ks_p) && isnan(row->ks_q) && !row->finding);
		}
		run_release(&run);
	}
}

Test(numeric, repeated_people)
{
	static const struct segbias_options rows[] = {{.numeric = "x", .person = "who"},
	                                              {.numeric = "x", .reference_psu = "unit"}};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_columns(&rows[i]);
		const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
		expect_figures(row, EXPECTED[1] + 2, EXPECTED[1][8], SCIPY[1][0]);
		cr_expect(isnan(row->ks_p) && !row->finding, "row %zu", i);
		run_release(&run);
	}
}

/* Weights of a sample alone are enough to have no p; those of a population only say what it is. */
Test(numeric, weights_of_the_reference)
{
	struct segbias_options options = {.numeric = "x", .reference.weight = "v"};
	struct run run = run_columns(&options);
	const struct segbias_numeric_finding *row = row_of(&run, "T", "x");
	RUN_NEAR(row->reference_mean, WEIGHTED[3][3], "reference mean");
	cr_expect(isnan(row->ks_p) && !row->finding);
	run_release(&run);
	options.reference_kind = "population";
	run = run_columns(&options);
	row = row_of(&run, "T", "x");
	RUN_NEAR(row->reference_mean, WEIGHTED[3][3], "reference mean");
	RUN_NEAR(row->ks_p, segbias_ks_p(row->ks, row->n, INFINITY), "p");
	cr_expect(row->finding);
	run_release(&run);
}

/* --- single cases ----------------------------------------------------------------------------------------------- */

/* A file of numbers: each with how many records of segment S. */
static void add_counts(struct segbias_text *text, double (*values)[2], size_t count)
{
	segbias_text_add_string(text, "segment,g,x,n\n");
	for (size_t i = 0; i < count; i++)
		segbias_text_add_format(text, "S,a,%.17g,%.0f\n", values[i][0], values[i][1]);
}

/* A row that stands for many is many: the same figures as with a row each. */
Test(numeric, counts)
{
	double values[][2] = {{1, 12}, {2.5, 3}, {7, 20}, {-3, 5}};
	static const char reference[] = "g,x\na,1\na,2\na,8\na,-1\na,2.5\n";
	struct segbias_text files[2] = {{0}, {0}};
	add_counts(&files[0], values, 4);
	segbias_text_add_string(&files[1], "segment,g,x\n");
	for (size_t i = 0; i < 4; i++)
		for (int k = 0; k < (int)values[i][1]; k++)
			segbias_text_add_format(&files[1], "S,a,%g\n", values[i][0]);
	struct segbias_options options = {.numeric = "x"};
	char *json[2];
	for (int i = 0; i < 2; i++) {
		struct run run = run_good(files[i].data, reference, &options);
		cr_expect_eq(row_of(&run, "S", "x")->n, 40);
		cr_expect(isfinite(row_of(&run, "S", "x")->ks_p));
		json[i] = run_json_from(&run, "numeric");
		char *end = strstr(json[i], "\"simpson\"");
		cr_assert_not_null(end);
		*end = '\0';
		run_release(&run);
		segbias_text_release(&files[i]);
	}
	cr_expect_str_eq(json[0], json[1]);
	free(json[0]);
	free(json[1]);
}

/* The same numbers on both sides: no distance, and p is 1. One number alone has no spread, so no difference has a size. */
Test(numeric, no_distance_and_no_spread)
{
	static const char same[] = "segment,g,x\nS,a,1\nS,a,2\nS,b,4\n";
	struct segbias_options options = {.numeric = "x", .min_n = "1"};
	struct run run = run_good(same, "g,x\na,1\nb,4\na,2\n", &options);
	const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
	cr_expect(row->ks == 0 && row->wasserstein == 0 && row->smd == 0 && row->ks_p == 1 && !row->finding);
	run_release(&run);
	run = run_good(same, "g,x\na,3\nb,3\na,3\n", &options);
	row = row_of(&run, "S", "x");
	cr_expect(row->reference_sd == 0 && isnan(row->smd) && row->smd_pooled < 0);
	RUN_NEAR(row->ks, 2. / 3, "ks");
	RUN_NEAR(row->wasserstein, (2 + 1 + 1) / 3., "wasserstein");
	run_release(&run);
	run = run_good("segment,g,x\nS,a,5\nT,a,\nT,b,NA\n", "g,x\na,3\nb,4\n", &options);
	row = row_of(&run, "S", "x");
	cr_expect(row->n == 1 && row->mean == 5 && isnan(row->sd) && isnan(row->smd_pooled) && row->ks == 1);
	row = row_of(&run, "T", "x");
	cr_expect(row->n == 0 && row->missing == 2 && isnan(row->mean) && isnan(row->ks) && isnan(row->ks_p) &&
	          !row->finding);
	run_release(&run);
}

/* --min-n is about records, whatever they are worth; of fewer there is no p, and no part in the family. */
Test(numeric, few_records)
{
	static const struct {
		const char *min_n, *deff;
		bool tested;
	} rows[] = {{NULL, NULL, true}, {"40", NULL, true}, {"41", NULL, false}, {NULL, "2", true}, {"41", "2", false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.numeric = "x", .min_n = rows[i].min_n, .deff = rows[i].deff};
		segbias_text_add_string(&campaign, "segment,g,x\n");
		for (int row = 0; row < 240; row++)
			segbias_text_add_format(&campaign, "%s,a,%d\n", row < 40 ? "S" : "T", row * 7 % 50);
		struct run run = run_good(campaign.data, "g,x\na,3\na,14\na,35\nb,49\n", &options);
		const struct segbias_numeric_finding *s = row_of(&run, "S", "x");
		const struct segbias_numeric_finding *t = row_of(&run, "T", "x");
		cr_expect(isfinite(s->ks) && isfinite(s->smd));
		cr_expect_eq(isfinite(s->ks_p), rows[i].tested, "row %zu", i);
		cr_expect_eq(isfinite(s->ks_q), rows[i].tested, "row %zu", i);
		cr_expect(rows[i].tested || t->ks_q == t->ks_p, "row %zu", i);
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* --- bins ------------------------------------------------------------------------------------------------------- */

/* mean, sd, reference mean, reference sd, smd, ks of ks.test(exact = FALSE) */
static const double MANY[][6] = {
    {1704297.3334999999, 1500054.0769931907, 1656893.4581666666, 1458247.1409697961, 0.032507435812154449,
     0.014457142857142844},
};
/* scipy.stats.wasserstein_distance, and the sum of both means */
static const double MANY_WASSERSTEIN[][2] = {{47403.91610928571, 3361190.7916666665}};

/* Squares of 70,000 numbers: more values than are told apart. Means and deviations stay what they are. */
Test(numeric, more_values_than_are_kept)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,g,x\n");
	segbias_text_add_string(&reference, "g,x\n");
	for (long k = 1000; k < 71000; k++)
		segbias_text_add_format(&campaign, "S,a,%ld.%03ld\n", k * k / 1000, k * k % 1000);
	for (long j = 0; j < 3000; j++) {
		long k = j * 23 + 1010;
		segbias_text_add_format(&reference, "a,%ld.%03ld\n", k * k / 1000, k * k % 1000);
	}
	struct run run = run_good(campaign.data, reference.data, NULL);
	const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
	cr_expect_not(row->exact);
	RUN_NEAR(row->mean, MANY[0][0], "mean");
	RUN_NEAR(row->sd, MANY[0][1], "sd");
	RUN_NEAR(row->reference_mean, MANY[0][2], "reference mean");
	RUN_NEAR(row->reference_sd, MANY[0][3], "reference sd");
	RUN_NEAR(row->smd, MANY[0][4], "smd");
	cr_expect(row->ks_error > 0 && row->ks_error < .005, "%g", row->ks_error);
	cr_expect(row->ks <= MANY[0][5] && MANY[0][5] <= row->ks + row->ks_error, "%g, %g", row->ks, row->ks_error);
	/* nine bits or more: a bin's middle is within 2^-10 of its values */
	cr_expect(fabs(row->wasserstein - MANY_WASSERSTEIN[0][0]) <= ldexp(MANY_WASSERSTEIN[0][1], -10));
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* Half of the campaign and all of the reference within one bin, there apart: the binned distance shows a quarter, and it is
 * three quarters. The reference has each of its numbers once; what may be hidden is what its whole bin holds. */
Test(numeric, what_a_bin_may_hide)
{
	enum { SPREAD = 66000, INSIDE = 500, EACH = SPREAD / INSIDE, OTHERS = 2000 };
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,g,x,n\n");
	segbias_text_add_string(&reference, "g,x\n");
	for (int i = 0; i < SPREAD; i++)
		segbias_text_add_format(&campaign, "S,a,%.17g,1\n", 1 + (double)i / SPREAD);
	for (int i = 0; i < INSIDE; i++)
		segbias_text_add_format(&campaign, "S,a,%.17g,%d\n", 1.5 + i * 1e-9, (int)EACH);
	for (int i = 0; i < OTHERS; i++)
		segbias_text_add_format(&reference, "a,%.17g\n", 1.5 + (1000 + i) * 1e-9);
	/* before the first of the others stand the half that is spread, its middle included, and all inside */
	double truth = (SPREAD / 2 + 1 + SPREAD) / (2. * SPREAD);
	struct segbias_options options = {.campaign.count = "n"};
	struct run run = run_good(campaign.data, reference.data, &options);
	const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
	cr_expect_not(row->exact);
	cr_expect(fabs(row->ks - .25) < .001, "%g", row->ks);
	cr_expect(row->ks <= truth && truth <= row->ks + row->ks_error, "%g, %g", row->ks, row->ks_error);
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* --- what is a finding ------------------------------------------------------------------------------------------ */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

enum { VALUES = 1000 };

/* Every one of 0 .. 999, in an order of its own, `times` times. */
static void add_values(struct segbias_text *text, int times)
{
	segbias_text_add_string(text, "g,x\n");
	for (int i = 0; i < VALUES * times; i++)
		segbias_text_add_format(text, "%s,%d\n", i % 3 ? "a" : "b", i * 77 % VALUES);
}

/* A million records whose numbers rise by `tilt` from the least to the largest: smd about tilt / 3.46, ks tilt / 4. */
static struct run run_tilted(double tilt, const char *reference)
{
	static double values[VALUES][2];
	struct segbias_text campaign = {0};
	struct segbias_options options = {.numeric = "x", .reference_kind = "population"};
	for (int i = 0; i < VALUES; i++) {
		values[i][0] = i;
		values[i][1] = round(1000 * (1 + tilt * (i - 499.5) / 999 * 2));
	}
	add_counts(&campaign, values, VALUES);
	struct run run = run_good(campaign.data, reference, &options);
	segbias_text_release(&campaign);
	return run;
}

/* Certainty alone is no finding, and neither is size. */
Test(numeric, size_and_certainty)
{
	struct segbias_text reference = {0};
	add_values(&reference, 3);
	static const struct {
		double tilt;
		bool finding;
	} rows[] = {{.1, false}, {-.1, false}, {.2, true}, {-.2, true}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_tilted(rows[i].tilt, reference.data);
		const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
		cr_expect(row->ks_q < 1e-300 && row->n == 1e6);
		cr_expect_eq(row->finding, rows[i].finding, "%g: %g, %g", rows[i].tilt, row->smd, row->ks);
		run_release(&run);
	}
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g,x\n");
	for (int i = 0; i < 35; i++)
		segbias_text_add_format(&campaign, "S,a,%d\n", 100 + i * 27 % 900);
	/* of the base that it was drawn from: taken like a population, which it can only differ less from */
	struct segbias_options options = {.numeric = "x", .reference_kind = "base"};
	struct run run = run_good(campaign.data, reference.data, &options);
	const struct segbias_numeric_finding *row = row_of(&run, "S", "x");
	cr_expect(row->smd > .1 && row->ks_q > .05 && !row->finding, "%g, %g", row->smd, row->ks_q);
	RUN_NEAR(row->ks_p, segbias_ks_p(row->ks, 35, INFINITY), "p");
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* 200,000 records in three segments, drawn by chance from the numbers of the reference. */
Test(numeric, no_finding_in_noise)
{
	static const char *const KINDS[] = {"population", "sample"};
	struct segbias_text reference = {0};
	uint64_t state = 3;
	add_values(&reference, 5);
	for (size_t round = 0; round < 2; round++) {
		static unsigned counts[3][VALUES];
		struct segbias_text campaign = {0};
		struct segbias_options options = {.numeric = "x", .reference_kind = KINDS[round]};
		memset(counts, 0, sizeof counts);
		for (int i = 0; i < 200000; i++) {
			uint64_t draw = next_random(&state) >> 20;
			counts[draw % 3][draw / 3 % VALUES]++;
		}
		segbias_text_add_string(&campaign, "segment,g,x,n\n");
		for (int i = 0; i < 3 * VALUES; i++)
			segbias_text_add_format(&campaign, "%c,a,%d,%u\n", 'S' + i / VALUES, i % VALUES,
			                        counts[i / VALUES][i % VALUES]);
		struct run run = run_good(campaign.data, reference.data, &options);
		cr_assert_eq(run.findings->numeric_count, 4);
		for (size_t i = 0; i < 4; i++)
			cr_expect(run.findings->numerics[i].ks_q > .05 && !run.findings->numerics[i].finding, "%g",
			          run.findings->numerics[i].ks_q);
		run_release(&run);
		segbias_text_release(&campaign);
	}
	segbias_text_release(&reference);
}
