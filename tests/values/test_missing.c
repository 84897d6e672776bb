#include "values/missing.h"

#include <criterion/criterion.h>

static bool any(const struct segbias_missing *missing, const char *text)
{
	return segbias_missing_any(missing, segbias_label_of(text));
}

Test(missing, built_in_markers)
{
	static const char *const yes[] = {"",           " ",           "\t",        "\xc2\xa0",     "NA",
	                                  "n/a",        "N/A",         "#N/A",      "NULL",         "null",
	                                  "NaN",        "None",        "-",         "--",           "?",
	                                  ".",          "—",           "Unknown",   "UNDETERMINED", "Unspecified",
	                                  "not stated", "Not  Stated", " na ",      "ＮＡ",         "Unbekannt",
	                                  "INCONNU",    "Desconocido", "غير معروف", "Keine Angabe", "Non précisé",
	                                  "(not set)",  "未知"};
	static const char *const no[] = {"0",   "no", "Nan a", "999", "1900-01-01", "other",
	                                 "---", "??", "nil",   "N",   "unknown x"};
	static const struct segbias_missing missing = {.replaced = false};
	for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
		cr_expect(any(&missing, yes[i]), "%s", yes[i]);
	for (size_t i = 0; i < sizeof no / sizeof *no; i++)
		cr_expect_not(any(&missing, no[i]), "%s", no[i]);
}

Test(missing, a_list_replaces_the_markers_but_not_blank)
{
	struct segbias_missing missing = {0};
	cr_assert_eq(segbias_missing_add(&missing, "999,\"a,b\"", NULL), SEGBIAS_OK);
	cr_assert(missing.replaced);
	cr_assert(any(&missing, "999") && any(&missing, "a,b") && any(&missing, " "));
	cr_assert_not(any(&missing, "NA"));
	cr_assert_not(any(&missing, "999 ") || any(&missing, "A,B"), "byte for byte");
	cr_assert(segbias_missing_listed(&missing, segbias_label_of("999")));
	cr_assert_not(segbias_missing_marker(&missing, segbias_label_of("NA")));
	segbias_missing_release(&missing);
	cr_assert(any(&missing, "NA"));
}

/* Every kind of blank that a spreadsheet or an office writes: no-break, narrow no-break, ideographic, of no width. */
Test(missing, blanks_of_any_kind)
{
	static const char *const blanks[] = {"",
	                                     " ",
	                                     "\t",
	                                     "\xC2\xA0",
	                                     "\xE2\x80\xAF",
	                                     "\xE2\x80\x89",
	                                     "\xE3\x80\x80",
	                                     "\xEF\xBB\xBF",
	                                     " \xE2\x80\xAF\xC2\xA0"};
	for (size_t i = 0; i < sizeof blanks / sizeof *blanks; i++)
		cr_expect(segbias_missing_blank(segbias_label_of(blanks[i])), "%zu", i);
	cr_expect_not(segbias_missing_blank(segbias_label_of("\xE2\x80\xAF.")));
}

Test(missing, plus_adds)
{
	struct segbias_missing missing = {0};
	cr_assert_eq(segbias_missing_add(&missing, "+Prefer not to say", NULL), SEGBIAS_OK);
	cr_assert_eq(segbias_missing_add(&missing, "+x,y", NULL), SEGBIAS_OK);
	cr_assert_not(missing.replaced);
	cr_assert(any(&missing, "Prefer not to say") && any(&missing, "x") && any(&missing, "y") &&
	          any(&missing, "NA"));
	cr_assert_not(any(&missing, "prefer not to say"));
	segbias_missing_release(&missing);
}

Test(missing, a_bad_quote)
{
	struct segbias_missing missing = {0};
	struct segbias_error error = {0};
	cr_assert_eq(segbias_missing_add(&missing, "\"a", &error), SEGBIAS_USAGE);
	cr_assert_str_eq(error.message, "a quote is not closed");
	cr_assert_not(missing.replaced);
	segbias_missing_release(&missing);
}
