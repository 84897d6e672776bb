/* Room: base. What an archive holds: the sheets of a spreadsheet and how far one goes, the files of another. */
#ifndef SEGBIAS_BASE_WORKBOOK_H
#define SEGBIAS_BASE_WORKBOOK_H

#include "base/text.h"

enum segbias_workbook { SEGBIAS_WORKBOOK_UNKNOWN, SEGBIAS_WORKBOOK_SHEETS, SEGBIAS_WORKBOOK_FILES };

/* Adds the names of the sheets (.xlsx, .ods) or else of the files in a zip archive, quoted, the first five and how many more.
 * *count: how many there are.
 * UNKNOWN, with nothing added: it is no regular file, or no such archive. Where memory runs out that is counted. */
enum segbias_workbook segbias_workbook_names(const char *path, struct segbias_text *out, size_t *count);

/* Adds the range of the cells of a sheet (.xlsx) that hold something, "B4:F90"; nothing where none does. `table`: the same from a header
 * on that stands below other rows, such as titles; nothing where none is seen. Days of the book are counted
 * from 1904-01-01 where *since_1904, else from 1900. name: NULL is the first sheet.
 * false: there is no such sheet, or it cannot be read to its end. */
bool segbias_workbook_extent(const char *path, const char *name, struct segbias_text *range, struct segbias_text *table,
                             bool *since_1904);

#endif
