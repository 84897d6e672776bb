#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <string.h>

static enum segbias_status parse(const char *text, struct segbias_policy_file *file, struct segbias_error *error)
{
	*error = (struct segbias_error){0};
	return segbias_policy_file_parse(segbias_label_of(text), "p.yaml", file, error);
}

Test(policy_risks, what_it_says)
{
	struct segbias_policy_file file;
	struct segbias_error error;
	cr_assert_eq(
	    parse("risks: {fail_on: [over, unmet], quasi: [age, 'a, b'], sensitive: health, k: 3, risk_max: 0.2,\n"
	          "  retention: 24 months}\n"
	          "purposes: {age: reach, gender: fairness}\nrecipients: []\nreference_source: census\n"
	          "reference_date: 2021-03-21\njurisdictions: {DE: consent}\n"
	          "notice: {controller: C, contact: c@example.org, rights: all}\n",
	          &file, &error),
	    SEGBIAS_OK, "%s", error.message);
	cr_expect_str_eq(file.risks.fail_on, "over,unmet");
	cr_expect_str_eq(file.own.quasi, "age,\"a, b\"");
	cr_expect_str_eq(file.own.sensitive, "health");
	cr_expect_str_eq(file.own.k, "3");
	cr_expect_str_eq(file.own.risk_max, "0.2");
	cr_expect_str_eq(file.own.retention, "24 months");
	cr_assert_eq(file.risks.purpose_count, 2);
	cr_expect_str_eq(file.risks.purposes[1].left.bytes, "gender");
	cr_expect_str_eq(file.risks.purposes[1].right.bytes, "fairness");
	cr_expect(file.risks.recipients_given);
	cr_expect_eq(file.risks.recipient_count, 0);
	cr_expect_str_eq(file.risks.reference_source.bytes, "census");
	cr_expect_str_eq(file.risks.reference_date.bytes, "2021-03-21");
	cr_assert_eq(file.risks.jurisdiction_count, 1);
	cr_expect_str_eq(file.risks.jurisdictions[0].left.bytes, "DE");
	cr_expect_str_eq(file.risks.controller.bytes, "C");
	cr_expect_str_eq(file.risks.rights.bytes, "all");
	segbias_policy_file_release(&file);
}

Test(policy_risks, what_it_does_not_take)
{
	static const struct {
		const char *text, *message;
		uint64_t line;
	} ROWS[] = {
	    {"risks: 3\n", "it must be keys with their values", 1},
	    {"risks: {caps: 7/week}\n", "there is no key of risks \"caps\"", 1},
	    {"risks: {cap: [7/week, 2/year]}\n", "it is written N/day, N/week or N/month", 1},
	    {"risks:\n  quiet: 9 to 8\n", "it is written START-END", 2},
	    {"risks: {grace: 2}\n", "it is written in days or hours", 1},
	    {"risks:\n  fail_on: [under]\n", "it must be a list of over, unmet, unclear", 2},
	    {"risks: {fail_on: []}\n", "it must be a list of over, unmet, unclear", 1},
	    {"risks:\n  k: 1\n", "k \"1\": it must be a whole number, at least 2", 2},
	    {"risks:\n  risk_max: 2\n", "it must be a chance over 0", 2},
	    {"risks: {quasi: [a, a]}\n", "a column is named twice", 1},
	    {"risks: {quasi: [a, b, c, d, e]}\n", "at most 4 columns are crossed", 1},
	    {"risks: {retention: long}\n", "it must be a time such as", 1},
	    {"quasi: age\nrisks: {quasi: [city]}\n", "the key quasi stands twice, first in line 1", 2},
	    {"risks: {quasi: [city]}\nquasi: age\n", "the key quasi stands twice, first in line 1", 2},
	    {"recipients: printer\n", "it must be a list of texts", 1},
	    {"purposes: [age]\n", "it must be names, each with a text", 1},
	    {"notice: {name: C}\n", "there is no key of notice \"name\"", 1},
	    {"jurisdictions: {DE: ''}\n", "jurisdictions", 1},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_policy_file file;
		struct segbias_error error;
		cr_expect_eq(parse(ROWS[i].text, &file, &error), SEGBIAS_USAGE, "%s", ROWS[i].text);
		cr_expect(strstr(error.message, ROWS[i].message), "%s: %s", ROWS[i].text, error.message);
		cr_expect_eq(error.line, ROWS[i].line, "%s: %d", ROWS[i].text, (int)error.line);
		segbias_policy_file_release(&file);
	}
}

Test(policy_risks, of_times)
{
	static const struct {
		const char *text;
		int months, days;
	} ROWS[] = {
	    {"24 months", 24, 0}, {"1 year", 12, 0}, {"8 quarters", 24, 0}, {"26 weeks", 0, 182}, {"90 days", 0, 90}};
	static const char *const NONE[] = {"",          "24",       "months",     "0 months",
	                                   "2.5 years", "24months", "10000 days", "1 decade"};
	int months = 0;
	int days = 0;
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		cr_expect(segbias_policy_time(segbias_label_of(ROWS[i].text), &months, &days), "%s", ROWS[i].text);
		cr_expect(months == ROWS[i].months && days == ROWS[i].days, "%s", ROWS[i].text);
	}
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		cr_expect(!segbias_policy_time(segbias_label_of(NONE[i]), &months, &days), "%s", NONE[i]);
}

Test(policy_risks, which_job_takes_what)
{
	struct segbias_options given = {.quasi = "age"};
	const struct segbias_policy_use compare = {0};
	const struct segbias_policy_use risks = {.risks = true};
	struct segbias_error error = {0};
	cr_expect_eq(segbias_policy_check_given(&given, &compare, &error), SEGBIAS_USAGE);
	cr_expect_str_eq(error.id, "option_of_risks");
	cr_expect_eq(segbias_policy_check_given(&given, &risks, &error), SEGBIAS_OK);
	given = (struct segbias_options){.stages = "a,b"};
	cr_expect_eq(segbias_policy_check_given(&given, &risks, &error), SEGBIAS_USAGE);
	cr_expect_eq(segbias_policy_check_given(&given, &compare, &error), SEGBIAS_OK);
}
