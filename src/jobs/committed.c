/* A policy that says of itself that it was agreed on before the results: what lies after them was not. */
#include "jobs/committed.h"

const char *segbias_run_day_given(const struct segbias_run *run)
{
	const char *as_of = run->options->as_of;
	return as_of == run->file->own.as_of ? NULL : as_of;
}

/* Whether the policy says of a later day than this that it was agreed on then. */
static bool lies_after(const struct segbias_run *run, const struct segbias_date *day)
{
	return run->file->gate.committed && segbias_date_compare(&run->file->gate.committed_day, day) > 0;
}

enum segbias_status segbias_run_check_committed(const struct segbias_run *run, struct segbias_error *error)
{
	const char *today = run->options->today;
	struct segbias_date day;
	if (!today || !segbias_date_parse_day(segbias_label_of(today), &day))
		return SEGBIAS_OK;
	/* Today is that of UTC, and somewhere it is tomorrow already. */
	day = segbias_date_next(&day);
	if (!lies_after(run, &day))
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "committed_ahead|the policy says that it was committed on %s, and today is %s",
	                  run->file->gate.committed, today);
	segbias_error_place(error, run->file->path, run->file->gate.committed_place.line,
	                    run->file->gate.committed_place.column);
	segbias_error_hint(error,
	                   "committed: DAY is the day on which it was agreed on; without the key nothing is claimed");
	return SEGBIAS_USAGE;
}

void segbias_run_note_committed(const struct segbias_run *run, const char *given)
{
	struct segbias_date day;
	if (!given || !segbias_date_parse_day(segbias_label_of(given), &day) || !lies_after(run, &day))
		return;
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "committed_after",
	    "the policy says that it was committed on %s, after the day of this run, --as-of %s: it was not there before the "
	    "results of that day",
	    run->file->gate.committed, given);
	segbias_error_place(note, run->file->path, run->file->gate.committed_place.line,
	                    run->file->gate.committed_place.column);
	segbias_error_hint(note, "where --as-of is the day of ages alone, it stands in the policy (as_of: %s)", given);
}
