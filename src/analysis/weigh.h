/* Room: analysis. Correction weights: what records weigh so that their margins are the reference's, what that costs, and what it
 * buys. DEFINITIONS.md "Correction weights".
 */
#ifndef SEGBIAS_ANALYSIS_WEIGH_H
#define SEGBIAS_ANALYSIS_WEIGH_H

#include "analysis/analysis.h"
#include "stats/calibrate.h"
#include "tally/joint.h"

enum segbias_weigh_method {
	SEGBIAS_WEIGH_RAKE,
	SEGBIAS_WEIGH_POSTSTRATIFY,
	SEGBIAS_WEIGH_LINEAR,
	SEGBIAS_WEIGH_LOGIT,
};

struct segbias_weigh_asked {
	enum segbias_weigh_method method;
	bool bounded;
	double low, high; /* of a weight by its start weight, where bounded */
	double trim;      /* no weight above so many times the mean; NaN: any may be */
	bool complete;    /* records with an unknown value get no weight */
	double recruit;   /* so many people are told whom they should be; 0: nobody is asked for */
	bool exchange;    /* the fewest people to exchange are told */
};

struct segbias_weigh_part {
	const struct segbias_attribute *attribute;
	size_t column; /* of the joint table */
	bool weighted; /* else it is only looked at */
};

/* Everything between the records' kinds and the findings. Zero-initialise but for what is given; release in any case. */
struct segbias_weigh {
	const struct segbias_analysis_input *input;
	const struct segbias_weigh_asked *asked;
	const struct segbias_joint *joint;
	struct segbias_weigh_part *parts; /* [part_count] */
	size_t part_count;
	/* Kinds of records (of the joint table) that get a weight. */
	size_t *kind; /* [kinds] which they are */
	size_t kinds;
	uint32_t *cell;  /* [kinds] of the calibration */
	double *records; /* [kinds] how many */
	double *start;   /* [kinds] of one record, scaled to as many in all as there are records */
	double *weight;  /* [kinds] of one record */
	double all;      /* records with a weight */
	double scale;    /* of a start weight as the file has it */
	/* The calibration. */
	struct segbias_weight_margins c;
	double *cell_weight, *target, *factor;
	uint32_t *level;
	struct segbias_weigh_level {
		size_t part;   /* SIZE_MAX: a cell of all weighted parts */
		size_t value;  /* of the part, or of the reference's joint cells; SIZE_MAX: unknown */
		double share;  /* of the reference; 0 of unknown */
		double spread; /* variance of its figure by that of all squared, before they are made to sum to 1 */
	} * levels;            /* [c.levels] */
	struct segbias_calibrated fit;
	bool fitted;                /* there are weights */
	struct segbias_arena arena; /* names */
};

/* Fits: fills kinds, weights and what is fitted to. Errors: SEGBIAS_DATA for what cannot be met; SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_fit(struct segbias_weigh *weigh, struct segbias_error *error);
void segbias_weigh_release(struct segbias_weigh *weigh);

/* What is given in findings->comparisons before, and what it comes to: fills findings->weighing. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_tell(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                       struct segbias_error *error);

/* Whom to recruit, of the weighted attributes: together where the reference has them so, else each by itself. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_recruit(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                          struct segbias_error *error);

/* Whom to exchange, of the weighted attributes, so that all their values are inside the band. Errors: SEGBIAS_DATA where no exchange
 * does, or none was found; SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_exchange(const struct segbias_weigh *weigh, struct segbias_findings *findings,
                                           struct segbias_error *error);

/* "leave age out: -a 'sex,region'", where that can be typed and something is left. */
void segbias_weigh_hint_without(const struct segbias_weigh *weigh, size_t part, struct segbias_error *error);

/* Why the fit did not end: a value or cell without records before it, margins that contradict each other after it.
 * Return SEGBIAS_DATA, or SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_refuse_empty(const struct segbias_weigh *weigh,
                                               const struct segbias_weigh_level *level, struct segbias_error *error);
enum segbias_status segbias_weigh_refuse_fit(const struct segbias_weigh *weigh, struct segbias_error *error);

/* The value of a part that a kind of the joint table has; SIZE_MAX: it is missing or unmatched. */
size_t segbias_weigh_value(const struct segbias_weigh *weigh, size_t joint_kind, size_t part);

/* Whether it is one of the weighted parts together. */
static inline bool segbias_weigh_is_joint(const struct segbias_weigh_level *level)
{
	return level->part == SIZE_MAX;
}

/* "sex*age" and "Female × 65+" of a level that is no unknown one, or its attribute and value. false: out of memory. */
bool segbias_weigh_name(const struct segbias_weigh *weigh, const struct segbias_weigh_level *level,
                        struct segbias_arena *arena, struct segbias_label *attribute, struct segbias_label *value);

/* The attributes of parts that are weighted, by their place in the matching; crossed->count is how many are asked for, the first
 * of them. */
struct segbias_crossed_attributes segbias_weigh_crossed(const struct segbias_weigh *weigh);

/* The variance of sum(coefficient[levels] target) by the reference's own error. Errors: SEGBIAS_SYSTEM. */
enum segbias_status segbias_weigh_target_variance(const struct segbias_weigh *weigh, const double *coefficient,
                                                  double *variance, struct segbias_error *error);

/* Of a cell of a sample the sum of its records' squared weights: their number where they have none, whatever the rows that hold it.
 * 0 of another reference. */
double segbias_weigh_square(const struct segbias_weigh *weigh, const struct segbias_cell *cell);

/* The variance of a value's share in the reference; 0 where it is exact. */
double segbias_weigh_share_variance(const struct segbias_weigh *weigh, const struct segbias_attribute *attribute,
                                    size_t value);

/* Fills spread[values] of an attribute: of what errors of the shares would come if they were independent but for their sum. */
void segbias_weigh_spread(const struct segbias_weigh *weigh, const struct segbias_attribute *attribute, double *spread);

#endif
