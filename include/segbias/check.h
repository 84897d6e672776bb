/* segbias: a comparison that a policy passes or not, for batch jobs. */
#ifndef SEGBIAS_CHECK_H
#define SEGBIAS_CHECK_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Compares as segbias_compare, and judges what it finds by the setting fail_on and by the policy file's rules and exemptions
 * (DEFINITIONS.md, "The gate"). Of the findings, segbias_findings_text(findings, "", 0, "status", NULL) is "passed", "breached"
 * or "undecided"; "rules", "breaches", "exempted" and "untested" are lists of them, and those of a comparison are there, too. They render as
 * one, and as "json" in the form segbias.check/1. No clock is read: segbias_options_today, or the setting as_of, says
 * by which day exemptions hold.
 * Errors: as segbias_compare; SEGBIAS_USAGE where the policy is not the one of the setting policy_hash, or a rule cannot be
 * judged; SEGBIAS_DATA where nothing could be judged, or an attribute that the policy requires was not compared. */
SEGBIAS_PUBLIC enum segbias_status segbias_check(const char *campaign, const char *reference,
                                                 const struct segbias_options *options,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
