/* Room: tally. Records by which of a few numbers they have: counts, sums and sums of products, from which the means and
 * scatters come that Little's test needs. Exact, so that no order of the records changes a byte. */
#ifndef SEGBIAS_TALLY_PATTERNS_H
#define SEGBIAS_TALLY_PATTERNS_H

#include "tally/lines.h"

enum {
	SEGBIAS_PATTERNS_COLUMNS_MAX = 16, /* the sums of products grow with its square */
	SEGBIAS_PATTERNS_MAX = 1000,       /* beyond it nothing is kept: no test would come of it */
};

struct segbias_patterns;

/* `columns` at most SEGBIAS_PATTERNS_COLUMNS_MAX. NULL: out of memory. */
struct segbias_patterns *segbias_patterns_create(size_t columns);
void segbias_patterns_free(struct segbias_patterns *patterns);

/* Adds a record: numbers[columns], NaN where missing, otherwise at most 1e30 in size. false: out of memory. */
bool segbias_patterns_add(struct segbias_patterns *patterns, const double *numbers);

/* Adds rows; number i of a row is numbers[i * stride + row]. false: out of memory. */
bool segbias_patterns_add_rows(struct segbias_patterns *patterns, const double *numbers, size_t stride, size_t rows);

/* false: out of memory. */
bool segbias_patterns_merge(struct segbias_patterns *patterns, const struct segbias_patterns *other);

size_t segbias_patterns_columns(const struct segbias_patterns *patterns);
/* Patterns, by their bits; 0 after more than SEGBIAS_PATTERNS_MAX. */
size_t segbias_patterns_count(const struct segbias_patterns *patterns);

/* Of the pattern at index: which columns it has (bit i: column i), its records, mean[columns] and
 * scatter[columns * columns], 0 for columns that it lacks. false: out of memory. */
bool segbias_patterns_read(const struct segbias_patterns *patterns, size_t index, uint32_t *bits, double *count,
                           double *mean, double *scatter);

/* The lines of a tally file (tally/file.h), a pattern each; and adding what one says, behind its first key. */
void segbias_patterns_write(const struct segbias_patterns *patterns, struct segbias_lines *lines);
void segbias_patterns_scan(struct segbias_patterns *patterns, struct segbias_scan *scan);

#endif
