/* Question: what has changed since an earlier result? Of every group of both, the ratio of the two indices: DEFINITIONS.md
 * "Change". */
#include "analysis/change.h"

#include "analysis/group_index.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double EDGE = 1e-12;      /* a ratio this near to an edge is inside the band */
static const double SAME_SHARE = 1e-9; /* relative: reference shares that differ less are one */

/* The same group in both results. */
struct pair {
	struct segbias_group_item before, now;
	double ratio; /* of the indices; infinite where the earlier one is 0 */
	double p, q;
	double shift;
	struct segbias_share_change change; /* its ratio is 0 where there is none: no limits */
	enum segbias_change_state state;
};

struct changing {
	const struct segbias_policy *policy;
	const struct segbias_findings *before, *now;
	struct pair *pairs; /* [count], in the order of `now` */
	size_t count;
	bool same_reference;
};

/* --- pairs ------------------------------------------------------------------------------------------------------- */

static size_t count_cells(const struct segbias_findings *findings)
{
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++)
		count += findings->comparisons[i].value_count;
	return count;
}

static bool find_pairs(struct changing *c)
{
	struct segbias_group_index before = {0};
	struct segbias_group_index now = {0};
	bool ok = segbias_group_index_init(c->before, &before) && segbias_group_index_init(c->now, &now);
	c->pairs = segbias_memory_zeroed(now.count + 1, sizeof *c->pairs);
	ok = ok && c->pairs;
	for (size_t i = 0; ok && i < now.count; i++) {
		const struct segbias_group_item *found = segbias_group_index_find(&before, &now.items[i], i);
		if (found)
			c->pairs[c->count++] = (struct pair){.before = *found, .now = now.items[i]};
	}
	segbias_group_index_release(&before);
	segbias_group_index_release(&now);
	return ok;
}

/* --- is it another run, and the same reference? -------------------------------------------------------------------- */

/* Of a figure that one of them withholds nobody can say that it is another one. */
static bool same_or_withheld(double a, double b)
{
	return a == b || isnan(a) || isnan(b);
}

static bool same_figures(const struct segbias_group_item *a, const struct segbias_group_item *b)
{
	const struct segbias_comparison *x = a->comparison;
	const struct segbias_comparison *y = b->comparison;
	return same_or_withheld(a->value->count, b->value->count) && same_or_withheld(x->rows, y->rows) &&
	       same_or_withheld(x->n, y->n) && same_or_withheld(x->missing, y->missing) &&
	       same_or_withheld(x->unmatched, y->unmatched);
}

/* Whether any figure is told by both. */
static bool tells_figures(const struct pair *pair)
{
	return !isnan(pair->before.value->count) && !isnan(pair->now.value->count);
}

/* The baseline of a run must not hold it: an alarm would be lost with the second try of a job that writes its own
 * baseline. */
static enum segbias_status check_runs(const struct changing *c, struct segbias_notes *notes,
                                      struct segbias_error *error)
{
	const char *hashes[] = {c->before->campaign.sha256, c->now->campaign.sha256};
	bool hashed = hashes[0][0] && hashes[1][0];
	bool same_file = hashed && strcmp(hashes[0], hashes[1]) == 0;
	bool same = c->count == count_cells(c->before) && c->count == count_cells(c->now);
	bool told = false;
	for (size_t i = 0; same && i < c->count; i++) {
		same = same_figures(&c->pairs[i].before, &c->pairs[i].now);
		told = told || tells_figures(&c->pairs[i]);
	}
	same = same && told;
	if (same && (same_file || !hashed)) {
		enum segbias_status status =
		    segbias_error_set(error, SEGBIAS_DATA,
		                      "baseline_is_run|the baseline is the result of this very campaign: nothing can "
		                      "have changed");
		segbias_error_hint(error, "--baseline takes the result of an earlier campaign");
		return status;
	}
	if (same)
		(void)segbias_notes_add(
		    notes, "same_figures",
		    "every figure is that of the baseline, though the campaign's file is another one: is it of "
		    "the same records?");
	else if (same_file)
		(void)segbias_notes_add(notes, "same_campaign",
		                        "the baseline's campaign is the same file, read otherwise");
	return SEGBIAS_OK;
}

static bool near(double a, double b)
{
	return fabs(a - b) <= SAME_SHARE * fabs(b) || (isnan(a) && isnan(b));
}

/* By the hash of the file; where one has none, by every share, and of how many they are. */
static bool is_same_reference(const struct changing *c)
{
	const struct segbias_findings *before = c->before;
	const struct segbias_findings *now = c->now;
	if (before->reference.sha256[0] && now->reference.sha256[0])
		return strcmp(before->reference.sha256, now->reference.sha256) == 0;
	bool same = strcmp(before->kind, now->kind) == 0 && near(before->reference_total, now->reference_total) &&
	            near(before->reference_effective, now->reference_effective);
	for (size_t i = 0; same && i < c->count; i++)
		same = near(c->pairs[i].before.value->reference_share, c->pairs[i].now.value->reference_share);
	return same;
}

/* --- the test ---------------------------------------------------------------------------------------------------- */

static bool is_plain(const struct segbias_comparison *c)
{
	return c->deff == 1 && c->n_effective == c->n && c->n == floor(c->n);
}

/* A share, and the limit of its interval on the side that is further away. */
struct interval {
	double share, limit, alpha;
	bool wilson;
};

/* How far the limit would lie beyond that of so many records (their logarithm). */
static double beyond(const void *parameters, double log_n)
{
	const struct interval *interval = parameters;
	double low, high;
	double n = exp(log_n);
	if (interval->wilson)
		segbias_interval_wilson(interval->share * n, n, interval->alpha, &low, &high);
	else
		segbias_interval_exact(interval->share * n, n, interval->alpha, &low, &high);
	return high - interval->limit;
}

/* The size that a value's own interval is of: it holds the weights and the persons of the value, which the pooled size of its
 * comparison does not. */
static double effective_size(const struct segbias_findings *findings, const struct segbias_group_item *cell)
{
	static const double FACTOR = 1e4;
	const struct segbias_value_finding *v = cell->value;
	double pooled = cell->comparison->n_effective;
	bool upper = v->share <= .5;
	struct interval interval = {upper ? v->share : 1 - v->share, upper ? v->share_high : 1 - v->share_low,
	                            findings->settings.alpha, strcmp(findings->settings.interval, "wilson") == 0};
	double from = log(pooled / FACTOR);
	double to = log(pooled * FACTOR);
	if (!(beyond(&interval, from) > 0 && beyond(&interval, to) < 0))
		return pooled;
	return exp(segbias_root(beyond, &interval, from, to));
}

/* The records that shares are of: of a review, where the two runs have other values, those of the values of both. */
static double records_of(const struct segbias_comparison *c)
{
	return c->common != 0 ? c->common : c->n;
}

static double share_of(const struct segbias_group_item *cell)
{
	const struct segbias_comparison *c = cell->comparison;
	return c->common != 0 ? cell->value->share / (c->common / c->n) : cell->value->share;
}

/* The reference share, among the same values. */
static double reference_of(const struct segbias_group_item *cell)
{
	double all = cell->comparison->common_reference;
	return all > 0 ? cell->value->reference_share / all : cell->value->reference_share;
}

/* Known records, unweighted. */
static double known(const struct segbias_comparison *c)
{
	return c->deff * c->n_effective;
}

/* The design effect of a value in one run; where few have it a small one may be chance, and that of the whole attribute is the
 * least. */
static double value_deff(const struct segbias_findings *findings, const struct segbias_group_item *cell)
{
	static const double FEW = 10;
	double n = effective_size(findings, cell);
	double share = cell->value->share;
	double deff = known(cell->comparison) / n;
	return fmin(share, 1 - share) * n < FEW ? fmax(deff, cell->comparison->deff) : deff;
}

/* Both runs' shares at their sizes. Where nothing has changed a value has one design effect, and a run that happens to show a
 * small one, as where it has none of its heavy records, is too sure: the larger one holds for both. */
static void size_shares(const struct changing *c, const struct pair *pair, struct segbias_share_change *out)
{
	const struct segbias_group_item *cells[] = {&pair->now, &pair->before};
	const struct segbias_findings *findings[] = {c->now, c->before};
	bool plain[2];
	double deff[2] = {1, 1};
	double x[2], n[2];
	for (int i = 0; i < 2; i++) {
		plain[i] = is_plain(cells[i]->comparison);
		deff[i] = plain[i] ? 1 : value_deff(findings[i], cells[i]);
	}
	if (!plain[0] && !plain[1])
		deff[0] = deff[1] = fmax(deff[0], deff[1]);
	for (int i = 0; i < 2; i++) {
		double n_all = known(cells[i]->comparison) / deff[i];
		x[i] = plain[i] ? cells[i]->value->count : cells[i]->value->share * n_all;
		n[i] = plain[i] ? records_of(cells[i]->comparison)
		                : n_all * (records_of(cells[i]->comparison) / cells[i]->comparison->n);
	}
	out->whole = plain[0] && plain[1];
	out->shares = (struct segbias_two_shares){x[0], n[0], x[1], n[1]};
}

/* Relative variance of a reference share; NaN where the result does not say. */
static double reference_error(const struct segbias_findings *findings, const struct segbias_group_item *cell)
{
	double r = reference_of(cell);
	if (strcmp(findings->kind, segbias_kind_name(SEGBIAS_KIND_SAMPLE)) == 0)
		return (1 - r) / (cell->value->reference_share * cell->comparison->reference_n_effective);
	if (strcmp(findings->kind, segbias_kind_name(SEGBIAS_KIND_MARGIN)) != 0)
		return 0;
	/* A share that is known so badly that there is no verdict by it has no index that could change. */
	bool known = cell->value->reference_se_given && cell->value->reason != SEGBIAS_REASON_MARGIN;
	return known ? pow(cell->value->reference_se / cell->value->reference_share, 2) : NAN;
}

static bool measured(const struct segbias_group_item *cell)
{
	return records_of(cell->comparison) > 0 && cell->comparison->n_effective > 0 &&
	       cell->value->reference_share > 0 && !isnan(cell->value->share) &&
	       cell->value->reason != SEGBIAS_REASON_WEIGHTS && cell->value->reason != SEGBIAS_REASON_MASKED;
}

/* Two groups that are both in no family have no verdict to change. */
static bool testable(const struct pair *pair)
{
	return measured(&pair->before) && measured(&pair->now) &&
	       !(isnan(pair->before.value->q) && isnan(pair->now.value->q));
}

static void test(const struct changing *c, struct pair *pair)
{
	struct segbias_share_change change = {.ratio = 1};
	double shares[] = {share_of(&pair->before), share_of(&pair->now)};
	double before = reference_of(&pair->before);
	double now = reference_of(&pair->now);
	pair->ratio = pair->p = pair->shift = NAN;
	if (!measured(&pair->before) || !measured(&pair->now))
		return;
	if (!near(now, before))
		change.ratio = now / before;
	if (!c->same_reference || change.ratio != 1) {
		change.error1 = reference_error(c->now, &pair->now);
		change.error0 = reference_error(c->before, &pair->before);
	}
	size_shares(c, pair, &change);
	pair->ratio = shares[1] == shares[0] ? 1 / change.ratio : shares[1] / shares[0] / change.ratio;
	pair->shift = records_of(pair->now.comparison) * (shares[1] - change.ratio * shares[0]);
	pair->change = change;
	if (testable(pair))
		pair->p = segbias_change_p(&change);
}

/* All groups of the run are one family: what is promised is promised of the night. */
static bool adjust(struct changing *c)
{
	double *p = segbias_memory_zeroed(c->count + 1, sizeof *p);
	for (size_t i = 0; p && i < c->count; i++)
		p[i] = c->pairs[i].p;
	bool ok = p && segbias_adjust(p, c->count, c->policy->control, p);
	for (size_t i = 0; ok && i < c->count; i++)
		c->pairs[i].q = p[i];
	free(p);
	return ok;
}

/* --- what it means ----------------------------------------------------------------------------------------------- */

/* 1 over, -1 under, 0 no finding. */
static int side_of(enum segbias_verdict verdict)
{
	return !segbias_is_flag(verdict) ? 0 : segbias_is_over(verdict) ? 1 : -1;
}

static enum segbias_change_state state_of(const struct changing *c, const struct pair *pair)
{
	int was = side_of(pair->before.value->verdict);
	int is = side_of(pair->now.value->verdict);
	int way = pair->ratio > 1 ? 1 : -1;
	bool beyond_band =
	    pair->ratio < SEGBIAS_CHANGE_BAND_LOW - EDGE || pair->ratio > SEGBIAS_CHANGE_BAND_HIGH + EDGE;
	bool shown = pair->q <= c->policy->alpha && beyond_band;
	if (is == was) {
		enum segbias_change_state state = way == is ? SEGBIAS_CHANGE_WORSE : SEGBIAS_CHANGE_BETTER;
		return !shown ? SEGBIAS_CHANGE_STATES : is == 0 ? SEGBIAS_CHANGE_MOVED : state;
	}
	if (shown && is != 0 && way == is)
		return SEGBIAS_CHANGE_NEW;
	/* A verdict that is withheld says nothing of the group. */
	if (shown && is == 0 && way == -was && pair->now.value->reason == SEGBIAS_REASON_NONE)
		return SEGBIAS_CHANGE_GONE;
	return SEGBIAS_CHANGE_OPEN;
}

/* By list, the largest shift first, in the order of the result where they are alike. */
static int compare_pairs(const void *a, const void *b)
{
	const struct pair *x = *(const struct pair *const *)a;
	const struct pair *y = *(const struct pair *const *)b;
	double shifts[] = {isnan(x->shift) ? 0 : fabs(x->shift), isnan(y->shift) ? 0 : fabs(y->shift)};
	if (x->state != y->state)
		return x->state < y->state ? -1 : 1;
	if (shifts[0] != shifts[1])
		return shifts[0] > shifts[1] ? -1 : 1;
	return (x > y) - (x < y);
}

static struct segbias_change row_of(const struct changing *c, const struct pair *pair)
{
	struct segbias_change row = {.segment = pair->now.comparison->segment,
	                             .attribute = pair->now.comparison->attribute,
	                             .value = pair->now.value->value,
	                             .index_before = pair->before.value->index,
	                             .index_now = pair->now.value->index,
	                             .ratio = isfinite(pair->ratio) ? pair->ratio : NAN,
	                             .ratio_low = NAN,
	                             .ratio_high = NAN,
	                             .shift = pair->shift,
	                             .p = pair->p,
	                             .q = pair->q,
	                             .verdict_before = pair->before.value->verdict,
	                             .verdict_now = pair->now.value->verdict,
	                             .reason = pair->now.value->reason,
	                             .comparison = pair->now.comparison,
	                             .group = pair->now.value};
	segbias_change_limits(&pair->change, c->policy->alpha, &row.ratio_low, &row.ratio_high);
	return row;
}

/* Whether the pair of the whole campaign is that of its only segment, too: that it was in the baseline, where nobody else had a value, and
 * that the tests of two families make the same of it. */
static bool is_repeated(const struct changing *c, const struct pair *pair)
{
	const struct segbias_comparison *was = pair->before.comparison;
	bool repeated = false;
	if (!c->now->outlook.one_for_all || pair->now.comparison->segment.bytes)
		return false;
	for (size_t i = 0; i < c->count && !repeated; i++) {
		const struct segbias_group_item *now = &c->pairs[i].now;
		repeated = now->comparison->segment.bytes && c->pairs[i].before.comparison->n == was->n &&
		           c->pairs[i].state == pair->state &&
		           segbias_label_equal(now->value->value, pair->now.value->value) &&
		           segbias_label_equal(now->comparison->attribute, pair->now.comparison->attribute);
	}
	return repeated;
}

static bool list_changes(const struct changing *c, struct segbias_arena *arena, struct segbias_baseline *out)
{
	const struct pair **sorted = segbias_memory_zeroed(c->count + 1, sizeof(const struct pair *));
	struct segbias_change *rows = segbias_arena_array(arena, c->count, sizeof *rows);
	bool ok = sorted && rows;
	for (size_t i = 0; ok && i < c->count; i++)
		sorted[i] = &c->pairs[i];
	if (ok)
		qsort(sorted, c->count, sizeof(const struct pair *), compare_pairs);
	for (int state = 0; ok && state < SEGBIAS_CHANGE_STATES; state++)
		out->lists[state].rows = rows;
	out->rest.rows = rows;
	for (size_t i = 0; ok && i < c->count; i++) {
		bool listed = sorted[i]->state != SEGBIAS_CHANGE_STATES;
		struct segbias_changes *list = listed ? &out->lists[sorted[i]->state] : &out->rest;
		if (out->once && is_repeated(c, sorted[i]))
			continue;
		*(isnan(sorted[i]->p) ? &out->untested : &out->tested) += 1;
		if (!listed && !out->with_rest) /* limits cost more than a test, and most groups are in no list */
			continue;
		if (list->count == 0)
			list->rows = rows + i;
		list->rows[list->count++] = row_of(c, sorted[i]);
	}
	free(sorted);
	return ok;
}

static enum segbias_status find_changes(struct changing *c, struct segbias_findings *now, struct segbias_baseline *out,
                                        struct segbias_error *error)
{
	if (!find_pairs(c))
		return segbias_error_memory(error);
	enum segbias_status status = check_runs(c, &now->notes, error);
	if (status != SEGBIAS_OK)
		return status;
	c->same_reference = is_same_reference(c);
	for (size_t i = 0; i < c->count; i++)
		test(c, &c->pairs[i]);
	if (!adjust(c))
		return segbias_error_memory(error);
	for (size_t i = 0; i < c->count; i++)
		c->pairs[i].state = state_of(c, &c->pairs[i]);
	if (!list_changes(c, &now->arena, out))
		return segbias_error_memory(error);
	return segbias_change_list_apart(c->before, now, out, error);
}

enum segbias_status segbias_change_find(const struct segbias_policy *policy, const struct segbias_findings *before,
                                        struct segbias_findings *now, struct segbias_baseline *out,
                                        struct segbias_error *error)
{
	struct changing c = {.policy = policy, .before = before, .now = now};
	struct segbias_baseline found = {.with_rest = out->with_rest, .once = out->once};
	if (!segbias_findings_are_compared(before)) {
		enum segbias_status status = segbias_error_set(
		    error, SEGBIAS_DATA, "baseline_no_comparison|the baseline is no result of a comparison");
		segbias_error_hint(error, "--baseline takes what compare or check wrote with -f json");
		return status;
	}
	enum segbias_status status = find_changes(&c, now, &found, error);
	free(c.pairs);
	if (status == SEGBIAS_OK)
		*out = found;
	return status;
}
