#include "values/order.h"

#include "values/word.h"

#include <criterion/criterion.h>
#include <string.h>

#define SCALE(order, name, least)
#define LIST(order, name, least)
#define STEP(order, step, text) {#order, step, text},
static const struct {
	const char *order;
	uint32_t step;
	const char *text;
} STEPS[] = {
#include "../data/orders.def"
};

/* An entry in another form would never be found; the second of two would move a value. */
Test(order, table)
{
	for (size_t i = 0; i < sizeof STEPS / sizeof *STEPS; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(STEPS[i].text), &bare);
		cr_expect_str_eq(bare.data, STEPS[i].text);
		cr_expect(STEPS[i].step > 0 && strlen(STEPS[i].text) < 200, "%s", STEPS[i].text);
		cr_expect_not(segbias_word_unknown(segbias_label_of(STEPS[i].text)), "%s is unknown", STEPS[i].text);
		for (size_t j = 0; j < i; j++)
			cr_expect(strcmp(STEPS[i].text, STEPS[j].text) != 0 ||
			              strcmp(STEPS[i].order, STEPS[j].order) != 0,
			          "%s twice in %s", STEPS[i].text, STEPS[i].order);
		segbias_text_release(&bare);
	}
}

enum { LABELS_MAX = 26 };

/* The order of labels that are given as people expect them; each also the other way round, as nothing depends on it. */
static void expect_order(const char *const *labels, const char *name, bool scale)
{
	struct segbias_label given[LABELS_MAX];
	struct segbias_label turned[LABELS_MAX];
	uint32_t steps[LABELS_MAX] = {0};
	uint32_t back[LABELS_MAX] = {0};
	size_t count = 0;
	for (; count < LABELS_MAX && labels[count]; count++)
		given[count] = segbias_label_of(labels[count]);
	for (size_t i = 0; i < count; i++)
		turned[count - 1 - i] = given[i];
	struct segbias_order order = segbias_order_find(given, count, steps);
	cr_assert_not_null(order.name, "%s: none", labels[0]);
	cr_expect_str_eq(order.name, name);
	cr_expect_eq(order.scale, scale, "%s", labels[0]);
	for (size_t i = 1; i < count; i++)
		cr_expect_lt(steps[i - 1], steps[i], "%s before %s", labels[i - 1], labels[i]);
	cr_expect_str_eq(segbias_order_find(turned, count, back).name, name);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(back[count - 1 - i], steps[i], "%s", labels[i]);
}

Test(order, known)
{
	static const struct {
		const char *labels[LABELS_MAX + 1];
		const char *name;
		bool scale;
	} rows[] = {
	    {{"Less than high school", "High school", "Some college", "Bachelor's degree", "Post-graduate"},
	     "education",
	     true},
	    {{"Less than 9th grade", "9th to 12th grade, no diploma", "High school graduate (includes equivalency)",
	      "Some college, no degree", "Associate's degree", "Bachelor's degree", "Graduate or professional degree"},
	     "education",
	     true},
	    /* American Community Survey, table B15003 */
	    {{"No schooling completed",
	      "Nursery school",
	      "Kindergarten",
	      "1st grade",
	      "2nd grade",
	      "3rd grade",
	      "4th grade",
	      "5th grade",
	      "6th grade",
	      "7th grade",
	      "8th grade",
	      "9th grade",
	      "10th grade",
	      "11th grade",
	      "12th grade, no diploma",
	      "Regular high school diploma",
	      "GED or alternative credential",
	      "Some college, less than 1 year",
	      "Some college, 1 or more years, no degree",
	      "Associate's degree",
	      "Bachelor's degree",
	      "Master's degree",
	      "Professional school degree",
	      "Doctorate degree"},
	     "education",
	     true},
	    {{"PRIMARY", "lower_secondary", "Upper secondary", "Tertiary", "Not stated"}, "education", false},
	    {{"Ohne Schulabschluss", "Hauptschulabschluss", "Mittlere Reife", "Abitur"}, "education", true},
	    {{"Sans diplôme", "BEPC", "CAP ou BEP", "Baccalauréat", "Bac+2", "Bac+5 ou plus"}, "education", true},
	    {{"Sin estudios", "Primaria", "Secundaria", "Universitaria"}, "education", true},
	    {{"Analfabetos", "Estudios primarios incompletos", "Educación primaria",
	      "Primera etapa de educación secundaria y similar",
	      "Segunda etapa de educación secundaria, con orientación general",
	      "Segunda etapa de educación secundaria con orientación profesional (incluye educación postsecundaria no superior)",
	      "Educación superior"},
	     "education",
	     true},
	    {{"Sans diplôme ou certificat d'études primaires", "BEPC, brevet des collèges", "CAP ou BEP",
	      "Baccalauréat", "Bac + 2", "Bac + 3 ou + 4", "Bac + 5 ou plus"},
	     "education",
	     true},
	    {{"يقرأ ويكتب", "ابتدائية", "متوسطة", "اعدادية", "دبلوم", "بكالوريوس", "ماجستير"}, "education", true},
	    {{"أُمّي", "ابتدائي", "متوسط", "ثانوي", "بكالوريوس", "دكتوراه"}, "education", true},
	    {{"January", "February", "April", "December"}, "months", true},
	    {{"Jan", "Feb", "Mrz", "Okt", "Dez"}, "months", true},
	    {{"يناير", "فبراير", "إبريل", "أغسطس"}, "months", true},
	    {{"lundi", "mardi", "dimanche"}, "weekdays", true},
	    {{"mar", "jue", "sáb"}, "weekdays", true}, /* mar is March, too */
	    {{"Q1", "Q2", "Q4"}, "quarters", true},
	    {{"Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"},
	     "agreement",
	     true},
	    {{"stimme gar nicht zu", "stimme eher nicht zu", "teils/teils", "stimme voll und ganz zu", "keine Angabe"},
	     "agreement",
	     false},
	    {{"لا أوافق بشدة", "لا أوافق", "محايد", "أوافق", "أوافق بشدة"}, "agreement", true},
	    {{"Never", "Rarely", "Sometimes", "Often", "Always"}, "frequency", true},
	    {{"nie", "jährlich", "monatlich", "wöchentlich", "täglich"}, "frequency", true},
	    {{"Very dissatisfied", "Dissatisfied", "Neutral", "Satisfied", "Very satisfied"}, "satisfaction", true},
	    {{"Low income", "Lower middle income", "Upper middle income", "High income"}, "income", true},
	    {{"Lowest quintile", "Third quintile", "Top quintile"}, "income", true},
	    {{"low", "Medium", "HIGH"}, "level", true},
	    {{"faible", "moyen", "élevé"}, "level", true},
	    {{"bajo", "medio", "alto"}, "level", true},
	    {{"S", "M", "L", "XL", "2XL"}, "size", true},
	    {{"small", "medium", "large"}, "size", true},
	    {{"Poor", "Fair", "Good", "Excellent"}, "quality", true},
	    {{"Yes", "No", "Don't know"}, "answer", false},
	    {{"ja", "nein"}, "answer", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_order(rows[i].labels, rows[i].name, rows[i].scale);
}

/* One value that is no step, two of one step, too few of them: no order. */
Test(order, none)
{
	static const char *const rows[][LABELS_MAX + 1] = {
	    {NULL},
	    {"High school"},
	    {"High school", "Unknown"},
	    {"Unknown", "Not stated"},
	    {"High school", "Some college", "Other"},
	    {"High school", "Upper secondary", "Bachelor"}, /* one step */
	    {"January", "Jan", "March"},
	    {"January", "Monday"},
	    {"S", "M"}, /* single, married */
	    {"North", "South"},
	    {"1", "2", "3"},
	    {"", " "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct segbias_label labels[LABELS_MAX];
		uint32_t steps[LABELS_MAX] = {7};
		size_t count = 0;
		for (; rows[i][count]; count++)
			labels[count] = segbias_label_of(rows[i][count]);
		cr_expect_null(segbias_order_find(labels, count, steps).name, "row %zu", i);
		cr_expect_eq(steps[0], 7, "row %zu", i);
	}
}

/* As many values as there may be, and one more. */
Test(order, many)
{
	struct segbias_label labels[SEGBIAS_ORDER_VALUES_MAX + 1];
	uint32_t steps[SEGBIAS_ORDER_VALUES_MAX + 1];
	for (size_t i = 0; i <= SEGBIAS_ORDER_VALUES_MAX; i++)
		labels[i] = segbias_label_of(i == 0 ? "low" : i == 1 ? "high" : "unknown");
	cr_expect_str_eq(segbias_order_find(labels, SEGBIAS_ORDER_VALUES_MAX, steps).name, "level");
	cr_expect(steps[0] < steps[1] && steps[SEGBIAS_ORDER_VALUES_MAX - 1] == SEGBIAS_ORDER_UNKNOWN);
	cr_expect_null(segbias_order_find(labels, SEGBIAS_ORDER_VALUES_MAX + 1, steps).name);
}
