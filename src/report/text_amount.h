/* Room: report. Figures of what is counted: records, or money. */
#ifndef SEGBIAS_REPORT_TEXT_AMOUNT_H
#define SEGBIAS_REPORT_TEXT_AMOUNT_H

#include "base/number.h"
#include "findings/findings.h"

static inline bool segbias_has_amount(const struct segbias_findings *findings)
{
	return findings->settings.amount.bytes != NULL;
}

/* A number of records, or of money: "1,234.50". */
static inline const char *segbias_text_figure(const struct segbias_findings *findings, double value,
                                              char out[static SEGBIAS_NUMBER_MAX])
{
	return segbias_has_amount(findings) ? segbias_number_money(value, out) : segbias_number_group(value, out);
}

#endif
