#include "values/applicants.h"

#include <criterion/criterion.h>

Test(applicants, those_who_were_not_selected)
{
	static const struct {
		const char *name;
		bool says;
	} CASES[] = {{"rejected", true},
	             {"loan_denied", true},
	             {"isRejected", true},
	             {"Not hired", true},
	             {"abgelehnt", true},
	             {"Refusée", true},
	             {"rechazados", true},
	             {"отклонено", true},
	             {"مرفوض", true},
	             {"不採用", true},
	             {"candidats non retenus", true},
	             {"Refusees", true},
	             {"no_seleccionado", true},
	             {"Não aprovado", true},
	             {"non_selezionato", true},
	             {"niet geselecteerd", true},
	             {"nieprzyjęty", true},
	             {"olumsuz", true},
	             {"не принят", true},
	             {"غير مقبول", true},
	             {"未录用", true},
	             {"落選", true},
	             {"탈락", true},
	             {"screened_out", true},
	             {"nonHired", true},
	             {"Absagen", true},
	             {"turnedDown", true},
	             {"nichte", false},
	             {"notable", false},
	             {"note", false},
	             {"invest", false},
	             {"pasta", false},
	             {"niemand", false},
	             {"net", false},
	             {"contratado", false},
	             {"录用", false},
	             {"合格", false},
	             {"합격", false},
	             {"مقبول", false},
	             {"selected", false},
	             {"approved", false},
	             {"adopted", false},
	             {"annotated", false},
	             {"notified", false},
	             {"accepted", false},
	             {"embauché", false},
	             {"принят", false},
	             {"hired", false},
	             {"decision", false},
	             {"outcome", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool says = !CASES[i].says;
		cr_assert(segbias_name_says_rejected(segbias_label_of(CASES[i].name), &says));
		cr_expect_eq(says, CASES[i].says, "%s", CASES[i].name);
	}
}

Test(applicants, names)
{
	static const struct {
		const char *name;
		bool says;
	} CASES[] = {{"applicants", true},      {"# Applicants", true},  {"number_of_applicants", true},
	             {"totalApplicants", true}, {"Bewerberinnen", true}, {"Candidats", true},
	             {"solicitantes", true},    {"عدد المتقدمين", true}, {"申请人数", true},
	             {"count", false},          {"selected", false},     {"people", false},
	             {"carpool", false},        {"applicable", false},   {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool says = !CASES[i].says;
		cr_assert(segbias_name_says_applicants(segbias_label_of(CASES[i].name), &says));
		cr_expect_eq(says, CASES[i].says, "%s", CASES[i].name);
	}
}
