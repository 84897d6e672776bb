#include "findings/findings.h"

#include "base/clock.h"
#include "base/memory.h"
#include "base/spool.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
	segbias_notes_release(&findings->host_notes);
	segbias_arena_release(&findings->arena);
	segbias_spool_free(findings->weighing.campaign);
	free(findings);
}

size_t segbias_findings_warnings(const struct segbias_findings *findings)
{
	return findings ? findings->notes.count + findings->host_notes.count : 0;
}

static bool holds(const struct segbias_notes *notes, const struct segbias_error *text)
{
	for (size_t i = 0; i < notes->count; i++)
		if (strcmp(notes->items[i].text.message, text->message) == 0)
			return true;
	return false;
}

void segbias_findings_keep_host(struct segbias_findings *findings, const struct segbias_notes *notes)
{
	for (size_t i = 0; i < notes->count; i++) {
		const struct segbias_note *note = &notes->items[i];
		struct segbias_error *text =
		    holds(&findings->host_notes, &note->text)
			? NULL
			: segbias_notes_add(&findings->host_notes, note->code, "%s", note->text.message);
		if (text)
			*text = note->text;
	}
}

void segbias_findings_add_step(struct segbias_findings *findings, const char *name, double seconds)
{
	if (findings->step_count < SEGBIAS_STEPS_MAX)
		findings->steps[findings->step_count++] = (struct segbias_step){name, seconds};
}

void segbias_findings_end_step(struct segbias_findings *findings, const char *name, double start)
{
	segbias_findings_add_step(findings, name, segbias_clock_seconds() - start);
}

const char *segbias_findings_step(const struct segbias_findings *findings, size_t index, double *seconds)
{
	if (!findings || index >= findings->step_count)
		return NULL;
	if (seconds)
		*seconds = findings->steps[index].seconds;
	return findings->steps[index].name;
}

size_t segbias_findings_count_values(struct segbias_findings *findings)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		findings->comparisons[i].first = count;
		count += findings->comparisons[i].value_count;
	}
	return count;
}

bool segbias_comparison_counts(const struct segbias_findings *findings, const struct segbias_comparison *comparison)
{
	return (comparison->segment.bytes != NULL) == (findings->settings.segment.bytes != NULL);
}

size_t segbias_findings_count_unclear(const struct segbias_findings *findings, size_t *comparison, size_t *groups)
{
	const struct segbias_comparison *first = &findings->comparisons[*comparison];
	size_t unclear = 0;
	*groups = 0;
	for (; *comparison < findings->comparison_count; ++*comparison) {
		const struct segbias_comparison *c = &findings->comparisons[*comparison];
		if ((c->segment.bytes == NULL) != (first->segment.bytes == NULL) ||
		    !segbias_label_equal(c->segment, first->segment))
			break;
		if (c->state == SEGBIAS_STATE_ONE_VALUE)
			continue;
		*groups += c->value_count;
		for (size_t i = 0; i < c->value_count; i++)
			unclear += c->values[i].verdict == SEGBIAS_VERDICT_UNCLEAR;
	}
	return unclear;
}

int segbias_marker_compare(const void *a, const void *b)
{
	const struct segbias_marker *x = a;
	const struct segbias_marker *y = b;
	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return segbias_label_compare(x->marker, y->marker);
}

struct segbias_limits segbias_comparison_limits(const struct segbias_findings *findings,
                                                const struct segbias_comparison *comparison)
{
	const struct segbias_settings *s = &findings->settings;
	return comparison->apart ? comparison->limits : (struct segbias_limits){s->band_low, s->band_high, s->min_n};
}

struct segbias_limits segbias_value_limits(const struct segbias_findings *findings,
                                           const struct segbias_comparison *comparison,
                                           const struct segbias_value_finding *value)
{
	struct segbias_limits limits = segbias_comparison_limits(findings, comparison);
	if (value->guard) {
		limits.band_low = value->guard->band_low;
		limits.band_high = value->guard->band_high;
	}
	return limits;
}

double segbias_value_index_if(const struct segbias_comparison *comparison, const struct segbias_value_finding *value,
                              bool all)
{
	double unknown = comparison->missing + comparison->unmatched;
	double scale = comparison->n > 0 ? 100 / value->reference_share / (comparison->n + unknown) : NAN;
	return (value->count + (all ? unknown : 0)) * scale;
}

bool segbias_comparisons_share_band(const struct segbias_findings *findings,
                                    const struct segbias_comparison *comparisons, size_t count,
                                    struct segbias_limits *limits)
{
	const struct segbias_settings *s = &findings->settings;
	*limits = count ? segbias_comparison_limits(findings, comparisons)
	                : (struct segbias_limits){s->band_low, s->band_high, s->min_n};
	for (size_t i = 1; i < count; i++) {
		struct segbias_limits other = segbias_comparison_limits(findings, &comparisons[i]);
		if (other.band_low == limits->band_low && other.band_high == limits->band_high)
			continue;
		*limits = (struct segbias_limits){s->band_low, s->band_high, s->min_n};
		return false;
	}
	return true;
}

bool segbias_comparisons_guard(const struct segbias_comparison *comparisons, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < comparisons[i].value_count; j++)
			if (comparisons[i].values[j].guard)
				return true;
	return false;
}

bool segbias_findings_share_min_n(const struct segbias_findings *findings, double *min_n)
{
	*min_n = findings->settings.min_n;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		double other = segbias_comparison_limits(findings, &findings->comparisons[i]).min_n;
		if (i > 0 && other != *min_n) {
			*min_n = findings->settings.min_n;
			return false;
		}
		*min_n = other;
	}
	return true;
}

const struct segbias_incomplete *segbias_findings_incomplete(const struct segbias_findings *findings,
                                                             struct segbias_label segment, struct segbias_label column,
                                                             size_t *from)
{
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		size_t at = (*from + i) % findings->incomplete_count;
		const struct segbias_incomplete *row = &findings->incomplete[at];
		if (!segbias_label_equal(row->column, column) || !segbias_label_same(row->segment, segment))
			continue;
		*from = at;
		return row;
	}
	return NULL;
}

const struct segbias_crossing_finding *segbias_findings_crossing(const struct segbias_findings *findings,
                                                                 const struct segbias_reviewed *segment,
                                                                 const struct segbias_review_signal *signal)
{
	bool crossing = segbias_label_equal(signal->signal, segbias_label_of("crossing"));
	for (size_t i = 0; crossing && i < findings->crossing_count; i++) {
		const struct segbias_crossing_finding *row = &findings->crossings[i];
		if (segbias_label_same(row->segment, segment->segment) &&
		    segbias_label_same(row->attribute, signal->attribute) &&
		    segbias_label_same(row->value, signal->value))
			return row;
	}
	return NULL;
}

bool segbias_crossings_are_bounded(const struct segbias_findings *findings)
{
	return findings->reference.shape && strcmp(findings->reference.shape, "marginal") == 0;
}

double segbias_crossing_mildest(const struct segbias_crossing_finding *row)
{
	if (isfinite(row->index))
		return row->index;
	return segbias_is_over(row->verdict) ? row->index_low : row->index_high;
}
