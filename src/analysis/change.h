/* Room: analysis. What has changed since an earlier result: the baseline that `check --baseline` compares a run with.
 *
 * Use: read the earlier result (segbias_findings_read; of segbias.check/1 its `result`), run the comparison, then
 *
 *	struct segbias_baseline baseline = {0};
 *	status = segbias_change_find(&run->policy, before, run->findings, &baseline, error);
 *
 * after which `before` may be freed. A gate with "new" in fail_on fails where lists[SEGBIAS_CHANGE_NEW] has a row. Of nights on
 * which nothing has changed at most a share alpha has any row in NEW, WORSE, BETTER, GONE or MOVED together: all groups of a
 * run, the whole campaign's too, are one family (with --control none there is no such promise). OPEN, first_seen, last_seen
 * and changed are to be shown; they are no alarm by themselves. Its JSON is segbias_record_baseline (findings/change.h).
 */
#ifndef SEGBIAS_ANALYSIS_CHANGE_H
#define SEGBIAS_ANALYSIS_CHANGE_H

#include "findings/findings.h"
#include "policy/policy.h"

/* The change band: a ratio of two indices inside it is no change that matters, however small its p. */
#define SEGBIAS_CHANGE_BAND_LOW 0.9
#define SEGBIAS_CHANGE_BAND_HIGH 1.11

/* Of a gate: where one of both has values of an attribute that the other has not, as with a reference of one more, shares are those among the
 * values of both; with another --within nothing is tested, as its records are others. Before the call below. false: no memory. */
bool segbias_change_limit(struct segbias_findings *now, struct segbias_findings *before);

/* Fills *out, in the arena of `now`, and adds a warning to its notes where the earlier campaign is the same file, read
 * otherwise, or has the same figures throughout. By policy->alpha and policy->control. Errors: SEGBIAS_DATA where `before` is no
 * comparison ("baseline_no_comparison"), or of this very run ("baseline_is_run": nothing can have changed). */
enum segbias_status segbias_change_find(const struct segbias_policy *policy, const struct segbias_findings *before,
                                        struct segbias_findings *now, struct segbias_baseline *out,
                                        struct segbias_error *error);

/* For change.c: fills first_seen, last_seen and changed. */
enum segbias_status segbias_change_list_apart(const struct segbias_findings *before, struct segbias_findings *now,
                                              struct segbias_baseline *out, struct segbias_error *error);

#endif
