/* What a preset of decisions asks of an audit beside its figures: which columns may be audited, what has to be published, and what
 * else its rule has words for. */
#include "jobs/audit_preset.h"

#include "base/number.h"
#include "values/inferred.h"

#include <math.h>
#include <string.h>

/* 29 CFR 1607.15A(2): of the labour force or the workforce, which the file does not have. */
static const double SMALL_SHARE = 0.02;

static bool is_preset(const struct segbias_run *run, const char *name)
{
	return run->file->preset && strcmp(run->file->preset->name, name) == 0;
}

static bool is_ll144(const struct segbias_run *run)
{
	return is_preset(run, "ll144");
}

/* --- what may be audited ------------------------------------------------------------------------------------------- */

static enum segbias_status check_categories(const struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_audit_keys *keys = &run->file->audit;
	struct segbias_label text = keys->publication[SEGBIAS_PUBLICATION_categories];
	const struct segbias_gate_place *place = &keys->publication_places[SEGBIAS_PUBLICATION_categories];
	bool says = false;
	if (!text.bytes || !is_ll144(run))
		return SEGBIAS_OK;
	if (!segbias_label_says_inferred(text, &says))
		return segbias_error_memory(error);
	if (!says)
		return SEGBIAS_OK;
	segbias_error_set(error, SEGBIAS_USAGE,
	                  "inferred_policy|the policy says that categories are inferred, imputed or estimated, and the "
	                  "preset ll144 takes none that are");
	segbias_error_hint(error,
	                   "audit categories that people gave themselves; publication: {categories: self-reported}");
	segbias_error_place(error, run->file->path, place->line, place->column);
	return SEGBIAS_USAGE;
}

enum segbias_status segbias_audit_preset_begin(struct segbias_run *run, struct segbias_error *error)
{
	const struct segbias_audit_keys *keys = &run->file->audit;
	struct segbias_audit_policy *audit = &run->policy.audit;
	const char *fail_on = run->options->fail_on;
	audit->practical = keys->practical_given ? keys->practical : NAN;
	audit->watches_few = !is_ll144(run) && run->file->preset;
	audit->unjudged = is_ll144(run) && (!fail_on || strcmp(fail_on, "none") == 0);
	/* 6 RCNY § 5-300: a scoring rate is the share above the median of all, where no other threshold is asked for. */
	if (is_ll144(run) && audit->score.bytes && !audit->decision.left.bytes && isnan(audit->threshold))
		audit->median = true;
	return check_categories(run, error);
}

/* "--decision 'style=A', --decision 'style=B'": of the values that the message shows, where each can be typed. */
static void list_runs(const struct segbias_run *run, const struct segbias_error *error, struct segbias_text *list)
{
	struct segbias_label column = run->policy.audit.decision.left;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (uint32_t i = 0; i < segbias_tally_spellings(run->reference_tally, run->audit->decision); i++) {
		struct segbias_spelling spelling =
		    segbias_tally_spelling(run->reference_tally, run->audit->decision, i);
		if (spelling.id == SEGBIAS_ID_MISSING)
			continue;
		if (!strstr(error->message, segbias_label_quote(spelling.label, quoted[1])) ||
		    !segbias_label_pair_copyable(column, spelling.label)) {
			segbias_text_release(list);
			return;
		}
		segbias_text_add_format(list, "%s--decision '%s=", list->size ? ", " : "",
		                        segbias_label_show(column, quoted[0]));
		segbias_text_add_format(list, "%s'", segbias_label_show(spelling.label, quoted[1]));
	}
}

void segbias_audit_preset_hint(const struct segbias_run *run, struct segbias_error *error)
{
	char hint[sizeof error->hint];
	struct segbias_text list = {0};
	if (!error || !is_ll144(run))
		return;
	if (strcmp(error->id, "score_side") == 0 && run->policy.audit.median)
		segbias_error_hint(error,
		                   "--threshold '>median' makes the tables of ll144; --threshold '<median' selects "
		                   "below the median of all, of which that rule has none");
	if (strcmp(error->id, "decision_not_words") != 0)
		return;
	list_runs(run, error, &list);
	(void)segbias_text_print(hint, sizeof hint, "%s", error->hint);
	if (list.size && !list.failed && list.size < sizeof hint / 2)
		segbias_error_hint(error,
		                   "the one that says who is selected; where people are sorted into groups the rule of "
		                   "ll144 has tables of each, one run for each value: %s",
		                   list.data);
	else
		segbias_error_hint(error,
		                   "%s; where people are sorted into groups the rule of ll144 has tables of each: one "
		                   "run for each value",
		                   hint);
	segbias_text_release(&list);
}

/* Whether the attribute, or one of its values, says that it was inferred; *value: which one, bytes NULL: the name does. false: out of
 * memory. */
static bool look(const struct segbias_attribute *attribute, bool *says, struct segbias_label *value)
{
	*value = (struct segbias_label){NULL, 0};
	if (!segbias_label_says_inferred(attribute->name, says))
		return false;
	for (size_t i = 0; i < attribute->value_count && !*says; i++) {
		if (!segbias_label_says_inferred(attribute->values[i], says))
			return false;
		if (*says)
			*value = attribute->values[i];
	}
	return true;
}

/* "-a sex,race": the columns of which nothing says so. */
static void hint_others(const struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_text list = {0};
	for (size_t i = 0; i < run->matching.attribute_count; i++) {
		const struct segbias_attribute *attribute = &run->matching.attributes[i];
		struct segbias_label value;
		bool says = true;
		if (attribute->dropped || !look(attribute, &says, &value) || says)
			continue;
		segbias_text_add_string(&list, list.size ? "," : "");
		segbias_text_add_item(&list, attribute->name, ",*=");
	}
	if (list.size && !list.failed && !memchr(list.data, '\'', list.size))
		segbias_error_hint(error, "-a '%s' audits the columns that do not say so", list.data);
	else
		segbias_error_hint(error, "-a A,B names columns with categories that people gave themselves");
	segbias_text_release(&list);
}

enum segbias_status segbias_audit_preset_check(struct segbias_run *run, struct segbias_error *error)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	if (!is_ll144(run))
		return SEGBIAS_OK;
	for (size_t i = 0; i < run->matching.attribute_count; i++) {
		const struct segbias_attribute *attribute = &run->matching.attributes[i];
		struct segbias_label value;
		bool says = false;
		if (attribute->dropped)
			continue;
		if (!look(attribute, &says, &value))
			return segbias_error_memory(error);
		if (!says)
			continue;
		segbias_error_set(error, SEGBIAS_DATA,
		                  "inferred_categories|column %s%s%s says that its categories are inferred, imputed or "
		                  "estimated, and the preset ll144 takes none that are",
		                  segbias_label_quote(attribute->name, quoted[0]), value.bytes ? ", value " : "",
		                  value.bytes ? segbias_label_quote(value, quoted[1]) : "");
		hint_others(run, error);
		segbias_error_place(error, run->findings->reference.path, 1, 0);
		return SEGBIAS_DATA;
	}
	return SEGBIAS_OK;
}

/* --- what is published --------------------------------------------------------------------------------------------- */

static bool any_excluded(const struct segbias_audit_findings *audit)
{
	bool any = false;
	for (size_t i = 0; i < audit->group_count; i++)
		any = any || audit->groups[i].excluded;
	return any;
}

static bool put_field(struct segbias_run *run, const char *name, struct segbias_label text, bool lacking)
{
	struct segbias_audit_findings *audit = &run->findings->audit;
	struct segbias_publication *row = &audit->publication[audit->publication_count++];
	*row = (struct segbias_publication){.field = segbias_label_of(name), .lacking = lacking};
	return !text.bytes || segbias_arena_copy(&run->findings->arena, text, &row->text);
}

static void note_lacking(struct segbias_run *run)
{
	const struct segbias_audit_keys *keys = &run->file->audit;
	struct segbias_text list = {0};
	const struct segbias_publication_field *first = NULL;
	for (size_t i = 0; i < SEGBIAS_PUBLICATION_COUNT; i++) {
		if (!segbias_publication_lacks(keys, (enum segbias_published)i))
			continue;
		segbias_text_add_format(&list, "%s%s", list.size ? ", " : "", segbias_publication_fields[i].name);
		segbias_text_add_format(&list, " (%s)", segbias_publication_fields[i].what);
		first = first ? first : &segbias_publication_fields[i];
	}
	if (list.size && !list.failed) {
		struct segbias_error *note =
		    segbias_notes_add(&run->findings->notes, "publication_lacks",
		                      "what has to be published is not all said: %s", list.data);
		segbias_error_hint(note,
		                   "a policy file (--policy FILE) says it: policy: ll144, and publication: {%s: %s}",
		                   first->name, first->is_day ? "YYYY-MM-DD" : "TEXT");
	}
	segbias_text_release(&list);
}

static void note_no_reason(struct segbias_run *run)
{
	const struct segbias_audit_findings *audit = &run->findings->audit;
	char quoted[SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	enum { LISTED_MAX = 20 };
	size_t count = 0;
	for (size_t i = 0; i < audit->group_count; i++) {
		if (!audit->groups[i].excluded || ++count > LISTED_MAX)
			continue;
		segbias_text_add_format(&list, "%s%s", list.size ? ", " : "",
		                        segbias_label_show(audit->groups[i].attribute, quoted));
		segbias_text_add_format(&list, " %s", segbias_label_quote(audit->groups[i].value, quoted));
	}
	if (!list.failed) {
		struct segbias_error *note = segbias_notes_add(
		    &run->findings->notes, "publication_lacks",
		    "the policy does not say why groups of few are left out of the ratios (min_share_reason): %s%s",
		    list.data, count > LISTED_MAX ? ", …" : "");
		segbias_error_hint(note, "min_share_reason: TEXT in the policy file; --min-share 0 leaves none out");
	}
	segbias_text_release(&list);
}

static enum segbias_status publish(struct segbias_run *run, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &run->findings->audit;
	const struct segbias_audit_keys *keys = &run->file->audit;
	bool said = keys->min_share.bytes != NULL;
	for (size_t i = 0; i < SEGBIAS_PUBLICATION_COUNT; i++)
		said = said || keys->publication[i].bytes;
	if (!is_ll144(run) && !said)
		return SEGBIAS_OK;
	audit->publication =
	    segbias_arena_array(&run->findings->arena, SEGBIAS_PUBLICATION_COUNT + 1, sizeof *audit->publication);
	bool ok = audit->publication != NULL;
	bool unexplained = is_ll144(run) && any_excluded(audit) && !keys->min_share.bytes;
	for (size_t i = 0; i < SEGBIAS_PUBLICATION_COUNT && ok; i++)
		ok = put_field(run, segbias_publication_fields[i].name, keys->publication[i],
		               is_ll144(run) && segbias_publication_lacks(keys, (enum segbias_published)i));
	ok = ok && put_field(run, "min_share_reason", keys->min_share, unexplained);
	if (ok && is_ll144(run))
		note_lacking(run);
	if (ok && unexplained)
		note_no_reason(run);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* --- what a rule has words for -------------------------------------------------------------------------------------- */

/* The rule asks for sex, race or ethnicity, and both together. */
static void note_no_crossing(struct segbias_run *run)
{
	const struct segbias_audit_findings *audit = &run->findings->audit;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < audit->group_count; i++)
		if (audit->groups[i].value_count > 1)
			return;
	bool two = audit->attribute_count == 2;
	for (size_t i = 0; i < audit->attribute_count && two; i++)
		two = audit->attributes[i].attribute.size < SEGBIAS_QUOTE_MAX / 4 &&
		      strcspn(segbias_label_show(audit->attributes[i].attribute, quoted[i]), "',*=\"\\") ==
		          strlen(quoted[i]);
	struct segbias_error *note = segbias_notes_add(
	    &run->findings->notes, "no_crossing",
	    "the rule of ll144 has a table of sex, one of race or ethnicity, and one of both together: none is crossed here");
	if (two)
		segbias_error_hint(note, "-a '%s,%s,%s*%s'", quoted[0], quoted[1], quoted[0], quoted[1]);
	else
		segbias_error_hint(note,
		                   "-a 'A,B,A*B' crosses A and B; a table that has the crossing is audited by itself");
}

/* 6 RCNY § 5-300 knows one rate of scores. */
static void note_other_rate(struct segbias_run *run)
{
	const struct segbias_audit_policy *audit = &run->policy.audit;
	if (!audit->score.bytes || audit->decision.left.bytes || (audit->median && !audit->lower))
		return;
	segbias_error_hint(segbias_notes_add(&run->findings->notes, "not_above_median",
	                                     "the rule's scoring rate is the share above the median of all scores: "
	                                     "these rates are of other scores, and no table of that rule"),
	                   "--threshold '>median'");
}

/* Groups of few, of which the rule says that no determination is needed. */
static void note_small(struct segbias_run *run)
{
	const struct segbias_audit_findings *audit = &run->findings->audit;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct segbias_audit_group *group = &audit->groups[i];
		if (group->excluded || !(group->share < SMALL_SHARE) || group->value_count > 1)
			continue;
		struct segbias_error *note = segbias_notes_add(
		    &run->findings->notes, "small_share",
		    "%s %s is %.2g %% of the records; under 2 %% of the labour force or the workforce, which the file does "
		    "not have, no determination is needed (answer 16, not checked at the source)",
		    segbias_label_show(group->attribute, quoted[0]), segbias_label_quote(group->value, quoted[1]),
		    100 * group->share);
		segbias_error_hint(note, "--min-share 2%% leaves such groups out");
	}
}

enum segbias_status segbias_audit_preset_end(struct segbias_run *run, struct segbias_error *error)
{
	if (is_ll144(run)) {
		note_other_rate(run);
		note_no_crossing(run);
	}
	if (is_preset(run, "four-fifths"))
		note_small(run);
	return publish(run, error);
}
