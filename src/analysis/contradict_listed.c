/* Question: are the combinations and stages of a result what their own figures say? A review tells of them by one word each. DEFINITIONS.md, "Reviews". */
#include "analysis/contradiction.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static const double PERCENT = 100;

enum { PLACE_MAX = 60 };

/* crossings[3].state */
static const char *place_of(const char *list, size_t at, const char *field, char room[static PLACE_MAX])
{
	return segbias_text_print(room, PLACE_MAX, "%s[%zu].%s", list, at, field);
}

/* --- combinations -------------------------------------------------------------------------------------------------- */

/* Beyond its parts as they are in the other combinations, and no less so than by its parts alone, by which that is shown: "own". */
static bool is_own(const struct segbias_crossing_finding *row, double alpha)
{
	double parents = PERCENT * row->count / row->parents_expected;
	bool further = segbias_is_over(row->verdict) ? row->beyond >= parents && parents > PERCENT
	                                             : row->beyond <= parents && parents < PERCENT;
	return !isnan(row->others_expected) && row->q_parents_flag <= alpha && further;
}

static enum segbias_status check_crossing_figures(const struct segbias_findings *result, size_t at,
                                                  struct segbias_error *error)
{
	const struct segbias_crossing_finding *row = &result->crossings[at];
	struct segbias_contradiction l = {.result = result, .error = error};
	char room[PLACE_MAX];
	const struct {
		const char *field;
		double has, follows;
	} FIGURES[] = {
	    {"share", row->share, row->count / row->n},
	    {"index", row->index, PERCENT * row->share / row->reference_share},
	    {"beyond", row->beyond, PERCENT * row->count / row->others_expected},
	};
	for (size_t i = 0; i < sizeof FIGURES / sizeof *FIGURES; i++)
		if (isfinite(FIGURES[i].follows) &&
		    (isnan(FIGURES[i].has) || segbias_contradiction_differs(FIGURES[i].has, FIGURES[i].follows)))
			return segbias_contradiction_refuse(&l, place_of("crossings", at, FIGURES[i].field, room),
			                                    FIGURES[i].has, "its figures give", FIGURES[i].follows);
	return SEGBIAS_OK;
}

static enum segbias_status check_crossing(const struct segbias_findings *result, size_t at, struct segbias_error *error)
{
	const struct segbias_crossing_finding *row = &result->crossings[at];
	struct segbias_contradiction l = {.result = result, .error = error};
	double alpha = result->settings.alpha;
	bool flag = segbias_is_flag(row->verdict);
	bool apart = isnan(row->reference_share);
	bool sure = row->verdict == SEGBIAS_VERDICT_OVER || row->verdict == SEGBIAS_VERDICT_UNDER;
	char room[PLACE_MAX];
	const char *state = place_of("crossings", at, "state", room);
	if (!flag && strcmp(row->state, "none") != 0)
		return segbias_contradiction_refuse_word(&l, state, row->state, "its verdict is",
		                                         segbias_verdict_name(row->verdict));
	if (flag && !apart && is_own(row, alpha) && strcmp(row->state, "own") != 0)
		return segbias_contradiction_refuse_word(&l, state, row->state, "its tests give", "own");
	if (flag && (strcmp(row->state, "none") == 0 || (strcmp(row->state, "bounds") == 0) != apart))
		return segbias_contradiction_refuse_word(&l, state, row->state, "its verdict is",
		                                         segbias_verdict_name(row->verdict));
	if (row->q_flag <= alpha && !sure && row->reason == SEGBIAS_REASON_NONE)
		return segbias_contradiction_refuse_word(&l, place_of("crossings", at, "verdict", room),
		                                         segbias_verdict_name(row->verdict), "its tests give",
		                                         row->index > PERCENT ? "over" : "under");
	return check_crossing_figures(result, at, error);
}

/* --- stages -------------------------------------------------------------------------------------------------------- */

static bool is_one_group(const struct segbias_funnel *a, const struct segbias_funnel *b)
{
	return segbias_label_same(a->segment, b->segment) && segbias_label_equal(a->attribute, b->attribute) &&
	       segbias_label_equal(a->value, b->value);
}

/* Of the stages of a group, [from] to before [to], one skews where any does. */
static enum segbias_status check_steps(const struct segbias_findings *result, size_t from, size_t to,
                                       struct segbias_error *error)
{
	struct segbias_contradiction l = {.result = result, .error = error};
	double alpha = result->settings.alpha;
	size_t flags = 0;
	size_t skews = 0;
	char room[PLACE_MAX];
	for (size_t i = from; i < to; i++) {
		const struct segbias_funnel *row = &result->funnel[i];
		bool sure = row->verdict == SEGBIAS_VERDICT_OVER || row->verdict == SEGBIAS_VERDICT_UNDER;
		flags += segbias_is_flag(row->verdict);
		skews += row->skews;
		if (row->skews && !segbias_is_flag(row->verdict))
			return segbias_contradiction_refuse_word(&l, place_of("funnel", i, "skews", room), "true",
			                                         "its verdict is", segbias_verdict_name(row->verdict));
		if (row->q_flag <= alpha && !sure && !row->reason)
			return segbias_contradiction_refuse_word(&l, place_of("funnel", i, "verdict", room),
			                                         segbias_verdict_name(row->verdict), "its tests give",
			                                         row->index > PERCENT ? "over" : "under");
	}
	return skews == (flags > 0)
	           ? SEGBIAS_OK
	           : segbias_contradiction_refuse(&l, place_of("funnel", from, "skews", room), (double)skews,
	                                          "of the group's stages that skew it most there are", flags > 0);
}

/* --- all of it ---------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_result_listed(const struct segbias_findings *result, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < result->crossing_count && status == SEGBIAS_OK; i++)
		status = check_crossing(result, i, error);
	for (size_t i = 0; i < result->funnel_count && status == SEGBIAS_OK;) {
		size_t to = i + 1;
		while (to < result->funnel_count && is_one_group(&result->funnel[i], &result->funnel[to]))
			to++;
		status = check_steps(result, i, to, error);
		i = to;
	}
	return status;
}
