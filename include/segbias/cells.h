/* segbias: what was read of a file, as a table. */
#ifndef SEGBIAS_CELLS_H
#define SEGBIAS_CELLS_H

#include <segbias/compare.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Reads `file` as segbias_compare would and gives the cells that it would use: of a joint table a row a cell, of anything
 * else a row a value of an attribute. With `reference` (which may be NULL) `file` is the campaign, and only what the two
 * have in common is given, cut into the reference's bands. Segments are added up. With one file either form of an option
 * means it. Findings render as "csv".
 * Errors: as segbias_compare; SEGBIAS_DATA where segbias_compare would refuse the file. */
SEGBIAS_PUBLIC enum segbias_status segbias_cells(const char *file, const char *reference,
                                                 const struct segbias_options *options,
                                                 struct segbias_findings **findings, struct segbias_error *error);

#ifdef __cplusplus
}
#endif
#endif
