/* Room: cli. A command: its words, its options as data, what it does. Listed in commands.def. */
#ifndef SEGBIAS_CLI_COMMAND_H
#define SEGBIAS_CLI_COMMAND_H

#include "option.h"

struct command {
	const char *name;
	const char *summary;  /* one line */
	const char *usage;    /* after "segbias NAME " */
	const char *examples; /* lines, first in --help */
	const char *notes;    /* lines, last in --help; what it costs in memory */
	const struct option *options;
	/* argv[0] is the command's name. Returns the exit status. */
	int (*run)(const struct command *command, int argc, char **argv);
	const char *verbs; /* the words that its first operand may be, with blanks between; NULL: it is a file */
	option_takes
	    *takes; /* of the settings in its options the ones that --help lists: others are refused; NULL: all */
};

#define COMMAND(name) extern const struct command command_##name;
#include "commands.def"
#undef COMMAND

/* All commands, ended by NULL. */
extern const struct command *const command_list[];

/* argv[0] of main: how the program was called. */
extern const char *command_program;

/* --help of a command, on stdout. */
void command_print_help(const struct command *command);

/* An error of usage, with "segbias NAME --help" as hint where it has none. Returns the status. */
int command_usage_error(const struct command *command, struct segbias_error *error);

#endif
