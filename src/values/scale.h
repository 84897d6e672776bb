/* Room: values. What a text says of the scale of figures: "Population (in thousands)". The words stand in data/scales.def.
 *
 * Does not belong here: which texts of a file say it of which figures (sources). */
#ifndef SEGBIAS_VALUES_SCALE_H
#define SEGBIAS_VALUES_SCALE_H

#include "base/text.h"

/* How many one of the figures is: 1000 of thousands; 1 where the text says nothing, or speaks of money. `unit`: the text is the name
 * of a column or a cell of units, where a number alone says it ("1000"), and not a title. Errors: false where memory runs out. */
bool segbias_scale_read(struct segbias_label text, bool unit, double *times);

#endif
