/* The job of segbias/review.h that reads: what a period's run calls for. */
#include <segbias/review.h>

#include "jobs/review_show.h"
#include "jobs/review_showing.h"

#include "analysis/change.h"
#include "analysis/group_index.h"
#include "analysis/review.h"
#include "base/call.h"
#include "base/memory.h"
#include "history/digest.h"
#include "history/runs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PERCENT = 100;

bool segbias_showing_publishes(const struct segbias_showing *s)
{
	return s->publication && s->publication->least > 0;
}

enum segbias_status segbias_showing_read(struct segbias_showing *s, const struct segbias_ledger_run *run, bool head,
                                         struct segbias_findings **out, struct segbias_error *error)
{
	if (!segbias_showing_publishes(s))
		return segbias_runs_figures(s->book.ledger, run, head, out, error);
	enum segbias_status status = segbias_runs_whole(s->book.ledger, run, out, error);
	return status == SEGBIAS_OK ? segbias_publication_apply(s->publication, &s->book, run, *out, error) : status;
}

/* The run that is shown. Crossings and stages are findings of it, and stand in the result alone. */
static enum segbias_status read_now(struct segbias_showing *s, struct segbias_error *error)
{
	enum segbias_status status = segbias_showing_read(s, s->standing->run, true, &s->now, error);
	if (status != SEGBIAS_OK || segbias_showing_publishes(s) ||
	    !(s->now->settings.cross > 0 || s->now->settings.stage_count))
		return status;
	segbias_findings_free(s->now);
	s->now = NULL;
	return segbias_runs_whole(s->book.ledger, s->standing->run, &s->now, error);
}

/* --- the past of every group ------------------------------------------------------------------------------------- */

/* Where the past of this run's groups goes to. */
struct past {
	const struct segbias_group_index *now;
	struct segbias_series *series; /* [now->count] */
	size_t place;                  /* in the histories; SEGBIAS_REVIEW_PERIODS: none */
	bool limits;                   /* limits stand on it */
	bool within;                   /* it looked at the records that this run looks at */
	size_t alike; /* so many of the first of `now` it has, in the same order and among the same values */
	size_t at;    /* the first of `now` that it was not looked up for */
};

/* alike: of the same records and values; else a share is one of something else, of which only index and verdict are told. */
static void take_past(const struct past *past, size_t at, bool alike, const struct segbias_comparison *comparison,
                      const struct segbias_value_finding *value)
{
	struct segbias_series *series = &past->series[at];
	double reference_share = past->now->items[at].value->reference_share;
	if (past->place < SEGBIAS_REVIEW_PERIODS) {
		series->index[past->place] = value->index;
		series->level[past->place] =
		    alike && reference_share > 0 ? PERCENT * value->share / reference_share : (double)NAN;
		series->verdict[past->place] = value->verdict;
	}
	if (!past->limits || !alike || !(comparison->n > 0) || isnan(value->share))
		return;
	bool weighted = comparison->n_effective != comparison->n || comparison->n != floor(comparison->n);
	double n = weighted ? comparison->n_effective : comparison->n;
	if (isnan(n))
		return;
	series->n[series->count] = n;
	series->x[series->count] = weighted ? value->share * n : value->count;
	series->weighted = series->weighted || weighted;
	series->count++;
}

/* As long as the earlier run has the groups of this one in the same order, as most have. */
static bool count_alike(void *context, const struct segbias_digest_group *group)
{
	struct past *past = context;
	if (past->alike == past->now->count)
		return false;
	const struct segbias_group_item *item = &past->now->items[past->alike];
	if (group->comparison->value_count != item->comparison->value_count ||
	    !segbias_label_equal(group->value->value, item->value->value) ||
	    !segbias_label_equal(group->comparison->attribute, item->comparison->attribute) ||
	    !segbias_label_same(group->comparison->segment, item->comparison->segment))
		return false;
	past->alike++;
	return true;
}

static bool take_next(void *context, const struct segbias_digest_group *group)
{
	struct past *past = context;
	if (past->at == past->alike)
		return false;
	take_past(past, past->at++, past->within, group->comparison, group->value);
	return true;
}

/* Of comparisons that both have throughout: of one with another value all are looked at. */
static void take_alike(struct past *past, struct segbias_label digest)
{
	const struct segbias_group_item *items = past->now->items;
	(void)segbias_digest_walk(digest, count_alike, past);
	while (past->alike > 0 && past->alike < past->now->count &&
	       items[past->alike - 1].comparison == items[past->alike].comparison)
		past->alike--;
	(void)segbias_digest_walk(digest, take_next, past);
}

/* By names, what is not in the same place. */
static void take_found(struct past *past, struct segbias_group_index *index)
{
	const struct segbias_comparison *looked = NULL;
	bool alike = false;
	for (size_t i = past->at; i < past->now->count; i++) {
		const struct segbias_group_item *item = &past->now->items[i];
		const struct segbias_group_item *found = segbias_group_index_find(index, item, i);
		if (!found)
			continue;
		if (looked != item->comparison)
			alike = past->within && segbias_review_same_values(item->comparison, found->comparison);
		looked = item->comparison;
		take_past(past, i, alike, found->comparison, found->value);
	}
}

/* *fit: false: the digest is of a later form, and the result tells. */
static enum segbias_status look_within(const struct segbias_showing *s, struct segbias_label digest, struct past *past,
                                       bool *fit, struct segbias_error *error)
{
	struct segbias_findings *head = NULL;
	enum segbias_status status = segbias_digest_head(digest, &head, fit, error);
	if (status == SEGBIAS_OK && *fit)
		past->within = segbias_review_same_within(&s->now->settings, &head->settings);
	segbias_findings_free(head);
	return status;
}

/* With the names that this run has. Which columns of the reference they were compared with is read only where the names do not tell. */
static enum segbias_status read_renamed(struct segbias_showing *s, const struct segbias_ledger_run *run,
                                        struct segbias_findings **out, struct segbias_error *error)
{
	enum segbias_status status = segbias_showing_read(s, run, false, out, error);
	if (status != SEGBIAS_OK || segbias_review_rename(s->now, *out, NULL))
		return status;
	segbias_findings_free(*out);
	*out = NULL;
	status = segbias_showing_read(s, run, true, out, error);
	if (status == SEGBIAS_OK)
		(void)segbias_review_rename(s->now, *out, NULL);
	return status;
}

/* Counts and warnings: what is withheld of a run is settled by them. */
static enum segbias_status read_counts(struct segbias_showing *s, const struct segbias_ledger_run *run,
                                       struct segbias_findings **out, struct segbias_error *error)
{
	struct segbias_findings *told = NULL;
	enum segbias_status status = segbias_runs_told(s->book.ledger, run, &told, error);
	if (status == SEGBIAS_OK)
		status = segbias_runs_figures(s->book.ledger, run, true, out, error);
	if (status == SEGBIAS_OK) {
		const struct segbias_notes notes = (*out)->notes;
		(*out)->notes = told->notes;
		told->notes = notes;
		segbias_arena_join(&(*out)->arena, &told->arena); /* their codes stand in it */
	}
	segbias_findings_free(told);
	return status;
}

/* What an earlier run says. Verdicts are judged again by what is shown only where anybody looks at them: of others that are published, only counts
 * are read. */
static enum segbias_status read_past(struct segbias_showing *s, const struct segbias_ledger_run *run,
                                     const struct past *past, struct segbias_findings **out,
                                     struct segbias_error *error)
{
	enum { VERDICTS = 2 }; /* of the last periods: a finding twice in a row */
	bool known = false;
	enum segbias_status status = SEGBIAS_OK;
	if (!segbias_showing_publishes(s) ||
	    (past->place < SEGBIAS_REVIEW_PERIODS && past->place >= SEGBIAS_REVIEW_PERIODS - VERDICTS))
		return read_renamed(s, run, out, error);
	SEGBIAS_TRY(segbias_publication_knows(s->publication, &s->book, run, &known, error));
	SEGBIAS_TRY(known ? segbias_runs_figures(s->book.ledger, run, true, out, error)
	                  : read_counts(s, run, out, error));
	SEGBIAS_TRY(segbias_publication_withhold(s->publication, &s->book, run, *out, error));
	/* Only now: what is withheld is settled by what stands in the result. */
	(void)segbias_review_rename(s->now, *out, NULL);
done:
	return status;
}

/* What of a run was read to be published, with the names that this run has; NULL: it was not. */
static struct segbias_findings *at_hand(const struct segbias_showing *s, const struct segbias_standing *standing)
{
	if (!segbias_showing_publishes(s))
		return NULL;
	if (standing == s->standing)
		return s->now;
	return standing == s->previous && segbias_review_same_names(s->now, s->before) ? s->before : NULL;
}

/* What an earlier run says of the groups of this one. */
static enum segbias_status add_past(struct segbias_showing *s, const struct segbias_standing *standing,
                                    struct past *past, struct segbias_error *error)
{
	const struct segbias_ledger_run *run = standing->run;
	struct segbias_text bytes = {0};
	struct segbias_findings *figures = at_hand(s, standing);
	struct segbias_findings *read = NULL;
	struct segbias_group_index index = {0};
	bool fit = false;
	enum segbias_status status = SEGBIAS_OK;
	if (run->digest_sha256.bytes) {
		SEGBIAS_TRY(segbias_runs_digest(s->book.ledger, run, &bytes, error));
		SEGBIAS_TRY(look_within(s, segbias_text_label(&bytes), past, &fit, error));
	}
	if (fit && !segbias_showing_publishes(s)) {
		take_alike(past, segbias_text_label(&bytes));
		SEGBIAS_TRY(segbias_actions_count(s, standing, segbias_text_label(&bytes), error));
	}
	if (past->at == past->now->count)
		goto done;
	if (!figures)
		SEGBIAS_TRY(read_past(s, run, past, &read, error));
	figures = figures ? figures : read;
	/* Without a digest it is the whole result, which has its settings. */
	if (!fit)
		past->within = segbias_review_same_within(&s->now->settings, &figures->settings);
	if (!segbias_group_index_init(figures, &index))
		SEGBIAS_TRY(segbias_error_memory(error));
	take_found(past, &index);
done:
	segbias_group_index_release(&index);
	segbias_findings_free(read);
	segbias_text_release(&bytes);
	return status;
}

/* How many periods lie between; the later one must not be the earlier. */
static size_t steps_between(struct segbias_term from, const struct segbias_term *to, size_t most)
{
	size_t steps = 0;
	while (steps < most && segbias_term_compare(&from, to) < 0) {
		from = segbias_term_next(from);
		steps++;
	}
	return steps;
}

/* Whether limits stand on the period: on those up to the baseline, else on all before. */
static bool is_base(const struct segbias_showing *s, const struct segbias_standing *standing)
{
	return s->baseline ? segbias_term_compare(&standing->term, &s->baseline->term) <= 0
	                   : segbias_term_compare(&standing->term, &s->standing->term) < 0;
}

/* Room for all of them, of which the first holds what all others point into; NULL: no memory. */
static struct segbias_series *make_series(const struct segbias_showing *s, size_t count, double **room)
{
	size_t periods = s->book.standing_count;
	struct segbias_series *series = segbias_memory_zeroed(count + 1, sizeof *series);
	bool fits = periods == 0 || count < SIZE_MAX / 2 / sizeof(double) / periods;
	*room = fits ? segbias_memory_zeroed(2 * count * periods + 1, sizeof **room) : NULL;
	for (size_t i = 0; series && *room && i < count; i++) {
		series[i].x = *room + 2 * i * periods;
		series[i].n = series[i].x + periods;
		for (size_t j = 0; j < SEGBIAS_REVIEW_PERIODS; j++) {
			series[i].index[j] = series[i].level[j] = NAN;
			series[i].verdict[j] = SEGBIAS_VERDICT_UNCLEAR;
		}
	}
	return series;
}

static enum segbias_status find_series(struct segbias_showing *s, struct segbias_series **out, double **room,
                                       struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_group_index now = {0};
	*out = make_series(s, segbias_findings_count_values(s->now), room);
	if (!*out || !*room || !segbias_group_index_init(s->now, &now))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < s->book.standing_count; i++) {
		const struct segbias_standing *standing = &s->book.standings[i];
		if (segbias_term_compare(&standing->term, &s->standing->term) > 0 || standing->run->purged)
			continue;
		size_t steps = steps_between(standing->term, &s->standing->term, SEGBIAS_REVIEW_PERIODS);
		struct past past = {.now = &now, .series = *out, .limits = is_base(s, standing)};
		past.place = steps < SEGBIAS_REVIEW_PERIODS ? SEGBIAS_REVIEW_PERIODS - 1 - steps
		                                            : (size_t)SEGBIAS_REVIEW_PERIODS;
		if (past.place < SEGBIAS_REVIEW_PERIODS || past.limits)
			SEGBIAS_TRY(add_past(s, standing, &past, error));
	}
done:
	segbias_group_index_release(&now);
	return status;
}

/* One period is no past: what has changed since is tested as a change. */
static void drop_short(const struct segbias_showing *s, struct segbias_series *series)
{
	size_t count = segbias_findings_count_values(s->now);
	for (size_t i = 0; i < count && !s->baseline; i++)
		series[i].count = series[i].count < 2 ? 0 : series[i].count;
}

/* --- decisions --------------------------------------------------------------------------------------------------- */

/* What somebody has decided is decided. */
static void apply_decisions(struct segbias_showing *s)
{
	for (size_t i = 0; i < s->review->segment_count; i++) {
		struct segbias_reviewed *segment = &s->review->segments[i];
		const struct segbias_entry *entry = segbias_standing_decision(s->standing, segment->segment);
		if (!entry)
			continue;
		if (segbias_label_equal(entry->decision, segbias_label_of("exempt")))
			segment->status = SEGBIAS_REVIEW_EXEMPT;
		else if (segment->status == SEGBIAS_REVIEW_NEEDS_DECISION)
			segment->status = segbias_label_equal(entry->decision, segbias_label_of("fix"))
			                      ? SEGBIAS_REVIEW_WATCH
			                      : SEGBIAS_REVIEW_FINE;
	}
}

static bool is_signature_of(const struct segbias_showing *s, const struct segbias_entry *entry)
{
	return entry->kind == SEGBIAS_ENTRY_SIGN && segbias_label_equal(entry->period, s->standing->run->period);
}

static bool stands(const struct segbias_showing *s, const struct segbias_entry *entry)
{
	for (size_t i = 0; i < s->standing->signed_count; i++)
		if (s->standing->signed_by[i] == entry)
			return true;
	return false;
}

bool segbias_showing_keep(struct segbias_showing *s, struct segbias_label from, struct segbias_label *out)
{
	*out = (struct segbias_label){0};
	return !from.bytes || segbias_arena_copy(&s->now->arena, from, out);
}

/* What a person notes may count people: readers elsewhere are told that there is a decision. The hash of its entry stands on those of the
 * run, by which a guess of what is withheld could be confirmed. */
static bool list_signatures(struct segbias_showing *s)
{
	const struct segbias_ledger_content *content = &s->book.content;
	bool ok = true;
	s->review->signatures =
	    segbias_arena_array(&s->now->arena, content->entry_count, sizeof *s->review->signatures);
	if (!s->review->signatures)
		return false;
	for (size_t i = 0; ok && i < content->entry_count; i++) {
		const struct segbias_entry *entry = &content->entries[i];
		if (!is_signature_of(s, entry))
			continue;
		struct segbias_signature *out = &s->review->signatures[s->review->signature_count++];
		*out = (struct segbias_signature){
		    .entry = (size_t)entry->entry, .run = (size_t)entry->run, .stands = stands(s, entry)};
		ok = segbias_showing_keep(s, entry->time, &out->time) && segbias_showing_keep(s, entry->by, &out->by) &&
		     segbias_showing_keep(s, entry->role, &out->role) &&
		     segbias_showing_keep(s, entry->key, &out->key) &&
		     segbias_showing_keep(s, entry->decision, &out->decision) &&
		     segbias_showing_keep(s, entry->segment, &out->segment) &&
		     (segbias_showing_publishes(s) || segbias_showing_keep(s, entry->note, &out->note)) &&
		     segbias_showing_keep(s, entry->due, &out->due) &&
		     (segbias_showing_publishes(s) || segbias_showing_keep(s, entry->sha256, &out->hash));
	}
	return ok;
}

/* How many runs stood in the period before the one that does. */
static size_t count_replaced(const struct segbias_showing *s)
{
	size_t count = 0;
	for (size_t i = 0; i < s->book.content.entry_count; i++)
		count += s->book.content.entries[i].kind == SEGBIAS_ENTRY_REPLACE &&
		         segbias_label_equal(s->book.content.entries[i].period, s->standing->run->period);
	return count;
}

/* --- all of it --------------------------------------------------------------------------------------------------- */

static enum segbias_status refuse_period(const struct segbias_showing *s, const char *period,
                                         struct segbias_error *error)
{
	const struct segbias_label last = s->book.standings[s->book.standing_count - 1].run->period;
	char quoted[SEGBIAS_QUOTE_MAX];
	segbias_error_set(error, SEGBIAS_DATA, "period_unknown|the ledger has no run of %s",
	                  segbias_text_quote(period, quoted));
	segbias_error_hint(error, "the last one is %.*s", (int)last.size, last.bytes);
	return SEGBIAS_DATA;
}

static enum segbias_status find_period(const struct segbias_showing *s, const char *period,
                                       const struct segbias_standing **out, struct segbias_error *error)
{
	struct segbias_term term = {.year = 0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_period_read(period, &term, error));
	SEGBIAS_TRY(segbias_book_takes(&s->book, &term, error));
	*out = segbias_standing_of(s->book.standings, s->book.standing_count, segbias_label_of(period));
	status = *out ? SEGBIAS_OK : refuse_period(s, period, error);
done:
	return status;
}

static enum segbias_status refuse_later(const struct segbias_showing *s, const char *option,
                                        const struct segbias_standing *later, struct segbias_error *error)
{
	struct segbias_label now = s->standing->run->period;
	segbias_error_set(error, SEGBIAS_USAGE, "against_later|%s: %.*s is not before %.*s", option,
	                  (int)later->run->period.size, later->run->period.bytes, (int)now.size, now.bytes);
	if (s->standing > s->book.standings)
		segbias_error_hint(error, "the last one before it is %.*s", (int)s->standing[-1].run->period.size,
		                   s->standing[-1].run->period.bytes);
	else
		segbias_error_hint(error, "%.*s is the first one of the ledger", (int)now.size, now.bytes);
	return SEGBIAS_USAGE;
}

/* The period that it is compared with, or judged by. */
static enum segbias_status choose_earlier(const struct segbias_showing *s, const char *option, const char *period,
                                          const struct segbias_standing **out, struct segbias_error *error)
{
	const struct segbias_standing *found = NULL;
	enum segbias_status status = find_period(s, period, &found, error);
	if (status != SEGBIAS_OK)
		return status;
	if (segbias_term_compare(&found->term, &s->standing->term) >= 0)
		return refuse_later(s, option, found, error);
	*out = found;
	return SEGBIAS_OK;
}

static enum segbias_status choose(struct segbias_showing *s, const struct segbias_review_request *request,
                                  struct segbias_error *error)
{
	const char *period = request->period;
	if (!s->book.standings || !s->book.standing_count) {
		segbias_error_set(error, SEGBIAS_DATA, "no_runs|the ledger has no run yet");
		return SEGBIAS_DATA;
	}
	enum segbias_status status = SEGBIAS_OK;
	s->standing = &s->book.standings[s->book.standing_count - 1];
	if (period)
		SEGBIAS_TRY(find_period(s, period, &s->standing, error));
	s->previous = s->standing > s->book.standings ? s->standing - 1 : NULL;
	if (request->against)
		SEGBIAS_TRY(choose_earlier(s, "--against", request->against, &s->previous, error));
	if (request->baseline)
		SEGBIAS_TRY(choose_earlier(s, "--baseline", request->baseline, &s->baseline, error));
	if (s->baseline && s->baseline->run->purged)
		status = segbias_runs_dropped(s->baseline->run, error);
done:
	return status;
}

static bool list_gap(struct segbias_showing *s)
{
	enum { MOST = 400 };
	char text[SEGBIAS_TERM_SIZE];
	bool ok = true;
	if (!s->previous || s->standing == s->book.standings)
		return true;
	size_t steps = steps_between(s->previous->term, &s->standing->term, MOST);
	struct segbias_term term = s->previous->term;
	s->review->gap = segbias_arena_array(&s->now->arena, steps, sizeof *s->review->gap);
	if (!s->review->gap)
		return false;
	for (size_t i = 1; ok && i < steps; i++) {
		term = segbias_term_next(term);
		struct segbias_label name = segbias_label_of(segbias_term_write(&term, text));
		/* With --against there may be one. */
		if (!segbias_standing_of(s->book.standings, s->book.standing_count, name))
			ok = segbias_showing_keep(s, name, &s->review->gap[s->review->gap_count++]);
	}
	return ok;
}

/* The periods of the histories, with those that have no run. */
static bool list_periods(struct segbias_showing *s)
{
	char text[SEGBIAS_TERM_SIZE];
	struct segbias_term terms[SEGBIAS_REVIEW_PERIODS];
	struct segbias_term term = segbias_term_year_before(segbias_term_year_before(s->standing->term));
	bool ok = true;
	for (size_t i = 0; i < SEGBIAS_REVIEW_PERIODS; i++)
		terms[i] = term;
	/* Two years are more than eight periods of any kind. */
	while (segbias_term_compare(&term, &s->standing->term) < 0) {
		term = segbias_term_next(term);
		memmove(terms, terms + 1, sizeof terms - sizeof *terms);
		terms[SEGBIAS_REVIEW_PERIODS - 1] = term;
	}
	s->review->periods = segbias_arena_array(&s->now->arena, SEGBIAS_REVIEW_PERIODS, sizeof *s->review->periods);
	for (size_t i = 0; ok && s->review->periods && i < SEGBIAS_REVIEW_PERIODS; i++)
		ok = segbias_showing_keep(s, segbias_label_of(segbias_term_write(&terms[i], text)),
		                          &s->review->periods[s->review->period_count++]);
	return ok && s->review->periods;
}

/* What the policy answers to its own questions. */
static bool list_answers(struct segbias_showing *s)
{
	const struct segbias_review_rules *rules = &s->book.rules;
	bool ok = true;
	s->review->checklist =
	    segbias_arena_array(&s->now->arena, rules->checklist_count, sizeof *s->review->checklist);
	if (!s->review->checklist)
		return false;
	for (size_t i = 0; ok && i < rules->checklist_count; i++) {
		struct segbias_checked *row = &s->review->checklist[s->review->checklist_count++];
		ok = segbias_showing_keep(s, rules->checklist[i].question, &row->question) &&
		     segbias_showing_keep(s, rules->checklist[i].answer, &row->answer);
	}
	return ok;
}

/* For who reads the data; NULL: nothing is lacking. */
static const char *write_lack(enum segbias_lack lack, struct segbias_label role, char room[static SEGBIAS_QUOTE_MAX])
{
	char quoted[SEGBIAS_QUOTE_MAX];
	switch (lack) {
	case SEGBIAS_LACK_ALL:
		return "nobody has signed it as a whole";
	case SEGBIAS_LACK_ROLE:
		return segbias_text_print(room, SEGBIAS_QUOTE_MAX, "nobody of the role %s has signed it",
		                          segbias_label_show(role, quoted));
	case SEGBIAS_LACK_OTHER:
		return "only who added it has signed it";
	default:
		return NULL;
	}
}

static enum segbias_status describe(struct segbias_showing *s, struct segbias_error *error)
{
	struct segbias_review *review = s->review;
	const struct segbias_ledger_content *content = &s->book.content;
	char room[SEGBIAS_QUOTE_MAX];
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(segbias_book_rules(&s->book, s->standing, error));
	struct segbias_label role = {0};
	review->lack = segbias_standing_lacks(s->standing, &s->book.rules, &role);
	review->closed = review->lack == SEGBIAS_LACK_NOTHING;
	const char *lacks = write_lack(review->lack, role, room);
	review->entries = content->entry_count;
	review->replaced = count_replaced(s);
	review->ready_made = segbias_label_same(s->standing->added->reason, segbias_label_of(segbias_entry_ready_made));
	if (s->previous) {
		review->reference_changed =
		    !segbias_label_same(s->previous->run->reference_sha256, s->standing->run->reference_sha256);
		review->policy_changed =
		    !segbias_label_same(s->previous->run->policy_sha256, s->standing->run->policy_sha256);
	}
	bool ok =
	    list_answers(s) && list_periods(s) && segbias_showing_keep(s, s->standing->added->time, &review->added) &&
	    segbias_showing_keep(s, s->standing->added->by, &review->added_by) &&
	    segbias_showing_keep(s, s->standing->run->policy_committed, &review->policy_committed) &&
	    segbias_showing_keep(s, s->standing->run->period, &review->period) &&
	    segbias_showing_keep(s, s->previous ? s->previous->run->period : (struct segbias_label){0},
	                         &review->previous) &&
	    segbias_showing_keep(s, s->baseline ? s->baseline->run->period : (struct segbias_label){0},
	                         &review->baseline) &&
	    segbias_showing_keep(s, role, &review->lack_role) &&
	    segbias_showing_keep(s, lacks ? segbias_label_of(lacks) : (struct segbias_label){0}, &review->lacks) &&
	    segbias_showing_keep(s, s->as_of ? segbias_label_of(s->as_of) : (struct segbias_label){0},
	                         &review->as_of) &&
	    segbias_showing_keep(s, content->entries[content->entry_count - 1].sha256, &review->head) && list_gap(s) &&
	    list_signatures(s);
	if (!ok)
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(segbias_actions_list(s, error));
done:
	return status;
}

/* Of the period that it would be compared with. */
static enum segbias_status tell_dropped(struct segbias_showing *s, struct segbias_error *error)
{
	struct segbias_error why = {0};
	(void)segbias_runs_dropped(s->previous->run, &why);
	s->now->review.change_lack = SEGBIAS_CHANGE_DROPPED;
	return segbias_showing_keep(s, segbias_label_of(why.message), &s->now->review.untested)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

/* What the comparison warned of, as its own. */
static bool keep_warnings(struct segbias_showing *s, const struct segbias_notes *notes)
{
	struct segbias_review *review = s->review;
	review->warned = segbias_arena_array(&s->now->arena, notes->count, sizeof *review->warned);
	for (size_t i = 0; review->warned && i < notes->count; i++) {
		struct segbias_label code;
		if (!segbias_showing_keep(s, segbias_label_of(notes->items[i].code), &code))
			return false;
		review->warned[review->warned_count++] = (struct segbias_note){code.bytes, notes->items[i].text};
	}
	return review->warned != NULL;
}

static bool has_incomplete(const struct segbias_findings *told)
{
	bool has = false;
	for (size_t i = 0; i < told->incomplete_count; i++)
		has = has || told->incomplete[i].verdict == SEGBIAS_COMPLETENESS_INCOMPLETE;
	return has;
}

/* What the run says beside its groups: of readers elsewhere no warning is withheld one by one, so that they are told none. */
static enum segbias_status tell_run(struct segbias_showing *s, struct segbias_error *error)
{
	struct segbias_findings *told = NULL;
	struct segbias_findings *earlier = NULL;
	enum segbias_status status = SEGBIAS_OK;
	if (segbias_showing_publishes(s)) {
		if (!segbias_review_incomplete(s->now, NULL, s->now, s->review))
			SEGBIAS_TRY(segbias_error_memory(error));
		goto done;
	}
	SEGBIAS_TRY(segbias_runs_told(s->book.ledger, s->standing->run, &told, error));
	if (s->before && has_incomplete(told))
		SEGBIAS_TRY(segbias_runs_told(s->book.ledger, s->previous->run, &earlier, error));
	if (!keep_warnings(s, &told->notes) || !segbias_review_incomplete(told, earlier, s->now, s->review))
		SEGBIAS_TRY(segbias_error_memory(error));
done:
	segbias_findings_free(told);
	segbias_findings_free(earlier);
	return status;
}

/* What is no period is none of any ledger. */
static enum segbias_status check_asked(const struct segbias_review_request *request, struct segbias_error *error)
{
	const char *const periods[] = {request->period, request->against, request->baseline};
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_term term;
	struct segbias_date day;
	for (size_t i = 0; i < sizeof periods / sizeof *periods && status == SEGBIAS_OK; i++)
		if (periods[i])
			status = segbias_period_read(periods[i], &term, error);
	if (status == SEGBIAS_OK && request->as_of && !segbias_date_parse_day(segbias_label_of(request->as_of), &day))
		status = segbias_error_set(error, SEGBIAS_USAGE, "bad_day|--as-of: it must be a day, as 2026-12-31");
	return status;
}

static enum segbias_status show(struct segbias_showing *s, const struct segbias_review_request *request,
                                struct segbias_error *error)
{
	struct segbias_series *series = NULL;
	double *room = NULL;
	enum segbias_status status = SEGBIAS_OK;
	s->as_of = request->as_of;
	SEGBIAS_TRY(check_asked(request, error));
	SEGBIAS_TRY(segbias_book_open(request, SEGBIAS_LEDGER_READ, &s->book, error));
	SEGBIAS_TRY(choose(s, request, error));
	SEGBIAS_TRY(segbias_publication_check(s->publication, &s->book, s->standing->run, error));
	SEGBIAS_TRY(read_now(s, error));
	if (s->previous && s->previous->run->purged)
		SEGBIAS_TRY(tell_dropped(s, error));
	else if (s->previous)
		SEGBIAS_TRY(segbias_showing_read(s, s->previous->run, true, &s->before, error));
	/* What the comparison warned of is told as its own; of readers elsewhere nothing of it is withheld one by one. */
	segbias_notes_release(&s->now->notes);
	s->now->notes = (struct segbias_notes){0};
	s->now->job = SEGBIAS_JOB_REVIEW;
	s->now->read_back = false;
	if (!segbias_showing_publishes(s))
		s->now->settings.publish = NAN;
	s->review = &s->now->review;
	SEGBIAS_TRY(segbias_actions_begin(s, error));
	SEGBIAS_TRY(find_series(s, &series, &room, error));
	drop_short(s, series);
	SEGBIAS_TRY(segbias_review_judge(s->before, series, s->now, s->review, error));
	if (!segbias_review_limit(series, s->now, s->review))
		SEGBIAS_TRY(segbias_error_memory(error));
	apply_decisions(s);
	SEGBIAS_TRY(tell_run(s, error)); /* what was accepted does not say what is missing */
	SEGBIAS_TRY(describe(s, error));
done:
	free(series);
	free(room);
	segbias_findings_free(s->before);
	s->before = NULL;
	return status;
}

enum segbias_status segbias_review_show_as(const struct segbias_review_request *request,
                                           struct segbias_review_publication *publication,
                                           struct segbias_findings **findings, struct segbias_error *error)
{
	struct segbias_call call;
	struct segbias_showing s = {.publication = publication};
	if (!request || !findings)
		return segbias_error_set(error, SEGBIAS_USAGE,
		                         "no_argument|what is asked of the ledger, or its answer, is NULL");
	enum segbias_status status = segbias_call_enter(&call, error);
	if (status != SEGBIAS_OK)
		return status;
	status = show(&s, request, error);
	segbias_actions_end(&s);
	segbias_book_close(&s.book);
	status = segbias_call_leave(&call, status, error);
	if (status == SEGBIAS_OK)
		*findings = s.now;
	else
		segbias_findings_free(s.now);
	return status;
}

enum segbias_status segbias_review_show(const struct segbias_review_request *request,
                                        struct segbias_findings **findings, struct segbias_error *error)
{
	return segbias_review_show_as(request, NULL, findings, error);
}
