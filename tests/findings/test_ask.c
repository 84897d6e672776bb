#include "jobs/run.h"

static const char CAMPAIGN[] = "segment,g,h\nS,a,u\nS,a,u\nS,a,v\nS,b,v\nT,b,u\nT,x,v\nT,,v\n";
static const char REFERENCE[] = "attribute,value,count\ng,a,500000\ng,b,500000\nh,u,250000\nh,v,750000\n";

static const char *text_of(const struct run *run, const char *list, size_t row, const char *field)
{
	return segbias_findings_text(run->findings, list, row, field, NULL);
}

/* By hand: the whole campaign and segments S and T, attributes g and h, two values each. */
Test(ask, rows_and_fields)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, &(struct segbias_options){.min_n = "0"});
	const struct segbias_findings *findings = run.findings;
	cr_assert_eq(segbias_findings_count(findings, "comparisons"), 6);
	cr_expect_null(text_of(&run, "comparisons", 0, "segment"));
	cr_expect_str_eq(text_of(&run, "comparisons", 2, "segment"), "S");
	cr_expect_str_eq(text_of(&run, "comparisons", 3, "attribute"), "h");
	cr_expect_eq(segbias_findings_number(findings, "comparisons", 2, "n"), 4);
	cr_expect_eq(segbias_findings_number(findings, "comparisons", 4, "rows"), 3);
	cr_expect_eq(segbias_findings_number(findings, "comparisons", 4, "unmatched"), 1);
	cr_expect_eq(segbias_findings_number(findings, "comparisons", 4, "missing"), 1);
	cr_expect_eq(segbias_findings_number(findings, "comparisons", 0, "multi"), 0);
	cr_expect_str_eq(text_of(&run, "comparisons", 0, "state"), "ok");
	cr_assert_eq(segbias_findings_count(findings, "values"), 12);
	cr_assert_eq(segbias_findings_count(findings, "comparisons.2.values"), 2);
	/* Three of four in S are "a", of which the reference has a half. */
	cr_expect_eq(segbias_findings_number(findings, "comparisons.2.values", 0, "index"), 150);
	cr_expect_eq(segbias_findings_number(findings, "values", 4, "index"), 150);
	cr_expect_str_eq(text_of(&run, "values", 4, "segment"), "S");
	cr_expect_str_eq(text_of(&run, "values", 4, "attribute"), "g");
	cr_expect_str_eq(text_of(&run, "values", 4, "value"), "a");
	cr_expect_str_eq(text_of(&run, "values", 11, "value"), "v");
	cr_expect_str_eq(text_of(&run, "values", 11, "segment"), "T");
	cr_expect_eq(segbias_findings_number(findings, "values", 11, "count"), 2);
	/* T: one of three has an unknown g; one of the two known ones is "b". */
	cr_expect_eq(segbias_findings_number(findings, "comparisons.4.values", 1, "count"), 1);
	cr_expect_eq(segbias_findings_number(findings, "comparisons.4.values", 0, "share_if_missing_low"), 0);
	cr_expect_eq(segbias_findings_number(findings, "settings", 0, "alpha"), .05);
	cr_expect_eq(segbias_findings_number(findings, "settings.band", 0, "high"), 125);
	cr_expect_eq(segbias_findings_number(findings, "inputs.campaign", 0, "rows"), 7);
	cr_expect_str_eq(text_of(&run, "inputs.reference", 0, "kind"), "population");
	cr_expect_str_eq(text_of(&run, "inputs.campaign.columns", 0, "role"), "segment");
	cr_expect_eq(segbias_findings_number(findings, "", 0, "schema") == 0, 0);
	cr_expect_str_eq(text_of(&run, "", 0, "schema"), "segbias.compare/1");
	run_release(&run);
}

Test(ask, what_is_not_there)
{
	static const char *const NONE[] = {"nothing",
	                                   "values.0",
	                                   "comparisons.6.values",
	                                   "comparisons..values",
	                                   "mcar",
	                                   "settings.alpha",
	                                   "comparisons.x",
	                                   "comparisons.0.values.9",
	                                   "settings.eligible",
	                                   "comparisons.99999999999999999999.values",
	                                   ".",
	                                   "consent"};
	struct run run = run_good(CAMPAIGN, REFERENCE, &(struct segbias_options){.min_n = "0"});
	size_t size = 7;
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		cr_expect_eq(segbias_findings_count(run.findings, NONE[i]), 0, "%s", NONE[i]);
		cr_expect_null(segbias_findings_field(run.findings, NONE[i], 0), "%s", NONE[i]);
		cr_expect(isnan(segbias_findings_number(run.findings, NONE[i], 0, "n")), "%s", NONE[i]);
		cr_expect_null(segbias_findings_text(run.findings, NONE[i], 0, "value", &size), "%s", NONE[i]);
		cr_expect_eq(size, 0);
	}
	cr_expect(isnan(segbias_findings_number(run.findings, "values", 12, "index")));
	cr_expect(isnan(segbias_findings_number(run.findings, "values", 0, "share_if_missing")));
	cr_expect(isnan(segbias_findings_number(run.findings, "values", 0, "value")));
	cr_expect(isnan(segbias_findings_number(run.findings, "values", 0, NULL)));
	cr_expect_null(text_of(&run, "values", 0, "index"));
	cr_expect_null(text_of(&run, "values", 0, "reasons"));
	cr_expect_null(text_of(&run, NULL, 0, "value"));
	cr_expect_eq(segbias_findings_count(NULL, "values"), 0);
	cr_expect(isnan(segbias_findings_number(NULL, "values", 0, "index")));
	run_release(&run);
}

/* Every name that is listed can be asked: as a number, a text, or a list further in. */
Test(ask, names)
{
	struct run run = run_good(CAMPAIGN, REFERENCE, &(struct segbias_options){.min_n = "0"});
	cr_expect_str_eq(segbias_findings_field(run.findings, "", 0), "schema");
	cr_expect_str_eq(segbias_findings_field(run.findings, "values", 0), "segment");
	cr_expect_str_eq(segbias_findings_field(run.findings, "values", 2), "value");
	cr_expect_str_eq(segbias_findings_field(run.findings, "comparisons", 0), "segment");
	size_t count = 0;
	while (segbias_findings_field(run.findings, "values", count))
		count++;
	cr_expect_eq(count, 29, "%zu", count); /* the columns of CSV, with one for the pair's two, and reference_se */
	run_release(&run);
}
