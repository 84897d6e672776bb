/* Room: sources. What a figure of a table may be, where the file does not say it exactly: "<5", "1,000-5,000", columns low and
 * high, marks such as * whose largest figure an option says, or rounded. */
#ifndef SEGBIAS_SOURCES_INTERVAL_H
#define SEGBIAS_SOURCES_INTERVAL_H

#include "sources/source.h"

struct segbias_interval {
	double
	    figure; /* what it is taken for: as written, or the middle (of whole figures rounded down, but 1 of 0 to 1) */
	double low, high;
	bool hidden; /* only the bounds are written */
	unsigned decimals;
	bool percent;
};

/* The figure of a row of a table in memory; of other files as segbias_source_amount. */
enum segbias_status segbias_interval_read(const struct segbias_source *source, const struct segbias_row *row,
                                          struct segbias_label cell, size_t field, struct segbias_interval *out,
                                          struct segbias_error *why);

/* The figure of a row where only its bounds are known. false: it is none. */
bool segbias_interval_hidden(const struct segbias_evidence *evidence, size_t row, size_t field,
                             struct segbias_interval *out);

/* What is not known of it. */
static inline struct segbias_doubt segbias_interval_doubt(const struct segbias_interval *interval)
{
	return (struct segbias_doubt){interval->figure - interval->low, interval->high - interval->figure,
	                              interval->hidden};
}

#endif
