/* Room: sources. The codes of a file whose form has lists of them (values/form.h): which lists are read, and what is said of it.
 */
#ifndef SEGBIAS_SOURCES_CODING_H
#define SEGBIAS_SOURCES_CODING_H

#include "base/notes.h"
#include "tally/head.h"
#include "values/form.h"

/* The form of the file, by its names and its first rows: a list is read where every cell of its column may stand in it. Those
 * of the head become what they mean; spellings: [width of the head], its own. */
void segbias_coding_find(struct segbias_head *head, struct segbias_intern *spellings, struct segbias_form *form);

/* Whether the cell is a code that the list by which its column is read does not have. */
bool segbias_coding_lacks(const struct segbias_form *form, struct segbias_label column, struct segbias_label cell);

/* Such a cell, behind those by which the list was chosen: message and hint. */
enum segbias_status segbias_coding_refuse(const struct segbias_form *form, struct segbias_error *why);

/* Says which lists are read, and which columns have others. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_coding_note(const struct segbias_head *head, const struct segbias_form *form,
                                        const char *file, struct segbias_notes *notes, struct segbias_error *error);

#endif
