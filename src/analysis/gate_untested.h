/* Room: analysis. What of a gate could not be tested, which is no pass: of what the policy asks for by itself the run is undecided,
 * of a plain rule it is a warning, and of all of it an error. */
#ifndef SEGBIAS_ANALYSIS_GATE_UNTESTED_H
#define SEGBIAS_ANALYSIS_GATE_UNTESTED_H

#include "analysis/gate.h"
#include "analysis/gate_item.h"

/* Whether a value of it was tested, so that there is a verdict. */
bool segbias_gate_is_judged(const struct segbias_comparison *c);

/* An attribute that must be there is compared, and something of it is known, or withheld. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_gate_check_required(const struct segbias_gate_query *query,
                                                const struct segbias_findings *findings, struct segbias_error *error);

/* Where the rules need verdicts and no group had records enough for any, nothing passed. `rules` are those of the gate, which has
 * been judged. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_gate_check_judged(const struct segbias_gate_query *query,
                                              const struct segbias_gate_asked *rules,
                                              const struct segbias_findings *findings, struct segbias_error *error);

/* Lists what the policy asks for and was not tested, by which a gate that would pass is undecided; and warns of plain rules that
 * tested nothing. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_gate_note_untested(const struct segbias_gate_query *query,
                                               const struct segbias_gate_asked *rules,
                                               struct segbias_findings *findings, struct segbias_error *error);

/* Whether --campaign-where takes one value of the attribute, so that there is nothing to compare by it; what a message says then. */
#define SEGBIAS_HELD "of which --campaign-where takes one value"
bool segbias_gate_holds(const struct segbias_policy *policy, struct segbias_label attribute);

#endif
