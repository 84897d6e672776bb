#include "analysis/published.h"

#include "analysis/analysis.h"
#include "analysis/review.h"

#include "analysis/publish_table.h"
#include "base/memory.h"
#include "findings/withhold.h"
#include "values/name.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A result, and beside it each other one: which group of that is which of this. */
struct kept {
	const struct segbias_counted *counts;
	struct segbias_publish_groups groups;
	const struct segbias_published_others *others;
	size_t *partners; /* [others->count * groups.count]; SIZE_MAX: it has none */
};

static void kept_release(struct kept *kept)
{
	free(kept->groups.rows);
	free(kept->groups.hidden);
	free(kept->partners);
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
	segbias_error_hint(error, "without --publish it is exported for those who may see every count");
	return SEGBIAS_DATA;
}

/* What a comparison of the files themselves can publish: it counts what the ledger does not hold. */
static enum segbias_status refuse_counted(const char *what, const struct segbias_findings *result, double least,
                                          struct segbias_error *error)
{
	const struct segbias_settings *settings = &result->settings;
	struct segbias_text words = {0};
	(void)refuse(what, error);
	segbias_text_add_word(&words, result->campaign.name, false);
	segbias_text_add_string(&words, " ");
	segbias_text_add_word(&words, result->reference.name, false);
	/* As it is kept a column's name ends with a 0 byte. */
	if (settings->person.bytes) {
		segbias_text_add_string(&words, " --person ");
		segbias_text_add_word(&words, settings->person.bytes, false);
	}
	if (settings->weight.bytes) {
		segbias_text_add_string(&words, " --weight ");
		segbias_text_add_word(&words, settings->weight.bytes, false);
	}
	if (!words.failed)
		segbias_error_hint(error, "segbias compare %s --publish %g publishes the period by itself", words.data,
		                   least);
	segbias_text_release(&words);
	return SEGBIAS_DATA;
}

enum segbias_status segbias_published_count(const struct segbias_findings *result, struct segbias_arena *arena,
                                            struct segbias_counted *out, struct segbias_error *error)
{
	bool regular = false;
	if (!segbias_counted_take(result, arena, out, &regular))
		return segbias_error_memory(error);
	return regular ? SEGBIAS_OK : refuse("groups that are not compared by the same attributes", error);
}

/* Whether several values may stand in a cell: of a run's digest its settings say it. */
static bool has_separator(const struct segbias_settings *settings, struct segbias_label attribute)
{
	for (size_t i = 0; i < settings->attribute_count; i++)
		if (segbias_label_equal(settings->attributes[i].attribute, attribute))
			return settings->attributes[i].separator.bytes != NULL;
	return false;
}

/* What --publish of a comparison refuses, and what a kept result does not hold the counts of. */
static enum segbias_status check(const struct segbias_findings *result, double least, struct segbias_error *error)
{
	const struct segbias_settings *settings = &result->settings;
	const struct {
		bool asked;
		const char *what;
	} OTHERS[] = {
	    {settings->amount.bytes, "amounts"},
	    {strcmp(result->kind, "base") == 0, "a base: who of it was not drawn could be told"},
	    {segbias_notes_have(&result->notes, "overlapping_segments"), "segments that may overlap"},
	    {segbias_notes_have(&result->notes, "hidden_figures") ||
	         segbias_notes_have(&result->notes, "rounded_figures"),
	     "figures that are hidden or rounded already"},
	};
	if (settings->person.bytes)
		return refuse_counted("a run with --person: the ledger does not hold how many people a group has",
		                      result, least, error);
	if (settings->weight.bytes)
		return refuse_counted("a run with weights: the ledger does not hold how many records a group has",
		                      result, least, error);
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
		if (OTHERS[i].asked)
			return refuse(OTHERS[i].what, error);
	for (size_t i = 0; i < result->comparison_count; i++) {
		const struct segbias_comparison *c = &result->comparisons[i];
		double sum = c->missing + c->unmatched;
		bool whole = !c->multi && !has_separator(settings, c->attribute);
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

/* A segment that only one of both has may be called otherwise in the other: one of as many records is looked at as if it were, first one of the
 * same counts. */
static size_t find_partner(const struct segbias_counted *mine, const struct segbias_counted *its, size_t group)
{
	size_t found = segbias_counted_group(its, mine->segments[group], group);
	bool same = false;
	if (found != SIZE_MAX || group == 0)
		return found;
	for (size_t h = 1; h < its->group_count && !same; h++) {
		if (its->rows[h] != mine->rows[group] || segbias_counted_group(mine, its->segments[h], h) != SIZE_MAX)
			continue;
		same =
		    its->width == mine->width && memcmp(&its->cells[h * its->width], &mine->cells[group * mine->width],
		                                        mine->width * sizeof *mine->cells) == 0;
		found = found == SIZE_MAX || same ? h : found;
	}
	return found;
}

static bool find_partners(struct kept *kept)
{
	size_t groups = kept->counts->group_count;
	kept->partners = segbias_memory_zeroed(kept->others->count * groups + 1, sizeof *kept->partners);
	for (size_t i = 0; kept->partners && i < kept->others->count; i++)
		for (size_t g = 0; g < groups; g++)
			kept->partners[i * groups + g] = find_partner(kept->counts, &kept->others->items[i]->counts, g);
	return kept->partners != NULL;
}

static enum segbias_status begin(struct kept *kept, double least, struct segbias_error *error)
{
	const struct segbias_counted *counts = kept->counts;
	kept->groups = (struct segbias_publish_groups){.least = least, .count = counts->group_count};
	kept->groups.rows = segbias_memory_zeroed(kept->groups.count + 1, sizeof *kept->groups.rows);
	kept->groups.hidden = segbias_memory_zeroed(kept->groups.count + 1, sizeof *kept->groups.hidden);
	if (!kept->groups.rows || !kept->groups.hidden || !find_partners(kept))
		return segbias_error_memory(error);
	kept->groups.persons = kept->groups.rows;
	for (size_t i = 0; i < kept->groups.count; i++) {
		kept->groups.rows[i] = counts->rows[i];
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

static bool withholds(const struct segbias_withholding *p, const struct segbias_counted *counts, size_t group,
                      size_t attribute)
{
	size_t comparison = segbias_counted_comparison(counts, group, attribute);
	return p->rows[comparison] || p->missing[comparison] || p->unmatched[comparison] ||
	       memchr(&p->values[segbias_counted_value(counts, group, attribute)], true,
	              counts->attributes[attribute].value_count);
}

/* A segment of as many records of which nothing was published is not: what it hid would be the difference. */
static void hide_as_before(const struct kept *kept, size_t other)
{
	const struct segbias_published_run *before = kept->others->items[other];
	for (size_t g = 1; g < kept->groups.count; g++) {
		size_t partner = kept->partners[other * kept->groups.count + g];
		bool all = partner != SIZE_MAX && before->counts.rows[partner] == kept->groups.rows[g];
		for (size_t a = 0; all && a < before->counts.attribute_count; a++)
			all = before->withheld.rows[segbias_counted_comparison(&before->counts, partner, a)];
		kept->groups.hidden[g] = kept->groups.hidden[g] || all;
	}
}

/* An attribute of a result beside that of another one. */
struct beside {
	const struct kept *kept;
	const struct segbias_published_run *before;
	const size_t *partners; /* [groups] */
	size_t attribute, other;
	bool named;       /* the names stand for one attribute */
	bool same_values; /* of the same names, in the same order */
	bool same_names;  /* in any order and spelling */
};

static bool has_value(const struct segbias_counted_attribute *attribute, struct segbias_label value)
{
	for (size_t i = 0; i < attribute->value_count; i++)
		if (segbias_name_value_same(attribute->values[i], value))
			return true;
	return false;
}

static bool is_named(struct segbias_label a, struct segbias_label b)
{
	return segbias_label_equal(a, b) || segbias_name_same(a, b) || segbias_name_synonym(a, b);
}

/* false: it is no attribute of the other result that could be this one. A column that is called otherwise is none that could not be: by its
 * counts it is told whether it may be, where neither result has the other's name. */
static bool stand_beside(const struct kept *kept, size_t attribute, size_t other, size_t theirs, struct beside *out)
{
	const struct segbias_counted_attribute *mine = &kept->counts->attributes[attribute];
	const struct segbias_published_run *before = kept->others->items[other];
	const struct segbias_counted_attribute *its = &before->counts.attributes[theirs];
	bool apart = segbias_counted_attribute(&before->counts, mine->name) != SIZE_MAX ||
	             segbias_counted_attribute(kept->counts, its->name) != SIZE_MAX;
	bool same_count = its->value_count == mine->value_count;
	*out = (struct beside){kept,       before,    &kept->partners[other * kept->groups.count],
	                       attribute,  theirs,    false,
	                       same_count, same_count};
	out->named = apart ? segbias_label_equal(mine->name, its->name) : is_named(mine->name, its->name);
	for (size_t i = 0; same_count && i < mine->value_count; i++) {
		out->same_values = out->same_values && segbias_label_equal(mine->values[i], its->values[i]);
		out->same_names = out->same_names && has_value(its, mine->values[i]);
	}
	return out->named || (!apart && same_count);
}

static size_t cells_of(const struct kept *kept, size_t attribute)
{
	return kept->counts->attributes[attribute].value_count + SEGBIAS_COUNTED_OTHERS;
}

/* A group of one of both results by the attribute; `group` SIZE_MAX: the records of no segment, which nobody prints, and everybody can reckon
 * where the others are shown. */
struct row {
	const struct segbias_counted *counts;
	size_t attribute, group;
};

static double cell_of(const struct row *row, size_t cell)
{
	if (row->group != SIZE_MAX)
		return segbias_counted_cells(row->counts, row->group, row->attribute)[cell];
	double rest = segbias_counted_cells(row->counts, 0, row->attribute)[cell];
	for (size_t g = 1; g < row->counts->group_count; g++)
		rest -= segbias_counted_cells(row->counts, g, row->attribute)[cell];
	return rest;
}

static double records_of(const struct row *row)
{
	if (row->group != SIZE_MAX)
		return row->counts->rows[row->group];
	double rest = row->counts->rows[0];
	for (size_t g = 1; g < row->counts->group_count; g++)
		rest -= row->counts->rows[g];
	return rest;
}

static size_t count_of(const struct row *row, size_t cells, double count)
{
	size_t times = 0;
	for (size_t i = 0; i < cells; i++)
		times += cell_of(row, i) == count;
	return times;
}

/* Whether nobody has changed, as far as the counts tell. Values that stand in another order or are called otherwise have the same counts
 * somewhere; of those that are cut otherwise only how many records there are is the same. */
static bool same_rows(const struct beside *b, const struct row *mine, const struct row *its)
{
	size_t cells = cells_of(b->kept, b->attribute);
	bool as_many = cells == b->before->counts.attributes[b->other].value_count + SEGBIAS_COUNTED_OTHERS;
	bool same = as_many;
	for (size_t i = 0; same && i < cells; i++)
		same = b->same_values
		           ? cell_of(mine, i) == cell_of(its, i)
		           : count_of(mine, cells, cell_of(mine, i)) == count_of(its, cells, cell_of(mine, i));
	if (b->same_values || b->same_names)
		return same;
	return same || (b->named && records_of(mine) == records_of(its));
}

/* Whether the group has the same counts in both. */
static bool same_row(const struct beside *b, size_t group)
{
	const struct row mine = {b->kept->counts, b->attribute, group};
	const struct row its = {&b->before->counts, b->other, b->partners[group]};
	return its.group != SIZE_MAX && same_rows(b, &mine, &its);
}

static bool same_rest(const struct beside *b)
{
	const struct row mine = {b->kept->counts, b->attribute, SIZE_MAX};
	const struct row its = {&b->before->counts, b->other, SIZE_MAX};
	return same_rows(b, &mine, &its);
}

static bool withholds_any(const struct kept *kept, size_t attribute, const struct segbias_withholding *p)
{
	for (size_t g = 0; g < kept->groups.count; g++)
		if (withholds(p, kept->counts, g, attribute))
			return true;
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

static struct same_group look_at_group(const struct beside *b, size_t group, const struct segbias_withholding *now)
{
	struct same_group found = {0};
	const struct kept *kept = b->kept;
	size_t partner = b->partners[group];
	if (partner == SIZE_MAX)
		return found;
	found.same = same_row(b, group);
	found.as_before = b->before->withheld.rows[segbias_counted_comparison(&b->before->counts, partner, b->other)] ==
	                  kept->groups.hidden[group];
	found.withheld = withholds(&b->before->withheld, &b->before->counts, partner, b->other);
	bool withheld = found.withheld || withholds(now, kept->counts, group, b->attribute);
	found.tied = found.same && kept->groups.rows[group] > 0 && (!found.as_before || withheld);
	return found;
}

/* How the attribute's table stands to that of another result: TIED: some group has the same counts, of which one of the two withholds
 * something; TWINS: all have, and all that was withheld can be so again. A group that neither publishes is one of them: what is left of
 * either campaign would tell of it. */
static enum tie tie_of(const struct beside *b, const struct segbias_withholding *now)
{
	const struct kept *kept = b->kept;
	const struct segbias_withholding *before = &b->before->withheld;
	bool all = b->same_values && before->least >= kept->groups.least &&
	           b->before->counts.group_count == kept->groups.count;
	bool tied = false;
	bool withheld = withholds_any(kept, b->attribute, now);
	if (before->rows[b->other])
		return APART;
	for (size_t i = 0; i < kept->groups.count; i++) {
		struct same_group found = look_at_group(b, i, now);
		all = all && found.same && found.as_before;
		tied = tied || found.tied;
		withheld = withheld || found.withheld;
	}
	tied = tied || (withheld && kept->groups.rest > 0 && same_rest(b));
	return !tied ? APART : all ? TWINS : TIED;
}

/* The same people, grouped otherwise: any count may be a sum of the other's. */
static bool is_regrouped(const struct beside *b)
{
	struct segbias_label hash = b->before->counts.campaign_sha256;
	return b->named && hash.size && segbias_label_equal(hash, b->kept->counts->campaign_sha256) &&
	       !(b->same_values && same_row(b, 0));
}

/* What a group's comparison withholds. */
static void copy_row(const struct beside *b, size_t group, struct segbias_withholding *out)
{
	const struct segbias_counted *counts = b->kept->counts;
	const struct segbias_withholding *before = &b->before->withheld;
	size_t to = segbias_counted_comparison(counts, group, b->attribute);
	size_t from = segbias_counted_comparison(&b->before->counts, b->partners[group], b->other);
	out->rows[to] = before->rows[from];
	out->missing[to] = before->missing[from];
	out->unmatched[to] = before->unmatched[from];
	memcpy(&out->values[segbias_counted_value(counts, group, b->attribute)],
	       &before->values[segbias_counted_value(&b->before->counts, b->partners[group], b->other)],
	       counts->attributes[b->attribute].value_count * sizeof *out->values);
}

static void hide_table(const struct kept *kept, size_t attribute, struct segbias_withholding *out)
{
	for (size_t g = 0; g < kept->groups.count; g++)
		hide_comparison(out, segbias_counted_comparison(kept->counts, g, attribute),
		                segbias_counted_value(kept->counts, g, attribute),
		                kept->counts->attributes[attribute].value_count);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static enum segbias_status fill_table(const struct kept *kept, size_t attribute, struct segbias_publish_table *t,
                                      struct segbias_error *error)
{
	size_t columns = cells_of(kept, attribute);
	if (!segbias_publish_table_init(t, &kept->groups, columns))
		return segbias_error_memory(error);
	for (size_t g = 0; g < kept->groups.count; g++)
		memcpy(&t->count[g * columns], segbias_counted_cells(kept->counts, g, attribute),
		       columns * sizeof *t->count);
	memcpy(t->persons, t->count, kept->groups.count * columns * sizeof *t->count);
	segbias_publish_table_mark(t);
	return SEGBIAS_OK;
}

/* A table whose small counts would be open all the same is not published. */
static enum segbias_status withhold_table(const struct kept *kept, size_t attribute, struct segbias_withholding *out,
                                          struct segbias_error *error)
{
	struct segbias_publish_table t = {0};
	size_t columns = cells_of(kept, attribute);
	size_t values = columns - SEGBIAS_COUNTED_OTHERS;
	bool *cells = segbias_memory_zeroed(kept->groups.count * columns + 1, sizeof *cells);
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(fill_table(kept, attribute, &t, error));
	if (!cells || !segbias_publish_table_withhold(&kept->groups, &t, NULL, cells))
		SEGBIAS_TRY(segbias_error_memory(error));
	for (size_t g = 0; g < kept->groups.count; g++) {
		size_t comparison = segbias_counted_comparison(kept->counts, g, attribute);
		const bool *row = &cells[g * columns];
		memcpy(&out->values[segbias_counted_value(kept->counts, g, attribute)], row, values * sizeof *row);
		out->rows[comparison] = kept->groups.hidden[g];
		/* Behind the values stand those without one, and those that matched none. */
		out->missing[comparison] = row[values];
		out->unmatched[comparison] = row[values + 1];
	}
	if (t.cells.open)
		hide_table(kept, attribute, out);
done:
	segbias_publish_table_release(&t);
	free(cells);
	return status;
}

static enum segbias_status hide_groups(const struct kept *kept, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < kept->others->count; i++)
		hide_as_before(kept, i);
	segbias_publish_hide_small(&kept->groups);
	for (size_t i = 0; i < kept->counts->attribute_count && status == SEGBIAS_OK; i++) {
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
static void withhold_beside(const struct kept *kept, size_t attribute, struct segbias_withholding *out)
{
	enum tie tie = APART;
	for (size_t i = 0; i < kept->others->count; i++)
		for (size_t j = 0; j < kept->others->items[i]->counts.attribute_count && tie != TIED; j++) {
			struct beside b;
			if (!stand_beside(kept, attribute, i, j, &b))
				continue;
			enum tie other = is_regrouped(&b) ? TIED : tie_of(&b, out);
			for (size_t g = 0; other == TWINS && tie == APART && g < kept->groups.count; g++)
				copy_row(&b, g, out);
			tie = other > tie ? other : tie;
		}
	if (tie == TIED)
		hide_table(kept, attribute, out);
}

/* What other results published of two attributes of which one may tell of the other. */
struct past {
	bool withheld; /* they do not show all of both … */
	bool shown[2]; /* … and which of them they show */
};

static bool withheld_before(const struct segbias_published_run *before, size_t attribute)
{
	for (size_t g = 0; g < before->counts.group_count; g++)
		if (withholds(&before->withheld, &before->counts, g, attribute))
			return true;
	return false;
}

static void look_at_past(const struct kept *kept, const size_t both[2], size_t other, struct past *past)
{
	const struct segbias_published_run *before = kept->others->items[other];
	struct past found = {0};
	for (size_t k = 0; k < 2; k++)
		for (size_t i = 0; i < before->counts.attribute_count; i++) {
			struct beside b;
			if (!stand_beside(kept, both[k], other, i, &b))
				continue;
			bool hidden = before->withheld.rows[segbias_counted_comparison(&before->counts, 0, i)];
			found.withheld = found.withheld || hidden || withheld_before(before, i);
			found.shown[k] = found.shown[k] || !hidden;
		}
	if (!found.withheld)
		return;
	past->withheld = true;
	past->shown[0] = past->shown[0] || found.shown[0];
	past->shown[1] = past->shown[1] || found.shown[1];
}

/* Unless all of both is published, of two attributes of which one may tell of the other the second is not; nor the first where others have shown
 * the second: who has not changed since would be told by both. */
static enum segbias_status withhold_pair(const struct kept *kept, const size_t both[2], struct segbias_withholding *out,
                                         struct segbias_error *error)
{
	bool tells = false;
	struct past past = {.withheld = withholds_any(kept, both[0], out) || withholds_any(kept, both[1], out)};
	for (size_t i = 0; i < kept->others->count; i++)
		look_at_past(kept, both, i, &past);
	if (!past.withheld)
		return SEGBIAS_OK;
	if (!segbias_counted_may_tell(kept->counts, both, kept->groups.least, &tells))
		return segbias_error_memory(error);
	if (tells && past.shown[1])
		hide_table(kept, both[0], out);
	if (tells && (past.shown[0] || !past.shown[1]))
		hide_table(kept, both[1], out);
	return SEGBIAS_OK;
}

static enum segbias_status withhold_nested(const struct kept *kept, struct segbias_withholding *out,
                                           struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < kept->counts->attribute_count; i++)
		for (size_t j = i + 1; j < kept->counts->attribute_count && status == SEGBIAS_OK; j++)
			status = withhold_pair(kept, (const size_t[]){i, j}, out, error);
	return status;
}

static enum segbias_status withhold_tables(const struct kept *kept, struct segbias_withholding *out,
                                           struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	for (size_t i = 0; i < kept->counts->attribute_count && status == SEGBIAS_OK; i++) {
		status = withhold_table(kept, i, out, error);
		if (status == SEGBIAS_OK)
			withhold_beside(kept, i, out);
	}
	return status == SEGBIAS_OK ? withhold_nested(kept, out, error) : status;
}

enum segbias_status segbias_published_find(const struct segbias_findings *result, double least,
                                           const struct segbias_published_others *others, struct segbias_arena *arena,
                                           struct segbias_published_run *out, struct segbias_error *error)
{
	struct segbias_published_run found = {.counts = {.width = 0}};
	struct kept kept = {.counts = &found.counts, .others = others};
	enum segbias_status status = SEGBIAS_OK;
	SEGBIAS_TRY(check(result, least, error));
	SEGBIAS_TRY(segbias_published_count(result, arena, &found.counts, error));
	SEGBIAS_TRY(begin(&kept, least, error));
	if (!segbias_published_init(&found.withheld, least, segbias_counted_values(&found.counts),
	                            result->comparison_count, arena))
		SEGBIAS_TRY(segbias_error_memory(error));
	SEGBIAS_TRY(hide_groups(&kept, error));
	SEGBIAS_TRY(withhold_tables(&kept, &found.withheld, error));
	*out = found;
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
	const size_t count = segbias_findings_count_values(result);
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
	return segbias_review_side(&shown->result->settings, shown->of[at], shown->values[at], EDGE);
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

enum segbias_status segbias_published_unfit(struct segbias_error *error)
{
	return segbias_error_set(error, SEGBIAS_SYSTEM,
	                         "published_unfit|an export says what it withheld of another result than the run's");
}

enum segbias_status segbias_published_apply(const struct segbias_withholding *published, bool verdicts,
                                            struct segbias_findings *result, struct segbias_error *error)
{
	size_t first = 0;
	if (published->comparison_count != result->comparison_count ||
	    published->value_count != segbias_findings_count_values(result))
		return segbias_published_unfit(error);
	struct shown shown = {0};
	bool any = false;
	bool ok = !verdicts || shown_init(&shown, result);
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
	ok = ok && (!any || !verdicts || judge_again(&shown, published));
	shown_release(&shown);
	if (!ok)
		return segbias_error_memory(error);
	/* A spelling is what somebody has written of a record, and tells that there is one. */
	result->mapping_count = 0;
	/* Their counts are of no table that is protected. */
	result->crossing_count = 0;
	result->funnel_count = 0;
	result->settings.publish = published->least;
	return SEGBIAS_OK;
}
