/* Weights, repeated people and a survey's design, from the files to the figures. The expected numbers are those of R's
 * survey package for the same files: scripts/oracle/designs.R makes them by the same formulas. */
#include "run.h"
#include "stats/stats.h"

static const char *const SEGMENTS[] = {NULL, "S", "T"};
static const char *const VALUES[] = {"a", "b", "c"};
static const char KNOWN[] = "attribute,value,count\ng,a,5000000\ng,b,3000000\ng,c,2000000\n";

/* 70 persons with 1 to 4 rows each. */
static void add_campaign(struct segbias_text *text, bool weights)
{
	segbias_text_add_string(text, weights ? "who,segment,g,weight\n" : "who,segment,g\n");
	for (int i = 0; i < 70; i++)
		for (int j = 0; j <= i % 4; j++) {
			int value = i >= 60 ? i % 2 : (i * 7 + (i % 5 == 0 ? j : 0)) % 3;
			segbias_text_add_format(text, "p%d,%s,%s", i, i >= 60 ? "U" : i % 2 ? "T" : "S", VALUES[value]);
			if (weights)
				segbias_text_add_format(text, ",%g", 1 + (i + j) % 3 * .5);
			segbias_text_add_string(text, "\n");
		}
}

/* 24 units in 8 strata. */
static void add_reference(struct segbias_text *text)
{
	segbias_text_add_string(text, "stratum,psu,unit,g,weight,rep1,rep2,rep3,rep4,rep5,rep6\n");
	for (int c = 0; c < 24; c++)
		for (int k = 0; k <= 4 + c % 4; k++) {
			double w = 1 + (c + k) % 4 * .25;
			segbias_text_add_format(text, "h%d,%d,%d,%s,%g", c / 3, c % 3, c, VALUES[(c / 2 + k * k) % 3],
			                        w);
			for (int r = 1; r <= 6; r++)
				segbias_text_add_format(text, ",%.17g", w * (1 + ((c + r * k) % 3 - 1) * .25));
			segbias_text_add_string(text, "\n");
		}
}

static struct run run_design(bool weights, const char *reference, const struct segbias_options *options)
{
	struct segbias_text campaign = {0};
	add_campaign(&campaign, weights);
	struct run run = run_good(campaign.data, reference, options);
	segbias_text_release(&campaign);
	return run;
}

/* svygofchisq(~g, p = known, svydesign(ids = ~person, weights = ~w or ~1)): n_effective, deff, chi2, df, p */
static const double POPULATION[][5] = {
    {68.059202802400478, 2.5419045900710757, 6.1304269061784646, 1.9174397985378038, 0.042967905734418922},
    {28.292682926829279, 2.1206896551724128, 3.4212732810682436, 1.8817003045875349, 0.16473968053347915},
    {31.829268292682922, 2.827586206896552, 3.8554047070982271, 1.8811716070841362, 0.13187280684640396},
    {67.323435882294476, 2.5696846533867652, 9.4793361556426738, 1.8552086062163371, 0.0073619445571223487},
    {27.826913655442709, 2.1561859408100226, 5.5350081011689873, 1.8404036914863025, 0.053803894256840262},
    {31.576827655016057, 2.8501913169768107, 5.8798903540023488, 1.7895505940645993, 0.042786355539441517},
};

/* svyciprop(~I(g == value), design, method = "beta"); p: twice the smaller tail of the incomplete beta at k_eff, n_eff,
 * turned into that of t */
static const double SHARES[][3] = {
    {0.22990211366251048, 0.46664212380657799, 0.0148909753355602},
    {0.25376493451556226, 0.4983101057202155, 0.27276488394851994},
    {0.18488115021116247, 0.41247827358624267, 0.10656509252213699},
    {0.16541316354919253, 0.53926733381013847, 0.12849036060780644},
    {0.16541316354919253, 0.53926733381013847, 0.83748765031925809},
    {0.16541316354919253, 0.53926733381013847, 0.15288078308675107},
    {0.17297457499786215, 0.52797175356835657, 0.10093389840878383},
    {0.17297457499786217, 0.52797175356835657, 0.81157014774029057},
    {0.17297457499786217, 0.52797175356835657, 0.12341432063021693},
    {0.19357949455209747, 0.42324315307860105, 0.0022564183165214042},
    {0.25919835060031138, 0.50535161208624757, 0.22983148917136217},
    {0.21395619178695052, 0.45112099662087701, 0.027392783999459942},
    {0.12887055783179885, 0.49980880462520993, 0.058755817722889757},
    {0.16507909597504131, 0.53977219420017553, 0.84102411133265276},
    {0.20044845917425666, 0.58280621483784978, 0.061199968355457296},
    {0.13514224596023897, 0.4719248056352251, 0.031165004661218753},
    {0.18339181308678426, 0.54462453407059841, 0.682786552820003},
    {0.20036507938623388, 0.56768202111825206, 0.054545620896017617},
};

Test(designs, persons)
{
	for (int weights = 0; weights < 2; weights++) {
		struct segbias_options options = {.person = "who"};
		struct run run = run_design(weights, KNOWN, &options);
		cr_expect_eq(run.findings->persons, 70);
		for (int s = 0; s < 3; s++) {
			const struct segbias_comparison *c = run_comparison(&run, SEGMENTS[s], "g");
			const double *expected = POPULATION[3 * weights + s];
			RUN_NEAR(c->n_effective, expected[0], "n_effective");
			RUN_NEAR(c->deff, expected[1], "deff");
			RUN_NEAR(c->chi2, expected[2], "chi2");
			RUN_NEAR(c->df, expected[3], "df");
			RUN_NEAR(c->p, expected[4], "p");
			cr_expect_eq(c->p_method, SEGBIAS_P_RAO_SCOTT);
			for (int v = 0; v < 3; v++) {
				const struct segbias_value_finding *value = run_value_of(c, VALUES[v]);
				RUN_NEAR(value->share_low, SHARES[3 * (3 * weights + s) + v][0], "low");
				RUN_NEAR(value->share_high, SHARES[3 * (3 * weights + s) + v][1], "high");
				RUN_NEAR(value->p, SHARES[3 * (3 * weights + s) + v][2], "p");
			}
		}
		cr_expect_eq(run.findings->association_count, 0, "its plain test would be wrong");
		run_release(&run);
	}
}

/* chisq.test(table(g), p = known)$statistic / 2.5 and its upper tail: segment S */
static const double DECLARED[] = {3.5555555555555558, 0.16901331540606607};

Test(designs, declared_effect)
{
	struct segbias_options options = {.deff = "2.5"};
	struct run run = run_design(false, KNOWN, &options);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	RUN_NEAR(c->n_effective, 60 / 2.5, "n_effective");
	RUN_NEAR(c->deff, 2.5, "deff");
	RUN_NEAR(c->chi2, DECLARED[0], "chi2");
	RUN_NEAR(c->p, DECLARED[1], "p");
	/* at (k_eff, n_eff): R qbeta(.025, k, n - k + 1) with n = 24, k = n x */
	const struct segbias_value_finding *a = run_value_of(c, "a");
	double low = NAN;
	double high = NAN;
	segbias_interval_exact(24 * a->share, 24, .05, &low, &high);
	cr_expect(a->share_low == low && a->share_high == high);
	run_release(&run);
}

/* svymean(~g, design): x (1 - x) / var(x) of a, b, c, and pooled. Designs: strata and units; units; strata; weights */
static const double EFFECTIVE[][4] = {
    {56.241109475478432, 164.67876588021781, 73.740755790329146, 80.183806472992401},
    {72.691536050156742, 72.691536050156742, 72.691536050156742, 72.691536050156742},
    {146.6687986042588, 179.0511898682588, 156.63959818606517, 159.68353313258075},
    {148.77284843868995, 148.77284843868986, 148.77284843868986, 148.77284843868989},
};

/* svychisq(~source + g) of both samples, each rescaled to its pooled effective size: chi2 (F times df), df, df2, p; of the
 * whole campaign, segment S, and U, which has no c */
static const double HOMOGENEITY[][4] = {
    {0.32035349366587257, 1.8895465537837015, 160.61145707161464, 0.83234857381802729},
    {0.23936450258522671, 1.9508787010558477, 87.789541547513153, 0.88003885520952441},
    {5.008690237708266, 1.7251983471030536, 43.12995867757634, 0.072878697483528654},
    {0.32067957986724971, 1.9997820265255788, 183.97994644035325, 0.85193625360702185},
    {0.23812091547728831, 1.9987805911846894, 103.93659074160385, 0.8876990074932305},
    {4.8635357053698103, 1.7092354969075005, 54.695535901040017, 0.074656971671583458},
    {0.43738514260150174, 1.9990903829458817, 433.80261309925635, 0.80347889745584711},
    {0.27990447489844067, 1.9964480462702756, 353.37130418983878, 0.86888522573529514},
    {4.9884121464274225, 1.559970022112054, 244.91529347159249, 0.054832108686430084},
    {0.4273080774977735, 1.9996181447601775, 447.91446442627978, 0.80763588011553433},
    {0.2770404325596153, 1.9983515001060133, 367.69667601950641, 0.87043159333299347},
    {4.9584397693305888, 1.565620265341076, 256.76172351593647, 0.055970905723443196},
};

Test(designs, surveys)
{
	static const char *const STRATA[] = {"stratum", NULL, "stratum", NULL};
	static const char *const UNITS[] = {"psu", "unit", NULL, NULL};
	static const char *const COMPARED[] = {NULL, "S", "U"};
	struct segbias_text reference = {0};
	add_reference(&reference);
	for (int d = 0; d < 4; d++) {
		struct segbias_options options = {
		    .person = "who", .reference_strata = STRATA[d], .reference_psu = UNITS[d], .min_n = "1"};
		struct run run = run_design(true, reference.data, &options);
		cr_expect_str_eq(run.findings->kind, "sample");
		for (int s = 0; s < 3; s++) {
			const struct segbias_comparison *c = run_comparison(&run, COMPARED[s], "g");
			const double *expected = HOMOGENEITY[3 * d + s];
			RUN_NEAR(c->reference_n_effective, EFFECTIVE[d][3], "m_eff");
			RUN_NEAR(c->chi2, expected[0], "chi2");
			RUN_NEAR(c->df, expected[1], "df");
			RUN_NEAR(c->df2, expected[2], "df2");
			RUN_NEAR(c->p, expected[3], "p");
		}
		run_release(&run);
	}
	segbias_text_release(&reference);
}

/* svrepdesign(type = "ACS", "BRR", "JK1", scale 1, "Fay" with rho .3; mse = TRUE): the same sizes */
static const double REPLICATES[][4] = {
    {83.639128931904636, 209.58683412732748, 199.23260601070317, 137.95210946408196},
    {334.55651572761855, 838.34733650930991, 796.93042404281266, 551.80843785632783},
    {66.911303145523704, 167.66946730186197, 159.38608480856252, 110.36168757126555},
    {55.759419287936417, 139.72455608488497, 132.82173734046879, 91.968072976054643},
    {163.93269270653306, 410.79019488956175, 390.4959077809782, 270.38613454960057},
};

Test(designs, replicates)
{
	static const char *const METHODS[] = {"acs", "brr", "jk1", "jk2", "fay=.3"};
	struct segbias_text reference = {0};
	add_reference(&reference);
	for (int i = 0; i < 5; i++) {
		struct segbias_options options = {.reference_replicates = "rep", .replicate_method = METHODS[i]};
		struct run run = run_design(false, reference.data, &options);
		const struct segbias_comparison *c = run_comparison(&run, "S", "g");
		RUN_NEAR(c->reference_n_effective, REPLICATES[i][3], METHODS[i]);
		cr_expect_null(run_note(&run, "replicates_acs"));
		cr_expect_eq(run.findings->settings.replicates, 6);
		run_release(&run);
	}
	struct segbias_options options = {.reference_replicates = "rep"};
	struct run run = run_design(false, reference.data, &options);
	RUN_NEAR(run_comparison(&run, "S", "g")->reference_n_effective, REPLICATES[0][3], "acs");
	cr_expect_not_null(run_note(&run, "replicates_acs"), "what was taken for granted is said");
	run_release(&run);
	segbias_text_release(&reference);
}

/* The size of each value, through the test that uses it: Miettinen and Nurminen with k_eff of n_eff, K_eff of m_eff. */
Test(designs, each_value_has_its_size)
{
	struct segbias_text reference = {0};
	add_reference(&reference);
	struct segbias_options options = {.reference_strata = "stratum", .reference_psu = "psu"};
	struct run run = run_design(false, reference.data, &options);
	const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
	for (int v = 0; v < 3; v++) {
		const struct segbias_value_finding *value = run_value_of(c, VALUES[v]);
		struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_SAMPLE,
		                              .k = value->count,
		                              .n = c->n,
		                              .r = value->reference_share,
		                              .m = EFFECTIVE[0][v],
		                              .whole = true};
		RUN_NEAR(value->p, segbias_ratio_p(&ratio), VALUES[v]);
	}
	run_release(&run);
	segbias_text_release(&reference);
}

/* Rows in another order, with weights of any size: the same bytes. */
Test(designs, order_changes_no_byte)
{
	enum { ROWS = 120 };
	static const char *const WEIGHTS[] = {"1e-12", "0.1", "0.3", "1e15", "7.7"};
	char *before = NULL;
	for (int round = 0; round < 2; round++) {
		struct segbias_text campaign = {0};
		struct segbias_text reference = {0};
		segbias_text_add_string(&campaign, "who,segment,g,weight\n");
		segbias_text_add_string(&reference, "stratum,psu,g,weight\n");
		for (int i = 0; i < ROWS; i++) {
			int at = round ? (i * 77 + 13) % ROWS : i; /* 77 and 120 have no common divisor */
			segbias_text_add_format(&campaign, "p%d,%s,%s,%s\n", at % 23, at % 2 ? "S" : "T",
			                        VALUES[at * at % 7 % 3], WEIGHTS[at % 5]);
			segbias_text_add_format(&reference, "%d,%d,%s,%s\n", at % 4, at % 12, VALUES[at * at % 5 % 3],
			                        WEIGHTS[at / 3 % 5]);
		}
		struct segbias_options options = {
		    .person = "who", .reference_strata = "stratum", .reference_psu = "psu"};
		struct run run = run_good(campaign.data, reference.data, &options);
		char *json = run_json_from(&run, "comparisons");
		if (before)
			cr_assert_str_eq(json, before);
		free(before);
		before = json;
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&reference);
	}
	free(before);
}

/* A person who is counted once is a record; one row each gives what no --person gives, but for the approximation. */
Test(designs, single_rows_are_persons)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,segment,g\n");
	for (int i = 0; i < 90; i++)
		segbias_text_add_format(&campaign, "p%d,S,%s\n", i, VALUES[i % 3 % 2]);
	struct segbias_options options = {.person = "who"};
	struct run run = run_good(campaign.data, KNOWN, &options);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	/* var = n / (n - 1) x (1 - x) / n */
	RUN_NEAR(c->n_effective, 89, "n_effective");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Filters leave a sampling unit in its stratum: R's subset() does. */
Test(designs, units_outlive_filters)
{
	static const char campaign[] = "segment,g\nS,a\nS,b\nS,a\n";
	static const char reference[] = "stratum,psu,area,g,weight\n"
					"1,1,x,a,1\n1,1,x,b,1\n1,2,x,a,1\n1,3,y,a,1\n2,1,x,b,2\n2,2,x,a,1\n";
	struct segbias_options options = {
	    .reference_strata = "stratum", .reference_psu = "psu", .where = RUN_LIST("area=x"), .min_n = "1"};
	struct run run = run_good(campaign, reference, &options);
	/* d <- svydesign(id = ~psu, strata = ~stratum, weights = ~weight, nest = TRUE, data = …)
	 * m <- svymean(~g, subset(d, area == "x")); sum(coef(m) * (1 - coef(m))) / sum(diag(vcov(m))) */
	RUN_NEAR(run_comparison(&run, "S", "g")->reference_n_effective, 3.6, "m_eff");
	run_release(&run);
}

Test(designs, eligible)
{
	static const char file[] =
	    "offer,ok,g\nS,yes,a\nS,yes,a\nS,yes,b\n,yes,a\n,yes,b\n,yes,b\n,yes,b\n,no,a\nS,no,a\n";
	struct segbias_options options = {.eligible = "ok=yes", .segment = "offer", .min_n = "1"};
	struct run run = run_good(file, NULL, &options);
	cr_expect_str_eq(run.findings->kind, "base");
	cr_expect_eq(run.findings->reference_total, 7);
	cr_expect_eq(run.findings->outside, 2);
	/* phyper-based minimum likelihood: R fisher.test(matrix(c(2, 1, 1, 3), 2))$p.value */
	RUN_NEAR(run_value(&run, "S", "g", "a")->p, 0.48571428571428577, "a");
	RUN_NEAR(run_value(&run, NULL, "g", "a")->p, 1, "everybody eligible");
	cr_expect_null(run_find(&run, "S", "ok"), "the column that says who is eligible is no attribute");
	run_release(&run);
}

Test(designs, failures)
{
	static const char campaign[] = "segment,g,who\nS,a,1\n";
	static const char reference[] = "g,stratum,psu,w1,w2,weight\na,1,1,1,1,1\nb,1,,x,1,1\nb,2,1,1,1,1\n";
	const struct run_failure rows[] = {
	    {campaign,
	     KNOWN,
	     {.person = "whom"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--person: there is no column \"whom\"",
	     "\"who\""},
	    {campaign,
	     KNOWN,
	     {.person = "segment", .segment = "segment"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--segment: column \"segment\" is named twice or has another part already",
	     ""},
	    {campaign, KNOWN, {.deff = "0"}, SEGBIAS_USAGE, "", 0, 0, "--deff \"0\": it must be a number over 0", ""},
	    {campaign,
	     KNOWN,
	     {.deff = "2", .person = "who"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--person and --deff exclude each other: the design effect is measured, or declared",
	     ""},
	    {campaign,
	     KNOWN,
	     {.reference_strata = "g"},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--reference-strata: there is no column \"g\"",
	     "the columns are \"attribute\", \"value\", \"count\""},
	    {campaign,
	     reference,
	     {.reference_strata = "stratum", .reference_psu = "psu"},
	     SEGBIAS_DATA,
	     "reference",
	     3,
	     5,
	     "the sampling unit is missing",
	     ""},
	    {campaign,
	     reference,
	     {.reference_strata = "stratum"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "1 of the strata has a single sampling unit, which shows no variance",
	     "similar"},
	    {campaign,
	     reference,
	     {.reference_replicates = "w"},
	     SEGBIAS_DATA,
	     "reference",
	     3,
	     6,
	     "a replicate weight must be a plain number",
	     ""},
	    {campaign,
	     reference,
	     {.reference_replicates = "q"},
	     SEGBIAS_DATA,
	     "reference",
	     1,
	     0,
	     "--reference-replicates: 0 columns are named \"q\" and a number",
	     "PWGTP"},
	    {campaign,
	     reference,
	     {.reference_psu = "psu", .reference_kind = "population"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--reference-psu and --reference-kind exclude each other: strata, units and replicate weights belong to "
	     "a sample",
	     ""},
	    {campaign,
	     reference,
	     {.replicate_method = "brr"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--replicate-method needs --reference-replicates PREFIX",
	     ""},
	    {campaign,
	     reference,
	     {.eligible = "g=a"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--eligible takes the base from the campaign file: give no reference",
	     ""},
	    {campaign,
	     NULL,
	     {.eligible = "h=a"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--eligible: there is no column \"h\"",
	     "the columns are \"segment\", \"g\", \"who\""},
	    {campaign,
	     NULL,
	     {.eligible = "who=2"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "no row is left after --eligible and --within",
	     ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}

/* --- few people, and what counts nobody ------------------------------------------------------------------------- */

/* `persons` with ten rows each, all a but for one. */
static struct run run_persons(int persons, const char *min_n)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,g\n");
	for (int i = 0; i < 10 * persons; i++)
		segbias_text_add_format(&campaign, "p%d,%c\n", i / 10, i ? 'a' : 'b');
	struct segbias_options options = {.person = "who", .min_n = min_n};
	struct run run = run_good(campaign.data, KNOWN, &options);
	segbias_text_release(&campaign);
	return run;
}

/* Of nine people the variance between them says nothing, however many rows they have. */
Test(designs, fewer_than_ten_people)
{
	static const struct {
		int persons;
		const char *min_n;
		enum segbias_state state;
	} rows[] = {{9, NULL, SEGBIAS_STATE_TOO_FEW},
	            {10, NULL, SEGBIAS_STATE_OK},
	            {9, "9", SEGBIAS_STATE_OK},
	            {8, "9", SEGBIAS_STATE_TOO_FEW}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_persons(rows[i].persons, rows[i].min_n);
		const struct segbias_comparison *c = run_comparison(&run, NULL, "g");
		cr_expect_eq(c->state, rows[i].state, "row %zu", i);
		cr_expect_eq(run_value_of(c, "c")->verdict == SEGBIAS_VERDICT_UNCLEAR,
		             rows[i].state == SEGBIAS_STATE_TOO_FEW, "row %zu", i);
		run_release(&run);
	}
}

/* A row that counts nobody is nobody's; of 12 people 10 are left. */
Test(designs, rows_that_count_nobody)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,g,n\n");
	for (int i = 0; i < 12; i++)
		segbias_text_add_format(&campaign, "p%d,%c,%d\n", i, i % 2 ? 'a' : 'b', i < 10 ? 3 : 0);
	struct segbias_options options = {.person = "who", .campaign.count = "n"};
	struct run run = run_good(campaign.data, KNOWN, &options);
	cr_expect_eq(run.findings->persons, 10);
	cr_expect_eq(run_comparison(&run, NULL, "g")->persons, 10);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Who weighs more than the base holds: 60 of 100 records, all of the 50 that are a and come twice. */
Test(designs, more_weight_than_the_base_holds)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,g\n");
	for (int i = 0; i < 120; i++)
		segbias_text_add_format(&campaign, "p%d,%c\n", i / 2, i < 100 ? 'a' : 'b');
	struct segbias_options options = {.person = "who", .reference_kind = "base"};
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,50\ng,b,50\n", &options);
	const struct segbias_value_finding *a = run_value(&run, NULL, "g", "a");
	cr_expect(a->p > 0 && a->p < 1e-6 && a->p_over < 1e-3, "%g %g", a->p, a->p_over);
	cr_expect_eq(a->verdict, SEGBIAS_VERDICT_OVER);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A count column is so many rows: with persons, too, every figure is that of the rows written out. */
Test(designs, counts_of_persons_are_rows)
{
	struct segbias_options options = {.person = "who"};
	struct segbias_text counts = {0};
	struct segbias_text rows = {0};
	segbias_text_add_string(&counts, "who,segment,g,count\n");
	segbias_text_add_string(&rows, "who,segment,g\n");
	for (int i = 0; i < 40; i++)
		for (int j = 0; j < 1 + i % 2; j++) {
			int count = 1 + (i * 3 + j) % 4;
			const char *value = VALUES[(i + j * (i % 3)) % 3];
			segbias_text_add_format(&counts, "p%d,S,%s,%d\n", i, value, count);
			for (int k = 0; k < count; k++)
				segbias_text_add_format(&rows, "p%d,S,%s\n", i, value);
		}
	options.campaign.count = "count";
	struct run counted = run_good(counts.data, KNOWN, &options);
	options.campaign.count = NULL;
	struct run written = run_good(rows.data, KNOWN, &options);
	const struct segbias_comparison *a = run_comparison(&counted, "S", "g");
	const struct segbias_comparison *b = run_comparison(&written, "S", "g");
	RUN_NEAR(a->n_effective, b->n_effective, "n_effective");
	RUN_NEAR(a->p, b->p, "p");
	for (size_t v = 0; v < 3; v++) {
		const struct segbias_value_finding *x = run_value_of(a, VALUES[v]);
		const struct segbias_value_finding *y = run_value_of(b, VALUES[v]);
		RUN_NEAR(x->share_low, y->share_low, "share_low");
		RUN_NEAR(x->share_high, y->share_high, "share_high");
		RUN_NEAR(x->p, y->p, "p");
	}
	run_release(&counted);
	run_release(&written);
	segbias_text_release(&counts);
	segbias_text_release(&rows);
}

/* DEFINITIONS.md, "Per attribute": against margins chi2 is divided by 1 + n_eff mean(se^2 / (r (1 - r))), against a base
 * multiplied by N / (N - n_eff); of the same people, or the same declared effect, against known shares. */
Test(designs, chi2_at_the_effective_size)
{
	static const char MARGIN[] = "attribute,value,share,moe\ng,a,50,3.29\ng,b,30,1.645\ng,c,20,3.29\n";
	static const char BASE[] = "attribute,value,count\ng,a,500\ng,b,300\ng,c,200\n";
	double inflation = (.02 * .02 / .25 + .01 * .01 / .21 + .02 * .02 / .16) / 3;
	for (int i = 0; i < 2; i++) {
		struct segbias_options options = {0};
		if (i == 0)
			options.person = "who";
		else
			options.deff = "2.5";
		struct run known = run_design(false, KNOWN, &options);
		options.reference_kind = "margin";
		struct run margin = run_design(false, MARGIN, &options);
		options.reference_kind = "base";
		struct run base = run_design(false, BASE, &options);
		const struct segbias_comparison *exact = run_comparison(&known, "S", "g");
		double n = exact->n_effective;
		cr_assert(n < exact->n / 1.5 && isfinite(exact->chi2));
		RUN_NEAR(run_comparison(&margin, "S", "g")->chi2, exact->chi2 / (1 + n * inflation), "margin");
		if (i == 0) /* of a declared effect: homogeneity of both */
			RUN_NEAR(run_comparison(&base, "S", "g")->chi2, exact->chi2 * 1000 / (1000 - n), "base");
		run_release(&known);
		run_release(&margin);
		run_release(&base);
	}
}

/* A share of .875 of 79 effective records is 69 with the value, of whom the base holds 50: the test is that of 50 of
 * 57.1 records, as are the limits. */
Test(designs, no_more_than_the_base_holds)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "who,g\n");
	for (int i = 0; i < 160; i++)
		segbias_text_add_format(&campaign, "p%d,%c\n", i / 2, i < 140 ? 'a' : 'b');
	struct segbias_options options = {.person = "who", .reference_kind = "base"};
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,50\ng,b,50\n", &options);
	const struct segbias_value_finding *a = run_value(&run, NULL, "g", "a");
	struct segbias_ratio ratio = {
	    .kind = SEGBIAS_KIND_BASE, .k = 50, .n = 50 / .875, .r = .5, .N = 100, .K = 50, .df = 79};
	double low;
	double high;
	RUN_NEAR(a->p_over, segbias_ratio_p_greater(&ratio, 1.25), "p_over");
	ratio.df = 0;
	segbias_ratio_index(&ratio, .05, a->share_low, a->share_high, &low, &high);
	RUN_NEAR(a->index_low, low, "index_low");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Few records with most of the weight say nothing of the others: neither a typing error, nor sizes of under --min-n (Kish:
 * 20 records of 1 and 20 of 3 are as good as 32, of 4 as 29.4). */
Test(designs, few_have_most_of_the_weight)
{
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,g,weight\n");
	for (int i = 0; i < 300; i++)
		segbias_text_add_format(&campaign, "S,%c,1\nT,%c,1\n", "ab"[i % 2], "ab"[i % 3 == 0]);
	segbias_text_add_string(&campaign, "S,a,10000\n");
	for (int i = 0; i < 40; i++)
		segbias_text_add_format(&campaign, "U,%c,%d\nV,%c,%d\n", "ab"[i % 2], i < 20 ? 1 : 3, "ab"[i % 2],
		                        i < 20 ? 1 : 4);
	struct run run = run_good(campaign.data, "attribute,value,count\ng,a,600000\ng,b,400000\n", NULL);
	static const char *const UNEVEN[] = {"S", "V"};
	static const char *const EVEN[] = {"T", "U"};
	for (size_t i = 0; i < 2; i++) {
		const struct segbias_comparison *c = run_comparison(&run, UNEVEN[i], "g");
		const struct segbias_value_finding *a = run_value_of(c, "a");
		cr_expect_eq(a->verdict, SEGBIAS_VERDICT_UNCLEAR);
		cr_expect_eq(a->reason, SEGBIAS_REASON_WEIGHTS, "%s", UNEVEN[i]);
		cr_expect(!c->tested && isnan(c->p) && isnan(c->q) && isnan(a->n_needed));
		cr_expect(a->index_low <= a->index && !(a->index_high < a->index));
		c = run_comparison(&run, EVEN[i], "g");
		cr_expect(c->tested && run_value_of(c, "a")->reason == SEGBIAS_REASON_NONE, "%s", EVEN[i]);
	}
	size_t notes = 0;
	for (size_t i = 0; i < run.findings->notes.count; i++)
		notes += strcmp(run.findings->notes.items[i].code, "heavy_record") == 0;
	cr_expect_eq(notes, 2);
	cr_expect_str_eq(run_note(&run, "heavy_record")->message, "one record has 93 % of all weight: is it right?");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* The same of the reference's respondents. */
Test(designs, few_respondents_have_most_of_the_weight)
{
	struct segbias_text reference = {0};
	struct segbias_text campaign = {0};
	segbias_text_add_string(&reference, "g,weight\n");
	segbias_text_add_string(&campaign, "segment,g\n");
	for (int i = 0; i < 200; i++) {
		segbias_text_add_format(&reference, "%c,%d\n", "ab"[i % 2], i ? 1 : 5000);
		segbias_text_add_format(&campaign, "S,%c\n", "ab"[i % 2]);
	}
	struct segbias_options options = {.reference.weight = "weight"};
	struct run run = run_good(campaign.data, reference.data, &options);
	const struct segbias_value_finding *a = run_value(&run, "S", "g", "a");
	cr_expect(a->reason == SEGBIAS_REASON_WEIGHTS && a->verdict == SEGBIAS_VERDICT_UNCLEAR);
	cr_expect(a->index_low <= a->index && !(a->index_high < a->index), "%g %g %g", a->index_low, a->index,
	          a->index_high);
	cr_expect_str_eq(run_note(&run, "heavy_record")->message, "one record has 96 % of all weight: is it right?");
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}
