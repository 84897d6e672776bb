/* Room: base. What a file that is refused holds, for its message: the sheets of a spreadsheet, the files of an archive. */
#ifndef SEGBIAS_BASE_WORKBOOK_H
#define SEGBIAS_BASE_WORKBOOK_H

#include "base/text.h"

enum segbias_workbook { SEGBIAS_WORKBOOK_UNKNOWN, SEGBIAS_WORKBOOK_SHEETS, SEGBIAS_WORKBOOK_FILES };

/* Adds the names of the sheets (.xlsx, .ods) or else of the files in a zip archive, quoted, the first five and how many more.
 * *count: how many there are.
 * UNKNOWN, with nothing added: it is no regular file, or no such archive. Where memory runs out that is counted. */
enum segbias_workbook segbias_workbook_names(const char *path, struct segbias_text *out, size_t *count);

#endif
