#include "policy/option.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* Sentences as the rooms write them, and as a program's user reads them; the setting that is to blame. */
Test(option, settings_instead_of_flags)
{
	static const struct {
		const char *flags, *settings, *setting;
	} ROWS[] = {
	    {"--alpha \"2\": it must lie between 0 and 1", "`alpha` \"2\": it must lie between 0 and 1", "alpha"},
	    {"--min-n \"x\": it must be a whole number", "`min_n` \"x\": it must be a whole number", "min_n"},
	    {"no record lies within --within", "no record lies within `within`", ""},
	    {"--multi and --where exclude each other", "`multi` and `where` exclude each other", "multi"},
	    {"--reference-hidden-max 4 takes it for 0 to 4", "`reference_hidden_max` 4 takes it for 0 to 4",
	     "reference_hidden_max"},
	    {"coarser values (--bins, --recode) hold more", "coarser values (`bins`, `recode`) hold more", ""},
	    {"--as-of: it needs --born", "`as_of`: it needs `born`", "as_of"},
	    {"--map", "`map`", "map"},
	    /* What the file or the user says stays as it is. */
	    {"--map: no column \"a --map b\" here", "`map`: no column \"a --map b\" here", "map"},
	    {"no column \"a \\\" --map b\": --map", "no column \"a \\\" --map b\": `map`", ""},
	    {"--recode 'age:a --map b=c'", "`recode` 'age:a --map b=c'", "recode"},
	    {"the other file's people, --where and the reference's --map",
	     "the other file's people, `where` and the reference's `map`", ""},
	    {"\"--map\" is no column", "\"--map\" is no column", ""},
	    {"move it away, or give --charts another folder", "move it away, or give `charts` another folder", ""},
	    /* No option of a comparison, nor of how its result is written. */
	    {"--maps --title --m --", "--maps --title --m --", ""},
	    {"a--map --map- --map=x", "a--map --map- `map`=x", ""},
	    {"an open \"quote --map", "an open \"quote --map", ""},
	    {"", "", ""},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_error error = {0};
		(void)snprintf(error.message, sizeof error.message, "%s", ROWS[i].flags);
		(void)snprintf(error.hint, sizeof error.hint, "%s", ROWS[i].flags);
		segbias_option_word(&error, false);
		cr_expect_str_eq(error.message, ROWS[i].flags);
		cr_expect_str_eq(error.setting, ROWS[i].setting, "row %zu", i);
		segbias_option_word(&error, true);
		cr_expect_str_eq(error.message, ROWS[i].settings);
		cr_expect_str_eq(error.hint, ROWS[i].settings);
		cr_expect_str_eq(error.setting, ROWS[i].setting, "row %zu", i);
	}
	segbias_option_word(NULL, true);
}

/* A message that is as long as there is room for. */
Test(option, a_full_message)
{
	struct segbias_error error = {0};
	memset(error.message, 'x', sizeof error.message - 1);
	memcpy(error.message + sizeof error.message - 7, " --map", 6);
	segbias_option_word(&error, true);
	cr_expect_str_eq(error.message + sizeof error.message - 7, " `map`");
}

static int give(void *context, char *buffer, size_t capacity, size_t *size)
{
	(void)context;
	(void)buffer;
	(void)capacity;
	*size = 0;
	return 0;
}

Test(option, what_gives_its_bytes_once)
{
	struct segbias_stream_inlet inlets[] = {{.name = "kept", .bytes = "a", .size = 1},
	                                        {.name = "given", .read = give}};
	const struct segbias_options options = {.inlets = inlets, .inlet_count = 2};
	cr_expect(segbias_options_once(&options, "-"));
	cr_expect(segbias_options_once(&options, "given"));
	cr_expect_not(segbias_options_once(&options, "kept"));
	cr_expect_not(segbias_options_once(&options, "a file"));
	cr_expect_null(segbias_options_inlet(&options, "a file"));
	cr_expect_eq(segbias_options_inlet(&options, "kept"), &inlets[0]);
}
