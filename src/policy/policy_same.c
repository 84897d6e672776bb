/* Whether two values of an option mean the same, however they are written: 5% and 0.05, a,b and '"a",b'. */
#include "policy/option.h"
#include "policy/policy.h"

#include <math.h>
#include <string.h>

typedef bool same_item(const void *a, const void *b);

static bool same_label(const void *a, const void *b)
{
	const struct segbias_label *x = a;
	const struct segbias_label *y = b;
	if (!x->bytes || !y->bytes)
		return !x->bytes && !y->bytes;
	return segbias_label_equal(*x, *y);
}

static bool same_pair(const void *a, const void *b)
{
	const struct segbias_pair *x = a;
	const struct segbias_pair *y = b;
	return same_label(&x->left, &y->left) && same_label(&x->right, &y->right);
}

static bool same_recode(const void *a, const void *b)
{
	const struct segbias_recode *x = a;
	const struct segbias_recode *y = b;
	return same_label(&x->attribute, &y->attribute) && same_label(&x->from, &y->from) && same_label(&x->to, &y->to);
}

static bool same_multi(const void *a, const void *b)
{
	const struct segbias_multi *x = a;
	const struct segbias_multi *y = b;
	return same_label(&x->attribute, &y->attribute) && same_label(&x->separator, &y->separator);
}

/* Of two lists as long as each other whether each item of the first is in the second. */
static bool holds(const void *list, const void *items, size_t count, size_t size, same_item *same)
{
	for (size_t i = 0; i < count; i++) {
		size_t found = 0;
		while (found < count && !same((const char *)items + i * size, (const char *)list + found * size))
			found++;
		if (found == count)
			return false;
	}
	return true;
}

/* The same items, in any order. */
static bool same_set(const void *a, const void *b, const size_t counts[2], size_t size, same_item *same)
{
	return counts[0] == counts[1] && holds(a, b, counts[0], size, same) && holds(b, a, counts[0], size, same);
}

#define SAME_SET(a, b, list, count, same)                                                                              \
	same_set((a)->list, (b)->list, (const size_t[]){(a)->count, (b)->count}, sizeof *(a)->list, same)

/* In that order. */
static bool same_list(const struct segbias_label *a, const struct segbias_label *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!same_label(&a[i], &b[i]))
			return false;
	return true;
}

static bool same_bins(const void *a, const void *b)
{
	const struct segbias_bins *x = a;
	const struct segbias_bins *y = b;
	return same_label(&x->attribute, &y->attribute) && x->count == y->count &&
	       same_list(x->labels, y->labels, x->count);
}

static bool same_universe(const void *a, const void *b)
{
	const struct segbias_universe *x = a;
	const struct segbias_universe *y = b;
	return same_label(&x->attribute, &y->attribute) && SAME_SET(x, y, items, count, same_label);
}

static bool same_rule(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return a->alpha == b->alpha && a->band_low == b->band_low && a->band_high == b->band_high &&
	       a->control == b->control && a->wilson == b->wilson && a->min_n == b->min_n &&
	       a->missing_max == b->missing_max && a->unmatched_max == b->unmatched_max && a->seed == b->seed &&
	       a->publish == b->publish && memcmp(a->fail_on, b->fail_on, sizeof a->fail_on) == 0 &&
	       a->threads == b->threads;
}

static bool same_crossing(const void *a, const void *b)
{
	const struct segbias_crossing *x = a;
	const struct segbias_crossing *y = b;
	return same_label(&x->name, &y->name);
}

static bool same_crossings(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return a->cross == b->cross && a->cross_cells == b->cross_cells &&
	       SAME_SET(a, b, audit.crossings, audit.crossing_count, same_crossing);
}

static bool same_mapping(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return a->segment_none == b->segment_none && a->segment_count == b->segment_count &&
	       same_list(a->segments, b->segments, a->segment_count) &&
	       SAME_SET(a, b, attributes, attribute_count, same_label) &&
	       SAME_SET(a, b, numerics, numeric_count, same_label) && SAME_SET(a, b, maps, map_count, same_pair) &&
	       SAME_SET(a, b, recodes, recode_count, same_recode) && SAME_SET(a, b, bins, bins_count, same_bins) &&
	       SAME_SET(a, b, universes, universe_count, same_universe) &&
	       SAME_SET(a, b, wheres, where_count, same_pair) &&
	       SAME_SET(a, b, campaign_wheres, campaign_where_count, same_pair) &&
	       SAME_SET(a, b, multis, multi_count, same_multi) && same_crossings(a, b);
}

static bool same_people(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return same_label(&a->born, &b->born) && a->as_of.year == b->as_of.year && a->as_of.month == b->as_of.month &&
	       a->as_of.day == b->as_of.day && segbias_missing_same(&a->missing, &b->missing) &&
	       same_label(&a->person, &b->person) && same_label(&a->amount, &b->amount) && a->plan == b->plan &&
	       a->deff == b->deff && a->consent_given == b->consent_given &&
	       (!a->consent_given || same_pair(&a->consent, &b->consent)) && a->eligible_given == b->eligible_given &&
	       a->stage_count == b->stage_count && same_list(a->stages, b->stages, a->stage_count) &&
	       (!a->eligible_given || same_pair(&a->eligible, &b->eligible));
}

static bool same_audit(const struct segbias_audit_policy *a, const struct segbias_audit_policy *b)
{
	return same_pair(&a->decision, &b->decision) && same_label(&a->score, &b->score) &&
	       (a->threshold == b->threshold || (isnan(a->threshold) && isnan(b->threshold))) &&
	       a->threshold_percent == b->threshold_percent && a->median == b->median && a->lower == b->lower &&
	       same_pair(&a->label, &b->label) && same_pair(&a->against, &b->against) &&
	       SAME_SET(a, b, given, given_count, same_label) && a->min_share == b->min_share;
}

/* Columns that are crossed are so in any order. */
static bool same_risks(const struct segbias_risks_policy *a, const struct segbias_risks_policy *b)
{
	bool no_limit = isnan(a->risk_max) && isnan(b->risk_max);
	return SAME_SET(a, b, quasi, quasi_count, same_label) && same_label(&a->sensitive, &b->sensitive) &&
	       same_label(&a->collected, &b->collected) && same_label(&a->country, &b->country) && a->k == b->k &&
	       (a->risk_max == b->risk_max || no_limit) && a->months == b->months && a->days == b->days &&
	       segbias_policy_same_contacts(&a->contacts, &b->contacts);
}

static bool same_reference(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return a->kind_given == b->kind_given && a->kind == b->kind && a->moe_z == b->moe_z &&
	       same_label(&a->strata, &b->strata) && same_label(&a->psu, &b->psu) &&
	       same_label(&a->replicates, &b->replicates) && a->replicate_kind == b->replicate_kind && a->fay == b->fay;
}

static bool same_policy(const struct segbias_policy *a, const struct segbias_policy *b)
{
	return same_rule(a, b) && same_mapping(a, b) && same_people(a, b) && same_reference(a, b) &&
	       same_audit(&a->audit, &b->audit) && same_risks(&a->risks, &b->risks);
}

/* What is read where the file is opened: a policy holds nothing of it. */
static bool is_of_file(size_t index)
{
	const struct segbias_option *option = &segbias_options[index];
	size_t from = offsetof(struct segbias_options, campaign);
	size_t to = offsetof(struct segbias_options, reference);
	size_t size = sizeof(struct segbias_reading);
	return option->kind == SEGBIAS_OPTION_FLAG || (option->offset >= from && option->offset < from + size) ||
	       (option->offset >= to && option->offset < to + size);
}

enum segbias_status segbias_policy_option_same(const struct segbias_options *a, const struct segbias_options *b,
                                               size_t index, bool *same, struct segbias_error *error)
{
	struct segbias_options alone[2] = {{.alpha = NULL}, {.alpha = NULL}};
	struct segbias_policy policies[2] = {{.alpha = 0}, {.alpha = 0}};
	*same = segbias_option_same(a, b, index);
	if (*same || is_of_file(index) || !segbias_option_is_given(a, index) || !segbias_option_is_given(b, index))
		return SEGBIAS_OK;
	segbias_option_copy(&alone[0], a, index);
	segbias_option_copy(&alone[1], b, index);
	enum segbias_status status = segbias_policy_read(&alone[0], &policies[0], error);
	if (status == SEGBIAS_OK)
		status = segbias_policy_read(&alone[1], &policies[1], error);
	*same = status == SEGBIAS_OK && same_policy(&policies[0], &policies[1]);
	segbias_policy_release(&policies[0]);
	segbias_policy_release(&policies[1]);
	/* One that means nothing alone (--as-of) is compared as it is written. */
	return status == SEGBIAS_USAGE ? SEGBIAS_OK : status;
}
