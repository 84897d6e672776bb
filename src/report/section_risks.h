/* Room: report. What the sections of the register of risks share. */
#ifndef SEGBIAS_REPORT_SECTION_RISKS_H
#define SEGBIAS_REPORT_SECTION_RISKS_H

#include "report/section.h"

/* What a figure says, as the end of a sentence; never NULL. */
const char *segbias_phrase_risk_measure(struct segbias_teller *t, const struct segbias_risk_measure *row);

/* Whether it is of people in a log. */
bool segbias_risk_is_of_log(const struct segbias_risk_measure *row);

segbias_section segbias_section_risks;

#endif
