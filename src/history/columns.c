#include "history/columns.h"

#include "base/unicode.h"

static struct segbias_label text_of(const struct segbias_column *column, const void *object)
{
	return *(const struct segbias_label *)(const void *)((const char *)object + column->offset);
}

bool segbias_columns_bind(const struct segbias_columns *columns, sqlite3_stmt *statement, int place, const void *object)
{
	bool ok = true;
	for (size_t i = 0; ok && i < columns->count; i++)
		ok = segbias_sql_bind(statement, place + (int)i, text_of(&columns->items[i], object));
	return ok;
}

bool segbias_columns_read(const struct segbias_columns *columns, sqlite3_stmt *statement, int column,
                          struct segbias_arena *arena, void *object)
{
	bool ok = true;
	for (size_t i = 0; ok && i < columns->count; i++)
		ok = segbias_sql_text(statement, column + (int)i, arena,
		                      (struct segbias_label *)(void *)((char *)object + columns->items[i].offset));
	return ok;
}

void segbias_columns_write(const struct segbias_columns *columns, const void *object, struct segbias_json *json)
{
	for (size_t i = 0; i < columns->count; i++) {
		struct segbias_label text = text_of(&columns->items[i], object);
		if (columns->items[i].hashed && (text.bytes || !columns->items[i].optional))
			segbias_json_label(json, columns->items[i].name, text);
	}
}

bool segbias_columns_are_text(const struct segbias_columns *columns, const void *object, bool hashed)
{
	bool valid = true;
	for (size_t i = 0; i < columns->count; i++)
		valid = valid && ((hashed && !columns->items[i].hashed) ||
		                  segbias_unicode_valid(text_of(&columns->items[i], object)));
	return valid;
}
