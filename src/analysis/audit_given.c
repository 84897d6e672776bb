/* Question of an audit: does the difference stand within the values of another column (--given)? Of every group the conditional
 * demographic disparity, and the Mantel-Haenszel odds ratio of being selected, against all others. */
#include "analysis/audit_questions.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>

/* One item within one column. */
struct within {
	const struct segbias_audit_asking *asking;
	const struct segbias_audit_item *item;
	struct segbias_label name;
	struct segbias_audit_by by;
	uint32_t *into;                   /* [ids - FIRST]: spellings of one value are one stratum */
	struct segbias_table_2x2 *strata; /* [ids] */
	struct segbias_decided *all;      /* [ids]: of the known groups */
};

static uint32_t stratum_of(const struct within *w, uint32_t id)
{
	return SEGBIAS_ID_FIRST + w->into[id - SEGBIAS_ID_FIRST];
}

static void add_all(struct within *w)
{
	for (size_t row = 0; row < w->item->found->count; row++)
		for (uint32_t id = SEGBIAS_ID_FIRST; id < w->by.ids; id++)
			segbias_decided_add(&w->all[stratum_of(w, id)],
			                    &w->by.cells[w->item->combinations[row] * w->by.ids + id]);
}

/* The tables of a group; their sum. */
static struct segbias_table_2x2 make_strata(struct within *w, size_t combination)
{
	struct segbias_table_2x2 sum = {0};
	double deff = w->asking->input->base.policy->deff > 0 ? w->asking->input->base.policy->deff : 1;
	for (uint32_t id = 0; id < w->by.ids; id++)
		w->strata[id] = (struct segbias_table_2x2){0};
	for (uint32_t id = SEGBIAS_ID_FIRST; id < w->by.ids; id++) {
		const struct segbias_decided *cell = &w->by.cells[combination * w->by.ids + id];
		struct segbias_table_2x2 *t = &w->strata[stratum_of(w, id)];
		t->a += cell->selected.weight;
		t->b += cell->others.weight;
	}
	for (uint32_t id = SEGBIAS_ID_FIRST; id < w->by.ids; id++) {
		struct segbias_table_2x2 *t = &w->strata[id];
		/* Sums of weights may leave a rounding where there is nobody. */
		t->c = fmax(0, w->all[id].selected.weight - t->a) / deff;
		t->d = fmax(0, w->all[id].others.weight - t->b) / deff;
		t->a /= deff;
		t->b /= deff;
		sum = (struct segbias_table_2x2){sum.a + t->a, sum.b + t->b, sum.c + t->c, sum.d + t->d};
	}
	return sum;
}

static void measure(struct within *w, size_t row, struct segbias_given_finding *out)
{
	struct segbias_mantel_haenszel result;
	const struct segbias_policy *policy = w->asking->input->base.policy;
	struct segbias_table_2x2 sum = make_strata(w, w->item->combinations[row]);
	const struct segbias_table_2x2 *strata = w->strata + SEGBIAS_ID_FIRST;
	size_t count = w->by.ids - SEGBIAS_ID_FIRST;
	bool tested = !w->asking->input->weighted && !w->asking->persons;
	double deff = policy->deff > 0 ? policy->deff : 1;
	segbias_mantel_haenszel(strata, count, policy->alpha, &result);
	*out = (struct segbias_given_finding){.stratifier = w->name,
	                                      .attribute = w->item->found->attribute,
	                                      .value = w->item->rows[row].value,
	                                      .cdd = segbias_conditional_disparity(strata, count),
	                                      .disparity = segbias_demographic_disparity(&sum),
	                                      .odds_ratio = result.crude_odds_ratio,
	                                      .mh_odds_ratio = result.odds_ratio,
	                                      .mh_low = tested ? result.low : NAN,
	                                      .mh_high = tested ? result.high : NAN,
	                                      .p = tested && (sum.a + sum.b) * deff >= policy->min_n ? result.p : NAN,
	                                      .q = NAN,
	                                      .breslow_day_p = tested ? result.breslow_day_p : NAN,
	                                      .n = (sum.a + sum.b + sum.c + sum.d) * deff};
	for (size_t i = 0; i < count; i++)
		out->strata += strata[i].a + strata[i].c > 0 && strata[i].b + strata[i].d > 0 ? 1 : 0;
}

static enum segbias_status measure_item(struct within *w, uint32_t column, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_audit_findings *audit = &w->asking->findings->audit;
	struct segbias_audited *found = w->item->found;
	w->strata = segbias_memory_zeroed(w->by.ids, sizeof *w->strata);
	w->all = segbias_memory_zeroed(w->by.ids, sizeof *w->all);
	if (!w->strata || !w->all)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_join_labels(w->asking->input->base.campaign, column, &w->into, error));
	add_all(w);
	for (size_t row = 0; row < found->count; row++) {
		struct segbias_given_finding *out = &audit->given[audit->given_count];
		measure(w, row, out);
		if (isnan(out->cdd))
			continue;
		audit->given_count++;
		found->cdd = fmax(found->cdd, out->cdd); /* NaN: there is none yet */
	}
done:
	free(w->strata);
	free(w->all);
	free(w->into);
	return status;
}

static enum segbias_status adjust(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &asking->findings->audit;
	double *p = segbias_memory_zeroed(audit->given_count + 1, sizeof *p);
	if (!p)
		return segbias_error_memory(error);
	for (size_t i = 0; i < audit->given_count; i++)
		p[i] = audit->given[i].p;
	enum segbias_status status = segbias_audit_adjust(asking, p, audit->given_count, error);
	for (size_t i = 0; i < audit->given_count && status == SEGBIAS_OK; i++)
		audit->given[i].q = p[i];
	free(p);
	return status;
}

static void note_untested(const struct segbias_audit_asking *asking)
{
	if (!asking->input->weighted && !asking->persons)
		return;
	segbias_error_place(
	    segbias_notes_add(&asking->findings->notes, "given_untested",
	                      "--given: %s, so that odds ratios within strata have no interval and no test",
	                      asking->persons ? "several rows are one person" : "records have weights"),
	    asking->input->base.campaign_path, 0, 0);
}

static void note_missing(const struct segbias_audit_asking *asking, uint32_t column)
{
	char number[SEGBIAS_NUMBER_MAX];
	char quoted[SEGBIAS_QUOTE_MAX];
	uint32_t id = SEGBIAS_ID_MISSING;
	const struct segbias_tally *tally = asking->input->base.campaign;
	double missing = (double)segbias_tally_cell(segbias_tally_table(tally, &column, 1), &id, 1).count;
	if (missing > 0)
		segbias_error_place(segbias_notes_add(&asking->findings->notes, "given_unknown",
		                                      "without %s: %s record%s, which %s in no stratum",
		                                      segbias_label_quote(segbias_tally_name(tally, column), quoted),
		                                      segbias_number_group(missing, number), segbias_plural(missing),
		                                      missing == 1 ? "is" : "are"),
		                    asking->input->base.campaign_path, 0, 0);
}

/* A crossing of three is told of elsewhere. */
static void note_itself(const struct within *w, uint32_t column)
{
	char quoted[2][SEGBIAS_QUOTE_MAX];
	const struct segbias_audit_groups *groups = w->item->groups;
	bool within = false;
	for (size_t i = 0; i < groups->part_count; i++)
		within = within || groups->parts[i]->reference_column == column;
	if (within)
		segbias_error_place(segbias_notes_add(&w->asking->findings->notes, "given_itself",
		                                      "--given: %s is not looked at within %s, which is part of it",
		                                      segbias_label_quote(groups->name, quoted[0]),
		                                      segbias_label_quote(w->name, quoted[1])),
		                    w->asking->input->base.campaign_path, 0, 0);
}

enum segbias_status segbias_audit_given(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_audit_findings *audit = &asking->findings->audit;
	size_t columns = asking->input->base.policy->audit.given_count;
	if (columns == 0)
		return SEGBIAS_OK;
	audit->given =
	    segbias_arena_array(&asking->findings->arena, columns * audit->group_count, sizeof *audit->given);
	if (!audit->given)
		return segbias_error_memory(error);
	note_untested(asking);
	for (size_t i = 0; i < columns; i++) {
		uint32_t column = asking->input->columns->given[i];
		struct segbias_label name;
		if (!segbias_arena_copy(&asking->findings->arena,
		                        segbias_tally_name(asking->input->base.campaign, column), &name))
			SEGBIAS_TRY(segbias_error_memory(error));
		note_missing(asking, column);
		for (size_t j = 0; j < asking->count; j++) {
			struct within w = {.asking = asking, .item = &asking->items[j], .name = name};
			SEGBIAS_TRY(segbias_audit_count_by(asking->input, w.item->groups, column,
			                                   &asking->findings->arena, &w.by, error));
			if (w.by.cells)
				SEGBIAS_TRY(measure_item(&w, column, error));
			else
				note_itself(&w, column);
		}
	}
	SEGBIAS_TRY(adjust(asking, error));
done:
	return status;
}
