/* segbias: the seven risks of data-driven marketing on a page.
 *
 * Definitions of every figure: DEFINITIONS.md, "Risks"; of the JSON result: data/schema/risks.schema.json.
 */
#ifndef SEGBIAS_RISKS_H
#define SEGBIAS_RISKS_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Compares as segbias_compare, and makes a register of risks: what was measured, and what was not. Of the findings "risks" are the
 * seven, each with its "status", its "worst" measure and, as "risks.0.not_measured", what no figure is given of; "measures" are all
 * figures. segbias_findings_text(findings, "", 0, "status", NULL) is "passed", "breached" or "undecided" where the setting fail_on
 * (over, unmet, unclear) or the policy's key risks judges it, and NULL otherwise. A tally holds no records whose cells could be counted.
 * The setting contacts names a log of contacts, which is read twice: a stream cannot be one; items, history and catalogue name logs
 * of what people were shown and what they chose, and a list of all items.
 * Errors: as segbias_compare; SEGBIAS_USAGE for a tally, for the settings publish and amount, and for a setting that needs another one;
 * SEGBIAS_DATA for a column that is not there. */
SEGBIAS_PUBLIC enum segbias_status segbias_risks(const char *campaign, const char *reference,
                                                 const struct segbias_options *options,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
