#include "terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

void terminal_describe(const char *color, struct segbias_render_options *options)
{
	bool terminal = isatty(STDOUT_FILENO) == 1;
	const char *no_color = getenv("NO_COLOR");
	const char *term = getenv("TERM");
	bool plain = (no_color && *no_color) || !term || strcmp(term, "dumb") == 0;
	struct winsize size = {0};
	options->color = strcmp(color, "always") == 0 || (strcmp(color, "auto") == 0 && terminal && !plain);
	if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		options->width = size.ws_col;
	/* Only the character set is asked for; numbers keep their decimal point. */
	if (setlocale(LC_CTYPE, ""))
		options->ascii = strcmp(nl_langinfo(CODESET), "UTF-8") != 0;
	(void)setlocale(LC_CTYPE, "C");
}
