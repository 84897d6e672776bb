/* Warnings that were kept as English sentences, in another language: what is filled in stays, and what is not known stays as it is. */
#include "report/warning_words.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char *say(const char *tag, const char *message, struct segbias_arena *arena)
{
	struct segbias_teller teller = {segbias_language_find(tag), arena, false};
	const char *said = segbias_warning_phrase(&teller, message);
	cr_assert(!teller.failed);
	return said;
}

static bool has(const char *said, const char *part)
{
	return strstr(said, part) != NULL;
}

Test(warning_words, are_said_in_the_language)
{
	struct segbias_arena arena = {0};
	static const char KNOWN[] = "the total \"All\" that \"sex\" lists beside its values is left out";
	cr_expect(has(say("en", KNOWN, &arena), KNOWN), "English stays");
	const char *said = say("ar", KNOWN, &arena);
	cr_expect(!has(said, "left out") && has(said, "\"All\"") && has(said, "\"sex\""), "%s", said);
	said = say("ar", "the reference is taken as a sample: its own error counts", &arena);
	cr_expect(!has(said, "sample"), "%s", said);
	segbias_arena_release(&arena);
}

Test(warning_words, of_other_words_stay)
{
	static const char *const OTHERS[] = {
	    "the reference is taken as a sample: its own error counts twice",
	    "so the reference is taken as a sample: its own error counts",
	    "the total \"All\" that \"sex\" lists beside its values is left out at last",
	    "the total  that \"sex\" lists beside its values is left out",
	    "the total \"All\"",
	    "",
	};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect(has(say("ar", OTHERS[i], &arena), OTHERS[i]), "%zu", i);
	segbias_arena_release(&arena);
}

/* A value that goes on as the sentence does is a value. */
Test(warning_words, hold_what_looks_like_them)
{
	static const char HOSTILE[] =
	    "sex has no \"\\\"x\\\" (9 rows of y); counted as unmatched\" (1 row of a.csv); counted as unmatched";
	struct segbias_arena arena = {0};
	const char *said = say("ar", HOSTILE, &arena);
	cr_expect(has(said, "\"\\\"x\\\" (9 rows of y); counted as unmatched\"") && !has(said, "row of"), "%s", said);
	cr_expect(!has(say("ar", "sex has no \"x\" (1,200 rows of a.csv); counted as unmatched", &arena), "counted"));
	cr_expect(has(say("ar", "sex has no \"x\" (b rows of a.csv); counted as unmatched", &arena), "b rows of"));
	segbias_arena_release(&arena);
}

/* One sentence for one row and for many, one for each that the comparison may say; what is a phrase of its own is said, too. */
Test(warning_words, hold_forms_and_phrases)
{
	static const struct {
		const char *message, *kept[3];
	} CASES[] = {
	    {"column \"e\" is not compared: its values look like personal data", {"\"e\""}},
	    {"without any value, and left out: 1 row", {"1"}},
	    {"without any value, and left out: 1,200 rows", {"1,200"}},
	    {"3 unreadable records, 17 lines, are left out; the first: \"x, y\" is left out; the first: \"",
	     {"3", "17", "\"x, y\" is left out; the first: \""}},
	    {"1 unreadable record is left out; the first: the row has 3 fields", {"1", "the row has 3 fields"}},
	    {"age: 2 records have what can be no age, such as \"400\"; counted as unmatched", {"2", "\"400\""}},
	    {"age: 1 record has what looks like a year of birth, such as \"1990\"; 3 more no age at all, such as \"400\"; counted as "
	     "unmatched",
	     {"\"1990\"", "3", "\"400\""}},
	    {"age: 5 of the reference have what can be no age, such as \"400\", and are kept out of its shares", {"5"}},
	    {"\"sex\": \"a; b\" and \"c\" share an edge: 5 belongs to \"c\", and so on in the other bands",
	     {"\"a; b\""}},
	    {"a field of column \"x\" spans 3 lines, 7 to 9, and holds as many delimiters as a row; 2 such fields span 8 "
	     "lines in all",
	     {"7", "9", "8"}},
	    {"nothing is tested of stages: counts are hidden or rounded, those of stage \"paid\"", {"\"paid\""}},
	    {"the key min_n of the preset ll144 is not used: it is one of audit", {"min_n", "ll144"}},
	};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
		const char *said = say("ar", CASES[i].message, &arena);
		char bare[2048];
		size_t size = 0;
		for (const char *at = said; *at && size + 1 < sizeof bare; at++)
			if ((unsigned char)*at > SEGBIAS_MARK_CITE)
				bare[size++] = *at;
		bare[size] = '\0';
		cr_expect(!has(bare, CASES[i].message) && has(said, "\xd9"), "%s", said);
		for (size_t j = 0; j < 3 && CASES[i].kept[j]; j++)
			cr_expect(has(bare, CASES[i].kept[j]), "%s: %s", CASES[i].kept[j], bare);
		for (const char *words = "left out\0counted\0not compared\0personal\0spans\0stages:\0 used\0"; *words;
		     words += strlen(words) + 1)
			cr_expect(!has(bare, words) || (CASES[i].kept[2] && has(CASES[i].kept[2], words)), "%s: %s",
			          words, bare);
	}
	cr_expect(has(say("ar", "column \"e\" is not compared: for once", &arena), "for once"));
	segbias_arena_release(&arena);
}

/* Names that go on as the sentences do. */
Test(warning_words, take_no_name_for_words)
{
	static const char *const NAMES[] = {"\" is not compared: its values look",
	                                    "; counted as unmatched",
	                                    "[row|rows]",
	                                    "{why}",
	                                    "\\",
	                                    "of the reference"};
	struct segbias_arena arena = {0};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		char message[SEGBIAS_QUOTE_MAX + 128];
		segbias_label_quote(segbias_label_of(NAMES[i]), quoted);
		(void)snprintf(message, sizeof message, "column %s is not compared: it is named like personal data",
		               quoted);
		const char *said = say("ar", message, &arena);
		cr_expect(has(said, quoted) && !has(said, "named like"), "%s: %s", message, said);
	}
	segbias_arena_release(&arena);
}
