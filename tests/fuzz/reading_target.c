/* libFuzzer's entry: the first bytes say what is asked of the rest, a file as offices and platforms publish them. Whatever it
 * holds, it is read or refused with a message; with an answer there is no error, and it is the same by three threads. */
#define _GNU_SOURCE
#include "policy/option.h"
#include <segbias/segbias.h>

#include "sources/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char REFERENCE[] = "sex,age,count\nMale,0-17,101\nMale,18-64,302\nMale,65+,87\n"
				"Female,0-17,98\nFemale,18-64,311\nFemale,65+,112\n";
static const char PEOPLE[] = "sex,age,income\nMale,31,1200.5\nFemale,44,2100\nMale,67,\nFemale,18,900\n"
			     "Female,52,3100.25\nMale,25,1500\nFemale,44,0\nMale,17,\n";

static void write_file(char path[static 64], const void *bytes, size_t size)
{
	int file = memfd_create("fuzz", 0);
	if (file < 0 || write(file, bytes, size) != (ssize_t)size)
		abort();
	(void)snprintf(path, 64, "/proc/self/fd/%d", file);
}

static void close_file(const char *path)
{
	(void)close((int)strtol(strrchr(path, '/') + 1, NULL, 10));
}

typedef enum segbias_status run(const char *file, const char *reference, const struct segbias_options *options,
                                struct segbias_findings **findings, struct segbias_error *error);

/* The answer as text, or NULL; the caller's. */
static char *answer_of(run *job, const char *format, const char *file, const char *reference,
                       const struct segbias_options *options)
{
	struct segbias_error error = {0};
	struct segbias_findings *findings = NULL;
	const struct segbias_render_options render = {.format = format};
	char *bytes = NULL;
	size_t size = 0;
	enum segbias_status status = job(file, reference, options, &findings, &error);
	if (status == SEGBIAS_OK)
		status = segbias_findings_render(findings, &render, &bytes, &size, &error);
	if ((status == SEGBIAS_OK) != (bytes != NULL) || (status != SEGBIAS_OK && !error.message[0]))
		abort();
	segbias_findings_free(findings);
	return bytes;
}

/* The file as if much more stood in its midst: what is kept of its end is a part of it, and ends where a line does. */
static void look_back(const char *bytes, size_t size)
{
	static const char DELIMITERS[] = {',', ';', '\t', '|'};
	struct segbias_label begun = {bytes, size / 2};
	struct segbias_label tail = {bytes + begun.size, size - begun.size};
	for (size_t i = 0; i < sizeof DELIMITERS; i++) {
		const struct segbias_sheet_options options = {.file = "fuzz", .delimiter = DELIMITERS[i]};
		struct segbias_sheet sheet = {0};
		size_t kept = 0;
		if (segbias_sheet_look_back(begun, tail, &options, &sheet, &kept, NULL) != SEGBIAS_OK ||
		    kept > tail.size || (kept < tail.size && (kept == 0 || !strchr("\r\n", tail.bytes[kept - 1]))) ||
		    (kept == tail.size && sheet.below + sheet.totals > 0))
			abort();
		(void)segbias_sheet_settle(&sheet, 1, &options, NULL);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { HOW = 1 };
	static const char *const SEGMENTS[] = {NULL, "none"};
	static const char *const ADULTS[] = {"age=18+"};
	static const struct segbias_strings LIST = {ADULTS, 1};
	if (size < HOW)
		return 0;
	char file[64];
	char reference[64];
	struct segbias_options options = {.segment = SEGMENTS[data[0] & 1], .skip_bad = data[0] >> 1 & 1};
	bool campaign = data[0] >> 2 & 1;
	bool cells = data[0] >> 3 & 1;
	if (data[0] >> 4 & 1)
		options.within = LIST;
	if (data[0] >> 5 & 1)
		*(campaign ? &options.campaign_where : &options.where) = LIST;
	look_back((const char *)data + HOW, size - HOW);
	write_file(file, data + HOW, size - HOW);
	/* Numbers are compared where both files have a row a person. */
	bool numbers = data[0] >> 6 & 1;
	if (numbers && !cells)
		options.numeric = "age,income";
	write_file(reference, numbers ? PEOPLE : REFERENCE, (numbers ? sizeof PEOPLE : sizeof REFERENCE) - 1);
	char *first = cells ? answer_of(segbias_cells, "csv", file, NULL, &options)
	                    : answer_of(segbias_compare, "json", campaign ? file : reference,
	                                campaign ? reference : file, &options);
	options.threads = "3";
	char *second = cells ? answer_of(segbias_cells, "csv", file, NULL, &options)
	                     : answer_of(segbias_compare, "json", campaign ? file : reference,
	                                 campaign ? reference : file, &options);
	if (!first != !second || (first && strcmp(first, second) != 0))
		abort();
	segbias_free(first);
	segbias_free(second);
	close_file(file);
	close_file(reference);
	return 0;
}
