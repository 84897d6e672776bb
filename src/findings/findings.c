#include "findings/findings.h"

#include "base/clock.h"
#include "base/memory.h"

#include <stdlib.h>

enum segbias_status segbias_findings_create(struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_findings *findings = segbias_memory_zeroed(1, sizeof *findings);
	if (!findings)
		return segbias_error_memory(error);
	*out = findings;
	return SEGBIAS_OK;
}

void segbias_findings_free(struct segbias_findings *findings)
{
	if (!findings)
		return;
	segbias_notes_release(&findings->notes);
	segbias_arena_release(&findings->arena);
	free(findings);
}

size_t segbias_findings_warnings(const struct segbias_findings *findings)
{
	return findings ? findings->notes.count : 0;
}

const char *segbias_findings_warning(const struct segbias_findings *findings, size_t index,
                                     struct segbias_error *warning)
{
	if (index >= segbias_findings_warnings(findings))
		return NULL;
	if (warning)
		*warning = findings->notes.items[index].text;
	return findings->notes.items[index].code;
}

void segbias_findings_end_step(struct segbias_findings *findings, const char *name, double start)
{
	if (findings->step_count < SEGBIAS_STEPS_MAX)
		findings->steps[findings->step_count++] = (struct segbias_step){name, segbias_clock_seconds() - start};
}

const char *segbias_findings_step(const struct segbias_findings *findings, size_t index, double *seconds)
{
	if (!findings || index >= findings->step_count)
		return NULL;
	if (seconds)
		*seconds = findings->steps[index].seconds;
	return findings->steps[index].name;
}

const char *segbias_verdict_name(enum segbias_verdict verdict)
{
	static const char *const NAMES[] = {"over", "likely_over", "within", "likely_under", "under", "unclear"};
	return NAMES[verdict];
}

const char *segbias_reason_name(enum segbias_reason reason)
{
	static const char *const NAMES[] = {NULL, "unmatched", "too_few", "amount", "margin", "weights", "masked"};
	return NAMES[reason];
}

const char *segbias_state_name(enum segbias_state state)
{
	static const char *const NAMES[] = {"ok", "too_few", "nothing_matched", "one_value"};
	return NAMES[state];
}

const char *segbias_p_method_name(enum segbias_p_method method)
{
	static const char *const NAMES[] = {NULL, "asymptotic", "monte_carlo", "rao_scott"};
	return NAMES[method];
}

const char *segbias_completeness_name(enum segbias_completeness verdict)
{
	static const char *const NAMES[] = {"ok", "incomplete", "unclear"};
	return NAMES[verdict];
}

int segbias_marker_compare(const void *a, const void *b)
{
	const struct segbias_marker *x = a;
	const struct segbias_marker *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return segbias_label_compare(x->marker, y->marker);
}
