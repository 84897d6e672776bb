#include "sources/pouring.h"

#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}

Test(shape_rows, detection)
{
	static const struct pouring_detection rows[] = {
	    {"segment,age\nA,1\n", CAMPAIGN, "rows", NULL, NULL},
	    {"segment,weight\nA,1.5\nA,2\n", CAMPAIGN, "rows", NULL, "weight"},
	    {"age,PWGTP\n1,20\n1,30\n", {.reference = true}, "rows", NULL, "PWGTP"},
	    {"segment,weight\nA,heavy\n", CAMPAIGN, "rows", NULL, NULL},
	    {"segment,weight\nA,1\nA,2\n", {.weight = "none"}, "rows", NULL, NULL},
	    {"segment,weight\nA,1\nB,2\n", {.weight = "none"}, "rows", NULL, NULL},
	    {"segment,w\nA,1\n", {.weight = "w"}, "rows", NULL, "w"},
	    {"segment,count\nA,1\n", {.shape = "rows"}, "rows", NULL, NULL},
	    /* a person's identifier that never repeats: a row is a record, whatever "n" is */
	    {"customer_id,segment,n\n1,A,5\n2,A,7\n3,B,5\n", CAMPAIGN, "rows", NULL, NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_detects(&rows[i], i);
}

Test(shape_rows, errors)
{
	static const struct pouring_failure rows[] = {
	    {"a,weight,wt\nx,2,3\nx,3,2\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the weight: \"weight\" and \"wt\"",
	     "name one: --weight weight, or none: --weight none"},
	    {"a,weight,wt\nx,2,3\nx,3,2\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "several columns could hold the weight: \"weight\" and \"wt\"",
	     "name one: --reference-weight weight, or none: --reference-weight none"},
	    /* whatever a row is */
	    {"id,segment,n\n1,A,5\n2,A,7\n3,B,5\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "it cannot be told whether a row is a cell of a table or a record: \"n\" could be how many it stands for",
	     "--count n: it is a table, and this counts; --shape rows: a row is a record"},
	    {"a,b\n1,2\n", {.weight = "c"}, SEGBIAS_DATA, 1, 0, "--weight: there is no column \"c\"", "the columns are \"a\", \"b\""},
	    {"a,b\n1,2\n",
	     {.shape = "rows", .count = "b"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "shape rows has no count column",
	     "leave out either --shape or --count"},
	    {"a,weight\nx,1\ny,-2\n", {.weight = "weight"}, SEGBIAS_DATA, 3, 3, "the number is negative", ""},
	    {"a,weight\nx,1\nx,\ny,2\n", CAMPAIGN, SEGBIAS_DATA, 3, 3, "there is no number",
	     "if it is none: --weight none"},
	    {"a,weight\nx,1\nx,\ny,2\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "there is no number",
	     "if it is none: --reference-weight none"},
	    {"a;w\nx;1,5\ny;1.5.5\n",
	     {.weight = "w"},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "this is not a plain number",
	     "others: --decimal and --thousands"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
}

Test(shape_rows, pours_weights)
{
	struct pouring p;
	struct segbias_source_options options = {.decimal = ','};
	cr_assert_eq(pouring_all(&p, "a;weight\nx;0,1\nx;0,2\ny;3\nNA;7\n", &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_assert_eq(pouring_weight(&p, "a", "x"), 0.1 + 0.2);
	cr_assert_eq(pouring_weight(&p, "a", "y"), 3);
	cr_assert_eq(pouring_weight(&p, "a", "NA"), -1, "missing is no label");
	cr_assert_eq(segbias_tally_records(p.tally), 4);
	pouring_release(&p);
}
