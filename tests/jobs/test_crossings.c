/* Crossings of whole runs: figures of R (scripts/oracle/stat_crossing.R for the parents) and arithmetic beside them. */
#include "run.h"

/* Tails and fits that an iteration ends. */
#define TOLERANCE_FIT 1e-6

static const char JOINT[] = "sex,age,count\nF,18-29,120\nF,30-44,100\nF,45+,160\nM,18-29,100\nM,30-44,80\nM,45+,90\n"
			    "X,18-29,110\nX,30-44,90\nX,45+,150\n";

/* Adds so many rows. */
static void add_rows(struct segbias_text *out, const char *row, int count)
{
	for (int i = 0; i < count; i++)
		segbias_text_add_format(out, "%s\n", row);
}

/* The campaign of tests/stats/test_stat_crossing.c, one segment: COUNT by rows F, M, X and columns 18-29, 30-44, 45+. */
static void write_campaign(struct segbias_text *out)
{
	static const char *const ROWS[] = {"s,F,18-29", "s,F,30-44", "s,F,45+",   "s,M,18-29", "s,M,30-44",
	                                   "s,M,45+",   "s,X,18-29", "s,X,30-44", "s,X,45+"};
	static const int COUNT[] = {120, 80, 150, 40, 60, 22, 90, 8, 130};
	segbias_text_add_string(out, "segment,sex,age\n");
	for (size_t i = 0; i < 9; i++)
		add_rows(out, ROWS[i], COUNT[i]);
}

static const struct segbias_crossing_finding *find(const struct segbias_findings *findings, const char *segment,
                                                   const char *value)
{
	for (size_t i = 0; i < findings->crossing_count; i++) {
		const struct segbias_crossing_finding *row = &findings->crossings[i];
		bool same =
		    segment ? segbias_label_equal(row->segment, segbias_label_of(segment)) : !row->segment.bytes;
		if (same && segbias_label_equal(row->value, segbias_label_of(value)))
			return row;
	}
	cr_assert_fail("no %s of %s", value, segment ? segment : "the whole");
	return NULL;
}

static bool near_to(double actual, double expected, double tolerance)
{
	return fabs(actual - expected) <= tolerance * fabs(expected);
}

/* R: k <- c(120,80,150,40,60,22,90,8,130); r <- c(120,100,160,100,80,90,110,90,150)/1000; binom.test(k[8], 700, r[8])$p.value;
 * parents: stat_crossing.R, "exact fit" and "exact p". */
Test(crossings, a_named_crossing_has_all_its_cells)
{
	struct segbias_text campaign = {0};
	write_campaign(&campaign);
	struct segbias_options options = {
	    .segment = "segment", .attributes = "age*sex", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, JOINT, &options);
	const struct segbias_findings *f = run.findings;
	cr_assert_eq(f->crossing_count, 18, "%zu", f->crossing_count);
	cr_expect_eq(f->crossed_segments, 9);
	cr_expect_eq(f->crossed_whole, 9);
	cr_expect_eq(f->family_segments, 6);
	const struct segbias_crossing_finding *row = find(f, "s", "X × 30-44");
	cr_expect(segbias_label_equal(row->attribute, segbias_label_of("sex*age")));
	cr_expect_eq(row->value_count, 2);
	cr_expect(segbias_label_equal(row->values[1], segbias_label_of("30-44")));
	cr_expect_eq(row->n, 700);
	cr_expect_eq(row->count, 8);
	cr_expect(near_to(row->expected, 63, RUN_TOLERANCE));
	cr_expect(near_to(row->index, 100 * (8 / 700.) / .09, RUN_TOLERANCE));
	cr_expect_eq(row->shortfall, 55);
	cr_expect(near_to(row->p, 6.77661769378e-19, 1e-8), "%.12g", row->p);
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNDER);
	cr_expect(near_to(row->parents_expected, 46.3232948931190, TOLERANCE_FIT), "%.12g", row->parents_expected);
	cr_expect(near_to(row->p_parents, 2.33564624172228e-14, 1e-4), "%.12g", row->p_parents);
	cr_expect_str_eq(row->state, "own");
	row = find(f, "s", "X × 18-29");
	cr_expect(near_to(row->parents_expected, 78.6050977946272, TOLERANCE_FIT));
	cr_expect_str_eq(row->state, "none");
	cr_expect(isnan(row->beyond) && !row->under_attribute.bytes);
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Other verdicts, and the family that they stand in, do not know of crossings. */
Test(crossings, no_other_verdict_changes)
{
	struct segbias_text campaign = {0};
	write_campaign(&campaign);
	struct segbias_options options = {.segment = "segment", .reference_kind = "population"};
	struct run plain = run_good(campaign.data, JOINT, &options);
	options.cross = "2";
	struct run crossed = run_good(campaign.data, JOINT, &options);
	cr_assert_eq(plain.findings->comparison_count, crossed.findings->comparison_count);
	for (size_t i = 0; i < plain.findings->comparison_count; i++)
		for (size_t j = 0; j < plain.findings->comparisons[i].value_count; j++) {
			const struct segbias_value_finding *a = &plain.findings->comparisons[i].values[j];
			const struct segbias_value_finding *b = &crossed.findings->comparisons[i].values[j];
			cr_expect(a->q == b->q && a->q_flag == b->q_flag && a->verdict == b->verdict);
		}
	cr_expect_eq(plain.findings->crossing_count, 0);
	cr_expect_gt(crossed.findings->crossing_count, 0);
	run_release(&plain);
	run_release(&crossed);
	segbias_text_release(&campaign);
}

/* Men are half of what they should be at every age: that is one skew, and no crossing of its own. */
Test(crossings, what_an_attribute_explains_is_folded_under_it)
{
	static const char EVEN[] = "sex,age,count\nF,young,250\nF,old,250\nM,young,250\nM,old,250\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,sex,age\n");
	add_rows(&campaign, "s,F,young", 600);
	add_rows(&campaign, "s,F,old", 600);
	add_rows(&campaign, "s,M,young", 200);
	add_rows(&campaign, "s,M,old", 200);
	struct segbias_options options = {.segment = "segment", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, EVEN, &options);
	const struct segbias_crossing_finding *row = find(run.findings, "s", "M × young");
	cr_expect_str_eq(row->state, "folded");
	cr_expect(segbias_label_equal(row->under_attribute, segbias_label_of("sex")));
	cr_expect(segbias_label_equal(row->under_value, segbias_label_of("M")));
	cr_expect(near_to(row->parents_expected, 200, TOLERANCE_FIT));
	for (size_t i = 0; i < run.findings->crossing_count; i++)
		cr_expect_str_neq(run.findings->crossings[i].state, "own");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Half of what should be there, by two mild skews of .72 each: neither attribute is beyond the band. */
Test(crossings, mild_skews_add_up)
{
	static const char EVEN[] = "sex,age,count\nF,young,2500\nF,old,2500\nM,young,2500\nM,old,2500\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,sex,age\n");
	/* 41 % of each margin, 59 % of the other: 16.81 %, 24.19 % and 34.81 % */
	add_rows(&campaign, "s,F,young", 3481);
	add_rows(&campaign, "s,F,old", 2419);
	add_rows(&campaign, "s,M,young", 2419);
	add_rows(&campaign, "s,M,old", 1681);
	struct segbias_options options = {.segment = "segment", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, EVEN, &options);
	const struct segbias_crossing_finding *row = find(run.findings, "s", "M × old");
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNDER);
	cr_expect_str_eq(row->state, "sum");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* A record that lacks a part is missing, one of a combination that the reference has nobody of is unmatched. */
Test(crossings, n_are_the_records_that_have_every_part)
{
	static const char HOLE[] = "sex,age,count\nF,young,250\nF,old,250\nM,young,500\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,sex,age\n");
	add_rows(&campaign, "s,F,young", 40);
	add_rows(&campaign, "s,F,old", 60);
	add_rows(&campaign, "s,M,young", 100);
	add_rows(&campaign, "s,M,old", 7);
	add_rows(&campaign, "s,,old", 3);
	add_rows(&campaign, "s,F,", 2);
	add_rows(&campaign, "s,F,ancient", 1);
	struct segbias_options options = {
	    .segment = "segment", .attributes = "sex*age", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, HOLE, &options);
	const struct segbias_crossing_finding *row = find(run.findings, "s", "F × old");
	cr_expect_eq(row->n, 200);
	cr_expect_eq(row->missing, 5);
	cr_expect_eq(row->unmatched, 8);
	cr_expect_eq(run.findings->crossing_count, 6, "three combinations, not four");
	cr_expect(near_to(row->reference_share, .25, RUN_TOLERANCE));
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Of three attributes each pair is a parent: a skew of one pair is folded under it. */
Test(crossings, a_triple_is_folded_under_its_pair)
{
	struct segbias_text campaign = {0};
	struct segbias_text reference = {0};
	segbias_text_add_string(&campaign, "segment,a,b,c\n");
	segbias_text_add_string(&reference, "a,b,c,count\n");
	for (int i = 0; i < 8; i++) {
		char row[32];
		bool pair = (i & 4) && (i & 2);
		(void)snprintf(row, sizeof row, "s,a%d,b%d,c%d", i >> 2, i >> 1 & 1, i & 1);
		add_rows(&campaign, row, pair ? 100 : 400);
		segbias_text_add_format(&reference, "a%d,b%d,c%d,400\n", i >> 2, i >> 1 & 1, i & 1);
	}
	struct segbias_options options = {.segment = "segment", .cross = "3", .reference_kind = "population"};
	struct run run = run_good(campaign.data, reference.data, &options);
	cr_expect_str_eq(find(run.findings, "s", "a1 × b1")->state, "own");
	const struct segbias_crossing_finding *row = find(run.findings, "s", "a1 × b1 × c0");
	cr_expect_str_eq(row->state, "folded");
	cr_expect(segbias_label_equal(row->under_attribute, segbias_label_of("a*b")));
	cr_expect(segbias_label_equal(row->under_value, segbias_label_of("a1 × b1")));
	cr_expect(near_to(row->parents_expected, 100, TOLERANCE_FIT));
	run_release(&run);
	segbias_text_release(&campaign);
	segbias_text_release(&reference);
}

/* scipy: 2 * binom.sf(699, 1000, .5), 2 * binom.sf(699, 1000, 1.25 * .5), 2 * binom.cdf(100, 1000, .8 * .3). */
Test(crossings, margins_alone_give_bounds)
{
	static const char MARGINS[] = "attribute,value,count\nsex,F,500\nsex,M,500\nage,young,200\nage,old,800\n";
	struct segbias_text campaign = {0};
	segbias_text_add_string(&campaign, "segment,sex,age\n");
	add_rows(&campaign, "s,F,old", 700);
	add_rows(&campaign, "s,F,young", 50);
	add_rows(&campaign, "s,M,old", 100);
	add_rows(&campaign, "s,M,young", 150);
	struct segbias_options options = {
	    .segment = "segment", .attributes = "sex*age", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, MARGINS, &options);
	const struct segbias_crossing_finding *row = find(run.findings, "s", "F × old");
	cr_expect(near_to(row->reference_low, .3, RUN_TOLERANCE) && near_to(row->reference_high, .5, RUN_TOLERANCE));
	cr_expect(near_to(row->assumed, .4, RUN_TOLERANCE));
	cr_expect(near_to(row->index_low, 140, RUN_TOLERANCE));
	cr_expect(near_to(row->index_high, 100 * .7 / .3, RUN_TOLERANCE), "%.12g", row->index_high);
	cr_expect(isnan(row->index) && isnan(row->reference_share) && isnan(row->expected) && isnan(row->beyond));
	cr_expect(near_to(row->p, 1.76656780079e-37, 1e-8), "%.12g", row->p);
	cr_expect(near_to(row->p_flag, 7.79750697544e-07, 1e-8), "%.12g", row->p_flag);
	cr_expect_eq(row->shortfall, -200);
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_OVER);
	cr_expect_str_eq(row->state, "bounds");
	cr_expect(!row->under_attribute.bytes);
	row = find(run.findings, "s", "M × old");
	cr_expect(near_to(row->index_high, 100 * .1 / .3, RUN_TOLERANCE));
	cr_expect(near_to(row->p_flag, 1.11231921826e-29, 1e-8), "%.12g", row->p_flag);
	cr_expect_eq(row->shortfall, 200);
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNDER);
	/* None at all may be all that there is, and .15 of .2. */
	row = find(run.findings, "s", "F × young");
	cr_expect(row->reference_low == 0 && isnan(row->index_high));
	cr_expect_eq(row->verdict, SEGBIAS_VERDICT_UNCLEAR);
	cr_expect_str_eq(row->state, "none");
	row = find(run.findings, "s", "M × young");
	cr_expect_eq(row->p, 1);
	cr_expect_str_eq(row->state, "none");
	run_release(&run);
	segbias_text_release(&campaign);
}

/* Where the joint table is known too, whatever lies beyond the bounds has a finding on that side. */
Test(crossings, what_is_beyond_the_bounds_is_in_the_joint_table)
{
	uint32_t seed = 3;
	size_t beyond = 0;
	for (int round = 0; round < 12; round++) {
		struct segbias_text campaign = {0};
		struct segbias_text joint = {0};
		struct segbias_text margins = {0};
		int margin[4] = {0};
		segbias_text_add_string(&campaign, "segment,sex,age\n");
		segbias_text_add_string(&joint, "sex,age,count\n");
		for (int i = 0; i < 4; i++) {
			char row[32];
			seed = seed * 1664525U + 1013904223U;
			int count = 10 + (int)(seed >> 24) * (i ? 1 : 5);
			margin[i / 2] += count;
			margin[2 + i % 2] += count;
			segbias_text_add_format(&joint, "%s,%s,%d\n", i / 2 ? "M" : "F", i % 2 ? "old" : "young",
			                        count);
			(void)snprintf(row, sizeof row, "s,%s,%s", i / 2 ? "M" : "F", i % 2 ? "old" : "young");
			seed = seed * 1664525U + 1013904223U;
			add_rows(&campaign, row, 5 + (int)(seed >> 23));
		}
		segbias_text_add_format(&margins,
		                        "attribute,value,count\nsex,F,%d\nsex,M,%d\nage,young,%d\nage,old,%d\n",
		                        margin[0], margin[1], margin[2], margin[3]);
		struct segbias_options options = {
		    .segment = "segment", .attributes = "sex*age", .cross = "2", .reference_kind = "population"};
		struct run known = run_good(campaign.data, joint.data, &options);
		struct run apart = run_good(campaign.data, margins.data, &options);
		cr_assert_eq(known.findings->crossing_count, apart.findings->crossing_count);
		for (size_t i = 0; i < apart.findings->crossing_count; i++) {
			const struct segbias_crossing_finding *a = &apart.findings->crossings[i];
			const struct segbias_crossing_finding *k = &known.findings->crossings[i];
			cr_expect(a->index_low <= k->index + 1e-9);
			cr_expect(isnan(a->index_high) || k->index <= a->index_high + 1e-9);
			cr_expect(a->p_flag >= k->p_flag * (1 - 1e-9) && a->p >= k->p * (1 - 1e-9), "%g %g", a->p,
			          k->p);
			/* Nobody is shown to be within of whom the reference may have none. */
			cr_expect(a->verdict != SEGBIAS_VERDICT_WITHIN || (a->index_low >= 80 && a->index_high <= 125),
			          "%g to %g", a->index_low, a->index_high);
			if (strcmp(a->state, "bounds") != 0)
				continue;
			beyond++;
			cr_expect_eq(segbias_is_over(a->verdict), segbias_is_over(k->verdict));
			cr_expect(segbias_is_flag(k->verdict));
		}
		run_release(&known);
		run_release(&apart);
		segbias_text_release(&campaign);
		segbias_text_release(&joint);
		segbias_text_release(&margins);
	}
	cr_expect_geq(beyond, 5, "%zu", beyond);
}

/* A result is read back as it was written. */
Test(crossings, a_result_is_read_back)
{
	struct segbias_text campaign = {0};
	char *written = NULL;
	char *again = NULL;
	size_t size[2];
	struct segbias_error error = {0};
	struct segbias_findings *read = NULL;
	write_campaign(&campaign);
	struct segbias_options options = {.segment = "segment", .cross = "2", .reference_kind = "population"};
	struct run run = run_good(campaign.data, JOINT, &options);
	const struct segbias_render_options json = {.format = "json"};
	cr_assert_eq(segbias_findings_render(run.findings, &json, &written, &size[0], &error), SEGBIAS_OK);
	cr_assert_eq(segbias_findings_parse(written, size[0], &read, &error), SEGBIAS_OK, "%s", error.message);
	cr_assert_eq(segbias_findings_render(read, &json, &again, &size[1], &error), SEGBIAS_OK);
	cr_expect_str_eq(written, again);
	cr_expect_eq(segbias_findings_number(read, "settings", 0, "cross"), 2);
	cr_expect_eq(segbias_findings_count(read, "crossings"), run.findings->crossing_count);
	segbias_free(written);
	segbias_free(again);
	segbias_findings_free(read);
	run_release(&run);
	segbias_text_release(&campaign);
}

static void refused(const char *campaign, const char *reference, const struct segbias_options *options,
                    enum segbias_status status, const char *part)
{
	struct run run = run_compare(campaign, reference, options);
	cr_assert_null(run.findings, "%s", part);
	cr_expect_eq(run.error.status, status);
	cr_expect(strstr(run.error.message, part), "%s", run.error.message);
	cr_expect(run.error.hint[0] != '\0' || status == SEGBIAS_USAGE);
}

Test(crossings, what_they_are_wrong_for_is_refused)
{
	static const char MARGINS[] = "attribute,value,count\nsex,F,500\nsex,M,500\nage,young,400\nage,old,600\n";
	static const char OTHERS[] = "attribute,value,count\nsex,F,500\nsex,M,500\nage,young,400\nage,old,601\n";
	static const char ROWS[] = "segment,sex,age\ns,F,young\ns,M,old\n";
	static const char WEIGHED[] = "segment,sex,age,weight\ns,F,young,1.25\ns,M,old,2.5\n";
	static const char COUNTS[] = "sex,age,count\nF,young,250\nF,old,250\nM,young,500\n";
	struct segbias_options options = {.segment = "segment", .cross = "2"};
	options.reference_kind = "sample";
	refused(ROWS, MARGINS, &options, SEGBIAS_DATA, "margins that have an error of their own");
	options.reference_kind = "base";
	refused(ROWS, MARGINS, &options, SEGBIAS_DATA, "margins that have an error of their own");
	options.reference_kind = NULL;
	refused(ROWS, OTHERS, &options, SEGBIAS_DATA,
	        "not of the same people: sex has 1,000 in all, and age has 1,001");
	struct segbias_options within = {.segment = "segment", .cross = "2", .within = RUN_LIST("sex=F")};
	refused(ROWS, MARGINS, &within, SEGBIAS_DATA, "cannot be restricted across attributes");
	options.campaign.weight = "weight";
	refused(WEIGHED, COUNTS, &options, SEGBIAS_DATA, "weigh the same");
	options.campaign.weight = NULL;
	options.reference_kind = "base";
	refused(ROWS, COUNTS, &options, SEGBIAS_DATA, "a population or a sample only");
	options.reference_kind = NULL;
	options.attributes = "sex";
	refused(ROWS, COUNTS, &options, SEGBIAS_DATA, "no two attributes");
	options.attributes = "sex*age*segment";
	refused(ROWS, COUNTS, &options, SEGBIAS_USAGE, "crosses three");
	options.attributes = NULL;
	options.cross_cells = "7";
	refused(ROWS, COUNTS, &options, SEGBIAS_DATA, "8 cells or more");
	options.cross_cells = NULL;
	options.publish = "10";
	refused(ROWS, COUNTS, &options, SEGBIAS_DATA, "--publish does not protect the counts of --cross");
	options.publish = NULL;
	options.cross = "4";
	refused(ROWS, COUNTS, &options, SEGBIAS_USAGE, "--cross");
}
