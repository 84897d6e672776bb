/* segbias: how a file is read, and which mapping a comparison would use. */
#ifndef SEGBIAS_INSPECT_H
#define SEGBIAS_INSPECT_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads `file` and, where it is not NULL, `reference`, and describes their columns; with a reference also the mapping
 * that segbias_compare would use with the same options. Where the two cannot be compared, a warning says why.
 * Findings render as "text", "json" (segbias.inspect/1), "markdown" or "html". Each file is read twice where there is a
 * reference, so that neither can be "-" then.
 * Errors: as segbias_compare. */
SEGBIAS_PUBLIC enum segbias_status segbias_inspect(const char *file, const char *reference,
                                                   const struct segbias_options *options,
                                                   struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
