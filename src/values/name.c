#include "values/name.h"

#include "base/unicode.h"
#include "values/word.h"

#include <string.h>

enum { SYNONYMS_MAX = 180 };

static const char *const SYNONYMS[][SYNONYMS_MAX] = {
#define SAME_NAME(...) {__VA_ARGS__},
#include "data/names.def"
};

static const struct {
	enum segbias_role role;
	const char *names[56];
} ROLES[] = {
#define NAME_OF(role, ...) {SEGBIAS_ROLE_##role, {__VA_ARGS__}},
#include "data/names.def"
};

void segbias_name_fold(struct segbias_label name, struct segbias_text *out)
{
	struct segbias_text folded = {0};
	segbias_unicode_fold(name, &folded);
	for (size_t i = 0; i < folded.size; i++)
		if (!strchr(" _-", folded.data[i]))
			segbias_text_add(out, &folded.data[i], 1);
	out->failed |= folded.failed;
	segbias_text_release(&folded);
}

bool segbias_name_same(struct segbias_label a, struct segbias_label b)
{
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	segbias_name_fold(a, &x);
	segbias_name_fold(b, &y);
	bool same = !x.failed && !y.failed && x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

static void fold_value(struct segbias_label value, struct segbias_text *out)
{
	segbias_unicode_fold(value, out);
	for (size_t i = 0; i < out->size; i++)
		if (out->data[i] == '_')
			out->data[i] = ' ';
}

bool segbias_name_value_same(struct segbias_label a, struct segbias_label b)
{
	struct segbias_text x = {0};
	struct segbias_text y = {0};
	fold_value(a, &x);
	fold_value(b, &y);
	bool same = !x.failed && !y.failed && x.size == y.size && (x.size == 0 || memcmp(x.data, y.data, x.size) == 0);
	segbias_text_release(&x);
	segbias_text_release(&y);
	return same;
}

bool segbias_name_listed(const struct segbias_label *names, size_t count, struct segbias_label name)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_name_same(names[i], name))
			return true;
	return false;
}

/* Whether the list (ended by NULL or its length) has the folded name. */
static bool listed(const char *const *names, size_t count, const struct segbias_text *folded)
{
	for (size_t i = 0; i < count && names[i]; i++)
		if (folded->size && *names[i] == *folded->data && strcmp(names[i], folded->data) == 0)
			return true;
	return false;
}

/* "Age (6 categories)": how many there are is no part of the name. */
static void cut_categories(struct segbias_text *name)
{
	static const char *const ENDS[] = {"categories", "categorias", "classes", "kategorien", "klassen", "groups"};
	for (size_t i = 0; i < sizeof ENDS / sizeof *ENDS; i++) {
		size_t size = strlen(ENDS[i]);
		size_t start = name->size > size ? name->size - size : 0;
		if (start == 0 || strcmp(name->data + start, ENDS[i]) != 0)
			continue;
		size_t digits = start;
		while (digits > 0 && name->data[digits - 1] >= '0' && name->data[digits - 1] <= '9')
			digits--;
		if (digits == start)
			continue;
		name->data[digits] = '\0';
		name->size = digits;
	}
}

int segbias_name_synonyms(struct segbias_label name)
{
	struct segbias_text bare = {0};
	struct segbias_text folded = {0};
	int found = -1;
	segbias_word_bare(name, &bare);
	for (size_t i = 0; i < bare.size; i++)
		if (bare.data[i] != ' ')
			segbias_text_add(&folded, &bare.data[i], 1);
	if (folded.size && !bare.failed && !folded.failed)
		cut_categories(&folded);
	for (size_t i = 0; i < sizeof SYNONYMS / sizeof *SYNONYMS && found < 0; i++)
		if (listed(SYNONYMS[i], SYNONYMS_MAX, &folded))
			found = (int)i;
	segbias_text_release(&folded);
	segbias_text_release(&bare);
	return found;
}

bool segbias_name_synonym(struct segbias_label a, struct segbias_label b)
{
	int group = segbias_name_synonyms(a);
	return group >= 0 && group == segbias_name_synonyms(b);
}

bool segbias_name_suggests(struct segbias_label name, enum segbias_role role)
{
	struct segbias_text folded = {0};
	segbias_name_fold(name, &folded);
	bool found = false;
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES && !found; i++)
		found = ROLES[i].role == role &&
		        listed(ROLES[i].names, sizeof ROLES[i].names / sizeof *ROLES[i].names, &folded);
	segbias_text_release(&folded);
	return found;
}
