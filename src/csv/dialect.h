/* Room: csv. Which delimiter a file uses, from its first bytes. */
#ifndef SEGBIAS_CSV_DIALECT_H
#define SEGBIAS_CSV_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

/* Comma, semicolon, tab or bar: the one by which most of the first 200 records have the width of the first and are
 * quoted soundly, that width being more than 1. Ties go to more such records, then to the greater width, then to the
 * order above. A comma where none fits. A BOM and blank lines are passed over; `whole` says that no bytes follow, else
 * the last record counts only where its line has ended. */
char segbias_csv_detect(const char *bytes, size_t size, bool whole);

/* Length of the UTF-8 byte order mark at the start: 3 or 0. */
size_t segbias_csv_bom_size(const char *bytes, size_t size);

#endif
