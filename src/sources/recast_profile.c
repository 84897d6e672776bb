/* Form: data profiles of data.census.gov (DP05 and others): a row a place, and a column for each estimate, margin of error and
 * percentage, whose path stands in a second row of names ("Estimate!!SEX AND AGE!!Total population!!Male").
 *
 * source: data.census.gov, "ACSDP5Y2022.DP05-Data.csv": codes DP05_0001E (estimate), M (margin of error), PE, PM (percent) */
#include "sources/recast.h"

#include "base/memory.h"
#include "csv/dialect.h"
#include "sources/melt_wide.h"
#include "sources/outline.h"
#include "sources/sheet_line.h"

#include <stdlib.h>
#include <string.h>

#define ESTIMATE "Estimate" SEGBIAS_WIDE_PATH
#define MARGIN "Margin of Error" SEGBIAS_WIDE_PATH

/* The names of the columns, and where the rows begin. */
struct profile {
	struct segbias_ragged walk;
	struct segbias_label *names, *paths, *fields; /* [width] */
	size_t width;
	uint64_t line;
};

static struct segbias_ragged walk_over(const struct segbias_melting *file)
{
	struct segbias_label bytes = file->bytes;
	return (struct segbias_ragged){bytes.bytes, bytes.size, segbias_csv_bom_size(bytes.bytes, bytes.size),
	                               file->delimiter};
}

/* "DP05_0001E" */
static bool is_code(struct segbias_label name)
{
	return name.size > 5 && memcmp(name.bytes, "DP", 2) == 0 && name.bytes[2] >= '0' && name.bytes[2] <= '9' &&
	       segbias_wide_find(name, "_");
}

static bool is(const struct segbias_melting *file)
{
	enum { LEAST = 3 };
	struct segbias_ragged walk = walk_over(file);
	struct segbias_ragged_record record;
	struct segbias_label field;
	size_t codes = 0;
	size_t paths = 0;
	if (!segbias_ragged_next(&walk, &record))
		return false;
	for (size_t at = record.start; segbias_ragged_field(&walk, &record, &at, &field);)
		codes += is_code(segbias_sheet_unquoted(field));
	if (codes < LEAST || !segbias_ragged_next(&walk, &record))
		return false;
	for (size_t at = record.start; segbias_ragged_field(&walk, &record, &at, &field);)
		paths += segbias_wide_begins(segbias_sheet_unquoted(field), segbias_label_of(ESTIMATE));
	return paths >= LEAST;
}

/* The next record of the table's width, without quotes. */
static bool next(struct profile *profile, struct segbias_label *fields, uint64_t *line)
{
	struct segbias_ragged_record record;
	while (segbias_ragged_next(&profile->walk, &record)) {
		size_t at = record.start;
		size_t count = 0;
		*line = profile->line;
		profile->line += segbias_label_line_ends(
		    (struct segbias_label){profile->walk.bytes + record.start, record.end - record.start});
		while (count < profile->width && segbias_ragged_field(&profile->walk, &record, &at, &fields[count])) {
			fields[count] = segbias_sheet_unquoted(fields[count]);
			count++;
		}
		if (count == profile->width)
			return true;
	}
	return false;
}

static bool is_place(const struct profile *profile, size_t column)
{
	return profile->names[column].size > 0 && !is_code(profile->names[column]);
}

/* The row of the outline with that path, made with all that are above it. SIZE_MAX: out of memory. */
static size_t find_path(struct segbias_outline *outline, struct segbias_label *paths, struct segbias_label path)
{
	for (size_t i = 0; i < outline->count; i++)
		if (segbias_label_equal(paths[i], path))
			return i;
	size_t levels = 0;
	struct segbias_label rest = path;
	const char *last = NULL;
	for (const char *at = segbias_wide_find(rest, SEGBIAS_WIDE_PATH); at;
	     at = segbias_wide_find(rest, SEGBIAS_WIDE_PATH)) {
		last = at;
		rest = segbias_wide_behind(rest, at, sizeof SEGBIAS_WIDE_PATH - 1);
		levels++;
	}
	struct segbias_outline_row row = {.label = rest, .parent = SIZE_MAX, .level = levels};
	if (last) {
		row.parent = find_path(outline, paths, segbias_wide_before(path, last));
		if (row.parent == SIZE_MAX)
			return SIZE_MAX;
	}
	if (segbias_outline_add(outline, &row, NULL) != SEGBIAS_OK)
		return SIZE_MAX;
	paths[outline->count - 1] = path;
	return outline->count - 1;
}

static size_t find_margin(const struct profile *profile, struct segbias_label path)
{
	struct segbias_label root = segbias_label_of(MARGIN);
	for (size_t i = 0; i < profile->width; i++)
		if (segbias_wide_begins(profile->paths[i], root) &&
		    segbias_label_equal(segbias_wide_behind(profile->paths[i], profile->paths[i].bytes, root.size),
		                        path))
			return i;
	return SIZE_MAX;
}

/* A row of the file as an outline. */
static enum segbias_status read_place(const struct profile *profile, uint64_t line, struct segbias_outline *outline,
                                      struct segbias_error *error)
{
	enum { LEVELS_MAX = 8 };
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label root = segbias_label_of(ESTIMATE);
	struct segbias_label *paths = segbias_memory_zeroed(LEVELS_MAX * profile->width + 1, sizeof *paths);
	if (!paths)
		return segbias_error_memory(error);
	for (size_t i = 0; i < profile->width && status == SEGBIAS_OK; i++) {
		if (!segbias_wide_begins(profile->paths[i], root))
			continue;
		struct segbias_label path = segbias_wide_behind(profile->paths[i], profile->paths[i].bytes, root.size);
		if (outline->count + LEVELS_MAX > LEVELS_MAX * profile->width)
			break;
		size_t at = find_path(outline, paths, path);
		if (at == SIZE_MAX) {
			status = segbias_error_memory(error);
			break;
		}
		struct segbias_outline_row *row = &outline->rows[at];
		if (row->count.bytes)
			continue; /* "One race" stands there twice */
		size_t margin = find_margin(profile, path);
		row->count = profile->fields[i];
		row->margin = margin == SIZE_MAX ? (struct segbias_label){"", 0} : profile->fields[margin];
		row->line = line;
	}
	free(paths);
	if (status == SEGBIAS_OK)
		segbias_outline_read_figures(outline);
	return status == SEGBIAS_OK ? segbias_outline_choose(outline, error) : status;
}

static enum segbias_status take_places(struct profile *profile, bool *margins, struct segbias_melted *out,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	uint64_t line = 0;
	while (status == SEGBIAS_OK && next(profile, profile->fields, &line)) {
		struct segbias_outline outline = {0};
		struct segbias_text prefix = {0};
		status = read_place(profile, line, &outline, error);
		for (size_t i = 0; i < profile->width; i++)
			if (is_place(profile, i))
				segbias_text_add_format(&prefix, "\"%.*s\",", (int)profile->fields[i].size,
				                        profile->fields[i].bytes);
		if (status == SEGBIAS_OK && prefix.failed)
			status = segbias_error_memory(error);
		if (status == SEGBIAS_OK && !out)
			*margins = *margins && segbias_outline_margins(&outline);
		else if (status == SEGBIAS_OK)
			status = segbias_outline_write(
			    &outline, (struct segbias_label){prefix.data ? prefix.data : "", prefix.size}, ',',
			    *margins, out, error);
		if (out && out->said.size == 0)
			segbias_outline_say(&outline, &out->said);
		segbias_text_release(&prefix);
		segbias_outline_release(&outline);
	}
	return status;
}

static enum segbias_status write_header(const struct profile *profile, uint64_t line, bool margins,
                                        struct segbias_melted *out, struct segbias_error *error)
{
	for (size_t i = 0; i < profile->width; i++)
		if (is_place(profile, i))
			segbias_text_add_format(&out->text, "\"%.*s\",", (int)profile->names[i].size,
			                        profile->names[i].bytes);
	segbias_text_add_string(&out->text, margins ? "attribute,value,count,moe" : "attribute,value,count");
	return segbias_melted_end(out, line, error);
}

/* Margins of error are written where every group of every place has one. */
static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct profile profile = {.walk = walk_over(file), .line = file->line};
	struct segbias_ragged_record header;
	struct segbias_ragged look = profile.walk;
	uint64_t line = 0;
	bool margins = true;
	(void)segbias_ragged_next(&look, &header);
	profile.width = header.width;
	profile.names = segbias_memory_zeroed(profile.width + 1, sizeof *profile.names);
	profile.paths = segbias_memory_zeroed(profile.width + 1, sizeof *profile.paths);
	profile.fields = segbias_memory_zeroed(profile.width + 1, sizeof *profile.fields);
	if (!profile.names || !profile.paths || !profile.fields)
		SEGBIAS_TRY(segbias_error_memory(error));
	(void)next(&profile, profile.names, &line);
	(void)next(&profile, profile.paths, &line);
	struct profile again = profile;
	SEGBIAS_TRY(take_places(&again, &margins, NULL, error));
	SEGBIAS_TRY(write_header(&profile, file->line, margins, out, error));
	SEGBIAS_TRY(take_places(&profile, &margins, out, error));
	SEGBIAS_TRY(segbias_outline_check(out, file->file, error));
done:
	free(profile.names);
	free(profile.paths);
	free(profile.fields);
	return status;
}

const struct segbias_recast segbias_recast_profile = {"profile", ',', is, write};
