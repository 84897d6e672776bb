/* Who has not consented? The expected numbers are those of R for the same records: scripts/oracle/consent.R makes them by
 * the same formulas. */
#include "jobs/run.h"
#include "stats/stats.h"

static const char KNOWN[] = "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\n";

/* segment NULL: the whole campaign; g NULL: all of it. NULL where there is no such row. */
static const struct segbias_consent *find(const struct run *run, const char *segment, const char *g)
{
	for (size_t i = 0; i < run->findings->consent_count; i++) {
		const struct segbias_consent *row = &run->findings->consents[i];
		if (run_is(row->segment, segment) && run_is(row->attribute, g ? "g" : NULL) && run_is(row->value, g))
			return row;
	}
	return NULL;
}

static const struct segbias_consent *row_of(const struct run *run, const char *segment, const char *g)
{
	const struct segbias_consent *row = find(run, segment, g);
	cr_assert_not_null(row, "no row %s, %s", segment ? segment : "whole", g ? g : "all");
	return row;
}

/* --- against R -------------------------------------------------------------------------------------------------- */

static void add_campaign(struct segbias_text *text, bool weights)
{
	static const char *const G[] = {"a", "b", "c"};
	segbias_text_add_string(text, weights ? "segment,who,g,ok,weight\n" : "segment,who,g,ok\n");
	for (int i = 0; i < 900; i++) {
		int group = i * i % 7 % 3;
		bool with = i * 37 % 101 >= (i % 2 ? 20 : 30) + group * 6;
		segbias_text_add_format(text, "%s,%d,%s,%s%s\n", i % 2 ? "T" : "S", i % 300,
		                        i * 41 % 103 < 5 ? "" : G[group],
		                        i * 31 % 97 < 4 ? "NA"
		                        : with          ? "yes"
		                        : i % 3         ? "no"
		                                        : "later",
		                        weights ? i % 5 ? ",.5" : ",3" : "");
	}
}

/* n, without, missing, rate, binom.test(without, n)$conf.int, ratio, fisher.test(...)$p.value, p.adjust(p, "BH"): the whole
 * campaign, S and T, each as a whole and then a, b and c */
static const double EXPECTED[][9] = {
    {862, 270, 38, 0.31322505800464034, 0.28236603318669717, 0.3453670369347267, NAN, NAN, NAN},
    {117, 30, 5, 0.25641025641025639, 0.18016222260653261, 0.34538315698052269, 0.80099841161788066,
     0.19570915492350105, 0.29356373238525157},
    {469, 141, 22, 0.3006396588486141, 0.25944515169523191, 0.34436954493681393, 0.92544729767312517,
     0.49380093761333915, 0.49380093761333915},
    {237, 85, 9, 0.35864978902953587, 0.2975947833595261, 0.42329014561173262, 1.2290571717620351, 0.067380828428228942,
     0.20214248528468681},
    {431, 155, 19, 0.35962877030162416, 0.3142628876214722, 0.4069364996332383, 1.347826086956522,
     0.0041395821736740978, 0.016558328694696391},
    {57, 20, 3, 0.35087719298245612, 0.22914559716823826, 0.48868661750685038, 0.97803564028180678, 1, 1},
    {237, 83, 11, 0.35021097046413502, 0.28958686866428612, 0.41463532825519378, 0.95213607594936711,
     0.75501252496945326, 0.86287145710794655},
    {117, 44, 4, 0.37606837606837606, 0.28821499922223714, 0.47035639530809858, 1.0734378889718696, 0.64912613351919435,
     0.86287145710794655},
    {431, 115, 19, 0.26682134570765659, 0.22562934477366806, 0.31124775616687539, 0.74193548387096764,
     0.0041395821736740978, 0.016558328694696391},
    {60, 10, 2, 0.16666666666666666, 0.082928810159063726, 0.28521925482870281, 0.59259259259259256, 0.0806160945591783,
     0.1612321891183566},
    {232, 58, 11, 0.25, 0.19564531511393315, 0.31086396250289172, 0.88235294117647056, 0.49953277035235322,
     0.79925243256376521},
    {120, 41, 5, 0.34166666666666667, 0.2575543476518658, 0.43380059718495134, 1.4671568627450982, 0.026965125820711429,
     0.071907002188563801},
};

static void expect_row(const struct segbias_consent *row, const double *expected)
{
	RUN_NEAR(row->n, expected[0], "n");
	RUN_NEAR(row->without, expected[1], "without");
	RUN_NEAR(row->missing, expected[2], "missing");
	RUN_NEAR(row->rate, expected[3], "rate");
	RUN_NEAR(row->rate_low, expected[4], "low");
	RUN_NEAR(row->rate_high, expected[5], "high");
	RUN_NEAR(row->ratio, expected[6], "ratio");
	RUN_NEAR(row->p, expected[7], "p");
	RUN_NEAR(row->q, expected[8], "q");
}

Test(consent, against_r)
{
	static const char *const SEGMENTS[] = {NULL, "S", "T"};
	static const char *const GROUPS[] = {NULL, "a", "b", "c"};
	/* The records count, whatever they weigh. */
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.consent = "ok=yes"};
		add_campaign(&campaign, weights);
		struct run run = run_good(campaign.data, KNOWN, &options);
		cr_assert_eq(run.findings->consent_count, 12);
		for (size_t i = 0; i < 12; i++) {
			const struct segbias_consent *row = row_of(&run, SEGMENTS[i / 4], GROUPS[i % 4]);
			cr_assert_eq(row, &run.findings->consents[i], "in this order: row %zu", i);
			expect_row(row, EXPECTED[i]);
			cr_expect_eq(row->finding, i == 4 || i == 8, "row %zu", i);
		}
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* scripts/oracle/rates.R: rate and p, in the order of EXPECTED, where the three records of a person are a cluster */
static const double PERSONS[][2] = {
    {0.31322505800464034, NAN},
    {0.25641025641025639, 0.16805510484901132},
    {0.3006396588486141, 0.51276834498694024},
    {0.35864978902953587, 0.11972071139313062},
    {0.35962877030162416, 0.025770802605479762},
    {0.35087719298245612, 0.9127268241130162},
    {0.35021097046413502, 0.74782792650680596},
    {0.37606837606837606, 0.68110472838226666},
    {0.26682134570765659, 0.025770802605479762},
    {0.16666666666666666, 0.043936863579521639},
    {0.25, 0.50047591109222211},
    {0.34166666666666667, 0.063335452669995573},
};

Test(consent, persons_against_r)
{
	/* The records count, whatever they weigh. */
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.consent = "ok=yes", .person = "who"};
		add_campaign(&campaign, weights);
		struct run run = run_good(campaign.data, KNOWN, &options);
		cr_assert_eq(run.findings->consent_count, 12);
		for (size_t i = 0; i < 12; i++) {
			RUN_NEAR(run.findings->consents[i].rate, PERSONS[i][0], "rate");
			RUN_NEAR(run.findings->consents[i].p, PERSONS[i][1], "p");
		}
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* Where persons have so many records that their profiles are split, the figures are the same. */
Test(consent, many_records_a_person)
{
	enum { RECORDS = 12000, PEOPLE = 24 };
	struct run runs[2];
	for (int many = 0; many < 2; many++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.consent = "ok=yes", .person = "who"};
		segbias_text_add_string(&campaign, "segment,who,g,ok,z\n");
		for (int i = 0; i < RECORDS; i++)
			segbias_text_add_format(&campaign, "%s,p%d,%s,%s,z%d\n", i / PEOPLE % 3 ? "S" : "T", i % PEOPLE,
			                        i * 7 % 11 < 5   ? "a"
			                        : i * 7 % 11 < 9 ? "b"
			                                         : "",
			                        i * 31 % 97 < 4                                   ? "NA"
			                        : i * 37 % 101 < 30 + i % PEOPLE + i / PEOPLE % 3 ? "no"
			                                                                          : "yes",
			                        many ? i % 4801 : 0);
		runs[many] = run_good(campaign.data, KNOWN, &options);
		segbias_text_release(&campaign);
	}
	cr_assert_eq(runs[0].findings->consent_count, runs[1].findings->consent_count);
	for (size_t i = 0; i < runs[0].findings->consent_count; i++) {
		RUN_NEAR(runs[1].findings->consents[i].p, runs[0].findings->consents[i].p, "p");
		RUN_NEAR(runs[1].findings->consents[i].rate_low, runs[0].findings->consents[i].rate_low, "low");
	}
	cr_expect(row_of(&runs[0], "S", NULL)->p < 1 && row_of(&runs[0], NULL, "a")->p < 1);
	for (size_t i = 0; i < runs[0].findings->missingness_count; i++) {
		const struct segbias_missingness *row = &runs[0].findings->missingness[i];
		for (size_t j = 0; j < runs[1].findings->missingness_count; j++) {
			const struct segbias_missingness *other = &runs[1].findings->missingness[j];
			if (run_is(other->column, row->column.bytes) && run_is(other->against, row->against.bytes))
				RUN_NEAR(other->p, row->p, "missing");
		}
	}
	cr_expect_geq(runs[0].findings->missingness_count, 2);
	run_release(&runs[0]);
	run_release(&runs[1]);
}

/* Nine people say nothing of what varies between people; ten on one side and two on the other neither. */
Test(consent, few_people)
{
	static const int PEOPLE[][2] = {{10, 10}, {9, 10}, {10, 9}};
	for (size_t i = 0; i < 3; i++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.consent = "ok=yes", .person = "who"};
		segbias_text_add_string(&campaign, "segment,who,g,ok\n");
		for (int j = 0; j < 400; j++)
			segbias_text_add_format(&campaign, "%c,p%d-%d,a,%s\n", j % 2 ? 'S' : 'T', j % 2,
			                        j / 2 % PEOPLE[i][j % 2], j % 7 < 3 ? "no" : "yes");
		struct run run = run_good(campaign.data, KNOWN, &options);
		cr_expect_eq(isnan(row_of(&run, "S", NULL)->p), i > 0, "row %zu", i);
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* Of ten people of a segment all consent, of a thousand others four in five: by chance that happens one time in ten, and a
 * variance of 0 would make it certain. R: v0 <- .2 * .8 / 999, here .19801980 of both together. */
Test(consent, nobody_of_few_people)
{
	struct segbias_text campaign = {0};
	struct segbias_options options = {.consent = "ok=yes", .person = "who", .min_n = "10"};
	segbias_text_add_string(&campaign, "segment,who,g,ok\n");
	for (int i = 0; i < 1010; i++)
		segbias_text_add_format(&campaign, "%c,p%d,a,%s\n", i < 10 ? 'S' : 'T', i,
		                        i >= 10 && i % 5 == 0 ? "no" : "yes");
	struct run run = run_good(campaign.data, KNOWN, &options);
	double both = 200. / 1010;
	double t = .2 / sqrt(both * (1 - both) / 10 + .2 * .8 / 999);
	RUN_NEAR(row_of(&run, "S", NULL)->p, 2 * segbias_student_upper(t, 1008), "p");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* With a declared design effect: (p1 - p0) / sqrt(v1 + v0) at the effective sizes. R: p <- c(155 / 431, 115 / 431); n <- 431 / 2
 * 2 * pt((p[1] - p[2]) / sqrt(sum(p * (1 - p) / n)), 2 * n - 2, lower.tail = FALSE) */
Test(consent, declared_effect)
{
	struct segbias_text campaign = {0};
	struct segbias_options options = {.consent = "ok=yes", .deff = "2"};
	add_campaign(&campaign, false);
	struct run run = run_good(campaign.data, KNOWN, &options);
	double p[] = {155. / 431, 115. / 431};
	double t = (p[0] - p[1]) / sqrt((p[0] * (1 - p[0]) + p[1] * (1 - p[1])) / 215.5);
	RUN_NEAR(row_of(&run, "S", NULL)->p, 2 * segbias_student_upper(t, 429), "p");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Where fewer than ten, at the effective size, have either answer, the variance is not less than where both rates are the
 * same. scipy: v = p (1 - p) / (n / 2) of 40 of 100; of 12 of 100 and of 2 of 40 at the rate of both together;
 * 2 * t.sf(|p1 - p0| / sqrt(v1 + v0), n1 / 2 + n0 / 2 - 2) */
Test(consent, declared_effect_of_few)
{
	static const struct {
		int without[2], n[2];
		double p;
	} rows[] = {
	    {{12, 40}, {100, 100}, 0.0033126170522118931},
	    {{2, 30}, {40, 100}, 0.031861788374333448},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.consent = "ok=yes", .deff = "2"};
		segbias_text_add_string(&campaign, "segment,g,ok\n");
		for (int segment = 0; segment < 2; segment++)
			for (int j = 0; j < rows[i].n[segment]; j++)
				segbias_text_add_format(&campaign, "%c,%c,%s\n", "ST"[segment], "ab"[j % 2],
				                        j < rows[i].without[segment] ? "no" : "yes");
		struct run run = run_good(campaign.data, KNOWN, &options);
		RUN_NEAR(row_of(&run, "S", NULL)->p, rows[i].p, "p");
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* prop.test(155, 431, correct = FALSE)$conf.int */
static const double WILSON[] = {0.31574667978963483, 0.40599098448884413};

Test(consent, wilson)
{
	struct segbias_text campaign = {0};
	struct segbias_options options = {.consent = "ok=yes", .interval = "wilson"};
	add_campaign(&campaign, false);
	struct run run = run_good(campaign.data, KNOWN, &options);
	RUN_NEAR(row_of(&run, "S", NULL)->rate_low, WILSON[0], "low");
	RUN_NEAR(row_of(&run, "S", NULL)->rate_high, WILSON[1], "high");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* --- what is consent -------------------------------------------------------------------------------------------- */

/* Spellings of the value count in their normal form, all others are none, missing ones do not say. */
Test(consent, spellings)
{
	static const struct {
		const char *consent;
		double with, without, missing;
	} rows[] = {{"ok=yes", 6, 4, 3},
	            {"OK=Yes", 6, 4, 3},
	            {"ok=unknown", 2, 10, 1},
	            {"ok=not yet", 1, 9, 3},
	            {"ok=1", 1, 9, 3}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_options options = {.consent = rows[i].consent};
		struct run run = run_good(
		    "g,ok,n\na,yes,1\na,YES,2\na,Yes ,3\na,no,1\na,1,1\na,-1,1\na,not_yet,1\na,,1\na,unknown,2\n",
		    KNOWN, &options);
		const struct segbias_consent *row = row_of(&run, NULL, NULL);
		cr_expect_eq(row->n - row->without, rows[i].with, "row %zu: %g", i, row->n - row->without);
		cr_expect_eq(row->without, rows[i].without, "row %zu: %g", i, row->without);
		cr_expect_eq(row->missing, rows[i].missing, "row %zu: %g", i, row->missing);
		run_release(&run);
	}
}

/* Only where it is asked for; the column is looked at for missing values all the same. */
Test(consent, is_asked_for)
{
	struct run run = run_good("g,ok\na,yes\nb,no\n", KNOWN, NULL);
	cr_expect_eq(run.findings->consent_count, 0);
	run_release(&run);
	struct segbias_options options = {.consent = "ok=yes"};
	run = run_good("g,ok\na,yes\nb,\n", KNOWN, &options);
	cr_expect_eq(run.findings->consent_count, 1 + 3);
	cr_expect_eq(run.findings->incomplete_count, 2);
	cr_expect_eq(run.findings->incomplete[1].missing, 1);
	run_release(&run);
}

/* Segments may overlap: each against all who are not in it. R: fisher.test(cbind(c(40, 60), c(20, 80)))$p.value */
Test(consent, overlapping_segments)
{
	struct segbias_options options = {.consent = "ok=1", .segment = "vip,new"};
	struct run run = run_good(
	    "vip,new,g,ok,n\n1,1,a,0,30\n1,0,a,0,10\n1,1,a,1,60\n0,1,a,0,5\n0,0,a,0,15\n0,0,b,1,80\n", KNOWN, &options);
	const struct segbias_consent *vip = row_of(&run, "vip", NULL);
	cr_expect(vip->n == 100 && vip->without == 40 && vip->ratio == 2);
	RUN_NEAR(vip->p, 0.0031918168259287799, "p");
	cr_expect_eq(row_of(&run, "new", NULL)->without, 35);
	cr_expect_eq(row_of(&run, "new", NULL)->n, 95);
	run_release(&run);
}

/* --- what is a finding ------------------------------------------------------------------------------------------ */

/* Two segments: without, and all, of each. */
static struct run run_two(const double without[2], const double all[2], const char *min_n)
{
	struct segbias_text campaign = {0};
	struct segbias_options options = {.consent = "ok=yes", .min_n = min_n};
	segbias_text_add_string(&campaign, "segment,g,ok,n\n");
	for (int i = 0; i < 2; i++)
		segbias_text_add_format(&campaign, "%c,a,no,%.0f\n%c,a,yes,%.0f\n", 'S' + i, without[i], 'S' + i,
		                        all[i] - without[i]);
	struct run run = run_good(campaign.data, KNOWN, &options);
	segbias_text_release(&campaign);
	return run;
}

/* Of a million records three points are certain, and no finding; nor are ten points of 60 records. Five points are, however
 * they round: .15 - .1 is less than .05 in doubles. */
Test(consent, size_and_certainty)
{
	static const struct {
		double without[2], all[2];
		bool finding;
	} rows[] = {{{53000, 50000}, {500000, 500000}, false},  {{9, 6}, {30, 30}, false},
	            {{80000, 50000}, {500000, 500000}, true},   {{75000, 50000}, {500000, 500000}, true},
	            {{75000, 100000}, {500000, 1000000}, true}, {{74999, 50000}, {500000, 500000}, false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_two(rows[i].without, rows[i].all, NULL);
		for (int s = 0; s < 2; s++) {
			const struct segbias_consent *row = row_of(&run, s ? "T" : "S", NULL);
			cr_expect_eq(row->finding, rows[i].finding, "row %zu", i);
			cr_expect_eq(row->q <= .05, i != 1, "row %zu: %g", i, row->q);
		}
		run_release(&run);
	}
}

/* Fewer than --min-n known records have a rate, but no p, and are no part of the family. */
Test(consent, few_records)
{
	struct run run = run_two((const double[]){20, 100}, (const double[]){29, 500}, NULL);
	const struct segbias_consent *row = row_of(&run, "S", NULL);
	RUN_NEAR(row->rate, 20. / 29, "rate");
	RUN_NEAR(row->ratio, 20. / 29 * 5, "ratio");
	cr_expect(isnan(row->p) && isnan(row->q) && !row->finding);
	const struct segbias_consent *other = row_of(&run, "T", NULL);
	cr_expect(other->p < 1e-6 && other->q == other->p && other->finding, "alone in its family");
	run_release(&run);
	run = run_two((const double[]){20, 100}, (const double[]){29, 500}, "29");
	RUN_NEAR(row_of(&run, "S", NULL)->q, row_of(&run, "T", NULL)->p, "q");
	cr_expect(row_of(&run, "S", NULL)->finding);
	run_release(&run);
}

/* Nobody else, nobody else without consent, nobody who says. */
Test(consent, nothing_to_compare)
{
	struct run run = run_two((const double[]){20, 0}, (const double[]){50, 50}, NULL);
	const struct segbias_consent *row = row_of(&run, "S", NULL);
	cr_expect(isnan(row->ratio) && row->p < 1e-6 && row->finding, "no ratio to nobody");
	cr_expect(row_of(&run, "T", NULL)->ratio == 0);
	row = row_of(&run, "S", "a");
	cr_expect(row->rate == .4 && isnan(row->p) && isnan(row->ratio) && !row->finding, "all of S are a");
	row = row_of(&run, "S", "b");
	cr_expect(row->n == 0 && isnan(row->rate) && isnan(row->rate_low) && isnan(row->p) && !row->finding);
	run_release(&run);
}

/* The column itself may be an attribute: that nobody has consented who says no is no news. */
Test(consent, is_not_crossed_with_itself)
{
	struct segbias_options options = {.consent = "ok=yes"};
	struct run run = run_good("g,ok,n\na,yes,60\na,no,60\nb,yes,70\nb,no,50\n",
	                          "attribute,value,count\ng,a,1\ng,b,1\nok,yes,1\nok,no,1\n", &options);
	cr_expect_not_null(run_find(&run, NULL, "ok"));
	cr_expect_eq(run.findings->consent_count, 3);
	cr_expect_not_null(find(&run, NULL, "b"));
	run_release(&run);
}

/* 60 people with 50 records each, who consent or not by a coin: their records are not independent, and the interval is that
 * of people; R: x = 28 / 60, n = 59; c(qbeta(.025, x * n, n - x * n + 1), qbeta(.975, x * n + 1, n - x * n)) */
Test(consent, repeated_people)
{
	struct segbias_text campaign = {0};
	const struct segbias_options options[] = {
	    {.consent = "ok=yes", .person = "who"}, {.consent = "ok=yes", .deff = "50"}, {.consent = "ok=yes"}};
	static const double WHOLE[][2] = {{0.33559842285480529, 0.60119413185046144},
	                                  {0.33669913625045228, 0.60003509741569749},
	                                  {0.44868774663564237, 0.48471066625617254}};
	segbias_text_add_string(&campaign, "segment,who,g,ok\n");
	for (int i = 0; i < 3000; i++) {
		int who = i / 50;
		segbias_text_add_format(&campaign, "%s,p%d,%s,%s\n", who % 2 ? "S" : "T", who,
		                        who * 7 % 11 < 5 ? "a" : "b", who * who % 13 < 6 ? "yes" : "no");
	}
	for (size_t i = 0; i < 3; i++) {
		struct run run = run_good(campaign.data, KNOWN, &options[i]);
		size_t findings = 0;
		for (size_t j = 0; j < run.findings->consent_count; j++) {
			const struct segbias_consent *row = &run.findings->consents[j];
			findings += row->finding;
		}
		const struct segbias_consent *all = row_of(&run, NULL, NULL);
		RUN_NEAR(all->rate_low, WHOLE[i][0], "low");
		RUN_NEAR(all->rate_high, WHOLE[i][1], "high");
		cr_expect_eq(findings > 0, i == 2, "row %zu: %zu", i, findings);
		RUN_NEAR(row_of(&run, NULL, NULL)->rate, 28. / 60, "rate");
		char *text = run_render(&run, "text");
		cr_expect_null(strstr(text, "nan"));
		free(text);
		run_release(&run);
	}
	segbias_text_release(&campaign);
}

Test(consent, errors)
{
	static const char campaign[] = "segment,g,ok\nS,a,yes\n";
	const struct run_failure rows[] = {
	    {campaign,
	     KNOWN,
	     {.consent = "agreed=yes"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--consent: there is no column \"agreed\"",
	     "the columns are \"segment\", \"g\", \"ok\""},
	    {campaign,
	     KNOWN,
	     {.consent = "ok"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--consent \"ok\": no \"=\" between two parts",
	     "it is written COL=VALUE"},
	    {campaign,
	     KNOWN,
	     {.consent = "ok=y"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--consent: no record has \"y\" in column \"ok\"",
	     "VALUE is what the column says where somebody has agreed"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}
