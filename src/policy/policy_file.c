#include "policy/policy_file.h"

#include "base/memory.h"
#include "base/stream.h"
#include "policy/policy.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

enum kind { TEXT, LIST, FLAG };

/* How a mapping is written as the option's text: COL=VALUE, or ATTR:FROM=TO. */
static const struct key {
	const char *name;
	enum kind kind;
	size_t offset;
} KEYS[] = {
#define OPTION(field, kind, letter, name, argument, group, help)                                                       \
	{name, kind, offsetof(struct segbias_compare_options, field)},
#include <segbias/options.def>
#undef OPTION
};

enum { KEY_COUNT = SEGBIAS_OPTION_COUNT, BYTES_MAX = 1 << 18, DEPTH_MAX = 16 };

/* Keys of the file that other commands read; what they hold is theirs to check. */
static const char *const OTHERS[] = {"segments", "protect",   "required",         "fail_on",     "rules",  "committed",
                                     "exempt",   "practical", "min_share_reason", "publication", "review", "sources"};

enum { OTHER_COUNT = sizeof OTHERS / sizeof *OTHERS };

struct reading {
	struct segbias_policy_file *file;
	const struct segbias_compare_options *given;
	const char *path;
	yaml_document_t *document;
	struct segbias_error *error;
};

/* --- errors ----------------------------------------------------------------------------------------------------- */

static enum segbias_status at_mark(const struct reading *r, yaml_mark_t mark)
{
	segbias_error_place(r->error, r->path, mark.line + 1, mark.column + 1);
	if (r->error && !r->error->hint[0])
		segbias_error_hint(r->error, "keys are the names of options, with _ for -: min_n: 50");
	return SEGBIAS_USAGE;
}

static struct segbias_label scalar_of(const yaml_node_t *node)
{
	return (struct segbias_label){(const char *)node->data.scalar.value, node->data.scalar.length};
}

enum { NAME_SIZE = 32 };

/* An option's name as a key. */
static const char *spell(const char *option, char out[static NAME_SIZE])
{
	segbias_text_print(out, NAME_SIZE, "%s", option);
	for (char *c = out; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return out;
}

static enum segbias_status unknown_key(const struct reading *r, const yaml_node_t *key)
{
	if (key->type != YAML_SCALAR_NODE) {
		segbias_error_set(r->error, SEGBIAS_USAGE, "a key must be a name");
		return at_mark(r, key->start_mark);
	}
	struct segbias_label names[KEY_COUNT + OTHER_COUNT];
	char room[KEY_COUNT][NAME_SIZE];
	char quoted[SEGBIAS_QUOTE_MAX];
	size_t count = 0;
	for (size_t i = 0; i < KEY_COUNT; i++)
		if (strcmp(KEYS[i].name, "policy") != 0)
			names[count++] = segbias_label_of(spell(KEYS[i].name, room[i]));
	for (size_t i = 0; i < OTHER_COUNT; i++)
		names[count++] = segbias_label_of(OTHERS[i]);
	size_t nearest = segbias_nearest(scalar_of(key), names, count);
	segbias_error_set(r->error, SEGBIAS_USAGE, "there is no key %s", segbias_label_quote(scalar_of(key), quoted));
	if (nearest != SIZE_MAX)
		segbias_error_hint(r->error, "the nearest is %.*s", (int)names[nearest].size, names[nearest].bytes);
	return at_mark(r, key->start_mark);
}

static enum segbias_status wrong(const struct reading *r, const yaml_node_t *node, const struct key *key,
                                 const char *expected)
{
	char name[NAME_SIZE];
	segbias_error_set(r->error, SEGBIAS_USAGE, "%s: it must be %s", spell(key->name, name), expected);
	return at_mark(r, node->start_mark);
}

/* --- values as an option's text --------------------------------------------------------------------------------- */

static const yaml_node_t *node_at(const struct reading *r, int index)
{
	return yaml_document_get_node(r->document, index);
}

/* "A,B" of a sequence of scalars, or the scalar itself. false: it is neither. */
static bool add_list(const struct reading *r, const yaml_node_t *node, struct segbias_text *text)
{
	if (node->type == YAML_SCALAR_NODE) {
		segbias_text_add(text, (const char *)node->data.scalar.value, node->data.scalar.length);
		return true;
	}
	if (node->type != YAML_SEQUENCE_NODE)
		return false;
	for (const yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top;
	     item++) {
		const yaml_node_t *one = node_at(r, *item);
		if (one->type != YAML_SCALAR_NODE)
			return false;
		segbias_text_add(text, ",", item > node->data.sequence.items.start);
		segbias_text_add_item(text, scalar_of(one), ",");
	}
	return true;
}

/* A text in the arena; NULL where memory ran out. */
static const char *keep(const struct reading *r, struct segbias_text *text)
{
	struct segbias_label kept = {NULL, 0};
	if (!text->failed)
		(void)segbias_arena_copy(&r->file->arena,
		                         (struct segbias_label){text->data ? text->data : "", text->size}, &kept);
	segbias_text_release(text);
	return kept.bytes;
}

/* The texts of a list option, as they are found. */
struct items {
	const char **texts;
	size_t count, room;
};

static enum segbias_status add_text(const struct reading *r, struct items *items, struct segbias_text *text)
{
	const char *kept = keep(r, text);
	if (kept && items->count < items->room)
		items->texts[items->count++] = kept;
	return kept ? SEGBIAS_OK : segbias_error_memory(r->error);
}

/* Pairs of a mapping as "LEFT=RIGHT"; a mapping below one as "LEFT:FROM=TO". */
static enum segbias_status add_pairs(const struct reading *r, const yaml_node_t *node, const struct key *key,
                                     const yaml_node_t *above, struct items *items)
{
	enum segbias_status status = SEGBIAS_OK;
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *left = node_at(r, pair->key);
		const yaml_node_t *right = node_at(r, pair->value);
		struct segbias_text text = {0};
		if (left->type != YAML_SCALAR_NODE)
			return wrong(r, left, key, "a name");
		if (right->type == YAML_MAPPING_NODE && !above) {
			status = add_pairs(r, right, key, left, items);
			continue;
		}
		if (above) {
			segbias_text_add_item(&text, scalar_of(above), ":=,");
			segbias_text_add(&text, ":", 1);
		}
		segbias_text_add_item(&text, scalar_of(left), ":=,");
		segbias_text_add(&text, "=", 1);
		if (!add_list(r, right, &text)) {
			segbias_text_release(&text);
			return wrong(r, right, key, "a value or a list of values");
		}
		status = add_text(r, items, &text);
	}
	return status;
}

/* How many texts a node can become. */
static size_t count_items(const struct reading *r, const yaml_node_t *node)
{
	if (node->type == YAML_SCALAR_NODE)
		return 1;
	if (node->type == YAML_SEQUENCE_NODE)
		return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	size_t count = 0;
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top;
	     pair++) {
		const yaml_node_t *value = node_at(r, pair->value);
		count += value->type == YAML_MAPPING_NODE
		             ? (size_t)(value->data.mapping.pairs.top - value->data.mapping.pairs.start)
		             : 1;
	}
	return count;
}

static enum segbias_status read_list(const struct reading *r, const yaml_node_t *node, const struct key *key,
                                     struct segbias_strings *out)
{
	struct items items = {.room = count_items(r, node)};
	enum segbias_status status = SEGBIAS_OK;
	items.texts = segbias_arena_array(&r->file->arena, items.room + 1, sizeof *items.texts);
	if (!items.texts)
		return segbias_error_memory(r->error);
	if (node->type == YAML_MAPPING_NODE)
		status = add_pairs(r, node, key, NULL, &items);
	/* Markers of a missing value are one list; a list of anything else is of several. */
	bool one = node->type == YAML_SCALAR_NODE || strcmp(key->name, "missing-values") == 0;
	if (node->type != YAML_MAPPING_NODE && one) {
		struct segbias_text text = {0};
		if (!add_list(r, node, &text)) {
			segbias_text_release(&text);
			return wrong(r, node, key, "a text or a list of texts");
		}
		status = add_text(r, &items, &text);
	}
	for (size_t i = 0; node->type == YAML_SEQUENCE_NODE && !one && i < items.room && status == SEGBIAS_OK; i++) {
		const yaml_node_t *item = node_at(r, node->data.sequence.items.start[i]);
		struct segbias_text text = {0};
		if (item->type != YAML_SCALAR_NODE)
			return wrong(r, item, key, "a text");
		segbias_text_add(&text, (const char *)item->data.scalar.value, item->data.scalar.length);
		status = add_text(r, &items, &text);
	}
	*out = (struct segbias_strings){items.texts, items.count};
	return status;
}

static enum segbias_status read_flag(const struct reading *r, const yaml_node_t *node, const struct key *key, bool *out)
{
	bool scalar = node->type == YAML_SCALAR_NODE;
	if (scalar && segbias_label_equal(scalar_of(node), segbias_label_of("true")))
		*out = true;
	else if (!scalar || !segbias_label_equal(scalar_of(node), segbias_label_of("false")))
		return wrong(r, node, key, "true or false");
	return SEGBIAS_OK;
}

/* --- keys ------------------------------------------------------------------------------------------------------- */

/* What the command line would say of this value alone; the place is the file's, and the option is called by its key. */
static enum segbias_status check_value(const struct reading *r, const yaml_node_t *node, const struct key *key,
                                       const struct segbias_compare_options *alone)
{
	struct segbias_policy policy;
	enum segbias_status status = segbias_policy_read(alone, &policy, r->error);
	segbias_policy_release(&policy);
	/* What only makes sense beside another key is checked when all are read. */
	if (status != SEGBIAS_USAGE || !r->error || strstr(r->error->message, "exclude each other") ||
	    strstr(r->error->message, "needs --"))
		return status == SEGBIAS_USAGE ? SEGBIAS_OK : status;
	char name[NAME_SIZE];
	char rest[sizeof r->error->message];
	size_t option = strlen("--") + strlen(key->name);
	if (strncmp(r->error->message, "--", 2) == 0 && strlen(r->error->message) > option) {
		segbias_text_print(rest, sizeof rest, "%s", r->error->message + option);
		segbias_text_print(r->error->message, sizeof r->error->message, "%s%s", spell(key->name, name), rest);
	}
	return at_mark(r, node->start_mark);
}

static bool is_given(const struct segbias_compare_options *options, const struct key *key)
{
	const void *field = (const char *)options + key->offset;
	if (key->kind == FLAG)
		return *(const bool *)field;
	return key->kind == LIST ? ((const struct segbias_strings *)field)->count > 0
	                         : *(const char *const *)field != NULL;
}

struct segbias_option_value segbias_option_value(const struct segbias_compare_options *options, size_t index)
{
	static const char *const LEFT_OUT[] = {"threads", "hash", "policy", "plan"};
	const struct key *key = &KEYS[index];
	const void *field = (const char *)options + key->offset;
	struct segbias_option_value value = {key->name, field, 1, key->kind == FLAG, key->kind == LIST};
	bool out = !is_given(options, key);
	for (size_t i = 0; i < sizeof LEFT_OUT / sizeof *LEFT_OUT; i++)
		out = out || strcmp(key->name, LEFT_OUT[i]) == 0;
	if (out)
		return (struct segbias_option_value){0};
	if (value.list) {
		value.texts = ((const struct segbias_strings *)field)->items;
		value.count = ((const struct segbias_strings *)field)->count;
	}
	value.count = value.flag ? 0 : value.count;
	return value;
}

static enum segbias_status read_value(const struct reading *r, const yaml_node_t *node, const struct key *key)
{
	struct segbias_compare_options alone = {.alpha = NULL};
	void *field = (char *)&alone + key->offset;
	enum segbias_status status = SEGBIAS_OK;
	if (key->kind == FLAG)
		status = read_flag(r, node, key, field);
	if (key->kind == LIST)
		status = read_list(r, node, key, field);
	if (key->kind == TEXT) {
		struct segbias_text text = {0};
		if (!add_list(r, node, &text)) {
			segbias_text_release(&text);
			return wrong(r, node, key, "a text or a list of names");
		}
		*(const char **)field = keep(r, &text);
		status = *(const char **)field ? SEGBIAS_OK : segbias_error_memory(r->error);
	}
	if (status == SEGBIAS_OK)
		status = check_value(r, node, key, &alone);
	if (status != SEGBIAS_OK || is_given(r->given, key))
		return status;
	size_t size = key->kind == FLAG   ? sizeof(bool)
	              : key->kind == LIST ? sizeof(struct segbias_strings)
	                                  : sizeof(char *);
	memcpy((char *)&r->file->options + key->offset, field, size);
	return SEGBIAS_OK;
}

static const struct key *find_key(struct segbias_label name)
{
	for (size_t i = 0; i < KEY_COUNT; i++) {
		bool same = strlen(KEYS[i].name) == name.size && strcmp(KEYS[i].name, "policy") != 0;
		for (size_t j = 0; same && j < name.size; j++)
			same = name.bytes[j] == (KEYS[i].name[j] == '-' ? '_' : KEYS[i].name[j]);
		if (same)
			return &KEYS[i];
	}
	return NULL;
}

static bool is_other(struct segbias_label name)
{
	for (size_t i = 0; i < OTHER_COUNT; i++)
		if (segbias_label_equal(name, segbias_label_of(OTHERS[i])))
			return true;
	return false;
}

/* The same key a second time in any mapping of the file. */
static enum segbias_status check_twice(const struct reading *r)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (const yaml_node_t *node = r->document->nodes.start; node < r->document->nodes.top; node++) {
		if (node->type != YAML_MAPPING_NODE)
			continue;
		for (const yaml_node_pair_t *a = node->data.mapping.pairs.start; a < node->data.mapping.pairs.top; a++)
			for (const yaml_node_pair_t *b = node->data.mapping.pairs.start; b < a; b++) {
				const yaml_node_t *one = node_at(r, a->key);
				const yaml_node_t *two = node_at(r, b->key);
				if (one->type != YAML_SCALAR_NODE || two->type != YAML_SCALAR_NODE ||
				    !segbias_label_equal(scalar_of(one), scalar_of(two)))
					continue;
				segbias_error_set(r->error, SEGBIAS_USAGE, "the key %s stands twice, first in line %zu",
				                  segbias_label_quote(scalar_of(one), quoted),
				                  two->start_mark.line + 1);
				return at_mark(r, one->start_mark);
			}
	}
	return SEGBIAS_OK;
}

static enum segbias_status read_root(const struct reading *r)
{
	const yaml_node_t *root = yaml_document_get_root_node(r->document);
	enum segbias_status status = SEGBIAS_OK;
	if (!root || (root->type == YAML_SCALAR_NODE && root->data.scalar.length == 0))
		return SEGBIAS_OK; /* nothing but comments */
	if (root->type != YAML_MAPPING_NODE) {
		segbias_error_set(r->error, SEGBIAS_USAGE,
		                  "a policy file holds keys and values, such as \"min_n: 50\"");
		return at_mark(r, root->start_mark);
	}
	status = check_twice(r);
	for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
	     pair < root->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *name = node_at(r, pair->key);
		const yaml_node_t *value = node_at(r, pair->value);
		const struct key *key = name->type == YAML_SCALAR_NODE ? find_key(scalar_of(name)) : NULL;
		if (key && value->type == YAML_SCALAR_NODE && value->data.scalar.length == 0 &&
		    value->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
			status = wrong(r, value, key, "a value; a key without one is left out, or a comment");
		else if (key)
			status = read_value(r, value, key);
		else if (name->type != YAML_SCALAR_NODE || !is_other(scalar_of(name)))
			status = unknown_key(r, name);
	}
	return status;
}

/* --- YAML ------------------------------------------------------------------------------------------------------- */

static enum segbias_status not_yaml(const struct reading *r, const yaml_parser_t *parser)
{
	/* Some places of libyaml fail without a word where memory runs out. */
	if (parser->error == YAML_MEMORY_ERROR || !parser->problem) {
		segbias_memory_fail();
		return segbias_error_memory(r->error);
	}
	segbias_error_set(r->error, SEGBIAS_USAGE, "it is no YAML: %s", parser->problem);
	return at_mark(r, parser->problem_mark);
}

/* One document, without anchors and aliases: who reads the file sees all that it says where it says it. */
static enum segbias_status check_events(const struct reading *r, struct segbias_label bytes)
{
	yaml_parser_t parser;
	enum segbias_status status = SEGBIAS_OK;
	size_t documents = 0;
	size_t depth = 0; /* the parser takes the square of it in time */
	if (!yaml_parser_initialize(&parser)) {
		segbias_memory_fail();
		return segbias_error_memory(r->error);
	}
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.bytes, bytes.size);
	for (bool end = false; !end && status == SEGBIAS_OK;) {
		yaml_event_t event;
		if (!yaml_parser_parse(&parser, &event)) {
			status = not_yaml(r, &parser);
			break;
		}
		bool anchored = (event.type == YAML_SCALAR_EVENT && event.data.scalar.anchor) ||
		                (event.type == YAML_SEQUENCE_START_EVENT && event.data.sequence_start.anchor) ||
		                (event.type == YAML_MAPPING_START_EVENT && event.data.mapping_start.anchor);
		documents += event.type == YAML_DOCUMENT_START_EVENT;
		if (event.type == YAML_ALIAS_EVENT || anchored)
			segbias_error_set(r->error, SEGBIAS_USAGE,
			                  "anchors and aliases are not taken: write the value again");
		else if (documents > 1)
			segbias_error_set(r->error, SEGBIAS_USAGE, "a policy file holds one document");
		depth += event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
		depth -= event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
		if (depth > DEPTH_MAX)
			segbias_error_set(r->error, SEGBIAS_USAGE, "lists and mappings stand more than %d deep",
			                  DEPTH_MAX);
		if (event.type == YAML_ALIAS_EVENT || anchored || documents > 1 || depth > DEPTH_MAX)
			status = at_mark(r, event.start_mark);
		end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return status;
}

static enum segbias_status parse(struct reading *r, struct segbias_label bytes)
{
	yaml_parser_t parser;
	yaml_document_t document;
	enum segbias_status status = check_events(r, bytes);
	if (status != SEGBIAS_OK)
		return status;
	if (!yaml_parser_initialize(&parser)) {
		segbias_memory_fail();
		return segbias_error_memory(r->error);
	}
	yaml_parser_set_input_string(&parser, (const unsigned char *)bytes.bytes, bytes.size);
	if (!yaml_parser_load(&parser, &document)) {
		status = not_yaml(r, &parser);
	} else {
		r->document = &document;
		status = read_root(r);
		r->document = NULL;
		yaml_document_delete(&document);
	}
	yaml_parser_delete(&parser);
	return status;
}

/* --- the file --------------------------------------------------------------------------------------------------- */

static enum segbias_status load(const char *path, struct segbias_text *out, char sha256[static 65],
                                struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	char buffer[1 << 12];
	size_t size = 0;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_stream_open(path, true, &stream, error));
	do {
		SEGBIAS_TRY(segbias_stream_read(stream, buffer, sizeof buffer, &size, error));
		segbias_text_add(out, buffer, size);
	} while (size > 0 && out->size <= BYTES_MAX);
	SEGBIAS_TRY(out->failed ? segbias_error_memory(error) : SEGBIAS_OK);
	if (out->size > BYTES_MAX)
		SEGBIAS_TRY(segbias_error_set(error, SEGBIAS_DATA, "it is too large for a policy file"));
	(void)segbias_stream_sha256(stream, sha256);
done:
	segbias_stream_free(stream);
	return status;
}

enum segbias_status segbias_policy_file_read(const struct segbias_compare_options *given,
                                             struct segbias_policy_file *file, struct segbias_error *error)
{
	struct segbias_text bytes = {0};
	struct segbias_label name = {NULL, 0};
	*file = (struct segbias_policy_file){.options = *given};
	if (!given->policy || strcmp(given->policy, "none") == 0)
		return SEGBIAS_OK;
	struct reading reading = {.file = file, .given = given, .path = given->policy, .error = error};
	enum segbias_status status = load(given->policy, &bytes, file->sha256, error);
	const char *slash = strrchr(given->policy, '/');
	if (status == SEGBIAS_OK &&
	    !segbias_arena_copy(&file->arena, segbias_label_of(slash ? slash + 1 : given->policy), &name))
		status = segbias_error_memory(error);
	if (status == SEGBIAS_OK)
		status = parse(&reading, (struct segbias_label){bytes.data ? bytes.data : "", bytes.size});
	file->name = name.bytes;
	segbias_text_release(&bytes);
	if (status != SEGBIAS_DATA)
		return status;
	/* A policy that cannot be read is a fault of what was asked for, not of the data. */
	if (error)
		error->status = SEGBIAS_USAGE;
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_policy_file_check(struct segbias_label bytes, const char *path, struct segbias_error *error)
{
	const struct segbias_compare_options nothing = {.alpha = NULL};
	struct segbias_policy_file file = {.options = nothing};
	struct reading reading = {.file = &file, .given = &nothing, .path = path, .error = error};
	enum segbias_status status = parse(&reading, bytes);
	segbias_policy_file_release(&file);
	return status;
}

void segbias_policy_file_release(struct segbias_policy_file *file)
{
	segbias_arena_release(&file->arena);
}
