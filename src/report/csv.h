/* Room: report. Cells of CSV: a text that a spreadsheet would run as a formula is prefixed with "'". */
#ifndef SEGBIAS_REPORT_CSV_H
#define SEGBIAS_REPORT_CSV_H

#include "report/format.h"

/* The "'" before a label that would start a formula; nothing before others. */
void segbias_csv_add_guard(struct segbias_text *out, struct segbias_label label);

/* Without a comma. */
void segbias_csv_add_label(struct segbias_text *out, struct segbias_label label);

/* Without a comma, too; nothing where it is undefined. */
void segbias_csv_add_number(struct segbias_text *out, double value);

#endif
