/* Room: tally. The distribution of one numeric column: of the whole and of every group (a segment), in bounded memory.
 *
 * Distinct values are counted as they are while the column has at most SEGBIAS_NUMERIC_DISTINCT_MAX of them. One more,
 * and every value of every group goes to its bin: the numbers that share sign, exponent and the first `bits` of the 52
 * bits of the mantissa. Such bins are log-linear and lie where they lie whatever the data; fewer bits only join
 * neighbours. `bits` is the most that gives the column at most SEGBIAS_NUMERIC_BINS_MAX bins: 9 or more (a bin is then at
 * most 2^-9 of its values wide) where the column spans under 32 powers of two, both signs together; always 5 or more;
 * and 23 for a fortnight of seconds since 1970, which 9 bits would put into one bin. 0 is a bin of its own. A bin stands
 * at its middle, within 2^-(bits + 1) of each of its values, relatively. So:
 *   - the Kolmogorov-Smirnov distance of two columns in the same bins is too small by at most the largest bin's share,
 *     and never too large (per bin the smaller of both sides counts, so the smaller of their largest shares will do);
 *   - their Wasserstein distance is off by at most 2^-(bits + 1) (mean |x| + mean |y|).
 * Mean and standard deviation come from sums of the values themselves: bins do not change them.
 *
 * Invariant: what is read depends on what was added, never on its order or on how it was split and merged: bits are a
 * function of the set of values, and all sums are exact. Memory: for the whole and for every group at most
 * SEGBIAS_NUMERIC_DISTINCT_MAX cells, in a table of at most twice as many slots of 16 bytes (weighted: 56, and what the
 * sum of weights of very different size needs).
 *
 * source: for the bins, HdrHistogram (Tene), with the bits of the double itself.
 */
#ifndef SEGBIAS_TALLY_NUMERIC_H
#define SEGBIAS_TALLY_NUMERIC_H

#include "tally/lines.h"

enum {
	SEGBIAS_NUMERIC_WHOLE = 0,            /* the group of all records */
	SEGBIAS_NUMERIC_EXACT = 52,           /* bits: values as they are */
	SEGBIAS_NUMERIC_DISTINCT_MAX = 65536, /* values of a column, while they are told apart */
	SEGBIAS_NUMERIC_BINS_MAX = 16384,     /* bins of a column from then on */
};

/* Together with weights of 0 or 1e-100 .. 1e100 these keep every product that a variance needs a double, to its last
 * bit. Values nearer to 0 than the least count as 0. */
#define SEGBIAS_NUMERIC_MAX 1e30
#define SEGBIAS_NUMERIC_LEAST 1e-30

#define SEGBIAS_NUMERIC_NO_GROUP UINT32_MAX

struct segbias_numeric;

struct segbias_numeric_record {
	double value;           /* one that segbias_numeric_fits; -0 is 0 */
	uint64_t count;         /* records that this row stands for; at most 2^53 in all, which the tally sees to */
	double weight;          /* of the row; read where weighted */
	const uint32_t *groups; /* [group_count], each once, 1..65,535 */
	size_t group_count;     /* may be 0 */
};

/* A value, or the middle of a bin, and the weight (unweighted: the records) there. */
struct segbias_numeric_mass {
	double value;
	double weight;
};

struct segbias_numeric_summary {
	uint64_t count; /* records */
	double weight;  /* Σw; equals count where unweighted */
	double square;  /* Σw²; equals count where unweighted */
	double mean;    /* Σwx / Σw; NaN without weight */
	double sd; /* √(Σw(x - mean)² / (Σw - Σw² / Σw)): n - 1 where unweighted; NaN under two weights > 0 */
	double share_max; /* of the weight in one value or bin, the largest: 0..1; NaN without weight */
};

/* Whether the column takes the value: finite, at most SEGBIAS_NUMERIC_MAX in size. Others the caller refuses. */
bool segbias_numeric_fits(double value);

/* NULL: out of memory. */
struct segbias_numeric *segbias_numeric_create(bool weighted);
void segbias_numeric_free(struct segbias_numeric *numeric);

/* Adds to the whole and to each of the record's groups. false: out of memory; only free is then allowed. */
bool segbias_numeric_add(struct segbias_numeric *numeric, const struct segbias_numeric_record *record);

/* Adds all of another column, which is weighted where this one is. Its group g becomes groups[g] here, for every g under
 * segbias_numeric_groups(other), or is left out where that is SEGBIAS_NUMERIC_NO_GROUP; groups[0] must be 0. NULL: the same
 * groups. false: out of memory; only free is then
 * allowed. */
bool segbias_numeric_merge(struct segbias_numeric *numeric, const struct segbias_numeric *other,
                           const uint32_t *groups);

/* Groups are 0 .. this - 1; some of them may be empty, and those beyond are. */
size_t segbias_numeric_groups(const struct segbias_numeric *numeric);

/* Bits of the mantissa that are told apart; SEGBIAS_NUMERIC_EXACT where no value was binned. */
unsigned segbias_numeric_bits(const struct segbias_numeric *numeric);

/* The middle of the value's bin; at SEGBIAS_NUMERIC_EXACT the value. */
double segbias_numeric_bin(double value, unsigned bits);

/* false: out of memory; *out is untouched.
 * source: the divisor is that of the R function cov.wt (method "unbiased"), which normalises the weights. */
bool segbias_numeric_summarise(const struct segbias_numeric *numeric, uint32_t group,
                               struct segbias_numeric_summary *out);

/* The distinct values or bins of a group. */
size_t segbias_numeric_size(const struct segbias_numeric *numeric, uint32_t group);

/* Writes the group's masses by rising value into out[segbias_numeric_size()] and returns how many. With `bits` fewer
 * than the column's own, in those bins: two columns are compared at the fewer bits of both. */
size_t segbias_numeric_read(const struct segbias_numeric *numeric, uint32_t group, unsigned bits,
                            struct segbias_numeric_mass *out);

/* --- as text ----------------------------------------------------------------------------------------------------- */

/* The lines of a tally file (tally/file.h): of each group its sums, then its cells by rising value. false: out of memory. */
bool segbias_numeric_write(const struct segbias_numeric *numeric, size_t number, struct segbias_lines *lines);

/* Adds what one such line says, behind the number, to a column of which nothing was added; groups are below `groups`. */
void segbias_numeric_scan(struct segbias_numeric *numeric, uint32_t groups, struct segbias_scan *scan);

#endif
