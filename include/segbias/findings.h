/* segbias: the result of a job, and writing it in a format. */
#ifndef SEGBIAS_FINDINGS_H
#define SEGBIAS_FINDINGS_H

#include <segbias/error.h>
#include <segbias/output.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Opaque. */
struct segbias_findings;

/** NULL is none. */
SEGBIAS_PUBLIC void segbias_findings_free(struct segbias_findings *findings);

/** Number of warnings of the run; 0 for NULL. */
SEGBIAS_PUBLIC size_t segbias_findings_warnings(const struct segbias_findings *findings);
/** The warning at `index`, in the order of the run; message, hint and place in *warning, which may be NULL. Returns its
 * code, a short stable word ("unmatched_value"), which belongs to the findings; NULL past the last, with *warning untouched. */
SEGBIAS_PUBLIC const char *segbias_findings_warning(const struct segbias_findings *findings, size_t index,
                                                    struct segbias_error *warning);

/** Reads a result (segbias.compare/1, .check/1, .audit/1, … of any job) that was written as JSON, as it stands, from a file (plain or
 * compressed; "-": stdin) or from memory, which is not needed any more then. It can be asked by the functions below, and written
 * again in the formats for machines, with the same bytes as before; a report or a chart needs more than it holds.
 * On success *findings is the caller's, to be freed by segbias_findings_free. Errors: SEGBIAS_USAGE where something is NULL,
 * SEGBIAS_DATA where the file cannot be read or is no such result (the message says where it fails), SEGBIAS_SYSTEM. */
SEGBIAS_PUBLIC enum segbias_status segbias_findings_read(const char *path, struct segbias_findings **findings,
                                                         struct segbias_error *error);
SEGBIAS_PUBLIC enum segbias_status segbias_findings_parse(const char *bytes, size_t size,
                                                          struct segbias_findings **findings,
                                                          struct segbias_error *error);

/** What was found, field by field. `list` is a path in the JSON result: a key of rows ("comparisons", "missingness"), of an
 * object, which is one row ("settings", "inputs.reference"), or further in, by index ("comparisons.0.values",
 * "incomplete.3.suspected"). "values" are those of all comparisons, each with its "segment" and "attribute". `field` is a key
 * of such a row; a pair has two: "share_if_missing_low" and "…_high". Rows are counted from 0, and stand in JSON's order.
 *
 * Units: a share, rate or p is a fraction from 0 to 1; an index is 100 times a ratio of shares, 0 or more, with a limit that may be
 * infinite (NaN here); counts are records (sums of weights where there are weights), a shortfall too, with a minus where there are
 * too many; "verdict" is one of over, likely_over, within, likely_under, under, unclear. Every field: data/schema/ and
 * DEFINITIONS.md. Nothing here fails: what is not there is 0, NaN or NULL, also where `findings`, `list` or `field` is NULL.
 *
 * Number of rows; 0 where there is no such list. */
SEGBIAS_PUBLIC size_t segbias_findings_count(const struct segbias_findings *findings, const char *list);
/** A number; of a flag 0 or 1; NaN where it is undefined (JSON: null), no number, or not there. */
SEGBIAS_PUBLIC double segbias_findings_number(const struct segbias_findings *findings, const char *list, size_t row,
                                              const char *field);
/** A text, ended by a 0 byte, which belongs to the findings, and its length in *size (may be NULL; a text of a file may hold 0
 * bytes); NULL where it is undefined, no text, or not there. */
SEGBIAS_PUBLIC const char *segbias_findings_text(const struct segbias_findings *findings, const char *list, size_t row,
                                                 const char *field, size_t *size);
/** The name of the list's field at `index`; NULL past the last, or where there is no such list. Of "" the keys of the result. */
SEGBIAS_PUBLIC const char *segbias_findings_field(const struct segbias_findings *findings, const char *list,
                                                  size_t index);

/** Where the time went: the step at `index`, in the order of the run, and its seconds (may be NULL); NULL past the last. The name
 * belongs to the library. Never part of a rendered result. */
SEGBIAS_PUBLIC const char *segbias_findings_step(const struct segbias_findings *findings, size_t index,
                                                 double *seconds);

/** Caller-owned; zero-initialised, or NULL in its place, it asks for the defaults.
 * Formats: "text", "json", "markdown", "html"; of a comparison also "ndjson", "csv", "prometheus" (gauges) and "yaml" (a policy file that
 * asks for the same comparison), of a plan "csv"; of cells "csv" alone. */
struct segbias_render_options {
	const char *format; /**< NULL: "text", of cells "csv" */
	int width;          /**< text: columns; 0: 80; less than 40 is taken as 40 */
	int color;          /**< text: with colour, where not 0 */
	int ascii; /**< text: ASCII only, where not 0: any other character of a name is an escape such as \u6027; English only */
	const char *command; /**< text: what to type next, ready to copy; NULL: nothing is shown */
	int explain;         /**< text, markdown: with what matched what, where not 0 */
	const char
	    *language;     /**< text, markdown, html: "en", "ar"; a locale's name will do ("ar_SY.UTF-8"); NULL: "en" */
	const char *title; /**< text, markdown, html: heads the report; NULL: the names of the files do */
	const char *
	    existing; /**< yaml: a policy file that stays as it is; what it has no key for comes behind it. NULL: none */
	const char *invocation;  /**< html: the command that makes it again, ready to copy; NULL: nothing is shown */
	const void *reserved[8]; /**< NULL: what a new version adds takes its room from here */
};

/** Renders into *bytes (0-terminated, to be freed with segbias_free) and *size. Errors: SEGBIAS_USAGE for an unknown format or language, a
 * negative width, and NULL for findings, bytes or size; SEGBIAS_SYSTEM for memory. */
SEGBIAS_PUBLIC enum segbias_status segbias_findings_render(const struct segbias_findings *findings,
                                                           const struct segbias_render_options *options, char **bytes,
                                                           size_t *size, struct segbias_error *error);

/** Renders the same bytes piece by piece and stages them, without the memory that all of them need: for `path`
 * (segbias_output_stage), or where it is NULL for segbias_output_copy, whose bytes past 1 MiB wait in a file without a
 * name, under $TMPDIR or /tmp. Errors: as of both. */
SEGBIAS_PUBLIC enum segbias_status segbias_findings_stage(const struct segbias_findings *findings,
                                                          const struct segbias_render_options *options,
                                                          struct segbias_output *output, const char *path,
                                                          struct segbias_error *error);

/** The language in which a report is written for a locale's name ("ar_SY.UTF-8": "ar"; "C": "en"), or NULL where there is none or
 * locale is NULL. */
SEGBIAS_PUBLIC const char *segbias_language(const char *locale);

/** The format that a file name's suffix asks for (".json": "json"), or NULL where it asks for none or path is NULL. */
SEGBIAS_PUBLIC const char *segbias_format_by_suffix(const char *path);

#ifdef __cplusplus
}
#endif
#endif
