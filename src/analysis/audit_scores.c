/* Question of an audit: are the scores of a group those of all others, and does a score mean the same? The distance of the
 * distributions, and of labels the share that is true in bins that all groups share. */
#include "analysis/audit_questions.h"
#include "analysis/masses.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

/* Scores of a group. */
struct scored {
	struct segbias_masses all, yes, no; /* and of those of them whose label is true, or false */
};

struct scoring {
	const struct segbias_audit_asking *asking;
	const struct segbias_numeric *numeric;
	unsigned bits;
	double edges[SEGBIAS_CALIBRATION_BINS + 1];
	size_t bins;
	bool probability;
};

static void release(struct scored *scored, size_t count)
{
	for (size_t i = 0; scored && i < count; i++) {
		segbias_masses_release(&scored[i].all);
		segbias_masses_release(&scored[i].yes);
		segbias_masses_release(&scored[i].no);
	}
	free(scored);
}

/* Adds the records of one cell of the split. */
static bool add_cell(const struct scoring *s, uint32_t group, uint32_t label, struct scored *out)
{
	struct segbias_masses masses = {0};
	bool ok = segbias_masses_read(s->numeric, group, s->bits, &masses) && segbias_masses_add(&out->all, &masses);
	if (label == SEGBIAS_ID_SELECTED || label == SEGBIAS_ID_NOT_SELECTED)
		ok = ok && segbias_masses_add(label == SEGBIAS_ID_SELECTED ? &out->yes : &out->no, &masses);
	segbias_masses_release(&masses);
	return ok;
}

/* Fills the groups of an item by combination. */
static bool read(const struct scoring *s, const struct segbias_audit_item *item, struct scored *scored)
{
	const struct segbias_audit_input *input = s->asking->input;
	const struct segbias_tally *tally = input->base.campaign;
	uint32_t columns[SEGBIAS_CROSSING_MAX + 1];
	uint32_t ids[SEGBIAS_CROSSING_MAX + 1] = {0};
	size_t parts = item->groups->part_count;
	bool labelled = input->columns->label != SEGBIAS_NO_COLUMN;
	uint32_t labels = labelled ? SEGBIAS_SELECTION_IDS : 1;
	for (size_t i = 0; i < parts; i++)
		columns[i] = (uint32_t)item->groups->parts[i]->reference_column;
	columns[parts] = input->columns->label;
	bool ok = true;
	do {
		size_t combination = segbias_audit_combination(item->groups, ids);
		for (uint32_t label = 0; ok && label < labels && combination != SIZE_MAX; label++) {
			ids[parts] = label;
			uint32_t group = segbias_tally_number_group(tally, columns, parts + labelled, ids);
			if (group != SEGBIAS_NUMERIC_NO_GROUP)
				ok = add_cell(s, group, labelled ? label : SEGBIAS_ID_MISSING, &scored[combination]);
		}
	} while (ok && segbias_audit_next(item->groups, tally, ids));
	return ok;
}

/* Kolmogorov's limit holds for independent records: of weights and repeated people there is no p. */
static double ks_p(const struct scoring *s, double ks, double n, double m)
{
	const struct segbias_policy *policy = s->asking->input->base.policy;
	double deff = policy->deff > 0 ? policy->deff : 1;
	if (s->asking->input->weighted || s->asking->persons || !(n >= policy->min_n))
		return NAN;
	return segbias_ks_p(ks, n / deff, m / deff);
}

static bool compare(const struct scoring *s, const struct segbias_masses *all, const struct scored *scored,
                    struct segbias_audit_group *out)
{
	struct segbias_masses rest = {0};
	struct segbias_distribution_distance distance;
	if (!segbias_masses_rest(all, &scored->all, &rest)) {
		segbias_masses_release(&rest);
		return false;
	}
	out->scored = segbias_masses_weight(&scored->all);
	out->score_mean = segbias_masses_mean(&scored->all);
	if (out->scored > 0 && rest.count > 0) {
		segbias_distribution_distance(scored->all.list, scored->all.count, rest.list, rest.count, &distance);
		out->ks = distance.ks;
		out->wasserstein = distance.wasserstein;
		out->ks_p = ks_p(s, out->ks, out->scored, segbias_masses_weight(&rest));
	}
	segbias_masses_release(&rest);
	return true;
}

/* The interval of a share of unweighted records. */
static void limit(const struct scoring *s, double k, double n, double *low, double *high)
{
	const struct segbias_policy *policy = s->asking->input->base.policy;
	double deff = policy->deff > 0 ? policy->deff : 1;
	*low = *high = NAN;
	if (n > 0 && !s->asking->input->weighted && !s->asking->persons)
		segbias_policy_interval(policy, k / deff, n / deff, low, high);
}

static bool calibrate(const struct scoring *s, struct scored *scored, struct segbias_audit_group *out)
{
	struct segbias_calibration_bin yes[SEGBIAS_CALIBRATION_BINS];
	struct segbias_calibration_bin all[SEGBIAS_CALIBRATION_BINS];
	double positive = segbias_masses_weight(&scored->yes);
	segbias_calibration(scored->yes.list, scored->yes.count, s->edges, s->bins, yes);
	if (!segbias_masses_add(&scored->yes, &scored->no)) /* those with a label */
		return false;
	segbias_calibration(scored->yes.list, scored->yes.count, s->edges, s->bins, all);
	double n = segbias_masses_weight(&scored->yes);
	if (n > 0 && s->probability)
		out->calibration_gap = segbias_masses_mean(&scored->yes) - positive / n;
	out->calibration = segbias_arena_array(&s->asking->findings->arena, s->bins, sizeof *out->calibration);
	if (!out->calibration)
		return false;
	out->calibration_count = s->bins;
	for (size_t i = 0; i < s->bins; i++) {
		struct segbias_calibration *bin = &out->calibration[i];
		*bin = (struct segbias_calibration){.low = all[i].low,
		                                    .high = all[i].high,
		                                    .n = all[i].n,
		                                    .score = all[i].mean,
		                                    .rate = all[i].n > 0 ? yes[i].n / all[i].n : NAN};
		limit(s, yes[i].n, all[i].n, &bin->rate_low, &bin->rate_high);
	}
	return true;
}

static enum segbias_status measure_item(const struct scoring *s, const struct segbias_audit_item *item,
                                        struct segbias_error *error)
{
	size_t count = item->groups->count;
	struct segbias_masses all = {0};
	struct scored *scored = segbias_memory_zeroed(count + 1, sizeof *scored);
	bool ok = scored && read(s, item, scored);
	for (size_t i = 0; ok && i < count; i++)
		ok = segbias_masses_add(&all, &scored[i].all);
	for (size_t row = 0; ok && row < item->found->count; row++) {
		struct scored *mine = &scored[item->combinations[row]];
		ok = compare(s, &all, mine, &item->rows[row]);
		if (ok && s->asking->input->columns->label != SEGBIAS_NO_COLUMN)
			ok = calibrate(s, mine, &item->rows[row]);
	}
	segbias_masses_release(&all);
	release(scored, count);
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

static enum segbias_status adjust(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &asking->findings->audit;
	double *p = segbias_memory_zeroed(audit->group_count + 1, sizeof *p);
	if (!p)
		return segbias_error_memory(error);
	for (size_t i = 0; i < audit->group_count; i++)
		p[i] = audit->groups[i].ks_p;
	enum segbias_status status = segbias_audit_adjust(asking, p, audit->group_count, error);
	for (size_t i = 0; i < audit->group_count && status == SEGBIAS_OK; i++)
		audit->groups[i].ks_q = p[i];
	free(p);
	return status;
}

static void note_missing(const struct scoring *s)
{
	char number[SEGBIAS_NUMBER_MAX];
	struct segbias_numeric_summary summary = {0};
	const struct segbias_audit_asking *asking = s->asking;
	if (!segbias_numeric_summarise(s->numeric, SEGBIAS_NUMERIC_WHOLE, &summary))
		return;
	double missing = (double)(segbias_tally_records(asking->input->base.campaign) - summary.count);
	enum segbias_selecting_by by = asking->input->columns->decides.by;
	bool selects = by != SEGBIAS_SELECTING_WORD && by != SEGBIAS_SELECTING_NOBODY;
	if (missing > 0 && !selects) /* else they are said to be in no rate */
		segbias_error_place(
		    segbias_notes_add(&asking->findings->notes, "score_unknown",
		                      "without a score: %s record%s, which %s in no distribution of scores",
		                      segbias_number_group(missing, number), segbias_plural(missing),
		                      missing == 1 ? "is" : "are"),
		    asking->input->base.campaign_path, 0, 0);
	if (s->bits != SEGBIAS_NUMERIC_EXACT)
		segbias_error_place(
		    segbias_notes_add(&asking->findings->notes, "score_bins",
		                      "the scores are more than %d different ones: their distances are those of "
		                      "bins, off by at most one part in %g",
		                      SEGBIAS_NUMERIC_DISTINCT_MAX, ldexp(1, (int)s->bits + 1)),
		    asking->input->base.campaign_path, 0, 0);
}

enum segbias_status segbias_audit_scores(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct scoring s = {.asking = asking};
	struct segbias_masses whole = {0};
	if (asking->input->columns->score == SIZE_MAX)
		return SEGBIAS_OK;
	s.numeric = segbias_tally_number(asking->input->base.campaign, asking->input->columns->score);
	s.bits = segbias_numeric_bits(s.numeric);
	note_missing(&s);
	if (!segbias_masses_read(s.numeric, SEGBIAS_NUMERIC_WHOLE, s.bits, &whole))
		SEGBIAS_TRY(segbias_error_memory(error));
	s.bins = segbias_calibration_edges(whole.list, whole.count, s.edges, &s.probability);
	for (size_t i = 0; i < asking->count; i++)
		SEGBIAS_TRY(measure_item(&s, &asking->items[i], error));
	SEGBIAS_TRY(adjust(asking, error));
done:
	segbias_masses_release(&whole);
	return status;
}
