/* Opening a file: its header, its head, its shape. */
#include "sources/source.h"

#include "base/arrow.h"
#include "base/feed.h"
#include "base/memory.h"
#include "base/personal.h"
#include "csv/dialect.h"
#include "sources/aggregate.h"
#include "sources/coding.h"
#include "sources/engine.h"
#include "sources/headerless.h"
#include "sources/legend.h"
#include "sources/margin.h"
#include "sources/melt.h"
#include "sources/reach.h"
#include "sources/reached.h"
#include "sources/recast.h"
#include "sources/sheet_line.h"
#include "tally/file.h"
#include "values/figure_range.h"
#include "values/name.h"
#include "values/person.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SHAPE(name) extern const struct segbias_shape segbias_shape_##name;
#include "sources/shapes.def"
#undef SHAPE

static const struct segbias_shape *const SHAPES[] = {
#define SHAPE(name) &segbias_shape_##name,
#include "sources/shapes.def"
#undef SHAPE
};

struct segbias_source {
	struct segbias_source_options options;
	struct segbias_stream *stream;
	struct segbias_sheet_options sheet; /* by which the end of a longer file is told … */
	struct segbias_label begun;         /* … and the first bytes of its table */
	struct segbias_melted melted;
	struct segbias_stream *table; /* of what was melted; NULL: the stream itself is read */
	struct segbias_csv *csv;
	struct segbias_csv_batch batch;
	struct segbias_csv_counts shared; /* where others have read the rest of the file: of all of it */
	size_t next;                      /* record of the batch, or row of the grid */
	bool scanned;                     /* every row counts, as it stands */
	bool loaded;                      /* the grid is the whole file … */
	bool broken;                      /* … or reading it stopped on the way */
	size_t *late;                     /* [late_count]: columns that were the same in all of the first rows, … */
	struct segbias_repeat *repeats;   /* [repeat_count]: columns whose names were repeated */
	size_t repeat_count;
	size_t late_count, nameless; /* … of which the first have no name and nothing in them */
	size_t withheld;             /* the first column whose name looks like personal data, from 1; 0: none */
	struct segbias_arena arena;
	uint32_t *ids;                    /* of the cells of the head, */
	struct segbias_intern *spellings; /* [its width] */
	struct segbias_head head;
	struct segbias_form form; /* whose lists say what codes mean */
	struct segbias_layout layout;
	const struct segbias_shape *shape;
	struct segbias_grid *grid; /* of a table, or of the head while it is recognised */
	struct segbias_evidence evidence;
	struct segbias_aggregate aggregate; /* what arithmetic told */
	struct segbias_source_facts facts;
	const struct segbias_record_watch *watch; /* NULL: nobody sees single records */
};

/* --- the header ------------------------------------------------------------------------------------------------- */

static enum segbias_status header_error(const struct segbias_source *source, size_t field, struct segbias_error *error)
{
	uint64_t line = 0;
	uint64_t column = 0;
	segbias_csv_locate(source->csv, 0, field, &line, &column);
	segbias_error_place(error, source->facts.path, segbias_melted_line(&source->melted, line),
	                    source->table ? 0 : column);
	return SEGBIAS_DATA;
}

/* Whether the first column numbers the rows, from 0 or 1, as the index that data frames write without a name. */
static bool is_index(const struct segbias_csv_batch *batch)
{
	bool index = batch->records > 1;
	size_t first = 0;
	for (size_t record = 1; record < batch->records && index; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, 0);
		size_t number = 0;
		for (size_t i = 0; i < cell.size && index; i++) {
			index = cell.bytes[i] >= '0' && cell.bytes[i] <= '9' && number < SIZE_MAX / 16;
			number = 10 * number + (size_t)(cell.bytes[i] - '0');
		}
		if (record == 1)
			first = number;
		index = index && cell.size > 0 && first <= 1 && number == first + record - 1;
	}
	return index;
}

/* How many cells below the header are numbers, and how many are labels. */
static void count_kinds(const struct segbias_csv_batch *batch, size_t field, size_t *numbers, size_t *labels)
{
	*numbers = *labels = 0;
	for (size_t record = 1; record < batch->records; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, field);
		bool number = segbias_sheet_number(cell);
		*numbers += number;
		*labels += !number && !segbias_missing_blank(cell);
	}
}

/* Whether the first column holds labels and another one numbers, as in a table whose corner is empty. */
static bool is_stub(const struct segbias_csv_batch *batch)
{
	size_t numbers = 0;
	size_t labels = 0;
	bool figures = false;
	for (size_t field = 1; field < batch->width && !figures; field++) {
		count_kinds(batch, field, &numbers, &labels);
		figures = numbers > 1 && labels == 0;
	}
	count_kinds(batch, 0, &numbers, &labels);
	return figures && labels > 1 && numbers == 0;
}

/* Whether no cell below the header has anything, as trailing delimiters make it. */
static bool is_blank(const struct segbias_csv_batch *batch, size_t field)
{
	for (size_t record = 1; record < batch->records; record++)
		if (!segbias_missing_blank(segbias_csv_field(batch, record, field)))
			return false;
	return batch->records > 1;
}

enum { BLANK_MAX = 40 }; /* of the name that a column without one gets */

/* A name that is none, or that is not what it was. */
static enum segbias_status check_name(const struct segbias_source *source, size_t field, struct segbias_label name,
                                      struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (segbias_missing_blank(name)) {
		segbias_error_set(error, SEGBIAS_DATA, "column_without_name|column %zu of the header has no name",
		                  field + 1);
		segbias_error_hint(error,
		                   "give every column a name of its own; a trailing delimiter makes an empty one");
	} else if (memchr(name.bytes, '\t', name.size) && segbias_csv_delimiter(source->csv) != '\t') {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "mixed_delimiters|the header mixes tabs with another delimiter, so that a column holds several");
		segbias_error_hint(error, "split the first column, and use one delimiter throughout");
	} else if (segbias_encoding_twice(name.bytes, name.size)) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "saved_twice|%s looks like UTF-8 that was read as Windows-1252 and saved again",
		                  segbias_label_quote(name, quoted));
		segbias_error_hint(error, "iconv -f utf-8 -t windows-1252 FILE | segbias ... - undoes it");
	} else {
		return SEGBIAS_OK;
	}
	return header_error(source, field, error);
}

/* Whether a file of one column holds several below its header, as one whose first line is a title does. */
static bool holds_tabs(const struct segbias_csv_batch *batch)
{
	size_t count = 0;
	for (size_t record = 1; record < batch->records && batch->width == 1; record++) {
		struct segbias_label cell = segbias_csv_field(batch, record, 0);
		count += cell.size > 0 && memchr(cell.bytes, '\t', cell.size) != NULL;
	}
	return count > 0 && 2 * count >= batch->records - 1;
}

static size_t count_sign(struct segbias_label cell, const char *sign)
{
	size_t size = strlen(sign);
	size_t count = 0;
	for (size_t at = 0; at + size <= cell.size; at++)
		count += memcmp(cell.bytes + at, sign, size) == 0;
	return count;
}

/* The comma or semicolon of another script that stands as often in each record of a file of one column as in its first line; NULL: none. */
static const char *foreign_delimiter(const struct segbias_csv_batch *batch)
{
	static const char *const SIGNS[] = {"\u060c", "\u061b", "\uff0c", "\uff1b", "\u3001"};
	for (size_t i = 0; i < sizeof SIGNS / sizeof *SIGNS && batch->width == 1 && batch->records > 1; i++) {
		size_t count = count_sign(segbias_csv_field(batch, 0, 0), SIGNS[i]);
		bool same = count > 0;
		for (size_t record = 1; record < batch->records && same; record++)
			same = count_sign(segbias_csv_field(batch, record, 0), SIGNS[i]) == count;
		if (same)
			return SIGNS[i];
	}
	return NULL;
}

static enum segbias_status is_full_name(struct segbias_label name, bool *full, struct segbias_error *error)
{
	bool ok = true;
	*full = segbias_person_capitals(name) && segbias_person_look(name, &ok) == SEGBIAS_PERSON_FULL;
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Whether most columns behind the first are called as people are: one of them may be a town, or asked about. */
static enum segbias_status are_people(const struct segbias_csv_batch *batch, bool *people, struct segbias_error *error)
{
	static const double LEAST = .6;
	size_t found = 0;
	for (size_t field = 0; field < batch->width; field++) {
		bool full = false;
		enum segbias_status status = is_full_name(segbias_csv_field(batch, 0, field), &full, error);
		if (status != SEGBIAS_OK)
			return status;
		found += full;
	}
	*people = batch->width > 1 && (double)found >= LEAST * (double)(batch->width - 1);
	return SEGBIAS_OK;
}

/* What a cell of the first row holds of people. */
struct held {
	bool name;  /* somebody's, among other words, too */
	bool other; /* a number plate, a date of birth and the like */
};

static enum segbias_status look_held(struct segbias_label cell, struct held *out, struct segbias_error *error)
{
	struct segbias_text shown = {0};
	segbias_person_hide(cell, &shown);
	const char *line = shown.data ? shown.data : "";
	bool changed = !segbias_label_equal((struct segbias_label){line, shown.size}, cell);
	out->name = changed && strstr(line, "[name]");
	out->other = (changed && (!out->name || strstr(line, "[plate]") || strstr(line, "[birth_date]"))) ||
	             segbias_personal_form(cell) == SEGBIAS_PERSONAL_PLATE;
	bool failed = shown.failed;
	segbias_text_release(&shown);
	return failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* Whether the first row says whose file it is: by a name and, in another cell, something else that is one's own. Either alone
 * may be what was asked about, or a code. A single column may be a title above the table. */
static enum segbias_status is_title(const struct segbias_csv_batch *batch, bool *title, struct segbias_error *error)
{
	bool name = false;
	bool other = false;
	for (size_t field = 0; field < batch->width; field++) {
		struct held held;
		enum segbias_status status = look_held(segbias_csv_field(batch, 0, field), &held, error);
		if (status != SEGBIAS_OK)
			return status;
		name = name || held.name;
		other = other || held.other;
	}
	*title = batch->width == 1 || (name && other);
	return SEGBIAS_OK;
}

/* A name that is personal; where most are people's, theirs, too; of a title also one that holds such a thing. */
static enum segbias_status is_personal(struct segbias_label name, bool title, bool people, bool *personal,
                                       struct segbias_error *error)
{
	struct held held;
	*personal = segbias_personal_value(name);
	if (*personal)
		return SEGBIAS_OK;
	if (!title)
		return people ? is_full_name(name, personal, error) : SEGBIAS_OK;
	enum segbias_status status = look_held(name, &held, error);
	if (status == SEGBIAS_OK)
		*personal = held.name || held.other;
	return status;
}

/* What the first column is called where the header does not say it; blank where nothing tells what it is. */
static struct segbias_label name_first(const struct segbias_csv_batch *batch, struct segbias_label name,
                                       char out[BLANK_MAX])
{
	if (is_index(batch))
		return segbias_label_of(SEGBIAS_ROW_NUMBER);
	if (!is_stub(batch))
		return name;
	(void)snprintf(out, BLANK_MAX, "column %d", 1);
	return segbias_label_of(out);
}

/* A first line that names no columns. */
static enum segbias_status check_first_line(const struct segbias_source *source, struct segbias_error *error)
{
	if (segbias_headerless(&source->batch)) {
		segbias_error_set(error, SEGBIAS_DATA,
		                  "no_header|the first row looks like data: the file has no header row");
		segbias_error_hint(error, "write the names of the columns into a first line");
		return header_error(source, 0, error);
	}
	if (holds_tabs(&source->batch)) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "mixed_delimiters|the first line is one column, and those below it have tabs between several");
		segbias_error_hint(error, "leave out what stands above the names, and give each column a name");
		return header_error(source, 0, error);
	}
	const char *sign = foreign_delimiter(&source->batch);
	if (sign) {
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "foreign_delimiter|every line has \"%s\" between its columns, which is no delimiter: all of it "
		    "would be one column",
		    sign);
		segbias_error_hint(error, "write , or ; in its place, and quote cells that hold one");
		return header_error(source, 0, error);
	}
	return SEGBIAS_OK;
}

/* Adds the name, which is none of those before; one that is repeated is called by how many there are, which nothing else is called: "SYMBOL",
 * "SYMBOL 2". */
static enum segbias_status take_name(struct segbias_source *source, size_t field, struct segbias_label name,
                                     struct segbias_intern *seen, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text again = {0};
	uint32_t size = seen->size;
	uint32_t first = segbias_intern_add(seen, name);
	for (size_t number = 2; first != SEGBIAS_INTERN_NONE && seen->size == size && !again.failed; number++) {
		again.size = 0;
		segbias_text_add(&again, name.bytes, name.size);
		segbias_text_add_format(&again, " %zu", number);
		bool taken = again.failed;
		for (size_t i = 0; i < source->batch.width && !taken; i++)
			taken =
			    segbias_label_equal(segbias_csv_field(&source->batch, 0, i), segbias_text_label(&again));
		if (!taken && segbias_intern_add(seen, segbias_text_label(&again)) == SEGBIAS_INTERN_NONE)
			SEGBIAS_TRY(segbias_error_memory(error));
	}
	if (first == SEGBIAS_INTERN_NONE || again.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (!again.size)
		goto done;
	void *moved = segbias_memory_resize(source->repeats, source->repeat_count + 1, sizeof *source->repeats);
	if (!moved)
		SEGBIAS_TRY(segbias_error_memory(error));
	source->repeats = moved;
	source->repeats[source->repeat_count++] = (struct segbias_repeat){first, field};
done:
	segbias_text_release(&again);
	return status;
}

/* Copies the names and refuses empty ones: a column must be known by its name. */
static enum segbias_status read_header(struct segbias_source *source, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_intern seen = {0};
	size_t width = source->batch.width;
	struct segbias_label *names = segbias_arena_array(&source->arena, width, sizeof *names);
	source->late = segbias_arena_array(&source->arena, 2 * width, sizeof *source->late);
	if (!names || !source->late)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(check_first_line(source, error));
	bool people = false;
	bool title = false;
	SEGBIAS_TRY(are_people(&source->batch, &people, error));
	SEGBIAS_TRY(is_title(&source->batch, &title, error));
	for (size_t field = 0; field < width; field++) {
		struct segbias_label name = segbias_csv_field(&source->batch, 0, field);
		if (field == 0 && name.size > 3 && memcmp(name.bytes, "sep=", 4) == 0) {
			status = segbias_error_set(
			    error, SEGBIAS_DATA,
			    "spreadsheet_hint|the first line says how a spreadsheet cuts the file, and is no header");
			segbias_error_hint(error, "delete that line");
			header_error(source, field, error);
			goto done;
		}
		char blank[BLANK_MAX];
		if (segbias_missing_blank(name) && field == 0 && width > 1)
			name = name_first(&source->batch, name, blank);
		if (segbias_missing_blank(name) && width > 1 && is_blank(&source->batch, field)) {
			(void)snprintf(blank, sizeof blank, "blank column %zu", field + 1);
			name = segbias_label_of(blank);
			source->late[source->late_count++] = field;
			source->nameless = source->late_count;
		}
		bool personal = false;
		SEGBIAS_TRY(is_personal(name, title, people, &personal, error));
		if (personal) {
			(void)snprintf(blank, sizeof blank, "column %zu", field + 1);
			name = segbias_label_of(blank);
			source->withheld = source->withheld ? source->withheld : field + 1;
		}
		SEGBIAS_TRY(check_name(source, field, name, error));
		SEGBIAS_TRY(take_name(source, field, name, &seen, error));
		names[field] = seen.labels[seen.size - 1];
	}
	for (size_t field = 0; field < width; field++)
		if (!segbias_arena_copy(&source->arena, names[field], &names[field]))
			SEGBIAS_TRY(segbias_error_memory(error));
	source->head.names = names;
	source->head.width = width;
done:
	segbias_intern_release(&seen);
	return status;
}

/* What stands in the place of a name may be a person's: it is not shown. */
static enum segbias_status other_columns(const struct segbias_source *source, const struct segbias_label *names,
                                         size_t width, size_t field, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (field < width && field < source->head.width)
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "other_columns|column %zu of the header is not %s, as where the plan was made",
		                        field + 1, segbias_label_quote(names[field], quoted));
	else
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "other_columns|there are %zu columns, and %zu where the plan was made",
		                        source->head.width, width);
	segbias_error_hint(error,
	                   source->options.names
	                       ? "parts have the same columns in the same order"
	                       : "parts have the same columns in the same order; one that has no header: --no-header");
	segbias_error_place(error, source->facts.path, 1, 0);
	return SEGBIAS_DATA;
}

/* The file has no header: its columns are those that are given. */
static enum segbias_status take_names(struct segbias_source *source, struct segbias_error *error)
{
	size_t width = source->options.name_count;
	source->late = segbias_arena_array(&source->arena, 2 * width, sizeof *source->late);
	if (!source->late)
		return segbias_error_memory(error);
	const struct segbias_label *names = source->options.names;
	source->head.names = names;
	source->head.width = source->batch.records ? source->batch.width : width;
	if (source->head.width != width)
		return other_columns(source, names, width, width, error);
	size_t field = 0;
	while (source->batch.records && field < width &&
	       segbias_label_equal(segbias_csv_field(&source->batch, 0, field), names[field]))
		field++;
	if (field < width)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "header_here|its first line is the header, which would be counted as a record");
	segbias_error_hint(error, "leave out --no-header");
	segbias_error_place(error, source->facts.path, 1, 0);
	return SEGBIAS_DATA;
}

/* --- the head --------------------------------------------------------------------------------------------------- */

static enum segbias_status copy_records(struct segbias_source *source, struct segbias_csv *csv, size_t capacity,
                                        struct segbias_error *error)
{
	size_t width = source->head.width;
	bool header = !source->options.names;
	for (;;) {
		struct segbias_csv_batch batch = {0};
		enum segbias_status status = segbias_csv_next(csv, &batch, error);
		if (status != SEGBIAS_OK || batch.records == 0)
			return status;
		for (size_t record = header ? 1 : 0; record < batch.records && source->head.rows < capacity; record++) {
			uint32_t *row = &source->ids[source->head.rows * width];
			for (size_t field = 0; field < width; field++) {
				row[field] = segbias_intern_add(&source->spellings[field],
				                                segbias_csv_field(&batch, record, field));
				if (row[field] == SEGBIAS_INTERN_NONE)
					return segbias_error_memory(error);
			}
			source->head.rows++;
		}
		header = false;
	}
}

static void release_head(struct segbias_source *source)
{
	for (size_t field = 0; source->spellings && field < source->head.width; field++)
		segbias_intern_release(&source->spellings[field]);
	free(source->spellings);
	free(source->ids);
	source->spellings = NULL;
	source->ids = NULL;
	source->head.ids = NULL;
	source->head.spellings = NULL;
	source->head.rows = 0;
}

/* Parses the first MiB a second time, from memory. A bad record ends the head, where none may be left out; the pour will
 * report it. */
static enum segbias_status read_head(struct segbias_source *source, const char *bytes, size_t size,
                                     struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *memory = NULL;
	struct segbias_csv *csv = NULL;
	struct segbias_csv_options options = {.delimiter = segbias_csv_delimiter(source->csv),
	                                      .skip_bad = source->options.skip_bad,
	                                      .head = true,
	                                      .whole = source->head.whole};
	size_t lines = 1;
	for (size_t i = 0; i < size; i++)
		lines += bytes[i] == '\n' || bytes[i] == '\r';
	/* Cells are copied with some overhead, so a head of millions of tiny cells is cut. */
	size_t capacity = ((size_t)1 << 18) / source->head.width + 1;
	if (capacity > lines)
		capacity = lines;
	source->ids = segbias_memory_zeroed(capacity * source->head.width + 1, sizeof *source->ids);
	source->spellings = segbias_memory_zeroed(source->head.width + 1, sizeof *source->spellings);
	if (!source->ids || !source->spellings)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_stream_open_memory(source->facts.path, bytes, size, &memory, error));
	SEGBIAS_TRY(segbias_csv_create(memory, &options, &csv, error));
	SEGBIAS_TRY(copy_records(source, csv, capacity, error));
	source->head.ids = source->ids;
	source->head.spellings = source->spellings;
	segbias_coding_find(&source->head, source->spellings, &source->form);
done:
	segbias_csv_free(csv);
	segbias_stream_free(memory);
	return status;
}

/* --- the shape -------------------------------------------------------------------------------------------------- */

static enum segbias_status no_shape(const struct segbias_source_options *options, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	const char *option = options->reference ? "--reference-shape" : "--shape";
	enum segbias_status status = segbias_error_set(
	    error, SEGBIAS_USAGE, "bad_option|%s %s: it must be %s", option, segbias_text_quote(options->shape, quoted),
	    options->reference ? "rows, counts or marginal" : "rows, counts, cells or tally");
	if (options->shape && strcmp(options->shape, "wide") == 0)
		segbias_error_hint(error, "%s counts: a table with a column for each value is one of counts, too",
		                   option);
	return status;
}

enum segbias_status segbias_source_check_shape(const struct segbias_source_options *options,
                                               struct segbias_error *error)
{
	bool counted = options->shape && (strcmp(options->shape, "cells") == 0 || strcmp(options->shape, "tally") == 0);
	/* What was counted before stands in the place of a campaign alone, and is read by who asks for one. */
	if (!options->shape || (counted && !options->reference))
		return SEGBIAS_OK;
	for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES && !counted; i++)
		if (strcmp(options->shape, SHAPES[i]->name) == 0 && (options->reference || !SHAPES[i]->reference_only))
			return SEGBIAS_OK;
	return no_shape(options, error);
}

static const struct segbias_layout NO_LAYOUT = {.times = 1,
                                                .count_field = SEGBIAS_NO_FIELD,
                                                .weight_field = SEGBIAS_NO_FIELD,
                                                .amount_field = SEGBIAS_NO_FIELD,
                                                .attribute_field = SEGBIAS_NO_FIELD,
                                                .value_field = SEGBIAS_NO_FIELD,
                                                .moe_field = SEGBIAS_NO_FIELD,
                                                .margin = {.upper_field = SEGBIAS_NO_FIELD, .times = 1},
                                                .base_field = SEGBIAS_NO_FIELD,
                                                .events_field = SEGBIAS_NO_FIELD};

static enum segbias_status detect_shape(struct segbias_source *source, struct segbias_error *error)
{
	const struct segbias_source_options *options = &source->options;
	for (size_t i = 0; i < sizeof SHAPES / sizeof *SHAPES; i++) {
		bool wanted = !options->shape || strcmp(options->shape, SHAPES[i]->name) == 0;
		if (!wanted || (SHAPES[i]->reference_only && options->shape && !options->reference))
			continue;
		struct segbias_layout layout = NO_LAYOUT;
		bool found = false;
		enum segbias_status status = SHAPES[i]->recognise(&source->evidence, &found, &layout, error);
		if (status != SEGBIAS_OK)
			return status;
		if (!found)
			continue;
		source->shape = SHAPES[i];
		source->layout = layout;
		return SEGBIAS_OK;
	}
	return no_shape(options, error);
}

/* Whether a column of that name is compared, or says what a row is: which of two is meant must be known then. */
static bool is_needed(const struct segbias_source *source, size_t field)
{
	static const enum segbias_role ROLES[] = {SEGBIAS_ROLE_SEGMENT, SEGBIAS_ROLE_COUNT, SEGBIAS_ROLE_WEIGHT,
	                                          SEGBIAS_ROLE_ATTRIBUTE, SEGBIAS_ROLE_VALUE};
	const struct segbias_column_evidence *column = &source->evidence.columns[field];
	bool needed = column->shared || segbias_evidence_claimed(&source->evidence, column->name) ||
	              segbias_name_synonyms(column->name) >= 0 || source->layout.count_field == field ||
	              source->layout.weight_field == field || source->layout.amount_field == field;
	for (size_t i = 0; i < sizeof ROLES / sizeof *ROLES && !needed; i++)
		needed = segbias_name_suggests(column->name, ROLES[i]);
	return needed;
}

/* Whether both columns begin with a word above nothing but numbers: names of a second row, as "Number" and "%" below "Male" and "Male". */
static bool are_named_twice(const struct segbias_source *source, const struct segbias_repeat *repeat)
{
	const size_t both[] = {repeat->first, repeat->again};
	for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
		const struct segbias_column_evidence *column = &source->evidence.columns[both[i]];
		double figure = 0;
		if (source->grid->rows < 2 || segbias_grid_cell(source->grid, 0, both[i]).size == 0 ||
		    column->numbers == 0 || column->numbers + 1 != column->known ||
		    segbias_evidence_figure(&source->evidence, 0, both[i], &figure))
			return false;
	}
	return true;
}

/* Columns of one name that differ, where it must be known which is meant: also where `asked`, it could not be told which number is which. */
static enum segbias_status check_repeats(const struct segbias_source *source, bool asked, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < source->repeat_count; i++) {
		const struct segbias_repeat *repeat = &source->repeats[i];
		const struct segbias_column_evidence *columns = source->evidence.columns;
		bool numbers = asked && columns[repeat->first].numeric && columns[repeat->again].numeric;
		if (!(numbers || is_needed(source, repeat->first) || are_named_twice(source, repeat)) ||
		    segbias_evidence_alike(&source->evidence, repeat))
			continue;
		segbias_error_set(error, SEGBIAS_DATA, "column_repeated|the column name %s is repeated",
		                  segbias_label_quote(source->head.names[repeat->first], quoted));
		segbias_error_hint(error, "rename one of the two columns");
		return header_error(source, repeat->again, error);
	}
	return SEGBIAS_OK;
}

/* Looks at the grid, and finds the shape. */
static enum segbias_status look(struct segbias_source *source, const struct segbias_other *other,
                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	segbias_evidence_release(&source->evidence);
	source->evidence = (struct segbias_evidence){.grid = source->grid,
	                                             .other = other,
	                                             .options = &source->options,
	                                             .form = &source->form,
	                                             .file = source->facts.path,
	                                             .unnamed = source->melted.unnamed,
	                                             .delimiter = segbias_csv_delimiter(source->csv),
	                                             .repeats = source->repeats,
	                                             .repeat_count = source->repeat_count};
	SEGBIAS_TRY(segbias_evidence_collect(&source->evidence, source->head.names, error));
	status = detect_shape(source, error);
	if (status == SEGBIAS_OK || status == SEGBIAS_DATA) {
		enum segbias_status repeated = check_repeats(source, status == SEGBIAS_DATA, error);
		status = repeated == SEGBIAS_OK ? status : repeated;
	}
done:
	return status;
}

static const char *hidden_option(const struct segbias_source *source)
{
	return source->options.reference ? "--reference-hidden-max" : "--hidden-max";
}

static void take_form(const struct segbias_source *source, struct segbias_grid *grid)
{
	grid->form = source->form.lists ? &source->form : NULL;
	grid->names = source->head.names;
}

/* What notes of the file say of marks in a table. */
static enum segbias_status apply_legend(struct segbias_source *source, struct segbias_grid *grid,
                                        struct segbias_error *error)
{
	struct segbias_legend_options options = {.file = source->facts.path,
	                                         .option = hidden_option(source),
	                                         .hidden_given = source->options.hidden_given,
	                                         .scaled = source->facts.sheet.times != 1};
	return segbias_legend_apply(&source->facts.sheet.legend, grid, &options, error);
}

static enum segbias_status grid_of_head(struct segbias_source *source, struct segbias_error *error)
{
	enum segbias_status status = segbias_grid_create(source->head.width, &source->grid, error);
	if (status == SEGBIAS_OK)
		take_form(source, source->grid);
	if (status == SEGBIAS_OK)
		status = segbias_grid_add_head(source->grid, &source->head, error);
	if (status == SEGBIAS_OK)
		status = segbias_grid_finish(source->grid, error);
	if (status == SEGBIAS_OK)
		status = apply_legend(source, source->grid, error);
	if (status == SEGBIAS_OK)
		status = segbias_aggregate_where(source->grid, &source->head, &source->options, error);
	return status;
}

/* Once all of the table has been read: on which lines of the file that stands which was left out behind it. */
static enum segbias_status settle_end(struct segbias_source *source, struct segbias_error *error)
{
	const struct segbias_csv_counts *counts =
	    source->shared.records ? &source->shared : segbias_csv_counts(source->csv);
	if (!source->begun.bytes || source->table || source->loaded) /* there is no such end, or it was told before */
		return SEGBIAS_OK;
	return segbias_sheet_settle(&source->facts.sheet, counts->line, &source->sheet, error);
}

static struct segbias_label cell_of_row(const void *context, size_t field)
{
	return segbias_row_cell(context, field);
}

/* A row of a table, unless a code in it is one that its list lacks. */
static enum segbias_status add_row(struct segbias_source *source, struct segbias_grid *grid,
                                   const struct segbias_row *row, struct segbias_error *error)
{
	size_t late = SEGBIAS_NO_FIELD;
	struct segbias_error why = {0};
	if (segbias_source_check_late(source, cell_of_row, row, &late, &why) != SEGBIAS_OK)
		return segbias_source_reject(source, row, late, &why, error);
	for (size_t field = 0; field < source->head.width && source->form.lists; field++) {
		if (!segbias_coding_lacks(&source->form, source->head.names[field], segbias_row_cell(row, field)))
			continue;
		segbias_coding_refuse(&source->form, &why);
		return segbias_source_reject(source, row, field, &why, error);
	}
	return segbias_grid_add_record(grid, source->csv, row->batch, row->record, error);
}

/* Reads the table to its end. */
static enum segbias_status load(struct segbias_source *source, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_grid *grid = NULL;
	segbias_grid_free(source->grid);
	source->grid = NULL;
	SEGBIAS_TRY(segbias_grid_create(source->head.width, &grid, error));
	grid->placed = true;
	take_form(source, grid);
	source->broken = true;
	for (;;) {
		struct segbias_row row;
		bool end = false;
		SEGBIAS_TRY(segbias_source_next(source, &row, &end, error));
		if (end)
			break;
		SEGBIAS_TRY(add_row(source, grid, &row, error));
	}
	SEGBIAS_TRY(settle_end(source, error));
	SEGBIAS_TRY(segbias_grid_finish(grid, error));
	SEGBIAS_TRY(apply_legend(source, grid, error));
	SEGBIAS_TRY(segbias_aggregate_where(grid, &source->head, &source->options, error));
	source->facts.rows = 0; /* counted again as they are poured */
	source->next = 0;
	source->grid = grid;
	source->loaded = true;
	source->broken = false;
	grid = NULL;
done:
	segbias_grid_free(grid);
	return status;
}

/* What the head showed must hold of the whole file. */
static enum segbias_status confirm(struct segbias_source *source, const struct segbias_other *other,
                                   struct segbias_error *error)
{
	const struct segbias_shape *shape = source->shape;
	size_t field = source->layout.count_field;
	enum segbias_status status = look(source, other, error);
	if (status != SEGBIAS_OK || (source->shape == shape && source->layout.count_field == field))
		return status;
	char paste[SEGBIAS_QUOTE_MAX];
	bool reference = source->options.reference;
	uint64_t line = 0;
	uint64_t column = 0;
	if (source->evidence.repeated < source->grid->rows)
		segbias_grid_locate(source->grid, source->evidence.repeated, 0, &line, &column);
	segbias_error_set(error, SEGBIAS_DATA, "shape_changes|the first part of the file reads as %s, all of it as %s",
	                  shape->title, source->shape->title);
	segbias_error_hint(error, "%s %s takes a row as a cell of a table, %s rows as a record",
	                   reference ? "--reference-count" : "--count",
	                   segbias_evidence_paste(source->head.names[field], paste),
	                   reference ? "--reference-shape" : "--shape");
	segbias_error_place(error, source->facts.path, segbias_melted_line(&source->melted, line), 0);
	return SEGBIAS_DATA;
}

/* Neither an option nor the first rows show a weight. */
static bool weighs_nothing(const struct segbias_source *source)
{
	const struct segbias_source_options *options = &source->options;
	return !options->weight && !options->amount && source->layout.weight_field == SEGBIAS_NO_FIELD;
}

/* What is called a weight and is the same in all rows weighs nothing, unless it changes behind the first MiB. */
static void watch_weights(struct segbias_source *source)
{
	bool open = !source->head.whole && weighs_nothing(source);
	for (size_t field = 0; field < source->head.width && open; field++)
		if (segbias_records_constant_weight(&source->evidence.columns[field]))
			source->late[source->late_count++] = field;
}

bool segbias_source_checks_late(const struct segbias_source *source)
{
	return source->late_count > 0;
}

enum segbias_status segbias_source_check_late(const struct segbias_source *source, segbias_source_cell *cell,
                                              const void *context, size_t *field, struct segbias_error *why)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < source->late_count; i++) {
		const struct segbias_column_evidence *column = &source->evidence.columns[source->late[i]];
		struct segbias_label text = cell(context, source->late[i]);
		double value = 0;
		*field = source->late[i];
		if (segbias_missing_blank(text))
			continue;
		if (i < source->nameless) {
			segbias_error_set(why, SEGBIAS_DATA,
			                  "column_without_name|column %zu of the header has no name, and here a value",
			                  *field + 1);
			segbias_error_hint(why, "give every column a name of its own");
			return SEGBIAS_DATA;
		}
		if (segbias_figure_value(text, &column->style, &value) && value == column->least)
			continue;
		const char *option = source->options.reference ? "--reference-weight" : "--weight";
		segbias_error_set(
		    why, SEGBIAS_DATA,
		    "late_weight|%s was one and the same number in the first part of the file, and here it is another",
		    segbias_label_quote(column->name, quoted));
		segbias_error_hint(why, "%s %s: it is the weight of each record; %s none: it is none", option,
		                   segbias_evidence_paste(column->name, quoted), option);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

static void note_repeats(const struct segbias_source *source, struct segbias_notes *notes)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < source->repeat_count; i++) {
		const struct segbias_repeat *repeat = &source->repeats[i];
		segbias_label_quote(source->head.names[repeat->first], quoted[0]);
		segbias_error_place(
		    segbias_notes_add(notes, "name_repeated", "the column name %s is repeated: column %zu is called %s",
		                      quoted[0], repeat->again + 1,
		                      segbias_label_quote(source->head.names[repeat->again], quoted[1])),
		    source->facts.path, 1, 0);
	}
}

enum segbias_status segbias_source_recognise(struct segbias_source *source, const struct segbias_other *other,
                                             struct segbias_notes *notes, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	static const struct segbias_other NOBODY = {0};
	other = other ? other : &NOBODY;
	if (source->withheld)
		segbias_error_place(segbias_notes_add(notes, "withheld_name",
		                                      "the name of column %zu looks like personal data; it is called "
		                                      "\"column %zu\"",
		                                      source->withheld, source->withheld),
		                    source->facts.path, 1, 0);
	if (source->melted.said.size)
		segbias_error_place(segbias_notes_add(notes, "recast", "%s", source->melted.said.data),
		                    source->facts.path, 1, 0);
	SEGBIAS_TRY(segbias_coding_note(&source->head, &source->form, source->facts.path, notes, error));
	SEGBIAS_TRY(grid_of_head(source, error));
	SEGBIAS_TRY(look(source, other, error));
	note_repeats(source, notes);
	if (source->shape->table) {
		SEGBIAS_TRY(load(source, error));
		SEGBIAS_TRY(confirm(source, other, error));
		source->aggregate = (struct segbias_aggregate){.evidence = &source->evidence,
		                                               .grid = source->grid,
		                                               .layout = &source->layout,
		                                               .sheet = &source->facts.sheet,
		                                               .arena = &source->arena,
		                                               .notes = notes};
		if (source->grid->blank_rows > 0)
			segbias_error_place(
			    segbias_notes_add(notes, "blank_rows", "without any value, and left out: %zu row%s",
			                      source->grid->blank_rows, source->grid->blank_rows == 1 ? "" : "s"),
			    source->facts.path, 0, 0);
		segbias_legend_note(&source->facts.sheet.legend, source->facts.path, notes);
		SEGBIAS_TRY(segbias_aggregate_settle(&source->aggregate, error));
	} else {
		segbias_reached_note(&source->evidence, source->facts.path, notes);
		status = segbias_records_settle(&source->evidence, &source->layout, notes, error);
		watch_weights(source);
	}
done:
	if (!source->loaded) {
		/* That of the head: the file is yet to be read. */
		segbias_grid_free(source->grid);
		source->grid = NULL;
	}
	source->evidence.other = NULL;
	source->evidence.grid = source->grid;
	if (status == SEGBIAS_DATA && error && !error->file[0])
		segbias_error_place(error, source->facts.path, 0, 0);
	return status;
}

enum segbias_status segbias_source_following(const struct segbias_source *source, struct segbias_arena *arena,
                                             struct segbias_following *out, struct segbias_error *error)
{
	size_t width = source->head.width;
	struct segbias_number_style *styles = segbias_arena_array(arena, width, sizeof *styles);
	size_t *fields = segbias_arena_array(arena, width, sizeof *fields);
	double *constants = segbias_arena_array(arena, width, sizeof *constants);
	if (!styles || !fields || !constants)
		return segbias_error_memory(error);
	*out = (struct segbias_following){.names = source->head.names,
	                                  .width = width,
	                                  .styles = styles,
	                                  .delimiter = segbias_csv_delimiter(source->csv),
	                                  .weight_field = source->layout.weight_field,
	                                  .amount_field = source->layout.amount_field,
	                                  .constant_fields = fields,
	                                  .constants = constants,
	                                  .form = source->form};
	bool open = weighs_nothing(source);
	for (size_t field = 0; field < width; field++) {
		const struct segbias_column_evidence *column = &source->evidence.columns[field];
		styles[field] = column->style;
		if (!open || !segbias_records_constant_weight(column))
			continue;
		fields[out->constant_count] = field;
		constants[out->constant_count++] = column->least;
	}
	return SEGBIAS_OK;
}

void segbias_source_show(struct segbias_source *source, const struct segbias_record_watch *watch)
{
	source->watch = watch;
}

const struct segbias_record_watch *segbias_source_shown(const struct segbias_source *source)
{
	return source->watch;
}

enum segbias_status segbias_source_follow(struct segbias_source *source, const struct segbias_following *following,
                                          struct segbias_error *error)
{
	size_t width = following->width;
	size_t field = 0;
	while (field < width && field < source->head.width &&
	       segbias_label_equal(source->head.names[field], following->names[field]))
		field++;
	if (field < width || field < source->head.width)
		return other_columns(source, following->names, width, field, error);
	struct segbias_column_evidence *columns = segbias_memory_zeroed(width + 1, sizeof *columns);
	if (!columns)
		return segbias_error_memory(error);
	for (size_t i = 0; i < width; i++) {
		columns[i].name = source->head.names[i];
		columns[i].style = following->styles[i];
	}
	for (size_t i = 0; i < following->constant_count; i++) {
		columns[following->constant_fields[i]].least = following->constants[i];
		source->late[source->late_count++] = following->constant_fields[i];
	}
	segbias_evidence_release(&source->evidence);
	source->evidence = (struct segbias_evidence){
	    .options = &source->options, .form = &source->form, .file = source->facts.path, .columns = columns};
	source->form = following->form;
	source->shape = &segbias_shape_rows;
	source->layout = NO_LAYOUT;
	source->layout.weight_field = following->weight_field;
	source->layout.amount_field = following->amount_field;
	return SEGBIAS_OK;
}

void segbias_source_counted(struct segbias_source *source, const struct segbias_counted_facts *counted)
{
	struct segbias_source_facts *facts = &source->facts;
	facts->rows = counted->rows;
	facts->bad_rows = counted->bad_rows;
	facts->bad_lines = counted->bad_lines;
	facts->bad_first = counted->bad_first;
	facts->blank_lines = counted->blank_lines;
	facts->encoding = counted->windows ? SEGBIAS_ENCODING_WINDOWS_1252 : facts->encoding;
	facts->bytes = counted->bytes;
	facts->delimiter = segbias_csv_delimiter(source->csv);
	facts->hashed = counted->sha256 != NULL;
	(void)segbias_text_print(facts->sha256, sizeof facts->sha256, "%s", counted->sha256 ? counted->sha256 : "");
}

struct segbias_other segbias_source_as_other(const struct segbias_source *source)
{
	struct segbias_other other = {.head = &source->head,
	                              .campaign = !source->options.reference,
	                              .attribute_field = SEGBIAS_NO_FIELD,
	                              .value_field = SEGBIAS_NO_FIELD};
	segbias_marginal_fields(&source->head, &other.attribute_field, &other.value_field);
	other.marginal =
	    other.campaign ? false : other.attribute_field != SEGBIAS_NO_FIELD && other.value_field != SEGBIAS_NO_FIELD;
	return other;
}

/* Names that nobody can read are matched with nothing, and which they are is for the user to say. */
static enum segbias_status check_encoding(const struct segbias_source *source, struct segbias_error *error)
{
	const char *guess = segbias_stream_guess(source->stream);
	if (!guess)
		return SEGBIAS_OK;
	(void)segbias_encoding_refuse(guess, "", source->options.encoded.option, error);
	segbias_error_place(error, source->facts.path, 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status judge_tail(void *context, const char *tail, size_t size, size_t *kept,
                                      struct segbias_error *error)
{
	struct segbias_source *source = context;
	return segbias_sheet_look_back(source->begun, (struct segbias_label){tail, size}, &source->sheet,
	                               &source->facts.sheet, kept, error);
}

/* Of a longer file what stands below the table is told when its last bytes have come. */
static enum segbias_status hold_tail(struct segbias_source *source, struct segbias_label bytes, char delimiter,
                                     struct segbias_error *error)
{
	source->sheet.delimiter = delimiter ? delimiter : segbias_csv_detect(bytes.bytes, bytes.size, false);
	bytes.size = bytes.size < SEGBIAS_STREAM_TAIL ? bytes.size : SEGBIAS_STREAM_TAIL;
	if (!segbias_arena_copy(&source->arena, bytes, &source->begun))
		return segbias_error_memory(error);
	return segbias_stream_hold_tail(source->stream, judge_tail, source, error);
}

/* Who reads a tally asks for one before it comes here. */
static enum segbias_status refuse_tally(const struct segbias_source *source, struct segbias_label bytes,
                                        struct segbias_error *error)
{
	if (!segbias_label_begins(bytes, segbias_label_of(SEGBIAS_TALLY_FILE_BEGINS)))
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "tally_here|is a tally, which cannot be read here");
	segbias_error_hint(error, "compare and check read one in the place of CAMPAIGN, and beside no --encoding");
	segbias_error_place(error, source->facts.path, 0, 0);
	return SEGBIAS_DATA;
}

/* Looks ahead, and leaves out what stands around the table. *copy: the bytes that the head is read from, as those that were
 * peeked go with the first read. */
static enum segbias_status peek(struct segbias_source *source, struct segbias_csv_options *csv, char **copy,
                                size_t *size, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_sheet *sheet = &source->facts.sheet;
	const char *bytes = NULL;
	source->sheet = (struct segbias_sheet_options){.file = source->facts.path,
	                                               .reference = source->options.reference,
	                                               .delimiter = source->options.delimiter,
	                                               .section = source->options.section};
	SEGBIAS_TRY(segbias_stream_peek(source->stream, &bytes, size, &source->head.whole, error));
	SEGBIAS_TRY(refuse_tally(source, (struct segbias_label){bytes, *size}, error));
	source->facts.encoding = segbias_stream_encoding(source->stream);
	SEGBIAS_TRY(check_encoding(source, error));
	if (!source->options.names) /* which tell where a table begins */
		SEGBIAS_TRY(segbias_sheet_look((struct segbias_label){bytes, *size}, source->head.whole, &source->sheet,
		                               &source->arena, sheet, error));
	if (sheet->found) {
		source->facts.bom = segbias_csv_bom_size(bytes, *size) > 0;
		csv->delimiter = sheet->delimiter;
		csv->line = sheet->line + (sheet->skipped > 0); /* so that the rows stand where they do */
		segbias_stream_narrow(source->stream, sheet->start, sheet->stop);
		*size = sheet->stop - sheet->start - sheet->skipped;
		if (sheet->skipped)
			segbias_stream_skip(source->stream, sheet->skip - sheet->start, sheet->skipped);
	}
	*copy = segbias_memory_get(*size + 1);
	if (!*copy)
		SEGBIAS_TRY(segbias_error_memory(error));
	memcpy(*copy, bytes, *size);
	if (!source->head.whole && !source->options.names)
		status = hold_tail(source, (struct segbias_label){*copy, *size}, csv->delimiter, error);
done:
	return status;
}

/* Reads what is left of the file behind the bytes. */
static enum segbias_status read_all(struct segbias_source *source, struct segbias_text *all,
                                    struct segbias_error *error)
{
	enum { PIECE = 64 << 10 };
	enum segbias_status status = SEGBIAS_OK;
	char *piece = segbias_memory_get(PIECE);
	size_t size = 1;
	if (!piece)
		return segbias_error_memory(error);
	while (status == SEGBIAS_OK && size > 0) {
		status = segbias_stream_read(source->stream, piece, PIECE, &size, error);
		if (status == SEGBIAS_OK)
			segbias_text_add(all, piece, size);
	}
	free(piece);
	return status == SEGBIAS_OK && all->failed ? segbias_error_memory(error) : status;
}

static void tell_melted(struct segbias_source *source)
{
	const struct segbias_melted *melted = &source->melted;
	source->facts.melted = melted->columns;
	source->facts.melted_of = melted->of.data ? melted->of.data : "";
	source->facts.melted_left = melted->left.data;
	source->facts.melted_left_count = melted->left_count;
	source->facts.melted_figures = melted->figures;
	source->facts.melted_error = melted->error.data;
	source->facts.melted_joined = melted->joined.data;
}

/* Makes rows of columns that are values, where the head shows such; then the long table is read, all of it in memory. */
static enum segbias_status melt(struct segbias_source *source, struct segbias_csv_options *csv, char **copy,
                                size_t *size, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_melted *melted = &source->melted;
	struct segbias_text all = {0};
	struct segbias_label bytes = {*copy, *size};
	const char *shape = source->options.shape;
	char delimiter = csv->delimiter ? csv->delimiter : segbias_csv_detect(*copy, *size, source->head.whole);
	if (!csv->delimiter && segbias_melt_packed(bytes))
		delimiter = '\t';
	struct segbias_melting melting = {.file = source->facts.path,
	                                  .bytes = bytes,
	                                  .delimiter = delimiter,
	                                  .line = csv->line ? csv->line : 1,
	                                  .count = source->options.count,
	                                  .amount = source->options.amount,
	                                  .decision = source->options.decision,
	                                  .reference = source->options.reference,
	                                  .shape = shape,
	                                  .records = source->options.persons || source->options.survey,
	                                  .dash_hidden = segbias_legend_hides_dash(&source->facts.sheet.legend),
	                                  .style = {.decimal = source->options.decimal,
	                                            .thousands_given = source->options.thousands_given,
	                                            .thousands = source->options.thousands},
	                                  .wheres = source->options.wheres,
	                                  .where_count = source->options.where_count};
	const struct segbias_recast *recast = NULL;
	if (shape && strcmp(shape, "rows") == 0)
		return SEGBIAS_OK;
	SEGBIAS_TRY(segbias_recast_find(&melting, &recast, error));
	if (!recast)
		SEGBIAS_TRY(segbias_melt(&melting, melted, error));
	if (!recast && melted->records == 0)
		return SEGBIAS_OK;
	SEGBIAS_TRY(read_all(source, &all, error));
	bytes = (struct segbias_label){all.data, all.size};
	if (source->begun.bytes)
		SEGBIAS_TRY(segbias_sheet_settle(&source->facts.sheet, melting.line + segbias_label_line_ends(bytes),
		                                 &source->sheet, error));
	if (!recast && !source->head.whole) {
		segbias_melted_release(melted);
		melting.bytes = bytes;
		melting.dash_hidden = segbias_legend_hides_dash(&source->facts.sheet.legend);
		SEGBIAS_TRY(segbias_melt(&melting, melted, error));
	}
	if (recast) {
		melting.bytes = bytes;
		delimiter = recast->delimiter ? recast->delimiter : delimiter;
		SEGBIAS_TRY(recast->write(&melting, melted, error));
	}
	if (melted->count.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	if (melted->count.size)
		source->options.count = melted->count.data;
	const struct segbias_text *text = &melted->text;
	SEGBIAS_TRY(segbias_stream_open_memory(source->facts.path, text->data, text->size, &source->table, error));
	tell_melted(source);
	source->head.whole = text->size <= SEGBIAS_STREAM_HEAD;
	*size = source->head.whole ? text->size : SEGBIAS_STREAM_HEAD;
	free(*copy);
	*copy = segbias_memory_get(*size + 1);
	if (!*copy)
		SEGBIAS_TRY(segbias_error_memory(error));
	memcpy(*copy, text->data, *size);
	csv->delimiter = delimiter;
	csv->line = 1;
done:
	segbias_text_release(&all);
	return status;
}

/* What is no file in CSV, as one (sources/engine.h). */
static enum segbias_status begin_engine(const char *path, const struct segbias_source_options *options,
                                        struct segbias_stream **out, struct segbias_error *error)
{
	struct segbias_engine_options asked = {.hash_always = options->hash_always,
	                                       .sheet = segbias_engine_sheets(path) ? options->section : NULL};
	struct segbias_feed *feed = NULL;
	enum segbias_status status = segbias_engine_open(path, &asked, &feed, error);
	return status == SEGBIAS_OK ? segbias_stream_open_feed(path, feed, out, error) : status;
}

/* A file of JSON that may be one which is read here. *out: it is, or cannot be told to be another. */
static enum segbias_status begin_own(const char *path, const struct segbias_source_options *options,
                                     struct segbias_stream **out, struct segbias_error *error)
{
	const char *bytes = NULL;
	size_t size = 0;
	bool whole = false;
	struct segbias_stream *stream = NULL;
	enum segbias_status status = segbias_stream_open(path, options->hash_always, &stream, error);
	if (status == SEGBIAS_OK)
		status = segbias_stream_encode(stream, &options->encoded, error);
	if (status == SEGBIAS_OK)
		status = segbias_stream_peek(stream, &bytes, &size, &whole, error);
	struct segbias_label head = {bytes, size};
	bool own = status == SEGBIAS_OK && (size == 0 || segbias_reach_is(head) ||
	                                    segbias_label_begins(head, segbias_label_of(SEGBIAS_TALLY_FILE_BEGINS)));
	segbias_stream_free(stream);
	return own ? segbias_stream_open(path, options->hash_always, out, error) : status;
}

static enum segbias_status begin_any(const char *path, const struct segbias_source_options *options,
                                     struct segbias_stream **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (options->inlet)
		return segbias_stream_open_inlet(options->inlet, options->hash_always, out, error);
	if (segbias_engine_unknown(path)) {
		(void)segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "unknown_address|an address is read where it begins with postgres://, and no other is");
		segbias_error_hint(error, "save what it leads to as a file in CSV, or as FILE.parquet");
		return SEGBIAS_USAGE;
	}
	if (!segbias_engine_named(path))
		return segbias_stream_open(path, options->hash_always, out, error);
	if (segbias_engine_optional(path))
		status = begin_own(path, options, out, error);
	return status == SEGBIAS_OK && !*out ? begin_engine(path, options, out, error) : status;
}

enum segbias_status segbias_source_begin(const char *path, const struct segbias_source_options *options,
                                         struct segbias_stream **out, struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	enum segbias_status status = begin_any(path, options, &stream, error);
	if (status != SEGBIAS_OK)
		return status;
	segbias_stream_watch(stream, &options->watch);
	if (segbias_stream_feed(stream)) {
		*out = stream;
		return SEGBIAS_OK;
	}
	if (options->threads > 1)
		status = segbias_stream_overlap(stream, error);
	if (status == SEGBIAS_OK)
		status = segbias_stream_encode(stream, &options->encoded, error);
	if (status == SEGBIAS_OK)
		*out = stream;
	else
		segbias_stream_free(stream);
	return status;
}

/* What another program reads is written in one way, whatever the options say of files. */
static void take_feed(struct segbias_source *source, struct segbias_csv_options *csv)
{
	source->options.feed = segbias_stream_feed(source->stream);
	if (!source->options.feed)
		return;
	source->options.delimiter = csv->delimiter = ',';
	source->options.sheet = source->options.section && segbias_engine_sheets(source->facts.path);
	if (source->options.sheet)
		source->options.section = NULL;
}

enum segbias_status segbias_source_open(const char *path, const struct segbias_source_options *options,
                                        struct segbias_source **out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv_options csv_options = {.delimiter = options->delimiter, .skip_bad = options->skip_bad};
	struct segbias_source *source = segbias_memory_zeroed(1, sizeof *source);
	char *copy = NULL;
	size_t size = 0;
	if (!source)
		return segbias_error_memory(error);
	source->options = *options;
	source->facts.path = path;
	if (options->begun && *options->begun) {
		source->stream = *options->begun;
		*options->begun = NULL;
	} else {
		SEGBIAS_TRY(segbias_source_begin(path, options, &source->stream, error));
	}
	source->options.begun = NULL;
	take_feed(source, &csv_options);
	SEGBIAS_TRY(peek(source, &csv_options, &copy, &size, error));
	SEGBIAS_TRY(melt(source, &csv_options, &copy, &size, error));
	SEGBIAS_TRY(
	    segbias_csv_create(source->table ? source->table : source->stream, &csv_options, &source->csv, error));
	SEGBIAS_TRY(segbias_csv_next(source->csv, &source->batch, error));
	if (source->batch.records == 0 && !options->names) {
		status = segbias_error_set(error, SEGBIAS_DATA, "empty_file|the file is empty");
		segbias_error_place(error, path, 0, 0);
		goto done;
	}
	source->next = options->names ? 0 : 1;
	source->head.file = path;
	source->options.head = &source->head;
	SEGBIAS_TRY(options->names ? take_names(source, error) : read_header(source, error));
	SEGBIAS_TRY(read_head(source, copy, size, error));
	if (source->batch.records == 1 && !options->names) {
		/* Nothing but the header came first: the end, or a bad record, which says so itself. */
		SEGBIAS_TRY(segbias_csv_next(source->csv, &source->batch, error));
		source->next = 0;
	}
	if (source->batch.records == 0 && segbias_csv_counts(source->csv)->bad == 0 && !options->header) {
		status = segbias_error_set(error, SEGBIAS_DATA, "no_records|there are no records below the header");
		segbias_error_place(error, path, 1, 0);
		goto done;
	}
done:
	free(copy);
	if (status == SEGBIAS_OK)
		*out = source;
	else
		segbias_source_free(source);
	return status;
}

void segbias_source_free(struct segbias_source *source)
{
	if (!source)
		return;
	segbias_csv_free(source->csv);
	segbias_stream_free(source->table);
	segbias_melted_release(&source->melted);
	free(source->repeats);
	segbias_stream_free(source->stream);
	segbias_evidence_release(&source->evidence);
	segbias_grid_free(source->grid);
	segbias_aggregate_release(&source->aggregate);
	release_head(source);
	segbias_arena_release(&source->arena);
	free(source);
}

const struct segbias_head *segbias_source_head(const struct segbias_source *source)
{
	return &source->head;
}

const struct segbias_layout *segbias_source_layout(const struct segbias_source *source)
{
	return &source->layout;
}

const struct segbias_shape *segbias_source_shape(const struct segbias_source *source)
{
	return source->shape;
}

const struct segbias_evidence *segbias_source_evidence(const struct segbias_source *source)
{
	return &source->evidence;
}

const struct segbias_column_evidence *segbias_source_columns(const struct segbias_source *source)
{
	return source->evidence.columns;
}

const struct segbias_grid *segbias_source_grid(const struct segbias_source *source)
{
	return source->grid;
}

const struct segbias_total_row *segbias_source_totals(const struct segbias_source *source, size_t *count)
{
	*count = source->aggregate.total_count;
	return source->aggregate.totals;
}

const struct segbias_answered *segbias_source_answered(const struct segbias_source *source, size_t *count)
{
	*count = source->aggregate.answered_count;
	return source->aggregate.answered;
}

const struct segbias_answered *segbias_source_summed(const struct segbias_source *source, size_t *count)
{
	*count = source->aggregate.summed_count;
	return source->aggregate.summed;
}

const struct segbias_told *segbias_source_told(const struct segbias_source *source, size_t row)
{
	return source->aggregate.told ? &source->aggregate.told[row] : NULL;
}

bool segbias_source_scannable(const struct segbias_source *source)
{
	return !source->broken && source->evidence.columns;
}

const char *segbias_source_read_by(const struct segbias_source *source)
{
	const struct segbias_stream_inlet *inlet = source->options.inlet;
	const struct segbias_feed *feed = source->options.feed;
	return feed ? feed->program : inlet && inlet->arrow ? "Arrow" : NULL;
}

const char *segbias_source_untold(const struct segbias_source *source, struct segbias_label column)
{
	const struct segbias_stream_inlet *inlet = source->options.inlet;
	const struct segbias_feed *feed = source->options.feed;
	return feed                    ? feed->class->untold(feed, column)
	       : inlet && inlet->arrow ? segbias_arrow_untold(inlet->arrow, column)
	                               : NULL;
}

const struct segbias_source_options *segbias_source_options(const struct segbias_source *source)
{
	return &source->options;
}

const struct segbias_source_facts *segbias_source_facts(const struct segbias_source *source)
{
	return &source->facts;
}

/* --- pouring ---------------------------------------------------------------------------------------------------- */

/* The next row of a table that is not left out. */
static void next_of_grid(struct segbias_source *source, struct segbias_row *row, bool *end)
{
	const struct segbias_grid *grid = source->grid;
	while (source->next < grid->rows && grid->dropped[source->next] && !source->scanned) {
		source->next++;
		source->facts.rows++;
	}
	*end = source->next >= grid->rows;
	if (*end)
		return;
	*row = (struct segbias_row){NULL, grid, source->next++};
	source->facts.rows++;
}

void segbias_source_begun(struct segbias_source *source, const struct segbias_csv_batch **batch, size_t *first)
{
	*batch = source->next < source->batch.records ? &source->batch : NULL;
	*first = source->next;
	source->facts.rows += source->batch.records - source->next;
	source->next = source->batch.records;
}

enum segbias_status segbias_source_next(struct segbias_source *source, struct segbias_row *row, bool *end,
                                        struct segbias_error *error)
{
	if (source->grid) {
		next_of_grid(source, row, end);
		return SEGBIAS_OK;
	}
	while (source->next >= source->batch.records) {
		enum segbias_status status = segbias_csv_next(source->csv, &source->batch, error);
		if (status != SEGBIAS_OK)
			return status;
		source->next = 0;
		*end = source->batch.records == 0;
		if (*end)
			return SEGBIAS_OK;
	}
	*row = (struct segbias_row){&source->batch, NULL, source->next++};
	source->facts.rows++;
	*end = false;
	return SEGBIAS_OK;
}

/* Collects the facts once the file has been read to its end. */
static enum segbias_status finish(struct segbias_source *source, struct segbias_tally *tally,
                                  enum segbias_status status, struct segbias_error *error)
{
	if (status == SEGBIAS_OK)
		status = settle_end(source, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_finish(tally, error);
	if (status != SEGBIAS_OK) {
		if (error && !error->file[0])
			segbias_error_place(error, source->facts.path, 0, 0);
		return status;
	}
	const struct segbias_csv_counts *counts =
	    source->shared.records ? &source->shared : segbias_csv_counts(source->csv);
	struct segbias_source_facts *facts = &source->facts;
	if (counts->bad && (!facts->bad_first.message[0] || counts->bad_first.line <= facts->bad_first.line))
		facts->bad_first = counts->bad_first;
	facts->bad_rows += counts->bad;
	facts->bad_lines += counts->bad_lines;
	facts->blank_lines = counts->blank;
	facts->bytes = segbias_stream_bytes(source->stream);
	facts->encoding = segbias_stream_encoding(source->stream);
	facts->bom = facts->bom || segbias_csv_bom(source->csv);
	facts->delimiter = segbias_csv_delimiter(source->csv);
	facts->hashed = segbias_stream_sha256(source->stream, facts->sha256);
	return SEGBIAS_OK;
}

struct segbias_plan segbias_source_plan(const struct segbias_source *source, const struct segbias_plan *plan)
{
	struct segbias_plan own = *plan;
	/* A table in memory has the meanings already. */
	own.form = source->form.lists && !source->grid ? &source->form : NULL;
	own.written = source->head.names;
	return own;
}

enum segbias_status segbias_source_scan(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error)
{
	source->layout.count_field = source->layout.weight_field = source->layout.amount_field = SEGBIAS_NO_FIELD;
	source->scanned = true;
	struct segbias_plan own = segbias_source_plan(source, plan);
	return finish(source, tally, segbias_pour_records(source, &own, tally, error), error);
}

void segbias_source_forget_head(struct segbias_source *source)
{
	if (source->head.whole || source->grid)
		return;
	release_head(source);
}

enum segbias_status segbias_source_pour(struct segbias_source *source, const struct segbias_plan *plan,
                                        struct segbias_tally *tally, struct segbias_error *error)
{
	struct segbias_plan own = segbias_source_plan(source, plan);
	return finish(source, tally, source->shape->pour(source, &own, tally, error), error);
}

void segbias_source_place(const struct segbias_source *source, const struct segbias_row *row, size_t field,
                          uint64_t *line, uint64_t *column)
{
	if (row->grid)
		segbias_grid_locate(row->grid, row->record, field, line, column);
	else
		segbias_csv_locate(source->csv, row->record, field, line, column);
	if (!source->table)
		return;
	*line = segbias_melted_line(&source->melted, *line);
	*column = 0;
}

void segbias_source_add_rejected(struct segbias_source *source, const struct segbias_rejected *rejected)
{
	struct segbias_source_facts *facts = &source->facts;
	if (rejected->rows && (facts->bad_rows == 0 || rejected->first.line < facts->bad_first.line))
		facts->bad_first = rejected->first;
	facts->rows -= rejected->rows;
	facts->bad_rows += rejected->rows;
	facts->bad_lines += rejected->lines;
}

struct segbias_csv *segbias_source_csv(struct segbias_source *source)
{
	return source->csv;
}

void segbias_source_count(struct segbias_source *source, const struct segbias_csv_counts *counts)
{
	source->shared = *counts;
	source->facts.rows += counts->records - segbias_csv_counts(source->csv)->records;
}

enum segbias_status segbias_source_reject(struct segbias_source *source, const struct segbias_row *row, size_t field,
                                          struct segbias_error *why, struct segbias_error *error)
{
	uint64_t line = 0;
	uint64_t column = 0;
	segbias_source_place(source, row, field, &line, &column);
	segbias_error_place(why, source->facts.path, line, column);
	if (!source->options.skip_bad) {
		if (error)
			*error = *why;
		return why->status;
	}
	segbias_source_add_rejected(source,
	                            &(struct segbias_rejected){1, segbias_row_lines(row, source->head.width), *why});
	return SEGBIAS_OK;
}

/* --- columns and cells ------------------------------------------------------------------------------------------ */

enum segbias_status segbias_source_field(const struct segbias_head *head, const char *name, const char *option,
                                         size_t *field, struct segbias_error *error)
{
	size_t found = segbias_head_find(head, segbias_label_of(name));
	if (found == SEGBIAS_NO_FIELD)
		return segbias_head_no_column(head, option, segbias_label_of(name), error);
	*field = found;
	return SEGBIAS_OK;
}

bool segbias_source_unweighted(const struct segbias_head *head, const struct segbias_source_options *options)
{
	if (!options->weight || strcmp(options->weight, "none") != 0)
		return false;
	for (size_t field = 0; field < head->width; field++)
		if (segbias_label_equal(head->names[field], segbias_label_of("none")))
			return false;
	return true;
}

/* "<5", as small figures are kept back: none of them is 5. */
static bool is_masked(struct segbias_label cell)
{
	size_t at = 0;
	while (at < cell.size && cell.bytes[at] == ' ')
		at++;
	bool below = at < cell.size && cell.bytes[at] == '<';
	below = below || (cell.size - at > 3 && memcmp(cell.bytes + at, "\xe2\x89\xa4", 3) == 0); /* ≤ */
	return below && cell.bytes[cell.size - 1] >= '0' && cell.bytes[cell.size - 1] <= '9';
}

enum segbias_status segbias_source_amount(const struct segbias_source *source, struct segbias_label cell, size_t field,
                                          struct segbias_figure *out, struct segbias_error *why)
{
	const struct segbias_column_evidence *column = &source->evidence.columns[field];
	struct segbias_figure figure;
	if (segbias_missing_blank(cell)) {
		segbias_error_set(why, SEGBIAS_DATA, "no_number|there is no number");
		segbias_error_hint(why, "write a figure, 0 for nobody; --skip-bad leaves such rows out");
		return SEGBIAS_DATA;
	}
	if (is_masked(cell)) {
		segbias_error_set(why, SEGBIAS_DATA,
		                  "hidden_figure|the figure is hidden: only that it is below a number is said");
		segbias_error_hint(why, "write a figure; --skip-bad leaves such rows out");
		return SEGBIAS_DATA;
	}
	const char *most = hidden_option(source);
	bool mark = source->grid && field == source->layout.count_field && segbias_figure_mark(cell);
	const struct segbias_legend_entry *told =
	    mark ? segbias_legend_untold(&source->facts.sheet.legend, cell) : NULL;
	if (told) {
		segbias_error_set(why, SEGBIAS_DATA,
		                  "hidden_figure|the figure is hidden, as line %" PRIu64
		                  " says, and how large it may be is not said",
		                  told->line);
		segbias_error_hint(
		    why, "%s 4 takes it for 0 to 4, where that is known; --skip-bad leaves such rows out", most);
		return SEGBIAS_DATA;
	}
	if (mark && segbias_figure_dash(cell)) {
		segbias_error_set(why, SEGBIAS_DATA, "dash_figure|a dash may stand for nobody, or for a hidden figure");
		segbias_error_hint(
		    why,
		    "the file's notes say which: %s 0 takes it for nobody, %s 4 for 0 to 4; --skip-bad leaves such rows out",
		    most, most);
		return SEGBIAS_DATA;
	}
	if (mark) {
		segbias_error_set(why, SEGBIAS_DATA,
		                  "hidden_figure|the figure is hidden, and how large it may be is not said");
		segbias_error_hint(
		    why, "%s 4 takes it for 0 to 4, if the file's notes say that; --skip-bad leaves such rows out",
		    most);
		return SEGBIAS_DATA;
	}
	if (!segbias_figure_parse(cell, &column->style, &figure)) {
		char example[SEGBIAS_STYLE_EXAMPLE_MAX];
		segbias_error_set(why, SEGBIAS_DATA, "not_a_number|this is not a plain number");
		const struct segbias_source_options *options = &source->options;
		const char *said = options->decimal && options->reference ? ", as --reference-decimal says"
		                   : options->decimal                     ? ", as --decimal says"
		                                                          : "";
		segbias_error_hint(why,
		                   "the numbers of this column are read as %s%s: write it like them; --skip-bad leaves "
		                   "such rows out",
		                   segbias_style_example(&column->style, example), said);
		return SEGBIAS_DATA;
	}
	if (figure.value < 0)
		return segbias_error_set(why, SEGBIAS_DATA, "negative_number|the number is negative");
	if (figure.value > 1e100 || (figure.value > 0 && figure.value < 1e-100))
		return segbias_error_set(why, SEGBIAS_DATA,
		                         "number_out_of_range|the number is out of range (0, or 1e-100 to 1e100)");
	*out = figure;
	return SEGBIAS_OK;
}

enum segbias_status segbias_source_margin(const struct segbias_source *source, const struct segbias_row *row,
                                          double *out, struct segbias_error *why)
{
	const struct segbias_layout *layout = &source->layout;
	struct segbias_label cell = segbias_figure_margin(segbias_row_cell(row, layout->moe_field));
	struct segbias_figure figure = {0};
	if (segbias_margin_derived(layout) && row->grid &&
	    segbias_margin_figure(&source->evidence, layout, row->record, out)) {
		*out *= layout->times;
		return SEGBIAS_OK;
	}
	enum segbias_status status = segbias_source_amount(source, cell, layout->moe_field, &figure, why);
	/* "2 %" beside shares of 1 */
	if (status == SEGBIAS_OK)
		*out = (figure.percent && layout->unit == SEGBIAS_UNIT_SHARE ? figure.value / 100
		                                                             : figure.value * layout->times) *
		       layout->margin.times;
	return status;
}
