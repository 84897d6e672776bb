/* What each column of both files was taken for. */
#include "jobs/run.h"

static void expect_roles(const struct segbias_input_facts *facts, const char *const *wanted, size_t count)
{
	cr_assert_eq(facts->column_count, count);
	for (size_t i = 0; i < count; i++)
		cr_expect_str_eq(facts->columns[i].role, wanted[i], "%s, column %zu: %s", facts->name, i,
		                 facts->columns[i].role);
}

/* All attributes that are compared are told, by name or as --map says, in any order. */
Test(roles, of_a_comparison)
{
	static const char *const CAMPAIGN[] = {"segment", "attribute", "attribute"};
	static const char *const REFERENCE[] = {"attribute", "attribute", "count"};
	static const char *const MAPS[] = {"sex=gender"};
	static const struct segbias_options OPTIONS = {.map = {MAPS, 1}};
	static const char *const CAMPAIGNS[] = {"segment,sex,age\nA,f,old\nA,m,young\nB,f,old\n",
	                                        "segment,age,sex\nA,old,f\nA,young,m\nB,old,f\n"};
	static const char *const REFERENCES[] = {"gender,age,count\nf,old,10\nm,old,12\nf,young,14\nm,young,15\n",
	                                         "age,gender,count\nold,f,10\nold,m,12\nyoung,f,14\nyoung,m,15\n"};
	for (size_t i = 0; i < 4; i++) {
		struct run run = run_good(CAMPAIGNS[i % 2], REFERENCES[i / 2], &OPTIONS);
		expect_roles(&run.findings->campaign, CAMPAIGN, 3);
		expect_roles(&run.findings->reference, REFERENCE, 3);
		for (size_t c = 1; c < 3; c++)
			cr_expect_str_eq(run.findings->campaign.columns[c].why, c == 1 + i % 2 ? "option" : "name");
		run_release(&run);
	}
}
