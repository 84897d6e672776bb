/* A column beside the figures that says their scale or their unit. */
#include "sources/pouring.h"

#include <math.h>

static double weight_of(const char *text)
{
	struct pouring p;
	const struct segbias_source_options options = {.reference = true};
	cr_expect_eq(pouring_all(&p, text, &options), SEGBIAS_OK, "%s", p.error.message);
	double weight = p.tally ? pouring_weight(&p, "town", "Lund") : NAN;
	pouring_release(&p);
	return weight;
}

/* Rows of one scale are counted, a row that has none beside them. */
Test(aggregate_units, of_one_scale)
{
	cr_expect_eq(weight_of("town,SCALAR_FACTOR,count\nOslo,thousands,40\nLund,thousands,30\n"), 30000);
	cr_expect_eq(weight_of("SCALAR_FACTOR,town,count\nunits,Oslo,40\n,Turku,20\nunits,Lund,30\n"), 30);
}

/* Two of them are not, wherever the second stands: 40 thousands and 30 are not 70. */
Test(aggregate_units, of_several_scales)
{
	static const struct pouring_failure CASES[] = {
	    {"town,SCALAR_FACTOR,count\nOslo,thousands,40\nLund,units,30\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "the figures are of several scales, as \"SCALAR_FACTOR\" says: \"thousands\" and \"units\"",
	     "--where 'SCALAR_FACTOR=thousands', or --where 'SCALAR_FACTOR=units'"},
	    {"Unit multiplier;town;count\n3;Oslo;40\n;Turku;20\n3;Lund;30\n3;Bergen;25\n6;Malmö;1\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "the figures are of several scales, as \"Unit multiplier\" says: \"3\" and \"6\"",
	     "bring them to one scale"},
	    {"count,town,powercode\n40,Oslo,\n20,Turku,Units\n30,Lund,Units\n25,Bergen,Millions\n",
	     {.reference = true},
	     SEGBIAS_DATA,
	     1,
	     0,
	     "the figures are of several scales, as \"powercode\" says: \"Units\" and \"Millions\"",
	     "bring them to one scale"},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		pouring_fails(&CASES[i], i);
}

/* Figures of money, which count nobody, are refused; of people they are not. */
Test(aggregate_units, of_nobody)
{
	static const struct pouring_failure EUROS = {
	    "town,Indicator,value\nOslo,Average earnings,41000\nLund,Average earnings,39000\n",
	    {.reference = true},
	    SEGBIAS_DATA,
	    1,
	    0,
	    "the figures of \"value\" are of \"Average earnings\", as \"Indicator\" says, and count nobody",
	    "if they do count people: --reference-count value"};
	pouring_fails(&EUROS, 0);
	cr_expect_eq(weight_of("town,Indicator,value\nOslo,Average population,41000\nLund,Average population,39000\n"),
	             39000);
}
