#include "sources/pouring.h"

#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}
#define REFERENCE                                                                                                      \
	{                                                                                                              \
		.reference = true                                                                                      \
	}

Test(shape_counts, detection)
{
	static const struct pouring_detection rows[] = {
	    {"segment,g,count\nA,x,5\nA,y,6\n", CAMPAIGN, "counts", "count", NULL},
	    {"g,Population\nx,5\ny,6\n", REFERENCE, "counts", "Population", NULL},
	    {"g,number\nx,5\ny,\n", REFERENCE, "counts", "number", NULL},
	    {"g,count\nx,1000\ny,\"1,234\"\n", CAMPAIGN, "counts", "count", NULL},
	    {"g,count\nx,few\ny,many\n", CAMPAIGN, "rows", NULL, NULL},
	    {"g,q\nx,5\n", {.count = "q"}, "counts", "q", NULL},
	    {"g,n\nx,5\n", {.shape = "counts"}, "counts", "n", NULL},
	    /* a weight that is asked for makes rows */
	    {"g,n,w\nx,5,1\n", {.weight = "w"}, "rows", NULL, "w"},
	    /* events count where rows are cells; they do not where rows repeat */
	    {"segment,g,impressions\nA,x,5\nA,y,6\n", CAMPAIGN, "counts", "impressions", NULL},
	    {"segment,g,impressions\nA,x,5\nA,x,6\n", CAMPAIGN, "rows", NULL, NULL},
	    {"segment,g,impressions,clicks\nA,x,5,1\nA,x,6,2\n", CAMPAIGN, "rows", NULL, NULL},
	    {"g,impressions\nx,5\ny,6\n", REFERENCE, "counts", "impressions", NULL},
	    /* the surer name counts */
	    {"g,count,people\nx,5,6\n", CAMPAIGN, "counts", "count", NULL},
	    {"g,impressions,clicks\nx,5,1\ny,6,2\n", CAMPAIGN, "counts", "impressions", NULL},
	    /* thousands */
	    {"g,q\na,1\nb,\"1,234\"\n", {.count = "q"}, "counts", "q", NULL},
	    /* few users are kinds of users, and with --person an id says whose records are counted */
	    {"user,count\nbasic,500000\nplus,80000\npro,3000\n", REFERENCE, "counts", "count", NULL},
	    {"id,n\n1,5\n2,7\n3,5\n", {.persons = true}, "counts", "n", NULL},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_detects(&rows[i], i);
}

Test(shape_counts, events_are_marked)
{
	struct pouring p;
	struct segbias_source_options options = CAMPAIGN;
	cr_assert_eq(pouring_open(&p, segbias_label_of("segment,g,clicks\nA,x,5\nA,y,6\n"), &options), SEGBIAS_OK);
	cr_assert_eq(segbias_source_layout(p.source)->events_field, 2);
	pouring_release(&p);
}

Test(shape_counts, errors)
{
	static const struct pouring_failure rows[] = {
	    {"g,count,n\nx,5,6\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the count: \"count\" and \"n\"",
	     "name one: --count count (or --shape rows if a row is a record)"},
	    {"g,count,n\nx,5,6\n", REFERENCE, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the count: \"count\" and \"n\"",
	     "name one: --reference-count count (or --reference-shape rows if a row is a record)"},
	    {"g,views,impressions\nx,5,1\ny,6,2\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "several columns could hold the count: \"views\" and \"impressions\"", "--count views"},
	    /* an identifier that repeats says nothing of the rows */
	    {"id,n\n1,5\n1,7\n2,5\n", CAMPAIGN, SEGBIAS_DATA, 1, 0,
	     "it cannot be told whether a row is a cell of a table or a record: \"n\" could be how many it stands for",
	     "--count n: it is a table, and this counts; --shape rows: a row is a record"},
	    {"g,x\na,b\n",
	     {.shape = "counts"},
	     SEGBIAS_DATA,
	     0,
	     0,
	     "shape counts needs a count column, and none was found",
	     "name it: --count COL"},
	    {"g,count\na,5\n",
	     {.count = "cuont"},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "--count: there is no column \"cuont\"",
	     "the nearest is \"count\""},
	    {"g,count,w\na,5,1\n",
	     {.count = "count", .weight = "w"},
	     SEGBIAS_USAGE,
	     0,
	     0,
	     "a file has a weight column or a count column, not both",
	     ""},
	    {"g,count\na,1.5\n", CAMPAIGN, SEGBIAS_DATA, 2, 3, "a count must be a whole number up to 2^53",
	     "fractions are weights: -w instead of --count"},
	    {"g,count\na,1e60\n", CAMPAIGN, SEGBIAS_DATA, 2, 3, "a count must be a whole number up to 2^53", "-w"},
	    {"g,q\na,-1\n", {.count = "q"}, SEGBIAS_DATA, 2, 3, "the number is negative", ""},
	    {"g,q\na,1\nb,12a\n",
	     {.count = "q"},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "this is not a plain number",
	     "others: --decimal and --thousands"},
	    {"g,q\na,1\nb,\n", {.count = "q", .reference = true}, SEGBIAS_DATA, 3, 3, "there is no number", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		pouring_fails(&rows[i], i);
}

Test(shape_counts, a_references_counts_need_not_be_whole)
{
	struct pouring p;
	struct segbias_source_options options = {.reference = true, .count = "count"};
	cr_assert_eq(pouring_all(&p, "g,h,count\nx,1,1.5\nx,2,0.25\ny,1,0\n", &options), SEGBIAS_OK);
	cr_assert_eq(pouring_weight(&p, "g", "x"), 1.75);
	cr_assert_eq(pouring_weight(&p, "g", "y"), 0);
	cr_assert_eq(pouring_weight(&p, "h", "1"), 1.5);
	pouring_release(&p);
}
