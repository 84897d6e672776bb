/* Room: cli. A line on stderr that says how far a file is read, while that takes more than a second: on a terminal only. */
#ifndef SEGBIAS_CLI_PROGRESS_H
#define SEGBIAS_CLI_PROGRESS_H

#include <segbias/segbias.h>
#include <stdbool.h>
#include <stdint.h>

/* Zero-initialise. */
struct progress {
	bool shown;   /* the line stands on the terminal */
	double start; /* when the run began */
	double drawn; /* when the line was last written */
	/* Of the file that was last read: its name, which tells it from another one by where it stands; and since when, and from
	 * which byte on. */
	const char *path;
	double since;
	uint64_t from;
};

/* Makes the jobs with these options tell it, where stderr is a terminal that can write a line anew. */
void progress_watch(struct progress *progress, struct segbias_options *options);

/* Takes the line away. */
void progress_end(struct progress *progress);

/* Seconds on a clock that only goes forward. */
double progress_seconds(void);

#endif
