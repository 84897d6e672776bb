/* Room: values. Bands: "18-24", "65+", "under 18", "75 to 84 years", "$25,000 - $49,999", "[18,25)". */
#ifndef SEGBIAS_VALUES_BAND_H
#define SEGBIAS_VALUES_BAND_H

#include "base/text.h"

/* Half-open: low <= x < end. A band of whole numbers ends one above its last ("18-24" is [18, 25)), so that 24.5 years
 * belong to it. low may be -infinity, end +infinity. */
struct segbias_band {
	double low;
	double end;
	bool single; /* a plain number, [x, x + 1) */
};

/* false: neither a number nor a band. */
bool segbias_band_parse(struct segbias_label label, struct segbias_band *out);

/* Whether inner lies within outer: a number with its point, a band of whole numbers with its whole numbers. */
bool segbias_band_within(const struct segbias_band *inner, const struct segbias_band *outer);

/* Whether all labels are bands, at least one is more than a plain number, and none overlap: then they have an order.
 * bands[count] is filled as far as they parse. */
bool segbias_band_ordered(const struct segbias_label *labels, size_t count, struct segbias_band *bands);

#endif
