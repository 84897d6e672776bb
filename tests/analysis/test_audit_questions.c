/* Scores, labels, strata and proxies of an audit: by hand, and what must not depend on how a file is written. */
#include "jobs/audited.h"

static bool has_note(const struct run *run, const char *code, const char *part)
{
	for (size_t i = 0; i < run->findings->notes.count; i++)
		if (strcmp(run->findings->notes.items[i].code, code) == 0 &&
		    strstr(run->findings->notes.items[i].text.message, part))
			return true;
	return false;
}

static const char SCORED[] = "sex,score\nF,1\nF,2\nF,2\nF,3\nM,2\nM,4\nM,5\nM,NA\n";

/* 2 and more: F 3 of 4, M 3 of 3. */
Test(audit_questions, a_score_of_the_threshold_is_selected)
{
	const struct segbias_options options = {.score = "score", .threshold = "2", .attributes = "sex"};
	struct run run = run_audit(SCORED, &options);
	cr_expect_eq(audited_group(&run, NULL, "F")->selected, 3);
	cr_expect_eq(audited_group(&run, NULL, "F")->n, 4);
	cr_expect_eq(audited_group(&run, NULL, "M")->selected, 3);
	cr_expect_eq(audited_group(&run, NULL, "M")->n, 3);
	RUN_NEAR(run.findings->audit.threshold, 2, "threshold");
	cr_expect(isnan(run.findings->audit.median));
	cr_expect(has_note(&run, "score_unknown", "1 record, which is in no rate"));
	run_release(&run);
}

/* Of 1 2 2 2 3 4 5 the median is 2: those above it are F 1 of 4, M 2 of 3. */
Test(audit_questions, the_median_itself_is_not_selected)
{
	const struct segbias_options options = {.score = "score", .threshold = "median", .attributes = "sex"};
	struct run run = run_audit(SCORED, &options);
	cr_expect_eq(audited_group(&run, NULL, "F")->selected, 1);
	cr_expect_eq(audited_group(&run, NULL, "M")->selected, 2);
	cr_expect_eq(run.findings->audit.median, 2);
	cr_expect(isnan(run.findings->audit.threshold));
	run_release(&run);
}

/* 2 and less: F 3 of 4, M 1 of 3. Below the median, which is 2: F 1 of 4, M 0 of 3. Both ends of the median leave out what lies at it. */
Test(audit_questions, the_lower_end_of_scores_is_selected_where_a_sign_says_so)
{
	static const struct {
		const char *threshold;
		double women, men;
	} CASES[] = {{"<=2", 3, 1}, {">=2", 3, 3}, {"<=1.5", 1, 0}, {"<median", 1, 0}, {">median", 1, 2}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {
		    .score = "score", .threshold = CASES[i].threshold, .attributes = "sex"};
		struct run run = run_audit(SCORED, &options);
		cr_expect_eq(audited_group(&run, NULL, "F")->selected, CASES[i].women, "%s", CASES[i].threshold);
		cr_expect_eq(audited_group(&run, NULL, "M")->selected, CASES[i].men, "%s", CASES[i].threshold);
		cr_expect_eq(audited_group(&run, NULL, "M")->n, 3);
		cr_expect_eq(run.findings->audit.lower, CASES[i].threshold[0] == '<');
		cr_expect(has_note(&run, "score_unknown", "1 record, which is in no rate"));
		run_release(&run);
	}
}

/* The first ranks may be the best, or the last ones. */
Test(audit_questions, of_a_rank_it_is_asked_which_end_is_selected)
{
	static const char RANKS[] = "sex,rank\nF,1\nF,2\nM,3\nM,4\n";
	static const char PERCENTS[] = "sex,risk\nF,10%\nF,20%\nM,30%\nM,40%\n";
	static const struct run_failure ROWS[] = {
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = "2"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--score: by its name less may be better in column \"rank\", and the threshold does not say which end of it "
	     "is selected",
	     "--threshold '<=2' selects scores of it or less, --threshold '>=2' of it or more"},
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = "median"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--score: by its name less may be better in column \"rank\", and the threshold does not say which end of it "
	     "is selected",
	     "--threshold '<median' selects below the median of all, --threshold '>median' above it"},
	    {PERCENTS,
	     NULL,
	     {.score = "risk", .threshold = "20%"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--score: by its name less may be better in column \"risk\", and the threshold does not say which end of it "
	     "is selected",
	     "--threshold '<=20%' selects scores of it or less, --threshold '>=20%' of it or more"},
	    {PERCENTS,
	     NULL,
	     {.score = "risk", .threshold = "<=0.2"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold '<=0.2': the scores in column \"risk\" are in per cent, and it may be a share of 1",
	     "--threshold '<=20%' or --threshold '<=0.2%'"},
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = "<=20%"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold '<=20%': the scores in column \"rank\" have no percent sign",
	     "--threshold '<=0.2' where they lie in 0 to 1, --threshold '<=20' where they lie in 0 to 100"},
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = "<=0"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold '<=0': no score in column \"rank\" is as low",
	     "--threshold '<median' selects below the median"},
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = "<=4"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold '<=4': every score in column \"rank\" is as low, so that no group can be below another",
	     "a score of the threshold or less is selected"},
	    {RANKS,
	     NULL,
	     {.score = "rank", .threshold = ">=5"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold '>=5': no score in column \"rank\" is as high",
	     "--threshold '>median' selects above the median"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		run_job_fails(audited_job, &ROWS[i], i);
	/* Alone they have no end, and beside decisions none is selected by them. */
	const struct segbias_options alone = {.score = "rank", .attributes = "sex"};
	struct run run = run_audit(RANKS, &alone);
	RUN_NEAR(audited_group(&run, NULL, "F")->score_mean, 1.5, "mean");
	run_release(&run);
}

/* Of 4 women 1 is hired, 2 are rejected and 1 is neither; of 4 men 2, 1 and 1. */
static const char REJECTED[] = "sex,hired,rejected\nF,1,0\nF,0,1\nF,0,1\nF,0,0\nM,1,0\nM,1,0\nM,0,1\nM,0,\n";

Test(audit_questions, who_was_rejected_is_no_group)
{
	static const struct {
		const char *decision, *attributes, *note;
		double women, men;
	} CASES[] = {
	    {"hired", NULL,
	     "of 2 records neither column \"hired\" nor column \"rejected\" says yes: they are taken for not selected",
	     1, 2},
	    {"hired", "sex", "of 2 records neither column", 1, 2},
	    {"rejected=0", NULL,
	     "of 1 record neither column \"rejected\" nor column \"hired\" says yes: they are taken for selected", 2,
	     2},
	    {"rejected=1", "sex", "of 1 record neither", 2, 1},
	    {"hired=0", "sex", "of 2 records neither", 3, 2},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {.decision = CASES[i].decision,
		                                        .attributes = CASES[i].attributes};
		struct run run = run_audit(REJECTED, &options);
		cr_expect_eq(run.findings->audit.attribute_count, 1, "%s", CASES[i].decision);
		cr_expect_eq(run.findings->audit.proxy_count, 0);
		cr_expect_eq(audited_group(&run, "sex", "F")->selected, CASES[i].women, "%s", CASES[i].decision);
		cr_expect_eq(audited_group(&run, "sex", "M")->selected, CASES[i].men, "%s", CASES[i].decision);
		cr_expect(has_note(&run, "decision_neither", CASES[i].note), "%s", CASES[i].decision);
		cr_expect_eq(has_note(&run, "other_decision", "is not compared: by its name it says who was"),
		             !CASES[i].attributes);
		cr_expect_not(has_note(&run, "decision_contradicted", ""));
		run_release(&run);
	}
}

/* Of 3 people of a table of counts both are said; by chance it would be of 33 · 43 / 73 = 19. */
Test(audit_questions, what_two_columns_of_decisions_contradict)
{
	static const char COUNTS[] =
	    "sex,hired,rejected,n\nF,yes,no,10\nF,no,yes,20\nF,yes,yes,3\nM,yes,no,20\nM,no,yes,20\n";
	static const struct run_failure FAILURES[] = {
	    {COUNTS,
	     NULL,
	     {.decision = "hired", .campaign = {.count = "n"}},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--decision: of 3 records columns \"hired\" and \"rejected\" say that they were selected, and that they were "
	     "not",
	     "--decision 'hired=yes' goes by that column alone"},
	    {COUNTS,
	     NULL,
	     {.decision = "hired", .campaign = {.count = "n"}, .publish = "5"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--decision: of some records columns \"hired\" and \"rejected\" say that they were selected, and that they "
	     "were not",
	     "--decision 'hired=yes' goes by that column alone"}};
	for (size_t i = 0; i < sizeof FAILURES / sizeof *FAILURES; i++)
		run_job_fails(audited_job, &FAILURES[i], i);
	static const struct {
		const char *decision, *attributes;
	} CASES[] = {
	    {"hired=yes", "sex"}, {"rejected=no", NULL}, {"rejected=yes", NULL}, {"hired=no", NULL}, {"hired", "sex"}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {
		    .decision = CASES[i].decision, .attributes = CASES[i].attributes, .campaign = {.count = "n"}};
		struct run run = run_audit(COUNTS, &options);
		cr_expect(has_note(&run, "decision_contradicted", "of 3 records columns"), "%s", CASES[i].decision);
		cr_expect_not(has_note(&run, "decision_neither", ""), "%s", CASES[i].decision);
		run_release(&run);
	}
}

/* Where both columns agree as chance has it, 5 of 10 · 10 / 20, it is no question; and who was shortlisted may be rejected then. */
Test(audit_questions, columns_that_are_not_opposite_are_no_question)
{
	static const struct {
		const char *file, *decision;
		bool told;
	} CASES[] = {
	    {"sex,hired,rejected,n\nF,yes,yes,5\nF,yes,no,5\nM,no,yes,5\nM,no,no,5\n", "hired", true},
	    {"sex,shortlisted,rejected,n\nF,yes,yes,3\nF,yes,no,5\nM,no,yes,9\nM,no,no,5\n", "shortlisted", false},
	    {"sex,previously_denied,approved,n\nF,yes,yes,3\nF,no,yes,9\nM,yes,no,9\nM,no,no,5\n", "approved", false},
	    {"sex,status,hired,n\nF,not rejected,yes,9\nF,rejected,no,9\nM,not rejected,no,5\n", "status=not rejected",
	     false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {.decision = CASES[i].decision, .campaign = {.count = "n"}};
		struct run run = run_audit(CASES[i].file, &options);
		cr_expect_eq(has_note(&run, "decision_contradicted", ""), CASES[i].told, "%zu", i);
		cr_expect_eq(has_note(&run, "decision_neither", ""), CASES[i].told, "%zu", i);
		run_release(&run);
	}
}

/* A column of another decision may say "pending"; numbers are no answers. One of something else is a group. */
Test(audit_questions, which_columns_are_other_decisions)
{
	static const struct {
		const char *file;
		size_t attributes;
	} CASES[] = {{"sex,hired,rejected\nF,1,N\nF,0,Y\nM,0,pending\nM,1,N\n", 1},
	             {"sex,hired,rejected\nF,1,0\nF,0,1\nM,0,2\nM,1,0\n", 2},
	             {"sex,hired,asylum_granted\nF,1,no\nF,0,yes\nM,0,no\nM,1,no\n", 2}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {.decision = "hired", .campaign = {.shape = "rows"}};
		struct run run = run_audit(CASES[i].file, &options);
		cr_expect_eq(run.findings->audit.attribute_count, CASES[i].attributes, "%zu", i);
		run_release(&run);
	}
}

/* Whoever is audited by it sees it; and what is not white is no decision. */
Test(audit_questions, a_column_that_is_asked_for_is_a_group)
{
	const struct segbias_options options = {.decision = "hired", .attributes = "rejected"};
	struct run run = run_audit(REJECTED, &options);
	cr_expect_eq(audited_group(&run, "rejected", "1")->selected, 0);
	run_release(&run);
	static const char GROUPS[] = "not_white,hired\n1,0\n1,1\n0,0\n0,1\n1,0\n";
	const struct segbias_options groups = {.decision = "hired"};
	run = run_audit(GROUPS, &groups);
	cr_expect_eq(audited_group(&run, "not_white", "1")->n, 3);
	cr_expect_not(has_note(&run, "decision_neither", ""));
	run_release(&run);
}

/* KS of {1, 2, 2, 3} and {2, 4, 5}: after 3, 1 - 1/3; Wasserstein: the difference of the means, as one lies above the other. */
Test(audit_questions, scores_alone)
{
	const struct segbias_options options = {.score = "score", .attributes = "sex"};
	struct run run = run_audit(SCORED, &options);
	const struct segbias_audit_group *women = audited_group(&run, NULL, "F");
	RUN_NEAR(women->ks, 2. / 3, "KS");
	RUN_NEAR(women->wasserstein, 11. / 3 - 2, "Wasserstein");
	RUN_NEAR(women->score_mean, 2, "mean");
	cr_expect(isnan(women->selected) && isnan(women->rate) && isnan(women->impact_ratio) && isnan(women->p));
	cr_expect(isnan(run.findings->audit.records) && run.findings->audit.family == 0);
	cr_expect_eq(women->status, SEGBIAS_AUDIT_NONE);
	cr_expect_null(run.findings->audit.attributes[0].against.bytes);
	cr_expect(isnan(run.findings->audit.attributes[0].v_corrected) &&
	          isnan(run.findings->audit.attributes[0].chi2));
	cr_expect_eq(run.findings->audit.gap_count, 0);
	cr_expect_not(has_note(&run, "small_against", "")); /* nothing is held against any group */
	cr_expect(has_note(&run, "score_unknown", "in no distribution"));
	run_release(&run);
}

/* tpr 2/3 and 1/2, fpr 1/2 and 0/1, ppv 2/3 and 1/1, accuracy 3/5 and 2/3 */
static const char LABELLED[] =
    "sex,hired,good\nF,yes,1\nF,yes,1\nF,no,1\nF,yes,0\nF,no,0\nF,no,\nM,yes,1\nM,no,1\nM,no,0\n,yes,1\n";

Test(audit_questions, labels_by_hand)
{
	const struct segbias_options options = {.decision = "hired", .label = "good", .attributes = "sex"};
	struct run run = run_audit(LABELLED, &options);
	const struct segbias_audit_group *women = audited_group(&run, NULL, "F");
	const struct segbias_audit_group *men = audited_group(&run, NULL, "M");
	RUN_NEAR(women->tpr, 2. / 3, "tpr");
	RUN_NEAR(women->fpr, 1. / 2, "fpr");
	RUN_NEAR(women->ppv, 2. / 3, "ppv");
	RUN_NEAR(women->accuracy, 3. / 5, "accuracy");
	RUN_NEAR(men->tpr, 1. / 2, "tpr");
	RUN_NEAR(men->fpr, 0, "fpr");
	RUN_NEAR(men->ppv, 1, "ppv");
	RUN_NEAR(men->accuracy, 2. / 3, "accuracy");
	cr_expect(women->labelled == 5 && women->n == 6 && men->labelled == 3);
	cr_expect(isnan(women->tpr_p), "too few to be tested");
	cr_expect(has_note(&run, "label_unknown", "1 record"));
	run_release(&run);
}

/* Of scores that are no probabilities no share is near or far. */
Test(audit_questions, a_calibration_gap_is_of_probabilities)
{
	static const char SCORES[] = "sex,score,good\nF,%s2,0\nF,%s8,1\nM,%s4,1\nM,%s6,0\n";
	const struct segbias_options options = {.score = "score", .label = "good", .attributes = "sex"};
	char text[128];
	for (int i = 0; i < 2; i++) {
		const char *first = i ? "0." : "";
		(void)snprintf(text, sizeof text, SCORES, first, first, first, first);
		struct run run = run_audit(text, &options);
		const struct segbias_audit_group *women = audited_group(&run, NULL, "F");
		cr_expect(women->calibration_count > 0);
		if (i)
			RUN_NEAR(women->calibration_gap + 1, 1, "(.2 + .8) / 2 - 1 / 2");
		else
			cr_expect(isnan(women->calibration_gap));
		run_release(&run);
	}
}

/* What the label says is a value: the same but for its words. */
Test(audit_questions, a_label_by_a_value)
{
	const struct segbias_options options = {.decision = "hired=y", .label = "good=stayed", .attributes = "sex"};
	struct run run =
	    run_audit("sex,hired,good\nF,y,stayed\nF,y,stayed\nF,n,stayed\nF,y,left\nF,n,left\nM,y,stayed\nM,n,stayed\n"
	              "M,n,left\n",
	              &options);
	RUN_NEAR(audited_group(&run, NULL, "F")->tpr, 2. / 3, "tpr");
	RUN_NEAR(audited_group(&run, NULL, "M")->accuracy, 2. / 3, "accuracy");
	run_release(&run);
}

/* Counts and weights: rows that stand for several are these rows. */
Test(audit_questions, counts_are_records_and_weights_are_sums)
{
	const struct segbias_options counts = {
	    .decision = "hired", .label = "good", .attributes = "sex", .campaign = {.count = "count"}};
	const struct segbias_options weights = {
	    .decision = "hired", .label = "good", .attributes = "sex", .campaign = {.weight = "w"}};
	struct run run = run_audit(
	    "sex,hired,good,count\nF,yes,1,2\nF,no,1,1\nF,yes,0,1\nF,no,0,1\nM,yes,1,1\nM,no,1,1\nM,no,0,1\n", &counts);
	RUN_NEAR(audited_group(&run, NULL, "F")->tpr, 2. / 3, "tpr");
	RUN_NEAR(audited_group(&run, NULL, "F")->labelled, 5, "labelled");
	run_release(&run);
	/* tpr (3 + .5) / (3 + .5 + 1.5) */
	run =
	    run_audit("sex,hired,good,w\nF,yes,1,3\nF,yes,1,.5\nF,no,1,1.5\nF,yes,0,1\nM,yes,1,1\nM,no,1,2\nM,no,0,1\n",
	              &weights);
	RUN_NEAR(audited_group(&run, NULL, "F")->tpr, 3.5 / 5, "weighted tpr");
	RUN_NEAR(audited_group(&run, NULL, "M")->tpr, 1. / 3, "weighted tpr");
	run_release(&run);
}

static void write_people(struct segbias_text *text, bool backwards)
{
	segbias_text_add_string(text, "who,sex,place,town,score,hired,good\n");
	for (int row = 0; row < 600; row++) {
		int i = backwards ? 599 - row : row;
		int man = i * 7 % 13 < 6;
		int north = (i * 11 + man * 5) % 17 < 8;
		segbias_text_add_format(text, "%d,%s,%s,%s,%d.5,%s,%s\n", i / 3, man ? "M" : "F", north ? "N" : "S",
		                        (i * 3 + man * 9) % 19 < 9 ? "A" : "B", i * 29 % 97 + man * 12,
		                        (i * 31 + man * 40) % 101 > 55 ? "yes" : "no", i * 17 % 7 < 3 ? "1" : "0");
	}
}

/* The order of records, and how many threads read them, change no bit. */
Test(audit_questions, order_changes_nothing)
{
	static const char *const GIVEN[] = {"place"};
	struct segbias_options options = {
	    .decision = "hired", .label = "good", .score = "score", .attributes = "sex,sex*town", .given = {GIVEN, 1}};
	struct segbias_text texts[2] = {{0}, {0}};
	struct run runs[2];
	for (size_t i = 0; i < 2; i++) {
		write_people(&texts[i], i == 1);
		options.threads = i == 1 ? "1" : "2";
		runs[i] = run_audit(texts[i].data, &options);
		segbias_text_release(&texts[i]);
	}
	const struct segbias_audit_findings *a = &runs[0].findings->audit;
	const struct segbias_audit_findings *b = &runs[1].findings->audit;
	cr_assert_eq(a->group_count, b->group_count);
	for (size_t i = 0; i < a->group_count; i++) {
		const struct segbias_audit_group *x = &a->groups[i];
		const struct segbias_audit_group *y = &b->groups[i];
		cr_expect(x->tpr == y->tpr && x->fpr_q == y->fpr_q && x->ks == y->ks &&
		          x->wasserstein == y->wasserstein && x->score_mean == y->score_mean);
		cr_assert_eq(x->calibration_count, y->calibration_count);
		for (size_t j = 0; j < x->calibration_count; j++)
			cr_expect(x->calibration[j].n == y->calibration[j].n &&
			          x->calibration[j].low == y->calibration[j].low);
	}
	cr_assert_eq(a->given_count, b->given_count);
	for (size_t i = 0; i < a->given_count; i++)
		cr_expect(a->given[i].cdd == b->given[i].cdd && a->given[i].p == b->given[i].p);
	/* Of a group and of all others: sex has two values, whose figures are those of each other. */
	cr_expect(a->groups[0].ks == a->groups[1].ks && run_near(a->groups[0].tpr_p, a->groups[1].tpr_p));
	cr_expect(run_near(a->given[0].cdd, -a->given[1].cdd));
	for (size_t i = 0; i < 2; i++)
		run_release(&runs[i]);
}

/* Nobody of F is selected: who of them was rightly selected is no question, and M lies apart from nobody. */
Test(audit_questions, a_gap_is_of_two_groups)
{
	const struct segbias_options options = {.decision = "hired", .label = "good", .campaign = {.count = "people"}};
	struct run run =
	    run_audit("sex,hired,good,people\nF,no,yes,40\nF,no,no,31\nM,yes,yes,27\nM,yes,no,12\nM,no,yes,33\n"
	              "M,no,no,25\n",
	              &options);
	const struct segbias_audit_findings *audit = &run.findings->audit;
	cr_expect_eq(audit->gap_count, 4);
	for (size_t i = 0; i < audit->gap_count; i++)
		cr_expect_str_neq(audit->gaps[i].measure, "ppv");
	run_release(&run);
}

/* 36 of 60 and 18 of 60, one pair: Newcombe's method 10 from Clopper and Pearson's limits by scipy.stats.beta.ppf, at .01:
 * d - sqrt((p1 - l1)^2 + (u2 - p2)^2), d + sqrt((u1 - p1)^2 + (p2 - l2)^2) */
Test(audit_questions, limits_of_a_gap_by_alpha)
{
	struct segbias_options options = {.decision = "hired", .campaign = {.count = "people"}, .alpha = "0.01"};
	struct run run = run_audit("sex,hired,people\nF,no,24\nF,yes,36\nM,yes,18\nM,no,42\n", &options);
	const struct segbias_gap *gap = &run.findings->audit.gaps[0];
	RUN_NEAR(gap->gap, .3, "gap");
	RUN_NEAR(gap->gap_low, 0.05538339040616036, "low at .01");
	RUN_NEAR(gap->gap_high, 0.51040224003160262, "high at .01");
	run_release(&run);
}

/* A design effect of d is one d-th of the records; persons leave labels and strata without a test, which is said. */
Test(audit_questions, repeated_people)
{
	static const char *const GIVEN[] = {"place"};
	struct segbias_options options = {
	    .decision = "hired", .label = "good", .attributes = "sex", .given = {GIVEN, 1}};
	struct segbias_text text = {0};
	write_people(&text, false);
	struct run plain = run_audit(text.data, &options);
	options.deff = "3";
	struct run declared = run_audit(text.data, &options);
	options.deff = NULL;
	options.person = "who";
	struct run persons = run_audit(text.data, &options);
	segbias_text_release(&text);
	const struct segbias_audit_group *a = audited_group(&plain, NULL, "F");
	const struct segbias_audit_group *b = audited_group(&declared, NULL, "F");
	const struct segbias_audit_group *c = audited_group(&persons, NULL, "F");
	cr_expect(a->tpr == b->tpr && run_near(a->tpr, c->tpr));
	cr_expect(b->tpr_low < a->tpr_low && b->tpr_high > a->tpr_high);
	cr_expect(isnan(c->tpr_low) && isnan(c->tpr_p));
	const struct segbias_given_finding *x = &plain.findings->audit.given[0];
	const struct segbias_given_finding *y = &declared.findings->audit.given[0];
	const struct segbias_given_finding *z = &persons.findings->audit.given[0];
	cr_expect(run_near(x->cdd, y->cdd) && run_near(x->cdd, z->cdd) && run_near(x->mh_odds_ratio, y->mh_odds_ratio));
	cr_expect(y->mh_low < x->mh_low && y->n == x->n && isnan(z->mh_low) && isnan(z->p));
	cr_expect(has_note(&persons, "label_persons", "no interval") && has_note(&persons, "given_untested", "person"));
	cr_expect(has_note(&persons, "proxies_untested", "person") && !has_note(&plain, "proxies_untested", ""));
	run_release(&plain);
	run_release(&declared);
	run_release(&persons);
}

/* Of two groups each is all others of the other one, with weights too. */
Test(audit_questions, weighted_labels_of_two_groups_have_one_p)
{
	const struct segbias_options options = {
	    .decision = "hired", .label = "good", .attributes = "sex", .campaign = {.weight = "w"}};
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "sex,hired,good,w\n");
	for (unsigned i = 0; i < 400; i++)
		segbias_text_add_format(&text, "%s,%s,%d,%u.25\n", i % 3 ? "F" : "M", i * 31 % 101 > 55 ? "yes" : "no",
		                        i * 17 % 7 < 3, i * 13 % 5);
	struct run run = run_audit(text.data, &options);
	segbias_text_release(&text);
	const struct segbias_audit_group *women = audited_group(&run, NULL, "F");
	const struct segbias_audit_group *men = audited_group(&run, NULL, "M");
	cr_assert(isfinite(women->tpr_p) && isfinite(women->fpr_p) && isfinite(women->ppv_p));
	RUN_NEAR(women->tpr_p, men->tpr_p, "tpr");
	RUN_NEAR(women->fpr_p, men->fpr_p, "fpr");
	RUN_NEAR(women->ppv_p, men->ppv_p, "ppv");
	RUN_NEAR(women->accuracy_p, men->accuracy_p, "accuracy");
	run_release(&run);
}

Test(audit_questions, labels_of_a_crossing_of_three_are_not_counted)
{
	const struct segbias_options options = {
	    .decision = "hired", .label = "good", .attributes = "sex*place*town,sex*place"};
	struct segbias_text text = {0};
	write_people(&text, false);
	struct run run = run_audit(text.data, &options);
	segbias_text_release(&text);
	cr_expect(has_note(&run, "crossing_wide", "of \"sex*place*town\", a crossing of three"));
	cr_expect_not(has_note(&run, "crossing_wide", "of \"sex*place\""));
	cr_expect(isnan(audited_group(&run, "sex*place*town", "F × N × A")->tpr));
	cr_expect(isfinite(audited_group(&run, "sex*place", "F × N")->tpr));
	run_release(&run);
}

/* Pairs are tested from 30 records on. What was decided besides is no column that a model knew, unless it is audited. */
Test(audit_questions, which_columns_may_tell_of_groups)
{
	static const char *const HATS = "sex,hat,hired,n\nF,on,yes,8\nF,on,no,7\nM,off,yes,8\nM,off,no,%d\n";
	struct segbias_options options = {.decision = "hired", .attributes = "sex", .campaign = {.count = "n"}};
	for (int others = 6; others < 8; others++) {
		struct segbias_text file = {0};
		segbias_text_add_format(&file, HATS, others);
		struct run run = run_audit(file.data, &options);
		cr_expect_eq(run.findings->audit.proxy_count, others == 7 ? 1 : 0);
		run_release(&run);
		segbias_text_release(&file);
	}
	static const char FILE[] = "sex,hired,rejected,n\nF,no,yes,40\nM,yes,no,30\nM,no,no,10\n";
	struct run run = run_audit(FILE, &options);
	cr_expect_eq(run.findings->audit.proxy_count, 0);
	run_release(&run);
	options.attributes = "sex,rejected";
	run = run_audit(FILE, &options);
	cr_expect_eq(run.findings->audit.proxy_count, 1);
	run_release(&run);
}

/* Words say so, too: who is rejected in one column and hired in none, of words and of ones. */
Test(audit_questions, a_value_may_say_who_was_not_selected)
{
	static const char FILE[] =
	    "sex,outcome,rejected,hired\nF,hired,0,1\nF,rejected,1,0\nM,hired,1,1\nM,pending,0,0\n"
	    "M,rejected,1,1\n";
	static const char *const DECISIONS[] = {"outcome=rejected", "outcome=hired"};
	for (size_t i = 0; i < sizeof DECISIONS / sizeof *DECISIONS; i++) {
		const struct segbias_options options = {.decision = DECISIONS[i], .attributes = "sex"};
		struct run run = run_audit(FILE, &options);
		cr_expect(has_note(&run, "decision_neither", "of 1 record"), "%s", DECISIONS[i]);
		cr_expect(has_note(&run, "decision_contradicted", "of 1 record"), "%s", DECISIONS[i]);
		run_release(&run);
	}
}

/* Everybody written twice, with a design effect of 2, tells what everybody once does: sizes are divided by it, and rates are those of
 * all. */
Test(audit_questions, a_design_effect_takes_copies_back)
{
	static const char *const GIVEN[] = {"place"};
	struct segbias_options options = {
	    .decision = "hired", .label = "good", .score = "score", .attributes = "sex", .given = {GIVEN, 1}};
	struct segbias_text text = {0};
	write_people(&text, false);
	struct run once = run_audit(text.data, &options);
	const char *rows = strchr(text.data, '\n') + 1;
	size_t size = text.size - (size_t)(rows - text.data);
	struct segbias_text twice = {0};
	segbias_text_add(&twice, text.data, text.size);
	segbias_text_add(&twice, rows, size);
	options.deff = "2";
	struct run copied = run_audit(twice.data, &options);
	for (size_t i = 0; i < 2; i++) {
		const struct segbias_audit_group *a = &once.findings->audit.groups[i];
		const struct segbias_audit_group *b = &copied.findings->audit.groups[i];
		cr_expect(b->scored == 2 * a->scored && b->labelled == 2 * a->labelled);
		cr_expect(a->ks_p > 1e-6 && a->ks_p < .9, "%g", a->ks_p); /* else it would tell nothing */
		RUN_NEAR(b->ks_p, a->ks_p, "KS");
		RUN_NEAR(b->calibration_gap, a->calibration_gap, "calibration");
		cr_assert_eq(a->calibration_count, b->calibration_count);
		for (size_t k = 0; k < a->calibration_count; k++)
			if (a->calibration[k].n > 0) {
				RUN_NEAR(b->calibration[k].rate_low, a->calibration[k].rate_low, "band low");
				RUN_NEAR(b->calibration[k].rate_high, a->calibration[k].rate_high, "band high");
			}
		const struct segbias_given_finding *x = &once.findings->audit.given[i];
		const struct segbias_given_finding *y = &copied.findings->audit.given[i];
		cr_expect(y->n == 2 * x->n && y->strata == x->strata);
		RUN_NEAR(y->p, x->p, "Mantel and Haenszel");
		RUN_NEAR(y->mh_low, x->mh_low, "low");
		RUN_NEAR(y->breslow_day_p, x->breslow_day_p, "Breslow and Day");
	}
	segbias_text_release(&text);
	segbias_text_release(&twice);
	run_release(&once);
	run_release(&copied);
}

/* 30 records are enough for a test, 29 are not; a design effect takes nothing from them. */
Test(audit_questions, tests_from_thirty_records_on)
{
	static const char *const GIVEN[] = {"place"};
	static const char FILE_OF[] = "sex,place,hired,people\nF,x,yes,8\nF,x,no,%s\nF,y,yes,4\nF,y,no,6\nM,x,yes,40\n"
				      "M,x,no,41\nM,y,yes,22\nM,y,no,31\n";
	for (int i = 0; i < 4; i++) {
		char text[512];
		struct segbias_options options = {.decision = "hired",
		                                  .attributes = "sex",
		                                  .given = {GIVEN, 1},
		                                  .campaign = {.count = "people"},
		                                  .deff = i < 2 ? NULL : "1.5"};
		(void)snprintf(text, sizeof text, FILE_OF, i % 2 ? "12" : "11");
		struct run run = run_audit(text, &options);
		cr_expect_eq(isnan(audited_group(&run, NULL, "F")->p), i % 2 == 0, "%d", i);
		cr_expect_eq(isnan(run.findings->audit.given[0].p), i % 2 == 0, "%d", i);
		cr_expect(!isnan(run.findings->audit.given[1].p));
		run_release(&run);
	}
}

Test(audit_questions, distances_of_thirty_scores_on)
{
	for (int women = 29; women <= 30; women++) {
		const struct segbias_options options = {.score = "score", .attributes = "sex"};
		struct segbias_text text = {0};
		segbias_text_add_string(&text, "sex,score\n");
		for (int i = 0; i < women; i++)
			segbias_text_add_format(&text, "F,%d.5\n", i);
		for (int i = 0; i < 40; i++)
			segbias_text_add_format(&text, "M,%d.5\n", i + 5);
		struct run run = run_audit(text.data, &options);
		cr_expect(isfinite(audited_group(&run, NULL, "F")->ks));
		cr_expect_eq(isnan(audited_group(&run, NULL, "F")->ks_p), women < 30, "%d", women);
		cr_expect(isfinite(audited_group(&run, NULL, "M")->ks_p));
		segbias_text_release(&text);
		run_release(&run);
	}
}

/* Spellings of a place are one stratum; where all are selected, or nobody, there are no two answers, and no stratum counts. */
Test(audit_questions, strata)
{
	static const char *const GIVEN[] = {"place"};
	const struct segbias_options options = {
	    .decision = "hired", .attributes = "sex", .given = {GIVEN, 1}, .campaign = {.count = "people"}};
	struct run run =
	    run_audit("sex,place,hired,people\nF,North,yes,30\nF,NORTH,no,40\nM,north,yes,50\nM,North,no,20\n"
	              "F,Pilot,yes,10\nM,Pilot,yes,10\nF,Closed,no,5\nM,Closed,no,5\n",
	              &options);
	const struct segbias_given_finding *women = &run.findings->audit.given[0];
	cr_expect_eq(women->strata, 1);
	cr_expect_eq(women->n, 170);
	RUN_NEAR(women->mh_odds_ratio, 30. * 20 / (40 * 50), "one table");
	RUN_NEAR(women->cdd, (40. / 60 - 30. / 80) * 140 / 170, "North alone");
	run_release(&run);
}

/* Two attributes that go with each other are one pair, and the scores no column that could tell of groups: they are what is audited. */
Test(audit_questions, each_pair_of_columns_once)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "sex,title,branch,score,hired\n");
	for (int i = 0; i < 600; i++)
		segbias_text_add_format(&text, "%s,%s,%s,%d.%d,%s\n", i % 2 ? "F" : "M",
		                        i % 20 ? (i % 2 ? "Ms" : "Mr") : "Dr",
		                        i % 5 ? (i % 2 ? "east" : "west") : "south", i % 2 ? 30 + i % 13 : 50 + i % 17,
		                        i % 10, i % 3 ? "yes" : "no");
	const struct segbias_options options = {.decision = "hired", .score = "score", .attributes = "sex,title"};
	struct run run = run_audit(text.data, &options);
	segbias_text_release(&text);
	const struct segbias_audit_findings *audit = &run.findings->audit;
	size_t pairs = 0;
	for (size_t i = 0; i < audit->proxy_count; i++) {
		cr_expect(!run_is(audit->proxies[i].column, "score"));
		cr_expect(i == 0 || audit->proxies[i].v_corrected <= audit->proxies[i - 1].v_corrected);
		pairs += (run_is(audit->proxies[i].column, "title") && run_is(audit->proxies[i].attribute, "sex")) ||
		         (run_is(audit->proxies[i].column, "sex") && run_is(audit->proxies[i].attribute, "title"));
	}
	cr_expect_eq(pairs, 1);
	cr_expect_eq(audit->proxy_count, 3);
	run_release(&run);
}

/* A proxy that says it all, one that says nothing, and a number that is cut; before the attribute or behind it. */
Test(audit_questions, proxies)
{
	for (int first = 0; first < 2; first++) {
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "%s,shoe,height,hired\n", first ? "title,sex" : "sex,title");
		for (int i = 0; i < 400; i++) {
			const char *sex = i % 2 ? "F" : "M";
			const char *title = i % 2 ? "Ms" : "Mr";
			segbias_text_add_format(&text, "%s,%s,%s,%d.%d,%s\n", first ? title : sex, first ? sex : title,
			                        i / 2 % 2 ? "left" : "right", 160 + i * 7 % 19 + (i % 2 ? 0 : 15),
			                        i * 37 % 100, i % 3 ? "yes" : "no");
		}
		const struct segbias_options options = {.decision = "hired", .attributes = "sex"};
		struct run run = run_audit(text.data, &options);
		segbias_text_release(&text);
		const struct segbias_audit_findings *audit = &run.findings->audit;
		cr_assert_eq(audit->proxy_count, 2);
		cr_expect(run_is(audit->proxies[0].column, "title") && audit->proxies[0].v_corrected > .99);
		cr_expect(run_is(audit->proxies[1].column, "height") && audit->proxies[1].bands);
		run_release(&run);
	}
}

/* Hats are worn by 1,120 of 2,000 women and 1,000 of 2,000 men: shown (chi2 14.5), and V is 0.06. */
Test(audit_questions, certainty_alone_is_no_proxy)
{
	static const char FILE[] =
	    "sex,hat,hired,n\nF,on,yes,560\nF,on,no,560\nF,off,yes,440\nF,off,no,440\nM,on,yes,500\nM,on,no,500\n"
	    "M,off,yes,500\nM,off,no,500\n";
	const struct segbias_options options = {.decision = "hired", .attributes = "sex", .campaign = {.count = "n"}};
	struct run run = run_audit(FILE, &options);
	cr_expect_eq(run.findings->audit.proxy_count, 0);
	run_release(&run);
}

Test(audit_questions, failures)
{
	static const char *const GIVEN[] = {"sex"};
	static const struct run_failure ROWS[] = {
	    {SCORED,
	     NULL,
	     {.score = "score", .threshold = "9"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--threshold 9: no score in column \"score\" is as high",
	     "median"},
	    {SCORED,
	     NULL,
	     {.score = "sex"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--score: column \"sex\" holds something else than a number in 8 cells",
	     "--score names a column of numbers"},
	    {SCORED,
	     NULL,
	     {.score = "score", .threshold = "high"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--threshold \"high\": it must be a number, with a point for its decimals, or median",
	     ""},
	    {SCORED,
	     NULL,
	     {.decision = "sex=F", .threshold = "2"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--threshold: --decision says already who is selected",
	     "one of the two"},
	    {SCORED,
	     NULL,
	     {.score = "score", .given = {GIVEN, 1}},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--given compares decisions, and nothing says who is selected",
	     "--threshold X"},
	    {"sex,score,hired\nF,,yes\nM,,no\n",
	     NULL,
	     {.decision = "hired", .score = "score"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--score: column \"score\" holds no score",
	     "a column of numbers"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		run_job_fails(audited_job, &ROWS[i], i);
}
