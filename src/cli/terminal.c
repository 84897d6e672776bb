#include "terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

int terminal_width_of(int descriptor)
{
	enum { USUAL = 80, MOST = 10000 };
	const char *text = getenv("COLUMNS");
	char *end = NULL;
	long columns = text && *text >= '0' && *text <= '9' ? strtol(text, &end, 10) : 0;
	struct winsize size = {0};
	if (columns > 0 && *end == '\0')
		return columns < MOST ? (int)columns : MOST;
	/* A terminal that does not know its width says 0. */
	if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return USUAL;
}

int terminal_width(void)
{
	return terminal_width_of(STDOUT_FILENO);
}

bool terminal_is_ascii(int descriptor)
{
	/* Only the character set is asked for; numbers keep their decimal point. */
	bool ascii = isatty(descriptor) == 1 && setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	(void)setlocale(LC_CTYPE, "C");
	return ascii;
}

const char *terminal_language(void)
{
	static const char *const NAMES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
		const char *value = getenv(NAMES[i]);
		if (value && *value)
			return value;
	}
	return "C";
}

void terminal_describe(const char *color, struct segbias_render_options *options)
{
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	bool plain = (no_color && *no_color) || !term || strcmp(term, "dumb") == 0;
	bool terminal = isatty(STDOUT_FILENO) == 1;
	options->color = strcmp(color, "always") == 0 || (strcmp(color, "auto") == 0 && terminal && !plain);
	options->width = terminal_width();
	options->ascii = terminal_is_ascii(STDOUT_FILENO);
}
