/* Small public helpers: the version, text for messages, the nearest of some names. */
#include <segbias/segbias.h>

#include "base/text.h"

#include "base/memory.h"
#include "values/nearest.h"

#include <stdlib.h>

_Static_assert((int)SEGBIAS_ESCAPED_MAX == (int)SEGBIAS_QUOTE_MAX, "the public size is the inner one");

const char *segbias_version(void)
{
	return SEGBIAS_VERSION;
}

const char *segbias_text_escape(const char *text, char out[SEGBIAS_ESCAPED_MAX])
{
	return segbias_text_quote(text, out);
}

size_t segbias_text_nearest(const char *wanted, const char *const *names, size_t count)
{
	struct segbias_label *labels = segbias_memory_zeroed(count + 1, sizeof *labels);
	if (!labels)
		return SIZE_MAX;
	for (size_t i = 0; i < count; i++)
		labels[i] = segbias_label_of(names[i]);
	size_t found = segbias_nearest(segbias_label_of(wanted), labels, count);
	free(labels);
	return found;
}
