/* Names of columns that hold a value beside what they are called. */
#include "sources/melt_wide.h"

#include <criterion/criterion.h>

/* A sex or a band, behind a mark or before one; within a word is none, and a number alone may be anything. */
Test(melt_marks, a_name_has_a_value)
{
	static const struct {
		const char *name;
		bool value;
	} ROWS[] = {{"Total_Male", true},
	            {"males of the town", true},
	            {"Population 18-24", true},
	            {"Age: 65+", true},
	            {"Count (female)", true},
	            {"Anteil;Frauen", true},
	            {"PopMale", false},
	            {"xfemale", false},
	            {"Totalmale", false},
	            {"population", false},
	            {"Population 2021", false},
	            {"Region_North", false},
	            {"", false},
	            {"m", false}};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++)
		cr_expect_eq(segbias_wide_has_value(segbias_label_of(ROWS[i].name)), ROWS[i].value, "%s", ROWS[i].name);
}
