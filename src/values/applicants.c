#include "values/applicants.h"

#include "values/column.h"

static const char *const WORDS[] = {
#define APPLICANTS(text) text,
#include "data/applicants.def"
#undef APPLICANTS
};

bool segbias_name_says_applicants(struct segbias_label name, bool *says)
{
	struct segbias_text split = {0};
	segbias_column_split(name, &split);
	bool ok = !split.failed;
	*says = false;
	for (size_t i = 0; ok && i < sizeof WORDS / sizeof *WORDS && !*says; i++)
		*says = segbias_column_stands(WORDS[i], split.data);
	segbias_text_release(&split);
	return ok;
}
