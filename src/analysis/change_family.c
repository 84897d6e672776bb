#include "analysis/change_family.h"

#include "analysis/change.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double SLACK = 1e-9; /* relative: what is so near to a limit is looked at */

void segbias_change_names_init(struct segbias_change_names *names)
{
	memset(names, 0, sizeof *names);
	segbias_log_factorials_init(&names->factorials);
}

void segbias_change_names_release(struct segbias_change_names *names)
{
	segbias_intern_release(&names->texts);
	segbias_intern_release(&names->groups);
}

void segbias_change_family_release(struct segbias_change_family *family)
{
	free(family->cells);
	free(family->attributes);
	free(family->values);
	free(family->flagged);
	free(family->place);
	*family = (struct segbias_change_family){.count = 0};
}

/* --- the groups of a run ----------------------------------------------------------------------------------------- */

static uint32_t name(struct segbias_change_family *family, struct segbias_intern *intern, struct segbias_label label)
{
	uint32_t id = segbias_intern_add(intern, label);
	family->failed = family->failed || id == SEGBIAS_INTERN_NONE;
	return id;
}

static void add_attribute(struct segbias_change_family *family, uint32_t attribute)
{
	for (size_t i = 0; i < family->attribute_count; i++)
		if (family->attributes[i] == attribute)
			return;
	uint32_t *room =
	    segbias_memory_room(family->attributes, family->attribute_count, &family->attribute_capacity, sizeof *room);
	family->failed = family->failed || !room;
	if (!room)
		return;
	family->attributes = room;
	family->attributes[family->attribute_count++] = attribute;
}

/* Of the segment that stands first: every one has the same. ids: its number, and those of attribute and value. */
static void add_value(struct segbias_change_family *family, const uint32_t ids[3])
{
	if (family->count > 0 && family->cells[0].segment != ids[0])
		return;
	struct segbias_change_value *room =
	    segbias_memory_room(family->values, family->value_count, &family->value_capacity, sizeof *room);
	family->failed = family->failed || !room;
	if (!room)
		return;
	family->values = room;
	room[family->value_count++] = (struct segbias_change_value){ids[1], ids[2]};
}

/* The number of a name that the groups of a comparison share: 0 the segment's, 1 the attribute's. */
static uint32_t name_shared(struct segbias_change_family *family, struct segbias_change_names *names, int which,
                            struct segbias_label label)
{
	if (family->count == 0 || family->last[which].bytes != label.bytes || family->last[which].size != label.size) {
		family->last[which] = label;
		family->last_ids[which] =
		    label.bytes ? name(family, &names->texts, label) : (uint32_t)SEGBIAS_INTERN_NONE;
		if (which == 1)
			add_attribute(family, family->last_ids[which]);
	}
	return family->last_ids[which];
}

/* Counts of records, which Fisher's test takes as they are. */
static bool is_plain(const struct segbias_comparison *c, const struct segbias_value_finding *v)
{
	return c->deff == 1 && c->n_effective == c->n && c->n == floor(c->n) && v->count == floor(v->count) &&
	       v->count >= 0 && v->count <= c->n;
}

static int side_of(enum segbias_verdict verdict)
{
	return !segbias_is_flag(verdict) ? 0 : segbias_is_over(verdict) ? 1 : -1;
}

void segbias_change_family_add(struct segbias_change_family *family, struct segbias_change_names *names,
                               const struct segbias_comparison *comparison, const struct segbias_value_finding *value)
{
	uint32_t ids[] = {name_shared(family, names, 0, comparison->segment),
	                  name_shared(family, names, 1, comparison->attribute),
	                  name(family, &names->texts, value->value)};
	add_value(family, ids);
	struct segbias_change_cell *cells =
	    segbias_memory_room(family->cells, family->count, &family->capacity, sizeof *cells);
	size_t *flagged =
	    segbias_memory_room(family->flagged, family->flagged_count, &family->flagged_capacity, sizeof *flagged);
	family->cells = cells ? cells : family->cells;
	family->flagged = flagged ? flagged : family->flagged;
	family->failed = family->failed || !cells || !flagged;
	if (family->failed)
		return;
	struct segbias_change_cell *cell = &cells[family->count];
	*cell = (struct segbias_change_cell){
	    .count = value->count,
	    .n = comparison->n,
	    .share = value->share,
	    .group = name(family, &names->groups, (struct segbias_label){(const char *)ids, sizeof ids}),
	    .segment = ids[0],
	    .attribute = ids[1],
	    .side = side_of(value->verdict),
	    .measured = comparison->n > 0 && comparison->n_effective > 0 && !isnan(value->share) &&
	                value->reason != SEGBIAS_REASON_WEIGHTS && value->reason != SEGBIAS_REASON_MASKED,
	    .referenced = value->reference_share > 0,
	    .in_family = !isnan(value->q)};
	family->weighted = family->weighted || (cell->measured && !is_plain(comparison, value));
	if (cell->side)
		flagged[family->flagged_count++] = family->count;
	family->count++;
}

/* --- two runs ---------------------------------------------------------------------------------------------------- */

struct pair {
	const struct segbias_change_cell *before, *now;
	double least; /* p is not below it */
};

struct pairs {
	struct pair *items;
	double *p;
	size_t count;
};

static void release(struct pairs *pairs)
{
	free(pairs->items);
	free(pairs->p);
}

static double p_of(const struct pair *pair)
{
	const struct segbias_change_cell *b = pair->before;
	const struct segbias_change_cell *n = pair->now;
	return segbias_hypergeometric_two_sided(n->count, n->n, n->n + b->n, n->count + b->count);
}

/* Where both were measured, and one at least is in its run's family. */
static bool is_tested(const struct segbias_change_cell *before, const struct segbias_change_cell *now)
{
	return before->measured && now->measured && now->referenced && (before->in_family || now->in_family);
}

/* false: no memory. */
static bool place_groups(struct segbias_change_family *family, size_t groups)
{
	if (family->place)
		return true;
	family->place = segbias_memory_zeroed(groups + 1, sizeof *family->place);
	family->place_count = family->place ? groups : 0;
	for (size_t i = 0; family->place && i < family->count; i++) {
		size_t *at = &family->place[family->cells[i].group];
		family->twice = family->twice || *at;
		*at = i + 1;
	}
	return family->place != NULL;
}

/* The group of both, where it is tested. */
static bool find_pair(const struct segbias_change_cell *cell, const struct segbias_change_family *now, struct pair *out)
{
	size_t at = cell->group < now->place_count ? now->place[cell->group] : 0;
	if (!at || !is_tested(cell, &now->cells[at - 1]))
		return false;
	*out = (struct pair){.before = cell, .now = &now->cells[at - 1]};
	return true;
}

/* Those that are tested. false: no memory. */
static bool find_pairs(const struct segbias_change_family *before, const struct segbias_change_family *now,
                       struct pairs *out)
{
	out->items = segbias_memory_zeroed(before->count + 1, sizeof *out->items);
	out->p = segbias_memory_zeroed(before->count + 1, sizeof *out->p);
	for (size_t i = 0; out->items && out->p && i < before->count; i++)
		out->count += find_pair(&before->cells[i], now, &out->items[out->count]);
	return out->items && out->p;
}

/* What is looked for. */
struct looking {
	const struct segbias_change_family *now;
	const uint32_t *segments; /* [count]: whose change for the better is asked for; any: of all of them */
	size_t count;
	bool any;
	bool counts; /* a p is that of counts */
};

static bool is_asked(const struct looking *l, const struct segbias_change_cell *cell)
{
	bool own = l->any;
	for (size_t i = 0; i < l->count && !own; i++)
		own = cell->segment != SEGBIAS_INTERN_NONE && cell->segment == l->segments[i];
	return own;
}

/* Whether it has changed for the better, and so much. */
static bool is_better(const struct pair *pair)
{
	double ratio = pair->now->share / pair->before->share;
	return (pair->before->side > 0 && ratio < SEGBIAS_CHANGE_BAND_LOW * (1 + SLACK)) ||
	       (pair->before->side < 0 && ratio > SEGBIAS_CHANGE_BAND_HIGH * (1 - SLACK));
}

static bool has_attribute(const struct segbias_change_family *family, uint32_t attribute)
{
	bool found = false;
	for (size_t i = 0; i < family->attribute_count && !found; i++)
		found = family->attributes[i] == attribute;
	return found;
}

/* Up to where a p could be found: the family's size and how many are small tell, without most of them. */
static double find_cutoff(const struct segbias_policy *policy, const struct pairs *pairs, double least)
{
	double cutoff = policy->alpha;
	for (;;) {
		size_t small = 0;
		for (size_t i = 0; i < pairs->count; i++)
			small += pairs->items[i].least <= cutoff;
		double next = policy->alpha * (double)small / (double)pairs->count * (1 + SLACK);
		if (next >= cutoff || next < least)
			return fmin(next, cutoff);
		cutoff = next;
	}
}

/* The least p of those that are asked for, 0 where it is not known; infinite: there is none. What is called otherwise may be any group. */
static double find_least(const struct segbias_change_family *before, const struct looking *l)
{
	double least = (double)INFINITY;
	struct pair pair;
	for (size_t i = 0; i < before->flagged_count; i++) {
		const struct segbias_change_cell *cell = &before->cells[before->flagged[i]];
		if (!is_asked(l, cell))
			continue;
		if (!has_attribute(l->now, cell->attribute))
			least = 0;
		else if (find_pair(cell, l->now, &pair) && is_better(&pair))
			least = fmin(least, l->counts ? p_of(&pair) : 0);
	}
	return least;
}

/* Whether the p is found in the family, which is adjusted as the policy says: of what is above the cutoff none can be, whatever it is. */
static bool is_found(const struct segbias_policy *policy, struct segbias_change_names *names, struct pairs *pairs,
                     double least, bool *found)
{
	for (size_t i = 0; i < pairs->count; i++) {
		const struct segbias_change_cell *b = pairs->items[i].before;
		const struct segbias_change_cell *n = pairs->items[i].now;
		pairs->items[i].least = segbias_hypergeometric_two_sided_least(&names->factorials, n->count, n->n,
		                                                               n->n + b->n, n->count + b->count);
	}
	double cutoff = find_cutoff(policy, pairs, least);
	*found = false;
	if (cutoff < least)
		return true;
	size_t at = 0;
	for (size_t i = 0; i < pairs->count; i++) {
		pairs->p[i] = pairs->items[i].least <= cutoff ? p_of(&pairs->items[i]) : 1;
		at = pairs->p[i] == least ? i : at;
	}
	bool ok = segbias_adjust(pairs->p, pairs->count, policy->control, pairs->p);
	*found = ok && pairs->p[at] <= policy->alpha * (1 + SLACK);
	return ok;
}

/* The next value from `at` of an attribute that the other run has, too; where there is none the count. */
static size_t next_value(const struct segbias_change_family *family, const struct segbias_change_family *other,
                         size_t at)
{
	while (at < family->value_count && !has_attribute(other, family->values[at].attribute))
		at++;
	return at;
}

/* Whether the attributes of both have the same values: among others shares are others than those of the counts. */
static bool has_values(const struct segbias_change_family *a, const struct segbias_change_family *b)
{
	size_t i = next_value(a, b, 0);
	size_t j = next_value(b, a, 0);
	while (i < a->value_count && j < b->value_count && a->values[i].attribute == b->values[j].attribute &&
	       a->values[i].value == b->values[j].value) {
		i = next_value(a, b, i + 1);
		j = next_value(b, a, j + 1);
	}
	return i == a->value_count && j == b->value_count;
}

static bool has_attributes(const struct segbias_change_family *family, const struct segbias_change_family *of)
{
	bool all = true;
	for (size_t i = 0; i < of->attribute_count && all; i++)
		all = has_attribute(family, of->attributes[i]);
	return all;
}

/* The least p that is asked for; infinite: there is none. false: no memory. */
static bool look(const struct segbias_change_names *names, const struct segbias_change_family *before,
                 const struct segbias_change_asked *asked, struct looking *l, double *least)
{
	uint32_t *ids = segbias_memory_zeroed(asked->count + 1, sizeof *ids);
	for (size_t i = 0; ids && i < asked->count; i++) {
		struct segbias_label segment = asked->segments[i];
		l->any = l->any || !segment.bytes;
		ids[i] = segment.bytes ? segbias_intern_find(&names->texts, segment) : SEGBIAS_INTERN_NONE;
	}
	l->segments = ids;
	l->count = asked->count;
	*least = ids ? find_least(before, l) : NAN;
	bool ok = ids != NULL;
	free(ids);
	return ok;
}

enum segbias_status segbias_change_family_may_mend(const struct segbias_change_asked *asked,
                                                   struct segbias_change_names *names,
                                                   struct segbias_change_family *before,
                                                   struct segbias_change_family *now, bool *may,
                                                   struct segbias_error *error)
{
	struct pairs pairs = {.count = 0};
	const struct segbias_policy *policy = asked->policy;
	double least = NAN;
	bool ok = !before->failed && !now->failed;
	*may = true;
	if (!ok || before->unfit || now->unfit || !has_values(before, now))
		return ok ? SEGBIAS_OK : segbias_error_memory(error);
	ok = place_groups(before, names->groups.size) && place_groups(now, names->groups.size);
	if (!ok || before->twice || now->twice)
		return ok ? SEGBIAS_OK : segbias_error_memory(error);
	struct looking looking = {.now = now,
	                          .counts = !before->weighted && !now->weighted && has_attributes(before, now)};
	ok = look(names, before, asked, &looking, &least);
	*may = !ok || least <= policy->alpha * (1 + SLACK);
	if (ok && *may && looking.counts && policy->control != SEGBIAS_CONTROL_NONE)
		ok = find_pairs(before, now, &pairs) && is_found(policy, names, &pairs, least, may);
	release(&pairs);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}
