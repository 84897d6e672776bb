#include "values/boolean.h"

#include "base/unicode.h"

#include <string.h>

/* Whether it may be one of the words: most cells are told by their first character, and are not worth folding. */
static bool may_be(struct segbias_label label)
{
	size_t at = 0;
	label = segbias_unicode_unguarded(label);
	while (at < label.size && segbias_unicode_space((unsigned char)label.bytes[at]))
		at++;
	if (at == label.size)
		return false;
	bool number = label.bytes[at] == '0' || label.bytes[at] == '1';
	if (number && at + 1 < label.size) {
		unsigned char next = (unsigned char)label.bytes[at + 1];
		return next == 0 || next >= 0x80 || segbias_unicode_space(next);
	}
	return (unsigned char)label.bytes[at] >= 0x80 || strchr("01ftnyFTNY", label.bytes[at]);
}

bool segbias_boolean_parse(struct segbias_label label, bool *out)
{
	static const char *const WORDS[][2] = {{"0", "1"}, {"false", "true"}, {"f", "t"}, {"no", "yes"}, {"n", "y"}};
	if (label.size == 1 && (label.bytes[0] == '0' || label.bytes[0] == '1')) {
		*out = label.bytes[0] == '1'; /* without folding: most files have these */
		return true;
	}
	if (!may_be(label))
		return false;
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
