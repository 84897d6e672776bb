#include "values/suspect.h"

#include <criterion/criterion.h>

Test(suspect, phrases)
{
	static const char *const yes[] = {"Refused",    "PREFER NOT TO SAY",   "not available", "#REF!",
	                                  "1900-01-01", "1900-01-01 00:00:00", "31/12/9999",    "1970-01-01T00:00:00Z"};
	static const char *const words[] = {"n.a.",
	                                    "n.a",
	                                    "not available",
	                                    "not applicable",
	                                    "no answer",
	                                    "no response",
	                                    "refused",
	                                    "refuse to answer",
	                                    "prefer not to say",
	                                    "prefer not to answer",
	                                    "rather not say",
	                                    "don't know",
	                                    "don’t know",
	                                    "dont know",
	                                    "dk",
	                                    "nk",
	                                    "n.k.",
	                                    "n/k",
	                                    "not known",
	                                    "not provided",
	                                    "not given",
	                                    "not specified",
	                                    "not reported",
	                                    "not recorded",
	                                    "no data",
	                                    "nodata",
	                                    "missing",
	                                    "blank",
	                                    "empty",
	                                    "nil",
	                                    "void",
	                                    "undefined",
	                                    "(null)",
	                                    "<null>",
	                                    "\\n",
	                                    "tbd",
	                                    "tba",
	                                    "xxx",
	                                    "xxxx",
	                                    "test",
	                                    "dummy",
	                                    "#value!",
	                                    "#ref!",
	                                    "#name?",
	                                    "#div/0!",
	                                    "#null!",
	                                    "#num!",
	                                    "(not set)",
	                                    "DK/Ref",
	                                    "keine Angabe",
	                                    "k.A.",
	                                    "(other)"};
	static const char *const no[] = {"",
	                                 "Other",
	                                 "unknown quantity",
	                                 "1901-01-01",
	                                 "1900-01-011",
	                                 "1970-01-01 Anna",
	                                 "1970-01-01 12:30",
	                                 "2020-01-01",
	                                 "x",
	                                 "9"};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(segbias_suspect_phrase(segbias_label_of(yes[i])), "%s", yes[i]);
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		cr_expect(segbias_suspect_phrase(segbias_label_of(words[i])), "%s", words[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect(!segbias_suspect_phrase(segbias_label_of(no[i])), "%s", no[i]);
}

Test(suspect, numbers)
{
	static const struct {
		const char *text;
		double value;
	} yes[] = {{"99", 99}, {"-9", -9}, {"9999", 9999}, {"-1", -1}, {"999.00", 999}, {"88", 88}, {"-99.0", -99}};
	static const char *const no[] = {"",    "9", "1", "98",  "-2",  "1999", "99a", "9.9",
	                                 "--9", "-", "0", "900", "-10", "-90",  ".0"};
	double value = 0;
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(segbias_suspect_number(segbias_label_of(yes[i].text), '.', &value) && value == yes[i].value,
		          "%s", yes[i].text);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect(!segbias_suspect_number(segbias_label_of(no[i]), '.', &value), "%s", no[i]);
	cr_expect(segbias_suspect_number(segbias_label_of("-999,0"), ',', &value) && value == -999);
}

/* Of -9999, -999, -99, -9, -1, 88, 99, 888, 999, 8888, 9999, 99999 and 999999. */
Test(suspect, how_many_lie_below)
{
	cr_expect_eq(segbias_suspect_below(-1e9, false), 0);
	cr_expect_eq(segbias_suspect_below(0, false), 5);
	cr_expect_eq(segbias_suspect_below(88, false), 5);
	cr_expect_eq(segbias_suspect_below(88, true), 6);
	cr_expect_eq(segbias_suspect_below(1000, true), 9);
	cr_expect_eq(segbias_suspect_below(1e9, false), 13);
}

Test(suspect, listed)
{
	cr_expect(segbias_suspect_listed(segbias_label_of("999")) && segbias_suspect_listed(segbias_label_of("-9,0")) &&
	          segbias_suspect_listed(segbias_label_of("Test")) &&
	          segbias_suspect_listed(segbias_label_of("1900-01-01")));
	cr_expect_not(segbias_suspect_listed(segbias_label_of("998")) ||
	              segbias_suspect_listed(segbias_label_of("A. Name")) ||
	              segbias_suspect_listed(segbias_label_of("1985-03-09")));
}
