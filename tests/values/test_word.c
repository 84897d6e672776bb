#include "values/word.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const TABLES[] = {
#define STRONG(text) text,
#define ALL(text) text,
#define WEAK(text) text,
#define NOUN(text) text,
#define GLUE(text) text,
#include "../data/totals.def"
#undef STRONG
#undef ALL
#undef WEAK
#undef NOUN
#undef GLUE
#define UNKNOWN(text) text,
#define UNKNOWN_GLUE(text) text,
#define LITERAL(text)
#include "../data/unknown.def"
#undef UNKNOWN
#undef UNKNOWN_GLUE
#undef LITERAL
};

/* An entry in another form would never be found. */
Test(word, tables_are_in_bare_form)
{
	for (size_t i = 0; i < sizeof TABLES / sizeof *TABLES; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(TABLES[i]), &bare);
		cr_expect_str_eq(bare.data, TABLES[i]);
		cr_expect_null(strpbrk(TABLES[i], "0123456789"), "%s: a digit stands for itself", TABLES[i]);
		segbias_text_release(&bare);
	}
}

Test(word, bare)
{
	static const struct {
		const char *text, *bare;
	} cases[] = {{"Don't know / Réfusé", "dont know refuse"},
	             {"  (not set) ", "not set"},
	             {"K.A.", "k a"},
	             {"Łódź–Śródmieście", "lodz srodmiescie"},
	             {"Straße", "strasse"},
	             {"أُنْثَى", "انثى"},
	             {"Общий итог", "общии итог"},
	             {"（合計）", "合計"},
	             {"が", "が"},
	             {"---", ""},
	             {"", ""}};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(cases[i].text), &bare);
		cr_expect_str_eq(bare.data, cases[i].bare);
		segbias_text_release(&bare);
	}
}

static void expect_total(const char *const *labels, size_t count, enum segbias_total total)
{
	for (size_t i = 0; i < count; i++)
		cr_expect(segbias_word_total(segbias_label_of(labels[i])) == total, "%s: %d", labels[i],
		          (int)segbias_word_total(segbias_label_of(labels[i])));
}

Test(word, totals)
{
	static const char *const strong[] = {"Total",
	                                     "TOTALS",
	                                     "total ",
	                                     "Grand Total",
	                                     "Sub-total",
	                                     "Overall",
	                                     "Citywide",
	                                     "State-wide",
	                                     "Total population",
	                                     "Population, total",
	                                     "Total (all ages)",
	                                     "Total, all ages",
	                                     "TotalStated",
	                                     "Total stated",
	                                     "Total people",
	                                     "Total responses",
	                                     "Total - Gender",
	                                     "Insgesamt",
	                                     "Gesamt (m/w/d)",
	                                     "Gesamtbevölkerung",
	                                     "Bevölkerung insgesamt",
	                                     "Zusammen",
	                                     "Total général",
	                                     "Ensemble (total)",
	                                     "Población total",
	                                     "Totale",
	                                     "Ogółem",
	                                     "OGOLEM",
	                                     "Razem",
	                                     "Всего",
	                                     "Итого",
	                                     "المجموع",
	                                     "الإجمالي",
	                                     "合计",
	                                     "総数",
	                                     "계",
	                                     "I alt",
	                                     "Totalt",
	                                     "Yhteensä",
	                                     "Celkem",
	                                     "Összesen",
	                                     "Totaal mannen en vrouwen"};
	static const char *const weak[] = {"All",
	                                   "Both",
	                                   "Both sexes",
	                                   "ALL SEXES",
	                                   "All ages",
	                                   "All persons",
	                                   "Persons",
	                                   "Everyone",
	                                   "Ensemble",
	                                   "Tous",
	                                   "Toutes",
	                                   "Alle",
	                                   "Ambos sexos",
	                                   "Entrambi",
	                                   "Beide Geschlechter",
	                                   "Hommes et femmes",
	                                   "男女",
	                                   "كلا الجنسين",
	                                   "Ensemble de la population",
	                                   "Total 15+",
	                                   "Total, 15 years and over",
	                                   "All races",
	                                   "All adults"};
	static const char *const none[] = {"",
	                                   "Female",
	                                   "Total women",
	                                   "Total male",
	                                   "All others",
	                                   "All other races",
	                                   "Totally agree",
	                                   "Overall satisfied",
	                                   "All of the time",
	                                   "All 4",
	                                   "Both parents",
	                                   "Ball",
	                                   "Allentown",
	                                   "State",
	                                   "Households",
	                                   "Age",
	                                   "T",
	                                   "0",
	                                   "999",
	                                   "15",
	                                   "65+",
	                                   "18-24",
	                                   "Total unknown",
	                                   "zusammenlebend",
	                                   "總統"};
	expect_total(strong, sizeof strong / sizeof *strong, SEGBIAS_TOTAL_STRONG);
	expect_total(weak, sizeof weak / sizeof *weak, SEGBIAS_TOTAL_WEAK);
	expect_total(none, sizeof none / sizeof *none, SEGBIAS_TOTAL_NONE);
}

Test(word, unknowns)
{
	static const char *const yes[] = {"Not stated",
	                                  "(not set)",
	                                  "(other)",
	                                  "DK/Ref",
	                                  "DK/Refused",
	                                  "Don’t know/Refused",
	                                  "Refused / Don't know",
	                                  "Don't know (VOL.)",
	                                  "Unknown",
	                                  "UNKNOWN AGE",
	                                  "Gender not stated",
	                                  "Age unknown",
	                                  "Not elsewhere included",
	                                  "Residual categories, nec",
	                                  "Response unidentifiable",
	                                  "Prefer not to say",
	                                  "keine Angabe",
	                                  "k.A.",
	                                  "Weiß nicht",
	                                  "Weiß nicht / keine Angabe",
	                                  "Geschlecht unbekannt",
	                                  "Non renseigné",
	                                  "NS/NC",
	                                  "No sabe / No contesta",
	                                  "Não informado",
	                                  "Nie wiadomo",
	                                  "Не указано",
	                                  "غير معروف",
	                                  "不明",
	                                  "未回答",
	                                  "무응답",
	                                  "undefined",
	                                  "\\N"};
	static const char *const no[] = {"",
	                                 "Other",
	                                 "None",
	                                 "NA",
	                                 "NS",
	                                 "Female",
	                                 "Known",
	                                 "Age",
	                                 "0",
	                                 "Unknown 5",
	                                 "Know",
	                                 "Not Hispanic",
	                                 "No",
	                                 "Not employed",
	                                 "Don",
	                                 "Refugee",
	                                 "Total",
	                                 "No religion",
	                                 "or",
	                                 "All",
	                                 "Other/unknown quantity",
	                                 "Nanjing",
	                                 "Blanka",
	                                 "Unknown5",
	                                 "R0000001 unknown"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(segbias_word_unknown(segbias_label_of(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect(!segbias_word_unknown(segbias_label_of(no[i])), "%s", no[i]);
}

Test(word, hints_of_totals)
{
	static const char *const YES[] = {"All tenures",
	                                  "Tenure: all",
	                                  "Everything",
	                                  "Haushalte insgesamt",
	                                  "Die Gesamtheit der Betriebe",
	                                  "L'ensemble des exploitations",
	                                  "Todas las provincias",
	                                  "El conjunto de explotaciones",
	                                  "جميع الفئات",
	                                  "كل الفئات",
	                                  "Total"};
	static const char *const NO[] = {"Persons in couples",
	                                 "Population density",
	                                 "Allied",
	                                 "Overalls",
	                                 "Small",
	                                 "of the",
	                                 "Men",
	                                 "Wholesale",
	                                 "12",
	                                 ""};
	for (size_t i = 0; i < sizeof YES / sizeof *YES; i++) {
		bool hints = false;
		cr_expect(segbias_word_hints_total(segbias_label_of(YES[i]), &hints) && hints, "%s", YES[i]);
	}
	for (size_t i = 0; i < sizeof NO / sizeof *NO; i++) {
		bool hints = true;
		cr_expect(segbias_word_hints_total(segbias_label_of(NO[i]), &hints) && !hints, "%s", NO[i]);
	}
}

Test(word, a_part_of_a_label_may_be_a_total)
{
	static const char *const TOTALS[] = {"Female, all ages", "Total (18+)", "Men - total", "Alter: insgesamt",
	                                     "ذكور / المجموع"};
	static const char *const OTHERS[] = {"all ages", "Total", "Persons, 18+", "Total-loss, minor", "Female, 18+",
	                                     "",         ",",     "a,b,c"};
	bool has = false;
	for (size_t i = 0; i < sizeof TOTALS / sizeof *TOTALS; i++)
		cr_expect(segbias_word_has_total(segbias_label_of(TOTALS[i]), &has) && has, "%s", TOTALS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect(segbias_word_has_total(segbias_label_of(OTHERS[i]), &has) && !has, "%s", OTHERS[i]);
}

Test(word, all_of_another_label)
{
	static const struct {
		const char *whole, *part;
		bool is;
	} CASES[] = {
	    {"All women", "Women", true},
	    {"Women (all)", "women", true},
	    {"South total", "South", true},
	    {"Total South", "South", true},
	    {"Frauen insgesamt", "Frauen", true},
	    {"Toutes les femmes", "Femmes", true},
	    {"كل الإناث", "إناث", true},
	    {"جميع إناث", "إناث", true},
	    {"All women", "Men", false},
	    {"All women", "All women", false},
	    {"All women", "en", false},
	    {"Young women", "Women", false},
	    {"Women persons", "Women", false}, /* a weak word */
	    {"Women", "All women", false},
	    {"All", "All", false},
	    {"All 18 women", "Women", false},
	    {"", "", false},
	    {"All", "", false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool is = !CASES[i].is;
		cr_assert(segbias_word_all_of(segbias_label_of(CASES[i].whole), segbias_label_of(CASES[i].part), &is));
		cr_assert_eq(is, CASES[i].is, "%s of %s", CASES[i].whole, CASES[i].part);
	}
}
