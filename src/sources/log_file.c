#include "sources/log_file.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/band_token.h"
#include "values/name.h"

#include <stdlib.h>
#include <string.h>

/* --- the file ------------------------------------------------------------------------------------------------------ */

static void close_file(struct segbias_log_file *file)
{
	segbias_csv_free(file->csv);
	segbias_stream_free(file->stream);
	file->csv = NULL;
	file->stream = NULL;
}

void segbias_log_file_release(struct segbias_log_file *file)
{
	close_file(file);
	segbias_arena_release(&file->arena);
	free(file->room);
}

static enum segbias_status open_file(struct segbias_log_file *file)
{
	static const struct segbias_stream_encoded ENCODED = {.option = "--encoding"};
	const struct segbias_log_opening *of = file->of;
	const struct segbias_csv_options options = {.skip_bad = of->skip_bad};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(of->inlet ? segbias_stream_open_inlet(of->inlet, of->hash_always, &file->stream, file->error)
	                      : segbias_stream_open(of->path, of->hash_always, &file->stream, file->error));
	segbias_stream_watch(file->stream, &of->watch);
	SEGBIAS_TRY(segbias_stream_encode(file->stream, &ENCODED, file->error));
	SEGBIAS_TRY(segbias_csv_create(file->stream, &options, &file->csv, file->error));
done:
	return status;
}

/* A log is no file of standard input, as hints of other tables would have it. */
static void say_file(const struct segbias_log_file *file)
{
	static const char PIPE[] = " | segbias ... - reads it";
	struct segbias_error *error = file->error;
	char command[sizeof error->hint];
	size_t size = strlen(error->hint);
	size_t kept = size - (sizeof PIPE - 1);
	if (size < sizeof PIPE || strcmp(error->hint + kept, PIPE) != 0)
		return;
	memcpy(command, error->hint, kept);
	command[kept] = '\0';
	segbias_error_hint(error, "%s >OTHER makes a file of it, for --%s OTHER", command, file->of->option);
}

struct segbias_label segbias_log_file_cell(struct segbias_log_file *file, size_t field)
{
	struct segbias_label raw = segbias_csv_field(file->batch, file->record, field);
	if (!file->batch->raw || raw.size == 0 || raw.bytes[0] != '"')
		return raw;
	return segbias_label_unquote(raw, file->room);
}

/* The row's fields are unquoted into one room, one after the other: it has to hold the longest of them. */
static bool make_room(struct segbias_log_file *file)
{
	size_t size = 0;
	for (size_t record = 0; record < file->batch->records; record++)
		for (size_t field = 0; field < file->batch->width; field++) {
			size_t own = segbias_csv_field(file->batch, record, field).size;
			size = own > size ? own : size;
		}
	if (size <= file->room_size)
		return true;
	free(file->room);
	file->room = segbias_memory_get(size);
	file->room_size = file->room ? size : 0;
	return file->room != NULL;
}

enum segbias_status segbias_log_file_place(struct segbias_log_file *file, size_t field)
{
	uint64_t line = 0;
	uint64_t column = 0;
	if (field != SEGBIAS_LOG_NO_FIELD)
		segbias_csv_locate(file->csv, file->record, field, &line, &column);
	segbias_error_place(file->error, file->of->path, line, column);
	return SEGBIAS_DATA;
}

static enum segbias_status keep_names(struct segbias_log_file *file)
{
	file->width = file->batch->width;
	file->record = 0;
	for (size_t part = 0; part < SEGBIAS_LOG_PARTS; part++)
		file->fields[part] = SEGBIAS_LOG_NO_FIELD;
	file->names = segbias_arena_array(&file->arena, file->width, sizeof *file->names);
	if (!file->names)
		return segbias_error_memory(file->error);
	for (size_t field = 0; field < file->width; field++)
		if (!segbias_arena_copy(&file->arena, segbias_log_file_cell(file, field), &file->names[field]))
			return segbias_error_memory(file->error);
	return SEGBIAS_OK;
}

enum segbias_status segbias_log_file_pass(struct segbias_log_file *file, const struct segbias_log_pass *pass)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_csv_batch batch;
	bool head = true;
	bool any = false;
	file->batch = &batch;
	SEGBIAS_TRY(open_file(file));
	for (;;) {
		SEGBIAS_TRY(segbias_csv_next(file->csv, &batch, file->error));
		if (batch.records == 0)
			break;
		if (!make_room(file))
			SEGBIAS_TRY(segbias_error_memory(file->error));
		if (head && !file->names) {
			SEGBIAS_TRY(keep_names(file));
			SEGBIAS_TRY(pass->head(pass->context));
		}
		any = any || batch.records > head;
		for (file->record = head; file->record < batch.records; file->record++)
			SEGBIAS_TRY(pass->see(pass->context));
		head = false;
	}
	file->bad = segbias_csv_counts(file->csv)->bad;
	if (!any && !(file->bad && !head)) {
		status = segbias_error_set(file->error, SEGBIAS_DATA, "log_empty|the log is empty");
		segbias_error_place(file->error, file->of->path, 0, 0);
	}
done:
	if (status != SEGBIAS_OK)
		say_file(file);
	close_file(file);
	file->batch = NULL;
	return status;
}

/* --- columns ------------------------------------------------------------------------------------------------------- */

static const char *const PARTS[SEGBIAS_LOG_PARTS] = {"persons", "times",      "channels", "outcomes",       "messages",
                                                     "items",   "categories", "kinds",    "what was shown", "choices",
                                                     "counts",  "counts",     "exposures"};

static enum segbias_status refuse_several(struct segbias_log_file *file, enum segbias_log_part part,
                                          const size_t *found, size_t count)
{
	struct segbias_text list = {0};
	for (size_t i = 0; i < count; i++)
		segbias_text_add_quoted(&list, file->names[found[i]]);
	(void)segbias_error_set(file->error, SEGBIAS_DATA,
	                        "log_columns|several columns of the log may be that of %s: %s", PARTS[part],
	                        list.data ? list.data : "");
	segbias_text_release(&list);
	bool own = part == SEGBIAS_LOG_PERSON && !segbias_name_same(file->of->person, segbias_label_of("id"));
	segbias_error_hint(file->error, own ? "leave all but one out of the log, or name it as --person does"
	                                    : "leave all but one out of the log, or give the others another name");
	return segbias_log_file_place(file, 0);
}

static enum segbias_status refuse_none(struct segbias_log_file *file, enum segbias_log_part part)
{
	static const char *const HINTS[SEGBIAS_LOG_PARTS] = {
	    [SEGBIAS_LOG_PERSON] = ("it is named as --person says, or person, user, customer, contact, subscriber, "
	                            "recipient or email, with or without _id"),
	    [SEGBIAS_LOG_TIME] = "it is named time, timestamp, date, datetime, sent_at or event_time",
	    [SEGBIAS_LOG_ITEM] = "it is named item, product, sku, ad or content, with or without _id",
	    [SEGBIAS_LOG_CATEGORY] = "it is named category, genre, topic or section"};
	(void)segbias_error_set(file->error, SEGBIAS_DATA, "log_column_missing|the log has no column of %s",
	                        PARTS[part]);
	segbias_error_hint(file->error, "%s", HINTS[part] ? HINTS[part] : "");
	return segbias_log_file_place(file, 0);
}

enum segbias_status segbias_log_file_find(struct segbias_log_file *file, enum segbias_log_part part, bool needed)
{
	enum { SHOWN = 8 };
	size_t found[SHOWN];
	size_t count = 0;
	struct segbias_label person = file->of->person;
	file->fields[part] = SEGBIAS_LOG_NO_FIELD;
	for (size_t field = 0; field < file->width && count < SHOWN; field++)
		if (segbias_log_column(file->names[field], part))
			found[count++] = field;
	/* "id" may be the row's own, where another column is called as one of persons. */
	bool plain = person.bytes && segbias_name_same(person, segbias_label_of("id"));
	for (size_t field = 0; part == SEGBIAS_LOG_PERSON && person.bytes && field < file->width; field++) {
		if (!segbias_name_same(file->names[field], person))
			continue;
		count = plain && count < SHOWN ? count : 0;
		found[count++] = field;
	}
	if (count > 1)
		return refuse_several(file, part, found, count);
	if (count == 0 && needed)
		return refuse_none(file, part);
	if (count == 1)
		file->fields[part] = found[0];
	return SEGBIAS_OK;
}

/* --- spellings ----------------------------------------------------------------------------------------------------- */

void segbias_log_spelt_release(struct segbias_log_spelt *spelt)
{
	segbias_intern_release(&spelt->spellings);
	free(spelt->means);
}

bool segbias_log_spell(struct segbias_log_spelt *spelt, struct segbias_label cell, uint32_t *at, bool *fresh)
{
	uint32_t before = spelt->spellings.size;
	*at = segbias_intern_add(&spelt->spellings, cell);
	if (*at == SEGBIAS_INTERN_NONE)
		return false;
	uint32_t *means = segbias_memory_room(spelt->means, *at, &spelt->room, sizeof *means);
	if (!means)
		return false;
	spelt->means = means;
	*fresh = spelt->spellings.size > before;
	return true;
}

/* As values are compared: unlike in names of columns a sign counts, -1 is not 1 and A- not A. */
static void fold(struct segbias_label cell, struct segbias_text *out)
{
	if (!segbias_band_normal(cell, out) && !out->failed) {
		out->size = 0;
		segbias_unicode_fold(cell, out);
	}
}

bool segbias_log_fold(struct segbias_log_spelt *spelt, struct segbias_intern *folded, struct segbias_label cell,
                      uint32_t *id, bool *fresh)
{
	uint32_t at = 0;
	if (!segbias_log_spell(spelt, cell, &at, fresh))
		return false;
	if (*fresh) {
		struct segbias_text text = {0};
		fold(cell, &text);
		spelt->means[at] =
		    text.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(folded, segbias_text_label(&text));
		segbias_text_release(&text);
	}
	*id = spelt->means[at];
	return *id != SEGBIAS_INTERN_NONE;
}
