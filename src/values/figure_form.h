/* Room: values. A cell taken apart into its digits and signs, before a style says what the signs mean: for figure.c and
 * style.c only. */
#ifndef SEGBIAS_VALUES_FIGURE_FORM_H
#define SEGBIAS_VALUES_FIGURE_FORM_H

#include "values/figure.h"

enum { SEGBIAS_FIGURE_MAX = 400 };

/* Bytes of a form that stand for code points which mean the same in every style. */
enum { SEGBIAS_FIGURE_ARABIC_THOUSANDS = 1, SEGBIAS_FIGURE_ARABIC_DECIMAL = 2 };

struct segbias_figure_form {
	/* From the first digit or decimal sign to the last, ASCII: blanks are ' ', apostrophes '\''. 0-terminated. */
	char core[SEGBIAS_FIGURE_MAX];
	char sign; /* '+', '-' or 0 */
	bool percent;
	bool currency;
};

/* false: no number in any style. */
bool segbias_figure_take_apart(struct segbias_label cell, struct segbias_figure_form *form);

/* Writes the form as segbias_number_parse reads it with a decimal point, and reads it. false: not a number so. */
bool segbias_figure_read(const struct segbias_figure_form *form, const struct segbias_number_style *style,
                         char text[static SEGBIAS_FIGURE_MAX], double *value);

/* The byte of a form that stands for the code point: '.', ',', ' ', '\'', SEGBIAS_FIGURE_ARABIC_THOUSANDS; 0: none. */
char segbias_figure_separator(uint32_t code);

#endif
