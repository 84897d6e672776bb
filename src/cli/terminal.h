/* Room: cli. What stdout can show: its width, colour, and characters beyond ASCII. */
#ifndef SEGBIAS_CLI_TERMINAL_H
#define SEGBIAS_CLI_TERMINAL_H

#include <segbias/segbias.h>

/* color: "auto" (a terminal, and NO_COLOR is not set), "always", "never". The width is the terminal's, 80 elsewhere;
 * ASCII where the locale's characters are not UTF-8. */
void terminal_describe(const char *color, struct segbias_render_options *options);

#endif
