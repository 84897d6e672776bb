/* Room: stats. Correction weights: records that are alike get a common factor on their start weight, so that the weights of each
 * level of each margin add up to its target. DEFINITIONS.md "Correction weights".
 *
 * Levels of all margins are numbered through; a cell has one of each margin. All functions return false where memory is short, and
 * leave their outputs as they are.
 */
#ifndef SEGBIAS_STATS_CALIBRATE_H
#define SEGBIAS_STATS_CALIBRATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct segbias_weight_margins {
	size_t cells;
	const double *weight;  /* [cells] start weights of its records together, over 0 */
	const uint32_t *level; /* [cells * margins] */
	size_t margins;
	const double *target; /* [levels] 0 and more, of each margin the same sum; of every cell's level over 0 */
	size_t levels;
};

struct segbias_calibrated {
	size_t rounds;
	double miss; /* the largest difference of a level from its target, by all weights together */
	bool ended;  /* it is at most 1e-10 */
};

/* --- stat_rake.c ------------------------------------------------------------------------------------------------- */

/* Raking: factor[cells], margin by margin, for at most 10,000 rounds. With one margin it is post-stratification.
 * source: Deming and Stephan (1940); Deville, Sarndal and Sautory, JASA 88 (1993) 1013-1020; R survey::rake. */
bool segbias_calibrate_rake(const struct segbias_weight_margins *c, double *factor, struct segbias_calibrated *out);

/* The largest difference of a level from its target with these factors, by all weights together. */
bool segbias_calibration_miss(const struct segbias_weight_margins *c, const double *factor, double *miss);

/* --- stat_calibrate.c: factors F(u), u the sum of the levels' multipliers ---------------------------------------- */

struct segbias_calibration_distance {
	bool logit;       /* else linear: F = 1 + u, cut to the bounds */
	double low, high; /* of a factor: low < 1 < high; -INFINITY and INFINITY: none, which logit must not have */
};

/* Newton with step halving on the convex dual, at most 200 rounds.
 * source: Deville and Sarndal, JASA 87 (1992) 376-382; R survey::calibrate(calfun = "linear", "logit", bounds =). */
bool segbias_calibrate_distance(const struct segbias_weight_margins *c,
                                const struct segbias_calibration_distance *distance, double *factor,
                                struct segbias_calibrated *out);

/* --- stat_trim.c ------------------------------------------------------------------------------------------------- */

/* What of a record's weight exceeds most times the mean is cut off and given in equal parts to those that were not cut in this
 * round, until none exceeds it. weight[count] is one record's, of records[count] alike. Returns false where nobody is left to
 * take it, with the weights as they were. source: R survey::trimWeights(upper =, strict = TRUE). */
bool segbias_weights_trim(double *weight, const double *records, size_t count, double most);

/* --- stat_calibrated.c: variances after calibration -------------------------------------------------------------- */

/* Records that are alike in all attributes and have one start weight. */
struct segbias_calibrated_records {
	size_t count;
	const uint32_t *cell;  /* [count] of the calibration */
	const double *records; /* [count] how many */
	const double *start;   /* [count] the start weight of one, over 0 */
	const double *weight;  /* [count] its weight */
};

/* The least squares that every share's variance needs, of one calibration. */
struct segbias_residuals;
bool segbias_residuals_create(const struct segbias_weight_margins *c, const struct segbias_calibrated_records *r,
                              struct segbias_residuals **out);
void segbias_residuals_free(struct segbias_residuals *residuals);

/* The variance of sum(weight z) / total, z[count] with that mean taken off: of the residuals of z on the levels, by least squares
 * weighted with the start weights. coefficient[levels] (NULL: not wanted) are the regression's, 0 where others determine them.
 * source: SE(svymean()) of a calibrated design in R survey; Deville and Sarndal (1992). */
bool segbias_residuals_variance(const struct segbias_residuals *residuals, const double *z, double total,
                                double *coefficient, double *variance);

/* --- stat_shortfall.c: what no weights meet ---------------------------------------------------------------------- */

/* Weights between low and high times the start weights come how near to the targets? The smallest sum of all differences in *total
 * and each level's in shortfall[levels]: over 0 where records are short, under 0 where they are too many. A linear program.
 * false: memory, or it did not end. */
bool segbias_calibration_shortfall(const struct segbias_weight_margins *c, double low, double high, double *shortfall,
                                   double *total);

/* Where weights of 0 and more meet the targets: which cells have 0 in all such weights. */
bool segbias_calibration_forced(const struct segbias_weight_margins *c, bool *forced, bool *any);

#endif
