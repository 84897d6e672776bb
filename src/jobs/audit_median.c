/* An audit by the median: the file is read once for the median of its scores, and a second time for who is above it. */
#include "jobs/audit_median.h"

#include "analysis/masses.h"
#include "jobs/reading.h"

static enum segbias_status find_median(const struct segbias_run *run, double *median, struct segbias_error *error)
{
	const struct segbias_numeric *scores = segbias_tally_number(run->reference_tally, run->audit->score);
	struct segbias_masses masses = {0};
	if (!segbias_masses_read(scores, SEGBIAS_NUMERIC_WHOLE, segbias_numeric_bits(scores), &masses)) {
		segbias_masses_release(&masses);
		return segbias_error_memory(error);
	}
	*median = segbias_mass_median(masses.list, masses.count);
	segbias_masses_release(&masses);
	if (segbias_numeric_bits(scores) == SEGBIAS_NUMERIC_EXACT)
		return SEGBIAS_OK;
	char shown[SEGBIAS_THRESHOLD_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "median_not_exact|--threshold median: the scores are more than %d different ones, of which the "
	    "median is known only nearly",
	    SEGBIAS_NUMERIC_DISTINCT_MAX);
	segbias_error_hint(error, "--threshold %s is near to it",
	                   segbias_threshold_show(&run->policy.audit, *median, false, shown));
	segbias_error_place(error, segbias_source_facts(run->reference)->path, 0, 0);
	return SEGBIAS_DATA;
}

/* What the first reading said is said already. */
static enum segbias_status pour(struct segbias_run *run, const char *path, struct segbias_tally *tally,
                                struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_opening opening = {
	    .path = path, .options = run->options, .policy = &run->policy, .arena = &run->arena, .alone = true};
	const struct segbias_other none = {0};
	struct segbias_notes notes = {0};
	struct segbias_source *source = NULL;
	SEGBIAS_TRY(segbias_reading_open(&opening, &source, error));
	SEGBIAS_TRY(segbias_source_recognise(source, &none, &notes, error));
	SEGBIAS_TRY(segbias_source_pour(source, &run->reference_plan, tally, error));
	if (segbias_tally_records(tally) != segbias_tally_records(run->reference_tally)) {
		status = segbias_error_set(error, SEGBIAS_SYSTEM, "file_changed|the file changed while it was read");
		segbias_error_place(error, path, 0, 0);
	}
done:
	segbias_source_free(source);
	segbias_notes_release(&notes);
	return status;
}

enum segbias_status segbias_audit_check_median(const struct segbias_run *run, const char *path,
                                               struct segbias_error *error)
{
	if (!run->policy.audit.median || !segbias_options_once(run->options, path))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "median_from_stdin|--threshold median reads the file twice: it cannot be %s",
	                  path[0] == '-' && path[1] == '\0' ? "standard input" : "a stream");
	segbias_error_hint(error, "name the file, or --threshold X where the median is known");
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_audit_by_median(struct segbias_run *run, const char *path, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_tally *tally = NULL;
	if (!run->policy.audit.median)
		return SEGBIAS_OK;
	SEGBIAS_TRY(find_median(run, &run->audit->decides.threshold, error));
	run->audit->decides.by = run->policy.audit.lower ? SEGBIAS_SELECTING_BELOW : SEGBIAS_SELECTING_ABOVE;
	SEGBIAS_TRY(segbias_tally_create(&run->reference_plan, &tally, error));
	SEGBIAS_TRY(pour(run, path, tally, error));
	segbias_tally_free(run->reference_tally);
	run->reference_tally = tally;
	tally = NULL;
done:
	segbias_tally_free(tally);
	return status;
}
