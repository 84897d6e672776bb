#include "values/boolean.h"

#include <criterion/criterion.h>

/* The words, and what is them once blanks, case, invisible signs and wide letters are folded. */
Test(boolean, words_for_yes_and_no)
{
	static const struct {
		const char *text;
		bool yes;
	} WORDS[] = {{"0", false},
	             {"1", true},
	             {" 1 ", true},
	             {"1 ", true},
	             {"\t0", false},
	             {"TRUE", true},
	             {"False", false},
	             {"t", true},
	             {"F", false},
	             {" Yes", true},
	             {"no\n", false},
	             {"Y", true},
	             {"n", false},
	             {"\xc2\xa0yes", true},
	             {"1\xc2\xa0", true},
	             {"\xef\xbd\x99\xef\xbd\x85\xef\xbd\x93", true},
	             {"\xef\xbc\x91", true},
	             {"1\xe2\x80\x8b", true},
	             {"\xe2\x80\x8bno", false}};
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
		bool yes = !WORDS[i].yes;
		cr_expect(segbias_boolean_parse(segbias_label_of(WORDS[i].text), &yes), "%s", WORDS[i].text);
		cr_expect_eq(yes, WORDS[i].yes, "%s", WORDS[i].text);
	}
}

Test(boolean, what_is_neither)
{
	static const char *const OTHERS[] = {"",          " ",         "10",   "01",   "1.0",     "0.5",  "1 1",
	                                     "yesterday", "none",      "nope", "fals", "tru",     "'1",   "-1",
	                                     "\xc3\xb1",  "n\xcc\x83", "oui",  "ja",   "1000000", "\x85", "y\x85"};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		bool yes = true;
		cr_expect(!segbias_boolean_parse(segbias_label_of(OTHERS[i]), &yes), "%s", OTHERS[i]);
		cr_expect(yes, "%s: untouched", OTHERS[i]);
	}
}
