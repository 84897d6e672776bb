/* Room: report. One comparison as a table of text, with a small bar around 100. */
#ifndef SEGBIAS_REPORT_TEXT_TABLE_H
#define SEGBIAS_REPORT_TEXT_TABLE_H

#include "report/document.h"
#include "report/paper.h"

void segbias_text_table(struct segbias_paper *paper, struct segbias_document *document,
                        const struct segbias_comparison *comparison);

#endif
