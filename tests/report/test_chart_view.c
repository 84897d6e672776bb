#include "report/charts.h"

#include <criterion/criterion.h>
#include <string.h>

/* Lines end at blanks, and behind what joins words; a width is that of so many letters "n". */
Test(chart_view, breaks_labels_into_lines)
{
	static const struct {
		const char *text;
		size_t letters;
		const char *lines[SEGBIAS_CHART_LINES_MAX + 1];
	} ROWS[] = {
	    {"nnn", 3, {"nnn"}},
	    {"nnn nnn", 3, {"nnn", "nnn"}},
	    {"nnn nnn", 8, {"nnn nnn"}},
	    {"n n n n n n", 3, {"n n", "n n", "n n"}},
	    {"nn-nnn", 4, {"nn-", "nnn"}},
	    {"nn/nnn", 4, {"nn/", "nnn"}},
	    {"nn_nnn_n", 4, {"nn_", "nnn_", "n"}},
	    {"nnnn", 3, {NULL}},
	    {"nnn nnnn", 3, {NULL}},
	    {"nnn nnn nnn nnn", 3, {NULL}},
	    {"-nnn", 3, {NULL}}, /* never behind the first character */
	    {"", 3, {NULL}},
	};
	for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
		struct segbias_label lines[SEGBIAS_CHART_LINES_MAX];
		double width =
		    segbias_plot_width((struct segbias_label){"nnnnnnnn", ROWS[i].letters}, SEGBIAS_PLOT_TEXT);
		size_t count = segbias_chart_break(segbias_label_of(ROWS[i].text), width + 0.5, lines);
		size_t wanted = 0;
		for (; ROWS[i].lines[wanted]; wanted++)
			if (wanted < count)
				cr_expect(segbias_label_equal(lines[wanted], segbias_label_of(ROWS[i].lines[wanted])),
				          "row %zu, line %zu: %.*s", i, wanted, (int)lines[wanted].size,
				          lines[wanted].bytes);
		cr_expect_eq(count, wanted, "row %zu: %zu lines", i, count);
	}
}

/* Comparisons of one segment are one group by its name, wherever that stands in memory: a result that was read back has it anew each time. */
Test(chart_view, groups_are_of_one_name)
{
	char names[4][8] = {"east", "east", "west", "west"};
	struct segbias_comparison comparisons[6] = {{.attribute = segbias_label_of("sex")},
	                                            {.attribute = segbias_label_of("age")}};
	for (size_t i = 0; i < 4; i++) {
		comparisons[2 + i].segment = segbias_label_of(names[i]);
		comparisons[2 + i].attribute = comparisons[i % 2].attribute;
	}
	const struct segbias_findings findings = {.comparisons = comparisons, .comparison_count = 6};
	struct segbias_chart_view view;
	cr_assert_eq(segbias_chart_view_init(&view, &findings, NULL), SEGBIAS_OK);
	cr_assert_eq(view.count, 3);
	cr_expect_null(view.groups[0].segment.bytes);
	for (size_t i = 0; i < 3; i++) {
		cr_expect_eq(view.groups[i].count, 2, "group %zu", i);
		cr_expect(i == 0 ||
		          segbias_label_equal(view.groups[i].segment, segbias_label_of(i == 1 ? "east" : "west")));
	}
	segbias_chart_view_release(&view);
}
