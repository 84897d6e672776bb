/* Wrong ways to reckon, each of which the same checks must reject: that is how we know that they can. */
#include "calibrate.h"

static const struct kind sample_as_exact = {
    .name = "wrong: sample as exact",
    .what = "respondents, half as many as the largest segment has records, under --reference-kind population",
    .form = REFERENCE_COUNTS,
    .size = 0.5,
    .options = {.reference_kind = "population"},
    .wrong = true,
};

static const struct kind weights_as_counts = {
    .name = "wrong: weights as counts",
    .what = "weights scaled to the number of records, which are taken for a simple random sample",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_FREE,
    .spread = 1,
    .options = {.deff = "1"},
    .wrong = true,
};

static const struct kind persons_ignored = {
    .name = "wrong: persons ignored",
    .what = "1 to 12 records of each person, much alike, without --person",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .alike = 0.8,
    .wrong = true,
};

static const struct kind wald = {
    .name = "wrong: Wald",
    .what = "p by a Wald test, whose variance is that of the observed share",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_wald,
    .wrong = true,
};

static const struct kind subset = {
    .name = "wrong: subset",
    .what = "likely by Benjamini and Hochberg over only those values whose index lies beyond the band",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_subset,
    .wrong = true,
};

static const struct kind units_ignored = {
    .name = "wrong: units ignored",
    .what = "respondents in sampling units, taken for a weighted sample of independent ones",
    .form = REFERENCE_UNITS,
    .respondents = 400,
    .reference_weights = WEIGHTS_FREE,
    .spread = 0.3,
    .clusters = 30,
    .alike = 0.6,
    .wrong = true,
};

static const struct kind margin_by_z = {
    .name = "wrong: margin by z",
    .what = "a normal tail against published counts with margins of error, of a survey of 800",
    .form = REFERENCE_MARGIN,
    .respondents = SPOIL_MARGIN_RESPONDENTS,
    .spoil = spoil_by_z,
    .wrong = true,
};

static const struct kind score_as_it_is = {
    .name = "wrong: score not corrected",
    .what = "the score of two shares, not corrected for skewness, against the counts of 100000 respondents",
    .form = REFERENCE_COUNTS,
    .respondents = SPOIL_SAMPLE_RESPONDENTS,
    .options = {.reference_kind = "sample"},
    .spoil = spoil_by_score,
    .wrong = true,
};

static const struct kind normal_size = {
    .name = "wrong: normal size",
    .what = "n_needed by the normal approximation",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_normal_size,
    .wrong = true,
};

static const struct kind small_size = {
    .name = "wrong: a twentieth of the size",
    .what = "a campaign of a twentieth of the size that would settle half",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_small_size,
    .wrong = true,
};

static const struct kind divided = {
    .name = "wrong: stopped and divided",
    .what = "a Monte Carlo p that stops after 20 and is divided by all replicates",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_early_stop,
    .wrong = true,
};

static const struct kind observed_size = {
    .name = "wrong: size as observed",
    .what = "weighted records, one value eight times as heavy, tested at the size that the records showed",
    .form = REFERENCE_EXACT,
    .weights = WEIGHTS_HEAVY,
    .spoil = spoil_by_observed_size,
    .wrong = true,
};

static const struct kind all_persons = {
    .name = "wrong: persons - 1",
    .what = "one person has half of the records; t with one degree of freedom less than there are persons",
    .form = REFERENCE_EXACT,
    .rows_max = 12,
    .repeating = REPEATING_HALF,
    .alike = 0.8,
    .options = {.person = "person"},
    .spoil = spoil_by_all_persons,
    .wrong = true,
    .at_most = .065,
};

static const struct kind by_chi2 = {
    .name = "wrong: chi-square of few",
    .what = "the p of an association by chi-square, whatever is expected",
    .form = REFERENCE_EXACT,
    .spoil = spoil_by_chi2,
    .wrong = true,
};

static const struct kind by_sides = {
    .name = "wrong: turned by estimate",
    .what = "a reversal wherever the estimates lie on two sides of 1; half of the base is drawn",
    .form = REFERENCE_BASE,
    .size = 2,
    .options = {.reference_kind = "base"},
    .spoil = spoil_by_sides,
    .wrong = true,
};

static const struct kind by_point = {
    .name = "wrong: amplified by estimate",
    .what = "a stage that skews is said to amplify wherever the stage before lies on the same side of 100",
    .stages = {{.7, .7}, {.8, .4}},
    .options = {.stages = "*,eligible,targeted"},
    .spoil = spoil_by_point,
    .wrong = true,
};

static const struct scenario SCENARIOS[] = {
    {&sample_as_exact, &truth_parity, {200, 5000}, BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | BIT(CHECK_COVER_INDEX)},
    {&weights_as_counts, &truth_parity, {150, 3000}, BIT(CHECK_P)},
    {&persons_ignored, &truth_parity, {60, 2000}, BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | COVERAGE},
    {&units_ignored, &truth_majority, {80, 1500}, BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE)},
    {&wald, &truth_sparse, {60, 2000}, BIT(CHECK_P)},
    {&observed_size, &truth_heavy, {0, 2000}, BIT(CHECK_P)},
    {&all_persons, &truth_persons, {0, 2000}, BIT(CHECK_P)},
    {&subset, &truth_likely, {100, 5000}, BIT(CHECK_FALSE_LIKELY)},
    {&margin_by_z, &truth_small_values, {40, 1000}, BIT(CHECK_FALSE_LIKELY)},
    {&score_as_it_is, &truth_nine_values, {0, 2500}, BIT(CHECK_FALSE_LIKELY)},
    {&normal_size, &truth_power_rare, {0, 5000}, BIT(CHECK_POWER_FORMULA)},
    {&small_size, &truth_settles, {150, 3000}, BIT(CHECK_SETTLED)},
    {&by_chi2, &truth_sparse_segments, {300, 3000}, BIT(CHECK_ASSOCIATION)},
    {&by_sides, &truth_explained, {60, 2000}, BIT(CHECK_REVERSAL)},
    {&by_point, &truth_alike_before, {60, 1000}, BIT(CHECK_FALSE_AMPLIFIED)},
    {&divided, &truth_sparse_sizes, {60, 2000}, BIT(CHECK_P_ATTRIBUTE) | BIT(CHECK_P_ATTRIBUTE_01)},
};

const struct scenario_list scenarios_wrong = {SCENARIOS, sizeof SCENARIOS / sizeof *SCENARIOS};
