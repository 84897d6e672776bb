/* segbias-dump [--reader libcsv] [--delimiter C] FILE
 *
 * Prints every record, the first too, as one JSON array of strings a line: what a reader makes of a file, to be compared
 * with other readers. Exit status: 2 usage, 3 data, 5 system. The records before an error are printed.
 */
#include "base/unicode.h"
#include "csv/reader.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char usage[] = "usage: segbias-dump [--reader libcsv] [--delimiter C] FILE\n"
			    "  C: one character, tab or \\t; found out where it is not given\n";

struct arguments {
	char delimiter;
	const char *path;
};

static bool parse_delimiter(const char *value, char *delimiter)
{
	if (strcmp(value, "tab") == 0 || strcmp(value, "\\t") == 0)
		*delimiter = '\t';
	else if (strlen(value) == 1)
		*delimiter = value[0];
	else
		return false;
	return true;
}

static bool parse_arguments(int count, char **values, struct arguments *arguments)
{
	for (int i = 1; i < count; i++) {
		const char *value = values[i];
		bool last = i + 1 == count;
		if (strcmp(value, "--reader") == 0 && !last) {
			if (strcmp(values[++i], "libcsv") != 0)
				return false;
		} else if (strcmp(value, "--delimiter") == 0 && !last) {
			if (!parse_delimiter(values[++i], &arguments->delimiter))
				return false;
		} else if (arguments->path || (value[0] == '-' && value[1] != '\0')) {
			return false;
		} else {
			arguments->path = value;
		}
	}
	return arguments->path != NULL;
}

static void add_json(struct segbias_text *line, struct segbias_label label)
{
	segbias_text_add(line, "\"", 1);
	for (size_t at = 0; at < label.size;) {
		uint32_t code = 0;
		size_t size = segbias_unicode_decode(label.bytes + at, label.size - at, &code);
		if (size == 0)
			segbias_text_add_string(line, "\xef\xbf\xbd");
		else if (code < 0x20 || code == 0x7F)
			segbias_text_add_format(line, "\\u%04x", (unsigned)code);
		else if (code == '"' || code == '\\')
			segbias_text_add_format(line, "\\%c", (int)code);
		else
			segbias_text_add(line, label.bytes + at, size);
		at += size ? size : 1;
	}
	segbias_text_add(line, "\"", 1);
}

static enum segbias_status print_batch(const struct segbias_csv_batch *batch, struct segbias_text *line,
                                       struct segbias_error *error)
{
	for (size_t record = 0; record < batch->records; record++) {
		line->size = 0;
		for (size_t field = 0; field < batch->width; field++) {
			segbias_text_add(line, field ? "," : "[", 1);
			add_json(line, segbias_csv_field(batch, record, field));
		}
		segbias_text_add(line, "]\n", 2);
		if (line->failed)
			return segbias_error_memory(error);
		if (fwrite(line->data, 1, line->size, stdout) != line->size)
			return segbias_error_set(error, SEGBIAS_SYSTEM, "standard output cannot be written");
	}
	return SEGBIAS_OK;
}

static enum segbias_status dump(const struct arguments *arguments, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_stream *stream = NULL;
	struct segbias_csv *csv = NULL;
	struct segbias_text line = {0};
	struct segbias_csv_options options = {.delimiter = arguments->delimiter};
	SEGBIAS_TRY(segbias_stream_open(arguments->path, false, &stream, error));
	SEGBIAS_TRY(segbias_csv_create(stream, &options, &csv, error));
	struct segbias_csv_batch batch = {0};
	do {
		SEGBIAS_TRY(segbias_csv_next(csv, &batch, error));
		SEGBIAS_TRY(print_batch(&batch, &line, error));
	} while (batch.records > 0);
done:
	segbias_text_release(&line);
	segbias_csv_free(csv);
	segbias_stream_free(stream);
	return status;
}

static void print_error(const struct segbias_error *error)
{
	if (error->file[0])
		fprintf(stderr, "%s:", error->file);
	if (error->line)
		fprintf(stderr, "%" PRIu64 ":", error->line);
	if (error->column)
		fprintf(stderr, "%" PRIu64 ":", error->column);
	fprintf(stderr, "%serror: %s\n", error->file[0] ? " " : "", error->message);
	if (error->hint[0])
		fprintf(stderr, "  hint: %s\n", error->hint);
}

int main(int argc, char **argv)
{
	struct arguments arguments = {0};
	if (!parse_arguments(argc, argv, &arguments)) {
		fputs(usage, stderr);
		return SEGBIAS_USAGE;
	}
	struct segbias_error error = {0};
	enum segbias_status status = dump(&arguments, &error);
	if (fflush(stdout) != 0 && status == SEGBIAS_OK)
		status = segbias_error_set(&error, SEGBIAS_SYSTEM, "standard output cannot be written");
	if (status != SEGBIAS_OK)
		print_error(&error);
	return (int)status;
}
