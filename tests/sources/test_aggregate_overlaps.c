/* Bands that lie within one that is named: what is left out is left out of every row, the first one too. */
#include "sources/pouring.h"

static void expect(const char *text, const char *told, const double expected[3])
{
	static const char *const VALUES[] = {"18+", "18-64", "65+"};
	static const struct segbias_pair NAMED[] = {{{"age", 3}, {"18+", 3}}};
	static const struct segbias_source_options OPTIONS = {.reference = true, .named = NAMED, .named_count = 1};
	struct pouring p;
	cr_assert_eq(pouring_all(&p, text, &OPTIONS), SEGBIAS_OK, "%s: %s", text, p.error.message);
	const struct segbias_note *note = pouring_note(&p, "nested_bands");
	cr_assert_not_null(note, "%s", text);
	cr_expect_str_eq(note->text.message, told);
	for (size_t i = 0; i < sizeof VALUES / sizeof *VALUES; i++)
		cr_expect_eq(pouring_weight(&p, "age", VALUES[i]), expected[i], "%s: %s: %g", text, VALUES[i],
		             pouring_weight(&p, "age", VALUES[i]));
	pouring_release(&p);
}

/* 700 + 300 = 1,000 and 800 + 300 = 1,100. */
Test(aggregate_overlaps, a_sum_that_is_named)
{
	static const char *const TEXTS[] = {
	    "age,sex,count\n18+,F,1000\n18-64,F,700\n65+,F,300\n18-64,M,800\n65+,M,300\n18+,M,1100\n",
	    "age,sex,count\n65+,M,300\n18-64,M,800\n18+,M,1100\n65+,F,300\n18+,F,1000\n18-64,F,700\n"};
	for (size_t i = 0; i < 2; i++)
		expect(TEXTS[i], "age: \"18+\" is the sum of the bands within, and is left out",
		       (const double[]){-1, 1500, 600});
}

/* 703 + 300 is not 1,000: of what is named, and no sum, its parts are left out. */
Test(aggregate_overlaps, parts_of_what_is_named)
{
	expect("age,sex,count\n18-64,F,743\n65+,F,300\n18+,F,1000\n18-64,M,800\n65+,M,390\n18+,M,1100\n",
	       "age: left out as part of a band that is taken: \"18-64\", \"65+\"", (const double[]){2100, -1, -1});
	expect("age,sex,count\n65+,F,300\n18+,F,1000\n18-64,M,800\n65+,M,390\n18+,M,1100\n18-64,F,743\n",
	       "age: left out as part of a band that is taken: \"65+\", \"18-64\"", (const double[]){2100, -1, -1});
}
