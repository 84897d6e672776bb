/* Room: sources. A table whose rows are an outline: headings, totals, and below each the groups that make it up, some of which
 * overlap ("Under 18 years" beside bands of five years), and measures such as a median. What adds up to its total is taken, as
 * margins; all else is left out and said.
 *
 * Belongs here: the tree, and which of its groups make up a total. Does not belong here: how a file writes it
 * (recast_label.c, recast_profile.c).
 */
#ifndef SEGBIAS_SOURCES_OUTLINE_H
#define SEGBIAS_SOURCES_OUTLINE_H

#include "base/arena.h"
#include "sources/melt.h"

struct segbias_outline_row {
	struct segbias_label label;
	size_t parent; /* SIZE_MAX: none */
	size_t level;  /* by which a reader finds the parent; of its own scale */
	struct segbias_label count, margin;
	double figure; /* NaN: a heading, or no count of people */
	uint64_t line;
	struct segbias_label attribute; /* what it is a value of; bytes NULL: not taken */
};

/* Zero-initialise. */
struct segbias_outline {
	struct segbias_arena arena; /* of attributes */
	struct segbias_outline_row *rows;
	size_t count, capacity;
};

void segbias_outline_release(struct segbias_outline *outline);

/* Adds a row; the figure is read of its count. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_outline_add(struct segbias_outline *outline, const struct segbias_outline_row *row,
                                        struct segbias_error *error);

/* Reads the figures of counts that were filled in later. */
void segbias_outline_read_figures(struct segbias_outline *outline);

/* The last row of a lower level, of which a row of that level is the child; SIZE_MAX: none. */
size_t segbias_outline_parent(const struct segbias_outline *outline, size_t level);

/* Gives the rows their attributes. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_outline_choose(struct segbias_outline *outline, struct segbias_error *error);

/* Writes what was taken as attribute,value,count,moe behind the fields of a place, each of them followed by `delimiter`; moe is
 * left empty where a margin is not known. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_outline_write(const struct segbias_outline *outline, struct segbias_label place,
                                          char delimiter, bool margins, struct segbias_melted *out,
                                          struct segbias_error *error);

/* Whether every row that was taken has a margin of error. */
bool segbias_outline_margins(const struct segbias_outline *outline);

/* After the last place: where nothing was written no group adds up to its total. Errors: SEGBIAS_DATA. */
enum segbias_status segbias_outline_check(const struct segbias_melted *out, const char *file,
                                          struct segbias_error *error);

/* Adds to `said` which groups were taken and which were not. */
void segbias_outline_say(const struct segbias_outline *outline, struct segbias_text *said);

#endif
