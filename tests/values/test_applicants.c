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
	             {"laid_off", true},
	             {"failed", true},
	             {"nekad", true},
	             {"afvist", true},
	             {"Avslått", true},
	             {"hylätty", true},
	             {"zamítnuto", true},
	             {"elutasítva", true},
	             {"відхилено", true},
	             {"απορρίφθηκε", true},
	             {"נדחה", true},
	             {"respins", true},
	             {"अस्वीकृत", true},
	             {"bị_loại", true},
	             {"ditolak", true},
	             {"not_rejected", false},
	             {"rejected, not enough points", true},
	             {"rejected_not_hired", true},
	             {"not failed", false},
	             {"nicht abgelehnt", false},
	             {"non refusé", false},
	             {"غير مرفوض", false},
	             {"ikke ansat", true},
	             {"tidak diterima", true},
	             {"anställd", false},
	             {"hyväksytty", false},
	             {"diterima", false},
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
	} CASES[] = {{"applicants", true},
	             {"# Applicants", true},
	             {"number_of_applicants", true},
	             {"totalApplicants", true},
	             {"Bewerberinnen", true},
	             {"Candidats", true},
	             {"solicitantes", true},
	             {"عدد المتقدمين", true},
	             {"申请人数", true},
	             {"Antal sökande", true},
	             {"hakijat", true},
	             {"Jelentkezők", true},
	             {"кандидатов", true},
	             {"Antragstellerinnen", true},
	             {"ứng_viên", true},
	             {"count", false},
	             {"selected", false},
	             {"people", false},
	             {"carpool", false},
	             {"applicable", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool says = !CASES[i].says;
		cr_assert(segbias_name_says_applicants(segbias_label_of(CASES[i].name), &says));
		cr_expect_eq(says, CASES[i].says, "%s", CASES[i].name);
	}
}

Test(applicants, less_may_be_better)
{
	static const struct {
		const char *name;
		bool says;
	} CASES[] = {{"rank", true},
	             {"RankPosition", true},
	             {"risk_score", true},
	             {"P(default)", true},
	             {"Risiko", true},
	             {"classement", true},
	             {"riesgo", true},
	             {"rischio", true},
	             {"ryzyko", true},
	             {"риск", true},
	             {"الترتيب", true},
	             {"درجة المخاطر", true},
	             {"排名", true},
	             {"순위", true},
	             {"fraud_probability", true},
	             {"pd", true},
	             {"rizika", true},
	             {"ризик", true},
	             {"peringkat", true},
	             {"Kreditrisiko", true},
	             {"Listenplatz", true},
	             {"Bewerberrang", true},
	             {"Rangnummer", true},
	             {"creditrisk", true},
	             {"Kreditrisk", true},
	             {"kredietrisico", true},
	             {"luottoriski", true},
	             {"hitelkockázat", true},
	             {"rnk", true},
	             {"pos", true},
	             {"percentile_rank", false},
	             {"risk_tolerance", false},
	             {"placement_test_score", false},
	             {"recid_score", true},
	             {"frisk", false},
	             {"orange", false},
	             {"post", false},
	             {"platzhalter", false},
	             {"frank", false},
	             {"score", false},
	             {"decile_score", false},
	             {"probability", false},
	             {"asterisk", false},
	             {"replace", false},
	             {"points", false},
	             {"brisk", false},
	             {"propensity", false},
	             {"Punkte", false},
	             {"الدرجة", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool says = !CASES[i].says;
		cr_assert(segbias_name_says_lower(segbias_label_of(CASES[i].name), &says));
		cr_expect_eq(says, CASES[i].says, "%s", CASES[i].name);
	}
}

Test(applicants, of_decisions_beside_other_words)
{
	static const struct {
		const char *name;
		bool of;
	} CASES[] = {{"loan_denied", true},
	             {"asylum granted", true},
	             {"action_taken", true},
	             {"outcome", true},
	             {"laid_off", true},
	             {"shortlisted 2024", true},
	             {"Kreditentscheidung", true},
	             {"Bescheid", true},
	             {"décision finale", true},
	             {"решение банка", true},
	             {"القرار النهائي", true},
	             {"审批结果", true},
	             {"채용 결과", true},
	             {"sex", false},
	             {"race", false},
	             {"region", false},
	             {"marital_status", false},
	             {"age_group", false},
	             {"transaction", false},
	             {"الجنس", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool of = !CASES[i].of;
		cr_assert(segbias_name_of_decisions(segbias_label_of(CASES[i].name), &of));
		cr_expect_eq(of, CASES[i].of, "%s", CASES[i].name);
	}
}

Test(applicants, what_goes_on_from_a_decision)
{
	static const struct {
		const char *name;
		bool goes;
	} CASES[] = {{"loan_denied", true},
	             {"denial_reason-1", true},
	             {"offer", true},
	             {"Zusage", true},
	             {"funded", true},
	             {"inscrite", true},
	             {"convertido", false},
	             {"previously_denied", false},
	             {"ever approved", false},
	             {"früher abgelehnt", false},
	             {"employed", false},
	             {"marital_status", false},
	             {"decision", false},
	             {"sex", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool goes = !CASES[i].goes;
		cr_assert(segbias_name_goes_on(segbias_label_of(CASES[i].name), &goes));
		cr_expect_eq(goes, CASES[i].goes, "%s", CASES[i].name);
	}
}

Test(applicants, foretold_by_scores_of_a_risk)
{
	static const struct {
		const char *name;
		bool says;
	} CASES[] = {{"two_year_recid", true},
	             {"is_violent_recid", true},
	             {"Rückfall", true},
	             {"récidive", true},
	             {"reincidencia", true},
	             {"charged-off", true},
	             {"default payment next month", true},
	             {"default", false},
	             {"risk", false},
	             {"repaid", false},
	             {"precid", false},
	             {"", false}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		bool says = !CASES[i].says;
		cr_assert(segbias_name_says_foretold(segbias_label_of(CASES[i].name), &says));
		cr_expect_eq(says, CASES[i].says, "%s", CASES[i].name);
	}
}

/* "not white" beside "hired" is a group, "not hired" none. */
Test(applicants, other_decisions)
{
	static const struct {
		const char *name, *decision;
		enum segbias_deciding deciding;
	} CASES[] = {{"rejected", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"abgelehnt", "eingestellt", SEGBIAS_DECIDING_REJECTED},
	             {"Refusée", "admise", SEGBIAS_DECIDING_REJECTED},
	             {"مرفوض", "مقبول", SEGBIAS_DECIDING_REJECTED},
	             {"不录用", "录用", SEGBIAS_DECIDING_REJECTED},
	             {"denied", NULL, SEGBIAS_DECIDING_REJECTED},
	             {"not_hired", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"non_retenu", "retenu", SEGBIAS_DECIDING_REJECTED},
	             {"not_hired", NULL, SEGBIAS_DECIDING_REJECTED},
	             {"not_white", "hired", SEGBIAS_DECIDING_NOTHING},
	             /* A word more, and it is of something else. */
	             {"asylum_granted", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"disability_approved", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"hospital_admitted", NULL, SEGBIAS_DECIDING_NOTHING},
	             {"cookies_accepted", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"previously_denied", "approved", SEGBIAS_DECIDING_NOTHING},
	             {"card_denied", "loan_approved", SEGBIAS_DECIDING_NOTHING},
	             {"declined_to_state", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"cognitive_decline", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"ret_mil", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"reject_cookies", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"refused_treatment", "admitted", SEGBIAS_DECIDING_NOTHING},
	             {"denial_letter", "approved", SEGBIAS_DECIDING_NOTHING},
	             {"Asyl bewilligt", "eingestellt", SEGBIAS_DECIDING_NOTHING},
	             {"visado_concedido", "contratado", SEGBIAS_DECIDING_NOTHING},
	             {"تأشيرة مقبولة", "مقبول", SEGBIAS_DECIDING_NOTHING},
	             {"庇护批准", "录用", SEGBIAS_DECIDING_NOTHING},
	             {"accepted_or_rejected", "hired", SEGBIAS_DECIDING_NOTHING},
	             /* … but for words that say nothing, and those of the decision. */
	             {"is_rejected", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"wasRejectedFlag", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"loan_denied", "loan_approved", SEGBIAS_DECIDING_REJECTED},
	             {"application_rejected", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"turned down", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"wurde_abgelehnt", "eingestellt", SEGBIAS_DECIDING_REJECTED},
	             {"是否录用", "被拒", SEGBIAS_DECIDING_SELECTED},
	             {"未录用", "录用", SEGBIAS_DECIDING_REJECTED},
	             {"not_rejected", "hired", SEGBIAS_DECIDING_SELECTED},
	             {"not_promoted", "promoted", SEGBIAS_DECIDING_REJECTED},
	             {"shortlisted", "rejected", SEGBIAS_DECIDING_SO_FAR},
	             {"interviewed", "hired", SEGBIAS_DECIDING_SO_FAR},
	             {"approve", "hired", SEGBIAS_DECIDING_SELECTED},
	             {"short_listed", "hired", SEGBIAS_DECIDING_SO_FAR},
	             {"not_shortlisted", "hired", SEGBIAS_DECIDING_REJECTED},
	             {"hired_rejected", "outcome", SEGBIAS_DECIDING_NOTHING},
	             {"not_loan", "approved_loan", SEGBIAS_DECIDING_NOTHING},
	             {"non_white", NULL, SEGBIAS_DECIDING_NOTHING},
	             {"nicht_deutsch", "eingestellt", SEGBIAS_DECIDING_NOTHING},
	             {"hired", "rejected", SEGBIAS_DECIDING_SELECTED},
	             {"contratada", "rechazada", SEGBIAS_DECIDING_SELECTED},
	             {"antaget", "afvist", SEGBIAS_DECIDING_SELECTED},
	             {"ansat", "afvist", SEGBIAS_DECIDING_NOTHING},
	             {"anställd", "avslag", SEGBIAS_DECIDING_NOTHING},
	             {"zatrudniony", "odmowa", SEGBIAS_DECIDING_NOTHING},
	             {"employed", "granted", SEGBIAS_DECIDING_NOTHING},
	             {"admission", "approved", SEGBIAS_DECIDING_NOTHING},
	             {"přijato", "zamítnuto", SEGBIAS_DECIDING_SELECTED},
	             {"ditolak", "diterima", SEGBIAS_DECIDING_REJECTED},
	             {"ikke_ansat", "ansat", SEGBIAS_DECIDING_REJECTED},
	             {"merit", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"laid_off", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"failed", "passed", SEGBIAS_DECIDING_NOTHING},
	             {"female", "hired", SEGBIAS_DECIDING_NOTHING},
	             {"married", "hired", SEGBIAS_DECIDING_NOTHING}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		enum segbias_deciding deciding = SEGBIAS_DECIDING_SELECTED;
		struct segbias_label decision = {NULL, 0};
		if (CASES[i].decision)
			decision = segbias_label_of(CASES[i].decision);
		cr_assert(segbias_name_decides(segbias_label_of(CASES[i].name), decision, &deciding));
		cr_expect_eq(deciding, CASES[i].deciding, "%s beside %s", CASES[i].name,
		             CASES[i].decision ? CASES[i].decision : "scores");
	}
}
