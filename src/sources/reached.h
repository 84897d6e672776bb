/* Room: sources. A column of a file of records that says who was reached, where nothing asks for it: a comparison of all records speaks of whom
 * the file lists, and of nobody's being reached.
 *
 * Belongs here: the warning of it. Does not belong here: whether such a column is how many a row stands for (evidence_rows.c).
 */
#ifndef SEGBIAS_SOURCES_REACHED_H
#define SEGBIAS_SOURCES_REACHED_H

#include "base/notes.h"
#include "sources/evidence.h"

/* Warns of each column that is called reach or reached and has both answers in the records that were read ahead, unless an option names
 * it; the hint is the option that takes those who were. Of a reference nothing is said. */
void segbias_reached_note(const struct segbias_evidence *evidence, const char *path, struct segbias_notes *notes);

#endif
