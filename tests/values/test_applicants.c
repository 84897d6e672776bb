#include "values/applicants.h"

#include <criterion/criterion.h>

Test(applicants, those_who_were_not_selected)
{
	static const struct {
		const char *name;
		bool says;
	} CASES[] = {{"rejected", true},   {"loan_denied", true}, {"isRejected", true},
	             {"Not hired", true},  {"abgelehnt", true},   {"Refusée", true},
	             {"rechazados", true}, {"отклонено", true},   {"مرفوض", true},
	             {"不採用", true},     {"selected", false},   {"approved", false},
	             {"adopted", false},   {"annotated", false},  {"notified", false},
	             {"accepted", false},  {"embauché", false},   {"принят", false},
	             {"hired", false},     {"decision", false},   {"outcome", false},
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
