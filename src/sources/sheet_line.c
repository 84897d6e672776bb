#include "sources/sheet_line.h"

#include "values/figure.h"
#include "values/missing.h"

#include <string.h>

struct segbias_label segbias_sheet_unquoted(struct segbias_label cell)
{
	if (cell.size >= 2 && cell.bytes[0] == '"' && cell.bytes[cell.size - 1] == '"')
		return (struct segbias_label){cell.bytes + 1, cell.size - 2};
	return cell;
}

static struct segbias_label trimmed(struct segbias_label cell)
{
	while (cell.size > 0 && (cell.bytes[cell.size - 1] == ' ' || cell.bytes[cell.size - 1] == '\t'))
		cell.size--;
	while (cell.size > 0 && (cell.bytes[0] == ' ' || cell.bytes[0] == '\t')) {
		cell.bytes++;
		cell.size--;
	}
	return cell;
}

bool segbias_sheet_year(struct segbias_label cell)
{
	enum { DIGITS = 4 };
	for (size_t i = 0; i < cell.size; i++)
		if (cell.bytes[i] < '0' || cell.bytes[i] > '9')
			return false;
	return cell.size == DIGITS && (cell.bytes[0] == '1' || cell.bytes[0] == '2');
}

bool segbias_sheet_number(struct segbias_label cell)
{
	struct segbias_style_evidence evidence = {0};
	segbias_style_look(&evidence, trimmed(cell));
	return evidence.numbers > 0;
}

bool segbias_sheet_nothing(struct segbias_label cell)
{
	cell = trimmed(cell);
	for (size_t i = 0; i < cell.size; i++)
		if (cell.bytes[i] != '-')
			return false;
	return true;
}

/* At least three of them, and nothing else. */
static bool is_rule(struct segbias_label cell)
{
	enum { RULE_LEAST = 3 };
	for (size_t i = 0; i < cell.size; i++)
		if (cell.bytes[i] != cell.bytes[0] || !strchr("-_=*", cell.bytes[i]))
			return false;
	return cell.size >= RULE_LEAST;
}

static enum segbias_line kind_of(const struct segbias_sheet_line *line)
{
	struct segbias_label first = line->first;
	if (line->filled == 0)
		return SEGBIAS_LINE_BLANK;
	if (first.bytes[0] == '#')
		return SEGBIAS_LINE_COMMENT;
	if (line->filled == 1)
		return is_rule(first) ? SEGBIAS_LINE_RULE : SEGBIAS_LINE_TITLE;
	if (line->filled > 2)
		return SEGBIAS_LINE_ROW;
	if (first.bytes[first.size - 1] == ':' && line->numbers == 0)
		return SEGBIAS_LINE_KEY;
	return SEGBIAS_LINE_PAIR;
}

bool segbias_sheet_line_next(struct segbias_ragged *walk, uint64_t *line, struct segbias_sheet_line *out)
{
	enum { NUMBERS_LOOKED_AT = 64 };
	*out = (struct segbias_sheet_line){.line = *line};
	if (!segbias_ragged_next(walk, &out->record))
		return false;
	size_t start = out->record.start;
	*line += segbias_label_line_ends((struct segbias_label){walk->bytes + start, out->record.end - start});
	struct segbias_label cell;
	for (size_t at = start; segbias_ragged_field(walk, &out->record, &at, &cell);) {
		cell = trimmed(segbias_sheet_unquoted(cell));
		if (segbias_missing_blank(cell))
			continue;
		if (out->filled < 2)
			*(out->filled ? &out->second : &out->first) = cell;
		out->filled++;
		out->numbers += out->filled <= NUMBERS_LOOKED_AT && segbias_sheet_number(cell);
	}
	out->kind = kind_of(out);
	return true;
}

bool segbias_sheet_line_cell(const struct segbias_ragged *walk, const struct segbias_sheet_line *line, size_t index,
                             struct segbias_label *cell)
{
	size_t at = line->record.start;
	for (size_t i = 0; i <= index; i++)
		if (!segbias_ragged_field(walk, &line->record, &at, cell))
			return false;
	*cell = segbias_sheet_unquoted(*cell);
	return true;
}
