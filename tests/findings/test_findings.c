#include "findings/findings.h"

#include <criterion/criterion.h>
#include <string.h>

Test(findings, names)
{
	static const char *const verdicts[] = {"over", "likely_over", "within", "likely_under", "under", "unclear"};
	for (int i = 0; i < SEGBIAS_VERDICT_WITHHELD; i++)
		cr_expect_str_eq(segbias_verdict_name((enum segbias_verdict)i), verdicts[i]);
	cr_assert_null(segbias_verdict_name(SEGBIAS_VERDICT_WITHHELD));
	cr_assert_null(segbias_state_name(SEGBIAS_STATE_WITHHELD));
	cr_assert_null(segbias_completeness_name(SEGBIAS_COMPLETENESS_WITHHELD));
	cr_assert_str_eq(segbias_reason_name(SEGBIAS_REASON_SUPPRESSED), "suppressed");
	cr_assert_null(segbias_reason_name(SEGBIAS_REASON_NONE));
	cr_assert_str_eq(segbias_reason_name(SEGBIAS_REASON_UNMATCHED), "unmatched");
	cr_assert_str_eq(segbias_reason_name(SEGBIAS_REASON_TOO_FEW), "too_few");
	cr_assert_str_eq(segbias_state_name(SEGBIAS_STATE_OK), "ok");
	cr_assert_str_eq(segbias_state_name(SEGBIAS_STATE_TOO_FEW), "too_few");
	cr_assert_str_eq(segbias_state_name(SEGBIAS_STATE_NOTHING_MATCHED), "nothing_matched");
	cr_assert_null(segbias_p_method_name(SEGBIAS_P_NONE));
	cr_assert_str_eq(segbias_p_method_name(SEGBIAS_P_ASYMPTOTIC), "asymptotic");
	cr_assert_str_eq(segbias_p_method_name(SEGBIAS_P_MONTE_CARLO), "monte_carlo");
	cr_assert_str_eq(segbias_p_method_name(SEGBIAS_P_RAO_SCOTT), "rao_scott");
	cr_assert_str_eq(segbias_completeness_name(SEGBIAS_COMPLETENESS_OK), "ok");
	cr_assert_str_eq(segbias_completeness_name(SEGBIAS_COMPLETENESS_INCOMPLETE), "incomplete");
	cr_assert_str_eq(segbias_completeness_name(SEGBIAS_COMPLETENESS_UNCLEAR), "unclear");
}

Test(findings, warnings)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error warning = {0};
	cr_assert_eq(segbias_findings_create(&findings, NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_findings_warnings(findings), 0);
	segbias_error_place(segbias_notes_add(&findings->notes, "first", "a %d", 1), "f.csv", 3, 4);
	segbias_error_hint(segbias_notes_add(&findings->notes, "second", "b"), "do it");
	cr_assert_eq(segbias_findings_warnings(findings), 2);
	cr_assert_str_eq(segbias_findings_warning(findings, 0, &warning), "first");
	cr_assert_str_eq(warning.message, "a 1");
	cr_assert(warning.line == 3 && warning.column == 4 && strcmp(warning.file, "f.csv") == 0);
	cr_assert_str_eq(segbias_findings_warning(findings, 1, &warning), "second");
	cr_assert_str_eq(warning.hint, "do it");
	cr_assert_eq(warning.line, 0);
	segbias_findings_free(findings);
	segbias_findings_free(NULL);
}

/* What is of the machine is told behind what is of the result, once, and a copy of a note has all of it. */
Test(findings, notes_of_the_machine)
{
	struct segbias_findings *findings = NULL;
	struct segbias_error warning = {0};
	struct segbias_notes notes = {0};
	cr_assert_eq(segbias_findings_create(&findings, NULL), SEGBIAS_OK);
	(void)segbias_notes_add(&findings->notes, "own", "a");
	segbias_error_hint(segbias_notes_add(&notes, "host", "b"), "do it");
	(void)segbias_notes_add(&notes, "host", "c");
	segbias_findings_keep_host(findings, &notes);
	segbias_findings_keep_host(findings, &notes);
	segbias_notes_release(&notes);
	cr_assert_eq(segbias_findings_warnings(findings), 3);
	cr_assert_eq(findings->notes.count, 1, "which is what is written");
	static const char *const TOLD[][2] = {{"own", "a"}, {"host", "b"}, {"host", "c"}};
	for (size_t i = 0; i < 3; i++) {
		cr_expect_str_eq(segbias_findings_warning(findings, i, &warning), TOLD[i][0]);
		cr_expect_str_eq(warning.message, TOLD[i][1]);
		cr_expect_str_eq(warning.hint, i == 1 ? "do it" : "");
	}
	cr_expect_null(segbias_findings_warning(findings, 3, &warning));
	segbias_findings_free(findings);
}

Test(findings, what_is_not_told_is_no_flag)
{
	static const enum segbias_verdict FLAGS[] = {SEGBIAS_VERDICT_OVER, SEGBIAS_VERDICT_LIKELY_OVER,
	                                             SEGBIAS_VERDICT_UNDER, SEGBIAS_VERDICT_LIKELY_UNDER};
	for (size_t i = 0; i < 4; i++) {
		cr_expect(segbias_is_flag(FLAGS[i]));
		cr_expect_eq(segbias_is_over(FLAGS[i]), i < 2);
		cr_expect_eq(segbias_is_likely(FLAGS[i]), i % 2 == 1);
	}
	cr_expect_not(segbias_is_flag(SEGBIAS_VERDICT_WITHIN));
	cr_expect_not(segbias_is_flag(SEGBIAS_VERDICT_UNCLEAR));
	cr_expect_not(segbias_is_flag(SEGBIAS_VERDICT_WITHHELD));
}

/* There may be a million values in memory: what few of them have is pointed to. */
Test(findings, a_value_is_small)
{
	cr_assert_leq(sizeof(struct segbias_value_finding), 256 + 24);
}
