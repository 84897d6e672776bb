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
	    {"United Kingdom", "England"},
	    {"UK", "Great Britain"},
	    {"Great Britain", "Wales"},
	    {"England & Wales", "Wales"},
	    {"EU27_2020", "DE"},
	    {"European Union", "Österreich"},
	    {"Deutschland", "Thüringen"},
	    {"United States", "Utah"},
	    {"العالم", "India"},
	    {"Vereinigtes Königreich", "England"},
	    {"EUROPE", "Greece"},
	    /* As Eurostat and others write them. */
	    {"European Union - 27 countries (from 2020)", "Germany"},
	    {"European Union - 27 countries (from 2020)", "Germany (until 1990 former territory of the FRG)"},
	    {"European Union (27)", "France"},
	    {"EU-27_2020", "FR"},
	    {"EU 27 (ab 2020)", "Deutschland"},
	    {"Union européenne à 27", "France"},
	    {"Unione europea", "IT"},
	    {"Unión Europea (27 países)", "España"},
	    {"União Europeia", "Portugal"},
	    {"UE", "FR"},
	    {"EU total", "Germany"},
	    {"Deutschland gesamt", "Berlin"},
	    {"EA20", "DE"},
	    {"Euro area - 20 countries (from 2023)", "Spain"},
	    {"EU27_2020", "EA20"},
	    {"Western Europe", "Germany"},
	    {"Europe", "Western Europe"},
	    {"Europe", "Republic of Moldova"},
	    {"Sub-Saharan Africa", "Côte d'Ivoire"},
	    {"Latin America and the Caribbean", "South America"},
	    {"Americas", "Peru"},
	    {"World", "Sub-Saharan Africa"},
	    {"World", "Peru"},
	    {"World", "JP"},
	    {"France", "Provence-Alpes-Côte d'Azur"},
	    {"Euro area (EA11-1999, EA12-2001, EA13-2007, EA15-2008, EA16-2009, EA17-2011, EA18-2014, EA19-2015)",
	     "FR"},
	    /* Codes of NUTS and of ISO 3166-2. */
	    {"DE", "DE1"},
	    {"DE", "DEA"},
	    {"DE2", "DE21A"},
	    {"UK", "UKC11"},
	    {"EL", "EL30"},
	    {"US", "US-CA"},
	    {"FR", "FR-IDF"},
	    {"EU27_2020", "DE1"},
	    {"EA20", "FR10"},
	    {"World", "US-CA"},
	};
	static const char *const OTHERS[][2] = {
	    {"England", "United Kingdom"},
	    {"Great Britain", "Northern Ireland"},
	    {"United States", "Georgia"},
	    {"European Union", "Norway"},
	    {"France", "Germany"},
	    {"", "England"},
	    {"United Kingdom", ""},
	    {"England", "England"},
	    {"Wales", "England"},
	    {"EA20", "SE"},
	    {"Euro area", "Poland"},
	    {"Deutschland West", "Berlin"},
	    {"27", "Germany"},
	    {"New Germany", "Berlin"},
	    {"Western Europe", "Spain"},
	    {"Africa", "Peru"},
	    {"World", "Narnia"},
	    {"World", "World"},
	    {"Peru", "World"},
	    {"DE1", "DE"},
	    {"DE1", "DE21"},
	    {"DE", "FR1"},
	    {"DE", "DE"},
	    {"CH", "CHINA"},
	    {"IT", "ITALY"},
	    {"PE", "PERU"},
	    {"ES", "ESmo"},
	    {"US", "US-"},
	    {"US-C", "US-CA"},
	    {"Q1", "Q12"},
	    {"EU27_2020", "NO0A"},
	    {"EA20", "SE11"},
	};
	for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++)
		cr_expect(holds(PAIRS[i][0], PAIRS[i][1]), "%s, %s", PAIRS[i][0], PAIRS[i][1]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect_not(holds(OTHERS[i][0], OTHERS[i][1]), "%s, %s", OTHERS[i][0], OTHERS[i][1]);
}

Test(holder, few_places_hold_any)
{
	static const char *const HOLDERS[] = {"UK", "European Union", "Great Britain", "DE", "DE2"};
	static const char *const OTHERS[] = {
	    "England", "", "Texas",
	    "a hundred and thirty bytes, which no name of a place has in any language, however long it is, and of "
	    "whatever union or area of countries"};
	bool is = false;
	for (size_t i = 0; i < sizeof HOLDERS / sizeof *HOLDERS; i++)
		cr_expect(segbias_place_is_holder(segbias_label_of(HOLDERS[i]), &is) && is, "%s", HOLDERS[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect(segbias_place_is_holder(segbias_label_of(OTHERS[i]), &is) && !is, "%s", OTHERS[i]);
}

Test(holder, places_are_known)
{
	static const char *const PLACES[] = {"UK", "England", "Österreich", "FR", "EU 27 (ab 2020)", "Africa"};
	static const char *const OTHERS[] = {"Sports", "", "Money", "Team 7"};
	bool known = false;
	for (size_t i = 0; i < sizeof PLACES / sizeof *PLACES; i++)
		cr_expect(segbias_place_is_known(segbias_label_of(PLACES[i]), &known) && known, "%s", PLACES[i]);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		cr_expect(segbias_place_is_known(segbias_label_of(OTHERS[i]), &known) && !known, "%s", OTHERS[i]);
}

/* A name that is not in bare form would never be found. */
Test(holder, names_are_in_bare_form)
{
	static const char *const NAMES[] = {
#define HOLDER(place, ...) __VA_ARGS__,
#define PART(place, ...) __VA_ARGS__,
#define MEMBERS(place)
#define FOLLOWING(...) __VA_ARGS__,
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
