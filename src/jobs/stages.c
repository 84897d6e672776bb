/* Stages of a funnel that are read apart: a file of its own, or a column of the campaign's table that counts who is in it. Each is
 * read against the reference as the campaign was, into a tally of its own. */
#include "jobs/reading.h"
#include "jobs/run.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES_MAX = 4096 };

struct segbias_run_stage {
	struct segbias_run run;
	struct segbias_options options;
	struct segbias_text path, count;
};

void segbias_run_release_stages(struct segbias_run *run)
{
	for (size_t i = 0; i < run->stage_count; i++) {
		segbias_run_release(&run->stages[i].run);
		segbias_text_release(&run->stages[i].path);
		segbias_text_release(&run->stages[i].count);
	}
	free(run->stages);
	run->stages = NULL;
	run->stage_count = 0;
}

/* What came up while it was read, of the file itself: the reference has told its own. */
static void keep_notes(const struct segbias_run *stage, const char *path, struct segbias_findings *findings)
{
	struct segbias_notes *notes = &findings->notes;
	for (size_t i = 0; i < stage->findings->notes.count; i++) {
		const struct segbias_note *note = &stage->findings->notes.items[i];
		if (strcmp(note->text.file, path) != 0)
			continue;
		struct segbias_error *copy = segbias_notes_add(notes, note->code, "%s", note->text.message);
		if (copy)
			*copy = note->text;
	}
	segbias_findings_keep_host(findings, &stage->findings->host_notes);
}

static enum segbias_status refuse_again(const char *what, const char *path, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_USAGE, "stage_from_stdin|--stages reads the %s again: it cannot be %s", what,
	                  strcmp(path, "-") == 0 ? "standard input" : "a stream");
	segbias_error_hint(error, "stages in columns of yes and no are read once; else the %s is a file with a name",
	                   what);
	return SEGBIAS_USAGE;
}

static enum segbias_status read_stage(struct segbias_run *run, struct segbias_run_stage *own,
                                      struct segbias_stage *stage, const char *files[2], struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_run *part = &own->run;
	own->options = run->file->options;
	own->options.stages = NULL;
	*part = (struct segbias_run){.options = &own->options, .file = run->file, .tables = run->tables};
	if (stage->counted != SEGBIAS_NO_FIELD) {
		struct segbias_label name = segbias_source_head(run->campaign)->names[stage->counted];
		segbias_text_add(&own->count, name.bytes, name.size);
		own->options.campaign.count = own->count.data;
	}
	segbias_text_add_string(&own->path, files[0]);
	if (own->path.failed || own->count.failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_run_read_policy(part, error));
	part->policy.stage_count = 0;
	part->policy.cross = 0;
	SEGBIAS_TRY(segbias_findings_create(&part->findings, error));
	status = segbias_run_open(part, own->path.data, files[1], error);
	if (status == SEGBIAS_DATA && error && strstr(error->hint, "the campaign comes first"))
		segbias_error_hint(error, "a stage is a file like the campaign: a row a record, or a table of counts");
	SEGBIAS_TRY(status);
	SEGBIAS_TRY(segbias_run_read_reference(part, segbias_source_head(part->campaign), error));
	SEGBIAS_TRY(segbias_run_match_campaign(part, error));
	SEGBIAS_TRY(segbias_run_pour_campaign(part, error));
	if (stage->file.bytes) {
		struct segbias_input_facts facts = {0};
		SEGBIAS_TRY(segbias_reading_describe(part->campaign, true, &run->findings->arena, &facts, error));
		stage->file_name = segbias_label_of(facts.name);
		memcpy(stage->sha256, facts.sha256, sizeof stage->sha256);
		segbias_reading_note_rounded(part->campaign, &part->findings->notes);
		segbias_reading_note(part->campaign, &facts, part->findings);
		segbias_reading_note_swallowed(part->campaign, part->campaign_tally, &part->findings->notes);
		segbias_run_note_repeated(part);
		keep_notes(part, own->path.data, run->findings);
	}
	stage->tally = part->campaign_tally;
	stage->matching = &part->matching;
done:
	return status;
}

/* Of what cannot be read again nothing can be read apart. */
static enum segbias_status check(const struct segbias_run *run, const struct segbias_stage *stage, const char *campaign,
                                 const char *reference, struct segbias_error *error)
{
	if (run->policy.eligible_given) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "stage_of_eligible|--eligible takes the base from the campaign file: its stages "
		                  "are columns of yes and no");
		segbias_error_hint(error,
		                   "a stage of another file needs a REFERENCE, a file too: segbias compare CAMPAIGN "
		                   "REFERENCE --stages '*,@FILE'");
		return SEGBIAS_USAGE;
	}
	if (segbias_options_once(run->options, reference))
		return refuse_again("reference", reference, error);
	if (!stage->file.bytes && segbias_options_once(run->options, campaign))
		return refuse_again("campaign", campaign, error);
	return SEGBIAS_OK;
}

enum segbias_status segbias_run_read_stages(struct segbias_run *run, const char *campaign, const char *reference,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_matching *matching = &run->matching;
	for (size_t i = 0; i < matching->stage_count; i++) {
		struct segbias_stage *stage = &matching->stages[i];
		char path[PATH_BYTES_MAX];
		const char *files[2] = {campaign, reference};
		if (!stage->file.bytes && stage->counted == SEGBIAS_NO_FIELD)
			continue;
		SEGBIAS_TRY(check(run, stage, campaign, reference, error));
		if (!run->stages) /* they stay where they are */
			run->stages = segbias_memory_zeroed(matching->stage_count, sizeof *run->stages);
		if (!run->stages)
			SEGBIAS_TRY(segbias_error_memory(error));
		if (stage->file.bytes) {
			if (stage->file.size >= sizeof path)
				return segbias_error_set(error, SEGBIAS_USAGE,
				                         "bad_option|--stages: the path is too long");
			memcpy(path, stage->file.bytes, stage->file.size);
			path[stage->file.size] = 0;
			files[0] = path;
		}
		SEGBIAS_TRY(read_stage(run, &run->stages[run->stage_count++], stage, files, error));
	}
done:
	return status;
}
