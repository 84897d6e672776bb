/* Whether columns tell of each other, by tables that were counted by hand. */
#include "analysis/nested.h"

#include <criterion/criterion.h>

#include <string.h>

enum { K = 5, NODES = 16 };

/* Rows of counts by the values of both columns; 'n' marks what is no value, of the rows, then of the columns; NULL: all are values. */
static struct segbias_nested look_with(size_t rows, size_t columns, const uint64_t *counts, const char *marks,
                                       size_t *sets, bool *fixed)
{
	struct segbias_nested found = {0};
	bool none[NODES] = {false};
	for (size_t i = 0; marks && i < rows + columns; i++)
		none[i] = marks[i] == 'n';
	const struct segbias_nesting of = {.values = {rows, columns},
	                                   .counts = counts,
	                                   .none = marks ? none : NULL,
	                                   .least = K,
	                                   .sets = sets,
	                                   .fixed = fixed};
	cr_assert_eq(segbias_nesting_look(&of, &found, NULL), SEGBIAS_OK);
	return found;
}

static struct segbias_nested look(size_t rows, size_t columns, const uint64_t *counts)
{
	return look_with(rows, columns, counts, NULL, NULL, NULL);
}

static void expect(size_t rows, size_t columns, const uint64_t *counts, size_t sets, uint64_t fewest, uint64_t all)
{
	struct segbias_nested found = look(rows, columns, counts);
	cr_expect_eq(found.sets, sets, "%zu sets", found.sets);
	cr_expect_eq(found.fewest, fewest, "%ju", (uintmax_t)found.fewest);
	cr_expect_eq(found.all, all, "%ju", (uintmax_t)found.all);
	cr_expect_eq(segbias_nested_tells(&found, K), sets > 1 && fewest < K);
}

Test(nested, cities_tell_of_their_country)
{
	/* of France Lyon and Paris, of Germany Ulm and Bonn */
	expect(2, 4, (const uint64_t[]){40, 100, 0, 0, 0, 0, 25, 50}, 2, 0, 0);
	/* of those of Paris 4 are of Germany, or 5 */
	expect(2, 4, (const uint64_t[]){40, 96, 0, 0, 0, 4, 25, 50}, 2, 4, 4);
	expect(2, 4, (const uint64_t[]){40, 95, 0, 0, 0, 5, 25, 50}, 1, 0, 0);
	/* or 3, and 2 of those of Ulm are of France: five are enough */
	expect(2, 4, (const uint64_t[]){40, 97, 2, 0, 0, 3, 25, 50}, 2, 5, 5);
	/* nobody knows the country of 5 of Ulm, which is a value, too, and joins nothing else */
	expect(3, 4, (const uint64_t[]){40, 100, 0, 0, 0, 0, 20, 50, 0, 0, 5, 0}, 2, 0, 0);
	expect(1, 1, (const uint64_t[]){40}, 1, 0, 0);
}

/* Of which set each value is, as a letter, in capitals where it is fixed. */
static void expect_sets(size_t rows, size_t columns, const uint64_t *counts, const char *marks, size_t count,
                        const char *expected)
{
	size_t sets[NODES];
	bool fixed[NODES];
	size_t seen[NODES];
	size_t seen_count = 0;
	char told[NODES + 1] = {0};
	struct segbias_nested found = look_with(rows, columns, counts, marks, sets, fixed);
	cr_expect_eq(found.sets, count, "%zu sets", found.sets);
	for (size_t i = 0; i < rows + columns; i++) {
		size_t at = 0;
		while (at < seen_count && seen[at] != sets[i])
			at++;
		if (at == seen_count)
			seen[seen_count++] = sets[i];
		told[i] = (char)((fixed[i] ? 'A' : 'a') + (char)at);
	}
	cr_expect_str_eq(told, expected);
}

/* Of 10 blank countries 6 are in Lyon and 4 in Ulm: they join nothing. They are withheld beside France, with whose cities they are most, and
 * as they may be of others, never taken to be fewer. The same of blank cities; all of Ulm are of its set, as far as anybody can tell. */
Test(nested, a_blank_joins_no_country_to_another)
{
	expect_sets(3, 4, (const uint64_t[]){6, 0, 4, 0, 40, 100, 0, 0, 0, 0, 25, 50}, "n......", 2, "Aabaabb");
	expect_sets(2, 5, (const uint64_t[]){7, 40, 100, 0, 0, 6, 0, 0, 25, 50}, "..n....", 2, "abAaabb");
	expect_sets(3, 4, (const uint64_t[]){0, 0, 5, 0, 40, 100, 0, 0, 0, 0, 25, 50}, "n......", 2, "ababbaa");
	/* both, and 6 records that have neither */
	expect_sets(3, 5, (const uint64_t[]){6, 6, 0, 4, 0, 7, 40, 100, 0, 0, 8, 0, 0, 25, 50}, "n..n....", 2,
	            "AabBaabb");
}

/* Of Canada and Mexico there are no states; of ten of the States the state is blank. Where most blanks are those of the States, six of an isle
 * are blank by chance. */
Test(nested, values_that_lack_the_other_column)
{
	expect_sets(3, 3, (const uint64_t[]){10, 50, 40, 60, 0, 0, 50, 0, 0}, "...n..", 2, "abbBaa");
	expect_sets(3, 3, (const uint64_t[]){0, 50, 40, 60, 0, 0, 50, 0, 0}, "...n..", 2, "abbbaa");
	expect_sets(3, 3, (const uint64_t[]){30, 60, 50, 40, 70, 60, 6, 0, 0}, "...n..", 1, "aaaaaa");
}

/* A page of a form that was left out: the same 20 have no value of either, and 3 of the first value are 350 - 150 - 197. */
Test(nested, no_value_of_either)
{
	expect_sets(4, 3, (const uint64_t[]){20, 0, 0, 0, 1, 2, 0, 73, 77, 0, 96, 101}, "nn..n..", 2, "abbbabb");
	/* 3 have neither, and are by themselves in both columns: fewer than K are withheld whatever else is told */
	expect_sets(4, 3, (const uint64_t[]){3, 0, 0, 0, 1, 2, 0, 73, 77, 0, 96, 101}, "nn..n..", 1, "aaaaaaa");
	/* four have one of the two, or ten */
	expect_sets(4, 3, (const uint64_t[]){18, 1, 1, 0, 1, 2, 1, 73, 76, 1, 95, 101}, "nn..n..", 2, "AbbbAbb");
	expect_sets(4, 3, (const uint64_t[]){15, 3, 2, 0, 1, 2, 3, 70, 77, 2, 94, 101}, "nn..n..", 1, "aaaaaaa");
}

Test(nested, one_column_is_another_under_other_names)
{
	expect(3, 3, (const uint64_t[]){0, 40, 0, 3, 0, 0, 0, 0, 60}, 3, 0, 0);
}

Test(nested, columns_that_have_nothing_to_do_with_each_other)
{
	expect(2, 2, (const uint64_t[]){40, 60, 30, 50}, 1, 0, 0);
}

/* Two rare values with one record of both: it is by chance, as each has as many elsewhere. */
Test(nested, rare_values_are_no_set)
{
	expect(3, 3, (const uint64_t[]){40, 30, 0, 20, 50, 1, 1, 0, 1}, 1, 0, 0);
	/* all of both */
	expect(3, 3, (const uint64_t[]){40, 30, 0, 20, 50, 0, 0, 0, 2}, 2, 0, 0);
}

/* As many records of both values as of either elsewhere; by the second column alone; and one that is weak with another only. */
Test(nested, weak_sets_join_others)
{
	expect(3, 3, (const uint64_t[]){40, 30, 0, 20, 50, 2, 2, 0, 4}, 1, 0, 0);
	expect(3, 3, (const uint64_t[]){40, 30, 3, 20, 50, 3, 0, 0, 5}, 1, 0, 0);
	/* The third joins the second by 4 records: 23 are of both, and as many of others. The second by itself has 13, and 12 of others. */
	expect(4, 5, (const uint64_t[]){60, 2, 3, 40, 50, 2, 13, 0, 2, 0, 3, 4, 6, 3, 3, 50, 2, 3, 60, 40}, 1, 0, 0);
}

Test(nested, what_is_expected_of_columns_that_are_independent)
{
	/* 10 and 30 records of two sets: (10 - 1) 30/40 + (30 - 1) 10/40 = 14 */
	cr_expect_float_eq(look(2, 2, (const uint64_t[]){10, 0, 0, 30}).expected, 14, 1e-12);
	/* each record by itself: nothing is expected, and nothing is told */
	cr_expect_float_eq(look(3, 2, (const uint64_t[]){1, 0, 0, 1, 1, 0}).expected, 0, 1e-12);
}

#define NOT_BOTH ": publish that, or a result without another of them, and not both"

static const struct segbias_label LIST[] = {{"country", 7}, {"city, town", 10}, {"sex", 3}};

Test(nested, what_is_said)
{
	struct segbias_error error = {0};
	const struct segbias_telling pair = {.names = {LIST[0], LIST[1]}, .count = 2};
	cr_expect_eq(segbias_nested_refuse(&pair, (const struct segbias_label[]){LIST[0], LIST[2]}, 2, "a.csv", &error),
	             SEGBIAS_DATA);
	cr_expect(strstr(error.message, "columns \"country\" and \"city, town\" tell of each other"), "%s",
	          error.message);
	cr_expect_str_eq(error.hint, "--attributes country,sex leaves the second one out" NOT_BOTH);
	const struct segbias_telling three = {.names = {LIST[0], LIST[2], LIST[1]}, .count = 3};
	cr_expect_eq(
	    segbias_nested_refuse(&three, (const struct segbias_label[]){LIST[0], LIST[2]}, 2, "a.csv", &error),
	    SEGBIAS_DATA);
	cr_expect(strstr(error.message, "\"country\" and \"sex\" together tell column \"city, town\""), "%s",
	          error.message);
	cr_expect_str_eq(error.hint, "--attributes country,sex leaves the third one out" NOT_BOTH);
	const struct segbias_telling first = {.names = {LIST[1], LIST[0]}, .count = 2, .named = true};
	cr_expect_eq(segbias_nested_refuse(&first, &LIST[1], 1, "a.csv", &error), SEGBIAS_DATA);
	cr_expect_str_eq(error.hint,
	                 "--attributes '\"city, town\"' in the place of yours leaves the second one out" NOT_BOTH);
	const struct segbias_telling more = {.names = {LIST[0], LIST[1]}, .count = 2, .more = true};
	(void)segbias_nested_refuse(&more, LIST, 1, "a.csv", &error);
	cr_expect_str_eq(error.hint, "--attributes country leaves the second one out, and others of which the same is "
	                             "true" NOT_BOTH);
}

/* A hint can be typed as it stands, whatever the names hold. */
Test(nested, what_is_said_of_odd_names)
{
	static const struct segbias_label odd[] = {{"driver's age", 12}, {"\x1b[31m", 5}};
	static const struct segbias_label sex = {"sex", 3};
	struct segbias_error error = {0};
	const struct segbias_telling pair = {.names = {odd[0], sex}, .count = 2};
	(void)segbias_nested_refuse(&pair, odd, 2, "a.csv", &error);
	cr_expect_str_eq(error.hint, "--attributes $'driver\\'s age,\\033[31m' leaves the second one out" NOT_BOTH);
	(void)segbias_nested_refuse(&pair, odd, 1, "a.csv", &error);
	cr_expect_str_eq(error.hint, "--attributes 'driver'\\''s age' leaves the second one out" NOT_BOTH);
}
