/* data/decisions.csv, audited: what aequitas, Fairlearn, AI Fairness 360, SMClarify, scipy and R make of it. */
#include "jobs/run.h"

/* --- scripts/oracle/audit.py -------------------------------------------------------------------------------------- */

/* Female, Male; East, Isle, North, South. {n, selected, selection rate, disparity}: aequitas, Fairlearn */
static const double RATES[][4] = {
    {744, 331, 0.44489247311827956, 0.67014433788627337},
    {836, 555, 0.6638755980861244, 1},
    {369, 170, 0.46070460704607047, 0.77402740852053076},
    {38, 20, 0.52631578947368418, 0.88426041406834621},
    {709, 422, 0.5952045133991537, 1},
    {458, 268, 0.58515283842794763, 0.9831122332829737},
};

/* {n with a label, tpr, fpr, ppv, accuracy}: aequitas, Fairlearn */
static const double LABELS[][5] = {
    {736, 0.52647058823529413, 0.37626262626262624, 0.54573170731707321, 0.57880434782608692},
    {823, 0.75862068965517238, 0.55412371134020622, 0.60550458715596334, 0.6111786148238153},
    {361, 0.53614457831325302, 0.39487179487179486, 0.53614457831325302, 0.57340720221606645},
    {37, 0.70588235294117652, 0.34999999999999998, 0.63157894736842102, 0.67567567567567566},
    {702, 0.6875, 0.4940119760479042, 0.60526315789473684, 0.60113960113960119},
    {453, 0.68018018018018023, 0.48917748917748916, 0.57196969696969702, 0.5938189845474614},
};

/* Of sex and of origin {selection rate, tpr, fpr, ppv, accuracy}: Fairlearn's difference() */
static const double GAPS[][5] = {
    {0.21898312496784483, 0.23215010141987824, 0.17786108507757997, 0.059772879838890125, 0.032374266997728385},
    {0.13449990635308323, 0.1697377746279235, 0.14401197604790422, 0.095434369055168, 0.10226847345960921},
};

/* {n, conditional demographic disparity} within branches that have both answers: SMClarify */
static const double DISPARITIES[][2] = {
    {1483, 0.035881583844574877},  {1483, -0.035881583844574849}, {1479, 0.11680425612452647},
    {1479, 0.0030678227534709419}, {1479, -0.11080625739584614},  {1479, -0.0090658214821512564},
};

/* The same with the branch Pilot, where all are selected: SMClarify takes the group's share of nobody as 0, so that both
 * sexes together have a disparity. Here it is 0 within such a branch. */
static const double WITH_PILOT[][2] = {
    {1580, 0.0032989802794332538}, {1580, -0.064691385342724367}, {1574, 0.09450666760366877},
    {1574, 0.0016120138833440427}, {1574, -0.13207271581223409},  {1574, -0.024401747123317472},
};

/* Of women to men {disparate impact, statistical parity, equal opportunity, average odds}: AI Fairness 360 */
static const double WOMEN[][4] = {
    {0.67014433788627337, -0.21898312496784483, -0.23215010141987824, -0.20500559324872911},
};

/* {scored, mean, KS, p, Wasserstein} against all others: scipy */
static const double SCORES[][5] = {
    {737, 0.48589009497964719, 0.051435837938109241, 0.25356796434618367, 0.012778952733040982},
    {828, 0.49510507246376811, 0.051435837938109241, 0.25356796434618367, 0.012778952733040982},
    {366, 0.42767213114754105, 0.21954032457368811, 3.7460740587885972e-12, 0.080877529725128378},
    {38, 0.48092105263157903, 0.099937755031468345, 0.85282033460924667, 0.017647278511653645},
    {700, 0.51560000000000006, 0.13179401993355483, 3.0127111197034898e-06, 0.047251827242524906},
    {456, 0.50002850877192984, 0.064263920671243369, 0.13908649971503928, 0.017429395499618611},
};

/* {n, mean score less rate} of a group, then {bin, n, mean score, rate} of its bins that have records: pandas */
static const double CALIBRATION[][4] = {
    {729, 0.026096021947873804},
    {0, 4, 0.039, 0},
    {1, 25, 0.16295999999999999, 0.16},
    {2, 76, 0.25846052631578947, 0.30263157894736842},
    {3, 140, 0.35694285714285717, 0.34285714285714286},
    {4, 137, 0.45127007299270078, 0.43065693430656932},
    {5, 154, 0.54759090909090913, 0.53246753246753242},
    {6, 119, 0.64987394957983202, 0.59663865546218486},
    {7, 49, 0.74314285714285722, 0.65306122448979587},
    {8, 22, 0.84222727272727271, 0.63636363636363635},
    {9, 3, 0.91600000000000004, 1},
    {815, -0.036388957055214721},
    {0, 6, 0.060666666666666667, 0.33333333333333331},
    {1, 31, 0.14993548387096772, 0.25806451612903225},
    {2, 75, 0.25351999999999997, 0.29333333333333333},
    {3, 132, 0.3515757575757576, 0.43181818181818182},
    {4, 173, 0.45113294797687858, 0.4913294797687861},
    {5, 160, 0.55340624999999988, 0.60624999999999996},
    {6, 143, 0.64685314685314688, 0.64335664335664333},
    {7, 66, 0.74522727272727274, 0.72727272727272729},
    {8, 27, 0.84222222222222243, 0.81481481481481477},
    {9, 2, 0.94650000000000001, 0},
    {358, -0.035081005586592162},
    {0, 5, 0.040800000000000003, 0},
    {1, 27, 0.1467037037037037, 0.29629629629629628},
    {2, 45, 0.2552666666666667, 0.28888888888888886},
    {3, 92, 0.35255434782608691, 0.34782608695652173},
    {4, 73, 0.45072602739726025, 0.50684931506849318},
    {5, 56, 0.55453571428571435, 0.5892857142857143},
    {6, 42, 0.644452380952381, 0.73809523809523814},
    {7, 10, 0.75250000000000017, 0.59999999999999998},
    {8, 7, 0.84342857142857142, 0.7142857142857143},
    {9, 1, 0.90100000000000002, 1},
    {37, 0.011810810810810812},
    {1, 2, 0.17349999999999999, 0.5},
    {2, 4, 0.27625, 0},
    {3, 8, 0.35925000000000001, 0.5},
    {4, 7, 0.44028571428571428, 0.2857142857142857},
    {5, 7, 0.5584285714285715, 0.2857142857142857},
    {6, 6, 0.64516666666666678, 0.83333333333333337},
    {7, 3, 0.7496666666666667, 1},
    {693, -0.0073405483405483141},
    {0, 3, 0.068666666666666668, 0.33333333333333331},
    {1, 13, 0.16776923076923078, 0.15384615384615385},
    {2, 52, 0.25911538461538464, 0.30769230769230771},
    {3, 105, 0.35499999999999998, 0.39047619047619048},
    {4, 148, 0.45365540540540533, 0.46621621621621623},
    {5, 153, 0.55194117647058827, 0.57516339869281041},
    {6, 130, 0.64663846153846161, 0.63076923076923075},
    {7, 60, 0.74138333333333351, 0.68333333333333335},
    {8, 27, 0.84344444444444455, 0.81481481481481477},
    {9, 2, 0.93500000000000005, 0.5},
    {451, 0.0094545454545454377},
    {0, 2, 0.054999999999999993, 0.5},
    {1, 15, 0.15860000000000002, 0.13333333333333333},
    {2, 52, 0.25119230769230766, 0.32692307692307693},
    {3, 63, 0.35355555555555551, 0.42857142857142855},
    {4, 83, 0.44844578313253008, 0.43373493975903615},
    {5, 99, 0.54547474747474745, 0.58585858585858586},
    {6, 82, 0.65187804878048794, 0.51219512195121952},
    {7, 39, 0.74841025641025638, 0.74358974358974361},
    {8, 14, 0.83600000000000008, 0.5714285714285714},
    {9, 2, 0.93500000000000005, 0.5},
};

/* {n, chi2, corrected V} of branch and sex, of district and origin: scipy, Bergsma */
static const double PROXIES[][3] = {
    {1580, 288.41795918215939, 0.42590053416262807},
    {1574, 654.9730882504897, 0.36935617598527815},
};

/* --- scripts/oracle/audit.R --------------------------------------------------------------------------------------- */

/* {low, high, p} of women and men: tpr, fpr, ppv, accuracy; binom.test, fisher.test */
static const double EXACT[][3] = {
    {0.47189573034537985, 0.58058045977642703, 1.5851932613337331e-11},
    {0.71557687667619296, 0.79810655497042138, 1.5851932613337331e-11},
    {0.32836777991240995, 0.42602193008793254, 7.3054514977828894e-07},
    {0.50312298639667019, 0.60429257466297415, 7.3054514977828894e-07},
    {0.49011793679075505, 0.60051229009224816, 0.089113311837716785},
    {0.56307291644584512, 0.64678589647392526, 0.089113311837716785},
    {0.54219730322219606, 0.61477734940587569, 0.19665557912745948},
    {0.57691629265372091, 0.64464162532292701, 0.19665557912745948},
};

/* {odds ratio, within branches, low, high, p}: mantelhaen.test(correct = FALSE) */
static const double WITHIN[][5] = {
    {0.40578059900093799, 0.82889835014142732, 0.6436261026736747, 1.0675025018609807, 0.14665860688606139},
    {2.4643859328466524, 1.2064205458116537, 0.93676595441855781, 1.5536970856929502, 0.14665860688606017},
    {0.59558355156062004, 0.51160161918502045, 0.38676501702833749, 0.67673187912328125, 2.3912040406042808e-06},
    {0.87338501291989667, 0.89793117635100328, 0.43201631989579103, 1.8663193039966262, 0.76826391876628231},
    {1.3066506398064603, 1.5679624650028512, 1.2387498196822457, 1.9846673255528338, 0.00017762984329154513},
    {1.1616099071207431, 1.0519967211261236, 0.8163623616139889, 1.3556444457729777, 0.69417744191107644},
};

enum { GROUPS = 6, WOMEN_AND_MEN = 2 };

static struct run audit(void)
{
	static const char *const GIVEN[] = {"branch"};
	const struct segbias_options options = {.decision = "selected",
	                                        .score = "score",
	                                        .label = "bought",
	                                        .attributes = "sex,origin",
	                                        .given = {GIVEN, 1}};
	struct run run = {0};
	enum segbias_status status =
	    segbias_audit(SEGBIAS_TEST_DATA "/decisions.csv", &options, &run.findings, &run.error);
	cr_assert_eq(status, SEGBIAS_OK);
	cr_assert_eq(run.findings->audit.group_count, GROUPS);
	return run;
}

Test(audit_oracle, rates_and_gaps)
{
	struct run run = audit();
	const struct segbias_audit_findings *audit = &run.findings->audit;
	for (size_t i = 0; i < GROUPS; i++) {
		const struct segbias_audit_group *g = &audit->groups[i];
		RUN_NEAR(g->n, RATES[i][0], "n");
		RUN_NEAR(g->selected, RATES[i][1], "selected");
		RUN_NEAR(g->rate, RATES[i][2], "rate");
		RUN_NEAR(g->impact_ratio, RATES[i][3], "impact ratio");
		RUN_NEAR(g->labelled, LABELS[i][0], "labelled");
		RUN_NEAR(g->tpr, LABELS[i][1], "tpr");
		RUN_NEAR(g->fpr, LABELS[i][2], "fpr");
		RUN_NEAR(g->ppv, LABELS[i][3], "ppv");
		RUN_NEAR(g->accuracy, LABELS[i][4], "accuracy");
	}
	cr_assert_eq(audit->gap_count, 10);
	static const char *const MEASURES[] = {"selection_rate", "tpr", "fpr", "ppv", "accuracy"};
	for (size_t i = 0; i < 10; i++) {
		const struct segbias_gap *gap = &audit->gaps[i];
		cr_expect_str_eq(gap->measure, MEASURES[i % 5]);
		RUN_NEAR(gap->gap, GAPS[i / 5][i % 5], gap->measure);
		RUN_NEAR(gap->gap, gap->highest - gap->lowest, gap->measure);
		cr_expect(gap->gap_low <= gap->gap && gap->gap <= gap->gap_high);
	}
	const struct segbias_audit_group *women = &audit->groups[0];
	const struct segbias_audit_group *men = &audit->groups[1];
	RUN_NEAR(women->impact_ratio, WOMEN[0][0], "disparate impact");
	RUN_NEAR(women->rate - men->rate, WOMEN[0][1], "statistical parity difference");
	RUN_NEAR(women->tpr - men->tpr, WOMEN[0][2], "equal opportunity difference");
	RUN_NEAR((women->tpr - men->tpr + women->fpr - men->fpr) / 2, WOMEN[0][3], "average odds difference");
	run_release(&run);
}

Test(audit_oracle, intervals_and_tests)
{
	struct run run = audit();
	for (size_t i = 0; i < WOMEN_AND_MEN; i++) {
		const struct segbias_audit_group *g = &run.findings->audit.groups[i];
		const double found[][3] = {{g->tpr_low, g->tpr_high, g->tpr_p},
		                           {g->fpr_low, g->fpr_high, g->fpr_p},
		                           {g->ppv_low, g->ppv_high, g->ppv_p},
		                           {g->accuracy_low, g->accuracy_high, g->accuracy_p}};
		for (size_t j = 0; j < 4; j++)
			for (size_t k = 0; k < 3; k++)
				RUN_NEAR(found[j][k], EXACT[WOMEN_AND_MEN * j + i][k], "low, high or p");
	}
	run_release(&run);
}

Test(audit_oracle, within_branches)
{
	struct run run = audit();
	const struct segbias_audit_findings *audit = &run.findings->audit;
	cr_assert_eq(audit->given_count, GROUPS);
	for (size_t i = 0; i < GROUPS; i++) {
		const struct segbias_given_finding *row = &audit->given[i];
		RUN_NEAR(row->n, WITH_PILOT[i][0], "n");
		RUN_NEAR(row->cdd, DISPARITIES[i][1] * DISPARITIES[i][0] / row->n, "conditional disparity");
		RUN_NEAR(row->odds_ratio, WITHIN[i][0], "odds ratio");
		RUN_NEAR(row->mh_odds_ratio, WITHIN[i][1], "within");
		RUN_NEAR(row->mh_low, WITHIN[i][2], "low");
		RUN_NEAR(row->mh_high, WITHIN[i][3], "high");
		RUN_NEAR(row->p, WITHIN[i][4], "p");
		cr_expect_eq(row->strata, 2);
	}
	RUN_NEAR(audit->attributes[0].cdd, audit->given[0].cdd, "the larger of women and men");
	RUN_NEAR(audit->given[0].cdd, -audit->given[1].cdd, "one is the other's opposite");
	cr_expect(fabs(WITH_PILOT[0][1] + WITH_PILOT[1][1]) > .01, "which SMClarify's are not");
	run_release(&run);
}

Test(audit_oracle, scores)
{
	struct run run = audit();
	size_t at = 0;
	for (size_t i = 0; i < GROUPS; i++) {
		const struct segbias_audit_group *g = &run.findings->audit.groups[i];
		RUN_NEAR(g->scored, SCORES[i][0], "scored");
		RUN_NEAR(g->score_mean, SCORES[i][1], "mean");
		RUN_NEAR(g->ks, SCORES[i][2], "KS");
		RUN_NEAR(g->ks_p, SCORES[i][3], "p");
		RUN_NEAR(g->wasserstein, SCORES[i][4], "Wasserstein");
		RUN_NEAR(g->calibration_gap, CALIBRATION[at++][1], "calibration");
		cr_assert_eq(g->calibration_count, 10);
		for (size_t j = 0; j < g->calibration_count; j++) {
			const struct segbias_calibration *bin = &g->calibration[j];
			if (bin->n == 0)
				continue;
			cr_assert_eq((size_t)CALIBRATION[at][0], j);
			RUN_NEAR(bin->n, CALIBRATION[at][1], "in the bin");
			RUN_NEAR(bin->score, CALIBRATION[at][2], "its mean score");
			RUN_NEAR(bin->rate, CALIBRATION[at][3], "its rate");
			cr_expect(bin->rate_low <= bin->rate && bin->rate <= bin->rate_high);
			at++;
		}
	}
	cr_expect_eq(at, sizeof CALIBRATION / sizeof *CALIBRATION);
	run_release(&run);
}

Test(audit_oracle, proxies)
{
	static const char *const PAIRS[][2] = {{"branch", "sex"}, {"district", "origin"}};
	struct run run = audit();
	const struct segbias_audit_findings *audit = &run.findings->audit;
	cr_assert_eq(audit->proxy_count, 2);
	for (size_t i = 0; i < 2; i++) {
		cr_expect(run_is(audit->proxies[i].column, PAIRS[i][0]) &&
		          run_is(audit->proxies[i].attribute, PAIRS[i][1]));
		RUN_NEAR(audit->proxies[i].n, PROXIES[i][0], "n");
		RUN_NEAR(audit->proxies[i].v_corrected, PROXIES[i][2], "V");
	}
	run_release(&run);
}
