/* Room: sources. What a figure of a table may be, where the file does not say it exactly: "<5", "1,000-5,000", or rounded. */
#ifndef SEGBIAS_SOURCES_INTERVAL_H
#define SEGBIAS_SOURCES_INTERVAL_H

#include "sources/source.h"

struct segbias_interval {
	double figure; /* what it is taken for: as written, or the middle (of whole figures, rounded down) */
	double low, high;
	bool hidden; /* only the bounds are written */
	unsigned decimals;
	bool percent;
};

/* The figure of a cell of a table in memory; of other files as segbias_source_amount. */
enum segbias_status segbias_interval_read(const struct segbias_source *source, struct segbias_label cell, size_t field,
                                          struct segbias_interval *out, struct segbias_error *why);

/* The interval that a cell writes; `whole`: figures of its column are. false: it writes none. */
bool segbias_interval_parse(struct segbias_label cell, const struct segbias_number_style *style, bool whole,
                            struct segbias_interval *out);

/* What is not known of it. */
static inline struct segbias_doubt segbias_interval_doubt(const struct segbias_interval *interval)
{
	return (struct segbias_doubt){interval->figure - interval->low, interval->high - interval->figure,
	                              interval->hidden};
}

#endif
