/* Question: which counts are not to be published (--publish K)? Asked first, of the tally alone, so that nothing later stands
 * on what is withheld: a withheld cell enters every family with p = 1, which is valid and tells nothing.
 *
 * Every column is a table of its own, of groups by values (missing, unmatched and the values, or missing and known), whose
 * sums are the groups' records; all of them share those. A group of fewer than K is not published at all. What is left of the
 * whole campaign beside the published segments is a row that nobody prints and everybody can reckon: the records of such
 * groups and those without a segment. It gets so many records, of two groups at least, that each could have K: those of one of
 * them could then be anyone's of another, in every table at once, and the sums of all other rows can be taken as known. So the tables are one
 * program that falls into one for each column: stats/suppress.h.
 *
 * Sums of weights have no such program. Who knows what the records of each value weigh has an equation more for every sum that
 * any of them is in, in whatever table: 12 records that weigh 13 are eleven of 1 and one of 2. So with weights what is published
 * is made of no record of a group that has anything to hide: nothing of such a group, and nothing of the whole campaign either. */
#include "analysis/publish.h"

#include "analysis/nested.h"
#include "analysis/publish_table.h"
#include "base/memory.h"
#include "base/number.h"
#include "findings/withhold.h"
#include "tally/clusters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The groups, and what is seen of them. */
struct publishing {
	const struct segbias_analysis_input *input;
	struct segbias_findings *findings;
	struct segbias_publish_groups groups; /* hidden: the findings' */
	struct segbias_cluster_part *parts;   /* of persons; NULL: every record is one */
	size_t part_count;
	size_t *group_of; /* [ids of the segment column]: its group */
	size_t id_count;
};

static void publishing_release(struct publishing *p)
{
	free(p->groups.rows);
	free(p->groups.persons);
	free(p->parts);
	free(p->group_of);
}

/* --- what cannot be published ------------------------------------------------------------------------------------- */

static const char FOR_FEW[] = "without --publish the result is for those who may see such counts";

static const struct segbias_attribute *find_several(const struct segbias_matching *matching)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && matching->attributes[i].multi)
			return &matching->attributes[i];
	return NULL;
}

/* `left`: by attribute, those that can be published by themselves. */
static void hint_others(const struct segbias_matching *matching, const bool *left, const char *without,
                        struct segbias_error *error)
{
	struct segbias_text typed = {0};
	struct segbias_label *names = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *names);
	size_t count = 0;
	for (size_t i = 0; names && i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && left[i])
			names[count++] = matching->attributes[i].name;
	bool shown = names && segbias_nested_type(names, count, &typed);
	if (count)
		segbias_error_hint(error, "--attributes %s%s compares the others", shown ? typed.data : "A,B", without);
	else
		segbias_error_hint(error, "%s", FOR_FEW);
	segbias_text_release(&typed);
	free(names);
}

static enum segbias_status refuse_several(const struct segbias_analysis_input *input, struct segbias_error *error)
{
	const struct segbias_matching *matching = input->matching;
	bool *left = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *left);
	if (!left)
		return segbias_error_memory(error);
	for (size_t i = 0; i < matching->attribute_count; i++)
		left[i] = !matching->attributes[i].multi;
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "publish_several|--publish does not protect an attribute of which a record has several values");
	segbias_error_place(error, input->campaign_path, 0, 0);
	hint_others(matching, left, input->policy->multi_count ? " without --multi" : "", error);
	free(left);
	return SEGBIAS_DATA;
}

/* Figures whose equations are not among those of the tables. */
static enum segbias_status check(const struct publishing *p, struct segbias_error *error)
{
	const struct segbias_analysis_input *input = p->input;
	const struct segbias_policy *policy = input->policy;
	const struct {
		bool asked;
		const char *what, *hint;
	} OTHERS[] = {
	    {policy->amount.bytes, "amounts", "without --amount records are compared"},
	    {policy->consent_given, "the counts of --consent", "publish the comparison without --consent"},
	    {policy->stage_count, "the counts of --stages", "publish the comparison without --stages"},
	    {policy->cross > 0, "the counts of --cross", "publish the comparison without --cross"},
	    {policy->numeric_count, "what --numeric tells of a column",
	     "without --numeric no numeric column is published"},
	    {input->matching->segment_mode == SEGBIAS_SEGMENT_FLAGS, "segments that may overlap",
	     "--segment COL takes a column that names one segment a record, --segment none the whole file only"},
	    {input->kind == SEGBIAS_KIND_BASE, "a base: who of it was not drawn could be told",
	     policy->eligible_given ? FOR_FEW : "if the reference is of other people: --reference-kind sample"},
	    {segbias_tally_doubts(input->campaign), "counts that are hidden or rounded already", FOR_FEW},
	};
	for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++) {
		if (!OTHERS[i].asked)
			continue;
		segbias_error_set(error, SEGBIAS_DATA, "publish_not|--publish does not protect %s", OTHERS[i].what);
		segbias_error_place(error, input->campaign_path, 0, 0);
		segbias_error_hint(error, "%s", OTHERS[i].hint);
		return SEGBIAS_DATA;
	}
	if (find_several(input->matching))
		return refuse_several(input, error);
	if (p->groups.persons[0] >= p->groups.least)
		return SEGBIAS_OK;
	char number[SEGBIAS_NUMBER_MAX];
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "publish_few|--publish: the campaign has fewer than %s %s, and nothing of it can be published",
	    segbias_number_group(p->groups.least, number), p->parts ? "people" : "records");
	segbias_error_hint(error, "%s", FOR_FEW);
	segbias_error_place(error, input->campaign_path, 0, 0);
	return SEGBIAS_DATA;
}

/* --- persons ------------------------------------------------------------------------------------------------------ */

/* The person's part counts once in a cell: the last person who was counted there is kept. */
static void add_person(double *count, uint32_t *last, uint32_t person)
{
	if (*last == person + 1)
		return;
	*last = person + 1;
	*count += 1;
}

/* Different persons of each group: persons[groups * ids] by the column's ids, of which those past the last count with it. false:
 * out of memory. */
static bool count_persons(const struct publishing *p, uint32_t column, size_t ids, double *persons)
{
	const struct segbias_clusters *clusters = segbias_tally_clusters(p->input->campaign);
	uint32_t *last = segbias_memory_zeroed(p->input->group_count * ids + 1, sizeof *last);
	for (size_t i = 0; last && i < p->part_count; i++) {
		struct segbias_profile profile;
		if (p->parts[i].count == 0 ||
		    !segbias_clusters_profile(clusters, p->parts[i].profile, column, &profile))
			continue;
		size_t id = profile.id < ids ? profile.id : ids - 1;
		add_person(&persons[id], &last[id], p->parts[i].cluster);
		for (size_t j = 0; j < profile.group_count; j++) {
			if (profile.groups[j] >= p->id_count)
				continue;
			size_t at = p->group_of[profile.groups[j]] * ids + id;
			add_person(&persons[at], &last[at], p->parts[i].cluster);
		}
	}
	free(last);
	return last != NULL;
}

static enum segbias_status begin(struct publishing *p, struct segbias_error *error)
{
	const struct segbias_analysis_input *input = p->input;
	const struct segbias_clusters *clusters = segbias_tally_clusters(input->campaign);
	p->id_count = SEGBIAS_ID_FIRST + input->group_count;
	p->groups.count = input->group_count;
	p->groups.hidden = p->findings->publishing.rows;
	p->groups.rows = segbias_memory_zeroed(input->group_count + 1, sizeof *p->groups.rows);
	p->groups.persons = segbias_memory_zeroed(input->group_count + 1, sizeof *p->groups.persons);
	p->group_of = segbias_memory_zeroed(p->id_count + 1, sizeof *p->group_of);
	if (!p->groups.rows || !p->groups.persons || !p->group_of)
		return segbias_error_memory(error);
	p->groups.rest = (double)input->groups[0].rows;
	for (size_t i = 0; i < input->group_count; i++) {
		p->groups.rows[i] = p->groups.persons[i] = (double)input->groups[i].rows;
		if (i == 0)
			continue;
		p->groups.rest -= p->groups.rows[i];
		if (input->groups[i].id < p->id_count)
			p->group_of[input->groups[i].id] = i;
	}
	if (!clusters)
		return SEGBIAS_OK;
	enum segbias_status status = segbias_clusters_parts(clusters, &p->parts, &p->part_count, error);
	if (status != SEGBIAS_OK)
		return status;
	memset(p->groups.persons, 0, input->group_count * sizeof *p->groups.persons);
	size_t at = 0;
	while (input->matching->attributes[at].dropped)
		at++;
	return count_persons(p, input->matching->attributes[at].column, 1, p->groups.persons)
	           ? SEGBIAS_OK
	           : segbias_error_memory(error);
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct segbias_attribute *attribute_of(const struct segbias_matching *matching, uint32_t column)
{
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped && matching->attributes[i].column == column)
			return &matching->attributes[i];
	return NULL;
}

/* Counts of all groups; those of no id are what is left of the group's records. */
static bool count_cells(const struct publishing *p, const struct segbias_withheld_table *out,
                        struct segbias_publish_table *t)
{
	const struct segbias_analysis_input *input = p->input;
	struct segbias_group_tables tables = segbias_group_tables_of(input->campaign, out->column);
	size_t columns = out->ids + 1;
	bool compared = attribute_of(input->matching, out->column) != NULL;
	for (size_t i = 0; i < input->group_count; i++) {
		double left = p->groups.rows[i];
		for (size_t id = 0; id < (compared ? out->ids : 1); id++) {
			double count = (double)segbias_group_cell(&tables, &input->groups[i], (uint32_t)id).count;
			t->count[i * columns + id] = count;
			left -= count;
		}
		t->count[i * columns + (compared ? out->ids : 1)] = left;
	}
	if (!p->parts) {
		memcpy(t->persons, t->count, input->group_count * columns * sizeof *t->count);
		return true;
	}
	/* Of a column that is not compared nothing is left beside missing and known. */
	size_t ids = compared ? columns : 2;
	bool ok = count_persons(p, out->column, ids, t->persons);
	for (size_t i = input->group_count; ok && ids < columns && i-- > 0;) {
		t->persons[i * columns + 1] = t->persons[i * ids + 1];
		t->persons[i * columns] = t->persons[i * ids];
		t->persons[i * columns + 2] = 0;
	}
	return ok;
}

/* The counts of all groups, as if all were published. */
static enum segbias_status fill_table(const struct publishing *p, const struct segbias_withheld_table *out,
                                      struct segbias_publish_table *t, struct segbias_error *error)
{
	if (!segbias_publish_table_init(t, &p->groups, out->ids + 1) || !count_cells(p, out, t))
		return segbias_error_memory(error);
	segbias_publish_table_mark(t);
	return SEGBIAS_OK;
}

/* Hides the groups of fewer than K, and those of which a column's small counts could be told whatever else is withheld. */
static enum segbias_status hide_small(const struct publishing *p, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_publishing *out = &p->findings->publishing;
	segbias_publish_hide_small(&p->groups);
	for (size_t j = 0; j < out->table_count && status == SEGBIAS_OK; j++) {
		struct segbias_publish_table t;
		status = fill_table(p, &out->tables[j], &t, error);
		if (status == SEGBIAS_OK)
			segbias_publish_hide_tight(&p->groups, &t);
		segbias_publish_table_release(&t);
	}
	return status;
}

/* Of columns that are compared with others, the others can be published: open[] by table. */
static enum segbias_status refuse_open(const struct publishing *p, const bool *open, struct segbias_error *error)
{
	char quoted[SEGBIAS_QUOTE_MAX];
	const struct segbias_matching *matching = p->input->matching;
	const struct segbias_publishing *out = &p->findings->publishing;
	bool *left = segbias_memory_zeroed(matching->attribute_count + 1, sizeof *left);
	size_t first = 0;
	if (!left)
		return segbias_error_memory(error);
	while (!open[first])
		first++;
	for (size_t i = 0; i < matching->attribute_count; i++) {
		left[i] = true;
		for (size_t j = 0; j < out->table_count; j++)
			left[i] = left[i] && !(open[j] && (out->tables[j].column == matching->attributes[i].column ||
			                                   !attribute_of(matching, out->tables[j].column)));
	}
	segbias_error_set(
	    error, SEGBIAS_DATA, "publish_open|--publish: small counts of column %s could be told from the others",
	    segbias_label_quote(segbias_tally_name(p->input->campaign, out->tables[first].column), quoted));
	segbias_error_place(error, p->input->campaign_path, 0, 0);
	hint_others(matching, left, "", error);
	free(left);
	return SEGBIAS_DATA;
}

static enum segbias_status fill_cells(const struct publishing *p, const struct segbias_withheld_table *out,
                                      const struct segbias_publish_sets *sets, bool *open, struct segbias_error *error)
{
	struct segbias_publish_table t;
	enum segbias_status status = fill_table(p, out, &t, error);
	if (status == SEGBIAS_OK && !segbias_publish_table_withhold(&p->groups, &t, sets, out->cells))
		status = segbias_error_memory(error);
	*open = t.cells.open > 0;
	segbias_publish_table_release(&t);
	return status;
}

static enum segbias_status withhold_table(const struct publishing *p, struct segbias_withheld_table *out, bool *open,
                                          struct segbias_error *error)
{
	out->cells =
	    segbias_arena_array(&p->findings->arena, p->input->group_count * (out->ids + 1), sizeof *out->cells);
	if (!out->cells)
		return segbias_error_memory(error);
	return fill_cells(p, out, NULL, open, error);
}

static enum segbias_status withhold_tables(const struct publishing *p, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_publishing *out = &p->findings->publishing;
	bool *open = segbias_memory_zeroed(out->table_count + 1, sizeof *open);
	if (!open)
		return segbias_error_memory(error);
	for (size_t i = 0; i < out->table_count && status == SEGBIAS_OK; i++)
		status = withhold_table(p, &out->tables[i], &open[i], error);
	if (status == SEGBIAS_OK && memchr(open, true, out->table_count))
		status = refuse_open(p, open, error);
	free(open);
	return status;
}

/* Of a column of which another one tells. */
static enum segbias_status withhold_anew(void *context, uint32_t column, const struct segbias_publish_sets *sets,
                                         bool *open, struct segbias_error *error)
{
	const struct publishing *p = context;
	const struct segbias_withheld_table *table = segbias_publishing_table(p->findings, column);
	enum segbias_status status = SEGBIAS_OK;
	size_t *columns = segbias_memory_zeroed(table->ids + 1, sizeof *columns);
	bool *fixed = segbias_memory_zeroed(table->ids + 1, sizeof *fixed);
	if (columns && fixed) {
		memcpy(columns, sets->of, table->ids * sizeof *columns);
		memcpy(fixed, sets->fixed, table->ids * sizeof *fixed);
		columns[table->ids] = SIZE_MAX; /* of no id: no record of a column that is compared */
		status = fill_cells(p, table, &(struct segbias_publish_sets){columns, fixed}, open, error);
	} else {
		status = segbias_error_memory(error);
	}
	free(columns);
	free(fixed);
	return status;
}

/* --- weights ------------------------------------------------------------------------------------------------------ */

/* Of persons nobody knows how many have the records that are of no segment. */
static bool is_small_rest(const struct publishing *p, double records)
{
	return records > 0 && (p->parts || records < p->groups.least);
}

/* Hides the groups that have a small count of the column: the whole campaign also where it has in what no segment does. */
static enum segbias_status hide_weighted(const struct publishing *p, const struct segbias_withheld_table *of,
                                         struct segbias_error *error)
{
	struct segbias_publishing *out = &p->findings->publishing;
	size_t groups = p->input->group_count;
	size_t columns = of->ids + 1;
	struct segbias_publish_table t;
	enum segbias_status status = fill_table(p, of, &t, error);
	for (size_t c = 0; c < columns && status == SEGBIAS_OK; c++) {
		double rest = groups > 1 ? t.count[c] : 0;
		for (size_t i = 0; i < groups; i++) {
			rest -= i > 0 ? t.count[i * columns + c] : 0;
			out->rows[i] = out->rows[i] || t.small[i * columns + c];
		}
		out->rows[0] = out->rows[0] || is_small_rest(p, rest);
	}
	segbias_publish_table_release(&t);
	return status;
}

static enum segbias_status refuse_weighted(const struct publishing *p, struct segbias_error *error)
{
	segbias_error_set(error, SEGBIAS_DATA,
	                  "publish_weighted|--publish: with weights nothing of a group is published that has a small "
	                  "count, and of this campaign every group has one");
	segbias_error_place(error, p->input->campaign_path, 0, 0);
	segbias_error_hint(error, p->findings->settings.attribute_count > 1
	                              ? "--attributes A compares fewer columns; --weight none compares records"
	                              : "--weight none compares records, of which more can be published");
	return SEGBIAS_DATA;
}

/* Of columns that are not compared nothing is published. */
static enum segbias_status withhold_weighted(const struct publishing *p, struct segbias_error *error)
{
	struct segbias_publishing *out = &p->findings->publishing;
	size_t groups = p->input->group_count;
	enum segbias_status status = SEGBIAS_OK;
	size_t hidden = 0;
	for (size_t j = 0; j < out->table_count && status == SEGBIAS_OK; j++)
		if (attribute_of(p->input->matching, out->tables[j].column))
			status = hide_weighted(p, &out->tables[j], error);
	for (size_t i = 1; i < groups; i++)
		hidden += out->rows[i];
	out->rows[0] = out->rows[0] || hidden > 0;
	out->no_segment = out->rows[0];
	if (out->rows[0])
		p->findings->records = p->findings->persons = NAN;
	if (status == SEGBIAS_OK && out->rows[0] && hidden + 1 == groups)
		status = refuse_weighted(p, error);
	for (size_t j = 0; j < out->table_count && status == SEGBIAS_OK; j++) {
		struct segbias_withheld_table *table = &out->tables[j];
		bool compared = attribute_of(p->input->matching, table->column) != NULL;
		size_t columns = table->ids + 1;
		table->cells = segbias_arena_array(&p->findings->arena, groups * columns, sizeof *table->cells);
		if (!table->cells)
			return segbias_error_memory(error);
		for (size_t i = 0; i < groups; i++)
			memset(&table->cells[i * columns], !compared || out->rows[i], columns * sizeof *table->cells);
	}
	return status;
}

static void add_table(const struct publishing *p, uint32_t column)
{
	struct segbias_publishing *out = &p->findings->publishing;
	const struct segbias_attribute *attribute = attribute_of(p->input->matching, column);
	if (segbias_publishing_table(p->findings, column))
		return;
	out->tables[out->table_count++] = (struct segbias_withheld_table){
	    .column = column, .ids = attribute ? SEGBIAS_ID_FIRST + attribute->value_count : 2};
}

const struct segbias_withheld_table *segbias_publishing_table(const struct segbias_findings *findings, uint32_t column)
{
	for (size_t i = 0; i < findings->publishing.table_count; i++)
		if (findings->publishing.tables[i].column == column)
			return &findings->publishing.tables[i];
	return NULL;
}

bool segbias_publishing_withholds(const struct segbias_findings *findings, uint32_t column, size_t group, size_t id)
{
	const struct segbias_withheld_table *table = segbias_publishing_table(findings, column);
	return table && table->cells[group * (table->ids + 1) + id];
}

bool segbias_publishing_shows_all(const struct segbias_findings *findings, uint32_t column)
{
	const struct segbias_withheld_table *table = segbias_publishing_table(findings, column);
	size_t cells = table ? findings->publishing.group_count * (table->ids + 1) : 0;
	return !table || !memchr(table->cells, true, cells);
}

bool segbias_publishing_hides_spread(const struct segbias_findings *findings, uint32_t column, size_t group)
{
	return findings->publishing.persons && group == 0 && !segbias_publishing_shows_all(findings, column);
}

enum segbias_status segbias_analyse_publish(const struct segbias_analysis_input *input,
                                            struct segbias_findings *findings, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_matching *matching = input->matching;
	struct segbias_publishing *out = &findings->publishing;
	struct publishing p = {.input = input, .findings = findings, .groups = {.least = input->policy->publish}};
	size_t room = matching->attribute_count + matching->tracked_count;
	if (!(p.groups.least > 0))
		return SEGBIAS_OK;
	out->group_count = input->group_count;
	out->rows = segbias_arena_array(&findings->arena, input->group_count, sizeof *out->rows);
	out->tables = segbias_arena_array(&findings->arena, room, sizeof *out->tables);
	if (!out->rows || !out->tables)
		return segbias_error_memory(error);
	out->persons = segbias_tally_clusters(input->campaign) != NULL;
	SEGBIAS_TRY(begin(&p, error));
	SEGBIAS_TRY(check(&p, error));
	for (size_t i = 0; i < matching->attribute_count; i++)
		if (!matching->attributes[i].dropped)
			add_table(&p, matching->attributes[i].column);
	for (size_t i = 0; i < matching->tracked_count; i++)
		add_table(&p, matching->tracked[i].column);
	if (input->weighted) {
		SEGBIAS_TRY(withhold_weighted(&p, error));
		goto done;
	}
	SEGBIAS_TRY(hide_small(&p, error));
	out->no_segment = segbias_publish_hide_more(&p.groups);
	SEGBIAS_TRY(withhold_tables(&p, error));
	SEGBIAS_TRY(segbias_publishing_check_nested(input, findings,
	                                            &(struct segbias_publishing_anew){withhold_anew, &p}, error));
done:
	publishing_release(&p);
	return status;
}

/* --- what else would tell ------------------------------------------------------------------------------------------ */

/* The whole campaign's count of a value, or of those that matched none (bytes NULL); NaN where it is withheld. */
static double whole_count(const struct segbias_findings *findings, struct segbias_label attribute,
                          struct segbias_label value)
{
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *c = &findings->comparisons[i];
		if (c->segment.bytes || !segbias_label_equal(c->attribute, attribute))
			continue;
		for (size_t j = 0; value.bytes && j < c->value_count; j++)
			if (segbias_label_equal(c->values[j].value, value))
				return c->values[j].count;
		return value.bytes ? NAN : c->unmatched;
	}
	return NAN;
}

static bool same_target(const struct segbias_mapped *a, const struct segbias_mapped *b)
{
	return (a->reference_value.bytes == NULL) == (b->reference_value.bytes == NULL) &&
	       segbias_label_equal(a->reference_value, b->reference_value) &&
	       segbias_label_equal(a->attribute, b->attribute);
}

/* Whether more of a value, or of what is missing, may be told than how many records have it: an age in years may be another column's value,
 * and a spelling that of one segment, so that its count is one that is withheld there. With persons nobody knows how many have a
 * spelling. */
static bool shows_several(const struct segbias_findings *findings)
{
	const struct segbias_publishing *publishing = &findings->publishing;
	if (findings->settings.person.bytes || publishing->no_segment)
		return false;
	for (size_t i = 0; i < publishing->group_count; i++)
		if (publishing->rows[i])
			return false;
	for (size_t i = 0; i < publishing->table_count; i++)
		if (!segbias_publishing_shows_all(findings, publishing->tables[i].column))
			return false;
	return true;
}

/* Whether the spellings of one value may be shown, with their counts: where these add up to its own, which is shown, and none is
 * small. `first` to `end`: its attribute's. */
static bool shows_spellings(const struct segbias_findings *findings, size_t first, size_t end,
                            const struct segbias_mapped *of)
{
	double sum = 0;
	size_t spellings = 0;
	for (size_t i = first; i < end; i++) {
		const struct segbias_mapped *row = &findings->mapping[i];
		if (!same_target(row, of))
			continue;
		if (!(row->count >= findings->settings.publish))
			return false;
		sum += row->count;
		spellings++;
	}
	return sum == whole_count(findings, of->attribute, of->reference_value) &&
	       (spellings == 1 || shows_several(findings));
}

/* Of a value whose spellings may not be shown none is listed, not even without its count: each is at least one record, so that
 * how many there are is the least that the value can have, and five spellings of five records are one each. An age in years is a
 * spelling of its band. */
static bool withhold_spellings(struct segbias_findings *findings)
{
	size_t kept = 0;
	size_t end = 0;
	bool *shown = segbias_memory_zeroed(findings->mapping_count + 1, sizeof *shown);
	for (size_t first = 0; shown && first < findings->mapping_count; first = end) {
		for (end = first;
		     end < findings->mapping_count &&
		     segbias_label_equal(findings->mapping[end].attribute, findings->mapping[first].attribute);)
			end++;
		for (size_t i = first; i < end; i++)
			shown[i] = shows_spellings(findings, first, end, &findings->mapping[i]);
	}
	for (size_t i = 0; shown && i < findings->mapping_count; i++)
		if (shown[i])
			findings->mapping[kept++] = findings->mapping[i];
	if (shown)
		findings->mapping_count = kept;
	free(shown);
	return shown != NULL;
}

/* As of spellings. */
static void withhold_markers(struct segbias_findings *findings)
{
	for (size_t i = 0; i < findings->incomplete_count; i++) {
		struct segbias_incomplete *row = &findings->incomplete[i];
		double sum = 0;
		bool small = row->counted_count > 1 && !shows_several(findings);
		for (size_t j = 0; j < row->counted_count; j++) {
			sum += row->counted[j].count;
			small = small || row->counted[j].count < findings->settings.publish;
		}
		if (small || sum != row->missing)
			row->counted_count = 0;
	}
}

/* The first date of a column, and the last, are of a record each. */
static void withhold_periods(struct segbias_input_facts *facts)
{
	size_t kept = 0;
	for (size_t i = 0; i < facts->period_count; i++)
		if (facts->periods[i].by != SEGBIAS_PERIOD_BY_COLUMN)
			facts->periods[kept++] = facts->periods[i];
	facts->period_count = kept;
}

/* Its bytes and their hash would confirm a guess. */
static void withhold_facts(struct segbias_findings *findings)
{
	bool audits = findings->job == SEGBIAS_JOB_AUDIT; /* whose one file is read as a reference is */
	struct segbias_input_facts *campaign = audits ? &findings->reference : &findings->campaign;
	memset(campaign->sha256, 0, sizeof campaign->sha256);
	withhold_periods(campaign);
	campaign->bytes = campaign->rows = findings->filtered = NAN;
	if (findings->outside > 0) /* else what is withheld would be small */
		findings->outside = NAN;
	if (findings->publishing.no_segment)
		findings->no_segment = NAN;
}

static bool is_publishable(const char *code, bool of_reference)
{
	static const struct {
		const char *code;
		bool of_reference;
	} CODES[] = {
#define PUBLISHABLE(code) {code, false},
#define OF_REFERENCE(code) {code, true},
#include "analysis/publishable.def"
#undef PUBLISHABLE
#undef OF_REFERENCE
	};
	for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++)
		if (strcmp(CODES[i].code, code) == 0)
			return !CODES[i].of_reference || of_reference;
	return false;
}

/* Of a base both files are one; it is not published. */
static bool of_reference(const struct segbias_findings *findings, const struct segbias_error *text)
{
	return findings->job != SEGBIAS_JOB_AUDIT && strcmp(text->file, findings->reference.path) == 0 &&
	       strcmp(text->file, findings->campaign.path) != 0;
}

/* Whether there is a warning that counts records, or how many there are, would tell of some, too: what is said instead is always
 * said. */
static void withhold_notes(struct segbias_findings *findings)
{
	struct segbias_notes *notes = &findings->notes;
	size_t kept = 0;
	for (size_t i = 0; i < notes->count; i++)
		if (is_publishable(notes->items[i].code, of_reference(findings, &notes->items[i].text)))
			notes->items[kept++] = notes->items[i];
	notes->count = kept;
	segbias_error_hint(segbias_notes_add(notes, "warnings_withheld",
	                                     "warnings that count records of the campaign are not told with --publish, "
	                                     "whether there are any or none"),
	                   "without --publish they are told");
}

enum segbias_status segbias_publishing_finish(struct segbias_findings *findings, struct segbias_error *error)
{
	if (!(findings->settings.publish > 0))
		return SEGBIAS_OK;
	if (!withhold_spellings(findings))
		return segbias_error_memory(error);
	withhold_markers(findings);
	withhold_facts(findings);
	withhold_notes(findings);
	return SEGBIAS_OK;
}
