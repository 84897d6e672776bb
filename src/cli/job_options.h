/* Room: cli. The options that compare and inspect share. */
#ifndef SEGBIAS_CLI_JOB_OPTIONS_H
#define SEGBIAS_CLI_JOB_OPTIONS_H

#include "job.h"

#define AT(field) offsetof(struct job_arguments, field)

/* The library's settings, by <segbias/options.def>. */
#define OPTION(field, kind, letter, name, argument, group, help)                                                       \
	{letter, name, argument, OPTION_##kind, OPTION_SETTING, group, help},

/* clang-format off */
#define JOB_OPTIONS_END \
    {0, "color", "WHEN", OPTION_TEXT, AT(color), NULL, "auto, always or never (auto: on a terminal, without NO_COLOR)"}, \
    {'v', "verbose", NULL, OPTION_FLAG, AT(verbose), NULL, "where the time goes, on stderr"}, \
    {'q', "quiet", NULL, OPTION_FLAG, AT(quiet), NULL, "no warnings and no progress on stderr"}, \
{0, "version", NULL, OPTION_FLAG, AT(version), NULL, "the version"}, \
        {'h', "help", NULL, OPTION_FLAG, AT(help), NULL, "this text"}, \
    {0, NULL, NULL, OPTION_FLAG, 0, NULL, NULL}
/* clang-format on */

#endif
