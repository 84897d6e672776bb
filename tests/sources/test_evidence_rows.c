#include "sources/pouring.h"

#define CAMPAIGN                                                                                                       \
	{                                                                                                              \
		.reference = false                                                                                     \
	}
#define REFERENCE                                                                                                      \
	{                                                                                                              \
		.reference = true                                                                                      \
	}
#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	pouring_expect(&(cases)[i], i)

static const char CANNOT[] = "it cannot be told whether a row is a cell of a table or a record";

/* --- which numbers are left over -------------------------------------------------------------------------------- */

/* Only attributes, identifiers and periods: rows. */
Test(evidence_rows, nothing_is_left_over)
{
	static const struct pouring_case CASES[] = {
	    {"sex,city\nF,x\nM,y\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,age\nF,30\nM,41\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,Alter\nF,30\nM,41\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"性别,年龄\n女,30\n男,41\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,income\nF,3000\nM,4100\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"sex,Einkommen\nF,3000\nM,4100\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"sex,year\nF,1990\nM,1985\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,id\nF,7\nM,8\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    /* the other file has it, too */
	    {"sex,level\nF,2\nM,3\n", "sex,level\nF,1\nM,3\n", CAMPAIGN, "rows", NULL, NULL},
	    {"sex,level\nF,2\nM,3\n", "attribute,value,count\nlevel,1,5\nlevel,2,6\nlevel,3,7\n", CAMPAIGN, "rows",
	     NULL, NULL},
	    /* and where it has not, it is the figure of each sex */
	    {"sex,level\nF,2\nM,3\n", "sex,grade\nF,1\nM,3\n", CAMPAIGN, "counts", "level", NULL},
	    {"sex,level\nF,2\nM,3\n", "attribute,value,level\nsex,F,5\nsex,M,6\n", CAMPAIGN, "counts", "level", NULL},
	    /* two tables may call their figures alike */
	    {"sex,population\nF,2\nM,3\n", "sex,population\nF,1\nM,3\n", REFERENCE, "counts", "population", NULL},
	};
	EXPECT_ALL(CASES);
}

/* A number that nobody listed is a figure where the rows are a table. */
Test(evidence_rows, any_name_of_a_figure)
{
	static const char *const NAMES[] = {"count",
	                                    "OBS_VALUE",
	                                    "Einwohner",
	                                    "2021",
	                                    "pop_2020",
	                                    "x",
	                                    "Habitants",
	                                    "poblaci\xc3\xb3n",
	                                    "ludno\xc5\x9b\xc4\x87",
	                                    "السكان",
	                                    "人口",
	                                    "q17",
	                                    "Persons 15+",
	                                    "Column B",
	                                    "frequency",
	                                    "households"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text text = {0};
		struct segbias_source_options options = REFERENCE;
		struct pouring p;
		segbias_text_add_format(&text, "region,sex,%s\nN,F,120\nN,M,134\nS,F,310\nS,M,290\n", NAMES[i]);
		cr_expect_eq(pouring_all(&p, text.data, &options), SEGBIAS_OK, "%s: %s", NAMES[i], p.error.message);
		cr_expect_str_eq(segbias_source_shape(p.source)->name, "counts", "%s", NAMES[i]);
		cr_expect(p.tally && pouring_weight(&p, "sex", "F") == 430 && pouring_weight(&p, "region", "S") == 600,
		          "%s", NAMES[i]);
		pouring_release(&p);
		segbias_text_release(&text);
	}
}

Test(evidence_rows, constant_numbers)
{
	static const struct pouring_case CASES[] = {
	    /* all there is, and no year */
	    {"sex,x\nF,50\nM,50\n", NULL, REFERENCE, "counts", "x", NULL},
	    {"sex,count\nF,7\nM,7\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,x\nF,2021\nM,2021\n", NULL, REFERENCE, "rows", NULL, NULL},
	    /* beside another whole number it is none; by its name it is */
	    {"sex,x,y\nF,50,3\nM,50,4\n", NULL, REFERENCE, "counts", "y", NULL},
	    {"sex,count,y\nF,50,3\nM,50,4\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,x,y\nF,2021,3\nM,2021,4\n", NULL, REFERENCE, "counts", "y", NULL},
	    /* in margins it is left over whatever it is called */
	    {"attribute,value,x\nsex,F,50\nsex,M,50\n", NULL, REFERENCE, "marginal", "x", NULL},
	};
	EXPECT_ALL(CASES);
}

/* --- rows by a person's identifier ------------------------------------------------------------------------------ */

Test(evidence_rows, identifiers)
{
	static const struct pouring_case CASES[] = {
	    {"customer_id,sex,x\n1,F,5\n2,M,7\n3,F,6\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"Kundennummer,sex,Anzahl\n1,F,5\n2,M,7\n3,F,6\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"email,sex,orders\na@x,F,5\nb@x,M,7\nc@x,F,6\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"respondent,sex,n\n11,F,5\n12,M,7\n13,F,6\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"رقم العميل,الجنس,عدد\n1,F,5\n2,M,7\n3,F,6\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"panel_id,sex,people\n9001,F,5\n9002,M,7\n9003,F,6\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"panel_id,sex,people\n9001,F,5\n9002,M,7\n9003,F,6\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    /* one that comes twice identifies no row: a kind of customer */
	    {"customer,sex,count\nnew,F,5\nold,M,7\nold,F,6\nnew,M,9\n", NULL, CAMPAIGN, "counts", "count", NULL},
	    /* of an ad, a campaign or a place: never a person */
	    {"ad_id,sex,count\n1,F,5\n2,M,7\n", NULL, CAMPAIGN, "counts", "count", NULL},
	    {"campaign_id,sex,people\n1,F,5\n2,M,7\n", NULL, CAMPAIGN, "counts", "people", NULL},
	    {"state_code,sex,population\n1,F,5\n2,M,7\n", NULL, REFERENCE, "counts", "population", NULL},
	};
	EXPECT_ALL(CASES);
}

/* --- combinations that are distinct ----------------------------------------------------------------------------- */

/* Of two columns of 4 and 3 values, 12 combinations, the first n rows; what else a row has. */
static void write_sparse(struct segbias_text *text, const char *first, const char *number, size_t rows)
{
	/* all differ, and every value comes twice where six rows and more are there */
	static const char CELLS[][2] = {{'a', 'x'}, {'b', 'y'}, {'c', 'z'}, {'d', 'x'}, {'a', 'y'}, {'b', 'z'},
	                                {'c', 'x'}, {'d', 'y'}, {'a', 'z'}, {'b', 'x'}, {'c', 'y'}, {'d', 'z'}};
	segbias_text_add_format(text, "%s%skind,type,%s\n", first, *first ? "," : "", number);
	for (size_t i = 0; i < rows; i++) {
		if (*first)
			segbias_text_add_format(text, "%zu,", 901 + i);
		segbias_text_add_format(text, "%c,%c,%zu\n", CELLS[i][0], CELLS[i][1], 10 * i + 3);
	}
}

static void expect_sparse(const char *first, const char *number, size_t rows, const char *shape)
{
	struct segbias_text text = {0};
	write_sparse(&text, first, number, rows);
	struct pouring_case c = {text.data, NULL, {.reference = false}, shape, shape ? number : CANNOT, "--shape rows"};
	c.found = shape && strcmp(shape, "rows") == 0 ? NULL : c.found;
	cr_log_info("%s %s %zu", first, number, rows);
	pouring_expect(&c, rows);
	segbias_text_release(&text);
}

Test(evidence_rows, half_of_the_combinations)
{
	expect_sparse("", "x", 12, "counts");
	expect_sparse("", "x", 5, NULL);
	/* some are not there: a number may be one of each person, but how many were reached, or users, is none */
	expect_sparse("", "x", 11, NULL);
	expect_sparse("", "x", 6, NULL);
	expect_sparse("", "points", 8, NULL);
	expect_sparse("", "orders", 8, NULL);
	expect_sparse("", "reach", 6, "counts");
	expect_sparse("", "users", 6, "counts");
	expect_sparse("", "2023", 6, "counts");
	expect_sparse("", "users", 5, NULL);
}

/* What a number is that may be one of each person: by its size, by the codes that it may be, by totals among the values. */
Test(evidence_rows, a_number_of_each_person)
{
	static const struct pouring_case CASES[] = {
	    /* impressions of people are few */
	    {"kind,type,impressions\na,v,40\na,w,31\nb,v,62\nb,w,13\nc,w,18\nd,v,29\n", NULL, CAMPAIGN, NULL, CANNOT,
	     "--count impressions"},
	    {"kind,type,impressions,clicks\na,v,40,3\na,w,31,0\nb,v,62,1\nb,w,13,2\nc,w,18,0\nd,v,29,1\n", NULL,
	     CAMPAIGN, NULL, CANNOT, "--shape rows"},
	    {"kind,type,impressions\na,v,4012\na,w,3188\nb,v,6240\nb,w,130\nc,w,1812\nd,v,2930\n", NULL, CAMPAIGN,
	     "counts", "impressions", NULL},
	    {"kind,type,impressions\na,v,40\na,w,31\nb,v,62\nb,w,13\n", NULL, CAMPAIGN, "counts", "impressions", NULL},
	    /* years are hardly how many, in whichever cells */
	    {"kind,type,joined\na,v,2012\na,w,2019\nb,v,2021\nb,w,2008\n", NULL, CAMPAIGN, NULL, CANNOT,
	     "--shape rows"},
	    {"kind,joined\na,2012\nb,2019\nc,2021\n", NULL, CAMPAIGN, "counts", "joined", NULL},
	    /* thousands in a reference are, unless they are codes */
	    {"kind,type,x\na,v,5000\na,w,600\nb,v,70\nb,w,3\nc,w,8\nd,v,9\n", NULL, REFERENCE, "counts", "x", NULL},
	    {"kind,type,x\na,v,5000\na,w,6001\nb,v,7004\nb,w,3002\nc,w,8007\nd,v,9001\n", NULL, REFERENCE, NULL, CANNOT,
	     "--reference-count x"},
	    {"kind,type,x\na,v,500\na,w,600\nb,v,70\nb,w,3\nc,w,8\nd,v,9\n", NULL, REFERENCE, NULL, CANNOT,
	     "--reference-shape rows"},
	    {"kind,type,x\na,v,5000\na,w,600\nb,v,70\nb,w,3\nc,w,8\nd,v,9\n", NULL, CAMPAIGN, NULL, CANNOT,
	     "--count x"},
	    /* what sums to the whole */
	    {"kind,type,x\na,v,0.5\na,w,0.1\nb,v,0.15\nb,w,0.05\nc,w,0.12\nd,v,0.08\n", NULL, REFERENCE, "counts", "x",
	     NULL},
	    /* no person's value is a total */
	    {"kind,type,x\na,v,5\na,w,6\nb,v,7\nb,w,3\nTotal,Total,21\n", NULL, CAMPAIGN, "counts", "x", NULL},
	    /* people have names */
	    {"first_name,kind,type,points\nAnn,a,v,5\nBob,a,w,6\nCem,b,v,7\nDua,b,w,3\n", NULL, CAMPAIGN, "rows", NULL,
	     NULL},
	    {"Nachname,kind,type,points\nAlt,a,v,5\nBaum,a,w,6\nCarl,b,v,7\nDorn,b,w,3\n", NULL, CAMPAIGN, "rows", NULL,
	     NULL},
	    {"first_name,kind,type,clicks\nAnn,a,v,5\nBob,a,w,6\nCem,b,v,7\nDua,b,w,3\n", NULL, CAMPAIGN, NULL, CANNOT,
	     "--shape rows"},
	    {"name,kind,type,points\nNorth,a,v,5\nSouth,a,w,6\nEast,b,v,7\nWest,b,w,3\n", NULL, CAMPAIGN, "counts",
	     "points", NULL},
	    /* a measure counts nobody */
	    {"kind,type,height\na,v,171\na,w,168\nb,v,182\nb,w,175\n", NULL, CAMPAIGN, NULL, "counts nobody",
	     "--shape rows"},
	};
	EXPECT_ALL(CASES);
}

/* Half of the product, but only the first of four kinds comes twice: 5 of 8. */
Test(evidence_rows, half_of_each_ones_values_twice)
{
	static const struct pouring_case CASES[] = {
	    {"kind,type,x\na,v,5\na,w,6\nb,v,7\nc,w,8\nd,v,9\n", NULL, CAMPAIGN, NULL, CANNOT, "--count x"},
	    {"kind,type,users\na,v,5\na,w,6\nb,v,7\nb,w,3\nc,w,8\nd,v,9\n", NULL, CAMPAIGN, "counts", "users", NULL},
	};
	EXPECT_ALL(CASES);
}

Test(evidence_rows, a_name_suffices)
{
	static const char *const PEOPLE[] = {"count",     "n",         "people",   "population", "Personen",
	                                     "Einwohner", "effectif",  "personas", "liczba",     "عدد",
	                                     "人数",      "OBS_VALUE", "women"};
	static const char *const NEVER[] = {"x",       "frequency", "total",     "number",     "members",
	                                    "records", "users",     "customers", "households", "orders"};
	for (size_t i = 0; i < sizeof PEOPLE / sizeof *PEOPLE; i++)
		expect_sparse("", PEOPLE[i], 5, "counts");
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++)
		expect_sparse("", NEVER[i], 5, NULL);
}

/* Events only beside the code of an ad that differs in every row. */
Test(evidence_rows, events_beside_an_ad)
{
	expect_sparse("", "clicks", 5, NULL);
	expect_sparse("", "impressions", 5, NULL);
	expect_sparse("ad_id", "clicks", 5, "counts");
	expect_sparse("Ad ID", "impressions", 5, "counts");
	expect_sparse("customer_id", "clicks", 5, "rows");
	expect_sparse("ad_id", "orders", 5, NULL);
}

/* Twenty values of three columns each, 8,000 combinations: 40 rows are fewer than one in a hundred. */
Test(evidence_rows, records_that_happen_to_differ)
{
	static const struct {
		const char *number, *shape;
		int values;
	} ROWS[] = {{"x", "rows", 20}, {"people", "counts", 20}, {"x", NULL, 14}, {"people", "counts", 14}};
	for (size_t r = 0; r < sizeof ROWS / sizeof *ROWS; r++) {
		struct segbias_text text = {0};
		int v = ROWS[r].values;
		segbias_text_add_format(&text, "kind,type,colour,%s\n", ROWS[r].number);
		for (int i = 0; i < 2 * v; i++)
			segbias_text_add_format(&text, "k%d,t%d,c%d,%d\n", i % v, (i + i / v * 7) % v,
			                        (3 * i + i / v * 5) % v, 37 * i % 101);
		struct pouring_case c = {text.data,     NULL,           {.reference = false},
		                         ROWS[r].shape, ROWS[r].number, "--shape rows"};
		if (!ROWS[r].shape)
			c.found = CANNOT;
		else if (strcmp(ROWS[r].shape, "rows") == 0)
			c.found = NULL;
		pouring_expect(&c, r);
		segbias_text_release(&text);
	}
}

/* --- combinations that repeat ----------------------------------------------------------------------------------- */

/* Sex and a whole number of `values`, `times` rows a value: every cell once where times is 2 (or 3, of three sexes). */
static void expect_coded(int values, int times, bool complete, const char *shape)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "sex,zone,x\n");
	for (int i = 0; i < values * times; i++)
		segbias_text_add_format(&text, "s%d,%d,%d\n", complete ? i % times : 0, i / times + 11, 1000 + 7 * i);
	const struct pouring_case c = {
	    text.data, NULL, {.reference = true}, shape, strcmp(shape, "rows") == 0 ? NULL : "x", NULL};
	pouring_expect(&c, (size_t)values);
	segbias_text_release(&text);
}

Test(evidence_rows, numbers_as_dimensions)
{
	expect_coded(2, 3, true, "counts");
	expect_coded(30, 3, true, "counts");
	expect_coded(31, 3, true, "rows");  /* more than 30 values */
	expect_coded(20, 2, true, "rows");  /* fewer than three rows a value */
	expect_coded(11, 3, false, "rows"); /* and still they repeat */
}

/* A column of the other file that differs in every row: a name decides, or the user. */
Test(evidence_rows, shared_columns_that_all_differ)
{
	static const char STORES[] = "store,segment\ns1,a\ns2,b\n";
	static const struct pouring_case CASES[] = {
	    {"store,type,visitors\ns1,A,10\ns2,A,20\ns3,B,5\n", STORES, REFERENCE, NULL, CANNOT,
	     "--reference-count visitors"},
	    {"store,type,people\ns1,A,10\ns2,A,20\ns3,B,5\n", STORES, REFERENCE, "counts", "people", NULL},
	    {"store,type,Einwohner\ns1,A,10\ns2,A,20\ns3,B,5\n", STORES, REFERENCE, "counts", "Einwohner", NULL},
	    /* three people are hardly a reference, and a store is nobody */
	    {"id,type,people\n1,A,10\n2,A,20\n3,B,5\n", "id,segment\n1,a\n2,b\n", REFERENCE, NULL, CANNOT,
	     "--reference-count people"},
	    {"store,type,visitors\ns1,A,10\ns2,A,20\ns3,B,5\n", "segment,type\nx,A\n", REFERENCE, NULL, CANNOT,
	     "--reference-count visitors"},
	};
	EXPECT_ALL(CASES);
}

/* The words that a table's figure has are asked about, others are figures of each person. */
Test(evidence_rows, still_repeating)
{
	static const char *const ASKED[] = {"count",     "n",          "population", "pop",         "pop_2020",
	                                    "estimate",  "OBS_VALUE",  "value",      "inhabitants", "Einwohner",
	                                    "habitants", "población",  "ludność",    "السكان",      "人口",
	                                    "Anzahl",    "Bevölkerung"};
	static const char *const EACH[] = {"orders", "visits",  "Kinder",  "x",     "frequency", "total",
	                                   "number", "records", "members", "users", "clicks",    "impressions"};
	for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED + sizeof EACH / sizeof *EACH; i++) {
		size_t asked = sizeof ASKED / sizeof *ASKED;
		const char *name = i < asked ? ASKED[i] : EACH[i - asked];
		struct segbias_text text = {0};
		struct segbias_text hint = {0};
		segbias_text_add_format(&text, "sex,%s\nF,3\nF,2\nM,1\nM,4\nF,3\n", name);
		segbias_text_add_format(&hint, "--count %s: it is a table, and this counts; --shape rows", name);
		const struct pouring_case c = {text.data,
		                               NULL,
		                               {.reference = false},
		                               i < asked ? NULL : "rows",
		                               i < asked ? CANNOT : NULL,
		                               i < asked ? hint.data : NULL};
		cr_log_info("%s", name);
		pouring_expect(&c, i);
		segbias_text_release(&text);
		segbias_text_release(&hint);
	}
}

/* What is left out is said, with the option that would count it. */
Test(evidence_rows, a_figure_of_each_is_said)
{
	struct pouring p;
	struct segbias_source_options options = CAMPAIGN;
	cr_assert_eq(pouring_open(&p, segbias_label_of("sex,Frequency\nF,3\nF,2\nM,1\n"), &options), SEGBIAS_OK);
	const struct segbias_note *note = pouring_note(&p, "figure_of_each");
	cr_assert(note);
	cr_expect(strstr(note->text.message, "\"Frequency\""), "%s", note->text.message);
	cr_expect(strstr(note->text.hint, "--count Frequency"), "%s", note->text.hint);
	pouring_release(&p);
}

/* --- what reads as records, and is hardly any ------------------------------------------------------------------- */

/* Rows of sex and colour that repeat, with a whole number; `unit`: what else a row has, counted up in its format. */
static void write_records(struct segbias_text *text, const char *unit, const char *format, const char *number,
                          size_t rows)
{
	text->size = 0;
	segbias_text_add_format(text, "%s%ssex,colour,%s\n", unit, *unit ? "," : "", number);
	for (size_t i = 0; i < rows; i++) {
		char cell[64];
		(void)snprintf(cell, sizeof cell, format, i);
		segbias_text_add_format(text, "%s%s%c,%s,%zu\n", *unit ? cell : "", *unit ? "," : "", i % 2 ? 'F' : 'M',
		                        i % 3 ? "red" : "blue", 3 + i * 7 % 5);
	}
}

/* A sample of fewer than thirty people is hardly a reference, where a number could say how many they are. */
Test(evidence_rows, few_rows_of_a_reference)
{
	struct segbias_text text = {0};
	write_records(&text, "", "%zu", "orders", 29);
	pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, NULL, CANNOT, "--reference-count orders"}, 0);
	pouring_expect(&(struct pouring_case){text.data, NULL, CAMPAIGN, "rows", NULL, NULL}, 1);
	pouring_expect(
	    &(struct pouring_case){text.data, NULL, {.reference = true, .shape = "rows"}, "rows", NULL, NULL}, 2);
	pouring_expect(
	    &(struct pouring_case){text.data, NULL, {.reference = true, .persons = true}, "rows", NULL, NULL}, 3);
	write_records(&text, "", "%zu", "orders", 30);
	pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, "rows", NULL, NULL}, 4);
	/* no number, or one with decimals, counts nobody; and a weight says that a row is a person */
	static const struct pouring_case CASES[] = {
	    {"sex,colour\nF,red\nF,red\nM,blue\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"sex,orders\nF,3.5\nF,2.25\nM,1\n", NULL, REFERENCE, "rows", NULL, NULL},
	    {"sex,orders,weight\nF,3,1.2\nF,2,0.8\nM,1,1.0\nM,4,0.9\n", NULL, REFERENCE, "rows", "weight", NULL},
	};
	EXPECT_ALL(CASES);
	segbias_text_release(&text);
}

/* What names every row of a reference and no person: a shop or a ward, with how many people it has. */
Test(evidence_rows, units_of_a_reference)
{
	static const struct {
		const char *name, *format, *shape;
		bool campaign;
	} ROWS[] = {
	    {"shop", "Shop %zu", NULL, false},
	    {"x", "u%zu", NULL, false},
	    {"متجر", "m%zu", NULL, false},
	    {"tract", "1%04zu", NULL, false}, /* of a place a number, too */
	    {"shop", "Shop %zu", "rows", true},
	    /* numbers and long texts name nothing, times and people no unit */
	    {"x", "1%04zu.5", "rows", false},
	    {"remark", "what somebody said on a long and rainy afternoon in town %zu", "rows", false},
	    {"respondent", "r%zu", "rows", false},
	    {"id", "r%zu", "rows", false},
	    {"taken", "2020-01-01 12:%02zu", "rows", false},
	};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		const bool refused = !ROWS[i].shape;
		write_records(&text, ROWS[i].name, ROWS[i].format, "orders", 40);
		const struct pouring_case c = {text.data,
		                               NULL,
		                               {.reference = !ROWS[i].campaign},
		                               ROWS[i].shape,
		                               refused ? CANNOT : NULL,
		                               refused ? "--reference-count orders" : NULL};
		cr_log_info("%s %s", ROWS[i].name, ROWS[i].format);
		pouring_expect(&c, i);
	}
	/* Of many dimensions records happen to differ; where one is a place, whatever its numbers, they are its figures. */
	text.size = 0;
	segbias_text_add_string(&text, "tract,kind,type,colour,orders\n");
	for (size_t row = 0; row < 40; row++)
		segbias_text_add_format(&text, "%zu,k%zu,t%zu,c%zu,%zu\n", 10000 + 7 * row, row % 8, row % 9, row % 10,
		                        row % 5);
	pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, NULL, CANNOT, NULL}, 99);
	segbias_text_release(&text);
}

/* A pivot counts the identifiers, and calls the count like them. */
Test(evidence_rows, counted_identifiers)
{
	static const char *const NAMES[] = {"Count of respondent_id", "customer_id (Count)",   "Number of customer IDs",
	                                    "Anzahl Kunden-Nr",       "COUNT(customer_id)",    "COUNTD(customer_id)",
	                                    "nunique user_id",        "Distinct count user id"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		for (size_t reference = 0; reference < 2; reference++) {
			struct segbias_text text = {0};
			segbias_text_add_format(&text, "sex,colour,%s\nF,red,120\nF,blue,131\nM,red,97\nM,blue,84\n",
			                        NAMES[i]);
			const struct pouring_case c = {text.data, NULL,     {.reference = reference},
			                               "counts",  NAMES[i], NULL};
			cr_log_info("%s", NAMES[i]);
			pouring_expect(&c, i);
			segbias_text_release(&text);
		}
}

/* Numbers under the name of an identifier beside every combination once: numbers of rows are small. */
Test(evidence_rows, identifiers_in_a_complete_grid)
{
	static const struct pouring_case CASES[] = {
	    {"sex,colour,customer_id\nF,red,1204\nF,blue,3011\nM,red,822\nM,blue,2011\n", NULL, REFERENCE, NULL, CANNOT,
	     "--reference-count customer_id"},
	    {"sex,colour,customer_id\nF,red,1204\nF,blue,3011\nM,red,822\nM,blue,2011\n", NULL, CAMPAIGN, NULL, CANNOT,
	     "--count customer_id"},
	    {"sex,colour,customer_id\nF,red,4\nF,blue,2\nM,red,1\nM,blue,3\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,colour,customer_id\nF,red,8\nF,blue,2\nM,red,1\nM,blue,3\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,colour,customer_id\nF,red,9\nF,blue,2\nM,red,1\nM,blue,3\n", NULL, CAMPAIGN, NULL, CANNOT, NULL},
	    /* letters are none, and where a combination comes twice rows are people */
	    {"sex,colour,customer_id\nF,red,c4\nF,blue,c2\nM,red,c1\nM,blue,c3\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	    {"sex,colour,customer_id\nF,red,1204\nF,blue,3011\nM,red,822\nM,red,2011\n", NULL, CAMPAIGN, "rows", NULL,
	     NULL},
	};
	EXPECT_ALL(CASES);
}

/* How many an ad reached is a figure of nobody; how many impressions somebody had is one. */
Test(evidence_rows, reach_that_repeats)
{
	static const char *const REACH[] = {"reach", "Reach", "Reichweite", "alcance", "zasięg", "الوصول"};
	static const char *const EACH[] = {"impressions", "Impressionen", "clicks", "展示次数"};
	for (size_t i = 0; i < sizeof REACH / sizeof *REACH + sizeof EACH / sizeof *EACH; i++) {
		size_t asked = sizeof REACH / sizeof *REACH;
		struct segbias_text text = {0};
		const char *name = i < asked ? REACH[i] : EACH[i - asked];
		write_records(&text, "", "%zu", name, 40);
		const struct pouring_case c = {text.data,
		                               NULL,
		                               CAMPAIGN,
		                               i < asked ? NULL : "rows",
		                               i < asked ? CANNOT : NULL,
		                               i < asked ? "--count" : NULL};
		cr_log_info("%s", name);
		pouring_expect(&c, i);
		segbias_text_release(&text);
	}
}

/* The only number of a reference, named like an attribute that the campaign lacks. */
Test(evidence_rows, the_only_number_is_named_like_an_attribute)
{
	static const char SEXES[] = "sex,segment\nF,A\nM,B\n";
	static const struct segbias_label CLAIMED[] = {{"age", 3}};
	static const struct pouring_case CASES[] = {
	    {"sex,age\nF,5120\nM,4980\n", SEXES, REFERENCE, "counts", "age", NULL},
	    {"sex,colour,Alter\nF,red,512\nF,blue,498\nM,red,301\nM,blue,287\n", SEXES, REFERENCE, "counts", "Alter",
	     NULL},
	    /* but not where it would be of nobody: incomes are no people */
	    {"sex,income\nF,5120\nM,4980\n", SEXES, REFERENCE, NULL, "counts nobody", "--reference-count income"},
	    /* the campaign has it, or an option makes it one, or nothing is compared */
	    {"sex,age\nF,51\nM,49\n", "sex,age,segment\nF,30,A\nM,41,B\n", REFERENCE, "rows", NULL, NULL},
	    {"sex,age\nF,51\nM,49\n",
	     SEXES,
	     {.reference = true, .claimed = CLAIMED, .claimed_count = 1},
	     "rows",
	     NULL,
	     NULL},
	    {"sex,age\nF,51\nM,49\n", NULL, REFERENCE, "rows", NULL, NULL},
	    /* of a campaign it is one */
	    {"sex,age\nF,51\nM,49\n", "sex,count\nF,5\nM,6\n", CAMPAIGN, "rows", NULL, NULL},
	    /* not beside another number; one that repeats, or has decimals, counts nobody */
	    {"sex,colour,age,x\nF,red,51,3\nF,blue,49,4\nM,red,48,5\nM,blue,50,6\n", SEXES, REFERENCE, "counts", "x",
	     NULL},
	    {"sex,age\nF,51\nM,49\nM,51\n", SEXES, REFERENCE, "rows", NULL, NULL},
	    {"sex,age\nF,51.5\nM,49.25\n", SEXES, REFERENCE, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* An average of an attribute is none, and counts nobody. */
Test(evidence_rows, averages_are_no_attribute)
{
	static const char *const NAMES[] = {"mean_age", "average income", "median_age", "avg age",
	                                    "Durchschnitt Alter"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "sex,colour,%s\nF,red,41.5\nF,blue,39.25\nM,red,44\nM,blue,38\n",
		                        NAMES[i]);
		cr_log_info("%s", NAMES[i]);
		pouring_expect(&(struct pouring_case){text.data, "sex,segment\nF,A\nM,B\n", REFERENCE, NULL,
		                                      "is a rate or an average by its name, and counts nobody", NULL},
		               i);
		segbias_text_release(&text);
	}
}

/* Codes of places are numbers, and never how many. */
Test(evidence_rows, codes_of_places)
{
	static const char *const CODES[] = {"codigo_municipio", "county_fips", "zip",   "state_code",
	                                    "código provincia", "tract",       "GEOID", "region insee"};
	static const char *const OTHERS[] = {"municipality level", "x", "county roads"};
	struct segbias_text text = {0};
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		text.size = 0;
		segbias_text_add_format(&text, "%s,sex,x\n11004,F,512\n11004,M,498\n27601,F,301\n27601,M,287\n",
		                        CODES[i]);
		cr_log_info("%s", CODES[i]);
		pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, "counts", "x", NULL}, i);
		text.size = 0;
		segbias_text_add_format(&text, "%s,name,x\n11004,Ada,512\n27601,Bel,301\n30111,Cor,287\n", CODES[i]);
		pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, "counts", "x", NULL}, i);
	}
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		text.size = 0;
		segbias_text_add_format(&text, "%s,name,y\n11004,Ada,512\n27601,Bel,301\n30111,Cor,287\n", OTHERS[i]);
		cr_log_info("%s", OTHERS[i]);
		pouring_expect(&(struct pouring_case){text.data, NULL, REFERENCE, NULL,
		                                      "several columns could hold the count", NULL},
		               i);
	}
	segbias_text_release(&text);
}

/* --- options ---------------------------------------------------------------------------------------------------- */

Test(evidence_rows, options_decide)
{
	static const struct segbias_label CLAIMED[] = {{"level", 5}};
	static const struct pouring_case CASES[] = {
	    {"sex,n\nF,3\nF,2\nM,1\n", NULL, {.count = "n"}, "counts", "n", NULL},
	    {"sex,n\nF,3\nF,2\nM,1\n", NULL, {.shape = "rows"}, "rows", NULL, NULL},
	    {"sex,orders\nF,3\nF,2\nM,1\n", NULL, {.count = "orders"}, "counts", "orders", NULL},
	    {"sex,x\nF,3\nM,1\n", NULL, {.shape = "rows"}, "rows", NULL, NULL},
	    /* what an option makes an attribute is no figure */
	    {"sex,level\nF,3\nM,1\n", NULL, {.claimed = CLAIMED, .claimed_count = 1}, "rows", NULL, NULL},
	    /* strata are those of respondents */
	    {"sex,x\nF,3\nM,1\n", NULL, {.reference = true, .survey = true}, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* --- the whole file --------------------------------------------------------------------------------------------- */

/* What the head shows must hold of all: a place that comes twice, a megabyte further on. */
Test(evidence_rows, the_end_contradicts_the_head)
{
	struct segbias_text text = {0};
	struct pouring p;
	struct segbias_source_options options = REFERENCE;
	segbias_text_add_string(&text, "town,visitors\n");
	for (int i = 0; i < 6000; i++)
		segbias_text_add_format(&text, "a long and windy name of town number %0180d,%d\n", i, 1000 + i % 977);
	segbias_text_add_format(&text, "a long and windy name of town number %0180d,1234\n", 5);
	cr_assert_eq(pouring_open(&p, (struct segbias_label){text.data, text.size}, &options), SEGBIAS_DATA);
	cr_expect(strstr(p.error.message, "the first part of the file reads as"), "%s", p.error.message);
	cr_expect_eq(p.error.line, 6002, "the line that contradicts: %u", (unsigned)p.error.line);
	pouring_release(&p);
	segbias_text_release(&text);
}
