#include "history/publication.h"

#include <string.h>

enum { DIGITS_MAX = 15 };

void segbias_marks_write(const bool *marks, size_t count, struct segbias_text *out)
{
	const char *comma = "";
	for (size_t i = 0; i < count; i++) {
		size_t first = i;
		if (!marks[i])
			continue;
		while (i + 1 < count && marks[i + 1])
			i++;
		if (first == i)
			segbias_text_add_format(out, "%s%zu", comma, first + 1);
		else
			segbias_text_add_format(out, "%s%zu-%zu", comma, first + 1, i + 1);
		comma = ",";
	}
}

int64_t segbias_publication_number(struct segbias_label word)
{
	int64_t number = 0;
	if (word.size == 0 || word.size > DIGITS_MAX)
		return -1;
	for (size_t i = 0; i < word.size; i++) {
		if (word.bytes[i] < '0' || word.bytes[i] > '9')
			return -1;
		number = 10 * number + word.bytes[i] - '0';
	}
	return number;
}

/* Up to one of the characters, or the end. */
static size_t span(struct segbias_label text, size_t from, const char *ends)
{
	size_t at = from;
	while (at < text.size && !(text.bytes[at] && strchr(ends, text.bytes[at])))
		at++;
	return at;
}

bool segbias_marks_read(struct segbias_label text, bool *marks, size_t count)
{
	for (size_t at = 0; at < text.size;) {
		size_t end = span(text, at, ",");
		size_t dash = span((struct segbias_label){text.bytes, end}, at, "-");
		int64_t first = segbias_publication_number((struct segbias_label){text.bytes + at, dash - at});
		int64_t last =
		    dash == end
			? first
			: segbias_publication_number((struct segbias_label){text.bytes + dash + 1, end - dash - 1});
		if (first < 1 || last < first || (uint64_t)last > count)
			return false;
		memset(&marks[first - 1], true, (size_t)(last - first + 1) * sizeof *marks);
		at = end + 1;
	}
	return true;
}

struct segbias_label segbias_publication_word(struct segbias_label note, const char *name, size_t *at)
{
	static const char RUN[] = "run=";
	bool any = strcmp(name, RUN) == 0;
	size_t from = *at;
	while (from < note.size) {
		size_t end = span(note, from, " ");
		struct segbias_label word = {note.bytes + from, end - from};
		if (segbias_label_begins(word, segbias_label_of(name))) {
			*at = end + 1;
			return (struct segbias_label){word.bytes + strlen(name), word.size - strlen(name)};
		}
		if (!any && segbias_label_begins(word, segbias_label_of(RUN)))
			break;
		from = end + 1;
	}
	return (struct segbias_label){0};
}
