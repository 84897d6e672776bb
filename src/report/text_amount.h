/* Room: report. What a text says where shares of an amount are compared: gaps in its unit, and no verdict. */
#ifndef SEGBIAS_REPORT_TEXT_AMOUNT_H
#define SEGBIAS_REPORT_TEXT_AMOUNT_H

#include "base/number.h"
#include "report/paper.h"

static inline bool segbias_has_amount(const struct segbias_findings *findings)
{
	return findings->settings.amount.bytes != NULL;
}

/* A number of records, or of money: "1,234.50". */
const char *segbias_text_figure(const struct segbias_findings *findings, double value,
                                char out[static SEGBIAS_NUMBER_MAX]);

/* In the place of verdict and findings. */
void segbias_text_amounts(struct segbias_paper *paper, const struct segbias_findings *findings);

#endif
