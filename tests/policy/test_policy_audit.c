#include "policy/policy.h"

#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

/* By the rules of -a: a * outside of quotes crosses, in any order. */
Test(policy_audit, names_of_crossings_are_the_same_in_any_order)
{
	static const struct {
		const char *a, *b;
		bool same;
	} CASES[] = {
	    {"sex*age", "age*sex", true},
	    {"sex*age", "Sex * AGE", true},
	    {"sex*age*region", "region*sex*age", true},
	    {"sex*age", "sex*age*region", false},
	    {"sex*age*region", "sex*age", false},
	    {"sex*age", "sex*region", false},
	    {"\"a*b\"*c", "c*\"a*b\"", true},
	    {"\"a*b\"*c", "a*\"b*c\"", false},
	    {"\"a*b\"*c", "a*b*c", false},
	    {"\"sex\"*age", "age*sex", true},
	    {"sex", "sex*age", false},
	    {"sex*sex", "sex*age", false},
	    {"sex", "SEX", true},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
		cr_expect_eq(segbias_policy_named_same(segbias_label_of(CASES[i].a), segbias_label_of(CASES[i].b)),
		             CASES[i].same, "%s and %s", CASES[i].a, CASES[i].b);
}

Test(policy_audit, crossings_of_a_list_stand_for_their_attributes)
{
	static const struct {
		const char *list, *alone;
	} CASES[] = {
	    {"sex*age,region", "sex,age,region"},
	    {"sex*age,age*region", "sex,age,region"},
	    {"region,sex*age*region", "region,sex,age"},
	    {"\"a,b\"*c", "\"a,b\",c"},
	    {"\"a*b\"*c", "a*b,c"},
	    {"sex,age", NULL},
	    {"\"a*b\",c", NULL},
	};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const char *alone = NULL;
		cr_assert_eq(segbias_policy_uncross(CASES[i].list, &arena, &alone, NULL), SEGBIAS_OK);
		cr_expect(CASES[i].alone ? alone && strcmp(alone, CASES[i].alone) == 0 : !alone, "%s: %s",
		          CASES[i].list, alone ? alone : "none");
	}
	segbias_arena_release(&arena);
}

Test(policy_audit, a_threshold_with_a_comma_is_asked_with_a_point)
{
	static const char *const CASES[][2] = {
	    {"60,5", "--threshold 60.5"},
	    {"60,5%", "--threshold 60.5%"},
	    {"<=60,5", "--threshold '<=60.5'"},
	    {"<60", "--threshold '<=60' takes it too"},
	    {">=median", "--threshold '>median'"},
	    {"60;5", ""},
	    /* What is clear of a sign is kept, … */
	    {"=<100", "--threshold '<=100'"},
	    {"=>100", "--threshold '>=100'"},
	    {"=100", "--threshold '<=100' or --threshold '>=100'"},
	    {"<>100", ""},
	    {"<5%", "--threshold '<=5%' takes it too"},
	    {"=<median", "--threshold '<median'"},
	    {"=median", "--threshold '<median' or --threshold '>median'"},
	    /* … and what a comma may be is asked. */
	    {"1,234", "--threshold 1234 or --threshold 1.234: is the comma one of thousands?"},
	    {"<=1,000", "--threshold '<=1000' or --threshold '<=1': is the comma one of thousands?"},
	    {">=1,001%", "--threshold '>=1001%' or --threshold '>=1.001%': is the comma one of thousands?"},
	    {"-1,234", "--threshold -1234 or --threshold -1.234: is the comma one of thousands?"},
	    {"0,234", "--threshold 0.234"},
	    {"-0,234", "--threshold -0.234"},
	    {",234", "--threshold 0.234"},
	    {"inf", ""},
	    {"1,2345", "--threshold 1.2345"},
	    {"1,234,567", ""}};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {.threshold = CASES[i][0]};
		struct segbias_error error = {.status = SEGBIAS_OK};
		struct segbias_audit_policy policy;
		struct segbias_arena arena = {0};
		cr_expect_eq(segbias_policy_read_audit(&options, &arena, &policy, &error), SEGBIAS_USAGE);
		cr_expect_str_eq(error.hint, CASES[i][1], "%s: %s", CASES[i][0], error.hint);
		segbias_arena_release(&arena);
	}
}

Test(policy_audit, the_sign_of_a_threshold_says_which_end_is_selected)
{
	static const struct {
		const char *text;
		double threshold; /* NaN: none is read */
		bool median, sided, lower, percent, good;
	} CASES[] = {
	    {"5", 5, false, false, false, false, true},          {">=5", 5, false, true, false, false, true},
	    {"<=5", 5, false, true, true, false, true},          {"<=-0.5", -.5, false, true, true, false, true},
	    {"<=50%", 50, false, true, true, true, true},        {"median", NAN, true, false, false, false, true},
	    {">median", NAN, true, true, false, false, true},    {"<median", NAN, true, true, true, false, true},
	    {"<5", NAN, false, false, false, false, false},      {">5", NAN, false, false, false, false, false},
	    {"=5", NAN, false, false, false, false, false},      {"==5", NAN, false, false, false, false, false},
	    {"=<5", NAN, false, false, false, false, false},     {"<>5", NAN, false, false, false, false, false},
	    {"<<5", NAN, false, false, false, false, false},     {"<=", NAN, false, false, false, false, false},
	    {"<", NAN, false, false, false, false, false},       {"<=median", NAN, false, false, false, false, false},
	    {"=median", NAN, false, false, false, false, false}, {"<=>5", NAN, false, false, false, false, false},
	};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const struct segbias_options options = {.threshold = CASES[i].text};
		struct segbias_audit_policy policy;
		struct segbias_arena arena = {0};
		bool good = segbias_policy_read_audit(&options, &arena, &policy, NULL) == SEGBIAS_OK;
		cr_expect_eq(good, CASES[i].good, "%s", CASES[i].text);
		if (good && CASES[i].good) {
			cr_expect(policy.threshold == CASES[i].threshold ||
			              (isnan(policy.threshold) && isnan(CASES[i].threshold)),
			          "%s", CASES[i].text);
			cr_expect_eq(policy.median, CASES[i].median, "%s", CASES[i].text);
			cr_expect_eq(policy.sided, CASES[i].sided, "%s", CASES[i].text);
			cr_expect_eq(policy.lower, CASES[i].lower, "%s", CASES[i].text);
			cr_expect_eq(policy.threshold_percent, CASES[i].percent, "%s", CASES[i].text);
		}
		segbias_arena_release(&arena);
	}
}

/* A column that holds * is none in a policy unless it is quoted. */
Test(policy_audit, names_that_look_like_crossings_are_quoted)
{
	static const char *const CASES[][2] = {{"a*b,c", "\"a*b\",c"},
	                                       {"c", "c"},
	                                       {"c,d e", "c,d e"},
	                                       {"\"a*b\",c*d", "\"a*b\",\"c*d\""},
	                                       {"\"x,y*z\"", "\"x,y*z\""}};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const char *quoted = NULL;
		cr_assert_eq(segbias_policy_quote_names(CASES[i][0], &arena, &quoted, NULL), SEGBIAS_OK);
		cr_expect_str_eq(quoted, CASES[i][1]);
	}
	segbias_arena_release(&arena);
}
