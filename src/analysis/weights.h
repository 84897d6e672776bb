/* Room: analysis. What records of a value weigh, so that a test knows the variance under its null: DEFINITIONS.md "Weights
 * and repeated people". For weighted records that are independent of each other. */
#ifndef SEGBIAS_ANALYSIS_WEIGHTS_H
#define SEGBIAS_ANALYSIS_WEIGHTS_H

#include "tally/tally.h"

/* The known records of a group. */
struct segbias_weights_input {
	const struct segbias_cell *cells; /* [values] of the group */
	struct segbias_cell known;        /* its known records */
	const struct segbias_cell
	    *whole; /* [values] of the whole campaign: for a value of which the group has few records */
	struct segbias_cell whole_known;
	const double *share; /* [values] of the reference */
	size_t values;
	bool several; /* values a record: the others of a value are the records without it */
};

struct segbias_value_weights {
	double own;      /* sum of w^2 / sum of w of the value's records; NaN: nobody has the value */
	double others;   /* of the others, as the reference shares them; NaN: there are none */
	double expected; /* records of the value, at the reference shares; NaN as `own` */
};

/* out[values]. Values that nobody has are left out of what the others of another value weigh. */
void segbias_weights_measure(const struct segbias_weights_input *input, struct segbias_value_weights *out);

#endif
