#include "values/holder.h"

#include "values/reach.h"
#include "values/word.h"

#include <string.h>

/* The table is read four times: which places there are, the names of them, those of their parts. */
enum place {
#define HOLDER(place, ...) place,
#define PART(place, ...)
#define MEMBERS(place)
#define FOLLOWING(...)
#include "data/holders.def"
	PLACES,
};

enum { NAMES_MAX = 64, LABEL_MAX = 128 };

enum { COUNTRY_SIZE = 2, CODE_MAX = 6 }; /* bytes of a country's code, and of a region's: DE21A, FR-IDF */

struct names {
	enum place place;
	bool members; /* … of the European Union, too */
	const char *items[NAMES_MAX];
};

static const struct names HOLDERS[] = {
#define HOLDER(place, ...) {place, false, {__VA_ARGS__}},
#define PART(place, ...)
#define MEMBERS(place)
#define FOLLOWING(...)
#include "data/holders.def"
};

static const struct names PARTS[] = {
#define HOLDER(place, ...)
#define PART(place, ...) {place, false, {__VA_ARGS__}},
#define MEMBERS(place) {place, true, {NULL}},
#define FOLLOWING(...)
#include "data/holders.def"
};

static const char *const FOLLOWING_WORDS[] = {
#define HOLDER(place, ...)
#define PART(place, ...)
#define MEMBERS(place)
#define FOLLOWING(...) __VA_ARGS__,
#include "data/holders.def"
};

static bool is_listed(const struct names *names, const char *bare)
{
	for (size_t i = 0; i < NAMES_MAX && names->items[i]; i++)
		if (strcmp(names->items[i], bare) == 0)
			return true;
	return false;
}

/* A number, with "eu" or "ea" before it, too: "ea19". */
static bool is_number(const char *word)
{
	word += strncmp(word, "ea", 2) == 0 || strncmp(word, "eu", 2) == 0 ? 2 : 0;
	return *word && word[strspn(word, "0123456789")] == '\0';
}

/* Cuts off the words behind a name that say of when or how many it is: "european union 27 countries from 2020". */
static void cut_following(struct segbias_text *bare)
{
	char *blank = NULL;
	while (bare->data && (blank = strrchr(bare->data, ' ')) != NULL) {
		bool follows = is_number(blank + 1);
		for (size_t i = 0; i < sizeof FOLLOWING_WORDS / sizeof *FOLLOWING_WORDS && !follows; i++)
			follows = strcmp(FOLLOWING_WORDS[i], blank + 1) == 0;
		if (!follows)
			return;
		*blank = '\0';
		bare->size = (size_t)(blank - bare->data);
	}
}

static bool is_any(const struct names *names, size_t count, const char *bare)
{
	for (size_t i = 0; i < count; i++)
		if (is_listed(&names[i], bare))
			return true;
	return false;
}

/* Appends the name as the tables write it, as it stands or without what follows it. Errors: false where memory runs out. */
static bool read_name(struct segbias_label label, struct segbias_text *bare)
{
	if (label.size == 0 || label.size > LABEL_MAX)
		return true;
	segbias_word_bare(label, bare);
	if (!bare->failed && bare->data && !is_any(HOLDERS, sizeof HOLDERS / sizeof *HOLDERS, bare->data) &&
	    !is_any(PARTS, sizeof PARTS / sizeof *PARTS, bare->data))
		cut_following(bare);
	return !bare->failed;
}

/* The one of that bare name; PLACES: none. */
static enum place find_holder(const struct segbias_text *bare)
{
	for (size_t i = 0; i < sizeof HOLDERS / sizeof *HOLDERS && bare->size > 0; i++)
		if (is_listed(&HOLDERS[i], bare->data))
			return HOLDERS[i].place;
	return PLACES;
}

static bool is_member(struct segbias_label label, const struct segbias_text *bare)
{
	return segbias_is_member_state(label) || segbias_is_member_state(segbias_text_label(bare));
}

static struct segbias_label country_of(struct segbias_label code)
{
	return (struct segbias_label){code.bytes, code.size < COUNTRY_SIZE ? code.size : COUNTRY_SIZE};
}

static bool has_any(struct segbias_label label, const char *set)
{
	for (size_t i = 0; i < label.size; i++)
		if (label.bytes[i] && strchr(set, label.bytes[i]))
			return true;
	return false;
}

/* A country's code with that of a region behind it: DE1, DEA, UKC11 of NUTS, US-CA of ISO 3166-2. Without a digit or a hyphen it is
 * one letter more: CHINA is a name beside CH. */
static bool is_region_code(struct segbias_label label)
{
	if (label.size <= COUNTRY_SIZE || label.size > CODE_MAX)
		return false;
	bool hyphen = label.bytes[COUNTRY_SIZE] == '-';
	struct segbias_label rest = {label.bytes + COUNTRY_SIZE + hyphen, label.size - COUNTRY_SIZE - hyphen};
	for (size_t i = 0; i < rest.size; i++)
		if (!((rest.bytes[i] >= 'A' && rest.bytes[i] <= 'Z') || (rest.bytes[i] >= '0' && rest.bytes[i] <= '9')))
			return false;
	return rest.size > 0 && rest.size <= CODE_MAX - COUNTRY_SIZE - 1 &&
	       (hyphen || rest.size == 1 || has_any(rest, "0123456789")) && segbias_is_country_code(country_of(label));
}

/* A code is held by what it begins with: DE holds DE2, and both hold DE21. */
static bool holds_code(struct segbias_label place, struct segbias_label part)
{
	return place.size >= COUNTRY_SIZE && place.size < part.size &&
	       memcmp(place.bytes, part.bytes, place.size) == 0 && is_region_code(part) &&
	       (segbias_is_country_code(place) || (is_region_code(place) && !has_any(part, "-")));
}

bool segbias_place_is_holder(struct segbias_label place, bool *is)
{
	struct segbias_text bare = {0};
	bool ok = read_name(place, &bare);
	*is = ok && (find_holder(&bare) != PLACES || segbias_is_country_code(place) || is_region_code(place));
	segbias_text_release(&bare);
	return ok;
}

bool segbias_place_is_known(struct segbias_label place, bool *known)
{
	struct segbias_text bare = {0};
	bool ok = read_name(place, &bare);
	*known = ok && bare.size > 0 &&
	         (find_holder(&bare) != PLACES || is_any(PARTS, sizeof PARTS / sizeof *PARTS, bare.data) ||
	          is_member(place, &bare) || segbias_is_country_code(place) || is_region_code(place));
	segbias_text_release(&bare);
	return ok;
}

bool segbias_place_holds(struct segbias_label place, struct segbias_label part, bool *holds)
{
	struct segbias_text bare = {0};
	*holds = holds_code(place, part);
	if (*holds)
		return true;
	if (!read_name(place, &bare))
		return false;
	enum place holder = find_holder(&bare);
	if (holder != PLACES && is_region_code(part)) /* who holds the country */
		part = country_of(part);
	bool ok = true;
	bare.size = 0;
	if (holder != PLACES)
		ok = read_name(part, &bare);
	if (ok && holder == WORLD && find_holder(&bare) != WORLD) /* every place that is known */
		ok = segbias_place_is_known(part, holds);
	for (size_t i = 0;
	     ok && holder != PLACES && holder != WORLD && bare.size > 0 && i < sizeof PARTS / sizeof *PARTS; i++)
		*holds = *holds || (PARTS[i].place == holder &&
		                    (PARTS[i].members ? is_member(part, &bare) : is_listed(&PARTS[i], bare.data)));
	segbias_text_release(&bare);
	return ok;
}
