#include "sources/pouring.h"

static const char OTHER[] = "place\nEngland\nFrance\n";

/* What --segment names. */
static const struct segbias_label AREA[] = {{"area", 4}};

/* What --within takes. */
static const struct segbias_pair NAMED[] = {{{"place", 5}, {"England", 7}}, {{"place", 5}, {"France", 6}}};

Test(aggregate_holders, a_place_that_holds_another_is_refused)
{
	static const struct pouring_case CASES[] = {
	    {"place,population\nUnited Kingdom,67026\nEngland,56550\nFrance,67874\nGermany,83237\n",
	     OTHER,
	     {.reference = true},
	     NULL,
	     "\"United Kingdom\" of \"place\" holds \"England\"",
	     "--within 'place=England,France,Germany'"},
	    {"sex,place,population\nF,France,341\nF,Bretagne,17\nM,France,333\nM,Bretagne,16\nF,Spain,240\nM,Spain,230\n",
	     OTHER,
	     {.reference = true},
	     NULL,
	     "\"France\" of \"place\" holds \"Bretagne\"",
	     "--within 'place=France,Spain'"},
	    {"attribute,value,count\nsex,F,341\nsex,M,333\nplace,Deutschland,674\nplace,Hessen,63\nplace,Berlin,36\n",
	     "sex,place\nF,Hessen\nM,Berlin\n",
	     {.reference = true},
	     NULL,
	     "\"Deutschland\" of \"place\" holds \"Hessen\"",
	     "--within 'place=Hessen,Berlin'"},
	    /* Margins of what the other file lacks are not compared. */
	    {"attribute,value,count\nsex,F,341\nsex,M,333\nplace,Deutschland,674\nplace,Hessen,63\nplace,Berlin,36\n",
	     "sex\nF\nM\n",
	     {.reference = true},
	     "marginal",
	     "count",
	     NULL},
	    /* Two holders, of which a part is one, too. */
	    {"place;count\nEU;448000\nEurope;745000\nFR;68000\nDE;83000\n",
	     "place\nFR\nDE\n",
	     {.reference = true},
	     NULL,
	     "holds",
	     "--within 'place=FR,DE'"},
	    /* Of a column that is not compared --where takes them. */
	    {"geo,people\nEU-27 (2020),448\nDE,83\nFR,67\nNarnia,1\n",
	     NULL,
	     {.reference = true},
	     NULL,
	     "\"EU-27 (2020)\" of \"geo\" holds \"DE\"",
	     "take values none of which holds another by --where COL=VALUE"},
	    {"geo,people\nEU-27 (2020),448\nDE,83\nFR,67\nPeru,33\n",
	     NULL,
	     {.reference = true},
	     NULL,
	     "\"EU-27 (2020)\" of \"geo\" holds \"DE\"",
	     "each person once: --where 'geo=EU-27 (2020)' --where 'geo=Peru'"},
	    /* Nothing but places, in a column that is not called so. */
	    {"team,people\nEngland,9000\nScotland,2300\nWales,1200\nGreat Britain,15000\n",
	     "team\nEngland\n",
	     {.reference = true},
	     NULL,
	     "\"Great Britain\" of \"team\" holds \"England\"",
	     "--within 'team=England,Scotland,Wales'"},
	    /* Sections of a paper and campaigns are no places. */
	    {"section,readers\nWorld,4012\nUK,3013\nEurope,1222\nSport,7765\n",
	     "section\nUK\nSport\n",
	     {.reference = true},
	     "counts",
	     "readers",
	     NULL},
	    {"Campaign name,gender,Reach\nGermany,male,4000\nGermany,female,5003\nBerlin,male,300\nBerlin,female,411\n",
	     "gender\nmale\nfemale\n",
	     {0},
	     "counts",
	     "Reach",
	     NULL},
	    {"area,gender,Reach\nUK,male,4000\nUK,female,5003\nWales,male,300\nWales,female,411\n",
	     "gender\nmale\nfemale\n",
	     {.claimed = AREA, .claimed_count = 1, .segmented = true, .segment_count = 1},
	     "counts",
	     "Reach",
	     NULL},
	    /* What says all of another value, though it is no sum of others. */
	    {"sex,count\nMen,4987\nWomen,5123\nAll women,5123\n",
	     "sex\nMen\nWomen\n",
	     {.reference = true},
	     NULL,
	     "\"All women\" of \"sex\" may be all of \"Women\"",
	     "--within 'sex=Men,Women'"},
	    {"region,age,count\nNorth,18-39,4987\nNorth,40+,4011\nSouth,18-39,5123\nSouth,40+,6112\nSouth total,18-39,5125\nSouth "
	     "total,40+,6110\n",
	     "region,age\nNorth,18-39\nSouth,40+\n",
	     {.reference = true},
	     NULL,
	     "\"South total\" of \"region\" may be all of \"South\"",
	     "--within 'region=North,South'"},
	    {"sex,count\nAll men,4987\nAll women,5123\n",
	     "sex\nAll men\nAll women\n",
	     {.reference = true},
	     "counts",
	     "count",
	     NULL},
	    /* Codes of countries and regions, as of NUTS: without all regions no sum tells it. */
	    {"geo,count\nDE,84000\nDE1,11000\nFR,68000\nFR1,12000\n",
	     "geo\nFR\nDE\n",
	     {.reference = true},
	     NULL,
	     "\"DE\" of \"geo\" holds \"DE1\"",
	     "--within 'geo=DE,FR'"},
	    {"geo,count\nDE,84000\nDE1,11000\nDE2,13000\nFR,68000\n",
	     "geo\nDE1\nDE2\nFR\n",
	     {.reference = true},
	     NULL,
	     "\"DE\" of \"geo\" holds \"DE1\"",
	     "--within 'geo=DE1,DE2,FR'"},
	    /* The other file has a place and a part of another: what need not be all of a place is none of it. */
	    {"geo,count\nEuropa,450000\nFrance,68000\nGermany,84000\nBayern,13000\n",
	     "geo\nGermany\nFrance\n",
	     {.reference = true},
	     NULL,
	     "\"Europa\" of \"geo\" holds \"France\"",
	     "each person once: --within 'geo=France,Germany'"},
	    {"region,count\nEurope,745\nEastern Europe,290\nAsia,4700\nAfrica,1400\nNorthern Africa,260\n",
	     "region\nEurope\nAsia\nAfrica\n",
	     {.reference = true},
	     NULL,
	     "\"Europe\" of \"region\" holds \"Eastern Europe\"",
	     "--within 'region=Europe,Asia,Africa'"},
	    /* A word alone may say it of a group. */
	    {"plan,count\nAccess,50000\nBasic,30000\nAll Access,70000\n",
	     "plan\nAccess\nBasic\nAll Access\n",
	     {.reference = true},
	     NULL,
	     "\"All Access\" of \"plan\" may be all of \"Access\"",
	     "a total: --within 'plan=Access,Basic'; a group: --within 'plan=Access,Basic,All Access'"},
	    /* It is told which count; the figure is less than that of what it would hold; nothing holds another. */
	    {"place,population\nUnited Kingdom,67026\nEngland,56550\nFrance,67874\n",
	     OTHER,
	     {.reference = true, .named = NAMED, .named_count = 2},
	     "counts",
	     "population",
	     NULL},
	    {"place,population\nUnited Kingdom,6702\nEngland,56550\nFrance,67874\n",
	     OTHER,
	     {.reference = true},
	     "counts",
	     "population",
	     NULL},
	    {"place,population\nNorthern Ireland,1910\nEngland,56550\nFrance,67874\n",
	     OTHER,
	     {.reference = true},
	     "counts",
	     "population",
	     NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_expect(&CASES[i], i);
}

/* What --where takes: all; each by its name; the holder alone. */
static const struct segbias_pair ALL[] = {{{"geo", 3}, {"*", 1}}};
static const struct segbias_pair BOTH[] = {{{"geo", 3}, {"EU27_2020", 9}}, {{"geo", 3}, {"DE", 2}}};
static const struct segbias_pair HOLDER[] = {{{"geo", 3}, {"EU27_2020", 9}}};
static const struct segbias_pair PARTS[] = {{{"geo", 3}, {"FR", 2}}, {{"geo", 3}, {"DE", 2}}};

static const char UNION[] =
    "geo,sex,count\nEU27_2020,M,219112\nEU27_2020,F,229113\nDE,M,41004\nDE,F,42116\nFR,M,32013\nFR,F,35129\n";
static const char SEXES[] = "sex\nM\nF\n";

/* Of several places the question offers to add all up only where none is counted twice by that. */
Test(aggregate_holders, a_sum_over_places_that_hold_others_is_not_offered)
{
	const struct segbias_source_options options = {.reference = true};
	static const struct {
		const char *bytes;
		const char *hint; /* stands in it */
		bool offered;
	} CASES[] = {
	    {UNION, "\"EU27_2020\" holds \"DE\": with both, people count twice", false},
	    {"geo,sex,count\nES,M,219112\nES,F,229113\nDE,M,41004\nDE,F,42116\n", "'geo=*' adds all up", true},
	    /* Figures that could not be those of a place and its part. */
	    {"geo,sex,count\nEU,M,2191\nEU,F,2113\nDE,M,41004\nDE,F,42116\n", "'geo=*' adds all up", true},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct pouring p;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(CASES[i].bytes), SEXES, &options), SEGBIAS_DATA);
		cr_assert(strstr(p.error.message, "several places"), "case %zu: %s", i, p.error.message);
		cr_assert(strstr(p.error.hint, CASES[i].hint), "case %zu: %s", i, p.error.hint);
		cr_assert_eq(strstr(p.error.hint, "=*'") != NULL, CASES[i].offered, "case %zu: %s", i, p.error.hint);
		pouring_release(&p);
	}
}

/* What --where takes is added up; that people count twice is said, with what to type in its place. */
Test(aggregate_holders, places_that_are_taken_with_what_they_hold_are_told)
{
	static const struct {
		const struct segbias_pair *wheres;
		size_t count;
		const char *told; /* stands in the hint of the warning; NULL: there is none */
	} CASES[] = {
	    {ALL, 1, "in the place of '*', what counts each person once: --where 'geo=EU27_2020'"},
	    {BOTH, 2, "what counts each person once: --where 'geo=EU27_2020'"},
	    {HOLDER, 1, NULL},
	    {PARTS, 2, NULL},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_source_options options = {
		    .reference = true, .wheres = CASES[i].wheres, .where_count = CASES[i].count};
		struct pouring p;
		const struct segbias_error *told = NULL;
		cr_assert_eq(pouring_open_beside(&p, segbias_label_of(UNION), SEXES, &options), SEGBIAS_OK,
		             "case %zu: %s", i, p.error.message);
		for (size_t n = 0; n < p.notes.count; n++)
			if (strcmp(p.notes.items[n].code, "place_in_place") == 0)
				told = &p.notes.items[n].text;
		cr_assert_eq(told != NULL, CASES[i].told != NULL, "case %zu", i);
		cr_assert(!told || strstr(told->hint, CASES[i].told), "case %zu: %s", i, told ? told->hint : "");
		cr_assert(!told || strstr(told->message, "\"EU27_2020\" of \"geo\" holds \"DE\""), "case %zu", i);
		pouring_release(&p);
	}
}
