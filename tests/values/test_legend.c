#include "values/legend.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* What the text says: "-=0 *=<5 x=?" of nobody, a bound and a hidden figure. */
static void expect(const char *text, const char *expected)
{
	struct segbias_legend legend = {0};
	char said[256] = "";
	cr_assert(segbias_legend_read(segbias_label_of(text), 1, &legend));
	for (size_t i = legend.count; i > 0; i--) {
		const struct segbias_legend_entry *entry = &legend.entries[i - 1];
		size_t size = strlen(said);
		(void)snprintf(said + size, sizeof said - size, "%s%s=%s", size ? " " : "", entry->mark,
		               entry->meaning == SEGBIAS_LEGEND_CONTRADICTED ? "!"
		               : entry->figure[0]                            ? entry->figure
		                                                             : "?");
	}
	cr_assert_str_eq(said, expected, "%s: %s", text, said);
}

Test(legend, tells_nobody)
{
	static const char *const NOBODY[] = {"- = nil",
	                                     "- nil",
	                                     "- Nil or rounded to zero (including null cells)",
	                                     "- nichts vorhanden",
	                                     "\u2013 : N\u00e9ant",
	                                     "A dash means nil",
	                                     "\u201c\u2013\u201d indicates nil",
	                                     "-: zero",
	                                     "- No existe el fen\u00f3meno",
	                                     "- \u0635\u0641\u0631",
	                                     "Legend: - nil",
	                                     "\u2013 : r\u00e9sultat rigoureusement nul"};
	for (size_t i = 0; i < sizeof NOBODY / sizeof *NOBODY; i++)
		expect(NOBODY[i], "-=0");
}

Test(legend, tells_bounds)
{
	expect("* fewer than 5", "*=<5");
	expect("* = Fewer than 5 people", "*=<5");
	expect("*: moins de 5", "*=<5");
	expect("* unter 3", "*=<3");
	expect("* up to 4", "*=<=4");
	expect("* = between 1 and 4", "*=1-4");
	expect("* zwischen 1 und 2", "*=1-2");
	expect("x 1 to 3", "x=1-3");
	expect("c = confidential (fewer than 10)", "c=<10");
	expect("x suppressed, fewer than 5 persons", "x=<5");
	expect("- nil or fewer than 5", "-=<5");
	expect("[low] = less than 5", "[low]=<5");
	expect("0 = fewer than 5", "0=<5");
}

Test(legend, tells_hidden_figures)
{
	expect(".. not available", "..=?");
	expect("(x) suppressed", "(x)=?");
	expect("c confidential", "c=?");
	expect(". Zahlenwert unbekannt oder geheim zu halten", ".=?");
	expect("/ = keine Angaben, da Zahlenwert nicht sicher genug", "/=?");
	expect("x gesperrt", "x=?");
	expect(".. : donn\u00e9e non disponible", "..=?");
	expect("s : secret statistique", "s=?");
	expect(".. Dato no disponible", "..=?");
	expect("- = suppressed", "-=?");
	expect("- nil, or suppressed", "-=?");
	expect("\u2026 \u063a\u064a\u0631 \u0645\u062a\u0648\u0641\u0631", "...=?");
	expect(": = not available", ":=?");
	expect("0 = suppressed", "0=?");
	/* what is said is not understood, but it is said that the sign stands for it */
	expect("- = Angaben entfallen", "-=?");
}

Test(legend, a_bound_of_something_else_is_none)
{
	expect("* suppressed: fewer than 50 respondents", "*=?");
	expect(".. not available for persons under 15", "..=?");
	expect("* not available 2010 to 2015", "*=?");
	expect("* less than 5%", "");
	expect("0 = less than half the unit", "");
	expect("0 = weniger als die H\u00e4lfte von 1 in der letzten besetzten Stelle, jedoch mehr als nichts", "");
	expect("0 = nil", "");
	expect("0 to 14 years", "");
	expect("0 missing", "");
	expect("/ fewer than 50 cases in sample", "/=?");
}

/* Other words behind it make another thing of it; beside "=" the mark stands for something all the same. */
Test(legend, a_sentence_that_only_begins_so_is_none)
{
	static const char *const NONE[] = {"- nil returns were excluded from the survey",
	                                   "- Zero-hour contracts are included",
	                                   "* Nobody living in institutions is included",
	                                   "- no people in communal establishments",
	                                   "* fewer than 5 regions responded",
	                                   "* 1 to 4 persons were added at random to each cell",
	                                   "0 = less than 1 year"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		expect(NONE[i], "");
	expect("- = zero ou dado inibido", "-=?");
	expect("- = nulo o dato protegido", "-=?");
	expect("- = nil or cannot be published", "-=?");
	expect("- = nil or under 3", "-=?");
	expect("- nil. Figures are rounded.", "-=0");
	expect("- = nil (no persons in this category)", "-=0");
}

Test(legend, a_bound_of_one_reason_of_two_is_none)
{
	expect("x = suppressed or fewer than 5", "x=?");
	expect("x = suppressed (fewer than 5, or secondary)", "x=?");
	expect("* = fewer than 5, or confidential", "*=?");
	expect("* = less than 5 and suppressed cells", "*=?");
	expect("x = unreliable (fewer than 30 cases)", "x=?");
	expect("x = suppressed (fewer than 5 people) for confidentiality", "x=<5");
	expect("* fewer than 5 persons, not shown", "*=<5");
}

Test(legend, ranges_in_other_languages)
{
	expect("* da 1 a 4", "*=1-4");
	expect("* de 1 a 4 personas", "*=1-4");
	expect("* tussen 1 en 4", "*=1-4");
	expect("* \u0645\u0646 1 \u0625\u0644\u0649 4", "*=1-4");
}

Test(legend, several_in_one_line)
{
	expect("- = nil, .. = not available, x = suppressed", "-=0 ..=? x=?");
	expect("Symbols: - nil; .. not available; x suppressed", "-=0 ..=? x=?");
	expect("-  Nil   .. Not available   * Under 5", "-=0 ..=? *=<5");
	expect("- nil; - not available", "-=!");
}

Test(legend, other_sentences_say_nothing_of_marks)
{
	static const char *const NONE[] = {"- Includes refugees",
	                                   "* Includes refugees",
	                                   "* Excludes persons under 15",
	                                   "- Population by sex",
	                                   "Source: x",
	                                   "Note: totals may not add",
	                                   "",
	                                   " ",
	                                   "-",
	                                   "- ",
	                                   "x",
	                                   "=",
	                                   ":",
	                                   "\"",
	                                   "(",
	                                   "(-",
	                                   "'-",
	                                   "- 5",
	                                   "Age: unknown",
	                                   "Population, not available before 2010"};
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++)
		expect(NONE[i], "");
}

Test(legend, finds_the_entry_of_a_cell)
{
	struct segbias_legend legend = {0};
	cr_assert(segbias_legend_read(segbias_label_of("- nil"), 3, &legend));
	cr_assert(segbias_legend_read(segbias_label_of("- nothing"), 4, &legend));
	cr_assert_eq(legend.count, 1);
	const struct segbias_legend_entry *entry = segbias_legend_find(&legend, segbias_label_of(" \u2013 "));
	cr_assert_not_null(entry);
	cr_assert_eq(entry->line, 3);
	cr_assert_null(segbias_legend_find(&legend, segbias_label_of("..")));
	cr_assert_null(segbias_legend_find(&legend, segbias_label_of("")));
}
