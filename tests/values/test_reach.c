#include "values/reach.h"

#include <criterion/criterion.h>

Test(reach, member_states)
{
	static const char *const STATES[] = {"FR", "fr",     "France",     "Deutschland", "EL",
	                                     "GR", "ΕΛΛΆΔΑ", "österreich", "Czechia"};
	static const char *const OTHERS[] = {"NO", "GB", "UK", "", "F", "FRA", "Norge", "unknown"};
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
		cr_expect(segbias_is_member_state(segbias_label_of(STATES[i])), "%s", STATES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_is_member_state(segbias_label_of(OTHERS[i])), "%s", OTHERS[i]);
}

Test(reach, country_codes)
{
	static const char *const CODES[] = {"US", "us", "FR", "UK", "GB", "EU", "ZW"};
	static const char *const OTHERS[] = {"EN", "JA", "KO", "", "U", "USA", "XX"};
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		cr_expect(segbias_is_country_code(segbias_label_of(CODES[i])), "%s", CODES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_is_country_code(segbias_label_of(OTHERS[i])), "%s", OTHERS[i]);
}

Test(reach, exclusions)
{
	static const char *const NAMES[] = {"excluded", "Targeting Exclusions", "parametres_exclusion",
	                                    "Ausgeschlossen", "parametri di esclusione"};
	static const char *const OTHERS[] = {"", "included", "reach", "gender", "exclusive_offer", "x"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		cr_expect(segbias_name_excludes(segbias_label_of(NAMES[i])), "%s", NAMES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(segbias_name_excludes(segbias_label_of(OTHERS[i])), "%s", OTHERS[i]);
}
