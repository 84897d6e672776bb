/* Question of an audit: how often is the decision right, by group? Of those whose label is true the share selected (tpr), of
 * those whose label is false likewise (fpr), of those selected the share whose label is true (ppv), and of all the share decided
 * as the label says (accuracy), with exact intervals, Fisher's p against all others, and the gaps between groups. */
#include "analysis/audit_questions.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum measure { TPR, FPR, PPV, ACCURACY, MEASURES };
static const char *const NAMES[] = {"tpr", "fpr", "ppv", "accuracy"};

/* Where a group has the figures of a measure. */
struct place {
	double *rate, *low, *high, *p, *q;
};

static struct place place_of(struct segbias_audit_group *g, enum measure measure)
{
	switch (measure) {
	case TPR:
		return (struct place){&g->tpr, &g->tpr_low, &g->tpr_high, &g->tpr_p, &g->tpr_q};
	case FPR:
		return (struct place){&g->fpr, &g->fpr_low, &g->fpr_high, &g->fpr_p, &g->fpr_q};
	case PPV:
		return (struct place){&g->ppv, &g->ppv_low, &g->ppv_high, &g->ppv_p, &g->ppv_q};
	case ACCURACY:
	case MEASURES:
		break;
	}
	return (struct place){&g->accuracy, &g->accuracy_low, &g->accuracy_high, &g->accuracy_p, &g->accuracy_q};
}

/* Decisions by label: [0] it is true, [1] it is false. */
struct judged {
	struct segbias_decided by[2];
};

static struct judged read(const struct segbias_audit_by *by, size_t combination)
{
	const struct segbias_decided *cells = &by->cells[combination * by->ids];
	return (struct judged){{cells[SEGBIAS_ID_SELECTED], cells[SEGBIAS_ID_NOT_SELECTED]}};
}

static void add(struct judged *sum, const struct judged *other)
{
	for (size_t i = 0; i < 2; i++)
		segbias_decided_add(&sum->by[i], &other->by[i]);
}

static void subtract(struct judged *sum, const struct judged *other)
{
	for (size_t i = 0; i < 2; i++)
		segbias_decided_subtract(&sum->by[i], &other->by[i]);
}

static struct segbias_cell both(const struct segbias_cell *a, const struct segbias_cell *b)
{
	return (struct segbias_cell){.count = a->count + b->count,
	                             .weight = a->weight + b->weight,
	                             .square = a->square + b->square,
	                             .units = a->units + b->units};
}

/* Records that have a measure's property, and those that might. */
static void cells_of(const struct judged *judged, enum measure measure, struct segbias_cell out[2])
{
	const struct segbias_decided *yes = &judged->by[0];
	const struct segbias_decided *no = &judged->by[1];
	out[0] = measure == FPR        ? no->selected
	         : measure == ACCURACY ? both(&yes->selected, &no->others)
	                               : yes->selected;
	out[1] = measure == TPR   ? yes->others
	         : measure == FPR ? no->others
	         : measure == PPV ? no->selected
	                          : both(&yes->others, &no->selected);
}

/* One measure of all groups of an item. */
static enum segbias_status measure_item(const struct segbias_audit_asking *asking,
                                        const struct segbias_audit_item *item, const struct segbias_audit_by *by,
                                        enum measure measure, struct segbias_error *error)
{
	struct judged all = {0};
	struct segbias_audit_rate *rates = segbias_memory_zeroed(item->found->count + 1, sizeof *rates);
	if (!rates)
		return segbias_error_memory(error);
	for (size_t i = 0; i < item->found->count; i++) {
		struct judged mine = read(by, item->combinations[i]);
		add(&all, &mine);
	}
	for (size_t i = 0; i < item->found->count; i++) {
		struct judged mine = read(by, item->combinations[i]);
		struct judged others = all;
		struct segbias_cell cells[2];
		struct segbias_cell rest[2];
		subtract(&others, &mine);
		cells_of(&mine, measure, cells);
		cells_of(&others, measure, rest);
		segbias_audit_rate_of(asking, cells, rest, &rates[i]);
		struct place place = place_of(&item->rows[i], measure);
		*place.rate = rates[i].rate;
		*place.low = rates[i].low;
		*place.high = rates[i].high;
		*place.p = rates[i].p;
		if (measure == ACCURACY)
			item->rows[i].labelled = cells[0].weight + cells[1].weight;
	}
	enum segbias_status status = segbias_audit_add_gap(asking, item, NAMES[measure], rates, error);
	free(rates);
	return status;
}

/* All measures of all groups are one family. */
static enum segbias_status adjust(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	struct segbias_audit_findings *audit = &asking->findings->audit;
	double *p = segbias_memory_zeroed(MEASURES * audit->group_count + 1, sizeof *p);
	if (!p)
		return segbias_error_memory(error);
	for (size_t i = 0; i < MEASURES * audit->group_count; i++)
		p[i] = *place_of(&audit->groups[i / MEASURES], (enum measure)(i % MEASURES)).p;
	enum segbias_status status = segbias_audit_adjust(asking, p, MEASURES * audit->group_count, error);
	for (size_t i = 0; i < MEASURES * audit->group_count && status == SEGBIAS_OK; i++)
		*place_of(&audit->groups[i / MEASURES], (enum measure)(i % MEASURES)).q = p[i];
	free(p);
	return status;
}

static void note_missing(const struct segbias_audit_asking *asking)
{
	char number[SEGBIAS_NUMBER_MAX];
	uint32_t column = asking->input->columns->label;
	uint32_t id = SEGBIAS_ID_MISSING;
	const struct segbias_table *table = segbias_tally_table(asking->input->base.campaign, &column, 1);
	double missing = (double)segbias_tally_cell(table, &id, 1).count;
	struct segbias_notes *notes = &asking->findings->notes;
	if (missing > 0)
		segbias_error_place(
		    segbias_notes_add(notes, "label_unknown",
		                      "without a label: %s record%s, which %s in no tpr, fpr, ppv and accuracy",
		                      segbias_number_group(missing, number), segbias_plural(missing),
		                      missing == 1 ? "is" : "are"),
		    asking->input->base.campaign_path, 0, 0);
	if (asking->persons)
		segbias_error_place(
		    segbias_notes_add(notes, "label_persons",
		                      "several rows are one person, so that tpr, fpr, ppv and accuracy have no "
		                      "interval and no test"),
		    asking->input->base.campaign_path, 0, 0);
}

enum segbias_status segbias_audit_labels(const struct segbias_audit_asking *asking, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const uint32_t label = asking->input->columns->label;
	if (label != SEGBIAS_NO_COLUMN)
		note_missing(asking);
	for (size_t i = 0; i < asking->count; i++) {
		struct segbias_audit_by by = {0};
		SEGBIAS_TRY(segbias_audit_add_rate_gap(asking, &asking->items[i], error));
		if (label != SEGBIAS_NO_COLUMN)
			SEGBIAS_TRY(segbias_audit_count_by(asking->input, asking->items[i].groups, label,
			                                   &asking->findings->arena, &by, error));
		for (int measure = 0; measure < MEASURES && by.cells; measure++)
			SEGBIAS_TRY(measure_item(asking, &asking->items[i], &by, (enum measure)measure, error));
	}
	SEGBIAS_TRY(adjust(asking, error));
done:
	return status;
}
