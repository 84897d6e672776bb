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

/* A table of two figures, in both orders: the first name is the figure; with `asked` neither is. */
static void expect_better(const char *better, const char *other, bool asked)
{
	const char *const ORDERS[][2] = {{better, other}, {other, better}};
	for (size_t i = 0; i < 2; i++) {
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "region,%s,%s\nN,512,734\nS,648,907\nW,317,551\n", ORDERS[i][0],
		                        ORDERS[i][1]);
		const struct pouring_case c = {text.data,
		                               NULL,
		                               {.reference = true},
		                               asked ? NULL : "counts",
		                               asked ? "several columns could hold the count" : better,
		                               asked ? "--reference-count" : NULL};
		cr_log_info("%s, %s", ORDERS[i][0], ORDERS[i][1]);
		pouring_expect(&c, i);
		segbias_text_release(&text);
	}
}

/* Usual residents, population, count, people, reach, users, impressions, clicks, and last what may be anything. */
Test(evidence_number, ranks)
{
	static const char *const RANKS[][6] = {
	    {"Usual_resident_population", "usually resident", NULL},
	    {"population", "pop_2020", "Einwohner", "السكان", "人口", NULL},
	    {"count", "n", "Anzahl", "effectif", "عدد", NULL},
	    {"people", "persons", "Personen", "personas", NULL},
	    {"reach", "Reichweite", "alcance", NULL},
	    {"users", "utilisateurs", "用户", NULL},
	    {"impressions", "Impressionen", NULL},
	    {"clicks", "kliknięcia", NULL},
	    {"frequency", "total", "number", "records", "members", NULL},
	    {"x", "q7", "Column 3", NULL}, /* a name that says nothing */
	};
	size_t count = sizeof RANKS / sizeof *RANKS;
	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++)
			expect_better(RANKS[a][0], RANKS[b][0], false);
	for (size_t a = 0; a + 1 < count; a++)
		for (size_t i = 0; RANKS[a][i]; i++)
			expect_better(RANKS[a][i], RANKS[a + 1][0], false);
}

Test(evidence_number, equal_rank_is_asked)
{
	expect_better("population_2019", "population_2020", true);
	expect_better("count", "n", true);
	expect_better("Estimate", "Einwohner", true);
	expect_better("x", "y", true);
}

Test(evidence_number, the_question_names_the_columns)
{
	static const struct pouring_case CASES[] = {
	    {"g,count,n\nx,5,6\ny,7,9\n", NULL, CAMPAIGN, NULL,
	     "several columns could hold the count: \"count\" and \"n\"", "--count count"},
	    {"g,pop 2019,pop 2020\nx,5,6\ny,7,9\n", NULL, REFERENCE, NULL,
	     "several columns could hold the count: \"pop 2019\" and \"pop 2020\"", "--reference-count 'pop 2019'"},
	    /* one alone would say nothing of the others' people */
	    {"g,urban,rural\nx,5,6\ny,7,9\n", NULL, REFERENCE, NULL,
	     "several columns could hold the count: \"urban\" and \"rural\"", "put them into rows"},
	};
	EXPECT_ALL(CASES);
}

/* Rates and money never, whatever else their names say. */
Test(evidence_number, rates_and_money_never)
{
	static const char *const NEVER[] = {"rate",           "population density",
	                                    "average users",  "people per km2",
	                                    "growth",         "spend",
	                                    "cost per click", "Umsatz",
	                                    "taux d'emploi",  "gasto",
	                                    "Koszt",          "الإنفاق",
	                                    "花费",           "Dichte der Bevölkerung"};
	for (size_t i = 0; i < sizeof NEVER / sizeof *NEVER; i++) {
		expect_better("total", NEVER[i], false);
		expect_better("households", NEVER[i], false);
		struct segbias_text text = {0};
		segbias_text_add_format(&text, "region,%s\nN,512\nS,648\nW,317\n", NEVER[i]);
		struct pouring_case c = {text.data,          NULL, {.reference = true}, NULL, "counts nobody",
		                         "--reference-count"};
		cr_log_info("%s", NEVER[i]);
		pouring_expect(&c, i);
		segbias_text_release(&text);
	}
}

Test(evidence_number, money)
{
	static const struct pouring_case CASES[] = {
	    {"g,spend\nx,512\ny,648\n", NULL, CAMPAIGN, NULL, "\"spend\", is money", "--amount spend"},
	    {"g,x\nx,$512\ny,$648\n", NULL, CAMPAIGN, NULL, "\"x\", is money", "--amount x"},
	    {"g,x\nx,512 €\ny,648 €\n", NULL, CAMPAIGN, NULL, "\"x\", is money", "--amount x"},
	    {"g,spend\nx,512\ny,648\n", NULL, {.count = "spend"}, "counts", "spend", NULL},
	    {"g,spend,clicks\nx,512,3\ny,648,4\n", NULL, CAMPAIGN, "counts", "clicks", NULL},
	    {"g,x,spend\nx,3,512\ny,4,648\n", NULL, CAMPAIGN, "counts", "x", NULL},
	};
	EXPECT_ALL(CASES);
}

/* A known name whose cells are written with separators is read; one whose cells are no numbers is an error: neither is
 * one respondent a row. */
Test(evidence_number, known_names_are_read_or_refused)
{
	static const char *const NUMBERS[][2] = {
	    {"\"7,500,000\"", "\"3,200,000\""},
	    {"7.500.000", "3.200.000"},
	    {"7 500 000", "3 200 000"},
	    {"7'500'000", "3'200'000"},
	    {"7\xe2\x80\xaf"
	     "500\xe2\x80\xaf"
	     "000",
	     "3\xe2\x80\xaf"
	     "200\xe2\x80\xaf"
	     "000"},
	    {"7\xc2\xa0"
	     "500\xc2\xa0"
	     "000",
	     "3\xc2\xa0"
	     "200\xc2\xa0"
	     "000"},
	};
	for (size_t i = 0; i < sizeof NUMBERS / sizeof *NUMBERS; i++) {
		struct segbias_text text = {0};
		struct pouring p;
		struct segbias_source_options options = REFERENCE;
		segbias_text_add_format(&text, "sex,population\nF,%s\nM,%s\n", NUMBERS[i][0], NUMBERS[i][1]);
		cr_expect_eq(pouring_all(&p, text.data, &options), SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect(p.tally && pouring_weight(&p, "sex", "F") == 7500000 &&
		              pouring_weight(&p, "sex", "M") == 3200000,
		          "row %zu", i);
		pouring_release(&p);
		segbias_text_release(&text);
	}
	static const struct pouring_case CASES[] = {
	    {"sex,population\nF,7.5 million\nM,3.2 million\n", NULL, REFERENCE, NULL, "\"population\"", "--reference"},
	    {"sex,Einwohner\nF,ca. 7500\nM,ca. 3200\n", NULL, CAMPAIGN, NULL, "\"Einwohner\"", "--shape rows"},
	    /* bands are no numbers, and this is a band of how many live there */
	    {"sex,people\nF,1-4\nM,5-9\nF,1-4\nM,5-9\n", NULL, CAMPAIGN, "rows", NULL, NULL},
	};
	EXPECT_ALL(CASES);
}

/* A share beside a count is the same twice, of all rows or of a value's; one that is not is weighted, or of something else. */
Test(evidence_number, shares_that_contradict)
{
	static const char BOTH[] = "several columns could hold the count: \"count\" and \"share\"";
	static const struct pouring_case CASES[] = {
	    {"sex,count,share\nF,600,0.6\nM,400,0.4\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,count,share\nF,600,0.50\nM,400,0.50\n", NULL, REFERENCE, NULL, BOTH, "--reference-count count"},
	    {"sex,count,share\nF,600,0.50\nM,400,0.50\n", NULL, CAMPAIGN, NULL, BOTH, "--count count"},
	    {"sex,share,count\nF,0.50,600\nM,0.50,400\n", NULL, REFERENCE, NULL, BOTH, NULL},
	    {"sex,count,percent\nF,600,60\nM,400,40\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,count,percent\nF,600,51.5\nM,400,48.5\n", NULL, REFERENCE, NULL,
	     "several columns could hold the count: \"count\" and \"percent\"", NULL},
	    {"sex,count,x\nF,600,60%\nM,400,40%\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,count,x\nF,600,51%\nM,400,49%\n", NULL, REFERENCE, NULL, "\"count\" and \"x\"", NULL},
	    /* rounded: 612 of 1,000 */
	    {"sex,count,share\nF,612,0.6\nM,388,0.4\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,count,share\nF,612,0.60\nM,388,0.40\n", NULL, REFERENCE, "counts", "count", NULL},
	    {"sex,count,share\nF,612,0.580\nM,388,0.420\n", NULL, REFERENCE, NULL, BOTH, NULL},
	    /* of each region's people, and then of neither */
	    {"region,sex,count,share\nN,F,600,0.60\nN,M,400,0.40\nS,F,100,0.25\nS,M,300,0.75\n", NULL, REFERENCE,
	     "counts", "count", NULL},
	    {"region,sex,count,share\nN,F,600,0.55\nN,M,400,0.45\nS,F,100,0.35\nS,M,300,0.65\n", NULL, REFERENCE, NULL,
	     BOTH, NULL},
	    /* a rate says nothing of the count */
	    {"sex,count,share per year\nF,600,0.50\nM,400,0.50\n", NULL, REFERENCE, "counts", "count", NULL},
	};
	EXPECT_ALL(CASES);
}
