#include "option.h"

#include "terminal.h"

#include <stdio.h>
#include <string.h>

static const struct option *find_long(const struct option *options, const char *name, size_t size)
{
	for (; options->name; options++)
		if (strlen(options->name) == size && strncmp(options->name, name, size) == 0)
			return options;
	return NULL;
}

static const struct option *find_letter(const struct option *options, char letter)
{
	for (; options->name; options++)
		if (options->letter && options->letter == letter)
			return options;
	return NULL;
}

static enum segbias_status unknown(const struct option *options, const char *text, struct segbias_error *error)
{
	char quoted[SEGBIAS_ESCAPED_MAX];
	const char *names[64];
	size_t count = 0;
	char wanted[64];
	(void)snprintf(wanted, sizeof wanted, "%.*s", (int)strcspn(text + 2, "="), text[1] == '-' ? text + 2 : "");
	(void)snprintf(error->message, sizeof error->message, "there is no option %s",
	               segbias_text_escape(text, quoted));
	for (; options->name && count < sizeof names / sizeof *names; options++)
		names[count++] = options->name;
	size_t nearest = SIZE_MAX;
	if (wanted[0] && segbias_text_nearest(wanted, names, count, &nearest, error) != SEGBIAS_OK)
		return error->status;
	if (nearest != SIZE_MAX)
		(void)snprintf(error->hint, sizeof error->hint, "the nearest is --%s", names[nearest]);
	return error->status = SEGBIAS_USAGE;
}

static enum segbias_status wrong(const char *format, const struct option *option, struct segbias_error *error)
{
	(void)snprintf(error->message, sizeof error->message, format, option->name);
	return error->status = SEGBIAS_USAGE;
}

static void add_item(const struct option_parse *parse, const struct option *option, const char *value)
{
	struct option_list *list = (struct option_list *)((char *)parse->target + option->offset);
	size_t lists = 0;
	for (const struct option *o = parse->options; o != option; o++)
		lists += o->kind == OPTION_LIST;
	const char **items = parse->pool + lists * parse->pool_stride;
	items[list->count++] = value;
	list->items = items;
}

/* Settings that name columns or groups, and the policy: whoever gives one twice means both, and the first would be lost without a word.
 * Of others the last one counts. */
static enum segbias_status check_once(struct option_parse *parse, const struct option *option,
                                      struct segbias_error *error)
{
	static const char *const ONCE[] = {"against",   "attributes", "block",     "by",      "catalogue",  "collected",
	                                   "complaint", "consent",    "contacts",  "country", "decision",   "eligible",
	                                   "history",   "items",      "label",     "numeric", "policy",     "quasi",
	                                   "score",     "segment",    "sensitive", "stages",  "unsubscribe"};
	for (size_t i = 0; i < sizeof ONCE / sizeof *ONCE; i++) {
		if (strcmp(option->name, ONCE[i]) != 0)
			continue;
		if (parse->once >> i & 1) {
			if (option->argument && strchr(option->argument, ','))
				(void)snprintf(error->hint, sizeof error->hint, "--%s %s names several", option->name,
				               option->argument);
			return wrong("--%s is given twice", option, error);
		}
		parse->once |= 1UL << i;
	}
	return SEGBIAS_OK;
}

static enum segbias_status store(struct option_parse *parse, const struct option *option, const char *value,
                                 struct segbias_error *error)
{
	enum segbias_status status = option->offset == OPTION_SETTING ? check_once(parse, option, error) : SEGBIAS_OK;
	if (status != SEGBIAS_OK)
		return status;
	if (option->offset == OPTION_SETTING)
		return segbias_options_set(parse->settings, option->name, option->kind == OPTION_FLAG ? "true" : value,
		                           error);
	void *field = (char *)parse->target + option->offset;
	switch (option->kind) {
	case OPTION_TEXT:
		*(const char **)field = value;
		break;
	case OPTION_LIST:
		add_item(parse, option, value);
		break;
	case OPTION_FLAG:
		*(bool *)field = true;
		break;
	case OPTION_COUNT:
		*(int *)field += 1;
		break;
	}
	return SEGBIAS_OK;
}

/* --name, --name=value, --name value */
static enum segbias_status parse_long(struct option_parse *parse, char **argv, int argc, int *at,
                                      struct segbias_error *error)
{
	const char *text = argv[*at];
	const char *name = text + 2;
	size_t size = strcspn(name, "=");
	const struct option *option = find_long(parse->options, name, size);
	if (!option)
		return unknown(parse->options, text, error);
	const char *value = name[size] == '=' ? name + size + 1 : NULL;
	if (!option->argument && value)
		return wrong("--%s takes no value", option, error);
	if (option->argument && !value) {
		if (*at + 1 >= argc)
			return wrong("--%s needs a value", option, error);
		value = argv[++*at];
	}
	return store(parse, option, value, error);
}

/* -s VALUE, -sVALUE, -qv */
static enum segbias_status parse_letters(struct option_parse *parse, char **argv, int argc, int *at,
                                         struct segbias_error *error)
{
	for (const char *c = argv[*at] + 1; *c; c++) {
		const struct option *option = find_letter(parse->options, *c);
		if (!option)
			return unknown(parse->options, argv[*at], error);
		bool last = option->argument != NULL;
		const char *value = !last ? NULL : c[1] ? c + 1 : *at + 1 < argc ? argv[++*at] : NULL;
		if (last && !value)
			return wrong("--%s needs a value", option, error);
		enum segbias_status status = store(parse, option, value, error);
		if (status != SEGBIAS_OK || last)
			return status;
	}
	return SEGBIAS_OK;
}

enum segbias_status option_parse(struct option_parse *parse, int argc, char **argv, struct segbias_error *error)
{
	bool options_end = false;
	for (int at = 1; at < argc; at++) {
		const char *text = argv[at];
		enum segbias_status status = SEGBIAS_OK;
		if (!options_end && strcmp(text, "--") == 0) {
			options_end = true;
		} else if (options_end || text[0] != '-' || !text[1]) {
			if (parse->operand_count == parse->operand_max) {
				char quoted[SEGBIAS_ESCAPED_MAX];
				(void)snprintf(error->message, sizeof error->message, "%s is one argument too many",
				               segbias_text_escape(text, quoted));
				return error->status = SEGBIAS_USAGE;
			}
			parse->operands[parse->operand_count++] = text;
		} else if (text[1] == '-') {
			status = parse_long(parse, argv, argc, &at, error);
		} else {
			status = parse_letters(parse, argv, argc, &at, error);
		}
		if (status != SEGBIAS_OK)
			return status;
	}
	return SEGBIAS_OK;
}

void option_print_wrapped(const char *text, int column, int indent)
{
	enum { PROSE = 100 }; /* longer lines are hard to read */
	int width = terminal_width() < PROSE ? terminal_width() : PROSE;
	bool first = true;
	while (*text) {
		int size = (int)strcspn(text, " ");
		if (!first && column + 1 + size > width) {
			printf("\n%*s", indent, "");
			column = indent;
		} else if (!first) {
			putchar(' ');
			column++;
		}
		printf("%.*s", size, text);
		column += size;
		text += size;
		text += strspn(text, " ");
		first = false;
	}
	putchar('\n');
}

bool option_next(const struct option **at, option_takes *takes, struct option *out)
{
	const char *group = NULL;
	for (; (*at)->name; (*at)++) {
		group = (*at)->group ? (*at)->group : group;
		if (takes && (*at)->offset == OPTION_SETTING && !takes((*at)->name))
			continue;
		*out = *(*at)++;
		out->group = group;
		return true;
	}
	return false;
}

void option_print_help(const struct option *options, option_takes *takes)
{
	enum { LEFT = 31, BELOW = 10, WIDE = 64 };
	/* On a narrow terminal what an option does stands below it. */
	bool beside = terminal_width() >= WIDE;
	int indent = beside ? LEFT : BELOW;
	struct option option;
	while (option_next(&options, takes, &option)) {
		char left[64];
		if (option.group)
			printf("\n%s\n", option.group);
		int size = snprintf(left, sizeof left, "  %c%c --%s%s%s", option.letter ? '-' : ' ',
		                    option.letter ? option.letter : ' ', option.name, option.argument ? " " : "",
		                    option.argument ? option.argument : "");
		if (size >= LEFT || !beside)
			printf("%s\n%*s", left, indent, "");
		else
			printf("%-*s", indent, left);
		option_print_wrapped(option.help, indent, indent);
	}
}
