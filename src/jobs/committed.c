/* A policy that says of itself that it was agreed on before the results: what lies after them was not. */
#include "jobs/committed.h"

enum { DAY_SIZE = 10 }; /* of "2026-01-31", with which a time begins, too */

const char *segbias_run_day_given(const struct segbias_run *run)
{
	const char *as_of = run->options->as_of;
	return as_of == run->file->own.as_of ? NULL : as_of;
}

static bool read_day(const char *text, struct segbias_date *day)
{
	struct segbias_label label = segbias_label_of(text ? text : "");
	label.size = label.size < DAY_SIZE ? label.size : DAY_SIZE;
	return segbias_date_parse_day(label, day);
}

enum segbias_status segbias_committed_check(const char *committed, const char *today, struct segbias_error *error)
{
	struct segbias_date day;
	struct segbias_date agreed;
	if (!read_day(today, &day) || !read_day(committed, &agreed))
		return SEGBIAS_OK;
	/* Today is that of UTC, and somewhere it is tomorrow already. */
	day = segbias_date_next(&day);
	if (segbias_date_compare(&agreed, &day) <= 0)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "committed_ahead|the policy says that it was committed on %s, and today is %.*s", committed,
	                  DAY_SIZE, today);
	segbias_error_hint(error,
	                   "committed: DAY is the day on which it was agreed on; without the key nothing is claimed");
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_run_check_committed(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_gate_keys *gate = &run->file->gate;
	enum segbias_status status = segbias_committed_check(gate->committed, run->options->today, error);
	if (status != SEGBIAS_OK)
		segbias_error_place(error, run->file->path, gate->committed_place.line, gate->committed_place.column);
	return status;
}

struct segbias_error *segbias_committed_note(const char *committed, const char *given, struct segbias_notes *notes)
{
	struct segbias_date day;
	struct segbias_date agreed;
	if (!read_day(given, &day) || !read_day(committed, &agreed) || segbias_date_compare(&agreed, &day) <= 0)
		return NULL;
	struct segbias_error *note = segbias_notes_add(
	    notes, "committed_after",
	    "the policy says that it was committed on %s, after the day of this run, --as-of %s: it was not there before the "
	    "results of that day",
	    committed, given);
	segbias_error_hint(note, "where --as-of is the day of ages alone, it stands in the policy (as_of: %s)", given);
	return note;
}

void segbias_run_note_committed(const struct segbias_run *run, const char *given)
{
	const struct segbias_gate_keys *gate = &run->file->gate;
	struct segbias_error *note = segbias_committed_note(gate->committed, given, &run->findings->notes);
	if (note)
		segbias_error_place(note, run->file->path, gate->committed_place.line, gate->committed_place.column);
}
