/* Room: values. Figures that are published as an interval: "<5", "≤ 5", "fewer than 5", "1,000-5,000". */
#ifndef SEGBIAS_VALUES_FIGURE_RANGE_H
#define SEGBIAS_VALUES_FIGURE_RANGE_H

#include "values/figure.h"

struct segbias_figure_range {
	double low, high;
	bool open;  /* `high` itself is not one of them: "<5" */
	bool below; /* only an upper bound is said, so that `low` is 0 */
	bool percent;
	unsigned decimals; /* of its ends */
};

/* A cell by the style of its column; the words are those of data/masks.def. false: it is no interval of figures of 0 and
 * more. "18-24" is one, too: whether a column holds figures is for others to say. */
bool segbias_figure_range_parse(struct segbias_label cell, const struct segbias_number_style *style,
                                struct segbias_figure_range *out);

#endif
