/* Room: report. Which segments a format tells of that has no room for all of them: those from which, or to which, most people
 * would have to be moved, and how many others there are. */
#ifndef SEGBIAS_REPORT_WORST_SEGMENTS_H
#define SEGBIAS_REPORT_WORST_SEGMENTS_H

#include "findings/findings.h"

/* Zero-initialise; release in any case. */
struct segbias_worst_segments {
	struct segbias_label *labels; /* [count], sorted; NULL: all are told */
	size_t count;
	size_t left; /* segments that are not told */
};

/* By the largest shortfall or surplus of a value that is a finding; in the findings' order where there is none, or they are alike.
 * false: out of memory. */
bool segbias_worst_segments_find(const struct segbias_findings *findings, size_t most,
                                 struct segbias_worst_segments *out);
/* The whole campaign is told always. */
bool segbias_worst_segments_has(const struct segbias_worst_segments *segments, struct segbias_label segment);
void segbias_worst_segments_release(struct segbias_worst_segments *segments);

#endif
