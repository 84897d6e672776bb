/* Room: cli. What the commands share that turn files into findings: their options, the checks before any work, and
 * writing the results all or nothing. */
#ifndef SEGBIAS_CLI_JOB_H
#define SEGBIAS_CLI_JOB_H

#include "command.h"

struct job_arguments {
	struct segbias_options *settings;
	const char *format; /* NULL: the job's own */
	struct option_list outputs;
	struct segbias_charts_options charts; /* directory NULL: none */
	const char *color;                    /* auto, always, never */
	const char *language;                 /* NULL: the environment's */
	const char *title;                    /* of a report */
	bool explain;
	bool update;             /* the file that a job writes stays, with what it lacks behind it */
	const char *part, *like; /* of a tally: the part, and whose plan is followed; NULL: none */
	bool empty, no_header, disjoint;
	const char *sql, *from; /* … or the dialect and the table of a statement; NULL: none is asked for */
	const char *method, *bounds, *trim;  /* of weights; NULL: their defaults */
	const char *recruit;                 /* so many people; NULL: whom to recruit is not asked for */
	const char *weighted, *cells_output; /* … and the files of them; NULL: none */
	bool complete, exchange;
	bool gate;  /* what is found decides the exit status */
	bool cells; /* what was read, as CSV, instead of what the job finds */
	bool quiet;
	bool verbose;
	bool version;
	bool help;
	const char *policy_output; /* of init; NULL: another job */
	const char *policy_beside; /* the nearest one, which init does not read; NULL: there is none, or it is read */
	/* What else goes into the output, with the context; NULL: nothing. */
	enum segbias_status (*stage)(const void *context, const struct segbias_findings *findings,
	                             const struct segbias_render_options *options, struct segbias_output *output,
	                             struct segbias_error *error);
	const void *context;
	int argc; /* what was typed: the command's name first */
	char **argv;
	const char *const *files; /* of it, NULL where there is none */
};

struct job {
	const char *files_missing; /* the message */
	const char *formats;       /* "text, json" */
	const char *format;        /* where none is asked for; NULL: then nothing goes to stdout */
	const char *output;        /* a file that is written where none is named, and nothing on stdout; NULL: none */
	bool gate;                 /* what it finds decides the exit status; stdout has only what is asked for */
	bool judges;               /* what it finds decides the exit status where something judges it, … */
	/* … which this says on stderr; returns its bytes */
	size_t (*message)(const struct segbias_findings *findings, bool quiet);
	bool one_file;           /* it reads one file */
	bool one_output;         /* where a file is written nothing goes to stdout */
	const struct job *cells; /* what --cells does instead, or --sql; NULL: there is no such option */
	enum segbias_status (*run)(const char *const *files, const struct segbias_options *options,
	                           struct segbias_findings **findings, struct segbias_error *error);
	/* What else it writes, of its arguments; NULL: nothing. */
	enum segbias_status (*stage)(const void *arguments, const struct segbias_findings *findings,
	                             const struct segbias_render_options *options, struct segbias_output *output,
	                             struct segbias_error *error);
	/* In its place, of a job that has arguments of its own; NULL: none. */
	enum segbias_status (*run_asked)(const struct job_arguments *arguments, struct segbias_findings **findings,
	                                 struct segbias_error *error);
};

/* Where no policy is named the nearest one, whose path lies in `room`, is. Errors: SEGBIAS_USAGE. */
enum { JOB_POLICY_PATH = 1 << 12 };
enum segbias_status job_find_policy(struct segbias_options *settings, char room[static JOB_POLICY_PATH],
                                    struct segbias_error *error);

/* Writes what was found as the arguments say, all or nothing. */
enum segbias_status job_write(struct segbias_findings *findings, const struct job_arguments *arguments,
                              struct segbias_error *error);

/* Whether the comma-separated list has the format. */
bool job_lists_format(const char *formats, const char *format);

/* Whether the language and the charts that are asked for can be. */
enum segbias_status job_check_shown(const struct job_arguments *arguments, struct segbias_error *error);

/* Parses, checks, runs, writes, warns. Returns the exit status. */
int job_main(const struct command *command, const struct job *job, int argc, char **argv);

#endif
