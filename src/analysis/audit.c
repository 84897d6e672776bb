/* Question of an audit: who is selected? Of every group the rate with its interval, the ratio to the most selected group (or to
 * one that is named), Fisher's p against all others, and whether the ratio is low by four fifths, with size and certainty. */
#include "analysis/audit.h"
#include "analysis/four_fifths.h"

#include "base/memory.h"
#include "base/number.h"
#include "findings/withhold.h"
#include "values/name.h"
#include "values/nearest.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SHARE_MOST = 5; /* percent: what is larger is no small group */

/* While one attribute, or crossing, is measured. */
struct measuring {
	const struct segbias_audit_input *input;
	const struct segbias_audit_groups *groups;
	struct segbias_audit_findings *audit;
	struct segbias_rates rates;
	struct segbias_decided all;        /* of known groups, but for those whose counts are withheld */
	double known;                      /* of all known groups */
	size_t *combinations;              /* [count]: of the groups that occur */
	struct segbias_audit_group *first; /* [count], the findings' */
	size_t count;
};

static double n_of(const struct segbias_decided *group)
{
	return group->selected.weight + group->others.weight;
}

static double records_of(const struct segbias_decided *group)
{
	return (double)(group->selected.count + group->others.count);
}

/* Where counts are withheld a group without a decision would tell how many have none. */
static bool occurs(const struct segbias_audit_groups *groups, const struct segbias_decided *group)
{
	if (groups->withheld)
		return group->selected.count + group->others.count > 0;
	return group->selected.count + group->others.count + group->missing.count > 0;
}

/* Whether how many are of no known group is withheld: who knew it by what is said of the others would know it. */
static bool hides_unknown(const struct segbias_audit_groups *groups)
{
	return groups->unnumbered && groups->unnumbered[groups->count];
}

bool segbias_audit_withholds(const struct segbias_audit_groups *groups)
{
	bool any = false;
	for (size_t i = 0; groups->withheld && i <= groups->count; i++)
		any = any || groups->withheld[i];
	return any;
}

static void add(struct segbias_cell *sum, const struct segbias_cell *cell)
{
	sum->count += cell->count;
	sum->weight += cell->weight;
	sum->square += cell->square;
}

static void subtract(struct segbias_cell *sum, const struct segbias_cell *cell)
{
	sum->count -= cell->count;
	sum->weight = sum->count ? fmax(0, sum->weight - cell->weight) : 0;
	sum->square = sum->count ? fmax(0, sum->square - cell->square) : 0;
}

/* "Female × Asian", and its parts. */
static bool name_group(struct segbias_arena *arena, const struct segbias_audit_groups *groups, size_t combination,
                       struct segbias_audit_group *out)
{
	size_t values[SEGBIAS_CROSSING_MAX];
	segbias_audit_values(groups, combination, values);
	out->attribute = groups->name;
	out->values = segbias_arena_array(arena, groups->part_count, sizeof *out->values);
	if (!out->values)
		return false;
	for (size_t i = 0; i < groups->part_count; i++)
		out->values[out->value_count++] = groups->parts[i]->values[values[i]];
	return segbias_crossing_join(out->values, out->value_count, "×", " × ", arena, &out->value);
}

/* Its rate, alone or of all others of the attribute. */
static struct segbias_rate rate_of(const struct measuring *m, size_t combination, bool rest)
{
	struct segbias_decided group = m->groups->groups[combination];
	if (rest) {
		struct segbias_decided others = m->all;
		subtract(&others.selected, &group.selected);
		subtract(&others.others, &group.others);
		group = others;
	}
	if (m->input->weighted && !m->rates.contrasts)
		return segbias_rate_weighted(m->input->base.policy, &group.selected, &group.others);
	return segbias_rate_of(&m->rates, 0, (uint32_t)(SEGBIAS_ID_FIRST + combination), rest, group.selected.weight,
	                       n_of(&group));
}

static void measure_rate(const struct measuring *m, size_t combination, struct segbias_audit_group *out)
{
	const struct segbias_decided *group = &m->groups->groups[combination];
	const struct segbias_policy *policy = m->input->base.policy;
	double all = n_of(&m->all);
	double known = hides_unknown(m->groups) ? m->audit->records : m->known;
	struct segbias_selection selection;
	out->n = n_of(group);
	out->selected = group->selected.weight;
	out->missing = m->groups->withheld ? NAN : (double)group->missing.count;
	out->rate = out->rate_low = out->rate_high = out->p = out->q = NAN;
	out->share = known > 0 ? out->n / known : NAN;
	out->impact_ratio = out->impact_ratio_low = out->impact_ratio_high = NAN;
	out->unknown_low = out->unknown_high = NAN;
	out->tpr = out->fpr = out->ppv = out->accuracy = out->ks = out->wasserstein = out->rest = NAN;
	if (m->groups->withheld && m->groups->withheld[combination]) {
		bool unnumbered = m->groups->unnumbered[combination];
		out->selected = NAN;
		out->n = unnumbered ? NAN : out->n;
		out->share = unnumbered || hides_unknown(m->groups) ? NAN : out->share;
		out->reason = SEGBIAS_AUDIT_SUPPRESSED;
		return;
	}
	if (!(out->n > 0)) {
		out->reason = "nobody_known";
		return;
	}
	if (out->share < policy->audit.min_share)
		out->excluded = "min_share";
	struct segbias_rate mine = rate_of(m, combination, false);
	bool others = records_of(&m->all) > records_of(group) && all > out->n;
	struct segbias_rate rest = others ? rate_of(m, combination, true) : mine;
	segbias_selection_of(policy, &mine, others ? &rest : NULL, records_of(group), &selection);
	out->rate = selection.rate;
	out->rate_low = selection.low;
	out->rate_high = selection.high;
	out->p = out->excluded ? NAN : selection.p;
	out->rest = selection.rest;
	if (hides_unknown(m->groups))
		out->share = NAN;
}

/* --- ratios ------------------------------------------------------------------------------------------------------- */

static bool is_named(const struct segbias_audit_policy *audit, const struct segbias_audit_group *group)
{
	if (audit->against.left.bytes && !segbias_name_same(audit->against.left, group->attribute))
		return false;
	return segbias_label_equal(audit->against.right, group->value) ||
	       segbias_name_value_same(audit->against.right, group->value);
}

/* The group that the attribute's ratios are to; `count`: there is none. */
static size_t find_against(const struct measuring *m, bool *named)
{
	const struct segbias_audit_policy *audit = &m->input->base.policy->audit;
	size_t top = m->count;
	*named = false;
	for (size_t i = 0; i < m->count && audit->against.right.bytes; i++)
		if (is_named(audit, &m->first[i])) {
			*named = true;
			return i;
		}
	for (size_t i = 0; i < m->count; i++)
		if (!m->first[i].excluded && isfinite(m->first[i].rate) &&
		    (top == m->count || m->first[i].rate > m->first[top].rate))
			top = i;
	return top;
}

/* Limits of the ratio of two rates: as of a share in a sample to that in another. */
static void measure_limits(const struct measuring *m, const struct segbias_rate *mine, const struct segbias_rate *other,
                           struct segbias_audit_group *out)
{
	double n = segbias_rate_size(mine);
	double size = segbias_rate_size(other);
	struct segbias_ratio ratio = {.kind = SEGBIAS_KIND_SAMPLE,
	                              .k = n == mine->n ? mine->k : n * (mine->k / mine->n),
	                              .n = n,
	                              .r = other->k / other->n,
	                              .m = size,
	                              .whole = mine->exact && other->exact,
	                              .df = fmin(mine->df, other->df)};
	double low = NAN;
	double high = NAN;
	segbias_ratio_index(&ratio, m->input->base.policy->alpha, 0, 1, &low, &high);
	out->impact_ratio_low = low / 100;
	out->impact_ratio_high = high / 100;
}

static void measure_ratio(const struct measuring *m, size_t at, size_t against)
{
	struct segbias_audit_group *out = &m->first[at];
	const struct segbias_audit_group *top = &m->first[against];
	if (out->excluded || isnan(out->rate))
		return;
	if (!(top->rate > 0)) {
		out->reason = "nobody_selected";
		return;
	}
	out->impact_ratio = out->rate / top->rate;
	if (at == against)
		return;
	struct segbias_rate mine = rate_of(m, m->combinations[at], false);
	struct segbias_rate other = rate_of(m, m->combinations[against], false);
	measure_limits(m, &mine, &other, out);
	if (!m->input->weighted) {
		bool flips = segbias_four_fifths_flips(out->selected, out->n, top->selected, top->n);
		out->flip = flips ? SEGBIAS_TRUTH_TRUE : SEGBIAS_TRUTH_FALSE;
	}
}

static enum segbias_status measure_unknown(const struct measuring *m, size_t against, bool named,
                                           struct segbias_error *error)
{
	if (segbias_audit_withholds(m->groups))
		return SEGBIAS_OK;
	struct segbias_impact_group *groups = segbias_memory_zeroed(m->count + 1, sizeof *groups);
	if (!groups)
		return segbias_error_memory(error);
	for (size_t i = 0; i < m->count; i++)
		groups[i] =
		    (struct segbias_impact_group){m->first[i].selected, m->first[i].n, m->first[i].excluded != NULL};
	const struct segbias_impact impact = {groups,
	                                      m->count,
	                                      named ? against : m->count,
	                                      m->groups->unknown.selected.weight,
	                                      m->groups->unknown.others.weight,
	                                      !m->input->weighted};
	for (size_t i = 0; i < m->count; i++)
		if (isfinite(m->first[i].impact_ratio))
			segbias_impact_bounds(&impact, i, &m->first[i].unknown_low, &m->first[i].unknown_high);
	free(groups);
	return SEGBIAS_OK;
}

static enum segbias_status refuse_against(const struct measuring *m, const struct segbias_audit_group *group,
                                          struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	enum segbias_status status =
	    segbias_error_set(error, SEGBIAS_DATA, "against_without_rate|--against: nothing can be held against %s, %s",
	                      segbias_label_quote(group->value, quoted),
	                      segbias_audited_is_withheld(group) ? "whose rate is withheld"
	                      : group->excluded                  ? "which is under --min-share"
	                      : group->n > 0                     ? "of which nobody is selected"
	                                                         : "of which no decision is known");
	segbias_error_hint(error, group->excluded ? "--min-share 0 leaves none out; --against GROUP names another one"
	                                          : "--against GROUP names another one");
	segbias_error_place(error, m->input->base.campaign_path, 0, 0);
	return status;
}

static void note_against(const struct measuring *m, const struct segbias_audit_group *top, bool named,
                         struct segbias_notes *notes)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	char number[2][SEGBIAS_NUMBER_MAX];
	double least = m->input->base.policy->min_n;
	if (named || !(top->n < least) || m->count < 2 || m->input->columns->decides.by == SEGBIAS_SELECTING_NOBODY)
		return;
	struct segbias_error *note = segbias_notes_add(
	    notes, "small_against", "%s: ratios are to %s, the most selected group, which has %s record%s",
	    segbias_label_show(top->attribute, quoted[0]), segbias_label_quote(top->value, quoted[1]),
	    segbias_number_group(top->n, number[0]), segbias_plural(top->n));
	double percent = floor(100 * top->share) + 1;
	size_t left = 0; /* groups that would be compared then */
	for (size_t i = 0; i < m->count; i++)
		left += 100 * m->first[i].share >= percent;
	segbias_error_place(note, m->input->base.campaign_path, 0, 0);
	if (percent <= SHARE_MOST && left > 1)
		segbias_error_hint(note,
		                   "--min-share %g%% leaves it out, and all that are as small; --against names another",
		                   percent);
	else
		segbias_error_hint(note, "--against GROUP holds the others against another one");
}

/* --- an attribute -------------------------------------------------------------------------------------------------- */

static void measure_table(const struct measuring *m, struct segbias_audited *out)
{
	out->chi2 = out->df = out->p = out->q = out->v_corrected = out->cdd = NAN;
	double *table = segbias_memory_zeroed(2 * m->count + 1, sizeof *table);
	bool plain = !m->input->weighted && !m->rates.contrasts && !segbias_audit_withholds(m->groups);
	double deff = m->input->base.policy->deff > 0 ? m->input->base.policy->deff : 1;
	struct segbias_association result;
	for (size_t i = 0; table && i < m->count; i++) {
		table[i] = m->first[i].selected / deff;
		table[m->count + i] = (m->first[i].n - m->first[i].selected) / deff;
	}
	if (table && plain) {
		segbias_association(table, 2, m->count, &result);
		out->chi2 = result.chi2;
		out->df = result.df;
		out->p = result.p;
		out->v_corrected = result.v_corrected;
	}
	free(table);
}

static enum segbias_status measure_groups(struct measuring *m, struct segbias_findings *findings,
                                          struct segbias_audited *out, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	bool named = false;
	for (size_t i = 0; i < m->groups->count; i++) {
		m->known += n_of(&m->groups->groups[i]);
		if (m->groups->withheld && m->groups->withheld[i])
			continue;
		add(&m->all.selected, &m->groups->groups[i].selected);
		add(&m->all.others, &m->groups->groups[i].others);
	}
	for (size_t i = 0; i < m->groups->count; i++) {
		if (!occurs(m->groups, &m->groups->groups[i]))
			continue;
		m->combinations[m->count] = i;
		struct segbias_audit_group *group = &m->first[m->count++];
		*group = (struct segbias_audit_group){0};
		if (!name_group(&findings->arena, m->groups, i, group))
			return segbias_error_memory(error);
		measure_rate(m, i, group);
	}
	size_t against = find_against(m, &named);
	if (against < m->count && named && (m->first[against].excluded || !(m->first[against].rate > 0)))
		return refuse_against(m, &m->first[against], error);
	if (against < m->count) {
		m->first[against].is_against = true;
		out->against = m->first[against].value;
		note_against(m, &m->first[against], named, &findings->notes);
		for (size_t i = 0; i < m->count; i++)
			measure_ratio(m, i, against);
		SEGBIAS_TRY(measure_unknown(m, against, named, error));
	}
	measure_table(m, out);
done:
	return status;
}

static enum segbias_status measure_attribute(const struct segbias_audit_input *input,
                                             const struct segbias_audit_groups *groups,
                                             struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_audited *out = &audit->attributes[audit->attribute_count++];
	struct measuring m = {.input = input, .groups = groups, .audit = audit};
	static const uint32_t SELECTED[] = {[SEGBIAS_ID_MISSING] = UINT32_MAX,
	                                    [SEGBIAS_ID_UNMATCHED] = UINT32_MAX,
	                                    [SEGBIAS_ID_SELECTED] = 1,
	                                    [SEGBIAS_ID_NOT_SELECTED] = 0};
	struct segbias_contrast_query query = {.column = input->columns->decision,
	                                       .value_of = SELECTED,
	                                       .ids = SEGBIAS_SELECTION_IDS,
	                                       .by = groups->parts[0]->reference_column,
	                                       .parts = (uint32_t)groups->count,
	                                       .part_of = groups->parts[0]->value_of,
	                                       .part_ids = groups->parts[0]->id_count,
	                                       .weighted = input->weighted};
	for (size_t i = 1; i < groups->part_count; i++)
		query.also[i - 1] = (struct segbias_contrast_also){
		    (uint32_t)groups->parts[i]->reference_column, (uint32_t)groups->parts[i]->value_count,
		    groups->parts[i]->value_of, groups->parts[i]->id_count};
	query.also_count = groups->part_count - 1;
	enum segbias_status status = segbias_rates_create(&input->base, &query, &m.rates, error);
	*out = (struct segbias_audited){.attribute = groups->name, .first = audit->group_count};
	m.first = &audit->groups[audit->group_count];
	m.combinations = segbias_memory_zeroed(groups->count + 1, sizeof *m.combinations);
	if (status == SEGBIAS_OK)
		status = m.combinations ? measure_groups(&m, findings, out, error) : segbias_error_memory(error);
	audit->group_count += m.count;
	out->count = m.count;
	audit->unknown[audit->unknown_count++] =
	    (struct segbias_unknown){groups->name, hides_unknown(groups) ? NAN : n_of(&groups->unknown)};
	segbias_rates_release(&m.rates);
	free(m.combinations);
	return status;
}

/* --- all of it ------------------------------------------------------------------------------------------------------ */

/* The groups that are tested are one family, the attributes another. */
static enum segbias_status adjust(const struct segbias_policy *policy, struct segbias_audit_findings *audit,
                                  struct segbias_error *error)
{
	double *p = segbias_memory_zeroed(audit->group_count + audit->attribute_count + 1, sizeof *p);
	double *whole = p ? p + audit->group_count : NULL;
	for (size_t i = 0; p && i < audit->group_count; i++) {
		/* a larger p is valid, and tells nothing */
		p[i] = segbias_audited_is_withheld(&audit->groups[i]) ? 1 : audit->groups[i].p;
		audit->family += isnan(p[i]) ? 0 : 1;
	}
	for (size_t i = 0; p && i < audit->attribute_count; i++)
		whole[i] = audit->attributes[i].p;
	bool ok = p && segbias_adjust(p, audit->group_count, policy->control, p) &&
	          segbias_adjust(whole, audit->attribute_count, policy->control, whole);
	for (size_t i = 0; ok && i < audit->group_count; i++)
		audit->groups[i].q = segbias_audited_is_withheld(&audit->groups[i]) ? NAN : p[i];
	for (size_t i = 0; ok && i < audit->attribute_count; i++)
		audit->attributes[i].q = whole[i];
	free(p);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* The rate of the group that ratios of this one's attribute are to; NaN: there is none. */
static double top_of(const struct segbias_audit_findings *audit, const struct segbias_audit_group *group)
{
	for (size_t i = 0; i < audit->group_count; i++)
		if (audit->groups[i].is_against && segbias_label_equal(audit->groups[i].attribute, group->attribute))
			return audit->groups[i].rate;
	return NAN;
}

static void judge_group(const struct segbias_policy *policy, const struct segbias_audit_findings *audit,
                        struct segbias_audit_group *group)
{
	static const char *const REASONS[] = {
	    [SEGBIAS_FOUR_FIFTHS_SIGNIFICANT] = "significant", [SEGBIAS_FOUR_FIFTHS_ABOVE] = "above_others",
	    [SEGBIAS_FOUR_FIFTHS_NOT_SHOWN] = "not_shown",     [SEGBIAS_FOUR_FIFTHS_FLIP] = "flip",
	    [SEGBIAS_FOUR_FIFTHS_PRACTICAL] = "practical",     [SEGBIAS_FOUR_FIFTHS_BREACH] = NULL};
	if (!isfinite(group->impact_ratio) || policy->audit.unjudged)
		return;
	const struct segbias_four_fifths figures = {.rate = group->rate,
	                                            .top = top_of(audit, group),
	                                            .rest = group->rest,
	                                            .ratio = group->impact_ratio,
	                                            .q = group->q,
	                                            .flip = group->flip == SEGBIAS_TRUTH_TRUE};
	enum segbias_four_fifths_verdict verdict =
	    segbias_four_fifths_judge(&figures, policy->alpha, policy->audit.practical);
	group->status = verdict >= SEGBIAS_FOUR_FIFTHS_PRACTICAL     ? SEGBIAS_AUDIT_BREACH
	                : verdict <= SEGBIAS_FOUR_FIFTHS_SIGNIFICANT ? SEGBIAS_AUDIT_OK
	                                                             : SEGBIAS_AUDIT_WATCH;
	group->reason = verdict != SEGBIAS_FOUR_FIFTHS_UNTESTED ? REASONS[verdict]
	                : group->n < policy->min_n              ? "too_few"
	                                                        : "few_persons";
}

/* Whether the group is of the attribute that --against names, or it names none. */
static bool is_of(const struct segbias_audit_policy *audit, const struct segbias_audit_group *group)
{
	return !audit->against.left.bytes || segbias_name_same(audit->against.left, group->attribute);
}

/* The group that is most likely meant: "--against 'sex=Female'". */
static void hint_against(const struct segbias_audit_policy *asked, const struct segbias_audit_findings *audit,
                         struct segbias_error *error)
{
	char shown[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < audit->group_count; i++) {
		const struct segbias_audit_group *group = &audit->groups[i];
		if (!is_of(asked, group) || segbias_nearest(asked->against.right, &group->value, 1) != 0 ||
		    !segbias_label_pair_copyable(group->attribute, group->value))
			continue;
		segbias_error_hint(error, "the nearest is --against '%s=%s'",
		                   segbias_label_show(group->attribute, shown[0]),
		                   segbias_label_show(group->value, shown[1]));
		return;
	}
	segbias_error_hint(error, "it is written ATTRIBUTE=VALUE, or VALUE where only one attribute has it");
}

static enum segbias_status check_against(const struct segbias_audit_input *input,
                                         const struct segbias_audit_findings *audit, struct segbias_error *error)
{
	const struct segbias_audit_policy *asked = &input->base.policy->audit;
	char quoted[2][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	bool known = false;
	if (!asked->against.right.bytes)
		return SEGBIAS_OK;
	for (size_t i = 0; i < audit->group_count; i++)
		if (is_named(asked, &audit->groups[i])) {
			segbias_text_release(&list);
			return SEGBIAS_OK;
		} else if (is_of(asked, &audit->groups[i])) {
			known = true;
			if (list.size < SEGBIAS_QUOTE_MAX)
				segbias_text_add_quoted(&list, audit->groups[i].value);
		}
	if (known || !asked->against.left.bytes) {
		segbias_error_set(
		    error, SEGBIAS_DATA, "against_absent|--against: there is no group %s%s%s; there are %s",
		    segbias_label_quote(asked->against.right, quoted[0]), asked->against.left.bytes ? " of " : "",
		    asked->against.left.bytes ? segbias_label_quote(asked->against.left, quoted[1]) : "",
		    list.data ? list.data : "none");
		hint_against(asked, audit, error);
	} else {
		for (size_t i = 0; i < audit->attribute_count; i++)
			segbias_text_add_quoted(&list, audit->attributes[i].attribute);
		segbias_error_set(error, SEGBIAS_DATA, "against_absent|--against: %s is not audited; there are %s",
		                  segbias_label_quote(asked->against.left, quoted[0]), list.data ? list.data : "none");
		segbias_error_hint(error, "-a names what is audited, such as -a 'sex,race,sex*race'");
	}
	segbias_error_place(error, input->base.campaign_path, 0, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

static enum segbias_status make_room(const struct segbias_audit_groups *list, size_t count,
                                     struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &findings->audit;
	size_t groups = 0;
	for (size_t i = 0; i < count; i++)
		groups += list[i].count;
	audit->groups = segbias_arena_array(&findings->arena, groups, sizeof *audit->groups);
	audit->attributes = segbias_arena_array(&findings->arena, count, sizeof *audit->attributes);
	audit->unknown = segbias_arena_array(&findings->arena, count, sizeof *audit->unknown);
	return audit->groups && audit->attributes && audit->unknown ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_analyse_selected(const struct segbias_audit_input *input, struct segbias_findings *findings,
                                             struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_audit_findings *audit = &findings->audit;
	struct segbias_audit_groups *list = NULL;
	size_t count = 0;
	const uint32_t column = input->columns->decision;
	const struct segbias_table *table = segbias_tally_table(input->base.campaign, &column, 1);
	const uint32_t ids[] = {SEGBIAS_ID_SELECTED, SEGBIAS_ID_NOT_SELECTED, SEGBIAS_ID_MISSING};
	audit->selected = segbias_tally_cell(table, &ids[0], 1).weight;
	audit->records = audit->selected + segbias_tally_cell(table, &ids[1], 1).weight;
	audit->missing = segbias_tally_cell(table, &ids[2], 1).weight;
	audit->ratio_low = input->base.policy->audit.unjudged ? NAN : SEGBIAS_FOUR_FIFTHS;
	SEGBIAS_TRY(segbias_audit_list(input, &findings->arena, &list, &count, error));
	for (size_t i = 0; i < count && input->base.policy->publish > 0; i++)
		SEGBIAS_TRY(segbias_audit_withhold(input, &findings->arena, &list[i], error));
	if (input->base.policy->publish > 0) {
		audit->missing = NAN;
		SEGBIAS_TRY(segbias_audit_check_nested(input, list, count, error));
	}
	SEGBIAS_TRY(make_room(list, count, findings, error));
	for (size_t i = 0; i < count; i++)
		SEGBIAS_TRY(measure_attribute(input, &list[i], findings, error));
	SEGBIAS_TRY(check_against(input, audit, error));
	SEGBIAS_TRY(adjust(input->base.policy, audit, error));
	for (size_t i = 0; i < audit->group_count; i++)
		judge_group(input->base.policy, audit, &audit->groups[i]);
done:
	return status;
}
