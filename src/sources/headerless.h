/* Room: sources. Is the first row of a file data, and no header? */
#ifndef SEGBIAS_SOURCES_HEADERLESS_H
#define SEGBIAS_SOURCES_HEADERLESS_H

#include "csv/reader.h"

/* Of the first batch, header included: a cell of the first row has the pattern of personal data and so have those below it;
 * or two columns and a third of them have their names among their values, apart from rows that repeat the whole first row and
 * from columns that hold nothing else. */
bool segbias_headerless(const struct segbias_csv_batch *batch);

#endif
