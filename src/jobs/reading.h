/* Room: jobs. What the jobs share: opening a file as the options say, and what the result says of it. */
#ifndef SEGBIAS_JOBS_READING_H
#define SEGBIAS_JOBS_READING_H

#include "findings/findings.h"
#include "policy/policy.h"
#include "sources/source.h"
#include <segbias/compare.h>

/* One of the two files, to be opened as the options say. */
struct segbias_opening {
	const char *path;
	const struct segbias_options *options;
	const struct segbias_policy *policy; /* outlives the source */
	struct segbias_arena *arena;         /* outlives the source */
	bool reference;
	bool alone;  /* nothing is compared */
	bool tables; /* as of segbias_source_options */
	const struct segbias_following
	    *part;     /* its columns are known: a header is enough, and a row is a record; NULL: not */
	bool headless; /* … and there is no header */
	const struct segbias_stream_inlet *inlet; /* what stands for the file; NULL: what the options say */
	struct segbias_stream **begun;            /* as of segbias_source_options */
};

/* How a file is written, as far as the options of its side (out->reference) say it. Errors: SEGBIAS_USAGE. */
enum segbias_status segbias_reading_forms(const struct segbias_options *options, struct segbias_source_options *out,
                                          struct segbias_error *error);

/* Errors: SEGBIAS_USAGE for an option; those of segbias_source_open. */
enum segbias_status segbias_reading_open(const struct segbias_opening *opening, struct segbias_source **out,
                                         struct segbias_error *error);

/* Options that were given in the campaign's form are called so: beside them the other form would say a second thing. */
void segbias_reading_alone_words(const struct segbias_options *options, struct segbias_error *error);

/* With one file either form of an option means it: the reference's form takes what the campaign's says. The lists live in
 * the arena. Errors: SEGBIAS_USAGE where both are given and differ. */
enum segbias_status segbias_reading_alone(const struct segbias_options *options, struct segbias_arena *arena,
                                          struct segbias_options *out, struct segbias_error *error);

/* Fills the facts of a file that was read to its end. `valid`: all names and values are UTF-8. */
enum segbias_status segbias_reading_describe(const struct segbias_source *source, bool valid,
                                             struct segbias_arena *arena, struct segbias_input_facts *out,
                                             struct segbias_error *error);

/* Says what the figures of a table are rounded to, where they are. */
void segbias_reading_note_rounded(const struct segbias_source *source, struct segbias_notes *notes);

/* Refuses a reference that tells how sure its figures are where that cannot be used, unless --reference-kind says that they are exact: a
 * verdict would be surer than they are. Errors: SEGBIAS_DATA, with the options that decide. */
enum segbias_status segbias_reading_check_margins(const struct segbias_source *source, struct segbias_error *error);

/* Warnings about the reading of a file: bad records, blank lines, encoding; and of this machine. */
void segbias_reading_note(const struct segbias_source *source, const struct segbias_input_facts *input,
                          struct segbias_findings *findings);

/* Notes the fields, of the columns that the tally has spelt, that span lines and hold as many delimiters as a row: the first,
 * and where there are more how many lines all of them span. */
void segbias_reading_note_swallowed(const struct segbias_source *source, const struct segbias_tally *tally,
                                    struct segbias_notes *notes);

#endif
