#include "base/encoding.h"

#include <criterion/criterion.h>
#include <string.h>

static enum segbias_encoding detect(const char *text)
{
	return segbias_encoding_detect(text, strlen(text));
}

Test(encoding, utf_8_is_what_is_valid)
{
	cr_assert_eq(detect(""), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("sex,count\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("m\xc3\xa4nnlich,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("m\xc3\xa4nnlich \xff,1\n"), SEGBIAS_ENCODING_UTF_8); /* damaged */
}

Test(encoding, windows_1252_is_told_by_its_letters)
{
	cr_assert_eq(detect("m\xe4nnlich,1\n"), SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("Qu\xe9"
	                    "bec;1 200 \x80\n"),
	             SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("popula\xe7\xe3o,regi\xe3o\n"), SEGBIAS_ENCODING_WINDOWS_1252);
	cr_assert_eq(detect("a,\xff\n"), SEGBIAS_ENCODING_UTF_8); /* no word has it */
}

/* The word for "woman" in windows-1251, windows-1256, Shift-JIS and GBK, as iconv writes them. */
Test(encoding, other_scripts_are_not_taken_for_it)
{
	cr_assert_eq(detect("\xe6\xe5\xed\xf9\xe8\xed\xe0,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\xc7\xe3\xd1\xc3\xc9,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\x8f\x97\x90\xab,1\n"), SEGBIAS_ENCODING_UTF_8);
	cr_assert_eq(detect("\xc5\xae\xd0\xd4,1\n"), SEGBIAS_ENCODING_UTF_8);
}

/* A character of two bytes that the end of the head cuts. */
Test(encoding, what_the_end_cuts_says_nothing)
{
	cr_assert_eq(detect("m\xc3"), SEGBIAS_ENCODING_UTF_8);
}
