/* segbias: the result of a job, and writing it in a format. */
#ifndef SEGBIAS_FINDINGS_H
#define SEGBIAS_FINDINGS_H

#include <segbias/error.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque. */
struct segbias_findings;

SEGBIAS_PUBLIC void segbias_findings_free(struct segbias_findings *findings);

/** Warnings of the run, in the order of the run. */
SEGBIAS_PUBLIC size_t segbias_findings_warnings(const struct segbias_findings *findings);
/** The warning at index < segbias_findings_warnings(); message, hint and place in *warning. Returns its code, a short
 * stable word ("unmatched_value"), which belongs to the findings. */
SEGBIAS_PUBLIC const char *segbias_findings_warning(const struct segbias_findings *findings, size_t index,
                                                    struct segbias_error *warning);

/** Where the time went: the step at `index`, in the order of the run, and its seconds; NULL past the last. The name
 * belongs to the library. Never part of a rendered result. */
SEGBIAS_PUBLIC const char *segbias_findings_step(const struct segbias_findings *findings, size_t index,
                                                 double *seconds);

/** Formats: "text", "json"; of a comparison also "ndjson" and "csv", of a plan "csv"; of cells "csv" alone. */
struct segbias_render_options {
	const char *format;
	int width;           /**< text: columns; 0: 80 */
	int color;           /**< text: 1 with colour */
	int ascii;           /**< text: 1 for ASCII only */
	const char *command; /**< text: the command that the next one builds on, ready to copy; NULL: none is shown */
	int explain;         /**< text: 1 with what matched what */
};

/** Renders into *bytes (0-terminated, to be freed with free()) and *size. Errors: SEGBIAS_USAGE for an unknown format,
 * SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_findings_render(const struct segbias_findings *findings,
                                                           const struct segbias_render_options *options, char **bytes,
                                                           size_t *size, struct segbias_error *error);

/** The format that a file name's suffix asks for (".json": "json"), or NULL. */
SEGBIAS_PUBLIC const char *segbias_format_by_suffix(const char *path);

#ifdef __cplusplus
}
#endif
#endif
