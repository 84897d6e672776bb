/* What a gate makes of the findings: DEFINITIONS.md "The gate". */
#include "analysis/gate.h"

#include "analysis/gate_coverage.h"
#include "analysis/gate_item.h"
#include "analysis/gate_untested.h"
#include "analysis/gate_words.h"
#include "base/memory.h"
#include "base/number.h"
#include "values/name.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a rule found. */
struct hit {
	struct segbias_gate_item item;
	const struct segbias_exemption *exemption; /* that covers it; NULL: none */
	bool exempt;                               /* … and holds */
	size_t order;
};

/* All that the rules found, rule by rule. */
struct hits {
	struct hit *items;
	size_t count, capacity;
	bool *used; /* [exemptions]: whether it covers any */
};

/* One rule while it is judged. The whole campaign and its segments are two families. */
struct sweep {
	const struct segbias_gate_query *query;
	struct segbias_findings *findings;
	const struct segbias_gate_asked *asked;
	struct segbias_gate_row *row;
	struct hits *hits;
	struct segbias_gate_item worst;
	double tested[2],
	    hit[2]; /* records tested, and of groups in which something was found; [1]: of the whole campaign */
};

static bool is_given(double number)
{
	return !isnan(number);
}

/* --- exemptions -------------------------------------------------------------------------------------------------- */

/* That of a whole campaign which is its only segment is of this one. */
static bool covers(const struct sweep *s, const struct segbias_exemption *exemption,
                   const struct segbias_gate_item *item)
{
	bool whole = !item->segment.bytes || s->findings->outlook.one_for_all;
	bool segment = exemption->every_segment || (!exemption->segment.bytes && whole) ||
	               (exemption->segment.bytes && segbias_label_equal(exemption->segment, item->segment));
	bool value = !exemption->value.bytes || segbias_label_equal(exemption->value, item->value);
	return segment && value && segbias_policy_named_same(exemption->attribute, item->attribute);
}

/* Days as they are written stand in order. */
static bool is_expired(const struct segbias_gate_query *query, const struct segbias_exemption *exemption)
{
	return strcmp(query->as_of, exemption->until.bytes) > 0;
}

/* One that holds comes before one that is expired; each that covers it is of use. */
static void exempt(struct sweep *s, struct hit *hit)
{
	const struct segbias_gate_keys *keys = s->query->keys;
	for (size_t i = 0; i < keys->exemption_count; i++) {
		if (!covers(s, &keys->exemptions[i], &hit->item))
			continue;
		s->hits->used[i] = true;
		if (hit->exempt)
			continue;
		hit->exemption = &keys->exemptions[i];
		hit->exempt = !is_expired(s->query, hit->exemption);
	}
}

/* --- the sweep --------------------------------------------------------------------------------------------------- */

/* A whole campaign that is its one segment is looked at once; and distributions are those of segments where there are any. */
static bool is_looked_at(const struct sweep *s, bool whole)
{
	bool segmented = s->findings->settings.segment.bytes != NULL;
	bool of_segments = s->asked->rule.kind == SEGBIAS_GATE_TVD && segmented;
	return !whole || (!s->findings->outlook.one_for_all && !of_segments);
}

/* Too small for a verdict, or for the rule: not tested, and never left out without a word. */
static bool is_small(const struct sweep *s, struct segbias_gate_group group)
{
	const struct segbias_gate_rule *rule = &s->asked->rule;
	const struct segbias_comparison *c = group.comparison;
	bool judged = rule->kind != SEGBIAS_GATE_UNMATCHED && rule->kind != SEGBIAS_GATE_UNCLEAR;
	double n = segbias_gate_size(group, rule->kind);
	return (is_given(rule->min_n) && n < rule->min_n) || (c && judged && c->state == SEGBIAS_STATE_TOO_FEW);
}

static bool keep_hit(struct sweep *s, const struct segbias_gate_item *item, bool *counts)
{
	struct hits *hits = s->hits;
	struct hit *items = segbias_memory_room(hits->items, hits->count, &hits->capacity, sizeof *items);
	if (!items)
		return false;
	hits->items = items;
	struct hit *hit = &hits->items[hits->count];
	*hit = (struct hit){.item = *item, .order = hits->count};
	hits->count++;
	exempt(s, hit);
	*(hit->exempt ? &s->row->exempted : &s->row->found) += 1;
	*counts = !hit->exempt;
	return true;
}

/* What is found is worse than what only looks so, as its verdict is another. */
static bool is_worse(const struct segbias_gate_item *item, const struct segbias_gate_item *worst)
{
	if (!worst->attribute.bytes || item->found != worst->found)
		return !worst->attribute.bytes || item->found;
	return item->key < worst->key;
}

/* What is exempt is neither the worst nor in a share. */
static bool take_item(struct sweep *s, const struct segbias_gate_item *item, bool *hit)
{
	bool counts = true;
	s->row->tested++;
	if (item->found && !keep_hit(s, item, &counts))
		return false;
	*hit = *hit || (item->found && counts);
	if (counts && !isnan(item->key) && is_worse(item, &s->worst) &&
	    (item->found || s->asked->rule.kind != SEGBIAS_GATE_UNCLEAR))
		s->worst = *item;
	return true;
}

static bool sweep_group(struct sweep *s, struct segbias_gate_group group)
{
	enum segbias_gate_kind kind = s->asked->rule.kind;
	struct segbias_label segment = group.comparison ? group.comparison->segment : group.column->segment;
	bool whole = segment.bytes == NULL;
	bool tested = false;
	bool hit = false;
	double n = segbias_gate_size(group, kind);
	if (!is_looked_at(s, whole))
		return true;
	if (is_small(s, group)) {
		s->row->small++;
		s->row->small_n += n;
		return true;
	}
	for (size_t i = 0; i < segbias_gate_items(group, kind); i++) {
		struct segbias_gate_item item;
		if (!segbias_gate_item(s->findings, s->query->policy, &s->asked->rule, group, i, &item))
			continue;
		tested = true;
		if (!take_item(s, &item, &hit))
			return false;
	}
	s->tested[whole] += tested ? n : 0;
	s->hit[whole] += hit ? n : 0;
	return true;
}

static bool sweep_changes_of(struct sweep *s, const struct segbias_changes *list, bool found)
{
	for (size_t i = 0; i < list->count; i++) {
		struct segbias_gate_item item;
		bool hit = false;
		if (segbias_gate_change_item(s->findings, &list->rows[i], found, &item) && !take_item(s, &item, &hit))
			return false;
		if (isnan(list->rows[i].p) && list->rows[i].group)
			s->row->small_n += fmax(0, list->rows[i].group->count); /* NaN: withheld */
	}
	return true;
}

/* Of what is new every tested group was looked at: those that are not in its list may be near. A whole campaign that is its only segment
 * stands in the lists once. */
static bool sweep_changes(struct sweep *s)
{
	const struct segbias_baseline *baseline = &s->findings->gate.baseline;
	for (int state = 0; state < SEGBIAS_CHANGE_STATES; state++)
		if (!sweep_changes_of(s, &baseline->lists[state], state == SEGBIAS_CHANGE_NEW))
			return false;
	if (!sweep_changes_of(s, &baseline->rest, false))
		return false;
	s->row->tested = baseline->tested;
	s->row->small = baseline->untested;
	return true;
}

/* Those that are skewed beyond their parts stand in the findings, and of all others the nearest. */
static bool sweep_crossings(struct sweep *s)
{
	const struct segbias_findings *findings = s->findings;
	int families = findings->outlook.one_for_all ? 1 : 2;
	struct segbias_gate_item item;
	bool hit = false;
	for (size_t i = 0; i < findings->crossing_count; i++) {
		const struct segbias_crossing_finding *row = &findings->crossings[i];
		if (!row->segment.bytes && findings->outlook.one_for_all)
			continue;
		if (segbias_gate_crossing_item(s->query->policy, row, &item) && item.found &&
		    !take_item(s, &item, &hit))
			return false;
	}
	for (int i = 0; i < families; i++) {
		const struct segbias_crossing_finding *near = &findings->crossing_near[i];
		if (near->attribute.bytes && segbias_gate_crossing_item(s->query->policy, near, &item) &&
		    !take_item(s, &item, &hit))
			return false;
		s->row->small += findings->crossed_small[i];
		s->row->small_n += findings->crossed_small_n[i];
	}
	s->row->tested = segbias_gate_crossings(findings);
	return true;
}

static int compare_hits(const void *a, const void *b)
{
	const struct hit *x = a;
	const struct hit *y = b;
	if (x->item.key != y->item.key && !isnan(x->item.key) && !isnan(y->item.key))
		return x->item.key < y->item.key ? -1 : 1;
	if (isnan(x->item.key) != isnan(y->item.key))
		return isnan(x->item.key) ? 1 : -1;
	return (x->order > y->order) - (x->order < y->order);
}

/* Of both families the larger one: the whole campaign is not added to its segments. */
static double share_of(const struct sweep *s)
{
	double share = NAN;
	for (int whole = 0; whole < 2; whole++)
		if (s->tested[whole] > 0)
			share = fmax(isnan(share) ? 0 : share, s->hit[whole] / s->tested[whole]);
	return share;
}

/* Each tolerance that is given must be kept, so that a share which is withheld keeps none; without one, nothing is tolerated. */
static bool is_breached(const struct segbias_gate_rule *rule, const struct segbias_gate_row *row)
{
	bool tolerant = is_given(rule->count) || is_given(rule->share);
	return tolerant ? row->found > 0 && ((is_given(rule->count) && (double)row->found > rule->count) ||
	                                     (is_given(rule->share) && !(row->share <= rule->share)))
	                : row->found > 0;
}

static bool sweep_rule(struct sweep *s)
{
	const struct segbias_gate_rule *rule = &s->asked->rule;
	struct segbias_gate_row *row = s->row;
	size_t first = s->hits->count;
	bool changes = rule->kind == SEGBIAS_GATE_NEW;
	bool crossings = rule->kind == SEGBIAS_GATE_CROSSING;
	size_t groups = changes || crossings ? 0 : segbias_gate_groups(s->findings, rule->kind);
	if ((changes && !sweep_changes(s)) || (crossings && !sweep_crossings(s)))
		return false;
	for (size_t i = 0; i < groups; i++)
		if (!sweep_group(s, segbias_gate_group_at(s->findings, rule->kind, i)))
			return false;
	row->worst_segment = s->worst.segment;
	row->worst_attribute = s->worst.attribute;
	row->worst_value = s->worst.value;
	row->worst_number = s->worst.attribute.bytes ? s->worst.number : NAN;
	row->threshold = s->worst.attribute.bytes ? s->worst.threshold : NAN;
	row->margin = s->worst.attribute.bytes ? s->worst.margin : NAN;
	row->share = share_of(s);
	row->count_most = rule->count;
	row->share_most = rule->share;
	row->min_n = rule->min_n;
	row->breached = is_breached(rule, row) ? row->found : 0;
	if (s->hits->count > first)
		qsort(s->hits->items + first, s->hits->count - first, sizeof *s->hits->items, compare_hits);
	return true;
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static struct segbias_exempted exempted_of(const struct segbias_gate_row *row, const struct hit *hit)
{
	const struct segbias_gate_item *item = &hit->item;
	return (struct segbias_exempted){.rule = row->rule,
	                                 .segment = item->segment,
	                                 .attribute = item->attribute,
	                                 .value = item->value,
	                                 .number = item->number,
	                                 .threshold = item->threshold,
	                                 .reason = hit->exemption->reason,
	                                 .until = hit->exemption->until,
	                                 .by = hit->exemption->by};
}

static struct segbias_breach breach_of(const struct segbias_gate_row *row, const struct hit *hit)
{
	const struct segbias_gate_item *item = &hit->item;
	return (struct segbias_breach){.rule = row->rule,
	                               .segment = item->segment,
	                               .attribute = item->attribute,
	                               .value = item->value,
	                               .number = item->number,
	                               .threshold = item->threshold,
	                               .number_low = item->low,
	                               .number_high = item->high,
	                               .n = item->n,
	                               .expired = hit->exemption ? hit->exemption->until : (struct segbias_label){0}};
}

/* Texts of the policy file are not the findings'. */
static bool own_text(struct segbias_arena *arena, struct segbias_label *text)
{
	return !text->bytes || segbias_arena_copy(arena, *text, text);
}

/* The hits of a rule, into the two lists. */
static bool list_hits(struct segbias_findings *findings, const struct segbias_gate_asked *asked,
                      const struct segbias_gate_row *row, const struct hit *hits, size_t count)
{
	struct segbias_gate *gate = &findings->gate;
	struct segbias_arena *arena = &findings->arena;
	bool ok = true;
	for (size_t i = 0; i < count && ok; i++) {
		if (hits[i].exempt) {
			struct segbias_exempted *to = &gate->exempted[gate->exempted_count++];
			*to = exempted_of(row, &hits[i]);
			ok = own_text(arena, &to->reason) && own_text(arena, &to->until) && own_text(arena, &to->by);
		} else if (row->breached) {
			struct segbias_breach *to = &gate->breaches[gate->breach_count++];
			*to = breach_of(row, &hits[i]);
			ok = own_text(arena, &to->expired) &&
			     segbias_gate_tell_breach(arena, asked, &hits[i].item, to->expired, &to->message);
		}
	}
	return ok;
}

/* --- the rules --------------------------------------------------------------------------------------------------- */

/* What fails, in the order of the words: a row of the policy stands in the place of the plain rule. */
static struct segbias_gate_asked *list_rules(const struct segbias_gate_query *query, size_t *count)
{
	const struct segbias_gate_keys *keys = query->keys;
	struct segbias_gate_asked *rules =
	    segbias_memory_zeroed(SEGBIAS_GATE_KIND_COUNT + keys->rule_count, sizeof *rules);
	*count = 0;
	for (int kind = 0; rules && kind < SEGBIAS_GATE_KIND_COUNT; kind++) {
		bool own = false;
		for (size_t i = 0; i < keys->rule_count; i++) {
			if ((int)keys->rules[i].kind != kind || keys->rules[i].left)
				continue;
			own = true;
			rules[(*count)++] = (struct segbias_gate_asked){keys->rules[i], i + 1};
		}
		if (!own && kind < SEGBIAS_GATE_FAIL_ON_COUNT && query->policy->fail_on[kind])
			rules[(*count)++] = (struct segbias_gate_asked){.rule = {.kind = (enum segbias_gate_kind)kind,
			                                                         .limit = NAN,
			                                                         .share = NAN,
			                                                         .count = NAN,
			                                                         .min_n = NAN}};
	}
	return rules;
}

static bool name_rule(struct segbias_arena *arena, const struct segbias_gate_asked *asked, struct segbias_gate_row *row)
{
	char name[32];
	row->on = segbias_label_of(segbias_gate_kind_name(asked->rule.kind));
	if (!asked->index)
		return segbias_arena_copy(arena, row->on, &row->rule);
	(void)segbias_text_print(name, sizeof name, "rules[%zu]", asked->index);
	return segbias_arena_copy(arena, segbias_label_of(name), &row->rule);
}

/* The widest reach of a rule on an index: the edge nearest to 100 of all the bands by which values are judged. */
static double nearest_edge(const struct segbias_findings *findings, bool over)
{
	double nearest = NAN;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		for (size_t j = 0; j < c->value_count; j++) {
			struct segbias_limits limits = segbias_value_limits(findings, c, &c->values[j]);
			nearest = over ? fmin(nearest, limits.band_high) : fmax(nearest, limits.band_low);
		}
	}
	return nearest;
}

/* A limit within every band is none: a verdict comes first. */
static enum segbias_status check_limit(const struct segbias_gate_query *query, const struct segbias_findings *findings,
                                       const struct segbias_gate_rule *rule, struct segbias_error *error)
{
	const struct segbias_policy *policy = query->policy;
	bool index = rule->kind == SEGBIAS_GATE_OVER || rule->kind == SEGBIAS_GATE_UNDER;
	bool over = rule->kind == SEGBIAS_GATE_OVER;
	double edge = index && is_given(rule->limit) ? nearest_edge(findings, over) : NAN;
	bool missing = rule->kind == SEGBIAS_GATE_INCOMPLETE && rule->limit < policy->missing_max;
	if (!missing && !(over ? rule->limit < edge : rule->limit > edge))
		return SEGBIAS_OK;
	if (missing) {
		segbias_error_set(error, SEGBIAS_USAGE,
		                  "limit_in_band|limit: up to missing_max (%g) no column is incomplete, so that a rule "
		                  "on less of them finds nothing",
		                  policy->missing_max);
		segbias_error_hint(error, "--missing-max %g", rule->limit);
	} else {
		segbias_error_set(
		    error, SEGBIAS_USAGE,
		    "limit_in_band|limit: %g lies within every band, of which the nearest ends at %g: what "
		    "lies between is not found",
		    rule->limit, edge);
		segbias_error_hint(error, "--band %g:%g", over ? policy->band_low : rule->limit,
		                   over ? rule->limit : policy->band_high);
	}
	segbias_error_place(error, query->path, rule->place.line, rule->place.column);
	return SEGBIAS_USAGE;
}

/* Of margins, and of what no table of several has together, no combination is known to be skewed beyond its parts: a gate on those alone
 * would always pass. */
static enum segbias_status check_crossings(const struct segbias_findings *findings,
                                           const struct segbias_gate_rule *rule, struct segbias_error *error)
{
	size_t within_bounds = findings->crossed_bounded[0] + findings->crossed_bounded[1];
	bool margins = segbias_crossings_are_bounded(findings);
	if (rule->kind != SEGBIAS_GATE_CROSSING ||
	    (!margins && (within_bounds == 0 || segbias_gate_crossings(findings) > 0)))
		return SEGBIAS_OK;
	if (margins)
		segbias_error_set(error, SEGBIAS_DATA,
		                  "crossing_of_margins|is a table of margins: what of a combination its attributes "
		                  "explain is not known, and nothing could fail on crossing");
	else
		segbias_error_set(error, SEGBIAS_DATA,
		                  "crossing_of_tables|none of its tables has these attributes together: what of a "
		                  "combination they explain is not known, and nothing could fail on crossing");
	segbias_error_place(error, findings->reference.path, 0, 0);
	segbias_error_hint(error, "a reference with a column for each attribute and a count tells it; "
	                          "--fail-on over,under,unmatched judges each attribute by itself");
	return SEGBIAS_DATA;
}

/* --- what is said beside it ---------------------------------------------------------------------------------------- */

static bool has_value(const struct segbias_comparison *c, struct segbias_label value)
{
	for (size_t i = 0; i < c->value_count; i++)
		if (segbias_label_equal(c->values[i].value, value))
			return true;
	return false;
}

/* What of an exemption is not in the data at all: the likeliest fault is a name. Empty: all of it is there. */
static struct segbias_label absent_of(const struct segbias_findings *findings,
                                      const struct segbias_exemption *exemption, const char **what)
{
	bool segment = exemption->every_segment || !exemption->segment.bytes;
	/* Of crossings only what was found is there. */
	bool attribute = findings->settings.cross > 0 && segbias_policy_crosses(exemption->attribute);
	bool value = attribute || !exemption->value.bytes;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		bool same = segbias_name_same(exemption->attribute, c->attribute);
		segment = segment || (c->segment.bytes && segbias_label_equal(exemption->segment, c->segment));
		attribute = attribute || same;
		value = value || (same && has_value(c, exemption->value));
	}
	for (size_t i = 0; i < findings->incomplete_count; i++)
		attribute = attribute || segbias_name_same(exemption->attribute, findings->incomplete[i].column);
	*what = !segment ? "there is no segment" : !attribute ? "nothing is compared by" : "no group is called";
	return !segment     ? exemption->segment
	       : !attribute ? exemption->attribute
	       : !value     ? exemption->value
	                    : (struct segbias_label){0};
}

static struct segbias_error *note_unused(struct segbias_findings *findings, const struct segbias_exemption *exemption)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const char *what;
	struct segbias_label absent = absent_of(findings, exemption, &what);
	(void)segbias_label_quote(exemption->attribute, quoted[0]);
	return absent.bytes
	           ? segbias_notes_add(&findings->notes, "exemption_unused", "the exemption of %s meets nothing: %s %s",
	                               quoted[0], what, segbias_label_quote(absent, quoted[1]))
	           : segbias_notes_add(&findings->notes, "exemption_unused",
	                               "the exemption of %s meets nothing that would be a breach", quoted[0]);
}

static void note_exemptions(const struct segbias_gate_query *query, const bool *used, struct segbias_findings *findings)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < query->keys->exemption_count; i++) {
		const struct segbias_exemption *exemption = &query->keys->exemptions[i];
		struct segbias_error *note = NULL;
		if (is_expired(query, exemption))
			note = segbias_notes_add(&findings->notes, "exemption_expired",
			                         "the exemption of %s expired on %s, and holds no more",
			                         segbias_label_quote(exemption->attribute, quoted),
			                         exemption->until.bytes);
		else if (!used[i])
			note = note_unused(findings, exemption);
		else
			continue;
		segbias_error_place(note, query->path, exemption->place.line, exemption->place.column);
	}
}

/* What is withheld is judged by no rule: said, as a gate that passes by what it may show is no full pass. */
static void note_withheld(struct segbias_findings *findings)
{
	char number[2][SEGBIAS_NUMBER_MAX];
	size_t withheld = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		withheld += findings->comparisons[i].withheld;
	for (size_t i = 0; i < findings->incomplete_count; i++)
		withheld += isnan(findings->incomplete[i].rate) && !(findings->incomplete[i].rows == 0);
	if (!withheld)
		return;
	segbias_error_hint(
	    segbias_notes_add(
		&findings->notes, "withheld_not_judged",
		"%s of %s comparisons and rows on missing values have withheld figures, which no rule but one "
		"on unclear judges",
		segbias_number_group((double)withheld, number[0]),
		segbias_number_group((double)(findings->comparison_count + findings->incomplete_count), number[1])),
	    "without --publish they are judged, and shown");
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static void conclude(struct segbias_gate *gate)
{
	for (size_t i = 0; i < gate->rule_count; i++) {
		enum segbias_gate_kind kind = segbias_gate_kind_find(gate->rules[i].on, SEGBIAS_GATE_KIND_COUNT);
		if (gate->rules[i].breached && kind != SEGBIAS_GATE_UNCLEAR)
			gate->status = SEGBIAS_GATE_BREACHED;
		else if (gate->rules[i].breached && gate->status == SEGBIAS_GATE_PASSED)
			gate->status = SEGBIAS_GATE_UNDECIDED;
	}
}

static enum segbias_status judge(const struct segbias_gate_query *query, const struct segbias_gate_asked *rules,
                                 struct hits *hits, struct segbias_findings *findings, struct segbias_error *error)
{
	struct segbias_gate *gate = &findings->gate;
	struct segbias_arena *arena = &findings->arena;
	size_t breaches = 0;
	for (size_t i = 0; i < gate->rule_count; i++) {
		struct sweep s = {
		    .query = query, .findings = findings, .asked = &rules[i], .row = &gate->rules[i], .hits = hits};
		size_t first = hits->count;
		if (!name_rule(arena, &rules[i], s.row) || !sweep_rule(&s) ||
		    !segbias_gate_tell_rule(arena, &rules[i], &s.worst, s.row))
			return segbias_error_memory(error);
		breaches += s.row->breached ? hits->count - first : 0;
	}
	gate->breaches = segbias_arena_array(arena, breaches, sizeof *gate->breaches);
	gate->exempted = segbias_arena_array(arena, hits->count, sizeof *gate->exempted);
	bool ok = gate->breaches && gate->exempted;
	size_t first = 0;
	for (size_t i = 0; i < gate->rule_count && ok && hits->items; i++) {
		size_t count = gate->rules[i].found + gate->rules[i].exempted;
		ok = list_hits(findings, &rules[i], &gate->rules[i], hits->items + first, count);
		first += count;
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

enum segbias_status segbias_gate_judge(const struct segbias_gate_query *query, struct segbias_findings *findings,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_gate *gate = &findings->gate;
	struct hits hits = {NULL, 0, 0, NULL};
	struct segbias_gate_asked *rules = list_rules(query, &gate->rule_count);
	hits.used = segbias_memory_zeroed(query->keys->exemption_count + 1, sizeof *hits.used);
	gate->rules = segbias_arena_array(&findings->arena, gate->rule_count, sizeof *gate->rules);
	if (!rules || !hits.used || !gate->rules)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < gate->rule_count; i++) {
		SEGBIAS_TRY(check_limit(query, findings, &rules[i].rule, error));
		SEGBIAS_TRY(check_crossings(findings, &rules[i].rule, error));
	}
	SEGBIAS_TRY(segbias_gate_check_required(query, findings, error));
	SEGBIAS_TRY(judge(query, rules, &hits, findings, error));
	conclude(gate);
	if (!segbias_gate_cover(query, rules, findings))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_gate_check_judged(query, rules, findings, error));
	SEGBIAS_TRY(segbias_gate_note_untested(query, rules, findings, error));
	note_exemptions(query, hits.used, findings);
	note_withheld(findings);
done:
	free(rules);
	free(hits.used);
	free(hits.items);
	return status;
}
