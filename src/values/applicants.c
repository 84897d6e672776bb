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
};

static const char *const SELECTED_ONCE_WORDS[] = {
#define SELECTED_ONCE(text) text,
#include "data/selected.def"
};

static const char *const SO_FAR_WORDS[] = {
#define SELECTED_SO_FAR(text) text,
#include "data/selected.def"
};

static const char *const DECIDED_WORDS[] = {
#define DECIDED(text) text,
#include "data/selected.def"
};

static const char *const FURTHER_WORDS[] = {
#define FURTHER(text) text,
#include "data/selected.def"
};

static const char *const EARLIER_WORDS[] = {
#define EARLIER(text) text,
#include "data/selected.def"
};

static const char *const NEUTRAL_WORDS[] = {
#define NEUTRAL(text) text,
#include "data/selected.def"
};

static const char *const LOWER_WORDS[] = {
#define LOWER(text) text,
#include "data/lower.def"
};

static const char *const FORETOLD_WORDS[] = {
#define FORETOLD(text) text,
#include "data/lower.def"
};

static const char *const HIGHER_WORDS[] = {
#define HIGHER(text) text,
#include "data/lower.def"
};

static bool stands(const struct segbias_text *split, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_column_stands(words[i], split->data))
			return true;
	return false;
}

#define OF_ALL(function, split, words) function(split, words, sizeof(words) / sizeof *(words))

bool segbias_name_says_applicants(struct segbias_label name, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*says = ok && OF_ALL(stands, &split, WORDS);
	segbias_text_release(&split);
	return ok;
}

/* "not rejected", and not "rejected, not enough points". */
static bool stands_negated(const struct segbias_text *split, const char *const *words, size_t count)
{
	char both[96];
	for (size_t i = 0; i < sizeof NEGATED_WORDS / sizeof *NEGATED_WORDS; i++)
		for (size_t j = 0; segbias_column_stands(NEGATED_WORDS[i], split->data) && j < count; j++) {
			(void)segbias_text_print(both, sizeof both, "%s %s", NEGATED_WORDS[i], words[j]);
			if (segbias_column_stands(both, split->data))
				return true;
		}
	return false;
}

bool segbias_name_says_rejected(struct segbias_label name, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	bool rejected = ok && (OF_ALL(stands, &split, REJECTED_WORDS) || OF_ALL(stands, &split, REJECTED_ONCE_WORDS));
	*says = rejected ? !OF_ALL(stands_negated, &split, REJECTED_WORDS) &&
	                       !OF_ALL(stands_negated, &split, REJECTED_ONCE_WORDS)
	                 : ok && OF_ALL(stands, &split, NEGATED_WORDS);
	segbias_text_release(&split);
	return ok;
}

static bool take_words(struct segbias_text *split, const char *const *words, size_t count)
{
	bool taken = false;
	for (size_t i = 0; i < count; i++)
		taken = segbias_column_take(words[i], split->data) || taken;
	return taken;
}

/* The words of the decision's own name, one by one; whether all of them stood there. */
static bool take_own(struct segbias_text *own, struct segbias_text *split)
{
	bool any = false;
	bool all = true;
	char *rest = NULL;
	for (char *word = strtok_r(own->data, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		any = segbias_column_take(word, split->data);
		all = all && any;
	}
	return any && all;
}

/* What the words of a split name say. A word more, and it is of something else: "asylum granted", "previously denied". */
static enum segbias_deciding read_words(struct segbias_text *split, struct segbias_text *own)
{
	bool rejected = OF_ALL(take_words, split, REJECTED_WORDS);
	bool negated = OF_ALL(take_words, split, NEGATED_WORDS);
	bool so_far = OF_ALL(take_words, split, SO_FAR_WORDS);
	bool selected = OF_ALL(take_words, split, SELECTED_WORDS);
	bool same = take_own(own, split);
	(void)OF_ALL(take_words, split, NEUTRAL_WORDS);
	selected = selected || (negated && same);
	if (strspn(split->data, " ") < split->size || rejected + so_far + selected != 1)
		return SEGBIAS_DECIDING_NOTHING;
	if (so_far)
		return negated ? SEGBIAS_DECIDING_REJECTED : SEGBIAS_DECIDING_SO_FAR;
	return rejected != negated ? SEGBIAS_DECIDING_REJECTED : SEGBIAS_DECIDING_SELECTED;
}

bool segbias_name_decides(struct segbias_label name, struct segbias_label decision, enum segbias_deciding *out)
{
	struct segbias_text split = {0};
	struct segbias_text own = {0};
	segbias_column_split(name, &split);
	segbias_column_split(decision, &own);
	bool ok = !split.failed && !own.failed;
	*out = ok ? read_words(&split, &own) : SEGBIAS_DECIDING_NOTHING;
	segbias_text_release(&split);
	segbias_text_release(&own);
	return ok;
}

bool segbias_name_of_decisions(struct segbias_label name, bool *of)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*of = ok && (OF_ALL(stands, &split, DECIDED_WORDS) || OF_ALL(stands, &split, SELECTED_WORDS) ||
	             OF_ALL(stands, &split, FURTHER_WORDS) || OF_ALL(stands, &split, SELECTED_ONCE_WORDS) ||
	             OF_ALL(stands, &split, SO_FAR_WORDS) || OF_ALL(stands, &split, REJECTED_WORDS) ||
	             OF_ALL(stands, &split, REJECTED_ONCE_WORDS));
	segbias_text_release(&split);
	return ok;
}

bool segbias_name_goes_on(struct segbias_label name, bool *goes)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*goes = ok && !OF_ALL(stands, &split, EARLIER_WORDS) &&
	        (OF_ALL(stands, &split, SELECTED_WORDS) || OF_ALL(stands, &split, SO_FAR_WORDS) ||
	         OF_ALL(stands, &split, REJECTED_WORDS) || OF_ALL(stands, &split, FURTHER_WORDS));
	segbias_text_release(&split);
	return ok;
}

/* "percentile rank" is no rank, and a "rank" beside it is one. */
bool segbias_name_says_lower(struct segbias_label name, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	if (ok)
		(void)OF_ALL(take_words, &split, HIGHER_WORDS);
	*says = ok && (OF_ALL(stands, &split, LOWER_WORDS) || OF_ALL(stands, &split, FORETOLD_WORDS));
	segbias_text_release(&split);
	return ok;
}

bool segbias_name_says_foretold(struct segbias_label name, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*says = ok && OF_ALL(stands, &split, FORETOLD_WORDS);
	segbias_text_release(&split);
	return ok;
}
