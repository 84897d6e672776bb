#include "values/applicants.h"

#include "values/column.h"

#include <string.h>

static const char *const WORDS[] = {
#define APPLICANTS(text) text,
#include "data/applicants.def"
#undef APPLICANTS
};

static const char *const REJECTED_WORDS[] = {
#define REJECTED(text) text,
#include "data/rejected.def"
};

static const char *const REJECTED_ONCE_WORDS[] = {
#define REJECTED_ONCE(text) text,
#include "data/rejected.def"
};

static const char *const NEGATED_WORDS[] = {
#define NEGATED(text) text,
#include "data/rejected.def"
};

static const char *const SELECTED_WORDS[] = {
#define SELECTED(text) text,
#include "data/selected.def"
#undef SELECTED
};

static const char *const LOWER_WORDS[] = {
#define LOWER(text) text,
#include "data/lower.def"
#undef LOWER
};

static bool has_one(struct segbias_label name, const char *const *words, size_t count, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*says = false;
	for (size_t i = 0; ok && i < count && !*says; i++)
		*says = segbias_column_stands(words[i], split.data);
	segbias_text_release(&split);
	return ok;
}

bool segbias_name_says_applicants(struct segbias_label name, bool *says)
{
	return has_one(name, WORDS, sizeof WORDS / sizeof *WORDS, says);
}

#define SAYS(name, words, says) has_one(name, words, sizeof(words) / sizeof *(words), says)

bool segbias_name_says_rejected(struct segbias_label name, bool *says)
{
	return SAYS(name, REJECTED_WORDS, says) && (*says || SAYS(name, REJECTED_ONCE_WORDS, says)) &&
	       (*says || SAYS(name, NEGATED_WORDS, says));
}

/* Whether the words of one name stand in the other. */
static bool holds(struct segbias_label name, struct segbias_label part, bool *says)
{
	struct segbias_text split[2] = {{0}, {0}};
	segbias_column_split(name, &split[0]);
	segbias_column_split(part, &split[1]);
	bool ok = !split[0].failed && !split[1].failed;
	*says = ok && split[1].size > 0 && strstr(split[0].data, split[1].data);
	segbias_text_release(&split[0]);
	segbias_text_release(&split[1]);
	return ok;
}

bool segbias_name_decides(struct segbias_label name, struct segbias_label decision, enum segbias_deciding *out)
{
	bool says = false;
	bool same = false;
	*out = SEGBIAS_DECIDING_NOTHING;
	if (!SAYS(name, NEGATED_WORDS, &says))
		return false;
	if (says) {
		if (decision.bytes ? !holds(name, decision, &same) : !SAYS(name, SELECTED_WORDS, &same))
			return false;
		*out = same ? SEGBIAS_DECIDING_REJECTED : SEGBIAS_DECIDING_NOTHING;
		return true;
	}
	if (!SAYS(name, REJECTED_WORDS, &says))
		return false;
	if (!says && !SAYS(name, SELECTED_WORDS, &same))
		return false;
	*out = says ? SEGBIAS_DECIDING_REJECTED : same ? SEGBIAS_DECIDING_SELECTED : SEGBIAS_DECIDING_NOTHING;
	return true;
}

bool segbias_name_says_lower(struct segbias_label name, bool *says)
{
	return SAYS(name, LOWER_WORDS, says);
}
