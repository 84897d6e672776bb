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
	    {"Unit: 1,000 persons", 1000},
	    {"Figures in thousands. Source: the office", 1000},
	    {"Population in thousands by age", 1000},
	    {"Employees, in thousands of persons", 1000},
	    {"Persons by income, thousands of persons", 1000},
	    {"Population, thousand persons", 1000},
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
	    /* samples, and what is no people */
	    {"Befragte: 1.000", 1},
	    {"Sample size: 1,000", 1},
	    {"n: 1000", 1},
	    {"Total: 1000", 1},
	    {"1000", 1},
	    {"Umfrage unter 1000 Personen", 1},
	    {"Sondage auprès de 1 000 personnes", 1},
	    {"1000 persons were interviewed", 1},
	    {"Survey (1000 Personen)", 1},
	    {"Sample (1000)", 1},
	    {"One in 1000 was asked", 1},
	    {"Thousands of people moved here", 1},
	    {"A poll of one thousand people", 1},
	    {"Income in thousands", 1},
	    {"Adults by household income (thousands)", 1},
	    {"Household income ($000s)", 1},
	    {"Customers by basket ($000s)", 1},
	    {"Fatturato in migliaia di euro", 1},
	    {"доходы в тысячах рублей", 1},
	    {"Distance to work (miles)", 1},
	    {"Distance in thousands of km", 1},
	    {"Model X 1000", 1},
	    {"", 1},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		double times = 0;
		cr_assert(segbias_scale_read(segbias_label_of(ROWS[i].text), false, &times));
		cr_expect(times == ROWS[i].times, "%s: %g", ROWS[i].text, times);
	}
}

/* A number alone is a scale as a unit, and as a name. */
Test(scale, units)
{
	static const char *const TEXTS[] = {"1000", "1 000", "1,000 persons", "x 1 000", "Bevölkerung (1000)"};
	for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
		double times = 0;
		cr_assert(segbias_scale_read(segbias_label_of(TEXTS[i]), true, &times));
		cr_expect(times == 1000, "%s: %g", TEXTS[i], times);
	}
}
