/* Room: report. One chart a file, listed in charts.def: what of the findings it shows, laid out on sheets of a plot.
 *
 * This header is what the charts share: the segments in the order of their findings, the words and colours of verdicts,
 * titles that say what was found.
 */
#ifndef SEGBIAS_REPORT_CHARTS_H
#define SEGBIAS_REPORT_CHARTS_H

#include "findings/findings.h"
#include "report/plot.h"
#include <segbias/charts.h>

/* A segment, or the whole campaign. */
struct segbias_chart_group {
	struct segbias_label segment; /* bytes NULL: the whole campaign */
	const struct segbias_comparison *comparisons;
	size_t count;
	int certainty;    /* 0: a value is over or under; 1: likely so; 2: neither */
	double shortfall; /* the largest of such a value, without its sign */
};

struct segbias_chart_view {
	const struct segbias_findings *findings;
	struct segbias_chart_group *groups; /* [0] the whole campaign, then the segments, worst first */
	size_t count;
};

enum {
	SEGBIAS_CHART_MARGIN = 18,
	SEGBIAS_CHART_INNER_WIDTH = SEGBIAS_PLOT_WIDTH - 2 * SEGBIAS_CHART_MARGIN,
};

/* Adds its sheets to the plot, none where it does not apply; `notes` takes warnings of what it had to leave out. */
typedef enum segbias_status segbias_chart_draw(const struct segbias_chart_view *view, struct segbias_plot *plot,
                                               struct segbias_notes *notes, struct segbias_error *error);

#define CHART(name, stem) segbias_chart_draw segbias_chart_##name;
#include "report/charts.def"
#undef CHART

enum segbias_status segbias_chart_view_init(struct segbias_chart_view *view, const struct segbias_findings *findings,
                                            struct segbias_error *error);
void segbias_chart_view_release(struct segbias_chart_view *view);

/* Colours follow the verdict. Marks: likely ones are lighter, within and unclear grey. Words: likely ones are as dark. */
enum segbias_plot_ink segbias_chart_ink(const struct segbias_value_finding *value);
enum segbias_plot_ink segbias_chart_word_ink(const struct segbias_value_finding *value);

/* "29", "1,234", "-" where it is not defined. */
void segbias_chart_index(const struct segbias_value_finding *value, struct segbias_text *out);

/* Labels that stand beside each other, for segbias_chart_label(s): of the values, of a group's attributes, of the first
 * `count` groups (the first is "Whole campaign"). NULL where memory ran out. */
struct segbias_label *segbias_chart_values(const struct segbias_comparison *comparison);
struct segbias_label *segbias_chart_attributes(const struct segbias_chart_group *group);
struct segbias_label *segbias_chart_groups(const struct segbias_chart_view *view, size_t count);

/* Such a list, which is freed, cut so that its labels are told apart. */
void segbias_chart_labels(struct segbias_plot_labels *out, struct segbias_label *list, size_t count,
                          enum segbias_plot_size size, double width);

/* Where one of such a list is wanted. */
struct segbias_chart_choice {
	struct segbias_label *list; /* freed */
	size_t count, at;
};
void segbias_chart_label(struct segbias_text *out, struct segbias_chart_choice choice, enum segbias_plot_size size,
                         double width);

/* What was found, in at most the width of a sheet: of one group, or of all segments where `group` is NULL. */
void segbias_chart_title(const struct segbias_chart_view *view, const struct segbias_chart_group *group,
                         struct segbias_text *out);

/* The title and the line below it; also described for those who cannot see. */
void segbias_chart_head(struct segbias_plot_sheet *sheet, const struct segbias_text *title,
                        const struct segbias_text *subtitle);

/* Looks for pictures in the folder by the names of charts. One of ours of another run is removed with the commit, one of
 * others stays, and both are named in a warning. Ours of the same run, in another format, stay.
 * Errors: SEGBIAS_SYSTEM where a file that we did not draw has the name of a picture of the plot. */
enum segbias_status segbias_chart_folder(const struct segbias_plot *plot, const char *directory,
                                         struct segbias_output *output, struct segbias_notes *notes,
                                         struct segbias_error *error);

#endif
