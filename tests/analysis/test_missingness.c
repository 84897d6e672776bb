/* For whom is a column missing? The expected numbers are those of R for the same records: scripts/oracle/missingness.R
 * makes them by the same formulas. */
#include "jobs/run.h"
#include "stats/stats.h"

/* against NULL: the segment. NULL where there is no such row. */
static const struct segbias_missingness *find(const struct run *run, const char *column, const char *against)
{
	for (size_t i = 0; i < run->findings->missingness_count; i++) {
		const struct segbias_missingness *row = &run->findings->missingness[i];
		if (run_is(row->column, column) && run_is(row->against, against))
			return row;
	}
	return NULL;
}

static const struct segbias_missingness *row_of(const struct run *run, const char *column, const char *against)
{
	const struct segbias_missingness *row = find(run, column, against);
	cr_assert_not_null(row, "no row %s, %s", column, against ? against : "segment");
	return row;
}

/* value NULL: there is none. */
static void expect_finding(const struct segbias_missingness *row, bool finding, const char *value, double rate,
                           double rest)
{
	cr_expect_eq(row->finding, finding);
	cr_expect(run_is(row->value, value), "%.*s", (int)row->value.size, row->value.bytes ? row->value.bytes : "");
	RUN_NEAR(row->rate, rate, "rate");
	RUN_NEAR(row->rest, rest, "rest");
}

/* --- against R -------------------------------------------------------------------------------------------------- */

enum { ROWS = 1200 };

static const char KNOWN[] = "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\nh,d,5000000\nh,e,5000000\n";

static void add_campaign(struct segbias_text *text, bool weights)
{
	static const char *const SEGMENTS[] = {"S", "T", "U"};
	segbias_text_add_string(text, weights ? "segment,who,g,h,x,y,weight\n" : "segment,who,g,h,x,y\n");
	for (int i = 0; i < ROWS; i++) {
		int group = i * 7 % 10;
		const char *g = i * 41 % 103 < 5 ? "NA" : group < 5 ? "a" : group < 8 ? "b" : "c";
		const char *h = i * 31 % 97 < (i % 3 == 2 ? 26 : 6) ? "" : i / 3 % 2 ? "e" : "d";
		bool x = i * 37 % 101 >= (group >= 5 && group < 8 ? 33 : 8);
		bool y = i * 53 % 89 >= 7;
		segbias_text_add_format(text, "%s,%d,%s,%s,%s,%s%s\n", SEGMENTS[i % 3], i % 300, g, h,
		                        x ? "known" : "?", y ? "1" : "", weights ? i % 2 ? ",.5" : ",3" : "");
	}
}

/* chisq.test(table(is.na(column), by), correct = FALSE), p.adjust(p, "BH"), sqrt(chi2 / n): g by segment and h, h by
 * segment and g, x and y by segment, g and h */
static const double EXPECTED[][5] = {
    {0.037462537462537464, 2, 0.98144307124951535, 0.98863379581352517, 0.0055873769533459272},
    {0.33609657947686117, 1, 0.56209106289710131, 0.98863379581352517, 0.017942452160650265},
    {96.684350132625994, 2, 1.0121855324900381e-21, 5.0609276624501905e-21, 0.28384906513354652},
    {0.37555349645818481, 2, 0.82879971758464632, 0.98863379581352517, 0.01811852721311915},
    {27.319411160561451, 2, 1.1685982781221633e-06, 3.8953275937405451e-06, 0.15088464457039538},
    {115.73153238262647, 2, 7.3997500790019369e-26, 7.3997500790019373e-25, 0.31806277196158977},
    {0.064784362395283901, 1, 0.79908788834864497, 0.98863379581352517, 0.0078774353039972825},
    {0.02286258633007859, 2, 0.98863379581352517, 0.98863379581352517, 0.0043648774639232996},
    {0.19423464160979559, 2, 0.90744953717777721, 0.98863379581352517, 0.013030177507719856},
    {0.82857142857142851, 1, 0.36268594083521283, 0.90671485208803204, 0.028171808490950554},
};

/* Rates of the group that differs most, of those with fisher.test(...)$p.value at most .05 / values, and of all others */
static const double RATES[][2] = {
    {0.26500000000000001, 0.0625}, {0.080000000000000002, 0.19}, {0.32653061224489793, 0.07740324594257178}};

Test(missingness, against_r)
{
	static const struct {
		const char *column, *against, *value;
		size_t rates; /* where there is a finding */
	} rows[] = {{"g", NULL, NULL, 0}, {"g", "h", NULL, 0}, {"h", NULL, "U", 0}, {"h", "g", NULL, 0},
	            {"x", NULL, "U", 1},  {"x", "g", "b", 2},  {"x", "h", NULL, 0}, {"y", NULL, NULL, 0},
	            {"y", "g", NULL, 0},  {"y", "h", NULL, 0}};
	/* The records count, whatever they weigh. */
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_text campaign = {0};
		struct segbias_options options = {.missing_values = RUN_LIST("+?")};
		add_campaign(&campaign, weights);
		struct run run = run_good(campaign.data, KNOWN, &options);
		cr_assert_eq(run.findings->missingness_count, 10, "nothing is missing of who; no column by itself");
		for (size_t i = 0; i < 10; i++) {
			const struct segbias_missingness *row = &run.findings->missingness[i];
			cr_assert_eq(row, find(&run, rows[i].column, rows[i].against), "in this order: row %zu", i);
			RUN_NEAR(row->chi2, EXPECTED[i][0], rows[i].column);
			RUN_NEAR(row->df, EXPECTED[i][1], rows[i].column);
			RUN_NEAR(row->p, EXPECTED[i][2], rows[i].column);
			RUN_NEAR(row->q, EXPECTED[i][3], rows[i].column);
			RUN_NEAR(row->v, EXPECTED[i][4], rows[i].column);
			bool found = rows[i].value != NULL;
			expect_finding(row, found, rows[i].value, found ? RATES[rows[i].rates][0] : NAN,
			               found ? RATES[rows[i].rates][1] : NAN);
		}
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* scripts/oracle/rates.R: p, and the gap of the group that differs most, where the four records of a person are a cluster: g by
 * segment and h, h by segment and g, x and y by segment, g and h */
static const double PERSONS[][2] = {
    {1, -0.0025000000000000022},
    {1, 0.0076628352490421478},
    {1.3476690816769914e-14, 0.20250000000000001},
    {1, -0.012382481082320568},
    {1.7943962635726424e-06, -0.11},
    {8.7336213746897678e-12, 0.24912736630232615},
    {1, 0.0057471264367816022},
    {1, -0.0025000000000000022},
    {1, -0.007432400461522215},
    {0.70568987009656525, 0.015325670498084282},
};
static const char *const PERSON_ROWS[][2] = {{"g", NULL}, {"g", "h"}, {"h", NULL}, {"h", "g"}, {"x", NULL},
                                             {"x", "g"},  {"x", "h"}, {"y", NULL}, {"y", "g"}, {"y", "h"}};

Test(missingness, persons_against_r)
{
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_text campaign = {0};
		add_campaign(&campaign, weights);
		struct segbias_options options = {.person = "who"};
		struct run run = run_good(campaign.data, KNOWN, &options);
		for (size_t i = 0; i < sizeof PERSON_ROWS / sizeof *PERSON_ROWS; i++) {
			const struct segbias_missingness *row = row_of(&run, PERSON_ROWS[i][0], PERSON_ROWS[i][1]);
			RUN_NEAR(row->p, PERSONS[i][0], PERSON_ROWS[i][0]);
			cr_expect(isnan(row->chi2) && isnan(row->df) && isnan(row->v));
			cr_expect_eq(row->finding, fabs(PERSONS[i][1]) > .05, "row %zu", i);
			if (row->finding)
				RUN_NEAR(row->rate - row->rest, PERSONS[i][1], "gap");
		}
		run_release(&run);
		segbias_text_release(&campaign);
	}
}

/* With a declared design effect each group against all others, at the effective sizes; without one chi-squared. */
Test(missingness, declared_effect)
{
	struct segbias_text campaign = {0};
	add_campaign(&campaign, false);
	const struct segbias_options options[] = {{.deff = "1.5"}, {.alpha = "0.05"}};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_good(campaign.data, KNOWN, &options[i]);
		const struct segbias_missingness *row = row_of(&run, "x", "g");
		cr_expect_eq(isnan(row->chi2), i == 0);
		cr_expect(row->finding && row->p > 0 && row->p < 1e-6);
		run_release(&run);
	}
	segbias_text_release(&campaign);
}

/* Without a segment there is none by it. Segments that overlap make no table: each stands against all who are not in it, by
 * Fisher's test, times their number. R: fisher.test(cbind(c(30, 70), c(5, 95)))$p.value is 2.6e-06 */
Test(missingness, segments_that_are_no_table)
{
	static const struct segbias_options options[] = {{.segment = "vip,new", .campaign.count = "count"},
	                                                 {.segment = "none", .campaign.count = "count"}};
	for (size_t i = 0; i < 2; i++) {
		struct run run = run_good("vip,new,g,x,count\n1,1,a,,30\n0,1,a,k,70\n1,0,b,,5\n0,0,b,k,95\n",
		                          "attribute,value,count\ng,a,1\ng,b,1\n", &options[i]);
		cr_expect_eq(find(&run, "x", NULL) == NULL, i == 1);
		if (i == 0) {
			const struct segbias_missingness *row = row_of(&run, "x", NULL);
			double p[] = {segbias_hypergeometric_two_sided(35, 35, 200, 35),
			              segbias_hypergeometric_two_sided(30, 100, 200, 35)};
			RUN_NEAR(row->p, 2 * fmin(p[0], p[1]), "p");
			expect_finding(row, true, "vip", 1, 0);
			cr_expect(isnan(row->chi2));
		}
		expect_finding(row_of(&run, "x", "g"), true, "a", .3, .05);
		run_release(&run);
	}
}

/* --- what is a finding ------------------------------------------------------------------------------------------ */

/* One attribute of up to four values: missing and all records of each. Its row, of column x. */
struct table {
	double missing[4], total[4];
	size_t values;
};

static struct run run_table_seeded(const struct table *table, const char *seed)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "g,x,count\n");
	segbias_text_add_string(&reference, "attribute,value,count\n");
	for (size_t v = 0; v < table->values; v++) {
		segbias_text_add_format(&campaign, "%c,,%.0f\n%c,k,%.0f\n", (int)('a' + v), table->missing[v],
		                        (int)('a' + v), table->total[v] - table->missing[v]);
		segbias_text_add_format(&reference, "g,%c,9000000\n", (int)('a' + v));
	}
	struct segbias_options options = {.segment = "none", .seed = seed, .campaign.count = "count"};
	struct run run = run_good(campaign.data, reference.data, &options);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
	return run;
}

static struct run run_table(const struct table *table)
{
	return run_table_seeded(table, NULL);
}

/* Of a million records three points are as certain as can be, and no finding; six are. */
Test(missingness, certainty_alone_is_no_finding)
{
	static const struct table three = {{25000, 10000}, {500000, 500000}, 2};
	struct run run = run_table(&three);
	const struct segbias_missingness *row = row_of(&run, "x", "g");
	cr_expect(row->q < 1e-300);
	/* phi of two groups: the gap times sqrt(n1 n2) / n / sqrt(p (1 - p)) */
	RUN_NEAR(row->v, .03 / 2 / sqrt(.035 * .965), "v");
	expect_finding(row, false, NULL, NAN, NAN);
	run_release(&run);
	static const struct table six = {{40000, 10000}, {500000, 500000}, 2};
	run = run_table(&six);
	expect_finding(row_of(&run, "x", "g"), true, "a", .08, .02);
	run_release(&run);
}

/* Five points are enough, however they round: .15 - .1 is less than .05 in doubles, and .1 - .05 is not. */
Test(missingness, at_the_edge)
{
	static const struct {
		struct table table;
		bool finding;
	} rows[] = {{{{15000, 10000}, {100000, 100000}, 2}, true},
	            {{{10000, 5000}, {100000, 100000}, 2}, true},
	            {{{14999, 10000}, {100000, 100000}, 2}, false}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_table(&rows[i].table);
		cr_expect_eq(row_of(&run, "x", "g")->finding, rows[i].finding, "row %zu", i);
		run_release(&run);
	}
}

/* Of two groups each differs from the rest as much as the other: who is missing more is named, first or last. */
Test(missingness, of_two_groups)
{
	static const struct table first = {{300, 20}, {1000, 1000}, 2};
	static const struct table last = {{20, 300}, {1000, 1000}, 2};
	struct run run = run_table(&first);
	expect_finding(row_of(&run, "x", "g"), true, "a", .3, .02);
	run_release(&run);
	run = run_table(&last);
	expect_finding(row_of(&run, "x", "g"), true, "b", .3, .02);
	run_release(&run);
}

/* Certain as a whole, and of no single group: R chisq.test(rbind(c(1, 3, 9, 9), 50 - c(1, 3, 9, 9)))$p.value is .0153;
 * fisher.test of each column against the rest is .0177, .296 or .114, and .05 / 4 would be needed. */
Test(missingness, the_group_itself_must_be_certain)
{
	static const struct table table = {{1, 3, 9, 9}, {50, 50, 50, 50}, 4};
	struct run run = run_table(&table);
	const struct segbias_missingness *row = row_of(&run, "x", "g");
	RUN_NEAR(row->q, 0.015321999914247644, "q");
	expect_finding(row, false, NULL, NAN, NAN);
	run_release(&run);
	/* Five times the records, and each group is certain (.00063 at most): the one that differs most is named. */
	static const struct table more = {{10, 10, 40, 41}, {250, 250, 250, 250}, 4};
	run = run_table(&more);
	expect_finding(row_of(&run, "x", "g"), true, "d", 41. / 250, 60. / 750);
	run_release(&run);
}

/* The largest gap of all is that of a group of two, which shows nothing. */
Test(missingness, small_groups_do_not_hide_others)
{
	static const struct table table = {{1, 10, 30, 150}, {2, 1000, 1000, 1000}, 4};
	struct run run = run_table(&table);
	expect_finding(row_of(&run, "x", "g"), true, "d", .15, 41. / 2002);
	run_release(&run);
}

/* The other way round, too: missing for everybody but one group. */
Test(missingness, who_is_missing_less)
{
	static const struct table table = {{100, 100, 0}, {500, 500, 500}, 3};
	struct run run = run_table(&table);
	expect_finding(row_of(&run, "x", "g"), true, "c", 0, .2);
	run_release(&run);
}

/* There is nothing to ask where nothing is missing, or everything; of one group there is a row without a test. */
Test(missingness, nothing_to_compare)
{
	static const struct table none = {{0, 0}, {50, 50}, 2};
	static const struct table all = {{50, 50}, {50, 50}, 2};
	static const struct table alone = {{0, 5, 0}, {0, 50, 0}, 3};
	struct run run = run_table(&none);
	cr_expect_eq(run.findings->missingness_count, 0);
	run_release(&run);
	run = run_table(&all);
	cr_expect_eq(run.findings->missingness_count, 0);
	run_release(&run);
	run = run_table(&alone);
	const struct segbias_missingness *row = row_of(&run, "x", "g");
	cr_expect(isnan(row->chi2) && isnan(row->p) && isnan(row->q));
	expect_finding(row, false, NULL, NAN, NAN);
	run_release(&run);
}

/* --- few missing values ----------------------------------------------------------------------------------------- */

/* The exact p of Pearson's chi2, over every table with these margins: missing and known of each value, chi2, p */
static const double TWO[][6] = {{3, 17, 0, 40, 6.3157894736842106, 0.033313851548801968}};
static const double THREE[][8] = {{5, 35, 0, 44, 1, 39, 7.811299435028249, 0.015088304115008468}};
static const double FOUR[][10] = {{6, 24, 1, 29, 0, 30, 0, 30, 15.018963337547408, 0.0037302280800618651}};

/* There are so few tables that they are counted: no seed matters. */
static void expect_counted(const double *cells, size_t values)
{
	struct table table = {.values = values};
	for (size_t v = 0; v < values; v++) {
		table.missing[v] = cells[2 * v];
		table.total[v] = cells[2 * v] + cells[2 * v + 1];
	}
	struct run run = run_table_seeded(&table, "7");
	const struct segbias_missingness *row = row_of(&run, "x", "g");
	RUN_NEAR(row->chi2, cells[2 * values], "chi2");
	RUN_NEAR(row->p, cells[2 * values + 1], "p");
	run_release(&run);
}

Test(missingness, few_are_counted)
{
	expect_counted(TWO[0], 2);
	expect_counted(THREE[0], 3);
	expect_counted(FOUR[0], 4);
}

/* --- noise ------------------------------------------------------------------------------------------------------ */

static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* 200,000 records in which x and y are missing by chance alone, over 3 segments and two attributes of 4 values. */
Test(missingness, no_finding_in_noise)
{
	enum { RECORDS = 200000, CELLS = 3 * 4 * 4 * 2 * 2 };
	static const char REFERENCE[] =
	    "attribute,value,count\ng,a,1\ng,b,1\ng,c,1\ng,d,1\nh,a,1\nh,b,1\nh,c,1\nh,d,1\n";
	uint64_t state = 6;
	for (int round = 0; round < 3; round++) {
		unsigned counts[CELLS] = {0};
		struct segbias_text campaign = {0};
		for (int i = 0; i < RECORDS; i++) {
			size_t cell = next_random(&state) % 48;
			bool x = next_random(&state) % 100 < 12;
			bool y = next_random(&state) % 1000 < 4;
			counts[cell * 4 + 2 * x + y]++;
		}
		segbias_text_add_string(&campaign, "segment,g,h,x,y,count\n");
		for (size_t i = 0; i < CELLS; i++)
			segbias_text_add_format(&campaign, "%c,%c,%c,%s,%s,%u\n", (int)('S' + i / 64),
			                        (int)('a' + i / 16 % 4), (int)('a' + i / 4 % 4), i & 2 ? "" : "k",
			                        i & 1 ? "" : "k", counts[i]);
		struct segbias_options options = {.campaign.count = "count"};
		struct run run = run_good(campaign.data, REFERENCE, &options);
		cr_assert_eq(run.findings->missingness_count, 6);
		for (size_t i = 0; i < 6; i++) {
			const struct segbias_missingness *row = &run.findings->missingness[i];
			cr_expect(isfinite(row->q));
			expect_finding(row, false, NULL, NAN, NAN);
		}
		run_release(&run);
		segbias_text_release(&campaign);
	}
}
