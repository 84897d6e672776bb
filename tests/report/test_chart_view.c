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
