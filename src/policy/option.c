#include "policy/option.h"

#include <string.h>

enum {
	COMPARE = SEGBIAS_OPTION_OF_COMPARE,
	INSPECT = SEGBIAS_OPTION_OF_INSPECT,
	CHECK = SEGBIAS_OPTION_OF_CHECK,
	AUDIT = SEGBIAS_OPTION_OF_AUDIT,
	RISKS = SEGBIAS_OPTION_OF_RISKS,
};

const struct segbias_option segbias_options[SEGBIAS_OPTION_COUNT] = {
#define ROW(field, kind, name, argument, of)                                                                           \
	{name, SEGBIAS_OPTION_##kind, offsetof(struct segbias_options, field), argument, of},
#define OPTION(field, kind, letter, name, argument, group, help)                                                       \
	ROW(field, kind, name, argument, COMPARE | INSPECT | CHECK | AUDIT | RISKS)
#define PAIR_OPTION(field, kind, letter, name, argument, group, help)                                                  \
	ROW(field, kind, name, argument, COMPARE | INSPECT | CHECK | RISKS)
#define COMPARE_OPTION(field, kind, letter, name, argument, group, help)                                               \
	ROW(field, kind, name, argument, COMPARE | CHECK | AUDIT | RISKS)
#define PAIR_COMPARE_OPTION(field, kind, letter, name, argument, group, help)                                          \
	ROW(field, kind, name, argument, COMPARE | CHECK | RISKS)
#define STAGES_OPTION(field, kind, letter, name, argument, group, help)                                                \
	ROW(field, kind, name, argument, COMPARE | CHECK)
#define RISKS_OPTION(field, kind, letter, name, argument, group, help) ROW(field, kind, name, argument, RISKS)
#define PLAN_OPTION(field, kind, letter, name, argument, group, help) ROW(field, kind, name, argument, COMPARE)
#define AUDIT_OPTION(field, kind, letter, name, argument, group, help) ROW(field, kind, name, argument, AUDIT)
#define GATE_OPTION(field, kind, letter, name, argument, group, help)                                                  \
	ROW(field, kind, name, argument, CHECK | AUDIT | RISKS)
#define CHECK_OPTION(field, kind, letter, name, argument, group, help) ROW(field, kind, name, argument, CHECK)
#include <segbias/options.def>
#undef OPTION
#undef ROW
};

const struct segbias_exclusion segbias_exclusions[] = {
#define EXCLUDES(option, other, but, why) {option, other, but, why},
#include "policy/excludes.def"
#undef EXCLUDES
};

const size_t segbias_exclusion_count = sizeof segbias_exclusions / sizeof *segbias_exclusions;

size_t segbias_option_find(const char *name)
{
	size_t index = 0;
	while (index < SEGBIAS_OPTION_COUNT && strcmp(segbias_options[index].name, name) != 0)
		index++;
	return index;
}

static const void *field_of(const struct segbias_options *options, size_t index)
{
	return (const char *)options + segbias_options[index].offset;
}

bool segbias_option_is_given(const struct segbias_options *options, size_t index)
{
	const void *field = field_of(options, index);
	switch (segbias_options[index].kind) {
	case SEGBIAS_OPTION_FLAG:
		return *(const bool *)field;
	case SEGBIAS_OPTION_LIST:
		return ((const struct segbias_strings *)field)->count > 0;
	case SEGBIAS_OPTION_TEXT:
		break;
	}
	return *(const char *const *)field != NULL;
}

void segbias_option_copy(struct segbias_options *to, const struct segbias_options *from, size_t index)
{
	static const size_t SIZES[] = {sizeof(char *), sizeof(struct segbias_strings), sizeof(bool)};
	memcpy((char *)to + segbias_options[index].offset, field_of(from, index), SIZES[segbias_options[index].kind]);
}

bool segbias_options_exclude(const struct segbias_exclusion *exclusion, const struct segbias_options *option,
                             const struct segbias_options *other)
{
	size_t index = segbias_option_find(exclusion->other);
	if (!segbias_option_is_given(option, segbias_option_find(exclusion->option)) ||
	    !segbias_option_is_given(other, index))
		return false;
	return !exclusion->but || strcmp(*(const char *const *)field_of(other, index), exclusion->but) != 0;
}

struct segbias_option_value segbias_option_value(const struct segbias_options *options, size_t index)
{
	static const char *const LEFT_OUT[] = {"threads", "hash", "policy"};
	const struct segbias_option *option = &segbias_options[index];
	const void *field = field_of(options, index);
	struct segbias_option_value value = {option->name, field, 1, option->kind == SEGBIAS_OPTION_FLAG,
	                                     option->kind == SEGBIAS_OPTION_LIST};
	bool out = !segbias_option_is_given(options, index);
	for (size_t i = 0; i < sizeof LEFT_OUT / sizeof *LEFT_OUT; i++)
		out = out || strcmp(option->name, LEFT_OUT[i]) == 0;
	if (out)
		return (struct segbias_option_value){0};
	if (value.list) {
		value.texts = ((const struct segbias_strings *)field)->items;
		value.count = ((const struct segbias_strings *)field)->count;
	}
	value.count = value.flag ? 0 : value.count;
	return value;
}

bool segbias_option_same(const struct segbias_options *a, const struct segbias_options *b, size_t index)
{
	struct segbias_option_value x = segbias_option_value(a, index);
	struct segbias_option_value y = segbias_option_value(b, index);
	bool same = x.name && y.name && x.count == y.count;
	for (size_t i = 0; same && i < x.count; i++)
		same = strcmp(x.texts[i], y.texts[i]) == 0;
	return same;
}

const struct segbias_stream_inlet *segbias_options_inlet(const struct segbias_options *options, const char *name)
{
	for (size_t i = 0; i < options->inlet_count; i++)
		if (strcmp(options->inlets[i].name, name) == 0)
			return &options->inlets[i];
	return NULL;
}

bool segbias_options_once(const struct segbias_options *options, const char *name)
{
	const struct segbias_stream_inlet *inlet = segbias_options_inlet(options, name);
	return inlet ? inlet->read || inlet->arrow : strcmp(name, "-") == 0;
}

/* --- how a message calls them ------------------------------------------------------------------------------------ */

const char *segbias_policy_key(const char *option, char out[static SEGBIAS_KEY_SIZE])
{
	segbias_text_print(out, SEGBIAS_KEY_SIZE, "%s", option);
	for (char *c = out; *c; c++)
		*c = *c == '-' ? '_' : *c;
	return out;
}

size_t segbias_option_of_setting(const char *name)
{
	char key[SEGBIAS_KEY_SIZE];
	char wanted[SEGBIAS_KEY_SIZE + 1];
	segbias_text_print(wanted, sizeof wanted, "%s", name);
	for (char *c = wanted; *c; c++)
		*c = *c == '-' ? '_' : *c;
	size_t index = 0;
	while (index < SEGBIAS_OPTION_COUNT &&
	       strcmp(segbias_policy_key(segbias_options[index].name, key), wanted) != 0)
		index++;
	return index;
}

static bool is_name(const char *name, const char *text, size_t size)
{
	return strlen(name) == size && strncmp(text, name, size) == 0;
}

/* Of what may be an option's name behind two dashes. */
static size_t name_size(const char *text)
{
	return strncmp(text, "--", 2) == 0 ? strspn(text + 2, "abcdefghijklmnopqrstuvwxyz-") : 0;
}

size_t segbias_option_at(const char *text)
{
	size_t size = name_size(text);
	size_t index = 0;
	while (index < SEGBIAS_OPTION_COUNT && !is_name(segbias_options[index].name, text + 2, size))
		index++;
	return index;
}

/* The size of the option's name that stands behind the two dashes at `text`; 0: there is none. */
static size_t option_size(const char *text)
{
	/* How a result is written: struct segbias_charts_options and struct segbias_render_options. */
	static const char *const OTHERS[] = {"charts", "chart-format", "update"};
	size_t size = name_size(text);
	bool found = segbias_option_at(text) < SEGBIAS_OPTION_COUNT;
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS && !found; i++)
		found = is_name(OTHERS[i], text + 2, size);
	return found ? size : 0;
}

/* Behind what is quoted at `text`: a word of a shell in single quotes, or text in double ones, whose own are escaped. An
 * apostrophe within a word opens none. */
static char *skip_quoted(char *text, bool within_word)
{
	char quote = *text++;
	if (quote == '\'' && within_word)
		return text;
	while (*text && *text != quote)
		text += quote == '"' && text[0] == '\\' && text[1] ? 2 : 1;
	return *text ? text + 1 : text;
}

/* Two dashes make room for two backquotes. */
static void word_options(char *text)
{
	char before = ' ';
	while (*text) {
		size_t size = before == ' ' || before == '(' ? option_size(text) : 0;
		if (*text == '\'' || *text == '"') {
			text = skip_quoted(text, before != ' ' && before != '(');
			before = text[-1];
			continue;
		}
		if (!size) {
			before = *text++;
			continue;
		}
		*text = '`';
		for (size_t i = 0; i < size; i++)
			text[i + 1] = (char)(text[i + 2] == '-' ? '_' : text[i + 2]);
		text[size + 1] = '`';
		before = '`';
		text += size + 2;
	}
}

void segbias_option_word(struct segbias_error *error, bool settings)
{
	size_t size = error ? option_size(error->message) : 0;
	if (size > 0) {
		char name[SEGBIAS_KEY_SIZE];
		segbias_text_print(name, sizeof name, "%.*s", (int)size, error->message + 2);
		(void)segbias_policy_key(name, error->setting);
	}
	if (!error || !settings)
		return;
	word_options(error->message);
	word_options(error->hint);
}
