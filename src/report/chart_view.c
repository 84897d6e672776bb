/* The segments in the order of their findings, and how verdicts are said and coloured. */
#include "report/charts.h"

#include "base/memory.h"
#include "base/number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { NO_FINDING = 2 };

/* 0: shown; 1: likely; 2: no flag. */
static int certainty_of(enum segbias_verdict verdict)
{
	switch (verdict) {
	case SEGBIAS_VERDICT_OVER:
	case SEGBIAS_VERDICT_UNDER:
		return 0;
	case SEGBIAS_VERDICT_LIKELY_OVER:
	case SEGBIAS_VERDICT_LIKELY_UNDER:
		return 1;
	default:
		return NO_FINDING;
	}
}

static void add_comparison(struct segbias_chart_group *group, const struct segbias_comparison *comparison)
{
	group->count++;
	for (size_t i = 0; i < comparison->value_count; i++) {
		const struct segbias_value_finding *value = &comparison->values[i];
		int certainty = certainty_of(value->verdict);
		double shortfall = fabs(value->shortfall);
		if (certainty > group->certainty || certainty == NO_FINDING)
			continue;
		if (certainty < group->certainty || shortfall > group->shortfall)
			group->shortfall = shortfall;
		group->certainty = certainty;
	}
}

static int compare_groups(const void *a, const void *b)
{
	const struct segbias_chart_group *x = a;
	const struct segbias_chart_group *y = b;
	if (x->certainty != y->certainty)
		return x->certainty - y->certainty;
	if (x->shortfall != y->shortfall)
		return x->shortfall > y->shortfall ? -1 : 1;
	return (x->comparisons > y->comparisons) - (x->comparisons < y->comparisons);
}

static bool same_group(const struct segbias_comparison *a, const struct segbias_comparison *b)
{
	if (!a->segment.bytes || !b->segment.bytes)
		return a->segment.bytes == b->segment.bytes;
	return segbias_label_equal(a->segment, b->segment);
}

enum segbias_status segbias_chart_view_init(struct segbias_chart_view *view, const struct segbias_findings *findings,
                                            struct segbias_error *error)
{
	struct segbias_chart_group *groups = segbias_memory_zeroed(findings->comparison_count + 1, sizeof *groups);
	if (!groups)
		return segbias_error_memory(error);
	size_t count = 0;
	for (size_t i = 0; i < findings->comparison_count; i++) {
		const struct segbias_comparison *comparison = &findings->comparisons[i];
		if (i == 0 || !same_group(comparison, comparison - 1)) {
			groups[count].segment = comparison->segment;
			groups[count].comparisons = comparison;
			groups[count++].certainty = NO_FINDING;
		}
		add_comparison(&groups[count - 1], comparison);
	}
	if (count > 1)
		qsort(groups + 1, count - 1, sizeof *groups, compare_groups);
	*view = (struct segbias_chart_view){.findings = findings, .groups = groups, .count = count};
	return SEGBIAS_OK;
}

void segbias_chart_view_release(struct segbias_chart_view *view)
{
	free(view->groups);
	*view = (struct segbias_chart_view){0};
}

enum segbias_plot_ink segbias_chart_ink(const struct segbias_value_finding *value)
{
	static const enum segbias_plot_ink INKS[SEGBIAS_VERDICT_COUNT] = {
	    [SEGBIAS_VERDICT_OVER] = SEGBIAS_PLOT_OVER,     [SEGBIAS_VERDICT_LIKELY_OVER] = SEGBIAS_PLOT_LIKELY_OVER,
	    [SEGBIAS_VERDICT_WITHIN] = SEGBIAS_PLOT_GREY,   [SEGBIAS_VERDICT_LIKELY_UNDER] = SEGBIAS_PLOT_LIKELY_UNDER,
	    [SEGBIAS_VERDICT_UNDER] = SEGBIAS_PLOT_UNDER,   [SEGBIAS_VERDICT_UNCLEAR] = SEGBIAS_PLOT_GREY,
	    [SEGBIAS_VERDICT_WITHHELD] = SEGBIAS_PLOT_GREY,
	};
	return INKS[value->verdict];
}

enum segbias_plot_ink segbias_chart_word_ink(const struct segbias_value_finding *value)
{
	enum segbias_plot_ink ink = segbias_chart_ink(value);
	return ink == SEGBIAS_PLOT_LIKELY_OVER    ? SEGBIAS_PLOT_OVER
	       : ink == SEGBIAS_PLOT_LIKELY_UNDER ? SEGBIAS_PLOT_UNDER
	       : ink == SEGBIAS_PLOT_GREY         ? SEGBIAS_PLOT_SOFT
	                                          : ink;
}

void segbias_chart_index(const struct segbias_value_finding *value, struct segbias_text *out)
{
	char number[SEGBIAS_NUMBER_MAX];
	if (!isfinite(value->index))
		segbias_text_add_string(out, "-");
	else
		segbias_text_add_string(out, segbias_number_group(nearbyint(value->index), number));
}

struct segbias_label *segbias_chart_values(const struct segbias_comparison *comparison)
{
	struct segbias_label *list = segbias_memory_zeroed(comparison->value_count + 1, sizeof *list);
	for (size_t i = 0; list && i < comparison->value_count; i++)
		list[i] = comparison->values[i].value;
	return list;
}

struct segbias_label *segbias_chart_attributes(const struct segbias_chart_group *group)
{
	struct segbias_label *list = segbias_memory_zeroed(group->count + 1, sizeof *list);
	for (size_t i = 0; list && i < group->count; i++)
		list[i] = group->comparisons[i].attribute;
	return list;
}

struct segbias_label *segbias_chart_groups(const struct segbias_chart_view *view, size_t count)
{
	struct segbias_label *list = segbias_memory_zeroed(count + 1, sizeof *list);
	for (size_t i = 0; list && i < count; i++)
		list[i] = view->groups[i].segment.bytes ? view->groups[i].segment
		                                        : segbias_label_of(TELL(view->teller, "Whole campaign"));
	return list;
}

void segbias_chart_labels(struct segbias_plot_labels *out, struct segbias_label *list, size_t count,
                          enum segbias_plot_size size, double width)
{
	*out = (struct segbias_plot_labels){.failed = true};
	if (list)
		segbias_plot_labels_init(out, list, count, size, width);
	free(list);
}

double segbias_chart_widest(const struct segbias_plot_labels *labels, enum segbias_plot_size size)
{
	double width = 0;
	for (size_t i = 0; i < labels->count; i++)
		width = fmax(width, segbias_plot_width(segbias_plot_labels_at(labels, i), size));
	return width;
}

void segbias_chart_label(struct segbias_text *out, struct segbias_chart_choice choice, enum segbias_plot_size size,
                         double width)
{
	if (choice.list)
		segbias_plot_label_among(out, choice.list, choice.count, choice.at, size, width);
	else
		out->failed = true;
	free(choice.list);
}

static size_t line_end(struct segbias_label text, size_t from, double width)
{
	size_t best = 0;
	for (size_t at = from + 1; at <= text.size; at++) {
		bool blank = at == text.size || text.bytes[at] == ' ';
		bool joint = !blank && at - 1 > from && strchr("-/_", text.bytes[at - 1]) != NULL;
		struct segbias_label line = {text.bytes + from, at - from};
		if ((blank || joint) && segbias_plot_width(line, SEGBIAS_PLOT_TEXT) <= width)
			best = at;
	}
	return best;
}

size_t segbias_chart_break(struct segbias_label text, double width,
                           struct segbias_label lines[static SEGBIAS_CHART_LINES_MAX])
{
	size_t count = 0;
	for (size_t from = 0; from < text.size;) {
		size_t end = line_end(text, from, width);
		if (end == 0 || count == SEGBIAS_CHART_LINES_MAX)
			return 0;
		lines[count++] = (struct segbias_label){text.bytes + from, end - from};
		from = end + (end < text.size && text.bytes[end] == ' ');
	}
	return count;
}

void segbias_chart_head(struct segbias_plot_sheet *sheet, const char *title, const char *subtitle)
{
	enum { TITLE_Y = 26, SUBTITLE_Y = 49 };
	struct segbias_label first = segbias_label_of(title);
	struct segbias_label second = segbias_label_of(subtitle);
	segbias_plot_describe(sheet, first, second);
	segbias_plot_write(
	    sheet,
	    (struct segbias_plot_words){
		.x = SEGBIAS_CHART_MARGIN, .y = TITLE_Y, .size = SEGBIAS_PLOT_TITLE, .ink = SEGBIAS_PLOT_BLACK},
	    first);
	segbias_plot_write(
	    sheet,
	    (struct segbias_plot_words){
		.x = SEGBIAS_CHART_MARGIN, .y = SUBTITLE_Y, .size = SEGBIAS_PLOT_TEXT, .ink = SEGBIAS_PLOT_SOFT},
	    second);
}
