/* Shape: cells that a database has counted. They are read before columns have roles, so that here a file of them is only told
 * from others, and refused where none can be taken. */
#include "sources/shape_cells.h"

#include "base/base64.h"
#include "base/memory.h"
#include "base/number.h"
#include "csv/reader.h"
#include "sources/coding.h"
#include "sources/source.h"

#include <inttypes.h>
#include <string.h>

#define SEGBIAS_CELLS_VERSION "1:"

enum field { PLAN, SEGMENT, COLUMN, VALUE, BY, BY_VALUE, RECORDS, WEIGHT, SQUARES, FOURTHS, LARGEST };

const char *const segbias_cells_columns[SEGBIAS_CELLS_COLUMNS] = {
    SEGBIAS_CELLS_NAME, "segment",        "column",         "value",         "by", "by_value", "records",
    "weight",           "weight_squares", "weight_fourths", "weight_largest"};

static const char BOM[] = "\xEF\xBB\xBF";

bool segbias_cells_begin(struct segbias_label bytes)
{
	static const char *const BEGINS[] = {SEGBIAS_CELLS_NAME ",", "\"" SEGBIAS_CELLS_NAME "\","};
	if (segbias_label_begins(bytes, segbias_label_of(BOM)))
		bytes = (struct segbias_label){bytes.bytes + strlen(BOM), bytes.size - strlen(BOM)};
	for (size_t i = 0; i < sizeof BEGINS / sizeof *BEGINS; i++)
		if (segbias_label_begins(bytes, segbias_label_of(BEGINS[i])))
			return true;
	return false;
}

/* --- reading ----------------------------------------------------------------------------------------------------- */

struct reading {
	struct segbias_sql_cells *cells;
	const char *file;
	size_t width;
	uint64_t line;             /* of the row */
	struct segbias_label text; /* the plan as it stands in the first row */
	struct segbias_text room;  /* for fields without their quotes */
};

static enum segbias_status here(const struct reading *r, struct segbias_error *error)
{
	segbias_error_place(error, r->file, r->line, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status changed(const struct reading *r, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "cells_changed|changed: this is no row of cells");
	segbias_error_hint(error,
	                   "CSV with commas is read, as the commands duckdb and psql print it in their modes for CSV");
	return here(r, error);
}

/* The last line of what a program printed to its end has an end. */
static enum segbias_status judge_end(void *context, const char *tail, size_t size, size_t *kept,
                                     struct segbias_error *error)
{
	*kept = size;
	if (size > 0 && (tail[size - 1] == '\n' || tail[size - 1] == '\r'))
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "cells_cut|cut: the last line has no end");
	segbias_error_hint(error, "run the statement again, and keep all that it prints");
	segbias_error_place(error, segbias_stream_name(context), 0, 0);
	return SEGBIAS_DATA;
}

static enum segbias_status read_header(struct reading *r, const struct segbias_label *fields, size_t width,
                                       struct segbias_error *error)
{
	bool known = width == SEGBIAS_CELLS_COLUMNS || width == SEGBIAS_CELLS_UNWEIGHTED;
	for (size_t i = 0; known && i < width; i++)
		known = segbias_label_equal(fields[i], segbias_label_of(segbias_cells_columns[i]));
	r->width = width;
	r->cells->weighted = width == SEGBIAS_CELLS_COLUMNS;
	if (known)
		return SEGBIAS_OK;
	(void)segbias_error_set(error, SEGBIAS_DATA, "cells_header|the columns are not those of cells");
	segbias_error_hint(error, "the statement of segbias tally --sql names them; none can be left out or moved");
	return here(r, error);
}

/* The plan, of the first row; of the others whether it is the same. */
static enum segbias_status read_plan(struct reading *r, struct segbias_label text, struct segbias_error *error)
{
	struct segbias_text json = {0};
	if (r->text.bytes && segbias_label_equal(r->text, text))
		return SEGBIAS_OK;
	if (r->text.bytes) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "cells_two_plans|of two plans: this row is of another one");
		segbias_error_hint(error, "what one statement prints is one file");
		return here(r, error);
	}
	size_t head = strlen(SEGBIAS_CELLS_VERSION);
	if (!segbias_label_begins(text, segbias_label_of(SEGBIAS_CELLS_VERSION))) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "cells_version|are of another version of cells; this program reads version 1");
		return here(r, error);
	}
	bool read = segbias_base64_read((struct segbias_label){text.bytes + head, text.size - head}, &json);
	bool failed = json.failed;
	bool kept = read && segbias_arena_copy(&r->cells->arena, segbias_text_label(&json), &r->cells->plan) &&
	            segbias_arena_copy(&r->cells->arena, text, &r->text);
	segbias_text_release(&json);
	if (failed || (read && !kept))
		return segbias_error_memory(error);
	return read ? SEGBIAS_OK : changed(r, error);
}

/* A text behind its mark; bytes NULL: the column is rolled up. *ok: false where memory runs out. */
static struct segbias_label read_text(struct reading *r, struct segbias_label field, bool *ok)
{
	struct segbias_label out = {NULL, 0};
	bool marked = field.size > 0 && (field.bytes[0] == SEGBIAS_SQL_TEXT || field.bytes[0] == SEGBIAS_SQL_NULL ||
	                                 field.bytes[0] == SEGBIAS_SQL_VALUE);
	*ok = *ok && (!marked || segbias_arena_copy(&r->cells->arena, field, &out));
	return out;
}

/* The number of a column: false where there is none. *bad: it is something else than a number or nothing. */
static bool read_column(struct segbias_label field, uint32_t *column, bool *bad)
{
	uint64_t number = 0;
	bool digit = field.size > 0 && field.bytes[0] >= '0' && field.bytes[0] <= '9';
	*bad = digit && (!segbias_number_parse_whole(field, '.', &number) || number >= UINT32_MAX);
	*column = (uint32_t)number;
	return digit && !*bad;
}

/* Records that the database says it could not count. */
static enum segbias_status refuse_bad(const struct reading *r, struct segbias_label kind, uint64_t records,
                                      struct segbias_error *error)
{
	if (segbias_label_equal(kind, segbias_label_of(SEGBIAS_SQL_BAD_SEGMENTS))) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "cells_bad_segments|cells of segments that hold neither yes nor no: %" PRIu64,
		                        records);
		segbias_error_hint(error, "1, true, t, yes, y and 0, false, f, no, n are read");
		return here(r, error);
	}
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "cells_bad_weights|records with a weight that cannot be used: %" PRIu64
	                        " (missing, negative, a thousand million or more, or with over nine decimals)",
	                        records);
	segbias_error_hint(error, "a view can leave them out, or round the weights to nine decimals");
	return here(r, error);
}

/* What a cell's records weigh: nothing where there are none. */
static bool read_weights(const struct reading *r, const struct segbias_label *fields, struct segbias_sql_cell *cell)
{
	bool exact[2] = {true, true};
	if (!r->cells->weighted)
		return fields[WEIGHT].size == 0 || fields[WEIGHT].bytes[0] == 'N' || fields[WEIGHT].bytes[0] == 'n';
	if (cell->records == 0)
		return true;
	bool ok = segbias_decimal_read(fields[WEIGHT], &cell->weight) &&
	          segbias_decimal_read(fields[SQUARES], &cell->square) &&
	          segbias_decimal_read(fields[LARGEST], &cell->largest) &&
	          segbias_number_parse(fields[FOURTHS], '.', &cell->fourth) && cell->fourth >= 0;
	(void)segbias_decimal_value(&cell->weight, &exact[0]);
	(void)segbias_decimal_value(&cell->square, &exact[1]);
	r->cells->inexact = r->cells->inexact || !exact[0] || !exact[1];
	return ok;
}

static enum segbias_status read_row(struct reading *r, const struct segbias_label *fields, struct segbias_error *error)
{
	struct segbias_sql_cells *cells = r->cells;
	struct segbias_sql_cell cell = {.line = r->line};
	static const enum field COLUMNS[] = {COLUMN, BY};
	static const enum field VALUES[] = {VALUE, BY_VALUE};
	enum segbias_status status = read_plan(r, fields[PLAN], error);
	bool ok = true;
	bool wrong = false;
	if (status != SEGBIAS_OK)
		return status;
	if (!segbias_number_parse_whole(fields[RECORDS], '.', &cell.records))
		return changed(r, error);
	if (segbias_label_begins(fields[COLUMN], segbias_label_of("bad_")))
		return refuse_bad(r, fields[COLUMN], cell.records, error);
	cell.segment = read_text(r, fields[SEGMENT], &ok);
	cell.set.segmented = cell.segment.bytes != NULL;
	for (size_t i = 0; ok && i < SEGBIAS_SQL_COLUMNS_MAX; i++) {
		bool bad = false;
		bool there = read_column(fields[COLUMNS[i]], &cell.set.columns[cell.set.count], &bad);
		struct segbias_label text = read_text(r, fields[VALUES[i]], &ok);
		wrong = wrong || bad || there != (text.bytes != NULL);
		cell.values[cell.set.count] = text;
		cell.set.count += there;
	}
	if (!ok)
		return segbias_error_memory(error);
	wrong = wrong || (cell.set.count == 2 && cell.set.columns[0] >= cell.set.columns[1]);
	if (wrong || !read_weights(r, fields, &cell))
		return changed(r, error);
	struct segbias_sql_cell *items =
	    segbias_memory_room(cells->items, cells->count, &cells->capacity, sizeof *items);
	if (!items)
		return segbias_error_memory(error);
	cells->items = items;
	items[cells->count++] = cell;
	return SEGBIAS_OK;
}

/* The fields of a record without their quotes, until the next call. false: out of memory. */
static bool read_fields(struct reading *r, const struct segbias_csv_batch *batch, size_t record,
                        struct segbias_label fields[static SEGBIAS_CELLS_COLUMNS])
{
	size_t size = 0;
	for (size_t i = 0; i < batch->width; i++)
		size += segbias_csv_field(batch, record, i).size;
	r->room.size = 0;
	char *room = segbias_text_room(&r->room, size + 1);
	for (size_t i = 0; room && i < batch->width; i++) {
		fields[i] = segbias_csv_field(batch, record, i);
		if (!batch->raw || fields[i].size == 0 || fields[i].bytes[0] != '"')
			continue;
		size = fields[i].size;
		fields[i] = segbias_label_unquote(fields[i], room);
		room += size;
	}
	return room != NULL;
}

static enum segbias_status read_batch(struct reading *r, const struct segbias_csv *csv,
                                      const struct segbias_csv_batch *batch, struct segbias_error *error)
{
	struct segbias_label fields[SEGBIAS_CELLS_COLUMNS] = {{NULL, 0}};
	enum segbias_status status = SEGBIAS_OK;
	for (size_t record = 0; record < batch->records && status == SEGBIAS_OK; record++) {
		uint64_t column = 0;
		segbias_csv_locate(csv, record, 0, &r->line, &column);
		if (batch->width > SEGBIAS_CELLS_COLUMNS)
			return read_header(r, fields, batch->width, error);
		if (!read_fields(r, batch, record, fields))
			return segbias_error_memory(error);
		status = r->width ? read_row(r, fields, error) : read_header(r, fields, batch->width, error);
	}
	return status;
}

enum segbias_status segbias_cells_read(struct segbias_stream *stream, struct segbias_sql_cells *cells,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv *csv = NULL;
	struct reading r = {.cells = cells, .file = segbias_stream_name(stream)};
	const struct segbias_csv_options options = {.delimiter = ','};
	SEGBIAS_TRY(segbias_stream_hold_tail(stream, judge_end, stream, error));
	SEGBIAS_TRY(segbias_csv_create(stream, &options, &csv, error));
	for (;;) {
		struct segbias_csv_batch batch = {.records = 0};
		status = segbias_csv_next(csv, &batch, error);
		if (status == SEGBIAS_DATA)
			segbias_error_hint(error, "run the statement again, and keep all that it prints");
		if (status != SEGBIAS_OK)
			goto done;
		if (batch.records == 0)
			break;
		SEGBIAS_TRY(read_batch(&r, csv, &batch, error));
	}
	if (!cells->plan.bytes) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "cells_cut|cut: there is no row below the names");
		segbias_error_hint(error, "run the statement again, and keep all that it prints");
		status = here(&r, error);
	}
	struct segbias_label name;
	if (status == SEGBIAS_OK && !segbias_arena_copy(&cells->arena, segbias_label_of(r.file), &name))
		status = segbias_error_memory(error);
	cells->file = status == SEGBIAS_OK ? name.bytes : NULL;
done:
	segbias_csv_free(csv);
	segbias_text_release(&r.room);
	return status;
}

enum segbias_status segbias_cells_check_codes(const struct segbias_sql_cells *cells, const struct segbias_plan *plan,
                                              struct segbias_error *error)
{
	for (size_t i = 0; i < cells->count && plan->form; i++) {
		const struct segbias_sql_cell *cell = &cells->items[i];
		for (uint32_t j = 0; j < cell->set.count; j++) {
			size_t at = cell->set.columns[j];
			struct segbias_label text = {cell->values[j].bytes + 1, cell->values[j].size - 1};
			bool coded = at < plan->column_count && plan->columns[at].kind == SEGBIAS_PLAN_MAPPED;
			if (!coded || segbias_missing_any(plan->missing, text) ||
			    !segbias_coding_lacks(plan->form, plan->written[plan->columns[at].field], text))
				continue;
			(void)segbias_coding_refuse(plan->form, error);
			segbias_error_hint(error, "a view can leave such rows out");
			segbias_error_place(error, cells->file, cell->line, 0);
			return SEGBIAS_DATA;
		}
	}
	return SEGBIAS_OK;
}

/* --- as a shape -------------------------------------------------------------------------------------------------- */

static enum segbias_status recognise(struct segbias_evidence *evidence, bool *found, struct segbias_layout *layout,
                                     struct segbias_error *error)
{
	(void)layout;
	bool cells = evidence->grid->width >= SEGBIAS_CELLS_UNWEIGHTED &&
	             segbias_label_equal(evidence->columns[0].name, segbias_label_of(SEGBIAS_CELLS_NAME));
	*found = false;
	if (cells) {
		(void)segbias_error_set(error, SEGBIAS_DATA,
		                        "cells_not_here|cells that a database has counted cannot be taken here");
		segbias_error_hint(error, "compare, check and review add take them in the place of the campaign");
	} else if (evidence->options->shape) {
		(void)segbias_error_set(error, SEGBIAS_DATA, "no_cells|is no file of cells");
		segbias_error_hint(error,
		                   "segbias tally SAMPLE REFERENCE --sql DIALECT --from TABLE prints what makes one");
	} else {
		return SEGBIAS_OK;
	}
	segbias_error_place(error, evidence->file, 1, 0);
	return SEGBIAS_DATA;
}

const struct segbias_shape segbias_shape_cells = {"cells", "cells that a database has counted", true, false, recognise,
                                                  NULL};
