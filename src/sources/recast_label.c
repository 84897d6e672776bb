/* Form: "Label (Grouping)" of data.census.gov: a row a group, indented below its total, and columns of estimates for each
 * place ("Cook County, Illinois!!Estimate").
 *
 * source: tables as data.census.gov shows them, downloaded as CSV. */
#include "sources/recast.h"

#include "sources/melt_wide.h"
#include "sources/outline.h"
#include "sources/recast_rows.h"
#include "sources/sheet_line.h"

#include "csv/dialect.h"

#include <stdlib.h>

#define ESTIMATE SEGBIAS_WIDE_PATH "Estimate"
#define MARGIN SEGBIAS_WIDE_PATH "Margin of Error"

static struct segbias_ragged walk_over(const struct segbias_melting *file)
{
	struct segbias_label bytes = file->bytes;
	return (struct segbias_ragged){bytes.bytes, bytes.size, segbias_csv_bom_size(bytes.bytes, bytes.size), ','};
}

static bool ends_with(struct segbias_label label, struct segbias_label end, struct segbias_label *before)
{
	if (label.size <= end.size ||
	    !segbias_label_begins(segbias_wide_behind(label, label.bytes, label.size - end.size), end))
		return false;
	*before = segbias_wide_before(label, label.bytes + label.size - end.size);
	return true;
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	struct segbias_ragged walk = walk_over(file);
	struct segbias_ragged_record record = {0};
	struct segbias_label field;
	struct segbias_label place;
	(void)error;
	bool named = segbias_ragged_next(&walk, &record) && record.width > 1;
	size_t at = record.start;
	named = named && segbias_ragged_field(&walk, &record, &at, &field) &&
	        segbias_label_equal(segbias_sheet_unquoted(field), segbias_label_of("Label (Grouping)"));
	*found = named && segbias_ragged_field(&walk, &record, &at, &field) &&
	         ends_with(segbias_sheet_unquoted(field), segbias_label_of(ESTIMATE), &place);
	return SEGBIAS_OK;
}

/* The label without its indent: blanks, and the no-break spaces of which there are four a level. */
static struct segbias_label without_indent(struct segbias_label label, size_t *level)
{
	*level = 1;
	for (; label.size > 0; ++*level) {
		size_t size = label.bytes[0] == ' '                                     ? 1
		              : segbias_label_begins(label, segbias_label_of("\u00a0")) ? 2
		                                                                        : 0;
		if (size == 0)
			break;
		label = segbias_wide_behind(label, label.bytes, size);
	}
	return label;
}

struct columns {
	size_t estimate, margin; /* SIZE_MAX: none */
};

static enum segbias_status read_rows(const struct segbias_melting *file, const struct columns *columns,
                                     struct segbias_outline *outline, struct segbias_error *error)
{
	struct segbias_ragged walk = walk_over(file);
	struct segbias_ragged_record record;
	uint64_t line = file->line;
	size_t width = 0;
	for (size_t number = 0; segbias_ragged_next(&walk, &record); number++) {
		struct segbias_outline_row row = {.line = line};
		struct segbias_label field;
		size_t at = record.start;
		line += segbias_label_line_ends(
		    (struct segbias_label){walk.bytes + record.start, record.end - record.start});
		width = number == 0 ? record.width : width;
		if (number == 0 || record.blank)
			continue;
		if (record.width != width)
			return segbias_recast_refuse_width(file, row.line, error);
		for (size_t i = 0; segbias_ragged_field(&walk, &record, &at, &field); i++) {
			field = segbias_sheet_unquoted(field);
			if (i == 0)
				row.label = without_indent(field, &row.level);
			if (i == columns->estimate)
				row.count = field;
			if (i == columns->margin)
				row.margin = field;
		}
		row.parent = segbias_outline_parent(outline, row.level);
		enum segbias_status status = segbias_outline_add(outline, &row, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

/* The column of the header with that name; SIZE_MAX: none. */
static size_t find_margin(const struct segbias_ragged *walk, const struct segbias_ragged_record *header,
                          struct segbias_label place)
{
	struct segbias_label field;
	struct segbias_label other;
	size_t at = header->start;
	for (size_t i = 0; segbias_ragged_field(walk, header, &at, &field); i++)
		if (ends_with(segbias_sheet_unquoted(field), segbias_label_of(MARGIN), &other) &&
		    segbias_label_equal(other, place))
			return i;
	return SIZE_MAX;
}

/* The groups of one place. `margins`: nullable; false once a place lacks a margin of error. out NULL: nothing is written. */
static enum segbias_status take_place(const struct segbias_melting *file, const struct columns *columns,
                                      struct segbias_label place, bool *margins, struct segbias_melted *out,
                                      struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_outline outline = {0};
	struct segbias_text prefix = {0};
	SEGBIAS_TRY(read_rows(file, columns, &outline, error));
	SEGBIAS_TRY(segbias_outline_choose(&outline, error));
	segbias_text_add_format(&prefix, "\"%.*s\",", (int)place.size, place.bytes);
	if (prefix.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!out)
		*margins = *margins && columns->margin != SIZE_MAX && segbias_outline_margins(&outline);
	else
		SEGBIAS_TRY(segbias_outline_write(&outline, (struct segbias_label){prefix.data, prefix.size}, ',',
		                                  *margins, out, error));
	if (out && out->said.size == 0)
		segbias_outline_say(&outline, &out->said);
done:
	segbias_text_release(&prefix);
	segbias_outline_release(&outline);
	return status;
}

static enum segbias_status take_places(const struct segbias_melting *file, bool *margins, struct segbias_melted *out,
                                       struct segbias_error *error)
{
	struct segbias_ragged walk = walk_over(file);
	struct segbias_ragged_record header;
	struct segbias_label field;
	struct segbias_label place;
	enum segbias_status status = SEGBIAS_OK;
	(void)segbias_ragged_next(&walk, &header);
	size_t at = header.start;
	for (size_t i = 0; status == SEGBIAS_OK && segbias_ragged_field(&walk, &header, &at, &field); i++) {
		if (!ends_with(segbias_sheet_unquoted(field), segbias_label_of(ESTIMATE), &place))
			continue;
		const struct columns columns = {i, find_margin(&walk, &header, place)};
		status = take_place(file, &columns, place, margins, out, error);
	}
	return status;
}

/* Margins of error are written where every group of every place has one. */
static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	bool margins = true;
	enum segbias_status status = take_places(file, &margins, NULL, error);
	segbias_text_add_string(&out->text,
	                        margins ? "place,attribute,value,count,moe" : "place,attribute,value,count");
	if (status == SEGBIAS_OK)
		status = segbias_melted_end(out, file->line, error);
	if (status == SEGBIAS_OK)
		status = take_places(file, &margins, out, error);
	return status == SEGBIAS_OK ? segbias_outline_check(out, file->file, error) : status;
}

const struct segbias_recast segbias_recast_label = {"label", ',', is, write};
