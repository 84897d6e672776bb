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

/* The fields that look swallowed: the first, how many there are, and the lines that they span. */
struct swallowed {
	struct segbias_label column;
	uint64_t line; /* of the first; 0 where it is not kept */
	size_t first_lines;
	uint64_t fields, lines;
};

static void note_fields(struct segbias_notes *notes, const char *path, const struct swallowed *found)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	char where[64] = "";
	char all[96] = "";
	if (found->line)
		(void)snprintf(where, sizeof where, ", %llu to %llu,", (unsigned long long)found->line,
		               (unsigned long long)found->line + found->first_lines - 1);
	if (found->fields > 1)
		(void)snprintf(all, sizeof all, "; %llu such fields span %llu lines in all",
		               (unsigned long long)found->fields, (unsigned long long)found->lines);
	struct segbias_error *note =
	    segbias_notes_add(notes, "field_spans_lines",
	                      "a field of column %s spans %zu lines%s and holds as many delimiters as a row%s",
	                      segbias_label_quote(found->column, quoted), found->first_lines, where, all);
	segbias_error_place(note, path, found->line, 0);
	segbias_error_hint(note, "stray quotes make one record of several: look at the lines");
}

/* A column may stand in the tally more than once. */
static bool is_new(const struct segbias_tally *tally, size_t column)
{
	for (size_t i = 0; i < column; i++)
		if (segbias_label_equal(segbias_tally_name(tally, i), segbias_tally_name(tally, column)))
			return false;
	return true;
}

void segbias_reading_note_swallowed(const struct segbias_source *source, const struct segbias_tally *tally,
                                    struct segbias_notes *notes)
{
	const struct segbias_source_facts *facts = segbias_source_facts(source);
	size_t width = segbias_source_head(source)->width;
	struct swallowed found = {.fields = 0};
	for (size_t column = 0; column < segbias_tally_columns(tally); column++) {
		for (uint32_t i = 0; i < segbias_tally_spellings(tally, column); i++) {
			struct segbias_spelling spelling = segbias_tally_spelling(tally, column, i);
			size_t lines = swallowed_lines(spelling.label, facts->delimiter, width);
			if (lines == 0 || !is_new(tally, column))
				continue;
			if (found.fields == 0)
				found = (struct swallowed){segbias_tally_name(tally, column), spelling.line, lines + 1,
				                           0, 0};
			found.fields += spelling.count;
			found.lines += spelling.count * (lines + 1);
		}
	}
	if (found.fields > 0)
		note_fields(notes, facts->path, &found);
}
