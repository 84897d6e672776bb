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
	     "fractions are weights: --weight instead of --count"},
	    {"g,count\na,1e60\n", CAMPAIGN, SEGBIAS_DATA, 2, 3, "a count must be a whole number up to 2^53", "-w"},
	    {"g,q\na,-1\n", {.count = "q"}, SEGBIAS_DATA, 2, 3, "the number is negative", ""},
	    {"g,q\na,1\nb,12a\n",
	     {.count = "q"},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "this is not a plain number",
	     "write it like them; --skip-bad"},
	    {"g,q\na,1\nb,\n",
	     {.count = "q", .reference = true},
	     SEGBIAS_DATA,
	     3,
	     3,
	     "there is no number",
	     "write a figure"},
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

#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	pouring_expect(&(cases)[i], i)

/* --- lists and damaged figures ---------------------------------------------------------------------------------- */

/* Each pair of two columns once: a list of what there is, which says of nobody how many people have it. */
Test(shape_counts, every_combination_once_is_no_reference)
{
	static const char ONCE[] =
	    "every combination of values is there once, and no column says how many people have it";
	static const char BESIDE[] = "sex,colour,segment\nF,red,A\nM,blue,B\n";
	static const char GRID[] = "sex,colour\nF,red\nF,blue\nM,red\nM,blue\n";
	static const struct pouring_case CASES[] = {
	    {GRID, BESIDE, REFERENCE, NULL, ONCE, "if a row is a person: --reference-shape rows"},
	    {GRID, BESIDE, REFERENCE, NULL, ONCE, "--reference-count COL"},
	    {"sex,colour,floor\nF,red,one\nF,red,two\nF,blue,one\nF,blue,two\nM,red,one\nM,red,two\nM,blue,one\n"
	     "M,blue,two\n",
	     BESIDE, REFERENCE, NULL, ONCE, NULL},
	    /* most of them are enough: five of six */
	    {"sex,colour\nF,red\nF,blue\nF,green\nM,red\nM,blue\n", BESIDE, REFERENCE, NULL, ONCE, NULL},
	    /* one comes twice: people */
	    {"sex,colour\nF,red\nF,blue\nM,red\nM,blue\nM,blue\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    /* three rows are as likely three people */
	    {"sex,colour\nF,red\nF,blue\nM,red\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    /* a person's number stands beside each */
	    {"respondent,sex,colour\n1,F,red\n2,F,blue\n3,M,red\n4,M,blue\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    /* of the campaign the rows are people */
	    {GRID, BESIDE, CAMPAIGN, "rows", NULL, NULL},
	    {GRID, BESIDE, {.reference = true, .shape = "rows"}, "rows", NULL, NULL},
	    {GRID, BESIDE, {.reference = true, .alone = true}, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* "4.9M" is a number, but a rounded one in words: under whatever name. */
Test(shape_counts, magnitudes_are_no_plain_numbers)
{
	static const char LOOKS[] = "column \"x\" looks like figures, and most of its cells are no plain numbers";
	static const char BESIDE[] = "sex,segment\nF,A\nM,B\n";
	static const struct pouring_case CASES[] = {
	    {"sex,x\nF,4.9M\nM,5.1M\n", BESIDE, REFERENCE, NULL, LOOKS, "write plain numbers into it (1234)"},
	    {"sex,x\nF,950 K\nM,1.2 M\n", BESIDE, REFERENCE, NULL, LOOKS, "--reference-shape rows"},
	    {"sex,x\nF,\"1,2 Mio.\"\nM,\"0,9 Mio.\"\n", BESIDE, REFERENCE, NULL, LOOKS, NULL},
	    {"sex,x\nF,3 million\nM,2.5 million\n", BESIDE, REFERENCE, NULL, LOOKS, NULL},
	    {"sex,x\nF,3bn\nM,2bn\nD,\n", BESIDE, REFERENCE, NULL, LOOKS, NULL},
	    /* not all of them, or all alike, or metres and millimetres of nothing */
	    {"sex,x\nF,4.9M\nM,large\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    {"sex,x\nF,5k\nM,5k\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    {"sex,x\nF,5km\nM,9km\n", BESIDE, REFERENCE, "rows", NULL, NULL},
	    /* an attribute that the campaign has too: of a race, say */
	    {"sex,x\nF,5k\nM,10k\n", "sex,x,segment\nF,5k,A\nM,10k,B\n", REFERENCE, "rows", NULL, NULL},
	    {"sex,x\nF,5k\nM,10k\n", "sex,count\nF,5\nM,6\n", CAMPAIGN, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* Figures with a mark, below a limit or as a band, in a column that is named like how many. */
Test(shape_counts, figures_that_are_no_plain_numbers)
{
	static const char *const NAMES[] = {"count", "Anzahl", "reach", "impressions", "population", "clicks"};
	static const char *const FIGURES[][2] = {
	    {"1234*", "2345*"}, {"<5", "<10"}, {"10-19", "20-29"}, {"12 (p)", "15 (p)"}, {"~500", "~700"}};
	for (size_t n = 0; n < sizeof NAMES / sizeof *NAMES; n++)
		for (size_t f = 0; f < sizeof FIGURES / sizeof *FIGURES; f++)
			for (size_t reference = 0; reference < 2; reference++) {
				struct segbias_text text = {0};
				struct segbias_text message = {0};
				segbias_text_add_format(&text, "sex,%s\nF,%s\nM,%s\nF,%s\nM,%s\n", NAMES[n],
				                        FIGURES[f][0], FIGURES[f][1], FIGURES[f][0], FIGURES[f][1]);
				segbias_text_add_format(
				    &message,
				    "column \"%s\" is named like a count, and most of its cells are no numbers",
				    NAMES[n]);
				const struct pouring_case c = {
				    text.data, NULL,         {.reference = reference},
				    NULL,      message.data, reference ? "--reference-shape rows" : "--shape rows"};
				cr_log_info("%s %s", NAMES[n], FIGURES[f][0]);
				pouring_expect(&c, f);
				segbias_text_release(&text);
				segbias_text_release(&message);
			}
	/* People and users have bands of how many they are, which repeat. */
	static const struct pouring_case CASES[] = {
	    {"sex,users\nF,1-4\nM,5-9\nF,1-4\nM,5-9\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,people\nF,1-4\nM,5-9\nF,1-4\nM,5-9\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    /* where each differs they are figures */
	    {"kind,users\na,1-4\nb,5-9\nc,10-14\nd,15-19\n", NULL, CAMPAIGN, NULL, "\"users\" is named like a count",
	     NULL},
	    {"kind,people\na,1-4\nb,5-9\nc,10-14\nd,15-19\n", NULL, CAMPAIGN, NULL, "\"people\" is named like a count",
	     NULL},
	    /* words are no figures */
	    {"sex,reach\nF,near\nM,far\nF,far\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* Under any name where every combination is there once, and each has another figure. */
Test(shape_counts, figures_of_cells_that_are_no_plain_numbers)
{
	static const char LOOKS[] = "column \"x\" looks like figures, and most of its cells are no plain numbers";
	static const struct pouring_case CASES[] = {
	    {"sex,colour,x\nF,red,1234*\nF,blue,987*\nM,red,1511*\nM,blue,c\n", NULL, CAMPAIGN, NULL, LOOKS,
	     "--shape rows"},
	    {"sex,colour,x\nF,red,≈1234\nF,blue,≈987\nM,red,≈1511\nM,blue,few\n", NULL, CAMPAIGN, NULL, LOOKS, NULL},
	    /* one combination comes twice: people */
	    {"sex,colour,x\nF,red,1234*\nF,blue,987*\nM,red,1511*\nM,red,77*\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    /* a band of each, and half of them no figure */
	    {"sex,colour,x\nF,red,18-24\nF,blue,25-34\nM,red,35-44\nM,blue,45-54\n", NULL, CAMPAIGN, "rows", NULL,
	     NULL},
	    {"sex,colour,x\nF,red,1234*\nF,blue,987*\nM,red,a\nM,blue,c\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* --- merged cells ----------------------------------------------------------------------------------------------- */

/* As a spreadsheet writes merged cells: a blank stands for the value above it, and for no one of unknown region. */
Test(shape_counts, merged_cells)
{
	static const char MERGED[] =
	    "\"region\" has a value in the first row of each block only, as merged cells are written";
	static const char BLOCKS[] = "region,sex,count\nNorth,F,510\n,M,620\nSouth,F,730\n,M,840\n";
	static const struct pouring_case CASES[] = {
	    {BLOCKS, NULL, REFERENCE, NULL, MERGED,
	     "fill each blank with the value above it; if they are unknown: --reference-shape counts"},
	    {BLOCKS, NULL, CAMPAIGN, NULL, MERGED, "if they are unknown: --shape counts"},
	    {"sex,region,x\nF,North,510\nM,,620\nF,South,730\nM,,840\n", NULL, REFERENCE, NULL, MERGED, NULL},
	    /* blocks of three, and under another value the same ones are not all there */
	    {"region,kind,count\nNorth,a,51\n,b,62\n,c,17\nSouth,a,73\n,c,84\n", NULL, REFERENCE, NULL, MERGED, NULL},
	    {BLOCKS, NULL, {.reference = true, .shape = "counts"}, "counts", "count", NULL},
	    /* without a number the blanks are those of people */
	    {"region,sex\nNorth,F\n,M\nSouth,F\n,M\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    /* the blank is a total of its own: each region, then each sex and age */
	    {"region,sex,age,count\nNorth,,,1130\nSouth,,,1570\n,F,old,640\n,F,young,600\n,M,old,710\n,M,young,750\n",
	     NULL,
	     {.reference = true, .tables = true},
	     "counts",
	     "count",
	     NULL},
	    /* a value that comes again, and one row without one */
	    {"region,sex,count\nNorth,F,510\n,M,620\nSouth,F,730\nSouth,M,840\n", NULL, REFERENCE, "counts", "count",
	     NULL},
	    /* filled they would come twice */
	    {"region,sex,count\nNorth,F,510\n,F,620\nSouth,M,730\n,M,840\n", NULL, CAMPAIGN, "counts", "count", NULL},
	};
	EXPECT_ALL(CASES);
}

/* --- headings ---------------------------------------------------------------------------------------------------- */

static void expect_heading(const char *text, bool heading)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true, .shape = "counts"};
	enum segbias_status status = pouring_open(&p, segbias_label_of(text), &options);
	bool told = status != SEGBIAS_OK && strstr(p.error.message, "is a heading") != NULL;
	cr_expect_eq(told, heading, "%.60s: %s", text, p.error.message);
	pouring_release(&p);
}

/* A heading stands above a row, be it the last one; two of them have labels of their own below, and some in common. */
Test(shape_counts, headings_at_the_edges)
{
	expect_heading("sex,age,n\nMen,,\n,x,210\nWomen,,\n,x,205\n", true);
	expect_heading("sex,age,n\nMen,,\n,x,210\n,y,320\nWomen,,\n", false);
	expect_heading("sex,age,n\n,x,210\nMen,,\nWomen,,\n,x,205\n", false);
	/* three times as many labels as rows: at two thirds and two of them it is none */
	expect_heading("sex,age,n\nMen,,\n,a,210\n,b,320\nWomen,,\n,a,205\n,c,340\n", true);
	expect_heading("sex,age,n\nMen,,\n,a,210\n,b,320\nWomen,,\n,c,205\n,d,340\n", false);
	expect_heading("sex,age,n\nMen,,\n,a,210\n,b,320\n,c,330\nWomen,,\n,a,205\n,b,340\n,d,350\n", true);
	expect_heading("sex,age,n\nMen,,\n,a,210\n,b,320\n,c,330\nWomen,,\n,a,205\n,d,340\n,e,350\n", false);
}

/* A table of 2,000 rows is looked at, and a longer one refused at its first heading, which has no number. */
Test(shape_counts, headings_of_long_tables)
{
	enum { ROWS_MOST = 2000 };
	for (size_t rows = ROWS_MOST; rows <= ROWS_MOST + 1; rows++) {
		struct segbias_text text = {0};
		segbias_text_add_string(&text, "sex,age,n\nMen,,\n");
		for (size_t i = 0; i + 2 < rows; i++) {
			if (i == 998)
				segbias_text_add_string(&text, "Women,,\n");
			segbias_text_add_format(&text, ",v%zu,%zu\n", i % 998, 1001 + i);
		}
		expect_heading(text.data, rows == ROWS_MOST);
		segbias_text_release(&text);
	}
}
