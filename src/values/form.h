/* Room: values. Forms of files whose numbers an office explains: by a table (data/forms.def), and only in a file of that form.
 *
 * Belongs here: which form the names of columns are of, and what a code means in it. Does not belong here: what a column is
 * (sources), spellings that mean the same anywhere (synonym.h).
 */
#ifndef SEGBIAS_VALUES_FORM_H
#define SEGBIAS_VALUES_FORM_H

#include "base/text.h"

#include <stdint.h>

/* The form of a file, and the lists that are read in it. Zero-initialise: none. */
struct segbias_form {
	int number;     /* from 1 */
	uint32_t lists; /* bit i: list i of the table is read */
};

/* The form that has such columns; no list is read yet. */
struct segbias_form segbias_form_of(const struct segbias_label *names, size_t width);

/* What it is called. */
const char *segbias_form_name(const struct segbias_form *form);

/* Whether a row of the form is a person. */
bool segbias_form_records(const struct segbias_form *form);

/* Of a form of records: whether the column is of those that are told of people without being asked for. */
bool segbias_form_people(const struct segbias_form *form, struct segbias_label column);

/* Whether its figures are thousands, which nothing in the file says. */
bool segbias_form_thousands(const struct segbias_form *form);

/* The list of the column; -1: it has none. */
int segbias_form_list(const struct segbias_form *form, struct segbias_label column);

/* The code of that number in a list and its meaning; false: it has fewer. */
bool segbias_form_code(int list, size_t number, const char **code, const char **meaning);

/* Whether a cell that is not blank may stand in a column of that list. */
bool segbias_form_fits(int list, struct segbias_label cell);

/* What the cell means in a column whose list is read, else the cell itself. */
struct segbias_label segbias_form_meaning(const struct segbias_form *form, struct segbias_label column,
                                          struct segbias_label cell);

#endif
