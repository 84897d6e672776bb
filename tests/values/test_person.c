#include "values/person.h"

#include "base/unicode.h"

#include <criterion/criterion.h>

static enum segbias_person look(const char *text)
{
	bool ok = false;
	enum segbias_person found = segbias_person_look(segbias_label_of(text), &ok);
	cr_expect(ok);
	return found;
}

Test(person, full_names)
{
	static const char *const NAMES[] = {"Anna Hollerkamp",
	                                    "ANNA HOLLERKAMP",
	                                    "Hollerkamp, Anna",
	                                    "Jean-Pierre Quassia",
	                                    "María Zurbarán Otxoa",
	                                    "Thompson Kowalczyk",
	                                    "ΓΕΩΡΓΙΟΣ ΒΛΑΧΑΚΗΣ",
	                                    "Γεώργιος Βλαχάκης",
	                                    "AYŞE YILDIRIM",
	                                    "Jose da Silva",
	                                    "נועם גולדין",
	                                    "अर्जुन शर्मा",
	                                    "María del Carmen Otxoa Zurbarán",
	                                    "Татьяна Жигалко",
	                                    "محمد القحطاني",
	                                    "孙春梅",
	                                    "佐藤花子",
	                                    "김민준"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		cr_expect_eq(look(NAMES[i]), SEGBIAS_PERSON_FULL, "%s", NAMES[i]);
	cr_expect_eq(look("Anna"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("Anne-Marie"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("Kowalczyk"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("Oddvelt Kowalczyk"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("花子"), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look("王明"), SEGBIAS_PERSON_PERHAPS);
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
	                                     "Anna von der Alm zu Quassel",
	                                     "Kowalczyk Street",
	                                     "Very satisfied",
	                                     "معلمون",
	                                     "東京都",
	                                     "مكة المكرمة",
	                                     "jo@x.org",
	                                     "0.872231",
	                                     "王3",
	                                     "65+"};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_eq(look(OTHERS[i]), SEGBIAS_PERSON_NOT, "%s", OTHERS[i]);
}

/* Words that begin as eastern names do are none by themselves: a regular employment, a member of the woods. */
Test(person, eastern_words)
{
	static const char *const WORDS[] = {"정규직", "전문직", "林业工人", "安全", "신규", "何时"};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		cr_expect_leq(look(WORDS[i]), SEGBIAS_PERSON_PERHAPS, "%s", WORDS[i]);
}

static const char *const GIVEN_LISTED[] = {
#define GIVEN(...) __VA_ARGS__,
#include "../data/given_names.def"
};
static const char *const FAMILY_LISTED[] = {
#define FAMILY(...) __VA_ARGS__,
#include "../data/given_names.def"
};
static const char *const OTHER_LISTED[] = {
#define OTHER(...) __VA_ARGS__,
#include "../data/given_names.def"
};

static const char *const PARTICLES_LISTED[] = {
#define PARTICLE(...) __VA_ARGS__,
#include "../data/given_names.def"
};

static void expect_order(const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_text plain = {0};
		segbias_unicode_plain(segbias_label_of(list[i]), &plain);
		cr_expect_str_eq(plain.data, list[i]);
		segbias_text_release(&plain);
		cr_expect(i == 0 || strcmp(list[i - 1], list[i]) < 0, "%s", list[i]);
	}
}

/* They are searched by halves. */
Test(person, lists_in_order)
{
	expect_order(GIVEN_LISTED, sizeof GIVEN_LISTED / sizeof *GIVEN_LISTED);
	expect_order(FAMILY_LISTED, sizeof FAMILY_LISTED / sizeof *FAMILY_LISTED);
	expect_order(OTHER_LISTED, sizeof OTHER_LISTED / sizeof *OTHER_LISTED);
	expect_order(PARTICLES_LISTED, sizeof PARTICLES_LISTED / sizeof *PARTICLES_LISTED);
	cr_expect_eq(look(GIVEN_LISTED[0]), SEGBIAS_PERSON_GIVEN);
	cr_expect_eq(look(GIVEN_LISTED[sizeof GIVEN_LISTED / sizeof *GIVEN_LISTED - 1]), SEGBIAS_PERSON_GIVEN);
}

Test(person, hidden_in_a_line)
{
	static const struct {
		const char *line, *shown;
	} ROWS[] = {
	    {"", ""},
	    {"Population by age and sex", "Population by age and sex"},
	    {"Export for Sabine Quassel", "Export for [name]"},
	    {"Export for Quassel, Sabine 2024", "Export for [name] 2024"},
	    {"created by: QUASSEL SABINE; 2024", "created by: [name]; 2024"},
	    {"Выгрузка для Татьяна Жигалко за 2024", "Выгрузка для [name] за 2024"},
	    {"Virginia Beach, Martin County", "Virginia Beach, Martin County"},
	    {"Census 2011 2016 2021", "Census 2011 2016 2021"},
	    {"as of 2024-03-05, first half", "as of 2024-03-05, first half"},
	    {"Dates: 2023-10-01 - 2023-10-31", "Dates: 2023-10-01 - 2023-10-31"},
	    {"01/10/2023 \u2013 31/10/2023", "01/10/2023 \u2013 31/10/2023"},
	    {"call - 0170 123 4567", "call - [phone]"},
	    {"questions to (212) 555-0142 please", "questions to [phone] please"},
	    {"account DE89 3704 0044 0532 0130 00 of June", "account [iban] of June"},
	    {"from 10.1.22.33 on 5 May", "from [ip] on 5 May"},
	    {"ask jo.quassel@example.org today", "ask [email] today"},
	    {"by @quassel_77", "by [name]"},
	    {"plate B-XY 1234 of June", "plate [plate] of June"},
	    {"Kennzeichen: HH-AB 77", "Kennzeichen: [plate]"},
	    {"Geburtsdatum 03.04.1966, Export", "Geburtsdatum [birth_date], Export"},
	    {"date of birth 1966-04-03", "date of birth [birth_date]"},
	    {"by date of birth, as of 2024-03-05", "by date of birth, as of 2024-03-05"},
	    {"version A-BC 123", "version A-BC 123"},
	    {"佐藤花子 作成", "[name] 作成"},
	    {"εξαγωγή: ΓΙΩΡΓΟΣ ΒΛΑΧΑΚΗΣ", "εξαγωγή: [name]"},
	    {"για Άννα Βλαχάκη", "για [name]"},
	    {"Export for Pieter de Vries", "Export for [name]"},
	    {"Anna van der Berg", "[name]"},
	    {"Anna in Berlin", "Anna in Berlin"},
	    {"de Vries, van", "de Vries, van"},
	    {"Liste von 王小明", "Liste von [name]"},
	    {"Table 17-10-0005-01 (formerly 051-0001)", "Table 17-10-0005-01 (formerly 051-0001)"},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_text out = {0};
		segbias_person_hide(segbias_label_of(ROWS[i].line), &out);
		cr_expect_str_eq(out.data ? out.data : "", ROWS[i].shown);
		cr_expect(!out.failed);
		segbias_text_release(&out);
	}
}
