/* The segbias command: finds the command, checks at the end that all of stdout was written. */
#include "command.h"
#include "message.h"
#include "terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct command *const command_list[] = {
#define COMMAND(name) &command_##name,
#include "commands.def"
#undef COMMAND
    NULL,
};

enum { COMMAND_COUNT = sizeof command_list / sizeof *command_list - 1 };

const char *command_program = "segbias";

/* Lines of a shell: one that is too long goes on behind a backslash, so that it can be copied all the same. */
static void print_examples(const char *lines)
{
	enum { INDENT = 2, FURTHER = 6, MARK = 2 };
	int width = terminal_width();
	for (int column = 0; *lines; lines += *lines == '\n') {
		lines += strspn(lines, " ");
		int word = (int)strcspn(lines, " \n");
		bool last = lines[word] != ' ';
		if (column == 0) {
			column = printf("%*s", INDENT, "");
		} else if (column + 1 + word + (last ? 0 : MARK) > width) {
			printf(" \\\n%*s", FURTHER, "");
			column = FURTHER;
		} else {
			column += printf(" ");
		}
		column = last ? 0 : column + word;
		printf("%.*s%s", word, lines, last ? "\n" : "");
		lines += word;
	}
}

void command_print_help(const struct command *command)
{
	printf("segbias %s: ", command->name);
	option_print_wrapped(command->summary, (int)strlen(command->name) + 10, 2);
	printf("\nExamples\n");
	print_examples(command->examples);
	printf("\nUsage\n  segbias %s ", command->name);
	option_print_wrapped(command->usage, (int)strlen(command->name) + 11, 6);
	option_print_help(command->options, command->takes);
	putchar('\n');
	option_print_wrapped(command->notes, 0, 0);
}

int command_usage_error(const struct command *command, struct segbias_error *error)
{
	if (!error->hint[0])
		(void)snprintf(error->hint, sizeof error->hint, "segbias %s --help lists the options", command->name);
	return (int)message_error(error);
}

static void print_help(void)
{
	option_print_wrapped("segbias tells whether an audience reaches the people it should.", 0, 0);
	printf("\nExamples\n");
	print_examples("  segbias compare campaign.csv census.csv\n"
	               "  segbias compare campaign.csv census.csv --format json -o result.csv\n");
	printf("\nCommands\n");
	for (size_t i = 0; i < COMMAND_COUNT; i++) {
		int column = printf("  %-10s ", command_list[i]->name);
		option_print_wrapped(command_list[i]->summary, column, column);
	}
	putchar('\n');
	option_print_wrapped("segbias help COMMAND has the options; segbias --version the version.", 0, 0);
}

static int unknown_command(const char *name)
{
	struct segbias_error error = {.status = SEGBIAS_USAGE};
	const char *names[COMMAND_COUNT];
	char quoted[SEGBIAS_ESCAPED_MAX];
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		names[i] = command_list[i]->name;
	size_t nearest = SIZE_MAX;
	if (segbias_text_nearest(name, names, COMMAND_COUNT, &nearest, &error) != SEGBIAS_OK)
		return (int)message_error(&error);
	(void)snprintf(error.message, sizeof error.message, "there is no command %s",
	               segbias_text_escape(name, quoted));
	if (nearest != SIZE_MAX)
		(void)snprintf(error.hint, sizeof error.hint, "the nearest is segbias %s", names[nearest]);
	else
		(void)snprintf(error.hint, sizeof error.hint, "segbias --help lists the commands");
	return (int)message_error(&error);
}

static const struct command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		if (strcmp(name, command_list[i]->name) == 0)
			return command_list[i];
	return NULL;
}

static int run(int argc, char **argv)
{
	if (argc < 2) {
		struct segbias_error error = {.status = SEGBIAS_USAGE, .message = "a command is missing"};
		(void)snprintf(error.hint, sizeof error.hint, "segbias --help lists the commands");
		return (int)message_error(&error);
	}
	if (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "version") == 0) {
		printf("segbias %s\n", segbias_version());
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
		const struct command *command = argc > 2 ? find_command(argv[2]) : NULL;
		if (argc > 2 && !command)
			return unknown_command(argv[2]);
		if (command)
			command_print_help(command);
		else
			print_help();
		return 0;
	}
	const struct command *command = find_command(argv[1]);
	if (command)
		return command->run(command, argc - 1, argv + 1);
	return unknown_command(argv[1]);
}

int main(int argc, char **argv)
{
	/* A descriptor that the caller closed would be handed to the first file that is opened. What is to be read there, or
	 * written, fails as it would without: a result that went nowhere is no success. */
	static const int PLACES[] = {O_WRONLY, O_RDONLY, O_RDWR};
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", PLACES[fd]) < 0)
			return SEGBIAS_SYSTEM;
	/* A reader that stops early (| head) is told apart from a full disk by EPIPE, and a file limit is an error like a
	 * full disk: by errno, not by a signal. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);
	/* Who ignores it hands that down, and how a program that was asked has ended would be lost. */
	(void)signal(SIGCHLD, SIG_DFL);
	command_program = argc > 0 && argv[0][0] ? argv[0] : command_program;
	int status = run(argc, argv);
	errno = 0;
	if ((fflush(stdout) != 0 || ferror(stdout)) && errno != EPIPE && status == 0) {
		struct segbias_error error = {.status = SEGBIAS_SYSTEM};
		(void)snprintf(error.message, sizeof error.message, "standard output cannot be written: %s",
		               strerror(errno));
		status = (int)message_error(&error);
	}
	return status;
}
