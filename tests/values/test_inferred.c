#include "values/inferred.h"
#include "values/word.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *const WORDS[] = {
#define INFERRED(text) text,
#define INFERRED_WORD(text) text,
#include "../data/inferred.def"
};

/* An entry in another form would never be found. */
Test(inferred, the_table_is_in_bare_form)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(WORDS[i]), &bare);
		cr_expect(bare.size == strlen(WORDS[i]) && memcmp(bare.data, WORDS[i], bare.size) == 0, "%s: %.*s",
		          WORDS[i], (int)bare.size, bare.data);
		segbias_text_release(&bare);
	}
}

Test(inferred, names_that_say_so)
{
	static const char *const NAMES[] = {"race_inferred",
	                                    "Inferred ethnicity",
	                                    "race_prob",
	                                    "raceProb",
	                                    "prob_white",
	                                    "PredictedGender",
	                                    "sex (imputed)",
	                                    "bisg_race",
	                                    "RACE_BISG",
	                                    "estimated race",
	                                    "race_estimate",
	                                    "P_probability",
	                                    "Sexe estimé",
	                                    "sexe_imputé",
	                                    "genre prédit",
	                                    "raza inferida",
	                                    "género estimado",
	                                    "etnia_predicha",
	                                    "Probabilidad",
	                                    "Geschlecht (geschätzt)",
	                                    "Herkunft, abgeleitet",
	                                    "vorhergesagtes Geschlecht",
	                                    "Wahrscheinlichkeit",
	                                    "genere stimato",
	                                    "etnia_predetta",
	                                    "geschat geslacht",
	                                    "płeć szacowana",
	                                    "cinsiyet tahmini",
	                                    "пол (предсказанный)",
	                                    "العرق المستنتج",
	                                    "الجنس المقدَّر",
	                                    "推断性别",
	                                    "性別（推定）",
	                                    "예측 성별",
	                                    "Female (inferred)",
	                                    "model-imputed",
	                                    "gender_pred",
	                                    "race_proba"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		bool says = false;
		cr_assert(segbias_label_says_inferred(segbias_label_of(NAMES[i]), &says));
		cr_expect(says, "%s", NAMES[i]);
	}
}

Test(inferred, names_that_do_not)
{
	static const char *const NAMES[] = {"race",
	                                    "sex",
	                                    "gender",
	                                    "Ethnicity",
	                                    "race_ethnicity",
	                                    "problem",
	                                    "probation",
	                                    "Estonia",
	                                    "best",
	                                    "region Est",
	                                    "White",
	                                    "Two or more races",
	                                    "Black or African American",
	                                    "self-reported race",
	                                    "preference",
	                                    "predator",
	                                    "Male",
	                                    "الجنس",
	                                    "性别",
	                                    "sexe",
	                                    "Geschlecht",
	                                    "Herkunft",
	                                    "improved",
	                                    "import",
	                                    "",
	                                    "Native Hawaiian or Pacific Islander"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		bool says = true;
		cr_assert(segbias_label_says_inferred(segbias_label_of(NAMES[i]), &says));
		cr_expect_not(says, "%s", NAMES[i]);
	}
}
