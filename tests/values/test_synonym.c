#include "values/synonym.h"

#include "values/word.h"

#include <criterion/criterion.h>
#include <string.h>

#define SET(set)
#define GROUP(set, group)
#define WORD(group, text) text,
#define SAID(set, text)
#define SCHEME(set, scheme)
#define CODE(scheme, group, text)
static const char *const WORDS[] = {
#include "../data/values.def"
};
#undef WORD
#define WORD(group, text)
#undef SAID
#undef CODE
#define SAID(set, text) text,
#define CODE(scheme, group, text) text,
static const char *const OTHERS[] = {
#include "../data/values.def"
};

static void expect_bare(const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(texts[i]), &bare);
		cr_expect_str_eq(bare.data, texts[i]);
		cr_expect_eq(strcspn(texts[i], "0123456789"), strlen(texts[i]), "%s", texts[i]);
		segbias_text_release(&bare);
	}
}

/* An entry in another form would never be found, and the second of two never either. */
Test(synonym, table)
{
	expect_bare(WORDS, sizeof WORDS / sizeof *WORDS);
	expect_bare(OTHERS, sizeof OTHERS / sizeof *OTHERS);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		for (size_t j = 0; j < i; j++)
			cr_expect_str_neq(WORDS[i], WORDS[j]);
}

static int group_of(const char *label)
{
	return segbias_synonym_group(segbias_label_of(label), &(struct segbias_synonym_codes){0});
}

Test(synonym, words)
{
	static const char *const male[] = {"Male",    "MEN",     "Männlich",  "maennlich", "Homme",
	                                   "hombres", "Maschio", "mężczyzna", "Мужчина",   "男性",
	                                   "ذَكَر",     "ذكور",    "Laki-laki"};
	static const char *const female[] = {"Female", "Women", "weiblich", "Femmes", "mujeres", "أنثى", "إناث", "女"};
	static const char *const none[] = {"",           "M",    "F",  "1", "2", "Mal", "Males and females",
	                                   "Male 18-24", "NULL", "boy"};
	for (size_t i = 0; i < sizeof male / sizeof *male; i++)
		cr_expect_eq(group_of(male[i]), group_of("male"), "%s", male[i]);
	for (size_t i = 0; i < sizeof female / sizeof *female; i++)
		cr_expect_eq(group_of(female[i]), group_of("female"), "%s", female[i]);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		cr_expect_eq(group_of(none[i]), SEGBIAS_SYNONYM_NONE, "%s", none[i]);
	cr_expect_neq(group_of("male"), group_of("female"));
	cr_expect_neq(group_of("employed"), group_of("unemployed"));
	cr_expect_neq(group_of("yes"), group_of("no"));
}

/* A code means what the whole column says. */
Test(synonym, codes)
{
	static const struct {
		const char *column[5];
		const char *code;
		const char *means; /* NULL: nothing */
		const char *set;   /* that the other file shows: the word's */
	} rows[] = {
	    {{"M", "F"}, "M", "male", NULL},
	    {{"m", "f", "Unknown", "Other"}, "F", "female", NULL},
	    {{"M", "W", "D"}, "W", NULL, NULL}, /* or married, widowed, divorced */
	    {{"M", "W", "d", "k. A."}, "W", "female", "male"},
	    {{"W", "M"}, "M", NULL, NULL},
	    {{"H", "M"}, "M", "female", NULL}, /* hombre, mujer */
	    {{"H", "F"}, "H", "male", NULL},
	    {{"М", "Ж"}, "Ж", "female", NULL},
	    {{"M"}, "M", NULL, NULL},                /* male, mujer or married */
	    {{"M", "F", "Medium"}, "M", NULL, NULL}, /* not explained */
	    {{"S", "M", "L"}, "M", NULL, NULL},
	    {{"M", "S", "D", "W"}, "M", "married", NULL},
	    {{"M", "F", "H"}, "M", NULL, NULL},
	    {{"M", "V"}, "V", NULL, NULL}, /* vrouw or varón */
	    {{"Y", "N"}, "N", "no", NULL},
	    {{"M", "F", "1"}, "M", NULL, NULL},
	    {{"A", "B"}, "A", NULL, NULL},
	    {{"M", "Female"}, "M", "male", NULL},        /* an F would be the woman */
	    {{"M", "Hombre"}, "M", "female", NULL},      /* and an H the man */
	    {{"M", "Female", "Homme"}, "M", NULL, NULL}, /* no scheme has F, H and M */
	    {{"M", "Male"}, "M", NULL, NULL},            /* explained by it, or beside it */
	    {{"M", "Donna"}, "M", NULL, NULL},           /* D is no woman in any scheme */
	    {{"Mr", "Mrs", "Ms", "Miss"}, "Ms", "female", NULL},
	    {{"Sr.", "Sra."}, "Sr.", "male", NULL},
	    {{"M.", "Mme"}, "M.", "male", NULL},
	    {{"Dhr.", "Mevr.", "Dr."}, "Dhr.", "male", NULL},
	    {{"Mr", "Ms", "AT"}, "Mr", NULL, NULL}, /* countries */
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_label labels[5];
		struct segbias_synonym_codes codes;
		size_t count = 0;
		int set = 0;
		for (; count < 5 && rows[i].column[count]; count++)
			labels[count] = segbias_label_of(rows[i].column[count]);
		int known = SEGBIAS_SYNONYM_NONE;
		if (rows[i].set)
			segbias_synonym_read(&(struct segbias_label){rows[i].set, strlen(rows[i].set)}, 1,
			                     SEGBIAS_SYNONYM_NONE, &known, &codes);
		segbias_synonym_read(labels, count, known, &set, &codes);
		int wanted = rows[i].means ? group_of(rows[i].means) : SEGBIAS_SYNONYM_NONE;
		cr_expect_eq(segbias_synonym_group(segbias_label_of(rows[i].code), &codes), wanted, "row %zu", i);
	}
}
