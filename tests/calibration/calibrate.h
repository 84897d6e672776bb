/* Tests: calibration. Simulations that hold the promises of the verdicts, tests and intervals against what the library
 * makes of data whose truth is known: from files to findings, as a user would run it.
 *
 * A scenario is a kind of data (what the reference is, weights, repeated persons) and a truth (shares and true skews).
 * A replicate of it draws the files anew, compares them, and gives each check one outcome: yes or no. So the number of
 * yes is binomial, and a check's acceptance range is exact.
 */
#ifndef SEGBIAS_TESTS_CALIBRATION_CALIBRATE_H
#define SEGBIAS_TESTS_CALIBRATION_CALIBRATE_H

#include "findings/findings.h"
#include "policy/option.h"

#include <gsl/gsl_rng.h>
#include <segbias/compare.h>
#include <segbias/plan.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { CELLS_MAX = 40, PARTS_MAX = 8, PATH_MAX_OURS = 256 };

/* The promises are made at the defaults of the library. */
#define CALIBRATE_ALPHA 0.05
#define CALIBRATE_BAND_LOW 0.8
#define CALIBRATE_BAND_HIGH 1.25

/* --- what is checked: checks.c --------------------------------------------------------------------------------------- */

enum check_id {
	CHECK_FALSE_FLAG,        /* any over or under of a group whose index is inside the band */
	CHECK_P,                 /* p of a group at parity */
	CHECK_P_SIDE,            /* p_over or p_under of a group at that edge */
	CHECK_P_FLAG,            /* p_flag of a group at an edge */
	CHECK_P_WITHIN,          /* p_within of a group at an edge */
	CHECK_P_ATTRIBUTE,       /* p of a whole attribute at parity */
	CHECK_P_ATTRIBUTE_01,    /* the same at .01 */
	CHECK_P_ATTRIBUTE_001,   /* and at .001 */
	CHECK_FALSE_OVER_UNDER,  /* one of the replicate's over and under, drawn at random, is wrong */
	CHECK_FALSE_LIKELY,      /* the same of likely_over and likely_under */
	CHECK_FALSE_WITHIN,      /* the same of within */
	CHECK_COVER_SHARE,       /* share_low..share_high holds the true share */
	CHECK_COVER_INDEX,       /* index_low..index_high holds the true index */
	CHECK_POWER_EXACT,       /* flagged at n_needed, against the exact test's power */
	CHECK_POWER_FORMULA,     /* flagged at n_needed, against 80 % */
	CHECK_POWER_WITHIN,      /* called within at n_needed, at least 80 % */
	CHECK_FOUND,             /* a group whose true ratio is beyond 2 is called over */
	CHECK_SETTLED,           /* a group has a verdict in a campaign that is said to settle half */
	CHECK_CALLED,            /* the first value, skewed by 2.2, is called so, likely or not */
	CHECK_P_CONSENT,         /* p of a row of --consent where all consent alike */
	CHECK_CONSENT_FOUND,     /* fewer consent in the first segment, and that is a finding */
	CHECK_REVERSAL,          /* a value is called turned round in a second attribute that explains all of it */
	CHECK_REVERSAL_FOUND,    /* the first segment's first value is turned round, and called so */
	CHECK_ASSOCIATION,       /* p of segment by attribute where segments are alike */
	CHECK_ASSOCIATION_FOUND, /* segments differ, and that is a finding */
	CHECK_P_STEP,            /* p of a stage against the one before, where all are taken alike */
	CHECK_COVER_STEP,        /* the interval of such an index holds the true one */
	CHECK_FALSE_AMPLIFIED,   /* any group is called amplified, and none is */
	CHECK_AMPLIFIED,         /* the first segment's first value is amplified, and called so */
	CHECK_COUNT,
};

#define BIT(check) (1U << (check))
#define SIZES_AT_EDGE (BIT(CHECK_P_SIDE) | BIT(CHECK_P_FLAG) | BIT(CHECK_P_WITHIN))
#define COVERAGE (BIT(CHECK_COVER_SHARE) | BIT(CHECK_COVER_INDEX))
#define DISCOVERIES (BIT(CHECK_FALSE_OVER_UNDER) | BIT(CHECK_FALSE_LIKELY) | BIT(CHECK_FALSE_WITHIN))

/* --- scenarios: scenarios_*.c ------------------------------------------------------------------------------------------ */

/* Segments that are alike. */
struct part {
	unsigned segments;
	unsigned n; /* records of each; persons where rows repeat */
	double
	    ratio[CELLS_MAX]; /* true share / reference share; 0: what the others leave, as the reference shares it */
};

struct truth {
	const char *name, *what;
	unsigned shares[CELLS_MAX]; /* of the reference, in parts of their sum */
	unsigned coarse;            /* > 0: a second attribute, whose values are that many of the first's */
	struct part parts[PARTS_MAX];
	const char *control, *min_n;
	bool
	    planned; /* one segment of n records; the first value has the smallest index above the band that --plan n says is told */
	bool power; /* one segment; n is that of a first run, which tells n_needed of the first value */
	bool
	    settles; /* of a first run are kept the groups that are unclear, and n is as large as is said to settle half */
	unsigned checks;
};

enum weighting {
	UNWEIGHTED,
	WEIGHTS_FREE,     /* lognormal, whatever the value */
	WEIGHTS_BY_VALUE, /* the same times 0.5, 1 or 2 by value: the truth is the weighted share */
	WEIGHTS_HEAVY,    /* 8 of the first value, 1 of all others */
};

enum repeating {
	REPEATING_ALIKE,  /* a person has 1 to rows_max rows */
	REPEATING_HALF,   /* the first person of a segment has as many as all others together */
	REPEATING_PARETO, /* of a person as many, up to rows_max, that few have most of them */
};

enum reference_form {
	REFERENCE_EXACT,  /* counts of everybody */
	REFERENCE_COUNTS, /* counts of respondents */
	REFERENCE_ROWS,   /* a row a respondent */
	REFERENCE_UNITS,  /* the same in strata of three sampling units, whose respondents are somewhat alike */
	REFERENCE_GROUPS, /* the same with the replicate weights of a jackknife of random groups */
	REFERENCE_MARGIN, /* shares of a survey times a total with an error of its own, each with its margin of error */
	REFERENCE_MARGIN_APART, /* counts whose errors are independent of each other, without a total */
	REFERENCE_BASE,         /* counts of the records that the segments are drawn from */
};

struct kind {
	const char *name, *what;
	enum reference_form form;
	double
	    size; /* of a sample: respondents per record of the largest segment; of a base: records per record drawn */
	unsigned respondents;                      /* > 0: so many, instead of by size */
	enum weighting weights, reference_weights; /* of the campaign, of respondents in rows */
	double spread;                             /* standard deviation of log weights */
	unsigned clusters;                         /* sampling units, or groups of the jackknife */
	unsigned rows_max;                         /* > 0: a person has 1 to so many rows */
	enum repeating repeating;
	bool eligible;     /* of a base: it stands in the campaign file itself, beside others */
	bool multi;        /* a cell holds the values of two draws */
	double consent[2]; /* who consents, of the first segment and of the others; 0: no such column */
	double stages
	    [2]
	    [2]; /* of the first value and of all others, who is eligible, and who of these is targeted; 0: no stages */
	double alike; /* the chance that a row has its person's, or sampling unit's, own value */
	struct segbias_options options;
	void (*spoil)(struct segbias_findings *findings); /* puts a wrong figure in the place of the library's */
	bool wrong;                                       /* every check must be rejected */
	double at_most; /* accepted instead of alpha, where that has been shown to be as near as it gets; 0: alpha */
};

struct scenario {
	const struct kind *kind;
	const struct truth *truth;
	unsigned replicates[2]; /* short (0: it is too long for one), long */
	unsigned only;          /* 0: all checks of the truth */
};

struct scenario_list {
	const struct scenario *items;
	size_t count;
};

/* Limits are measured and shown; they neither pass nor fail. */
extern const struct scenario_list scenarios_right, scenarios_wrong, scenarios_limits;

/* truths.c */
extern const struct truth truth_parity, truth_edge, truth_large_edge, truth_small_share, truth_small_edge,
    truth_majority, truth_rare, truth_sparse, truth_family_parity, truth_parity_large, truth_family_large,
    truth_middle_mixture, truth_power_large, truth_family_edge, truth_large_family, truth_large_family_edge,
    truth_family_rare, truth_mixture, truth_mixture_holm, truth_small_mixture, truth_likely, truth_within,
    truth_small_within, truth_power_over, truth_power_under, truth_power_rare, truth_power_within, truth_small_values,
    truth_small_values_edge, truth_small_values_found, truth_nine_values, truth_drawn_over, truth_drawn_under,
    truth_settles, truth_sparse_sizes, truth_heavy, truth_heavy_found, truth_persons, truth_few_persons,
    truth_persons_far, truth_persons_found, truth_many_persons_found, truth_weighted_small, truth_survey_found,
    truth_consent, truth_consent_few, truth_consent_found, truth_explained, truth_reversal, truth_sparse_segments,
    truth_segments_differ, truth_planned, truth_planned_rare, truth_one_found, truth_several, truth_several_found,
    truth_taken_alike, truth_alike_before, truth_skewed_before, truth_amplified;

/* --- one scenario at work: simulate.c, run.c ---------------------------------------------------------------------------- */

struct segment {
	unsigned n;
	double share[CELLS_MAX]; /* true */
};

struct world {
	const struct kind *kind;
	const struct truth *truth;
	gsl_rng *random;
	size_t cells;
	double reference[CELLS_MAX]; /* true shares */
	struct segment *segments;
	size_t segment_count;
	unsigned respondents; /* of a sample */
	unsigned scale;       /* of a base: records a part of the shares */
	double power;         /* the exact test's, where the truth asks for it */
	bool *unclear;        /* [values of all comparisons] in a first run; NULL: there was none */
	size_t unclear_count;
	char campaign_path[PATH_MAX_OURS], reference_path[PATH_MAX_OURS];
};

/* One tested value and what is true of it. */
struct observed {
	const struct segbias_value_finding *value;
	double share; /* true */
	double ratio; /* true share / true reference share */
	bool wanted;  /* was unclear in a first run */
};

struct replicate {
	const struct world *world;
	struct segbias_findings *findings;
	struct observed *observed;
	size_t observed_count;
};

/* Draws the campaign and the reference and writes the files. false, with a line on stderr: they cannot be written. */
bool simulate_files(const struct world *world);

/* The campaign with exactly the true shares, and the reference. */
bool simulate_expected(const struct world *world); /* of every segment */

/* Files go to `folder`; the random numbers depend on `seed` and `name` alone. Release in any case. */
bool world_init(struct world *world, const struct scenario *scenario, const char *name, uint32_t seed,
                const char *folder);
void world_release(struct world *world);

/* Compares what was written. Release in any case. */
bool replicate_run(const struct world *world, struct replicate *out);
void replicate_release(struct replicate *replicate);

/* --- outcomes and their ranges: checks.c -------------------------------------------------------------------------------- */

struct tally_of_check {
	unsigned yes, replicates; /* replicates without the figure do not count */
};

/* Adds the replicate's outcome to each check of the mask. */
void checks_count(unsigned mask, const struct replicate *replicate, struct tally_of_check tallies[CHECK_COUNT]);

struct check_result {
	const char *measured;
	double promise;     /* the probability at its limit */
	unsigned low, high; /* the range of `yes` that is accepted */
	bool accepted;
	bool wide; /* coverage above its level: no fault */
};

/* At 99.9 %. `power` is the exact test's. */
struct check_result check_judge(enum check_id id, const struct tally_of_check *tally, const struct world *world);

/* The chance that the exact test of a share x flags it at n records against the reference share r. */
double power_of_exact_test(unsigned n, double x, double r);

/* --- wrong ways to reckon: spoil.c -------------------------------------------------------------------------------------- */

void spoil_by_wald(struct segbias_findings *findings);
void spoil_by_subset(struct segbias_findings *findings);
void spoil_by_normal_size(struct segbias_findings *findings);
void spoil_by_small_size(struct segbias_findings *findings);
void spoil_by_early_stop(struct segbias_findings *findings);

/* Of kinds with so many respondents: likely by z, and by the score that is not corrected. */
#define SPOIL_MARGIN_RESPONDENTS 800
#define SPOIL_SAMPLE_RESPONDENTS 100000
void spoil_by_z(struct segbias_findings *findings);
void spoil_by_score(struct segbias_findings *findings);
void spoil_by_observed_size(struct segbias_findings *findings);
void spoil_by_all_persons(struct segbias_findings *findings);
void spoil_by_chi2(struct segbias_findings *findings);
void spoil_by_point(struct segbias_findings *findings);
void spoil_by_sides(struct segbias_findings *findings);

#endif
