/* An Arrow C stream as the bytes of a CSV file: schema, batches, records. */
#include "base/arrow.h"
#include "base/intern.h"
#include "base/memory.h"
#include "base/stream_part.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS_AT_ONCE = 256 };

struct column {
	struct segbias_label name;
	const char *format;              /* the schema's, of its values */
	struct segbias_arrow_type type;  /* of its values */
	struct segbias_arrow_type index; /* of its codes, where it is a dictionary */
	bool coded;
};

struct segbias_arrow {
	struct ArrowArrayStream stream;
	struct ArrowSchema schema;
	struct ArrowArray batch; /* released where `release` is NULL */
	int64_t row;             /* of it the next */
	struct column *columns;
	size_t count;
	struct segbias_intern names; /* ids are columns */
	struct segbias_text text;    /* what was written and not yet read, from `given` on */
	size_t given;
	struct segbias_text cell;
	uint64_t records;
	bool ended;
};

/* What reads it: one job, once. */
struct reader {
	struct segbias_part part;
	struct segbias_arrow *arrow;
};

static void release_batch(struct segbias_arrow *arrow)
{
	if (arrow->batch.release)
		arrow->batch.release(&arrow->batch);
	arrow->batch = (struct ArrowArray){0};
}

void segbias_arrow_free(struct segbias_arrow *arrow)
{
	if (!arrow)
		return;
	release_batch(arrow);
	if (arrow->schema.release)
		arrow->schema.release(&arrow->schema);
	if (arrow->stream.release)
		arrow->stream.release(&arrow->stream);
	segbias_text_release(&arrow->text);
	segbias_text_release(&arrow->cell);
	segbias_intern_release(&arrow->names);
	free(arrow->columns);
	free(arrow);
}

/* The column of that name; NULL: there is none. */
static const struct column *find_column(const struct segbias_arrow *arrow, struct segbias_label name)
{
	uint32_t id = segbias_intern_find(&arrow->names, name);
	return id == SEGBIAS_INTERN_NONE ? NULL : &arrow->columns[id];
}

const char *segbias_arrow_untold(const struct segbias_arrow *arrow, struct segbias_label column)
{
	const struct column *found = find_column(arrow, column);
	return found && found->type.kind == SEGBIAS_ARROW_OTHER ? found->format : NULL;
}

bool segbias_arrow_numbers(const struct segbias_arrow *arrow, struct segbias_label column)
{
	const struct column *found = find_column(arrow, column);
	return found && (found->type.kind == SEGBIAS_ARROW_INTEGER || found->type.kind == SEGBIAS_ARROW_FLOAT ||
	                 found->type.kind == SEGBIAS_ARROW_DECIMAL);
}

/* What the stream says of a call that failed. */
static enum segbias_status complain(struct segbias_arrow *arrow, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	const char *said = arrow->stream.get_last_error ? arrow->stream.get_last_error(&arrow->stream) : NULL;
	return segbias_error_set(error, SEGBIAS_DATA, "arrow_stream|the Arrow stream failed: %s",
	                         said ? segbias_label_quote(segbias_label_of(said), quoted) : "it does not say why");
}

/* --- records ------------------------------------------------------------------------------------------------------ */

/* Whether a reader could take it for something else where it has no quotes. */
static bool needs_quotes(struct segbias_label cell)
{
	if (cell.size == 0 || cell.bytes[0] == ' ' || cell.bytes[cell.size - 1] == ' ')
		return true;
	for (size_t i = 0; i < cell.size; i++)
		if (strchr("\",\r\n", cell.bytes[i]) || cell.bytes[i] == '\0')
			return true;
	return false;
}

static void add_field(struct segbias_text *out, struct segbias_label cell)
{
	if (!needs_quotes(cell)) {
		segbias_text_add(out, cell.bytes, cell.size);
		return;
	}
	segbias_text_add(out, "\"", 1);
	for (size_t i = 0, from = 0; i <= cell.size; i++)
		if (i == cell.size || cell.bytes[i] == '"') {
			/* The quote ends this piece and begins the next one. */
			segbias_text_add(out, cell.bytes + from, i - from + (i < cell.size));
			from = i;
		}
	segbias_text_add(out, "\"", 1);
}

static bool add_value(const struct column *column, const struct ArrowArray *array, int64_t row,
                      struct segbias_text *cell)
{
	if (!column->coded)
		return !segbias_arrow_valid(&column->type, array, row) ||
		       segbias_arrow_cell(&column->type, array, row, cell);
	if (!segbias_arrow_valid(&column->index, array, row))
		return true;
	int64_t code = segbias_arrow_integer(&column->index, array, row);
	const struct ArrowArray *values = array->dictionary;
	if (!values || code < 0 || code >= values->length)
		return false;
	return !segbias_arrow_valid(&column->type, values, code) ||
	       segbias_arrow_cell(&column->type, values, code, cell);
}

static enum segbias_status add_record(struct segbias_arrow *arrow, int64_t row, struct segbias_error *error)
{
	const struct ArrowArray *batch = &arrow->batch;
	const struct segbias_arrow_type whole = {.kind = SEGBIAS_ARROW_OTHER};
	bool there = segbias_arrow_valid(&whole, batch, row);
	arrow->records++;
	for (size_t i = 0; i < arrow->count; i++) {
		char quoted[SEGBIAS_QUOTE_MAX];
		arrow->cell.size = 0;
		/* A struct's own offset is one of its children's, too. */
		if (there && !add_value(&arrow->columns[i], batch->children[i], batch->offset + row, &arrow->cell))
			return segbias_error_set(
			    error, SEGBIAS_DATA,
			    "arrow_text|a value of column %s is no text in UTF-8 (row %llu of the Arrow stream)",
			    segbias_label_quote(arrow->columns[i].name, quoted), (unsigned long long)arrow->records);
		if (i)
			segbias_text_add(&arrow->text, ",", 1);
		add_field(&arrow->text, segbias_text_label(&arrow->cell));
	}
	segbias_text_add(&arrow->text, "\n", 1);
	return SEGBIAS_OK;
}

/* The next batch that has rows; `ended` where there is none. */
static enum segbias_status next_batch(struct segbias_arrow *arrow, struct segbias_error *error)
{
	release_batch(arrow);
	arrow->row = 0;
	if (arrow->stream.get_next(&arrow->stream, &arrow->batch) != 0)
		return complain(arrow, error);
	arrow->ended = !arrow->batch.release;
	if (!arrow->ended && arrow->batch.n_children != (int64_t)arrow->count)
		return segbias_error_set(
		    error, SEGBIAS_DATA,
		    "arrow_batch|a batch of the Arrow stream has other columns than its schema says");
	return SEGBIAS_OK;
}

static enum segbias_status write_more(struct segbias_arrow *arrow, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	arrow->text.size = 0;
	arrow->given = 0;
	while (status == SEGBIAS_OK && !arrow->ended && arrow->row >= arrow->batch.length)
		status = next_batch(arrow, error);
	for (int i = 0; status == SEGBIAS_OK && !arrow->ended && i < ROWS_AT_ONCE && arrow->row < arrow->batch.length;
	     i++)
		status = add_record(arrow, arrow->row++, error);
	if (status == SEGBIAS_OK && (arrow->text.failed || arrow->cell.failed))
		status = segbias_error_memory(error);
	return status;
}

static enum segbias_status read_arrow(struct segbias_part *part, char *buffer, size_t capacity, size_t *size,
                                      struct segbias_error *error)
{
	struct segbias_arrow *arrow = ((struct reader *)part)->arrow;
	*size = 0;
	while (arrow->given == arrow->text.size && !arrow->ended) {
		enum segbias_status status = write_more(arrow, error);
		if (status != SEGBIAS_OK)
			return status;
	}
	size_t left = arrow->text.size - arrow->given;
	*size = left < capacity ? left : capacity;
	if (*size)
		memcpy(buffer, arrow->text.data + arrow->given, *size);
	arrow->given += *size;
	return SEGBIAS_OK;
}

static void free_reader(struct segbias_part *part)
{
	free(part);
}

static const struct segbias_part_class class = {.read = read_arrow, .free = free_reader};

enum segbias_status segbias_part_arrow(struct segbias_arrow *arrow, struct segbias_part **out,
                                       struct segbias_error *error)
{
	struct reader *reader = segbias_memory_zeroed(1, sizeof *reader);
	if (!reader)
		return segbias_error_memory(error);
	*reader = (struct reader){.part = {.class = &class}, .arrow = arrow};
	*out = &reader->part;
	return SEGBIAS_OK;
}

/* --- the schema --------------------------------------------------------------------------------------------------- */

static enum segbias_status read_column(struct segbias_arrow *arrow, const struct ArrowSchema *schema,
                                       struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	struct column *column = &arrow->columns[arrow->count];
	struct segbias_label name = segbias_label_of(schema->name ? schema->name : "");
	uint32_t id = segbias_intern_add(&arrow->names, name);
	if (!segbias_unicode_valid(name))
		return segbias_error_set(error, SEGBIAS_DATA, "arrow_name|the name of a column is no text in UTF-8");
	if (id == SEGBIAS_INTERN_NONE)
		return segbias_error_memory(error);
	if (id != arrow->count)
		return segbias_error_set(error, SEGBIAS_DATA, "arrow_twice|two columns have the name %s",
		                         segbias_label_quote(name, quoted));
	const struct ArrowSchema *values = schema->dictionary ? schema->dictionary : schema;
	column->name = name;
	column->format = values->format;
	column->coded = schema->dictionary != NULL;
	column->index = segbias_arrow_type(schema->format);
	column->type = segbias_arrow_type(values->format);
	if (column->coded && (column->index.kind != SEGBIAS_ARROW_INTEGER || values->dictionary))
		column->type.kind = SEGBIAS_ARROW_OTHER;
	arrow->count++;
	return SEGBIAS_OK;
}

static enum segbias_status read_schema(struct segbias_arrow *arrow, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!arrow->stream.release || !arrow->stream.get_schema || !arrow->stream.get_next)
		return segbias_error_set(error, SEGBIAS_DATA, "arrow_released|the Arrow stream was read before");
	if (arrow->stream.get_schema(&arrow->stream, &arrow->schema) != 0)
		SEGBIAS_TRY(complain(arrow, error));
	if (!arrow->schema.format || strcmp(arrow->schema.format, "+s") != 0 || arrow->schema.n_children < 1)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_DATA,
		                              "arrow_table|the Arrow stream is of no table: it has no columns"));
	arrow->columns = segbias_memory_zeroed((size_t)arrow->schema.n_children, sizeof *arrow->columns);
	if (!arrow->columns)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (int64_t i = 0; i < arrow->schema.n_children; i++) {
		SEGBIAS_TRY(read_column(arrow, arrow->schema.children[i], error));
		if (i)
			segbias_text_add(&arrow->text, ",", 1);
		add_field(&arrow->text, arrow->columns[i].name);
	}
	segbias_text_add(&arrow->text, "\n", 1);
	if (arrow->text.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
done:
	return status;
}

enum segbias_status segbias_arrow_open(struct ArrowArrayStream *stream, const char *name, struct segbias_arrow **out,
                                       struct segbias_error *error)
{
	struct segbias_arrow *arrow = segbias_memory_zeroed(1, sizeof *arrow);
	if (!arrow) {
		if (stream->release)
			stream->release(stream);
		return segbias_error_memory(error);
	}
	arrow->stream = *stream;
	stream->release = NULL; /* moved */
	enum segbias_status status = read_schema(arrow, error);
	if (status != SEGBIAS_OK) {
		segbias_error_place(error, name, 0, 0);
		segbias_arrow_free(arrow);
		return status;
	}
	*out = arrow;
	return SEGBIAS_OK;
}
