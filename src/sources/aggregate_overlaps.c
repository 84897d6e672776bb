/* Bands of one column that overlap each other, "18-24" beside "20-29": where they are added up, or left aside for another column,
 * their people are counted twice. Only the user can say which ones are meant: what is named, and lies within another one that is, counts
 * once. In a campaign they are whom ads were meant for, each in rows of its own. */
#include "sources/aggregate.h"

#include "base/memory.h"
#include "base/unicode.h"
#include "values/band.h"
#include "values/name.h"
#include "values/word.h"

#include <math.h>
#include <stdlib.h>

segbias_aggregate_step segbias_aggregate_overlaps;

enum {
	BANDS_MAX = 300,
	HINT_MAX = 190,  /* bytes */
	TRIES_MAX = 200, /* pairs of which it is asked whether they are of the same people */
};

struct overlaps {
	struct segbias_aggregate *aggregate;
	size_t field;
	struct segbias_strata strata;
	uint32_t *ids;              /* [count]: spellings that are bands */
	struct segbias_band *bands; /* [count] */
	size_t count, values;       /* values: those that are no bands, too */
	bool decided;               /* --where or --within says which values count */
	bool *there;                /* [strata]: room */
	bool *followed;             /* [count]: room */
};

/* --- what --where and --within name ---------------------------------------------------------------------------------- */

static bool is_of(const struct segbias_pair *pair, struct segbias_label name)
{
	return segbias_name_same(pair->left, name) || segbias_name_synonym(pair->left, name);
}

/* Whether one of them names the value of the column as it stands. */
static bool is_named(const struct segbias_source_options *options, struct segbias_label name,
                     struct segbias_label value)
{
	bool named = false;
	for (size_t i = 0; i < options->named_count; i++)
		named =
		    named || (is_of(&options->named[i], name) && segbias_unicode_same(options->named[i].right, value));
	for (size_t i = 0; i < options->where_count; i++)
		named = named ||
		        (is_of(&options->wheres[i], name) && segbias_unicode_same(options->wheres[i].right, value));
	return named;
}

/* Whether one of them takes the value: as it stands, or as a band within the one that is named. */
static bool is_covered(const struct segbias_source_options *options, struct segbias_label name,
                       const struct segbias_band *band, struct segbias_label value)
{
	struct segbias_band outer;
	bool covered = is_named(options, name, value);
	for (size_t i = 0; i < options->named_count && !covered; i++)
		covered = is_of(&options->named[i], name) && segbias_band_parse(options->named[i].right, &outer) &&
		          segbias_band_within(band, &outer);
	for (size_t i = 0; i < options->where_count && !covered; i++)
		covered = is_of(&options->wheres[i], name) && segbias_band_parse(options->wheres[i].right, &outer) &&
		          segbias_band_within(band, &outer);
	return covered;
}

/* Whether --where or --within says which values count. */
static bool is_decided(const struct segbias_source_options *options, struct segbias_label name)
{
	bool decided = segbias_aggregate_decided(options, name);
	for (size_t i = 0; i < options->named_count; i++)
		decided = decided || is_of(&options->named[i], name);
	return decided;
}

/* --- the bands ------------------------------------------------------------------------------------------------------ */

static bool looks_at(const struct overlaps *o, size_t row)
{
	return segbias_aggregate_looks_at(o->aggregate, SEGBIAS_INTERN_NONE, row) &&
	       o->strata.of_row[row] != SEGBIAS_INTERN_NONE;
}

static struct segbias_label label_of(const struct overlaps *o, size_t i)
{
	return o->aggregate->grid->spellings[o->field].labels[o->ids[i]];
}

/* The bands of rows that count; where options say which, those that they take. */
static void read_bands(struct overlaps *o)
{
	const struct segbias_grid *grid = o->aggregate->grid;
	const struct segbias_intern *spellings = &grid->spellings[o->field];
	const struct segbias_source_options *options = o->aggregate->evidence->options;
	struct segbias_label name = o->aggregate->evidence->columns[o->field].name;
	o->count = 0;
	o->values = 0;
	for (uint32_t id = 0; id < spellings->size; id++) {
		struct segbias_band *band = &o->bands[o->count];
		bool used = false;
		for (size_t row = 0; row < grid->rows && !used; row++)
			used = segbias_grid_id(grid, row, o->field) == id && looks_at(o, row);
		bool is_band = used && segbias_word_total(spellings->labels[id]) == SEGBIAS_TOTAL_NONE &&
		               segbias_band_parse(spellings->labels[id], band);
		if (is_band && o->decided && !is_covered(options, name, band, spellings->labels[id]))
			continue;
		o->values += used;
		if (is_band)
			o->ids[o->count++] = id;
	}
}

/* Whether both have figures of the same people otherwise. */
static bool meet(const struct overlaps *o, size_t a, size_t b)
{
	const struct segbias_grid *grid = o->aggregate->grid;
	bool met = false;
	for (uint32_t i = 0; i < o->strata.count; i++)
		o->there[i] = false;
	for (size_t row = 0; row < grid->rows; row++)
		if (looks_at(o, row) && segbias_grid_id(grid, row, o->field) == o->ids[a])
			o->there[o->strata.of_row[row]] = true;
	for (size_t row = 0; row < grid->rows && !met; row++)
		met = looks_at(o, row) && segbias_grid_id(grid, row, o->field) == o->ids[b] &&
		      o->there[o->strata.of_row[row]];
	return met;
}

/* One that begins within the other and ends behind it; or a part of it, whose sum with others it is not. Of a column that stands alone
 * the match with the other file says more of parts. */
static bool overlap(const struct overlaps *o, size_t i, size_t j)
{
	const struct segbias_band *a = &o->bands[i];
	const struct segbias_band *b = &o->bands[j];
	if (a->low < b->low && b->low < a->end && a->end < b->end)
		return true;
	return i != j && o->strata.count > 1 && !(a->low == b->low && a->end == b->end) && segbias_band_within(b, a);
}

static bool find_pair(const struct overlaps *o, size_t pair[2])
{
	size_t tries = 0;
	for (size_t i = 0; i < o->count; i++)
		for (size_t j = 0; j < o->count; j++) {
			if (!overlap(o, i, j) || ++tries > TRIES_MAX || !meet(o, i, j))
				continue;
			pair[0] = i;
			pair[1] = j;
			return true;
		}
	return false;
}

/* Marks the bands that others follow, each where the one before ends, up to the end. */
static void mark_followed(struct overlaps *o, double end)
{
	bool found = true;
	for (size_t i = 0; i < o->count; i++)
		o->followed[i] = o->bands[i].end == end;
	while (found) {
		found = false;
		for (size_t i = 0; i < o->count; i++)
			for (size_t j = 0; j < o->count && !o->followed[i]; j++) {
				o->followed[i] = o->followed[j] && o->bands[j].low == o->bands[i].end;
				found = found || o->followed[i];
			}
	}
}

/* The band from there on that ends first, of those that others follow; SIZE_MAX: none. */
static size_t next_band(const struct overlaps *o, double from)
{
	size_t best = SIZE_MAX;
	for (size_t i = 0; i < o->count; i++)
		if (o->followed[i] && o->bands[i].low == from && o->bands[i].end > from &&
		    (best == SIZE_MAX || o->bands[i].end < o->bands[best].end))
			best = i;
	return best;
}

/* Bands that follow each other from the first to the last one, as options take their rows. False: there are none, or they cannot be
 * typed. */
static bool list_row(struct overlaps *o, struct segbias_label name, struct segbias_text *out)
{
	const char *where = segbias_aggregate_where_option(o->aggregate->evidence->options);
	double from = INFINITY;
	double end = -INFINITY;
	char shown[2][SEGBIAS_QUOTE_MAX];
	for (size_t i = 0; i < o->count; i++) {
		from = fmin(from, o->bands[i].low);
		end = fmax(end, o->bands[i].end);
	}
	mark_followed(o, end);
	while (from < end) {
		size_t i = next_band(o, from);
		if (i == SIZE_MAX || !segbias_label_pair_copyable(name, label_of(o, i)))
			return false;
		segbias_text_add_format(out, "%s%s '%s=%s'", out->size ? " " : "", where,
		                        segbias_label_show(name, shown[0]),
		                        segbias_label_show(label_of(o, i), shown[1]));
		from = o->bands[i].end;
	}
	return !out->failed && out->size > 0 && out->size < HINT_MAX;
}

static enum segbias_status refuse(struct overlaps *o, const size_t pair[2], struct segbias_error *error)
{
	const struct segbias_evidence *evidence = o->aggregate->evidence;
	struct segbias_label name = evidence->columns[o->field].name;
	char quoted[3][SEGBIAS_QUOTE_MAX];
	struct segbias_text list = {0};
	segbias_error_set(
	    error, SEGBIAS_DATA,
	    "bands_counted_twice|the bands %s and %s of %s overlap: who is in both would be counted twice",
	    segbias_label_quote(label_of(o, pair[0]), quoted[0]), segbias_label_quote(label_of(o, pair[1]), quoted[1]),
	    segbias_label_quote(name, quoted[2]));
	if (list_row(o, name, &list))
		segbias_error_hint(error, "those that follow each other: %s", list.data);
	else
		segbias_error_hint(error, "leave out the rows whose people are in another one too");
	segbias_error_place(error, evidence->file, 0, 0);
	segbias_text_release(&list);
	return SEGBIAS_DATA;
}

static void drop(struct overlaps *o, size_t i)
{
	struct segbias_grid *grid = o->aggregate->grid;
	for (size_t row = 0; row < grid->rows; row++)
		grid->dropped[row] = grid->dropped[row] || segbias_grid_id(grid, row, o->field) == o->ids[i];
}

static double sum_of(const struct overlaps *o, size_t i)
{
	double sum = 0;
	for (size_t row = 0; row < o->aggregate->grid->rows; row++)
		if (looks_at(o, row) && segbias_grid_id(o->aggregate->grid, row, o->field) == o->ids[i])
			sum += o->aggregate->figures[row];
	return sum;
}

/* Whether the band lies within one that is named, which is not itself left out, beside figures of the same people. */
static bool is_part_of_named(const struct overlaps *o, const bool *named, const bool *sums, size_t part)
{
	const struct segbias_band *inner = &o->bands[part];
	bool found = false;
	for (size_t i = 0; i < o->count && !found; i++) {
		const struct segbias_band *outer = &o->bands[i];
		found = i != part && named[i] && !sums[i] && segbias_band_within(inner, outer) &&
		        !segbias_band_within(outer, inner) && meet(o, i, part);
	}
	return found;
}

static void note_left_out(const struct overlaps *o, const struct segbias_text *sums, const struct segbias_text *parts)
{
	const struct segbias_evidence *evidence = o->aggregate->evidence;
	char shown[SEGBIAS_QUOTE_MAX];
	segbias_label_show(evidence->columns[o->field].name, shown);
	if (sums->size > 0)
		segbias_error_place(segbias_notes_add(o->aggregate->notes, "nested_bands",
		                                      "%s: left out as the sum of the bands within: %s", shown,
		                                      sums->data),
		                    evidence->file, 0, 0);
	if (parts->size > 0)
		segbias_error_place(segbias_notes_add(o->aggregate->notes, "nested_bands",
		                                      "%s: left out as part of a band that is taken: %s", shown,
		                                      parts->data),
		                    evidence->file, 0, 0);
}

/* "18+" takes the bands within it, too: where the table lists it beside them it counts their people again. What is the sum of others is
 * left out; of what is named and is no sum, the others are. */
static enum segbias_status settle_named(struct overlaps *o, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_text lists[2] = {{0}, {0}}; /* sums, parts */
	struct segbias_label name = o->aggregate->evidence->columns[o->field].name;
	double *figures = segbias_memory_zeroed(o->count + 1, sizeof *figures);
	bool *named = segbias_memory_zeroed(3 * o->count + 1, sizeof *named);
	if (!figures || !named)
		SEGBIAS_TRY(segbias_error_memory(error));
	bool *sums = named + o->count;
	bool *out = sums + o->count;
	for (size_t i = 0; i < o->count; i++) {
		named[i] = is_named(o->aggregate->evidence->options, name, label_of(o, i));
		figures[i] = sum_of(o, i);
	}
	(void)segbias_bands_partition(o->bands, figures, o->count, 0, sums);
	for (size_t i = 0; i < o->count; i++) {
		bool part = !named[i] && is_part_of_named(o, named, sums, i);
		out[i] = part || sums[i];
		if (out[i])
			segbias_text_add_quoted(&lists[part], label_of(o, i));
	}
	for (size_t i = 0; i < o->count; i++)
		if (out[i])
			drop(o, i);
	if (lists[0].failed || lists[1].failed)
		SEGBIAS_TRY(segbias_error_memory(error));
	note_left_out(o, &lists[0], &lists[1]);
	read_bands(o);
done:
	segbias_text_release(&lists[0]);
	segbias_text_release(&lists[1]);
	free(figures);
	free(named);
	return status;
}

static enum segbias_status check(struct segbias_aggregate *aggregate, size_t field, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	struct segbias_label name = aggregate->evidence->columns[field].name;
	struct overlaps o = {
	    .aggregate = aggregate, .field = field, .decided = is_decided(aggregate->evidence->options, name)};
	struct segbias_band_edge edge;
	size_t size = aggregate->grid->spellings[field].size;
	size_t pair[2];
	bool asks = segbias_band_ages(name) && aggregate->evidence->options->reference;
	if ((!asks && !o.decided) || size > BANDS_MAX ||
	    segbias_aggregate_takes_all(aggregate->evidence->options, name))
		return SEGBIAS_OK;
	SEGBIAS_TRY(segbias_strata_make(aggregate, field, &o.strata, error));
	o.ids = segbias_memory_zeroed(size + 1, sizeof *o.ids);
	o.bands = segbias_memory_zeroed(size + 1, sizeof *o.bands);
	o.there = segbias_memory_zeroed((size_t)o.strata.count + 1, sizeof *o.there);
	o.followed = segbias_memory_zeroed(size + 1, sizeof *o.followed);
	if (!o.ids || !o.bands || !o.there || !o.followed)
		SEGBIAS_TRY(segbias_error_memory(error));
	read_bands(&o);
	if (o.decided)
		SEGBIAS_TRY(settle_named(&o, error));
	if (asks && 2 * o.count >= o.values && segbias_bands_are_ages(o.bands, o.count) &&
	    segbias_bands_arrange(o.bands, o.count, &edge) != SEGBIAS_BANDS_DISJOINT && find_pair(&o, pair))
		status = refuse(&o, pair, error);
done:
	segbias_strata_release(&o.strata);
	free(o.ids);
	free(o.bands);
	free(o.there);
	free(o.followed);
	return status;
}

enum segbias_status segbias_aggregate_overlaps(struct segbias_aggregate *aggregate, struct segbias_error *error)
{
	enum segbias_status status = SEGBIAS_OK;
	const struct segbias_layout *layout = aggregate->layout;
	bool margins = layout->attribute_field != SEGBIAS_NO_FIELD;
	for (size_t field = 0; field < aggregate->grid->width && !margins && status == SEGBIAS_OK; field++) {
		const struct segbias_column_evidence *column = &aggregate->evidence->columns[field];
		if (column->dimension && !column->period && !column->remark && field != layout->count_field)
			status = check(aggregate, field, error);
	}
	return status;
}
