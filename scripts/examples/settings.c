/* Compares two files that the program reads itself, one piece by piece and one into memory, by settings that it is given, says how far
 * it is and stops at SIGINT; the result goes to stdout as JSON, and what went wrong to stderr. C and C++:
 *
 *   cc settings.c $(pkg-config --cflags --libs segbias) -o settings
 *   ./settings data/campaign.csv data/census.csv min_n=50 band=75:130 recode=gender:X=Nonbinary
 */
#include <segbias/segbias.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static volatile sig_atomic_t stopped = 0;

static void stop(int number)
{
	(void)number;
	stopped = 1;
}

/* A segbias_progress. The path is NULL while questions are asked of what was read. */
static int tell(void *context, const char *path, uint64_t bytes, uint64_t size)
{
	(void)context;
	if (path && bytes == size)
		fprintf(stderr, "read all of %s\n", path);
	return stopped;
}

/* A segbias_read: anything but 0 ends the job, as where a signal comes while it waits. */
static int read_some(void *context, char *buffer, size_t capacity, size_t *size)
{
	FILE *file = (FILE *)context;
	*size = fread(buffer, 1, capacity, file);
	return ferror(file);
}

/* All of a file, to be freed; NULL where it cannot be read: half of it would be compared as if it were all. */
static char *read_all(const char *path, size_t *size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = NULL;
	size_t room = 0;
	size_t got = 1;
	*size = 0;
	while (file && got > 0) {
		room = room ? 2 * room : 4096;
		char *larger = (char *)realloc(bytes, room);
		if (!larger)
			break;
		bytes = larger;
		got = fread(bytes + *size, 1, room - *size, file);
		*size += got;
	}
	if (got > 0 || ferror(file)) {
		free(bytes);
		bytes = NULL;
	}
	if (file)
		fclose(file);
	return bytes;
}

/* The error is the same whatever went wrong: what, where, which setting, and what to do next. */
static void print_error(const struct segbias_error *error)
{
	if (error->file[0])
		fprintf(stderr, "%s:%lu:%lu: ", error->file, (unsigned long)error->line, (unsigned long)error->column);
	fprintf(stderr, "%s (%s%s%s)\n", error->message, error->id, error->setting[0] ? ", the setting " : "",
	        error->setting);
	if (error->hint[0])
		fprintf(stderr, "  %s\n", error->hint);
}

/* Each NAME=VALUE. */
static enum segbias_status set_all(struct segbias_options *options, char **words, int count,
                                   struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (int i = 0; i < count && status == SEGBIAS_OK; i++) {
		char *value = strchr(words[i], '=');
		if (value)
			*value++ = '\0';
		status = segbias_options_set(options, words[i], value ? value : "true", error);
	}
	return status;
}

static enum segbias_status compare(const char *campaign, const char *reference, struct segbias_options *options,
                                   char **json, size_t *size, struct segbias_error *error)
{
	struct segbias_findings *findings = NULL;
	struct segbias_render_options how;
	enum segbias_status status = segbias_compare(campaign, reference, options, &findings, error);
	memset(&how, 0, sizeof how);
	how.format = "json";
	if (status == SEGBIAS_OK)
		status = segbias_findings_render(findings, &how, json, size, error);
	segbias_findings_free(findings);
	return status;
}

int main(int argc, char **argv)
{
	struct segbias_error error;
	struct segbias_options *options = NULL;
	char *json = NULL;
	char *census = NULL;
	size_t size = 0;
	FILE *campaign = argc > 2 ? fopen(argv[1], "rb") : NULL;
	enum segbias_status status;
	memset(&error, 0, sizeof error);
	if (!campaign || !(census = read_all(argv[2], &size))) {
		fprintf(stderr, "settings CAMPAIGN REFERENCE [NAME=VALUE]...: two files that can be read\n");
		return SEGBIAS_USAGE;
	}
	signal(SIGINT, stop);
	status = segbias_options_create(&options, &error);
	if (status == SEGBIAS_OK)
		status = segbias_options_stream(options, argv[1], read_some, campaign, &error);
	if (status == SEGBIAS_OK)
		status = segbias_options_memory(options, argv[2], census, size, &error);
	if (status == SEGBIAS_OK)
		status = set_all(options, argv + 3, argc - 3, &error);
	segbias_options_progress(options, tell, NULL);
	if (status == SEGBIAS_OK)
		status = compare(argv[1], argv[2], options, &json, &size, &error);
	if (status != SEGBIAS_OK)
		print_error(&error);
	else if (fwrite(json, 1, size, stdout) != size || fflush(stdout) != 0)
		status = SEGBIAS_SYSTEM;
	segbias_free(json); /* by the library that has made it */
	segbias_options_free(options);
	free(census);
	fclose(campaign);
	return status;
}
