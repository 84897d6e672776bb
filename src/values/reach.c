#include "values/reach.h"

#include "base/unicode.h"

#include <string.h>

struct member_state {
	const char *code, *name;
};

static const struct member_state STATES[] = {
#define MEMBER_STATE(code, name) {code, name},
#include "data/member_states.def"
#undef MEMBER_STATE
};

static const char *const COUNTRIES[] = {
#define COUNTRY(code) code,
#include "data/country_codes.def"
#undef COUNTRY
};

static const char *const EXCLUSIONS[] = {
#define EXCLUSION(word) word,
#include "data/exclusion.def"
#undef EXCLUSION
};

bool segbias_is_member_state(struct segbias_label label)
{
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++)
		if (segbias_unicode_same(label, segbias_label_of(STATES[i].code)) ||
		    segbias_unicode_same(label, segbias_label_of(STATES[i].name)))
			return true;
	return false;
}

bool segbias_is_country_code(struct segbias_label label)
{
	for (size_t i = 0; i < sizeof COUNTRIES / sizeof *COUNTRIES; i++)
		if (segbias_unicode_same(label, segbias_label_of(COUNTRIES[i])))
			return true;
	return false;
}

bool segbias_name_excludes(struct segbias_label name)
{
	for (size_t i = 0; i < sizeof EXCLUSIONS / sizeof *EXCLUSIONS; i++) {
		size_t size = strlen(EXCLUSIONS[i]);
		for (size_t at = 0; at + size <= name.size; at++)
			if (segbias_unicode_same((struct segbias_label){name.bytes + at, size},
			                         segbias_label_of(EXCLUSIONS[i])))
				return true;
	}
	return false;
}
