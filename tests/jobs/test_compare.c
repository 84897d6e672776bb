#include "jobs/run.h"
#include "stats/stats.h"

/* The campaign of the verdict tests: six segments of a region e, n, s, w, against shares .4, .3, .2, .1. */
static const char CAMPAIGN[] = "segment,region,count\n"
			       "A,e,400\nA,n,300\nA,s,200\nA,w,100\n"
			       "B,e,600\nB,n,300\nB,s,90\nB,w,10\n"
			       "C,e,46\nC,n,30\nC,s,21\nC,w,3\n"
			       "D,e,220\nD,n,150\nD,s,132\n"
			       "E,e,10\nE,n,5\nE,s,3\nE,w,2\n"
			       "F,e,408\nF,n,310\nF,s,210\nF,w,72\n";
static const char REFERENCE[] = "attribute,value,count\n"
				"region,e,40000000\nregion,n,30000000\nregion,s,20000000\nregion,w,10000000\n";

/* The verdict table of DEFINITIONS.md, every verdict once at least, with the p-values that lead to it.
 * R, for each of the values of every segment but E, with r its share, L = .8, U = 1.25:
 *   p        binom.test(k, n, r)$p.value
 *   low/high binom.test(k, n)$conf.int
 *   p_flag   min(1, 2 * min(pbinom(k - 1, n, U * r, lower.tail = FALSE), pbinom(k, n, L * r)))
 *   p_within max(pbinom(k - 1, n, L * r, lower.tail = FALSE), pbinom(k, n, U * r))
 *   q        p.adjust(p, "BH"), likewise the others; q_likely of p with 1 where q_flag <= .05 or 80 <= index <= 125 */
static const struct {
	const char *segment, *value;
	double count, p, low, high, p_flag, p_within, q, q_flag, q_likely, q_within;
	const char *verdict;
} VERDICTS[] = {
    {"A", "e", 400, 1, 0.36946898754891244, 0.4311215540441069, 1, 6.0361029296707508e-08, 1, 1, 1,
     6.0361029296707508e-07, "within"},
    {"A", "n", 300, 1, 0.2717211121291444, 0.32946167869736598, 1, 8.497788251103394e-06, 1, 1, 1,
     3.9712336977678334e-05, "within"},
    {"A", "s", 200, 1, 0.17562057483084217, 0.22615937282137055, 1, 0.00045954833670277921, 1, 1, 1,
     0.0015318277890092641, "within"},
    {"A", "w", 100, 1, 0.082105334355579998, 0.12028793651869263, 1, 0.013481514958571352, 1, 1, 1,
     0.026963029917142705, "within"},
    {"B", "e", 600, 4.0253203965127365e-37, 0.5688784459558931, 0.63053101245108756, 2.7284641560660272e-10,
     0.99999999990991584, 8.050640793025473e-36, 1.3642320780330136e-09, 1, 1, "over"},
    {"B", "n", 300, 1, 0.2717211121291444, 0.32946167869736598, 1, 8.497788251103394e-06, 1, 1, 1,
     3.9712336977678334e-05, "within"},
    {"B", "s", 90, 2.8516140444964529e-21, 0.072990466456622868, 0.10946657313833918, 1.2944990401414063e-10,
     0.9999999999668483, 1.4258070222482263e-20, 8.6299936009427084e-10, 1, 1, "under"},
    {"B", "w", 10, 2.6491157299816892e-32, 0.0048055106910493079, 0.018313243055112394, 9.0229208688751818e-24, 1,
     2.6491157299816893e-31, 1.8045841737750364e-22, 1, 1, "under"},
    {"C", "e", 46, 0.22234405361260332, 0.359843352979412, 0.56258842013352872, 1, 0.2420592068036459,
     0.49409789691689626, 1, 1, 0.37239877969791679, "unclear"},
    {"C", "n", 30, 1, 0.21240642048953665, 0.39981467617980404, 1, 0.10087165549140685, 1, 1, 1, 0.18340300998437609,
     "unclear"},
    {"C", "s", 21, 0.80262549896023794, 0.13494369570532913, 0.30291537935054069, 1, 0.21143503817337583, 1, 1, 1,
     0.35239173028895976, "unclear"},
    {"C", "w", 3, 0.017843766383309437, 0.0062299715383063994, 0.085176052974279992, 0.073411798470083209,
     0.98872719693133404, 0.050982189666598392, 0.29364719388033284, 0.11895844255539625, 1, "unclear"},
    {"D", "e", 220, 0.083452510505240163, 0.39432216174228646, 0.48290322954167131, 1, 0.0032104392076744569,
     0.20863127626310041, 1, 1, 0.0071343093503876825, "within"},
    {"D", "n", 150, 1, 0.25905379812489143, 0.34094433809453961, 1, 0.0015035661798427208, 1, 1, 1,
     0.0041899982593240764, "within"},
    {"D", "s", 132, 0.00064599831391749102, 0.22493451594583283, 0.30377961740760018, 0.53283088992441496,
     0.76595822865260521, 0.0025839932556699641, 1, 0.01291996627834982, 1, "likely_over"},
    {"D", "w", 0, 1.9576894827285627e-23, 0, 0.00732143222118109, 1.3259261110872473e-18, 1, 1.3051263218190418e-22,
     1.3259261110872472e-17, 1, 1, "under"},
    {"F", "e", 408, 0.60571894743717092, 0.37734858444460101, 0.43919467755940012, 1, 3.260273360096506e-09, 1, 1, 1,
     6.5205467201930121e-08, "within"},
    {"F", "n", 310, 0.4902557914157481, 0.28142959036308068, 0.3396938310373202, 1, 9.9280842444195836e-06,
     0.89137416621045107, 1, 1, 3.9712336977678334e-05, "within"},
    {"F", "s", 210, 0.4292133909724164, 0.18513884636850597, 0.2365809848578132, 1, 0.0016759993037296305,
     0.8584267819448328, 1, 1, 0.0041899982593240764, "within"},
    {"F", "w", 72, 0.0026115068021083116, 0.056758687554561725, 0.089815749175350845, 0.3839962340656487,
     0.83912517552307664, 0.0087050226736943726, 1, 0.026115068021083116, 1, "likely_under"},
};

enum { VERDICTS_COUNT = sizeof VERDICTS / sizeof *VERDICTS };

Test(compare, the_verdict_table)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	cr_assert_eq(run.findings->family_segments, 20);
	cr_assert_eq(run.findings->family_whole, 4);
	for (size_t i = 0; i < VERDICTS_COUNT; i++) {
		const struct segbias_value_finding *v =
		    run_value(&run, VERDICTS[i].segment, "region", VERDICTS[i].value);
		char what[8];
		(void)snprintf(what, sizeof what, "%s %s", VERDICTS[i].segment, VERDICTS[i].value);
		RUN_NEAR(v->count, VERDICTS[i].count, what);
		RUN_NEAR(v->p, VERDICTS[i].p, what);
		RUN_NEAR(v->share_low, VERDICTS[i].low, what);
		RUN_NEAR(v->share_high, VERDICTS[i].high, what);
		RUN_NEAR(v->index_low, 100 * VERDICTS[i].low / v->reference_share, what);
		RUN_NEAR(v->index_high, 100 * VERDICTS[i].high / v->reference_share, what);
		RUN_NEAR(v->p_flag, VERDICTS[i].p_flag, what);
		RUN_NEAR(v->p_within, VERDICTS[i].p_within, what);
		RUN_NEAR(v->q, VERDICTS[i].q, what);
		RUN_NEAR(v->q_flag, VERDICTS[i].q_flag, what);
		RUN_NEAR(v->q_likely, VERDICTS[i].q_likely, what);
		RUN_NEAR(v->q_within, VERDICTS[i].q_within, what);
		cr_expect_str_eq(segbias_verdict_name(v->verdict), VERDICTS[i].verdict, "%s", what);
		cr_expect_eq(v->reason, SEGBIAS_REASON_NONE, "%s", what);
		bool known = strcmp(VERDICTS[i].verdict, "unclear") != 0;
		cr_expect_eq(v->robust, known ? SEGBIAS_TRUTH_TRUE : SEGBIAS_TRUTH_UNDEFINED, "%s", what);
	}
	run_release(&run);
}

/* R: p.adjust(p, "holm"), "BY", "none" over the same 20 values. */
Test(compare, other_controls)
{
	static const struct {
		double q, q_flag, q_likely, q_within;
		const char *verdict;
	} rows[][VERDICTS_COUNT] = {
	    {
		{1, 1, 1, 1.1468595566374427e-06, "within"},
		{1, 1, 1, 0.0001529601885198611, "within"},
		{1, 1, 1, 0.0068932250505416882, "within"},
		{1, 1, 1, 0.14829666454428489, "unclear"},
		{8.050640793025473e-36, 4.6383890653122462e-09, 1, 1, "over"},
		{1, 1, 1, 0.0001529601885198611, "within"},
		{4.8477438756439698e-20, 2.3300982722545312e-09, 1, 1, "under"},
		{5.0333198869652091e-31, 1.8045841737750364e-22, 1, 1, "under"},
		{1, 1, 1, 1, "unclear"},
		{1, 1, 1, 1, "unclear"},
		{1, 1, 1, 1, "unclear"},
		{0.24981272936633211, 1, 0.32118779489956983, 1, "unclear"},
		{1, 1, 1, 0.038525270492093484, "within"},
		{1, 1, 1, 0.021049926517798093, "within"},
		{0.010335973022679856, 1, 0.01291996627834982, 1, "likely_over"},
		{3.523841068911413e-22, 2.5192596110657699e-17, 1, 1, "under"},
		{1, 1, 1, 6.5205467201930121e-08, "within"},
		{1, 1, 1, 0.00015884934791071334, "within"},
		{1, 1, 1, 0.021787990948485197, "within"},
		{0.039172602031624676, 1, 0.049618629240057922, 1, "likely_under"},
	    },
	    {
		{1, 1, 1, 2.1716326884677622e-06, "within"},
		{1, 1, 1, 0.00014287464962244682, "within"},
		{1, 1, 1, 0.0055111175844333535, "within"},
		{1, 1, 1, 0.097005962009655833, "unclear"},
		{2.8964109646486404e-35, 4.9081518486869075e-09, 1, 1, "over"},
		{1, 1, 1, 0.00014287464962244682, "within"},
		{5.1296824673763887e-20, 3.1048470219007788e-09, 1, 1, "under"},
		{9.530828718118258e-31, 6.4924240466443143e-22, 1, 1, "under"},
		{1, 1, 1, 1, "unclear"},
		{1, 1, 1, 0.65983628226030855, "unclear"},
		{1, 1, 1, 1, "unclear"},
		{0.18342064557154186, 1, 0.42798150633359766, 1, "unclear"},
		{0.75060101633225562, 1, 1, 0.025667387676220742, "within"},
		{1, 1, 1, 0.015074522900933227, "within"},
		{0.0092965350097156431, 1, 0.046482675048578219, 1, "likely_over"},
		{4.6955047255904338e-22, 4.7703369523008888e-17, 1, 1, "under"},
		{1, 1, 1, 2.3459229521496566e-07, "within"},
		{1, 1, 1, 0.00014287464962244682, "within"},
		{1, 1, 1, 0.015074522900933227, "within"},
		{0.031318405289485166, 1, 0.093955215868455511, 1, "unclear"},
	    },
	};
	static const char *const controls[] = {"holm", "by", "none"};
	for (size_t c = 0; c < 3; c++) {
		struct segbias_options options = {.control = controls[c]};
		struct run run = run_good(CAMPAIGN, REFERENCE, &options);
		for (size_t i = 0; i < VERDICTS_COUNT; i++) {
			const struct segbias_value_finding *v =
			    run_value(&run, VERDICTS[i].segment, "region", VERDICTS[i].value);
			const char *what = VERDICTS[i].segment;
			if (c == 2) { /* none: q is p throughout */
				cr_expect(v->q == v->p && v->q_flag == v->p_flag && v->q_within == v->p_within);
				continue;
			}
			RUN_NEAR(v->q, rows[c][i].q, what);
			RUN_NEAR(v->q_flag, rows[c][i].q_flag, what);
			RUN_NEAR(v->q_likely, rows[c][i].q_likely, what);
			RUN_NEAR(v->q_within, rows[c][i].q_within, what);
			cr_expect_str_eq(segbias_verdict_name(v->verdict), rows[c][i].verdict, "%s row %zu", what, i);
		}
		if (c == 2)
			cr_expect_eq(run_value(&run, "C", "region", "w")->verdict, SEGBIAS_VERDICT_LIKELY_UNDER);
		run_release(&run);
	}
}

/* E has 20 known records: unclear, not in the family, null q; its own figures are there. */
Test(compare, too_few)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const struct segbias_comparison *c = run_comparison(&run, "E", "region");
	cr_assert_eq(c->state, SEGBIAS_STATE_TOO_FEW);
	cr_assert(!c->tested && isnan(c->q) && isnan(c->p));
	for (size_t i = 0; i < c->value_count; i++) {
		const struct segbias_value_finding *v = &c->values[i];
		cr_assert_eq(v->verdict, SEGBIAS_VERDICT_UNCLEAR);
		cr_assert_eq(v->reason, SEGBIAS_REASON_TOO_FEW);
		cr_assert_eq(v->robust, SEGBIAS_TRUTH_UNDEFINED);
		cr_assert(isnan(v->q) && isnan(v->q_flag) && isnan(v->q_likely) && isnan(v->q_within));
		cr_assert(isfinite(v->p) && isfinite(v->index_low));
	}
	RUN_NEAR(run_value_of(c, "e")->index, 125, "index");
	run_release(&run);
	struct segbias_options options = {.min_n = "20"};
	run = run_good(CAMPAIGN, REFERENCE, &options);
	cr_assert_eq(run_comparison(&run, "E", "region")->state, SEGBIAS_STATE_OK);
	cr_assert_eq(run.findings->family_segments, 24);
	run_release(&run);
}

/* scripts/oracle/stat_power.py, needed(x, r, .8, 1.25, .05): .46 of .4, .3 of .3, .21 of .2, .03 of .1; at a design effect
 * of 2.5 as many times more, and with --min-n at least that */
Test(compare, n_needed)
{
	static const double NEEDED[] = {1259, 453, 912, 194};
	static const char *const VALUES[] = {"e", "n", "s", "w"};
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	for (size_t i = 0; i < 4; i++)
		cr_expect_eq(run_value(&run, "C", "region", VALUES[i])->n_needed, NEEDED[i], "%s", VALUES[i]);
	cr_assert(isnan(run_value(&run, "B", "region", "w")->n_needed), "only for unclear");
	run_release(&run);
	struct segbias_options options = {.deff = "2.5", .min_n = "600"};
	run = run_good(CAMPAIGN, REFERENCE, &options);
	for (size_t i = 0; i < 4; i++)
		cr_expect_eq(run_value(&run, "C", "region", VALUES[i])->n_needed, fmax(600, ceil(2.5 * NEEDED[i])),
		             "%s", VALUES[i]);
	run_release(&run);
}

/* R: x <- chisq.test(k, p = c(.4, .3, .2, .1)): x$statistic, x$p.value, x$stdres; p.adjust of the five p, "BH". */
Test(compare, attribute_tests)
{
	static const struct {
		const char *segment;
		double chi2, p, q, residual[4];
	} rows[] = {
	    {"A", 0, 1, 1, {0, 0, 0, 0}},
	    {"B",
	     241.5,
	     4.5094878539022234e-52,
	     2.2547439269511116e-51,
	     {12.909944487358056, 0, -8.6962635654630418, -9.4868329805051381}},
	    {"D",
	     61.984063745019917,
	     2.2143997715736002e-13,
	     5.535999428934e-13,
	     {1.7492172409896076, -0.058437246525187864, 3.5259425571518679, -7.4684521674693602}},
	    {"F",
	     8.8333333333333339,
	     0.031590878969932908,
	     0.052651464949888184,
	     {0.5163977794943222, 0.69006555934235425, 0.79056941504209477, -2.9514591494904874}},
	};
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct segbias_comparison *c = run_comparison(&run, rows[i].segment, "region");
		cr_expect(fabs(c->chi2 - rows[i].chi2) <= RUN_TOLERANCE * (1 + rows[i].chi2), "%.17g", c->chi2);
		RUN_NEAR(c->df, 3, rows[i].segment);
		RUN_NEAR(c->p, rows[i].p, rows[i].segment);
		RUN_NEAR(c->q, rows[i].q, rows[i].segment);
		cr_expect_eq(c->p_method, SEGBIAS_P_ASYMPTOTIC);
		for (size_t v = 0; v < 4; v++)
			cr_expect(fabs(c->values[v].residual - rows[i].residual[v]) <= 1e-9, "%s %.17g",
			          rows[i].segment, c->values[v].residual);
	}
	run_release(&run);
}

/* The whole campaign comes first and is a family of its own: adding segments changes nothing in it. */
Test(compare, whole_campaign)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	cr_assert_null(run.findings->comparisons[0].segment.bytes);
	/* R: binom.test(1684, 3622, .4)$p.value and $conf.int; n = 1684 + 1095 + 656 + 187 */
	const struct segbias_value_finding *e = run_value(&run, NULL, "region", "e");
	RUN_NEAR(run.findings->comparisons[0].n, 3622, "n");
	RUN_NEAR(e->p, 2.4941549853922489e-15, "e");
	RUN_NEAR(e->share_low, 0.44858903302945558, "e");
	RUN_NEAR(e->share_high, 0.48134060978142523, "e");
	RUN_NEAR(run_value(&run, NULL, "region", "w")->p_flag, 2.8535271525689548e-11, "w");
	double q = e->q;
	run_release(&run);
	struct segbias_options options = {.segment = "none"};
	run = run_good(CAMPAIGN, REFERENCE, &options);
	cr_assert_eq(run.findings->comparison_count, 1);
	cr_assert_eq(run_value(&run, NULL, "region", "e")->q, q);
	cr_assert_eq(run.findings->summary.verdicts[SEGBIAS_VERDICT_UNDER], 1, "the summary is the whole's then");
	run_release(&run);
}

Test(compare, summary_counts_the_segments)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	const size_t *v = run.findings->summary.verdicts;
	cr_assert_eq(v[SEGBIAS_VERDICT_OVER], 1);
	cr_assert_eq(v[SEGBIAS_VERDICT_UNDER], 3);
	cr_assert_eq(v[SEGBIAS_VERDICT_LIKELY_OVER], 1);
	cr_assert_eq(v[SEGBIAS_VERDICT_LIKELY_UNDER], 1);
	cr_assert_eq(v[SEGBIAS_VERDICT_WITHIN], 10);
	cr_assert_eq(v[SEGBIAS_VERDICT_UNCLEAR], 8);
	run_release(&run);
}

/* A group of 0.9 % that nobody of 2,000 has: every share of it is small, and it is flagged.
 * R: binom.test(0, 2000, .009)$p.value, pbinom(0, 2000, .8 * .009) */
Test(compare, an_excluded_group_is_not_lost)
{
	struct run run = run_good("segment,g,count\nS,b,2000\n", "attribute,value,count\ng,a,9000\ng,b,991000\n", NULL);
	const struct segbias_value_finding *a = run_value(&run, "S", "g", "a");
	cr_assert_eq(a->count, 0);
	cr_assert_eq(a->verdict, SEGBIAS_VERDICT_UNDER);
	cr_assert_eq(a->robust, SEGBIAS_TRUTH_TRUE);
	RUN_NEAR(a->p, 3.4274176685914108e-08, "p");
	RUN_NEAR(a->p_flag, 2 * 5.2909904950292876e-07, "p_flag");
	RUN_NEAR(a->shortfall, 18, "shortfall");
	cr_assert_eq(a->index, 0);
	cr_assert_eq(run_value(&run, "S", "g", "b")->verdict, SEGBIAS_VERDICT_WITHIN);
	run_release(&run);
}

/* Where too much is unmatched, a flag that unmatched records could undo is none. */
Test(compare, unmatched)
{
	static const char reference[] = "attribute,value,count\ng,a,500000\ng,b,300000\ng,c,200000\n";
	/* c is misspelt: a and b look too large, c too small */
	struct run run = run_good("segment,g,count\nS,a,500\nS,b,300\nS,C.,200\n", reference, NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert_eq(c->unmatched, 200);
	cr_assert_eq(c->n, 800);
	const struct segbias_value_finding *value = run_value_of(c, "c");
	cr_assert_eq(value->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_assert_eq(value->reason, SEGBIAS_REASON_UNMATCHED);
	cr_assert_eq(value->robust, SEGBIAS_TRUTH_UNDEFINED);
	cr_assert(value->q_flag <= 0.05, "by itself it would be a flag");
	cr_assert_eq(run.findings->summary.unmatched, 1);
	run_release(&run);
	/* the same, allowed: a flag, not robust */
	struct segbias_options options = {.unmatched_max = "20%"};
	run = run_good("segment,g,count\nS,a,500\nS,b,300\nS,C.,200\n", reference, &options);
	value = run_value(&run, "S", "g", "c");
	cr_assert_eq(value->verdict, SEGBIAS_VERDICT_UNDER);
	cr_assert_eq(value->robust, SEGBIAS_TRUTH_FALSE);
	run_release(&run);
	/* beyond doubt: 0 of 880 known, 120 unmatched; (0 + 120) / 1000 / .2 = 60 % of its share */
	run = run_good("segment,g,count\nS,a,560\nS,b,320\nS,C.,120\n", reference, NULL);
	value = run_value(&run, "S", "g", "c");
	cr_assert_eq(value->verdict, SEGBIAS_VERDICT_UNDER);
	cr_assert_eq(value->robust, SEGBIAS_TRUTH_TRUE);
	run_release(&run);
}

/* Missing records make a flag less robust, but do not take it away: share_if_missing says what they could be. */
Test(compare, missing)
{
	struct run run = run_good("segment,g,count\nS,a,700\nS,b,100\nS,,200\n",
	                          "attribute,value,count\ng,a,500000\ng,b,500000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert_eq(c->rows, 1000);
	cr_assert_eq(c->missing, 200);
	RUN_NEAR(c->missing_rate, 0.2, "rate");
	const struct segbias_value_finding *a = run_value_of(c, "a");
	RUN_NEAR(a->share, 0.875, "share");
	RUN_NEAR(a->share_if_missing[0], 0.7, "low");
	RUN_NEAR(a->share_if_missing[1], 0.9, "high");
	cr_assert(a->verdict == SEGBIAS_VERDICT_OVER && a->robust == SEGBIAS_TRUTH_TRUE);
	run_release(&run);
	run = run_good("segment,g,count\nS,a,700\nS,b,100\nS,,400\n", "attribute,value,count\ng,a,500000\ng,b,500000\n",
	               NULL);
	a = run_value(&run, "S", "g", "a"); /* 700 / 1200 / .5 = 117 */
	cr_assert(a->verdict == SEGBIAS_VERDICT_OVER && a->robust == SEGBIAS_TRUTH_FALSE);
	cr_assert_eq(a->reason, SEGBIAS_REASON_NONE);
	run_release(&run);
}

Test(compare, nothing_matched)
{
	static const char reference[] = "attribute,value,count\ng,a,500000\ng,b,500000\n";
	struct segbias_options options = {.min_n = "0"};
	struct run run = run_good("segment,g,count\nS,x,100\nT,,50\nU,a,50\nU,b,50\nV,a,0\n", reference, &options);
	static const struct {
		const char *segment;
		enum segbias_reason reason;
		double low, high;
	} rows[] = {
	    {"S", SEGBIAS_REASON_UNMATCHED, NAN, NAN},
	    {"T", SEGBIAS_REASON_TOO_FEW, 0, 1},
	    {"V", SEGBIAS_REASON_TOO_FEW, NAN, NAN},
	};
	for (size_t i = 0; i < 3; i++) {
		const struct segbias_comparison *c = run_comparison(&run, rows[i].segment, "g");
		cr_assert_eq(c->state, SEGBIAS_STATE_NOTHING_MATCHED);
		cr_assert(!c->tested && c->n == 0 && c->value_count == 2);
		for (size_t v = 0; v < 2; v++) {
			const struct segbias_value_finding *value = &c->values[v];
			cr_expect_eq(value->verdict, SEGBIAS_VERDICT_UNCLEAR);
			cr_expect_eq(value->reason, rows[i].reason, "%s", rows[i].segment);
			cr_expect(value->count == 0 && isnan(value->share) && isnan(value->index) && isnan(value->p) &&
			          isnan(value->q) && isnan(value->shortfall) && isnan(value->n_needed));
			cr_expect_eq(value->reference_share, 0.5);
			RUN_NEAR(value->share_if_missing[0], rows[i].low, rows[i].segment);
			RUN_NEAR(value->share_if_missing[1], rows[i].high, rows[i].segment);
		}
	}
	cr_assert_eq(run.findings->family_segments, 2);
	run_release(&run);
}

/* Expected counts under 5: Monte Carlo with 9,999 replicates, and the smallest p of a value times their number.
 * R: binom.test(1, 40, .02)$p.value 0.5543, (24, 40, .49) 0.2055, (15, 40, .49) 0.1571: 2 * 3 * .1571 = .943 */
Test(compare, monte_carlo)
{
	static const char reference[] = "attribute,value,count\ng,a,20000\ng,b,490000\ng,c,490000\n";
	static const char alone[] = "segment,g,count\nS,a,1\nS,b,24\nS,c,15\n";
	static const char together[] = "segment,g,count\nR,a,3\nR,b,20\nS,a,1\nS,b,24\nS,c,15\nZ,b,40\n";
	struct segbias_options options = {0};
	struct run first = run_good(alone, reference, NULL);
	struct run second = run_good(together, reference, NULL);
	const struct segbias_comparison *c = run_comparison(&first, "S", "g");
	cr_assert_eq(c->p_method, SEGBIAS_P_MONTE_CARLO);
	cr_assert_eq(c->p, run_comparison(&second, "S", "g")->p, "another segment changes nothing");
	cr_assert_eq(c->p, run_comparison(&first, NULL, "g")->p, "the same counts");
	/* R: set.seed(1); chisq.test(c(1, 24, 15), p = c(.02, .49, .49), simulate.p.value = TRUE, B = 1e6)$p.value
	 * is 0.329: twice that, give or take four standard errors of 9,999 replicates */
	cr_assert(fabs(c->p - 2 * 0.329) < 2 * 4 * 0.0047, "%.17g", c->p);
	double p = c->p * 10000 / 2;
	cr_assert(fabs(p - nearbyint(p)) < 1e-6, "(1 + b) / (1 + B), twice: %.17g", c->p);
	run_release(&second);
	options.seed = "2";
	second = run_good(alone, reference, &options);
	cr_assert_neq(c->p, run_comparison(&second, "S", "g")->p);
	run_release(&second);
	run_release(&first);
}

/* Against a sample the segments share its side, and another one changes nothing; the same counts have one p. */
Test(compare, monte_carlo_of_a_sample)
{
	static const char reference[] = "g,n\na,20\nb,400\nc,300\nd,200\ne,80\n";
	static const char alone[] = "segment,g,count\nS,a,3\nS,b,14\nS,c,15\nS,d,5\nS,e,6\n";
	static const char together[] = "segment,g,count\nR,a,4\nR,b,40\nS,a,3\nS,b,14\nS,c,15\nS,d,5\nS,e,6\nZ,b,40\n";
	struct segbias_options options = {.reference_kind = "sample"};
	struct run first = run_good(alone, reference, &options);
	struct run second = run_good(together, reference, &options);
	const struct segbias_comparison *c = run_comparison(&first, "S", "g");
	cr_assert_eq(c->p_method, SEGBIAS_P_MONTE_CARLO);
	cr_expect_eq(c->p, run_comparison(&second, "S", "g")->p, "another segment changes nothing");
	cr_expect_eq(c->p, run_comparison(&first, NULL, "g")->p, "the same counts");
	/* R: set.seed(1); chisq.test(rbind(c(3, 14, 15, 5, 6), c(20, 400, 300, 200, 80)), simulate.p.value = TRUE,
	 * B = 2e5)$p.value is .0649; twice, as no value's p is small enough */
	cr_expect(fabs(c->p - 2 * .0649) < 2 * 4 * .1 * .0649, "%.17g", c->p);
	run_release(&second);
	run_release(&first);
}

/* In a large family the bound by the values' p flags where 9,999 replicates cannot. */
Test(compare, monte_carlo_can_be_tiny)
{
	struct run run = run_good("segment,g,count\nS,a,40\n", "attribute,value,count\ng,a,20000\ng,b,980000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert_eq(c->p_method, SEGBIAS_P_MONTE_CARLO);
	/* 2 * 2 * binom.test(40, 40, .02)$p.value, which is .02^40 */
	RUN_NEAR(c->p, 4 * pow(0.02, 40), "p");
	run_release(&run);
}

/* R: binom.test(400000000, 1e9, .4), (401000000, 1e9, .4): $p.value, $conf.int */
Test(compare, counts_of_a_billion)
{
	static const char reference[] = "attribute,value,count\ng,a,4\ng,b,6\n";
	struct run run =
	    run_good("segment,g,count\nS,a,400000000\nS,b,600000000\nT,a,401000000\nT,b,599000000\n", reference, NULL);
	const struct segbias_value_finding *a = run_value(&run, "S", "g", "a");
	RUN_NEAR(a->p, 1, "S");
	RUN_NEAR(a->share_low, 0.39996963615798764, "S");
	RUN_NEAR(a->share_high, 0.40003036442088613, "S");
	a = run_value(&run, "T", "g", "a");
	RUN_NEAR(a->share_low, 0.40096962356944615, "T");
	RUN_NEAR(a->share_high, 0.40103037700363897, "T");
	cr_assert(a->p < 1e-300);
	cr_assert_eq(a->verdict, SEGBIAS_VERDICT_WITHIN, "however significant");
	RUN_NEAR(run_comparison(&run, NULL, "g")->n, 2e9, "n");
	RUN_NEAR(a->shortfall, -1e6, "shortfall");
	run_release(&run);
}

/* --- weights ---------------------------------------------------------------------------------------------------- */

static void add_weighted(struct segbias_text *text, bool segment)
{
	for (int i = 0; i < 100; i++)
		segbias_text_add_format(text, "%s%s,%d\n", segment ? "S," : "", i < 60 ? "a" : "b",
		                        i < 60 ? 1 + i % 2 : 1 + i % 4);
}

/* R, survey: w <- c(rep(1:2, 30), rep(1:4, 10)); v <- c(rep("a", 60), rep("b", 40))
 *   d <- svydesign(ids = ~1, weights = ~w); m <- svymean(~I(v == "a"), d)
 *   x <- coef(m)[2]; neff <- x * (1 - x) / vcov(m)[2, 2]; k <- x * neff; limits qbeta(.025, k, n - k + 1) …
 * Tests are those of scripts/oracle/null_size.py: Rao and Scott's with the null covariance: chi2, df, p; then p, p_over,
 * p_under and p_within of a and b. */
static const double NULL_FIT[] = {5.1209103840682788, 1, 0.023639211913870303};
static const double NULL_P[][4] = {
    {0.034356600353654232, 0.99999982423114209, 0.49926516213769356, 0.58836894852781418},
    {0.034356600353654232, 0.35910687715092504, 0.99991777388001868, 0.72022933075752649},
};

static void expect_tests(const struct segbias_value_finding *value, const double expected[4])
{
	RUN_NEAR(value->p, expected[0], "p");
	RUN_NEAR(value->p_over, expected[1], "p_over");
	RUN_NEAR(value->p_under, expected[2], "p_under");
	RUN_NEAR(value->p_flag, fmin(1, 2 * fmin(expected[1], expected[2])), "p_flag");
	RUN_NEAR(value->p_within, expected[3], "p_within");
}

Test(compare, weighted_campaign)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "segment,g,weight\n");
	add_weighted(&text, true);
	struct run run = run_good(text.data, "attribute,value,count\ng,a,600000\ng,b,400000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	RUN_NEAR(c->rows, 100, "rows");
	RUN_NEAR(c->n, 190, "n");
	RUN_NEAR(c->n_effective, 81.845038167938881, "n_effective");
	RUN_NEAR(c->deff, 1.2218211664195051, "deff");
	RUN_NEAR(c->chi2, NULL_FIT[0], "chi2");
	RUN_NEAR(c->df, NULL_FIT[1], "df");
	RUN_NEAR(c->p, NULL_FIT[2], "p");
	const struct segbias_value_finding *a = run_value_of(c, "a");
	RUN_NEAR(a->count, 90, "a");
	RUN_NEAR(a->share, 0.47368421052631576, "a");
	RUN_NEAR(a->share_low, 0.36217609435340437, "a");
	RUN_NEAR(a->share_high, 0.58715253619424179, "a");
	expect_tests(a, NULL_P[0]);
	expect_tests(run_value_of(c, "b"), NULL_P[1]);
	cr_expect_not_null(run_note(&run, "weighted"));
	run_release(&run);
	segbias_text_release(&text);
}

/* p, p_over, p_under and p_within of a, b and c */
static const double HEAVY[][4] = {
    {0.40472329508907479, 1, 0.28907948714654336, 1},
    {0.46419205005763031, 0.93902780585545254, 0.99794976548534564, 0.10974153699338775},
    {0.51010698694667833, 0.76996677936501712, 0.98515698629246795, 0.30983051480992607},
};
static const double FEW[][4] = {
    {0.66384588729980898, 0.96762427338691159, 0.4437473375259523, 0.90906846906755279},
    {0.64213035859735823, 0.96867015811996504, 0.99567283387161276, 0.060146881540964578},
    {0.62872830830699156, 0.82435064794154789, 0.97781903056989661, 0.2440980945871955},
};
static const double LIGHT[][4] = {
    {1, 0.9967296824566676, 0.98173465412596894, 0.029307798428807267},
    {2.0602758133676245e-07, 0.99999999990801802, 3.3688256409834922e-06, 0.99999968926813998},
    {0.38532852694887459, 0.92045019198395617, 0.99827612102069752, 0.11322021510335117},
};

static void add_segment(struct segbias_text *text)
{
	segbias_text_add_string(text, "segment,g,weight\n");
	for (int i = 0; i < 100; i++)
		segbias_text_add_format(text, "S,%c,1\n", i % 3 ? 'b' : 'c');
}

/* Nobody of 100 has the value of 10 %: those who have it weigh six and eight times as much, so that 1.5 were to be expected,
 * and none is no exclusion. Two of a value of 5 % that weigh a fifth of the others are few: 21 were. */
Test(compare, what_a_record_of_the_value_weighs)
{
	static const char *const VALUES[] = {"a", "b", "c"};
	struct segbias_text text = {0};
	add_segment(&text);
	for (int i = 0; i < 12; i++)
		segbias_text_add_format(&text, "T,a,%d\n", i % 2 ? 8 : 6);
	struct run run = run_good(text.data, "attribute,value,count\ng,a,100000\ng,b,600000\ng,c,300000\n", NULL);
	for (size_t v = 0; v < 3; v++)
		expect_tests(run_value(&run, "S", "g", VALUES[v]), HEAVY[v]);
	cr_expect(run_value(&run, "S", "g", "a")->few_expected && !run_value(&run, "S", "g", "b")->few_expected);
	run_release(&run);

	/* Three light ones in the segment are too few to say what a record of it weighs. */
	segbias_text_add_string(&text, "S,a,1\nS,a,1\nS,a,1\n");
	run = run_good(text.data, "attribute,value,count\ng,a,100000\ng,b,600000\ng,c,300000\n", NULL);
	for (size_t v = 0; v < 3; v++)
		expect_tests(run_value(&run, "S", "g", VALUES[v]), FEW[v]);
	run_release(&run);

	text.size = 0;
	segbias_text_add_string(&text, "segment,g,weight\nS,b,.2\nS,b,.2\n");
	for (int i = 0; i < 98; i++)
		segbias_text_add_format(&text, "S,%c,1\n", i % 2 ? 'a' : 'c');
	run = run_good(text.data, "attribute,value,count\ng,a,500000\ng,b,50000\ng,c,450000\n", NULL);
	for (size_t v = 0; v < 3; v++)
		expect_tests(run_value(&run, "S", "g", VALUES[v]), LIGHT[v]);
	cr_expect(!run_value(&run, "S", "g", "b")->few_expected);
	run_release(&run);
	segbias_text_release(&text);
}

/* Where nobody of the whole campaign has the value, nobody knows what a record of it weighs: no test, not in the family, and
 * none of the attribute. The others are tested without it. */
Test(compare, a_value_whose_weight_is_unknown)
{
	struct segbias_text text = {0};
	add_segment(&text);
	segbias_text_add_string(&text, "T,b,2\n");
	struct run run = run_good(text.data, "attribute,value,count\ng,a,100000\ng,b,600000\ng,c,300000\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	const struct segbias_value_finding *a = run_value_of(c, "a");
	cr_expect(isnan(a->p) && isnan(a->q) && isnan(a->q_flag) && isnan(a->q_within));
	cr_expect(a->verdict == SEGBIAS_VERDICT_UNCLEAR && a->reason == SEGBIAS_REASON_TOO_FEW);
	cr_expect(isnan(c->p) && isnan(c->chi2));
	cr_expect_eq(run.findings->family_segments, 2);
	cr_expect(run_value_of(c, "b")->q <= 1 && run_value_of(c, "b")->reason == SEGBIAS_REASON_NONE);
	run_release(&run);
	segbias_text_release(&text);
}

/* scripts/oracle/welch.py, from single records: Welch's degrees of freedom and the reference's effective size, of a, b, c */
static const double WELCH[][2] = {
    {53.9266398933337, 139.40898839616187},
    {130.59753944731494, 138.81834518509777},
    {74.249593488387518, 137.40987374607158},
};

/* Both files weigh their records: p and limits are those of t. The rows are those of the oracle. */
Test(compare, weights_on_both_sides)
{
	static const char *const VALUES[] = {"a", "b", "c"};
	struct segbias_text text = {0};
	struct segbias_text reference = {0};
	double sum[3] = {0};
	double square[3] = {0};
	segbias_text_add_string(&text, "segment,g,weight\n");
	for (int i = 0; i < 120; i++) {
		int weight = 1 + i * 5 % 11;
		segbias_text_add_format(&text, "S,%s,%d\n", VALUES[i * i % 7 % 3], weight);
		sum[i * i % 7 % 3] += weight;
		square[i * i % 7 % 3] += weight * weight;
	}
	segbias_text_add_string(&reference, "g,weight\n");
	for (int i = 0; i < 200; i++)
		segbias_text_add_format(&reference, "%s,%g\n", VALUES[i * 3 % 8 % 3], .5 + i * i % 13);
	struct segbias_options options = {.campaign.weight = "weight", .reference.weight = "weight"};
	struct run run = run_good(text.data, reference.data, &options);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	for (size_t v = 0; v < 3; v++) {
		const struct segbias_value_finding *value = run_value_of(c, VALUES[v]);
		double r = value->reference_share;
		double others = 0;
		for (size_t u = 0; u < 3; u++)
			others +=
			    u == v ? 0 : run_value_of(c, VALUES[u])->reference_share / (1 - r) * square[u] / sum[u];
		struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_SAMPLE,
		                              .k = value->share,
		                              .n = 1,
		                              .r = r,
		                              .m = WELCH[v][1],
		                              .weights = {c->n, 120, square[v] / sum[v], others}};
		RUN_NEAR(value->p, 2 * segbias_student_tail(segbias_ratio_p(&ratio) / 2, WELCH[v][0]), "p");
		RUN_NEAR(value->p_over, segbias_student_tail(segbias_ratio_p_greater(&ratio, 1.25), WELCH[v][0]),
		         "over");
		cr_expect(value->index_low < value->index && value->index < value->index_high);
	}
	run_release(&run);
	segbias_text_release(&text);
	segbias_text_release(&reference);
}

/* A reference of weighted microdata: shares, effective size. */
Test(compare, weighted_reference)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "g,pwgtp\n");
	add_weighted(&text, false);
	struct run run = run_good("segment,g,count\nS,a,60\nS,b,40\n", text.data, NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert_str_eq(run.findings->kind, "sample");
	RUN_NEAR(run.findings->reference_total, 190, "total");
	RUN_NEAR(c->values[0].reference_share, 0.47368421052631576, "a");
	RUN_NEAR(c->reference_n_effective, 81.845038167938881, "m_eff");
	/* Kish: 190^2 / (30 * (1 + 4) + 10 * (1 + 4 + 9 + 16)) */
	RUN_NEAR(run.findings->reference_effective, 190.0 * 190 / 450, "Kish");
	/* svychisq of both, each rescaled to its effective size: F, ndf, ddf, p.value */
	RUN_NEAR(c->chi2, 2.8807214593054891, "chi2");
	RUN_NEAR(c->df, 1, "df");
	RUN_NEAR(c->df2, 198, "df2");
	RUN_NEAR(c->p, 0.091217088461579124, "p");
	run_release(&run);
	segbias_text_release(&text);
}

static uint32_t next_random(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* Property: weights are summed exactly, so the order of rows changes no byte, however unlike the weights. */
Test(compare, order_of_weighted_rows_changes_no_byte)
{
	enum { ROWS = 200 };
	static const char *const weights[] = {"1e-12", "0.1", "0.3", "1e15", "7.7"};
	uint32_t state = 20240611;
	char rows[2][ROWS][32];
	for (int i = 0; i < ROWS; i++) {
		uint32_t r = next_random(&state);
		(void)snprintf(rows[0][i], sizeof rows[0][i], "%c,%c,%s\n", 'S' + (char)(r % 3),
		               'a' + (char)(r / 8 % 4), weights[r / 64 % 5]);
		(void)snprintf(rows[1][i], sizeof rows[1][i], "%c,%s\n", 'a' + (char)(r / 1024 % 4),
		               weights[r / 4096 % 5]);
	}
	char *before = NULL;
	for (int round = 0; round < 4; round++) {
		struct segbias_text campaign = {0};
		struct segbias_text reference = {0};
		segbias_text_add_string(&campaign, "segment,g,weight\n");
		segbias_text_add_string(&reference, "g,weight\n");
		for (int i = 0; i < ROWS; i++) {
			segbias_text_add_string(&campaign, rows[0][i]);
			segbias_text_add_string(&reference, rows[1][i]);
		}
		struct run run = run_good(campaign.data, reference.data, NULL);
		char *json = run_json_from(&run, "mapping");
		if (before)
			cr_assert_str_eq(json, before, "round %d", round);
		free(before);
		before = json;
		run_release(&run);
		segbias_text_release(&campaign);
		segbias_text_release(&reference);
		for (int table = 0; table < 2; table++)
			for (size_t i = ROWS - 1; i > 0; i--) {
				size_t other = next_random(&state) % (i + 1);
				char kept[32];
				memcpy(kept, rows[table][i], sizeof kept);
				memcpy(rows[table][i], rows[table][other], sizeof kept);
				memcpy(rows[table][other], kept, sizeof kept);
			}
	}
	free(before);
}

/* Property: the order of rows changes nothing, byte for byte, but that in which a table lists an attribute's values; a second run
 * neither. */
Test(compare, order_of_rows_changes_nothing)
{
	static const char *const campaigns[] = {
	    "segment,g,age\nS,a,20\nS,b,30\nT,a,40\nT,c,\nS,x,70\nT,b,19\n",
	    "segment,g,age\nT,b,19\nS,x,70\nT,c,\nT,a,40\nS,b,30\nS,a,20\n",
	};
	static const char *const references[] = {
	    "attribute,value,count\ng,a,3\ng,b,2\ng,c,5\nage,18-24,1\nage,25-64,2\nage,65+,3\n",
	    "attribute,value,count\nage,65+,3\ng,a,3\nage,18-24,1\ng,b,2\nage,25-64,2\ng,c,5\n",
	};
	struct segbias_options options = {.min_n = "2"};
	char *before = NULL;
	for (int i = 0; i < 4; i++) {
		struct run run = run_good(campaigns[i % 2], references[i / 2], &options);
		char *json = run_json_from(&run, "mapping");
		if (before)
			cr_assert_str_eq(json, before, "%d", i);
		free(before);
		before = json;
		run_release(&run);
	}
	free(before);
}

/* Property: where a table lists its values otherwise, they stand otherwise, and every figure is the same, drawn ones too. */
Test(compare, order_of_values_changes_no_figure)
{
	static const char *const references[] = {
	    "attribute,value,count\ng,a,3\ng,b,2\ng,c,5\n",
	    "attribute,value,count\ng,c,5\ng,a,3\ng,b,2\n",
	};
	static const char *const kinds[] = {"population", "sample"};
	static const char campaign[] = "segment,g,note\nS,a,1\nS,b,\nS,b,2\nT,a,1\nT,c,\nS,x,3\nT,b,4\nT,c,2\nT,c,1\n";
	for (size_t kind = 0; kind < 2; kind++) {
		struct segbias_options options = {.min_n = "2", .reference_kind = kinds[kind]};
		struct run runs[] = {run_good(campaign, references[0], &options),
		                     run_good(campaign, references[1], &options)};
		const struct segbias_findings *f[] = {runs[0].findings, runs[1].findings};
		cr_expect(run_is(f[1]->comparisons[0].values[0].value, "c"));
		for (size_t i = 0; i < f[0]->comparison_count; i++) {
			const struct segbias_comparison *c = &f[0]->comparisons[i];
			const struct segbias_comparison *other = &f[1]->comparisons[i];
			cr_expect_eq(c->p_method, SEGBIAS_P_MONTE_CARLO);
			RUN_NEAR(other->p, c->p, "p");
			RUN_NEAR(other->chi2, c->chi2, "chi2");
			for (size_t v = 0; v < c->value_count; v++)
				RUN_NEAR(other->values[(v + 1) % 3].q, c->values[v].q, "q");
		}
		cr_assert_eq(f[0]->association_count, 1);
		RUN_NEAR(f[1]->associations[0].p, f[0]->associations[0].p, "association");
		for (size_t i = 0; i < f[0]->missingness_count; i++)
			RUN_NEAR(f[1]->missingness[i].p, f[0]->missingness[i].p, "missingness");
		run_release(&runs[0]);
		run_release(&runs[1]);
	}
}

/* With "Ω" before every value. */
static void add_renamed(struct segbias_text *out, const char *file)
{
	for (const char *c = file; *c; c++) {
		if (c > file && strchr("ensw", *c) && c[-1] == ',' && c[1] == ',')
			segbias_text_add_string(out, "Ω");
		segbias_text_add(out, c, 1);
	}
}

/* Property: renaming values (in the same order) changes nothing but the names; so does renaming the columns. */
Test(compare, names_carry_no_meaning)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, NULL);
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	add_renamed(&campaign, CAMPAIGN);
	add_renamed(&reference, REFERENCE);
	struct run renamed = run_good(campaign.data, reference.data, NULL);
	cr_assert_eq(run.findings->comparison_count, renamed.findings->comparison_count);
	for (size_t i = 0; i < run.findings->comparison_count; i++) {
		const struct segbias_comparison *a = &run.findings->comparisons[i];
		const struct segbias_comparison *b = &renamed.findings->comparisons[i];
		for (size_t v = 0; v < a->value_count; v++) {
			cr_assert_eq(b->values[v].value.size, a->values[v].value.size + 2);
			cr_assert_eq(a->values[v].verdict, b->values[v].verdict);
			RUN_NEAR(a->values[v].q_flag, b->values[v].q_flag, "renamed");
		}
	}
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
	run_release(&run);
	run_release(&renamed);
}

/* Property: a tighter alpha never flags more. */
Test(compare, a_tighter_alpha_never_flags_more)
{
	static const char *const alphas[] = {"0.2", "0.05", "0.001", "1e-8"};
	size_t before = SIZE_MAX;
	for (size_t i = 0; i < 4; i++) {
		struct segbias_options options = {.alpha = alphas[i]};
		struct run run = run_good(CAMPAIGN, REFERENCE, &options);
		const size_t *v = run.findings->summary.verdicts;
		size_t flags = v[SEGBIAS_VERDICT_OVER] + v[SEGBIAS_VERDICT_UNDER];
		cr_assert_leq(flags, before);
		before = flags;
		run_release(&run);
	}
}

/* Property: the reference compared with itself is at distance 0, and within the band. */
Test(compare, identical_distributions_have_distance_0)
{
	struct run run = run_good("segment,g,count\nS,a,3100\nS,b,2900\nS,c,1700\nS,d,9\n",
	                          "attribute,value,count\ng,a,31000\ng,b,29000\ng,c,17000\ng,d,90\n", NULL);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	cr_assert(c->chi2 == 0 && c->g == 0 && c->w == 0 && c->fei == 0 && c->tvd == 0 && c->js_bits == 0);
	cr_assert(c->kl_bits == 0 && c->hellinger == 0 && c->psi == 0 && c->asmd == 0);
	cr_assert_eq(c->p, 1);
	for (size_t i = 0; i < 3; i++) {
		cr_assert_eq(c->values[i].gap, 0);
		cr_assert_eq(c->values[i].shortfall, 0);
		cr_assert_eq(c->values[i].p, 1);
		cr_assert_eq(c->values[i].verdict, SEGBIAS_VERDICT_WITHIN);
	}
	run_release(&run);
}

/* Every joint table of counts says the same as its rows written out. */
Test(compare, counts_equal_rows)
{
	struct segbias_text rows = {0};
	struct segbias_text counts = {0};
	static const char *const cells[] = {"S,a", "S,b", "T,a", "T,b", "T,", "S,x"};
	segbias_text_add_string(&rows, "segment,g\n");
	segbias_text_add_string(&counts, "segment,g,count\n");
	for (int i = 0; i < 6; i++) {
		int count = 31 + 7 * i;
		segbias_text_add_format(&counts, "%s,%d\n", cells[i], count);
		for (int j = 0; j < count; j++)
			segbias_text_add_format(&rows, "%s\n", cells[i]);
	}
	static const char reference[] = "attribute,value,count\ng,a,3\ng,b,2\n";
	struct run first = run_good(rows.data, reference, NULL);
	struct run second = run_good(counts.data, reference, NULL);
	cr_assert_str_eq(first.findings->campaign.shape, "rows");
	cr_assert_str_eq(second.findings->campaign.shape, "counts");
	char *a = run_json_from(&first, "mapping");
	char *b = run_json_from(&second, "mapping");
	cr_assert_str_eq(a, b);
	free(a);
	free(b);
	run_release(&first);
	run_release(&second);
	segbias_text_release(&rows);
	segbias_text_release(&counts);
}

/* --- kinds of reference ----------------------------------------------------------------------------------------- */

/* scripts/oracle/ratio.py, score and score_limits of 60 of 200 against 250 of 1000.
 * R: chisq.test(rbind(c(60, 140), c(250, 750)), correct = FALSE) */
Test(compare, sample)
{
	static const char campaign[] = "segment,g,count\nS,a,60\nS,b,140\n";
	static const char reference[] = "g,count\na,250\nb,750\n";
	struct segbias_options options = {.reference_kind = "sample"};
	struct run run = run_good(campaign, reference, &options);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	const struct segbias_value_finding *a = run_value_of(c, "a");
	RUN_NEAR(a->p, 0.14340132050897642, "p");
	RUN_NEAR(a->p_flag, fmin(1, 2 * 0.6305467769635376), "p_flag");
	RUN_NEAR(a->p_within, 0.36945322303646244, "p_within");
	RUN_NEAR(a->index_low, 93.67993070567661, "low");
	RUN_NEAR(a->index_high, 150.7977615981025, "high");
	RUN_NEAR(c->chi2, 2.1747009786154421, "chi2");
	RUN_NEAR(c->p, 0.14029678287844233, "p");
	RUN_NEAR(c->reference_n_effective, 1000, "m");
	RUN_NEAR(run.findings->reference_effective, 1000, "m");
	cr_expect_null(run_note(&run, "taken_as_sample"), "said by the user");
	run_release(&run);
	/* the same numbers as a population: less doubt */
	run = run_good(campaign, reference, NULL);
	cr_assert_str_eq(run.findings->kind, "population");
	cr_assert_lt(run_value(&run, "S", "g", "a")->p, 0.14);
	cr_assert_not_null(run_note(&run, "taken_as_exact"));
	run_release(&run);
}

Test(compare, microdata_is_a_sample)
{
	struct segbias_text reference = {0};
	segbias_text_add_string(&reference, "g\n");
	for (int i = 0; i < 400; i++)
		segbias_text_add_string(&reference, i % 4 ? "b\n" : "a\n");
	struct run run = run_good("segment,g,count\nS,a,60\nS,b,140\n", reference.data, NULL);
	cr_assert_str_eq(run.findings->kind, "sample");
	cr_assert_str_eq(run.findings->reference.shape, "rows");
	cr_assert_not_null(run_note(&run, "taken_as_sample"));
	RUN_NEAR(run.findings->reference_effective, 400, "m");
	run_release(&run);
	segbias_text_release(&reference);
}

/* R: pr <- dhyper(0:100, 200, 800, 100); sum(pr[pr <= dhyper(30, 200, 800, 100) * (1 + 1e-7)]);
 * chisq.test(rbind(c(30, 70), c(170, 730)), correct = FALSE): the segment against the rest */
Test(compare, base)
{
	struct segbias_options options = {.reference_kind = "base"};
	struct run run = run_good("segment,g,count\nS,a,30\nS,b,70\n", "g,count\na,200\nb,800\n", &options);
	const struct segbias_comparison *c = run_comparison(&run, "S", "g");
	RUN_NEAR(run_value_of(c, "a")->p, 0.011870394044529713, "p");
	RUN_NEAR(c->chi2, 6.9444444444444446, "chi2");
	RUN_NEAR(c->p, 0.0084079945772492868, "p");
	run_release(&run);
	/* everybody was drawn */
	run = run_good("segment,g,count\nS,a,200\nS,b,800\n", "g,count\na,200\nb,800\n", &options);
	cr_assert_eq(run_value(&run, "S", "g", "a")->p, 1);
	cr_assert_eq(run_value(&run, "S", "g", "a")->verdict, SEGBIAS_VERDICT_WITHIN);
	run_release(&run);
}

/* scripts/oracle/margin_jobs.py: p, p_flag, p_within of the beta-binomial; counts without a total, of whose two values one
 * is the other's question; with one; shares; and a total whose own margin is too large for the Bureau's formula */
Test(compare, margin)
{
	static const struct {
		const char *campaign, *reference, *value;
		double p[3];
	} rows[] = {
	    {"segment,g,count\nS,a,450\nS,b,550\n",
	     "attribute,value,count,moe\ng,a,4000000,200000\ng,b,6000000,300000\n",
	     "a",
	     {0.008246768497620573, 1, 0.0075843303069273015}},
	    {"segment,g,count\nS,a,450\nS,b,550\n",
	     "attribute,value,count,moe\ng,a,4000000,200000\ng,b,6000000,300000\n",
	     "b",
	     {0.008246768497620573, 1, 4.8455261234932303e-05}},
	    {"segment,g,count\nS,a,450\nS,b,550\n",
	     "attribute,value,count,moe\ng,a,4000000,200000\ng,b,6000000,300000\ng,Total,10000000,100000\n",
	     "a",
	     {0.011884571041850278, 1, 0.011269592586258243}},
	    {"segment,g,count\nS,a,450\nS,b,550\n",
	     "attribute,value,share,moe\ng,a,0.4,0.02\ng,b,0.6,0.02\n",
	     "a",
	     {0.012552201406285327, 1, 0.011937679548483715}},
	    {"segment,g,count\nS,a,850\nS,b,150\n",
	     "attribute,value,count,moe\ng,a,9000000,100000\ng,b,1000000,300000\ng,Total,10000000,500000\n",
	     "a",
	     {0.11803878466409397, 1, 2.8138823327322487e-08}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(rows[i].campaign, rows[i].reference, NULL);
		const struct segbias_value_finding *a = run_value(&run, "S", "g", rows[i].value);
		char what[16];
		(void)snprintf(what, sizeof what, "row %zu", i);
		cr_assert_str_eq(run.findings->kind, "margin");
		RUN_NEAR(a->p, rows[i].p[0], what);
		RUN_NEAR(a->p_flag, rows[i].p[1], what);
		RUN_NEAR(a->p_within, rows[i].p[2], what);
		run_release(&run);
	}
}

/* Over a third of the share: no test against it keeps its size. Not in the family, and no number of records helps. */
Test(compare, wide_margin)
{
	struct run run =
	    run_good("segment,g,count\nS,a,450\nS,b,30\nS,c,20\n",
	             "attribute,value,share,moe\ng,a,0.95,0.01\ng,b,0.03,0.01645\ng,c,0.02,0.011515\n", NULL);
	const struct segbias_value_finding *b = run_value(&run, "S", "g", "b");
	const struct segbias_value_finding *c = run_value(&run, "S", "g", "c");
	cr_expect_eq(b->reason, SEGBIAS_REASON_NONE, "se = .01 is a third of .03, not more");
	cr_expect_eq(c->reason, SEGBIAS_REASON_MARGIN);
	cr_expect_eq(c->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect(!isnan(c->p) && isnan(c->q) && isnan(c->q_flag) && isnan(c->q_likely) && isnan(c->q_within));
	cr_expect(!isnan(b->q) && isnan(c->n_settling));
	cr_expect_eq(run.findings->family_segments, 2);
	run_release(&run);
}

/* --- errors of a run -------------------------------------------------------------------------------------------- */

Test(compare, failures)
{
	static const char good[] = "attribute,value,count\ng,a,1\n";
	const struct run_failure rows[] = {
	    {"", good, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 0, 0, "the file is empty", ""},
	    {"segment,g\n", good, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 1, 0, "there are no records below the header",
	     ""},
	    {"segment,g,count\nS,a,0\n", good, RUN_DEFAULTS, SEGBIAS_DATA, "campaign", 0, 0,
	     "the counts or weights are all zero", ""},
	    {"segment,g\nS,a\n", "attribute,value,count\ng,a,0\n", RUN_DEFAULTS, SEGBIAS_DATA, "reference", 0, 0,
	     "the reference's counts or weights are all zero", ""},
	    {"segment,g\nS,a\n",
	     "g,place,count\na,x,5\n",
	     {.where = RUN_LIST("place=y")},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "no row is left of the reference after --where and --within",
	     ""},
	    {"segment,g\nS,b\n",
	     "attribute,value,count\ng,a,1\ng,b,1\n",
	     {.within = RUN_LIST("g=a")},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "no record lies within --within",
	     ""},
	    {"segment,g\nS,a\n",
	     "attribute,value,share\ng,a,1\n",
	     {.reference_kind = "sample"},
	     SEGBIAS_DATA,
	     "reference",
	     0,
	     0,
	     "--reference-kind sample needs counts: shares do not say of how many",
	     ""},
	    {"segment,g\nS,a\n",
	     good,
	     {.alpha = "2"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--alpha \"2\": it must lie between 0 and 1",
	     "in per cent it is written 2%"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		run_fails(&rows[i], i);
}

Test(compare, at_most_2_to_the_53)
{
	struct run_failure failure = {"segment,g,count\nS,a,9007199254740992\nS,a,1\n",
	                              "attribute,value,count\ng,a,1\n",
	                              {.campaign.count = "count"},
	                              SEGBIAS_DATA,
	                              "campaign",
	                              0,
	                              0,
	                              "the counts add up to more than 2^53 records",
	                              ""};
	run_fails(&failure, 0);
	struct run run = run_good("segment,g,count\nS,a,9007199254740991\nS,a,1\n", "attribute,value,count\ng,a,1\n",
	                          &failure.options);
	cr_assert_eq(run_comparison(&run, "S", "g")->n, 9007199254740992.0);
	run_release(&run);
}

Test(compare, only_one_file_is_stdin)
{
	struct segbias_options options = {0};
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_compare("-", "-", &options, &findings, &error), SEGBIAS_USAGE);
	cr_assert_null(findings);
	cr_assert_eq(segbias_compare("-", "/nonexistent/a.csv", &options, &findings, NULL), SEGBIAS_DATA);
	cr_assert_null(findings);
}

/* --- what the result says of the run ---------------------------------------------------------------------------- */

Test(compare, describes_files_and_settings)
{
	struct segbias_options options = {.alpha = "1%", .band = "90:110", .seed = "7", .interval = "wilson"};
	struct run run = run_good("\xef\xbb\xbfsegment;g\nS;a\n\nS;b\n", "g,weight\na,1\nb,2\nb,3\n", &options);
	const struct segbias_findings *f = run.findings;
	cr_assert_str_eq(f->campaign.name, "campaign.csv");
	cr_assert_str_eq(f->campaign.encoding, "utf-8-bom");
	cr_assert_eq(f->campaign.delimiter, ';');
	cr_assert_eq(f->campaign.rows, 2);
	cr_assert_eq(f->campaign.bytes, 22);
	cr_assert_eq(strlen(f->campaign.sha256), 64);
	cr_assert_str_eq(f->reference.encoding, "utf-8");
	cr_assert(run_is(f->settings.reference_weight, "weight") && run_is(f->settings.weight, NULL));
	cr_assert(run_is(f->settings.segment, "segment"));
	cr_assert(f->settings.alpha == 0.01 && f->settings.band_low == 90 && f->settings.band_high == 110);
	cr_assert(f->settings.seed == 7 && strcmp(f->settings.interval, "wilson") == 0);
	cr_assert_not_null(run_note(&run, "blank_lines"));
	run_release(&run);
	run = run_good("segment,g\nS,a\nS,\xff\n", "g,count\na,1\nb,2\n", NULL);
	cr_assert_str_eq(run.findings->campaign.encoding, "unknown");
	cr_assert_not_null(run_note(&run, "encoding"));
	run_release(&run);
}

Test(compare, skip_bad_counts_what_it_leaves_out)
{
	struct segbias_options options = {.skip_bad = true, .campaign = {.count = "count"}};
	struct run run = run_good("segment,g,count\nS,a,1\nS,b,x\nS,a\nS,b,2\n", "g,count\na,1\nb,2\n", &options);
	cr_assert_eq(run.findings->campaign.bad_rows, 2);
	cr_assert_eq(run.findings->campaign.rows, 2);
	const struct segbias_error *note = run_note(&run, "bad_records");
	cr_assert_not_null(note);
	cr_assert_eq(note->line, 3);
	cr_assert_eq(run_comparison(&run, "S", "g")->n, 3);
	run_release(&run);
}

/* --- what the files are to each other --------------------------------------------------------------------------- */

/* Records of single people, numbered, as many as `rows`. */
static void write_people(struct segbias_text *text, const char *header, size_t rows)
{
	text->size = 0;
	segbias_text_add_string(text, header);
	for (size_t i = 0; i < rows; i++)
		segbias_text_add_format(text, "%zu,%c,%s\n", i + 1, i % 2 ? 'F' : 'M', i % 3 ? "red" : "blue");
}

/* A table of a million and a file of single people: most likely the population and the campaign. */
Test(compare, the_wrong_way_round)
{
	static const char MILLION[] = "sex,colour,count\nF,red,300000\nF,blue,300000\nM,red,200000\nM,blue,200000\n";
	static const char FEWER[] = "sex,colour,count\nF,red,300000\nF,blue,300000\nM,red,200000\nM,blue,199999\n";
	struct segbias_text people = {0};
	write_people(&people, "customer_id,sex,colour\n", 60);
	struct run run = run_good(MILLION, people.data, NULL);
	const struct segbias_error *note = run_note(&run, "wrong_way_round");
	cr_assert_not_null(note);
	cr_expect_str_eq(note->message,
	                 "the campaign is a table of 1,000,000, and the reference 60 single records: is it the "
	                 "wrong way round?");
	cr_expect(strstr(note->hint, "the campaign comes first: /tmp/") && strstr(note->hint, "reference.csv /tmp/") &&
	              strstr(note->hint, "campaign.csv"),
	          "%s", note->hint);
	run_release(&run);
	/* the right way, under a million, and people without an identifier */
	run = run_good(people.data, MILLION, NULL);
	cr_expect_null(run_note(&run, "wrong_way_round"));
	run_release(&run);
	run = run_good(FEWER, people.data, NULL);
	cr_expect_null(run_note(&run, "wrong_way_round"));
	run_release(&run);
	write_people(&people, "taken,sex,colour\n", 60);
	run = run_good(MILLION, people.data, NULL);
	cr_expect_null(run_note(&run, "wrong_way_round"));
	run_release(&run);
	/* ten thousand people are fewer than one in a hundred; one more is not */
	for (size_t more = 0; more < 2; more++) {
		write_people(&people, "customer_id,sex,colour\n", 10000 + more);
		run = run_good(MILLION, people.data, NULL);
		cr_expect_eq(run_note(&run, "wrong_way_round") != NULL, more == 0, "%zu", more);
		run_release(&run);
	}
	segbias_text_release(&people);
}

/* The same number of every value: the campaign is all of the file that its segments were drawn from. */
Test(compare, the_same_records)
{
	static const char BOTH[] = "segment,sex\nA,F\nA,M\nA,F\nB,M\nB,M\nB,F\n";
	static const char COUNTS[] = "segment,sex,count\nA,F,200\nA,M,310\nB,F,150\nB,M,90\n";
	const struct {
		const char *campaign, *reference, *kind;
		bool same;
	} rows[] = {
	    {BOTH, BOTH, NULL, true},
	    {COUNTS, "sex,count\nF,350\nM,400\n", NULL, true},
	    {COUNTS, "attribute,value,count\nsex,F,350\nsex,M,400\n", NULL, true},
	    /* one more of one of them, what is missing in one, and shares */
	    {COUNTS, "sex,count\nF,351\nM,400\n", NULL, false},
	    {COUNTS, "sex,count\nF,350\nM,400\nD,1\n", NULL, false},
	    {"segment,sex,count\nA,F,200\nA,M,310\nB,F,150\nB,M,90\nB,X,3\n", "sex,count\nF,350\nM,400\n", NULL, false},
	    {"segment,sex,count\nA,F,50\nB,M,50\n", "sex,percent\nF,50\nM,50\n", NULL, false},
	    /* what it is has been said */
	    {COUNTS, "sex,count\nF,350\nM,400\n", "base", false},
	    {COUNTS, "sex,count\nF,350\nM,400\n", "population", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_good(rows[i].campaign, rows[i].reference,
		                          &(struct segbias_options){.reference_kind = rows[i].kind});
		const struct segbias_error *note = run_note(&run, "same_records");
		cr_expect_eq(note != NULL, rows[i].same, "row %zu", i);
		cr_expect(!note || strcmp(note->hint, "--reference-kind base") == 0, "row %zu: %s", i,
		          note ? note->hint : "");
		run_release(&run);
	}
}

/* What a comparison would ask about a file is said where only the file is looked at, and its columns are shown. */
Test(compare, what_is_not_decided_is_shown)
{
	static const char ASKED[] =
	    "it cannot be told whether a row is a cell of a table or a record: \"n\" could be how many it "
	    "stands for";
	const struct {
		const char *text, *note;
	} rows[] = {
	    {"sex,n\nF,3\nF,2\nM,1\n", ASKED},
	    {"kind,count\na,120\nAll,300\nb,134\n",
	     "\"All\" of \"kind\" is named like a total, but not the sum of the others: "
	     "is it a total or a group?"},
	    {"sex,kind\nF,a\nF,b\nM,a\n", NULL},
	    {"sex,n\nF,3\nM,1\n", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct run run = run_files(segbias_inspect, rows[i].text, NULL, NULL);
		cr_assert_not_null(run.findings, "row %zu: %s", i, run.error.message);
		const struct segbias_error *note = run_note(&run, "not_decided");
		cr_expect_str_eq(note ? note->message : "", rows[i].note ? rows[i].note : "", "row %zu", i);
		cr_expect(!note || note->hint[0], "row %zu", i);
		cr_expect(!note || strstr(note->file, "campaign.csv"), "row %zu", i);
		run_release(&run);
		/* beside a reference the comparison has said it, or why there is none */
		run = run_files(segbias_inspect, rows[i].text, "sex,kind,count\nF,a,5\nM,b,6\n", NULL);
		cr_assert_not_null(run.findings, "row %zu: %s", i, run.error.message);
		cr_expect_null(run_note(&run, "not_decided"), "row %zu", i);
		run_release(&run);
	}
}
