/* Room: values. Several answers in one cell: news;sports. Which spelling means what is not decided here (match). */
#ifndef SEGBIAS_VALUES_ANSWERS_H
#define SEGBIAS_VALUES_ANSWERS_H

#include "base/text.h"
#include <stdint.h>

/* Takes the first answer off *rest, without the blanks around it and without quotes that stand around all of it, within
 * which the separator is none. false: there is none left. What is empty between two separators is no answer. */
bool segbias_answers_next(struct segbias_label *rest, struct segbias_label separator, struct segbias_label *answer);

/* At least two answers. */
bool segbias_answers_several(struct segbias_label cell, struct segbias_label separator);

/* Cells of a column, each with how many records have it. */
struct segbias_answers_cells {
	const struct segbias_label *cells; /* [count], all different */
	const uint64_t *records;           /* [count] */
	size_t count;
};

/* Whether an answer is a value. */
typedef bool segbias_answers_known(const void *context, struct segbias_label answer);

/* A separator and what it does to a column. */
struct segbias_separator {
	struct segbias_label text; /* bytes NULL: none; string constant */
	uint64_t split;            /* records with several answers */
	uint64_t good;             /* … all of which are values, or one of which comes back */
	size_t cells;              /* different cells of those */
	size_t example;            /* the most frequent cell of those */
};

/* The separator by which most records have several answers that are values (known), or, without `known`, one of which comes
 * back in another cell, and at least half of what it splits is split so; among equals the first of the list in answers.c.
 * Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_separator_find(const struct segbias_answers_cells *cells, segbias_answers_known *known,
                                           const void *context, struct segbias_separator *out,
                                           struct segbias_error *error);

/* Whether all answers of a cell are values. */
bool segbias_answers_all(struct segbias_label cell, struct segbias_label separator, segbias_answers_known *known,
                         const void *context);

/* As an option takes it: \n and \t for a line feed and a tab. */
const char *segbias_separator_name(struct segbias_label separator, char out[static SEGBIAS_QUOTE_MAX]);

#endif
