/* Room: sources. Marks in a table of which notes of the file say what they stand for: the figures are read so.
 *
 * Belongs here: which columns hold figures, and their cells. Does not belong here: what a note says (values/legend.h), where notes
 * stand (sheet.h). */
#ifndef SEGBIAS_SOURCES_LEGEND_H
#define SEGBIAS_SOURCES_LEGEND_H

#include "base/error.h"
#include "base/notes.h"
#include "sources/grid.h"
#include "values/legend.h"

struct segbias_legend_options {
	const char *file;
	const char *option; /* that says how large hidden figures may be */
	bool hidden_given;  /* it does; */
	bool scaled;        /* figures are in thousands, so that a bound is none of theirs */
};

/* Writes the figures into cells of the grid that hold marks, where a column holds figures. Errors: SEGBIAS_DATA where two notes say
 * different things of a mark that it holds, and no option does. */
enum segbias_status segbias_legend_apply(struct segbias_legend *legend, struct segbias_grid *grid,
                                         const struct segbias_legend_options *options, struct segbias_error *error);

/* Says which marks were read by which line. */
void segbias_legend_note(const struct segbias_legend *legend, const char *file, struct segbias_notes *notes);

/* Whether a dash is not nobody, as it would be in a wide table without a word about it. */
bool segbias_legend_hides_dash(const struct segbias_legend *legend);

/* The entry of a mark that the grid holds, and of which no figure is told; NULL: there is none. */
const struct segbias_legend_entry *segbias_legend_untold(const struct segbias_legend *legend,
                                                         struct segbias_label cell);

#endif
