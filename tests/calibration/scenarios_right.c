/* Scenarios whose promises the library must keep. */
#include "calibrate.h"

static const struct kind population = {
    .name = "population",
    .what = "counts of records against counts of everybody",
    .form = REFERENCE_EXACT,
};

static const struct kind sample = {
    .name = "sample",
    .what = "against the counts of as many respondents as the largest segment has records",
    .form = REFERENCE_COUNTS,
    .size = 1,
    .options = {.reference_kind = "sample"},
};

static const struct kind large_sample = {
    .name = "large sample",
    .what = "against the counts of 10000 respondents",
    .form = REFERENCE_COUNTS,
    .respondents = 10000,
    .options = {.reference_kind = "sample"},
};

static const struct kind huge_sample = {
    .name = "sample of 100000",
    .what = "against the counts of 100000 respondents",
    .form = REFERENCE_COUNTS,
    .respondents = 100000,
    .options = {.reference_kind = "sample"},
};

static const struct kind thousand = {
    .name = "sample of 1000",
    .what = "against a row for each of 1000 respondents",
    .form = REFERENCE_ROWS,
    .respondents = 1000,
};

static const struct kind margin = {
    .name = "margin",
    .what = "against published counts and total with margins of error, of a survey as large as the largest segment",
    .form = REFERENCE_MARGIN,
    .size = 1,
};

static const struct kind margin_800 = {
    .name = "margin of 800",
    .what = "the same of a survey of 800",
    .form = REFERENCE_MARGIN,
    .respondents = 800,
};

static const struct kind margin_10000 = {
    .name = "margin of 10000",
    .what = "the same of a survey of 10000",
    .form = REFERENCE_MARGIN,
    .respondents = 10000,
};

static const struct kind margin_apart = {
    .name = "margin, no total",
    .what = "the same where the errors of the counts are independent of each other and there is no total",
    .form = REFERENCE_MARGIN_APART,
    .size = 1,
};

static const struct kind half_base = {
    .name = "half of the base",
    .what = "segments that are drawn from the base without replacement, half of it in all",
    .form = REFERENCE_BASE,
    .size = 2,
    .options = {.reference_kind = "base"},
};

static const struct kind base = {
    .name = "base",
    .what = "the same, a twentieth of it in all",
    .form = REFERENCE_BASE,
    .size = 20,
    .options = {.reference_kind = "base"},
};

static const struct kind most_of_base = {
    .name = "seven tenths of the base",
    .what = "the same, seven tenths of it",
    .form = REFERENCE_BASE,
    .size = 1 / .7,
    .options = {.reference_kind = "base"},
};

static const struct kind nearly_all_of_base = {
    .name = "nine tenths of the base",
    .what = "the same, nine tenths of it",
    .form = REFERENCE_BASE,
    .size = 1 / .9,
    .options = {.reference_kind = "base"},
};

static const struct kind weighted = {
    .name = "weighted",
    .what = "weighted records, weights whatever the value, against counts of everybody",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_FREE,
    .spread = 0.7,
};

static const struct kind weighted_by_value = {
    .name = "weighted by value",
    .what = "weighted records, weights half or twice as large by value, against counts of everybody",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_BY_VALUE,
    .spread = 0.5,
};

static const struct kind weighted_sample = {
    .name = "weighted sample",
    .what = "against weighted rows, as many as the largest segment has records, that met some values too seldom",
    .form = REFERENCE_ROWS,
    .size = 1,
    .reference_weights = WEIGHTS_BY_VALUE,
    .spread = 0.5,
};

static const struct kind weighted_both = {
    .name = "weighted, both",
    .what = "weighted records against weighted rows, as many as the largest segment has records",
    .form = REFERENCE_ROWS,
    .size = 1,
    .weights = WEIGHTS_FREE,
    .reference_weights = WEIGHTS_FREE,
    .spread = 0.7,
};

static const struct kind persons = {
    .name = "persons",
    .what = "1 to 12 records of each person, much alike, against counts of everybody; n is persons",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .alike = 0.8,
    .options = {.person = "person"},
};

static const struct kind persons_weighted = {
    .name = "persons, weighted",
    .what = "1 to 6 weighted records of each person, alike in part, against counts of everybody",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_FREE,
    .spread = 0.5,
    .rows_max = 6,
    .alike = 0.5,
    .options = {.person = "person"},
};

static const struct kind persons_sample = {
    .name = "persons against a sample",
    .what = "1 to 6 records of each person against a row for each of 2000 respondents",
    .form = REFERENCE_ROWS,
    .respondents = 2000,
    .rows_max = 6,
    .alike = 0.8,
    .options = {.person = "person"},
};

static const struct kind units = {
    .name = "sampling units",
    .what = "against 3000 weighted respondents in 80 strata of three sampling units each",
    .form = REFERENCE_UNITS,
    .respondents = 3000,
    .reference_weights = WEIGHTS_BY_VALUE,
    .spread = 0.5,
    .clusters = 240,
    .alike = 0.15,
    .options = {.reference_strata = "stratum", .reference_psu = "unit"},
};

static const struct kind groups = {
    .name = "replicate weights",
    .what = "against 1500 weighted respondents with the replicate weights of a jackknife of 100 groups",
    .form = REFERENCE_GROUPS,
    .respondents = 1500,
    .reference_weights = WEIGHTS_BY_VALUE,
    .spread = 0.5,
    .clusters = 100,
    .options = {.reference_replicates = "rep", .replicate_method = "jk1"},
};

static const struct kind heavy = {
    .name = "weighted, 8 to 1",
    .what = "weighted records, of which those of one value weigh eight times as much, against counts of everybody",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_HEAVY,
};

static const struct kind weighted_attribute = {
    .name = "weighted by value, .06",
    .what = "weighted records, weights half or twice as large by value, against counts of everybody; .06 is accepted",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_BY_VALUE,
    .spread = 0.5,
    .at_most = .06,
};

static const struct kind half = {
    .name = "one with half",
    .what = "1 to 12 records of each person, much alike, and one who has as many as all others; .065 is accepted",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .repeating = REPEATING_HALF,
    .alike = 0.8,
    .options = {.person = "person"},
    .at_most = .065,
};

static const struct kind pareto = {
    .name = "Pareto",
    .what = "records of persons of whom few have most, much alike; .065 is accepted",
    .form = REFERENCE_EXACT,
    .rows_max = 500,
    .repeating = REPEATING_PARETO,
    .alike = 0.8,
    .options = {.person = "person"},
    .at_most = .065,
};

static const struct kind consenting = {
    .name = "consent",
    .what = "1 to 12 records of each person, who consents or not with all of them: four in five do",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .alike = 1,
    .consent = {.8, .8},
    .options = {.person = "person", .consent = "ok=yes"},
};

static const struct kind staged = {
    .name = "stages, taken alike",
    .what = "a row a record: seven in ten are eligible, half of these targeted, whatever the value",
    .stages = {{.7, .7}, {.5, .5}},
    .options = {.stages = "*,eligible,targeted"},
};

static const struct kind staged_weighted = {
    .name = "stages, weighted",
    .what = "the same with lognormal weights (0.6)",
    .weights = WEIGHTS_FREE,
    .spread = .6,
    .stages = {{.7, .7}, {.5, .5}},
    .options = {.stages = "*,eligible,targeted"},
};

static const struct kind staged_apart = {
    .name = "stages, targeted by value",
    .what =
	"a row a record: seven in ten are eligible, of these eight in ten with the first value are targeted and four of the others",
    .stages = {{.7, .7}, {.8, .4}},
    .options = {.stages = "*,eligible,targeted"},
};

static const struct kind consenting_weighted = {
    .name = "consent, weighted",
    .what = "the same with weights, which change no rate",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_FREE,
    .spread = 0.5,
    .rows_max = 12,
    .alike = 1,
    .consent = {.8, .8},
    .options = {.person = "person", .consent = "ok=yes"},
};

static const struct kind less_consent = {
    .name = "less consent",
    .what = "the same where half as many again do not consent in one segment",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .alike = 1,
    .consent = {.55, .8},
    .options = {.person = "person", .consent = "ok=yes"},
};

static const struct kind eligible = {
    .name = "eligible",
    .what = "segments drawn from those who are eligible, a quarter of them, in a file that has others, too",
    .form = REFERENCE_BASE,
    .size = 4,
    .eligible = true,
    .options = {.eligible = "in=yes"},
};

static const char *const SEVERAL[] = {"kind"};

static const struct kind several = {
    .name = "several values",
    .what = "the values of two draws in a cell, against a row for each of 1000 respondents",
    .form = REFERENCE_ROWS,
    .respondents = 1000,
    .multi = true,
    .options = {.multi = {SEVERAL, 1}},
};

static const struct scenario SCENARIOS[] = {
    {&population, &truth_parity, {50, 5000}, 0},
    {&population, &truth_edge, {50, 5000}, 0},
    {&population, &truth_large_edge, {30, 5000}, 0},
    {&population, &truth_sparse, {30, 4000}, 0},
    {&population, &truth_family_parity, {50, 5000}, 0},
    {&population, &truth_family_edge, {50, 5000}, 0},
    {&population, &truth_large_family, {30, 2500}, 0},
    {&population, &truth_large_family_edge, {30, 2500}, 0},
    {&population, &truth_mixture, {50, 4000}, 0},
    {&population, &truth_mixture_holm, {50, 4000}, 0},
    {&population, &truth_likely, {50, 4000}, 0},
    {&population, &truth_within, {50, 4000}, 0},
    {&population, &truth_power_over, {100, 5000}, 0},
    {&population, &truth_power_under, {100, 5000}, 0},
    {&population, &truth_power_rare, {100, 5000}, 0},
    {&population, &truth_power_large, {100, 5000}, 0},
    {&population, &truth_power_within, {100, 5000}, 0},
    {&population, &truth_power_rare, {100, 5000}, BIT(CHECK_POWER_FORMULA)},
    {&population, &truth_settles, {40, 3000}, 0},
    {&population, &truth_sparse_sizes, {30, 20000}, 0},
    {&large_sample, &truth_settles, {20, 1500}, 0},
    {&thousand, &truth_sparse_sizes, {30, 20000}, 0},

    {&sample, &truth_parity, {50, 5000}, 0},
    {&sample, &truth_edge, {50, 5000}, 0},
    {&sample, &truth_large_edge, {30, 5000}, 0},
    {&sample, &truth_small_share, {50, 5000}, 0},
    {&sample, &truth_small_edge, {50, 5000}, 0},
    {&sample, &truth_family_parity, {50, 5000}, 0},
    {&sample, &truth_family_edge, {50, 5000}, 0},
    {&sample, &truth_large_family, {30, 2500}, 0},
    {&sample, &truth_large_family_edge, {30, 2500}, 0},
    {&sample, &truth_mixture, {30, 2500}, 0},
    {&sample, &truth_likely, {30, 2500}, 0},
    {&sample, &truth_within, {30, 2500}, 0},
    {&large_sample, &truth_small_share, {50, 5000}, 0},
    {&large_sample, &truth_small_edge, {50, 5000}, 0},
    {&large_sample, &truth_rare, {50, 5000}, 0},
    {&large_sample, &truth_large_family, {30, 2500}, 0},
    {&huge_sample, &truth_nine_values, {4, 2500}, 0},
    {&huge_sample, &truth_small_values, {4, 2500}, 0},
    {&huge_sample, &truth_small_values_edge, {4, 2500}, 0},
    {&huge_sample, &truth_small_values_found, {4, 1000}, 0},
    {&large_sample, &truth_large_family_edge, {30, 2500}, 0},
    {&thousand, &truth_rare, {50, 4000}, 0},
    {&thousand, &truth_sparse, {50, 4000}, BIT(CHECK_P) | COVERAGE},
    {&thousand, &truth_family_rare, {30, 2500}, 0},

    {&margin, &truth_parity, {50, 5000}, 0},
    {&margin, &truth_edge, {50, 5000}, 0},
    {&margin, &truth_large_edge, {30, 5000}, 0},
    {&margin, &truth_family_large, {30, 2500}, 0},
    {&margin, &truth_family_edge, {50, 5000}, 0},
    {&margin, &truth_large_family_edge, {30, 2500}, 0},
    {&margin, &truth_small_mixture, {30, 4000}, 0},
    {&margin, &truth_family_parity, {30, 4000}, 0},
    {&margin, &truth_large_family, {30, 2500}, 0},
    {&margin_800, &truth_small_values, {4, 2500}, 0},
    {&margin_800, &truth_small_values_edge, {4, 2500}, 0},
    {&margin_10000, &truth_small_values, {4, 2500}, 0},
    {&margin_10000, &truth_small_values_edge, {4, 2500}, 0},
    {&margin_10000, &truth_small_values_found, {4, 1000}, 0},
    {&margin_apart, &truth_parity, {50, 5000}, BIT(CHECK_P) | COVERAGE},
    {&margin_apart, &truth_majority, {30, 4000}, 0},
    {&margin_apart, &truth_small_values, {4, 2500}, 0},

    {&half_base, &truth_parity, {50, 5000}, 0},
    {&half_base, &truth_edge, {50, 5000}, 0},
    {&half_base, &truth_large_edge, {30, 5000}, 0},
    {&half_base, &truth_family_parity, {50, 4000}, 0},
    {&half_base, &truth_family_edge, {50, 4000}, 0},
    {&half_base, &truth_mixture, {30, 3000}, 0},
    {&base, &truth_parity, {50, 5000}, 0},
    {&base, &truth_edge, {50, 5000}, 0},
    {&base, &truth_large_edge, {30, 5000}, 0},
    {&base, &truth_small_share, {50, 5000}, 0},
    {&base, &truth_small_edge, {50, 5000}, 0},
    {&base, &truth_large_family, {30, 3000}, 0},
    {&base, &truth_large_family_edge, {30, 3000}, 0},
    {&base, &truth_mixture, {30, 3000}, 0},
    {&base, &truth_small_values, {4, 2500}, 0},
    {&base, &truth_small_values_edge, {4, 2500}, 0},
    {&base, &truth_small_values_found, {4, 1000}, 0},
    {&half_base, &truth_small_values_edge, {4, 2500}, 0},
    {&most_of_base, &truth_drawn_over, {20, 5000}, 0},
    {&nearly_all_of_base, &truth_drawn_under, {20, 5000}, 0},

    {&weighted, &truth_parity, {30, 8000}, 0},
    {&weighted, &truth_edge, {30, 8000}, 0},
    {&weighted, &truth_family_large, {16, 2000}, 0},
    {&weighted, &truth_family_edge, {20, 3000}, 0},
    {&weighted, &truth_middle_mixture, {16, 2000}, 0},
    {&weighted_by_value, &truth_parity, {30, 8000}, BIT(CHECK_P) | COVERAGE},
    {&weighted_by_value, &truth_parity_large, {20, 3000}, 0},
    {&weighted_by_value, &truth_edge, {30, 8000}, 0},
    {&weighted_by_value, &truth_family_large, {16, 2000}, 0},
    {&weighted_by_value, &truth_middle_mixture, {16, 2000}, 0},
    {&weighted_sample, &truth_parity, {30, 4000}, 0},
    {&weighted_sample, &truth_edge, {30, 4000}, 0},
    {&weighted_sample, &truth_family_parity, {30, 2500}, 0},
    {&weighted_sample, &truth_small_mixture, {30, 2500}, 0},
    {&weighted_both, &truth_parity, {30, 2500}, 0},
    {&weighted_both, &truth_family_large, {16, 2000}, 0},
    {&weighted_both, &truth_middle_mixture, {16, 2000}, 0},

    {&persons, &truth_parity, {20, 2500}, 0},
    {&persons, &truth_edge, {20, 2500}, 0},
    {&persons, &truth_family_large, {12, 1500}, 0},
    {&persons, &truth_small_mixture, {12, 1500}, 0},
    {&persons_weighted, &truth_parity, {20, 4000}, 0},
    {&persons_weighted, &truth_family_large, {12, 1500}, 0},
    {&persons_sample, &truth_parity, {20, 4000}, 0},
    {&persons_sample, &truth_small_mixture, {12, 1500}, 0},
    {&units, &truth_parity, {20, 2500}, 0},
    {&units, &truth_edge, {20, 2500}, 0},
    {&units, &truth_family_parity, {16, 2500}, 0},
    {&units, &truth_small_mixture, {16, 2500}, 0},
    {&groups, &truth_parity, {12, 1500}, 0},
    {&groups, &truth_small_mixture, {8, 800}, 0},
    {&weighted, &truth_family_parity, {20, 3000}, 0},
    {&weighted, &truth_small_mixture, {20, 3000}, 0},
    {&weighted_both, &truth_family_parity, {20, 3000}, 0},
    {&weighted_both, &truth_small_mixture, {20, 3000}, 0},
    {&persons, &truth_family_parity, {12, 1500}, 0},
    {&persons_weighted, &truth_family_parity, {12, 1500}, 0},

    {&heavy, &truth_heavy, {4, 4000}, 0},
    {&heavy, &truth_heavy_found, {4, 2000}, 0},
    {&weighted, &truth_survey_found, {4, 2000}, 0},
    {&weighted_attribute, &truth_weighted_small, {4, 8000}, 0},
    {&weighted_by_value, &truth_family_parity, {20, 3000}, 0},
    {&persons, &truth_persons, {4, 2000}, 0},
    {&persons, &truth_few_persons, {4, 4000}, 0},
    {&persons, &truth_persons_far, {4, 1500}, 0},
    {&persons, &truth_persons_found, {4, 1500}, 0},
    {&half, &truth_persons, {4, 2000}, 0},
    {&half, &truth_few_persons, {4, 4000}, 0},
    {&pareto, &truth_persons, {4, 2000}, 0},
    {&pareto, &truth_few_persons, {4, 4000}, 0},
    {&pareto, &truth_many_persons_found, {4, 500}, 0},
    {&staged, &truth_taken_alike, {60, 4000}, 0},
    {&staged, &truth_skewed_before, {60, 3000}, 0},
    {&staged_weighted, &truth_taken_alike, {20, 2000}, BIT(CHECK_P_STEP) | BIT(CHECK_FALSE_AMPLIFIED)},
    {&staged_apart, &truth_alike_before, {60, 3000}, 0},
    {&staged_apart, &truth_amplified, {60, 1500}, 0},
    {&consenting, &truth_consent, {4, 3000}, 0},
    {&consenting, &truth_consent_few, {4, 4000}, 0},
    {&consenting_weighted, &truth_consent, {4, 3000}, 0},
    {&less_consent, &truth_consent_found, {4, 1500}, 0},
    {&half_base, &truth_explained, {4, 4000}, 0},
    {&half_base, &truth_reversal, {4, 1500}, 0},
    {&population, &truth_sparse_segments, {4, 4000}, 0},
    {&population, &truth_segments_differ, {4, 1500}, 0},
    {&population, &truth_planned, {4, 4000}, 0},
    {&population, &truth_planned_rare, {4, 4000}, 0},
    {&eligible, &truth_parity, {4, 4000}, 0},
    {&eligible, &truth_edge, {4, 4000}, 0},
    {&eligible, &truth_one_found, {4, 1500}, 0},
    {&several, &truth_several, {4, 4000}, 0},
    {&several, &truth_several_found, {4, 1500}, 0},
};

/* Where the methods are known to keep their promise no longer: the test of a whole attribute against published margins of
 * error that do not say how their errors hang together; and what can be shown where a few persons have most of the records. */
static const struct scenario LIMITS[] = {
    {&pareto, &truth_persons_found, {4, 1500}, 0},
    {&margin_apart, &truth_parity, {30, 4000}, BIT(CHECK_P_ATTRIBUTE)},
};

const struct scenario_list scenarios_limits = {LIMITS, sizeof LIMITS / sizeof *LIMITS};

const struct scenario_list scenarios_right = {SCENARIOS, sizeof SCENARIOS / sizeof *SCENARIOS};
