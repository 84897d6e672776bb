#include "values/applicants.h"

#include "values/column.h"

static const char *const WORDS[] = {
#define APPLICANTS(text) text,
#include "data/applicants.def"
#undef APPLICANTS
};

static const char *const REJECTED_WORDS[] = {
#define REJECTED(text) text,
#include "data/rejected.def"
#undef REJECTED
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

bool segbias_name_says_rejected(struct segbias_label name, bool *says)
{
	return has_one(name, REJECTED_WORDS, sizeof REJECTED_WORDS / sizeof *REJECTED_WORDS, says);
}
