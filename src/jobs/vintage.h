/* Room: jobs. Of which year a file is. */
#ifndef SEGBIAS_JOBS_VINTAGE_H
#define SEGBIAS_JOBS_VINTAGE_H

#include "sources/source.h"

/* The latest year of its periods in the rows that count; else the only year in the name of its figures, in the lines above the
 * table, or in its own name; NaN: none. Before its head is forgotten. */
double segbias_vintage_of(const struct segbias_source *source);

#endif
