/* segbias: compare a campaign's segments with a reference population.
 *
 * Definitions of every figure: DEFINITIONS.md; of the JSON result: data/schema/compare.schema.json.
 */
#ifndef SEGBIAS_COMPARE_H
#define SEGBIAS_COMPARE_H

#include <segbias/error.h>
#include <segbias/findings.h>
#include <segbias/options.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads both files ("-": stdin, for one of them), CSV that may be compressed with gzip or zstd, and compares them. With
 * the setting eligible the campaign file is read twice, and `reference` is NULL.
 * On success *findings is the caller's, to be freed by segbias_findings_free; it needs neither the options nor the inputs any more.
 * Errors: SEGBIAS_USAGE for an option, a file that is NULL (but for those that may be), findings NULL; SEGBIAS_DATA where a file
 * cannot be read or nothing can be compared; SEGBIAS_SYSTEM for memory; SEGBIAS_CANCELLED and SEGBIAS_INPUT where a callback
 * ended it (segbias/options.h). */
SEGBIAS_PUBLIC enum segbias_status segbias_compare(const char *campaign, const char *reference,
                                                   const struct segbias_options *options,
                                                   struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
