/* What an audit asks beside who is selected: what these questions share, and their order. */
#include "analysis/audit_questions.h"

#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum segbias_status segbias_audit_adjust(const struct segbias_audit_asking *asking, double *p, size_t count,
                                         struct segbias_error *error)
{
	return segbias_adjust(p, count, asking->input->base.policy->control, p) ? SEGBIAS_OK
	                                                                        : segbias_error_memory(error);
}

static struct segbias_rate make_rate(const struct segbias_audit_asking *asking, const struct segbias_cell cells[2])
{
	const struct segbias_rates plain = {.input = &asking->input->base};
	if (asking->input->weighted)
		return segbias_rate_weighted(asking->input->base.policy, &cells[0], &cells[1]);
	return segbias_rate_of(&plain, 0, SEGBIAS_PART_ALL, false, cells[0].weight, cells[0].weight + cells[1].weight);
}

void segbias_audit_rate_of(const struct segbias_audit_asking *asking, const struct segbias_cell mine[2],
                           const struct segbias_cell *rest, struct segbias_audit_rate *out)
{
	double n = mine[0].weight + mine[1].weight;
	*out = (struct segbias_audit_rate){NAN, NAN, NAN, NAN, {NAN, 0}};
	if (!(n > 0))
		return;
	struct segbias_rate first = make_rate(asking, mine);
	out->rate = first.k / first.n;
	if (asking->persons) /* how they belong together is known of the decision alone */
		return;
	struct segbias_rate second = {0};
	struct segbias_selection selection;
	bool others = rest && rest[0].weight + rest[1].weight > 0;
	if (others)
		second = make_rate(asking, rest);
	double size = segbias_rate_size(&first);
	segbias_selection_of(asking->input->base.policy, &first, others ? &second : NULL,
	                     (double)(mine[0].count + mine[1].count), &selection);
	out->low = selection.low;
	out->high = selection.high;
	out->p = selection.p;
	out->effective = (struct segbias_range_rate){size == first.n ? first.k : size * out->rate, size};
}

/* The rows of an item are its combinations that occur, in their order. */
static bool find_combinations(struct segbias_audit_item *item, struct segbias_arena *arena)
{
	size_t row = 0;
	item->combinations = segbias_arena_array(arena, item->found->count, sizeof *item->combinations);
	for (size_t i = 0; item->combinations && i < item->groups->count && row < item->found->count; i++) {
		const struct segbias_decided *group = &item->groups->groups[i];
		if (group->selected.count + group->others.count + group->missing.count > 0)
			item->combinations[row++] = i;
	}
	return item->combinations != NULL;
}

/* Of scores alone: nobody is selected, and nothing is compared. */
static void forget_decisions(struct segbias_audit_findings *audit)
{
	audit->records = audit->selected = audit->missing = NAN;
	audit->family = 0;
	for (size_t i = 0; i < audit->group_count; i++) {
		struct segbias_audit_group *g = &audit->groups[i];
		g->selected = g->rate = g->rate_low = g->rate_high = g->p = g->q = NAN;
		g->impact_ratio = g->impact_ratio_low = g->impact_ratio_high = g->unknown_low = g->unknown_high = NAN;
		g->is_against = false;
		g->flip = SEGBIAS_TRUTH_UNDEFINED;
		g->status = SEGBIAS_AUDIT_NONE;
		g->reason = NULL;
	}
	for (size_t i = 0; i < audit->attribute_count; i++) {
		struct segbias_audited *a = &audit->attributes[i];
		a->against = (struct segbias_label){NULL, 0};
		a->chi2 = a->df = a->p = a->q = a->v_corrected = NAN;
	}
}

static void clear(struct segbias_audit_findings *audit)
{
	for (size_t i = 0; i < audit->group_count; i++) {
		struct segbias_audit_group *g = &audit->groups[i];
		double *const NUMBERS[] = {&g->tpr,          &g->tpr_low,
		                           &g->tpr_high,     &g->tpr_p,
		                           &g->tpr_q,        &g->fpr,
		                           &g->fpr_low,      &g->fpr_high,
		                           &g->fpr_p,        &g->fpr_q,
		                           &g->ppv,          &g->ppv_low,
		                           &g->ppv_high,     &g->ppv_p,
		                           &g->ppv_q,        &g->accuracy,
		                           &g->accuracy_low, &g->accuracy_high,
		                           &g->accuracy_p,   &g->accuracy_q,
		                           &g->score_mean,   &g->ks,
		                           &g->ks_p,         &g->ks_q,
		                           &g->wasserstein,  &g->calibration_gap,
		                           &g->labelled,     &g->scored};
		for (size_t j = 0; j < sizeof NUMBERS / sizeof *NUMBERS; j++)
			*NUMBERS[j] = NAN;
	}
}

enum segbias_status segbias_audit_add_rate_gap(const struct segbias_audit_asking *asking,
                                               const struct segbias_audit_item *item, struct segbias_error *error)
{
	struct segbias_audit_rate *rates = segbias_memory_zeroed(item->found->count + 1, sizeof *rates);
	if (!rates)
		return segbias_error_memory(error);
	for (size_t row = 0; row < item->found->count; row++) {
		const struct segbias_decided *group = &item->groups->groups[item->combinations[row]];
		segbias_audit_rate_of(asking, (const struct segbias_cell[]){group->selected, group->others}, NULL,
		                      &rates[row]);
	}
	enum segbias_status status = segbias_audit_add_gap(asking, item, "selection_rate", rates, error);
	free(rates);
	return status;
}

static enum segbias_status list_items(struct segbias_audit_asking *asking, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &asking->findings->audit;
	struct segbias_arena *arena = &asking->findings->arena;
	struct segbias_audit_groups *list = NULL;
	enum segbias_status status = segbias_audit_list(asking->input, arena, &list, &asking->count, error);
	asking->items = segbias_arena_array(arena, asking->count, sizeof *asking->items);
	audit->gaps = segbias_arena_array(arena, asking->count * SEGBIAS_AUDIT_MEASURES, sizeof *audit->gaps);
	if (status == SEGBIAS_OK && (!asking->items || !audit->gaps))
		status = segbias_error_memory(error);
	for (size_t i = 0; i < asking->count && status == SEGBIAS_OK; i++) {
		struct segbias_audited *found = &audit->attributes[i];
		asking->items[i] = (struct segbias_audit_item){&list[i], found, &audit->groups[found->first], NULL};
		if (!find_combinations(&asking->items[i], arena))
			status = segbias_error_memory(error);
	}
	return status;
}

/* A table of a decision, three attributes and one column more is none that is counted. */
static void note_wide(const struct segbias_audit_asking *asking)
{
	const struct segbias_audit_input *input = asking->input;
	char quoted[SEGBIAS_QUOTE_MAX];
	if (input->columns->label == SEGBIAS_NO_COLUMN && input->base.policy->audit.given_count == 0)
		return;
	for (size_t i = 0; i < asking->count; i++)
		if (asking->items[i].groups->part_count + 2 > SEGBIAS_TABLE_COLUMNS_MAX)
			segbias_error_place(
			    segbias_notes_add(&asking->findings->notes, "crossing_wide",
			                      "of %s, a crossing of three, labels and strata are not counted",
			                      segbias_label_quote(asking->items[i].groups->name, quoted)),
			    input->base.campaign_path, 0, 0);
}

enum segbias_status segbias_audit_questions(const struct segbias_audit_input *input, struct segbias_findings *findings,
                                            struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_audit_asking asking = {.input = input,
	                                      .findings = findings,
	                                      .persons = segbias_tally_clusters(input->base.campaign) &&
	                                                 !(input->base.policy->deff > 0)};
	clear(&findings->audit);
	if (input->base.policy->publish > 0) /* each is a table more, which would tell of the others' counts */
		return SEGBIAS_OK;
	SEGBIAS_TRY(list_items(&asking, error));
	if (input->columns->decides.by != SEGBIAS_SELECTING_NOBODY) {
		note_wide(&asking);
		SEGBIAS_TRY(segbias_audit_labels(&asking, error));
		SEGBIAS_TRY(segbias_audit_given(&asking, error));
	} else {
		forget_decisions(&findings->audit);
	}
	SEGBIAS_TRY(segbias_audit_scores(&asking, error));
	SEGBIAS_TRY(segbias_audit_proxies(&asking, error));
done:
	return status;
}
