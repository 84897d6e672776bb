/* Command: completion. Shell completions and the man page, written from the option tables. */
#include "command.h"
#include "message.h"

#include <stdio.h>
#include <string.h>

struct arguments {
	bool help;
};

static const struct option OPTIONS[] = {
    {'h', "help", NULL, OPTION_FLAG, offsetof(struct arguments, help), NULL, "this text"},
    {0, NULL, NULL, OPTION_FLAG, 0, NULL, NULL},
};

/* A help text on one line: the option tables break long ones for --help. */
static void print_flat(const char *text, const char *escape)
{
	for (bool blank = false; *text; text++) {
		if (*text == ' ' || *text == '\n') {
			blank = true;
			continue;
		}
		if (blank)
			putchar(' ');
		blank = false;
		if (strchr(escape, *text))
			putchar('\\');
		putchar(*text);
	}
}

/* --- bash ------------------------------------------------------------------------------------------------------- */

static void print_bash(void)
{
	printf("# bash completion for segbias\n_segbias() {\n\tlocal word=${COMP_WORDS[COMP_CWORD]} options= verbs=\n"
	       "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W \"");
	for (size_t i = 0; command_list[i]; i++)
		printf("%s ", command_list[i]->name);
	printf("--help --version\" -- \"$word\")\n\t\treturn\n\tfi\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; command_list[i]; i++) {
		printf("\t%s) options=\"", command_list[i]->name);
		const struct option *at = command_list[i]->options;
		struct option option;
		while (option_next(&at, command_list[i]->takes, &option))
			printf("--%s ", option.name);
		printf("\"");
		if (command_list[i]->verbs)
			printf(" verbs=\"%s\"", command_list[i]->verbs);
		printf(" ;;\n");
	}
	printf(
	    "\tesac\n\tif [[ $word == -* ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\")\n"
	    "\telif [[ $COMP_CWORD -eq 2 && -n $verbs ]]; then\n\t\tmapfile -t COMPREPLY < <(compgen -W \"$verbs\" -- \"$word\")\n"
	    "\telse\n\t\tmapfile -t COMPREPLY < <(compgen -f -- \"$word\")\n\tfi\n}\n"
	    "complete -o filenames -F _segbias segbias\n");
}

/* --- zsh -------------------------------------------------------------------------------------------------------- */

static void print_zsh(void)
{
	printf("#compdef segbias\n_segbias() {\n\tif (( CURRENT == 2 )); then\n\t\tlocal -a commands=(\n");
	for (size_t i = 0; command_list[i]; i++)
		printf("\t\t\t\"%s:%s\"\n", command_list[i]->name, command_list[i]->summary);
	printf("\t\t)\n\t\t_describe command commands\n\t\treturn\n\tfi\n\tlocal command=$words[2]\n\tshift words\n"
	       "\t(( CURRENT-- ))\n\tcase $command in\n");
	for (size_t i = 0; command_list[i]; i++) {
		printf("\t%s)\n\t\t_arguments \\\n", command_list[i]->name);
		const struct option *at = command_list[i]->options;
		struct option option;
		while (option_next(&at, command_list[i]->takes, &option)) {
			printf("\t\t\t\"%s--%s%s[", option.kind == OPTION_LIST ? "*" : "", option.name,
			       option.argument ? "=" : "");
			print_flat(option.help, "\"\\$`[]:");
			printf("]%s\" \\\n", option.argument ? ":value:_files" : "");
		}
		if (command_list[i]->verbs)
			printf("\t\t\t\"1:verb:(%s)\" \\\n", command_list[i]->verbs);
		printf("\t\t\t\"*:file:_files\"\n\t\t;;\n");
	}
	printf("\tesac\n}\n_segbias \"$@\"\n");
}

/* --- fish ------------------------------------------------------------------------------------------------------- */

static void print_fish(void)
{
	printf("# fish completion for segbias\n");
	for (size_t i = 0; command_list[i]; i++) {
		const struct command *command = command_list[i];
		printf("complete -c segbias -n __fish_use_subcommand -a %s -d \"", command->name);
		print_flat(command->summary, "\"\\$");
		printf("\"\n");
		if (command->verbs)
			printf(
			    "complete -c segbias -n \"__fish_seen_subcommand_from %s; and not __fish_seen_subcommand_from %s\" -a \"%s\"\n",
			    command->name, command->verbs, command->verbs);
		const struct option *at = command->options;
		struct option option;
		while (option_next(&at, command->takes, &option)) {
			printf("complete -c segbias -n \"__fish_seen_subcommand_from %s\" -l %s", command->name,
			       option.name);
			if (option.letter)
				printf(" -s %c", option.letter);
			printf("%s -d \"", option.argument ? " -r" : "");
			print_flat(option.help, "\"\\$");
			printf("\"\n");
		}
	}
}

/* --- man -------------------------------------------------------------------------------------------------------- */

/* Text for troff: backslashes and leading dots and quotes mean something to it, and "-" is a hyphen unless escaped. */
static void print_troff(const char *text)
{
	bool start = true;
	for (; *text; text++) {
		if (start && (*text == '.' || *text == '\''))
			printf("\\&");
		start = *text == '\n';
		if (*text == '\\')
			printf("\\e");
		else if (*text == '-')
			printf("\\-");
		else
			putchar(*text);
	}
}

static void print_troff_flat(const char *text)
{
	char flat[512];
	size_t size = 0;
	for (bool blank = false; *text && size + 2 < sizeof flat; text++) {
		bool space = *text == ' ' || *text == '\n';
		if (!space && blank)
			flat[size++] = ' ';
		if (!space)
			flat[size++] = *text;
		blank = space;
	}
	flat[size] = '\0';
	print_troff(flat);
}

static void print_man_options(const struct command *command)
{
	const struct option *at = command->options;
	struct option option;
	while (option_next(&at, command->takes, &option)) {
		if (option.group) {
			printf(".PP\n");
			print_troff(option.group);
			printf(":\n");
		}
		printf(".TP\n");
		if (option.letter)
			printf("\\fB\\-%c\\fR, ", option.letter);
		printf("\\fB\\-\\-");
		print_troff(option.name);
		printf("\\fR");
		if (option.argument) {
			printf(" \\fI");
			print_troff(option.argument);
			printf("\\fR");
		}
		printf("\n");
		print_troff_flat(option.help);
		printf("\n");
	}
}

/* NAME, how it is called, and what stands in every page. */
static void print_man_head(const char *title, const char *name, const char *summary)
{
	printf(".TH %s 1 \"\" \"segbias %s\" \"User Commands\"\n.SH NAME\n", title, segbias_version());
	print_troff(name);
	printf(" \\- ");
	print_troff(summary);
	printf("\n.SH SYNOPSIS\n");
}

static void print_man_synopsis(const struct command *command)
{
	printf(".B segbias %s\n", command->name);
	print_troff(command->usage);
	printf("\n");
}

/* The page of the whole: which jobs there are. */
static void print_man(void)
{
	print_man_head("SEGBIAS", "segbias", "tells whether an audience reaches the people it should");
	for (size_t i = 0; command_list[i]; i++) {
		print_man_synopsis(command_list[i]);
		printf(".br\n");
	}
	printf(
	    ".SH DESCRIPTION\nCompares the segments of a marketing campaign with a reference population: which groups are over\\- and "
	    "under\\-targeted, which fields are incomplete, and how sure that is. Each command has a page of its own.\n.SH COMMANDS\n");
	for (size_t i = 0; command_list[i]; i++) {
		printf(".TP\n.BR segbias\\-%s (1)\n", command_list[i]->name);
		print_troff(command_list[i]->summary);
		printf("\n");
	}
	printf(
	    ".SH EXIT STATUS\n0: it worked; 2: usage; 3: the data or the mapping; 5: the system; of check, and of audit with a "
	    "policy or \\-\\-fail\\-on, also 1: breached; 4: undecided; of review verify 1: the ledger is not as it was "
	    "written.\n");
}

/* The page of one job, from what its --help is made of. */
static void print_man_of(const struct command *command)
{
	char name[64];
	(void)snprintf(name, sizeof name, "segbias-%s", command->name);
	print_man_head(name, name, command->summary);
	print_man_synopsis(command);
	printf(".SH DESCRIPTION\n");
	print_troff(command->notes);
	printf("\n.SH OPTIONS\n");
	print_man_options(command);
	printf(".SH EXAMPLES\n.nf\n");
	print_troff(command->examples);
	printf(".fi\n.SH SEE ALSO\n.BR segbias (1)");
	for (size_t i = 0; command_list[i]; i++)
		if (command_list[i] != command)
			printf(",\n.BR segbias\\-%s (1)", command_list[i]->name);
	printf("\n");
}

/* "man", or "man COMMAND". Returns whether there is such a page. */
static bool print_page(const char *name)
{
	for (size_t i = 0; name && command_list[i]; i++)
		if (strcmp(command_list[i]->name, name) == 0) {
			print_man_of(command_list[i]);
			return true;
		}
	if (!name)
		print_man();
	return !name;
}

static int run(const struct command *command, int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*print)(void);
	} TARGETS[] = {{"bash", print_bash}, {"zsh", print_zsh}, {"fish", print_fish}};
	struct arguments arguments = {0};
	struct segbias_error error = {0};
	const char *operands[2] = {NULL, NULL};
	struct option_parse parse = {.options = OPTIONS, .target = &arguments, .operands = operands, .operand_max = 2};
	if (option_parse(&parse, argc, argv, &error) != SEGBIAS_OK)
		return command_usage_error(command, &error);
	if (arguments.help) {
		command_print_help(command);
		return 0;
	}
	bool man = operands[0] && strcmp(operands[0], "man") == 0;
	if (man && print_page(operands[1]))
		return 0;
	for (size_t i = 0; operands[0] && !operands[1] && i < sizeof TARGETS / sizeof *TARGETS; i++)
		if (strcmp(operands[0], TARGETS[i].name) == 0) {
			TARGETS[i].print();
			return 0;
		}
	error =
	    (struct segbias_error){.status = SEGBIAS_USAGE, .message = "bash, zsh, fish, man or man COMMAND is needed"};
	if (man)
		error = (struct segbias_error){.status = SEGBIAS_USAGE,
		                               .message = "man: there is no command of that name",
		                               .hint = "segbias --help lists them"};
	return command_usage_error(command, &error);
}

const struct command command_completion = {
    "completion",
    "print the completions for a shell, or a page of the manual",
    "bash|zsh|fish|man [COMMAND]",
    "  segbias completion bash > ~/.local/share/bash-completion/completions/segbias\n"
    "  segbias completion man compare | man -l -\n",
    "They are written from the same tables that the options are read by.",
    OPTIONS,
    run,
    NULL,
    NULL,
};
