/* Rows that stray quotes have swallowed: two of them in one column make one record of several. */
#include "jobs/reading.h"

#include "sources/source.h"

#include <stdio.h>

/* Line ends in the field; 0 too where it does not hold as many delimiters as a row at least. */
static size_t swallowed_lines(struct segbias_label field, char delimiter, size_t width)
{
	size_t delimiters = 0;
	for (size_t i = 0; i < field.size; i++)
		delimiters += field.bytes[i] == delimiter;
	return width > 1 && delimiters >= width - 1 ? segbias_label_line_ends(field) : 0;
}

static void note_field(struct segbias_notes *notes, const char *path, struct segbias_label column, uint64_t line,
                       size_t lines)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char where[64] = "";
	if (line)
		(void)snprintf(where, sizeof where, ", %llu to %llu,", (unsigned long long)line,
		               (unsigned long long)line + lines);
	struct segbias_error *note = segbias_notes_add(
	    notes, "field_spans_lines", "a field of column %s spans %zu lines%s and holds as many delimiters as a row",
	    segbias_label_quote(column, quoted), lines + 1, where);
	segbias_error_place(note, path, line, 0);
	segbias_error_hint(note, "stray quotes make one record of several: look at the lines");
}

void segbias_reading_note_swallowed(const struct segbias_source *source, const struct segbias_tally *tally,
                                    struct segbias_notes *notes)
{
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	size_t width = segbias_source_head(source)->width;
	for (size_t column = 0; column < segbias_tally_columns(tally); column++) {
		for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
			struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
			size_t lines = swallowed_lines(spelling.label, facts->delimiter, width);
			if (lines > 0) {
				note_field(notes, facts->path, segbias_tally_name(tally, column), spelling.line, lines);
				return;
			}
		}
	}
}
