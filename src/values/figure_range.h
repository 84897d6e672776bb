/* Room: values. Figures that are published as an interval: "<5", "≤ 5", "fewer than 5", "1,000-5,000", "1K-5K". */
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

/* Its ends as they are written; low bytes NULL: only an upper bound is. */
struct segbias_range_ends {
	struct segbias_label low, high;
	bool open;
};

/* A cell that writes two numbers of some style, or a bound, by the words of data/masks.def. */
bool segbias_figure_range_split(struct segbias_label cell, struct segbias_range_ends *out);

/* Whether the cell stands for a figure that is not told: "*", "x", "(D)". */
bool segbias_figure_mark(struct segbias_label cell);

/* One of these that is a single dash: in tables of offices nobody, elsewhere a hidden figure. */
bool segbias_figure_dash(struct segbias_label cell);

/* A cell by the style of its column. false: it is no interval of figures of 0 and
 * more. "18-24" is one, too: whether a column holds figures is for others to say. */
bool segbias_figure_range_parse(struct segbias_label cell, const struct segbias_number_style *style,
                                struct segbias_figure_range *out);

#endif
