/* What crossings ask of both files, before the campaign is poured. */
#include "jobs/run.h"

#include "base/intern.h"

/* Segments of the head: of the whole file there may be more. */
static size_t count_segments(const struct segbias_run *run)
{
	const struct segbias_matching *matching = &run->matching;
	const struct segbias_head *head = segbias_source_head(run->campaign);
	struct segbias_intern seen = {0};
	if (matching->segment_mode == SEGBIAS_SEGMENT_FLAGS)
		return run->policy.segment_count;
	for (size_t row = 0; matching->segment_mode == SEGBIAS_SEGMENT_COLUMN && row < head->rows; row++)
		if (!segbias_missing_blank(segbias_head_cell(head, row, matching->plan.columns[0].field)))
			(void)segbias_intern_add(&seen, segbias_head_cell(head, row, matching->plan.columns[0].field));
	size_t count = seen.size;
	segbias_intern_release(&seen);
	return count;
}

static enum segbias_status refuse(const struct segbias_source *source, const char *what, const char *hint,
                                  struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA, "cannot_cross|--cross: %s", what);
	segbias_error_hint(error, "%s", hint);
	segbias_error_place(error, segbias_source_facts(source)->path, 0, 0);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_run_check_crossings(const struct segbias_run *run, struct segbias_error *error)
{
	if (!run->policy.cross)
		return SEGBIAS_OK;
	if (run->reference_facts.marginal)
		return refuse(
		    run->reference, "the reference gives each attribute by itself, and says nothing of them together",
		    "a reference of records, or of counts with a column for each attribute, has crossings", error);
	if (run->kind == SEGBIAS_KIND_BASE || run->kind == SEGBIAS_KIND_MARGIN)
		return refuse(run->reference, "crossings are compared with a population or a sample only",
		              "--reference-kind population or sample, where that is what it is", error);
	if (segbias_source_layout(run->campaign)->weight_field != SEGBIAS_NO_FIELD)
		return refuse(run->campaign, "crossings are of records that weigh the same",
		              "--weight none counts records", error);
	if (run->kind == SEGBIAS_KIND_SAMPLE && segbias_source_layout(run->reference)->weight_field != SEGBIAS_NO_FIELD)
		return refuse(run->reference,
		              "the reference's respondents have weights, which crossings do not allow for",
		              "--reference-weight none counts respondents", error);
	if (run->matching.crossing_count == 0)
		return refuse(run->campaign, "there are no two attributes that can be crossed",
		              "segbias inspect CAMPAIGN REFERENCE shows what can be compared", error);
	enum segbias_status status =
	    segbias_crossings_check_cells(&run->matching, &run->policy, count_segments(run), error);
	if (status != SEGBIAS_OK)
		segbias_error_place(error, segbias_source_facts(run->campaign)->path, 0, 0);
	return status;
}
