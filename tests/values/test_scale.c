#include "values/scale.h"

#include <criterion/criterion.h>

/* What a reader of the table takes a figure of 1 for. */
Test(scale, texts)
{
	static const struct {
		const char *text;
		double times;
	} ROWS[] = {
	    {"Population by age and sex (in thousands)", 1000},
	    {"Bevölkerung (1000)", 1000},
	    {"Bevölkerung in 1 000", 1000},
	    {"Bevölkerung in 1.000 Personen", 1000},
	    {"Einheit: Tsd.", 1000},
	    {"Erwerbstätige in Tsd. Personen", 1000},
	    {"Population (en milliers)", 1000},
	    {"Población (miles de personas)", 1000},
	    {"Ludność w tys.", 1000},
	    {"Население (тыс. человек)", 1000},
	    {"السكان (بالآلاف)", 1000},
	    {"人口（千人）", 1000},
	    {"THS_PER", 1000},
	    {"Thousands", 1000},
	    {"Population ('000s)", 1000},
	    {"Usual residents, in millions", 1000000},
	    {"Einwohner in Mio.", 1000000},
	    /* rates, places, thresholds, money, years */
	    {"Births per 1 000 persons", 1},
	    {"Geburten je 1000 Personen", 1},
	    {"Naissances pour 1 000", 1},
	    {"Population of Thousand Oaks", 1},
	    {"Distance travelled, miles", 1},
	    {"Cities of more than 100 thousand inhabitants", 1},
	    {"Income (in thousands of dollars)", 1},
	    {"Einkommen in 1 000 EUR", 1},
	    {"Census 2021", 1},
	    {"population1000", 1},
	    {"", 1},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double times = 0;
		cr_assert(segbias_scale_read(segbias_label_of(ROWS[i].text), &times));
		cr_expect(times == ROWS[i].times, "%s: %g", ROWS[i].text, times);
	}
}
