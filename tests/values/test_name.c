#include "values/name.h"

#include <criterion/criterion.h>

static struct segbias_label l(const char *text)
{
	return segbias_label_of(text);
}

Test(name, normal_form)
{
	static const struct {
		const char *a, *b;
		bool same;
	} rows[] = {
	    {"Age group", "age_group", true},
	    {"AGE-GROUP", "agegroup", true},
	    {"Straße", "STRASSE", true},
	    {"ｇｅｎｄｅｒ", "Gender", true},
	    {"شريحة", "شريحة", true},
	    {"age", "ages", false},
	    {"a b", "a.b", false},
	    {"", "_", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		cr_expect_eq(segbias_name_same(l(rows[i].a), l(rows[i].b)), rows[i].same, "%s %s", rows[i].a,
		             rows[i].b);
	struct segbias_text text = {0};
	segbias_text_add_string(&text, "x:");
	segbias_name_fold(l(" Ad-Set_Name "), &text);
	cr_assert_str_eq(text.data, "x:adsetname");
	segbias_text_release(&text);
}

Test(name, synonyms)
{
	cr_assert(segbias_name_synonym(l("Sex"), l("gender")));
	cr_assert(segbias_name_synonym(l("Age Band"), l("age")));
	cr_assert(segbias_name_synonym(l("zip code"), l("postcode")));
	cr_assert_not(segbias_name_synonym(l("age"), l("gender")));
	cr_assert_not(segbias_name_synonym(l("x"), l("x")), "the table has no x");
	static const char *const ages[] = {
	    "Idade",         "Grupo de idade", "Faixa etária",       "Grupo etário", "Grupo de edad",
	    "Classe d'âge",  "Tranche d’âge",  "Tranche d'age",      "Altersgruppe", "Altersklasse",
	    "Fascia di età", "Grupa wieku",    "leeftijdsgroep",     "연령",         "연령별",
	    "年齢階級",      "Age band",       "Age (6 categories)", "AGE_GROUP"};
	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++)
		cr_expect(segbias_name_synonym(l(ages[i]), l("age")), "%s", ages[i]);
	static const char *const sexes[] = {"性別",   "성별",   "Sexe", "Geschlecht",
	                                    "Género", "genero", "Płeć", "Sex (2 categories)"};
	for (size_t i = 0; i < sizeof sexes / sizeof *sexes; i++)
		cr_expect(segbias_name_synonym(l(sexes[i]), l("gender")), "%s", sexes[i]);
	static const char *const none[] = {"categories", "age categories of 6", "age (mother)", "6 categories", "age6",
	                                   "sexes"};
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(segbias_name_synonyms(l(none[i])), -1, "%s", none[i]);
	cr_assert_eq(segbias_name_synonyms(l("x")), -1);
	cr_assert_eq(segbias_name_synonyms(l("")), -1);
	cr_assert_eq(segbias_name_synonyms(l("SEX")), segbias_name_synonyms(l("Gender")));
}

Test(name, roles)
{
	static const struct {
		const char *name;
		enum segbias_role role;
	} rows[] = {
	    {"segment", SEGBIAS_ROLE_SEGMENT},
	    {"Ad set", SEGBIAS_ROLE_SEGMENT},
	    {"AUDIENCE", SEGBIAS_ROLE_SEGMENT},
	    {"cluster", SEGBIAS_ROLE_SEGMENT},
	    {"cohort", SEGBIAS_ROLE_SEGMENT},
	    {"campaign", SEGBIAS_ROLE_SEGMENT},
	    {"group", SEGBIAS_ROLE_SEGMENT},
	    {"شريحة", SEGBIAS_ROLE_SEGMENT},
	    {"n", SEGBIAS_ROLE_COUNT},
	    {"People", SEGBIAS_ROLE_COUNT},
	    {"Impressions", SEGBIAS_ROLE_EVENTS},
	    {"PWGTP", SEGBIAS_ROLE_WEIGHT},
	    {"e-mail", SEGBIAS_ROLE_NONE},
	    {"E-mail address", SEGBIAS_ROLE_IDENTIFIER},
	    {"Customer ID", SEGBIAS_ROLE_IDENTIFIER},
	    {"uid", SEGBIAS_ROLE_IDENTIFIER},
	    {"Device ID", SEGBIAS_ROLE_IDENTIFIER},
	    {"hashed_email", SEGBIAS_ROLE_IDENTIFIER},
	    {"msisdn", SEGBIAS_ROLE_IDENTIFIER},
	    {"معرف", SEGBIAS_ROLE_IDENTIFIER}, /* the last of its list */
	    {"state", SEGBIAS_ROLE_PLACE},
	    {"Year", SEGBIAS_ROLE_TIME},
	    {"attribute", SEGBIAS_ROLE_ATTRIBUTE},
	    {"value", SEGBIAS_ROLE_VALUE},
	    {"share", SEGBIAS_ROLE_SHARE},
	    {"%", SEGBIAS_ROLE_PERCENT},
	    {"Margin of error", SEGBIAS_ROLE_MOE},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (rows[i].role != SEGBIAS_ROLE_NONE)
			cr_expect(segbias_name_suggests(l(rows[i].name), rows[i].role), "%s", rows[i].name);
	cr_assert_not(segbias_name_suggests(l("age group"), SEGBIAS_ROLE_SEGMENT));
	cr_assert_not(segbias_name_suggests(l(""), SEGBIAS_ROLE_COUNT));
	cr_assert_not(segbias_name_suggests(l("segment"), SEGBIAS_ROLE_NONE));
}

Test(name, of_segments_in_other_languages)
{
	static const char *const NAMES[] = {"Kampagne", "Campaña",  "campagne", "Zielgruppe",
	                                    "الحملة",   "Segmento", "شريحة",    "Ad set"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
		cr_assert(segbias_name_suggests(l(NAMES[i]), SEGBIAS_ROLE_SEGMENT), "%s", NAMES[i]);
	cr_assert_not(segbias_name_suggests(l("Altersgruppe"), SEGBIAS_ROLE_SEGMENT));
	cr_assert_not(segbias_name_suggests(l("Kampagnenziel"), SEGBIAS_ROLE_SEGMENT));
}

Test(name, is_listed_by_its_normal_form)
{
	const struct segbias_label names[] = {l("Age Group"), l("Région")};
	cr_assert(segbias_name_listed(names, 2, l("age_group")));
	cr_assert(segbias_name_listed(names, 2, l("RÉGION")));
	cr_assert_not(segbias_name_listed(names, 1, l("Région")));
	cr_assert_not(segbias_name_listed(names, 2, l("age")));
	cr_assert_not(segbias_name_listed(NULL, 0, l("age")));
}
