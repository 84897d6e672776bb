#include "values/column.h"

#include <criterion/criterion.h>

static bool says(const char *name, enum segbias_word word)
{
	uint64_t words = 0;
	cr_assert(segbias_column_words(segbias_label_of(name), &words));
	return segbias_word_in(words, word);
}

struct saying {
	const char *name;
	enum segbias_word word;
};

static void expect_all(const struct saying *sayings, size_t count, bool expected)
{
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(says(sayings[i].name, sayings[i].word), expected, "%s: %d", sayings[i].name,
		             (int)sayings[i].word);
}

Test(column, figures_of_how_many)
{
	static const struct saying ROWS[] = {
	    {"Census_usually_resident_population_count_aged_15_years_and_over", SEGBIAS_WORD_USUAL},
	    {"Usual residents", SEGBIAS_WORD_USUAL},
	    {"UsualResidentPopulation", SEGBIAS_WORD_USUAL},
	    {"population", SEGBIAS_WORD_POPULATION},
	    {"POPULATION", SEGBIAS_WORD_POPULATION},
	    {"Populations", SEGBIAS_WORD_POPULATION},
	    {"pop_2020", SEGBIAS_WORD_POPULATION},
	    {"2020pop", SEGBIAS_WORD_POPULATION},
	    {"TotalPop", SEGBIAS_WORD_POPULATION},
	    {"POPESTIMATE2021", SEGBIAS_WORD_POPULATION},
	    {"ESTBASE2020_CIV", SEGBIAS_WORD_POPULATION},
	    {"OBS_VALUE", SEGBIAS_WORD_POPULATION},
	    {"Estimate", SEGBIAS_WORD_POPULATION},
	    {"inhabitants (2021)", SEGBIAS_WORD_POPULATION},
	    {"Einwohner", SEGBIAS_WORD_POPULATION},
	    {"Einwohnerzahl", SEGBIAS_WORD_POPULATION},
	    {"Bevölkerung", SEGBIAS_WORD_POPULATION},
	    {"BEVÖLKERUNGSSTAND 31.12.", SEGBIAS_WORD_POPULATION},
	    {"Nombre d'habitants", SEGBIAS_WORD_POPULATION},
	    {"Población", SEGBIAS_WORD_POPULATION},
	    {"Habitantes", SEGBIAS_WORD_POPULATION},
	    {"Ludność", SEGBIAS_WORD_POPULATION},
	    {"عدد السكان", SEGBIAS_WORD_POPULATION},
	    {"السكان", SEGBIAS_WORD_POPULATION},
	    {"人口", SEGBIAS_WORD_POPULATION},
	    {"总人口数", SEGBIAS_WORD_POPULATION},
	    {"count", SEGBIAS_WORD_COUNT},
	    {"N", SEGBIAS_WORD_COUNT},
	    {"n_women", SEGBIAS_WORD_COUNT},
	    {"Row Count", SEGBIAS_WORD_COUNT},
	    {"rowCount", SEGBIAS_WORD_COUNT},
	    {"Anzahl", SEGBIAS_WORD_COUNT},
	    {"Effectif", SEGBIAS_WORD_COUNT},
	    {"Número de personas", SEGBIAS_WORD_COUNT},
	    {"Liczba osób", SEGBIAS_WORD_COUNT},
	    {"العدد", SEGBIAS_WORD_COUNT},
	    {"人数", SEGBIAS_WORD_COUNT},
	    {"Personen", SEGBIAS_WORD_PEOPLE},
	    {"Nombre de personnes", SEGBIAS_WORD_PEOPLE},
	    {"people", SEGBIAS_WORD_PEOPLE},
	    {"Reach", SEGBIAS_WORD_REACH},
	    {"Reichweite", SEGBIAS_WORD_REACH},
	    {"active users", SEGBIAS_WORD_USERS},
	    {"activeUsers", SEGBIAS_WORD_USERS},
	    {"Usuarios", SEGBIAS_WORD_USERS},
	    {"用户数", SEGBIAS_WORD_USERS},
	    {"Impressions", SEGBIAS_WORD_IMPRESSIONS},
	    {"مرات الظهور", SEGBIAS_WORD_IMPRESSIONS},
	    {"Clicks (all)", SEGBIAS_WORD_CLICKS},
	    {"Kliknięcia", SEGBIAS_WORD_CLICKS},
	    {"Frequency", SEGBIAS_WORD_LAST},
	    {"total", SEGBIAS_WORD_LAST},
	    {"number", SEGBIAS_WORD_LAST},
	    {"records", SEGBIAS_WORD_LAST},
	    {"members", SEGBIAS_WORD_LAST},
	};
	expect_all(ROWS, sizeof ROWS / sizeof *ROWS, true);
}

Test(column, figures_that_count_nobody)
{
	static const struct saying ROWS[] = {
	    {"population density", SEGBIAS_WORD_RATE},
	    {"Rate per 1000", SEGBIAS_WORD_RATE},
	    {"AvgScore", SEGBIAS_WORD_RATE},
	    {"Bevölkerungs-Dichte", SEGBIAS_WORD_RATE},
	    {"Taux", SEGBIAS_WORD_RATE},
	    {"CTR", SEGBIAS_WORD_RATE},
	    {"Spend", SEGBIAS_WORD_MONEY},
	    {"Cost (USD)", SEGBIAS_WORD_MONEY},
	    {"Umsatz", SEGBIAS_WORD_MONEY},
	    {"Dépenses", SEGBIAS_WORD_MONEY},
	    {"Importe gastado", SEGBIAS_WORD_MONEY},
	    {"Koszt", SEGBIAS_WORD_MONEY},
	    {"الإنفاق", SEGBIAS_WORD_MONEY},
	    {"花费", SEGBIAS_WORD_MONEY},
	    {"Coste", SEGBIAS_WORD_MONEY},
	    {"التكلفة", SEGBIAS_WORD_MONEY},
	    {"Chiffre d'affaires", SEGBIAS_WORD_MONEY},
	    {"Brukt (NOK)", SEGBIAS_WORD_MONEY},
	    {"Sum ₺", SEGBIAS_WORD_MONEY},
	    {"£ given", SEGBIAS_WORD_MONEY},
	    {"share", SEGBIAS_WORD_SHARE},
	    {"Anteil", SEGBIAS_WORD_SHARE},
	    {"Udział", SEGBIAS_WORD_SHARE},
	    {"占比", SEGBIAS_WORD_SHARE},
	    {"percent", SEGBIAS_WORD_PERCENT},
	    {"Prozent", SEGBIAS_WORD_PERCENT},
	    {"Porcentaje", SEGBIAS_WORD_PERCENT},
	    {"Pourcentage", SEGBIAS_WORD_PERCENT},
	    {"%", SEGBIAS_WORD_PERCENT},
	    {"in %", SEGBIAS_WORD_PERCENT},
	    {"weight", SEGBIAS_WORD_WEIGHT},
	    {"PWGTP", SEGBIAS_WORD_WEIGHT},
	    {"PWGTP17", SEGBIAS_WORD_WEIGHT},
	    {"HHWT", SEGBIAS_WORD_WEIGHT},
	    {"Gewichtung", SEGBIAS_WORD_WEIGHT},
	    {"Poids", SEGBIAS_WORD_WEIGHT},
	    {"Waga", SEGBIAS_WORD_WEIGHT},
	    {"الوزن", SEGBIAS_WORD_WEIGHT},
	    {"权重", SEGBIAS_WORD_WEIGHT},
	    {"PERWT", SEGBIAS_WORD_WEIGHT_FIRST},
	    {"weight_kg", SEGBIAS_WORD_BODY},
	    {"Height", SEGBIAS_WORD_HEIGHT},
	    {"Größe", SEGBIAS_WORD_HEIGHT},
	    {"taille (cm)", SEGBIAS_WORD_HEIGHT},
	    {"MOE", SEGBIAS_WORD_MOE},
	    {"+/-", SEGBIAS_WORD_MOE},
	    {"adults", SEGBIAS_WORD_GROUP},
	    {"age_from", SEGBIAS_WORD_FROM},
	    {"Alter bis", SEGBIAS_WORD_TO},
	    {"AgeGrpSpan", SEGBIAS_WORD_SPAN},
	    {"Frauen (\u00b1)", SEGBIAS_WORD_MOE},
	    {"Marge d'erreur", SEGBIAS_WORD_MOE},
	    {"Marge d\u2019erreur", SEGBIAS_WORD_MOE},
	    {"Std. Error", SEGBIAS_WORD_ERROR},
	    {"Standardfehler", SEGBIAS_WORD_ERROR},
	    {"Margin of Error", SEGBIAS_WORD_MOE},
	};
	expect_all(ROWS, sizeof ROWS / sizeof *ROWS, true);
}

Test(column, who_and_what)
{
	static const struct saying ROWS[] = {
	    {"customer_id", SEGBIAS_WORD_PERSON},
	    {"customer_id", SEGBIAS_WORD_ID},
	    {"CustomerID", SEGBIAS_WORD_PERSON},
	    {"CustomerID", SEGBIAS_WORD_ID},
	    {"Kunden-Nr", SEGBIAS_WORD_PERSON},
	    {"Kunden-Nr", SEGBIAS_WORD_ID},
	    {"客户编号", SEGBIAS_WORD_PERSON},
	    {"E-Mail", SEGBIAS_WORD_CONTACT},
	    {"Telefonnummer", SEGBIAS_WORD_CONTACT},
	    {"البريد", SEGBIAS_WORD_CONTACT},
	    {"adId", SEGBIAS_WORD_THING},
	    {"Campaign ID", SEGBIAS_WORD_THING},
	    {"AGE_GRP", SEGBIAS_WORD_AGE},
	    {"Alter", SEGBIAS_WORD_AGE},
	    {"Âge", SEGBIAS_WORD_AGE},
	    {"Edad", SEGBIAS_WORD_AGE},
	    {"Wiek", SEGBIAS_WORD_AGE},
	    {"العمر", SEGBIAS_WORD_AGE},
	    {"年龄", SEGBIAS_WORD_AGE},
	    {"income", SEGBIAS_WORD_MEASURE},
	    {"birth_year", SEGBIAS_WORD_MEASURE},
	    {"TIME_PERIOD", SEGBIAS_WORD_PERIOD},
	    {"Jahr", SEGBIAS_WORD_PERIOD},
	    {"Année", SEGBIAS_WORD_PERIOD},
	    {"年份", SEGBIAS_WORD_PERIOD},
	    {"Bundesland", SEGBIAS_WORD_PLACE},
	    {"Kanton", SEGBIAS_WORD_PLACE},
	    {"Comunidad Autónoma", SEGBIAS_WORD_PLACE},
	    {"Governorate name", SEGBIAS_WORD_PLACE},
	    {"الإمارة", SEGBIAS_WORD_PLACE},
	    {"Département", SEGBIAS_WORD_PLACE},
	    {"Provincia", SEGBIAS_WORD_PLACE},
	    {"المدينة", SEGBIAS_WORD_PLACE},
	    {"城市", SEGBIAS_WORD_PLACE},
	    {"ad group", SEGBIAS_WORD_SEGMENT},
	};
	expect_all(ROWS, sizeof ROWS / sizeof *ROWS, true);
}

/* A word within a word says nothing. */
Test(column, near_misses)
{
	static const struct saying ROWS[] = {
	    {"Census_usually_resident_population_count_aged_15_years_and_over", SEGBIAS_WORD_AGE},
	    {"resident", SEGBIAS_WORD_USUAL},
	    {"usual language", SEGBIAS_WORD_USUAL},
	    {"popular_page", SEGBIAS_WORD_POPULATION},
	    {"popup", SEGBIAS_WORD_POPULATION},
	    {"evaluation", SEGBIAS_WORD_POPULATION},
	    {"validity", SEGBIAS_WORD_POPULATION},
	    {"county", SEGBIAS_WORD_COUNT},
	    {"country", SEGBIAS_WORD_COUNT},
	    {"account", SEGBIAS_WORD_COUNT},
	    {"discount", SEGBIAS_WORD_COUNT},
	    {"nation", SEGBIAS_WORD_COUNT},
	    {"townspeople_index", SEGBIAS_WORD_PEOPLE},
	    {"salesperson", SEGBIAS_WORD_PEOPLE},
	    {"outreach", SEGBIAS_WORD_REACH},
	    {"user", SEGBIAS_WORD_USERS},
	    {"impressive", SEGBIAS_WORD_IMPRESSIONS},
	    {"clickbait", SEGBIAS_WORD_CLICKS},
	    {"totally", SEGBIAS_WORD_LAST},
	    {"numbering", SEGBIAS_WORD_LAST},
	    {"corporate", SEGBIAS_WORD_RATE},
	    {"person", SEGBIAS_WORD_RATE},
	    {"meaning", SEGBIAS_WORD_RATE},
	    {"costume", SEGBIAS_WORD_MONEY},
	    {"European", SEGBIAS_WORD_MONEY},
	    {"Sek", SEGBIAS_WORD_MONEY},
	    {"Cantonese", SEGBIAS_WORD_PLACE},
	    {"Dauer (Sek)", SEGBIAS_WORD_MONEY},
	    {"Antal (ABC)", SEGBIAS_WORD_MONEY},
	    {"shareholder", SEGBIAS_WORD_SHARE},
	    {"party", SEGBIAS_WORD_SHARE},
	    {"percentile", SEGBIAS_WORD_PERCENT},
	    {"lightweight", SEGBIAS_WORD_WEIGHT},
	    {"PWGTP_note", SEGBIAS_WORD_BODY},
	    {"heightened", SEGBIAS_WORD_HEIGHT},
	    {"customs", SEGBIAS_WORD_PERSON},
	    {"mailing_list_size", SEGBIAS_WORD_CONTACT},
	    {"adult", SEGBIAS_WORD_THING},
	    {"width", SEGBIAS_WORD_ID},
	    {"notes", SEGBIAS_WORD_ID},
	    {"page", SEGBIAS_WORD_AGE},
	    {"wage", SEGBIAS_WORD_AGE},
	    {"language", SEGBIAS_WORD_AGE},
	    {"average", SEGBIAS_WORD_AGE},
	    {"agent", SEGBIAS_WORD_AGE},
	    {"stubborn", SEGBIAS_WORD_MEASURE},
	    {"birdie", SEGBIAS_WORD_MEASURE},
	    {"update", SEGBIAS_WORD_PERIOD},
	    {"Friday", SEGBIAS_WORD_PERIOD},
	    {"estate", SEGBIAS_WORD_PLACE},
	    {"Deutschland-Kenner", SEGBIAS_WORD_PLACE},
	    {"segmentation_note", SEGBIAS_WORD_SEGMENT},
	    {"age_n", SEGBIAS_WORD_PEOPLE},
	    {"", SEGBIAS_WORD_COUNT},
	    {" ", SEGBIAS_WORD_COUNT},
	    {"\xff\xfe", SEGBIAS_WORD_PLACE},
	};
	expect_all(ROWS, sizeof ROWS / sizeof *ROWS, false);
}

/* An open entry goes on in one word, and does not begin within one. */
Test(column, open_entries)
{
	cr_expect(says("populationsgroesse", SEGBIAS_WORD_POPULATION));
	cr_expect_not(says("subpopulation", SEGBIAS_WORD_POPULATION));
	cr_expect(says("birthdate", SEGBIAS_WORD_MEASURE));
	cr_expect_not(says("rebirth", SEGBIAS_WORD_MEASURE));
}

/* Scripts without blanks between words, and those with them. */
Test(column, words_within_words)
{
	static const struct saying WITHIN[] = {{"常住人口统计", SEGBIAS_WORD_POPULATION},
	                                       {"2020年人口", SEGBIAS_WORD_POPULATION},
	                                       {"x السكان", SEGBIAS_WORD_POPULATION}};
	static const struct saying NOT_WITHIN[] = {{"apopulation", SEGBIAS_WORD_POPULATION},
	                                           {"epoch", SEGBIAS_WORD_POPULATION},
	                                           {"xالسكان", SEGBIAS_WORD_POPULATION},
	                                           {"", SEGBIAS_WORD_POPULATION}};
	expect_all(WITHIN, sizeof WITHIN / sizeof *WITHIN, true);
	expect_all(NOT_WITHIN, sizeof NOT_WITHIN / sizeof *NOT_WITHIN, false);
}
