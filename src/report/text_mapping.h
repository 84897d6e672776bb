/* Room: report. Which spelling means which value, and how: of compare --explain-mapping and inspect. */
#ifndef SEGBIAS_REPORT_TEXT_MAPPING_H
#define SEGBIAS_REPORT_TEXT_MAPPING_H

#include "report/paper.h"
#include "wording/wording.h"

void segbias_text_mapping(struct segbias_paper *paper, struct segbias_teller *teller,
                          const struct segbias_findings *findings);

#endif
