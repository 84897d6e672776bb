/* Room: cli. main, one file a command: options, messages, exit status. Sees <segbias/...> and its own files only.
 *
 * This header: options as data. Parsing, --help and whatever else lists options come from a command's table.
 */
#ifndef SEGBIAS_CLI_OPTION_H
#define SEGBIAS_CLI_OPTION_H

#include <segbias/segbias.h>

enum option_kind {
	OPTION_TEXT,  /* const char *; the last one counts */
	OPTION_LIST,  /* struct option_list; repeatable */
	OPTION_FLAG,  /* bool */
	OPTION_COUNT, /* int: how often it was given */
};

struct option_list {
	const char *const *items; /* [count] */
	size_t count;
};

/* In the place of an offset: it is one of the library's settings. */
#define OPTION_SETTING SIZE_MAX

struct option {
	char letter;          /* 0: none */
	const char *name;     /* without dashes */
	const char *argument; /* NULL: takes none */
	enum option_kind kind;
	size_t offset;     /* into the command's struct, or OPTION_SETTING */
	const char *group; /* heading in --help, where a new one begins */
	const char *help;
};

/* Reads argv[1 ..) into `target` and `settings`. Operands (what is no option, "-", and all after "--") are stored in operands[], at most
 * `operand_max`. List items are stored in `pool`, which must hold argc pointers for every list option. */
struct option_parse {
	const struct option *options; /* ended by name NULL */
	void *target;
	struct segbias_options *settings; /* NULL: the command has none */
	const char **operands;
	size_t operand_max;
	size_t operand_count;
	const char **pool;  /* [argc * number of list options] */
	size_t pool_stride; /* argc */
	unsigned long once; /* which of the settings were seen of which one is all */
};

enum segbias_status option_parse(struct option_parse *parse, int argc, char **argv, struct segbias_error *error);

/* The text's words on stdout, wrapped at its width, 100 columns at the most: `column` is where the line stands, `indent` where further lines
 * begin. */
void option_print_wrapped(const char *text, int column, int indent);

/* Whether a command takes a setting; NULL: all of its list. */
typedef int option_takes(const char *name);

/* The next of a list that a command takes, with the heading of those before it that it does not; false: there is none. */
bool option_next(const struct option **at, option_takes *takes, struct option *out);

/* The options as indented lines on stdout. */
void option_print_help(const struct option *options, option_takes *takes);

#endif
