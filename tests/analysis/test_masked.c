#include "analysis/masked.h"

#include "base/text.h"
#include "jobs/run.h"
#include "stats/stats.h"

/* --- the ends --------------------------------------------------------------------------------------------------- */

/* By hand: 10 within 8 to 13, of 50 within 47 to 56. */
Test(masked, ends)
{
	const struct segbias_cell own = {.weight = 10, .below = 2, .above = 3};
	const struct segbias_cell known = {.weight = 50, .below = 3, .above = 6};
	struct segbias_ends one = segbias_ends_of(&own, &known, false, 0);
	struct segbias_ends several = segbias_ends_of(&own, &known, true, 0);
	struct segbias_ends shares = segbias_ends_of(&own, &known, false, 52);
	cr_expect(one.own_low == 8 && one.own_high == 13 && one.rest_low == 39 && one.rest_high == 43);
	cr_expect(several.own_low == 8 && several.own_high == 13 && several.rest_low == 34 && several.rest_high == 48);
	cr_expect(shares.own_low == 8 && shares.own_high == 13 && shares.rest_low == 39 && shares.rest_high == 44);
}

/* A value's test with these true figures. */
static struct segbias_ratio ratio_of(enum segbias_reference_kind kind, double k, double others, double K, double M)
{
	struct segbias_ratio ratio = {.kind = kind, .k = k, .n = k + others, .K = K, .N = K + M, .whole = true};
	ratio.r = K / (K + M);
	ratio.m = K + M;
	ratio.se = 0.01;
	return ratio;
}

/* No figures between the ends have a larger p than the corner has: a grid of them, for every kind of reference. */
Test(masked, no_figures_are_worse_than_the_corner)
{
	static const double RHO[] = {0.8, 1, 1.25};
	static const double SHARES[][4] = {{12, 60, 100, 900}, {40, 60, 300, 700}, {3, 90, 60, 940}, {0, 40, 80, 420}};
	enum { STEPS = 4 };
	for (int kind = SEGBIAS_KIND_POPULATION; kind <= SEGBIAS_KIND_BASE; kind++)
		for (size_t s = 0; s < sizeof SHARES / sizeof *SHARES; s++) {
			const double *at = SHARES[s];
			struct segbias_ratio tested =
			    ratio_of((enum segbias_reference_kind)kind, at[0], at[1], at[2], at[3]);
			struct segbias_masked_query query = {
			    .tested = &tested,
			    .scale = 1,
			    .campaign = {at[0], at[0] + STEPS, at[1], at[1] + STEPS},
			    .reference = {at[2], at[2] + 5 * STEPS, at[3], at[3] + 5 * STEPS}};
			struct segbias_ratio least = segbias_masked_corner(&query, true);
			struct segbias_ratio most = segbias_masked_corner(&query, false);
			for (int i = 0; i < (STEPS + 1) * (STEPS + 1) * (STEPS + 1) * (STEPS + 1); i++) {
				int step[] = {i % (STEPS + 1), i / (STEPS + 1) % (STEPS + 1),
				              i / (STEPS + 1) / (STEPS + 1) % (STEPS + 1),
				              i / (STEPS + 1) / (STEPS + 1) / (STEPS + 1)};
				struct segbias_ratio inside =
				    ratio_of((enum segbias_reference_kind)kind, at[0] + step[0], at[1] + step[1],
				             at[2] + 5 * step[2], at[3] + 5 * step[3]);
				for (size_t r = 0; r < sizeof RHO / sizeof *RHO; r++) {
					double p = segbias_ratio_p_greater(&inside, RHO[r]);
					double q = segbias_ratio_p_less(&inside, RHO[r]);
					cr_assert(!(p > segbias_ratio_p_greater(&least, RHO[r]) * (1 + 1e-9) + 1e-12),
					          "kind %d of %zu, %d: %g", kind, s, i, p);
					cr_assert(!(q > segbias_ratio_p_less(&most, RHO[r]) * (1 + 1e-9) + 1e-12),
					          "kind %d of %zu, %d: %g", kind, s, i, q);
				}
			}
		}
}

/* Of one record and of less than one by weight the ratio is known, of none it is not: 1 of 1 against a half is 2. */
Test(masked, the_ratio_of_few_records)
{
	static const double RECORDS[] = {1, 0.25, 0};
	const struct segbias_rule rule = {.band_low = 80, .band_high = 125};
	for (size_t i = 0; i < sizeof RECORDS / sizeof *RECORDS; i++) {
		struct segbias_masked_case out;
		struct segbias_ratio tested = ratio_of(SEGBIAS_KIND_POPULATION, RECORDS[i], 0, 500, 500);
		struct segbias_masked_query query = {.tested = &tested,
		                                     .scale = 1,
		                                     .campaign = {RECORDS[i], RECORDS[i], 0, 0},
		                                     .reference = {500, 500, 500, 500}};
		segbias_masked_measure(&query, &rule, true, &out);
		for (size_t end = 0; end < 2; end++)
			cr_expect(RECORDS[i] > 0 ? out.ratio[end] == 2 && out.ratio_if_unknown[end] == 2
			                         : isnan(out.ratio[end]) && isnan(out.ratio_if_unknown[end]),
			          "%g: %g and %g", RECORDS[i], out.ratio[end], out.ratio_if_unknown[end]);
	}
}

/* Figures that are exact, and ten more people of whom nothing is known. Two-sided, in scipy 1.11: binomtest(30, 40, .5).pvalue, and with
 * none of the ten binomtest(30, 50, .5).pvalue; 40 of 50 are no sign that it were less. */
Test(masked, the_p_of_exact_figures)
{
	const struct segbias_rule rule = {.band_low = 80, .band_high = 125};
	struct segbias_masked_case out;
	struct segbias_ratio tested = {.kind = SEGBIAS_KIND_MARGIN, .k = 30, .n = 40, .r = 0.5};
	struct segbias_masked_query query = {.tested = &tested,
	                                     .scale = 1,
	                                     .campaign = {30, 30, 10, 10},
	                                     .reference = {500, 500, 500, 500},
	                                     .unknown = 10};
	segbias_masked_measure(&query, &rule, true, &out);
	RUN_NEAR(out.p, 0.0022214337732293643, "30 of 40");
	RUN_NEAR(out.worst.p_none, 0.20263875106454066, "30 of 50");
	cr_expect_eq(out.worst.p_all, 1);
	cr_expect(out.ratio[0] == 1.5 && out.ratio_if_unknown[0] == 1.2 && out.ratio_if_unknown[1] == 1.6);
}

/* --- whole files ------------------------------------------------------------------------------------------------ */

Test(masked, a_verdict_that_hidden_figures_could_undo)
{
	static const char REFERENCE[] = "attribute,value,count\ng,a,5000000\ng,b,5000000\n";
	/* 1,000 of 2,000 is the band's middle, 5,000 of 6,000 beyond it */
	struct run run = run_good("g,reach\na,\"1,000-5,000\"\nb,1000\n", REFERENCE, NULL);
	const struct segbias_value_finding *v = run_value(&run, NULL, "g", "a");
	cr_expect(v->count == 3000 && v->verdict == SEGBIAS_VERDICT_UNCLEAR && v->reason == SEGBIAS_REASON_MASKED);
	cr_expect(isnan(v->n_needed) && isnan(v->n_settling) && v->robust == SEGBIAS_TRUTH_UNDEFINED);
	cr_expect(v->q_flag <= 0.05, "at the middle it is shown");
	run_release(&run);
	/* 4,000 of 5,000 and 5,000 of 6,000 both are beyond it */
	run = run_good("g,reach\na,\"4,000-5,000\"\nb,1000\n", REFERENCE, NULL);
	v = run_value(&run, NULL, "g", "a");
	cr_expect(v->verdict == SEGBIAS_VERDICT_OVER && v->reason == SEGBIAS_REASON_NONE);
	run_release(&run);
}

/* The same of the reference: a share of .02 to .06 under one of .04. */
Test(masked, hidden_figures_of_a_reference)
{
	static const char CAMPAIGN[] = "g,count\na,4000\nb,96000\n";
	struct run run = run_good(CAMPAIGN, "attribute,value,count\ng,a,200-600\ng,b,9600\n", NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "a")->reason, SEGBIAS_REASON_MASKED);
	cr_expect_eq(run_value(&run, NULL, "g", "b")->verdict, SEGBIAS_VERDICT_WITHIN, "96 of 100 either way");
	run_release(&run);
	run = run_good(CAMPAIGN, "attribute,value,count\ng,a,390-410\ng,b,9600\n", NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "a")->verdict, SEGBIAS_VERDICT_WITHIN);
	run_release(&run);
}

/* So few are known for certain that at the least there are too few. */
Test(masked, too_few_at_the_least)
{
	struct run run = run_good("g,count\na,0-60\nb,10\n", "attribute,value,count\ng,a,1000000\ng,b,9000000\n", NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "a")->reason, SEGBIAS_REASON_MASKED);
	run_release(&run);
}

/* Against a share of .1 %, which is .05 to .15 %: twice it is nothing, ten times it is. Exact, the first is shown. */
Test(masked, percents_are_rounded)
{
	static const char REFERENCE[] = "attribute,value,percent\ng,a,48.7\ng,b,51.2\ng,x,0.1\n";
	static const struct segbias_options exact = {.reference.rounded = "none"};
	struct run run = run_good("g,count\na,487000\nb,512000\nx,2000\n", REFERENCE, NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "x")->verdict, SEGBIAS_VERDICT_OVER, ".2 %% is over .125 times 1.25");
	run_release(&run);
	run = run_good("g,count\na,487000\nb,512000\nx,1500\n", REFERENCE, NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "x")->reason, SEGBIAS_REASON_MASKED, ".15 %% is not");
	cr_expect_eq(run_value(&run, NULL, "g", "a")->verdict, SEGBIAS_VERDICT_WITHIN);
	run_release(&run);
	run = run_good("g,count\na,487000\nb,512000\nx,1500\n", REFERENCE, &exact);
	cr_expect_eq(run_value(&run, NULL, "g", "x")->verdict, SEGBIAS_VERDICT_OVER);
	run_release(&run);
	/* a fraction is what it is, and so are percents that somebody has set */
	run = run_good("g,count\na,487\nb,512000\nx,15000\n", "attribute,value,share\ng,a,0.5\ng,b,0.49\ng,x,0.01\n",
	               NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "x")->verdict, SEGBIAS_VERDICT_OVER);
	run_release(&run);
	run = run_good("g,count\na,90000\nb,4100\n", "attribute,value,percent\ng,a,95\ng,b,5\n", NULL);
	cr_expect_eq(run_value(&run, NULL, "g", "b")->verdict, SEGBIAS_VERDICT_WITHIN);
	run_release(&run);
}

/* Twenty different multiples of 5, none of which all of them share a larger unit: any of them may be 4 off. A few prove
 * nothing. */
Test(masked, counts_are_rounded)
{
	struct segbias_text text = {0};
	struct segbias_text campaign = {0};
	for (int few = 0; few < 2; few++) {
		text.size = campaign.size = 0;
		segbias_text_add_format(&text, "g,count\nx,25\n");
		segbias_text_add_format(&campaign, "g,count\nx,%d\n", 33 * 101);
		for (int i = 1; i < (few ? 8 : 24); i++) {
			segbias_text_add_format(&text, "v%d,%d\n", i, 95 + 5 * (i * i % 97));
			segbias_text_add_format(&campaign, "v%d,%d\n", i, 101 * (95 + 5 * (i * i % 97)));
		}
		segbias_text_add_format(&campaign, "y,%d\n", 101 * 100000);
		segbias_text_add_format(&text, "y,100000\n");
		struct run run = run_good(campaign.data, text.data, NULL);
		const struct segbias_value_finding *x = run_value(&run, NULL, "g", "x");
		cr_expect(few ? x->verdict == SEGBIAS_VERDICT_OVER : x->reason == SEGBIAS_REASON_MASKED, "%s",
		          segbias_verdict_name(x->verdict));
		run_release(&run);
	}
	segbias_text_release(&text);
	segbias_text_release(&campaign);
}

/* --- drawn files ------------------------------------------------------------------------------------------------ */

enum { SEGMENTS = 2, VALUES = 4, TRIALS = 30 /* of each of two tests */, DRAWS = 6 };

/* As in splitmix64; the tests of many files are the same everywhere. */
static uint64_t next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

static unsigned below(uint64_t *state, unsigned end)
{
	return (unsigned)(next(state) % end);
}

/* One file: what each figure may be. */
struct drawn {
	unsigned low[SEGMENTS + 1][VALUES], high[SEGMENTS + 1][VALUES]; /* the last row is the reference */
};

static void draw(struct drawn *drawn, uint64_t *state)
{
	static const unsigned WIDTHS[] = {0, 0, 4, 19, 99};
	for (size_t s = 0; s <= SEGMENTS; s++)
		for (size_t v = 0; v < VALUES; v++) {
			unsigned base = s == SEGMENTS ? 200 + below(state, 2000) : below(state, 400);
			unsigned width = WIDTHS[below(state, sizeof WIDTHS / sizeof *WIDTHS)];
			drawn->low[s][v] = base;
			drawn->high[s][v] = base + width;
		}
}

/* Writes both files: bounds, or figures between them: all at one end of a value's, or anywhere. */
static void write_files(const struct drawn *drawn, bool exact, uint64_t *state, struct segbias_text files[2])
{
	unsigned target = below(state, VALUES);
	unsigned mode = below(state, 3);
	files[0].size = files[1].size = 0;
	segbias_text_add_format(&files[0], "segment,g,count\n");
	segbias_text_add_format(&files[1], "g,count\n");
	for (size_t s = 0; s <= SEGMENTS; s++)
		for (size_t v = 0; v < VALUES; v++) {
			unsigned low = drawn->low[s][v];
			unsigned high = drawn->high[s][v];
			bool up = (v == target) == (mode == 0) ? s < SEGMENTS : s == SEGMENTS;
			unsigned figure = mode == 2 ? low + below(state, high - low + 1) : up ? high : low;
			struct segbias_text *file = &files[s == SEGMENTS];
			if (s < SEGMENTS)
				segbias_text_add_format(file, "S%zu,", s);
			segbias_text_add_format(file, "v%zu,", v);
			if (!exact && high > low)
				segbias_text_add_format(file, "%u-%u\n", low, high);
			else
				segbias_text_add_format(file, "%u\n", exact ? figure : low);
		}
}

static bool is_same(enum segbias_verdict claimed, enum segbias_verdict found)
{
	return claimed == found || (claimed == SEGBIAS_VERDICT_LIKELY_OVER && found == SEGBIAS_VERDICT_OVER) ||
	       (claimed == SEGBIAS_VERDICT_LIKELY_UNDER && found == SEGBIAS_VERDICT_UNDER);
}

/* What is claimed of files with bounds is what the files with figures between them say, right at the ends and inside. */
static void check_claims(uint64_t state)
{
	static const char *const KINDS[] = {"population", "sample"};
	static const char *const GROUPS[] = {"g=v0,v1,v2,v3"}; /* none is a total */
	size_t claimed = 0;
	size_t withdrawn = 0;
	struct segbias_text files[2] = {{0}, {0}};
	for (size_t trial = 0; trial < TRIALS; trial++) {
		struct drawn drawn;
		struct segbias_options options = {.reference_kind = KINDS[trial % 2],
		                                  .within = {GROUPS, 1},
		                                  .campaign.count = "count",
		                                  .reference.count = "count"};
		draw(&drawn, &state);
		write_files(&drawn, false, &state, files);
		struct run masked = run_good(files[0].data, files[1].data, &options);
		for (size_t i = 0; i < DRAWS; i++) {
			write_files(&drawn, true, &state, files);
			struct run exact = run_good(files[0].data, files[1].data, &options);
			for (size_t c = 0; c < masked.findings->comparison_count; c++)
				for (size_t v = 0; v < VALUES; v++) {
					const struct segbias_value_finding *is =
					    &masked.findings->comparisons[c].values[v];
					const struct segbias_value_finding *was =
					    &exact.findings->comparisons[c].values[v];
					claimed += is->verdict != SEGBIAS_VERDICT_UNCLEAR;
					withdrawn += is->reason == SEGBIAS_REASON_MASKED;
					cr_expect(is->verdict == SEGBIAS_VERDICT_UNCLEAR ||
					              is_same(is->verdict, was->verdict),
					          "trial %zu, %zu of %zu: %s, and %s at %g of %s", trial, v, c,
					          segbias_verdict_name(is->verdict), segbias_verdict_name(was->verdict),
					          was->count, files[0].data);
				}
			run_release(&exact);
		}
		run_release(&masked);
	}
	cr_expect(claimed > 100 && withdrawn > 40, "%zu and %zu", claimed, withdrawn);
	segbias_text_release(&files[0]);
	segbias_text_release(&files[1]);
}

/* Two, which run side by side. */
Test(masked, claims_hold_wherever_the_figures_lie)
{
	check_claims(20);
}

Test(masked, claims_hold_wherever_other_figures_lie)
{
	check_claims(21);
}
