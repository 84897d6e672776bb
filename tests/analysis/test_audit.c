/* Audits of whole files: rates, ratios, tests and statuses of groups. */
#include "jobs/audited.h"

static const struct segbias_options HIRED = {.decision = "hired", .campaign = {.count = "people"}};

/* The example of the Uniform Guidelines' questions and answers, 12: 48 of 80 and 12 of 40.
 * R: binom.test(12, 40)$conf.int; fisher.test(matrix(c(12, 28, 48, 32), 2))$p.value */
Test(audit, four_fifths)
{
	struct run run =
	    run_audit("group,hired,people\nWhite,yes,48\nWhite,no,32\nBlack,yes,12\nBlack,no,28\n", &HIRED);
	const struct segbias_audit_group *black = audited_group(&run, "group", "Black");
	const struct segbias_audit_group *white = audited_group(&run, "group", "White");
	cr_expect(black->n == 40 && black->selected == 12 && white->n == 80 && white->selected == 48);
	cr_expect(run_near(black->rate, .3) && run_near(white->rate, .6));
	cr_expect(run_near(black->rate_low, 0.1656272043932356));
	cr_expect(run_near(black->rate_high, 0.4653162852541234));
	cr_expect(run_near(white->rate_low, 0.4843769404954895));
	cr_expect(run_near(black->impact_ratio, .5));
	cr_expect(white->impact_ratio == 1 && white->is_against && !black->is_against);
	cr_expect(run_near(black->p, 0.003409221767849187), "%.17g", black->p);
	cr_expect(run_near(white->p, black->p) && run_near(black->q, black->p));
	cr_expect_eq(black->status, SEGBIAS_AUDIT_BREACH);
	cr_expect_eq(black->flip, SEGBIAS_TRUTH_FALSE);
	cr_expect(black->impact_ratio_low > .25 && black->impact_ratio_high < .82);
	cr_expect_eq(run.findings->audit.status, SEGBIAS_GATE_NONE);
	cr_expect_eq(run.findings->audit.family, 2);
	run_release(&run);
}

/* Answer 21: 16 of 80 and 3 of 20. One person, and the lower rate is the higher one: 4/20 > 15/80. A hundred times as many are no
 * matter of one person. R: fisher.test(matrix(c(300, 1700, 1600, 6400), 2))$p.value */
Test(audit, one_person_flips)
{
	struct segbias_options options = HIRED;
	options.min_n = "1";
	struct run run = run_audit("group,hired,people\nA,yes,16\nA,no,64\nB,yes,3\nB,no,17\n", &options);
	const struct segbias_audit_group *group = audited_group(&run, "group", "B");
	cr_expect(run_near(group->impact_ratio, .75));
	cr_expect(run_near(group->p, 0.7570620588220176));
	cr_expect_eq(group->flip, SEGBIAS_TRUTH_TRUE);
	cr_expect_eq(group->status, SEGBIAS_AUDIT_WATCH);
	cr_expect_str_eq(group->reason, "not_shown");
	run_release(&run);
	run = run_audit("group,hired,people\nA,yes,1600\nA,no,6400\nB,yes,300\nB,no,1700\n", &HIRED);
	group = audited_group(&run, "group", "B");
	cr_expect(fabs(group->p / 2.346288548323761e-07 - 1) < 1e-9, "%.17g", group->p);
	cr_expect_eq(group->flip, SEGBIAS_TRUTH_FALSE);
	cr_expect_eq(group->status, SEGBIAS_AUDIT_BREACH);
	run_release(&run);
}

static const char THREE[] = "g,hired,people\na,yes,20\na,no,30\nb,yes,10\nb,no,40\nc,yes,30\nc,no,10\n";

/* R: t <- matrix(c(20,10,30, 30,40,10), 3)
 * p <- sapply(1:3, function(i) fisher.test(rbind(t[i,], colSums(t[-i,])))$p.value); p.adjust(p, "BH"); chisq.test(t) */
Test(audit, each_against_all_others)
{
	struct run run = run_audit(THREE, &HIRED);
	const struct segbias_audit_group *groups[] = {audited_group(&run, "g", "a"), audited_group(&run, "g", "b"),
	                                              audited_group(&run, "g", "c")};
	static const double P[] = {7.218713261742199e-01, 4.106315000117319e-05, 1.487560976494648e-06};
	static const double Q[] = {7.218713261742199e-01, 6.159472500175979e-05, 4.462682929483944e-06};
	for (size_t i = 0; i < 3; i++) {
		cr_expect(fabs(groups[i]->p / P[i] - 1) < 1e-9, "%zu: %.17g", i, groups[i]->p);
		cr_expect(fabs(groups[i]->q / Q[i] - 1) < 1e-9, "%zu: %.17g", i, groups[i]->q);
	}
	cr_expect(run_near(groups[0]->impact_ratio, .4 / .75) && run_near(groups[1]->impact_ratio, .2 / .75));
	cr_expect_eq(groups[0]->status, SEGBIAS_AUDIT_WATCH);
	cr_expect_eq(groups[1]->status, SEGBIAS_AUDIT_BREACH);
	const struct segbias_audited *attribute = &run.findings->audit.attributes[0];
	cr_expect(fabs(attribute->chi2 / 27.708333333333 - 1) < 1e-9 && attribute->df == 2);
	cr_expect(fabs(attribute->p / 9.620815037211382e-07 - 1) < 1e-9 && attribute->q == attribute->p);
	cr_expect(run_is(attribute->against, "c"));
	run_release(&run);
}

/* That a group is selected more often than the rest is no evidence that it is selected too rarely. */
Test(audit, above_all_others_is_no_breach)
{
	struct run run =
	    run_audit("g,hired,people\na,yes,600\na,no,400\nb,yes,300\nb,no,700\nc,yes,4\nc,no,0\n", &HIRED);
	const struct segbias_audit_group *a = audited_group(&run, "g", "a");
	cr_expect(a->q < 1e-6 && run_near(a->impact_ratio, .6));
	cr_expect_eq(a->status, SEGBIAS_AUDIT_WATCH);
	cr_expect_str_eq(a->reason, "above_others");
	cr_expect_eq(audited_group(&run, "g", "b")->status, SEGBIAS_AUDIT_BREACH);
	cr_expect_not_null(run_note(&run, "small_against"));
	run_release(&run);
}

Test(audit, against_a_group_that_is_named)
{
	struct segbias_options options = HIRED;
	options.against = "g=a";
	struct run run = run_audit(THREE, &options);
	cr_expect(run_near(audited_group(&run, "g", "c")->impact_ratio, .75 / .4));
	cr_expect_eq(audited_group(&run, "g", "c")->status, SEGBIAS_AUDIT_OK);
	cr_expect(run_near(audited_group(&run, "g", "b")->impact_ratio, .5));
	run_release(&run);
}

/* Exactly four fifths is not below it, whatever the rounding. */
Test(audit, four_fifths_exactly)
{
	struct run run = run_audit("g,hired,people\na,yes,1000\na,no,9000\nb,yes,800\nb,no,9200\n", &HIRED);
	cr_expect(audited_group(&run, "g", "b")->q < 1e-4);
	cr_expect_eq(audited_group(&run, "g", "b")->status, SEGBIAS_AUDIT_OK);
	run_release(&run);
}

Test(audit, who_is_unknown_or_undecided_is_counted)
{
	struct segbias_options options = {.decision = "hired", .min_n = "1"};
	struct run run = run_audit("sex,hired\nF,yes\nF,no\nF,\nM,yes\nM,yes\n,yes\nN/A,no\n", &options);
	const struct segbias_audit_group *f = audited_group(&run, "sex", "F");
	cr_expect(f->n == 2 && f->selected == 1 && f->missing == 1);
	cr_expect(run.findings->audit.records == 6 && run.findings->audit.missing == 1);
	cr_expect(run.findings->audit.unknown[0].n == 2);
	cr_expect(run_near(f->impact_ratio, .5));
	/* 1 of 2 and 2 of 2; one selected and one not are unknown: 1/3 to 3/3, and 2/3 to 2/3. */
	cr_expect(run_near(f->unknown_low, 1. / 3), "%g", f->unknown_low);
	cr_expect(run_near(f->unknown_high, 1), "%g", f->unknown_high);
	cr_expect_not_null(run_note(&run, "decision_unknown"));
	run_release(&run);
}

Test(audit, crossings)
{
	struct segbias_options options = {.decision = "hired=1", .min_n = "1", .attributes = "sex,sex*race"};
	struct run run = run_audit("sex,race,hired\nF,x,1\nF,x,0\nM,y,1\nF,y,0\n,x,1\nM,,0\n", &options);
	const struct segbias_audit_group *fx = audited_group(&run, "sex*race", "F × x");
	cr_expect(fx->n == 2 && fx->selected == 1 && fx->value_count == 2 && run_is(fx->values[1], "x"));
	cr_expect(audited_group(&run, "sex*race", "F × y")->n == 1);
	cr_expect_eq(run.findings->audit.attributes[1].count, 3); /* M × x does not occur */
	cr_expect(run.findings->audit.unknown[1].n == 2);
	cr_expect(run.findings->audit.unknown[0].n == 1);
	run_release(&run);
}

/* A column whose name holds * is quoted. */
Test(audit, a_star_in_a_name)
{
	struct segbias_options options = {.decision = "hired", .min_n = "1", .attributes = "\"a*b\""};
	struct run run = run_audit("a*b,a,hired\np,q,1\nr,q,0\n", &options);
	cr_expect(audited_group(&run, "a*b", "p")->value_count == 1);
	run_release(&run);
}

Test(audit, small_groups_are_left_out)
{
	struct segbias_options options = HIRED;
	options.min_share = "2%";
	struct run run =
	    run_audit("g,hired,people\na,yes,600\na,no,400\nb,yes,500\nb,no,500\nc,yes,10\nc,no,0\n", &options);
	const struct segbias_audit_group *c = audited_group(&run, "g", "c");
	cr_expect(c->excluded && isnan(c->impact_ratio) && c->rate == 1 && isnan(c->q));
	cr_expect_eq(c->status, SEGBIAS_AUDIT_NONE);
	cr_expect(run_near(audited_group(&run, "g", "b")->impact_ratio, .5 / .6));
	cr_assert_eq(run.findings->audit.gap_count, 1);
	RUN_NEAR(run.findings->audit.gaps[0].gap, .1, "the gap without those that are left out");
	run_release(&run);
}

/* R survey: svymean and its variance of each group; qbeta at the effective size; and, as few have either answer, the test with
 * the variance at the common rate and Kish's size at least: 2 * pt(d / sqrt(v), 10, lower.tail = FALSE). */
Test(audit, weights)
{
	struct segbias_options options = {.decision = "s", .min_n = "1", .campaign = {.weight = "w"}};
	struct run run = run_audit(
	    "s,g,w\n1,a,1\n1,a,2\n0,a,3\n0,a,1\n1,a,2\n0,a,1\n0,b,4\n1,b,1\n0,b,1\n0,b,2\n1,b,2\n1,b,1\n", &options);
	const struct segbias_audit_group *a = audited_group(&run, "g", "a");
	const struct segbias_audit_group *b = audited_group(&run, "g", "b");
	cr_expect(a->n == 10 && a->selected == 5 && run_near(a->rate, .5) && run_near(b->rate, 4. / 11));
	cr_expect(run_near(a->rate_low, 0.07224816749933528), "%.17g", a->rate_low);
	cr_expect(run_near(a->rate_high, 0.92775183250066473));
	cr_expect(run_near(b->rate_low, 0.032782353462298165), "%.17g", b->rate_low);
	cr_expect(run_near(b->rate_high, 0.851499023851026937), "%.17g", b->rate_high);
	cr_expect(fabs(a->p / 0.6956190654989394 - 1) < 1e-9, "%.17g", a->p);
	cr_expect(run_near(a->p, b->p));
	cr_expect_eq(a->flip, SEGBIAS_TRUTH_UNDEFINED);
	run_release(&run);
}

/* The ratio the other way round has the reciprocal limits: both sizes and, of persons, the fewer degrees of freedom are in them. */
static void turn_round(const struct segbias_text *file, struct segbias_options options)
{
	options.against = "a";
	struct run run = run_audit(file->data, &options);
	options.against = "b";
	struct run turned = run_audit(file->data, &options);
	const struct segbias_audit_group *b = audited_group(&run, "g", "b");
	const struct segbias_audit_group *a = audited_group(&turned, "g", "a");
	cr_assert(isfinite(b->impact_ratio_low) && isfinite(a->impact_ratio_low));
	cr_expect(fabs(a->impact_ratio * b->impact_ratio - 1) < 1e-12);
	cr_expect(fabs(a->impact_ratio_low * b->impact_ratio_high - 1) < 1e-6, "%.17g", a->impact_ratio_low);
	cr_expect(fabs(a->impact_ratio_high * b->impact_ratio_low - 1) < 1e-6, "%.17g", a->impact_ratio_high);
	run_release(&run);
	run_release(&turned);
}

Test(audit, limits_of_ratios_turn_round)
{
	struct segbias_text file = {0};
	struct segbias_options options = {.decision = "s", .attributes = "g"};
	segbias_text_add_string(&file, "who,s,g,w\n");
	for (unsigned i = 0; i < 240; i++)
		segbias_text_add_format(&file, "p%u,%d,%s,%u.5\n", i / 2, i * 7 % 11 < (i < 40 ? 4 : 6),
		                        i < 40 ? "a" : "b", i * 5 % 4);
	options.campaign.weight = "w";
	turn_round(&file, options);
	options.campaign.weight = "none";
	options.person = "who";
	turn_round(&file, options);
	segbias_text_release(&file);
}

/* Of 100 a and 100 b, 60 and 30 selected, and 10 selected and 10 others who may be either. To a, which is named: 30/110 by 70/110, and
 * 40/110 by 60/110. To the largest they would be to c. */
Test(audit, bounds_to_a_group_that_is_named)
{
	static const char FILE[] = "g,s,n\na,yes,60\na,no,40\nb,yes,30\nb,no,70\n,yes,10\n,no,10\nc,yes,70\nc,no,30\n";
	struct segbias_options options = {
	    .decision = "s", .attributes = "g", .against = "a", .campaign = {.count = "n"}};
	struct run run = run_audit(FILE, &options);
	const struct segbias_audit_group *b = audited_group(&run, "g", "b");
	cr_expect(run_near(b->unknown_low, (30. / 110) / (70. / 110)), "%.17g", b->unknown_low);
	cr_expect(run_near(b->unknown_high, (40. / 110) / (60. / 110)), "%.17g", b->unknown_high);
	run_release(&run);
}

/* Cities of two countries, of which a few records are said to be in the other one. The two selected in A2 are withheld, and with them those of
 * another city: of its own country, as what that has less those of A1 would be them; where K records join the countries, 3 and 2 of two cities,
 * that tells nothing, and the city of fewest records is taken. */
Test(audit, columns_that_fall_apart_but_for_few_are_withheld_together)
{
	static const char FILE[] = "country,city,s,n\nA,A1,yes,30\nA,A1,no,30\nA,A2,yes,2\nA,A2,no,30\nB,B1,yes,30\n"
				   "B,B1,no,30\nB,B2,yes,30\nB,B2,no,30\nB,A1,no,%d\nB,A2,no,2\n";
	struct segbias_options options = {.decision = "s", .publish = "5", .campaign = {.count = "n"}};
	for (int others = 2; others < 4; others++) {
		struct segbias_text file = {0};
		segbias_text_add_format(&file, FILE, others);
		struct run run = run_audit(file.data, &options);
		cr_expect(isnan(audited_group(&run, "city", "A2")->rate));
		cr_expect_eq(isnan(audited_group(&run, "city", "A1")->rate), others == 2);
		cr_expect_eq(isnan(audited_group(&run, "city", "B1")->rate), others == 3);
		cr_expect_not(isnan(audited_group(&run, "country", "A")->rate));
		run_release(&run);
		segbias_text_release(&file);
	}
}

/* Persons by another road: those without consent of a comparison. */
Test(audit, persons_are_those_of_consent)
{
	struct segbias_text file = {0};
	segbias_text_add_string(&file, "who,sex,ok\n");
	for (unsigned i = 0; i < 120; i++)
		for (unsigned j = 0; j <= i % 4; j++)
			segbias_text_add_format(&file, "p%u,%s,%s\n", i, i % 3 ? "F" : "M",
			                        i * 7 % 5 < 2 ? "no" : "yes");
	struct segbias_options options = {.decision = "ok=no", .person = "who", .attributes = "sex"};
	struct segbias_options compared = {
	    .consent = "ok=yes", .person = "who", .attributes = "sex", .segment = "none"};
	struct run run = run_audit(file.data, &options);
	struct run other = run_good(file.data, "sex,count\nF,500\nM,500\n", &compared);
	for (size_t i = 0; i < other.findings->consent_count; i++) {
		const struct segbias_consent *row = &other.findings->consents[i];
		if (!row->attribute.bytes)
			continue;
		const struct segbias_audit_group *group = audited_group(&run, "sex", row->value.bytes);
		cr_expect(group->n == row->n && group->selected == row->without);
		cr_expect(group->rate_low == row->rate_low && group->rate_high == row->rate_high);
		cr_expect(group->p == row->p, "%.17g, %.17g", group->p, row->p);
	}
	cr_expect_eq(other.findings->consent_count, 3);
	run_release(&run);
	run_release(&other);
	segbias_text_release(&file);
}

/* By another road: 12 of 40 against a sample of which 48 of 80 are. */
Test(audit, limits_are_those_of_two_independent_shares)
{
	struct segbias_options compared = {.reference_kind = "sample", .segment = "none"};
	struct run run = run_audit("group,hired,people\nA,yes,48\nA,no,32\nB,yes,12\nB,no,28\n", &HIRED);
	struct run other = run_good("hired,count\nyes,12\nno,28\n", "hired,count\nyes,48\nno,32\n", &compared);
	const struct segbias_audit_group *group = audited_group(&run, "group", "B");
	const struct segbias_value_finding *value = run_value(&other, NULL, "hired", "yes");
	cr_expect(run_near(group->impact_ratio, value->index / 100));
	cr_expect(run_near(group->impact_ratio_low, value->index_low / 100), "%g", group->impact_ratio_low);
	cr_expect(run_near(group->impact_ratio_high, value->index_high / 100), "%g", group->impact_ratio_high);
	run_release(&run);
	run_release(&other);
}

/* A declared design effect halves the sizes: R binom.test is none then, but qbeta(.025, 6, 20 - 6 + 1). */
Test(audit, design_effect)
{
	struct segbias_options options = HIRED;
	options.deff = "2";
	struct run run = run_audit("group,hired,people\nA,yes,48\nA,no,32\nB,yes,12\nB,no,28\n", &options);
	const struct segbias_audit_group *group = audited_group(&run, "group", "B");
	cr_expect(run_near(group->rate_low, 0.11893159040572764), "%.17g", group->rate_low);
	cr_expect(run_near(run.findings->audit.attributes[0].chi2, 9.6 / 2), "%.17g",
	          run.findings->audit.attributes[0].chi2);
	run_release(&run);
}

/* What a spelling is does not matter, nor whether a value is joined of several. */
Test(audit, spellings_of_one_value_are_one_group)
{
	struct segbias_options options = {.decision = "ok", .min_n = "1", .person = "who"};
	struct run run =
	    run_audit("who,sex,ok\na,Female,1\na,female,0\nb,FEMALE,1\nc,Male,0\nd,male,1\nd,Male,1\n", &options);
	cr_expect_eq(run.findings->audit.attributes[0].count, 2);
	cr_expect(run.findings->audit.groups[0].n == 3 && run.findings->audit.groups[0].selected == 2);
	run_release(&run);
}

Test(audit, what_a_program_can_get_wrong)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	cr_expect_eq(segbias_audit(NULL, NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_audit("x.csv", NULL, NULL, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_audit("x.csv", NULL, &findings, &error), SEGBIAS_USAGE);
	cr_expect(strstr(error.message, "decisions") != NULL && strstr(error.hint, "`decision`") != NULL, "%s; %s",
	          error.message, error.hint);
	cr_expect_null(findings);
}

/* From memory, by its settings, and field by field. */
Test(audit, from_a_program)
{
	static const char FILE_TEXT[] = "sex,hired\nF,1\nF,0\nM,1\n,1\n";
	struct segbias_options *options = NULL;
	struct segbias_findings *findings = NULL;
	struct segbias_error error = {0};
	cr_assert_eq(segbias_options_create(&options, &error), SEGBIAS_OK);
	cr_assert_eq(segbias_options_set(options, "decision", "hired=1", &error), SEGBIAS_OK);
	cr_assert_eq(segbias_options_set(options, "min_n", "1", &error), SEGBIAS_OK);
	cr_assert_eq(segbias_options_memory(options, "people", FILE_TEXT, strlen(FILE_TEXT), &error), SEGBIAS_OK);
	cr_assert_eq(segbias_audit("people", options, &findings, &error), SEGBIAS_OK, "%s", error.message);
	cr_expect_eq(segbias_findings_count(findings, "groups"), 2);
	cr_expect(segbias_findings_number(findings, "groups", 0, "rate") == .5);
	cr_expect_str_eq(segbias_findings_text(findings, "groups", 0, "value", NULL), "F");
	cr_expect_eq(segbias_findings_count(findings, "unknown"), 1);
	cr_expect(segbias_findings_number(findings, "unknown", 0, "n") == 1);
	cr_expect_null(segbias_findings_text(findings, "", 0, "status", NULL));
	segbias_findings_free(findings);
	segbias_options_free(options);
}

/* The order of rows, of columns, and of values changes nothing. */
Test(audit, order_changes_nothing)
{
	struct run first = run_audit(THREE, &HIRED);
	struct run second =
	    run_audit("people,hired,g\n10,no,c\n30,no,a\n30,yes,c\n10,yes,b\n20,yes,a\n40,no,b\n", &HIRED);
	for (size_t i = 0; i < 3; i++) {
		const struct segbias_audit_group *a = &first.findings->audit.groups[i];
		const struct segbias_audit_group *b = audited_group(&second, "g", a->value.bytes);
		cr_expect(a->p == b->p && a->q == b->q && a->impact_ratio == b->impact_ratio);
		cr_expect(a->impact_ratio_low == b->impact_ratio_low || isnan(a->impact_ratio_low));
	}
	run_release(&first);
	run_release(&second);
}

Test(audit, gate)
{
	static const struct {
		const char *fail_on;
		enum segbias_gate_status status;
		size_t breaches;
	} ROWS[] = {{"under", SEGBIAS_GATE_BREACHED, 1},  {"under,likely", SEGBIAS_GATE_BREACHED, 2},
	            {"likely", SEGBIAS_GATE_BREACHED, 2}, {"unclear", SEGBIAS_GATE_UNDECIDED, 0},
	            {"none", SEGBIAS_GATE_PASSED, 0},     {"over,under", SEGBIAS_GATE_BREACHED, 1}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_options options = HIRED;
		options.fail_on = ROWS[i].fail_on;
		struct run run = run_audit(THREE, &options);
		cr_expect_eq(run.findings->audit.status, ROWS[i].status, "%s", ROWS[i].fail_on);
		cr_expect_eq(run.findings->audit.breach_count, ROWS[i].breaches, "%s", ROWS[i].fail_on);
		run_release(&run);
	}
}

/* {rate, low, high, p} of women and men, then of these by age: scripts/oracle/audit_persons.R */
static const double PERSONS_WITH_WEIGHTS[][4] = {
    {0.44672131147540983, 0.40061625865901723, 0.49351733249566931, 0.90070588584776357},
    {0.44270833333333331, 0.39860890045933123, 0.48748941803383361, 0.90070588584776357},
    {0.45189504373177841, 0.38747306704618811, 0.51753181685839855, 0.80242852188723268},
    {0.44215938303341901, 0.36915550617196186, 0.51705628703151385, 0.93373973743336758},
    {0.44537815126050417, 0.38249001385117604, 0.50958747651670666, 0.97973096499860512},
    {0.44038929440389296, 0.37035178177714606, 0.51222456480396361, 0.8823784390398659},
};

/* By --eligible the figures are those of a file that holds nobody else, whoever else of the same persons is in it. */
static void expect_persons_with_weights(bool with_others)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "who,sex,age,w,hired,applied\n");
	for (int i = 0; i < 600; i++) {
		int who = i * 7 % 181;
		int man = (who + (i % 9 == 0)) % 2;
		segbias_text_add_format(&text, "p%d,%s,%s,%d,%s,ja\n", who, man ? "M" : "F", i / 3 % 2 ? "old" : "new",
		                        1 + i % 4, (i * 31 + man * 25) % 101 > 55 ? "yes" : "no");
		if (with_others && i % 3 == 0)
			segbias_text_add_format(&text, "p%d,%s,old,7,%s,%s\n", who, i % 2 ? "M" : "F",
			                        i % 5 ? "yes" : "no", i % 4 ? "nein" : "");
	}
	const struct segbias_options options = {.decision = "hired",
	                                        .attributes = "sex,sex*age",
	                                        .person = "who",
	                                        .eligible = with_others ? "applied=ja" : NULL,
	                                        .campaign = {.weight = "w"}};
	struct run run = run_audit(text.data, &options);
	segbias_text_release(&text);
	cr_assert_eq(run.findings->audit.group_count, sizeof PERSONS_WITH_WEIGHTS / sizeof *PERSONS_WITH_WEIGHTS);
	for (size_t i = 0; i < run.findings->audit.group_count; i++) {
		const struct segbias_audit_group *group = &run.findings->audit.groups[i];
		RUN_NEAR(group->rate, PERSONS_WITH_WEIGHTS[i][0], "rate");
		RUN_NEAR(group->rate_low, PERSONS_WITH_WEIGHTS[i][1], "low");
		RUN_NEAR(group->rate_high, PERSONS_WITH_WEIGHTS[i][2], "high");
		RUN_NEAR(group->p, PERSONS_WITH_WEIGHTS[i][3], "p");
		cr_expect_eq(group->flip, SEGBIAS_TRUTH_UNDEFINED);
	}
	run_release(&run);
}

Test(audit, persons_with_weights)
{
	expect_persons_with_weights(false);
	expect_persons_with_weights(true);
}

static bool same_number(double a, double b)
{
	return a == b || (isnan(a) && isnan(b)) || fabs(a - b) <= 1e-12 * fmax(1, fabs(a));
}

/* A crossing is a column that holds its values, where persons have few records and where they have so many that their profiles
 * are kept apart; with unknown parts, in any order of --attributes. */
Test(audit, persons_crossed_are_a_column_of_both)
{
	static const struct {
		unsigned persons, each;
		const char *alone, *crossed, *found;
	} CASES[] = {{40, 5, "all", "a*b*c", "a*b*c"},
	             {300, 80, "all", "a*b*c", "a*b*c"},
	             {300, 80, "two", "c,a*b,b", "a*b"},
	             {300, 80, "a", "a,a*b", "a"},
	             {300, 80, "a", "a,a*b*c", "a"}}; /* with so many profiles that columns and pairs are kept apart */
	for (size_t c = 0; c < sizeof CASES / sizeof *CASES; c++) {
		struct segbias_text text = {0};
		uint32_t state = 7;
		segbias_text_add_string(&text, "who,a,b,c,two,all,ok\n");
		for (unsigned i = 0; i < CASES[c].persons * CASES[c].each; i++) {
			unsigned of[4];
			for (size_t j = 0; j < 4; j++)
				of[j] = (state = state * 1664525 + 1013904223) >> 16;
			unsigned who = i / CASES[c].each;
			bool known = of[0] % 19 > 0;
			const char *a = of[0] % 2 ? "F" : "M";
			unsigned b = of[1] % 3;
			unsigned six = of[2] % 6;
			segbias_text_add_format(&text, "%u,%s,b%u,c%u,", who, known ? a : "", b, six);
			segbias_text_add_format(&text, known ? "%s × b%u,%s × b%u × c%u," : ",,", a, b, a, b, six);
			segbias_text_add_string(&text, of[3] % 100 < 30 + who % 40 ? "1\n" : "0\n");
		}
		struct segbias_options options = {.decision = "ok", .person = "who", .attributes = CASES[c].alone};
		struct run alone = run_audit(text.data, &options);
		options.attributes = CASES[c].crossed;
		struct run crossed = run_audit(text.data, &options);
		const struct segbias_audit_findings *audit = &alone.findings->audit;
		cr_expect(audit->group_count >= 2);
		for (size_t i = 0; i < audit->group_count; i++) {
			const struct segbias_audit_group *x = &audit->groups[i];
			const struct segbias_audit_group *y = audited_group(&crossed, CASES[c].found, x->value.bytes);
			cr_assert_not_null(y);
			cr_expect(same_number(x->rate, y->rate) && same_number(x->rate_low, y->rate_low) &&
			              same_number(x->rate_high, y->rate_high) && same_number(x->p, y->p) &&
			              same_number(x->impact_ratio_low, y->impact_ratio_low) &&
			              y->rate_low < y->rate_high,
			          "case %zu, %s", c, x->value.bytes);
		}
		segbias_text_release(&text);
		run_release(&alone);
		run_release(&crossed);
	}
}

/* A share of exactly --min-share is not under it: 4 of 200. */
Test(audit, a_group_of_the_least_share_is_in)
{
	struct segbias_options options = HIRED;
	options.min_share = "2%";
	struct run run = run_audit("g,hired,people\na,yes,2\na,no,2\nb,yes,1\nb,no,2\nc,yes,100\nc,no,93\n", &options);
	cr_expect_null(audited_group(&run, "g", "a")->excluded);
	cr_expect_str_eq(audited_group(&run, "g", "b")->excluded, "min_share");
	run_release(&run);
}

/* What leaves a small comparator out is proposed where two groups are left to compare: one of them has exactly that share. */
Test(audit, a_small_comparator_is_left_out_where_two_stay)
{
	struct segbias_options options = HIRED;
	struct run run = run_audit("g,hired,people\na,yes,3\nb,yes,2\nb,no,2\nc,yes,100\nc,no,93\n", &options);
	cr_assert_not_null(run_note(&run, "small_against"));
	cr_expect(strstr(run_note(&run, "small_against")->hint, "--min-share 2%") != NULL);
	run_release(&run);
	run = run_audit("g,hired,people\na,yes,3\nb,yes,2\nb,no,1\nc,yes,100\nc,no,92\n", &options);
	cr_assert_not_null(run_note(&run, "small_against"));
	cr_expect_null(strstr(run_note(&run, "small_against")->hint, "--min-share"));
	run_release(&run);
}

/* Of groups that have the same rate the first one is named. */
Test(audit, a_gap_names_the_first_of_equal_groups)
{
	struct run run = run_audit("g,hired,people\na,yes,60\na,no,40\nb,yes,20\nb,no,80\nc,yes,20\nc,no,80\n"
	                           "d,yes,60\nd,no,40\n",
	                           &HIRED);
	cr_assert_eq(run.findings->audit.gap_count, 1);
	cr_expect(run_is(run.findings->audit.gaps[0].low, "b") && run_is(run.findings->audit.gaps[0].high, "a"));
	cr_expect(run_near(run.findings->audit.gaps[0].gap, .4));
	run_release(&run);
}

/* A column without a known value has no groups. */
Test(audit, an_empty_column_is_no_attribute)
{
	struct run run = run_audit("g,empty,hired,people\na,,yes,20\na,,no,30\nb,,yes,10\nb,,no,40\n", &HIRED);
	cr_expect_eq(run.findings->audit.attribute_count, 1);
	cr_expect_eq(run.findings->audit.unknown_count, 1);
	run_release(&run);
}

/* .2 / .75 before .4 / .75, though the file has them the other way round. */
Test(audit, the_lowest_ratio_is_told_first)
{
	struct segbias_options options = HIRED;
	options.fail_on = "likely";
	struct run run = run_audit(THREE, &options);
	const struct segbias_audit_findings *audit = &run.findings->audit;
	cr_assert_eq(audit->breach_count, 2);
	cr_expect(run_is(audit->breaches[0].value, "b") && run_is(audit->breaches[1].value, "a"));
	run_release(&run);
}

/* A group that others are held against has the ratio 1 to itself: .4 / .2 is the lowest of the others. */
Test(audit, a_group_is_not_the_lowest_to_itself)
{
	struct segbias_options options = HIRED;
	options.fail_on = "under";
	options.against = "b";
	struct run run = run_audit(THREE, &options);
	cr_expect_eq(run.findings->audit.status, SEGBIAS_GATE_PASSED);
	cr_expect(strstr(run.findings->audit.message, "\"a\": ratio 2"), "%s", run.findings->audit.message);
	run_release(&run);
}

/* A sign tells values apart: labels of -1 and 1 are one of each, and G- is no G. 1 and 1.0 are one number, 01 is a code. */
Test(audit, a_sign_tells_values_apart)
{
	static const struct {
		const char *decision, *against;
		double selected;
	} ROWS[] = {{"out=1", "G", 90}, {"out=-1", "G-", 55}, {"out=1.0", "G+", 90}, {"out=01", "g-", 7}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const struct segbias_options options = {.decision = ROWS[i].decision,
		                                        .against = ROWS[i].against,
		                                        .attributes = "grade",
		                                        .campaign = {.count = "people"}};
		struct run run =
		    run_audit("grade,out,people\nG,1,40\nG,-1,20\nG-,1,21\nG-,1.0,9\nG-,-1,17\nG-,01,3\nG+,1.0,20\n"
		              "G+,-1,13\nG,01,3\nG+,01,1\nH,-1,5\n",
		              &options);
		cr_expect_eq(run.findings->audit.selected, ROWS[i].selected, "%s: %g", ROWS[i].decision,
		             run.findings->audit.selected);
		size_t against = 0;
		for (size_t j = 0; j < run.findings->audit.group_count; j++) {
			const struct segbias_audit_group *group = &run.findings->audit.groups[j];
			against += group->is_against;
			cr_expect(!group->is_against || group->value.size == strlen(ROWS[i].against));
		}
		cr_expect_eq(against, 1);
		run_release(&run);
	}
}

/* One group alone is compared to nobody; a yardstick with records enough judges no other group. */
Test(audit, gate_that_judged_nothing)
{
	static const char *const FILES[] = {"g,hired,people\na,yes,100\na,no,100\n",
	                                    "g,hired,people\na,yes,100\na,no,100\nb,yes,0\nb,no,20\n"};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_options options = HIRED;
		options.fail_on = "under,unclear";
		struct run run = run_audit(FILES[i], &options);
		cr_expect_eq(run.findings->audit.status, SEGBIAS_GATE_UNDECIDED);
		run_release(&run);
	}
}

Test(audit, failures)
{
	static const char *const GIVEN_GRADE[] = {"grade"};
	static const struct run_failure ROWS[] = {
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hired", .fail_on = "over,new"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--fail-on: of what it names nothing is found by an audit, so that it would always pass",
	     "under, likely and unclear"},
	    {"sex,points\nF,4\nM,7\n",
	     NULL,
	     {.score = "points", .fail_on = "under"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "nothing says who is selected: there is nothing to judge",
	     "--threshold X"},
	    {"g,hired,people\na,yes,10\na,no,10\nb,yes,0\nb,no,20\n",
	     NULL,
	     {.decision = "hired", .fail_on = "under"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "no group that is compared to another has the records that a test needs: nothing was judged, which is no pass",
	     "under,unclear"},
	    {"g,hired,people\na,yes,100\na,no,100\n,yes,10\n,no,210\n",
	     NULL,
	     {.decision = "hired", .fail_on = "under"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "no group that is compared to another has the records that a test needs: nothing was judged, which is no pass",
	     "under,unclear"},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.alpha = NULL},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "an audit needs the column of decisions, or of scores",
	     "--decision COL"},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hird"},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--decision: there is no column \"hird\"",
	     "hired"},
	    {"sex,out\nF,accepted\nM,refused\n",
	     NULL,
	     {.decision = "out"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--decision: column \"out\" does not say yes or no in words that are known: \"accepted\", \"refused\"",
	     "--decision 'out=accepted'"},
	    {"sex,out\nF,accepted\nM,refused\n",
	     NULL,
	     {.decision = "out=hired"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--decision: no record has \"hired\" in column \"out\", which has \"accepted\", \"refused\"",
	     "VALUE"},
	    {"sex,out\nF,no\nM,no\n",
	     NULL,
	     {.decision = "out"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--decision: column \"out\" says yes of no record",
	     "a row for each of them"},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hired", .against = "X"},
	     SEGBIAS_DATA,
	     "campaign",
	     0,
	     0,
	     "--against: there is no group \"X\"; there are \"F\", \"M\"",
	     "ATTRIBUTE=VALUE"},
	    {"sex,hired,grade\nF,yes,1\nM,no,2\n",
	     NULL,
	     {.decision = "hired", .score = "grade", .given = {GIVEN_GRADE, 1}},
	     SEGBIAS_DATA,
	     "campaign",
	     1,
	     0,
	     "--given: column \"grade\" has another part already",
	     "it is the decision, score, label"},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hired", .reference_kind = "base"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--reference-kind is one of compare: an audit reads one file",
	     ""},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hired", .attributes = "sex*sex"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--attributes \"sex*sex\": an attribute is crossed with itself",
	     ""},
	    {"sex,hired\nF,yes\nM,no\n",
	     NULL,
	     {.decision = "hired", .attributes = "sex,"},
	     SEGBIAS_USAGE,
	     "",
	     0,
	     0,
	     "--attributes \"sex,\": one of the names is empty",
	     ""},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		run_job_fails(audited_job, &ROWS[i], i);
}
