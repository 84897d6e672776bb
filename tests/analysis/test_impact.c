#include "analysis/impact.h"
#include "stats/stats.h"

#include <criterion/criterion.h>
#include <math.h>

/* Printed ratios have two or three digits. */
static const double PRINTED_2 = 0.005 + 1e-9;
static const double PRINTED_3 = 0.0005 + 1e-9;

struct row {
	double n, selected, ratio; /* NaN: there is none at 2 % */
	double printed;            /* the ratio without a least share */
};

/* 6 RCNY 5-301(b), the notice of adoption's tables of selection rates: three tables, which are not one population. */
static const struct row SEX[] = {{1390, 667, 1.00, 1.00}, {1181, 555, .979, .979}};
static const struct row RACE[] = {{408, 204, .97, .97}, {797, 412, 1.00, 1.00}, {390, 170, .84, .84},
                                  {119, 52, .85, .85},  {616, 302, .95, .95},   {41, 18, NAN, .85},
                                  {213, 96, .87, .87}};
static const struct row BOTH[] = {{205, 90, .841, .841}, {412, 215, 1.000, 1.000}, {226, 95, .806, .806},
                                  {87, 37, .815, .815},  {321, 167, .997, .997},   {24, 11, NAN, .878},
                                  {115, 52, .866, .866}, {190, 82, .827, .827},    {385, 197, .981, .981},
                                  {164, 75, .876, .876}, {32, 15, NAN, .898},      {295, 135, .877, .877},
                                  {17, 7, NAN, .789},    {98, 44, .860, .860}};

static void expect_table(const struct row *rows, size_t count, double tolerance)
{
	for (int least = 0; least < 2; least++) {
		struct segbias_impact groups[16] = {{.n = 0}};
		for (size_t i = 0; i < count; i++)
			groups[i] = (struct segbias_impact){.n = rows[i].n, .selected = rows[i].selected};
		cr_assert_lt(segbias_impact_ratios(groups, count, least ? 0.02 : 0, SEGBIAS_IMPACT_BY_RATE), count);
		for (size_t i = 0; i < count; i++) {
			double expected = least ? rows[i].ratio : rows[i].printed;
			cr_expect_eq(groups[i].excluded, least && isnan(rows[i].ratio), "%zu", i);
			if (isnan(expected))
				cr_expect(isnan(groups[i].ratio), "%zu: %g", i, groups[i].ratio);
			else
				cr_expect_float_eq(groups[i].ratio, expected, tolerance, "%zu: %g", i, groups[i].ratio);
			cr_expect_float_eq(groups[i].rate, rows[i].selected / rows[i].n, 1e-15);
		}
	}
}

Test(impact, the_published_tables_of_selection_rates)
{
	expect_table(SEX, sizeof SEX / sizeof *SEX, PRINTED_3);
	expect_table(RACE, sizeof RACE / sizeof *RACE, PRINTED_2);
	expect_table(BOTH, sizeof BOTH / sizeof *BOTH, PRINTED_3);
}

/* 6 RCNY 5-301(c), the table of scoring rates: one population of 168, 84 above the median. */
Test(impact, the_published_table_of_scoring_rates)
{
	static const double MALE[][2] = {{16, 12}, {20, 7}, {20, 10}, {4, 3}, {12, 7}, {8, 5}, {12, 6}};
	static const double FEMALE[][2] = {{12, 6}, {20, 8}, {12, 6}, {4, 2}, {12, 3}, {8, 5}, {8, 4}};
	static const double RACES[] = {1.00, .58, .78, .97, .65, .97, .78};
	struct segbias_impact sex[2] = {{.n = 0}};
	struct segbias_impact race[7] = {{.n = 0}};
	struct segbias_impact both[14] = {{.n = 0}};
	for (size_t i = 0; i < 7; i++) {
		both[i] = (struct segbias_impact){.n = MALE[i][0], .selected = MALE[i][1]};
		both[7 + i] = (struct segbias_impact){.n = FEMALE[i][0], .selected = FEMALE[i][1]};
		race[i] =
		    (struct segbias_impact){.n = MALE[i][0] + FEMALE[i][0], .selected = MALE[i][1] + FEMALE[i][1]};
		sex[0].n += MALE[i][0];
		sex[0].selected += MALE[i][1];
		sex[1].n += FEMALE[i][0];
		sex[1].selected += FEMALE[i][1];
	}
	cr_expect_eq(sex[0].n + sex[1].n, 168);
	cr_expect_eq(sex[0].selected + sex[1].selected, 84);
	cr_expect_eq(segbias_impact_ratios(sex, 2, 0.02, SEGBIAS_IMPACT_BY_RATE), 0);
	cr_expect_float_eq(sex[0].rate, .543, PRINTED_3);
	cr_expect_float_eq(sex[1].rate, .447, PRINTED_3);
	cr_expect_float_eq(sex[1].ratio, .82, PRINTED_2);
	cr_expect_eq(segbias_impact_ratios(race, 7, 0.02, SEGBIAS_IMPACT_BY_RATE), 0);
	for (size_t i = 0; i < 7; i++)
		cr_expect_float_eq(race[i].ratio, RACES[i], PRINTED_2, "%zu: %g", i, race[i].ratio);
	/* 12 of 16 and 3 of 4: of two highest the one with more records. */
	cr_expect_eq(segbias_impact_ratios(both, 14, 0.02, SEGBIAS_IMPACT_BY_RATE), 0);
	cr_expect_float_eq(both[3].ratio, 1, 1e-15);
	cr_expect_float_eq(both[11].ratio, .33, PRINTED_2);
	cr_expect_not(both[3].excluded, "4 of 168 are 2.4 %%");
}

static double fisher(const struct segbias_impact groups[2])
{
	return segbias_hypergeometric_two_sided(groups[0].selected, groups[0].n, groups[0].n + groups[1].n,
	                                        groups[0].selected + groups[1].selected);
}

static enum segbias_impact_status judge_two(double k, double n, double k_top, double n_top, double practical)
{
	struct segbias_impact groups[2] = {{.n = n, .selected = k}, {.n = n_top, .selected = k_top}};
	const struct segbias_impact_rule rule = {0.05, practical};
	cr_assert_eq(segbias_impact_ratios(groups, 2, 0, SEGBIAS_IMPACT_BY_RATE), 1);
	return segbias_impact_judge(&groups[0], groups[1].rate, fisher(groups), &rule);
}

/* Questions and Answers on the Uniform Guidelines, 44 FR 11996 (1979): answers 12 and 21. By hand: 12/40 : 48/80 is .5; (3 + 1)/20 is
 * .2, over (16 - 1)/80, .1875. R 4.2: fisher.test(matrix(c(12, 28, 48, 32), 2))$p.value is 0.0034, of c(300, 1700, 1600, 6400)
 * 2.3e-07, of c(3, 17, 16, 64) 0.76. */
Test(impact, the_published_answers)
{
	cr_expect_eq(judge_two(12, 40, 48, 80, NAN), SEGBIAS_IMPACT_BREACH);
	cr_expect(segbias_impact_flips(3, 20, 16, 80));
	cr_expect_not(segbias_impact_flips(300, 2000, 1600, 8000));
	cr_expect_eq(judge_two(3, 20, 16, 80, NAN), SEGBIAS_IMPACT_SMALL);
	cr_expect_eq(judge_two(300, 2000, 1600, 8000, NAN), SEGBIAS_IMPACT_BREACH);
}

/* 400 of 1,000 and 500 of 1,000 are four fifths exactly; so are 3 of 15 and 1 of 4 where 0.2 / 0.25 is not quite 0.8. */
Test(impact, four_fifths_exactly_is_not_under_it)
{
	cr_expect_eq(judge_two(4000, 10000, 5000, 10000, NAN), SEGBIAS_IMPACT_SIGNIFICANT);
	cr_expect_eq(judge_two(3999, 10000, 5000, 10000, NAN), SEGBIAS_IMPACT_BREACH);
	for (double n = 5; n < 3000; n += 5)
		for (double top = 5; top <= 35; top += 5) {
			/* 4/5 * t/7n, in any sizes: the ratio of the rates is 4/5 by construction. */
			struct segbias_impact groups[2] = {{.n = 35 * n, .selected = 4 * top * n / 5},
			                                   {.n = 35 * 7, .selected = top * 7}};
			const struct segbias_impact_rule rule = {0.05, NAN};
			(void)segbias_impact_ratios(groups, 2, 0, 1);
			cr_expect_neq(segbias_impact_judge(&groups[0], groups[1].rate, 1e-9, &rule),
			              SEGBIAS_IMPACT_BREACH, "%g of %g", groups[0].selected, groups[0].n);
		}
}

/* .85, shown, breaches only where the policy says from which difference on it matters: 9 points here. */
Test(impact, smaller_differences_breach_where_they_matter)
{
	cr_expect_eq(judge_two(510, 1000, 600, 1000, NAN), SEGBIAS_IMPACT_SIGNIFICANT);
	cr_expect_eq(judge_two(510, 1000, 600, 1000, 0), SEGBIAS_IMPACT_BREACH);
	cr_expect_eq(judge_two(510, 1000, 600, 1000, 0.09), SEGBIAS_IMPACT_BREACH);
	cr_expect_eq(judge_two(510, 1000, 600, 1000, 0.1), SEGBIAS_IMPACT_SIGNIFICANT);
	cr_expect_eq(judge_two(51, 100, 60, 100, 0), SEGBIAS_IMPACT_OK, "not shown");
}

/* With evidence, and one person turns it: where there are few, q at .05 and a flip hardly meet, as the answer has it. */
Test(impact, one_person_turns_it)
{
	struct segbias_impact group = {.n = 20, .selected = 3, .rate = .15, .rest = .2, .ratio = .75, .flip = true};
	const struct segbias_impact_rule rule = {0.05, 0};
	cr_expect_eq(segbias_impact_judge(&group, .2, .01, &rule), SEGBIAS_IMPACT_FLIP);
	cr_expect_eq(segbias_impact_judge(&group, .2, NAN, &rule), SEGBIAS_IMPACT_SMALL, "not tested");
	group.flip = false;
	cr_expect_eq(segbias_impact_judge(&group, .2, .05, &rule), SEGBIAS_IMPACT_BREACH, "at alpha");
	cr_expect_not(segbias_impact_flips(16, 80, 3, 20), "it is the higher one");
	cr_expect_not(segbias_impact_flips(4, 20, 16, 80), "as high");
	cr_expect_not(segbias_impact_flips(0, 0, 3, 20));
	cr_expect(segbias_impact_flips(0, 1, 1, 2), "1 of 1 and 0 of 2");
}

/* A group of few is selected most. The second is under four fifths of it, and shown to be selected more often than all others: that
 * is no evidence against it. */
Test(impact, evidence_that_a_group_is_selected_more_is_none)
{
	struct segbias_impact groups[3] = {
	    {.n = 10, .selected = 9}, {.n = 1000, .selected = 600}, {.n = 1000, .selected = 400}};
	const struct segbias_impact_rule rule = {0.05, NAN};
	cr_expect_eq(segbias_impact_ratios(groups, 3, 0, SEGBIAS_IMPACT_BY_RATE), 0);
	cr_expect_float_eq(groups[1].rest, 409. / 1010, 1e-15);
	cr_expect_eq(segbias_impact_judge(&groups[1], groups[0].rate, 1e-9, &rule), SEGBIAS_IMPACT_ABOVE);
	cr_expect_eq(segbias_impact_judge(&groups[2], groups[0].rate, 1e-9, &rule), SEGBIAS_IMPACT_BREACH);
	cr_expect_eq(segbias_impact_judge(&groups[0], groups[0].rate, 1e-9, &rule), SEGBIAS_IMPACT_OK);
}

/* Who is left out is compared with nobody, though its rate is the highest; nothing is to a group of whom nobody is selected. */
Test(impact, who_is_left_out_is_no_comparator)
{
	struct segbias_impact groups[3] = {
	    {.n = 19, .selected = 19}, {.n = 500, .selected = 250}, {.n = 481, .selected = 240}};
	cr_expect_eq(segbias_impact_ratios(groups, 3, 0.02, SEGBIAS_IMPACT_BY_RATE), 1);
	cr_expect(groups[0].excluded && isnan(groups[0].ratio) && groups[0].rate == 1);
	cr_expect_float_eq(groups[1].ratio, 1, 1e-15);
	groups[0].n = 20; /* 20 of 1,000 are not under 2 % */
	groups[1].n = 499;
	cr_expect_eq(segbias_impact_ratios(groups, 3, 0.02, SEGBIAS_IMPACT_BY_RATE), 0);
	cr_expect_eq(segbias_impact_ratios(groups, 3, 0.03, 0), 3, "it is asked for, and left out");
	cr_expect(isnan(groups[1].ratio));
	struct segbias_impact none[2] = {{.n = 9}, {.n = 5}};
	cr_expect_eq(segbias_impact_ratios(none, 2, 0, SEGBIAS_IMPACT_BY_RATE), 2);
	cr_expect(isnan(none[0].ratio) && none[0].rate == 0);
	struct segbias_impact absent[2] = {{.n = 0}, {.n = 5, .selected = 2}};
	cr_expect_eq(segbias_impact_ratios(absent, 2, 0, SEGBIAS_IMPACT_BY_RATE), 1);
	cr_expect(isnan(absent[0].rate) && isnan(absent[0].ratio) && absent[1].ratio == 1);
}
