#include "sources/pouring.h"

#define REFERENCE                                                                                                      \
	{                                                                                                              \
		.reference = true                                                                                      \
	}
#define SKIP                                                                                                           \
	{                                                                                                              \
		.reference = true, .skip_bad = true                                                                    \
	}

Test(shape_marginal, detection)
{
	static const struct pouring_detection rows[] = {
	    {"attribute,value,count\ng,x,5\n", REFERENCE, "marginal", "count", NULL},
	    {"Variable,Category,Percent\ng,x,100\n", REFERENCE, "marginal", "Percent", NULL},
	    {"attribute,value,share,moe\ng,x,1,0\n", REFERENCE, "marginal", "share", NULL},
	    {"attribute,value,2020\ng,x,5\n", REFERENCE, "marginal", "2020", NULL}, /* the only numbers */
	    {"attribute,value,q,r\ng,x,5,6\n", {.reference = true, .count = "r"}, "marginal", "r", NULL},
	    {"attribute,value,count\ng,x,5\n", {.reference = true, .shape = "counts"}, "counts", "count", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_detects(&rows[i], i);
}

Test(shape_marginal, units)
{
	static const struct {
		const char *text;
		enum segbias_unit unit;
		double x, y;
	} rows[] = {
	    {"attribute,value,count\ng,x,30\ng,y,70\n", SEGBIAS_UNIT_COUNT, 30, 70},
	    {"attribute,value,share\ng,x,0.3\ng,y,0.7\n", SEGBIAS_UNIT_SHARE, 0.3, 0.7},
	    {"attribute,value,percent\ng,x,30\ng,y,70\n", SEGBIAS_UNIT_PERCENT, 30, 70},
	    {"attribute,value,percent\ng,x,30%\ng,y,70%\n", SEGBIAS_UNIT_PERCENT, 30, 70},
	    {"attribute,value,share\ng,x,30%\ng,y,70%\n", SEGBIAS_UNIT_PERCENT, 30, 70},
	    {"attribute,value,share\ng,x,30\ng,y,70\n", SEGBIAS_UNIT_PERCENT, 30, 70},
	    {"attribute,value,share\ng,x,0.333\ng,y,0.333\ng,z,0.333\n", SEGBIAS_UNIT_SHARE, 0.333, 0.333},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct pouring p;
		struct segbias_source_options options = REFERENCE;
		cr_assert_eq(pouring_all(&p, rows[i].text, &options), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect_eq(segbias_source_layout(p.source)->unit, rows[i].unit, "row %zu", i);
		cr_expect_float_eq(pouring_weight(&p, "g", "x"), rows[i].x, 1e-13, "row %zu", i);
		cr_expect_float_eq(pouring_weight(&p, "g", "y"), rows[i].y, 1e-13, "row %zu", i);
		pouring_release(&p);
	}
}

Test(shape_marginal, errors)
{
	static const struct pouring_failure rows[] = {
	    {"attribute,value,count\ng,x,1\n,y,2\n", REFERENCE, SEGBIAS_DATA, 3, 1, "the row names no attribute", ""},
	    {"attribute,value,count\ng,x,1\ng,y,NA\n",
	     {.reference = true, .count = "count"},
	     SEGBIAS_DATA,
	     3,
	     5,
	     "this is not a plain number",
	     "write it like them; --skip-bad"},
	    {"attribute,value,count\ng,x,5\n",
	     {.reference = false},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "a table of margins holds no campaign: it is a reference",
	     "the campaign comes first"},
	    {"attribute,value,q,r\ng,x,5,6\n", REFERENCE, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the count: \"q\" and \"r\"", "name one: --reference-count q"},
	    {"attribute,value,count\ng,x,1\ng,x,2\n", REFERENCE, SEGBIAS_DATA, 3, 3,
	     "\"g\" lists this value a second time", "one row a value"},
	    {"attribute,value,share\ng,x,0.48\ng,y,0.52\nh,a,0.40\nh,b,0.40\n", REFERENCE, SEGBIAS_DATA, 0, 0,
	     "the shares of \"h\" sum to 0.8, not 1: off by -0.2", "every value must be listed"},
	    {"attribute,value,percent\ng,x,48.1\ng,y,62.4\n", REFERENCE, SEGBIAS_DATA, 0, 0,
	     "the shares of \"g\" sum to 110.5, not 100: off by 10.5", "every value must be listed"},
	    {"attribute,value,share\ng,x,48.0\ng,y,53.0\n", REFERENCE, SEGBIAS_DATA, 0, 0,
	     "the shares of \"g\" sum to 101, not 100: off by 1", "every value must be listed"},
	    {"a,b\n1,2\n",
	     {.reference = true, .shape = "marginal"},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "shape marginal needs the columns attribute, value and count, share or percent",
	     "attribute,value"},
	    {"attribute,value,count\ng,x,1\n",
	     {.reference = true, .count = "cuont"},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "--reference-count: there is no column \"cuont\"",
	     "the nearest is \"count\""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
}

/* A blank value is a counter, not a value; attributes may come in any order. */
Test(shape_marginal, blank_values_and_order)
{
	struct pouring p;
	struct segbias_source_options options = SKIP;
	cr_assert_eq(pouring_all(&p, "attribute,value,count\ng,x,1\nh,a,5\ng,,2\ng,y,3\n,z,9\n", &options), SEGBIAS_OK);
	cr_assert_eq(segbias_tally_columns(p.tally), 2);
	cr_assert_eq(segbias_tally_labels(p.tally, 0), 2);
	cr_assert(pouring_weight(&p, "g", "y") == 3 && pouring_weight(&p, "h", "a") == 5);
	cr_assert_eq(segbias_source_facts(p.source)->bad_rows, 1);
	pouring_release(&p);
}
