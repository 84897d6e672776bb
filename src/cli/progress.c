#include "progress.h"

#include "terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const double FIRST = 1; /* seconds without a line */
static const double EVERY = .1;

double progress_seconds(void)
{
	struct timespec now = {0};
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Three figures: "999 B", "1.23 MB", "45.6 GB". */
static void write_bytes(double bytes, char *out, size_t size)
{
	static const char *const UNITS[] = {"B", "kB", "MB", "GB", "TB", "PB"};
	size_t unit = 0;
	for (; bytes >= 999.5 && unit + 1 < sizeof UNITS / sizeof *UNITS; unit++)
		bytes /= 1000;
	(void)snprintf(out, size, "%.*f %s",
	               unit == 0 || bytes >= 99.95 ? 0
	               : bytes >= 9.995            ? 1
	                                           : 2,
	               bytes, UNITS[unit]);
}

/* "2:05" */
static void write_left(double seconds, char *out, size_t size)
{
	long whole = seconds < 359999 ? (long)(seconds + .5) : 359999; /* 99 hours and more */
	if (whole >= 3600)
		(void)snprintf(out, size, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
	else
		(void)snprintf(out, size, "%ld:%02ld", whole / 60, whole % 60);
}

/* [#####.....], where it fits. */
static void write_bar(double share, int room, char *out)
{
	enum { LEAST = 10, MOST = 30 };
	int cells = room < MOST ? room : MOST;
	if (cells < LEAST) {
		*out = '\0';
		return;
	}
	int full = (int)(share * cells);
	*out++ = '[';
	for (int i = 0; i < cells; i++)
		*out++ = (char)(i < full ? '#' : '.');
	memcpy(out, "] ", sizeof "] ");
}

/* How far it is, how fast, and how long it will take, in one line of the terminal. The rate is that of the file so far. */
static void draw(struct progress *progress, const char *path, uint64_t bytes, uint64_t size, double now)
{
	enum { NUMBER_MAX = 32, BAR_MAX = 48, BESIDE = 64, NAME_LEAST = 12, LINE_SIZE = 256 };
	char read[NUMBER_MAX];
	char all[NUMBER_MAX];
	char rate[NUMBER_MAX];
	char left[NUMBER_MAX];
	char bar[BAR_MAX] = "";
	char line[LINE_SIZE];
	char quoted[SEGBIAS_ESCAPED_MAX];
	int width = terminal_width_of(STDERR_FILENO) - 1;
	double elapsed = now - progress->since;
	double speed = (double)(bytes - progress->from) / (elapsed > EVERY ? elapsed : EVERY);
	write_bytes((double)bytes, read, sizeof read);
	write_bytes(speed, rate, sizeof rate);
	if (size >= bytes && speed > 0) {
		write_bytes((double)size, all, sizeof all);
		write_left((double)(size - bytes) / speed, left, sizeof left);
		write_bar((double)bytes / (double)size, width - BESIDE, bar);
		(void)snprintf(line, sizeof line, "%s%3.0f %%  %s of %s, %s/s, %s left", bar,
		               100 * (double)bytes / (double)size, read, all, rate, left);
	} else {
		(void)snprintf(line, sizeof line, "%s read, %s/s", read, rate);
	}
	const char *name = segbias_text_escape(path, quoted);
	/* A name that has no room stays away, rather than half of a letter. */
	bool named = (int)(strlen(line) + strlen(name)) + 2 <= width;
	(void)fprintf(stderr, "\r%s%s%.*s\033[K", named ? name : "", named ? ": " : "", width, line);
	(void)fflush(stderr);
	progress->shown = true;
	progress->drawn = now;
}

static int told(void *context, const char *path, uint64_t bytes, uint64_t size)
{
	struct progress *progress = context;
	double now = progress_seconds();
	if (!path)
		return 0;
	if (path != progress->path) {
		progress->path = path;
		progress->since = now;
		progress->from = bytes;
	}
	if (now - progress->start >= FIRST && now - progress->drawn >= EVERY)
		draw(progress, path, bytes, size, now);
	return 0;
}

void progress_watch(struct progress *progress, struct segbias_options *options)
{
	const char *term = getenv("TERM");
	progress->start = progress_seconds();
	if (isatty(STDERR_FILENO) != 1 || !term || strcmp(term, "dumb") == 0)
		return;
	segbias_options_progress(options, told, progress);
}

void progress_end(struct progress *progress)
{
	if (progress->shown)
		(void)fputs("\r\033[K", stderr);
	progress->shown = false;
}
