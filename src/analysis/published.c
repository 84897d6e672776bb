#include "analysis/published.h"

#include "analysis/analysis.h"
#include "analysis/review.h"

#include "analysis/publish_table.h"
#include "base/memory.h"
#include "findings/withhold.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A result by groups and attributes: its comparisons stand group by group, the whole campaign's first. */
struct kept {
	const struct segbias_findings *result;
	struct segbias_publish_groups groups;
	size_t attributes; /* comparisons of each group */
	size_t *firsts;    /* [comparisons]: the first of its values, counted over all */
};

static void kept_release(struct kept *kept)
{
	free(kept->groups.rows);
	free(kept->groups.hidden);
	free(kept->firsts);
}

static const struct segbias_comparison *comparison_of(const struct kept *kept, size_t group, size_t attribute)
{
	return &kept->result->comparisons[group * kept->attributes + attribute];
}

bool segbias_published_init(struct segbias_withholding *out, double least, size_t values, size_t comparisons,
                            struct segbias_arena *arena)
{
	*out = (struct segbias_withholding){.least = least, .value_count = values, .comparison_count = comparisons};
	out->values = segbias_arena_array(arena, values + 1, sizeof *out->values);
	out->missing = segbias_arena_array(arena, comparisons + 1, sizeof *out->missing);
	out->unmatched = segbias_arena_array(arena, comparisons + 1, sizeof *out->unmatched);
	out->rows = segbias_arena_array(arena, comparisons + 1, sizeof *out->rows);
	if (!out->values || !out->missing || !out->unmatched || !out->rows)
		return false;
	memset(out->values, 0, values * sizeof *out->values);
	memset(out->missing, 0, comparisons * sizeof *out->missing);
	memset(out->unmatched, 0, comparisons * sizeof *out->unmatched);
	memset(out->rows, 0, comparisons * sizeof *out->rows);
	return true;
}

static void hide_comparison(struct segbias_withholding *out, size_t comparison, size_t first, size_t count)
{
	out->rows[comparison] = out->missing[comparison] = out->unmatched[comparison] = true;
	memset(&out->values[first], true, count * sizeof *out->values);
}

void segbias_published_hide(struct segbias_withholding *published)
{
	memset(published->values, true, published->value_count * sizeof *published->values);
	for (size_t i = 0; i < published->comparison_count; i++)
		hide_comparison(published, i, 0, 0);
}

/* --- what can be protected ---------------------------------------------------------------------------------------- */

static enum segbias_status refuse(const char *what, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA, "publish_kept|--publish does not protect %s", what);
	segbias_error_hint(error,
	                   "segbias compare CAMPAIGN REFERENCE --publish K tells what can be published of the files");
	return SEGBIAS_DATA;
}

static bool has_warning(const struct segbias_findings *result, const char *code)
{
	for (size_t i = 0; i < result->notes.count; i++)
		if (strcmp(result->notes.items[i].code, code) == 0)
			return true;
	return false;
}

/* What --publish of a comparison refuses, and what a kept result does not hold the counts of. */
static enum segbias_status check(const struct segbias_findings *result, struct segbias_error *error)
{
	const struct segbias_settings *settings = &result->settings;
	const struct {
		bool asked;
		const char *what;
	} OTHERS[] = {
	    {settings->person.bytes, "a run with --person: the ledger does not hold how many people a group has"},
	    {settings->weight.bytes, "a run with weights: the ledger does not hold how many records a group has"},
	    {settings->amount.bytes, "amounts"},
	    {strcmp(result->kind, "base") == 0, "a base: who of it was not drawn could be told"},
	    {has_warning(result, "overlapping_segments"), "segments that may overlap"},
	    {has_warning(result, "hidden_figures") || has_warning(result, "rounded_figures"),
	     "figures that are hidden or rounded already"},
	};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		if (OTHERS[i].asked)
			return refuse(OTHERS[i].what, error);
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		double sum = c->missing + c->unmatched;
		bool whole = !c->multi;
		for (size_t j = 0; j < c->value_count; j++) {
			whole = whole && c->values[j].count >= 0 && c->values[j].count == floor(c->values[j].count);
			sum += c->values[j].count;
		}
		whole = whole && sum == c->rows;
		if (!whole)
			return refuse("counts that are no whole numbers of records, each of one value", error);
	}
	return SEGBIAS_OK;
}

/* Whether each group is compared by the same attributes, with the same values. */
static bool is_regular(const struct kept *kept)
{
	const struct segbias_findings *result = kept->result;
	if (!kept->attributes || result->comparison_count % kept->attributes != 0)
		return false;
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		const struct segbias_comparison *whole = &result->comparisons[i % kept->attributes];
		bool same = segbias_label_equal(c->attribute, whole->attribute) &&
		            c->value_count == whole->value_count &&
		            segbias_label_same(c->segment, result->comparisons[i - i % kept->attributes].segment) &&
		            (c->segment.bytes != NULL) == (i >= kept->attributes);
		for (size_t j = 0; same && j < c->value_count; j++)
			same = segbias_label_equal(c->values[j].value, whole->values[j].value);
		if (!same)
			return false;
	}
	return true;
}

static enum segbias_status begin(struct kept *kept, const struct segbias_findings *result, double least,
                                 struct segbias_error *error)
{
	size_t first = 0;
	*kept = (struct kept){.result = result, .groups = {.least = least}};
	while (kept->attributes < result->comparison_count && !result->comparisons[kept->attributes].segment.bytes)
		kept->attributes++;
	if (!is_regular(kept))
		return refuse("groups that are not compared by the same attributes", error);
	kept->groups.count = result->comparison_count / kept->attributes;
	kept->groups.rows = segbias_memory_zeroed(kept->groups.count + 1, sizeof *kept->groups.rows);
	kept->groups.hidden = segbias_memory_zeroed(kept->groups.count + 1, sizeof *kept->groups.hidden);
	kept->firsts = segbias_memory_zeroed(result->comparison_count + 1, sizeof *kept->firsts);
	if (!kept->groups.rows || !kept->groups.hidden || !kept->firsts)
		return segbias_error_memory(error);
	for (size_t i = 0; i < result->comparison_count; i++) {
		kept->firsts[i] = first;
		first += result->comparisons[i].value_count;
	}
	kept->groups.persons = kept->groups.rows;
	for (size_t i = 0; i < kept->groups.count; i++) {
		kept->groups.rows[i] = comparison_of(kept, i, 0)->rows;
		kept->groups.rest += i ? -kept->groups.rows[i] : kept->groups.rows[i];
	}
	/* Where there are no segments nothing is of none. */
	if (kept->groups.count == 1)
		kept->groups.rest = 0;
	if (kept->groups.rest < 0)
		return refuse("segments that may overlap", error);
	if (kept->groups.rows[0] < least)
		return refuse("a campaign of fewer records than that", error);
	return SEGBIAS_OK;
}

/* --- other results ------------------------------------------------------------------------------------------------ */

static const struct segbias_comparison *find_comparison(const struct segbias_findings *result,
                                                        const struct segbias_comparison *of, size_t *at)
{
	for (size_t i = 0; i < result->comparison_count; i++)
		if (segbias_label_same(result->comparisons[i].segment, of->segment) &&
		    segbias_label_equal(result->comparisons[i].attribute, of->attribute)) {
			*at = i;
			return &result->comparisons[i];
		}
	return NULL;
}

static bool same_row(const struct segbias_comparison *a, const struct segbias_comparison *b)
{
	bool same = a->value_count == b->value_count && a->rows == b->rows && a->missing == b->missing &&
	            a->unmatched == b->unmatched;
	for (size_t i = 0; same && i < a->value_count; i++)
		same = a->values[i].count == b->values[i].count &&
		       segbias_label_equal(a->values[i].value, b->values[i].value);
	return same;
}

static size_t first_of(const struct segbias_findings *result, size_t comparison)
{
	size_t first = 0;
	for (size_t i = 0; i < comparison; i++)
		first += result->comparisons[i].value_count;
	return first;
}

static bool withholds(const struct segbias_withholding *p, size_t comparison, size_t first, size_t count)
{
	return p->rows[comparison] || p->missing[comparison] || p->unmatched[comparison] ||
	       memchr(&p->values[first], true, count);
}

/* Of so many records, and nothing of it was published. */
static bool was_hidden(const struct segbias_withholding_before *before, struct segbias_label segment, double rows)
{
	bool any = false;
	for (size_t i = 0; i < before->result->comparison_count; i++) {
		if (!segbias_label_same(before->result->comparisons[i].segment, segment))
			continue;
		if (!before->withheld->rows[i] || before->result->comparisons[i].rows != rows)
			return false;
		any = true;
	}
	return any;
}

/* A segment of as many records that was not published is not: what it hid would be the difference. */
static void hide_as_before(const struct kept *kept, const struct segbias_withholding_before *before)
{
	for (size_t i = 1; i < kept->groups.count; i++)
		if (was_hidden(before, comparison_of(kept, i, 0)->segment, kept->groups.rows[i]))
			kept->groups.hidden[i] = true;
}

/* The records of no segment, by the attribute: nobody prints them, and everybody can reckon them where the others are shown. The sum of
 * how far each count is from the other result's; NaN where they are not counted by the same values. */
static double rest_apart(const struct kept *kept, size_t attribute, const struct segbias_findings *other,
                         double *records)
{
	const struct segbias_comparison *whole = comparison_of(kept, 0, attribute);
	double apart = 0;
	*records = kept->groups.rest;
	for (size_t j = 0; j <= whole->value_count + 1; j++) {
		double rest[2] = {0};
		const struct segbias_findings *results[] = {kept->result, other};
		for (size_t k = 0; k < 2; k++)
			for (size_t i = 0; i < results[k]->comparison_count; i++) {
				const struct segbias_comparison *c = &results[k]->comparisons[i];
				if (!segbias_label_equal(c->attribute, whole->attribute))
					continue;
				if (c->value_count != whole->value_count)
					return NAN;
				double count = j < c->value_count    ? c->values[j].count
				               : j == c->value_count ? c->missing
				                                     : c->unmatched;
				rest[k] += c->segment.bytes ? -count : count;
			}
		apart += fabs(rest[0] - rest[1]);
	}
	return apart;
}

static bool withholds_any(const struct kept *kept, size_t attribute, const struct segbias_withholding *p)
{
	for (size_t i = 0; i < kept->groups.count; i++) {
		size_t comparison = i * kept->attributes + attribute;
		if (withholds(p, comparison, kept->firsts[comparison], comparison_of(kept, i, attribute)->value_count))
			return true;
	}
	return false;
}

enum tie { APART, TWINS, TIED };

/* What two results say of one group by the attribute. */
struct same_group {
	bool same;      /* its counts have not changed */
	bool tied;      /* and who knows so learns of one by the other */
	bool withheld;  /* the other withholds something of it */
	bool as_before; /* it is published, or not, in both */
};

static struct same_group look_at_group(const struct kept *kept, size_t group, size_t attribute,
                                       const struct segbias_withholding *now,
                                       const struct segbias_withholding_before *before)
{
	struct same_group found = {0};
	const struct segbias_comparison *c = comparison_of(kept, group, attribute);
	size_t comparison = group * kept->attributes + attribute;
	size_t at = 0;
	const struct segbias_comparison *other = find_comparison(before->result, c, &at);
	if (!other)
		return found;
	bool hidden = kept->groups.hidden[group];
	found.same = same_row(c, other);
	found.as_before = before->withheld->rows[at] == hidden;
	found.withheld = withholds(before->withheld, at, first_of(before->result, at), other->value_count);
	bool withheld = found.withheld || withholds(now, comparison, kept->firsts[comparison], c->value_count);
	found.tied = found.same && c->rows > 0 && (!found.as_before || withheld);
	return found;
}

static size_t count_groups(const struct segbias_findings *result, struct segbias_label attribute)
{
	size_t groups = 0;
	for (size_t i = 0; i < result->comparison_count; i++)
		groups += segbias_label_equal(result->comparisons[i].attribute, attribute);
	return groups;
}

/* How the attribute's table stands to that of another result: TIED: some group has the same counts, of which one of the two withholds
 * something; TWINS: all have, and all that was withheld can be so again. A group that neither publishes is one of them: what is left of
 * either campaign would tell of it. */
static enum tie tie_of(const struct kept *kept, size_t attribute, const struct segbias_withholding *now,
                       const struct segbias_withholding_before *before)
{
	struct segbias_label name = comparison_of(kept, 0, attribute)->attribute;
	bool all =
	    before->withheld->least >= kept->groups.least && count_groups(before->result, name) == kept->groups.count;
	bool tied = false;
	bool withheld = withholds_any(kept, attribute, now);
	size_t whole = 0;
	double records = 0;
	if (!find_comparison(before->result, comparison_of(kept, 0, attribute), &whole) ||
	    before->withheld->rows[whole])
		return APART;
	for (size_t i = 0; i < kept->groups.count; i++) {
		struct same_group found = look_at_group(kept, i, attribute, now, before);
		all = all && found.same && found.as_before;
		tied = tied || found.tied;
		withheld = withheld || found.withheld;
	}
	double apart = rest_apart(kept, attribute, before->result, &records);
	tied = tied || (withheld && records > 0 && apart == 0);
	return !tied ? APART : all ? TWINS : TIED;
}

/* The same people, grouped otherwise: any count may be a sum of the other's. */
static bool is_regrouped(const struct kept *kept, size_t attribute, const struct segbias_withholding_before *before)
{
	size_t at = 0;
	const struct segbias_comparison *c = comparison_of(kept, 0, attribute);
	const struct segbias_comparison *other = find_comparison(before->result, c, &at);
	const char *hash = before->result->campaign.sha256;
	return other && hash[0] && strcmp(hash, kept->result->campaign.sha256) == 0 && !same_row(c, other);
}

static void copy_table(const struct kept *kept, size_t attribute, const struct segbias_withholding_before *before,
                       struct segbias_withholding *out)
{
	for (size_t i = 0; i < kept->groups.count; i++) {
		const struct segbias_comparison *c = comparison_of(kept, i, attribute);
		size_t comparison = i * kept->attributes + attribute;
		size_t at = 0;
		if (!find_comparison(before->result, c, &at))
			continue;
		out->rows[comparison] = before->withheld->rows[at];
		out->missing[comparison] = before->withheld->missing[at];
		out->unmatched[comparison] = before->withheld->unmatched[at];
		memcpy(&out->values[kept->firsts[comparison]], &before->withheld->values[first_of(before->result, at)],
		       c->value_count * sizeof *out->values);
	}
}

static void hide_table(const struct kept *kept, size_t attribute, struct segbias_withholding *out)
{
	for (size_t i = 0; i < kept->groups.count; i++) {
		size_t comparison = i * kept->attributes + attribute;
		hide_comparison(out, comparison, kept->firsts[comparison],
		                comparison_of(kept, i, attribute)->value_count);
	}
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

/* Behind the values stand those without one, and those that matched none. */
enum { MISSING, UNMATCHED, OTHERS };

static enum segbias_status fill_table(const struct kept *kept, size_t attribute, struct segbias_publish_table *t,
                                      struct segbias_error *error)
{
	size_t values = comparison_of(kept, 0, attribute)->value_count;
	size_t columns = values + OTHERS;
	if (!segbias_publish_table_init(t, &kept->groups, columns))
		return segbias_error_memory(error);
	for (size_t i = 0; i < kept->groups.count; i++) {
		const struct segbias_comparison *c = comparison_of(kept, i, attribute);
		double *row = &t->count[i * columns];
		for (size_t j = 0; j < values; j++)
			row[j] = c->values[j].count;
		row[values + MISSING] = c->missing;
		row[values + UNMATCHED] = c->unmatched;
	}
	memcpy(t->persons, t->count, kept->groups.count * columns * sizeof *t->count);
	segbias_publish_table_mark(t);
	return SEGBIAS_OK;
}

/* A table whose small counts would be open all the same is not published. */
static enum segbias_status withhold_table(const struct kept *kept, size_t attribute, struct segbias_withholding *out,
                                          struct segbias_error *error)
{
	struct segbias_publish_table t = {0};
	size_t values = comparison_of(kept, 0, attribute)->value_count;
	size_t columns = values + OTHERS;
	bool *cells = segbias_memory_zeroed(kept->groups.count * columns + 1, sizeof *cells);
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(fill_table(kept, attribute, &t, error));
	if (!cells || !segbias_publish_table_withhold(&kept->groups, &t, cells))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t i = 0; i < kept->groups.count; i++) {
		size_t comparison = i * kept->attributes + attribute;
		const bool *row = &cells[i * columns];
		memcpy(&out->values[kept->firsts[comparison]], row, values * sizeof *row);
		out->rows[comparison] = kept->groups.hidden[i];
		out->missing[comparison] = row[values + MISSING];
		out->unmatched[comparison] = row[values + UNMATCHED];
	}
	if (t.cells.open)
		hide_table(kept, attribute, out);
done:
	segbias_publish_table_release(&t);
	free(cells);
	return status;
}

static enum segbias_status hide_groups(const struct kept *kept, const struct segbias_withholding_before *before,
                                       size_t before_count, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < before_count; i++)
		hide_as_before(kept, &before[i]);
	segbias_publish_hide_small(&kept->groups);
	for (size_t i = 0; i < kept->attributes && status == SEGBIAS_OK; i++) {
		struct segbias_publish_table t = {0};
		status = fill_table(kept, i, &t, error);
		if (status == SEGBIAS_OK)
			segbias_publish_hide_tight(&kept->groups, &t);
		segbias_publish_table_release(&t);
	}
	(void)segbias_publish_hide_more(&kept->groups);
	return status;
}

/* Beside what is published of the other results. */
static void withhold_beside(const struct kept *kept, size_t attribute, const struct segbias_withholding_before *before,
                            size_t before_count, struct segbias_withholding *out)
{
	enum tie tie = APART;
	for (size_t i = 0; i < before_count && tie != TIED; i++) {
		enum tie other =
		    is_regrouped(kept, attribute, &before[i]) ? TIED : tie_of(kept, attribute, out, &before[i]);
		if (other == TWINS && tie == APART)
			copy_table(kept, attribute, &before[i], out);
		tie = other > tie ? other : tie;
	}
	if (tie == TIED)
		hide_table(kept, attribute, out);
}

static enum segbias_status withhold_tables(const struct kept *kept, const struct segbias_withholding_before *before,
                                           size_t before_count, struct segbias_withholding *out,
                                           struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < kept->attributes && status == SEGBIAS_OK; i++) {
		status = withhold_table(kept, i, out, error);
		if (status == SEGBIAS_OK)
			withhold_beside(kept, i, before, before_count, out);
	}
	return status;
}

enum segbias_status segbias_published_find(const struct segbias_findings *result, double least,
                                           const struct segbias_withholding_others *others, struct segbias_arena *arena,
                                           struct segbias_withholding *out, struct segbias_error *error)
{
	struct kept kept = {0};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(check(result, error));
	SEGBIAS_TRY(begin(&kept, result, least, error));
	if (!segbias_published_init(out, least, first_of(result, result->comparison_count), result->comparison_count,
	                            arena))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(hide_groups(&kept, others->items, others->count, error));
	SEGBIAS_TRY(withhold_tables(&kept, others->items, others->count, out, error));
done:
	kept_release(&kept);
	return status;
}

/* --- verdicts ----------------------------------------------------------------------------------------------------- */

/* The tests of what is shown, with 1 for those of what is withheld: a larger p is valid, and no verdict tells of it. */
struct shown {
	struct segbias_findings *result;
	struct segbias_policy policy;
	bool *member, *whole;                  /* of all values: whether it is in a family, and in which */
	const struct segbias_comparison **of;  /* [count] */
	struct segbias_value_finding **values; /* [count], the members */
	double *p;
	size_t count;
};

static void shown_release(struct shown *shown)
{
	free(shown->member);
	free(shown->whole);
	free((void *)shown->of);
	free((void *)shown->values);
	free(shown->p);
}

/* Before anything is withheld. */
static bool shown_init(struct shown *shown, struct segbias_findings *result)
{
	size_t count = first_of(result, result->comparison_count);
	size_t at = 0;
	*shown = (struct shown){.result = result, .policy = segbias_review_policy(result)};
	shown->member = segbias_memory_zeroed(count + 1, sizeof *shown->member);
	shown->whole = segbias_memory_zeroed(count + 1, sizeof *shown->whole);
	shown->of = segbias_memory_zeroed(count + 1, sizeof(const struct segbias_comparison *));
	shown->values = segbias_memory_zeroed(count + 1, sizeof(struct segbias_value_finding *));
	shown->p = segbias_memory_zeroed(count + 1, sizeof *shown->p);
	bool ok = shown->member && shown->whole && shown->of && shown->values && shown->p;
	for (size_t i = 0; ok && i < result->comparison_count; i++)
		for (size_t j = 0; j < result->comparisons[i].value_count; j++)
			shown->member[at++] = !isnan(result->comparisons[i].values[j].q);
	return ok;
}

/* After that. Where n is withheld nothing is tested. */
static void list_members(struct shown *shown, const struct segbias_withholding *published)
{
	size_t at = 0;
	for (size_t i = 0; i < shown->result->comparison_count; i++) {
		const struct segbias_comparison *c = &shown->result->comparisons[i];
		bool tested = !published->rows[i] && !published->missing[i] && !published->unmatched[i];
		for (size_t j = 0; j < c->value_count; j++, at++) {
			if (!tested || !shown->member[at])
				continue;
			shown->of[shown->count] = c;
			shown->whole[shown->count] = !c->segment.bytes;
			shown->values[shown->count++] = &c->values[j];
		}
	}
}

/* 1 above the band, -1 below, 0 inside. */
static int side_of(const struct shown *shown, size_t at)
{
	static const double EDGE = 1e-10; /* of an index: at the edge it is inside */
	const struct segbias_comparison *c = shown->of[at];
	const struct segbias_value_finding *value = shown->values[at];
	struct segbias_limits band =
	    segbias_review_band(&shown->result->settings, c->segment, c->attribute, value->value);
	return value->index > band.band_high + EDGE ? 1 : value->index < band.band_low - EDGE ? -1 : 0;
}

enum step { PLAIN, FLAG, WITHIN, LIKELY, STEPS };

static double p_of(const struct shown *shown, size_t at, enum step step)
{
	const struct segbias_value_finding *value = shown->values[at];
	if (segbias_value_is_withheld(value))
		return 1;
	if (step == LIKELY)
		return value->q_flag <= shown->policy.alpha || side_of(shown, at) == 0 ? 1 : value->p;
	return step == PLAIN ? value->p : step == FLAG ? value->p_flag : value->p_within;
}

static bool adjust(const struct shown *shown, enum step step)
{
	for (size_t i = 0; i < shown->count; i++)
		shown->p[i] = p_of(shown, i, step);
	if (!segbias_families_adjust(shown->p, shown->whole, shown->count, shown->policy.control, shown->p))
		return false;
	for (size_t i = 0; i < shown->count; i++) {
		struct segbias_value_finding *value = shown->values[i];
		double *q = step == PLAIN    ? &value->q
		            : step == FLAG   ? &value->q_flag
		            : step == WITHIN ? &value->q_within
		                             : &value->q_likely;
		if (!segbias_value_is_withheld(value))
			*q = shown->p[i];
	}
	return true;
}

/* A verdict that the run withdrew stays so, and so does one that is another now where too many values are unmatched: whether these could
 * undo it was looked at for that of the run. */
static void judge_member(const struct shown *shown, size_t at)
{
	struct segbias_value_finding *value = shown->values[at];
	const struct segbias_comparison *c = shown->of[at];
	double alpha = shown->policy.alpha;
	enum segbias_verdict before = value->verdict;
	int side = side_of(shown, at);
	bool withdrawn = before == SEGBIAS_VERDICT_UNCLEAR && value->reason != SEGBIAS_REASON_NONE;
	if (segbias_value_is_withheld(value) || withdrawn)
		return;
	value->verdict = side != 0 && value->q_flag <= alpha ? (side > 0 ? SEGBIAS_VERDICT_OVER : SEGBIAS_VERDICT_UNDER)
	                 : side != 0 && value->q_likely <= alpha
	                     ? (value->index > 100 ? SEGBIAS_VERDICT_LIKELY_OVER : SEGBIAS_VERDICT_LIKELY_UNDER)
	                 : value->q_within <= alpha ? SEGBIAS_VERDICT_WITHIN
	                                            : SEGBIAS_VERDICT_UNCLEAR;
	if (value->verdict == before)
		return;
	value->robust = SEGBIAS_TRUTH_UNDEFINED;
	if (value->verdict != SEGBIAS_VERDICT_UNCLEAR && c->unmatched > 0 &&
	    c->unmatched / (c->n + c->unmatched) > shown->result->settings.unmatched_max) {
		value->verdict = SEGBIAS_VERDICT_UNCLEAR;
		value->reason = SEGBIAS_REASON_UNMATCHED;
	}
}

static bool judge_again(struct shown *shown, const struct segbias_withholding *published)
{
	bool ok = true;
	list_members(shown, published);
	for (int step = PLAIN; step < STEPS && ok; step++)
		ok = adjust(shown, (enum step)step);
	for (size_t i = 0; i < shown->count && ok; i++)
		judge_member(shown, i);
	return ok;
}

/* --- taking it out ------------------------------------------------------------------------------------------------ */

enum segbias_status segbias_published_apply(const struct segbias_withholding *published,
                                            struct segbias_findings *result, struct segbias_error *error)
{
	size_t first = 0;
	if (published->comparison_count != result->comparison_count ||
	    published->value_count != first_of(result, result->comparison_count))
		return segbias_error_set(
		    error, SEGBIAS_SYSTEM,
		    "published_unfit|an export says what it withheld of another result than the run's");
	struct shown shown;
	bool any = false;
	bool ok = shown_init(&shown, result);
	for (size_t i = 0; ok && i < result->comparison_count; i++) {
		struct segbias_comparison *c = &result->comparisons[i];
		const struct segbias_withheld withheld = {.rows = published->rows[i],
		                                          .missing = published->missing[i],
		                                          .unmatched = published->unmatched[i],
		                                          .values = &published->values[first]};
		c->withheld = segbias_comparison_withhold(c, &withheld, false);
		any = any || c->withheld;
		first += c->value_count;
	}
	/* As nothing is withheld the verdicts are of what is shown. */
	ok = ok && (!any || judge_again(&shown, published));
	shown_release(&shown);
	if (!ok)
		return segbias_error_memory(error);
	/* A spelling is what somebody has written of a record, and tells that there is one. */
	result->mapping_count = 0;
	result->settings.publish = published->least;
	return SEGBIAS_OK;
}
