/* segbias: does an audience reach the people it should? All public headers.
 *
 * Of every call: options that are zero-initialised, or NULL in place of the struct, ask for the defaults. What can be none of
 * what the call needs (NULL where a file, a result or a list's item is wanted, a number or a word that means nothing) is
 * SEGBIAS_USAGE with a message, and the outputs stay untouched; a call that returns no status then returns NULL, 0 or false.
 */
#ifndef SEGBIAS_SEGBIAS_H
#define SEGBIAS_SEGBIAS_H

#include <segbias/arrow.h>
#include <segbias/audit.h>
#include <segbias/cells.h>
#include <segbias/charts.h>
#include <segbias/check.h>
#include <segbias/compare.h>
#include <segbias/error.h>
#include <segbias/findings.h>
#include <segbias/inspect.h>
#include <segbias/options.h>
#include <segbias/output.h>
#include <segbias/plan.h>
#include <segbias/review.h>
#include <segbias/risks.h>
#include <segbias/tally.h>
#include <segbias/text.h>
#include <segbias/weigh.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The version of these headers: for #if. Within a major version what compiles goes on to compile. */
#define SEGBIAS_VERSION_MAJOR 0
#define SEGBIAS_VERSION_MINOR 1
#define SEGBIAS_VERSION_PATCH 0
#define SEGBIAS_VERSION_AT_LEAST(major, minor, patch)                                                                  \
	((SEGBIAS_VERSION_MAJOR * 1000 + SEGBIAS_VERSION_MINOR) * 1000 + SEGBIAS_VERSION_PATCH >=                      \
	 ((major)*1000 + (minor)) * 1000 + (patch))

/** "0.1.0": of the library that is there when the program runs. */
SEGBIAS_PUBLIC const char *segbias_version(void);

#ifdef __cplusplus
}
#endif
#endif
