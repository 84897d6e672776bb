/* Chart: the heatmap of combinations of attributes. A row a segment with a finding, a column a combination that has one, coloured as
 * the index heatmap is: what one of its parts explains has a frame and no colour. */
#include "report/charts.h"

#include "base/intern.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 120, PARTS_MOST = 3 };

struct column {
	const struct segbias_crossing_finding *row; /* the first of that name */
	size_t places[PARTS_MOST];                  /* of its parts' values, from 1, among those of their attributes */
};

/* A combination that its parts do not explain everywhere. */
struct candidate {
	double people; /* by which it is too few or too many, where that is most */
	size_t first;  /* its row */
};

/* The crossings as a comparison has them: every group with all combinations that are shown. */
struct crossed {
	const struct segbias_chart_view *view;
	struct segbias_findings *findings; /* with these comparisons */
	struct segbias_comparison *comparisons;
	struct segbias_value_finding *values;
	struct column *columns; /* [column_count] of [room], by attribute */
	size_t column_count;
	size_t candidates; /* of which the columns are the worst */
	size_t attributes, groups;
};

static void crossed_release(struct crossed *x)
{
	free(x->findings);
	free(x->comparisons);
	free(x->values);
	free(x->columns);
}

static bool in_state(const struct segbias_crossing_finding *row, const char *state)
{
	return strcmp(row->state, state) == 0;
}

/* Its parts explain it. */
static bool is_explained(const struct segbias_crossing_finding *row)
{
	return in_state(row, "folded") || in_state(row, "sum");
}

static bool is_column(const struct segbias_crossing_finding *a, const struct segbias_crossing_finding *b)
{
	return segbias_label_equal(a->attribute, b->attribute) && segbias_label_equal(a->value, b->value);
}

/* The attributes of a combination, whose names its own has, stand in the order of the comparisons. Where one cannot be told by its name
 * its place is 0. */
static void find_places(const struct segbias_findings *findings, const struct segbias_crossing_finding *row,
                        size_t places[PARTS_MOST])
{
	struct segbias_label rest = row->attribute;
	size_t part = 0;
	for (size_t i = 0; i < findings->comparison_count && part < row->value_count && part < PARTS_MOST; i++) {
		const struct segbias_comparison *of = &findings->comparisons[i];
		size_t size = of->attribute.size;
		bool ends = rest.size == size;
		if (of->segment.bytes || rest.size < size || memcmp(rest.bytes, of->attribute.bytes, size) != 0 ||
		    (!ends && rest.bytes[size] != '*'))
			continue;
		for (size_t v = 0; v < of->value_count; v++)
			if (segbias_label_equal(of->values[v].value, row->values[part]))
				places[part] = v + 1;
		part++;
		rest = (struct segbias_label){rest.bytes + size + !ends, rest.size - size - !ends};
	}
}

static bool is_behind(const struct column *a, const struct column *b)
{
	for (size_t i = 0; i < PARTS_MOST; i++)
		if (a->places[i] != b->places[i])
			return a->places[i] > b->places[i];
	return false;
}

/* Among the columns of its attribute in output order. */
static void add_column(struct crossed *x, const struct segbias_crossing_finding *row)
{
	struct column column = {.row = row};
	size_t at = x->column_count;
	bool any = false;
	find_places(x->view->findings, row, column.places);
	for (size_t i = 0; i < x->column_count; i++) {
		if (!segbias_label_equal(x->columns[i].row->attribute, row->attribute))
			continue;
		if (!any || !is_behind(&x->columns[i], &column))
			at = is_behind(&x->columns[i], &column) ? i : i + 1;
		any = true;
	}
	memmove(x->columns + at + 1, x->columns + at, (x->column_count - at) * sizeof *x->columns);
	x->columns[at] = column;
	x->column_count++;
	x->attributes += !any;
}

/* The combinations, by name; [of count rows at most]. false: out of memory. */
static bool find_candidates(const struct segbias_findings *findings, struct segbias_intern *names,
                            struct candidate *candidates)
{
	bool ok = true;
	for (size_t i = 0; ok && i < findings->crossing_count; i++) {
		const struct segbias_crossing_finding *row = &findings->crossings[i];
		struct segbias_text key = {0};
		if (is_explained(row))
			continue;
		segbias_text_add_format(&key, "%zu ", row->attribute.size);
		segbias_text_add(&key, row->attribute.bytes, row->attribute.size);
		segbias_text_add(&key, row->value.bytes, row->value.size);
		uint32_t before = names->size;
		uint32_t at = key.failed ? SEGBIAS_INTERN_NONE : segbias_intern_add(names, segbias_text_label(&key));
		segbias_text_release(&key);
		ok = at != SEGBIAS_INTERN_NONE;
		if (!ok)
			break;
		if (at == before)
			candidates[at].first = i;
		candidates[at].people = fmax(candidates[at].people, fabs(row->shortfall));
	}
	return ok;
}

static int worst_first(const void *left, const void *right)
{
	const struct candidate *a = left;
	const struct candidate *b = right;
	if (a->people != b->people)
		return a->people > b->people ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

static int in_order(const void *left, const void *right)
{
	const struct candidate *a = left;
	const struct candidate *b = right;
	return (a->first > b->first) - (a->first < b->first);
}

/* A combination is shown that its parts do not explain everywhere; of many those by which most records are too few or too many. The order is
 * that of output. false: out of memory. */
static bool find_columns(struct crossed *x)
{
	const struct segbias_findings *findings = x->view->findings;
	struct segbias_intern names = {0};
	struct candidate *candidates = segbias_memory_zeroed(findings->crossing_count + 1, sizeof *candidates);
	size_t whole = 0;
	while (whole < findings->crossing_count && !findings->crossings[whole].segment.bytes)
		whole++;
	x->groups = 1;
	for (size_t i = whole; i < findings->crossing_count; i++)
		x->groups += i == whole ||
		             !segbias_label_same(findings->crossings[i].segment, findings->crossings[i - 1].segment);
	x->columns = segbias_memory_zeroed(COLUMNS_MOST + 1, sizeof *x->columns);
	bool ok = candidates && x->columns && find_candidates(findings, &names, candidates);
	x->candidates = names.size;
	size_t shown = x->candidates < COLUMNS_MOST ? x->candidates : COLUMNS_MOST;
	if (ok && shown < x->candidates)
		qsort(candidates, x->candidates, sizeof *candidates, worst_first);
	if (ok && shown < x->candidates)
		qsort(candidates, shown, sizeof *candidates, in_order);
	for (size_t i = 0; ok && i < shown; i++)
		add_column(x, &findings->crossings[candidates[i].first]);
	segbias_intern_release(&names);
	free(candidates);
	return ok;
}

/* Where there is no finding the index is not told: nothing is drawn. */
static struct segbias_value_finding show(const struct segbias_crossing_finding *column,
                                         const struct segbias_crossing_finding *row)
{
	struct segbias_value_finding value = {
	    .value = column->value, .verdict = SEGBIAS_VERDICT_WITHIN, .index = NAN, .shortfall = 0};
	if (!row)
		return value;
	value.index = in_state(row, "bounds") ? segbias_crossing_mildest(row) : row->index;
	value.shortfall = row->shortfall;
	value.count = row->count;
	value.reason = row->reason;
	value.verdict = is_explained(row) ? SEGBIAS_VERDICT_UNCLEAR : row->verdict;
	return value;
}

/* A group, by its rows. */
static void add_group(struct crossed *x, size_t group, const struct segbias_crossing_finding *rows, size_t count)
{
	struct segbias_label segment = group ? rows->segment : (struct segbias_label){NULL, 0};
	struct segbias_comparison *comparison = x->comparisons + group * x->attributes;
	struct segbias_value_finding *values = x->values + group * x->column_count;
	for (size_t i = 0; i < x->column_count; i++) {
		const struct segbias_crossing_finding *column = x->columns[i].row;
		const struct segbias_crossing_finding *found = NULL;
		if (i == 0 || !segbias_label_equal(column->attribute, x->columns[i - 1].row->attribute))
			*comparison++ = (struct segbias_comparison){
			    .segment = segment, .attribute = column->attribute, .values = values + i, .tested = true};
		for (size_t k = 0; k < count && !found; k++)
			found = is_column(&rows[k], column) ? &rows[k] : NULL;
		values[i] = show(column, found);
		comparison[-1].value_count++;
	}
}

/* false: out of memory. */
static bool fill(struct crossed *x)
{
	const struct segbias_findings *findings = x->view->findings;
	const struct segbias_crossing_finding *rows = findings->crossings;
	x->findings = segbias_memory_zeroed(1, sizeof *x->findings);
	x->comparisons = segbias_memory_zeroed(x->groups * x->attributes + 1, sizeof *x->comparisons);
	x->values = segbias_memory_zeroed(x->groups * x->column_count + 1, sizeof *x->values);
	if (!x->findings || !x->comparisons || !x->values)
		return false;
	size_t group = 0;
	size_t first = 0;
	if (findings->crossing_count && rows[0].segment.bytes)
		add_group(x, group++, rows, 0);
	for (size_t i = 1; i <= findings->crossing_count; i++) {
		if (i < findings->crossing_count && segbias_label_same(rows[i].segment, rows[first].segment))
			continue;
		add_group(x, group++, rows + first, i - first);
		first = i;
	}
	*x->findings = *findings;
	x->findings->comparisons = x->comparisons;
	x->findings->comparison_count = x->groups * x->attributes;
	return true;
}

static const char *say_subtitle(const struct crossed *x, struct segbias_teller *t)
{
	struct segbias_word shown = WORD_COUNT("shown", (double)x->column_count);
	struct segbias_word all = WORD_COUNT("all", (double)x->candidates);
	if (x->candidates > x->column_count)
		return TELL_WITH(
		    t,
		    "Index by combination, of {all} the {shown} by which most are too few or too many; in a frame: unclear, or as its parts are; blank: no finding",
		    shown, all);
	return x->groups > 1
	           ? TELL(
			 t,
			 "Index by segment and combination; in a frame: unclear, or as its parts are; blank: no finding")
	           : TELL(t, "Index by combination; in a frame: unclear, or as its parts are; blank: no finding");
}

static enum segbias_status draw(const struct crossed *x, struct segbias_plot *plot, struct segbias_notes *notes,
                                struct segbias_error *error)
{
	struct segbias_teller *t = x->view->teller;
	const struct segbias_chart_heatmap_words words = {.stem = "crossing-heatmap", .subtitle = say_subtitle(x, t)};
	struct segbias_chart_view view;
	enum segbias_status status = segbias_chart_view_init(&view, x->findings, error);
	if (status != SEGBIAS_OK)
		return status;
	view.request = x->view->request;
	view.teller = t;
	status = segbias_chart_heatmap_draw(&view, &words, plot, notes, error);
	segbias_chart_view_release(&view);
	return status;
}

enum segbias_status segbias_chart_crossings(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                            struct segbias_notes *notes, struct segbias_error *error)
{
	struct crossed x = {.view = view};
	enum segbias_status status = SEGBIAS_OK;
	if (!find_columns(&x))
		status = segbias_error_memory(error);
	else if (x.column_count > 0)
		status = fill(&x) ? draw(&x, plot, notes, error) : segbias_error_memory(error);
	if (status == SEGBIAS_OK && x.candidates > x.column_count)
		(void)segbias_notes_add(notes, "charts_left_out",
		                        "crossing-heatmap shows %d combinations; the JSON result has all",
		                        COLUMNS_MOST);
	crossed_release(&x);
	return status;
}
