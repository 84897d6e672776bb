#include "policy/policy_file.h"

#include "base/memory.h"
#include "base/stream.h"
#include "policy/policy.h"
#include "policy/policy_json.h"
#include "policy/policy_yaml.h"
#include "values/nearest.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { BYTES_MAX = 1 << 18, DEPTH_MAX = 16 };

/* What an option takes beside a plain text. */
enum form {
	FORM_TEXT,
	FORM_NAMES,   /* a list of names: one text */
	FORM_PAIR,    /* one COLUMN: VALUE */
	FORM_PAIRS,   /* LEFT: RIGHT, or texts */
	FORM_CHOICES, /* COLUMN: [VALUE, VALUE]: a pair for each */
	FORM_LISTS,   /* ATTRIBUTE: [A, B]: a pair of an attribute and a list */
	FORM_NESTED,  /* ATTRIBUTE: {FROM: TO} */
};

static const struct {
	const char *option;
	enum form form;
} FORMS[] = {
    {"fail-on", FORM_NAMES},
    {"segment", FORM_NAMES},
    {"attributes", FORM_NAMES},
    {"numeric", FORM_NAMES},
    {"missing-values", FORM_NAMES},
    {"stages", FORM_NAMES},
    {"quasi", FORM_NAMES},
    {"eligible", FORM_PAIR},
    {"consent", FORM_PAIR},
    {"decision", FORM_PAIR},
    {"label", FORM_PAIR},
    {"against", FORM_PAIR},
    {"map", FORM_PAIRS},
    {"multi", FORM_PAIRS},
    {"where", FORM_CHOICES},
    {"campaign-where", FORM_CHOICES},
    {"bins", FORM_LISTS},
    {"within", FORM_LISTS},
    {"recode", FORM_NESTED},
};

static enum form form_of(size_t index)
{
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++)
		if (strcmp(FORMS[i].option, segbias_options[index].name) == 0)
			return FORMS[i].form;
	return FORM_TEXT;
}

/* Keys of the file that are no option: those of the gate, of an audit and of reviews; what these hold is theirs to
 * check. */
static const char *const CHECK[] = {"fail_on", "baseline"}; /* options of check alone */
static const char *const GATE[] = {"protect", "committed", "required", "rules", "exempt"};
static const char *const AUDIT[] = {"practical", "min_share_reason", "publication"};
static const char *const REVIEW = "review";
static const char *const BASE = "policy"; /* the preset that the file goes on from */

enum {
	CHECK_COUNT = sizeof CHECK / sizeof *CHECK,
	GATE_COUNT = sizeof GATE / sizeof *GATE,
	AUDIT_COUNT = sizeof AUDIT / sizeof *AUDIT
};

_Static_assert(CHECK_COUNT + GATE_COUNT + AUDIT_COUNT + SEGBIAS_RISKS_KEYS + 2 == (int)SEGBIAS_KEPT_MAX,
               "each may stand in the file");

/* --- errors ----------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_yaml_at(const struct segbias_policy_reading *r, yaml_mark_t mark)
{
	segbias_error_place(r->error, r->path, mark.line + 1, mark.column + 1);
	if (r->error && !r->error->hint[0])
		segbias_error_hint(r->error, "keys are the names of options, with _ for -: min_n: 50");
	return SEGBIAS_USAGE;
}

static void hint_option(size_t option, struct segbias_error *error)
{
	const char *argument = segbias_options[option].argument;
	if (!error->hint[0])
		segbias_error_hint(error, "as an option it is --%s%s%s", segbias_options[option].name,
		                   argument ? " " : "", argument ? argument : ", given or not");
}

/* A hint that types the option says what the key is to be: given beside the key the option would not mend it. */
static void word_hint(const char *option, struct segbias_error *error)
{
	char typed[SEGBIAS_KEY_SIZE + 4];
	char name[SEGBIAS_KEY_SIZE];
	char rest[sizeof error->hint];
	segbias_text_print(typed, sizeof typed, "--%s ", option);
	for (char *at = strstr(error->hint, typed); at; at = strstr(at, typed)) {
		segbias_text_print(rest, sizeof rest, "%s", at + strlen(typed));
		segbias_text_print(at, sizeof error->hint - (size_t)(at - error->hint), "%s: %s",
		                   segbias_policy_key(option, name), rest);
	}
}

/* The place of a value that the option does not take. */
static enum segbias_status at_value(const struct segbias_policy_reading *r, yaml_mark_t mark, const char *name)
{
	size_t option = segbias_option_find(name);
	if (option < SEGBIAS_OPTION_COUNT && r->error) {
		word_hint(segbias_options[option].name, r->error);
		hint_option(option, r->error);
	}
	return segbias_yaml_at(r, mark);
}

/* A sentence that begins with the option is one of the key. */
static void word_key(const char *option, struct segbias_error *error)
{
	char name[SEGBIAS_KEY_SIZE];
	char rest[sizeof error->message];
	size_t size = strlen("--") + strlen(option);
	if (strncmp(error->message, "--", 2) != 0 || strlen(error->message) <= size)
		return;
	segbias_text_print(rest, sizeof rest, "%s", error->message + size);
	segbias_text_print(error->message, sizeof error->message, "%s%s", segbias_policy_key(option, name), rest);
}

void segbias_policy_blame(const struct segbias_policy_file *file, const struct segbias_options *given,
                          struct segbias_error *error)
{
	size_t option = error && !error->file[0] ? segbias_option_at(error->message) : SEGBIAS_OPTION_COUNT;
	if (option == SEGBIAS_OPTION_COUNT || !file->places[option].line || segbias_option_is_given(given, option))
		return;
	word_key(segbias_options[option].name, error);
	word_hint(segbias_options[option].name, error);
	(void)segbias_policy_key(segbias_options[option].name, error->setting);
	segbias_error_place(error, file->path, file->places[option].line, file->places[option].column);
	if (strcmp(error->id, "bad_option") == 0)
		hint_option(option, error);
}

struct segbias_label segbias_yaml_scalar(const yaml_node_t *node)
{
	return (struct segbias_label){(const char *)node->data.scalar.value, node->data.scalar.length};
}

enum { FEW_NAMES = 12 };

/* With all names as the hint, where none is near. */
static enum segbias_status list_names(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                      const struct segbias_label *names, size_t count)
{
	struct segbias_text list = {0};
	for (size_t i = 0; i < count; i++)
		segbias_text_add_format(&list, "%s%.*s", i ? ", " : "", (int)names[i].size, names[i].bytes);
	if (!list.failed && list.data)
		segbias_error_hint(r->error, "there are %s", list.data);
	segbias_text_release(&list);
	return segbias_yaml_at(r, key->start_mark);
}

/* `what`: "key", or of which mapping it is one. */
enum segbias_status segbias_yaml_unknown(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                         const struct segbias_label *names, size_t count, const char *what)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	if (key->type != YAML_SCALAR_NODE) {
		segbias_error_set(r->error, SEGBIAS_USAGE, "policy_key_no_name|a key must be a name");
		return segbias_yaml_at(r, key->start_mark);
	}
	size_t nearest = segbias_nearest(segbias_yaml_scalar(key), names, count);
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_no_such|there is no %s %s", what,
	                  segbias_label_quote(segbias_yaml_scalar(key), quoted));
	if (nearest != SIZE_MAX)
		segbias_error_hint(r->error, "the nearest is %.*s", (int)names[nearest].size, names[nearest].bytes);
	else if (count <= FEW_NAMES)
		return list_names(r, key, names, count);
	return segbias_yaml_at(r, key->start_mark);
}

/* Options of one call, which a project does not keep; and what only looks like a key. */
static const char *find_no_key(struct segbias_label name)
{
	static const char *const CALLS[] = {
	    "policy_hash",     "format", "output", "charts",  "chart_format", "lang", "title",
	    "explain_mapping", "color",  "quiet",  "verbose", "update",       "cells"};
	for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++)
		if (segbias_label_equal(name, segbias_label_of(CALLS[i])))
			return "it belongs to one call: give it as an option";
	return segbias_label_equal(name, segbias_label_of("<<")) ? "keys are not merged: write them again" : NULL;
}

/* Which policy it is cannot stand in it, but a preset that it goes on from. */
static bool is_key(size_t option)
{
	return strcmp(segbias_options[option].name, "policy") != 0 &&
	       strcmp(segbias_options[option].name, "policy-hash") != 0;
}

static enum segbias_status unknown_root(const struct segbias_policy_reading *r, const yaml_node_t *key)
{
	const char *why = key->type == YAML_SCALAR_NODE ? find_no_key(segbias_yaml_scalar(key)) : NULL;
	if (why) {
		char quoted[SEGBIAS_QUOTE_MAX];
		segbias_error_set(r->error, SEGBIAS_USAGE, "policy_unknown_key|%s is no key of a policy",
		                  segbias_label_quote(segbias_yaml_scalar(key), quoted));
		segbias_error_hint(r->error, "%s", why);
		return segbias_yaml_at(r, key->start_mark);
	}
	struct segbias_label names[SEGBIAS_OPTION_COUNT + GATE_COUNT + AUDIT_COUNT + SEGBIAS_RISKS_KEYS + 3];
	char room[SEGBIAS_OPTION_COUNT][SEGBIAS_KEY_SIZE];
	size_t count = 0;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		if (is_key(i))
			names[count++] = segbias_label_of(segbias_policy_key(segbias_options[i].name, room[i]));
	for (size_t i = 0; i < GATE_COUNT; i++)
		names[count++] = segbias_label_of(GATE[i]);
	for (size_t i = 0; i < AUDIT_COUNT; i++)
		names[count++] = segbias_label_of(AUDIT[i]);
	for (size_t i = 0; i < SEGBIAS_RISKS_KEYS; i++)
		names[count++] = segbias_label_of(segbias_risks_key_names[i]);
	names[count++] = segbias_label_of(REVIEW);
	names[count++] = segbias_label_of("segments");
	names[count++] = segbias_label_of(BASE);
	return segbias_yaml_unknown(r, key, names, count, "key");
}

enum segbias_status segbias_yaml_wrong(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                       const char *expected)
{
	char name[SEGBIAS_KEY_SIZE];
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_bad_value|%s: it must be %s", segbias_policy_key(key, name),
	                  expected);
	return at_value(r, node->start_mark, key);
}

enum segbias_status segbias_yaml_told(const struct segbias_policy_reading *r, enum segbias_status status,
                                      const char *hint)
{
	if (status == SEGBIAS_USAGE)
		segbias_error_hint(r->error, "%s", hint);
	return status;
}

/* --- values as an option's text --------------------------------------------------------------------------------- */

const yaml_node_t *segbias_yaml_node(const struct segbias_policy_reading *r, int index)
{
	return yaml_document_get_node(r->document, index);
}

/* A key without a value, or with YAML's word for none. In a list such a word is a text as any other. */
bool segbias_yaml_is_nothing(const yaml_node_t *node)
{
	static const char *const WORDS[] = {"", "~", "null", "Null", "NULL"};
	bool nothing = false;
	bool plain = node->type == YAML_SCALAR_NODE && node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS && plain; i++)
		nothing = nothing || segbias_label_equal(segbias_yaml_scalar(node), segbias_label_of(WORDS[i]));
	return nothing;
}

/* A text in the arena. Errors: SEGBIAS_USAGE for a byte that ends a text, SEGBIAS_SYSTEM. Releases `text`. */
enum segbias_status segbias_yaml_keep(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                      struct segbias_text *text, const char **out)
{
	struct segbias_label kept = {NULL, 0};
	bool whole = !text->failed && (!text->data || !memchr(text->data, 0, text->size));
	bool ok = whole && segbias_arena_copy(&r->file->arena, segbias_text_label(text), &kept);
	bool failed = text->failed || (whole && !ok);
	segbias_text_release(text);
	*out = kept.bytes;
	if (ok)
		return SEGBIAS_OK;
	if (failed)
		return segbias_error_memory(r->error);
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_nul|a text must not hold a 0 byte");
	return segbias_yaml_at(r, node->start_mark);
}

enum segbias_status segbias_yaml_text(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *name,
                                      struct segbias_label *out)
{
	struct segbias_text text = {0};
	const char *kept = NULL;
	if (node->type != YAML_SCALAR_NODE || segbias_yaml_is_nothing(node) || segbias_yaml_scalar(node).size == 0)
		return segbias_yaml_wrong(r, node, name, "a text");
	segbias_text_add(&text, segbias_yaml_scalar(node).bytes, segbias_yaml_scalar(node).size);
	enum segbias_status status = segbias_yaml_keep(r, node, &text, &kept);
	if (status == SEGBIAS_OK)
		*out = segbias_label_of(kept);
	return status;
}

/* A name of a list. A crossing's parts are quoted where they have to be, and it stands as it is; so does a column's name that is
 * quoted as it would be there. */
static void add_name(struct segbias_label name, struct segbias_text *text)
{
	bool quoted = memchr(name.bytes, '*', name.size) && memchr(name.bytes, '"', name.size);
	if (quoted)
		segbias_text_add(text, name.bytes, name.size);
	else
		segbias_text_add_item(text, name, ",");
}

/* "A,B" of a sequence of scalars. false: it is none. */
static bool add_names(const struct segbias_policy_reading *r, const yaml_node_t *node, struct segbias_text *text)
{
	if (node->type != YAML_SEQUENCE_NODE)
		return false;
	for (const yaml_node_item_t *item = node->data.sequence.items.start; item < node->data.sequence.items.top;
	     item++) {
		const yaml_node_t *one = segbias_yaml_node(r, *item);
		if (one->type != YAML_SCALAR_NODE)
			return false;
		segbias_text_add(text, ",", item > node->data.sequence.items.start);
		add_name(segbias_yaml_scalar(one), text);
	}
	return true;
}

static void add_scalar(const yaml_node_t *node, struct segbias_text *text)
{
	segbias_text_add(text, (const char *)node->data.scalar.value, node->data.scalar.length);
}

/* The texts of a list option, as they are found, and where. */
struct items {
	const char **texts;
	const yaml_node_t **nodes;
	size_t count, room;
	size_t option;
};

static const char *name_of(const struct items *items)
{
	return segbias_options[items->option].name;
}

static enum segbias_status add_text(const struct segbias_policy_reading *r, struct items *items,
                                    const yaml_node_t *node, struct segbias_text *text)
{
	const char *kept = NULL;
	enum segbias_status status = segbias_yaml_keep(r, node, text, &kept);
	if (status == SEGBIAS_OK && items->count < items->room) {
		items->nodes[items->count] = node;
		items->texts[items->count++] = kept;
	}
	return status;
}

/* "LEFT=RIGHT", or below another mapping "ABOVE:LEFT=RIGHT"; the right as an item of its own, quotes and all. */
static enum segbias_status add_pair(const struct segbias_policy_reading *r, struct items *items,
                                    const yaml_node_t *const names[2], const yaml_node_t *node,
                                    struct segbias_label right)
{
	struct segbias_text text = {0};
	if (names[0]) {
		segbias_text_add_item(&text, segbias_yaml_scalar(names[0]), ":=,");
		segbias_text_add_string(&text, ":");
	}
	segbias_text_add_item(&text, segbias_yaml_scalar(names[1]), ":=,");
	segbias_text_add_string(&text, "=");
	segbias_text_add_item(&text, right, "");
	return add_text(r, items, node, &text);
}

/* What stands to the right of a name in a mapping. */
static enum segbias_status add_right(const struct segbias_policy_reading *r, struct items *items,
                                     const yaml_node_t *const names[2], const yaml_node_t *node)
{
	enum form form = form_of(items->option);
	enum segbias_status status = SEGBIAS_OK;
	if (node->type == YAML_SCALAR_NODE) {
		/* A list of one option's text is split there, unless it is the option's own text. */
		if (form != FORM_LISTS)
			return add_pair(r, items, names, node, segbias_yaml_scalar(node));
		struct segbias_text text = {0};
		segbias_text_add_item(&text, segbias_yaml_scalar(names[1]), ":=,");
		segbias_text_add_string(&text, "=");
		add_scalar(node, &text);
		return add_text(r, items, node, &text);
	}
	if (node->type != YAML_SEQUENCE_NODE || (form != FORM_LISTS && form != FORM_CHOICES))
		return segbias_yaml_wrong(r, node, name_of(items),
		                          form == FORM_NESTED ? "FROM: TO below an attribute, one value each"
		                                              : "one value to a name");
	if (form == FORM_LISTS) {
		struct segbias_text list = {0};
		if (!add_names(r, node, &list)) {
			segbias_text_release(&list);
			return segbias_yaml_wrong(r, node, name_of(items), "a value or a list of values");
		}
		status = list.failed ? segbias_error_memory(r->error)
		                     : add_pair(r, items, names, node, segbias_text_label(&list));
		segbias_text_release(&list);
		return status;
	}
	if (node->data.sequence.items.top == node->data.sequence.items.start)
		return segbias_yaml_wrong(r, node, name_of(items), "one value at least");
	for (const yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top && status == SEGBIAS_OK; item++) {
		const yaml_node_t *one = segbias_yaml_node(r, *item);
		status = one->type == YAML_SCALAR_NODE
		             ? add_pair(r, items, names, one, segbias_yaml_scalar(one))
		             : segbias_yaml_wrong(r, one, name_of(items), "a value or a list of values");
	}
	return status;
}

/* A mapping; `above`: the attribute that it belongs to, NULL: none. */
static enum segbias_status add_pairs(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                     const yaml_node_t *above, struct items *items)
{
	enum segbias_status status = SEGBIAS_OK;
	bool nested = form_of(items->option) == FORM_NESTED && !above;
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *left = segbias_yaml_node(r, pair->key);
		const yaml_node_t *right = segbias_yaml_node(r, pair->value);
		const yaml_node_t *const names[2] = {above, left};
		if (left->type != YAML_SCALAR_NODE)
			status = segbias_yaml_wrong(r, left, name_of(items), "a name");
		else if (segbias_yaml_is_nothing(right))
			status = segbias_yaml_wrong(r, right, name_of(items), "a value; an empty one is written \"\"");
		else if (nested && right->type == YAML_MAPPING_NODE)
			status = add_pairs(r, right, left, items);
		else if (nested)
			status = segbias_yaml_wrong(r, right, name_of(items), "FROM: TO below an attribute");
		else
			status = add_right(r, items, names, right);
	}
	return status;
}

/* How many texts a node can become. */
static size_t count_items(const struct segbias_policy_reading *r, const yaml_node_t *node)
{
	size_t count = 0;
	if (node->type == YAML_SCALAR_NODE)
		return 1;
	/* One without items may be a text, too, and is refused as such. */
	if (node->type == YAML_SEQUENCE_NODE && node->data.sequence.items.top == node->data.sequence.items.start)
		return 1;
	if (node->type == YAML_SEQUENCE_NODE)
		return (size_t)(node->data.sequence.items.top - node->data.sequence.items.start);
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start; pair < node->data.mapping.pairs.top; pair++)
		count += count_items(r, segbias_yaml_node(r, pair->value));
	return count;
}

static enum segbias_status start_items(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                       struct items *items)
{
	items->room = count_items(r, node);
	items->texts = segbias_arena_array(&r->file->arena, items->room + 1, sizeof *items->texts);
	items->nodes = segbias_arena_array(&r->file->arena, items->room + 1, sizeof *items->nodes);
	return items->texts && items->nodes ? SEGBIAS_OK : segbias_error_memory(r->error);
}

static enum segbias_status read_list(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                     struct items *items)
{
	enum segbias_status status = start_items(r, node, items);
	struct segbias_text text = {0};
	bool names = form_of(items->option) == FORM_NAMES;
	if (status != SEGBIAS_OK)
		return status;
	if (node->type == YAML_MAPPING_NODE)
		return names ? segbias_yaml_wrong(r, node, name_of(items), "a text or a list of texts")
		             : add_pairs(r, node, NULL, items);
	/* Markers of a missing value are one list; a list of anything else is of several. */
	if (node->type == YAML_SCALAR_NODE || names) {
		if (node->type == YAML_SCALAR_NODE)
			add_scalar(node, &text);
		else if (!add_names(r, node, &text)) {
			segbias_text_release(&text);
			return segbias_yaml_wrong(r, node, name_of(items), "a text or a list of texts");
		}
		return add_text(r, items, node, &text);
	}
	for (const yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top && status == SEGBIAS_OK; item++) {
		const yaml_node_t *one = segbias_yaml_node(r, *item);
		if (one->type != YAML_SCALAR_NODE)
			return segbias_yaml_wrong(r, one, name_of(items), "a text");
		text = (struct segbias_text){0};
		add_scalar(one, &text);
		status = add_text(r, items, one, &text);
	}
	return status;
}

static enum segbias_status read_flag(const struct segbias_policy_reading *r, const yaml_node_t *node, const char *key,
                                     bool *out)
{
	bool scalar = node->type == YAML_SCALAR_NODE;
	if (scalar && segbias_label_equal(segbias_yaml_scalar(node), segbias_label_of("true")))
		*out = true;
	else if (!scalar || !segbias_label_equal(segbias_yaml_scalar(node), segbias_label_of("false")))
		return segbias_yaml_wrong(r, node, key, "true or false");
	return SEGBIAS_OK;
}

/* The one text of an option that is no list of options. */
static enum segbias_status read_text(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                     struct items *items, const char **out)
{
	enum form form = form_of(items->option);
	struct segbias_text text = {0};
	if (node->type == YAML_MAPPING_NODE && form == FORM_PAIR) {
		enum segbias_status status = start_items(r, node, items);
		if (status == SEGBIAS_OK)
			status = add_pairs(r, node, NULL, items);
		if (status == SEGBIAS_OK && items->count != 1)
			return segbias_yaml_wrong(r, node, name_of(items), "one column and one value of it");
		*out = status == SEGBIAS_OK ? items->texts[0] : NULL;
		return status;
	}
	if (node->type == YAML_SCALAR_NODE) {
		add_scalar(node, &text);
		return segbias_yaml_keep(r, node, &text, out);
	}
	if (form == FORM_NAMES && add_names(r, node, &text))
		return segbias_yaml_keep(r, node, &text, out);
	segbias_text_release(&text);
	return segbias_yaml_wrong(r, node, name_of(items),
	                          form == FORM_NAMES  ? "a text or a list of names"
	                          : form == FORM_PAIR ? "COLUMN=VALUE, or COLUMN: VALUE below it"
	                                              : "a text");
}

/* --- keys ------------------------------------------------------------------------------------------------------- */

/* What the command line would say of this value alone; the place is the file's, and the option is called by its key. */
static enum segbias_status check_value(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                       const char *option, const struct segbias_options *alone)
{
	struct segbias_policy policy;
	struct segbias_error found = {0};
	enum segbias_status status = segbias_policy_read(alone, &policy, &found);
	segbias_policy_release(&policy);
	/* What only makes sense beside another key is checked when all are read; crossings are what they are. */
	if (status == SEGBIAS_USAGE && strstr(found.message, "needs --"))
		status = SEGBIAS_OK;
	const char *uncrossed = NULL;
	if (status == SEGBIAS_OK && alone->attributes)
		status = segbias_policy_uncross(alone->attributes, &r->file->arena, &uncrossed, &found);
	if (status == SEGBIAS_OK)
		return SEGBIAS_OK;
	if (r->error)
		*r->error = found;
	if (status != SEGBIAS_USAGE || !r->error)
		return status;
	word_key(option, r->error);
	return at_value(r, node->start_mark, option);
}

/* Each text of a list at its own place, then what they are together. */
static enum segbias_status check_items(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                       const struct items *items)
{
	struct segbias_options alone = {.alpha = NULL};
	struct segbias_strings *field =
	    (struct segbias_strings *)((char *)&alone + segbias_options[items->option].offset);
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < items->count && items->count > 1 && status == SEGBIAS_OK; i++) {
		*field = (struct segbias_strings){&items->texts[i], 1};
		status = check_value(r, items->nodes[i], name_of(items), &alone);
	}
	*field = (struct segbias_strings){items->texts, items->count};
	return status == SEGBIAS_OK ? check_value(r, node, name_of(items), &alone) : status;
}

enum segbias_status segbias_yaml_option(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                        const yaml_node_t *node, size_t option)
{
	void *field = (char *)&r->file->own + segbias_options[option].offset;
	struct segbias_options alone = {.alpha = NULL};
	struct items items = {.option = option};
	enum segbias_status status = SEGBIAS_OK;
	const char *text = NULL;
	/* At the root, and among the keys of risks. */
	if (r->file->places[option].line) {
		char name[SEGBIAS_KEY_SIZE];
		segbias_error_set(r->error, SEGBIAS_USAGE,
		                  "policy_key_twice|the key %s stands twice, first in line %zu",
		                  segbias_policy_key(name_of(&items), name), (size_t)r->file->places[option].line);
		segbias_error_hint(r->error, "leave out one of the two");
		return segbias_yaml_at(r, key->start_mark);
	}
	if (segbias_yaml_is_nothing(node))
		return segbias_yaml_wrong(
		    r, node, name_of(&items),
		    "a value; a key without one is left out, or a comment, and a word such as null quoted");
	switch (segbias_options[option].kind) {
	case SEGBIAS_OPTION_FLAG:
		SEGBIAS_TRY(read_flag(r, node, name_of(&items), field));
		break;
	case SEGBIAS_OPTION_LIST:
		SEGBIAS_TRY(read_list(r, node, &items));
		SEGBIAS_TRY(check_items(r, node, &items));
		*(struct segbias_strings *)field = (struct segbias_strings){items.texts, items.count};
		break;
	case SEGBIAS_OPTION_TEXT:
		SEGBIAS_TRY(read_text(r, node, &items, &text));
		*(const char **)((char *)&alone + segbias_options[option].offset) = text;
		SEGBIAS_TRY(check_value(r, node, name_of(&items), &alone));
		*(const char **)field = text;
		break;
	}
	r->file->places[option] = (struct segbias_key_place){key->start_mark.line + 1, key->start_mark.column + 1};
done:
	return status;
}

static size_t find_key(struct segbias_label name)
{
	char key[SEGBIAS_KEY_SIZE];
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++)
		if (is_key(i) &&
		    segbias_label_equal(name, segbias_label_of(segbias_policy_key(segbias_options[i].name, key))))
			return i;
	return SEGBIAS_OPTION_COUNT;
}

static const char *find_name(struct segbias_label name, const char *const *names, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (segbias_label_equal(name, segbias_label_of(names[i])))
			return names[i];
	return NULL;
}

/* The same key a second time in any mapping of the file. */
static enum segbias_status check_twice(const struct segbias_policy_reading *r)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (const yaml_node_t *node = r->document->nodes.start; node < r->document->nodes.top; node++) {
		if (node->type != YAML_MAPPING_NODE)
			continue;
		for (const yaml_node_pair_t *a = node->data.mapping.pairs.start; a < node->data.mapping.pairs.top; a++)
			for (const yaml_node_pair_t *b = node->data.mapping.pairs.start; b < a; b++) {
				const yaml_node_t *one = segbias_yaml_node(r, a->key);
				const yaml_node_t *two = segbias_yaml_node(r, b->key);
				if (one->type != YAML_SCALAR_NODE || two->type != YAML_SCALAR_NODE ||
				    !segbias_label_equal(segbias_yaml_scalar(one), segbias_yaml_scalar(two)))
					continue;
				segbias_error_set(r->error, SEGBIAS_USAGE,
				                  "policy_key_twice|the key %s stands twice, first in line %zu",
				                  segbias_label_quote(segbias_yaml_scalar(one), quoted),
				                  two->start_mark.line + 1);
				segbias_error_hint(r->error, "leave out one of the two");
				return segbias_yaml_at(r, one->start_mark);
			}
	}
	return SEGBIAS_OK;
}

/* --- attributes and segments -------------------------------------------------------------------------------------- */

/* One threshold, or word, of an attribute or a segment. */
static enum segbias_status read_threshold(const struct segbias_policy_reading *r, const char *name,
                                          const yaml_node_t *node, struct segbias_thresholds *out)
{
	struct segbias_options alone = {.alpha = NULL};
	struct segbias_text text = {0};
	const char *kept = NULL;
	enum segbias_status status = SEGBIAS_OK;
	bool band = strcmp(name, "band") == 0;
	if (node->type != YAML_SCALAR_NODE || segbias_yaml_is_nothing(node) || node->data.scalar.length == 0)
		return segbias_yaml_wrong(r, node, name, "a text");
	add_scalar(node, &text);
	status = segbias_yaml_keep(r, node, &text, &kept);
	if (status != SEGBIAS_OK)
		return status;
	if (strcmp(name, "narrow") == 0) {
		out->narrow = segbias_label_of(kept);
		return SEGBIAS_OK;
	}
	*(band ? &alone.band : &alone.min_n) = kept;
	status = check_value(r, node, band ? "band" : "min-n", &alone);
	if (status != SEGBIAS_OK)
		return status;
	out->band_given = out->band_given || band;
	out->min_n_given = out->min_n_given || !band;
	return band ? segbias_policy_band(kept, &out->band_low, &out->band_high, r->error)
	            : segbias_policy_whole("min_n", kept, &out->min_n, r->error);
}

/* {band: 75:130, min_n: 50}, or nothing. */
static enum segbias_status read_thresholds(const struct segbias_policy_reading *r, const yaml_node_t *node,
                                           struct segbias_thresholds *out)
{
	const struct segbias_label names[] = {segbias_label_of("band"),
	                                      segbias_label_of(out->segment ? "narrow" : "min_n")};
	enum segbias_status status = SEGBIAS_OK;
	if (segbias_yaml_is_nothing(node) && !out->segment)
		return SEGBIAS_OK;
	if (node->type != YAML_MAPPING_NODE)
		return segbias_yaml_wrong(r, node, out->segment ? "segments" : "attributes",
		                          out->segment ? "{band: LOW:HIGH, narrow: REASON} below a segment"
		                                       : "{band: LOW:HIGH, min_n: N} below an attribute");
	for (const yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top && status == SEGBIAS_OK; pair++) {
		const yaml_node_t *key = segbias_yaml_node(r, pair->key);
		size_t found = 0;
		while (found < 2 &&
		       !(key->type == YAML_SCALAR_NODE && segbias_label_equal(segbias_yaml_scalar(key), names[found])))
			found++;
		status = found < 2 ? read_threshold(r, names[found].bytes, segbias_yaml_node(r, pair->value), out)
		                   : segbias_yaml_unknown(r, key, names, 2,
		                                          out->segment ? "key of a segment" : "key of an attribute");
	}
	return status;
}

struct segbias_label segbias_yaml_column_name(struct segbias_label item)
{
	bool holds = item.size > 0 && memchr(item.bytes, '*', item.size) != NULL;
	return holds && !segbias_policy_crosses(item) ? segbias_policy_unquoted(item) : item;
}

/* A mapping of names to their thresholds; the names of attributes are those that are compared. */
static enum segbias_status read_named(const struct segbias_policy_reading *r, const yaml_node_t *node, bool segment)
{
	struct segbias_policy_file *file = r->file;
	struct segbias_text names = {0};
	enum segbias_status status = SEGBIAS_OK;
	size_t count = (size_t)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
	struct segbias_thresholds *all = segbias_arena_array(&file->arena, file->threshold_count + count, sizeof *all);
	if (!all)
		return segbias_error_memory(r->error);
	if (file->threshold_count)
		memcpy(all, file->thresholds, file->threshold_count * sizeof *all);
	file->thresholds = all;
	for (size_t i = 0; i < count && status == SEGBIAS_OK; i++) {
		const yaml_node_pair_t *pair = &node->data.mapping.pairs.start[i];
		const yaml_node_t *key = segbias_yaml_node(r, pair->key);
		struct segbias_thresholds *own = &all[file->threshold_count];
		if (key->type != YAML_SCALAR_NODE || key->data.scalar.length == 0) {
			status = segbias_yaml_wrong(r, key, segment ? "segments" : "attributes", "names");
			continue;
		}
		*own = (struct segbias_thresholds){
		    .segment = segment, .line = key->start_mark.line + 1, .column = key->start_mark.column + 1};
		struct segbias_label name = segbias_yaml_scalar(key);
		if (!segment)
			name = segbias_yaml_column_name(name);
		status = segbias_arena_copy(&file->arena, name, &own->name)
		             ? read_thresholds(r, segbias_yaml_node(r, pair->value), own)
		             : segbias_error_memory(r->error);
		file->threshold_count++;
		segbias_text_add(&names, ",", i > 0);
		add_name(segbias_yaml_scalar(key), &names);
	}
	if (status == SEGBIAS_OK && !segment)
		status = segbias_yaml_keep(r, node, &names, &file->own.attributes);
	segbias_text_release(&names);
	return status;
}

static enum segbias_status read_attributes(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                           const yaml_node_t *node)
{
	size_t option = segbias_option_find("attributes");
	enum segbias_status status = node->data.mapping.pairs.top > node->data.mapping.pairs.start
	                                 ? read_named(r, node, false)
	                                 : segbias_yaml_wrong(r, node, "attributes", "one name at least");
	struct segbias_options alone = {.attributes = r->file->own.attributes};
	if (status == SEGBIAS_OK)
		status = check_value(r, node, "attributes", &alone);
	if (status == SEGBIAS_OK)
		r->file->places[option] =
		    (struct segbias_key_place){key->start_mark.line + 1, key->start_mark.column + 1};
	return status;
}

/* --- the root ----------------------------------------------------------------------------------------------------- */

/* Where a character of the file stands: the parser counts characters, behind a mark of UTF-8. */
static size_t place_of(struct segbias_label bytes, size_t character)
{
	size_t at = bytes.size >= 3 && memcmp(bytes.bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	for (; at < bytes.size; at++) {
		bool begins = ((unsigned char)bytes.bytes[at] & 0xC0) != 0x80;
		if (begins && character-- == 0)
			break;
	}
	return at;
}

static bool is_utf_16(struct segbias_label bytes)
{
	return bytes.size >= 2 && (memcmp(bytes.bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes.bytes, "\xFE\xFF", 2) == 0);
}

/* A key of another command: its lines, so that a file made from this one can hold it. */
static enum segbias_status keep_lines(const struct segbias_policy_reading *r, const yaml_node_t *root,
                                      const yaml_node_pair_t *pair, const char *name)
{
	const yaml_node_t *key = segbias_yaml_node(r, pair->key);
	const yaml_node_t *next = pair + 1 < root->data.mapping.pairs.top ? segbias_yaml_node(r, pair[1].key) : NULL;
	struct segbias_kept_key *kept = &r->file->kept[r->file->kept_count++];
	bool lines =
	    root->data.mapping.style != YAML_FLOW_MAPPING_STYLE && key->start_mark.column == 0 && !is_utf_16(r->bytes);
	*kept =
	    (struct segbias_kept_key){.name = name, .place = {key->start_mark.line + 1, key->start_mark.column + 1}};
	if (!lines)
		return SEGBIAS_OK;
	size_t from = place_of(r->bytes, key->start_mark.index);
	size_t to = next ? place_of(r->bytes, next->start_mark.index) : r->bytes.size;
	struct segbias_label text = {r->bytes.bytes + from, to - from};
	return segbias_arena_copy(&r->file->arena, text, &kept->text) ? SEGBIAS_OK : segbias_error_memory(r->error);
}

/* The preset that the file goes on from. */
static enum segbias_status read_base(const struct segbias_policy_reading *r, const yaml_node_t *key,
                                     const yaml_node_t *node)
{
	char names[SEGBIAS_PRESET_NAMES];
	struct segbias_label name = {NULL, 0};
	enum segbias_status status = segbias_yaml_text(r, node, BASE, &name);
	if (status != SEGBIAS_OK)
		return status;
	r->file->preset = segbias_preset_find(name.bytes);
	r->file->base_place = (struct segbias_key_place){key->start_mark.line + 1, key->start_mark.column + 1};
	if (r->file->preset)
		return SEGBIAS_OK;
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_no_preset|policy: there is no preset of that name");
	segbias_error_hint(r->error, "a policy goes on from a preset (%s), and never from another file",
	                   segbias_preset_names(names));
	return segbias_yaml_at(r, node->start_mark);
}

static enum segbias_status read_pair(const struct segbias_policy_reading *r, const yaml_node_t *root,
                                     const yaml_node_pair_t *pair)
{
	const yaml_node_t *name = segbias_yaml_node(r, pair->key);
	const yaml_node_t *value = segbias_yaml_node(r, pair->value);
	if (name->type != YAML_SCALAR_NODE)
		return unknown_root(r, name);
	struct segbias_label key = segbias_yaml_scalar(name);
	bool mapping = value->type == YAML_MAPPING_NODE;
	if (mapping && segbias_label_equal(key, segbias_label_of("attributes")))
		return read_attributes(r, name, value);
	if (segbias_label_equal(key, segbias_label_of("segments")))
		return mapping ? read_named(r, value, true)
		               : segbias_yaml_wrong(r, value, "segments",
		                                    "names, each with {band: LOW:HIGH, narrow: REASON}");
	size_t option = find_key(key);
	const char *base = find_name(key, &BASE, 1);
	const char *gate = find_name(key, GATE, GATE_COUNT);
	const char *audit = find_name(key, AUDIT, AUDIT_COUNT);
	const char *review = find_name(key, &REVIEW, 1);
	const char *risks = find_name(key, segbias_risks_key_names, SEGBIAS_RISKS_KEYS);
	enum segbias_status status = SEGBIAS_OK;
	if (option < SEGBIAS_OPTION_COUNT)
		SEGBIAS_TRY(segbias_yaml_option(r, name, value, option));
	else if (gate)
		SEGBIAS_TRY(segbias_policy_read_gate(r, gate, value));
	else if (base)
		SEGBIAS_TRY(read_base(r, name, value));
	else if (audit)
		SEGBIAS_TRY(segbias_policy_read_audit_keys(r, audit, value));
	else if (review)
		SEGBIAS_TRY(segbias_policy_read_review(r, value));
	else if (risks)
		SEGBIAS_TRY(segbias_policy_read_risks_keys(r, risks, value));
	else
		SEGBIAS_TRY(unknown_root(r, name));
	const char *kept = option < SEGBIAS_OPTION_COUNT ? find_name(key, CHECK, CHECK_COUNT)
	                   : gate                        ? gate
	                   : audit                       ? audit
	                   : base                        ? base
	                   : risks                       ? risks
	                                                 : review;
	SEGBIAS_TRY(kept ? keep_lines(r, root, pair, kept) : SEGBIAS_OK);
done:
	return status;
}

static enum segbias_status read_root(const struct segbias_policy_reading *r)
{
	const yaml_node_t *root = yaml_document_get_root_node(r->document);
	enum segbias_status status = SEGBIAS_OK;
	r->file->empty =
	    !root || (root->type == YAML_SCALAR_NODE && root->data.scalar.length == 0) ||
	    (root->type == YAML_MAPPING_NODE && root->data.mapping.pairs.start == root->data.mapping.pairs.top);
	if (r->file->empty)
		return SEGBIAS_OK; /* nothing but comments */
	if (root->type != YAML_MAPPING_NODE) {
		segbias_error_set(r->error, SEGBIAS_USAGE,
		                  "policy_no_mapping|a policy file holds keys and values, such as \"min_n: 50\"");
		return segbias_yaml_at(r, root->start_mark);
	}
	status = check_twice(r);
	for (const yaml_node_pair_t *pair = root->data.mapping.pairs.start;
	     pair < root->data.mapping.pairs.top && status == SEGBIAS_OK; pair++)
		status = read_pair(r, root, pair);
	return status;
}

/* --- YAML ------------------------------------------------------------------------------------------------------- */

/* Whether a value of the line begins with > (0-based): to YAML that is a text of the lines behind it. */
static bool begins_with_sign(struct segbias_label bytes, size_t line)
{
	size_t at = 0;
	for (; at < bytes.size && line > 0; at++)
		line -= bytes.bytes[at] == '\n';
	bool begins = false;
	for (; at < bytes.size && bytes.bytes[at] != '\n' && bytes.bytes[at] != '#'; at++) {
		if (begins && bytes.bytes[at] == '>')
			return true;
		begins = bytes.bytes[at] == ':' || (begins && bytes.bytes[at] == ' ');
	}
	return false;
}

static enum segbias_status not_yaml(const struct segbias_policy_reading *r, const yaml_parser_t *parser)
{
	/* Some places of libyaml fail without a word where memory runs out. */
	if (parser->error == YAML_MEMORY_ERROR || !parser->problem) {
		segbias_memory_fail();
		return segbias_error_memory(r->error);
	}
	segbias_error_set(r->error, SEGBIAS_USAGE, "policy_no_yaml|it is no YAML: %s", parser->problem);
	if (begins_with_sign(r->bytes, parser->problem_mark.line))
		segbias_error_hint(r->error, "a value that begins with > stands in quotes: threshold: '>=50'");
	return segbias_yaml_at(r, parser->problem_mark);
}

/* One document, without anchors and aliases: who reads the file sees all that it says where it says it. */
static enum segbias_status check_events(const struct segbias_policy_reading *r, struct segbias_label bytes)
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
			                  "policy_alias|anchors and aliases are not taken: write the value again");
		else if (documents > 1)
			segbias_error_set(r->error, SEGBIAS_USAGE, "policy_documents|a policy file holds one document");
		bool tagged = (event.type == YAML_SCALAR_EVENT && event.data.scalar.tag) ||
		              (event.type == YAML_SEQUENCE_START_EVENT && event.data.sequence_start.tag) ||
		              (event.type == YAML_MAPPING_START_EVENT && event.data.mapping_start.tag);
		depth += event.type == YAML_SEQUENCE_START_EVENT || event.type == YAML_MAPPING_START_EVENT;
		depth -= event.type == YAML_SEQUENCE_END_EVENT || event.type == YAML_MAPPING_END_EVENT;
		if (tagged)
			segbias_error_set(r->error, SEGBIAS_USAGE,
			                  "policy_tag|tags are not taken: the key says what a value is");
		if (depth > DEPTH_MAX)
			segbias_error_set(r->error, SEGBIAS_USAGE,
			                  "policy_depth|lists and mappings stand more than %d deep", DEPTH_MAX);
		if (event.type == YAML_ALIAS_EVENT || anchored || documents > 1 || tagged || depth > DEPTH_MAX)
			status = segbias_yaml_at(r, event.start_mark);
		end = event.type == YAML_STREAM_END_EVENT;
		yaml_event_delete(&event);
	}
	yaml_parser_delete(&parser);
	return status;
}

static enum segbias_status parse(struct segbias_policy_reading *r)
{
	struct segbias_label bytes = r->bytes;
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

static enum segbias_status too_large(const char *path, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "policy_size|it is too large for a policy file, which has %d KiB at most", BYTES_MAX >> 10);
	segbias_error_place(error, path, 0, 0);
	return SEGBIAS_USAGE;
}

/* Of what the caller gives for the name, or of the preset, where there is one. A name that is neither a file's nor a preset's may
 * be a slip of either. */
static enum segbias_status open_policy(const struct segbias_options *given, const struct segbias_preset *preset,
                                       struct segbias_stream **out, struct segbias_error *error)
{
	char names[SEGBIAS_PRESET_NAMES];
	const char *path = given->policy;
	const struct segbias_stream_inlet *inlet = segbias_options_inlet(given, path);
	if (inlet)
		return segbias_stream_open_inlet(inlet, true, out, error);
	enum segbias_status status = preset ? SEGBIAS_OK : segbias_stream_open(path, true, out, error);
	if (status == SEGBIAS_DATA && error && !error->hint[0] && !strpbrk(path, "/."))
		segbias_error_hint(error, "--policy takes a file, or a preset: %s", segbias_preset_names(names));
	if (!preset)
		return status;
	return segbias_stream_open_memory(path, preset->bytes.bytes, preset->bytes.size, out, error);
}

static enum segbias_status load(const struct segbias_options *given, const struct segbias_preset *preset,
                                struct segbias_text *out, char sha256[static 65], struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(open_policy(given, preset, &stream, error));
	SEGBIAS_TRY(segbias_stream_read_all(stream, BYTES_MAX, out, error));
	if (out->size > BYTES_MAX)
		SEGBIAS_TRY(too_large(given->policy, error));
	segbias_policy_join_halves(out);
	SEGBIAS_TRY(out->failed ? segbias_error_memory(error) : SEGBIAS_OK);
	(void)segbias_stream_sha256(stream, sha256);
done:
	segbias_stream_free(stream);
	return status;
}

/* A name that means a preset means nothing else: where a file is called so, too, the user says which. */
static enum segbias_status find_preset(const char *name, const struct segbias_preset **out, struct segbias_error *error)
{
	struct stat info;
	*out = segbias_preset_find(name);
	if (!*out || stat(name, &info) != 0 || S_ISDIR(info.st_mode))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "policy_or_preset|--policy %s: there is a preset and a file of that name", name);
	segbias_error_hint(error, "--policy ./%s takes the file; the preset is taken where no file has its name", name);
	return SEGBIAS_USAGE;
}

/* Rules of the preset behind those of the file, but on what the file has rules on itself: a gate does not lose one by another. */
static enum segbias_status take_rules(struct segbias_policy_file *file, const struct segbias_gate_keys *base,
                                      struct segbias_error *error)
{
	struct segbias_gate_keys *gate = &file->gate;
	size_t own = gate->rule_count;
	struct segbias_gate_rule *rules = segbias_arena_array(&file->arena, own + base->rule_count, sizeof *rules);
	if (!rules)
		return segbias_error_memory(error);
	for (size_t i = 0; i < own; i++)
		rules[i] = gate->rules[i];
	for (size_t i = 0; i < base->rule_count; i++) {
		bool said = false;
		for (size_t j = 0; j < own; j++)
			said = said || rules[j].kind == base->rules[i].kind;
		if (said)
			continue;
		rules[gate->rule_count] = base->rules[i];
		rules[gate->rule_count++].place =
		    (struct segbias_gate_place){file->base_place.line, file->base_place.column};
	}
	gate->rules = rules;
	return SEGBIAS_OK;
}

/* What the preset says that a file goes on from, where the file says nothing of it; its place is that where the preset is named. */
static enum segbias_status take_base(struct segbias_policy_file *file, struct segbias_error *error)
{
	struct segbias_policy_file base = {.arena = file->arena};
	struct segbias_policy_reading reading = {.file = &base, .error = error};
	if (!file->base_place.line)
		return SEGBIAS_OK;
	reading.bytes = file->preset->bytes;
	reading.path = file->preset->name;
	enum segbias_status status = parse(&reading);
	file->arena = base.arena;
	for (size_t i = 0; i < SEGBIAS_OPTION_COUNT; i++) {
		if (!base.places[i].line || file->places[i].line)
			continue;
		segbias_option_copy(&file->own, &base.own, i);
		file->places[i] = file->base_place;
	}
	return status == SEGBIAS_OK ? take_rules(file, &base.gate, error) : status;
}

/* A preset is a rule of one question: of an audience against a reference, or of decisions by group. */
static enum segbias_status check_use(const struct segbias_policy_use *use, const struct segbias_policy_file *file,
                                     struct segbias_error *error)
{
	const struct segbias_preset *preset = file->preset;
	bool of_audit = preset && segbias_preset_is_of_audit(preset);
	if (!preset || use->inspect || use->audit == of_audit)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE, "preset_of_another|the preset %s is a rule %s", preset->name,
	                  of_audit ? "of decisions by group, and none of a campaign against a reference"
	                           : "of a campaign against a reference, and none of decisions by group");
	if (of_audit)
		segbias_error_hint(error, "segbias audit FILE --policy %s goes by it", preset->name);
	else
		segbias_error_hint(
		    error,
		    "segbias check CAMPAIGN REFERENCE --policy %s goes by it; of decisions there are four-fifths "
		    "and ll144",
		    preset->name);
	if (file->base_place.line)
		segbias_error_place(error, file->path, file->base_place.line, file->base_place.column);
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_policy_file_read(const struct segbias_options *given, const struct segbias_policy_use *use,
                                             struct segbias_policy_file *file, struct segbias_error *error)
{
	struct segbias_text bytes = {0};
	struct segbias_label name = {NULL, 0};
	*file = (struct segbias_policy_file){.options = *given};
	enum segbias_status status = segbias_policy_check_given(given, use, error);
	if (status != SEGBIAS_OK)
		return status;
	if (!given->policy || strcmp(given->policy, "none") == 0)
		return SEGBIAS_OK;
	if (!*given->policy) {
		segbias_error_set(error, SEGBIAS_USAGE, "policy_no_file|--policy names no file");
		segbias_error_hint(error, "--policy FILE, or --policy none for no file at all");
		return SEGBIAS_USAGE;
	}
	struct segbias_policy_reading reading = {.file = file, .path = given->policy, .error = error};
	status =
	    segbias_options_inlet(given, given->policy) ? SEGBIAS_OK : find_preset(given->policy, &file->preset, error);
	if (status == SEGBIAS_OK)
		status = load(given, file->preset, &bytes, file->sha256, error);
	const char *slash = strrchr(given->policy, '/');
	if (status == SEGBIAS_OK &&
	    !segbias_arena_copy(&file->arena, segbias_label_of(slash ? slash + 1 : given->policy), &name))
		status = segbias_error_memory(error);
	reading.bytes = segbias_text_label(&bytes);
	file->path = given->policy;
	file->name = name.bytes;
	if (status == SEGBIAS_OK)
		status = parse(&reading);
	if (status == SEGBIAS_OK)
		status = take_base(file, error);
	if (status == SEGBIAS_OK)
		status = check_use(use, file, error);
	if (status == SEGBIAS_OK)
		status = segbias_policy_merge(given, use, file, error);
	segbias_text_release(&bytes);
	if (status != SEGBIAS_DATA)
		return status;
	/* A policy that cannot be read is a fault of what was asked for, not of the data. */
	if (error) {
		error->status = SEGBIAS_USAGE;
		segbias_text_print(error->setting, sizeof error->setting, "policy");
	}
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_policy_file_parse(struct segbias_label bytes, const char *path,
                                              struct segbias_policy_file *file, struct segbias_error *error)
{
	*file = (struct segbias_policy_file){.path = path};
	struct segbias_policy_reading reading = {.file = file, .bytes = bytes, .path = path, .error = error};
	return parse(&reading);
}

enum segbias_status segbias_policy_file_check(struct segbias_label bytes, const char *path, struct segbias_error *error)
{
	struct segbias_policy_file file;
	const struct segbias_options nothing = {.alpha = NULL};
	const struct segbias_policy_use use = {0};
	enum segbias_status status = segbias_policy_file_parse(bytes, path, &file, error);
	if (status == SEGBIAS_OK)
		status = take_base(&file, error);
	if (status == SEGBIAS_OK)
		status = segbias_policy_merge(&nothing, &use, &file, error);
	segbias_policy_file_release(&file);
	return status;
}

void segbias_policy_file_release(struct segbias_policy_file *file)
{
	segbias_arena_release(&file->arena);
}
