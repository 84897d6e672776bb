/* Job: weigh. The campaign as it was read, with what each record weighs behind it: the lines of the file go by beside a second
 * pour, which says what they are. */
#include "jobs/reading.h"
#include "jobs/weigh.h"

#include "base/memory.h"
#include "base/number.h"
#include "base/spool.h"
#include "sources/engine.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char COLUMN[] = "segbias_weight";
enum { BLOCK = 1 << 16 };

struct writer {
	const char *path;
	const struct segbias_weigh_seen *seen;
	const double *weight; /* [kinds of the joint table] */
	struct segbias_stream *stream;
	char *block; /* [BLOCK] */
	size_t size, at;
	struct segbias_text line; /* of the file: a record, with its line end */
	struct segbias_text *out;
	char delimiter;
	size_t width;
};

static enum segbias_status refuse_changed(const struct writer *writer, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA,
	                        "campaign_changed|its lines are not the records that were read: no weights are "
	                        "written");
	segbias_error_hint(error,
	                   "weigh a copy that nobody writes to, with a line end (\\n, \\r\\n) behind each record; "
	                   "--cells FILE writes the weights of the cells");
	segbias_error_place(error, writer->path, 0, 0);
	return SEGBIAS_DATA;
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static size_t text_of(const struct segbias_text *line)
{
	size_t size = line->size;
	if (size > 0 && line->data[size - 1] == '\n')
		size--;
	/* One, or more where a line end was written twice. */
	while (size > 0 && line->data[size - 1] == '\r')
		size--;
	return size;
}

/* The next line, or several that a quoted field spans; size 0 at the end. */
static enum segbias_status read_line(struct writer *writer, struct segbias_error *error)
{
	bool quoted = false;
	bool ended = false;
	writer->line.size = 0;
	while (!ended) {
		if (writer->at == writer->size) {
			enum segbias_status status =
			    segbias_stream_read(writer->stream, writer->block, BLOCK, &writer->size, error);
			writer->at = 0;
			if (status != SEGBIAS_OK)
				return status;
			if (writer->size == 0)
				break;
		}
		size_t end = writer->at;
		while (end < writer->size && !ended) {
			char byte = writer->block[end++];
			quoted = quoted != (byte == '"');
			ended = byte == '\n' && !quoted;
		}
		segbias_text_add(&writer->line, writer->block + writer->at, end - writer->at);
		writer->at = end;
	}
	return writer->line.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* The next record; lines without anything in them, which are none where there are several columns, are written on the way. */
static enum segbias_status next_record(struct writer *writer, struct segbias_error *error)
{
	for (;;) {
		enum segbias_status status = read_line(writer, error);
		if (status != SEGBIAS_OK)
			return status;
		if (writer->line.size == 0)
			return refuse_changed(writer, error);
		if (text_of(&writer->line) > 0 || writer->width == 1)
			return SEGBIAS_OK;
		segbias_text_add(writer->out, writer->line.data, writer->line.size);
	}
}

static void write_record(struct writer *writer, const char *cell)
{
	size_t size = text_of(&writer->line);
	segbias_text_add(writer->out, writer->line.data, size);
	segbias_text_add(writer->out, &writer->delimiter, 1);
	segbias_text_add_string(writer->out, cell);
	segbias_text_add(writer->out, writer->line.data + size, writer->line.size - size);
}

/* --- records ----------------------------------------------------------------------------------------------------- */

static enum segbias_status see(void *context, const struct segbias_record *record, struct segbias_error *error)
{
	struct writer *writer = context;
	char number[SEGBIAS_NUMBER_MAX] = "";
	enum segbias_status status = next_record(writer, error);
	if (status != SEGBIAS_OK)
		return status;
	if (record) {
		size_t kind =
		    segbias_joint_find(writer->seen->joint, record->ids, writer->seen->weighted ? record->weight : 1);
		if (kind == SIZE_MAX)
			return refuse_changed(writer, error);
		double weight = writer->weight[kind];
		if (writer->seen->weighted && record->weight == 0)
			weight = 0;
		if (isfinite(weight))
			(void)segbias_number_format(weight, number);
	}
	write_record(writer, number);
	return SEGBIAS_OK;
}

static enum segbias_status refuse_file(const struct writer *writer, const char *why, struct segbias_error *error)
{
	(void)segbias_error_set(error, SEGBIAS_DATA, "not_written_again|--weighted: %s", why);
	segbias_error_hint(error, "--cells FILE writes the weights of the cells, for a join");
	segbias_error_place(error, writer->path, 0, 0);
	return SEGBIAS_DATA;
}

/* Whether each line of the file is a record, as it was read. */
static enum segbias_status check_file(const struct segbias_run *run, const struct writer *writer,
                                      struct segbias_error *error)
{
	const struct segbias_source_facts *facts = segbias_source_facts(run->campaign);
	const struct segbias_head *head = segbias_source_head(run->campaign);
	if (segbias_source_shape(run->campaign)->table)
		return refuse_file(writer, "a row of the campaign is no record, but stands for several", error);
	if (segbias_engine_named(writer->path) && !segbias_options_inlet(run->options, writer->path))
		return refuse_file(writer, "the campaign is no CSV file, but a table that another program reads",
		                   error);
	if (facts->sheet.found || facts->melted || segbias_options_inlet(run->options, writer->path))
		return refuse_file(writer, "the campaign's table is not all of its file", error);
	if (facts->encoding != SEGBIAS_ENCODING_UTF_8)
		return refuse_file(writer, "the campaign is not in UTF-8", error);
	if (facts->bad_rows)
		return refuse_file(writer, "the campaign has records that cannot be read", error);
	for (size_t i = 0; i < head->width; i++)
		if (segbias_label_equal(head->names[i], segbias_label_of(COLUMN))) {
			(void)segbias_error_set(error, SEGBIAS_USAGE,
			                        "weighted_already|--weighted: there is a column %s already", COLUMN);
			segbias_error_hint(error, "weigh the file without it, or rename it; --weight %s starts from it",
			                   COLUMN);
			segbias_error_place(error, writer->path, 1, 0);
			return SEGBIAS_USAGE;
		}
	return SEGBIAS_OK;
}

/* Nothing but empty lines is left. */
static enum segbias_status end(struct writer *writer, struct segbias_error *error)
{
	do {
		enum segbias_status status = read_line(writer, error);
		if (status != SEGBIAS_OK)
			return status;
		if (text_of(&writer->line) > 0)
			return refuse_changed(writer, error);
		segbias_text_add(writer->out, writer->line.data ? writer->line.data : "", writer->line.size);
	} while (writer->line.size > 0);
	return SEGBIAS_OK;
}

static enum segbias_status pour_again(struct segbias_run *run, struct writer *writer, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_following following;
	struct segbias_source *source = NULL;
	struct segbias_tally *tally = NULL;
	const struct segbias_record_watch watch = {see, writer};
	const struct segbias_opening opening = {.path = writer->path,
	                                        .options = run->options,
	                                        .policy = &run->policy,
	                                        .arena = &run->arena,
	                                        .part = &following};
	SEGBIAS_TRY(segbias_source_following(run->campaign, &run->arena, &following, error));
	SEGBIAS_TRY(segbias_reading_open(&opening, &source, error));
	SEGBIAS_TRY(segbias_source_follow(source, &following, error));
	SEGBIAS_TRY(segbias_tally_create(&run->matching.plan, &tally, error));
	SEGBIAS_TRY(next_record(writer, error));
	write_record(writer, COLUMN);
	segbias_source_show(source, &watch);
	SEGBIAS_TRY(segbias_source_pour(source, &run->matching.plan, tally, error));
	SEGBIAS_TRY(end(writer, error));
	const struct segbias_source_facts *first = segbias_source_facts(run->campaign);
	const struct segbias_source_facts *second = segbias_source_facts(source);
	if (first->rows != second->rows || first->bytes != second->bytes ||
	    (first->hashed && second->hashed && strcmp(first->sha256, second->sha256) != 0))
		status = refuse_changed(writer, error);
done:
	segbias_tally_free(tally);
	segbias_source_free(source);
	return status;
}

enum segbias_status segbias_weigh_campaign(struct segbias_run *run, const char *path,
                                           const struct segbias_weigh_seen *seen, const double *weight,
                                           struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct writer writer = {.path = path,
	                        .seen = seen,
	                        .weight = weight,
	                        .delimiter = segbias_source_facts(run->campaign)->delimiter,
	                        .width = segbias_source_head(run->campaign)->width};
	struct segbias_weighing *weighing = &run->findings->weighing;
	SEGBIAS_TRY(check_file(run, &writer, error));
	SEGBIAS_TRY(segbias_spool_create(-1, &weighing->campaign, error));
	writer.out = &weighing->campaign->text;
	writer.block = segbias_memory_get(BLOCK);
	if (!writer.block)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_stream_open(path, false, &writer.stream, error));
	SEGBIAS_TRY(pour_again(run, &writer, error));
	SEGBIAS_TRY(segbias_spool_check(weighing->campaign, error));
done:
	segbias_stream_free(writer.stream);
	segbias_text_release(&writer.line);
	free(writer.block);
	return status;
}
