/* segbias: what a campaign of a given size could and could not show against a reference, before it runs. */
#ifndef SEGBIAS_PLAN_H
#define SEGBIAS_PLAN_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads `reference` and says, for as many records as the setting plan says, of every attribute and value which index they would show with
 * 80 % power. `campaign`, which may be NULL, restricts it to what that file's header can be compared on; its records are
 * not read. Findings render as "text", "json" (segbias.plan/1), "csv", "markdown" or "html".
 * Errors: as segbias_compare; the setting is needed. */
SEGBIAS_PUBLIC enum segbias_status segbias_plan(const char *campaign, const char *reference,
                                                const struct segbias_options *options,
                                                struct segbias_findings **findings, struct segbias_error *error);

/** What `segbias compare` does: as segbias_plan where the setting plan, or the policy file, says for how many (a single file is
 * then the reference), else as segbias_compare. */
SEGBIAS_PUBLIC enum segbias_status segbias_look(const char *campaign, const char *reference,
                                                const struct segbias_options *options,
                                                struct segbias_findings **findings, struct segbias_error *error);

/** What `segbias init` does: as segbias_look, for findings that render as "yaml". Keys of the policy file that belong to other commands stand
 * there as they do in the file, and are no keys that have no part in the run. */
SEGBIAS_PUBLIC enum segbias_status segbias_init(const char *campaign, const char *reference,
                                                const struct segbias_options *options,
                                                struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
