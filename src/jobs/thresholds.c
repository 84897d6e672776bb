/* What the policy says of single attributes and segments: told in the settings, and where a name meets nothing. */
#include "analysis/gate_untested.h"
#include "jobs/run.h"

#include "values/name.h"
#include "values/nearest.h"

/* Those of the attributes that are compared. */
static void describe_attributes(struct segbias_run *run)
{
	struct segbias_settings *s = &run->findings->settings;
	for (size_t i = 0; i < run->policy.threshold_count; i++) {
		const struct segbias_thresholds *own = &run->policy.thresholds[i];
		for (size_t j = 0; j < s->attribute_count && !own->segment; j++) {
			struct segbias_attribute_setting *setting = &s->attributes[j];
			if (!segbias_name_same(own->name, setting->attribute))
				continue;
			setting->band_given = own->band_given;
			setting->min_n_given = own->min_n_given;
			setting->limits = (struct segbias_limits){own->band_low, own->band_high, own->min_n};
		}
	}
}

/* Groups that are judged by a stricter band, of each attribute that is compared. */
static bool describe_protected(struct segbias_run *run)
{
	struct segbias_settings *s = &run->findings->settings;
	struct segbias_arena *arena = &run->findings->arena;
	bool ok = true;
	for (size_t i = 0; i < s->attribute_count && ok; i++) {
		struct segbias_attribute_setting *setting = &s->attributes[i];
		setting->protect = segbias_arena_array(arena, run->policy.protect_count, sizeof *setting->protect);
		ok = setting->protect != NULL;
		for (size_t j = 0; j < run->policy.protect_count && ok; j++) {
			const struct segbias_protected *own = &run->policy.protects[j];
			if (segbias_name_same(own->attribute, setting->attribute))
				ok = segbias_arena_copy(arena, own->value, &setting->protect[setting->protect_count++]);
		}
	}
	return ok;
}

enum segbias_status segbias_run_describe_thresholds(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_settings *s = &run->findings->settings;
	struct segbias_arena *arena = &run->findings->arena;
	s->segments = segbias_arena_array(arena, run->policy.threshold_count, sizeof *s->segments);
	bool ok = s->segments != NULL && describe_protected(run);
	describe_attributes(run);
	for (size_t i = 0; i < run->policy.threshold_count && ok; i++) {
		const struct segbias_thresholds *own = &run->policy.thresholds[i];
		if (!own->segment)
			continue;
		struct segbias_segment_setting *setting = &s->segments[s->segment_count++];
		*setting = (struct segbias_segment_setting){
		    .band_given = own->band_given, .band_low = own->band_low, .band_high = own->band_high};
		ok = segbias_arena_copy(arena, own->name, &setting->segment) &&
		     (!own->narrow.bytes || segbias_arena_copy(arena, own->narrow, &setting->narrow));
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* The campaign's segments, each once: they stand together. */
static size_t list_segments(const struct segbias_findings *findings, struct segbias_label *out)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		struct segbias_label segment = findings->comparisons[i].segment;
		if (segment.bytes && (count == 0 || !segbias_label_equal(out[count - 1], segment)))
			out[count++] = segment;
	}
	return count;
}

bool segbias_run_protects(const struct segbias_run *run, const struct segbias_protected *group)
{
	const struct segbias_findings *findings = run->findings;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++)
			if (c->values[j].guard && segbias_label_equal(c->values[j].value, group->value) &&
			    segbias_name_same(c->attribute, group->attribute) && !(c->n <= 0)) /* NaN: withheld */
				return true;
	}
	return false;
}

static bool has_value(const struct segbias_comparison *c, struct segbias_label value)
{
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_label_equal(c->values[i].value, value))
			return true;
	return false;
}

static void hint_attribute(struct segbias_run *run, struct segbias_label attribute, struct segbias_error *error)
{
	const struct segbias_settings *s = &run->findings->settings;
	struct segbias_label *names = segbias_arena_array(&run->arena, s->attribute_count, sizeof *names);
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; names && i < s->attribute_count; i++)
		names[i] = s->attributes[i].attribute;
	size_t nearest = names ? segbias_nearest(attribute, names, s->attribute_count) : SEGBIAS_NEAREST_NONE;
	if (nearest != SEGBIAS_NEAREST_NONE)
		segbias_error_hint(error, "nothing is compared by %s: the nearest is %s",
		                   segbias_label_show(attribute, (char[SEGBIAS_QUOTE_MAX]){0}),
		                   segbias_label_quote(names[nearest], quoted));
	else
		segbias_error_hint(error,
		                   "nothing is compared by %s: attributes have the names of the campaign's columns",
		                   segbias_label_show(attribute, quoted));
}

void segbias_run_hint_protected(struct segbias_run *run, const struct segbias_protected *group,
                                struct segbias_error *error)
{
	const struct segbias_findings *findings = run->findings;
	const struct segbias_comparison *c = NULL;
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < findings->comparison_count && !c; i++)
		if (segbias_name_same(findings->comparisons[i].attribute, group->attribute))
			c = &findings->comparisons[i];
	if (!c && segbias_policy_names_others(&run->policy, group->attribute)) {
		segbias_error_hint(error, SEGBIAS_NAMES_OTHERS);
		return;
	}
	if (!c && segbias_gate_holds(&run->policy, group->attribute)) {
		segbias_error_hint(
		    error, "%s, " SEGBIAS_HELD ", has nothing to compare: protect it in runs that take all, or several",
		    segbias_label_show(group->attribute, quoted));
		return;
	}
	if (!c) {
		hint_attribute(run, group->attribute, error);
		return;
	}
	if (has_value(c, group->value)) {
		segbias_error_hint(error, "no record has a value of %s that the reference knows",
		                   segbias_label_show(group->attribute, quoted));
		return;
	}
	struct segbias_label *values = segbias_arena_array(&run->arena, c->value_count, sizeof *values);
	for (size_t i = 0; values && i < c->value_count; i++)
		values[i] = c->values[i].value;
	size_t nearest =
	    values ? segbias_nearest_value(group->value, values, c->value_count, NULL) : SEGBIAS_NEAREST_NONE;
	if (nearest != SEGBIAS_NEAREST_NONE)
		segbias_error_hint(error, "the nearest is %s: values are written as the report shows them",
		                   segbias_label_quote(values[nearest], quoted));
	else
		segbias_error_hint(error, "values are written as the report shows them: those of the reference");
}

/* In a comparison that is no gate what is protected in vain is told. */
static void note_unprotected(struct segbias_run *run)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < run->policy.protect_count; i++) {
		const struct segbias_protected *own = &run->policy.protects[i];
		if (segbias_run_protects(run, own))
			continue;
		struct segbias_error *note = segbias_notes_add(
		    &run->findings->notes, "protected_absent", "the policy protects %s %s, which is not compared",
		    segbias_label_show(own->attribute, quoted[0]), segbias_label_quote(own->value, quoted[1]));
		segbias_error_place(note, run->file->path, own->place.line, own->place.column);
		segbias_run_hint_protected(run, own, note);
	}
}

enum segbias_status segbias_run_note_absent(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_findings *findings = run->findings;
	struct segbias_label *names = segbias_arena_array(&run->arena, findings->comparison_count, sizeof *names);
	char quoted[SEGBIAS_QUOTE_MAX];
	if (!names)
		return segbias_error_memory(error);
	note_unprotected(run);
	size_t count = list_segments(findings, names);
	for (size_t i = 0; i < run->policy.threshold_count; i++) {
		const struct segbias_thresholds *own = &run->policy.thresholds[i];
		bool found = !own->segment;
		for (size_t j = 0; j < count && !found; j++)
			found = segbias_label_equal(names[j], own->name);
		if (found)
			continue;
		struct segbias_error *note =
		    segbias_notes_add(&findings->notes, "policy_segment_absent",
		                      "the campaign has no segment %s, so that what the policy says of it is not used",
		                      segbias_label_quote(own->name, quoted));
		segbias_error_place(note, run->file->path, own->line, own->column);
		size_t nearest = segbias_nearest(own->name, names, count);
		if (nearest != SIZE_MAX)
			segbias_error_hint(note, "the nearest is %s", segbias_label_quote(names[nearest], quoted));
	}
	return SEGBIAS_OK;
}
