#include "jobs/run.h"
#include "match/match.h"

#include <criterion/criterion.h>
#include <math.h>

static struct segbias_label l(const char *text)
{
	return segbias_label_of(text);
}

/* What a spelling means: the value's index, -1 missing, -2 unmatched. */
static int resolve(const struct segbias_value_map *map, const char *text, enum segbias_how *how)
{
	uint32_t id = segbias_value_map_resolve(map, l(text), how);
	return id == SEGBIAS_ID_MISSING ? -1 : id == SEGBIAS_ID_UNMATCHED ? -2 : (int)(id - SEGBIAS_ID_FIRST);
}

Test(value_map, exact_then_normal_form_then_missing)
{
	const struct segbias_label values[] = {l("Female"), l("Male"), l("None"), l("non-binary")};
	static const struct segbias_missing missing = {.replaced = false};
	struct segbias_value_map map;
	cr_assert_eq(segbias_value_map_init(&map, values, NULL, 4, NULL), SEGBIAS_OK);
	map.missing = &missing;
	static const struct {
		const char *text;
		int value;
		enum segbias_how how;
	} rows[] = {
	    {"Female", 0, SEGBIAS_HOW_EXACT},         {"FEMALE", 0, SEGBIAS_HOW_NORMALISED},
	    {" female ", 0, SEGBIAS_HOW_NORMALISED},  {"Non–Binary", 3, SEGBIAS_HOW_NORMALISED},
	    {"None", 2, SEGBIAS_HOW_EXACT},           {"none", 2, SEGBIAS_HOW_NORMALISED},
	    {"NA", -1, SEGBIAS_HOW_MISSING},          {"", -1, SEGBIAS_HOW_MISSING},
	    {"  ", -1, SEGBIAS_HOW_MISSING},          {"Femal", -2, SEGBIAS_HOW_UNMATCHED},
	    {"nonbinary", -2, SEGBIAS_HOW_UNMATCHED}, {"\xff", -2, SEGBIAS_HOW_UNMATCHED},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum segbias_how how = SEGBIAS_HOW_OPTION;
		cr_expect_eq(resolve(&map, rows[i].text, &how), rows[i].value, "%s", rows[i].text);
		cr_expect_eq(how, rows[i].how, "%s", rows[i].text);
	}
	segbias_value_map_release(&map);
}

/* Two values of one normal form: each is itself only, and what is like both is neither. */
Test(value_map, ambiguous_normal_forms_are_unmatched)
{
	const struct segbias_label values[] = {l("A b"), l("a B"), l("c")};
	static const struct segbias_missing missing = {.replaced = false};
	struct segbias_value_map map;
	enum segbias_how how = SEGBIAS_HOW_OPTION;
	cr_assert_eq(segbias_value_map_init(&map, values, NULL, 3, NULL), SEGBIAS_OK);
	map.missing = &missing;
	cr_assert(resolve(&map, "A b", &how) == 0 && how == SEGBIAS_HOW_EXACT);
	cr_assert(resolve(&map, "a B", &how) == 1 && how == SEGBIAS_HOW_EXACT);
	cr_assert(resolve(&map, "a b", &how) == -2 && how == SEGBIAS_HOW_UNMATCHED);
	cr_assert(resolve(&map, "C", &how) == 2 && how == SEGBIAS_HOW_NORMALISED);
	segbias_value_map_release(&map);
}

Test(value_map, bands)
{
	const struct segbias_label values[] = {l("under 18"), l("18-24"), l("25-64"), l("65+"), l("Other")};
	struct segbias_band bands[5];
	for (size_t i = 0; i < 4; i++)
		cr_assert(segbias_band_parse(values[i], &bands[i]));
	bands[4] = segbias_band_none();
	static const struct segbias_missing missing = {.replaced = false};
	struct segbias_value_map map;
	cr_assert_eq(segbias_value_map_init(&map, values, bands, 5, NULL), SEGBIAS_OK);
	map.missing = &missing;
	static const struct {
		const char *text;
		int value;
	} rows[] = {{"17", 0},       {"17.99", 0}, {"18", 1},    {"24.9", 1},   {"25", 2},
	            {"90", 3},       {"-1", 0},    {"20-22", 1}, {"20-30", -2}, {"65 and over", 3},
	            {"18 to 24", 1}, {"x", -2},    {"other", 4}, {"?", -1}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		enum segbias_how how = SEGBIAS_HOW_OPTION;
		cr_expect_eq(resolve(&map, rows[i].text, &how), rows[i].value, "%s", rows[i].text);
		if (rows[i].value >= 0 && rows[i].value < 4)
			cr_expect_eq(how, SEGBIAS_HOW_BAND, "%s", rows[i].text);
	}
	segbias_value_map_release(&map);
}

/* Spellings of ages end where ages do, and those that share an edge with the next one are cut there. */
Test(value_map, ages_and_edges)
{
	const struct segbias_label values[] = {l("0-29"), l("30-49"), l("50-120")};
	struct segbias_band bands[3];
	for (size_t i = 0; i < 3; i++)
		cr_assert(segbias_band_parse(values[i], &bands[i]));
	static const struct segbias_missing missing = {.replaced = false};
	static const double edges[] = {30};
	struct segbias_value_map map;
	enum segbias_how how = SEGBIAS_HOW_OPTION;
	cr_assert_eq(segbias_value_map_init(&map, values, bands, 3, NULL), SEGBIAS_OK);
	map.missing = &missing;
	cr_expect(resolve(&map, "18-30", &how) == -2 && resolve(&map, "65+", &how) == -2);
	cr_expect_eq(resolve(&map, "under 18", &how), -2);
	map.edges = edges;
	map.edge_count = 1;
	map.ages = true;
	cr_expect_eq(resolve(&map, "18-30", &how), 0);
	cr_expect_eq(resolve(&map, "30-50", &how), -2, "50 is no such edge");
	cr_expect(resolve(&map, "65+", &how) == 2 && resolve(&map, "under 18", &how) == 0);
	cr_expect(resolve(&map, "30", &how) == 1 && resolve(&map, "121", &how) == -2 &&
	          resolve(&map, "-1", &how) == -2);
	cr_expect_eq(resolve(&map, "30_49", &how), 1, "it can be nothing else");
	cr_expect_eq(resolve(&map, "30/39", &how), -2, "it may be something else");
	segbias_value_map_release(&map);
}

/* A point separates thousands where the column says so: 30.500 is no thirty. */
Test(value_map, points_between_thousands)
{
	static const struct segbias_label values[] = {{"0-24999", 7}, {"25000-49999", 11}, {"50000+", 6}};
	struct segbias_band bands[3];
	for (size_t i = 0; i < 3; i++)
		cr_assert(segbias_band_parse(values[i], &bands[i]));
	static const struct segbias_missing missing = {.replaced = false};
	static const struct segbias_number_style styles[] = {{.decimal = ',', .thousands = '.'},
	                                                     {.decimal = '.', .thousands = ','}};
	struct segbias_value_map map;
	enum segbias_how how = SEGBIAS_HOW_OPTION;
	cr_assert_eq(segbias_value_map_init(&map, values, bands, 3, NULL), SEGBIAS_OK);
	map.missing = &missing;
	cr_expect_eq(resolve(&map, "30.500", &how), 0, "nothing is known");
	map.style = &styles[0];
	cr_expect_eq(resolve(&map, "30.500", &how), 1);
	cr_expect_eq(how, SEGBIAS_HOW_BAND);
	cr_expect(resolve(&map, "1.030.500", &how) == 2 && resolve(&map, "24.999", &how) == 0 &&
	          resolve(&map, "30500", &how) == 1);
	cr_expect(resolve(&map, "30,500", &how) == 0 && resolve(&map, "30.500,25", &how) == 1);
	map.style = &styles[1];
	cr_expect_eq(resolve(&map, "30.500", &how), 0, "a decimal sign");
	cr_expect_eq(resolve(&map, "30,500", &how), 1);
	segbias_value_map_release(&map);
	/* In whole files: one figure of the column proves it for all. */
	struct run run = run_good("segment;income\nS;30.500\nS;1.030.000\nS;24.999\n",
	                          "income,count\n0-24999,5\n25000-49999,4\n50000+,2\n", NULL);
	for (size_t i = 0; i < 3; i++)
		cr_expect_eq(run_comparison(&run, "S", "income")->values[i].count, 1, "value %zu", i);
	run_release(&run);
	/* By option. */
	static const char *const DECIMALS[] = {".", ","};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_options options = {.campaign.decimal = DECIMALS[i]};
		run = run_good("segment\tfloors\nS\t30,500\nS\t24,999\nS\t51,250\n",
		               "floors,count\n0-24999,5\n25000-49999,4\n50000+,2\n", &options);
		cr_expect_eq(run_comparison(&run, "S", "floors")->values[0].count, i ? 3 : 1, "decimal %s",
		             DECIMALS[i]);
		run_release(&run);
	}
}

Test(value_map, release_is_always_safe)
{
	struct segbias_value_map map;
	cr_assert_eq(segbias_value_map_init(&map, NULL, NULL, 0, NULL), SEGBIAS_OK);
	segbias_value_map_release(&map);
	segbias_value_map_release(&map);
}
