/* Form: data profiles of data.census.gov (DP05 and others): a row a place, and a column for each estimate, margin of error and
 * percentage, whose path stands in a second row of names ("Estimate!!SEX AND AGE!!Total population!!Male").
 *
 * source: data.census.gov, "ACSDP5Y2022.DP05-Data.csv": codes DP05_0001E (estimate), M (margin of error), PE, PM (percent) */
#include "sources/recast.h"

#include "base/memory.h"
#include "sources/melt_wide.h"
#include "sources/outline.h"
#include "sources/recast_rows.h"

#include <stdlib.h>
#include <string.h>

#define ESTIMATE "Estimate" SEGBIAS_WIDE_PATH
#define MARGIN "Margin of Error" SEGBIAS_WIDE_PATH

struct profile {
	struct segbias_recast_rows rows;
	struct segbias_label *paths; /* [width] */
};

/* "DP05_0001E" */
static bool is_code(struct segbias_label name)
{
	return name.size > 5 && memcmp(name.bytes, "DP", 2) == 0 && name.bytes[2] >= '0' && name.bytes[2] <= '9' &&
	       segbias_wide_find(name, "_");
}

static enum segbias_status is(const struct segbias_melting *file, bool *found, struct segbias_error *error)
{
	enum { LEAST = 3 };
	struct segbias_recast_rows rows;
	size_t codes = 0;
	size_t paths = 0;
	enum segbias_status status = segbias_recast_rows_open(file, &rows, error);
	if (status == SEGBIAS_OK && segbias_recast_rows_next(&rows))
		for (size_t i = 0; i < rows.width; i++) {
			codes += is_code(rows.names[i]);
			paths += segbias_label_begins(rows.fields[i], segbias_label_of(ESTIMATE));
		}
	segbias_recast_rows_close(&rows);
	*found = codes >= LEAST && paths >= LEAST;
	return status;
}

static bool is_place(const struct profile *profile, size_t column)
{
	return profile->rows.names[column].size > 0 && !is_code(profile->rows.names[column]);
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
	for (size_t i = 0; i < profile->rows.width; i++)
		if (segbias_label_begins(profile->paths[i], root) &&
		    segbias_label_equal(segbias_wide_behind(profile->paths[i], profile->paths[i].bytes, root.size),
		                        path))
			return i;
	return SIZE_MAX;
}

/* A row of the file as an outline. */
static enum segbias_status read_place(const struct profile *profile, struct segbias_outline *outline,
                                      struct segbias_error *error)
{
	enum { LEVELS_MAX = 8 };
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label root = segbias_label_of(ESTIMATE);
	struct segbias_label *paths = segbias_memory_zeroed(LEVELS_MAX * profile->rows.width + 1, sizeof *paths);
	if (!paths)
		return segbias_error_memory(error);
	for (size_t i = 0; i < profile->rows.width && status == SEGBIAS_OK; i++) {
		if (!segbias_label_begins(profile->paths[i], root))
			continue;
		struct segbias_label path = segbias_wide_behind(profile->paths[i], profile->paths[i].bytes, root.size);
		if (outline->count + LEVELS_MAX > LEVELS_MAX * profile->rows.width)
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
		row->count = profile->rows.fields[i];
		row->margin = margin == SIZE_MAX ? (struct segbias_label){"", 0} : profile->rows.fields[margin];
		row->line = profile->rows.line;
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
	while (status == SEGBIAS_OK && segbias_recast_rows_next(&profile->rows)) {
		struct segbias_outline outline = {0};
		struct segbias_text prefix = {0};
		status = read_place(profile, &outline, error);
		for (size_t i = 0; i < profile->rows.width; i++)
			if (is_place(profile, i))
				segbias_recast_put(&prefix, profile->rows.fields[i]);
		if (status == SEGBIAS_OK && prefix.failed)
			status = segbias_error_memory(error);
		if (status == SEGBIAS_OK && !out)
			*margins = *margins && segbias_outline_margins(&outline);
		else if (status == SEGBIAS_OK)
			status =
			    segbias_outline_write(&outline, segbias_text_label(&prefix), ',', *margins, out, error);
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
	for (size_t i = 0; i < profile->rows.width; i++)
		if (is_place(profile, i))
			segbias_recast_put(&out->text, profile->rows.names[i]);
	segbias_text_add_string(&out->text, margins ? "attribute,value,count,moe" : "attribute,value,count");
	return segbias_melted_end(out, line, error);
}

/* Margins of error are written where every group of every place has one. */
static enum segbias_status write(const struct segbias_melting *file, struct segbias_melted *out,
                                 struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct profile profile = {0};
	bool margins = true;
	SEGBIAS_TRY(segbias_recast_rows_open(file, &profile.rows, error));
	profile.paths = segbias_memory_zeroed(profile.rows.width + 1, sizeof *profile.paths);
	if (!profile.paths)
		SEGBIAS_TRY(segbias_error_memory(error));
	(void)segbias_recast_rows_next(&profile.rows);
	memcpy(profile.paths, profile.rows.fields, profile.rows.width * sizeof *profile.paths);
	SEGBIAS_TRY(take_places(&profile, &margins, NULL, error));
	SEGBIAS_TRY(segbias_recast_rows_check(file, &profile.rows, error));
	segbias_recast_rows_rewind(file, &profile.rows);
	(void)segbias_recast_rows_next(&profile.rows);
	SEGBIAS_TRY(write_header(&profile, file->line, margins, out, error));
	SEGBIAS_TRY(take_places(&profile, &margins, out, error));
	SEGBIAS_TRY(segbias_outline_check(out, file->file, error));
done:
	segbias_recast_rows_close(&profile.rows);
	free(profile.paths);
	return status;
}

const struct segbias_recast segbias_recast_profile = {"profile", ',', is, write};
