/* What was decided to be mended, and by which later run it was: DEFINITIONS.md, "Reviews". */
#include "jobs/review_showing.h"

#include "analysis/change.h"
#include "analysis/group_index.h"
#include "analysis/review.h"
#include "base/memory.h"
#include "history/digest.h"
#include "history/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- the groups of runs, in short --------------------------------------------------------------------------------- */

/* Whether nothing else was decided on the same segment since. */
static bool is_last_of(const struct segbias_standing *standing, size_t at)
{
	struct segbias_label segment = standing->signed_by[at]->segment;
	for (size_t i = at + 1; i < standing->signed_count; i++)
		if (segbias_label_same(standing->signed_by[i]->segment, segment))
			return false;
	return true;
}

static bool is_fix(const struct segbias_standing *standing, size_t at)
{
	return segbias_label_equal(standing->signed_by[at]->decision, segbias_label_of("fix")) &&
	       is_last_of(standing, at);
}

static bool has_fix(const struct segbias_standing *standing)
{
	bool found = false;
	for (size_t i = 0; i < standing->signed_count; i++)
		found = found || is_fix(standing, i);
	return found;
}

enum segbias_status segbias_actions_begin(struct segbias_showing *s, struct segbias_error *error)
{
	size_t first = 0;
	while (first < s->book.standing_count && !has_fix(&s->book.standings[first]))
		first++;
	if (first == s->book.standing_count)
		return SEGBIAS_OK;
	s->counted_from = first;
	s->names = segbias_memory_get(sizeof *s->names);
	s->counted = segbias_memory_zeroed(s->book.standing_count, sizeof *s->counted);
	if (s->names)
		segbias_change_names_init(s->names);
	return s->names && s->counted ? SEGBIAS_OK : segbias_error_memory(error);
}

void segbias_actions_end(struct segbias_showing *s)
{
	for (size_t i = 0; s->counted && i < s->book.standing_count; i++)
		segbias_change_family_release(&s->counted[i].family);
	if (s->names)
		segbias_change_names_release(s->names);
	free(s->counted);
	free(s->names);
	s->counted = NULL;
	s->names = NULL;
}

struct counting {
	struct segbias_change_family *family;
	struct segbias_change_names *names;
};

static bool count_group(void *context, const struct segbias_digest_group *group)
{
	struct counting *counting = context;
	segbias_change_family_add(counting->family, counting->names, group->comparison, group->value);
	return !counting->family->failed;
}

enum segbias_status segbias_actions_count(struct segbias_showing *s, const struct segbias_standing *standing,
                                          struct segbias_label digest, struct segbias_error *error)
{
	size_t at = (size_t)(standing - s->book.standings);
	struct segbias_findings *head = NULL;
	bool fit = false;
	if (!s->names || at < s->counted_from || s->counted[at].counted)
		return SEGBIAS_OK;
	struct segbias_counted_run *counted = &s->counted[at];
	struct counting counting = {&counted->family, s->names};
	enum segbias_status status = segbias_digest_head(digest, &head, &fit, error);
	if (status != SEGBIAS_OK)
		return status;
	if (fit)
		counted->policy = segbias_review_policy(head);
	segbias_findings_free(head);
	counted->counted = true;
	if (!fit || !segbias_digest_walk(digest, count_group, &counting))
		counted->family.unfit = true;
	return counted->family.failed ? segbias_error_memory(error) : SEGBIAS_OK;
}

/* What may be seen of a run's result, read once for all runs that it is looked at beside. */
static enum segbias_status count_result(struct segbias_showing *s, const struct segbias_standing *standing,
                                        struct segbias_counted_run *counted, struct segbias_error *error)
{
	struct segbias_findings *result = NULL;
	enum segbias_status status = segbias_showing_read(s, standing->run, true, &result, error);
	for (size_t i = 0; status == SEGBIAS_OK && i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++)
			segbias_change_family_add(&counted->family, s->names, &result->comparisons[i],
			                          &result->comparisons[i].values[j]);
	if (status == SEGBIAS_OK) {
		counted->policy = segbias_review_policy(result);
		counted->counted = true;
	}
	segbias_findings_free(result);
	return status == SEGBIAS_OK && counted->family.failed ? segbias_error_memory(error) : status;
}

/* Reads what was not at hand. A ledger of the first version has no digests, and no digest says what is withheld. */
static enum segbias_status count_run(struct segbias_showing *s, const struct segbias_standing *standing,
                                     struct segbias_counted_run **out, struct segbias_error *error)
{
	struct segbias_text bytes = {0};
	enum segbias_status status = SEGBIAS_OK;
	*out = &s->counted[standing - s->book.standings];
	if ((*out)->counted)
		return SEGBIAS_OK;
	if (segbias_showing_publishes(s) || !standing->run->digest_sha256.bytes)
		return count_result(s, standing, *out, error);
	SEGBIAS_TRY(segbias_runs_digest(s->book.ledger, standing->run, &bytes, error));
	SEGBIAS_TRY(segbias_actions_count(s, standing, segbias_text_label(&bytes), error));
	(*out)->family.unfit = (*out)->family.unfit || !(*out)->counted;
done:
	segbias_text_release(&bytes);
	return status;
}

/* Whether the later run may show that something of what was decided on from `first` on was mended; where not, it need not be tested. */
static enum segbias_status may_close(struct segbias_showing *s, const struct segbias_standing *decided,
                                     const struct segbias_standing *later, size_t first, bool *may,
                                     struct segbias_error *error)
{
	struct segbias_counted_run *before = NULL;
	struct segbias_counted_run *now = NULL;
	struct segbias_label *open = NULL;
	size_t count = 0;
	enum segbias_status status = SEGBIAS_OK;
	*may = true;
	if (!s->names)
		return SEGBIAS_OK;
	SEGBIAS_TRY(count_run(s, decided, &before, error));
	SEGBIAS_TRY(count_run(s, later, &now, error));
	open = segbias_memory_zeroed(s->review->action_count + 1, sizeof *open);
	if (!open)
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = first; i < s->review->action_count; i++)
		if (!s->review->actions[i].closed.bytes)
			open[count++] = s->review->actions[i].segment;
	const struct segbias_change_asked asked = {&now->policy, open, count};
	status = segbias_change_family_may_mend(&asked, s->names, &before->family, &now->family, may, error);
done:
	free(open);
	return status;
}

/* --- what was mended ---------------------------------------------------------------------------------------------- */

static bool is_in(struct segbias_label segment, const struct segbias_change *row)
{
	return !segment.bytes || (row->segment.bytes && segbias_label_equal(row->segment, segment));
}

/* Whether what is unknown in one of the runs cannot be all of it. */
static bool stays(struct segbias_group_index *earlier, const struct segbias_change *row)
{
	struct segbias_comparison comparison = {.segment = row->segment, .attribute = row->attribute};
	struct segbias_value_finding value = {.value = row->value};
	const struct segbias_group_item key = {&comparison, &value};
	const struct segbias_group_item *found = segbias_group_index_find(earlier, &key, earlier->count);
	return !found || segbias_review_stays(row, found->comparison, found->value);
}

/* The change for the better of the segment's group that was furthest from 100; NULL: there is none. unknown: there may be one. */
static const struct segbias_change *find_better(const struct segbias_baseline *baseline,
                                                struct segbias_group_index *earlier, struct segbias_label segment,
                                                bool *unknown)
{
	static const enum segbias_change_state STATES[] = {SEGBIAS_CHANGE_GONE, SEGBIAS_CHANGE_BETTER};
	const struct segbias_change *found = NULL;
	for (size_t i = 0; i < sizeof STATES / sizeof *STATES; i++) {
		const struct segbias_changes *list = &baseline->lists[STATES[i]];
		for (size_t j = 0; j < list->count; j++) {
			if (!is_in(segment, &list->rows[j]) || (found && fabs(log(list->rows[j].index_before / 100)) <=
			                                                     fabs(log(found->index_before / 100))))
				continue;
			if (stays(earlier, &list->rows[j]))
				found = &list->rows[j];
			else
				*unknown = true;
		}
	}
	return found;
}

static enum segbias_status close_action(struct segbias_showing *s, const struct segbias_standing *later,
                                        const struct segbias_change *row, struct segbias_action *action,
                                        struct segbias_error *error)
{
	action->ratio = row->ratio;
	action->ratio_low = row->ratio_low;
	action->ratio_high = row->ratio_high;
	action->lack = SEGBIAS_CHANGE_TESTED;
	return segbias_showing_keep(s, later->run->period, &action->closed) &&
	               segbias_showing_keep(s, row->segment, &action->closed_segment) &&
	               segbias_showing_keep(s, row->attribute, &action->attribute) &&
	               segbias_showing_keep(s, row->value, &action->value)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

/* Why what is open of them is not shown to be mended by the run that was looked at last. dropped: its period, or NULL. */
static enum segbias_status set_lack(struct segbias_showing *s, size_t first, enum segbias_change_lack lack,
                                    const struct segbias_ledger_run *dropped, struct segbias_error *error)
{
	bool ok = true;
	for (size_t i = first; ok && i < s->review->action_count; i++) {
		struct segbias_action *action = &s->review->actions[i];
		if (action->closed.bytes)
			continue;
		action->lack = lack;
		ok = segbias_showing_keep(s, dropped ? dropped->period : (struct segbias_label){0}, &action->dropped);
	}
	return ok ? SEGBIAS_OK : segbias_error_memory(error);
}

/* Of two runs that are compared by one reference. */
static enum segbias_status close_actions(struct segbias_showing *s, const struct segbias_standing *later, size_t first,
                                         const struct segbias_baseline *baseline, struct segbias_findings *before,
                                         struct segbias_error *error)
{
	struct segbias_group_index earlier = {0};
	enum segbias_status status =
	    segbias_group_index_init(before, &earlier) ? SEGBIAS_OK : segbias_error_memory(error);
	for (size_t i = first; status == SEGBIAS_OK && i < s->review->action_count; i++) {
		struct segbias_action *action = &s->review->actions[i];
		bool unknown = false;
		if (action->closed.bytes)
			continue;
		const struct segbias_change *row = find_better(baseline, &earlier, action->segment, &unknown);
		if (row)
			status = close_action(s, later, row, action, error);
		else if (unknown)
			action->lack = SEGBIAS_CHANGE_UNKNOWN;
	}
	segbias_group_index_release(&earlier);
	return status;
}

/* Which of the actions that were decided on from `first` on a later run shows, by its own reference, to have changed for the better: another
 * census mends nothing. The two runs are tested once for all of them. */
static enum segbias_status close_by(struct segbias_showing *s, const struct segbias_standing *decided,
                                    const struct segbias_standing *later, size_t first, struct segbias_error *error)
{
	struct segbias_findings *before = NULL;
	struct segbias_findings *after = NULL;
	struct segbias_baseline baseline = {0};
	double *old = NULL;
	enum segbias_status status = SEGBIAS_OK;
	bool may = false;
	if (decided->run->purged || later->run->purged)
		return set_lack(s, first, SEGBIAS_CHANGE_DROPPED, decided->run->purged ? decided->run : later->run,
		                error);
	if (decided->run->campaign_sha256.bytes &&
	    segbias_label_same(decided->run->campaign_sha256, later->run->campaign_sha256))
		return set_lack(s, first, SEGBIAS_CHANGE_SAME, NULL, error);
	SEGBIAS_TRY(set_lack(s, first, SEGBIAS_CHANGE_TESTED, NULL, error));
	SEGBIAS_TRY(may_close(s, decided, later, first, &may, error));
	if (!may)
		goto done;
	SEGBIAS_TRY(segbias_showing_read(s, decided->run, true, &before, error));
	SEGBIAS_TRY(segbias_showing_read(s, later->run, true, &after, error));
	(void)segbias_review_rename(after, before, NULL);
	SEGBIAS_TRY(set_lack(s, first, segbias_review_lack(after, before), NULL, error));
	segbias_review_rebase(after, before, &old);
	if (!old)
		SEGBIAS_TRY(segbias_error_memory(error));
	struct segbias_policy policy = segbias_review_policy(after);
	struct segbias_error why = {0};
	status = segbias_change_find(&policy, before, after, &baseline, &why);
	if (status == SEGBIAS_OK)
		SEGBIAS_TRY(close_actions(s, later, first, &baseline, before, error));
	/* Of the same file nothing has changed. */
	status = status == SEGBIAS_DATA ? SEGBIAS_OK : status;
done:
	free(old);
	segbias_findings_free(before);
	segbias_findings_free(after);
	return status;
}

static bool is_any_open(const struct segbias_review *review, size_t first)
{
	for (size_t i = first; i < review->action_count; i++)
		if (!review->actions[i].closed.bytes)
			return true;
	return false;
}

/* For who reads the data. */
static bool keep_why(struct segbias_showing *s, struct segbias_action *action)
{
	char room[SEGBIAS_QUOTE_MAX];
	const char *why = segbias_review_why(action->lack);
	if (action->dropped.bytes)
		why = segbias_text_print(room, sizeof room, "the counts of %.*s were dropped",
		                         (int)action->dropped.size, action->dropped.bytes);
	return !why || segbias_showing_keep(s, segbias_label_of(why), &action->untested);
}

/* The actions from `first` on, which were decided on in one period, by the periods since. */
static enum segbias_status settle_actions(struct segbias_showing *s, const struct segbias_standing *decided,
                                          size_t first, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < s->book.standing_count && is_any_open(s->review, first); i++) {
		const struct segbias_standing *later = &s->book.standings[i];
		if (segbias_term_compare(&later->term, &decided->term) > 0 &&
		    segbias_term_compare(&later->term, &s->standing->term) <= 0)
			SEGBIAS_TRY(close_by(s, decided, later, first, error));
	}
	for (size_t i = first; i < s->review->action_count; i++) {
		struct segbias_action *action = &s->review->actions[i];
		action->overdue = !action->closed.bytes && !decided->run->purged && action->due.bytes && s->as_of &&
		                  segbias_label_compare(action->due, segbias_label_of(s->as_of)) < 0;
		if (!keep_why(s, action))
			SEGBIAS_TRY(segbias_error_memory(error));
	}
done:
	return status;
}

static bool add_action(struct segbias_showing *s, const struct segbias_entry *entry)
{
	struct segbias_action *action = &s->review->actions[s->review->action_count++];
	*action = (struct segbias_action){.ratio = NAN, .ratio_low = NAN, .ratio_high = NAN};
	return segbias_showing_keep(s, entry->period, &action->period) &&
	       segbias_showing_keep(s, entry->segment, &action->segment) &&
	       segbias_showing_keep(s, entry->decision, &action->decision) &&
	       segbias_showing_keep(s, entry->due, &action->due) && segbias_showing_keep(s, entry->by, &action->by);
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

enum segbias_status segbias_actions_list(struct segbias_showing *s, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	s->review->actions =
	    segbias_arena_array(&s->now->arena, s->book.content.entry_count, sizeof *s->review->actions);
	if (!s->review->actions)
		return segbias_error_memory(error);
	for (size_t i = 0; i < s->book.standing_count; i++) {
		const struct segbias_standing *standing = &s->book.standings[i];
		size_t first = s->review->action_count;
		if (segbias_term_compare(&standing->term, &s->standing->term) > 0)
			continue;
		for (size_t j = 0; j < standing->signed_count; j++)
			if (is_fix(standing, j) && !add_action(s, standing->signed_by[j]))
				SEGBIAS_TRY(segbias_error_memory(error));
		SEGBIAS_TRY(settle_actions(s, standing, first, error));
	}
done:
	return status;
}
