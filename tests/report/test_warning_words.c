/* Warnings that were kept as English sentences, in another language: what is filled in stays, and what is not known stays as it is. */
#include "report/warning_words.h"

#include <criterion/criterion.h>
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
