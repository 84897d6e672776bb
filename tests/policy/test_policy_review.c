#include "policy/policy_file.h"

#include <criterion/criterion.h>
#include <string.h>

static enum segbias_status parse(const char *text, struct segbias_policy_file *file, struct segbias_error *error)
{
	*error = (struct segbias_error){0};
	return segbias_policy_file_parse(segbias_label_of(text), "p.yaml", file, error);
}

Test(policy_review, what_it_says)
{
	struct segbias_policy_file file;
	struct segbias_error error;
	cr_assert_eq(
	    parse(
		"review:\n  ledger: l.db\n  signatures: [legal, data]\n  roles: {legal: [lee, ssh-ed25519 AAAA], data: dana}\n"
		"  two_persons: false\n  checklist: {purpose: reach, 'who is left out': nobody}\n  retention: 24 months\n",
		&file, &error),
	    SEGBIAS_OK, "%s", error.message);
	const struct segbias_review_rules *rules = &file.review;
	cr_expect_str_eq(rules->ledger.bytes, "l.db");
	cr_assert_eq(rules->required_count, 2);
	cr_expect_str_eq(rules->required[1].bytes, "data");
	cr_assert_eq(rules->role_count, 2);
	cr_assert_eq(rules->roles[0].member_count, 2);
	cr_expect_str_eq(rules->roles[0].members[1].bytes, "ssh-ed25519 AAAA");
	cr_assert_eq(rules->roles[1].member_count, 1);
	cr_expect_str_eq(rules->roles[1].members[0].bytes, "dana");
	cr_expect(rules->one_person);
	cr_assert_eq(rules->checklist_count, 2);
	cr_expect_str_eq(rules->checklist[1].question.bytes, "who is left out");
	cr_expect_str_eq(rules->checklist[1].answer.bytes, "nobody");
	cr_expect_eq(rules->retention_months, 24);
	cr_expect_eq(rules->retention_days, 0);
	segbias_policy_file_release(&file);
}

Test(policy_review, what_it_does_not_take)
{
	static const struct {
		const char *text, *message;
		uint64_t line;
	} CASES[] = {{"review: [1]\n", "review", 1},
	             {"review:\n  ledgers: x\n", "there is no key of review", 2},
	             {"review:\n  ledger: [x]\n", "ledger", 2},
	             {"review:\n  ledger:\n", "ledger", 2},
	             {"review:\n  two_persons: perhaps\n", "two_persons", 2},
	             {"review:\n  roles: [a]\n", "roles", 2},
	             {"review:\n  roles: {a: {b: c}}\n", "roles", 2},
	             {"review:\n  checklist: yes\n", "checklist", 2},
	             {"review:\n  signatures: [legal]\n", "nobody has the role", 2},
	             {"review: {signatures: [legal], roles: {legal: []}}\n", "nobody has the role", 1}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		struct segbias_policy_file file;
		struct segbias_error error;
		cr_expect_eq(parse(CASES[i].text, &file, &error), SEGBIAS_USAGE, "%s", CASES[i].text);
		cr_expect(strstr(error.message, CASES[i].message), "%s: %s", CASES[i].text, error.message);
		cr_expect_eq(error.line, CASES[i].line, "%s: line %d", CASES[i].text, (int)error.line);
		segbias_policy_file_release(&file);
	}
}
