/* Values that are the sum of others of their column: England above its regions. */
#include "sources/pouring.h"

enum { VALUES_MAX = 8 };

/* How a table of areas is read: what is left of each value. */
struct subtotal_case {
	const char *text, *other;
	const char *note; /* a part of the note "subtotal"; NULL: there is none */
	struct {
		const char *value;
		double weight; /* -1: left out */
	} left[VALUES_MAX];
};

static void expect_left(const struct subtotal_case *c, size_t row)
{
	struct pouring p;
	static const struct segbias_source_options OPTIONS = {.reference = true};
	enum segbias_status status = pouring_open_beside(&p, segbias_label_of(c->text), c->other, &OPTIONS);
	cr_expect_eq(status, SEGBIAS_OK, "row %zu: %s", row, p.error.message);
	const struct segbias_note *note = pouring_note(&p, "subtotal");
	cr_expect_eq(note != NULL, c->note != NULL, "row %zu: %s", row, note ? note->text.message : "no note");
	cr_expect(!note || !c->note || strstr(note->text.message, c->note), "row %zu: %s", row,
	          note ? note->text.message : "");
	if (status == SEGBIAS_OK) {
		pouring_plan(&p);
		cr_expect_eq(pouring_pour(&p), SEGBIAS_OK, "row %zu: %s", row, p.error.message);
		for (size_t i = 0; i < VALUES_MAX && c->left[i].value; i++)
			cr_expect_eq(pouring_weight(&p, "area", c->left[i].value), c->left[i].weight, "row %zu, %s: %g",
			             row, c->left[i].value, pouring_weight(&p, "area", c->left[i].value));
	}
	pouring_release(&p);
}

#define EXPECT_ALL(cases)                                                                                              \
	for (size_t i = 0; i < sizeof(cases) / sizeof *(cases); i++)                                                   \
	expect_left(&(cases)[i], i)

/* 5,012,347 + 4,022,119 + 3,812,881 = 12,847,347 */
#define NORTH "Northland,12847347\n"
#define PARTS "Alba,5012347\nBrae,4022119\nCorn,3812881\n"
#define SOUTH "Southland,7331029\n"

#define LEFT_PARTS                                                                                                     \
	{                                                                                                              \
		{"Northland", -1}, {"Alba", 5012347}, {"Brae", 4022119}, {"Corn", 3812881},                            \
		{                                                                                                      \
			"Southland", 7331029                                                                           \
		}                                                                                                      \
	}
#define LEFT_SUM                                                                                                       \
	{                                                                                                              \
		{"Northland", 12847347}, {"Alba", -1}, {"Brae", -1}, {"Corn", -1},                                     \
		{                                                                                                      \
			"Southland", 7331029                                                                           \
		}                                                                                                      \
	}
static const char LISTS_PARTS[] = "area,segment\nAlba,A\nCorn,B\nSouthland,A\n";
static const char LISTS_SUM[] = "area,segment\nNorthland,A\nSouthland,B\n";

/* The level that the campaign has is kept, whether the sum is above its parts or below them. */
Test(aggregate_subtotals, above_and_below)
{
	static const char ABOVE[] = "area,count\n" NORTH PARTS SOUTH;
	static const char BELOW[] = "area,count\n" PARTS NORTH SOUTH;
	static const char BEHIND[] = "area,count\n" SOUTH NORTH PARTS;
	static const char PARTS_NOTE[] =
	    "\"Northland\" of \"area\" is the sum of \"Alba\", \"Brae\" and \"Corn\", and is left out";
	static const char SUM_NOTE[] = "\"Alba\", \"Brae\" and \"Corn\" of \"area\" add up to \"Northland\", which the "
				       "other file has, and are left out";
	static const struct subtotal_case CASES[] = {
	    {ABOVE, LISTS_PARTS, PARTS_NOTE, LEFT_PARTS},  {BELOW, LISTS_PARTS, PARTS_NOTE, LEFT_PARTS},
	    {BEHIND, LISTS_PARTS, PARTS_NOTE, LEFT_PARTS}, {ABOVE, LISTS_SUM, SUM_NOTE, LEFT_SUM},
	    {BELOW, LISTS_SUM, SUM_NOTE, LEFT_SUM},        {BEHIND, LISTS_SUM, SUM_NOTE, LEFT_SUM},
	};
	EXPECT_ALL(CASES);
}

/* The campaign has both levels, or neither: it is asked which. */
Test(aggregate_subtotals, both_or_neither)
{
	static const char ABOVE[] = "area,count\n" NORTH PARTS SOUTH;
	static const char TWICE[] =
	    "\"Northland\" of \"area\" is the sum of \"Alba\", \"Brae\" and \"Corn\": they would "
	    "be counted twice";
	static const struct pouring_case CASES[] = {
	    {ABOVE,
	     "area,segment\nNorthland,A\nAlba,B\n",
	     {.reference = true},
	     NULL,
	     TWICE,
	     "one level: --within 'area=Alba,Brae,Corn,Southland'"},
	    {ABOVE,
	     "area,segment\nElsewhere,A\nNowhere,B\n",
	     {.reference = true},
	     NULL,
	     TWICE,
	     "one level: --within 'area=Alba,Brae,Corn,Southland'"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}

/* Codes that begin like the sum's, in any order. */
Test(aggregate_subtotals, codes_that_begin_alike)
{
	static const char NOTE[] = "\"AT1\" of \"area\" is the sum of";
	static const char CODES[] = "area,segment\nAT11,A\nAT12,B\nAT2,A\n";
	static const struct subtotal_case CASES[] = {
	    {"area,count\nAT12,8022119\nAT2,7331029\nAT1,13034466\nBE3,4444444\nAT11,5012347\n",
	     CODES,
	     NOTE,
	     {{"AT1", -1}, {"AT11", 5012347}, {"AT12", 8022119}, {"AT2", 7331029}, {"BE3", 4444444}}},
	    {"area,count\nAT11,5012347\nAT2,7331029\nBE3,4444444\nAT12,8022119\nAT1,13034466\n",
	     CODES,
	     NOTE,
	     {{"AT1", -1}, {"AT11", 5012347}, {"AT12", 8022119}, {"AT2", 7331029}, {"BE3", 4444444}}},
	    /* one that begins alike, and is not the sum: of no country's code */
	    {"area,count\nXQ12,8022119\nXQ2,7331029\nXQ1,13934466\nBE3,4444444\nXQ11,5012347\n",
	     "area,segment\nXQ11,A\nXQ12,B\nXQ2,A\n",
	     NULL,
	     {{"XQ1", 13934466}, {"XQ11", 5012347}, {"XQ12", 8022119}, {"XQ2", 7331029}, {"BE3", 4444444}}},
	};
	EXPECT_ALL(CASES);
}

/* The deepest first: a sum of sums. */
Test(aggregate_subtotals, levels)
{
	static const struct subtotal_case CASES[] = {
	    /* Isle = Northland + Southland = Alba + Brae + Corn + Southland = 20,178,376 */
	    {"area,count\nIsle,20178376\n" NORTH PARTS SOUTH "Farland,9120877\n",
	     "area,segment\nAlba,A\nBrae,B\nSouthland,A\nFarland,A\n",
	     "is left out",
	     {{"Isle", -1},
	      {"Northland", -1},
	      {"Alba", 5012347},
	      {"Brae", 4022119},
	      {"Corn", 3812881},
	      {"Southland", 7331029},
	      {"Farland", 9120877}}},
	};
	EXPECT_ALL(CASES);
}

/* Small figures are sums by chance, and one off is none. */
Test(aggregate_subtotals, chance)
{
	static const char AREAS[] = "area,segment\nAlba,A\nBrae,B\n";
	static const struct subtotal_case CASES[] = {
	    {"area,count\nNorthland,7\nAlba,4\nBrae,3\nSouthland,9\n",
	     AREAS,
	     NULL,
	     {{"Northland", 7}, {"Alba", 4}, {"Brae", 3}, {"Southland", 9}}},
	    {"area,count\nNorthland,771\nAlba,448\nBrae,323\nSouthland,905\n",
	     AREAS,
	     NULL,
	     {{"Northland", 771}, {"Alba", 448}, {"Brae", 323}, {"Southland", 905}}},
	    {"area,count\nNorthland,7000\nAlba,4000\nBrae,3000\nSouthland,9000\n",
	     AREAS,
	     NULL,
	     {{"Northland", 7000}, {"Alba", 4000}, {"Brae", 3000}, {"Southland", 9000}}},
	    {"area,count\nNorthland,12847353\n" PARTS SOUTH,
	     LISTS_PARTS,
	     NULL,
	     {{"Northland", 12847353},
	      {"Alba", 5012347},
	      {"Brae", 4022119},
	      {"Corn", 3812881},
	      {"Southland", 7331029}}},
	    /* What is next to nothing is no part: a value that equals another is not the sum of the two. */
	    {"area,count\nBrae,1\nAlba,50000000\nSouthland,50000000\nNorthland,1000000\n",
	     AREAS,
	     NULL,
	     {{"Brae", 1}, {"Alba", 50000000}, {"Southland", 50000000}, {"Northland", 1000000}}},
	    {"area,count\nNorthland,7331029\nBrae,1\nCorn,4022119\nAlba,7331028\n",
	     AREAS,
	     NULL,
	     {{"Northland", 7331029}, {"Brae", 1}, {"Corn", 4022119}, {"Alba", 7331028}}},
	};
	EXPECT_ALL(CASES);
}

/* In every stratum, or it is none. */
Test(aggregate_subtotals, strata)
{
	static const char AREAS[] = "sex,area,segment\nF,Alba,A\nM,Brae,B\n";
	static const struct subtotal_case CASES[] = {
	    /* 41,237 + 30,119 = 71,356 and 40,911 + 29,877 = 70,788 */
	    {"sex,area,count\nF,Northland,71356\nF,Alba,41237\nF,Brae,30119\nF,Southland,51001\n"
	     "M,Northland,70788\nM,Alba,40911\nM,Brae,29877\nM,Southland,50213\n",
	     AREAS,
	     "\"Northland\" of \"area\" is the sum of \"Alba\" and \"Brae\"",
	     {{"Northland", -1}, {"Alba", 82148}, {"Brae", 59996}, {"Southland", 101214}}},
	    /* together they fit, but not among women: 71,456 and 70,688 */
	    {"sex,area,count\nF,Northland,71456\nF,Alba,41237\nF,Brae,30119\nF,Southland,51001\n"
	     "M,Northland,70688\nM,Alba,40911\nM,Brae,29877\nM,Southland,50213\n",
	     AREAS,
	     NULL,
	     {{"Northland", 142144}, {"Alba", 82148}, {"Brae", 59996}, {"Southland", 101214}}},
	};
	EXPECT_ALL(CASES);
}

/* Rounded figures fit by chance more easily, and are asked about; the hint answers. */
Test(aggregate_subtotals, rounded_is_asked)
{
	static const char TEXT[] =
	    "area,count\nNorthland,12847300\nAlba,5012300\nBrae,4022100\nCorn,3812900\nSouthland,7331000\n";
	static const struct segbias_pair NAMED[] = {{{"area", 4}, {"Alba", 4}},
	                                            {{"area", 4}, {"Brae", 4}},
	                                            {{"area", 4}, {"Corn", 4}},
	                                            {{"area", 4}, {"Southland", 9}}};
	struct pouring p;
	struct segbias_source_options options = {.reference = true};
	pouring_expect(&(struct pouring_case){TEXT,
	                                      LISTS_PARTS,
	                                      {.reference = true},
	                                      NULL,
	                                      "\"Northland\" of \"area\" is the sum of \"Alba\", \"Brae\" and \"Corn\"",
	                                      "one level: --within 'area=Alba,Brae,Corn,Southland'"},
	               0);
	options.named = NAMED;
	options.named_count = sizeof NAMED / sizeof *NAMED;
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXT), LISTS_PARTS, &options), SEGBIAS_OK, "%s",
	             p.error.message);
	cr_expect_null(pouring_note(&p, "subtotal"));
	pouring_plan(&p);
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
	cr_expect_eq(pouring_weight(&p, "area", "Alba"), 5012300);
	pouring_release(&p);
}

/* In margins the values of an attribute, and not those of another one. */
Test(aggregate_subtotals, margins)
{
	static const char TEXT[] =
	    "attribute,value,count\narea,Northland,12847347\narea,Alba,5012347\narea,Brae,4022119\narea,Corn,3812881\n"
	    "area,Southland,7331029\nsex,F,10089188\nsex,M,10089188\n";
	static const struct subtotal_case CASES[] = {
	    {TEXT, LISTS_PARTS, "\"Northland\" of \"area\" is the sum of", LEFT_PARTS},
	    {TEXT, LISTS_SUM, "which the other file has, and are left out", LEFT_SUM},
	};
	EXPECT_ALL(CASES);
}

/* A column that is not compared: the finer level, or all of them by an option. */
Test(aggregate_subtotals, not_compared)
{
	static const char TEXT[] = "sex,kind,count\nF,Northland,71356\nF,Alba,41237\nF,Brae,30119\nF,Southland,51001\n"
				   "M,Northland,70788\nM,Alba,40911\nM,Brae,29877\nM,Southland,50213\n";
	static const struct segbias_pair ALL[] = {{{"kind", 4}, {"*", 1}}};
	struct segbias_source_options options = {.reference = true};
	struct pouring p;
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXT), "sex,segment\nF,A\nM,B\n", &options), SEGBIAS_OK,
	             "%s", p.error.message);
	cr_expect(pouring_note(&p, "subtotal"));
	pouring_plan(&p);
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
	cr_expect_eq(pouring_weight(&p, "sex", "F"), 122357); /* 41,237 + 30,119 + 51,001 */
	pouring_release(&p);
	options.wheres = ALL;
	options.where_count = 1;
	cr_assert_eq(pouring_open_beside(&p, segbias_label_of(TEXT), "sex,segment\nF,A\nM,B\n", &options), SEGBIAS_OK);
	pouring_plan(&p);
	cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
	cr_expect_eq(pouring_weight(&p, "sex", "F"), 193713); /* … + 71,356 */
	pouring_release(&p);
}

/* --- parts that stand apart: lists in alphabetical order ---------------------------------------------------------- */

/* 6,335,072 + 4,880,056 + 8,799,728 + 2,647,013 + 7,417,397 + 9,278,065 + 5,701,186 + 5,950,757 + 5,480,774 =
 * 56,490,048 */
#define EASTS "East,6335072\nEast Midlands,4880056\n"
#define MIDDLE                                                                                                         \
	"London,8799728\nNorth East,2647013\nNorth West,7417397\nNorthern Ireland,1903175\nScotland,5436600\n"         \
	"South East,9278065\nSouth West,5701186\n"
#define LATE "Wales,3107494\nWest Midlands,5950757\nYorkshire,5480774\n"
#define ISLES "area,count\n" EASTS "England,56490048\n" MIDDLE LATE
#define REGIONS                                                                                                         \
	"area,segment\nEast,A\nEast Midlands,B\nLondon,A\nNorth East,B\nNorth West,A\nNorthern Ireland,B\nScotland,A\n" \
	"South East,B\nSouth West,A\nWales,B\nWest Midlands,A\nYorkshire,B\n"
#define ONE_LEVEL                                                                                                      \
	"one level: --within 'area=East,East Midlands,London,North East,North West,Northern Ireland,Scotland,South "   \
	"East,South West,Wales,West Midlands,Yorkshire'"

/* The level that the campaign has is kept; it need not list every value of it. */
Test(aggregate_subtotals, apart)
{
	static const struct subtotal_case CASES[] = {
	    {ISLES,
	     REGIONS,
	     "\"England\" of \"area\" is the sum of \"East\", \"East Midlands\", \"London\" and 6 more, and is left out",
	     {{"England", -1}, {"East", 6335072}, {"Wales", 3107494}, {"Yorkshire", 5480774}}},
	    {ISLES,
	     "area,segment\nEngland,A\nNorthern Ireland,B\nScotland,A\nWales,B\n",
	     "\"East\", \"East Midlands\", \"London\" and 6 more of \"area\" add up to \"England\", which the other file",
	     {{"England", 56490048}, {"East", -1}, {"Yorkshire", -1}, {"Wales", 3107494}, {"Scotland", 5436600}}},
	    /* rounded to hundreds beforehand, so that it misses by one, and one value is empty; women and men:
	     * 63,351 + 48,801 + 87,997 = 200,149 and 61,020 + 47,118 + 91,204 = 199,342 */
	    {"sex,area,count\nF,Ayr,63351\nF,Bute,21877\nF,Coll,0\nF,Isle,200150\nF,Mull,48801\nF,Skye,31904\n"
	     "F,Uist,87997\nM,Ayr,61020\nM,Bute,20993\nM,Coll,0\nM,Isle,199341\nM,Mull,47118\nM,Skye,33015\n"
	     "M,Uist,91204\n",
	     "sex,area,segment\nF,Ayr,A\nM,Bute,B\nF,Mull,A\nM,Skye,B\nF,Uist,A\nF,Coll,B\n",
	     "\"Isle\" of \"area\" is the sum of \"Ayr\", \"Mull\" and \"Uist\", and is left out",
	     {{"Isle", -1}, {"Ayr", 124371}, {"Bute", 42870}, {"Skye", 64919}}},
	};
	EXPECT_ALL(CASES);
}

/* A sum of sums, and values of both levels or none in the campaign: asked about, with the finest level. */
Test(aggregate_subtotals, apart_is_asked)
{
	static const char TWICE[] =
	    "\"England\" of \"area\" is the sum of \"East\", \"East Midlands\", \"London\" and 6 "
	    "more: they would be counted twice";
	static const struct pouring_case CASES[] = {
	    /* 56,490,048 + 5,436,600 + 3,107,494 = 65,034,142 */
	    {"area,count\n" EASTS "England,56490048\nGreat Britain,65034142\n" MIDDLE LATE,
	     REGIONS,
	     {.reference = true},
	     NULL,
	     TWICE,
	     ONE_LEVEL},
	    {ISLES, REGIONS "England,A\n", {.reference = true}, NULL, TWICE, ONE_LEVEL},
	    {ISLES, "area,segment\nElsewhere,A\nNowhere,B\n", {.reference = true}, NULL, TWICE, ONE_LEVEL},
	    /* in thousands there are 4,096 sums of 66,924 at most: Great Britain may be one of them, and no more */
	    {"area,count\nCorn,6335\nEast,48880\nEngland,84015\nGreat Britain,89453\nLondon,28800\nScotland,5438\n"
	     "Wales,3107\n",
	     "area,segment\nCorn,A\nEast,B\nLondon,A\nScotland,B\nWales,A\n",
	     {.reference = true},
	     NULL,
	     "\"England\" of \"area\" is the sum of \"Corn\", \"East\" and \"London\"",
	     "one level: --within 'area=Corn,East,London,Scotland,Wales'"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}

/* What is no sum, or as likely one by chance, is a group: by a hundred too many people, and in round numbers. */
Test(aggregate_subtotals, apart_by_chance)
{
	static const struct subtotal_case CASES[] = {
	    {"area,count\n" EASTS "England,56490148\n" MIDDLE LATE,
	     REGIONS,
	     NULL,
	     {{"England", 56490148}, {"East", 6335072}, {"Yorkshire", 5480774}}},
	    {"area,count\nAyr,4000000\nBute,2500000\nColl,1500000\nIsle,320000\nMull,1180000\n",
	     "area,segment\nAyr,A\nBute,B\nIsle,A\nMull,B\n",
	     NULL,
	     {{"Ayr", 4000000}, {"Bute", 2500000}, {"Coll", 1500000}}},
	    /* 40, 30, 15, 10 and 5 % of 1,234,567 */
	    {"area,count\nAyr,493827\nBute,185185\nColl,61728\nIsle,370370\nMull,123457\n",
	     "area,segment\nAyr,A\nBute,B\nColl,A\nMull,B\n",
	     NULL,
	     {{"Ayr", 493827}, {"Isle", 370370}, {"Mull", 123457}}},
	    /* 4,867 + 7,489 + 8,845 = 21,201: of one value's subsets .0118 fit by chance (scripts/oracle/subset.py), and
	     * there are nine values */
	    {"area,count\nAyr,4867\nBute,5969\nColl,2690\nEigg,7489\nIona,8845\nIsle,21201\nJura,3539\nMull,2476\n"
	     "Skye,2089\n",
	     NULL,
	     NULL,
	     {{"Isle", 21201}, {"Ayr", 4867}, {"Eigg", 7489}}},
	    /* women fit, men do not: 63,351 + 87,997 = 151,348, and 61,020 + 91,204 = 152,224 */
	    {"sex,area,count\nF,Ayr,63351\nF,Bute,21877\nF,Isle,151348\nF,Skye,31904\nF,Uist,87997\n"
	     "M,Ayr,61020\nM,Bute,20993\nM,Isle,152324\nM,Skye,33015\nM,Uist,91204\n",
	     "area,segment\nAyr,A\nBute,B\nSkye,B\nUist,A\n",
	     NULL,
	     {{"Isle", 303672}, {"Ayr", 124371}}},
	};
	EXPECT_ALL(CASES);
}

/* In thousands any figure is some sum; of six others to within 3.5, too: 3,304. That the campaign lacks the largest, and has
 * the others, is said; what it has, or lacks like others, is a group. */
Test(aggregate_subtotals, apart_and_undecided)
{
	static const char THOUSANDS[] = "area,count\nAyr,633\nBute,488\nColl,190\nEigg,545\nIsle,3302\nJura,265\n"
					"Mull,742\nRum,571\nSkye,596\nUist,880\nYell,548\n";
	static const struct {
		const char *other, *note;
	} CASES[] = {
	    {"area,segment\nAyr,A\nBute,B\nColl,A\nEigg,B\nJura,A\nMull,B\nRum,A\nSkye,B\nUist,A\nYell,B\n",
	     "\"Isle\" of \"area\" may be a sum of other values"},
	    {"area,segment\nAyr,A\nBute,B\nColl,A\nEigg,B\nIsle,A\nMull,B\nRum,A\nSkye,B\nUist,A\nYell,B\n", NULL},
	    {"area,segment\nAyr,A\nEigg,B\nJura,A\nMull,B\nRum,A\nYell,B\n", NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		static const struct segbias_source_options OPTIONS = {.reference = true};
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(THOUSANDS), CASES[i].other, &OPTIONS), SEGBIAS_OK,
		             "%s", p.error.message);
		const struct segbias_note *note = pouring_note(&p, "possible_subtotal");
		cr_expect_eq(note != NULL, CASES[i].note != NULL, "row %zu", i);
		cr_expect(!note || strstr(note->text.message, CASES[i].note), "row %zu: %s", i, note->text.message);
		cr_expect(
		    !note || strstr(note->text.hint, "--within 'area=Ayr,Bute,Coll,Eigg,Jura,Mull,Rum,Skye,Uist,Yell'"),
		    "row %zu: %s", i, note->text.hint);
		pouring_plan(&p);
		cr_assert_eq(pouring_pour(&p), SEGBIAS_OK);
		cr_expect_eq(pouring_weight(&p, "area", "Isle"), 3302);
		pouring_release(&p);
	}
}

/* In margins, too. */
Test(aggregate_subtotals, apart_in_margins)
{
	static const struct subtotal_case CASES[] = {
	    {"attribute,value,count\narea,Alba,5012347\narea,Brae,4022119\narea,Isle,8825228\narea,Corn,3812881\n"
	     "area,Southland,7331029\nsex,F,10089188\nsex,M,10089188\n",
	     LISTS_PARTS,
	     "\"Isle\" of \"area\" is the sum of \"Alba\" and \"Corn\"",
	     {{"Isle", -1}, {"Alba", 5012347}, {"Brae", 4022119}}},
	};
	EXPECT_ALL(CASES);
}

/* What is called a total, and nothing is larger, is one of the parts that come to it, though chance could make it so; those
 * are the level that the hint lists. */
Test(aggregate_subtotals, called_a_total)
{
	static const struct {
		const char *text, *other;
		bool asked;
	} CASES[] = {
	    {"area,n\nAll uplands,1130\nNorth,640\nIsles,90\nSouth,400\nHill,150\nVale,250\n", LISTS_PARTS, true},
	    {"area,n\nUplands,1130\nNorth,640\nIsles,90\nSouth,400\nHill,150\nVale,250\n", LISTS_PARTS, false},
	    {"area,n\nAll uplands,1130\nNorth,640\nIsles,90\nSouth,400\nHill,150\nVale,250\n", "area\nAll uplands\n",
	     false},
	    {"area,n\nAll uplands,630\nNorth,640\nIsles,90\nSouth,400\nHill,140\nVale,260\n", LISTS_PARTS, false},
	    {"area,n\nAll uplands,9130\nNorth,640\nIsles,90\nSouth,400\nHill,150\nVale,250\n", LISTS_PARTS, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		const struct segbias_source_options options = {.reference = true};
		enum segbias_status status =
		    pouring_open_beside(&p, segbias_label_of(CASES[i].text), CASES[i].other, &options);
		cr_expect_eq(status, CASES[i].asked ? SEGBIAS_DATA : SEGBIAS_OK, "row %zu: %s", i, p.error.message);
		cr_expect(!CASES[i].asked || strstr(p.error.hint, "--within 'area=North,Isles,South'"), "row %zu: %s",
		          i, p.error.hint);
		pouring_release(&p);
	}
}

/* Beside a sum that is asked about, a run of neighbours makes another suspect. */
Test(aggregate_subtotals, suspects_beside_a_sum)
{
	/* 5,012,347 + 4,022,119 + 3,812,881 = 12,847,347; 300 + 1,100 = 1,400 */
	static const char TEXT[] = "area,population\nNorthland,12847347\nAlba,5012347\nBrae,4022119\nCorn,3812881\n"
				   "Southland,1400\nHill,300\nVale,1100\n";
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_assert_eq(pouring_open(&p, segbias_label_of(TEXT), &options), SEGBIAS_DATA);
	cr_expect(strstr(p.error.hint, "'area=Alba,Brae,Corn,Hill,Vale'"), "%s %s", p.error.message, p.error.hint);
	pouring_release(&p);
}
