/* Shares and true skews. */
#include "calibrate.h"

const struct truth truth_parity = {
    .name = "parity",
    .what = "one test at a time; every group at parity; segments of 100 and 400",
    .shares = {50, 30, 15, 5},
    .parts = {{2, 100, {0}}, {2, 400, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | COVERAGE,
};

const struct truth truth_edge = {
    .name = "edge",
    .what = "one test at a time; every group exactly at an edge of the band; segments of 100 and 400",
    .shares = {4, 4, 5, 5},
    .parts = {{2, 100, {1.25, 1.25, .8, .8}}, {2, 400, {1.25, 1.25, .8, .8}}},
    .control = "none",
    .checks = SIZES_AT_EDGE | COVERAGE,
};

const struct truth truth_large_edge = {
    .name = "edge in 2000",
    .what = "one test at a time; every group exactly at an edge of the band; segments of 2000",
    .shares = {4, 4, 5, 5},
    .parts = {{2, 2000, {1.25, 1.25, .8, .8}}},
    .control = "none",
    .checks = SIZES_AT_EDGE | COVERAGE,
};

const struct truth truth_small_share = {
    .name = "share of 12 %",
    .what = "one test at a time; at parity 12 records of 100 are expected: the fewest that the score test is used for",
    .shares = {12, 88},
    .parts = {{2, 100, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | COVERAGE,
};

const struct truth truth_small_edge = {
    .name = "edge at 12 %",
    .what = "the same share at an edge of the band",
    .shares = {12, 88},
    .parts = {{1, 100, {1.25}}, {1, 100, {.8}}},
    .control = "none",
    .checks = SIZES_AT_EDGE | COVERAGE,
};

const struct truth truth_majority = {
    .name = "majority",
    .what = "one test at a time; a value of 65 % beside 35 %, at parity; segments of 400",
    .shares = {65, 35},
    .parts = {{2, 400, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | COVERAGE,
};

const struct truth truth_rare = {
    .name = "rare",
    .what = "one test at a time; twenty values of 0.1 % at parity; segments of 50 and 100",
    .shares = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 980},
    .parts = {{2, 50, {0}}, {2, 100, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | COVERAGE,
};

const struct truth truth_sparse = {
    .name = "sparse",
    .what = "one test at a time; twenty values at parity, of which 40 records hold 0.4 to 5 each",
    .shares = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9},
    .parts = {{1, 40, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | COVERAGE,
};

const struct truth truth_family_parity = {
    .name = "family at parity",
    .what = "all tests together; every group at parity; segments of 100, 200 and 800",
    .shares = {50, 30, 15, 5},
    .parts = {{6, 100, {0}}, {4, 200, {0}}, {2, 800, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_parity_large = {
    .name = "parity, 400 and more",
    .what = "one test at a time; every group at parity; segments of 400 and 1600",
    .shares = {50, 30, 15, 5},
    .parts = {{2, 400, {0}}, {2, 1600, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P) | BIT(CHECK_P_ATTRIBUTE) | COVERAGE,
};

const struct truth truth_family_large = {
    .name = "family at parity, 400 and more",
    .what = "all tests together; every group at parity; segments of 400, 800 and 1600",
    .shares = {50, 30, 15, 5},
    .parts = {{6, 400, {0}}, {4, 800, {0}}, {2, 1600, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_family_edge = {
    .name = "family at the edge",
    .what = "all tests together; every group exactly at an edge of the band; segments of 100, 200 and 800",
    .shares = {4, 4, 5, 5},
    .parts = {{6, 100, {1.25, 1.25, .8, .8}}, {4, 200, {1.25, 1.25, .8, .8}}, {2, 800, {1.25, 1.25, .8, .8}}},
    .checks = BIT(CHECK_FALSE_FLAG),
};

const struct truth truth_large_family = {
    .name = "large family at parity",
    .what = "all 240 tests together, so that far tails count; every group at parity; sixty segments of 100",
    .shares = {12, 13, 25, 50},
    .parts = {{60, 100, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_large_family_edge = {
    .name = "large family at the edge",
    .what = "all 240 tests together; every group exactly at an edge of the band; sixty segments of 100",
    .shares = {4, 4, 5, 5},
    .parts = {{60, 100, {1.25, 1.25, .8, .8}}},
    .checks = BIT(CHECK_FALSE_FLAG),
};

const struct truth truth_family_rare = {
    .name = "family of rare values",
    .what = "all tests together; twenty values of 0.1 % at parity; twelve segments of 50 to 100",
    .shares = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 980},
    .parts = {{6, 50, {0}}, {6, 100, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

#define MIXTURE                                                                                                        \
	{                                                                                                              \
		{1, 20000, {3}}, {2, 2000, {1.4}}, {2, 20000, {1.25}}, {4, 5000, {1.1}}, {4, 8000, {1.26}},            \
		    {12, 40, {0}}, {8, 400, {0}}, {2, 5000, {0}},                                                      \
	}

const struct truth truth_mixture = {
    .name = "mixture",
    .what =
	"strong (3x), mild (1.4x), edge (1.25x, 1.26x), inside (1.1x) and parity; segments of 40 to 20000; a second "
	"attribute that is a coarsening of the first",
    .shares = {15, 15, 20, 20, 30},
    .coarse = 2,
    .parts = MIXTURE,
    .checks = DISCOVERIES | COVERAGE,
};

const struct truth truth_mixture_holm = {
    .name = "mixture, holm",
    .what = "the same under --control holm, which promises no error at all",
    .shares = {15, 15, 20, 20, 30},
    .coarse = 2,
    .parts = MIXTURE,
    .control = "holm",
    .checks = BIT(CHECK_FALSE_FLAG),
};

const struct truth truth_small_mixture = {
    .name = "small mixture",
    .what = "strong, mild, edge, inside and parity in segments of 40 to 800",
    .shares = {15, 15, 20, 20, 30},
    .parts = {{1, 300, {3}},
              {2, 400, {1.4}},
              {1, 800, {1.25}},
              {1, 800, {1.1}},
              {2, 800, {1.26}},
              {6, 40, {0}},
              {4, 200, {0}}},
    .checks = DISCOVERIES | COVERAGE,
};

const struct truth truth_middle_mixture = {
    .name = "mixture of 400 and more",
    .what = "strong, mild, edge, inside and parity in segments of 400 to 2000",
    .shares = {15, 15, 20, 20, 30},
    .parts = {{1, 400, {3}},
              {2, 600, {1.4}},
              {1, 2000, {1.25}},
              {1, 1200, {1.1}},
              {2, 1200, {1.26}},
              {6, 400, {0}},
              {3, 800, {0}}},
    .checks = DISCOVERIES | COVERAGE,
};

const struct truth truth_likely = {
    .name = "likely",
    .what = "three mild skews (1.4x) of 600 beside thirty fair segments of 300, where likely is the usual verdict",
    .shares = {25, 25, 25, 25},
    .parts = {{3, 600, {1.4}}, {30, 300, {0}}},
    .checks = BIT(CHECK_FALSE_OVER_UNDER) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_within = {
    .name = "within",
    .what = "ten fair segments of 1500 beside twenty that are just outside the band (1.26x and 0.79x), of 300 to 1500, "
	    "where within is the usual verdict",
    .shares = {25, 25, 25, 25},
    .parts = {{10, 1500, {0}}, {10, 300, {1.26, 1.26, .79}}, {10, 1500, {1.26, .79, 1.26}}},
    .checks = BIT(CHECK_FALSE_WITHIN),
};

const struct truth truth_small_within = {
    .name = "small within",
    .what = "four fair segments of 1000 beside eight that are just outside the band, of 600",
    .shares = {25, 25, 25, 25},
    .parts = {{4, 1000, {0}}, {8, 600, {1.26, 1.26, .79}}},
    .checks = BIT(CHECK_FALSE_WITHIN),
};

const struct truth truth_power_over = {
    .name = "power, over",
    .what = "a true share of 35 % against 25 %, n as n_needed says after 40 records",
    .shares = {25, 75},
    .parts = {{1, 40, {1.4}}},
    .control = "none",
    .power = true,
    .checks = BIT(CHECK_POWER_EXACT) | BIT(CHECK_POWER_FORMULA),
};

const struct truth truth_power_under = {
    .name = "power, under",
    .what = "a true share of 20 % against 40 %, n as n_needed says after 10 records",
    .shares = {40, 60},
    .parts = {{1, 10, {.5}}},
    .min_n = "1",
    .control = "none",
    .power = true,
    .checks = BIT(CHECK_POWER_EXACT),
};

const struct truth truth_power_rare = {
    .name = "power, rare",
    .what = "a true share of 4 % against 2 %, n as n_needed says after 50 records",
    .shares = {2, 98},
    .parts = {{1, 50, {2}}},
    .control = "none",
    .power = true,
    .checks = BIT(CHECK_POWER_EXACT),
};

const struct truth truth_power_large = {
    .name = "power of thousands",
    .what = "a true share of 33 % against 25 %, n as n_needed says after 100 records",
    .shares = {25, 75},
    .parts = {{1, 100, {1.32}}},
    .control = "none",
    .power = true,
    .checks = BIT(CHECK_POWER_EXACT) | BIT(CHECK_POWER_FORMULA),
};

const struct truth truth_power_within = {
    .name = "power, within",
    .what = "a true share of 22.5 % against 25 %, n as n_needed says after 40 records",
    .shares = {25, 75},
    .parts = {{1, 40, {.9}}},
    .control = "none",
    .power = true,
    .checks = BIT(CHECK_POWER_WITHIN),
};

const struct truth truth_small_values = {
    .name = "values of 2, 3 and 5 %",
    .what = "all 240 tests together; every group at parity; sixty segments of 100",
    .shares = {2, 3, 5, 90},
    .parts = {{60, 100, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_small_values_edge = {
    .name = "2, 3 and 5 % at the edge",
    .what = "all 240 tests together; the small values exactly at the upper edge of the band; sixty segments of 100",
    .shares = {2, 3, 5, 90},
    .parts = {{60, 100, {1.25, 1.25, 1.25}}},
    .checks = BIT(CHECK_FALSE_FLAG),
};

const struct truth truth_small_values_found = {
    .name = "2, 3 and 5 %, found",
    .what = "three segments of 2000 with 2.2 times the small values beside fifty-seven fair ones of 100",
    .shares = {2, 3, 5, 90},
    .parts = {{3, 2000, {2.2, 2.2, 2.2}}, {57, 100, {0}}},
    .checks = BIT(CHECK_FALSE_OVER_UNDER) | BIT(CHECK_FALSE_LIKELY) | BIT(CHECK_FOUND),
};

const struct truth truth_nine_values = {
    .name = "nine values of 1 %",
    .what = "all 600 tests together; every group at parity; sixty segments of 1000",
    .shares = {1, 1, 1, 1, 1, 1, 1, 1, 1, 91},
    .parts = {{60, 1000, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_drawn_over = {
    .name = "drawn at the upper edge",
    .what = "one test at a time; values of 2, 3 and 5 % at 1.25 in one segment of 400",
    .shares = {2, 3, 5, 90},
    .parts = {{1, 400, {1.25, 1.25, 1.25}}},
    .control = "none",
    .checks = SIZES_AT_EDGE | COVERAGE,
};

const struct truth truth_drawn_under = {
    .name = "drawn at the lower edge",
    .what = "the same values at 0.8",
    .shares = {2, 3, 5, 90},
    .parts = {{1, 400, {.8, .8, .8}}},
    .control = "none",
    .checks = SIZES_AT_EDGE | COVERAGE,
};

const struct truth truth_settles = {
    .name = "settles half",
    .what =
	"six segments of 40 and four values, of 1.1 to 1.6 and .5 to .9 times their shares, in a campaign of the size that the "
	"text says would settle half of what is unclear",
    .shares = {25, 25, 25, 25},
    .parts = {{1, 40, {1.4, .8, .9, .9}},
              {1, 40, {1.3, .7, 1.1, .9}},
              {1, 40, {1.1, 1.1, 1.2, .6}},
              {1, 40, {1.4, 1.1, .7, .8}},
              {1, 40, {1.5, .6, 1.1, .8}},
              {1, 40, {.9, .9, 1.1, 1.1}}},
    .control = "none",
    .settles = true,
    .checks = BIT(CHECK_SETTLED),
};

const struct truth truth_sparse_sizes = {
    .name = "sparse, far tails",
    .what = "three segments of 30 to 60 records, of six values of which some are rare",
    .shares = {40, 30, 15, 8, 5, 2},
    .parts = {{1, 30, {0}}, {1, 45, {0}}, {1, 60, {0}}},
    .checks = BIT(CHECK_P_ATTRIBUTE) | BIT(CHECK_P_ATTRIBUTE_01) | BIT(CHECK_P_ATTRIBUTE_001),
};

const struct truth truth_heavy = {
    .name = "heavy and rare",
    .what =
	"all tests together; every group at parity; a tenth by weight, of which 1.4 records are expected in a hundred; "
	"segments of 100",
    .shares = {10, 50, 40},
    .parts = {{16, 100, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY) | BIT(CHECK_P),
};

const struct truth truth_heavy_found = {
    .name = "heavy, 2.2 times",
    .what = "a value of a tenth by weight, 2.2 times its share, in 1500 records",
    .shares = {10, 50, 40},
    .parts = {{1, 1500, {2.2}}},
    .control = "none",
    .checks = BIT(CHECK_CALLED),
};

const struct truth truth_persons = {
    .name = "persons",
    .what = "one test at a time; every group at parity; segments of 100 to 1000 persons",
    .shares = {50, 30, 15, 5},
    .parts = {{2, 100, {0}}, {1, 300, {0}}, {1, 1000, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P),
};

const struct truth truth_few_persons = {
    .name = "ten to fifty persons",
    .what = "one test at a time; every group at parity; segments of 10 to 50 persons",
    .shares = {40, 35, 25},
    .parts = {{2, 10, {0}}, {2, 20, {0}}, {2, 50, {0}}},
    .control = "none",
    .min_n = "10",
    .checks = BIT(CHECK_P),
};

const struct truth truth_persons_far = {
    .name = "far tails of few persons",
    .what = "all 240 tests together, so that p far out counts; every group at parity; sixty segments of 30 persons",
    .shares = {25, 25, 25, 25},
    .parts = {{60, 30, {0}}},
    .checks = BIT(CHECK_FALSE_FLAG) | BIT(CHECK_FALSE_LIKELY),
};

const struct truth truth_persons_found = {
    .name = "2.2 times, of persons",
    .what = "a value of a fifth, 2.2 times its share, among 200 persons",
    .shares = {20, 40, 40},
    .parts = {{1, 200, {2.2}}},
    .control = "none",
    .checks = BIT(CHECK_CALLED),
};

const struct truth truth_many_persons_found = {
    .name = "2.2 times, of many",
    .what = "the same among 3000 persons",
    .shares = {20, 40, 40},
    .parts = {{1, 3000, {2.2}}},
    .control = "none",
    .checks = BIT(CHECK_FOUND),
};

const struct truth truth_weighted_small = {
    .name = "attribute in 100",
    .what = "one test at a time; every group at parity; segments of 100",
    .shares = {50, 30, 15, 5},
    .parts = {{4, 100, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P_ATTRIBUTE),
};

const struct truth truth_survey_found = {
    .name = "2.2 times",
    .what = "a value of a fifth, 2.2 times its share, in 150 records",
    .shares = {20, 40, 40},
    .parts = {{1, 150, {2.2}}},
    .control = "none",
    .checks = BIT(CHECK_CALLED),
};

const struct truth truth_consent = {
    .name = "consent",
    .what = "one test at a time; every group at parity; segments of 40 to 200 persons",
    .shares = {50, 30, 20},
    .parts = {{2, 40, {0}}, {2, 200, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P_CONSENT),
};

const struct truth truth_consent_few = {
    .name = "consent of few",
    .what = "the same of 12 to 20 persons beside 400",
    .shares = {50, 30, 20},
    .parts = {{1, 12, {0}}, {2, 20, {0}}, {1, 400, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P_CONSENT),
};

const struct truth truth_consent_found = {
    .name = "less consent",
    .what = "of the first segment 45 % do not consent, of the others 20 %; segments of 150 persons",
    .shares = {50, 30, 20},
    .parts = {{3, 150, {0}}},
    .checks = BIT(CHECK_CONSENT_FOUND),
};

const struct truth truth_taken_alike = {
    .name = "taken alike",
    .what = "one test at a time; segments of 60 and 600 like the reference",
    .shares = {20, 50, 30},
    .parts = {{2, 60, {0}}, {2, 600, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P_STEP) | BIT(CHECK_COVER_STEP) | BIT(CHECK_FALSE_AMPLIFIED),
};

const struct truth truth_alike_before = {
    .name = "alike before",
    .what = "segments of 100 to 600 like the reference",
    .shares = {20, 50, 30},
    .parts = {{3, 100, {0}}, {3, 600, {0}}},
    .checks = BIT(CHECK_COVER_STEP) | BIT(CHECK_FALSE_AMPLIFIED),
};

const struct truth truth_skewed_before = {
    .name = "skewed before",
    .what = "segments of 600 in which a value of a fifth has 1.8 times its share",
    .shares = {20, 50, 30},
    .parts = {{4, 600, {1.8}}},
    .checks = BIT(CHECK_FALSE_AMPLIFIED),
};

const struct truth truth_amplified = {
    .name = "amplified",
    .what = "the same segments of 900, from which that value is taken further",
    .shares = {20, 50, 30},
    .parts = {{4, 900, {1.8}}},
    .checks = BIT(CHECK_AMPLIFIED) | BIT(CHECK_COVER_STEP),
};

const struct truth truth_explained = {
    .name = "drawn by band",
    .what = "two bands of two values each; the one is drawn less, whatever the value",
    .shares = {250, 250, 250, 250},
    .coarse = 2,
    .parts = {{1, 400, {.75, .75, 1.25, 1.25}}, {1, 800, {.75, .75, 1.25, 1.25}}},
    .checks = BIT(CHECK_REVERSAL),
};

const struct truth truth_reversal = {
    .name = "turned round",
    .what = "the same, but within the band that is drawn less the first value is drawn twice as often as the other",
    .shares = {250, 250, 250, 250},
    .coarse = 2,
    .parts = {{1, 800, {.6, .3, 1.55, 1.55}}, {1, 400, {0}}},
    .checks = BIT(CHECK_REVERSAL_FOUND),
};

const struct truth truth_sparse_segments = {
    .name = "sparse segments",
    .what = "forty segments of 6 and one of 500 are alike",
    .shares = {95, 3, 2},
    .parts = {{40, 6, {0}}, {1, 500, {0}}},
    .checks = BIT(CHECK_ASSOCIATION),
};

const struct truth truth_segments_differ = {
    .name = "segments differ",
    .what = "a value of a tenth, three times its share in one of two segments of 150, beside three of 12",
    .shares = {10, 50, 40},
    .parts = {{1, 150, {3}}, {1, 150, {0}}, {3, 12, {0}}},
    .checks = BIT(CHECK_ASSOCIATION_FOUND),
};

const struct truth truth_planned = {
    .name = "planned, a third",
    .what = "a value of a third in 500 records has the index that a plan says they tell",
    .shares = {33, 40, 27},
    .parts = {{1, 500, {0}}},
    .control = "none",
    .planned = true,
    .checks = BIT(CHECK_POWER_FORMULA),
};

const struct truth truth_planned_rare = {
    .name = "planned, 2 %",
    .what = "the same of a value of 2 % in 2000 records",
    .shares = {2, 58, 40},
    .parts = {{1, 2000, {0}}},
    .control = "none",
    .planned = true,
    .checks = BIT(CHECK_POWER_FORMULA),
};

const struct truth truth_one_found = {
    .name = "2.2 times, one segment",
    .what = "a value of a fifth, 2.2 times its share, in 150 records, beside a segment at parity",
    .shares = {20, 40, 40},
    .parts = {{1, 150, {2.2}}, {1, 300, {0}}},
    .control = "none",
    .checks = BIT(CHECK_CALLED),
};

const struct truth truth_several = {
    .name = "several, at parity",
    .what = "one test at a time; every value as often as in the reference; segments of 60 and 300",
    .shares = {40, 30, 20, 10},
    .parts = {{2, 60, {0}}, {2, 300, {0}}},
    .control = "none",
    .checks = BIT(CHECK_P),
};

const struct truth truth_several_found = {
    .name = "several, 2.2 times",
    .what = "a value drawn 2.2 times as often, so that twice as many records have it; 300 records",
    .shares = {10, 50, 40},
    .parts = {{1, 300, {2.2}}},
    .control = "none",
    .checks = BIT(CHECK_CALLED),
};
