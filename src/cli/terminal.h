/* Room: cli. What stdout and stderr can show: width, colour, and characters beyond ASCII. */
#ifndef SEGBIAS_CLI_TERMINAL_H
#define SEGBIAS_CLI_TERMINAL_H

#include <segbias/segbias.h>
#include <stdbool.h>

/* Columns of what is written to stdout: the environment's COLUMNS, else the terminal's, else 80. */
int terminal_width(void);

/* Of the terminal that the descriptor is; else as above. */
int terminal_width_of(int descriptor);

/* Whether the descriptor is a terminal whose locale's characters are not UTF-8. A file or a pipe takes all bytes. */
bool terminal_is_ascii(int descriptor);

/* The locale that messages are asked for in: the first of LC_ALL, LC_MESSAGES and LANG that is set; "C" where none is. */
const char *terminal_language(void);

/* color: "auto" (a terminal, and NO_COLOR is not set), "always", "never". */
void terminal_describe(const char *color, struct segbias_render_options *options);

#endif
