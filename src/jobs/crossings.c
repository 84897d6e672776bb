/* What crossings ask of both files, before the campaign is poured. */
#include "jobs/run.h"

#include "base/intern.h"
#include "base/number.h"

#include <math.h>

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

/* Margins bound what they are together where they are exact and of the same people. */
static enum segbias_status check_margins(const struct segbias_run *run, struct segbias_error *error)
{
	static const double SAME = 1e-6;
	const struct segbias_attribute *first = NULL;
	if (run->kind != SEGBIAS_KIND_POPULATION)
		return refuse(run->reference,
		              "margins that have an error of their own give no bounds of what they are together",
		              "--reference-kind population, where they have none", error);
	if (run->policy.universe_count)
		return refuse(run->reference,
		              "a table of margins cannot be restricted across attributes, and margins of other people "
		              "give no bounds",
		              "a comparison without --within, or a reference with a column for each attribute", error);
	for (size_t i = 0; i < run->matching.attribute_count && !run->reference_facts.shares; i++) {
		const struct segbias_attribute *other = &run->matching.attributes[i];
		char names[2][SEGBIAS_QUOTE_MAX];
		char totals[2][SEGBIAS_NUMBER_MAX];
		if (other->dropped || other->multi)
			continue;
		first = first ? first : other;
		if (fabs(other->known.weight - first->known.weight) <= SAME * first->known.weight)
			continue;
		segbias_error_set(
		    error, SEGBIAS_DATA,
		    "margins_differ|--cross: the margins are not of the same people: %s has %s in all, and %s "
		    "has %s",
		    segbias_label_show(first->reference_name, names[0]),
		    segbias_number_group(first->known.weight, totals[0]),
		    segbias_label_show(other->reference_name, names[1]),
		    segbias_number_group(other->known.weight, totals[1]));
		segbias_error_hint(error,
		                   "-a A,B leaves one of them out; or shares in the place of counts, where they are "
		                   "of the same people all the same");
		segbias_error_place(error, segbias_source_facts(run->reference)->path, 0, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

enum segbias_status segbias_run_check_crossings(const struct segbias_run *run, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	if (!run->policy.cross)
		return SEGBIAS_OK;
	if (run->reference_facts.marginal)
		SEGBIAS_TRY(check_margins(run, error));
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
	status = segbias_crossings_check_cells(&run->matching, &run->policy, count_segments(run), error);
	if (status != SEGBIAS_OK)
		segbias_error_place(error, segbias_source_facts(run->campaign)->path, 0, 0);
done:
	return status;
}
