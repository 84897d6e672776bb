/* Room: report. One comparison as a table of text, with a small bar around 100. */
#ifndef SEGBIAS_REPORT_TEXT_TABLE_H
#define SEGBIAS_REPORT_TEXT_TABLE_H

#include "report/paper.h"

/* What the records without a known value are: "unmatched" where none is missing, as their values are not unknown. */
const char *segbias_text_unknown(const struct segbias_comparison *comparison);

void segbias_text_table(struct segbias_paper *paper, const struct segbias_findings *findings,
                        const struct segbias_comparison *comparison);

#endif
