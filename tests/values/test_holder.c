#include "values/holder.h"

#include "values/word.h"

#include <criterion/criterion.h>
#include <string.h>

static bool holds(const char *place, const char *part)
{
	bool found = false;
	cr_assert(segbias_place_holds(segbias_label_of(place), segbias_label_of(part), &found));
	return found;
}

Test(holder, places_hold_their_parts)
{
	static const char *const PAIRS[][2] = {
	    {"United Kingdom", "England"},         {"UK", "Great Britain"},   {"Great Britain", "Wales"},
	    {"England & Wales", "Wales"},          {"EU27_2020", "DE"},       {"European Union", "Österreich"},
	    {"Deutschland", "Thüringen"},          {"United States", "Utah"}, {"العالم", "India"},
	    {"Vereinigtes Königreich", "England"}, {"EUROPE", "Greece"},
	};
	static const char *const OTHERS[][2] = {
	    {"England", "United Kingdom"}, {"Great Britain", "Northern Ireland"},
	    {"United States", "Georgia"},  {"European Union", "Norway"},
	    {"France", "Germany"},         {"", "England"},
	    {"United Kingdom", ""},        {"England", "England"},
	    {"Wales", "England"},
	};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
		cr_expect(holds(PAIRS[i][0], PAIRS[i][1]), "%s, %s", PAIRS[i][0], PAIRS[i][1]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(holds(OTHERS[i][0], OTHERS[i][1]), "%s, %s", OTHERS[i][0], OTHERS[i][1]);
}

Test(holder, few_places_hold_any)
{
	static const char *const HOLDERS[] = {"UK", "European Union", "Great Britain"};
	static const char *const OTHERS[] = {"England", "", "Texas",
	                                     "sixty-five bytes and more, which no name of a place has in any language"};
	bool is = false;
	for (size_t i = 0; i < sizeof HOLDERS / sizeof *HOLDERS; i++)
		cr_expect(segbias_place_is_holder(segbias_label_of(HOLDERS[i]), &is) && is, "%s", HOLDERS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect(segbias_place_is_holder(segbias_label_of(OTHERS[i]), &is) && !is, "%s", OTHERS[i]);
}

/* A name that is not in bare form would never be found. */
Test(holder, names_are_in_bare_form)
{
	static const char *const NAMES[] = {
#define HOLDER(place, ...) __VA_ARGS__,
#define PART(place, ...) __VA_ARGS__,
#define MEMBERS(place)
#include "../../data/holders.def"
	};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		struct segbias_text bare = {0};
		segbias_word_bare(segbias_label_of(NAMES[i]), &bare);
		cr_expect(bare.data && strcmp(bare.data, NAMES[i]) == 0, "%s: %s", NAMES[i],
		          bare.data ? bare.data : "");
		segbias_text_release(&bare);
	}
}
