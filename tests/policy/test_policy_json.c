#include "policy/policy_json.h"

#include <criterion/criterion.h>
#include <string.h>

static void expect(const char *written, const char *expected)
{
	struct segbias_text text = {0};
	segbias_text_add_string(&text, written);
	segbias_policy_join_halves(&text);
	cr_assert_not(text.failed);
	cr_assert_eq(text.size, strlen(expected), "%s", written);
	cr_assert_arr_eq(text.data, expected, text.size, "%s", written);
	segbias_text_release(&text);
}

/* U+1F600 is D83D DE00, U+10FFFF is DBFF DFFF. source: RFC 8259, 7 */
Test(policy_json, halves_are_joined_and_nothing_moves)
{
	expect("{\"a\\ud83d\\ude00b\": \"\\uDBFF\\uDFFF\", \"x\": 1}",
	       "{\"a\\U0001F600b\"  : \"\\U0010FFFF\"  , \"x\": 1}");
	expect("\n [] {", "\n [] {");
	expect(" {\"\\\"\\ud83d\\ude00\\ud83d\\ude01\\\\\":[]}", " {\"\\\"\\U0001F600\\U0001F601\\\\\"    :[]}");
}

Test(policy_json, all_else_stays)
{
	static const char *const SAME[] = {
	    "",
	    "{",
	    "{\"a\": \"\\ud83d\", \"b\": \"\\ude00\\ud83d\"}", /* no pair */
	    "{\"a\": \"\\ud83d\\u0041\", \"b\": \"\\u00e9\"}", /* one half */
	    "{\"a\": \"\\\\ud83d\\\\ude00\"}",                 /* no escapes */
	    "{\"a\": \"\\ud83d\\ude0\"}",                      /* cut */
	    "{\"a\": \"\\ud83d",                               /* … and never closed */
	    "{'a \"\\ud83d\\ude00\"': 1}",                     /* YAML: text in its quotes */
	    "{a: 1} # \"\\ud83d\\ude00\"",                     /* … in its comments */
	    "a: \"\\ud83d\\ude00\"",
	};
	for (size_t i = 0; i < sizeof SAME / sizeof *SAME; i++)
		expect(SAME[i], SAME[i]);
}
