#include "values/holder.h"

#include "values/reach.h"
#include "values/word.h"

#include <string.h>

/* The table is read three times: which places there are, the names of them, those of their parts. */
enum place {
#define HOLDER(place, ...) place,
#define PART(place, ...)
#define MEMBERS(place)
#include "data/holders.def"
#undef HOLDER
#undef PART
#undef MEMBERS
	PLACES,
};

enum { NAMES_MAX = 64, LABEL_MAX = 64 };

struct names {
	enum place place;
	bool members; /* … of the European Union, too */
	const char *items[NAMES_MAX];
};

static const struct names HOLDERS[] = {
#define HOLDER(place, ...) {place, false, {__VA_ARGS__}},
#define PART(place, ...)
#define MEMBERS(place)
#include "data/holders.def"
#undef HOLDER
#undef PART
#undef MEMBERS
};

static const struct names PARTS[] = {
#define HOLDER(place, ...)
#define PART(place, ...) {place, false, {__VA_ARGS__}},
#define MEMBERS(place) {place, true, {NULL}},
#include "data/holders.def"
#undef HOLDER
#undef PART
#undef MEMBERS
};

static bool is_listed(const struct names *names, const char *bare)
{
	for (size_t i = 0; i < NAMES_MAX && names->items[i]; i++)
		if (strcmp(names->items[i], bare) == 0)
			return true;
	return false;
}

/* *place: the one of that bare name; PLACES: none. */
static enum place find_holder(const char *bare)
{
	for (size_t i = 0; i < sizeof HOLDERS / sizeof *HOLDERS; i++)
		if (is_listed(&HOLDERS[i], bare))
			return HOLDERS[i].place;
	return PLACES;
}

bool segbias_place_is_holder(struct segbias_label place, bool *is)
{
	struct segbias_text bare = {0};
	*is = false;
	if (place.size == 0 || place.size > LABEL_MAX)
		return true;
	segbias_word_bare(place, &bare);
	bool ok = !bare.failed;
	*is = ok && bare.data && find_holder(bare.data) != PLACES;
	segbias_text_release(&bare);
	return ok;
}

bool segbias_place_holds(struct segbias_label place, struct segbias_label part, bool *holds)
{
	struct segbias_text bare = {0};
	*holds = false;
	if (place.size == 0 || place.size > LABEL_MAX || part.size == 0 || part.size > LABEL_MAX)
		return true;
	segbias_word_bare(place, &bare);
	enum place holder = bare.failed || !bare.data ? PLACES : find_holder(bare.data);
	bool ok = !bare.failed;
	bare.size = 0;
	if (ok && holder != PLACES) {
		segbias_word_bare(part, &bare);
		ok = !bare.failed;
	}
	for (size_t i = 0; ok && holder != PLACES && bare.size > 0 && i < sizeof PARTS / sizeof *PARTS; i++)
		*holds = *holds || (PARTS[i].place == holder && (PARTS[i].members ? segbias_is_member_state(part)
		                                                                  : is_listed(&PARTS[i], bare.data)));
	segbias_text_release(&bare);
	return ok;
}
