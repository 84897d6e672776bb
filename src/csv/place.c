#include "csv/place.h"

#include "base/unicode.h"

struct segbias_csv_walk segbias_csv_walk_begin(struct segbias_label text, char delimiter, size_t start, uint64_t line)
{
	return (struct segbias_csv_walk){
	    .text = text,
	    .delimiter = delimiter,
	    .at = start,
	    .line = line,
	    .line_start = start,
	    .field_start = start,
	    .field_line = line,
	    .field_line_start = start,
	};
}

static void end_line(struct segbias_csv_walk *walk)
{
	const char *bytes = walk->text.bytes;
	if (bytes[walk->at] == '\r' && walk->at + 1 < walk->text.size && bytes[walk->at + 1] == '\n')
		return; /* the line feed ends the line */
	walk->line++;
	walk->line_start = walk->at + 1;
	if (walk->quoted)
		walk->quoted_line = walk->field_line;
}

void segbias_csv_walk_on(struct segbias_csv_walk *walk, size_t stop, size_t field)
{
	for (; walk->at < stop && walk->field < field; walk->at++) {
		char c = walk->text.bytes[walk->at];
		if (c == '"') {
			walk->quoted = !walk->quoted; /* a doubled quote closes and opens again */
		} else if (c == '\n' || c == '\r') {
			end_line(walk);
		} else if (c == walk->delimiter && !walk->quoted) {
			walk->field++;
			walk->field_start = walk->at + 1;
			walk->field_line = walk->line;
			walk->field_line_start = walk->line_start;
		}
	}
}

uint64_t segbias_csv_walk_column(const struct segbias_csv_walk *walk, size_t line_start, size_t at)
{
	return segbias_unicode_length((struct segbias_label){walk->text.bytes + line_start, at - line_start}) + 1;
}
