#include "values/synonym.h"

#include "base/unicode.h"
#include "values/word.h"

#include <string.h>

/* The same table, read for one kind of entry at a time. */
#define SET(set)
#define GROUP(set, group)
#define WORD(group, text)
#define SAID(set, text)
#define SCHEME(set, scheme)
#define CODE(scheme, group, text)

#undef SET
#define SET(set) SET_##set,
enum set {
#include "data/values.def"
	SETS
};
#undef SET
#define SET(set)

#undef GROUP
#define GROUP(set, group) GROUP_##group,
enum group {
#include "data/values.def"
	GROUPS
};
#undef GROUP
#define GROUP(set, group) SET_##set,
static const int SET_OF[] = {
#include "data/values.def"
};
#undef GROUP
#define GROUP(set, group)

#undef SCHEME
#define SCHEME(set, scheme) SCHEME_##scheme,
enum scheme {
#include "data/values.def"
	SCHEMES
};
#undef SCHEME
#define SCHEME(set, scheme) SET_##set,
static const int SET_OF_SCHEME[] = {
#include "data/values.def"
};
#undef SCHEME
#define SCHEME(set, scheme)

_Static_assert((int)GROUPS <= (int)SEGBIAS_SYNONYM_GROUPS_MAX, "the groups fit");
_Static_assert((int)SCHEMES <= 32, "a bit a scheme");

#undef WORD
#define WORD(group, text) {GROUP_##group, text},
static const struct {
	int group;
	const char *text;
} WORDS[] = {
#include "data/values.def"
};
#undef WORD
#define WORD(group, text)

#undef SAID
#define SAID(set, text) {SET_##set, text},
static const struct {
	int set;
	const char *text;
} SAIDS[] = {
#include "data/values.def"
};
#undef SAID
#define SAID(set, text)

#undef CODE
#define CODE(scheme, group, text) {SCHEME_##scheme, GROUP_##group, text},
static const struct {
	int scheme, group;
	const char *text;
} CODES[] = {
#include "data/values.def"
};

enum { LABEL_MAX = 64 /* bytes: longer than any entry, however it is written */ };

/* The bare form of a label that may be an entry; false: it is none. */
static bool bare_of(struct segbias_label label, struct segbias_text *out)
{
	if (label.size > LABEL_MAX)
		return false;
	segbias_word_bare(label, out);
	return !out->failed && out->size > 0;
}

/* Of many entries nearly all differ in their first byte. */
static bool is_entry(const char *entry, const char *bare)
{
	return *entry == *bare && strcmp(entry, bare) == 0;
}

static int word_group(const char *bare)
{
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
		if (is_entry(WORDS[i].text, bare))
			return WORDS[i].group;
	return SEGBIAS_SYNONYM_NONE;
}

static bool is_said(const char *bare, int set)
{
	for (size_t i = 0; i < sizeof SAIDS / sizeof *SAIDS; i++)
		if (SAIDS[i].set == set && is_entry(SAIDS[i].text, bare))
			return true;
	return false;
}

/* The schemes that have the code, as bits. */
static uint32_t code_schemes(const char *bare)
{
	uint32_t schemes = 0;
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (is_entry(CODES[i].text, bare))
			schemes |= UINT32_C(1) << CODES[i].scheme;
	return schemes;
}

static uint32_t set_schemes(int set)
{
	uint32_t schemes = 0;
	for (int i = 0; i < SCHEMES; i++)
		if (SET_OF_SCHEME[i] == set)
			schemes |= UINT32_C(1) << i;
	return schemes;
}

/* What a code means in all the schemes that have it. */
static int code_group(const char *bare, uint32_t schemes)
{
	int group = SEGBIAS_SYNONYM_NONE;
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
		if (!(schemes >> CODES[i].scheme & 1) || !is_entry(CODES[i].text, bare))
			continue;
		if (group != SEGBIAS_SYNONYM_NONE && group != CODES[i].group)
			return SEGBIAS_SYNONYM_NONE;
		group = CODES[i].group;
	}
	return group;
}

/* Whether the value belongs to the set; a code leaves only the schemes that have it. *own: by a word or a code. */
static bool belongs(struct segbias_label value, int set, uint32_t *schemes, bool *own)
{
	struct segbias_text bare = {0};
	bool found = false;
	if (bare_of(value, &bare)) {
		int group = word_group(bare.data);
		uint32_t having = code_schemes(bare.data) & *schemes;
		found = (group != SEGBIAS_SYNONYM_NONE && SET_OF[group] == set) || having != 0;
		*own = *own || found;
		if (having)
			*schemes = having;
		found = found || is_said(bare.data, set);
	}
	segbias_text_release(&bare);
	return found || segbias_word_unknown(value);
}

/* The schemes that write the group like that. */
static uint32_t schemes_writing(const char *text, size_t size, int group)
{
	uint32_t schemes = 0;
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (CODES[i].group == group && strlen(CODES[i].text) == size && memcmp(CODES[i].text, text, size) == 0)
			schemes |= UINT32_C(1) << CODES[i].scheme;
	return schemes;
}

static size_t first_letter(const struct segbias_text *bare)
{
	uint32_t code = 0;
	return segbias_unicode_decode(bare->data, bare->size, &code);
}

/* Whether a value is the code that the text begins with. */
static bool has_letter(const struct segbias_label *values, size_t count, const char *text, size_t size)
{
	bool found = false;
	for (size_t i = 0; i < count && !found; i++) {
		struct segbias_text bare = {0};
		found = bare_of(values[i], &bare) && bare.size == size && memcmp(bare.data, text, size) == 0;
		segbias_text_release(&bare);
	}
	return found;
}

/* A word beside codes tells whose they are by its own first letter: in {M, Female} an F would be the woman. One that begins
 * with a code of the column ({M, Mujer}) may explain it or stand beside it, and tells nothing. */
static uint32_t narrow(const struct segbias_label *values, size_t count, int set, uint32_t schemes)
{
	uint32_t told = schemes;
	for (size_t i = 0; i < count && schemes != set_schemes(set); i++) {
		struct segbias_text bare = {0};
		int group = bare_of(values[i], &bare) ? word_group(bare.data) : SEGBIAS_SYNONYM_NONE;
		size_t size = group == SEGBIAS_SYNONYM_NONE ? 0 : first_letter(&bare);
		uint32_t writing = size && SET_OF[group] == set ? schemes_writing(bare.data, size, group) : 0;
		if (writing && !has_letter(values, count, bare.data, size))
			told &= writing;
		segbias_text_release(&bare);
	}
	return told ? told : schemes;
}

void segbias_synonym_read(const struct segbias_label *values, size_t count, int wanted, int *set,
                          struct segbias_synonym_codes *codes)
{
	int found = SEGBIAS_SYNONYM_NONE;
	size_t sets = 0;
	*codes = (struct segbias_synonym_codes){0};
	for (int candidate = 0; candidate < SETS; candidate++) {
		uint32_t schemes = set_schemes(candidate);
		bool own = false;
		bool all = wanted == SEGBIAS_SYNONYM_NONE || wanted == candidate;
		for (size_t i = 0; i < count && all; i++)
			all = belongs(values[i], candidate, &schemes, &own);
		if (!all || !own)
			continue;
		found = candidate;
		codes->schemes = narrow(values, count, candidate, schemes);
		sets++;
	}
	*set = sets == 1 ? found : SEGBIAS_SYNONYM_NONE;
	if (sets != 1)
		codes->schemes = 0;
}

void segbias_synonym_among(const struct segbias_label *values, size_t count, int set,
                           struct segbias_synonym_codes *codes)
{
	enum { LEAST = 2 };
	uint32_t all = set_schemes(set);
	size_t found = 0;
	codes->schemes = all;
	for (size_t i = 0; i < count; i++) {
		struct segbias_synonym_codes any = {all};
		struct segbias_text bare = {0};
		if (segbias_synonym_is_code(values[i], &any) && bare_of(values[i], &bare)) {
			codes->schemes &= code_schemes(bare.data);
			found++;
		}
		segbias_text_release(&bare);
	}
	if (found < LEAST)
		codes->schemes = 0;
}

bool segbias_synonym_is_code(struct segbias_label label, const struct segbias_synonym_codes *codes)
{
	struct segbias_text bare = {0};
	bool is = bare_of(label, &bare) && word_group(bare.data) == SEGBIAS_SYNONYM_NONE &&
	          (code_schemes(bare.data) & codes->schemes) != 0;
	segbias_text_release(&bare);
	return is;
}

bool segbias_synonym_begins(struct segbias_label word, struct segbias_label code, int *group)
{
	struct segbias_text bare[2] = {{0}, {0}};
	bool begins = false;
	*group = SEGBIAS_SYNONYM_NONE;
	if (bare_of(word, &bare[0]) && bare_of(code, &bare[1])) {
		*group = word_group(bare[0].data);
		begins = *group != SEGBIAS_SYNONYM_NONE && bare[0].size > bare[1].size &&
		         memcmp(bare[0].data, bare[1].data, bare[1].size) == 0;
	}
	segbias_text_release(&bare[0]);
	segbias_text_release(&bare[1]);
	return begins;
}

int segbias_synonym_group(struct segbias_label label, const struct segbias_synonym_codes *codes)
{
	struct segbias_text bare = {0};
	int group = SEGBIAS_SYNONYM_NONE;
	if (bare_of(label, &bare)) {
		group = word_group(bare.data);
		if (group == SEGBIAS_SYNONYM_NONE)
			group = code_group(bare.data, codes->schemes);
	}
	segbias_text_release(&bare);
	return group;
}

bool segbias_synonym_explains(struct segbias_label label, int set, const struct segbias_synonym_codes *codes)
{
	uint32_t schemes = codes->schemes;
	bool own = false;
	return belongs(label, set, &schemes, &own);
}

bool segbias_synonym_same_set(int group, int other)
{
	return group < GROUPS && other < GROUPS && SET_OF[group] == SET_OF[other];
}
