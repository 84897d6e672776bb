#include "sources/pouring.h"

static const char OTHER[] = "place\nEngland\nFrance\n";

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
	     "--within 'place=Bretagne,Spain'"},
	    {"attribute,value,count\nsex,F,341\nsex,M,333\nplace,Deutschland,674\nplace,Hessen,63\nplace,Berlin,36\n",
	     "sex,place\nF,Hessen\nM,Berlin\n",
	     {.reference = true},
	     NULL,
	     "\"Deutschland\" of \"place\" holds \"Hessen\"",
	     "--within 'place=Hessen,Berlin'"},
	    /* Two holders, of which a part is one, too. */
	    {"place;count\nEU;448000\nEurope;745000\nFR;68000\nDE;83000\n",
	     "place\nFR\nDE\n",
	     {.reference = true},
	     NULL,
	     "holds",
	     "--within 'place=FR,DE'"},
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
