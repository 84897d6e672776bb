#include "values/boolean.h"

#include "base/unicode.h"

#include <string.h>

bool segbias_boolean_parse(struct segbias_label label, bool *out)
{
	static const char *const WORDS[][2] = {{"0", "1"}, {"false", "true"}, {"f", "t"}, {"no", "yes"}, {"n", "y"}};
	if (label.size == 1 && (label.bytes[0] == '0' || label.bytes[0] == '1')) {
		*out = label.bytes[0] == '1'; /* without folding: most files have these */
		return true;
	}
	bool found = false;
	struct segbias_text folded = {0};
	segbias_unicode_fold(label, &folded);
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && folded.size && !found; i++)
		for (int yes = 0; yes < 2 && !found; yes++) {
			found = strcmp(folded.data, WORDS[i][yes]) == 0;
			if (found)
				*out = yes == 1;
		}
	segbias_text_release(&folded);
	return found;
}
