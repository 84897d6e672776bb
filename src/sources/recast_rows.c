#include "sources/recast_rows.h"

#include "base/memory.h"
#include "csv/dialect.h"
#include "sources/sheet_line.h"

#include <stdlib.h>

static struct segbias_ragged walk_over(const struct segbias_melting *file)
{
	struct segbias_label bytes = file->bytes;
	return (struct segbias_ragged){bytes.bytes, bytes.size, segbias_csv_bom_size(bytes.bytes, bytes.size),
	                               file->delimiter};
}

static size_t read_fields(const struct segbias_recast_rows *rows, const struct segbias_ragged_record *record,
                          struct segbias_label *fields)
{
	size_t at = record->start;
	size_t count = 0;
	while (count < rows->width && segbias_ragged_field(&rows->walk, record, &at, &fields[count])) {
		fields[count] = segbias_sheet_unquoted(fields[count]);
		count++;
	}
	return count;
}

static bool next_record(struct segbias_recast_rows *rows, struct segbias_ragged_record *record)
{
	if (!segbias_ragged_next(&rows->walk, record))
		return false;
	rows->line = rows->next_line;
	rows->next_line += segbias_label_line_ends(
	    (struct segbias_label){rows->walk.bytes + record->start, record->end - record->start});
	return true;
}

void segbias_recast_rows_rewind(const struct segbias_melting *file, struct segbias_recast_rows *rows)
{
	struct segbias_ragged_record header;
	rows->walk = walk_over(file);
	rows->next_line = file->line;
	(void)next_record(rows, &header);
}

enum segbias_status segbias_recast_rows_open(const struct segbias_melting *file, struct segbias_recast_rows *rows,
                                             struct segbias_error *error)
{
	struct segbias_ragged_record header = {0};
	*rows = (struct segbias_recast_rows){.walk = walk_over(file), .next_line = file->line};
	(void)next_record(rows, &header);
	rows->width = header.width;
	rows->names = segbias_memory_zeroed(rows->width + 1, sizeof *rows->names);
	rows->fields = segbias_memory_zeroed(rows->width + 1, sizeof *rows->fields);
	if (!rows->names || !rows->fields)
		return segbias_error_memory(error);
	(void)read_fields(rows, &header, rows->names);
	return SEGBIAS_OK;
}

void segbias_recast_rows_close(struct segbias_recast_rows *rows)
{
	free(rows->names);
	free(rows->fields);
	*rows = (struct segbias_recast_rows){0};
}

bool segbias_recast_rows_next(struct segbias_recast_rows *rows)
{
	struct segbias_ragged_record record;
	while (next_record(rows, &record)) {
		if (record.width == rows->width && read_fields(rows, &record, rows->fields) == rows->width)
			return true;
		if (!record.blank && rows->bad_line == 0)
			rows->bad_line = rows->line;
	}
	return false;
}

enum segbias_status segbias_recast_refuse_width(const struct segbias_melting *file, uint64_t line,
                                                struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA, "ragged_record|this row has not as many columns as the header");
	segbias_error_hint(error, "take the file as the office publishes it");
	segbias_error_place(error, file->file, line, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_recast_rows_check(const struct segbias_melting *file,
                                              const struct segbias_recast_rows *rows, struct segbias_error *error)
{
	return rows->bad_line ? segbias_recast_refuse_width(file, rows->bad_line, error) : SEGBIAS_OK;
}

size_t segbias_recast_rows_find(const struct segbias_recast_rows *rows, const char *name)
{
	for (size_t i = 0; i < rows->width; i++)
		if (segbias_label_equal(rows->names[i], segbias_label_of(name)))
			return i;
	return SIZE_MAX;
}

void segbias_recast_put(struct segbias_text *out, struct segbias_label field)
{
	segbias_text_add_string(out, "\"");
	segbias_text_add(out, field.bytes, field.size);
	segbias_text_add_string(out, "\",");
}

bool segbias_recast_has(const struct segbias_melting *file, const char *name)
{
	struct segbias_ragged walk = walk_over(file);
	struct segbias_ragged_record header;
	struct segbias_label field;
	if (!segbias_ragged_next(&walk, &header))
		return false;
	for (size_t at = header.start; segbias_ragged_field(&walk, &header, &at, &field);)
		if (segbias_label_equal(segbias_sheet_unquoted(field), segbias_label_of(name)))
			return true;
	return false;
}
