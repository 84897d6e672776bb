/* Tally files: one that is read is written again with its own bytes (but for a file that is read as if compressed). */
#include "base/stream.h"
#include "parsers.h"
#include "tally/file.h"

static enum segbias_status read_tally(struct segbias_label bytes, struct segbias_tally_file *file,
                                      struct segbias_error *error)
{
	struct segbias_stream *stream = NULL;
	enum segbias_status status = segbias_stream_open_memory("fuzz", bytes.bytes, bytes.size, &stream, error);
	if (status == SEGBIAS_OK)
		status = segbias_tally_file_read(stream, file, error);
	segbias_stream_free(stream);
	return status;
}

void segbias_fuzz_tally(struct segbias_label bytes)
{
	struct segbias_tally_file file = {.tally = NULL};
	struct segbias_tally_file again = {.tally = NULL};
	struct segbias_error error = {0};
	struct segbias_text first = {0}, second = {0};
	enum segbias_status status = read_tally(bytes, &file, &error);
	must_say(status, &error);
	if (status == SEGBIAS_OK) {
		must(segbias_tally_file_write(&file, &first, &error) == SEGBIAS_OK);
		must(read_tally(segbias_text_label(&first), &again, &error) == SEGBIAS_OK);
		must(segbias_tally_file_write(&again, &second, &error) == SEGBIAS_OK);
		must(segbias_label_equal(segbias_text_label(&first), segbias_text_label(&second)));
	}
	segbias_text_release(&first);
	segbias_text_release(&second);
	segbias_tally_file_release(&file);
	segbias_tally_file_release(&again);
}
