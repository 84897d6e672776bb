#include "sources/reach.h"

#include "sources/recast_rows.h"

#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 64 };

#define TABLE "\"age_country_gender_reach_breakdown\""

struct json {
	struct segbias_label bytes;
	size_t at; /* of what is read next; where it is broken */
	size_t ads;
	struct segbias_melted *out;
	struct segbias_error *error;
};

/* --- reading JSON (RFC 8259) -------------------------------------------------------------------------------------- */

static char next(struct json *json)
{
	while (json->at < json->bytes.size && strchr(" \t\r\n", json->bytes.bytes[json->at]))
		json->at++;
	return json->at < json->bytes.size ? json->bytes.bytes[json->at] : '\0';
}

static bool take(struct json *json, char c)
{
	if (next(json) != c)
		return false;
	json->at++;
	return true;
}

/* The bytes between the quotes as they stand. */
static bool read_string(struct json *json, struct segbias_label *out)
{
	if (!take(json, '"'))
		return false;
	size_t start = json->at;
	for (; json->at < json->bytes.size && json->bytes.bytes[json->at] != '"'; json->at++)
		json->at += json->bytes.bytes[json->at] == '\\';
	*out = (struct segbias_label){json->bytes.bytes + start, json->at - start};
	return json->at < json->bytes.size && take(json, '"');
}

/* A number or a word: what stands up to the next sign. */
static bool read_plain(struct json *json, struct segbias_label *out)
{
	(void)next(json);
	size_t start = json->at;
	while (json->at < json->bytes.size && !strchr(",]} \t\r\n", json->bytes.bytes[json->at]))
		json->at++;
	*out = (struct segbias_label){json->bytes.bytes + start, json->at - start};
	return out->size > 0;
}

/* What is done with each member of an object, or each element of an array (key: empty); it reads the value. */
typedef bool visit(struct json *json, struct segbias_label key, void *data, size_t depth);

static bool read_members(struct json *json, visit *member, void *data, size_t depth)
{
	bool object = next(json) == '{';
	char close = object ? '}' : ']';
	if (depth > DEPTH_MAX || !take(json, object ? '{' : '['))
		return false;
	if (take(json, close))
		return true;
	do {
		struct segbias_label key = {"", 0};
		if (object && (!read_string(json, &key) || !take(json, ':')))
			return false;
		if (!member(json, key, data, depth + 1))
			return false;
	} while (take(json, ','));
	return take(json, close);
}

static bool skip(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	struct segbias_label value;
	char first = next(json);
	(void)key;
	if (first == '{' || first == '[')
		return read_members(json, skip, data, depth);
	return first == '"' ? read_string(json, &value) : read_plain(json, &value);
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

static bool is(struct segbias_label key, const char *name)
{
	return segbias_label_equal(key, segbias_label_of(name));
}

/* The string of a member, wherever it stands in the object. */
struct wanted {
	const char *name;
	struct segbias_label value;
};

static bool find_string(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	struct wanted *wanted = data;
	if (is(key, wanted->name) && next(json) == '"')
		return read_string(json, &wanted->value);
	return skip(json, key, NULL, depth);
}

static bool look_for(struct json *json, const char *name, struct segbias_label *value, size_t depth)
{
	struct wanted wanted = {.name = name, .value = {"", 0}};
	size_t start = json->at;
	bool sound = next(json) == '{' && read_members(json, find_string, &wanted, depth);
	if (sound)
		json->at = start;
	*value = wanted.value;
	return sound;
}

struct cell {
	struct segbias_label country, age;
};

static bool end_record(struct json *json)
{
	struct segbias_melted *out = json->out;
	uint64_t line = 1 + segbias_label_line_ends((struct segbias_label){json->bytes.bytes, json->at});
	return segbias_melted_end(out, line, json->error) == SEGBIAS_OK;
}

/* "male": 100. What is no number is the age itself, or something else. */
static bool read_figure(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	const struct cell *cell = data;
	struct segbias_label value;
	char first = next(json);
	if (first < '0' || first > '9')
		return skip(json, key, NULL, depth);
	if (!read_plain(json, &value))
		return false;
	segbias_text_add_format(&json->out->text, "ad %zu,", json->ads);
	segbias_recast_put(&json->out->text, cell->country);
	segbias_recast_put(&json->out->text, cell->age);
	segbias_recast_put(&json->out->text, key);
	segbias_text_add(&json->out->text, value.bytes, value.size);
	return end_record(json);
}

static bool read_age(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	struct cell *cell = data;
	(void)key;
	return look_for(json, "age_range", &cell->age, depth) && read_members(json, read_figure, cell, depth);
}

static bool read_ages(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	if (is(key, "age_gender_breakdowns") && next(json) == '[')
		return read_members(json, read_age, data, depth);
	return skip(json, key, NULL, depth);
}

static bool read_country(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	struct cell *cell = data;
	(void)key;
	return look_for(json, "country", &cell->country, depth) && read_members(json, read_ages, cell, depth);
}

/* The table stands in the object of an ad, in lists of them, or deeper. */
static bool read_ad(struct json *json, struct segbias_label key, void *data, size_t depth)
{
	struct cell cell = {{"", 0}, {"", 0}};
	char first = next(json);
	if (is(key, "age_country_gender_reach_breakdown") && first == '[') {
		json->ads++;
		return read_members(json, read_country, &cell, depth);
	}
	if (first == '{' || first == '[')
		return read_members(json, read_ad, data, depth);
	return skip(json, key, NULL, depth);
}

/* --- the interface ------------------------------------------------------------------------------------------------ */

bool segbias_reach_is(struct segbias_label bytes)
{
	struct json json = {.bytes = bytes};
	char first = next(&json);
	if (first != '{' && first != '[')
		return false;
	size_t size = sizeof TABLE - 1;
	for (size_t at = 0; at + size <= bytes.size; at++) {
		const char *quote = memchr(bytes.bytes + at, '"', bytes.size - at - size + 1);
		if (!quote)
			return false;
		at = (size_t)(quote - bytes.bytes);
		if (memcmp(quote, TABLE, size) == 0)
			return true;
	}
	return false;
}

enum segbias_status segbias_reach_read(struct segbias_label bytes, const char *file, struct segbias_melted *out,
                                       struct segbias_error *error)
{
	struct json json = {.bytes = bytes, .out = out, .error = error};
	struct segbias_label nothing = {"", 0};
	segbias_text_add_string(&out->text, "ad,country,age,gender,people");
	enum segbias_status status = segbias_melted_end(out, 1, error);
	/* A file of lines has an object on each. */
	while (status == SEGBIAS_OK && next(&json) != '\0') {
		if (read_ad(&json, nothing, NULL, 0))
			continue;
		if (out->text.failed)
			return segbias_error_memory(error);
		status = segbias_error_set(error, SEGBIAS_DATA, "not_json|the JSON is broken or cut here");
		segbias_error_place(error, file,
		                    1 + segbias_label_line_ends((struct segbias_label){bytes.bytes, json.at}), 0);
	}
	return status;
}
