#include "values/person.h"

#include "base/unicode.h"

#include <criterion/criterion.h>

static enum segbias_person look(const char *text)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(segbias_label_of(text), &folded);
	enum segbias_person found =
	    segbias_person_look((struct segbias_label){folded.data ? folded.data : "", folded.size});
	segbias_text_release(&folded);
	return found;
}

Test(person, full_names)
{
	static const char *const NAMES[] = {"Anna Hollerkamp",
	                                    "ANNA HOLLERKAMP",
	                                    "Hollerkamp, Anna",
	                                    "Jean-Pierre Quassia",
	                                    "María Zurbarán Otxoa",

	                                    "Татьяна Жигалко",
	                                    "محمد القحطاني",
	                                    "孙春梅",
	                                    "佐藤花子",
	                                    "김민준"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		cr_expect_eq(look(NAMES[i]), SEGBIAS_PERSON_FULL, "%s", NAMES[i]);
	cr_expect_eq(look("Anna"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("Anne-Marie"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("王明"), SEGBIAS_PERSON_GIVEN);
}

Test(person, what_is_none)
{
	static const char *const OTHERS[] = {"",
	                                     "web",
	                                     "Female",
	                                     "North America",
	                                     "San Francisco",
	                                     "St. Anna",
	                                     "Carson City",
	                                     "Anna 2",
	                                     "Max & Mia",
	                                     "18-24",
	                                     "Anna likes all of it here",
	                                     "Hauptstraße",
	                                     "高中毕业以上",
	                                     "東京都",
	                                     "مكة المكرمة",
	                                     "jo@x.org",
	                                     "65+"};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_eq(look(OTHERS[i]), SEGBIAS_PERSON_NOT, "%s", OTHERS[i]);
}
