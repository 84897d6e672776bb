/* segbias: how a model's decisions treat groups of people.
 *
 * Definitions of every figure: DEFINITIONS.md, "Audit"; of the JSON result: data/schema/audit.schema.json.
 */
#ifndef SEGBIAS_AUDIT_H
#define SEGBIAS_AUDIT_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads `decisions` ("-": stdin), one file of decisions, a row a person or a table with counts, and says of every group how often
 * it is selected. The setting decision names the column and the value that says so; attributes the groups ("sex,race,sex*race").
 * Of the findings "groups", "attributes" and "unknown" are lists; segbias_findings_text(findings, "", 0, "status", NULL) is
 * "passed", "breached" or "undecided" where a policy, a preset or the setting fail_on judges it, and NULL otherwise.
 * Errors: as segbias_compare. */
SEGBIAS_PUBLIC enum segbias_status segbias_audit(const char *decisions, const struct segbias_options *options,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
